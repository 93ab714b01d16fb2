"""What a document says twice, word for word: sentences that come again, phrases that stand doubled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Span, Text
from gouji.extraction.text.outline import is_heading, numbered
from gouji.faults import regex as re
from gouji.figures.folding import fold

#: A shorter sentence may come twice without a copy.
_SHORTEST: Final = 12
#: Rows of one document.
_MOST: Final = 500
_SENTENCE: Final = re.compile(r"[^。！？!?；;]+")
_LEAD: Final = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}是|[(（][^()（）]{1,3}[)）]|[0-9]{1,2}[.．、])?\s*")
_DOUBLED: Final = re.compile(r"(?P<words>[\u4e00-\u9fff]{4,20}[，,、]?)(?P=words)")


@dataclass(frozen=True, slots=True)
class Repeat:
    """``again`` says what ``first`` said already; ``doubled``: the two stand side by side; ``cell``: in a table."""

    first: Span
    again: Span
    doubled: bool
    cell: bool


def repeats(document: Document, used: set[int]) -> Iterator[Repeat]:
    """Sentences of different paragraphs that are the same, and doubled phrases. Headings and ``used`` are left out."""
    told: dict[str, Span] = {}
    count = 0
    for text, cell in _texts(document, used):
        for repeat in (*_doubled(text, cell), *_again(text, cell, told)):
            count += 1
            if count > _MOST:
                return
            yield repeat


def _texts(document: Document, used: set[int]) -> Iterator[tuple[Text, bool]]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from ((cell.text, True) for cell in block.cells if id(cell.text) not in used)
        elif not block.apart and id(block.text) not in used and not is_heading(block):
            yield block.text, False


def _doubled(text: Text, cell: bool) -> Iterator[Repeat]:
    for found in _DOUBLED.finditer(text.text):
        middle = found.start() + len(found["words"])
        yield Repeat(text.span(found.start(), middle), text.span(middle, found.end()), True, cell)


def _again(text: Text, cell: bool, told: dict[str, Span]) -> Iterator[Repeat]:
    found = numbered(text.text)
    start = found[3] if found is not None else 0
    for sentence in _SENTENCE.finditer(text.text, start):
        lead = _LEAD.match(text.text, sentence.start(), sentence.end())
        begin = lead.end() if lead is not None else sentence.start()
        words = "".join(fold(text.text[begin : sentence.end()]).split())
        if len(words) < _SHORTEST:
            continue
        span = text.span(begin, sentence.end())
        before = told.setdefault(words, span)
        if before is not span and before.source is not text:
            yield Repeat(before, span, False, cell)
