"""Lines and columns of text for a terminal, aligned by display width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from gouji.cli.speech import say
from gouji.output import OutputOptions
from gouji.output.safe import one_line
from gouji.output.wrap import cell_len, cut, pad, wrap

_CODES = {"bold": "1", "dim": "2", "red": "1;31", "green": "1;32", "yellow": "1;33"}


class Page:
    """Text on standard output, in colour only where ``OutputOptions`` finds it fit."""

    def __init__(self, lang: str, color: bool = True) -> None:
        options = OutputOptions.for_stream(sys.stdout)
        self.lang = lang
        self.width = min(options.width, 120)
        self._color = options.color and color
        self._terminal = sys.stdout.isatty()

    def word(self, zh: str, en: str) -> str:
        """The text of the page's language."""
        return en if self.lang == "en" else zh

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """A text, wrapped under its indent."""
        for piece in wrap(one_line(text), self.width - indent) if text else [""]:
            say((" " * indent + self._styled(piece, style)).rstrip())

    def field(self, label: str, text: str, indent: int = 2, column: int = 10, style: str = "") -> None:
        """A label, and its text wrapped beside it; nothing where there is no text."""
        if not text:
            return
        column = max(column, cell_len(label) + 2)
        for number, piece in enumerate(wrap(one_line(text), self.width - indent - column)):
            head = pad(label if not number else "", column)
            say((" " * indent + self._styled(head, "dim") + self._styled(piece, style)).rstrip())

    def listing(self, headings: Sequence[str], rows: Iterable[Sequence[str]], indent: int = 2) -> None:
        """One line a row: the last column is cut on a terminal, and whole where another program reads."""
        texts = [list(headings), *([one_line(cell) for cell in row] for row in rows)]
        widths = [max(map(cell_len, column)) for column in list(zip(*texts, strict=True))[:-1]]
        room = max(20, self.width - indent - sum(widths) - 2 * len(widths))
        for number, row in enumerate(texts):
            last = cut(row[-1], room) if self._terminal else row[-1]
            cells = [*(pad(text, width) for text, width in zip(row, widths, strict=False)), last]
            say(" " * indent + self._styled("  ".join(cells).rstrip(), "" if number else "dim"))

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]], indent: int = 2) -> None:
        """Columns as wide as they need; what does not fit is taken from the widest, which are wrapped."""
        texts = [[one_line(cell) for cell in row] for row in rows]
        widths = [max(cell_len(text) for text in column) for column in zip(headings, *texts, strict=True)]
        room = self.width - indent - 2 * (len(widths) - 1)
        while sum(widths) > room and max(widths) > 8:
            widths[widths.index(max(widths))] -= 1
        for number, row in enumerate([list(headings), *texts]):
            sized = list(zip(row, widths, strict=True))
            pieces = [wrap(text, width) if number else [cut(text, width)] for text, width in sized]
            for at in range(max(map(len, pieces))):
                shown = [piece[at] if at < len(piece) else "" for piece in pieces]
                cells = [pad(text, width) for text, width in zip(shown, widths, strict=True)]
                say(" " * indent + self._styled("  ".join(cells).rstrip(), "" if number else "dim"))

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style and text and self._color else text
