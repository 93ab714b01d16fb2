"""What is said of several things at once (均超过96%, 以上项目均完成计划, 优7个、良2个), held against the figures near it."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

from gouji.engine.result import Result


def hints(text: str, rule: str) -> list[str]:
    """What a rule remarks; a text that is accused by it at 高 or 中 fails."""
    result = judged(text, "cn-claims")
    assert rule not in accused(result)
    return [finding.message for finding in result.findings if finding.rule == rule]


def checked(text: str) -> Result:
    return judged(text, "cn-claims")


RATES = """医保参保情况

乡镇    应参保(万人)  实参保(万人)  参保率
清河镇   12.50        12.25        98.00%
白石镇   20.00        {0}        {1}
南坪镇   10.00        9.75         97.50%
东岭镇   30.00        29.10        97.00%
合计     72.50        70.10        96.69%

全县参保进展平稳，其中4个乡镇均超过96%。
"""


def test_all_rows_of_a_table_are_held_against_a_bound() -> None:
    sound = RATES.format("19.60", "98.00%")
    assert not hints(sound, "comparison-false")
    assert held(checked(sound), "comparison-false") >= 4
    (message,) = hints(RATES.format("19.00", "95.00%"), "comparison-false")
    assert "白石镇" in message and "95.00%" in message


def test_a_bound_for_another_number_of_rows_is_not_of_that_table() -> None:
    text = RATES.format("19.00", "95.00%").replace("4个乡镇", "3个社区")
    assert not hints(text, "comparison-false")


NAMED = """企业情况

企业|资产|负债|资产负债率
甲水集团|100.00|{0}|{1}
乙路集团|200.00|140.00|70.0%
丙城集团|400.00|260.00|65.0%
丁旅集团|50.00|10.00|20.0%

个别企业负债偏高，甲水、乙路、丙城三户资产负债率超过60%的警戒线。
"""


def test_the_rows_that_are_named_are_held_against_a_bound() -> None:
    assert not hints(NAMED.format("62.00", "62.0%"), "comparison-false")
    (message,) = hints(NAMED.format("52.00", "52.0%"), "comparison-false")
    assert "甲水集团" in message


DONE = """重点项目进展

序号 项目 总投资(万元) 本年计划 本年完成 完成率
1 环湖路 9600 3000 3120 104.00%
2 污水厂 12500 4000 {0}
3 展览馆 8800 1500 1530 102.00%
合计 30900 8500 8370 98.47%
{1}
"""


def test_rows_that_fall_short_are_held_against_what_is_said_of_all() -> None:
    said = "以上项目均完成年度投资计划。"
    assert not hints(DONE.format("4080 102.00%", said), "goal-missed-claimed")
    (message,) = hints(DONE.format("3720 93.00%", said), "goal-missed-claimed")
    assert "污水厂" in message and "4000" in message and "3720" in message


@pytest.mark.parametrize(
    "said",
    [
        "除污水厂外，以上项目均完成年度投资计划。",
        "以上项目将于明年全部完成。",
        "以上项目确保全部完成年度投资计划。",
        "以上项目基本完成年度投资计划。",
        "5个乡镇全部完成年度任务。",
        "上年各项任务均完成。",
    ],
)
def test_what_is_not_said_of_all_rows_accuses_none(said: str) -> None:
    assert not hints(DONE.format("3720 93.00%", said), "goal-missed-claimed")


SPENT = """资金情况

项目 预算安排 支出 执行率
甲补助 300 300 100.00%
乙补助 400 372 93.00%
丙补助 150 150 100.00%
各项目标均已完成。
"""


def test_money_that_was_not_spent_is_no_goal_that_was_missed() -> None:
    assert not hints(SPENT, "goal-missed-claimed")


TOLD = (
    "就业情况\n\n全年新增就业5218人，完成年度任务5000人的104.36%；再就业2120人，完成任务2000人的106.00%；"
    "困难人员就业{0}。\n\n{1}\n"
)


def test_rates_that_sentences_tell_are_held_against_what_is_said_of_them() -> None:
    assert not hints(TOLD.format("824人，完成任务800人的103.00%", "三项指标全部超额完成任务。"), "comparison-false")
    (message,) = hints(TOLD.format("776人，完成任务800人的97.00%", "三项指标全部超额完成任务。"), "comparison-false")
    assert "97.00%" in message
    assert not hints(TOLD.format("776人，完成任务800人的97.00%", "两项指标基本完成任务。"), "comparison-false")


LAMPS = """监测情况

点位|东站|西站|南站|北站|中站
进度|69.00%|68.50%|{0}%|91.00%|92.50%
等级|黄|黄|{1}|绿|绿

