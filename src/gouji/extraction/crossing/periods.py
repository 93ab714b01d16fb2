"""Tables of one cell a line, with their empty cells: how many cells a row has is seen by what stands every so many cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from gouji.document.model import Grid
from gouji.extraction.crossing.scopes import bare
from gouji.extraction.grids.cells import Entry, Line, span_of_text
from gouji.extraction.grids.items import CODE
from gouji.extraction.grids.template import stated_unit

#: Cells of a row, and rows that show how many there are.
_WIDEST: Final = 20
_NARROWEST: Final = 2
_LEAST_ROWS: Final = 3
#: Cells after the first figure, which may be the number of a column, among which the first row begins.
_AFTER: Final = 60
#: All but one cell in so many are almost all.
_ALMOST: Final = 8
_FIGURE, _WORDS = "数", "文"


def unfolded(grid: Grid, named: Callable[[str], bool]) -> list[Line]:
    """The rows of the tables that stand one after the other, each below a line that is its name (``named``); what is no row
    stands alone."""
    cells = [Entry(span_of_text(cell.text), 0, 1) for cell in grid.cells]
    starts = [at for at, cell in enumerate(cells) if cell.text and named(cell.text)]
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
    rows = [_line(cells[at : at + width], width) for at in range(begin, begin + count * width, width)]
    filled = [_line(cells[at : at + width], width) for at in range(0, begin, width)]
    if begin % width == 0 and all(line.own and line.own[-1].to == len(line.own) for line in filled):
        # every row was filled up behind its last cell, those that have lost cells among them
        return [*(line if _counts(line) else Line(line.entries, len(line.own)) for line in filled), *rows]
    top = next((at + 1 for at in range(begin - 1, -1, -1) if _apart(cells[at].text)), 0)
    header = cells[top : _bottom(cells, begin)]
    words = [cell for cell in header if cell.text]
    lines = [Line((cell,), 1) for cell in cells[:top] if cell.text]
    if len(header) % width == 0 and (len(words) < len(header) or len(header) == width):
        lines += [_line(header[at : at + width], width) for at in range(0, len(header), width)]
    elif words:
        lines.append(_line(words, len(words)))  # cells that words reached over were lost
    return [*lines, *rows]


def _counts(line: Line) -> bool:
    """Whether a row has figures."""
    return any(entry.plain for entry in line.own)


def _bottom(cells: Sequence[Entry], begin: int) -> int:
    """Where the words of a header end: before the row that counts the columns, or that of the first figure."""
    first = next(at for at, cell in enumerate(cells) if cell.text and cell.plain)
    if first >= begin:
        return begin
    named = next((at for at in range(first - 1, 0, -1) if cells[at].text), first)
    return named


def _line(cells: Sequence[Entry], size: int) -> Line:
    return Line(tuple(Entry(cell.span, at, at + 1) for at, cell in enumerate(cells) if cell.text), size)


def _apart(text: str) -> bool:
    """Whether a cell between the name of a table and its header belongs to neither: 公开03表, 部门：甲, 单位：元."""
    return text.endswith("表") or stated_unit(text) is not None or ":" in bare(text)


def _rows(cells: Sequence[Entry]) -> tuple[int, int, int] | None:
    """Where the rows begin, how many cells one has, and how many rows there are; None where nothing shows it.

    A row begins with its code, or with its name where no row has one. Of several readings the narrowest is taken whose rows
    hold almost as many cells as those of any other.
    """
    kinds = ["" if not cell.text else _FIGURE if cell.plain else _WORDS for cell in cells]
    first = kinds.index(_FIGURE) if _FIGURE in kinds else len(kinds)
    found: dict[int, tuple[int, int, int]] = {}
    for width in range(_NARROWEST, _WIDEST + 1):
        for begin in range(max(1, first - width), min(first + _AFTER, len(cells))):
            count = _alike(kinds, begin, width)
            if count < _LEAST_ROWS or (width in found and count <= found[width][2]):
                continue
            if _begins(cells[begin : begin + count * width], width):
                found[width] = begin, width, count
    most = max((width * count for _, width, count in found.values()), default=0)
    return next((made for made in found.values() if _ALMOST * made[1] * made[2] >= (_ALMOST - 1) * most), None)


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
