"""OpenDocument spreadsheets: every cell holds the text that it shows (OpenDocument 1.3, part 3, 9.1 and 19.385)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from gouji.document.model import Document
from gouji.document.package import Package, need
from gouji.document.reading import Watch
from gouji.document.sheet import MOST_CELLS, Sheet, warnings
from gouji.document.sniffing import opened
from gouji.faults import Diagnostic, Label, SubmissionError

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_GROUPS: Final = frozenset(
    _TABLE + name
    for name in ("table-row-group", "table-rows", "table-header-rows", "table-column-group", "table-columns")
) | {_TABLE + "table-header-columns"}
_LAST: Final = 1_048_576
_MOST_REPEATED: Final = 1_024


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """An OpenDocument spreadsheet. Raises SubmissionError (D200 to D203, D205, D206, D213)."""
    other = opened(data, name, "ods")
    if other is not None:
        return other(data, name, watch)
    need("lxml", name)
    package = Package(data, name)
    if "content.xml" not in package:
        raise package.damaged("缺少正文", "its main part is missing")
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
    if b"encryption-data" in manifest:
        raise SubmissionError([Diagnostic("D201", {}, Label(name))])
    root = package.xml("content.xml")
    hidden = _hidden_styles(root)
    sheets: list[Sheet] = []
    left = MOST_CELLS
    for table in root.iter(_TABLE + "table"):
        sheet = Sheet(table.get(_TABLE + "name", ""), hidden=table.get(_TABLE + "style-name") in hidden)
        left = _Table(sheet, left).read(table)
        sheets.append(sheet)
    blocks = [block for sheet in sheets for block in sheet.blocks()]
    if not blocks:
        raise SubmissionError([Diagnostic("D213", {"images": "", "images_en": ""}, Label(name))])
    return Document(name, "ods", hashlib.sha256(data).hexdigest(), tuple(blocks), tuple(warnings(sheets, name)))


class _Table:
    """Fills a sheet from its XML; ``left`` cells may still be read."""

    def __init__(self, sheet: Sheet, left: int) -> None:
        self.sheet = sheet
        self.left = left
        self.row = 0

    def read(self, table: _Element) -> int:
        column = 0
        for element in _inside(table, _TABLE + "table-column"):
            times = _times(element, "number-columns-repeated")
            if element.get(_TABLE + "visibility") in ("collapse", "filter"):
                self.sheet.hidden_columns.append((column, column + times - 1))
            column += times
        for element in _inside(table, _TABLE + "table-row"):
            times = _times(element, "number-rows-repeated")
            cells = list(self._cells(element))
            # rows that repeat are copies, mostly empty ones down to the end of the sheet
            for row in range(self.row, self.row + (min(times, _MOST_REPEATED) if cells else 0)):
                if element.get(_TABLE + "visibility") in ("collapse", "filter"):
                    self.sheet.hidden_rows.add(row)
                self._put(row, cells)
            if cells and times > _MOST_REPEATED:
                self.sheet.cut = True
            self.row += times
            if self.left < 0 or self.row > _LAST:
                self.sheet.cut = self.sheet.cut or self.left < 0
                break
        return self.left

    def _cells(self, row: _Element) -> Iterator[tuple[int, str, int, int]]:
        """Column, text, rows and columns of the cells of a row that hold text or were merged."""
        column = 0
        for cell in row:
            if cell.tag not in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated")
            text = "\n".join(_text(line) for line in cell.iterchildren(_TEXT + "p")).strip()
            if not text:
                text = cell.get(_OFFICE + "value") or cell.get(_OFFICE + "string-value") or ""
            rows, columns = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
            if cell.tag == _TABLE + "table-cell" and (text or rows * columns > 1):
                for at in range(column, column + min(times, _MOST_REPEATED)):
                    yield at, text, rows, columns
                if times > _MOST_REPEATED:
                    self.sheet.cut = True
            column += times

    def _put(self, row: int, cells: list[tuple[int, str, int, int]]) -> None:
        for column, text, rows, columns in cells:
            if rows * columns > 1:
                self.sheet.merged.append((row, column, row + rows - 1, column + columns - 1))
            if text:
                self.sheet.cells[row, column] = text
                self.left -= 1


def _hidden_styles(root: _Element) -> frozenset[str]:
    return frozenset(
        style.get(_STYLE + "name", "")
        for style in root.iter(_STYLE + "style")
        for properties in style.iterchildren(_STYLE + "table-properties")
        if properties.get(_TABLE + "display") == "false"
    )


def _inside(container: _Element, tag: str) -> Iterator[_Element]:
    for element in container:
        if element.tag == tag:
            yield element
        elif element.tag in _GROUPS:
            yield from _inside(element, tag)


def _text(line: _Element) -> str:
    """The characters of a paragraph; blanks, tabs and breaks are elements."""
    pieces = [line.text or ""]
    for part in line:
        if part.tag == _TEXT + "s":
            pieces.append(" " * min(_count(part.get(_TEXT + "c")), _MOST_REPEATED))
        elif part.tag == _TEXT + "tab":
            pieces.append("\t")
        elif part.tag == _TEXT + "line-break":
            pieces.append("\n")
        elif part.tag not in (_OFFICE + "annotation", _TEXT + "note"):
            pieces.append(_text(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _times(element: _Element, name: str) -> int:
    return min(_count(element.get(_TABLE + name)), _LAST)


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and 0 < len(text) <= 9 and int(text) else 1
