"""Words that are held against figures: shares and round figures told roughly, who is first, all done, more than planned."""

from __future__ import annotations

import pytest
from short_texts import accused, judged


def hints(text: str) -> list[str]:
    """What is remarked; a text that is accused of anything at 高 or 中 fails."""
    result = judged(text, "cn-claims")
    assert accused(result) == []
    return [finding.message for finding in result.findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("全乡老年人口5101人，占总人口的{}%，超过四分之一。", "26.44", "23.44"),
        ("民生支出36.2亿元，占全部支出的{}%，超过八成。", "81.5", "76.5"),
        ("全年接待游客{}万人次，突破3400万人次。", "3412.5", "3382.5"),
        ("共接咨询28412件，其中电话咨询{}件，占近四成。", "11026", "8026"),
        ("网上办理412项，占{}%，超过一半。", "58.3", "48.3"),
        ("女职工1862人，占{}%，近一半。", "48.9", "38.9"),
        ("馆藏文献超过520万册\n截至年底，全县馆藏文献{}万册，比上年增长3.1%。", "523.6", "513.6"),
        ("老年人口占总人口的比重为{}%。老年人口所占比重已过半。", "52.8", "47.8"),
    ],
)
def test_a_rough_figure_is_held_against_the_exact_one(text: str, right: str, wrong: str) -> None:
    assert not hints(text.format(right))
    (message,) = hints(text.format(wrong))
    assert "却说成" in message


@pytest.mark.parametrize(
    "text",
    [
        "参保率97.2%，比上年提高近一成。",  # by how much
        "完成投资12.6亿元，超过年度计划一成。",
        "村级收入超50万元的村力争达到三成以上，目前占22.1%。",  # to come
        "上年占比超过四成，本年占比38.2%。",  # another time
        "全县投入逾百亿元，达103.2亿元。",
        "女职工1862人，占48.9%，超过一半的岗位由其担任。",  # something else
    ],
)
def test_a_rough_figure_of_something_else_is_left(text: str) -> None:
    assert not hints(text)


