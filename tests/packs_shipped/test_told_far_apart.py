"""What words or figures at one end of a paper say, held against the figures at the other, whatever they are called there."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

HEAD = "某某市园林中心2023年度工作统计\n\n"
PAD = "\n\n二、人员\n年末聘用讲解员27名。\n\n三、小结\n"
TABLE = """一、分园情况
园区|2023年（万元）|2022年（万元）|控制数（万元）
东园|48.20|51.60|50.00
西园|63.10|{}|66.00
南园|27.40|29.80|30.00
"""


def _told(text: str, rule: str) -> int:
    return sum(finding.rule == rule for finding in judged(HEAD + text, "cn-claims").findings)


#: A table of two periods, or two figures of one sentence, far from the words: the first bears them out, the second does not.
WAYS = [
    (TABLE + PAD + "各园区维护开支均较上年下降。", "65.90", "61.20"),
    (TABLE + PAD + "各园区（点、站）维护开支均低于上年。", "65.90", "61.20"),
    (TABLE + PAD + "西园有所减少。", "65.90", "61.20"),
    ("上年末苗木存量31.2万株，年末苗木存量{}万株。" + PAD + "苗木存量有所增加。", "32.6", "29.4"),
    (
        "甲圃。上年末结余3.1万元，年末结余3.6万元。乙圃。上年末结余1.9万元，年末结余{}万元。"
        + PAD
        + "结余均比上年末增加。",
        "2.4",
        "1.7",
    ),
    (
        "市属苗圃9家，成活率91.4%，比上年{}0.8个百分点。" + PAD + "市属苗圃成活率较上年提升，但客源仍在减少。",
        "提高",
        "下降",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), WAYS)
def test_which_way_things_went_is_held_against_tables_and_pairs(text: str, right: str, wrong: str) -> None:
    rules = ("yoy-prior-direction", "change-said-otherwise")
    assert sum(_told(text.format(right), rule) for rule in rules) == 0
    assert sum(_told(text.format(wrong), rule) for rule in rules) >= 1
    assert accused(judged(HEAD + text.format(right), "cn-claims")) == []


RATE = """一、指标
指标　　　　　　　　2023年　　2022年
亩均灌水（立方米）　92.6　　101.3
单株成本（元）　　　18.4　　17.9
"""


@pytest.mark.parametrize(("rate", "rule"), [("8.6%", 0), ("6.8%", 1), ("3.6%", 1), ("8.2%", 0), ("12.4%", 0)])
def test_a_rate_is_that_of_the_table_but_for_a_slip(rate: str, rule: int) -> None:
    """One that is further off may be reckoned otherwise."""
    assert _told(RATE + PAD + f"亩均灌水比上年下降{rate}。", "yoy-prior-decrease") == rule


AGAIN = [
    ("2023年末园林职工3,482人。" + PAD + "全市园林职工{}人。", "3,482", "3,842"),
    (
        "年末大型苗圃4座（国有1座）储备苗木5.37万株。" + PAD + "3月，补栽行道树；年末大型苗圃储备苗木{}万株。",
        "5.37",
        "5.73",
    ),
    ("平均养护期{}天。\n\n指标|2023年|2022年\n平均养护期（天）|5.8|6.4\n补栽（株）|420|415", "5.8", "8.5"),
]


@pytest.mark.parametrize(("text", "same", "slipped"), AGAIN)
def test_a_figure_told_again_far_off_with_two_digits_turned_is_a_hint(text: str, same: str, slipped: str) -> None:
    rules = ("cross-place-amount-read", "cross-place-count-read", "cross-place-amount", "cross-place-count")
    assert sum(_told(text.format(same), rule) for rule in rules) == 0
    assert sum(_told(text.format(slipped), rule) for rule in rules) == 1


COUNTED = """一、进度
园区 年任务 完成 完成率（%）
东园 420 378 90.0
西园 380 328 86.3
南园 160 125 78.1
北园 120 102 85.0
{}个园区完成进度超过序时进度（83.3%），{}个园区未达序时进度。
"""


@pytest.mark.parametrize(("over", "under", "wrong"), [(3, 1, 0), (2, 1, 1), (3, 2, 1), (2, 2, 2)])
def test_how_many_rows_passed_a_goal_in_brackets(over: int, under: int, wrong: int) -> None:
    assert _told(COUNTED.format(over, under), "enumerated-count") == wrong


def test_shares_above_a_bound_are_counted() -> None:
    table = "园区 收入（万元） 门票占比（%）\n东园 420 81.2\n西园 380 76.5\n南园 160 83.6\n北园 120 74.0\n"
    assert _told(table + "有2个园区门票占比超过80%。", "enumerated-count") == 0
    assert _told(table + "有3个园区门票占比超过80%。", "enumerated-count") == 1


PACE = "门票均价25.60元，同比上涨{}。" + PAD + "门票均价涨幅仍高于5%的控制目标。"


@pytest.mark.parametrize(("rate", "wrong"), [("6.12%", 0), ("1.37%", 1)])
def test_a_pace_told_elsewhere_is_held_against_its_bound(rate: str, wrong: int) -> None:
    assert _told(PACE.format(rate), "comparison-false") == wrong


ALL_ROSE = (
    "养护支出132万元，增长5.4%；水费支出58万元，{}3.1%；补栽支出49万元，增长7.2%。上述三项合计239万元，均实现正增长。"
)


@pytest.mark.parametrize(("way", "wrong"), [("增长", 0), ("下降", 1)])
def test_all_of_those_that_were_added_up_grew(way: str, wrong: int) -> None:
    assert _told(ALL_ROSE.format(way), "comparison-false") == wrong


@pytest.mark.parametrize(("rate", "wrong"), [("76.85%", 1), ("79.02%", 0)])
def test_a_rate_called_by_some_signs_of_its_name(rate: str, wrong: int) -> None:
    text = f"个人住房贷款余额占缴存余额的{rate}，个贷率比上年末（78.74%）有所提高。"
    assert _told(text, "yoy-prior-direction") + _told(text, "comparison-false") == wrong


FUNDS = """甲基金收入{}亿元，其中利息0.11亿元。支出1.72亿元。

