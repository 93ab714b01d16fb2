"""What a faulty rule file is answered: every code has a sample, and the whole text that is shown is pinned."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from faulty_rules import SNAPSHOT, VOCABULARY, diagnostics_of, samples, shown, snapshot

from gouji.faults import RuleError
from gouji.faults.catalogue import language, packs
from gouji.language import parse, searcher
from gouji.language.fault import RuleFault
from gouji.packs.loader import load_pack

#: Faults of files and folders, which no text shows; tests/packs has them.
OF_FILES = {"P430", "P432", "P433"}

#: Slips of YAML, which submissions have as well; tests/report has them all.
OF_YAML = {"D122", "D133", "D137"}


def test_every_code_has_a_sample() -> None:
    assert set(language.MESSAGES) | set(packs.MESSAGES) == ({code for code, _ in samples()} - OF_YAML) | OF_FILES


@pytest.mark.parametrize(("code", "text"), samples(), ids=lambda value: value[:4] if len(value) < 5 else "")
def test_the_sample_shows_its_code_and_nothing_else(code: str, text: str) -> None:
    assert {diagnostic.code for diagnostic in diagnostics_of(text)} == {code}


def test_all_that_is_shown_is_pinned() -> None:
    assert snapshot() == SNAPSHOT.read_text(encoding="utf-8")


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("- 执行数 =< 预算数", "=<"),
        ("- （执行数 ＋ 决算书） ≤ 预算数", "决算书"),
        ("- {名称: 一条名称很长的规则, 要求: 得分合计 ≤ 总分}", "得分合计"),
        ("- '总分 ≤ 1 星'", "1 星"),
        ("- 合计(指标.得分 其中 三级指标 ＝ 「甲乙」) ＝ 总分", "「甲乙」"),
    ],
)
def test_the_underline_stands_under_the_fault(rule: str, marked: str) -> None:
    lines = shown(f"{VOCABULARY}规则:\n{rule}\n").splitlines()
    at = next(number for number, line in enumerate(lines) if "^" in line)
    line, under = lines[at - 1].split("│ ")[1], lines[at].split("│ ")[1]
    assert under.index("^") == _cells(line[: line.index(marked)])
    assert under.count("^") == _cells(marked)


def test_a_fault_of_the_requirement_is_shown_there_and_not_in_the_condition() -> None:
    rule = "- 当: 三级指标 已填 且 分值 ≥ 1分 且 结论 已填\n  要求: 得分 ≤ 分值 且 执行率 已填\n"
    (fault,) = diagnostics_of(f"{VOCABULARY}规则:\n{rule}")
    assert fault.code == "R305"
    assert fault.label is not None and fault.label.source.strip().startswith("要求")


def test_all_faults_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("规则:\n- 得分 =< 分值\n- 得分 ≤ 分值\n- 当 得分 > 0\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("规则:\n- {要求: 得分 ≤ , 级别: 严重}\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("规则: [\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_pack([tmp_path])
    found = [(d.label.file[-6:], d.label.line, d.code) for d in caught.value.diagnostics if d.label]
    assert [entry for entry in found if entry[0] != "c.yaml"] == [
        ("a.yaml", 2, "R202"), ("a.yaml", 4, "R223"), ("b.yaml", 2, "R230"), ("b.yaml", 2, "P423"),
    ]  # fmt: skip
    assert any(entry[0] == "c.yaml" for entry in found)


def test_all_names_that_are_wrong_come_in_one_run() -> None:
    text = f"{VOCABULARY}规则:\n- 执行书 ≤ 预算数\n- 执行率 ≥ 95\n- 当 总分 > 0 则 结轮 已填\n"
    assert [d.code for d in diagnostics_of(text)] == ["R301", "R311", "R301"]


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("得分 ≤ 分值 " * 20_000, {"R201"}),
        ("(" * 10_000, {"R222"}),
        ("(" * 5_000 + ")" * 5_000, {"R212"}),
        ("[" * 9_999 + "}", {"R221"}),
        (" 且 ".join(["a ≤ b"] * 1_600), {"R212"}),
        ("−" * 290 + "a = b", {"R213"}),
        ("非 " * 290 + "a 为空", {"R213"}),
        ("{" + "、".join(["优"] * 4_000) + "}", {"R212"}),
        ("“" + "优" * 19_000, {"R206"}),
        ("9" * 19_000 + " = a", {"R209"}),
        ("a = 0." + "9" * 500, {"R209"}),
        ("a = " + "9" * 19_000 + "万元", {"R211"}),
        ("a = " + "1," * 9_000, {"R212", "R231"}),
    ],
)
def test_hostile_rules_are_bounded(rule: str, codes: set[str]) -> None:
    start = time.perf_counter()
    try:
        parse(rule)
        found = set()
    except RuleFault as fault:
        found = {fault.code}
    assert time.perf_counter() - start < 2
    assert found <= codes and (found or not codes)


def test_a_hostile_regex_is_linear() -> None:
    search = searcher("(a+)+$")
    start = time.perf_counter()
    assert not search("a" * 100_000 + "b")
    assert time.perf_counter() - start < 2


def test_three_hundred_words_are_enough_and_quick() -> None:
    rule = " + ".join(["a"] * 140) + " = b"
    start = time.perf_counter()
    parse(rule)
    assert time.perf_counter() - start < 2


def test_a_rule_with_a_colon_that_yaml_takes_is_one_rule(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("规则:\n- 每组 指标 按 一级指标: 合计(得分) ≤ 合计(分值)\n", encoding="utf-8")
    (rule,) = load_pack([path]).rules
    assert rule.scope is not None
    assert (rule.scope.table, rule.scope.keys) == ("指标", ("一级指标",))


@pytest.mark.parametrize(
    "rule",
    [
        "执行率 = 执行数 / 预算数",
        "执行率 = 执行数 / 预算数 * 100%",
        "执行率 * 100 = 执行数 / 预算数 * 100",
        "执行率 * 100 ≥ 95",
        "执行.得分 = 执行率 * 100",
        "执行数 = 预算数 * 100",
        "执行率 ≥ 执行数 / 预算数 / 100",
    ],
)
def test_a_hundred_that_belongs_there_is_no_fault(rule: str) -> None:
    assert diagnostics_of(f"{VOCABULARY}规则:\n- {{范围: 执行, 要求: {rule}}}\n") == ()


def test_a_vocabulary_that_fits_has_no_faults() -> None:
    assert diagnostics_of(f"{VOCABULARY}规则:\n- 合计(指标.得分) + 执行.得分 = 总分\n") == ()
