"""What words claim of several things, or of a thing as a whole, held against figures, rows and
sentences that stand anywhere else.

Each text is written for the test: with the first wording or figure somebody is told a hint, with the second nobody is told
anything.
"""

from __future__ import annotations

import time
from functools import partial

import pytest
import short_texts

from gouji.engine.outcome import Severity
from gouji.engine.result import Result

judged = partial(short_texts.judged, pack="cn-claims")
_BOUND = 30.0


def told(result: Result) -> list[tuple[str, Severity]]:
    return [(finding.rule, finding.severity) for finding in result.findings]


_SAID = "comparison-false"
#: The rule; a text with a gap; what is wrong there and what is right.
TOLD = {
    "names-told-later": (
        _SAID,
        "全年税收收入、非税收入均超额完成年初预算，收支运行平稳。\n二、收入情况\n"
        "税收收入完成{}亿元；非税收入完成3.20亿元，完成年初预算3.00亿元的106.67%。",
        ("8.62亿元，完成年初预算9.10亿元的94.73%；上解0.1", "9.62亿元，完成年初预算9.10亿元的105.71%；上解0.1"),
    ),
    "names-in-a-table-behind": (
        _SAID,
        "2023年，税收收入和非税收入均完成了调整预算。\n二、收入明细表\n项目 预算数 完成数 完成率\n{}\n"
        "非税收入 18800 20284 107.89%\n罚没收入 400 412 103.00%",
        ("税收收入 15200 14628 96.24%", "税收收入 15200 15628 102.82%"),
    ),
    "names-not-above-the-plan": (
        _SAID,
        "全年公务接待费、会议费和培训费支出都没有超过年初预算。\n三、具体情况\n{}\n"
        "会议费支出0.64万元，完成预算1万元的64%。\n培训费支出1.15万元，完成预算2万元的57.5%。",
        ("公务接待费支出3.82万元，完成预算3.50万元的109.14%。", "公务接待费支出3.22万元，完成预算3.50万元的92%。"),
    ),
    "one-name-in-a-table": (
        _SAID,
        "培训费未超年初预算。\n| 项目 | 年初预算 | 决算数 | 完成预算% |\n|---|---|---|---|\n| 会议费 | 1.00 | 0.64 | 64.00 |\n"
        "| 差旅费 | 3.50 | 2.82 | 80.57 |\n| 培训费 | 2.00 | {} |",
        ("3.15 | 157.50", "1.15 | 57.50"),
    ),
    "not-one-of-them": (
        _SAID,
        "全年无一项支出超出年初预算。\n差旅费支出{}。\n会议费支出0.64万元，完成年初预算1万元的64%。",
        ("3.82万元，完成年初预算3.50万元的109.14%", "3.22万元，完成年初预算3.50万元的92%"),
    ),
    "balances-with-a-minus": (
        _SAID,
        "各险种基金当年均收大于支，基金运行平稳。\n（三）失业保险基金\n基金当年结余{}亿元。",
        ("-0.22", "0.22"),
    ),
    "balances-in-a-table": (
        _SAID,
        "各项基金均实现收支平衡、略有结余。\n附表：收支总表\n项目\t本年收入\t本年支出\t本年结余\n养老保险基金"
        "\t13.28\t8.96\t4.32\n"
        "医疗保险基金\t31.42\t25.86\t5.56\n失业保险基金\t{}",
        ("1.36\t1.58\t-0.22", "1.58\t1.36\t0.22"),
    ),
    "balances-of-plan-and-result": (
        _SAID,
        "没有一项基金出现收不抵支。\n五、失业保险基金\n本年收入预算数1.40亿元，决算数1.36亿元；支出预算数1.30"
        "亿元，决算数{}亿元。",
        ("1.58", "1.28"),
    ),
    "some-are-not-done": (
        _SAID,
        "所有代表建议均已在法定期限内办结。\n五、存在的主要问题\n126件建议中{}。",
        ("尚有5件因资金、土地等条件限制未能办结", "有5件因资金、土地等条件限制延期后办结"),
    ),
    "a-rate-of-all": (
        _SAID,
        "受理的投诉举报件件有回音，办结率100%。\n存在问题：{}。",
        ("年末有8件投诉尚未办结", "有8件投诉办理质量不高"),
    ),
    "not-one-is-left": (
        _SAID,
        "无一件信访积案超期未化解。\n问题：截至年末{}。",
        ("尚有3件信访积案未化解", "有3件信访积案化解后反复"),
    ),
    "all-of-a-doing": (
        _SAID,
        "项目资料齐全，所有项目均签订了施工合同。\n抽查发现{}。",
        ("3个项目未签订施工合同", "3个项目未张贴施工公告"),
    ),
    "what-did-not-happen": (
        _SAID,
        "全年未发生安全生产事故。\n不足：3月份发生{}1起。",
        ("安全生产事故", "设备故障停机"),
    ),
    "what-is-not-there": (
        _SAID,
        "资金已支出，年末无结转结余。\n（三）其他情况\n{}109.50万元。",
        ("年末结转和结余", "年末固定资产"),
    ),
    "nothing-was-spent": (
        _SAID,
        "会议费实现零支出。\n{}1.26万元，主要用于召开业务会议。",
        ("会议费决算数", "培训费决算数"),
    ),
    "a-pace-that-is-reckoned": (
        _SAID,
        "截至6月30日，资金支付率{}，达到序时进度。",
        ("45.2%", "51.2%"),
    ),
    "a-half-year": (
        _SAID,
        "上半年预算执行率{}，符合序时进度要求。",
        ("45.2%", "50.4%"),
    ),
    "the-first-time-of-a-share": (
        _SAID,
        "三次产业结构由上年的{}调整为23.3:25.1:51.6，第三产业比重首次超过一半。",
        ("23.9:25.9:50.2", "24.9:25.9:49.2"),
    ),
    "the-first-time-by-growth": (
        _SAID,
        "全年接待游客首次突破300万人次。\n五、旅游\n全年接待游客312.6万人次，比上年增长{}%。",
        ("2.4", "7.4"),
    ),
    "the-first-time-from": (
        _SAID,
        "旅游收入由2022年的{}亿元增加到35.8亿元，首次突破30亿元。",
        ("31.2", "29.2"),
    ),
    "an-event-dated-twice": (
        "event-dated-twice",
        "本次评价涉及第一批1900万元，第二批1286万元，分别于2022年3月和6月下达各县区。\n四、存在的主要问题\n"
        "第二批1286万元直至2022年{}才下达至县区，影响安装。",
        ("9月", "6月"),
    ),
    "a-project-begun-twice": (
        "event-dated-twice",
        "柳河水厂改造工程于2022年3月开工，进展顺利。\n二、实施情况\n柳河水厂改造工程2022年{}动工。",
        ("5月", "3月"),
    ),
    "an-amount-up-to-two-months": (
        "event-dated-twice",
        "2024年1-7月绩效运行监控报告\n2024年1-7月实际支出21.37万元。办公楼运行经费预算6.2万元，已执行1.80万元。\n"
        "3、办公楼运行经费预算6.2万元，截止{}止，已执行1.80万元。",
        ("6月30日", "7月31日"),
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_is_denied_elsewhere_is_a_hint(case: str) -> None:
    rule, text, (wrong, right) = TOLD[case]
    assert (rule, Severity.INFO) in told(judged(text.format(wrong)))
    assert told(judged(text.format(right))) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("1-7月执行21.37万元，预算完成率为{}，达到序时进度（58.33%）要求。", "49.01%", "59.01%"),
        ("1-7月执行21.37万元，预算执行率{}，已达到58.33%的序时进度。", "49.01%", "58.33%"),
        ("合格率{}，达到年初设定的目标（98%）。", "96.2%", "98.2%"),
    ],
)
def test_a_rate_right_before_its_printed_bound_is_accused(text: str, wrong: str, right: str) -> None:
    (found,) = told(judged(text.format(wrong)))
    assert found[0] == _SAID and found[1] >= Severity.MEDIUM
    assert told(judged(text.format(right))) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "绩效目标：全年培训不少于500人次，满意度不低于90%。\n绩效完成情况：全年培训{}人次，各项绩效目标均已实现。",
            "468",
            "568",
        ),
        ("年度目标：优良天数250天以上。\n完成情况：全年优良天数{}天，年度空气质量目标全部实现。", "243", "253"),
        ("目标：劳务报酬发放及时，投诉不超过3起。\n全年发生投诉{}起，全部指标均达到预期。", "5", "2"),
    ],
)
def test_goals_that_are_told_apart_deny_words_over_them(text: str, wrong: str, right: str) -> None:
    assert ("goal-missed-claimed", Severity.INFO) in told(judged(text.format(wrong)))
    assert told(judged(text.format(right))) == []


