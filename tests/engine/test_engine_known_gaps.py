"""What a finding tells: units of titles, all branches of an 或, cells picked by 最大 as they are printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gouji
from gouji.engine.result import Result
from gouji.figures import parse_target

VOCABULARY = {"表": {"资金": {"列": {"项目": "文本", "预算": "金额", "执行": "金额", "率": "比率", "分": "分数"}}}}


def judged(folder: Path, rule: str, rows: list[dict[str, str]], table: str = "资金") -> Result:
    (folder / "rules.yaml").write_text(json.dumps({**VOCABULARY, "规则": [rule]}, ensure_ascii=False), "utf-8")
    report = {"gouji": "report/1", "tables": {table: rows}}
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    return gouji.load_rules(folder / "rules.yaml").check(gouji.read(folder / "report.json"))


def test_the_unit_of_a_title_is_that_of_its_columns_of_money(tmp_path: Path) -> None:
    rows = [{"项目": "甲", "预算": "20.00", "执行": "150000元", "率": "75%", "分": "9"}]
    assert judged(tmp_path, "率 = 执行 / 预算", rows, "资金（万元）").counts.passed == 1
    assert judged(tmp_path, "率 = 执行 / 预算", rows, "资金（单位：万元）").counts.passed == 1
    assert judged(tmp_path, "分 ≤ 10", rows, "资金（万元）").counts.passed == 1  # a score has no unit of money


def test_a_header_says_more_than_the_title(tmp_path: Path) -> None:
    rows = [{"项目": "甲", "预算（元）": "200000", "执行": "15", "率": "75%"}]
    assert judged(tmp_path, "率 = 执行 / 预算", rows, "资金（万元）").counts.passed == 1


def test_every_branch_of_a_requirement_is_expected(tmp_path: Path) -> None:
    result = judged(tmp_path, "分 = 5 或 分 = 10 或 分 > 20", [{"项目": "甲", "分": "7"}])
    assert result.findings[0].evidence.expected == "5 或 10 或 > 20"
    assert result.findings[0].evidence.reported == "7"


def test_the_largest_cell_is_shown_as_it_is_printed(tmp_path: Path) -> None:
    result = judged(
        tmp_path, "率 = 最大(50.00%, 执行 / 预算)", [{"项目": "甲", "预算": "10元", "执行": "1元", "率": "20.0%"}]
    )
    assert "20.0%" in result.findings[0].evidence.filled
    result = judged(tmp_path, "最大(资金.率) ≤ 90%", [{"项目": "甲", "率": "95.50%"}, {"项目": "乙", "率": "20%"}])
    assert "95.50%" in result.findings[0].evidence.filled


@pytest.mark.parametrize("text", ["一次性通过", "1次性通过", "一户一档", "一村一品", "一次性发放"])
def test_a_word_that_begins_like_a_figure_is_no_target(text: str) -> None:
    assert not parse_target(text).measurable


@pytest.mark.parametrize("text", ["1次", "一次", "一户", "一万一千户", "11次", "一次以上"])
def test_a_figure_stays_one(text: str) -> None:
    assert parse_target(text).measurable


def test_english_formulas_are_in_english_and_names_and_cells_stay(tmp_path: Path) -> None:
    rule = "当 项目 已填 且 率 > 1% 则 每个(资金 满足 分 ≤ 10) 或 合计(资金.分 其中 项目 ≠ “乙”) = 最大(分, 3)"
    judged(tmp_path, rule, [{"项目": "甲", "率": "5%", "分": "12"}, {"项目": "乙", "率": "5%", "分": "7"}])
    rules = gouji.load_rules(tmp_path / "rules.yaml", lang="en")
    (finding, *_) = rules.check(gouji.read(tmp_path / "report.json")).findings
    assert finding.evidence.formula == rules.rules[0].formula
    assert finding.evidence.formula == (
        "when 项目 filled and 率 > 1% then every(资金 satisfy 分 ≤ 10) or sum(资金.分 where 项目 ≠ “乙”) = max(分, 3)"
    )
    for word in ("当 ", " 则 ", " 或 ", "其中", "合计", "每个", "最大"):
        assert word not in finding.evidence.filled + finding.message


@pytest.mark.parametrize("pack", ["cn-performance", "cn-accounts", "cn-claims"])
def test_english_formulas_are_the_same_rules(pack: str) -> None:
    from gouji.language import parse, show
    from gouji.packs.loader import load_pack

    for rule in load_pack([pack]).rules:
        assert show(parse(show(rule.tree, lang="en"))).replace("this.", "本行.") == show(rule.tree)
