"""Headers of tables that stand inside another one, below its rows, in words that no vocabulary lists.

下达户数 and 竣工户数 under 全年预算数 and 全年执行数, over figures of their own: a row that has words where the rows above it
have figures, and figures below, names what those are. The rows after it are none of the table above.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.template import Template

#: Words over columns of figures that a header has.
_LEAST_WORDS: Final = 2


def heads_another(
    lines: Sequence[Line], row: int, above: Sequence[Line], template: Template, empty: Collection[str]
) -> bool:
    """Whether a row is the header of another table than that of ``template``, of which the rows ``above`` are."""
    if row + 1 >= len(lines) or not above:
        return False
    line, below = lines[row], lines[row + 1]
    if below.size != line.size or not below.own or below.own[0].numeric:
        return False
    if any(entry.numeric or len(entry.text) > LONGEST_HEADER or entry.folded in empty for entry in line.own):
        return False
    words = {at: [entry.folded for entry in entries] for at, entries in _numbers(line, template).items()}
    said = [word for here in words.values() for word in here]
    # the same remark in every column is no header: 未安排, 未安排
    if len(words) < _LEAST_WORDS or len(set(said)) < len(said):
        return False
    return words.keys() <= _figures(below, template) and any(
        len(words.keys() & _figures(before, template)) >= _LEAST_WORDS for before in above
    )


def _numbers(line: Line, template: Template) -> dict[int, list[Entry]]:
    """The entries of a row by the columns of numbers that they stand in."""
    found: dict[int, list[Entry]] = {}
    for at, column in enumerate(template.columns):
        entries = [entry for entry in line.own if column.at <= entry.at < column.to]
        if column.base == "number" and entries:
            found[at] = entries
    return found


def _figures(line: Line, template: Template) -> set[int]:
    """The columns of numbers in which a row has figures."""
    return {at for at, entries in _numbers(line, template).items() if any(entry.numeric for entry in entries)}
