"""What judging a report gives: findings with their evidence, what could not be decided, and the counts.

All records are plain and frozen; ``to_dict`` gives the JSON of the ``result/1`` contract.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple, Protocol

from gouji.engine.outcome import Outcome, Severity
from gouji.engine.roots import Diagnosis
from gouji.faults import Diagnostic, Note
from gouji.faults.record import dataclass
from gouji.report import Anchor, Place, Report

#: The version of the result contract.
CONTRACT = "result/1"


class Location:
    """One operand of a check: the part it plays in the rule, its printed text and its place.

    ``row`` is what the row is about (the text of its naming column), for people. ``place`` may be given as a function that
    looks it up: it is asked when somebody wants to know.
    """

    __slots__ = ("_place", "anchor", "role", "row", "text")

    def __init__(
        self, role: str, text: str, anchor: Anchor, place: Place | Callable[[Anchor], Place], row: str = ""
    ) -> None:
        self.role = role
        self.text = text
        self.anchor = anchor
        self._place = place
        self.row = row

    @property
    def place(self) -> Place:
        """Where the operand is printed."""
        place = self._place
        if not isinstance(place, Place):
            place = self._place = place(self.anchor)
        return place

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Location):
            return NotImplemented
        mine, its = (self.role, self.text, self.anchor, self.row), (other.role, other.text, other.anchor, other.row)
        return mine == its and self.place == other.place

    def __hash__(self) -> int:
        return hash((self.role, self.text, self.anchor, self.row))

    def __repr__(self) -> str:
        return f"Location({self.role!r}, {self.text!r}, {self.anchor!r}, {self.place!r}, {self.row!r})"

    def __reduce__(self) -> tuple[type[Location], tuple[str, str, Anchor, Place, str]]:
        return Location, (self.role, self.text, self.anchor, self.place, self.row)

    def to_dict(self) -> dict[str, Any]:
        return {"role": self.role, "text": self.text, **({"row": self.row} if self.row else {}), **self.place.to_dict()}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why: the formula, the formula with the figures filled in, and both sides.

    ``gap`` is what remains after every allowance for rounding, in the unit that the figure is printed in; empty where
    the requirement is not an equation or a comparison.
    """

    formula: str
    filled: str
    expected: str = ""
    reported: str = ""
    gap: str = ""
    kind: str = ""
    """``"truncated"`` where the figures agree only if digits were cut off instead of rounded; else empty."""
    difference: str = ""
    """The plain difference of both sides, where rounding makes it larger than the gap."""

    def to_dict(self) -> dict[str, Any]:
        pairs = {"formula": self.formula, "filled": self.filled, "expected": self.expected, "reported": self.reported}
        pairs |= {"gap": self.gap, "difference": self.difference, "kind": self.kind}
        return {name: text for name, text in pairs.items() if text}


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement that the submission does not meet."""

    id: str
    rule: str
    name: str
    severity: Severity
    message: str
    advice: str
    basis: tuple[str, ...]
    locations: tuple[Location, ...]
    evidence: Evidence
    pack: str = ""
    unlisted: int = 0
    """How many further operands there are: of a sum over a long table the first ones are listed."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity.code,
            "message": self.message,
            "advice": self.advice,
            "basis": list(self.basis),
            "locations": [location.to_dict() for location in self.locations],
            **({"unlisted": self.unlisted} if self.unlisted else {}),
            "evidence": self.evidence.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Undecided:
    """One rule and one reason why it could not be judged, with the places that share the reason."""

    rule: str
    name: str
    reason: Note
    locations: tuple[Location, ...]
    count: int = 1
    """How many checks share it (``locations`` may show fewer)."""

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        return {
            "rule": self.rule,
            "name": self.name,
            "reason": self.reason.text(lang),
            "code": self.reason.code,
            "count": self.count,
            "locations": [location.to_dict() for location in self.locations],
        }


@dataclass(frozen=True, slots=True)
class Passed:
    """A check that holds (a tick mark); produced on request only."""

    rule: str
    outcome: Outcome
    locations: tuple[Location, ...]
    evidence: Evidence
    unlisted: int = 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "outcome": self.outcome.value,
            "locations": [location.to_dict() for location in self.locations],
            **({"unlisted": self.unlisted} if self.unlisted else {}),
            "evidence": self.evidence.to_dict(),
        }


