"""Tables whose layout says what makes what: the sound one is judged and accuses nobody, and one wrong figure is told."""

from __future__ import annotations

import pytest
from tests.packs_shipped.short_texts import accused, judged

from gouji.engine.outcome import Severity

LISTED = """2021年业务统计表

| 指标 | 单位 | 数量 |
|---|---|---|
| 站点合计 | 个 | 1,264 |
| 1.甲类站 | 个 | 583 |
| 2.乙类站 | 个 | 412 |
| 3.丙类站 | 个 | 269 |
| 服务人次 | 人次 | 88,417 |
"""

DIVIDED = """年末户籍人口

指标 | 年末数（人） | 比重(%) |
全县总人口 | 734120 | 100 |
其中：城镇 | 226843 | 30.90 |
乡村 | 507277 | 69.10 |
其中：男性 | 379264 | 51.66 |
女性 | 354856 | 48.34 |
其中：0-17岁 | 150218 | 20.46 |
18岁及以上 | 583902 | 79.54 |
"""

ALL_OTHERS = """2022年参保情况

|指标|合计|职工|居民|
|参保人数(万人)|121453|33218|88235|
|收入(亿元)|30117.26|20415.13|9702.13|
|比上年增长|8.1%|9.4%|4.2%|
|支出(亿元)|24336.84|15127.42|9209.42|
|结存(亿元)|5780.42|5287.71|492.71|
|累计结存(亿元)|41250.31|34110.21|7140.10|
"""

NOUGHTS = """各街道资金分配如下(单位:万元)

街道 低保 特困 临时救助 孤儿 小计
东园 6.30 0.70 1.10 0 8.10
南村 9.45 1.10 0.95 0 11.50
西门 7.38 0 1.72 2.20 11.30
北坊 8.16 0.50 2.04 2.20 12.90
中街 9.12 2.45 1.33 0 12.90
合计 40.41 4.75 7.14 4.40 56.70
"""

SINGLE = """二、收入

会费收入 | 4,130,000.00 |
投资收益 | 386,210.55 |
其他收入 | 26,099.45 |
合计 | 4,542,310.00 |
"""

ALIKE = """供水用水情况

年份 | 供水 | 地表水 | 地下水 | 其他 | 用水 | 农业 | 工业 | 生活 | 生态 |
2013 | 5320.4 | 4286.0 | 1018.1 | 16.3 | 5320.4 | 3432.8 | 1177.2 | 630.9 | 79.5 |
2014 | 5547.9 | 4504.2 | 1026.4 | 17.3 | 5547.9 | 3585.8 | 1228.9 | 651.2 | 82.0 |
2015 | 5633.0 | 4572.2 | 1038.8 | 22.0 | 5633.0 | 3580.0 | 1285.2 | 675.1 | 92.7 |
2016 | 5795.0 | 4706.8 | 1065.5 | 22.7 | 5795.0 | 3664.4 | 1343.8 | 693.8 | 93.0 |
2017 | 5818.7 | 4723.9 | 1069.1 | 25.7 | 5818.7 | 3599.6 | 1403.0 | 710.4 | 105.7 |
2018 | 5910.0 | 4796.4 | 1084.8 | 28.8 | 5910.0 | 3663.5 | 1397.1 | 729.2 | 120.2 |
"""

QUARTERS = """发放情况如下。

季度 应发人数 应发(万元) 实发(万元) 发放率
一季度 251008 3765.12 3762.65 99.93%
二季度 251008 3765.12 3761.60 99.91%
三季度 251008 3765.12 3756.77 99.78%
四季度 251008 3765.12 3754.26 99.71%
全年 — 15060.48 15035.28 99.83%
"""

OUTSIDE = """项目总投资42,860.00万元,其中:
工程费用 | 33,412.36 | 77.96% |
其他费用 | 5,183.20 | 12.09% |
预备费 | 3,267.64 | 7.62% |
建设期利息 | 996.80 | 2.33% |
资金来源为财政预算安排。
"""

MEANS = """项目支出情况

项目名称 | 受益人数(人) | 支出金额(元) | 人均(元) |
重病救助 | 412 | 1236000.00 | 3000.00 |
助学 | 158 | 316000.00 | 2000.00 |
节日帮困 | 1065 | 532500.00 | 500.00 |
小计 | 1635 | 2084500.00 | |
"""

BESIDE = """全市实现生产总值517.50亿元，增长5.2%。其中，第一产业增加值37.11亿元，增长2.6%；\
第二产业增加值259.85亿元，增长4.5%；第三产业增加值220.54亿元，增长6.7%。

表1 生产总值

指标 | 绝对数（亿元） | 比上年增长（%） |
地区生产总值 | 517.50 | 5.2 |
第一产业 | 37.11 | 2.6 |
第二产业 | 259.85 | 4.5 |
第三产业 | 220.54 | 6.7 |
"""

