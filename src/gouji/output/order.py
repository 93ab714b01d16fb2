"""What comes first: the order of submissions and findings, and the groups of many findings of one rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.engine.outcome import Severity
from gouji.engine.result import Finding, Result, Undecided
from gouji.faults import Note
from gouji.faults.record import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and one severity in one submission that are shown together."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why checks were not judged: how many, and of which rules."""

    reason: Note
    count: int
    rules: tuple[str, ...]
    entries: tuple[Undecided, ...]


def worst_first(results: Iterable[Result]) -> list[Result]:
    """Submissions by their most severe finding, then by how many findings they have, then by path and record."""

    def key(result: Result) -> tuple[int, int, str, int]:
        return -_weight(result.worst), -len(result.findings), result.path, result.record or 0

    return sorted(results, key=key)


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Findings worst first, then by place; where places have no order, as the engine found them."""
    return sorted(findings, key=lambda finding: (-finding.severity, _position(finding)))


def heads(result: Result) -> list[Finding]:
    """The findings that stand for their roots: the others of a root are told under it. Without a diagnosis, all."""
    if result.diagnosis is None:
        return list(result.findings)
    echoes = {id_ for root in result.diagnosis.roots for id_ in root.findings[1:]}
    return [finding for finding in result.findings if finding.id not in echoes]


def folded(findings: Iterable[Finding], limit: int, single: frozenset[str] = frozenset()) -> list[Group]:
    """Findings worst first; more than ``limit`` of one rule and severity make one group, at the place of its first.

    Findings in ``single`` (by id) stand alone while there are not more than ``limit`` of those for a rule.
    """
    ordered = by_severity(findings)
    members: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in ordered:
        members.setdefault((finding.rule, finding.severity), []).append(finding)
    groups: list[Group] = []
    for finding in ordered:
        together = members[finding.rule, finding.severity]
        alone = [one for one in together if one.id in single]
        if finding.id in single and len(alone) <= limit:
            groups.append(Group((finding,)))
            continue
        together = together if len(alone) > limit else [one for one in together if one.id not in single]
        if len(together) <= limit:
            groups.append(Group((finding,)))
        elif finding is together[0]:
            groups.append(Group(tuple(together)))
    return groups


def reasons(undecided: Sequence[Undecided]) -> list[Reason]:
    """Undecided checks by reason, the reason of most checks first."""
    entries: dict[Note, list[Undecided]] = {}
    for entry in undecided:
        entries.setdefault(entry.reason, []).append(entry)
    found = [
        Reason(
            reason,
            sum(entry.count for entry in together),
            tuple(dict.fromkeys(entry.rule for entry in together)),
            tuple(together),
        )
        for reason, together in entries.items()
    ]
    return sorted(found, key=lambda reason: -reason.count)


def _weight(severity: Severity | None) -> int:
    return -1 if severity is None else int(severity)


def _position(finding: Finding) -> tuple[int, int, int, int]:
    if not finding.locations:
        return 0, 0, 0, 0
    place = finding.locations[0].place
    return place.page or 0, place.paragraph or 0, place.line or 0, place.column or 0
