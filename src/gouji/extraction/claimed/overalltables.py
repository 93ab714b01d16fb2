"""The figures of a table that is near words for several things at once: which column of it they may be said of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Final

from gouji.document.model import Text
from gouji.extraction.claimed.sayings import Saying
from gouji.extraction.claimed.shown import HOLDS, HUNDRED, PLANNED, SEVERAL, Shown, bound_of
from gouji.extraction.drafting.draft import Said, span_of, text_of
from gouji.extraction.tried.regions import One, Region
from gouji.extraction.tried.runs import columns_of
from gouji.faults import regex as re

#: What is no row of its own.
TOTAL: Final = re.compile(r"合计|总计|小计|总[数体]|^全[市县区省镇国]|平均|^计$")
#: Texts from the end of a table to the words that speak of it: where they say of which, and where they do not.
_NEAR, _FAR = 4, 14
#: Texts before the first figure of a table among which its header is.
_HEADER: Final = 14
_SPENT: Final = re.compile(r"执行|支出|支付|拨付")
#: Words that lead to the table behind them, and signs of the end of a text among which they stand.
_BELOW: Final = re.compile(r"如下|下表|见表|附表")
_LEAD: Final = 24
#: Rows and columns of a table in which two of any columns may make the last one.
_FEWEST, _WIDEST = 3, 9
#: The header of two columns, of what was aimed at and what came of it.
_AIMED: Final = re.compile(r"(?:目标|计划|任务|预期).{0,12}?(?:完成|实际|实绩|达到|执行)")

#: The header of a column of what was planned, and of two columns, of that and of what was done.
_ASKED: Final = re.compile(r"预算|计划|任务|目标|安排")
_SET_AND_SPENT: Final = re.compile(
    r"(?:预算|计划|任务|安排)[^|]{0,10}?[\s|]+[^|]{0,10}?(?:决算|执行|支出|支付|完成|实际)[^|0-9]{0,8}(?:[\s|]|$)"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A table, with the numbers of the first and the last text of it, and the words above its figures."""

    region: Region
    first: int
    last: int
    header: str


def placed_tables(regions: Iterable[Region], texts: Sequence[Text], order: Mapping[int, int]) -> Iterator[Placed]:
    """The tables of a document with where they stand."""
    for region in regions:
        places = [order[one.text] for row in region for _, one in row.ones if one.text in order]
        if places:
            first, last = min(places), max(places)
            above = " ".join(text.text for text in texts[max(0, first - _HEADER) : first + 1] if len(text.text) <= 120)
            yield Placed(region, first, last, above)


def of_tables(saying: Saying, at: int, placed: Sequence[Placed], texts: Sequence[Text]) -> list[Shown]:
    """The figures of the table that stands before the words, or of that behind them to which they lead: 具体如下."""
    far = _FAR if saying.number or saying.names else _NEAR
    behind = min((one for one in placed if 0 < one.first - at <= _FAR), key=lambda one: one.first, default=None)
    if behind is not None and _BELOW.search(saying.sentence.signs[saying.end :] + texts[at].text[-_LEAD:]):
        return _completed(saying, behind) if saying.figure is None else _kept(saying, behind)
    for one in sorted((one for one in placed if one.last < at), key=lambda one: -one.last):
        if not saying.names and at - one.last > far:
            break
        shown = _completed(saying, one) if saying.figure is None else _kept(saying, one)
        if shown:
            return shown
    return []


def _completed(saying: Saying, placed: Placed) -> list[Shown]:
    """The rates of a table of what was planned and done, where both stand before them and make them."""
    money = _SPENT.search(placed.header) is not None and re.search(r"完成", placed.header) is None
    if not PLANNED.search(placed.header) or (money and not re.search(r"预算|支出|收入", saying.goal)):
        return []
    columns: dict[int, list[Shown]] = {}
    for row in placed.region:
        for at, shown in _rates_of([one for _, one in row.ones]):
            columns.setdefault(at, []).append(shown)
    if not columns:
        columns = _far_rates(placed.region)
    if not columns and _AIMED.search(placed.header):
        columns = _both_told(placed)
    meant = [rows_meant(saying, column) for column in columns.values()]
    # of two rates of a row the one is of what the words say, of which most come up to it
    return max(meant, key=lambda shown: (_kept_by(saying, shown), len(shown)), default=[])


def completed_rows(placed: Placed) -> Sequence[Shown]:
    """The rows of a table of what was planned and what was done, with how much of it that is: the column of rates that the two
    before them make, in most of its rows, or else its only two columns."""
    if not _ASKED.search(placed.header):
        return []
    columns: dict[int, list[Shown]] = {}
    for row in placed.region:
        for at, shown in _rates_of([one for _, one in row.ones]):
            columns.setdefault(at, []).append(shown)
    if columns:
        return max(columns.values(), key=len)
    pairs = [[one for _, one in row.ones] for row in placed.region if row.ones]
    if not _SET_AND_SPENT.search(placed.header) or any(len(pair) != SEVERAL for pair in pairs):
        return []
    return [
        Shown(done.name, done.value, Fraction(done.base) / plan.base, plan.value, done.value)
        for plan, done in pairs
        if plan.kind == done.kind and plan.base > 0
    ]


