"""Exact arithmetic on printed numbers: every cell is one unknown true value, known to lie in its printed interval.

A quantity is a linear form over unknowns (cells, and products or quotients that are not linear), so that a cell used twice
is one unknown: ``x − x`` is exactly 0, and a cell on both sides of an equation does not widen the tolerance. The *span* of
a quantity is the set of values it can take. Where an unknown still occurs several times it is found at the ends of that
unknown's interval, which is exact when the form is a quotient of two forms linear in it (such a function is monotone where
its divisor has no zero); otherwise plain interval arithmetic is used, which can only be wider and so never accuses.

Sources: Moore, Interval Analysis (1966), for the arithmetic and the dependency problem; XBRL Calculations 1.1 for reading
printed digits as intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from types import MappingProxyType
from typing import NamedTuple, Protocol

from gouji.figures import Figure, Interval, Unit
from gouji.figures.rational import Rational
from gouji.report import Anchor

#: Unknowns that occur several times are tried at both ends; with more of them than this, plain intervals are used.
MOST_CORNERS = 8
#: A sum of more cells than this remembers what they come to together.
MANY = 24

#: Base dimensions with their powers, sorted; counts keep their measure word here ("count:人").
Dim = tuple[tuple[str, int], ...]
ZERO = Rational(0)
ONE = Rational(1)


class Placed(Protocol):
    """What can say where it is printed."""

    @property
    def anchor(self) -> Anchor: ...


class Leaf:
    """The unknown true value of one cell. One object a cell and report, so that identity is equality.

    ``width`` is ``exact``, ``printed`` or ``column``; ``ulp`` (base units) replaces the figure's own last place where the
    column has a finer one. Intervals are worked out when somebody asks: most sums need only the half-widths.
    """

    __slots__ = ("_half", "_interval", "_truncated", "figure", "source", "ulp", "width")

    def __init__(
        self,
        source: Anchor | Placed,
        figure: Figure,
        width: str,
        ulp: Fraction | None = None,
    ) -> None:
        self.source = source
        """Where the figure is printed, or the cell that knows."""
        self.figure = figure
        self.width = width
        self.ulp = ulp
        self._half: Fraction | None = None
        self._interval: Interval | None = None
        self._truncated: Interval | None = None

    @property
    def anchor(self) -> Anchor:
        """Where the figure is printed."""
        return self.source if isinstance(self.source, Anchor) else self.source.anchor

    @property
    def half(self) -> Fraction | None:
        """Half the width of a plain figure, both ends closed; None where the interval is of another form."""
        if self._half is None and not self.figure.bound:
            if self.width == "exact":
                self._half = ZERO
            else:
                own = self.ulp if self.ulp is not None else self.figure.step
                self._half = own / 2
        return self._half

    @property
    def interval(self) -> Interval:
        """Where the true value lies."""
        if self._interval is None:
            self._interval = self.figure.interval("exact" if self.width == "exact" else "printed", self.ulp)
        return self._interval

    @property
    def truncated(self) -> Interval:
        """Where the true value lies if the digits were cut off instead of rounded."""
        if self._truncated is None:
            exact = self.width == "exact" or not self.figure.plain
            self._truncated = self.interval if exact else self.figure.truncated(self.ulp)
        return self._truncated


@dataclass(frozen=True, slots=True, eq=False)
class Compound:
    """A product, a quotient or a function that is no linear form."""

    operator: str
    parts: tuple[Quantity, ...]
    places: int = 0


Unknown = Leaf | Compound


#: The terms of a number; nobody changes the terms of a quantity.
_NONE: Mapping[Unknown, Fraction] = MappingProxyType({})
_NOTHING: Mapping[int, int] = MappingProxyType({})


class Quantity(NamedTuple):
    """``value`` is exact at the printed figures; ``terms`` and ``const`` are the linear form behind it."""

    value: Fraction
    dim: Dim
    terms: Mapping[Unknown, Fraction] = _NONE
    const: Fraction = ZERO
    ratio: bool = False
    alternatives: tuple[Quantity, ...] = ()
    """Further figures of the same cell (``100%(3133人)``), for an operation that the first one's unit does not fit."""

    @property
    def leaf(self) -> Leaf | None:
        """The cell that this quantity is, when it is nothing but one cell."""
        terms = self.terms
        if len(terms) == 1 and (self.const is ZERO or not self.const):
            for unknown, factor in terms.items():
                if (factor is ONE or factor == 1) and isinstance(unknown, Leaf):
                    return unknown
        return None

    @property
    def printed(self) -> bool:
        """Whether this is a figure as it stands (a cell or a number of the rule), not computed."""
        return not self.terms or self.leaf is not None

    def size(self) -> int:
        """How many occurrences of cells there are."""
        if isinstance(self.terms, Addends):
            return len(self.terms)
        return sum([1 if isinstance(known, Leaf) else sum(1 for _ in _leaves(known)) for known in self.terms])

    def unit(self, dimension: str) -> Unit | None:
        """The unit of the first cell that is printed in a unit of this dimension."""
        if isinstance(self.terms, Addends):
            return self.terms.unit(dimension)
        units = (leaf.figure.unit for leaf in self.leaves())
        return next((unit for unit in units if unit.dimension == dimension), None)

    def leaves(self) -> Iterator[Leaf]:
        """Every occurrence of a cell."""
        for unknown in self.terms:
            if isinstance(unknown, Leaf):
                yield unknown
            else:
                yield from _leaves(unknown)


