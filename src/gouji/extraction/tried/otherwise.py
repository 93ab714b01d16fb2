"""Rows that do not hold, while the figure comes out of others that stand no farther off (另一种读法).

隧道19座、18.9万米，增加1座、1.7万米，增长5.6%; a share of what was named last, not of a whole that is called alike above.

Which figures a rate is of, or a total, was chosen by words and by order. Where that choice does not hold and another does, the
choice is as likely wrong as the report is, so the row accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, DraftRow, Value, place_of, text_of
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.near import makes, near_of, pairs_of
from gouji.extraction.tried.regions import One
from gouji.faults import regex as re
from gouji.language import Table

#: Tables of rates: the column of the rate, and those of what it is made of over what it is of.
_RATES: Final[Mapping[str, tuple[str, tuple[str, str]]]] = {
    "占比": ("占比", ("部分", "总额")),
    "完成": ("完成率", ("完成", "目标")),
    "变动": ("变动率", ("本期", "上期")),
}
#: The amount of a change, told instead of what was before.
_CHANGE: Final = "变动额"
#: Which way it went; the words for less.
_WAY: Final = "方向"
_LESS: Final = re.compile("[减降少跌缩]")
#: A cell beside which a share is not of two figures alone.
_MORE: Final = "另一部分"
#: How likely one of the pairs makes a rate by chance, at most.
_CHANCE: Final = Fraction(1, 8)
#: What the row of a total is called among its parts.
_TOTAL: Final = "总额"


def read_otherwise(told: Sequence[One], tables: Iterable[Table], draft: Draft) -> None:
    """Let rates and sums accuse nobody that hold when they are read otherwise. ``told``: the figures of sentences."""
    at_of = {one.place: at for at, one in enumerate(told)}
    for table in tables:
        rows = draft.tables.get(table.name, [])
        if table.source in _RATES:
            column, pair = _RATES[table.source]
            of_rates = _spoken_for(rows, column, pair)
            for number, row in enumerate(rows):
                if not row.doubt and _rate_otherwise(row, column, pair, told, at_of, of_rates):
                    rows[number] = replace(row, doubt=True)
        elif table.source == "构成":
            for numbers in _groups(rows):
                if _sum_otherwise([rows[number] for number in numbers], told, at_of):
                    for number in numbers:
                        rows[number] = replace(rows[number], doubt=True)


def _spoken_for(
    rows: Sequence[DraftRow], column: str, columns: tuple[str, str]
) -> Mapping[frozenset[Place | None], set[Place | None]]:
    """The rates that are read of each pair of figures."""
    found: dict[frozenset[Place | None], set[Place | None]] = {}
    for row in rows:
        pair = frozenset(place_of(row.cells.get(name)) for name in columns)
        found.setdefault(pair, set()).add(place_of(row.cells.get(column)))
    return found


def _one(cell: Value, told: Sequence[One], at_of: Mapping[Place, int]) -> One | None:
    """The figure of a cell."""
    at = at_of.get(place_of(cell) or (0, 0))
    return told[at] if at is not None else None


def _rate_otherwise(
    row: DraftRow,
    column: str,
    columns: tuple[str, str],
    told: Sequence[One],
    at_of: Mapping[Place, int],
    of_rates: Mapping[frozenset[Place | None], set[Place | None]],
) -> bool:
    rate = _one(row.cells.get(column), told, at_of)
    one, other, change = (_one(row.cells.get(name), told, at_of) for name in (*columns, _CHANGE))
    changed = column == "变动率"
    if changed and other is None:
        one, other = change, one
    if rate is None or one is None or other is None or text_of(row.cells.get(_MORE)):
        return False
    if min(rate.base, one.base, other.base) <= 0:
        return False
    if any(_made(rate, pair, changed) for pair in ((one, other), (other, one))):
        return False
    own = max(_far(rate, one), _far(rate, other))
    cells = [_one(cell, told, at_of) for cell in row.cells.values()]
    known = {cell.base for cell in cells if cell is not None}
    if changed and change is not None and (now := _one(row.cells.get(columns[0]), told, at_of)) is not None:
        # 1845万元，与上年的1603万元相比增加242万元: what was before is no other reading, whichever of the two the rate is of
        less = _LESS.search(text_of(row.cells.get(_WAY)) or "") is not None
        known.add(now.base + change.base if less else now.base - change.base)
    chance = Fraction(0)
    for pair in pairs_of(near_of(told, at_of[rate.place])):
        if pair[0].kind != pair[1].kind or known >= {pair[0].base, pair[1].base}:
            continue
        others = of_rates.get(frozenset((pair[0].place, pair[1].place)), set()) - {rate.place}
        if any(
            told[at_of[place]].sentence == rate.sentence for place in others if place is not None and place in at_of
        ):
            continue  # 占到位资金的90.94%，占全年预算的90.94%: that is what the other one is of
        chance += sum((2 * each.half / each.base for each in pair), Fraction(rate.figure.step) / rate.base)
        if chance > _CHANCE:
            return False
        if max(_far(rate, pair[0]), _far(rate, pair[1])) <= own and _made(rate, pair, changed):
            return True
    return False


def _made(rate: One, pair: tuple[One, One], changed: bool) -> bool:
    """Whether two figures make a rate; that of a change also as what was added to, or taken off, one of them."""
    one, other = pair
    if not changed:
        return makes(rate, one, other)
    if any(makes(rate, one, other, way) for way in ("增", "降")):
        return True
    before = [replace(other, base=other.base + sign * one.base, half=other.half + one.half) for sign in (-1, 1)]
    return any(makes(rate, one, was) for was in before if was.base > 0)


def _far(one: One, other: One) -> int:
    """How far from each other two figures stand: in a sentence, in a paragraph, farther."""
    return 0 if one.sentence == other.sentence else 1 if one.text == other.text else 2


def _groups(rows: Sequence[DraftRow]) -> Iterator[list[int]]:
    """The rows of each sum that may accuse, the total and its parts."""
    found: dict[str | None, list[int]] = {}
    for number, row in enumerate(rows):
        if not row.doubt:
            found.setdefault(text_of(row.cells.get("构成")), []).append(number)
    return (numbers for numbers in found.values() if len(numbers) > 1)


def _sum_otherwise(rows: Sequence[DraftRow], told: Sequence[One], at_of: Mapping[Place, int]) -> bool:
    """Whether a sum is missed by just what another figure of its paragraph is."""
    totals = [row for row in rows if text_of(row.cells.get("项")) == _TOTAL]
    total = _one(totals[0].cells.get("数额"), told, at_of) if len(totals) == 1 else None
    parts = [_one(row.cells.get("数额"), told, at_of) for row in rows if row not in totals]
    if total is None or None in parts:
        return False
    known = [one for one in parts if one is not None]
    missing = total.base - sum((one.base for one in known), Fraction(0))
    return missing > 0 and any(
        one.base == missing and one.kind == total.kind and one is not total and one not in known
        for one in told
        if one.text == total.text
    )
