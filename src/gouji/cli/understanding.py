"""Documents to reports: each is read, its rules are chosen, and what it says is taken out in their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gouji.cli.recipe import Choice, OpenRules
from gouji.document.model import Document
from gouji.document.reading import Watch, read_documents
from gouji.extraction.assembling import extract
from gouji.extraction.title import title_of
from gouji.faults import SubmissionError
from gouji.report import Report

#: Characters from the beginning of a document that may say what it is about, where its title does not.
BEGINNING: Final = 3000


def understood(
    path: Path, rules: OpenRules, watch: Watch | None = None
) -> Iterator[tuple[Report, Choice] | SubmissionError]:
    """The reports that the documents of a file state, each with the choice of rules in whose words it was read."""
    for document in read_documents(path, watch):
        if isinstance(document, SubmissionError):
            yield document
        else:
            choice = rules.choose_for(title_of(document), _beginning(document))
            yield extract(document, rules.rules(choice).pack), choice


def _beginning(document: Document) -> str:
    parts, length = [], 0
    for text in document.texts:
        parts.append(text.text)
        length += len(text.text)
        if length > BEGINNING:
            break
    return "".join(parts)[:BEGINNING]
