"""Tables that lie on their side: the words that should stand above stand before, and a row of the table is a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headers import MOST_COLUMNS, Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.template import Template
from gouji.figures import parse_figure
from gouji.packs.vocabulary import Vocabulary

#: Header words that must stand one below the other, and rows that must lie beside them.
_LEAST_WORDS: Final = 4
_LEAST_ROWS: Final = 2
#: Lines with other words that may stand between them.
_BETWEEN: Final = 2


@dataclass(frozen=True, slots=True)
class Turned:
    """A table set upright: its header, its rows, and the numbers of the first and the last line (exclusive) it took."""

    template: Template
    lines: list[tuple[int, Line]]
    start: int
    end: int


def sideways(lines: Sequence[Line], headers: Headers, vocabulary: Vocabulary) -> Turned | None:
    """The first table among lines that lies on its side."""
    for start in range(len(lines) - _LEAST_WORDS + 1):
        for table in headers.tables_with(_word(lines[start])):
            label = vocabulary.schema.tables[table].label
            if any(_stands(headers.find(lines, row, True), table) for row in range(start + 1)):
                continue  # it stands upright
            end = _end(lines, start, table, headers, vocabulary)
            words = [_word(line) for line in lines[start:end]]
            names = [headers.column(table, word) for word in words]
            known = [name for name in names if name is not None]
            if len(known) < _LEAST_WORDS or len(set(known)) < len(known) or label not in known:
                continue
            template = headers.over([(word,) for word in words])
            made = _upright(lines[start:end], names.index(label))
            if template is not None and template.table == table and len(template.columns) == len(words) and made:
                return Turned(template, made, start, end)
    return None


def _stands(found: Template | None, table: str) -> bool:
    """Whether a row heads a table that stands upright: that table, or another one of which it names every column."""
    return found is not None and (found.table == table or found.named == len(found.columns))


def _word(line: Line) -> str:
    """The word that a line begins with, where words or figures stand after it."""
    own = line.own
    if len(own) < 1 + _LEAST_ROWS or own[0].at > 0 or len(own[0].text) > LONGEST_HEADER:
        return ""
    return "" if parse_figure(own[0].text) is not None else own[0].text


def _end(lines: Sequence[Line], start: int, table: str, headers: Headers, vocabulary: Vocabulary) -> int:
    """The number of the line after the last one that may belong to a table that begins in a line."""
    first = lines[start].own[0]
    end = at = start
    while at < len(lines) and at - start < MOST_COLUMNS:
        own = lines[at].own
        if not own or (own[0].at, own[0].to) != (first.at, first.to) or len(own[0].text) > LONGEST_HEADER:
            break
        if headers.column(table, own[0].text) is not None:
            end = at + 1
        elif at - end >= _BETWEEN or vocabulary.field(own[0].text) is not None:
            break
        at += 1
    # a column of which nobody knows anything may stand at the end as well as between
    while end < min(at, len(lines)) and len(lines[end].own) > 1 and vocabulary.field(lines[end].own[0].text) is None:
        end += 1
    return end


def _upright(lines: Sequence[Line], label: int) -> list[tuple[int, Line]]:
    """The rows of the table, one for each entry that names one; entries keep their texts and so their places."""
    names = [entry for entry in lines[label].own[1:] if parse_figure(entry.text) is None]
    rows = []
    for number, name in enumerate(names):
        entries, blanks = [], []
        for column, line in enumerate(lines):
            over = next((entry for entry in line.own[1:] if entry.at <= name.at < entry.to), None)
            if over is not None:
                entries.append(Entry(over.span, column, column + 1, above=over.at < name.at))
            elif (blank := line.blank(name.at, name.to)) is not None:
                blanks.append(Entry(blank, column, column + 1))
        rows.append((number, Line(tuple(entries), len(lines), tuple(blanks))))
    return rows if len(rows) >= _LEAST_ROWS else []
