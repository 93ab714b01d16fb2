"""What is known of the rows under a header only when all of them are read."""

from __future__ import annotations

from typing import Final

from gouji.document.model import Span
from gouji.extraction.grids.body import Body
from gouji.extraction.grids.signs import without_signs
from gouji.faults import regex as re
from gouji.packs.layout import TableLayout

_DIGIT: Final = re.compile(r"[0-9]")
_WORD: Final = re.compile(r"\S+")
#: What is held against each other in a row: a goal and what was done.
_HELD: Final = ("target", "value")


def signed_goals(body: Body) -> None:
    """Goals whose sign was read as a digit have it again; what is said of them is not sure."""
    goal, done = (next((c.name for c in body.template.columns if c.base == base), None) for base in _HELD)
    if goal is None or done is None:
        return
    found = without_signs([r.cells.get(goal) for r in body.rows], [r.cells.get(done) for r in body.rows])
    for number, said in found.items():
        body.rows[number].cells[goal] = said
        body.rows[number].doubt = True


def some_pointed(body: Body, layout: TableLayout) -> None:
    """Points behind the names of some rows only are no points of the rows: they would not add up. They are of the names."""
    at, label = next(((at, c.name) for at, c in enumerate(body.template.columns) if c.label), (-1, None))
    taking = layout.points.get(label or "")
    if label is None or taking is None or any(column.name == taking for column in body.template.columns):
        return
    if all(row.cells.get(taking) is not None for row in body.rows):
        return
    for row in body.rows:
        points, name = row.cells.pop(taking, None), row.cells.get(label)
        if isinstance(points, Span) and isinstance(name, Span) and at in row.placed:
            printed = row.placed[at].span
            if name.source is printed.source and not _DIGIT.search(printed.source.text, name.end, points.start):
                row.cells[label] = name.source.span(name.start, printed.end)


def spread(body: Body) -> None:
    """Several words in a cell that groups rows, and as many rows without a name: one word for each row."""
    label = next((c.name for c in body.template.columns if c.label), None)
    for column in body.template.columns:
        if not column.groups or column.name is None:
            continue
        start = 0
        while start < len(body.rows):
            value = body.rows[start].cells.get(column.name)
            end = start + 1
            while end < len(body.rows) and body.rows[end].cells.get(column.name) is value and value is not None:
                end += 1
            words = list(_WORD.finditer(value.text)) if isinstance(value, Span) else []
            unnamed = label is not None and all(row.cells.get(label) is None for row in body.rows[start + 1 : end])
            if isinstance(value, Span) and len(words) > 1 and len(words) == end - start and unnamed:
                for row, word in zip(body.rows[start:end], words, strict=True):
                    row.cells[column.name] = value.source.span(value.start + word.start(), value.start + word.end())
            start = end


def lone(body: Body, layout: TableLayout) -> None:
    """The only row of a table stands for the whole when nothing names it."""
    label = next((c.name for c in body.template.columns if c.label), None)
    if label is None or layout.total_name is None or len(body.rows) != 1:
        return
    if body.rows[0].cells.get(label) is None:
        body.rows[0].cells[label] = layout.total_name
