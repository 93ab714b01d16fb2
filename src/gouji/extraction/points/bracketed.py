"""Points in brackets behind numbered headings: 二、过程（43分） over （一）项目管理（15分） and （二）资金管理（28分） (构成).

What stands below a heading makes its points, and all of the highest ones make a hundred. Where it does so at one place of a
document, it should do so at the others; where it never does, it is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from gouji.document.model import Span, Text
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.rows import write_whole, writer_to
from gouji.extraction.text.outline import numbered
from gouji.faults import regex as re
from gouji.language import Table

_NAME: Final = r"^[^(（0-9，。；:：]{2,24}[(（]"
_POINTS: Final = r"[:：]?\s*(?P<told>(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分)[)）]"
#: What is above a hundred, or taken off of it.
_ASIDE: Final = re.compile("附加|加分|扣|奖励")
_HUNDRED: Final = 100
#: Headings of the highest order at least, and by what part those that were meant to make something miss it.
_LEAST: Final = 3
_FAR: Final = Fraction(3, 10)
_PAIR: Final = 2


@dataclass(slots=True)
class _Heading:
    """A numbered heading with its points, and those below it; not ``whole``: one of them has none."""

    style: int
    number: int
    points: Fraction | None = None
    span: Span | None = None
    below: list[_Heading] = field(default_factory=list)
    whole: bool = True


def read_bracketed(texts: Sequence[Text], tables: Iterable[Table], wording: Wording, draft: Draft) -> None:
    """Write what headings do not make of what they stand below, and what the highest do not make of a hundred."""
    table = next((table for table in tables if table.source == "构成"), None)
    if table is None:
        return
    top = _tree(texts, re.compile(f"{_NAME}(?:{any_of(wording.fulls).pattern})?{_POINTS}"))
    told = [(one, one.below) for one in _all(top.below) if one.points is not None and _sound(one, _PAIR)]
    held = any(_come(below) == one.points for one, below in told)
    rows: list[tuple[Value, Value, Sequence[_Heading], Fraction]] = [
        (one.span, one.span, below, one.points) for one, below in told if one.points is not None
    ]
    if _sound(top, _LEAST):
        span = top.below[0].span
        rows.append(
            (Said("各部分分值（应合计100分）", span), Said(f"{_HUNDRED}分", span), top.below, Fraction(_HUNDRED))
        )
    for name, whole, below, points in rows:
        off = abs(_come(below) - points)
        if 0 < off <= _FAR * points:
            parts = ((one.span, one.span) for one in below)
            write_whole(writer_to(table, draft), name, whole, parts, "近全", not held)


def _sound(one: _Heading, least: int) -> bool:
    """Whether all that stands below a heading has points, and is numbered from one on."""
    numbers = [below.number for below in one.below]
    return one.whole and len(numbers) >= least and numbers == list(range(1, len(numbers) + 1))


def _come(below: Iterable[_Heading]) -> Fraction:
    return sum((one.points for one in below if one.points is not None), Fraction(0))


def _all(headings: Iterable[_Heading]) -> Iterator[_Heading]:
    for one in headings:
        yield one
        yield from _all(one.below)


def _tree(texts: Sequence[Text], with_points: re.Pattern[str]) -> _Heading:
    """The numbered headings with points, each below the one that it belongs to."""
    top = _Heading(-1, 0)
    open_ones = [top]
    for text in texts:
        mark = numbered(text.text)
        if mark is None:
            continue
        style, number, _, start = mark
        found = with_points.match(text.text[start:].lstrip())
        lead = start + len(text.text[start:]) - len(text.text[start:].lstrip())
        if (found is None and not top.below) or (found is not None and _ASIDE.search(found[0])):
            continue
        while open_ones[-1].style >= style:
            open_ones.pop()
        over = open_ones[-1]
        if over.below and over.below[0].style != style:
            continue  # a list inside the words of an item
        if found is None:
            over.whole &= over is top  # 四、存在问题: a chapter behind the points
            continue
        span = text.span(lead + found.start("told"), lead + found.end("told"))
        one = _Heading(style, number, Fraction(found["points"]), span)
        over.below.append(one)
        open_ones.append(one)
    return top
