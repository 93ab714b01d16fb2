"""Old workbooks, OpenDocument sheets, and old texts that another program converts."""

from __future__ import annotations

import stat
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from office_samples import lines, read, refusal, saved, shape, told

from gouji.document import Place


def _xls() -> bytes:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("自评表")
    page.write_merge(0, 0, 0, 2, "支出表")
    page.write(1, 0, "甲")
    page.write(1, 1, 1234.5, xlwt.easyxf(num_format_str="#,##0.00"))
    page.write(1, 2, 0.9456, xlwt.easyxf(num_format_str="0.00%"))
    page.write(2, 1, 0.1 + 0.2)
    page.write(2, 2, 45000, xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    page.write(3, 1, -7)
    page.row(3).hidden = True
    page.col(2).hidden = True
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["a.xls", "a.et"])
def test_an_old_workbook_prints_its_numbers_with_their_formats(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, _xls())
    (grid,) = found.grids
    assert shape(grid) == [
        ("支出表", 0, 0, 1, 3),
        *(("甲", 1, 0, 1, 1), ("1,234.50", 1, 1, 1, 1), ("94.56%", 1, 2, 1, 1)),
        *(("", 2, 0, 1, 1), ("0.3", 2, 1, 1, 1), ("2023年3月", 2, 2, 1, 1)),
        *(("", 3, 0, 1, 1), ("-7", 3, 1, 1, 1), ("", 3, 2, 1, 1)),
    ]
    assert grid.cells[2].text.place() == Place(sheet="自评表", cell="B2")
    assert told(found) == [("D210", "有隐藏的内容，也读取了：“自评表”的 1 行、“自评表”的 1 列")]


def test_an_old_workbook_under_the_new_ending(tmp_path: Path) -> None:
    found = read(tmp_path, "a.xlsx", _xls())
    assert told(found)[0] == ("D204", "扩展名是 .xlsx，内容却是旧格式 Excel 工作簿（xls），已按内容读取")


def test_an_opendocument_sheet_holds_what_it_shows(tmp_path: Path) -> None:
    pytest.importorskip("odf")
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="表")
    head = TableRow()
    head.addElement(TableCell(numbercolumnsspanned=2, numberrowsspanned=1))
    head.firstChild.addElement(P(text="支出表"))
    row = TableRow()
    row.addElement(TableCell(valuetype="percentage", value="0.94561"))
    row.firstChild.addElement(P(text="94.56%"))
    row.addElement(TableCell(valuetype="float", value="3.5", numbercolumnsrepeated=2))
    empty = TableRow(numberrowsrepeated=1_000_000)
    empty.addElement(TableCell(numbercolumnsrepeated=1024))
    for line in (head, row, empty):
        table.addElement(line)
    book.spreadsheet.addElement(table)
    found = read(tmp_path, "a.ods", saved(book))
    (grid,) = found.grids
    assert shape(grid) == [
        *(("支出表", 0, 0, 1, 2), ("", 0, 2, 1, 1)),
        *(("94.56%", 1, 0, 1, 1), ("3.5", 1, 1, 1, 1), ("3.5", 1, 2, 1, 1)),
    ]
    assert grid.cells[3].text.place() == Place(sheet="表", cell="B2")


# LibreOffice itself may be missing where the tests run: a program that behaves like it stands in.
_STAND_IN = """#!{python}
import pathlib, shutil, sys, time
args = sys.argv[1:]
assert args[0].startswith("-env:UserInstallation=file://"), args
assert "--headless" in args and pathlib.Path(args[-1]).read_bytes().startswith(b"{{\\\\rtf")
profile = pathlib.Path(args[0].partition("file://")[2])
assert "DisableMacrosExecution" in (profile / "user" / "registrymodifications.xcu").read_text()
{action}
out = pathlib.Path(args[args.index("--outdir") + 1])
out.mkdir(exist_ok=True)
shutil.copy({result!r}, out / (pathlib.Path(args[-1]).stem + "." + args[args.index("--convert-to") + 1]))
"""


def _stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, action: str = "") -> None:
    document = docx.Document()
    document.add_paragraph("转换后的文字")
    (folder / "result.docx").write_bytes(saved(document))
    program = folder / "soffice"
    program.write_text(
        _STAND_IN.format(python=sys.executable, action=action, result=str(folder / "result.docx")), "utf-8"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("gouji.document.convert.office", lambda: str(program))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.wps"])
def test_old_texts_are_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _stand_in(tmp_path, monkeypatch)
    found = read(tmp_path, name, b"{\\rtf1 x}")
    assert (found.path, found.format, lines(found)) == (str(tmp_path / name), name[2:], ["转换后的文字"])


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_conversion_that_fails_or_hangs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(tmp_path, monkeypatch, "sys.exit(0)")
    assert refusal(tmp_path, "a.rtf", b"{\\rtf1 x}") == (
        "D208",
        "LibreOffice 没能转换这个文件：文件可能已损坏或有密码，或者 LibreOffice 没有安装 Writer",
        "请用 Word 或 WPS 打开，另存为 .docx 再核查",
    )
    _stand_in(tmp_path, monkeypatch, "time.sleep(60)")
    monkeypatch.setattr("gouji.document.convert.PATIENCE", 1)
    assert refusal(tmp_path, "a.rtf", b"{\\rtf1 x}")[:2] == ("D208", "LibreOffice 没能转换这个文件：超过 1 秒没有结果")


def test_without_libreoffice_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.document.convert.office", lambda: None)
    assert refusal(tmp_path, "a.rtf", b"{\\rtf1 x}") == (
        "D207",
        ".rtf 是旧格式，要由 LibreOffice 转换，这台机器上没有找到它",
        "请用 Word 或 WPS 打开，另存为 .docx 再核查；或者安装 LibreOffice",
    )
