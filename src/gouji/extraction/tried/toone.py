"""How many of one there are to one of another, told far from both: 小学生师比18.43：1, where pupils and teachers were counted.

The sign before 师 and that sign are the ends of what is counted (在校生, 专任教师), and what stands before them is of whom. A
ratio that nothing makes is held against the two figures that miss it by a slip, or that make the ratios told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.prose.slipped import misprinted
from gouji.extraction.tried.near import within
from gouji.extraction.tried.regions import One, bare, one_of
from gouji.extraction.tried.spoken import about
from gouji.faults import regex as re
from gouji.figures import Interval
from gouji.language import Table

_RATIO: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,8})(?P<one>[\u4e00-\u9fff])(?P<other>[\u4e00-\u9fff])比例?(?:[约为是]|达到?)?\s*"
    r"(?P<many>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*[:：∶]\s*1(?![0-9.])"
)
#: What stands behind what is counted, and before whom it is of.
_COUNTED: Final = re.compile(r"(?:人数|总数|数量|数|总量|有|共|为|达到?)+$")
_LEADS: Final = re.compile(r"^(?:其中|全[市县区省国校]|我[市县区省校]|[,，、和])+")
#: Signs of whom, at least, and of a name that are compared.
_WHOM: Final = 2
_THERE: Final = "在"
#: Signs between two that are told beside each other.
_BESIDE: Final = 30
#: Pairs of figures that may be meant, at most: of more, one makes any ratio by chance.
_MOST: Final = 400
#: By what part of it a ratio is missed whose neighbours are made.
_NEAR: Final = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio with what it is of: how many there are of one, and of another."""

    ratio: One
    one: One
    other: One
    doubt: bool

    @property
    def cells(self) -> dict[str, Value]:
        """As a row of the table of means."""
        return {
            "事项": self.ratio.name,
            "总量": bare(self.one),
            "个数": bare(self.other),
            "平均": Said(f"{self.ratio.figure.text}倍", span_of(self.ratio.value)),
        }


def read_to_one(document: Document, told: Sequence[One], tables: Iterable[Table], draft: Draft) -> None:
    """Write the ratios of a document that figures of it make or miss. ``told``: the figures of its sentences."""
    table = next((table for table in tables if table.source == "平均"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("平均")) for row in draft.tables.get(table.name, ())}
    for found in _ratios(list(document.texts), told):
        if found.ratio.place not in known:
            draft.say(table, found.cells, found.doubt)


def _ratios(texts: Sequence[Text], told: Sequence[One]) -> Iterator[Ratio]:
    words = {id(text): text.text for text in texts}
    ways: set[tuple[str, str]] = set()
    open_: list[tuple[One, list[tuple[One, One]]]] = []
    for text in texts:
        for found in _RATIO.finditer(text.text):
            span = text.span(found.start("many"), found.end("many"))
            ratio = one_of(span, f"{found['name']}{found['one']}{found['other']}比")
            whom = _LEADS.sub("", found["name"])
            if ratio is None or ratio.base <= 0 or 0 < len(whom) < _WHOM:
                continue
            pairs = (
                _pairs(told, words, whom, found["one"], found["other"])
                if whom
                else _here(told, ratio, found["one"], found["other"])
            )
            made = [pair for pair in pairs if _makes(ratio, *pair)]
            if made:
                ways.add(_way(*made[0]))
                yield Ratio(ratio, *made[0], False)
            elif pairs:
                open_.append((ratio, pairs))
    for ratio, pairs in open_:
        meant = [pair for pair in pairs if _way(*pair) in ways and _near(ratio, *pair)]
        meant = meant or [pair for pair in pairs if misprinted(ratio.figure, _quotient(*pair))]
        meant = meant or _only(ratio, pairs)
        if len({(one.base, other.base) for one, other in meant}) == 1:
            yield Ratio(ratio, *meant[0], True)


def _pairs(told: Sequence[One], words: dict[int, str], whom: str, first: str, second: str) -> list[tuple[One, One]]:
    """The figures that may be meant: of those, and called so."""
    ones = [one for one in told if first in _end(one) and _of(one, words, whom)]
    others = [one for one in told if second in _end(one) and _of(one, words, whom)]
    if len(ones) * len(others) > _MOST:
        return []
    return [(one, other) for one in ones for other in others if one.base > other.base > 0 and one.kind == other.kind]


def _here(told: Sequence[One], ratio: One, first: str, second: str) -> list[tuple[One, One]]:
    """The two last told right before a ratio that says of nobody: 在校生8620人，专任教师682人，生师比12.6：1."""
    text, at = ratio.place
    near = [one for one in told if one.text == text and 0 < at - one.place[1] <= 2 * _BESIDE]
    one = next((one for one in reversed(near) if first in _end(one)), None)
    other = next((other for other in reversed(near) if second in _end(other)), None)
    if one is None or other is None or one is other or one.kind != other.kind:
        return []
    return [(one, other)] if one.base > other.base > 0 else []


def _only(ratio: One, pairs: Sequence[tuple[One, One]]) -> list[tuple[One, One]]:
    """The first two beside each other that are called so: of those who are there now, where that is told (在校生, not 招生)."""
    there = [pair for pair in pairs if _THERE in pair[0].name] or list(pairs)
    near = [
        (one, other) for one, other in there if one.text == other.text and 0 < other.place[1] - one.place[1] < _BESIDE
    ]
    first = min(near, key=lambda pair: pair[0].place[1], default=None)
    if first is None or len({one.text for one, _ in near}) > 1:
        return []
    return [first] if about(Fraction(first[0].base) / first[1].base, Fraction(ratio.base)) else []


def _end(one: One) -> str:
    """The last signs of what a figure counts."""
    return _COUNTED.sub("", one.name)[-2:]


def _of(one: One, words: dict[int, str], whom: str) -> bool:
    """Whether a figure is told of some: in its name, or as the last ones named before it in its paragraph."""
    if whom in one.name:
        return True
    before = words.get(one.text, "")[: one.place[1]]
    stage = before.rfind(whom)
    return stage >= 0 and not _other_stage(before[stage + len(whom) :], whom)


def _other_stage(between: str, whom: str) -> bool:
    """Whether words between speak of others that are called like some: 小学……中学."""
    return re.search(rf"(?<!{whom[0]}){whom[-1]}", between) is not None and whom not in between


def _quotient(one: One, other: One) -> Interval:
    made = Fraction(one.base) / other.base
    return Interval(made, made)


def _makes(ratio: One, one: One, other: One) -> bool:
    made = Fraction(one.base) / other.base
    return within(ratio, made, made)


def _near(ratio: One, one: One, other: One) -> bool:
    return abs(Fraction(one.base) / other.base - ratio.base) <= ratio.base * _NEAR


def _way(one: One, other: One) -> tuple[str, str]:
    """What is divided by what."""
    return _end(one), _end(other)
