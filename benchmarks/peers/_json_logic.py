"""The twelve rules in json-logic, for every json-logic engine: one array, so that a report is handed over once.

Inside ``filter`` a rule sees only the row, so the three groups of the form are written out by name.
"""

from __future__ import annotations

from typing import Any

from benchmarks.peers._plain import GROUPS, with_failing_groups


def _var(name: str) -> dict[str, Any]:
    return {"var": name}


def _times(factor: Any, other: Any) -> dict[str, Any]:
    return {"*": [factor, other]}


def _rows(table: str, fails: Any) -> dict[str, Any]:
    return {"map": [{"filter": [_var(table), fails]}, _var("row")]}


def _total(rows: Any, column: str) -> dict[str, Any]:
    return {"reduce": [rows, {"+": [_var("accumulator"), _var("current." + column)]}, 0]}


def _less(left: Any, right: Any) -> dict[str, Any]:
    return {"<": [left, right]}


def _twice(name: str, more: int) -> dict[str, Any]:
    return {"+": [_times(2, _var(name)), more]}


_ACTUAL = [_var("actual"), _var("target")]
_CLAIMED = {"===": [_var("status"), "达到预期"]}
_MISSES = {
    "if": [
        {"===": [_var("operator"), ">="]},
        {"<": _ACTUAL},
        {"===": [_var("operator"), ">"]},
        {"<=": _ACTUAL},
        {"===": [_var("operator"), "<="]},
        {">": _ACTUAL},
        {">=": _ACTUAL},
    ]
}
_DUE = _times(_var("weight"), {"min": [_var("rate"), 10000]})
_EXCESS = {"-": [_times(10000, _var("score")), _DUE]}
_SOURCES = {"filter": [_var("funds"), {">": [_var("row"), 0]}]}
_GRADE = {
    "if": [
        {">=": [_var("points"), 9000]},
        "优",
        {">=": [_var("points"), 8000]},
        "良",
        {">=": [_var("points"), 6000]},
        "中",
        "差",
    ]
}


def _subtotal(index: int, name: str) -> dict[str, Any]:
    rows = {"filter": [_var("rows"), {"===": [_var("group"), name]}]}
    return {"!==": [_total(rows, "weight"), _var(f"groups.{index}.weight")]}


# The answer of ``subtotals`` is one truth value per group.
RULES: dict[str, Any] = {
    "rate-within-rounding": _rows(
        "funds",
        {
            "or": [
                _less(_times(_twice("rate", 1), _twice("budget", 1)), _times(20000, _twice("spent", -1))),
                _less(_times(20000, _twice("spent", 1)), _times(_twice("rate", -1), _twice("budget", -1))),
            ]
        },
    ),
    "weights-100": {"!==": [{"+": [_total(_var("rows"), "weight"), _var("funds.0.weight")]}, 10000]},
    "scores-total": {"!==": [{"+": [_total(_var("rows"), "score"), _var("funds.0.score")]}, _var("points")]},
    "score-le-weight": _rows("rows", {">": [_var("score"), _var("weight")]}),
    "shortfall-claimed-met": _rows("rows", {"and": [_CLAIMED, _MISSES]}),
    "rate-score": _rows("funds", {"or": [{">": [_EXCESS, 5000]}, {"<": [_EXCESS, -5000]}]}),
    "subtotals": [_subtotal(index, name) for index, name in enumerate(GROUPS)],
    "missing-reason": _rows("rows", {"and": [{"===": [_var("reason"), ""]}, _MISSES]}),
    "grade-band": {"!==": [_var("grade"), _GRADE]},
    "sources-total": {
        "or": [
            {"!==": [_total(_SOURCES, "budget"), _var("funds.0.budget")]},
            {"!==": [_total(_SOURCES, "spent"), _var("funds.0.spent")]},
        ]
    },
    "percent-bounds": _rows(
        "rows",
        {
            "and": [
                {"===": [{"substr": [_var("name"), -1]}, "率"]},
                {"===": [_var("unit"), "%"]},
                {"or": [{"<": [_var("actual"), 0]}, {">": [_var("actual"), 10000]}]},
            ]
        },
    ),
    "strict-operator": _rows("rows", {"and": [{"===": [_var("operator"), ">"]}, {"===": _ACTUAL}, _CLAIMED]}),
}


def answers(values: list[Any]) -> dict[str, Any]:
    """The engine's answers, in the order of RULES, as failing row numbers or truth values by rule."""
    return with_failing_groups(dict(zip(RULES, values, strict=True)))
