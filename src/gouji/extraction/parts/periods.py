"""Figures of the periods of one year, of which some are together another: 一季度18.6亿元，二季度24.6亿元，上半年43.2亿元 (构成).

What is told of quarters, halves, terms and months under one name has to make what is told of the time that they are together.
That it does not is a remark: what is told of a part may have been corrected later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.parts.wholes import PERHAPS
from gouji.extraction.prose.amounts import proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.text.sentences import DATE
from gouji.faults import regex as re

_SPANS: Final = {
    "前三季度": (1, 9),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "春季学期": (1, 6),
    "秋季学期": (7, 12),
    "春季": (1, 6),
    "秋季": (7, 12),
    "全年": (1, 12),
}
_PERIOD: Final = re.compile("第?(?P<word>" + "|".join(_SPANS) + ")")
_MONTHS: Final = re.compile(r"(?:(?P<first>[0-9]{1,2})\s*[-—~至]\s*)?(?P<last>[0-9]{1,2})\s*月份?$")
#: Words that say nothing of what is told of a period.
_GENERAL: Final = re.compile(
    r"其中|累计|单季|当季|当月|单月|合计|共计?|总计|完成|实现|实际|达到?|为|是|第|资助|发放|支出|[的,、:：]"
)
#: What is there at one time adds up over none.
_STOCK: Final = re.compile(r"余额|存量|平均|均|率|目标|计划|任务|预计|上年|去年|同期|比|末|底|在校|从业|人口")
#: 四个季度零售总额分别为; signs of such a name; and facts around it among which the year is told.
_EACH_QUARTER: Final = re.compile(
    "(?:四个季度|[各每]季度|一[至到]四季度|一季度至四季度|一、二、三、四季度)的?(?P<name>.{2,20}?)(?:分别|依次)[为是]?"
)
_NAMED: Final = 3
_YEAR_FAR: Final = 200
_FAR: Final = 12
_MOST: Final = 4
_NEAR: Final = Fraction(1, 3)


def read_periods(facts: Sequence[Fact], write: Whole) -> None:
    """Write what the periods of one paragraph come to that is told beside them, and the quarters of a year told anywhere."""
    _quarters(facts, write)
    for _, told in groupby(facts, key=lambda fact: id(fact.sentence.texts[0])):
        here = [
            (fact, span, name)
            for fact in told
            if (span := _span(fact)) is not None and (name := _name(fact)) is not None
        ]
        for at, (whole, span, name) in enumerate(here):
            near = [one for one in here[max(0, at - _FAR) : at + _FAR] if one[0] is not whole]
            near = [
                one for one in near if kind_of(one[0]) == kind_of(whole) and _alike(one[2], name) and one[1] != span
            ]
            if parts := _division(near, span):
                off = abs(sum(map(worth, parts), Fraction(0)) - worth(whole))
                if whole.parts or proves(parts, whole) or off <= _NEAR * worth(whole):
                    write(whole, parts, PERHAPS)


def _quarters(facts: Sequence[Fact], write: Whole) -> None:
    """全年零售总额186亿元。…… 四个季度零售总额分别为45亿元、45亿元、46亿元和50亿元: the year was told elsewhere, by that name."""
    for index, fact in enumerate(facts):
        told = _EACH_QUARTER.fullmatch(fact.name)
        name = _GENERAL.sub("", told["name"]) if told is not None else ""
        if len(name) < _NAMED or _STOCK.search(name):
            continue
        signs, run = fact.sentence.signs, [fact.figure]
        while (at := run[-1] + 2) in fact.sentence.figures and signs[at - 1] in "、,和与及":
            run.append(at)
        parts = [replace(fact, figure=at, parts=[], changes=[], shares=[]) for at in run]
        if len(parts) != _MOST or len({kind_of(part) for part in parts}) > 1:
            continue
        text = fact.sentence.texts[0]
        wholes = [
            one
            for one in facts[max(0, index - _YEAR_FAR) : index + _YEAR_FAR]
            if kind_of(one) == kind_of(fact) and one.sentence.texts[0] is not text and not (one.before or one.whole)
            if not one.sentence.figures[one.figure].bound and _span(one) in (None, (1, 12))
            if not _PERIOD.search(one.name.replace("全年", "")) and (_name(one) or "") == name
        ]
        if len({worth(one) for one in wholes}) == 1:
            off = abs(sum(map(worth, parts), Fraction(0)) - worth(wholes[0]))
            if off <= worth(wholes[0]) / 10:
                write(wholes[0], parts, PERHAPS)


def _division(near: Sequence[tuple[Fact, tuple[int, int], str]], span: tuple[int, int]) -> list[Fact]:
    """The figures whose periods follow one another from the first month of a period to its last; none where they do not."""
    parts: list[Fact] = []
    month = span[0]
    while month <= span[1] and len(parts) < _MOST:
        found = [(fact, last) for fact, (first, last), _ in near if first == month and last <= span[1]]
        if len(found) != 1:
            return []
        part, last = found[0]
        parts.append(part)
        month = last + 1
    return parts if month == span[1] + 1 and len(parts) > 1 else []


def _span(fact: Fact) -> tuple[int, int] | None:
    """The first and the last month of which a figure is told."""
    bound = fact.sentence.figures[fact.figure].bound
    if bound or fact.average or fact.before or fact.grown is not None or kind_of(fact) in ("ratio", "number", "score"):
        return None
    words = [found["word"] for found in _PERIOD.finditer(fact.name)]
    if len(words) == 1:
        return _SPANS[words[0]]
    at = fact.sentence.signs.rfind(DATE, max(0, fact.start - 1), fact.figure)
    months = _MONTHS.search(fact.sentence.span(at, at + 1).text) if at >= 0 and not words else None
    if months is None:
        return None
    last = int(months["last"])
    return (int(months["first"] or last), last)


def _name(fact: Fact) -> str | None:
    """What is told of a period; None of what is there at one time."""
    if _STOCK.search(fact.name):
        return None
    return _GENERAL.sub("", _PERIOD.sub("", fact.name.replace(DATE, "")))


def _alike(one: str, other: str) -> bool:
    return not one or not other or one.endswith(other) or other.endswith(one)


__all__ = ["read_periods"]
