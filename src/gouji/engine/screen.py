"""The quick path: whole columns at a time, in whole numbers, for what is certain at once.

A screen is a second reading of the same bound rules, compiled through ``ast`` into one function for all reports of one form
(the same tables with the same headers). For every row it says: not applicable, passes, passes within rounding, or *not
sure*; whatever it is not sure about goes to the exact path, which alone finds faults and makes evidence. So the screen can
be incomplete but must never be wrong: every answer it gives is the one that the exact path would give (a property test
holds them side by side).

How it stays right: figures are whole numbers (base units × :data:`gouji.engine.whole.SCALE`), so arithmetic is exact. A cell
that is not one plain figure in the unit of its column is NaN, which makes every comparison it touches false; hence every
certainty is written as a comparison that is true, and never as ``!=``. Products and quotients are cross-multiplied; a
divisor must be a single cell, which is further from zero than its rounding unless it is zero. "Within rounding" is
claimed by a witness only: the reported figure alone, moved inside its own rounding, meets the value of the other side.
"""

from __future__ import annotations

import ast
import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from fractions import Fraction
from typing import Any

from gouji.engine import screening
from gouji.engine.cells import Cell
from gouji.engine.reading import Reading
from gouji.engine.whole import SCALE, code_of
from gouji.faults.record import dataclass
from gouji.language import Column, Scope, Slot, compile_exact, show
from gouji.language import bound as b
from gouji.language.emitter import call, function_def, name, placed

#: Status of a row, as the screen and the judge number them.
PASSES, WITHIN, UNSURE = range(3)
_TRUE, _FALSE = ast.Constant(True), ast.Constant(False)

