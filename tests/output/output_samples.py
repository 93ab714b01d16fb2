"""Runs built by hand, in the shape that the engine gives them."""

from __future__ import annotations

from gouji.engine.outcome import Outcome, Severity
from gouji.engine.result import (
    Counts,
    Coverage,
    Evidence,
    Finding,
    Location,
    PackInfo,
    Passed,
    Result,
    RuleInfo,
    Run,
    Undecided,
)
from gouji.faults import Diagnostic, Message, Note, SourceText
from gouji.report import Anchor, Place

#: Stand-ins for codes of other rooms, so that these tests pin this room's output alone.
CODES = {
    "D198": Message(
        zh="不是 YAML：{reason}",
        en="this is not YAML: {reason}",
        help_zh="检查这一行的缩进和冒号",
        help_en="check the indentation and the colon on this line",
    ),
    "R398": Message(
        zh="名称“{name}”不存在",
        en="there is no name “{name}”",
        help_zh="最接近的名称：“{near}”",
        help_en="nearest name: “{near}”",
    ),
    "U698": Message(zh="缺少“{name}”", en="“{name}” is missing"),
    "U699": Message(zh="除数“{name}”可能是 0", en="the divisor “{name}” may be 0"),
}

RULES = (
    RuleInfo(
        "status-overstated",
        "未完成却称达到预期",
        Severity.HIGH,
        "当 实际完成值 未达 年度指标值 则 结论 不属于 达标用语",
        ("《管理办法》第十二条",),
        "cn-sample",
    ),
    RuleInfo("rate-matches", "执行率与金额不符", Severity.MEDIUM, "执行率 = 全年执行数 / 全年预算数", (), "cn-sample"),
    RuleInfo("score-total", "得分合计", Severity.MEDIUM, "合计(指标.得分) = 总分", (), "cn-sample"),
    RuleInfo("staff-sum", "编制人数合计", Severity.LOW, "行政 + 事业 = 合计人数", (), "cn-sample"),
)


def location(
    role: str,
    text: str,
    line: int | None,
    column: int | None,
    *,
    table: str | None = "指标",
    row: int | None = 2,
    name: str = "",
    place: Place | None = None,
) -> Location:
    anchor = Anchor(table, row, role)
    return Location(role, text, anchor, place or Place(line=line, column=column, pointer=anchor.pointer), name)


def finding(
    id: str = "a1b2c3d4e5f6",
    rule: str = "status-overstated",
    name: str = "未完成却称达到预期",
    severity: Severity = Severity.HIGH,
    message: str = "“培训人数”目标 80人，完成 74人，不得标记为“达到预期”",
    advice: str = "更正结论，或补充完成情况的佐证。",
    basis: tuple[str, ...] = ("《管理办法》第十二条",),
    locations: tuple[Location, ...] | None = None,
    evidence: Evidence | None = None,
) -> Finding:
    if locations is None:
        locations = (
            location("结论", "达到预期", 18, 62, name="培训人数"),
            location("年度指标值", "80人", 18, 30, name="培训人数"),
            location("实际完成值", "74人", 18, 46, name="培训人数"),
        )
    if evidence is None:
        evidence = Evidence(
            formula="当 实际完成值 未达 年度指标值 则 结论 不属于 达标用语",
            filled="74人 未达 80人，而 结论“达到预期” 属于 {达到预期, 完成}",
        )
    return Finding(id, rule, name, severity, message, advice, basis, locations, evidence, "cn-sample")


def rate_finding() -> Finding:
    return finding(
        id="0f1e2d3c4b5a",
        rule="rate-matches",
        name="执行率与金额不符",
        severity=Severity.MEDIUM,
        message="执行率印为 97.40%，按金额计算应为 94.56%",
        advice="按全年执行数和全年预算数重算执行率；若金额有误，一并更正得分。",
        basis=(),
        locations=(
            location("执行率", "97.40%", 9, 71, table="预算执行", row=0, name="合计"),
            location("全年执行数", "10,389.70万元", 9, 40, table="预算执行", row=0, name="合计"),
            location("全年预算数", "10,986.90万元", 9, 17, table="预算执行", row=0, name="合计"),
        ),
        evidence=Evidence(
            formula="执行率 = 全年执行数 / 全年预算数",
            filled="97.40% = 10,389.70万元 / 10,986.90万元",
            expected="94.56%",
            reported="97.40%",
            gap="2.835个百分点",
        ),
    )


