"""Which way things went, as far as one sentence tells it by figures of its own: by both ends (由58.4%变动至61.7%; 48.6%，上年为
49.1%), or by the change (比上年增加1.14万元，增长13.87%).

What words conclude behind or before them in the sentence is held against these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import PAUSES, words_before
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure

_F: Final = f"[{FIGURES}]"
_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_BEFORE: Final = rf"(?:(?:上年度?|去年|上期|同期|年初|期初|基期|上个?月|上季度?|{DATE})(?:末|底|初|同期|年初)?)"
#: What a figure of before may be called again, and nothing that says by how much it was passed.
_AGAIN: Final = r"(?:同期|水平|决算数?|预算数?|全[市县省国]|实际|总[量数额]|人均|支出|收入|余额|[的为是])*"
_NOW: Final = rf"(?:(?:本年度?|今年|当年|年末|年底|期末|本期|目前|{DATE})(?:末|底)?)"
_EACH: Final = rf"(?:每{_OTHER}{{1,6}}?)?"
#: Both ends of a way, in each of the orders in which they are told.
_WAYS: Final = (
    re.compile(
        rf"[由从](?:{_BEFORE}|此前|原来|改革前|实施前)?的?{_EACH}(?P<prior>{_F}|[0-9]{{1,4}}\.[0-9]{{1,3}}){_OTHER}{{0,12}}?[到至为成](?:{_NOW}|现在)?的?{_EACH}(?P<now>{_F})"
    ),
    re.compile(rf"(?P<now>{_F})[,(]?[比较与同]{_BEFORE}{_AGAIN}(?P<prior>{_F})(?!{_OTHER}{{0,4}}(?:个百分点))"),
    re.compile(rf"(?P<now>{_F})[,;(]{_BEFORE}{_AGAIN}(?P<prior>{_F})"),
)
#: What a name may begin or end with and is no part of it.
_FRONT: Final = re.compile(r"^(?:[、和与及]|其中|同时|全年|本年度?|今年|当年|另外|[而且但又也])+")
_TAIL: Final = re.compile(
    rf"(?:[,(]|为|是|达到?|约|共|实现|完成|同比|环比|比{_BEFORE}的?|较{_BEFORE}的?|与{_BEFORE}(?:相比)?|[比较](?:年初)?(?:预算数?|计划)|相比|比较|对比|分别|决算数?|预算数|{DATE}|{_BEFORE}|由|从|也|又|则|均|有所|略)+$"
)
_LONGEST: Final = 40
#: 支出2.28万元，完成预算3.50万元的65.1%，比上年增加: how much of a plan it is stands between; pieces that are passed over.
_OF_PLAN: Final = re.compile(
    r"^,?(?:占|完成|为)(?:年初|年度|全年|调整|变动|当年|本年)*(?:预算|计划|任务|目标)[数的]*$|^的$"
)
_BACK: Final = 5


@dataclass(frozen=True, slots=True)
class Trend:
    """``up``: whether there was more than before, nothing where there was as much; ``start`` and ``end``: where the figures that
    tell it stand; ``now`` and ``prior``: both ends, ``by``: the figure of the change. ``name`` may be empty."""

    sentence: Sentence
    name: str
    up: bool | None
    start: int
    end: int
    now: Value
    prior: Value = None
    by: Value = None
    by_at: int | None = None


class Trends:
    """What the sentences of a document tell so, in the words of a pack for more and less."""

    def __init__(self, wording: Wording) -> None:
        self._more = frozenset((*wording.more, "涨"))
        words = tuple(sorted({*wording.more, *wording.less, "涨", "跌", "下跌"}, key=lambda word: (-len(word), word)))
        self._changed = re.compile(rf"(?P<way>{either(words)})(?:了|约|近|为|达到?|幅度为)*(?P<by>{_F})")
        #: what was told of each sentence, by ``id``: several readers ask for it
        self._known: dict[int, list[Trend]] = {}
        self._ended = re.compile(rf"(?:^|[比较].*)(?:{either(words)})$|(?:增加|减少|增长|下降)$")

    def of(self, sentence: Sentence) -> list[Trend]:
        """Those of a sentence, in their order; a thing whose both ends are told is told once."""
        if not sentence.figures:
            return []
        if id(sentence) not in self._known:
            self._known[id(sentence)] = self._all_of(sentence)
        return self._known[id(sentence)]

    def _all_of(self, sentence: Sentence) -> list[Trend]:
        signs = sentence.signs
        out = [*self._ends(sentence)]
        taken = {at for trend in out for at in range(trend.start, trend.end)}
        last = ""
        for found in self._changed.finditer(signs):
            at = found.start("by")
            figure = sentence.figures[at]
            if found.start() in taken or at in taken or figure.bound or not figure.value:
                continue
            up = (found["way"] in self._more) == (figure.value > 0)
            listed = found.start() > 0 and signs[found.start() - 1] == "、"
            # 分别增长2.1%、下降0.5%: of the next one
            name = f"{last}（另一项）" if listed and last else self._named(signs, found.start()) or last
            again = name == last and bool(out) and out[-1].end > found.start() - _LONGEST and out[-1].name == name
            if again and out[-1].up == up and signs[at] in RATIO + POINTS:
                continue  # 增加1.14万元，增长13.87%: the same once more
            last = name
            value = value_in(sentence, at)
            out.append(Trend(sentence, name, up, found.start(), at + 1, None, None, value, at))
        return sorted(out, key=lambda trend: trend.start)

    def _named(self, signs: str, at: int) -> str:
        """What is named before a change; another change that stands there is of the same (减少3.1万元，下降20%)."""
        name = name_before(signs, at)
        return "" if self._ended.search(name) else name

    def _ends(self, sentence: Sentence) -> Iterator[Trend]:
        figures = sentence.figures
        taken: set[int] = set()
        for way in _WAYS:
            for found in way.finditer(sentence.signs):
                now, prior = found.start("now"), found.start("prior")
                one, other = figures[now], figures.get(prior) or parse_figure(found["prior"])
                if now in taken or prior in taken or other is None or one.bound or other.bound:
                    continue
                if kind_of_figure(one) != kind_of_figure(other) or one.unit.dimension != other.unit.dimension:
                    continue
                if sentence.signs[prior] == POINTS or sentence.signs[now] == POINTS:
                    continue
                taken |= {now, prior}
                up = None if one.base == other.base else one.base > other.base
                name = name_before(sentence.signs, found.start())
                before = value_in(sentence, prior) if prior in figures else sentence.span(*found.span("prior"))
                yield Trend(sentence, name, up, found.start(), found.end(), value_in(sentence, now), before)


def name_before(signs: str, at: int) -> str:
    """What is named right before a place: the words of its clause, or those of the figure that stands there."""
    for _ in range(_BACK):
        words = words_before(signs, at)
        start = at - len(words)
        name = _FRONT.sub("", _TAIL.sub("", words))
        if name not in ("", "比", "较", "与", "同") and not _OF_PLAN.search(words):
            return name if len(name) <= _LONGEST else ""
        if start == 0 or signs[start - 1] in ";。:":
            return ""
        at = start - 1
        while at > 0 and signs[at] in PAUSES and signs[at] not in ";。:" and signs[at - 1] in PAUSES:
            at -= 1
        if at == 0:
            return ""
    return ""


__all__ = ["Trend", "Trends", "name_before"]
