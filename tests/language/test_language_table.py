"""The parser's table that was worked out beforehand is the one that the grammar gives."""

from __future__ import annotations

import json
from importlib.resources import files

import lark
import pytest

from gouji.language import table
from gouji.packs.loader import load_pack

KEPT = json.loads(files("gouji.language").joinpath("table.json").read_text(encoding="utf-8"))
same_lark = pytest.mark.skipif(KEPT["of"][0] != lark.__version__, reason="the table was written by another lark")


@same_lark
def test_the_table_belongs_to_the_grammar() -> None:
    assert table.kept(table.grammar()) is not None, "the grammar has changed: python -m gouji.language.table"
    assert json.loads(table.written(table.grammar()))["of"] == KEPT["of"]


@same_lark
def test_both_parsers_give_the_same_trees() -> None:
    kept, made = table.kept(table.grammar()), table.made(table.grammar())
    assert kept is not None
    texts = []
    for pack in ("cn-performance", "cn-accounts"):
        texts += [clause.written.text for rule in load_pack([pack]).rules for clause in (*rule.when, *rule.require)]
    assert len(texts) > 100
    for text in texts:
        one, other = kept.parse(text), made.parse(text)
        assert one == other
        assert (one.meta.start_pos, one.meta.end_pos) == (other.meta.start_pos, other.meta.end_pos)


def test_a_table_of_another_grammar_is_not_used() -> None:
    assert table.kept(table.grammar() + "// one line more\n") is None
    assert table.made(table.grammar()).parse("得分 ≤ 分值")
