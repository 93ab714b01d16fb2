"""How many are said to keep a bound, or not to, held against the figures near the words: 超预算的8项、未完成预算的5项;
低于85%的单位2家; 三类超计划、两类未完成计划; 7个县增长、2个县下降.

Which figures are meant is not said. They are the column of a table that ends right before the words, or what is told in a row
before them, where they are as many as the words say in all; a number that they do not make is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Text
from gouji.extraction.claimed.aims import Aim
from gouji.extraction.claimed.moves import Moves
from gouji.extraction.claimed.overalltables import reckoned
from gouji.extraction.claimed.overalltext import completion
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.prose.facts import Fact
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.extraction.tried.regions import One, Region
from gouji.extraction.tried.runs import columns_of
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。、()]"
_GOAL: Final = r"(?:(?:年度|全年|年初|调整|投资|支出|收入|绩效|既定|预期|当年)*(?:预算|计划|任务|目标|指标|进度))"
#: What is said of each, from its beginning to the end of the words.
_BOUND: Final = (
    rf"(?P<over>(?:超额?(?:完成|出|过)?|高于|大于|突破)了?{_GOAL}|超额完成)"
    rf"|(?P<short>(?:未能?|没有?|尚未|不)(?:完成|达到?|实现){_GOAL}?(?:数|要求|标)?|(?:低于|少于|小于|欠){_GOAL}|[未不]达标)"
    rf"|(?P<full>(?:完成|达到|实现){_GOAL}?|达标)"
    rf"|(?P<up>(?:同比|环比|实现|保持|呈|正)*(?:增长|上升|增加|上涨|提高|提升))"
    rf"|(?P<down>(?:同比|环比|负)*(?:负增长|下降|减少|降低|下滑|下跌|回落))"
    rf"|(?P<way>(?:[不未没有低高大多少小于足超过出突破达到了在]){{0,6}})(?P<figure>{RATIO})(?:及?以[上下内])?"
)
#: 五项均完成 is said of all of them: how many there are is no number of those that do.
_ADVERB: Final = r"(?:[已仍尚也]|实现了?|可以)*"
#: 低于85%的单位2家: what is said stands before the number; the names of those that are meant may stand between.
_BEFORE: Final = re.compile(
    rf"(?:^|[,;:。、()]|其中|{_OTHER}{{0,8}}?)(?:{_BOUND})的?(?:{_OTHER}{{0,8}}?)?(?:共?有|[为是共达仅])?(?:[有为是:][^{FIGURES};:。()]{{2,80}}?等?)?(?:共|计|共计)?$"
)
#: 三类超计划: it stands behind it.
_BEHIND: Final = re.compile(
    rf"^(?P<noun>[^{FIGURES}{DATE},;:。、()均都全]{{0,10}}?)(?:\([^{FIGURES};。()]{{2,30}}\))?{_ADVERB}(?:{_BOUND})了?(?=[,;。、)]|$)"
)
_NOT_SO: Final = re.compile(
    r"确保|力争|预计|预期目标为|如果|(?<![较比与和同])(?:上年|去年)|往年|明年|下年|要求|不少于|至少|标准|[拟应须若]|季度|连续|提前"
)
#: 五类项目中; 目标6项，: how many there are in all.
_WHOLE: Final = re.compile(rf"^{_OTHER}{{0,12}}?[中里内](?:[,有]|$)")
_ASKED: Final = re.compile(r"(?:目标|指标|任务|计划)(?:共|共计|为|有|设|设置|设定)*$")
_ASKED_BEHIND: Final = re.compile(rf"^{_OTHER}{{0,10}}?(?:目标|指标|任务)(?=[,;。、]|中)")
_TOTAL: Final = re.compile(r"合计|总计|小计|总[数体]|^全[市县区省镇国]|平均|^计$")
_PLANNED: Final = re.compile(r"完成|计划|任务|目标|预算|进度|执行|率")
_ITEM: Final = re.compile(r"\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[-—•·*])")
#: Texts from a table or a list to the words, and of its header; how many there are of what is counted, at least; by how many
#: a number may be off where nothing but the place of the figures says that they are meant.
_NEAR, _FAR, _HEADER = 4, 40, 14
_FEWEST: Final = 3
_OFF: Final = 2
_HUNDRED: Final = 100
#: Signs of a cell of a header; how many there are of what anybody counts so.
_WIDE, _MOST = 120, 60
_SIGNS: Final = {"over": ">", "full": "≥", "short": "<", "up": ">", "down": "<"}


#: The first and the last text of a table, and its rows.
_Placed = tuple[int, int, Region]


@dataclass(frozen=True, slots=True)
class _Claim:
    """``number`` of them are said to be on this side of a bound; ``kind``: what it is a bound of (``rate``: of what was
    planned, ``sign``: of a change, ``figure``)."""

    sentence: Sentence
    told: Told
    start: int
    end: int
    number: int
    sign: str
    bound: Fraction
    kind: str

    def keeps(self, base: Fraction) -> bool:
        return {
            ">": base > self.bound,
            "≥": base >= self.bound,
            "<": base < self.bound,
            "≤": base <= self.bound,
        }[self.sign]


@dataclass(frozen=True, slots=True)
class _Group:
    """Figures that may be meant; ``near``: they stand right before the words."""

    bases: Sequence[Fraction]
    kind: str
    near: bool


def read_bounded(
    document: Document,
    found: Iterable[Sentence],
    facts: Sequence[Fact],
    regions: Iterable[Region],
    moves: Moves,
    aims: Sequence[Aim],
    tables: Sequence[Table],
    draft: Draft,
) -> None:
    """Write each number beside that of the figures, to the table of lists. ``aims``: the goals of the document."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    texts = list(document.texts)
    order = {id(text): number for number, text in enumerate(texts)}
    known = {
        place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ()) if row.cells.get("列示") != "等"
    }
    placed = [one for region in regions if (one := _placed(region, order)) is not None]
    for sentence in found:
        if not re.search(r"[超完达未于实增升降减]", sentence.signs) and RATIO not in sentence.signs:
            continue
        told = counts(sentence)
        claims = [claim for one in told if one.number <= _MOST and (claim := _claim(sentence, one))]
        if not claims:
            continue
        at = order.get(id(sentence.texts[claims[0].start]), 0)
        whole = _in_all(sentence, told, claims)
        groups = [*_columns(at, placed, texts), *_told(sentence, claims, facts, order, at, whole)]
        groups += _moved(moves, at)
        # whether a goal was reached says nothing of whether more was done
        groups += [] if any(claim.sign == ">" for claim in claims) else _aimed(at, placed, aims)
        for claim, number in _held(claims, groups, whole) or _unmet(claims, aims, at):
            span = sentence.span(claim.told.start, claim.told.end)
            unit = claim.told.measure
            row: dict[str, Value] = {
                "事项": sentence.span(claim.start, claim.end),
                "个数": Said(f"{claim.number}{unit}", span),
                "所列": Said(f"{number}{unit}", span),
            }
            if place_of(row["个数"]) not in known:
                draft.say(table, row, number != claim.number)


