"""Tables and sentences that look as if parts did not make their whole, and do: nobody is accused."""

from __future__ import annotations

from short_texts import accused, judged

PRICES = """2023年惠农补贴发放情况

乡镇 | 户数 | 面积（亩） | 标准（元/亩） | 金额（元）
东河乡 | 3126 | 21480.6 | 115.2 | 2474565.12
西岭乡 | 2845 | 18962.3 | 115.2 | 2184456.96
南庄镇 | 4218 | 30157.4 | {price} | {money}
合计 | {homes} | 70600.3 | 115.2 | 8133154.56
"""

CODES = """2022年度某馆收入决算表

单位：万元

项目

本年收入合计

财政拨款收入

事业收入

其他收入

科目编码

科目名称

合计

{total}

471.18

12.60

2.54

207

文化支出

372.86

357.72

12.60

2.54

20701

文化

372.86

357.72

12.60

2.54

2070109

群众文化

372.86

357.72

12.60

2.54

208

社会保障支出

58.91

58.91

0

0

210

卫生健康支出

54.55

54.55

0

0
"""


def test_a_price_that_is_one_for_all_is_no_sum() -> None:
    assert accused(judged(PRICES.format(price="115.2", money="3474132.48", homes=10189), "cn-performance")) == []


def test_the_other_columns_of_that_table_are() -> None:
    wrong = judged(PRICES.format(price="115.2", money="3474132.48", homes=10198), "cn-performance")
    assert accused(wrong) == ["table-sum"]


def test_a_code_that_stands_ahead_of_its_row_is_not_that_of_the_total() -> None:
    sound = judged(CODES.format(total="486.32"), "cn-accounts")
    assert accused(sound) == []
    assert sound.rules["table-sum"].passed >= 4
    assert set(accused(judged(CODES.format(total="468.32"), "cn-accounts"))) & {"table-sum", "table-row-income"}


def test_the_plan_of_a_whole_is_not_that_of_its_part() -> None:
    text = "2021年全区计划种植粮食37.7万亩，其中水稻29万亩。粮食作物年内完成种植38万亩，完成计划的{}，其中水稻30万亩。"
    assert accused(judged(text.format("100.8%"), "cn-claims")) == []
    assert accused(judged(text.format("108.0%"), "cn-claims")) == ["completion-rate-recalc"]


NET = """全县单位316个，资产总额187.54亿元，其中行政单位62.91亿元、事业单位124.63亿元；负债总额38.42亿元，净资产{net}亿元。
资产总额中，流动资产100.00亿元，固定资产87.54亿元。
"""


def test_net_assets_are_what_is_left_of_assets() -> None:
    sound = judged(NET.format(net="149.12"), "cn-claims")
    assert accused(sound) == []
    assert sound.rules["running-sum"].passed >= 1
    assert accused(judged(NET.format(net="149.21"), "cn-claims")) == ["running-sum"]


WRAPPED = """关于审计工作情况的报告

——审计工作成效。2022年7月至2023年6月，全市共完成审计项目{all}个，其
中：预算执行32个、经济责任41个、自然资源资产9个、民生专项17个、投资审计21
个。查出主要问题金额46.17亿元。
"""


def test_a_line_that_begins_like_a_heading_and_tells_sentences_goes_on() -> None:
    sound = judged(WRAPPED.format(all="120"), "cn-claims")
    assert accused(sound) == []
    assert sound.rules["parts-exceed-whole"].passed == 1
    assert accused(judged(WRAPPED.format(all="118"), "cn-claims")) == ["parts-exceed-whole"]
    assert accused(judged("——强化保障\n，其中：甲32个、乙41个\n——共有项目60个", "cn-claims")) == []


def test_one_row_need_not_be_all_of_a_total() -> None:
    table = "2023年支出情况表\n\n项目 | 决算数（万元）\n合计 | 486.32\n人员经费 | 472.86\n"
    assert accused(judged(table, "cn-accounts")) == []
    more = table + "公用经费 | 11.46\n"
    assert accused(judged(more, "cn-accounts")) == ["table-sum-marked"]
