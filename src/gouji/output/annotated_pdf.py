"""Findings as notes in a copy of the PDF that they are about: what is in question highlighted, the finding in its note; the
figures involved highlighted without a note.

The copy is the original with an addition at its end (an incremental update), so nothing of what was handed in is written
anew; only a file that is encrypted is written as a whole, without its encryption.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.output.annotating import AUTHOR, COLORS, INVOLVED, Involved, Remark
from gouji.output.safe import lines
from gouji.report import Place

#: The side of the sign of a note that belongs to a page and to no box, and its distance from the edge, in points.
_SIGN: Final = 18


def annotate(data: bytes, remarks: Sequence[Remark], involved: Sequence[Involved] = (), name: str = "") -> bytes:
    """A copy of a PDF with the remarks as notes; those on one box become one note.

    A remark on a place that the file does not have (or on none) goes to the first page: none is lost.

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
        for number, together in _by_page(remarks, len(writer.pages)).items():
            for group in together:
                _add(writer, number - 1, group)
        for place in _apart(involved, remarks):
            if place.page is not None and place.page <= len(writer.pages):
                _mark(writer, place)
        stream = BytesIO()
        writer.write(stream)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as fault:
        # what the library stumbles over in a damaged file
        reason = f"{type(fault).__name__}: {' '.join(str(fault).split())[:80]}"
        raise SubmissionError([Diagnostic("D224", {"reason": reason}, Label(name))]) from None
    return stream.getvalue()


def _by_page(remarks: Iterable[Remark], pages: int) -> dict[int, list[list[Remark]]]:
    """Remarks by page, those on one box together; equal texts on one box are one."""
    found: dict[int, dict[tuple[str, ...] | None, list[Remark]]] = {}
    for remark in remarks:
        page, box = remark.place.page, remark.place.box
        if page is None or page > pages:
            page, box = 1, None
        together = found.setdefault(page, {}).setdefault(box, [])
        if all(remark.shown != other.shown for other in together):
            together.append(remark)
    return {number: list(boxes.values()) for number, boxes in sorted(found.items())}


def _apart(involved: Iterable[Involved], remarks: Iterable[Remark]) -> list[Place]:
    """The boxes of what is involved, each once, without those that have a note."""
    noted = {(remark.place.page, remark.place.box) for remark in remarks}
    places = {(one.place.page, one.place.box): one.place for one in involved if one.place.box is not None}
    return [place for key, place in places.items() if key not in noted]


def _highlight(page: Any, box: Sequence[str], color: str) -> Any:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject

    rect = _on_page(page, tuple(float(side) for side in box))
    left, bottom, right, top = rect
    corners = (left, top, right, top, left, bottom, right, bottom)
    quads = ArrayObject([FloatObject(value) for value in corners])
    return Highlight(rect=rect, quad_points=quads, highlight_color=color, printing=True)


def _mark(writer: Any, place: Place) -> None:
    """A highlight without a note."""
    index = (place.page or 1) - 1
    writer.add_annotation(index, _highlight(writer.pages[index], place.box or (), INVOLVED))


def _add(writer: Any, index: int, remarks: Sequence[Remark]) -> None:
    from pypdf.annotations import Text
    from pypdf.generic import NameObject, TextStringObject

    first = remarks[0]
    text = "\n\n".join(lines(remark.shown) for remark in remarks)
    page = writer.pages[index]
    box = first.place.box if first.place.page == index + 1 else None
    annotation: Any
    if box is None:
        rect = _on_page(page, (_SIGN, _SIGN, 2 * _SIGN, 2 * _SIGN))
        annotation = Text(rect=rect, text=text)
    else:
        annotation = _highlight(page, box, first.color or dict(COLORS)["low"])
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