def _both_told(placed: Placed) -> dict[int, list[Shown]]:
    """The rows of a table that tell two figures each, what was aimed at and what came of it, and no rate; most come up to it."""
    out: list[Shown] = []
    sign = "%" if re.search(r"[(（][^()（）]{0,4}[%％][)）]", placed.header) else ""
    for row in placed.region:
        ones = [one for _, one in row.ones]
        if not ones:
            continue
        if len(ones) != SEVERAL or ones[0].kind != ones[1].kind or ones[0].base <= 0 or not ones[1].name:
            return {}
        plan, done = (
            Said(f"{text_of(one.value)}{sign if one.kind == 'number' else ''}", span_of(one.value)) for one in ones
        )
        out.append(Shown(ones[1].name, done, Fraction(ones[1].base) / ones[0].base, plan, done))
    good = sum(one.base >= 1 for one in out)
    return {0: out} if len(out) >= _FEWEST and 2 * good > len(out) else {}


def _kept_by(saying: Saying, shown: Sequence[Shown]) -> Fraction:
    """How many in all of the figures keep what is said."""
    kept = sum(HOLDS[saying.sign](one.base, bound_of(saying)) for one in shown)
    return Fraction(kept, len(shown)) if shown else Fraction(0)


def _rates_of(ones: Sequence[One]) -> Iterator[tuple[int, Shown]]:
    """The rates that two figures right before them make, counted from the right: 14000 12600 90.00%."""
    for at, (plan, done, rate) in enumerate(zip(ones, ones[1:], ones[2:], strict=False)):
        shown = _rate_of(plan, done, rate)
        if shown is not None:
            yield len(ones) - at, shown


def _rate_of(plan: One, done: One, rate: One) -> Shown | None:
    if plan.base <= 0 or plan.kind == "ratio" or plan.kind != done.kind or rate.kind not in ("ratio", "number"):
        return None
    made, half = Fraction(done.base) / plan.base, rate.figure.step / 2
    value, base = rate.value, Fraction(rate.base)
    if rate.kind == "number":
        base, half = base / HUNDRED, half / HUNDRED
        value = Said(f"{text_of(rate.value)}%", span_of(rate.value))
    # a rate of 100 is made by any two equal figures
    fits = abs(made - base) <= half and (base != 1 or plan.base == done.base)
    return Shown(plan.name, value, made, plan.value, done.value) if fits else None


def _far_rates(region: Region) -> dict[int, list[Shown]]:
    """The rates at the end of rows that two figures of them make which stand anywhere, in every row the same two."""
    rows = [[one for _, one in row.ones] for row in region if row.ones]
    width = len(rows[0]) if rows else 0
    if len(rows) < _FEWEST or not _FEWEST <= width <= _WIDEST or any(len(row) != width for row in rows):
        return {}
    out: dict[int, list[Shown]] = {}
    for number, (plan, done) in enumerate(permutations(range(width - 1), 2)):
        shown = [one for row in rows if (one := _rate_of(row[plan], row[done], row[-1])) is not None]
        if len(shown) == len(rows):
            out[number] = shown
    return out


def _kept(saying: Saying, placed: Placed) -> list[Shown]:
    """The column of rates that mostly keeps a bound; of several the one that comes nearest to it."""
    bound = bound_of(saying)
    best: list[Shown] = []
    for column in columns_of(placed.region):
        rates = [one for one in column.values() if one.kind == "ratio"]
        shown = rows_meant(saying, [Shown(one.name, one.value, Fraction(one.base)) for one in rates])
        good = sum(HOLDS[saying.sign](one.base, bound) for one in shown)
        if len(shown) < SEVERAL or 2 * good <= len(shown):
            continue
        if not best or _nearest(shown, bound) < _nearest(best, bound):
            best = shown
    return best


def _nearest(shown: Sequence[Shown], bound: Fraction) -> Fraction:
    return min(abs(one.base - bound) for one in shown)


def rows_meant(saying: Saying, rows: Sequence[Shown]) -> list[Shown]:
    """The rows that are meant: those of the names, as many as are said to be, or all but the totals."""
    if saying.names:
        named = [next((row for row in rows if row.name and name in row.name), None) for name in saying.names]
        return [row for row in named if row is not None] if all(named) else []
    own = [row for row in rows if not TOTAL.search(row.name)]
    if saying.number:
        return own if len(own) == saying.number else []
    return own
