"""What reports tell in words of how figures balance: wholes that stand further off, set-offs, shares of one list, gaps of rates.

Each text is written for the test: it holds and is judged; with one wrong figure it is found; what looks alike is not accused.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-performance")

#: A text that is sound, the rule that judges it, a figure of it, and what is printed instead where it is wrong.
FOUND = {
    "two-parts-behind-a-sentence-of-their-own": (
        "网上登记47.84万件，占全部的56.55%。其中，甲省33.46万件，同比增长12.89%；乙市14.38万件，同比增长8.96%。",
        "parts-exceed-whole",
        "14.38",
        "14.83",
    ),
    "parts-of-one-ending": (
        "对甲国贸易总值3.95万亿元，增长2.8%。其中，对甲国出口2.11万亿元；自甲国进口1.84万亿元。",
        "parts-exceed-whole",
        "3.95",
        "3.59",
    ),
    "the-balance-is-no-part": (
        "对甲国贸易总值3.95万亿元。其中，出口2.11万亿元；进口1.84万亿元；顺差0.27万亿元。",
        "parts-exceed-whole",
        "3.95",
        "3.59",
    ),
    "the-whole-that-the-parts-are-called-like": (
        "全镇养殖总产值71.24亿元，增长2.5%，增加值36.80亿元，增长2.7%。其中，鱼类产值8.20亿元，下降0.6%；"
        "虾类产值1.05亿元，增长3.7%；贝类产值61.99亿元，增长3.4%。",
        "parts-exceed-whole",
        "71.24",
        "70.24",
    ),
    "more-spent-than-came-in": (
        "上半年，基金收入249.1亿元，同比增长11.5%；支出349.4亿元，同比增长29.2%，支出超出收入100.3亿元。",
        "running-sum",
        "100.3",
        "103.0",
    ),
    "more-came-in-than-was-spent": (
        "全省财政收入2618.84亿元，增长3.6%。其中，本级1450.19亿元；市县1168.65亿元。\n"
        "全省财政支出1791.99亿元，增长2.7%。其中，本级422.45亿元；市县1369.54亿元。收入大于支出826.85亿元。",
        "running-sum",
        "826.85",
        "862.85",
    ),
    "set-off-and-carried-over": (
        "收入总计58.46亿元，其中：本级收入39.54亿元、上级补助18.92亿元。"
        "支出总计55.83亿元，其中：本级支出51.86亿元、上解支出3.97亿元。收支相抵，结转下年2.63亿元。",
        "running-sum",
        "2.63",
        "2.36",
    ),
    "left-over-this-year": (
        "全年收入120.5万元，支出110.2万元，收支相抵后当年结余10.3万元。",
        "running-sum",
        "10.3",
        "13.0",
    ),
    "a-surplus-of-trade-in-another-unit": (
        "对甲国进出口3.95万亿元。其中，对甲国出口2.11万亿元；自甲国进口1.84万亿元；对甲国顺差2675.1亿元，扩大17%。",
        "running-sum",
        "2675.1",
        "6275.1",
    ),
    "a-deficit-of-trade": (
        "出口32.5亿美元，下降2.1%；进口48.9亿美元，增长3.4%；贸易逆差16.4亿美元。",
        "running-sum",
        "16.4",
        "14.6",
    ),
    "shares-of-one-list": (
        "环境类诉求1055件，其中噪音污染占52.3%，空气污染占31.3%，水体污染占12.7%，土壤污染占3.7%；其他诉求714件。",
        "parts-exceed-whole",
        "3.7%",
        "8.7%",
    ),
    "shares-in-turn": (
        "诉求1055件，供水问题、供电问题、供气问题分别占52.3%、31.3%、16.4%。",
        "parts-exceed-whole",
        "16.4%",
        "19.4%",
    ),
    "two-parts-whose-shares-make-a-hundred": (
        "全年提案146件，均已答复。已经落实的122件，占84%；列入计划的24件，占16%。",
        "prose-parts-sum",
        "24件",
        "42件",
    ),
    "points-above-what-is-printed-in-brackets": (
        "全区生产总值500.2亿元，增长6.0%，增速高于全国平均水平（5.2%）0.8个百分点。",
        "yoy-prior-amount",
        "0.8",
        "1.8",
    ),
    "points-above-another-with-a-share-between": (
        "规上工业增加值500.2亿元，占全市10.5%，增长6.0%，比全国（5.2%）高0.8个百分点。",
        "yoy-prior-amount",
        "0.8",
        "1.8",
    ),
    "points-below": (
        "城镇调查失业率5.0%，低于全国平均水平（5.2%）0.2个百分点。",
        "yoy-prior-amount",
        "0.2",
        "0.4",
    ),
    "points-between-two-shares": (
        "商品类投诉37.75万件，占总量的57.12%；服务类投诉28.34万件，占总量的42.88%。商品类、服务类投诉占比相差14.24个百分点。",
        "yoy-prior-amount",
        "14.24",
        "18.24",
    ),
    "a-share-of-what-the-share-before-was-of": (
        "上半年进出口总值23.55亿元。其中，出口13.47亿元；进口10.08亿元。\n"
        "一般贸易进出口15.41亿元，增长2.1%，占进出口总值的65.4%。其中，出口8.77亿元；进口6.64亿元。\n"
        "加工贸易进出口4.21亿元，下降11.4%，占17.9%。其中，出口2.75亿元；进口1.46亿元。",
        "share-percent",
        "17.9%",
        "19.7%",
    ),
    "told-side-by-side": (
        "全部企业资产183.5亿元，负债118.5亿元，权益65.0亿元。市级企业资产76.2亿元，负债51.9亿元，权益24.3亿元；"
        "区县企业资产107.3亿元，负债66.6亿元，权益40.7亿元。",
        "prose-parts-sum",
        "40.7",
        "47.0",
    ),
    "a-plan-told-before": (
        "一、项目概况\n计划举办培训班30期。\n二、完成情况\n全年举办培训班32期，完成计划的106.7%。",
        "completion-rate-recalc",
        "106.7%",
        "107.6%",
    ),
    "a-structure": ("三次产业比例由上年的12.5:28.4:59.1调整为11.8:29.2:59.0。", "prose-parts-sum", "59.0", "59.9"),
    "rates-that-are-all-of-something": (
        "三次产业对经济增长的贡献率分别为38.7%、-4.3%和65.6%。",
        "prose-parts-sum",
        "65.6%",
        "66.6%",
    ),
}

#: A text that is sound, the rule that judges it, and how often.
HELD = {
    "few-things-and-their-shares": (
        "全年建议93件，均已答复。甲类54件，占58.1%；乙类33件，占35.5%；丙类6件，占6.5%。",
        "share-percent",
        3,
    ),
}

#: Texts that look wrong and are not, or of which nobody can tell.
SOUND = [
    # what stands behind a ； beside the whole, not as a part of it
    "全年收入100.5万元。其中税收收入60.5万元；支出45.5万元。",
    "一般公共预算收入100.5亿元，其中税收收入60.3亿元；一般公共预算支出120.6亿元，其中民生支出80.3亿元。",
    "编制30人，其中行政10人；在职28人。",
    # the second part may be told of the first, and one with parts of its own beside the whole
    "全年总收入15.02亿元。其中：地方预算收入12.16亿元，增长10.4%；地方税收收入8.79亿元，增长12.6%。",
    "出口120.5亿元，其中对甲国20.5亿元，进口110.2亿元，其中自甲国30.3亿元。",
    # the shares say what they are of: not what the parts are called like
    "收支总决算842.6万元。本年支出816.3万元，年末结余26.3万元。其中，基本支出181.0万元、占比21.48%，项目支出635.3万元、占比75.40%。",
    # more than the two may make what is left
    "全年收入120.5万元，支出110.2万元，收支相抵后年末结余13.0万元。",
    "收入总计22.74亿元，支出总计22.74亿元，结转下年2.65亿元。",
    # nobody knows which of several
    "出口120.5亿元，其中对甲国出口20.5亿元；进口110.2亿元，其中自甲国进口30.3亿元。顺差13.0亿元。",
    "公共预算收入100.5亿元，公共预算支出120.6亿元。基金收入50.5亿元，基金支出40.2亿元。两本账合计支出大于收入9.8亿元。",
    "对甲国出口50.3亿元，自乙国进口20.1亿元。对丙国顺差15.2亿元。",
    "对甲国出口50.3亿元，自甲国进口20.1亿元。对丙国顺差15.2亿元。",
    "税收收入50.3亿元，退税支出20.1亿元，收入比支出多3.2亿元。",
    # one may be of several kinds
    "常住人口1055人，其中城镇人口占60.1%、流动人口占30.2%、老年人口占19.7%。",
    "在职1055人，其中女性占52.3%，党员占31.3%，本科占22.7%。",
    "问卷（可多选）显示，供水问题占52.3%、供电问题占41.3%、供气问题占12.7%。",
    # parts of a figure before the last, or of what nobody tells
    "全市办理146件。甲县办结60件，占75%；乙县办结20件，占25%。",
    # what has fallen, and what is told of another
    "工业价格下降1.2%，比全国（1.5%）低0.6个百分点。",
    "工业增加值500.2亿元，增长6.0%，占全市10.5%，比全国（5.2%）高0.8个百分点。",
    "居民消费价格上涨0.5%，涨幅比全国（0.9%）低0.4个百分点；工业价格下降1.2%，比全国（1.5%）低0.3个百分点。",
    "全市收入累计1392.5亿元，增长17.95%。\n全市收入增幅高出全省平均增幅（15.97%）约6个百分点。",
    # a share of the part before, perhaps
    "生产总值500.5亿元。第三产业增加值100.1亿元，占生产总值的20.0%。旅游产业增加值30.4亿元，占8.4%。",
    # what is left over is what the two sides differ by
    "预算收入100.5亿元，加上级补助70.5亿元，收入总计171.0亿元；预算支出150.6亿元，加上解支出18.3亿元，支出总计168.9亿元。收支相抵，年终结余2.1亿元。",
    "2022年收入总计171.0亿元，支出总计168.9亿元，结转下年2.1亿元。2023年收入总计190.0亿元，支出总计180.5亿元，结转下年9.5亿元。",
    # what was done is no plan of what was done before it
    "计划培训30期。实际培训32期，完成计划的106.7%；上半年培训20期，完成计划的66.7%。",
    # two lists of shares, and one in another
    "年末人口105.5万人，其中男性占51.2%，女性占48.8%；0—14岁占15.3%，15—59岁占60.2%，60岁及以上占24.5%。",
    "问题中，管理类占45.5%，质量类占35.2%，其中工程质量占20.1%，服务类占19.3%。",
    "电视占80.5%，报纸占40.2%，网络占95.1%。",
    "发现问题52个，已整改41个，正在整改9个，2个因客观原因无法整改。",
    # the second row is no part of the first
    "甲局收入183.5万元，支出118.5万元，结余65.0万元。乙局收入76.2万元，支出51.9万元，结余24.3万元；丙局收入107.3万元，支出60.1万元，结余47.2万元。",
    # not all of the things are told, or one is told twice
    "甲类、乙类、丙类商品占销售额的比重分别为6.8%、40.1%、52.0%。",
    "发现问题共52个，已整改到位41个，正在整改9个。",
    "发现问题共52个，已整改到位43个，其中立行立改30个，正在整改9个。",
]


@pytest.mark.parametrize("name", FOUND)
def test_what_holds_is_judged_and_a_wrong_figure_is_found(name: str) -> None:
    text, rule, was, printed = FOUND[name]
    assert text.count(was) == 1
    sound = judged(text)
    assert held(sound, rule) >= 1
    assert not accused(sound)
    assert rule in accused(judged(text.replace(was, printed)))


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_judged(name: str) -> None:
    text, rule, least = HELD[name]
    assert held(judged(text), rule) >= least
    assert not accused(judged(text))


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_wrong_is_not_accused(text: str) -> None:
    assert not accused(judged(text))


def test_what_is_about_so_much_is_only_remarked_on() -> None:
    told = judged("全市收入累计1392.5亿元，增长17.95%。\n全市收入增幅高出全省平均增幅（15.97%）约6个百分点。")
    assert [finding.rule for finding in told.findings] == ["yoy-prior-amount"]


def test_what_is_told_besides_may_make_what_is_left() -> None:
    told = judged("收入总计58.46亿元，支出总计55.83亿元，上解支出0.20亿元，结转下年2.34亿元。")
    assert "running-sum" not in accused(told)


def test_what_is_done_and_what_is_not_make_all_of_it_or_are_remarked_on() -> None:
    assert held(judged("发现问题共52个，已整改到位43个，正在整改9个。"), "prose-parts-sum") == 1
    told = judged("发现问题共52个，已整改到位41个，正在整改9个。")
    assert [finding.rule for finding in told.findings] == ["parts-nearly-whole"]


def test_totals_of_a_government_hold_more_than_its_own_income_and_spending() -> None:
    text = (
        "收入总计7,109万元（本年收入6,284万元、上级补助715万元、上年结余110万元），"
        "支出总计6,980万元（本年支出5,972万元、上解支出1,008万元），年终结余129万元。"
    )
    for pack in ("cn-performance", "cn-accounts"):
        assert accused(judged(text, pack=pack)) == [], pack
        assert accused(judged(text.replace("129", "192"), pack=pack)), pack


def test_what_is_left_of_the_totals_is_told_behind_other_figures() -> None:
    text = (
        "市级收入50.5亿元，收入总量300.7亿元。市级支出62.4亿元，支出总量280.3亿元。"
        "收入总量减去支出总量后，市级结转资金20.4亿元。"
    )
    assert accused(judged(text, pack="cn-accounts")) == []
    assert accused(judged(text.replace("20.4", "24.0"), pack="cn-accounts")) != []
    # without these words other income may have been added
    assert (
        accused(judged(text.replace("收入总量减去支出总量后，", "").replace("20.4", "24.0"), pack="cn-accounts")) == []
    )


def test_what_is_left_of_a_year_that_spent_more_than_it_had_is_remarked_on() -> None:
    text = "社保基金收入44.6亿元，支出41.9亿元，当年结余2.7亿元。"
    assert held(judged(text), "running-sum") == 1 and not judged(text).findings
    told = judged(text.replace("41.9", "49.1"))
    assert accused(told) == []
    assert [finding.rule for finding in told.findings] == ["running-sum"]
    # what was left of other years is in what is left at the end, and what is told between may make it
    for other in ("年末结余2.7亿元", "上级补助7.2亿元，当年结余2.7亿元"):
        assert not judged(text.replace("41.9", "49.1").replace("当年结余2.7亿元", other)).findings
