# ruff: noqa: E501  (tables of hostile texts read better unbroken)
"""Mutated submissions and hostile cells: refused with a place or judged, and every output stays whole."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from hostile_mutations import ROOT, judged, mutated, soon, well_told

from gouji import __version__
from gouji.engine.result import Result, Run
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.faults import SubmissionError
from gouji.output import OutputOptions, format_named
from gouji.report import Report, parse_report, read_reports

REPORTS = sorted((ROOT / "examples" / "reports").iterdir())
MINE = """\
规则:
  - 执行率 = 全年执行数 / 全年预算数
  - 当 年度指标值 可比 且 实际完成值 未达 年度指标值 则 结论 不属于 {达到预期, 完成}
  - 合计(指标.得分) + 预算执行.得分 = 显示(总分)
  - 每组 指标 按 一级指标: 合计(分值) = 权重
  - 字数(偏差原因) ≥ 2
  - 首数(实际完成值) ≥ 首数(年度指标值)
  - 整数解(实际完成值, 50)
  - 天数(完成时间, 2023-12-31) ≥ 0天
  - 三级指标 不匹配 /^\\s*$/
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    path = tmp_path_factory.mktemp("rules") / "mine.yaml"
    path.write_text(MINE, "utf-8")
    return load_rules(path)


@pytest.fixture(scope="module")
def shipped() -> RuleSet:
    return load_rules(ROOT / "rules" / "cn-performance")


def read(path: Path, seen: list[int]) -> Iterator[Report]:
    """The reports of a file that can be read; what cannot must be well told."""
    for report in read_reports(path):
        if isinstance(report, SubmissionError):
            well_told(report, 3)
        else:
            seen[0] += 1
            yield report


@pytest.mark.parametrize("file", REPORTS, ids=lambda path: path.name)
def test_mutated_reports_are_refused_or_judged(tmp_path: Path, file: Path, mine: RuleSet) -> None:
    random, data, path, seen = Random(file.name), file.read_bytes(), tmp_path / file.name, [0]
    for _ in range(60):
        changed = mutated(data, random)
        path.write_bytes(changed)
        with soon(changed):
            for report in read(path, seen):
                judged(mine, report)
    assert seen[0] > 3  # some are still reports: the rules were fuzzed as well


@pytest.mark.parametrize("file", REPORTS, ids=lambda path: path.name)
def test_mutated_reports_before_the_shipped_pack(tmp_path: Path, file: Path, shipped: RuleSet) -> None:
    random, data, path = Random("pack" + file.name), file.read_bytes(), tmp_path / file.name
    for _ in range(2):
        path.write_bytes(mutated(data, random))
        for report in read(path, [0]):
            with soon(file):
                result = judged(shipped, report)
                json.dumps(result.to_dict())


CELLS = (
    *("1e999", "-1E-999", "1e5", "Infinity", "NaN", "9" * 300, "-" + "9" * 300 + "%", "0." + "0" * 300 + "1", "9" * 300 + "万元"),
    *("9" * 15 + "亿元", "亿" * 200, "一" * 200, "亿亿亿", "五百亿亿万", "1/0", "0%", "-0", "±0", "0分之一", "1,2,3", "１２．５％", "٣٫٥", "१२३"),
    *("⑨", "10²", "½", "㊿", "Ⅻ", "〇", "О", "ⅼ00%", "1OO%", "𝟙𝟘%", "１００％", "100﹪", "−5", "﹣5", "5‐6", "≥≥5", "><5", "大于等于不超过5"),
    *("\u202e%001", "100\u200b%", "\u2066甲\u2069", "\ufeff1", "1\u00ad0", "e\u0301" * 50, "\u0301" * 500, "👩‍👩‍👧" * 20, "\U000e0041"),
    *("\x1b[2J\x1b[1;1H", "\x1b]0;题\x07", "\x9b31m", "\x00", "a\x00b", "\x07" * 9, "\r覆盖", "\x08" * 20, "\x7f", "\u2028", "\u0085"),
    *("=1+1", "=cmd|'/c calc'!A0", "+1", "@SUM(1)", "-2+3", "\t=1", "'=1", "{=1}", "<script>", "]]>", "&amp;&#0;", "{0}", "{{", "%s%n", "$(x)"),
    *("0000年", "9999年12月31日", "10000年", "2023年2月30日", "2023-13-45", "99999999999年", "12月", "2023年9月-2022年1月", "24:61", "0年0月"),
    *("(" * 150, "(" * 75 + ")" * 75, "5人(" * 40, "1、" * 100, "1人、" * 40, "至" * 100, "5-" * 99, "1~2~3~4", "｜" * 50, "|---|", "`" * 9),
    *("甲" * 5_000, "9" * 100_000, " " * 100_000, "1 " * 50_000, "(" * 100_000, "\n" * 1_000, "%" * 1_000, "﷽" * 1_000),
)  # fmt: skip


