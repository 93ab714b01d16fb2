"""Places in a text: offsets to lines and columns, and the line that a person is shown."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from gouji.faults.record import dataclass

#: A longer line is clipped around the place, so that one bad line cannot fill the screen.
SHOWN_WIDTH = 160


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of a file that a diagnostic points at.

    Lines and columns count from 1, in code points; the end column is exclusive. Line 0 means the file as a whole.
    ``source`` is the line's own text, kept so that the diagnostic can be shown after the file is gone; ``shift`` is how
    many characters were clipped from its left.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    source: str = ""
    shift: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class SourceText:
    """A file's text with its line index.

    ``line`` and ``column`` say where the text begins in its file, for a text that is a part of it (a rule inside a YAML
    file). Only the first line is shifted by ``column``.
    """

    def __init__(self, name: str, text: str, line: int = 1, column: int = 1) -> None:
        self.name = name
        self.text = text
        self._line = line
        self._column = column

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, in code points) of an offset."""
        row = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[row]
        return row + self._line, column + (self._column if row == 0 else 1)

    def line(self, number: int) -> str:
        """The text of a line (numbered as in the file), without its line end; empty when there is none."""
        row = number - self._line
        if not 0 <= row < len(self._starts):
            return ""
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[row] : end].rstrip("\r")

    def label(self, start: int, end: int | None = None) -> Label:
        """The label of the stretch ``start:end`` (one character where no end is given)."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start + 1, end if end is not None else start + 1))
        source = self.line(line)
        shift = 0
        if line == self._line and self._column > 1:
            source = " " * (self._column - 1) + source
        if len(source) > SHOWN_WIDTH:
            shift = max(0, column - SHOWN_WIDTH // 2)
            source = source[shift : shift + SHOWN_WIDTH]
        return Label(self.name, line, column, end_line, end_column, source, shift)
