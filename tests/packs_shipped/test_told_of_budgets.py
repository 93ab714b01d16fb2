"""What reports tell of budgets that were changed, of growth over years, of scores and of lists in turn.

Each text is written for the test. It is sound as it stands; with one figure changed it is not.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused

judged = partial(short_texts.judged, pack="cn-performance")

#: A sound text, what is printed wrongly in it and how, and the rule that finds it.
FOUND = [
    # a budget that was changed: what it was, what it became, by how much
    ("社保支出由年初预算500.20万元调整为420.10万元，调减80.10万元。", "80.10", "60.10", "yoy-prior-amount"),
    ("年初预算500万元，年中追加80万元，调整后预算580万元。", "调整后预算580", "调整后预算600", "running-sum"),
    ("年初预算9830万元，年中追加1245万元，压减206万元，全年预算10869万元。", "10869", "10969", "running-sum"),
    (
        "全区预算收入40.5亿元，增长11.9%。全区预算收入，加上补助收入32.5亿元、上年结转8.7亿元，收入总计81.7亿元。",
        "81.7亿",
        "82.7亿",
        "running-sum",
    ),
    # what has changed is the share
    (
        "受理信件136件，其中来电20件，占比例为14.71%，比上年的14.75%降低0.04个百分点。",
        "降低0.04",
        "降低0.40",
        "yoy-prior-amount",
    ),
    (
        "服务业占比由2019年的45.2%提高到2023年的48.6%，提高3.4个百分点。",
        "提高3.4个",
        "提高4.3个",
        "yoy-prior-amount",
    ),
    # the rates of a whole and of its parts
    (
        "税收20348万元，同比增长8.2%。其中：增值税13916万元，同比增长6.3%；所得税6432万元，同比增长12.6%。",
        "8.2%",
        "18.2%",
        "whole-rate-between-parts",
    ),
    (
        "收入20348万元，为预算的55.3%。其中：本级收入13916万元，为预算的56%；上划收入6432万元，为预算的53.8%。",
        "55.3%",
        "53.3%",
        "whole-rate-between-parts",
    ),
    (
        "全年支出320万元，下降4.2%，其中人员支出200万元，下降2.9%，项目支出120万元，下降6.3%。",
        "下降4.2%",
        "下降2.4%",
        "whole-rate-between-parts",
    ),
    # growth over years, multiples
    ("在校生由2018年的1200人增加到2023年的1500人，年均增长4.6%。", "4.6%", "6.4%", "mean-growth-recalc"),
    ("全年接待230万人次，是2020年100万人次的2.3倍。", "2.3倍", "2.8倍", "average-recalc"),
    ("粮食产量由2018年的41万吨增加到2023年的84万吨，实现翻番。", "84万", "64万", "comparison-false"),
    ("产量达到84万吨，比2018年的41万吨翻了一番。", "84万", "64万", "comparison-false"),
    ("2022年，全县受理案件1120件。2023年，全县受理案件1232件，同比增长10%。", "10%", "14%", "yoy-prior-increase"),
    (
        "我县人口与2010年的133972人相比，增加7206人，增长5.38%。",
        "5.38%",
        "5.83%",
        "yoy-rate-of-prior",
    ),
    ("2008年，客运量286.79亿人，是1949年的209倍，年均增长9.5%。", "9.5%", "8.5%", "mean-growth-recalc"),
    # against the plan that is told in the sentence
    ("年初预算320万元，决算数350万元，比年初预算增加30万元，增长9.38%。", "增加30", "增加40", "yoy-prior-amount"),
    # amounts and rates in turn
    (
        "城镇、农村人均收入分别为42000元、21000元，比上年分别增加2000元、1200元，分别增长5.0%、6.1%。",
        "6.1%",
        "8.1%",
        "yoy-increase-rate",
    ),
    # scores
    ("预算执行率指标分值10分，因支出进度偏慢扣2分，得8分。", "得8分", "得10分", "score-less-deduction"),
    ("产出指标50分，自评得分48分，扣2分。", "扣2分", "扣3分", "score-and-deduction-exceed"),
    (
        "自评总得分95分。其中：决策18分，过程19分，产出38分，效益20分。",
        "得分95",
        "得分97",
        "parts-nearly-whole",
    ),
    # lists that are over
    (
        "三、措施\n我局将采取三项措施：一是加强编制；二是强化监控；三是严格管理。\n四、其他\n无其他事项。",
        "三项措施",
        "四项措施",
        "enumerated-count",
    ),
    (
        "二、问题\n存在以下三个方面的问题：\n（一）编制不够精细。依据不足。\n（二）进度偏慢。支出较少。\n（三）指标不够量化。"
        "定性较多。\n三、打算\n加强管理。",
        "三个方面",
        "四个方面",
        "enumerated-count",
    ),
    # a list that a colon leads to
    (
        "全年支出总额为1260万元，具体如下：\n1.人员经费600万元；\n2.公用经费300万元；\n3.项目支出360万元。",
        "360万",
        "390万",
        "parts-nearly-whole",
    ),
    (
        "全年共实施项目3个，分别为道路养护项目50万元、桥梁加固项目30万元、路灯改造项目20万元。",
        "项目3个",
        "项目4个",
        "enumerated-count",
    ),
    # what is left
    ("全年预算数320.6万元，执行数300.2万元，年末结转20.4万元。", "20.4", "24.0", "running-sum"),
    # two figures that are said to be the same
    ("接待费预算2.5万元，决算2.5万元，与预算持平。", "决算2.5", "决算2.1", "comparison-false"),
    (
        "支出年初预算为320万元，支出决算为320万元，完成年初预算的100%。决算数与年初预算数持平。",
        "决算为320万元，完成年初预算的100%",
        "决算为300万元，完成年初预算的93.75%",
        "comparison-false",
    ),
    # the shares of parts that were told before; a whole that is divided twice
    (
        "全市生产总值3216.1亿元。分产业看，第一产业217.3亿元，第二产业1288.7亿元，第三产业1710.1亿元。"
        "第一、第二、第三产业增加值占GDP的比重分别为6.8%、40.1%、53.1%。",
        "6.8%、40.1%",
        "8.6%、38.3%",
        "share-percent",
    ),
    (
        "零售总额251.12亿元，增长7.3%。按类型分，商品210.05亿元，增长6.1%；餐饮41.07亿元，增长15.8%。"
        "按所在地分，城镇194.5亿元，增长7.2%；乡村56.62亿元，增长7.6%。",
        "7.2%",
        "7.8%",
        "whole-rate-between-parts",
    ),
    # what is counted only once
    (
        "水资源总量27462.5亿立方米，其中地表水26323.2亿立方米，地下水8246.5亿立方米，地下水与地表水不重复量为1139.3亿立方米。",
        "27462.5",
        "27462.5",
        "",
    ),
    (
        "地下水8854.8亿立方米，其中平原区1928.1亿立方米，山丘区7252.4亿立方米，平原区与山丘区重复计算量325.7亿立方米。",
        "8854.8",
        "8854.8",
        "",
    ),
]

#: Texts that only look wrong.
SOUND = [
    # the first of the parts of a budget that was changed is what it was
    "收入由年初预算129.8万元调整为132.5万元，调增2.7万元。其中：税收94.1万元不变；非税由35.7万元调整为38.4万元。",
    # what is reckoned in another way
    "收入200万元，同口径增长9.0%。其中：甲120万元，增长6.3%；乙80万元，增长7.6%。",
    # one part that is all of the whole, and one of which nothing was planned
    "用车经费37.35万元，完成预算的71.28%；接待费0万元，完成预算的0%；三项经费合计37.35万元，完成预算的69.26%。",
    # several deductions
    "产出指标50分，自评得分46分，扣2分，另因时效扣2分。",
    # amounts at the prices of one year
    "生产总值由2018年的320.5亿元增加到2023年的448.2亿元，年均增长5.9%。",
    # not yet
    "产量由2018年的41万吨增加到2023年的64万吨，力争实现翻番。",
    # a list that goes on
    "我局将采取四项措施：一是加强编制；二是强化监控；三是严格管理。\n四是加强培训。",
    # a list of which one number is printed wrongly
    "全年支出160.23万元，用于以下方面：\n1.人员经费80.5万元；\n2.公用经费70.2万元；\n3“.应急支出9.53万元。",
    # how a rate has changed, not the amount
    "投资12.5亿元，同比下降5.6%，比上半年提高2.1个百分点。",
    # who is counted is not told
    "户籍人口523000人，生产总值210.5亿元，人均生产总值45000元。",
    # a month is not what something is told for each of
    "全年活动最少的19次（因故暂停1个月），最多的47次，共338次，站均30.7次。",
    # what is left may have come from elsewhere
    "上年结转5万元，全年预算320.6万元，支出300.2万元，年末结转25.4万元。",
    # a scope of its own
    "2022年，全县受理案件1120件。2023年，全县受理案件1232件，同口径增长15%。",
    # a mark of a note is no part of a name
    "全县人口[6]与2010年的133972人相比，增加7206人，增长5.38%。",
    # classes that are not all told
    "综合得分95分，其中产出48分、效益28分、满意度9分。",
]


@pytest.mark.parametrize(("text", "was", "printed", "rule"), FOUND)
def test_a_wrong_figure_is_found(text: str, was: str, printed: str, rule: str) -> None:
    assert text.count(was) == 1
    assert not accused(judged(text))
    if rule:
        assert rule in accused(judged(text.replace(was, printed)))


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_wrong_is_not_accused(text: str) -> None:
    assert not accused(judged(text))


#: A sound text, and a rule by which something in it is judged, so often at least.
HELD = [
    ("总支出221万元。\n（一）健身198万元，占总数的89.59%。\n（二）竞技23万元，占总数的10.41%。", "share-percent", 2),
    (
        "全年完成投资32451亿元。\n铁路投资8029亿元。公路投资21895亿元，增长2.6%；水运投资1137亿元；其他投资420亿元。民航投资969.4亿元。",
        "prose-parts-sum",
        1,
    ),
    ("家庭户49416户，家庭户人口129281人。平均每个家庭户的人口为2.62人。", "average-recalc", 1),
    ("人均3000元，全年发放补助90万元，惠及300人。", "average-recalc", 1),
]


@pytest.mark.parametrize(("text", "rule", "least"), HELD)
def test_what_holds_is_judged(text: str, rule: str, least: int) -> None:
    result = judged(text)
    counts = result.rules[rule]
    assert counts.passed + counts.within_rounding >= least
    assert not accused(result)


def test_what_is_not_counted_twice_is_added_up() -> None:
    text = "总量274.5亿立方米，其中地表263.2亿立方米，地下82.4亿立方米，地下与地表不重复量11.3亿立方米。"
    counts = judged(text).rules["running-sum"]
    assert counts.passed + counts.within_rounding == 1
