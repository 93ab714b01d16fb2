"""Tables of web pages saved as text: a bar closes each cell, and line ends stand wherever the page had one."""

from __future__ import annotations

import pytest

from gouji.document import Document, Grid
from gouji.document.txt import read


def document(text: str) -> Document:
    return read(text.encode(), "sample.txt")


def rows(text: str) -> list[list[str]]:
    (grid,) = document(text).grids
    assert not grid.running
    return [[cell.text.text for cell in row] for row in grid.rows]


def cells(text: str) -> list[str]:
    (grid,) = document(text).grids
    assert grid.running
    return [cell.text.text for cell in grid.cells]


def test_rows_are_found_by_counting_their_bars() -> None:
    """An empty cell is a bar alone on its line; bars without a line end before them only fill the row up."""
    text = (
        "类别 | 名称 | 计划 | 完成 | 说明 |\n水利 | 修渠 | 5 |\n|\n|\n打井 | 3 | 2 |\n| |\n植树 |\n|\n|\n| |\n"
        "林业 | 种草 | 1 | 1 | 无 |\n"
    )
    assert rows(text) == [
        ["类别", "名称", "计划", "完成", "说明"],
        ["水利", "修渠", "5", "", ""],
        ["打井", "3", "2", ""],
        ["植树", "", "", ""],
        ["林业", "种草", "1", "1", "无"],
    ]


def test_bars_that_fill_a_row_up_are_no_cells() -> None:
    text = (
        "项目 | 名称 | 计划 | 完成 |\n水利 | 修渠 | 5 | 5 |\n打井 | 3 | 3 | |\n清淤 | 4 | 4 | |\n"
        "合计 | 12 | ||\n说明 | 无 | ||\n"
    )
    assert rows(text)[2:] == [["打井", "3", "3"], ["清淤", "4", "4"], ["合计", "12"], ["说明", "无"]]


def test_a_bar_may_begin_the_line_of_a_cell() -> None:
    text = (
        "绩效\n     指标\n      | 名称\n      | 计划\n      | \n水利\n      | 修渠\n      | 5里\n      | \n"
        "打井\n      | 3眼\n      | |\n清淤\n      | 4里\n      | |\n"
    )
    assert rows(text) == [["绩效指标", "名称", "计划"], ["水利", "修渠", "5里"], ["打井", "3眼"], ["清淤", "4里"]]


@pytest.mark.parametrize(
    "text",
    [
        "名称 |\n计划 |\n完成 |\n修渠 |\n5 |\n|\n打井 |\n3 |\n2 |",
        "名称\n|\n计划\n|\n完成\n|\n修渠\n|\n5\n|\n|\n打井\n|\n3\n|\n2\n|",
        "名称 | 计划 | 完成 | 修渠 | 5 |\n| 打井 | 3 | 2 |\n|\n|" + " 清淤 | 4 | 4 |" * 11,
    ],
)
def test_where_rows_do_not_show_only_the_order_of_cells_is_known(text: str) -> None:
    assert cells(text)[:9] == ["名称", "计划", "完成", "修渠", "5", "", "打井", "3", "2"]


def test_a_cell_knows_its_lines() -> None:
    (grid,) = document("名称 |\n计划 |\n修渠 |\n5 |\n打井 |\n3 |").grids
    place = grid.cells[3].text.place()
    assert (place.line, place.column) == (4, 1)


def test_what_stands_around_such_a_table_stays_text() -> None:
    found = document("某县水利局\n名称 |\n计划 |\n修渠 |\n5 |\n打井 |\n3 |\n以上为全年情况。\n二、问题\n")
    assert [paragraph.text.text for paragraph in found.paragraphs] == ["某县水利局", "以上为全年情况。", "二、问题"]


@pytest.mark.parametrize(
    "text",
    ["| 名称 | 计划 |\n|---|---|\n| 修渠 | 5 |\n| 打井 | 3 |", "|名称|计划|\n|修渠|5|\n|打井|3|\n|植树|9|\n|种草|8|"],
)
def test_other_tables_with_bars_are_read_as_before(text: str) -> None:
    (grid,) = document(text).grids
    assert isinstance(grid, Grid) and not grid.running
    assert [cell.text.text for cell in grid.rows[-1]][1] in ("3", "8")


def test_the_name_of_a_row_in_which_nothing_is_entered_does_not_end_the_table() -> None:
    (grid,) = document("名称\t计划\t完成\n修渠\t5\t5\n打井\t\t\n植树\t3\t3\n").grids
    assert [cell.text.text for cell in grid.rows[2]] == ["打井", "", ""]


def test_lines_that_are_filled_up_show_how_wide_the_broken_rows_are() -> None:
    """The bars at the end of a title or of a label fill its row up; the rows between them have as many cells."""
    text = (
        "修渠情况表 ||||||\n单位 |\n某所 |\n||||\n|\n名称 |\n段数 |\n计划 |\n完成 |\n|\n|\n修渠 |\n3 |\n|\n2 |\n|\n"
        "说明 |\n无 |\n||||\n|\n清淤 |\n4 |\n5 |\n5 |\n|\n|\n打井 |\n2 |\n2 |\n2 |\n|\n"
    )
    assert rows(text) == [
        ["修渠情况表"],
        ["单位", "某所", ""],
        ["", "名称", "段数", "计划", "完成", ""],
        ["", "修渠", "3", "", "2", ""],
        ["说明", "无", ""],
        ["", "清淤", "4", "5", "5", ""],
        ["", "打井", "2", "2", "2", ""],
    ]


def test_a_line_that_reaches_over_the_end_of_a_row_shows_no_width() -> None:
    text = "修渠情况表 ||||||\n单位 |\n某所 |\n||||\n名称 |\n段数 |\n计划 |\n完成 |\n修渠 |\n3 | 4 | 5 |\n|||||\n"
    assert cells(text)[-11:-5] == ["计划", "完成", "修渠", "3", "4", "5"]


def test_a_row_that_is_broken_among_filled_ones_is_put_together() -> None:
    text = (
        "修渠情况表 | ||||\n单位 | 某所 | |||\n资金 |\n预算 | 支出 | ||\n合计 | 30 | 30 | ||\n上级 | 20 | 20 | ||\n"
        "说明 | 无 | |||\n"
    )
    assert rows(text) == [
        ["修渠情况表"],
        ["单位", "某所"],
        ["资金", "预算", "支出"],
        ["合计", "30", "30"],
        ["上级", "20", "20"],
        ["说明", "无"],
    ]
