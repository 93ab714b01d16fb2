"""The twelve rules once more, in exact fractions and without any engine: what the workload says every engine must find.

Written for plainness and not for speed. It reads nothing but the printed report, so that a fault that
:mod:`benchmarks.generate` plants is counted by what it does to the report and not by what it was meant to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

RULES: tuple[str, ...] = (
    "rate-within-rounding",
    "weights-100",
    "scores-total",
    "score-le-weight",
    "shortfall-claimed-met",
    "rate-score",
    "subtotals",
    "missing-reason",
    "grade-band",
    "sources-total",
    "percent-bounds",
    "strict-operator",
)

_PRINTED = re.compile(r"(?P<operator>[≥≤><]?)(?P<digits>\d+(?:\.(?P<decimals>\d+))?)(?P<unit>\D*)")
_BANDS = ((90, "优"), (80, "良"), (60, "中"))


@lru_cache(maxsize=1 << 16)
def _match(text: str) -> re.Match[str]:
    found = _PRINTED.fullmatch(text)
    if found is None:
        raise ValueError(f"not a printed number: {text!r}")
    return found


@lru_cache(maxsize=1 << 16)
def _number(text: str) -> Fraction:
    """The printed number in its printed unit: 94.56 for ``94.56%``."""
    return Fraction(_match(text)["digits"])


@lru_cache(maxsize=1 << 16)
def _half_unit(text: str) -> Fraction:
    """Half of one unit in the last printed place: 0.005 for ``94.56%``."""
    return Fraction(1, 2 * 10 ** len(_match(text)["decimals"] or ""))


def _misses(actual: str, target: str) -> bool:
    wanted, got, operator = _number(target), _number(actual), _match(target)["operator"]
    if _match(target)["unit"] != _match(actual)["unit"]:
        raise ValueError(f"units differ: {target!r}, {actual!r}")
    if operator == ">":
        return got <= wanted
    if operator == "<":
        return got >= wanted
    return got > wanted if operator == "≤" else got < wanted


def _rate_impossible(rate: str, spent: str, budget: str) -> bool:
    """True if no true values that print as these three can satisfy rate = spent / budget, ends included."""
    rate_low, rate_high = (_number(rate) - _half_unit(rate)) / 100, (_number(rate) + _half_unit(rate)) / 100
    low = (_number(spent) - _half_unit(spent)) / (_number(budget) + _half_unit(budget))
    high = (_number(spent) + _half_unit(spent)) / (_number(budget) - _half_unit(budget))
    return rate_high < low or rate_low > high


def _violations(report: Mapping[str, Any]) -> Iterator[str]:
    fields, tables = report["fields"], report["tables"]
    funds, groups, indicators = tables["预算执行"], tables["类别"], tables["指标"]
    whole, sources = funds[0], funds[1:]

    for row in funds:
        if _rate_impossible(row["执行率"], row["全年执行数"], row["全年预算数"]):
            yield "rate-within-rounding"
        due = _number(row["分值"]) * min(_number(row["执行率"]) / 100, Fraction(1))
        if abs(_number(row["得分"]) - due) > _half_unit(row["得分"]):
            yield "rate-score"
    if any(sum(_number(row[name]) for row in sources) != _number(whole[name]) for name in ("全年预算数", "全年执行数")):
        yield "sources-total"

    if sum(_number(row["分值"]) for row in indicators) + _number(whole["分值"]) != 100:
        yield "weights-100"
    if sum(_number(row["得分"]) for row in indicators) + _number(whole["得分"]) != _number(fields["总分"]):
        yield "scores-total"
    total = _number(fields["总分"])
    if fields["等级"] != next((grade for floor, grade in _BANDS if total >= floor), "差"):
        yield "grade-band"
    for group in groups:
        parts = (_number(row["分值"]) for row in indicators if row["一级指标"] == group["一级指标"])
        if sum(parts) != _number(group["分值"]):
            yield "subtotals"

    for row in indicators:
        actual, target = row["实际完成值"], row["年度指标值"]
        if _number(row["得分"]) > _number(row["分值"]):
            yield "score-le-weight"
        misses, claimed = _misses(actual, target), row["结论"] == "达到预期"
        if misses and claimed:
            yield "shortfall-claimed-met"
        if misses and not row["偏差原因"]:
            yield "missing-reason"
        if row["三级指标"].endswith("率") and _match(actual)["unit"] == "%" and not 0 <= _number(actual) <= 100:
            yield "percent-bounds"
        if _match(target)["operator"] == ">" and _number(actual) == _number(target) and claimed:
            yield "strict-operator"


def expected(report: Mapping[str, Any]) -> Counter[str]:
    """How often each rule is violated in the report: by row, by group (subtotals) or once (rules on the whole report).

    Rules that hold throughout have no key. Raises ValueError for a number that is not printed as the workload prints.
    """
    return Counter(_violations(report))
