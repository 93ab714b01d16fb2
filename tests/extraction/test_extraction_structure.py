"""Tables that hold the document itself, its title and its year."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from extraction_grids import document, grid
from extraction_samples import report_of

from gouji.document.model import Document, Grid
from gouji.document.txt import read
from gouji.extraction.assembling import extract
from gouji.extraction.text.title import title_of, year_of
from gouji.packs.loader import load_pack
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


def test_where_several_numbers_are_missing_the_text_was_cut(pack_of: MakePack) -> None:
    text = "一、情况\n（一）职责\n（三）人员\n三、问题\n六、措施\n七、其他"
    rows = report_of(pack_of("", NAMES), text).tables["提纲"]
    # one gap among the headings of the second level may be a slip, two of the first are none
    doubtful = [row["序号"] for row in rows if row["疑"] == "是"]
    assert doubtful == ["一、", "三、", "六、", "七、"]


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
        ("报告\n一、概况\n按《甲局2022年度办法》开展2023年度自评。2023年做了。", [("2023", "2023")]),
        ("报告\n一、概况\n收入比2022年增加。开展2023年度自评。2022年做了。", []),
        (f"报告\n一、概况\n开展2023年度自评。{'2022年做了。' * 5}", [("2023", "2022")]),
        ("报告\n一、概况\n开展2023年度自评。2023元。", []),
        ("报告\n发布日期：2024年3月1日\n一、概况\n开展2023年度自评。2023年做了。", [("2023", "2023")]),
        ("2023年度报告\n一、概况\n12023年、2023元。", []),
    ],
)
def test_the_years_as_one_row(pack_of: MakePack, text: str, years: list[tuple[str, str]]) -> None:
    rows = report_of(pack_of("", NAMES), text).tables.get("年份", [])
    assert [(row["标题年"], row["正文年"]) for row in rows] == years


def test_the_last_day_is_that_of_a_year_in_the_title(pack_of: MakePack) -> None:
    pack = pack_of("", "表: {年份: {来自: 年份, 列: {标题年: 数, 正文年: 数, 年末: 日期}}}\n")
    rows = [
        report_of(pack, f"{title}\n一、概况\n2023年度好。2023年好。").tables["年份"] for title in ("2023年报告", "报告")
    ]
    assert [row[0].get("年末") for row in rows] == ["2023年12月31日", None]


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("某局\n2022年度绩效自评报告\n一、概况\n2023年好。2023年好。", "某局 2022年度绩效自评报告", 2022),
        ("自评报告\n一、概况\n2023年。2022年。2023年。", "自评报告", 2023),
        ("自评报告\n第一章 概况", "自评报告", None),
        ("本单位做了很多工作。\n2021年做的。", "", 2021),
        ("表一\t2020年\n甲\t乙", "表一 甲", 2020),
        ("甲\n乙\n丙\n丁\n戊", "甲 乙 丙 丁", None),
        ("题" * 61, "", None),
        ("某县收支通报\n单位：万元、％\n一、概况", "某县收支通报", None),
        ("某县收支通报\n（金额单位：元）\n一、概况", "某县收支通报", None),
        ("单位绩效自评报告\n一、概况", "单位绩效自评报告", None),
        ("某县\n收 支 通 报 表\n一、概况", "某县 收 支 通 报 表", None),
    ],
)
def test_title_and_year(text: str, title: str, year: int | None) -> None:
    document = read(text.encode(), "a.txt")
    assert (title_of(document), year_of(document)) == (title, year)


@pytest.mark.parametrize(
    ("rows", "title", "year"),
    [
        ([["附件2"], ["项目支出绩效自评表"], ["（2024年度）"], ["项目名称", "夜校"]], "项目支出绩效自评表", 2024),
        ([["某局"], ["自评表"], ["填报日期：2025年2月"], ["项目名称", "夜校"]], "某局 自评表", 2025),
        ([["附表1-1"], ["项目名称", "夜校"]], "页 项目名称 夜校", None),
        ([["某局2023年度自评报告"], ["一、基本情况"], ["做了很多。"]], "某局2023年度自评报告", 2023),
    ],
)
def test_the_title_of_a_form(rows: list[list[str]], title: str, year: int | None) -> None:
    form = grid(*[list(row) for row in rows])
    found = Document("a.xlsx", "xlsx", "", (Grid(form.cells, name="页"),))
    assert (title_of(found), year_of(found)) == (title, year)


def test_the_number_of_an_attachment_and_a_year_by_itself_are_no_title() -> None:
    document = read("附件2\n项目支出绩效自评表\n（2024年度）\n一、概况".encode(), "a.txt")
    assert (title_of(document), year_of(document)) == ("项目支出绩效自评表", 2024)


@pytest.mark.parametrize(
    ("parts", "unit"),
    [
        ([grid(["项目名称", "夜校"], ["主管部门", "某县教育局", "实施单位", "某县文化馆"])], "某县文化馆"),
        ([grid(["单位名称（盖章）", "某县文化馆", "联系人", "张三"])], "某县文化馆"),
        ([grid(["填报单位：某县文化馆（公章）"], ["项目名称", "夜校"])], "某县文化馆"),
        (["自评表", "填报单位：某县 文化馆   填报日期：2024年1月"], "某县 文化馆"),
        (["关于某县文化馆2023年度预算执行的自评报告"], "某县文化馆"),
        (["某县文化馆", "2023年度自评报告"], "某县文化馆"),
        # the header of another column, a unit of money, an empty cell, what is no office
        ([grid(["实施单位", "预算数", "执行数"], ["某县文化馆", "1", "1"])], None),
        (["自评表", "单位：万元"], None),
        ([grid(["实施单位", ""], ["预算数", "1"])], None),
        (["夜校建设2023年度自评报告"], None),
    ],
)
def test_who_hands_it_in(parts: list[Grid | str], unit: str | None) -> None:
    assert extract(document(*parts), load_pack(["cn-performance"])).unit == unit


def test_who_hands_it_in_needs_the_words_of_a_pack(pack_of: MakePack) -> None:
    assert report_of(pack_of("", NAMES), "填报单位：某县文化馆").unit is None


def test_a_report_says_what_it_is(pack_of: MakePack) -> None:
    report = report_of(pack_of("", NAMES), "2022年度自评报告\n一、概况\n好。")
    assert (report.kind, report.year) == ("2022年度自评报告", 2022)