#: What a screen says of one rule: on how many rows its condition fails, on which rows it may hold (None: on all), and the
#: status of each of those.
Screened = tuple[int, Sequence[Any] | None, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the columns of a table are in the reports of one form."""

    printed: str
    headers: Mapping[str, str]
    """Column of the vocabulary to printed header."""
    uniform: bool
    """Every row has the same headers."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the reports of one form have in common, as a screen needs it."""

    tables: Mapping[str, Source]
    fields: Mapping[str, str]
    reading: Callable[[Slot], Reading]
    totals: Mapping[str, tuple[Column, frozenset[str]]] = field(default_factory=dict)
    """For every table with a total row: the column that tells it, and the words it has there."""


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


@dataclasses.dataclass(slots=True)
class _Frame:
    """The rows of one level: which arrays are looped over, and under which names.

    With ``index`` the rows are some of all, and cells are asked one by one by that variable instead.
    """

    level: int
    loops: dict[str, str | list[str]] = field(default_factory=dict)
    index: str = ""


class Screen:
    """Writes one function that screens all rules on the reports of one form."""

    def __init__(self, form: Form, operations: Mapping[str, Any]) -> None:
        self.form = form
        self.operations = operations
        self._statements: list[ast.stmt] = []
        self._named: dict[str, str] = {}
        self._columns: dict[str, dict[str, str]] = {}
        self._fields: dict[str, str] = {}
        self._constants: dict[str, Any] = {}
        self._constant_names: dict[str, str] = {}
        self._asks: dict[str, screening.Ask] = {}
        self._frames: list[_Frame] = []
        self._group = False
        self._count = 0
        self._uses: Counter[str] = Counter()

    def function(
        self, rules: Sequence[tuple[Scope, b.Bound | None, b.Bound, Sequence[str]]]
    ) -> tuple[Callable[[Any], Sequence[Screened]], list[bool]]:
        """``screens(report)`` gives what each rule came to; the list says which rules are screened at all.

        A rule is scope, condition, requirement and the columns that group its rows. The function raises KeyError for a
        report whose rows do not all have the headers of the form, OverflowError for numbers beyond its reach.
        """
        self._uses = Counter(_key(part) for _, when, _, _ in rules for part in _conjuncts(when))
        results: list[ast.expr] = []
        done = []
        for scope, when, require, keys in rules:
            before = (list(self._statements), dict(self._named), {t: dict(c) for t, c in self._columns.items()})
            try:
                answer = self._rule(scope, when, require, keys)
            except _NoScreen:
                self._statements, self._named, self._columns = before
                done.append(False)
                continue
            word = self._fresh("o")
            self._statements.append(ast.Assign([ast.Name(word, ast.Store())], answer))
            results.append(name(word))
            done.append(True)
        body = [*self._prelude(), *self._statements, ast.Return(ast.Tuple(results, ast.Load()))]
        module = placed(ast.Module([function_def("screens", ["report"], body)], []))
        scope_: dict[str, Any] = {**screening.NAMESPACE, **self._constants}
        exec(compile(module, "<screens>", "exec"), scope_)
        function: Callable[[Any], Sequence[Screened]] = scope_["screens"]
        return function, done

    def _prelude(self) -> list[ast.stmt]:
        """The columns and fields that the rules read, each fetched once."""
        out: list[ast.stmt] = []
        for table, columns in self._columns.items():
            source = self.form.tables[table]
            headers = self._constant("headers", tuple(source.headers[column] for column in columns))
            printed: ast.expr = ast.Constant(source.printed)
            if source.uniform:
                fetched = call("report.columns", printed, headers)
            else:
                tables = ast.Attribute(name("report"), "tables", ast.Load())
                fetched = call("loose", ast.Subscript(tables, printed, ast.Load()), headers)
            target = ast.Tuple([ast.Name(word, ast.Store()) for word in columns.values()], ast.Store())
            out.append(ast.Assign([target], fetched))
        for written, word in self._fields.items():
            fields = ast.Attribute(name("report"), "fields", ast.Load())
            value = ast.List([ast.Subscript(fields, ast.Constant(written), ast.Load())], ast.Load())
            out.append(ast.Assign([ast.Name(word, ast.Store())], value))
        return out

    # -- one rule -----------------------------------------------------------------------------------------------------

    def _rule(self, scope: Scope, when: b.Bound | None, require: b.Bound, keys: Sequence[str]) -> ast.expr:
        self._group = bool(scope.keys)
        if scope.table is None:
            self._frames = []
            asked = self._asked(when)
            some = _triple(0, ast.Constant(None), ast.List([self._required(require, asked)], ast.Load()))
            return _if(asked.fails, _triple(1, _EMPTY, _EMPTY), some)
        if scope.table not in self.form.tables:
            raise _NoScreen
        if self._group:
            return self._on_groups(scope, when, require, keys)
        if when is None:
            frame = _Frame(0)
            self._frames = [frame]
            status = self._required(require, _Certain(_TRUE, _FALSE))
            if not frame.loops:
                raise _NoScreen
            return _triple(0, ast.Constant(None), ast.ListComp(status, [_loop(frame.loops)]))
        return self._on_active(when, require)

    def _on_groups(self, scope: Scope, when: b.Bound | None, require: b.Bound, keys: Sequence[str]) -> ast.expr:
        assert scope.table is not None
        self._frames = [_Frame(0)]
        columns = [name(self._texts(scope.table, key)) for key in keys]
        groups = self._entry(f"groups:{scope.table}:{','.join(keys)}", lambda: call("grouped", *columns))
        asked = self._asked(when)
        status = self._required(require, asked)
        loop = ast.comprehension(ast.Name("g", ast.Store()), name(groups), [], 0)
        if when is None:
            return _triple(0, ast.Constant(None), ast.ListComp(status, [loop]))
        loop.ifs = [ast.UnaryOp(ast.Not(), asked.fails)]
        pairs = ast.ListComp(ast.Tuple([name("g"), status], ast.Load()), [loop])
        return call("unzipped", pairs, call("len", name(groups)))

    def _on_active(self, when: b.Bound, require: b.Bound) -> ast.expr:
        """First the rows on which the condition may hold, found part by part and shared between rules; then those alone.

        The part that most rules share comes first: it looks at all rows, the others at those that are left.
        """
        parts = sorted(_conjuncts(when), key=lambda part: -self._uses[_key(part)])
        active, rows = self._active_rows(parts)
        frame = _Frame(0, index="i")
        self._frames = [frame]
        asked = _certain_all([self._truth(part) for part in parts])
        status = self._required(require, asked)
        loop = ast.comprehension(ast.Name("i", ast.Store()), name(active), [], 0)
        none = ast.BinOp(call("len", name(rows)), ast.Sub(), call("len", name(active)))
        return _triple(none, name(active), ast.ListComp(status, [loop]))

    def _active_rows(self, parts: Sequence[b.Bound]) -> tuple[str, str]:
        """The name of the list of rows on which no part certainly fails, and of any column of the table."""
        active = rows = ""
        for at, part in enumerate(parts):
            key = "active:" + "&".join(_key(p) for p in parts[: at + 1])
            if key in self._named:
                active, rows = self._named[key], self._named[key + ":rows"]
                continue
            if not active and (found := self._possible(part)) is not None:
                rows, listed = found
                active = self._entry(key, lambda listed=listed: listed)  # type: ignore[misc]
                self._named[key + ":rows"] = rows
                continue
            frame = _Frame(0, index="i" if active else "")
            self._frames = [frame]
            fails = self._truth(part).fails
            if active:
                loop = ast.comprehension(ast.Name("i", ast.Store()), name(active), [], 0)
            else:
                if not frame.loops:
                    raise _NoScreen
                loop = _numbered(frame.loops)
                rows = next(iter(frame.loops))
            loop.ifs = [] if fails is _FALSE else [ast.UnaryOp(ast.Not(), fails)]
            listed = ast.ListComp(name("i"), [loop])
            active = self._entry(key, lambda listed=listed: listed)  # type: ignore[misc]
            self._named[key + ":rows"] = rows
        return active, rows

    def _possible(self, part: b.Bound) -> tuple[str, ast.expr] | None:
        """For a condition on the text of one cell: its column, and the rows on which it does not fail, without a loop."""
        if not isinstance(part, b.Match | b.Membership | b.Question):
            return None
        try:
            first, ask, key = self._asking(part)
            texts = self._texts(first.table, first.column.name)
        except _NoScreen:
            return None
        if first.level != 0 or first.of_group:
            return None  # a cell of the rows themselves
        memo = self._memo("possible", first, lambda reading: screening.possible(ask(reading)), key)
        assert isinstance(memo, ast.Name)
        chosen = call("map", ast.Attribute(memo, "__getitem__", ast.Load()), name(texts))
        return texts, call("list", call("compress", call("count"), chosen))

    def _asked(self, when: b.Bound | None) -> _Certain:
        return self._truth(when) if when is not None else _Certain(_TRUE, _FALSE)

    def _required(self, require: b.Bound, asked: _Certain) -> ast.expr:
        needed = self._truth(require)
        if needed.holds is _FALSE and needed.within is _FALSE and asked.fails is _FALSE:
            raise _NoScreen
        inside = _if(needed.holds, PASSES, _if(needed.within, WITHIN, UNSURE))
        return _if(asked.holds, inside, UNSURE)

    # -- names: what is worked out once and used by several rules -----------------------------------------------------

    def _fresh(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _entry(self, key: str, expression: Callable[[], ast.expr]) -> str:
        """The local name of a value; its statement is written when the key is new."""
        known = self._named.get(key)
        if known is None:
            made = expression()
            known = self._named[key] = self._fresh("h")
            self._statements.append(ast.Assign([ast.Name(known, ast.Store())], made))
        return known

    def _constant(self, key: str, value: Any) -> ast.expr:
        """A Python object that the function uses; equal keys (other than "headers") share it."""
        known = self._constant_names.get(key) if key != "headers" else None
        if known is None:
            known = self._constant_names[key] = self._fresh("c")
            self._constants[known] = value
        return name(known)

    def _texts(self, table: str | None, column: str) -> str:
        """The local name of a column of printed texts (of a field: a list of one)."""
        if table is None:
            printed = self.form.fields.get(column)
            if printed is None:
                raise _NoScreen
            return self._fields.setdefault(printed, self._fresh("f"))
        source = self.form.tables.get(table)
        if source is None or column not in source.headers:
            raise _NoScreen
        return self._columns.setdefault(table, {}).setdefault(column, self._fresh("x"))

    def _memo(self, what: str, cell: b.Cell | b.OneRow, ask: Any = None, key: str = "") -> ast.expr:
        """The memory that answers ``what`` of a cell's text."""
        reading = self.form.reading((cell.table, cell.column))
        word = f"{what}:{id(reading)}:{key}"
        if word in self._constant_names:
            return name(self._constant_names[word])
        return self._constant(word, ask(reading) if ask is not None else getattr(reading, what))

    def _array(self, what: str, cell: b.Cell | b.OneRow, ask: Any = None, key: str = "") -> str:
        """A whole column as ``what`` sees it."""
        texts = self._texts(cell.table, cell.column.name)
        if what == "texts":
            return texts
        if what == "column_ulps":
            places = self._array("places", cell)
            return self._entry(f"column_ulps:{places}", lambda: call("finest", name(places)))
        memo = self._memo(what, cell, ask, key)
        assert isinstance(memo, ast.Name)
        getter = ast.Attribute(memo, "__getitem__", ast.Load())
        return self._entry(f"{what}:{texts}:{memo.id}", lambda: call("list", call("map", getter, name(texts))))

    @contextmanager
    def _rows_of(self, level: int) -> Iterator[_Frame]:
        outside, self._frames = self._frames, []
        frame = _Frame(level)
        self._frames.append(frame)
        try:
            yield frame
        finally:
            self._frames = outside

    def _cell(self, what: str, cell: b.Bound, part: int | None = None, ask: Any = None, key: str = "") -> ast.expr:
        """A cell as ``what`` sees it; ``part`` takes one of several numbers."""
        if isinstance(cell, b.OneRow):
            return _part(self._one_row(what, cell, ask, key), part)
        assert isinstance(cell, b.Cell)
        if cell.level < 0:
            array = self._array(what, cell, ask, key)
            return _part(ast.Subscript(name(array), ast.Constant(0), ast.Load()), part)
        frame = self._frames[-1] if self._frames else None
        if frame is None or frame.level != cell.level:
            raise _NoScreen  # a row outside the loop at hand
        if cell.of_group:
            array, texts = self._array(what, cell, ask, key), self._array("folds", cell)
            return _part(call("of_group", name(array), name(texts), name("g"), _nothing(what)), part)
        if frame.index:
            return _part(self._indexed(what, cell, frame.index, ask, key), part)
        array = self._array(what, cell, ask, key)
        if part is None:
            known = frame.loops.setdefault(array, self._fresh("r"))
            assert isinstance(known, str)
            return name(known)
        words = frame.loops.setdefault(array, [self._fresh("r") for _ in range(4)])
        return name(words[part])

    def _indexed(self, what: str, cell: b.Cell, index: str, ask: Any, key: str) -> ast.expr:
        """One element; the whole column is not worked out for it unless it is already there."""
        texts = self._texts(cell.table, cell.column.name)
        if what in ("texts", "column_ulps"):
            return ast.Subscript(name(self._array(what, cell)), name(index), ast.Load())
        memo = self._memo(what, cell, ask, key)
        assert isinstance(memo, ast.Name)
        known = self._named.get(f"{what}:{texts}:{memo.id}")
        if known is not None:
            return ast.Subscript(name(known), name(index), ast.Load())
        return ast.Subscript(memo, ast.Subscript(name(texts), name(index), ast.Load()), ast.Load())

    def _one_row(self, what: str, cell: b.OneRow, ask: Any, key: str) -> ast.expr:
        array = self._array(what, cell, ask, key)
        if cell.where is None:
            return call("element", name(array), name(self._total_row(cell)), _nothing(what))
        where = cell.where
        if isinstance(where, b.Membership | b.Comparison) and where.operator in ("属于", "="):
            inner, outer = (
                (where.operand, where.words) if isinstance(where, b.Membership) else (where.left, where.right)
            )
            if isinstance(inner, b.Cell) and isinstance(outer, b.Cell) and inner.level == cell.level > outer.level:
                if inner.type.base != "text" or outer.type.base != "text":
                    raise _NoScreen
                folded = self._array("folds", inner)
                rows = self._entry(f"rows:{folded}", lambda: call("key_rows", name(folded)))
                row = call(f"{rows}.get", self._cell("folds", outer))
                return call("element", name(array), row, _nothing(what))
        if any(isinstance(part, b.Cell) and 0 <= part.level < cell.level for part in b.walk(where)):
            raise _NoScreen
        only = self._entry(f"row:{cell.table}:{_key(where)}", lambda: self._only_row(cell, where))
        return call("element", name(array), name(only), _nothing(what))

    def _only_row(self, cell: b.OneRow, where: b.Bound) -> ast.expr:
        with self._rows_of(cell.level) as frame:
            truth = self._truth(where)
        if not frame.loops:
            raise _NoScreen
        return call("only_row", ast.ListComp(_if(truth.holds, 1, _if(truth.fails, 0, -1)), [_loop(frame.loops)]))

    def _total_row(self, cell: b.OneRow) -> str:
        """The row that a bare ``表.列`` from elsewhere means."""
        texts = self._texts(cell.table, cell.column.name)
        known = self.form.totals.get(cell.table)
        if known is not None:
            column, among = known
            folded = name(self._array("folds", b.Cell(cell.node, cell.type, cell.table, column, 0)))
            words = self._constant(f"words:{cell.table}", among)
            rows = self._entry(f"totals:{cell.table}", lambda: call("total_rows", folded, words))
            return self._entry(f"total:{texts}", lambda: call("one_of", name(texts), name(rows)))
        return self._entry(f"total:{texts}", lambda: call("one_of", name(texts), ast.Tuple([], ast.Load())))

    # -- truths -------------------------------------------------------------------------------------------------------

    def _truth(self, bound: b.Bound) -> _Certain:
        try:
            return self._known(bound)
        except _NoScreen:
            return self._alone(bound)

    def _alone(self, bound: b.Bound) -> _Certain:
        """A condition on one cell and nothing else, whatever it asks: remembered by the cell's text."""
        first, ask, key = self._asking(bound)
        answer = self._cell("answers", first, None, ask, key)
        return _Certain(_is(answer, True), _is(answer, False))

    def _asking(self, bound: b.Bound) -> tuple[b.Cell, screening.Ask, str]:
        """The one cell of a condition, and what remembers the answers by its text."""
        cells = [part for part in b.walk(bound) if isinstance(part, b.Cell | b.OneRow | b.Aggregate)]
        first = cells[0] if cells else None
        if not isinstance(first, b.Cell) or any(
            not isinstance(cell, b.Cell)
            or (cell.table, cell.column, cell.level) != (first.table, first.column, first.level)
            for cell in cells
        ):
            raise _NoScreen
        if first.column.width == "column" or any(isinstance(part, b.Relation) for part in b.walk(bound)):
            raise _NoScreen  # its width depends on the rest of the column; a relation may need the year
        key = _key(bound)
        known = self._asks.get(key)
        if known is None:
            run = compile_exact(bound, []).function(self.operations)
            known = self._asks[key] = screening.predicate(lambda cell: run(_OneCell(cell), None))
        return first, known, key

    def _known(self, bound: b.Bound) -> _Certain:
        match bound:
            case b.Junction(operator="且", operands=operands):
                parts = [self._truth(part) for part in operands]
                within: ast.expr = _FALSE
                if any(part.within is not _FALSE for part in parts):
                    within = _all([_any([part.holds, part.within]) for part in parts])
                return _Certain(_all([p.holds for p in parts]), _any([p.fails for p in parts]), within)
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
            same = ast.Compare(self._cell("folds", bound.operand), [ast.Eq()], [self._cell("folds", bound.words)])
            return _Certain(same, ast.UnaryOp(ast.Not(), same))
        raise _NoScreen

    def _reaches(self, operator: str, actual: b.Bound, target: b.Bound) -> _Certain:
        if not isinstance(actual, b.Cell) or not isinstance(target, b.Cell) or target.type.base != "target":
            raise _NoScreen
        if actual.type.base == "text":
            raise _NoScreen
        value = self._cell("values", actual)
        least, start, stop, most = (self._cell("ranges", target, part) for part in range(4))
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
        sides: list[ast.expr] = []
        for side in (bound.left, bound.right):
            if isinstance(side, b.Words) and len(side.items) == 1:
                sides.append(ast.Constant(next(iter(side.items))))
            elif isinstance(side, b.Cell | b.OneRow):
                sides.append(self._cell("folds", side))
            elif isinstance(side, b.Function) and side.function == "算符" and _is_target(side.arguments[0]):
                sides.append(self._cell("operators", side.arguments[0]))
            else:
                raise _NoScreen
        same = ast.Compare(sides[0], [ast.Eq()], [sides[1]])
        other = ast.Compare(sides[0], [ast.NotEq()], [sides[1]])
        if any(
            isinstance(side, b.OneRow | b.Function) or (isinstance(side, b.Cell) and side.of_group)
            for side in (bound.left, bound.right)
        ):
            asked = [side for side in sides if not isinstance(side, ast.Constant)]
            known = [ast.Compare(side, [ast.IsNot()], [ast.Constant(None)]) for side in asked]
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
        if isinstance(code, float) or operator not in _OPPOSITE:
            raise _NoScreen
        value = self._cell("values", left)
        low, high = screening.unit_range(code)
        holds, fails = (_between(value, op, ast.Constant(code), low, high) for op in (operator, _OPPOSITE[operator]))
        return _Certain(holds, fails)

    def _against_target(self, bound: b.Comparison) -> _Certain:
        """A cell of any unit against the figure of a target."""
        left, right, operator = bound.left, bound.right, bound.operator
        if left.type.base == "target":
            left, right, operator = right, left, _MIRROR.get(operator, operator)
        if not isinstance(left, b.Cell) or not isinstance(right, b.Cell) or operator not in _INVERSE:
            raise _NoScreen
        value, code = self._cell("values", left), self._cell("codes", right)
        least, most = (self._cell("ranges", right, part) for part in (0, 3))
        inside = ast.Compare(least, [ast.LtE(), ast.LtE()], [value, most])
        holds = ast.Compare(value, [_OPERATORS[operator]()], [code])
        fails = ast.Compare(value, [_INVERSE[operator]()], [code])
        return _Certain(_all([inside, holds]), _all([inside, fails]))

    def _numbers(self, bound: b.Comparison) -> _Certain:
        if bound.left.type.dim != bound.right.type.dim and any(
            isinstance(part, b.Arith) and part.operator == "/" for part in b.walk(bound)
        ):
            raise _NoScreen  # whether a quotient of plain numbers may meet a score depends on the figures
        left, right = self._rational(bound.left), self._rational(bound.right)
        operator = bound.operator
        dens: list[ast.expr] = [
            ast.Compare(d, [ast.NotEq()], [ast.Constant(0)]) for d in (left.den, right.den) if d is not None
        ]
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
        doubled: list[tuple[ast.expr, ast.expr]] = []
        for cell in three:
            assert isinstance(cell, b.Cell | b.OneRow)
            figure = self._figure(cell, cell.column.width)
            width = figure.ulp() if figure.ulp is not None else ast.Constant(0)
            doubled.append((ast.BinOp(ast.Constant(2), ast.Mult(), figure.num), width))
        return _meeting(*doubled)

    def _nearly(self, bound: b.Comparison, left: _Rational, right: _Rational, dens: list[ast.expr]) -> _Certain:
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
        exact = bound.function == "计数" or (isinstance(bound.value, b.Cell) and bound.value.column.width == "exact")
        total = self._entry(f"sum:{_key(bound)}", lambda: self._total(bound))
        return _Rational(name(total), None, 0 if bound.function == "计数" else 1, exact=exact)

    def _total(self, bound: b.Aggregate) -> ast.expr:
        with self._rows_of(bound.level) as frame:
            value = self._summand(bound)
            if bound.where is not None:
                truth = self._truth(bound.where)
                value = _if(truth.holds, value, _if(truth.fails, 0, _NAN))
        if not frame.loops:
            raise _NoScreen
        plain = len(frame.loops) == 1 and isinstance(value, ast.Name) and value.id in frame.loops.values()
        return call("sum", name(next(iter(frame.loops))) if plain else ast.ListComp(value, [_loop(frame.loops)]))

    def _summand(self, bound: b.Aggregate) -> ast.expr:
        if bound.function == "计数":
            if bound.value is None and bound.where is not None:
                return ast.Constant(1)
            raise _NoScreen
        if not isinstance(bound.value, b.Cell) or bound.value.level != bound.level:
            raise _NoScreen
        return self._figure(bound.value, bound.value.column.width).num

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
        numbers, keys = self._array("numbers", value), self._array("folds", inner)
        sums = self._entry(f"by:{numbers}:{keys}", lambda: call("sums_by", name(numbers), name(keys)))
        total = call(f"{sums}.get", self._cell("folds", outer), ast.Constant(0))
        return _Rational(total, None, 1, exact=value.column.width == "exact")

    def _group_sum(self, bound: b.Aggregate) -> _Rational:
        value = bound.value
        if (
            bound.function != "合计"
            or bound.where is not None
            or not isinstance(value, b.Cell)
            or value.type.base != "number"
        ):
            raise _NoScreen
        array = self._array("numbers", value)
        return _Rational(call("sum_at", name(array), name("g")), None, 1, exact=value.column.width == "exact")


_OPERATORS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "≤": ast.LtE,
    ">": ast.Gt,
    "≥": ast.GtE,
    "=": ast.Eq,
    "==": ast.Eq,
}
_INVERSE: dict[str, type[ast.cmpop]] = {"<": ast.GtE, "≤": ast.Gt, ">": ast.LtE, "≥": ast.Lt}
_MIRROR = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}
_NAN = ast.Name("nan", ast.Load())


