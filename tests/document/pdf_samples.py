"""PDF files made for the tests, with ``reportlab`` and the Chinese font that every PDF reader knows by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest

pytest.importorskip("reportlab")
pytest.importorskip("pdfminer")

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Table, TableStyle

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
LEFT, RIGHT = 72.0, WIDTH - 72.0
SIZE = 12.0


def wrapped(text: str, room: float, size: float = SIZE, indent: int = 0) -> list[str]:
    """A paragraph in lines as an office program breaks it: no figure is cut, no line begins with a closing sign."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    lines = [""]
    for part in re.findall(r"[0-9A-Za-z.,%]+[，。；：、）]*|.[，。；：、）]*", text):
        free = room - (indent * size if len(lines) == 1 else 0)
        if pdfmetrics.stringWidth(lines[-1] + part, FONT, size) > free:
            lines.append("")
        lines[-1] += part
    return lines


class Sheet:
    """A canvas that counts from the top of the page, as people do."""

    def __init__(self, **options: Any) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.stream = BytesIO()
        self.canvas = canvas.Canvas(self.stream, pagesize=A4, invariant=1, **options)

    def text(self, x: float, top: float, text: str, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - top - size, text)

    def paragraph(self, top: float, text: str, size: float = SIZE, indent: int = 2) -> float:
        """Set a paragraph between the margins; gives where the next line begins."""
        for number, line in enumerate(wrapped(text, RIGHT - LEFT, size, indent)):
            self.text(LEFT + (0 if number else indent * size), top, line, size)
            top += size * 1.5
        return top

    def table(self, top: float, rows: Sequence[Sequence[str]], widths: Sequence[float], *style: Any) -> float:
        return self.bare_table(top, rows, widths, ("GRID", (0, 0), (-1, -1), 0.5, "black"), *style)

    def bare_table(self, top: float, rows: Sequence[Sequence[str]], widths: Sequence[float], *style: Any) -> float:
        """A table with no lines but those that the style draws."""
        table = Table([list(row) for row in rows], colWidths=list(widths))
        table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), FONT, 10), *style]))
        _, height = table.wrapOn(self.canvas, WIDTH, HEIGHT)
        table.drawOn(self.canvas, LEFT, HEIGHT - top - height)
        return top + height

    def page(self) -> None:
        self.canvas.showPage()

    def done(self) -> bytes:
        self.canvas.save()
        return self.stream.getvalue()


def pdf(*pages: Callable[[Sheet], object], **options: Any) -> bytes:
    """A file of the pages that functions draw."""
    sheet = Sheet(**options)
    for draw in pages:
        draw(sheet)
        sheet.page()
    return sheet.done()
