"""What the page of one submission shows: its text as pieces, each figure with its state and the findings that name it.

Pieces are plain records; the template makes elements of them and escapes every text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from gouji.document.model import Block, Grid, GridCell, Span, Text
from gouji.document.place import Place
from gouji.engine.coverage import Prints
from gouji.engine.outcome import Severity
from gouji.engine.result import Finding, Result
from gouji.extraction.drafting.origin import DocumentOrigin
from gouji.output.words import word
from gouji.report import Anchor, Report

#: Cells of one table that are shown; of the rest only rows with findings.
MOST_CELLS: Final = 20_000
#: A finding with more operands (a sum over a table) accuses its first only: the figure that should be their result.
MOST_ACCUSED: Final = 8
#: Cells with more characters than these get a wide column, or one that is not narrow.
LONG: Final = 40
MIDDLING: Final = 6
#: Findings named beside one figure.
MOST_NUMBERS: Final = 6

GOOD: Final = "good"
BAD: Final = "bad"
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text; ``state`` is set for a figure (:data:`GOOD`, :data:`BAD`, :data:`OPEN`), else empty."""

    text: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of marks; with an ``id`` it is what findings speak of (their numbers on the page, and severities)."""

    marks: tuple[Mark, ...]
    id: str = ""
    findings: tuple[tuple[int, str], ...] = ()
    accused: bool = False


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph: ``level`` of a heading (0: none), ``at`` where it stands, ``apart`` what it is if not running text."""

    pieces: tuple[Piece, ...]
    level: int = 0
    number: str = ""
    apart: str = ""
    at: str = ""
    page: int | None = None
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell; ``header`` where it names a column or row."""

    pieces: tuple[Piece, ...]
    rows: int = 1
    columns: int = 1
    header: bool = False
    kind: str = ""
    """``n`` for a figure by itself, ``long`` and ``mid`` for texts that want a wide column."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table: rows of cells, each with where it stands; ``hidden`` rows are left out."""

    rows: tuple[tuple[str, tuple[ShownCell, ...]], ...]
    name: str = ""
    hidden: int = 0
    page: int | None = None
    kind: str = "table"


Shown = ShownParagraph | ShownTable


@dataclass(slots=True)
class Tally:
    """How many figures of each state the page shows."""

    counts: dict[str, int] = field(default_factory=lambda: {GOOD: 0, BAD: 0, OPEN: 0})

    def add(self, state: str) -> None:
        if state:
            self.counts[state] += 1


@dataclass(frozen=True, slots=True)
class View:
    """A submission as shown: its blocks, how many figures of each state, and where each operand stands on the page.

    ``targets`` gives for a finding's number and the position of its location the id of the piece.
    """

    blocks: tuple[Shown, ...]
    tally: Mapping[str, int]
    targets: Mapping[tuple[int, int], str]


def view_of(result: Result, numbered: Sequence[tuple[int, Finding]], prefix: str, lang: str) -> View | None:
    """The submission behind a result, its findings numbered as on the page; None where it was not kept."""
    if result.source is None:
        return None
    report = result.source.report
    if isinstance(report.origin, DocumentOrigin):
        return _DocumentView(report.origin, result.source.judged, numbered, prefix, lang).view()
    return _ReportView(report, result.source.judged, numbered, prefix, lang).view()


@dataclass(slots=True)
class _Stretch:
    """A part of a text that findings speak of."""

    start: int
    end: int
    id: str = ""
    findings: list[tuple[int, str]] = field(default_factory=list)
    accused: bool = False
    keys: list[tuple[int, int]] = field(default_factory=list)


