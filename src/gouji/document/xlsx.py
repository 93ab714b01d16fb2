"""Excel workbooks (xlsx, xlsm): one grid for each sheet, every cell as it is printed.

The sheets are read as XML, not through a library: one that gives binary floating-point numbers has lost the digits and
the format of a number, and with them what the cell shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from gouji.document.model import Block, Document, Paragraph, Text
from gouji.document.number_format import BUILT_IN, Formats
from gouji.document.package import Package, declares, need
from gouji.document.place import Place
from gouji.document.reading import Watch
from gouji.document.sheet import MOST_CELLS, Range, Sheet, warnings
from gouji.document.sniffing import opened
from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.faults import regex as re

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Excel's own bounds.
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
#: Formats of a workbook; Excel allows some 65,000.
_MOST_STYLES: Final = 70_000
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
#: Cells without a value carry formats only. They, and rows of nothing else, are dropped before the XML is parsed, which
#: makes a sheet with a million of them quick. ``%s`` is the prefix of the names.
_EMPTY: Final = rb"<%srow [^<>]*>(?:\s*<%sc [^<>/]*/>)*+\s*</%srow>|(?:<%sc [^<>/]*/>)++|<%srow [^<>/]*/>"
_PREFIX: Final = re.compile(rb"<(\w+:)?worksheet\b")
_NAMES: Final = ("{*}row", "{*}c", "{*}mergeCell", "{*}col")
_RUN: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """A workbook. Raises SubmissionError (D200 to D203, D205, D206, D213)."""
    other = opened(data, name, "xlsx")
    if other is not None:
        return other(data, name, watch)
    need("lxml", name)
    return _Workbook(Package(data, name)).document(hashlib.sha256(data).hexdigest())


class _Workbook:
    """One workbook while it is read."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main("xl/workbook.xml")
        if self.main.lower().endswith(".bin"):
            raise package.damaged("xlsb 是二进制格式", "xlsb is a binary format")
        self.relations = package.relations(self.main)
        root = package.xml(self.main)
        properties = _first(root, "workbookPr")
        self.formats = Formats(properties is not None and properties.get("date1904") in ("1", "true"))
        self.strings: list[str] = self._strings()
        self.codes = self._codes()
        self.left = MOST_CELLS
        self.listed = [element for element in root.iter() if _local(element) == "sheet"]

    def document(self, sha256: str) -> Document:
        sheets: list[Sheet] = []
        blocks: list[Block] = []
        for element in self.listed:
            kind, part = self.relations.get(element.get(_RELATION) or element.get(_STRICT_RELATION) or "", ("", ""))
            if kind != "worksheet" or part not in self.package:
                continue
            sheet = Sheet(element.get("name", ""), hidden=element.get("state", "visible") != "visible")
            _SheetReader(self, sheet, part).run()
            sheets.append(sheet)
            blocks += sheet.blocks()
            blocks += self._around(sheet, part)
        notes = warnings(sheets, self.package.name)
        if not blocks:
            raise SubmissionError([Diagnostic("D213", {"images": "", "images_en": ""}, Label(self.package.name))])
        if any(part.endswith("vbaproject.bin") for part in self.package.parts):
            notes.append(Diagnostic("D209", {}, Label(self.package.name), severity="warning"))
        return Document(self.package.name, "xlsx", sha256, tuple(blocks), tuple(notes))

    def _around(self, sheet: Sheet, part: str) -> Iterator[Paragraph]:
        """Comments, and the text of boxes that were drawn on a sheet."""
        for kind, target in self.package.relations(part).values():
            if kind == "comments":
                root = self.package.optional(target)
                for comment in () if root is None else root.iter():
                    if _local(comment) == "comment" and (text := _rich(comment).strip()):
                        place = Place(sheet=sheet.name, cell=comment.get("ref"))
                        yield Paragraph(Text.at(text, place), apart="note")
            elif kind == "drawing":
                root = self.package.optional(target)
                for paragraph in (
                    () if root is None else root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p")
                ):
                    if text := "".join(piece.text or "" for piece in paragraph.iter() if _local(piece) == "t").strip():
                        yield Paragraph(Text.at(text, Place(sheet=sheet.name)))

    def _strings(self) -> list[str]:
        for kind, part in self.relations.values():
            if kind == "sharedStrings" and part in self.package:
                root = self.package.xml(part)
                return [_rich(item) for item in root if _local(item) == "si"]
        return []

    def _codes(self) -> list[str]:
        """The format code of each style that cells refer to."""
        for kind, part in self.relations.values():
            if kind == "styles" and part in self.package:
                root = self.package.optional(part)
                if root is None:
                    break
                own: dict[int, str] = {}
                for element in root.iter():
                    if _local(element) == "numFmt":
                        own[_count(element.get("numFmtId"))] = element.get("formatCode", "General")
                styles = _first(root, "cellXfs")
                numbers = [] if styles is None else [_count(style.get("numFmtId")) for style in styles]
                return [own.get(number) or BUILT_IN.get(number, "General") for number in numbers[:_MOST_STYLES]]
        return []


