"""Short ways of the exact path: each must say what the long way says."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path

import pytest
from engine_samples import program_of, report_of
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.engine import operations as ops
from gouji.engine import quantity as q
from gouji.engine import ranges
from gouji.engine.choosing import ShippedRules
from gouji.engine.evidence import explain, locations_of
from gouji.engine.judge import Judge
from gouji.engine.outcome import Outcome
from gouji.figures import parse_figure
from gouji.language import show
from gouji.language.emitter import compile_exact, number_slots
from gouji.packs.loader import load_pack
from gouji.report import Anchor, Report, read_reports

ROOT = Path(__file__).resolve().parents[2]


def cell(text: str, width: str = "printed") -> q.Quantity:
    figure = parse_figure(text)
    assert figure is not None
    return q.of_leaf(q.Leaf(Anchor(None, None, text), figure, width), (), figure.base)


decimals = st.decimals(-1000, 1000, places=2, allow_nan=False, allow_infinity=False).map(lambda d: f"{d:.2f}")
cells = st.builds(cell, decimals, st.sampled_from(["printed", "printed", "exact"]))


def mixed(parts: list[q.Quantity], how: str) -> q.Quantity:
    first, *rest = parts
    out = first
    for part in rest:
        found = {"+": ops.add, "-": ops.subtract, "*": ops.multiply, "/": ops.divide}[how](out, part)
        assume(isinstance(found, q.Quantity))
        assert isinstance(found, q.Quantity)
        out = found
    return out


@given(st.lists(cells, min_size=1, max_size=3), st.sampled_from("+-*/"), cells)
def test_the_rough_interval_holds_every_reading(parts: list[q.Quantity], how: str, other: q.Quantity) -> None:
    difference = q.both(mixed(parts, how), other, (), -1)
    leaves = [leaf for leaf in dict.fromkeys(difference.leaves()) if leaf.half]
    try:
        rough = ranges.rough(difference)
    except ZeroDivisionError:
        return
    for cut in chain.from_iterable(combinations(leaves, size) for size in range(len(leaves) + 1)):
        span = ranges.span(difference, frozenset(cut))
        assert rough.hull(span) == rough or (rough.lo, rough.hi) == (span.lo, span.hi), (rough, span)


@pytest.mark.parametrize("name", ["06-planted-faults.yaml", "07-clean.json"])
def test_formulas_are_filled_as_if_printed_each_time(name: str) -> None:
    report = next(one for one in read_reports(ROOT / "examples" / "reports" / name) if isinstance(one, Report))
    rules = ShippedRules("cn-performance").rules_for(report)
    assert rules is not None
    judge: Judge = rules.judge_for(report)
    checked = 0
    for rule in judge.program.rules:
        sheet = judge.sheet(report)
        if rule.require is None or rule.scope.table is None or rule.scope.keys or judge._lacking(rule, sheet):
            continue
        for row in list(sheet.rows(rule.scope.table))[:6]:
            explained = explain(rule, sheet, row)
            texts = explained.texts()
            assert explained.filled == show(rule.told.tree, lambda node, texts=texts: texts.get(id(node)))  # type: ignore[misc]
            places = locations_of(sheet, explained.cells, explained.truth)
            assert len({place.anchor for place in places}) == len(places) == len(explained.cells)
            checked += 1
    assert checked > 20


def test_numbering_the_columns_is_what_compiling_does() -> None:
    pack = load_pack(["cn-performance"])
    rules = ShippedRules("cn-performance").rules_of(("cn-performance",))
    assert rules._judge is not None and len(pack.rules) == len(rules._judge.program.rules)
    for rule in rules._judge.program.rules:
        for part in (rule.when, rule.require):
            if part is not None:
                numbered: list = []  # type: ignore[type-arg]
                compiled: list = []  # type: ignore[type-arg]
                number_slots(part, numbered)
                compile_exact(part, compiled)
                assert set(numbered) == set(compiled)


KEYS = st.sampled_from(["甲", "乙", " 甲 ", "", None, "无", "丙"])
ROWS = st.lists(
    st.fixed_dictionaries({"名": KEYS, "分": st.sampled_from(["1分", "2.5分", "", "五"])}), min_size=1, max_size=6
)


@given(ROWS, ROWS, st.sampled_from(["合计", "平均", "最大", "最小", "计数"]), st.booleans())
def test_rows_found_by_a_key_are_those_that_a_filter_finds(
    rows: list[dict[str, str | None]], others: list[dict[str, str | None]], function: str, lacks: bool
) -> None:
    if lacks:
        rows, others = [{"分": row["分"]} for row in rows], others
    report = report_of(rows, 乙表=others)
    # the second says the same in words that no index helps with
    rules = [f"@乙表 {function}(甲表.分 其中 {where}) = 分" for where in ("名 = 本行.名", "非 (名 ≠ 本行.名)")]
    found = [Judge(program_of(rule), quick=False).judge(report) for rule in rules]
    first, second = found
    assert first.counts == second.counts
    told = [[(one.evidence.expected, one.evidence.gap, one.locations) for one in result.findings] for result in found]
    assert told[0] == told[1]
    reasons = [[(one.reason, one.count) for one in result.undecided] for result in found]
    assert reasons[0] == reasons[1]


def test_outcomes_are_told_apart_as_keys() -> None:
    assert len({outcome: outcome.value for outcome in Outcome}) == 5
