"""A number put into a cell in the way that the cell prints numbers: its decimals, its commas, its unit."""

from __future__ import annotations

from fractions import Fraction

from gouji.faults import regex as re
from gouji.figures import Figure, Unit, parse_figure
from gouji.figures.rational import Rational

_NUMBER = re.compile(r"[-−]?[0-9][0-9,]*(?:\.[0-9]+)?")


class Print:
    """How one cell prints its number.

    ``digits`` is the number without commas. Made by :func:`print_of`, which gives None for a cell whose text is anything
    but one plain number with its unit.
    """

    __slots__ = ("commas", "decimals", "digits", "head", "step", "tail", "unit", "value")

    def __init__(self, text: str, start: int, end: int, figure: Figure, unit: Unit) -> None:
        number = text[start:end]
        self.head, self.tail = text[:start], text[end:]
        self.commas = "," in number
        self.digits = number.replace(",", "").replace("−", "-")
        self.decimals = len(self.digits.partition(".")[2])
        self.unit = unit
        self.value = Rational(self.digits) * unit.scale
        """In base units."""
        self.step = Rational(1, 10**self.decimals) * unit.scale
        """One unit of the last printed place, in base units."""

    def with_digits(self, digits: str) -> str:
        """The text with other digits, grouped by commas if they were."""
        sign = "-" if digits.startswith("-") else ""
        whole, dot, rest = digits.removeprefix("-").partition(".")
        if self.commas:
            whole = f"{int(whole or 0):,}"
        return f"{self.head}{sign}{whole}{dot}{rest}{self.tail}"

    def step_of(self, decimals: int) -> Fraction:
        """One unit of the last place of a print with so many decimals, in base units."""
        return Rational(1, 10**decimals) * self.unit.scale

    def rounded(self, value: Fraction, decimals: int | None = None) -> Fraction:
        """The printable number nearest to a value (half away from zero)."""
        step = self.step if decimals is None else self.step_of(decimals)
        whole, rest = divmod(abs(value) / step, 1)
        return (-1 if value < 0 else 1) * (whole + (1 if rest * 2 >= 1 else 0)) * step

    def text_of(self, value: Fraction, decimals: int | None = None) -> str | None:
        """The text that prints a value exactly, with more decimals where it needs them; None where it never ends."""
        number = value / self.unit.scale
        places = self.decimals if decimals is None else decimals
        while number.denominator != 1 and (number * 10**places).denominator != 1:
            places += 1
            if places > 12:
                return None
        whole = int(number * 10**places)
        shown = str(abs(whole)).rjust(places + 1, "0")
        digits = shown if not places else f"{shown[:-places]}.{shown[-places:]}"
        return self.with_digits(("-" if whole < 0 else "") + digits)

    def in_unit(self, unit: Unit, symbol: str) -> str:
        """The same digits with another unit word."""
        blank = self.tail[: len(self.tail) - len(self.tail.lstrip())]
        return f"{self.head}{self.with_digits(self.digits)[len(self.head) :].removesuffix(self.tail)}{blank}{symbol}"


def print_of(text: str, figure: Figure) -> Print | None:
    """How a cell prints its figure; None where the text says more, or other, than one plain number."""
    if not figure.plain or figure.parts:
        return None
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    try:
        number = Rational(found[0].group().replace(",", "").replace("−", "-"))
    except ValueError:
        return None
    if number != figure.value or parse_figure(text) is None:
        return None
    return Print(text, start, end, figure, figure.unit)
