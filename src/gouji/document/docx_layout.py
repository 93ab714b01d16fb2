"""Where paragraphs and cells stand in the XML of a Word document: the one count that readers and writers share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gouji.document.docx_names import MC, SDT, SDT_CONTENT, TBL, P, W, child, number, switched, value

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What wraps blocks without being one.
_WRAPS: Final = frozenset(
    (W + "customXml", W + "smartTag", W + "ins", W + "moveTo", SDT_CONTENT, MC + "Choice", MC + "AlternateContent")
)
#: Columns of a table in Word.
_WIDEST: Final = 63


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A cell of a table: its element (of a merged cell, the one that is printed) and its position, from 0."""

    element: _Element
    row: int
    column: int
    rows: int
    columns: int


def flow(container: _Element, contents: bool = False) -> Iterator[tuple[_Element, bool]]:
    """The paragraphs, tables and foreign parts of a body, a cell or a text box, in order.

    With each goes whether it belongs to a table of contents.
    """
    for element in container:
        if element.tag in (P, TBL) or element.tag == W + "altChunk":
            yield element, contents
        elif element.tag == SDT:
            inner = child(element, "sdtContent")
            gallery = value(element, "sdtPr", "docPartObj", "docPartGallery")
            if inner is not None:
                yield from flow(inner, contents or gallery == "Table of Contents")
        elif element.tag in _WRAPS:
            yield from flow(element, contents)


def slots(table: _Element) -> list[Slot]:
    """The cells of a table, row by row; a merged cell once."""
    found: list[_Open] = []
    open_cells: dict[int, _Open] = {}
    row = 0
    for line in _rows(table):
        properties = child(line, "trPr")
        if switched(properties, "hidden") or child(properties, "del") is not None:
            continue
        column = _span(number(properties, "gridBefore"), 0)
        above, open_cells = open_cells, {}
        before: _Open | None = None
        for cell in _cells(line):
            style = child(cell, "tcPr")
            columns = _span(number(style, "gridSpan"), 1)
            if before is not None and _goes_on(style, "hMerge"):
                before.columns += columns
            elif column in above and _goes_on(style, "vMerge"):
                before = open_cells[column] = above[column]
                before.rows = row - before.row + 1
            else:
                before = _Open(cell, row, column, 1, columns)
                found.append(before)
                if child(style, "vMerge") is not None:
                    open_cells[column] = before
            column += columns
        row += 1
    return [Slot(cell.element, cell.row, cell.column, cell.rows, cell.columns) for cell in found]


@dataclass(slots=True)
class _Open:
    """A cell that may still grow."""

    element: _Element
    row: int
    column: int
    rows: int
    columns: int


def _goes_on(style: _Element | None, name: str) -> bool:
    """Whether a cell is a further part of a merged one."""
    return child(style, name) is not None and value(style, name) in (None, "continue")


def _rows(table: _Element) -> Iterator[_Element]:
    return _inside(table, W + "tr")


def _cells(row: _Element) -> Iterator[_Element]:
    return _inside(row, W + "tc")


def _inside(container: _Element, tag: str) -> Iterator[_Element]:
    for element in container:
        if element.tag == tag:
            yield element
        elif element.tag == SDT:
            inner = child(element, "sdtContent")
            if inner is not None:
                yield from _inside(inner, tag)
        elif element.tag in _WRAPS:
            yield from _inside(element, tag)


def _span(wanted: int | None, least: int) -> int:
    return max(least, min(wanted if wanted is not None else least, _WIDEST))
