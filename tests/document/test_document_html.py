from __future__ import annotations

import re
import time

import pytest
from document_samples import read, shape, source_at, spans, told
from hypothesis import given
from hypothesis import strategies as st

from gouji.document import Grid
from gouji.faults import SubmissionError


def grids(source: str) -> list[Grid]:
    return list(read("html", source).grids)


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    source = """<!DOCTYPE html><html><head><title>不显示</title><style>p {color: red}</style>
<script>document.write("<p>不显示</p>")</script></head><body>
<h1>2023年度自评报告</h1>
<p>预算 <b>120</b>.5&nbsp;万元，
   支出&#49;&lt;2 &amp; 3 < 4<br>另起一行
<p>下一段 <!-- 注 --><span style="display: none">隐藏</span><i hidden>隐藏</i>结尾
<ol start=3><li>甲<li>乙</ol><ul><li>丙</ul>
<template>隐藏</template><noscript>隐藏</noscript>
<pre>一
 二</pre>
<footer>主办：某局</footer>
</body></html>"""
    assert shape(read("html", source)) == [
        (1, "2023年度自评报告"),
        "预算 120.5\u00a0万元，支出1<2 & 3 < 4",
        "另起一行",
        "下一段 结尾",
        ("3.", "甲"),
        ("4.", "乙"),
        "丙",
        "一",
        "二",
        ("footer", "主办：某局"),
    ]


def test_every_figure_is_found_again_at_its_line_and_column() -> None:
    source = "<p>预算&nbsp;<b>12</b>0.50 万元&#12289;支出\r\n98<table><tr><td>甲</td><td>\n &lt;7.25</table>"
    flat = source.replace("\r\n", "\n")
    for text in read("html", source).texts:
        for figure in re.finditer(r"\d[\d.]*", text.text):
            found = source_at(flat, text, figure.start(), figure.end())
            assert re.sub(r"<[^>]*>", "", found) == figure[0]


def test_merged_cells_are_merged() -> None:
    [grid] = grids(
        "<table><thead><tr><th rowspan=2>指标<th colspan=2>情况<tr><th>目标<th>实际</thead>"
        "<tr><td rowspan=0>产出<td>100<td>98<tr><td>5<td>6</table>"
    )
    assert spans(grid) == {
        "指标": (0, 0, 2, 1),
        "情况": (0, 1, 1, 2),
        "目标": (1, 1, 1, 1),
        "实际": (1, 2, 1, 1),
        "产出": (2, 0, 2, 1),
        "100": (2, 1, 1, 1),
        "98": (2, 2, 1, 1),
        "5": (3, 1, 1, 1),
        "6": (3, 2, 1, 1),
    }
    assert grid.spans_known


def test_a_table_for_layout_is_no_table_and_one_inside_it_is() -> None:
    source = """<table><tr><td><p>菜单</td><td><h2>标题</h2>正文<table><caption>表1</caption>
<tr><td>a<td>1<tr><td>b<td>2</table>后文</td></tr></table>"""
    assert shape(read("html", source)) == ["菜单", (2, "标题"), "正文", "表1", [["a", "1"], ["b", "2"]], "后文"]


def test_a_table_in_a_cell_of_a_form_follows_it() -> None:
    rows = "".join(f"<tr><td>项目的名称和内容{n}<td>值{n}" for n in range(4))
    source = f"<table>{rows}<tr><td>明细<td><table><tr><td>a<td>1</table></table>"
    first, second = grids(source)
    assert [cell.text.text for cell in first.rows[-1]] == ["明细", ""]
    assert shape(read("html", source))[1] == [["a", "1"]]
    assert second.width == 2


def test_lines_in_a_cell_are_kept_and_blanks_are_not() -> None:
    [grid] = grids("<table><tr><td>一<br>二<p>三</p></td><td>  a   b\n c </td></tr></table>")
    assert [cell.text.text for cell in grid.cells] == ["一\n二\n三", "a b c"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>预算一百万元".encode(),
        b"\xef\xbb\xbf" + "<p>预算一百万元".encode(),
        '<meta charset="gb2312"><p>预算一百万元'.encode("gb18030"),
        "<p>预算一百万元，支出九十万元，结余十万元".encode("gb18030"),
        '<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>預算一百萬元'.encode("big5"),
        "<p>预算一百万元".encode("utf-16"),
        '<meta charset="gb2312"><p>预算一百万元'.encode(),
        '<meta charset="no-such-code"><p>预算一百万元，支出'.encode("gb18030"),
    ],
)
def test_the_encoding_is_found(data: bytes) -> None:
    [paragraph] = read("html", data).paragraphs
    assert paragraph.text.text.replace("預", "预").replace("萬", "万").startswith("预算一百万元")


def test_a_page_without_text_is_refused() -> None:
    source = "<html><script>load()</script><table><tr><td></td><td> &nbsp;</td></tr></table></html>"
    assert told("html", source, "页.html") == [
        "页.html: error[D230] 文件里没有可见的文字｜请用对应的程序打开核实内容；网页的正文若由脚本载入，请在浏览器中另存为 PDF"
    ]


def test_entities_of_its_own_are_not_expanded() -> None:
    source = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><p>&b;&b; 外部 <img src="http://a/b.png">'
    assert shape(read("html", source))[-1].endswith("外部")  # type: ignore[union-attr]


BROKEN = {
    "open tags": "<div><p><span>" * 20_000 + "文",
    "quotes": "<a '" * 60_000 + "> 文",
    "quotes and ends": '<a ">' * 60_000 + " 文",
    "comments": "<!--" * 60_000 + " 文 <p>字",
    "signs": "文" + "<" * 200_000,
    "entities": "&amp" * 60_000,
    "cells": "<table>" + "<tr><td rowspan=65534 colspan=1000>1" * 3000,
    "nested tables": "<table><tr><td>1<td>" * 3000,
    "raw": "<textarea>" * 30_000 + "文",
    "scripts": "文<script></scrip" * 30_000,
    "ends": "文" + "</p>" * 60_000,
    "attributes": "文<a " + "b=c " * 100_000 + ">",
    "metas": "<meta" * 60_000 + "文",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_pages_take_no_time(name: str) -> None:
    start = time.process_time()
    try:
        read("html", BROKEN[name])
    except SubmissionError as fault:
        assert [d.code for d in fault.diagnostics] == ["D230"]
    assert time.process_time() - start < 8


PARTS = [*"<>/!-&;#=\"' \n文1", "table", "td", "tr", "p", "br", "script", "--", "<", ">"]


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_whatever_is_written_is_read_or_refused(source: str) -> None:
    try:
        document = read("html", "文<table>" + source)
    except SubmissionError:
        raise AssertionError("there is a text") from None
    for text in document.texts:
        assert text.spots[0].offset == 0
        assert [spot.offset for spot in text.spots] == sorted({spot.offset for spot in text.spots})
