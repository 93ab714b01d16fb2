"""Lines that begin with the code of a classification: what is left of a table of accounts."""

from __future__ import annotations

import pytest
import short_texts

from gouji.engine.outcome import Severity
from gouji.engine.result import Result

HEAD = "某局2023年度部门决算\n支出决算表\n单位：万元\n项目\n对附属单位\n本年合计 基本支出 项目支出 上缴支出\n功能分类\n补助支出\n"
ROWS = """合计 400.50 180.25 220.25
201 一般公共服务支出 300.50 100.25 200.25
20103 政府办公厅及相关机构事务 280.50 100.25 180.25
2010301 行政运行 100.25 100.25
2010302 一般行政管理事务 130.00 130.00
2010399 其他政府办公厅支出 50.25 50.25
20199 其他一般公共服务支出 20.00 20.00
208 社会保障和就业支出 100.00 80.00 20.00
20805 行政事业单位养老支出 80.00 80.00
2080501 行政单位离退休 50.00 50.00
机关事业单位基本养
2080505 20.00 20.00
老保险缴费支出
2080506 职业年金缴费支出 10.00 10.00
20808 抚恤 20.00 12.50 7.50
2080801 死亡抚恤 15.50 8.00 7.50
2080802 伤残抚恤 4.50 4.50
"""


def judged(rows: str) -> Result:
    return short_texts.judged(HEAD + rows + "注：本表反映各项支出情况。\n", "cn-accounts")


def told(result: Result) -> list[tuple[Severity, str, int | None]]:
    return [(finding.severity, finding.rule, finding.locations[0].place.line) for finding in result.findings]


def test_codes_tell_what_adds_up() -> None:
    result = judged(ROWS)
    assert told(result) == []
    # seven sums of rows (合计, 201, 20103, 208, 20805, 20808) and six rows of three figures
    assert result.rules["table-sum"].passed == 12


@pytest.mark.parametrize(
    ("was", "printed", "line"),
    [
        ("2010302 一般行政管理事务 130.00 130.00", "2010302 一般行政管理事务 130.20 130.20", 11),
        (
            "20103 政府办公厅及相关机构事务 280.50 100.25 180.25",
            "20103 政府办公厅及相关机构事务 280.50 100.25 180.52",
            11,
        ),
    ],
)
def test_a_slip_in_one_of_them_is_found(was: str, printed: str, line: int) -> None:
    assert was in ROWS
    assert told(judged(ROWS.replace(was, printed))) == [(Severity.HIGH, "table-sum", line)]


@pytest.mark.parametrize(
    "rows",
    [
        "\n".join(
            line for line in ROWS.splitlines() if "2010302" not in line
        ),  # a row is lost, as at the end of a page
        ROWS.replace("300.50 100.25 200.25", "200.25 100.25").replace("280.50 100.25 180.25", "12.30 280.50"),
        "\n".join(line.rsplit(" ", 1)[0] + " 99.5%" for line in ROWS.splitlines()),
    ],
)
def test_what_is_lost_accuses_nobody(rows: str) -> None:
    assert told(judged(rows + "\n")) == []


def test_years_and_postcodes_are_no_codes() -> None:
    rows = "".join(f"{year} 年末常住人口 {year - 1900}.5 {year - 1950}.5\n" for year in range(2015, 2023))
    assert [rule for _, rule, _ in told(judged(rows)) if rule.startswith("table")] == []
