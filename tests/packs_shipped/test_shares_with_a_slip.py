"""Shares, structures, sex ratios and averages of which one figure is a slip, and what only looks like one.

Each text is written for the test. What holds is judged by the rule beside it; what only looks wrong is not accused.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-performance")

#: A sound text, a rule that holds in it and how often at least, and a slip: what is printed, and what is printed for it.
SLIPS = {
    "two-parts-of-a-figure-told-before": (
        "全区登记摊位4820个。\n室内摊位3133个，占65.0%；室外摊位1687个，占35.0%。",
        "share-percent",
        2,
        ("65.0%", "56.0%"),
    ),
    "two-parts-of-what-nobody-told": (
        "本区藏品中，瓷器18462件，占72.35%；玉器7056件，占27.65%。",
        "share-percent",
        2,
        ("27.65%", "26.75%"),
    ),
    "three-parts-of-what-nobody-told": (
        "馆藏图书中，文学类31240册，占42.11%；史地类25118册，占33.86%；工艺类17826册，占24.03%，其中陶艺类3120册，占4.21%。",
        "share-percent",
        4,
        ("33.86%", "38.36%"),
    ),
    "a-part-of-a-part": (
        "馆藏图书中，文学类31240册，占42.11%；史地类25118册，占33.86%；工艺类17826册，占24.03%，其中陶艺类3120册，占4.21%。",
        "share-percent",
        4,
        ("4.21%", "4.71%"),
    ),
    "what-all-shares-name-and-nobody-told": (
        "灌溉供水412.6万吨，占供水总量的31.1%；工业供水508.3万吨，占供水总量的38.3%；居民供水406.2万吨，占供水总量的30.6%。",
        "share-percent",
        3,
        ("38.3%", "33.8%"),
    ),
    "a-whole-called-by-its-last-words": (
        "中心共收到有效建议3542条。其中，当场答复2260条，占建议总量的63.8%；转交办理1282条，占建议总量的36.2%。",
        "share-percent",
        2,
        ("63.8%", "68.3%"),
    ),
    "a-bare-share-beside-others": (
        "全年合同金额8240.5万元。公开比选5120.2万元，占62.1%。邀请比选1836.4万元，占22.3%。授予小企业4410.8万元，占53.5%。",
        "share-percent",
        3,
        ("22.3%", "27.3%"),
    ),
    "a-structure": (
        "全区产值812.4亿元，其中甲类产值96.3亿元，乙类产值402.7亿元，丙类产值313.4亿元。三类产值结构为11.9:49.6:38.6。",
        "share-percent",
        3,
        ("49.6", "46.6"),
    ),
    "shares-in-turn-of-parts-not-named-again": (
        "全区产值812.4亿元，其中甲类产值96.3亿元，乙类产值402.7亿元，丙类产值313.4亿元。三类占比分别为11.9%、49.6%和38.6%。",
        "share-percent",
        3,
        ("49.6%", "46.9%"),
    ),
    "a-ratio-of-the-two-before-it": (
        "全乡常住人口中，男性10842人，占51.40%；女性10251人，占48.60%。常住人口性别比（女性为100）为105.77。",
        "share-percent",
        3,
        ("105.77", "107.57"),
    ),
    "a-rate-that-shares-a-name": (
        "本季回访办事群众1264人，满意1198人，满意率94.78%。",
        "share-percent",
        1,
        ("94.78%", "97.48%"),
    ),
    "an-average-of-what-is-told-of-each": (
        "全镇有文艺团队286支，文艺团队成员5148人。平均每支文艺团队18.0人。",
        "average-recalc",
        1,
        ("18.0人", "81.0人"),
    ),
    "a-share-of-a-whole-list": (
        "全年受理信件2680件。其中，道路类812件、排水类640件、绿化类385件，占信件总量的68.5%。",
        "share-percent",
        1,
        ("68.5%", "65.8%"),
    ),
}

#: Texts that accuse nobody.
TRAPS = {
    "shares-of-something-larger": "甲镇产茶3120吨，占12.4%；乙镇产茶4250吨，占16.9%；丙镇产茶2180吨，占8.7%。",
    "a-share-that-is-rounded-the-other-way": "共检8213批。合格6131批，占74.6%；基本合格1245批，占15.2%；不合格837批，占10.2%。",
    "a-share-of-the-one-before-it": "合同金额8240.5万元。比选5120万元，占62.1%。工程4410.8万元，占53.5%。装修1102.7万元，占25%。",
    "a-ratio-of-others": "全乡常住人口中，男性10842人，占51.40%；女性10251人，占48.60%。新生儿性别比为111.3。",
    "a-rate-of-another-base": "本季受理1264件，转办310件，办结302件，办结率99.45%。",
    "a-share-that-the-last-of-a-list-has": "全年受理信件2680件。其中，道路类812件、排水类640件、绿化类385件，占信件总量的14.4%。",
    "a-structure-of-another-year": "产值812.4亿元，其中甲类96.3亿元，乙类402.7亿元，丙类313.4亿元。用工结构为21.5:40.2:38.3。",
    "marks-that-overlap": "全县教师4120人。女教师2781人，占67.5%。党员教师1236人，占30.0%。高级职称教师988人，占24.0%。",
}


@pytest.mark.parametrize("name", SLIPS)
def test_what_holds_is_judged(name: str) -> None:
    text, rule, times, _ = SLIPS[name]
    result = judged(text)
    assert held(result, rule) >= times
    assert accused(result) == []


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_found(name: str) -> None:
    text, rule, _, (right, wrong) = SLIPS[name]
    assert text.count(right) == 1
    assert rule in accused(judged(text.replace(right, wrong)))


@pytest.mark.parametrize("name", TRAPS)
def test_what_looks_alike_accuses_nobody(name: str) -> None:
    assert accused(judged(TRAPS[name])) == []
