"""The same thing told twice in other words: 农村公路改造36.5公里, and a chapter on 改造农村公路35.6公里 (提法).

Two names are weighed by the pairs of signs that they share once the words are gone that only say that something was done, or
how much of it there is (词组 ``虚述用语``), and words of one meaning are one word (词组 ``同义用语``). What differs is a remark:
it is told where one figure would be the other but for a slip of the pen, or where names that say the very same stand beside
figures that are nearly alike. A name that stands beside many figures is the label of a list, and no single thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.retold import Mention, core_of, digits, rounded, says_a_change, slip
from gouji.figures import Figure

#: Figures that are weighed against each other at most, and figures of one name that make it the label of a list.
_MOST: Final = 600
_LABEL: Final = 3
#: What part of the shorter name both share where one figure is a slip for the other, and where it is not; pairs of signs that
#: both have at least.
_SLIPPED: Final = Fraction(3, 5)
_SAME: Final = Fraction(1)
_PAIRS: Final = 2
#: By what part of the greater one figures of the same name differ; counts of few may differ by so many.
_NEAR: Final = Fraction(1, 4)
_FEW: Final = 30
_BY: Final = 3
#: Signs of a name of money or of a rate that is told of one thing only.
_LONG: Final = 5
#: Digits of figures of which one may be the other but for a slip.
_DIGITS: Final = 3
#: Words that one of two names has and that make it another thing.
_OTHER: Final = re.compile(
    r"计划|目标|任务|应|预[算计]|决算|收入|支出|年[初末]|新增|净|[未不非无待剩余欠缺]|结[转余]|上[级年]|本级|中央|[省市县区乡镇村国]级"
    r"|均|其[他余]|基本|专项|累计|同比|首|第|每|人次|男|女|总|大|小|高|低|前|后|[一二三四五六七八九十]|减|增|超"
)
#: Signs of its own for words of one meaning.
_OWN: Final = 0xE100
_TAIL: Final = re.compile(r"^[\u4e00-\u9fff]{0,6}")
#: A clause before that says where a figure is known from, and not of what it is told.
_KNOWN_FROM: Final = re.compile(r"(?:显示|表明|来看|看出|可知|统计|反映|调查)[,:]$")
_BOUNDS: Final = frozenset(("at_least", "at_most", "above", "below", "over"))


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
        self._one_word = [
            (re.compile("|".join(map(re.escape, group))), chr(_OWN + at)) for at, group in enumerate(groups)
        ]
        self._named = lru_cache(maxsize=None)(self._normal)

    def read(self, told: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """Pairs of figures of one kind that are told of the same thing and differ."""
        found = [one for mention in told if self._may(mention) and (one := self._weighed(mention)) is not None][:_MOST]
        of_name: dict[str, set[Fraction]] = {}
        times: dict[Fraction, set[int]] = {}
        for mention in told:
            times.setdefault(mention.base, set()).add(id(mention.sentence))
        for one in found:
            of_name.setdefault(one.name, set()).add(one.mention.base)
        by_pair: dict[str, list[int]] = {}
        for at, one in enumerate(found):
            shared: dict[int, int] = {}
            for pair in one.pairs:
                for before in by_pair.get(pair, ()):
                    shared[before] = shared.get(before, 0) + 1
                by_pair.setdefault(pair, []).append(at)
            for before, many in shared.items():
                other = found[before]
                if len(of_name[one.name] | of_name[other.name]) > _LABEL:
                    continue
                if self._differ(other, one, many) and not _both_told_again(other, one, times):
                    yield other.mention, one.mention

    def _may(self, mention: Mention) -> bool:
        """Whether a figure is told plainly of the whole of the document."""
        if mention.base <= 0 or mention.figure.bound in _BOUNDS or not mention.whole or says_a_change(mention.name):
            return False
        free = (
            not mention.scoped
            or mention.labelled
            or _KNOWN_FROM.search(mention.before[: mention.before.rfind(",") + 1])
        )
        return bool(free) and self._goals.search(mention.before) is None

    def _weighed(self, mention: Mention) -> _Named | None:
        before, _, behind = mention.words.partition("\n")
        tail = _TAIL.match(behind)
        name = self._named(f"{core_of(before)}{tail[0] if tail is not None else ''}")
        pairs = frozenset((name[at : at + 2] for at in range(len(name) - 1)) if len(name) > 1 else [name] * bool(name))
        return _Named(mention, name, pairs) if pairs else None

    def _normal(self, words: str) -> str:
        """A name without the words that say nothing of what it is, and with one sign for words of one meaning."""
        for pattern, sign in self._one_word:
            words = pattern.sub(sign, words)
        return self._vague.sub("", words)

    def _differ(self, one: _Named, other: _Named, shared: int) -> bool:
        """Whether two figures are told of the same thing, and are not the same."""
        a, b = one.mention, other.mention
        if a.base == b.base or a.sentence is b.sentence or a.when != b.when or rounded(a.figure, b.figure):
            return False
        if a.figure.unit != b.figure.unit:
            return False
        same = one.pairs == other.pairs
        slipped = slip(a.figure, b.figure) and min(digits(a.figure), digits(b.figure)) >= _DIGITS - 1
        if not same:
            apart = _rest(one.name, other.name) + " " + _rest(other.name, one.name)
            enough = shared >= _PAIRS and shared >= _SLIPPED * min(len(one.pairs), len(other.pairs))
            return slipped and enough and _OTHER.search(apart) is None
        if slipped:
            return True
        if not a.kind.startswith("count"):
            return len(one.name) >= _LONG and _near(a.figure, b.figure) and a.plain and b.plain
        return _near(a.figure, b.figure) and a.plain and b.plain


def _rest(name: str, other: str) -> str:
    """The signs of one name that another has not."""
    return "".join(sign for sign in name if sign not in other)


def _near(one: Figure, other: Figure) -> bool:
    low, high = sorted((one.base, other.base))
    return (high - low) <= _NEAR * high or (high <= _FEW and high - low <= _BY)


def _both_told_again(one: _Named, other: _Named, times: dict[Fraction, set[int]]) -> bool:
    """Whether both figures are told in several sentences: they are of two things."""
    return all(len(times[named.mention.base]) > 1 for named in (one, other))


def paraphrased(
    kinds: Iterable[Sequence[Mention]], wording: Wording, goals: re.Pattern[str]
) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of all kinds of figures."""
    reader = Paraphrased(wording, goals)
    for told in kinds:
        yield from reader.read(told)
