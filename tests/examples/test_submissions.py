"""One report in six formats: the same findings, each at the place where its format prints it."""

from __future__ import annotations

import html
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gouji.cli import main

pytest.importorskip("docx")
pytest.importorskip("openpyxl")
pytest.importorskip("pdfminer")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SUBMISSIONS = EXAMPLES / "submissions"
NAME = "文化馆自评"
FORMATS = ("docx", "xlsx", "pdf", "html", "txt", "yaml")
#: What README.md says: rule, the row or field, and the figures that are at odds.
PLANTED = {
    "status-vs-actual": ["≥25场", "20场", "流动展览场次", "达到预期值目标"],
    "unit-mismatch": ["≥12人", "100%"],
    "target-operator-strict": [">90%", "90%", "达到预期值目标"],
    "full-score-when-missed": ["", ">90%", "6", "6", "90%", "培训考核通过率"],
    "deduct-when-achieved": ["", "10", "9.5", "≥3000人次", "3120人次", "基层文化辅导人次"],
    "yoy-increase-rate": ["20.80万元", "300.80万元", "6.9%", "增加"],
    "grade-score-mismatch": ["97.70分", "良"],
}
#: What the extraction says in words of its own (the whole of its parts, whether they are all, which way a figure moved).
GIVEN = ("", "总额", "穷举", "增加")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_submissions", EXAMPLES / "make_submissions.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_submissions"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def findings(capsys: pytest.CaptureFixture[str]) -> Callable[[str], list[dict[str, Any]]]:
    def of(format_: str) -> list[dict[str, Any]]:
        assert main(["check", str(SUBMISSIONS / f"{NAME}.{format_}"), "--format", "json"]) == 1
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["submissions"][0]["findings"]
        return found

    return of


def said(findings: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    """Rules, severities and printed texts; the order of the findings is that of their places."""
    return sorted(
        (one["rule"], one["severity"], sorted(location["text"] for location in one["locations"])) for one in findings
    )


@pytest.mark.parametrize("format_", FORMATS[:-1])
def test_every_format_gives_the_findings_of_the_typed_report(
    format_: str, findings: Callable[[str], list[dict[str, Any]]]
) -> None:
    assert said(findings(format_)) == said(findings("yaml"))


def test_the_findings_are_the_planted_faults(findings: Callable[[str], list[dict[str, Any]]]) -> None:
    found = {rule: texts for rule, _, texts in said(findings("docx"))}
    assert found.keys() == {*PLANTED, "prose-parts-sum"}
    assert {rule: texts for rule, texts in found.items() if rule in PLANTED} == {
        rule: sorted(texts) for rule, texts in PLANTED.items()
    }


@pytest.mark.parametrize("format_", FORMATS)
def test_findings_point_at_what_they_quote(format_: str, findings: Callable[[str], list[dict[str, Any]]]) -> None:
    printed = PRINTED[format_]
    checked = 0
    for finding in findings(format_):
        for location in finding["locations"]:
            if location["text"] not in GIVEN:
                assert location["text"] in printed(location), location
                checked += 1
    assert checked > 30


def test_an_empty_cell_has_its_own_place(findings: Callable[[str], list[dict[str, Any]]]) -> None:
    found = next(one for one in findings("docx") if one["rule"] == "deduct-when-achieved")
    empty = next(location for location in found["locations"] if location["text"] == "")
    named = next(location for location in found["locations"] if location["text"] == "基层文化辅导人次")
    assert (empty["table"], empty["cell"], named["cell"]) == (named["table"], "I12", "C12")


def test_the_page_names_a_finding_in_the_empty_cell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SUBMISSIONS / f"{NAME}.docx"), "--format", "html"]) == 1
    page = capsys.readouterr().out
    assert re.search(r'<td[^>]*><span class="spot named[^>]*>&#8288;<span class="refs">', page)


# -- what is printed at a place --------------------------------------------------------------------------------------


@cache
def _docx() -> Any:
    import docx

    return docx.Document(str(SUBMISSIONS / f"{NAME}.docx"))


def in_docx(location: dict[str, Any]) -> str:
    if "paragraph" in location:
        return str(_docx().paragraphs[location["paragraph"] - 1].text)
    column, row = ord(location["cell"][0]) - ord("A"), int(location["cell"][1:]) - 1
    return str(_docx().tables[location["table"] - 1].cell(row, column).text)


def in_xlsx(location: dict[str, Any]) -> str:
    import openpyxl

    cell = openpyxl.load_workbook(SUBMISSIONS / f"{NAME}.xlsx")[location["sheet"]][location["cell"]]
    if isinstance(cell.value, int | float):
        percent = cell.number_format.endswith("%")
        decimals = len(cell.number_format.rstrip("%").partition(".")[2])
        return f"{cell.value * (100 if percent else 1):.{decimals}f}" + "%" * percent
    return str(cell.value)


def in_pdf(location: dict[str, Any]) -> str:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTContainer

    def characters(item: Any) -> Iterator[LTChar]:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            for inner in item:
                yield from characters(inner)

    left, top, right, bottom = (Decimal(side) for side in location["box"])
    (page,) = extract_pages(SUBMISSIONS / f"{NAME}.pdf", page_numbers=[location["page"] - 1])
    # a character belongs to the box that its middle is in; this library reckons from the bottom of the page
    found = [
        char.get_text()
        for char in characters(page)
        if left <= (char.x0 + char.x1) / 2 <= right and top <= page.height - (char.y0 + char.y1) / 2 <= bottom
    ]
    return "".join(found)


def in_text(format_: str) -> Callable[[dict[str, Any]], str]:
    def printed(location: dict[str, Any]) -> str:
        lines = (SUBMISSIONS / f"{NAME}.{format_}").read_text(encoding="utf-8").split("\n")
        line = lines[location["line"] - 1]
        end = location["end_column"] - 1 if location["end_line"] == location["line"] else len(line)
        text = line[location["column"] - 1 : end]
        return html.unescape(text) if format_ == "html" else text

    return printed


PRINTED: dict[str, Callable[[dict[str, Any]], str]] = {
    "docx": in_docx,
    "xlsx": in_xlsx,
    "pdf": in_pdf,
    "html": in_text("html"),
    "txt": in_text("txt"),
    "yaml": in_text("yaml"),
}


# -- the script ------------------------------------------------------------------------------------------------------


def test_the_script_writes_the_files_that_are_here() -> None:
    """Text byte for byte; of the office files the parts, for another version of a library may pack them otherwise."""
    import zipfile
    from io import BytesIO

    pytest.importorskip("reportlab")
    made = script().files()
    assert {path.name for path in SUBMISSIONS.iterdir() if path.suffix != ".md"} == made.keys()
    for name, data in made.items():
        kept = (SUBMISSIONS / name).read_bytes()
        if name.endswith(("html", "txt", "yaml")):
            assert data == kept, name
        elif name.endswith(("docx", "xlsx")):
            with zipfile.ZipFile(BytesIO(data)) as new, zipfile.ZipFile(BytesIO(kept)) as old:
                main_parts = [part for part in new.namelist() if part.endswith(("document.xml", "sheet1.xml"))]
                assert main_parts and all(new.read(part) == old.read(part) for part in main_parts), name


def test_the_script_gives_the_same_bytes_twice() -> None:
    pytest.importorskip("reportlab")
    module = script()
    assert module.files() == module.files()
