"""Several filled-in forms in one document, and points that names and headers carry."""

from __future__ import annotations

import pytest
from extraction_samples import report_of

from gouji.document.model import Text
from gouji.document.place import Place
from gouji.extraction.grids.pointed import pointed
from gouji.packs.loader import load_pack

PACK = load_pack(["cn-performance"])

#: Words between spaces, as pages are saved; the lower row of the header stands on a line of its own.
ONE = """项目支出绩效自评表
项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分
(万元)
年度资金总额 {plan} {plan} {spent} 10 {rate} {execution}
其中:当年财政拨款 {plan} {plan} {spent}
一级指标 二级指标 三级指标 年度 实际 分值 得分 偏差原因分析及改进措施
指标值 完成值
产出指标 数量指标 渠道清淤长度 ≥12公里 12公里 30 30
时效指标 清淤及时率 ≥95% {done} 30 {scored} {reason}
效益指标 社会效益指标 灌溉保证率 ≥90% 91% 20 20
满意度指标 服务对象满意度指标 用水户满意度 ≥90% 92% 10 10
总分 100 {total}
"""
FIRST = ONE.format(plan=160, spent=120, rate="75%", execution="7.5", done="95%", scored=30, reason="", total="97.5")
SECOND = ONE.format(plan=48, spent=48, rate="100%", execution=10, done="76%", scored=24, reason="雨季推迟", total=94)


def test_each_form_has_its_own_rows_and_total() -> None:
    report = report_of(PACK, FIRST + SECOND)
    assert [(row["份号"], row["得分"]) for row in report.tables["预算执行"]] == [
        ("1", "7.5"),
        ("1", None),
        ("2", "10"),
        ("2", None),
    ]
    assert [(row["份号"], row["年度指标值"], row["实际完成值"], row["得分"]) for row in report.tables["指标"]][5:6] == [
        ("2", "≥95%", "76%", "24")
    ]
    assert report.tables["自评表"] == [
        {"份号": "1", "总分": "97.5", "总分值": "100"},
        {"份号": "2", "总分": "94", "总分值": "100"},
    ]
    assert "总分" not in report.fields


def test_money_over_the_names_is_no_unit_of_the_scores() -> None:
    """（万元）stands on a line of its own, after the last word of the header."""
    row = report_of(PACK, FIRST).tables["预算执行"][0]
    assert (row["全年执行数（万元）"], row["得分"]) == ("120", "7.5")


def test_one_form_has_no_number() -> None:
    report = report_of(PACK, FIRST)
    assert all("份号" not in row for row in report.tables["指标"])
    assert report.fields["总分"] == "97.5"


def test_a_table_over_two_pages_is_one_form() -> None:
    head, body = FIRST.split("时效指标", 1)
    header = "一级指标 二级指标 三级指标 年度 实际 分值 得分 偏差原因分析及改进措施\n指标值 完成值\n"
    report = report_of(PACK, f"{head}{header}产出指标 时效指标{body}")
    assert all("份号" not in row for row in report.tables["指标"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("产出指标（50分）", ("产出指标", "50分")),
        ("项目决策 10分", ("项目决策", "10分")),
        ("效益指标 (30)", ("效益指标", "30")),
        ("成本指标(满分12.5分)", ("成本指标", "12.5分")),
        ("目标（2）", None),
        ("得分80-90分", None),
        ("培训（120分）", None),
        ("50分", None),
    ],
)
def test_points_behind_a_name(text: str, found: tuple[str, str] | None) -> None:
    parts = pointed(Text.at(text, Place(line=1, column=1)).span())
    assert (None if parts is None else (parts[0].text, parts[1].text)) == found


HUBEI = """预算执行情况（万元）（20分） | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率） |
年度资金总额 | 40 | 38 | 95% | 19 |
年度绩效目标1（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 |
产出指标（50分） | 数量指标 | 修缮书架 | ≥60组 | 62组 | 30 |
质量指标 | 验收合格率 | 100% | 100% | 20 |
效益指标（30分） | 社会效益指标 | 到馆人次增长率 | ≥5% | 6% | 30 |
"""


def test_points_of_groups_and_of_headers() -> None:
    report = report_of(PACK, f"{HUBEI}备注：得分由馆办汇总。\n")
    assert report.tables["预算执行"][0]["分值"] == "20"
    assert report.fields["指标满分"] == "80"
    assert [(row["一级指标"], row.get("权重")) for row in report.tables["指标"]] == [
        ("产出指标", "50分"),
        ("产出指标", None),
        ("效益指标", "30分"),
    ]


def test_the_last_group_of_a_table_that_breaks_off_has_no_points() -> None:
    """Its other rows may be lost, so that nothing can be held against them."""
    report = report_of(PACK, HUBEI)
    assert [row.get("权重") for row in report.tables["指标"]] == ["50分", None, None]
