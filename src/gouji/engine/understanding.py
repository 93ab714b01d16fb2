"""Submissions of every kind to reports: what is written as a report is read, a document is understood in a pack's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from gouji.document.endings import DOCUMENTS
from gouji.document.model import Document
from gouji.document.reading import Watch, read_documents
from gouji.engine.choosing import DEFAULT_PACK, ShippedRules
from gouji.engine.reportkinds import fits_kind
from gouji.engine.ruleset import RuleSet
from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.packs.model import Pack
from gouji.report import Report, read_reports
from gouji.report.reading import Format

#: The packs for a document of which nobody can tell what it is: what documents of every kind claim.
GENERAL: Final = ("cn-claims",)
#: Characters from the beginning of a document that may say what it is about, where its title does not.
BEGINNING: Final = 3000
#: Characters of a line that names a form, and of one that may be its header.
FORM: Final = 40
HEADER: Final = 100


def read_submission(path: str | Path, format: Format | None = None, *, rules: RuleSet | None = None) -> Report:
    """The one report of a file: a report in YAML, JSON or JSON Lines, or a document (docx, xlsx, pdf, html, txt ...).

    A document is understood in the words of ``rules``; without any, of the shipped packs that fit what it is. ``format``
    says that the file is a report in this form whatever its ending; ``-`` is standard input. Raises SubmissionError with
    every fault of the file; a file that holds several (JSON Lines, an archive) is such a fault (D112).
    """
    reports = read_submissions(path, format, rules=rules)
    first = next(reports)
    if isinstance(first, SubmissionError):
        raise first
    if next(reports, None) is not None:
        raise SubmissionError([Diagnostic("D112", {}, Label(str(path)))])
    return first


def read_submissions(
    path: str | Path, format: Format | None = None, *, rules: RuleSet | None = None, watch: Watch | None = None
) -> Iterator[Report | SubmissionError]:
    """Every report of a file, at least one item; documents as in :func:`read_submission`. Nothing is raised.

    ``watch`` is told how far the reading of a long document is.
    """
    if format is None and Path(path).suffix.lower() in DOCUMENTS:
        from gouji.extraction.assembling import extract  # its patterns take a while to compile

        pack_for = _fitting() if rules is None else _always(rules.pack)
        for document in read_documents(path, watch):
            yield document if isinstance(document, SubmissionError) else extract(document, pack_for(document))
    else:
        yield from read_reports(path, format)


def packs_for(document: Document, shipped: ShippedRules) -> tuple[str, ...]:
    """The shipped packs that a document is read with: those for what its title says it is, else for what it speaks of."""
    from gouji.extraction.text.title import title_of

    title = title_of(document)
    if title and (fitting := shipped.packs_for(title)):
        return _with_forms(document, fitting, shipped)
    spoken = shipped.packs_for(beginning(document))
    if title:
        return _with_forms(document, spoken, shipped) or GENERAL
    # without a title a word of another pack may stand in a form of the fallback: the fallback's own words come first
    if shipped.fallback in spoken:
        return (shipped.fallback,)
    return _with_forms(document, spoken, shipped) or shipped.packs_for(None)


def _with_forms(document: Document, fitting: tuple[str, ...], shipped: ShippedRules) -> tuple[str, ...]:
    """These packs, and the others of which a form stands in the document.

    It is told by its title (the fallback's) or by words of its header, whatever blanks are printed between their signs.
    """
    own = shipped.kinds.get(shipped.fallback, ())
    lines = [text.text for text in document.texts if len(text.text) <= HEADER and "。" not in text.text]
    joined = ["".join(line.split()) for line in lines]
    found = {pack for pack, words in shipped.marks.items() if any(word in line for word in words for line in joined)}
    if own and any(_named_form(line, own) for line in lines):
        found.add(shipped.fallback)
    return tuple(sorted({*fitting, *found}))


def _named_form(line: str, own: tuple[str, ...]) -> bool:
    """Whether a line is the title of a form, or begins with one and tells of the page after a blank (发布时间：…)."""
    whole = "".join(line.split())
    titles = [whole] if len(whole) <= FORM else []
    return any(title.endswith("表") and fits_kind(own, title) for title in (*titles, *line.split()[:1]))


def beginning(document: Document) -> str:
    """The first characters of a document."""
    parts, length = [], 0
    for text in document.texts:
        parts.append(text.text)
        length += len(text.text)
        if length > BEGINNING:
            break
    return "".join(parts)[:BEGINNING]


def _always(pack: Pack) -> Callable[[Document], Pack]:
    return lambda document: pack


def _fitting() -> Callable[[Document], Pack]:
    shipped = ShippedRules(DEFAULT_PACK)
    return lambda document: shipped.rules_of(packs_for(document, shipped)).pack
