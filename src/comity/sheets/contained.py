"""Reading a stranger's file in a child process with bounds.

The child may be killed by its limits, or by a reader that aborts at hostile
bytes; the parent then says so as a problem and goes on.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from comity.sheets.exchange import load_reading, write_request
from comity.sheets.filetypes import WORKBOOK_SUFFIXES
from comity.sheets.problems import FileRefusal
from comity.sheets.reader import refused
from comity.sheets.reading import Reading, ReadOptions
from comity.values.dates import Period

Progress = Callable[[float], None]
"""Called with the seconds since the start, some twenty times a second."""

STALLED = 10.0
"""Seconds without any work after which a child is taken for dead: threads that
found no memory wait for each other for ever."""

_STEP = 0.05
_CHILD_SETTINGS = {
    # Freed memory goes back at once: the bound counts what is kept for later.
    "_RJEM_MALLOC_CONF": "retain:false,dirty_decay_ms:0,muzzy_decay_ms:0",
    "POLARS_MAX_THREADS": str(min(4, os.cpu_count() or 1)),
}
_OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}


def read_contained(
    path: Path, options: ReadOptions, *, progress: Progress | None = None
) -> Reading:
    """Read a file in a child process with limits on memory and time.

    What happens to the child happens to it alone: where it dies, the reading holds
    one problem, RESOURCE_LIMIT or FILE_UNREADABLE, or what a closer look found.

    Raises:
        DateInvalid, DateOrder: the given period is not EDTF.
    """
    if options.period:
        Period.parse(options.period)
    with tempfile.TemporaryDirectory(prefix="comity-sheets-") as name:
        folder = Path(name)
        write_request(folder, path.resolve(), options)
        status = _run(folder, "read", options, progress)
        reading = load_reading(folder) if status == 0 else None
        if reading is None and status != 0 and path.suffix.lower() in WORKBOOK_SUFFIXES:
            _run(folder, "diagnose", options, progress)
            reading = load_reading(folder)
        return reading or refused(_reason(status, options))


def _run(
    folder: Path, task: str, options: ReadOptions, progress: Progress | None
) -> int:
    """Run the child to its end; its exit status, negative for a signal."""
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [
            sys.executable,
            "-m",
            "comity.sheets.child",
            task,
            str(folder),
            str(os.getpid()),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | _CHILD_SETTINGS,
    ) as child:
        worked: int | None = -1
        moved = started
        while True:
            try:
                return child.wait(_STEP)
            except subprocess.TimeoutExpired:
                now = time.monotonic()
            if progress:
                progress(now - started)
            if now - started > options.limits.seconds:
                child.kill()
            ticks = _processor_ticks(child.pid)
            if ticks != worked:
                worked, moved = ticks, now
            elif ticks is not None and now - moved > STALLED:
                child.kill()
                child.wait()
                return MEMORY_STATUS


def _processor_ticks(pid: int) -> int | None:
    """Processor time that a process has used, where the system tells (/proc)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except (OSError, UnicodeDecodeError):
        return None
    return int(told[11]) + int(told[12])


def _reason(status: int, options: ReadOptions) -> FileRefusal:
    if status < 0 and -status in _OUT_OF_TIME:
        return FileRefusal(
            "RESOURCE_LIMIT", resource="time", limit=f"{options.limits.cpu_seconds} s"
        )
    if status == -signal.SIGABRT or status == MEMORY_STATUS:
        limit = f"{options.limits.memory_bytes // (1 << 20)} MiB"
        return FileRefusal("RESOURCE_LIMIT", resource="memory", limit=limit)
    return FileRefusal("FILE_UNREADABLE", reason="its reader stopped")


MEMORY_STATUS = 77
"""The child's exit status where it ran out of memory."""
