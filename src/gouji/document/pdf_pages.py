"""A PDF file page by page, within bounds: what the library draws is counted, and a page that has too much of it is left.

``pdfminer.six`` draws the pages. ``pdfplumber``, which stands on it, would take half as long again for records that are
not needed here, and tells neither the spans of cells nor places from the corner of what is seen.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

from gouji.document.pdf_lines import Box
from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.faults import regex as re

#: A page may have this many characters and lines, bytes of drawing instructions, and drawings inside drawings.
MOST_DRAWN: Final = 120_000
MOST_INSTRUCTIONS: Final = 12 << 20
MOST_FORMS: Final = 4000
#: A stream that is no picture may not become larger than this when it is unpacked.
MOST_UNPACKED: Final = 64 << 20
#: A page without text but with more curves than this may show letters that were drawn.
_DRAWN: Final = 50
#: What a shape is filled with that nobody sees.
_WHITE: Final = (1, 1.0, (1,), (1, 1, 1), (0, 0, 0, 0), [1, 1, 1])

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_CHUNK: Final = 1 << 16


class TooMuch(Exception):
    """A page has more on it than a page of text or tables can have."""


def check_bombs(data: bytes, name: str) -> None:
    """Refuse a file that holds a stream which unpacks to something enormous (D233). Nothing is kept in memory."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 600) : found.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if b"/Image" in head or b"Fl" not in head:
            continue
        machine = zlib.decompressobj()
        size, at = 0, found.end()
        try:
            while not machine.eof and at < len(data):
                rest: bytes = bytes(view[at : at + _CHUNK])
                at += len(rest)
                while rest and not machine.eof:
                    size += len(machine.decompress(rest, 1 << 20))
                    if size > MOST_UNPACKED:
                        raise SubmissionError([Diagnostic("D233", {"limit": MOST_UNPACKED >> 20}, Label(name))])
                    rest = machine.unconsumed_tail
        except zlib.error:
            continue


def open_pdf(data: bytes, name: str) -> Any:
    """The file as ``pdfminer`` sees it. Raises SubmissionError (no library, a password, a bomb, damaged)."""
    try:
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
        from pdfminer.pdfparser import PDFParser
    except ImportError:
        args = {"kind": " PDF ", "library": "pdfminer.six", "extra": "pdf"}
        raise SubmissionError([Diagnostic("D220", args, Label(name))]) from None
    # what the library has to say of a damaged file is no message for the user
    logger = logging.getLogger("pdfminer")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    if b"%PDF" not in data[:1024]:
        raise SubmissionError([Diagnostic("D234", {}, Label(name))])
    check_bombs(data, name)
    try:
        return PDFDocument(PDFParser(BytesIO(data)))
    except PDFPasswordIncorrect:
        raise SubmissionError([Diagnostic("D223", {}, Label(name))]) from None
    except Exception as fault:  # the library raises whatever a damaged file makes it stumble over
        raise SubmissionError([Diagnostic("D224", {"reason": reason_of(fault)}, Label(name))]) from None


def reason_of(fault: BaseException) -> str:
    """What a library said, in one short line."""
    text = " ".join(str(fault).split())[:80]
    return f"{type(fault).__name__}: {text}" if text else type(fault).__name__


