"""Numbers in a screen: sums, products and quotients of cells as whole numbers over whole numbers."""

from __future__ import annotations

from gouji.engine.screen_names import Names
from gouji.engine.screen_parts import (
    NAN,
    NoScreen,
    Rational,
    constant_of,
    if_else,
    loop_over,
    meeting_alike,
    scaled_by,
    times,
)
from gouji.language import bound as b
from gouji.language import code_parts as ast
from gouji.language.emitter import call, name


class Numbers(Names):
    """What the arithmetic of a rule comes to."""

    def _rational(self, bound: b.Bound) -> Rational:
        match bound:
            case b.Constant(value=value):
                return constant_of(value)
            case b.Cell() | b.OneRow():
                return self._figure(bound, bound.column.width)
            case b.Function(function="显示", arguments=(inner,)) if isinstance(inner, b.Cell | b.OneRow):
                return self._figure(inner, "printed")
            case b.Minus(operand=operand):
                inner_ = self._rational(operand)
                return Rational(ast.UnaryOp(ast.USub(), inner_.num), inner_.den, inner_.power, exact=inner_.exact)
            case b.Arith(operator=operator, left=left, right=right):
                return self._arithmetic(operator, left, right)
            case b.Aggregate():
                return self._aggregate(bound)
            case b.Function(function="缺省", arguments=(cell, instead)) if self.form.lacks(cell):
                return self._rational(instead)
            case b.Function(function=function, arguments=(one, two)) if function in ("最小", "最大"):
                return self._extreme(function, one, two)
        raise NoScreen

    def _figure(self, cell: b.Cell | b.OneRow, width: str) -> Rational:
        if cell.type.base != "number":
            raise NoScreen
        what = {"printed": "ulps", "column": "column_ulps"}.get(width)
        ulp = None if what is None else (lambda: self._cell(what, cell))
        return Rational(self._cell("numbers", cell), None, 1, ulp, width == "exact", True)

    def _arithmetic(self, operator: str, left: b.Bound, right: b.Bound) -> Rational:
        one, other = self._rational(left), self._rational(right)
        exact = one.exact and other.exact
        if operator == "*":
            den = times(one.den, other.den)
            return Rational(ast.BinOp(one.num, ast.Mult(), other.num), den, one.power + other.power, exact=exact)
        if operator == "/":
            count = isinstance(right, b.Aggregate) and right.function == "计数"
            if not (count or isinstance(right, b.Cell | b.OneRow | b.Constant)) or other.den is not None:
                raise NoScreen
            num = one.num if other.power == 0 else scaled_by(one.num, other.power)
            counted = count and one.den is None
            return Rational(num, times(one.den, other.num), one.power, exact=exact, counted=counted)
        if one.den is not None or other.den is not None:
            raise NoScreen
        meeting_alike(left, right)
        power = max(one.power, other.power)
        a, c = scaled_by(one.num, power - one.power), scaled_by(other.num, power - other.power)
        return Rational(ast.BinOp(a, ast.Add() if operator == "+" else ast.Sub(), c), None, power, exact=exact)

    def _extreme(self, function: str, left: b.Bound, right: b.Bound) -> Rational:
        """Of a cell and a number of the rule only: NaN must win, which ``min`` and ``max`` do not promise."""
        one, other = self._rational(left), self._rational(right)
        if not isinstance(right, b.Constant) or one.den is not None:
            raise NoScreen
        meeting_alike(left, right)
        power = max(one.power, other.power)
        a, c = scaled_by(one.num, power - one.power), scaled_by(other.num, power - other.power)
        test = ast.Compare(a, [ast.Gt() if function == "最小" else ast.Lt()], [c])
        return Rational(ast.IfExp(test, c, a), None, power, exact=one.exact)

    def _aggregate(self, bound: b.Aggregate) -> Rational:
        if bound.function not in ("合计", "计数") or bound.require is not None:
            raise NoScreen
        if bound.of_group:
            return self._group_sum(bound)
        if (keyed := self._keyed_sum(bound)) is not None:
            return keyed
        exact = bound.function == "计数" or (isinstance(bound.value, b.Cell) and bound.value.column.width == "exact")
        total = self._entry(f"sum:{self._key(bound)}", lambda: self._total(bound))
        return Rational(name(total), None, 0 if bound.function == "计数" else 1, exact=exact)

    def _total(self, bound: b.Aggregate) -> ast.expr:
        with self._rows_of(bound.level) as frame:
            value = self._summand(bound)
            if bound.where is not None:
                truth = self._truth(bound.where)
                value = if_else(truth.holds, value, if_else(truth.fails, 0, NAN))
        if not frame.loops:
            raise NoScreen
        plain = len(frame.loops) == 1 and isinstance(value, ast.Name) and value.id in frame.loops.values()
        return call("sum", name(next(iter(frame.loops))) if plain else ast.ListComp(value, [loop_over(frame.loops)]))

    def _summand(self, bound: b.Aggregate) -> ast.expr:
        if bound.function == "计数":
            if bound.value is None and bound.where is not None:
                return ast.Constant(1)
            if not isinstance(bound.value, b.Cell) or bound.value.level != bound.level:
                raise NoScreen
            return if_else(self._cell("folds", bound.value), 1, 0)  # an empty cell folds to nothing
        if not isinstance(bound.value, b.Cell) or bound.value.level != bound.level:
            raise NoScreen
        return self._figure(bound.value, bound.value.column.width).num

    def _keyed_sum(self, bound: b.Aggregate) -> Rational | None:
        """``合计(表.列 其中 键 = 本行.键)``: one pass over the table gives the sums of all keys."""
        where, value = bound.where, bound.value
        if not isinstance(where, b.Comparison) or where.operator != "=" or bound.function != "合计":
            return None
        sides = sorted((where.left, where.right), key=lambda side: -getattr(side, "level", -2))
        inner, outer = sides
        if not isinstance(inner, b.Cell) or not isinstance(outer, b.Cell) or not isinstance(value, b.Cell):
            return None
        if not inner.level == value.level == bound.level > outer.level or value.type.base != "number":
            return None
        if inner.type.base != "text" or outer.type.base != "text":
            return None
        numbers, keys = self._array("numbers", value), self._array("folds", inner)
        sums = self._entry(f"by:{numbers}:{keys}", lambda: call("sums_by", name(numbers), name(keys)))
        total = call(f"{sums}.get", self._cell("folds", outer), ast.Constant(0))
        return Rational(total, None, 1, exact=value.column.width == "exact")

    def _group_sum(self, bound: b.Aggregate) -> Rational:
        value = bound.value
        if (
            bound.function != "合计"
            or bound.where is not None
            or not isinstance(value, b.Cell)
            or value.type.base != "number"
        ):
            raise NoScreen
        array = self._array("numbers", value)
        return Rational(call("sum_at", name(array), name("g")), None, 1, exact=value.column.width == "exact")


__all__ = ["Numbers"]
