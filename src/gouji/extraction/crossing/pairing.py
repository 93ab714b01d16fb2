"""Pairs of figures that tell of one thing, written as rows of the table that holds what is said twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import Final

from gouji.document.model import Span
from gouji.extraction.crossing.agreeing import BEGINNING
from gouji.extraction.crossing.slips import PEOPLE
from gouji.extraction.drafting.draft import Draft, Value, span_of, text_of
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.sentences import dimension_of
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import Table

#: Figures that differ by less than one in so many are nearly equal.
_NEAR: Final = 100


@dataclass(slots=True)
class Pairs:
    """Writes the pairs of one document; no figure is paired twice with the same one."""

    draft: Draft
    table: Table
    names: dict[str, int] = field(default_factory=dict)
    taken: set[frozenset[tuple[int, int]]] = field(default_factory=set)
    agreed: set[tuple[int, int]] = field(default_factory=set)
    differing: set[tuple[int, int]] = field(default_factory=set)
    called: frozenset[str] = frozenset()
    """What rows of tables are called."""
    meant: frozenset[tuple[int, int]] = frozenset()
    """Where goals are told: what was done is no contradiction to them."""

    of_goals: frozenset[tuple[str, Fraction, Fraction]] = frozenset()
    """Goals of rows with what came of them, by kind: nothing but words can tell that the one is told for the other."""

    def add(self, name: str, one: Value, other: Value, doubt: bool, agrees: bool, goals: bool = False) -> None:
        """``goals``: whether what was done is held against what was meant to be."""
        spots = frozenset(spot(span) for value in (one, other) if (span := span_of(value)) is not None)
        held = agrees or goals or len(spots & self.meant) != 1
        if (
            len(spots) < 2
            or spots in self.taken
            or not held
            or (not agrees and not goals and self._is_goal(one, other))
        ):
            return
        self.taken.add(spots)
        if agrees:
            self.agreed |= spots
        else:
            self.differing |= spots
        self.names[name] = number = self.names.get(name, 0) + 1
        self.draft.claimed.add(self.table.name)
        label = f"{name}（{number}）" if number > 1 else name
        for value in (one, other):
            cells: dict[str, Value] = {"事项": label, "数值": value, "出处": "推定"}
            kept = {column: cell for column, cell in cells.items() if column in self.table.columns}
            self.draft.row(self.table.name, kept, doubt)

    def _is_goal(self, *values: Value) -> bool:
        """Whether one of two figures is the goal of a row of which the other came."""
        one, other = (parse_figure(text_of(value) or "") for value in values)
        if one is None or other is None or not self.of_goals:
            return False
        kinds = {dimension_of(figure).replace(*PEOPLE) for figure in (one, other)}
        # more than was asked for is no goal that was told for what came of it, where a cell of its own tells it
        printed = any(
            (span := span_of(value)) is not None and span.text == span.source.text.strip() for value in values
        )
        both = [(asked, came) for asked, came in permutations((one.base, other.base)) if came < asked or not printed]
        return any((kind, *pair) in self.of_goals for kind in kinds for pair in both)


def is_certain(mention: Mention, goals: re.Pattern[str], labelled: bool = False) -> bool:
    """Whether a figure is told plainly, as a fact of the year and the whole of the document and not as a goal."""
    scoped = mention.scoped and not (labelled and mention.labelled)
    return mention.plain and not mention.when and not scoped and goals.search(mention.before) is None


def are_close(one: Fraction, other: Fraction) -> bool:
    """Whether two figures differ, and by little."""
    return one != other and abs(one - other) * _NEAR <= max(abs(one), abs(other))


def spot(span: Span) -> tuple[int, int]:
    """What tells one place from all others: its text, as one object, and where in it."""
    return id(span.source), span.start


def label_of(mention: Mention) -> str:
    """What the pair is called: the name of the first; where that says little, its words."""
    if len(mention.name) > BEGINNING:
        return mention.name
    return mention.words.replace("\n", "") or text_of(mention.value) or ""
