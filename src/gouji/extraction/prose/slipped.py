"""Sums that are wrong by one slip of the pen: which figure it is nobody knows, that there is one is certain enough.

Figures that stand together are often no sum at all. Those that make a total to the last digit are one; those that would
make it if two neighbouring digits of one of them had not changed places, or its point were not one place off, hardly
stand so by chance either. One wrong digit proves less, since what is left out of a list is often a round figure: it is
only believed of a digit in the last two places that the list prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import Final

from gouji.extraction.prose.amounts import digits, interval_of, proves, worth
from gouji.extraction.prose.facts import Fact
from gouji.figures import Figure, Interval

#: Digits that a total has at least, one less of many parts: shorter ones are made by chance.
_TELLING: Final = 4
#: A list of this many parts, and a total of so many digits, of which one wrong digit is believed.
_MANY: Final = 3
_LONG: Final = 5
#: Parts that miss their whole by less than one in so many come about to it.
_ABOUT: Final = 100


def one_slip(parts: Sequence[Fact], total: Fact, sure: bool = False) -> bool:
    """Whether parts do not make a total, but would if one slip of the pen in one of them, or in it, were mended.

    ``sure``: it is known otherwise that all parts are told.
    """
    telling = _TELLING - (len(parts) > _MANY or sure)
    if len(parts) < 2 or digits(total) < telling or any(part.sign for part in parts) or proves(parts, total):
        return False
    low = high = Fraction(0)
    for part in parts:
        span = interval_of(part)
        if span.lo is None or span.hi is None:
            return False
        low, high = low + span.lo, high + span.hi
    whole = interval_of(total)
    if whole.lo is None or whole.hi is None:
        return False
    lone = len(parts) >= _MANY and digits(total) >= _LONG
    if any(Interval(low, high).intersects(Interval(whole.lo + off, whole.hi + off)) for off in _offs(total, lone)):
        return True
    return any(
        Interval(low + off, high + off).intersects(whole)
        for part in parts
        for off in _offs(part, lone)
        if worth(part) > 0
    )


def swapped_among_round(parts: Sequence[Fact], whole: Fact) -> bool:
    """30万元、30万元、29.79万元 of 89.97万元: whether two digits of a fine figure changed places, beside round ones.

    A round figure would leave room for the difference, were it rounded; in a list that tells others to the last digit it is
    not.
    """
    figures = [fact.sentence.figures[fact.figure] for fact in (whole, *parts)]
    fine = min(figure.step for figure in figures)
    exact = [fact for fact, figure in zip((whole, *parts), figures, strict=True) if figure.step == fine]
    round_ones = all(figure.ulp >= 1 for figure in figures if figure.step != fine)
    alike = len({figure.unit for figure in figures}) == 1 and round_ones and figures[0].step == fine
    if not alike or len(parts) < 2 or len(exact) < 2 or len(exact) > len(parts) or figures[0].ulp >= 1:
        return False
    off = sum(map(worth, parts), Fraction(0)) - worth(whole)
    if any(part.sign for part in parts) or abs(off) * _ABOUT > worth(whole):
        return False
    swaps = {(fact is whole, slip) for fact in exact if digits(fact) >= _TELLING for slip in _offs(fact, False)}
    return off != 0 and any(slip == (off if of_whole else -off) for of_whole, slip in swaps)


def wrong_unit(parts: Sequence[Fact], whole: Fact) -> bool:
    """甲1650万元、乙1996.5万元、丙1709.98元, of 5353.48万元: whether one unit is not that of all others, and in theirs the

    parts would come about to the whole.
    """
    facts = (whole, *parts)
    units = [fact.sentence.figures[fact.figure].unit for fact in facts]
    common = max(units, key=units.count)
    odd = [fact for fact, unit in zip(facts, units, strict=True) if unit != common]
    if len(parts) < 2 or len(odd) != 1 or digits(odd[0]) < _TELLING or not common.scale:
        return False
    figure = odd[0].sentence.figures[odd[0].figure]
    if figure.unit.dimension != common.dimension:
        return False
    meant = Fraction(figure.value) * common.scale
    total = sum((meant if part is odd[0] else worth(part) for part in parts), Fraction(0))
    stated = meant if whole is odd[0] else worth(whole)
    return stated > 0 and abs(total - stated) * _ABOUT <= stated


def misprinted(printed: Figure, made: Interval | None) -> bool:
    """Whether a quotient would be what is printed if two neighbouring digits of that had not changed places, or one digit

    but the last were another. Of a short figure neither proves anything.
    """
    text = _text(printed)
    if made is None or len(text) < _MANY or printed.bound or printed.value <= 0 or printed.ulp > 1:
        return False
    offs = chain(swaps(printed), _changed(printed, range(1, len(text))) if len(text) >= _TELLING else ())
    half = printed.step / 2
    return any(Interval(printed.base + off - half, printed.base + off + half).intersects(made) for off in offs)


def explained(figures: Iterable[Figure], off: Fraction, within: Fraction) -> bool:
    """Whether one wrong digit of one of some figures, or two that changed places, explain by how much all of them are off."""
    return any(
        abs(off - slip) <= within
        for figure in figures
        for slip in chain(swaps(figure), _changed(figure, range(len(_text(figure)))))
    )


def one_digit_off(total: Fraction, whole: Fact) -> bool:
    """Whether what parts come to misses a whole that was parted before by one digit of one of them, wherever it stands."""
    missed = abs(total - worth(whole))
    printed = missed / whole.sentence.figures[whole.figure].unit.scale
    wrong = str(printed.numerator).strip("0") if printed.denominator == 1 else ""
    return bool(whole.parts) and len(wrong) == 1 and missed * 100 <= worth(whole)


def swapped(figure: Figure, meant: Interval) -> bool:
    """Whether a figure would be what is meant if two neighbouring digits of it changed places: 2.4% for 4.2%."""
    printed = figure.interval("printed")
    if printed.lo is None or printed.hi is None:
        return False
    return any(Interval(printed.lo + off, printed.hi + off).intersects(meant) for off in swaps(figure))


def _text(figure: Figure) -> str:
    """The digits of a figure, from the first one that is not zero."""
    return "".join(map(str, figure.value.as_tuple().digits)).lstrip("0") or "0"


def swaps(figure: Figure) -> Iterator[Fraction]:
    """By how much a figure would change if two neighbouring digits changed places."""
    text = "".join(map(str, figure.value.as_tuple().digits))
    for at in range(len(text) - 1):
        one, other = int(text[at]), int(text[at + 1])
        if one != other and (at or other):
            yield (other - one) * 9 * _place(figure, len(text) - 2 - at)


def _changed(figure: Figure, places: Iterable[int]) -> Iterator[Fraction]:
    """By how much a figure would change if one digit were another, so many places before the last."""
    text = _text(figure)
    for place in places:
        digit = int(text[-1 - place])
        yield from ((new - digit) * _place(figure, place) for new in range(10) if new != digit)


def _offs(fact: Fact, lone: bool) -> Iterator[Fraction]:
    """By how much a figure would change if a slip in it were mended. ``lone``: one wrong digit is thought of too."""
    figure = fact.sentence.figures[fact.figure]
    text = _text(figure)
    yield from swaps(figure)
    if len(text.strip("0")) >= _MANY:
        yield worth(fact) * 9
        yield -worth(fact) * Fraction(9, 10)
    if lone:
        yield from _changed(figure, range(min(2, len(text) - 1)))


def _place(figure: Figure, place: int) -> Fraction:
    """What one digit so many places before the last is worth."""
    return figure.step * Fraction(10) ** place
