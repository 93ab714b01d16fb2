"""The pairs are what they say: two sides each that differ, and counted as told only by what the wrong side alone is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import pairs

FILES = sorted(pairs.HERE.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_case_has_two_sides_and_a_number_of_its_own(path: Path) -> None:
    told = list(pairs.cases(path))
    assert len(told) == path.read_text(encoding="utf-8").count("\n## ") + 1
    assert len({case.number for case in told}) == len(told)
    for case in told:
        assert case.side(True) != case.side(False)
        assert not set("⟦⟧｜") & set(case.side(True) + case.side(False))


def test_no_excerpt_stands_in_both_halves() -> None:
    texts = {
        half: {case.text for path in FILES if path.stem.startswith(half) for case in pairs.cases(path)}
        for half in ("dev", "held")
    }
    assert texts["dev"] and texts["held"] and not texts["dev"] & texts["held"]


def test_what_is_said_of_both_sides_is_not_the_fault() -> None:
    case = pairs.Case("001", "A", "sum", "收入⟦9｜7⟧万元")
    both, hint = ("a", "medium", "x"), ("b", "info", "y")
    assert not pairs.Heard(case, frozenset((both,)), frozenset((both,))).told
    only = pairs.Heard(case, frozenset((both, hint)), frozenset((both,)))
    assert only.told and only.accused and not only.hinted
    assert pairs.Heard(case, frozenset(), frozenset((hint,))).hinted


def test_a_fault_is_told_and_the_sound_side_left_alone() -> None:
    case = pairs.Case("001", "A", "sum", "支出⟦12.0｜10.0⟧万元，其中：人员经费6.0万元，公用经费4.0万元。")
    (one,) = pairs.heard([case])
    assert one.told and not one.right
