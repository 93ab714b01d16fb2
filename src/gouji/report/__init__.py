"""What a submission says: fields and tables of printed texts, and where each of them was printed."""

from __future__ import annotations

from typing import Any

from gouji.document.place import Place
from gouji.report.form import VERSION
from gouji.report.lines import Block, RawLine, raw_lines
from gouji.report.model import NoOrigin, Origin, Report
from gouji.report.place import Anchor, json_pointer
from gouji.report.reading import (
    Format,
    LineReader,
    parse_line,
    parse_report,
    read_blocks,
    read_lines,
    read_report,
    read_reports,
    report_from_dict,
)
from gouji.report.walking import FORMATS, SUBMISSIONS, walk


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the ``report/1`` form."""
    # pydantic takes longer to import than everything else here, and only the schema needs it.
    from gouji.report.schema import report_schema as schema

    return schema()


__all__ = [
    "FORMATS",
    "SUBMISSIONS",
    "VERSION",
    "Anchor",
    "Block",
    "Format",
    "LineReader",
    "NoOrigin",
    "Origin",
    "Place",
    "RawLine",
    "Report",
    "json_pointer",
    "parse_line",
    "parse_report",
    "raw_lines",
    "read_blocks",
    "read_lines",
    "read_report",
    "read_reports",
    "report_from_dict",
    "report_schema",
    "walk",
]
