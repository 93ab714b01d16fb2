"""The finding list as SARIF 2.1.0, for editors and code platforms.

How a run is told in SARIF's terms (OASIS SARIF 2.1.0 with errata 01):

- a finding is a result of kind ``fail``; 高 is an ``error``, 中 a ``warning``, 低 and 提示 are a ``note``;
- an undecided check is a result of kind ``open`` and level ``none``: it was evaluated, and not enough was known;
- a tick mark, where asked for, is a result of kind ``pass`` and level ``none``;
- the first operand is the location, the others are related locations; all have their JSON pointer as logical location;
- what the diagnosis says of a root stands in ``properties.root`` of its first finding, as in ``result/1``; its other
  findings have there the ids of all; the suspects that are no operands are further related locations, each with what is said of
  it as its message; the suggested edit is no ``fix``: nobody has decided that it is right;
- ``partialFingerprints`` carries the finding's id as ``gouji/v1``: stable when the file is reformatted;
- files that could not be read are ``toolExecutionNotifications``, faults of rules and settings
  ``toolConfigurationNotifications``; with an error among them, or where nothing at all was judged, the execution was
  not successful;
- lines and columns count code points (``columnKind``); paths are relative and percent-encoded;
- in every message a brace is doubled (§3.11.5), and nothing in a text becomes a link (§3.11.6).
"""

from __future__ import annotations

import json
import os
import urllib.parse
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import IO, Any

from gouji.engine.outcome import Severity
from gouji.engine.result import Evidence, Finding, Location, Passed, Result, RuleInfo, Run, Undecided
from gouji.engine.roots import Root, Suspect
from gouji.faults import Diagnostic
from gouji.output.options import OutputOptions
from gouji.output.places import subject
from gouji.output.roots import root_of, suspect_words
from gouji.output.safe import json_text, lines
from gouji.output.summary import Summary, note, passed_over_words, split
from gouji.output.words import word
from gouji.report import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "gouji/v1"

#: Suspects of one root that are told as related locations.
MOST_SUSPECTS = 20

_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note", Severity.INFO: "note"}