def _is_target(bound: b.Bound) -> bool:
    return isinstance(bound, b.Cell) and bound.type.base == "target"


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


_OPPOSITE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<"}


def _between(value: ast.expr, operator: str, code: ast.expr, low: int, high: int) -> ast.expr:
    """A comparison that also holds the value inside the range of its unit."""
    if operator in ("<", "≤"):
        return ast.Compare(ast.Constant(low), [ast.LtE(), _OPERATORS[operator]()], [value, code])
    other = ast.Lt() if operator == ">" else ast.LtE()
    return ast.Compare(code, [other, ast.LtE()], [value, ast.Constant(high)])


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


def _meeting(r: tuple[ast.expr, ast.expr], e: tuple[ast.expr, ast.expr], b: tuple[ast.expr, ast.expr]) -> ast.expr:
    """Whether ``r = e / b`` can hold inside the roundings of three figures, none negative.

    Each is its doubled scaled value and its last place. Lower ends times lower ends and upper times upper bound the
    product r·b, which must meet e.
    """

    def low(side: tuple[ast.expr, ast.expr]) -> ast.expr:
        return ast.BinOp(side[0], ast.Sub(), side[1])

    def high(side: tuple[ast.expr, ast.expr]) -> ast.expr:
        return ast.BinOp(side[0], ast.Add(), side[1])

    def times(left: ast.expr, right: ast.expr) -> ast.expr:
        return ast.BinOp(left, ast.Mult(), right)

    unit = ast.Constant(2 * SCALE)
    return _all(
        [
            ast.Compare(r[0], [ast.GtE()], [r[1]]),
            ast.Compare(e[0], [ast.GtE()], [e[1]]),
            ast.Compare(b[0], [ast.Gt()], [b[1]]),
            ast.Compare(times(low(r), low(b)), [ast.LtE()], [times(high(e), unit)]),
            ast.Compare(times(low(e), unit), [ast.LtE()], [times(high(r), high(b))]),
        ]
    )


