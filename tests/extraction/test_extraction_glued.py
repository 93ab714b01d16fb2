"""Forms whose cells have run together: each row is cut in the one way that its columns allow, or is told as doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.document.txt import read
from gouji.extraction.assembling import extract
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.report import Report

RULES = Path(__file__).parents[2] / "rules" / "cn-performance"
HEADS = "一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack([RULES])


def report_of(text: str, pack: Pack) -> Report:
    return extract(read(text.encode(), "form.txt"), pack)


def rows(report: Report, table: str, *columns: str) -> list[tuple[str | None, ...]]:
    return [tuple(row.get(column) for column in columns) for row in report.tables.get(table, [])]


def test_a_form_in_one_line(pack: Pack) -> None:
    report = report_of(
        "巡河经费绩效自评表(2023年度)项目名称巡河经费项目资金(万元)年初预算数全年预算数全年执行数分值执行率得分"
        "年度资金总额36.536.529.21080%8其中:当年财政拨款36.536.529.280%其他资金年度总体目标预期目标实际完成情况"
        f"按月巡河已巡河绩效指标{HEADS}产出指标数量指标巡河次数≥48次52次2020设置标牌数15块15块1515质量指标问题上报率"
        "95%97%1010时效指标巡河及时性及时及时1514效益指标生态效益指标水质达标≥90%92%2020满意度指标服务对象满意度指标"
        "沿岸居民满意度≥85%88%1010总分9089",
        pack,
    )
    assert rows(
        report,
        "预算执行",
        "来源",
        "年初预算数（万元）",
        "全年预算数（万元）",
        "全年执行数（万元）",
        "分值",
        "执行率",
        "得分",
    ) == [
        ("年度资金总额", "36.5", "36.5", "29.2", "10", "80%", "8"),
        ("其中:当年财政拨款", "36.5", "36.5", "29.2", None, "80%", None),
    ]
    assert rows(report, "指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分") == [
        ("产出指标", "数量指标", "巡河次数", "≥48次", "52次", "20", "20"),
        ("产出指标", "数量指标", "设置标牌数", "15块", "15块", "15", "15"),
        ("产出指标", "质量指标", "问题上报率", "95%", "97%", "10", "10"),
        ("产出指标", "时效指标", "巡河及时性", "及时", "及时", "15", "14"),
        ("效益指标", "生态效益指标", "水质达标", "≥90%", "92%", "20", "20"),
        ("满意度指标", "服务对象满意度指标", "沿岸居民满意度", "≥85%", "88%", "10", "10"),
    ]
    assert (report.fields["总分值"], report.fields["总分"]) == ("90", "89")
    assert not report.doubtful


def test_points_before_the_target_and_rows_nobody_filled_in(pack: Pack) -> None:
    report = report_of(
        "绩效自评表\n一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因\n产出指标(60分)数量指标修缮面积20≥350平方米"
        "362平方米20指标2:质量指标验收合格率20100%100%20指标2:时效指标……成本指标修缮成本2035万元35万元18超支一笔已说明。"
        "效益指标(40分)社会效益指标受益户数40120户118户38总分10096",
        pack,
    )
    assert rows(
        report, "指标", "一级指标", "权重", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分"
    ) == [
        ("产出指标", "60分", "数量指标", "修缮面积", "20", "≥350平方米", "362平方米", "20"),
        ("产出指标", None, "质量指标", "验收合格率", "20", "100%", "100%", "20"),
        ("产出指标", None, "成本指标", "修缮成本", "20", "35万元", "35万元", "18"),
        ("效益指标", "40分", "社会效益指标", "受益户数", "40", "120户", "118户", "38"),
    ]
    assert report.tables["指标"][2]["偏差原因"] == "超支一笔已说明。"


def test_digits_that_can_be_parted_in_several_ways_are_not_read(pack: Pack) -> None:
    """年初 30, 全年 30, 执行 10 at 100 %, or 全年 30 of which all was spent, 10 points: nobody can tell."""
    report = report_of(
        "项目资金(万元)年初预算数全年预算数全年执行数分值执行率得分年度资金总额303010100%其中:当年财政拨款303030100%",
        pack,
    )
    assert not rows(report, "预算执行", "来源")


def test_a_page_number_amid_a_cell_is_no_part_of_it(pack: Pack) -> None:
    report = report_of(
        f"1、绩效自评表{HEADS}产出指标数量指标编印手册份数800册800册3030质量指标手册、\n2、折页印制合格合格3030效益指标社会效益指标"
        "知晓率≥80%83%4040总分100100\n",
        pack,
    )
    assert rows(report, "指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分") == [
        ("编印手册份数", "800册", "800册", "30", "30"),
        ("手册、折页印制", "合格", "合格", "30", "30"),
        ("知晓率", "≥80%", "83%", "40", "40"),
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "2023年收入支出决算总体情况：收支总计9,268.05万元，同上年相比增加511.30万元，增幅5.84%。其中：预算数为8,432.60万元，"
        "执行数为9,046.21万元，完成预算的107.28%，得分9分。",
        "自评得分98分，其中：预算执行率分值10分，得分9.8分；产出指标分值50分，得分49分；效益指标分值30分，得分30分。",
    ],
)
def test_prose_is_no_table(prose: str, pack: Pack) -> None:
    report = report_of(f"绩效自评报告\n{prose}\n", pack)
    assert not report.tables.get("预算执行") and not report.tables.get("指标")
