"""Running cells that fall into rows by themselves, whatever the words mean.

Two forms of short tables do: a header, then rows of a name and its figures; and a header in two rows, of which the lower
stands under one word of the upper, over one row of as many figures as it has columns. Where anything is left over,
neither is taken, and the cells are cut by what their columns may hold (``folding``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.nesting import nestings

#: Columns that a header of one row has, and rows with all their figures below it.
_COLUMNS: Final = range(2, 7)
_LEAST_ROWS: Final = 3
#: Words of the upper row and of the lower one.
_LEAST_WORDS: Final = 2
_MOST_WORDS: Final = 8


def plainly_cut(cells: Sequence[Entry], headers: Headers) -> list[Line] | None:
    """The rows of cells that stand one after the other, where they can be cut in one way only."""
    start = next((at for at, cell in enumerate(cells) if cell.text and headers.is_word(cell.text)), None)
    first = next((at for at, cell in enumerate(cells) if cell.numeric), None)
    if start is None or first is None or first <= start:
        return None
    before = [_line([cell], 1) for cell in cells[:start] if cell.text]
    rows = _named_rows(cells[start:], first - start, headers) or _two_tiers(cells[start:], first - start, headers)
    return None if rows is None else [*before, *rows]


def _named_rows(cells: Sequence[Entry], first: int, headers: Headers) -> list[Line] | None:
    """A header, then rows that each begin with a name: 项目、预算数、决算数; 合计、18、6.28; ……"""
    words = list(cells[: first - 1])  # the last word before a figure names the first row
    while words and not words[-1].text:
        words.pop()
    size = len(words)
    if size not in _COLUMNS or not all(word.text and len(word.text) <= LONGEST_HEADER for word in words):
        return None
    if sum(headers.is_word(word.text) for word in words) < size:
        return None
    lines, full, at = [_line(words, size)], 0, first - 1
    while at < len(cells):
        if not cells[at].text:
            at += 1
            continue
        if cells[at].numeric:
            return None
        end = at + 1
        while end < len(cells) and end - at < size and (not cells[end].text or cells[end].numeric):
            end += 1
        row = cells[at:end]
        figures = sum(cell.numeric for cell in row)
        if figures > 0 and len(row) < size:
            return None  # which figure is missing nobody can tell
        full += figures == size - 1
        lines.append(_line(row, size))
        at = end
    return lines if full >= _LEAST_ROWS and 2 * full > len(lines) - 1 else None


def _two_tiers(cells: Sequence[Entry], first: int, headers: Headers) -> list[Line] | None:
    """合计、出国费、公务用车费、接待费 over 小计、购置费、运行费 over six figures."""
    words = [cell for cell in cells[:first] if cell.text]
    figures = [cell for cell in cells[first:] if cell.text]
    if not all(figure.numeric for figure in figures) or any(len(word.text) > LONGEST_HEADER for word in words):
        return None
    blank = next((at for at, cell in enumerate(cells[:first]) if not cell.text), None)
    splits = [blank] if blank is not None else list(range(_LEAST_WORDS, len(words) - 1))
    for split in splits:
        upper, lower = words[:split], words[split:]
        if not all(_LEAST_WORDS <= len(tier) <= _MOST_WORDS for tier in (upper, lower)):
            continue
        # one word of the upper row stands over all of the lower ones
        if len(upper) - 1 + len(lower) != len(figures):
            continue
        for nested in nestings(headers, [word.text for word in upper], [word.text for word in lower]):
            parents = [place for place, over in enumerate(nested) if len(over) > 1]
            if len(nested) != len(figures) or len({nested[place][0] for place in parents}) != 1:
                continue
            lead = parents[0]
            over = [*range(lead + 1), *range(lead + len(lower), len(figures))]
            head = (_placed(upper, over, len(figures)), _placed(lower, parents, len(figures)))
            return [*head, _placed(figures, range(len(figures)), len(figures))]
    return None


def _line(cells: Sequence[Entry], size: int) -> Line:
    return _placed(cells, range(len(cells)), size)


def _placed(cells: Sequence[Entry], places: Sequence[int], size: int) -> Line:
    entries = (replace(cell, at=at, to=at + 1) for cell, at in zip(cells, places, strict=True) if cell.text)
    return Line(tuple(entries), size)
