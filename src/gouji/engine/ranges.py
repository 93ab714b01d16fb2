"""What values a quantity can take, when every printed figure is somewhere in its interval.

Where an unknown occurs several times it is found at the ends of its interval, which is exact when the form is a quotient of
two forms linear in it (such a function is monotone where its divisor has no zero); otherwise plain interval arithmetic is
used, which can only be wider and so never accuses.

Sources: Moore, Interval Analysis (1966), for the arithmetic and the dependency problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from gouji.engine.quantity import EVERY, MOST_CORNERS, ONE, ZERO, Addends, Compound, Leaf, Quantity, Tally, taken
from gouji.figures import Interval
from gouji.figures.rational import Rational


def rounded(value: Fraction, places: int, how: str = "舍入") -> Fraction:
    """Half away from zero (四舍五入) or, with ``how`` 截断, towards zero, to a number of decimal places."""
    scale = Rational(10) ** places
    whole, rest = divmod(abs(value) * scale, 1)
    if how == "舍入" and rest * 2 >= 1:
        whole += 1
    return (-1 if value < 0 else 1) * Rational(whole) / scale


def span(quantity: Quantity, cut: frozenset[Leaf] = frozenset()) -> Interval:
    """All values that the quantity can take; the cells in ``cut`` are read as truncated instead of rounded.

    Raises ZeroDivisionError when a divisor can be zero.
    """
    if isinstance(quantity.terms, Addends) or Compound not in map(type, quantity.terms):
        return _linear(quantity) if not cut else _form(quantity, cut, {})
    corners = _repeated(quantity, cut)
    if not corners or len(corners) > MOST_CORNERS:
        return _form(quantity, cut, {})
    hull: Interval | None = None
    ends = [_ends(leaf, cut) for leaf in corners]
    for values in product(*ends):
        at = _form(quantity, cut, dict(zip(corners, values, strict=True)))
        hull = at if hull is None else hull.hull(at)
    assert hull is not None
    return hull


def rough(quantity: Quantity) -> Interval:
    """An interval that holds the span for every set of cells that are read as truncated.

    A figure that was rounded or cut off is less than one unit of its last place away from its true value.
    Raises ZeroDivisionError when a divisor can be zero.
    """
    if Compound in map(type, quantity.terms):
        return _form(quantity, EVERY, {})
    return _linear(quantity, 2)


def _linear(quantity: Quantity, times: int = 1) -> Interval:
    """A sum of cells: the printed value give or take the half-widths (so many times)."""
    if isinstance(quantity.terms, Addends) and quantity.terms.exact:
        return Interval.exact(quantity.value)
    if times == 1 and isinstance(quantity.terms, Addends) and (known := quantity.terms.whole()) is not None:
        return known + Interval.exact(quantity.const) if quantity.const else known
    slack = Tally()
    alike: dict[int, tuple[Fraction, int]] = {}  # the cells of one column have one half-width, and mostly stand once
    for leaf, factor in quantity.terms.items():
        half = leaf.half if isinstance(leaf, Leaf) else None
        if half is ZERO:
            continue
        if half is None:
            return _form(quantity, frozenset() if times == 1 else EVERY, {})
        if factor is ONE:
            alike[id(half)] = half, alike.get(id(half), (half, 0))[1] + 1
        else:
            slack.add(half * abs(factor))
    if not slack and not alike:
        return Interval.exact(quantity.value)
    for half, count in alike.values():
        slack.add(half, count)
    width = slack.total()
    if times != 1:
        width *= times
    return Interval.ordered(quantity.value - width, quantity.value + width)


def _ends(leaf: Leaf, cut: frozenset[Leaf]) -> tuple[Fraction, Fraction]:
    interval = taken(leaf, cut)
    assert interval.lo is not None and interval.hi is not None  # unbounded cells are never corners
    return interval.lo, interval.hi


def _repeated(quantity: Quantity, cut: frozenset[Leaf]) -> list[Leaf]:
    """The inexact, bounded cells that occur more than once in a form which is monotone in each of them."""
    seen: dict[Leaf, int] = {}
    sums: list[Addends] = []
    for leaf in _apart(quantity, sums):
        seen[leaf] = seen.get(leaf, 0) + 1
    for at, terms in enumerate(sums):
        if (whole := terms.whole()) is not None and whole.is_exact:
            continue  # cells without a width are never corners
        for leaf in seen:
            seen[leaf] += leaf in terms
        for other in sums[:at]:
            shared = () if terms.keys().isdisjoint(other) else terms.keys() & other.keys()
            wide = [leaf for leaf in shared if isinstance(leaf, Leaf) and not taken(leaf, cut).is_exact]
            if len(wide) > MOST_CORNERS:
                return []
            seen |= dict.fromkeys(wide, 2)
    out = []
    for leaf, times in seen.items():
        if times < 2 or (interval := taken(leaf, cut)).is_exact:
            continue
        over, under = _degrees(quantity, leaf)
        if interval.lo is None or interval.hi is None or over > 1 or under > 1:
            return []
        out.append(leaf)
    return out


def _apart(quantity: Quantity, sums: list[Addends]) -> Iterator[Leaf]:
    """Every occurrence of a cell, except those in sums of many, which are gathered."""
    if isinstance(quantity.terms, Addends):
        sums.append(quantity.terms)
        return
    for unknown in quantity.terms:
        if isinstance(unknown, Leaf):
            yield unknown
        else:
            for part in unknown.parts:
                yield from _apart(part, sums)


def _degrees(quantity: Quantity, leaf: Leaf) -> tuple[int, int]:
    """Bounds on the degree of a cell in the numerator and the denominator of a form."""
    if isinstance(quantity.terms, Addends):
        return int(leaf in quantity.terms), 0
    over = under = 0
    for unknown in quantity.terms:
        if isinstance(unknown, Leaf):
            n, d = int(unknown is leaf), 0
        else:
            inner = [_degrees(part, leaf) for part in unknown.parts]
            if unknown.operator == "*":
                n, d = inner[0][0] + inner[1][0], inner[0][1] + inner[1][1]
            elif unknown.operator == "/":
                n, d = inner[0][0] + inner[1][1], inner[0][1] + inner[1][0]
            else:
                n = d = 2 if any(n or d for n, d in inner) else 0
        over, under = max(over + d, n + under), under + d
    return over, under


def _form(quantity: Quantity, cut: frozenset[Leaf], fixed: Mapping[Leaf, Fraction]) -> Interval:
    out = None if quantity.const is ZERO else Interval.exact(quantity.const)
    if isinstance(quantity.terms, Addends) and (many := quantity.terms.among(cut, fixed)) is not None:
        return many if out is None else out + many
    for unknown, factor in quantity.terms.items():
        if isinstance(unknown, Compound):
            known = _compound(unknown, cut, fixed)
        elif unknown in fixed:
            known = Interval.exact(fixed[unknown])
        else:
            known = taken(unknown, cut)
        if factor is not ONE:
            known = known.scaled(factor)
        out = known if out is None else out + known
    return Interval.exact(ZERO) if out is None else out


def _compound(unknown: Compound, cut: frozenset[Leaf], fixed: Mapping[Leaf, Fraction]) -> Interval:
    parts = [_form(part, cut, fixed) for part in unknown.parts]
    match unknown.operator:
        case "*":
            return parts[0] * parts[1]
        case "/":
            return parts[0] / parts[1]
        case "绝对值":
            return parts[0].abs()
        case "最小" | "最大":
            out = parts[0]
            for part in parts[1:]:
                out = out.minimum(part) if unknown.operator == "最小" else out.maximum(part)
            return out
        case "舍入" | "截断":
            lo, hi = parts[0].lo, parts[0].hi
            return Interval(
                None if lo is None else rounded(lo, unknown.places, unknown.operator),
                None if hi is None else rounded(hi, unknown.places, unknown.operator),
            )
    raise ValueError(unknown.operator)


def gap(interval: Interval) -> Fraction:
    """How far an interval stays away from zero, with the sign of its side; 0 when it reaches zero."""
    if interval.lo is not None and interval.lo > 0:
        return interval.lo
    if interval.hi is not None and interval.hi < 0:
        return interval.hi
    return ZERO
