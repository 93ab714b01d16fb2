"""A bound rule to Python code, built through ``ast``: no text is evaluated and no tree is walked while judging.

The code calls the functions of the namespace that the engine supplies (``gouji.engine.program.namespace``) and reads cells
through the sheet ``s``: ``s.cell(slot, row)``. A slot is the number of a column in the rule's list of slots. With
``traced`` every part that the evidence shows is passed through ``s.seen(number, value)``, which returns the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import CodeType
from typing import Any

from gouji.faults.record import dataclass
from gouji.language import bound as b
from gouji.language import code_parts as ast
from gouji.language.kinds import Column
from gouji.language.printer import show

#: A slot: the table (None for fields) and the column.
Slot = tuple[str | None, Column]


@dataclass(frozen=True, slots=True)
class Code:
    """The compiled form of one condition: a code object that defines ``judge(s, r0)``."""

    code: CodeType
    slots: tuple[Slot, ...]
    nodes: tuple[b.Bound, ...]
    """The parts that ``s.seen`` numbers, for a traced code; else empty."""

    def function(self, namespace: Mapping[str, Any]) -> Callable[[Any, Any], Any]:
        """The function, with the operations it calls."""
        return function_of(self.code, namespace)


def function_of(code: CodeType, namespace: Mapping[str, Any]) -> Callable[[Any, Any], Any]:
    """The function that a code object defines; ``here`` tells its parts from those of all other functions."""
    scope = {**namespace, "here": object()}
    exec(code, scope)
    function: Callable[[Any, Any], Any] = scope["judge"]
    return function


def compile_exact(bound: b.Bound, slots: list[Slot], traced: bool = False) -> Code:
    """The code of the exact evaluation of a condition; new slots are appended to ``slots``."""
    emitter = _Emitter(slots, traced)
    body = ast.Return(emitter.emit(bound))
    module = ast.Module([function_def("judge", ["s", "r0"], [body])], [])
    return Code(compile(module, "<rule>", "exec"), tuple(slots), tuple(emitter.nodes))


def compile_parts(parts: Sequence[b.Bound], slots: list[Slot]) -> Code:
    """The code of several conditions: ``judge(s, r0)`` gives a function for each, which works it out."""
    emitter = _Emitter(slots, False)
    body = ast.Return(ast.List([_later(emitter.emit(part)) for part in parts], ast.Load()))
    module = ast.Module([function_def("judge", ["s", "r0"], [body])], [])
    return Code(compile(module, "<parts>", "exec"), tuple(slots), ())


def number_slots(bound: b.Bound, slots: list[Slot]) -> None:
    """Append the columns that a condition reads to ``slots``, as compiling it would."""
    for part in b.walk(bound):
        if isinstance(part, b.Cell | b.OneRow):
            slot_of(slots, part.table, part.column)


def compile_filter(where: b.Bound, level: int, slots: list[Slot]) -> Code:
    """The code of a filter on the rows of an aggregate or lookup: ``judge(s, r0)`` gives the function of a row."""
    emitter = _Emitter(slots, False)
    body = ast.Return(emitter._on_row(where, level))
    module = ast.Module([function_def("judge", ["s", "r0"], [body])], [])
    return Code(compile(module, "<filter>", "exec"), tuple(slots), ())


def function_def(name: str, arguments: list[str], body: list[ast.stmt]) -> ast.FunctionDef:
    """``def name(arguments): body``."""
    parameters = ast.arguments([], [ast.arg(argument) for argument in arguments], None, [], [], None, [])
    made = ast.FunctionDef(name, parameters, body, [])
    made.type_params = []  # type: ignore[attr-defined]  # a field of its own from Python 3.12
    return made


def name(word: str) -> ast.Name:
    return ast.Name(word, ast.Load())


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """``function(arguments)``; a dot in the name is an attribute."""
    head, *attributes = function.split(".")
    target: ast.expr = name(head)
    for attribute in attributes:
        target = ast.Attribute(target, attribute, ast.Load())
    return ast.Call(target, list(arguments), [])


def slot_of(slots: list[Slot], table: str | None, column: Column) -> int:
    """The number of a slot, which is made if it is new."""
    slot = (table, column)
    try:
        return slots.index(slot)
    except ValueError:
        slots.append(slot)
        return len(slots) - 1


class _Emitter:
    def __init__(self, slots: list[Slot], traced: bool) -> None:
        self.slots = slots
        self.traced = traced
        self.nodes: list[b.Bound] = []
        self._quiet = 0
        self._closed = 0

    def emit(self, bound: b.Bound) -> ast.expr:
        made = self._emit(bound)
        if not self.traced or self._quiet or isinstance(bound, b.Words | b.Day):
            return made
        self.nodes.append(bound)
        return call("s.seen", ast.Constant(len(self.nodes) - 1), made)

    def _emit(self, bound: b.Bound) -> ast.expr:
        match bound:
            case b.Constant():
                terms = map(ast.Constant, bound.value.as_integer_ratio())
                return call("number_of", *terms, _literal(bound.dim), ast.Constant(bound.type.ratio))
            case b.Words(items=items):
                return ast.Constant(next(iter(items))) if bound.type.base == "text" else _set(items)
            case b.Day(period=period):
                return call("period_of", ast.Constant(period.text))
            case b.Cell():
                return self._cell(bound)
            case b.OneRow():
                return self._once(bound, self._one_row(bound))
            case b.Minus(operand=operand):
                return call("negative", self.emit(operand))
            case b.Arith(operator=operator, left=left, right=right):
                function = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}[operator]
                return call(function, self.emit(left), self.emit(right))
            case b.Function():
                return self._function(bound)
            case b.Aggregate():
                return self._once(bound, self._aggregate(bound))
            case b.Comparison():
                return self._comparison(bound)
            case b.Relation(operator=operator, left=left, right=right):
                if operator == "同单位":
                    return call("same_unit", self.emit(left), self.emit(right))
                return call("reaches", ast.Constant(operator), self.emit(left), self.emit(right), _year())
            case b.Membership(operator=operator, operand=operand, words=words):
                words_ = _set(words.items) if isinstance(words, b.Words) else self.emit(words)
                return call("member", ast.Constant(operator), self.emit(operand), words_)
            case b.Match(operator=operator, operand=operand, regex=regex):
                return call("matches", ast.Constant(operator), self.emit(operand), ast.Constant(regex))
            case b.Question(operator=operator, operand=operand):
                return call("ask", ast.Constant(operator), self.emit(operand))
            case b.Negation(operand=operand):
                return call("negation", self.emit(operand))
            case b.Junction(operator=operator, operands=operands):
                function = "conjunction" if operator == "且" else "disjunction"
                if not self.traced:
                    return call(f"lazy_{function}", *map(_later, map(self.emit, operands)))
                return call(function, ast.List([self.emit(part) for part in operands], ast.Load()))
        raise TypeError(bound)

    def _once(self, bound: b.Aggregate | b.OneRow, made: ast.expr) -> ast.expr:
        """What is the same for all rows outside is worked out once a report."""
        for part in b.walk(bound):
            if isinstance(part, b.Cell | b.Aggregate) and part.of_group:
                return made
            if isinstance(part, b.Cell) and 0 <= part.level < bound.level:
                return made
        self._closed += 1
        return call("s.once", ast.Tuple([name("here"), ast.Constant(self._closed)], ast.Load()), _later(made))

    def _cell(self, bound: b.Cell) -> ast.expr:
        slot = ast.Constant(slot_of(self.slots, bound.table, bound.column))
        if bound.level < 0:
            return call("s.field", slot)
        method = "s.group_cell" if bound.of_group else "s.cell"
        return call(method, slot, name(f"r{bound.level}"))

    def _run(self, bound: b.Cell) -> ast.expr:
        """A whole column, which an aggregate goes through by itself."""
        number = -1
        if self.traced and not self._quiet:
            self.nodes.append(bound)
            number = len(self.nodes) - 1
        slot = slot_of(self.slots, bound.table, bound.column)
        return call("s.run", ast.Constant(slot), ast.Constant(number))

    def _one_row(self, bound: b.OneRow) -> ast.expr:
        slot = ast.Constant(slot_of(self.slots, bound.table, bound.column))
        if bound.where is None:
            return call("s.total_cell", slot)
        if (keyed := self._keyed(bound.where, bound.level)) is not None:
            return call("s.keyed_cell", slot, *keyed, ast.Constant(show(bound.where.node)))
        return call("s.one_cell", slot, self._filter(bound.where, bound.level), ast.Constant(show(bound.where.node)))

    def _keyed(self, where: b.Bound, level: int) -> tuple[ast.expr, ast.expr] | None:
        """For ``键 = 本行.键``: the slot of the key, and the text that it must be."""
        if not isinstance(where, b.Comparison) or where.operator != "=" or where.tolerance is not None:
            return None
        for inner, outer in ((where.left, where.right), (where.right, where.left)):
            if (
                isinstance(inner, b.Cell)
                and isinstance(outer, b.Cell)
                and inner.level == level > outer.level
                and not (inner.of_group or outer.of_group)
                and inner.type.base == outer.type.base == "text"
            ):
                slot = ast.Constant(slot_of(self.slots, inner.table, inner.column))
                return slot, self._cell(outer)
        return None

    def _filter(self, where: b.Bound | None, level: int) -> ast.expr:
        """A filter is not part of the evidence: its cells say which rows, not what is wrong with them."""
        if where is None:
            return ast.Constant(None)
        self._quiet += 1
        try:
            return self._on_row(where, level)
        finally:
            self._quiet -= 1

    def _on_row(self, bound: b.Bound | None, level: int) -> ast.expr:
        if bound is None:
            return ast.Constant(None)
        parameters = ast.arguments([], [ast.arg(f"r{level}")], None, [], [], None, [])
        return ast.Lambda(parameters, self.emit(bound))

    def _function(self, bound: b.Function) -> ast.expr:
        arguments = [self.emit(argument) for argument in bound.arguments]
        match bound.function:
            case "绝对值":
                return call("absolute", *arguments)
            case "显示":
                return call("printed", *arguments)
            case "舍入" | "截断":
                return call("rounded", ast.Constant(bound.function), *arguments)
            case "最大" | "最小":
                return call("extreme", ast.Constant(bound.function), *arguments)
            case "天数":
                return call("days_between", *arguments, _year())
            case "相似度":
                return call("alike", *arguments)
            case "整数解":
                return call("whole_count", *arguments)
            case "首数":
                return call("leading", *arguments)
            case "缺省":
                return call("default", *arguments)
            case "有列":
                return call("has_column", *arguments)
            case "字数":
                return call("length", *arguments)
            case "算符":
                return call("target_operator", *arguments)
        raise TypeError(bound)

    def _aggregate(self, bound: b.Aggregate) -> ast.expr:
        rows = name("r0") if bound.of_group else call("s.rows", ast.Constant(bound.table))
        if bound.function in ("存在", "每个") and bound.require is None:
            where = self._on_row(
                bound.where, bound.level
            )  # the filter is all that is asked: its cells are the evidence
        else:
            where = self._filter(bound.where, bound.level)
            keyed = None if bound.where is None or bound.of_group else self._keyed(bound.where, bound.level)
            if keyed is not None and bound.function not in ("存在", "每个"):
                where = call("s.keyed", *keyed, where)
        match bound.function:
            case "合计":
                if isinstance(bound.value, b.Cell) and bound.value.level == bound.level and not bound.value.of_group:
                    return call("sum_of", rows, self._run(bound.value), where)
                return call("sum_of", rows, self._on_row(bound.value, bound.level), where)
            case "平均":
                return call("average_of", rows, self._on_row(bound.value, bound.level), where)
            case "最大" | "最小":
                how = ast.Constant(bound.function)
                return call("extreme_of", how, rows, self._on_row(bound.value, bound.level), where)
            case "计数":
                return call("count_of", rows, self._on_row(bound.value, bound.level), where)
        require = self._on_row(bound.require, bound.level)
        return call("quantified", ast.Constant(bound.function), rows, where, require)

    def _comparison(self, bound: b.Comparison) -> ast.expr:
        operator = ast.Constant(bound.operator)
        left, right = self.emit(bound.left), self.emit(bound.right)
        bases = {bound.left.type.base, bound.right.type.base}
        if bound.operator == "≈":
            tolerance = self.emit(bound.tolerance) if bound.tolerance is not None else ast.Constant(None)
            return call("nearly", left, right, tolerance)
        if "text" in bases:
            return call("same_text", operator, left, right)
        if "date" in bases:
            return call("compare_dates", operator, left, right, _year())
        return call("compare", operator, left, right)


def _year() -> ast.expr:
    """The year of the report: that of dates printed without one."""
    return ast.Attribute(name("s"), "year", ast.Load())


def _later(made: ast.expr) -> ast.expr:
    """An expression that is worked out when it is asked for."""
    return ast.Lambda(ast.arguments([], [], None, [], [], None, []), made)


def _set(items: frozenset[str]) -> ast.expr:
    return _literal(items)


def _literal(value: Any) -> ast.expr:
    """A constant of any immutable type: the compiler takes tuples and frozensets, which its type stubs do not know."""
    return ast.Constant(value)
