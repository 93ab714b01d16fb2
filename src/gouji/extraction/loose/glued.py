"""Tables whose cells have run together: whole forms in one line, rows without anything between their cells.

The header is found by its words (``gluedheads``), its rows (``gluedrows``) by the kinds of its columns (``gluedcells``).
Every cell is read as one of its column; a row that can be cut in several ways is doubtful, and so are the rows beside one
that could not be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from gouji.document.model import Paragraph
from gouji.extraction.grids.cells import Entry, Line, span_of_text
from gouji.extraction.grids.fitting import Fitting
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.extraction.loose.gluedheads import GluedHeads, Head
from gouji.extraction.loose.gluedrows import Cut, RowCutter
from gouji.extraction.text.strand import Strand, strand
from gouji.figures import parse_figure
from gouji.language.kinds import SCORE
from gouji.packs.vocabulary import Vocabulary

#: Rows that make a table; one alone does if it is that of totals.
_LEAST_ROWS: Final = 2
#: Characters of a run of paragraphs in which a table may have run together, at least.
_SHORTEST: Final = 40


@dataclass(frozen=True, slots=True)
class Glued:
    """A table: its columns, its rows with the numbers of those that may be misread, and the numbers of the first paragraph
    that it stands in and of the one behind the last."""

    template: Template
    lines: list[Line]
    doubtful: frozenset[int]
    heads: list[Entry]
    start: int
    end: int
    spaced: bool = False
    """The words of its header are told apart by blanks or line ends."""


class GluedReader:
    """Finds the tables that have run together in runs of paragraphs."""

    def __init__(self, vocabulary: Vocabulary, headers: Headers) -> None:
        self._vocabulary = vocabulary
        self._headers = headers
        self._heads = GluedHeads(vocabulary, headers)

    def read(self, paragraphs: Sequence[Paragraph]) -> list[Glued]:
        """The tables, from the first to the last."""
        thread = strand(paragraphs)
        if len(thread.text) < _SHORTEST:
            return []
        heads = list(self._heads.find(thread))
        ends = [*(head.start for head in heads[1:]), len(thread.text)][: len(heads)]
        points: set[Fraction] = set()
        found = [self._table(thread, head, end, points) for head, end in zip(heads, ends, strict=True)]
        return [table for table in found if table is not None]

    def _table(self, thread: Strand, head: Head, end: int, points: set[Fraction]) -> Glued | None:
        """The table under a header. ``points`` are those that stand in the tables before it, and take up its own."""
        template = self._without_worths(head.template)
        columns = template.columns
        label = next((at for at, column in enumerate(columns) if column.label), None)
        if label is None or any(not column.groups and column.base != "none" for column in columns[:label]):
            return None
        table = self._vocabulary.schema.tables[template.table]
        layout = self._headers.layout(template.table)
        fitting = Fitting(template, dict(layout.typical), self._vocabulary.empty, table.total_texts)
        cutter = RowCutter(thread, head.end, end, fitting, layout, self._headers.is_listed)
        # most rows of prose cannot be told; and a word with blanks in it is a single cell to nobody
        cuts = cutter.rows(head.end, 3 if head.spaced else 2)
        rows = [cut for cut in cuts if not cut.summed]
        full = [cut for cut in rows if cut.full(label)]
        total = any(Entry(thread.span(*cut.cells[label]), 0, 1).folded in table.total_texts for cut in full)
        if not cuts or (len(full) < _LEAST_ROWS + head.spaced and not total):
            return None
        template = _without_remarks(self._belied(template, rows, thread), rows, label)
        lines = [_line(thread, cut, template) for cut in cuts]
        # without the row of sums at the end, rows may be lost
        torn = len(cuts) - 1 if layout.sum_fields and not cuts[-1].summed else -1
        unproved = not self._proved(thread, cuts, points)
        points |= self._points(thread, template, rows)
        doubtful = frozenset(
            number for number, cut in enumerate(cuts) if cut.doubt or (cut.loose and unproved) or number == torn
        )
        first, last = thread.paragraph(head.start), thread.paragraph(cuts[-1].end - 1)
        used = [Entry(span_of_text(thread.paragraphs[at].text), 0, 1) for at in range(first, last + 1)]
        return Glued(template, lines, doubtful, used, first, last + 1, head.spaced)

    def _proved(self, thread: Strand, cuts: Sequence[Cut], points: AbstractSet[Fraction]) -> bool:
        """Whether the sums below rows are what their cells come to, or with points of a table before it."""
        if not cuts[-1].summed:
            return True
        for number, place in cuts[-1].cells.items():
            stated = parse_figure(thread.span(*place).text)
            cells = [parse_figure(thread.span(*cut.cells[number]).text) for cut in cuts[:-1] if number in cut.cells]
            added = sum((figure.base for figure in cells if figure is not None), Fraction(0))
            if stated is not None and stated.base != added and stated.base - added not in points:
                return False
        return True

    def _points(self, thread: Strand, template: Template, rows: Sequence[Cut]) -> set[Fraction]:
        """The points that rows have."""
        scored = [at for at, c in enumerate(template.columns) if c.kind is not None and c.kind.dim == SCORE]
        texts = (thread.span(*cut.cells[at]).text for cut in rows for at in scored if at in cut.cells)
        return {Fraction(figure.base) for text in texts if (figure := parse_figure(text)) is not None}

    def _without_worths(self, template: Template) -> Template:
        """The points of a group of rows stand before their names: a column of them further on is another."""
        layout = self._headers.layout(template.table)
        worths = [taking for name, taking in layout.points.items() if name in layout.carried]
        label = next((at for at, column in enumerate(template.columns) if column.label), 0)
        columns = tuple(
            _unnamed(column) if at > label and column.name in worths else column
            for at, column in enumerate(template.columns)
        )
        return replace(template, columns=columns)

    def _belied(self, template: Template, rows: Sequence[Cut], thread: Strand) -> Template:
        """The columns without the name of one whose figures mostly exceed those that they never do."""
        columns = list(template.columns)
        places = {column.name: at for at, column in enumerate(columns)}
        for lower, upper in self._headers.layout(template.table).at_most.items():
            if lower not in places or upper not in places:
                continue
            pairs = [
                (
                    parse_figure(thread.span(*cut.cells[places[lower]]).text),
                    parse_figure(thread.span(*cut.cells[places[upper]]).text),
                )
                for cut in rows
                if places[lower] in cut.cells and places[upper] in cut.cells
            ]
            if 2 * sum(one is not None and other is not None and one.base > other.base for one, other in pairs) > len(
                pairs
            ):
                columns[places[lower]] = _unnamed(columns[places[lower]])
        return replace(template, columns=tuple(columns))


def _without_remarks(template: Template, rows: Sequence[Cut], label: int) -> Template:
    """The columns without the names of those for remarks in which no row has one: a remark that is no sentence has run
    together with the name of the next row, and nobody can say that nothing was remarked."""
    columns = tuple(
        _unnamed(column)
        if at > label and column.base == "text" and not any(at in cut.cells for cut in rows)
        else column
        for at, column in enumerate(template.columns)
    )
    return replace(template, columns=columns)


def _unnamed(column: TemplateColumn) -> TemplateColumn:
    return replace(column, name=None, base="none", kind=None)


def _line(thread: Strand, cut: Cut, template: Template) -> Line:
    """A row as a line of entries that stand under their headers."""
    entries = [
        Entry(thread.span(*cut.cells[number]), template.columns[number].at, template.columns[number].to)
        for number in sorted(cut.cells)
    ]
    if cut.summed:
        entries[0] = replace(entries[0], at=0, to=1)
    return Line(tuple(entries), template.columns[-1].to)
