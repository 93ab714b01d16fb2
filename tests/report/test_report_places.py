"""Where a cell stands: in YAML, in JSON, in one line of JSON Lines."""

from __future__ import annotations

import json
import pickle

import pytest

from gouji.report import Anchor, Place, Report, json_pointer, parse_report, report_from_dict

YAML = """\
gouji: report/1
单位:\t某某单位
fields: {总分: "98.75", 等级: 优}
tables:
  预算:   [{来源: 合计, 执行数: "1,234.5万元"}]
  指标:
    - 名称: 培训人数
      目标:\t\t80人
      说明: |
        第一行
        第二行

      空:
    -   名称: 满意率   # 注释
        目标: 95%
  列表:
    columns: [甲, 乙]
    rows:
      - [一, 二]
      - [三, 四]
"""


def spot(place: Place) -> tuple[int | None, int | None, int | None, int | None]:
    return place.line, place.column, place.end_line, place.end_column


def cut(text: str, place: Place) -> str:
    """What stands at a place, taken from the text by lines and columns."""
    assert place.line and place.column and place.end_line and place.end_column
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("anchor", "where", "written"),
    [
        (Anchor(None, None, "总分"), (3, 14, 3, 21), '"98.75"'),
        (Anchor(None, None, "等级"), (3, 27, 3, 28), "优"),
        (Anchor("预算", 0, "来源"), (5, 15, 5, 17), "合计"),
        (Anchor("预算", 0, "执行数"), (5, 24, 5, 35), '"1,234.5万元"'),
        (Anchor("指标", 0, "目标"), (8, 12, 8, 15), "80人"),
        (Anchor("指标", 0, "说明"), (9, 11, 11, 12), "|\n        第一行\n        第二行"),
        (Anchor("指标", 1, "名称"), (14, 13, 14, 16), "满意率"),
        (Anchor("列表", 1, "乙"), (20, 13, 20, 14), "四"),
    ],
)
def test_yaml_places_count_characters_after_chinese_and_tabs(
    anchor: Anchor, where: tuple[int, int, int, int], written: str
) -> None:
    place = parse_report(YAML, "甲.yaml", "yaml").locate(anchor)
    assert spot(place) == where
    assert cut(YAML, place) == written
    assert place.pointer == anchor.pointer


def test_an_empty_cell_is_placed_at_its_name() -> None:
    assert spot(parse_report(YAML, "甲.yaml", "yaml").locate(Anchor("指标", 0, "空"))) == (13, 7, 13, 8)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_byte_order_marks_do_not_move_a_place(end: str, encoding: str) -> None:
    data = YAML.replace("\n", end).encode(encoding)
    report = parse_report(data, "甲.yaml", "yaml")
    assert spot(report.locate(Anchor("指标", 1, "目标"))) == (15, 13, 15, 16)
    assert report.unit == "某某单位"


def test_other_characters_that_yaml_takes_for_line_ends_do_not_count_as_lines() -> None:
    text = 'gouji: report/1\nunit: "甲\u2028乙"\nfields: {总分: 98}\n'
    assert spot(parse_report(text, "甲.yaml", "yaml").locate(Anchor(None, None, "总分"))) == (3, 14, 3, 16)


def test_an_alias_is_placed_where_it_is_used() -> None:
    text = "gouji: report/1\nfields: {甲: &x 95%, 乙: *x}\n"
    report = parse_report(text, "甲.yaml", "yaml")
    assert report.fields == {"甲": "95%", "乙": "95%"}
    assert cut(text, report.locate(Anchor(None, None, "乙"))) == "*x"


JSON = """\
{"gouji": "report/1",
\t"字段": {"总分": 98.50, "a/b~c": "优\\"秀"},
  "表": {"指标": [{"名称": "培训：{[人数", "目标": "80人"},
                {"名称":\t"满意率", "目标": null}],
         "列表": {"rows": [["一", 2], ["三", 4]], "columns": ["甲", "乙"]}}}
"""


@pytest.mark.parametrize(
    ("anchor", "where", "written", "pointer"),
    [
        (Anchor(None, None, "总分"), (2, 15, 2, 20), "98.50", "/fields/总分"),
        (Anchor(None, None, "a/b~c"), (2, 31, 2, 37), '"优\\"秀"', "/fields/a~1b~0c"),
        (Anchor("指标", 0, "目标"), (3, 40, 3, 45), '"80人"', "/tables/指标/0/目标"),
        (Anchor("指标", 1, "名称"), (4, 24, 4, 29), '"满意率"', "/tables/指标/1/名称"),
        (Anchor("指标", 1, "目标"), (4, 37, 4, 41), "null", "/tables/指标/1/目标"),
        (Anchor("列表", 1, "乙"), (5, 42, 5, 43), "4", "/tables/列表/1/乙"),
    ],
)
def test_json_places(anchor: Anchor, where: tuple[int, int, int, int], written: str, pointer: str) -> None:
    place = parse_report(JSON, "甲.json", "json").locate(anchor)
    assert spot(place) == where
    assert cut(JSON, place) == written
    assert (place.pointer, anchor.pointer) == (pointer, pointer)


