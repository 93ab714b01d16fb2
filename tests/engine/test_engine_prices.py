"""金额 = 数量 × 单价, as people print the three: counts with their measure words, prices with or without 每."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import gouji


@pytest.fixture
def verdict(tmp_path: Path) -> Callable[[str, dict[str, str]], str]:
    """What one line says of one row: ``passed``, the value it asks for, or why it cannot be judged."""

    def made(line: str, row: dict[str, str]) -> str:
        path = tmp_path / "rules.yaml"
        path.write_text(f"规则:\n  - {line}\n", encoding="utf-8")
        report = gouji.report_from_dict({"fields": {}, "tables": {"采购": [row]}})
        result = gouji.load_rules(path).check(report)
        if result.undecided:
            return "undecided"
        return result.findings[0].evidence.expected if result.findings else "passed"

    return made


@pytest.mark.parametrize("price", ["800元", "800元/个", "800.00元/个"])
def test_an_amount_is_a_number_times_a_price(verdict, price: str) -> None:
    row = {"数量": "120个", "单价": price, "金额": "9.60万元"}
    assert verdict("金额 = 数量 × 单价", row) == "passed"
    assert verdict("金额 = 数量 × 单价", row | {"金额": "9.50万元"}) == "9.6万元"


def test_an_average_is_an_amount_for_each(verdict) -> None:
    row = {"支出": "9.60万元", "人数": "120人", "人均": "800元"}
    assert verdict("人均 = 支出 ÷ 人数", row) == "passed"
    assert verdict("人均 = 支出 ÷ 人数", row | {"人均": "850元"}) == "800元"


@pytest.mark.parametrize(
    "row",
    [
        {"甲": "5万元", "乙": "10亩", "丙": "500元"},  # a price for a mu is no price for a square metre
        {"甲": "120人", "乙": "10户", "丙": "12人"},  # heads are no households
    ],
)
def test_other_units_stay_apart(verdict, row: dict[str, str]) -> None:
    assert verdict("甲 = 乙 × 丙", row) == "undecided"
