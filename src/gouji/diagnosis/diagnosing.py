"""A result with its diagnosis: roots instead of echoes, and what the relations say together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from gouji.diagnosis.blocks import Blocks
from gouji.diagnosis.corrections import Corrections
from gouji.diagnosis.groups import Group, grouped
from gouji.diagnosis.joint import joint_conflicts
from gouji.diagnosis.linear import Solver
from gouji.diagnosis.retrial import Retrial
from gouji.diagnosis.roots import RootMaker
from gouji.diagnosis.suspects import Limits, Trials
from gouji.diagnosis.system import Check, System, leaves_of, system_of
from gouji.diagnosis.twins import Twins
from gouji.engine.evidence import locations_of
from gouji.engine.judge import doubted
from gouji.engine.outcome import Outcome, Severity
from gouji.engine.relation import JudgedCheck, compares_numbers, judged_checks
from gouji.engine.result import Evidence, Finding, Location, Result
from gouji.engine.roots import Diagnosis, Root, Suspect
from gouji.engine.ruleset import RuleSet
from gouji.engine.sheet import Sheet
from gouji.figures.rational import Rational
from gouji.report import Anchor, Report

#: The rule id of findings about relations that contradict each other; no pack may use it.
JOINT = "joint-feasibility"
#: Checks of one report that are put into the system; the others keep their findings as they are.
MOST_CHECKS = 10_000
#: Failing checks that are looked into together.
MOST_FAILING = 400
#: Suspects told of one conflict among relations that hold.
MOST_CONFLICT_CELLS = 60

#: Told how far it is: the stage (:data:`RELATIONS`, :data:`ROOTS`), what is done of it, and of how many (0: not known).
Observer = Callable[[str, int, int], None]
RELATIONS, ROOTS = "relations", "roots"


def diagnose(
    rules: RuleSet,
    report: Report,
    result: Result | None = None,
    *,
    limits: Limits | None = None,
    solver: Solver | None = None,
    observe: Observer | None = None,
) -> Result:
    """The result of a report with its diagnosis, and with a finding for every conflict among relations that hold.

    ``result`` is what ``rules.check(report)`` gave; without it the report is judged here. ``solver`` proposes answers for
    large systems (None: HiGHS where installed); whatever it says, only what is proved exactly is told. ``observe`` is told
    how far a long diagnosis is.
    """
    result = result if result is not None else rules.check(report)
    judge = rules.judge_for(report)
    sheet = judge.sheet(report)
    numeric = [rule for rule in judge.program.rules if compares_numbers(rule)]
    checks = judged_checks(judge, sheet, numeric)
    judged = []
    for check in islice(checks, MOST_CHECKS):
        judged.append(check)
        if observe is not None and not len(judged) % 1000:
            observe(RELATIONS, len(judged), 0)
    left_out: list[tuple[str, str]] = []
    if len(judged) == MOST_CHECKS and next(checks, None) is not None:
        left_out.append(
            (
                f"只看了前 {MOST_CHECKS} 项核查的关系",
                f"only the relations of the first {MOST_CHECKS} checks were looked at",
            )
        )
    twins = Twins.of_report(report, _copies(judged, report))
    system = system_of(judged, twins, lambda check: _asks(check, report))
    _identify(system, result.findings)
    trials = Trials(system, limits or Limits())
    findings = {finding.id: finding for finding in result.findings}
    corrections = Corrections(trials, Retrial(judge, report, sheet, twins))
    maker = RootMaker(corrections, report, findings)
    failing = [check for check in system.failing if check.finding and check.equation]
    if len(failing) > MOST_FAILING:
        left_out.append(
            (
                f"不符合的核查有 {len(failing)} 项，只分析了前 {MOST_FAILING} 项",
                f"{len(failing)} checks fail; the first {MOST_FAILING} were analysed",
            )
        )
        failing = failing[:MOST_FAILING]
    groups, complete = grouped(trials, failing)
    blocks = Blocks(corrections)
    if not complete:
        left_out.append(
            (
                "有些问题互相牵连，组合太多，没有逐一试完：列成几个根源的可能只错一处，改正一处后请再查一遍",
                "some findings hang together in more ways than were tried: several roots may be one fault; "
                "check again once one of them is corrected",
            )
        )
    together = blocks.paired(blocks.made(groups))
    roots = []
    for at, block in enumerate(together):
        if observe is not None:
            observe(ROOTS, at, len(together))
        roots.append(maker.root(block))
    if maker.margins.skipped:
        left_out.append(
            (
                f"有 {maker.margins.skipped} 格没有算“余地”（取值到多少别的判断才会变）",
                f"how far {maker.margins.skipped} cells may lie before a judgement flips was not looked at",
            )
        )
    joint = joint_conflicts(system, solver, _suspected(system, roots, groups))
    if joint.undecided:
        left_out.append(
            (
                f"有 {joint.undecided} 项关系没有联立核对（安装 gouji[solver] 后可以核对）",
                f"{joint.undecided} relations were not checked together (gouji[solver] makes that possible)",
            )
        )
    told = [_conflict(sheet, system, conflict) for conflict in joint.conflicts]
    findings |= {finding.id: finding for finding, _ in told}
    roots += [root for _, root in told]
    roots = _with_others(roots, maker, system, result.findings)
    order = {finding.id: at for at, finding in enumerate(result.findings)}
    roots.sort(key=lambda root: (_weight(root, findings), order.get(root.findings[0], len(order))))
    return result.diagnosed(Diagnosis(tuple(roots), tuple(left_out)), [finding for finding, _ in told])


def _copies(judged: Sequence[JudgedCheck], report: Report) -> Iterator[tuple[Anchor, Anchor]]:
    """The pairs of cells that agree, one of which stands in a table of what is told twice."""
    retold = report.source.retold if report.source is not None else frozenset()
    for check in judged if retold else ():
        if check.outcome is not Outcome.FAIL and not _asks(check, report):
            anchors = dict.fromkeys(leaf.anchor for leaf in leaves_of(check.statement))
            if len(anchors) == 2 and any(anchor.table in retold for anchor in anchors):
                one, other = anchors
                yield one, other


def _asks(check: JudgedCheck, report: Report) -> bool:
    """Whether what a check says is never more than a hint."""
    return check.rule.info.severity is Severity.INFO or (
        bool(report.doubtful) and doubted(report, check.explained.cells)
    )


def _suspected(system: System, roots: Sequence[Root], groups: Sequence[Group]) -> set[int]:
    """The unknowns that a failing check puts in doubt: the suspects, or all that it reads where none was found."""
    anchors = {suspect.location.anchor for root in roots for suspect in root.suspects}
    found = {unknown.number for anchor in anchors for unknown in system.at(anchor)}
    for group in groups:
        if not group.smallest.sets:
            found |= {number for check in group.checks for number in system.checks[check].unknowns}
    return found


def _identify(system: System, findings: tuple[Finding, ...]) -> None:
    """Give every failing check the id of its finding: equal figures twice have numbered ids."""
    by_base: dict[str, list[Finding]] = {}
    for finding in findings:
        by_base.setdefault(finding.id[:16], []).append(finding)
    for check in system.failing:
        known = by_base.get(check.judged.finding, [])
        anchors = {cell.anchor for cell in check.judged.explained.cells}
        for finding in known:
            if len(known) == 1 or {location.anchor for location in finding.locations} == anchors:
                check.finding = finding.id
                known.remove(finding)
                break


def _weight(root: Root, findings: dict[str, Finding]) -> tuple[bool, int]:
    severities = [findings[id_].severity for id_ in root.findings if id_ in findings]
    return root.accepted, -max(severities, default=Severity.INFO)


def _with_others(roots: list[Root], maker: RootMaker, system: System, findings: tuple[Finding, ...]) -> list[Root]:
    """The roots, and one for every finding that none of them explains."""
    covered = {id_ for root in roots for id_ in root.findings}
    by_id = {check.finding: check for check in system.failing if check.finding}
    out = list(roots)
    for finding in findings:
        if finding.id in covered:
            continue
        check = by_id.get(finding.id)
        if check is not None:
            out.append(maker.alone(check))
        else:
            out.append(Root((finding.id,), (finding.message or finding.name, finding.message or finding.name)))
    return out


def _conflict(sheet: Sheet, system: System, conflict: tuple[Check, ...]) -> tuple[Finding, Root]:
    """The finding and the root of relations that hold one by one and not together."""
    cells = [cell for check in conflict for cell in check.judged.explained.cells]
    locations = locations_of(sheet, cells)
    names = list(dict.fromkeys(check.judged.rule.info.name or check.rule for check in conflict))
    formulas = "；".join(check.judged.explained.filled for check in conflict)
    said = "；".join(dict.fromkeys(check.judged.rule.info.formula for check in conflict))
    count = len(conflict)
    text = f"{count} 项关系各自成立，却没有真实值能使它们同时成立：{'、'.join(names)}"
    text_en = f"{count} relations hold one by one, but no true values satisfy them together: {', '.join(names)}"
    digest = hashlib.sha256(repr(sorted((check.rule, check.judged.finding) for check in conflict)).encode())
    basis = tuple(dict.fromkeys(entry for check in conflict for entry in check.judged.rule.info.basis))
    finding = Finding(
        digest.hexdigest()[:16],
        JOINT,
        "各自成立而不能同时成立",
        Severity.LOW,
        text,
        "核对所列各数的尾数和来源；舍入不能解释它们之间的差",
        basis,
        locations,
        Evidence(said, formulas, kind="joint"),
    )
    inexact: dict[Anchor, Location] = {}
    for check in conflict:
        for number in sorted(check.unknowns):
            unknown = system.unknowns[number]
            cell = unknown.cell
            inexact.setdefault(
                unknown.anchor,
                Location(cell.role, cell.content.text, cell.anchor, sheet.report.locate, cell.row),
            )
    suspects = tuple(
        Suspect(place, Rational(1, len(inexact))) for place in list(inexact.values())[:MOST_CONFLICT_CELLS]
    )
    return finding, Root((finding.id,), (text, text_en), suspects)
