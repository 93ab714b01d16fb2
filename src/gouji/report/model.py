"""The report: what a submission says, as fields and tables of printed texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, ClassVar, Protocol

from gouji.document.place import Place
from gouji.report import writing
from gouji.report.form import VERSION
from gouji.report.place import Anchor
from gouji.report.source import Doubts, Source, doubt_pointer
from gouji.report.structure import Blanks

Row = dict[str, str | None]
#: What reports of one form have in common: every table with its headers, and the names of the fields. The headers of a
#: table are a tuple in the order of its rows; of rows that differ all their headers, as a frozenset; of no rows None.
Form = tuple[tuple[tuple[str, tuple[str, ...] | frozenset[str] | None], ...], tuple[str, ...]]


class Origin(Protocol):
    """Where a report came from; asked only when a place or a checksum is wanted."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes that were read, in hexadecimal; empty where there were none."""
        ...

    @property
    def source(self) -> Source | None:
        """The document that the cells were printed in; None where the report itself is what was handed in."""
        ...

    def place(self, anchor: Anchor) -> Place:
        """The place of a cell, or of the nearest thing around it that was written."""
        ...


class NoOrigin:
    """The origin of a report that was never a file: its places are JSON pointers."""

    __slots__ = ()
    source: ClassVar[None] = None

    @property
    def sha256(self) -> str:
        return ""

    def place(self, anchor: Anchor) -> Place:
        return Place(pointer=anchor.pointer)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Report:
    """What one submission says. Treat it as immutable, its dictionaries and lists included.

    ``fields`` and the rows of ``tables`` hold the texts exactly as printed; None is an empty cell. A column that a row
    does not mention is not in the row. ``record`` is the line (from 1) in a JSON Lines file, else None.

    Two reports are equal if they say the same: kind, unit, year, fields and tables. Where they came from and whether an
    empty cell was written as ``null`` or as ``""`` does not matter.
    """

    path: str = field(default="", compare=False)
    kind: str | None = None
    unit: str | None = None
    year: int | None = None
    fields: Row
    tables: dict[str, list[Row]]
    record: int | None = field(default=None, compare=False)
    origin: Origin = field(default_factory=NoOrigin, compare=False, repr=False)
    blanks: Blanks = field(default=frozenset(), compare=False, repr=False)
    """The empty cells that were written as an empty text (``""``), so that they can be written so again."""
    doubtful: Doubts = field(default=frozenset(), compare=False, repr=False)
    """Rows (table, number) and fields (None, name) that may have been misread: what they say accuses nobody."""
    tables_first: bool = field(default=False, compare=False, repr=False)
    """Whether the tables stand before the fields in the document."""
    written: str = field(default="", compare=False, repr=False)
    """The file in which a report taken from a document was written down; ``path`` is then the document."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        mine = (self.kind, self.unit, self.year, self.fields, self.tables)
        return mine == (other.kind, other.unit, other.year, other.fields, other.tables)

    @property
    def form(self) -> Form:
        """What decides how the report is judged, whatever its cells say."""
        tables: list[tuple[str, tuple[str, ...] | frozenset[str] | None]] = []
        for name, rows in self.tables.items():
            if not rows:
                tables.append((name, None))
            elif all(map(rows[0].keys().__eq__, map(dict.keys, rows))):
                tables.append((name, tuple(rows[0])))
            else:
                tables.append((name, frozenset(header for row in rows for header in row)))
        return tuple(tables), tuple(self.fields)

    def columns(self, table: str, headers: Sequence[str]) -> Sequence[Sequence[str | None]]:
        """The texts of some columns of a table whose rows all have them; an empty cell is None or ``""``.

        Raises KeyError where a row lacks a header.
        """
        rows = self.tables[table]
        if len(headers) == 1:
            return [[row[headers[0]] for row in rows]]
        return list(zip(*map(itemgetter(*headers), rows), strict=True)) or [()] * len(headers)

    def column(self, table: str, header: str) -> Sequence[str | None]:
        """The texts of one column, in the same way."""
        return self.columns(table, (header,))[0]

    def size(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.tables[table])

    @property
    def sha256(self) -> str:
        """SHA-256 (hexadecimal) of the file, or of the line for a record of a JSON Lines file (without its line end).

        A report that was made from a Python mapping has the checksum of its compact JSON.
        """
        return self.origin.sha256 or hashlib.sha256(self.to_json(indent=None).encode()).hexdigest()

    @property
    def source(self) -> Source | None:
        """The document that the cells were printed in; None where the report itself is what was handed in."""
        return self.origin.source

    def locate(self, anchor: Anchor) -> Place:
        """Where a cell was printed.

        A cell that is not in the document (a column that the row does not mention, say) has the place of the nearest
        thing around it: its row, its table, or the beginning of the report.
        """
        return self.origin.place(anchor)

    def cells(self) -> Iterator[tuple[Anchor, str]]:
        """Every cell that is not empty, with its text, in the order of the document."""
        if not self.tables_first:
            yield from self._field_cells()
        for table, rows in self.tables.items():
            for index, row in enumerate(rows):
                for column, text in row.items():
                    if text is not None:
                        yield Anchor(table, index, column), text
        if self.tables_first:
            yield from self._field_cells()

    def _anchors(self) -> Iterator[Anchor]:
        """Every cell, the empty ones among them."""
        yield from (Anchor(None, None, name) for name in self.fields)
        for table, rows in self.tables.items():
            yield from (Anchor(table, index, column) for index, row in enumerate(rows) for column in row)

    def _field_cells(self) -> Iterator[tuple[Anchor, str]]:
        for name, text in self.fields.items():
            if text is not None:
                yield Anchor(None, None, name), text

    def to_dict(self) -> dict[str, Any]:
        """The ``report/1`` form: texts as printed, None for an empty cell, ``""`` where it was written so.

        A report that was taken from a document is written with its source, the places of its cells, and the rows and
        fields that are in doubt; without the tables that hold the document itself.
        """
        out: dict[str, Any] = {"gouji": VERSION}
        out |= {
            name: value
            for name, value in (("kind", self.kind), ("unit", self.unit), ("year", self.year))
            if value is not None
        }
        hidden = self.source.structural if self.source is not None else frozenset()
        tables = {table: [dict(row) for row in rows] for table, rows in self.tables.items() if table not in hidden}
        fields = dict(self.fields)
        for table, row, column in self.blanks() if callable(self.blanks) else self.blanks:
            if table is None:
                fields[column] = ""
            elif row is not None:
                tables[table][row][column] = ""
        parts = {"tables": tables, "fields": fields} if self.tables_first else {"fields": fields, "tables": tables}
        return out | parts | (self._whence(self.source) if self.source is not None else {})

    def _whence(self, source: Source) -> dict[str, Any]:
        """The keys of a report that was taken from a document."""
        out: dict[str, Any] = {"source": {"path": source.path, "sha256": source.sha256}}
        if source.packs:
            out["source"]["packs"] = list(source.packs)
        if beginning := source.beginning.to_dict():
            out["source"]["place"] = beginning
        doubtful = [doubt_pointer(doubt) for doubt in self.doubtful if doubt[0] not in source.structural]
        if doubtful:
            out["doubtful"] = sorted(doubtful)
        cells = (anchor for anchor in self._anchors() if anchor.table not in source.structural)
        places = {anchor.pointer: place.to_dict() for anchor in cells if (place := source.place(anchor)) is not None}
        return out | ({"places": places} if places else {})

    def to_yaml(self) -> str:
        """The ``report/1`` form as YAML; reading it gives an equal report."""
        return writing.to_yaml(self.to_dict())

    def to_json(self, indent: int | None = 2) -> str:
        """The ``report/1`` form as JSON (``indent=None``: on one line); reading it gives an equal report."""
        return writing.to_json(self.to_dict(), indent)
