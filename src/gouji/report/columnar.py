"""A report that was read as columns: its rows are made only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from gouji.report.model import Form, Origin, Report, Row
from gouji.report.structure import Blanks


class Grid(NamedTuple):
    """One table: its headers, and the cells of one row after the other; an empty cell is ``""``."""

    headers: Mapping[str, slice]
    """For every header in order the stretch of ``cells`` that is its column."""
    cells: list[str]


class ColumnarReport(Report):
    """A :class:`Report` over the cells of its tables; it says the same as one over rows, and is equal to it."""

    __slots__ = ("_form", "_grids", "_rows")
    _form: Form
    _grids: Mapping[str, Grid]
    _rows: dict[str, list[Row]] | None

    def __init__(
        self,
        path: str,
        kind: str | None,
        unit: str | None,
        year: int | None,
        fields: Row,
        grids: Mapping[str, Grid],
        form: Form,
        record: int | None,
        origin: Origin,
        blanks: Blanks,
        tables_first: bool,
    ) -> None:
        told: tuple[object, ...] = (
            path,
            kind,
            unit,
            year,
            fields,
            record,
            origin,
            blanks,
            frozenset(),
            tables_first,
            "",
            grids,
            form,
            None,
        )
        for put, value in zip(_PUTS, told, strict=True):
            put(self, value)

    @property
    def tables(self) -> dict[str, list[Row]]:  # made when asked for
        known = self._rows
        if known is None:
            known = {}
            for table, (headers, cells) in self._grids.items():
                rows = zip(*[iter([text or None for text in cells])] * len(headers), strict=True)
                known[table] = [dict(zip(headers, row, strict=True)) for row in rows]
            _PUTS[-1](self, known)
        return known

    @property
    def form(self) -> Form:
        """The headers of every table, and the fields."""
        return self._form

    def columns(self, table: str, headers: Sequence[str]) -> Sequence[Sequence[str | None]]:
        stretches, cells = self._grids[table]
        return [cells[stretches[header]] for header in headers]

    def size(self, table: str) -> int:
        grid = self._grids[table]
        return len(grid.cells) // len(grid.headers)

    def __reduce__(self) -> tuple[Any, ...]:
        given = (self.path, self.kind, self.unit, self.year, self.fields, self._grids, self._form)
        return ColumnarReport, (*given, self.record, self.origin, self.blanks, self.tables_first)


#: What fills the slots of a report, in the order in which they are told.
_PUTS = [
    getattr(ColumnarReport, name).__set__
    for name in (
        *(
            "path",
            "kind",
            "unit",
            "year",
            "fields",
            "record",
            "origin",
            "blanks",
            "doubtful",
            "tables_first",
            "written",
        ),
        *("_grids", "_form", "_rows"),
    )
]

__all__ = ["ColumnarReport", "Grid"]
