"""Figures of sentences with the words around them, for what is read by words though the figures do not come out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.amounts import measure_of
from gouji.extraction.prose.retold import Mention
from gouji.extraction.tried.near import within
from gouji.extraction.tried.regions import One

#: Further off than this, figures were read together that do not belong so.
_OFF: Final = 4
#: By what part of it a rate may be missed by figures that are rounded.
NEAR: Final = Fraction(1, 100)


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """A figure of a sentence with its words."""

    mention: Mention
    one: One

    @property
    def name(self) -> str:
        """The words before it in its clause."""
        return self.mention.words.partition("\n")[0]

    @property
    def tail(self) -> str:
        """The words behind it."""
        return self.mention.words.partition("\n")[2]

    @property
    def measure(self) -> str:
        """What it is counted in: 人次 of 2.4万人次."""
        return measure_of(self.one.figure)

    def beside(self, other: Spoken) -> bool:
        """Whether both stand in one sentence."""
        return self.mention.sentence is other.mention.sentence


def alike(part: Spoken, one: Spoken) -> bool:
    """Whether another figure is one of the same kind, and plain."""
    return one is not part and one.one.kind == part.one.kind and not one.mention.figure.bound and one.one.base > 0


def between(one: Spoken, other: Spoken) -> str:
    """The signs between two figures of a sentence."""
    return one.mention.sentence.signs[one.mention.at + 1 : other.mention.at]


def worth(one: Spoken) -> Fraction:
    """What a figure is worth in the base of its unit."""
    return Fraction(one.one.base)


def over(part: Spoken, whole: Spoken) -> Fraction:
    """What part of a whole a figure is."""
    return worth(part) / worth(whole)


def makes(rate: Spoken, part: Fraction, whole: Fraction) -> bool:
    """Whether a rate is that of two figures, or misses it by so little that one of them may be rounded."""
    made = part / whole
    return within(rate.one, made, made) or abs(made - rate.one.base) <= NEAR * rate.one.base


def about(made: Fraction, told: Fraction) -> bool:
    """Whether one is no more than some times the other."""
    return told < made * _OFF and made < told * _OFF
