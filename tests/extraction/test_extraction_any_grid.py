"""Whatever stands in a table, it is read without a fault, in bounded time, and every figure was printed there."""

from __future__ import annotations

from extraction_grids import document, drafted, grid, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.extraction.drafting.draft import span_of

WORDS = sorted({*vocabulary().fields, *vocabulary().tables, *(w for t in vocabulary().columns.values() for w in t)})
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ("", "", "12", "1.00", "≥90%", "95%", "3人，缺席", "/", "合计", "小计", "总分", "单位：万元", "产出指标")
    ),
    st.sampled_from(
        (
            "资金来源:(1)财政拨款",
            "(2)其他",
            "甲 乙 丙",
            "10 8",
            "30户31户",
            "其中：区级资金",
            "总额",
            "≥",
            "元",
            "字" * 200,
        )
    ),
    st.text(max_size=6),
)


@st.composite
def blocks(draw: st.DrawFn) -> object:
    if draw(st.booleans()):
        return draw(CELLS)
    width = draw(st.integers(1, 9))
    cells = [[draw(CELLS) for _ in range(width)] for _ in range(draw(st.integers(1, 7)))]
    return grid(*[[(text, draw(st.sampled_from((1, 1, 1, 2))), 1) for text in row] for row in cells])


@given(st.lists(blocks(), max_size=4), st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=8))
@settings(deadline=None, max_examples=60)
def test_nothing_is_a_fault_and_nothing_is_invented(parts: list[object], lines: list[list[str]]) -> None:
    dumped = "\n".join("\t".join(line) for line in lines)
    for draft in (drafted(document(*parts)), drafted(dumped)):  # type: ignore[arg-type]
        values = [v for rows in draft.tables.values() for row in rows for v in row.cells.values()]
        for value in (*values, *draft.fields.values()):
            span = span_of(value)
            if span is None:
                assert value is None or value == "合计"
            else:
                assert span.text and value is not None
