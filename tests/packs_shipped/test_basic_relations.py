"""What a reader works out without thinking: a rate behind a change, a share of a goal, a list that goes on, a unit."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

PERFORMANCE = "cn-performance"
HEAD = "清溪县农业农村局2023年度部门整体支出绩效自评报告\n一、基本情况\n"


def said(text: str, head: str = HEAD) -> set[str]:
    """The rules that say something of a paper, at whatever level."""
    return {finding.rule for finding in judged(f"{head}{text}\n二、存在问题\n无。\n", PERFORMANCE).findings}


GROWTH = {"yoy-increase-rate", "yoy-decrease-rate", "yoy-prior-increase", "yoy-prior-decrease"}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("亩均产量由486公斤提高到544公斤，亩均增产58公斤，增长{}。", "10.66%", "11.93%"),
        (
            "公务用车费实际支出15.92万元，未超预算。与上年的17.20万元相比减少1.28万元，下降{}，主要是统一调度。",
            "8.04%",
            "7.44%",
        ),
        ("全年外借图书18.72万册次，上年为17.50万册次，增长{}。", "6.52%", "6.97%"),
        ("接待来访由上年的740批次增加到860批次，多接待120批次，增长{}。", "13.95%", "16.22%"),
    ],
)
def test_a_rate_behind_a_change_is_of_the_earlier_figure(text: str, wrong: str, right: str) -> None:
    assert said(text.format(wrong)) & GROWTH
    assert not said(text.format(right)) & GROWTH


@pytest.mark.parametrize(
    "text",
    [
        "亩均产量由486公斤提高到544公斤，增加58公斤，优质率提高10.66个百分点。",
        "公务用车费支出15.92万元，上年17.20万元，减少1.28万元；公务接待费1.46万元，下降8.04%。",
    ],
)
def test_a_rate_of_something_else_is_left_alone(text: str) -> None:
    assert not said(text) & GROWTH


ROWS = """二、绩效指标完成情况
一级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因
产出指标	城镇新增就业人数	≥6,500人	6,832人	40	40	
产出指标	职业培训人次	≥2,000人次	1,840人次	40	36.8	汛期停课两周
满意度指标	家长满意度	≥90%	88.5%	20	19.67	菜品花样偏少
三、完成情况分析
"""


@pytest.mark.parametrize(
    ("text", "wrong", "right", "rule"),
    [
        ("全县城镇新增就业6,832人，完成年度目标的{}。", "107.11%", "105.11%", "completion-rate-recalc"),
        ("城镇新增就业6,832人，为年度计划的{}，形势稳定。", "107.11%", "105.1%", "completion-rate-recalc"),
        ("职业培训1,840人次，仅完成年度目标任务的{}。", "94%", "92%", "completion-rate-recalc"),
        ("家长满意度为88.5%，低于目标值{}个百分点。", "2.5", "1.5", "yoy-prior-amount"),
        ("家长满意度低于年度指标值{}个百分点，主要是菜品花样少。", "2.5", "1.5", "yoy-prior-amount"),
        ("全年培训1,840人次，比年度目标少{}人次。", "260", "160", "yoy-prior-amount"),
        ("城镇新增就业6,832人，比年初目标多完成{}人。", "342", "332", "yoy-prior-amount"),
    ],
)
def test_what_is_said_of_a_goal_is_held_against_its_row(text: str, wrong: str, right: str, rule: str) -> None:
    assert rule in said(text.format(wrong), HEAD + ROWS)
    assert rule not in said(text.format(right), HEAD + ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "上半年城镇新增就业3,620人，完成年度目标的55.69%。",
        "家长满意度为88.5%，比上年目标值低0.5个百分点。",
        "城镇新增就业6,832人，完成省定任务的110%。",
    ],
)
def test_what_is_said_of_another_goal_is_not(text: str) -> None:
    assert not said(text, HEAD + ROWS) & {"completion-rate-recalc", "yoy-prior-amount"}


@pytest.mark.parametrize(("primary", "wrong"), [("52", False), ("54", True)])
def test_a_list_in_one_breath_goes_on_though_its_first_ones_make_the_whole(primary: str, wrong: bool) -> None:
    text = f"年末全县有学校142所，其中幼儿园68所、小学{primary}所、初中16所、普通高中4所、中等职业学校2所。"
    assert ("parts-exceed-whole" in said(text)) == wrong


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "全年实际支出78.40万元。具体为：购书支出{}，活动支出18.60万元，设备支出12.40万元，其他支出16.20万元。",
            "31.20元",
            "31.20万元",
        ),
        ("项目预算130.00万元，实际支出{}，执行率98.77%。", "128.40元", "128.40万元"),
        ("累计支付{}，占合同价4,500.00万元的80%。", "3,600.00元", "3,600.00万元"),
        ("采购设备一批，合同金额{}，已全额支付86.52万元。", "86.52元", "86.52万元"),
    ],
)
def test_an_amount_in_the_wrong_unit_is_told(text: str, wrong: str, right: str) -> None:
    assert "money-unit-doubtful" in said(text.format(wrong))
    assert "money-unit-doubtful" not in said(text.format(right))


def test_an_amount_too_great_for_its_rate_is_told() -> None:
    text = "项目预算273.00万元，实际支出{}，执行率89.47%，低于序时进度的原因是尾款未到支付节点。"
    assert "money-unit-too-great" in said(text.format("2,442,400.00万元"))
    assert "money-unit-too-great" not in said(text.format("2,442,400.00元"))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("对2023年度资金开展自评，自评所用数据截至2022年12月31日。", True),
        ("对2023年度资金开展自评，评价基准日为2024年12月31日。", True),
        ("对2023年度资金开展自评，评价期间为2022年1月1日至2022年12月31日。", True),
        ("对2023年度资金开展自评，评价期间为2023年1月1日至2023年12月31日。", False),
        ("截至2022年12月31日，全县累计发放补贴1,200万元，2023年继续发放。", False),
        ("对2023年度资金开展自评，项目实施期间为2022年1月1日至2023年12月31日。", False),
    ],
)
def test_data_of_another_year_are_told(text: str, wrong: bool) -> None:
    assert ("year-of-paper-otherwise" in said(text)) == wrong


def test_goals_that_are_excepted_one_by_one_are_not_said_to_be_met() -> None:
    text = "除职业培训人次和家长满意度外，各项绩效指标均达到年初目标。"
    assert "goal-missed-claimed" not in said(text, HEAD + ROWS)
    assert "goal-missed-claimed" in said(text.replace("和家长满意度", ""), HEAD + ROWS)


def test_how_many_of_one_kind_were_met_says_nothing_of_another() -> None:
    assert "goal-missed-claimed" not in said("2项产出指标中有1项完成年度目标，职业培训人次未达到。", HEAD + ROWS)


def test_by_how_much_is_no_bound() -> None:
    rows = ROWS.replace("家长满意度	≥90%	88.5%", "人均培训成本	≤1,200元	1,150元")
    assert accused(judged(f"{HEAD}{rows}人均培训成本1,150元，低于控制目标50元。\n", PERFORMANCE)) == []
    assert "comparison-false" not in said("人均培训成本1,150元，低于控制目标50元。", HEAD + rows)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("完成投资8,640万元。占总投资12,000万元的{}。", "74%", "72%"),
        ("收回有效问卷286份，其中表示满意的271份。满意率为{}。", "94.07%", "94.76%"),
        ("总分100分，自评得分96.5分。共扣{}分。", "4.5", "3.5"),
        ("下达预算指标1,860万元，实际拨付1,842万元。拨付率{}。", "98.03%", "99.03%"),
        ("去年末在册286户，当年新增42户，退出35户，年末在册{}户。", "291", "293"),
    ],
)
def test_a_rate_alone_in_its_sentence_is_of_what_stands_before_it(text: str, wrong: str, right: str) -> None:
    assert said(text.format(wrong)) - said(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "全年培训3,420人次，培训班28期。合格率为98.6%。",
        "全县行政村186个，自然村1,520个。通村公路硬化率为95%。",
        "受理案件1,246件，其中信访件86件。按期办结率为98.5%。",
        "支出1,742万元，其中设备购置320万元。设备完好率为99%。",
        "建筑面积由三部分组成：主楼6,280平方米，附楼1,420平方米，连廊260平方米，总建筑面积7,960平方米。",
        "合同约定工期180天，自3月1日开工，8月20日完工，历时172天，较约定提前8天。",
    ],
)
def test_what_stands_beside_is_not_taken_for_the_base(text: str) -> None:
    assert said(text) == said("略。")


FUNDS = """二、项目资金情况（单位：万元）
资金来源	预算数	执行数	执行率
中央资金	320.00	318.60	99.56%
省级资金	140.00	136.20	97.29%
合计	460.00	454.80	98.87%
三、绩效指标完成情况
一级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因
产出指标	河道保洁活动场次	≥10场	12场	30	30	
产出指标	管护设备验收合格率	≥95%	100%	40	40	
效益指标	保护人口	≥2.10万人	2.30万人	30	30	
四、完成情况分析
"""


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全年补助资金执行率为{}，支付较为及时。", "96.87%", "98.87%"),
        ("管护设备验收合格率为{}。", "98.6%", "100%"),
        ("围绕六五环境日、全国生态日等节点开展河道保洁活动{}场。", "15", "12"),
        ("两岸{}群众和农田得到有效保护。", "3.20万", "2.30万"),
        ("河道管护满意，保护人口完成率为{}。", "119.52%", "109.52%"),
    ],
)
def test_what_a_row_tells_is_told_otherwise_in_the_text(text: str, wrong: str, right: str) -> None:
    assert said(text.format(wrong), HEAD + FUNDS) - said(text.format(right), HEAD + FUNDS)


@pytest.mark.parametrize(
    "text",
    ["其中省级资金执行率为97.29%。", "第一批管护设备验收合格率为98.6%。", "全国范围内开展同类河道保洁活动150场。"],
)
def test_what_is_of_some_of_it_is_not_held_against_the_row(text: str) -> None:
    assert not any(rule.startswith("cross-place") for rule in said(text, HEAD + FUNDS))
