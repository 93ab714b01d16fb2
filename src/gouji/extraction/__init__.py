"""From a document to a report: tables and sentences become rows, driven by a pack's vocabulary and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gouji.extraction.assembling import extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    if name == "extract":
        from gouji.extraction.assembling import extract

        return extract
    raise AttributeError(f"module 'gouji.extraction' has no attribute {name!r}")
