"""Rates of a row that another row counts: 糖尿病管理数 863人 695人, and below 糖尿病患者管理率 ≥60% 80.5%.

Both are called alike but for their ends, and the one has two figures of a kind, of which the rate is the quotient. One such
pair that comes out proves how the table counts; a rate that misses its own two by little, or by a slip, is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, place_of
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.tried.near import makes, quotient
from gouji.extraction.tried.regions import One, Region, Row
from gouji.faults import regex as re
from gouji.figures import Interval
from gouji.language import Table, fold_text

#: What numbers a row, and the ends of what is counted and of its rate.
_NUMBERED: Final = re.compile(
    r"^(?:其中[:：]?)?\s*(?:指标)?\s*[（(]?[0-9一二三四五六七八九十]{0,3}[)）]?\s*[.．、:：]\s*"
)
_COUNTED: Final = re.compile(r"(?:人数|人次数?|户数|数量|个数|总数|数)$")
_RATE: Final = re.compile(r"(?:率|占比|比例)$")
#: Words that a name may have or lack.
_LOOSE: Final = re.compile(r"患者|人员|对象|人群|的")
#: Signs that both names begin with, at least.
_STEM: Final = 4
_NEAR: Final = Fraction(1, 10)

_Found = tuple[One, One, One]


def read_rate_rows(regions: Iterable[Region], tables: Iterable[Table], draft: Draft) -> None:
    """Write the rates with the two figures they are of: those that come out, and those missed beside them or by a slip."""
    table = next((table for table in tables if table.source == "占比"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("占比")) for row in draft.tables.get(table.name, ())}
    counts: dict[str, list[Row]] = {}
    rates: list[tuple[str, One]] = []
    for region in regions:
        for row in region:
            name = _NUMBERED.sub("", fold_text(row.name))
            ratios = [one for _, one in row.ones if one.kind == "ratio"]
            if _COUNTED.search(name):
                counts.setdefault(_LOOSE.sub("", _COUNTED.sub("", name)), []).append(row)
            elif _RATE.search(name) and ratios and 0 < ratios[-1].base <= 1:
                rates.append((_LOOSE.sub("", _RATE.sub("", name)), ratios[-1]))
    found = [
        (rate, *pair)
        for stem, rate in rates
        if len(stem) >= _STEM and len(counts.get(stem, ())) == 1
        if (pair := _pair(counts[stem][0])) is not None
    ]
    for rate, part, whole, doubt in _told(found):
        if rate.place not in known:
            cells = {"项目": rate.name, "部分": part.value, "总额": whole.value, "占比": rate.value}
            draft.say(table, cells, doubt)


def _pair(row: Row) -> tuple[One, One] | None:
    """The two figures that a row counts, the lesser first."""
    counted = [one for _, one in row.ones if one.kind.startswith("count") and one.base > 0]
    if len(counted) != 2 or counted[0].kind != counted[1].kind or counted[0].base == counted[1].base:
        return None
    return (counted[0], counted[1]) if counted[0].base < counted[1].base else (counted[1], counted[0])


def _told(found: Sequence[_Found]) -> Iterable[tuple[One, One, One, bool]]:
    """Those that come out, and those that were meant to; whether they are in doubt."""
    right = [one for one in found if makes(*one)]
    yield from ((*one, False) for one in right)
    for rate, part, whole in found:
        if makes(rate, part, whole):
            continue
        low, high = quotient(part, whole)
        slipped = misprinted(rate.figure, Interval(low, high))
        if slipped or (len(right) > 1 and abs(low - rate.base) <= _NEAR * rate.base):
            yield rate, part, whole, True
