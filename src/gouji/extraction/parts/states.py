"""Things told by how far they have come: 问题共52个，已整改43个，正在整改9个 (构成).

What is done, what is being done and what is still to be done are all of them, but there may be some of which nothing is
told. So figures that do not make their whole are a remark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.prose.amounts import proves, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import named_values, write_whole
from gouji.faults import regex as re

_DONE: Final = re.compile(r"^(?:其中|目前)?(?:已经?|完成)")
_NOT_YET: Final = re.compile(r"^(?:正在|尚未|尚在|仍在|还在|仍有|尚有|还有|剩余|其余|未|待|暂未|持续)")
#: A whole is at least so many: of a few, one may be left out without a word.
_SEVERAL: Final = 10
_MOST_STATES: Final = 4
#: Further off than this, more is left out than one thing.
_NEAR: Final = Fraction(1, 10)


def read_states(facts: Sequence[Fact], start: int, write: Writer, group: Callable[[Fact], Value]) -> None:
    """Write the wholes told from ``start`` on with what is said of how far their things have come."""
    for at in range(start, len(facts) - 2):
        whole = facts[at]
        parts = _states(whole, facts[at + 1 : at + 1 + _MOST_STATES])
        if len(parts) < 2 or whole.parts or worth(whole) < _SEVERAL or proves(parts, whole):
            continue
        if abs(sum(map(worth, parts)) - worth(whole)) > worth(whole) * _NEAR or _goes_on(
            facts, at + 1 + len(parts), whole
        ):
            continue
        if not (_DONE.match(parts[0].name) and _NOT_YET.match(parts[-1].name)):
            continue
        write_whole(write, group(whole), value_of(whole), named_values(parts), "近全", True)


def _goes_on(facts: Sequence[Fact], at: int, whole: Fact) -> bool:
    """Whether the sentence goes on to count: 2个因故无法整改."""
    return at < len(facts) and facts[at].sentence is whole.sentence and kind_of(facts[at]) == kind_of(whole)


def _states(whole: Fact, later: Sequence[Fact]) -> Sequence[Fact]:
    """The facts right behind one that say how far its things have come, counted as they are."""
    unit = whole.sentence.figures[whole.figure].unit
    for at, (before, part) in enumerate(pairwise((whole, *later))):
        figure = part.sentence.figures[part.figure]
        told = _DONE.match(part.name) or _NOT_YET.match(part.name)
        alike = part.sentence is whole.sentence and figure.unit == unit and kind_of(part).startswith("count")
        if not (told and alike) or part.whole is not None or part.depth != before.depth or figure.bound:
            return later[:at]
    return later
