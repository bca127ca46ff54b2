"""Text that a spreadsheet program would run, and how to keep it still.

A cell that begins with = + - or @ (or their full-width forms), with a tab or a
line break, behind any spaces and quotation marks, may be run as a formula when
someone opens an export. `neutralize` puts one apostrophe before such text, and
`restore` takes exactly that apostrophe away again: for every text,
`restore(neutralize(text)) == text`. A plain negative number is left as it is.

Source: OWASP, CSV Injection; CWE-1236.
"""

import re

RUNNABLE = r"""^[\s\x00-\x20'"\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫−]"""
"""What begins like a formula; also valid for engines without look-around."""

PLAIN_NEGATIVE = r"^-[0-9]{1,15}([.][0-9]{1,15})?$"
"""A negative number in plain digits, which no program runs."""

_RUNNABLE = re.compile(RUNNABLE)
_PLAIN_NEGATIVE = re.compile(PLAIN_NEGATIVE.removesuffix("$") + r"\Z")


def is_runnable(text: str) -> bool:
    """Whether a spreadsheet program may take the text for a formula."""
    return bool(_RUNNABLE.match(text)) and not _PLAIN_NEGATIVE.match(text)


def neutralize(text: str) -> str:
    """The text as it may stand in an exported cell."""
    return f"'{text}" if is_runnable(text) else text


def restore(text: str) -> str:
    """The text that `neutralize` was given."""
    if text.startswith("'") and is_runnable(text[1:]):
        return text[1:]
    return text
