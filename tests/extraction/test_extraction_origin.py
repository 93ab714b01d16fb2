"""Which of a document's figures the cells of its report are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.document.model import Document, Paragraph, Span, Text
from gouji.document.place import Place
from gouji.extraction.drafting.origin import DocumentOrigin
from gouji.report import Anchor

LINE = "一季度12万元，二季度3.5万元，三季度共40万元，四季度7万元。"


@given(st.lists(st.tuples(st.integers(0, len(LINE)), st.integers(0, 9)), max_size=8))
def test_a_figure_is_judged_where_a_cell_has_a_sign_of_it(cells: list[tuple[int, int]]) -> None:
    """However the cells lie in one another: one huge paragraph has thousands, so none is looked at twice."""
    text = Text.at(LINE, Place(line=1, column=1))
    spans = {
        Anchor("表", number, "列"): Span(text, start, min(len(LINE), start + length))
        for number, (start, length) in enumerate(cells)
    }
    origin = DocumentOrigin(Document("文.txt", "txt", "", (Paragraph(text),)), spans, frozenset())
    expected = [
        any(span.start < figure.end and figure.start < span.end for span in spans.values()) for figure in origin.figures
    ]
    assert origin.judged(spans) == expected
