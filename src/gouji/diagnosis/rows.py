"""Atoms as linear rows: a ratio whose rate is known within an interval is two rows, by exact cross-multiplication."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gouji.diagnosis.forms import ZERO, Atom, Poly
from gouji.diagnosis.linear import Row
from gouji.diagnosis.propagation import Box, ends_of, reach_of, reduced, split


def row_of(atom: Atom, box: Box, tag: int) -> Row | None:
    """The row of an atom that is linear once the unknowns with one value are put in; None for any other."""
    poly = atom.poly if atom.linear else reduced(atom.poly, box, atom)
    if any(len(monomial) > 1 for monomial in poly):
        return None
    return _row(poly, atom, tag)


def rows_of(atom: Atom, box: Box, tag: int, seldom: Iterable[int] = ()) -> list[Row]:
    """The rows that an atom implies.

    ``p·B + A = 0`` with ``p`` in an interval and ``B`` of one sign is two rows, exact for ``p`` alone. The unknowns in
    ``seldom`` (that no other check reads) are tried for ``p`` first. What is curved otherwise implies no row.
    """
    poly = atom.poly if atom.linear else reduced(atom.poly, box, atom)
    if all(len(monomial) < 2 for monomial in poly):
        row = _row(poly, atom, tag)
        return [row] if row is not None else []
    if not atom.equal or atom.slack:
        return []
    first = set(seldom)
    numbers = dict.fromkeys(number for monomial in poly if len(monomial) > 1 for number in monomial)
    for number in sorted(numbers, key=lambda n: (n not in first, n)):
        rest, factor = split(poly, number)
        low, high = ends_of(box, atom, number)
        if factor is None or low is None or high is None:
            continue
        if any(len(monomial) > 1 for part in (rest, factor) for monomial in part):
            continue
        reach = reach_of(factor, box, atom)
        positive = reach.lo is not None and reach.lo > 0
        if not positive and not (reach.hi is not None and reach.hi < 0):
            continue
        if not positive:
            low, high = high, low
        # A + low·B ≤ 0 ≤ A + high·B for B > 0
        upper = _row(_combined(rest, factor, low), atom, tag, equal=False)
        lower = _row(_combined(rest, factor, high), atom, tag, equal=False, turned=True)
        return [row for row in (upper, lower) if row is not None]
    return []


def _combined(rest: Poly, factor: Poly, value: Fraction) -> Poly:
    out = dict(rest)
    for monomial, known in factor.items():
        out[monomial] = out.get(monomial, ZERO) + known * value
    return out


def _row(poly: Poly, atom: Atom, tag: int, equal: bool | None = None, turned: bool = False) -> Row | None:
    factors = {monomial[0]: factor for monomial, factor in poly.items() if monomial and factor}
    if not factors:
        return None
    low = high = -poly.get((), ZERO)
    for number, (below, above) in atom.slack.items():
        if number in factors:
            ends = sorted((-below * factors[number], -above * factors[number]))
            low, high = low + ends[0], high + ends[1]
    if atom.equal if equal is None else equal:
        return Row(factors, low, high, tag)
    return Row(factors, low, None, tag) if turned else Row(factors, None, high, tag)