class _DocumentView:
    """The blocks of a document with its figures marked."""

    def __init__(
        self,
        origin: DocumentOrigin,
        judged: Iterable[Anchor],
        numbered: Sequence[tuple[int, Finding]],
        prefix: str,
        lang: str,
    ) -> None:
        self.origin = origin
        self.prefix = prefix
        self.lang = lang
        self.tally = Tally()
        self.targets: dict[tuple[int, int], str] = {}
        self.stretches: dict[int, list[_Stretch]] = {}
        self.figures: dict[int, list[tuple[int, int, bool]]] = {}
        self.accused: dict[int, list[tuple[int, int]]] = {}
        for figure, known in zip(origin.figures, origin.judged(judged), strict=True):
            self.figures.setdefault(id(figure.source), []).append((figure.start, figure.end, known))
        for number, finding in numbered:
            spans = [origin.stretch(location.anchor) for location in finding.locations]
            named = _named([span is not None and self._prints(span) for span in spans])
            if spans and spans[0] is not None and spans[0].start == spans[0].end:
                named |= {0}  # an empty cell is what the finding is about
            for at, (location, span) in enumerate(zip(finding.locations, spans, strict=True)):
                if span is None:
                    continue
                # A finding about the paragraph as such (its heading, its wording) does not accuse its figures.
                accuses = finding.severity > Severity.INFO and location.anchor.table not in origin.structural
                accuses = accuses and at in named
                numbers = [(number, finding.severity.code)] if at in named else []
                stretch = _Stretch(span.start, span.end, "", numbers, accuses, [(number, at)])
                self.stretches.setdefault(id(span.source), []).append(stretch)
                if accuses:
                    self.accused.setdefault(id(span.source), []).append((span.start, span.end))
        self._name_stretches()

    def _prints(self, span: Span) -> bool:
        """Whether a figure stands in a stretch."""
        return any(start < span.end and span.start < end for start, end, _ in self.figures.get(id(span.source), ()))

    def _name_stretches(self) -> None:
        """Put stretches together that overlap, widen them to whole figures, and give each an id."""
        count = 0
        for text in self.origin.document.texts:
            found = self.stretches.get(id(text))
            if not found:
                continue
            figures = self.figures.get(id(text), [])
            for stretch in found:
                for start, end, _ in figures:
                    if start < stretch.end and stretch.start < end:
                        stretch.start, stretch.end = min(stretch.start, start), max(stretch.end, end)
            merged: list[_Stretch] = []
            for stretch in sorted(found, key=lambda stretch: (stretch.start, stretch.end)):
                if merged and (stretch.start < merged[-1].end or stretch.start == stretch.end == merged[-1].end):
                    last = merged[-1]
                    last.end = max(last.end, stretch.end)
                    last.findings += stretch.findings
                    last.keys += stretch.keys
                    last.accused |= stretch.accused
                else:
                    merged.append(stretch)
            for stretch in merged:
                count += 1
                stretch.id = f"{self.prefix}p{count}"
                self.targets |= dict.fromkeys(stretch.keys, stretch.id)
            self.stretches[id(text)] = merged

    def view(self) -> View:
        blocks = tuple(self._block(block) for block in self.origin.document.blocks)
        return View(blocks, self.tally.counts, self.targets)

    def _block(self, block: Block) -> Shown:
        if isinstance(block, Grid):
            return self._table(block)
        place = block.text.place()
        apart = word(block.apart if block.apart in ("header", "footer") else "apart", self.lang) if block.apart else ""
        return ShownParagraph(
            self.pieces(block.text), block.level or 0, block.number, apart, _at(place, self.lang), place.page
        )

    def _table(self, grid: Grid) -> ShownTable:
        rows: list[tuple[str, tuple[ShownCell, ...]]] = []
        shown = hidden = 0
        page = None
        for row in grid.rows:
            concerned = any(self.stretches.get(id(cell.text)) for cell in row)
            if shown + len(row) > MOST_CELLS and not concerned:
                hidden += 1
                for cell in row:
                    self.pieces(cell.text)
                continue
            shown += len(row)
            place = row[0].text.place() if row else Place()
            page = page or place.page
            rows.append((_at(place, self.lang), tuple(self._cell(cell) for cell in row)))
        return ShownTable(tuple(rows), grid.name, hidden, page)

    def _cell(self, cell: GridCell) -> ShownCell:
        figures = self.figures.get(id(cell.text), ())
        numeric = len(figures) == 1 and figures[0][1] - figures[0][0] >= len(cell.text.text) - 4
        return ShownCell(self.pieces(cell.text), cell.rows, cell.columns, kind=_kind(cell.text.text, numeric))

    def pieces(self, text: Text) -> tuple[Piece, ...]:
        """A text with its figures and what findings speak of; the figures are counted."""
        out: list[Piece] = []
        at = 0
        for stretch in self.stretches.get(id(text), ()):
            out.append(Piece(tuple(self._marks(text, at, stretch.start))))
            numbers = tuple(dict.fromkeys(sorted(stretch.findings)))
            marks = tuple(self._marks(text, stretch.start, stretch.end))
            out.append(Piece(marks, stretch.id, numbers, stretch.accused))
            at = stretch.end
        out.append(Piece(tuple(self._marks(text, at, len(text.text)))))
        return tuple(piece for piece in out if piece.marks or piece.id)

    def _marks(self, text: Text, start: int, end: int) -> Iterator[Mark]:
        at = start
        figures = self.figures.get(id(text), [])
        first = max(0, bisect_right(figures, start, key=lambda figure: figure[0]) - 1)
        for begin, stop, known in figures[first:]:
            if begin < at:
                continue
            if stop > end:
                break
            if at < begin:
                yield Mark(text.text[at:begin])
            accused = any(left < stop and begin < right for left, right in self.accused.get(id(text), ()))
            state = BAD if accused else GOOD if known else OPEN
            self.tally.add(state)
            yield Mark(text.text[begin:stop], state)
            at = stop
        if at < end:
            yield Mark(text.text[at:end])


