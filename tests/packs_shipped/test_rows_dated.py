"""Rows that end before they begin, in a table whose other rows begin before they end."""

from __future__ import annotations

from short_texts import accused, held, judged

from gouji.engine.outcome import Severity

PACK = "cn-claims"


def hints(text: str, rule: str) -> int:
    result = judged(text, PACK)
    assert accused(result) == []
    return sum(finding.rule == rule and finding.severity == Severity.INFO for finding in result.findings)


TABLE = (
    "灌区改造进度\n实施内容 开始时间 完成时间\n勘测设计 2020.3 2020.12\n干渠衬砌 2021.1 {}\n"
    "闸门更换 2021.3 2021.11\n泵站改造 2021.2 2021.10"
)


def test_a_row_that_ends_before_it_begins() -> None:
    assert hints(TABLE.format("2021.9"), "finished-before-begun") == 0
    assert held(judged(TABLE.format("2021.9"), PACK), "finished-before-begun") == 4
    assert hints(TABLE.format("2020.9"), "finished-before-begun") == 1


def test_dates_of_which_two_rows_run_back_are_in_no_order() -> None:
    text = TABLE.format("2020.9").replace("闸门更换 2021.3 2021.11", "闸门更换 2021.3 2020.11")
    assert hints(text, "finished-before-begun") == 0
