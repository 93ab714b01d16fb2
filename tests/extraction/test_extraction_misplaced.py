"""Codes of a classification among the amounts of a table: its rows are misread."""

from __future__ import annotations

import pytest

from gouji.extraction.grids.body import Body, BodyRow
from gouji.extraction.grids.misplaced import misplaced
from gouji.extraction.grids.template import Template

SHIFTED = [("207", "300.50"), ("20709", "20.10"), ("2070904", "20.10"), ("69.30", "2080502"), ("34.63", "20808")]


def body(rows: list[tuple[str, str]]) -> Body:
    return Body(
        Template("收支", (), 1, False), [BodyRow({"合计": a, "基本支出": b, "编码": "208"}, []) for a, b in rows]
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SHIFTED, {0, 1, 2, 3, 4}),
        ([(b, a) for a, b in SHIFTED], {0, 1, 2, 3, 4}),
        ([("10.00", "10.00"), *SHIFTED], {1, 2, 3, 4, 5}),
        ([("207", "300.50"), ("20709", "20.10"), ("69.30", "69.30"), ("34.63", "34.63")], set()),  # one pair: a chance
        ([("207", "300"), ("20709", "20"), ("2070904", "20")], set()),  # no decimals: amounts may look so
        ([("300.50", "300.50"), ("20.10", "20.10")], set()),
        ([], set()),
    ],
)
def test_codes_go_on_each_other_beside_figures_with_decimals(rows: list[tuple[str, str]], expected: set[int]) -> None:
    assert misplaced(body(rows), ["合计", "基本支出"]) == expected


def test_codes_in_a_column_of_their_own_are_in_their_place() -> None:
    rows = [BodyRow({"编码": code, "合计": "20.10"}, []) for code in ("207", "20709", "2070904")]
    assert misplaced(Body(Template("收支", (), 1, False), rows), ["合计"]) == set()
