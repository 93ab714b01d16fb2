from __future__ import annotations

import re
import zlib
from io import BytesIO
from random import Random

import pytest
from document_samples import noted, read, shape, spans, told
from pdf_samples import FONT, HEIGHT, LEFT, RIGHT, SIZE, WIDTH, Sheet, pdf, wrapped

from gouji.document import Document, Grid, pdf_lines, pdf_pages
from gouji.document import pdf as pdf_reader
from gouji.faults import SubmissionError

LONG = (
    "本项目年初预算数为一百二十万元，全年实际支出118.35万元，预算执行率为98.63%，其中人员经费支出45.20万元，公用经费支出73.15万元，"
    "均按照规定的用途使用，没有发现挤占挪用的情形。"
)
BOTH = LONG + "二是落实了责任。" + LONG
HALVES = wrapped(BOTH, RIGHT - LEFT, SIZE, 2)
HEADER = [["指标", "", "年度", "完成"], ["一级", "二级", "目标", "情况"]]
WIDTHS = [100, 100, 80, 80]


def heads(sheet: Sheet, number: int) -> None:
    sheet.text(250, 40, "某市财政局", 9)
    sheet.text(290, 790, f"— {number} —", 9)


def first_page(sheet: Sheet) -> None:
    heads(sheet, 1)
    sheet.text(180, 100, "2023年度绩效自评报告", 18)
    top = sheet.paragraph(140, "一、基本情况")
    top = sheet.paragraph(top, LONG)
    sheet.text(LEFT + 24, 700, HALVES[0])
    sheet.text(LEFT, 718, HALVES[1])


