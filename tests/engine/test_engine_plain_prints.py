"""The commonest prints are read at a glance; that must be what the full reading says."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.engine.reading import Reading
from gouji.figures import find_unit
from gouji.language import BY_WORD, WIDTHS, Column

UNITS = ["", *"%,元,万元,亿元,千元,分,人,户,个,项,人次,平方米,工作日,公里,万,年,月,级".split(",")]
KINDS = ["金额", "比率", "分数", "数量", "数", "取值", "目标", "面积", "天数"]

digits = st.text("0123456789", min_size=1, max_size=13)
prints = st.builds(
    lambda sign, whole, decimals, unit: sign + whole + decimals + unit,
    st.sampled_from(["", "≥", ">", "≤", "<", "-", "="]),
    digits,
    st.one_of(st.just(""), digits.map(lambda text: "." + text[:7])),
    st.sampled_from(UNITS),
)
columns = st.builds(
    lambda kind, width, unit: Column("列", BY_WORD[kind], width, find_unit(unit) if unit else None),
    st.sampled_from(KINDS),
    st.sampled_from(sorted(set(WIDTHS.values()))),
    st.sampled_from(["", "万元", "%", "人"]),
)


def same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    nothing = [isinstance(side, float) and isnan(side) for side in (one, other)]
    return all(nothing) or (not any(nothing) and type(one) is type(other) and one == other)


@given(columns, st.lists(prints, min_size=1, max_size=4))
@example(Column("列", BY_WORD["金额"], "column"), ["0", "0万元", "0.00万元"])
@example(Column("列", BY_WORD["目标"], "column"), ["0"])
@example(Column("列", BY_WORD["分数"], "column"), ["5", "5.5分"])
def test_a_glance_says_what_the_full_reading_says(column: Column, texts: list[str]) -> None:
    quick = Reading(column, None, frozenset({"", "/", "0"}) if column.width == "printed" else frozenset({"", "/"}))
    full = Reading(column, None, quick.empty)
    for text in texts:
        for memory, work in (
            (quick.numbers, full.number),
            (quick.values, full.value),
            (quick.ranges, full.range),
            (quick.operators, full.operator),
        ):
            assert same(memory[text], work(text)), (text, work.__name__)
    for text in texts:  # what the first question has left behind
        assert same(quick.ulps[text], Reading(column, None, quick.empty)._ulp(text)), text
        assert same(quick.places[text], full._place(text)), text


@pytest.mark.parametrize("text", ["12.5万元", "≥90%", "7.14", "98%"])
def test_the_commonest_prints_need_no_full_reading(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = "目标" if text.startswith("≥") else "取值"
    reading = Reading(Column("列", BY_WORD[kind], "printed"), None, frozenset())
    monkeypatch.setattr(reading, "content", lambda text: pytest.fail("read in full"))
    assert (reading.ranges if kind == "目标" else reading.values)[text] is not None
