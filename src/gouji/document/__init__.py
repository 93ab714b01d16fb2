"""What was handed in: a document as blocks in reading order, every character with its place; one reader per format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gouji.document.endings import DOCUMENTS
    from gouji.document.model import Block, Document, Grid, GridCell, Paragraph, Span, Spot, Text
    from gouji.document.place import Place
    from gouji.document.reading import read_documents

__all__ = [
    "DOCUMENTS",
    "Block",
    "Document",
    "Grid",
    "GridCell",
    "Paragraph",
    "Place",
    "Span",
    "Spot",
    "Text",
    "read_documents",
]

_MODULES = {
    "gouji.document.endings": ("DOCUMENTS",),
    "gouji.document.model": ("Block", "Document", "Grid", "GridCell", "Paragraph", "Span", "Spot", "Text"),
    "gouji.document.place": ("Place",),
    "gouji.document.reading": ("read_documents",),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    # Reports need a Place and nothing else of this room: what reads documents is imported when it is asked for.
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'gouji.document' has no attribute {name!r}")
