"""Running the tests of rules: what meets an expectation, what is told of one that is not met, and the path taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gouji.engine.judge import Judge
from gouji.engine.testing import run_tests
from gouji.faults import RuleError, SettingError
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.packs.shipped import shipped_folder

MakePack = Callable[..., Pack]
RATE = "要求: 率 = 执行 / 预算"
#: One example of every outcome of RATE.
SAMPLES = {
    "pass": "{预算: 200元, 执行: 190元, 率: 95%}",
    "within_rounding": "{预算: 300.0000元, 执行: 200.0000元, 率: 66.67%}",
    "truncated": "{预算: 300.0000元, 执行: 200.0000元, 率: 66.66%}",
    "fail": "{预算: 200元, 执行: 190元, 率: 96%}",
    "undecided": "{预算: 200元, 执行: '', 率: 96%}",
}
WORDS = {
    "符合": {"pass", "within_rounding"},
    "舍入内符合": {"within_rounding"},
    "截断": {"truncated"},
    "不符合": {"fail"},
    "不适用": {"not_applicable"},
    "无法判定": {"undecided"},
}


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("outcome", SAMPLES)
def test_an_expectation_is_met_by_its_outcome_alone(rule_of: MakePack, word: str, outcome: str) -> None:
    report = run_tests(rule_of(RATE, [f"{word}: {SAMPLES[outcome]}"]), mutants=False)
    (case,) = report.rules[0].cases
    assert case.outcome == outcome
    assert case.met is (outcome in WORDS[word])
    assert report.ok is case.met


def test_a_false_condition_is_not_applicable(rule_of: MakePack) -> None:
    pack = rule_of(
        "当: 预算 > 0\n" + RATE, ["不适用: {预算: 0元, 执行: 0元, 率: ''}", "不符合: {预算: 0元, 执行: 0元, 率: ''}"]
    )
    report = run_tests(pack, mutants=False)
    assert [case.met for case in report.rules[0].cases] == [True, False]
    (fault,) = report.faults()
    assert fault.message() == "规则“r”的测试应为不符合，得到不适用：条件不成立：预算 > 0"


def test_a_rule_without_rows_or_for_other_reports_is_not_applicable(rule_of: MakePack) -> None:
    body = "范围: 指标\n适用: 整体\n要求: 总分 ≤ 100分"
    tests = ["符合: {指标: [], 总分: 1}", "符合: {类型: 项目支出自评, 名称: 甲, 总分: 1}"]
    report = run_tests(rule_of(body, tests), mutants=False)
    assert [fault.args["detail"] for fault in report.faults()] == ["没有一行适用", "规则不用于这类报告"]


def test_a_truncated_row_beside_a_false_one_is_a_failure(rule_of: MakePack) -> None:
    rows = f"[{SAMPLES['truncated']}, {SAMPLES['fail']}]"
    assert run_tests(rule_of(RATE, [f"不符合: {{资金: {rows}}}"]), mutants=False).ok
    assert not run_tests(rule_of(RATE, [f"截断: {{资金: {rows}}}"]), mutants=False).ok


@pytest.mark.parametrize(
    "test, zh, en",
    [
        (
            "符合: {来源: 上级, 预算: 200元, 执行: 190元, 率: 96.5%}",
            "规则“r”的测试应为符合，得到不符合：上级：率 = 执行 ÷ 预算 不成立：应为 95%，所列 96.5%；96.5% = 190元 ÷ 200元",
            "a test of rule “r” should be pass and came out fail: "
            "上级：率 = 执行 ÷ 预算 不成立：应为 95%，所列 96.5%; 96.5% = 190元 ÷ 200元",
        ),
        (
            f"不符合: {SAMPLES['pass']}",
            "规则“r”的测试应为不符合，得到符合：95% = 190元 ÷ 200元",
            "a test of rule “r” should be fail and came out pass: 95% = 190元 ÷ 200元",
        ),
        (
            f"符合: {SAMPLES['undecided']}",
            "规则“r”的测试应为符合，得到无法判定：“执行”没有填写",
            "a test of rule “r” should be pass and came out undecided: “执行” is empty",
        ),
        (
            "符合: {预算: 200元, 率: 95%}",
            "规则“r”的测试应为符合，得到无法判定：报告没有“资金.执行”",
            "a test of rule “r” should be pass and came out undecided: the report has no “资金.执行”",
        ),
        (
            "符合: {资金: []}",
            "规则“r”的测试应为符合，得到无法判定：报告没有“资金.率、资金.执行、资金.预算”",
            "a test of rule “r” should be pass and came out undecided: "
            "the report has no “资金.率、资金.执行、资金.预算”",
        ),
    ],
)
def test_an_unmet_expectation_says_what_came_out_instead(rule_of: MakePack, test: str, zh: str, en: str) -> None:
    (fault,) = run_tests(rule_of(RATE, [test]), mutants=False).faults()
    assert (fault.code, fault.message(), fault.message("en")) == ("R410", zh, en)
    assert fault.label is not None
    assert (fault.label.file, fault.label.line, fault.label.column) == ("rules.yaml", 5, 9)


def test_the_message_of_the_rule_stands_before_the_figures(rule_of: MakePack) -> None:
    pack = rule_of(RATE + '\n消息: "{来源}的率不对"', ["符合: {来源: 上级, 预算: 200元, 执行: 190元, 率: 96%}"])
    (fault,) = run_tests(pack, mutants=False).faults()
    assert fault.message() == "规则“r”的测试应为符合，得到不符合：上级的率不对；96% = 190元 ÷ 200元"


def test_every_example_goes_through_the_judge_once(rule_of: MakePack, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Any] = []
    judge = Judge.judge

    def counting(self: Judge, report: Any) -> Any:
        judged.append(report)
        return judge(self, report)

    monkeypatch.setattr(Judge, "judge", counting)
    pack = rule_of(RATE, [f"符合: {SAMPLES['pass']}", f"不符合: {SAMPLES['fail']}"])
    assert run_tests(pack, mutants=False).ok
    assert [report.tables["资金"][0]["率"] for report in judged] == ["95%", "96%"]
    run_tests(pack, mutants=True)
    assert len(judged) > 4, "mutants are judged by the same judge"


def test_quick_and_exact_paths_agree_on_examples(rule_of: MakePack) -> None:
    """From the fourth report on the judge may screen rows first: the same example must come out alike."""
    tests = [f"不符合: {SAMPLES['fail']}", f"符合: {SAMPLES['pass']}", f"截断: {SAMPLES['truncated']}"] * 4
    assert run_tests(rule_of(RATE, tests), mutants=False).ok


def test_only_the_rules_asked_for(pack_of: MakePack) -> None:
    rules = "  - {编号: a-1, 名称: 甲, 要求: 得分 ≤ 分值}\n  - {编号: b-2, 名称: 乙, 要求: 得分 ≥ 0分}\n"
    pack = pack_of(rules)
    assert [report.rule.id for report in run_tests(pack, only="b-").rules] == ["b-2"]
    assert [report.rule.id for report in run_tests(pack, only="甲").rules] == ["a-1"]
    with pytest.raises(SettingError) as caught:
        run_tests(pack, only="a-2")
    (fault,) = caught.value.diagnostics
    assert fault.message() == "没有规则的编号或名称含有“a-2”"
    assert fault.help("en") == "nearest ids: b-2、a-1"


def test_rules_without_tests_and_rules_that_never_fail_are_named(pack_of: MakePack) -> None:
    rules = """
  - {编号: bare, 要求: 得分 ≤ 分值}
  - {编号: mild, 要求: 得分 ≥ 0分, 测试: [{符合: {得分: 1}}]}
  - {编号: cut, 要求: 率 = 执行 / 预算, 测试: [{截断: {预算: 300.0000元, 执行: 200.0000元, 率: 66.66%}}]}