def _nothing(what: str) -> ast.expr:
    if what == "ranges":
        return name("NO_RANGE")
    return _NAN if what in ("numbers", "ulps", "column_ulps", "values", "codes") else ast.Constant(None)


def _triple(none: int | ast.expr, rows: ast.expr, statuses: ast.expr) -> ast.expr:
    return ast.Tuple([none if isinstance(none, ast.expr) else ast.Constant(none), rows, statuses], ast.Load())


_EMPTY = ast.Tuple([], ast.Load())


def _key(bound: b.Bound) -> str:
    """What two parts have in common when they can share a value: their text and the columns it means."""
    cells = [(c.table, c.column.name, c.level) for c in b.walk(bound) if isinstance(c, b.Cell | b.OneRow)]
    return f"{show(bound.node)}{cells}"


def _conjuncts(when: b.Bound | None) -> list[b.Bound]:
    if when is None:
        return []
    if isinstance(when, b.Junction) and when.operator == "且":
        return [part for operand in when.operands for part in _conjuncts(operand)]
    return [when]


def _certain_all(parts: Sequence[_Certain]) -> _Certain:
    return _Certain(_all([part.holds for part in parts]), _any([part.fails for part in parts]))


def _part(value: ast.expr, part: int | None) -> ast.expr:
    return value if part is None else ast.Subscript(value, ast.Constant(part), ast.Load())


