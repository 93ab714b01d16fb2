"""Tables that hold the document itself, its title and its year."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from extraction_samples import report_of

from gouji.document.txt import read
from gouji.extraction.title import title_of, year_of
from gouji.packs.model import Pack
from gouji.report import Anchor

MakePack = Callable[..., Pack]

NAMES = """表:
  提纲: {来自: 提纲, 列: {文: 文本, 序号: 文本, 数: 数, 前数: 数, 级: 数, 类: 文本, 疑: 文本, 重起: 文本}}
  段落: {来自: 段落, 列: {文: 文本, 类: 文本}}
  年份: {来自: 年份, 列: {标题年: 数, 正文年: 数}}
"""


def test_the_outline_as_rows(pack_of: MakePack) -> None:
    report = report_of(pack_of("", NAMES), "一、情况\n三、问题\n1、完成培训80人，很好。\n一是人手不足。")
    rows = [tuple(row.values()) for row in report.tables["提纲"]]
    assert rows == [
        ("一、情况", "一、", "1", "0", "3", "标题", "否", "否"),
        ("三、问题", "三、", "3", "1", "3", "标题", "否", "否"),
        ("1、完成培训80人，很好。", "1、", "1", "0", "5", "条目", "否", "否"),
        ("一是", "一是", "1", "0", "9", "列举", "否", "否"),
    ]
    place = report.locate(Anchor("提纲", 1, "数"))
    assert (place.line, place.column) == (2, 1)


def test_only_the_columns_that_the_vocabulary_has(pack_of: MakePack) -> None:
    report = report_of(pack_of("", "表: {目录: {来自: 提纲, 列: {文: 文本, 别的: 文本}}}\n"), "一、甲\n二、乙")
    assert [dict(row) for row in report.tables["目录"]] == [{"文": "一、甲"}, {"文": "二、乙"}]


def test_the_paragraphs_as_rows(pack_of: MakePack) -> None:
    report = report_of(pack_of("", NAMES), "一、情况\n完成了。\n甲\t乙\n丙\t\n")
    assert [(row["文"], row["类"]) for row in report.tables["段落"]] == [
        ("一、情况", "标题"), ("完成了。", "正文"), ("甲", "单元格"), ("乙", "单元格"), ("丙", "正文"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年度报告\n一、概况\n2022年做了。2022年又做了。2021年没做。", [("2023", "2022")]),
        ("2023年度报告\n一、概况\n2023年做了。2022年也做了。", [("2023", "2023")]),
        ("2023年度报告\n一、概况\n没有年份。", []),
        ("报告\n一、概况\n2023年做了。", []),
        ("2023年度报告\n一、概况\n12023年、2023元。", []),
    ],
)
def test_the_years_as_one_row(pack_of: MakePack, text: str, years: list[tuple[str, str]]) -> None:
    rows = report_of(pack_of("", NAMES), text).tables.get("年份", [])
    assert [(row["标题年"], row["正文年"]) for row in rows] == years


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("某局\n2022年度绩效自评报告\n一、概况\n2023年好。2023年好。", "某局 2022年度绩效自评报告", 2022),
        ("自评报告\n一、概况\n2023年。2022年。2023年。", "自评报告", 2023),
        ("自评报告\n第一章 概况", "自评报告", None),
        ("本单位做了很多工作。\n2021年做的。", "", 2021),
        ("表一\t2020年\n甲\t乙", "表一 2020年 甲", 2020),
        ("甲\n乙\n丙\n丁\n戊", "甲 乙 丙 丁", None),
        ("题" * 61, "", None),
    ],
)
def test_title_and_year(text: str, title: str, year: int | None) -> None:
    document = read(text.encode(), "a.txt")
    assert (title_of(document), year_of(document)) == (title, year)


def test_a_report_says_what_it_is(pack_of: MakePack) -> None:
    report = report_of(pack_of("", NAMES), "2022年度自评报告\n一、概况\n好。")
    assert (report.kind, report.year) == ("2022年度自评报告", 2022)
