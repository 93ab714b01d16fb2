"""The rows of a printed table as extraction sees them: what is printed, where, and what a merged cell brings along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from gouji.document.model import Grid, Span, Spot, Text
from gouji.figures import parse_figure
from gouji.language import fold_text

#: A cell of more characters, or of several sentences, is prose: sentences are looked for in it.
PROSE = 120
#: Digits of the number of a column, and what is printed in place of one over columns of words.
_DIGITS: Final = 2
_STEMS: Final = frozenset("甲乙丙丁戊己庚辛")


#: Every cell is held against the words of every column: what it says is folded once.
@lru_cache(maxsize=4096)
def _name(text: str) -> str:
    return fold_text(text).rstrip(":")


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
    def numeric(self) -> bool:
        """Whether it is one figure, with a qualifying word or without."""
        return parse_figure(self.text) is not None

    @property
    def plain(self) -> bool:
        """Whether it is one figure without a qualifying word."""
        figure = parse_figure(self.text)
        return figure is not None and figure.plain

    @property
    def folded(self) -> str:
        """As names are compared; a colon after a name is no part of it."""
        return _name(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row of a table. ``size`` is how many cells it has, the empty ones among them.

    ``blanks`` are the empty cells, where it is known which column each belongs to: they tell places and nothing else.
    """

    entries: tuple[Entry, ...]
    size: int
    blanks: tuple[Entry, ...] = ()

    @property
    def own(self) -> tuple[Entry, ...]:
        """The entries that begin in this row."""
        return tuple(entry for entry in self.entries if not entry.above)

    def blank(self, at: int, to: int) -> Span | None:
        """The empty cell that stands in the columns ``at:to``."""
        return next((entry.span for entry in self.blanks if entry.at < to and at < entry.to), None)


def lines_of(grid: Grid) -> list[Line]:
    """The rows of a table with the entries that are not empty; merged cells stand in each row that they cover."""
    lines: list[list[Entry]] = [[] for _ in range(grid.height)]
    blanks: list[list[Entry]] = [[] for _ in range(grid.height)]
    sizes = [0] * grid.height
    for cell in grid.cells:
        sizes[cell.row] = max(sizes[cell.row], cell.column + cell.columns)
        span = span_of_text(cell.text)
        empty = span.start == span.end
        if empty and not grid.spans_known:
            continue
        for row in range(cell.row, cell.row + cell.rows):
            entry = Entry(span, cell.column, cell.column + cell.columns, row > cell.row)
            (blanks if empty else lines)[row].append(entry)
    return [
        Line(_in_order(line), grid.width if grid.spans_known else size, _in_order(empty))
        for line, size, empty in zip(lines, sizes, blanks, strict=True)
    ]


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.at))


def span_of_text(text: Text) -> Span:
    """All of a text, without blanks and without the bar that some dumps leave at its end."""
    whole = text.span()
    return text.span(whole.start, whole.end - 1) if whole.text.endswith(("|", "｜")) else whole


def put_together(pieces: Sequence[Entry]) -> Entry:
    """One entry of several that follow each other, each of its letters where it was printed."""
    if len(pieces) == 1:
        return pieces[0]
    spots: list[Spot] = []
    text = ""
    for piece in pieces:
        spots.append(Spot(len(text), piece.span.place))
        text += piece.text
    return Entry(Text(text, tuple(spots)).span(), pieces[0].at, pieces[-1].to)


def is_prose(text: str) -> bool:
    """Whether a cell holds sentences rather than an entry."""
    return len(text) > PROSE or text.count("。") > 1 or text.startswith("<p>")


def counts_columns(entries: Iterable[Entry]) -> bool:
    """Whether the cells of a row count its columns: 栏次 1 2 3, 甲 乙 丙 1 2 3."""
    texts = [entry.text.strip() for entry in entries]
    counted = [int(text) for text in texts if text.isdecimal() and len(text) <= _DIGITS]
    words = {text for text in texts if not text.isdecimal()}
    return len(counted) > 1 and counted == list(range(1, len(counted) + 1)) and (len(words) <= 1 or words <= _STEMS)
