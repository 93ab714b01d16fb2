"""Markdown: headings, pipe tables and paragraphs, with the marks taken away and every character at its line and column.

The parts of GitHub's Markdown that reports are written in. Marks that are not understood stay in the text.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Final

from gouji.document import html
from gouji.document.encoding import characters
from gouji.document.model import Block, Document, Grid, GridCell, Paragraph
from gouji.document.pieces import Pieces, unbroken
from gouji.document.reading import Watch
from gouji.document.script import written_closed
from gouji.faults import Diagnostic, Label, SourceText, SubmissionError
from gouji.faults import regex as re

_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?=[^\s#]))")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_LINE: Final = re.compile(r" {0,3}(?:-[ \t]*-[ \t]*-[-\t ]*|\*[ \t]*\*[ \t]*\*[*\t ]*|_[ \t]*_[ \t]*_[_\t ]*)")
_FENCE: Final = re.compile(r" {0,3}(```+|~~~+)")
_QUOTE: Final = re.compile(r"(?: {0,3}>[ ]?)+")
_BULLET: Final = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBERED: Final = re.compile(r"[ \t]*[0-9]{1,9}[.)][ \t]+")
_RULED: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*")
#: A table that is written as in a web page: where one begins, and where each inside it begins and ends.
_TABLE: Final = re.compile(r"[ \t]*(?:<[a-z][^<>\n]{0,300}>[ \t]*){0,9}(?=<table[\s>])", re.IGNORECASE)
_TABLE_MARK: Final = re.compile(r"<(/?)table(?=[\s>])[^<>]*>", re.IGNORECASE)
#: What is written otherwise than it is read, the longer first. Groups: escaped sign, text of a link, comment or tag.
_INLINE: Final = re.compile(
    r"\\([\\`*_{}\[\]()#+\-.!|~<>])"
    r"|!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"
    r"|\[([^\]\[\n]{1,500})\]\([^)\n]{0,2000}\)"
    r"|<!--.{0,1000}?-->|<br ?/?>|</?[a-zA-Z][^<>\n]{0,500}>"
    r"|\*\*|__(?=\S)|(?<=\S)__|~~|`+"
    r"|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"
)


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """A Markdown file as a document. Raises SubmissionError where the bytes are no text, or hold none."""
    source = SourceText(name, unbroken(characters(data, name)))
    blocks = tuple(_Blocks(source).all())
    if not any(block.text.text if isinstance(block, Paragraph) else block.cells for block in blocks):
        raise SubmissionError([Diagnostic("D230", {}, Label(name))])
    return Document(name, "md", hashlib.sha256(data).hexdigest(), blocks)


class _Blocks:
    """The blocks of a source, line by line."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.lines: list[tuple[int, int]] = []
        """The lines of the paragraph that is open: where each begins and ends in the source."""
        self._ends = _table_ends(source.text)

    def all(self) -> list[Block]:
        text = self.source.text
        at, fence = 0, ""
        lines: list[tuple[int, int]] = []
        while at <= len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            lines.append((at, end))
            at = end + 1
        number = 1 if lines and text[: lines[0][1]].rstrip() == "---" and self._front(lines) else 0
        if number:
            number = self._front(lines)
        while number < len(lines):
            start, end = lines[number]
            number += 1
            line = text[start:end]
            if found := _FENCE.match(line):
                self.close()
                if not fence:
                    fence = found[1]
                elif found[1].startswith(fence):
                    fence = ""
                continue
            if fence:
                # what a fence holds stands as it is, a line a paragraph
                self._one(start, end, plain=True)
                continue
            if quote := _QUOTE.match(line):
                start += quote.end()
                line = text[start:end]
            if not line.strip():
                self.close()
            elif "<" in line and (table := _TABLE.match(line)) and (stop := self._ends.get(start + table.end(), 0)):
                self.close()
                self.blocks.extend(html.blocks_of(self.source, start, stop))
                while number < len(lines) and lines[number][0] <= stop:
                    number += 1
                if text[stop : lines[number - 1][1]].strip():
                    number -= 1  # what stands behind the table in its last line
                    lines[number] = (stop, lines[number][1])
            elif number < len(lines) and "|" in line and self._ruled(lines[number]):
                self.close()
                number = self._table(lines, number - 1)
            elif heading := _HEADING.match(line):
                self.close()
                marks = len(line) - len(re.sub(r"[ \t]#+[ \t]*\Z|[ \t]+\Z", "", line))
                self._one(start + heading.end(), max(start + heading.end(), end - marks), len(heading[1]))
            elif self.lines and (under := _UNDERLINE.fullmatch(line)):
                self.close(1 if under[1][0] == "=" else 2)
            elif _LINE.fullmatch(line):
                self.close()
            else:
                self._text(line, start, end)
        self.close()
        return self.blocks

    def _front(self, lines: list[tuple[int, int]]) -> int:
        """The number of the line after the settings that stand before the text (between two ``---``); 0 without."""
        for number, (start, end) in enumerate(lines[1:200], 1):
            line = self.source.text[start:end].rstrip()
            if line in ("---", "..."):
                return number + 1
            if line and not re.match(r"[\w-]+[ \t]*:|[ \t]|- |#", line):
                return 0
        return 0

    def _text(self, line: str, start: int, end: int) -> None:
        if bullet := _BULLET.match(line):
            self.close()
            start += bullet.end()
        elif _NUMBERED.match(line):
            # the number is part of what is printed
            self.close()
        self.lines.append((start, end))
        if line.endswith(("  ", "\\")) and line.strip():
            self.close()

    def _ruled(self, line: tuple[int, int]) -> bool:
        text = self.source.text[line[0] : line[1]]
        if quote := _QUOTE.match(text):
            text = text[quote.end() :]
        return "-" in text and "|" in text and _RULED.fullmatch(text) is not None

    def _table(self, lines: list[tuple[int, int]], number: int) -> int:
        """Reads a table whose header is the line ``number``; gives the number of the line after it."""
        cells: list[GridCell] = []
        row, first = 0, number
        while number < len(lines):
            start, end = lines[number]
            line = self.source.text[start:end]
            if quote := _QUOTE.match(line):
                start, line = start + quote.end(), line[quote.end() :]
            if number != first + 1:
                if "|" not in line:
                    break
                for column, (left, right) in enumerate(_fields(line)):
                    pieces = Pieces(self.source)
                    self._inline(pieces, start + left, start + right)
                    cells.append(GridCell(pieces.text(start + left), row, column))
                row += 1
            number += 1
        self.blocks.append(Grid(tuple(cells)))
        return number

    def _one(self, start: int, end: int, level: int | None = None, plain: bool = False) -> None:
        pieces = Pieces(self.source)
        if plain:
            pieces.add(self.source.text[start:end], start)
        else:
            self._inline(pieces, start, end)
        text = pieces.text(start)
        if text.text:
            self.blocks.append(Paragraph(text, level))

    def close(self, level: int | None = None) -> None:
        """End the open paragraph; its lines become one."""
        if not self.lines:
            return
        pieces = Pieces(self.source)
        for start, end in self.lines:
            line = self.source.text[start:end]
            begin = start + len(line) - len(line.lstrip())
            stop = max(begin, start + len(line.rstrip().removesuffix("\\")))
            if pieces.last and begin < stop and not written_closed(pieces.last, self.source.text[begin]):
                pieces.add(" ", begin - 1)
            self._inline(pieces, begin, stop)
        text = pieces.text(self.lines[0][0])
        self.lines = []
        if text.text:
            self.blocks.append(Paragraph(text, level))

    def _inline(self, pieces: Pieces, start: int, end: int) -> None:
        """Add a stretch without its marks."""
        text, at = self.source.text[start:end], 0
        for found in _INLINE.finditer(text):
            pieces.add(text[at : found.start()], start + at)
            for group in (1, 2):
                if found[group]:
                    pieces.add(found[group], start + found.start(group))
            if found[0].startswith("<br"):
                pieces.add("\n", start + found.start())
            at = found.end()
        pieces.add(text[at:], start + at)


def _table_ends(text: str) -> dict[int, int]:
    """Where each table that is written as in a web page ends, by where it begins; one that is never closed has no end."""
    ends: dict[int, int] = {}
    begun: list[int] = []
    for found in _TABLE_MARK.finditer(text):
        if not found[1]:
            begun.append(found.start())
        elif begun:
            ends[begun.pop()] = found.end()
    return ends


def _fields(line: str) -> list[tuple[int, int]]:
    """Where the cells of a line begin and end; a bar at the edge closes the table, an escaped bar is text."""
    bars = [found.start() for found in re.finditer(r"\\.|\|", line) if found[0] == "|"]
    edges = [-1, *bars, len(line)]
    fields = [(left + 1, right) for left, right in pairwise(edges)]
    if not line[slice(*fields[0])].strip():
        fields = fields[1:]
    if fields and not line[slice(*fields[-1])].strip():
        fields = fields[:-1]
    return fields
