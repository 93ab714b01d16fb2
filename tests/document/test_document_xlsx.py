"""Workbooks: cells as printed, merged ranges, places, and what the reader tells."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path
from time import process_time

import openpyxl
import pytest
import xlsxwriter
from office_samples import apart, changed, part, read, results, saved, shape, sheet, told
from openpyxl.comments import Comment

from gouji.document import Document, Grid, Place


def test_a_sheet_with_a_title_merged_cells_and_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "自评表"
    page["B2"] = "支出表"
    page.merge_cells("B2:D2")
    page.append([])
    page["B3"], page["C3"], page["D3"] = "项目", "金额（万元）", "执行率"
    page.merge_cells("B4:B5")
    page["B4"], page["C4"], page["D4"] = "甲", 1234.5, 0.9456
    page["C4"].number_format, page["D4"].number_format = "#,##0.00", "0.00%"
    page["C5"], page["D5"] = 0.1 + 0.2, datetime.date(2023, 5, 1)
    page["D5"].number_format = 'yyyy"年"m"月"'
    found = read(tmp_path, "a.xlsx", saved(book))
    (grid,) = found.grids
    assert grid.name == "自评表"
    assert shape(grid) == [
        ("支出表", 0, 0, 1, 3),
        *(("项目", 1, 0, 1, 1), ("金额（万元）", 1, 1, 1, 1), ("执行率", 1, 2, 1, 1)),
        *(("甲", 2, 0, 2, 1), ("1,234.50", 2, 1, 1, 1), ("94.56%", 2, 2, 1, 1)),
        *(("0.3", 3, 1, 1, 1), ("2023年5月", 3, 2, 1, 1)),
    ]
    assert grid.cells[0].text.place() == Place(sheet="自评表", cell="B2")
    assert grid.cells[-1].text.place() == Place(sheet="自评表", cell="D5")
    assert (found.format, found.notes) == ("xlsx", ())


def test_sheets_in_their_order_and_empty_ones_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "空"
    book.create_sheet("二")["A1"] = "乙"
    book.create_sheet("一")["AB30"] = "甲"
    assert [(grid.name, shape(grid)) for grid in read(tmp_path, "a.xlsx", saved(book)).grids] == [
        ("二", [("乙", 0, 0, 1, 1)]),
        ("一", [("甲", 0, 0, 1, 1)]),
    ]


def test_tables_with_empty_rows_between_stay_one_grid(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "a.xlsx",
        sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="4"><c r="B4" t="str"><v>x</v></c></row>'),
    )
    (grid,) = found.grids
    assert [text for text, *_ in shape(grid)] == ["1", "", "", "", "", "", "", "x"]


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    page.append([1, 2])
    page.append([3, 4])
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    page.row_dimensions[9].hidden = True
    secret = book.create_sheet("底稿")
    secret["A1"] = 5
    secret.sheet_state = "hidden"
    found = read(tmp_path, "a.xlsx", saved(book))
    assert [[text for text, *_ in shape(grid)] for grid in found.grids] == [["1", "2", "3", "4"], ["5"]]
    assert told(found) == [("D210", "有隐藏的内容，也读取了：“表”的 1 行、“表”的 1 列、工作表“底稿”")]


def test_formulas_without_a_result_are_empty_and_told(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+2</f></c></row>'
        '<row r="2"><c r="A2" t="str"><f>"a"</f><v>甲</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    found = read(tmp_path, "a.xlsx", sheet(rows))
    assert [text for text, *_ in shape(next(found.grids))] == ["2", "", "甲", "#DIV/0!"]
    assert told(found) == [("D211", "有 1 个公式没有存下结果，按空单元格处理：表!B1")]


def test_every_kind_of_cell(tmp_path: Path) -> None:
    rows = (
        '<row><c t="b"><v>1</v></c><c t="inlineStr"><is><r><t>分</t></r><r><t>段</t></r><rPh sb="0" eb="1"><t>fen</t>'
        '</rPh></is></c><c t="d"><v>2023-05-01</v></c><c t="str"><v>换_x000D_\n行</v></c><c r="F1"><v>7</v></c></row>'
    )
    (grid,) = read(tmp_path, "a.xlsx", sheet(rows)).grids
    assert [text for text, *_ in shape(grid)] == ["TRUE", "分段", "2023-05-01", "换\n行", "", "7"]


def test_strings_that_cells_share(tmp_path: Path) -> None:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("表")
    page.write_row("A1", ["甲", "乙", "甲"])
    page.write_rich_string("D1", "分", book.add_format({"bold": True}), "段", "文")
    page.write("E1", "季", book.add_format({"num_format": '@"度"'}))
    book.close()
    (grid,) = read(tmp_path, "a.xlsx", stream.getvalue()).grids
    assert [text for text, *_ in shape(grid)] == ["甲", "乙", "甲", "分段文", "季度"]


def test_text_boxes_are_read(tmp_path: Path) -> None:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("表").insert_textbox("B2", "说明文字")
    book.close()
    found = read(tmp_path, "a.xlsx", stream.getvalue())
    assert [(p.text.text, p.text.place()) for p in found.paragraphs] == [("说明文字", Place(sheet="表"))]


def test_comments_stand_apart_at_their_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = 1
    book.active["B2"].comment = Comment("应为 2", "审计")
    found = read(tmp_path, "a.xlsx", saved(book))
    assert apart(found) == [("note", "应为 2")]
    assert found.blocks[-1].text.place() == Place(sheet="Sheet", cell="B2")  # type: ignore[union-attr]


def test_a_prefix_before_every_name_changes_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲", 2])
    data = saved(book)
    import re

    main = part(data, "xl/worksheets/sheet1.xml").replace(b"xmlns=", b"xmlns:x=")
    prefixed = re.sub(rb"<(/?)(?=[a-zA-Z])(?!x:)", rb"<\1x:", main)
    (grid,) = read(tmp_path, "a.xlsx", changed(data, {"xl/worksheets/sheet1.xml": prefixed})).grids
    assert [text for text, *_ in shape(grid)] == ["甲", "2"]


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    data = changed(sheet("<row><c><v>1</v></c></row>"), {"xl/vbaProject.bin": b"\xd0\xcf"})
    assert told(read(tmp_path, "a.xlsm", data)) == [("D209", "文件带有宏，没有运行")]


def test_a_number_format_that_is_not_known_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 0.5
    book.active["A1"].number_format = "# ?/?"
    found = read(tmp_path, "a.xlsx", saved(book))
    assert shape(next(found.grids)) == [("0.5", 0, 0, 1, 1)]
    assert told(found) == [("D218", "有 1 个单元格的数字格式不认识，按存下的数值读取：Sheet!A1")]


def test_a_million_empty_rows_cost_little(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(
        f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, 1_000_001)
    )
    data = sheet(rows, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    start = process_time()
    found = read(tmp_path, "a.xlsx", data)
    assert process_time() - start < 10  # measured at 1.2 s
    assert shape(next(found.grids)) == [("1", 0, 0, 1, 1)]


def test_a_far_cell_does_not_fill_the_sheet(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    (grid,) = read(tmp_path, "a.xlsx", sheet(rows)).grids
    assert [text for text, *_ in shape(grid)] == ["1", "2"]


def test_more_cells_than_are_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.document.xlsx.MOST_CELLS", 10)
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 50))
    found = read(tmp_path, "a.xlsx", sheet(rows))
    assert [text for text, *_ in shape(next(found.grids))][-1] == "11"
    ((code, message),) = told(found)
    assert (code, "只读到 “表”第 11 行" in message) == ("D212", True)


def test_300_rows_are_quick(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in range(300):
        book.active.append([f"指标{row}", row * 1.5, "万元", row / 7, 100, "达成", 9.5, 10])
    data = saved(book)
    read(tmp_path, "a.xlsx", data)
    start = process_time()
    (found,) = results(tmp_path, "a.xlsx", data)
    assert process_time() - start < 2  # measured far below
    assert isinstance(found, Document) and len(next(found.grids).cells) == 2400


TEXT = "二、资金情况。全年预算100万元，支出90万元，执行率90%。"


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        # all text; text before a table, and behind it
        ([["自评报告"], [TEXT], [], [TEXT]], "ppp"),
        ([["自评报告"], [TEXT], ["甲", "乙"], ["1", "2"]], "ppg"),
        ([["甲", "乙"], ["1", "2"], [], [f"注：{TEXT}"]], "gp"),
        # three rows of text part two tables, one is a remark inside of one
        ([["甲", "乙"], ["1", "2"], ["说明"], [TEXT], [TEXT], ["丙", "丁"]], "gpppg"),
        ([["甲", "乙"], ["1", "2"], [TEXT], ["丙", "丁"]], "g"),
        # titles and notes without a sentence belong to the table
        ([["自评表"], ["单位：万元"], ["甲", "乙"], ["1", "2"], ["注：同上。"]], "g"),
        # a text beside a word is a row of a form
        ([["目标", TEXT], ["甲", "乙"]], "g"),
    ],
)
def test_running_text_in_a_sheet_is_paragraphs(tmp_path: Path, rows: list[list[str]], kinds: str) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            page.cell(number, column, text)
    found = read(tmp_path, "a.xlsx", saved(book))
    assert "".join("g" if isinstance(block, Grid) else "p" for block in found.blocks) == kinds
    texts = [text for row in rows for text in row]
    read_texts = [
        text
        for block in found.blocks
        for text in ([cell.text.text for cell in block.cells] if isinstance(block, Grid) else [block.text.text])
    ]
    assert [text for text in read_texts if text] == texts


def test_a_text_that_goes_over_rows_of_a_table_stays_in_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["B1"], page["B2"] = TEXT, "甲", "乙"
    page.merge_cells("A1:A3")
    page["A4"] = "一行\n又一行。" + TEXT
    found = read(tmp_path, "a.xlsx", saved(book))
    table, *texts = found.blocks
    assert isinstance(table, Grid) and table.height == 3
    assert [(text.text.text, text.text.place().cell) for text in texts] == [("一行", "A4"), ("又一行。" + TEXT, "A4")]
