"""The twelve rules in CEL, for every CEL engine: one expression, so that a report is handed over once.

CEL has no sum over a list; ``total`` is a function that each module registers in the engine's own way.
"""

from __future__ import annotations

from benchmarks.peers._plain import GROUPS

_MISSES = (
    "(r.operator == '>=' ? r.actual < r.target : r.operator == '>' ? r.actual <= r.target :"
    " r.operator == '<=' ? r.actual > r.target : r.actual >= r.target)"
)


def _rows(table: str, fails: str) -> str:
    return f"{table}.filter(r, {fails}).map(r, r.row)"


def _total(table: str, column: str, only: str = "") -> str:
    chosen = f"{table}.filter(r, {only})" if only else table
    return f"total({chosen}.map(r, r.{column}))"


def _subtotal(index: int, name: str) -> str:
    only = f"r.group == '{name}'"
    return f"{_total('rows', 'weight', only)} != groups[{index}].weight"


# The answer of ``subtotals`` is one truth value per group: a filter inside a filter costs these engines twice as much.
RULES: dict[str, str] = {
    "rate-within-rounding": _rows(
        "funds",
        "(2 * r.rate + 1) * (2 * r.budget + 1) < 20000 * (2 * r.spent - 1)"
        " || (2 * r.rate - 1) * (2 * r.budget - 1) > 20000 * (2 * r.spent + 1)",
    ),
    "weights-100": f"{_total('rows', 'weight')} + funds[0].weight != 10000",
    "scores-total": f"{_total('rows', 'score')} + funds[0].score != points",
    "score-le-weight": _rows("rows", "r.score > r.weight"),
    "shortfall-claimed-met": _rows("rows", f"r.status == '达到预期' && {_MISSES}"),
    "rate-score": _rows(
        "funds",
        "10000 * r.score - r.weight * (r.rate < 10000 ? r.rate : 10000) > 5000"
        " || 10000 * r.score - r.weight * (r.rate < 10000 ? r.rate : 10000) < -5000",
    ),
    "subtotals": "[" + ", ".join(_subtotal(index, name) for index, name in enumerate(GROUPS)) + "]",
    "missing-reason": _rows("rows", f"r.reason == '' && {_MISSES}"),
    "grade-band": "grade != (points >= 9000 ? '优' : points >= 8000 ? '良' : points >= 6000 ? '中' : '差')",
    "sources-total": (
        f"{_total('funds', 'budget', 'r.row > 0')} != funds[0].budget"
        f" || {_total('funds', 'spent', 'r.row > 0')} != funds[0].spent"
    ),
    "percent-bounds": _rows("rows", "r.name.endsWith('率') && r.unit == '%' && (r.actual < 0 || r.actual > 10000)"),
    "strict-operator": _rows("rows", "r.operator == '>' && r.actual == r.target && r.status == '达到预期'"),
}

EXPRESSION = "{" + ", ".join(f"'{rule}': {text}" for rule, text in RULES.items()) + "}"
