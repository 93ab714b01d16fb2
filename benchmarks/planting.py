"""Spoils one cell of a consistent report, or two that are swapped, with a fault of a given kind."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from benchmarks.shapes import Case, money, percent
from gouji.report import Anchor

Planted = tuple[dict[Anchor, str], set[Anchor]]


def number_of(text: str) -> tuple[str, str]:
    """The digits of a cell and what follows them."""
    end = next((at for at, char in enumerate(text) if char not in "0123456789.,-"), len(text))
    return text[:end].replace(",", ""), text[end:]


def grouped(digits: str) -> str:
    whole, dot, rest = digits.removeprefix("-").partition(".")
    return ("-" if digits.startswith("-") else "") + f"{int(whole):,}" + dot + rest


def redigit(text: str, digits: str) -> str | None:
    whole = digits.removeprefix("-").partition(".")[0]
    if not whole or (len(whole) > 1 and whole[0] == "0"):
        return None
    _, unit = number_of(text)
    return (grouped(digits) if "," in text or unit == "万元" else digits) + unit


def spoil(kind: str, case: Case, rng: random.Random) -> Planted | None:
    """One fault of a kind at a random cell that can have it: the new texts, and the cells that are wrong now."""
    if kind == "cells-swapped":
        return _swap(case, rng)
    if kind == "rounding-plug":
        return ({}, {case.plug}) if case.plug is not None else None
    makers: dict[str, Callable[[Anchor, str], str | None]] = {
        "digits-swapped": lambda _, t: _swapped(t, rng),
        "digit-dropped": lambda _, t: _dropped(t, rng),
        "digit-doubled": lambda _, t: _doubled(t, rng),
        "digit-changed": lambda _, t: changed(t, rng),
        "decimal-shifted": lambda _, t: _shifted(t, rng.choice([-1, 1] if t.endswith("%") else [-2, -1, 1, 2])),
        "unit-scale": lambda _, t: t.removesuffix("万元") + "元" if t.endswith("万元") else None,
        "percent-fraction": lambda _, t: _shifted(t, -2) if t.endswith("%") else None,
        "sign": lambda _, t: "-" + t,
        "truncated": lambda a, t: _truncated(t, case.truth.get(a)),
        "copied-neighbour": lambda a, t: _neighbour(case, a, rng),
        "copied-last-year": lambda a, t: case.text(case.last_year[a]) if a in case.last_year else None,
        "addend-omitted": lambda a, t: _added(case, a, t, rng, -1),
        "addend-twice": lambda a, t: _added(case, a, t, rng, 1),
        "wrong-base": lambda a, t: (
            percent(case.bases[a], len(number_of(t)[0].partition(".")[2])) if a in case.bases else None
        ),
        "complement": lambda a, t: (
            percent(1 - case.truth[a], len(number_of(t)[0].partition(".")[2])) if a in case.truth else None
        ),
    }
    order = rng.sample(case.cells, len(case.cells))
    for anchor in order:
        text = case.text(anchor)
        made = makers[kind](anchor, text)
        if made is not None and number_of(made) != number_of(text):
            return {anchor: made}, {anchor}
    return None


def _digits(text: str) -> tuple[str, list[int]]:
    digits, _ = number_of(text)
    return digits, [at for at, char in enumerate(digits) if char.isdigit()]


def _swapped(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    pairs = [(a, b) for a, b in pairwise(places) if digits[a] != digits[b]]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    new = list(digits)
    new[a], new[b] = digits[b], digits[a]
    return redigit(text, "".join(new))


def _dropped(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    whole = [at for at in places if at < len(digits.partition(".")[0])]
    if len(whole) < 2:
        return None
    at = rng.choice(whole)
    return redigit(text, digits[:at] + digits[at + 1 :])


def _doubled(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    whole = [at for at in places if at < len(digits.partition(".")[0])]
    at = rng.choice(whole)
    return redigit(text, digits[: at + 1] + digits[at:])


def changed(text: str, rng: random.Random) -> str | None:
    digits, places = _digits(text)
    at = rng.choice(places)
    other = rng.choice([digit for digit in "0123456789" if digit != digits[at]])
    return redigit(text, digits[:at] + other + digits[at + 1 :])


def _shifted(text: str, power: int) -> str | None:
    digits, unit = number_of(text)
    value = Fraction(digits) * Fraction(10) ** power
    places = max(0, len(digits.partition(".")[2]) - power)
    scaled = value * 10**places
    if scaled.denominator != 1:
        return None
    if unit == "人" and places:
        return None
    shown = str(scaled.numerator).rjust(places + 1, "0")
    new = shown if not places else f"{shown[:-places]}.{shown[-places:]}"
    return redigit(text, new)


def _truncated(text: str, truth: Fraction | None) -> str | None:
    if truth is None:
        return None
    digits, unit = number_of(text)
    places = len(digits.partition(".")[2])
    cut = int(truth * 100 * 10**places)
    shown = str(cut).rjust(places + 1, "0")
    return f"{shown[:-places]}.{shown[-places:]}{unit}"


def _neighbour(case: Case, anchor: Anchor, rng: random.Random) -> str | None:
    if anchor.table is None or anchor.row is None:
        return None
    rows = case.body["tables"][anchor.table]
    near = [row for row in (anchor.row - 1, anchor.row + 1) if 0 <= row < len(rows)]
    near = [row for row in near if rows[row].get(anchor.column) not in (None, case.text(anchor))]
    if len(rows) < 3 or not near:
        return None
    return str(rows[rng.choice(near)][anchor.column])


def _cents(text: str) -> int:
    return int(Fraction(number_of(text)[0]) * 100)


def _added(case: Case, anchor: Anchor, text: str, rng: random.Random, sign: int) -> str | None:
    addends = case.totals.get(anchor)
    if not addends or len(addends) < 2:
        return None
    value = _cents(text) + sign * _cents(case.text(rng.choice(addends)))
    return money(value) if value > 0 else None


def _swap(case: Case, rng: random.Random) -> Planted | None:
    for anchor in rng.sample(case.cells, len(case.cells)):
        if anchor.table is None:
            continue
        others = [a for a in case.cells if a.table == anchor.table and a.column == anchor.column and a != anchor]
        others = [a for a in others if abs((a.row or 0) - (anchor.row or 0)) == 1]
        others = [a for a in others if case.text(a) != case.text(anchor)]
        if others:
            other = rng.choice(others)
            return {anchor: case.text(other), other: case.text(anchor)}, {anchor, other}
    return None
