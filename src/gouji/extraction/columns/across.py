"""Columns that are the sum of several others, row by row: 合计 over 一季度 to 四季度, beside it or, under a header of two
rows (人数 and 金额 of each), every second or third one; 合计 over the 小计 of several groups.

Nothing but the figures says so. One row may be against it, if chance could hardly have made all the others: short figures
add up by chance, most easily those that add up but for their rounding, and a row that repeats another proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.columns.agreement import steps
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.items import is_part, is_total
from gouji.figures import Figure, parse_figure
from gouji.language import unit_of_header

#: Larger tables are not searched: columns of figures, rows.
_MOST_COLUMNS: Final = 26
_MOST_ROWS: Final = 300
#: Columns that a header of two rows has under each word of the upper one, and the fewest parts that are looked for.
_STEPS: Final = (2, 3, 4)
_LEAST_PARTS: Final = 3
#: Columns beside a total that are all the others, however short their figures are.
_ALL_OTHERS: Final = 2
#: Rows that must prove a run, and how many of them if one row speaks against it.
_PROOFS: Final = 2
_PROOFS_AGAINST: Final = 3
#: Rows that may be against a total of all other columns, which its header says that it is.
_MOST_AGAINST: Final = 2
#: How unlikely chance must be in all rows together where one is against it: one in so many; fewer under the header of a
#: total.
_UNLIKELY: Final = 10_000
_UNLIKELY_TOTAL: Final = 100
_CERTAIN: Final = 10**8


@dataclass(frozen=True, slots=True)
class Run:
    """A column and those that it is the sum of; ``rounded`` are the rows of rates that do not add up, and those that are
    off by no more than their rounding, if those that are not prove too little: bare numbers do not say whether they were
    rounded."""

    whole: int
    parts: tuple[int, ...]
    rounded: frozenset[int]

    def tells(self, row: int, cells: Mapping[int, Entry]) -> bool:
        """Whether a row has the total and some part of it, and may be called wrong."""
        return row not in self.rounded and self.whole in cells and any(at in cells for at in self.parts)


def runs_of(
    rows: Sequence[Mapping[int, Entry]], amounts: Sequence[int], names: Mapping[int, str], known: frozenset[int]
) -> Iterator[Run]:
    """Columns that are the sum of three or more neighbours, or a total of all others, in every row but at most one.

    ``names`` are the headers; ``known`` the columns whose formulas somebody else knows.
    """
    if len(amounts) > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
        return
    table = [
        {at: figure for at, entry in row.items() if (figure := parse_figure(entry.text)) is not None and figure.plain}
        for row in rows
    ]
    for place, whole in enumerate(amounts):
        total = is_total(names.get(whole, ""))
        least = _UNLIKELY_TOTAL if total else _UNLIKELY
        best: tuple[int, Run] | None = None
        for parts in _parts(place, amounts, names):
            if {whole, *parts} <= known:
                continue
            most = _MOST_AGAINST if total and len(parts) == len(amounts) - 1 else 1
            found = _tried(table, whole, parts, least, most)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        if best is not None:
            yield best[1]


def partial_columns(
    rows: Sequence[Mapping[int, Entry]], amounts: Sequence[int], names: Mapping[int, str]
) -> Iterator[tuple[int, int]]:
    """Columns that are called parts of the one before them (教职工数, 其中：专任教师), each with that one.

    Every row but one at most has to bear it out, and enough of them.
    """
    whole: int | None = None
    for at in amounts:
        if not is_part(names.get(at, "")):
            whole = at
            continue
        if whole is not None and unit_of_header(names.get(whole, ""))[1] != unit_of_header(names[at])[1] is not None:
            continue  # 户数（户）, 其中：脱贫人口（人）
        told = [
            (own, part)
            for row in rows
            if whole is not None
            and (own := _plain(row.get(whole))) is not None
            and (part := _plain(row.get(at))) is not None
        ]
        held = sum(own.dimension == part.dimension and 0 <= part.base <= own.base for own, part in told)
        if whole is not None and held >= _PROOFS_AGAINST and len(told) - held <= 1:
            yield whole, at


def _plain(entry: Entry | None) -> Figure | None:
    figure = parse_figure(entry.text) if entry is not None else None
    return figure if figure is not None and figure.plain else None


def _parts(place: int, amounts: Sequence[int], names: Mapping[int, str]) -> Iterator[list[int]]:
    """The columns that one may be the sum of: neighbours, those that stand at equal steps from it, and the subtotals."""
    for end in range(place + 1 + _LEAST_PARTS, len(amounts) + 1):
        yield list(amounts[place + 1 : end])
    for start in range(place - _LEAST_PARTS + 1):
        yield list(amounts[start:place])
    others = [at for at in amounts if at != amounts[place]]
    if len(others) == _ALL_OTHERS and is_total(names.get(amounts[place], "")):
        yield others
    for step in _STEPS:
        for side in (amounts[place + step :: step], amounts[place - step :: -step] if place >= step else ()):
            for count in range(_LEAST_PARTS, len(side) + 1):
                yield sorted(side[:count])
    for beyond in (amounts[place + 1 :], amounts[:place]):
        subtotals = [at for at in beyond if is_total(names.get(at, ""))]
        if len(subtotals) >= _LEAST_PARTS:
            yield subtotals


def _tried(
    table: Sequence[Mapping[int, Figure]], whole: int, parts: Sequence[int], least: int, most: int
) -> tuple[int, Run] | None:
    """How well a column is the sum of others, if it is; ``most``: rows that may be against it."""
    against = exact = 0
    proofs: dict[tuple[Fraction, ...], Fraction] = {}
    rounded = []
    rates = []
    for number, row in enumerate(table):
        figures = [row[at] for at in parts if at in row]
        if whole not in row or len(figures) < 2:
            continue
        own = row[whole]
        if len({figure.dimension for figure in (own, *figures)}) > 1:
            return None
        gap = abs(sum((figure.base for figure in figures), -own.base))
        width = sum(steps(*((figure.base, figure.step) for figure in (own, *figures))), Fraction(0))
        if 2 * gap > width:
            if own.dimension == "ratio":
                rates.append(number)
                continue
            against += 1
            if against > most:
                return None
            continue
        if gap:
            rounded.append(number)
        else:
            exact += 1
        if sum(figure.value != 0 for figure in figures) > 1:
            odds = abs(own.base) / (width if gap else own.step)
            if odds > 1:
                proofs[own.base, *(figure.base for figure in figures)] = odds
    least = _CERTAIN if against > 1 else least
    certain = _product(odds for row, odds in proofs.items() if row[0] == sum(row[1:])) >= least
    if len(proofs) < (_PROOFS_AGAINST if against else _PROOFS) or (against and not certain):
        return None
    certain = certain and len(rounded) < exact
    left = frozenset(rates if certain else (*rates, *rounded))
    return len(proofs) - 2 * against, Run(whole, tuple(parts), left)


def _product(odds: Iterable[Fraction]) -> Fraction:
    out = Fraction(1)
    for one in odds:
        out *= one
    return out
