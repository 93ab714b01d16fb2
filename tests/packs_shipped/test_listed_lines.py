"""Lines that are all that is left of a table: a name and its figures, no border, no header, cells that are empty lost."""

from __future__ import annotations

from functools import partial

import short_texts
from short_texts import grave, held

judged = partial(short_texts.judged, pack="cn-claims")


def sums(text: str) -> tuple[int, list[str]]:
    """How many sums hold, and what is said of those that do not."""
    result = judged(text)
    return held(result, "table-sum"), [finding.message for finding in grave(result)]


TOWNS = "某县补助资金分配表\n单位：万元\n甲山镇5\n乙水镇1.5\n丙田乡2\n丁桥镇0.5\n全县合计9\n"
GROUPS = """年度资金总额： 1084.25
其中：上级补助 668.00
市级资金 343.00
本级资金（包括结转） 73.25
其中：
第一项制度的补助（万元）
年度资金总额： 763.00
其中：上级补助 502.00
市级资金 208.00
本级资金（包括结转） 53.00
第二项制度的补助（万元）
年度资金总额： 321.25
其中：上级补助 166.00
市级资金 136.00
本级资金（包括结转） 19.25
"""
VILLAGES = """镇街 年度任务（户） 第一批（万元） 本次（万元） 备注
小计 一类 二类 三类 一类 二类 三类 小计 一类 二类 三类
甲街道 8 1 7 0 0.75 0 0 24.5 0 24.5 0 收回上年下达的指标
乙街道 5 0 5 0 0 7 0 10.5 0 8.5 2 收回上年下达的指标
丙街道 6 2 3 1 1.5 7 3.5 3.5 0 3.5 0
丁街道 24 10 11 3 6 14 0 36.5 1.5 24.5 10.5
"""


def test_lines_of_a_name_and_its_figure_add_up_to_the_total() -> None:
    assert sums(TOWNS) == (1, [])
    # one column alone proves no sum that it does not show
    assert sums(TOWNS.replace("合计9", "合计8.5")) == (0, [])


def test_lines_without_a_word_for_parts_are_no_table() -> None:
    assert sums("目录\n一、概况 3\n二、收支 200\n三、说明 100\n四、附表 100\n") == (0, [])


def test_groups_that_are_named_alike_are_sums_alike() -> None:
    # each of three over its parts, and the first over the other two
    assert sums(GROUPS) == (4, [])
    (said,) = sums(GROUPS.replace("19.25", "20.25"))[1]
    assert "321.25" in said
    # with one other group nobody knows
    assert sums(GROUPS[GROUPS.index("其中：\n") :].replace("19.25", "20.25")) == (1, [])


def test_a_nameless_row_before_其中_is_the_total() -> None:
    rows = "全年预算数（A） 全年执行数（B）\n7165.30 6992.95\n其中：上级资金 3144.00 3144.00\n区级资金 570.17 570.17\n"
    more = "市级资金 433.00 432.10\n其他资金 （包括结转资 金） 3018.13 2846.68\n"
    assert sums(rows + more) == (2, [])
    (said,) = sums(rows.replace("7165.30", "7156.30") + more)[1]
    assert "7156.30" in said


def test_rows_with_a_remark_behind_their_figures() -> None:
    held, said = sums(VILLAGES)
    assert held == 8
    assert not said


THIRD = "丙街道 6 2 3 1 1.5 7 3.5 3.5 0 3.5 0"


def test_a_sentence_ends_the_table() -> None:
    assert sums(VILLAGES.replace(THIRD, "丙街道共有困难群众六户。")) == (0, [])


def test_a_row_that_has_lost_a_cell_is_left_out() -> None:
    assert sums(VILLAGES.replace(THIRD, THIRD.removesuffix(" 0"))) == (6, [])


NUMBERED = "附件\n补助资金安排表\n单位：万元\n序号 |\n乡镇 |\n项目 |\n金额 |\n备注 |\n" + "".join(
    f"{number} |\n{town} |\n{work} |\n{amount} |\n|\n"
    for number, (town, work, amount) in enumerate(
        [("甲镇", "排水沟", 20), ("乙乡", "水圳", 15), ("丙镇", "河堤", 65)], 1
    )
)


def test_numbered_rows_of_which_only_the_order_of_the_cells_is_left() -> None:
    assert sums(NUMBERED + "合计 |\n100 |\n") == (1, [])
    assert sums(NUMBERED.replace("排水沟 |", "排水沟 |\n3 |") + "合计 |\n100 |\n") == (0, [])
    assert sums(NUMBERED.replace("3 |", "4 |") + "合计 |\n100 |\n") == (0, [])


