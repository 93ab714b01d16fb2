"""Reports of one shape that were read together, as columns, with numpy (the extra ``bulk``).

Made by :mod:`gouji.report.bulk_reading`. No cell becomes a text before somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final, NamedTuple, overload
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from gouji.document.place import Place
from gouji.report.columnar import ColumnarReport
from gouji.report.json_quick import blanks_of
from gouji.report.json_template import LineOrigin, Template
from gouji.report.lines import RawLine
from gouji.report.model import Form, Report, Row
from gouji.report.place import Anchor
from gouji.report.reading import parse_line

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Characters after the last line, so that a few of them may be looked at from any place.
PADDING: Final = "\n" * 64
#: Texts up to here are told apart by their first and their last four characters.
_SHORT: Final = 8
#: Cells that are made one by one before all of their column are.
_SINGLE: Final = 4
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


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one table in all reports, one report after the other. Every report has at least one."""

    firsts: Ints
    """For every report the number of its first row; one more for the end."""
    owners: Ints
    """For every row the number of its report."""
    grid: Grid

    def __len__(self) -> int:
        return len(self.owners)

    @cached_property
    def bounds(self) -> list[int]:
        """The same as :attr:`firsts`, to look up one by one."""
        found: list[int] = self.firsts.tolist()
        return found


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


def _cut(text: str, cells: Stretches) -> list[str]:
    return [text[start:end] for start, end in zip(cells.starts.tolist(), cells.ends.tolist(), strict=True)]


class Texts(Sequence[str]):
    """The texts of some cells, each made when it is asked for; all of them, once a few were."""

    __slots__ = ("_asked", "_cells", "_made", "_text")

    def __init__(self, text: str, cells: Stretches) -> None:
        self._text, self._cells = text, cells
        self._asked = 0
        self._made: list[str] | None = None

    def __len__(self) -> int:
        return len(self._cells.starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        self._asked += 1
        if self._asked > _SINGLE or isinstance(at, slice):
            return self._whole()[at]
        return self._text[self._cells.starts[at] : self._cells.ends[at]]

    def _whole(self) -> list[str]:
        if self._made is None:
            self._made = _cut(self._text, self._cells)
        return self._made


class _Origin(LineOrigin):
    """The origin of a report of a bulk: as long as that is there, it knows where every cell stands."""

    __slots__ = ("_bulk", "_number")

    def __init__(self, line: RawLine, template: Template, bulk: ref[Bulk], number: int) -> None:
        super().__init__(line, None, template)
        self._bulk, self._number = bulk, number

    def place(self, anchor: Anchor) -> Place:
        bulk = self._bulk()
        rows = bulk.tables.get(anchor.table or "") if bulk is not None else None
        if bulk is None or rows is None or anchor.row is None or anchor.column not in rows.grid.headers:
            return super().place(anchor)
        first, end = rows.bounds[self._number : self._number + 2]
        if not 0 <= anchor.row < end - first:
            return super().place(anchor)
        at, row, begin = rows.grid.headers[anchor.column], first + anchor.row, bulk.begins[self._number]
        start, stop = int(rows.grid.starts[at, row]) - begin, int(rows.grid.ends[at, row]) - begin
        return Place(self._line, start, self._line, stop + 2, pointer=anchor.pointer)  # its quotes belong to it


class BulkReport(ColumnarReport):
    """One of the reports of a bulk. It does not keep the others: without them its line is read once more, by itself."""

    __slots__ = ("_again", "_bulk", "_number")
    _bulk: ref[Bulk]
    _number: int
    _again: Report | None

    def __init__(self, bulk: Bulk, number: int, template: Template) -> None:
        line, weak = bulk.lines[number], ref(bulk)
        unit, year = bulk.about[number]
        super().__init__(
            line.path,
            bulk.kind,
            unit,
            year,
            bulk.fields[number],
            {},
            bulk.form,
            line.number,
            _Origin(line, template, weak, number),
            partial(blanks_of, line.data),
            template.tables_first,
        )
        put = object.__setattr__
        put(self, "_bulk", weak)
        put(self, "_number", number)
        put(self, "_again", None)

    def columns(self, table: str, headers: Sequence[str]) -> Sequence[Sequence[str | None]]:
        bulk = self._bulk()
        if bulk is None:
            return self._alone().columns(table, headers)
        rows = bulk.tables[table]
        first, end = rows.bounds[self._number : self._number + 2]
        columns = [rows.grid.column(header) for header in headers]
        return [Texts(bulk.text, Stretches(column.starts[first:end], column.ends[first:end])) for column in columns]

    def size(self, table: str) -> int:
        bulk = self._bulk()
        if bulk is None:
            return self._alone().size(table)
        first, end = bulk.tables[table].bounds[self._number : self._number + 2]
        return end - first

    @property
    def tables(self) -> dict[str, list[Row]]:  # rows are made by reading the line by itself
        return self._alone().tables

    def _alone(self) -> Report:
        if self._again is None:
            object.__setattr__(self, "_again", parse_line(self._line))
        assert self._again is not None
        return self._again

    @property
    def _line(self) -> RawLine:
        assert isinstance(self.origin, LineOrigin)
        return self.origin.line

    def __reduce__(self) -> tuple[Any, ...]:
        return parse_line, (self._line,)


__all__ = ["PADDING", "Bulk", "BulkReport", "Grid", "Rows", "Stretches"]
