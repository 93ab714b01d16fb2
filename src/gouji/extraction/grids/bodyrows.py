"""A line whose cells are put to columns becomes a row: with the groups that hold for it, its points, its signs and units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.grids.aligning import Aligned
from gouji.extraction.grids.body import BodyRow
from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.fitting import Fitting
from gouji.extraction.grids.pointed import pointed, says_points
from gouji.extraction.grids.template import TemplateColumn
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target
from gouji.language import fold_text
from gouji.packs.layout import TableLayout

_NUMBERED: Final = re.compile(r"(?:[（(][0-9一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.、．](?![0-9])|[①-⑳])\s*")
#: A goal with its sign at the end of a name.
_GOAL: Final = re.compile(r"(?<=[^\W\d])[≥≤＞＜><][=＝]?\s*[0-9][0-9.,]*[^\W\d]{0,4}[%％]?$")
_CLASS: Final = re.compile(r"([^:：]{1,20})[:：]\s*(?=\S)")
#: Kinds of columns in which an entry that is merged over several rows counts in the first of them only.
COUNTED: Final = frozenset(("number", "target", "value"))


class RowMaker:
    """Makes the rows of one table, page after page: what groups rows, and the class that stands before a name, go on.

    ``goal`` is the column of goals, if there is one; ``totals`` are the texts that name a row of totals.
    """

    def __init__(self, fitting: Fitting, layout: TableLayout, goal: str | None, totals: frozenset[str]) -> None:
        self._fitting = fitting
        self._layout = layout
        self._goal = goal
        self._total = totals
        self._carried: dict[int, Value] = {}
        self._told: dict[int, tuple[str, str] | None] = {}
        """The name and the points of the last entry that groups rows, by the column."""
        self._bore: dict[int, list[bool]] = {}
        """Whether each entry that groups rows bore points, by the column."""
        self._unsure: set[int] = set()
        self._class: Value = None

    def row(self, found: Aligned, line: Line) -> BodyRow:
        columns = self._fitting.template.columns
        cells: dict[str, Value] = {column.name: None for column in columns if column.name is not None}
        for at, column in enumerate(columns):
            entry = found.cells.get(at)
            if column.groups:
                self._carry(at, column, entry, cells)
            elif entry is not None and column.name is not None and not (entry.above and column.base in COUNTED):
                cells[column.name] = self._pointed(column, entry, cells) if column.label else entry.span
        self._join(found, cells)
        self._classify(found, cells)
        self._goal_in_name(cells)
        doubt = found.doubt
        for at, column in enumerate(columns):
            if column.groups:
                if at in found.cells:
                    self._unsure.discard(at)
                if found.groups_doubt:
                    self._unsure.add(at)
                doubt = doubt or at in self._unsure
        known = [entry for at, entry in found.cells.items() if columns[at].name is not None or columns[at].serves]
        return BodyRow(cells, known, doubt, found.cells, blanks=self._blanks(found, line, cells))

    def raised(self, found: Aligned) -> Aligned:
        """The reading with a group in the column above where it is worth more than the group it would be a part of.

        Or where it bears points, as all groups of the column above do and none of its own: 甲类（50分） over 数量 and 质量.
        """
        columns = self._fitting.template.columns
        groups = [at for at, column in enumerate(columns) if column.groups and column.name in self._layout.points]
        for above, below in pairwise(groups):
            entry, told = found.cells.get(below), self._told.get(above)
            split = pointed(entry.span) if entry is not None and above not in found.cells else None
            if entry is None or split is None or told is None or above not in self._carried:
                continue
            worth, whole = parse_figure(split[1].text), parse_figure(told[1])
            marked = all(self._bore.get(above, [False])) and not any(self._bore.get(below, [True]))
            if worth is not None and whole is not None and (worth.value > whole.value or marked):
                cells = {above if at == below else at: cell for at, cell in found.cells.items()}
                return replace(found, cells=dict(sorted(cells.items())))
        return found

    def _goal_in_name(self, cells: dict[str, Value]) -> None:
        """A row that has its goal behind its name, with the sign (甲率≥95%), has it in its own column."""
        label = next((c.name for c in self._fitting.template.columns if c.label and c.name is not None), None)
        name = cells.get(label) if label is not None else None
        if self._goal is None or label is None or not isinstance(name, Span) or cells.get(self._goal) is not None:
            return
        split = _GOAL.search(name.text)
        if split is not None and parse_target(split[0]).figures:
            at = name.start + split.start()
            cells[label] = name.source.span(name.start, at)
            cells[self._goal] = name.source.span(at, at + len(split[0]))

    def _pointed(self, column: TemplateColumn, entry: Entry, cells: dict[str, Value]) -> Value:
        """The name of a row; points in brackets behind it are its own, where no column is for them: 甲率（5分）."""
        taking = self._layout.points.get(column.name or "")
        said = says_points(column.header)
        split = pointed(entry.span, said) if taking is not None and entry.text.rstrip().endswith((")", "）")) else None
        if taking is None or split is None or taking in cells or not (said or split[1].text.endswith("分")):
            return _named(entry.span)
        cells[taking] = split[1]
        return _named(split[0])

    def _blanks(self, found: Aligned, line: Line, cells: Mapping[str, Value]) -> dict[str, Span]:
        """Where nothing stands: the empty cell under the header, or the merged one that counts in a row above."""
        blanks = {}
        for at, column in enumerate(self._fitting.template.columns):
            if column.name is None or cells.get(column.name) is not None:
                continue
            span = found.cells[at].span if at in found.cells else line.blank(column.at, column.to)
            if span is not None:
                blanks[column.name] = span
        return blanks

    def _carry(self, at: int, column: TemplateColumn, entry: Entry | None, cells: dict[str, Value]) -> None:
        """An entry that groups rows holds until another comes, or one that is higher than it."""
        if entry is not None:
            if not entry.above:
                for other in [key for key in self._carried if key > at]:
                    del self._carried[other]
            split = pointed(entry.span) if column.name in self._layout.points else None
            # a merged cell may be printed in each of its rows: its points are told once
            if not entry.above:
                self._bore.setdefault(at, []).append(split is not None)
            told = (split[0].text, split[1].text) if split is not None else None
            again = told is not None and told == self._told.get(at)
            self._told[at] = told
            self._carried[at] = split[0] if split is not None else entry.span
            if split is not None and column.name is not None and not entry.above and not again:
                cells.setdefault(self._layout.points[column.name], split[1])
        if column.name is not None and at in self._carried:
            cells[column.name] = self._carried[at]

    def _join(self, found: Aligned, cells: dict[str, Value]) -> None:
        """Comparison signs and units that stand in columns of their own go to the numbers they belong to."""
        for at, entry in found.cells.items():
            column = self._fitting.template.columns[at]
            for name in column.serves:
                value = cells.get(name)
                if value is None or isinstance(value, str):
                    continue
                text = value.text
                figure = parse_figure(text)
                if figure is None or figure.unit.symbol:
                    continue
                if column.base == "unit" and _is_unit(entry.text):
                    cells[name] = Said(f"{text}{entry.text}", value if not isinstance(value, Said) else value.span)
        for at, entry in found.cells.items():
            column = self._fitting.template.columns[at]
            for name in column.serves if column.base == "operator" else ():
                value = cells.get(name)
                if value is None or isinstance(value, str):
                    continue
                joined = f"{entry.text}{value.text}"
                if parse_figure(value.text) is not None and parse_target(joined).op:
                    cells[name] = Said(joined, value if not isinstance(value, Said) else value.span)

    def _classify(self, found: Aligned, cells: dict[str, Value]) -> None:
        """A class before the label, with a colon: it goes to its own column and holds for the numbered rows below."""
        column = self._layout.class_column
        label = next((c for c in self._fitting.template.columns if c.label), None)
        if column is None or label is None or label.name is None:
            return
        at = next((n for n, c in enumerate(self._fitting.template.columns) if c.label), -1)
        entry = found.cells.get(at)
        if entry is None:
            return
        span, text = entry.span, entry.text
        numbered = None
        match = _CLASS.match(text)
        if match is not None and fold_text(match[1]) in self._layout.typical.get(column, ()):
            self._class = span.source.span(span.start, span.start + match.end(1))
            span = span.source.span(span.start + match.end(), span.end)
            numbered = _NUMBERED.match(span.text)
        else:
            numbered = _NUMBERED.match(text)
            if numbered is None and fold_text(text) in self._total:
                self._class = None
        if numbered is not None and self._class is not None and numbered.end() < len(span.text):
            span = span.source.span(span.start + numbered.end(), span.end)
        if self._class is not None and cells.get(column) is None:
            cells[column] = self._class
        cells[label.name] = _named(span)


def _named(span: Span) -> Span:
    """A name without the colon after it."""
    bare = span.text.rstrip(":：")
    return span.source.span(span.start, span.start + len(bare)) if bare else span


def _is_unit(text: str) -> bool:
    """Whether a text makes a unit of a number before it: 件, 件（套）, 次/月."""
    figures = parse_target(f"1{text}").figures
    return len(figures) == 1 and figures[0].unit.symbol != "" and text.startswith(figures[0].unit.symbol)