class _ReportView:
    """The fields and tables of a structured report with its figures marked."""

    def __init__(
        self,
        report: Report,
        judged: frozenset[Anchor],
        numbered: Sequence[tuple[int, Finding]],
        prefix: str,
        lang: str,
    ) -> None:
        self.report = report
        self.judged = judged
        self.lang = lang
        self.tally = Tally()
        self.prints = Prints()
        self.targets: dict[tuple[int, int], str] = {}
        self.findings: dict[Anchor, list[tuple[int, str]]] = {}
        self.accused: set[Anchor] = set()
        self.ids: dict[Anchor, str] = {}
        for number, finding in numbered:
            named = _named([self.prints[location.text] for location in finding.locations])
            for at, location in enumerate(finding.locations):
                anchor = location.anchor
                self.targets[number, at] = self.ids.setdefault(anchor, f"{prefix}p{len(self.ids) + 1}")
                if at in named:
                    self.findings.setdefault(anchor, []).append((number, finding.severity.code))
                    if finding.severity > Severity.INFO:
                        self.accused.add(anchor)

    def view(self) -> View:
        tables = [self._table(name) for name in self.report.tables]
        fields = [self._fields()] if self.report.fields else []
        blocks = tables + fields if self.report.tables_first else fields + tables
        shown = {id for block in blocks for _, row in block.rows for cell in row for id in _ids(cell)}
        # A finding may speak of a cell that the report does not have, or that is not shown.
        return View(tuple(blocks), self.tally.counts, {key: id for key, id in self.targets.items() if id in shown})

    def _fields(self) -> ShownTable:
        rows = [
            ("", (ShownCell((Piece((Mark(name),)),), header=True), self._cell(Anchor(None, None, name), text)))
            for name, text in self.report.fields.items()
        ]
        return ShownTable(tuple(rows), word("fields", self.lang))

    def _table(self, name: str) -> ShownTable:
        rows = self.report.tables[name]
        headers = list(dict.fromkeys(header for row in rows for header in row))
        head = tuple(ShownCell((Piece((Mark(header),)),), header=True) for header in headers)
        out = [("", head)]
        shown = hidden = 0
        for number, row in enumerate(rows):
            anchors = [Anchor(name, number, header) for header in headers]
            concerned = not self.findings.keys().isdisjoint(anchors)
            cells = tuple(self._cell(anchor, row.get(anchor.column)) for anchor in anchors)
            if shown + len(headers) > MOST_CELLS and not concerned:
                hidden += 1
            else:
                shown += len(headers)
                out.append((str(number + 1), cells))
        return ShownTable(tuple(out), name, hidden)

    def _cell(self, anchor: Anchor, text: str | None) -> ShownCell:
        figure = self.prints[text]
        state = ""
        if figure:
            state = BAD if anchor in self.accused else GOOD if anchor in self.judged else OPEN
            self.tally.add(state)
        marks = (Mark(text or "", state),)
        numbers = tuple(dict.fromkeys(sorted(self.findings.get(anchor, ()))))
        piece = Piece(marks, self.ids.get(anchor, ""), numbers, anchor in self.accused)
        return ShownCell((piece,) if text or piece.id else (), kind=_kind(text or "", figure))


def _named(figures: Sequence[bool]) -> frozenset[int]:
    """Which operands of a finding are named beside their text: its figures; of a text with no figure, all of them."""
    wanted = [at for at, figure in enumerate(figures) if figure] or list(range(len(figures)))
    return frozenset(wanted if len(wanted) <= MOST_ACCUSED else wanted[:1])


def _kind(text: str, figure: bool) -> str:
    return "n" if figure else "long" if len(text) > LONG else "mid" if len(text) > MIDDLING else ""


def _ids(cell: ShownCell) -> Iterator[str]:
    return (piece.id for piece in cell.pieces if piece.id)


def _at(place: Place, lang: str) -> str:
    """Where a block stands, short enough for the margin."""
    if place.line is not None:
        return str(place.line)
    if place.cell is not None:
        return "".join(sign for sign in place.cell if sign.isdigit())
    return f"¶{place.paragraph}" if place.paragraph is not None else ""
