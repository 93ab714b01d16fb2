"""Figures that stand beside others and are of another time, another base or another thing: nobody is accused by them."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

PACK = "cn-claims"
PERFORMANCE = "cn-performance"

MONTH = "1-9月农产品加工产值增长6.4%，较1-8月回落0.3个百分点；9月当月增长2.1%，比8月当月的5.0%回落2.9个百分点。"
PLANNED = "人员经费支出612.40万元，其中：年初预算安排540.00万元，与上年相比，增加{amount}万元，增长8.62%。"
OF_ANOTHER = (
    "上年末结余资产8,200.00万元。本年总支出1,520.00万元，其中救助支出1,430.00万元，占上年末结余资产的17.44%；"
    "人员支出{staff}万元，占总支出的4.61%；其他支出20.00万元。"
)
EACH = "省级下达奖补资金26万元，其中甲县14万元，其他6县各2万元。"
IN_TURN = "设备完好率：一厂97.2%、二厂91.5%、三厂86.0%，目标分别为≥95%、≥90%、≥{last}%，全部达标。"
OF_ONE_YEAR = (
    "两年共安排资金800.00万元。截至年底累计支出720.00万元，支出率{rate}%，未支出80.00万元，"
    "其中第一年的资金已全部支出，未支出的均为第二年的，当年支出率80.00%。"
)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (MONTH, ()),
        (PLANNED.format(amount="48.60"), ("yoy-increase-rate",)),
        (OF_ANOTHER.format(staff="70.00"), ("prose-parts-sum",)),
        (EACH, ()),
        (IN_TURN.format(last="85"), ("goal-missed-claimed",) * 3),
        (OF_ONE_YEAR.format(rate="90.00"), ()),
    ],
)
def test_what_is_of_another_time_or_thing_accuses_nobody(text: str, rules: tuple[str, ...]) -> None:
    result = judged(text, PERFORMANCE)
    assert accused(result) == []
    for rule in set(rules):
        assert held(result, rule) >= rules.count(rule), rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (PLANNED.format(amount="58.60"), "yoy-increase-rate"),
        (OF_ANOTHER.format(staff="75.00"), "prose-parts-sum"),
        (IN_TURN.format(last="88"), "goal-missed-claimed"),
        (OF_ONE_YEAR.format(rate="92.00"), "completion-rate-recalc"),
        ("8月农产品加工产值增长2.1%，比7月的5.0%回落1.9个百分点。", "yoy-prior-amount"),
    ],
)
def test_the_same_with_a_wrong_figure_is_found(text: str, rule: str) -> None:
    assert rule in accused(judged(text, PERFORMANCE))


@pytest.mark.parametrize(
    "text",
    [
        "二、收入情况\n全年收入300万元。\n三、支出情况\n全年支出280万元。\n",
        "（二）收入情况\n全年收入300万元。\n（三）支出情况\n全年支出280万元。\n",
    ],
)
def test_a_part_of_a_document_need_not_begin_at_one(text: str) -> None:
    numbered = ("section-numbering-gap", "heading-numbering-loose", "list-numbering")
    assert not [finding for finding in judged(text, PACK).findings if finding.rule in numbered]


def test_a_number_left_out_among_others_is_found() -> None:
    text = "（一）收入情况\n全年收入300万元。\n（二）支出情况\n全年支出280万元。\n（四）结余情况\n结余20万元。\n"
    assert "heading-numbering-loose" in [finding.rule for finding in judged(text, PACK).findings]


HEADINGS = "{title}\n一、河道清淤\n清淤12公里。\n二、堤防加固\n加固3公里。\n三、闸站维修\n维修6座。\n"


@pytest.mark.parametrize(
    ("title", "missing"),
    [("河道养护项目绩效自评报告", True), ("河道养护项目绩效自评报告（节选）", False), ("河道养护工作情况", False)],
)
def test_sections_are_missed_in_a_whole_report_only(title: str, missing: bool) -> None:
    rules = [finding.rule for finding in judged(HEADINGS.format(title=title), PERFORMANCE).findings]
    assert any(rule.startswith("required-section-") for rule in rules) is missing


@pytest.mark.parametrize(
    "text",
    [
        "全年计划投资480.00亿元，截至9月底完成389.00亿元，超过时间进度8.17个百分点。",
        "全年发生各类火灾2,410起，其中林地火灾31起，过火9.4亩，林地火灾受害率0.03‰。",
    ],
)
def test_a_rate_of_something_else_is_no_share_of_what_stands_before_it(text: str) -> None:
    assert "share-percent" not in [finding.rule for finding in judged(text, PERFORMANCE).findings]


def test_one_word_is_no_two_names() -> None:
    """决算 is not 决 and 算: what is told of 三公经费 is not said of the fee before it."""
    text = "公务接待费支出决算为31000元，完成年初预算的15.5%。\n与上年相比，“三公”经费决算减少313272.5元，下降82.82%。"
    assert accused(judged(text, "cn-accounts")) == []


def test_a_column_of_growth_behind_one_of_amounts_has_no_parts() -> None:
    text = (
        "指标名称 单位 2023年 增长(%)\n一、粮食总产量 万吨 8.16 0.40\n"
        "其中:夏粮产量 万吨 1.97 -0.01\n其中:秋粮产量 万吨 6.20 0.53"
    )
    assert accused(judged(text, "cn-claims")) == []


def test_a_row_whose_blank_cells_are_lost_is_no_quotient() -> None:
    text = (
        "县区　优良天数　有效天数　优良比例　浓度　上年同期　同比\n青山县　92　92　100.0%　14　16　-12.5%\n"
        "白河县　91　92　98.9%　16　18　-11.1%\n云台区　90　92　97.8%　18　19　-5.3%\n"
        "松林县　89　91　97.8%　17　17　0.0%\n全市平均　　　　16.3　17.5　-6.9%"
    )
    assert accused(judged(text, "cn-claims")) == []
