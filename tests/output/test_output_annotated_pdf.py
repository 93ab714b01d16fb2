"""Notes in a copy of a PDF: at the figures, with the whole finding, the original untouched."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from output_samples import finding

from gouji.faults import SubmissionError
from gouji.report import Anchor, Place

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "document"))

pypdf = pytest.importorskip("pypdf")
samples = pytest.importorskip("pdf_samples")

from gouji.document.reading import reader  # noqa: E402
from gouji.engine.result import Location  # noqa: E402
from gouji.output.annotated_pdf import annotate  # noqa: E402
from gouji.output.annotating import INVOLVED, Involved, Remark, involved_in, remarks_of  # noqa: E402

WORDS = "全年预算100.00万元，支出98.50万元。"


def made(rotate: int = 0, moved: bool = False) -> bytes:
    """A page of one sentence, turned, or with its corner somewhere else."""
    data: bytes = samples.pdf(lambda sheet: sheet.text(100, 200, WORDS), lambda sheet: sheet.text(50, 60, WORDS))
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    for page in writer.pages:
        if rotate:
            page.rotate(rotate)
        if moved:
            page.mediabox = pypdf.generic.RectangleObject((-30, 20, 565, 862))
            page.cropbox = page.mediabox
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def figure(data: bytes, words: str, page: int = 1) -> Place:
    """Where the reader finds some words on a page."""
    document = reader("pdf")(data, "a.pdf", None)
    for text in document.texts:
        at = text.text.find(words)
        if at >= 0 and text.place().page == page:
            return text.place(at, at + len(words))
    raise AssertionError(words)


def annotations(data: bytes, page: int = 1) -> list[Any]:
    found = pypdf.PdfReader(BytesIO(data)).pages[page - 1].get("/Annots", [])
    return [one.get_object() for one in found]


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_highlight_lies_on_the_figure_however_the_page_is_turned(rotate: int, moved: bool) -> None:
    data = made(rotate, moved)
    [mark] = annotations(annotate(data, [Remark(placed(data, rotate), "注")]))
    # where the figure is printed in the page's own coordinates, as drawn
    left, bottom, right, top = (float(side) for side in mark["/Rect"])
    width = samples.pdfmetrics.stringWidth("全年预算", samples.FONT, samples.SIZE)
    assert abs(left - (100 + width)) < 1
    assert abs(right - left - samples.pdfmetrics.stringWidth("100.00", samples.FONT, samples.SIZE)) < 1
    baseline = samples.HEIGHT - 200 - samples.SIZE
    assert bottom - 0.5 <= baseline + 3 and top >= baseline + 7
    assert top - bottom < 2 * samples.SIZE


def placed(data: bytes, rotate: int) -> Place:
    """The figure on the page as shown. A page that is shown turned has its text turned with it, so it is not read as
    text; the place is then worked out from the unturned page."""
    if not rotate:
        return figure(data, "100.00")
    flat = pypdf.PdfWriter(clone_from=BytesIO(data))
    for page in flat.pages:
        page.rotate(-rotate)
    stream = BytesIO()
    flat.write(stream)
    place = figure(stream.getvalue(), "100.00")
    assert place.box is not None
    left, top, right, bottom = map(float, place.box)
    media = flat.pages[0].mediabox
    width, height = float(media.width), float(media.height)
    box = {
        90: (height - bottom, left, height - top, right),
        180: (width - right, height - bottom, width - left, height - top),
        270: (top, width - right, bottom, width - left),
    }[rotate]
    return Place(page=1, box=tuple(f"{side:.1f}" for side in box))


def test_the_copy_is_the_original_with_an_addition() -> None:
    data = made()
    copy = annotate(data, [Remark(figure(data, "98.50", 2), "注", color="ff8a80")])
    assert copy.startswith(data)
    assert annotations(copy, 1) == []
    [mark] = annotations(copy, 2)
    assert mark["/Subtype"] == "/Highlight" and mark["/Contents"] == "注" and mark["/T"] == "gouji"
    assert annotate(copy, []).startswith(data)


def test_notes_on_one_figure_are_one_and_a_note_on_a_page_is_a_sign() -> None:
    data = made()
    place = figure(data, "100.00")
    notes = [Remark(place, "甲"), Remark(place, "甲"), Remark(place, "乙\u202e"), Remark(Place(page=1), "页")]
    first, second = annotations(annotate(data, [*notes, Remark(Place(page=9), "没有这页")]))
    assert first["/Contents"] == "甲\n\n乙\\u202e"
    assert second["/Subtype"] == "/Text" and second["/Contents"] == "页\n\n没有这页", "no remark is lost"


def test_a_finding_is_one_note_and_its_other_figures_are_marked_without_words() -> None:
    data = made()
    main, other = figure(data, "98.50"), figure(data, "100.00")
    operands = [
        Location("执行数", text, Anchor("指标", 0, "得分"), place) for text, place in (("98.50", main), ("100", other))
    ]
    found = finding(locations=(*operands, operands[1]))
    [remark] = remarks_of([found])
    assert remark.place == main
    assert remark.shown.splitlines() == [
        "【高】“培训人数”目标 80人，完成 74人，不得标记为“达到预期”",
        "代入：74人 未达 80人，而 结论“达到预期” 属于 {达到预期, 完成}",
        "依据：《管理办法》第十二条",
        "建议：更正结论，或补充完成情况的佐证。",
        "编号：a1b2c3d4e5f6",
    ]
    assert found.evidence.formula not in remark.shown
    note, mark = annotations(annotate(data, [remark], involved_in([found])))
    assert note["/Contents"] == remark.shown
    assert mark["/Subtype"] == "/Highlight" and "/Contents" not in mark
    assert [round(255 * float(part)) for part in mark["/C"]] == list(bytes.fromhex(INVOLVED))
    # what one finding is about is not marked again because another has it among its operands
    turned = finding(locations=tuple(reversed(operands)))
    assert involved_in([found, turned]) == []
    assert len(annotations(annotate(data, [remark], [Involved(main, "98.50")]))) == 1


def refused(data: bytes) -> list[str]:
    with pytest.raises(SubmissionError) as raised:
        annotate(data, [Remark(Place(page=1), "注")], name="甲.pdf")
    return [f"{d.label}: [{d.code}] {d.message()}" for d in raised.value.diagnostics]


def test_files_that_take_no_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(made()))
    writer.encrypt("secret")
    stream = BytesIO()
    writer.write(stream)
    assert refused(stream.getvalue()) == ["甲.pdf: [D223] 这份 PDF 有打开密码，无法读取"]
    assert refused(b"%PDF-1.4 nothing")[0].startswith("甲.pdf: [D224] 文件不是完好的 PDF：")
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert refused(made()) == ["甲.pdf: [D220] 读取 PDF 需要 pypdf，尚未安装"]


def test_a_file_that_only_forbids_changes_gets_a_copy_without_encryption() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(made()))
    writer.encrypt("", "owner", algorithm="AES-256")
    stream = BytesIO()
    writer.write(stream)
    [mark] = annotations(annotate(stream.getvalue(), [Remark(Place(page=1), "注")]))
    assert mark["/Contents"] == "注"
