"""How many are said to keep a bound, or not to, held against the figures near the words: 超预算的8项、未完成预算的5项;
低于85%的单位2家; 三类超计划、两类未完成计划; 7个县增长、2个县下降.

Which figures are meant is not said. They are the column of a table that ends right before the words, or what is told in a row
before them, where they are as many as the words say in all; a number that they do not make is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.claimed.boundsaid import BoundsSaid, Claim, in_all
from gouji.extraction.claimed.moves import Moves
from gouji.extraction.claimed.overalltables import TOTAL, Placed, reckoned
from gouji.extraction.claimed.overalltext import ITEM, completion
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.facts import Fact
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.sentences import RATIO, Sentence
from gouji.extraction.tried.regions import One
from gouji.extraction.tried.runs import columns_of
from gouji.language import Table

_PLANNED: Final = re.compile(r"完成|计划|任务|目标|预算|进度|执行|率")
#: Texts from a table or a list to the words; how many there are of what is counted, at least; by how many
#: a number may be off where nothing but the place of the figures says that they are meant.
_NEAR, _FAR = 4, 40
_FEWEST: Final = 3
_OFF: Final = 2
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class _Group:
    """Figures that may be meant; ``near``: they stand right before the words."""

    bases: Sequence[Fraction]
    kind: str
    near: bool


def read_bounded(
    found: Iterable[Sentence],
    facts: Sequence[Fact],
    placed: Sequence[Placed],
    moves: Moves,
    order: Mapping[int, int],
    aims: Sequence[Aim],
    tables: Sequence[Table],
    wording: Wording,
    draft: Draft,
) -> None:
    """Write each number beside that of the figures, to the table of lists. ``aims``: the goals of the document."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    known = {
        place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ()) if row.cells.get("列示") != "等"
    }
    said = BoundsSaid(wording)
    for sentence in found:
        if not re.search(r"[超完达未于实增升降减]", sentence.signs) and RATIO not in sentence.signs:
            continue
        told = counts(sentence)
        claims = said.read(sentence, told)
        if not claims:
            continue
        at = order.get(id(sentence.texts[claims[0].start]), 0)
        whole = in_all(sentence, told, claims)
        groups = [*_columns(at, placed), *_told(sentence, claims, facts, order, at, whole)]
        groups += _moved(moves, at)
        # whether a goal was reached says nothing of whether more was done
        groups += [] if any(claim.sign == ">" for claim in claims) else _aimed(at, placed, aims)
        for claim, number in _held(claims, groups, whole) or _unmet(claims, aims, at):
            span = sentence.span(claim.told.start, claim.told.end)
            unit = claim.told.measure
            row: dict[str, Value] = {
                "事项": sentence.span(claim.start, claim.end),
                "个数": Said(f"{claim.number}{unit}", span),
                "所列": Said(f"{number}{unit}", span),
            }
            if place_of(row["个数"]) not in known:
                draft.say(table, row, number != claim.number)


def _columns(at: int, placed: Sequence[Placed]) -> Iterator[_Group]:
    """The rates of the table that ends right before the words: those that are printed, and those of a plan and what was done."""
    for table in placed:
        if not 0 < at - table.last <= _NEAR:
            continue
        for rates in reckoned(table.region):
            if len(rates) >= _FEWEST:
                yield _Group(rates, "rate", True)
                yield _Group(rates, "figure", True)
        columns = [
            [one for one in column.values() if not TOTAL.search(one.name)] for column in columns_of(table.region)
        ]
        columns = [ones for ones in columns if len(ones) >= _FEWEST and len({one.kind for one in ones}) == 1]
        rated = any(ones[0].kind == "ratio" for ones in columns)
        for ones in columns:
            yield from _kinds(ones, table.header, rated)


def _kinds(ones: Sequence[One], above: str, rated: bool) -> Iterator[_Group]:
    """A column by what it may tell. ``rated``: rates of the table are printed as such."""
    bases, kind = [Fraction(one.base) for one in ones], ones[0].kind
    signed = any(base < 0 for base in bases)
    if signed and kind in ("ratio", "number"):
        yield _Group(bases, "sign", True)
    if signed or (kind != "ratio" and (rated or kind != "number" or not re.search(r"[%％]", above))):
        return
    if kind == "number":
        bases = [base / _HUNDRED for base in bases]
    elif re.search(r"增|降", above):
        yield _Group(bases, "sign", True)
    yield _Group(bases, "figure", True)
    if kind == "ratio" and _PLANNED.search(above):
        yield _Group(bases, "rate", True)