def test_lines_with_the_number_of_their_row() -> None:
    assert sums("序号 乡镇 金额\n1 甲镇 20\n2 乙乡 15\n3 丙镇 65\n合计 100\n") == (1, [])


STACKED = "单位：万元\n\n县区\n\n资金合计\n\n上级资金\n\n本级资金\n\n" + "\n\n".join(
    cell
    for row in (("甲市", "154", "100", "54"), ("乙县", "89", "80", "9"), ("丙区", "226", "126", "100"))
    for cell in row
)


def test_a_name_with_its_figures_below_it() -> None:
    # the sums of three columns, and the first column as the sum of the others
    held, said = sums(STACKED + "\n\n合计\n\n469\n\n306\n\n163\n")
    assert held == 3
    assert not said
    # a row that lacks a cell ends the table, since nobody knows which one
    assert sums(STACKED.replace("80\n\n", "") + "\n\n合计\n\n469\n\n306\n\n163\n") == (0, [])
    (said,) = sums(STACKED.replace("126", "162") + "\n\n合计\n\n469\n\n306\n\n163\n")[1][:1]
    assert "306" in said or "226" in said


HELPED = """单位：人、万元
学段 项目 受助人数 受助金额
高中 政府资助 156957 5055.03
教科书 156957 4677.00
生活补助 1585 378.03
其他 —— ——
"""


def test_who_is_helped_twice_counts_once() -> None:
    assert sums(HELPED) == (1, [])
    # of money each part counts
    (said,) = sums("项目 预算 决算\n合计 5055.03 156957.01\n教科书 4677.00 156957.01\n补助 378.03 1585\n")[1]
    assert "156957.01" in said


GROUPED = """2022年秋 | 甲类 | 乙类 |
|
合计 | 412345 | 678.9 |
|
小学段 | 普通小学 | 410000 | 500.5 |
|
中学 | 2000 | 100.4 |
|
高中 | 345 | 78 |
|
小学明细 | 免费午餐 | 406000 | 300.5 |
|
书本 | 4000 | 200 |
|
"""


def test_cells_whose_order_alone_is_left() -> None:
    # the words of groups stand before some names, and after the parts of the total stand their own parts
    assert sums(GROUPED) == (2, [])
    (said,) = sums(GROUPED.replace("100.4", "104.0"))[1]
    assert "678.9" in said


def test_a_table_in_one_line() -> None:
    line = "某市补助资金分配表 县区 金额（万元） 备注 合计 4000 甲区 919 乙区 1326 丙县 600 丁县 1155\n"
    assert sums(line) == (1, [])
    assert sums(line.replace("1155", "1144")) == (0, [])


DASHED = "项目\n\n支出（万元）\n\n减少\n\n" + "\n\n".join(
    cell
    for row in (("出国费", "91.85"), ("接待费", "183.19"), ("用车费", "4,058.29"), ("三项经费支出", "4,333.33"))
    for cell in (*row, "-")
)


def test_a_sign_that_nothing_is_entered_holds_a_place_and_a_last_row_may_be_the_total() -> None:
    assert sums(DASHED) == (1, [])
    # without the word for a total nobody is accused of it
    assert sums(DASHED.replace("183.19", "183.91")) == (0, [])


SECTIONS = """项目 预算数
一、支出合计   250000
1、出国费用
2、接待费   150000
3、用车费   100000
二、相关统计数
1.团组数   0
2.人数   7
4.车辆数   1000
"""


def test_a_heading_without_a_figure_ends_what_is_before_it() -> None:
    assert sums(SECTIONS) == (1, [])


MONTHLY = """| 统计月报 | | |
| 指标名称 | 单位 | 数量 |
| （一）乡镇数 | 个 | 1,305 |
| 1.镇 | 个 | 905 |
| 2.乡 | 个 | 400 |
| （二）累计支出 | 万元 | 123,894.7 |
| 1.社会福利 | 万元 | 23,892.9 |
| 2.社会救助 | 万元 | 100,001.8 |
| （1）低保 | 万元 | 87,167.3 |
| （2）特困 | 万元 | 10,625.8 |
| 二、社会工作 | | |
| 1.孤儿数 | 人 | 10,374 |
| 2.其他儿童 | 人 | 9,898 |
"""


