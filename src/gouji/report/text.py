"""A submission's text: from bytes to characters, and from offsets to lines and columns."""

from __future__ import annotations

import codecs
from array import array
from bisect import bisect_right

from gouji.document.place import Place
from gouji.faults import Diagnostic, Label, SourceText, SubmissionError

#: Characters between two entries of the line index. An entry for every line would cost more than the text itself
#: where a file is nothing but line ends.
_STRIDE = 65_536

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str, first_line: int = 1) -> str:
    """The characters of UTF-8 bytes (with or without a byte order mark) or of UTF-16 with one; the mark is dropped.

    Raises SubmissionError (D106), naming the byte that does not fit.
    """
    mark, encoding = next((known for known in _MARKS if data.startswith(known[0])), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding) if mark else data.decode()
    except UnicodeDecodeError as fault:
        # Counted from the beginning of the file, as a hex viewer does.
        offset = fault.start + len(mark)
        before = data[len(mark) : offset].decode(encoding, "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        number = first_line + line - 1
        shown = {"offset": offset, "byte": f"{data[offset]:02X}", "encoding": encoding.upper()}
        label = Label(name, number, column, number, column + 1)
        raise SubmissionError([Diagnostic("D106", shown, label)]) from None


class Text:
    """A text with its name, and the places in it.

    ``first_line`` is the number of its first line, for a text that is one line of a file.
    """

    __slots__ = ("_counts", "first_line", "name", "text")

    def __init__(self, name: str, text: str, first_line: int = 1) -> None:
        self.name = name
        self.text = text
        self.first_line = first_line
        self._counts: array[int] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset: from 1, in code points."""
        block = offset // _STRIDE
        line = self._line_ends()[block] + self.text.count("\n", block * _STRIDE, offset)
        return line + self.first_line, offset - self.text.rfind("\n", 0, offset)

    def place(self, start: int, end: int, pointer: str) -> Place:
        """The place of the stretch ``start:end``."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start + 1, end))
        return Place(line=line, column=column, end_line=end_line, end_column=end_column, pointer=pointer)

    def label(self, start: int, end: int) -> Label:
        """The label of the stretch ``start:end``, with the text of its first line."""
        start = min(start, len(self.text))
        line, column = self.position(start)
        begin = start - (column - 1)
        stop = self.text.find("\n", start)
        window = SourceText(self.name, self.text[begin : len(self.text) if stop < 0 else stop], line)
        return window.label(start - begin, min(end, begin + len(window.text) + 1) - begin)

    def line_start(self, number: int) -> int:
        """The offset at which a line begins (the line counted from 1 within this text)."""
        counts = self._line_ends()
        block = max(0, bisect_right(counts, number - 2) - 1)
        left = number - 1 - counts[block]
        at = block * _STRIDE
        while left > 0:
            found = self.text.find("\n", at)
            if found < 0:
                return len(self.text)
            at = found + 1
            left -= 1
        return at

    def _line_ends(self) -> array[int]:
        """How many lines end before each block of the text."""
        if self._counts is None:
            counts = array("q", [0])
            for begin in range(0, len(self.text), _STRIDE):
                counts.append(counts[-1] + self.text.count("\n", begin, begin + _STRIDE))
            self._counts = counts
        return self._counts


def broken_at(text: str) -> int | None:
    """Where a text holds half of a surrogate pair, which no encoding can write; None where it holds none."""
    # An attempt in C is faster than a search, and a pattern with this range takes milliseconds to compile.
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        return fault.start
    return None


def shown(text: str, width: int = 40) -> str:
    """A text as it may stand inside a message: on one line, clipped."""
    line = " ".join(text[: width * 4].split())
    return line if len(line) <= width else line[: width - 1] + "…"
