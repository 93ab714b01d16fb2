"""A figure and those that make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gouji.extraction.tried.regions import One

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure and those that make it; ``slip``: they would but for a slip."""

    total: One
    parts: Sequence[One]
    slip: bool = False

    @property
    def missing(self) -> Fraction:
        """What they miss it by."""
        return self.total.base - sum((one.base for one in self.parts), Fraction(0))

    @property
    def rounded(self) -> bool:
        """Whether they do not make it to the last digit."""
        return self.missing != 0

    @property
    def places(self) -> frozenset[Place]:
        """Where its figures stand."""
        return frozenset(one.place for one in (self.total, *self.parts))
