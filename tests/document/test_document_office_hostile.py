"""Office files that are broken, locked, or made to do harm: each has its answer, and reading never raises."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import docx
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from office_samples import changed, part, read, refusal, saved, sheet, word

from gouji.document import Document, read_documents
from gouji.faults import SubmissionError

_TEXT = word("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
_SHEET = sheet("<row><c><v>1</v></c></row>")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
_MEND = "请重新取得这个文件，或用原来的软件打开（会提示修复）后另存"
_UNLOCK = "请用原来的软件打开，去掉打开密码后另存，再核查另存的文件"
_ENTITIES = (
    "D206",
    "文件里有 XML 实体声明（DOCTYPE），办公软件存的文件没有这种内容，为安全起见没有读取",
    "请核对文件来源；确认可信的，用办公软件打开后另存",
)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.doc", "a.xls", "a.ods"])
def test_a_file_with_a_password(tmp_path: Path, name: str) -> None:
    locked = _OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0"
    assert refusal(tmp_path, name, locked) == ("D201", "文件有密码，无法读取", _UNLOCK)


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", _TEXT), ("a.xlsx", _SHEET), ("a.docx", b"PK\x03\x04" * 9), ("a.xlsx", b"\0" * 5000)]
)
def test_a_file_that_was_cut_off(tmp_path: Path, name: str, data: bytes) -> None:
    code, message, way = refusal(tmp_path, name, data[: len(data) // 2])
    assert (code, message.partition("：")[0], way) == ("D202", "文件已损坏，无法读取", _MEND)


def test_parts_that_are_missing_or_broken(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.docx", changed(_TEXT, {"word/document.xml": None}))[:2] == (
        "D202",
        "文件已损坏，无法读取：缺少正文",
    )
    broken = changed(_TEXT, {"word/document.xml": b"<w:document"})
    assert refusal(tmp_path, "a.docx", broken)[1] == "文件已损坏，无法读取：其中的 word/document.xml 不是完整的 XML"
    broken = changed(_SHEET, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row></sheetData>"})
    assert (
        refusal(tmp_path, "a.xlsx", broken)[1] == "文件已损坏，无法读取：其中的 xl/worksheets/sheet1.xml 不是完整的 XML"
    )
    # a document is still a document without its styles
    assert read(tmp_path, "a.docx", changed(_TEXT, {"word/styles.xml": b"<w:styles"})).blocks


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/passwd">',
        '<!ENTITY % c SYSTEM "http://127.0.0.1:9/x"> %c;',
    ],
)
def test_entities_are_refused(tmp_path: Path, entities: str, encoding: str) -> None:
    for name, data, inner in (
        ("a.docx", _TEXT, "word/document.xml"),
        ("a.docx", _TEXT, "word/styles.xml"),
        ("a.xlsx", _SHEET, "xl/worksheets/sheet1.xml"),
        ("a.xlsx", _SHEET, "xl/workbook.xml"),
    ):
        main = part(data, inner).decode().partition("?>")[2]
        text = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE x [{entities}]>{main}".replace("甲", "&c;")
        assert refusal(tmp_path, name, changed(data, {inner: text.encode(encoding)})) == _ENTITIES


def test_a_package_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = changed(_TEXT, {"word/document.xml": b"<w:document>" + b" " * (65 << 20)})
    start = process_time()
    assert refusal(tmp_path, "a.docx", bomb) == (
        "D205",
        "文件解压后太大，没有读取（上限 64 MB）",
        "正常的材料不会这么大：请核对来源；压缩包请拆成几个",
    )
    assert process_time() - start < 5
    crowded = word("<w:p/>" * 2_000_001)
    assert refusal(tmp_path, "a.docx", crowded)[1] == "文件解压后太大，没有读取（上限 2,000,000 个 XML 标记）"
    monkeypatch.setattr("gouji.document.package.MOST_TOTAL", 1000)
    assert refusal(tmp_path, "a.xlsx", _SHEET)[:2] == ("D205", "文件解压后太大，没有读取（上限 1000 B）")


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    """A part says that it is small and is large: no more is unpacked than it says."""
    large = b"<w:document>" + b" " * 1_000_000
    data = changed(_TEXT, {"word/document.xml": large}).replace(
        len(large).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    )
    assert refusal(tmp_path, "a.docx", data)[0] == "D202"


@pytest.mark.parametrize(
    ("name", "data", "found", "better"),
    [
        ("a.docx", b"%PDF-1.4 ...", " PDF 文件", ".pdf"),
        ("a.docx", b"<html><body>x</body></html>", "网页（html）", ".html"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页（html）", ".html"),
        ("a.xlsx", "项目,金额\n甲,1\n".encode(), "纯文本", ".txt"),
        ("a.doc", b"\xff\xd8\xff\xe0\0\0", "图片", ".png"),
    ],
)
def test_another_kind_under_an_office_ending(tmp_path: Path, name: str, data: bytes, found: str, better: str) -> None:
    ending = Path(name).suffix
    assert refusal(tmp_path, name, data) == (
        "D203",
        f"扩展名是 {ending}，内容却是{found}，没有读取",
        f"请核对是不是传错了文件；如果没错，把扩展名改成 {better}",
    )


def test_files_without_anything_in_them(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.docx", b"")[:2] == ("D236", "文件是空的，里面没有内容")
    assert refusal(tmp_path, "a.docx", saved(docx.Document())) == (
        "D213",
        "文件里没有文字",
        "如果内容是扫描图片，请报送由文字处理软件直接另存的文件",
    )
    assert refusal(tmp_path, "a.xlsx", saved(openpyxl.Workbook()))[:2] == ("D213", "文件里没有文字")
    picture = "<w:p><w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'/></w:drawing></w:r></w:p>"
    assert refusal(tmp_path, "a.docx", word(picture))[:2] == ("D213", "文件里没有文字，只有图片")


def test_links_to_the_outside_are_not_followed(tmp_path: Path) -> None:
    relations = part(_TEXT, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="x1" Type="http://x/header" Target="file:///etc/passwd" TargetMode="External"/>'
        b'<Relationship Id="x2" Type="http://x/footer" Target="../../../../etc/passwd"/></Relationships>',
    )
    body = "<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:sectPr><w:headerReference r:id='x1'/><w:footerReference r:id='x2'/></w:sectPr>"
    data = changed(word(body), {"word/_rels/document.xml.rels": relations})
    assert len(read(tmp_path, "a.docx", data).blocks) == 1


def test_deep_and_wide_documents_are_bounded(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>底</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    assert read(tmp_path, "a.docx", word("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + deep)).blocks
    sdt = "<w:sdt><w:sdtContent>" * 100 + "<w:p><w:r><w:t>底</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * 100
    assert read(tmp_path, "a.docx", word(sdt)).blocks
    assert refusal(tmp_path, "a.docx", word(sdt.replace("<w:sdt>", "<w:sdt><w:sdtContent><w:sdt>")))[0] == "D202"
    wide = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
        "<w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    (grid,) = read(tmp_path, "a.docx", word(wide)).grids
    assert grid.width == 63


def test_more_cells_than_are_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.document.docx.MOST_CELLS", 5)
    document = docx.Document()
    for _ in range(3):
        document.add_table(2, 2).cell(0, 0).text = "甲"
    (note,) = read(tmp_path, "a.docx", saved(document)).notes
    assert note.code == "D212" and note.message().startswith("内容太多，只读到 第 2 个表")


def test_a_library_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    for name, data in (("a.docx", _TEXT), ("a.xlsx", _SHEET)):
        assert refusal(tmp_path, name, data) == (
            "D200",
            "读取这种文件需要“lxml”，它没有安装",
            '安装：pip install "gouji[office]"',
        )


def _valid() -> dict[str, bytes]:
    document = docx.Document()
    document.add_heading("一、概况", 1)
    document.add_paragraph("项", style="List Number")
    document.add_table(2, 2).cell(0, 0).merge(document.tables[0].cell(1, 1)).text = "并"
    document.add_comment(document.add_paragraph("有批注").runs, "注")
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("表")
    sheet.merge_range("A1:B2", "甲")
    sheet.write("C1", 1.5)
    sheet.write_formula("D1", "=1+1", None, 2)
    sheet.write("B5", 7, book.add_format({"num_format": '0.00"万元"'}))
    sheet.write_rich_string("B6", "分", book.add_format({"bold": True}), "段", "文")
    sheet.write_comment("B5", "注")
    book.close()
    files = {"docx": saved(document), "xlsx": stream.getvalue()}
    try:
        import xlwt
    except ImportError:
        return files
    old = xlwt.Workbook(encoding="utf-8")
    page = old.add_sheet("表")
    page.write_merge(0, 1, 0, 1, "甲")
    page.write(2, 2, 1.25)
    old_stream = BytesIO()
    old.save(old_stream)
    return {**files, "xls": old_stream.getvalue()}


_VALID = _valid()
_PARTS = {
    "docx": ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/comments.xml"],
    "xlsx": [
        *("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/comments1.xml"),
    ],
}


def _never_raises(kind: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a.{kind}")
        path.write_bytes(data)
        found = list(read_documents(path))
    assert found
    for item in found:
        assert isinstance(item, Document | SubmissionError)
        notes = item.notes if isinstance(item, Document) else item.diagnostics
        assert all(note.message("zh") and note.message("en") for note in notes)


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_changed_bytes_never_raise(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(_VALID)))
    broken = bytearray(_VALID[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    _never_raises(kind, bytes(broken[: data.draw(st.sampled_from([len(broken), len(broken) // 2, len(broken) - 30]))]))


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_changed_parts_never_raise(data: st.DataObject) -> None:
    """Bytes changed inside a part, so that the package is sound and its XML is not, or says something strange."""
    kind = data.draw(st.sampled_from(sorted(_PARTS)))
    name = data.draw(st.sampled_from(_PARTS[kind]))
    text = part(_VALID[kind], name).decode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        if data.draw(st.booleans()):
            values = ["-1", "99999999999", "", "x", "0", "A1:A0", "ZZZ99999999", "１", "NaN"]
            start = text.find('"', at)
            end = text.find('"', start + 1)
            if 0 <= start < end:
                text = text[: start + 1] + data.draw(st.sampled_from(values)) + text[end:]
        else:
            text = text[:at] + data.draw(st.sampled_from(["<", ">", "&", "</w:p>", "\0", "9", ""])) + text[at + 1 :]
    _never_raises(kind, changed(_VALID[kind], {name: text.encode()}))
