"""JSON Lines and files: streaming, limits, standard input, folders."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import sys
import tracemalloc
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.faults import SubmissionError
from gouji.report import (
    Block,
    RawLine,
    Report,
    form,
    lines,
    parse_line,
    parse_report,
    raw_lines,
    read_blocks,
    read_report,
    read_reports,
    walk,
)
from gouji.report.lines import raw_blocks

LINE = '{"gouji": "report/1", "unit": "%s", "fields": {"总分": 9.50}}'


def outline(items: object) -> list[object]:
    """Unit and line of a report; codes and line of an error."""
    out: list[object] = []
    for item in items:  # type: ignore[attr-defined]
        if isinstance(item, Report):
            out.append((item.unit, item.record))
        else:
            assert isinstance(item, SubmissionError)
            out += [(fault.code, fault.label.line if fault.label else None) for fault in item.diagnostics]
    return out


def test_a_bad_line_is_one_error_and_the_rest_go_on() -> None:
    text = "\n".join([LINE % "甲", "", "{", LINE % "乙", '{"gouji": "report/2"}', "  \t", LINE % "丙"])
    expected = [("甲", 1), ("D149", 3), ("乙", 4), ("D162", 5), ("丙", 7)]
    assert outline(parse_report(text, "批.jsonl", "jsonl")) == expected
    assert outline(parse_report(text.replace("\n", "\r\n") + "\r\n", "批.jsonl", "jsonl")) == expected


def test_all_faults_of_one_line_are_one_error() -> None:
    text = '{"gouji": "report/1", "year": 1, "fields": {"甲": []}}\n'
    (item,) = parse_report(text, "批.jsonl", "jsonl")
    assert isinstance(item, SubmissionError)
    assert [fault.code for fault in item.diagnostics] == ["D173", "D171"]


def test_a_byte_order_mark_is_dropped_and_utf_16_is_refused() -> None:
    assert outline(parse_report((LINE % "甲").encode("utf-8-sig"), "批.jsonl", "jsonl")) == [("甲", 1)]
    assert outline(parse_report((LINE % "甲").encode("utf-16"), "批.jsonl", "jsonl")) == [("D106", 1)]


def test_a_line_that_is_not_utf_8_says_where() -> None:
    data = (LINE % "甲").encode() + b"\n" + (LINE % "单位").encode("gb18030")
    items = list(parse_report(data, "批.jsonl", "jsonl"))
    assert outline(items) == [("甲", 1), ("D106", 2)]
    assert isinstance(items[1], SubmissionError)
    label = items[1].diagnostics[0].label
    assert label is not None
    assert label.column == LINE.index("%") + 1


def test_an_empty_file_is_an_error() -> None:
    assert outline(parse_report("\n\n", "批.jsonl", "jsonl")) == [("D108", 0)]


def test_a_line_over_the_limit_is_skipped_without_being_kept() -> None:
    stream = io.BytesIO(b"x" * 9 + b"\n" + b"y" * 11 + b"\r\n" + b"z" * 10 + b"\r\n" + b"w" * 99)
    items = list(raw_lines(stream, "批.jsonl", limit=10))
    assert [item.number if isinstance(item, RawLine) else outline([item])[0] for item in items] == [
        1,
        ("D153", 2),
        3,
        ("D153", 4),
    ]
    assert [item.data for item in items if isinstance(item, RawLine)] == [b"x" * 9, b"z" * 10]


def test_a_sparse_line_of_100_mb_between_two_reports(tmp_path: Path) -> None:
    path = tmp_path / "批.jsonl"
    with path.open("wb") as file:
        file.write((LINE % "甲").encode() + b"\n{")
        file.seek(100 * 1024 * 1024)
        file.write(b"\n" + (LINE % "乙").encode() + b"\n")
    tracemalloc.start()
    assert outline(read_reports(path)) == [("甲", 1), ("D153", 2), ("乙", 3)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2.5 * form.MAX_LINE_BYTES


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "批.jsonl"
    path.write_text((LINE % "甲" + "\n") * 5_000, encoding="utf-8")
    tracemalloc.start()
    assert sum(isinstance(item, Report) for item in read_reports(path)) == 5_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_lines_can_be_read_elsewhere() -> None:
    data = f"{LINE % '甲'}\n{LINE % '乙'}\n".encode()
    lines = [line for line in raw_lines(io.BytesIO(data), "批.jsonl") if isinstance(line, RawLine)]
    reports = [parse_line(line) for line in lines]
    assert outline(reports) == [("甲", 1), ("乙", 2)]
    assert reports[1].sha256 == hashlib.sha256((LINE % "乙").encode()).hexdigest()
    assert reports[1].path == "批.jsonl"


def test_read_report_takes_one_record_only(tmp_path: Path) -> None:
    path = tmp_path / "批.jsonl"
    path.write_text(f"\n{LINE % '甲'}\n", encoding="utf-8")
    assert read_report(path).record == 2
    path.write_text(f"{LINE % '甲'}\n{LINE % '乙'}\n", encoding="utf-8")
    with pytest.raises(SubmissionError) as caught:
        read_report(path)
    assert caught.value.diagnostics[0].code == "D112"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gouji: report/1\nunit: 甲\n", [("甲", None)]),
        ("\ufeffgouji: report/1\nunit: 甲\n", [("甲", None)]),
        ('{\n "gouji": "report/1",\n "unit": "甲"}\n', [("甲", None)]),
        (LINE % "甲", [("甲", None)]),
        (LINE % "甲" + "\n\n \n", [("甲", None)]),
        (f"{LINE % '甲'}\n\n{LINE % '乙'}\n", [("甲", 1), ("乙", 3)]),
        (f"{LINE % '甲'}\n{{\n", [("甲", 1), ("D149", 2)]),
        ("", [("D108", 0)]),
    ],
)
def test_standard_input_tells_its_format(text: str, expected: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert outline(read_reports("-")) == expected


def test_the_format_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("gouji: report/1\nunit: 甲\n", encoding="utf-8")
    assert outline(read_reports(path)) == [("D104", 0)]
    assert read_report(path, format="yaml").unit == "甲"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((LINE % "甲").encode())))
    assert outline(read_reports("-", format="jsonl")) == [("甲", 1)]


def test_a_path_that_no_system_has() -> None:
    assert outline(read_reports("a\0b.yaml")) == [("D101", 0)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "乙.yaml",
        "甲.YML",
        "b.jsonl",
        ".hidden.yaml",
        "note.txt",
        "sub/c.json",
        ".git/d.json",
        "sub/x/e.ndjson",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return tmp_path


def test_a_folder_is_walked_in_order(folder: Path) -> None:
    found = [str(path.relative_to(folder)) for path in walk([folder]) if isinstance(path, Path)]
    assert found == [
        "b.jsonl",
        "乙.yaml",
        "甲.YML",
        os.path.join("sub", "c.json"),
        os.path.join("sub", "x", "e.ndjson"),
    ]


def test_the_order_of_the_paths_is_kept_and_no_file_comes_twice(folder: Path) -> None:
    given = [folder / "note.txt", "-", folder / "sub", folder / "sub" / "c.json", str(folder / "b.jsonl"), "-"]
    found = list(walk(given))
    assert found == [
        folder / "note.txt",
        Path("-"),
        folder / "sub" / "c.json",
        folder / "sub" / "x" / "e.ndjson",
        folder / "b.jsonl",
    ]


def test_other_endings_can_be_asked_for(folder: Path) -> None:
    assert list(walk([folder], endings={".txt"})) == [folder / "note.txt"]


def test_a_path_that_cannot_be_looked_at_is_an_error(tmp_path: Path) -> None:
    assert outline(walk([tmp_path / ("名" * 300), tmp_path / "a\0b"])) == [("D102", 0), ("D101", 0)]


def test_what_is_not_there_and_what_is_empty_are_errors(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "空").mkdir()
    items = list(walk([tmp_path / "没有.yaml", tmp_path / "空", folder / "b.jsonl"]))
    assert outline(items[:2]) == [("D101", 0), ("D103", 0)]
    assert items[2] == folder / "b.jsonl"


def blocks(data: bytes, together: int = 3, most: int = 64) -> list[Block | RawLine | SubmissionError]:
    """What a file is handed over as, with blocks of a few lines."""
    with patch.multiple(lines, TOGETHER=together, BYTES=most, _CHUNK=16):
        return list(raw_blocks(io.BytesIO(data), "批.jsonl"))


ENDS = st.sampled_from([b"\n", b"\n", b"\r\n", b"\n\n", b" \n"])
LINE_TEXTS = st.one_of(st.binary(max_size=40).map(lambda data: data.replace(b"\n", b"")), st.just(b'{"a": 1}'))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(LINE_TEXTS, ENDS), max_size=12), st.integers(1, 4), st.integers(16, 200), st.booleans())
def test_blocks_hold_the_lines_of_the_file(
    written: list[tuple[bytes, bytes]], together: int, most: int, ended: bool
) -> None:
    data = b"".join(text + end for text, end in written)
    data = data if ended else data.rstrip(b"\n")
    found = blocks(data, together, most)
    singles = [one for block in found for one in (block.lines() if isinstance(block, Block) else [block])]
    known = list(raw_lines(io.BytesIO(data), "批.jsonl"))
    assert [item for item in singles if isinstance(item, RawLine)] == [i for i in known if isinstance(i, RawLine)]
    assert len(singles) == len(known)
    for block in found:
        if isinstance(block, Block):
            begins, ends = block.bounds()
            assert block.count == len(begins) == len(ends)
            assert len(block.data) >= block.size + 64


def test_a_line_that_is_longer_than_a_block_comes_alone_and_so_do_those_after_it() -> None:
    found = blocks(b"a\nb\nc\nd\n" + b"x" * 70 + b"\ne\n", together=2, most=20)
    assert [one.number for one in found if isinstance(one, RawLine)] == [5, 6]
    assert [(one.number, one.count) for one in found if isinstance(one, Block)] == [(1, 4)]


def test_a_long_line_among_short_ones_stays_in_a_block() -> None:
    found = blocks(b"a\nb\nc\nd\n" + b"x" * 70 + b"\ne\n", together=2, most=200)
    assert all(isinstance(one, Block) for one in found)
    assert sum(one.count for one in found if isinstance(one, Block)) == 6


def test_a_file_of_blank_lines_has_no_blocks(tmp_path: Path) -> None:
    assert blocks(b"\n \n\n") == []
    path = tmp_path / "空.jsonl"
    path.write_bytes(b"\n \n\n")
    assert outline(read_blocks(path)) == [("D108", 0)]  # type: ignore[arg-type]


def test_marks_at_the_beginning_are_told_as_for_single_lines() -> None:
    (block,) = blocks(codecs.BOM_UTF8 + b"{}\n")
    assert isinstance(block, Block)
    assert list(block.lines()) == [RawLine("批.jsonl", 1, b"{}")]
    (wide,) = blocks(codecs.BOM_UTF16_LE + "{}\n".encode("utf-16-le"))
    assert isinstance(wide, SubmissionError)
    assert wide.diagnostics[0].code == "D106"
