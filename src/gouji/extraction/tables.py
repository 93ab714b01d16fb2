"""Tables of a document become rows of the vocabulary's tables."""

from __future__ import annotations

from gouji.document.model import Document
from gouji.extraction.draft import Draft
from gouji.packs.vocabulary import Vocabulary


def read_tables(document: Document, vocabulary: Vocabulary, draft: Draft) -> None:
    """Add the rows and fields that the tables of a document state; their texts are marked as used."""
