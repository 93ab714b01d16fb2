from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from output_samples import (
    broken_diagnostic,
    clean_result,
    fifty_findings,
    finding,
    location,
    result_of,
    run_of,
    sample_run,
)
from output_sarif_schema import SCHEMA
from sarif_pydantic import Sarif

from gouji.engine.outcome import Severity
from gouji.engine.result import Counts, Run, Undecided
from gouji.faults import Diagnostic, Note
from gouji.output import OutputOptions
from gouji.output.sarif import message, uri, write_sarif
from gouji.report import Place

EXPECTED = Path(__file__).with_name("expected")


def sarif_text(run: Run, lang: str = "zh", **options: bool) -> str:
    stream = io.StringIO()
    write_sarif(run, stream, lang, OutputOptions(**options))
    return stream.getvalue()


def sarif(run: Run, lang: str = "zh", **options: bool) -> dict[str, Any]:
    log = json.loads(sarif_text(run, lang, **options))
    jsonschema.validate(log, SCHEMA)
    (only,) = log["runs"]
    for result in only["results"]:
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            at = place["physicalLocation"]["artifactLocation"]
            assert only["artifacts"][at["index"]]["location"]["uri"] == at["uri"]
    return dict(only)


def test_whole_log() -> None:
    assert sarif_text(sample_run()) == (EXPECTED / "result.sarif").read_text("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "run", [sample_run(), run_of(), run_of(fifty_findings()), run_of(clean_result(), submissions=4)]
)
def test_logs_have_the_required_structure(run: Run, lang: str) -> None:
    sarif(run, lang, with_passed=True)


def test_a_reader_of_another_hand_reads_every_result() -> None:
    for run in (sample_run(), run_of(fifty_findings())):
        log = json.loads(sarif_text(run, with_passed=True))
        read = Sarif.model_validate(log).runs[0].results
        assert read is not None
        assert [(one.rule_id, one.message.text) for one in read] == [
            (one["ruleId"], one["message"]["text"]) for one in log["runs"][0]["results"]
        ]
        assert read


def _spoil_uri(bad: str, run: dict[str, Any]) -> None:
    run["artifacts"][0]["location"]["uri"] = bad


def test_the_check_of_the_structure_is_strict() -> None:
    """The schema of these tests is no rubber stamp."""
    good = json.loads(sarif_text(sample_run()))
    spoils: tuple[Callable[[dict[str, Any]], object], ...] = (
        lambda run: run["results"][0].update(level="high"),
        lambda run: run["results"][0].update(severity="high"),
        lambda run: run["results"][0].pop("message"),
        lambda run: run["tool"]["driver"].pop("name"),
        lambda run: run["invocations"][0].pop("executionSuccessful"),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        *(
            partial(_spoil_uri, bad)
            for bad in ("送审材料/甲 局.yaml", "1:a.yaml", "a%.yaml", "a[1].yaml", "a#b#c", "a\n")
        ),
        lambda run: run["results"][0]["properties"].update(tags=["a", "a"]),
        lambda run: run["results"][0]["relatedLocations"].append(run["results"][0]["relatedLocations"][0]),
        lambda run: run.update(columnKind="codePoints"),
    )
    jsonschema.validate(good, SCHEMA)
    for spoil in spoils:
        bad = json.loads(json.dumps(good))
        spoil(bad["runs"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, "$schema": "sarif-2.1.0.json"}, SCHEMA)


def test_severities_are_levels() -> None:
    entries = tuple(replace(finding(id=str(level)), severity=level) for level in Severity)
    results = sarif(run_of(result_of(*entries)))["results"]
    assert [result["level"] for result in results] == ["note", "note", "warning", "error"]
    assert {result["kind"] for result in results} == {"fail"}
    assert [result["properties"]["severity"] for result in results] == ["info", "low", "medium", "high"]


def test_fingerprint_place_and_operands_of_a_finding() -> None:
    result = sarif(run_of(result_of(finding())))["results"][0]
    assert result["partialFingerprints"] == {"gouji/v1": "a1b2c3d4e5f6"}
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 18, "startColumn": 62}
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "/tables/指标/2/结论"
    assert [entry["message"]["text"] for entry in result["relatedLocations"]] == [
        "年度指标值 = 80人 (指标 · 培训人数 · 年度指标值)",
        "实际完成值 = 74人 (指标 · 培训人数 · 实际完成值)",
    ]


def test_undecided_checks_are_open_and_never_pass() -> None:
    results = [result for result in sarif(sample_run())["results"] if result["ruleId"] == "staff-sum"]
    assert [(result["kind"], result["level"]) for result in results] == [("open", "none")]
    assert results[0]["message"]["text"] == "无法判定：缺少“合计人数”"
    assert results[0]["properties"]["count"] == 2


