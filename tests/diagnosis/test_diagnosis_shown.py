"""Roots where people and programs read them: terminal, JSON and its schema, markdown, the workbook, the command."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import gouji
from gouji.cli.app import audit
from gouji.cli.schema_result import result_schema
from gouji.diagnosis import diagnose
from gouji.engine.result import Run
from gouji.engine.roots import CAUSES
from gouji.output import OutputOptions, write_stream

RULES = "规则:\n  - 合计 = 甲 + 乙\n  - 别处合计 = 甲 + 乙\n  - 别处合计 = 合计\n  - 率 = 甲 / 乙\n"
REPORT = "gouji: report/1\nfields: {合计: 105.00万元, 别处合计: 150.00万元, 甲: 61.00万元, 乙: 89.00万元, 率: 86.54%}\n"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "r.yaml").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str) -> str:
    shown = CliRunner().invoke(audit, list(arguments))
    assert shown.exit_code == 1, shown.output
    return shown.stdout


@pytest.fixture
def run(work: Path) -> Run:
    rules = gouji.load_rules(work / "rules.yaml")
    result = diagnose(rules, gouji.read(work / "r.yaml"))
    return Run(gouji.__version__, rules.packs, rules.rules, (result,), (), 1)


def test_json_holds_roots_that_keep_the_schema(work: Path) -> None:
    shown = json.loads(invoke("check", "r.yaml", "--rules", "rules.yaml", "--format", "json"))
    Draft202012Validator(result_schema()).validate(shown)
    (submission,) = shown["submissions"]
    ids = {finding["id"] for finding in submission["findings"]}
    assert {id_ for root in submission["roots"] for id_ in root["findings"]} == ids
    first = submission["roots"][0]
    assert first["suspects"][0]["location"]["role"] == "合计"
    assert first["suspects"][0]["location"]["line"] == 2
    cause = first["suspects"][0]["causes"][0]
    assert cause["cause"] in CAUSES and cause["value"] == "150.00万元" and set(cause["clears"]) <= ids
    assert first["smallest_sets"] == [[0]]


def test_roots_are_left_out_where_nobody_wants_them(work: Path) -> None:
    shown = json.loads(invoke("check", "r.yaml", "--rules", "rules.yaml", "--format", "json", "--no-roots"))
    assert "roots" not in shown["submissions"][0]


def test_lines_are_diagnosed_when_asked(work: Path) -> None:
    fields = {"合计": "105.00万元", "别处合计": "150.00万元", "甲": "61.00万元", "乙": "89.00万元", "率": "68.54%"}
    (work / "many.jsonl").write_text(
        json.dumps({"gouji": "report/1", "fields": fields}, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    plain = invoke("check", "many.jsonl", "--rules", "rules.yaml", "--format", "jsonl").splitlines()[0]
    asked = invoke("check", "many.jsonl", "--rules", "rules.yaml", "--format", "jsonl", "--roots").splitlines()[0]
    assert "roots" not in json.loads(plain)
    assert json.loads(asked)["roots"]


def test_the_terminal_shows_the_root_once_and_its_echoes_under_it(run: Run) -> None:
    stream = StringIO()
    write_stream(run, stream, "terminal", "zh", OutputOptions(color=False, width=100))
    text = stream.getvalue()
    assert text.count("“合计” 105.00万元 应为 150.00万元") == 1
    assert "  牵连" in text and "  影响      更正后不影响其他判断" in text.replace("影响  ", "影响      ")
    assert "根源" in text and "归为 2 个根源" in text


def test_english_and_markdown_say_the_same(run: Run) -> None:
    stream = StringIO()
    write_stream(run, stream, "markdown", "en", OutputOptions())
    text = stream.getvalue()
    assert "“合计” 105.00万元 should be 150.00万元" in text
    assert "- Roots: 2" in text


def test_the_workbook_has_a_sheet_of_roots(run: Run) -> None:
    made = BytesIO()
    write_stream(run, made, "xlsx", "zh", OutputOptions())
    sheet = openpyxl.load_workbook(BytesIO(made.getvalue()))["根源"]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3
    assert any("应为 150.00万元" in str(row[4]) for row in rows[1:])


def test_explain_shows_the_root_of_a_finding(work: Path) -> None:
    shown = CliRunner().invoke(audit, ["explain", json_id(work), "r.yaml", "--rules", "rules.yaml"])
    assert shown.exit_code == 0
    assert "应为 150.00万元" in shown.stdout and "同源" in shown.stdout


def json_id(work: Path) -> str:
    shown = json.loads(invoke("check", "r.yaml", "--rules", "rules.yaml", "--format", "json"))
    return str(shown["submissions"][0]["roots"][0]["findings"][0])


def test_a_diagnosis_that_breaks_off_keeps_the_findings(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gouji.diagnosis import diagnosing

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(diagnosing, "system_of", fail)
    shown = json.loads(invoke("check", "r.yaml", "--rules", "rules.yaml", "--format", "json"))
    (submission,) = shown["submissions"]
    assert len(submission["findings"]) == 3
    assert submission["roots"] == [] and submission["roots_left_out"]


JUDGED = RULES + "  - 总分 = 一 + 二\n  - 附表总分 = 一 + 二\n  - 总分 = 附表总分\n  - 总分 ≥ 90分\n"
SCORES = ", 总分: 93.05分, 一: 48.20分, 二: 45.30分, 附表总分: 93.50分}\n"


@pytest.fixture
def scored(work: Path) -> Run:
    """A run with a root whose figure has a line to reach."""
    (work / "rules.yaml").write_text(JUDGED, encoding="utf-8")
    (work / "r.yaml").write_text(REPORT.replace("}\n", SCORES), encoding="utf-8")
    rules = gouji.load_rules(work / "rules.yaml")
    result = diagnose(rules, gouji.read(work / "r.yaml")).settled(with_source=True)
    return Run(gouji.__version__, rules.packs, rules.rules, (result,), (), 1)


@pytest.mark.parametrize(
    ("format_", "lang", "told"),
    [
        ("terminal", "zh", "总分 不低于 90.00分，其他判断就不变；到 89.99分 时“总分 ≥ 90分”不符合"),
        ("markdown", "zh", "总分 不低于 90.00分，其他判断就不变"),
        ("html", "zh", "总分 不低于 90.00分，其他判断就不变"),
        ("markdown", "en", "总分 from 90.00分 up: no other judgement changes; at 89.99分 “总分 ≥ 90分” fails"),
    ],
)
def test_how_far_a_figure_may_lie_is_told(scored: Run, format_: str, lang: str, told: str) -> None:
    stream = StringIO()
    write_stream(scored, stream, format_, lang, OutputOptions(color=False, width=200))
    assert told in " ".join(stream.getvalue().split())


def test_how_far_a_figure_may_lie_is_told_in_the_workbook_and_the_contract(scored: Run) -> None:
    made = BytesIO()
    write_stream(scored, made, "xlsx", "zh", OutputOptions())
    rows = list(openpyxl.load_workbook(BytesIO(made.getvalue()))["根源"].iter_rows(values_only=True))
    assert any("总分 不低于 90.00分" in str(cell) for row in rows for cell in row)
    stream = StringIO()
    write_stream(scored, stream, "json", "zh", OutputOptions())
    shown = json.loads(stream.getvalue())
    Draft202012Validator(result_schema()).validate(shown)
    margins = [s["margin"] for root in shown["submissions"][0]["roots"] for s in root["suspects"] if "margin" in s]
    assert {"value", "cosmetic", "throughout", "low", "below"} == set(next(m for m in margins if "low" in m))


def test_explain_tells_how_far(work: Path, scored: Run) -> None:
    finding = next(f for f in scored.results[0].findings if f.locations[0].role == "总分")
    shown = CliRunner().invoke(audit, ["explain", finding.id, "r.yaml", "--rules", "rules.yaml"])
    assert shown.exit_code == 0 and "余地" in shown.stdout and "89.99分" in shown.stdout


def test_sarif_without_a_diagnosis_has_no_roots(work: Path) -> None:
    shown = json.loads(invoke("check", "r.yaml", "--rules", "rules.yaml", "--format", "sarif", "--no-roots"))
    assert not any("root" in result["properties"] for result in shown["runs"][0]["results"])
