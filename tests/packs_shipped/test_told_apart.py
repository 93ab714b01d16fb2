"""Figures told side by side that are of two things: each trap accuses nobody, and the same words of one thing are judged."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

PACK = "cn-claims"


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全县游客人均消费620.5元，同比增长18.2%，较全市人均消费低95.3元。",
        "2023年农民人均收入21500元，增长7.1%，比全省平均水平低1300元。",
        "2023年农民人均收入21500元，比全省平均水平高1300元，同比增长7.1%。",
        "6月末贷款余额520亿元，比年初增加40亿元，同比增长12.3%。",
        "10月份受理投诉120件，同比增加20件，环比增长14%。",
        "2023年接待游客320万人次，同比增加20万人次，比2019年增长10.5%。",
    ],
)
def test_changes_against_two_bases_are_not_one_change(text: str) -> None:
    assert accused(judged(text, PACK)) == []


@pytest.mark.parametrize(
    "words",
    [
        "比上年增加20万元，同比增长{}%",
        "同比增长{}%，比上年增加20万元",
        "与上年相比增加20万元，增长{}%",
        "比2022年增加20万元，比2022年增长{}%",
        "比全市平均水平高5万元，比上年增加20万元，增长{}%",
    ],
)
def test_a_change_against_one_base_is_judged(words: str) -> None:
    sound = judged(f"2023年支出120万元，{words.format(20)}。", PACK)
    assert accused(sound) == [] and held(sound, "yoy-increase-rate") == 1
    assert accused(judged(f"2023年支出120万元，{words.format(30)}。", PACK)) == ["yoy-increase-rate"]


@pytest.mark.parametrize("slowed", ["回落", "同比回落"])
def test_points_by_which_growth_slowed_down_do_not_add_up(slowed: str) -> None:
    text = (
        f"上半年完成投资320亿元，增长12%，{slowed}5.5个百分点。"
        f"其中，中心城区投资200亿元，增长15%，{slowed}6.2个百分点；其他区县投资120亿元，增长7%，提高2.1个百分点。"
    )
    assert accused(judged(text, PACK)) == []


def test_amounts_by_which_parts_changed_add_up() -> None:
    text = (
        "工资5000.00万元，比上年增加{}万元，其中：基本工资4000.00万元，增加230.10万元；"
        "奖金600.00万元，增加75.10万元；补贴400.00万元，增加50.00万元。"
    )
    sound = judged(text.format("355.20"), PACK)
    assert accused(sound) == [] and held(sound, "running-sum") == 1
    assert accused(judged(text.format("305.20"), PACK)) == ["running-sum"]
    assert accused(judged(text.format("365.20"), PACK)) == ["running-sum"]


@pytest.mark.parametrize(
    "text",
    [
        "1至10月，全市新增就业3.2万人，预计全年将超过3.8万人。",
        "截至10月底，全市新增就业3.2万人，预计全年新增3.8万人。",
        "前三季度新开工项目42个，全年预计开工60个。",
        "已培训职工1820人，下半年计划培训2500人。",
        "2023年新建站点18个，明年计划新建25个。",
        "截至9月底，完成造林3.2万亩，年度任务4万亩。",
        "年度任务4万亩，截至9月底，完成造林3.2万亩。",
    ],
)
def test_what_is_still_to_come_is_no_goal_that_was_missed(text: str) -> None:
    assert accused(judged(text, PACK)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年任务数400户，实际完成320户。",
        "2023年完成320户，计划400户。",
        "预计完成400户，实际完成320户。",
        "2023年度任务4万亩，实际完成造林3.2万亩。",
        "截至2023年12月底，完成造林3.2万亩，年度任务4万亩。",
    ],
)
def test_a_goal_whose_time_is_over_is_missed(text: str) -> None:
    assert accused(judged(text, PACK)) == ["goal-missed-unexplained"]


@pytest.mark.parametrize(
    "gone", ["同比减少{}起。其中：山洪3起，同比减少3起；滑坡4起，同比增加2起；路塌19起，同比减少{}起。"]
)
def test_a_kind_that_is_none_any_more_may_be_why_the_others_grew_by_more(gone: str) -> None:
    text = "全年发生险情26起，" + gone
    sound = judged(text.format(4, 3), PACK)
    assert accused(sound) == [] and held(sound, "running-sum") == 1
    assert accused(judged(text.format(4, 1), PACK)) == []
    assert accused(judged(text.format(4, 7), PACK)) == ["running-sum"]


def test_counts_of_kinds_in_lines_of_their_own_may_not_be_all_of_last_year() -> None:
    text = (
        "发生险情21起，受伤80人，同比增加5起、13人。\n1.山洪发生2起，受伤7人，同比增加2起、7人。\n"
        "2.滑坡发生3起，受伤18人，同比增加1起、9人。\n3.路塌发生16起，受伤55人，同比增加4起、3人。\n"
    )
    assert accused(judged(text, PACK)) == []


@pytest.mark.parametrize("air", ["PM2.5浓度为51微克/立方米", "日均供水压力0.32兆帕"])
def test_what_is_said_of_a_figure_that_is_not_read_is_not_said_of_a_rate_told_before(air: str) -> None:
    text = f"城区达标天数比例为66.8%，同比上升3.5个百分点，{air}，同比下降3.8%。"
    assert accused(judged(text, PACK)) == []


def test_what_has_a_share_of_what_the_whole_has_stands_beside_it() -> None:
    text = (
        "全年售票收入1800万元。套票销售935万元，占售票收入的51.9%，其中亲子套票262万元；"
        "单票销售615万元，占售票收入的34.2%；年卡销售{}万元，占售票收入的13.9%。"
    )
    assert accused(judged(text.format(250), PACK)) == []
    assert accused(judged(text.format(275), PACK)) == ["share-percent"]


def test_parts_behind_semicolons_that_are_too_much_are_found() -> None:
    text = "套票收入{}万元，其中，亲子套票562万元；情侣套票300万元；散客套票100万元。"
    sound = judged(text.format(962), PACK)
    assert accused(sound) == [] and held(sound, "parts-exceed-whole") == 1
    assert accused(judged(text.format(935), PACK)) == ["parts-exceed-whole"]


def test_a_share_of_a_plan_is_not_one_of_what_was_done() -> None:
    text = (
        "上半年在建项目完成投资792.4亿元，为年计划的44%。按行业划分，11个农业项目完成投资53.9亿元，"
        "87个产业项目完成投资153.2亿元，70个交通项目完成投资324亿元，35个民生项目完成投资261.3亿元，分别占{}的{}。"
    )
    assert accused(judged(text.format("年计划", "49.3%、50.1%、40.8%、44.2%"), PACK)) == []
    parts = "上半年完成投资792.4亿元，其中：交通项目531.1亿元、民生项目261.3亿元，分别占总投资的{}%和33.0%。"
    sound = judged(parts.format("67.0"), PACK)
    assert accused(sound) == [] and held(sound, "share-percent") == 2
    assert accused(judged(parts.format("77.0"), PACK)) == ["share-percent"]


def test_a_share_of_a_plan_that_is_printed_is_judged() -> None:
    text = "年度投资计划647.4亿元，累计完成投资629.0亿元，占年度投资计划的{}%。"
    assert accused(judged(text.format("97.2"), PACK)) == []
    assert len(accused(judged(text.format("92.7"), PACK))) == 1


def test_a_number_as_coarse_as_one_month_is_no_base_of_a_mean() -> None:
    text = "计划9月底前完工，实际8月底完工，提前1个月。每公里路面投资{}万元，低于控制价105万元。"
    for mean in ("101.36", "95.5"):
        assert accused(judged(text.format(mean), PACK)) == []


@pytest.mark.parametrize(("total", "hints"), [("12.5万元", 1), ("17元", 0)])
def test_a_mean_is_not_held_against_what_it_can_hardly_be_of(total: str, hints: int) -> None:
    result = judged(f"帮扶3000人，补助{total}，人均补助50元。", PACK)
    assert [finding.rule for finding in result.findings] == ["average-recalc"] * hints
    assert accused(result) == []


def test_what_is_left_is_not_all_of_what_was_told_before() -> None:
    text = "分部工程合格21个，其中优良14个，优良率66.7%；单元工程386个，一次合格379个，合格率98.2%，其余7个返工后合格。"
    assert accused(judged(text, PACK)) == []


def test_the_name_of_a_row_between_two_tables_is_no_heading() -> None:
    rows = "三、公开情况\n一、新收 | 58 | 7 | 65\n二、结转 | 2 | 0 | 2\n"
    rows += "三、办理结果\n（一）公开 | 40 | 5 | 45\n（二）其他 | 20 | 2 | 22"
    text = f"一、总体情况\n全年正常。\n二、主动公开\n全年正常。\n{rows}\n四、复议情况\n全年没有复议。"
    assert accused(judged(text, PACK)) == []
