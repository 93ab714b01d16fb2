"""Grades of the rows of a printed table (优, 良, 中), and the scores that they stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.items import is_total
from gouji.extraction.grids.template import TemplateColumn
from gouji.faults import regex as re
from gouji.figures import parse_figure

_UNIT: Final = re.compile(r"[（(]分[)）]$")
#: Signs of a grade, and rows that a table of them has at least.
_LONGEST: Final = 4
_LEAST_ROWS: Final = 3

Row = tuple[Entry, Mapping[int, Entry]]


def headed(column: TemplateColumn, words: tuple[str, ...]) -> bool:
    """Whether the header of a column ends in one of some words, the unit of scores behind it or not."""
    return _UNIT.sub("", column.header.strip()).endswith(words)


def grade_column(columns: Sequence[TemplateColumn], rows: Sequence[Row], wording: Wording) -> int | None:
    """The column of grades, if there is just one."""
    found = [
        at
        for at, column in enumerate(columns)
        if headed(column, wording.graded) and len(graded(rows, at)) >= _LEAST_ROWS
    ]
    return found[0] if len(found) == 1 else None


def score_column(
    columns: Sequence[TemplateColumn], rows: Sequence[Row], wording: Wording, grade: int | None = None
) -> int | None:
    """The column of scores, if there is just one; of several that right before the column of grades: 自评得分, 等级, 复核得分."""
    found = [at for at, column in enumerate(columns) if headed(column, wording.scored)]
    if len(found) > 1 and grade is not None:
        found = [at for at in found if at == grade - 1]
    return found[0] if len(found) == 1 and any(found[0] in cells for _, cells in rows) else None


def grades_of(
    columns: Sequence[TemplateColumn], rows: Sequence[Row], wording: Wording
) -> Iterator[tuple[Entry, Entry, Entry]]:
    """The name, the score and the grade of each row."""
    grade = grade_column(columns, rows, wording)
    score = score_column(columns, rows, wording, grade)
    if grade is None or score is None:
        return
    for name, cells in graded(rows, grade):
        figure = parse_figure(cells[score].text) if score in cells else None
        if figure is not None and figure.plain:
            yield name, cells[score], cells[grade]


def sums_up(row: Row) -> bool:
    """Whether a row is that of totals, in whatever cell it says so."""
    name, cells = row
    return any(is_total(entry.text) for entry in (name, *cells.values()))


def graded(rows: Sequence[Row], at: int) -> list[Row]:
    """The rows with a grade; totals have none."""
    return [
        (name, cells)
        for name, cells in rows
        if at in cells
        and not is_total(name.text)
        and 0 < len(cells[at].text) <= _LONGEST
        and cells[at].text[0].isalpha()
    ]
