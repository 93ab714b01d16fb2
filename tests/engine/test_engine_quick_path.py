"""The quick path gives what the exact path gives: the same findings, counts, reasons and coverage, on anything."""

from __future__ import annotations

from typing import Any

import pytest
from engine_samples import bindable, judge, program_of, report_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screenable import reports, rules

from gouji.engine.judge import Judge
from gouji.engine.result import Result
from gouji.report import Report


def everything(result: Result) -> dict[str, Any]:
    """All that a result says."""
    return {
        "dict": result.to_dict(),
        "rules": {rule: tuple(counts) for rule, counts in result.rules.items()},
        "findings": result.findings,
        "undecided": result.undecided,
        "passed": result.passed,
        "figures": result.figures.to_dict(),
        "uncovered": result.uncovered,
    }


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(rules(), min_size=1, max_size=6, unique=True), st.lists(reports(), min_size=1, max_size=3))
def test_quick_and_exact_agree(texts: list[str], submissions: list[Report]) -> None:
    program = bindable(texts)
    if program is None:
        return
    quick, exact = Judge(program, quick=True), Judge(program, quick=False)
    for report in submissions:
        assert everything(quick.judge(report)) == everything(exact.judge(report))


TICKS = {"passed", "uncovered"}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(rules(), min_size=1, max_size=6, unique=True), st.lists(reports(), min_size=1, max_size=3))
def test_asking_for_tick_marks_changes_nothing_else(texts: list[str], submissions: list[Report]) -> None:
    program = bindable(texts)
    if program is None:
        return
    quick, ticking = Judge(program, quick=True), Judge(program, quick=True, with_passed=True)
    for report in submissions:
        without, marked = everything(quick.judge(report)), everything(ticking.judge(report))
        assert len(marked["passed"]) == sum(counts[0] + counts[1] for counts in marked["rules"].values())
        for said in (without, marked):
            said["dict"] = {key: value for key, value in said["dict"].items() if key not in TICKS}
        assert {k: v for k, v in without.items() if k not in TICKS} == {
            k: v for k, v in marked.items() if k not in TICKS
        }


def test_tick_marks_come_in_the_order_of_the_document() -> None:
    rows = [{"值": "约5人"}, {"值": "4人"}, {"值": "近3人"}]
    for quick in (False, True):
        result = Judge(program_of("@甲表 值 < 600人"), quick=quick, with_passed=True).judge(report_of(rows))
        assert [mark.locations[0].anchor.row for mark in result.passed] == [0, 1, 2]


@pytest.mark.parametrize("rule", ["@甲表 数 == 额 ÷ 额", "@甲表 数 == 数 ÷ 数", "@甲表 数 + 额 ÷ 额 == 2"])
def test_a_bare_number_beside_a_quotient_is_undecided_on_the_quick_path_too(rule: str) -> None:
    """1 beside 额 ÷ 额 may be meant as 100% or as 1%: that the figures are equal settles nothing."""
    for quick in (True, False):
        result = judge(rule, [{"数": "1", "额": "0.01万元"}], quick=quick)
        assert [tuple(counts) for counts in result.rules.values()] == [(0, 0, 0, 0, 1)], quick


@pytest.mark.parametrize("quick", [True, False])
def test_texts_of_a_row_that_cannot_be_told_are_not_alike_for_being_missing(quick: bool) -> None:
    """``乙表.名`` of two rows is no text, on whichever side it stands."""
    result = judge("@报告 乙表.名 属于 乙表.名", quick=quick, 乙表=[{"名": "甲"}, {"名": "甲"}])
    assert [tuple(counts) for counts in result.rules.values()] == [(0, 0, 0, 0, 1)]


@pytest.mark.parametrize(("zero", "other"), [("0", "10"), ("0", "0.4"), ("0元", "12.5万元")])
def test_a_column_that_shows_no_place_is_not_taken_to_be_infinitely_wide(zero: str, other: str) -> None:
    rule = "额 = 总" if "元" in zero else "量 = 数"
    left, right = rule.split(" = ")
    found = [judge("@甲表 " + rule, [{"名": "甲", left: zero, right: other}], quick=quick) for quick in (True, False)]
    assert everything(found[0]) == everything(found[1])
    assert bool(found[0].findings) == (other != "0.4")
