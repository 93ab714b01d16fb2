"""What a sentence reckons of a row that a table prints (平衡、占比).

县级资金……结余37.18万元, where the row says 594.00 and 566.82; 县级资金占全年预算的60%. The pack says of which columns what is
left, or was added, is the difference (结余=全年预算数-全年执行数). Whose it is says the name of a row before it in its sentence;
else it is that of all, if nothing else is told there. What does not come out is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.crossing.rowcells import amounts_of
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.grids.items import plain_name
from gouji.extraction.tried.outcomes import balance, makers
from gouji.extraction.tried.spoken import Spoken
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.figures.folding import fold
from gouji.language import Table

_FORMULA: Final = re.compile(r"(?P<names>[^=]+)=(?P<one>[^-=]+)-(?P<other>[^-=]+)")
#: What else stands around the word for what is reckoned, and says no more of it.
_AROUND: Final = r"尚|仍|还|共|形成|产生|安排|进行|有|的|[金数总]?额|款|了|为|约|达|是|合计|共计|[,:]"
#: What is told of another time or of something else.
_ASIDE: Final = re.compile("上年|去年|往年|以前年度|历年|累计|季度|上半年|月|目标|计划|其中")
_SHARE: Final = re.compile(
    r"(?P<who>.*)占(?:比|(?P<of>[\u4e00-\u9fff]{2,10}?)的?(?:比[例重])?)?(?:已|约|为|是|达到?)*$"
)
_WORD: Final = 2
#: Signs behind the name of a row that say what of it is told.
_LONGEST: Final = 4
#: By what part of it what is told may be off, so that it is meant.
_NEAR: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: what it is called, and its amounts by column."""

    name: str
    figures: Mapping[str, tuple[Value, Figure]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table that have names, and that of all of them."""

    named: Sequence[_Row]
    total: _Row | None

    @property
    def all(self) -> Sequence[_Row]:
        """All of them, with that of all."""
        return [*self.named, *([] if self.total is None else [self.total])]


@dataclass(frozen=True, slots=True)
class _Formula:
    """What is called so is the first column less the other; ``plain``: what may stand around that."""

    name: re.Pattern[str]
    plain: re.Pattern[str]
    one: str
    other: str


def read_rows_reckoned(
    told: Sequence[Spoken], tables: Iterable[Table], by_source: Mapping[str, Table], wording: Wording, draft: Draft
) -> None:
    """Write them. ``told``: the figures of the sentences of a document; ``tables``: those of the vocabulary."""
    sums, shares = by_source.get("平衡"), by_source.get("占比")
    plain = rf"(?:{either(wording.row_plain)}|{_AROUND})*"
    whole = re.compile(rf"总|全部|合计|{either(wording.row_plain)}")
    spent = any_of(wording.spent)
    known, of_all = set(makers(by_source, draft)), _places(shares, draft)
    for table in tables:
        formulas = [made for written in wording.row_formulas if (made := _formula(written, table, plain)) is not None]
        rows = _rows_of(table, draft) if formulas else None
        if rows is None:
            continue
        for one in told:
            if one.mention.figure.bound or _ASIDE.search(one.name):
                continue
            if sums is not None and one.one.kind == "money" and one.one.place not in known:
                for lines in _left(one, rows, formulas):
                    group = Said(f"{one.name or one.one.figure.text}（表内）", span_of(one.one.value))
                    for row in balance(group, lines):
                        draft.say(sums, row, True)
            elif shares is not None and one.one.kind == "ratio" and one.one.place not in of_all:
                for cells in _share(one, rows, whole, spent):
                    draft.say(shares, cells, True)


def _formula(written: str, table: Table, plain: str) -> _Formula | None:
    """What a pack writes, for a table that has its columns: 结余|剩余=全年预算数|预算数-全年执行数|决算数."""
    found = _FORMULA.fullmatch(written)
    if found is None:
        return None
    sides = [
        next((word for word in found[name].split("|") if word in table.columns), None) for name in ("one", "other")
    ]
    if sides[0] is None or sides[1] is None:
        return None
    return _Formula(re.compile(rf"(?:{found['names']}){plain}$"), re.compile(plain), sides[0], sides[1])


def _rows_of(table: Table, draft: Draft) -> _Rows | None:
    rows = draft.tables.get(table.name, ())
    if table.label is None or table.source or not rows:
        return None
    found: dict[str, list[_Row]] = {}
    for row in rows:
        label = fold(text_of(row.cells.get(table.label)) or "")
        own = "" if label in table.total_texts else plain_name(label)
        found.setdefault(own, []).append(_Row(own, amounts_of(table, row, draft)))
    total = found.pop("", [])
    named = [only[0] for name, only in found.items() if len(only) == 1 and len(name) > _WORD]
    return _Rows(named, total[0] if len(total) == 1 else None)


def _left(one: Spoken, rows: _Rows, formulas: Sequence[_Formula]) -> Iterator[Sequence[tuple[Value, Value, int]]]:
    """What a sentence says is left, or was added, and the two cells of which that is the difference, where it is not."""
    for formula in formulas:
        found = formula.name.search(one.name)
        row = None if found is None else _meant(one, formula.plain.sub("", one.name[: found.start()]), rows)
        come = _difference(row, formula) if row is not None else None
        if row is None or come is None:
            continue
        (first, high), (second, low) = row.figures[formula.one], row.figures[formula.other]
        half = (high.step + low.step + one.mention.figure.step) / 2
        off = abs(one.one.base - come)
        others = (_difference(each, other) for each in rows.all for other in formulas)
        if come > 0 and half < off <= _NEAR * come and one.one.base not in others:
            yield [(one.name, one.one.value, 0), (row.name or formula.one, first, 1), (formula.other, second, -1)]
        return


def _difference(row: _Row, formula: _Formula) -> Fraction | None:
    """What a formula makes of a row, where it has both cells."""
    sides = [row.figures.get(column) for column in (formula.one, formula.other)]
    high, low = (None if side is None else side[1].base for side in sides)
    return None if high is None or low is None else high - low


def _meant(one: Spoken, own: str, rows: _Rows) -> _Row | None:
    """The row of which something is told: by its name in the clause or before it, or by a figure of it right before.
    ``own``: what else the figure is called."""
    signs, at = one.mention.sentence.signs, one.mention.at
    called = [(signs.rfind(row.name, 0, at), row) for row in rows.named]
    last, row = max(called, key=lambda found: (found[0], len(found[1].name)), default=(-1, None))
    if own.replace(row.name, "") if row is not None and last >= 0 else own:
        return None
    figures = one.mention.sentence.figures
    before = [place for place in figures if last < place < at and figures[place].unit.dimension == "money"]
    if last >= 0 and row is not None:
        near = not before or any(
            figures[place].base == cell.base for place in before for _, cell in row.figures.values()
        )
        return row if near and not any(stop in signs[last:at] for stop in ";。") else None
    if rows.total is None:
        return None
    whole = {cell.base for _, cell in rows.total.figures.values()}
    return rows.total if all(figures[place].base in whole for place in before) else None


def _share(one: Spoken, rows: _Rows, whole: re.Pattern[str], spent: re.Pattern[str]) -> Iterator[dict[str, Value]]:
    """县级资金占全年预算的60%: the row, and all, where no column makes it; 资金总额906万元，其中县级占60%: all is told there."""
    found = _SHARE.search(one.name)
    if found is None or rows.total is None or not 0 < one.one.base < 1:
        return
    figures = [figure.base for place, figure in one.mention.sentence.figures.items() if place < one.mention.at]
    of_all = whole.search(found["of"]) is not None if found["of"] else False
    there = not found["of"] and any(cell.base in figures for _, cell in rows.total.figures.values())
    who = found["who"].removeprefix("其中")
    row = max((row for row in rows.named if who.startswith(row.name)), key=lambda row: len(row.name), default=None)
    if row is None or not (of_all or there) or len(who) - len(row.name) > _LONGEST:
        return
    totals = {
        name: cell.base for name, (_, cell) in rows.total.figures.items() if cell.base > 0 and name in row.figures
    }
    both = [name for name, total in totals.items() if of_all or total in figures]
    words = f"{who[len(row.name) :]}{found['of'] or ''}"
    if spent.search(words):
        both = [name for name in both if spent.search(name)]
    half = one.mention.figure.step / 2
    made = {column: row.figures[column][1].base / totals[column] for column in both}
    if not made or any(abs(share - one.one.base) <= half for share in made.values()):
        return
    column = max(both, key=lambda name: len(set(name) & set(words)))
    if abs(made[column] - one.one.base) <= _NEAR * made[column]:
        part, total = row.figures[column][0], rows.total.figures[column][0]
        yield {"项目": one.name, "部分": part, "总额": total, "占比": one.one.value}


def _places(table: Table | None, draft: Draft) -> set[tuple[int, int] | None]:
    rows = draft.tables.get(table.name, ()) if table is not None else ()
    return {place_of(row.cells.get("占比")) for row in rows}


__all__ = ["read_rows_reckoned"]
