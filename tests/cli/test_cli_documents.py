"""Documents on the command line and in the Python API: read, corrected by hand, explained, annotated."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from cli_samples import Run

import gouji

ROOT = Path(__file__).resolve().parents[2]
SUBMISSIONS = ROOT / "examples" / "submissions"
NAME = "文化馆自评"

pytest.importorskip("docx")
pytest.importorskip("openpyxl")
pytestmark = pytest.mark.skipif(not SUBMISSIONS.is_dir(), reason="no examples here")


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the submissions, to work in."""
    monkeypatch.chdir(tmp_path)
    for path in SUBMISSIONS.glob(f"{NAME}.*"):
        shutil.copy(path, tmp_path)
    return tmp_path


def submission(run: Run, *args: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("check", *args, "--format", "json").stdout)["submissions"][0]
    return found


def places(found: dict[str, Any]) -> list[Any]:
    return sorted(
        [one["rule"], one["severity"], sorted(json.dumps(place, ensure_ascii=False) for place in one["locations"])]
        for one in found["findings"]
    )


# -- read ------------------------------------------------------------------------------------------------------------


def test_read_shows_tables_places_and_what_was_left_over(run: Run, documents: Path) -> None:
    text = (documents / f"{NAME}.txt").read_text("utf-8") + "另购置档案柜7组。\n"
    (documents / "多一句.txt").write_text(text, "utf-8")
    shown = run("read", "多一句.txt").stdout
    assert "第37行第5列" in shown
    assert "指标（12 行）" in shown
    assert "提纲" not in shown and "段落" not in shown
    assert "数字：印出" in shown
    (left,) = [line for line in shown.splitlines() if "档案柜" in line]
    assert left.split() == ["7组", "另购置档案柜7组。", "第40行第7列"]


def test_read_verbose_gives_each_cell_its_place(run: Run, documents: Path) -> None:
    shown = run("read", f"{NAME}.docx", "--verbose").stdout
    lines = [line.split() for line in shown.splitlines()]
    assert ["3", "实际完成值", "20场", "第2表", "E5"] in lines
    assert any(line and line[0].startswith("提纲（") for line in lines)


