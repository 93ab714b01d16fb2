"""What is said of all of several at once, in words: what does not bear it out is a hint, what does accuses nobody."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from short_texts import accused, judged

PACK = "cn-performance"
AIR = (
    "三季度，五县优良天数比例均在95%以上，细颗粒物浓度同比均下降。具体如下：\n"
    "地区\t优良天数\t比例\t浓度\t上年\t同比\n"
    "甲县\t90\t97.8%\t20\t25\t-20.0%\n"
    "乙县\t91\t98.9%\t18\t20\t-10.0%\n"
    "丙县\t89\t{share}\t17\t{prior}\t{change}\n"
    "丁县\t88\t95.7%\t22\t24\t-8.3%\n"
    "戊县\t90\t97.8%\t19\t22\t-13.6%\n"
)
FUNDS = (
    "表一 基金收支决算表\n单位：万元\n"
    "险种\t上年结余\t本年收入\t本年支出\t本年收支结余\t年末结余\t收入预算\t完成预算%\n"
    "养老\t9,000\t8,600\t{spent}\t{left}\t{end}\t8,400\t102.4\n"
    "居民\t4,800\t2,150\t1,590\t560\t5,360\t{plan}\t{rate}\n"
    "医疗\t7,600\t4,180\t3,390\t790\t8,390\t4,000\t104.5\n"
    "失业\t1,100\t320\t270\t50\t1,150\t300\t106.7\n"
    "二、情况说明\n各项基金收入均完成年初预算，当年均实现收支结余。\n"
)
LINES = "\n1、办案经费15.3万元。\n2、运行经费1.1万元。\n3、设备购置费2.9万元。\n（二）偏差分析\n设备采购后可以完成。"
SCORES = (
    "指标 年度 指标值 实际 完成值 偏差原因分析及改进措 施\n"
    "数量指标 参合人数 8755 8676 15 {first} 年内有死亡人员\n"
    "质量指标 全部纳入统筹 100% 100% 25 25\n"
    "时效指标 及时纳入 100% 100% 10 10\n"
    "成本指标 每人每年 75元 75元 10 10\n"
    "社会效益 看病难 95% 95% 30 {benefit}\n"
    "满意度 是否满意 95% 95% 10 10\n"
    "总分 100 {total}\n"
)


def told(text: str, rule: str) -> list[str]:
    return [finding.message for finding in judged(text, PACK).findings if finding.rule == rule]


def one(text: str, rule: str, *words: str) -> None:
    """One message of a rule has these words in it, and nobody is accused."""
    assert [message for message in told(text, rule) if all(word in message for word in words)], told(text, rule)
    assert accused(judged(text, PACK)) == []


def test_a_column_below_the_words_that_lead_to_it() -> None:
    sound = AIR.format(share="96.7%", prior="20", change="-15.0%")
    assert told(sound, "comparison-false") == []
    one(AIR.format(share="92.4%", prior="20", change="-15.0%"), "comparison-false", "92.4%", "≥95%")
    one(AIR.format(share="96.7%", prior="17", change="0.0%"), "comparison-false", "丙县", "0.0%", "<0%")


def test_words_below_a_table_of_what_was_planned_and_left() -> None:
    sound = FUNDS.format(spent="8,100", left="500", end="9,500", plan="2,100", rate="102.4")
    assert told(sound, "comparison-false") + told(sound, "goal-missed-claimed") == []
    left = FUNDS.format(spent="9,100", left="-500", end="8,500", plan="2,100", rate="102.4")
    one(left, "comparison-false", "养老", "-500", ">0")
    short = FUNDS.format(spent="8,100", left="500", end="9,500", plan="2,200", rate="97.7")
    one(short, "goal-missed-claimed", "居民", "2,200", "2,150")


@pytest.mark.parametrize(
    ("sound", "wrong", "rule", "word"),
    [
        (
            "收入决算数201360万元，完成调整预算的108.4%；支出决算数187542万元，完成调整预算的101.1%。收入、支出均超额完成调整预算。",
            "收入决算数201360万元，完成调整预算的88.4%；支出决算数187542万元，完成调整预算的91.1%。收入、支出均超额完成调整预算。",
            "comparison-false",
            "88.4%",
        ),
        (
            "门诊回收1146份，满意1098份，满意率95.81%；住院回收592份，满意571份，满意率96.45%。两项均达到95%的年度目标。",
            "门诊回收1146份，满意1088份，满意率94.94%；住院回收592份，满意571份，满意率96.45%。两项均达到95%的年度目标。",
            "comparison-false",
            "94.94%",
        ),
        (
            "上年度报告反映的31个问题，已整改31个，整改率100%。全部问题均已整改到位。",
            "上年度报告反映的31个问题，已整改28个，正在整改3个，整改率90.32%。全部问题均已整改到位。",
            "goal-missed-claimed",
            "28个",
        ),
        (
            "时效：按期完工率100%。\n项目按计划全部按期完工，达到预期目标。",
            "时效：按期完工率84.62%。\n项目按计划全部按期完工，达到预期目标。",
            "comparison-false",
            "84.62%",
        ),
        (
            "“三公”经费3136万元，下降1.32%。其中：出国经费90万元，下降2.00%；接待费980万元，下降3.06%；用车2066万元，下降0.58%。"
            "\n三项费用均有所下降。",
            "“三公”经费3136万元，下降1.32%。其中：出国经费90万元，与上年持平；接待费980万元，下降3.06%；用车2066万元，下降0.58%。"
            "\n三项费用均有所下降。",
            "change-said-otherwise",
            "出国经费",
        ),
        (
            "全市检出不合格食品347批次，总体不合格率2.09%。其中，市局检出58批次，不合格率1.88%，低于全市平均水平。",
            "全市检出不合格食品347批次，总体不合格率2.09%。其中，市局检出158批次，不合格率3.88%，低于全市平均水平。",
            "comparison-false",
            "3.88%",
        ),
        (
            "人均花费961元，恢复至2019年同期水平的101.9%，已超过2019年同期水平。",
            "人均花费961元，恢复至2019年同期水平的98.9%，已超过2019年同期水平。",
            "comparison-false",
            "98.9%",
        ),
    ],
    ids=["named", "counted", "rectified", "rated", "unmoved", "mean", "recovered"],
)
def test_what_is_said_in_sentences(sound: str, wrong: str, rule: str, word: str) -> None:
    assert told(sound, rule) == []
    one(wrong, rule, word)


@pytest.mark.parametrize(
    "text",
    [
        # of some of them only
        "问题93个，已整改79个，整改率84.95%。\n19个项目目标不合理，重新设置16个，3个取消，全部整改。",
        "整改完成率78.95%。\n立行立改问题已全部整改到位。",
        # up to the last, though some of them late
        "按期完工率84.62%。\n目前项目已全部完工。",
        # all but one are meant
        "门诊满意率94.94%，住院满意率96.45%，除门诊外两项均达到95%的年度目标。",
    ],
)
def test_what_is_said_of_some_only(text: str) -> None:
    assert told(text, "comparison-false") == []


def test_scores_make_their_total() -> None:
    sound = SCORES.format(first=13, benefit=30, total=98)
    assert told(sound, "running-sum") + told(sound, "deduct-when-achieved") == []
    one(SCORES.format(first=13, benefit=30, total=99), "running-sum", "99", "98")
    one(SCORES.format(first=13, benefit=27, total=95), "deduct-when-achieved", "95%", "27")


def test_scores_of_one_line_make_their_total_once() -> None:
    line = "投入20 得20 过程20 得18.5 产出30 得29 效益30 得28 自评总分{}分"
    assert told(line.format("95.5"), "parts-nearly-whole") == []
    one(line.format("96.5"), "parts-nearly-whole", "96.5", "95.5")
    assert told(line.format("100分，得95.5"), "parts-nearly-whole") == []
    assert told(line.replace("自评", "附加2 自评").format("97.5"), "parts-nearly-whole") == []
    with_units = "投入20分 得20分 过程20分 得18.5分 产出30分 得29分 效益30分 得28分 自评总分96.5分"
    assert len(told(with_units, "parts-nearly-whole") + told(with_units, "running-sum")) == 1


def test_a_goal_in_brackets_is_one_however_far_it_is() -> None:
    missed = "建设厂房18600平方米（目标18600平方米）；入驻企业6家（目标10家）；带动就业235人（目标200人）。"
    assert "goal-missed-unexplained" in accused(judged(missed, PACK))
    assert accused(judged(missed.replace("6家", "12家"), PACK)) == []


def test_as_many_as_are_said_to_be_listed() -> None:
    one("执行率低于80%的项目有3个，分别是校舍改造、信息化。", "enumerated-count", "3个", "2个")
    assert told("执行率低于80%的项目有2个，分别是校舍改造、信息化。", "enumerated-count") == []
    graded = "甲场4个均为“优”；乙场14个项目“优”12个、“良”1个、“差”1个；丙场12个均为“优”；丁场20个项目“优”18个、“良”1个、“差”1个。"
    assert accused(judged(graded, PACK)) == []


@pytest.mark.parametrize(
    ("sound", "wrong", "rule", "word"),
    [
        (
            "农村低保新增1029户1674人，退出1487户2266人，净减少458户592人。",
            "农村低保新增1487户2266人，退出1029户1674人，净减少458户592人。",
            "comparison-false",
            "1487户",
        ),
        (
            "在职6517人、退休3325人，抚养比1.96:1，较上年2.03:1有所下降。",
            "在职6517人、退休3325人，抚养比1.96:1，较上年2.03:1有所上升。",
            "yoy-prior-direction",
            "抚养比",
        ),
        (
            "盘活不够，闲置房屋3.8万平方米，较上年下降。上年闲置房屋4.1万平方米。",
            "盘活不够，闲置房屋4.1万平方米，较上年下降。上年闲置房屋3.8万平方米。",
            "yoy-prior-direction",
            "闲置房屋",
        ),
        (
            "总保费1293.45万元，中央补贴47.5%为614.39万元，省级补贴32.5%为420.37万元。",
            "总保费1293.45万元，中央补贴47.5%为614.39万元，省级补贴32.5%为420.37元。",
            "money-unit-doubtful",
            "420.37元",
        ),
        (
            "全年预算数2089万元：其中中央资金1777万元；省级资金312万元。",
            "全年预算数2089元：其中中央资金1777万元；省级资金312万元。",
            "money-unit-doubtful",
            "2089元",
        ),
        (
            "计划承保面积为42.59万亩，保费1293.45万元。",
            "计划承保面积为42.59万元亩，保费1293.45万元。",
            "unit-doubled",
            "单位",
        ),
        (
            "所属二级预算单位6个，包括街道办事处（本级）、社区文化中心、社区事务中心、就业和保障服务所、执法大队、军人服务站。",
            "所属二级预算单位7个，包括街道办事处（本级）、社区文化中心、社区事务中心、就业和保障服务所、执法大队、军人服务站。",
            "enumerated-count",
            "7个",
        ),
        (
            "项目支出19.3万元，共三个专项1-6月执行3.12万元。" + LINES,
            "项目支出19.3万元，共四个专项1-6月执行3.12万元。" + LINES,
            "enumerated-count",
            "4个",
        ),
    ],
    ids=["net", "ratio", "before", "rate", "parts", "doubled", "offices", "lines"],
)
def test_words_beside_their_figures(sound: str, wrong: str, rule: str, word: str) -> None:
    assert told(sound, rule) == []
    assert [message for message in told(wrong, rule) if word in message], told(wrong, rule)
    # parts in 万元 of a whole in 元 exceed it, whatever was meant
    assert set(accused(judged(wrong, PACK))) <= {"parts-exceed-whole"}


@pytest.mark.parametrize(
    "text",
    [
        # of one of many, and a small part of a great whole
        "补助资金12.5万元，其中每人补助资金500元。",
        "补助资金1250万元，其中慰问金500元。",
        "产值0.8万元/亩，投入29万元，亩均0.2万元。",
    ],
)
def test_amounts_that_are_told_in_yuan(text: str) -> None:
    assert told(text, "money-unit-doubtful") + told(text, "unit-doubled") == []


LEFT = "险种\t本年收支结余\n养老\t500\n居民\t-60\n医疗\t790\n失业\t50\n工伤\t20\n"
GROWTH = "行业\t增速\n甲业\t18.5\n乙业\t-25.0\n丙业\t-6.1\n丁业\t-3.3\n"
FALLS = GROWTH.replace("18.5", "-18.5")


@pytest.mark.parametrize(
    "text",
    [
        # some are left out; what is left of all the years is no matter of this one
        LEFT + "除居民外，各项基金当年均实现收支结余。",
        LEFT + "各项基金累计均有结余。",
        # of some rows only, of another column, and the way down
        GROWTH.replace("-", "") + "服务业增速最快的是甲业（18.5%）。",
        GROWTH.replace("-", "").replace("增速", "工期") + "金额最大的是甲业（18.5万元）。",
        GROWTH + "下降最快的是乙业（-25.0%），降幅最小的是丁业（3.3%），增幅最大的是甲业（18.5%）。",
        FALLS + "下降最快的是乙业（-25.0%）。",
        # of another year, and of others
        "客流恢复至2019年的98.9%，超过去年水平。",
        "客流恢复到2019年同期的96.5%，高于全国平均恢复水平。",
        "截至9月，时间进度75%。甲项支出进度69.55%，乙项支出进度80.45%，乙项超过时间进度5.45个百分点。",
    ],
)
def test_words_that_the_figures_beside_them_bear_out(text: str) -> None:
    assert told(text, "comparison-false") + told(text, "yoy-prior-direction") + told(text, "yoy-prior-amount") == []


def test_what_the_same_tables_do_not_bear_out() -> None:
    one(LEFT + "各项基金当年均实现收支结余。", "comparison-false", "居民", "-60")
    wrong = "截至9月，时间进度75%。支出进度69.55%，超过时间进度5.45个百分点。"
    assert any("69.55%" in finding.message for finding in judged(wrong, PACK).findings)


def test_what_is_said_twice_is_told_once() -> None:
    text = (
        "费用3136万元，下降1.32%。其中：出国经费90万元，与上年持平；接待费980万元，下降3.06%；用车2066万元，下降0.58%。"
        "\n三项费用均有所下降。\n三项费用均有所下降。"
    )
    assert len(told(text, "change-said-otherwise")) == 1


def _column(times: int) -> str:
    rows = "".join(f"第{at}业 | {at}.5 |\n" for at in range(times))
    return f"行业 | 增速 |\n{rows}" + "增速最快的是第3业（3.5%）。" * times


@pytest.mark.parametrize(
    "text",
    [
        lambda times: "时间进度75%。" + "支出进度70.2%，超过时间进度5.45个百分点。" * times,
        lambda times: "三项费用均有所下降，接待费90万元，与上年持平。甲下降3%。" * times,
        _column,
        lambda times: "预算423.38万元。\n" + "支出401.96万元，结余17.56万元。\n" * times,
    ],
    ids=["pace", "flat", "column", "left"],
)
def test_words_said_thousands_of_times_are_read_in_time_that_grows_with_them(text: Callable[[int], str]) -> None:
    """Four times as many take four times as long, on whatever machine; sixteen times were they read anew for each other."""
    took = []
    for times in (500, 2000):
        start = time.process_time()
        judged(text(times), PACK)
        took.append(time.process_time() - start)
    assert took[1] < 8 * took[0]
