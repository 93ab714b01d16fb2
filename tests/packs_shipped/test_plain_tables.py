"""Printed tables in plain words, whose headers are also words in which sentences are told: 上年, 本年, 增减, 占比."""

from __future__ import annotations

import io

import docx
import pytest
from short_texts import accused, held, judged, shipped

from gouji.document.model import Document
from gouji.document.reading import read_bytes
from gouji.engine.result import Result
from gouji.extraction.assembling import extract

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


def _paragraphs(lines: str) -> Result:
    """The lines as paragraphs of a Word document, of which nothing says that they are rows."""
    written = docx.Document()
    for line in lines.splitlines():
        written.add_paragraph(line)
    saved = io.BytesIO()
    written.save(saved)
    (document,) = read_bytes(saved.getvalue(), "文.docx")
    assert isinstance(document, Document)
    rules = shipped("cn-claims")
    return rules.check(extract(document, rules.pack))


_BLANKS = """松口县乡镇收入完成情况通报
　　　　　　　　　单位：万元、％
序号 乡镇　年度任务　累计完成　完成率　上年同期　增长
 1 城关镇　3000　3126　104.2　2984　4.8
 2 白马镇　1800　1842　102.3　1736　6.1
 3 洪山镇　1500　1455　97.0　1390　4.7
 4 三溪镇　1050　986　93.9　1012　-2.6
　 合计　7350　7409　100.8　7122　4.0
"""


def test_rates_without_a_header_are_no_parts_of_a_sum() -> None:
    sound = _paragraphs(_BLANKS)
    assert held(sound, "table-sum") == 3
    assert not accused(sound)
    assert "table-sum" in accused(_paragraphs(_BLANKS.replace("7409", "7609")))
