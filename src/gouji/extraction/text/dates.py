"""The dates of a sentence as days of the calendar, and how long it is from one to another.

A year that is not printed is that of the date before it; where none is printed at all, only the distance is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gouji.document.model import Span
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.figures.folding import fold

_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})"
_PART: Final = r"(?P<part>月?[底末初]|[上中下]旬)"
_DATE: Final = re.compile(
    rf"(?<![0-9.\-/〔]){_YEAR}\s*(?:年\s*(?:度)?|[-./](?=[0-9]{{1,2}}(?![0-9])))"
    rf"(?P<month>1[0-2]|0?[1-9])(?:(?:\s*月(?:份)?\s*|[-./])(?:(?P<day>[12][0-9]|3[01]|0?[1-9])(?![0-9.%])\s*[日号]?(?![内后间前]之?内)|{_PART})?|(?![0-9]))"
    rf"|(?:(?P<next>次年|翌年|第二年)|(?P<same>当年|同年)|(?<![0-9.年]))(?P<month2>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day2>[12][0-9]|3[01]|0?[1-9])[日号]|(?P<part2>[底末初]|[上中下]旬))?"
    rf"|(?<=[至到—\-~、])(?:当月|同月)?(?P<day3>[12][0-9]|3[01]|0?[1-9])[日号]"
)
#: What leads from the first day of a time to the last.
RANGE: Final = re.compile(
    r"(?:日|号|月|年|底|末|初|旬)?(?:起|开始|开工|开幕|始)?[,，]?(?:[—\-~－–]{1,2}|(?:截?至|到|截止到?))$"
)
_NO_YEAR: Final = 2001  # not a leap year


@dataclass(frozen=True, slots=True)
class Dated:
    """A date: the months since the year 0, its day if one is told, and where it stands in the raw text of a sentence.

    ``known``: whether its year is printed. ``first`` and ``last`` are the days that it may be.
    """

    start: int
    end: int
    months: int
    day: int
    known: bool
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Raw:
    """The letters of a sentence as printed, half width, with the sign that each of them belongs to."""

    sentence: Sentence
    text: str
    signs: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document that letters stand for."""
        return self.sentence.span(self.signs[start], self.signs[end - 1] + 1)


def raw_of(sentence: Sentence) -> Raw:
    """A sentence with its figures and dates spelled out."""
    letters: list[str] = []
    signs: list[int] = []
    for at, text in enumerate(sentence.texts):
        printed = "".join(fold(text.text[sentence.starts[at] : sentence.ends[at]]).split())
        letters.append(printed)
        signs += [at] * len(printed)
    return Raw(sentence, "".join(letters), tuple(signs))


def dates_of(text: str) -> list[Dated]:
    """The dates of a text in order."""
    found: list[Dated] = []
    year, known, month = _NO_YEAR, False, 0
    for one in _DATE.finditer(text):
        if one["day3"] is not None:
            if not found or not found[-1].day or found[-1].end + 3 < one.start():
                continue
            day = int(one["day3"])
        else:
            if one["year"] is not None:
                year, known = int(one["year"]), True
            elif one["next"] is not None:
                year += 1
            month = int(one["month"] or one["month2"])
            day = int(one["day"] or one["day2"] or 0)
        part = (one["part"] or one["part2"] or "")[-1:]
        ends = _days(year, month, day, part)
        if ends is not None:
            found.append(Dated(one.start(), one.end(), 12 * year + month, day, known, *ends))
    return found


def _days(year: int, month: int, day: int, part: str) -> tuple[date, date] | None:
    """The first and the last day that a date may be."""
    over = date(year + month // 12, month % 12 + 1, 1)
    end = date.fromordinal(over.toordinal() - 1).day
    if day:
        return (date(year, month, day),) * 2 if day <= end else None
    first, last = {"底": (21, end), "末": (21, end), "初": (1, 10)}.get(part, (1, end))
    return date(year, month, first), date(year, month, last)


def days_between(one: Dated, other: Dated) -> tuple[int, int] | None:
    """How many days at least and at most from one date to another, neither the first nor the last of both counted twice;
    nothing where a day of theirs is not told."""
    if not (one.day and other.day):
        return None
    days = (other.first - one.first).days
    if one.known or other.known:
        return days, days
    leap = one.first.month <= 2 < other.first.month or (other.first.month <= 2 < one.first.month)
    return (days, days + 1) if leap and days > 0 else (days, days)


def months_between(one: Dated, other: Dated, joined: bool = False) -> tuple[int, int]:
    """How many months at least and at most: whole ones, and those begun. ``joined``: the last is meant to its end."""
    months = other.months - one.months
    if not (one.day and other.day):
        return (months, months + 1) if joined else (months - 1, months + 1)
    after = other.last + timedelta(days=1)
    if after.day == one.day:  # from the first of a month to the last of one
        exact = months + (after.month != other.last.month)
        return exact, exact
    whole = months - (other.day < one.day)
    return whole, whole + (other.day != one.day or joined)
