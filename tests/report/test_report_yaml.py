"""YAML as people write it: everything stays as printed, and the usual slips are named."""

from __future__ import annotations

import pytest

from gouji.faults import SubmissionError
from gouji.report import Anchor, parse_report
from gouji.report.collecting import Faults
from gouji.report.text import Text
from gouji.report.yaml_nodes import parse_yaml

HEAD = "gouji: report/1\n"


def field(written: str) -> str | None:
    return parse_report(f"{HEAD}fields:\n  甲: {written}\n", "甲.yaml", "yaml").fields["甲"]


def faults(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(SubmissionError) as caught:
        parse_report(text, "甲.yaml", "yaml")
    return [(d.code, d.label.line, d.label.column) for d in caught.value.diagnostics if d.label]


@pytest.mark.parametrize(
    "written",
    [
        "010",
        "0x1F",
        "0b1",
        "1_000",
        "12:30",
        "1:30:00",
        "9.50",
        "1e3",
        ".5",
        "+5",
        "-0",
        "on",
        "off",
        "yes",
        "No",
        "true",
        "2023-01-01",
        "2023-01-01T00:00:00Z",
        ".inf",
        ".NaN",
        "=",
        "≥90%",
        "10,986.90万元",
        "100%(3133人)",
        "/",
    ],
)
def test_plain_texts_stay_as_they_are_written(written: str) -> None:
    assert field(written) == written


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", '""', "''", "# 注释"])
def test_empty_cells(written: str) -> None:
    assert field(written) is None


@pytest.mark.parametrize(("written", "text"), [('"null"', "null"), ("'~'", "~"), ("nUll", "nUll"), ("!!str 1", "1")])
def test_quoted_nulls_are_texts(written: str, text: str) -> None:
    assert field(written) == text


def test_an_empty_text_is_written_as_an_empty_text_again() -> None:
    report = parse_report(f"{HEAD}fields: {{甲: \"\", 乙: }}\ntables: {{表: [{{丙: ''}}]}}\n", "甲.yaml", "yaml")
    assert report.fields == {"甲": None, "乙": None}
    assert report.to_dict()["fields"] == {"甲": "", "乙": None}
    assert report.to_dict()["tables"] == {"表": [{"丙": ""}]}
    assert '  甲: ""\n  乙:\n' in report.to_yaml()


def test_names_stay_as_they_are_written() -> None:
    text = f"{HEAD}fields:\n  2023: 1\n  null: 2\n  ~: 3\n  on: 4\n  其中：区级资金: 5\n  其中：市级资金:\n"
    fields = parse_report(text, "甲.yaml", "yaml").fields
    assert fields == {"2023": "1", "null": "2", "~": "3", "on": "4", "其中：区级资金": "5", "其中：市级资金": None}


def test_chinese_keys() -> None:
    text = "gouji: report/1\n类型: 自评\n单位: 甲\n年度: 2023年度\n字段: {丙: 1}\n表: {表: {列: [丁], 行: [[2]]}}\n"
    report = parse_report(text, "甲.yaml", "yaml")
    assert (report.kind, report.unit, report.year) == ("自评", "甲", 2023)
    assert report.fields == {"丙": "1"}
    assert report.tables == {"表": [{"丁": "2"}]}


@pytest.mark.parametrize(("written", "year"), [("2023", 2023), ('"2023"', 2023), ("2023年", 2023), ("", None)])
def test_years(written: str, year: int | None) -> None:
    assert parse_report(f"{HEAD}year: {written}\n", "甲.yaml", "yaml").year == year


@pytest.mark.parametrize("written", ["23", "02023", "2023.0", "去年", "[2023]"])
def test_what_is_no_year(written: str) -> None:
    assert faults(f"{HEAD}year: {written}\n") == [("D173", 2, 7)]


def test_empty_parts_are_empty() -> None:
    report = parse_report(f"{HEAD}fields:\ntables:\n  指标:\n  项目: []\n", "甲.yaml", "yaml")
    assert report.fields == {}
    assert report.tables == {"指标": [], "项目": []}


def test_cells_come_in_the_order_of_the_document() -> None:
    text = f"{HEAD}tables: {{乙: [{{丁: 1, 丙: }}, {{丙: 2}}], 甲: [{{丙: 3}}]}}\nfields: {{总分: 4}}\n"
    report = parse_report(text, "甲.yaml", "yaml")
    expected = [
        (Anchor("乙", 0, "丁"), "1"),
        (Anchor("乙", 1, "丙"), "2"),
        (Anchor("甲", 0, "丙"), "3"),
        (Anchor(None, None, "总分"), "4"),
    ]
    assert list(report.cells()) == expected
    again = parse_report(report.to_yaml(), "乙.yaml", "yaml")
    assert list(again.cells()) == expected


def test_aliases_are_written_out_without_being_shared() -> None:
    text = f"{HEAD}tables:\n  甲: &t\n    - &r {{丙: &c 1}}\n    - *r\n  乙: *t\nfields: {{丁: *c}}\n"
    report = parse_report(text, "甲.yaml", "yaml")
    assert report.tables == {"甲": [{"丙": "1"}, {"丙": "1"}], "乙": [{"丙": "1"}, {"丙": "1"}]}
    assert report.fields == {"丁": "1"}
    assert report.tables["甲"][0] is not report.tables["甲"][1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总分：98", [("D122", 1, 3)]),
        ("gouji：report/1\nunit: 甲\n", [("D122", 1, 6)]),
        (f"{HEAD}unit：甲\nyear: 2023\n", [("D122", 2, 5)]),
        (f"{HEAD}fields:\n  总分：98\n", [("D122", 3, 5)]),
        (f"{HEAD}fields: {{总分：98, 等级: 优}}\n", [("D122", 2, 12)]),
        (f"{HEAD}tables:\n  表:\n    - 名称：甲\n      目标: 1\n", [("D122", 4, 9)]),
        (f"{HEAD}tables:\n  表:\n    - 名称：甲\n    - 名称: 乙\n", [("D122", 4, 9)]),
    ],
)
def test_a_full_width_colon_is_named(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("written", "char"),
    [
        (">90%", ">"),
        (">=90%", ">"),
        ("> 90%", ">"),
        ("%5", "%"),
        ("@甲", "@"),
        ("`甲`", "`"),
        ("****", "*"),
        ("&", "&"),
        ("-", "-"),
        ("- 甲", "-"),
        ("? 甲", "?"),
        ("|甲", "|"),
        (", 甲", ","),
        ("]", "]"),
        ("}", "}"),
    ],
)
def test_a_value_that_begins_with_a_reserved_character(written: str, char: str) -> None:
    with pytest.raises(SubmissionError) as caught:
        field(written)
    (fault,) = caught.value.diagnostics
    assert fault.code == "D124"
    assert fault.label is not None
    assert (fault.label.line, fault.label.column) == (3, 6)
    assert fault.args["found"] == char


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}fields:\n  甲: 1\n\t乙: 2\n", ("D121", 4, 1)),
        ("\tgouji: report/1", ("D121", 1, 1)),
        (f"{HEAD}unit: 甲\n  year: 2023\n", ("D127", 3, 3)),
        (f"{HEAD}fields:\n    甲: 1\n  乙: 2\n", ("D127", 4, 3)),
        (f"{HEAD}fields: {{甲: 1，乙: 2}}\n", ("D142", 2, 14)),
        (f"{HEAD}fields: {{甲: 1, 乙: 2\n", ("D126", 2, 9)),
        (f"{HEAD}tables: [\n", ("D126", 2, 9)),
        (f"{HEAD}unit: '甲\nyear: 2023\n", ("D125", 2, 7)),
        (f"{HEAD}tables:\n  表:\n    - 甲: 1\n    -乙: 2\n", ("D127", 5, 5)),
        (f"{HEAD}unit: !甲!乙 丙\n", ("D128", 2, 7)),
        (f"{HEAD}unit: !\n", ("D128", 2, 7)),
        (f"{HEAD}unit: !重要\n", ("D128", 2, 7)),
    ],
)
@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_slips_are_named_whichever_loader_is_there(text: str, expected: tuple[str, int, int], pure: bool) -> None:
    source = Text("甲.yaml", text)
    found = Faults("甲.yaml", source)
    parse_yaml(text, found, pure)
    (fault,) = found.error().diagnostics
    assert fault.label is not None
    assert (fault.code, fault.label.line, fault.label.column) == expected


