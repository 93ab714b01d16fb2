"""Numbers of many reports at once: sums, products and quotients of columns, in whole numbers over whole numbers.

This is :mod:`gouji.engine.screen_numbers` for columns. A number is known or not, row by row; what is not known, and what
would leave the range of 64 bits, stays unknown through all arithmetic, and nothing is certain of it.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from gouji.engine.bulk_columns import Columns, Figures
from gouji.engine.screen_parts import NoScreen, meeting_alike
from gouji.engine.sharing import Parts
from gouji.engine.whole import SCALE
from gouji.language import bound as b
from gouji.report.bulk import Flags, Ints

#: Whole numbers from here on may leave the range of 64 bits when two are added.
_LARGEST = 1 << 62


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """``num / den × scale`` in base units, row by row, where it is ``known``; ``den`` None is 1."""

    num: Ints
    den: Ints | None
    scale: Fraction
    known: Flags
    ulps: Callable[[], tuple[Ints, Fraction, Flags]] | None = None
    """The last place of the one reported cell, if it is one, with its scale, and where it is known."""
    exact: bool = False
    """No cell in it has a width: its value is the only one it can take."""
    printed: bool = False
    """A cell or a number of the rule as it stands."""
    counted: bool = False
    """The denominator is a number of rows, so never below zero."""


@dataclasses.dataclass(frozen=True, slots=True)
class Certain:
    """Where a condition certainly holds, certainly fails, certainly holds within rounding (given that it does not hold)."""

    holds: Flags
    fails: Flags
    within: Flags


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """What a condition is asked of: the reports, or rows of a table.

    ``rows`` are some rows (numbers among those of all reports); None: all. ``owners`` are the reports of the rows; None:
    the reports themselves are asked.
    """

    level: int
    table: str | None
    size: int
    rows: Ints | None = None
    owners: Ints | None = None

    def of_report(self, values: Any) -> Any:
        """Values of the reports, for every row."""
        return values if self.owners is None else values[self.owners]

    def none(self) -> Flags:
        return np.zeros(self.size, np.bool_)

    def all(self) -> Flags:
        return np.ones(self.size, np.bool_)

    def narrowed(self, chosen: Flags) -> Frame:
        """Some of its rows."""
        at = np.flatnonzero(chosen)
        rows = at if self.rows is None else self.rows[at]
        return Frame(self.level, self.table, len(at), rows, at if self.owners is None else self.owners[at])


def product(left: Ints, right: Ints) -> tuple[Ints, Flags | None]:
    """The products, and which of them stayed in range; None: all."""
    if _most(left) * _most(right) < _LARGEST:
        return left * right, None
    safe = np.abs(left.astype(np.float64) * right) < _LARGEST / 2  # far further from the edge than a float is inexact
    return np.where(safe, left, 0) * right, safe


def scaled(numbers: Ints, factor: int) -> tuple[Ints, Flags | None]:
    """The numbers times a constant, and which stayed in range."""
    if factor == 1:
        return numbers, None
    if factor >= _LARGEST:
        return numbers * 0, numbers == 0
    return product(numbers, np.array([factor], np.int64))


def _most(numbers: Ints) -> int:
    return max(int(numbers.max()), -int(numbers.min())) if len(numbers) else 0


def both(*flags: Flags | None) -> Flags | None:
    """Where all of them are; None is everywhere."""
    answer: Flags | None = None
    for one in flags:
        if one is not None:
            answer = one if answer is None else answer & one
    return answer


def where_known(known: Flags, *more: Flags | None) -> Flags:
    """Where a number is known and everything else is."""
    found = both(known, *more)
    assert found is not None
    return found


def common(one: Fraction, other: Fraction) -> Fraction:
    """The largest scale of which both scales are multiples."""
    if one == other:
        return one
    over = math.gcd(one.numerator * other.denominator, other.numerator * one.denominator)
    return Fraction(over, one.denominator * other.denominator)


def crossed(left: Number, right: Number) -> tuple[Ints, Ints, Flags]:
    """Both sides over one denominator and in one scale, and where they are known.

    Equal only if the sides are; ordered only without denominators (or with counts for denominators).
    """
    scale = common(left.scale, right.scale)
    one, safe = scaled(left.num, int(left.scale / scale))
    other, safer = scaled(right.num, int(right.scale / scale))
    known = where_known(left.known, right.known, safe, safer)
    if right.den is not None:
        one, safe = product(one, right.den)
        known = where_known(known, safe, right.den != 0)
    if left.den is not None:
        other, safe = product(other, left.den)
        known = where_known(known, safe, left.den != 0)
    return one, other, known


class Numbers:
    """What the arithmetic of a rule comes to in all reports of a bulk."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.count = len(columns.bulk)
        self._key = Parts().key

    def frame(self, level: int, table: str) -> Frame:
        """All rows of a table."""
        owners = self.columns.rows(table).owners
        return Frame(level, table, len(owners), None, owners)

    @property
    def reports(self) -> Frame:
        """The reports themselves."""
        return Frame(0, None, self.count)

    def _place(self, cell: b.Cell, frame: Frame) -> None:
        """Make sure that a cell is one of the frame's rows, or of their reports. Raises NoScreen."""
        if cell.of_group or (cell.level >= 0 and (cell.level != frame.level or cell.table != frame.table)):
            raise NoScreen

    def _seen(self, values: Any, cell: b.Bound, frame: Frame) -> Any:
        """What a whole column was made into, for the rows of the frame."""
        if isinstance(cell, b.OneRow):
            return self._one(values, cell, frame)
        assert isinstance(cell, b.Cell)
        if cell.level < 0:
            return tuple(frame.of_report(part) for part in values)
        return values if frame.rows is None else tuple(part[frame.rows] for part in values)

    def _one(self, values: Any, cell: b.OneRow, frame: Frame) -> Any:
        """The same for a cell of one row; the first of the values says with 0 or False that nothing is known."""
        rows, per_report = self._one_row(cell, frame)
        found = rows >= 0
        picked = [part[np.maximum(rows, 0)] for part in values]
        picked[0] = np.where(found, picked[0], picked[0].dtype.type(0))
        return tuple(frame.of_report(part) if per_report else part for part in picked)

    def _rational(self, bound: b.Bound, frame: Frame) -> Number:
        match bound:
            case b.Constant(value=value):
                return self._constant(value, frame)
            case b.Cell() | b.OneRow():
                return self._figure(bound, bound.column.width, frame)
            case b.Function(function="显示", arguments=(inner,)) if isinstance(inner, b.Cell | b.OneRow):
                return self._figure(inner, "printed", frame)
            case b.Minus(operand=operand):
                inner_ = self._rational(operand, frame)
                return Number(-inner_.num, inner_.den, inner_.scale, inner_.known, exact=inner_.exact)
            case b.Arith(operator=operator, left=left, right=right):
                return self._arithmetic(operator, left, right, frame)
            case b.Aggregate():
                return self._aggregate(bound, frame)
            case b.Function(function=function, arguments=(one, two)) if function in ("最小", "最大"):
                return self._extreme(function, one, two, frame)
        raise NoScreen

    @staticmethod
    def _constant(value: Fraction, frame: Frame) -> Number:
        if abs(value.numerator) >= _LARGEST:
            raise NoScreen
        num = np.full(frame.size, value.numerator, np.int64)
        return Number(num, None, Fraction(1, value.denominator), frame.all(), exact=True, printed=True)

    def _figure(self, cell: b.Cell | b.OneRow, width: str, frame: Frame) -> Number:
        if cell.type.base != "number":
            raise NoScreen
        if isinstance(cell, b.Cell):
            self._place(cell, frame)
        figures = self.columns.figures(cell)
        known, num = self._seen((figures.known, figures.numbers), cell, frame)
        ulps = None if width == "exact" else lambda: self._ulps(cell, figures, width, frame)
        return Number(num, None, figures.scale, known, ulps, width == "exact", True)

    def _ulps(
        self, cell: b.Cell | b.OneRow, figures: Figures, width: str, frame: Frame
    ) -> tuple[Ints, Fraction, Flags]:
        """The last places that a cell is as wide as."""
        if width == "column":
            known, places = self.columns.once(("finest", cell.table, cell.column.name), lambda: self._finest(cell))
            known, places = self._seen((known, places), cell, frame)
            return places, Fraction(1, SCALE), known
        known, ulps = self._seen((figures.known, figures.ulps), cell, frame)
        return ulps, figures.scale, known & (ulps > 0)

    def _finest(self, cell: b.Cell | b.OneRow) -> tuple[Flags, Ints]:
        """For every row the finest place that any figure of the column shows in its report (the width of money)."""
        places, shows = self.columns.places(cell)
        if cell.table is None:
            return shows, places
        rows = self.columns.rows(cell.table)
        none = np.iinfo(np.int64).max
        least = np.minimum.reduceat(np.where(shows, places, none), rows.firsts[:-1])[rows.owners]
        known = (least > 0) & (least < _LARGEST)
        return known, np.where(known, least, 0)

    def _arithmetic(self, operator: str, left: b.Bound, right: b.Bound, frame: Frame) -> Number:
        one, other = self._rational(left, frame), self._rational(right, frame)
        exact = one.exact and other.exact
        if operator == "*":
            num, safe = product(one.num, other.num)
            den, known = self._times(one.den, other.den, where_known(one.known, other.known, safe))
            return Number(num, den, one.scale * other.scale, known, exact=exact)
        if operator == "/":
            count = isinstance(right, b.Aggregate) and right.function == "计数"
            if not (count or isinstance(right, b.Cell | b.OneRow | b.Constant)) or other.den is not None:
                raise NoScreen
            den, known = self._times(one.den, other.num, where_known(one.known, other.known))
            scale = one.scale / other.scale
            return Number(one.num, den, scale, known, exact=exact, counted=count and one.den is None)
        if one.den is not None or other.den is not None:
            raise NoScreen
        meeting_alike(left, right)
        a, c, known = crossed(one, other)
        num, known = self._added(a, c, known, operator)
        return Number(num, None, common(one.scale, other.scale), known, exact=exact)

    @staticmethod
    def _added(a: Ints, c: Ints, known: Flags, operator: str) -> tuple[Ints, Flags]:
        """Sum or difference, where both are far enough from the edge of the range."""
        safe = (np.abs(a) < _LARGEST // 2) & (np.abs(c) < _LARGEST // 2)
        a, c = np.where(safe, a, 0), np.where(safe, c, 0)
        return (a + c if operator == "+" else a - c), known & safe

    @staticmethod
    def _times(left: Ints | None, right: Ints | None, known: Flags) -> tuple[Ints | None, Flags]:
        if left is None or right is None:
            return left if right is None else right, known
        den, safe = product(left, right)
        return den, where_known(known, safe)

    def _extreme(self, function: str, left: b.Bound, right: b.Bound, frame: Frame) -> Number:
        """Of a cell and a number of the rule only."""
        one, other = self._rational(left, frame), self._rational(right, frame)
        if not isinstance(right, b.Constant) or one.den is not None:
            raise NoScreen
        meeting_alike(left, right)
        a, c, known = crossed(one, other)
        num = np.minimum(a, c) if function == "最小" else np.maximum(a, c)
        return Number(num, None, common(one.scale, other.scale), known, exact=one.exact)

    # -- sums over rows -----------------------------------------------------------------------------------------------

    def _aggregate(self, bound: b.Aggregate, frame: Frame) -> Number:
        if bound.function not in ("合计", "计数") or bound.require is not None or bound.of_group:
            raise NoScreen
        if (keyed := self._keyed_sum(bound, frame)) is not None:
            return keyed
        exact = bound.function == "计数" or (isinstance(bound.value, b.Cell) and bound.value.column.width == "exact")
        num, scale, known = self.columns.once(("sum", self._key(bound)), lambda: self._total(bound))
        return Number(frame.of_report(num), None, scale, frame.of_report(known), exact=exact)

    def _total(self, bound: b.Aggregate) -> tuple[Ints, Fraction, Flags]:
        """The sum (or the count) of every report."""
        inner = self.frame(bound.level, bound.table)
        value, scale, known = self._summand(bound, inner)
        if bound.where is not None:
            truth = self.truth(bound.where, inner)
            value = np.where(truth.holds, value, 0)
            known = np.where(truth.holds, known, truth.fails)
        firsts = self.columns.rows(bound.table).firsts
        sums, safe = self._sums(np.where(known, value, 0), firsts[:-1])
        return sums, scale, np.logical_and.reduceat(known, firsts[:-1]) & safe

    @staticmethod
    def _sums(values: Ints, firsts: Ints) -> tuple[Ints, Flags]:
        sums: Ints = np.add.reduceat(values, firsts)
        if _most(values) * len(values) < _LARGEST:
            return sums, np.ones(len(sums), np.bool_)
        safe = np.add.reduceat(np.abs(values.astype(np.float64)), firsts) < _LARGEST / 2
        return np.where(safe, sums, 0), safe

    def _summand(self, bound: b.Aggregate, inner: Frame) -> tuple[Ints, Fraction, Flags]:
        if bound.function == "计数":
            one = Fraction(1)
            if bound.value is None and bound.where is not None:
                return np.ones(inner.size, np.int64), one, inner.all()
            if not isinstance(bound.value, b.Cell) or bound.value.level != bound.level:
                raise NoScreen
            self._place(bound.value, inner)
            filled = self.columns.folds(bound.value, None) != 0  # an empty cell folds to nothing
            return filled.astype(np.int64), one, inner.all()
        if not isinstance(bound.value, b.Cell) or bound.value.level != bound.level:
            raise NoScreen
        number = self._figure(bound.value, bound.value.column.width, inner)
        return number.num, number.scale, number.known

    def _keyed_sum(self, bound: b.Aggregate, frame: Frame) -> Number | None:
        """``合计(表.列 其中 键 = 本行.键)``: one pass over the table gives the sums of all keys."""
        where, value = bound.where, bound.value
        if not isinstance(where, b.Comparison) or where.operator != "=" or bound.function != "合计":
            return None
        inner, outer = sorted((where.left, where.right), key=lambda side: -getattr(side, "level", -2))
        if not isinstance(inner, b.Cell) or not isinstance(outer, b.Cell) or not isinstance(value, b.Cell):
            return None
        if not inner.level == value.level == bound.level > outer.level or value.type.base != "number":
            return None
        if inner.type.base != "text" or outer.type.base != "text":
            return None
        self._place(outer, frame)
        inside = self.frame(bound.level, bound.table)
        self._place(inner, inside)
        figures = self._figure(value, value.column.width, inside)
        assert inside.owners is not None
        keys = self._coded(self.columns.folds(inner, None), inside.owners)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        firsts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        sums, safe = self._sums(np.where(figures.known, figures.num, 0)[order], firsts)
        known = np.logical_and.reduceat(figures.known[order], firsts) & safe
        wanted = self._coded(*self._outer(outer, frame))
        at = np.minimum(np.searchsorted(ordered[firsts], wanted), len(firsts) - 1)
        found = ordered[firsts][at] == wanted
        num, known = np.where(found, sums[at], 0), np.where(found, known[at], True)
        return Number(num, None, figures.scale, known, exact=value.column.width == "exact")

    def _outer(self, cell: b.Cell, frame: Frame) -> tuple[Ints, Ints]:
        """The folded texts of a cell outside a sum, and the reports that they stand in."""
        folds = self._folds(cell, frame)
        return folds, np.arange(self.count) if frame.owners is None else frame.owners

    @staticmethod
    def _coded(folds: Ints, owners: Ints) -> Ints:
        """Report and text as one number."""
        return (owners << 32) + folds

    # -- texts and rows -----------------------------------------------------------------------------------------------

    def _folds(self, cell: b.Cell, frame: Frame) -> Ints:
        """The folded texts of a cell, by number."""
        self._place(cell, frame)
        if cell.level < 0:
            found: Ints = frame.of_report(self.columns.folds(cell, None))
            return found
        return self.columns.folds(cell, frame.rows)

    def _one_row(self, cell: b.OneRow, frame: Frame) -> tuple[Ints, bool]:
        """The row that a cell is taken from (-1: no one row), and whether there is one for each report or each row."""
        where = cell.where
        if where is None:
            return self.columns.once(("total", cell.table, cell.column.name), lambda: self._total_row(cell)), True
        if isinstance(where, b.Membership | b.Comparison) and where.operator in ("属于", "="):
            inner, outer = (
                (where.operand, where.words) if isinstance(where, b.Membership) else (where.left, where.right)
            )
            if isinstance(inner, b.Cell) and isinstance(outer, b.Cell) and inner.level == cell.level > outer.level:
                if inner.type.base != "text" or outer.type.base != "text":
                    raise NoScreen
                return self._keyed_row(cell, inner, outer, frame), False
        if any(isinstance(part, b.Cell) and 0 <= part.level < cell.level for part in b.walk(where)):
            raise NoScreen
        return self.columns.once(("row", cell.table, self._key(where)), lambda: self._only_row(cell, where)), True

    def _keyed_row(self, cell: b.OneRow, inner: b.Cell, outer: b.Cell, frame: Frame) -> Ints:
        inside = self.frame(cell.level, cell.table)
        self._place(inner, inside)
        assert inside.owners is not None
        keys = self._coded(self.columns.folds(inner, None), inside.owners)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        wanted = self._coded(*self._outer(outer, frame))
        first = np.searchsorted(ordered, wanted)
        alone = np.searchsorted(ordered, wanted, side="right") - first == 1
        return np.where(alone, order[np.minimum(first, len(order) - 1)], -1)

    def _only_row(self, cell: b.OneRow, where: b.Bound) -> Ints:
        inside = self.frame(cell.level, cell.table)
        truth = self.truth(where, inside)
        return self._alone(inside, truth.holds, ~(truth.holds | truth.fails))

    def _total_row(self, cell: b.OneRow) -> Ints:
        """The row that a bare ``表.列`` from elsewhere means: see :func:`gouji.engine.screening.one_of`."""
        inside = self.frame(cell.level, cell.table)
        candidates = inside.all()
        known = self.columns.form.totals.get(cell.table)
        if known is not None:
            column, among = known
            folds = self.columns.folds(b.Cell(cell.node, cell.type, cell.table, column, 0), None)
            numbers = [self.columns.numbered.number(word) for word in among]
            totals = np.isin(folds, np.array(numbers, np.int64))
            some = np.logical_or.reduceat(totals, self.columns.rows(cell.table).firsts[:-1])
            candidates = np.where(some[inside.owners], totals, True)
        only = self._alone(inside, candidates, inside.none())
        filled = self._alone(inside, candidates & self.columns.filled(cell), inside.none())
        return np.where(only >= 0, only, filled)

    def _alone(self, inside: Frame, chosen: Flags, doubtful: Flags) -> Ints:
        """For every report the one row that is chosen; -1 where it is not one, or any row is in doubt."""
        assert inside.owners is not None
        rows = np.full(self.count, -1, np.int64)
        at = np.flatnonzero(chosen)
        rows[inside.owners[at]] = at
        rows[np.bincount(inside.owners[at], minlength=self.count) != 1] = -1
        rows[inside.owners[np.flatnonzero(doubtful)]] = -1
        return rows

    def truth(self, bound: b.Bound, frame: Frame) -> Certain:
        """What is certain of a condition. Raises NoScreen."""
        raise NotImplementedError


__all__ = ["Certain", "Frame", "Number", "Numbers", "common", "crossed", "product", "scaled", "where_known"]
