"""Names of releases and of the files in them; what is simulated says so."""

import hashlib
from collections.abc import Sequence

MARK = "SIMULATED"
"""In the name of every file of a simulated release."""

LONGEST = 80

DATABASE = "comity.sqlite3"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
README = "README.md"
LICENCE = "LICENCE.txt"
CITATION = "CITATION.txt"
DICTIONARY = "data_dictionary.csv"


def release_name(codes: Sequence[str], sequence: int, *, simulated: bool) -> str:
    """The name of a release of some responses, or of the register alone.

    Args:
        codes: of the responses, in order; a dot, which no code has, joins them.
        sequence: of the register.
    """
    what = ".".join(code.lower() for code in codes) or "register"
    if len(what) > LONGEST:
        digest = hashlib.sha256(what.encode()).hexdigest()[:12]
        what = f"{len(codes)}-responses-{digest}"
    if simulated and not what.startswith("simulated"):
        what = f"simulated-{what}"
    return f"{what}-at-{sequence:06d}"


def file_name(name: str, *, simulated: bool) -> str:
    """What a file is called in a release."""
    return f"{MARK}-{name}" if simulated else name
