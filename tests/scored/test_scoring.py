"""The labels agree with the documents and with their own arithmetic; the scorer counts what README.md says it counts."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import build  # noqa: E402
import changed  # noqa: E402
import relations  # noqa: E402
import score  # noqa: E402

LABELS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for path in sorted((HERE / "labels").glob("*.yaml"))
}
VERDICTS = ("violation", "truncation", "suspicious", "holds", "info")


def office_places(path: Path) -> dict[str, str]:
    """Place → text of a Word or Excel document, as the labels name places."""
    out: dict[str, str] = {}
    if path.suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        for sheet in openpyxl.load_workbook(path).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        out[f"{sheet.title}!{cell.coordinate}"] = build.shown(cell.value, cell.number_format)
        return out
    docx = pytest.importorskip("docx")
    column = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    document = docx.Document(str(path))
    out |= {f"P{n}": p.text for n, p in enumerate(document.paragraphs, 1)}
    for t, table in enumerate(document.tables, 1):
        seen = set()
        for r, row in enumerate(table.rows, 1):
            for c, cell in enumerate(row.cells):
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    out[f"表{t}!{column[c]}{r}"] = cell.text
    return out


def places(labels: dict[str, Any]) -> dict[str, str]:
    path = HERE / "documents" / labels["document"]
    if path.suffix in (".docx", ".xlsx"):
        return office_places(path)
    return {str(n): text for n, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)}


@pytest.mark.parametrize("name", LABELS)
def test_labels_stand_in_the_document(name: str) -> None:
    labels = LABELS[name]
    text = places(labels)
    for item in labels["items"]:
        where = [str(p) for p in item.get("where") or item["places"]]
        pieces = item["quote"].split(" ∥ ")
        assert len(pieces) == len(where), item["id"]
        assert "at" not in item or str(item["at"]) in where, item["id"]
        for place, piece in zip(where, pieces, strict=True):
            assert piece and piece in text[place], (item["id"], place)
        for figure in (item.get("figures") or {}).values():
            assert any(figure in piece for piece in pieces), (item["id"], figure)


@pytest.mark.parametrize("name", LABELS)
def test_labels_are_complete_and_their_arithmetic_agrees(name: str) -> None:
    labels = LABELS[name]
    assert labels["split"] in ("dev", "held")
    ids = [item["id"] for item in labels["items"]]
    assert len(ids) == len(set(ids))
    counted = Counter(item["verdict"] for item in labels["items"])
    assert labels["counts"] == {verdict: counted[verdict] for verdict in VERDICTS}
    for item in labels["items"]:
        assert item["verdict"] in VERDICTS and item["severity"] in (*score.GRAVE, "low"), item["id"]
        assert item["relation"] and item["why"] and item["reported"] and item["computed"], item["id"]
        if item.get("check") and item["verdict"] in ("violation", "truncation", "holds"):
            assert relations.verdict(item["check"], item["figures"])[0] == item["verdict"], item["id"]


def test_the_splits_are_balanced_and_clean_documents_are_clean() -> None:
    groups = Counter((labels["group"], labels["split"]) for labels in LABELS.values())
    for group in ("prose", "form", "other", "clean"):
        assert groups[group, "dev"] <= 2 * groups[group, "held"]
        assert groups[group, "held"] <= 2 * groups[group, "dev"]
    for labels in LABELS.values():
        if labels["group"] == "clean":
            assert not labels["counts"]["violation"] and not labels["counts"]["truncation"]
    documents = {path.name for path in (HERE / "documents").iterdir()}
    assert documents == {labels["document"] for labels in LABELS.values()}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,345.67", "12345.67"),
        ("３．５％", "0.035"),
        ("≥2.60万亩", "26000"),
        ("229万元", "2290000"),
        ("1.2个百分点", "0.012"),
        ("18.64亿元", "1864000000"),
        ("12，345人", "12345"),
    ],
)
def test_printed_figures_are_read(text: str, value: str) -> None:
    assert relations.printed(text).value == Fraction(value)


def test_rounding_leaves_room_and_cutting_off_is_told_apart() -> None:
    assert relations.verdict("率 = 甲 / 乙", {"率": "97.85%", "甲": "978477", "乙": "1000000"})[0] == "holds"
    assert relations.verdict("率 = 甲 / 乙", {"率": "97.84%", "甲": "978477", "乙": "1000000"})[0] == "truncation"
    assert relations.verdict("率 = 甲 / 乙", {"率": "97.48%", "甲": "978477", "乙": "1000000"})[0] == "violation"
    assert relations.verdict("总 = 甲 + 乙", {"总": "1.1亿元", "甲": "0.54亿元", "乙": "0.53亿元"})[0] == "holds"
    assert relations.verdict("总 = 甲 + 乙", {"总": "7人", "甲": "4人", "乙": "4人"})[0] == "violation"
    assert relations.verdict("甲 >= 乙", {"甲": "28人", "乙": "30人"})[0] == "violation"


def item(**given: Any) -> dict[str, Any]:
    base = {
        "id": "x",
        "where": [3],
        "relation": "率",
        "figures": {"率": "95%", "数": "1,200.50"},
        "verdict": "violation",
    }
    return {**base, **given}


def finding(severity: str = "high", line: int = 3, text: str = "95%", **place: Any) -> dict[str, Any]:
    where = place or {"line": line}
    return {
        "rule": "r",
        "severity": severity,
        "message": "印为 " + text,
        "evidence": {},
        "locations": [{"text": text, **where}],
    }


def row(items: list[dict[str, Any]], **submission: Any) -> score.Row:
    return score.count({"document": "d", "items": items}, submission)


def test_a_finding_needs_the_line_and_a_number() -> None:
    assert row([item()], findings=[finding()]).found == 1
    assert row([item()], findings=[finding(text="1200.5万元")]).found == 1
    assert row([item()], findings=[finding(line=4)]).found == 0
    assert row([item()], findings=[finding(text="88%")]).found == 0
    assert row([item(figures=None)], findings=[finding(text="五、")]).found == 1
    assert row([item(where=[9, 12])], findings=[finding(line=10, text="95%")]).found == 0


def test_a_total_over_many_lines_is_hit_where_the_total_stands() -> None:
    total = item(where=[1, 2, 3, 9], at=9)
    assert row([total], findings=[finding(line=2)]).found == 0
    assert row([total], findings=[finding(line=9)]).found == 1


def test_only_grave_findings_that_hit_nothing_are_extra() -> None:
    holds = item(verdict="holds")
    assert len(row([holds], findings=[finding()]).extra) == 1
    assert len(row([holds], findings=[finding("low"), finding("info")]).extra) == 0
    told = row([item(verdict="suspicious")], findings=[finding()])
    assert (told.right, told.accused, told.violations, len(told.extra)) == (1, 1, 0, 0)
    both = row([item(), holds], findings=[finding(), finding(line=8)])
    assert (both.right, both.accused, len(both.extra)) == (1, 2, 1)


def test_holds_are_judged_by_passed_checks_only() -> None:
    holds = item(verdict="holds")
    assert row([holds], passed=[finding()]).judged == 1
    assert row([holds], findings=[finding()]).judged == 0
    assert row([item()], passed=[finding()]).found == 0


def test_cells_and_paragraphs_match_however_they_are_told() -> None:
    cell = item(places=["表1!C4", "P7"])
    del cell["where"]
    assert row([cell], findings=[finding(cell="C4", table="表1")]).found == 1
    assert row([cell], findings=[finding(cell="表1!C4")]).found == 1
    assert row([cell], findings=[finding(cell="D4", table="表1")]).found == 0
    assert row([cell], findings=[finding(paragraph=7)]).found == 1
    assert row([cell], findings=[finding(line=3, text="95% 1,200.50")]).found == 1
    assert row([cell], findings=[finding(line=3, text="95%")]).found == 0


def test_an_unreadable_document_is_all_missed() -> None:
    none = score.count({"document": "d", "items": [item(), item(verdict="holds")]}, None, "D191")
    assert (none.violations, none.found, none.holds, none.judged, none.note) == (1, 0, 1, 0, "D191")


def test_the_constants_of_a_formula_are_no_figures() -> None:
    entry = {**finding(text="88%"), "evidence": {"formula": "率 ≤ 95%", "filled": "88% ≤ 1"}}
    assert row([item()], findings=[entry]).found == 0


def test_numbers_are_compared_without_dress() -> None:
    assert score.numbers(unicodedata.normalize("NFKC", "１,200.50万元、95.0％")) == {"1200.5", "95"}


def test_the_whole_run_ends_well_on_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert score.main(["--only", "01", "--failures"]) == 0
    assert "violations" in capsys.readouterr().out


TEXTS = [n for n, labels in LABELS.items() if not labels["document"].endswith((".docx", ".xlsx"))]


@pytest.mark.parametrize("name", TEXTS)
def test_slips_break_the_formula_and_nothing_else(name: str) -> None:
    labels = LABELS[name]
    lines = (HERE / "documents" / labels["document"]).read_text(encoding="utf-8").split("\n")
    made = list(changed.slips(labels, lines, 4))
    assert made == list(changed.slips(labels, lines, 4))
    assert len({slip.item["id"] for slip in made}) == len(made) <= 4
    for slip in made:
        text = slip.applied(lines).split("\n")
        differ = [n for n, (before, after) in enumerate(zip(lines, text, strict=True), 1) if before != after]
        assert differ == [slip.line]
        assert len(slip.was) == len(slip.now)
        assert slip.was != slip.now
        assert slip.item["verdict"] == "holds"


def test_a_slip_is_told_only_by_what_the_sound_text_does_not_say() -> None:
    item = {"id": "x", "where": [3], "figures": {"A": "10人", "B": "20人"}, "verdict": "holds", "check": "A < B"}
    slip = changed.Slip(item, 3, 0, "20", "70")
    old = {"rule": "r", "message": "m 20", "severity": "high", "locations": [{"line": 3}]}
    new = {"rule": "s", "message": "70", "severity": "info", "locations": [{"line": 3}]}
    graver = new | {"severity": "medium"}
    elsewhere = new | {"severity": "high", "locations": [{"line": 4}]}
    assert changed.told({"findings": [old]}, {"findings": [old, new, elsewhere]}, slip) == "info"
    assert changed.told({"findings": [old]}, {"findings": [old, new, graver]}, slip) == "medium"
    assert changed.told({"findings": [old]}, {"findings": [old]}, slip) == ""


@pytest.mark.parametrize(
    ("check", "kind"),
    [
        ("A = B / C", "quotient"),
        ("A = B - C", "difference"),
        ("A = B + C", "sum"),
        ("A = B", "equality"),
        ("A >= B", "comparison"),
    ],
)
def test_relations_are_sorted_by_their_formula(check: str, kind: str) -> None:
    assert changed.kind(check) == kind
