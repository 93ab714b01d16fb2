"""What rules share in the quick path: only what means the same in both."""

from __future__ import annotations

import pytest
from engine_samples import VOCABULARY, pack_of, report_of

from gouji.engine.judge import MANY_ROWS, Judge
from gouji.engine.program import Program, compile_pack
from gouji.engine.screen import Screen
from gouji.engine.screen_form import Grasp
from gouji.engine.sharing import Parts
from gouji.report import Report


def compiled(text: str) -> Program:
    pack = pack_of(VOCABULARY + text)
    assert pack.vocabulary is not None
    program, faults = compile_pack(pack, pack.vocabulary)
    assert not faults
    return program


SAME_NAME = """
规则:
  - {编号: low, 范围: 甲表, 定义: {够: 分 > 5}, 当: 够, 要求: 名 为空}
  - {编号: high, 范围: 甲表, 定义: {够: 分 > 50}, 当: 够, 要求: 名 为空}
  - {编号: alone-low, 范围: 甲表, 定义: {像: 注 匹配 /甲/}, 要求: 像}
  - {编号: alone-high, 范围: 甲表, 定义: {像: 注 匹配 /乙/}, 要求: 像}
  - {编号: few-low, 范围: 甲表, 定义: {近: "相似度(名, 注) < 0.5"}, 要求: 近}
  - {编号: few-high, 范围: 甲表, 定义: {近: "相似度(名, 注) < 0.9"}, 要求: 近}
  - {编号: sum-low, 范围: 报告, 定义: {行: 分 > 5}, 要求: 计数(甲表 其中 行) = 0}
  - {编号: sum-high, 范围: 报告, 定义: {行: 分 > 50}, 要求: 计数(甲表 其中 行) = 0}
"""


@pytest.mark.parametrize("quick", [True, False])
def test_two_rules_may_mean_different_things_by_one_name(quick: bool) -> None:
    report = report_of([{"名": "甲乙丙", "注": "甲乙", "分": "10"}, {"名": "乙", "注": "甲", "分": "8"}])
    counts = Judge(compiled(SAME_NAME), quick=quick).judge(report).rules
    assert {rule: (of.passed, of.fail, of.not_applicable) for rule, of in counts.items()} == {
        "low": (0, 2, 0),
        "high": (0, 0, 2),
        "alone-low": (2, 0, 0),
        "alone-high": (1, 1, 0),
        "few-low": (1, 1, 0),
        "few-high": (2, 0, 0),
        "sum-low": (0, 1, 0),
        "sum-high": (1, 0, 0),
    }


def test_parts_that_mean_the_same_share_a_key() -> None:
    one, other = compiled("规则: [分 ≤ 权 且 名 已填, 当 分 ≤ 权 则 注 已填]\n").rules
    parts = Parts()
    assert one.require is not None and other.when is not None and other.require is not None
    first = one.require.operands[0]  # type: ignore[attr-defined]
    assert parts.key(first) == parts.key(other.when)
    assert parts.key(one.require) != parts.key(other.when) != parts.key(other.require)


def grasp_of(rule: str, report: Report) -> Grasp:
    """How much of a rule the screens for a report understand."""
    from gouji.engine.program import namespace

    program = compiled(f"规则:\n  - {rule}\n")
    (only,) = program.rules
    assert only.require is not None
    form = Judge(program).sheet(report).form(False)
    return Screen(form, namespace()).function([(only.scope, only.when, only.require, [])])[1][0]


def test_a_rule_is_screened_as_far_as_it_is_understood() -> None:
    report = report_of(
        [
            {
                "名": "甲",
                "额": "1万元",
                "总": "2万元",
                "定额": "1万元",
                "率": "50%",
                "分": "1",
                "权": "2",
                "值": "3人",
                "标": "≥2人",
            }
        ]
    )
    assert grasp_of("当 名 已填 则 值 ÷ 标 ≥ 1.5", report) is Grasp.WHOLE
    assert grasp_of("当 名 已填 则 最大(额, 总, 定额) = 总", report) is Grasp.CONDITION
    assert grasp_of("最大(额, 总, 定额) = 总", report) is Grasp.NONE
    assert grasp_of("当 最大(额, 总, 定额) = 总 且 分 > 权 则 值 已填", report) is Grasp.CONDITION
    assert grasp_of("分 ≤ 权 或 相似度(名, 值) > 0.5", report) is Grasp.WHOLE
    assert grasp_of("当 总 已填 则 分 ≤ 权", report) is Grasp.WHOLE
    assert grasp_of("率 = 额 ÷ 总 或 (缺省(户, 0户) > 0户 且 分 > 权)", report) is Grasp.WHOLE


def test_a_long_report_takes_the_quick_path_at_once_and_says_the_same() -> None:
    program = compiled("规则: [{编号: a, 要求: 分 ≤ 权}, {编号: b, 当: 值 未达 标, 要求: 注 已填}]\n")
    rows = [
        {"分": str(n % 7), "权": "5", "值": f"{n % 9}人", "标": "≥3人", "注": "" if n % 2 else "略"}
        for n in range(MANY_ROWS)
    ]
    short, long = report_of(rows[1:]), report_of(rows)
    for report, screened in ((short, False), (long, True)):
        judge = Judge(program)
        result = judge.judge(report)
        assert any(plan.screens is not None for plan in judge._plans.values()) is screened
        exact = Judge(program, quick=False).judge(report)
        assert result.to_dict() == exact.to_dict() and result.counts.fail > 20
