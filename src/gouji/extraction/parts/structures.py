"""Structures whose figures are all of something: 12.5:28.4:59.1, 贡献率分别为13.3%、40.4%和46.3% (构成).

They come to a hundred. Shares that are told in turn may leave something out: of them it is only told where they do, or as a
remark where they come about to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.amounts import all_of_it
from gouji.extraction.prose.facts import Ratios
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import write_whole
from gouji.figures import Figure

#: Two figures are the one and the rest of it too seldom.
_LEAST: Final = 3
#: Further off than this, the figures are no hundredths of a whole; and shares that may leave something out.
_NEAR: Final = Fraction(1, 3)
_ABOUT: Final = Fraction(1, 10)
#: Rates of which a word says that together they are all of something miss it by no more than this.
_SURE: Final = Fraction(1, 50)


class Structures:
    """Writes the structures of one document."""

    def __init__(self, write: Writer) -> None:
        self._write = write
        self._told = 0

    def read(self, ratios: Iterable[Ratios], whole_rates: Iterable[Ratios]) -> None:
        """The structures of one section that come to about a hundred."""
        for structure, all_told in (*((one, False) for one in ratios), *((one, True) for one in whole_rates)):
            sentence, places = structure.sentence, structure.figures
            figures = [sentence.figures[at] for at in places]
            total = sum(map(_hundredths, figures), Fraction(0))
            if len(places) < _LEAST or abs(total - 1) > _NEAR or not any(figure.ulp < 1 for figure in figures):
                continue
            rounded = (
                sum((figure.step if figure.unit.symbol else figure.step / 100 for figure in figures), Fraction(0)) / 2
            )
            shares = bool(figures[0].unit.symbol)
            doubt = abs(total - 1) > ((_SURE if all_told else rounded) if shares else _ABOUT)
            if doubt and shares and (all_told or abs(total - 1) > _ABOUT):
                continue
            self._told += 1
            span = sentence.span(places[0], places[-1] + 1)
            group = Said(f"{span.text}（各项合计，第{self._told}处）", span)
            whole = Said(all_of_it(figures), span)
            parts: list[tuple[Value, Value]] = []
            for number, (at, figure) in enumerate(zip(places, figures, strict=True), 1):
                part = sentence.span(at, at + 1)
                parts.append(
                    (Said(f"第{number}项", part), part if figure.unit.symbol else Said(f"{figure.text}%", part))
                )
            write_whole(self._write, group, whole, parts, "穷举", doubt)


def _hundredths(figure: Figure) -> Fraction:
    return figure.base if figure.unit.symbol else figure.base / 100
