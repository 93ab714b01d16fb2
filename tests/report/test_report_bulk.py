"""Lines that are read together say what each of them says by itself, whatever stands between them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report_line_reader import lines, read

from gouji.report import LineReader, RawLine, Report, parse_line

pytest.importorskip("numpy")
from gouji.report import bulk_reading
from gouji.report.bulk import Bulk
from gouji.report.bulk_reading import read_in_bulk


def together(reader: LineReader, given_lines: list[RawLine]) -> Iterator[Report | list[str]]:
    with patch.object(bulk_reading, "FEWEST", 2):
        found = list(read_in_bulk(reader, given_lines))
    for one in found:
        if isinstance(one, Bulk):
            yield from (one.report(number) for number in range(len(one)))
        else:
            yield read(reader.read, one)


def texts(report: Report, table: str, headers: tuple[str, ...]) -> list[list[str]]:
    return [[text or "" for text in column] for column in report.columns(table, headers)]


@settings(max_examples=400, deadline=None)
@given(lines(), st.integers(1, 3))
def test_lines_read_together_say_what_each_says_by_itself(given_lines: list[bytes], times: int) -> None:
    raw = [RawLine("x.jsonl", number, data) for number, data in enumerate(given_lines * times, 1)]
    answers = list(together(LineReader(), raw))
    assert len(answers) == len(raw)
    for line, mine in zip(raw, answers, strict=True):
        its = read(parse_line, line)
        assert mine == its
        if isinstance(mine, Report) and isinstance(its, Report):
            assert (mine.form, mine.to_json(), mine.sha256) == (its.form, its.to_json(), its.sha256)
            assert (mine.path, mine.record, mine.tables_first) == (its.path, its.record, its.tables_first)
            assert pickle.loads(pickle.dumps(mine)) == its
            for table, headers in its.form[0]:
                assert mine.size(table) == its.size(table)
                if isinstance(headers, tuple):
                    assert texts(mine, table, headers) == texts(its, table, headers)
            for anchor, _ in its.cells():
                assert mine.locate(anchor) == its.locate(anchor)


def line(number: int, **more: object) -> RawLine:
    form = {
        "gouji": "report/1",
        "kind": "甲",
        "unit": f"单位{number}",
        "year": 2023,
        "fields": {"总分": str(number)},
        "tables": {
            "甲表": [{"名": f"第{row}项", "分": str(row * number)} for row in range(1 + number % 3)],
            "乙表": [{"名": "合计"}],
        },
    }
    data = json.dumps(form | more, ensure_ascii=False, separators=(",", ":"))
    return RawLine("x.jsonl", number, data.encode())


def test_lines_of_one_shape_come_as_one_bulk() -> None:
    (bulk,) = read_in_bulk(LineReader(), [line(number) for number in range(1, 101)])
    assert isinstance(bulk, Bulk)
    assert (len(bulk), bulk.kind, bulk.about[4]) == (100, "甲", ("单位5", 2023))
    rows = bulk.tables["甲表"]
    assert len(rows) == sum(1 + number % 3 for number in range(1, 101))
    assert bulk.cells(rows.grid.column("分"))[:5] == ["0", "1", "0", "2", "4"]
    assert rows.owners[:5].tolist() == [0, 0, 1, 1, 1]
    assert [fields["总分"] for fields in bulk.fields[:3]] == ["1", "2", "3"]


def test_a_stranger_among_them_stands_where_it_stood() -> None:
    given_lines = [line(number) for number in range(1, 101)]
    given_lines[40] = line(41, kind="乙")
    given_lines[60] = RawLine("x.jsonl", 61, b"{")
    given_lines[61] = line(62, unit="a\\b")
    found = list(read_in_bulk(LineReader(), given_lines))
    assert [len(one) if isinstance(one, Bulk) else one for one in found] == [
        40,
        given_lines[40],
        19,
        *given_lines[60:62],
        38,
    ]


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ('{"名":"第1项"', '{ "名":"第1项"'),
        ('"}],"乙表":[', '"} ],"乙表":['),
        ('],"乙表":[{', '],"乙表":[ {'),
        ('"名":"第0项"', '"各":"第0项"'),
        ('"分":"0"', '"分":"0","分":"1"'),
        ('"},{"名"', '"}, {"名"'),
        ('"year":2023', '"year":02023'),
        ('"fields":{"总分":"7"}', '"fields":{"总分":"7","总分":"8"}'),
        ("第0项", "第\x010项"),
        ("第0项", "第\ud8000项"),
        ("第0项", "第𠮷项"),
    ],
)
def test_a_line_is_taken_only_if_every_character_is_where_it_must_be(place: str, wrong: str) -> None:
    given_lines = [line(number) for number in range(1, 41)]
    text = given_lines[6].data.decode()
    assert place in text
    given_lines[6] = RawLine("x.jsonl", 7, text.replace(place, wrong, 1).encode("utf-8", "surrogatepass"))
    answers = list(read_in_bulk(LineReader(), given_lines))
    singles = [one for one in answers if not isinstance(one, Bulk)]
    assert singles == given_lines[:7]  # that line, and those before it, which are too few


def test_only_texts_that_are_the_same_are_taken_for_repeated() -> None:
    names = [
        "甲乙丙丁",
        "甲乙丙丁",
        "甲乙丙戊",
        "甲",
        "甲",
        "",
        "",
        "乙",
        "甲乙丙丁戊",
        "甲乙丙丁戊",
        "甲乙丙丁己",
        "甲乙丙丁己庚辛壬",
    ]
    names += [
        "甲乙丙丁己庚辛壬",
        "甲乙丙丁子庚辛壬癸",
        "甲乙丙丁丑庚辛壬癸",
        "甲乙丙丁丑庚辛壬癸",
        "丑甲乙丙",
        "丑甲乙",
    ]
    given_lines = [line(number, tables={"甲表": [{"名": name} for name in names]}) for number in range(1, 20)]
    (bulk,) = read_in_bulk(LineReader(), given_lines)
    assert isinstance(bulk, Bulk)
    again = bulk.repeated(bulk.tables["甲表"].grid.column("名")).tolist()
    texts_ = names * 19
    for at, same in enumerate(again):
        alike = at > 0 and texts_[at] == texts_[at - 1]
        assert same == (alike and len(texts_[at]) <= 8), (at, texts_[at])


@pytest.mark.parametrize("where", ["fields", "tables"])
def test_a_cell_that_is_too_long_is_told_as_for_a_single_line(where: str) -> None:
    given_lines = [line(number) for number in range(1, 41)]
    long = "长" * 100_001
    more = (
        {"fields": {"总分": long}}
        if where == "fields"
        else {"tables": {"甲表": [{"名": long, "分": "1"}], "乙表": [{"名": "合"}]}}
    )
    given_lines[20] = line(21, **more)
    answers = list(read_in_bulk(LineReader(), given_lines))
    assert given_lines[20] in answers
    assert isinstance(read(parse_line, given_lines[20]), list)  # a fault


def test_few_lines_are_read_one_by_one() -> None:
    assert list(read_in_bulk(LineReader(), [line(1), line(2)])) == [line(1), line(2)]