class _SheetReader:
    """Fills a sheet from the events of its XML; the elements are dropped as soon as they were read."""

    def __init__(self, workbook: _Workbook, sheet: Sheet, part: str) -> None:
        self.workbook = workbook
        self.sheet = sheet
        self.part = part
        self.row = -1
        self.column = -1

    def run(self) -> None:
        from lxml import etree

        pull = etree.XMLPullParser(
            events=("start", "end"),
            tag=_NAMES,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for chunk in _lean(self.workbook.package, self.part):
                pull.feed(chunk)
                if not self._take(pull.read_events()):
                    return
            pull.close()
            self._take(pull.read_events())
        except (etree.XMLSyntaxError, ValueError, AssertionError):
            raise self.workbook.package.damaged(
                f"其中的 {self.part} 不是完整的 XML", f"its part {self.part} is no complete XML"
            ) from None

    def _take(self, events: Any) -> bool:
        """False once there are more cells than are read."""
        for event, element in events:
            kind = element.tag.rpartition("}")[2]
            if event == "start":
                if kind == "row":
                    self.row = _bounded(element.get("r"), self.row + 2, _LAST_ROW) - 1
                    self.column = -1
                    if element.get("hidden") in ("1", "true"):
                        self.sheet.hidden_rows.add(self.row)
                continue
            if kind == "c":
                self._cell(element)
                if self.workbook.left < 0:
                    self.sheet.cut = True
                    return False
            elif kind == "row":
                element.clear()
                parent = element.getparent()
                if parent is not None:
                    del parent[: parent.index(element)]
            elif kind == "mergeCell":
                found = _range(element.get("ref", ""))
                if found is not None:
                    self.sheet.merged.append(found)
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                first = _bounded(element.get("min"), 1, _LAST_COLUMN)
                self.sheet.hidden_columns.append((first - 1, _bounded(element.get("max"), first, _LAST_COLUMN) - 1))
        return True

    def _cell(self, element: _Element) -> None:
        named = _position(element.get("r", ""))
        self.row, self.column = named if named is not None else (max(self.row, 0), self.column + 1)
        stored, computed, inline = None, False, ""
        for part in element:
            kind = str(part.tag).rpartition("}")[2]
            if kind == "v":
                stored = part.text
            elif kind == "f":
                computed = True
            elif kind == "is":
                inline = _rich(part)
        at = (self.row, self.column)
        text = inline or self._shown(stored, element.get("t", "n"), _count(element.get("s")), at)
        if text.strip():
            self.sheet.cells[at] = text.strip()
            self.workbook.left -= 1
        elif computed and stored is None and not inline:
            self.sheet.cells[at] = ""
            self.sheet.uncomputed.append(at)
            self.workbook.left -= 1

    def _shown(self, stored: str | None, kind: str, style: int, at: tuple[int, int]) -> str:
        if stored is None:
            return ""
        book = self.workbook
        code = book.codes[style] if 0 <= style < len(book.codes) else "General"
        if kind == "s":
            index = _count(stored.strip(), -1)
            return book.formats.text(book.strings[index], code) if 0 <= index < len(book.strings) else ""
        if kind == "b":
            return "FALSE" if stored.strip() in ("0", "false") else "TRUE"
        if kind in ("str", "inlineStr"):
            return book.formats.text(_plain(stored), code)
        if kind in ("e", "d"):
            return stored
        shown = book.formats.number(stored, code)
        if shown is None:
            self.sheet.unformatted.append(at)
            shown = book.formats.number(stored, "General")
        return shown or ""


def _lean(package: Package, part: str) -> Iterator[bytes]:
    """The XML of a sheet without its empty cells and rows. Raises SubmissionError (D202, D206)."""
    rest, empty, closing = b"", None, b"</row>"
    for chunk in package.chunks(part):
        if b"<!DOCTYPE" in chunk or (empty is None and declares(chunk)):
            raise SubmissionError([Diagnostic("D206", {}, Label(package.name))])
        if empty is None:
            found = _PREFIX.search(chunk)
            prefix = (found[1] if found is not None else None) or b""
            empty, closing = re.compile(_EMPTY.replace(b"%s", prefix)), b"</" + prefix + b"row>"
        chunk = rest + chunk
        at = chunk.rfind(closing)
        end = at + len(closing) if at >= 0 else chunk.rfind(b">") + 1
        rest = chunk[end:]
        yield empty.sub(b"", chunk[:end])
    yield rest


def _local(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _first(root: _Element, name: str) -> _Element | None:
    return next((element for element in root.iter() if _local(element) == name), None)


def _rich(item: _Element) -> str:
    """The text of a string item: its runs without the readings printed above them."""
    if len(item) == 1 and _local(item[0]) == "t":
        return _plain(item[0].text or "")
    pieces = []
    for part in item.iter():
        if _local(part) == "t" and not any(_local(above) == "rPh" for above in part.iterancestors()):
            pieces.append(part.text or "")
    return _plain("".join(pieces))


def _plain(text: str) -> str:
    """Control characters are written as ``_x000D_``; the breaks among them are line ends."""
    if "_x" not in text:
        return text.replace("\r\n", "\n")
    text = _RUN.sub(
        lambda found: {"000D": "", "000A": "\n", "0009": "\t", "005F": "_"}.get(found[1].upper(), found[0]), text
    )
    return text.replace("\r\n", "\n")


def _count(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 9 else default


def _bounded(text: str | None, default: int, most: int) -> int:
    return min(max(_count(text, default), 1), most)


def _position(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a name such as ``D7``."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row - 1, column - 1) if 1 <= row <= _LAST_ROW and column <= _LAST_COLUMN else None


def _range(reference: str) -> Range | None:
    first, _, last = reference.partition(":")
    start, end = _position(first), _position(last or first)
    if start is None or end is None or end[0] < start[0] or end[1] < start[1]:
        return None
    return (*start, *end)
