"""Who is said to have grown the fastest, or to be outermost with its figure, held against the others: 增速最快的是甲业（18.5%）
beside the column of a table that tells it; 增长最快的是甲类。情况是：1.乙类……增长6.5%。2.甲类……增长6.2%.

Whether those others are meant is not said, so that one that is further out is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Move, Moves
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.extraction.tried.regions import One, Region
from gouji.extraction.tried.runs import columns_of
from gouji.figures import parse_figure
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_CLAIM: Final = re.compile(
    rf"(?P<of>增[长速幅]|涨幅|降幅|下降|{_OTHER}{{0,6}})最(?P<way>[快高大多慢低小少])的?(?:是|为)(?P<who>{_OTHER}{{2,16}}?)(?:[(,](?:为|达)?(?P<figure>[{FIGURES}])|(?=[。;]|$))"
)
_NOT_SO: Final = re.compile(r"全[国省市县区]|历[史年]|以来|连续|地区增幅")
_MOST: Final = "快高大多"
#: What is told of all rows of a column.
_GREW: Final = re.compile(r"(?:其中|同比|环比|累计|均)*(?:增[长速幅]|涨幅|降幅|下降|占比|比重)")
_FELL: Final = re.compile("降")
_TOTAL: Final = re.compile(r"合计|总计|小计|总[数体值额]|^全[国省市县区]|平均|^计$|生产总值")
#: Rows of a column, paragraphs of a list, and paragraphs behind the words in which it stands, at least or at most.
_ROWS: Final = 4
_LISTED: Final = 3
_FAR: Final = 10


@dataclass(frozen=True, slots=True)
class _Column:
    """The outermost figures of a column."""

    lowest: One
    highest: One


def read_topped(
    found: Iterable[Sentence],
    regions: Sequence[Region],
    moves: Moves,
    order: Mapping[int, int],
    table: Table,
    draft: Draft,
) -> None:
    """Write them to the table of comparisons."""
    claims = [
        (sentence, claim)
        for sentence in found
        if "最" in sentence.signs
        for claim in _CLAIM.finditer(sentence.signs)
        if not _NOT_SO.search(claim[0])
    ]
    columns = _columns(regions) if any(claim["figure"] for _, claim in claims) else {}
    for sentence, claim in claims:
        at = order.get(id(sentence.texts[claim.start()]), 0)
        for cells in _of_column(sentence, claim, columns) if claim["figure"] else _of_list(sentence, claim, moves, at):
            draft.say(table, cells, True)


def _columns(regions: Iterable[Region]) -> Mapping[Decimal, Sequence[tuple[One, _Column]]]:
    """The figures of all columns that have enough of one kind, each with its column, by what is printed."""
    found: dict[Decimal, list[tuple[One, _Column]]] = {}
    done: set[frozenset[tuple[int, int]]] = set()
    for region in regions:
        for column in columns_of(region):
            ones = [one for one in column.values() if not _TOTAL.search(one.name)]
            places = frozenset(one.place for one in ones)
            if len(ones) < _ROWS or len({one.kind for one in ones}) > 1 or places in done:
                continue
            done.add(places)
            both = _Column(min(ones, key=_base), max(ones, key=_base))
            for one in ones:
                found.setdefault(one.figure.value, []).append((one, both))
    return found


def _base(one: One) -> Fraction:
    return Fraction(one.base)


def _of_column(
    sentence: Sentence, claim: re.Match[str], columns: Mapping[Decimal, Sequence[tuple[One, _Column]]]
) -> Iterator[dict[str, Value]]:
    """The outermost figure of the only column that has the figure of the words in the row of the name."""
    told = sentence.figures[claim.start("figure")]
    if not _GREW.fullmatch(claim["of"]):
        return  # 服务业增速, 金额: of some of the rows, or of what another column tells
    own = [column for one, column in columns.get(told.value, ()) if claim["who"] in one.name]
    if len(own) != 1 or (_FELL.search(claim["of"]) and own[0].highest.base > 0 > own[0].lowest.base):
        return  # which of those that fell and grew fell the most is told by the sign, or not at all
    most = claim["way"] in _MOST
    if _FELL.search(claim["of"]) and own[0].lowest.base < 0:
        most = not most
    outermost = own[0].highest if most else own[0].lowest
    if outermost.figure.value != told.value:
        span = sentence.span(claim.start(), claim.end("figure"))
        unit = told.unit.symbol if not outermost.figure.unit.symbol else ""
        yield {
            "事项": Said(f"{claim['who']}（{outermost.name}更{'高' if most else '低'}）", span),
            "数值": sentence.span(*claim.span("figure")),
            "所比": Said(f"{'≥' if most else '≤'}{text_of(outermost.value)}{unit}", span),
        }


def _of_list(sentence: Sentence, claim: re.Match[str], moves: Moves, at: int) -> Iterator[dict[str, Value]]:
    """The first growth of each paragraph of the list to which the words lead."""
    if not re.search("增|涨", claim["of"]):
        return
    first: dict[int, Move] = {}
    for move in moves.all:
        if move.table is None and move.since == "年" and at < move.order <= at + _FAR:
            held = first.get(move.order)
            first[move.order] = move if held is None or move.at < held.at else held
    rates = [
        (move, figure) for move in first.values() if (figure := parse_figure(text_of(move.cells.get("所记")) or ""))
    ]
    rates = [(move, figure) for move, figure in rates if figure.dimension == "ratio" and move.up]
    own = [(move, figure) for move, figure in rates if claim["who"] in move.name]
    if len(rates) < _LISTED or len(own) != 1 or len({move.name for move, _ in rates}) != len(rates):
        return
    most = claim["way"] in _MOST
    outermost = (max if most else min)(rates, key=lambda one: one[1].base)
    if outermost[1].base != own[0][1].base:
        span = sentence.span(*claim.span())
        yield {
            "事项": Said(f"{text_of(own[0][0].label)}（{span.text}）", span),
            "数值": own[0][0].cells.get("所记"),
            "所比": Said(f"{'≥' if most else '≤'}{text_of(outermost[0].cells.get('所记'))}", span),
        }
