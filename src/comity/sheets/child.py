"""The child process of `read_contained`: bound itself, read, write the answer."""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

import polars as pl

from comity.sheets.contained import MEMORY_STATUS
from comity.sheets.exchange import load_request, write_reading
from comity.sheets.limits import Limits
from comity.sheets.problems import Collector, FileRefusal
from comity.sheets.reader import read, refused
from comity.sheets.reading import Reading, ReadOptions
from comity.sheets.workbooks import Workbook

_OUTPUT_FACTOR = 12
"""How much larger than the largest file its rows may be."""

_PR_SET_PDEATHSIG = 1


def main(task: str, folder: Path) -> None:
    """Read the request in a folder and leave the reading beside it.

    `task` is "read", or "diagnose" after a reading that died: the file is scanned
    again without its cells being read, to find out why.
    """
    path, options = load_request(folder)
    pl.select(pl.lit(1)).lazy().collect()  # its threads must exist before the bound
    bound(options.limits)
    try:
        reading = read(path, options) if task == "read" else _diagnosed(path, options)
    except MemoryError:
        sys.exit(MEMORY_STATUS)
    if reading:
        write_reading(folder, reading)


def die_with(parent: int) -> None:
    """Let the system end this process when its parent ends, where it can (Linux).

    A parent that has ended before this is the parent no more.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(f"process {parent} has ended")


def bound(limits: Limits) -> None:
    """Bound this process's memory, time, output and processes; no core dumps."""
    for kind, most in (
        (resource.RLIMIT_DATA, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.file_bytes * _OUTPUT_FACTOR),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard if kind == resource.RLIMIT_CPU else soft))


def _diagnosed(path: Path, options: ReadOptions) -> Reading | None:
    problems = Collector()
    try:
        Workbook(path, options.limits, problems).diagnose()
    except FileRefusal as refusal:
        return refused(refusal, problems)
    return None


if __name__ == "__main__":
    die_with(int(sys.argv[3]))
    main(sys.argv[1], Path(sys.argv[2]))
