"""Tables of contents and rows of printed tables among the lines of a text: neither are headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.document.model import Document
from gouji.document.txt import read
from gouji.extraction.text.chapters import chapters
from gouji.extraction.text.contents import contents, plain_words
from gouji.extraction.text.entries import Entry, entries
from gouji.extraction.text.rowlines import row_lines


def document(text: str) -> Document:
    return read(text.encode(), "sample.txt")


def outline(text: str) -> list[Entry]:
    return entries(document(text), set())


def gaps(text: str) -> list[tuple[str, int]]:
    """Numbers that do not follow the one before them, each with what should have been printed."""
    return [(one.printed, one.before + 1) for one in outline(text) if one.before and one.number != one.before + 1]


def bare(text: str) -> list[str]:
    return [one.name for one in chapters(document(text), set()) if one.alike == 1]


#: A contents that goes on over the end of a page, with a line that is broken by its width, and another year than the text.
CONTENTS = """清河市水务管理中心
2025 年度部门决算
目 录
第一部分 清河市水务管理中心概况
一、主要职能
二、机构设置
第二部分 清河市水务管理中心及所属各防汛物资储备管理站 2025 年度
部门决算表
一、收入决算表
二、支出决算表
第三部分 清河市水务管理中心 202 年度部门决算情况说明
一、收入情况说明
\f
二、支出情况说明
三、其他重要事项说明
第四部分 名词解释
\f
"""
TEXT = """第一部分 清河市水务管理中心概况
一、主要职能
负责全市泵站和河道的日常管护。
二、机构设置
中心设三个科室。
\f
清河市水务管理中心及所属各防汛物资储备管理站 2025 年度部门决算表
收入决算表
单位：万元
科目 合计
农林水支出 1,204.50
\f
第三部分 清河市水务管理中心 2025 年度部门决算情况说明
一、收入情况说明
本年收入1204.50万元。
二、支出情况说明
本年支出1204.50万元。
三、其他重要事项说明
本年没有政府采购。
第四部分 名词解释
一、财政拨款：指从本级财政取得的资金。
"""


def test_a_contents_over_two_pages_is_no_outline() -> None:
    found = outline(CONTENTS + TEXT)
    assert [one.printed for one in found if one.style == 0] == ["第一部", "第三部", "第四部"]
    assert gaps(CONTENTS + TEXT) == []
    assert not any(one.again for one in found)
    assert bare(CONTENTS + TEXT) == []


def test_a_part_that_the_contents_names_stands_without_its_number() -> None:
    assert gaps(CONTENTS + TEXT.replace("清河市水务管理中心及所属各防汛物资储备管理站 2025 年度部门决算表\n", "")) == [
        ("第三部", 2)
    ]


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("二、支出情况说明\n本年支出", ("三、", 2)),
        ("第三部分 清河市水务管理中心 2025 年度部门决算情况说明\n", ("第四部", 3)),
    ],
)
def test_a_heading_that_is_missing_behind_a_contents_is_missed(gone: str, told: tuple[str, int]) -> None:
    text = TEXT.replace(gone, gone.partition("\n")[2])
    assert text != TEXT
    assert told in gaps(CONTENTS + text)


def test_a_contents_with_leaders_whose_headings_have_no_numbers_in_the_text() -> None:
    text = """目  录
一、部门职能 ………………
二、部门机构 ………………
三、预算表 …………………
    1. 2026年收支总表 ……………
    2. 2026年收入总表 ……………
四、其他说明 ………………

