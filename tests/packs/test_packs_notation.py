"""Parsed packs written down and read back are the same packs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.faults import SourceText
from gouji.figures.rational import Rational
from gouji.packs.notation import Writer, read


@dataclass(frozen=True, slots=True)
class Pair:
    left: Any
    right: Any


class Colour(IntEnum):
    RED = 0
    BLUE = 1


RECORDS = (Pair, Colour)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.fractions().map(Rational),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(Colour),
    st.frozensets(st.text(max_size=3)),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.builds(Pair, inner, inner),
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
)


def again(value: Any, alike: frozenset[type] = frozenset()) -> Any:
    writer = Writer(RECORDS, alike)
    writer.add(value)
    return read(json.loads(json.dumps(writer.entries)), RECORDS, {})[-1]


def alike(one: Any, other: Any) -> bool:
    """Equal, kinds of numbers included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Pair):
        return alike(one.left, other.left) and alike(one.right, other.right)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(alike(one[name], other[name]) for name in one)
    return str(one) == str(other) if isinstance(one, Decimal) else bool(one == other)


@given(values, st.booleans())
def test_what_is_written_is_read(value: Any, once: bool) -> None:
    found = again((value,), frozenset({Pair}) if once else frozenset())
    assert alike(found, (value,))


def test_one_object_stays_one_object() -> None:
    shared = Pair(Fraction(1, 3), date(2023, 1, 31))
    first, second = again([Pair(shared, 1), shared, Pair(Fraction(1, 3), date(2023, 1, 31))])[:2]
    assert first.left is second


def test_other_kinds_are_refused() -> None:
    with pytest.raises(TypeError):
        Writer(RECORDS).add((1.5,))
    with pytest.raises((TypeError, LookupError)):
        read([[99, 0]], RECORDS, {})


def test_a_source_is_named_and_not_copied() -> None:
    source = SourceText("rules.yaml", "规则: []")
    writer = Writer(RECORDS)
    writer.add(Pair(source, 1))
    assert "[]" not in json.dumps(writer.entries, ensure_ascii=False).replace("[[", "")
    assert read(writer.entries, RECORDS, {"rules.yaml": source})[-1].left is source
