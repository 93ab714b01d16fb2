"""Formulas between the columns of a table: what they are, what they make of two figures, and how far they may be off."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.grids.items import plain_name
from gouji.faults import regex as re
from gouji.figures import Figure

#: What of a name is no word of it, and what makes a rate of it.
_PLAIN: Final = re.compile(r"[\s　]|[（(\[].*$|^#|[/／].*$")
_ENDING: Final = re.compile(r"(?:占[^占]*)?(?:的?比[重例]|率|系数|[%％‰])$|^(?:人均|每)")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of one column, with how many rows prove it and how many are against it. ``form`` as in ``Derived``."""

    form: str
    result: int
    first: int
    second: int
    proofs: int
    against: int
    said: bool
    fraction: bool = False
    power: int = 0
    before: bool = False
    """Whether 乙 is what the row of the year before has in the same column."""
    certain: bool = True
    """Whether a row that is against it may be called wrong."""

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        return self.proofs - 2 * self.against, -self.against, self.said, -abs(self.result - self.first)

    @property
    def adds(self) -> bool:
        """Whether it is a sum or a difference."""
        return self.form in ("和", "差")


def worked_out(form: str, part: Figure, whole: Figure) -> Fraction | None:
    """What a formula makes of two figures; None where it makes nothing."""
    if whole.base <= 0:
        return None
    if form == "均":
        return Fraction(part.value) / Fraction(whole.value)
    worked = part.base / whole.base
    return {"商": worked, "增": worked - 1, "降": 1 - worked}[form]


def spread_of(part: Figure, whole: Figure, worked: Fraction, form: str) -> Fraction:
    """How far a quotient may be off by the rounding of what it is worked out of."""
    half = {"增": worked + 1, "降": 1 - worked}.get(form, worked)
    if not part.value:
        return Fraction(part.ulp) / Fraction(whole.value)
    return abs(half) * sum((Fraction(f.ulp) / (2 * abs(Fraction(f.value))) for f in (part, whole)), Fraction(0))


def nearest_power(times: Fraction) -> int:
    """The power of ten nearest to a quotient."""
    power = len(str(times.numerator)) - len(str(times.denominator))
    while times * times < Fraction(10) ** (2 * power - 1):
        power -= 1
    while times * times >= Fraction(10) ** (2 * power + 1):
        power += 1
    return power


def named_after(rate: str, part: str) -> bool:
    """Whether a rate is named as what it is a rate of: 治愈率 as 治愈."""
    rate, part = (_PLAIN.sub("", plain_name(name)) for name in (rate, part))
    stem = _ENDING.sub("", rate)
    shorter, longer = sorted((stem, part), key=len)
    return any(shorter[at : at + 2] in longer for at in range(len(shorter) - 1)) or (
        len(shorter) == 1 and shorter in longer
    )
