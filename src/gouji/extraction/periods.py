"""Tables of one cell a line, with their empty cells: how many cells a row has is seen by what stands every so many cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from gouji.document.model import Grid
from gouji.extraction.cells import Entry, Line, span_of_text
from gouji.extraction.items import CODE

#: Cells of a row, and rows that show how many there are.
_WIDEST: Final = 20
_NARROWEST: Final = 2
_LEAST_ROWS: Final = 3
#: Lines over the first row that may be a header, and cells after the first figure, which may be the number of a column,
#: among which the first row begins.
_DEEPEST: Final = 5
_AFTER: Final = 60
_FIGURE, _WORDS = "数", "文"


def unfolded(grid: Grid, titled: Callable[[str], object]) -> list[Line]:
    """The rows of the tables that stand one after the other, each below a line that names it; what is no row stands alone."""
    cells = [Entry(span_of_text(cell.text), 0, 1) for cell in grid.cells]
    starts = [at for at, cell in enumerate(cells) if cell.text and titled(cell.text) is not None]
    starts = starts if starts[:1] == [0] else [0, *starts]
    out: list[Line] = []
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        out += _table(cells[start:end])
    return out


def _table(cells: Sequence[Entry]) -> list[Line]:
    """A name, lines that stand alone, the header and the rows of one table."""
    found = _rows(cells)
    if found is None:
        return [Line((cell,), 1) for cell in cells if cell.text]
    begin, width, count = found
    head = begin
    while head - width > 0 and begin - head < _DEEPEST * width:
        head -= width
    lines = [Line((cell,), 1) for cell in cells[:head] if cell.text]
    for at in range(head, begin + count * width, width):
        entries = tuple(
            Entry(cell.span, number, number + 1) for number, cell in enumerate(cells[at : at + width]) if cell.text
        )
        lines.append(Line(entries, width))
    return lines


def _rows(cells: Sequence[Entry]) -> tuple[int, int, int] | None:
    """Where the rows begin, how many cells one has, and how many rows there are; None where nothing shows it.

    A row begins with its code, or with its name where no row has one. Of several readings the one with the most rows that
    are alike is taken, then the narrowest.
    """
    kinds = ["" if not cell.text else _FIGURE if cell.plain else _WORDS for cell in cells]
    first = kinds.index(_FIGURE) if _FIGURE in kinds else len(kinds)
    best: tuple[int, int, int] | None = None
    most = 0
    for width in range(_NARROWEST, _WIDEST + 1):
        for begin in range(max(1, first - width), min(first + _AFTER, len(cells))):
            count = _alike(kinds, begin, width)
            if count >= _LEAST_ROWS and count * width > most and _begins(cells[begin : begin + count * width], width):
                best, most = (begin, width, count), count * width
    return best


def _alike(kinds: Sequence[str], begin: int, width: int) -> int:
    """How many rows follow in each of whose columns nothing but words or nothing but figures stands, both in some."""
    columns = [""] * width
    count = 0
    for at in range(begin, len(kinds) - width + 1, width):
        row = kinds[at : at + width]
        if _FIGURE not in row or _WORDS not in row:
            break
        if any(kind and known and kind != known for kind, known in zip(row, columns, strict=True)):
            break
        columns = [kind or known for kind, known in zip(row, columns, strict=True)]
        count += 1
    return count


def _begins(cells: Sequence[Entry], width: int) -> bool:
    """Whether the first column is that of the codes, or that of names where there are no codes."""
    coded = [_coded(cells[at::width]) for at in range(width)]
    return coded[0] or (not any(coded) and any(cell.text and not cell.plain for cell in cells[::width]))


def _coded(column: Sequence[Entry]) -> bool:
    texts = [cell.text for cell in column if cell.text]
    return 3 * len(texts) >= 2 * len(column) and all(CODE.fullmatch(text) for text in texts)


__all__ = ["unfolded"]
