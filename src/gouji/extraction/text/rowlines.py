"""Numbered lines that are rows of a printed table: no headings, no items of a list.

A table out of the text of a page has its rows as lines among those of the running text: 一、拨款收入 1,204.50 二、外交支出. Where
nothing is entered beside the name of a row, it looks like a heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document, Grid, Paragraph
from gouji.extraction.text.outline import LONGEST_LEAD, numbered, second_number
from gouji.faults import regex as re

#: An amount as tables print it, at the end of a line, alone, or glued to the number of what stands beside it.
_FIGURE: Final = re.compile(
    r"(?:^|\s)-?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,12}\.[0-9]{1,6})"
    r"(?:\s*$|\s*[一二三四五六七八九十]{1,3}、)|(?:\s[0-9]{1,9}){2}\s*$"
)
#: The figure of a row whose name stands above it.
_BEGINS: Final = re.compile(r"\s*-?[0-9]{1,3}[,.][0-9]")
_SENTENCE: Final = re.compile(r"[。；;！!？?]")
#: Lines with a figure that make a table, and lines between two of them that have none, at most.
_FEWEST: Final = 3
_FARTHEST: Final = 30


@dataclass(frozen=True, slots=True)
class RowLines:
    """The texts (by ``id``) of such lines: those that are ``sure``, and those that may be headings between tables."""

    sure: frozenset[int]
    open: frozenset[int]


def row_lines(document: Document) -> RowLines:
    """The numbered lines of a document that are rows of a printed table."""
    sure = _rows_between(document)
    possible: set[int] = set()
    stretch: list[Paragraph] = []
    for block in [*document.blocks, None]:
        if isinstance(block, Paragraph) and (block.apart or not block.text.text.strip()):
            continue
        if isinstance(block, Paragraph) and block.level is None and _may_be_row(block.text.text):
            stretch.append(block)
            continue
        _rows_of(stretch, sure, possible)
        stretch = []
    return RowLines(frozenset(sure), frozenset(possible - sure))


def _may_be_row(text: str) -> bool:
    return not _SENTENCE.search(text) and (len(text) <= LONGEST_LEAD or _FIGURE.search(text) is not None)


def _rows_of(stretch: list[Paragraph], sure: set[int], possible: set[int]) -> None:
    """The rows among lines of which none is a sentence."""
    figured = [at for at, paragraph in enumerate(stretch) if _FIGURE.search(paragraph.text.text)]
    table = len(figured) >= _FEWEST
    own = set(figured)
    near = iter(figured)
    before, after = -1, next(near, len(stretch))
    last: dict[int, int] = {}
    for at, paragraph in enumerate(stretch):
        while after < at:
            before, after = after, next(near, len(stretch))
        text = paragraph.text.text
        told = numbered(text)
        if told is None:
            continue
        if second_number(text) or (table and at in own):
            sure.add(id(paragraph.text))
        elif table and (
            (before >= 0 and after < len(stretch) and after - before <= _FARTHEST)
            or last.get(told[0]) == told[1] - 1
            or (at + 1 == after < len(stretch) and _BEGINS.match(stretch[after].text.text))
        ):
            possible.add(id(paragraph.text))
        else:
            last.clear()
            continue
        last[told[0]] = told[1]


def _rows_between(document: Document) -> set[int]:
    """The lines between two tables that count on from the rows of the first one: they are the name of a row, no heading."""
    found: set[int] = set()
    for before, block, after in zip(document.blocks, document.blocks[1:], document.blocks[2:], strict=False):
        if not isinstance(before, Grid) or not isinstance(after, Grid) or not isinstance(block, Paragraph):
            continue
        told = numbered(block.text.text)
        rows = (numbered(cell.text.text) for cell in before.cells if not cell.column)
        if told is not None and any(row is not None and (row[0], row[1] + 1) == told[:2] for row in rows):
            found.add(id(block.text))
    return found
