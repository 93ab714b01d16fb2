"""Totals of a row: the last column of a table of unknown words, and rows that have a header each."""

from __future__ import annotations

from short_texts import accused, held, judged

FORM = "cn-performance"
RULE = "table-sum"

TABLE = [
    "项目 | 个人 | 单位 | 总计",
    "新收 | 71 | 16 | 87",
    "结转 | 3 | 1 | 4",
    "同意 | 38 | 9 | 47",
    "退回 | 12 | 3 | 15",
]
PAIRS = [
    "复核:维持 | 纠正 | 其他 | 未结 | 总计",
    "3 | 1 | 0 | 2 | 6",
    "申诉:维持 | 纠正 | 其他 | 未结 | 总计",
    "2 | 0 | 1 | 0 | 3",
]


def text(lines: list[str]) -> str:
    return "受理情况年度报告\n一、受理情况\n" + "\n".join(lines) + "\n"


def rules(lines: list[str]) -> list[str]:
    return accused(judged(text(lines), FORM))


def sums(lines: list[str]) -> int:
    result = judged(text(lines), FORM)
    return sum(held(result, rule) for rule in result.rules if rule.startswith("table-sum"))


def test_a_total_of_two_unknown_columns_holds() -> None:
    assert rules(TABLE) == []
    assert sums(TABLE) >= 4


def test_one_wrong_total_of_two_columns_is_found() -> None:
    assert len(rules([line.replace("| 47", "| 74") for line in TABLE])) == 1


def test_totals_that_are_of_something_else_accuse_nobody() -> None:
    other = [line.replace("| 47", "| 74").replace("| 15", "| 51").replace("| 87", "| 99") for line in TABLE]
    assert rules(other) == []


def test_rows_with_a_header_each_hold() -> None:
    assert rules(PAIRS) == []
    assert sums(PAIRS) == 2


def test_a_wrong_row_is_found_by_the_one_beside_it() -> None:
    assert len(rules([*PAIRS[:3], "2 | 0 | 1 | 0 | 4"])) == 1


def test_a_lone_row_shows_nothing() -> None:
    assert rules(["复核:维持 | 纠正 | 其他 | 未结 | 总计", "3 | 1 | 0 | 2 | 7"]) == []


def test_rows_of_other_headers_show_nothing_of_each_other() -> None:
    assert rules([PAIRS[0], PAIRS[1], "申诉:受理 | 其中维持 | 其中纠正 | 未结 | 总计", "5 | 3 | 2 | 0 | 5"]) == []


def test_two_rows_that_are_both_off_accuse_nobody() -> None:
    assert rules([PAIRS[0], "3 | 1 | 0 | 2 | 7", PAIRS[2], "2 | 0 | 1 | 0 | 4"]) == []