CASES = [
    pytest.param(LISTED, "| 412 |", "| 462 |", "table-sum", Severity.MEDIUM, id="numbered below a total"),
    pytest.param(DIVIDED, "734120", "374120", "table-sum", Severity.HIGH, id="two divisions of one whole"),
    pytest.param(DIVIDED, "507277", "577207", "table-share", Severity.HIGH, id="shares of what is all"),
    pytest.param(NOUGHTS, "0.70", "0.74", "table-sum", Severity.HIGH, id="noughts are not rounded"),
    pytest.param(SINGLE, "26,099.45", "16,099.45", "table-sum", Severity.INFO, id="one figure a row, nearly"),
    pytest.param(SINGLE, "4,130,000.00", "9,130,000.00", "table-sum", Severity.INFO, id="one figure a row, by far"),
    pytest.param(ALIKE, "1343.8", "1943.8", "running-sum", Severity.INFO, id="one row of many, by far"),
    pytest.param(OUTSIDE, "996.80", "762.28", "share-percent", Severity.INFO, id="shares of a whole told elsewhere"),
    pytest.param(MEANS, "2000.00", "2500.00", "table-row-mean", Severity.MEDIUM, id="a mean by its units"),
    pytest.param(
        BESIDE, "增长6.7%", "增长8.3%", "cross-place-amount-read", Severity.INFO, id="a rate beside its amount"
    ),
]


@pytest.mark.parametrize(("text", "was", "now", "rule", "level"), CASES)
def test_what_the_layout_says_is_judged_when_it_holds_and_told_when_not(
    text: str, was: str, now: str, rule: str, level: Severity
) -> None:
    sound = judged(text, "cn-claims")
    assert [finding.message for finding in sound.findings] == []
    wrong = judged(text.replace(was, now, 1), "cn-claims")
    told = [finding for finding in wrong.findings if finding.rule.startswith(rule)]
    assert told, [finding.message for finding in wrong.findings]
    assert max(finding.severity for finding in told) == level


TRAPS = [
    pytest.param(
        LISTED.replace("3.丙类站", "4.丙类站").replace("1.甲类站", "2.甲类站"), id="numbers that do not begin"
    ),
    pytest.param(DIVIDED.replace("女性 | 354856 | 48.34", "党员 | 51230 | 6.98"), id="a division that names some"),
    pytest.param(SINGLE.replace("其他收入", "其中：利息"), id="a part of a part"),
]


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_alike_is_not_accused(text: str) -> None:
    assert accused(judged(text, "cn-claims")) == []


NOT_THE_CELL = [
    pytest.param(
        BESIDE.replace("比上年增长（%）", "占比（%）").replace("| 6.7 |", "| 42.6 |"), id="a share is no change"
    ),
    pytest.param(BESIDE.replace("增长6.7%", "两年平均增长5.9%"), id="over two years"),
    pytest.param(BESIDE.replace("增长6.7%", "对经济增长的贡献率提高8.3%"), id="of a contribution"),
    pytest.param(BESIDE.replace("，增长6.7%", "，下降6.7%").replace("| 6.7 |", "| -6.7 |"), id="the sign is a word"),
]


@pytest.mark.parametrize("text", NOT_THE_CELL)
def test_another_rate_behind_the_amount_of_a_row_is_not_held_against_it(text: str) -> None:
    assert not [one for one in judged(text, "cn-claims").findings if one.rule.startswith("cross-place")]


TWO = [
    pytest.param(
        ALL_OTHERS, ("121453", "191453"), ("5780.42", "7850.42"), "table-sum", id="under 合计 over all others"
    ),
    pytest.param(
        QUARTERS, ("3762.65", "2862.65"), ("3756.77", "3576.77"), "table-row-ratio", id="rates of four digits"
    ),
]


@pytest.mark.parametrize(("text", "one", "other", "rule"), TWO)
def test_two_wrong_rows_among_those_that_prove_it_are_both_told(
    text: str, one: tuple[str, str], other: tuple[str, str], rule: str
) -> None:
    assert judged(text, "cn-claims").findings == ()
    wrong = judged(text.replace(*one, 1).replace(*other, 1), "cn-claims")
    told = {finding.message for finding in wrong.findings if finding.rule == rule}
    assert len(told) == 2


def test_rates_under_a_total_are_no_sum() -> None:
    wrong = judged(ALL_OTHERS.replace("121453", "191453").replace("5780.42", "7850.42"), "cn-claims")
    assert not any("8.1" in finding.message for finding in wrong.findings)