def test_tick_marks_only_when_asked_for() -> None:
    assert {result["kind"] for result in sarif(sample_run())["results"]} == {"fail", "open"}
    assert {result["kind"] for result in sarif(sample_run(), with_passed=True)["results"]} == {"fail", "open", "pass"}


def test_unreadable_files_and_faults_of_rules_are_notifications() -> None:
    fault = Diagnostic("R398", {"name": "甲", "near": "乙"}, severity="warning")
    log = sarif(replace(sample_run(), diagnostics=(broken_diagnostic(), fault)))
    (invocation,) = log["invocations"]
    assert invocation["executionSuccessful"] is False
    (unread,) = invocation["toolExecutionNotifications"]
    assert unread["descriptor"] == {"id": "D198"} and unread["level"] == "error"
    assert unread["message"]["text"] == "不是 YAML：花括号没有合上\n检查这一行的缩进和冒号"
    assert unread["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 18,
        "endLine": 2,
        "endColumn": 22,
    }
    assert [entry["level"] for entry in invocation["toolConfigurationNotifications"]] == ["warning"]


def test_a_run_that_judged_nothing_was_not_successful() -> None:
    nothing = replace(clean_result(), rules={"score-total": Counts(undecided=2)})
    (invocation,) = sarif(run_of(nothing))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "没有任何规则被判定：这不是通过。"
    (invocation,) = sarif(run_of(clean_result()))["invocations"]
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_two_names_of_a_file_passed_over_are_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("甲.zip/a.jpg", str(tmp_path / "甲.zip" / "a.jpg"), "./甲.zip//a.jpg", "甲.zip/b.jpg")
    (invocation,) = sarif(replace(run_of(clean_result()), unread=names))["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    places = [place["physicalLocation"]["artifactLocation"]["uri"] for place in notification["locations"]]
    assert places == ["%E7%94%B2.zip/a.jpg", "%E7%94%B2.zip/b.jpg"]


def test_a_rule_without_an_entry_is_listed_all_the_same() -> None:
    result = replace(
        result_of(finding(rule="extra-1")),
        undecided=(Undecided("extra-2", "名", Note.of("U698", name="x"), ()),),
    )
    rules = [rule["id"] for rule in sarif(run_of(result))["tool"]["driver"]["rules"]]
    assert rules[-2:] == ["extra-1", "extra-2"]


def test_places_without_lines_keep_what_they_know() -> None:
    place = Place(sheet="表2", cell="D7", page=3, box=("1", "2", "3", "4"))
    result = sarif(run_of(result_of(finding(locations=(location("x", "1", None, None, place=place),)))))["results"][0]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["locations"][0]["logicalLocations"][0]["properties"] == {
        "sheet": "表2",
        "cell": "D7",
        "page": 3,
        "box": ["1", "2", "3", "4"],
    }


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ((None, 9), {"endColumn": 9}),
        ((3, 9), {"endLine": 3, "endColumn": 9}),
        ((4, 1), {"endLine": 4, "endColumn": 1}),
        ((4, None), {"endLine": 4}),
        ((3, 5), {"endLine": 3, "endColumn": 5}),
        ((None, 4), {}),
        ((3, 4), {}),
        ((2, 9), {}),
        ((2, None), {}),
    ],
)
def test_no_region_ends_before_it_begins(end: tuple[int | None, int | None], told: dict[str, int]) -> None:
    place = Place(line=3, column=5, end_line=end[0], end_column=end[1])
    result = sarif(run_of(result_of(finding(locations=(location("x", "1", None, None, place=place),)))))["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5, **told}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("甲 局/a#b?.yaml", "%E7%94%B2%20%E5%B1%80/a%23b%3F.yaml"),
        ("c:a%.yaml", "c%3Aa%25.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
        ("\ud800.yaml", "%3F.yaml"),
        ("/nowhere/at all/a.yaml", "file:///nowhere/at%20all/a.yaml"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths of another system")
def test_paths_are_uri_references(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_absolute_path_below_the_working_folder_is_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri(str(tmp_path / "材料" / "甲.yaml")) == "%E6%9D%90%E6%96%99/%E7%94%B2.yaml"


def test_braces_are_not_placeholders_and_brackets_are_not_links() -> None:
    assert message("{0} 属于 {甲}") == {"text": "{{0}} 属于 {{甲}}"}
    assert "](" not in message("[点这里](http://a.b)")["text"]
    assert message("\x1b[2J") == {"text": "\\x1b[2J"}