def test_both_loaders_read_the_same() -> None:
    text = f'{HEAD}unit: "甲\\u2028"\nfields: {{总分: 9.50, 空: , 别: &x |\n}}\n'.replace("|\n", "'一''二'")
    text += "tables:\n  表:\n  - {甲: *x}\n  - 乙: >\n      一\n      二\n"
    found = [parse_yaml(text, Faults("", None), pure) for pure in (False, True)]
    assert found[0] == found[1]
    assert found[0] is not None


def test_half_a_surrogate_is_refused_by_both_loaders() -> None:
    for pure in (False, True):
        for written in (r'"\ud800"', r'"\UFFFFFFFF"'):
            found = Faults("", None)
            assert parse_yaml(f"{HEAD}unit: {written}\n", found, pure) is None
            assert found


def test_all_faults_of_a_file_are_told_in_one_run() -> None:
    text = """\
gouji: report/1
year: 去年
table: {}
fields:
  总分: [1]
  等级: 优
  等级: 良
tables:
  甲: 1
  乙:
    - 丙
    - 丁: {戊: 1}
    - {丁: 1, 丁: 2, <<: 3}
  丙: {columns: [a, a, ""], rows: [[1], {b: 1}, 3]}
"""
    assert faults(text) == [
        ("D173", 2, 7),
        ("D163", 3, 1),
        ("D171", 5, 7),
        ("D160", 7, 3),
        ("D169", 9, 6),
        ("D170", 11, 7),
        ("D171", 12, 10),
        ("D160", 13, 14),
        ("D129", 13, 20),
        ("D160", 14, 20),
        ("D175", 14, 23),
        ("D176", 14, 35),
        ("D170", 14, 40),
        ("D178", 14, 48),
    ]


