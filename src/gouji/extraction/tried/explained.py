"""Sums that do not come out, of figures that another reading explains: they are taken back.

收入预算24555万元，比上年增加62万元。支出预算56687万元，比上年增加9757万元。收支相抵缺口32132万元: the gap is what the spending
is over the income, to the last digit, and so it is not what the spending is over its increase. Where what a list is said to
be part of is followed by its own total (其中……，收入总计610641万元), which the list makes, it is not a list of parts. Nor is
what is left at the end the sum of what stands before it, where all are added to another total: 支出24.84亿元，加上调出资金
2.4亿元、年终结余1.29亿元，支出总计…….
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, DraftRow, place_of, text_of
from gouji.extraction.prose.retold import base_of, digits
from gouji.extraction.tried.made import Place
from gouji.extraction.tried.outcomes import SIGNS, WHOLE
from gouji.figures import parse_figure
from gouji.language import Table

#: Digits of a total that is not made by chance, and figures that make it.
_TELLING: Final = 3
_TERMS: Final = 2
#: What a table of wholes and parts calls parts that are nearly said to be all.
_ALL: Final = "近全"
_SIGN: Final[Mapping[str | None, int]] = {word: sign for sign, word in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class _Sum:
    """The rows of one sum: where its total stands and its terms, whether they make it, and how sure it is that they should."""

    rows: Sequence[DraftRow]
    total: Place
    terms: frozenset[Place]
    telling: bool
    holds: bool
    doubt: bool
    listed: bool
    """Whether the terms are said to be all parts of the total: it may be divided in several ways."""


def drop_explained(by_source: Mapping[str, Table], draft: Draft) -> None:
    """Take them out of the tables of sums (平衡) and wholes (构成), and changes by what is a term of one out of theirs (变动)."""
    sums = [one for source in ("平衡", "构成") for one in _sums(source, by_source, draft)]
    made = {one.total: one for one in sums if one.holds and one.telling and not one.doubt}
    term_of = {place: one for one in made.values() for place in one.terms}
    gone: set[int] = set()
    for one in sums:
        if one.holds or len({text for text, _ in (one.total, *one.terms)}) > 1:
            continue  # the cells of a table are read in columns of their own
        larger = term_of.get(one.total)
        beside = larger is not None and one.terms <= larger.terms
        again = ((total in one.terms and len(one.terms & found.terms) >= _TERMS) for total, found in made.items())
        otherwise = one.total in made and not (one.listed and one.terms.isdisjoint(made[one.total].terms))
        # 预算680万元，调减27.5万元，调整为652.5万元。支出639.45万元，未支付13.05万元: made first, and divided behind it
        otherwise = otherwise and not _between(one, made[one.total])
        if beside or (one.doubt and (otherwise or any(again))):
            gone.update(map(id, one.rows))
    changes = draft.tables.get(by_source["变动"].name, ()) if "变动" in by_source else ()
    gone.update(id(row) for row in changes if row.doubt and _adds_up(row, term_of) and not _is_change(row))
    if gone:
        for source in ("平衡", "构成", "变动"):
            if source in by_source and (rows := draft.tables.get(by_source[source].name)):
                draft.tables[by_source[source].name] = [row for row in rows if id(row) not in gone]


def _between(one: _Sum, other: _Sum) -> bool:
    """Whether the terms of one sum all stand before their total, and those of another all behind it, in one paragraph."""
    text, at = one.total
    here = all(place == text for place, _ in one.terms | other.terms)
    return here and max(place for _, place in one.terms) < at < min(place for _, place in other.terms)


def _adds_up(row: DraftRow, term_of: Mapping[Place, _Sum]) -> bool:
    """Whether what is taken for a change is a term of a sum: 以及年终结余1.29亿元."""
    place = place_of(row.cells.get("变动额"))
    return place is not None and place in term_of


def _is_change(row: DraftRow) -> bool:
    """Whether a change is what lies between the two figures of its row."""
    figures = [parse_figure(text_of(row.cells.get(name)) or "") for name in ("本期", "上期", "变动额")]
    if any(figure is None for figure in figures):
        return False
    new, old, change = (base_of(figure) for figure in figures if figure is not None)
    room = sum(Fraction(figure.step) / 2 for figure in figures if figure is not None)
    return abs(abs(new - old) - abs(change)) <= room


def _sums(source: str, by_source: Mapping[str, Table], draft: Draft) -> Iterator[_Sum]:
    table = by_source.get(source)
    groups: dict[str | None, list[DraftRow]] = {}
    for row in draft.tables.get(table.name, ()) if table is not None else ():
        groups.setdefault(text_of(row.cells.get(source)), []).append(row)
    for rows in groups.values():
        total: tuple[Place, Fraction, int] | None = None
        come, room = Fraction(0), Fraction(0)
        terms: set[Place] = set()
        for row in rows:
            sign = _SIGN.get(text_of(row.cells.get("号")), 0 if text_of(row.cells.get("项")) == WHOLE else 1)
            place, figure = place_of(row.cells.get("数额")), parse_figure(text_of(row.cells.get("数额")) or "")
            if place is None or figure is None:
                break
            room += Fraction(figure.step) / 2
            if sign:
                come += sign * base_of(figure)
                terms.add(place)
            elif total is not None:
                break
            else:
                total = (place, base_of(figure), digits(figure))
        else:
            if total is not None and len(terms) >= _TERMS:
                holds = abs(come - total[1]) <= room
                doubt = any(row.doubt for row in rows)
                listed = any(text_of(row.cells.get("列示")) == _ALL for row in rows)
                yield _Sum(rows, total[0], frozenset(terms), total[2] >= _TELLING, holds, doubt, listed)
