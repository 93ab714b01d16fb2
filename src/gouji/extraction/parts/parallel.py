"""Wholes and parts told side by side, each with the same several figures (构成).

全部资产183.5亿元，负债118.5亿元，权益65.0亿元。甲类资产76.2亿元，负债51.9亿元，权益24.3亿元；乙类资产107.3亿元，…… No word joins
them. Where all but one of three or more figures add up, the things are the parts of the one before them, and the last one
has to add up as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.prose.amounts import TELLING, countable, digits, far_apart, proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import core
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.text.clauses import SEMICOLON

#: Signs at the end of a name that say which of several figures it is.
_TAIL: Final = 2
_MOST_THINGS: Final = 12
#: So many figures of each thing that one of them may be wrong.
_SEVERAL: Final = 3

_Row = Sequence[Fact]


def read_parallel(facts: Sequence[Fact], write: Whole) -> None:
    """Write the wholes whose figures are those of the things told behind them, figure by figure."""
    rows = list(_rows(facts))
    for at, whole in enumerate(rows):
        columns = [_column(fact) for fact in whole]
        later: list[_Row] = []
        for row in rows[at + 1 : at + 1 + _MOST_THINGS]:
            if len(row) < len(whole) or [_column(fact) for fact in row[: len(whole)]] != columns:
                break
            if row[0].sentence.texts[0] is not whole[0].sentence.texts[-1]:
                break
            later.append(row)
            if len(later) > 1 and _adds_up(whole, later, write):
                break


def _adds_up(whole: _Row, later: Sequence[_Row], write: Whole) -> bool:
    """Whether things make a whole in their figures, but for one of several; all of them are then written."""
    parts = [[row[at] for row in later] for at in range(len(whole))]
    proven = [proves(several, total) and digits(total) >= TELLING for total, several in zip(whole, parts, strict=True)]
    missing = len(proven) - sum(proven)
    if missing > (1 if len(whole) >= _SEVERAL else 0):
        return False
    for total, several in zip(whole, parts, strict=True):
        if not (total.parts or far_apart(sum(map(worth, several[1:]), worth(several[0])), worth(total))):
            write(total, several, "分别为")
    return True


def _rows(facts: Sequence[Fact]) -> Iterator[_Row]:
    """Runs of two figures or more of one kind that are told of one thing, up to a ； or the end of a sentence."""
    row: list[Fact] = []
    for fact in facts:
        if not countable(fact) or fact.average or fact.before or fact.depth:
            continue
        opens = not row or fact.sentence is not row[-1].sentence or fact.level >= SEMICOLON
        if opens or kind_of(fact) != kind_of(row[0]) or fact.whole is not None:
            if len(row) > 1:
                yield row
            row = []
        if fact.whole is None and len(_column(fact)) == _TAIL:
            row.append(fact)
    if len(row) > 1:
        yield row


def _column(fact: Fact) -> str:
    """What a figure is of: the end of its name."""
    return core(fact.name)[-_TAIL:]
