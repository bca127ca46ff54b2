"""HXL hashtags: which 5W field a tag stands for.

Tags are read as people write them: spaces inside, capitals, attributes in any
order, and the older tags of HXL before 1.0.

Source: HXL 1.1 hashtag and attribute dictionary.
"""

import re
from dataclasses import dataclass

_TAG = re.compile(r"#\s*([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)", re.IGNORECASE)
_LOOSE = re.compile(r"#\s*[A-Za-z][A-Za-z0-9_]*+(?![/!?])")

_SIMPLE = {
    "activity": "activity",
    "modality": "modality",
    "status": "status",
    "period": "period",
    "period_date": "period",
    "loc": "place_name",
    "lat_deg": "latitude",
    "lon_deg": "longitude",
    "currency": "currency",
    "description": "remarks",
    "population": "population_group",
    "subsector": "subsector",
    "unit": "unit",
    "agreement": "agreement",
    "remarks": "remarks",
}
_ROLES = (
    ({"funder", "funding", "donor", "fund"}, "funding_"),
    ({"prog", "programme", "program", "programming", "prime"}, "programme_"),
    ({"reporting", "report", "reporter", "lead"}, "reporting_"),
)
_PEOPLE = (
    ({"households", "household", "hh", "hhs"}, "households"),
    ({"disabled", "disability", "pwd"}, "disabled"),
    ({"elderly", "older"}, "elderly"),
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name without the mark, and its attributes."""

    name: str
    attributes: frozenset[str]

    def __str__(self) -> str:
        return "#" + "+".join([self.name, *sorted(self.attributes)])


def looks_like_tag(text: str) -> bool:
    """Whether a cell is meant as a tag, well-formed or not."""
    return bool(_LOOSE.match(text)) and len(text) < 200


def parse_tag(text: str) -> Tag | None:
    """Read a tag, or None where it is not valid."""
    found = _TAG.fullmatch(text.strip())
    if not found:
        return None
    attributes = re.findall(r"[a-z0-9_]+", found[2].lower())
    return Tag(found[1].lower(), frozenset(attributes))


def tag_field(tag: Tag) -> str | None:
    """The 5W field that a tag stands for, or None where there is none."""
    has = tag.attributes
    if tag.name == "org":
        return _organization(has)
    if tag.name == "sector":
        return "subsector" if has & {"sub", "subsector"} else "sector"
    if tag.name in ("adm1", "adm2", "adm3", "adm4", "country"):
        level = 0 if tag.name == "country" else int(tag.name[3])
        return f"admin{level}_{'code' if has & {'code', 'id', 'pcode'} else 'name'}"
    if tag.name == "geo":
        return (
            "latitude"
            if "lat" in has
            else "longitude"
            if has & {"lon", "lng"}
            else None
        )
    if tag.name in ("date", "start_date", "end_date"):
        return _date(tag.name, has)
    if tag.name in ("reached", "targeted", "beneficiary"):
        count = "targeted" if "targeted" in (tag.name, *has) else "reached"
        return f"{count}_{_people(has)}"
    if tag.name in ("activity", "project") and has & {"project", "title", "code", "id"}:
        return _project(tag.name, has)
    if tag.name in ("indicator", "value", "output"):
        return _figure(tag.name, has)
    if tag.name == "meta" and has & {"key", "row"}:
        return "row_key"
    if tag.name == "project":
        return "project_title"
    return None if has & {"code", "id"} else _SIMPLE.get(tag.name)


def _organization(has: frozenset[str]) -> str | None:
    role = next((prefix for words, prefix in _ROLES if has & words), "")
    if has & {"code", "id", "url"}:
        return None
    part = (
        "acronym"
        if has & {"acronym", "abbr", "short"}
        else "type"
        if "type" in has
        else "name"
    )
    return f"{role}org_{part}"


def _date(name: str, has: frozenset[str]) -> str | None:
    for bound in ("start", "end"):
        if bound in has or name == f"{bound}_date":
            return bound
    for part in ("month", "quarter", "year"):
        if part in has:
            return f"period_{part}"
    return (
        "period" if not has & {"reported", "updated", "modified", "created"} else None
    )


def _people(has: frozenset[str]) -> str:
    part = next((part for words, part in _PEOPLE if has & words), None)
    if part:
        return part
    child, adult = has & {"children", "child", "infants"}, has & {"adults", "adult"}
    if has & {"f", "female"}:
        return "girls" if child else "women" if adult else "female"
    if has & {"m", "male"}:
        return "boys" if child else "men" if adult else "male"
    named = has & {"women", "men", "girls", "boys"}
    return (
        next(iter(named))
        if len(named) == 1
        else "children"
        if child
        else "adults"
        if adult
        else "total"
    )


def _project(name: str, has: frozenset[str]) -> str | None:
    if name == "activity" and not has & {"project", "title"}:
        return None
    return "project_code" if has & {"code", "id"} else "project_title"


def _figure(name: str, has: frozenset[str]) -> str | None:
    if name == "value":
        return "currency" if "currency" in has else "budget"
    if has & {"value", "num"}:
        return "value"
    return "unit" if "unit" in has else "indicator" if name == "indicator" else None
