from __future__ import annotations

import re
import time

import pytest
from document_samples import read, shape, source_at, spans, told
from hypothesis import given
from hypothesis import strategies as st

from gouji.document import csv as csv_reader
from gouji.faults import SubmissionError

MARKDOWN = """---
title: 不是正文
---
# 2023年度**自评**报告 #

全年预算 **120.5** 万元，
支出 `98` 万元，见[附表](http://example.invalid/a)，3\\*4，2*3。

一、概况
--------
- 第一项 10 个
- 第二项
  接着
1. 甲

> 引用 7 处

| 指标 | 得分 |
|:---|---:|
| a \\| b | **9.5** |
| 丙 | |

```
原样 **1**
```
"""


def test_markdown_is_read_without_its_marks() -> None:
    assert shape(read("md", MARKDOWN)) == [
        (1, "2023年度自评报告"),
        "全年预算 120.5 万元，支出 98 万元，见附表，3*4，2*3。",
        (2, "一、概况"),
        "第一项 10 个",
        "第二项接着",
        "1. 甲",
        "引用 7 处",
        [["指标", "得分"], ["a | b", "9.5"], ["丙", ""]],
        "原样 **1**",
    ]


def test_every_figure_of_markdown_is_found_at_its_line_and_column() -> None:
    found = 0
    for text in read("md", MARKDOWN).texts:
        for figure in re.finditer(r"\d[\d.]*", text.text):
            assert source_at(MARKDOWN, text, figure.start(), figure.end()) == figure[0]
            found += 1
    assert found == 12


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，"])
def test_the_separator_is_found(separator: str) -> None:
    rows = [["指标", "目标", "实际"], ["数量", "100", "98"], ["质量", "95%", ""]]
    source = "\n".join(separator.join(row) for row in rows)
    assert shape(read("csv", source)) == [rows]


def test_fields_in_quotation_marks() -> None:
    source = '名称,金额,"说明"\r\n"甲,乙","1,200.50","他说""好""\r\n第二行"\r\n\r\n"未闭合,3,4\r\n'
    document = read("csv", source)
    assert shape(document) == [
        [["名称", "金额", "说明"], ["甲,乙", "1,200.50", '他说"好"\n第二行'], ['"未闭合', "3", "4"]]
    ]
    [grid] = document.grids
    assert grid.spans_known
    flat = source.replace("\r\n", "\n")
    for cell, figure in ((grid.at(1, 1), "1,200.50"), (grid.at(2, 1), "3")):
        assert cell is not None
        assert source_at(flat, cell.text, 0, len(figure)) == figure
    last = grid.at(1, 2)
    assert last is not None
    assert source_at(flat, last.text, 6, 9) == "第二行"


def test_a_spreadsheet_may_say_its_separator() -> None:
    assert shape(read("csv", "sep=;\na,1;b,2\n")) == [[["a,1", "b,2"]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("kind", ["csv", "md"])
def test_encodings(kind: str, encoding: str) -> None:
    source = "指标名称,年度目标值,实际完成值\n培训人次,一百二十,一百一十\n"
    assert next(iter(read(kind, source.encode(encoding)).texts)).text.startswith("指标名称")


def test_empty_files_and_too_large_tables_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    advice = "请用对应的程序打开核实内容；网页的正文若由脚本载入，请在浏览器中另存为 PDF"
    assert told("csv", ",,,\n,,\n", "空.csv") == [f"空.csv: error[D230] 文件里没有可见的文字｜{advice}"]
    assert told("md", "---\n\n", "空.md") == [f"空.md: error[D230] 文件里没有可见的文字｜{advice}"]
    monkeypatch.setattr(csv_reader, "MOST_CELLS", 3)
    assert told("csv", "1,2\n3,4\n", "大.csv") == [
        "大.csv: error[D228] 表格超过 3 个单元格的上限｜请把表格拆成几个文件分别核查"
    ]


BROKEN = {
    "quotes": '",' * 100_000,
    "quoted": '"' * 200_001,
    "line ends": "文,1" + "\n" * 500_000,
    "one line": "文," + "x" * 2_000_000,
    "stars": "文" + "*" * 100_000,
    "brackets": "文" + "[" * 50_000,
    "links": "文" + "[a](" * 20_000,
    "bars": "|" * 50_000 + "\n|-|\n文",
    "tags": "文" + "<a" * 50_000,
    "comments": "文" + "<!--" * 20_000,
    "tables": "文" + "\n<table>" * 20_000,
    "inner tables": "<table><td>文" * 2_000 + "\n" + "</table>" * 2_000,
    "ruled": "|文\n" + "|-" * 50_000 + "x",
    "quotations": ">" * 100_000 + "文",
}


@pytest.mark.parametrize("kind", ["csv", "md"])
@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_take_no_time(kind: str, name: str) -> None:
    start = time.process_time()
    assert any(text.text for text in read(kind, BROKEN[name]).texts)
    assert time.process_time() - start < 8


@given(st.text(alphabet="|-#*`>[]()\\ \n\t文1\"',;<!_=:.+~"), st.sampled_from(["csv", "md"]))
def test_whatever_is_written_is_read_or_refused(source: str, kind: str) -> None:
    try:
        document = read(kind, source)
    except SubmissionError as fault:
        assert {d.code for d in fault.diagnostics} <= {"D236", "D230"}
        return
    for text in document.texts:
        assert text.spots[0].offset == 0
        for spot in text.spots:
            assert spot.place.line is not None and spot.place.line <= source.count("\n") + source.count("\r") + 1


@given(st.lists(st.lists(st.text(alphabet='文1 ,"\n;', max_size=6), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_the_standard_library_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv
    from io import StringIO

    stream = StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["a", "b"], *rows])
    assert shape(read("csv", stream.getvalue())) == [
        [["a", "b"], *([cell.strip() for cell in row] for row in rows)],
    ]


def test_a_table_of_a_web_page_in_markdown() -> None:
    """Converters write tables with merged cells so; what stands behind the table in its last line is text."""
    source = (
        "# 一、情况\n\n<table><tr><td rowspan=2>2023</td><td>一类</td><td>27个</td></tr>\n"
        "<tr><td>二类</td><td>28个</td></tr></table>尾注\n\n正文。\n"
    )
    document = read("md", source)
    assert shape(document)[2:] == ["尾注", "正文。"]
    [grid] = document.grids
    assert spans(grid) == {
        "2023": (0, 0, 2, 1),
        "一类": (0, 1, 1, 1),
        "27个": (0, 2, 1, 1),
        "二类": (1, 1, 1, 1),
        "28个": (1, 2, 1, 1),
    }
    last = grid.at(1, 2)
    assert last is not None
    assert source_at(source, last.text, 0, 3) == "28个"


def test_a_table_that_is_never_closed_is_text() -> None:
    assert shape(read("md", "<table><tr><td>甲\n\n<table>乙\n")) == ["甲", "乙"]
    closed = "<table><tr><td>丙</td><td>1</td></tr></table>"
    assert shape(read("md", f"<table>甲\n\n{closed}\n")) == ["甲", [["丙", "1"]]]