def _claim(sentence: Sentence, one: Told) -> _Claim | None:
    signs = sentence.signs
    start = max(signs.rfind(mark, 0, one.start) for mark in ";。:(") + 1
    ahead = signs[start : one.start]
    if _NOT_SO.search(signs, max(signs.rfind(mark, 0, one.start) for mark in ";。") + 1, one.start):
        return None
    # the nearest words of the clause: 超预算的8项，未完成预算的5项
    comma = max((ahead.rfind(mark) for mark in ",、"), default=-1) + 1
    for first in dict.fromkeys((comma, ahead.rfind(",") + 1)):
        before = _BEFORE.search(ahead[first:])
        if before is not None:
            return _made(sentence, one, before, start + first, one.end, start + first)
    behind = _BEHIND.match(signs[one.end :])
    if behind is None or _NOT_SO.search(behind[0]):
        return None
    return _made(sentence, one, behind, one.start, one.end + behind.end(), one.end)


def _made(sentence: Sentence, one: Told, found: re.Match[str], start: int, end: int, offset: int) -> _Claim | None:
    for name, sign in _SIGNS.items():
        if found[name] is not None:
            kind, bound = ("sign", Fraction(0)) if name in ("up", "down") else ("rate", Fraction(1))
            return _Claim(sentence, one, start, end, one.number, sign, bound, kind)
    at = offset + found.start("figure")
    figure = sentence.figures[at]
    printed = re.match(r"[^0-9０-９]*", sentence.span(at, at + 1).text)
    way = found["way"] + (printed[0].strip() if printed is not None else "")
    sign = _sign(way, figure.bound, found[0])
    return None if not sign else _Claim(sentence, one, start, end, one.number, sign, figure.base, "figure")


