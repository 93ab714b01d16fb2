"""What is said of several things at once, held against the figures near it: those of a table before the words, or those
that sentences tell.

Which figures are meant is never said. Of a table it is the column that mostly keeps what is said; what does not keep it is a
hint.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Final

from gouji.document.model import Document, Text
from gouji.extraction.claimed.aims import Aim
from gouji.extraction.claimed.sayings import Saying, sayings
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import label_of, value_at
from gouji.extraction.prose.facts import Fact, kind_of, kind_of_figure
from gouji.extraction.prose.names import share_signs
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence
from gouji.extraction.tried.regions import One, Region
from gouji.extraction.tried.runs import columns_of
from gouji.figures import parse_figure, rounded_text
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
#: Words for goals, and those around them that say nothing of which.
_AIMS: Final = re.compile(r"目标|指标|任务|其[他余]")
_COMMON: Final = re.compile(
    r"[各全]?项|各|全部|所有|上述|以上|其[他余]|目标任务|目标值?|指标值?|任务|年度|全年|年初|绩效|考核|设定|设置|预期|预定|既定|[该这几个的类三级二一两四五六七八九十]|"
    r"总体|工作|本年|当年|我[局市县区校院委部]|项目|完成情况|计划|量化|具体|重点|主要"
)
#: How names of rates of completion end.
_COMPLETION: Final = ("完成率", "完成比例", "完成进度")
_OTHERS: Final = re.compile(r"其[余他]")
#: Goals of time.
_TIMELY: Final = re.compile(r"时[限间]|期限|及时|按[期时]|工期|进度|天数")
_LASTS: Final = re.compile(r"[0-9](?:个?工作日|个月|小时|日|天|月)")
#: 各项产出和效益指标: several kinds of goals are meant, which are all of them.
_KINDS: Final = re.compile(r"(?:各|所有|全部|上述|以上)[^、和与及]{0,6}[、和与及].{2,8}(?:指标|目标|任务)$")
#: Words that lead to the table behind them, and signs of the end of a text among which they stand.
_BELOW: Final = re.compile(r"如下|下表|见表|附表")
_LEAD: Final = 24
#: Signs at the end of a name that say what rate it is.
_TAIL: Final = 3
_SEVERAL: Final = 2
#: Rows and columns of a table in which two of any columns may make the last one.
_FEWEST, _WIDEST = 3, 9
#: The least or the most of several, and signs behind a bound among which it is told.
_UTMOST: Final = re.compile(
    rf"最[低高多少大小差](?:的)?(?:为|是|仅)*(?P<who>[^{FIGURES},;。()]{{0,12}}?)(?:为|是|仅|,)*(?P<figure>[{FIGURES}])"
)
_BEHIND: Final = 40
#: What ends the name before a rate in brackets.
_STOPS: Final = frozenset(f",;:。、()是为{FIGURES}")
#: 各项 at the beginning of a subject, and how an item of a list begins.
_EACH: Final = re.compile(r"各|以上|上述|所有|全部")
_ITEM: Final = re.compile(r"\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[-—•·*])")
#: A name, its figure, and how much of what was planned it is.
_RATED: Final = re.compile(
    rf"(?P<name>[^{FIGURES},;:。()、]{{2,16}})[{FIGURES}][,(]?(?:完成|达到|为|占)(?:年度|年初|全年|调整)*(?:预算|计划|任务|目标)数?(?:[{FIGURES}])?的?(?P<rate>{RATIO})"
)
#: The header of two columns, of what was aimed at and what came of it.
_AIMED: Final = re.compile(r"(?:目标|计划|任务|预期).{0,12}?(?:完成|实际|实绩|达到|执行)")
#: Goals that are as much as has gone by of the year; where that is told.
_PACE: Final = re.compile(r"序时|时间进度")
_PACE_TOLD: Final = re.compile(r"(?:序时|时间)进度[^0-9，。,;；高低快慢超]{0,6}([0-9]{1,2}(?:\.[0-9]+)?)[%％]")
_UNTIL: Final = re.compile(r"截[至止][^，。,;；]{0,10}?([0-9]{1,2})月(?:底|末|28日|29日|30日|31日)")
_MONTHS: Final = 12
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
    aims: Sequence[Aim],
    tables: Sequence[Table],
    wording: Wording,
    draft: Draft,
) -> None:
    """Write each figure that is held against what is said of several, to the table of comparisons. ``aims``: the goals of the
    document."""
    by_source = {table.source: table for table in tables if table.source}
    table = by_source.get("比较")
    if table is None:
        return
    texts = list(document.texts)
    order = {id(text): number for number, text in enumerate(texts)}
    placed = list(_placed(regions, texts, order))
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    done = by_source.get("完成") if wording.reached else None
    if done is not None:
        judged = (row for row in draft.tables.get(done.name, ()) if row.cells.get("结论") is not None)
        known |= {place_of(row.cells.get("完成")) for row in judged}
    elapsed = _elapsed(texts)
    for sentence in found:
        for saying in sayings(sentence):
            at = order.get(id(sentence.texts[saying.start]), 0)
            if _PACE.search(saying.goal):
                if elapsed is None:
                    continue
                saying = replace(saying, bound=elapsed)
            shown = (
                [] if saying.but else _of_tables(saying, at, placed, texts) or list(_of_text(saying, at, facts, order))
            )
            good = [one for one in shown if _HOLDS[saying.sign](one.base, _bound_of(saying))]
            if not shown and not saying.but:
                shown = good = _just_told(saying, facts)
            for one in shown if len(shown) >= _SEVERAL and good else ():
                if place_of(one.value) not in known:
                    known.add(place_of(one.value))
                    kept = _HOLDS[saying.sign](one.base, _bound_of(saying))
                    _say(saying, one, not kept, table, done, wording, draft)
            for one in _utmost(saying):
                if place_of(one.value) not in known:
                    known.add(place_of(one.value))
                    kept = _HOLDS[saying.sign](one.base, _bound_of(saying))
                    _say(saying, one, not kept, table, done, wording, draft)
            for aim in _meant_aims(saying, aims, at):
                if done is not None and place_of(aim.done) not in known and (aim.rate is None or aim.rate not in known):
                    known |= {place_of(aim.done), aim.rate}
                    aims = [one for one in aims if one is not aim]
                    said = Said(_reached(wording, saying), sentence.span(saying.start, saying.end))
                    row: dict[str, Value] = {"事项": aim.label, "目标": aim.goal, "完成": aim.done, "结论": said}
                    draft.say(done, row, not aim.met)


def _utmost(saying: Saying) -> Iterator[_Shown]:
    """What is told as the least or the most of those, right behind the words: 均在90%以上（最低的为甲镇89.2%）."""
    if saying.figure is None:
        return
    sentence, bound = saying.sentence, saying.sentence.figures[saying.figure]
    for told in _UTMOST.finditer(sentence.signs, saying.figure + 1, min(len(sentence.signs), saying.figure + _BEHIND)):
        at = told.start("figure")
        figure = sentence.figures[at]
        if kind_of_figure(figure) == kind_of_figure(bound) and not figure.bound:
            yield _Shown(told["who"], sentence.span(at, at + 1), Fraction(figure.base))


def _say(
    saying: Saying, one: _Shown, doubt: bool, table: Table, done: Table | None, wording: Wording, draft: Draft
) -> None:
    """Write one of them: as a goal and what was done where both are known, else as a figure and its bound."""
    span = saying.sentence.span(saying.start, saying.end)
    if one.plan is not None and done is not None and saying.bound is None:
        cells: dict[str, Value] = {
            "事项": Said(f"{one.name}（{text_of(one.value)}）", span_of(one.value)),
            "目标": one.plan,
            "完成": one.done,
            "结论": Said(_reached(wording, saying), span),
        }
        if one.value is not one.done:
            cells["完成率"] = one.value
        draft.say(done, cells, doubt)
        return
    limit = _number(saying.sentence, saying.figure) if saying.figure is not None else f"{_percent(_bound_of(saying))}%"
    compared: dict[str, Value] = {
        "事项": one.name or span,
        "数值": one.value,
        "所比": Said(f"{saying.sign}{limit}", span),
    }
    # what two figures make may keep a bound that the rate, as it is rounded, does not: 8 of 12 months
    shown, bound = parse_figure(text_of(one.value) or ""), parse_figure(limit)
    kept = shown is not None and bound is not None and _HOLDS[saying.sign](Fraction(shown.base), Fraction(bound.base))
    draft.say(table, compared, doubt or not kept)


def _percent(rate: Fraction) -> str:
    return rounded_text(rate * 100, 2)


def _elapsed(texts: Sequence[Text]) -> Fraction | None:
    """How much of the year has gone by, where a document tells it once: 截至9月底, 序时进度（75%）."""
    told: set[Fraction] = set()
    months: set[int] = set()
    for text in texts:
        if "序时" in text.text or "时间进度" in text.text:
            told |= {Fraction(Decimal(one[1])) / 100 for one in _PACE_TOLD.finditer(text.text)}
        if "截" in text.text:
            months |= {int(one[1]) for one in _UNTIL.finditer(text.text)}
    if len(told) == 1:
        return told.pop()
    return Fraction(months.pop(), _MONTHS) if len(months) == 1 and not told else None


def _reached(wording: Wording, saying: Saying) -> str:
    """The longest word for a goal that was reached that words contain."""
    text = saying.sentence.span(saying.start, saying.end).text
    return max((word for word in wording.reached if word in text), key=len, default=min(wording.reached, key=len))


def _meant_aims(saying: Saying, aims: Sequence[Aim], at: int) -> Sequence[Aim]:
    """The goals of the document that are meant: all of them, those that are named, or as many as are said to be."""
    if saying.figure is not None or not _AIMS.search(saying.subject + saying.goal):
        return []
    # 产出、效益各项指标: what is called are kinds of goals
    kinds = [_COMMON.sub("", name) for name in saying.names] if _AIMS.search(saying.subject) else []
    own = "" if _KINDS.match(saying.subject) else _COMMON.sub("", saying.subject)
    if saying.names:
        meant = [aim for aim in aims if any(len(kind) >= _SEVERAL and kind in aim.context for kind in kinds)]
    else:
        meant = [aim for aim in aims if len(own) < _SEVERAL or share_signs(own, aim.name)]
        # 产出指标全面完成: those that stand among what is called so
        meant = meant or [aim for aim in aims if share_signs(own, aim.context) or (own == "时效" and _is_timed(aim))]
    out = _left_out(saying, meant)
    meant = [aim for aim in meant if aim not in out]
    if saying.number and len(meant) > saying.number:
        reached = [aim for aim in meant if aim.met]
        if _OTHERS.search(saying.subject) and len(reached) >= saying.number:
            return reached  # 其余三项: those that were missed may be the ones that are not meant
        return [aim for aim in meant if aim.order[0] <= at][-saying.number :]
    return meant


def _is_timed(aim: Aim) -> bool:
    return _TIMELY.search(aim.name) is not None or _LASTS.search(text_of(aim.goal) or "") is not None


def _left_out(saying: Saying, aims: Sequence[Aim]) -> Sequence[Aim]:
    """Those that words except: the ones that are called as they begin, or else those that share words with them; what is
    told before 其余指标均完成 may be any of them."""
    if saying.but:
        begun = [aim for aim in aims if any(saying.but.startswith(name[:_SEVERAL]) for name in aim.name.split())]
        return begun or [aim for aim in aims if share_signs(saying.but, aim.name)]
    if not _OTHERS.search(saying.subject):
        return ()
    before = saying.sentence.signs[: saying.start]
    missed = [aim for aim in aims if not aim.met]
    named = [aim for aim in missed if share_signs(before, aim.name)]
    return named or (missed if len(missed) == 1 else ())


def _number(sentence: Sentence, at: int) -> str:
    printed = re.search(r"[0-9０-９.．]+\s*[%％‰]", sentence.span(at, at + 1).text)
    return printed[0] if printed is not None else sentence.span(at, at + 1).text


def _bound_of(saying: Saying) -> Fraction:
    if saying.bound is not None:
        return saying.bound
    return Fraction(1) if saying.figure is None else saying.sentence.figures[saying.figure].base


def _placed(regions: Iterable[Region], texts: Sequence[Text], order: Mapping[int, int]) -> Iterator[_Placed]:
    for region in regions:
        places = [order[one.text] for row in region for _, one in row.ones if one.text in order]
        if places:
            first, last = min(places), max(places)
            above = " ".join(text.text for text in texts[max(0, first - _HEADER) : first + 1] if len(text.text) <= 120)
            yield _Placed(region, first, last, above)


def _of_tables(saying: Saying, at: int, placed: Sequence[_Placed], texts: Sequence[Text]) -> list[_Shown]:
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


def _completed(saying: Saying, placed: _Placed) -> list[_Shown]:
    """The rates of a table of what was planned and done, where both stand before them and make them."""
    money = _SPENT.search(placed.header) is not None and re.search(r"完成", placed.header) is None
    if not _PLANNED.search(placed.header) or (money and not re.search(r"预算|支出|收入", saying.goal)):
        return []
    columns: dict[int, list[_Shown]] = {}
    for row in placed.region:
        for at, shown in _rates_of([one for _, one in row.ones]):
            columns.setdefault(at, []).append(shown)
    if not columns:
        columns = _far_rates(placed.region)
    if not columns and _AIMED.search(placed.header):
        columns = _both_told(placed)
    meant = [_meant(saying, column) for column in columns.values()]
    # of two rates of a row the one is of what the words say, of which most come up to it
    return max(meant, key=lambda shown: (_kept_by(saying, shown), len(shown)), default=[])


def _both_told(placed: _Placed) -> dict[int, list[_Shown]]:
    """The rows of a table that tell two figures each, what was aimed at and what came of it, and no rate; most come up to it."""
    out: list[_Shown] = []
    sign = "%" if re.search(r"[(（][^()（）]{0,4}[%％][)）]", placed.header) else ""
    for row in placed.region:
        ones = [one for _, one in row.ones]
        if not ones:
            continue
        if len(ones) != _SEVERAL or ones[0].kind != ones[1].kind or ones[0].base <= 0 or not ones[1].name:
            return {}
        plan, done = (
            Said(f"{text_of(one.value)}{sign if one.kind == 'number' else ''}", span_of(one.value)) for one in ones
        )
        out.append(_Shown(ones[1].name, done, Fraction(ones[1].base) / ones[0].base, plan, done))
    good = sum(one.base >= 1 for one in out)
    return {0: out} if len(out) >= _FEWEST and 2 * good > len(out) else {}


def _kept_by(saying: Saying, shown: Sequence[_Shown]) -> Fraction:
    """How many in all of the figures keep what is said."""
    kept = sum(_HOLDS[saying.sign](one.base, _bound_of(saying)) for one in shown)
    return Fraction(kept, len(shown)) if shown else Fraction(0)


def _rates_of(ones: Sequence[One]) -> Iterator[tuple[int, _Shown]]:
    """The rates that two figures right before them make, counted from the right: 14000 12600 90.00%."""
    for at, (plan, done, rate) in enumerate(zip(ones, ones[1:], ones[2:], strict=False)):
        shown = _rate_of(plan, done, rate)
        if shown is not None:
            yield len(ones) - at, shown


def _rate_of(plan: One, done: One, rate: One) -> _Shown | None:
    if plan.base <= 0 or plan.kind == "ratio" or plan.kind != done.kind or rate.kind not in ("ratio", "number"):
        return None
    made, half = Fraction(done.base) / plan.base, rate.figure.step / 2
    value, base = rate.value, Fraction(rate.base)
    if rate.kind == "number":
        base, half = base / _HUNDRED, half / _HUNDRED
        value = Said(f"{text_of(rate.value)}%", span_of(rate.value))
    # a rate of 100 is made by any two equal figures
    fits = abs(made - base) <= half and (base != 1 or plan.base == done.base)
    return _Shown(plan.name, value, made, plan.value, done.value) if fits else None


def _far_rates(region: Region) -> dict[int, list[_Shown]]:
    """The rates at the end of rows that two figures of them make which stand anywhere, in every row the same two."""
    rows = [[one for _, one in row.ones] for row in region if row.ones]
    width = len(rows[0]) if rows else 0
    if len(rows) < _FEWEST or not _FEWEST <= width <= _WIDEST or any(len(row) != width for row in rows):
        return {}
    out: dict[int, list[_Shown]] = {}
    for number, (plan, done) in enumerate(permutations(range(width - 1), 2)):
        shown = [one for row in rows if (one := _rate_of(row[plan], row[done], row[-1])) is not None]
        if len(shown) == len(rows):
            out[number] = shown
    return out


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
            rates = rates if len(rates) >= saying.number else _run_together(saying) or rates
            if len(rates) < max(_SEVERAL, saying.number - 1) and saying.bound is not None:
                rates = list(_bracketed(before))
                yield from rates if len(rates) <= saying.number else ()
                return
            if len(rates) < max(_SEVERAL, saying.number - 1):
                # a summary that leads: not all that it speaks of may be told with a rate
                led = [rate for fact in facts if _behind(saying, at, fact, order) and (rate := _completion(fact))]
                yield from led if len(rates) < _SEVERAL <= len(led) <= saying.number else ()
                return
            yield from rates[-saying.number :]
        elif _EACH.match(saying.subject) and not saying.names:
            yield from _items(saying, at, before, order)
        return
    tail = saying.subject[-_TAIL:]
    if tail.endswith(("率", "度")) and (saying.names or not saying.number):
        for fact in facts:
            told = fact.sentence is not saying.sentence and order.get(id(fact.sentence.texts[-1]), 0) <= at
            if told and kind_of(fact) == "ratio" and fact.name.endswith(tail):
                yield _Shown(text_of(label_of(fact)) or "", value_at(fact, fact.figure), Fraction(_worth(fact)))


def _run_together(saying: Saying) -> list[_Shown]:
    """As many rates as are said to be, told before the words in lines that nothing parts: 甲类63亿元，完成预算的99%乙类……"""
    told = [
        _Shown(one["name"], sentence.span(*one.span("rate")), sentence.figures[one.start("rate")].base)
        for sentence in (saying.sentence,)
        for one in _RATED.finditer(sentence.signs, 0, saying.start)
    ]
    return told if len(told) == saying.number else []


def _items(saying: Saying, at: int, before: Iterable[Fact], order: Mapping[int, int]) -> Sequence[_Shown]:
    """One rate of each item of the list right before the words: 各项支出均完成预算. Half of them bear the words out."""
    rates: dict[int, _Shown] = {}
    for fact in before:
        text = fact.sentence.texts[fact.figure]
        shown = _completion(fact)
        if shown is not None and text is not saying.sentence.texts[0] and _ITEM.match(text.text):
            rates.setdefault(order.get(id(text), 0), shown)
    good = sum(_HOLDS[saying.sign](one.base, _bound_of(saying)) for one in rates.values())
    near = bool(rates) and at - max(rates) <= _NEAR
    return list(rates.values()) if near and len(rates) > _SEVERAL and 2 * good >= len(rates) else []


def _bracketed(facts: Iterable[Fact]) -> Iterator[_Shown]:
    """Rates of completion told in brackets, behind who has them: 完成率排前三位的是甲区（91.4%）."""
    for fact in facts:
        signs, at = fact.sentence.signs, fact.figure
        if kind_of(fact) != "ratio" or signs[at - 1 : at] != "(" or signs[at + 1 : at + 2] != ")":
            continue
        called = words_before(signs, at - 1, _STOPS)
        if re.search(r"完成率|进度", signs[:at]) and called:
            yield _Shown(called, value_at(fact, at), Fraction(_worth(fact)))


def _worth(fact: Fact) -> Fraction:
    return fact.sentence.figures[fact.figure].base


def _before(saying: Saying, at: int, fact: Fact, order: Mapping[int, int]) -> bool:
    if fact.sentence is saying.sentence:
        return fact.figure < saying.start
    own = order.get(id(fact.sentence.texts[-1]), 0)
    return 0 <= at - own <= _FAR and fact.sentence.heading is saying.sentence.heading


def _behind(saying: Saying, at: int, fact: Fact, order: Mapping[int, int]) -> bool:
    """Whether a fact is told behind the words, in their sentence or in the paragraphs after it."""
    if fact.sentence is saying.sentence:
        return fact.figure > saying.end
    return 0 <= order.get(id(fact.sentence.texts[-1]), 0) - at <= _NEAR and fact.sentence is not saying.sentence


def _just_told(saying: Saying, facts: Sequence[Fact]) -> list[_Shown]:
    """The rates that the paragraph of the words tells before them, where no other can be meant: one of completion by each
    name (收入……完成预算的88%；支出……完成预算的91%。收入、支出均超额完成预算), or as many of one name as are said to be."""
    text = saying.sentence.texts[saying.start]
    told = [
        fact
        for fact in facts
        if fact.sentence.texts[fact.figure] is text
        and fact.sentence.starts[fact.figure] < saying.sentence.starts[saying.start]
    ]
    if saying.figure is None:
        if len(saying.names) < _SEVERAL or not _PLANNED.search(saying.goal):
            return []
        rates = [(fact.name, rate) for fact in told if (rate := _completion(fact)) is not None]
        own = [[rate for name, rate in rates if called in name] for called in saying.names]
        return [one[0] for one in own] if len(rates) == len(own) and all(len(one) == 1 for one in own) else []
    if not saying.number or saying.names:
        return []
    ratios = [fact for fact in told if kind_of(fact) == "ratio" and fact.name]
    alike = [fact for fact in ratios if fact.name[-_SEVERAL:] == ratios[-1].name[-_SEVERAL:]]
    if len(alike) != saying.number or not ratios[-1].name.endswith(("率", "度", "比例", "占比")):
        return []
    return [_Shown(text_of(label_of(one)) or "", value_at(one, one.figure), Fraction(_worth(one))) for one in alike]


def _completion(fact: Fact) -> _Shown | None:
    if fact.done is not None:
        at = fact.done[2]
    elif kind_of(fact) == "ratio" and fact.name.endswith(_COMPLETION):
        at = fact.figure
    else:
        return None
    return _Shown(text_of(label_of(fact)) or "", value_at(fact, at), fact.sentence.figures[at].base)


def completion(fact: Fact) -> Fraction | None:
    """How much of what was planned a fact says was done."""
    shown = _completion(fact)
    return shown.base if shown is not None else None


def reckoned(region: Region) -> list[list[Fraction]]:
    """The columns of rates that the plan and what was done beside them make, without the totals."""
    columns: dict[int, list[Fraction]] = {}
    for row in region:
        for at, shown in _rates_of([one for _, one in row.ones]):
            if not _TOTAL.search(row.name or shown.name):
                columns.setdefault(at, []).append(shown.base)
    return list(columns.values())
