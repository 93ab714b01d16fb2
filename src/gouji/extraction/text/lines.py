"""The lines of a run of paragraphs as they were printed, though a paragraph may have been put together from several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gouji.document.model import Paragraph, Span, Text


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """The stretch ``start:end`` of the text of a paragraph."""

    source: Text
    paragraph: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """What the line says."""
        return self.source.text[self.start : self.end]

    def span(self, start: int, end: int) -> Span:
        """A stretch of the line."""
        return self.source.span(self.start + start, self.start + end)


def printed_lines(paragraphs: Sequence[Paragraph], first: int = 0, offset: int = 0) -> Iterator[PrintedLine]:
    """The lines from that on which begins at ``offset`` of the paragraph ``first``."""
    for number in range(first, len(paragraphs)):
        text = paragraphs[number].text
        for start, end in pairwise(sorted({spot.offset for spot in text.spots} | {0, len(text.text)})):
            if number > first or start >= offset:
                yield PrintedLine(text, number, start, end)
