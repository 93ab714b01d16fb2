"""Printed tables that sentences tell again, row by row."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

FORM = "cn-performance"
RULE = "cross-place-amount-read"

SENTENCE = (
    "1-6月，山地造林完成投资1,313.8万元，为年计划的96.6%，同比增长15.1%；河滩造林完成投资197.2万元，为年计划的91.5%，"
    "同比增长48.2%；荒地造林完成投资146.0万元，为年计划的97.3%，同比增长21.4%；路边造林完成投资71.0万元，为年计划的89.4%，"
    "同比下降2.6%。"
)
TABLE = """附表 单位：万元
类别 | 完成投资 | 完成率（%） | 同比（%）
山地造林 | 1313.8 | 96.6 | 15.1
河滩造林 | 197.2 | 91.5 | 48.2
荒地造林 | 146.0 | 97.3 | 21.4
路边造林 | 71.0 | 89.4 | -2.6
"""


def _text(sentence: str = SENTENCE, table: str = TABLE) -> str:
    return f"造林情况\n{sentence}\n{table}"


def test_every_figure_of_the_rows_is_compared() -> None:
    result = judged(_text(), FORM)
    assert held(result, RULE) >= 12
    assert not accused(result)


@pytest.mark.parametrize(("right", "wrong"), [("146.0", "164.0"), ("91.5", "95.1"), ("21.4", "28.2"), ("-2.6", "-3.6")])
def test_a_row_that_says_otherwise_is_found(right: str, wrong: str) -> None:
    assert RULE in accused(judged(_text(table=TABLE.replace(right, wrong)), FORM))


def test_a_row_whose_name_is_told_at_more_length_is_the_one_that_is_left() -> None:
    table = TABLE + "苗圃及其他 | 44.1 | 73.6 | 36.5\n"
    told = SENTENCE.replace("。", "；县级林场苗圃项目及其他完成投资41.4万元，为年计划的73.6%，同比增长36.5%。")
    assert accused(judged(_text(told, table), FORM)) == [RULE]
    assert not accused(judged(_text(told.replace("41.4", "44.1"), table), FORM))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("146.0万元", "146万元"),  # rounded
        ("荒地造林完成投资146.0万元", "荒地造林完成投资约140万元"),  # about
        ("荒地造林完成投资146.0万元", "荒地造林贷款完成投资90.0万元"),  # another thing of that name
        ("山地造林完成投资1,313.8万元", "山地造林上年完成投资1,100.0万元"),  # another year
    ],
)
def test_what_is_told_of_something_else_accuses_nobody(right: str, wrong: str) -> None:
    assert RULE not in accused(judged(_text(SENTENCE.replace(right, wrong)), FORM))


def test_two_tables_of_the_same_names_are_told_each_by_its_own_sentence() -> None:
    other = "去年，山地造林投工880个，河滩造林投工230个，荒地造林投工190个，路边造林投工75个。"
    assert not accused(judged(_text(SENTENCE + "\n" + other), FORM))