def test_read_marks_what_may_have_been_misread(run: Run, documents: Path) -> None:
    shown = run("read", f"{NAME}.txt").stdout
    assert "？" not in shown
    report = gouji.read(f"{NAME}.docx").to_dict() | {"doubtful": ["/tables/指标/2", "/fields/总分"]}
    (documents / "存疑.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    shown = run("read", "存疑.json").stdout
    assert "3？" in shown and "总分？" in shown
    assert "带“？”的行和字段可能读错" in shown


# -- corrected by hand -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html", "txt"])
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_document_written_down_is_judged_as_the_document(run: Run, documents: Path, ending: str, form: str) -> None:
    if ending == "pdf":
        pytest.importorskip("pdfminer")
    document = f"{NAME}.{ending}"
    # under another name: the typed report of the examples stands here too
    written = documents / f"记录.{form}"
    written.write_text(run("read", document, "--format", form).stdout, "utf-8")
    before, after = submission(run, document), submission(run, written.name)
    assert len(before["findings"]) == 8
    assert places(after) == places(before)
    assert after["path"] == document
    assert after["sha256"] == before["sha256"] == hashlib.sha256((documents / document).read_bytes()).hexdigest()
    assert after["written"] == written.name and "written" not in before


def test_a_correction_counts_and_keeps_the_place(run: Run, documents: Path) -> None:
    written = run("read", f"{NAME}.docx", "--format", "yaml").stdout
    assert "提纲" not in written and "段落" not in written
    (documents / "记录.yaml").write_text(written.replace('实际完成值: "20场"', '实际完成值: "21场"'), "utf-8")
    (found,) = [one for one in submission(run, "记录.yaml")["findings"] if one["rule"] == "status-vs-actual"]
    (place,) = [place for place in found["locations"] if place["role"] == "实际完成值"]
    assert (place["text"], place["table"], place["cell"]) == ("21场", 2, "E5")


def test_the_written_report_is_never_overwritten(run: Run, documents: Path) -> None:
    written = documents / "记录.json"
    written.write_text(run("read", f"{NAME}.docx", "--format", "json").stdout, "utf-8")
    before = written.read_bytes()
    assert run("check", "记录.json", "-o", "记录.json").exit_code == 2
    assert written.read_bytes() == before


def test_a_document_of_no_known_kind_is_judged_alike_when_written_down(run: Run, documents: Path) -> None:
    text = "会议纪要\n全年支出300.80万元，包括设备费126.50万元、会务费88.30万元、差旅费61.00万元。\n"
    (documents / "纪要.txt").write_text(text, "utf-8")
    (documents / "纪要.yaml").write_text(run("read", "纪要.txt", "--format", "yaml").stdout, "utf-8")
    before, after = submission(run, "纪要.txt"), submission(run, "纪要.yaml")
    assert [one["rule"] for one in before["findings"]] == ["prose-parts-sum"]
    assert places(after) == places(before)


# -- explain ---------------------------------------------------------------------------------------------------------


def test_explain_takes_a_document(run: Run, documents: Path) -> None:
    shown = run("explain", "status-vs-actual", f"{NAME}.docx").stdout
    assert "流动展览场次" in shown and "第2表 E5" in shown
    finding = next(one for one in submission(run, f"{NAME}.xlsx")["findings"] if one["rule"] == "yoy-increase-rate")
    assert "自评报告!A9" in run("explain", finding["id"], f"{NAME}.xlsx").stdout


# -- annotated copies ------------------------------------------------------------------------------------------------


def test_annotated_copies_carry_the_findings_and_leave_the_originals(run: Run, documents: Path) -> None:
    import docx
    import openpyxl

    before = {path.name: path.read_bytes() for path in documents.iterdir()}
    done = run("check", f"{NAME}.docx", f"{NAME}.xlsx", f"{NAME}.txt", "--annotate", "批注")
    assert done.exit_code == 1
    assert {path.name for path in (documents / "批注").iterdir()} == {f"{NAME}.批注.docx", f"{NAME}.批注.xlsx"}
    assert "C561" in done.stderr and f"{NAME}.txt" in done.stderr
    assert {name: (documents / name).read_bytes() for name in before} == before

    comments = [comment.text for comment in docx.Document(str(documents / "批注" / f"{NAME}.批注.docx")).comments]
    assert any("流动展览场次" in text and text.startswith("【高】") for text in comments)
    book = openpyxl.load_workbook(documents / "批注" / f"{NAME}.批注.xlsx")
    note = book["绩效指标完成情况表"]["E5"].comment
    assert note is not None and "流动展览场次" in note.text
    assert book["绩效指标完成情况表"]["E3"].comment is None


def test_an_annotated_pdf(run: Run, documents: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("pdfminer")
    run("check", f"{NAME}.pdf", "--annotate", "批注")
    pages = pypdf.PdfReader(documents / "批注" / f"{NAME}.批注.pdf").pages
    notes = [note.get_object().get("/Contents", "") for page in pages for note in page.get("/Annots", ())]
    assert any("流动展览场次" in note for note in notes)


def test_a_document_without_findings_gets_no_copy(run: Run, documents: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("全年支出100万元，包括甲60万元、乙40万元。")
    document.save(str(documents / "好.docx"))
    done = run("check", "好.docx", "--annotate", "批注")
    assert done.exit_code == 0, done.output
    assert list((documents / "批注").iterdir()) == []


def test_copies_of_documents_of_one_name_are_told_apart(run: Run, documents: Path) -> None:
    for folder in ("甲", "乙"):
        (documents / folder).mkdir()
        shutil.copy(documents / f"{NAME}.docx", documents / folder)
    run("check", "甲", "乙", "--annotate", "批注")
    names = {path.name for path in (documents / "批注").iterdir()}
    assert names == {f"{NAME}.批注.docx", f"{NAME}.批注-2.docx"}


def test_a_copy_never_replaces_a_submission(run: Run, documents: Path) -> None:
    shutil.copy(documents / f"{NAME}.docx", documents / f"{NAME}.批注.docx")
    before = (documents / f"{NAME}.批注.docx").read_bytes()
    done = run("check", f"{NAME}.docx", f"{NAME}.批注.docx", "--annotate", ".")
    assert done.exit_code == 2 and "C557" in done.stderr
    assert (documents / f"{NAME}.批注.docx").read_bytes() == before


def test_a_missing_folder_above_is_told(run: Run, documents: Path) -> None:
    done = run("check", f"{NAME}.docx", "--annotate", "没有/批注")
    assert done.exit_code == 2 and "C552" in done.stderr


# -- the Python API --------------------------------------------------------------------------------------------------


def test_a_rule_set_reads_documents_in_its_own_words(documents: Path) -> None:
    Path("规则.yaml").write_text(
        "表:\n  场次:\n    名称列: 名称\n    列:\n      名称: {类: 文本, 别名: [三级指标]}\n"
        "      目标: {类: 目标, 别名: [年度指标值]}\n      完成: {类: 取值, 别名: [实际完成值]}\n"
        "      分值: {类: 分数}\n      得分: {类: 分数}\n      结论: 文本\n"
        '规则:\n  - 编号: short\n    级别: 高\n    范围: 场次\n    当: 名称 包含 "场次"\n    要求: 完成 达到 目标\n'
        "    测试:\n      - 不符合: {名称: 场次, 目标: ≥2场, 完成: 1场}\n",
        "utf-8",
    )
    rules = gouji.load_rules("规则.yaml")
    report = rules.read(f"{NAME}.docx")
    assert [row["名称"] for row in report.tables["场次"]][:3] == ["惠民演出场次", "公益培训班次", "流动展览场次"]
    assert report.locate(gouji.Anchor("场次", 2, "完成")).to_dict() == {"table": 2, "cell": "E5"}
    assert gouji.read(f"{NAME}.docx", rules=rules) == report
    (result,) = gouji.check([f"{NAME}.docx"], rules)
    assert isinstance(result, gouji.Result)
    assert [finding.rule for finding in result.findings] == ["short"]


def test_without_rules_a_document_is_read_with_the_packs_that_fit(documents: Path) -> None:
    report = gouji.read(f"{NAME}.docx")
    assert len(report.tables["指标"]) == 12
    rules = gouji.load_rules("cn-performance")
    kinds = [isinstance(one, gouji.Result) for one in gouji.check([documents], rules)]
    assert kinds == [True] * 6


def test_what_cannot_be_read_and_what_holds_several(documents: Path) -> None:
    import zipfile

    with pytest.raises(gouji.SubmissionError):
        gouji.read("没有.docx")
    with zipfile.ZipFile("一包.zip", "w") as archive:
        archive.write(f"{NAME}.docx")
        archive.write(f"{NAME}.txt")
    with pytest.raises(gouji.SubmissionError) as caught:
        gouji.read("一包.zip")
    assert caught.value.diagnostics[0].code == "D112"
    assert len([one for one in gouji.read_reports("一包.zip") if isinstance(one, gouji.Report)]) == 2
