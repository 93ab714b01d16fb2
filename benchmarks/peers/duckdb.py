"""DuckDB: SQL over columns in C++, many reports at once, numbers as decimals (PyPI: duckdb). Not a rule engine."""

from __future__ import annotations

import importlib
import json
from importlib import metadata
from typing import Any

NAME = "duckdb"

duckdb: Any = importlib.import_module("duckdb")

_TEXT = "VARCHAR"
_FORM = {
    "fields": dict.fromkeys(("总分", "等级"), _TEXT),
    "tables": {
        "预算执行": [dict.fromkeys(("来源", "全年预算数", "全年执行数", "分值", "得分", "执行率"), _TEXT)],
        "类别": [dict.fromkeys(("一级指标", "分值"), _TEXT)],
        "指标": [
            dict.fromkeys(
                ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "结论", "偏差原因"),
                _TEXT,
            )
        ],
    },
}


def _number(column: str) -> str:
    return rf"regexp_extract({column}, '\d+(\.\d+)?')::DECIMAL(14, 2)"


def _table(name: str, source: str, more: str) -> str:
    rows = (
        f'SELECT report, generate_subscripts(form.tables."{source}", 1) - 1 AS "row",'
        f' unnest(form.tables."{source}", recursive := true) FROM parsed'
    )
    return f"CREATE TABLE {name} AS SELECT *, {more} FROM ({rows})"


_READ = (
    "CREATE TABLE parsed AS SELECT report, from_json(line, $1) AS form"
    " FROM (SELECT generate_subscripts($2, 1) - 1 AS report, unnest($2) AS line)"
)
_TABLES = (
    "CREATE TABLE reports AS SELECT report, form.fields.总分 AS printed, form.fields.等级 AS grade,"
    f" {_number('form.fields.总分')} AS points FROM parsed",
    _table(
        "funds",
        "预算执行",
        f"{_number('全年预算数')} AS budget, {_number('全年执行数')} AS spent, {_number('分值')} AS weight,"
        f" {_number('得分')} AS score, {_number('执行率')} AS rate",
    ),
    _table("groups", "类别", f"{_number('分值')} AS weight"),
    _table(
        "rows",
        "指标",
        f"{_number('分值')} AS weight, {_number('得分')} AS score, {_number('年度指标值')} AS target,"
        f" {_number('实际完成值')} AS actual, regexp_extract(年度指标值, '^[≥≤><]?') AS operator",
    ),
)

_MISSES = (
    "CASE operator WHEN '>' THEN actual <= target WHEN '≤' THEN actual > target"
    " WHEN '<' THEN actual >= target ELSE actual < target END"
)


def _rows(rule: str, table: str, shown: tuple[str, str, str], fails: str) -> str:
    values = ", ".join(shown)
    return f"SELECT report, '{rule}', \"row\"::VARCHAR, {values} FROM {table} WHERE {fails}"


def _whole(rule: str, value: str, fails: str) -> str:
    return f"SELECT report, '{rule}', '', printed, ({value})::VARCHAR, grade FROM wide WHERE {fails}"


_QUERIES = (
    _rows(
        "rate-within-rounding",
        "funds",
        ("执行率", "全年执行数", "全年预算数"),
        "(rate + 0.005) * (budget + 0.005) < (spent - 0.005) * 100"
        " OR (rate - 0.005) * (budget - 0.005) > (spent + 0.005) * 100",
    ),
    _rows("rate-score", "funds", ("得分", "分值", "执行率"), "abs(score * 100 - weight * least(rate, 100.00)) > 0.5"),
    _rows("score-le-weight", "rows", ("得分", "分值", "''"), "score > weight"),
    _rows("shortfall-claimed-met", "rows", ("年度指标值", "实际完成值", "结论"), f"结论 = '达到预期' AND {_MISSES}"),
    _rows("missing-reason", "rows", ("年度指标值", "实际完成值", "偏差原因"), f"偏差原因 = '' AND {_MISSES}"),
    _rows(
        "percent-bounds",
        "rows",
        ("三级指标", "实际完成值", "''"),
        "suffix(三级指标, '率') AND suffix(实际完成值, '%') AND NOT actual BETWEEN 0 AND 100",
    ),
    _rows(
        "strict-operator",
        "rows",
        ("年度指标值", "实际完成值", "结论"),
        "operator = '>' AND actual = target AND 结论 = '达到预期'",
    ),
    "SELECT g.report, 'subtotals', g.\"row\"::VARCHAR, g.一级指标, g.分值, sum(r.weight)::VARCHAR FROM groups g"
    " LEFT JOIN rows r ON g.report = r.report AND g.一级指标 = r.一级指标"
    ' GROUP BY g.report, g."row", g.一级指标, g.分值, g.weight HAVING coalesce(sum(r.weight), 0) <> g.weight',
    _whole("weights-100", "weights", "weights <> 100"),
    _whole("scores-total", "scores", "scores <> points"),
    _whole(
        "grade-band",
        "points",
        "grade <> CASE WHEN points >= 90 THEN '优' WHEN points >= 80 THEN '良'"
        " WHEN points >= 60 THEN '中' ELSE '差' END",
    ),
    _whole("sources-total", "budget", "budgets <> budget OR spendings <> spent"),
)
_WIDE = """WITH sums AS (SELECT report, sum(weight) AS weight, sum(score) AS score FROM rows GROUP BY report),
parts AS (SELECT report, sum(budget) AS budgets, sum(spent) AS spendings FROM funds WHERE "row" > 0 GROUP BY report),
wide AS (SELECT reports.*, f.budget, f.spent, budgets, spendings,
    f.weight + sums.weight AS weights, f.score + sums.score AS scores
    FROM reports JOIN funds f ON f.report = reports.report AND f."row" = 0
    JOIN sums ON sums.report = reports.report JOIN parts ON parts.report = reports.report)
"""


def version() -> str:
    """Version of the distribution."""
    return metadata.version("duckdb")


def prepare() -> object:
    """One query that gives all violations."""
    return _WIDE + " UNION ALL ".join(_QUERIES) + " ORDER BY 1"


def load(line: bytes) -> Any:
    """The line as text: the engine reads JSON itself."""
    return line.decode()


def gather(batch: list[str]) -> object:
    """A batch of reports as tables of a database in memory."""
    connection = duckdb.connect()
    connection.execute(_READ, [json.dumps(_FORM, ensure_ascii=False), batch])
    for statement in _TABLES:
        connection.execute(statement)
    return connection


def judge(prepared: Any, loaded: Any) -> list[tuple[str, ...]]:
    """The violations in a batch, report by report."""
    return [tuple(row[1:]) for row in loaded.execute(prepared).fetchall()]
