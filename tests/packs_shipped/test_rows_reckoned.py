"""Printed tables whose rows and columns make rates, means, growth and sums of each other."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

PACK = "cn-performance"

#: Rates in rows of their own, under the amounts that they are rates of.
RATES = """9-2 医院工作情况

项 目	单 位	2016年	2017年	2018年	2019年	2020年
机构数		31	33	34	36	36
诊疗人次数	万人次	815.6	776.5	730.2	808.8	953.7
#出院人数		41250	43187	45920	47733	50118
1.治 愈		30125	31742	33118	35260	36941
2.好 转		9875	10103	11290	10871	11532
3.未 愈		1250	1342	1512	1602	1645
开放总床日	万床日	812.4	830.7	845.9	861.2	880.3
占用总床日	万床日	641.8	672.1	701.5	730.2	700.9
治愈率	%	73	73.5	72.1	73.9	73.7
床位使用率	%	79	80.91	82.93	84.79	79.62
"""
#: What stands for each other: 公斤 of tons and hectares.
MEANS = """农作物生产情况

作物	播种面积（公顷）	总产量（吨）	单产（公斤/公顷）
合计	8853.2	361314	40811.7
小麦	1820.5	61230	33633.6
玉米	3310.2	142877	43162.6
水稻	2205.8	119010	53953.2
大豆	905.4	14680	16213.8
薯类	611.3	23517	38470.5
"""
#: Rows that years name.
YEARS = """历年税收（万元）

年份	合计	国税	地税	比上年增长%
2014	4810	2890	1920	
2015	5210	3100	2110	8.3
2016	5633	3358	2275	8.1
2017	6120	3590	2530	8.6
2018	6011	3470	2541	-1.8
2019	6544	3801	2743	8.9
2020	7012	4055	2957	7.2
"""
#: A whole without a number over numbered parts.
ROOT = """收入完成情况表
单位：万元

项目	预算数	完成数	上年数
一般公共预算收入	20000	20851	19312
一、税收收入	13200	13011	12570
增值税	6000	5820	5711
企业所得税	3400	3391	3102
其他税收	3800	3800	3757
二、非税收入	6800	7840	6742
"""
#: The sums of groups before the rows of all groups, the last group in two places.
GROUPS = """各县产值

地区 | 总产值（亿元） | 利润（亿元） |
全市 | 7088.5 | 266.1 |
东部 | 2566.1 | 106.0 |
西部 | 4522.4 | 160.1 |
甲县 | 2043.3 | 88.1 |
乙县 | 522.8 | 17.9 |
丙县 | 473.2 | 25.6 |
丁县 | 1169.9 | 40.3 |
戊县 | 1981.4 | 71.5 |
己县 | 362.7 | 12.8 |
庚县 | 535.2 | 9.9 |
"""
#: A table as it is written in Markdown, in a file of plain text.
RULED = """基金情况

| 指标 | 2020年 | 2019年 | 2018年 |
|---|:-:|---:|---|
| 基金收入（万元） | 479834 | 439974 | 370385 |
| 职工 | 424354 | 386624 | 324316 |
| 居民 | 55480 | 53350 | 46069 |
"""
SOUND = {
    "rates": (RATES, {"table-row-ratio": 10, "table-sum": 5}),
    "means": (MEANS, {"table-row-mean": 6, "table-sum": 2}),
    "years": (YEARS, {"table-row-addition": 7, "table-row-growth": 6}),
    "root": (ROOT, {"table-sum": 6}),
    "groups": (GROUPS, {"table-sum": 8}),
    "ruled": (RULED, {"table-sum": 3}),
}
WRONG = {
    "a rate": (RATES, "84.79", "87.49", "table-row-ratio"),
    "a rate of named rows": (RATES, "73.9", "79.3", "table-row-ratio"),
    "an amount": (RATES, "31742", "31472", "table-sum"),
    "a mean": (MEANS, "53953.2", "59353.2", "table-row-mean"),
    "a sum of years": (YEARS, "2541", "2451", "table-row-addition"),
    "a growth over the year before": (YEARS, "8.9\n", "9.8\n", "table-row-growth"),
    "a numbered part": (ROOT, "7840", "7480", "table-sum"),
    "a group": (GROUPS, "4522.4", "4252.4", "table-sum"),
    "a row of a group": (GROUPS, "1169.9", "1196.9", "table-sum"),
    "under a rule": (RULED, "386624", "368624", "table-sum"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_holds_is_judged_and_accuses_nobody(name: str) -> None:
    text, rules = SOUND[name]
    result = judged(text, PACK)
    assert accused(result) == []
    assert {rule: held(result, rule) for rule in rules} == rules


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_figure_is_found(name: str) -> None:
    text, right, wrong, rule = WRONG[name]
    assert text.count(right) == 1
    assert rule in accused(judged(text.replace(right, wrong), PACK))


#: Whole numbers that were rounded: the unit says so, or nobody says how exact they are.
ROUNDED = """客运情况

