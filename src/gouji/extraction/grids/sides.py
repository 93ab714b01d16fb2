"""Tables with two sides: the same columns twice on every row, as income beside expenditure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headers import Headers

#: Rows in which the header may stand, and columns that a side has.
_FIRST: Final = 8
_LEAST: Final = 2


def sides_of(lines: Sequence[Line], headers: Headers, spans_known: bool) -> tuple[list[Line], list[Line]] | None:
    """The left and the right half of a table; None for a table that has one side.

    Entries that reach over both sides (a title) go to the left one.
    """
    for number, line in enumerate(lines[:_FIRST]):
        at = _second(line, headers)
        if at is None and spans_known:
            at = _parted(line, lines[:number], headers)
        if at is None:
            continue
        if not spans_known and any(other.size not in (line.size, 1) for other in lines[lines.index(line) :]):
            return None
        left = [_part(other, 0, at) for other in lines]
        right = [_part(other, at, max(entry.to for entry in line.entries)) for other in lines]
        return left, right
    return None


def _second(line: Line, headers: Headers) -> int | None:
    """Where the headers of a row begin again."""
    half, rest = divmod(len(line.entries), 2)
    if rest or half < 2:
        return None
    left, right = line.entries[:half], line.entries[half:]
    if not headers.is_word(left[0].text) or not any(headers.is_word(entry.text) for entry in left[1:]):
        return None
    if any(one.folded != two.folded for one, two in zip(left[1:], right[1:], strict=True)):
        return None
    named = headers.is_word(right[0].text) and _alike(left[0], right[0], headers)
    return right[0].at if named else None


def _parted(line: Line, above: Sequence[Line], headers: Headers) -> int | None:
    """Where the headers of a row begin again with the word that names the rows, below two words that part the table there;
    the right side may have more columns than the left one."""
    entries = line.entries
    if len(entries) < 2 * _LEAST or not headers.names_rows(entries[0].text):
        return None
    again = [entry for entry in entries[_LEAST:] if entry.folded == entries[0].folded]
    if len(again) != 1 or not any(headers.is_word(entry.text) for entry in entries[1:] if entry.at < again[0].at):
        return None
    starts = [entries[0].at, again[0].at]
    if len([entry for entry in entries if entry.at > starts[1]]) < _LEAST - 1:
        return None
    return starts[1] if any([entry.at for entry in over.entries] == starts for over in above) else None


def _alike(left: Entry, right: Entry, headers: Headers) -> bool:
    """Whether two words head the column that names the rows of some table."""
    return bool(headers.names_rows(left.text) & headers.names_rows(right.text))


def _part(line: Line, at: int, to: int) -> Line:
    entries, blanks = (
        tuple(replace(entry, at=entry.at - at, to=min(entry.to, to) - at) for entry in found if at <= entry.at < to)
        for found in (line.entries, line.blanks)
    )
    return Line(entries, to - at, blanks)
