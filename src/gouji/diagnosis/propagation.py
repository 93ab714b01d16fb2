"""Exact interval propagation: what the relations leave of each unknown, and a proof when they leave nothing.

Every step is a consequence in exact arithmetic, so that an empty interval proves that no true values exist; the checks
that were used on the way are kept with every bound, and name the conflict. Where the relations have no cycle the bounds
are exact as well, and values can be chosen one after the other without turning back (Freuder, A sufficient condition for
backtrack-free search, 1982); elsewhere :mod:`gouji.diagnosis.linear` decides.

Source of the method: Benhamou and Older, Applying interval arithmetic to real, integer and Boolean constraints, 1997.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import lcm

from gouji.diagnosis.forms import ONE, ZERO, Atom, Monomial, Poly, value_at
from gouji.figures import Interval
from gouji.figures.rational import Rational

End = Fraction | None
#: Rounds of narrowing: atoms looked at, for each atom of the system. Stopping early only leaves intervals wider.
ROUNDS = 30
#: An interval that shrinks by less than this part is left as it is: some cycles shrink for ever.
WORTH = Rational(1, 64)
#: Unknowns that are tried at both ends of their intervals.
MOST_CORNERS = 6

Member = tuple[int, Atom]
"""A check's number and one of its atoms."""


class Conflict(Exception):
    """No values satisfy the atoms of these checks together."""

    def __init__(self, checks: frozenset[int]) -> None:
        super().__init__(checks)
        self.checks = checks


class Box:
    """An interval for every unknown, with the checks that each bound rests on."""

    __slots__ = ("high", "low", "whole", "why")

    def __init__(self, low: Mapping[int, End], high: Mapping[int, End], whole: frozenset[int] = frozenset()) -> None:
        self.low: dict[int, End] = dict(low)
        self.high: dict[int, End] = dict(high)
        self.whole = whole
        """Unknowns that are whole numbers."""
        self.why: dict[int, frozenset[int]] = {}

    def copy(self) -> Box:
        made = Box(self.low, self.high, self.whole)
        made.why = dict(self.why)
        return made

    def take(self, other: Box) -> None:
        """Add the unknowns of another box that this one does not have."""
        self.low = other.low | self.low
        self.high = other.high | self.high
        self.whole |= other.whole

    def fixed(self, number: int) -> bool:
        low = self.low[number]
        return low is not None and low == self.high[number]

    def fix(self, number: int, value: Fraction) -> None:
        self.low[number] = self.high[number] = value

    def nearest(self, number: int, value: Fraction) -> Fraction:
        """The possible value nearest to a given one."""
        low, high = self.low[number], self.high[number]
        if low is not None and value < low:
            return low
        return high if high is not None and value > high else value

    def reasons(self, atom: Atom, check: int) -> frozenset[int]:
        found = {check}
        for number in atom.unknowns:
            found |= self.why.get(number, frozenset())
        return frozenset(found)


