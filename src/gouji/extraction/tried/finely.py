"""Rates of amounts that are printed to fewer places than others beside them: 预算6.2万元，执行1.80万元，完成率29.30% (占比).

An amount may be rounded to the places that it is printed with, so that 6.2万元 leaves room for 6.16 and 6.24, and a rate of
it is hardly ever wrong. Writers leave out the noughts at the end as often: beside 1.80万元 it is 6.20万元. Where the rate then
misses by two digits that changed places, or where all other rates of the document that can tell are right when they are read
so, the row is held to the finer reading; it is a remark and accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.prose.slipped import swapped
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.regions import One
from gouji.figures import Figure, Interval
from gouji.language import Table

#: Tables of rates: the column of the rate, and those of what it is made of over what it is of.
_RATES: Final[Mapping[str, tuple[str, str, str]]] = {
    "占比": ("占比", "部分", "总额"),
    "完成": ("完成率", "完成", "目标"),
}
#: A cell beside which a share is not of two figures alone.
_MORE: Final = "另一部分"
#: Rates of a document that are right when they are read finely, to show that it is its habit.
_HABIT: Final = 3
#: How much finer one of two amounts is than the other, at most: more than that, one of them is a round figure.
_FINER: Final = 100


@dataclass(frozen=True, slots=True)
class _Held:
    """A row that holds when its amounts are rounded: where it stands, and whether it does when they are not."""

    table: str
    number: int
    cells: Mapping[str, Value]
    fine: bool
    swapped: bool


def read_finely(told: Sequence[One], by_source: Mapping[str, Table], draft: Draft) -> None:
    """Hold rates to the places of the finer amount. ``told``: the figures of sentences."""
    ones = {one.place: one for one in told}
    held = [
        found
        for source, columns in _RATES.items()
        if (table := by_source.get(source)) is not None
        for found in _held(table.name, draft, columns, ones)
    ]
    habit = sum(one.fine for one in held) >= _HABIT
    odd = [one for one in held if not one.fine]
    for one in odd:
        if one.swapped or (habit and len(odd) == 1):
            rows = draft.tables[one.table]
            rows[one.number] = replace(rows[one.number], cells=one.cells, doubt=True)


def _held(table: str, draft: Draft, columns: tuple[str, str, str], ones: Mapping[Place, One]) -> Iterator[_Held]:
    for number, row in enumerate(draft.tables.get(table, ())):
        rate, part, whole = (ones.get(place_of(row.cells.get(name)) or (0, 0)) for name in columns)
        if rate is None or part is None or whole is None or text_of(row.cells.get(_MORE)):
            continue
        if row.doubt or rate.figure.bound or rate.kind != "ratio" or not _two_places(part, whole):
            continue
        fine = min((part.figure, whole.figure), key=lambda figure: figure.ulp)
        coarse = max((part, whole), key=lambda one: one.figure.ulp)
        at = columns[1] if coarse is part else columns[2]
        exact = Interval(*_quotient(part, whole, fine.step / 2))
        printed = rate.figure.interval("printed")
        if not Interval(*_quotient(part, whole, None)).intersects(printed):
            continue
        cells = {**row.cells, at: _padded(row.cells[at], coarse, fine)}
        yield _Held(table, number, cells, exact.intersects(printed), swapped(rate.figure, exact))


def _two_places(part: One, whole: One) -> bool:
    """Whether two amounts are of one unit, one of them a little finer than the other and not rounded by its words."""
    figures = (part.figure, whole.figure)
    if part.kind != whole.kind or not part.kind.startswith("money") or figures[0].unit != figures[1].unit:
        return False
    if any(figure.bound for figure in figures) or whole.base <= 0 or part.base <= 0:
        return False
    coarse, fine = max(figure.ulp for figure in figures), min(figure.ulp for figure in figures)
    return fine < coarse <= fine * _FINER and coarse <= 1


def _quotient(part: One, whole: One, half: Fraction | None) -> tuple[Fraction, Fraction]:
    """What a share may be; ``half``: how far both amounts may be off, where that is not as far as each is printed."""
    one, other = (half, half) if half is not None else (part.half, whole.half)
    return max(Fraction(0), part.base - one) / (whole.base + other), (part.base + one) / max(other, whole.base - other)


def _padded(cell: Value, one: One, fine: Figure) -> Value:
    """An amount with as many places as the finer one has: 6.20万元 for 6.2万元."""
    span = span_of(cell)
    if span is None:
        return cell
    places = -int(fine.ulp.as_tuple().exponent)
    return Said(f"{one.figure.value:.{places}f}{one.figure.unit.symbol}", span)
