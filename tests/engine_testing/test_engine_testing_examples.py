"""From the data of a test to a report: rows, fields, tables, groups, names as printed, and what is said of a slip."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.engine.examples import examples_of
from gouji.engine.testing import run_tests
from gouji.packs.model import Pack
from gouji.report import Report

MakePack = Callable[..., Pack]


def report_of(pack: Pack) -> Report:
    (example,) = examples_of(pack, pack.rules[0]).examples
    assert example.report is not None, example.faults
    return example.report


def test_scalars_are_a_row_of_the_rules_table(rule_of: MakePack) -> None:
    report = report_of(rule_of("要求: 得分 ≤ 分值", ["符合: {名称: 甲, 得分: 9, 分值: 10}"]))
    assert report.tables == {"指标": [{"名称": "甲", "得分": "9", "分值": "10"}]}
    assert report.fields == {}


def test_names_go_through_the_vocabulary_and_stay_as_printed(rule_of: MakePack) -> None:
    pack = rule_of(
        "要求: 得分 ≤ 分值", ["不符合: {自评得分: 11, 分值: 10}", "不符合: {指标表: [{自评得分: 11, 分值: 10}]}"]
    )
    assert run_tests(pack, mutants=False).ok
    first, second = examples_of(pack, pack.rules[0]).examples
    assert first.report is not None and first.report.tables == {"指标": [{"自评得分": "11", "分值": "10"}]}
    assert second.report is not None and list(second.report.tables) == ["指标表"]


def test_a_name_that_is_a_field_only_is_a_field(rule_of: MakePack) -> None:
    report = report_of(rule_of("范围: 指标\n要求: 得分 ≤ 总分", ["符合: {得分: 9, 总分: 90}"]))
    assert report.tables == {"指标": [{"得分": "9"}]}
    assert report.fields == {"总分": "90"}


def test_a_rule_on_the_report_takes_fields_and_tables(rule_of: MakePack) -> None:
    body = "范围: 报告\n要求: 合计(指标.得分) + 资金.执行 ÷ 1万元 = 总分"
    report = report_of(
        rule_of(body, ["符合: {总分: 11, 指标: [{得分: 9}, {得分: 1}], 资金: {来源: 合计, 执行: 1万元}}"])
    )
    assert report.fields == {"总分": "11"}
    assert report.tables["指标"] == [{"得分": "9"}, {"得分": "1"}]
    assert report.tables["资金"] == [{"来源": "合计", "执行": "1万元"}]


@pytest.mark.parametrize("key", ["表", "rows", "指标", "指标表"])
def test_a_group_takes_the_rows_of_its_table(rule_of: MakePack, key: str) -> None:
    body = "范围: 每组 指标 按 组\n要求: 合计(得分) ≤ 10分"
    tests = [
        f"符合: {{{key}: [{{组: 甲, 得分: 9}}, {{组: 乙, 得分: 9}}]}}",
        f"不符合: {{{key}: [{{组: 甲, 得分: 9}}, {{组: 甲, 得分: 9}}]}}",
    ]
    assert run_tests(rule_of(body, tests), mutants=False).ok


def test_year_and_kind_of_the_report_can_be_given(rule_of: MakePack) -> None:
    report = report_of(rule_of("要求: 得分 ≤ 分值", ["符合: {年度: 2023, 类型: 自评, 得分: 9, 分值: 10}"]))
    assert (report.year, report.kind) == (2023, "自评")


def test_an_empty_cell_is_a_column_and_a_missing_one_is_not(rule_of: MakePack) -> None:
    pack = rule_of(
        "要求: 原因 已填", ["不符合: {名称: 甲, 原因: ''}", "不符合: {名称: 甲, 原因: }", "无法判定: {名称: 甲}"]
    )
    assert run_tests(pack, mutants=False).ok


@pytest.mark.parametrize(
    "test, code, zh, help_zh",
    [
        ("符合: {得份: 9, 分值: 10}", "R401", "规则“r”的测试里，“得份”不是认识的列、字段或表", "最接近的名称：得分"),
        (
            "符合: {指标: [{得份: 9}]}",
            "R401",
            "规则“r”的测试里，“指标.得份”不是认识的列、字段或表",
            "最接近的名称：得分",
        ),
        (
            "符合: {指标标: [{得分: 9}]}",
            "R401",
            "规则“r”的测试里，“指标标”不是认识的列、字段或表",
            "最接近的名称：指标",
        ),
        ("符合: 得分", "R402", "规则“r”的测试数据应当是 {名称: 值} 的形式", "例如：符合: {得分: 9, 分值: 10}"),
        ("符合: {指标: [9]}", "R403", "规则“r”的测试里，“指标”的每一行应当是 {列: 值} 的形式", ""),
        (
            "符合: {得分: 9, 指标: [{分值: 10}]}",
            "R404",
            "规则“r”的测试里，“得分”是表“指标”的一列，而这张表又另外给了行",
            "把它写进那些行里",
        ),
        (
            "符合: {年度: 去年, 得分: 9, 分值: 10}",
            "R405",
            "规则“r”的测试数据不能用：year（年度）应当是四位数的年份，这里是“去年”",
            "",
        ),
    ],
)
def test_a_slip_in_the_data_is_a_fault_at_the_test(
    rule_of: MakePack, test: str, code: str, zh: str, help_zh: str
) -> None:
    report = run_tests(rule_of("要求: 得分 ≤ 分值", [test, "不符合: {得分: 11, 分值: 10}"]))
    (fault,) = report.faults()
    assert (fault.code, fault.message(), fault.help()) == (code, zh, help_zh)
    assert fault.message("en")
    assert fault.label is not None and (fault.label.line, fault.label.column) == (5, 9)
    assert [case.met for case in report.rules[0].cases] == [False, True], "the other tests are run"


class TestWithoutVocabulary:
    def test_bare_names_work(self, rule_of: MakePack) -> None:
        tests = [
            "符合: {执行率: 95%, 执行: 190万元, 预算: 200万元}",
            "不符合: {执行率: 96%, 执行: 190万元, 预算: 200万元}",
        ]
        report = run_tests(rule_of("要求: 执行率 = 执行 / 预算", tests, ""))
        assert report.ok
        assert report.killed > 0

    def test_scalars_of_a_rule_on_one_table_are_its_row(self, rule_of: MakePack) -> None:
        tests = ["符合: {得分: 9, 分值: 10}", "不符合: {得分: 11, 分值: 10}"]
        pack = rule_of("要求: 指标.得分 ≤ 指标.分值", tests, "")
        assert run_tests(pack, mutants=False).ok
        first = examples_of(pack, pack.rules[0]).examples[0]
        assert first.report is not None and first.report.tables == {"指标": [{"得分": "9", "分值": "10"}]}

    def test_tables_and_fields_together(self, rule_of: MakePack) -> None:
        tests = ["符合: {总分: 10分, 指标: [{得分: 9分}, {得分: 1分}]}", "不符合: {总分: 11分, 指标: [{得分: 9分}]}"]
        assert run_tests(rule_of("要求: 合计(指标.得分) = 总分", tests, ""), mutants=False).ok

    def test_an_empty_cell_is_of_the_kind_that_other_tests_show(self, rule_of: MakePack) -> None:
        """Alone, a column without a figure is taken for text, and the rule could not be bound."""
        tests = ["符合: {得分: 9, 分值: 10}", "不符合: {得分: 11, 分值: 10}", "不适用: {得分: '', 分值: 10}"]
        assert run_tests(rule_of("当: 得分 已填\n要求: 得分 ≤ 分值", tests, ""), mutants=False).ok

    def test_a_misspelt_name_is_a_fault(self, rule_of: MakePack) -> None:
        report = run_tests(rule_of("要求: 得分 ≤ 分值", ["符合: {名称: 甲, 得份: 9, 分值: 10}"], ""))
        (fault,) = report.faults()
        assert fault.message() == "规则“r”的测试里，“得份”不是认识的列、字段或表"
        assert fault.help() == "最接近的名称：得分"

    def test_a_rule_that_cannot_be_bound_says_so(self, rule_of: MakePack) -> None:
        report = run_tests(rule_of("要求: 得分 ≤ 分值", ["符合: {名称: 甲}"], ""))
        (fault,) = report.faults()
        assert fault.message() == "规则“r”的测试应为符合，得到无法判定：规则里的名称不在这份报告里：得分"
        assert report.rules[0].mutation is None