def _sign(way: str, bound: str, words: str) -> str:
    if re.search(r"未达|[不未]到|不足", way):
        return "<"
    if re.search(r"[不未]?低于|[不未]?少于|[不未]?小于", way):
        return "≥" if re.search("[不未]", way) else "<"
    if re.search(r"超|高于|大于|多于|突破", way):
        return "≤" if re.search("[不未]", way) else ">"
    if bound:
        return {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "over": ">"}.get(bound, "")
    if re.search("以上", words) or "达" in way:
        return "≥"
    # a bare 100%的有8项
    return "≤" if re.search("以[下内]", words) else ""


def _in_all(sentence: Sentence, told: Sequence[Told], claims: Sequence[_Claim]) -> int:
    """How many there are, as the sentence says before: 五类项目中; or as many as are told on both sides of one bound."""
    own = {id(claim.told) for claim in claims}
    for one in told:
        if id(one) in own or one.start > claims[0].start or one.number > _MOST:
            continue
        behind, ahead = sentence.signs[one.end :], sentence.signs[: one.start]
        if _WHOLE.match(behind) or _ASKED.search(ahead) or _ASKED_BEHIND.match(behind):
            return one.number
    sides = {claim.sign[0] for claim in claims}
    bounds = {(claim.kind, claim.bound) for claim in claims}
    if len(claims) == len(sides) == len(bounds) + 1:
        return sum(claim.number for claim in claims)
    return 0


def _placed(region: Region, order: Mapping[int, int]) -> _Placed | None:
    places = [order[one.text] for row in region for _, one in row.ones if one.text in order]
    return (min(places), max(places), region) if places else None


def _columns(at: int, placed: Sequence[_Placed], texts: Sequence[Text]) -> Iterator[_Group]:
    """The rates of the table that ends right before the words: those that are printed, and those of a plan and what was done."""
    for first, last, region in placed:
        if not 0 < at - last <= _NEAR:
            continue
        above = " ".join(text.text for text in texts[max(0, first - _HEADER) : first + 1] if len(text.text) <= _WIDE)
        for rates in reckoned(region):
            if len(rates) >= _FEWEST:
                yield _Group(rates, "rate", True)
                yield _Group(rates, "figure", True)
        columns = [[one for one in column.values() if not _TOTAL.search(one.name)] for column in columns_of(region)]
        columns = [ones for ones in columns if len(ones) >= _FEWEST and len({one.kind for one in ones}) == 1]
        rated = any(ones[0].kind == "ratio" for ones in columns)
        for ones in columns:
            yield from _kinds(ones, above, rated)


def _kinds(ones: Sequence[One], above: str, rated: bool) -> Iterator[_Group]:
    """A column by what it may tell. ``rated``: rates of the table are printed as such."""
    bases, kind = [Fraction(one.base) for one in ones], ones[0].kind
    signed = any(base < 0 for base in bases)
    if signed and kind in ("ratio", "number"):
        yield _Group(bases, "sign", True)
    if signed or (kind != "ratio" and (rated or kind != "number" or not re.search(r"[%％]", above))):
        return
    if kind == "number":
        bases = [base / _HUNDRED for base in bases]
    elif re.search(r"增|降", above):
        yield _Group(bases, "sign", True)
    yield _Group(bases, "figure", True)
    if kind == "ratio" and _PLANNED.search(above):
        yield _Group(bases, "rate", True)


