"""The rows of a printed table as extraction sees them: what is printed, where, and what a merged cell brings along."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.document.model import Grid, Span, Text
from gouji.language import fold_text

#: A cell of more characters, or of several sentences, is prose: sentences are looked for in it.
PROSE = 120


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A stretch of a text that is one cell. ``at`` and ``to`` are its columns (from 0, ``to`` exclusive).

    ``above``: the cell begins in a row above and reaches into this one.
    """

    span: Span
    at: int
    to: int
    above: bool = False
    text: str = field(init=False)
    """What is printed."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.span.text)

    @property
    def folded(self) -> str:
        """As names are compared; a colon after a name is no part of it."""
        return fold_text(self.text).rstrip(":")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row of a table. ``size`` is how many cells it has, the empty ones among them."""

    entries: tuple[Entry, ...]
    size: int

    @property
    def own(self) -> tuple[Entry, ...]:
        """The entries that begin in this row."""
        return tuple(entry for entry in self.entries if not entry.above)


def lines_of(grid: Grid) -> list[Line]:
    """The rows of a table with the entries that are not empty; merged cells stand in each row that they cover."""
    lines: list[list[Entry]] = [[] for _ in range(grid.height)]
    sizes = [0] * grid.height
    for cell in grid.cells:
        sizes[cell.row] = max(sizes[cell.row], cell.column + cell.columns)
        span = span_of_text(cell.text)
        if span.start == span.end:
            continue
        for row in range(cell.row, cell.row + cell.rows):
            lines[row].append(Entry(span, cell.column, cell.column + cell.columns, row > cell.row))
    return [
        Line(tuple(sorted(line, key=lambda entry: entry.at)), grid.width if grid.spans_known else size)
        for line, size in zip(lines, sizes, strict=True)
    ]


def span_of_text(text: Text) -> Span:
    """All of a text, without blanks and without the bar that some dumps leave at its end."""
    whole = text.span()
    return text.span(whole.start, whole.end - 1) if whole.text.endswith(("|", "｜")) else whole


def is_prose(text: str) -> bool:
    """Whether a cell holds sentences rather than an entry."""
    return len(text) > PROSE or text.count("。") > 1 or text.startswith("<p>")