def second_page(sheet: Sheet) -> None:
    heads(sheet, 2)
    for number, line in enumerate(HALVES[2:]):
        sheet.text(LEFT, 80 + 18 * number, line)
    sheet.paragraph(200, "二、指标完成情况")
    rows = [*HEADER, ["产出", "数量", "100", "98"], ["", "质量", "95%", "96%"]]
    sheet.table(640, rows, WIDTHS, ("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 2), (0, 3)))


def third_page(sheet: Sheet) -> None:
    heads(sheet, 3)
    sheet.table(80, [*HEADER, ["效益", "社会", "100", "98"]], WIDTHS, ("SPAN", (0, 0), (1, 0)))
    sheet.paragraph(300, "以上数据均已核实。")


@pytest.fixture(scope="module")
def report() -> Document:
    return read("pdf", pdf(first_page, second_page, third_page))


def test_blocks_in_reading_order_with_page_and_line_ends_gone(report: Document) -> None:
    running = [one for block in shape(report) if not isinstance(block, tuple) for one in [block]]
    assert running == [
        "2023年度绩效自评报告",
        "一、基本情况",
        LONG,
        BOTH,
        "二、指标完成情况",
        [
            ["指标", "年度", "完成"],
            ["一级", "二级", "目标", "情况"],
            ["产出", "数量", "100", "98"],
            ["质量", "95%", "96%"],
            ["效益", "社会", "100", "98"],
        ],
        "以上数据均已核实。",
    ]
    assert report.notes == ()


def test_what_stands_at_the_head_and_foot_of_pages_is_apart(report: Document) -> None:
    apart = [block for block in shape(report) if isinstance(block, tuple)]
    assert [one for one in apart if one[1] in ("某市财政局",)] == [("header", "某市财政局")] * 3
    assert [one for one in apart if one[0] == "footer"] == [("footer", f"— {n} —") for n in (1, 2, 3)]
    again = [one[1] for one in apart if one[0] == "header" and one[1] != "某市财政局"]
    assert again == ["指标", "年度", "完成", "一级", "二级", "目标", "情况"], "the header printed again keeps its place"


def test_merged_cells_and_the_places_of_a_table_over_two_pages(report: Document) -> None:
    [grid] = report.grids
    assert spans(grid)["指标"] == (0, 0, 1, 2)
    assert spans(grid)["产出"] == (2, 0, 2, 1)
    assert spans(grid)["效益"] == (4, 0, 1, 1)
    places = {cell.text.text: cell.text.place() for cell in grid.cells}
    assert places["产出"].page == 2
    assert places["效益"].page == 3


def test_every_figure_has_its_own_box(report: Document) -> None:
    [text] = [p.text for p in report.paragraphs if p.text.text == LONG]
    for figure in re.finditer(r"\d[\d.]*", LONG):
        place = text.place(figure.start(), figure.end())
        assert place.page == 1 and place.box is not None
        left, top, right, bottom = map(float, place.box)
        assert all(re.fullmatch(r"\d+(\.\d)?", side) for side in place.box)
        # the font sets digits at about half the width of a character
        assert len(figure[0]) * SIZE * 0.2 < right - left < len(figure[0]) * SIZE * 0.75
        assert 9 < bottom - top < 15
    spanning = text.place(LONG.index("118.35"), LONG.index("45.20") + 5)
    assert spanning.box is not None
    assert float(spanning.box[3]) - float(spanning.box[1]) > SIZE * 1.5, "two lines, one box around both"


def test_a_stretch_over_a_page_end_has_the_box_of_its_first_page(report: Document) -> None:
    [text] = [p.text for p in report.paragraphs if p.text.text == BOTH]
    whole = text.place()
    assert whole.page == 1 and whole.box is not None
    assert float(whole.box[1]) > 690 and float(whole.box[3]) < 740
    assert text.place(len(BOTH) - 3).page == 2


def one_table(rows: list[list[str]], widths: list[float], *style: object) -> Grid:
    document = read("pdf", pdf(lambda sheet: sheet.table(100, rows, widths, *style)))
    [grid] = document.grids
    return grid


def test_lines_in_a_cell_are_joined_where_the_cell_was_full() -> None:
    rows = [
        ["偏差原因分析\n及改进措施", "甲：一\n乙：二", "1234567890.\n12", "total\namount due"],
        ["a", "b", "c", "d"],
    ]
    grid = one_table(rows, [72, 120, 66, 62])
    assert [cell.text.text for cell in grid.rows[0]] == [
        "偏差原因分析及改进措施",
        "甲：一\n乙：二",
        "1234567890.12",
        "total amount due",
    ]


def test_a_table_open_at_its_sides_is_closed_where_its_lines_end() -> None:
    sheet = Sheet()
    sheet.canvas.setLineWidth(0.5)
    for top in (100, 120, 140):
        sheet.canvas.line(LEFT, HEIGHT - top, LEFT + 200, HEIGHT - top)
    sheet.canvas.line(LEFT + 100, HEIGHT - 100, LEFT + 100, HEIGHT - 140)
    for x, top, text in ((80, 103, "科目"), (180, 103, "金额"), (80, 123, "合计"), (180, 123, "12.5")):
        sheet.text(x, top, text, 10)
    assert shape(read("pdf", sheet.done())) == [[["科目", "金额"], ["合计", "12.5"]]]


def test_a_frame_around_text_is_no_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rect(40, 40, WIDTH - 80, HEIGHT - 80)
        sheet.paragraph(100, "框内的正文，共3项。")

    assert shape(read("pdf", pdf(page))) == ["框内的正文，共3项。"]


def test_bold_by_printing_twice_and_turned_watermarks() -> None:
    def page(sheet: Sheet) -> None:
        for shift in (0, 0.3):
            sheet.text(LEFT + shift, 100, "合计1155.5万元")
        sheet.canvas.saveState()
        sheet.canvas.rotate(45)
        sheet.canvas.setFont(FONT, 40)
        sheet.canvas.drawString(300, 200, "样稿")
        sheet.canvas.restoreState()

    assert shape(read("pdf", pdf(page))) == [("note", "样稿"), "合计1155.5万元"]


def turned(data: bytes, page_turned: int) -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.pages[-1].rotate(page_turned)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_codes_that_fonts_give_for_characters_that_look_the_same() -> None:
    found = [(sign, (20.0 * at, 0.0, 20.0 * at + 12, 12.0), False) for at, sign in enumerate("部\u2ed4\u2f94ﬁ(cid:7)")]
    upright, _ = pdf_lines.chars_of([*found[:4], ("(cid:7)", (90.0, 0.0, 99.0, 12.0), False)])
    assert [char.text for char in upright] == ["部", "门", "言", "fi", "\ufffd"]


def test_a_page_on_its_side_is_told_and_one_that_is_shown_upright_is_read() -> None:
    def lying(sheet: Sheet) -> None:
        sheet.canvas.rotate(90)
        sheet.canvas.setFont(FONT, SIZE)
        sheet.canvas.drawString(100, -200, "侧放的12页")

    assert noted(read("pdf", pdf(third_page, lying), "侧.pdf")) == [
        "侧.pdf: warning[D235] 第 2 页的文字是侧放或斜放的，没有读入，其中的内容没有核查｜"
        "请在阅读器中把这些页转正，另存后重新核查"
    ]
    document = read("pdf", turned(pdf(lying), 90))
    assert shape(document) == ["侧放的12页"]
    [place] = [text.place(3, 5) for text in document.texts]
    assert place.box is not None and abs(float(place.box[0]) - 136) < 1


def test_what_is_cut_off_a_page_is_not_read_and_places_count_from_what_is_seen() -> None:
    pypdf = pytest.importorskip("pypdf")

    def page(sheet: Sheet) -> None:
        sheet.text(100, 200, "看得见的98项")
        sheet.text(100, 20, "裁切标记12")

    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(page)))
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((50, 50, WIDTH - 50, HEIGHT - 100))
    stream = BytesIO()
    writer.write(stream)
    document = read("pdf", stream.getvalue())
    assert shape(document) == ["看得见的98项"]
    [place] = [text.place() for text in document.texts]
    assert place.box is not None
    assert abs(float(place.box[0]) - 50) < 1 and abs(float(place.box[1]) - 103) < 2