def test_headings_part_the_table_and_numbers_need_not_name_all_parts() -> None:
    assert sums(MONTHLY) == (2, [])
    # numbers below a numbered row are its parts where a slip explains what they miss
    (told,) = sums(MONTHLY.replace("23,892.9", "28,392.9"))[1]
    assert "123,894.7" in told and "128394.7" in told
    assert sums(MONTHLY.replace("23,892.9", "13,111.1")) == (1, [])


PLAIN = """| 名称 | 面积 | 户数 |
|---|---|---|
| 甲乡 | 1,234 | 567 |
| 乙乡 | | 890 |
| 山区 | | |
| 丙乡 | 4,321 | 123 |
| 合计 | 5,555 | 1,580 |
"""


def test_a_row_with_one_figure_does_not_end_a_table() -> None:
    assert sums(PLAIN) == (2, [])
    assert len(sums(PLAIN.replace("890", "809"))[1]) == 1


RAGGED = """2021年各学段资助情况 ||||||||
学段 | 项目 | 春季 | 秋季 | 全年 ||||
人数 | 金额 | 一类 | 人数 | 金额 | 一类 | 人数 | 金额 |
小学 | 助学金 | 313 | 27.1 | 229 | 306 | 26.9 | 232 | 619 | 54.0 |
营养餐 | 6151 | 307.55 | 6712 | 335.6 | 12863 | 643.15 ||
初中 | 补助 | 1475 | 45.0687 | 1475 | 1534 | 47.3188 | 3009 | 92.3875 |
高中 | 助学金 | 391 | 43.895 | 164 | 389 | 43.27 | 157 | 780 | 87.165 |
中职 | 0 | 0 |||||||
"""


def added(text: str) -> tuple[int, list[str]]:
    """How many figures are the sums of others in their row, and what is said of those that are not."""
    result = judged(text)
    return held(result, "table-row-addition"), [finding.message for finding in grave(result)]


def test_rows_that_have_lost_their_empty_cells_show_what_holds_and_nothing_else() -> None:
    # the last two figures of every row, whatever it has lost
    held, said = added(RAGGED)
    assert held >= 8 and not said
    # the row in which it does not hold may have lost others
    held, said = added(RAGGED.replace("12863", "12683"))
    assert held >= 7 and not said
    # two rows alone may be chance
    assert added("\n".join(RAGGED.splitlines()[:5])) == (0, [])


QUARTERS = "| 镇 |" + "".join(
    f" {name}{what} |" for name in ("全年", "一季", "二季", "三季") for what in ("人数", "金额")
)


def _quarters(rows: list[tuple[str, list[int]]]) -> str:
    lines = [QUARTERS, "|---" * 9 + "|"]
    for name, parts in rows:
        whole = [sum(parts[side::2]) for side in (0, 1)]
        lines.append(f"| {name} | " + " | ".join(map(str, [*whole, *parts])) + " |")
    return "\n".join(lines) + "\n"


def test_every_second_column_makes_up_the_total_over_them() -> None:
    text = _quarters(
        [
            ("甲", [101, 2301, 117, 2409, 98, 2207]),
            ("乙", [201, 4109, 187, 3903, 222, 4507]),
            ("丙", [77, 1603, 79, 1703, 83, 1801]),
            ("丁", [305, 6107, 311, 6203, 299, 5909]),
        ]
    )
    result = judged(text)
    assert result.rules["table-sum"].passed == 8
    assert not grave(result)
    (said,) = grave(judged(text.replace("6203", "6230")))
    assert "丁" in said.message


SIDES = [
    ("甲项收入", "440.55", "子项支出", "423.20"),
    ("乙项收入", "", "丑项支出", "30.15"),
    ("丙项收入", "31.30", "寅项支出", ""),
]
SIDES += [("丁项收入", "", "卯项支出", "20.50"), ("收入合计", "471.85", "支出合计", "473.85"), ("总计", "", "总计", "")]


def test_two_sides_with_numbered_lines_one_cell_a_line() -> None:
    cells = [
        cell for n, (a, x, b, y) in enumerate(SIDES, 1) for cell in (a, str(n), x, b, str(n + len(SIDES)), y) if cell
    ]
    assert sums("决算总表\n\n单位：万元\n\n" + "\n\n".join(cells)) == (2, [])
    assert sums("决算总表\n\n单位：万元\n\n" + "\n\n".join(cells).replace("20.50", "25.00")) == (1, [])