@pytest.mark.parametrize(("year", "found"), [("2022", True), ("2023", False)])
def test_a_result_is_for_the_years_behind_its_own(year: str, found: bool) -> None:
    paper = f"2022年度农业生产发展资金绩效自评报告\n绩效自评结果将应用于{year}年预算安排，并在门户网站公开。"
    hints = dict(told(short_texts.judged(paper, pack="cn-performance")))
    assert ("result-used-in-past" in hints) is found


def test_a_result_of_the_year_before_is_for_this_year() -> None:
    paper = "2022年度农业生产发展资金绩效自评报告\n将2021年度绩效评价结果作为2022年度预算安排的重要依据。"
    assert "result-used-in-past" not in dict(told(short_texts.judged(paper, pack="cn-performance")))


TRAPS = {
    "another-plan": "税收收入、非税收入均超额完成调整预算。\n税收收入完成14,628万元，占年初预算15,200万元的96.24%；非税收"
    "入完成20,284万元，"
    "占年初预算18,800万元的107.89%。",
    "another-year": "税收收入、非税收入均超额完成预算。\n2022年，税收收入完成14,628万元，占预算15,200万元的96.24%。2023年"
    "，税收收入完成15,628万元，"
    "占预算15,200万元的102.82%；非税收入完成20,284万元，占预算18,800万元的107.89%。",
    "another-row": "| 项目 | 年初预算 | 决算数 | 完成预算% |\n|---|---|---|---|\n| 差旅费 | 3.50 | 2.82 | 80.57 |\n| 会"
    "议费 | 1.00 | 0.64 | 64.00 |\n"
    "| 其他商品支出 | 2.00 | 3.15 | 157.50 |\n\n差旅费、会议费均未超出年初预算。",
    "two-plans": "税收收入、非税收入均完成调整预算。\n税收收入完成14,628万元，为年初预算的92%、调整预算的101.2%；非税"
    "收入完成20,284万元，"
    "为年初预算的95%、调整预算的107.89%。",
    "part-of-the-year": "1-6月税收收入完成7,628万元，占预算15,200万元的50.18%；非税收入完成9,284万元，占预算18,800万元的49.38"
    "%。\n"
    "全年税收收入、非税收入均超额完成预算。",
    "another-kind-of-plan": "教育支出、卫生支出均超额完成年度投入任务。\n教育支出68,420万元，完成预算的97%；卫生支出31,208万元，"
    "完成预算的102%。",
    "a-balance-that-is-planned": "各险种基金2022年均收大于支。\n三、2023年预算\n失业保险基金收入预算1.36亿元，支出预算1.58亿元，"
    "当年收支结余预算-0.22亿元。",
    "what-has-come-together": "各险种基金累计均有结余。\n失业保险基金收入1.36亿元，支出1.58亿元，当年收支结余-0.22亿元，年末滚存"
    "结余4.45亿元。",
    "all-but-one": "除失业保险基金外，各险种基金当年均收大于支。\n失业保险基金收入1.36亿元，支出1.58亿元，当年收支结余"
    "-0.22亿元。",
    "a-balance-of-something-else": "各险种基金当年均收大于支。\n全县公共预算收入3.49亿元，公共预算支出28.8亿元。",
    "another-thing-is-left": "所有代表建议均已办结。\n还有5件人民来信未能办结。",
    "another-of-its-kind": "所有一期项目均已完工。\n还有2个二期项目未完工。",
    "another-doing": "所有项目均已开工。\n还有2个项目未完工。",
    "another-object": "所有乡镇均已成立工作专班。\n还有2个乡镇未成立物业管理委员会。",
    "answered-but-not-solved": "所有建议均已答复。\n尚有5件建议未解决。",
    "mended-since": "检查发现3个项目未签订施工合同，已责令补签。目前所有项目均已签订施工合同。",
    "of-the-year-before": "上年度尚有5件代表建议未办结。\n今年所有代表建议均已办结。",
    "some-were-looked-at": "抽查的3个项目均已完工。\n全县还有2个项目未完工。",
    "to-come": "确保所有代表建议均在年内办结。\n尚有5件代表建议未办结。",
    "another-accident": "未发生重大安全生产事故。\n全年发生一般安全生产事故1起。",
    "bought-in-another-year": "2022年未购置公务用车。\n2021年公务用车购置费支出18.36万元。",
    "none-of-one-in-a-row": "甲校承办省级赛3项，无专项赛。\n补助标准：专项赛1万元。",
    "of-other-money": "政府性基金预算财政拨款无结转结余。\n年末结转和结余109.50万元。",
    "not-up-to-the-pace": "1-7月执行21.37万元，预算完成率为49.01%，未达到序时进度（58.33%）要求。",
    "the-pace-of-a-part": "执行率49.01%，其中人员经费已达到序时进度（58.33%）要求。",
    "about-up-to-the-pace": "截至7月底执行率58%，基本达到序时进度（58.33%）要求。",
    "fewer-is-better": "投诉率为1.2%，达到目标（≤2%）要求。",
    "growth-at-other-prices": "全年地区生产总值402.5亿元，按不变价格计算增长0.5%，首次突破400亿元。",
    "as-near-as-it-is-rounded": "全年收入400.6亿元，增长0.2%，首次突破400亿元。",
    "first-of-another": "税收收入12.6亿元，比上年增加0.3亿元，财政总收入首次突破12亿元大关。",
    "a-date-that-is-planned": "柳河水厂改造工程计划于2022年3月开工。\n柳河水厂改造工程2022年5月动工。",
    "what-is-held-again": "工作例会于2022年3月召开。\n工作例会于2022年5月召开。",
    "other-instalments": "省级资金第一批500万元于2022年3月下达。\n市级资金第一批300万元于2022年5月下达。",
    "a-part-of-a-goal": "绩效目标：全年培训不少于500人次。\n市区培训368人次，各项绩效目标均已实现。",
}


@pytest.mark.parametrize("case", TRAPS)
def test_what_is_said_of_something_else_is_told_to_nobody(case: str) -> None:
    assert told(judged(TRAPS[case])) == []


@pytest.mark.parametrize(
    "line",
    [
        "税收收入、非税收入均超额完成预算，税收收入完成14万元，占预算15万元的96.24%，",
        "各险种基金当年均收大于支，失业保险基金当年结余-0.22亿元，",
        "所有建议均已办结，未发生安全生产事故，年末无结转结余，还有5件建议未办结，",
        "完成率为49.01%，达到序时进度（58.33%）要求，首次突破40%，",
        "柳河水厂工程于2022年3月开工，截至6月30日已支出1.80万元，",
    ],
)
def test_what_is_said_hundreds_of_times_is_read_in_bounded_time(line: str) -> None:
    start = time.process_time()
    judged(line * 200 + "。")
    judged(f"{line}。\n" * 200)
    assert time.process_time() - start < _BOUND
