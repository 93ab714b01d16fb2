"""Exact arithmetic on printed numbers: every cell is one unknown true value, known to lie in its printed interval.

A quantity is a linear form over unknowns (cells, and products or quotients that are not linear), so that a cell used twice
is one unknown: ``x − x`` is exactly 0, and a cell on both sides of an equation does not widen the tolerance. What values
a quantity can take is the business of ``engine.ranges``.

Source: XBRL Calculations 1.1, for reading printed digits as intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
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


class _Every(frozenset["Leaf"]):
    """Marks that each cell is read as rounded or truncated, whichever is further away."""


EVERY = _Every()


def taken(leaf: Leaf, cut: frozenset[Leaf]) -> Interval:
    """What one cell can be; the cells in ``cut`` are read as cut off instead of rounded."""
    if cut is EVERY:
        return leaf.interval.hull(leaf.truncated)
    return leaf.truncated if leaf in cut else leaf.interval


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
        """What the sum can be, or with ``every`` (``ranges.rough``) no less; None where a cell has an open end or none."""
        if every not in self._whole:
            self._whole[every] = self._added(every)
        return self._whole[every]

    def _added(self, every: bool) -> Interval | None:
        low, high = Tally(), Tally()
        for leaf in self:
            assert isinstance(leaf, Leaf)
            own = taken(leaf, EVERY) if every else leaf.interval
            if own.lo is None or own.hi is None or ((own.lo_open or own.hi_open) and not every):
                return None
            low.add(own.lo)
            high.add(own.hi)
        return Interval(low.total(), high.total())

    def among(self, cut: frozenset[Leaf], fixed: Mapping[Leaf, Fraction]) -> Interval | None:
        """What the sum can be with some cells read otherwise; None where each cell must be asked."""
        every = cut is EVERY
        whole = self.whole(every)
        if whole is None or len(cut) > MOST_CORNERS:
            return None
        low, high, low_open, high_open = whole.lo, whole.hi, False, False
        assert low is not None and high is not None
        for leaf in {*cut, *fixed}:
            if leaf in self:
                own = taken(leaf, cut) if every else leaf.interval
                now = Interval.exact(fixed[leaf]) if leaf in fixed else taken(leaf, cut)
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
    values, consts, ratio = Tally(), Tally(), False
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
    return _made(Quantity, (Tally(parts).total(), dim, terms, ZERO, ratio, ()))


class Tally:
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
