"""Comma-separated values and their kin: one table, its separator found by looking.

The ``csv`` module of the standard library tells no columns, so the few rules of the form (RFC 4180) are followed here: a
field in quotation marks may hold separators and line ends, and a quotation mark inside it is doubled.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Final

from gouji.document.encoding import characters
from gouji.document.model import Document, Grid, GridCell
from gouji.document.pieces import Pieces, unbroken
from gouji.document.reading import Watch
from gouji.faults import Diagnostic, Label, SourceText, SubmissionError
from gouji.faults import regex as re

#: Separators, the likelier first.
_SEPARATORS: Final = ("\t", ",", ";", "|", "，", "；")
#: How much of a file is looked at to find its separator.
_SAMPLE: Final = 65_536
#: A table of more cells is refused.
MOST_CELLS: Final = 300_000
#: The line with which a spreadsheet says what the separator is.
_SAID: Final = re.compile(r"sep=(.)\n")


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """A file of separated values as a document of one table. Raises SubmissionError (no text, too many cells)."""
    text = unbroken(characters(data, name))
    start = 0
    if said := _SAID.match(text):
        separator, start = said[1], said.end()
    else:
        separator = _separator(text)
    grid = Grid(_cells(text, start, separator, name))
    if not any(cell.text.text for cell in grid.cells):
        raise SubmissionError([Diagnostic("D230", {}, Label(name))])
    return Document(name, "csv", hashlib.sha256(data).hexdigest(), (grid,))


def _separator(text: str) -> str:
    """The sign that cuts the most lines into equally many fields; a comma where none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    bare = re.sub(r'"[^"]*+"', "", sample)
    lines = [line for line in bare.split("\n") if line.strip()][:200]
    best, found = 0, ","
    for sign in _SEPARATORS:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        agreeing = max(counts.values(), default=0)
        if agreeing > best:
            best, found = agreeing, sign
    return found


def _cells(text: str, start: int, separator: str, name: str) -> tuple[GridCell, ...]:
    # A field in quotation marks that is never closed is read as one that is not in quotation marks.
    quoted = re.compile(r'[^\S\n\t]*"((?:[^"]++|"")*+)"[^\S\n\t]*(?=' + re.escape(separator) + r"|\n|\Z)")
    plain = re.compile(f"[^{re.escape(separator)}\n]*+")
    source = SourceText(name, text)
    cells: list[GridCell] = []
    at, row, column = start, 0, 0
    length = len(text)
    while at < length or column:
        if not column and text[at] == "\n":
            at += 1
            continue
        pieces = Pieces(source)
        if field := quoted.match(text, at):
            _unquoted(pieces, field[1], field.start(1))
        elif field := plain.match(text, at):
            pieces.add(field[0], at)
        assert field is not None  # a plain field may be empty
        end = field.end()
        blank = not column and (end >= length or text[end] == "\n") and not field[0].strip()
        if not blank:
            if len(cells) == MOST_CELLS:
                raise SubmissionError([Diagnostic("D228", {"limit": MOST_CELLS}, Label(name))])
            cells.append(GridCell(pieces.text(min(at, max(0, length - 1))), row, column))
        if end >= length:
            break
        if text[end] == "\n":
            row, column = row + (not blank), 0
        else:
            column += 1
        at = end + 1
    return tuple(cells)


def _unquoted(pieces: Pieces, inner: str, offset: int) -> None:
    for part in re.finditer(r'[^"\n]++|\n|""', inner):
        text = '"' if part[0] == '""' else part[0]
        pieces.add(text, offset + part.start())
