"""A copy of a Word document with a comment at every place that has a remark.

The text is not changed: a comment is fixed around the runs of its paragraph. python-docx keeps every part of the
package that it does not know; parts are counted as the reader counts them (:mod:`gouji.document.docx_layout`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gouji.document.docx_layout import flow, slots
from gouji.document.docx_names import TBL, P, W
from gouji.document.place import cell_name
from gouji.output.annotating import AUTHOR, INITIALS, Remark

if TYPE_CHECKING:
    from lxml.etree import _Element


def annotate(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The bytes of a docx file with the remarks as comments, several on one place one after the other.

    A remark on a place that the document does not have (or on none) goes to its first paragraph: none is lost. The
    bytes must be of a file that :func:`gouji.document.read_documents` has read as ``docx``.
    """
    import docx
    from docx.text.run import Run

    document = docx.Document(BytesIO(data))
    body = document.element.body
    paragraphs, cells = _places(body)
    first = next(iter(paragraphs.values()), None)
    for remark in remarks:
        place = remark.place
        if place.table is not None and place.cell is not None and (place.table, place.cell) in cells:
            found = _inside(cells[place.table, place.cell])
        else:
            found = paragraphs.get(place.paragraph or 0)
        if found is None:
            found = first
        if found is None:
            found = document.add_paragraph()._p
        runs: list[Any] = [Run(run, document) for run in _runs(found)]
        document.add_comment(runs, remark.shown, AUTHOR, INITIALS)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _places(body: _Element) -> tuple[Mapping[int, _Element], Mapping[tuple[int, str], _Element]]:
    """The paragraphs and the cells of a body by their numbers and names."""
    paragraphs: dict[int, _Element] = {}
    cells: dict[tuple[int, str], _Element] = {}
    tables = 0
    for element, _ in flow(body):
        if element.tag == P:
            paragraphs[len(paragraphs) + 1] = element
        elif element.tag == TBL:
            tables += 1
            cells |= {(tables, cell_name(slot.row, slot.column)): slot.element for slot in slots(element)}
    return paragraphs, cells


def _inside(cell: _Element) -> _Element | None:
    """The paragraph of a cell that a comment goes to: the first with text, else the first."""
    paragraphs = [element for element, _ in flow(cell) if element.tag == P]
    return next((element for element in paragraphs if any(True for _ in _own(element))), next(iter(paragraphs), None))


def _runs(paragraph: _Element) -> list[_Element]:
    """The first and the last run; an empty one is added to a paragraph without any, so that there is something to mark."""
    runs = list(_own(paragraph))
    if not runs:
        from docx.oxml.parser import OxmlElement

        runs = [OxmlElement("w:r")]
        paragraph.append(runs[0])
    return [runs[0], runs[-1]]


def _own(paragraph: _Element) -> Iterator[_Element]:
    """The runs that stand in the paragraph itself: a comment's marks must be its children."""
    children: Iterable[_Element] = paragraph.iterchildren(W + "r")
    yield from children
