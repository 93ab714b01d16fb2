"""Goals whose sign was read from a picture as a digit: 298% for ≥98%, 2120户 for ≥120户.

No share is more than all of it: a share of 298% of which 99% was reached shows that the signs of a table were read so. Then
the other goals that begin with that digit and were reached without it are taken for the same; nothing that is said of them
is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.figures import Figure, parse_figure

_DIGIT: Final = "2"
_SIGN: Final = "≥"


def without_signs(goals: Sequence[Value], done: Sequence[Value]) -> dict[int, Said]:
    """The goals of a table with their signs, by the number of the row; none where no share shows that they were lost."""
    read = [_Goal(goal, value) for goal, value in zip(goals, done, strict=True)]
    if not any(goal.share for goal in read):
        return {}
    return {number: goal.signed() for number, goal in enumerate(read) if goal.share or goal.reached}


class _Goal:
    """A goal and what was done, held against each other with and without the first digit."""

    def __init__(self, goal: Value, done: Value) -> None:
        self._text = text_of(goal) or ""
        self._span = span_of(goal)
        whole, rest = _figure(self._text), _figure(self._text[1:]) if self._text[1:2] != "0" else None
        value = _figure(text_of(done) or "")
        self.share = self.reached = False
        if not self._text.startswith(_DIGIT) or whole is None or rest is None or value is None:
            return
        alike = len({figure.unit.dimension for figure in (whole, rest, value)}) == 1
        self.share = alike and whole.unit.dimension == "ratio" and max(rest.base, value.base) <= 1 < whole.base
        self.reached = alike and rest.base <= value.base and 2 * value.base < whole.base

    def signed(self) -> Said:
        return Said(_SIGN + self._text[1:], self._span)


def _figure(text: str) -> Figure | None:
    figure = parse_figure(text) if text[:1].isdigit() else None
    return figure if figure is not None and figure.plain else None
