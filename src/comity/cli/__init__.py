"""The `comity` command: arguments in, actions and queries out.

People get tables and one readable line for an error; programs get JSON with
`--json`, and a problem document on standard error. Exit status: 0 done, 1 refused
with a stated error, 2 wrong usage.
"""

from comity.cli.main import main

__all__ = ["main"]
