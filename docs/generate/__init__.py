"""The reference pages that the code itself knows best.

    make docs                           write them
    python -m docs.generate --check     fail when one is out of date

A test runs the check, so that an error, a setting or a command without its page
cannot be committed unnoticed.
"""
