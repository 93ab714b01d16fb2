"""The result of one judged report, most of which is only worked out when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from gouji.engine.coverage import Covered, Step
from gouji.engine.result import Counts, Figures, Finding, Passed, Result, Source, Undecided
from gouji.report import Anchor, Report


class Settled(Protocol):
    """What was certain of a report before the exact path was asked; worked out when somebody wants to know."""

    def steps(self) -> list[Step]:
        """On which rows the rules that are certain of all of them were judged."""
        ...

    def counts(self) -> dict[str, Counts]:
        """The outcomes of every rule, as if it were certain of all."""
        ...


class JudgedResult(Result):
    """A result whose checksum, counts and coverage are worked out when they are asked for: bulk runs seldom are."""

    def __init__(
        self,
        report: Report,
        counts: Mapping[str, Counts],
        settled: Settled | None,
        findings: tuple[Finding, ...],
        undecided: tuple[Undecided, ...],
        figures: Figures,
        passed: tuple[Passed, ...],
        uncovered: tuple[tuple[Anchor, str], ...],
    ) -> None:
        """``counts``: the outcomes of the rules, without those of which everything was ``settled`` before."""
        put = self.__dict__
        put["path"], put["unit"], put["year"], put["kind"] = report.path, report.unit, report.year, report.kind
        put["_counts"], put["_settled"] = counts, settled
        put["findings"], put["undecided"], put["figures"] = findings, undecided, figures
        put["passed"], put["record"], put["uncovered"], put["_report"] = passed, report.record, uncovered, report
        put["written"] = report.written

    @cached_property
    def rules(self) -> Mapping[str, Counts]:
        counts: Mapping[str, Counts] = self.__dict__["_counts"]
        settled: Settled | None = self.__dict__["_settled"]
        return counts if settled is None else {**settled.counts(), **counts}

    @cached_property
    def sha256(self) -> str:
        report: Report = self.__dict__["_report"]
        return report.sha256

    @cached_property
    def source(self) -> Source | None:
        covered = self.figures
        return Source(covered.report, covered.cells()) if isinstance(covered, Covered) else None