乙基金收入1.34亿元，支出1.12亿元。
"""


@pytest.mark.parametrize(("into", "wrong"), [("1.98", 0), ("1.58", 1)])
def test_several_that_took_in_more_than_they_spent_are_each_held(into: str, wrong: int) -> None:
    assert _told(FUNDS.format(into) + PAD + "两项基金当年均收大于支。", "comparison-false") == wrong
    assert _told(f"两项基金当年均收大于支。{PAD}三项基金。\n" + FUNDS.format(into), "comparison-false") == wrong


def test_other_funds_may_be_meant() -> None:
    assert _told(FUNDS.format("1.58") + PAD + "三项基金当年均收大于支。", "comparison-false") == 0


DONE = "排查园区{}家，发现隐患{}处，已整改{}处，整改率{}。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (DONE.format(9, 23, 21, "91.3%") + PAD + "发现的隐患已全部整改。", 1),
        (DONE.format(9, 23, 23, "100%") + PAD + "发现的隐患已全部整改。", 0),
        (DONE.format(9, 23, 21, "91.3%") + PAD + "发现的漏点已全部整改。", 0),
        (DONE.format(9, 23, 23, "100%") + PAD + "尚有4处安全隐患因经费未落实未完成整改。", 1),
        (DONE.format(9, 23, 23, "100%") + PAD + "尚有4家园区因经费未落实未完成整改。", 0),
    ],
)
def test_all_of_it_is_held_against_what_is_told_elsewhere(text: str, wrong: int) -> None:
    assert _told(text, "comparison-false") + _told(text, "goal-missed-claimed") == wrong


@pytest.mark.parametrize(("owed", "wrong"), [("0万元", 0), ("218.64万元", 1)])
def test_none_of_what_is_measured_elsewhere(owed: str, wrong: int) -> None:
    assert _told(f"年末养护费拖欠额{owed}。{PAD}全年实现“零拖欠”。", "comparison-false") == wrong


def test_what_belongs_to_one_of_a_list_is_no_part_of_the_next() -> None:
    text = "明细（万元）：应付账款9,436.18；借款18,400.00，其中新增2,000.00；应付薪酬1,216.75；其他2,855.53。"
    assert accused(judged(HEAD + text, "cn-claims")) == []


def test_a_change_is_of_the_figure_that_makes_it() -> None:
    text = "决算3.86万元，预算4.00万元，上年3.94万元，同比下降2.0%。"
    assert accused(judged(HEAD + text, "cn-claims")) == []


def test_a_total_that_its_row_makes_is_not_accused_beside_the_one_it_is_made_of() -> None:
    rows = "养护|862.17|805.36|56.81\n水费|716.88|734.70|-17.82\n补栽|648.90|601.45|47.45\n维修|503.08|418.70|84.38\n"
    text = f"项目|2023年|2022年|增减额\n{rows}合计|2731.03|2660.21|70.82\n"
    assert accused(judged(HEAD + text, "cn-claims")) == ["table-sum"]


def test_only_rows_of_the_kind_that_is_named_are_meant() -> None:
    rows = "门票收入|48.2|44.1\n租金收入|16.3|15.2\n人员支出|39.8|41.2\n用水支出|9.4|10.8\n"
    text = f"项目|本年数|上年数\n{rows}\n各项收入均有所增长。"
    assert judged(HEAD + text, "cn-claims").findings == ()


@pytest.mark.parametrize(("way", "wrong"), [("增加", 0), ("减少", 1)])
def test_a_name_may_be_told_by_some_of_its_signs(way: str, wrong: int) -> None:
    text = f"园林科学技术支出8.74万元，比上年{way}0.21万元；园林科学技术支出占486.30万元的1.80%。{PAD}园林科技支出稳步增加。"
    assert _told(text, "change-said-otherwise") == wrong


SPENT = "苗木采购支出{}万元。年初苗木采购预算80.00万元。" + PAD + "{}支出均未超出年初预算。"


@pytest.mark.parametrize(
    ("spent", "who", "wrong"), [("87.60", "各项", 1), ("79.20", "各项", 0), ("87.60", "人员", 0), ("80.00", "各项", 0)]
)
def test_what_was_planned_and_spent_by_one_name(spent: str, who: str, wrong: int) -> None:
    assert _told(SPENT.format(spent, who), "comparison-false") == wrong


def test_a_name_with_two_plans_is_held_against_neither() -> None:
    text = SPENT.format("87.60", "各项") + "其后调整，苗木采购预算90.00万元。"
    assert _told(text, "comparison-false") == 0
