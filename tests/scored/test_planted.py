"""The planted papers are what they say: numbered faults, each with its reason, in papers that differ by them alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import planted

FILES = sorted(planted.HERE.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_fault_differs_from_the_sound_paper_and_has_its_reason(path: Path) -> None:
    told = list(planted.papers(path))
    assert len(told) == len({paper.number for paper in told}) == 8
    for paper in told:
        sides = [paper.side(fault) for fault in (0, *paper.faults)]
        assert len(set(sides)) == len(sides) > 6
        assert not any(set("⟦⟧｜") & set(side) for side in sides)
        assert all(f"{paper.number}.{fault}" in paper.why for fault in paper.faults)


def test_a_fault_is_told_by_what_the_sound_paper_is_not_said() -> None:
    text = "云溪县水利局情况说明\n\n支出⟦1:12.0｜10.0⟧万元，其中：人员经费6.0万元，公用经费⟦2:7.0｜4.0⟧万元。\n"
    paper = planted.Paper("01", text, {})
    assert paper.side(2).endswith("支出10.0万元，其中：人员经费6.0万元，公用经费7.0万元。\n")
    one = planted.heard(paper)
    # parts that do not reach their whole may not be all of them: only a hint
    assert (one.told, one.grave, one.accused) == (2, 1, 0)
