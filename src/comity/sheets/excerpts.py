"""Short pieces of foreign text that are safe to show.

Control, direction and other invisible characters are shown as `U+XXXX`, so that
a name cannot hide what it is, in a log line or on a page.
"""

import re
import unicodedata

LENGTH = 80

SUSPICIOUS = "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
"""Characters that no name needs: controls, direction overrides and isolates."""

_PLAIN = re.compile(r"[\x20-\x7e]*")


def excerpt(text: str) -> str:
    """At most 80 characters of a text, with invisible characters made visible."""
    if _PLAIN.fullmatch(text):
        return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"
    shown = "".join(_shown(character) for character in text[: LENGTH + 1])
    return shown if len(shown) <= LENGTH else shown[: LENGTH - 1] + "…"


def _shown(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return f"U+{ord(character):04X}"
    return character
