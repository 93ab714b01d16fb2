"""Rows of figures with a header each that ends in a total: 甲:维持、纠正、总计 over 3、1、4; 乙:维持、纠正、总计 over 2、0、2.

The headers are the same but for what stands before a colon. That the last figure is the total of the others must be shown by
one of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import is_total
from gouji.extraction.loose.figured import Figured, nameless
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import fold_text

_ABOUT: Final = re.compile(r"^[^:：]{2,20}[:：]")
#: Rows that have the same header, figures of a row, and parts of a row that is a proof.
_LEAST_ROWS: Final = 2
_LEAST_FIGURES: Final = 4
_PROOF: Final = 3


def headed_rows(lines: Sequence[Line]) -> Iterator[Figured]:
    """The rows of figures whose last one is the total of the others, as those with the same header show."""
    found: dict[tuple[str, ...], list[tuple[Entry, list[Entry]]]] = {}
    for line, below in pairwise(lines):
        words, figures = line.own, below.own
        if len(words) != len(figures) or len(words) < _LEAST_FIGURES or not all(entry.plain for entry in figures):
            continue
        if any(parse_figure(entry.text) is not None or len(entry.text) > LONGEST_HEADER for entry in words):
            continue
        header = tuple(fold_text(entry.text) for entry in words)
        if is_total(header[-1]):
            found.setdefault((_ABOUT.sub("", header[0]), *header[1:]), []).append((words[0], list(figures)))
    for header, rows in found.items():
        gaps = [_gap(figures) for _, figures in rows]
        wrong = sum(gap != 0 for gap in gaps)
        proofs = sum(gap == 0 and _told(figures) >= _PROOF for gap, (_, figures) in zip(gaps, rows, strict=True))
        if len(rows) < _LEAST_ROWS or not proofs or wrong > 1:
            continue
        last = len(header) - 1
        cells = tuple((name, dict(enumerate(figures))) for name, figures in rows)
        yield Figured(nameless(header), cells, ((last, tuple(range(last))),))


def _gap(figures: Sequence[Entry]) -> Fraction:
    """By how much the last figure misses the sum of the others."""
    values = [figure.base for entry in figures if (figure := parse_figure(entry.text)) is not None]
    return sum(values[:-1], -values[-1])


def _told(figures: Sequence[Entry]) -> int:
    """How many parts of a row are something."""
    parts = (parse_figure(entry.text) for entry in figures[:-1])
    return sum(figure is not None and figure.value != 0 for figure in parts)
