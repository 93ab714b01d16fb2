"""Tables of accounts whose codes stand in three columns, 类 款 项, as budgets of departments print them."""

from __future__ import annotations

import pytest
from short_texts import judged

from gouji.engine.outcome import Severity
from gouji.extraction.loose.codeparts import code_groups

HEAD = "青禾县水务局2026年部门预算\n\n2026年部门支出预算总表\n编制部门：青禾县水务局 单位：元\n"
ROWS = (
    ("208 社会保障和就业支出", "1,806,412", "1,512,412", "294,000"),
    ("208 05 行政事业单位养老支出", "1,512,412", "1,512,412", ""),
    ("208 05 01 行政单位离退休", "611,680", "611,680", ""),
    ("208 05 05 机关事业单位基本养老保险缴费支出", "900,732", "900,732", ""),
    ("208 08 抚恤", "294,000", "", "294,000"),
    ("208 08 01 死亡抚恤", "294,000", "", "294,000"),
    ("213 农林水支出", "9,775,590", "{}", "3,992,191"),
    ("213 03 水利", "9,775,590", "5,783,399", "3,992,191"),
    ("213 03 05 水利工程建设", "9,775,590", "5,783,399", "3,992,191"),
)
TOTAL = ("合计", "11,582,002", "7,295,811", "4,286,191")
RIGHT, WRONG = "5,783,399", "5,738,399"


def _lines(basic: str) -> str:
    """Cells between blanks, the empty ones lost."""
    top = "项目 支出预算\n功能分类科目编码\n功能分类科目名称 合计 基本支出 项目支出\n类 款 项\n"
    return top + "\n".join(" ".join(cell for cell in row if cell) for row in (*ROWS, TOTAL)).format(basic)


def _cells(basic: str, heads: int = 1) -> str:
    """One cell a line, the empty ones lost."""
    top = "项目\n支出预算\n" + "功能分类科目编码\n功能分类科目名称\n合计\n基本支出\n项目支出\n类\n款\n项\n" * heads
    cells = [cell for row in ROWS for cell in (*row[0].split(" ")[:-1], row[0].split(" ")[-1], *row[1:]) if cell]
    return top + "\n".join([*cells, *TOTAL]).format(basic)


def _filled(basic: str) -> str:
    """One cell a line, noughts printed in the empty ones."""
    top = "项目\n支出预算\n功能分类科目编码\n功能分类科目名称\n合计\n基本支出\n项目支出\n类\n款\n项\n"
    cells = [cell or "0" for row in ROWS for cell in (*row[0].split(" "), *row[1:])]
    return top + "\n".join([*cells, *TOTAL]).format(basic)


LAYOUTS = [_lines, _cells, lambda basic: _cells(basic, heads=2), _filled]


@pytest.mark.parametrize("layout", LAYOUTS, ids=["lines", "cells", "header twice", "filled"])
def test_nothing_is_said_of_a_table_that_holds(layout) -> None:
    findings = judged(HEAD + layout(RIGHT), "cn-accounts").findings
    assert not [finding.message for finding in findings if finding.severity >= Severity.MEDIUM]
    assert not [finding.message for finding in findings if finding.rule.startswith(("table-", "accounts-"))]


@pytest.mark.parametrize("layout", LAYOUTS, ids=["lines", "cells", "header twice", "filled"])
def test_a_row_that_does_not_come_out_is_told(layout) -> None:
    findings = judged(HEAD + layout(WRONG), "cn-accounts").findings
    told = [finding for finding in findings if WRONG in str(finding.message) or WRONG in str(finding.evidence)]
    assert told, [finding.message for finding in findings]


CELLS = ["类", "款", "项", "208", "社保", "500", "500", "208", "05", "养老", "12", "208", "05", "01", "离退休", "3"]


def test_the_cells_of_a_code_are_one_and_begin_a_row() -> None:
    groups, codes = code_groups(CELLS)
    assert ["".join(CELLS[at] for at in group) for group in groups] == [
        "208", "社保", "500", "500", "20805", "养老", "12", "2080501", "离退休", "3",
    ]  # fmt: skip
    assert [groups[at] for at in sorted(codes)] == [(3,), (7, 8), (11, 12, 13)]


def test_without_the_words_for_the_classes_no_figures_are_put_together() -> None:
    cells = ["单位", "人数", "户数", "甲村", "208", "12", "乙村", "208", "05", "丙村"]
    groups, codes = code_groups(cells)
    assert [len(group) for group in groups] == [1] * len(cells)
    assert not codes


def test_a_code_that_is_part_of_none_before_it_is_no_code() -> None:
    groups, _ = code_groups(["类", "款", "300", "25", "甲村", "7"])
    assert [len(group) for group in groups] == [1, 1, 1, 1]
