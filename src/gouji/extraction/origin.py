"""Where the cells of an extracted report were printed in its document."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.document.model import Document, Span
from gouji.document.place import Place
from gouji.report import Anchor


class DocumentOrigin:
    """The origin of a report that was read from a document."""

    def __init__(self, document: Document, spans: Mapping[Anchor, Span]) -> None:
        self.document = document
        self.spans = spans
        self._rows: dict[tuple[str | None, int | None], Span] = {}
        for anchor, span in spans.items():
            self._rows.setdefault((anchor.table, anchor.row), span)

    @property
    def sha256(self) -> str:
        """The checksum of the file."""
        return self.document.sha256

    def place(self, anchor: Anchor) -> Place:
        """The place of a cell; of its row, or of the beginning of the document, where the cell was not printed."""
        span = self.spans.get(anchor) or self._rows.get((anchor.table, anchor.row))
        if span is not None:
            return span.place
        first = next(self.document.texts, None)
        return first.place(0, 1) if first is not None else Place()
