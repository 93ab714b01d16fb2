"""The rows under a header become rows of the vocabulary's table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.grids.aligning import Aligned, aligned, lacks, moved, parted, placed, well_placed
from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.fitting import MISFIT, Fitting
from gouji.extraction.grids.headers import Headers, Template, TemplateColumn
from gouji.extraction.grids.pointed import pointed
from gouji.extraction.grids.signs import without_signs
from gouji.extraction.grids.sums import SumRow, Sums, figure_of
from gouji.figures import parse_figure, parse_target
from gouji.language import fold_text
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

_NUMBERED: Final = re.compile(r"(?:[（(][0-9一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.、．](?![0-9])|[①-⑳])\s*")
#: Well-placed rows after which it is known which columns a row fills.
_LEARNT: Final = 2
_WORD: Final = re.compile(r"\S+")
#: Kinds of columns in which an entry that is merged over several rows counts in the first of them only.
_COUNTED: Final = frozenset(("number", "target", "value"))
#: What a sum is called goes on after its name: 合计（不含……）, 总分=甲×40%＋乙×60%.
_BESIDE_NAME: Final = re.compile(r"[（(=＝:：].*", re.DOTALL)
#: Rows that a sum by another name is a sum of, at least.
_SUMMED: Final = 3
#: Cells of a row at the end of what was saved that may be all that is left of it.
_TORN: Final = 4
#: A goal with its sign at the end of a name.
_GOAL: Final = re.compile(r"(?<=[^\W\d])[≥≤＞＜><][=＝]?\s*[0-9][0-9.,]*[^\W\d]{0,4}[%％]?$")
#: What is held against each other in a row: a goal and what was done.
_HELD: Final = ("target", "value")
_CLASS: Final = re.compile(r"([^:：]{1,20})[:：]\s*(?=\S)")


@dataclass(slots=True)
class BodyRow:
    """A row that was read: its values by column, the entries they came from, and whether it may be misread."""

    cells: dict[str, Value]
    entries: list[Entry]
    doubt: bool = False
    placed: Mapping[int, Entry] = field(default_factory=dict)
    """All its entries by the number of their column."""
    line: int = 0
    """The number of its line."""
    short: bool = False
    """It has lost cells, so that its figures may stand under other headers."""
    blanks: Mapping[str, Span] = field(default_factory=dict)
    """The empty cells by column."""


@dataclass(slots=True)
class Body:
    """What stands under one header: the rows, the sums of whole columns, and the lines that are no rows."""

    template: Template
    rows: list[BodyRow] = field(default_factory=list)
    sums: list[SumRow] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    """Numbers of the lines that are no rows."""
    headings: list[tuple[int, Entry]] = field(default_factory=list)
    """What is numbered among them, with the numbers of their lines."""
    totals: list[tuple[int, Entry, Mapping[int, Entry]]] = field(default_factory=list)
    """Rows of sums whose entries all stand under their headers: the number of the line, the name, the entries by column."""
    lost: bool = False
    """A row of it was not read, or is lost."""


class BodyReader:
    """Reads the lines under headers of one table, page after page."""

    def __init__(self, headers: Headers, template: Template, spans_known: bool, vocabulary: Vocabulary) -> None:
        table = vocabulary.schema.tables[template.table]
        self._headers = headers
        self.layout: TableLayout = headers.layout(template.table)
        self._spans_known = spans_known
        self._template = template
        self._columns = table.columns
        goals = [name for name, column in table.columns.items() if column.kind.base == "target"]
        self._goal = goals[0] if len(goals) == 1 else None
        self._total = table.total_texts
        self._empty = vocabulary.empty
        self._fitting = Fitting(template, dict(self.layout.typical), self._empty, self._total)
        self._carried: dict[int, Value] = {}
        self._told: dict[int, tuple[str, str] | None] = {}
        """The name and the points of the last entry that groups rows, by the column."""
        self._unsure: set[int] = set()
        self._class: Value = None
        self._sums = Sums({})
        self._totals = Sums({})
        self._since = Sums({})
        self._rows_since = 0
        self._groups = 0
        self._summing_words = self.layout.sum_texts
        self._names_of_sums = {
            word for word, field in vocabulary.fields.items() if field in self.layout.sum_fields.values()
        }

    def resume(self, template: Template) -> bool:
        """Go on under another header if it names the same columns (a table that goes on over a page)."""
        if not template.same(self._template):
            return False
        # a page that does not repeat the unit has it all the same
        columns = [
            replace(new, unit=new.unit or old.unit)
            for new, old in zip(template.columns, self._template.columns, strict=True)
        ]
        self._template = self._fitting.template = replace(template, columns=tuple(columns))
        return True

    def read(self, lines: Sequence[tuple[int, Line]]) -> Body:
        """The rows among numbered lines. Well-placed rows are learnt from before the others are read."""
        self._widened(lines)
        body = Body(self._template)
        straight = self._learnt(lines)
        if not self._spans_known:
            self._fitting.counted |= self._unnamed_figures([line for number, line in lines if number not in straight])
        for number, line in lines:
            if self._summing(line):
                self._sum(line, body)
                self._total_row(number, line, body)
                continue
            if self._sums_all(line):
                self._sum_by_another_name(line, body)
                continue
            line = straight.get(number, line)
            found = placed(line, self._fitting) if number in straight else None
            short = not self._spans_known and line.size < self._template.columns[-1].to
            if (
                found is None
                or not well_placed(found, self._fitting, line.size)
                or (short and lacks(found, self._fitting))
            ):
                found = self._read(line)  # what was learnt since may speak against a row that is well placed
            if found is None or not self._says_enough(found):
                if not self._remark(line, body):
                    body.left.append(number)
                    if self._lost(line):  # what the rows add up to is not known without this one
                        body.lost = True
                        if body.rows:
                            body.rows[-1].doubt = True
                continue
            if not self._spans_known:
                found = self._raised(found)
            row = self._row(found, line)
            row.line, row.short = number, short and self._lacks_figures(found)
            row.doubt = row.doubt or (short and (self._repeated(found) or self._ends_bare(found)))
            self._append(row, body)
        if body.lost and body.rows and not any(row.doubt for row in body.rows):
            body.rows[0].doubt = True
        self._torn(lines, body)
        self._signed_goals(body)
        self._some_pointed(body)
        self._unnamed_sum(body)
        self._spread(body)
        self._lone(body)
        return body

    def _widened(self, lines: Sequence[tuple[int, Line]]) -> None:
        """The word over the first columns stands over one more than it seems to where all rows have a cell more."""
        columns = self._template.columns
        sizes = {line.size - columns[-1].to for _, line in lines}
        first = columns[0]
        if self._spans_known or sizes != {1} or len(lines) < _LEARNT or first.base != "none" or len(columns) < 2:
            return
        if not columns[1].label or all(line.own and line.own[0].at > 0 for _, line in lines):
            return
        moved = tuple(replace(column, at=column.at + 1, to=column.to + 1) for column in columns)
        self._template = replace(self._template, columns=(first, *moved))
        self._fitting = Fitting(self._template, dict(self.layout.typical), self._empty, self._total)

    def _unnamed_figures(self, lines: Sequence[Line]) -> frozenset[int]:
        """The columns that no word names in which the rows that can be read in one way only have figures."""
        unknown = [at for at, column in enumerate(self._template.columns) if column.base == "none"]
        if not unknown or not lines:
            return frozenset()
        read = [found for line in lines if (found := aligned(line, self._fitting)) is not None and not found.doubt]
        held = {at: [found.cells[at].text for found in read if at in found.cells] for at in unknown}
        return frozenset(
            at
            for at, texts in held.items()
            if len(texts) >= _LEARNT and all(parse_figure(text) is not None for text in texts)
        )

    def _raised(self, found: Aligned) -> Aligned:
        """The reading with a group in the column above where it is worth more than the group it would be a part of."""
        columns = self._template.columns
        groups = [at for at, column in enumerate(columns) if column.groups and column.name in self.layout.points]
        for above, below in pairwise(groups):
            entry, told = found.cells.get(below), self._told.get(above)
            split = pointed(entry.span) if entry is not None and above not in found.cells else None
            if entry is None or split is None or told is None or above not in self._carried:
                continue
            worth, whole = parse_figure(split[1].text), parse_figure(told[1])
            if worth is not None and whole is not None and worth.value > whole.value:
                cells = {above if at == below else at: cell for at, cell in found.cells.items()}
                return replace(found, cells=dict(sorted(cells.items())))
        return found

    def _repeated(self, found: Aligned) -> bool:
        """Whether what should be words about a row says the same as another of its cells: the cells have moved."""
        columns = self._template.columns
        about = [
            at for at in found.cells if columns[at].base == "text" and not columns[at].groups and not columns[at].label
        ]
        texts = Counter(entry.text for at, entry in found.cells.items() if columns[at].base in _COUNTED or at in about)
        return any(texts[found.cells[at].text] > 1 for at in about)

    def _some_pointed(self, body: Body) -> None:
        """Points behind the names of some rows only are no points of the rows: they would not add up."""
        label = next((c.name for c in self._template.columns if c.label), None)
        taking = self.layout.points.get(label or "")
        if taking is None or any(column.name == taking for column in self._template.columns):
            return
        if any(row.cells.get(taking) is None for row in body.rows):
            for row in body.rows:
                row.cells.pop(taking, None)

    def _signed_goals(self, body: Body) -> None:
        """Goals whose sign was read as a digit have it again; what is said of them is not sure."""
        goal, done = (next((c.name for c in self._template.columns if c.base == base), None) for base in _HELD)
        if goal is None or done is None:
            return
        found = without_signs([r.cells.get(goal) for r in body.rows], [r.cells.get(done) for r in body.rows])
        for number, said in found.items():
            body.rows[number].cells[goal] = said
            body.rows[number].doubt = True

    def _ends_bare(self, found: Aligned) -> bool:
        """Whether a row ends with a bare number for what was done and no row has any of the numbers behind it: where empty
        cells are lost, it may as well be one of those."""
        columns, last = self._template.columns, max(found.cells)
        behind = [at for at in range(last + 1, len(columns)) if columns[at].base == "number"]
        figure = parse_figure(found.cells[last].text)
        bare = figure is not None and figure.plain and not figure.unit.symbol
        return (
            bare and columns[last].base == "value" and bool(behind) and not any(map(self._fitting.seen.usual, behind))
        )

    def _lacks_figures(self, found: Aligned) -> bool:
        return any(c.base == "number" and at not in found.cells for at, c in enumerate(self._template.columns))

    def _torn(self, lines: Sequence[tuple[int, Line]], body: Body) -> None:
        """The word of a group alone after the last row: the rest of its row is lost, and what the rows add up to with it."""
        if not body.rows or not lines or body.sums:
            return
        after = [line for number, line in lines if number in body.left[-_TORN:] and number > lines[-1][0] - _TORN]
        groups = [at for at, column in enumerate(self._template.columns) if column.groups]
        if any(len(line.own) == 1 and self._fitting.known(at, line.own[0].text) for line in after for at in groups):
            body.rows[-1].doubt = body.lost = True

    def _learnt(self, lines: Sequence[tuple[int, Line]]) -> dict[int, Line]:
        """The lines that stand where their headers are; those that fill what most fill are learnt from."""
        straight: dict[int, Aligned] = {}
        found: dict[int, Line] = {}
        for number, line in lines:
            if self._summing(line) or len(line.own) < 2:
                continue
            total = line.own[0].folded in self._total
            if line.size < self._template.columns[-1].to and (total or self._signed(line)):
                continue
            for made in (line, None if self._spans_known or total else moved(line, self._fitting)):
                known = placed(made, self._fitting) if made is not None else None
                if made is None or known is None or number in found:
                    continue
                if well_placed(known, self._fitting, made.size) and self._says_enough(known):
                    found[number] = made
                    if not total:
                        straight[number] = known
        filled = Counter(at for known in straight.values() for at in known.cells)
        columns = self._template.columns
        usual = {at for at, count in filled.items() if 2 * count > len(straight) and not columns[at].groups}
        for known in straight.values():
            if usual <= known.cells.keys():
                self._fitting.learn({at: entry.text for at, entry in known.cells.items() if not entry.above})
        return found

    def _signed(self, line: Line) -> bool:
        """Whether signs that nothing is entered are among the cells of a row that lacks more than a remark: which of its
        columns are missing may then not be seen from the others."""
        lost = [column for column in self._template.columns if column.at >= line.size]
        return (
            not self._spans_known
            and any(column.base not in ("text", "none") for column in lost)
            and any(self._fitting.blank(entry) for entry in line.own)
        )

    def _append(self, row: BodyRow, body: Body) -> None:
        body.rows.append(row)
        label = next((c.name for c in self._template.columns if c.label), None)
        value = row.cells.get(label or "")
        total = value is not None and fold_text(value if isinstance(value, str) else value.text) in self._total
        (self._totals if total else self._sums).add(row.cells)
        self._since.add(row.cells)
        self._rows_since += 1

    @property
    def added(self) -> Mapping[str, Fraction]:
        """What the rows add up to, by column; what only the row of totals has counts too."""
        return {**self._totals.added, **self._sums.added}

    def _summing(self, line: Line) -> bool:
        own = line.own
        return bool(own) and own[0].folded in self._summing_words

    def _read(self, line: Line) -> Aligned | None:
        if self._spans_known:
            found = placed(line, self._fitting)
            return found if found is not None and found.cost < MISFIT else None
        return parted(line, self._fitting)

    def _says_enough(self, found: Aligned) -> bool:
        """A row has two entries of its own besides its groups, or its name and one."""
        columns = self._template.columns
        own = [at for at, entry in found.cells.items() if not entry.above and columns[at].name is not None]
        told = [at for at, c in enumerate(columns) if c.base in ("number", "value") and self._fitting.seen.usual(at)]
        if (
            told
            and self._fitting.seen.rows >= _LEARNT
            and not any(columns[at].base in ("number", "value") for at in own)
        ):
            return False
        return sum(not columns[at].groups for at in own) >= 2 and any(
            columns[at].base in ("number", "target", "value", "date") for at in own
        )

    def _lost(self, line: Line) -> bool:
        """Whether a line that was not read looks like a row: as full as most, with its figures."""
        filled = sum(self._fitting.seen.filled.values())
        figures = sum(parse_figure(entry.text) is not None for entry in line.own)
        counted = sum(c.base == "number" and self._fitting.seen.usual(n) for n, c in enumerate(self._template.columns))
        usual = 2 * len(line.own) * max(1, self._fitting.seen.rows) >= filled
        return usual and 2 <= counted <= figures and len(line.own) > figures

    def _row(self, found: Aligned, line: Line) -> BodyRow:
        columns = self._template.columns
        cells: dict[str, Value] = {column.name: None for column in columns if column.name is not None}
        for at, column in enumerate(columns):
            entry = found.cells.get(at)
            if column.groups:
                self._carry(at, column, entry, cells)
            elif entry is not None and column.name is not None and not (entry.above and column.base in _COUNTED):
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

    def _goal_in_name(self, cells: dict[str, Value]) -> None:
        """A row that has its goal behind its name, with the sign (甲率≥95%), has it in its own column."""
        label = next((c.name for c in self._template.columns if c.label and c.name is not None), None)
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
        taking = self.layout.points.get(column.name or "")
        split = pointed(entry.span) if taking is not None and entry.text.rstrip().endswith((")", "）")) else None
        if taking is None or split is None or taking in cells or not split[1].text.endswith("分"):
            return _named(entry.span)
        cells[taking] = split[1]
        return _named(split[0])

    def _blanks(self, found: Aligned, line: Line, cells: Mapping[str, Value]) -> dict[str, Span]:
        """Where nothing stands: the empty cell under the header, or the merged one that counts in a row above."""
        blanks = {}
        for at, column in enumerate(self._template.columns):
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
            split = pointed(entry.span) if column.name in self.layout.points else None
            # a merged cell may be printed in each of its rows: its points are told once
            told = (split[0].text, split[1].text) if split is not None else None
            again = told is not None and told == self._told.get(at)
            self._told[at] = told
            self._carried[at] = split[0] if split is not None else entry.span
            if split is not None and column.name is not None and not entry.above and not again:
                cells.setdefault(self.layout.points[column.name], split[1])
        if column.name is not None and at in self._carried:
            cells[column.name] = self._carried[at]

    def _join(self, found: Aligned, cells: dict[str, Value]) -> None:
        """Comparison signs and units that stand in columns of their own go to the numbers they belong to."""
        for at, entry in found.cells.items():
            column = self._template.columns[at]
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
            column = self._template.columns[at]
            for name in column.serves if column.base == "operator" else ():
                value = cells.get(name)
                if value is None or isinstance(value, str):
                    continue
                joined = f"{entry.text}{value.text}"
                if parse_figure(value.text) is not None and parse_target(joined).op:
                    cells[name] = Said(joined, value if not isinstance(value, Said) else value.span)

    def _classify(self, found: Aligned, cells: dict[str, Value]) -> None:
        """A class before the label, with a colon: it goes to its own column and holds for the numbered rows below."""
        column = self.layout.class_column
        label = next((c for c in self._template.columns if c.label), None)
        if column is None or label is None or label.name is None:
            return
        at = next((n for n, c in enumerate(self._template.columns) if c.label), -1)
        entry = found.cells.get(at)
        if entry is None:
            return
        span, text = entry.span, entry.text
        numbered = None
        match = _CLASS.match(text)
        if match is not None and fold_text(match[1]) in self.layout.typical.get(column, ()):
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

    # -- what is not a row of its own

    def _sum(self, line: Line, body: Body) -> None:
        """A row of sums: the entry under a column whose sum is a field."""
        columns = self._template.columns
        usual = self._counted(body)
        fields = self.layout.sum_fields
        named = line.own[0].folded in self._names_of_sums
        body.sums += self._sums.read(line, columns, usual, fields, named)

    def _total_row(self, number: int, line: Line, body: Body) -> None:
        """A row of sums that lacks no cell, for what its figures make of each other and of those above."""
        columns = self._template.columns
        under = {at: e for at, c in enumerate(columns) for e in line.own if c.at <= e.at < c.to}
        if len(under) == len(line.own) > 1 and (self._spans_known or line.size >= columns[-1].to):
            body.totals.append((number, line.own[0], under))

    def _counted(self, body: Body) -> list[int]:
        """The columns of numbers that rows fill: those of the well-placed rows, or where there is none, of those read."""
        seen = self._fitting.seen
        numbers = [at for at, column in enumerate(self._template.columns) if column.base == "number"]
        if seen.rows:
            return [at for at in numbers if seen.usual(at)]
        return [at for at in numbers if 2 * sum(at in row.placed for row in body.rows) > len(body.rows)]

    def _sums_all(self, line: Line) -> bool:
        """Whether a line is no row but a sum by another name: nothing stands under targets and values, which the rows
        have, and its figures are as large as those of all rows before it together, or of those since the last sum."""
        columns, seen = self._template.columns, self._fitting.seen
        told = [at for at, c in enumerate(columns) if c.base in ("target", "value") and seen.usual(at)]
        if not self.layout.sum_fields or not told or seen.rows < _SUMMED:
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
            and name in self.layout.sum_fields
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
        columns = self._template.columns
        usual = self._counted(body)
        names = [fold_text(_BESIDE_NAME.sub("", entry.text)) for entry in line.own if parse_figure(entry.text) is None]
        words = (*self._names_of_sums, *self._summing_words)
        found = self._sums.read(
            line, columns, usual, self.layout.sum_fields, any(name in self._names_of_sums for name in names)
        )
        self._groups += self._rows_since >= _SUMMED
        if self._groups > 1:
            body.sums.clear()
        elif any(name.endswith(words) for name in names):
            body.sums += found
        self._since, self._rows_since = Sums({}), 0

    def _unnamed_sum(self, body: Body) -> None:
        """A last row of nothing but numbers, larger than half of all rows above it together, states their sums."""
        if not self.layout.sum_fields or len(body.rows) < 2:
            return
        last = body.rows[-1]
        plain = {c.name: c for c in self._template.columns if c.name is not None and not c.groups}
        own = {name: value for name, value in last.cells.items() if name in plain and value is not None}
        figures = {name: figure for name, value in own.items() if (figure := figure_of(value)) is not None}
        if len(own) < 2 or len(figures) < len(own) or any(plain[name].base != "number" for name in own):
            return
        self._sums.take(last.cells)
        found = [
            SumRow(target, entry, False, {n: f.base for n, f in figures.items() if n != name}, tuple(last.entries))
            for name, target in self.layout.sum_fields.items()
            for entry in last.entries
            if entry.span is own.get(name) and 2 * figures[name].base > self._sums.added.get(name, 0)
        ]
        if found:
            body.rows.pop()
            body.sums += found
        else:
            self._sums.add(last.cells)

    def _remark(self, line: Line, body: Body) -> bool:
        """A line of a column's name and one entry says something about the only row so far."""
        own = line.own
        if len(own) != 2 or len(body.rows) != 1:
            return False
        name = self._headers.column(self._template.table, own[0].text)
        column = self._columns.get(name or "")
        if name is None or column is None or column.kind.base != "text" or body.rows[0].cells.get(name) is not None:
            return False
        body.rows[0].cells[name] = own[1].span
        body.rows[0].entries += own
        return True

    def _lone(self, body: Body) -> None:
        """The only row of a table stands for the whole when nothing names it."""
        label = next((c.name for c in self._template.columns if c.label), None)
        if label is None or self.layout.total_name is None or len(body.rows) != 1:
            return
        if body.rows[0].cells.get(label) is None:
            body.rows[0].cells[label] = self.layout.total_name

    def _spread(self, body: Body) -> None:
        """Several words in a cell that groups rows, and as many rows without a name: one word for each row."""
        label = next((c.name for c in self._template.columns if c.label), None)
        for column in self._template.columns:
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


def _named(span: Span) -> Span:
    """A name without the colon after it."""
    bare = span.text.rstrip(":：")
    return span.source.span(span.start, span.start + len(bare)) if bare else span


def _is_unit(text: str) -> bool:
    """Whether a text makes a unit of a number before it: 件, 件（套）, 次/月."""
    figures = parse_target(f"1{text}").figures
    return len(figures) == 1 and figures[0].unit.symbol != "" and text.startswith(figures[0].unit.symbol)
