"""The baseline: the twelve rules as one would write them by hand for this one form, with ``decimal``.

It judges the report as json gives it: every number of every report is parsed where it is needed, once, and nothing is
remembered from one report to the next. ``handwritten_memo`` is the same program with its numbers remembered.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

NAME = "handwritten"

_HALF = Decimal("0.005")  # half a unit in the last place of amounts, rates and scores of this form
_FULL = Decimal(100)
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(\D*)")
_TARGET = re.compile(r"([≥≤><]?)(\d+(?:\.\d+)?)(\D*)")


Readers = tuple[Callable[[str], Decimal], Callable[[str], tuple[str, Decimal]]]


def version() -> str:
    """The interpreter: there is no engine."""
    return f"Python {platform.python_version()}"


def number(text: str) -> Decimal:
    """The printed number in its printed unit; ValueError if the text is none."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(f"not a number: {text!r}")
    return Decimal(found[1])


def target(text: str) -> tuple[str, Decimal]:
    """Operator and number of a printed target; none printed means at least."""
    found = _TARGET.fullmatch(text)
    if found is None:
        raise ValueError(f"not a target: {text!r}")
    return found[1] or "≥", Decimal(found[2])


def misses(actual: Decimal, operator: str, wanted: Decimal) -> bool:
    """Whether the actual value falls short of the target by the target's own operator."""
    if operator == "≥":
        return actual < wanted
    if operator == ">":
        return actual <= wanted
    if operator == "≤":
        return actual > wanted
    return actual >= wanted


def prepare() -> Readers:
    """What reads a number and a target."""
    return number, target


def load(line: bytes) -> Any:
    """One line of JSON Lines."""
    return json.loads(line)


def judge(prepared: Readers | None, report: Any) -> list[tuple[str, ...]]:
    """The violations: rule, row (from 0; empty for the whole report), and the printed values at odds."""
    number, target = prepared if prepared is not None else prepare()
    findings: list[tuple[str, ...]] = []
    fields, tables = report["fields"], report["tables"]
    funds = tables["预算执行"]
    whole = funds[0]

    budgets = spendings = Decimal(0)
    for index, row in enumerate(funds):
        budget, spent, rate = number(row["全年预算数"]), number(row["全年执行数"]), number(row["执行率"])
        if index:
            budgets += budget
            spendings += spent
        if (rate + _HALF) * (budget + _HALF) < (spent - _HALF) * 100 or (
            (rate - _HALF) * (budget - _HALF) > (spent + _HALF) * 100
        ):
            findings.append(("rate-within-rounding", str(index), row["执行率"], row["全年执行数"], row["全年预算数"]))
        due = number(row["分值"]) * min(rate, _FULL) / 100
        if abs(number(row["得分"]) - due) > _HALF:
            findings.append(("rate-score", str(index), row["得分"], row["分值"], row["执行率"]))
    if budgets != number(whole["全年预算数"]) or spendings != number(whole["全年执行数"]):
        findings.append(("sources-total", "", whole["全年预算数"], str(budgets), whole["全年执行数"], str(spendings)))

    weights, scores = number(whole["分值"]), number(whole["得分"])
    subtotals: dict[str, Decimal] = {}
    for index, row in enumerate(tables["指标"]):
        weight, score, actual = number(row["分值"]), number(row["得分"]), number(row["实际完成值"])
        operator, wanted = target(row["年度指标值"])
        weights += weight
        scores += score
        group = row["一级指标"]
        subtotals[group] = subtotals.get(group, 0) + weight
        if score > weight:
            findings.append(("score-le-weight", str(index), row["得分"], row["分值"]))
        if misses(actual, operator, wanted):
            if row["结论"] == "达到预期":
                values = (str(index), row["年度指标值"], row["实际完成值"], row["结论"])
                findings.append(("shortfall-claimed-met", *values))
                if operator == ">" and actual == wanted:
                    findings.append(("strict-operator", *values))
            if not row["偏差原因"]:
                findings.append(("missing-reason", str(index), row["年度指标值"], row["实际完成值"]))
        if row["三级指标"].endswith("率") and row["实际完成值"].endswith("%") and not 0 <= actual <= 100:
            findings.append(("percent-bounds", str(index), row["实际完成值"]))

    for index, row in enumerate(tables["类别"]):
        subtotal = subtotals.get(row["一级指标"], Decimal(0))
        if subtotal != number(row["分值"]):
            findings.append(("subtotals", str(index), row["分值"], str(subtotal)))
    if weights != 100:
        findings.append(("weights-100", "", str(weights)))
    total = number(fields["总分"])
    if scores != total:
        findings.append(("scores-total", "", fields["总分"], str(scores)))
    grade = "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
    if fields["等级"] != grade:
        findings.append(("grade-band", "", fields["等级"], fields["总分"]))
    return findings