def page_count(pdf: Any) -> int:
    """How many pages the file says it has; 0 where it does not say."""
    from pdfminer.pdftypes import resolve1

    try:
        count = resolve1(resolve1(pdf.catalog["Pages"])["Count"])
    except Exception:  # as above
        return 0
    return count if isinstance(count, int) and 0 <= count < 10_000_000 else 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page, in points from the top left corner of what is seen of it.

    ``chars`` are the characters with their boxes, in the order of the file, and whether they are not set level. ``edges``
    are straight lines. ``pictured``: there are pictures, or so many curves that they may be letters.
    """

    width: float
    height: float
    chars: tuple[tuple[str, Box, bool], ...]
    edges: tuple[Box, ...]
    pictured: bool


class Reader:
    """The pages of a file, one after the other."""

    def __init__(self, pdf: Any) -> None:
        from pdfminer.pdfinterp import PDFResourceManager

        self.pdf = pdf
        self._resources = PDFResourceManager()
        self._interpreter = _bounded_interpreter()

    def pages(self) -> Iterator[Any]:
        """The pages as the library has them, not yet drawn. Raises what the library raises."""
        from pdfminer.pdfpage import PDFPage

        yield from PDFPage.create_pages(self.pdf)

    def draw(self, page: Any) -> Drawing:
        """What is on a page. Raises TooMuch, and what the library raises."""
        from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage

        x0, y0, x1, y1 = (float(side) for side in page.mediabox)
        page.mediabox = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        layout = self._interpreter(self._resources, page)
        left, top, right, bottom = _shown(page, layout.height)
        chars: list[tuple[str, Box, bool]] = []
        edges: list[Box] = []
        curves = pictures = 0
        todo = [iter(layout)]
        while todo:
            for item in todo[-1]:
                if isinstance(item, LTChar):
                    box = (item.x0 - left, layout.height - item.y1 - top, item.x1 - left, layout.height - item.y0 - top)
                    # what lies outside of the seen part is not printed
                    if 0 <= box[0] + box[2] <= 2 * (right - left) and 0 <= box[1] + box[3] <= 2 * (bottom - top):
                        chars.append((item.get_text(), box, abs(item.matrix[1]) > 0.1 * abs(item.matrix[0])))
                elif isinstance(item, LTCurve):
                    curves += 1
                    if item.stroke or item.non_stroking_color not in _WHITE:
                        edges += (
                            (x0 - left, layout.height - y1 - top, x1 - left, layout.height - y0 - top)
                            for x0, y0, x1, y1 in _straight(item.pts)
                        )
                elif isinstance(item, LTFigure):
                    todo.append(iter(item))
                    break
                elif isinstance(item, LTImage):
                    pictures += 1
            else:
                todo.pop()
        return Drawing(right - left, bottom - top, tuple(chars), tuple(edges), bool(pictures) or curves > _DRAWN)


def _straight(points: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """The sides of a path that are level or upright, as left, bottom, right, top."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1:
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    if len(points) == 4 and abs(points[0][0] - points[3][0]) <= 1:
        # a rectangle is closed without saying so
        (x0, y0), (x1, y1) = points[0], points[3]
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _shown(page: Any, height: float) -> Box:
    """The part of a page that is seen, from the top left corner of all of it."""
    from pdfminer.utils import apply_matrix_rect

    x0, y0, x1, y1 = page.mediabox
    a, b, c, d = page.cropbox
    cut = (max(x0, min(a, c)), max(y0, min(b, d)), min(x1, max(a, c)), min(y1, max(b, d)))
    if cut[0] >= cut[2] or cut[1] >= cut[3]:
        cut = page.mediabox
    match page.rotate:
        case 90:
            turned = (0, -1, 1, 0, -y0, x1)
        case 180:
            turned = (-1, 0, 0, -1, x1, y1)
        case 270:
            turned = (0, 1, -1, 0, y1, -x0)
        case _:
            turned = (1, 0, 0, 1, -x0, -y0)
    left, bottom, right, top = apply_matrix_rect(turned, cut)
    return left, height - top, right, height - bottom


def _bounded_interpreter() -> Callable[[Any, Any], Any]:
    """What draws a page with ``pdfminer``, counting; raises TooMuch at the bounds."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdftypes import PDFStream, stream_value

    class Device(PDFPageAggregator):
        drawn = instructions = forms = 0

        def count(self) -> None:
            self.drawn += 1
            if self.drawn > MOST_DRAWN:
                raise TooMuch

        def render_char(self, *args: Any, **named: Any) -> Any:
            self.count()
            return super().render_char(*args, **named)

        def paint_path(self, *args: Any, **named: Any) -> Any:
            self.count()
            return super().paint_path(*args, **named)

    class Interpreter(PDFPageInterpreter):
        device: Any

        def execute(self, streams: Any) -> None:
            for stream in streams:
                found = stream_value(stream)
                if isinstance(found, PDFStream):
                    self.device.instructions += len(found.get_data())
            if self.device.instructions > MOST_INSTRUCTIONS:
                raise TooMuch
            super().execute(streams)

        def do_Do(self, xobjid_arg: Any) -> None:
            self.device.forms += 1
            if self.device.forms > MOST_FORMS:
                raise TooMuch
            super().do_Do(xobjid_arg)

    def draw(resources: Any, page: Any) -> Any:
        device = Device(resources)
        Interpreter(resources, device).process_page(page)
        return device.get_result()

    return draw