def write_sarif(run: Run, stream: IO[str], lang: str, options: OutputOptions) -> None:
    """Writes a run as one SARIF log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_Log(run, lang).run(options.with_passed)]}
    stream.write(json_text(json.dumps(log, ensure_ascii=False, indent=2, allow_nan=False)) + "\n")


class _Log:
    """One run on its way to SARIF: knows the number of every rule and file."""

    def __init__(self, run: Run, lang: str) -> None:
        self._run = run
        self._lang = lang
        known = {rule.id: rule for rule in run.rules}
        # A rule that is not listed, yet has results, is listed all the same: every result points at a rule.
        for result in run.results:
            for found in result.findings:
                known.setdefault(found.rule, RuleInfo(found.rule, found.name, found.severity, "", pack=found.pack))
            for left in result.undecided:
                known.setdefault(left.rule, RuleInfo(left.rule, left.name, Severity.MEDIUM, ""))
            for held in result.passed:
                known.setdefault(held.rule, RuleInfo(held.rule, held.rule, Severity.MEDIUM, held.evidence.formula))
        self._rules = list(known.values())
        self._rule_index = {rule: index for index, rule in enumerate(known)}
        self._artifacts: dict[str, dict[str, Any]] = {}
        for result in run.results:
            # The records of a JSON Lines file have a digest of their own line, which is not that of the file.
            hashes = {"hashes": {"sha-256": result.sha256}} if result.sha256 and result.record is None else {}
            self._artifacts.setdefault(uri(result.path), {"location": {"uri": uri(result.path)}, **hashes})
        self._artifact_index = {address: index for index, address in enumerate(self._artifacts)}

    def run(self, with_passed: bool) -> dict[str, Any]:
        results: list[dict[str, Any]] = []
        for result in self._run.results:
            roots = root_of(result)
            results += [self._finding(result, finding, roots.get(finding.id)) for finding in result.findings]
            results += [self._undecided(result, undecided) for undecided in result.undecided]
            if with_passed:
                results += [self._passed(result, passed) for passed in result.passed]
        return {
            "tool": {
                "driver": {
                    "name": "gouji",
                    "version": self._run.engine,
                    "language": self._language(),
                    "rules": [self._rule(rule) for rule in self._rules],
                },
                **self._packs(),
            },
            "invocations": [self._invocation()],
            "language": self._language(),
            "columnKind": "unicodeCodePoints",
            "artifacts": list(self._artifacts.values()),
            "results": results,
            "properties": {
                "outcomes": self._run.counts.to_dict(),
                "rules": {rule: counts.to_dict() for rule, counts in self._run.rule_counts().items()},
            },
        }

    def _language(self) -> str:
        return "en" if self._lang == "en" else "zh-CN"

    def _packs(self) -> dict[str, Any]:
        packs = [
            {
                "name": pack.id,
                **({"version": pack.version} if pack.version else {}),
                **({"fullName": pack.title} if pack.title else {}),
                "properties": {"sha256": pack.sha256},
            }
            for pack in self._run.packs
        ]
        return {"extensions": packs} if packs else {}

    def _rule(self, rule: RuleInfo) -> dict[str, Any]:
        lang = self._lang
        name = rule.name or rule.id
        about = [name]
        if rule.formula:
            about.append(word("formula", lang) + word("colon", lang) + rule.formula)
        if rule.basis:
            about.append(word("basis", lang) + word("colon", lang) + word("semicolon", lang).join(rule.basis))
        return {
            "id": rule.id,
            "name": name,
            "shortDescription": message(name),
            "fullDescription": message(rule.formula or name),
            "help": message("\n".join(about)),
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": {
                "severity": rule.severity.code,
                "formula": rule.formula,
                "basis": list(rule.basis),
                "pack": rule.pack,
            },
        }

    def _result(
        self, result: Result, rule: str, kind: str, level: str, text: str, locations: tuple[Location, ...]
    ) -> dict[str, Any]:
        first = locations[0] if locations else None
        out: dict[str, Any] = {
            "ruleId": rule,
            "ruleIndex": self._rule_index[rule],
            "kind": kind,
            "level": level,
            "message": message(text or rule),
            "locations": [self._location(result, first)],
        }
        if len(locations) > 1:
            out["relatedLocations"] = [
                {"id": number, **self._location(result, location), "message": message(_operand(location, self._lang))}
                for number, location in enumerate(locations[1:], start=1)
            ]
        return out

    def _finding(self, result: Result, finding: Finding, root: Root | None) -> dict[str, Any]:
        text = finding.message or finding.name
        out = self._result(result, finding.rule, "fail", _LEVELS[finding.severity], text, finding.locations)
        out["partialFingerprints"] = {FINGERPRINT: finding.id}
        out["properties"] = {
            "severity": finding.severity.code,
            "advice": finding.advice,
            "basis": list(finding.basis),
            "evidence": _evidence(finding.evidence, self._lang),
            **({"unlisted": finding.unlisted} if finding.unlisted else {}),
            **_whose(result),
        }
        if root is not None:
            if root.findings[0] != finding.id:
                out["properties"]["root"] = {"findings": list(root.findings)}
                return out
            out["properties"]["root"] = root.to_dict(self._lang)
            known = {location.anchor for location in finding.locations}
            related = out.get("relatedLocations", [])
            for suspect in root.suspects[:MOST_SUSPECTS]:
                if suspect.location.anchor not in known:
                    told = message(_suspected(suspect, self._lang))
                    place = self._location(result, suspect.location)
                    related.append({"id": len(related) + 1, **place, "message": told})
            if related:
                out["relatedLocations"] = related
        return out

    def _undecided(self, result: Result, undecided: Undecided) -> dict[str, Any]:
        text = word("undecided_of", self._lang, reason=undecided.reason.text(self._lang))
        out = self._result(result, undecided.rule, "open", "none", text, undecided.locations)
        out["properties"] = {"code": undecided.reason.code, "count": undecided.count, **_whose(result)}
        return out

    def _passed(self, result: Result, passed: Passed) -> dict[str, Any]:
        filled = passed.evidence.filled or passed.evidence.formula
        text = word("passed_of", self._lang, outcome=passed.outcome.label(self._lang), filled=filled)
        out = self._result(result, passed.rule, "pass", "none", text, passed.locations)
        out["properties"] = {"outcome": passed.outcome.value, **_whose(result)}
        return out

    def _location(self, result: Result, location: Location | None) -> dict[str, Any]:
        address = uri(result.path)
        physical: dict[str, Any] = {"artifactLocation": {"uri": address, "index": self._artifact_index[address]}}
        if location is None:
            return {"physicalLocation": physical}
        region = _region(location.place)
        if region:
            physical["region"] = region
        logical: dict[str, Any] = {
            "name": lines(location.anchor.column),
            "fullyQualifiedName": location.anchor.pointer,
            "kind": "value",
        }
        inside = {k: v for k, v in location.place.to_dict().items() if k in _INSIDE}
        if inside:
            logical["properties"] = inside
        return {"physicalLocation": physical, "logicalLocations": [logical]}

    def _invocation(self) -> dict[str, Any]:
        submissions, other = split(self._run.diagnostics)
        execution = [self._notification(diagnostic) for diagnostic in submissions]
        configuration = [self._notification(diagnostic) for diagnostic in other]
        if not self._run.counts.judged:
            key = "verdict_nothing" if Summary.of(self._run).handed_in else "verdict_empty"
            execution.append({"level": "error", "message": message(word(key, self._lang) + word("stop", self._lang))})
        if others := passed_over_words(self._run.unread, self._lang):
            # Two names of one file are one place: the locations of a notification are a set.
            files = dict.fromkeys(uri(path) for path in self._run.unread)
            places = [{"physicalLocation": {"artifactLocation": {"uri": file}}} for file in files]
            execution.append({"level": "warning", "message": message(others), "locations": places})
        failed = any(entry["level"] == "error" for entry in (*execution, *configuration))
        out: dict[str, Any] = {"executionSuccessful": not failed, "toolExecutionNotifications": execution}
        if configuration:
            out["toolConfigurationNotifications"] = configuration
        return out

    def _notification(self, diagnostic: Diagnostic) -> dict[str, Any]:
        text = "\n".join(part for part in (diagnostic.message(self._lang), diagnostic.help(self._lang)) if part)
        out: dict[str, Any] = {
            "descriptor": {"id": diagnostic.code},
            "level": "warning" if diagnostic.severity == "warning" else "error",
            "message": message(text or diagnostic.code),
        }
        label = diagnostic.label
        if label is not None:
            place = Place(
                line=label.line or None,
                column=label.column or None,
                end_line=label.end_line or None,
                end_column=label.end_column or None,
            )
            physical: dict[str, Any] = {"artifactLocation": {"uri": uri(label.file)}}
            if region := _region(place):
                physical["region"] = region
            out["locations"] = [{"physicalLocation": physical}]
        return out


#: What a place says that SARIF's region has no word for.
_INSIDE = frozenset({"paragraph", "sheet", "cell", "page", "box"})


def message(text: str) -> dict[str, str]:
    """A SARIF message of a plain text: no placeholder, no link, nothing hidden."""
    return {"text": lines(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def uri(path: str) -> str:
    """A path as a URI reference: relative where the file is below the working folder, percent-encoded."""
    if os.path.isabs(path):
        try:
            below = os.path.relpath(path)
        except (OSError, ValueError):  # the working folder is gone, or is on another drive
            below = path
        if below.split(os.sep)[0] == os.pardir or os.path.isabs(below):
            return "file://" + _quoted(path if path.startswith("/") else "/" + path)
        path = below
    return _quoted(path)


def _quoted(path: str) -> str:
    posix = PurePath(path).as_posix()
    try:
        raw = posix.encode("utf-8", "surrogateescape")  # the bytes that an undecodable file name stands for
    except UnicodeEncodeError:
        raw = posix.encode("utf-8", "replace")
    return urllib.parse.quote(raw, safe="/")


def _region(place: Place) -> dict[str, int]:
    if place.line is None or place.line < 1:
        return {}
    region = {"startLine": place.line}
    if place.column is not None and place.column >= 1:
        region["startColumn"] = place.column
        # A report that was written by hand may end a stretch before it begins: then only the beginning is told.
        end_line = place.line if place.end_line is None else place.end_line
        end_column = place.end_column
        backwards = end_column is not None and (end_line, end_column) < (place.line, place.column)
        if end_line >= place.line and not backwards:
            if place.end_line is not None:
                region["endLine"] = end_line
            if end_column is not None and end_column >= 1:
                region["endColumn"] = end_column
    return region


def _operand(location: Location, lang: str) -> str:
    about = subject(location, lang)
    return f"{location.role} = {location.text}" + (f" ({about})" if about else "")


def _suspected(suspect: Suspect, lang: str) -> str:
    return f"{word('suspects', lang)}{word('colon', lang)}{suspect_words(suspect, lang)}"


def _evidence(evidence: Evidence, lang: str) -> dict[str, Any]:
    out = evidence.to_dict()
    if remark := note(evidence, lang):
        out["note"] = remark
    return out


def _whose(result: Result) -> Mapping[str, Any]:
    pairs: Iterable[tuple[str, Any]] = (
        ("unit", result.unit),
        ("year", result.year),
        ("kind", result.kind),
        ("record", result.record),
    )
    return {key: value for key, value in pairs if value is not None}
