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
        ".docx": "docx",
        ".docm": "docx",
        ".dotx": "docx",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".xltx": "xlsx",
    }
)
