"""Figures of one row by what they are called."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

from gouji.engine.outcome import Severity


def told(text: str) -> str:
    return f"某某县工作情况报告\n\n{text}\n"


@pytest.mark.parametrize(
    ("table", "right", "wrong", "rule"),
    [
        (
            "任务|计划数|完成数|完成比例\n甲项（户）|42|38|{}\n乙项（座）|300|300|100%",
            "90.5%",
            "94.5%",
            "table-row-ratio",
        ),
        ("项目|年初目标|实际完成|完成率（%）\n绿地|12.5|11.8|{}", "94.4", "84.4", "table-row-ratio"),
        ("单位|编制数|实有数|空编数\n甲局|36|31|{}\n乙局|28|28|0", "5", "6", "table-row-difference"),
        (
            "指标|2022年|2021年|同比增长\n零售额（亿元）|86.4|80.0|{}\n出口（亿元）|12.3|13.1|-6.1%",
            "8.0%",
            "7.0%",
            "table-row-growth",
        ),
        (
            "年份|总产值|农业|林业|牧业\n2020年|856.3|512.6|98.4|245.3\n2021年|{}|588.7|112.5|280.2",
            "981.4",
            "918.4",
            "table-sum-marked",
        ),
    ],
)
def test_a_row_below_its_names_is_reckoned(table: str, right: str, wrong: str, rule: str) -> None:
    result = judged(told(table.format(right)), "cn-claims")
    assert not accused(result)
    assert held(result, rule) + held(result, "table-sum")
    assert rule in accused(judged(told(table.format(wrong)), "cn-claims"))


@pytest.mark.parametrize(
    ("table", "right", "wrong", "rule"),
    [
        ("指标名称\n上年数\n本年数\n增减\n人数（万人）\n35.2\n38.6\n{}", "3.4", "3.2", "table-row-difference"),
        ("预算数：260.00万元\n执行数：247.00万元\n执行率：{}", "95.0%", "97.0%", "table-row-ratio"),
        (
            "年初结转和结余|54.66\n本年收入合计|1,293.10\n本年支出合计|1,290.42\n年末结转和结余|{}",
            "57.34",
            "51.98",
            "running-sum",
        ),
        (
            "一级|二级|分值\n产出（30分）|数量|12\n|质量|{}\n|时效|8\n效益（30分）|社会|15\n|生态|15",
            "10",
            "8",
            "table-sum-guessed",
        ),
    ],
)
def test_cells_of_which_only_the_order_is_known_are_a_remark(table: str, right: str, wrong: str, rule: str) -> None:
    result = judged(told(table.format(right)), "cn-claims")
    assert not result.findings
    found = [finding for finding in judged(told(table.format(wrong)), "cn-claims").findings if finding.rule == rule]
    assert [finding.severity for finding in found] == [Severity.INFO]


@pytest.mark.parametrize(
    "trap",
    [
        "项目|预算数|上年结转|执行数|结余\n甲项|100.00|20.00|90.00|30.00",
        "指标|2022年|2018年|增长率\n甲项|86.4|80.0|3.1%",
        "地区|合计|同比增减\n甲镇|120|5\n乙镇|80|-3",
        "项目|目标值|完成值|满意率\n甲项|42|38|96.5%",
        "年初结转|54.66\n本年收入|100.00\n利息收入|2.00\n本年支出|90.00\n年末结转|66.66",
    ],
)
def test_what_the_names_do_not_say_accuses_nobody(trap: str) -> None:
    assert not judged(told(trap), "cn-claims").findings
