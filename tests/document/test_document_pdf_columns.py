"""Tables in PDF files whose columns no line parts."""

from __future__ import annotations

from typing import Any

from document_samples import read
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdf_samples import LEFT, RIGHT, Sheet, pdf

from gouji.document import Grid
from gouji.document.pdf_columns import columned_tables
from gouji.document.pdf_lines import Char

HEAD = ["三级指标", "年度目标", "完成情况", "得分", "偏差原因"]
ROWS = [
    ["培训期数", "≥10期", "12期", "10", ""],
    ["走访户数", "≥200户", "180户", "8", "两个村改期"],
    ["合计", "", "", "18", ""],
]
WIDTHS = [90, 80, 80, 50, 130]
#: The three lines of such a table.
THREE = (
    ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
    ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
)
PROSE = "本单位按照年度工作安排推进各项任务，及时核对台账，按季度通报资金支付进度，并对发现的问题逐项整改，确保资金使用合规有效。"


def grids(*rows: list[str], style: tuple[Any, ...] = THREE, widths: list[float] | None = None) -> list[list[list[str]]]:
    """The tables of a page with a paragraph, a table and a paragraph, row by row; merged cells stand where they begin."""

    def page(sheet: Sheet) -> None:
        sheet.canvas.line(LEFT, 800, RIGHT, 800)  # under the running head
        top = sheet.paragraph(100, PROSE)
        top = sheet.bare_table(top + 10, rows, widths or WIDTHS, *style)
        sheet.paragraph(top + 20, PROSE)

    out = []
    for block in read("pdf", pdf(page)).blocks:
        if isinstance(block, Grid):
            height = max(cell.row for cell in block.cells) + 1
            found: list[list[str]] = [[] for _ in range(height)]
            for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
                found[cell.row].append(cell.text.text + "<" * (cell.columns - 1))
            out.append(found)
    return out


def test_a_table_of_three_lines_is_read_like_one_with_all_of_them() -> None:
    assert grids(HEAD, *ROWS) == [[HEAD, *ROWS]]


def test_a_column_that_has_nothing_but_its_header_is_a_column() -> None:
    rows = [[*row[:-1], ""] for row in ROWS]
    assert grids(HEAD, *rows) == [[HEAD, *rows]]


def test_lines_between_all_rows() -> None:
    level = (("LINEABOVE", (0, 0), (-1, -1), 0.5, "black"), ("LINEBELOW", (0, -1), (-1, -1), 0.5, "black"))
    assert grids(HEAD, *ROWS, style=level) == [[HEAD, *ROWS]]


def test_a_header_over_several_columns_is_one_cell_over_them() -> None:
    rows = [
        ["科目", "预算", "", "决算", ""],
        ["", "年初数", "调整数", "支出数", "执行率"],
        ["基本支出", "120.00", "130.00", "128.70", "99%"],
        ["项目支出", "300.00", "280.00", "266.00", "95%"],
    ]
    style = (
        THREE[0],
        ("LINEBELOW", (0, 1), (-1, 1), 0.5, "black"),
        THREE[2],
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (4, 0)),
        ("ALIGN", (1, 0), (-1, -1), "CENTER"),
    )
    (found,) = grids(*rows, style=style, widths=[80, 80, 80, 80, 80])
    assert found == [["科目", "预算<", "决算<"], *rows[1:]]


def test_the_rest_of_a_full_cell_belongs_to_its_row() -> None:
    rows = [
        ["三级指标", "目标", "完成", "原因"],
        ["走访户数", "≥200户", "180户", "受汛期影响两个村的走访"],
        ["", "", "", "改到下一年度进行"],
        ["培训期数", "≥10期", "12期", ""],
    ]
    (found,) = grids(*rows, widths=[90, 90, 90, 125])
    assert [row[0] for row in found] == ["三级指标", "走访户数", "培训期数"]
    assert "".join(found[1][3].split()) == "受汛期影响两个村的走访改到下一年度进行"


def test_running_text_between_lines_is_no_table() -> None:
    def page(sheet: Sheet) -> None:
        for top in (90, 150, 210, 270):
            sheet.canvas.line(LEFT, 842 - top, RIGHT, 842 - top)
            sheet.paragraph(top + 8, PROSE)

    def headed(sheet: Sheet) -> None:
        for top in (90, 120, 190, 220):
            sheet.canvas.line(LEFT, 842 - top, RIGHT, 842 - top)
        for top in (95, 195):
            for x, text in ((LEFT, "单位：某局"), (250, "联系人：张某"), (400, "日期：2024年1月")):
                sheet.text(x, top, text)
        sheet.paragraph(125, PROSE)

    for draw in (page, headed):
        assert not [block for block in read("pdf", pdf(draw)).blocks if isinstance(block, Grid)]


@settings(max_examples=200, deadline=None)
@example(
    [0, 1, 5],
    [(0, 0, 2), (0, 0, 2), (0, 5, 2), (0, 6, 13), (0, 7, 11), (1, 0, 2), (1, 5, 2), (2, 7, 2)],  # lines over each other
)
@given(
    st.lists(st.integers(0, 12), min_size=3, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 20), st.integers(2, 14)), min_size=8, max_size=60),
)
def test_whatever_is_drawn_gives_sound_grids(lines: list[int], signs: list[tuple[int, int, int]]) -> None:
    edges = [(0.0, y * 20.0, 600.0, y * 20.0) for y in lines]
    chars = [Char("数", (x * 80.0, y * 11.0, x * 80.0 + size, y * 11.0 + size), size) for x, y, size in signs]
    for table in columned_tables(edges, chars, []):
        assert list(table.xs) == sorted(set(table.xs))
        assert list(table.ys) == sorted(set(table.ys))
        places = {
            (row + i, column + j)
            for row, column, height, width in table.cells
            for i in range(height)
            for j in range(width)
        }
        assert places == set(table.owner)
        assert sum(height * width for _, _, height, width in table.cells) == len(places)
        assert places == {(row, column) for row in range(len(table.ys) - 1) for column in range(len(table.xs) - 1)}
