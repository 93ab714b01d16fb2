"""Names in a row and how many they are said to be: 内设办公室、规划股、水资源股3个股室."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.draft import Draft, Said, Value
from gouji.extraction.sentences import COUNT, FIGURES, Sentence
from gouji.language import Table

_NAME: Final = rf"[^{FIGURES}、,;:。()和及与等]{{2,14}}"
_NAMES: Final = rf"(?P<names>{_NAME}(?:[、和及与]{_NAME})+)"
_NUMERALS: Final = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_HOW_MANY: Final = rf"(?P<number>{COUNT}|(?P<han>[两二三四五六七八九十])(?=[个家项所类种名位处大]))"
#: Words after which a list of names begins.
_OPENS: Final = r"(?:内设|下设|设有|设立|设置|设|下辖|所辖|辖|包括|包含|分为|分别为|分别是|涵盖|涉及|即)"
_BEFORE: Final = re.compile(rf"(?P<sure>{_OPENS}){_NAMES}(?P<more>等)?{_HOW_MANY}")
_AFTER: Final = re.compile(
    rf"{_HOW_MANY}[^{FIGURES}、,;:。()]{{1,8}}"
    rf"(?:[:(,](?:分别是|分别为|即|包括)?|(?P<sure>分别是|分别为|即)){_NAMES}(?P<more>等)?(?=[,;。)]|$)"
)
_PARTS: Final = re.compile(r"[、和及与]")
#: As many names as this are a list and not a phrase.
_LEAST: Final = 3


def read_lists(sentences: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write how many names each list has beside how many there are said to be, to the table that takes it."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    for sentence in sentences:
        for cells in _found(sentence):
            draft.claimed.add(table.name)
            draft.row(table.name, {name: value for name, value in cells.items() if name in table.columns})


def _found(sentence: Sentence) -> Iterator[dict[str, Value]]:
    signs = sentence.signs
    for pattern in (_BEFORE, _AFTER):
        for found in pattern.finditer(signs):
            names = _PARTS.split(found["names"])
            at = found.start("number")
            if found["han"]:
                said = _NUMERALS[found["han"]]
                measure = signs[at + 1]
            else:
                figure = sentence.figures[at]
                if figure.bound or figure.base.denominator != 1 or figure.unit.scale != Fraction(1):
                    continue
                said, measure = int(figure.base), figure.unit.symbol
            if len(names) != said and (found["more"] or not found["sure"] or len(names) < _LEAST):
                continue
            listed = sentence.span(found.start("names"), found.end("names"))
            yield {
                "事项": listed,
                "个数": Said(f"{said}{measure}", sentence.span(at, at + 1)),
                "所列": Said(f"{len(names)}{measure}", listed),
            }
