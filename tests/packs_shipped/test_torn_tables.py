"""Printed tables that have lost something on their way into a text: cells, the numbers of columns that look like a row, a page
between their rows. What holds in them is judged; nobody is accused for what was lost."""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-accounts")
CLAIMS = "cn-claims"


#: A dump that drops empty cells and fills its rows up: the rows below the subtotal have two figures somewhere.
BLANKS_DROPPED = """单位:万元 | |||||
项目 | 本年预算数 | 上年完成数 | 比上年增减额 | 比上年增减% | 备注 |
一、甲类收入 | 3912 | 3600 | 312 | 8.67 | |
1、甲一税 | 2512 | 2300 | 212 | 9.22 | |
2、甲二税 | 1400 | 1300 | 100 | 7.69 | |
二、乙类收入 | 2105 | 2020 | 85 | 4.21 | |
1、乙一费 | 1705 | 1650 | 55 | 3.33 | |
2、乙二费 | 400 | 370 | 30 | 8.11 | |
本级收入合计 | 6017 | 5620 | 397 | 7.06 | |
补助收入 | 2750 | 3180 | |||
往来补助 | 2750 | 3180 | 本年为预计数 | ||
收入总计 | 8767 | 8800 |
"""


def test_rows_that_may_be_misread_do_not_silence_the_others() -> None:
    result = judged(BLANKS_DROPPED)
    # two headings over their parts and the subtotal in three columns; in two the total, of which 往来补助 is no part of its own
    assert (held(result, "table-sum"), accused(result)) == (11, [])


def test_a_slip_shows_beside_rows_that_may_be_misread() -> None:
    result = judged(BLANKS_DROPPED.replace("2、乙二费 | 400 |", "2、乙二费 | 460 |"))
    assert set(accused(result)) == {"table-sum", "table-change-amount", "table-growth-rate"}


@pytest.mark.parametrize("wrong", ["补助收入 | 2570 | 3180", "收入总计 | 8776 | 8800"])
def test_a_row_that_may_be_misread_is_accused_of_nothing(wrong: str) -> None:
    name = wrong.split(" | ")[0]
    lines = [wrong + " | |||" if line.startswith(name) else line for line in BLANKS_DROPPED.splitlines()]
    assert accused(judged("\n".join(lines))) == []


YEARS = """项目 | 2019 | 2020 | 2021 | 2022 |
总量（亿元） | 987.05 | 1099.59 | 1215.25 | 1340.20 |
甲业 | 103.72 | 117.30 | 130.70 | 141.07 |
乙业 | 615.44 | 678.86 | 751.65 | 834.11 |
丙业 | 267.89 | 303.43 | 332.90 | 365.02 |
构成（%） | 100.00 | 100.00 | 100.00 | 100.00 |
甲业 | 10.50 | 10.70 | 10.80 | 10.50 |
乙业 | 62.40 | 61.70 | 61.80 | 62.30 |
丙业 | 27.10 | 27.60 | 27.40 | 27.10 |
"""


def test_years_head_columns_and_the_same_rows_stand_under_several_headings() -> None:
    result = judged(YEARS, pack=CLAIMS)
    # four columns of amounts, and three of shares: those of 2022 were rounded to tenths
    assert (held(result, "table-sum"), accused(result)) == (7, [])
    assert accused(judged(YEARS.replace("751.65", "715.65"), pack=CLAIMS)) == ["table-sum"]


def test_figures_that_only_look_like_years_are_figures() -> None:
    # no order of years: two thousand and so many households
    text = (
        "项目 | 户数 | 人数 |\n甲镇 | 2019 | 2011 |\n乙镇 | 2035 | 2046 |\n丙镇 | 1954 | 2068 |\n合计 | 6008 | 6125 |\n"
    )
    assert held(judged(text, pack=CLAIMS), "table-sum") == 2


