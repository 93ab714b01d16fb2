# ruff: noqa: E501  (tables of hostile texts read better unbroken)
"""Thousands of mutated rule files and rules: refused with a place or judged, never a traceback, never half a set."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from hostile_mutations import INSERTED, ROOT, judged, mutated, opened, soon, well_told

from gouji.faults import RuleError
from gouji.language import RuleFault, parse
from gouji.report import Report, parse_report, read_report

PACK = ROOT / "rules" / "cn-performance"
FILES = sorted((ROOT / "rules").glob("cn-*/*.yaml")) + sorted((ROOT / "examples" / "rules").glob("*.yaml"))
#: A report with a cell of every kind.
REPORT = parse_report(
    json.dumps(
        {
            "gouji": "report/1",
            "kind": "项目支出",
            "year": 2023,
            "fields": {"总分": "98.5", "等级": "优"},
            "tables": {
                "指标": [
                    {
                        "一级指标": "产出指标", "三级指标": "甲", "年度指标值": "≥90%", "实际完成值": "80%", "分值": "10",
                        "得分": "9.5", "权重": "50", "结论": "达到预期", "偏差原因": "", "完成时间": "2023年9月",
                    },
                    {
                        "一级指标": "效益指标", "三级指标": "乙", "年度指标值": "有所改善", "实际完成值": "100%（3133人）",
                        "分值": "10分", "得分": "/", "权重": "", "结论": "部分达成", "偏差原因": "无", "完成时间": "12月底",
                    },
                ],
                "预算执行": [{"来源": "合计", "全年预算数": "3.33万元", "全年执行数": "7.11万元", "执行率": "46.9%", "分值": "10", "得分": "9"}],
            },
        },
        ensure_ascii=False,
    ),
    "report.json",
    "json",
)  # fmt: skip


def blocks() -> list[str]:
    """Every rule of the shipped pack and the examples, one by one, as it stands in its file."""
    found: list[str] = []
    for path in FILES:
        _, head, rules = path.read_text("utf-8").partition("\n规则:")
        found += [part for part in re.split(r"\n(?=  - )", rules) if head and "- " in part]
    return found


def lines() -> list[str]:
    """Every condition and requirement, and the one-line rules."""
    found: list[str] = []
    for block in blocks():
        found += re.findall(r"^ +(?:- )?(?:要求|当): *(.+)$", block, re.M)
        found += re.findall(r"^  - (?!编号|名称)(.+)$", block, re.M)
    return [line.strip("\"'") for line in found]


def test_there_is_something_to_mutate() -> None:
    assert len(blocks()) > 90
    assert len(lines()) > 150


@pytest.mark.parametrize("seed", range(4))
def test_mutated_rules_are_parsed_or_refused_with_a_place(seed: int) -> None:
    random, seeds = Random(seed), lines()
    for _ in range(2000):
        text = mutated(random.choice(seeds).encode(), random).decode("utf-8", "surrogateescape")
        with soon(text):
            try:
                parse(text)
            except RuleFault as fault:
                start, end = fault.span
                assert 0 <= start <= end <= max(len(text), 1) + 1, (fault.code, fault.span, text)


@pytest.mark.parametrize("seed", range(4))
def test_mutated_one_line_rules_are_refused_or_judged(tmp_path: Path, seed: int) -> None:
    random, seeds = Random(seed), lines()
    path = tmp_path / "rules.yaml"
    accepted = 0
    for _ in range(300):
        some = [mutated(random.choice(seeds).encode(), random).decode("utf-8", "replace") for _ in range(2)]
        path.write_text(json.dumps({"规则": some}, ensure_ascii=False), "utf-8")
        with soon(some):
            rules = opened(path)
            if rules is not None:
                accepted += 1
                judged(rules, REPORT).to_dict()
                for fault in rules.unbound():
                    assert fault.message("zh") and fault.message("en") and fault.label is not None
    assert accepted  # not everything is refused: the engine was fuzzed as well


@pytest.mark.parametrize("seed", range(4))
def test_mutated_rule_files_are_refused_or_judged(tmp_path: Path, seed: int) -> None:
    random, seeds = Random(seed), blocks()
    path = tmp_path / "rules.yaml"
    for _ in range(200):
        data = mutated(("规则:\n" + "\n".join(random.sample(seeds, 2)) + "\n").encode(), random)
        path.write_bytes(data)
        with soon(data):
            rules = opened(path)
            if rules is not None:
                judged(rules, REPORT)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_mutated_packs_are_refused_or_judged(tmp_path: Path, file: Path) -> None:
    """The whole pack with one of its files mutated, its vocabulary too."""
    random = Random(file.name)
    report = read_report(ROOT / "examples" / "reports" / "06-planted-faults.yaml")
    folder = tmp_path / "pack"
    folder.mkdir()
    if file.parent == PACK and file.stem != "vocabulary":
        (folder / "vocabulary.yaml").write_bytes((PACK / "vocabulary.yaml").read_bytes())
    data = file.read_bytes() if file.stem in ("vocabulary", "pack", "beginner") else file.read_bytes()[:9000]
    for _ in range(12):
        changed = mutated(data, random)
        (folder / file.name).write_bytes(changed)
        with soon(changed):
            rules = opened(folder)
            if rules is not None:
                judged(rules, report)


def test_keys_lost_one_by_one(tmp_path: Path) -> None:
    """A full rule without any one of its lines is a rule, or faulty with a place."""
    block = max(blocks(), key=lambda one: (one.count("\n") < 14, one.count("\n"))).splitlines()
    path = tmp_path / "rules.yaml"
    for gone in range(len(block)):
        path.write_text("规则:\n" + "\n".join(block[:gone] + block[gone + 1 :]) + "\n", "utf-8")
        rules = opened(path)
        assert rules is None or judged(rules, REPORT)


@pytest.mark.parametrize("piece", [piece for piece in INSERTED if len(piece) < 100], ids=ascii)
def test_every_sign_at_every_word_of_a_rule(piece: str) -> None:
    rule = (
        "当 年度指标值 可比 且 合计(指标.得分 其中 分值 > 1) ≤ 90% 则 结论 不属于 {达到预期, 完成} 或 名称 匹配 /a.b/"
    )
    for at in [found.start() for found in re.finditer(r"\b|$", rule)]:
        try:
            parse(rule[:at] + piece + rule[at:])
        except RuleFault as fault:
            assert fault.span[0] <= fault.span[1]


def test_not_half_a_rule_set_is_judged(tmp_path: Path) -> None:
    """One faulty rule among good ones: nothing is loaded, and every fault of every file is told with its place."""
    (tmp_path / "a.yaml").write_text("规则:\n  - 得分 ≤ 分值\n  - 得分 =< 分值\n  - 得分 ≤ (分值\n", "utf-8")
    (tmp_path / "b.yaml").write_text(
        "规则:\n  - 编号: x\n    要求: 得分 ≤ 分值\n    级别: 极高\n  - 得分 ≤ 分值元\n", "utf-8"
    )
    with pytest.raises(RuleError) as caught:
        from gouji.engine.ruleset import load_rules

        load_rules(tmp_path)
    well_told(caught.value, 2)
    places = [(Path(d.label.file).name, d.label.line, d.code) for d in caught.value.diagnostics if d.label]
    assert [place[:2] for place in places][:3] == [("a.yaml", 3), ("a.yaml", 4), ("b.yaml", 4)]


def test_the_sample_reaches_the_rules(tmp_path: Path) -> None:
    """The report that mutated rules are judged on is one on which the rules themselves are judged."""
    assert isinstance(REPORT, Report)
    path = tmp_path / "rules.yaml"
    path.write_text(
        "规则:\n" + "".join(f"  - {json.dumps(line, ensure_ascii=False)}\n" for line in lines()[::3]), "utf-8"
    )
    rules = opened(path)
    assert rules is None or sum(sum(counts[:3]) for counts in judged(rules, REPORT).rules.values()) > 10
