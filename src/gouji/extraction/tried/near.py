"""The figures near a rate or a mean, and whether two of them make it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.tried.regions import One

#: Figures before and behind a rate that it may be made of.
_BEFORE: Final = 10
_BEHIND: Final = 3
#: Figures of fewer places make rates by chance.
_TELLING: Final = 10

Pair = tuple[One, One]


def near_of(told: Sequence[One], at: int) -> list[tuple[int, One]]:
    """The amounts near the figure ``at``, in its paragraph or the one before, with how far off they are."""
    before: list[tuple[int, One]] = []
    behind: list[tuple[int, One]] = []
    texts = {told[at].text}
    for other in reversed(told[:at]):
        if len(texts) == 1:
            texts.add(other.text)
        if other.text not in texts or len(before) == _BEFORE:
            break
        if other.kind != "ratio" and other.base > 0:
            before.append((len(before) + 1, other))
    for other in told[at + 1 :]:
        if other.text != told[at].text or len(behind) == _BEHIND:
            break
        if other.kind != "ratio" and other.base > 0:
            behind.append((len(behind) + 2, other))
    return before + behind


def pairs_of(beside: Sequence[tuple[int, One]]) -> list[Pair]:
    """Two telling figures each, the nearest first."""
    telling = [(far, one) for far, one in beside if one.base >= _TELLING * one.figure.step]
    found = [
        (far + other_far, at, one, other)
        for at, (far, one) in enumerate(telling)
        for other_far, other in telling
        if one is not other and one.place != other.place
    ]
    return [(one, other) for _, _, one, other in sorted(found, key=lambda pair: pair[:2])]


def makes(rate: One, one: One, other: One, growth: str = "") -> bool:
    """Whether a rate is what the quotient of two figures may be: growth over the other, what is less than it, or a share."""
    return within(rate, *grown(*quotient(one, other), growth))


def grown(low: Fraction, high: Fraction, growth: str) -> tuple[Fraction, Fraction]:
    """What a quotient that may be from ``low`` to ``high`` is as growth (增), as a fall (降), or as a share."""
    if growth == "增":
        return low - 1, high - 1
    return (1 - high, 1 - low) if growth == "降" else (low, high)


def within(rate: One, low: Fraction, high: Fraction) -> bool:
    """Whether a figure, as it is rounded, may be from ``low`` to ``high``."""
    half = rate.figure.step / 2
    return low <= rate.base + half and rate.base - half <= high


def quotient(one: One, other: One) -> tuple[Fraction, Fraction]:
    """What the quotient of two figures may be."""
    low = max(other.base - other.half, other.figure.step / 2)
    return (one.base - one.half) / (other.base + other.half), (one.base + one.half) / low
