"""The quick path: whole columns at a time, in whole numbers, for what is certain at once.

A screen is a second reading of the same bound rules, compiled through ``ast`` into one function for all reports of one form
(the same tables with the same headers). For every row it says: not applicable, passes, passes within rounding, or *not
sure*; whatever it is not sure about goes to the exact path, which alone finds faults and makes evidence. So the screen can
be incomplete but must never be wrong: every answer it gives is the one that the exact path would give (a property test
holds them side by side).

How it stays right: figures are whole numbers (base units × :data:`gouji.engine.whole.SCALE`), so arithmetic is exact. A cell
that is not one plain figure in the unit of its column is NaN, which makes every comparison it touches false; hence every
certainty is written as a comparison that is true, and never as ``!=``. Products and quotients are cross-multiplied; a
divisor must be a count or a single cell, which is further from zero than its rounding unless it is zero. "Within rounding" is
claimed by a witness only: the reported figure alone, moved inside its own rounding, meets the value of the other side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from enum import Enum
from typing import Any

from gouji.engine import screening, together
from gouji.engine.cells import Cell
from gouji.engine.reading import Reading
from gouji.engine.screen_parts import (
    EMPTY,
    FALSE,
    INVERSE,
    MIRROR,
    NAN,
    OPERATORS,
    OPPOSITE,
    TRUE,
    Certain,
    Frame,
    NoScreen,
    OneCell,
    Rational,
    all_of,
    any_of,
    between,
    certain_all,
    conjuncts,
    constant_of,
    crossed,
    if_else,
    is_exactly,
    is_target,
    loop_over,
    meeting,
    meeting_alike,
    near,
    nothing,
    numbered_loop,
    part_of,
    scaled_by,
    times,
    triple,
)
from gouji.engine.sharing import Parts
from gouji.engine.truth import Truth
from gouji.engine.whole import SCALE, Memo, code_of
from gouji.faults.record import dataclass
from gouji.language import Column, Scope, Slot, compile_exact, compile_filter
from gouji.language import bound as b
from gouji.language import code_parts as ast
from gouji.language.emitter import call, function_def, name

#: Status of a row, as the screen and the judge number them.
PASSES, WITHIN, UNSURE = range(3)


class Grasp(Enum):
    """How much of a rule a screen understands: of a rule whose condition alone it knows, every row left over is unsure."""

    NONE = "none"
    CONDITION = "condition"
    WHOLE = "whole"


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
        self._lone: dict[int, Memo[Cell]] = {}
        self._key = Parts().key
        self._frames: list[Frame] = []
        self._group = False
        self._filters = False
        self._count = 0
        self._uses: Counter[str] = Counter()

    def function(
        self, rules: Sequence[tuple[Scope, b.Bound | None, b.Bound, Sequence[str]]]
    ) -> tuple[Callable[[Any], Sequence[Screened]], list[Grasp]]:
        """``screens(report)`` gives what each rule came to; the list says how much of each rule is screened.

        A rule is scope, condition, requirement and the columns that group its rows. The function raises KeyError for a
        report whose rows do not all have the headers of the form, OverflowError for numbers beyond its reach.
        """
        self._uses = Counter(self._key(part) for _, when, _, _ in rules for part in conjuncts(when))
        results: list[ast.expr] = []
        done: list[Grasp] = []
        for scope, when, require, keys in rules:
            before = (list(self._statements), dict(self._named), {t: dict(c) for t, c in self._columns.items()})
            self._filters = False
            try:
                answer = self._rule(scope, when, require, keys)
            except NoScreen:
                self._statements, self._named, self._columns = before
                done.append(Grasp.NONE)
                continue
            word = self._fresh("o")
            self._statements.append(ast.Assign([ast.Name(word, ast.Store())], answer))
            results.append(name(word))
            done.append(Grasp.CONDITION if self._filters else Grasp.WHOLE)
        body = [*self._prelude(), *self._statements, ast.Return(ast.Tuple(results, ast.Load()))]
        module = ast.Module([function_def("screens", ["report"], body)], [])
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
            some = triple(0, ast.Constant(None), ast.List([self._required(require, asked)], ast.Load()))
            return if_else(asked.fails, triple(1, EMPTY, EMPTY), some)
        if scope.table not in self.form.tables:
            raise NoScreen
        if self._group:
            return self._on_groups(scope, when, require, keys)
        if when is None:
            frame = Frame(0)
            self._frames = [frame]
            status = self._required(require, Certain(TRUE, FALSE))
            if not frame.loops:
                raise NoScreen
            return triple(0, ast.Constant(None), ast.ListComp(status, [loop_over(frame.loops)]))
        return self._on_active(when, require)

    def _on_groups(self, scope: Scope, when: b.Bound | None, require: b.Bound, keys: Sequence[str]) -> ast.expr:
        assert scope.table is not None
        self._frames = [Frame(0)]
        columns = [name(self._texts(scope.table, key)) for key in keys]
        groups = self._entry(f"groups:{scope.table}:{','.join(keys)}", lambda: call("grouped", *columns))
        asked = self._asked(when)
        status = self._required(require, asked)
        loop = ast.comprehension(ast.Name("g", ast.Store()), name(groups), [], 0)
        if when is None:
            return triple(0, ast.Constant(None), ast.ListComp(status, [loop]))
        loop.ifs = [ast.UnaryOp(ast.Not(), asked.fails)]
        pairs = ast.ListComp(ast.Tuple([name("g"), status], ast.Load()), [loop])
        return call("unzipped", pairs, call("len", name(groups)))

    def _on_active(self, when: b.Bound, require: b.Bound) -> ast.expr:
        """First the rows on which the condition may hold, found part by part and shared between rules; then those alone.

        The part that most rules share comes first: it looks at all rows, the others at those that are left.
        """
        parts = sorted(conjuncts(when), key=lambda part: -self._uses[self._key(part)])
        active, rows = self._active_rows(parts)
        frame = Frame(0, index="i")
        self._frames = [frame]
        asked = certain_all([self._doubted(part) for part in parts])
        status = self._required(require, asked)
        loop = ast.comprehension(ast.Name("i", ast.Store()), name(active), [], 0)
        none = ast.BinOp(call("len", name(rows)), ast.Sub(), call("len", name(active)))
        return triple(none, name(active), ast.ListComp(status, [loop]))

    def _active_rows(self, parts: Sequence[b.Bound]) -> tuple[str, str]:
        """The name of the list of rows on which no part certainly fails, and of any column of the table."""
        active = rows = ""
        key = "active:"
        for part in parts:
            before, key = key, f"{key}&{self._key(part)}"
            if key in self._named:
                active, rows = self._named[key], self._named[key + ":rows"]
                continue
            if not active and (found := self._possible(part)) is not None:
                rows, listed = found
                active = self._entry(key, lambda listed=listed: listed)  # type: ignore[misc]
                self._named[key + ":rows"] = rows
                continue
            frame = Frame(0, index="i" if active else "")
            self._frames = [frame]
            fails = self._doubted(part).fails
            if fails is FALSE:  # it narrows nothing down
                key = before
                continue
            if active:
                loop = ast.comprehension(ast.Name("i", ast.Store()), name(active), [], 0)
            else:
                if not frame.loops:
                    raise NoScreen
                loop = numbered_loop(frame.loops)
                rows = next(iter(frame.loops))
            loop.ifs = [ast.UnaryOp(ast.Not(), fails)]
            listed = ast.ListComp(name("i"), [loop])
            active = self._entry(key, lambda listed=listed: listed)  # type: ignore[misc]
            self._named[key + ":rows"] = rows
        if not active:
            raise NoScreen
        return active, rows

    def _possible(self, part: b.Bound) -> tuple[str, ast.expr] | None:
        """For a condition on the text of one cell: its column, and the rows on which it does not fail, without a loop."""
        if not isinstance(part, b.Match | b.Membership | b.Question):
            return None
        try:
            first, ask, key = self._asking(part)
            texts = self._texts(first.table, first.column.name)
        except NoScreen:
            return None
        if first.level != 0 or first.of_group:
            return None  # a cell of the rows themselves
        memo = self._memo("possible", first, lambda reading: screening.possible(ask(reading)), key)
        assert isinstance(memo, ast.Name)
        chosen = call("map", ast.Attribute(memo, "__getitem__", ast.Load()), name(texts))
        return texts, call("list", call("compress", call("count"), chosen))

    def _asked(self, when: b.Bound | None) -> Certain:
        return certain_all([self._doubted(part) for part in conjuncts(when)])

    def _required(self, require: b.Bound, asked: Certain) -> ast.expr:
        """The status of a row; a rule that may never be sure of a row is a mere filter."""
        needed = self._doubted(require) if asked.holds is not FALSE else Certain(FALSE, FALSE)
        if needed.holds is FALSE and needed.within is FALSE:
            if asked.fails is FALSE:
                raise NoScreen
            self._filters = True
            return ast.Constant(UNSURE)
        inside = if_else(needed.holds, PASSES, if_else(needed.within, WITHIN, UNSURE))
        return if_else(asked.holds, inside, UNSURE)

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
                raise NoScreen
            return self._fields.setdefault(printed, self._fresh("f"))
        source = self.form.tables.get(table)
        if source is None or column not in source.headers:
            raise NoScreen
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
    def _rows_of(self, level: int) -> Iterator[Frame]:
        outside, self._frames = self._frames, []
        frame = Frame(level)
        self._frames.append(frame)
        try:
            yield frame
        finally:
            self._frames = outside

    def _cell(self, what: str, cell: b.Bound, part: int | None = None, ask: Any = None, key: str = "") -> ast.expr:
        """A cell as ``what`` sees it; ``part`` takes one of several numbers."""
        if isinstance(cell, b.OneRow):
            return part_of(self._one_row(what, cell, ask, key), part)
        assert isinstance(cell, b.Cell)
        if cell.level < 0:
            array = self._array(what, cell, ask, key)
            return part_of(ast.Subscript(name(array), ast.Constant(0), ast.Load()), part)
        frame = self._frames[-1] if self._frames else None
        if frame is None or frame.level != cell.level:
            raise NoScreen  # a row outside the loop at hand
        if cell.of_group:
            array, texts = self._array(what, cell, ask, key), self._array("folds", cell)
            return part_of(call("of_group", name(array), name(texts), name("g"), nothing(what)), part)
        if frame.index:
            return part_of(self._indexed(what, cell, frame.index, ask, key), part)
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
            return self._element(array, self._total_row(cell), what)
        where = cell.where
        if isinstance(where, b.Membership | b.Comparison) and where.operator in ("属于", "="):
            inner, outer = (
                (where.operand, where.words) if isinstance(where, b.Membership) else (where.left, where.right)
            )
            if isinstance(inner, b.Cell) and isinstance(outer, b.Cell) and inner.level == cell.level > outer.level:
                if inner.type.base != "text" or outer.type.base != "text":
                    raise NoScreen
                folded = self._array("folds", inner)
                rows = self._entry(f"rows:{folded}", lambda: call("key_rows", name(folded)))
                row = call(f"{rows}.get", self._cell("folds", outer))
                return call("element", name(array), row, nothing(what))
        if any(isinstance(part, b.Cell) and 0 <= part.level < cell.level for part in b.walk(where)):
            raise NoScreen
        only = self._entry(f"row:{cell.table}:{self._key(where)}", lambda: self._only_row(cell, where))
        return self._element(array, only, what)

    def _element(self, array: str, row: str, what: str) -> ast.expr:
        """One cell of a column, the same for all rows outside."""
        found = call("element", name(array), name(row), nothing(what))
        return name(self._entry(f"at:{array}:{row}", lambda: found))

    def _only_row(self, cell: b.OneRow, where: b.Bound) -> ast.expr:
        with self._rows_of(cell.level) as frame:
            truth = self._truth(where)
        if not frame.loops:
            raise NoScreen
        return call(
            "only_row", ast.ListComp(if_else(truth.holds, 1, if_else(truth.fails, 0, -1)), [loop_over(frame.loops)])
        )

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

    def _truth(self, bound: b.Bound) -> Certain:
        for way in (self._known, self._alone, self._together):
            before = self._mark()
            try:
                return way(bound)
            except NoScreen:
                self._back_to(before)
        raise NoScreen

    def _doubted(self, bound: b.Bound) -> Certain:
        """The same; where the screen can say nothing of a condition, it is certain of nothing."""
        try:
            return self._truth(bound)
        except NoScreen:
            return Certain(FALSE, FALSE)

    def _mark(self) -> tuple[int, ...]:
        """How much has been written so far."""
        loops = len(self._frames[-1].loops) if self._frames else 0
        return len(self._statements), len(self._named), loops

    def _back_to(self, mark: tuple[int, ...]) -> None:
        """Take back what an attempt has written. (Columns and constants that nobody uses do no harm.)"""
        statements, named, loops = mark
        del self._statements[statements:]
        while len(self._named) > named:
            self._named.popitem()
        if self._frames:
            while len(self._frames[-1].loops) > loops:
                self._frames[-1].loops.popitem()

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
            run = self._asked_of(bound, cells[0].level, slots)
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
        cells = [part for part in b.walk(bound) if isinstance(part, b.Cell | b.OneRow | b.Aggregate)]
        first = cells[0] if cells else None
        if not isinstance(first, b.Cell) or any(
            not isinstance(cell, b.Cell)
            or (cell.table, cell.column, cell.level) != (first.table, first.column, first.level)
            for cell in cells
        ):
            raise NoScreen
        if first.column.width == "column" or together.asks_year(bound):
            raise NoScreen  # its width depends on the rest of the column, or more than the text is asked
        key = self._key(bound)
        known = self._asks.get(key)
        if known is None:
            run = self._asked_of(bound, first.level, [])
            known = self._asks[key] = screening.predicate(lambda cell: run(OneCell(cell), None))
        return first, known, key

    def _asked_of(self, bound: b.Bound, level: int, slots: list[Slot]) -> Callable[[Any, Any], Truth]:
        """The exact evaluation of a condition on the cells of one row, whatever the level of that row."""
        if level <= 0:
            return compile_exact(bound, slots).function(self.operations)
        outside = compile_filter(bound, level, slots).function(self.operations)
        return lambda sheet, row: outside(sheet, None)(row)

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
                return Certain(any_of([p.holds for p in parts]), all_of([p.fails for p in parts]))
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
        raise NoScreen

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
        left, right, operator = bound.left, bound.right, bound.operator
        if isinstance(left, b.Constant):
            left, right, operator = right, left, MIRROR.get(operator, operator)
        if not isinstance(left, b.Cell) or not isinstance(right, b.Constant) or bound.tolerance is not None:
            raise NoScreen
        code = code_of(right.figure)
        if isinstance(code, float) or operator not in OPPOSITE:
            raise NoScreen
        value = self._cell("values", left)
        low, high = screening.unit_range(code)
        holds, fails = (between(value, op, ast.Constant(code), low, high) for op in (operator, OPPOSITE[operator]))
        return Certain(holds, fails)

    def _against_target(self, bound: b.Comparison) -> Certain:
        """A cell of any unit against the figure of a target."""
        left, right, operator = bound.left, bound.right, bound.operator
        if left.type.base == "target":
            left, right, operator = right, left, MIRROR.get(operator, operator)
        if not isinstance(left, b.Cell) or not isinstance(right, b.Cell) or operator not in INVERSE:
            raise NoScreen
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
        if not isinstance(right, b.Arith):
            left, right = right, left
        if not isinstance(right, b.Arith) or right.operator != "/":
            return FALSE
        three = (left, right.left, right.right)
        if any(not isinstance(cell, b.Cell | b.OneRow) or cell.type.base != "number" for cell in three):
            return FALSE
        names = {(c.table, c.column.name, c.level) for c in three if isinstance(c, b.Cell | b.OneRow)}
        if len(names) < 3:
            return FALSE
        doubled: list[tuple[ast.expr, ast.expr]] = []
        for cell in three:
            assert isinstance(cell, b.Cell | b.OneRow)
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

    # -- numbers ------------------------------------------------------------------------------------------------------

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


__all__ = ["PASSES", "UNSURE", "WITHIN", "Form", "Grasp", "Screen", "Screened", "Source"]
