"""Web pages: headings, paragraphs and tables as a browser shows them, each character at the line and column of its source.

Nothing is fetched: no style sheet, no picture, no frame. What is hidden by the page itself (``hidden``, ``display: none``
in the element) and what is never shown (scripts, styles, templates) is left out; style sheets are not read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from gouji.document.encoding import characters
from gouji.document.html_tree import BLOCKS, Element, Words, parse
from gouji.document.model import Block, Document, Grid, GridCell, Paragraph
from gouji.document.pieces import Pieces, unbroken
from gouji.document.reading import Watch
from gouji.document.script import written_closed
from gouji.faults import Diagnostic, Label, SourceText, SubmissionError
from gouji.faults import regex as re

#: A larger page is refused: a page takes many times its size while it is read.
MOST_BYTES: Final = 40 << 20
#: Positions that the cells of one table may cover; beyond them a cell covers its own.
MOST_COVERED: Final = 300_000
_WIDEST: Final = 1000

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE
)
_RUN: Final = re.compile(r"([ \t\n\f]+)|[^ \t\n\f]+")
_NEVER_SHOWN: Final = frozenset(
    "script style template noscript title select datalist iframe object svg math canvas audio video map".split()
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_APART: Final = {"nav": "header", "footer": "footer"}
#: A table with tables inside is a frame for them unless it has this many cells with a text of its own.
_OWN_CELLS: Final = 6


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """A web page as a document. Raises SubmissionError (no text, too large)."""
    if len(data) > MOST_BYTES:
        raise SubmissionError([Diagnostic("D105", {"limit": MOST_BYTES}, Label(name))])
    text = unbroken(_decoded(data, name))
    page = _Page(SourceText(name, text))
    page.walk(parse(text))
    page.end()
    if not page.blocks:
        raise SubmissionError([Diagnostic("D230", {}, Label(name))])
    return Document(name, "html", hashlib.sha256(data).hexdigest(), tuple(page.blocks))


def blocks_of(source: SourceText, start: int, end: int) -> list[Block]:
    """The blocks of a stretch of a source that is written as a web page."""
    page = _Page(source)
    page.walk(parse(source.text[start:end], start))
    page.end()
    return page.blocks


def _decoded(data: bytes, name: str) -> str:
    """The characters of a page: by its mark, as UTF-8 if it is that, else as it says, else by looking."""
    declared = _CHARSET.search(data, 0, 4096)
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = declared[1].decode("ascii").lower()
        encoding = "gb18030" if encoding.startswith("gb") else encoding
        try:
            data.decode()
        except UnicodeDecodeError:
            try:
                # UTF-16 with its declaration readable as ASCII is not UTF-16
                if not encoding.startswith(("utf-16", "utf-32", "utf16", "ucs")):
                    return data.decode(encoding)
            except (LookupError, UnicodeError, ValueError):
                pass
    return characters(data, name)


class _Flow:
    """Text as it is put together: runs of blanks are one blank, and a line end between Chinese characters is none."""

    def __init__(self, source: SourceText) -> None:
        self.pieces = Pieces(source)
        self._gap: tuple[str, int] | None = None

    def add(self, words: Words) -> None:
        for run in _RUN.finditer(words.text):
            if run[1]:
                if self._gap is None:
                    self._gap = (run[1], words.offset + run.start())
                elif "\n" in run[1] and "\n" not in self._gap[0]:
                    self._gap = ("\n", self._gap[1])
                continue
            if self._gap is not None and self.pieces.length and self.pieces.last != "\n":
                closed = "\n" in self._gap[0] and written_closed(self.pieces.last, run[0][0])
                if not closed:
                    self.pieces.add(" ", self._gap[1])
            self._gap = None
            self.pieces.add(run[0], words.offset + run.start())

    def line(self, offset: int) -> None:
        """End a line inside a text."""
        self._gap = None
        if self.pieces.length and self.pieces.last != "\n":
            self.pieces.add("\n", offset)


class _Page:
    """The blocks of a page while its tree is walked."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.flow = _Flow(source)
        self.level: int | None = None
        self.apart = ""
        self.number = ""

    def walk(self, element: Element) -> None:
        """Take in what an element holds."""
        number = element.number("start", 0) if element.attributes.get("start") else 1
        for child in element.children:
            if isinstance(child, Words):
                self._words(child, element.tag == "pre")
            elif child.hidden or child.tag in _NEVER_SHOWN:
                continue
            elif child.tag == "br":
                self.end()
            elif child.tag == "input":
                if shown := _entered(child):
                    self.flow.add(Words(shown, child.offset))
            elif child.tag == "table":
                self.end()
                self._table(child)
            elif child.tag not in BLOCKS:
                self.walk(child)
            else:
                self.end()
                if child.tag == "li" and element.tag == "ol":
                    number = child.number("value", 0) if child.attributes.get("value") else number
                    self.number, number = f"{number}.", number + 1
                kept = self.level, self.apart
                self.level = _HEADINGS.get(child.tag, self.level)
                self.apart = _APART.get(child.tag, self.apart)
                self.walk(child)
                self.end()
                self.level, self.apart = kept
                self.number = ""

    def _words(self, words: Words, kept_lines: bool) -> None:
        if not kept_lines:
            self.flow.add(words)
            return
        offset = words.offset
        for index, line in enumerate(words.text.split("\n")):
            if index:
                self.end()
            self.flow.add(Words(line, offset))
            offset += len(line) + 1

    def end(self) -> None:
        """End the open paragraph."""
        if self.flow.pieces.length:
            text = self.flow.pieces.text()
            if text.text:
                self.blocks.append(Paragraph(text, self.level, self.number, self.apart))
                self.number = ""
        self.flow = _Flow(self.source)

    def _table(self, table: Element) -> None:
        rows, around = _rows(table)
        for part in around:
            self.walk(part)
            self.end()
        if _is_layout(table, rows):
            for row in rows:
                for cell in row:
                    self.walk(cell)
                    self.end()
            return
        grid = self._grid(rows)
        if any(cell.text.text for cell in grid.cells):
            self.blocks.append(grid)
        for row in rows:
            for cell in row:
                for inner in _tables(cell):
                    self._table(inner)

    def _grid(self, rows: list[list[Element]]) -> Grid:
        cells: list[GridCell] = []
        taken: set[tuple[int, int]] = set()
        covered = 0
        for at, row in enumerate(rows):
            column = 0
            for element in row:
                while (at, column) in taken:
                    column += 1
                down = element.number("rowspan", 0) if "rowspan" in element.attributes else 1
                down = min(down or len(rows), len(rows) - at)
                across = min(element.number("colspan"), _WIDEST)
                if covered + down * across > MOST_COVERED:
                    down = across = 1
                covered += down * across
                if down > 1:
                    taken.update((at + i, column + j) for i in range(1, down) for j in range(across))
                flow = _Flow(self.source)
                _cell_text(element, flow)
                cells.append(GridCell(flow.pieces.text(element.offset), at, column, down, across))
                column += across
        return Grid(tuple(cells))


