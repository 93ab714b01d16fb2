"""Annotated copies: comments in place, and nothing else changed."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from output_samples import finding

from gouji.document import Document, Paragraph, Place
from gouji.document.docx import read as read_docx
from gouji.document.docx_names import W
from gouji.document.xlsx import read as read_xlsx
from gouji.engine.result import Location
from gouji.output import annotated_docx, annotated_xlsx
from gouji.output.annotating import INVOLVED, MOST_MARKED, Involved, Remark, involved_in, remarks_of
from gouji.report import Anchor


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


def test_word_marks_the_figure_and_leaves_the_words_around_it() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("支出98.5")
    paragraph.add_run("0万元，预算100万元，另有7台和7件").bold = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "100.00"
    data = _bytes(document)
    remark = Remark(Place(paragraph=1), "应为 98.60万元", printed="98.50万元")
    involved = [
        Involved(Place(paragraph=1), "100万元"),
        Involved(Place(table=1, cell="A1"), "100.00"),
        Involved(Place(paragraph=1), "7"),  # which one is meant is not known
        Involved(Place(table=1, cell="B1"), ""),
        Involved(Place(paragraph=9), "1"),
    ]
    copy = annotated_docx.annotate(data, [remark], involved)
    assert _texts(read_docx(copy, "a")) == _texts(read_docx(data, "a"))
    written = docx.Document(BytesIO(copy))
    body = written.element.body
    shaded = [run.text for run in body.iter(W + "r") if run.find(f"{W}rPr/{W}shd") is not None]
    assert shaded == ["100万元", "100.00"]
    inside, commented = False, ""
    for element in body.iter():
        inside = inside or element.tag == W + "commentRangeStart"
        inside = inside and element.tag != W + "commentRangeEnd"
        commented += element.text or "" if inside and element.tag == W + "t" else ""
    assert commented == "98.50万元"
    bold = [run.text for run in written.paragraphs[0].runs if run.bold]
    assert "".join(bold) == "0万元，预算100万元，另有7台和7件", "parted runs keep how they look"
    assert len(list(written.comments)) == 1


def test_a_finding_is_one_comment_however_many_figures_it_was_worked_out_from() -> None:
    def at(number: int) -> Location:
        return Location("得分", str(number), Anchor("指标", number, "得分"), Place(sheet="表", cell=f"A{number}"))

    few, many = (finding(locations=tuple(at(number) for number in range(1, count))) for count in (5, MOST_MARKED + 2))
    assert [remark.place.cell for remark in remarks_of([few, many])] == ["A1", "A1"]
    assert [one.place.cell for one in involved_in([few, few])] == ["A2", "A3", "A4"]
    assert involved_in([many]) == []
    [nowhere] = remarks_of([finding(locations=())])
    assert nowhere.place == Place()


def test_excel_colours_what_has_no_colour() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    page["A1"], page["A2"], page["A3"] = 1, 2, 3
    page["A3"].fill = PatternFill("solid", start_color="FF123456")
    involved = [Involved(Place(sheet="表", cell=cell), "") for cell in ("A1", "A2", "A3")]
    copy = annotated_xlsx.annotate(_bytes(book), [Remark(Place(sheet="表", cell="A1"), "注", color="ff8a80")], involved)
    after = openpyxl.load_workbook(BytesIO(copy))["表"]
    fills = [after[cell].fill.start_color.rgb for cell in ("A1", "A2", "A3")]
    assert fills == ["FFFF8A80", f"FF{INVOLVED.upper()}", "FF123456"]
    assert [cell.coordinate for row in after.iter_rows() for cell in row if cell.comment] == ["A1"]


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
