"""JSON: digits as printed, strictness, and the two ways of reading that must agree."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from gouji.faults import SubmissionError
from gouji.report import parse_report, read_report
from gouji.report.collecting import Faults
from gouji.report.json_nodes import parse_json
from gouji.report.json_quick import quick_contents
from gouji.report.structure import Contents, contents_of
from gouji.report.text import Text

HEAD = '{"gouji": "report/1", '


def settled(contents: Contents) -> Contents:
    """Contents whose blanks have been looked up."""
    return contents._replace(blanks=contents.blanks() if callable(contents.blanks) else contents.blanks)


def careful(text: str) -> Contents | None:
    """The careful reading alone; None where it refuses."""
    faults = Faults("", Text("", text))
    root = parse_json(text, faults)
    contents = None if root is None else contents_of(root, faults)
    return None if faults else contents


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("9.50", "9.50"),
        ("10", "10"),
        ("-0", "-0"),
        ("-0.0", "-0.0"),
        ("1E2", "1E2"),
        ("1e-400", "1e-400"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("1" * 5000, "1" * 5000),
        ("true", "true"),
        ("false", "false"),
        ("null", None),
        ('""', None),
        ('"010"', "010"),
        ('"\\u4e2d"', "中"),
        ('"\\ud83d\\ude00"', "😀"),
        ('"12:30"', "12:30"),
        ("0", "0"),
        ('"a\\"b:"', 'a"b:'),
    ],
)
def test_values_stay_as_printed(written: str, text: str | None) -> None:
    data = f'{HEAD}"fields": {{"甲": {written}, "乙": "1"}}, "tables": {{"表": [{{"丙": {written}}}, {{"丁": "x"}}]}}}}'
    report = parse_report(data, "甲.json", "json")
    assert report.fields == {"甲": text, "乙": "1"}
    assert report.tables == {"表": [{"丙": text}, {"丁": "x"}]}


@pytest.mark.parametrize(
    "fields",
    [
        '"甲": "1", "乙": "1:2"',
        '"甲": 1, "乙:": 2',
        '"甲": "\\u003a"',
        '"甲": "", "乙": null',
        '"甲" : 1.0',
        '"甲": true',
    ],
)
def test_the_quick_way_is_the_careful_way(fields: str) -> None:
    text = f'{HEAD}"year": "2023年", "fields": {{{fields}}}}}'
    quick = quick_contents(text.encode())
    assert quick is not None
    assert settled(quick) == careful(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + '"fields": {"甲": "1", "甲": "2"}}',
        HEAD + '"fields": {"甲": "1", "甲" : "a:b"}}',
        HEAD + '"fields": {"甲": "1:2", "甲": "3"}}',
        HEAD + '"fields": {"甲": "1", "甲": "\\u003a\\u003a"}}',
        HEAD + '"tables": {"表": [{"甲": ":"}], "表": []}}',
        HEAD + '"tables": {"表": {"columns": ["a:", "b:"], "rows": [["1", "2"]], "rows": [["3", "4"]]}}}',
        '{"gouji": "report/1", "gouji": "report/1"}',
    ],
)
def test_a_name_that_comes_twice_is_never_lost(text: str) -> None:
    assert quick_contents(text.encode()) is None
    with pytest.raises(SubmissionError) as caught:
        parse_report(text, "甲.json", "json")
    assert [fault.code for fault in caught.value.diagnostics] == ["D160"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{'gouji': 1}", "D140"),
        ('{gouji: "report/1"}', "D140"),
        ('{“gouji”: "report/1"}', "D142"),
        ('{"gouji": “report/1”}', "D142"),
        ('{"gouji": "report/1"，"unit": 1}', "D142"),
        ('{"gouji": "report/1" "unit": 1}', "D140"),
        ('{"gouji": "report/1",, "unit": 1}', "D140"),
        ('{"a": [1, 2,]}', "D141"),
        ('{"a": 1,}', "D141"),
        ('{"a": Infinity}', "D143"),
        ('{"a": -NaN}', "D143"),
        ('{"a": 010}', "D146"),
        ('{"a": 1.}', "D146"),
        ('{"a": .5}', "D146"),
        ('{"a": +1}', "D146"),
        ('{"a": 1,234.5.6}', "D140"),
        ('{"a": 95%}', "D146"),
        ('{"a": ９５}', "D146"),
        ('{"a": True}', "D148"),
        ('{"a": None}', "D148"),
        ('{"a": 1} {"b": 2}', "D147"),
        ('{"a": 1', "D149"),
        ('{"a": ', "D149"),
        ('{"a"', "D149"),
        ("{", "D149"),
        ('{"a": "b', "D144"),
        ('{"a": "b\nc"}', "D144"),
        ('{"a": "\x01"}', "D145"),
        ('{"a": "\\x41"}', "D150"),
        ('{"a": "\\u12"}', "D150"),
        ('{"a": 1} // x', "D147"),
        ('/* x */ {"a": 1}', "D152"),
        ("# x\n{}", "D152"),
        ("", "D108"),
        (" \n\t", "D108"),
        ("[]", "D166"),
        ('"总分"', "D166"),
        ("null", "D166"),
    ],
)
def test_faulty_json_is_named(text: str, code: str) -> None:
    assert quick_contents(text.encode()) is None
    with pytest.raises(SubmissionError) as caught:
        parse_report(text, "甲.json", "json")
    assert [fault.code for fault in caught.value.diagnostics] == [code]


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ('"year": 999', "D173"),
        ('"year": 10000', "D173"),
        ('"year": 2023.0', "D173"),
        ('"year": true', "D173"),
        ('"unit": {}', "D174"),
        ('"fields": "甲"', "D167"),
        ('"fields": 0', "D167"),
        ('"fields": []', "D167"),
        ('"fields": ""', "D167"),
        ('"tables": ""', "D168"),
        ('"tables": {"表": ""}', "D169"),
        ('"fields": false', "D167"),
        ('"tables": []', "D168"),
        ('"tables": {"": []}', "D175"),
        ('"tables": {"表": "甲"}', "D169"),
        ('"tables": {"表": {}}', "D169"),
        ('"tables": {"表": [null]}', "D170"),
        ('"tables": {"表": [[]]}', "D170"),
        ('"tables": {"表": [{"": 1}]}', "D175"),
        ('"tables": {"表": [{"甲": []}]}', "D171"),
        ('"tables": {"表": [{"甲": {}}]}', "D171"),
        ('"tables": {"表": {"columns": ["甲"]}, "表2": {"columns": ["甲"], "rows": 0}}', "D177"),
        ('"tables": {"表": {"columns": ["甲"], "rows": [[1, 2]]}}', "D176"),
        ('"tables": {"表": {"columns": [1, "1"], "rows": []}}', "D160"),
        ('"unit": "甲", "单位": "乙"', "D165"),
    ],
)
def test_wrong_shapes_are_named(member: str, code: str) -> None:
    text = f"{HEAD}{member}}}"
    assert quick_contents(text.encode()) is None
    with pytest.raises(SubmissionError) as caught:
        parse_report(text, "甲.json", "json")
    assert [fault.code for fault in caught.value.diagnostics] == [code]


def test_a_member_may_be_null() -> None:
    text = '{"gouji": "report/1", "kind": null, "unit": "", "year": null, "fields": null, "tables": {"表": null}}'
    report = parse_report(text, "甲.json", "json")
    assert (report.kind, report.unit, report.year, report.fields, report.tables) == (None, None, None, {}, {"表": []})
    # beside an empty text the quick way cannot tell which null was written, and leaves it to the careful one
    assert quick_contents(text.encode()) is None
    assert quick_contents(text.replace('"unit": "", ', "").encode()) == careful(text)


def test_byte_order_marks_and_utf_16() -> None:
    text = HEAD + '"unit": "甲"}'
    for encoding in ("utf-8-sig", "utf-16"):
        assert parse_report(text.encode(encoding), "甲.json", "json").unit == "甲"


def test_the_checksum_is_that_of_the_file() -> None:
    data = (HEAD + '"unit": "甲"}\n').encode()
    assert parse_report(data, "甲.json", "json").sha256 == hashlib.sha256(data).hexdigest()
    yaml = b"gouji: report/1\n"
    assert parse_report(yaml, "甲.yaml", "yaml").sha256 == hashlib.sha256(yaml).hexdigest()


def test_a_text_too_long_is_refused_whatever_quotes_it_holds() -> None:
    for value in ("x" * 100_001, 'a"' * 60_000, "\\" * 100_001):
        text = HEAD + f'"fields": {{"甲": {json.dumps(value)}}}}}'
        with pytest.raises(SubmissionError) as caught:
            parse_report(text, "甲.json", "json")
        assert caught.value.diagnostics[0].code == "D172"
    longest = HEAD + '"fields": {"甲": "' + "九" * 100_000 + '"}}'
    assert quick_contents(longest.encode()) == careful(longest)


def test_rows_that_have_no_column_in_common() -> None:
    rows = ", ".join(f'{{"列{number}": {number}, "空{number}": ""}}' for number in range(300))
    text = f'{HEAD}"tables": {{"表": [{rows}]}}}}'
    quick = quick_contents(text.encode())
    assert quick is not None
    assert settled(quick) == careful(text)
    assert quick.tables["表"][299] == {"列299": "299", "空299": None}


def test_read_report_gives_path_and_no_record(tmp_path: Path) -> None:
    path = tmp_path / "甲.JSON"
    path.write_text(HEAD + '"unit": "甲"}', encoding="utf-8")
    report = read_report(path)
    assert (report.path, report.record, report.unit) == (str(path), None, "甲")
