"""Things told by how far they have come: 问题共52个，已整改43个，正在整改9个; or when: 项目16个，年初8个，年中增加8个 (构成).

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

_DONE: Final = re.compile(r"^(?:其中|目前)?(?:已经?|完[成工结]|[办审]结|竣工|建成|结[项题案])")
_NOT_YET: Final = re.compile(
    r"^(?:在[建办研审]|续建|正在|尚未|尚在|仍在|还在|仍有|尚有|还有|剩余|其余|未|待|暂未|持续)"
)
#: What was there when the year began, and what came later.
_BEGUN: Final = re.compile(r"^(?:其中)?(?:年初|期初|上年结转|上年转入|结转)")
_ADDED: Final = re.compile(
    r"^(?:年中|年度中|期中|执行中|当年|本年|后|后续|中途)?(?:追加|新增|增加|增补|调增|新立|增列|增设)"
)
_PAIRS: Final = ((_DONE, _NOT_YET), (_BEGUN, _ADDED))
#: A whole is at least so many: of a few, one may be left out without a word.
_SEVERAL: Final = 10
_MOST_STATES: Final = 4
#: Figures behind one among which its states are told.
_MOST_LATER: Final = 8
#: Further off than this, more is left out than one thing.
_NEAR: Final = Fraction(1, 10)
_NEAR_FEW: Final = Fraction(1, 2)


def read_states(facts: Sequence[Fact], start: int, write: Writer, group: Callable[[Fact], Value]) -> None:
    """Write the wholes told from ``start`` on with what is said of how far their things have come."""
    for at in range(start, len(facts) - 2):
        whole = facts[at]
        # 问题18项，金额9846.21万元，已整改16项，正在整改3项: amounts between are of other things
        counted = [fact for fact in facts[at : at + 1 + _MOST_LATER] if _counted_alike(fact, whole)]
        parts = _states(whole, counted[1 : 1 + _MOST_STATES])
        if len(parts) < 2 or whole.parts or proves(parts, whole) or _goes_on(counted, 1 + len(parts), whole):
            continue
        over = sum(map(worth, parts), Fraction(0)) - worth(whole)
        few = worth(whole) < _SEVERAL  # of a few one may be left out, but none is more
        if abs(over) > worth(whole) * (_NEAR_FEW if few else _NEAR) or (few and over < 0):
            continue
        if not any(first.match(parts[0].name) and last.match(parts[-1].name) for first, last in _PAIRS):
            continue
        write_whole(write, group(whole), value_of(whole), named_values(parts), "近全", True)


def _counted_alike(fact: Fact, other: Fact) -> bool:
    """Whether two facts count in the same words."""
    return fact.sentence.figures[fact.figure].unit == other.sentence.figures[other.figure].unit


def _goes_on(facts: Sequence[Fact], at: int, whole: Fact) -> bool:
    """Whether the sentence goes on to count: 2个因故无法整改."""
    return at < len(facts) and facts[at].sentence is whole.sentence and kind_of(facts[at]) == kind_of(whole)


def _states(whole: Fact, later: Sequence[Fact]) -> Sequence[Fact]:
    """The facts right behind one that say how far its things have come, counted as they are."""
    unit = whole.sentence.figures[whole.figure].unit
    for at, (before, part) in enumerate(pairwise((whole, *later))):
        figure = part.sentence.figures[part.figure]
        told = any(words.match(part.name) for pair in _PAIRS for words in pair)
        alike = part.sentence is whole.sentence and figure.unit == unit and kind_of(part).startswith("count")
        if not (told and alike) or part.whole is not None or part.depth != before.depth or figure.bound:
            return later[:at]
    return later
