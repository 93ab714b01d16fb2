"""How many of several went up and how many down, in words, held against what is told of each: 一升一降, “三升两降”：……;
两项指标均实现正增长. They are counted where as many are told as are said to be, right before the words or behind them.

What is not so is a hint, but where the words say themselves of how many it is told, and those follow: 五项指标“四升一降”：…….
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.extraction.claimed.trends import Trend, Trends
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_HAN: Final = "一二两双三四五六七八九十"
_N: Final = f"[{_HAN}]{{1,2}}"
_UP, _DOWN = "升增涨正", "降减跌负"
_WAY: Final = rf"上[涨升行]|增长|下[降跌行]|减少|[{_UP}{_DOWN}]"
_STILL: Final = rf"(?:{_N})[个项类]?持?平"
#: 六涨二降, 五升一平三降, 一增一减.
_COUNTED: Final = re.compile(
    rf"(?<![第{_HAN}])(?P<n>{_N})[个项类]?(?P<way>{_WAY})[、,]?(?P<flat>{_STILL})?[、,]?(?P<m>{_N})[个项类]?(?P<other>{_WAY})"
    rf"(?:[、,]?(?P<flat2>{_STILL}))?(?![级准至到]|[\u4e00-\u9fff]*率)"
)
_ALL: Final = re.compile(
    rf"(?P<what>[^{FIGURES}{DATE},;:。()]{{0,24}}?)(?:[均都]|全线|全部|双双|全面|同步)(?:保持|实现|呈现?|为|是|[了出现])*(?P<way>正增长|负增长|飘红|飘绿)"
)
#: How many they are: 两项, 三大门类.
_NUMBER: Final = re.compile(rf"[{_HAN}](?=[个项类种大户县市次])|{COUNT}")
_GOES_UP: Final = frozenset(("正增长", "飘红"))
_FLAT: Final = re.compile(r"持平|不变")
_NOT_SO: Final = re.compile(r"确保|力争|预计|目标|如果|是否|上年|去年|除")
_NAMES: Final = re.compile(r"[^,;:。]{0,40}$")
_SHORT: Final = 2
#: Signs between the words for how many there are and those for how many went up.
_NEAR: Final = 8


class Tallies:
    """What is told of several things together."""

    def __init__(self, trends: Trends) -> None:
        self._trends = trends

    def read(self, found: Sequence[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
        """Write them to the tables of counts and of changes."""
        counted, changes = tables.get("列举"), tables.get("变动")
        before: Sentence | None = None
        for sentence in found:
            if counted is not None:
                for claim in _COUNTED.finditer(sentence.signs):
                    for cells, doubt in self._tally(sentence, before, claim):
                        draft.say(counted, cells, doubt)
            if changes is not None and ("增长" in sentence.signs or "飘" in sentence.signs):
                for claim in _ALL.finditer(sentence.signs):
                    if not _NOT_SO.search(claim[0]):
                        for cells in self._each(sentence, before, claim):
                            draft.say(changes, cells, True)
            before = sentence

    def _around(
        self, sentence: Sentence, before: Sentence | None, start: int, end: int
    ) -> Iterator[tuple[list[Trend], str]]:
        """What is told before a claim, behind it, and in the sentence before, with the words that tell it."""
        own = self._trends.of(sentence)
        yield [one for one in own if one.end <= start], sentence.signs[:start]
        yield [one for one in own if one.start >= end], sentence.signs[end:]
        if before is not None and before.heading == sentence.heading:
            yield self._trends.of(before), before.signs

    def _tally(
        self, sentence: Sentence, before: Sentence | None, claim: re.Match[str]
    ) -> Iterator[tuple[dict[str, Value], bool]]:
        said = {_rises(claim["way"]): _number(claim["n"]), _rises(claim["other"]): _number(claim["m"])}
        if len(said) != _SHORT:
            return
        flat = sum(_number(word[0]) for word in (claim["flat"], claim["flat2"]) if word)
        every = sum(said.values()) + flat
        for told, words in self._around(sentence, before, claim.start(), claim.end()):
            trends, flats = _apart(told), len(_FLAT.findall(words))
            if not trends or len(trends) + flats != every:
                continue
            made = {up: sum(trend.up is up for trend in trends) for up in (True, False)}
            span = sentence.span(*claim.span())
            behind = all(trend.sentence is sentence and trend.start >= claim.end() for trend in trends)
            sure = behind and _is_told(sentence, claim.start(), every)
            for up in [up for up in (True, False) if made[up] != said[up]] or [True]:
                named = "、".join(trend.name for trend in trends if trend.up is up)
                way = claim["way"] if _rises(claim["way"]) is up else claim["other"]
                cells: dict[str, Value] = {
                    "事项": Said(f"{span.text}：{named}{way}", span),
                    "个数": Said(f"{said[up]}项", span),
                    "所列": Said(f"{made[up]}项", span),
                }
                yield cells, (made != said or flats != flat) and not sure
            return

    def _each(self, sentence: Sentence, before: Sentence | None, claim: re.Match[str]) -> Iterator[dict[str, Value]]:
        up = claim["way"] in _GOES_UP
        listed = _NAMES.search(sentence.signs[: claim.end("what")])
        told_of = _NUMBER.findall(listed[0]) if listed is not None else []
        number = _number(told_of[-1]) if told_of and told_of[-1] != COUNT else 0
        if told_of and told_of[-1] == COUNT:
            at = sentence.signs.rfind(COUNT, 0, claim.end("what"))
            number = int(sentence.figures[at].base) if at in sentence.figures else 0
        if number < _SHORT:
            return
        names = [name.strip("“”的受") for name in re.split(r"[、和与及]", listed[0])] if listed is not None else []
        for told, _ in self._around(sentence, before, claim.start(), claim.end()):
            trends = _apart(told)
            named = [trend for trend in trends if any(len(name) > 1 and name[:_SHORT] in trend.name for name in names)]
            meant = trends if len(trends) == number else named if len(named) == number else []
            off = [trend for trend in meant if trend.up is not up]
            if not meant:
                continue
            for trend in off:
                if trend.by is not None and trend.by_at is not None:
                    span = sentence.span(*claim.span())
                    yield {
                        "项目": Said(trend.name, trend.sentence.span(trend.by_at, trend.by_at + 1)),
                        "方向": "增加" if trend.up else "减少",
                        "所记": trend.sentence.span(trend.by_at, trend.by_at + 1),
                        "说法": Said("增加" if up else "减少", span),
                    }
            return


def _number(word: str) -> int:
    return number_of(word.replace("双", "两"))


def _rises(word: str) -> bool:
    return any(sign in _UP for sign in word) or word == "上行"


def _is_told(sentence: Sentence, at: int, number: int) -> bool:
    """Whether it is told right before a place how many there are."""
    return any(one.number == number and 0 <= at - one.end <= _NEAR for one in counts(sentence))


def _apart(trends: Sequence[Trend]) -> list[Trend]:
    """One for each thing that is named."""
    return list({trend.name: trend for trend in trends if trend.name}.values())


__all__ = ["Tallies"]
