"""Printed tables in plain words, whose headers are also words in which sentences are told: 上年, 本年, 增减, 占比."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

_CHANGES = """松口镇图书馆事业情况
表1 馆藏
项目 | 上年 | 本年 | 增减
图书 | 2410 | 2552 | 142
期刊 | 316 | 301 | -15
音像 | 128 | 143 | 15
合计 | 2854 | 2996 | 142
"""


@pytest.mark.parametrize("pack", ["cn-claims", "cn-performance"])
def test_differences_and_totals_of_a_table_of_changes_are_judged(pack: str) -> None:
    result = judged(_CHANGES, pack)
    assert held(result, "table-row-difference") == 4
    assert held(result, "table-sum") == 3
    assert not accused(result)


@pytest.mark.parametrize(
    ("right", "wrong", "rule"), [("-15", "-25", "table-row-difference"), ("2996", "2986", "table-sum")]
)
def test_a_wrong_figure_of_a_table_of_changes_is_found(right: str, wrong: str, rule: str) -> None:
    assert rule in accused(judged(_CHANGES.replace(right, wrong), "cn-performance"))


def test_a_table_of_shares_is_judged_beside_words_of_accounts() -> None:
    text = """松口镇学生情况
项目 | 人数 | 占比
小学生 | 3,120 | 60.00%
初中生 | 1,456 | 28.00%
高中生 | 624 | 12.00%
合计 | 5,200 | 100%
"""
    result = judged(text, "cn-performance")
    assert held(result, "table-share") == 3
    assert held(result, "table-sum") == 1
    assert not accused(result)
    assert "table-share" in accused(judged(text.replace("28.00%", "26.00%"), "cn-performance"))


_YEARS = """松口镇渠道改造情况
年度 | 计划里程（公里） | 完成里程（公里） | 安排资金（万元） | 拨付资金（万元） | 拨付率
2020 | 18.40 | 18.40 | 1,250.00 | 1,200.00 | 96.00%
2021 | 16.25 | 15.80 | 1,400.00 | 1,190.00 | 85.00%
2022 | 19.10 | 17.65 | 1,500.00 | 1,125.00 | 75.00%
合计 | 53.75 | 51.85 | 4,150.00 | 3,515.00 | 84.70%
"""


def test_rows_named_by_years_are_judged() -> None:
    result = judged(_YEARS, "cn-performance")
    assert held(result, "table-sum") == 4
    assert held(result, "table-row-ratio") == 4
    assert not accused(result)


@pytest.mark.parametrize(("right", "wrong", "rule"), [("51.85", "52.85", "table-sum"), ("85.00%", "82.00%", "ratio")])
def test_a_wrong_figure_beside_a_year_is_found(right: str, wrong: str, rule: str) -> None:
    assert any(rule in found for found in accused(judged(_YEARS.replace(right, wrong), "cn-performance")))


def test_years_in_a_row_are_a_header_and_no_figures() -> None:
    text = """松口镇人口情况
指标 | 2020 | 2021 | 2022
户数 | 812 | 826 | 840
人口 | 2310 | 2345 | 2388
男 | 1180 | 1196 | 1215
"""
    assert not accused(judged(text, "cn-performance"))
