"""Text files as documents: paragraphs put together, tables of tabs and bars, encodings, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.document import Document, Grid, Paragraph, Place, Spot, Text, read_documents
from gouji.document.txt import read
from gouji.faults import SubmissionError


def document(text: str) -> Document:
    return read(text.encode(), "sample.txt")


def paragraphs(text: str) -> list[str]:
    return [paragraph.text.text for paragraph in document(text).paragraphs]


def grids(text: str) -> list[list[list[str]]]:
    return [[[cell.text.text for cell in row] for row in grid.rows] for grid in document(text).grids]


LONG = "本单位认真贯彻落实上级的各项部署，全面完成了"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n年初的任务。", [f"{LONG}年初的任务。"]),
        (f"{LONG}\n  年初的\n任务。", [f"{LONG}年初的", "任务。"]),
        (f"{LONG}\n\n年初的任务。", [f"{LONG}年初的任务。"]),
        (f"{LONG}。\n年初的任务。", [f"{LONG}。", "年初的任务。"]),
        (f"{LONG}\n一、概况", [LONG, "一、概况"]),
        (f"{LONG}\n（二）概况", [LONG, "（二）概况"]),
        (f"{LONG}\n附件", [LONG, "附件"]),
        (f"一、{LONG}\n另起。", [f"一、{LONG}", "另起。"]),
        ("题目\n副题", ["题目", "副题"]),
        ("决算数1,0\n52.38万元，有所增加。", ["决算数1,052.38万元，有所增加。"]),
        ("决算数1,328.\n60万元。", ["决算数1,328.60万元。"]),
        ("决算数1,0\n520.38万元。", ["决算数1,0", "520.38万元。"]),
        ("包括13,\n2020年", ["包括13,", "2020年"]),
        (f"{LONG}\r\n年初的任务。\r第二段。", [f"{LONG}年初的任务。", "第二段。"]),
        ("第一页。\n\f第二页。", ["第一页。", "第二页。"]),
        ("\u3000\u3000缩进。  ", ["缩进。"]),
    ],
)
def test_lines_that_were_broken_are_one_paragraph(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


#: A page set in lines of one width, most of which break off in the middle of a word.
PAGE = """本单位本年度的收入和支出总计九千一百二十万元与上年度相
比有所增加其中用于保障机构正常运转的支出占绝大部分其余
用于完成特定的工作任务。
全年安排的各类培训班次和参加培训的人数都比上一年度有所
增长培训的内容也更贴近基层的实际需要受到了参训人员的普
遍欢迎。
公共服务设施的运行和维护费用按照年初确定的预算执行年中
没有发生大的调整年末略有结余全部按规定上缴财政统筹安排
使用。
（一）宣传教育科普活动社区文化体育设施更新维护改造项目
支出“小计”
一、其他
"""


def test_a_line_as_wide_as_its_page_goes_on_in_the_next() -> None:
    found = paragraphs(PAGE)
    assert [text[:6] for text in found] == ["本单位本年度", "全年安排的各", "公共服务设施", "（一）宣传教", "一、其他"]
    assert "与上年度相比有所增加" in found[0]
    assert found[3].endswith("改造项目支出“小计”")


def test_figures_are_not_glued_to_figures() -> None:
    text = "合计 19,044.27 14,206.00 4,838.27\n208 社会保障和就业支出 3,019.34 2,439.14 580.19"
    assert paragraphs(text) == text.split("\n")


def test_a_bar_on_a_line_of_its_own_closes_a_cell() -> None:
    (grid,) = document("指标\n|\n绝对数\n|\n产值\n|\n29.5\n|\n").blocks
    assert isinstance(grid, Grid)
    assert [cell.text.text for cell in grid.cells] == ["指标", "绝对数", "产值", "29.5"]


def test_a_paragraph_of_several_lines_knows_each_of_them() -> None:
    (paragraph,) = document(f"题目。\n  {LONG}\n\n 年初的任务。").blocks[1:]
    assert isinstance(paragraph, Paragraph)
    text = paragraph.text
    at = text.text.index("年初")
    assert text.place(0, 3) == Place(line=2, column=3, end_line=2, end_column=6)
    assert text.place(at, at + 2) == Place(line=4, column=2, end_line=4, end_column=4)
    assert text.place(at - 2, at + 1) == Place(line=2, column=at + 1, end_line=4, end_column=3)
    assert text.place() == Place(line=2, column=3, end_line=4, end_column=8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("名称\t预算\t执行\n甲\t1\t2", [[["名称", "预算", "执行"], ["甲", "1", "2"]]]),
        ("名称\t预算\n甲\t1\n\n乙\t2\n结尾。", [[["名称", "预算"], ["甲", "1"], ["乙", "2"]]]),
        ("甲\t1\n中间。\n乙\t2", [[["甲", "1"]], [["乙", "2"]]]),
        ("|名称|预算|\n|甲|1|", [[["名称", "预算"], ["甲", "1"]]]),
        ("| 甲 |  | 丙 |", [[["甲", "", "丙"]]]),
        ("甲｜乙｜丙", [[["甲", "乙", "丙"]]]),
        ("甲|乙", []),
        ("\t只有一格", []),
        ("甲\t", []),
    ],
)
def test_tables_between_tabs_or_bars(text: str, expected: list[list[list[str]]]) -> None:
    assert grids(text) == expected


def test_cells_know_their_columns() -> None:
    (grid,) = document("题\n|名称| 预算|\n|甲| 1 |").grids
    assert [(cell.text.text, cell.text.place().line, cell.text.place().column) for cell in grid.cells] == [
        ("名称", 2, 2), ("预算", 2, 6), ("甲", 3, 2), ("1", 3, 5),
    ]  # fmt: skip
    assert not grid.spans_known
    assert (grid.height, grid.width) == (2, 2)
    assert grid.at(1, 0) is grid.cells[2] and grid.at(2, 0) is None


SAMPLE = "绩效自评报告，预算１０万元。\n执行\t９万元"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings_of_chinese_offices(encoding: str) -> None:
    found = read(SAMPLE.encode(encoding), "a.txt")
    assert [text.text for text in found.texts] == ["绩效自评报告，预算１０万元。", "执行", "９万元"]
    assert next(found.texts).place().column == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D236"),
        (b" \r\n\t", "D236"),
        (bytes(range(256)) * 8, "D106"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "D106"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "D106"),
        ("预算".encode() + b"\xff\xfe\xff", "D106"),
        ("预算".encode("utf-16") + b"\x00", "D106"),
        (b"\xff\xfe\x00\x01", "D237"),
        (b"\xfe\xff\x01\x02\x03\x04", "D237"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(SubmissionError) as caught:
        read(data, "a.txt")
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.label is not None and fault.label.file == "a.txt"


def test_a_file_is_read_or_told(tmp_path: Path) -> None:
    good, bad, other = tmp_path / "a.TXT", tmp_path / "b.txt", tmp_path / "c.xyz"
    good.write_bytes("预算。".encode("gb18030"))
    bad.write_bytes(b"")
    (found,) = read_documents(good)
    assert isinstance(found, Document)
    assert (found.format, len(found.sha256), found.notes) == ("txt", 64, ())
    for path, code in ((bad, "D236"), (other, "D104"), (tmp_path / "d.txt", "D101"), (tmp_path / "e.txt", "D101")):
        (fault,) = read_documents(path)
        assert isinstance(fault, SubmissionError)
        assert [diagnostic.code for diagnostic in fault.diagnostics] == [code]


# -- model -------------------------------------------------------------------------------------------------------------


def test_the_place_of_a_stretch_of_one_line() -> None:
    text = Text.at("预算10万元", Place(line=7, column=5))
    assert text.place(2, 6) == Place(line=7, column=7, end_line=7, end_column=11)
    assert text.place(2, 2) == Place(line=7, column=7, end_line=7, end_column=8)


def test_the_place_of_a_text_without_columns_is_that_of_its_paragraph() -> None:
    assert Text.at("预算", Place(paragraph=3)).place(1, 2) == Place(paragraph=3)
    mixed = Text("甲乙", (Spot(0, Place(line=1, column=1)), Spot(1, Place(page=2))))
    assert mixed.place() == Place(line=1, column=1)


def test_a_span_leaves_out_the_blanks_around_it() -> None:
    text = Text.at(" 甲 乙\u3000", Place(line=1, column=1))
    span = text.span()
    assert (span.text, span.start, span.end) == ("甲 乙", 1, 4)
    assert text.span(2, 3).text == ""


@given(st.text("甲乙丙，。：一二、（）0123\t|｜\n\r\f \u3000", max_size=120).filter(lambda text: bool(text.strip())))
def test_every_character_of_a_text_stands_where_it_says(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = document(text)
    for one in found.texts:
        for at, sign in enumerate(one.text):
            place = one.place(at, at + 1)
            assert place.line is not None and place.column is not None
            assert lines[place.line - 1][place.column - 1] in (sign, "\f"), (one.text, at, place)


@given(st.text("甲乙丙，。：一二、（）0123\t|\n ", max_size=120).filter(lambda text: bool(text.strip())))
def test_nothing_but_blanks_and_bars_is_lost(text: str) -> None:
    drop = str.maketrans("", "", "\n\t| ")
    assert "".join(one.text for one in document(text).texts).translate(drop) == text.translate(drop)
    for grid in document(text).grids:
        assert isinstance(grid, Grid)
        assert all(row for row in grid.rows)


#: A paper most lines of which are rows of tables; its running text is set in lines of one width.
ROWS = "".join(f"20101{number:02} 行政运行 {number},204.50 {number},000.00\n" for number in range(10, 60))
PROSE = """“农林水支出（类）水利（款）水利行业业务管理（项）”
105.65 万元，主要用于泵站的日常管护和汛前检查以及汛
期值守。年初预算为 96.61 万元，支出决算为 105.65 万元。
“农林水支出（类）水利（款）水利工程建设与日常维护
（项）”22.64 万元，主要用于河道清淤和护岸加固以及泵
站改造的前期工作。年初预算为 20.66 万元，支出决算为
22.64 万元。决算数大于预算数的主要原因：年中追加了护
岸加固的资金。
二、政府性基金预算财政拨款支出决算情况说明如
下所列清河市水务管理中心全年没有政府性基金预算收支
清河市水务管理中心及所属泵站管理所全年的会议都在单
位内部召开，没有发生会议费；培训由上级部门统一安排，
没有发生培训费。
三、国有资本经营预算财政拨款的支出情况
清河市水务管理中心全年没有国有资本经营预算收入和支
出。
"""


def test_running_text_among_tables_has_a_width_of_its_own() -> None:
    told = paragraphs(f"{ROWS}\f\n{PROSE}\f\n{ROWS}")
    first = (
        "“农林水支出（类）水利（款）水利行业业务管理（项）”105.65 万元，主要用于泵站的日常管护和汛前检查以及汛期值守。"
    )
    assert f"{first}年初预算为 96.61 万元，支出决算为 105.65 万元。" in told
    assert any(one.startswith("“农林水支出（类）水利（款）水利工程建设与日常维护（项）”22.64 万元") for one in told)
    assert "三、国有资本经营预算财政拨款的支出情况" in told
    assert sum(one.startswith("20101") for one in told) == 100


def test_a_row_of_amounts_is_not_gone_on_with() -> None:
    text = PAGE + "本年收入合计 26,538.47 本年支出合计 24,535.67 2,002.80\n年初结转和结余 年末结转和结余\n"
    assert paragraphs(text)[-1] == "年初结转和结余 年末结转和结余"


def test_numbers_of_pages_are_no_part_of_what_goes_on_over_them() -> None:
    page = "".join(f"{line}\n" for line in PAGE.splitlines())
    text = f"{page}本单位全年安排的会议和培训都按照年初批复的计划开\n7\n\f\n展。\n好。\n8\n\f\n很好。\n- 9 -\n"
    told = paragraphs(text)
    assert told[-3:] == ["本单位全年安排的会议和培训都按照年初批复的计划开展。", "好。", "很好。"]
    assert paragraphs("甲\n208\n\f\n乙\n05\n\f\n丙\n99") == ["甲", "208", "乙", "05", "丙", "99"]
