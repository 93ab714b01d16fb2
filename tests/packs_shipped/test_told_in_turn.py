"""Figures told in turn (分别为) against the rows of the names they are told of."""

from __future__ import annotations

from short_texts import accused, held, judged

from gouji.engine.outcome import Severity

ROWS = (
    "护林站建设情况\n1林火瞭望塔10座8座80.00%\n2防火隔离带460公里437公里95.00%\n3巡护便道12公里12公里100.00%\n"
    "有两项未完成，分别是林火瞭望塔和防火隔离带，完成率分别为{}和{}。"
)


def hints(text: str) -> int:
    result = judged(text, "cn-claims")
    assert accused(result) == []
    return sum(one.rule == "comparison-false" and one.severity == Severity.INFO for one in result.findings)


def test_figures_in_the_order_of_their_rows_hold() -> None:
    text = ROWS.format("80.00%", "95.00%")
    assert held(judged(text, "cn-claims"), "comparison-false") == 2
    assert hints(text) == 0


def test_figures_in_another_order_are_hints() -> None:
    assert hints(ROWS.format("95.00%", "80.00%")) == 2


def test_figures_that_no_row_has_are_of_something_else() -> None:
    assert hints(ROWS.format("85.00%", "70.00%")) == 0
