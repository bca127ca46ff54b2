"""Serving the site on this machine: the website and the worker, one process group."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from comity.cli.answers import console
from comity.errors import PortTaken

ADDRESS = "127.0.0.1"
APPLICATION = "comity.project.wsgi:application"
WEB_PROCESSES = 2

THREADS = 8
"""Requests that a web process answers at once."""

WAITING = 128
"""Requests that a web process has in hand before others wait in the socket."""

GRACE = 30
"""Seconds that the worker has to finish what it has in hand."""

WEB_GRACE = 4
"""Seconds that a web process has: a second interrupt, which a terminal sends to the
whole group, can keep one from ending by itself."""

PAUSE = 1.0
"""Seconds between looks at whether the worker still runs."""

RESTART = 5.0
"""Seconds before another worker is started, when every web process surely runs."""


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
        workers_kill_timeout=WEB_GRACE,
        blocking_threads=THREADS,
        backpressure=WAITING,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    )
    with _worker():
        server.serve()


@contextmanager
def _worker() -> Iterator[None]:
    """Keep a background worker running beside this process, and end it with it.

    The first is started before any web process is forked: a process that is forked
    while another is being started would keep that start waiting for ever.
    """
    leaving = threading.Event()
    first = _start_worker()
    keeper = threading.Thread(target=_keep_working, args=(first, leaving), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        leaving.set()
        keeper.join(GRACE + PAUSE)


def _keep_working(child: subprocess.Popen[bytes], leaving: threading.Event) -> None:
    """Start another worker whenever one ends, until it is time to leave."""
    while True:
        while child.poll() is None and not leaving.wait(PAUSE):
            pass
        if leaving.is_set():
            break
        leaving.wait(RESTART)
        child = _start_worker()
    child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 our own interpreter and module
        [sys.executable, "-m", "comity", "worker", "--parent", str(os.getpid())],
        stdin=subprocess.DEVNULL,
    )
