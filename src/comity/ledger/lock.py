"""One writer at a time, on one machine.

The lock spares writers a conflict; it is not what makes an append happen once.
That is the check against the table's log, which holds between machines too. A
lock ends with its process, however that ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Wait for, hold and release the lock on a file; threads count as writers too."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
