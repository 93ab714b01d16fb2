"""Numbers of many reports at once: sums, products and quotients of columns, in whole numbers over whole numbers.

This is :mod:`gouji.engine.screen_numbers` for columns. A number is known or not, row by row; what is not known, and what
would leave the range of 64 bits, stays unknown through all arithmetic, and nothing is certain of it.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from gouji.engine.bulk.arithmetic import LARGEST, Number, common, crossed, largest, product, where_known
from gouji.engine.bulk.columns import Figures
from gouji.engine.bulk.places import Frame, Places
from gouji.engine.screen_parts import NoScreen, meeting_alike
from gouji.engine.whole import SCALE
from gouji.figures.rational import Rational
from gouji.language import bound as b
from gouji.report.bulk import Flags, Ints


class Numbers(Places):
    """What the arithmetic of a rule comes to in all reports of a bulk."""

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
            case b.Function(function="缺省", arguments=(cell, instead)) if self.columns.form.lacks(cell):
                return self._rational(instead, frame)
            case b.Function(function=function, arguments=(one, two)) if function in ("最小", "最大"):
                return self._extreme(function, one, two, frame)
        raise NoScreen

    @staticmethod
    def _constant(value: Fraction, frame: Frame) -> Number:
        if abs(value.numerator) >= LARGEST:
            raise NoScreen
        num = np.full(frame.size, value.numerator, np.int64)
        return Number(num, None, Rational(1, value.denominator), frame.all(), exact=True, printed=True)

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
            return places, Rational(1, SCALE), known
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
        known = (least > 0) & (least < LARGEST)
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
        safe = (np.abs(a) < LARGEST // 2) & (np.abs(c) < LARGEST // 2)
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
        if largest(values) * len(values) < LARGEST:
            return sums, np.ones(len(sums), np.bool_)
        safe = np.add.reduceat(np.abs(values.astype(np.float64)), firsts) < LARGEST / 2
        return np.where(safe, sums, 0), safe

    def _summand(self, bound: b.Aggregate, inner: Frame) -> tuple[Ints, Fraction, Flags]:
        if bound.function == "计数":
            one = Rational(1)
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


__all__ = ["Numbers"]
