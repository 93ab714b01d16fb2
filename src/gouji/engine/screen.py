"""The quick path: whole columns at a time, in whole numbers, for what is certain at once.

A screen is a second reading of the same bound rule, compiled through ``ast``. For every row it says: not applicable,
passes, passes within rounding, or *not sure*; whatever it is not sure about goes to the exact path, which alone finds
faults and makes evidence. So the screen can be incomplete but must never be wrong: every answer it gives is the one that
the exact path would give (a property test holds them side by side).

How it stays right: figures are whole numbers (base units × :data:`gouji.engine.cells.SCALE`), so arithmetic is exact. A cell
that is not one plain figure in the unit of its column is NaN, which makes every comparison it touches false; hence every
certainty is written as a comparison that is true, and never as ``!=``. Products and quotients are cross-multiplied; a
divisor must be a single cell, which is further from zero than its rounding unless it is zero. "Within rounding" is
claimed by a witness only: the reported figure alone, moved inside its own rounding, meets the value of the other side.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gouji.engine import screening
from gouji.engine.cells import SCALE, Cell, code_of
from gouji.language import Scope, Slot, compile_exact
from gouji.language import bound as b
from gouji.language.emitter import call, function_def, name, slot_of

#: Status of a row, as the screen and the judge number them.
NOT_APPLICABLE, PASSES, WITHIN, UNSURE = range(4)
#: A screen that grows beyond this many nodes is not worth having.
LARGEST = 3_000
_TRUE, _FALSE = ast.Constant(True), ast.Constant(False)


class _NoScreen(Exception):
    """The rule uses something that only the exact path knows."""


@dataclass(frozen=True, slots=True)
class _Rational:
    """``num / den / SCALE**power``; ``den`` None is 1. ``ulp``: the scaled last place of the one reported cell, if it is one."""

    num: ast.expr
    den: ast.expr | None
    power: int
    ulp: Callable[[], ast.expr] | None = None
    exact: bool = False
    """No cell in it has a width: its value is the only one it can take."""
    printed: bool = False
    """A cell or a number of the rule as it stands."""


@dataclass(frozen=True, slots=True)
class _Certain:
    """Three conditions: certainly holds, certainly fails, certainly holds within rounding (given that it does not hold)."""

    holds: ast.expr
    fails: ast.expr
    within: ast.expr = field(default_factory=lambda: _FALSE)


@dataclass(slots=True)
class _Frame:
    """The rows of one level: which arrays are looped over, and under which names."""

    level: int
    loops: dict[str, str] = field(default_factory=dict)


class Screen:
    """Compiles one rule's quick path; ``function`` is None when the rule has none."""

    def __init__(self, slots: list[Slot], operations: Mapping[str, Any]) -> None:
        self.slots = slots
        self.operations = operations
        self._before: list[ast.stmt] = []
        self._named: dict[str, str] = {}
        self._frames: list[_Frame] = []
        self._constants: dict[str, Any] = {}
        self._group = False
        self._count = 0

    def function(self, scope: Scope, when: b.Bound | None, require: b.Bound) -> Callable[[Any, Any], list[int]] | None:
        """``screen(s, rows)`` gives the status of every row (or group of rows) in order."""
        self._group = bool(scope.keys)
        try:
            self._frames = [_Frame(0)] if scope.table is not None else []
            status = self._status(when, require)
            body = self._body(scope, status)
        except _NoScreen:
            return None
        module = ast.fix_missing_locations(ast.Module([function_def("screen", ["s", "rows"], body)], []))
        if sum(1 for _ in ast.walk(module)) > LARGEST:
            return None
        scope_: dict[str, Any] = {**screening.NAMESPACE, **self._constants}
        exec(compile(module, "<screen>", "exec"), scope_)
        made: Callable[[Any, Any], list[int]] = scope_["screen"]
        return made

    def _status(self, when: b.Bound | None, require: b.Bound) -> ast.expr:
        needed = self._truth(require)
        if needed.holds is _FALSE and needed.within is _FALSE and when is None:
            raise _NoScreen
        if when is None:
            return _if(needed.holds, PASSES, _if(needed.within, WITHIN, UNSURE))
        asked = self._truth(when)
        inside = _if(needed.holds, PASSES, _if(needed.within, WITHIN, UNSURE))
        return _if(asked.fails, NOT_APPLICABLE, _if(asked.holds, inside, UNSURE))

    def _body(self, scope: Scope, status: ast.expr) -> list[ast.stmt]:
        if scope.table is None:
            return [*self._before, ast.Return(ast.List([status], ast.Load()))]
        if self._group:
            loop = ast.comprehension(ast.Name("g", ast.Store()), name("rows"), [], 0)
            return [*self._before, ast.Return(ast.ListComp(status, [loop]))]
        loops = self._frames[0].loops
        if not loops:  # nothing depends on the row: one answer for all of them
            product = ast.BinOp(ast.List([status], ast.Load()), ast.Mult(), call("len", name("rows")))
            return [*self._before, ast.Return(product)]
        return [*self._before, ast.Return(ast.ListComp(status, [_loop(loops)]))]

    # -- names: arrays are fetched once before the loop ---------------------------------------------------------------

    def _fresh(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _hoist(self, key: str, expression: ast.expr) -> str:
        """A value worked out once before the loop; equal keys share it."""
        known = self._named.get(key)
        if known is None:
            known = self._named[key] = self._fresh("h")
            self._before.append(ast.Assign([ast.Name(known, ast.Store())], expression))
        return known

    def _array(self, what: str, slot: int, *more: ast.expr) -> str:
        key = f"{what}:{slot}:{','.join(ast.dump(argument) for argument in more)}"
        return self._hoist(key, call(what, name("s"), ast.Constant(slot), *more))

    def _constant(self, value: Any) -> ast.expr:
        word = self._fresh("c")
        self._constants[word] = value
        return name(word)

    def _at(self, array: str, cell: b.Cell) -> ast.expr:
        """The element of an array that belongs to a cell of the row at hand."""
        if cell.level < 0:
            return ast.Subscript(name(array), ast.Constant(0), ast.Load())
        if self._group and cell.level == 0:
            raise _NoScreen  # group cells are asked for by name, see _group_value
        frame = next((frame for frame in reversed(self._frames) if frame.level == cell.level), None)
        if frame is None or frame is not self._frames[-1]:
            raise _NoScreen  # a row outside the loop at hand
        variable = frame.loops.setdefault(array, self._fresh("r"))
        return name(variable)

    @contextmanager
    def _rows_of(self, level: int) -> Iterator[_Frame]:
        frame = _Frame(level)
        self._frames.append(frame)
        try:
            yield frame
        finally:
            self._frames.pop()

    def _cell(self, what: str, cell: b.Bound, *more: ast.expr) -> ast.expr:
        """A cell as the array function ``what`` sees it."""
        if isinstance(cell, b.OneRow):
            return self._one_row(what, cell, *more)
        assert isinstance(cell, b.Cell)
        array = self._array(what, slot_of(self.slots, cell.table, cell.column), *more)
        if cell.of_group and cell.level == 0:
            texts = self._array("texts", slot_of(self.slots, cell.table, cell.column))
            if self._frames[-1].level != 0:
                raise _NoScreen
            return call("of_group", name(array), name(texts), name("g"), _nothing(what))
        return self._at(array, cell)

    def _one_row(self, what: str, cell: b.OneRow, *more: ast.expr) -> ast.expr:
        slot = slot_of(self.slots, cell.table, cell.column)
        array = self._array(what, slot, *more)
        if cell.where is None:
            index = self._hoist(f"total:{slot}", call("total_row", name("s"), ast.Constant(slot)))
            return call("element", name(array), name(index), _nothing(what))
        where = cell.where
        if isinstance(where, b.Membership | b.Comparison) and where.operator in ("属于", "="):
            inner, outer = (
                (where.operand, where.words) if isinstance(where, b.Membership) else (where.left, where.right)
            )
            if isinstance(inner, b.Cell) and isinstance(outer, b.Cell) and inner.level == cell.level > outer.level:
                if inner.type.base != "text" or outer.type.base != "text":
                    raise _NoScreen
                keys = self._array("key_rows", slot_of(self.slots, inner.table, inner.column))
                key = self._cell("folded", outer)
                return call("element", name(array), call(f"{keys}.get", key), _nothing(what))
        if any(isinstance(part, b.Cell) and 0 <= part.level < cell.level for part in b.walk(where)):
            raise _NoScreen
        index = self._only_row(cell, where)
        return call("element", name(array), name(index), _nothing(what))

    def _only_row(self, cell: b.OneRow, where: b.Bound) -> str:
        outside, self._frames = self._frames, []
        try:
            with self._rows_of(cell.level) as frame:
                truth = self._truth(where)
        finally:
            self._frames = outside
        if not frame.loops:
            raise _NoScreen
        states = ast.ListComp(_if(truth.holds, 1, _if(truth.fails, 0, -1)), [_loop(frame.loops)])
        return self._hoist(ast.dump(states), call("only_row", states))

    # -- truths -------------------------------------------------------------------------------------------------------

    def _truth(self, bound: b.Bound) -> _Certain:
        try:
            return self._known(bound)
        except _NoScreen:
            return self._alone(bound)

    def _alone(self, bound: b.Bound) -> _Certain:
        """A condition on one cell and nothing else, whatever it asks: remembered by the cell's text."""
        cells = [part for part in b.walk(bound) if isinstance(part, b.Cell | b.OneRow | b.Aggregate)]
        first = cells[0] if cells else None
        if not isinstance(first, b.Cell) or any(
            not isinstance(cell, b.Cell) or (cell.table, cell.column, cell.level) != (first.table, first.column, first.level)
            for cell in cells
        ):
            raise _NoScreen
        if first.column.width == "column" or any(isinstance(part, b.Relation) for part in b.walk(bound)):
            raise _NoScreen  # its width depends on the rest of the column; a relation may need the year
        run = compile_exact(bound, []).function(self.operations)
        answer = self._cell("answers", first, self._constant(screening.predicate(lambda cell: run(_OneCell(cell), None))))
        return _Certain(_is(answer, True), _is(answer, False))

    def _known(self, bound: b.Bound) -> _Certain:
        match bound:
            case b.Junction(operator="且", operands=operands):
                parts = [self._truth(part) for part in operands]
                either = [_any([part.holds, part.within]) for part in parts]
                return _Certain(_all([p.holds for p in parts]), _any([p.fails for p in parts]), _all(either))
            case b.Junction(operands=operands):
                parts = [self._truth(part) for part in operands]
                return _Certain(_any([p.holds for p in parts]), _all([p.fails for p in parts]))
            case b.Negation(operand=operand):
                inner = self._truth(operand)
                return _Certain(inner.fails, inner.holds)
            case b.Comparison():
                return self._comparison(bound)
            case b.Relation(operator=operator, left=left, right=right) if operator in ("达到", "未达"):
                return self._reaches(operator, left, right)
            case b.Membership() | b.Match() | b.Question():
                return self._predicate(bound)
        raise _NoScreen

    def _predicate(self, bound: b.Membership | b.Match | b.Question) -> _Certain:
        if isinstance(bound, b.Membership) and not isinstance(bound.words, b.Words):
            if bound.operator != "属于" or bound.words.type.base != "text" or bound.operand.type.base != "text":
                raise _NoScreen
            same = ast.Compare(self._cell("folded", bound.operand), [ast.Eq()], [self._cell("folded", bound.words)])
            return _Certain(same, ast.UnaryOp(ast.Not(), same))
        raise _NoScreen

    def _reaches(self, operator: str, actual: b.Bound, target: b.Bound) -> _Certain:
        if not isinstance(actual, b.Cell) or not isinstance(target, b.Cell) or target.type.base != "target":
            raise _NoScreen
        if actual.type.base == "text":
            raise _NoScreen
        value = self._cell("values", actual)
        least, start, stop, most = (self._cell("range_part", target, ast.Constant(part)) for part in range(4))
        met = ast.Compare(start, [ast.LtE(), ast.LtE()], [value, stop])
        below = ast.Compare(least, [ast.LtE(), ast.Lt()], [value, start])
        above = ast.Compare(stop, [ast.Lt(), ast.LtE()], [value, most])
        missed = ast.BoolOp(ast.Or(), [below, above])
        return _Certain(met, missed) if operator == "达到" else _Certain(missed, met)

    def _comparison(self, bound: b.Comparison) -> _Certain:
        left, right = bound.left, bound.right
        bases = {left.type.base, right.type.base}
        if "text" in bases:
            return self._same_text(bound)
        if bases == {"number"}:
            return self._numbers(bound)
        if bases == {"value", "number"}:
            return self._value(bound)
        if bases == {"value", "target"}:
            return self._against_target(bound)
        raise _NoScreen

    def _same_text(self, bound: b.Comparison) -> _Certain:
        sides = []
        for side in (bound.left, bound.right):
            if isinstance(side, b.Words) and len(side.items) == 1:
                sides.append(ast.Constant(next(iter(side.items))))
            elif isinstance(side, b.Cell | b.OneRow):
                sides.append(self._cell("folded", side))
            else:
                raise _NoScreen
        same = ast.Compare(sides[0], [ast.Eq()], [sides[1]])
        other = ast.Compare(sides[0], [ast.NotEq()], [sides[1]])
        if any(isinstance(side, b.OneRow) for side in (bound.left, bound.right)):
            known = [ast.Compare(s, [ast.IsNot()], [ast.Constant(None)]) for s in sides]
            same, other = _all([*known, same]), _all([*known, other])  # type: ignore[assignment]
        return _Certain(other, same) if bound.operator == "≠" else _Certain(same, other)

    def _value(self, bound: b.Comparison) -> _Certain:
        """A cell of any unit against a number of the rule: both as whole numbers that hold their unit."""
        left, right, operator = bound.left, bound.right, bound.operator
        if isinstance(left, b.Constant):
            left, right, operator = right, left, _MIRROR.get(operator, operator)
        if not isinstance(left, b.Cell) or not isinstance(right, b.Constant) or bound.tolerance is not None:
            raise _NoScreen
        code = code_of(right.figure)
        if isinstance(code, float) or operator not in _OPERATORS:
            raise _NoScreen
        value = self._cell("values", left)
        low, high = screening.unit_range(code)
        inside: list[ast.expr] = [ast.Compare(ast.Constant(low), [ast.LtE(), ast.LtE()], [value, ast.Constant(high)])]
        holds = ast.Compare(value, [_OPERATORS[operator]()], [ast.Constant(code)])
        fails = ast.Compare(value, [_INVERSE[operator]()], [ast.Constant(code)])
        return _Certain(_all([*inside, holds]), _all([*inside, fails]))

    def _against_target(self, bound: b.Comparison) -> _Certain:
        """A cell of any unit against the figure of a target."""
        left, right, operator = bound.left, bound.right, bound.operator
        if left.type.base == "target":
            left, right, operator = right, left, _MIRROR.get(operator, operator)
        if not isinstance(left, b.Cell) or not isinstance(right, b.Cell) or operator not in _INVERSE:
            raise _NoScreen
        value, code = self._cell("values", left), self._cell("codes", right)
        least, most = (self._cell("range_part", right, ast.Constant(part)) for part in (0, 3))
        inside = ast.Compare(least, [ast.LtE(), ast.LtE()], [value, most])
        holds = ast.Compare(value, [_OPERATORS[operator]()], [code])
        fails = ast.Compare(value, [_INVERSE[operator]()], [code])
        return _Certain(_all([inside, holds]), _all([inside, fails]))

    def _numbers(self, bound: b.Comparison) -> _Certain:
        left, right = self._rational(bound.left), self._rational(bound.right)
        operator = bound.operator
        dens: list[ast.expr] = [ast.Compare(d, [ast.NotEq()], [ast.Constant(0)]) for d in (left.den, right.den) if d is not None]
        if operator == "≈":
            return self._nearly(bound, left, right, dens)
        exact = left.exact and right.exact
        if operator in ("=", "==", "≠"):
            one, other = _crossed(left, right)
            same = _all([*dens, ast.Compare(one, [ast.Eq()], [other])])
            sides: list[ast.expr] = [ast.Compare(one, [ast.Lt()], [other]), ast.Compare(one, [ast.Gt()], [other])]
            apart = _all([*dens, _any(sides)])
            if operator == "=":
                within = _any([self._witness(left, right, dens), self._box(bound.left, bound.right)])
                return _Certain(same, apart if exact else _FALSE, within)
            return _Certain(apart, same) if operator == "≠" else _Certain(same, apart)
        if left.den is not None or right.den is not None or not (exact or (left.printed and right.printed)):
            raise _NoScreen
        one, other = _crossed(left, right)
        holds = ast.Compare(one, [_OPERATORS[operator]()], [other])
        fails = ast.Compare(one, [_INVERSE[operator]()], [other])
        return _Certain(holds, fails)

    def _witness(self, left: _Rational, right: _Rational, dens: list[ast.expr]) -> ast.expr:
        """The reported cell, moved within its rounding, meets the value of the other side."""
        if left.ulp is None:
            left, right = right, left
        if left.ulp is None or left.den is not None or left.power != 1:
            return _FALSE
        return _all([*dens, _near(left, right, left.ulp())])

    def _box(self, left: b.Bound, right: b.Bound) -> ast.expr:
        """``r = e / b`` of three cells, none negative: the products of their outer ends decide."""
        if not isinstance(right, b.Arith):
            left, right = right, left
        if not isinstance(right, b.Arith) or right.operator != "/":
            return _FALSE
        three = (left, right.left, right.right)
        if any(not isinstance(cell, b.Cell | b.OneRow) or cell.type.base != "number" for cell in three):
            return _FALSE
        names = {(c.table, c.column.name, c.level) for c in three if isinstance(c, b.Cell | b.OneRow)}
        if len(names) < 3:
            return _FALSE
        ends: list[ast.expr] = []
        for cell in three:
            assert isinstance(cell, b.Cell | b.OneRow)
            figure = self._figure(cell, cell.column.width)
            width = figure.ulp() if figure.ulp is not None else ast.Constant(0)
            ends += [figure.num, width]
        return call("box", *ends)

    def _nearly(
        self, bound: b.Comparison, left: _Rational, right: _Rational, dens: list[ast.expr]
    ) -> _Certain:
        one, other = _crossed(left, right)
        same = _all([*dens, ast.Compare(one, [ast.Eq()], [other])])
        if bound.tolerance is None:
            for side, cell in ((left, bound.left), (right, bound.right)):
                if isinstance(cell, b.Cell | b.OneRow) and side.den is None:
                    other_side = right if side is left else left
                    within = _all([*dens, _near(side, other_side, self._cell("ulps", cell))])
                    return _Certain(same, _FALSE, within)
            return _Certain(same, _FALSE)
        if not isinstance(bound.tolerance, b.Constant) or left.den is not None or right.den is not None:
            raise _NoScreen
        power = max(left.power, right.power)
        allowed = bound.tolerance.value * SCALE**power
        if allowed.denominator != 1:
            raise _NoScreen
        difference = ast.BinOp(one, ast.Sub(), other)
        limit = ast.Constant(allowed.numerator)
        low = ast.UnaryOp(ast.USub(), limit)
        holds = ast.Compare(low, [ast.LtE(), ast.LtE()], [difference, limit])
        return _Certain(holds, _FALSE)

    # -- numbers ------------------------------------------------------------------------------------------------------

    def _rational(self, bound: b.Bound) -> _Rational:
        match bound:
            case b.Constant(value=value):
                return _constant(value)
            case b.Cell() | b.OneRow():
                return self._figure(bound, bound.column.width)
            case b.Function(function="显示", arguments=(inner,)) if isinstance(inner, b.Cell | b.OneRow):
                return self._figure(inner, "printed")
            case b.Minus(operand=operand):
                inner_ = self._rational(operand)
                return _Rational(ast.UnaryOp(ast.USub(), inner_.num), inner_.den, inner_.power, exact=inner_.exact)
            case b.Arith(operator=operator, left=left, right=right):
                return self._arithmetic(operator, left, right)
            case b.Aggregate():
                return self._aggregate(bound)
            case b.Function(function=function, arguments=(one, two)) if function in ("最小", "最大"):
                return self._extreme(function, one, two)
        raise _NoScreen

    def _figure(self, cell: b.Cell | b.OneRow, width: str) -> _Rational:
        if cell.type.base != "number":
            raise _NoScreen
        what = {"printed": "ulps", "column": "column_ulps"}.get(width)
        ulp = None if what is None else (lambda: self._cell(what, cell))
        return _Rational(self._cell("numbers", cell), None, 1, ulp, width == "exact", True)

    def _arithmetic(self, operator: str, left: b.Bound, right: b.Bound) -> _Rational:
        one, other = self._rational(left), self._rational(right)
        exact = one.exact and other.exact
        if operator == "*":
            den = _times(one.den, other.den)
            return _Rational(ast.BinOp(one.num, ast.Mult(), other.num), den, one.power + other.power, exact=exact)
        if operator == "/":
            if not isinstance(right, b.Cell | b.OneRow | b.Constant) or other.den is not None:
                raise _NoScreen
            num = one.num if other.power == 0 else _scale(one.num, other.power)
            return _Rational(num, _times(one.den, other.num), one.power, exact=exact)
        if one.den is not None or other.den is not None:
            raise _NoScreen
        power = max(one.power, other.power)
        a, c = _scale(one.num, power - one.power), _scale(other.num, power - other.power)
        return _Rational(ast.BinOp(a, ast.Add() if operator == "+" else ast.Sub(), c), None, power, exact=exact)

    def _extreme(self, function: str, left: b.Bound, right: b.Bound) -> _Rational:
        """Of a cell and a number of the rule only: NaN must win, which ``min`` and ``max`` do not promise."""
        one, other = self._rational(left), self._rational(right)
        if not isinstance(right, b.Constant) or one.den is not None:
            raise _NoScreen
        power = max(one.power, other.power)
        a, c = _scale(one.num, power - one.power), _scale(other.num, power - other.power)
        test = ast.Compare(a, [ast.Gt() if function == "最小" else ast.Lt()], [c])
        return _Rational(ast.IfExp(test, c, a), None, power, exact=one.exact)

    def _aggregate(self, bound: b.Aggregate) -> _Rational:
        if bound.function not in ("合计", "计数") or bound.require is not None:
            raise _NoScreen
        if bound.of_group:
            return self._group_sum(bound)
        if (keyed := self._keyed_sum(bound)) is not None:
            return keyed
        outside, self._frames = self._frames, []
        try:
            with self._rows_of(bound.level) as frame:
                value, exact = self._summand(bound)
                if bound.where is not None:
                    truth = self._truth(bound.where)
                    value = _if(truth.holds, value, _if(truth.fails, 0, _NAN))
        finally:
            self._frames = outside
        if not frame.loops:
            raise _NoScreen
        plain = len(frame.loops) == 1 and isinstance(value, ast.Name) and value.id in frame.loops.values()
        values = name(next(iter(frame.loops))) if plain else ast.ListComp(value, [_loop(frame.loops)])
        total = self._hoist(f"sum:{ast.dump(values)}", call("sum", values))
        return _Rational(name(total), None, 0 if bound.function == "计数" else 1, exact=exact)

    def _summand(self, bound: b.Aggregate) -> tuple[ast.expr, bool]:
        if bound.function == "计数":
            if bound.value is None and bound.where is not None:
                return ast.Constant(1), True
            raise _NoScreen
        if not isinstance(bound.value, b.Cell) or bound.value.level != bound.level:
            raise _NoScreen
        figure = self._figure(bound.value, bound.value.column.width)
        return figure.num, figure.exact

    def _keyed_sum(self, bound: b.Aggregate) -> _Rational | None:
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
        numbers = self._array("numbers", slot_of(self.slots, value.table, value.column))
        keys = self._array("folded", slot_of(self.slots, inner.table, inner.column))
        sums = self._hoist(f"by:{numbers}:{keys}", call("sums_by", name(numbers), name(keys)))
        total = call(f"{sums}.get", self._cell("folded", outer), ast.Constant(0))
        return _Rational(total, None, 1, exact=value.column.width == "exact")

    def _group_sum(self, bound: b.Aggregate) -> _Rational:
        value = bound.value
        if bound.function != "合计" or bound.where is not None or not isinstance(value, b.Cell) or value.type.base != "number":
            raise _NoScreen
        array = self._array("numbers", slot_of(self.slots, value.table, value.column))
        return _Rational(call("sum_at", name(array), name("g")), None, 1, exact=value.column.width == "exact")


_OPERATORS: dict[str, type[ast.cmpop]] = {"<": ast.Lt, "≤": ast.LtE, ">": ast.Gt, "≥": ast.GtE, "=": ast.Eq, "==": ast.Eq}
_INVERSE: dict[str, type[ast.cmpop]] = {"<": ast.GtE, "≤": ast.Gt, ">": ast.LtE, "≥": ast.Lt}
_MIRROR = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}
_NAN = ast.Name("nan", ast.Load())


