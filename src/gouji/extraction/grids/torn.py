"""A document that breaks off inside a table: what its last rows belong to is not all there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import text_of
from gouji.extraction.grids.body import Body

#: A longer text after a table is no torn piece of its last row.
_TORN: Final = 40


def settle(document: Document, bodies: Sequence[Body], points: Mapping[str, str]) -> None:
    """Take the points from the last group of a table with which the document ends without a row of sums: it may have been cut
    off there, and the group with it."""
    last = next((body for body in reversed(bodies) if body.rows), None)
    if last is None or any(body.sums for body in bodies) or not _ends(document, last):
        return
    for name, taking in points.items():
        group = last.rows[-1].cells.get(name)
        for row in last.rows:
            if group is not None and text_of(row.cells.get(name)) == text_of(group) and taking in row.cells:
                row.cells[taking] = None


def _ends(document: Document, body: Body) -> bool:
    """Whether nothing but a torn piece of a row stands after a table."""
    own = {id(entry.span.source) for row in body.rows[-1:] for entry in row.entries}
    after = ""
    for text in document.texts:
        after = "" if id(text) in own else after + text.text
    after = after.strip(" |")
    return len(after) <= _TORN and ":" not in after and "：" not in after
