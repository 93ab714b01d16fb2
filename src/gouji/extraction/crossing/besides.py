"""One row of a printed table that a sentence tells again: 第三产业增加值240.54亿元，增长6.7%。/ 第三产业 | 240.54 | 6.7 |

Where the amount of a row is told by its name, the rate of change behind it is that of the row. And where a sentence tells
plainly what a row is called, with a figure that is one of the row but for a digit, one of the two is perhaps a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.crossing.rowstold import Retelling, compared, names_of
from gouji.extraction.drafting.draft import PrintedRow
from gouji.extraction.prose.retold import Mention, common, digits, slip
from gouji.figures import parse_figure

#: Digits of an amount that is told again; signs that its name shares with that of the row.
_TELLING: Final = 3
_SHARED: Final = 4
#: Signs of a name that is of one thing only.
_LONG: Final = 5
_LONGEST_TABLE: Final = 200
#: What is said of a change, in the text and over a column.
_CHANGES: Final = re.compile(r"(?:增长|下降|上升|增加|减少|提高|降低|上涨|下跌)$")
_OF_CHANGE: Final = re.compile(r"增长|增减|增幅|增速|同比|升降|变[化动]|(?:比|较)上年|涨跌")


def rows_beside(told: Sequence[Mention], tables: Sequence[Sequence[PrintedRow]]) -> Iterator[Retelling]:
    """The cells of rows that sentences tell again, one row at a time."""
    for rows in tables:
        names = names_of(rows)
        if not 1 < len(names) <= _LONGEST_TABLE:
            continue
        own = {id(span.source) for row in rows for span in (row.name, *(span for span, _ in row.cells.values()))}
        outside = [one for one in told if id(one.sentence.texts[one.at]) not in own]
        yield from _rates(outside, names)
        yield from _slips(outside, names)


def _rates(told: Sequence[Mention], names: Mapping[str, PrintedRow]) -> Iterator[Retelling]:
    """The rates of change behind the amounts of rows."""
    by_value: dict[Fraction, list[tuple[str, PrintedRow]]] = {}
    for name, row in names.items():
        for span, _ in row.cells.values():
            if (figure := parse_figure(span.text)) is not None:
                by_value.setdefault(Fraction(figure.value), []).append((name, row))
    for one, after in pairwise(told):
        if after.kind != "ratio" or one.kind == "ratio" or one.sentence is not after.sentence:
            continue
        if digits(one.figure) < _TELLING or one.figure.bound or not _CHANGES.search(after.name):
            continue
        for name, row in by_value.get(Fraction(one.figure.value), ()):
            if common(name, one.name) < min(_SHARED, len(name)) or not _tells(row, one):
                continue
            cells = [at for at in row.cells if _OF_CHANGE.search(row.headers.get(at, ""))]
            made = compared(row, cells[0], after) if len(cells) == 1 else None
            if made is not None and not made[1]:
                yield Retelling(row.name.text, made[0], after.value, False, False)
            break


def _tells(row: PrintedRow, one: Mention) -> bool:
    """Whether a figure is one of a row."""
    return any((made := compared(row, at, one)) is not None and made[1] for at in row.cells)


def _slips(told: Sequence[Mention], names: Mapping[str, PrintedRow]) -> Iterator[Retelling]:
    """The figures that are told as a row is called, and are none of its own but for a digit."""
    for one in told:
        row = names.get(one.name) if len(one.name) >= _LONG else None
        if row is None or not one.plain or one.when or one.scoped or _tells(row, one):
            continue
        for at, (span, _) in row.cells.items():
            figure, made = parse_figure(span.text), compared(row, at, one)
            if figure is None or made is None or figure.ulp != one.figure.ulp:
                continue
            if slip(figure, one.figure) or _one_digit(span.text, one):
                yield Retelling(row.name.text, made[0], one.value, False, False)
                break


def _one_digit(text: str, one: Mention) -> bool:
    """Whether two figures of as many digits differ in one of them."""
    first, second = (re.sub(r"[^0-9]", "", told) for told in (text, one.figure.text))
    same = len(first) == len(second) >= _TELLING
    return same and sum(a != b for a, b in zip(first, second, strict=True)) == 1
