"""Where the cells of an extracted report were printed in its document, and which of its figures they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import cached_property
from itertools import accumulate

from gouji.document.model import Document, Span, Text
from gouji.document.place import Place
from gouji.faults import Diagnostic
from gouji.figures import parse_figure
from gouji.figures.finding import find_figures
from gouji.report import Anchor
from gouji.report.source import Source, tellers

#: Characters before a figure that tell which one is meant.
_CONTEXT = 10


class DocumentOrigin:
    """The origin of a report that was read from a document.

    ``spans`` says for every cell what it was read from; ``structural`` names the tables that hold the document itself.
    ``packs`` are the ids of the packs in whose words it was read. ``blanks`` says of empty cells where they stand: a place
    that holds no figure, so it covers none.
    """

    def __init__(
        self,
        document: Document,
        spans: Mapping[Anchor, Span],
        structural: frozenset[str],
        packs: tuple[str, ...] = (),
        blanks: Mapping[Anchor, Span] | None = None,
        retold: frozenset[str] = frozenset(),
    ) -> None:
        self.document = document
        self.packs = packs
        self.spans = spans
        self.structural = structural
        self._blanks = blanks or {}
        self._retold = retold

    @cached_property
    def _rows(self) -> dict[tuple[str | None, int | None], Span]:
        """What tells where a row stands; seldom asked for, since most cells know their own place."""
        rows: dict[tuple[str | None, int | None], Span] = {}
        for anchor in tellers([(anchor, anchor.table, anchor.column, span) for anchor, span in self.spans.items()]):
            rows.setdefault((anchor.table, anchor.row), self.spans[anchor])
        return rows

    @cached_property
    def source(self) -> Source:
        """The document, for a report that is written down."""
        own = (self.document.path, self.sha256, self.packs, self._own, self._printed)
        return Source(*own, self._beginning, self.structural, self._retold)

    def stretch(self, anchor: Anchor) -> Span | None:
        """What a cell was read from; of an empty cell the place where nothing stands."""
        return self.spans.get(anchor) or self._blanks.get(anchor)

    def _own(self, anchor: Anchor) -> Place | None:
        span = self.stretch(anchor)
        return span.place if span is not None else None

    def _printed(self, anchor: Anchor) -> Hashable | None:
        """The same for all cells that were read from one stretch; an empty cell was read from none."""
        span = self.spans.get(anchor)
        return (id(span.source), span.start, span.end) if span is not None else None

    @cached_property
    def _tables(self) -> dict[str | None, Place]:
        tables: dict[str | None, Place] = {}
        for anchor, span in self.spans.items():
            if anchor.table is not None and anchor.table not in tables:
                tables[anchor.table] = span.place
        return tables

    @cached_property
    def _beginning(self) -> Place:
        first = next(self.document.texts, None)
        return first.place(0, 1) if first is not None else Place()

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What the reader of the document had to leave out."""
        return self.document.notes

    @property
    def sha256(self) -> str:
        """The checksum of the file."""
        return self.document.sha256

    def place(self, anchor: Anchor) -> Place:
        """The place of a cell, be it empty; of its row, its table or the beginning of the document, where it has none."""
        span = self.stretch(anchor) or self._rows.get((anchor.table, anchor.row))
        if span is not None:
            return span.place
        return self._tables.get(anchor.table) or self._beginning

    @cached_property
    def figures(self) -> tuple[Span, ...]:
        """Every figure that the document prints, in reading order: in lines that hold rows also numbers without a unit."""
        cells: dict[int, set[tuple[int, int]]] = {}
        for anchor, span in self.spans.items():
            if anchor.table is not None and anchor.table not in self.structural:
                cells.setdefault(id(span.source), set()).add((span.start, span.end))
        return tuple(found for text in self.document.texts for found in _figures(text, cells.get(id(text), ())))

    def judged(self, anchors: Iterable[Anchor]) -> list[bool]:
        """For every figure of the document whether it is part of one of the cells."""
        stretches: dict[int, list[tuple[int, int]]] = {}
        for anchor in anchors:
            span = self.spans.get(anchor)
            if span is not None and anchor.table not in self.structural:
                stretches.setdefault(id(span.source), []).append((span.start, span.end))
        covers = {source: _Cover(found) for source, found in stretches.items()}
        nothing = _Cover(())
        return [covers.get(id(figure.source), nothing).touches(figure.start, figure.end) for figure in self.figures]

    def coverage(self, anchors: Iterable[Anchor]) -> tuple[int, list[tuple[Anchor, str]]]:
        """How many figures the document prints, and those that none of the cells holds, each with the words before it."""
        missed = [
            (Anchor(None, None, _before(figure.source, figure.start)), figure.text)
            for figure, known in zip(self.figures, self.judged(anchors), strict=True)
            if not known
        ]
        return len(self.figures), missed


class _Cover:
    """Stretches of one text, which may overlap: a whole document may be one paragraph, so each is looked up by halving."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        """Whether any of them has a sign in common with another stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _figures(text: Text, cells: Collection[tuple[int, int]]) -> list[Span]:
    found = [Span(text, start, end) for start, end, _ in find_figures(text.text)]
    known = _Cover((figure.start, figure.end) for figure in found)
    more = [
        Span(text, start, end)
        for start, end in cells
        if not known.touches(start, end) and parse_figure(text.text[start:end]) is not None
    ]
    return sorted([*found, *more], key=lambda span: span.start) if more else found


def _before(text: Text, start: int) -> str:
    return "…" + text.text[max(0, start - _CONTEXT) : start].strip() if start else ""
