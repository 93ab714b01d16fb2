"""What people hand in by mistake, recognised, so that the answer names the mistake and the way out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from gouji.document.endings import ARCHIVE
from gouji.document.endings import DOCUMENTS as READ
from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.faults import regex as re
from gouji.report.walking import SUBMISSIONS, passed_over

#: Endings of documents that people hand in and that cannot be read yet.
DOCUMENTS = (
    frozenset(
        (
            *(".docx", ".doc", ".wps", ".rtf", ".odt", ".txt", ".md"),
            *(".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".tsv"),
            *(".pdf", ".ofd", ".html", ".htm", ".mht", ".pptx", ".ppt"),
        )
    )
    - READ.keys()
)
#: As much of a file as is looked at to see what it is.
LOOKED_AT = 1 << 16

_RULES = re.compile(r"^(规则|rules|继承|extends|词组|sets|定义|definitions|参数|parameters)[ \t]*[:：]", re.MULTILINE)
_FORM = re.compile(r"""^\s*[{]?\s*["']?gouji["']?\s*:\s*["']?(report|result)/""", re.MULTILINE)


def better(fault: SubmissionError) -> tuple[Diagnostic, ...]:
    """The diagnostics of an unreadable submission, or the one that says what it is instead."""
    first = fault.diagnostics[0]
    path = first.label.file if first.label is not None else ""
    if first.code in ("D104", "D113") and Path(path).is_dir():
        return (Diagnostic("C535", {"path": path}),)
    codes = {diagnostic.code for diagnostic in fault.diagnostics}
    if first.code == "D104" and Path(path).suffix.lower() in DOCUMENTS:
        return (Diagnostic("D191", {"ending": Path(path).suffix, "endings": " ".join(SUBMISSIONS)}, Label(path)),)
    if first.code == "D101":
        return (_pack_named(path) or first, *fault.diagnostics[1:])
    if "D161" in codes or "D162" in codes:
        form, rules = what_is(path)
        if form == "result":
            return (Diagnostic("D192", {"found": "gouji: result/1"}, Label(path)),)
        if rules and not form:
            return (Diagnostic("C522", {"path": path}, Label(path)),)
    return fault.diagnostics


def _pack_named(path: str) -> Diagnostic | None:
    from gouji.packs.shipped import shipped_packs

    return Diagnostic("C524", {"path": path}) if path in shipped_packs() else None


def what_is(path: str) -> tuple[str, bool]:
    """Which form of gouji a file says it is (``report``, ``result`` or none), and whether it looks like rules."""
    if path == "-":
        return "", False
    try:
        with open(path, "rb") as stream:
            text = stream.read(LOOKED_AT).decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return "", False
    form = _FORM.search(text)
    return (form[1] if form else ""), _RULES.search(text) is not None


def reports_as_rules(sources: Iterable[str]) -> list[Diagnostic]:
    """The sources of rules that are submissions in truth."""
    return [
        Diagnostic("C523", {"path": source}, Label(source))
        for source in sources
        if _is_file(source) and what_is(source)[0] == "report"
    ]


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def unread_files(paths: Sequence[str]) -> tuple[str, ...]:
    """The files in the folders and archives named that no reader takes: they must not look checked."""
    archives = [ending for ending, kind in READ.items() if kind == ARCHIVE]
    named = [Path(path) for path in paths if Path(path).suffix.lower() in archives]
    found: list[str] = []
    opened: set[str] = set()
    for path in (*named, *passed_over(paths, set(SUBMISSIONS).difference(archives))):
        if path.suffix.lower() not in archives:
            found.append(str(path))
        elif _is_file(str(path)) and (key := os.path.realpath(path)) not in opened:
            from gouji.document.archive import passed_over as inside  # zipfile takes a while to import

            opened.add(key)
            found += [f"{path}/{name}" for name in inside(path)]
    return tuple(dict.fromkeys(found))
