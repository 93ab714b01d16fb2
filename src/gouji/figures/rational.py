"""Fractions that reckon quickly: :class:`fractions.Fraction` takes most of its time with asking what its operands are.

A :class:`Rational` is a Fraction, equal to any other of the same value, with the same hash. What is reckoned of it and of
fractions or whole numbers is a Rational again. With a float it does not reckon at all, since nothing here may become one.

The ways of keeping the terms low are those of Knuth, The Art of Computer Programming, vol. 2, 4.5.1.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Rational = Fraction
else:
    _new = object.__new__

    def _of(numerator, denominator):
        """The number of two terms that are as low as they can be, the second one above zero."""
        made = _new(Rational)
        made._numerator = numerator
        made._denominator = denominator
        return made

    def _lowered(numerator, denominator):
        """The number of any two terms, the second one above zero."""
        common = gcd(numerator, denominator)
        return _of(numerator, denominator) if common == 1 else _of(numerator // common, denominator // common)

    def _terms(other):
        """The terms of an operand; None of what is neither a fraction nor a whole number."""
        kind = type(other)
        if kind is Rational or kind is Fraction:  # isinstance asks an abstract class, which takes long
            return other._numerator, other._denominator
        return (int(other), 1) if isinstance(other, int) else None

    def _sum(na, da, nb, db):
        if da == db:
            return _of(na + nb, 1) if da == 1 else _lowered(na + nb, da)
        common = gcd(da, db)
        if common == 1:
            return _of(na * db + da * nb, da * db)
        part = da // common
        total = na * (db // common) + nb * part
        common = gcd(total, common)
        return _of(total // common, part * (db // common)) if common != 1 else _of(total, part * db)

    def _product(na, da, nb, db):
        if da == db == 1:
            return _of(na * nb, 1)
        common = gcd(na, db)
        if common > 1:
            na //= common
            db //= common
        common = gcd(nb, da)
        if common > 1:
            nb //= common
            da //= common
        return _of(na * nb, da * db)

    def _quotient(na, da, nb, db):
        if not nb:
            raise ZeroDivisionError(f"{na}/{da} divided by zero")
        return _product(na, da, db, nb) if nb > 0 else _product(na, da, -db, -nb)

    #: What knows its own terms, as low as they can be.
    _EXACT = frozenset((Decimal, Fraction))

    class Rational(Fraction):
        """An exact number. Made like a Fraction, of whole numbers, a Decimal, a text or a Fraction; never of a float."""

        __slots__ = ()

        #: Read as they lie, which a property of Fraction does by a call.
        numerator = Fraction._numerator
        denominator = Fraction._denominator

        def __new__(cls, numerator=0, denominator=None):
            if type(numerator) is int:
                if denominator is None:
                    return _of(numerator, 1)
                if type(denominator) is int and denominator > 0:
                    return _lowered(numerator, denominator)
            if denominator is None and type(numerator) in _EXACT:
                return _of(*numerator.as_integer_ratio())
            if isinstance(numerator, float) or isinstance(denominator, float):
                raise TypeError("a float is not exact")
            return _of(*Fraction(numerator, denominator).as_integer_ratio())

        def __add__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else _sum(self._numerator, self._denominator, *terms)

        __radd__ = __add__

        def __sub__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else _sum(self._numerator, self._denominator, -terms[0], terms[1])

        def __rsub__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else _sum(*terms, -self._numerator, self._denominator)

        def __mul__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else _product(self._numerator, self._denominator, *terms)

        __rmul__ = __mul__

        def __truediv__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else _quotient(self._numerator, self._denominator, *terms)

        def __rtruediv__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else _quotient(*terms, self._numerator, self._denominator)

        def __neg__(self):
            return _of(-self._numerator, self._denominator)

        def __abs__(self):
            return self if self._numerator >= 0 else _of(-self._numerator, self._denominator)

        def __bool__(self):
            return self._numerator != 0

        def __eq__(self, other):
            terms = _terms(other)
            if terms is None:
                return Fraction.__eq__(self, other)
            return self._numerator == terms[0] and self._denominator == terms[1]

        def __lt__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else self._numerator * terms[1] < terms[0] * self._denominator

        def __le__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else self._numerator * terms[1] <= terms[0] * self._denominator

        def __gt__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else self._numerator * terms[1] > terms[0] * self._denominator

        def __ge__(self, other):
            terms = _terms(other)
            return NotImplemented if terms is None else self._numerator * terms[1] >= terms[0] * self._denominator

        def __hash__(self):
            return hash(self._numerator) if self._denominator == 1 else Fraction.__hash__(self)

        def __reduce__(self):
            return Rational, (self._numerator, self._denominator)

        def __copy__(self):
            return self

        def __deepcopy__(self, memo):
            return self


__all__ = ["Rational"]