TOTAL_FIRST = """序号 | 地区 | 补助金额 | 提前下达 | 本次下达 |
合计 | 5450 | 3815 | 1635 | |
1 | 甲市 | 727 | 573 | 154 |
2 | 乙市 | 1723 | 1042 | 681 |
3 | 丙市 | 3000 | 2200 | 800 |
"""


def test_a_total_that_stands_over_the_numbers_of_the_rows_and_their_names() -> None:
    result = judged(TOTAL_FIRST, pack=CLAIMS)
    assert (held(result, "table-sum"), held(result, "table-row-addition"), accused(result)) == (3, 4, [])
    assert "table-sum" in accused(judged(TOTAL_FIRST.replace("3000", "3300"), pack=CLAIMS))


_HALF = "合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费 |"
_UNDER = " | | 小计 | 公务用车购置费 | 公务用车运行费 | |"
HEADER = f"预算数 | | | | | | 决算数 | | | | | |\n{_HALF} {_HALF}\n{_UNDER} {_UNDER}\n"
NUMBERS = "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |\n"
ROW = "38.50 | 0.00 | 26.30 | 0.00 | 26.30 | 12.20 | 31.17 | 0.00 | 22.41 | 0.00 | 22.41 | 8.76 |\n"


def test_the_numbers_of_the_columns_are_no_row() -> None:
    result = judged(f"某局部门决算\n三公经费表\n单位：万元\n{HEADER}{NUMBERS}{ROW}")
    assert accused(result) == []
    assert held(result, "accounts-sangong-wide-actual-sum") == 1


def test_one_cell_a_line_the_halves_of_a_row_are_built_alike() -> None:
    words = "预算数 决算数 合计 出国费 车辆费 接待费 合计 出国费 车辆费 接待费 小计 购置费 运行费 小计 购置费 运行费".split()
    cells = [*words, *(NUMBERS + ROW).replace("|", "").split()]
    assert (held(result := judged("\n\n".join(cells), pack=CLAIMS), "table-sum"), accused(result)) == (4, [])
    wrong = [cell.replace("8.76", "8.67") for cell in cells]
    assert accused(judged("\n\n".join(wrong), pack=CLAIMS)) == ["table-sum"]
    # without the numbers of the columns nobody knows whether a figure is missing
    assert accused(judged("\n\n".join(cell for cell in wrong if cell not in NUMBERS.split(" | ")), pack=CLAIMS)) == []


@pytest.mark.parametrize(
    ("row", "sums"),
    [
        ("38.50 | 26.30 | 26.30 | 12.20 | 31.17 | 22.41 | 22.41 | 8.76 |", 4),
        ("38.50 | 31.17 | 26.30 | 22.41 | 26.30 | 22.41 | 12.20 | 8.76 |", 4),
        ("38.50 | 26.30 | 26.30 | 12.20 | 31.17 | 22.41 | 22.41 | 8.67 |", 0),
        ("38.50 | 26.30 | 5.00 | 21.30 | 12.20 |", 2),
        ("38.50 | 26.30 | 12.20 | 41.00 |", 0),
        ("3 | 2 | 2 | 1 |", 0),
    ],
)
def test_a_row_that_has_lost_its_empty_cells_shows_what_holds(row: str, sums: int) -> None:
    result = judged(f"某局部门决算\n三公经费表\n预算数 | 决算数 |\n小计 | 购置费 | 运行费 |\n{row}\n")
    assert (held(result, "table-sum"), accused(result)) == (sums, [])


PAGES = """  项目            年初预算数    调整预算数    执行数    完成调整预算%
一、甲类支出        12,340      12,980      12,745       98.2
二、乙类支出         5,610       5,820       5,790       99.5
{page}
三、丙类支出        33,200      34,150      34,020       99.6
支出合计            51,150      52,950      52,555       99.3
"""


