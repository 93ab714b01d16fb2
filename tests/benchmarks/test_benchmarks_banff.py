"""The sizes of the smallest sets, beside Banff where it is installed, and beside every subset tried one by one."""

from __future__ import annotations

import os
import random
from fractions import Fraction
from itertools import combinations

import pytest
from benchmarks.banff import Linear, compared, own_sizes, system

from gouji.diagnosis.linear import Row, simplex


def enumerated(one: Linear, record: tuple[int, ...]) -> int:
    """The least number of figures whose change can satisfy all relations: every subset is tried, by linear programming."""
    rows = []
    for tag, (made, parts) in enumerate(one.relations):
        factors = {made: Fraction(-1)} | {number: Fraction(factor) for number, factor in parts.items()}
        rows.append(Row(factors, Fraction(0), Fraction(0), tag))
    for size in range(len(record) + 1):
        for free in combinations(range(len(record)), size):
            bounds = {at: (Fraction(v), Fraction(v)) for at, v in enumerate(record)}
            bounds |= dict.fromkeys(free, (Fraction(0), None))  # type: ignore[arg-type]  # no upper bound
            if simplex(rows, bounds).values is not None:
                return size
    raise AssertionError("a consistent record exists")


@pytest.mark.parametrize("seed", range(4))
def test_the_size_is_the_least_of_all_subsets(seed: int) -> None:
    one = system(random.Random(seed))
    (sizes,) = own_sizes([one])
    assert sum(size is not None for size in sizes) >= len(sizes) - 2
    for record, size in zip(one.records, sizes, strict=True):
        if size is not None:
            assert size == enumerated(one, record), (one.rules(), record)


@pytest.mark.skipif("GOUJI_BANFF" not in os.environ, reason="GOUJI_BANFF names no Python that has Banff")
def test_banff_finds_the_same_sizes() -> None:
    assert "another in 0," in compared(os.environ["GOUJI_BANFF"], 200)