#: Makes a record from a tuple, in half the time that its own way takes.
_made: Callable[[type[Quantity], tuple[object, ...]], Quantity] = tuple.__new__


class Addends(dict[Unknown, Fraction]):
    """The terms of a sum of many cells, each taken once, with what they can come to together.

    A rule on rows may divide by such a sum on every row. The cells are added up once; a row only puts right what it asks
    otherwise of a few cells (one held at an end of its interval, one read as cut off).
    """

    __slots__ = ("_units", "_whole", "exact")

    def __init__(
        self, terms: Mapping[Unknown, Fraction], units: Mapping[str, Unit] | None = None, exact: bool = False
    ) -> None:
        """``units``: for every dimension the unit of the first cell printed in it, where that is known."""
        super().__init__(terms)
        self._whole: dict[bool, Interval | None] = {}
        self._units = units
        self.exact = exact
        """Whether it is known that no cell has a width."""

    @property
    def units(self) -> Mapping[str, Unit]:
        """For every dimension the unit of the first cell that is printed in one of it."""
        if self._units is None:
            self._units = _units_of(self)
        return self._units

    def unit(self, dimension: str) -> Unit | None:
        """The unit of the first cell that is printed in a unit of this dimension."""
        return self.units.get(dimension)

    def more(self, terms: Mapping[Unknown, Fraction]) -> Addends | None:
        """With further cells, each taken once; None where one of them all may have a width, or is something else."""
        if not self.exact or not self.keys().isdisjoint(terms):
            return None
        for unknown, factor in terms.items():
            if factor is not ONE or not isinstance(unknown, Leaf) or unknown.half is not ZERO:
                return None
        return Addends({**self, **terms}, {**_units_of(terms), **self.units}, True)

    def whole(self, every: bool = False) -> Interval | None:
        """What the sum can be, or with ``every`` (see :func:`rough`) no less; None where a cell has an open end or none."""
        if every not in self._whole:
            self._whole[every] = self._added(every)
        return self._whole[every]

    def _added(self, every: bool) -> Interval | None:
        low, high = _Sum(), _Sum()
        for leaf in self:
            assert isinstance(leaf, Leaf)
            own = _interval(leaf, _EVERY) if every else leaf.interval
            if own.lo is None or own.hi is None or ((own.lo_open or own.hi_open) and not every):
                return None
            low.add(own.lo)
            high.add(own.hi)
        return Interval(low.total(), high.total())

    def among(self, cut: frozenset[Leaf], fixed: Mapping[Leaf, Fraction]) -> Interval | None:
        """What the sum can be with some cells read otherwise; None where each cell must be asked."""
        every = cut is _EVERY
        whole = self.whole(every)
        if whole is None or len(cut) > MOST_CORNERS:
            return None
        low, high, low_open, high_open = whole.lo, whole.hi, False, False
        assert low is not None and high is not None
        for leaf in {*cut, *fixed}:
            if leaf in self:
                own = _interval(leaf, cut) if every else leaf.interval
                now = Interval.exact(fixed[leaf]) if leaf in fixed else _interval(leaf, cut)
                if own.lo is None or own.hi is None or now.lo is None or now.hi is None:
                    return None
                low, high = low + now.lo - own.lo, high + now.hi - own.hi
                low_open, high_open = low_open or now.lo_open, high_open or now.hi_open
        return Interval(low, high, low_open, high_open)


