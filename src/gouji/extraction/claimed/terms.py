"""The figures of a sentence as words weigh them against each other: what each is called, of which time it is told, and which way
it says that something went: 上半年下降6.5%，全年增长1.2%.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Said, Value, text_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re

#: What tells of an earlier time than the other figure beside it, and of a later one.
EARLIER: Final = (
    r"上年度?末?底?|去年末?底?|上一年度?末?|前一年|上期|年初|期初|上年同期|去年同期|同期|上[个一]?[月季周]度?|常年|"
    r"原来的?|此前"
)
_EARLIER: Final = re.compile(EARLIER)
_LATER: Final = re.compile(r"本年度?末?|今年末?|当年末?|本期|期末|年末|年底|本月|本季度?|目前|现在|现有")
#: Parts of a year by the month that they end in.
_PARTS: Final = {"一季度": 3, "上半年": 6, "前三季度": 9, "三季度": 9, "全年": 12}
_PART: Final = re.compile("前三季度|一季度|上半年|全年")
_NUMBER: Final = re.compile(r"[0-9]+")
#: What says which way something went right before a figure, and other words that do not belong to its name.
_WENT: Final = re.compile(rf"(?P<way>(?P<up>{UP}|增|升|加快|高|多)|(?P<down>{DOWN}|减|降|低|少))了?$")
_LINKS: Final = re.compile(
    rf"(?:{UP}|{DOWN}|同比|环比|比上年|较上年|名义|实际|平均|累计|年均|分别|依次|约?为|是|达到?了?|完成|实现|只有|仅有?|也|则|已经?|均|都|共计?|"
    r"合计|总计|为|的|由|从|至|到|变|调整|追加|调增|调减|变动|变化|[减增升降]|压减|下降|提高|上升|增加|减少|了|有)+$"
)
_TIMES: Final = re.compile(rf"{EARLIER}|{_LATER.pattern}|{_PART.pattern}|{DATE}|[末底初]")
_FRONT: Final = re.compile(r"^(?:其中|而|但|且|同时|另|由|从|比|较|与|和|的|以|为|占|[、“”\"])+")
#: Signs before a figure in which its time is told.
_LONGEST: Final = 40
_PAUSES: Final = frozenset(f",;:。!?(){FIGURES}")


@dataclass(frozen=True, slots=True)
class Term:
    """A figure at ``at``. ``name``: what it is called, by the words before it or those of the one that it goes on with;
    ``own``: whether those are its own. ``time``: the year and month (nought: not told), ``ahead``: whether it is told of an
    earlier time than what is told beside it. ``went``: whether it is a rate by which something rose (True) or fell, or none."""

    sentence: Sentence
    at: int
    name: str
    own: bool
    time: tuple[int, int]
    ahead: bool
    went: bool | None
    kind: str
    start: int
    """Where the words before it begin."""

    @property
    def base(self) -> Fraction:
        """What it is worth."""
        return self.sentence.figures[self.at].base

    @property
    def growth(self) -> Fraction:
        """What it is worth as growth: below nought where it tells how much something fell."""
        return -self.base if self.went is False and self.base > 0 else self.base

    @property
    def half(self) -> Fraction:
        """By how much it may be off; what is counted one by one is not."""
        figure = self.sentence.figures[self.at]
        counted = figure.dimension.startswith("count") and figure.ulp >= 1 and figure.unit.scale <= 1
        return Fraction(0) if counted else Fraction(figure.step) / 2

    @property
    def value(self) -> Value:
        """The figure as it is printed."""
        return value_in(self.sentence, self.at)

    @property
    def signed(self) -> Value:
        """The figure as it is printed, with a sign where it tells how much something fell."""
        if self.went is False and self.base > 0:
            return Said(f"-{text_of(self.value)}", self.sentence.span(self.at, self.at + 1))
        return self.value

    @property
    def words(self) -> str:
        """The words before it."""
        return self.sentence.signs[self.start : self.at]

    @property
    def plain(self) -> bool:
        """Whether it says just how much."""
        return not self.sentence.figures[self.at].bound


def terms_of(sentence: Sentence) -> list[Term]:
    """The figures of a sentence, in their order."""
    known = sentence.kept.get("terms")
    if not isinstance(known, list):
        known = sentence.kept["terms"] = list(_terms(sentence))
    return known


def _terms(sentence: Sentence) -> Iterator[Term]:
    signs, last, year = sentence.signs, None, 0
    for at in sorted(sentence.figures):
        one = _is_to_one(sentence, at)
        if signs[at] == POINTS or (signs[at] == BARE and sentence.figures[at].step >= 1 and not one):
            continue  # a bare number is told where it has decimals: 收入比由1.89变为1.86
        start = at
        while start > max(0, at - _LONGEST) and signs[start - 1] not in _PAUSES:
            start -= 1
        words = signs[start:at]
        time, year = _time(sentence, start, at, year)
        went = _WENT.search(words) if signs[at] == RATIO else None
        plain = _plain(words)
        goes_on = len(plain) < len("收入")
        name = last.name if goes_on and last is not None and ";" not in signs[last.at : at] else plain
        if goes_on and not name:
            name = _plain(words_before(signs, start - 1)) if start > 1 else ""
        last = Term(
            sentence,
            at,
            name,
            not goes_on,
            time,
            _EARLIER.search(words) is not None,
            None if went is None else went["up"] is not None,
            "to one" if one else kind_of_figure(sentence.figures[at]),
            start,
        )
        yield last


def _is_to_one(sentence: Sentence, at: int) -> bool:
    """Whether a figure tells how many there are of one thing for one of the other: 抚养比1.96:1."""
    beside = sentence.figures.get(at + 2)
    return beside is not None and sentence.signs[at + 1] == ":" and beside.base == 1


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    """What words before a figure call it."""
    before, plain = None, _TIMES.sub("", words)
    while before != plain:
        before = plain
        plain = _FRONT.sub("", _LINKS.sub("", plain))
    return plain


def _time(sentence: Sentence, start: int, at: int, year: int) -> tuple[tuple[int, int], int]:
    """The year and month that the words before a figure tell, and the year that the next ones are of."""
    place = sentence.signs.find(DATE, start, at)
    if place < 0 and start > 1 and sentence.signs[start - 2 : start] == DATE + ",":
        place = start - 2
    month = next((_PARTS[found[0]] for found in [_PART.search(sentence.signs, start, at)] if found is not None), 0)
    if place < 0:
        return (year if month else 0, month), year
    printed = sentence.span(place, place + 1).text
    numbers = [int(number) for number in _NUMBER.findall(printed.partition("日")[0])]
    told = numbers[0] if numbers and "年" in printed else 0
    months = numbers[1:] if told else numbers
    month = month or (months[-1] if months and "月" in printed else 0)
    return (told or year, month), told or year


def in_turn(one: Term, other: Term) -> tuple[Term, Term] | None:
    """Two figures of one thing, the one of the earlier time first; none where the words do not say which it is."""
    if one.ahead != other.ahead:
        return (one, other) if one.ahead else (other, one)
    if one.time == other.time or not (any(one.time) and any(other.time)):
        return None
    if bool(one.time[0]) != bool(other.time[0]) or bool(one.time[1]) != bool(other.time[1]):
        return None
    return (one, other) if one.time < other.time else (other, one)


def joined(one: Sentence, other: Sentence) -> Sentence:
    """Two sentences of one paragraph as one, so that the second may speak of what the first tells."""
    far = len(one.signs)
    return Sentence(
        one.signs + other.signs,
        (*one.texts, *other.texts),
        (*one.starts, *other.starts),
        (*one.ends, *other.ends),
        {**one.figures, **{far + at: figure for at, figure in other.figures.items()}},
        one.heading,
        {**one.lent, **{far + at: words for at, words in other.lent.items()}},
    )


def alike(one: str, other: str) -> int:
    """How many signs in a row two names share."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


def before(terms: Sequence[Term], at: int, most: int) -> list[Term]:
    """The last terms before a place, the nearest first."""
    last = bisect_left(terms, at, key=lambda term: term.at)
    return list(terms[max(0, last - most) : last])[::-1]


__all__ = ["EARLIER", "Term", "alike", "before", "in_turn", "joined", "terms_of"]
