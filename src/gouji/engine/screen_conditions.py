"""Conditions in a screen: when one certainly holds, certainly fails, certainly holds within rounding."""

from __future__ import annotations

from gouji.engine import screening, together
from gouji.engine.screen_numbers import Numbers
from gouji.engine.screen_parts import (
    FALSE,
    INVERSE,
    OPERATORS,
    OPPOSITE,
    TRUE,
    Certain,
    NoScreen,
    OneCell,
    Rational,
    all_of,
    any_of,
    between,
    cell_and_number,
    cell_and_target,
    crossed,
    if_else,
    is_exactly,
    is_target,
    loop_over,
    meeting,
    meeting_alike,
    near,
    quotient_of_cells,
)
from gouji.engine.whole import SCALE
from gouji.language import Slot
from gouji.language import bound as b
from gouji.language import code_parts as ast
from gouji.language.emitter import call, name


class Conditions(Numbers):
    """What a screen is certain of."""

    def _truth(self, bound: b.Bound) -> Certain:
        for way in (self._known, self._alone, self._together, self._partly):
            before = self._mark()
            try:
                return way(bound)
            except NoScreen:
                self._back_to(before)
        raise NoScreen

    def _partly(self, bound: b.Bound) -> Certain:
        """Several conditions, of some of which the screen can say nothing: one may decide for all."""
        if not isinstance(bound, b.Junction):
            raise NoScreen
        parts = [self._doubted(part) for part in bound.operands]
        if bound.operator == "且":
            known = Certain(FALSE, any_of([part.fails for part in parts]))
        else:
            known = Certain(any_of([part.holds for part in parts]), FALSE)
        if known.holds is FALSE and known.fails is FALSE:
            raise NoScreen
        return known

    def _doubted(self, bound: b.Bound) -> Certain:
        """The same; where the screen can say nothing of a condition, it is certain of nothing."""
        try:
            return self._truth(bound)
        except NoScreen:
            return Certain(FALSE, FALSE)

    def _alone(self, bound: b.Bound) -> Certain:
        """A condition on one cell and nothing else, whatever it asks: remembered by the cell's text."""
        first, ask, key = self._asking(bound)
        answer = self._cell("answers", first, None, ask, key)
        return Certain(is_exactly(answer, True), is_exactly(answer, False))

    def _together(self, bound: b.Bound) -> Certain:
        """A condition on a few cells of one row, whatever it asks: remembered by their texts."""
        cells = together.cells_of_one_row(bound)
        frame = self._frames[-1] if self._frames else None
        if cells is None or (cells[0].level >= 0 and (frame is None or frame.level != cells[0].level)):
            raise NoScreen
        texts = [self._texts(cell.table, cell.column.name) for cell in cells]
        by_year = together.asks_year(bound)
        key = f"together:{cells[0].table}:{self._key(bound)}"
        memo = self._constant_names.get(key)
        if memo is None:
            slots: list[Slot] = []
            run = together.asked_of(bound, cells[0].level, slots, self.operations)
            places = {cell.column.name: place for place, cell in enumerate(cells)}
            order = [places[column.name] for _, column in slots]
            readings = [self.form.reading((cell.table, cell.column)) for cell in cells]
            lone = [self._lone.setdefault(id(reading), together.lone_cells(reading)) for reading in readings]
            self._constant(key, together.Together(run, lone, order, by_year))
            memo = self._constant_names[key]
        year: list[ast.expr] = [ast.Attribute(name("report"), "year", ast.Load())] if by_year else []
        answer: ast.expr
        if cells[0].level < 0 or (frame is not None and frame.index and key not in self._named):
            row: ast.expr = ast.Constant(0) if cells[0].level < 0 else name(frame.index if frame is not None else "")
            asked = [ast.Subscript(name(column), row, ast.Load()) for column in texts]
            answer = ast.Subscript(name(memo), ast.Tuple([*year, *asked], ast.Load()), ast.Load())
        else:
            assert frame is not None
            columns: list[ast.expr] = [name(column) for column in texts]
            rows = call("zip", *[call("repeat", part) for part in year], *columns)
            getter = ast.Attribute(name(memo), "__getitem__", ast.Load())
            array = self._entry(key, lambda: call("list", call("map", getter, rows)))
            if frame.index:
                answer = ast.Subscript(name(array), name(frame.index), ast.Load())
            else:
                known = frame.loops.setdefault(array, self._fresh("r"))
                assert isinstance(known, str)
                answer = name(known)
        within = ast.Compare(answer, [ast.Eq()], [ast.Constant(together.OPEN)])
        return Certain(is_exactly(answer, True), is_exactly(answer, False), within)

    def _asking(self, bound: b.Bound) -> tuple[b.Cell, screening.Ask, str]:
        """The one cell of a condition, and what remembers the answers by its text."""
        first = together.cell_alone(bound)
        if first is None:
            raise NoScreen
        key = self._key(bound)
        known = self._asks.get(key)
        if known is None:
            run = together.asked_of(bound, first.level, [], self.operations)
            known = self._asks[key] = screening.predicate(lambda cell: run(OneCell(cell), None))
        return first, known, key

    def _known(self, bound: b.Bound) -> Certain:
        match bound:
            case b.Junction(operator="且", operands=operands):
                parts = [self._truth(part) for part in operands]
                within: ast.expr = FALSE
                if any(part.within is not FALSE for part in parts):
                    within = all_of([any_of([part.holds, part.within]) for part in parts])
                return Certain(all_of([p.holds for p in parts]), any_of([p.fails for p in parts]), within)
            case b.Junction(operands=operands):
                parts = [self._truth(part) for part in operands]
                open_ = [p.within for p in parts if p.within is not FALSE]
                within = all_of([any_of(open_), *(any_of([p.fails, p.within]) for p in parts)]) if open_ else FALSE
                return Certain(any_of([p.holds for p in parts]), all_of([p.fails for p in parts]), within)
            case b.Negation(operand=operand):
                inner = self._truth(operand)
                return Certain(inner.fails, inner.holds)
            case b.Comparison():
                return self._comparison(bound)
            case b.Relation(operator=operator, left=left, right=right) if operator in ("达到", "未达"):
                return self._reaches(operator, left, right)
            case b.Membership() | b.Match() | b.Question():
                return self._predicate(bound)
            case b.Aggregate(function="存在" | "每个", of_group=False):
                return self._quantified(bound)
        raise NoScreen

    def _quantified(self, bound: b.Aggregate) -> Certain:
        """``存在`` and ``每个``: for each row 1 where it speaks for the whole, 0 where against it, -1 where neither is sure."""
        some = bound.function == "存在"
        states = name(self._entry(f"states:{self._key(bound)}", lambda: self._states(bound, some)))
        every = call("len", states)
        for_all, for_none = (
            ast.Compare(
                ast.Call(ast.Attribute(states, "count", ast.Load()), [ast.Constant(n)], []), [ast.Eq()], [every]
            )
            for n in (1, 0)
        )
        any_for, any_against = (ast.Compare(ast.Constant(n), [ast.In()], [states]) for n in (1, 0))
        return Certain(any_for, for_none) if some else Certain(for_all, any_against)

    def _states(self, bound: b.Aggregate, some: bool) -> ast.expr:
        with self._rows_of(bound.level) as frame:
            inside, needed = (
                self._truth(part) if part is not None else Certain(TRUE, FALSE) for part in (bound.where, bound.require)
            )
        if not frame.loops:
            raise NoScreen
        if some:
            for_it, against = all_of([inside.holds, needed.holds]), any_of([inside.fails, needed.fails])
        else:
            for_it, against = any_of([inside.fails, needed.holds]), all_of([inside.holds, needed.fails])
        return ast.ListComp(if_else(for_it, 1, if_else(against, 0, -1)), [loop_over(frame.loops)])

    def _predicate(self, bound: b.Membership | b.Match | b.Question) -> Certain:
        if isinstance(bound, b.Membership) and not isinstance(bound.words, b.Words):
            if bound.operator != "属于" or bound.words.type.base != "text" or bound.operand.type.base != "text":
                raise NoScreen
            return self._alike(bound.operand, bound.words)
        asked = together.cell_of_row(bound)
        if asked is None:
            raise NoScreen
        one, question = asked
        _, ask, key = self._asking(question)
        answer = self._cell("answers", one, None, ask, key)
        return Certain(is_exactly(answer, True), is_exactly(answer, False))

    def _reaches(self, operator: str, actual: b.Bound, target: b.Bound) -> Certain:
        if not isinstance(actual, b.Cell) or not isinstance(target, b.Cell) or target.type.base != "target":
            raise NoScreen
        if actual.type.base == "text":
            raise NoScreen
        value = self._cell("values", actual)
        least, start, stop, most = (self._cell("ranges", target, part) for part in range(4))
        met = ast.Compare(start, [ast.LtE(), ast.LtE()], [value, stop])
        below = ast.Compare(least, [ast.LtE(), ast.Lt()], [value, start])
        above = ast.Compare(stop, [ast.Lt(), ast.LtE()], [value, most])
        missed = ast.BoolOp(ast.Or(), [below, above])
        return Certain(met, missed) if operator == "达到" else Certain(missed, met)

    def _comparison(self, bound: b.Comparison) -> Certain:
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
        raise NoScreen

    def _same_text(self, bound: b.Comparison) -> Certain:
        alike = self._alike(bound.left, bound.right)
        return Certain(alike.fails, alike.holds) if bound.operator == "≠" else alike

    def _alike(self, left: b.Bound, right: b.Bound) -> Certain:
        """Whether two texts are the same; where a cell that one row is to give may be none, that it is one comes first."""
        sides: list[ast.expr] = []
        for side in (left, right):
            if isinstance(side, b.Words) and len(side.items) == 1:
                sides.append(ast.Constant(next(iter(side.items))))
            elif isinstance(side, b.Cell | b.OneRow):
                sides.append(self._cell("folds", side))
            elif isinstance(side, b.Function) and side.function == "算符" and is_target(side.arguments[0]):
                sides.append(self._cell("operators", side.arguments[0]))
            else:
                raise NoScreen
        same = ast.Compare(sides[0], [ast.Eq()], [sides[1]])
        other = ast.Compare(sides[0], [ast.NotEq()], [sides[1]])
        if any(
            isinstance(side, b.OneRow | b.Function) or (isinstance(side, b.Cell) and side.of_group)
            for side in (left, right)
        ):
            asked = [side for side in sides if not isinstance(side, ast.Constant)]
            known = [ast.Compare(side, [ast.IsNot()], [ast.Constant(None)]) for side in asked]
            same, other = all_of([*known, same]), all_of([*known, other])  # type: ignore[assignment]
        return Certain(same, other)

    def _value(self, bound: b.Comparison) -> Certain:
        """A cell of any unit against a number of the rule: both as whole numbers that hold their unit."""
        left, operator, code = cell_and_number(bound)
        value = self._cell("values", left)
        low, high = screening.unit_range(code)
        holds, fails = (between(value, op, ast.Constant(code), low, high) for op in (operator, OPPOSITE[operator]))
        return Certain(holds, fails)

    def _against_target(self, bound: b.Comparison) -> Certain:
        """A cell of any unit against the figure of a target."""
        left, operator, right = cell_and_target(bound)
        value, code = self._cell("values", left), self._cell("codes", right)
        least, most = (self._cell("ranges", right, part) for part in (0, 3))
        inside = ast.Compare(least, [ast.LtE(), ast.LtE()], [value, most])
        holds = ast.Compare(value, [OPERATORS[operator]()], [code])
        fails = ast.Compare(value, [INVERSE[operator]()], [code])
        return Certain(all_of([inside, holds]), all_of([inside, fails]))

    def _numbers(self, bound: b.Comparison) -> Certain:
        if bound.left.type.dim != bound.right.type.dim and any(
            isinstance(part, b.Arith) and part.operator == "/" for part in b.walk(bound)
        ):
            raise NoScreen  # whether a quotient of plain numbers may meet a score depends on the figures
        meeting_alike(bound.left, bound.right)
        left, right = self._rational(bound.left), self._rational(bound.right)
        operator = bound.operator
        dens: list[ast.expr] = [
            ast.Compare(d, [ast.NotEq()], [ast.Constant(0)]) for d in (left.den, right.den) if d is not None
        ]
        if operator == "≈":
            return self._nearly(bound, left, right, dens)
        exact = left.exact and right.exact
        if operator in ("=", "==", "≠"):
            one, other = crossed(left, right)
            same = all_of([*dens, ast.Compare(one, [ast.Eq()], [other])])
            sides: list[ast.expr] = [ast.Compare(one, [ast.Lt()], [other]), ast.Compare(one, [ast.Gt()], [other])]
            apart = all_of([*dens, any_of(sides)])
            if operator == "=":
                within = any_of([self._witness(left, right, dens), self._box(bound.left, bound.right)])
                return Certain(same, apart if exact else FALSE, within)
            return Certain(apart, same) if operator == "≠" else Certain(same, apart)
        if any(side.den is not None and not side.counted for side in (left, right)):
            raise NoScreen  # multiplied out, a divisor below zero turns the order around
        if not (exact or (left.printed and right.printed)):
            raise NoScreen
        one, other = crossed(left, right)
        holds = ast.Compare(one, [OPERATORS[operator]()], [other])
        fails = ast.Compare(one, [INVERSE[operator]()], [other])
        return Certain(all_of([*dens, holds]), all_of([*dens, fails]))

    def _witness(self, left: Rational, right: Rational, dens: list[ast.expr]) -> ast.expr:
        """The reported cell, moved within its rounding, meets the value of the other side."""
        if left.ulp is None:
            left, right = right, left
        if left.ulp is None or left.den is not None or left.power != 1:
            return FALSE
        return all_of([*dens, near(left, right, left.ulp())])

    def _box(self, left: b.Bound, right: b.Bound) -> ast.expr:
        """``r = e / b`` of three cells, none negative: the products of their outer ends decide."""
        three = quotient_of_cells(left, right)
        if three is None:
            return FALSE
        doubled: list[tuple[ast.expr, ast.expr]] = []
        for cell in three:
            figure = self._figure(cell, cell.column.width)
            width = figure.ulp() if figure.ulp is not None else ast.Constant(0)
            doubled.append((ast.BinOp(ast.Constant(2), ast.Mult(), figure.num), width))
        return meeting(*doubled)

    def _nearly(self, bound: b.Comparison, left: Rational, right: Rational, dens: list[ast.expr]) -> Certain:
        one, other = crossed(left, right)
        same = all_of([*dens, ast.Compare(one, [ast.Eq()], [other])])
        if bound.tolerance is None:
            for side, cell in ((left, bound.left), (right, bound.right)):
                if isinstance(cell, b.Cell | b.OneRow) and side.den is None:
                    other_side = right if side is left else left
                    within = all_of([*dens, near(side, other_side, self._cell("ulps", cell))])
                    return Certain(same, FALSE, within)
            return Certain(same, FALSE)
        if not isinstance(bound.tolerance, b.Constant) or left.den is not None or right.den is not None:
            raise NoScreen
        power = max(left.power, right.power)
        allowed = bound.tolerance.value * SCALE**power
        if allowed.denominator != 1:
            raise NoScreen
        difference = ast.BinOp(one, ast.Sub(), other)
        limit = ast.Constant(allowed.numerator)
        low = ast.UnaryOp(ast.USub(), limit)
        holds = ast.Compare(low, [ast.LtE(), ast.LtE()], [difference, limit])
        return Certain(holds, FALSE)


__all__ = ["Conditions"]
