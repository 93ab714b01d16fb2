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

from gouji.report.columnar import ColumnarReport, Grid
from gouji.report.json_quick import blanks_of
from gouji.report.json_template import LineOrigin, Template
from gouji.report.lines import RawLine
from gouji.report.model import Form, Report, Row

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


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table in all reports, one report after the other. Every report has at least one."""

    firsts: Ints
    """For every report the number of its first row; one more for the end."""
    owners: Ints
    """For every row the number of its report."""
    columns: Mapping[str, Stretches]

    def __len__(self) -> int:
        return len(self.owners)


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
        text = self.text
        return [text[start:end] for start, end in zip(stretches.starts.tolist(), stretches.ends.tolist(), strict=True)]

    def repeated(self, cells: Stretches) -> Flags:
        """Which cells certainly have the text of the cell before them; longer ones are not looked at."""
        units = self.units
        words = np.ndarray((len(units) - 3,), np.uint64, units, 0, (units.itemsize,))  # four characters from any place
        sizes = cells.ends - cells.starts
        first = words[cells.starts] & _MASKS[np.minimum(sizes, 4)]
        last = words[np.maximum(cells.ends - 4, 0)]
        same = np.zeros(len(sizes), np.bool_)
        same[1:] = (sizes[1:] == sizes[:-1]) & (first[1:] == first[:-1]) & (sizes[1:] <= _SHORT)
        same[1:] &= (last[1:] == last[:-1]) | (sizes[1:] <= 4)
        return same

    def line_text(self, number: int) -> str:
        """What a line says."""
        ends = self.begins[number + 1] - 1 if number + 1 < len(self.begins) else len(self.text) - len(PADDING)
        return self.text[self.begins[number] : ends]


class BulkReport(ColumnarReport):
    """One of the reports of a bulk. Its columns become texts when somebody asks for them."""

    __slots__ = ("_bulk", "_number")
    _bulk: Bulk
    _number: int

    def __init__(self, bulk: Bulk, number: int, template: Template) -> None:
        line = bulk.lines[number]
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
            LineOrigin(line, bulk.line_text(number), template),
            partial(blanks_of, line.data),
            template.tables_first,
        )
        object.__setattr__(self, "_bulk", bulk)
        object.__setattr__(self, "_number", number)

    def columns(self, table: str, headers: Sequence[str]) -> Sequence[Sequence[str | None]]:
        rows = self._bulk.tables[table]
        begin, end = rows.firsts[self._number : self._number + 2].tolist()
        columns = [rows.columns[header] for header in headers]
        return [self._bulk.cells(Stretches(column.starts[begin:end], column.ends[begin:end])) for column in columns]

    def size(self, table: str) -> int:
        begin, end = self._bulk.tables[table].firsts[self._number : self._number + 2].tolist()
        return int(end - begin)

    def grids(self) -> Mapping[str, Grid]:
        found = {}
        for table, headers in self._bulk.form[0]:
            assert isinstance(headers, tuple)
            cells = list(itertools.chain.from_iterable(zip(*self.columns(table, headers), strict=True)))
            stretches = {header: slice(at, None, len(headers)) for at, header in enumerate(headers)}
            found[table] = Grid(stretches, [text or "" for text in cells])
        return found


__all__ = ["PADDING", "Bulk", "BulkReport", "Rows", "Stretches"]
