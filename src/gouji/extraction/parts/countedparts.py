"""Parts with their amounts, and how many of them are told with the whole: 补助三县市336万元，其中甲市148万元，…… (列举).

What is counted may be something else, so that the number is only compared with that of the parts where it is the same,
or where every part is called like what is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.amounts import label_of, words_of
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.sentences import COUNT, FIGURES
from gouji.faults import regex as re

_NUMERALS: Final = {numeral: number for number, numeral in enumerate("零一二三四五六七八九十")} | {"两": 2}
#: What amounts are given to, counted with a measure word or, where it is a kind of places, without: 3个乡镇, 三县市.
_COUNTED: Final = re.compile(
    rf"(?<![第前后上下年])(?:(?P<figure>{COUNT})|(?P<han>[两二三四五六七八九十])(?P<measure>[个家所类项]|(?=[县市区乡镇村校院]{{1,3}}(?![级局政])))"
    rf")(?P<noun>[^{FIGURES},;:。、()和与及等均都“”]{{0,6}}?)(?=[{FIGURES},;:。()]|共|项目|资金|支出|补助|经费|情况|投资|$)"
)
_IN_HEADING: Final = re.compile(
    r"(?<![第前后上下年十])(?P<han>[两二三四五六七八九十])(?:(?P<measure>[个家所类])|(?=[县市区乡镇村校院]{1,3}(?![级局政])))"
)
_SEVERAL: Final = re.compile(r"[、和与及等]")
_MEASURES: Final = frozenset("个家所类项")
#: Characters before the figure of a whole in which it is told how many there are.
_FAR: Final = 40


def read_counted_parts(told: Iterable[tuple[Fact, Sequence[Fact]]], write: Writer) -> None:
    """Write how many parts there are beside how many there are said to be. ``told``: wholes that their parts make."""
    for whole, parts in told:
        said = next(_before(whole, parts), None) or next(_above(whole, parts), None)
        if said is not None:
            number, measure, span = said
            listed = whole.sentence.span(whole.figure, whole.figure + 1)
            cells: dict[str, Value] = {
                "事项": label_of(whole),
                "个数": Said(f"{number}{measure}", span),
                "所列": Said(f"{len(parts)}{measure}", listed),
                "列示": None,
            }
            write("列举", cells, False)


def _before(whole: Fact, parts: Sequence[Fact]) -> Iterator[tuple[int, str, Span]]:
    """How many there are said to be before the figure of the whole, in its sentence."""
    for found in _COUNTED.finditer(whole.sentence.signs, max(0, whole.figure - _FAR), whole.figure):
        number, measure = _number(whole, found)
        if number > 1 and (number == len(parts) or _called(parts, found["noun"])):
            start = found.start()
            yield number, measure, whole.sentence.span(start, found.end("figure") if found["figure"] else start + 1)


def _above(whole: Fact, parts: Sequence[Fact]) -> Iterator[tuple[int, str, Span]]:
    """As many as there are parts, told in the heading above them: 补助地方（三县市）情况."""
    heading = whole.sentence.heading
    for found in _IN_HEADING.finditer(heading.text) if heading is not None else ():
        if heading is not None and _NUMERALS[found["han"]] == len(parts):
            yield len(parts), found["measure"] or "个", heading


def _number(whole: Fact, found: re.Match[str]) -> tuple[int, str]:
    """How many are said to be, and their measure word; 0 where it is no such number."""
    if found["han"]:
        return _NUMERALS[found["han"]], found["measure"] or "个"
    figure = whole.sentence.figures[found.start("figure")]
    plain = not figure.bound and figure.base.denominator == 1 and figure.unit.scale == Fraction(1)
    return (int(figure.base), figure.unit.symbol) if plain and figure.unit.symbol in _MEASURES else (0, "")


def _called(parts: Sequence[Fact], noun: str) -> bool:
    """Whether all parts are one each of what is counted, by their names: 甲市、乙县 are 县市."""
    names = [words_of(label_of(part)) for part in parts]
    kinds = tuple(noun[-2:]) if len(noun) == 2 else tuple(noun[-1:])
    alone = all(not _SEVERAL.search(name) and name.endswith(kinds) for name in names)
    return bool(kinds) and alone and len(set(names)) == len(names)
