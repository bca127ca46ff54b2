"""The reference pages that the code itself knows best.

    make docs                                  write them
    python -m docs.generate --check            fail when one is out of date
    python -m docs.generate --check errors     the same for some of them

The errors, the settings, the commands, the API's description, and what commands
answer in the tour of README.md and in the tutorials. A test runs the check, so
that none of them can change unnoticed.
"""
