"""Lines that are all that is left of a table: a name and its figures, no border, no header, cells that are empty lost."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from gouji.document.model import Document
from gouji.document.reading import read_bytes
from gouji.engine.outcome import Severity
from gouji.engine.result import Result
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.extraction.assembling import extract

PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-claims"


@lru_cache(maxsize=1)
def shipped() -> RuleSet:
    return load_rules(PACK)


def judged(text: str) -> Result:
    (document,) = read_bytes(text.encode(), "文.txt")
    assert isinstance(document, Document)
    return shipped().check(extract(document, shipped().pack))


def sums(text: str) -> tuple[int, list[str]]:
    """How many sums hold, and what is said of those that do not."""
    result = judged(text)
    counts = result.rules["table-sum"]
    found = [finding.message for finding in result.findings if finding.severity >= Severity.MEDIUM]
    return counts.passed + counts.within_rounding, found


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
    assert sums(GROUPS) == (3, [])
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


@pytest.mark.parametrize("line", ["丙街道 6 2 3 1 1.5 7 3.5 3.5 0 3.5", "丙街道共有困难群众六户。"])
def test_lines_that_do_not_fit_end_the_table(line: str) -> None:
    old = "丙街道 6 2 3 1 1.5 7 3.5 3.5 0 3.5 0"
    assert sums(VILLAGES.replace(old, line)) == (0, [])


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
