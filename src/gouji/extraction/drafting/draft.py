"""The report while it is being put together: every cell with the stretch of the document that it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gouji.document.model import Span
from gouji.language import Table


@dataclass(frozen=True, slots=True)
class Said:
    """A cell that is not letter for letter a stretch of the document: what it says, and what it was taken from."""

    text: str
    span: Span | None = None


#: A cell: printed text, a text with its source, an invented text (the name that a template gives), or empty.
Value = Span | Said | str | None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row by the columns of the vocabulary. ``doubt``: it may have been misread, so it must accuse nobody.

    ``blanks`` says where the empty cells stand, of those that the document has.
    """

    cells: Mapping[str, Value]
    doubt: bool = False
    blanks: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a printed table of figures: its name, and by column the cells with the sign of the unit that the header
    gives, if it gives one, and the headers."""

    name: Span
    cells: Mapping[int, tuple[Span, str]]
    headers: Mapping[int, str]


@dataclass(slots=True)
class Draft:
    """What has been understood so far."""

    fields: dict[str, Value] = field(default_factory=dict)
    tables: dict[str, list[DraftRow]] = field(default_factory=dict)
    doubtful_fields: set[str] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)
    """Tables with rows that sentences have written."""
    structural: set[str] = field(default_factory=set)
    """Tables that hold the document itself (its outline, its paragraphs): judging them judges no figure."""
    headers: dict[tuple[str, str], str] = field(default_factory=dict)
    """(table, column) to the header with the unit of its bare numbers, where a table gives one."""
    printed: list[Sequence[PrintedRow]] = field(default_factory=list)
    """The printed tables of which no row may be misread."""
    retold: str = ""
    """The table that holds what is told twice."""
    used: set[int] = field(default_factory=set)
    """The texts (by ``id``) that have been understood as cells of a table, so that no sentence is looked for in them."""

    def row(
        self, table: str, cells: Mapping[str, Value], doubt: bool = False, blanks: Mapping[str, Span] | None = None
    ) -> None:
        """Add a row to a table of the vocabulary."""
        self.tables.setdefault(table, []).append(DraftRow(cells, doubt, blanks or {}))

    def say(self, table: Table, cells: Mapping[str, Value], doubt: bool = False) -> None:
        """Add a row that sentences claim, with the cells that the table has columns for."""
        self.claimed.add(table.name)
        self.row(table.name, {name: value for name, value in cells.items() if name in table.columns}, doubt)

    def field(self, name: str, value: Value, doubt: bool = False) -> bool:
        """Set a field that has not been set, or only doubtfully; whether it was."""
        if name in self.fields and (doubt or name not in self.doubtful_fields):
            return False
        self.doubtful_fields.discard(name)
        self.fields[name] = value
        if doubt:
            self.doubtful_fields.add(name)
        return True


def text_of(value: Value) -> str | None:
    """What a cell says."""
    return value if value is None or isinstance(value, str) else value.text


def span_of(value: Value) -> Span | None:
    """Where it was printed."""
    return value if isinstance(value, Span) else value.span if isinstance(value, Said) else None


def place_of(value: Value) -> tuple[int, int] | None:
    """The text (by ``id``) in which it was printed, and where it begins there."""
    span = span_of(value)
    return (id(span.source), span.start) if span is not None else None
