"""What two years were told in full, and by how much each thing changed: 2022年甲399万元。2021年甲272万元。甲增加127万元.

The changes stand far from the figures, each by its name. Several that come out prove of what they are told; one that does not,
beside them, is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.prose.amounts import countable, label_of, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of, year_before
from gouji.extraction.prose.retold import core_of, digits
from gouji.faults import regex as re
from gouji.language import Table

_CHANGE: Final = re.compile(
    r"^(?P<name>.{2,}?)(?:全[市县区镇省]|总体|[较比与](?:上年|去年)(?:同期)?(?:相比)?|同比)*(?P<way>增加|增长|上升|减少|下降|降低)了?$"
)
_UP: Final = re.compile(r"增|升")
_MARKS: Final = re.compile(r"[“”\"‘’'《》的\s]")
#: Signs of a name, changes that come out beside one that does not, and how many times as many.
_SIGNS: Final = 3
_PROOF: Final = 2
_OUTWEIGH: Final = 2


@dataclass(frozen=True, slots=True)
class _Told:
    """A change with the figures of the two years that it is called like."""

    fact: Fact
    now: Fact
    was: Fact
    up: bool

    @property
    def both(self) -> tuple[Fact, Fact]:
        """The figures of the two years."""
        return self.now, self.was

    @property
    def made(self) -> bool:
        """Whether the two make it; the last digit may be rounded."""
        gap = worth(self.now) - worth(self.was)
        step = max(one.sentence.figures[one.figure].step for one in (self.fact, self.now, self.was))
        loose = step if self.fact.sentence.figures[self.fact.figure].ulp < 1 else Fraction(0)
        return (gap > 0) == self.up and abs(abs(gap) - worth(self.fact)) <= loose


def read_two_years(facts: Sequence[Fact], tables: Iterable[Table], draft: Draft) -> None:
    """Write such changes."""
    table = next((table for table in tables if table.source == "变动"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("变动额")) for row in draft.tables.get(table.name, ())}
    several = [own for own in _found(facts) if place_of(value_of(own[0].fact)) not in known]
    # of several that are called so those count that stand where others that come out do
    texts = {id(one.sentence.texts[0]) for own in several if len(own) == 1 and own[0].made for one in own[0].both}
    beside = ([one for one in own if all(id(of.sentence.texts[0]) in texts for of in one.both)] for own in several)
    found = [
        (own if len(own) == 1 else near)[0]
        for own, near in zip(several, beside, strict=True)
        if 1 in (len(own), len(near))
    ]
    right = [one for one in found if one.made]
    wrong = [one for one in found if not one.made]
    if len(right) < _PROOF:
        return
    for one in right if len(right) < _OUTWEIGH * len(wrong) else found:
        cells: dict[str, Value] = {
            "项目": label_of(one.now),
            "本期": _value(one.now),
            "上期": _value(one.was),
            "变动额": _value(one.fact),
            "方向": Said("增加" if one.up else "减少", one.fact.sentence.span(one.fact.start, one.fact.end)),
        }
        draft.say(table, cells, not one.made)


def _found(facts: Sequence[Fact]) -> Iterable[Sequence[_Told]]:
    """The changes that are called like a figure that two years have, with every such figure."""
    years: dict[tuple[str, int], list[tuple[str, Fact]]] = {}
    for fact in facts:
        year, name = year_before(fact, fact.figure), _plain(core_of(fact.name))
        if year is None or len(name) < _SIGNS or not countable(fact) or _CHANGE.match(fact.name):
            continue
        years.setdefault((_kind(fact), year), []).append((name, fact))
    for fact in facts:
        change = _CHANGE.match(fact.name)
        if change is None or _kind(fact) == "ratio" or digits(fact.sentence.figures[fact.figure]) < 2:
            continue
        name = _plain(core_of(change["name"]))
        if len(name) < _SIGNS:
            continue
        up = _UP.match(change["way"]) is not None
        told = [
            _Told(fact, now, was, up)
            for (kind, year), named in years.items()
            if kind == _kind(fact) and (kind, year - 1) in years
            for now in _named(named, name)
            for was in _named(years[kind, year - 1], name)
        ]
        if told:
            yield told


def _named(named: Sequence[tuple[str, Fact]], name: str) -> list[Fact]:
    """The different figures that are called so."""
    found = [fact for other, fact in named if other == name or other.endswith(name) or name.startswith(other)]
    found = found or [fact for other, fact in named if other.startswith(name)]
    return list({worth(fact): fact for fact in found}.values())


def _kind(fact: Fact) -> str:
    """What a figure is counted in: a bare 万 is money beside money."""
    figure = fact.sentence.figures[fact.figure]
    return "money" if figure.unit.symbol in ("万", "亿") else kind_of(fact)


def _value(fact: Fact) -> Value:
    figure = fact.sentence.figures[fact.figure]
    if figure.unit.symbol in ("万", "亿"):
        return Said(f"{figure.text}元", fact.sentence.span(fact.figure, fact.figure + 1))
    return value_of(fact)


def _plain(name: str) -> str:
    return _MARKS.sub("", name)
