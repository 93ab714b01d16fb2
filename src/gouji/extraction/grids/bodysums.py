"""The sums among the rows of one table: lines with a word of sums, lines by another name, and a last one without any."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from gouji.extraction.grids.body import Body, BodyRow
from gouji.extraction.grids.cells import Line
from gouji.extraction.grids.fitting import Fitting
from gouji.extraction.grids.sums import SumRow, Sums, figure_of
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import fold_text
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

#: What a sum is called goes on after its name: 合计（不含……）, 总分=甲×40%＋乙×60%.
_BESIDE_NAME: Final = re.compile(r"[（(=＝:：].*", re.DOTALL)
#: Rows that a sum by another name is a sum of, at least.
_SUMMED: Final = 3


class SumReader:
    """Adds the rows of one table up, page after page, and tells the lines that state sums of them."""

    def __init__(self, fitting: Fitting, layout: TableLayout, spans_known: bool, vocabulary: Vocabulary) -> None:
        self._fitting = fitting
        self._layout = layout
        self._spans_known = spans_known
        self._total = vocabulary.schema.tables[fitting.template.table].total_texts
        self._names_of_sums = {word for word, field in vocabulary.fields.items() if field in layout.sum_fields.values()}
        self._sums = Sums({})
        self._totals = Sums({})
        self._since = Sums({})
        self._rows_since = 0
        self._groups = 0

    def read(self, number: int, line: Line, body: Body) -> bool:
        """Whether a line states sums; what it states is the body's then."""
        if self.worded(line):
            self._sum(line, body)
            self._total_row(number, line, body)
            return True
        if self._by_another_name(line):
            self._sum_by_another_name(line, body)
            return True
        return False

    def add(self, row: BodyRow) -> None:
        """Take in a row."""
        label = next((c.name for c in self._fitting.template.columns if c.label), None)
        value = row.cells.get(label or "")
        total = value is not None and fold_text(value if isinstance(value, str) else value.text) in self._total
        (self._totals if total else self._sums).add(row.cells)
        self._since.add(row.cells)
        self._rows_since += 1

    @property
    def added(self) -> Mapping[str, Fraction]:
        """What the rows add up to, by column; what only the row of totals has counts too."""
        return {**self._totals.added, **self._sums.added}

    def worded(self, line: Line) -> bool:
        """Whether a line begins with a word of sums."""
        own = line.own
        return bool(own) and own[0].folded in self._layout.sum_texts

    def _sum(self, line: Line, body: Body) -> None:
        """A row of sums: the entry under a column whose sum is a field."""
        columns = self._fitting.template.columns
        usual = self._counted(body)
        fields = self._layout.sum_fields
        named = line.own[0].folded in self._names_of_sums
        body.sums += self._sums.read(line, columns, usual, fields, named)

    def _total_row(self, number: int, line: Line, body: Body) -> None:
        """A row of sums that lacks no cell, for what its figures make of each other and of those above."""
        columns = self._fitting.template.columns
        under = {at: e for at, c in enumerate(columns) for e in line.own if c.at <= e.at < c.to}
        if len(under) == len(line.own) > 1 and (self._spans_known or line.size >= columns[-1].to):
            body.totals.append((number, line.own[0], under))

    def _counted(self, body: Body) -> list[int]:
        """The columns of numbers that rows fill: those of the well-placed rows, or where there is none, of those read."""
        seen = self._fitting.seen
        numbers = [at for at, column in enumerate(self._fitting.template.columns) if column.base == "number"]
        if seen.rows:
            return [at for at in numbers if seen.usual(at)]
        return [at for at in numbers if 2 * sum(at in row.placed for row in body.rows) > len(body.rows)]

    def _by_another_name(self, line: Line) -> bool:
        """Whether a line is no row but a sum by another name: nothing stands under targets and values, which the rows
        have, and its figures are as large as those of all rows before it together, or of those since the last sum."""
        columns, seen = self._fitting.template.columns, self._fitting.seen
        told = [at for at, c in enumerate(columns) if c.base in ("target", "value") and seen.usual(at)]
        if not self._layout.sum_fields or not told or seen.rows < _SUMMED:
            return False
        if not self._spans_known and line.size < columns[-1].at:
            return False
        under = {at: e for e in line.own for at, c in enumerate(columns) if c.at <= e.at < c.to}
        if len(under) < len(line.own) or any(columns[at].base in ("target", "value") for at in under):
            return False
        figures = {
            name: figure
            for at, entry in under.items()
            if (name := columns[at].name) is not None
            and name in self._layout.sum_fields
            and (figure := parse_figure(entry.text)) is not None
        }
        if not figures or parse_figure(line.own[0].text) is not None:
            return False
        if not any(self._sums.of_group(name, figure) for name, figure in figures.items()):
            return all(self._sums.added.get(name, 0) > 0 for name in figures)
        return self._rows_since >= _SUMMED and all(
            self._since.added.get(name, 0) > 0 and not self._since.of_group(name, figure)
            for name, figure in figures.items()
        )

    def _sum_by_another_name(self, line: Line, body: Body) -> None:
        """What such a line states: a field, if its name ends in a word of sums or a name of the field. Where a table has
        several of them, each over its own rows, none is about the whole."""
        columns = self._fitting.template.columns
        usual = self._counted(body)
        names = [fold_text(_BESIDE_NAME.sub("", entry.text)) for entry in line.own if parse_figure(entry.text) is None]
        words = (*self._names_of_sums, *self._layout.sum_texts)
        found = self._sums.read(
            line, columns, usual, self._layout.sum_fields, any(name in self._names_of_sums for name in names)
        )
        self._groups += self._rows_since >= _SUMMED
        if self._groups > 1:
            body.sums.clear()
        elif any(name.endswith(words) for name in names):
            body.sums += found
        self._since, self._rows_since = Sums({}), 0

    def unnamed(self, body: Body) -> None:
        """A last row of nothing but numbers, larger than half of all rows above it together, states their sums."""
        if not self._layout.sum_fields or len(body.rows) < 2:
            return
        last = body.rows[-1]
        plain = {c.name: c for c in self._fitting.template.columns if c.name is not None and not c.groups}
        own = {name: value for name, value in last.cells.items() if name in plain and value is not None}
        figures = {name: figure for name, value in own.items() if (figure := figure_of(value)) is not None}
        if len(own) < 2 or len(figures) < len(own) or any(plain[name].base != "number" for name in own):
            return
        self._sums.take(last.cells)
        found = [
            SumRow(target, entry, False, {n: f.base for n, f in figures.items() if n != name}, tuple(last.entries))
            for name, target in self._layout.sum_fields.items()
            for entry in last.entries
            if entry.span is own.get(name) and 2 * figures[name].base > self._sums.added.get(name, 0)
        ]
        if found:
            body.rows.pop()
            body.sums += found
        else:
            self._sums.add(last.cells)
