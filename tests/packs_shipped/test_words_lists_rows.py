"""Rows of indicators that are missed and not paid for, tables retold in another scope, lists and claims held against what is
printed beside them."""

from __future__ import annotations

import pytest
from short_texts import judged

from gouji.engine.outcome import Severity

HEAD = "某某局2023年度项目支出绩效自评报告\n一、绩效指标评分\n"

#: Rows with a full score that do not reach their goal: the header, the row, another row.
PAID_IN_FULL = {
    "a reason behind": (
        "指标\t目标值\t完成值\t权重\t评分\t说明",
        "预算执行率\t100%\t91.40%\t10\t10.00\t质保金结转",
        "修缮面积\t≥350平方米\t362平方米\t8\t8.00\t",
    ),
    "a group before": (
        "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因",
        "过程\t预算执行率\t100%\t91.40%\t10\t10\t尾款结转",
        "产出\t修缮面积\t≥350平方米\t362平方米\t8\t8\t",
    ),
    "worth in brackets": (
        "指标（分值）\t目标\t实际\t得分\t扣分原因",
        "预算执行率（10）\t100%\t91.40%\t10.00\t",
        "修缮面积（8）\t≥350平方米\t362平方米\t8.00\t",
    ),
    "worth before the goal": (
        "评价指标\t权重\t目标值\t完成值\t评分",
        "预算执行率\t10\t100%\t91.40%\t10",
        "修缮面积\t8\t350平方米\t362平方米\t8",
    ),
    "goal of the beginning": (
        "指标\t满分\t年初目标\t全年完成\t自评分\t未完成原因",
        "资金支付率\t10\t95%以上\t90.12%\t10\t资金到位晚",
        "设备完好率\t8\t≥97%\t98%\t8\t",
    ),
    "complaints": (
        "三级指标\t指标值\t完成值\t分值\t得分",
        "投诉办结率\t100%\t93.5%\t5\t5.00",
        "验收合格率\t100%\t100%\t8\t8.00",
    ),
    "spending": (
        "三级指标\t指标值\t完成值\t分值\t得分",
        "项目支出进度\t100%\t88.2%\t6\t6.00",
        "验收合格率\t100%\t100%\t8\t8.00",
    ),
}

#: Rows that are well: below the goal on purpose, paid for, or by rules of their own.
WELL = {
    "paid for": "预算执行率\t100%\t91.40%\t10\t9.14\t质保金结转",
    "reached": "预算执行率\t≥90%\t91.40%\t10\t10\t",
    "lower is better": "“三公”经费预算执行率\t100%\t91.40%\t10\t10\t",
    "of a limit": "公用经费控制率\t100%\t91.40%\t10\t10\t",
    "rules of its own": "预算执行率\t100%\t91.40%\t10\t10\t执行率90%以上得满分",
}


def _table(header: str, *rows: str) -> str:
    return f"{HEAD}{header}\n" + "\n".join(rows) + "\n二、存在问题\n无。\n"


@pytest.mark.parametrize("case", PAID_IN_FULL.values(), ids=PAID_IN_FULL)
def test_a_full_score_for_a_goal_that_is_missed_is_grave(case: tuple[str, str, str]) -> None:
    found = {f.rule: f.severity for f in judged(_table(*case), "cn-performance").findings}
    assert found.get("full-score-when-missed") is Severity.HIGH


@pytest.mark.parametrize("row", WELL.values(), ids=WELL)
def test_rows_that_are_well_are_not_accused(row: str) -> None:
    header = "指标\t目标值\t完成值\t权重\t评分\t说明"
    found = {
        f.rule
        for f in judged(_table(header, row, "修缮面积\t≥350平方米\t362平方米\t8\t8.00\t"), "cn-performance").findings
    }
    assert not found & {"full-score-when-missed", "quant-score-proportional", "missing-deviation-reason"}


ACCOUNTS = (
    "某市财政局2023年度部门决算公开说明\n一、收支总体情况\n收支决算总表如下。\n金额单位：万元\n"
    "支出项目\t决算数\n一般公共服务支出\t1,870.60\n社会保障和就业支出\t186.20\n卫生健康支出\t98.40\n"
    "住房保障支出\t126.50\n本年支出合计\t2,281.70\n二、{}支出决算情况\n{}支出{}万元。一般公共服务支出{}万元；"
    "社会保障和就业支出186.20万元；卫生健康支出98.40万元；住房保障支出126.50万元。\n"
)


@pytest.mark.parametrize(
    ("scope", "whole", "services", "grave"),
    [
        pytest.param("财政拨款", "2,265.30", "1,854.20", False, id="another scope whose parts make its whole"),
        pytest.param("本年", "2,281.70", "1,807.60", True, id="the same scope with a slip"),
    ],
)
def test_accounts_told_of_another_scope_are_no_slip(scope: str, whole: str, services: str, grave: bool) -> None:
    found = judged(ACCOUNTS.format(scope, scope, whole, services), "cn-accounts").findings
    told = [f for f in found if f.rule.startswith("cross-place") and f.severity in (Severity.HIGH, Severity.MEDIUM)]
    assert bool(told) is grave
