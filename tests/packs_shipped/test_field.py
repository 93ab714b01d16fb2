"""Small reports in other words and layouts: sound ones are not accused, and the one fault of each other one is found.

What holds and what is wrong in a report stands in the comment at the head of its file in ``field/``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from gouji.engine.outcome import Severity
from gouji.engine.result import Finding, Result
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.report import read_report

HERE = Path(__file__).resolve().parent
PACK = HERE.parents[1] / "rules" / "cn-performance"
FIELD = HERE / "field"

#: A sound report, and rules that must have held in it, lest it pass because nothing in it was understood.
SOUND = {
    "sound-01-town-project": {"exec-rate-recalc", "exec-score-linear", "weights-total-100", "total-score-sum"},
    "sound-02-headers-ab": {"exec-score-linear", "budget-adjust-unexplained", "quant-score-proportional"},
    "sound-03-department-hundred": {"total-score-sum-items", "category-weight-sum", "staffing-sum"},
    "sound-04-sparse-columns": {"exec-rate-recalc", "status-vs-actual", "deadline-missed", "target-operator-strict"},
    "sound-05-chinese-numerals": {"exec-rate-recalc", "share-percent", "yoy-increase-rate", "cross-place-amount"},
    "sound-06-projects-with-transfer": {"table-column-sum-spent", "project-count-vs-rows"},
    "sound-07-cost-and-duration": {"cost-over-limit", "reverse-score", "deadline-missed"},
    "sound-08-composite-targets": {"status-vs-actual", "score-exceeds-weight"},
    "sound-09-decimals-and-rounding": {"exec-rate-recalc", "total-score-sum", "prose-parts-sum", "grim-percent-count"},
    "sound-10-vertical-blank-cells": {"weights-total-100", "total-score-sum", "quant-score-proportional"},
    "sound-11-qualitative": {"qual-score-partial", "qual-score-met", "qualitative-echo"},
    "sound-12-batch-units": {"prose-parts-sum", "income-expense-carryover", "yoy-decrease-rate", "yoy-net-consistency"},
}

#: A report with one fault: the rule that finds it, a text that the finding points to, and the least severity.
FAULTS = {
    "fault-01-rate-in-header-units": ("exec-rate-recalc", "97.50", Severity.HIGH),
    "fault-02-grand-total": ("table-column-sum-spent", "464.76", Severity.HIGH),
    "fault-03-chinese-numerals": ("exec-rate-recalc", "百分之九十八", Severity.HIGH),
    "fault-04-cost-over-limit": ("cost-over-limit", "876.5万元", Severity.HIGH),
    "fault-05-late": ("deadline-missed", "2024年7月15日", Severity.HIGH),
    "fault-06-composite-missed": ("status-vs-actual", "115人,17家企业", Severity.HIGH),
    "fault-07-full-marks-no-status-column": ("full-score-when-missed", "1,150,000册", Severity.HIGH),
    "fault-08-bare-completion-rate": ("completion-rate-recalc", "118.39", Severity.HIGH),
    "fault-09-staffing-with-workers": ("staffing-sum", "33名", Severity.HIGH),
    "fault-10-total-score": ("total-score-sum-items", "98.60分", Severity.HIGH),
    "fault-11-yuan-for-wan": ("cross-place-amount", "304.00元", Severity.HIGH),
    "fault-12-wrong-base": ("yoy-decrease-rate", "8.2%", Severity.HIGH),
}


@lru_cache(maxsize=1)
def shipped() -> RuleSet:
    return load_rules(PACK)


@lru_cache(maxsize=64)
def judged(name: str) -> Result:
    return shipped().check(read_report(FIELD / f"{name}.yaml"))


def grave(result: Result) -> list[Finding]:
    return [finding for finding in result.findings if finding.severity >= Severity.MEDIUM]


def test_every_report_is_listed_and_says_what_holds_or_what_is_wrong() -> None:
    assert {path.stem for path in FIELD.iterdir()} == set(SOUND) | set(FAULTS)
    for path in FIELD.iterdir():
        head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("# ")]
        word = "成立：" if path.stem in SOUND else "错："
        assert any(line.startswith(f"# {word}") for line in head), path.name


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_report_is_not_accused(name: str) -> None:
    assert [f"{finding.rule}: {finding.message}" for finding in grave(judged(name))] == []


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_report_is_understood(name: str) -> None:
    counts = judged(name).rules
    assert {rule for rule in SOUND[name] if not counts[rule].passed + counts[rule].within_rounding} == set()


@pytest.mark.parametrize("name", FAULTS)
def test_the_one_fault_is_found_and_nothing_else_is_accused(name: str) -> None:
    rule, text, least = FAULTS[name]
    (finding,) = grave(judged(name))
    assert finding.rule == rule
    assert finding.severity >= least
    assert text in {location.text for location in finding.locations}