指标	2017	2018	2019	2020
客运量总计{unit}	5310	5655	9420	10997
铁路	411	393	404	474
公路	4861	5218	8969	10439
民航	38	44	47	85
"""


@pytest.mark.parametrize("unit", ["（万人）", "", "（万人公里）", "（千元）"])
def test_rounded_parts_miss_their_total_by_a_unit(unit: str) -> None:
    result = judged(ROUNDED.format(unit=unit), PACK)
    assert accused(result) == []
    assert held(result, "table-sum") >= 3


@pytest.mark.parametrize("unit", ["（万人）", "", "（万人公里）", "（人）"])
def test_more_than_rounding_is_found(unit: str) -> None:
    assert "table-sum" in accused(judged(ROUNDED.format(unit=unit).replace("8969", "8996"), PACK))


def test_what_is_counted_is_exact() -> None:
    assert "table-sum" in accused(judged(ROUNDED.format(unit="（人）"), PACK))


def test_means_of_several_rows_do_not_add_up() -> None:
    text = MEANS.replace("40811.7", "185433.7")
    assert "table-sum" not in accused(judged(text, PACK))


#: Rows that nothing but their order puts together: rates that are named after none of the amounts.
UNRELATED = """基本情况

指标	2018年	2019年	2020年
在册人数	4125	4318	4592
经费（万元）	302.5	317.4	331.8
满意率	91.2	92.5	90.8
参与率	73.1	72.9	75.5
"""


def test_rates_of_something_else_are_left_alone() -> None:
    result = judged(UNRELATED, PACK)
    assert accused(result) == []
    assert held(result, "table-row-ratio") == 0


def test_years_that_do_not_follow_each_other_tell_no_growth() -> None:
    text = YEARS.replace("2015	", "2005	").replace("2017	", "2007	").replace("2019	", "2009	")
    result = judged(text, PACK)
    assert accused(result) == []
    assert held(result, "table-row-growth") == 0


#: Lines of words: a name with a number in it, a row that has lost a cell, words over it that head no column.
LINES = """各区水资源
分区 资源量 比上年
/亿m3 /%
全市 4418.7 2.6
北部 3 区 1723.4 12.3
南部 2 区 2695.3 -1.2
东川区 643.3 6.1
西川区 584.8 24.4
中川区 495.3 89.8
上河区 1079.0 -13.0
其中:湖区 250.5 -14.3
下河区 1616.3 19.0
"""
#: One cell a line, under words that are more than the columns.
CELLS = ["比重", "地区", "男", "女", "性别比"]
PEOPLE = [
    ("全县", "51.24", "48.76", "105.09"),
    ("甲镇", "50.87", "49.13", "103.54"),
    ("乙镇", "51.93", "48.07", "108.03"),
]
PEOPLE += [
    ("丙镇", "52.40", "47.60", "110.08"),
    ("丁乡", "49.68", "50.32", "98.73"),
    ("戊乡", "50.11", "49.89", "100.44"),
]
#: Years under a header of which nobody knows which word is over which column.
UNHEADED = """供水情况 | ||||
年 份 |
供水 | 其中 |
总量 | 地表水 | 地下水 | 其他 |
2014 | 5530.7 | 4440.4 | 1069.2 | 21.1 |
2015 | 5567.4 | 4450.7 | 1094.9 | 21.8 |
2016 | 5497.3 | 4404.4 | 1072.4 | 20.5 |
2017 | 5320.4 | 4286.0 | 1018.1 | 16.3 |
2018 | 55.7 | 45.2 | 10.5 | |
2019 | 5633.0 | 4572.2 | 1038.8 | 22.0 |
"""


def one_a_line() -> str:
    return "人口构成\n" + "\n".join([*CELLS, *(cell for row in PEOPLE for cell in row)]) + "\n"


LOOSE = {
    "lines": (LINES, "table-sum", 4, "1723.4", "1732.4"),
    "cells": (one_a_line(), "table-row-ratio", 6, "108.03", "103.08"),
    "unheaded": (UNHEADED, "table-sum", 5, "1018.1", "1081.1"),
}


@pytest.mark.parametrize("name", LOOSE)
def test_loose_rows_are_judged(name: str) -> None:
    text, rule, count, right, wrong = LOOSE[name]
    result = judged(text, PACK)
    assert accused(result) == []
    assert held(result, rule) == count
    assert text.count(right) == 1
    assert rule in accused(judged(text.replace(right, wrong), PACK))


def test_rows_that_were_lost_make_no_total_wrong() -> None:
    text = LINES.replace("上河区 1079.0 -13.0", "上河区 1079.0")
    assert accused(judged(text, PACK)) == []