LIST = """用于救助支出1,548.67万元，其中助学支出居首位。其中：
（1）医疗170.52万元，受益2539人次；
（2）助学{}万元，受益2232人次；
（3）应急598.21万元，受益31家次。
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (LIST, "779.94", "279.94"),
        ("受理案件500件，其中刑事120件，民事310件，行政70件，{}案件最多。", "民事", "刑事"),
        ("小麦12.1万亩，玉米18.6万亩，薯类2.2万亩，{}面积最大。", "玉米", "小麦"),
        ("按来源分，电话举报212件，网络举报451件，来信举报33件，{}举报位居第一。", "网络", "电话"),
    ],
)
def test_who_is_first_has_the_most_of_a_list(text: str, right: str, wrong: str) -> None:
    assert not hints(text.format(right))
    assert "series-word-false" in [finding.rule for finding in judged(text.format(wrong), "cn-claims").findings]


def test_first_elsewhere_or_in_growth_is_no_claim() -> None:
    town = "甲镇投资12.3亿元，乙镇投资15.6亿元，丙镇投资9.1亿元。"
    assert not hints(town + "甲镇增速最高。")
    assert not hints(town + "甲镇居全省首位。")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("受理行政许可申请569宗，许可{}宗，全部予以许可。", "569", "562"),
        ("接收来信来访1235件次，办结{}件次，已全部办结。", "1235", "1218"),
        ("巡察共发现问题86个，完成整改{}个。目前，问题已全部整改到位。", "86", "81"),
        ("发放补助141.8万元，预算执行率{}%。资金已全部使用完毕，无结余。", "100", "57.6"),
    ],
)
def test_all_done_is_as_much_as_came_in(text: str, right: str, wrong: str) -> None:
    assert not hints(text.format(right))
    assert len(hints(text.format(wrong))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "收到建议86件、提案112件，办结198件，全部办结。",
        "共收到申请86件，答复84件，其余2件正在办理，其他均已答复。",
        "预算120万元，执行率96.5%，余下的已由财政收回，无结余。",
    ],
)
def test_all_done_of_others_is_left(text: str) -> None:
    assert not hints(text)


def test_of_some_size_is_each_of_them() -> None:
    text = "引进亿元以上项目3个，分别为甲纺织（1.5亿元）、乙食品（1.2亿元）、丙包装（{}）。"
    assert not hints(text.format("1.8亿元"))
    (message,) = hints(text.format("0.8亿元"))
    assert "丙包装" in message
    assert not hints("亿元以上项目完成投资3.2亿元，其中甲项目0.5亿元、乙项目2.7亿元。")


def test_more_than_was_planned_is_told_of_the_rate() -> None:
    text = "公务接待费支出3.2万元，完成预算的{}%。\n公务接待费{}。"
    assert not hints(text.format("106.7", "较年初预算超支"))
    assert not hints(text.format("86.7", "控制在预算以内"))
    assert len(hints(text.format("86.7", "较年初预算超支"))) == 1
    assert len(hints(text.format("116.7", "未超年初预算"))) == 1


CROPS = """今年我县主要农产品产量全面增长。
粮食产量21.3万吨，比上年增长2.1%；蔬菜产量8.6万吨，比上年增长4.3%。
水果产量3.2万吨，比上年{}6.2%。
"""
CARE = """除门诊人次外，各项业务指标均有所增长。
门诊人次23.1万人次，同比下降3.2%；出院人次1.2万人次，同比增长4.8%；手术3412例，同比{}6.1%；床位使用率82.1%，同比提高2.3个百分点。
"""


@pytest.mark.parametrize("text", [CROPS, CARE])
def test_a_summary_that_leads_is_of_what_follows(text: str) -> None:
    assert not hints(text.format("增长"))
    (message,) = hints(text.format("下降"))
    assert "6.1%" in message or "6.2%" in message


def test_a_summary_of_other_things_is_left() -> None:
    other = (
        "粮食产量21.3万吨，比上年增长2.1%；火灾起数下降4.1%；投诉量下降5.2%；能耗下降3.1%。居民收入和储蓄均有所增长。"
    )
    assert not hints(other)


def test_the_share_of_a_sector_goes_as_the_structure_does() -> None:
    text = "三次产业结构由上年的10.2:38.6:51.2调整为9.8:{}:{}，第三产业比重上升。"
    assert not hints(text.format("36.1", "54.1"))
    (message,) = hints(text.format("40.1", "50.1"))
    assert "第三产业" in message


def test_all_grow_faster_than_the_one_that_is_named() -> None:
    text = "服务业增长7.0%。其中，批发业增长9.2%；零售业增长{}%；住宿业增长8.8%。三大行业增速均快于服务业增速。"
    wrong = hints(text.format("6.3"))
    assert [message for message in wrong if "零售业" in message]


GOALS = """年初确定的五项主要指标全部完成或超额完成。
财政收入4.02亿元，完成年度目标3.60亿元的111.7%。市场成交额{0}亿元，完成年度目标46亿元的{1}%。固定资产投资12.38亿元，完成年度目标12亿元的103.2%。
"""


def test_all_goals_reached_that_are_told_behind_it() -> None:
    assert not hints(GOALS.format("47.53", "103.3"))
    (message,) = hints(GOALS.format("44.53", "96.8"))
    assert "市场成交额" in message


MONITORED = """指标 可能性
植树 确定能
修剪 确定能
补植 有可能
投诉办结 确定能
{0}项“确定能”、{1}项“有可能”。
"""


def test_numbers_in_front_of_words_are_those_of_the_cells() -> None:
    assert not hints(MONITORED.format(3, 1))
    assert len(hints(MONITORED.format(2, 2))) == 2


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("出生3512人，死亡4093人，自然增长率{}‰，人口由负增长转为正增长。", "1.05", "-1.05"),
        ("进出口增速为{}%，呈负增长态势。", "-6.2", "6.2"),
        ("幼儿园在校生3412人，比上年增长{}%。幼儿园在校生人数与上年基本持平。", "0.3", "8.3"),
    ],
)
def test_growth_and_standstill_are_those_of_the_rate(text: str, right: str, wrong: str) -> None:
    assert not hints(text.format(right))
    assert len(hints(text.format(wrong))) == 1


def test_a_whole_stands_still_where_its_parts_make_what_it_was() -> None:
    text = "支出决算为{}万元，与上年持平。其中：用车费{}万元，上年4.80万元；接待费{}万元，上年0.90万元。"
    assert not hints(text.format("5.70", "4.50", "1.20"))
    (message,) = hints(text.format("5.46", "4.20", "1.26"))
    assert "5.7万元" in message


def test_growth_that_is_hoped_for_is_left() -> None:
    assert not hints("工业增速为-3.2%，力争实现正增长。")
    assert not hints("工业增速为-3.2%，服务业增加值12.1亿元，力争年内由负转正。")


def test_a_long_round_figure_is_shown_as_it_is_written() -> None:
    """Never as 3.5e+7: the bound is read as a figure again."""
    text = "全年外借文献逾35000000册次。\n全年外借文献34272100册次。"
    (finding,) = (f for f in judged(text, "cn-claims").findings if f.rule == "comparison-false")
    assert "≥35000000册" in finding.message
