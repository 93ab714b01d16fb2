"""The names in a screen: columns, cells and totals, each worked out once and used by several rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from gouji.engine import screening
from gouji.engine.cells import Cell
from gouji.engine.screen_form import Form
from gouji.engine.screen_parts import (
    Certain,
    Frame,
    NoScreen,
    if_else,
    loop_over,
    nothing,
    part_of,
)
from gouji.engine.sharing import Parts
from gouji.engine.whole import Memo
from gouji.language import bound as b
from gouji.language import code_parts as ast
from gouji.language.emitter import call, name


class Names:
    """The statements of a screen so far, and the local names of what they work out."""

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

    def _truth(self, bound: b.Bound) -> Certain:
        """What a screen is certain of about a condition. Raises NoScreen."""
        raise NotImplementedError


__all__ = ["Names"]
