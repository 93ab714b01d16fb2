"""A reader that has learned what lines look like reads them as the general way does, whatever comes next."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.faults import SubmissionError
from gouji.report import Anchor, LineReader, RawLine, Report, parse_line

_CELLS = st.one_of(
    st.none(), st.integers(-5, 5000), st.sampled_from(["", "1", "3.20万元", "甲", 'a"b', "a\\b", "]},{", "\n"])
)
_TEXTS = st.sampled_from(["", "1", "3.20万元", "甲：乙", "]}}", "}],", "“引”", "　"])


@st.composite
def lines(draw: st.DrawFn) -> list[bytes]:
    """Lines of one shape, with a stranger among them now and then."""
    cells = draw(st.sampled_from([_TEXTS, _TEXTS, _CELLS]))
    tables = draw(st.sampled_from([("甲表",), ("甲表", "乙表")]))
    style: Any = draw(st.sampled_from([(",", ":"), (", ", ": ")]))
    fields_first = draw(st.booleans())
    out = []
    for _ in range(draw(st.integers(2, 6))):
        fields = {"fields": {name: draw(cells) for name in ("总分", "等级")}}
        rows = {
            name: [{column: draw(cells) for column in ("名", "分")} for _ in range(draw(st.integers(1, 3)))]
            for name in tables
        }
        about = {"gouji": "report/1", "kind": draw(_TEXTS), "year": draw(st.integers(1990, 2030))}
        whole: dict[str, Any] = about | (fields | {"tables": rows} if fields_first else {"tables": rows} | fields)
        text = json.dumps(whole, ensure_ascii=draw(st.sampled_from([False, False, True])), separators=style)
        if draw(st.integers(0, 9)) == 0:
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(st.sampled_from(["", " ", "x", '"', ",", "}", "\x01", "null"])) + text[at + 1 :]
        out.append(text.encode("utf-8", "replace"))
    return out


def read(way: Any, line: RawLine) -> Report | list[str]:
    try:
        report: Report = way(line)
    except SubmissionError as fault:
        return [one.code for one in fault.diagnostics]
    return report


@settings(max_examples=300, deadline=None)
@given(lines())
def test_every_line_is_read_as_the_general_way_reads_it(given_lines: list[bytes]) -> None:
    reader = LineReader()
    for number, data in enumerate(given_lines, 1):
        line = RawLine("x.jsonl", number, data)
        mine, its = read(reader.read, line), read(parse_line, line)
        assert mine == its
        if isinstance(mine, Report) and isinstance(its, Report):
            assert (mine.form, mine.to_json(), mine.sha256) == (its.form, its.to_json(), its.sha256)
            assert (mine.path, mine.record, mine.tables_first) == (its.path, its.record, its.tables_first)
            for anchor, _ in its.cells():
                assert mine.locate(anchor) == its.locate(anchor)


def alike(score: str) -> bytes:
    form = {
        "gouji": "report/1",
        "kind": "甲",
        "year": 2023,
        "fields": {"总分": "90"},
        "tables": {"表": [{"名": "甲", "分": score}]},
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "anchor", [Anchor("表", 0, "无"), Anchor("表", 5, "分"), Anchor("无", 0, "分"), Anchor(None, None, "无")]
)
def test_what_is_not_there_has_the_place_of_what_is_around_it(anchor: Anchor) -> None:
    reader = LineReader()
    for score in ("1", "2", "3"):
        line = RawLine("x.jsonl", 7, alike(score))
        assert reader.read(line).locate(anchor) == parse_line(line).locate(anchor)


def test_a_report_read_at_a_stroke_travels_between_processes() -> None:
    reader = LineReader()
    reader.read(RawLine("x.jsonl", 1, alike("1")))
    report = reader.read(RawLine("x.jsonl", 2, alike("2")))
    assert pickle.loads(pickle.dumps(report)) == report


def test_a_name_that_comes_twice_is_a_fault_however_many_lines_went_well() -> None:
    reader = LineReader()
    reader.read(RawLine("x.jsonl", 1, alike("1")))
    twice = alike("2").replace('"分":"2"'.encode(), '"分":"2","分":"3"'.encode())
    with pytest.raises(SubmissionError):
        reader.read(RawLine("x.jsonl", 2, twice))
