"""Laws of the report room: reading what was written, and three judges of one form that must agree."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from gouji.faults import SubmissionError
from gouji.report import Report, parse_report, report_from_dict, report_schema
from gouji.report.json_quick import quick_contents
from gouji.report.schema import ReportForm

#: Every character that can stand in a text (half surrogates cannot), the awkward ones often.
AWKWARD = st.sampled_from(
    list("\t\n\r\x00\x1f\x7f\x85\xa0\u2028\u2029\ufeff\ufffe\uffff：:#'\"\\-?!&*|>%@`,[]{}~ 　中😀")
)
TEXT = st.text(st.one_of(AWKWARD, st.characters(exclude_categories=["Cs"])), max_size=12) | st.sampled_from(
    ["null", "~", "010", "on", "9.50", "12:30", "2023-01-01", "1_000", "<<", "=", "- a", "a: b", "a #b", "---", "..."]
)
NAME = TEXT.filter(bool) | st.just("名" * 1100)
ROW = st.dictionaries(NAME, st.none() | TEXT, max_size=4)
FORM = st.fixed_dictionaries(
    {},
    optional={
        "kind": TEXT,
        "unit": TEXT,
        "year": st.integers(1000, 9999),
        "fields": ROW,
        "tables": st.dictionaries(NAME, st.lists(ROW, max_size=3), max_size=3),
    },
)


@given(FORM)
@settings(max_examples=300, deadline=None)
def test_reading_what_was_written_gives_an_equal_report(form: dict[str, Any]) -> None:
    report = report_from_dict(form)
    for again in (
        parse_report(report.to_yaml(), "甲.yaml", "yaml"),
        parse_report(report.to_json(), "甲.json", "json"),
        parse_report(report.to_json(indent=None), "甲.json", "json"),
        report_from_dict(report.to_dict()),
    ):
        assert again == report
        assert again.to_dict() == report.to_dict()
        assert list(again.cells()) == list(report.cells())


@given(FORM)
@settings(max_examples=100, deadline=None)
def test_every_cell_of_every_report_has_its_place(form: dict[str, Any]) -> None:
    report = report_from_dict(form)
    for text, format in ((report.to_yaml(), "yaml"), (report.to_json(), "json")):
        lines = text.split("\n")
        again = parse_report(text, "甲", "yaml" if format == "yaml" else "json")
        for anchor, printed in again.cells():
            place = again.locate(anchor)
            assert place.line and place.column and place.end_line == place.line and place.end_column
            written = lines[place.line - 1][place.column - 1 : place.end_column - 1]
            assert (written if written[0] != '"' else json.loads(written)) == printed


LOOSE_SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([9.5, 0, 1, 2023, "2023", "2023年", "", "report/1", "report/2", "x", "a:b"])
)
LOOSE_NAME = st.sampled_from(["甲", "乙", "丙:", "", "columns", "rows", "列", "行"])
LOOSE_ROW = st.dictionaries(LOOSE_NAME, LOOSE_SCALAR, max_size=3)
LOOSE_TABLE = (
    LOOSE_SCALAR
    | st.lists(LOOSE_ROW | LOOSE_SCALAR, max_size=3)
    | st.fixed_dictionaries(
        {},
        optional={
            key: st.lists(st.lists(LOOSE_SCALAR, max_size=2) | LOOSE_SCALAR | st.sampled_from(["甲", "乙"]), max_size=2)
            | LOOSE_SCALAR
            for key in ("columns", "rows", "列", "行", "x")
        },
    )
    | st.fixed_dictionaries(
        {"columns": st.just(["甲", "乙"]), "rows": st.lists(st.lists(LOOSE_SCALAR, min_size=2, max_size=2), max_size=3)}
    )
)
LOOSE_KEYS = ("kind", "unit", "year", "fields", "tables", "类型", "单位", "年度", "字段", "表")
LOOSE_KEYS += ("source", "places", "doubtful", "出处", "位置", "存疑")
LOOSE_PLACE = st.dictionaries(
    st.sampled_from(["line", "table", "cell", "sheet", "pointer"]),
    st.sampled_from([1, 0, "3", "D4", None, [], 1.5, True]),
)
LOOSE_SOURCE = st.dictionaries(
    st.sampled_from(["path", "sha256", "packs", "place", "文件", "x"]),
    LOOSE_SCALAR | st.lists(LOOSE_SCALAR, max_size=2) | LOOSE_PLACE,
    max_size=3,
)
LOOSE_POINTER = st.sampled_from(
    ["/fields/甲", "/tables/表/0", "/tables/表/0/甲", "/tables/表/甲", "甲", "", "/fields/"]
)
LOOSE_FORM = st.fixed_dictionaries(
    {"gouji": st.just("report/1") | LOOSE_SCALAR},
    optional={
        key: st.one_of(
            LOOSE_SCALAR if key not in ("year", "年度") else st.sampled_from([None, 2023, "2023年", "x", 1, ""]),
            LOOSE_ROW if key in ("fields", "字段") else st.nothing(),
            st.dictionaries(LOOSE_NAME, LOOSE_TABLE, max_size=2) if key in ("tables", "表") else st.nothing(),
            LOOSE_SOURCE if key in ("source", "出处") else st.nothing(),
            st.dictionaries(LOOSE_POINTER, LOOSE_PLACE, max_size=2) if key in ("places", "位置") else st.nothing(),
            st.lists(LOOSE_POINTER, max_size=2) if key in ("doubtful", "存疑") else st.nothing(),
        )
        for key in (*LOOSE_KEYS, "extra")
    },
).flatmap(lambda form: st.sampled_from([form, {k: v for k, v in form.items() if k in ("gouji", "fields", "tables")}]))


@given(LOOSE_FORM)
@settings(max_examples=1000, deadline=None)
def test_the_readers_the_models_and_the_schema_agree(form: dict[str, Any]) -> None:
    text = json.dumps(form, ensure_ascii=False)
    report: Report | None = None
    with suppress(SubmissionError):
        report = parse_report(text, "甲.json", "json")
    try:
        ReportForm.model_validate(form)
        allowed = True
    except ValidationError:
        allowed = False
    assert (report is not None) == allowed
    quick = quick_contents(text.encode())
    # The quick way takes what it can; what it takes is right, and it takes all but rare numbers of what is right.
    assert (quick is not None) <= allowed
    if report is not None and quick is not None:
        careful = parse_report(text.encode("utf-16"), "甲.json", "json")
        assert careful == report
        assert careful.to_dict() == report.to_dict()
        assert careful.tables_first == report.tables_first
    if allowed:
        jsonschema.Draft202012Validator(SCHEMA).validate(form)


SCHEMA = report_schema()


def test_the_schema_is_a_schema_and_refuses_what_it_should() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert validator.is_valid({"gouji": "report/1", "字段": {"甲": 1}, "表": {"表": {"列": ["甲"], "行": [["1"]]}}})
    assert not validator.is_valid({"unit": "甲"})
    assert not validator.is_valid({"gouji": "report/1", "unit": "甲", "单位": "甲"})
    assert not validator.is_valid({"gouji": "report/1", "table": {}})
    assert not validator.is_valid({"gouji": "report/1", "fields": {"甲": []}})


def test_values_of_a_mapping_are_taken_as_they_print() -> None:
    report = report_from_dict(
        {"年度": 2023, "fields": {1: Decimal("9.50"), "乙": 10, "丙": True, "丁": None, "戊": ""}}
    )
    assert report.fields == {"1": "9.50", "乙": "10", "丙": "true", "丁": None, "戊": None}
    assert report.year == 2023
    assert report.path == ""
    assert report.sha256 == report_from_dict(report.to_dict()).sha256 != report_from_dict({}).sha256


@pytest.mark.parametrize(
    "form",
    [
        {"fields": {"甲": 9.5}},
        {"fields": {"甲": object()}},
        {"fields": {"甲": "\ud800"}},
        {"fields": {"\ud800": "甲"}},
        {"fields": {("甲",): 1}},
        {"fields": {"甲": {1, 2}}},
        {"fields": {"甲": b"1"}},
        {"tables": {"甲": ({"乙": 10**5000},)}},
        {"tables": {"甲": {"columns": ["a", "a"], "rows": []}}},
        {"unit": "甲", "单位": "乙"},
        {"gouji": "report/9"},
    ],
)
def test_what_a_mapping_may_not_hold(form: dict[str, Any]) -> None:
    with pytest.raises(SubmissionError) as caught:
        report_from_dict(form)
    assert caught.value.diagnostics[0].message("en")


def test_a_mapping_that_holds_itself_is_refused() -> None:
    form: dict[str, Any] = {}
    form["tables"] = {"甲": [form, form]}
    with pytest.raises(SubmissionError):
        report_from_dict(form)


def test_a_tuple_is_a_list() -> None:
    assert report_from_dict({"tables": {"甲": ({"乙": "1"},)}}).tables == {"甲": [{"乙": "1"}]}


def test_reports_are_compared_by_what_they_say() -> None:
    text = '{"gouji": "report/1", "fields": {"甲": "", "乙": 1}}'
    one = parse_report(text, "一.json", "json")
    two = parse_report("gouji: report/1\nfields: {乙: 1, 甲: }\n", "二.yaml", "yaml")
    assert one == two
    assert one != parse_report(text.replace("1}", "2}"), "一.json", "json")
    with pytest.raises(TypeError):
        hash(one)
    with pytest.raises(AttributeError):
        one.unit = "甲"  # type: ignore[misc]
