"""Sound submissions in awkward shapes: the shipped pack must not accuse them at 高 or 中."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from gouji.document.txt import read
from gouji.engine.outcome import Severity
from gouji.engine.result import Finding
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.extraction.assembling import extract
from gouji.report import report_from_dict

PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-performance"


@lru_cache(maxsize=1)
def shipped() -> RuleSet:
    return load_rules(PACK)


def grave(tables: dict[str, Any], fields: dict[str, Any] | None = None, kind: str | None = None) -> list[Finding]:
    form = {"gouji": "report/1", "kind": kind, "year": 2023, "fields": fields or {}, "tables": tables}
    result = shipped().check(report_from_dict({name: value for name, value in form.items() if value is not None}))
    return [finding for finding in result.findings if finding.severity >= Severity.MEDIUM]


def indicator(name: str, target: str, actual: str, **more: Any) -> dict[str, Any]:
    row = {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": name, "年度指标值": target, "实际完成值": actual}
    return row | {"分值": "5", "得分": "5", "结论": "达到预期", "偏差原因": None} | more


@pytest.mark.parametrize(
    "name, target, actual",
    [
        ("培训人数", "80", "74"),  # no unit and no operator: it may stand in a column of its own
        ("项目成本", "188万元", "180万元"),  # a budget without a sign: less is better
        ("补贴标准", "500元", "480元"),
        ("办理天数", "15天", "10天"),
        ("审批时间", "15个工作日", "12个工作日"),
        ("建设周期", "6个月", "5个月"),
        ("投诉次数", "3次", "1次"),
        ("三公经费控制率", "100%", "92%"),
        ("完工时间", "2023年9月底前", "2023年"),  # the year alone does not say late
        ("完工时间", "2023年9月15日前", "2023年9月"),
        ("完工时间", "9月底前", "9月30日"),
        ("任务完成情况", "举办2期，培训90人", "举办2期，培训90人"),
        ("知晓率", "90%", "约90%"),
        ("参保人数", "100%(3133人)", "3140人"),
        ("参保率", "≥95%", "96.5"),  # a percent sign left out
        ("参保率", "≥95", "96.5%"),
        ("咨询人次", "≥50人次", "50人"),  # 人 and 人次 are not compared
        ("简报", "12期", "12次"),
        ("抽查机构", "20家", "20个"),
        ("培训学时", "≥40学时", "40课时"),
        ("任务完成率", "100%", "105%"),  # may exceed 100 %
        ("床位使用率", "≥95%", "103%"),
        ("管护机制", "健全", "印发制度3项"),
        ("服务水平", "明显提高", "显著提高"),
        ("工作及时性", "及时", "及时"),
    ],
)
def test_a_sound_indicator_is_not_accused(name: str, target: str, actual: str) -> None:
    found = grave({"指标": [indicator(name, target, actual)]})
    assert [finding.message for finding in found] == []


def test_a_shortfall_in_the_reason_is_not_taken_for_the_actual_number() -> None:
    for reason in ("2人因病缺席", "2人，因病缺席", "2名学员请假"):
        found = grave({"指标": [indicator("培训人数", "≥50人", "完成", 偏差原因=reason)]})
        assert not [finding for finding in found if finding.rule == "status-vs-reason"]


def test_total_rows_are_not_added_again() -> None:
    rows = [
        indicator("甲", "≥10户", "10户", 分值="60", 得分="60"),
        indicator("乙", "≥10户", "10户", 分值="30", 得分="30"),
        {"一级指标": "合计", "三级指标": None, "分值": "90", "得分": "90"},
    ]
    money = {"全年预算数": "100.00万元", "全年执行数": "95.00万元", "执行率": "95%", "分值": "10", "得分": "9.5"}
    assert grave({"指标": rows, "预算执行": [{"来源": "合计"} | money]}, {"总分": "99.5", "等级": "优"}) == []


def test_an_execution_row_among_the_indicators_is_not_counted_twice() -> None:
    rows = [
        indicator("预算执行率", "≥90%", "95%", 一级指标="预算执行", 分值="10", 得分="10"),
        indicator("甲", "≥10户", "10户", 分值="90", 得分="90"),
    ]
    money = {"全年预算数": "100.00万元", "全年执行数": "95.00万元", "执行率": "95%", "分值": "10", "得分": "9.5"}
    assert grave({"指标": rows, "预算执行": [{"来源": "合计"} | money]}, {"总分": "100", "等级": "优"}) == []


@pytest.mark.parametrize(
    "one, other",
    [
        ("1,213.47万元", "12,134,700元"),
        ("1.2亿元", "12,134万元"),
        ("97.08%", "97.1%"),
        ("99.18%", "99.18"),
        ("2500余人次", "800人"),
        ("400余人", "412人"),
        ("约80人", "79人"),
        ("32名", "32人"),
    ],
)
def test_the_same_thing_said_in_two_ways_is_not_accused(one: str, other: str) -> None:
    rows = [{"事项": "某事", "数值": one, "出处": "甲"}, {"事项": "某事", "数值": other, "出处": "乙"}]
    assert grave({"提法": rows}) == []


def test_a_weight_structure_of_its_own_is_no_more_than_a_hint() -> None:
    rows = [
        indicator("甲", "≥10户", "10户", 分值="60", 得分="60"),
        indicator("乙", "≥1户", "1户", 一级指标="效益指标", 分值="40", 得分="40"),
    ]
    found = grave({"指标": rows}, {"总分": "100", "等级": "优"}, "项目支出绩效自评")
    assert [finding.rule for finding in found] == []


def test_overspending_with_its_source_is_not_accused() -> None:
    for reason in ("年中追加20万元", "上级资金50万元", "使用上年结转资金"):
        row = {"来源": "合计", "全年预算数": "100.00万元", "全年执行数": "120.00万元", "偏差原因": reason}
        assert grave({"预算执行": [row]}) == []


def test_a_fund_without_a_budget_is_left_alone() -> None:
    row = {"来源": "其他资金", "执行率": "0.00", "偏差原因": None}
    row |= {"年初预算数": "0.00", "全年预算数": "0.00", "全年执行数": "0.00"}
    assert grave({"预算执行（万元）": [row]}) == []


def test_amounts_rounded_to_different_digits_agree() -> None:
    rows = [
        {"项目名称": "甲", "预算金额": "33.333万元"},
        {"项目名称": "乙", "预算金额": "66.667万元"},
        {"项目名称": "合计", "预算金额": "100万元"},
    ]
    assert grave({"项目": rows}) == []


def test_a_score_in_brackets_is_that_of_the_name_before_it() -> None:
    text = (
        "农村公厕项目绩效自评报告\n一、项目基本情况（自评得分100分）\n新建公厕50座。\n二、预算执行情况（自评得分10分）\n全部支付。\n"
        "三、绩效目标完成情况（自评得分90分）\n1.数量指标（自评得分20分）：新建50座。\n"
    )
    found = shipped().check(extract(read(text.encode(), "报告.txt"), shipped().pack)).findings
    assert not {"cross-place-amount", "score-restated"} & {finding.rule for finding in found}


def told(text: str) -> list[str]:
    """The rules that accuse a short report in running text at 高 or 中."""
    document = read(f"某局2023年度绩效自评报告\n一、基本情况\n{text}\n".encode(), "文.txt")
    result = shipped().check(extract(document, shipped().pack))
    return [finding.rule for finding in result.findings if finding.severity >= Severity.MEDIUM]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("车辆编制12辆，实有车辆12辆。", []),
        ("车辆编制12辆，实有车辆15辆。", ["over-quota"]),
        ("事业编制核定数54人，现有在编48人；行政编制80名，实有人数83名。", ["over-quota"]),
        ("车辆编制12辆，实有驾驶员15人。", []),
        ("自评得分85分。\n（一）投入（20分，得分18分）\n好。\n（二）产出（满分80分，实得67分）\n好。", []),
        (
            "自评得分86分。\n（一）投入（20分，得分18分）\n好。\n（二）产出（满分80分，实得67分）\n好。",
            ["part-scores-total"],
        ),
        ("自评总体得分为84.47分，评级为“优”。", ["grade-score-mismatch"]),
        ("自评得分84.47分，评定为“优秀”。", ["grade-score-mismatch"]),
        ("自评得分84.47分，属于“优”等次。", ["grade-score-mismatch"]),
        ("自评得分84.47分，自评结果为“良”。", []),
        # another grade than that of the score
        ("自评得分84.47分。全年信用评级为优，评价结果为优的项目3个。", []),
        ("自评总分85分。产出指标得分45分，评定为优；效益指标得分20分，评定为中。", []),
        # what is told of the year before is not this year's
        ("2022年自评等级为“优”，2023年自评得分84.47分，等级为“良”。", []),
        ("2022年自评等级为“优”，2023年自评得分84.47分，等级为“优”。", ["grade-score-mismatch"]),
        ("2022年度绩效自评得分95分，等级为优；2023年度绩效自评得分84.47分，等级为良。", []),
        ("上年绩效自评得分95分，等级为优；绩效自评得分84.47分，等级为良。", []),
        ("上年绩效自评得分95分，等级为优；绩效自评得分84.47分，等级为优。", ["grade-score-mismatch"]),
        ("上年评价等级为优，本年绩效自评得分84.47分，等级为良。", []),
        # the score of an indicator is not that of the whole
        (
            "因此评价分100分，自评等级为优秀。\n"
            + "".join(f"{n}.某率，年初目标值≥90%，实际完成值95%，自评得分20分；\n" for n in range(1, 6)),
            [],
        ),
        # what was spent is compared with a budget told before it, but never more than remarked
        ("项目预算总额3,387.20万元，截止2023年底，已经支出3,909.10万元。", []),
    ],
)
def test_what_a_short_report_says_of_itself(text: str, rules: list[str]) -> None:
    assert told(text) == rules
