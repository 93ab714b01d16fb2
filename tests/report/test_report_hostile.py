"""Hostile files: bombs end in bounded time, and whatever the bytes are, the only exception is SubmissionError."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.faults import SubmissionError
from gouji.report import Report, form, parse_report, report_from_dict

HEAD = "gouji: report/1\n"
JSON_HEAD = '{"gouji": "report/1", '
OneFormat = Literal["yaml", "json"]


def doubling(levels: int, leaf: str) -> str:
    lines = [f"a0: &a0 {leaf}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return HEAD + "\n".join(lines) + "\n"


BOMBS: dict[str, tuple[Callable[[], str], OneFormat, str]] = {
    "aliases": (lambda: doubling(40, "[x, x, x]"), "yaml", "D132"),
    "alias of a long text": (lambda: doubling(6, "x" * 100_000), "yaml", "D132"),
    "brackets in yaml": (lambda: "[" * 10_000, "yaml", "D109"),
    "braces in yaml": (lambda: HEAD + "fields: " + "{a: " * 10_000, "yaml", "D109"),
    "dashes": (lambda: "- " * 10_000, "yaml", "D109"),
    "dashes that end": (lambda: HEAD + "fields:\n  " + "- " * 10_000 + "1\n", "yaml", "D109"),
    "question marks": (lambda: "? " * 10_000, "yaml", "D109"),
    "indentation": (lambda: "".join(" " * n + "a:\n" for n in range(2_000)), "yaml", "D109"),
    "brackets": (lambda: "[" * 1_000_000, "json", "D109"),
    "braces": (lambda: '{"a":' * 1_000_000, "json", "D109"),
    "brackets that end": (lambda: JSON_HEAD + '"fields": ' + "[" * 100_000 + "]" * 100_000 + "}", "json", "D109"),
    "a cell of a million characters": (lambda: f"{HEAD}fields: {{甲: {'九' * 1_000_000}}}", "yaml", "D172"),
    "a json cell of a million characters": (
        lambda: JSON_HEAD + '"fields": {"甲": "' + '\\"' * 1_000_000 + '"}}',
        "json",
        "D172",
    ),
    "a number of a million digits": (lambda: JSON_HEAD + '"fields": {"甲": ' + "9" * 1_000_000 + "}}", "json", "D172"),
    "a year of a million digits": (lambda: JSON_HEAD + '"year": ' + "9" * 1_000_000 + "}", "json", "D173"),
    "faults without end": (lambda: JSON_HEAD + '"tables": {"表": [' + "1," * 100_000 + "1]}}", "json", "D170"),
    "repeated names": (lambda: HEAD + "fields:\n" + "  甲: 1\n" * 50_000, "yaml", "D160"),
    "line ends": (lambda: "\n" * 20_000_000 + "{", "json", "D149"),
    "backslashes": (lambda: '{"a": "' + "\\" * 999_999, "json", "D144"),
    "anchors": (lambda: HEAD + "fields: [" + ", ".join(f"&a{n} x" for n in range(50_000)) + "]", "yaml", "D167"),
    "one unknown key of a million characters": (lambda: f'{{"{"k" * 1_000_000}": 1}}', "json", "D161"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_bounded_time(name: str) -> None:
    make, format, code = BOMBS[name]
    text = make()
    begin = time.perf_counter()
    with pytest.raises(SubmissionError) as caught:
        parse_report(text, "弹", format)
    assert caught.value.diagnostics[0].code == code
    assert len(caught.value.diagnostics) <= form.MAX_FAULTS + 1
    assert time.perf_counter() - begin < 20


def test_too_many_values_are_refused_where_they_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.report.yaml_nodes.MAX_VALUES", 100)
    monkeypatch.setattr("gouji.report.json_nodes.MAX_EXPLAINED_VALUES", 100)
    for format in ("yaml", "json"):
        with pytest.raises(SubmissionError) as caught:
            parse_report("[" + "0," * 200 + "]", "弹", "yaml" if format == "yaml" else "json")
        (fault,) = caught.value.diagnostics
        assert fault.code == "D110"
        assert fault.label is not None
        assert fault.label.column == 200


def test_a_mapping_deeper_than_the_stack_is_refused() -> None:
    nest: object = "x"
    for _ in range(100_000):
        nest = [nest]
    with pytest.raises(SubmissionError) as caught:
        report_from_dict({"tables": nest})
    assert "D109" in [fault.code for fault in caught.value.diagnostics]
    while isinstance(nest, list):  # taken apart by hand, as the interpreter would do it recursively
        nest = nest.pop()


YAML = """\
gouji: report/1
kind: 自评
unit: "某某\\u4e2d"
year: 2023
fields: {总分: "98.75", 等级: 优, 空: , 同: &x 95%}
tables:
  预算: [{来源: 合计, 执行数: "1,234.5万元", 率: 94.56%}]
  指标:
    - 名称: 培训人数   # 注释
      目标: 80人
      说明: |
        第一行
    - {名称: 满意率, 目标: *x}
  列表: {columns: [甲, 乙], rows: [[1, 2], ['三', ~]]}
