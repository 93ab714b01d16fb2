"""Findings as notes in a copy of the PDF that they are about: each figure highlighted, the finding in its note.

The copy is the original with an addition at its end (an incremental update), so nothing of what was handed in is written
anew; only a file that is encrypted is written as a whole, without its encryption.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from gouji.engine.result import Finding
from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.output.annotating import AUTHOR, finding_text
from gouji.output.safe import lines
from gouji.output.words import word
from gouji.report import Place

#: Colours of highlights by the code of a severity (red, green, blue in hexadecimal).
COLORS: Final = (("high", "ff8a80"), ("medium", "ffcc80"), ("low", "fff59d"), ("info", "bbdefb"))
#: Findings with more operands put notes on their first ones only.
MOST_OPERANDS: Final = 8
#: The side of the sign of a note that belongs to a page and to no box, and its distance from the edge, in points.
_SIGN: Final = 18


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note on a page. Without a box in ``place`` it stands at the top left of the page.

    ``color`` is red, green and blue as six hexadecimal digits.
    """

    place: Place
    text: str
    color: str = "fff59d"


def notes_of(findings: Iterable[Finding], lang: str = "zh") -> list[PageNote]:
    """A note for each operand of each finding that stands on a page."""
    colors = dict(COLORS)
    notes: list[PageNote] = []
    for finding in findings:
        head = word("open", lang).strip() + finding.severity.label(lang) + word("close", lang)
        text = head + finding_text(finding, lang)
        notes += [
            PageNote(location.place, text, colors[finding.severity.code])
            for location in finding.locations[:MOST_OPERANDS]
            if location.place.page is not None
        ]
    return notes


def annotate(data: bytes, notes: Iterable[PageNote], name: str = "") -> bytes:
    """A copy of a PDF with notes; notes on one box become one. Pages that the file does not have are passed over.

    Raises SubmissionError: ``pypdf`` is not installed (D220), the file has a password (D223) or is damaged (D224).
    """
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        args = {"kind": " PDF ", "library": "pypdf", "extra": "pdf"}
        raise SubmissionError([Diagnostic("D220", args, Label(name))]) from None
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted
        if locked and not reader.decrypt(""):
            raise SubmissionError([Diagnostic("D223", {}, Label(name))])
        writer = pypdf.PdfWriter(clone_from=reader) if locked else pypdf.PdfWriter(BytesIO(data), incremental=True)
        for number, together in _by_page(notes).items():
            if number <= len(writer.pages):
                for group in together:
                    _add(writer, number - 1, group)
        stream = BytesIO()
        writer.write(stream)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as fault:
        # what the library stumbles over in a damaged file
        reason = f"{type(fault).__name__}: {' '.join(str(fault).split())[:80]}"
        raise SubmissionError([Diagnostic("D224", {"reason": reason}, Label(name))]) from None
    return stream.getvalue()


def _by_page(notes: Iterable[PageNote]) -> dict[int, list[list[PageNote]]]:
    """Notes by page, those on one box together; equal texts on one box are one."""
    pages: dict[int, dict[tuple[str, ...] | None, list[PageNote]]] = {}
    for note in notes:
        together = pages.setdefault(note.place.page or 1, {}).setdefault(note.place.box, [])
        if all(note.text != other.text for other in together):
            together.append(note)
    return {number: list(boxes.values()) for number, boxes in sorted(pages.items())}


def _add(writer: Any, index: int, notes: Sequence[PageNote]) -> None:
    from pypdf.annotations import Highlight, Text
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    first = notes[0]
    text = "\n\n".join(lines(note.text) for note in notes)
    page = writer.pages[index]
    box = first.place.box
    annotation: Any
    if box is None:
        rect = _on_page(page, (_SIGN, _SIGN, 2 * _SIGN, 2 * _SIGN))
        annotation = Text(rect=rect, text=text)
    else:
        rect = _on_page(page, tuple(float(side) for side in box))
        left, bottom, right, top = rect
        corners = (left, top, right, top, left, bottom, right, bottom)
        quads = ArrayObject([FloatObject(value) for value in corners])
        annotation = Highlight(rect=rect, quad_points=quads, highlight_color=first.color, printing=True)
        annotation[NameObject("/Contents")] = TextStringObject(text)
    annotation[NameObject("/T")] = TextStringObject(AUTHOR)
    writer.add_annotation(index, annotation)


def _on_page(page: Any, box: Sequence[float]) -> tuple[float, float, float, float]:
    """A box (left, top, right, bottom from the top left of the page as shown) in the page's own coordinates."""
    media, cut = page.mediabox, page.cropbox
    x0, y0 = max(float(media.left), float(cut.left)), max(float(media.bottom), float(cut.bottom))
    x1, y1 = min(float(media.right), float(cut.right)), min(float(media.top), float(cut.top))
    left, top, right, bottom = box
    match page.rotation % 360:
        case 90:
            return x0 + top, y0 + left, x0 + bottom, y0 + right
        case 180:
            return x1 - right, y0 + top, x1 - left, y0 + bottom
        case 270:
            return x1 - bottom, y1 - right, x1 - top, y1 - left
    return x0 + left, y1 - bottom, x0 + right, y1 - top
