"""Judging many reports at once gives what judging each of them by itself gives, on anything."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unittest.mock import patch

import pytest
from engine_samples import bindable, program_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screenable import _COLUMNS, _EMPTY, _FIELDS, _POOLS, _SECOND, _TAME, rules
from test_engine_quick_path import everything

from gouji.engine.judge import Judge
from gouji.engine.program import Program
from gouji.engine.result import Result
from gouji.report import Block, LineReader, RawLine, parse_line

pytest.importorskip("numpy")
from gouji.engine.bulk.judging import BulkJudge, BulkResult
from gouji.report import bulk_reading
from gouji.report.bulk import Bulk
from gouji.report.bulk_reading import read_in_bulk

Rows = list[dict[str, str]]


def line_of(number: int, tables: Mapping[str, Rows], fields: Mapping[str, str], year: int | None = 2023) -> RawLine:
    form: dict[str, Any] = {"gouji": "report/1", "year": year, "fields": fields, "tables": tables}
    if year is None:
        del form["year"]
    return RawLine("x.jsonl", number, json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode())


def in_bulk(program: Program, lines: list[RawLine]) -> Iterator[Result]:
    """The results of lines that are read and judged together."""
    judge = BulkJudge(Judge(program, quick=True))
    with patch.object(bulk_reading, "FEWEST", 1):
        for one in read_in_bulk(LineReader(), Block.of("x.jsonl", b"\n".join(line.data for line in lines))):
            assert isinstance(one, Bulk)
            yield from judge.judge_all(one)


@st.composite
def alike(draw: st.DrawFn) -> list[RawLine]:
    """Lines of one shape, with cells of every sort."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    style = draw(st.sampled_from(["related", "tame", "wild", "wild"]))
    header = {"额": draw(st.sampled_from(["额", "额", "款项", "额（万元）", "额(元)"]))}
    names = (
        draw(st.lists(st.sampled_from(sorted(_FIELDS)), unique=True, min_size=1)) if style == "wild" else list(_FIELDS)
    )

    def cell(column: str) -> str:
        if style != "wild" or chance.random() < 0.5:
            return chance.choice(_TAME[column])
        return chance.choice(_POOLS[column] + [text or "" for text in _EMPTY])

    def row(columns: Iterable[str]) -> dict[str, str]:
        printed = {column: header.get(column, column) if len(list(columns)) > 9 else column for column in columns}
        out = {name: cell(name) for name in printed.values()}
        if style == "related" and "权" in out:
            total, part = chance.randint(1, 4000), chance.randint(0, 4000)
            rate = chance.randint(-1, 1) + round(part * 1000 / total)
            out |= {
                printed["总"]: f"{total / 100:.2f}万元",
                printed["额"]: f"{part / 100:.2f}万元",
                "率": f"{rate / 10:.1f}%",
            }
            out |= {
                "权": "20",
                "分": f"{20 * part / total:.2f}",
                "值": f"{rate / 10:.1f}%",
                "数": str(part),
                "量": str(total),
            }
        return out

    def table(columns: list[str]) -> Rows:
        return [row(columns) for _ in range(chance.randint(1, 4))]

    return [
        line_of(
            number,
            {"甲表": table(_COLUMNS), "乙表": table(_SECOND)},
            {name: cell(_FIELDS[name]) for name in names},
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(rules(), min_size=1, max_size=2, unique=True), alike())
def test_many_at_once_and_one_by_one_agree(texts: list[str], lines: list[RawLine]) -> None:
    program = bindable(texts)
    if program is None:
        return
    exact = Judge(program, quick=False)
    results = list(in_bulk(program, lines))
    assert len(results) == len(lines)
    for line, result in zip(lines, results, strict=True):
        assert everything(result) == everything(exact.judge(parse_line(line)))


ROW = {
    "名": "甲", "类": "一", "注": "优", "额": "5.00万元", "总": "10.00万元", "定额": "5.00万元", "率": "50.00%", "比": "50%",
    "分": "5", "权": "10", "人": "30人", "户": "10户", "数": "2", "量": "4", "值": "95%", "况": "50人", "标": "≥90%",
    "日": "2023年9月", "止": "2023年10月", "面": "5平方米", "天": "5天",
}  # fmt: skip
SECOND = [
    {"名": "合计", "额": "10.00万元", "分": "10", "率": "50.00%", "人": "30人", "值": "95%"},
    {"名": "甲", "额": "5.00万元", "分": "6", "率": "50.00%", "人": "20人", "值": "95%"},
    {"名": "乙", "额": "5.00万元", "分": "4", "率": "50.00%", "人": "10人", "值": "95%"},
]
FIELDS = {
    "总额": "10.00万元",
    "总分": "10",
    "总率": "50.00%",
    "总人": "60人",
    "等级": "优",
    "总标": "≥90%",
    "总值": "95%",
}

#: Rules that hold on the rows above, in every way in which rules are judged many at once.
HELD = [
    "@甲表 率 = 额 ÷ 总",
    "@甲表 额 = 总 × 率",
    "@甲表 分 ≈ 权 × 最小(率, 1) ± 0.005分",
    "@甲表 分 ≤ 权",
    "@甲表 值 达到 标",
    "@甲表 当 值 未达 标 则 注 = “优”",
    "@甲表 当 名 匹配 /甲$/ 且 值 匹配 /%$/ 则 0% ≤ 值 ≤ 100%",
    "@甲表 当 算符(标) = “≥” 则 注 已填",
    "@甲表 值 > 标",
    "@甲表 合计(乙表.分 其中 名 = 本行.名) < 7",
    "@甲表 乙表[名].额 = 额",
    "@甲表 乙表.额 = 总",
    "@甲表 总额 = 总",
    "@甲表 注 属于 好词 且 名 ≠ “乙”",
    "@甲表 非 (分 > 权) 或 注 为空",
    "@甲表 显示(定额) = 额",
    "@甲表 日 < 止",
    "合计(乙表.额 其中 名 ≠ “合计”) = 总额",
    "合计(甲表.分) + 5分 = 总分",
    "计数(乙表 其中 分 > 5) ÷ 计数(乙表.分) < 0.8",
    "存在(甲表 其中 值 达到 标) 且 每个(甲表.分 ≤ 甲表.权)",
    "(总分 ≥ 90 且 等级 = “差”) 或 (总分 < 60 且 等级 = “优”)",
    "总额 = 合计(乙表.额 其中 名 = “合计”)",
    "@甲表 当 类 属于 {“一”, “二”} 则 乙表[名 = “合计”].额 = 总",
    "@甲表 −率 = −50.00%",
    "@甲表 率 + 比 = 1 且 额 + 额 = 总",
    "@甲表 率 ≈ 额 ÷ 总",
    "总值 ≥ 90%",
    "@甲表 当 乙表.额 已填 则 分 ≤ 权",
    "@甲表 当 乙表[名].分 为空 则 分 > 权",
    "@甲表 分 ≤ 权 或 相似度(名, 注) > 0.5",
    "@甲表 非 (分 > 权 且 相似度(名, 注) > 0.5)",
    "@甲表 当 总 已填 且 定额 已填 则 额 ≤ 总",
    "@甲表 率 = 额 ÷ 总 或 分 > 权",
]


@pytest.mark.parametrize("rule", HELD)
def test_what_holds_is_certain_without_the_exact_path(rule: str) -> None:
    many = 1 if rule.startswith("合计(甲表") else 2
    lines = [line_of(number, {"甲表": [ROW] * many, "乙表": SECOND}, FIELDS) for number in range(1, 4)]
    for result in in_bulk(program_of(rule), lines):
        assert isinstance(result, BulkResult), rule
        assert result.counts.passed + result.counts.within_rounding + result.counts.not_applicable > 0
        assert not result.counts.fail + result.counts.undecided


def test_a_default_for_a_column_that_no_report_has_is_certain() -> None:
    rows = [{name: text for name, text in ROW.items() if name != "户"}] * 2
    lines = [line_of(number, {"甲表": rows, "乙表": SECOND}, FIELDS) for number in range(1, 4)]
    for rule in ("@甲表 率 = 额 ÷ 总 或 (缺省(户, 0户) > 0户 且 人 = 户)", "@甲表 缺省(户, 5户) > 3户"):
        program = program_of(rule)
        for line, result in zip(lines, in_bulk(program, lines), strict=True):
            assert isinstance(result, BulkResult), rule
            assert everything(result) == everything(Judge(program, quick=False).judge(parse_line(line)))


def test_amounts_printed_coarsely_explain_a_rate_printed_finely() -> None:
    """1.0 over 3.0 is no 33.00 %, but may be one of what was rounded to them: only the products of all ends tell."""
    coarse = ROW | {"额": "1.0万元", "总": "3.0万元", "率": "33.00%"}
    for cells, certain in ((coarse, True), (coarse | {"率": "36.00%"}, False), (coarse | {"额": "−1.0万元"}, False)):
        lines = [line_of(1, {"甲表": [cells], "乙表": SECOND}, FIELDS)]
        program = program_of("@甲表 率 = 额 ÷ 总")
        (result,) = in_bulk(program, lines)
        assert isinstance(result, BulkResult) == certain, cells
        assert everything(result) == everything(Judge(program, quick=False).judge(parse_line(lines[0])))


def test_money_of_which_nothing_shows_how_fine_it_is_printed_is_not_certain() -> None:
    bare = ROW | {"额": "0", "总": "0", "定额": "0"}
    lines = [line_of(number, {"甲表": [bare, bare], "乙表": SECOND}, FIELDS) for number in (1, 2)]
    for rule in ("@甲表 额 = 总 × 率", "@甲表 总 = 额", "合计(甲表.额) = 0"):
        program = program_of(rule)
        for line, result in zip(lines, in_bulk(program, lines), strict=True):
            assert everything(result) == everything(Judge(program, quick=False).judge(parse_line(line)))


def test_a_report_with_a_fault_has_its_findings_and_the_others_none() -> None:
    wrong = ROW | {"率": "51.00%"}
    rows = [[ROW], [ROW, wrong], [ROW], [wrong]]
    lines = [line_of(number, {"甲表": row, "乙表": SECOND}, FIELDS) for number, row in enumerate(rows, 1)]
    results = list(in_bulk(program_of("@甲表 率 = 额 ÷ 总", "@甲表 分 ≤ 权"), lines))
    assert [len(result.findings) for result in results] == [0, 1, 0, 1]
    (finding,) = results[1].findings
    assert finding.evidence.filled == "51.00% = 5.00万元 ÷ 10.00万元"
    assert (finding.locations[0].place.line, finding.locations[0].anchor.row) == (2, 1)
    assert [result.record for result in results] == [1, 2, 3, 4]


def test_figures_too_large_for_the_machine_go_to_the_exact_path() -> None:
    huge = ROW | {"额": "999999999999.99亿元", "总": "999999999999.99亿元", "率": "100.00%"}
    lines = [line_of(1, {"甲表": [ROW, huge], "乙表": SECOND}, FIELDS)]
    program = program_of("@甲表 率 = 额 ÷ 总", "@甲表 额 × 数 ≤ 总 × 数 × 2", "合计(甲表.额) ≤ 合计(甲表.总)")
    (result,) = in_bulk(program, lines)
    assert everything(result) == everything(Judge(program, quick=False).judge(parse_line(lines[0])))


def test_a_text_that_is_met_for_the_first_time_outside_a_sum_is_told_apart() -> None:
    """The texts of the rows outside come after those of the rows summed up; both must be numbered alike."""
    rows = [ROW | {"名": name} for name in ("新", "甲", "甲")]
    lines = [line_of(number, {"甲表": [row], "乙表": SECOND}, FIELDS) for number, row in enumerate(rows, 1)]
    for rule in ("@甲表 合计(乙表.分 其中 名 = 本行.名) == 4", "@甲表 乙表[名].分 == 4"):
        program = program_of(rule)
        for line, result in zip(lines, in_bulk(program, lines), strict=True):
            assert everything(result) == everything(Judge(program, quick=False).judge(parse_line(line)))


def test_a_rule_that_only_the_exact_path_knows_is_judged_report_by_report() -> None:
    program = program_of("每组 甲表 按 类: 合计(额) = 5.00万元", "@甲表 分 ≤ 权")
    lines = [line_of(number, {"甲表": [ROW], "乙表": SECOND}, FIELDS) for number in range(1, 4)]
    results = list(in_bulk(program, lines))
    assert [everything(result) for result in results] == [
        everything(Judge(program, quick=False).judge(parse_line(line))) for line in lines
    ]
    assert not any(isinstance(result, BulkResult) for result in results)
