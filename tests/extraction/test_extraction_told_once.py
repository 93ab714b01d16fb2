"""One figure held against one bound by several readers is told once."""

from __future__ import annotations

import pytest
from extraction_samples import sentences_of

from gouji.extraction.claimed.saidonce import say_once
from gouji.extraction.drafting.draft import Draft, text_of
from gouji.language import Table

TABLE = Table("比较", {})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ([("≥100%", False), (">100%", True)], ["≥100%"]),
        ([(">100%", True), ("≥100%", False)], ["≥100%"]),
        ([("≥100%", True), (">100%", True)], ["≥100%"]),
        ([("≥100%", False), (">100%", False)], ["≥100%", ">100%"]),
        ([("≤100%", False), ("≥100%", True)], ["≤100%", "≥100%"]),
        ([("≥95%", False), ("≥100%", True)], ["≥95%", "≥100%"]),
        ([("上年", False), ("上年", True)], ["上年", "上年"]),
    ],
)
def test_rows_in_doubt_of_one_figure_and_one_bound_are_told_once(told: list[tuple[str, bool]], kept: list[str]) -> None:
    (sentence,) = sentences_of("完成率98%。")
    at = next(iter(sentence.figures))
    draft = Draft()
    for limit, doubt in told:
        draft.row(TABLE.name, {"事项": "完成率", "数值": sentence.span(at, at + 1), "所比": limit}, doubt)
    say_once(TABLE, draft)
    assert [text_of(row.cells["所比"]) for row in draft.tables[TABLE.name]] == kept
