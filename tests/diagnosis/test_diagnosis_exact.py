"""Exactness: what is proved is true, whatever the solver says."""

from __future__ import annotations

import random
import subprocess
import sys
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import gouji
from gouji.diagnosis import JOINT, linear
from gouji.diagnosis.forms import Atom
from gouji.diagnosis.linear import Answer, Row, Solver, decide, simplex
from gouji.diagnosis.propagation import Box, Conflict, Propagation, satisfies
from gouji.diagnosis.suspects import factored

FACTORS = st.sampled_from([-2, -1, 1, 2])


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[Row], dict[int, tuple[Fraction, Fraction]]]:
    """Up to five rows over up to four unknowns in small intervals."""
    numbers = range(draw(st.integers(1, 4)))
    bounds = {}
    for number in numbers:
        low = draw(st.integers(-3, 3))
        bounds[number] = Fraction(low), Fraction(low + draw(st.integers(0, 2)))
    rows = []
    for tag in range(draw(st.integers(1, 5))):
        chosen = draw(st.lists(st.sampled_from(list(numbers)), min_size=1, unique=True))
        factors = {number: Fraction(draw(FACTORS)) for number in chosen}
        at = Fraction(draw(st.integers(-6, 6)))
        rows.append(Row(factors, at, None if draw(st.booleans()) else at, tag))
    return rows, bounds


def holds(row: Row, values: dict[int, Fraction]) -> bool:
    total = sum((factor * values[number] for number, factor in row.factors.items()), Fraction(0))
    return (row.low is None or total >= row.low) and (row.high is None or total <= row.high)


def grid(rows: list[Row], bounds: dict[int, tuple[Fraction, Fraction]]) -> bool:
    """Whether halves and whole numbers satisfy the rows: enough to refute a conflict."""
    numbers = sorted({number for row in rows for number in row.factors})
    ranges = [
        [low + Fraction(k, 2) for k in range(int((high - low) * 2) + 1)] for low, high in map(bounds.get, numbers)
    ]  # type: ignore[misc]
    return any(all(holds(row, dict(zip(numbers, values, strict=True))) for row in rows) for values in product(*ranges))


@given(systems())
@settings(max_examples=150, deadline=None)
def test_the_simplex_is_right_both_ways(system: tuple[list[Row], dict[int, tuple[Fraction, Fraction]]]) -> None:
    rows, bounds = system
    answer = simplex(rows, bounds)
    assert answer.decided
    if answer.values is not None:
        assert all(holds(row, dict(answer.values)) for row in rows)
        assert all(bounds[n][0] <= value <= bounds[n][1] for n, value in answer.values.items())
    else:
        assert answer.conflict
        assert not grid(list(answer.conflict), bounds)


@given(systems())
@settings(max_examples=150, deadline=None)
def test_narrowing_never_loses_a_solution(system: tuple[list[Row], dict[int, tuple[Fraction, Fraction]]]) -> None:
    rows, bounds = system
    members = []
    for row in rows:
        poly = {(number,): factor for number, factor in row.factors.items()} | {(): -(row.low or Fraction(0))}
        if row.high is None:
            poly = {monomial: -factor for monomial, factor in poly.items()}
        members.append((row.tag, Atom(poly, row.high is not None)))
    box = Box({n: low for n, (low, _) in bounds.items()}, {n: high for n, (_, high) in bounds.items()})
    answer = simplex(rows, bounds)
    try:
        Propagation(members).narrow(box)
    except Conflict as conflict:
        assert answer.conflict is not None
        assert not grid([row for row in rows if row.tag in conflict.checks], bounds)
        return
    if answer.values is not None:
        for number, value in answer.values.items():
            low, high = box.low[number], box.high[number]
            assert (low is None or low <= value) and (high is None or value <= high)
        assert all(satisfies(atom, answer.values) for _, atom in members)


