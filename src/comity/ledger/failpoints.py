"""Places where a test may kill the process, to see that nothing is lost.

`COMITY_FAILPOINT=step:when:kill` ends the process with SIGKILL when it comes to
that step. It is honoured only where `COMITY_TESTING=1`.
"""

import os
import signal
from typing import Literal

When = Literal["before", "inside", "after"]


def failpoint(step: str, when: When) -> None:
    """Die here if the test that runs this process asked for it."""
    if os.environ.get("COMITY_TESTING") != "1":
        return
    if os.environ.get("COMITY_FAILPOINT") == f"{step}:{when}:kill":
        os.kill(os.getpid(), signal.SIGKILL)
