"""GoRules ZEN, in Rust, with decimals (PyPI: zen-engine)."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._plain import Loaded, findings, load_plain

NAME = "zen-engine"

zen: Any = importlib.import_module("zen")

_MISSES = (
    "(r.operator == '>=' ? r.actual < r.target : (r.operator == '>' ? r.actual <= r.target :"
    " (r.operator == '<=' ? r.actual > r.target : r.actual >= r.target)))"
)


def _rows(table: str, fails: str) -> str:
    return f"map(filter({table} as r, {fails}), #.row)"


def _total(table: str, column: str, only: str = "") -> str:
    return f"sum(map({f'filter({table} as r, {only})' if only else table}, #.{column}))"


RULES: dict[str, str] = {
    "rate-within-rounding": _rows(
        "funds",
        "(2 * r.rate + 1) * (2 * r.budget + 1) < 20000 * (2 * r.spent - 1)"
        " or (2 * r.rate - 1) * (2 * r.budget - 1) > 20000 * (2 * r.spent + 1)",
    ),
    "weights-100": f"{_total('rows', 'weight')} + funds[0].weight != 10000",
    "scores-total": f"{_total('rows', 'score')} + funds[0].score != points",
    "score-le-weight": _rows("rows", "r.score > r.weight"),
    "shortfall-claimed-met": _rows("rows", f"r.status == '达到预期' and {_MISSES}"),
    "rate-score": _rows("funds", "abs(10000 * r.score - r.weight * min([r.rate, 10000])) > 5000"),
    "subtotals": (f"map(filter(groups as g, {_total('rows', 'weight', 'r.group == g.name')} != g.weight), #.row)"),
    "missing-reason": _rows("rows", f"r.reason == '' and {_MISSES}"),
    "grade-band": "grade != (points >= 9000 ? '优' : (points >= 8000 ? '良' : (points >= 6000 ? '中' : '差')))",
    "sources-total": (
        f"{_total('funds', 'budget', 'r.row > 0')} != funds[0].budget"
        f" or {_total('funds', 'spent', 'r.row > 0')} != funds[0].spent"
    ),
    "percent-bounds": _rows("rows", "endsWith(r.name, '率') and r.unit == '%' and (r.actual < 0 or r.actual > 10000)"),
    "strict-operator": _rows("rows", "r.operator == '>' and r.actual == r.target and r.status == '达到预期'"),
}

EXPRESSION = "{" + ", ".join(f"'{rule}': {text}" for rule, text in RULES.items()) + "}"


def version() -> str:
    """Version of the distribution."""
    return metadata.version("zen-engine")


def prepare() -> object:
    """The compiled expression."""
    return zen.compile_expression(EXPRESSION)


def load(line: bytes) -> Any:
    """The report with its plain form; the engine takes Python values."""
    return load_plain(line)


def judge(prepared: Any, loaded: Loaded) -> list[tuple[str, ...]]:
    """The violations."""
    return findings(loaded.report, prepared.evaluate(loaded.data))
