"""Mutants: for every kind of change tests that notice it and tests that do not, and figures of examples that change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.engine.mutants import HINTS, MOST, mutants_of, nudged
from gouji.engine.testing import run_tests
from gouji.faults import message
from gouji.figures import parse_figure
from gouji.language import parse, show
from gouji.packs.model import Pack

MakePack = Callable[..., Pack]

#: Kind, the rule, the part before and after, the tests that leave it alive, and one more that kills it.
OPERATORS = [
    (
        "boundary",
        "要求: 得分 ≤ 分值",
        "得分 ≤ 分值",
        "得分 < 分值",
        ["符合: {得分: 9, 分值: 10}"],
        "符合: {得分: 10, 分值: 10}",
    ),
    ("boundary", "要求: 得分 ≥ 1分", "得分 ≥ 1分", "得分 > 1分", ["符合: {得分: 9}"], "符合: {得分: 1}"),
    (
        "boundary",
        "要求: 得分 < 分值",
        "得分 < 分值",
        "得分 ≤ 分值",
        ["符合: {得分: 9, 分值: 10}"],
        "不符合: {得分: 10, 分值: 10}",
    ),
    ("boundary", "要求: 得分 > 1分", "得分 > 1分", "得分 ≥ 1分", ["符合: {得分: 9}"], "不符合: {得分: 1}"),
    (
        "equality",
        "要求: 得分 = 分值",
        "得分 = 分值",
        "得分 ≤ 分值",
        ["不符合: {得分: 11, 分值: 10}"],
        "不符合: {得分: 9, 分值: 10}",
    ),
    (
        "equality",
        "要求: 得分 = 分值",
        "得分 = 分值",
        "得分 ≥ 分值",
        ["不符合: {得分: 9, 分值: 10}"],
        "不符合: {得分: 11, 分值: 10}",
    ),
    ("opposite", "要求: 得分 ≠ 分值", "得分 ≠ 分值", "得分 = 分值", [], "符合: {得分: 9, 分值: 10}"),
    ("opposite", "要求: 等级 = 结论", "等级 = 结论", "等级 ≠ 结论", [], "符合: {等级: 优, 结论: 优}"),
    (
        "sign",
        "要求: 得分 + 1分 ≤ 分值",
        "得分 + 1分",
        "得分 − 1分",
        ["符合: {得分: 1, 分值: 10}"],
        "不符合: {得分: 10, 分值: 10}",
    ),
    ("addend", "要求: 得分 + 1分 ≤ 分值", "1分", "", ["符合: {得分: 1, 分值: 10}"], "不符合: {得分: 10, 分值: 10}"),
    ("addend", "要求: 得分 + 1分 ≤ 分值", "得分", "", ["符合: {得分: 1, 分值: 10}"], "不符合: {得分: 10, 分值: 10}"),
    (
        "swap",
        "要求: 率 = 执行 / 预算",
        "执行 ÷ 预算",
        "预算 ÷ 执行",
        ["符合: {率: 100%, 执行: 1元, 预算: 1元}"],
        "符合: {率: 50%, 执行: 1.000元, 预算: 2.000元}",
    ),
    (
        "product",
        "要求: 得分 = 分值 × 资金.率",
        "分值 × 资金.率",
        "分值 ÷ 资金.率",
        ["符合: {指标: [{得分: 10, 分值: 10}], 资金: {来源: 合计, 率: 100.0000%}}"],
        "符合: {指标: [{得分: 5, 分值: 10}], 资金: {来源: 合计, 率: 50%}}",
    ),
    (
        "junction",
        "要求: 得分 ≤ 分值 且 得分 ≥ 0分",
        "得分 ≤ 分值 且 得分 ≥ 0分",
        "得分 ≤ 分值 或 得分 ≥ 0分",
        ["符合: {得分: 9, 分值: 10}"],
        "不符合: {得分: 11, 分值: 10}",
    ),
    (
        "conjunct",
        "要求: 得分 ≤ 分值 且 得分 ≥ 0分",
        "得分 ≥ 0分",
        "",
        ["符合: {得分: 9, 分值: 10}"],
        "不符合: {得分: -1, 分值: 10}",
    ),
    (
        "conjunct",
        "要求:\n  - 得分 ≤ 分值\n  - 得分 ≥ 0分",
        "得分 ≥ 0分",
        "",
        ["符合: {得分: 9, 分值: 10}"],
        "不符合: {得分: -1, 分值: 10}",
    ),
    (
        "disjunct",
        "要求: 得分 ≤ 分值 或 原因 已填",
        "原因 已填",
        "",
        ["符合: {得分: 9, 分值: 10, 原因: ''}"],
        "符合: {得分: 11, 分值: 10, 原因: 有}",
    ),
    (
        "condition",
        "当: 原因 为空\n要求: 得分 ≤ 分值",
        "当 原因 为空",
        "",
        ["符合: {得分: 9, 分值: 10, 原因: ''}"],
        "不适用: {得分: 9, 分值: 10, 原因: 有}",
    ),
    ("opposite", "要求: 完成 达到 目标", "完成 达到 目标", "完成 未达 目标", [], "符合: {完成: 9人, 目标: ≥9人}"),
    ("opposite", "要求: 完成 未达 目标", "完成 未达 目标", "完成 达到 目标", [], "符合: {完成: 8人, 目标: ≥9人}"),
    ("opposite", "要求: 结论 属于 达标", "结论 属于 达标", "结论 不属于 达标", [], "符合: {结论: 达到}"),
    ("opposite", "要求: 结论 不包含 达标", "结论 不包含 达标", "结论 包含 达标", [], "符合: {结论: 未知}"),
    ("opposite", "要求: 结论 匹配 /^达/", "结论 匹配 /^达/", "结论 不匹配 /^达/", [], "符合: {结论: 达到}"),
    ("opposite", "要求: 原因 已填", "原因 已填", "原因 为空", [], "符合: {原因: 有}"),
    ("opposite", "要求: 非 原因 为空", "非 原因 为空", "原因 为空", [], "符合: {原因: 有}"),
    ("literal", "要求: 得分 ≤ 10分", "10分", "11分", ["不符合: {得分: 12}"], "不符合: {得分: 11}"),
    ("literal", "要求: 得分 ≤ 10分", "10分", "9分", ["不符合: {得分: 12}"], "符合: {得分: 10}"),
    ("literal", "要求: 率 ≤ 99.5%", "99.5%", "99.6%", ["符合: {率: 90%}"], "不符合: {率: 99.60%}"),
    (
        "word",
        "要求: 结论 属于 {好, 中}",
        "{“好”, “中”}",
        "{“好”}",
        ["符合: {结论: 好}"],
        "符合: {结论: 中}",
    ),
    (
        "filter",
        "范围: 报告\n要求: 合计(指标.得分 其中 组 = “甲”) = 总分",
        "组 = “甲”",
        "",
        ["符合: {总分: 9, 指标: [{组: 甲, 得分: 9}]}"],
        "符合: {总分: 9, 指标: [{组: 甲, 得分: 9}, {组: 乙, 得分: 1}]}",
    ),
]


def survivors(pack: Pack) -> set[tuple[str, str, str]]:
    report = run_tests(pack)
    assert report.ok, [fault.message() for fault in report.faults()]
    return {(mutant.kind, mutant.was, mutant.now) for mutant in report.survivors}


@pytest.mark.parametrize(
    "kind, body, was, now, weak, strong", OPERATORS, ids=lambda value: str(value).replace("\n", " ")
)
def test_a_change_survives_weak_tests_and_not_strong_ones(
    rule_of: MakePack, kind: str, body: str, was: str, now: str, weak: list[str], strong: str
) -> None:
    changes = {(m.kind, m.was, m.now) for m in mutants_of(rule_of(body, []).rules[0])}
    assert (kind, was, now) in changes
    if weak:
        assert (kind, was, now) in survivors(rule_of(body, weak))
    assert (kind, was, now) not in survivors(rule_of(body, [*weak, strong]))


def test_every_kind_of_change_is_tried_above() -> None:
    assert {operator[0] for operator in OPERATORS} == set(HINTS)


def test_a_weak_test_shows_its_survivors_with_place_and_hint(rule_of: MakePack) -> None:
    pack = rule_of("当: 原因 已填\n要求: 得分 ≤ 分值", ["符合: {得分: 9.5, 分值: 10, 原因: 有}"])
    report = run_tests(pack)
    shown = [(w.code, str(w.label), w.message(), w.help(), w.help("en")) for w in report.warnings()]
    assert shown == [
        ("R451", "rules.yaml:2:9", "规则“r”没有不符合的测试：不知道它能不能查出问题", "", ""),
        (
            "R420",
            "rules.yaml:3:8",
            "规则“r”的测试看不出这处改动：当 原因 已填 → （删去）",
            "加一个条件不成立的“不适用”测试",
            "add a “not applicable” test in which the condition is false",
        ),
        (
            "R420",
            "rules.yaml:4:9",
            "规则“r”的测试看不出这处改动：得分 ≤ 分值 → 得分 < 分值",
            "加一个恰在界上的测试",
            "add a test exactly on the boundary",
        ),
    ]
    assert report.killed == 1
    assert report.warnings()[1].message("en").endswith("当 原因 已填 → (dropped)")


def test_a_thorough_rule_has_no_survivors(rule_of: MakePack) -> None:
    tests = [
        "符合: {得分: 10, 分值: 10, 原因: 有}",
        "不符合: {得分: 10.5, 分值: 10, 原因: 有}",
        "不适用: {得分: 10.5, 分值: 10, 原因: ''}",
    ]
    report = run_tests(rule_of("当: 原因 已填\n要求: 得分 ≤ 分值", tests))
    assert report.survivors == ()
    assert report.warnings() == []
    assert report.killed == 3


def test_truncated_and_failed_are_told_apart(rule_of: MakePack) -> None:
    """``=`` → ``≠`` turns a truncated finding into a pass; the example alone kills it."""
    tests = ["截断: {预算: 300.0000元, 执行: 200.0000元, 率: 66.66%}"]
    found = survivors(rule_of("要求: 率 = 执行 / 预算", tests))
    assert ("opposite", "率 = 执行 ÷ 预算", "率 ≠ 执行 ÷ 预算") not in found


def test_what_does_not_fit_the_kinds_is_no_mutant(rule_of: MakePack) -> None:
    (rule,) = run_tests(rule_of("要求: 结论 = “好”", ["符合: {结论: 好}"])).rules
    assert rule.mutation is not None
    assert (rule.mutation.killed, rule.mutation.unfit, rule.mutation.survivors) == (1, 2, ())


def test_own_definitions_are_changed_and_shared_ones_are_not(rule_of: MakePack) -> None:
    own = rule_of("定义:\n  满分: 得分 ≥ 分值\n要求: 满分 或 原因 已填", []).rules[0]
    assert any("满分：得分 > 分值" in mutant.text for mutant in mutants_of(own))
    assert not any("：" in mutant.text for mutant in mutants_of(own, own.definitions))


def test_their_number_is_bounded_and_every_kind_is_kept(rule_of: MakePack) -> None:
    sums = " 且 ".join(f"得分 + {n}分 ≤ 分值" for n in range(1, 25))
    rule = rule_of(f"当: 结论 属于 {{好, 中}}\n要求: {sums}", []).rules[0]
    found, everything = mutants_of(rule), mutants_of(rule, most=10**6)
    assert len(found) == MOST < len(everything)
    assert {mutant.kind for mutant in found} == {mutant.kind for mutant in everything}


@pytest.mark.parametrize("body", [operator[1] for operator in OPERATORS], ids=lambda body: str(body).replace("\n", " "))
def test_mutants_differ_from_the_rule_and_from_each_other(rule_of: MakePack, body: str) -> None:
    rule = rule_of(body, []).rules[0]
    texts = [mutant.text for mutant in mutants_of(rule)]
    assert len(set(texts)) == len(texts)
    assert show(rule.tree) not in texts
    for text in texts:
        assert show(parse(text)) == text, "a mutant can be written down as a rule"


class TestThePassingExample:
    def test_it_can_fail(self, rule_of: MakePack) -> None:
        (rule,) = run_tests(rule_of("要求: 得分 ≤ 分值", ["符合: {得分: 10, 分值: 10}"])).rules
        assert rule.mutation is not None and rule.mutation.can_fail is True

    def test_it_cannot_fail(self, rule_of: MakePack) -> None:
        report = run_tests(rule_of("要求: 得分 ≤ 分值", ["符合: {得分: 1, 分值: 10}", "不符合: {得分: 11, 分值: 10}"]))
        assert report.rules[0].mutation is not None and report.rules[0].mutation.can_fail is False
        warning = report.warnings()[0]
        assert (warning.code, str(warning.label)) == ("R421", "rules.yaml:2:9")
        assert warning.message() == "规则“r”的符合例，任何一个数改动一个末位或一成，都还是符合"

    def test_one_that_can_fail_is_enough(self, rule_of: MakePack) -> None:
        (rule,) = run_tests(
            rule_of("要求: 得分 ≤ 分值", ["符合: {得分: 1, 分值: 10}", "符合: {得分: 10, 分值: 10}"])
        ).rules
        assert rule.mutation is not None and rule.mutation.can_fail is True

    @pytest.mark.parametrize(
        "body, test",
        [
            ("要求: 原因 已填", "符合: {原因: 有}"),
            ("要求: 结论 属于 达标", "符合: {结论: 达到}"),
            ("要求: 得分 ≤ 分值", "不符合: {得分: 11, 分值: 10}"),
        ],
    )
    def test_nothing_is_said_where_no_figure_is_compared_or_nothing_passes(
        self, rule_of: MakePack, body: str, test: str
    ) -> None:
        (rule,) = run_tests(rule_of(body, [test])).rules
        assert rule.mutation is not None and rule.mutation.can_fail is None

    def test_figures_in_fields_and_under_other_names_are_changed_too(self, rule_of: MakePack) -> None:
        body = "范围: 报告\n要求: 合计(指标.得分) = 总分"
        (rule,) = run_tests(rule_of(body, ["符合: {总分: 9, 指标表: [{自评得分: 9}]}"])).rules
        assert rule.mutation is not None and rule.mutation.can_fail is True


@pytest.mark.parametrize(
    "text, changed",
    [
        ("80人", ["81人", "79人", "88人", "72人"]),
        (">90%", [">91%", ">89%", ">99%", ">81%"]),
        ("1,200.50万元", ["1,200.51万元", "1,200.49万元", "1,320.55万元", "1,080.45万元"]),
        ("1", ["2", "0"]),
        ("0.00", ["0.01"]),
        ("有所改善", []),
        ("", []),
    ],
)
def test_figures_change_by_their_last_place_and_a_tenth(text: str, changed: list[str]) -> None:
    assert list(nudged(text)) == changed


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "%", "万元", "人"]))
def test_a_changed_figure_is_another_figure_of_the_same_form(value: object, unit: str) -> None:
    text = f"{value}{unit}"
    before = parse_figure(text)
    assert before is not None
    for other in nudged(text):
        after = parse_figure(other)
        assert after is not None
        assert after.value != before.value
        assert (after.unit, after.ulp) == (before.unit, before.ulp)


def test_every_kind_of_change_has_its_hint() -> None:
    terms = ("加一个各项都不为零、彼此不同的测试", "add a test whose terms all differ from zero and from each other")
    sides = ("各加一个偏大和偏小的不符合测试", "add a failing test on either side, one too large and one too small")
    only_false = ("加一个只有这一部分不成立的测试", "add a test in which only this part is false")
    assert {kind: (message(code).zh, message(code).en) for kind, code in HINTS.items()} == {
        "boundary": ("加一个恰在界上的测试", "add a test exactly on the boundary"),
        "equality": sides,
        "sign": terms,
        "addend": terms,
        "swap": terms,
        "product": terms,
        "junction": only_false,
        "conjunct": only_false,
        "disjunct": ("加一个只有这一部分成立的测试", "add a test in which only this part is true"),
        "condition": ("加一个条件不成立的“不适用”测试", "add a “not applicable” test in which the condition is false"),
        "opposite": ("加一个两边结果相反的测试", "add a test that comes out the other way"),
        "literal": ("加一个紧挨着这个数的测试", "add a test right next to this figure"),
        "word": ("加一个用到这个词的测试", "add a test that uses this word"),
        "filter": ("加一个有行不满足这个筛选的测试", "add a test with a row that the filter leaves out"),
    }


def test_addends_are_dropped_one_at_a_time(rule_of: MakePack) -> None:
    rule = rule_of("要求: 得分 + 1分 + 2分 ≤ 分值", []).rules[0]
    assert sorted(m.was for m in mutants_of(rule) if m.kind == "addend") == ["1分", "2分", "得分"]


def test_a_change_that_changes_nothing_is_no_mutant(rule_of: MakePack) -> None:
    rule = rule_of("要求: 率 = 预算 / 预算", []).rules[0]
    assert "swap" not in {mutant.kind for mutant in mutants_of(rule)}


def test_a_mutant_stays_on_the_table_of_its_rule(rule_of: MakePack) -> None:
    """With 备注 dropped the other name fits two tables; the mutant is tried all the same."""
    names = "表:\n  甲: {列: {得分: 分数, 备注: 文本}}\n  乙: {列: {得分: 分数}}\n"
    (rule,) = run_tests(rule_of("要求: 得分 ≤ 9分 且 备注 已填", ["符合: {得分: 9, 备注: 有}"], names)).rules
    assert rule.mutation is not None and rule.mutation.unfit == 0
    assert "备注 已填" in {mutant.was for mutant in rule.mutation.survivors}


def test_a_change_that_leaves_the_rule_unjudged_proves_nothing(rule_of: MakePack) -> None:
    (rule,) = run_tests(rule_of("当: 得分 ≥ 9.5分\n要求: 得分 ≤ 分值", ["符合: {得分: 9.5, 分值: 100}"])).rules
    assert rule.mutation is not None and rule.mutation.can_fail is None