def test_json_lines_places_have_the_line_of_the_file() -> None:
    line = json.dumps(json.loads(JSON), ensure_ascii=False)
    text = f"{line}\n\n  {line}\r\n"
    first, second = parse_report(text, "甲.jsonl", "jsonl")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.record, second.record) == (1, 3)
    anchor = Anchor("指标", 1, "名称")
    at = line.index('"满意率"') + 1
    assert spot(first.locate(anchor)) == (1, at, 1, at + 5)
    assert spot(second.locate(anchor)) == (3, at + 2, 3, at + 7)


@pytest.mark.parametrize("text", [YAML, JSON], ids=["yaml", "json"])
def test_what_is_not_there_has_the_place_of_what_is_around_it(text: str) -> None:
    report = parse_report(text, "甲", "yaml" if text is YAML else "json")
    row = cut(text, report.locate(Anchor("指标", 1, "没有")))
    assert "满意率" in row
    assert "培训" not in row
    table = cut(text, report.locate(Anchor("指标", 9, "名称")))
    assert "满意率" in table
    assert "培训" in table
    assert report.locate(Anchor("指标", None, "名称")).pointer == "/tables/指标"
    assert "总分" in cut(text, report.locate(Anchor(None, None, "没有")))
    assert "列表" in cut(text, report.locate(Anchor("没有", 0, "名称")))


@pytest.mark.parametrize(("data", "format"), [("gouji: report/1\n", "yaml"), ('{"gouji": "report/1"}', "json")])
def test_a_report_without_tables_is_placed_at_its_beginning(data: str, format: str) -> None:
    report = parse_report(data, "甲", "yaml" if format == "yaml" else "json")
    assert report.locate(Anchor("指标", 0, "名称")).line == 1
    assert report.locate(Anchor(None, None, "总分")).column == 1


def test_every_cell_of_a_report_can_be_found_again() -> None:
    for text, format in ((YAML, "yaml"), (JSON, "json")):
        report = parse_report(text, "甲", "yaml" if format == "yaml" else "json")
        for anchor, printed in report.cells():
            written = cut(text, report.locate(anchor))
            if written.startswith('"'):
                written = json.loads(written)
            assert printed.split() == written.lstrip("|").split()


def test_places_survive_the_way_to_another_process() -> None:
    for report in (parse_report(YAML, "甲.yaml", "yaml"), parse_report(JSON, "甲.json", "json")):
        copy = pickle.loads(pickle.dumps(report))
        anchor = Anchor("指标", 1, "名称")
        assert copy == report
        assert copy.locate(anchor) == report.locate(anchor)
        assert copy.sha256 == report.sha256


def test_a_report_from_a_mapping_has_pointers_only() -> None:
    report = report_from_dict({"tables": {"指标": [{"名称": "甲"}]}})
    assert report.locate(Anchor("指标", 0, "名称")).to_dict() == {"pointer": "/tables/指标/0/名称"}


def test_a_place_writes_only_what_applies() -> None:
    assert Place(sheet="表1", cell="B3").to_dict() == {"sheet": "表1", "cell": "B3"}
    assert Place(page=2, box=("1", "2.5", "3", "4")).to_dict() == {"page": 2, "box": ["1", "2.5", "3", "4"]}
    assert list(Place(1, 2, 3, 4, pointer="/a").to_dict()) == ["line", "column", "end_line", "end_column", "pointer"]


def test_json_pointers_are_escaped() -> None:
    assert json_pointer("a/b", 3, "~1") == "/a~1b/3/~01"


def test_places_deep_in_a_long_file() -> None:
    rows = "".join(f"    - {{名称: 第{number}行}}\n" for number in range(20_000))
    text = f"gouji: report/1\ntables:\n  表:\n{rows}"
    report = parse_report(text, "甲.yaml", "yaml")
    assert spot(report.locate(Anchor("表", 0, "名称"))) == (4, 12, 4, 15)
    assert spot(report.locate(Anchor("表", 19_999, "名称"))) == (20_003, 12, 20_003, 19)
    one_line = report.to_json(indent=None)
    far = parse_report(one_line, "甲.json", "json").locate(Anchor("表", 19_999, "名称"))
    assert cut(one_line, far) == '"第19999行"'
