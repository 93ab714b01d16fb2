"""What looks like all of a whole, or like its base, and is not: nobody is accused at 高 or 中 of it, and of the same told in
full the wrong one is."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

PACK = "cn-claims"


def rules(text: str) -> list[str]:
    return accused(judged(text, PACK))


@pytest.mark.parametrize(
    ("silent", "told"),
    [
        # shares that leave out something that their rounding does not hide
        (
            "全市床位910.1张，其中：医院713.1张（占78.4%），卫生院164.9张（占18.1%），防治所29.6张（占3.3%）。",
            "全市床位910.1张，其中：医院713.1张（占78.4%），卫生院164.9张（占18.1%），防治所29.6张（占3.5%）。",
        ),
        # one kind of many is named, after 包括
        (
            "现有在职114人，其中行政54人（包括工勤4人），事业60人。",
            "现有在职114人，其中行政54人（包括工勤4人、专技49人），事业60人。",
        ),
        # a line of two items, all of which make the whole
        (
            "一般公共预算收入4619.84万元：\n1、税收收入308.76万元；\n2、体制补助收入1315万元；\n3、专项转移支付收入2483.58万元；\n"
            "4、均衡性转移支付收入182万元，其他一般性转移支付收入60万元；\n5、上年结余270.5万元。",
            "一般公共预算收入4619.84万元：\n1、税收收入308.76万元；\n2、体制补助收入1315万元；\n3、专项转移支付收入2483.58万元；\n"
            "4、均衡性转移支付收入182万元；\n5、上年结余270.5万元。",
        ),
        # the share is of a whole province, of which the thirteen are only some
        (
            "13个市州新收申请4377件，比上年增长11.8%。其中，甲市收到申请2220件，占全省新收申请总数的40.94%。",
            "13个市州新收申请4377件，比上年增长11.8%。其中，甲市收到申请2220件，占市州新收申请的40.94%。",
        ),
    ],
    ids=["shares", "including", "items", "region"],
)
def test_only_what_is_told_in_full_accuses(silent: str, told: str) -> None:
    assert rules(silent) == []
    assert rules(told) != []


def test_what_is_done_of_a_task_is_no_task() -> None:
    done = accused(judged("第三批4274户任务已竣工4624户，竣工面积27.9万平方米。", PACK))
    task = accused(judged("第三批任务4624户，实际竣工4274户，竣工面积27.9万平方米。", PACK))
    assert done == []
    assert task == ["goal-missed-unexplained"]


@pytest.mark.parametrize(
    ("row", "judged_as_rows"), [("甲 | 丙 | 乙 | 1 | 2 | 3 |", False), ("四、城关 | 个 | D04 | 1 | 2 | 3 |", True)]
)
def test_a_row_that_counts_the_columns_is_none_of_figures(row: str, judged_as_rows: bool) -> None:
    text = (
        f"指标名称 | 单位 | 代码 | 数量 | 上期 | 增幅 |\n{row}\n一、乡镇 | 个 | A01 | 3210 | 3000 | 7.00% |\n"
        "二、社区 | 个 | B02 | 2120 | 2000 | 6.00% |\n三、村 | 个 | C03 | 5150 | 5000 | 3.00% |\n"
    )
    result = judged(text, PACK)
    assert ("table-row-growth" in accused(result)) == judged_as_rows


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        # named by no more than what a longer name ends in, or with words of its own around it
        ("全年消费品零售总额38.03亿元。城镇32.25亿元，占零售总额的{}%。", "84.8", "88.4", "share-percent"),
        (
            "全区一般公共支出累计完成397641元，其中：民生支出累计完成275215元，占一般公共支出的{}%。",
            "69.2",
            "64.7",
            "share-percent",
        ),
    ],
)
def test_a_base_by_the_end_of_its_name(text: str, right: str, wrong: str, rule: str) -> None:
    assert rules(text.format(right)) == []
    assert rules(text.format(wrong)) == [rule]


def test_the_only_figure_that_a_share_may_be_of_is_a_hint() -> None:
    text = "全年办会191场，到会25人次。其中，防疫会{}场，占79.1%。"
    told = [[finding.rule for finding in judged(text.format(count), PACK).findings] for count in ("151", "184", "60")]
    assert told == [[], ["share-percent"], []]
    assert rules(text.format("184")) == []
