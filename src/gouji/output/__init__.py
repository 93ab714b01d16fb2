"""The finding list: a run written for people and for programs.

Formats stand in one table (:data:`FORMATS`). Importing this package imports no output library: ``rich`` and
``xlsxwriter`` come with the format that needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

from gouji.engine.result import Counts, Result, Run
from gouji.faults import Diagnostic
from gouji.output.files import format_named, format_of, write_files, write_stream
from gouji.output.formats import FORMATS, Format
from gouji.output.options import OutputOptions
from gouji.output.safe import encodable

__all__ = [
    "FORMATS",
    "Format",
    "OutputOptions",
    "encodable",
    "format_named",
    "format_of",
    "render_diagnostics",
    "write_annotated",
    "write_files",
    "write_jsonl_end",
    "write_jsonl_result",
    "write_stream",
]


def render_diagnostics(diagnostics: Iterable[Diagnostic], lang: str, color: bool, width: int) -> str:
    """Diagnostics as pictures of the lines they point at; see :mod:`gouji.output.diagnostics`."""
    from gouji.output import diagnostics as pictures

    return pictures.render_diagnostics(diagnostics, lang, color, width)


def write_annotated(run: Run, folder: str, lang: str) -> list[Diagnostic]:
    """Copies of the documents of a run with the findings beside their places; see :mod:`gouji.output.annotated`."""
    from gouji.output import annotated

    return annotated.write_annotated(run, folder, lang)


def write_jsonl_result(result: Result, stream: IO[str], lang: str = "zh") -> None:
    """One submission as one line of JSON Lines; a bulk run calls it for each result and keeps none."""
    from gouji.output import json_form

    json_form.write_jsonl_result(result, stream, lang)


def write_jsonl_end(run: Run, stream: IO[str], lang: str = "zh", rules: Mapping[str, Counts] | None = None) -> None:
    """The closing line of JSON Lines: packs, counts of rules and diagnostics; see :mod:`gouji.output.json_form`."""
    from gouji.output import json_form

    json_form.write_jsonl_end(run, stream, lang, rules)
