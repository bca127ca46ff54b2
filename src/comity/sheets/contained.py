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
from comity.sheets.problems import FileRefusal
from comity.sheets.reader import refused
from comity.sheets.reading import Reading, ReadOptions
from comity.values.dates import Period

Progress = Callable[[float], None]
"""Called with the seconds since the start, about five times a second."""

_STEP = 0.2
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
        if reading is None and status != 0:
            _run(folder, "diagnose", options, progress)
            reading = load_reading(folder)
        return reading or refused(_reason(status, options))


def _run(
    folder: Path, task: str, options: ReadOptions, progress: Progress | None
) -> int:
    """Run the child to its end; its exit status, negative for a signal."""
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "comity.sheets.child", task, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"POLARS_MAX_THREADS": str(min(4, os.cpu_count() or 1))},
    ) as child:
        while True:
            try:
                return child.wait(_STEP if progress else options.limits.seconds)
            except subprocess.TimeoutExpired:
                passed = time.monotonic() - started
                if passed > options.limits.seconds:
                    child.kill()
                elif progress:
                    progress(passed)


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
