"""The rows under a header become rows of the vocabulary's table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.extraction.grids.aligning import Aligned, aligned, lacks, moved, parted, placed, well_placed
from gouji.extraction.grids.body import Body
from gouji.extraction.grids.bodyrows import COUNTED, RowMaker
from gouji.extraction.grids.bodysums import SumReader
from gouji.extraction.grids.cells import Line
from gouji.extraction.grids.fitting import MISFIT, Fitting
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.settling import lone, signed_goals, some_pointed, spread
from gouji.extraction.grids.template import Template
from gouji.figures import parse_figure
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

#: Well-placed rows after which it is known which columns a row fills.
_LEARNT: Final = 2
#: Cells of a row at the end of what was saved that may be all that is left of it.
_TORN: Final = 4


class BodyReader:
    """Reads the lines under headers of one table, page after page."""

    def __init__(self, headers: Headers, template: Template, spans_known: bool, vocabulary: Vocabulary) -> None:
        table = vocabulary.schema.tables[template.table]
        self._headers = headers
        self.layout: TableLayout = headers.layout(template.table)
        self._spans_known = spans_known
        self._columns = table.columns
        goals = [name for name, column in table.columns.items() if column.kind.base == "target"]
        self._total = table.total_texts
        self._fitting = Fitting(template, dict(self.layout.typical), vocabulary.empty, self._total)
        self._rows = RowMaker(self._fitting, self.layout, goals[0] if len(goals) == 1 else None, self._total)
        self._sums = SumReader(self._fitting, self.layout, spans_known, vocabulary)

    @property
    def _template(self) -> Template:
        return self._fitting.template

    @property
    def added(self) -> Mapping[str, Fraction]:
        """What the rows add up to, by column."""
        return self._sums.added

    def resume(self, template: Template) -> bool:
        """Go on under another header if it names the same columns (a table that goes on over a page)."""
        if not template.same(self._template):
            return False
        # a page that does not repeat the unit has it all the same
        columns = [
            replace(new, unit=new.unit or old.unit)
            for new, old in zip(template.columns, self._template.columns, strict=True)
        ]
        self._fitting.template = replace(template, columns=tuple(columns))
        return True

    def read(self, lines: Sequence[tuple[int, Line]]) -> Body:
        """The rows among numbered lines. Well-placed rows are learnt from before the others are read."""
        self._widened(lines)
        body = Body(self._template)
        straight = self._learnt(lines)
        if not self._spans_known:
            self._fitting.counted |= self._unnamed_figures([line for number, line in lines if number not in straight])
        for number, line in lines:
            if self._sums.read(number, line, body):
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
                found = self._rows.raised(found)
            row = self._rows.row(found, line)
            row.line, row.short = number, short and self._lacks_figures(found)
            row.doubt = row.doubt or (short and (self._repeated(found) or self._ends_bare(found)))
            body.rows.append(row)
            self._sums.add(row)
        if body.lost and body.rows and not any(row.doubt for row in body.rows):
            body.rows[0].doubt = True
        self._torn(lines, body)
        signed_goals(body)
        some_pointed(body, self.layout)
        self._sums.unnamed(body)
        spread(body)
        lone(body, self.layout)
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
        self._fitting.template = replace(self._template, columns=(first, *moved))

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

    def _repeated(self, found: Aligned) -> bool:
        """Whether what should be words about a row says the same as another of its cells: the cells have moved."""
        columns = self._template.columns
        about = [
            at for at in found.cells if columns[at].base == "text" and not columns[at].groups and not columns[at].label
        ]
        texts = Counter(entry.text for at, entry in found.cells.items() if columns[at].base in COUNTED or at in about)
        return any(texts[found.cells[at].text] > 1 for at in about)

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
            if self._sums.worded(line) or len(line.own) < 2:
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