def large(conflict: bool) -> tuple[list[Row], dict[int, tuple[Fraction, Fraction]]]:
    """A ring of differences, more rows than fractions alone take on; they add up to nothing, or to one."""
    count = linear.SMALL + 5
    bounds = {number: (Fraction(0), Fraction(1000)) for number in range(count)}
    rows = []
    for at in range(count):
        step = Fraction(1 if conflict and not at else 0)
        rows.append(Row({at: Fraction(1), (at + 1) % count: Fraction(-1)}, step, step, at))
    return rows, bounds


@pytest.mark.parametrize("conflict", [False, True])
def test_large_systems_are_decided_with_the_solver(conflict: bool) -> None:
    pytest.importorskip("highspy")
    answer = decide(*large(conflict))
    assert (answer.conflict is not None) == conflict
    if conflict:
        assert {row.tag for row in answer.conflict or ()} == set(range(linear.SMALL + 5))


def test_the_solver_prints_nothing() -> None:
    """Standard output is the finding list, JSON for one: a library's banner in it would make it unreadable. What the
    library writes is seen for certain only when its process has ended."""
    pytest.importorskip("highspy")
    program = (
        "from fractions import Fraction as F\n"
        "from gouji.diagnosis.linear import SMALL, Row, decide\n"
        "rows = [Row({at: F(1), at + 1: F(-1)}, F(0), F(0), at) for at in range(SMALL + 5)]\n"
        "assert decide(rows, {at: (F(0), F(9)) for at in range(SMALL + 6)}).hint\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


class Liar(Solver):
    """Says that everything contradicts everything."""

    def solve(self, rows, bounds):  # type: ignore[no-untyped-def]
        return Answer(conflict=tuple(rows))


class Fool(Solver):
    """Says that any values fit."""

    def solve(self, rows, bounds):  # type: ignore[no-untyped-def]
        return Answer(hint={number: Fraction(7) for row in rows for number in row.factors})


def test_a_solver_that_lies_makes_up_no_conflict() -> None:
    assert decide(*large(False), Liar()).conflict is None
    assert decide(*large(True), Liar()).conflict is not None  # it is one, and is proved


def test_a_solver_that_sees_no_conflict_can_only_hide_it() -> None:
    answer = decide(*large(True), Fool())
    assert answer.values is None and answer.conflict is None


ROUNDED_APART = [
    ({"甲": "0.4%", "乙": "0.9%", "丙": "0.7%"}, ("乙 = 甲 + 甲", "丙 = 甲 + 甲")),
    (
        {
            "子": "5.0%",
            "丑": "5.1%",
            "寅": "5.1%",
            "卯": "5.0%",
            "上": "10.0%",
            "下": "10.0%",
            "左": "10.2%",
            "右": "10.2%",
        },
        ("上 = 子 + 丑", "下 = 寅 + 卯", "左 = 子 + 寅", "右 = 丑 + 卯"),
    ),
]


@pytest.mark.parametrize(("fields", "lines"), ROUNDED_APART)
def test_relations_that_hold_alone_and_not_together_are_a_finding(
    diagnosed, fields: dict[str, str], lines: tuple[str, ...]
) -> None:
    result = diagnosed(fields, *lines, "甲子 = 甲丑")
    assert result.diagnosis is not None
    (finding,) = result.findings
    assert finding.rule == JOINT and finding.evidence.kind == "joint"
    (root,) = result.diagnosis.roots
    assert root.findings == (finding.id,)
    assert {suspect.location.role for suspect in root.suspects} <= set(fields)
    told = finding.evidence.formula.split("；")
    assert set(told) <= set(lines)
    assert diagnosed(fields, *told, "甲子 = 甲丑").findings
    for left_out in told:  # no relation of the conflict is needless
        assert not diagnosed(fields, *(line for line in told if line != left_out), "甲子 = 甲丑").findings


def test_rounding_alone_is_no_joint_conflict(diagnosed) -> None:
    """A table of rounded figures whose printed sums are off by roundings both ways."""
    rng = random.Random(7)
    for _ in range(10):
        true = [[Fraction(rng.randrange(1, 10**6), 1000) for _ in range(4)] for _ in range(4)]
        sums = [[*row, sum(row)] for row in true]
        sums.append([sum(column) for column in zip(*sums, strict=True)])
        names = ["一", "二", "三", "四", "合计"]
        rows = [
            {"项目": names[at]} | {names[k]: f"{round(value * 10) / 10:.1f}%" for k, value in enumerate(row)}
            for at, row in enumerate(sums)
        ]
        lines = ["表.合计 = 表.一 + 表.二 + 表.三 + 表.四"]
        lines += [f"合计(表.{c} 其中 项目 ≠ “合计”) = 表[项目 = “合计”].{c}" for c in names]
        result = diagnosed({"tables": {"表": rows}}, *lines)
        assert result.diagnosis is not None
        assert result.diagnosis.roots == ()


def test_every_smallest_set_repairs_the_report(rules) -> None:
    """A witness of each set is printed into the report, and the engine finds nothing any more."""
    from gouji.diagnosis import diagnose
    from gouji.diagnosis.retrial import changed

    made = rules("合计 = 甲 + 乙 + 丙", "甲乙 = 甲 + 乙", "总计 = 合计 + 丁")
    fields = {"合计": "16", "甲": "2", "乙": "3", "丙": "4", "甲乙": "5", "丁": "7", "总计": "23"}
    report = gouji.report_from_dict({"fields": fields})
    result = diagnose(made, report)
    assert result.diagnosis is not None
    (root,) = result.diagnosis.roots
    assert root.smallest_sets == ((0,),) or len(root.smallest_sets) >= 1
    for cells in root.smallest_sets:
        (at,) = cells
        suspect = root.suspects[at]
        fixed = changed(report, {suspect.location.anchor: suspect.value})
        assert not made.check(fixed).findings, suspect


def test_a_family_of_sets_is_taken_apart_only_where_it_is_a_product() -> None:
    sets = [frozenset(pair) for pair in product((1, 2), (3, 4, 5))]
    assert sorted(map(len, factored(sets))) == [2, 3]
    assert len(factored(sets[:-1])) == 1
    swap = [frozenset({1, 2}), frozenset({3, 4})]
    assert factored(swap) == [swap]


@given(st.integers(0, 10**6))
@example(108)
@example(65536)
@settings(max_examples=25, deadline=None)
def test_the_size_is_the_smallest_there_is(seed: int) -> None:
    """Against every subset of the cells, tried one by one."""
    import tempfile
    from pathlib import Path

    from gouji.diagnosis import diagnose

    rng = random.Random(seed)
    names = list("甲乙丙丁戊")
    lines, fields = [], {name: f"{rng.randrange(1, 9)}人" for name in names}
    for _ in range(3):
        left, a, b = rng.sample(names, 3)
        lines.append(f"{left} = {a} + {b}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.yaml"
        path.write_text("规则:\n" + "".join(f"  - {line}\n" for line in dict.fromkeys(lines)), encoding="utf-8")
        rules = gouji.load_rules(path)
    result = diagnose(rules, gouji.report_from_dict({"fields": fields}))
    assert result.diagnosis is not None
    if result.diagnosis.left_out or any(not root.smallest_sets for root in result.diagnosis.roots):
        return
    least = sum(min(map(len, root.smallest_sets)) for root in result.diagnosis.roots)
    equations = [(line[0], line[4], line[8]) for line in dict.fromkeys(lines)]

    def repairable(free: set[str]) -> bool:
        rows, bounds = [], {}
        for at, name in enumerate(names):
            value = Fraction(fields[name][:-1])
            bounds[at] = (Fraction(0), None) if name in free else (value, value)
        for tag, (left, a, b) in enumerate(equations):
            factors: dict[int, Fraction] = {}
            for name, sign in ((left, 1), (a, -1), (b, -1)):
                at = names.index(name)
                factors[at] = factors.get(at, Fraction(0)) + sign
            rows.append(Row(factors, Fraction(0), Fraction(0), tag))
        return simplex(rows, bounds).values is not None

    from itertools import combinations

    best = next(size for size in range(len(names) + 1) for free in combinations(names, size) if repairable(set(free)))
    assert least == best
