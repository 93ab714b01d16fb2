"""The page about documents and templates: every example gives the rows that it shows, and every key is on the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from gouji.document.txt import read
from gouji.extraction.assembling import extract
from gouji.faults.catalogue import packs
from gouji.packs import keys
from gouji.packs.loader import load_pack
from gouji.packs.template_form import SLOT_KINDS
from gouji.packs.vocabulary_form import SOURCES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "extraction.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```(yaml|text)\n(.*?)^```$", PAGE, re.M | re.S)
#: Rules, the text that they are applied to, the rows that come of it.
EXAMPLES = [
    (FENCED[at - 1][1], text, FENCED[at + 1][1].removeprefix("# 得到\n"))
    for at, (kind, text) in enumerate(FENCED)
    if kind == "text"
]
NAMES = next(block for _, block in FENCED if "变动: {名称列" in block)


def load(folder: Path, text: str):  # type: ignore[no-untyped-def]
    path = folder / "page.yaml"
    path.write_text(text, encoding="utf-8")
    return load_pack([path])


@pytest.mark.parametrize(("rules", "text", "rows"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_gives_the_rows_shown(rules: str, text: str, rows: str, tmp_path: Path) -> None:
    pack = load(tmp_path, rules if rules.startswith("表:") else NAMES + rules)
    report = extract(read(text.encode(), "page.txt"), pack)
    found = [{"字段": dict(report.fields)}] if report.fields else []
    found += [{table: dict(row)} for table, lines in report.tables.items() for row in lines]
    shown = yaml.load(rows, yaml.BaseLoader)
    in_tables = sorted((_without_empty(row) for row in found), key=repr)
    assert in_tables == sorted((_without_empty(row) for row in shown), key=repr)
    order = [row for table in report.tables for row in shown if table in row]
    assert [_without_empty(row) for row in found if "字段" not in row] == [_without_empty(row) for row in order]
    assert len(report.doubtful) == rows.count("# 存疑")


def _without_empty(row: dict[str, dict[str, str | None]]) -> dict[str, dict[str, str]]:
    return {table: dict(sorted((c, v) for c, v in cells.items() if v)) for table, cells in row.items()}


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 10
    assert PAGE.count("# 得到\n") == len(EXAMPLES)


def test_the_local_pack_loads_and_knows_the_new_word(tmp_path: Path) -> None:
    (block,) = (block for _, block in FENCED if "local-words" in block)
    pack = load(tmp_path, block)
    vocabulary = pack.vocabulary
    assert vocabulary is not None
    assert "年度支付数" in vocabulary.columns["预算执行"]
    assert vocabulary.schema.sets["增减词"] == {"增加", "减少", "净增", "净减"}


@pytest.mark.parametrize("word", sorted({*keys.TEMPLATE, *SLOT_KINDS, *SOURCES, "来自", "source"}))
def test_every_word_stands_on_the_page(word: str) -> None:
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("code", sorted(code for code in packs.MESSAGES if "P450" <= code <= "P460"))
def test_every_fault_stands_on_the_page(code: str) -> None:
    assert code in PAGE
