"""Figures told in one list (分别为): they add up to a figure before it, or they do not belong together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.parts.belonging import GOES_ON
from gouji.extraction.prose.amounts import NEAR_MISS, TELLING, digits, proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.prose.slipped import one_digit_off

#: The figures of its kind before a list that it may be of, though they have no parts of their own.
_LAST: Final = 3


def read_told_lists(facts: Sequence[Fact], start: int, lists: Sequence[Sequence[Fact]], write: Whole) -> None:
    """The lists of one section, whose facts begin at ``start``, each with the figure that it adds up to."""
    for several in lists:
        index = next(at for at, fact in enumerate(facts[start:], start) if fact is several[0])
        if several[0].whole is None and len({kind_of(fact) for fact in several}) == 1:
            _list(facts, index, several, write)


def _list(facts: Sequence[Fact], index: int, several: Sequence[Fact], write: Whole) -> None:
    kind, total = kind_of(several[0]), sum(map(worth, several), Fraction(0))
    alike = [other for other in facts[max(0, index - GOES_ON) : index] if kind_of(other) == kind]
    for other in reversed(alike):
        told = other.parts or other not in alike[-_LAST:]
        meant = proves(several, other) or (told and one_digit_off(total, other))
        if digits(other) > TELLING and meant:
            write(other, several, "分别为")
            return
    for other in reversed(facts[max(0, index - _LAST) : index]):
        if kind_of(other) == kind and worth(other) > 0 and not other.parts:
            if abs(total - worth(other)) <= worth(other) * NEAR_MISS:
                write(other, several, "分别为" if total == worth(other) else "其中")
            return