@pytest.mark.parametrize("page", ["— 3 —", "3", "第3页", "第 3 页 共 8 页", "- 3 -\n"])
def test_the_number_of_a_page_does_not_end_a_table(page: str) -> None:
    result = judged("某县支出执行情况表\n" + PAGES.format(page=page))
    assert (held(result, "table-sum"), held(result, "table-completion-rate"), accused(result)) == (3, 4, [])


def test_prose_and_table_name_the_same_item_with_and_without_its_kind() -> None:
    told = "教育支出34200万元，完成调整预算的99.6%，增长7.8%。"
    for name in ("教育支出", "教育"):
        table = f"项目 | 调整预算数 | 执行数 | 增长% |\n{name} | 34150 | 34020 | 7.8 |\n卫生 | 900 | 875 | 2.1 |\n"
        assert accused(judged(f"某县支出情况\n单位：万元\n{table}{told}")) == ["prose-table-same-rate"], name


SIDES = """收入支出决算总表
部门：某局 | 金额单位：万元 |
收入 | 支出 |
项目 | 行次 | 金额 | 项目 | 行次 | 金额 |
栏次 | 1 | 栏次 | 2 |
一、甲类拨款收入 | 1 | 2,301.45 | 一、子类支出 | 32 |
二、乙类拨款收入 | 2 | 二、丑类支出 | 33 | 156.20 |
三、其他收入 | 3 | 44.22 | 三、寅类支出 | 34 |
4 | 四、卯类支出 | 35 | 2,109.35 |
5 | 五、辰类支出 | 36 | 80.12 |
本年收入合计 | 27 | 2,345.67 | 本年支出合计 | 58 | 2,345.67 |
年初结转和结余 | 29 | 21.30 | 年末结转和结余 | 60 | 21.30 |
总计 | 31 | 2,366.97 | 总计 | 62 | 2,366.97 |
"""
FORMS = {
    "bars": SIDES,
    "tabs": SIDES.replace(" |\n", "\n").replace(" | ", "\t"),
    "blanks": SIDES.replace(" |\n", "\n").replace(" | ", " "),
    "one a line": SIDES.replace(" |\n", "\n").replace(" | ", "\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_two_sides_whose_lines_are_numbered_though_their_cells_are_lost(form: str) -> None:
    text = FORMS[form]
    result = judged(text)
    assert (held(result, "table-sum"), held(result, "table-two-sides"), accused(result)) == (4, 1, [])
    assert accused(judged(text.replace("44.22", "42.22"))) == ["table-sum-marked"]
    last = text.rindex("2,366.97")
    assert "table-two-sides" in accused(judged(text[:last] + "2,366.79" + text[last + 8 :]))


def test_two_such_tables_one_after_the_other() -> None:
    result = judged(FORMS["one a line"] + FORMS["one a line"].replace("收入支出", "财政拨款收入支出"))
    assert (held(result, "table-sum"), held(result, "table-two-sides"), accused(result)) == (8, 2, [])


def test_of_several_amounts_beside_each_other_the_first_is_sure() -> None:
    text = SIDES.replace("行次 | 金额 |\n栏次", "行次 | 合计 | 甲类拨款 | 乙类拨款 |\n栏次").replace(
        "栏次 | 2", "栏次 | 2 | 3 | 4"
    )
    for amount in ("156.20", "2,109.35", "80.12"):
        text = text.replace(f"{amount} |", f"{amount} | {amount} |")
    result = judged(text)
    assert (held(result, "table-sum"), accused(result)) == (4, [])
    assert "table-sum-marked" in accused(judged(text.replace("156.20", "165.20")))


def test_numbers_without_a_unit_count_where_they_stand_in_rows() -> None:
    rows = "项目 年初预算 支出决算\n甲类支出 120.50 118.20\n乙类支出 79.50 81.80\n合计 200.00 200.00\n"
    result = judged(f"某局2023年度部门决算\n单位：万元\n{rows}另有12人编制和3处房产\n")
    assert (result.figures.printed, result.figures.judged) == (8, 6)
