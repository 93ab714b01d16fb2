"""Texts put together from stretches of a source text, each with the line and column it stands at."""

from __future__ import annotations

from bisect import bisect_right

from gouji.document.model import Spot, Text
from gouji.document.place import Place
from gouji.faults import SourceText


def unbroken(text: str) -> str:
    """A text whose lines all end with a line feed; lines and columns are the same as before."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Pieces:
    """Stretches of a source, in the order in which they are read.

    A stretch holds no line end of its source. What was written otherwise than it is read (``&lt;``, ``\\|``, a doubled
    quotation mark) is a stretch of its own, so that every other character has its exact column.
    """

    __slots__ = ("_offsets", "_parts", "_starts", "length", "source")

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.length = 0
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._offsets: list[int] = []

    def add(self, text: str, offset: int) -> None:
        """A text that is read at an offset of the source."""
        if text:
            self._parts.append(text)
            self._starts.append(self.length)
            self._offsets.append(offset)
            self.length += len(text)

    @property
    def last(self) -> str:
        """The last character; empty where there is none."""
        return self._parts[-1][-1] if self._parts else ""

    def text(self, empty_at: int = 0) -> Text:
        """The text without the blanks around it; an empty one stands at the offset ``empty_at``."""
        whole = "".join(self._parts)
        text = whole.strip()
        if not text:
            return Text.at("", self._place(empty_at))
        begin = len(whole) - len(whole.lstrip())
        end = begin + len(text)
        spots: list[Spot] = []
        read = -1
        for at in range(max(0, bisect_right(self._starts, begin) - 1), len(self._starts)):
            start, offset, part = self._starts[at], self._offsets[at], self._parts[at]
            if start >= end:
                break
            # what stands right after the stretch before, in the source too, needs no spot of its own
            if offset != read:
                cut = max(0, begin - start)
                spots.append(Spot(max(0, start - begin), self._place(offset + cut)))
            read = offset + len(part)
            if part == "\n":
                read = -1
        return Text(text, tuple(spots))

    def _place(self, offset: int) -> Place:
        line, column = self.source.position(offset)
        return Place(line=line, column=column)
