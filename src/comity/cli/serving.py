"""Serving the site on this machine."""

import socket

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from comity.cli.answers import console
from comity.errors import PortTaken

ADDRESS = "127.0.0.1"
APPLICATION = "comity.project.wsgi:application"
WORKERS = 2


def serve_site(port: int) -> None:
    """Serve until interrupted.

    Raises:
        PortTaken: something else listens there.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise PortTaken(port=port) from error
    console.print(
        f"Comity is at http://{ADDRESS}:{port}/ (stores in {settings.COMITY_HOME})."
    )
    console.print("Stop it with Ctrl-C.")
    server = Granian(
        APPLICATION,
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        log_access=False,
        respawn_failed_workers=True,
    )
    server.serve()
