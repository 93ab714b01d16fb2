"""By how much more was done than was planned (超任务43%), as rows of the table of changes (变动): the plan is the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import countable, interval_of, label_of, makes, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.limits import over_goal
from gouji.extraction.prose.names import share_signs
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.sentences import POINTS
from gouji.faults import regex as re
from gouji.figures import Interval

#: Facts before a claim among which the plan and what was done are looked for, and how near they stand to each other.
_FAR: Final = 24
_NEAR: Final = 2


class Exceeding:
    """Writes the claims of one document. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
        self._facts = facts
        self._write = write
        self._goals, self._done = any_of(wording.goals), any_of(wording.done)
        self._more = wording.more[-1] if wording.more else ""
        goal = self._goals.pattern
        self._claim = re.compile(rf"超(?:额完成|(?:额|过|出)?(?:完成)?(?:年度|全年|年初|既定)*(?:{goal})).{{0,4}}$")
        self._over = over_goal(self._goals)

    def read(self, fact: Fact, index: int) -> None:
        """任务115户，实际完成264户，超任务129.6%: the plan is that of its sentence, or of several before it the one that
        makes it; else the only one, if it is named."""
        printed = fact.sentence.figures[fact.figure]
        if kind_of(fact) != "ratio" or printed.bound or not self._claim.search(fact.name):
            return
        if fact.sentence.signs[fact.figure] == POINTS:
            return  # 65.4%，超任务9.4个百分点: how far a rate is above the planned one
        far = list(self._pairs(self._facts[max(0, index - _FAR) : index]))
        told = [pair for pair in far if pair[1].sentence is fact.sentence][-1:] or far
        span = printed.interval("printed")
        if not told or span.lo is None or span.hi is None:
            return
        over = Interval(span.lo + 1, span.hi + 1)
        meant = next((pair for pair in told if makes(interval_of(pair[1]), interval_of(pair[0]), over)), None)
        if meant is None:
            plan, done = told[-1]
            if len({(worth(one), worth(other)) for one, other in told}) > 1 or not _named(fact, plan, done):
                return
            meant = plan, done
        plan, done = meant
        way = self._more
        self._write(
            "变动",
            {
                "项目": label_of(fact),
                "本期": value_of(done),
                "上期": value_of(plan),
                "变动率": value_of(fact),
                "率方向": way,
                "方向": way,
            },
            False,
        )

    def _pairs(self, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
        """Plans, each with what was done, more than it, told right behind it; the last ones last."""
        for at, plan in enumerate(facts):
            if not self._goals.search(plan.name) or not countable(plan) or worth(plan) <= 0:
                continue
            if self._over.search(plan.name):
                continue
            for done in facts[at + 1 : at + 1 + _NEAR]:
                named = self._done.search(done.name) and not self._goals.search(done.name)
                if named and kind_of(done) == kind_of(plan) and countable(done) and worth(done) > worth(plan):
                    yield plan, done
                    break


def _named(fact: Fact, plan: Fact, done: Fact) -> bool:
    """Whether a claim is made in the sentence of what was done, or shares two signs in a row with one of the names."""
    if done.sentence is fact.sentence:
        return True
    return share_signs(fact.name, plan.name) or share_signs(fact.name, done.name)