def _units_of(terms: Iterable[Unknown]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for leaf in terms:
        assert isinstance(leaf, Leaf)
        unit = leaf.figure.unit
        units.setdefault(unit.dimension, unit)
    return units


def _leaves(unknown: Unknown) -> Iterator[Leaf]:
    if isinstance(unknown, Leaf):
        yield unknown
    else:
        for part in unknown.parts:
            yield from part.leaves()


def constant(value: Fraction, dim: Dim, ratio: bool = False) -> Quantity:
    """A number of the rule: exact."""
    return Quantity(value, dim, {}, value, ratio)


@lru_cache(maxsize=4096)
def number_of(over: int, under: int, dim: Dim, ratio: bool) -> Quantity:
    """A number of the rule, made once: ``over / under``."""
    return constant(Rational(over, under), dim, ratio)


def of_cell(leaf: Leaf, dim: Dim, value: Fraction, ratio: bool) -> Quantity:
    """The quantity that is one cell and has no other figure."""
    return _made(Quantity, (value, dim, {leaf: ONE}, ZERO, ratio, ()))


def of_leaf(leaf: Leaf, dim: Dim, value: Fraction, alternatives: tuple[Quantity, ...] = ()) -> Quantity:
    """The quantity that is one cell."""
    return Quantity(value, dim, {leaf: ONE}, ZERO, leaf.figure.unit.dimension == "ratio", alternatives)


def total(quantities: Iterable[Quantity], dim: Dim) -> Quantity:
    """The sum of quantities of one dimension."""
    values, consts, ratio = _Sum(), _Sum(), False
    terms: dict[Unknown, Fraction] = {}
    for quantity in quantities:
        values.add(quantity.value)
        if quantity.const:
            consts.add(quantity.const)
        ratio = ratio or quantity.ratio
        _added(terms, quantity.terms, 1)
    if len(terms) > MANY and all([f is ONE and isinstance(u, Leaf) for u, f in terms.items()]):
        terms = Addends(terms)
    return _made(Quantity, (values.total(), dim, terms, consts.total(), ratio, ()))


def both(one: Quantity, other: Quantity, dim: Dim, sign: int) -> Quantity:
    """The sum of two quantities of one dimension, or with ``sign`` -1 their difference."""
    terms = _together(one.terms, other.terms, sign)
    ratio = one.ratio or other.ratio
    if sign == 1:
        return _made(Quantity, (one.value + other.value, dim, terms, one.const + other.const, ratio, ()))
    return _made(Quantity, (one.value - other.value, dim, terms, one.const - other.const, ratio, ()))


def _together(
    one: Mapping[Unknown, Fraction], other: Mapping[Unknown, Fraction], sign: int
) -> Mapping[Unknown, Fraction]:
    if not other:
        return one
    if sign == 1 and isinstance(one, Addends) and (more := one.more(other)) is not None:
        return more
    terms = dict(one)
    _added(terms, other, sign)
    return terms


def _added(terms: dict[Unknown, Fraction], more: Mapping[Unknown, Fraction], sign: int) -> None:
    """Add further terms, each times the sign; an unknown that is no longer there is left out."""
    if sign == 1 and (not terms or terms.keys().isdisjoint(more)):
        terms.update(more)
        return
    for unknown, factor in more.items():
        if unknown in terms:
            terms[unknown] += factor if sign == 1 else -factor
            if not terms[unknown]:
                del terms[unknown]
        else:
            terms[unknown] = factor if sign == 1 else -factor


def total_of(
    leaves: Mapping[Unknown, Fraction],
    parts: Mapping[int, int],
    dim: Dim,
    ratio: bool,
    units: Mapping[str, Unit],
    exact: bool,
) -> Quantity:
    """The sum of cells, no cell twice.

    ``parts``: for every denominator the sum of the numerators of their values; ``units`` and ``exact`` as :class:`Addends`
    has them.
    """
    terms = Addends(leaves, units, exact) if len(leaves) > MANY else leaves
    return _made(Quantity, (_Sum(parts).total(), dim, terms, ZERO, ratio, ()))


class _Sum:
    """Fractions added by denominator: printed figures share a few, and whole numbers add much faster than fractions."""

    __slots__ = ("_by",)

    def __init__(self, by: Mapping[int, int] = _NOTHING) -> None:
        self._by: dict[int, int] = dict(by)

    def __bool__(self) -> bool:
        return bool(self._by)

    def add(self, value: Fraction, factor: int = 1) -> None:
        denominator = value.denominator
        self._by[denominator] = self._by.get(denominator, 0) + value.numerator * factor

    def total(self) -> Fraction:
        parts = [Rational(numerator, denominator) for denominator, numerator in self._by.items() if numerator]
        return sum(parts[1:], parts[0]) if parts else ZERO


def scaled(quantity: Quantity, factor: Fraction, dim: Dim, ratio: bool = False) -> Quantity:
    """A quantity times a number."""
    if not factor:
        return constant(ZERO, dim)
    terms = {unknown: known * factor for unknown, known in quantity.terms.items()}
    return _made(Quantity, (quantity.value * factor, dim, terms, quantity.const * factor, ratio, ()))


def compound(
    operator: str, parts: tuple[Quantity, ...], value: Fraction, dim: Dim, ratio: bool = False, places: int = 0
) -> Quantity:
    """A quantity that is no linear form of its parts."""
    return _made(Quantity, (value, dim, {Compound(operator, parts, places): ONE}, ZERO, ratio, ()))


# -- what values a quantity can take -------------------------------------------------------------------------------------


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
        return _form(quantity, _EVERY, {})
    return _linear(quantity, 2)


class _Every(frozenset["Leaf"]):
    """Marks that each cell is read as rounded or truncated, whichever is further away."""


_EVERY = _Every()


def _linear(quantity: Quantity, times: int = 1) -> Interval:
    """A sum of cells: the printed value give or take the half-widths (so many times)."""
    if isinstance(quantity.terms, Addends) and quantity.terms.exact:
        return Interval.exact(quantity.value)
    if times == 1 and isinstance(quantity.terms, Addends) and (known := quantity.terms.whole()) is not None:
        return known + Interval.exact(quantity.const) if quantity.const else known
    slack = _Sum()
    alike: dict[int, tuple[Fraction, int]] = {}  # the cells of one column have one half-width, and mostly stand once
    for leaf, factor in quantity.terms.items():
        half = leaf.half if isinstance(leaf, Leaf) else None
        if half is ZERO:
            continue
        if half is None:
            return _form(quantity, frozenset() if times == 1 else _EVERY, {})
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


def _interval(leaf: Leaf, cut: frozenset[Leaf]) -> Interval:
    if cut is _EVERY:
        return leaf.interval.hull(leaf.truncated)
    return leaf.truncated if leaf in cut else leaf.interval


def _ends(leaf: Leaf, cut: frozenset[Leaf]) -> tuple[Fraction, Fraction]:
    interval = _interval(leaf, cut)
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
            wide = [leaf for leaf in shared if isinstance(leaf, Leaf) and not _interval(leaf, cut).is_exact]
            if len(wide) > MOST_CORNERS:
                return []
            seen |= dict.fromkeys(wide, 2)
    out = []
    for leaf, times in seen.items():
        if times < 2 or (interval := _interval(leaf, cut)).is_exact:
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
            known = _interval(unknown, cut)
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


def rounded(value: Fraction, places: int, how: str = "舍入") -> Fraction:
    """Half away from zero (四舍五入) or, with ``how`` 截断, towards zero, to a number of decimal places."""
    scale = Rational(10) ** places
    whole, rest = divmod(abs(value) * scale, 1)
    if how == "舍入" and rest * 2 >= 1:
        whole += 1
    return (-1 if value < 0 else 1) * Rational(whole) / scale


def gap(interval: Interval) -> Fraction:
    """How far an interval stays away from zero, with the sign of its side; 0 when it reaches zero."""
    if interval.lo is not None and interval.lo > 0:
        return interval.lo
    if interval.hi is not None and interval.hi < 0:
        return interval.hi
    return ZERO
