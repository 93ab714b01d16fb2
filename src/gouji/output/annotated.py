"""Annotated copies: each finding written once, beside what it is about, in a copy of the document that was handed in; the
other figures that it was worked out from are marked, without words.

Formats stand in one table (:data:`ANNOTATORS`); the original is read and never written.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from gouji.engine.result import Finding, Result, Run
from gouji.faults import Diagnostic, GoujiError, Label, SettingError
from gouji.output.annotating import involved_in, remarks_of
from gouji.output.files import identity, located
from gouji.output.words import word

#: From the bytes of a document, its findings, the language and the name of the document to the bytes of the copy.
Annotate = Callable[[bytes, Sequence[Finding], str, str], bytes]


@dataclass(frozen=True, slots=True)
class Annotator:
    """How the documents with one of the ``endings`` (lower case, with the dot) are annotated."""

    endings: tuple[str, ...]
    annotate: Annotate


def _docx(data: bytes, findings: Sequence[Finding], lang: str, name: str) -> bytes:
    from gouji.output.annotated_docx import annotate

    return annotate(data, remarks_of(findings, lang), involved_in(findings))


def _xlsx(data: bytes, findings: Sequence[Finding], lang: str, name: str) -> bytes:
    from gouji.output.annotated_xlsx import annotate

    return annotate(data, remarks_of(findings, lang), involved_in(findings))


def _pdf(data: bytes, findings: Sequence[Finding], lang: str, name: str) -> bytes:
    from gouji.output.annotated_pdf import annotate

    return annotate(data, remarks_of(findings, lang), involved_in(findings), name)


_TABLE = (Annotator((".docx",), _docx), Annotator((".xlsx", ".xlsm"), _xlsx), Annotator((".pdf",), _pdf))

ANNOTATORS: Mapping[str, Annotator] = MappingProxyType({end: entry for entry in _TABLE for end in entry.endings})


def write_annotated(run: Run, folder: str | os.PathLike[str], lang: str) -> list[Diagnostic]:
    """Annotated copies of the documents of a run that have findings, as ``name.批注.docx`` in a folder.

    The folder is made where it is missing. Returns warnings for documents that got no copy: their format takes no notes
    (C561), they are inside an archive or gone (C562), they have been changed since (C563), their file cannot be
    annotated. Raises :class:`SettingError` where the folder cannot be written, or a copy would replace a submission.
    """
    place = Path(folder)
    handed_in = {identity(path) for result in run.results for path in (result.path, result.written) if path}
    warnings: list[Diagnostic] = []
    taken: set[str] = set()
    check_place(place)
    with located(place):
        place.mkdir(exist_ok=True)
    for result in run.results:
        if not result.findings:
            continue
        try:
            made = _copy(result, lang)
        except GoujiError as fault:
            warnings += fault.diagnostics
            continue
        if isinstance(made, Diagnostic):
            warnings.append(made)
            continue
        target = _target(place, Path(result.path), taken, lang)
        if identity(str(target)) in handed_in - {None}:
            raise SettingError([Diagnostic("C557", {"path": str(target)})])
        _write(target, made)
    return warnings


def check_place(folder: str | os.PathLike[str]) -> None:
    """Raises :class:`SettingError` where annotated copies can never be written: before anything is judged, say.

    A file has the name (C560), the folder above is missing (C552), or the folder may not be written (C554).
    """
    place = Path(folder)
    with located(place):
        above = place.absolute().parent
        if place.exists() and not place.is_dir():
            raise SettingError([Diagnostic("C560", {"path": str(folder)})])
        if not above.is_dir():
            raise SettingError([Diagnostic("C552", {"path": str(folder), "folder": str(above)})])
        if not os.access(place if place.is_dir() else above, os.W_OK):
            raise SettingError([Diagnostic("C554", {"path": str(folder)})])


def _copy(result: Result, lang: str) -> bytes | Diagnostic:
    """The bytes of the copy, or why there is none."""
    label = Label(result.path)
    annotator = ANNOTATORS.get(Path(result.path).suffix.lower())
    if annotator is None:
        endings = " ".join(ANNOTATORS)
        return Diagnostic("C561", {"path": result.path, "endings": endings}, label, severity="warning")
    try:
        data = Path(result.path).read_bytes()
    except (OSError, ValueError):
        return Diagnostic("C562", {"path": result.path}, label, severity="warning")
    if result.sha256 and hashlib.sha256(data).hexdigest() != result.sha256:
        return Diagnostic("C563", {"path": result.path}, label, severity="warning")
    return annotator.annotate(data, result.findings, lang, result.path)


def _target(folder: Path, document: Path, taken: set[str], lang: str) -> Path:
    """The name of a copy; documents of one name from several folders are told apart by a number."""
    middle = word("annotated", lang)
    name, number = f"{document.stem}.{middle}{document.suffix}", 1
    while name in taken:
        number += 1
        name = f"{document.stem}.{middle}-{number}{document.suffix}"
    taken.add(name)
    return folder / name


def _write(target: Path, data: bytes) -> None:
    """A file that is either whole or not there."""
    draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        with located(target):
            draft.write_bytes(data)
            os.replace(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink()