class Propagation:
    """Narrows boxes by a set of atoms."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        self._by: dict[int, list[int]] = {}
        for at, (_, atom) in enumerate(members):
            for number in atom.unknowns:
                self._by.setdefault(number, []).append(at)

    def narrow(self, box: Box, started: Iterable[int] | None = None, after: int = 0) -> None:
        """Narrow a box in place. Raises :class:`Conflict`.

        It begins with the atoms of the unknowns that changed (``started``), or with all members but the first ``after``,
        by which the box has been narrowed before.
        """
        first: Iterable[int] = range(after, len(self.members))
        if started is not None:
            first = {at for number in started for at in self._by.get(number, ())}
        waiting = deque(sorted(first))
        queued = set(waiting)
        left = ROUNDS * len(self.members) + len(waiting)
        while waiting and left:
            left -= 1
            at = waiting.popleft()
            queued.discard(at)
            check, atom = self.members[at]
            for number in _contract(box, atom, check):
                for other in self._by[number]:
                    if other not in queued and other != at:
                        queued.add(other)
                        waiting.append(other)

    def witness(
        self,
        box: Box,
        order: Sequence[int],
        prefer: Mapping[int, Fraction],
        steps: Mapping[int, Fraction] | None = None,
    ) -> dict[int, Fraction] | None:
        """Values that satisfy every atom exactly, as near to ``prefer`` as they come; None where none was found.

        Unknowns of ``steps`` (with the last place of their print) take the middle where only a few prints are left.
        """
        steps = steps or {}
        box = box.copy()
        try:
            self.narrow(box)
            for number in order:
                if box.fixed(number):
                    continue
                value = box.nearest(number, prefer[number])
                low, high = box.low[number], box.high[number]
                if number in steps and low is not None and high is not None and high - low <= 4 * steps[number]:
                    value = (low + high) / 2
                if number in box.whole:
                    value = Rational(round(value))
                box.fix(number, value)
                self.narrow(box, (number,))
        except Conflict:
            return None
        values = {number: low for number, low in box.low.items() if low is not None}
        return values if self.satisfied(values, box) else None

    def satisfied(self, values: Mapping[int, Fraction], box: Box) -> bool:
        """Whether values satisfy every atom, in exact arithmetic, and lie in the box."""
        for number, value in values.items():
            low, high = box.low.get(number), box.high.get(number)
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        return all(
            all(number in values for number in atom.unknowns) and satisfies(atom, values) for _, atom in self.members
        )


def satisfies(atom: Atom, values: Mapping[int, Fraction]) -> bool:
    """Whether one atom holds at given values, its slack allowed for."""
    if not atom.slack:
        value = value_at(atom.poly, values)
        return value == 0 if atom.equal else value <= 0
    box = Box(dict(values), dict(values))
    reach = reach_of(atom.poly, box, atom)
    if atom.equal:
        return reach.contains(ZERO)
    return reach.lo is None or reach.lo <= 0


# -- one atom ---------------------------------------------------------------------------------------------------------


def _contract(box: Box, atom: Atom, check: int) -> list[int]:
    """Narrow the unknowns of one atom; the ones that changed."""
    poly = atom.poly
    if not atom.linear:
        poly = reduced(poly, box, atom)
        if any(len(monomial) > 1 for monomial in poly):
            return _contract_curved(box, atom, poly, check)
    return _contract_linear(box, atom, poly, check)


def reduced(poly: Poly, box: Box, atom: Atom) -> Poly:
    """A polynomial with the unknowns that have one value put in."""
    out: dict[Monomial, Fraction] = {}
    for monomial, factor in poly.items():
        kept = []
        for number in monomial:
            low = box.low[number]
            if low is not None and low == box.high[number] and number not in atom.slack:
                factor = factor * low
            else:
                kept.append(number)
        key = tuple(kept)
        known = out.get(key, ZERO) + factor
        if known:
            out[key] = known
        else:
            out.pop(key, None)
    return out


def ends_of(box: Box, atom: Atom, number: int) -> tuple[End, End]:
    low, high = box.low[number], box.high[number]
    slack = atom.slack.get(number) if atom.slack else None
    if slack is not None:
        low = None if low is None else low + slack[0]
        high = None if high is None else high + slack[1]
    return low, high


def _contract_linear(box: Box, atom: Atom, poly: Poly, check: int) -> list[int]:
    """Narrow by a sum. All its numbers are whole over one denominator: most of them are prints, which agree in theirs."""
    constant = poly.get((), ZERO)
    scale = constant.denominator
    read: list[tuple[int, Fraction, End, End]] = []
    for monomial, factor in poly.items():
        if not monomial:
            continue
        number = monomial[0]
        low, high = ends_of(box, atom, number)
        if factor < 0:
            low, high = high, low
        if low is not None:
            scale = lcm(scale, factor.denominator * low.denominator)
        if high is not None and high is not low:
            scale = lcm(scale, factor.denominator * high.denominator)
        read.append((number, factor, low, high))
    low_sum = high_sum = constant.numerator * (scale // constant.denominator)
    unbounded_low = unbounded_high = 0
    terms: list[tuple[int, Fraction, int | None, int | None]] = []
    for number, factor, low, high in read:
        below = None if low is None else _whole(factor, low, scale)
        above = below if high is low else None if high is None else _whole(factor, high, scale)
        terms.append((number, factor, below, above))
        if below is None:
            unbounded_low += 1
        else:
            low_sum += below
        if above is None:
            unbounded_high += 1
        else:
            high_sum += above
    if (not unbounded_low and low_sum > 0) or (atom.equal and not unbounded_high and high_sum < 0):
        raise Conflict(box.reasons(atom, check))
    changed = []
    for number, factor, below, above in terms:
        # what the others leave: factor·y ≤ -(low sum of the others), and for an equation ≥ -(their high sum)
        most = least = None
        if not unbounded_low - (below is None):
            most = (below or 0) - low_sum
        if atom.equal and not unbounded_high - (above is None):
            least = (above or 0) - high_sum
        if (most is None or (above is not None and most >= above)) and (
            least is None or (below is not None and least <= below)
        ):
            continue
        ends = [None if end is None else Rational(end, scale) / factor for end in (least, most)]
        low, high = ends if factor > 0 else reversed(ends)
        if _tighten(box, atom, number, low, high, check):
            changed.append(number)
    return changed


def _whole(factor: Fraction, end: Fraction, scale: int) -> int:
    """A factor times an end, over ``scale``, which their denominators divide."""
    return factor.numerator * end.numerator * (scale // (factor.denominator * end.denominator))


def _contract_curved(box: Box, atom: Atom, poly: Poly, check: int) -> list[int]:
    reach = reach_of(poly, box, atom)
    if (reach.lo is not None and reach.lo > 0) or (atom.equal and reach.hi is not None and reach.hi < 0):
        raise Conflict(box.reasons(atom, check))
    if not atom.equal:
        return []
    changed = []
    for number in dict.fromkeys(n for monomial in poly for n in monomial):
        rest, factor = split(poly, number)
        if factor is None:
            continue
        found = _quotient(rest, factor, box, atom)
        if found is not None and _tighten(box, atom, number, found[0], found[1], check):
            changed.append(number)
    return changed


def split(poly: Poly, number: int) -> tuple[Poly, Poly | None]:
    """``poly = rest + x·factor`` for one unknown ``x``; factor None where x occurs in a higher power."""
    rest: dict[Monomial, Fraction] = {}
    factor: dict[Monomial, Fraction] = {}
    for monomial, known in poly.items():
        times = monomial.count(number)
        if times > 1:
            return poly, None
        if times:
            at = monomial.index(number)
            factor[monomial[:at] + monomial[at + 1 :]] = known
        else:
            rest[monomial] = known
    return rest, factor


def _quotient(rest: Poly, factor: Poly, box: Box, atom: Atom) -> tuple[End, End] | None:
    """The values of ``-rest / factor`` over the box; None where they are not bounded."""
    numbers = list(dict.fromkeys(n for poly in (rest, factor) for monomial in poly for n in monomial))
    ends = [ends_of(box, atom, number) for number in numbers]
    if any(low is None or high is None for low, high in ends):
        return None
    open_ = [at for at, (low, high) in enumerate(ends) if low != high]
    many = any(monomial.count(n) > 1 for poly in (rest, factor) for monomial in poly for n in monomial)
    if len(open_) <= MOST_CORNERS and not many:
        # linear in each unknown over linear in each: monotone in every one of them, so the ends are at corners
        values: list[Fraction] = []
        signs = set()
        for corner in product(*(((low, high) if low != high else (low,)) for low, high in ends)):
            at = dict(zip(numbers, corner, strict=True))
            under = value_at(factor, at)  # type: ignore[arg-type]  # every end is a number here
            signs.add(under > 0)
            if not under or len(signs) > 1:
                return None
            values.append(-value_at(rest, at) / under)  # type: ignore[arg-type]
        return min(values), max(values)
    try:
        found = -reach_of(rest, box, atom) / reach_of(factor, box, atom)
    except ZeroDivisionError:
        return None
    return found.lo, found.hi


def reach_of(poly: Poly, box: Box, atom: Atom) -> Interval:
    """An interval that holds every value of a polynomial over the box."""
    out = Interval.exact(poly.get((), ZERO))
    for monomial, factor in poly.items():
        if not monomial:
            continue
        product_ = Interval.exact(ONE)
        for number in monomial:
            product_ = product_ * Interval(*ends_of(box, atom, number))
        out = out + product_.scaled(factor)
    return out


def _tighten(box: Box, atom: Atom, number: int, low: End, high: End, check: int) -> bool:
    """Take over bounds of an unknown as it is read in the atom; whether they say something new."""
    slack = atom.slack.get(number) if atom.slack else None
    if slack is not None:
        low = None if low is None else low - slack[1]
        high = None if high is None else high - slack[0]
    if number in box.whole:
        low = None if low is None else Rational(-(-low.numerator // low.denominator))
        high = None if high is None else Rational(high.numerator // high.denominator)
    now_low, now_high = box.low[number], box.high[number]
    new_low = low if low is not None and (now_low is None or low > now_low) else now_low
    new_high = high if high is not None and (now_high is None or high < now_high) else now_high
    if new_low is now_low and new_high is now_high:
        return False
    if new_low is not None and new_high is not None:
        if new_low > new_high:
            raise Conflict(box.reasons(atom, check))
        if now_low is not None and now_high is not None:
            width, before = new_high - new_low, now_high - now_low
            if width and before - width < before * WORTH:
                return False
    why = box.reasons(atom, check)
    box.low[number], box.high[number] = new_low, new_high
    box.why[number] = why
    return True