def truncated_finding() -> Finding:
    return finding(
        id="77aa88bb99cc",
        rule="rate-matches",
        name="执行率与金额不符",
        severity=Severity.INFO,
        message="执行率 97.84% 是舍去尾数得到的，四舍五入应为 97.85%",
        advice="",
        basis=(),
        locations=(location("执行率", "97.84%", 10, 71, table="预算执行", row=1, name="其中：区级资金"),),
        evidence=Evidence(
            formula="执行率 = 全年执行数 / 全年预算数",
            filled="97.84% = 1,957.00万元 / 2,000.00万元",
            expected="97.85%",
            reported="97.84%",
            gap="0.01个百分点",
            kind="truncated",
        ),
    )


def sample_result() -> Result:
    return Result(
        path="送审材料/甲局.yaml",
        sha256="a" * 64,
        unit="某某区甲局",
        year=2023,
        kind="项目支出绩效自评",
        rules={
            "status-overstated": Counts(passed=6, fail=1, not_applicable=3),
            "rate-matches": Counts(passed=1, within_rounding=2, fail=2),
            "score-total": Counts(undecided=1),
            "staff-sum": Counts(undecided=2),
        },
        findings=(rate_finding(), truncated_finding(), finding()),
        undecided=(
            Undecided("staff-sum", "编制人数合计", Note.of("U698", name="合计人数"), (), 2),
            Undecided(
                "score-total",
                "得分合计",
                Note.of("U698", name="总分"),
                (location("得分", "9.46", 9, 90, table="预算执行", row=0),),
            ),
        ),
        figures=Coverage(60, 42),
        passed=(
            Passed(
                "rate-matches",
                Outcome.WITHIN_ROUNDING,
                (location("执行率", "50.0%", 11, 71, table="预算执行", row=2),),
                Evidence("执行率 = 全年执行数 / 全年预算数", "50.0% = 1.00万元 / 2.00万元"),
            ),
        ),
        uncovered=((Anchor("指标", 4, "分值"), "3.5"),),
    )


def clean_result(path: str = "送审材料/乙中心.yaml") -> Result:
    return Result(
        path=path,
        sha256="b" * 64,
        unit="某某区乙中心",
        year=2023,
        kind="项目支出绩效自评",
        rules={"status-overstated": Counts(passed=4), "rate-matches": Counts(passed=3)},
        findings=(),
        undecided=(),
        figures=Coverage(31, 31),
    )


def broken_diagnostic() -> Diagnostic:
    text = "gouji: report/1\nfields: {总分: 98, 等级：优\n"
    source = SourceText("送审材料/丙所.yaml", text)
    at = text.index("等级：优")
    return Diagnostic("D198", {"reason": "花括号没有合上"}, source.label(at, at + 4))


def sample_run() -> Run:
    return Run(
        engine="0.1.0",
        packs=(PackInfo("cn-sample", "2024.1", "c" * 64, "示例规则包"),),
        rules=RULES,
        results=(clean_result(), sample_result()),
        diagnostics=(broken_diagnostic(),),
        submissions=3,
    )


def run_of(*results: Result, submissions: int | None = None) -> Run:
    """A run of some results with the sample's rules."""
    return Run(
        engine="0.1.0",
        packs=(),
        rules=RULES,
        results=results,
        submissions=len(results) if submissions is None else submissions,
    )


def result_of(*findings: Finding, path: str = "甲.yaml") -> Result:
    """A result with findings and counts that fit them."""
    counts: dict[str, Counts] = {}
    for entry in findings:
        counts[entry.rule] = counts.get(entry.rule, Counts()) + Counts(fail=1)
    return Result(path, "d" * 64, None, None, None, counts, findings, (), Coverage(len(findings), len(findings)))


def fifty_findings() -> Result:
    return result_of(
        *(
            finding(
                id=f"id{number:04d}",
                locations=(location("结论", "达到预期", number, 20, row=number, name=f"指标{number}"),),
            )
            for number in range(1, 51)
        )
    )
