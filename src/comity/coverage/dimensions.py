"""What coverage can be asked by, and the columns that each gives.

A dimension with a canonical form gives two columns: the canonical one, null
where no judgement says what was meant, and beside it what the provider wrote,
null where the canonical one is known. Rows that are not resolved are thereby
counted under what the provider wrote, and told apart from the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import narwhals as nw

from comity.errors import UnknownDimension
from comity.values.fivew import ADMIN_LEVELS


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing to group by.

    Args:
        column: of the answer, and of the resolved frame.
        written: column of the answer that stands in where `column` is null.
        sources: columns of the resolved frame that `written` is taken from, the
            first that is not null.
    """

    column: str
    written: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns in an answer."""
        return (self.column, self.written) if self.written else (self.column,)

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns that a resolved frame must have for it."""
        return (self.column, *self.sources)

    def expressions(self) -> tuple[nw.Expr, ...]:
        """Its columns, computed from a resolved frame."""
        if not self.written:
            return (nw.col(self.column),)
        text = nw.coalesce(*(nw.col(source) for source in self.sources))
        written = nw.when(nw.col(self.column).is_null()).then(text)
        return (nw.col(self.column), written.alias(self.written))


DIMENSIONS: Mapping[str, Dimension] = {
    "org": Dimension("org_id", "unresolved_org_key", ("org_key",)),
    "org_type": Dimension("org_type", "provider_org_type", ("provider_org_type",)),
    "role": Dimension("role"),
    "sector": Dimension("sector", "provider_sector", ("provider_sector",)),
    "theme": Dimension("theme"),
    **{
        f"admin{level}": Dimension(
            f"admin{level}_pcode",
            f"provider_admin{level}",
            (f"provider_admin{level}_code", f"provider_admin{level}_name"),
        )
        for level in ADMIN_LEVELS
    },
    "period": Dimension("period"),
    "status": Dimension("provider_status"),
    "population_group": Dimension("provider_population_group"),
}
"""Name in `by` -> its columns. An organization that is not resolved is told apart
by its folded name."""


def dimensions(by: Iterable[str]) -> list[Dimension]:
    """The dimensions named.

    Raises:
        UnknownDimension: a name is none of `DIMENSIONS`.
    """
    for name in by:
        if name not in DIMENSIONS:
            raise UnknownDimension(name=name, known=tuple(DIMENSIONS))
    return [DIMENSIONS[name] for name in by]


def columns(by: Iterable[str]) -> list[str]:
    """The columns that an answer has for `by`, in order, before its measures.

    Raises:
        UnknownDimension: a name is none of `DIMENSIONS`.
    """
    return [column for dimension in dimensions(by) for column in dimension.columns]
