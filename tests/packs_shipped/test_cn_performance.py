"""The shipped pack: its own examples, and what it must find and must not accuse in examples/reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rule_examples import outcome_of, report_of, run_example

from gouji.engine.outcome import Severity
from gouji.engine.result import Finding, Result
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.language import fold_text
from gouji.packs.loader import load_pack
from gouji.report import Report, read_reports

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "rules" / "cn-performance"
REPORTS = ROOT / "examples" / "reports"
LOCAL = ROOT / "examples" / "rules" / "local.yaml"
BEGINNER = ROOT / "examples" / "rules" / "beginner.yaml"
EXPECTED_FILE = ROOT / "tests" / "examples" / "expected.yaml"
EXPECTED: Mapping[str, Any] = yaml.safe_load(EXPECTED_FILE.read_text("utf-8"))["reports"]

#: Required findings that no rule of the pack can make, each with the reason.
OUT_OF_REACH: dict[tuple[str, str, str], str] = {}

#: Findings at 高 or 中 that expected.yaml neither requires nor allows, each with the reason why it is right.
OTHERS: dict[tuple[str, str, str], str] = {
    (
        "03-district-form.yaml",
        "actual-not-numeric",
        "重残人员医保申请参保人员发放准确性",
    ): "the target is 100%准确(3133人), the actual only 达成指标, as in the rows beside it",
}

#: The rules behind a relation of expected.yaml, where another rule's finding could have the same columns.
BEHIND = {
    "未达目标不得称达到": {"status-vs-actual"},
    "大于90%时90%不达标": {"target-operator-strict"},
    "逾期不得称达到": {"deadline-missed"},
    "超过成本上限不得称达到": {"cost-over-limit"},
    "未达目标不得称达成": {"status-vs-reason"},
    "目标与完成值单位一致": {"unit-mismatch"},
    "未达目标须写原因": {"missing-deviation-reason"},
    "定量目标须填实际数值": {"actual-not-numeric"},
    "有期限的目标须填完成时间": {"deadline-no-date"},
    "定性完成值照抄目标": {"qualitative-echo"},
    "未完成的得分按比例计": {"quant-score-proportional"},
    "未完成不得满分": {"full-score-when-missed"},
    "达标而扣分须写原因": {"deduct-when-achieved"},
    "达成而扣分须写原因": {"deduct-when-achieved"},
    "得分不超过分值": {"score-exceeds-weight"},
    "超额较多须说明": {"over-achievement-unexplained", "over-achievement-in-reason"},
    "执行率截断未修约": {"exec-rate-recalc"},
    "原因栏只填了数值": {"reason-holds-value"},
}
LEVELS = {"高": Severity.HIGH, "中": Severity.MEDIUM, "低": Severity.LOW, "提示": Severity.INFO}


@lru_cache(maxsize=1)
def shipped() -> RuleSet:
    return load_rules(PACK)


@lru_cache(maxsize=1)
def results() -> Mapping[tuple[str, int | None], Result]:
    found = {}
    for path in sorted(REPORTS.iterdir()):
        for report in read_reports(path):
            assert isinstance(report, Report), report
            found[path.name, report.record] = shipped().check(report)
    return found


def entries(kind: str) -> Iterator[tuple[str, int | None, Mapping[str, Any]]]:
    for name, wanted in EXPECTED.items():
        for record in wanted.get("records", [wanted]):
            for entry in record[kind]:
                yield name, record.get("line"), entry


def label_of(entry: Mapping[str, Any]) -> str:
    return f"{entry['row']}-{entry['relation']}"


def concerns(finding: Finding, entry: Mapping[str, Any]) -> bool:
    """Whether a finding is about the row (or the table as a whole), a column and the figures of an entry."""
    texts = {location.text for location in finding.locations}
    if not set(map(str, entry["figures"])) <= texts:
        return False
    rows = {location.row for location in finding.locations} | {location.role for location in finding.locations}
    tables = {location.anchor.table for location in finding.locations}
    if entry.get("table") not in tables | {None}:
        return False
    # a group of rows has no cell of its own: its name stands in the message
    return fold_text(entry["row"]) in rows | texts or f"“{entry['row']}”" in finding.message


def answers(finding: Finding, entry: Mapping[str, Any]) -> bool:
    """Whether a finding states the relation of an entry."""
    relation = str(entry["relation"]).split("（")[0]
    roles = {location.role for location in finding.locations}
    behind = BEHIND.get(relation)
    if behind is not None:
        return finding.rule in behind and concerns(finding, entry)
    # 执行率 stands in for the amounts behind it, and a total's row names the group that it sums
    columns = set(entry["columns"]) - {"结论", "得分"} or set(entry["columns"])
    return columns <= roles and concerns(finding, entry)


def test_there_are_rules_on_every_topic() -> None:
    topics = {Path(rule.label.file).stem for rule in shipped().pack.rules}
    of_claims = {"claims", "tables", "crossing", "text", "statements"}
    assert topics == of_claims | {
        "execution",
        "reconciliation",
        "scores",
        "indicators",
        "forms",
        "categories",
        "wording",
        "silent",
    }
    assert len(shipped().pack.rules) >= 40


@pytest.mark.parametrize("rule", shipped().pack.rules, ids=lambda rule: rule.id)
def test_examples_of_a_rule_come_out_as_written(rule: Any) -> None:
    for test in rule.tests:
        assert run_example(shipped(), rule, test) == test.expect, f"{test.label}: {test.data}"


@pytest.mark.parametrize("rule", shipped().pack.rules, ids=lambda rule: rule.id)
def test_a_rule_can_pass_and_can_fail(rule: Any) -> None:
    expects = {test.expect for test in rule.tests}
    assert "pass" in expects
    assert "fail" in expects
    if rule.when:
        assert "not_applicable" in expects


@pytest.mark.parametrize("rule", shipped().pack.rules, ids=lambda rule: rule.id)
def test_a_rule_says_why_and_what_to_do(rule: Any) -> None:
    assert rule.basis, "no basis"
    assert rule.message and rule.advice
    for basis in rule.basis:
        assert len(basis) > 8, f"a key that was not resolved: {basis}"


@pytest.mark.parametrize("rule", shipped().pack.rules, ids=lambda rule: rule.id)
def test_the_message_of_a_failing_example_has_its_figures(rule: Any) -> None:
    for test in rule.tests:
        if test.expect != "fail":
            continue
        result = shipped().check(report_of(shipped(), rule, test.data))
        for finding in (finding for finding in result.findings if finding.rule == rule.id):
            assert "（缺）" not in finding.message, finding.message
            assert "无法判定" not in finding.message, finding.message


def test_an_unverified_article_is_never_cited() -> None:
    for rule in shipped().pack.rules:
        for basis in rule.basis:
            if "条号待核" in basis:
                assert "第" not in basis.split("：")[0]


@pytest.mark.parametrize("entry", list(entries("finds")), ids=lambda value: f"{value[0]}-{label_of(value[2])}")
def test_what_must_be_found_is_found(entry: tuple[str, int | None, Mapping[str, Any]]) -> None:
    name, line, wanted = entry
    key = (name, wanted["row"], wanted["relation"])
    if key in OUT_OF_REACH:
        pytest.skip(OUT_OF_REACH[key])
    found = [finding for finding in results()[name, line].findings if answers(finding, wanted)]
    assert found, wanted
    if wanted["severity"] is not None:
        assert max(finding.severity for finding in found) >= LEVELS[wanted["severity"]]


@pytest.mark.parametrize("entry", list(entries("holds")), ids=lambda value: f"{value[0]}-{label_of(value[2])}")
def test_what_holds_is_not_accused(entry: tuple[str, int | None, Mapping[str, Any]]) -> None:
    name, line, sound = entry
    others = [e for kind in ("finds", "may") for n, ln, e in entries(kind) if (n, ln) == (name, line)]
    for finding in results()[name, line].findings:
        roles = {location.role for location in finding.locations}
        if finding.severity < Severity.MEDIUM or not set(sound["columns"]) <= roles or not concerns(finding, sound):
            continue
        assert any(answers(finding, other) for other in others), finding.message


@pytest.mark.parametrize("name, line", list(results()), ids=str)
def test_every_grave_finding_is_expected(name: str, line: int | None) -> None:
    wanted = [e for kind in ("finds", "may") for n, ln, e in entries(kind) if (n, ln) == (name, line)]
    for finding in results()[name, line].findings:
        if finding.severity < Severity.MEDIUM:
            continue
        row = finding.locations[0].row if finding.locations else ""
        if (name, finding.rule, row) in OTHERS:
            continue
        assert any(answers(finding, entry) for entry in wanted), f"{finding.rule} {row}: {finding.message}"


def test_a_sound_report_has_no_finding() -> None:
    assert results()["07-clean.json", None].findings == ()


def test_a_misprint_in_one_place_is_one_finding_there() -> None:
    """A missed target that is called reached: one rule says so, whichever kind of target it is."""
    status = {"status-vs-actual", "target-operator-strict", "deadline-missed", "cost-over-limit", "status-vs-reason"}
    for result in results().values():
        rows = [finding.locations[0].row for finding in result.findings if finding.rule in status]
        assert len(rows) == len(set(rows))


def test_a_locality_can_change_a_threshold() -> None:
    rule = next(rule for rule in shipped().pack.rules if rule.id == "over-achievement-unexplained")
    data = {"三级指标": "甲", "年度指标值": "≥100人", "实际完成值": "140人", "偏差原因": ""}
    strict, lax = load_rules(PACK), load_rules(PACK, settings={"超额阈值": "150%"})
    report = report_of(strict, rule, data)
    assert outcome_of(strict.check(report), rule.id) == "fail"
    assert outcome_of(lax.check(report), rule.id) == "not_applicable"


def test_the_local_example_overlays_the_pack() -> None:
    local = load_pack([LOCAL])
    ids = {rule.id: rule for rule in local.rules}
    shipped_ids = {rule.id: rule for rule in shipped().pack.rules}
    assert local.switched_off and not set(local.switched_off) & set(ids)
    assert any(rule.severity != shipped_ids[id_].severity for id_, rule in ids.items() if id_ in shipped_ids)
    assert set(ids) - set(shipped_ids), "the overlay adds a rule of its own"
    changed = {
        name
        for name, parameter in local.parameters.items()
        if parameter.default.written.text != shipped().pack.parameters[name].default.written.text
    }
    assert changed


def test_the_rule_that_the_local_example_adds_has_examples_that_hold() -> None:
    rules = load_rules(LOCAL)
    added = [rule for rule in rules.pack.rules if rule.pack == "local-example"]
    assert added
    for rule in added:
        assert rule.tests
        for test in rule.tests:
            assert run_example(rules, rule, test) == test.expect, test.data


@pytest.mark.parametrize("name", ["01-county-prose.yaml", "04-city-form.yaml", "06-planted-faults.yaml"])
def test_the_beginner_example_judges_without_a_vocabulary(name: str) -> None:
    rules = load_rules(BEGINNER)
    for report in read_reports(REPORTS / name):
        assert isinstance(report, Report)
        result = rules.check(report)
        assert result.counts.judged > 0
        found = {finding.name: {location.text for location in finding.locations} for finding in result.findings}
        if name.startswith("01"):
            rows = {location.row for finding in result.findings for location in finding.locations}
            assert rows >= {"业务工作质量完成率", "政府中心工作完成率"}
        if name.startswith("04"):
            assert not found, "the report is sound in what a beginner checks, 98.96 printed as 99.0 included"
        if name.startswith("06"):
            texts = {finding.locations[0].text for finding in result.findings}
            assert {"98.90分", "59.00%", "12人"} <= texts
            assert any("108户" in {location.text for location in finding.locations} for finding in result.findings)


def test_every_beginner_rule_fits_some_example() -> None:
    rules = load_rules(BEGINNER)
    for path in sorted(REPORTS.iterdir()):
        for report in read_reports(path):
            assert isinstance(report, Report)
            rules.check(report)
    assert rules.unbound() == []
