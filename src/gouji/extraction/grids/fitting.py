"""How well a printed cell suits a column, by the kind of the column and by what other rows hold there.

Costs are small whole numbers: 0 is just what the column holds, ``MISFIT`` cannot stand there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from gouji.extraction.grids.cells import Entry, is_prose
from gouji.extraction.grids.template import Template, TemplateColumn
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure, parse_leading_figure, parse_target
from gouji.language import Kind, fold_text
from gouji.language.kinds import SCORE

MISFIT: Final = 40
#: A text longer than this is no entry of a column that groups rows.
LONGEST_GROUP: Final = 16
#: Rows from which on most of them say what is usual.
_MANY: Final = 4
_LEAST_LISTED: Final = 3
#: Texts whose folded forms are kept at hand.
_REMEMBERED: Final = 20_000
#: What bounds the figure before it.
_AFTER_FIGURE: Final = re.compile(
    r"^\s*(?:个?工作日|个?小时|分钟|个月|[万亿]?元|[个日天周年月项次人户件分％%])?(?:[以之]?[内上下前外后]|左右|起)?"
)
#: What an entry may have after it: 产出指标（50分）.
_REMARK: Final = re.compile(r"\([^()]{1,12}\)$|[0-9]{1,3}分$")
#: How the name of what is measured ends.
MEASURED: Final = ("率", "度", "数", "量", "额")
#: More points than these nobody has, not even for several tables together: the figure is of another column.
_MOST_POINTS: Final = 200
_TOO_MANY: Final = 20
#: The numbers that count entries up: 目标1 and 目标2 are entries of one column.
_DIGITS: Final = re.compile(r"[0-9]+|[一二三四五六七八九十]+$")


@dataclass(slots=True)
class Seen:
    """What the well-placed rows of a table hold in each of its columns (by the column's number)."""

    rows: int = 0
    filled: dict[int, int] = field(default_factory=dict)
    words: dict[int, set[str]] = field(default_factory=dict)
    bare: set[int] = field(default_factory=set)
    figures: dict[int, int] = field(default_factory=dict)
    alone: dict[int, int] = field(default_factory=dict)
    """How often a column that groups rows had an entry and the group below it had none."""

    def usual(self, column: int) -> bool:
        """Whether most rows have an entry in the column; of a few rows, any."""
        filled = self.filled.get(column, 0)
        return 2 * filled > self.rows if self.rows >= _MANY else filled > 0


class Fitting:
    """The costs of one table. ``seen`` grows while its well-placed rows are read."""

    def __init__(
        self,
        template: Template,
        typical: dict[str, frozenset[str]],
        empty: frozenset[str],
        totals: frozenset[str] = frozenset(),
    ) -> None:
        self.template = template
        self.seen = Seen()
        self._empty = empty
        self.totals = totals
        """Texts that name a row of totals."""
        self.counted: frozenset[int] = frozenset()
        """Columns that no word names but that are known to hold figures."""
        self._remembered: dict[str, tuple[str, str]] = {}
        # a column that names the rows under the word of a group (二级指标 where there is no 三级指标) holds the words of that
        self._typical = [
            typical.get(column.name or "", frozenset())
            | (typical.get(column.header, frozenset()) if column.label else frozenset())
            for column in template.columns
        ]
        self._bare = {name for column in template.columns if column.base == "unit" for name in column.serves}
        self._groups = [number for number, column in enumerate(template.columns) if column.groups]

    def blank(self, entry: Entry) -> bool:
        """Whether a cell holds a sign that nothing is entered."""
        return entry.folded in self._empty

    def learn(self, cells: dict[int, str]) -> None:
        """Take in a row that stands where its headers are."""
        self.seen.rows += 1
        for number, below in pairwise(self._groups):
            if number in cells and below not in cells:
                self.seen.alone[number] = self.seen.alone.get(number, 0) + 1
        for number, text in cells.items():
            column = self.template.columns[number]
            self.seen.filled[number] = self.seen.filled.get(number, 0) + 1
            if column.groups or (column.base in ("value", "none") and len(text) <= LONGEST_GROUP):
                self.seen.words.setdefault(number, set()).add(self._forms(text)[1])
            figure = parse_figure(text)
            if figure is not None:
                self.seen.figures[number] = self.seen.figures.get(number, 0) + 1
                if not figure.unit.symbol:
                    self.seen.bare.add(number)

    def known(self, number: int, text: str) -> bool:
        """Whether a text is one of the entries that the column is known to hold."""
        folded, bones = self._forms(text)
        typical = self._typical[number]
        if folded in typical or bones in self.seen.words.get(number, ()):
            return True
        return bool(typical) and folded.endswith((")", "分")) and _REMARK.sub("", folded) in typical

    def _forms(self, text: str) -> tuple[str, str]:
        """A text folded, and without the numbers in it."""
        known = self._remembered.get(text)
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            folded = fold_text(text)
            known = self._remembered[text] = folded, _DIGITS.sub("#", folded)
        return known

    def elsewhere(self, number: int, text: str) -> bool:
        """Whether a text is known as an entry of another column that groups rows, and not of this one."""
        return not self.known(number, text) and any(
            self.known(other, text) for other in self._groups if other != number
        )

    def begins_alone(self, number: int) -> bool:
        """Whether a group may well begin without the group below it."""
        return 2 * self.seen.alone.get(number, 0) > self.seen.filled.get(number, 0)

    def lower(self, number: int, text: str) -> bool:
        """Whether a text is also known as an entry of the group below a group."""
        return any(above == number and self.known(below, text) for above, below in pairwise(self._groups))

    def cost(self, number: int, text: str) -> int:
        """How badly a text suits the column."""
        column = self.template.columns[number]
        if self._forms(text)[0] in self._empty:
            return 1
        match column.base:
            case "number":
                return self._number(column, text)
            case "target" | "value":
                return self._measured(number, column.base, text)
            case "date":
                return 0 if parse_target(text).deadline is not None else 10
            case "operator":
                sign = parse_target(f"{text}1").op or (len(text) <= 4 and parse_figure(text) is None)
                return 0 if sign else MISFIT
            case "unit":
                return MISFIT if len(text) > 6 or parse_figure(text) is not None else 0
            case _:
                return self._worded(number, column, text)

    def _number(self, column: TemplateColumn, text: str) -> int:
        assert column.kind is not None
        figure = parse_figure(text)
        if figure is not None:
            if not suits(column.kind, figure):
                return MISFIT
            if column.kind.dim == SCORE and figure.value > _MOST_POINTS:
                return _TOO_MANY
            return 3 if column.kind.ratio and not figure.unit.symbol and column.unit is None else 0
        noted = remarked(text)
        return 3 if noted is not None and suits(column.kind, noted) else MISFIT

    def _measured(self, number: int, base: str, text: str) -> int:
        if self.known(number, text):
            return 0
        if any(self.known(other, text) for other in self._groups):
            return 30
        target = parse_target(text)
        if target.measurable:
            if target.figures and not target.figures[0].unit.symbol and not target.op:
                usual = number in self.seen.bare or self.template.columns[number].name in self._bare
                return 2 if usual else 8
            return 6 if target.op and base == "value" and target.deadline is None else 0
        return 25 if is_prose(text) else 4 if len(text) <= 60 else 6

    def _worded(self, number: int, column: TemplateColumn, text: str) -> int:
        figure = parse_figure(text)
        bare = figure is not None and not figure.unit.symbol
        if column.groups:
            if self.known(number, text):
                words = self.seen.words.get(number, ())
                return 0 if not words or self._forms(text)[1] in words else 5
            if bare or parse_target(text).op:
                return MISFIT
            if self.elsewhere(number, text):
                return 30
            if is_list(text):
                return 5
            return 25 if len(text) > LONGEST_GROUP else 14
        if column.base == "none":
            if self.known(number, text):
                return 0
            if figure is not None:
                return (
                    0
                    if number in self.counted or 2 * self.seen.figures.get(number, 0) > self.seen.filled.get(number, 0)
                    else 20
                )
            return 30 if self.elsewhere(number, text) or number in self.counted else 8
        if column.label:
            ratio = figure is not None and figure.unit.dimension == "ratio"
            if bare or ratio or (parse_target(text).op and not _goes_on(text)):
                return MISFIT
            if self.elsewhere(number, text):
                return 36
            return 15 if is_list(text) else 10 if len(text) > 60 else 0
        # words about the row: a reason, a remark
        if bare:
            return 2 if number in self.seen.bare else 12
        if any(self.known(other, text) for other in range(len(self.template.columns)) if other != number):
            return 15
        return 4 if figure is not None else 2


def _goes_on(text: str) -> bool:
    """Whether a name goes on after the last figure in it: 接诉30日内回访率 and 7岁以下儿童入托率 are no targets."""
    end = max((at for at, sign in enumerate(text, 1) if sign.isdigit()), default=0)
    rest = _AFTER_FIGURE.sub("", text[end:])
    return end > 0 and (len(rest) > 1 if text[:1].isalpha() else len(rest) > 2 and rest.endswith(MEASURED))


def is_list(text: str) -> bool:
    """Whether a text is a list of short words with spaces between: the names of several groups in one merged cell."""
    words = text.split()
    return len(words) >= _LEAST_LISTED and all(len(word) <= LONGEST_GROUP and not word.isascii() for word in words)


def remarked(text: str) -> Figure | None:
    """The figure that a cell begins with, if a remark in brackets follows it: 12人（含借调）."""
    leading = parse_leading_figure(text) if "(" in text or "（" in text else None
    return leading[0] if leading is not None and leading[1].startswith(("(", "（")) else None


def suits(kind: Kind, figure: Figure) -> bool:
    """Whether a figure can stand in a column of numbers of the kind: bare, or with a unit of its dimension."""
    dimension = figure.unit.dimension
    if dimension == "number":
        return True
    if kind.ratio or not kind.dim:
        return dimension == "ratio" if kind.ratio else True
    return dimension.split(":")[0] == kind.dim[0][0]
