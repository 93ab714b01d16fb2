"""From the pages of a PDF to a document's blocks: running heads apart, paragraphs and tables put together over page ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from gouji.document.model import Block, Grid, GridCell, Paragraph, Text
from gouji.document.page_numbers import PAGE_NUMBER
from gouji.document.pdf_lines import Box, Line, place_of, text_of
from gouji.document.pdf_tables import Ruled
from gouji.document.script import wide, written_closed
from gouji.faults import regex as re

#: The parts of a page, at its top and bottom, in which running heads and page numbers stand.
_MARGIN: Final = 0.14
#: Repeated lines count as running heads from this many pages on, or this part of the pages.
_FEW_PAGES: Final = 3
_PART: Final = 0.3
#: How a paragraph or a heading of its own begins.
_BEGINS: Final = re.compile(
    r"[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十百0-9０-９]+[）)]|第[一二三四五六七八九十百0-9]+[章节条部]"
    r"|[0-9０-９]+[、.．)）](?![0-9])|[①-⑳]|[•●○◆■□▪※]|附[件表录注]|注[：:]"
)
_NEVER_FIRST: Final = frozenset("，。、；：？！”’）》〉】」』％%,.;:?!)…—")
_CLOSED: Final = frozenset("。！？!?")
#: Room (in points) that a cell keeps free around its text.
_PADDING: Final = 8.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page with the lines of each of its cells."""

    page: int
    ruled: Ruled
    lines: tuple[tuple[Line, ...], ...]

    @property
    def top(self) -> float:
        return self.ruled.ys[0]


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page: lines and tables, each from top to bottom, and its size in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...] = ()
    turned: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Open:
    """A paragraph that may go on."""

    lines: list[Line] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)


def blocks_of(pages: Sequence[PageContent]) -> Iterator[Block]:
    """The blocks of all pages in reading order."""
    apart = _running_heads(pages)
    margins = _margins(pages, apart)
    open_lines = _Open()
    open_tables: list[PageTable] = []
    for page in pages:
        aside: list[Paragraph] = []
        left, right = margins.get(round(page.width), (0.0, page.width))
        for item in _items(page):
            if isinstance(item, PageTable):
                if open_lines.lines:
                    yield _paragraph(open_lines)
                    open_lines = _Open()
                if open_tables and not _table_goes_on(open_tables[-1], item):
                    yield from _grid(open_tables)
                    open_tables = []
                open_tables.append(item)
                continue
            if (kind := apart.get(id(item))) is not None:
                aside.append(Paragraph(text_of([item], ()), apart=kind))
                continue
            if open_tables:
                yield from _grid(open_tables)
                open_tables = []
            if open_lines.lines:
                if not _goes_on(open_lines.lines, item, left, right):
                    yield _paragraph(open_lines)
                    open_lines = _Open()
                else:
                    open_lines.joints.append(_joint(open_lines.lines[-1], item))
            open_lines.lines.append(item)
        aside += (Paragraph(text_of([line], ()), apart="note") for line in page.turned)
        # What stands apart may stand between the two halves of a paragraph, never inside it.
        yield from aside
    if open_lines.lines:
        yield _paragraph(open_lines)
    yield from _grid(open_tables)


def _items(page: PageContent) -> list[Line | PageTable]:
    items: list[Line | PageTable] = [*page.lines, *page.tables]
    return sorted(items, key=lambda item: item.top if isinstance(item, PageTable) else item.box[1])


def _running_heads(pages: Sequence[PageContent]) -> dict[int, str]:
    """The lines (by ``id``) that are repeated at the top or bottom of pages, and page numbers: ``header``, ``footer``."""
    candidates: list[tuple[Line, str, tuple[str, str, int]]] = []
    for page in pages:
        for line in page.lines:
            middle = (line.box[1] + line.box[3]) / 2
            where = (
                "header" if middle < page.height * _MARGIN else "footer" if middle > page.height * (1 - _MARGIN) else ""
            )
            if where:
                distance = line.box[1] if where == "header" else page.height - line.box[3]
                candidates.append((line, where, (where, re.sub(r"[0-9０-９]+", "#", line.text), round(distance / 8))))
    counts = Counter(key for _, _, key in candidates)
    least = max(2, min(_FEW_PAGES, len(pages)), int(len(pages) * _PART))
    found: dict[int, str] = {}
    for line, where, key in candidates:
        near = sum(counts[(key[0], key[1], key[2] + step)] for step in (-1, 0, 1))
        number = PAGE_NUMBER.fullmatch(line.text)
        repeated = near >= least and len(pages) > 1
        if repeated or (number and (number[1] == str(line.page) or len(line.text.strip()) > len(number[1]))):
            found[id(line)] = where
    return found


