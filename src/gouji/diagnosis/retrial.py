"""The report judged again with some texts changed: what a correction clears, what it breaks, what it moves.

This is the engine itself and no model of it, so that conditions, words and filters count as well: whatever the relations
say, a correction is only named after the engine has judged it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from gouji.engine.evidence import Explained, evidence_of, explain, message_of
from gouji.engine.judge import Judge
from gouji.engine.outcome import Outcome
from gouji.engine.program import CompiledRule
from gouji.engine.relation import rows_of
from gouji.engine.sheet import Sheet
from gouji.report import Anchor, Report

#: A check: the rule's id and the row (a group of rows as it is, None for the whole).
Key = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that fails on the changed report."""

    rule: CompiledRule
    row: Any
    explained: Explained
    sheet: Sheet

    def message(self, lang: str) -> str:
        """What the rule says of it."""
        evidence = evidence_of(self.rule, self.explained)
        return message_of(self.rule, self.sheet, self.row, self.explained, evidence, lang)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How the checks that a change can reach come out: those that fail, and those that cannot be decided."""

    reached: frozenset[str]
    """Ids of the rules that read a changed column."""
    failures: Mapping[Key, Failure]
    undecided: frozenset[Key]


class Retrial:
    """Judges variants of one report. Only rules that read a changed column are judged again."""

    def __init__(self, judge: Judge, report: Report) -> None:
        self._judge = judge
        self._report = report
        self._sheet = judge.sheet(report)
        self._known: dict[tuple[tuple[Anchor, str], ...], Verdicts] = {}

    def verdicts(self, texts: Mapping[Anchor, str]) -> Verdicts:
        """The outcomes with other texts in some cells."""
        key = tuple(sorted(texts.items(), key=lambda item: (item[0].table or "", item[0].row or 0, item[0].column)))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._judged(changed(self._report, texts), self._rules(texts))
        return known

    def before(self, texts: Mapping[Anchor, str]) -> Verdicts:
        """The outcomes of the same rules on the report as it is."""
        rules = self._rules(texts)
        return self._judged(self._report, rules)

    def _rules(self, texts: Mapping[Anchor, str]) -> list[CompiledRule]:
        """The rules that read a changed column, in the order of the program."""
        columns = {(anchor.table, anchor.column) for anchor in texts}
        out = []
        for rule in self._judge.program.rules:
            if rule.lacking is not None:
                continue
            for slot in rule.used:
                strip = self._sheet.strip(slot)
                if strip is not None and any(
                    (table, column) in columns for table, column in self._printed(slot[0], strip.header)
                ):
                    out.append(rule)
                    break
        return out

    def _printed(self, table: str | None, header: str) -> list[tuple[str | None, str]]:
        if table is None:
            return [(None, header)]
        return [(printed, header) for printed in self._sheet.tables[table].printed]

    def _judged(self, report: Report, rules: list[CompiledRule]) -> Verdicts:
        sheet = self._judge.sheet(report)
        failures: dict[Key, Failure] = {}
        undecided: set[Key] = set()
        for rule in rules:
            for row in rows_of(self._judge, rule, sheet):
                outcome, _ = self._judge._check(rule, sheet, row)
                key = (rule.id, row)
                if outcome is Outcome.FAIL:
                    failures[key] = Failure(rule, row, explain(rule, sheet, row), sheet)
                elif outcome is Outcome.UNDECIDED:
                    undecided.add(key)
        return Verdicts(frozenset(rule.id for rule in rules), failures, frozenset(undecided))


def changed(report: Report, texts: Mapping[Anchor, str]) -> Report:
    """A copy of a report with other texts in some cells."""
    fields = dict(report.fields)
    tables = dict(report.tables)
    for anchor, text in texts.items():
        if anchor.table is None:
            fields[anchor.column] = text
        elif anchor.row is not None:
            if tables[anchor.table] is report.tables[anchor.table]:
                tables[anchor.table] = [dict(row) for row in report.tables[anchor.table]]
            tables[anchor.table][anchor.row][anchor.column] = text
    return replace(report, fields=fields, tables=tables)
