"""Reports of one shape that were read together, as columns, with numpy (the extra ``bulk``).

Made by :mod:`gouji.report.bulk_reading`. No cell becomes a text before somebody asks for it.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gouji.document.place import Place
from gouji.report import columnar
from gouji.report.columnar import ColumnarReport
from gouji.report.json_quick import blanks_of
from gouji.report.json_template import LineOrigin, Template
from gouji.report.lines import RawLine
from gouji.report.model import Form, Report, Row
from gouji.report.place import Anchor

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Characters after the last line, so that a few of them may be looked at from any place.
PADDING: Final = "\n" * 64
#: Texts up to here are told apart by their first and their last four characters.
_SHORT: Final = 8
#: The first 0, 1, 2, 3 or 4 characters of four.
_MASKS: Final = np.array([(1 << 16 * size) - 1 for size in range(5)], np.uint64)


class Stretches(NamedTuple):
    """Where the cells of a column stand in the text of a :class:`Bulk`, row by row."""

    starts: Ints
    ends: Ints


class Grid(NamedTuple):
    """Where the cells of a table stand in a text: a row of numbers for every column."""

    headers: Mapping[str, int]
    """For every header the number of its column."""
    starts: Ints
    ends: Ints

    def column(self, header: str) -> Stretches:
        """Where the cells of one column stand."""
        at = self.headers[header]
        return Stretches(self.starts[at], self.ends[at])


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table in all reports, one report after the other. Every report has at least one."""

    firsts: Ints
    """For every report the number of its first row; one more for the end."""
    owners: Ints
    """For every row the number of its report."""
    grid: Grid

    def __len__(self) -> int:
        return len(self.owners)

    def of_report(self, number: int, begin: int) -> Grid:
        """The rows of one report, in a text of its own that begins at ``begin``."""
        first, end = self.firsts[number : number + 2].tolist()
        grid = self.grid
        return Grid(grid.headers, grid.starts[:, first:end] - begin, grid.ends[:, first:end] - begin)


class Bulk:
    """Reports of one form and one kind that were read together, as columns."""

    def __init__(
        self,
        template: Template,
        lines: Sequence[RawLine],
        begins: Sequence[int],
        text: str,
        units: NDArray[np.uint16],
        kind: str | None,
        about: Sequence[tuple[str | None, int | None]],
        fields: Sequence[Row],
        tables: Mapping[str, Rows],
    ) -> None:
        self._template = template
        self.lines = lines
        self.begins = begins
        """Where every line begins in the text."""
        self.text = text
        """What all lines say, one after the other."""
        self.units = units
        """The same as numbers, one for each character."""
        self.form: Form = template.form
        self.kind = kind
        self.about = about
        """Unit and year of every report."""
        self.fields = fields
        self.tables = tables
        self.known: dict[Any, Any] = {}
        """What somebody has made of a column, to be found again."""

    def __len__(self) -> int:
        return len(self.lines)

    def report(self, number: int) -> Report:
        """One of the reports by itself."""
        return BulkReport(self, number, self._template)

    def field(self, name: str) -> tuple[NDArray[np.uint16], Stretches] | None:
        """A field of all reports as a text of its own, and where each stands in it; None where places cannot be told."""
        texts = [fields[name] or "" for fields in self.fields]
        text = "\n".join(texts) + PADDING
        units = np.frombuffer(text.encode("utf-16-le"), np.uint16)
        if len(units) != len(text):
            return None
        ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
        starts = np.append(0, ends[:-1] + 1)
        return units, Stretches(starts, ends)

    def cells(self, stretches: Stretches) -> list[str]:
        """The texts of some cells; an empty cell is ``""``."""
        return _cut(self.text, stretches)

    def repeated(self, cells: Stretches) -> Flags:
        """Which cells certainly have the text of the cell before them; longer ones are not looked at."""
        units = self.units
        words = np.ndarray((len(units) - 3,), np.uint64, units, 0, (units.itemsize,))  # four characters from any place
        sizes = cells.ends - cells.starts
        first = words[cells.starts] & _MASKS[np.minimum(sizes, 4)]
        same = np.zeros(len(sizes), np.bool_)
        same[1:] = (sizes[1:] == sizes[:-1]) & (first[1:] == first[:-1]) & (sizes[1:] <= _SHORT)
        longer = np.flatnonzero(same & (sizes > 4))
        same[longer] = words[cells.ends[longer] - 4] == words[cells.ends[longer - 1] - 4]
        return same

    def line_text(self, number: int) -> str:
        """What a line says."""
        ends = self.begins[number + 1] - 1 if number + 1 < len(self.begins) else len(self.text) - len(PADDING)
        return self.text[self.begins[number] : ends]


def _cut(text: str, stretches: Stretches) -> list[str]:
    return [text[start:end] for start, end in zip(stretches.starts.tolist(), stretches.ends.tolist(), strict=True)]


class _Origin(LineOrigin):
    """The origin of a report of which every cell has been found."""

    __slots__ = ("_cells",)

    def __init__(self, line: RawLine, text: str, template: Template, cells: Mapping[str, Grid]) -> None:
        super().__init__(line, text, template)
        self._cells = cells

    def place(self, anchor: Anchor) -> Place:
        grid = self._cells.get(anchor.table or "")
        if grid is None or anchor.row is None or not 0 <= anchor.row < grid.starts.shape[1]:
            return super().place(anchor)
        at = grid.headers.get(anchor.column)
        if at is None:
            return super().place(anchor)
        start, end = int(grid.starts[at, anchor.row]), int(grid.ends[at, anchor.row])  # without their quotes, from 0
        return Place(self._line, start, self._line, end + 2, pointer=anchor.pointer)


class BulkReport(ColumnarReport):
    """One of the reports of a bulk, which it does not keep. Its columns become texts when somebody asks for them."""

    __slots__ = ("_cells", "_text")
    _text: str
    _cells: dict[str, Grid]

    def __init__(self, bulk: Bulk, number: int, template: Template) -> None:
        line, begin = bulk.lines[number], bulk.begins[number]
        unit, year = bulk.about[number]
        text = bulk.line_text(number)
        cells = {table: rows.of_report(number, begin) for table, rows in bulk.tables.items()}
        super().__init__(
            line.path,
            bulk.kind,
            unit,
            year,
            bulk.fields[number],
            {},
            bulk.form,
            line.number,
            _Origin(line, text, template, cells),
            partial(blanks_of, line.data),
            template.tables_first,
        )
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_cells", cells)

    def columns(self, table: str, headers: Sequence[str]) -> Sequence[Sequence[str | None]]:
        grid = self._cells[table]
        return [_cut(self._text, grid.column(header)) for header in headers]

    def size(self, table: str) -> int:
        return int(self._cells[table].starts.shape[1])

    def grids(self) -> Mapping[str, columnar.Grid]:
        found = {}
        for table, grid in self._cells.items():
            columns = [_cut(self._text, grid.column(header)) for header in grid.headers]
            stretches = {header: slice(at, None, len(columns)) for header, at in grid.headers.items()}
            found[table] = columnar.Grid(stretches, list(itertools.chain.from_iterable(zip(*columns, strict=True))))
        return found


__all__ = ["PADDING", "Bulk", "BulkReport", "Grid", "Rows", "Stretches"]