def test_pages_are_told_to_whoever_watches() -> None:
    told: list[tuple[str, int, int]] = []
    pdf_reader.read(pdf(first_page, second_page, third_page), "甲.pdf", lambda *args: told.append(args))
    assert told == [("甲.pdf", 1, 3), ("甲.pdf", 2, 3), ("甲.pdf", 3, 3)]


def picture(sheet: Sheet) -> None:
    from reportlab.lib.utils import ImageReader

    header = b"P5 2 2 255\n"
    sheet.canvas.drawImage(ImageReader(BytesIO(header + bytes(4))), 0, 0, WIDTH, HEIGHT)


def test_pages_without_text() -> None:
    ocr = "请先做文字识别（OCR），存成带文字层的 PDF；或者向填报单位索取电子原件"
    assert told("pdf", pdf(picture, picture), "扫描.pdf") == [
        f"扫描.pdf: error[D221] 这份 PDF 共 2 页，没有文字层：它是扫描件或图片｜{ocr}"
    ]
    mixed = read("pdf", pdf(third_page, picture, lambda sheet: None, picture, picture), "混合.pdf")
    assert noted(mixed) == [
        "混合.pdf: warning[D222] 第 2、4-5 页没有文字层（扫描件或图片），其中的内容没有核查｜"
        "请对这些页做文字识别（OCR）后重新核查，或人工核对"
    ]


def test_very_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MOST_BLANK", 5)
    blank = pdf(*[lambda sheet: None] * 20)
    assert told("pdf", blank, "空.pdf") == [
        "空.pdf: error[D227] 前 5 页都没有文字（全文 20 页），没有再往后读｜"
        "请核实这是不是要核查的文件；若是扫描件，请先做文字识别（OCR）；若正文在后面，请把那些页另存为一个文件"
    ]
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 2)
    assert noted(read("pdf", pdf(first_page, second_page, third_page), "长.pdf")) == [
        "长.pdf: warning[D225] 文件有 3 页，只读取了前 2 页，其余没有核查｜请把文件按章节拆开，分别核查"
    ]