def _loop(loops: dict[str, str | list[str]]) -> ast.comprehension:
    arrays: list[ast.expr] = [name(array) for array in loops]
    variables: list[ast.expr] = []
    for words in loops.values():
        if isinstance(words, str):
            variables.append(ast.Name(words, ast.Store()))
        else:
            variables.append(ast.Tuple([ast.Name(word, ast.Store()) for word in words], ast.Store()))
    if len(arrays) == 1:
        return ast.comprehension(variables[0], arrays[0], [], 0)
    return ast.comprehension(ast.Tuple(variables, ast.Store()), call("zip", *arrays), [], 0)


def _numbered(loops: dict[str, str | list[str]]) -> ast.comprehension:
    """The same, with the number of the row as ``i``."""
    loop = _loop(loops)
    alone = len(loops) == 1
    arrays = [loop.iter] if alone else loop.iter.args  # type: ignore[attr-defined]  # a call of zip
    targets = [loop.target] if alone else loop.target.elts  # type: ignore[attr-defined]
    target = ast.Tuple([ast.Name("i", ast.Store()), *targets], ast.Store())
    return ast.comprehension(target, call("zip", call("count"), *arrays), [], 0)


def _if(test: ast.expr, then: ast.expr | int, other: ast.expr | int) -> ast.expr:
    yes = then if isinstance(then, ast.expr) else ast.Constant(then)
    no = other if isinstance(other, ast.expr) else ast.Constant(other)
    if test is _TRUE or test is _FALSE:
        return yes if test is _TRUE else no
    return ast.IfExp(test, yes, no)


def _all(tests: Sequence[ast.expr]) -> ast.expr:
    if any(test is _FALSE for test in tests):
        return _FALSE
    kept: list[ast.expr] = []
    kept.extend(test for test in tests if test is not _TRUE)
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.And(), kept) if kept else _TRUE


def _any(tests: Sequence[ast.expr]) -> ast.expr:
    if any(test is _TRUE for test in tests):
        return _TRUE
    kept: list[ast.expr] = []
    kept.extend(test for test in tests if test is not _FALSE)
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.Or(), kept) if kept else _FALSE


def _is(answer: ast.expr, value: bool) -> ast.expr:
    return ast.Compare(answer, [ast.Is()], [ast.Constant(value)])


__all__ = ["PASSES", "UNSURE", "WITHIN", "Form", "Screen", "Screened", "Source"]