"""
JSON = json.dumps(
    {
        "gouji": "report/1",
        "year": 2023,
        "fields": {"总分": 98.75, "等级": "优\n", "空": ""},
        "tables": {
            "指标": [{"名称": "培训", "目标": None}, {"名称": 10}],
            "列表": {"columns": ["甲"], "rows": [["1"]]},
        },
    },
    ensure_ascii=False,
)

PIECES = st.sampled_from(
    [
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b"'",
        b":",
        b",",
        b"- ",
        b"\t",
        b"\n",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"&x ",
        b"*x",
        b"!",
        b"|",
        b">",
        b"%",
        b"#",
        b"\\",
        b"\\ud800",
        b"<<: ",
        b"---\n",
        b"? ",
        b"\xef\xbc\x9a",
        b"\xc2\x85",
        b"-0",
        b"[" * 70,
        b"{a: " * 70,
        b"- " * 70,
        b"NaN",
        b"1e999",
        b"~",
        b"\r",
        b"\xe2\x80\xa8",
        b"\xed\xa0\x80",
    ]
)


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    """A valid file after a few accidents: bytes flipped, cut, repeated, replaced or put in."""
    data = seed
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + 40)))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            data = data[:at] + draw(PIECES) + data[at:]
        elif kind == 1:
            data = data[:at] + draw(PIECES) + data[to:]
        elif kind == 2:
            data = data[:to] + data[at:to] + data[to:]
        elif kind == 3:
            data = data[:at] + data[to:] if draw(st.booleans()) else data[:at]
        elif at < len(data):
            data = data[:at] + bytes([data[at] ^ draw(st.integers(1, 255))]) + data[at + 1 :]
    return data


def survives(data: bytes, format: OneFormat) -> None:
    """Reads, or says in both languages why not; what was read can be written, read and located."""
    try:
        report = parse_report(data, "甲", format)
    except SubmissionError as error:
        assert error.diagnostics
        for fault in error.diagnostics:
            assert fault.message("zh") and fault.message("en")
            fault.to_dict()
            assert fault.label is not None
            assert fault.label.line <= data.count(b"\n") + 1
        return
    for anchor, _ in report.cells():
        assert report.locate(anchor).line
    assert parse_report(report.to_yaml(), "乙", "yaml") == report
    assert parse_report(report.to_json(), "丙", "json") == report
    assert report.sha256


FUZZ = settings(max_examples=1200, deadline=None, suppress_health_check=list(HealthCheck))


@given(mutated(YAML.encode()))
@FUZZ
def test_no_accident_to_a_yaml_file_gives_a_traceback(data: bytes) -> None:
    survives(data, "yaml")


@given(mutated(JSON.encode()))
@FUZZ
def test_no_accident_to_a_json_file_gives_a_traceback(data: bytes) -> None:
    survives(data, "json")


@given(mutated(JSON.encode() + b"\n" + JSON.encode() + b"\r\n"))
@settings(FUZZ, max_examples=400)
def test_no_accident_to_a_json_lines_file_gives_a_traceback(data: bytes) -> None:
    for item in parse_report(data, "甲", "jsonl"):
        assert isinstance(item, Report | SubmissionError)


@given(st.binary(max_size=60), st.sampled_from(["yaml", "json"]))
@settings(FUZZ, max_examples=600)
def test_no_bytes_give_a_traceback(data: bytes, format: OneFormat) -> None:
    survives(data, format)
    assert all(isinstance(item, Report | SubmissionError) for item in parse_report(data, "甲", "jsonl"))


@given(st.text(st.characters(), max_size=40), st.sampled_from(["yaml", "json"]))
@settings(FUZZ, max_examples=300)
def test_no_text_gives_a_traceback(text: str, format: OneFormat) -> None:
    try:
        parse_report(text, "甲", format)
    except SubmissionError as error:
        assert error.diagnostics


def test_reading_a_good_report_imports_neither_pydantic_nor_the_schema() -> None:
    script = (
        "import sys; from gouji.report import parse_report as p; "
        "p('gouji: report/1', 'a', 'yaml'); p('{\"gouji\": \"report/1\"}', 'a', 'json'); "
        "assert not {'pydantic', 'gouji.report.schema', 'hypothesis'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": ":".join(sys.path)})
