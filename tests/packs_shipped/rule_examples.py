"""Runs the examples that stand beside a rule (``测试``) through the same path as a submission.

Names of columns of the rule's table make one row of it, other names are fields, and a list is a whole table; 年度 and 类型
say what the report is.
"""

from __future__ import annotations

from typing import Any

from gouji.engine.result import Counts, Result
from gouji.engine.ruleset import RuleSet
from gouji.packs.model import AuthoredRule, RuleTest
from gouji.report import Report, report_from_dict

#: What a test can expect, the outcome that settles it first.
ORDER = ("fail", "undecided", "within_rounding", "passed", "not_applicable")


def report_of(rules: RuleSet, rule: AuthoredRule, data: Any) -> Report:
    """The report that an example describes."""
    assert rules.pack.vocabulary is not None
    schema = rules.pack.vocabulary.schema
    table = rule.scope.table if rule.scope is not None else None
    columns = schema.tables[table].columns if table is not None else {}
    tables = {name: value for name, value in data.items() if isinstance(value, list)}
    row = {name: value for name, value in data.items() if name in columns and name not in tables}
    fields = {name: value for name, value in data.items() if name not in (*row, *tables, "年度", "类型")}
    assert set(tables) <= set(schema.tables), f"{rule.id}: {set(tables) - set(schema.tables)}"
    assert set(fields) <= set(schema.fields), f"{rule.id}: {set(fields) - set(schema.fields)}"
    if row:
        assert table is not None and table not in tables
        tables[table] = [row]
    about = {"year": data.get("年度", 2023)} | ({"kind": data["类型"]} if "类型" in data else {})
    return report_from_dict({"gouji": "report/1", **about, "fields": fields, "tables": tables})


def outcome_of(result: Result, rule: str) -> str:
    """What the rule came to: the gravest of its checks; ``truncated`` where digits were only cut off."""
    counts: Counts = result.rules[rule]
    found = next((name for name in ORDER if getattr(counts, name)), "not_applicable")
    kinds = {finding.evidence.kind for finding in result.findings if finding.rule == rule}
    if found == "fail" and kinds == {"truncated"}:
        return "truncated"
    return {"passed": "pass"}.get(found, found)


def run_example(rules: RuleSet, rule: AuthoredRule, test: RuleTest) -> str:
    """The outcome of one example."""
    return outcome_of(rules.check(report_of(rules, rule, test.data)), rule.id)
