"""Rule tests: every example of a rule is judged as a submission would be, then the rule is changed to see who notices.

A surviving mutant is a change to a rule that none of its tests notices: either a test is missing or the changed part
does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from gouji.engine.examples import OUTCOMES, Example, Examples, examples_of, meets, outcome_of
from gouji.engine.judge import Judge
from gouji.engine.lint import lint
from gouji.engine.mutants import HINTS, Mutant, mutants_of, nudged
from gouji.engine.program import CompiledRule, cells_of, compile_pack
from gouji.engine.reportkinds import fits_kind
from gouji.engine.result import Result
from gouji.engine.ruleset import RuleSet
from gouji.faults import Diagnostic, Note, RuleError, SettingError, in_order
from gouji.faults.record import dataclass
from gouji.language import bound as b
from gouji.language import nearest, show
from gouji.packs.model import AuthoredRule, Pack, RuleTest, joined
from gouji.packs.vocabulary import Vocabulary
from gouji.report import Report

#: At most so many changed copies of the passing examples of one rule are judged.
MOST_NUDGES = 400


@dataclass(frozen=True, slots=True)
class Case:
    """One test and what came out.

    ``outcome`` is a key of :data:`gouji.engine.examples.OUTCOMES`, empty where the data of the test are faulty. For a
    test that did not come out as expected, ``message``, ``filled`` and ``reason`` say what did: the finding's message,
    the formula with its figures, or why the check is undecided.
    """

    rule: str
    test: RuleTest
    outcome: str
    met: bool
    message: str = ""
    filled: str = ""
    reason: Note | None = None
    faults: tuple[Diagnostic, ...] = ()

    def detail(self, lang: str = "zh") -> str:
        """What came out, in words."""
        parts = [self.message, self.filled if self.filled not in self.message else ""]
        parts.append(self.reason.text(lang) if self.reason is not None else "")
        return ("；" if lang != "en" else "; ").join(part for part in parts if part)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The faults of the data, or the one of a test that did not come out as expected."""
        if self.faults or self.met:
            return self.faults
        (expect, expect_en), (outcome, outcome_en) = OUTCOMES[self.test.expect], OUTCOMES[self.outcome]
        args = {
            "rule": self.rule,
            "expect": expect,
            "expect_en": expect_en,
            "outcome": outcome,
            "outcome_en": outcome_en,
        }
        args |= {"detail": self.detail(), "detail_en": self.detail("en")}
        return (Diagnostic("R410", args, self.test.label),)

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        out: dict[str, Any] = {"expect": self.test.expect, "outcome": self.outcome, "met": self.met}
        out |= {"path": self.test.label.file, "line": self.test.label.line}
        return out | ({"detail": self.detail(lang)} if self.detail(lang) else {})


@dataclass(frozen=True, slots=True)
class Mutation:
    """The mutants of one rule.

    ``killed`` and ``survivors`` were tried; ``unfit`` do not fit the vocabulary. ``can_fail``: whether a change to one
    figure of a passing example makes the rule fail; None where the requirement compares no figure or no example passes.
    """

    killed: int
    survivors: tuple[Mutant, ...]
    unfit: int = 0
    can_fail: bool | None = None


@dataclass(frozen=True, slots=True)
class RuleReport:
    """The tests of one rule; ``mutation`` is None without mutants or with nothing to try them on."""

    rule: AuthoredRule
    cases: tuple[Case, ...]
    mutation: Mutation | None = None

    @property
    def failed(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if not case.met)

    @property
    def never_fails(self) -> bool:
        """Whether there are tests, but none makes the rule fail."""
        return bool(self.cases) and not any(case.outcome in ("fail", "truncated") for case in self.cases)

    def warnings(self) -> Iterator[Diagnostic]:
        """What the tests leave unproved."""
        if not self.cases:
            yield self._warning("R450")
        elif self.never_fails:
            yield self._warning("R451")
        for mutant in self.mutation.survivors if self.mutation is not None else ():
            hint = Note(HINTS[mutant.kind])
            args = {"rule": self.rule.id, "was": mutant.was, "mutant": mutant.text}
            args |= {"now": mutant.now or "（删去）", "now_en": mutant.now or "(dropped)"}
            args |= {"hint": hint.text(), "hint_en": hint.text("en")}
            yield Diagnostic("R420", args, mutant.label, "warning")
        if self.mutation is not None and self.mutation.can_fail is False:
            yield self._warning("R421")

    def _warning(self, code: str) -> Diagnostic:
        return Diagnostic(code, {"rule": self.rule.id}, self.rule.label, "warning")

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        out: dict[str, Any] = {"rule": self.rule.id, "tests": [case.to_dict(lang) for case in self.cases]}
        if self.mutation is not None:
            survivors = [{"kind": m.kind, "was": m.was, "now": m.now, "rule": m.text} for m in self.mutation.survivors]
            out["mutants"] = {"killed": self.mutation.killed, "survived": len(survivors), "survivors": survivors}
            out["mutants"] |= (
                {} if self.mutation.can_fail is None else {"passing_example_can_fail": self.mutation.can_fail}
            )
        return out


