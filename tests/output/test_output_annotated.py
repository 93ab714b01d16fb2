"""Annotated copies: comments in place, and nothing else changed."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
from openpyxl.comments import Comment

from gouji.document import Document, Paragraph, Place
from gouji.document.docx import read as read_docx
from gouji.document.xlsx import read as read_xlsx
from gouji.output import annotated_docx, annotated_xlsx
from gouji.output.annotating import Remark


def _texts(document: Document) -> list[tuple[str, Place]]:
    """The text of a document without its comments, with the places."""
    return [
        (text.text, text.place())
        for block in document.blocks
        if getattr(block, "apart", "") != "note"
        for text in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
    ]


def _bytes(file: object) -> bytes:
    stream = BytesIO()
    file.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _word() -> bytes:
    document = docx.Document()
    document.add_paragraph("第一段")
    document.add_paragraph("")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "并"
    table.cell(1, 2).text = "12"
    paragraph = document.add_paragraph("第三段")
    paragraph.add_run("，两截")
    return _bytes(document)


def test_word_comments_stand_at_their_places_and_the_text_is_unchanged() -> None:
    data = _word()
    remarks = [
        Remark(Place(paragraph=3), "合计应为 3", "高"),
        Remark(Place(table=1, cell="C2"), "应为 13"),
        Remark(Place(table=1, cell="B1"), "空格"),
        Remark(Place(table=1, cell="A1"), "并"),
        Remark(Place(paragraph=3), "又一条"),
        Remark(Place(paragraph=99), "没有这个地方"),
    ]
    before, after = read_docx(data, "a.docx"), read_docx(annotated_docx.annotate(data, remarks), "a.docx")
    notes = [(b.text.text, b.text.place()) for b in after.blocks if getattr(b, "apart", "") == "note"]
    assert notes == [
        ("没有这个地方", Place(paragraph=1)),
        ("并", Place(table=1, cell="A1")),
        ("空格", Place(table=1, cell="B1")),
        ("应为 13", Place(table=1, cell="C2")),
        ("【高】合计应为 3", Place(paragraph=3)),
        ("又一条", Place(paragraph=3)),
    ]
    assert _texts(after) == _texts(before)
    written = docx.Document(BytesIO(annotated_docx.annotate(data, remarks)))
    assert next((comment.author, comment.text) for comment in written.comments) == ("gouji", "【高】合计应为 3")


def test_no_remarks_leave_a_word_document_as_it_was() -> None:
    data = _word()
    assert _texts(read_docx(annotated_docx.annotate(data, []), "a")) == _texts(read_docx(data, "a"))


def test_excel_comments_stand_at_their_cells_and_values_and_formats_stay() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    page["A1"] = "标题"
    page.merge_cells("A1:B1")
    page["B2"], page["C2"] = 0.9456, "=B2*2"
    page["B2"].number_format = "0.00%"
    page["B3"] = 1
    page["B3"].comment = Comment("原有", "甲")
    page.row_dimensions[3].hidden = True
    data = _bytes(book)
    remarks = [
        Remark(Place(sheet="表", cell="B2"), "应为 95%", "中"),
        Remark(Place(sheet="表", cell="B1"), "并入"),
        Remark(Place(sheet="表", cell="B3"), "另一条"),
        Remark(Place(sheet="无"), "没有这个地方"),
    ]
    written = annotated_xlsx.annotate(data, remarks)
    after = openpyxl.load_workbook(BytesIO(written))["表"]
    assert {c.coordinate: c.comment.text for row in after.iter_rows() for c in row if c.comment is not None} == {
        "A1": "并入\n\n没有这个地方",
        "B2": "【中】应为 95%",
        "B3": "原有\n\n另一条",
    }
    assert after["C2"].value == "=B2*2" and after["B2"].number_format == "0.00%" and after.row_dimensions[3].hidden
    grids = [[(cell.text.text, cell.columns) for cell in grid.cells] for grid in read_xlsx(written, "a.xlsx").grids]
    assert grids == [
        [(cell.text.text, cell.columns) for cell in grid.cells] for grid in read_xlsx(data, "a.xlsx").grids
    ]
