"""How much work a rule is on one report: rules that look at all rows once for every row end before everybody gives up."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gouji.language import bound as b

#: Rows that the exact path looks at for one rule on one report; checks past it are undecided.
MOST_VISITS = 500_000
#: A form of products or quotients is asked for its values several times in one check.
TIMES = 100
#: Sets of sizes that one rule's limits are remembered for.
REMEMBERED = 256


class Effort(NamedTuple):
    """Rows to look at: once for a report, and again for each check."""

    once: int = 0
    each: int = 0

    def __add__(self, other: Effort) -> Effort:  # type: ignore[override]  # a sum, not a longer tuple
        return Effort(self.once + other.once, self.each + other.each)

    def checks(self) -> int | None:
        """How many checks there is time for; None without a limit."""
        if self.once > MOST_VISITS:
            return 0
        return MOST_VISITS // self.each if self.each else None


def effort_of(size: Callable[[str], int], *wholes: b.Bound | None) -> Effort:
    """The work of a rule's conditions, on tables of these sizes."""
    found = Effort()
    for whole in wholes:
        if whole is not None:
            found += _effort(whole, size, True)
    return found


def _effort(bound: b.Bound, size: Callable[[str], int], added: bool) -> Effort:
    """``added``: what this part comes to is a term of a sum or a side of a comparison, so that its cells are gone through
    again; a sum that only multiplies or divides is remembered as a whole."""
    if isinstance(bound, b.Aggregate | b.OneRow):
        return _rows(bound, size, added)
    inside = added if isinstance(bound, b.Minus) else not (isinstance(bound, b.Arith) and bound.operator in "*/")
    found = Effort()
    for part in b.parts(bound):
        found += _effort(part, size, inside)
    return found


def _rows(bound: b.Aggregate | b.OneRow, size: Callable[[str], int], added: bool) -> Effort:
    if isinstance(bound, b.Aggregate) and bound.of_group:
        rows = 1  # all groups together are one table
    else:
        rows = size(bound.table) if isinstance(bound, b.Aggregate) or bound.where is not None else 1
    if isinstance(bound, b.OneRow) and _keyed(bound.where):
        rows = 1
    inner = Effort()
    for part in b.parts(bound):
        inner += _effort(part, size, True)
    again = rows * (1 + inner.each)
    if any(_outside(part, bound.level) for part in b.walk(bound)):
        return Effort(inner.once, again)
    kept = 0
    if isinstance(bound, b.Aggregate) and bound.function in ("合计", "平均", "最大", "最小"):
        plain = isinstance(bound.value, b.Cell) and bound.function == "合计"
        kept = (rows if added else 0) if plain else rows * TIMES
    return Effort(inner.once + again, kept)


def _outside(part: b.Bound, level: int) -> bool:
    """Whether a part depends on the row outside, so that nothing can be remembered."""
    if isinstance(part, b.Cell | b.Aggregate) and part.of_group:
        return True
    return isinstance(part, b.Cell) and 0 <= part.level < level


def _keyed(where: b.Bound | None) -> bool:
    return isinstance(where, b.Comparison) and where.operator == "=" and where.left.type.base == "text"


class Limits:
    """How many checks of one rule there is time for; remembered, as most reports of a run have tables of few sizes."""

    def __init__(self, *wholes: b.Bound | None) -> None:
        self._wholes = tuple(whole for whole in wholes if whole is not None)
        parts = (part for whole in self._wholes for part in b.walk(whole))
        tables = (part.table for part in parts if isinstance(part, b.Aggregate | b.OneRow))
        self._tables = tuple(dict.fromkeys(tables))
        self._known: dict[tuple[int, ...], int | None] = {}

    def checks(self, size: Callable[[str], int]) -> int | None:
        """How many checks there is time for on tables of these sizes; None without a limit."""
        sizes = tuple(map(size, self._tables))
        if sizes not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[sizes] = effort_of(size, *self._wholes).checks()
        return self._known[sizes]


__all__ = ["MOST_VISITS", "Effort", "Limits", "effort_of"]
