"""The table of output formats. A new format is one more line here, and one file beside it.

A format's own module, and the library it stands on, is imported when it is first written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import IO, Any

from gouji.engine.result import Run
from gouji.faults.record import dataclass
from gouji.output.options import OutputOptions

Writer = Callable[[Run, IO[Any], str, OutputOptions], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a finding list.

    ``write`` takes a text stream, or a stream of bytes where ``binary``. The first of ``endings`` is the usual one.
    ``shows_source``: it shows the submissions themselves, so results must keep them.
    """

    name: str
    endings: tuple[str, ...]
    binary: bool
    write: Writer
    shows_source: bool = False


def _terminal(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
    from gouji.output.terminal import write_terminal

    write_terminal(run, stream, lang, options)


def _json(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
    from gouji.output.json_form import write_json

    write_json(run, stream, lang, options)


def _jsonl(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
    from gouji.output.json_form import write_jsonl

    write_jsonl(run, stream, lang, options)


def _markdown(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
    from gouji.output.markdown import write_markdown

    write_markdown(run, stream, lang, options)


def _sarif(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
    from gouji.output.sarif import write_sarif

    write_sarif(run, stream, lang, options)


def _xlsx(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
    from gouji.output.xlsx import write_xlsx

    write_xlsx(run, stream, lang, options)


def _html(run: Run, stream: IO[Any], lang: str, options: OutputOptions) -> None:
    from gouji.output.html import write_html

    write_html(run, stream, lang, options)


_TABLE = (
    Format("terminal", (".txt",), False, _terminal),
    Format("json", (".json",), False, _json),
    Format("jsonl", (".jsonl", ".ndjson"), False, _jsonl),
    Format("markdown", (".md", ".markdown"), False, _markdown),
    Format("sarif", (".sarif", ".sarif.json"), False, _sarif),
    Format("xlsx", (".xlsx",), True, _xlsx),
    Format("html", (".html", ".htm"), False, _html, True),
)

FORMATS: Mapping[str, Format] = MappingProxyType({entry.name: entry for entry in _TABLE})
