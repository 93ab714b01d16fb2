"""Shares told like those beside them: 优152个（81.7%）、良27个（14.5%）、中9个（3.8%） (占比).

Where two amounts of a list are told with their shares and both are of one whole, so is the one beside them that is told in
the same way, whether or not it comes out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence, dimension_of
from gouji.faults import regex as re
from gouji.language import Table

#: What stands between an amount and its share: a bracket, 占总数的.
_TOLD_BY: Final = re.compile(
    rf"\((?:占比?|占[^{FIGURES},;:。()]{{1,8}}|比例|为)?|,?占(?:比|[^{FIGURES},;:。()]{{1,8}}的)?(?:为|达)?"
)
_PROOFS: Final = 2


@dataclass(frozen=True, slots=True)
class _Told:
    amount: int
    share: int
    way: str


def read_like_shares(found: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write the shares that nobody has read, beside those of their list that are known."""
    table = next((table for table in tables if table.source == "占比"), None)
    if table is None:
        return
    known: dict[tuple[int, int] | None, Mapping[str, Value]] = {
        place: row.cells
        for row in draft.tables.get(table.name, ())
        if (place := place_of(row.cells.get("占比"))) is not None and row.cells.get("部分") is not None
    }
    for sentence in found:
        if sentence.signs.count(RATIO) > _PROOFS:
            for cells in _of(sentence, known):
                draft.say(table, cells)


def _of(sentence: Sentence, known: Mapping[tuple[int, int] | None, Mapping[str, Value]]) -> Iterator[dict[str, Value]]:
    run: list[_Told] = []
    for told in [*_told(sentence), None]:
        if told is not None and (not run or _goes_on(sentence, run[-1], told)):
            run.append(told)
            continue
        yield from _of_run(sentence, run, known)
        run = [told] if told is not None else []


def _of_run(
    sentence: Sentence, run: Sequence[_Told], known: Mapping[tuple[int, int] | None, Mapping[str, Value]]
) -> Iterator[dict[str, Value]]:
    rows = [known.get(place_of(sentence.span(one.share, one.share + 1))) for one in run]
    own = [
        row is not None and place_of(row["部分"]) == place_of(sentence.span(one.amount, one.amount + 1))
        for row, one in zip(rows, run, strict=True)
    ]
    wholes = [row.get("总额") for row, fits in zip(rows, own, strict=True) if row is not None and fits]
    places = {place_of(whole) for whole in wholes}
    unread = [one for one, row in zip(run, rows, strict=True) if row is None]
    if len(wholes) < _PROOFS or len(places) != 1 or None in places or len(run) - len(wholes) != 1 or not unread:
        return
    (one,) = unread
    amount, share = sentence.span(one.amount, one.amount + 1), sentence.span(one.share, one.share + 1)
    if place_of(amount) not in places:
        yield {"项目": amount, "部分": amount, "总额": wholes[0], "占比": share}


def _told(sentence: Sentence) -> Iterator[_Told]:
    """Each amount with the share right behind it."""
    places = sorted(sentence.figures)
    for amount, share in itertools.pairwise(places):
        if sentence.signs[share] != RATIO or sentence.signs[amount] == RATIO or sentence.figures[share].bound:
            continue
        between = sentence.signs[amount + 1 : share]
        if not sentence.figures[amount].bound and _TOLD_BY.fullmatch(between):
            yield _Told(amount, share, between)


def _goes_on(sentence: Sentence, before: _Told, told: _Told) -> bool:
    """Whether an amount stands in one list with another: told alike, of the same kind, no other figure between them."""
    between = sentence.signs[before.share + 1 : told.amount]
    one, other = sentence.figures[before.amount], sentence.figures[told.amount]
    alike = before.way[:1] == told.way[:1] and dimension_of(one) == dimension_of(other)
    return alike and not any(sign in FIGURES for sign in between) and "。" not in between and "其中" not in between
