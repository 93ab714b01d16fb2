"""The page about the rule language: its examples run, its table of errors is true, and it names every word."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from gouji.engine.ruleset import RuleSet
from gouji.engine.testing import run_tests
from gouji.language import KINDS, WIDTHS
from gouji.language.words import AGGREGATES, FUNCTIONS, OPERATORS
from gouji.packs import keys
from gouji.packs.loader import load_pack

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S)
ANSWERS = re.findall(r"^\| `([^`]*)` \| ([A-Z]\d{3}) (.*?) \|$", PAGE, re.M)

sys.path.insert(0, str(ROOT / "tests" / "language"))
from faulty_rules import VOCABULARY, diagnostics_of  # noqa: E402


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_runs(block: str, tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text(block, encoding="utf-8")
    pack = load_pack([path])
    RuleSet(pack)
    own = {rule.id for rule in pack.rules if rule.pack == pack.ids[-1].id}
    report = run_tests(pack, mutants=False)
    cases = [case for rule in report.rules for case in rule.cases if case.rule in own]
    assert not [(case.rule, case.test.expect, case.outcome, case.detail()) for case in cases if not case.met]


def test_the_page_has_examples_with_tests() -> None:
    assert len(BLOCKS) >= 10
    assert sum(block.count("不符合:") for block in BLOCKS) >= 40


@pytest.mark.parametrize(("rule", "code", "answer"), ANSWERS)
def test_the_table_of_errors_is_what_the_tool_answers(rule: str, code: str, answer: str) -> None:
    (fault,) = diagnostics_of(f"{VOCABULARY}规则:\n- {rule}\n")
    assert (fault.code, fault.message()) == (code, answer)


def test_there_is_a_table_of_errors() -> None:
    assert len(ANSWERS) >= 15


@pytest.mark.parametrize("word", sorted({*OPERATORS, *AGGREGATES, *FUNCTIONS}))
def test_every_word_of_the_language_stands_on_the_page(word: str) -> None:
    assert re.search(rf"(?<![A-Za-z_]){re.escape(word)}(?![A-Za-z_])", PAGE)


TABLES = (keys.FILE, keys.RULE, keys.TEST, keys.TABLE, keys.COLUMN, keys.PARAMETER, keys.BASIS, keys.VERIFIED)


@pytest.mark.parametrize("key", sorted({word for table in TABLES for word in table}))
def test_every_key_stands_on_the_page(key: str) -> None:
    assert re.search(rf"(?<![A-Za-z_]){re.escape(key)}(?![A-Za-z_])", PAGE)


def test_every_kind_and_width_stands_on_the_page() -> None:
    for word in [word for kind in KINDS for word in (kind.word, kind.english)] + list(WIDTHS):
        assert f"`{word}`" in PAGE
