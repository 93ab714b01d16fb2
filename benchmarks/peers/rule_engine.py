"""rule-engine, pure Python with its own typed expression language (PyPI: rule-engine)."""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

from benchmarks.peers._plain import Loaded, findings, load_plain

NAME = "rule-engine"

rule_engine: Any = importlib.import_module("rule_engine")

_MISSES = (
    "(r['operator'] == '>=' ? r['actual'] < r['target'] : (r['operator'] == '>' ? r['actual'] <= r['target'] :"
    " (r['operator'] == '<=' ? r['actual'] > r['target'] : r['actual'] >= r['target'])))"
)


_SAME_GROUP = "r['group'] == g['name']"
_SOURCE = "r['row'] > 0"


def _rows(table: str, fails: str) -> str:
    return f"[r['row'] for r in {table} if {fails}]"


def _total(table: str, column: str, only: str = "") -> str:
    return f"$sum([r['{column}'] for r in {table}{f' if {only}' if only else ''}])"


RULES: dict[str, str] = {
    "rate-within-rounding": _rows(
        "funds",
        "(2 * r['rate'] + 1) * (2 * r['budget'] + 1) < 20000 * (2 * r['spent'] - 1)"
        " or (2 * r['rate'] - 1) * (2 * r['budget'] - 1) > 20000 * (2 * r['spent'] + 1)",
    ),
    "weights-100": f"{_total('rows', 'weight')} + funds[0]['weight'] != 10000",
    "scores-total": f"{_total('rows', 'score')} + funds[0]['score'] != points",
    "score-le-weight": _rows("rows", "r['score'] > r['weight']"),
    "shortfall-claimed-met": _rows("rows", f"r['status'] == '达到预期' and {_MISSES}"),
    "rate-score": _rows("funds", "$abs(10000 * r['score'] - r['weight'] * $min([r['rate'], 10000])) > 5000"),
    "subtotals": f"[g['row'] for g in groups if {_total('rows', 'weight', _SAME_GROUP)} != g['weight']]",
    "missing-reason": _rows("rows", f"r['reason'] == '' and {_MISSES}"),
    "grade-band": "grade != (points >= 9000 ? '优' : (points >= 8000 ? '良' : (points >= 6000 ? '中' : '差')))",
    "sources-total": (
        f"{_total('funds', 'budget', _SOURCE)} != funds[0]['budget']"
        f" or {_total('funds', 'spent', _SOURCE)} != funds[0]['spent']"
    ),
    "percent-bounds": _rows(
        "rows", "r['name'].ends_with('率') and r['unit'] == '%' and (r['actual'] < 0 or r['actual'] > 10000)"
    ),
    "strict-operator": _rows(
        "rows", "r['operator'] == '>' and r['actual'] == r['target'] and r['status'] == '达到预期'"
    ),
}


def version() -> str:
    """Version of the distribution."""
    return metadata.version("rule-engine")


def prepare() -> object:
    """One compiled rule for each of the twelve."""
    context = rule_engine.Context(resolver=rule_engine.resolve_item, mapping_attribute_lookup=False)
    return {rule: rule_engine.Rule(text, context=context) for rule, text in RULES.items()}


def load(line: bytes) -> Any:
    """The report with its plain form; the engine takes Python values."""
    return load_plain(line)


def judge(prepared: Any, loaded: Loaded) -> list[tuple[str, ...]]:
    """The violations."""
    data = loaded.data
    return findings(loaded.report, {rule: compiled.evaluate(data) for rule, compiled in prepared.items()})
