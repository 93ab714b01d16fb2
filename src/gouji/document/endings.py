"""Which files are documents, by their endings; a table of its own, so that asking it imports no reader."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: The kind that stands for several documents.
ARCHIVE: Final = "archive"
#: Endings (lower case, with the dot) and the modules of this room whose ``read`` takes such a file (of an archive, ``read_all``).
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
        ".docx": "docx",
        ".docm": "docx",
        ".dotx": "docx",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".xltx": "xlsx",
        ".xls": "xls",
        ".et": "xls",
        ".ods": "ods",
        ".doc": "convert",
        ".wps": "convert",
        ".rtf": "convert",
        ".odt": "convert",
        ".zip": ARCHIVE,
    }
)
