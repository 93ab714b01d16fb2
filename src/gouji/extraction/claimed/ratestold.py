"""Rates of change that sentences tell of what a printed table tells of two periods, by its name: 渔业产量比上年下降8.7% far from
渔业产量 | 112.7 | 120.8.

A rate may be reckoned otherwise than from what is printed (at last year's prices, of the same set of firms), so that it is
only told as wrong where it is that of the table but for a slip of the pen, or the other way, and then as a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Move, Moves, rate_of
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import Table

#: Moves of one name that are held against each other.
_MOST: Final = 12


def read_rates_told(moves: Moves, wording: Wording, table: Table, draft: Draft) -> None:
    """Write each beside the two figures, to the table of changes."""
    priced = re.compile(f"(?:{either(wording.priced)})$")
    known = {
        place_of(row.cells.get("变动率"))
        for row in draft.tables.get(table.name, ())
        if row.cells.get("上期") is not None or row.cells.get("变动额") is not None
    }
    for name, own in moves.by_name.items():
        if len(own) <= _MOST and not priced.search(name):
            for cells, doubt in _of_one(own, known):
                draft.say(table, cells, doubt)


def _of_one(own: list[Move], known: set[tuple[int, int] | None]) -> Iterator[tuple[dict[str, Value], bool]]:
    pairs = [move for move in own if move.table is not None and "上期" in move.cells]
    for move in own if pairs else ():
        told = move.cells.get("所记")
        rate, printed = rate_of(move), parse_figure(text_of(told) or "")
        if rate is None or printed is None or printed.bound or move.since != "年" or place_of(told) in known:
            continue
        made = [(pair, _rate(pair)) for pair in pairs]
        fitting = [pair for pair, worth in made if worth is not None and abs(worth - rate[1]) <= printed.step]
        slipped = [pair for pair, worth in made if worth is not None and _is_slip(printed, rate[1], worth)]
        turned = [pair for pair, worth in made if worth and abs(worth + rate[1]) <= printed.step]
        turned = turned if len(turned) == len(pairs) and any(_is_now(move, pair) for pair in turned) else []
        if fitting or turned or (len(slipped) == len(pairs) == 1):
            pair = (fitting or turned or slipped)[0]
            known.add(place_of(told))
            way = Said("增加" if move.up else "减少", None)
            yield {"项目": pair.label, **pair.cells, "变动率": told, "率方向": way}, not fitting


def _is_now(move: Move, pair: Move) -> bool:
    """Whether a sentence tells the figure of a row of two periods, so that only the word for more or less differs."""
    now = parse_figure(text_of(pair.cells.get("本期")) or "")
    told = move.sentence.figures.get(move.at) if move.sentence is not None else None
    return now is not None and told is not None and now.value == told.value


def _rate(pair: Move) -> Fraction | None:
    before, now = (parse_figure(text_of(pair.cells[key]) or "") for key in ("上期", "本期"))
    return Fraction(now.base) / Fraction(before.base) - 1 if before and now and before.base > 0 else None


def _is_slip(printed: Figure, rate: Fraction, made: Fraction) -> bool:
    """Whether a rate is another one but for two digits that changed places, or for one that is not the last."""
    if (rate > 0) != (made > 0):
        return False
    one, other = (str(round(abs(worth) / printed.step)) for worth in (rate, made))
    if len(one) != len(other) or one == other:
        return False
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    turned = len(wrong) > 1 and wrong[-1] - wrong[0] == 1 and sorted(one) == sorted(other)
    return turned or (len(wrong) == 1 and wrong[0] < len(one) - 1)
