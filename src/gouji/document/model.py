"""A document: blocks in reading order, and for every character the place where it was printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from gouji.document.place import Place
from gouji.faults import Diagnostic


@dataclass(frozen=True, slots=True)
class Spot:
    """From ``offset`` on, the characters of a text stand at ``place``: after it where it has a column, in its box."""

    offset: int
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A run of text and where its characters stand. Two texts are the same only if they are one object.

    ``spots`` ascend and the first has the offset 0. A text that was put together from several lines has one spot for
    each; a line end inside it is not a character of the text.
    """

    text: str
    spots: tuple[Spot, ...]

    @classmethod
    def at(cls, text: str, place: Place) -> Text:
        """A text that stands at one place."""
        return cls(text, (Spot(0, place),))

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of the stretch ``start:end`` (all of the text by default)."""
        end = len(self.text) if end is None else end
        first, last = self._spot(start), self._spot(max(start, end - 1))
        place = first.place
        if place.box is not None:
            return replace(place, box=self._box(start, end, place.page))
        if place.line is None or place.column is None:
            return place
        column = place.column + start - first.offset
        closing = last.place
        if closing.line is None or closing.column is None:
            return replace(place, column=column)
        return replace(
            place, column=column, end_line=closing.line, end_column=closing.column + max(start + 1, end) - last.offset
        )

    def _box(self, start: int, end: int, page: int | None) -> tuple[str, ...]:
        """The smallest box around what stands of a stretch on one page.

        Inside the box of a spot its characters are taken to be of one width, as Chinese characters are.
        """
        boxes: list[tuple[Decimal, ...]] = []
        for number in range(self._number(start), self._number(max(start, end - 1)) + 1):
            spot = self.spots[number]
            if spot.place.box is None or spot.place.page != page:
                continue
            left, top, right, bottom = map(Decimal, spot.place.box)
            stop = self.spots[number + 1].offset if number + 1 < len(self.spots) else len(self.text)
            length = max(1, len(self.text[spot.offset : stop].rstrip()))
            begin, close = max(0, start - spot.offset), min(length, end - spot.offset)
            if begin < close:
                width = right - left
                left, right = left + width * begin / length, left + width * close / length
            boxes.append((left, top, right, bottom))
        sides = (
            *(min(box[side] for box in boxes) for side in (0, 1)),
            *(max(box[side] for box in boxes) for side in (2, 3)),
        )
        return tuple(f"{side:.1f}".removesuffix(".0") for side in sides)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The stretch ``start:end``, without the blanks around it."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(self, start, end)

    def _spot(self, offset: int) -> Spot:
        return self.spots[self._number(offset)]

    def _number(self, offset: int) -> int:
        return max(0, bisect_right(self.spots, offset, key=lambda spot: spot.offset) - 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text."""

    source: Text
    start: int
    end: int

    @property
    def text(self) -> str:
        """What is printed there."""
        return self.source.text[self.start : self.end]

    @property
    def place(self) -> Place:
        """Where."""
        return self.source.place(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading.

    ``level`` is the depth of a heading where the format says so (1 is the highest), else None. ``number`` is a number
    that the format prints before the text although the text does not hold it (automatic numbering). ``apart`` is set
    for what stands outside the running text: ``header``, ``footer``, ``note``, ``contents`` (a table of contents).
    """

    text: Text
    level: int | None = None
    number: str = ""
    apart: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table: its first row and column (from 0) and how many of them it covers."""

    text: Text
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, eq=False)
class Grid:
    """A table as printed.

    ``cells`` go row by row; a merged cell stands once, at its top left. ``spans_known`` is False where the format does
    not tell which cells were merged (a text dump): cells may then stand further left than their column, and empty cells
    may belong to the cell above or before them. ``name`` is the name of the sheet, where there is one. ``running``: only
    the order of the cells is known, so that each stands in a row of its own.
    """

    cells: tuple[GridCell, ...]
    spans_known: bool = True
    name: str = ""
    running: bool = False

    @cached_property
    def height(self) -> int:
        """How many rows."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """How many columns."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @cached_property
    def rows(self) -> tuple[tuple[GridCell, ...], ...]:
        """The cells that begin in each row, from left to right, the empty ones among them."""
        rows: list[list[GridCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a position; None where there is none."""
        return self._covering.get((row, column))

    @cached_property
    def _covering(self) -> dict[tuple[int, int], GridCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }


Block = Paragraph | Grid


@dataclass(frozen=True, eq=False)
class Document:
    """What was handed in.

    ``path`` names it as the user did (a file inside an archive as ``archive.zip/inside.docx``). ``blocks`` stand in
    reading order; headers and footers are paragraphs with ``apart`` set. ``notes`` are warnings of the reader: something
    was left out that a person would see.
    """

    path: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    notes: tuple[Diagnostic, ...] = field(default=())

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the running text."""
        return (block for block in self.blocks if isinstance(block, Paragraph) and not block.apart)

    @property
    def grids(self) -> Iterator[Grid]:
        """The tables."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def texts(self) -> Iterator[Text]:
        """Every text, in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from (cell.text for cell in block.cells)
