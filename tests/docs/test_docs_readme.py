"""What the READMEs say is true: their rules load, their tests pass, their breakages are answered as shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.engine.ruleset import load_rules
from gouji.engine.testing import run_tests
from gouji.faults import RuleError
from gouji.output import render_diagnostics
from gouji.packs.loader import load_pack
from gouji.report import read_report

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
FAULTY = ROOT / "examples" / "reports" / "06-planted-faults.yaml"


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def rule_blocks(readme: str) -> list[str]:
    return [block for block in blocks(readme, "yaml") if block.startswith("规则:")]


@pytest.mark.parametrize("readme", READMES)
def test_the_one_line_rules_fire_on_the_example(readme: str, tmp_path: Path) -> None:
    short, _ = rule_blocks(readme)
    path = tmp_path / "mine.yaml"
    path.write_text(short, encoding="utf-8")
    result = load_rules(path).check(read_report(FAULTY))
    assert {finding.rule for finding in result.findings} == set(result.rules), "every rule finds something"


@pytest.mark.parametrize("readme", READMES)
def test_the_full_rule_passes_its_own_tests_and_no_mutant_survives(readme: str, tmp_path: Path) -> None:
    _, full = rule_blocks(readme)
    path = tmp_path / "mine.yaml"
    path.write_text(full, encoding="utf-8")
    report = run_tests(load_pack([path]))
    assert report.ok and not report.faults()
    assert not report.survivors
    (rule,) = load_rules(path).rules
    assert rule.id == "status-overstated"


@pytest.mark.parametrize("readme", READMES)
def test_the_breakages_that_are_described_are_answered_at_the_word(readme: str, tmp_path: Path) -> None:
    short, _ = rule_blocks(readme)
    path = tmp_path / "mine.yaml"
    for wrong, code in ((("全年执行数", "决算书"), "R301"), ((" 则 ", " "), "R223")):
        path.write_text(short.replace(*wrong), encoding="utf-8")
        with pytest.raises(RuleError) as error:
            rules = load_rules(path)
            rules.check(read_report(FAULTY))
            raise RuleError(rules.unbound())
        assert [diagnostic.code for diagnostic in error.value.diagnostics] == [code]
    (shown,) = blocks(readme, "text")
    path.write_text("规则:\n  - 指标.得分 =< 指标.分值\n", encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules(path)
    answer = render_diagnostics(error.value.diagnostics, "zh", False, 100).replace(str(path), "mine.yaml")
    assert answer.strip() == shown.strip()


@pytest.mark.parametrize("readme", READMES)
def test_the_report_that_is_shown_can_be_read_and_judged(readme: str, tmp_path: Path) -> None:
    (shown,) = [block for block in blocks(readme, "yaml") if block.startswith("gouji:")]
    path = tmp_path / "report.yaml"
    path.write_text(shown, encoding="utf-8")
    result = load_rules("cn-performance").check(read_report(path))
    assert result.counts.judged and not [f for f in result.findings if f.severity.code in ("high", "medium")]


@pytest.mark.parametrize("readme", READMES)
def test_the_snippet_for_engineers_runs(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (snippet,) = blocks(readme, "python")
    monkeypatch.chdir(ROOT)
    exec(compile(snippet, readme, "exec"), {})
