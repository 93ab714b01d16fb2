"""By how much two figures differ, told in words of both of them, where it does not come out (变动).

低于50%的时间进度3.7个百分点, 比全县（18240元）低1930元: the one that is compared stands before the words; 分别高于甲、乙1.5个和
2.4个百分点: of several in turn, each stands where it was told; 由40公里增加到65公里，新增25公里: from one to the other; 目标70%，
完成84.6%，高于目标16.4个百分点: a goal told before; 自评96分，复评93分，复评较自评低3分: both are called by their names. Behind
a sentence that tells one amount, 与上年相比，减少…，下降… speaks of that. What comes out with any two figures of the sentence is
left alone, and what is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.text.sentences import BARE, COUNT, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.extraction.tried.outcomes import name_before
from gouji.extraction.tried.spoken import Spoken, about
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.language import Table

_N: Final = rf"[^{FIGURES},;:。()]"
_F: Final = f"[{FIGURES}]"
_MORE: Final = "高于|高出|高过|快于|多于|大于|超过|超出|超|领先|优于|高|多|快"
_LESS: Final = "低于|慢于|少于|小于|落后于?|滞后于?|欠|低|少|慢|差"
_WAY: Final = rf"(?P<way>{_MORE}|{_LESS})"
_AMOUNT: Final = rf"(?P<amount>{_F})(?!%)"
#: What is compared stands before the words, and what with inside them.
_BEHIND: Final = (
    # 低于50%的时间进度3.7个百分点; the words before a rate may be read with it
    re.compile(rf"(?:{_WAY}{_N}{{0,8}}?)?(?P<other>{RATIO})的{_N}{{1,10}}?(?P<amount>{POINTS})"),
    # 较预算600万元多42万元, 比上年的30吨少用4吨, 比全县（18240元）低1930元
    re.compile(
        rf"(?:[比较与同]|相比){_N}{{1,14}}?(?:(?P<other>{_F})|\((?P<inside>{_F})\))(?:{_N}{{0,2}}相比)?,?"
        r"(?P<way>少用|少支|少花|少缴|少收|少报|少建|少发|节约|节省|节支|多用|多支|多花|多收|多缴|多建|多发|超支|净增|净减|"
        rf"压减|压缩|增加|减少|提高|降低|上升|下降|多|少|高|低)(?:了|出)?{_AMOUNT}"
    ),
    # 高于全省（82.1%）3.2个百分点, 低于上限3个百分点（20%）
    re.compile(rf"(?P<way>高出|高于|快于|低于|慢于){_N}{{2,14}}?\((?P<other>{_F})\)(?P<amount>{_F})"),
    re.compile(rf"(?P<way>高出|高于|快于|低于|慢于){_N}{{2,14}}?(?P<amount>{_F})\({_N}{{0,10}}(?P<other>{_F})\)"),
    # 下降6%，降幅比上半年（下降8%）收窄2个百分点: how large the changes are, whichever way they go
    re.compile(
        rf"(?:降幅|增幅|涨幅|跌幅|增速|降速)[比较与]{_N}{{1,12}}?\(?{_N}{{0,8}}?(?P<other>{RATIO})\)?(?:相比)?,?"
        rf"(?P<way>扩大|收窄|缩小|加深|加快|放缓|回落|提高|回升)了?(?P<amount>{POINTS})"
    ),
)
#: 分别高于甲、乙1.5个和2.4个百分点.
_IN_TURN: Final = re.compile(
    rf"分别(?:比|较)?(?P<first>{_MORE}|{_LESS})?(?P<names>{_N}{{2,24}}?){_WAY}?(?:了|出)?"
    rf"(?P<all>[{COUNT}{POINTS}](?:[、,和及与][{COUNT}{POINTS}]){{1,3}})"
)
#: 由40公里增加到65公里，新增25公里.
_FROM_TO: Final = re.compile(
    rf"[由从](?:{DATE})?{_N}{{0,10}}?(?P<other>{_F}){_N}{{0,8}}?(?:到|至|为){_N}{{0,8}}?(?P<own>{_F})"
    rf"(?:\(?,|\()(?!{_N}{{0,4}}[均每]){_N}{{0,4}}?(?P<way>新增|净增加?|增加|增长|提高|提升|上升|扩大|减少|下降|降低|压减|缩减|缩短|净减少?|减)了?(?P<amount>{_F})"
)
#: 复评较自评低3分.
_CALLED: Final = re.compile(
    rf"(?:^|[,;:。])(?P<one>{_N}{{2,10}}?)[比较](?P<two>{_N}{{2,10}}?){_WAY}(?:了|出)?(?P<amount>{_F})"
)
_ENDING: Final = re.compile("^[的本其]|(?:得分|评分|分数|数|值|情况)$")
_WORD: Final = 2
#: 1-7月增长1%，1-8月为-1%，……比1-7月回落2个百分点: the only two rates of the sentence.
_SINCE: Final = re.compile(
    rf"[比较](?:{_N}|{DATE}){{1,10}}?(?P<way>回落|放缓|下滑|降低|加快|回升|提高|提升|上升)了?(?P<amount>{POINTS})"
)
#: What is compared with a goal that was told before.
_OVER: Final = r"(?P<way>高于|高出|超过|超出|低于)"
_GOAL_BEHIND: Final = rf"(?:目标|任务|指标|要求|标准)(?:任务|要求|值|数|线)?(?P<amount>{_F})"
_GOAL: Final = re.compile(r"目标|任务|计划|要求|标准|指标")
#: A change of what the sentence before tells.
_OF_BEFORE: Final = re.compile(
    rf"^(?:{DATE})?[比与较同](?:上年|去年|上期|去年同期|上年同期){_N}{{0,8}},?(?P<way>增加|减少|增长|下降)(?:了)?(?P<amount>{_F}),"
    rf"(?:同比)?(?P<rated>增长|下降|上升|降低|增幅|降幅)(?:了|为)?(?P<ratio>{RATIO})"
)
#: 由15:40:45调整为14:42:44，第二产业比重上升2个百分点.
_STRUCTURE: Final = re.compile(rf"{BARE}(?::{BARE}){{1,5}}")
_NTH: Final = re.compile(
    rf"(?:^|[^一二三四五])第?(?P<nth>[一二三四五])[\u4e00-\u9fff]{{1,8}}?(?:占比|比重|比例)?(?:比上年|较上年|同比)?"
    rf"(?P<way>上升|提高|提升|增加|下降|降低|回落|减少)了?(?P<amount>{POINTS})"
)
_INTO: Final = re.compile(r"(?:调整|变化|优化|演变|转变|变|改善)?[为到至成]$")
_PRIOR: Final = re.compile(r"上年|去年|上期|同期|年初|期初")
_FELL: Final = re.compile(r"(?:下降|降低|减少|负增长|下跌|回落|下滑)[了为约]?$")
_LOWER: Final = re.compile(r"[减降少低慢欠差落]|压|缩|节|滞|收窄|放缓|下滑")
#: What is said of how large a change is.
_OF_SIZE: Final = frozenset(("扩大", "收窄", "缩小", "加深"))
#: Figures of a sentence, at most: what tells more is a table that has lost its lines. Those that are tried in pairs.
_LONGEST: Final = 40
_TRIED: Final = 8


@dataclass(frozen=True, slots=True)
class _Gap:
    """A figure (``own``, in the sentence ``of``), the one it is compared with, and by how much they differ, in which way."""

    of: Sentence
    own: int
    sentence: Sentence
    other: int
    amount: int
    way: str

    @property
    def points(self) -> bool:
        """Whether it tells the points between two rates; 个 may stand for 个百分点 where the word stands behind the last."""
        return self.sentence.signs[self.amount] in (POINTS, COUNT) and self.of.signs[self.own] == RATIO

    @property
    def lower(self) -> bool:
        return _LOWER.search(self.way) is not None

    @property
    def figures(self) -> tuple[Figure, Figure, Figure]:
        return self.of.figures[self.own], self.sentence.figures[self.other], self.sentence.figures[self.amount]

    @property
    def missed(self) -> bool:
        """Whether two figures do not differ by so much, nor any other two of the sentence."""
        one, two, gap = self.figures
        if gap.bound or one.bound or gap.base <= 0:
            return False
        kind = _kind(self.of, self.own)
        if kind != _kind(self.sentence, self.other):
            return False
        if not self.points and not (
            kind == _kind(self.sentence, self.amount) and about(Fraction(one.base), Fraction(two.base))
        ):
            return False
        short = self.points and self.sentence.signs[self.amount] == COUNT
        worth = Fraction(gap.value) / 100 if short else Fraction(gap.base)
        first, second = _signed(self.of, self.own), _signed(self.sentence, self.other)
        if self.way in _OF_SIZE and first < 0 and second < 0:
            first, second = -first, -second
        off = Fraction(gap.step, 2) / (100 if short else 1) + (one.step + two.step) / 2
        if abs(first - second + (worth if self.lower else -worth)) <= off:
            return False
        alike = _alike(self.sentence, self.amount, len(self.sentence.signs))
        return not any(
            abs(self.sentence.figures[a].base - self.sentence.figures[b].base - worth) <= off
            for a, b in permutations(alike[:_TRIED], 2)
            if {a, b} != {self.own, self.other}
        )


def _kind(sentence: Sentence, at: int) -> str:
    """What a figure is counted in; points are those of rates."""
    return "ratio" if sentence.signs[at] == POINTS else sentence.figures[at].dimension


def _alike(sentence: Sentence, amount: int, before: int) -> list[int]:
    """Where the figures before a place stand that are of the kind of which a difference tells; points are none."""
    kind = _kind(sentence, amount)
    return [
        at
        for at in sentence.figures
        if at < before and at != amount and sentence.signs[at] != POINTS and _kind(sentence, at) == kind
    ]


def _signed(sentence: Sentence, at: int) -> Fraction:
    """A rate below nought where the words before it say that something fell by it."""
    base = Fraction(sentence.figures[at].base)
    fell = sentence.signs[at] == RATIO and _FELL.search(sentence.signs[max(0, at - 6) : at]) is not None
    return -base if fell else base


class Gaps:
    """Reads them. ``told``: all figures of a document."""

    def __init__(self, told: Sequence[Spoken], wording: Wording) -> None:
        whose = any_of(("年度", "年初", "预期", "计划", *wording.judging)).pattern
        self._aims = re.compile(f"{_OVER}(?:{whose})?{_GOAL_BEHIND}")
        self._known_ways = frozenset((*wording.more, *wording.less))
        self._by_sentence: dict[int, list[Spoken]] = {}
        for one in told:
            self._by_sentence.setdefault(id(one.mention.sentence), []).append(one)

    def read(self, found: Sequence[Sentence], table: Table, draft: Draft) -> None:
        """Write them, but for those of which a row tells what is compared. ``found``: the sentences of a document."""
        known = {
            place_of(row.cells.get("变动额"))
            for row in draft.tables.get(table.name, ())
            if (row.cells.get("上期") is not None and not (text_of(row.cells["上期"]) or "").startswith("-"))
            or row.cells.get("变动率") is not None
        }
        before: Sequence[Spoken] = ()
        for sentence in found:
            here = self._by_sentence.get(id(sentence), ())
            rows = self._rows(sentence, here, before) if len(sentence.figures) <= _LONGEST else ()
            for cells in rows:
                if (place := place_of(cells["变动额"])) not in known:
                    known.add(place)
                    draft.say(table, cells, True)
            before = here

    def _rows(
        self, sentence: Sentence, here: Sequence[Spoken], before: Sequence[Spoken]
    ) -> Iterator[Mapping[str, Value]]:
        for gap in (*_pairs(sentence, before), *self._aimed(sentence, here)):
            if gap.missed:
                yield self._row(gap)
        yield from _of_structures(sentence)
        if (of_before := _OF_BEFORE.match(sentence.signs)) is not None:
            yield from _of_before(sentence, of_before, before)

    def _aimed(self, sentence: Sentence, here: Sequence[Spoken]) -> Iterator[_Gap]:
        """目标70%，完成84.6%，高于目标16.4个百分点: the only two before it in its part of the sentence."""
        for found in self._aims.finditer(sentence.signs):
            begun = sentence.signs.rfind(";", 0, found.start())
            near = [one for one in here if begun < one.mention.at < found.start()]
            goals = [one.mention.at for one in near if _GOAL.search(one.name)]
            others = [one.mention.at for one in near if one.mention.at not in goals]
            if len(goals) == len(others) == 1:
                yield _Gap(sentence, others[0], sentence, goals[0], found.start("amount"), found["way"])

    def _row(self, gap: _Gap) -> dict[str, Value]:
        way = gap.way if gap.way in self._known_ways else "低" if gap.lower else "高"
        span = gap.sentence.span(gap.amount, gap.amount + 1)
        amount: Value = span
        if gap.points and gap.sentence.signs[gap.amount] == COUNT:
            amount = Said(f"{gap.sentence.figures[gap.amount].value}个百分点", span)
        called = [one.one.name for one in self._by_sentence.get(id(gap.of), ()) if one.mention.at == gap.own]
        return {
            "项目": "".join(called).lstrip("、和及与") or name_before(gap.of, gap.own),
            "本期": _plain(gap.of, gap.own, gap.way),
            "上期": _plain(gap.sentence, gap.other, gap.way),
            "变动额": amount,
            "方向": way,
        }


def _plain(sentence: Sentence, at: int, way: str) -> Value:
    """A figure without the words of a bound, and with its sign, where it is one of a fall and not how large that is."""
    figure, span = sentence.figures[at], sentence.span(at, at + 1)
    negative = _signed(sentence, at) < 0 < figure.base and way not in _OF_SIZE
    if figure.bound or negative:
        return Said(f"{'-' if negative else ''}{figure.value}{figure.unit.symbol}", span)
    return Said(sentence.lent[at], span) if at in sentence.lent else span


# -- which two are compared


def _pairs(sentence: Sentence, before: Sequence[Spoken]) -> Iterator[_Gap]:
    signs = sentence.signs
    for form in _BEHIND:
        for found in form.finditer(signs):
            told = found.groupdict()
            other = found.start("other") if told["other"] else found.start("inside")
            way = told["way"] or _leading_way(sentence.figures[other])
            own = _last(sentence, found.start(), found.start("amount")) or _of_last(sentence, found, before)
            if own is not None and way is not None:
                yield _Gap(*own, sentence, other, found.start("amount"), way)
    for found in _FROM_TO.finditer(signs):
        own_at, other, amount = (found.start(name) for name in ("own", "other", "amount"))
        yield _Gap(sentence, own_at, sentence, other, amount, found["way"])
    for found in _SINCE.finditer(signs):
        rates = [at for at in sentence.figures if at < found.start() and signs[at] == RATIO]
        between = signs[rates[0] + 1 : rates[-1]] if rates else ""
        if len(rates) == 2 and DATE in between and "占" not in between and ";" not in signs[rates[0] : found.start()]:
            yield _Gap(sentence, rates[1], sentence, rates[0], found.start("amount"), found["way"])
    for found in _IN_TURN.finditer(signs):
        yield from _each(sentence, found)
    for found in _CALLED.finditer(signs):
        one, two = (_told(sentence, found[name], found.start(), found.start("amount")) for name in ("one", "two"))
        if one is not None and two is not None and one != two:
            yield _Gap(sentence, one, sentence, two, found.start("amount"), found["way"])


def _leading_way(figure: Figure) -> str | None:
    """The word for more or less that is read with a figure: 低于50%."""
    found = re.match(f"{_MORE}|{_LESS}", figure.text)
    return found[0] if found is not None else None


def _last(sentence: Sentence, before: int, amount: int) -> tuple[Sentence, int] | None:
    """The last figure of its kind before a comparison, in its part of the sentence."""
    near = _alike(sentence, amount, before)
    if not near or re.search("[;。]", sentence.signs[near[-1] + 1 : before]):
        return None
    return sentence, near[-1]


def _of_last(sentence: Sentence, found: re.Match[str], before: Sequence[Spoken]) -> tuple[Sentence, int] | None:
    """机构共计196个。与上年的189个相比增加7个: the only amount of its kind in the sentence before, where nothing else is told."""
    kind = _kind(sentence, found.start("amount"))
    alone = [one for one in before if one.mention.whole and _kind(one.mention.sentence, one.mention.at) == kind]
    begins = not any(sign in FIGURES for sign in sentence.signs[: found.start()])
    if not begins or len(alone) != 1 or alone[0].one.text != id(sentence.texts[0]):
        return None
    return alone[0].mention.sentence, alone[0].mention.at


def _each(sentence: Sentence, found: re.Match[str]) -> Iterator[_Gap]:
    """Each of several differences with what it is told against: as many rates as there are, behind the one that is compared."""
    way = found["first"] or found["way"]
    places = [found.start("all") + at for at, sign in enumerate(found["all"]) if sign in COUNT + POINTS]
    begun = max(sentence.signs.rfind(sign, 0, found.start()) for sign in ";。")
    rates = [at for at in sentence.figures if begun < at < found.start() and sentence.signs[at] == RATIO]
    if way and sentence.signs[places[-1]] == POINTS and len(rates) == len(places) + 1:
        for other, place in zip(rates[1:], places, strict=True):
            yield _Gap(sentence, rates[0], sentence, other, place, way)


def _told(sentence: Sentence, name: str, before: int, amount: int) -> int | None:
    """The only figure of a kind before a comparison that is called by a name."""
    word = _ENDING.sub("", name)
    starts = dict(zip(places := sorted(sentence.figures), (0, *(at + 1 for at in places)), strict=False))
    called = [at for at in _alike(sentence, amount, before) if word in sentence.signs[starts[at] : at]]
    return called[0] if len(called) == 1 and len(word) >= _WORD else None


# -- forms of their own


def _of_before(sentence: Sentence, found: re.Match[str], before: Sequence[Spoken]) -> Iterator[dict[str, Value]]:
    """总支出为1928.76万元。与上年相比，减少1093.92万元，下降36.2%."""
    main = [one for one in before if one.mention.whole and one.one.kind != "ratio"]
    at, ratio_at = found.start("amount"), found.start("ratio")
    if len(main) != 1 or main[0].one.text != id(sentence.texts[0]) or main[0].mention.figure.bound:
        return
    own, amount, rate = main[0], sentence.figures[at], sentence.figures[ratio_at]
    less = _LOWER.search(found["way"]) is not None
    if own.mention.figure.dimension != amount.dimension or less is not (_LOWER.search(found["rated"]) is not None):
        return
    prior = Fraction(own.one.base) + (amount.base if less else -amount.base)
    if prior <= 0 or not about(amount.base / prior, rate.base) or abs(amount.base / prior - rate.base) <= rate.step:
        return
    way = "减少" if less else "增加"
    yield {
        "项目": own.one.name,
        "本期": own.one.value,
        "变动额": sentence.span(at, at + 1),
        "方向": way,
        "变动率": sentence.span(ratio_at, ratio_at + 1),
        "率方向": way,
    }


def _of_structures(sentence: Sentence) -> Iterator[dict[str, Value]]:
    """By how many points one of the things of a structure is more or less than before."""
    told = list(_STRUCTURE.finditer(sentence.signs))
    if len(told) != 2 or len(told[0][0]) != len(told[1][0]):
        return
    between = sentence.signs[told[0].end() : told[1].start()]
    now, before = told if _PRIOR.search(between) else reversed(told)
    if not (_INTO.search(between) or _PRIOR.search(between)):
        return
    for found in _NTH.finditer(sentence.signs, told[1].end()):
        nth = 2 * "一二三四五".index(found["nth"])
        if nth >= len(now[0]):
            continue
        places = (now.start() + nth, before.start() + nth)
        one, other, points = (sentence.figures[at] for at in (*places, found.start("amount")))
        less = _LOWER.search(found["way"]) is not None
        off = one.value - other.value + (points.value if less else -points.value)
        if abs(off) > (points.ulp + one.ulp + other.ulp) / 2 and other.value > 0 and one.value > 0:
            yield {
                "项目": sentence.span(found.start("nth"), found.start("way")),
                "本期": Said(f"{one.value}%", sentence.span(places[0], places[0] + 1)),
                "上期": Said(f"{other.value}%", sentence.span(places[1], places[1] + 1)),
                "变动额": sentence.span(found.start("amount"), found.start("amount") + 1),
                "方向": "低" if less else "高",
            }
