"""Shares that say what they are of and are of nothing that is told: held against the figure that is called so.

占我外贸总值的56.4%, where 进出口总值 was told: the name is not the same, but no other figure ends in it. A share that some
figure of the document makes is of that; one that is far from what the named figure would make it is of something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, place_of
from gouji.extraction.parts.bases import is_share
from gouji.extraction.prose.amounts import countable, interval_of, label_of, quotient, value_at, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import begins_alike, core, share_signs
from gouji.extraction.prose.slipped import misprinted
from gouji.figures import Figure
from gouji.language import Table

#: Facts before a share, and behind it, among which what it is of is looked for.
_BACK: Final = 120
_BEHIND: Final = 4
#: Signs that two names end in alike.
_WORD: Final = 2
#: By what part of it a share may miss what it should be: of a figure called so, and of the only one of its paragraph.
_NEAR: Final = Fraction(3, 10)
_CLOSE: Final = Fraction(15, 100)


def read_by_names(facts: Sequence[Fact], tables: Iterable[Table], draft: Draft) -> None:
    """Write the shares of figures that are called so, in doubt."""
    table = next((table for table in tables if table.source == "占比"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("占比")) for row in draft.tables.get(table.name, ())}
    for index, fact in enumerate(facts):
        for ratio, (start, end) in fact.shares:
            printed = fact.sentence.figures[ratio]
            rate = value_at(fact, ratio)
            if printed.bound or place_of(rate) in known or not countable(fact) or worth(fact) <= 0:
                continue
            whole = _whole(facts, index, fact.sentence.signs[start:end], printed)
            if whole is not None:
                known.add(place_of(rate))
                cells = {"项目": label_of(fact), "部分": value_of(fact), "总额": value_of(whole), "占比": rate}
                draft.say(table, cells, True)


def _whole(facts: Sequence[Fact], index: int, words: str, printed: Figure) -> Fact | None:
    """What a share is said to be of, if only one figure can be meant and it does not make the share."""
    fact = facts[index]
    larger = [one for one in _around(facts, index) if worth(one) > worth(fact)]
    if not larger or any(is_share(fact, one, printed) for one in larger):
        return None
    asked = core(words)
    named = [(_called(asked, core(one.name)), one) for one in larger] if len(asked) >= _WORD else []
    best = max((score for score, _ in named), default=0)
    if best >= _WORD:
        return _only([one for score, one in named if score == best], fact, printed, _NEAR)
    own = fact.name + fact.sentence.signs[fact.figure + 1 : fact.figure + 3]
    alike = [one for one in larger if share_signs(own, one.name + one.sentence.signs[one.figure + 1 : one.figure + 3])]
    slipped = [one for one in alike if misprinted(printed, quotient(interval_of(fact), interval_of(one)))]
    if slipped:
        return _only(slipped, fact, printed, _NEAR)
    beside = [one for one in larger if one.sentence.texts[0] is fact.sentence.texts[0]]
    return _only(beside, fact, printed, _CLOSE) if words else None


def _around(facts: Sequence[Fact], index: int) -> Iterator[Fact]:
    """The figures of a kind around one, the nearest before it first."""
    kind = kind_of(facts[index])
    for one in (*reversed(facts[max(0, index - _BACK) : index]), *facts[index + 1 : index + 1 + _BEHIND]):
        if kind_of(one) == kind and countable(one) and not one.average and worth(one) > 0:
            yield one


def _only(found: Sequence[Fact], fact: Fact, printed: Figure, within: Fraction) -> Fact | None:
    """The only figure of some, where the share of it is about what is printed."""
    if not found or len({worth(one) for one in found}) > 1:
        return None
    share = Fraction(worth(fact)) / worth(found[0])
    return found[0] if abs(share - printed.base) <= within * printed.base else None


def _called(asked: str, name: str) -> int:
    """In how many signs two names end alike; all of them where one stands in the other."""
    if len(name) > _WORD and (asked.endswith(name) or name.endswith(asked)):
        return min(len(asked), len(name)) + _WORD
    return begins_alike(asked[::-1], name[::-1])
