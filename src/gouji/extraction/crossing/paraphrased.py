"""The same thing told twice in other words: 农村公路改造36.5公里, and a chapter on 改造农村公路35.6公里 (提法).

Two names are weighed by the pairs of signs that they share once the words are gone that only say that something was done, or
how much of it there is (词组 ``虚述用语``), and words of one meaning are one word (词组 ``同义用语``). What differs is a remark:
it is told where one figure would be the other but for a slip of the pen, or where names that say the very same stand beside
figures that are nearly alike. A name that stands beside many figures is the label of a list, and no single thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Final

from gouji.extraction.crossing.slips import slipped
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.retold import Mention, core_of, digits, rounded, says_a_change, slip
from gouji.faults import regex as re
from gouji.figures import Figure

#: Figures that are weighed against each other at most, and figures of one name that make it the label of a list.
_MOST: Final = 600
_LABEL: Final = 3
#: What part of the signs of the shorter name both share where one figure is a slip for the other, of three digits and of two;
#: signs that both have at least, and those that only one may have where both figures are merely near.
_SLIPPED: Final = Fraction(3, 4)
_TURNED: Final = Fraction(4, 5)
_SIGNS: Final = 3
_EXTRA: Final = 2
_TWO: Final = 2
#: Signs of the first word of a group that names a thing by itself: 公务用车.
_FULL: Final = 4
#: By what part of the greater one figures of the same name differ; counts of few may differ by so many.
_NEAR: Final = Fraction(1, 4)
_FEW: Final = 30
_BY: Final = 3
#: Kinds of figures of which several of one name are nothing strange.
_OFTEN: Final = frozenset(("money", "ratio"))
_SCORE: Final = "score"
#: Digits of figures of which one may be the other but for a slip.
_DIGITS: Final = 3
#: Words that one of two names has and that make it another thing.
OTHER: Final = re.compile(
    r"计划|目标|任务|应|预[算计]|决算|收入|支出|年[初末]|新增|净|[未不非无待余欠缺]|剩余|结[转余]|上[级年]|本级|中央|[省市县区乡镇村国]级"
    r"|均|其[他余]|基本|专项|同比|首|第|每|男|女|总|[大中小]型|[大中小]学|[初高]中|高[级校危]|低保|前|[一二三四五六七八九十]|减|增|超|累"
    r"|在建|在办|建档|贫困|重[点大]|一般|特[困殊]|城镇|农村|城市|乡村|[东南西北]"
)
#: Two signs of their own for words of one meaning, which count as a word of two signs does.
_OWN: Final = 0xE100
OWN: Final = chr(_OWN)
_WORDS: Final = re.compile(r"[^ ]+")
#: What stands in brackets behind a name, and signs that are none of its words: ★临时救助人次(≥**人次).
_BESIDES: Final = re.compile(r"[(（][^()（）]*[)）]|[^\u4e00-\u9fffA-Za-z0-9.]")
#: 有养老机构86家, 86家养老机构中: of the same.
_THERE: Final = re.compile(r"^有(?=[\u4e00-\u9fff]{3})|(?<=[\u4e00-\u9fff]{3})[中里内]$")
_TAIL: Final = re.compile(r"^[\u4e00-\u9fff]{0,6}")
#: A clause before that says where a figure is known from, and not of what it is told.
_KNOWN_FROM: Final = re.compile(r"(?:显示|表明|来看|看出|可知|统计|反映|调查)[,:]$")
#: What is told so far, or up to its end, is told of the year, where no other time is told.
_SO_FAR: Final = frozenset(("累计", "截至", "截止"))
#: Clauses that say of what part a figure is told; pairs of signs that a name shares with one that others stand before.
_OFA_PART: Final = re.compile("(?:^|[,;:。])(?:其中|在|针对|面向|向|由|另|除)|;")
_LED: Final = 5
#: 其中省级奖项2件、市级奖项5件: both are parts.
A_PART: Final = re.compile("其中[^,;:。]*、[^,;:。、]*$")
#: What was gone by, before what was done.
_LED_BY: Final = re.compile(r"(?:按照?|根据|依据|对照|围绕)[^,;:。]*[,:]")
_BOUNDS: Final = frozenset(("at_least", "at_most", "above", "below", "over", "about"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure with the pairs of signs of what it is called."""

    mention: Mention
    name: str
    pairs: frozenset[str]


