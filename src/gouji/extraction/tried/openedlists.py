"""The parts of a figure that a list behind it tells, opened by words of its own and with other figures between.

追加144.5万元，一是……24.5万元，二是……120万元: one figure for each number. 支出962万元，结余38万元。支出构成为：甲655万元，……:
the list is of what was told last by such a name. 共投入840万元。中央480万元，……；省级252万元，……；县级108万元，……: a sentence of
nothing but one figure between each ； behind one that ends with its only figure. What is missed by little, or but for a slip, is
a remark: reasons are not always all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.tried.readings import Reading, of_kind
from gouji.extraction.tried.standing import Standing
from gouji.faults import regex as re

_LEAST: Final = 2
_MOST: Final = 12
#: By what part of it a whole is missed, where no digit explains it.
_NEAR: Final = Fraction(1, 20)
#: The number of what is told one after the other: 一是, 其二为.
_NUMBER: Final = re.compile(r"(?:^|[,;:。])其?(?P<number>[一二三四五六])[是为]")
_NUMBERS: Final = "一二三四五六"
#: What opens a list of all that something was made of, or went to, behind a stop.
_OPENS: Final = re.compile(
    r"(?:^|[。;])(?P<words>[^。;,:]{0,14}?(?:构成|结构|组成|明细|用途|用于|用在|去向|分别|依次|如下|具体|情况|从[^。;,:]{1,10}看|按[^。;,:]{1,10}分)"
    r"[^。;,:]{0,6}(?:[:,]|为|是|包括|(?=[^。;,:]{0,12}$)))"
)
#: What is no part of what was told before: another time, a price, what is left, a bound.
_ASIDE: Final = re.compile(
    r"上年|去年|上期|同期|[比较](?!例|赛|武)|均|每|标准|单价|限额|目标|计划|不超|其中|合计|共计|累计|总[计额]|占|率|结余|结转|剩余|其余(?!.{1,6})"
)
#: What is none of several reasons or items that are numbered.
_NO_PART: Final = re.compile(r"上年|去年|上期|同期|目标|计划|不超|其中|合计|共计|累计|总[计额]|占|每")
#: What a whole is not called that lists are of.
_NO_WHOLE: Final = re.compile(
    r"上年|去年|上期|同期|[比较](?!例|赛|武)|均|每|标准|单价|限额|目标|计划|不超|其中|占|率|结余|结转|剩余|其余"
)
#: What goes one way, and the other.
_LESS: Final = re.compile("减|降|压|少")
_MORE: Final = re.compile("增|追加|提高|上调|新")


def opened_lists(one: Standing, window: Sequence[Standing], spent: re.Pattern[str]) -> Iterator[Reading]:
    """What a figure would be made of by such lists. ``window``: figures of all kinds near it; ``spent``: what a list of
    what something went to is of."""
    at = next(place for place, other in enumerate(window) if other is one)
    behind = window[at + 1 :]
    if len(behind) < _LEAST:
        return
    numbered = _numbered(one, behind)
    for parts in (numbered, _opened(one, behind, spent), _parted(one, window, at)):
        # a figure of which a digit is wrong may be less than one of its parts
        less = parts is numbered or all(part.one.base < one.one.base for part in parts)
        if less and _LEAST <= len(parts) <= _MOST:
            yield Reading(one, [(1, part) for part in parts], _LEAST, _NEAR, inner=True)


def _numbered(one: Standing, behind: Sequence[Standing]) -> list[Standing]:
    """The first figure behind each number, all of the kind of the whole."""
    parts: list[Standing] = []
    for other in behind:
        found = _NUMBER.findall(other.gap)
        if not parts and not found and of_kind(other, one):
            return []
        if not found:
            if parts and of_kind(other, one) and not re.search(r"[(]", other.gap):
                return []  # 一是甲10万元、乙20万元: more than one of a number
            continue
        if len(found) > 1 or len(parts) >= len(_NUMBERS) or found[0] != _NUMBERS[len(parts)]:
            break
        if not of_kind(other, one) or other.figure.bound or _NO_PART.search(other.own):
            return []
        parts.append(other)
    less, more = (any(way.search(part.own) for part in parts) for way in (_LESS, _MORE))
    return [] if less and more else parts


def _opened(one: Standing, behind: Sequence[Standing], spent: re.Pattern[str]) -> list[Standing]:
    """The list that the next sentence opens, if it is one of what was spent and this is told so, with only others between."""
    if not spent.search(one.own) or _NO_WHOLE.search(one.own):
        return []
    for place, other in enumerate(behind):
        opened = _OPENS.search(other.gap)
        if opened is not None and other.sentence != one.sentence:
            return _run(one, behind[place:]) if other.sentence == one.sentence + 1 else []
        if of_kind(other, one) and (spent.search(other.own) and not _NO_WHOLE.search(other.own)):
            return []
    return []


def _run(one: Standing, told: Sequence[Standing]) -> list[Standing]:
    """The figures of a list that fills its sentence: all of one kind, none of them aside."""
    here = [other for other in told if other.sentence == told[0].sentence and other.depth == told[0].depth]
    if any(not of_kind(other, one) for other in here):
        return []
    return [] if any(_ASIDE.search(other.own) for other in here[1:]) else here


def _parted(one: Standing, window: Sequence[Standing], at: int) -> list[Standing]:
    """A sentence with one figure between each ；, behind one that has no other figure and ends with it."""
    alone = [other for other in window if other.sentence == one.sentence and of_kind(other, one)] == [one]
    here = [other for other in window[at + 1 :] if other.sentence == one.sentence + 1]
    if not alone or len(here) < _LEAST or "。" not in here[0].gap[:_CLOSING] or _ASIDE.search(one.own):
        return []
    if any(not of_kind(other, one) or other.figure.bound or _ASIDE.search(other.own) for other in here):
        return []
    return here if all(other.gap.count(";") == 1 for other in here[1:]) else []


#: How soon behind a figure its sentence ends.
_CLOSING: Final = 8