"""
    report = run_tests(pack_of(rules), mutants=False)
    assert report.untested == ("bare",)
    assert report.never_fail == ("mild",)
    assert [(w.code, w.severity, w.label.line if w.label else 0) for w in report.warnings()] == [
        ("R450", "warning", 3),
        ("R451", "warning", 4),
    ]


def test_a_rule_that_does_not_fit_is_a_rule_fault(pack_of: MakePack) -> None:
    rules = "  - {编号: a, 要求: 得分 ≤ 没有}\n  - {编号: b, 要求: 得分 ≤ 也没有}\n"
    with pytest.raises(RuleError) as caught:
        run_tests(pack_of(rules))
    assert [fault.code for fault in caught.value.diagnostics] == ["R301", "R301"]


def test_the_report_as_json(rule_of: MakePack) -> None:
    report = run_tests(rule_of("要求: 得分 ≤ 分值", ["符合: {得分: 9, 分值: 10}", "符合: {得分: 11, 分值: 10}"]))
    form = report.to_dict()
    assert (form["passed"], form["failed"], form["untested"], form["never_fail"]) == (1, 1, [], [])
    (rule,) = form["rules"]
    assert rule["tests"][0] == {"expect": "pass", "outcome": "pass", "met": True, "path": "rules.yaml", "line": 5}
    assert rule["tests"][1]["detail"] == "第 1 行：得分 ≤ 分值 不成立：应为 ≤ 10，所列 11；11 ≤ 10"
    (survivor,) = rule["mutants"]["survivors"]
    assert survivor == {"kind": "boundary", "was": "得分 ≤ 分值", "now": "得分 < 分值", "rule": "得分 < 分值"}


def test_the_pack_is_left_as_it_was(rule_of: MakePack) -> None:
    pack = rule_of(RATE, [f"符合: {SAMPLES['pass']}"])
    before = replace(pack)
    first, second = run_tests(pack), run_tests(pack)
    assert pack == before
    assert first.to_dict() == second.to_dict()


@pytest.mark.parametrize("name", ["cn-performance"])
def test_the_examples_of_shipped_packs_come_out_as_written(name: str) -> None:
    if not (Path(shipped_folder()) / name).is_dir():
        pytest.skip("the pack is not here")
    report = run_tests(load_pack([name]), mutants=False)
    assert [(str(fault.label), fault.message()) for fault in report.faults()] == []
    assert report.untested == report.never_fail == ()
