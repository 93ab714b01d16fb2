"""Lines that are read together say what each of them says by itself, whatever stands between them."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report_line_reader import lines, read

from gouji.report import Block, LineReader, RawLine, Report, parse_line

pytest.importorskip("numpy")
from gouji.report import bulk_reading
from gouji.report.bulk import Bulk
from gouji.report.bulk_reading import read_in_bulk


def block_of(given_lines: list[RawLine]) -> Block:
    return Block.of("x.jsonl", b"\n".join(line.data for line in given_lines))


def together(reader: LineReader, block: Block) -> Iterator[Report | list[str]]:
    with patch.object(bulk_reading, "FEWEST", 2):
        found = list(read_in_bulk(reader, block))
    for one in found:
        if isinstance(one, Bulk):
            yield from (one.report(number) for number in range(len(one)))
        elif isinstance(one, RawLine):
            yield read(reader.read, one)


def texts(report: Report, table: str, headers: tuple[str, ...]) -> list[list[str]]:
    return [[text or "" for text in column] for column in report.columns(table, headers)]


@settings(max_examples=400, deadline=None)
@given(lines(), st.integers(1, 3))
def test_lines_read_together_say_what_each_says_by_itself(given_lines: list[bytes], times: int) -> None:
    block = Block.of("x.jsonl", b"\n".join(given_lines * times))
    raw = [line for line in block.lines() if isinstance(line, RawLine)]
    answers = list(together(LineReader(), block))
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
    (bulk,) = read_in_bulk(LineReader(), block_of([line(number) for number in range(1, 101)]))
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
    found = list(read_in_bulk(LineReader(), block_of(given_lines)))
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
    ],
)
def test_a_line_is_taken_only_if_every_character_is_where_it_must_be(place: str, wrong: str) -> None:
    given_lines = [line(number) for number in range(1, 41)]
    text = given_lines[6].data.decode()
    assert place in text
    given_lines[6] = RawLine("x.jsonl", 7, text.replace(place, wrong, 1).encode("utf-8", "surrogatepass"))
    answers = list(read_in_bulk(LineReader(), block_of(given_lines)))
    singles = [one for one in answers if not isinstance(one, Bulk)]
    assert singles == given_lines[:7]  # that line, and those before it, which are too few


NAMES = [
    "甲",
    "乙",
    "",
    "甲乙",
    "甲乙丙",
    "甲乙丁",
    "产出指标",
    "产出指数",
    "投入指标",
    "a",
    "ab",
    "12345678",
    "123456789",
]
LONG = [
    "甲乙丙丁戊己庚辛",
    "甲乙丙丁戊己庚壬",
    "甲乙丙丁子己庚辛",
    "丑乙丙丁戊己庚辛",
    "甲乙丙丁戊己庚辛壬",
    "x" * 24,
    "y" * 25,
]


@given(st.lists(st.sampled_from(NAMES + LONG), min_size=20, max_size=60), st.randoms())
def test_every_cell_has_the_text_of_the_one_that_stands_for_it(names: list[str], chance: random.Random) -> None:
    rows = [names[: 1 + chance.randrange(len(names))] for _ in range(20)]
    given_lines = [
        line(number, tables={"甲表": [{"名": name} for name in row]}) for number, row in enumerate(rows, start=1)
    ]
    (bulk,) = read_in_bulk(LineReader(), block_of(given_lines))
    assert isinstance(bulk, Bulk)
    cells = bulk.tables["甲表"].grid.column("名")
    chosen, numbers = bulk.distinct(cells)
    texts_ = bulk.cells(chosen)
    assert (
        [texts_[number] for number in numbers.tolist()] == bulk.cells(cells) == [name for row in rows for name in row]
    )
    short = [text for text in texts_ if len(text.encode()) <= 24]
    assert len(short) == len(set(short))  # none of these share a slot


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
    answers = list(read_in_bulk(LineReader(), block_of(given_lines)))
    assert given_lines[20] in answers
    assert isinstance(read(parse_line, given_lines[20]), list)  # a fault


def test_a_character_of_four_bytes_is_one_like_any_other() -> None:
    given_lines = [line(number, unit="𠮷·é" if number == 7 else "丙") for number in range(1, 41)]
    (bulk,) = read_in_bulk(LineReader(), block_of(given_lines))
    assert isinstance(bulk, Bulk)
    assert bulk.report(6) == parse_line(given_lines[6])
    for anchor, _ in parse_line(given_lines[6]).cells():
        assert bulk.report(6).locate(anchor) == parse_line(given_lines[6]).locate(anchor)


def test_few_lines_are_read_one_by_one() -> None:
    assert list(read_in_bulk(LineReader(), block_of([line(1), line(2)]))) == [line(1), line(2)]
