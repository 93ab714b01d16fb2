"""Re-work the arithmetic of a label: printed figures in, verdict out.

A label may carry `check`, a small formula over the names of its `figures`: `执行率 = 执行数 / 预算数`, `完成 >= 目标`.
A printed figure stands for the interval of half its last digit (a head count without decimals is exact), so that a
relation counts as wrong only when no figures that round to the printed ones could satisfy it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
HALF = Fraction(1, 2)


@dataclass(frozen=True, eq=False)
class Span:
    """A value with what its printed digits leave open."""

    low: Fraction
    mid: Fraction
    high: Fraction

    def __add__(self, other: Any) -> Span:
        o = span(other)
        return Span(self.low + o.low, self.mid + o.mid, self.high + o.high)

    def __sub__(self, other: Any) -> Span:
        o = span(other)
        return Span(self.low - o.high, self.mid - o.mid, self.high - o.low)

    def __mul__(self, other: Any) -> Span:
        o = span(other)
        ends = [a * b for a in (self.low, self.high) for b in (o.low, o.high)]
        return Span(min(ends), self.mid * o.mid, max(ends))

    def __truediv__(self, other: Any) -> Span:
        o = span(other)
        ends = [a / b for a in (self.low, self.high) for b in (o.low, o.high)]
        return Span(min(ends), self.mid / o.mid, max(ends))

    def __neg__(self) -> Span:
        return Span(-self.high, -self.mid, -self.low)

    __radd__ = __add__

    def __rsub__(self, other: Any) -> Span:
        return span(other) - self

    def __rmul__(self, other: Any) -> Span:
        return self * other

    def __rtruediv__(self, other: Any) -> Span:
        return span(other) / self

    def __abs__(self) -> Span:
        if self.low >= 0:
            return self
        return -self if self.high <= 0 else Span(Fraction(0), abs(self.mid), max(-self.low, self.high))

    def __pow__(self, power: int) -> Span:
        out = self
        for _ in range(power - 1):
            out = out * self
        return out

    def __eq__(self, other: object) -> bool:
        return self.mid == span(other).mid

    def __hash__(self) -> int:
        return hash(self.mid)

    def __ge__(self, other: Any) -> bool:
        return self.mid >= span(other).mid

    def __gt__(self, other: Any) -> bool:
        return self.mid > span(other).mid

    def __le__(self, other: Any) -> bool:
        return self.mid <= span(other).mid

    def __lt__(self, other: Any) -> bool:
        return self.mid < span(other).mid


def span(value: Any) -> Span:
    if isinstance(value, Span):
        return value
    exact = Fraction(value) if not isinstance(value, float) else Fraction(str(value))
    return Span(exact, exact, exact)


def least(*values: Any) -> Span:
    spans = [span(v) for v in values]
    return Span(min(s.low for s in spans), min(s.mid for s in spans), min(s.high for s in spans))


@dataclass(frozen=True)
class Printed:
    """A figure as printed: its value, the worth of one unit of its last digit, and what open half-digit it carries."""

    value: Fraction
    unit: Fraction
    exact: bool

    def span(self) -> Span:
        half = Fraction(0) if self.exact else self.unit / 2
        return Span(self.value - half, self.value, self.value + half)


def printed(text: str) -> Printed:
    """The first number of a printed figure, in whole units (元, 人); a percentage is a hundredth."""
    plain = unicodedata.normalize("NFKC", str(text)).replace("·", ".").replace(" ", "")
    plain = re.sub(r"(?<=\d),(?=\d)", "", plain)
    found = NUMBER.search(plain)
    if not found:
        raise ValueError(f"no number in {text!r}")
    digits = found.group()
    rest = plain[found.end() :]
    decimals = len(digits.partition(".")[2])
    scale = Fraction(1)
    if rest.startswith(("%", "个百分点", "百分点")):
        scale = Fraction(1, 100)
    elif rest.startswith("‰"):
        scale = Fraction(1, 1000)
    elif rest.startswith(("亿", "万亿")):
        scale = Fraction(10**8)
    elif rest.startswith("万"):
        scale = Fraction(10**4)
    counted = decimals == 0 and scale == 1
    return Printed(Fraction(digits) * scale, scale / 10**decimals, counted)


def half_up(value: Fraction, unit: Fraction) -> Fraction:
    steps = abs(value) / unit + HALF
    whole = steps.numerator // steps.denominator
    return (whole if value >= 0 else -whole) * unit


def cut_off(value: Fraction, unit: Fraction) -> Fraction:
    steps = abs(value) / unit
    whole = steps.numerator // steps.denominator
    return (whole if value >= 0 else -whole) * unit


def evaluate(expression: str, figures: Mapping[str, str]) -> Any:
    """The formula over the figures; only + - * / **, comparisons, brackets, min and abs."""
    decimal = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)")
    source = decimal.sub(lambda m: f"N('{m.group(1)}')", expression)
    source = re.sub(r"\*\* *N\('(\d+)'\)", r"**\1", source)
    names = {name: printed(text).span() for name, text in figures.items()}
    return eval(source, {"__builtins__": {}}, {**names, "N": lambda s: span(Fraction(s)), "min": least, "abs": abs})


def verdict(check: str, figures: Mapping[str, str]) -> tuple[str, Fraction | None]:
    """`holds`, `truncation` or `violation`, with the value worked out for an equation."""
    equation = re.split(r"(?<![<>=!])=(?!=)", check)
    if len(equation) == 1:
        return ("holds" if evaluate(check, figures) else "violation"), None
    left, right = (part.strip() for part in equation)
    stated = printed(figures[left])
    worked = span(evaluate(right, figures))
    if half_up(worked.mid, stated.unit) == stated.value:
        return "holds", worked.mid
    own = stated.span()
    if not stated.exact and worked.low <= own.high and own.low <= worked.high and worked.low != worked.high:
        return "holds", worked.mid
    if cut_off(worked.mid, stated.unit) == stated.value:
        return "truncation", worked.mid
    return "violation", worked.mid
