"""Submissions to reports, each with the rules that it is read and judged with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gouji.cli.recipe import Choice, OpenRules
from gouji.document.endings import DOCUMENTS
from gouji.document.reading import Watch, read_documents
from gouji.extraction.assembling import extract
from gouji.faults import SubmissionError
from gouji.report import Report, read_reports


def understood(
    path: Path, rules: OpenRules, watch: Watch | None = None
) -> Iterator[tuple[Report, Choice] | SubmissionError]:
    """The reports that the documents of a file state, each with the choice of rules in whose words it was read."""
    for document in read_documents(path, watch):
        if isinstance(document, SubmissionError):
            yield document
        else:
            choice = rules.choose_for(document)
            yield extract(document, rules.rules(choice).pack), choice


def every_report(file: str, rules: OpenRules) -> Iterator[tuple[Report, Choice | None] | SubmissionError]:
    """The reports of a file of any kind, each with the choice of rules for it (None: no shipped pack is)."""
    if Path(file).suffix.lower() in DOCUMENTS:
        yield from understood(Path(file), rules)
        return
    for report in read_reports(file):
        yield report if isinstance(report, SubmissionError) else (report, rules.choose(report))
