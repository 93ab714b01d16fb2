"""Tables in PDF files that white space alone sets."""

from __future__ import annotations

import time
from typing import Any

import pytest
from document_samples import read
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_samples import Sheet, pdf

from gouji.document import Grid
from gouji.document.pdf_gaps import spaced_tables
from gouji.document.pdf_lines import Line, Word, lines_of

PROSE = "本单位按照年度工作安排推进各项任务，及时核对台账，按季度通报资金支付进度，并对发现的问题逐项整改，确保资金使用合规有效。"
RIGHT = ("ALIGN", (1, 0), (-1, -1), "RIGHT")
ACCOUNTS = [
    ["项目", "年初预算数", "决算数", "完成率"],
    ["一、教育支出", "1,234.50", "1,200.30", "97.2%"],
    ["二、卫生健康支出", "34.50", "33.30", "96.5%"],
    ["三、住房保障支出", "4.50", "3.30", "73.3%"],
    ["合计", "1,273.50", "1,236.90", "97.1%"],
]


def grids(data: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text.text + "<" * (cell.columns - 1) for cell in row] for row in block.rows]
        for block in read("pdf", data).blocks
        if isinstance(block, Grid)
    ]


def tabled(rows: list[list[str]], widths: list[float], *style: Any) -> list[list[list[str]]]:
    def page(sheet: Sheet) -> None:
        top = sheet.paragraph(100, PROSE)
        top = sheet.bare_table(top + 10, rows, widths, *style)
        sheet.paragraph(top + 12, PROSE)

    return grids(pdf(page))


def test_columns_that_stand_apart_and_rows_of_figures_are_a_table() -> None:
    assert tabled(ACCOUNTS, [150, 80, 80, 60], RIGHT) == [ACCOUNTS]


def test_centred_cells_empty_ones_and_remarks() -> None:
    rows = [
        ["序号", "县区", "任务数（户）", "完成数（户）", "备注"],
        ["1", "甲县", "120", "118", ""],
        ["2", "乙县", "30", "33", "含新增"],
        ["3", "丙市", "4", "4", ""],
        ["", "合计", "154", "155", ""],
    ]
    assert tabled(rows, [40, 100, 80, 80, 80], ("ALIGN", (0, 0), (-1, -1), "CENTER")) == [rows]


def test_a_header_of_two_lines_and_a_name_of_two() -> None:
    rows = [
        ["科目", "预算", "", "决算", ""],
        ["", "年初数", "调整数", "支出数", "执行率"],
        ["基本支出", "120.00", "130.00", "128.70", "99%"],
        ["项目支出", "300.00", "280.00", "266.00", "95%"],
        ["其中：专项\n业务费", "", "80.00", "66.00", "83%"],
        ["合计", "420.00", "410.00", "394.70", "96%"],
    ]
    spans = (("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"))
    (found,) = tabled(rows, [100, 70, 70, 70, 60], RIGHT, *spans, ("ALIGN", (1, 0), (-1, 0), "CENTER"))
    assert found == [["科目", "预算<", "决算<"], *rows[1:]]


def test_two_rows_and_a_table_without_a_header_are_left() -> None:
    assert tabled(ACCOUNTS[:3], [150, 80, 80, 60], RIGHT) == []
    assert tabled(ACCOUNTS[1:], [150, 80, 80, 60], RIGHT) == []


def test_prose_in_columns_is_no_table() -> None:
    def two(sheet: Sheet) -> None:
        for line in range(20):
            sheet.text(72, 100 + line * 18, PROSE[line % 20 : line % 20 + 15])
            sheet.text(320, 100 + line * 18, f"全年完成{line * 37}项，" + PROSE[line % 17 : line % 17 + 8])

    def three(sheet: Sheet) -> None:
        for line in range(20):
            sheet.text(72, 100 + line * 18, PROSE[line : line + 8])
            sheet.text(230, 100 + line * 18, f"支出{line * 13}万元")
            sheet.text(400, 100 + line * 18, f"占{line}%。" + PROSE[line : line + 5])

    def contents(sheet: Sheet) -> None:
        for line, title in enumerate(["一、部门概况", "二、收支情况", "三、说明", "四、附表"]):
            sheet.text(72, 100 + line * 20, title)
            sheet.text(500, 100 + line * 20, str(3 * line + 1))

    for page in (two, three, contents):
        assert grids(pdf(page)) == []


def test_a_line_that_runs_on_through_the_columns_ends_the_table() -> None:
    def page(sheet: Sheet) -> None:
        top = sheet.bare_table(100, ACCOUNTS, [150, 80, 80, 60], RIGHT)
        sheet.text(72, top + 2, "注：决算数含上年结转，与预算口径不同的部分已在说明中列出，合计数因修约略有出入。")

    assert grids(pdf(page)) == [ACCOUNTS]


pieces = st.lists(
    st.tuples(
        st.integers(50, 500), st.integers(50, 760), st.sampled_from(("甲", "合计", "12.5", "1,200", "95%", "。"))
    ),
    max_size=60,
)


@given(pieces)
@settings(deadline=None, max_examples=60)
def test_whatever_stands_on_a_page_the_rows_rise(found: list[tuple[int, int, str]]) -> None:
    lines = [
        Line((Word(text, (x, y, x + 10 * len(text), y + 10)),), 1, 10.0)
        for x, y, text in sorted(found, key=lambda f: f[1])
    ]
    for table in spaced_tables(lines):
        assert list(table.ys) == sorted(set(table.ys)) and list(table.xs) == sorted(set(table.xs))
    assert lines_of([], 1) == []


@pytest.mark.parametrize("figures", [True, False])
def test_a_page_full_of_cells_takes_no_long(figures: bool) -> None:
    lines = [
        Line(
            tuple(
                Word("12.5" if figures else "甲乙", (50 + 45 * at, 12 * row, 80 + 45 * at, 12 * row + 9))
                for at in range(12)
            ),
            1,
            9.0,
        )
        for row in range(390)
    ]
    start = time.perf_counter()
    spaced_tables(lines)
    assert time.perf_counter() - start < 5