def _aimed(at: int, placed: Sequence[Placed], aims: Sequence[Aim]) -> Iterator[_Group]:
    """What came of the goals of one table: 1 of each that was reached."""
    for table in placed:
        met = [Fraction(1 if aim.met else 0) for aim in aims if table.first <= aim.order[0] <= table.last]
        if len(met) >= _FEWEST and 0 < at - table.last <= _FAR:
            yield _Group(met, "rate", False)


def _told(
    sentence: Sentence,
    claims: Sequence[Claim],
    facts: Sequence[Fact],
    order: Mapping[int, int],
    at: int,
    whole: int,
) -> Iterator[_Group]:
    """The rates of completion that are told before the words, the items of a list one each, or as many as there are in all."""
    before = [
        fact
        for fact in facts
        if (fact.sentence is sentence and fact.figure < claims[0].start)
        or (fact.sentence is not sentence and 0 <= at - order.get(id(fact.sentence.texts[-1]), at + 1) <= _FAR)
    ]
    rates = [(fact, rate) for fact in before if (rate := completion(fact)) is not None]
    items: dict[int, Fraction] = {}
    for fact, rate in rates:
        text = fact.sentence.texts[fact.figure]
        if ITEM.match(text.text) and text is not sentence.texts[0]:
            items.setdefault(order.get(id(text), -1), rate)
    run = _run(items)
    if len(run) >= _FEWEST:
        yield _Group([items[number] for number in run], "rate", at - run[-1] <= _NEAR)
        yield _Group([items[number] for number in run], "figure", at - run[-1] <= _NEAR)
    if whole >= _FEWEST and whole <= len(rates) <= whole + 1:
        yield _Group([rate for _, rate in rates[-whole:]], "rate", False)
        yield _Group([rate for _, rate in rates[-whole:]], "figure", False)


def _run(items: Mapping[int, Fraction]) -> Sequence[int]:
    """The last of them that stand one after the other, but for a line or two."""
    numbers = sorted(items)
    start = len(numbers) - 1
    while start > 0 and numbers[start] - numbers[start - 1] <= _OFF + 1:
        start -= 1
    return numbers[max(start, 0) :]


def _moved(moves: Moves, at: int) -> Iterator[_Group]:
    """Which ways things went that the paragraph tells, or the one before it."""
    for place in (at, at - 1):
        ways = [move.up for move in moves.all if move.order == place and move.table is None and move.since == "年"]
        if len(ways) >= _FEWEST:
            yield _Group([Fraction(1 if up else -1) for up in ways], "sign", False)


def _unmet(claims: Sequence[Claim], aims: Sequence[Aim], at: int) -> Iterator[tuple[Claim, int]]:
    """Fewer are said to be short of their goals than are told so: 仅1个指标未完成."""
    told = {aim.name: aim.met for aim in aims if aim.order[0] <= at}
    short = sum(not met for met in told.values())
    for claim in claims:
        if claim.kind == "rate" and claim.sign == "<" and claim.number < short <= len(told) - short:
            yield claim, short


def _held(claims: Sequence[Claim], groups: Sequence[_Group], whole: int) -> list[tuple[Claim, int]]:
    """The claims with the numbers that the figures make which are meant."""
    out: list[tuple[Claim, int]] = []
    kinds = {claim.kind for claim in claims}
    for kind in kinds:
        own = [claim for claim in claims if claim.kind == kind]
        fit = [group for group in groups if group.kind == kind]
        if whole:
            fit = [group for group in fit if len(group.bases) == whole]
        made = [[sum(claim.keeps(base) for base in group.bases) for claim in own] for group in fit]
        said = [claim.number for claim in own]
        if said in made:
            out.extend(zip(own, said, strict=True))
            continue
        # without a number in all there is but one column that may be meant, and what it makes is nearly what is said
        sure = [
            numbers
            for group, numbers in zip(fit, made, strict=True)
            if (whole and any(numbers))
            or (
                group.near
                and all(number > 0 and abs(number - one) <= _OFF for number, one in zip(numbers, said, strict=True))
            )
        ]
        if len({tuple(numbers) for numbers in sure}) == 1:
            out.extend(zip(own, sure[0], strict=True))
    return out
