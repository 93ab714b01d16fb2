"""Figures of which one may be another but for a slip of the pen: two digits that changed places, one wrong digit, a point
that moved; also where one of them is told in round numbers (83,624万元, 8.63亿元)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.text.sentences import dimension_of
from gouji.figures import Figure

#: Measure words that count the same.
PEOPLE: Final = ("名", "人")
#: Digits that a slip of a point, or of one digit, shows in; and the least that any figure has.
_FEW: Final = 3
_LEAST: Final = 2
#: By what part of the lower one figures differ at most of which one digit is wrong.
_NEAR: Final = Fraction(3, 2)
#: Digits of a figure that is told in round numbers elsewhere.
_MOST_ROUND: Final = 5


def keys(figure: Figure) -> Iterator[tuple[str, str, str]]:
    """What a figure has in common with those that are a slip of it: its digits in any order, all but one of them, or all of
    them with the point elsewhere; and its first digits in any order, with how great it is, where it may be told in round
    numbers (83,624万元, 8.36亿元)."""
    symbol, digits = figure.unit.symbol.replace(*PEOPLE), "".join(map(str, figure.value.as_tuple().digits))
    yield (f"{symbol}{figure.ulp}", "turned", "".join(sorted(digits)))
    if len(digits) >= _FEW:
        for at in range(len(digits)):
            yield (f"{symbol}{figure.ulp}", "wrong", f"{digits[:at]}*{digits[at + 1 :]}")
    if len(digits.strip("0")) >= _FEW:
        yield (dimension_of(figure), "moved", digits.strip("0"))
    whole = digits.lstrip("0")
    for many in range(_FEW, min(len(whole), _MOST_ROUND) + 1):
        place = figure.step * 10 ** (len(whole) - many)
        yield (f"{dimension_of(figure)}{place}", "rounded", "".join(sorted(_at(figure, place))))


def _at(figure: Figure, place: Fraction) -> str:
    """The digits of a figure, rounded to a place."""
    return str((2 * figure.base + place) // (2 * place))


def digits_of(figure: Figure) -> str:
    return str(int(figure.base / figure.step))


def slipped(one: Figure, other: Figure) -> tuple[int, Fraction]:
    """How many digits say that one of two figures is a slip of the other, 0 where it is none; and of all figures of so
    many digits, in how many ways that can come about."""
    none = 0, Fraction(0)
    place = max(one.step, other.step)
    a, b = (_at(figure, place) for figure in (one, other))
    if one.base == other.base or a == b:
        return none
    wrong = [at for at in range(len(a)) if a[at] != b[at]] if len(a) == len(b) else []
    many = max(len(a.rstrip("0")), len(b.rstrip("0")))
    if _changed_places(a, b):
        return many, Fraction(many - 1, 9)
    low, high = sorted((one.base, other.base))
    fewest = min(len(a.rstrip("0")), len(b.rstrip("0")))  # 300.00 is a round number, and no slip of 300.80
    if len(wrong) == 1 and wrong[0] < len(a) - 1 and one.step == other.step and high < _NEAR * low:
        return (fewest, Fraction(fewest)) if fewest > _LEAST else none
    ratio = high / low
    moved = ratio.denominator == 1 and str(ratio.numerator).rstrip("0") == "1"
    many = len(digits_of(one).rstrip("0"))
    return (many, Fraction(1)) if moved and many > _LEAST else none


def turned(one: Figure, other: Figure) -> bool:
    """Whether two digits of one figure have changed places in the other."""
    return one.step == other.step and _changed_places(digits_of(one), digits_of(other))


def _changed_places(a: str, b: str) -> bool:
    """Whether two rows of digits are the same but for two next to each other that stand the other way round."""
    wrong = [at for at in range(len(a)) if a[at] != b[at]] if len(a) == len(b) else []
    if len(wrong) != _LEAST or wrong[1] != wrong[0] + 1:
        return False
    return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]


__all__ = ["PEOPLE", "digits_of", "keys", "slipped", "turned"]