def test_a_password_is_named() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = pdf(third_page, encrypt=StandardEncryption("secret"))
    assert told("pdf", locked, "密.pdf") == [
        "密.pdf: error[D223] 这份 PDF 有打开密码，无法读取｜请在阅读器中输入密码打开，另存为不带密码的副本后再核查"
    ]


def test_a_file_that_only_forbids_changes_is_read() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(third_page)))
    writer.encrypt("", "owner", algorithm="AES-256")
    stream = BytesIO()
    writer.write(stream)
    assert "以上数据均已核实。" in shape(read("pdf", stream.getvalue()))


def test_files_that_are_no_pdf() -> None:
    assert told("pdf", "这不是 PDF", "假.pdf") == [
        "假.pdf: error[D234] 文件的内容不是 PDF，虽然扩展名是｜请用正确的扩展名重新保存，或重新获取文件"
    ]
    assert told("pdf", b"%PDF-1.4\n" + bytes(100), "坏.pdf")[0].startswith("坏.pdf: error[D224] 文件不是完好的 PDF：")


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pdfminer.pdfdocument", None)
    assert told("pdf", pdf(third_page), "甲.pdf") == [
        '甲.pdf: error[D220] 读取 PDF 需要 pdfminer.six，尚未安装｜请运行：pip install "gouji[pdf]"'
    ]


def test_packed_bombs_are_not_unpacked() -> None:
    packed = zlib.compress(b"0 0 m " * (20 << 20), 9)
    good = pdf(third_page)
    bomb = b"\n9 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    assert told("pdf", good + bomb, "弹.pdf") == [
        "弹.pdf: error[D233] 文件中有一段压缩数据展开后超过 64 MB，没有读取｜"
        "正常的报告不会这样；请核实文件来源，或在阅读器中打印成新的 PDF"
    ]


def test_a_page_with_far_too_much_on_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_DRAWN", 300)

    def drawing(sheet: Sheet) -> None:
        for number in range(400):
            sheet.canvas.line(number, 10, number, 20)

    assert noted(read("pdf", pdf(third_page, drawing), "图.pdf")) == [
        "图.pdf: warning[D226] 第 2 页的图形或文字多得异常，没有读取，其中的内容没有核查｜"
        "请人工核对这些页；若是图纸或地图，可以忽略"
    ]


def test_forms_inside_forms_do_not_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_FORMS", 200)
    sheet = Sheet()
    sheet.canvas.beginForm("f0")
    sheet.text(LEFT, 100, "字")
    sheet.canvas.endForm()
    for depth in range(1, 12):
        sheet.canvas.beginForm(f"f{depth}")
        for _ in range(10):
            sheet.canvas.doForm(f"f{depth - 1}")
        sheet.canvas.endForm()
    sheet.canvas.doForm("f11")
    assert told("pdf", sheet.done(), "套.pdf")[0].startswith("套.pdf: error[D226] 第 1 页的图形或文字多得异常")


@pytest.mark.parametrize("seed", range(40))
def test_mutated_files_are_read_or_refused(seed: int) -> None:
    random = Random(seed)
    data = bytearray(pdf(first_page, third_page, pageCompression=0))
    for _ in range(random.choice([1, 3, 30, 300])):
        at = random.randrange(len(data))
        match random.randrange(4):
            case 0:
                data[at] = random.randrange(256)
            case 1:
                del data[at : at + random.choice([1, 10, 400])]
            case 2:
                data[at:at] = data[random.randrange(len(data)) :][:50]
            case _:
                data[at : at + 1] = str(random.randrange(10**9)).encode()
    try:
        document = read("pdf", bytes(data), "坏.pdf")
    except SubmissionError as fault:
        assert all(diagnostic.code.startswith("D2") for diagnostic in fault.diagnostics)
        assert all(diagnostic.message() and diagnostic.help() for diagnostic in fault.diagnostics)
    else:
        assert all(text.place().page for text in document.texts)
