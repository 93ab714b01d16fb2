"""Paragraphs as one thread of characters without the blanks between them: what is left of tables that have run together.

Where cells have run together, a blank stands inside a word as often as between two cells. Each character knows where it was
printed; where blanks and line ends stood is kept beside.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.document.model import Paragraph, Span, Spot, Text
from gouji.faults import regex as re

#: The number of a page before its text, in pages saved one after the other.
_PAGE: Final = re.compile(r"\s*([1-9][0-9]?)、")
#: What ends a paragraph that the next page does not go on with.
_ENDS: Final = ("。", "；", ";", "：", ":")


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """The characters of ``paragraphs`` one after the other, in half width. ``origins`` are the paragraph and the offset of each.

    ``edges`` are the characters before which a blank or the end of a line stood.
    """

    paragraphs: Sequence[Paragraph]
    text: str
    origins: Sequence[tuple[int, int]]
    edges: frozenset[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch as it was printed: of one paragraph, or put together from several."""
        pieces: list[tuple[int, int, int]] = []
        for paragraph, offset in self.origins[start:end]:
            if pieces and pieces[-1][0] == paragraph:
                pieces[-1] = (paragraph, pieces[-1][1], offset + 1)
            else:
                pieces.append((paragraph, offset, offset + 1))
        spans = [self.paragraphs[number].text.span(begin, stop) for number, begin, stop in pieces]
        if len(spans) == 1:
            return spans[0]
        words, spots = "", []
        for span in spans:
            spots.append(Spot(len(words), span.place))
            words += span.text
        return Text(words, tuple(spots)).span()

    def paragraph(self, at: int) -> int:
        """The number of the paragraph in which a character stands."""
        return self.origins[at][0]


def strand(paragraphs: Sequence[Paragraph]) -> Strand:
    """The thread of paragraphs. The numbers of pages before their texts are left out: a cell may go on over them."""
    out: list[str] = []
    origins: list[tuple[int, int]] = []
    edges: set[int] = set()
    pages = 0
    before = ""
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        lines = sorted({spot.offset for spot in paragraph.text.spots} | {0, len(text)})
        for start, end in pairwise(lines):
            page = _PAGE.match(text, start, end)
            turned = page is not None and int(page[1]) == pages + 1 and not (pages and before.endswith(_ENDS))
            if page is not None and turned:
                pages += 1
                start = page.end()
            blank = not turned
            for offset in range(start, end):
                sign = text[offset]
                if sign.isspace():
                    blank = True
                    continue
                if blank:
                    edges.add(len(out))
                blank = False
                plain = unicodedata.normalize("NFKC", sign)
                out.append(plain if len(plain) == 1 else sign)
                origins.append((number, offset))
            before = text[start:end].rstrip()
    return Strand(paragraphs, "".join(out), origins, frozenset(edges))