class Counts(NamedTuple):
    """How many checks had each outcome."""

    passed: int = 0
    within_rounding: int = 0
    fail: int = 0
    not_applicable: int = 0
    undecided: int = 0

    @property
    def judged(self) -> int:
        return self.passed + self.within_rounding + self.fail

    def __add__(self, other: Counts) -> Counts:  # type: ignore[override]  # a sum, not a longer tuple
        return Counts(
            self.passed + other.passed,
            self.within_rounding + other.within_rounding,
            self.fail + other.fail,
            self.not_applicable + other.not_applicable,
            self.undecided + other.undecided,
        )

    def of(self, outcome: Outcome) -> int:
        return int(getattr(self, "passed" if outcome is Outcome.PASS else outcome.value))

    def to_dict(self) -> dict[str, int]:
        return {outcome.value: self.of(outcome) for outcome in Outcome}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the figures that the submission prints have been judged by any check."""

    printed: int = 0
    judged: int = 0

    def to_dict(self) -> dict[str, int]:
        return {"printed": self.printed, "judged": self.judged}


class Figures(Protocol):
    """Coverage, counted when it is first asked for."""

    @property
    def printed(self) -> int: ...

    @property
    def judged(self) -> int: ...

    def to_dict(self) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What the outputs say of a rule: nothing here takes part in judging."""

    id: str
    name: str
    severity: Severity
    formula: str
    basis: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What was judged, for an output that shows the submission itself: the report, and the cells that a check has judged."""

    report: Report
    judged: frozenset[Anchor]


@dataclasses.dataclass(frozen=True)
class Result:
    """All that one report gave."""

    path: str
    sha256: str
    unit: str | None
    year: int | None
    kind: str | None
    rules: Mapping[str, Counts]
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    figures: Figures
    passed: tuple[Passed, ...] = ()
    record: int | None = None
    """The line of a JSON Lines file that the report stood on."""
    uncovered: tuple[tuple[Anchor, str], ...] = field(default=(), repr=False)
    """The printed figures that no check has judged, in document order; filled with the tick marks (``passed``)."""
    source: Source | None = field(default=None, repr=False, compare=False)
    """The submission itself; None where nobody asked for it, so that a long run does not keep what it has read."""
    written: str = ""
    """The file in which the report was written down, where ``path`` is the document that it was taken from."""
    diagnosis: Diagnosis | None = None
    """The roots of the findings, where somebody asked for them."""

    @property
    def counts(self) -> Counts:
        total = Counts()
        for counts in self.rules.values():
            total = total + counts
        return total

    @property
    def worst(self) -> Severity | None:
        return max((finding.severity for finding in self.findings), default=None)

    def settled(self, with_source: bool = False) -> Result:
        """The same with everything worked out that it would otherwise keep its whole report for; that only if asked for."""
        return self.diagnosed(self.diagnosis, with_source=with_source)

    def diagnosed(
        self, diagnosis: Diagnosis | None, findings: Sequence[Finding] = (), with_source: bool = True
    ) -> Result:
        """The same with a diagnosis, and with the findings that it adds, after the others."""
        return Result(
            self.path,
            self.sha256,
            self.unit,
            self.year,
            self.kind,
            dict(self.rules),
            (*self.findings, *findings),
            self.undecided,
            Coverage(self.figures.printed, self.figures.judged),
            self.passed,
            self.record,
            self.uncovered,
            self.source if with_source else None,
            self.written,
            diagnosis,
        )

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """A submission of ``result/1``."""
        out: dict[str, Any] = {"path": self.path, "sha256": self.sha256}
        out |= {k: v for k, v in (("record", self.record), ("written", self.written or None)) if v is not None}
        out |= {"unit": self.unit, "year": self.year, "kind": self.kind}
        out |= {"outcomes": self.counts.to_dict(), "figures": self.figures.to_dict()}
        out["findings"] = [finding.to_dict() for finding in self.findings]
        if self.diagnosis is not None:
            out |= self.diagnosis.to_dict(lang)
        out["undecided"] = [undecided.to_dict(lang) for undecided in self.undecided]
        if self.passed:
            out["passed"] = [passed.to_dict() for passed in self.passed]
        return out


@dataclass(frozen=True, slots=True)
class PackInfo:
    """Which rules were used, exactly."""

    id: str
    version: str
    sha256: str
    title: str = ""

    def to_dict(self) -> dict[str, str]:
        return {"id": self.id, "version": self.version, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run: what every output is written from."""

    engine: str
    packs: tuple[PackInfo, ...]
    rules: tuple[RuleInfo, ...]
    results: tuple[Result, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    submissions: int = 0
    """How many submissions were handed in, the unreadable ones among them."""
    settings: tuple[tuple[str, str], ...] = ()
    """The parameters that were set for this run, with their values as given."""
    unread: tuple[str, ...] = ()
    """Files in the folders and archives named whose format no reader takes: nobody has looked into them."""

    @property
    def counts(self) -> Counts:
        total = Counts()
        for result in self.results:
            total = total + result.counts
        return total

    def rule_counts(self) -> dict[str, Counts]:
        """Counts of every rule over all submissions, in the order of the rules."""
        totals = {rule.id: Counts() for rule in self.rules}
        for result in self.results:
            for rule, counts in result.rules.items():
                totals[rule] = totals.get(rule, Counts()) + counts
        return totals

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """The whole of ``result/1``."""
        return {
            "gouji": CONTRACT,
            "engine": self.engine,
            "packs": [pack.to_dict() for pack in self.packs],
            **({"settings": dict(self.settings)} if self.settings else {}),
            "submissions": [result.to_dict(lang) for result in self.results],
            **({"unread": list(self.unread)} if self.unread else {}),
            "rules": [
                {"id": rule, "judged": counts.judged, **counts.to_dict()} for rule, counts in self.rule_counts().items()
            ],
            "diagnostics": [diagnostic.to_dict(lang) for diagnostic in self.diagnostics],
        }
