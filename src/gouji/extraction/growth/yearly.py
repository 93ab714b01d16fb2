"""Changes from the year before where that was told by itself: 2022年支出500万元。…… 2023年支出450万元，比上年下降10%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.growth.ways import Ways, cells_of
from gouji.extraction.prose.amounts import far_apart, interval_of, value_of, worth
from gouji.extraction.prose.facts import Change, Fact, kind_of, year_before
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.retold import core_of
from gouji.extraction.text.phrases import RECKONED_APART, REPRICED
from gouji.faults import regex as re

#: Facts before a change in which the figure of the year before is looked for by its name.
_YEAR_BEFORE: Final = 60
#: Facts before a change among which another of the year before would stand.
_NEAR: Final = 5
#: A name this long is hardly that of something else in the next sentence.
_LONG_NAME: Final = 4
#: Facts before a change of a rate among which that of before is looked for, and signs of a name of one.
_ANYWHERE: Final = 400
_LEAST: Final = 3
#: Since when something has changed: 比2022年末, 较上年末, 比改造前.
_SINCE: Final = re.compile(
    r"[比较](?:(?P<year>20[0-9]{2})年|(?P<last>上年|去年)|(?P<work>[\u4e00-\u9fff]{2,6})前)[末底度]?(?:同期)?[相比]*$"
)
#: What ends the name of a rate and is none of it, and what begins it so.
_COME_TO: Final = re.compile(r"(?:已|由|又|再)*(?:[下升提降增减上][降升高加少]?[至到为]|达到?|为|是|约)+$")
_WHEN: Final = re.compile(r"^.*(?:年[末底]?|[前后])(?:的|,|，)?")


def _rate_name(fact: Fact) -> str:
    return core_of(_WHEN.sub("", _COME_TO.sub("", fact.name)))


def _one_name(one: str, other: str) -> bool:
    """Whether two names of rates are one, of which one may be told in short: 漏损率, 管网漏损率."""
    return len(other) >= _LEAST and (one.endswith(other) or other.endswith(one))


def _of_time(other: Fact, year: int | None, work: str | None) -> bool:
    """Whether a rate is told of a year, or of the time before some work."""
    if work is None:
        return year is not None and year_before(other, other.figure) == year
    begun = max(other.sentence.signs.rfind(stop, 0, other.figure) for stop in ";。")
    return f"{work}前" in other.sentence.signs[begun + 1 : other.figure]


class Yearly:
    """Writes such changes. ``facts`` holds all facts of the document so far.

    Under one name two years may tell things of two scopes, so that figures that do not make the change are left, unless
    one is told right behind the other.
    """

    def __init__(self, facts: Sequence[Fact], ways: Ways, write: Writer) -> None:
        self._facts = facts
        self._ways = ways
        self._write = write

    def before(self, fact: Fact, index: int, change: Change) -> None:
        """2022年支出500万元。…… 2023年支出450万元，比上年下降10%: the year before was told by the same name, in its sentence."""
        year, name = year_before(fact, fact.figure), core_of(fact.name)
        if year is None or len(name) < 2:
            return
        for other in reversed(self._facts[max(0, index - _YEAR_BEFORE) : index]):
            if kind_of(other) != kind_of(fact) or other.sentence is fact.sentence or core_of(other.name) != name:
                continue
            if (
                year_before(other, other.figure) == year - 1
                and not other.sentence.figures[other.figure].bound
                and worth(other) > 0
            ):
                self._between(fact, other, index, change)
                return

    def points(self, fact: Fact, index: int, change: Change) -> None:
        """2022年末漏损率为17.9%。……漏损率降至11.4%，比2022年末下降6.5个百分点: a rate of before, told anywhere by its name.

        It is told of that year, or of before the same work (改造前), as one rate only. That it does not come out is a remark.
        """
        lead = fact.sentence.span(*change.lead).text if change.lead[1] > change.lead[0] else ""
        told, own = _SINCE.search(lead), _rate_name(fact)
        if told is None or kind_of(fact) != "ratio" or fact.before or len(own) < _LEAST:
            return
        year = year_before(fact, fact.figure)
        since = int(told["year"]) if told["year"] else year - 1 if told["last"] and year is not None else None
        found = [
            other
            for other in self._facts[max(0, index - _ANYWHERE) : index]
            if kind_of(other) == "ratio" and not other.changes and not other.sentence.figures[other.figure].bound
            if _of_time(other, since, told["work"]) and _one_name(own, _rate_name(other))
        ]
        if len({worth(other) for other in found}) == 1 and worth(found[-1]) != worth(fact):
            self._write("变动", {**cells_of(fact, fact, change), "上期": value_of(found[-1])}, True)

    def after(self, fact: Fact, index: int) -> None:
        """2023年支出450万元，比上年下降10%。…… 2022年支出500万元: the year before is told behind the change."""
        year, name = year_before(fact, fact.figure), core_of(fact.name)
        if year is None or len(name) < 2 or worth(fact) <= 0 or fact.sentence.figures[fact.figure].bound:
            return
        for other in reversed(self._facts[max(0, index - _YEAR_BEFORE) : index]):
            if (
                kind_of(other) != kind_of(fact)
                or core_of(other.name) != name
                or year_before(other, other.figure) != year + 1
            ):
                continue
            change = other.changes[0] if len(other.changes) == 1 else None
            if change is None or change.ratio is None or change.prior is not None or change.back or other.before:
                return
            self._between(other, fact, index, change)
            return

    def _between(self, now: Fact, was: Fact, index: int, change: Change) -> None:
        """The change from one year to the next, if they make it, or if its rate can be of nothing else."""
        ratio = now.sentence.figures[change.ratio] if change.ratio is not None else None
        if self._ways.changes(interval_of(was), interval_of(now), now, change):
            self._write("变动", {**cells_of(now, now, change), "上期": value_of(was)}, False)
        elif ratio is not None and self._just_before(now, was, index, change):
            off = far_apart(abs(worth(now) - worth(was)), abs(ratio.base) * worth(was))
            self._write("变动", {**cells_of(now, now, replace(change, amount=None)), "上期": value_of(was)}, off)

    def _just_before(self, fact: Fact, other: Fact, index: int, change: Change, last: Fact | None = None) -> bool:
        """Whether the sentence before tells the same of the year before, so that a rate can be of nothing else.

        ``last``: the one of them that is told last, where it is not ``fact``.
        """
        if change.ratio is None or fact.name != other.name or len(core_of(fact.name)) < _LONG_NAME:
            return False
        first, second = (fact, other) if last is other else (other, fact)
        beside = first.sentence.texts[-1] is second.sentence.texts[0] and first.sentence is not second.sentence
        near = (one for one in self._facts[max(0, index - _NEAR) : index] if one.sentence is other.sentence)
        alone = not any(one is not other and kind_of(one) == kind_of(other) for one in near)
        signs = fact.sentence.signs[fact.figure : change.ratio]
        apart = any(way.search(told) for way in (RECKONED_APART, REPRICED) for told in (signs, other.sentence.signs))
        return beside and alone and not apart
