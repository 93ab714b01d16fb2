"""A copy of a Word document with a comment at every place that has a remark, and the figures involved shaded.

The text is not changed: a comment is fixed around the runs of its paragraph, or, where the text in question stands in it
once, around that text, whose runs are parted for it. python-docx keeps every part of the
package that it does not know; parts are counted as the reader counts them (:mod:`gouji.document.docx_layout`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from gouji.document.docx_layout import flow, slots
from gouji.document.docx_names import TBL, P, W
from gouji.document.place import Place, cell_name
from gouji.output.annotating import AUTHOR, INITIALS, INVOLVED, Involved, Remark

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Properties of a run that stand after its shading (ECMA-376, part 1, 17.3.2.28).
_AFTER_SHADE: Final = frozenset(
    W + name for name in ("fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
)


def annotate(data: bytes, remarks: Sequence[Remark], involved: Sequence[Involved] = ()) -> bytes:
    """The bytes of a docx file with the remarks as comments, several on one place one after the other.

    What is ``involved`` is shaded where its place has its text once, and left as it is elsewhere.
    A remark on a place that the document does not have (or on none) goes to its first paragraph: none is lost. The
    bytes must be of a file that :func:`gouji.document.read_documents` has read as ``docx``.
    """
    import docx
    from docx.text.run import Run

    document = docx.Document(BytesIO(data))
    body = document.element.body
    paragraphs, cells = _places(body)

    def paragraph_at(place: Place) -> _Element | None:
        if place.table is not None and place.cell is not None and (place.table, place.cell) in cells:
            return _inside(cells[place.table, place.cell])
        return paragraphs.get(place.paragraph or 0)

    for one in involved:
        found = paragraph_at(one.place)
        for run in _stretch(found, one.printed) if found is not None else ():
            _shade(run)
    first = next(iter(paragraphs.values()), None)
    for remark in remarks:
        found = paragraph_at(remark.place)
        marked = _stretch(found, remark.printed) if found is not None else []
        if found is None:
            found = first
        if found is None:
            found = document.add_paragraph()._p
        ends = [marked[0], marked[-1]] if marked else _runs(found)
        runs: list[Any] = [Run(run, document) for run in ends]
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


def _stretch(paragraph: _Element, printed: str) -> list[_Element]:
    """The runs of a text that stands in a paragraph once, parted at its ends; none where that cannot be done."""
    runs = [(run, "".join(part.text or "" for part in run.iterchildren(W + "t"))) for run in _own(paragraph)]
    whole = "".join(text for _, text in runs)
    start = whole.find(printed) if printed else -1
    if start < 0 or whole.find(printed, start + 1) >= 0:
        return []
    stop, at = start + len(printed), 0
    found: list[_Element] = []
    for run, text in runs:
        begin, close = max(start - at, 0), min(stop - at, len(text))
        at += len(text)
        if begin >= close:
            continue
        if (begin, close) != (0, len(text)):
            if sum(child.tag != W + "rPr" for child in run) != 1:
                return []  # a tab, a field or a picture stands in it
            if close < len(text):
                _part(run, text, close)
            if begin:
                run = _part(run, text[:close], begin)
        found.append(run)
    return found


def _part(run: _Element, text: str, at: int) -> _Element:
    """Part a run of one text in two; the second is returned."""
    second = deepcopy(run)
    run.addnext(second)
    for half, said in ((run, text[:at]), (second, text[at:])):
        holder = next(half.iterchildren(W + "t"))
        holder.text = said
        holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return second


def _shade(run: _Element) -> None:
    """Shade a run that has no shading of its own."""
    from docx.oxml.parser import OxmlElement

    properties: Any = run.get_or_add_rPr()
    if properties.find(W + "shd") is not None or properties.find(W + "highlight") is not None:
        return
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", INVOLVED.upper())):
        shade.set(W + name, value)
    after = [child for child in properties if child.tag in _AFTER_SHADE]
    if after:
        after[0].addprevious(shade)
    else:
        properties.append(shade)


def _own(paragraph: _Element) -> Iterator[_Element]:
    """The runs that stand in the paragraph itself: a comment's marks must be its children."""
    children: Iterable[_Element] = paragraph.iterchildren(W + "r")
    yield from children
