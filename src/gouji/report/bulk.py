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
from gouji.report.lines import PADDING, RawLine
from gouji.report.model import Form, Report, Row
from gouji.report.place import Anchor
from gouji.report.reading import parse_line

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Bytes that are looked at together.
WORD: Final = 8
#: 80 to BF, which begin no character, are less than all others as signed numbers.
_LEAST_BEGINNING: Final = -64
#: Cells that are made one by one before all of their column are.
_SINGLE: Final = 4
#: An odd number without a pattern, and how many bits of a product with it are left out for a small number.
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_SLOT: Final = np.uint64(64 - 16)
#: The first 0, 1, ... bytes of a word.
MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(WORD + 1)], np.uint64)


class Stretches(NamedTuple):
    """Where the cells of a column stand in the bytes of a :class:`Bulk`, row by row."""

    starts: Ints
    ends: Ints


class Grid(NamedTuple):
    """Where the cells of a table stand in some bytes: a row of numbers for every column."""

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


class Lines(NamedTuple):
    """Lines of one file, unread, in one stretch of bytes."""

    path: str
    numbers: Sequence[int]
    """The number of every line in the file."""
    data: bytes | bytearray
    """The lines in UTF-8, a line end between two of them, and :data:`gouji.report.lines.PADDING` bytes of anything more."""
    begins: Sequence[int]
    ends: Sequence[int]

    def line(self, at: int) -> RawLine:
        """One of the lines by itself."""
        return RawLine(self.path, self.numbers[at], bytes(memoryview(self.data)[self.begins[at] : self.ends[at]]))


class Bulk:
    """Reports of one form and one kind that were read together, as columns."""

    def __init__(
        self,
        template: Template,
        lines: Lines,
        kind: str | None,
        about: Sequence[tuple[str | None, int | None]],
        fields: Sequence[Row],
        tables: Mapping[str, Rows],
    ) -> None:
        self._template = template
        self.lines = lines
        self.codes = np.frombuffer(lines.data, np.uint8)
        """The bytes of all lines as numbers."""
        self._signed = self.codes.view(np.int8)
        self.fours = np.ndarray((len(self.codes) - 3,), np.uint32, self.codes, 0, (1,))
        """Four bytes from any place but the last three."""
        self.form: Form = template.form
        self.kind = kind
        self.about = about
        """Unit and year of every report."""
        self.fields = fields
        self.tables = tables
        self.known: dict[Any, Any] = {}
        """What somebody has made of a column, to be found again."""

    def __len__(self) -> int:
        return len(self.lines.numbers)

    def report(self, number: int) -> Report:
        """One of the reports by itself."""
        return BulkReport(self, number, self._template)

    def field(self, name: str) -> tuple[NDArray[np.uint8], Stretches]:
        """A field of all reports as bytes of its own, and where each stands in them."""
        texts = [(fields[name] or "").encode() for fields in self.fields]
        ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
        starts = np.append(0, ends[:-1] + 1)
        return np.frombuffer(b"\n".join(texts) + bytes(PADDING), np.uint8), Stretches(starts, ends)

    def cells(self, stretches: Stretches) -> list[str]:
        """The texts of some cells; an empty cell is ``""``."""
        return _cut(self.lines.data, stretches)

    def characters(self, start: int, end: int) -> int:
        """How many characters stand from one byte to another: as many as there are bytes that begin one."""
        return int(np.count_nonzero(self._signed[start:end] >= _LEAST_BEGINNING))

    def distinct(self, cells: Stretches) -> tuple[Stretches, Ints]:
        """Some of the cells, and for every cell the number of the one among them that has the same text.

        Texts of more than 24 bytes are not compared, so that one may be there several times; seldom another is.
        """
        words, sizes = words_of(self.codes), cells.ends - cells.starts
        first, last = words[cells.starts], words[cells.ends - WORD]
        (short,) = (sizes < WORD).nonzero()
        first[short] &= MASKS[sizes[short]]
        last[short] = 0
        parts = [first, last, sizes]
        mixed = (first * _MIX ^ last) * _MIX
        (long,) = (sizes > 2 * WORD).nonzero()
        if len(long):
            parts.append(np.zeros(len(sizes), np.uint64))
            parts[-1][long] = words[cells.starts[long] + WORD]
            mixed[long] ^= parts[-1][long] * _MIX
        slots = (mixed >> _SLOT).view(np.int64)
        every = np.arange(len(sizes))
        table = np.empty(1 << 64 - int(_SLOT), np.int64)
        table[slots] = every
        alike = table[slots]  # what stands in a cell's slot may have the same text
        same = sizes <= 3 * WORD
        for part in parts:
            same &= part[alike] == part
        if not same.all():
            alike = np.where(same, alike, every)
        chosen = np.zeros(len(sizes), np.bool_)
        chosen[alike] = True
        (at,) = chosen.nonzero()
        numbers = table[: len(sizes)] if len(sizes) <= len(table) else np.empty(len(sizes), np.int64)
        numbers[at] = every[: len(at)]
        return Stretches(cells.starts[at], cells.ends[at]), numbers[alike]


