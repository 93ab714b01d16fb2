"""What is said of several things at once, held against the figures near it: those of a table before the words, or those
that sentences tell.

Which figures are meant is never said. Of a table it is the column that mostly keeps what is said; what does not keep it is a
hint.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import label_of, value_at
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.text.sentences import Sentence
from gouji.extraction.tried.regions import One, Region
from gouji.extraction.tried.runs import columns_of
from gouji.extraction.tried.sayings import Saying, sayings
from gouji.language import Table

_HOLDS: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    ">": operator.gt,
    "≥": operator.ge,
    "<": operator.lt,
    "≤": operator.le,
}
_TOTAL: Final = re.compile(r"合计|总计|小计|总[数体]|^全[市县区省镇国]|平均|^计$")
#: Texts from the end of a table to the words that speak of it: where they say of which, and where they do not.
_NEAR, _FAR = 4, 14
#: Texts before the first figure of a table among which its header is, and words of the header of a rate of completion.
_HEADER: Final = 14
_PLANNED: Final = re.compile(r"完成|计划|任务|目标|预算")
_SPENT: Final = re.compile(r"执行|支出|支付|拨付")
#: How names of rates of completion end.
_COMPLETION: Final = ("完成率", "完成比例", "完成进度")
#: Signs at the end of a name that say what rate it is.
_TAIL: Final = 3
_SEVERAL: Final = 2
_HUNDRED: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A figure that is held against what is said."""

    name: str
    value: Value
    base: Fraction
    plan: Value = None
    done: Value = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table, with the numbers of the first and the last text of it, and the words above its figures."""

    region: Region
    first: int
    last: int
    header: str


def read_overall(
    document: Document,
    found: Iterable[Sentence],
    facts: Sequence[Fact],
    regions: Iterable[Region],
    tables: Iterable[Table],
    wording: Wording,
    draft: Draft,
) -> None:
    """Write each figure that is held against what is said of several, to the table of comparisons."""
    by_source = {table.source: table for table in tables if table.source}
    table = by_source.get("比较")
    if table is None:
        return
    texts = list(document.texts)
    order = {id(text): number for number, text in enumerate(texts)}
    placed = list(_placed(regions, texts, order))
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    for sentence in found:
        for saying in sayings(sentence):
            at = order.get(id(sentence.texts[saying.start]), 0)
            shown = _of_tables(saying, at, placed) or list(_of_text(saying, at, facts, order))
            good = [one for one in shown if _HOLDS[saying.sign](one.base, _bound_of(saying))]
            if len(shown) < _SEVERAL or not good:
                continue
            for one in shown:
                if place_of(one.value) in known:
                    continue
                span = sentence.span(saying.start, saying.end)
                limit = "100%" if saying.figure is None else _number(sentence, saying.figure)
                if one.plan is not None and "完成" in by_source and wording.reached:
                    said = Said(
                        max(
                            (word for word in wording.reached if word in span.text),
                            key=len,
                            default=min(wording.reached, key=len),
                        ),
                        span,
                    )
                    named = Said(f"{one.name}（{text_of(one.value)}）", span_of(one.value))
                    goal: dict[str, Value] = {
                        "事项": named,
                        "目标": one.plan,
                        "完成": one.done,
                        "完成率": one.value,
                        "结论": said,
                    }
                    draft.say(by_source["完成"], goal, one not in good)
                    continue
                cells: dict[str, Value] = {
                    "事项": one.name or span,
                    "数值": one.value,
                    "所比": Said(f"{saying.sign}{limit}", span),
                }
                draft.say(table, cells, one not in good)


def _number(sentence: Sentence, at: int) -> str:
    printed = re.search(r"[0-9０-９.．]+\s*[%％‰]", sentence.span(at, at + 1).text)
    return printed[0] if printed is not None else sentence.span(at, at + 1).text


def _bound_of(saying: Saying) -> Fraction:
    return Fraction(1) if saying.figure is None else saying.sentence.figures[saying.figure].base


def _placed(regions: Iterable[Region], texts: Sequence[Text], order: Mapping[int, int]) -> Iterator[_Placed]:
    for region in regions:
        places = [order[one.text] for row in region for _, one in row.ones if one.text in order]
        if places:
            first, last = min(places), max(places)
            above = " ".join(text.text for text in texts[max(0, first - _HEADER) : first + 1] if len(text.text) <= 120)
            yield _Placed(region, first, last, above)


def _of_tables(saying: Saying, at: int, placed: Sequence[_Placed]) -> list[_Shown]:
    """The figures of the table that stands before the words."""
    far = _FAR if saying.number or saying.names else _NEAR
    for one in sorted((one for one in placed if one.last < at), key=lambda one: -one.last):
        if not saying.names and at - one.last > far:
            break
        shown = _completed(saying, one) if saying.figure is None else _kept(saying, one)
        if shown:
            return shown
    return []


def _completed(saying: Saying, placed: _Placed) -> list[_Shown]:
    """The rates of a table of what was planned and done, where both stand before them and make them."""
    money = _SPENT.search(placed.header) is not None and re.search(r"完成", placed.header) is None
    if not _PLANNED.search(placed.header) or (money and not re.search(r"预算|支出|收入", saying.goal)):
        return []
    columns: dict[int, list[_Shown]] = {}
    for row in placed.region:
        for at, shown in _rates_of([one for _, one in row.ones]):
            columns.setdefault(at, []).append(shown)
    meant = [_meant(saying, column) for column in columns.values()]
    # of two rates of a row the one is of what the words say, of which most come up to it
    return max(meant, key=lambda shown: (_kept_by(saying, shown), len(shown)), default=[])


def _kept_by(saying: Saying, shown: Sequence[_Shown]) -> Fraction:
    """How many in all of the figures keep what is said."""
    kept = sum(_HOLDS[saying.sign](one.base, _bound_of(saying)) for one in shown)
    return Fraction(kept, len(shown)) if shown else Fraction(0)


def _rates_of(ones: Sequence[One]) -> Iterator[tuple[int, _Shown]]:
    """The rates that two figures right before them make, counted from the right: 14000 12600 90.00%."""
    for at, (plan, done, rate) in enumerate(zip(ones, ones[1:], ones[2:], strict=False)):
        if plan.base <= 0 or plan.kind == "ratio" or plan.kind != done.kind or rate.kind not in ("ratio", "number"):
            continue
        made, half = Fraction(done.base) / plan.base, rate.figure.step / 2
        value, base = rate.value, Fraction(rate.base)
        if rate.kind == "number":
            base, half = base / _HUNDRED, half / _HUNDRED
            value = Said(f"{text_of(rate.value)}%", span_of(rate.value))
        # a rate of 100 is made by any two equal figures
        if abs(made - base) <= half and (base != 1 or plan.base == done.base):
            yield len(ones) - at, _Shown(plan.name, value, made, plan.value, done.value)


def _kept(saying: Saying, placed: _Placed) -> list[_Shown]:
    """The column of rates that mostly keeps a bound; of several the one that comes nearest to it."""
    bound = _bound_of(saying)
    best: list[_Shown] = []
    for column in columns_of(placed.region):
        rates = [one for one in column.values() if one.kind == "ratio"]
        shown = _meant(saying, [_Shown(one.name, one.value, Fraction(one.base)) for one in rates])
        good = sum(_HOLDS[saying.sign](one.base, bound) for one in shown)
        if len(shown) < _SEVERAL or 2 * good <= len(shown):
            continue
        if not best or _nearest(shown, bound) < _nearest(best, bound):
            best = shown
    return best


def _nearest(shown: Sequence[_Shown], bound: Fraction) -> Fraction:
    return min(abs(one.base - bound) for one in shown)


def _meant(saying: Saying, rows: Sequence[_Shown]) -> list[_Shown]:
    """The rows that are meant: those of the names, as many as are said to be, or all but the totals."""
    if saying.names:
        named = [next((row for row in rows if row.name and name in row.name), None) for name in saying.names]
        return [row for row in named if row is not None] if all(named) else []
    own = [row for row in rows if not _TOTAL.search(row.name)]
    if saying.number:
        return own if len(own) == saying.number else []
    return own


def _of_text(saying: Saying, at: int, facts: Sequence[Fact], order: Mapping[int, int]) -> Iterator[_Shown]:
    """The rates that sentences tell before the words."""
    if saying.figure is None:
        before = [fact for fact in facts if _before(saying, at, fact, order)]
        rates = [rate for fact in before if (rate := _completion(fact)) is not None]
        if saying.number and not saying.names:
            yield from rates[-saying.number :] if len(rates) >= max(_SEVERAL, saying.number - 1) else ()
        return
    tail = saying.subject[-_TAIL:]
    if tail.endswith(("率", "度")) and (saying.names or not saying.number):
        for fact in facts:
            told = fact.sentence is not saying.sentence and order.get(id(fact.sentence.texts[-1]), 0) <= at
            if told and kind_of(fact) == "ratio" and fact.name.endswith(tail):
                yield _Shown(text_of(label_of(fact)) or "", value_at(fact, fact.figure), Fraction(_worth(fact)))


def _worth(fact: Fact) -> Fraction:
    return fact.sentence.figures[fact.figure].base


def _before(saying: Saying, at: int, fact: Fact, order: Mapping[int, int]) -> bool:
    if fact.sentence is saying.sentence:
        return fact.figure < saying.start
    own = order.get(id(fact.sentence.texts[-1]), 0)
    return 0 <= at - own <= _FAR and fact.sentence.heading is saying.sentence.heading


def _completion(fact: Fact) -> _Shown | None:
    if fact.done is not None:
        at = fact.done[2]
    elif kind_of(fact) == "ratio" and fact.name.endswith(_COMPLETION):
        at = fact.figure
    else:
        return None
    return _Shown(text_of(label_of(fact)) or "", value_at(fact, at), fact.sentence.figures[at].base)
