"""Tables of a document become rows of the vocabulary's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain
from typing import Final

from gouji.document.model import Document, Grid, Paragraph, Span
from gouji.document.page_numbers import PAGE_NUMBER
from gouji.extraction.columns.bodies import fractions_of, reckon
from gouji.extraction.columns.reckoning import Reckoning, in_words, percent
from gouji.extraction.columns.tabled import Tabled
from gouji.extraction.drafting.draft import Draft, PrintedRow, Said, Value, span_of
from gouji.extraction.drafting.kept import kept
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.aligning import unstubbed
from gouji.extraction.grids.body import Body
from gouji.extraction.grids.bodyreader import BodyReader
from gouji.extraction.grids.cells import Entry, Line, is_prose, lines_of, span_of_text
from gouji.extraction.grids.copies import COLUMN, Copy, copies, rows_of_copies, whole
from gouji.extraction.grids.forms import FormReader
from gouji.extraction.grids.headers import Headers
from gouji.extraction.grids.innerheads import heads_another
from gouji.extraction.grids.items import plain_name, style_of
from gouji.extraction.grids.misplaced import misplaced
from gouji.extraction.grids.pointed import bears_points, settle_worth, worth_of
from gouji.extraction.grids.records import Recorded, recorded
from gouji.extraction.grids.restored import restored
from gouji.extraction.grids.sides import sides_of
from gouji.extraction.grids.sideways import Turned, sideways
from gouji.extraction.grids.slashed import unslashed
from gouji.extraction.grids.template import Template, TemplateColumn, in_unit, stated_unit
from gouji.extraction.grids.torn import settle
from gouji.extraction.grids.unread import open_sums
from gouji.extraction.grids.witness import refined
from gouji.extraction.loose.coded import coded
from gouji.extraction.loose.figured import Figured, figured, headless, in_stated_unit, single
from gouji.extraction.loose.folding import folded
from gouji.extraction.loose.headedrows import headed_rows
from gouji.extraction.loose.lined import lined
from gouji.extraction.loose.listed import listed
from gouji.extraction.loose.numbered import numbered
from gouji.extraction.loose.ordered import ordered
from gouji.extraction.loose.paired import paired, paired_paragraphs
from gouji.extraction.loose.ragged import ragged_lines
from gouji.extraction.loose.streams import StreamReader
from gouji.extraction.loose.unnamed import counted, unnamed
from gouji.faults import regex as re
from gouji.figures import Unit
from gouji.language import unit_of_header
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

#: What it remembers of words is the same for all documents, and bounded.
_headers_of: Final = kept(Headers)


def read_tables(document: Document, vocabulary: Vocabulary, draft: Draft, wording: Wording) -> None:
    """Add the rows and fields that the tables of a document state; their texts are marked as used."""
    reader = _Reader(vocabulary, draft, wording)
    run: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if not block.apart and block.text.text.strip():
                run.append(block)
            continue
        if len(run) <= _MOST_MARKS and all(PAGE_NUMBER.fullmatch(paragraph.text.text.strip()) for paragraph in run):
            run = []  # the number of the page is no end of the table
        reader.paragraphs(run)
        run = []
        reader.grid(block)
    reader.paragraphs(run)
    reader.finish(document)


#: Lines that the number of a page between two parts of a table takes.
_MOST_MARKS: Final = 2
#: The header of a column of rates, whatever its rows are counted in.
_RATED: Final = re.compile("[率比幅速增减升降]|变")
#: Paragraphs before a table among which a line may give its unit.
_NEAR: Final = 5


@dataclass(slots=True, eq=False)
class _Table:
    """One printed table: who reads it, its number, the side of it (左, 右 or none), and its parts page after page."""

    reader: BodyReader
    number: int
    side: str
    bodies: list[Body] = field(default_factory=list)


class _Reader:
    """Reads the blocks of one document in order."""

    def __init__(self, vocabulary: Vocabulary, draft: Draft, wording: Wording) -> None:
        self._wording = wording
        self._vocabulary = vocabulary
        self._draft = draft
        self._headers = _headers_of(vocabulary)
        self._forms = FormReader(vocabulary, draft)
        self._streams = StreamReader(vocabulary, self._headers)
        self._unit: Unit | None = None
        self._titled: str | None = None
        self._table: _Table | None = None
        """That which may go on."""
        self._width = 0
        self._heads: list[Entry] = []
        self._bodies: list[Body] = []
        self._words: list[tuple[str, ...]] = []
        """The words of the header of each body, those beside its columns among them."""
        self._tables: list[_Table] = []
        self._table_of: dict[int, _Table] = {}
        """By ``id`` of a body."""
        self._figured: list[Figured] = []
        self._number = 0
        self._side = ""
        self._columns = 0
        """How many columns a row of the table counts."""

    def paragraphs(self, run: Sequence[Paragraph]) -> None:
        """Paragraphs between tables: some hold a table themselves, the last one may name the table after it."""
        two = paired_paragraphs(run)
        if two is not None:
            self.paragraphs(run[: two.start])
            self._number += 1
            self._sides((two.left, two.right), Grid(()))
            self._titled = self._unit = None
            self.paragraphs(run[two.end :])
            return
        at = 0
        for found in self._streams.read(run):
            self._between(run[at : found.start])
            self._number += 1
            self._body(found.template, list(enumerate(found.lines)), found.doubtful is not None)
            for row in self._bodies[-1].rows:
                row.doubt = row.doubt or row.line in (found.doubtful or ())
            if self._codes_among_figures(self._bodies[-1]):
                self._lines(run[found.start : found.end])
            self._use(found.header)
            self._heads += found.header
            self._unit = None
            at = found.end
        self._between(run[at:])
        if run:
            self._table = None

    def _between(self, run: Sequence[Paragraph]) -> None:
        for paragraph in run[-_NEAR:]:
            self._unit = stated_unit(paragraph.text.text) or self._unit
        self._titled = self._headers.title(run[-1].text.text.strip()) if run else None
        found = list(listed(run))
        read = set(chain.from_iterable(map(_figures_of, found)))
        self._figured += found
        # a table with a row of sums has been read already
        self._figured += (in_stated_unit(one, self._unit) for one in lined(run) if read.isdisjoint(_figures_of(one)))
        self._lines(run)
        whole = [Entry(span_of_text(paragraph.text), 0, 1) for paragraph in run]
        self._figured += (in_stated_unit(table, self._unit) for table in unnamed(whole))

    def _lines(self, run: Sequence[Paragraph]) -> None:
        """Lines that begin with codes."""
        for table in coded(run):
            self._figured.append(in_stated_unit(table, self._unit))
            self._use([entry for name, cells in table.rows for entry in (name, *cells.values())])

    def _codes_among_figures(self, body: Body) -> frozenset[int]:
        """The rows that codes have been put in as figures."""
        columns = self._vocabulary.schema.tables[body.template.table].columns
        names = [name for column in body.template.columns if (name := column.name) in columns]
        return misplaced(body, [name for name in names if columns[name].kind.base == "number"])

    def grid(self, grid: Grid) -> None:
        """A printed table: headers part it into the tables of the vocabulary."""
        lines = folded(grid, self._headers, self._vocabulary) if grid.running else lines_of(grid)
        self._columns = next((count for line in lines if (count := counted(line.own))), 0)
        lines = [line for line in lines if not counted(line.own)]
        self._number += 1
        halves = sides_of(lines, self._headers, grid.spans_known)
        if halves is None and not grid.spans_known:
            cells = [Entry(span_of_text(cell.text), at, at + 1) for at, cell in enumerate(grid.cells)]
            found = paired([cell for cell in cells if cell.text])
            if found is not None:
                halves, grid = (found.left, found.right), Grid(())
        if halves is None:
            read = len(self._bodies)
            self._grid(lines, grid)
            if grid.running and len(self._bodies) == read:
                cells = [Entry(span_of_text(cell.text), at, at + 1) for at, cell in enumerate(grid.cells)]
                cells = [cell for cell in cells if cell.text]
                rows = [*numbered(grid)] or [*ordered(cells)] or unnamed(cells)
                self._figured += (in_stated_unit(table, self._unit) for table in rows)
        else:
            for line in lines:
                self._unit = next((u for e in line.own if (u := stated_unit(e.text))), self._unit)
            self._sides(halves, grid)
        self._titled = self._unit = None
        self._width = grid.width

    def _sides(self, halves: Sequence[Sequence[Line]], grid: Grid) -> None:
        """The two sides of a table, one after the other."""
        for self._side, half in zip(("左", "右"), halves, strict=True):
            self._table = None
            self._grid(half, grid)
        self._side, self._table = "", None

    def _grid(self, lines: Sequence[Line], grid: Grid) -> None:
        """The tables that lie on their side or are written as records first; then what stands between them."""
        found: list[Turned | Recorded] = [*recorded(lines, self._headers, self._vocabulary)]
        if not found and (turned := sideways(lines, self._headers, self._vocabulary)) is not None:
            found = [turned]
        at = 0
        for table in found:
            if table.start > at:
                self._upright(lines[at : table.start], grid)
            self._table = None
            self._body(table.template, table.lines, True)
            self._table = None
            heads = table.heads if isinstance(table, Recorded) else []
            self._use([*heads, *(line.own[0] for line in lines[table.start : table.end] if line.own)])
            at = table.end
        if at < len(lines):
            self._upright(lines[at:], grid)

    def _upright(self, lines: Sequence[Line], grid: Grid) -> None:
        parts = list(self._parts(lines, grid.spans_known))
        for template, body in parts:
            if template is not None:
                self._body(template, body, grid.spans_known)
            elif self._table is not None and len(parts) == 1 and self._width == grid.width:
                self._read(self._table, body)  # the rest of the table before it
            else:
                for _, line in body:
                    self._unit = next((u for e in line.own if (u := stated_unit(e.text))), self._unit)
                self._forms.read(body, self._unit)
                made = [*figured(body, grid.spans_known)] or [*headed_rows([line for _, line in body])]
                if not made:
                    made += (row for _, line in body for row in unnamed(line.own, self._columns))
                if not made and not grid.spans_known:
                    made += ragged_lines(line for _, line in body)
                    made += headless(body)
                made = made or [*single(body)]
                self._figured += (in_stated_unit(table, self._unit) for table in made)

    def _body(self, template: Template, lines: Sequence[tuple[int, Line]], spans_known: bool) -> None:
        table = self._vocabulary.schema.tables[template.table]
        words = tuple(column.header for column in template.columns if bears_points(column))
        if not spans_known:
            made = restored([line for _, line in lines], template.columns[-1].to)
            if made is not None:
                lines = [(number, line) for (number, _), line in zip(lines, made, strict=True)]
            typical = dict(self._headers.layout(template.table).typical)
            template = unstubbed(template, lines, typical, self._vocabulary.empty)
        template, lines = unslashed(template, lines, self._headers, table)
        template = refined(template, lines, self._headers, table, spans_known)
        if self._unit is not None:
            template = replace(template, columns=tuple(in_unit(c, self._unit) for c in template.columns))
        if self._table is None or not self._table.reader.resume(template):
            reader = BodyReader(self._headers, template, spans_known, self._vocabulary)
            self._table = _Table(reader, self._number, self._side)
            self._tables.append(self._table)
        self._read(self._table, lines, words)

    def _read(self, table: _Table, lines: Sequence[tuple[int, Line]], words: tuple[str, ...] = ()) -> None:
        found = table.reader.read(lines)
        table.bodies.append(found)
        self._bodies.append(found)
        self._words.append(words)
        self._table_of[id(found)] = table
        left = set(found.left)
        found.headings = [
            (number, line.own[0])
            for number, line in lines
            if number in left and line.own and style_of(line.own[0].text) is not None
        ]
        self._forms.read(
            [(number, _valued(line, found.template)) for number, line in lines if number in left],
            self._unit or _only_unit(found.template),
        )
        bare = (row for number, line in lines if number in left for row in unnamed(line.own, self._columns))
        self._figured += (in_stated_unit(row, self._unit) for row in bare)

    def _parts(
        self, lines: Sequence[Line], spans_known: bool
    ) -> Iterator[tuple[Template | None, list[tuple[int, Line]]]]:
        """The rows under each header, and those before the first one."""
        current: Template | None = None
        body: list[tuple[int, Line]] = []
        row = 0
        while row < len(lines):
            found = self._headers.find(lines, row, spans_known, self._titled if row == 0 else None)
            if found is None:
                rows = [line for _, line in body]
                if current is not None and heads_another(lines, row, rows, current, self._vocabulary.empty):
                    yield current, body
                    current, body = None, []
                body.append((row, lines[row]))
                row += 1
                continue
            self._heads += [entry for line in lines[row : row + found.depth] for entry in line.own]
            row += found.depth
            if current is not None and found.columns == current.columns:
                continue
            if body:
                yield current, body
            current, body = found, []
        if body:
            yield current, body

    def finish(self, document: Document) -> None:
        """Hand over what was read."""
        for last in self._tables[-1:]:
            layout = last.reader.layout
            of_groups = {name: to for name, to in layout.points.items() if name in layout.carried}
            settle(document, last.bodies, of_groups)
        open_sums(
            document,
            self._bodies,
            {body.template.table: self._headers.layout(body.template.table).sum_texts for body in self._bodies},
        )
        of_copies = copies(self._bodies, self._vocabulary)
        self._rows(of_copies)
        for taking, stated in rows_of_copies(of_copies, self._vocabulary):
            self._draft.row(taking, stated)
        self._totals(frozenset(of_copies))
        if any(body.rows for body in self._bodies):
            self._use(self._heads)
        self._reckon(document)
        for (table, name), unit in self._printed().items():
            self._draft.headers[table, name] = f"{name}（{unit.symbol}）"

    def _rows(self, of_copies: Mapping[int, Copy]) -> None:
        """The rows of all bodies. ``of_copies``: which copy of a form each body (by ``id``) is of, where there are several."""
        printed = self._printed()
        worths = worth_of(self._words, self._heads)
        fractions: dict[int, frozenset[str]] = {}
        for made in self._tables:
            fractions |= dict.fromkeys(map(id, made.bodies), fractions_of(made.bodies))
        for body, worth in zip(self._bodies, worths, strict=True):
            table = body.template.table
            settle_worth(
                body,
                worth,
                self._headers.layout(table),
                self._vocabulary.schema.tables[table],
                self._draft,
                id(body) in of_copies,
            )
            units = {column.name: column.unit for column in body.template.columns if column.unit is not None}
            misread = self._codes_among_figures(body)
            for place, row in enumerate(body.rows):
                if place in misread:
                    continue  # it is no row as it stands: what it holds is left over
                cells = {
                    name: value if (table, name) in printed else in_words(value, units.get(name))
                    for name, value in row.cells.items()
                }
                for name in fractions[id(body)]:
                    cells[name] = percent(cells.get(name))
                if id(body) in of_copies:
                    cells[COLUMN] = str(of_copies[id(body)].number)
                self._draft.row(table, cells | self._place(body, cells), row.doubt or bool(misread), row.blanks)
                self._use(row.entries)

    def _reckon(self, document: Document) -> None:
        """What the figures of tables make of each other, and what the text says of whole columns of them."""
        reckoning = Reckoning(self._vocabulary, self._draft, self._wording)
        for made in self._tables:
            reckon(reckoning, made.bodies, made.reader.layout)
        for plain in self._figured:
            if plain.sums:
                reckoning.told(plain.columns, plain.rows, plain.sums)
            else:
                part = [id(entry) for _, cells in plain.rows for entry in cells.values()] if plain.partial else ()
                reckoning.table(plain.columns, plain.rows, None, TableLayout(), part, code=plain.code)
        self._draft.printed += [
            [PrintedRow(name.span, dict(_with_units(name, cells, columns)), heads) for name, cells in rows]
            for columns, rows in reckoning.tables
            for heads in ({at: column.header for at, column in enumerate(columns)},)
        ]
        Tabled(reckoning.tables, self._vocabulary.schema.tables, self._draft, self._wording).read(document)

    def _place(self, body: Body, cells: Mapping[str, Value]) -> dict[str, Value]:
        """Which printed table a row is of (表号), which side of it (边: 左 or 右), and its name without numbers (名), for
        a table of the vocabulary that asks for them."""
        made = self._table_of[id(body)]
        table = self._vocabulary.schema.tables[body.template.table]
        columns = table.columns
        label = cells.get(table.label or "")
        name = span_of(label)
        told = {
            "表号": str(made.number),
            "边": made.side or None,
            "名": Said(plain_name(name.text), name) if name else None,
        }
        return {name: text for name, text in told.items() if name in columns}

    def _totals(self, copied: frozenset[int]) -> None:
        """The fields that rows of sums state: those that name the field first, then those that cover all rows. What one of
        several ``copied`` forms states is no field of the document."""
        added: dict[str, Fraction] = {}
        for made in self._tables:
            for name, amount in made.reader.added.items():
                added[name] = added.get(name, Fraction(0)) + amount
        for body in self._bodies:
            for row in body.sums if id(body) in copied else ():
                self._use(row.entries)
        found = [row for body in self._bodies if id(body) not in copied for row in body.sums]
        for row in sorted(found, key=lambda row: (not row.named, not row.covers(added))):
            doubt = row.doubt or not whole(row) or not (row.named or row.covers(added))
            if self._draft.field(row.field, row.entry.span, doubt):
                self._use(row.entries)

    def _printed(self) -> dict[tuple[str, str], Unit]:
        """The columns whose bare numbers are in one unit throughout the document."""
        found: dict[tuple[str, str], set[Unit | None]] = {}
        for body in self._bodies:
            for column in body.template.columns if body.rows else ():
                if column.name is not None:
                    found.setdefault((body.template.table, column.name), set()).add(column.unit)
        return {key: unit for key, units in found.items() if len(units) == 1 and (unit := next(iter(units)))}

    def _use(self, entries: Sequence[Entry]) -> None:
        self._draft.used.update(id(entry.span.source) for entry in entries if not is_prose(entry.text))


def _only_unit(template: Template) -> Unit | None:
    """The unit of all amounts of a table, if they have one: 年度预算申请（万元）."""
    units = {column.unit for column in template.columns if column.base == "number" and column.unit is not None}
    money = {unit for unit in units if unit.dimension == "money"}
    return money.pop() if len(money) == 1 else None


def _valued(line: Line, template: Template) -> Line:
    """A row without the figures that stand in a column of words: the number of the line is not what its name is worth."""
    words = [column for column in template.columns if column.base == "text" and not column.label]
    kept = [
        entry
        for entry in line.entries
        if not (entry.plain and any(column.at <= entry.at and entry.to <= column.to for column in words))
    ]
    return replace(line, entries=tuple(kept))


def _with_units(
    name: Entry, cells: Mapping[int, Entry], columns: Sequence[TemplateColumn]
) -> Iterator[tuple[int, tuple[Span, str]]]:
    """The cells of a row with the signs of the units of their columns, or of the one that its name gives: 平均工期（天）."""
    own = unit_of_header(name.text)[1]
    for at, entry in cells.items():
        unit, header = columns[at].unit, columns[at].header
        if own is not None and unit_of_header(header)[1] is None and not _RATED.search(header):
            unit = own
        yield at, (entry.span, unit.symbol if unit is not None else "")


def _figures_of(table: Figured) -> Iterator[tuple[int, int]]:
    """Where the figures of a table stand."""
    for _, cells in table.rows:
        yield from ((id(entry.span.source), entry.span.start) for entry in cells.values())
