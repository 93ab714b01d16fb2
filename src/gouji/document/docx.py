"""Word documents (docx, docm): the text as it is printed, with paragraphs and cells counted as Word counts them.

The parts of the package are read with zipfile and lxml rather than through python-docx, which unpacks every part of a
file, pictures among them, before it can be asked about their size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gouji.document.docx_layout import flow, slots
from gouji.document.docx_names import STRICT, TBL, TRANSITIONAL, P, R, W, child
from gouji.document.docx_numbering import Numbering
from gouji.document.docx_styles import Styles, outline, style_of
from gouji.document.docx_text import Collector, Content
from gouji.document.model import Block, Document, Grid, GridCell, Paragraph, Spot, Text
from gouji.document.package import Package, need
from gouji.document.place import Place, cell_name
from gouji.document.reading import Watch
from gouji.document.sniffing import opened
from gouji.faults import Diagnostic, Label, SubmissionError

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Positions of all tables together that are read.
MOST_CELLS: Final = 300_000
#: Tables and text boxes inside each other.
DEEPEST: Final = 12
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """A Word document. Raises SubmissionError (D200 to D203, D205, D206, D213)."""
    other = opened(data, name, "docx")
    if other is not None:
        return other(data, name, watch)
    need("lxml", name)
    package = Package(data, name)
    main = package.main("word/document.xml")
    return _Word(package, main).document(hashlib.sha256(data).hexdigest())


class _Word:
    """One document while it is read."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.root = self._xml(main)
        self.relations = package.relations(main)
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"), self.styles)
        self.collector = Collector(self.styles)
        self.label = Label(package.name)
        self.paragraphs = 0
        self.tables = 0
        self.positions = 0
        self.objects = 0
        self.chunks = 0
        self.notes: list[tuple[str, str, Place]] = []
        self.cut: Place | None = None

    def document(self, sha256: str) -> Document:
        body = child(self.root, "body")
        if body is None:
            raise self.package.damaged("缺少正文", "its main part is missing")
        running = list(self._blocks(body))
        blocks = [*self._apart("header"), *running, *self._apart("footer"), *self._notes()]
        if not any(isinstance(block, Grid) or block.text.text.strip() for block in blocks):
            pictures = sum(1 for _ in self.root.iter(_BLIP))
            shown = {"images": "，只有图片", "images_en": ", only pictures"} if pictures else {}
            raise SubmissionError([Diagnostic("D213", {"images": "", "images_en": ""} | shown, self.label)])
        return Document(self.package.name, "docx", sha256, tuple(blocks), tuple(self._warnings()))

    def _xml(self, part: str) -> _Element:
        data = self.package.read(part)
        if STRICT.encode() in data[:8192]:
            data = data.replace(STRICT.encode(), TRANSITIONAL.encode())
        return self.package.parsed(data, part)

    def _part(self, kind: str) -> _Element | None:
        for found, target in self.relations.values():
            if found == kind and target in self.package:
                try:
                    return self._xml(target)
                except SubmissionError as fault:
                    if fault.diagnostics[0].code != "D202":
                        raise
        return None

    # the running text

    def _blocks(self, body: _Element) -> Iterator[Block]:
        carried: list[Text] = []
        for element, contents in flow(body):
            if element.tag == P:
                self.paragraphs += 1
                if not len(element) and not carried:
                    continue
                place = Place(paragraph=self.paragraphs)
                content = self._content(element, place)
                text = Text.at(content.text, place)
                if _mark_deleted(element):
                    carried.append(text)
                else:
                    yield from self._paragraph(element, [*carried, text], "contents" if contents else "")
                    carried = []
                yield from self._boxes(content, place, 0)
            elif element.tag == TBL:
                self.tables += 1
                yield from self._grid(element, Place(table=self.tables), 0)
            else:
                self.chunks += 1
        if carried:
            yield from _lines(_joined(carried))

    def _paragraph(self, element: _Element, texts: list[Text], apart: str) -> Iterator[Paragraph]:
        properties = child(element, "pPr")
        style = self.styles.paragraph(style_of(properties))
        number = self.numbering.next(properties, style_of(properties))
        level = outline(properties)
        level = style.level if level is None else level
        apart = apart or ("contents" if style.contents else "")
        text = _joined(texts)
        if text.text.strip() or number:
            first, *rest = _lines(text) or [Paragraph(text)]
            yield replace(first, level=level or None, number=number, apart=apart)
            yield from (replace(line, apart=apart) for line in rest)

    def _content(self, element: _Element, place: Place) -> Content:
        content = self.collector.read(element)
        self.objects += content.objects
        self.notes += ((kind, identity, place) for kind, identity in content.notes)
        return content

    def _boxes(self, content: Content, place: Place, depth: int) -> Iterator[Block]:
        """Text boxes stand after the paragraph that they are fixed to, and share its place."""
        if depth >= DEEPEST:
            return
        for box in content.boxes:
            for element, _ in flow(box):
                if element.tag == P:
                    inner = self._content(element, place)
                    yield from self._paragraph(element, [Text.at(inner.text, place)], "")
                    yield from self._boxes(inner, place, depth + 1)
                elif element.tag == TBL:
                    yield from self._grid(element, place, depth + 1)

    # tables

    def _grid(self, table: _Element, place: Place, depth: int) -> Iterator[Block]:
        """A table, and after it the tables and boxes inside its cells, which share the place of their cell."""
        cells: list[GridCell] = []
        later: list[Block] = []
        for slot in slots(table):
            self.positions += slot.rows * slot.columns
            if self.positions > MOST_CELLS:
                self.cut = self.cut or place
                break
            at = replace(place, cell=cell_name(slot.row, slot.column)) if place.cell is None and place.table else place
            text = self._cell(slot.element, at, depth, later)
            cells.append(GridCell(Text.at(text, at), slot.row, slot.column, slot.rows, slot.columns))
        if cells:
            yield Grid(tuple(cells))
        yield from later

    def _cell(self, cell: _Element, place: Place, depth: int, later: list[Block]) -> str:
        lines = []
        for element, _ in flow(cell):
            if element.tag == P:
                content = self._content(element, place)
                properties = child(element, "pPr")
                number = self.numbering.next(properties, style_of(properties))
                # a number of a list and a figure after it must not become one figure
                gap = " " if number[-1:].isalnum() and content.text else ""
                lines.append(number + gap + content.text)
                later += self._boxes(content, place, depth + 1)
            elif element.tag == TBL and depth < DEEPEST:
                later += self._grid(element, place, depth + 1)
        return "\n".join(line.strip() for line in lines if line.strip())

    # what stands apart

    def _apart(self, kind: str) -> Iterator[Paragraph]:
        """Headers or footers, each once, in the order of the sections that use them."""
        used: dict[str, None] = {}
        for reference in self.root.iter(W + kind + "Reference"):
            found, target = self.relations.get(reference.get(R + "id", ""), ("", ""))
            if found == kind and target in self.package:
                used[target] = None
        for part in used:
            try:
                root = self._xml(part)
            except SubmissionError as fault:
                if fault.diagnostics[0].code != "D202":
                    raise
                continue
            yield from self._loose(root, kind, Place())

    def _notes(self) -> Iterator[Paragraph]:
        """Footnotes, endnotes and comments in the order of their marks, at the place of the mark."""
        parts: dict[str, dict[str, _Element]] = {}
        for kind, identity, place in self.notes:
            if kind not in parts:
                root = self._part(kind + "s")
                found = () if root is None else root.iterchildren(W + kind)
                parts[kind] = {element.get(W + "id", ""): element for element in found}
            element = parts[kind].pop(identity, None)
            if element is not None:
                yield from self._loose(element, "note", place)

    def _loose(self, container: _Element, apart: str, place: Place) -> Iterator[Paragraph]:
        for element in container.iter(P):
            text = self.collector.read(element).text
            yield from (replace(line, apart=apart) for line in _lines(Text.at(text, place)))

    def _warnings(self) -> Iterator[Diagnostic]:
        inserted, deleted = _changes(self.root)
        if inserted or deleted:
            yield self._warning("D217", inserted=inserted, deleted=deleted)
        if self.objects or self.chunks:
            count = self.objects + self.chunks
            yield self._warning("D219", what=f"{count} 个对象", what_en=f"{count} objects")
        if any(part.endswith("vbaproject.bin") for part in self.package.parts):
            yield self._warning("D209")
        if self.cut is not None:
            at = self.cut.table or self.tables
            yield self._warning("D212", where=f"第 {at} 个表", where_en=f"table {at}", limit=MOST_CELLS)

    def _warning(self, code: str, **args: object) -> Diagnostic:
        return Diagnostic(code, args, self.label, severity="warning")