@dataclass(frozen=True, slots=True)
class TestReport:
    """The tests of a pack, rule by rule in the order of the pack."""

    __test__ = False  # no test itself, whatever its name says to pytest

    rules: tuple[RuleReport, ...]

    @property
    def ok(self) -> bool:
        """Whether every test came out as expected."""
        return not self.failed

    @property
    def passed(self) -> int:
        return sum(case.met for report in self.rules for case in report.cases)

    @property
    def failed(self) -> tuple[Case, ...]:
        return tuple(case for report in self.rules for case in report.failed)

    @property
    def untested(self) -> tuple[str, ...]:
        """The rules without tests."""
        return tuple(report.rule.id for report in self.rules if not report.cases)

    @property
    def never_fail(self) -> tuple[str, ...]:
        """The rules whose tests never make them fail."""
        return tuple(report.rule.id for report in self.rules if report.never_fails)

    @property
    def killed(self) -> int:
        return sum(report.mutation.killed for report in self.rules if report.mutation is not None)

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        return tuple(m for report in self.rules if report.mutation is not None for m in report.mutation.survivors)

    def faults(self) -> list[Diagnostic]:
        """Tests that did not come out as expected and tests with faulty data, by place."""
        return in_order(fault for case in self.failed for fault in case.diagnostics())

    def warnings(self) -> list[Diagnostic]:
        """What the tests leave unproved: no (failing) tests, surviving mutants, passing examples that cannot fail."""
        return in_order(warning for report in self.rules for warning in report.warnings())

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        out: dict[str, Any] = {"passed": self.passed, "failed": len(self.failed), "killed": self.killed}
        out |= {"survived": len(self.survivors), "untested": list(self.untested), "never_fail": list(self.never_fail)}
        return out | {"rules": [report.to_dict(lang) for report in self.rules]}


def run_tests(pack: Pack, mutants: bool = True, only: str = "", lang: str = "zh") -> TestReport:
    """Run the tests of every rule whose id or name contains ``only``.

    Raises :class:`RuleError` with the faults of rules that do not fit the pack's vocabulary, and :class:`SettingError`
    where no rule is called ``only``.
    """
    chosen = [rule for rule in pack.rules if only in rule.id or only in rule.name]
    if only and not chosen:
        near = "、".join(nearest(only, [rule.id for rule in pack.rules]))
        raise SettingError([Diagnostic("R411", {"word": only, "near": near})])
    reports: list[RuleReport] = []
    faults: list[Diagnostic] = []
    for rule in chosen:
        try:
            reports.append(_tested(pack, rule, mutants, lang))
        except RuleError as error:
            faults.extend(error.diagnostics)
    if faults:
        raise RuleError(in_order(faults))
    return TestReport(tuple(reports))


def _tested(pack: Pack, rule: AuthoredRule, mutants: bool, lang: str) -> RuleReport:
    pack = _as_written(pack, rule)
    found = examples_of(pack, rule)
    single = replace(pack, rules=(rule,), vocabulary=found.vocabulary)
    rules = RuleSet(single, lang)
    cases = tuple(_case(rules, rule, example) for example in found.examples)
    runs = [(e.report, case.outcome) for e, case in zip(found.examples, cases, strict=True) if e.report is not None]
    if not mutants or not runs:
        return RuleReport(rule, cases)
    compiled = rules.judge_for(runs[0][0]).program.rules[0]
    if compiled.lacking is not None:
        return RuleReport(rule, cases)
    return RuleReport(rule, cases, _mutation(single, found, compiled, runs))


def _case(rules: RuleSet, rule: AuthoredRule, example: Example) -> Case:
    test = example.test
    if example.report is None:
        return Case(rule.id, test, "", False, faults=example.faults)
    result = rules.check(example.report)
    outcome = outcome_of(result, rule.id)
    if meets(test.expect, outcome):
        return Case(rule.id, test, outcome, True)
    if outcome in ("pass", "within_rounding"):  # the tick marks show why
        result = RuleSet(rules.pack, rules.lang, with_passed=True).check(example.report)
    return _unexpected(rule, test, outcome, result)


def _unexpected(rule: AuthoredRule, test: RuleTest, outcome: str, result: Result) -> Case:
    """What came out instead: the first thing that settles the outcome."""
    match outcome:
        case "fail" | "truncated":
            wanted = "truncated" if outcome == "truncated" else ""
            first = next(finding for finding in result.findings if finding.evidence.kind == wanted)
            return Case(rule.id, test, outcome, False, first.message, first.evidence.filled)
        case "undecided":
            return Case(rule.id, test, outcome, False, reason=result.undecided[0].reason)
        case "pass" | "within_rounding":
            filled = next((passed.evidence.filled for passed in result.passed), "")
            return Case(rule.id, test, outcome, False, filled=filled)
    reason = Note("R412")
    if rule.kinds and not fits_kind(rule.kinds, result.kind):
        reason = Note("U600")
    elif rule.when:
        reason = Note.of("R413", when=show(joined(rule.when)))
    return Case(rule.id, test, outcome, False, reason=reason)


