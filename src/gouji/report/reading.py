"""Submissions that are reports already (YAML, JSON, JSON Lines) to :class:`gouji.report.Report`.

Every fault of a file is told in one run, each with its place; whatever the bytes are, the only exception is
SubmissionError.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeVar, overload

from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.report.collecting import Faults
from gouji.report.form import MAX_FILE_BYTES
from gouji.report.json_nodes import parse_json
from gouji.report.json_places import JsonOrigin
from gouji.report.json_quick import quick_contents
from gouji.report.json_template import Template, template_of
from gouji.report.lines import Block, ByteStream, RawLine, Rejoined, raw_blocks, raw_lines
from gouji.report.mapping import nodes_of
from gouji.report.model import NoOrigin, Origin, Report
from gouji.report.structure import Contents, contents_of
from gouji.report.text import Text, decode
from gouji.report.walking import FORMATS, STANDARD_INPUT, SUBMISSIONS, unreadable

#: The forms in which a report is written down.
Format = Literal["yaml", "json", "jsonl"]


def read_report(path: str | Path, format: Format | None = None) -> Report:
    """The one report of a file (``-``: standard input).

    The format is read off the ending unless it is given. Raises SubmissionError with every fault of the file; a JSON
    Lines file with more than one record is such a fault (D112).
    """
    reports = read_reports(path, format)
    first = next(reports)
    if isinstance(first, SubmissionError):
        raise first
    if first.record is not None:
        second = next(reports, None)
        if second is not None:
            raise SubmissionError([Diagnostic("D112", {}, Label(str(path)))])
    return first


def read_reports(path: str | Path, format: Format | None = None) -> Iterator[Report | SubmissionError]:
    """Every report of a file (``-``: standard input), at least one item.

    JSON Lines is streamed: a line that cannot be read is one SubmissionError, and the rest go on. Nothing is raised.
    """
    name = str(path)
    if name == STANDARD_INPUT:
        yield from _guarded(name, lambda: _from_stream(sys.stdin.buffer, name, format))
        return
    kind = format or FORMATS.get(Path(path).suffix.lower())
    if kind is None:
        ending = Path(path).suffix.lower()
        # documents are read by others, who never ask this: only to someone who does are they no known format
        known = FORMATS if ending in SUBMISSIONS else SUBMISSIONS
        args = {"ending": Path(path).suffix, "endings": " ".join(known)}
        yield SubmissionError([Diagnostic("D104" if ending else "D113", args, Label(name))])
        return
    yield from _guarded(name, lambda: _from_file(path, name, kind))


def read_lines(path: str | Path) -> Iterator[RawLine | SubmissionError]:
    """The lines of a JSON Lines file, unread, at least one item. Nothing is raised."""
    return _guarded(str(path), lambda: _lines(path, raw_lines))


def read_blocks(path: str | Path) -> Iterator[Block | RawLine | SubmissionError]:
    """The same, many lines together where they are of no great length."""
    return _guarded(str(path), lambda: _lines(path, raw_blocks))


_T = TypeVar("_T")


def _guarded(name: str, read: Callable[[], Iterator[_T]]) -> Iterator[_T | SubmissionError]:
    """What is read, with the error of the file system as the last item."""
    try:
        yield from read()
    except FileNotFoundError:
        yield SubmissionError([Diagnostic("D101", {"path": name}, Label(name))])
    except OSError as fault:
        yield unreadable(name, fault)
    except ValueError:
        # A path that no system can have, such as one with a NUL in it.
        yield SubmissionError([Diagnostic("D101", {"path": name.replace("\0", "\\0")}, Label(name))])


def _lines(
    path: str | Path, taken: Callable[[BinaryIO, str], Iterator[_T | SubmissionError]]
) -> Iterator[_T | SubmissionError]:
    with open(path, "rb", buffering=1 << 20) as stream:
        yield from _some(taken(stream, str(path)), str(path))


def _some(lines: Iterator[_T | SubmissionError], name: str) -> Iterator[_T | SubmissionError]:
    """The lines of a file; one error if there are none."""
    empty = True
    for line in lines:
        empty = False
        yield line
    if empty:
        yield SubmissionError([Diagnostic("D108", {}, Label(name))])


def _from_file(path: str | Path, name: str, kind: Format) -> Iterator[Report | SubmissionError]:
    with open(path, "rb", buffering=1 << 20) as stream:
        if kind == "jsonl":
            yield from _records(stream, name)
        else:
            yield _one(stream, name, kind)


@overload
def parse_report(data: bytes | str, name: str, format: Literal["yaml", "json"]) -> Report: ...
@overload
def parse_report(data: bytes | str, name: str, format: Literal["jsonl"]) -> Iterator[Report | SubmissionError]: ...
def parse_report(data: bytes | str, name: str, format: Format) -> Report | Iterator[Report | SubmissionError]:
    """What ``data`` says; ``name`` stands for it in diagnostics.

    YAML and JSON give one report and raise SubmissionError; JSON Lines gives what :func:`read_reports` gives.
    """
    given = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else bytes(data)
    if format == "jsonl":
        return _records(BytesIO(given), name)
    return _parse(given, name, format)


#: Shapes of lines that one reader knows at a time, and how many it tries to learn.
TEMPLATES = 4
LEARNED = 16


class LineReader:
    """Reads the lines of JSON Lines files, and learns from them what the next ones look like.

    It changes nothing but the time: a line is read to the same report by whatever reader.
    """

    def __init__(self) -> None:
        self._templates: list[Template] = []
        self._learned = 0
        self._last: tuple[bytes, Report] | None = None
        """A line that was read by the general way, from which nothing was learned so far: there may be no other one."""

    def read(self, line: RawLine) -> Report:
        """The report of one line; raises SubmissionError."""
        if self._last is not None:
            self._learn(*self._last)
        for at, template in enumerate(self._templates):
            known = template.read(line)
            if known is not None:
                if at:
                    self._templates.insert(0, self._templates.pop(at))
                return known
        report = parse_line(line)
        if self._learned < LEARNED:
            self._last = line.data, report
        return report

    @property
    def template(self) -> Template | None:
        """The shape of the line that was read last, if it is known."""
        if self._last is not None:
            self._learn(*self._last)
        return self._templates[0] if self._templates else None

    def _learn(self, data: bytes, report: Report) -> None:
        self._last = None
        self._learned += 1
        made = template_of(data, report.tables)
        if made is not None:
            self._templates = [made, *self._templates][:TEMPLATES]


def parse_line(line: RawLine) -> Report:
    """The report of one line of a JSON Lines file; raises SubmissionError."""
    contents = quick_contents(line.data)
    if contents is None:
        contents = _careful_json(line.data, line.path, line.number)
    return _report(contents, line.path, JsonOrigin(line.path, line.data, line.number), line.number)


def report_from_dict(form: Mapping[str, Any]) -> Report:
    """The report that a Python mapping in the ``report/1`` form says; its places are JSON pointers.

    Texts, integers, ``Decimal`` and booleans are taken as they print; the ``gouji`` key may be missing. A float is
    refused (D179), because it does not know how many digits were printed. Raises SubmissionError.
    """
    faults = Faults("", None)
    contents = contents_of(nodes_of(form, faults), faults, needs_version=False)
    if faults:
        raise faults.error()
    return _report(contents, "", NoOrigin(), None)


def _from_stream(stream: ByteStream, name: str, format: Format | None) -> Iterator[Report | SubmissionError]:
    """Standard input has no ending: the beginning tells the format."""
    if format == "jsonl":
        yield from _records(stream, name)
        return
    if format is None:
        # JSON Lines shows itself by a first line that is an object and is not the last.
        head = stream.readline(MAX_FILE_BYTES + 1)
        line = head.removeprefix(b"\xef\xbb\xbf").strip()
        rest = b""
        if line.startswith(b"{") and line.endswith(b"}"):
            rest = stream.readline(MAX_FILE_BYTES + 1)
            while rest and not rest.strip():
                head, rest = head + rest, stream.readline(MAX_FILE_BYTES + 1)
            if rest:
                yield from _records(Rejoined(head + rest, stream), name)
                return
        yield _one(Rejoined(head + rest, stream), name, "json" if line.startswith((b"{", b"[")) else "yaml")
        return
    yield _one(stream, name, format)


def _one(stream: ByteStream, name: str, kind: Format) -> Report | SubmissionError:
    data = stream.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        return SubmissionError([Diagnostic("D105", {"limit": MAX_FILE_BYTES}, Label(name))])
    try:
        return _parse(data, name, kind)
    except SubmissionError as fault:
        return fault


def _records(stream: ByteStream, name: str) -> Iterator[Report | SubmissionError]:
    reader = LineReader()
    for line in _some(raw_lines(stream, name), name):
        if isinstance(line, SubmissionError):
            yield line
            continue
        try:
            report: Report | SubmissionError = reader.read(line)
        except SubmissionError as fault:
            report = fault
        yield report


def _parse(data: bytes, name: str, kind: Format) -> Report:
    if kind == "json":
        contents = quick_contents(data)
        if contents is None:
            contents = _careful_json(data, name)
        return _report(contents, name, JsonOrigin(name, data), None)
    text = Text(name, decode(data, name))
    faults = Faults(name, text)
    # JSON, of which there is more, needs neither
    from gouji.report.yaml_nodes import parse_yaml
    from gouji.report.yaml_places import YamlOrigin

    root = parse_yaml(text.text, faults)
    if root is None and not faults:
        raise SubmissionError([Diagnostic("D108", {}, Label(name))])
    if root is None:
        raise faults.error()
    contents = contents_of(root, faults)
    if faults:
        raise faults.error()
    return _report(contents, name, YamlOrigin(text, root, hashlib.sha256(data).hexdigest()), None)


def _careful_json(data: bytes, name: str, line: int = 1) -> Contents:
    """The careful reading of JSON: all faults, or the contents."""
    text = Text(name, decode(data, name, line), line)
    if not text.text.strip():
        raise SubmissionError([Diagnostic("D108", {}, Label(name))])
    faults = Faults(name, text)
    root = parse_json(text.text, faults)
    if root is None:
        raise faults.error()
    contents = contents_of(root, faults)
    if faults:
        raise faults.error()
    return contents


def _report(contents: Contents, path: str, origin: Origin, record: int | None) -> Report:
    return Report(
        path=contents.origin.source.path if contents.origin is not None else path,
        kind=contents.kind,
        unit=contents.unit,
        year=contents.year,
        fields=contents.fields,
        tables=contents.tables,
        record=record,
        origin=contents.origin or origin,
        blanks=contents.blanks,
        doubtful=contents.doubtful,
        tables_first=contents.tables_first,
        written=path if contents.origin is not None else "",
    )
