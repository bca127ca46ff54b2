"""Judgements joined to activities: what the names that were written stand for."""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoLazyFrameT

from comity.coverage.frames import names, no_text, opened
from comity.values.fivew import ADMIN_LEVELS

ROLES = {"implementing": "", "reporting": "reporting_", "programme": "programme_"} | {
    "funding": "funding_"
}
"""Capacity of an organization in an activity -> prefix of its columns."""

_ORGANIZATION = ("org_id", "org_type")
_PLACE = tuple(f"admin{level}_pcode" for level in ADMIN_LEVELS)
_SECTOR = ("sector", "theme")


def resolve(
    activities: IntoLazyFrameT,
    organizations: IntoLazyFrameT,
    places: IntoLazyFrameT,
    sectors: IntoLazyFrameT,
) -> IntoLazyFrameT:
    """Say of each activity which organization, place and sector it is about.

    Args:
        activities: rows of the ledger; org_key, place_key, sector_key are used.
        organizations: org_key -> org_id (canonical) and, if known, org_type.
        places: place_key -> admin0_pcode ... admin4_pcode, as many as are known,
            parents included; null below the level that is meant.
        sectors: sector_key -> sector (canonical) and, if known, theme.

        Each of the three holds positive judgements only, a key once. A column
        `response` in one of them makes its judgements hold for that response
        only; a key may then occur once a response.

    Returns:
        The activities, as many as before, with org_id, org_type, admin0_pcode
        ... admin4_pcode, sector and theme; null where no judgement says.

    Raises:
        ColumnsMissing: a frame lacks its key.
    """
    frame = opened(activities, "activities", ("org_key", "place_key", "sector_key"))
    for judgements, name, key, given in (
        (organizations, "organizations", "org_key", _ORGANIZATION),
        (places, "places", "place_key", _PLACE),
        (sectors, "sectors", "sector_key", _SECTOR),
    ):
        frame = _joined(frame, opened(judgements, name, (key,)), key, given)
    return frame.to_native()


def by_role(
    activities: IntoLazyFrameT, roles: Sequence[str] = tuple(ROLES)
) -> IntoLazyFrameT:
    """Spread each activity over the organizations that have a role in it.

    Args:
        activities: rows of the ledger, not yet resolved.
        roles: of `ROLES`.

    Returns:
        One row per activity and role that someone is named for: the columns of
        the activities, with `role`, and with org_key and provider_org_type being
        those of that role. An activity counts once in each of its roles.

    Raises:
        ColumnsMissing: the frame lacks a role's columns.
    """
    parts: list[nw.LazyFrame[IntoLazyFrameT]] = []
    for role in roles:
        key, kind = f"{ROLES[role]}org_key", f"provider_{ROLES[role]}org_type"
        frame = opened(activities, "activities", (key, kind))
        part = frame.filter(~nw.col(key).is_null()).with_columns(
            nw.col(key).alias("org_key"),
            nw.col(kind).alias("provider_org_type"),
            nw.lit(role).alias("role"),
        )
        parts.append(part)
    spread: nw.LazyFrame[IntoLazyFrameT] = nw.concat(parts)
    return spread.to_native()


def _joined(
    frame: nw.LazyFrame[IntoLazyFrameT],
    judgements: nw.LazyFrame[IntoLazyFrameT],
    key: str,
    given: tuple[str, ...],
) -> nw.LazyFrame[IntoLazyFrameT]:
    held = names(judgements)
    on = [key, "response"] if "response" in held else [key]
    known = [column for column in given if column in held]
    unknown = [no_text().alias(column) for column in given if column not in held]
    joined = frame.join(judgements.select(*on, *known), on=on, how="left")
    return joined.with_columns(*unknown) if unknown else joined
