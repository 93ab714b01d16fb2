"""A table of unknown words inside the grid of a form, under the table of its funds."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

FORM = "cn-performance"

FUNDS = [
    ["资金(万元)", "", "全年预算数(A)", "全年执行数(B)", "执行率(B/A)"],
    ["", "年度资金总额", "500.00", "480.00", "96.00%"],
    ["", "其中:中央资金", "300.00", "290.00", "96.67%"],
    ["", "地方资金", "200.00", "190.00", "95.00%"],
]
PLACES = [
    ["分片安排", "", "应修口数", "已修口数", "拨付(万元)"],
    ["", "东片", "40", "38", "180.00"],
    ["", "西片", "60", "66", "300.00"],
    ["", "合计", "100", "104", "480.00"],
]


def dump(rows: list[list[str]]) -> str:
    return "水井维修项目绩效自评表\n" + "\n".join(" | ".join(row) for row in rows) + "\n"


def page(rows: list[list[str]], first: str) -> str:
    """The same rows with the words of the first column merged over the rows below them."""
    body = ""
    for number, row in enumerate(rows):
        height = 1 if row[0] else 0
        while row[0] and number + height < len(rows) and not rows[number + height][0]:
            height += 1
        merged = f'<td rowspan="{height}">{row[0]}</td>' if row[0] else ""
        body += "<tr>" + merged + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
    return f"<html><body><p>{first}</p><table>{body}</table></body></html>"


def written(rows: list[list[str]], layout: str) -> tuple[str, str]:
    if layout == "dump":
        return dump(rows), "文.txt"
    named = [[rows[0][0], "资金来源", *rows[0][2:]], *rows[1:]]
    return page(named, "水井维修项目绩效自评表"), "文.html"


@pytest.mark.parametrize("layout", ["dump", "html"])
def test_its_rows_are_none_of_the_funds(layout: str) -> None:
    text, name = written(FUNDS + PLACES, layout)
    result = judged(text, FORM, name)
    assert accused(result) == []
    assert result.rules["exec-rate-recalc"].passed + result.rules["exec-rate-recalc"].within_rounding == 3


@pytest.mark.parametrize("layout", ["dump", "html"])
def test_what_is_wrong_in_the_funds_above_is_found(layout: str) -> None:
    wrong = [[cell.replace("96.67%", "69.67%") for cell in row] for row in FUNDS]
    text, name = written(wrong + PLACES, layout)
    assert accused(judged(text, FORM, name)) == ["exec-rate-recalc"]


def test_a_remark_over_figures_ends_no_table() -> None:
    remarked = [*FUNDS[:3], ["", "其他资金", "未安排", "未安排", ""], FUNDS[3]]
    result = judged(dump(remarked), FORM)
    assert result.rules["exec-rate-recalc"].passed + result.rules["exec-rate-recalc"].within_rounding == 3
    wrong = [[cell.replace("95.00%", "59.00%") for cell in row] for row in remarked]
    assert "exec-rate-recalc" in accused(judged(dump(wrong), FORM))


def test_signs_that_nothing_is_entered_end_no_table() -> None:
    signed = [*FUNDS[:3], ["", "其他资金", "无", "/", "-"], FUNDS[3]]
    wrong = [[cell.replace("95.00%", "59.00%") for cell in row] for row in signed]
    assert "exec-rate-recalc" in accused(judged(dump(wrong), FORM))