def test_a_repeated_name_points_at_both_places() -> None:
    with pytest.raises(SubmissionError) as caught:
        parse_report(f"{HEAD}unit: 甲\nunit: 乙\n", "甲.yaml", "yaml")
    (fault,) = caught.value.diagnostics
    assert fault.label is not None
    assert (fault.label.line, [place.line for place in fault.related]) == (3, [2])


@pytest.mark.parametrize(
    ("key", "near"), [("table", "tables"), ("field", "fields"), ("年份", "年度"), ("units", "unit")]
)
def test_an_unknown_key_is_told_with_the_nearest_known_one(key: str, near: str) -> None:
    with pytest.raises(SubmissionError) as caught:
        parse_report(f"{HEAD}{key}: 1\n", "甲.yaml", "yaml")
    assert caught.value.diagnostics[0].args["near"] == near


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# \xe6\xb3\xa8\n", b"---\n...\n"])
def test_an_empty_file_is_said_to_be_empty_or_no_report(data: bytes) -> None:
    with pytest.raises(SubmissionError) as caught:
        parse_report(data, "甲.yaml", "yaml")
    assert caught.value.diagnostics[0].code in ("D108", "D166")


def test_utf_16_and_byte_order_marks_are_read() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert parse_report(f"{HEAD}unit: 甲\n".encode(encoding), "甲.yaml", "yaml").unit == "甲"


def test_a_file_in_gb18030_is_refused_at_the_byte() -> None:
    data = f"{HEAD}unit: 单位\n".encode("gb18030")
    with pytest.raises(SubmissionError) as caught:
        parse_report(data, "甲.yaml", "yaml")
    assert caught.value.diagnostics[0].args["offset"] == data.index("单".encode("gb18030"))
