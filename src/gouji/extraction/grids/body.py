"""What stands under one header, read: the rows of the vocabulary's table, the sums, and the lines that are no rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Value
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.sums import SumRow
from gouji.extraction.grids.template import Template


@dataclass(slots=True)
class BodyRow:
    """A row that was read: its values by column, the entries they came from, and whether it may be misread."""

    cells: dict[str, Value]
    entries: list[Entry]
    doubt: bool = False
    placed: Mapping[int, Entry] = field(default_factory=dict)
    """All its entries by the number of their column."""
    line: int = 0
    """The number of its line."""
    short: bool = False
    """It has lost cells, so that its figures may stand under other headers."""
    blanks: Mapping[str, Span] = field(default_factory=dict)
    """The empty cells by column."""


@dataclass(slots=True)
class Body:
    """What stands under one header: the rows, the sums of whole columns, and the lines that are no rows."""

    template: Template
    rows: list[BodyRow] = field(default_factory=list)
    sums: list[SumRow] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    """Numbers of the lines that are no rows."""
    headings: list[tuple[int, Entry]] = field(default_factory=list)
    """What is numbered among them, with the numbers of their lines."""
    totals: list[tuple[int, Entry, Mapping[int, Entry]]] = field(default_factory=list)
    """Rows of sums whose entries all stand under their headers: the number of the line, the name, the entries by column."""
    lost: bool = False
    """A row of it was not read, or is lost."""