def _aimed(at: int, placed: Sequence[_Placed], aims: Sequence[Aim]) -> Iterator[_Group]:
    """What came of the goals of one table: 1 of each that was reached."""
    for first, last, _ in placed:
        met = [Fraction(1 if aim.met else 0) for aim in aims if first <= aim.order[0] <= last]
        if len(met) >= _FEWEST and 0 < at - last <= _FAR:
            yield _Group(met, "rate", False)


def _told(
    sentence: Sentence,
    claims: Sequence[_Claim],
    facts: Sequence[Fact],
    order: Mapping[int, int],
    at: int,
    whole: int,
) -> Iterator[_Group]:
    """The rates of completion that are told before the words, the items of a list one each, or as many as there are in all."""
    before = [
        fact
        for fact in facts
        if (fact.sentence is sentence and fact.figure < claims[0].start)
        or (fact.sentence is not sentence and 0 <= at - order.get(id(fact.sentence.texts[-1]), at + 1) <= _FAR)
    ]
    rates = [(fact, rate) for fact in before if (rate := completion(fact)) is not None]
    items: dict[int, Fraction] = {}
    for fact, rate in rates:
        text = fact.sentence.texts[fact.figure]
        if _ITEM.match(text.text) and text is not sentence.texts[0]:
            items.setdefault(order.get(id(text), -1), rate)
    run = _run(items)
    if len(run) >= _FEWEST:
        yield _Group([items[number] for number in run], "rate", at - run[-1] <= _NEAR)
        yield _Group([items[number] for number in run], "figure", at - run[-1] <= _NEAR)
    if whole >= _FEWEST and whole <= len(rates) <= whole + 1:
        yield _Group([rate for _, rate in rates[-whole:]], "rate", False)
        yield _Group([rate for _, rate in rates[-whole:]], "figure", False)


def _run(items: Mapping[int, Fraction]) -> Sequence[int]:
    """The last of them that stand one after the other, but for a line or two."""
    numbers = sorted(items)
    start = len(numbers) - 1
    while start > 0 and numbers[start] - numbers[start - 1] <= _OFF + 1:
        start -= 1
    return numbers[max(start, 0) :]


def _moved(moves: Moves, at: int) -> Iterator[_Group]:
    """Which ways things went that the paragraph tells, or the one before it."""
    for place in (at, at - 1):
        ways = [move.up for move in moves.all if move.order == place and move.table is None and move.since == "年"]
        if len(ways) >= _FEWEST:
            yield _Group([Fraction(1 if up else -1) for up in ways], "sign", False)


def _unmet(claims: Sequence[_Claim], aims: Sequence[Aim], at: int) -> Iterator[tuple[_Claim, int]]:
    """Fewer are said to be short of their goals than are told so: 仅1个指标未完成."""
    told = {aim.name: aim.met for aim in aims if aim.order[0] <= at}
    short = sum(not met for met in told.values())
    for claim in claims:
        if claim.kind == "rate" and claim.sign == "<" and claim.number < short <= len(told) - short:
            yield claim, short


def _held(claims: Sequence[_Claim], groups: Sequence[_Group], whole: int) -> list[tuple[_Claim, int]]:
    """The claims with the numbers that the figures make which are meant."""
    out: list[tuple[_Claim, int]] = []
    kinds = {claim.kind for claim in claims}
    for kind in kinds:
        own = [claim for claim in claims if claim.kind == kind]
        fit = [group for group in groups if group.kind == kind]
        if whole:
            fit = [group for group in fit if len(group.bases) == whole]
        made = [[sum(claim.keeps(base) for base in group.bases) for claim in own] for group in fit]
        said = [claim.number for claim in own]
        if said in made:
            out.extend(zip(own, said, strict=True))
            continue
        # without a number in all there is but one column that may be meant, and what it makes is nearly what is said
        sure = [
            numbers
            for group, numbers in zip(fit, made, strict=True)
            if (whole and any(numbers))
            or (
                group.near
                and all(number > 0 and abs(number - one) <= _OFF for number, one in zip(numbers, said, strict=True))
            )
        ]
        if len({tuple(numbers) for numbers in sure}) == 1:
            out.extend(zip(own, sure[0], strict=True))
    return out
