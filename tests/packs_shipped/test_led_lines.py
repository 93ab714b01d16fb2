"""Lines of a name and a bare number below the words that lead to them."""

from __future__ import annotations

import pytest
from short_texts import accused, grave, held, judged

BUDGET = "cn-performance"
RULE = "prose-parts-sum"

LINES = ["教育支出 1,305", "农林水支出 682", "公共安全支出 212", "城乡社区支出 768", "其他支出 98"]


def text(lines: list[str], lead: str = "其中:", total: str = "3,065万元") -> str:
    return (
        f"某镇预算执行情况\n(二)支出。全镇财政支出{total},为预算的98.6%,{lead}\n"
        + "\n".join(lines)
        + "\n(三)其他事项。\n"
    )


@pytest.mark.parametrize("lead", ["其中:", "其中：", "具体为:", "具体如下："])
def test_lines_that_make_the_total_hold(lead: str) -> None:
    result = judged(text(LINES, lead), BUDGET)
    assert accused(result) == []
    assert held(result, RULE) == 1


@pytest.mark.parametrize("lead", ["其中:", "具体为:"])
def test_a_wrong_line_is_found(lead: str) -> None:
    wrong = [line.replace(" 98", " 89") for line in LINES]
    result = judged(text(wrong, lead), BUDGET)
    assert accused(result) == [RULE]
    assert "3065万元" in grave(result)[0].message.replace(",", "")


def test_the_lines_are_in_the_unit_of_the_total() -> None:
    lines = ["教育支出 0.50", "农林水支出 1.25", "其他支出 0.25"]
    assert held(judged(text(lines, total="2.00亿元"), BUDGET), RULE) == 1
    assert accused(judged(text(lines, total="2.10亿元"), BUDGET)) == [RULE]


def test_some_parts_may_come_to_less() -> None:
    result = judged(text(LINES[:3]), BUDGET)
    assert accused(result) == []
    assert held(result, RULE) == 0


def test_lines_of_something_else_are_no_parts() -> None:
    counted = ["教师 1,305", "学生 8,682", "职工 212", "其他 98"]
    assert accused(judged(text(counted), BUDGET)) == []
    named = ["教师人数 1,305", "学生人数 1,682", "其他人数 78"]
    assert accused(judged(text(named), BUDGET)) == []


def test_a_line_with_parts_of_its_own_is_left_alone() -> None:
    nested = [*LINES[:2], "其中:水利支出 300", *LINES[2:4], "其他支出 89"]
    assert accused(judged(text(nested), BUDGET)) == []


@pytest.mark.parametrize("line", ["文化支出 98万元", "文化支出（含旅游）98", "文化支出:98万元(含上级)"])
def test_a_line_of_the_list_in_another_form_may_be_missing(line: str) -> None:
    """What the others lack is in it."""
    result = judged(text([*LINES[:4], line], "具体为:"), BUDGET)
    assert accused(result) == []
    assert accused(judged(text([*LINES[:4], "文化支出 89"], "具体为:"), BUDGET)) == [RULE]
