"""gouji: a rules-engine consistency auditor.

A rule says in one line what must hold between the figures and the claims of a submission; a check gives findings, each
with its place, the formula with the figures filled in, and what it rests on::

    import gouji

    rules = gouji.load_rules("cn-performance")
    result = rules.check(rules.read("report.docx"))
    for finding in result.findings:
        print(finding.severity.code, finding.message)

Everything here is imported when it is first used, so that ``import gouji`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gouji.diagnosis import diagnose
    from gouji.engine.outcome import Outcome, Severity
    from gouji.engine.result import Counts, Evidence, Finding, Location, Result, Run, Undecided
    from gouji.engine.roots import Cause, Consequence, Diagnosis, Root, Suspect
    from gouji.engine.ruleset import RuleSet, check, load_rules
    from gouji.engine.understanding import read_submission as read
    from gouji.engine.understanding import read_submissions as read_reports
    from gouji.faults import Diagnostic, GoujiError, RuleError, SettingError, SubmissionError
    from gouji.report import Anchor, Place, Report, report_from_dict

__version__ = "0.1.0"

__all__ = [
    "Anchor",
    "Cause",
    "Consequence",
    "Counts",
    "Diagnosis",
    "Diagnostic",
    "Evidence",
    "Finding",
    "GoujiError",
    "Location",
    "Outcome",
    "Place",
    "Report",
    "Result",
    "Root",
    "RuleError",
    "RuleSet",
    "Run",
    "SettingError",
    "Severity",
    "SubmissionError",
    "Suspect",
    "Undecided",
    "__version__",
    "check",
    "diagnose",
    "load_rules",
    "read",
    "read_reports",
    "report_from_dict",
]

_MODULES = {
    "gouji.diagnosis": ("diagnose",),
    "gouji.engine.outcome": ("Outcome", "Severity"),
    "gouji.engine.result": ("Counts", "Evidence", "Finding", "Location", "Result", "Run", "Undecided"),
    "gouji.engine.roots": ("Cause", "Consequence", "Diagnosis", "Root", "Suspect"),
    "gouji.engine.ruleset": ("RuleSet", "check", "load_rules"),
    "gouji.faults": ("Diagnostic", "GoujiError", "RuleError", "SettingError", "SubmissionError"),
    "gouji.report": ("Anchor", "Place", "Report", "report_from_dict"),
}
_RENAMED = {"read": "read_submission", "read_reports": "read_submissions"}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _RENAMED:
        return getattr(import_module("gouji.engine.understanding"), _RENAMED[name])
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'gouji' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
