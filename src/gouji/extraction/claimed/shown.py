"""A figure that is held against what is said of several things at once, and how it keeps that."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.sayings import Saying
from gouji.extraction.drafting.draft import Value
from gouji.faults import regex as re

HOLDS: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    ">": operator.gt,
    "≥": operator.ge,
    "<": operator.lt,
    "≤": operator.le,
}
#: Words of the header of a rate of completion, and of what it is said to come up to.
PLANNED: Final = re.compile(r"完成|计划|任务|目标|预算")
SEVERAL: Final = 2
HUNDRED: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that is held against what is said."""

    name: str
    value: Value
    base: Fraction
    plan: Value = None
    done: Value = None


def bound_of(saying: Saying) -> Fraction:
    if saying.bound is not None:
        return saying.bound
    return Fraction(1) if saying.figure is None else saying.sentence.figures[saying.figure].base