注：进度低于70%的为黄。截至月底，其中黄灯2个、绿灯3个。
"""


def test_cells_with_a_word_are_counted() -> None:
    assert not hints(LAMPS.format("88.00", "绿"), "enumerated-count")
    assert held(checked(LAMPS.format("88.00", "绿")), "enumerated-count") == 2
    assert len(hints(LAMPS.format("66.00", "黄"), "enumerated-count")) == 2


def test_words_that_are_of_more_rows_than_the_table_has_are_not_counted_in_it() -> None:
    text = LAMPS.format("66.00", "黄").replace("黄灯2个、绿灯3个", "黄灯12个、绿灯13个")
    assert not hints(text, "enumerated-count")


def test_a_rate_that_goes_another_way_than_its_amount() -> None:
    text = "经费\n\n公务用车费支出18.00万元，比上年20.00万元减少2.00万元，{0}10.00%。\n"
    assert not accused(checked(text.format("下降")))
    assert "yoy-direction" in accused(checked(text.format("增长")))


def test_a_rate_of_another_thing_may_go_another_way() -> None:
    text = "经费\n\n比预算节约6.14万元；比上年减少1.87万元，项目数增长9.48%。\n"
    assert "yoy-direction" not in accused(checked(text))


BOTH = "安全\n\n事故起数、死亡人数与上年相比“双下降”：事故由{0}起降至4起，死亡由{1}人{2}至{3}人。\n"


def test_what_several_are_said_to_do_each_does() -> None:
    assert not hints(BOTH.format(6, 5, "降", 3), "yoy-prior-direction")
    (message,) = hints(BOTH.format(6, 3, "增", 5), "yoy-prior-direction")
    assert "3人" in message and "5人" in message


@pytest.mark.parametrize(
    "text",
    [
        "水土流失治理面积目标{0}平方公里，完成21.6平方公里，已超额完成年初目标。",
        "人工种草：下达{0}万亩，完成21.6万亩，全面完成年度任务。",
        "验收情况。抽查400户，合格率21.6%。目标值为{0}%，合格率达到目标要求。",
    ],
)
def test_a_goal_that_was_missed_is_called_reached(text: str) -> None:
    assert not accused(checked(f"产出\n\n{text.format(21)}\n"))
    assert "goal-missed-claimed" in accused(checked(f"产出\n\n{text.format(22)}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "下达资金22万元，完成支出21.6万元，项目进展顺利。",
        "下达22万亩，完成21.6万亩，正在收尾。",
        "水土流失面积目标22平方公里，完成21.6平方公里，已超额完成年初目标。",
        "目标值为22%，合格率未达到目标要求。此前合格率21.6%。",
    ],
)
def test_what_is_not_called_reached_is_not_accused(text: str) -> None:
    assert "goal-missed-claimed" not in accused(checked(f"产出\n\n{text}\n"))


def test_the_highest_one_is_held_against_a_ceiling() -> None:
    text = "成本\n\n成本指标：每人不超过500元，实际最高{0}元。\n"
    assert not accused(checked(text.format(480)))
    assert accused(checked(text.format(680)))


def test_a_goal_in_quotes() -> None:
    text = "支出\n\n民生支出103.8亿元，占一般公共预算支出的{0}%，超额完成“民生支出占比保持在八成以上”的年度目标。\n"
    assert held(checked(text.format(81.1)), "comparison-false") == 1
    assert len(hints(text.format(78.1), "comparison-false")) == 1


def test_people_are_counted_by_their_names() -> None:
    text = "评审\n\n评审专家共{0}人：李甲、周乙、陈丙（采购人代表）、吴丁。\n"
    assert not hints(text.format(4), "enumerated-count")
    assert len(hints(text.format(5), "enumerated-count")) == 1
    assert not hints("评审\n\n抽调5人：财政局、审计局、教育局、水利局。\n", "enumerated-count")
    assert not hints("评审\n\n共有50人：李甲、周乙、陈丙、吴丁。\n", "enumerated-count")


SCORES = """考核结果

（一）东湖闸站工程：{0}分

（二）截污管网工程：94.90分；道路绿化工程：94.84分

（三）综合管廊工程：96.42分

（四）排水口治理工程：90.10分

以上{1}为综合管廊工程。
"""


def test_who_is_said_to_have_the_most_has_it() -> None:
    assert not hints(SCORES.format("95.00", "最高"), "series-word-false")
    assert held(checked(SCORES.format("95.00", "最高")), "series-word-false") == 1
    (message,) = hints(SCORES.format("97.00", "最高"), "series-word-false")
    assert "96.42分" in message and "97.00分" in message


def test_who_else_has_the_most_is_not_told_of_them() -> None:
    text = SCORES.format("97.00", "最高").replace("为综合管廊工程", "为上年的绿化工程")
    assert not hints(text, "series-word-false")


def test_what_is_said_to_be_paid_in_full_is_paid() -> None:
    text = (
        "资金\n\n专项资金2179万元目前已全部拨付，安排到项目。\n\n项目资金共2179万元，截止12月8日，已完成拨付{0}万元。\n"
    )
    assert not accused(checked(text.format(2179)))
    assert not hints(text.format(2179), "goal-missed-claimed")
    (message,) = hints(text.format("2113.63"), "goal-missed-claimed")
    assert "2179万元" in message and "2113.63万元" in message


@pytest.mark.parametrize("said", ["将于年底全部拨付", "未全部拨付", "全部到位"])
def test_what_is_not_said_to_be_paid_in_full(said: str) -> None:
    text = f"资金\n\n专项资金2179万元{said}。\n\n项目资金共2179万元，截止12月8日，已完成拨付2113.63万元。\n"
    assert not hints(text, "goal-missed-claimed")