def _margins(pages: Sequence[PageContent], apart: dict[int, str]) -> dict[int, tuple[float, float]]:
    """Where lines of running text begin and end, for each width of a page."""
    lefts: dict[int, list[float]] = {}
    rights: dict[int, list[float]] = {}
    for page in pages:
        for line in page.lines:
            if id(line) not in apart:
                box = line.box
                if box[2] - box[0] > page.width * 0.4:
                    rights.setdefault(round(page.width), []).append(box[2])
                    lefts.setdefault(round(page.width), []).append(box[0])
    return {
        width: (
            sorted(lefts[width])[len(lefts[width]) // 10],
            sorted(found)[min(len(found) - 1, len(found) * 19 // 20)],
        )
        for width, found in rights.items()
    }


def _goes_on(before: Sequence[Line], line: Line, left: float, right: float) -> bool:
    """Whether a line is the rest of the paragraph before it."""
    last = before[-1]
    unit = max(last.size, line.size)
    above, below = last.box, line.box
    if abs(last.size - line.size) > 0.15 * unit:
        return False
    if above[2] + _lead(line) < right - unit:
        return False
    if (
        below[0] > left + 1.2 * unit
        and below[0] > above[0] - 0.5 * unit
        and len(before) == 1
        and above[0] > left + unit
    ):
        # both are set in: a list or a centred title of two lines, each a paragraph of its own
        return last.text[-1:] not in _CLOSED and not _BEGINS.match(line.text) and abs(below[0] - above[0]) < 0.5 * unit
    if below[0] > left + 1.2 * unit:
        return False
    if last.page == line.page:
        if below[1] - above[3] > 1.6 * unit:
            return False
    elif last.text[-1:] in _CLOSED and _BEGINS.match(line.text):
        return False
    # a full line, and the next begins at the margin: the sentence goes on, whatever sign it begins with
    return not (_BEGINS.match(line.text) and last.text[-1:] in _CLOSED | {"；", "：", ";", ":"})


def _lead(line: Line) -> float:
    """How wide the part of a line is that could not stand at the end of the line before without the rest of it."""
    width = 0.0
    for word in line.words:
        first = word.text[0]
        if width and first not in _NEVER_FIRST and (wide(first) or first == " "):
            break
        if not wide(first):
            width += word.box[2] - word.box[0]
            continue
        width += line.size
        if len(word.text) > 1 and word.text[1] not in _NEVER_FIRST:
            break
    return width


def _joint(before: Line, after: Line) -> str:
    """What a line end between two lines of one paragraph stands for."""
    first, last = after.text[:1], before.text[-1:]
    if written_closed(last, first):
        return ""
    # Chinese text breaks a figure where the line ends; a text that has no Chinese in it does not.
    if last.isdigit() and (first.isdigit() or first in ".,%") and any(wide(sign) for sign in before.text):
        return ""
    if last in ".," and first.isdigit() and before.text[-2:-1].isdigit() and any(wide(sign) for sign in before.text):
        return ""
    if last == "-" and first.islower():
        return ""
    return " "


def _paragraph(found: _Open) -> Paragraph:
    return Paragraph(text_of(found.lines, found.joints))


def _table_goes_on(before: PageTable, after: PageTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the end of the page before: the same columns."""
    return (
        after.page == before.page + 1
        and len(before.ruled.xs) == len(after.ruled.xs)
        and all(abs(one - other) <= 4 for one, other in zip(before.ruled.xs, after.ruled.xs, strict=True))
    )


def _grid(tables: Sequence[PageTable]) -> Iterator[Block]:
    """The parts of a table as one grid; a header that is printed again stands apart, before it."""
    if not tables:
        return
    parts = [_cells(table) for table in tables]
    cells = list(parts[0])
    height = len(tables[0].ruled.ys) - 1
    for table, part in zip(tables[1:], parts[1:], strict=True):
        again = _repeated(parts[0], part)
        for cell in part:
            if cell.row < again:
                if cell.text.text:
                    yield Paragraph(cell.text, apart="header")
            else:
                cells.append(GridCell(cell.text, cell.row - again + height, cell.column, cell.rows, cell.columns))
        height += len(table.ruled.ys) - 1 - again
    if any(cell.text.text for cell in cells):
        yield Grid(tuple(cells))


def _repeated(first: Sequence[GridCell], part: Sequence[GridCell]) -> int:
    """How many rows at the beginning of a part are those at the beginning of the table once more."""
    known = {(cell.row, cell.column): cell for cell in first}
    rows: dict[int, list[GridCell]] = {}
    for cell in part:
        rows.setdefault(cell.row, []).append(cell)
    again = 0
    for row in sorted(rows):
        same = row == again and all(
            (other := known.get((cell.row, cell.column))) is not None
            and (other.text.text, other.rows, other.columns) == (cell.text.text, cell.rows, cell.columns)
            for cell in rows[row]
        )
        # a row of figures is no header, even where it is equal
        if not same or not any(cell.text.text and not cell.text.text[:1].isdigit() for cell in rows[row]):
            break
        again += 1
    covered = max((cell.row + cell.rows for cell in part if cell.row < again), default=0)
    return again if covered <= again and again < len(rows) else 0


def _cells(table: PageTable) -> list[GridCell]:
    cells = []
    for number, (row, column, rows, columns) in enumerate(table.ruled.cells):
        area = table.ruled.area(number)
        lines = table.lines[number]
        if lines:
            text = text_of(lines, [_joint_in_cell(one, other, area) for one, other in pairwise(lines)])
        else:
            text = Text.at("", place_of(table.page, area))
        cells.append(GridCell(text, row, column, rows, columns))
    return cells


def _joint_in_cell(before: Line, after: Line, area: Box) -> str:
    """What a line end in a cell stands for: the next line would have fitted (a line end that was meant), or not."""
    room = area[2] - area[0] - _PADDING
    used = before.box[2] - before.box[0]
    if room - used > _lead(after) + 0.8 * after.size:
        return "\n"
    last, begin = before.text[-1:], after.text[:1]
    if written_closed(last, begin):
        return ""
    if last.isdigit() or last in ".,%" or begin.isdigit() or begin in ".,%":
        # a figure is broken only where it does not fit the cell
        tail, head = before.words[-1].box, after.words[0].box
        return "" if tail[2] - tail[0] + head[2] - head[0] > room - after.size else "\n"
    return " "
