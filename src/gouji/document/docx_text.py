"""The characters of a paragraph of a Word document, as a reader of the accepted text sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gouji.document.docx_names import MATH, MC, SDT, TBL, P, W, child, switched
from gouji.document.docx_styles import Styles, style_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_RUN: Final = W + "r"
_BOX: Final = W + "txbxContent"
_SKIPPED: Final = frozenset(
    W + name
    for name in ("pPr", "rPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "sdtPr", "sdtEndPr")
)
_SIGNS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
#: Ticks and boxes of the fonts that forms are drawn with, by font and the low byte of the code.
_SYMBOLS: Final = {
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□",
    ("wingdings", 0x72): "□",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x2A): "□",
    ("wingdings 2", 0x30): "□",
    ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x4F): "✗",
    ("wingdings 2", 0x51): "☒",
    ("wingdings 2", 0x52): "☑",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB8): "÷",
    ("symbol", 0xB9): "≠",
}


@dataclass(slots=True)
class Content:
    """What stands in a paragraph: its text, and what hangs on it (text boxes, notes, comments, embedded objects)."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    objects: int = 0

    @property
    def text(self) -> str:
        """The text, line breaks as ``\\n``."""
        return "".join(self.pieces)


class Collector:
    """Reads paragraphs: inserted text counts, deleted and hidden text does not."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: _Element) -> Content:
        """What stands in a paragraph."""
        content = Content()
        properties = child(paragraph, "pPr")
        hidden = bool(self._styles.paragraph(style_of(properties)).hidden)
        self._walk(paragraph, content, hidden, [])
        return content

    def _walk(self, element: _Element, content: Content, hidden: bool, codes: list[bool]) -> None:
        for part in element:
            tag = part.tag
            if tag == _RUN:
                self._run(part, content, hidden, codes)
            elif tag == MC + "AlternateContent":
                chosen = part.find(MC + "Choice")
                chosen = part.find(MC + "Fallback") if chosen is None else chosen
                if chosen is not None:
                    self._walk(chosen, content, hidden, codes)
            elif tag in _SKIPPED:
                continue
            elif tag == SDT:
                inner = child(part, "sdtContent")
                if inner is not None:
                    self._walk(inner, content, hidden, codes)
            elif tag == MATH + "f":
                self._fraction(part, content)
            elif tag == MATH + "t":
                content.pieces.append(part.text or "")
            elif tag == _BOX:
                content.boxes.append(part)
            elif tag not in (P, TBL):
                # hyperlinks, insertions, fields, drawings around text boxes
                self._walk(part, content, hidden, codes)

    def _run(self, run: _Element, content: Content, hidden: bool, codes: list[bool]) -> None:
        properties = child(run, "rPr")
        if properties is not None:
            own = switched(properties, "vanish")
            if own is None and (named := style_of(properties, "rStyle")) is not None:
                own = self._styles.run(named).hidden
            hidden = hidden if own is None else own
        for part in run:
            tag = part.tag
            if tag == W + "fldChar":
                _field(part.get(W + "fldCharType"), codes)
            elif hidden or any(codes):
                continue
            elif tag == W + "t":
                content.pieces.append(part.text or "")
            elif tag in _SIGNS:
                content.pieces.append(_SIGNS[tag])
            elif tag == W + "br":
                if part.get(W + "type", "textWrapping") == "textWrapping":
                    content.pieces.append("\n")
            elif tag == W + "sym":
                content.pieces.append(_symbol(part))
            elif tag in (W + "footnoteReference", W + "endnoteReference", W + "commentReference"):
                content.notes.append((tag[len(W) : -len("Reference")], part.get(W + "id", "")))
            elif tag == W + "object":
                content.objects += 1
            elif tag not in _SKIPPED and len(part):
                self._walk_part(part, content, hidden, codes)

    def _walk_part(self, part: _Element, content: Content, hidden: bool, codes: list[bool]) -> None:
        if part.tag == MC + "AlternateContent":
            chosen = part.find(MC + "Choice")
            chosen = part.find(MC + "Fallback") if chosen is None else chosen
            part = part if chosen is None else chosen
        self._walk(part, content, hidden, codes)

    def _fraction(self, part: _Element, content: Content) -> None:
        for name, before in (("num", ""), ("den", "/")):
            side = part.find(MATH + name)
            content.pieces.append(before)
            if side is not None:
                self._walk(side, content, False, [])


def _field(kind: str | None, codes: list[bool]) -> None:
    """Between its begin and its separator a field holds its code, which is not printed."""
    if kind == "begin":
        codes.append(True)
    elif kind == "separate" and codes:
        codes[-1] = False
    elif kind == "end" and codes:
        codes.pop()


def _symbol(part: _Element) -> str:
    try:
        code = int(part.get(W + "char", ""), 16)
    except ValueError:
        return ""
    font = part.get(W + "font", "").lower()
    if (font, code & 0xFF) in _SYMBOLS:
        return _SYMBOLS[font, code & 0xFF]
    return chr(code) if 0x20 <= code < 0xD800 else ""
