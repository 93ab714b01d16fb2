"""The tests that stand beside a rule, as reports: what an example says, laid out as a submission would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from gouji.engine.result import Result
from gouji.faults import Diagnostic, SubmissionError
from gouji.faults.record import dataclass
from gouji.language import Binder, Column, Names, Node, RuleFault, Schema, Scope, fold_text, infer, nearest
from gouji.language.syntax import Logic, Lookup, Name, children
from gouji.language.words import THIS
from gouji.packs.model import AuthoredRule, Pack, RuleTest
from gouji.packs.vocabulary import Vocabulary, names_of, vocabulary_of
from gouji.report import Report, report_from_dict
from gouji.report.form import KEYS

#: Keys that give the rows of the rule's own table without its name.
ROWS = ("表", "rows")
#: What a test can expect, and the words people read.
OUTCOMES = {
    "pass": ("符合", "pass"),
    "within_rounding": ("舍入内符合", "within rounding"),
    "truncated": ("截断", "truncated"),
    "fail": ("不符合", "fail"),
    "not_applicable": ("不适用", "not applicable"),
    "undecided": ("无法判定", "undecided"),
}
#: The name under which the fields of reports without a vocabulary are sampled; no printed table has it.
_FIELDS = "\0"


@dataclass(frozen=True, slots=True)
class Example:
    """One test and the report it describes; without a report, the faults of its data."""

    test: RuleTest
    report: Report | None
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Examples:
    """All tests of a rule, with the vocabulary they are read by and the scope of the rule under it."""

    vocabulary: Vocabulary
    scope: Scope
    examples: tuple[Example, ...]


def examples_of(pack: Pack, rule: AuthoredRule) -> Examples:
    """The tests of a rule as reports.

    Without a vocabulary of the pack's own, the one that the cells of all the rule's tests suggest together is used: a
    column that is empty in one test is of the kind that the others show.
    """
    if pack.vocabulary is not None:
        scope = _scope(pack, rule, pack.vocabulary)
        layout = _Layout(rule, scope, pack.vocabulary, ())
        return Examples(pack.vocabulary, scope, tuple(layout.example(test) for test in rule.tests))
    names = _names(rule)
    home = _home(pack, rule, names)
    layout = _Layout(rule, Scope(home), None, tuple(dict.fromkeys(part for name in names for part in name)))
    examples = tuple(layout.example(test) for test in rule.tests)
    vocabulary = _suggested(example.report for example in examples if example.report is not None)
    return Examples(vocabulary, _scope(pack, rule, vocabulary), examples)


def outcome_of(result: Result, rule: str) -> str:
    """What one report came to under one rule: the gravest of its checks.

    ``truncated`` where every finding holds once digits are cut off; otherwise the value of an ``Outcome``.
    """
    counts = result.rules[rule]
    if counts.fail:
        kinds = {finding.evidence.kind for finding in result.findings if finding.rule == rule}
        return "truncated" if kinds == {"truncated"} else "fail"
    if counts.undecided:
        return "undecided"
    if counts.within_rounding:
        return "within_rounding"
    return "pass" if counts.passed else "not_applicable"


def meets(expect: str, outcome: str) -> bool:
    """Whether an outcome is what a test expects; a pass within rounding is a pass."""
    return outcome == expect or (expect == "pass" and outcome == "within_rounding")


def _scope(pack: Pack, rule: AuthoredRule, vocabulary: Vocabulary) -> Scope:
    if rule.scope is not None:
        return rule.scope
    schema = replace(vocabulary.schema, sets={**vocabulary.schema.sets, **pack.sets})
    parameters = {name: parameter.default.node for name, parameter in pack.parameters.items()}
    constants = Binder(schema, Names(parameters, rule.definitions)).constants
    nodes = tuple(clause.node for clause in (*rule.when, *rule.require))
    try:
        return infer(Logic((0, 1), "且", nodes), schema, constants, rule.definitions)
    except RuleFault:  # told where the rule is bound
        return Scope()


def named_in(nodes: Iterable[Node], definitions: Mapping[str, Node]) -> Iterator[tuple[str, ...]]:
    """Every name in some expressions and in the definitions they use, in order; a lookup is table and column."""
    waiting, used = list(nodes)[::-1], set()
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(children(node)))
        if isinstance(node, Lookup):
            yield (node.table, node.column)
        elif isinstance(node, Name):
            yield node.parts
            word = node.parts[0]
            if len(node.parts) == 1 and word in definitions and word not in used:
                used.add(word)
                waiting.append(definitions[word])


def _names(rule: AuthoredRule) -> list[tuple[str, ...]]:
    nodes = [clause.node for clause in (*rule.when, *rule.require)]
    return list(dict.fromkeys(named_in(nodes, rule.definitions)))


def _home(pack: Pack, rule: AuthoredRule, names: list[tuple[str, ...]]) -> str | None:
    """The table whose row the scalars of a test are, where no vocabulary tells; None: they are fields."""
    if rule.scope is not None:
        return rule.scope.table
    constants = {*pack.parameters, *pack.sets, *rule.definitions}
    bare = [name for name in names if len(name) == 1 and name[0] not in constants]
    tables = {name[0] for name in names if len(name) == 2 and name[0] not in THIS}
    return next(iter(tables)) if len(tables) == 1 and not bare else None


def _suggested(reports: Iterable[Report]) -> Vocabulary:
    """The vocabulary that some reports suggest together."""
    tables: dict[str, list[dict[str, str | None]]] = {}
    for report in reports:
        for name, rows in report.tables.items():
            tables.setdefault(name, []).extend(rows)
        if report.fields:
            tables.setdefault(_FIELDS, []).append(report.fields)
    found = vocabulary_of(Report(fields={}, tables=tables))
    schema_tables = dict(found.schema.tables)
    sampled = schema_tables.pop(_FIELDS, None)
    fields: dict[str, Column] = {}
    for folded, word in found.columns.get(_FIELDS, {}).items():
        assert sampled is not None
        header = next(name for row in tables[_FIELDS] for name in row if fold_text(name) == folded)
        fields[header] = replace(sampled.columns[word], name=header)
    return Vocabulary(
        Schema(schema_tables, fields, {}, closed=False),
        names_of((name, ()) for name in schema_tables),
        {name: columns for name, columns in found.columns.items() if name != _FIELDS},
        names_of((name, ()) for name in fields),
    )


class _Layout:
    """Lays out the data of one rule's tests."""

    def __init__(self, rule: AuthoredRule, scope: Scope, vocabulary: Vocabulary | None, used: tuple[str, ...]) -> None:
        self.rule = rule
        self.table = scope.table
        self.vocabulary = vocabulary
        self.used = used
        self.faults: list[Diagnostic] = []
        self.test: RuleTest

    def example(self, test: RuleTest) -> Example:
        self.test, self.faults = test, []
        data: Any = {} if test.data is None else test.data
        if not isinstance(data, Mapping):
            self._fault("R402")
            return Example(test, None, tuple(self.faults))
        form: dict[str, Any] = {"gouji": "report/1"}
        fields: dict[str, Any] = {}
        tables: dict[str, list[Any]] = {}
        row: dict[str, Any] = {}
        for name, value in data.items():
            if isinstance(value, list | Mapping):
                self._rows(name, value, tables)
            elif self._is_column(name, data):
                row[name] = value
            elif self._is_field(name, data):
                fields[name] = value
            elif KEYS.get(name) in ("kind", "unit", "year"):
                form[KEYS[name]] = value
            elif value is None and self._known_table(name) is not None:
                tables[name] = []
            else:
                self._fault("R401", name=name, near=self._near(name))
        if row:
            self._add_row(row, tables)
        if self.faults:
            return Example(test, None, tuple(self.faults))
        try:
            return Example(test, report_from_dict({**form, "fields": fields, "tables": tables}))
        except SubmissionError as error:
            self._fault("R405", reason="；".join(fault.message() for fault in error.diagnostics))
            return Example(test, None, tuple(self.faults))

    def _fault(self, code: str, **args: object) -> None:
        self.faults.append(Diagnostic(code, {"rule": self.rule.id, **args}, self.test.label))

    def _known_table(self, name: str) -> str | None:
        return name if self.vocabulary is None else self.vocabulary.table(name)

    def _is_column(self, name: str, data: Mapping[str, Any]) -> bool:
        if self.table is None:
            return False
        if self.vocabulary is None:
            return not self._slip(name, data) and KEYS.get(name) not in ("kind", "unit", "year")
        return self.vocabulary.column(self.table, name) is not None

    def _is_field(self, name: str, data: Mapping[str, Any]) -> bool:
        if self.vocabulary is None:
            known = name in self.used or KEYS.get(name) not in ("kind", "unit", "year")
            return self.table is None and known and not self._slip(name, data)
        return self.vocabulary.field(name) is not None

    def _slip(self, name: str, data: Mapping[str, Any]) -> bool:
        """Without a vocabulary: a name that the rule does not use, but for one that it does and the test lacks."""
        return name not in self.used and any(near not in data for near in nearest(name, self.used, 1))

    def _rows(self, name: str, value: Any, tables: dict[str, list[Any]]) -> None:
        if name in ROWS and self.table is not None and (self.vocabulary is None or self.vocabulary.table(name) is None):
            name = self.table
        table = self._known_table(name)
        if table is None:
            assert self.vocabulary is not None
            known = self.vocabulary.schema.tables
            self._fault(
                "R401", name=name, near="、".join(nearest(name, known) or nearest(name, self.vocabulary.tables))
            )
            return
        rows = [value] if isinstance(value, Mapping) else value
        for row in rows:
            if not isinstance(row, Mapping):
                self._fault("R403", name=name)
                return
            for column in row:
                if self.vocabulary is not None and self.vocabulary.column(table, column) is None:
                    near = "、".join(nearest(column, self.vocabulary.columns.get(table, {})))
                    self._fault("R401", name=f"{name}.{column}", near=near)
        tables.setdefault(name, []).extend(dict(row) for row in rows)

    def _add_row(self, row: dict[str, Any], tables: dict[str, list[Any]]) -> None:
        assert self.table is not None
        if any(self._known_table(name) == self.table for name in tables):
            self._fault("R404", name=next(iter(row)), table=self.table)
            return
        tables[self.table] = [row]

    def _near(self, name: str) -> str:
        if self.vocabulary is None:
            return "、".join(nearest(name, self.used))
        known = [*self.vocabulary.columns.get(self.table or "", {}), *self.vocabulary.fields, *self.vocabulary.tables]
        return "、".join(nearest(name, known))