def words_of(codes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Eight bytes from any place but the last seven."""
    return np.ndarray((len(codes) - WORD + 1,), np.uint64, codes, 0, (1,))


def _cut(data: bytes | bytearray, cells: Stretches) -> list[str]:
    if not len(cells.starts):
        return []
    # no line end stands in a line, and one text is decoded sooner than many
    some = [data[start:end] for start, end in zip(cells.starts.tolist(), cells.ends.tolist(), strict=True)]
    return b"\n".join(some).decode().split("\n")


class Texts(Sequence[str]):
    """The texts of some cells, each made when it is asked for; all of them, once a few were."""

    __slots__ = ("_asked", "_at", "_data", "_ends", "_first", "_made", "_size", "_starts")

    def __init__(self, data: bytes | bytearray, grid: Grid, header: str, first: int, end: int) -> None:
        """The cells of some rows in a column."""
        self._data = data
        self._starts, self._ends, self._at = grid.starts, grid.ends, grid.headers[header]
        self._first, self._size = first, end - first
        self._asked = 0
        self._made: list[str] | None = None

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        made = self._made
        if made is None:
            self._asked += 1
            if self._asked <= _SINGLE and type(at) is int and 0 <= at < self._size:
                place = self._at, self._first + at
                return self._data[self._starts[place] : self._ends[place]].decode()
            made = self._whole()
        return made[at]

    def _whole(self) -> list[str]:
        if self._made is None:
            place = self._at, slice(self._first, self._first + self._size)
            self._made = _cut(self._data, Stretches(self._starts[place], self._ends[place]))
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
        first, end = rows.bounds[self._number], rows.bounds[self._number + 1]
        if not 0 <= anchor.row < end - first:
            return super().place(anchor)
        at, row = rows.grid.headers[anchor.column], first + anchor.row
        begin, cell, after = bulk.lines.begins[self._number], rows.grid.starts[at, row], rows.grid.ends[at, row]
        start = bulk.characters(begin, cell)
        stop = start + len(bulk.lines.data[cell:after].decode())
        return Place(self._line, start, self._line, stop + 2, pointer=anchor.pointer)  # its quotes belong to it


class BulkReport(ColumnarReport):
    """One of the reports of a bulk. It does not keep the others: without them its line is read once more, by itself."""

    __slots__ = ("_again", "_bulk", "_number")
    _bulk: ref[Bulk]
    _number: int
    _again: Report | None

    def __init__(self, bulk: Bulk, number: int, template: Template) -> None:
        line, weak = bulk.lines.line(number), ref(bulk)
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
        _put_bulk(self, weak)
        _put_number(self, number)
        _put_again(self, None)

    def columns(self, table: str, headers: Sequence[str]) -> Sequence[Sequence[str | None]]:
        return [self.column(table, header) for header in headers]

    def column(self, table: str, header: str) -> Sequence[str | None]:
        bulk = self._bulk()
        if bulk is None:
            return self._alone().column(table, header)
        rows, number = bulk.tables[table], self._number
        bounds = rows.bounds
        return Texts(bulk.lines.data, rows.grid, header, bounds[number], bounds[number + 1])

    def size(self, table: str) -> int:
        bulk = self._bulk()
        if bulk is None:
            return self._alone().size(table)
        bounds, number = bulk.tables[table].bounds, self._number
        return bounds[number + 1] - bounds[number]

    @property
    def tables(self) -> dict[str, list[Row]]:  # rows are made by reading the line by itself
        return self._alone().tables

    def _alone(self) -> Report:
        if self._again is None:
            _put_again(self, parse_line(self._line))
        assert self._again is not None
        return self._again

    @property
    def _line(self) -> RawLine:
        assert isinstance(self.origin, LineOrigin)
        return self.origin.line

    def __reduce__(self) -> tuple[Any, ...]:
        return parse_line, (self._line,)


_put_bulk, _put_number, _put_again = (BulkReport.__dict__[name].__set__ for name in ("_bulk", "_number", "_again"))

__all__ = ["MASKS", "WORD", "Bulk", "BulkReport", "Grid", "Lines", "Rows", "Stretches", "words_of"]