class _OneCell:
    """A sheet of one cell, for conditions that are remembered by its text."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        self.year = None

    def cell(self, slot: int, row: object) -> Cell:
        return self._cell

    def field(self, slot: int) -> Cell:
        return self._cell

    def group_cell(self, slot: int, rows: object) -> Cell:
        return self._cell


def _constant(value: Fraction) -> _Rational:
    if value.denominator == 1:
        return _Rational(ast.Constant(value.numerator), None, 0, exact=True, printed=True)
    scaled = value * SCALE
    if scaled.denominator != 1:
        raise _NoScreen
    return _Rational(ast.Constant(scaled.numerator), None, 1, exact=True, printed=True)


def _scale(expression: ast.expr, power: int) -> ast.expr:
    if power == 0:
        return expression
    factor = SCALE**power
    if isinstance(expression, ast.Constant) and isinstance(expression.value, int):
        return ast.Constant(expression.value * factor)
    return ast.BinOp(expression, ast.Mult(), ast.Constant(factor))


def _times(left: ast.expr | None, right: ast.expr | None) -> ast.expr | None:
    if left is None or right is None:
        return left if right is None else right
    return ast.BinOp(left, ast.Mult(), right)


def _crossed(left: _Rational, right: _Rational) -> tuple[ast.expr, ast.expr]:
    """Both sides over one denominator and in one scale (equal only if the sides are; ordered only without denominators)."""
    power = max(left.power, right.power)
    one = _times(_scale(left.num, power - left.power), right.den)
    other = _times(_scale(right.num, power - right.power), left.den)
    assert one is not None and other is not None
    return one, other


def _near(cell: _Rational, other: _Rational, ulp: ast.expr) -> ast.expr:
    """``|cell - other| ≤ ulp / 2``, multiplied out; the cell has no denominator and power 1."""
    den = other.den
    power = max(1, other.power)
    mine = _times(_scale(cell.num, power - 1), den)
    its = _scale(other.num, power - other.power)
    width = _times(_scale(ulp, power - 1), den)
    assert mine is not None and width is not None
    twice = ast.BinOp(ast.Constant(2), ast.Mult(), ast.BinOp(mine, ast.Sub(), its))
    if den is None:
        return ast.Compare(ast.UnaryOp(ast.USub(), width), [ast.LtE(), ast.LtE()], [twice, width])
    return ast.Compare(call("abs", twice), [ast.LtE()], [call("abs", width)])


def _nothing(what: str) -> ast.expr:
    return _NAN if what in ("numbers", "ulps", "column_ulps", "values", "range_part") else ast.Constant(None)


def _loop(loops: dict[str, str]) -> ast.comprehension:
    arrays: list[ast.expr] = [name(array) for array in loops]
    variables: list[ast.expr] = [ast.Name(variable, ast.Store()) for variable in loops.values()]
    if len(arrays) == 1:
        return ast.comprehension(variables[0], arrays[0], [], 0)
    return ast.comprehension(ast.Tuple(variables, ast.Store()), call("zip", *arrays), [], 0)


def _if(test: ast.expr, then: ast.expr | int, other: ast.expr | int) -> ast.expr:
    yes = then if isinstance(then, ast.expr) else ast.Constant(then)
    no = other if isinstance(other, ast.expr) else ast.Constant(other)
    if test is _TRUE or test is _FALSE:
        return yes if test is _TRUE else no
    return ast.IfExp(test, yes, no)


def _all(tests: Sequence[ast.expr]) -> ast.expr:
    if any(test is _FALSE for test in tests):
        return _FALSE
    kept = [test for test in tests if test is not _TRUE]
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.And(), kept) if kept else _TRUE


def _any(tests: Sequence[ast.expr]) -> ast.expr:
    if any(test is _TRUE for test in tests):
        return _TRUE
    kept = [test for test in tests if test is not _FALSE]
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.Or(), kept) if kept else _FALSE


def _is(answer: ast.expr, value: bool) -> ast.expr:
    return ast.Compare(answer, [ast.Is()], [ast.Constant(value)])


__all__ = ["NOT_APPLICABLE", "PASSES", "UNSURE", "WITHIN", "Screen"]
