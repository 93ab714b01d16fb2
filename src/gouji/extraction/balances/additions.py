"""Sums that are told term by term, as rows of the table of sums (平衡): A加上B，加C，减去D，合计E."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import TELLING, digits, far_apart, proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import write_sum
from gouji.extraction.text.phrases import AND_SO_ON
from gouji.faults import regex as re

#: Facts looked at for a total behind the last term that a word adds, and for a first term that was told before.
_BEHIND: Final = 8
_FAR_BACK: Final = 400
_BESIDES: Final = re.compile(r"(?:另外|此外|同时|加之|再者|最后|在此基础上)$")
#: How a bracket begins that tells a part of the figure before it.
_WITHIN: Final = re.compile(r"(?:其中|已?包?[含括])")
#: Figures of one name before a sum that are tried as what is added to.
_MOST_NAMED: Final = 4


class Additions:
    """Writes the sums of one document. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer, group: Callable[[Fact], Value]) -> None:
        self._facts = facts
        self._write = write
        self._group = group
        self._result_name, self._sum_name = any_of(wording.totals), any_of((*wording.totals, *wording.revised))
        self._revised = any_of(wording.revised)
        self._spent = any_of(wording.spent)
        self._others: list[Fact | None] = []
        """Other figures of the name of the one that is added to."""

    def read(self, facts: Sequence[Fact]) -> None:
        """A, plus B, plus C, less D: total."""
        running: list[Fact] = []
        begun: Fact | None = None
        for at, (before, fact) in enumerate(zip([None, *facts], facts, strict=False)):
            if running and _aside(fact, running[-1]):
                continue
            if fact.sign and _included(fact):
                continue
            if fact.sign:
                if not running and fact.onto is not None and not _names_nothing(fact):
                    words = fact.sentence.signs[fact.onto[0] : fact.onto[1]]
                    index = next(at for at, one in enumerate(self._facts) if one is fact)
                    near = reversed(self._facts[max(0, index - _FAR_BACK) : index])
                    named = (one for one in near if kind_of(one) == kind_of(fact) and alike(words, one.name))
                    first, *self._others = [*islice(named, _MOST_NAMED), None]
                    running = [first] if first is not None else []
                elif not running and (outside := _before(facts[:at], before, fact)) is not None:
                    running, begun, self._others = [outside.outermost], outside, []
                if running and kind_of(fact) == kind_of(running[0]):
                    running.append(fact)
                continue
            if len(running) > 1:
                # of several figures of one name the one that makes the total
                meant = (one for one in self._others if one is not None and proves([one, *running[1:]], fact))
                others = chain(meant, _earlier(facts[:at], running[1:], fact))
                if not proves(running, fact) and (other := next(others, None)) is not None:
                    running[0] = other
                if not proves(running, fact) and self._goes_on(running, begun, facts[at : at + _BEHIND]):
                    pass
                elif kind_of(fact) == kind_of(running[0]) and (
                    self._sum_name.search(fact.name) or proves(running, fact)
                ):
                    self._sum(running, fact)
                running, begun = [], None

    def _goes_on(self, running: Sequence[Fact], begun: Fact | None, later: Sequence[Fact]) -> bool:
        """加补助甲，结余乙，调入丙，合计丁: what is added after the first word for it, up to a total that it all makes."""
        terms = list(running)
        for fact in later:
            aside = _aside(fact, terms[-1])
            if kind_of(fact) != kind_of(terms[0]) or fact.whole is not terms[-1].whole or aside:
                continue
            for first in (terms[0], begun or terms[0]):
                if proves([first, *terms[1:]], fact) and digits(fact) > TELLING:
                    self._sum([first, *terms[1:]], fact)
                    return True
            terms.append(fact)
        return False

    def _sum(self, terms: Sequence[Fact], total: Fact) -> None:
        reckoned = sum(
            (-worth(term) if n and term.sign < 0 else worth(term) for n, term in enumerate(terms)), Fraction(0)
        )
        if AND_SO_ON.match(terms[-1].tail) and reckoned < worth(total):
            return  # 加上甲、乙、丙等，合计丁: not all of them are told
        if not proves(terms, total) and total.sentence is not terms[-1].sentence and self._spent.search(total.name):
            return  # 全年预算600万元，其中追加30万元。全年支出570万元: what was done with it
        group = self._group(total)
        named = self._result_name.search(total.name) or (
            # 年初预算500万元，追加80万元，调整后预算580万元: nothing else is told that could have changed it
            self._revised.search(total.name)
            and terms[0].sentence is total.sentence
            and not any(term.changes for term in terms)
        )
        unclear = any(one is not None and worth(one) != worth(terms[0]) for one in self._others)
        doubt = not proves(terms, total) and (not named or unclear or far_apart(reckoned, worth(total)))
        first, *others = terms
        write_sum(self._write, group, total, [(first, 1), *((term, term.sign) for term in others)], doubt)


def _names_nothing(fact: Fact) -> bool:
    """另外，加上上缴2413万元: words before a term that do not say what it is added to."""
    start, end = fact.onto or (0, 0)
    return _BESIDES.match(fact.sentence.signs[start:end]) is not None


def _included(fact: Fact) -> bool:
    """116万元（含年中追加36万元）: whether what was added is told in brackets as a part of the figure before them."""
    signs = fact.sentence.signs
    opened = signs.rfind("(", 0, fact.figure)
    return fact.depth > 0 and opened >= 0 and _WITHIN.match(signs, opened + 1) is not None


def _aside(fact: Fact, term: Fact) -> bool:
    """Whether a figure stands in brackets behind a term, and is none itself: 债券288.5亿元（新增149亿元、再融资139.5亿元）."""
    return fact.sentence is term.sentence and fact.depth > term.depth


def _earlier(facts: Sequence[Fact], added: Sequence[Fact], total: Fact) -> Iterator[Fact]:
    """收入589万元，支出532万元，加上上缴2413万元，收入总量3002万元: what is added to may have been told before something else."""
    if digits(total) <= TELLING or added[0].sentence.texts[-1] is not total.sentence.texts[0]:
        return
    for one in reversed(facts):
        if one.sentence.texts[-1] is not total.sentence.texts[0]:
            return
        alike = one.whole is None and one is not added[0] and kind_of(one) == kind_of(total)
        if alike and proves([one, *added], total):
            yield one


def _before(facts: Sequence[Fact], before: Fact | None, fact: Fact) -> Fact | None:
    """The first term: the figure before the one that is added, or before the brackets that stand between them."""
    if before is not None and _aside(before, fact):
        outside = (one for one in reversed(facts) if one.sentence is fact.sentence and one.depth <= fact.depth)
        before = next((one for one in outside if kind_of(one) == kind_of(fact)), None)
    if before is not None and kind_of(before) == "ratio":
        # 支出1878亿元，扣除结转后增长7.4%。加上补充基金7亿元: a rate is nothing that is added to
        amounts = (one for one in reversed(facts) if kind_of(one) != "ratio")
        before = next((one for one in amounts if one.sentence.texts[-1] is fact.sentence.texts[0]), None)
    return before if before is not None and kind_of(before) == kind_of(fact) else None
