"""Word documents: what stands in them, where, and as Word prints it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from office_samples import apart, lines, read, saved, shape, told, word

from gouji.document import Grid, Paragraph, Place


def test_paragraphs_are_counted_with_the_empty_ones_and_without_those_in_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("第一段")
    document.add_paragraph("")
    document.add_table(1, 1).cell(0, 0).text = "格"
    document.add_paragraph("第三段")
    found = read(tmp_path, "a.docx", saved(document))
    places = [(p.text.text, p.text.place()) for p in found.paragraphs]
    assert places == [("第一段", Place(paragraph=1)), ("第三段", Place(paragraph=3))]
    assert [type(block) for block in found.blocks] == [Paragraph, Grid, Paragraph]
    assert (found.format, len(found.sha256), found.notes) == ("docx", 64, ())


def test_headings_by_style_by_outline_level_and_by_chinese_name(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="own"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="heading 1"/><w:basedOn w:val="c"/></w:style>'
    )
    body = "".join(
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
        for properties in (
            '<w:pStyle w:val="a"/>',
            '<w:pStyle w:val="b"/>',
            '<w:pStyle w:val="c"/>',
            '<w:outlineLvl w:val="2"/>',
            '<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>',
            "",
        )
    )
    found = read(tmp_path, "a.docx", word(body, styles=styles))
    assert [p.level for p in found.paragraphs] == [2, 2, 1, 3, None, None]


def test_merged_cells_stand_once_with_what_they_cover(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "下"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "右"
    table.cell(1, 2).merge(table.cell(2, 3)).text = "块"
    (grid,) = read(tmp_path, "a.docx", saved(document)).grids
    assert shape(grid) == [
        *(("下", 0, 0, 2, 1), ("右", 0, 1, 1, 2), ("", 0, 3, 1, 1)),
        *(("", 1, 1, 1, 1), ("块", 1, 2, 2, 2)),
        *(("", 2, 0, 1, 1), ("", 2, 1, 1, 1)),
    ]
    assert [cell.text.place() for cell in grid.cells if cell.text.text] == [
        *(Place(table=1, cell="A1"), Place(table=1, cell="B1"), Place(table=1, cell="C2")),
    ]


def test_rows_that_begin_further_right_keep_their_columns(tmp_path: Path) -> None:
    body = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    (grid,) = read(tmp_path, "a.docx", word(body)).grids
    assert shape(grid) == [("甲", 0, 0, 1, 1), ("", 0, 1, 1, 1), ("乙", 1, 1, 1, 1)]


def test_a_table_inside_a_cell_is_a_block_at_the_place_of_the_cell(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 1)
    cell.paragraphs[0].text = "外"
    cell.add_table(1, 1).cell(0, 0).text = "内"
    document.add_table(1, 1).cell(0, 0).text = "后"
    outer, inner, after = read(tmp_path, "a.docx", saved(document)).grids
    assert [shape(grid)[-1][0] for grid in (outer, inner, after)] == ["外", "内", "后"]
    assert inner.cells[0].text.place() == Place(table=1, cell="B1")
    assert after.cells[0].text.place() == Place(table=2, cell="A1")


def test_content_controls_and_text_boxes_are_read(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ).format("<w:p><w:r><w:t>框</w:t></w:r></w:p>")
    body = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>行内</w:t></w:r></w:sdtContent></w:sdt>" + box + "</w:p>"
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
        "</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    found = read(tmp_path, "a.docx", word(body))
    assert [(p.text.text, p.text.place().paragraph) for p in found.paragraphs] == [("控件", 1), ("行内", 2), ("框", 2)]
    assert [shape(grid) for grid in found.grids] == [[("格", 0, 0, 1, 1)]]


def test_accepted_text_inserted_counts_deleted_and_hidden_do_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>预算</w:t></w:r><w:ins><w:r><w:t>200</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>万元</w:t></w:r></w:p>'
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>"
    )
    found = read(tmp_path, "a.docx", word(body))
    assert lines(found) == ["预算200万元", "前半后半"]
    joined = list(found.paragraphs)[1].text
    assert [joined.place(0, 1).paragraph, joined.place(2, 3).paragraph] == [2, 3]
    assert told(found) == [("D217", "文件里有没有接受的修订：插入 1 处、删除 1 处，按全部接受后的文字读取")]


def test_fields_signs_and_breaks(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>页</w:t><w:noBreakHyphen/><w:br w:type="page"/>'
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:br/><w:t>下一行</w:t></w:r></w:p>'
    )
    found = read(tmp_path, "a.docx", word(body))
    assert [(p.text.text, p.text.place()) for p in found.paragraphs] == [
        ("第3页-☑", Place(paragraph=1)),
        ("下一行", Place(paragraph=1)),
    ]


def test_headers_footers_notes_and_comments_stand_apart(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_paragraph("无关")
    paragraph = document.add_paragraph("有批注")
    document.add_comment(paragraph.runs, "请核对")
    found = read(tmp_path, "a.docx", saved(document))
    assert apart(found) == [("header", "页眉"), ("footer", "第 1 页"), ("note", "请核对")]
    assert found.blocks[-1].text.place() == Place(paragraph=2)  # type: ignore[union-attr]
    assert lines(found) == ["无关", "有批注"]


def test_the_table_of_contents_is_no_running_text(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>'
    body = (
        '<w:p><w:pPr><w:pStyle w:val="t1"/></w:pPr><w:r><w:t>一、概况</w:t><w:tab/><w:t>3</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>一、概况</w:t></w:r></w:p>"
    )
    found = read(tmp_path, "a.docx", word(body, styles=styles))
    assert (lines(found), apart(found)) == (["一、概况"], [("contents", "一、概况\t3")])


_LIST = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{0}"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="{0}"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    "</w:num>"
)


def _item(level: int, identity: int = 1) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>文</w:t></w:r></w:p>"


def test_automatic_numbers_count_as_word_counts(tmp_path: Path) -> None:
    items = [(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1), (0, 2), (0, 0)]
    body = "".join(_item(*item) for item in items)
    found = read(tmp_path, "a.docx", word(body, numbering=_LIST.format("chineseCounting")))
    assert [p.number for p in found.paragraphs] == ["一、", "（一）", "（二）", "1.2.1", "二、", "（一）", "五、", ""]
    assert {p.text.text for p in found.paragraphs} == {"文"}


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", "1、 2、"),
        ("upperLetter", "A、 B、"),
        ("lowerRoman", "i、 ii、"),
        ("chineseLegalSimplified", "壹、 贰、"),
        ("ideographTraditional", "甲、 乙、"),
        ("decimalEnclosedCircle", "①、 ②、"),
        ("decimalZero", "01、 02、"),
    ],
)
def test_forms_of_automatic_numbers(tmp_path: Path, form: str, numbers: str) -> None:
    found = read(tmp_path, "a.docx", word(_item(0) + _item(0), numbering=_LIST.format(form)))
    assert [p.number for p in found.paragraphs] == numbers.split()


def test_chinese_numbers_beyond_ten() -> None:
    from gouji.document.docx_numbering import printed

    forms = {10: "十", 11: "十一", 20: "二十", 103: "一百零三", 110: "一百一十", 1001: "一千零一"}
    assert {count: printed(count, "chineseCounting") for count in forms} == forms
    assert [printed(count, "upperLetter") for count in (26, 27, 28)] == ["Z", "AA", "BB"]


def test_numbers_of_rows_belong_to_the_text_of_their_cells(tmp_path: Path) -> None:
    cells = "".join(f"<w:tr><w:tc>{text}</w:tc></w:tr>" for text in (_item(2), _item(2).replace("文", ""), _item(2)))
    (grid,) = read(tmp_path, "a.docx", word(f"<w:tbl>{cells}</w:tbl>", numbering=_LIST.format("decimal"))).grids
    # a blank keeps the number apart from a figure that may follow
    assert [cell.text.text for cell in grid.cells] == ["1.1.1 文", "1.1.2", "1.1.3 文"]


def test_paragraphs_of_a_cell_stay_apart(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "全年预算数"
    cell.add_paragraph("（万元）")
    (grid,) = read(tmp_path, "a.docx", saved(document)).grids
    assert grid.cells[0].text.text == "全年预算数\n（万元）"


def test_strict_documents_and_documents_with_a_wrong_ending(tmp_path: Path) -> None:
    data = word("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
    from office_samples import changed, part

    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    strict = changed(data, {"word/document.xml": part(data, "word/document.xml").replace(old, new)})
    assert lines(read(tmp_path, "a.docx", strict)) == ["甲"]
    found = read(tmp_path, "a.doc", data)
    assert (found.format, lines(found)) == ("docx", ["甲"])
    assert told(found) == [("D204", "扩展名是 .doc，内容却是 Word 文档（docx），已按内容读取")]


def test_what_is_embedded_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "a.docx", word("<w:p><w:r><w:t>见</w:t><w:object/></w:r></w:p><w:altChunk r:id='x'/>"))
    assert told(found) == [("D219", "文件里嵌入了别的内容，没有读取：2 个对象")]


def test_a_ten_page_document_is_quick(tmp_path: Path) -> None:
    from time import process_time

    document = docx.Document()
    for _ in range(20):
        for _ in range(12):
            document.add_paragraph("本项目年初预算安排资金若干万元，全年执行若干万元。" * 3)
        document.add_table(10, 6)
    data = saved(document)
    read(tmp_path, "a.docx", data)
    start = process_time()
    read(tmp_path, "a.docx", data)
    # measured far below; the bound only notices what grows with the square of the document
    assert process_time() - start < 2