def hostile(cells: tuple[str, ...]) -> Report:
    """A report whose cells, names and unit are all hostile."""
    columns = [
        "三级指标",
        "年度指标值",
        "实际完成值",
        "结论",
        "分值",
        "得分",
        "权重",
        "一级指标",
        "偏差原因",
        "完成时间",
    ]
    budget = ["全年执行数", "全年预算数", "执行率", "得分"]
    random = Random(1)
    form: dict[str, Any] = {
        "gouji": "report/1",
        "unit": "\x1b[31m单位\u202e",
        "fields": {"总分": "9" * 40, "\x1b[2J": "\x07", **{cell[:300]: cell for cell in cells}},
        "tables": {
            "指标": [{column: random.choice(cells) for column in columns} for _ in range(12)]
            + [{column: cell for column in columns} for cell in cells],
            "预算执行": [{column: cell for column in budget} for cell in cells],
            "=HYPERLINK(\"x\")\x1b[5m": [{"\u202e列": cell, "'": cell} for cell in cells[:9]],
        },
    }  # fmt: skip
    return parse_report(json.dumps(form), "\x1b[2J.json", "json")


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: ascii(cell[:12]))
def test_a_hostile_cell_everywhere(cell: str, mine: RuleSet) -> None:
    report = hostile((cell,))
    with soon(cell[:50]):
        result = judged(mine, report)
        assert json.loads(json.dumps(result.to_dict())) == result.to_dict()


def test_cells_of_the_greatest_length_everywhere(mine: RuleSet) -> None:
    report = hostile(("甲" * 100_000,))
    with soon("甲 × 100,000"):
        json.dumps(judged(mine, report).to_dict())


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    for data in (
        b'{"gouji": "report/1", "fields": {"\xe7\x94\xb2": "\\ud800"}}',
        b'gouji: report/1\nfields: {a: "\\ud800"}',
    ):
        with pytest.raises(SubmissionError) as caught:
            parse_report(data, "a", "json" if data.startswith(b"{") else "yaml")
        well_told(caught.value, 3)


@pytest.fixture(scope="module")
def run(mine: RuleSet) -> Run:
    results: tuple[Result, ...] = (judged(mine, hostile(CELLS[:-8])),)
    assert results[0].findings and results[0].undecided
    return Run(__version__, mine.packs, mine.rules, results, tuple(mine.unbound()), 1)


def written(run: Run, format_: str) -> bytes:
    entry = format_named(format_)
    if entry.binary:
        raw = io.BytesIO()
        entry.write(run, raw, "zh", OutputOptions())
        return raw.getvalue()
    text = io.StringIO()
    entry.write(run, text, "zh", OutputOptions())
    return text.getvalue().encode("utf-8")


@pytest.mark.parametrize("format_", ["terminal", "json", "jsonl", "markdown", "sarif"])
def test_no_cell_drives_a_terminal(run: Run, format_: str) -> None:
    with soon(format_):
        shown = written(run, format_).decode("utf-8")
    assert not [
        char for char in shown if (char < " " and char != "\n") or char in "\x7f\x85\x9b\u202e\u2028\u2066\ufeff\u200b"
    ]


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_programs_can_read_it_back(run: Run, format_: str) -> None:
    def refuse(word: str) -> None:
        raise AssertionError(word)  # NaN and Infinity are no JSON

    assert json.loads(written(run, format_), parse_constant=refuse)


def test_lines_are_lines(run: Run) -> None:
    assert [json.loads(line) for line in written(run, "jsonl").decode("utf-8").splitlines()]


def test_a_workbook_is_a_workbook(run: Run) -> None:
    from openpyxl import load_workbook

    data = written(run, "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))
    book = load_workbook(io.BytesIO(data))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [formula for formula in formulas if "cmd" in formula or "HYPERLINK" in formula or "1+1" in formula]