def _rows(table: Element) -> tuple[list[list[Element]], list[Element]]:
    """The cells of a table row by row, as a browser shows them, and what stands before the table (its caption)."""
    head: list[list[Element]] = []
    body: list[list[Element]] = []
    foot: list[list[Element]] = []
    around: list[Element] = []

    def gather(holder: Element, into: list[list[Element]]) -> None:
        loose: list[Element] = []
        for child in holder.elements:
            if child.hidden:
                continue
            if child.tag in ("td", "th"):
                if not loose:
                    into.append(loose)
                loose.append(child)
            elif child.tag == "tr":
                loose = []
                cells = [cell for cell in child.elements if cell.tag in ("td", "th") and not cell.hidden]
                if cells:
                    into.append(cells)
                around.extend(part for part in child.elements if part.tag == "table")
            elif child.tag in ("thead", "tbody", "tfoot"):
                gather(child, {"thead": head, "tfoot": foot}.get(child.tag, body))
            elif child.tag not in ("colgroup", "col") and child.tag not in _NEVER_SHOWN:
                around.append(Element("", {}, child.offset, [child]))
        words = [child for child in holder.children if isinstance(child, Words) and child.text.strip()]
        if words:
            around.append(Element("", {}, words[0].offset, list(words)))

    gather(table, body)
    return head + body + foot, around


def _is_layout(table: Element, rows: list[list[Element]]) -> bool:
    """Whether a table only says where on the page things stand."""
    if table.attributes.get("role", "").lower() in ("presentation", "none"):
        return True
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    if any(child.tag in _HEADINGS for row in rows for cell in row if cell.tag == "td" for child in _inside(cell)):
        return True
    inner = [held for row in rows for cell in row for held in _tables(cell)]
    if not inner:
        return False
    own = sum(_length(cell) > 0 for row in rows for cell in row)
    nested = sum(_length(child, nested=True) for child in inner)
    return own < _OWN_CELLS or nested > sum(_length(cell) for row in rows for cell in row)


def _tables(element: Element) -> Iterator[Element]:
    """The outermost tables inside an element."""
    for child in element.elements:
        if child.hidden:
            continue
        if child.tag == "table":
            yield child
        else:
            yield from _tables(child)


def _inside(element: Element) -> Iterator[Element]:
    """Every element inside, those of inner tables left out."""
    for child in element.elements:
        if child.tag != "table":
            yield child
            yield from _inside(child)


def _length(element: Element, nested: bool = False) -> int:
    """How many characters an element shows, those of inner tables only if asked for."""
    length = 0
    for child in element.children:
        if isinstance(child, Words):
            length += len(child.text.strip())
        elif not child.hidden and child.tag not in _NEVER_SHOWN and (nested or child.tag != "table"):
            length += _length(child, nested)
    return length


def _cell_text(element: Element, flow: _Flow) -> None:
    for child in element.children:
        if isinstance(child, Words):
            flow.add(child)
        elif child.hidden or child.tag in _NEVER_SHOWN or child.tag == "table":
            continue
        elif child.tag == "br":
            flow.line(child.offset)
        elif child.tag == "input":
            if shown := _entered(child):
                flow.add(Words(shown, child.offset))
        elif child.tag in BLOCKS:
            flow.line(child.offset)
            _cell_text(child, flow)
            flow.line(child.offset)
        else:
            _cell_text(child, flow)


def _entered(element: Element) -> str:
    """What stands in a field of a form."""
    kind = element.attributes.get("type", "text").lower()
    return element.attributes.get("value", "") if kind in ("text", "number", "") else ""
