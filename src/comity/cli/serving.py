"""Serving the site on this machine: the website and the worker, one process group."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from comity.cli.answers import console
from comity.errors import PortTaken

ADDRESS = "127.0.0.1"
APPLICATION = "comity.project.wsgi:application"
WEB_PROCESSES = 2
GRACE = 30
"""Seconds that the worker has to finish what it has in hand."""


def serve_site(port: int) -> None:
    """Serve until interrupted; received files are checked meanwhile.

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
        workers=WEB_PROCESSES,
        log_access=False,
        respawn_failed_workers=True,
    )
    with _worker():
        server.serve()


@contextmanager
def _worker() -> Iterator[None]:
    """Run the background worker as a child that ends with this process."""
    with subprocess.Popen(  # noqa: S603 our own interpreter and module
        [sys.executable, "-m", "comity", "worker", "--parent", str(os.getpid())],
        stdin=subprocess.DEVNULL,
    ) as child:
        try:
            yield
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
