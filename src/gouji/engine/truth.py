"""The truth of a condition when figures are rounded and cells may be missing.

Five states. As a *requirement* HOLDS passes, OPEN passes within rounding, CUT holds only if digits were cut off, FAILS fails.
As a *condition* OPEN and CUT are undecided. UNKNOWN is undecided in both, with its reasons. Conjunction and disjunction are
Kleene's (Kleene, Introduction to Metamathematics, 1952, §64), so that the order of operands changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from fractions import Fraction

from gouji.engine.quantity import Quantity
from gouji.faults import Note
from gouji.faults.record import dataclass


class State(IntEnum):
    """Ordered from worst to best for a conjunction.

    CUT stands below UNKNOWN: whatever the unknown part turns out to be, ``CUT 且 ?`` stays a finding, and ``CUT 或 ?`` may
    turn out not to be one.
    """

    FAILS = 0
    CUT = 1
    UNKNOWN = 2
    OPEN = 3
    HOLDS = 4


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sides that were compared: what the evidence shows."""

    operator: str
    left: Quantity
    right: Quantity
    gap: Fraction


@dataclass(frozen=True, slots=True)
class Truth:
    """A state, the reasons of an unknown one, and the comparison that decided it."""

    state: State
    reasons: tuple[Note, ...] = ()
    contrast: Contrast | None = None


HOLDS = Truth(State.HOLDS)
FAILS = Truth(State.FAILS)


def of(holds: bool) -> Truth:
    return HOLDS if holds else FAILS


def unknown(*reasons: Note) -> Truth:
    return Truth(State.UNKNOWN, tuple(dict.fromkeys(reasons)))


def conjunction(truths: Sequence[Truth]) -> Truth:
    """``且``: the worst of its parts; reasons of all unknown parts are kept."""
    worst = min(truths, key=lambda truth: truth.state)
    if worst.state is State.UNKNOWN:
        return unknown(*(reason for truth in truths for reason in truth.reasons))
    return worst


def disjunction(truths: Sequence[Truth]) -> Truth:
    """``或``: the best of its parts, except that an unknown part outweighs a failing one and nothing better."""
    best = max(truths, key=lambda truth: truth.state)
    if best.state is State.UNKNOWN:
        return unknown(*(reason for truth in truths for reason in truth.reasons))
    return best


def lazy_conjunction(*parts: Callable[[], Truth]) -> Truth:
    """:func:`conjunction` of parts that are worked out one by one, up to the first that fails."""
    truths = []
    for part in parts:
        truth = part()
        if truth.state is State.FAILS:
            return truth
        truths.append(truth)
    return conjunction(truths)


def lazy_disjunction(*parts: Callable[[], Truth]) -> Truth:
    """:func:`disjunction` of parts that are worked out one by one, up to the first that holds."""
    truths = []
    for part in parts:
        truth = part()
        if truth.state is State.HOLDS:
            return truth
        truths.append(truth)
    return disjunction(truths)


def negation(truth: Truth) -> Truth:
    """``非``: what rounding leaves open stays open."""
    match truth.state:
        case State.HOLDS:
            return Truth(State.FAILS, (), truth.contrast)
        case State.FAILS:
            return HOLDS
        case State.CUT:
            return Truth(State.OPEN, (), truth.contrast)
    return truth
