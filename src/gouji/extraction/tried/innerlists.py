"""The parts that are told right behind a figure, inside its sentence: 甲40万元（其中乙18万元、丙26万元）.

Parts are never more than what they are parts of. 由……组成, （15分）下设, a year for each of those that a whole is of, 合格 and
不合格: nothing is left out, so that they are not less either. A list that some of its figures make after all, or that misses its
whole by far, is perhaps another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.tried.readings import NEVER, Reading, of_kind
from gouji.extraction.tried.standing import Standing
from gouji.faults import regex as re

_LEAST: Final = 2
_THREE: Final = 3
#: Parts of a list, at most, and by what part of it a whole is missed.
_MOST: Final = 10
_MISSED: Final = Fraction(1, 5)
#: What opens the parts of a figure, behind it; what says that they are all.
_OPENS: Final = re.compile(r"[^;。)]{0,12}?(?:[,(:;]其中|[,(:]?(?:主要)?包括|中[,:]|[,:(]?(?P<by>由(?!于)))")
_ALL: Final = re.compile(r"[^;。]{0,12}?(?:[)”]?下设:?|[,:]?(?:分为|分成|细分为|划分为|下分为?)|按[^;。]{1,8}分,)")
_MADE_OF: Final = re.compile(r"[^;。]{0,6}(?:组成|构成)")
#: What ends a list: a share, a change, a mean, a total, another list, what goes beyond the whole.
_ENDS: Final = re.compile(
    r"占|比[上去同]年|同比|增[加长幅]|减少|下降|上升|降低|提高|每|均|其中|[合总共小累]计|共|另|此外|不[含包]|还|最|以[上下]|率|分别|目标|计划|任务[数量为是]|完成进度|[;。]"
)
_APART: Final = re.compile(r"[、,和及与)]")
#: What some of the parts may be counted in besides: what overlaps.
_OVERLAP: Final = re.compile(
    r"以上|以下|以内|重点|新增|女|党员|本年|当年|首次|累计|主要|历年|约|全部|同时|既|重复|涉及|覆盖"
)
_SPAN: Final = re.compile(r"[两二三四五](?:个)?年(?!级)|[0-9]{4}年?[-—~～至到](?:[0-9]{2}){1,2}年")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年")
_NOT: Final = re.compile(r"尚未|没有|[不未非无]")
#: What letters, calls and visits are counted in.
_MEASURES: Final = frozenset(("件", "件次", "批次", "批", "次", "人次", "起", "宗"))


def inner_lists(one: Standing, behind: Sequence[Standing]) -> Iterator[Reading]:
    """What a figure is said to be made of by those right behind it. ``behind``: all figures that follow."""
    if len(behind) < _LEAST or one.one.kind == "number":
        return
    opens, every = _OPENS.match(behind[0].gap), _ALL.match(behind[0].gap) is not None
    parts = _parts(one, behind)
    if len(parts) < _LEAST or any(part.one.base >= one.one.base for part in parts):
        return
    every = every or _in_turn(one, parts) or (len(parts) == _LEAST and _halves(*parts))
    if opens is not None and opens["by"]:
        every = _MADE_OF.match(parts[-1].tail) is not None
    if not every and (opens is None or opens["by"]):
        return
    reading = Reading(one, [(1, part) for part in parts], NEVER, _MISSED, inner=True)
    overlap = _OVERLAP.search("".join(part.gap for part in parts))
    if reading.holds or not (overlap or (reading.off < 0 and not every) or _some_make(one, parts)):
        yield reading


def _parts(one: Standing, behind: Sequence[Standing]) -> list[Standing]:
    """The figures like another that follow one another, as far as nothing but names and pauses parts them."""
    found: list[Standing] = []
    for other in behind:
        apart = found and (other.depth < found[0].depth or _ENDS.search(other.gap) or not _APART.search(other.gap))
        if apart or "。" in other.gap or other.sentence != one.sentence or not _counts(other, one):
            break
        found.append(other)
    return found if len(found) <= _MOST else []


def _counts(other: Standing, one: Standing) -> bool:
    """Whether a figure may be a part of another, or counts the same in another word: 件 and 件次."""
    if other.figure.bound or other.one.base <= 0 or of_kind(other, one):
        return of_kind(other, one) and other.one.base > 0
    kinds = [standing.one.kind.partition(":") for standing in (one, other)]
    words = [word for kind, _, word in kinds if kind == "count" and word]
    return len(words) == len(kinds) and (words[0][0] == words[1][0] or {*words} <= _MEASURES)


def _in_turn(one: Standing, parts: Sequence[Standing]) -> bool:
    """Whether each part is told for a year of its own, and the whole for several."""
    several = _SPAN.search(one.gap) is not None and len(parts) >= _THREE
    return several and all(len(_YEAR.findall(part.gap)) == 1 for part in parts)


def _halves(one: Standing, other: Standing) -> bool:
    """合格50批、不合格4批; 8个完成任务，4个未完成: one is what the other is not."""
    for first, second in ((one.tail, other.tail), (one.lead, other.lead)):
        negated = _NOT.search(second)
        if negated is not None and not _NOT.search(first):
            word = second[negated.end() : negated.end() + 2]
            if len(word) == 2 and word in first:
                return True
    return False


def _some_make(one: Standing, parts: Sequence[Standing]) -> bool:
    """Whether some of the parts make it, or all of them but that one is what the others come to."""
    some = (chosen for count in range(_LEAST, len(parts)) for chosen in combinations(parts, count))
    if any(Reading(one, [(1, part) for part in chosen]).holds for chosen in some):
        return True
    come = sum((part.one.base for part in parts), Fraction(0))
    return len(parts) > _LEAST and any(come - part.one.base == part.one.base for part in parts)
