"""A printed table that sentences tell again, row by row: 公路项目完成投资1313.8亿元，为年计划的96.6%；港口项目……

Nothing says that they do but the figures. What begins with the name of a row is told of it, and the figures behind it up to
the next such name each may be those of a column; a column in which three rows or more agree is told, and one row that does
not agree with it is a slip in one of the two places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import PrintedRow, Said, Value
from gouji.extraction.grids.items import plain_name
from gouji.extraction.prose.names import in_order
from gouji.extraction.prose.retold import Mention, core_of, digits, rounded
from gouji.extraction.text.sentences import dimension_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import fold_text, unit_of_header

#: Rows that agree, so that a column is told; and how many for one that does not.
_PROOFS: Final = 3
_OUTWEIGH: Final = 3
#: Signs at the end of what stands behind the name of a row that say what is told of it.
_TAIL: Final = 4
#: Which way a change goes says the sign of the cell.
WAY: Final = re.compile(r"(?:增长|下降|上升|增加|减少|提高|降低|上涨|下跌)$")
LONGEST_TABLE: Final = 200
#: Rows of one name that are looked at.
_MOST_ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class Retelling:
    """A cell, and the figure of the text that tells it. ``sure``: where they differ, one of them is wrong."""

    name: str
    cell: Value
    told: Value
    agrees: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class _Telling:
    """A figure that is told of a row. ``key``: the words that say what it is of the row; ``tail``: those behind the name of
    the row, as they stand; ``left``: the row is only the one that nothing else is told of."""

    row: PrintedRow
    key: str
    tail: str
    mention: Mention
    left: bool


def rows_told(told: Sequence[Mention], tables: Sequence[Sequence[PrintedRow]]) -> Iterator[Retelling]:
    """The cells of tables that paragraphs tell again."""
    paragraphs: dict[int, list[Mention]] = {}
    for mention in told:
        paragraphs.setdefault(id(mention.sentence.texts[mention.at]), []).append(mention)
    called: dict[str, list[PrintedRow]] = {}
    known = {mention.base for mention in told}
    for row in (row for rows in tables for row in rows):
        called.setdefault(core_of(fold_text(plain_name(row.name.text))), []).append(row)
    for rows in tables:
        names = names_of(rows)
        own = {id(span.source) for row in rows for span in (row.name, *(span for span, _ in row.cells.values()))}
        if not _PROOFS <= len(names) <= LONGEST_TABLE:
            continue
        for source, mentions in paragraphs.items():
            if source not in own and len(mentions) >= _PROOFS:
                yield from _by_column(_tellings(mentions, names), called, known)


def names_of(rows: Sequence[PrintedRow]) -> Mapping[str, PrintedRow]:
    """The rows by their names; two of one name are none."""
    out: dict[str, list[PrintedRow]] = {}
    for row in rows:
        plain = plain_name(row.name.text)
        name, unit = unit_of_header(plain)
        if len(name := core_of(fold_text(name if unit is not None else plain))) > 1:
            out.setdefault(name, []).append(row)
    return {name: found[0] for name, found in out.items() if len(found) == 1}


def _tellings(mentions: Sequence[Mention], names: Mapping[str, PrintedRow]) -> list[_Telling]:
    """The figures that are told of rows: that which bears the name, and those behind it up to the next of its kind."""
    leads = [
        (at, mention.name, name)
        for at, mention in enumerate(mentions)
        if (name := max((n for n in names if mention.name.startswith(n)), key=len, default=None)) is not None
    ]
    tails = Counter(name[len(row) :] for _, name, row in leads)
    leads = [(at, name, row) for at, name, row in leads if tails[name[len(row) :]] > 1]
    if not leads:
        return []
    kind = Counter(mentions[at].kind for at, _, _ in leads).most_common(1)[0][0]
    rows = {at: (row, name[len(row) :], False) for at, name, row in leads if mentions[at].kind == kind}
    # 公路客货站场项目及其他: the one row that nothing is told of, if its signs stand in the name in their order
    for tail in {tail for _, tail, _ in rows.values() if len(tail) >= _TAIL}:
        rest = [
            at
            for at, mention in enumerate(mentions)
            if at not in rows and mention.kind == kind and mention.name.endswith(tail) and mention.plain
        ]
        untold = names.keys() - {row for row, _, _ in rows.values()}
        fits = [(at, row) for at in rest for row in untold if in_order(row, mentions[at].name[: -len(tail)])]
        if len(fits) == 1 and len(fits[0][1]) > _TAIL - 1:
            rows[fits[0][0]] = (fits[0][1], tail, True)
    out: list[_Telling] = []
    current: tuple[str, bool] | None = None
    for at, mention in enumerate(mentions):
        if at in rows:
            row, tail, left = rows[at]
            current = row, left
            out.append(_Telling(names[row], tail[-_TAIL:], tail, mention, left))
        elif mention.kind == kind and mention.name:
            current = None
        elif current is not None and mention.name:
            key = WAY.sub("", mention.name)
            out.append(_Telling(names[current[0]], f"{mention.kind}:{key}", key, mention, current[1]))
    return out


def _by_column(
    tellings: Sequence[_Telling], called: Mapping[str, Sequence[PrintedRow]], known: Set[Fraction]
) -> Iterator[Retelling]:
    """The figures under one key against the column that most of them agree with.

    One that a row of its name in another table holds is told of that one: 住房保障支出 of one kind of funds, and of all.
    So are those that together come to a whole that the text tells: they are right among themselves.
    ``called``: the rows of all tables by their names; ``known``: the figures that the text tells.
    """
    groups: dict[str, list[_Telling]] = {}
    for one in tellings:
        groups.setdefault(one.key, []).append(one)
    for group in groups.values():
        told = [one for one in group if sum(other.row is one.row for other in group) == 1]
        best: list[tuple[_Telling, Value, bool]] = []
        for column in sorted({at for one in told for at in one.row.cells}):
            made = [(one, *cell) for one in told if (cell := compared(one.row, column, one.mention)) is not None]
            if sum(agrees for _, _, agrees in made) > sum(agrees for _, _, agrees in best):
                best = made
        best = [(one, value, agrees) for one, value, agrees in best if agrees or not _in_another(one, called)]
        right = [one for one, _, agrees in best if agrees and digits(one.mention.figure) > 1]
        wrong = [one for one, _, agrees in best if not agrees]
        if len({one.mention.base for one in right}) < _PROOFS or len(right) < _OUTWEIGH * len(wrong):
            continue
        if wrong and sum((one.mention.base for one, _, _ in best), Fraction(0)) in known:
            best = [(one, value, agrees) for one, value, agrees in best if agrees]
        plainly = {(one.tail, one.mention.when) for one in right}
        for one, value, agrees in best:
            alike = (one.tail, one.mention.when) in plainly and not one.mention.figure.bound
            sure = alike and len(wrong) == 1 and not _elsewhere(one) and len(right) > _PROOFS * one.left
            yield Retelling(one.row.name.text, value, one.mention.value, agrees, sure)


def compared(row: PrintedRow, column: int, told: Mention) -> tuple[Value, bool] | None:
    """The cell of a column as a figure of the text would tell it, and whether they are the same."""
    if column not in row.cells:
        return None
    span, unit = row.cells[column]
    made = read_like(span, unit, told.figure)
    if made is None:
        return None
    value, figure = made
    return value, figure.base == told.base or rounded(figure, told.figure)


def read_like(span: Span, unit: str, like: Figure) -> tuple[Value, Figure] | None:
    """A cell with the unit of its column, or else that of the figure that may tell it; a fall without its sign."""
    figure = parse_figure(span.text)
    if figure is None or not figure.plain:
        return None
    value: Value = span
    sign = unit or ("%" if like.unit.dimension == "ratio" else like.unit.symbol)
    if (not figure.unit.symbol and sign) or figure.value < 0:
        text = f"{span.text.lstrip('-－')}{'' if figure.unit.symbol else sign}"
        value, figure = Said(text, span), parse_figure(text)
    same = figure is not None and dimension_of(figure) == dimension_of(like)
    return (value, figure) if figure is not None and same else None


def _in_another(one: _Telling, called: Mapping[str, Sequence[PrintedRow]]) -> bool:
    """Whether a row of the same name in another table holds what is told."""
    rows = called.get(core_of(fold_text(plain_name(one.row.name.text))), ())
    others = (row for row in rows[:_MOST_ROWS] if row is not one.row)
    return any((cell := compared(row, at, one.mention)) is not None and cell[1] for row in others for at in row.cells)


def _elsewhere(one: _Telling) -> bool:
    """Whether another cell of the row holds what is told."""
    return any((cell := compared(one.row, column, one.mention)) is not None and cell[1] for column in one.row.cells)