def _joined(texts: list[Text]) -> Text:
    """Paragraphs between which the mark was deleted are one."""
    if len(texts) == 1:
        return texts[0]
    spots, length = [], 0
    for text in texts:
        spots.append(Spot(length, text.spots[0].place))
        length += len(text.text)
    return Text("".join(text.text for text in texts), tuple(spots))


def _lines(text: Text) -> list[Paragraph]:
    """Line breaks inside a paragraph separate as the ends of paragraphs do; blank lines are left out."""
    found, start = [], 0
    for line in text.text.split("\n"):
        stripped = line.strip()
        if stripped:
            at = start + line.index(stripped)
            found.append(Paragraph(Text(stripped, _spots(text, at, at + len(stripped)))))
        start += len(line) + 1
    return found


def _spots(text: Text, start: int, end: int) -> tuple[Spot, ...]:
    inner = (Spot(spot.offset - start, spot.place) for spot in text.spots if start < spot.offset < end)
    return (Spot(0, text.place(start, end)), *inner)


def _mark_deleted(paragraph: _Element) -> bool:
    marks = child(paragraph, "pPr", "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def _changes(root: _Element) -> tuple[int, int]:
    """How many stretches of text were inserted and deleted without being accepted."""

    def count(*names: str) -> int:
        return sum(1 for name in names for element in root.iter(W + name) if child(element, "r") is not None)

    return count("ins", "moveTo"), count("del", "moveFrom")
