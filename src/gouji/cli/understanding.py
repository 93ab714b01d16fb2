"""Documents to reports: each is read, its rules are chosen, and what it says is taken out in their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gouji.cli.recipe import OpenRules
from gouji.document.model import Document
from gouji.document.reading import Watch, read_documents
from gouji.extraction.extract import extract
from gouji.extraction.title import title_of
from gouji.faults import SubmissionError
from gouji.report import Report

#: Characters from the beginning of a document that may say what it is about, where its title does not.
BEGINNING: Final = 3000


def understood(path: Path, rules: OpenRules, watch: Watch | None = None) -> Iterator[Report | SubmissionError]:
    """The reports that the documents of a file state."""
    for document in read_documents(path, watch):
        yield document if isinstance(document, SubmissionError) else report_of(document, rules)


def report_of(document: Document, rules: OpenRules) -> Report:
    """What one document states, in the words of the rules that are for it."""
    choice = rules.choose_for(title_of(document), _beginning(document))
    return extract(document, rules.rules(choice).pack)


def _beginning(document: Document) -> str:
    parts, length = [], 0
    for text in document.texts:
        parts.append(text.text)
        length += len(text.text)
        if length > BEGINNING:
            break
    return "".join(parts)[:BEGINNING]
