"""The report as general engines can take it: ASCII names and integers in units of the last printed place.

None of the peers reads printed numbers, and most have no exact decimals; integers (0.01万元, 0.01 %, 0.01分) keep
every comparison exact in all of them. This is more than a rule author could count on: it works because all numbers of
this form are printed to two places. Making the plain form belongs to the whole way, never to judging alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_PRINTED = re.compile(r"([≥≤><]?)(\d+)(?:\.(\d\d?))?(\D*)")
_OPERATORS = {"≥": ">=", "": ">=", ">": ">", "≤": "<=", "<": "<"}

# The groups of this form, in order, for engines in which a filter inside a filter is impossible or dear.
GROUPS = ("产出指标", "效益指标", "满意度指标")

# rule -> table, printed values that a finding shows
_SHOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "rate-within-rounding": ("预算执行", ("执行率", "全年执行数", "全年预算数")),
    "rate-score": ("预算执行", ("得分", "分值", "执行率")),
    "subtotals": ("类别", ("一级指标", "分值")),
    "score-le-weight": ("指标", ("得分", "分值")),
    "shortfall-claimed-met": ("指标", ("年度指标值", "实际完成值", "结论")),
    "missing-reason": ("指标", ("年度指标值", "实际完成值")),
    "percent-bounds": ("指标", ("实际完成值",)),
    "strict-operator": ("指标", ("年度指标值", "实际完成值", "结论")),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report as printed, and the same in whatever form the engine takes."""

    report: Any
    data: Any


@lru_cache(maxsize=1 << 16)
def hundredths(text: str) -> tuple[int, str, str]:
    """Number in hundredths of its printed unit, operator (none printed: ``>=``) and unit; ValueError if it is none."""
    found = _PRINTED.fullmatch(text)
    if found is None:
        raise ValueError(f"not a number with at most two decimals: {text!r}")
    operator, whole, decimals, unit = found.groups()
    return int(whole) * 100 + int((decimals or "").ljust(2, "0")), _OPERATORS[operator], unit


def plain(report: Any) -> dict[str, Any]:
    """The plain form of a report."""
    tables = report["tables"]
    rows = []
    for index, row in enumerate(tables["指标"]):
        target, operator, _ = hundredths(row["年度指标值"])
        actual, _, unit = hundredths(row["实际完成值"])
        rows.append(
            {
                "row": index,
                "group": row["一级指标"],
                "name": row["三级指标"],
                "operator": operator,
                "target": target,
                "actual": actual,
                "unit": unit,
                "weight": hundredths(row["分值"])[0],
                "score": hundredths(row["得分"])[0],
                "status": row["结论"],
                "reason": row["偏差原因"],
            }
        )
    return {
        "points": hundredths(report["fields"]["总分"])[0],
        "grade": report["fields"]["等级"],
        "funds": [
            {
                "row": index,
                "budget": hundredths(row["全年预算数"])[0],
                "spent": hundredths(row["全年执行数"])[0],
                "weight": hundredths(row["分值"])[0],
                "score": hundredths(row["得分"])[0],
                "rate": hundredths(row["执行率"])[0],
            }
            for index, row in enumerate(tables["预算执行"])
        ],
        "groups": [
            {"row": index, "name": row["一级指标"], "weight": hundredths(row["分值"])[0]}
            for index, row in enumerate(tables["类别"])
        ],
        "rows": rows,
    }


def load_plain(line: bytes) -> Loaded:
    """One line of JSON Lines with its plain form."""
    report = json.loads(line)
    return Loaded(report, plain(report))


def columns(batch: Sequence[Loaded]) -> dict[str, dict[str, list[Any]]]:
    """Many plain reports as tables of columns; ``report`` is the number of the report in the batch."""
    tables: dict[str, dict[str, list[Any]]] = {"reports": {"report": [], "points": [], "grade": []}}
    for number, loaded in enumerate(batch):
        reports = tables["reports"]
        reports["report"].append(number)
        reports["points"].append(loaded.data["points"])
        reports["grade"].append(loaded.data["grade"])
        for name in ("funds", "groups", "rows"):
            table = tables.setdefault(name, {"report": [], **{column: [] for column in loaded.data[name][0]}})
            for row in loaded.data[name]:
                table["report"].append(number)
                for column, value in row.items():
                    table[column].append(value)
    return tables


def with_failing_groups(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with row numbers for ``subtotals`` instead of one truth value for each of GROUPS."""
    failing = [index for index, fails in enumerate(answers["subtotals"]) if fails]
    return {**answers, "subtotals": failing}


def findings(report: Any, answers: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Findings from an engine's answers: for each rule the numbers of the failing rows, or whether the report fails."""
    found: list[tuple[str, ...]] = []
    for rule, answer in answers.items():
        if not answer:
            continue
        shown = _SHOWN.get(rule)
        if shown is None:
            found.append((rule, "", report["fields"]["总分"], report["fields"]["等级"]))
            continue
        table = report["tables"][shown[0]]
        for index in map(int, answer):
            found.append((rule, str(index), *[table[index][name] for name in shown[1]]))
    return found