def _mutation(pack: Pack, found: Examples, compiled: CompiledRule, runs: Sequence[tuple[Report, str]]) -> Mutation:
    """Try every mutant on every report until one comes out differently."""
    rule = compiled.authored
    # Without its message a rule is cheaper to judge; with its scope fixed, a dropped name moves it to no other table.
    bare = replace(rule, scope=found.scope, message=())
    # A mutant most often shows where the rule passes, and a pass costs least.
    ordered = sorted(runs, key=lambda run: run[1] in ("fail", "truncated"))
    killed, unfit = 0, 0
    survivors = []
    for mutant in mutants_of(bare, pack.definitions):
        judge = _judge(pack, mutant.rule, found.vocabulary)
        if judge is None:
            unfit += 1
        elif any(outcome_of(judge.judge(report), rule.id) != outcome for report, outcome in ordered):
            killed += 1
        else:
            survivors.append(mutant)
    return Mutation(killed, tuple(survivors), unfit, _can_fail(pack, bare, found.vocabulary, compiled, runs))


def _as_written(pack: Pack, rule: AuthoredRule) -> Pack:
    """The pack with the parameters that the rule's own pack has: a locality's thresholds do not break inherited tests."""
    parameters = dict(pack.parameters)
    for name, parameter in pack.parameters.items():
        while parameter.pack != rule.pack and parameter.before is not None:
            parameter = parameter.before
        parameters[name] = parameter
    return replace(pack, parameters=parameters)


def _judge(pack: Pack, rule: AuthoredRule, vocabulary: Vocabulary) -> Judge | None:
    """The judge of a changed rule; None where it does not fit. A few reports are judged soonest by the exact path."""
    program, faults = compile_pack(replace(pack, rules=(rule,)), vocabulary)
    return None if faults or program.rules[0].lacking is not None else Judge(program, quick=False)


def _can_fail(
    pack: Pack, rule: AuthoredRule, vocabulary: Vocabulary, compiled: CompiledRule, runs: Sequence[tuple[Report, str]]
) -> bool | None:
    """Whether a small change to one figure that the requirement compares makes a passing example fail.

    None also where some change leaves the rule unjudged: the example is not proof against every change then.
    """
    columns = _compared(compiled)
    passing = [report for report, outcome in runs if outcome in ("pass", "within_rounding")]
    judge = _judge(pack, rule, vocabulary) if columns and passing else None
    if judge is None:
        return None
    outcomes = set()
    copies = (copy for report in passing for copy in _changed(report, vocabulary, columns))
    for copy in islice(copies, MOST_NUDGES):
        outcome = outcome_of(judge.judge(copy), rule.id)
        if outcome in ("fail", "truncated"):
            return True
        outcomes.add(outcome)
    return False if outcomes and outcomes <= {"pass", "within_rounding"} else None


def _compared(compiled: CompiledRule) -> set[tuple[str | None, str]]:
    """The columns whose figures the requirement compares."""
    found: set[tuple[str | None, str]] = set()
    for part in b.walk(compiled.require) if compiled.require is not None else ():
        match part:
            case b.Comparison() | b.Relation(operator="达到" | "未达") | b.Function(function="整数解"):
                cells = [cell for cell in cells_of(part) if cell.type.base in ("number", "value", "target")]
            case b.Function(function="首数"):
                cells = list(cells_of(part))
            case _:
                continue
        found |= {(cell.table, cell.column.name) for cell in cells}
    return found


def _changed(report: Report, vocabulary: Vocabulary, columns: set[tuple[str | None, str]]) -> Iterator[Report]:
    """The report with one figure of these columns changed, one copy after the other."""
    for name, text in report.fields.items():
        resolved = vocabulary.field(name)
        if text is not None and resolved is not None and (None, resolved[0]) in columns:
            for other in nudged(text):
                yield replace(report, fields={**report.fields, name: other})
    for table, rows in report.tables.items():
        canonical = vocabulary.table(table)
        for at, row in enumerate(rows):
            for header, text in row.items():
                column = vocabulary.column(canonical, header) if canonical is not None else None
                if text is None or column is None or (canonical, column[0]) not in columns:
                    continue
                for other in nudged(text):
                    copy = [*rows[:at], {**row, header: other}, *rows[at + 1 :]]
                    yield replace(report, tables={**report.tables, table: copy})


__all__ = ["Case", "Mutation", "RuleReport", "TestReport", "lint", "run_tests"]
