"""Reading the pages of the desk, and letting the worker work."""

import re
from html import unescape
from typing import Any

from comity.submissions.tasks import work


def checked() -> None:
    """Let the worker check all that was received."""
    work(once=True)


def words(response: Any) -> str:
    """What a page says, without its markup."""
    html = re.sub(
        r"<(script|style|datalist)\b.*?</\1>",
        " ",
        response.content.decode(),
        flags=re.DOTALL,
    )
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


def told(response: Any, field: str) -> str:
    """What is wrong with a field, as the page says it beside it."""
    found = re.search(rf'id="id_{field}_error">(.*?)</p>', response.content.decode())
    return unescape(found[1]) if found else ""
