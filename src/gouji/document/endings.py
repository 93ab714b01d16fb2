"""Which files are documents, by their endings; a table of its own, so that asking it imports no reader."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: Endings (lower case, with the dot) and the modules of this room whose ``read`` takes such a file.
DOCUMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".txt": "txt",
        ".text": "txt",
        ".pdf": "pdf",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".md": "md",
        ".markdown": "md",
        ".csv": "csv",
        ".tsv": "csv",
        ".tab": "csv",
    }
)
