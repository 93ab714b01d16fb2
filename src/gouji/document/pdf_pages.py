"""A PDF file page by page, within bounds: what the library draws is counted, and a page that has too much of it is left."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from gouji.faults import Diagnostic, Label, SubmissionError

#: A page may have this many characters and lines, bytes of drawing instructions, and drawings inside drawings.
MOST_DRAWN: Final = 120_000
MOST_INSTRUCTIONS: Final = 12 << 20
MOST_FORMS: Final = 4000
#: A stream that is no picture may not become larger than this when it is unpacked.
MOST_UNPACKED: Final = 64 << 20

_STREAM: Final = re.compile(rb"stream\r?\n")


class TooMuch(Exception):
    """A page has more on it than a page of text or tables can have."""


def check_bombs(data: bytes, name: str) -> None:
    """Refuse a file that holds a stream which unpacks to something enormous (D233). Nothing is kept in memory."""
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 600) : found.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if b"/Image" in head or b"Fl" not in head:
            continue
        machine = zlib.decompressobj()
        size, rest = 0, data[found.end() : found.end() + (4 << 20)]
        at = found.end() + len(rest)
        try:
            while rest and not machine.eof:
                size += len(machine.decompress(rest, 1 << 20))
                if size > MOST_UNPACKED:
                    raise SubmissionError([Diagnostic("D233", {"limit": MOST_UNPACKED >> 20}, Label(name))])
                rest = machine.unconsumed_tail
                if not rest and not machine.eof:
                    rest = data[at : at + (4 << 20)]
                    at += len(rest)
        except zlib.error:
            continue


def open_pdf(data: bytes, name: str) -> Any:
    """The file as ``pdfplumber`` sees it. Raises SubmissionError (no library, a password, damaged)."""
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        args = {"kind": " PDF ", "library": "pdfplumber", "extra": "pdf"}
        raise SubmissionError([Diagnostic("D220", args, Label(name))]) from None
    for library in ("pdfminer", "pdfplumber"):
        # what the library has to say of a damaged file is no message for the user
        logger = logging.getLogger(library)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    if b"%PDF" not in data[:1024]:
        raise SubmissionError([Diagnostic("D234", {}, Label(name))])
    check_bombs(data, name)
    try:
        return pdfplumber.open(BytesIO(data), raise_unicode_errors=False)
    except Exception as fault:  # the library raises whatever a damaged file makes it stumble over
        causes = [fault, *fault.args]
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise SubmissionError([Diagnostic("D223", {}, Label(name))]) from None
        raise SubmissionError([Diagnostic("D224", {"reason": reason_of(fault)}, Label(name))]) from None


def reason_of(fault: BaseException) -> str:
    """What a library said, in one short line."""
    inner = fault.args[0] if fault.args and isinstance(fault.args[0], BaseException) else fault
    text = " ".join(str(inner).split())[:80]
    return f"{type(inner).__name__}: {text}" if text else type(inner).__name__


def page_count(pdf: Any) -> int:
    """How many pages the file says it has; 0 where it does not say."""
    from pdfminer.pdftypes import resolve1

    try:
        count = resolve1(resolve1(pdf.doc.catalog["Pages"])["Count"])
    except Exception:  # as above
        return 0
    return count if isinstance(count, int) and 0 <= count < 10_000_000 else 0


def pages(pdf: Any) -> Iterator[Any]:
    """The pages one after the other, each to be closed by whoever takes it. Raises what the library raises."""
    from pdfminer.pdfpage import PDFPage

    kind = _bounded_page()
    for number, found in enumerate(PDFPage.create_pages(pdf.doc), 1):
        yield kind(pdf, found, page_number=number)


def _bounded_page() -> Any:
    """A page of ``pdfplumber`` that counts what is drawn and stops at the bounds; raises TooMuch when it is read."""
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdftypes import PDFStream, stream_value
    from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

    class Device(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc, unused-ignore]
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

    class Interpreter(PDFPageInterpreter):  # type: ignore[misc, unused-ignore]
        device: Any

        def execute(self, streams: Any) -> None:
            for stream in streams:
                found = stream_value(stream)
                if isinstance(found, PDFStream):
                    self.device.instructions += len(found.get_data())
            if self.device.instructions > MOST_INSTRUCTIONS:
                raise TooMuch
            super().execute(streams)

        def do_Do(self, name: Any) -> None:
            self.device.forms += 1
            if self.device.forms > MOST_FORMS:
                raise TooMuch
            super().do_Do(name)

    class BoundedPage(Page):  # type: ignore[misc, unused-ignore]
        @property
        def layout(self) -> Any:
            if not hasattr(self, "_layout"):
                device = Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
                Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
                self._layout = device.get_result()
            return self._layout

    return BoundedPage