清河市水务管理中心职能
负责河道管护。
清河市水务管理中心机构
下设两个单位。
一、会议费
安排2次会议。
二、培训费
安排3次培训。
"""
    assert [(one.printed, one.before) for one in outline(text)] == [("一、", 0), ("二、", 1)]
    assert bare(text) == []


def test_the_name_of_a_contents_alone_hides_no_headings() -> None:
    text = "目录\n一、概况\n（一）职能\n1.管护\n管护河道。\n2.巡查\n巡查泵站。\n二、问题\n有。\n四、措施\n加强。"
    assert len(contents(document(text)).texts) == 0
    assert gaps(text) == [("四、", 3)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("第二部分 决算表", "决算表"),
        ("一、收入决算表 ……… 12", "收入决算表"),
        ("（一）概况：", "概况"),
        ("概 况", "概况"),
        ("三、2025", "2025"),
    ],
)
def test_the_words_of_a_heading(text: str, words: str) -> None:
    assert plain_words(text) == words


#: Two lists of rows side by side, most of the rows of which have no figure.
TABLE = """收支总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、拨款收入 1,904.27 一、一般支出 306.90
二、基金收入 二、外交支出
三、上级补助收入 三、国防支出
四、教育支出 16.24
五、农业支出
六、交通支出
七、住房保障支出 1,581.13
八、粮油储备支出
九、灾害防治及应急管理支
出
十、其他支出
本年收入合计 1,904.27 本年支出合计 1,904.27
一、年初结转
二、年初结余
总计 1,904.27 总计 1,904.27
注：本表反映本年度的收支情况。
"""


def test_rows_of_a_printed_table_are_no_headings() -> None:
    text = f"一、收支情况\n见下表。\n{TABLE}二、存在的问题\n人手不足。\n三、下一步打算\n增加人手。"
    assert [one.printed for one in outline(text)] == ["一、", "二、", "三、"]
    assert gaps(text) == []
    assert bare(text) == []


def test_a_heading_that_is_missing_behind_a_printed_table_is_missed() -> None:
    text = f"{TABLE}一、收支情况\n见上表。\n二、存在的问题\n人手不足。\n四、下一步打算\n增加人手。"
    assert gaps(text) == [("四、", 3)]


def test_cells_that_stand_one_below_the_other() -> None:
    text = """收支总表
项目
预算数
项目
预算数
一、拨款收入
7,483,458 一、社会保障支出
6,397,096
1. 一般预算
7,483,458 二、卫生支出
1,086,362
2. 基金预算
三、城乡支出
3. 经营预算
四、住房支出
二、事业收入
三、其他收入
收入总计
7,483,458
本表单位为元。
一、会议费
安排2次会议。
二、培训费
安排3次培训。
"""
    assert [(one.printed, one.before) for one in outline(text)] == [("一、", 0), ("二、", 1)]
    assert bare(text) == []


def test_headings_between_tables_keep_their_numbers() -> None:
    table = "项目 金额\n泵站 1,204.50\n河道 305.00\n合计 1,509.50\n"
    assert gaps(f"一、收入\n{table}二、支出\n{table}三、问题\n有。") == []
    assert not row_lines(document(f"一、收入\n{table}二、支出\n{table}三、问题\n有。")).sure


def test_two_numbered_lists_side_by_side() -> None:
    text = """总体目标 年度目标
"1.完成上级下达的年度任务。 "1.完成上级下达的
2.新增隐患为零。 年度任务。
3.开展专项治理，减少点位数。 2.新增隐患为零。
4.开展普查。
" 3.开展专项治理。
4.开展普查。
"""
    assert gaps(text) == []
    assert gaps("1.完成任务。\n2.新增隐患为零。\n4.开展普查。") == [("4.", 3)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("下属两家单位，包括：\n1.清河市泵站管理所\n2.清河市河道管理所\n以上单位都已汇总。", []),
        ("下属单位有（列示至基层单位）\n1.清河市泵站管理所\n2.清河市河道管理所\n以上单位都已汇总。", []),
        ("一、产出\n1.存在的问题\n2.存在的原因\n人手不足。", ["存在的问题"]),
        ("情况报告如下：\n一、概况\n二、问题\n人手不足。", ["概况"]),
    ],
)
def test_names_that_a_line_leads_to_stand_alone(text: str, names: list[str]) -> None:
    assert bare(text) == names


def test_a_page_that_is_printed_twice_has_its_numbers_where_it_stood_first() -> None:
    page = "2.组织巡查队伍，对管护范围内的河道开展全方位的巡查，做到及时发现。\n3.严格落实管护制度。\n二、实施周期\n全年。\n"
    text = f"一、实施方案\n1.加强组织领导。\n{page}三、预算安排\n安排30万元。\n{page}四、绩效目标\n见附表。"
    assert gaps(text) == []


@given(st.text("一二三目录、.（）0123456789,第部分年度…：\n\f 甲", max_size=120))
def test_any_text_is_read(text: str) -> None:
    sample = document(f"甲{text}")
    listed = contents(sample)
    assert listed.texts <= {id(one) for one in sample.texts}
    rows = row_lines(sample)
    assert not rows.sure & rows.open
    assert all(one.number > 0 for one in entries(sample, set()))
