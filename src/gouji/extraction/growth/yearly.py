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

#: Facts before a change in which the figure of the year before is looked for by its name.
_YEAR_BEFORE: Final = 60
#: Facts before a change among which another of the year before would stand.
_NEAR: Final = 5
#: A name this long is hardly that of something else in the next sentence.
_LONG_NAME: Final = 4


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
