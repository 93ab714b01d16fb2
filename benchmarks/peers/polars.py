"""polars: columns in Rust, many reports at once (PyPI: polars). Not a rule engine."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._plain import Loaded, columns, findings, load_plain

NAME = "polars"

pl: Any = importlib.import_module("polars")


def version() -> str:
    """Version of the distribution."""
    return metadata.version("polars")


def prepare() -> object:
    """The rules by the table they read, as expressions that are true where the rule is violated."""
    c = pl.col
    actual, target, operator = c("actual"), c("target"), c("operator")
    misses = (
        pl.when(operator == ">=")
        .then(actual < target)
        .when(operator == ">")
        .then(actual <= target)
        .when(operator == "<=")
        .then(actual > target)
        .otherwise(actual >= target)
    )
    claimed = c("status") == "达到预期"
    due = c("weight") * pl.min_horizontal(c("rate"), pl.lit(10000))
    grade = (
        pl.when(c("points") >= 9000)
        .then(pl.lit("优"))
        .when(c("points") >= 8000)
        .then(pl.lit("良"))
        .when(c("points") >= 6000)
        .then(pl.lit("中"))
        .otherwise(pl.lit("差"))
    )
    low = (2 * c("rate") + 1) * (2 * c("budget") + 1) < 20000 * (2 * c("spent") - 1)
    high = (2 * c("rate") - 1) * (2 * c("budget") - 1) > 20000 * (2 * c("spent") + 1)
    return {
        "funds": {"rate-within-rounding": low | high, "rate-score": (10000 * c("score") - due).abs() > 5000},
        "rows": {
            "score-le-weight": c("score") > c("weight"),
            "shortfall-claimed-met": claimed & misses,
            "missing-reason": (c("reason") == "") & misses,
            "percent-bounds": c("name").str.ends_with("率") & (c("unit") == "%") & ~actual.is_between(0, 10000),
            "strict-operator": (operator == ">") & (actual == target) & claimed,
        },
        "groups": {"subtotals": c("weight") != c("weight_sum")},
        "reports": {
            "weights-100": c("weight_sum") + c("weight") != 10000,
            "scores-total": c("score_sum") + c("score") != c("points"),
            "grade-band": c("grade") != grade,
            "sources-total": (c("budget_sum") != c("budget")) | (c("spent_sum") != c("spent")),
        },
    }


def load(line: bytes) -> Any:
    """The report with its plain form."""
    return load_plain(line)


def gather(batch: list[Loaded]) -> object:
    """A batch of reports as frames."""
    return batch, {name: pl.DataFrame(table) for name, table in columns(batch).items()}


def judge(prepared: Any, loaded: Any) -> list[tuple[str, ...]]:
    """The violations in a batch, report by report."""
    batch, frames = loaded
    c = pl.col
    funds, rows = frames["funds"], frames["rows"]
    whole = funds.filter(c("row") == 0).select("report", "budget", "spent", "weight", "score")
    sources = funds.filter(c("row") > 0).group_by("report").agg(c("budget", "spent").sum().name.suffix("_sum"))
    sums = rows.group_by("report").agg(c("weight", "score").sum().name.suffix("_sum"))
    weights = rows.group_by("report", "group").agg(c("weight").sum().alias("weight_sum"))
    wide = {
        "funds": funds,
        "rows": rows,
        "groups": frames["groups"].join(weights, left_on=["report", "name"], right_on=["report", "group"], how="left"),
        "reports": frames["reports"].join(whole, on="report").join(sources, on="report").join(sums, on="report"),
    }
    answers: dict[int, dict[str, Any]] = {}
    for name, rules in prepared.items():
        table = wide[name]
        failing = table.select("report", "row" if name != "reports" else "points", **rules)
        for rule in rules:
            for number, row, *_ in failing.filter(c(rule)).iter_rows():
                answers.setdefault(number, {}).setdefault(rule, []).append(row)
    return [finding for number in sorted(answers) for finding in findings(batch[number].report, answers[number])]