class Paraphrased:
    """Finds them with the words of a pack."""

    def __init__(self, wording: Wording, goals: re.Pattern[str]) -> None:
        self._goals = goals
        self._vague = any_of(wording.vague)
        groups = [sorted(group.split("|"), key=len, reverse=True) for group in wording.synonyms]
        marks = [chr(_OWN + 2 * at) + chr(_OWN + 2 * at + 1) for at in range(len(groups))]
        self._one_word = [
            (re.compile("|".join(map(re.escape, group))), mark) for group, mark in zip(groups, marks, strict=True)
        ]
        self._full = {mark for mark, group in zip(marks, wording.synonyms, strict=True) if group.find("|") >= _FULL}
        self._named = lru_cache(maxsize=None)(self._normal)
        self._known: dict[tuple[int, bool], tuple[Sequence[_Named], Mapping[str, Sequence[int]]]] = {}
        """What was weighed of each list of figures, by its identity; they live as long as this does."""

    def plain(self, words: str) -> str:
        """Words without those that say nothing of what is told, and with one sign for words of one meaning."""
        return self._named(words)

    def read(self, told: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """Pairs of figures of one kind that are told of the same thing and differ."""
        if not told or told[0].kind == _SCORE:
            return  # points are told of one thing after the other
        found, by_pair = self._weighed_all(told)
        of_name: dict[str, set[Fraction]] = {}
        times: dict[Fraction, set[int]] = {}
        for mention in told:
            times.setdefault(mention.base, set()).add(id(mention.sentence))
        for one in found:
            of_name.setdefault(one.name, set()).add(one.mention.base)
        for at, one in enumerate(found):
            for before, many in _shared(one.pairs, by_pair).items():
                other = found[before]
                if before >= at or len(of_name[one.name] | of_name[other.name]) > _LABEL:
                    continue
                if self._differ(other, one, many) and not _both_told_again(other, one, times):
                    yield other.mention, one.mention

    def retold(
        self, name: str, figure: Figure, told: Sequence[Mention], others: Container[Fraction] = ()
    ) -> Iterator[Mention]:
        """The figures of text that are told of what a cell is called, and differ from it. ``others``: what else is told of it."""
        words = self._named(core_of(name))
        pairs = _pairs(words)
        if not told or figure.bound or figure.base <= 0:
            return
        for led in (False, True):
            found, by_pair = self._weighed_all(told, led)
            for at, many in sorted(_shared(pairs, by_pair).items()):
                mention = found[at].mention
                differs = mention.base != figure.base and not rounded(mention.figure, figure)
                if not differs or mention.base in others or (led and many < _LED):
                    continue
                # 2.68万人 for 28,640人: what is told in round numbers has to be a slip
                alike = mention.figure.unit == figure.unit or slipped(figure, mention.figure)[0]
                if alike and not _when(mention) and self._apart(words, pairs, figure, found[at], many):
                    yield mention

    def _weighed_all(
        self, told: Sequence[Mention], led: bool = False
    ) -> tuple[Sequence[_Named], Mapping[str, Sequence[int]]]:
        """The figures of one kind that may be told again, and which of them have each pair of signs. ``led``: those before
        which a clause stands that may say of what part they are told, and does not say that it does."""
        known = self._known.get((id(told), led))
        if known is None:
            named = (self._weighed(mention) for mention in told if self._may(mention, led))
            found = list(islice((one for one in named if one is not None), _MOST))
            by_pair: dict[str, list[int]] = {}
            for at, one in enumerate(found):
                for pair in one.pairs:
                    by_pair.setdefault(pair, []).append(at)
            known = self._known[id(told), led] = found, by_pair
        return known

    def _may(self, mention: Mention, led: bool) -> bool:
        """Whether a figure is told plainly of the whole of the document."""
        if mention.base <= 0 or mention.figure.bound in _BOUNDS or not mention.whole or says_a_change(mention.name):
            return False
        if A_PART.search(mention.before):
            return False
        free = (
            not mention.scoped
            or mention.labelled
            or _KNOWN_FROM.search(mention.before[: mention.before.rfind(",") + 1])
        )
        if bool(free) == led or (led and _OFA_PART.search(mention.before)):
            return False
        return self._goals.search(_LED_BY.sub("", mention.before)) is None

    def _weighed(self, mention: Mention) -> _Named | None:
        before, _, behind = mention.words.partition("\n")
        tail = _TAIL.match(behind)
        name = self._named(f"{core_of(before)}{tail[0] if tail is not None else ''}")
        if len(name) <= _TWO and name not in self._full:
            return None  # 受益2539人次: of whatever stands before it
        return _Named(mention, name, _pairs(name))

    def _normal(self, words: str) -> str:
        """A name without the words that say nothing of what it is, and with one sign for words of one meaning."""
        words = _BESIDES.sub("", words)
        for pattern, sign in self._one_word:
            words = pattern.sub(sign, words)
        return _THERE.sub("", self._vague.sub("", words))

    def _differ(self, one: _Named, other: _Named, shared: int) -> bool:
        """Whether two figures are told of the same thing, and are not the same."""
        a, b = one.mention, other.mention
        if a.base == b.base or a.sentence is b.sentence or _when(a) != _when(b) or rounded(a.figure, b.figure):
            return False
        if a.figure.unit != b.figure.unit:
            return False
        told = a.plain or slip(a.figure, b.figure) or _turned(a.figure, b.figure)
        return told and self._apart(one.name, one.pairs, a.figure, other, shared)

    def _apart(self, name: str, pairs: frozenset[str], figure: Figure, other: _Named, shared: int) -> bool:
        """Whether a figure of one name and another are told of the same thing, by their names and what they are worth."""
        told = other.mention
        near = told.kind not in _OFTEN and told.plain and _near(figure, told.figure)
        wrong = slip(figure, told.figure) and min(digits(figure), digits(told.figure)) >= _DIGITS - 1
        wrong = wrong or (figure.unit != told.figure.unit and slipped(figure, told.figure)[0] >= _DIGITS)
        if pairs == other.pairs:
            # amounts and rates of one name are told of other years and other funds as often
            return wrong or near or _turned(figure, told.figure)
        one, two = Counter(name), Counter(other.name)
        alike, least = (one & two).total(), min(len(name), len(other.name))
        if not shared or alike < _SIGNS or OTHER.search(f"{_rest(name, two)} {_rest(other.name, one)}"):
            return False
        if _instead(name, two) & _instead(other.name, one):
            return False  # each has a word of its own in the same place
        if wrong:
            return alike >= _SLIPPED * least
        if _turned(figure, told.figure):
            return alike > _SIGNS and alike >= _TURNED * least
        extra = max(len(name), len(other.name)) - alike
        # the longer the name, the more words may stand around it: 雨水情监测设施水库, 雨水情监测设施
        return near and alike == least and shared >= _SIGNS and (extra <= _EXTRA or 2 * extra <= alike)


def _turned(one: Figure, other: Figure) -> bool:
    """Whether two digits are all that two figures have, and stand the other way round: 8.3, 3.8."""
    a, b = (figure.value.as_tuple().digits for figure in (one, other))
    return len(a) == _TWO and a == b[::-1] and one.unit == other.unit and one.ulp == other.ulp


def _when(mention: Mention) -> frozenset[str]:
    """The times that a figure is told of, but for those of what was gone by: 按照年初设定目标，……."""
    led = "".join(_LED_BY.findall(mention.before))
    rest = _LED_BY.sub("", mention.before)
    return frozenset(time for time in mention.when if (time not in led or time in rest) and time not in _SO_FAR)


def _shared(pairs: Iterable[str], by_pair: Mapping[str, Sequence[int]]) -> Counter[int]:
    """How many pairs of signs each of several names shares with these."""
    return Counter(at for pair in pairs for at in by_pair.get(pair, ()))


def _pairs(name: str) -> frozenset[str]:
    """The pairs of signs of a name; a name of one sign is one by itself."""
    return frozenset((name[at : at + 2] for at in range(len(name) - 1)) if len(name) > 1 else [name] * bool(name))


def _rest(name: str, other: Mapping[str, int]) -> str:
    """The words of one name that another has not: what stands in a row of signs that are not in the other."""
    return "".join(sign if sign not in other else " " for sign in name)


def _instead(name: str, other: Mapping[str, int]) -> frozenset[tuple[str, str]]:
    """Between what signs the words stand that only one name has: 省 in 补助省级资金, where another has 市."""
    rest = f" {_rest(name, other)} "
    signs = f" {name} "
    return frozenset((signs[found.start() - 1], signs[found.end()]) for found in _WORDS.finditer(rest))


def _near(one: Figure, other: Figure) -> bool:
    """Whether two figures of no more than two digits are nearly alike; of longer ones that are no slip, both may be meant."""
    low, high = sorted((one.base, other.base))
    short = all(digits(figure) <= _TWO for figure in (one, other))
    return short and ((high - low) <= _NEAR * high or (high <= _FEW and high - low <= _BY))


def _both_told_again(one: _Named, other: _Named, times: dict[Fraction, set[int]]) -> bool:
    """Whether both figures are told in several sentences: they are of two things."""
    return all(len(times[named.mention.base]) > 1 for named in (one, other))
