"""What the figures of a printed table say of each other becomes rows of the vocabulary's tables.

``adds`` and ``shares`` of a table's layout name the tables that take sums and shares, by the columns of theirs that are
named here: for sums (see ``agreement``) 合计 (the number of the sum), 名 (the row and the column), 栏 (the column of the
vocabulary), 项, 数额, 位 (总额 or 分项), 据; for shares (see ``shares``) 项目, 部分, 总额, 占比, 据. Tables with
the sources 表内合计, 表内占比 and 表内运算 take what no layout speaks of: of any printed table, known or not, the sums,
shares and formulas of its columns that the figures themselves prove. The columns of 表内运算: 名 (the row and the column), 栏, 式
(as in ``arithmetic``), 结果, 率 (the result of a ratio), 甲, 乙. 表内位次 takes neighbours in an order of ranks (``ranks``):
名, 位次, 数值, 前名, 前位次, 前数值, 栏, 序 (升 or 降). 表内等级 takes the grades of rows (``grades``): 名, 得分, 等级.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.document.model import Span
from gouji.extraction.columns.across import partial_columns, runs_of
from gouji.extraction.columns.adding import Tree
from gouji.extraction.columns.agreement import Sum
from gouji.extraction.columns.arithmetic import Columns, Derived
from gouji.extraction.columns.grades import Row, grades_of
from gouji.extraction.columns.ranks import Ranked, ranks_of
from gouji.extraction.columns.shares import Share, shares_of
from gouji.extraction.drafting.draft import Draft, Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.cells import Entry, counts_columns
from gouji.extraction.grids.items import Item, is_count, is_rate, is_relative, items_of, unit_of_row
from gouji.extraction.grids.template import TemplateColumn
from gouji.faults import regex as re
from gouji.figures import Figure, Unit, find_unit, parse_figure
from gouji.language.kinds import SCORE
from gouji.packs.layout import TableLayout
from gouji.packs.vocabulary import Vocabulary

_SUMS, _SHARES, _FORMULAS, _RANKS = "表内合计", "表内占比", "表内运算", "表内位次"
_GRADES: Final = "表内等级"
#: What the figures prove.
_PROVEN = "印证"
_PART_OF = "其中"
_GUESSED = "推测"
_POINTS: Final = find_unit("分")
_SAID: Final = "明示"
_DIFFERENCE: Final = re.compile("[增减差]|变[动化]")
_NOUGHT: Final = re.compile(r"0(?![0-9.])")
_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2})年?")
#: Rows whose numbers follow each other, at least.
_NUMBERED: Final = 4
#: So many shares of one whole are a structure.
_STRUCTURE: Final = 3


class Reckoning:
    """Reckons one printed table after another."""

    def __init__(self, vocabulary: Vocabulary, draft: Draft, wording: Wording) -> None:
        self._vocabulary = vocabulary
        self._wording = wording
        self._draft = draft
        self._sources = {table.source: table.name for table in vocabulary.schema.tables.values() if table.source}
        self._tables = 0
        self.tables: list[tuple[Sequence[TemplateColumn], Sequence[Row]]] = []
        """The tables of which no row may be misread."""
        self._short: Collection[int] = ()
        self._doubtful: Collection[int] = ()

    def table(
        self,
        columns: Sequence[TemplateColumn],
        rows: Sequence[tuple[Entry, Mapping[int, Entry]]],
        table: str | None,
        layout: TableLayout,
        short: Collection[int] = (),
        doubtful: Collection[int] = (),
        code: int | None = None,
    ) -> None:
        """Add what holds between the figures of a table, ``table`` of the vocabulary or none of its.

        ``short``: the entries (by ``id``) of rows that have lost cells. A sum that does not hold because of them is none.
        ``doubtful``: those of rows that may be misread. Beside them a sum that does not hold must be proven elsewhere, and
        no formula or share speaks of them. ``code``: the column of codes, where the layout names none.
        """
        self._tables += 1
        rows = [row for row in rows if not counts_columns(dict.fromkeys((row[0], *row[1].values())))]
        self._short = {*short, *doubtful}
        self._doubtful = doubtful
        form = self._vocabulary.schema.tables.get(table or "")
        if code is None:
            code = next((at for at, column in enumerate(columns) if column.name and column.name == layout.code), None)
        items = items_of(rows, columns, form.total_texts if form is not None else frozenset(), code)
        known = frozenset(at for at, column in enumerate(columns) if column.name is not None)
        relative = frozenset(number for number, (name, _) in enumerate(rows) if is_relative(name.text))
        headers = {at: column.header for at, column in enumerate(columns)}
        certain = [{} if doubtful and self._unsure(cells.values()) else cells for _, cells in rows]
        if code is not None and columns[code].name is None:  # codes are no figures
            certain = [{at: entry for at, entry in cells.items() if at != code} for cells in certain]
        units = {at: column.unit for at, column in enumerate(columns) if column.unit is not None}
        figures = Columns(certain, headers, known, relative, units, [year_of(name.text) for name, _ in rows])
        sure = [at for at, c in enumerate(columns) if c.name and c.base in ("number", "value") and not _is_ratio(c)]
        if any(year_of(columns[at].header) for at in sure):  # older years beside those that are known
            sure += [at for at in figures.amounts if columns[at].name is None and year_of(columns[at].header)]
        derived = list(figures.derived())
        made_of = {made.column for made in derived if made.form not in ("和", "差")}  # rates and means do not add up
        alike = _named_alike([name.folded for name, _ in rows], sum(item.of for item in items))
        if alike:
            pass  # rows that are named by the code of their project do not say what adds up to what
        elif layout.adds and sure:
            self._sums(layout.adds, items, sure, columns, False)
        elif (target := self._sources.get(_SUMS)) is not None:
            amounts = [at for at in figures.amounts if not is_relative(columns[at].header)]
            amounts = [at for at in amounts if at not in made_of and not _of_changes(columns[at], at, items)]
            self._sums(target, _added(items, columns), amounts, columns, True)
        for at, column in enumerate(columns):
            if target := layout.shares.get(column.name or ""):
                self._shares(target, items, at, sure, columns, False)
        if (target := self._sources.get(_SHARES)) is not None:
            # of shares of figures that the vocabulary does not know nobody else speaks
            others = known if sure else frozenset[int]()
            for at in sorted(figures.ratios - others - {made.column for made in derived}):
                self._shares(target, items, at, figures.amounts, columns, True)
        if (target := self._sources.get(_FORMULAS)) is not None:
            for made in derived:
                self._formula(target, rows[made.row][0], made, columns)
            if not doubtful and not alike:
                self._turned(target, rows, columns, code)
        if (target := self._sources.get(_RANKS)) is not None and not doubtful:
            for ranked in ranks_of(columns, rows, self._wording):
                self._ranked(target, ranked, columns)
        if not doubtful:
            self.tables.append((columns, rows))
        if (target := self._sources.get(_GRADES)) is not None and not doubtful:
            for name, score, grade in grades_of(columns, rows, self._wording):
                self._told(target, {"名": name.span, "得分": score.span, "等级": grade.span})
        if (target := self._sources.get(_SUMS)) is not None:
            results = {made.column for made in derived}
            for number, run in enumerate(runs_of(certain, figures.amounts, headers, known)):
                for row, (cells, (name, _)) in enumerate(zip(certain, rows, strict=True)):
                    if run.whole not in results and row not in relative and run.tells(row, cells):
                        group = f"{self._tables}.列{number + 1}.{row + 1}"
                        self._sum_of_row(target, group, name, cells, run.whole, run.parts, columns)
            for whole, part in partial_columns(certain, figures.amounts, headers):
                for row, (cells, (name, _)) in enumerate(zip(certain, rows, strict=True)):
                    if whole in cells and part in cells and row not in relative:
                        group = f"{self._tables}.栏{part + 1}.{row + 1}"
                        self._sum_of_row(target, group, name, cells, whole, (part,), columns, _PART_OF)

    def told(
        self,
        columns: Sequence[TemplateColumn],
        rows: Sequence[tuple[Entry, Mapping[int, Entry]]],
        sums: Sequence[tuple[int, Sequence[int]]],
    ) -> None:
        """Add sums of columns that are proven in a table of which nothing else is known."""
        self._tables += 1
        target = self._sources.get(_SUMS)
        for number, (whole, parts) in enumerate(sums if target is not None else ()):
            for row, (name, cells) in enumerate(rows):
                group = f"{self._tables}.列{number + 1}.{row + 1}"
                named = cells[whole] if name.plain and not columns[whole].header else name
                self._sum_of_row(target or "", group, named, cells, whole, parts, columns)

    def _sums(
        self,
        table: str,
        items: Sequence[Item],
        sure: Sequence[int],
        columns: Sequence[TemplateColumn],
        proven: bool,
    ) -> None:
        sums = list(Tree(items, sure).sums())
        gaps = {(id(found.whole), found.column): _gap(found) for found in sums}
        for number, found in enumerate(sums):
            column = columns[found.column]
            if _DIFFERENCE.search(column.header) and _follows(found, gaps):
                found = replace(found, basis=_GUESSED)
            if found.basis == _GUESSED and _outgrown(found) and not (proven and _all_above(found)):
                continue
            misplaced = bool(self._short) and self._misplaced(found)
            if misplaced and (self._doubtful or not proven or found.basis != _PROVEN or found.rounded):
                continue
            if proven and _numbers_lines(found):
                continue
            if self._doubtful and found.basis != _PROVEN:
                continue
            unit = column.unit or next((item.unit for item in (found.whole, *found.parts) if item.unit), None)
            if found.rounded and not is_count(unit):
                unknown = unit is None and _whole_numbers(found)
                if unknown and found.basis != _PROVEN:
                    continue
                found = replace(found, basis=_GUESSED if unknown else _PROVEN)  # what is rounded holds
            elif proven and not _tells(found, unit):
                continue
            listed = all(part.style is not None for part in found.parts)
            if misplaced or (proven and found.basis == _SAID and not listed):
                found = replace(found, basis=_GUESSED)  # a cell may have moved, rows that no number marks be left out
            name = f"{found.whole.name.text} {column.header}"
            digits = _decimals(
                i.figures[found.column][0] for i in (found.whole, *found.parts) if found.column in i.figures
            )
            for place, item in (("总额", found.whole), *(("分项", part) for part in found.parts)):
                if found.column in item.figures:
                    entry = item.figures[found.column][1]
                    said: dict[str, Value] = {
                        "名": Said(name, found.whole.name.span),
                        "栏": column.name or column.header,
                        "位": place,
                    }
                    value: dict[str, Value] = {
                        "项": item.name.span,
                        "数额": nought(in_words(entry.span, unit), digits),
                        "据": found.basis,
                    }
                    self._told(table, {"合计": f"{self._tables}.{number + 1}", **said, **value})

    def _unsure(self, entries: Iterable[Entry]) -> bool:
        """Whether some entry is of a row that may be misread."""
        return any(id(entry) in self._doubtful for entry in entries)

    def _misplaced(self, found: Sum) -> bool:
        """Whether figures that may stand under another header keep a sum from holding."""
        told = [item.figures[found.column] for item in (found.whole, *found.parts) if found.column in item.figures]
        rounding = sum(figure.step for figure, _ in told)
        return 2 * abs(_gap(found)) > rounding and any(id(entry) in self._short for _, entry in told)

    def _sum_of_row(
        self,
        table: str,
        group: str,
        name: Entry,
        cells: Mapping[int, Entry],
        whole: int,
        parts: Sequence[int],
        columns: Sequence[TemplateColumn],
        basis: str = _PROVEN,
    ) -> None:
        """One row of a column that is the sum of others, or the whole of which they are parts."""
        called = Said(f"{name.text} {columns[whole].header}".strip(), name.span)
        told = (parse_figure(cells[at].text) for at in (whole, *parts) if at in cells)
        digits = _decimals(figure for figure in told if figure is not None)
        for at in (whole, *parts):
            if at in cells:
                said: dict[str, Value] = {
                    "合计": group,
                    "名": called,
                    "栏": columns[whole].header,
                    "位": "总额" if at == whole else "分项",
                }
                value: dict[str, Value] = {
                    "项": columns[at].header or cells[at].span,
                    "数额": nought(in_words(cells[at].span, columns[at].unit), digits),
                    "据": basis,
                }
                self._told(table, {**said, **value})

    def _shares(
        self,
        table: str,
        items: Sequence[Item],
        at: int,
        amounts: Sequence[int],
        columns: Sequence[TemplateColumn],
        proven: bool,
    ) -> None:
        found = list(shares_of(items, at, amounts))
        parts = Counter(id(share.whole) for share in found)
        for share in found:
            if (proven and share.basis != _PROVEN) or self._unsure((share.share, share.part[1], share.whole)):
                continue
            if parts[id(share.whole)] >= _STRUCTURE and _made_to_fit(share):
                continue
            unit = columns[share.column].unit
            item, part = share.part
            said: dict[str, Value] = {"项目": item.name.span, "占比": share.share.span, "据": share.basis}
            whole: dict[str, Value] = {"部分": in_words(part.span, unit), "总额": in_words(share.whole.span, unit)}
            self._told(table, {**said, **whole})

    def _formula(self, table: str, name: Entry, made: Derived, columns: Sequence[TemplateColumn]) -> None:
        header = columns[made.column].header
        units = [columns[at].unit for at in made.columns]
        self._derived(table, Said(f"{name.text} {header}", name.span), header, made, units)

    def _turned(
        self,
        table: str,
        rows: Sequence[tuple[Entry, Mapping[int, Entry]]],
        columns: Sequence[TemplateColumn],
        code: int | None,
    ) -> None:
        """What the rows of a table make of each other, column by column: rates under the amounts they are rates of."""
        rows = [row for row in rows if row[1]]
        units = {at: unit for at, (name, cells) in enumerate(rows) if (unit := unit_of_row(name, cells.values()))}
        names = {
            at: f"{name.text}（{units[at].symbol}）" if at in units and units[at].dimension == "ratio" else name.text
            for at, (name, _) in enumerate(rows)
        }
        places = [at for at in range(len(columns)) if at != code]
        turned = [
            {number: cells[at] for number, (name, cells) in enumerate(rows) if at in cells and cells[at] is not name}
            for at in places
        ]
        years = [year_of(columns[at].header) for at in places]
        for made in Columns(turned, names, units=units, years=years, turned=True).derived():
            name, header = rows[made.column][0], columns[places[made.row]].header
            own = [units.get(number) for number in made.columns]
            self._derived(table, Said(f"{name.text} {header}", name.span), header, made, own)

    def _derived(self, table: str, called: Value, header: str, made: Derived, units: Sequence[Unit | None]) -> None:
        """``units``: those that the columns of the result, of 甲 and of 乙 give to bare figures."""
        form, entries = made.form, (made.result, made.first, made.second)
        if form in ("和", "差") and len(stated := {unit for unit in units if unit is not None}) == 1:
            units = [*stated] * len(units)  # what is added has the unit of what it is added to
        elif form != "均" and len(stated := {unit for unit in units[1:] if unit is not None}) == 1:
            units = [units[0], *stated, *stated]  # nor has it another that a rate of it is proven by
        result, first, second = (in_words(entry.span, unit) for entry, unit in zip(entries, units, strict=True))
        place = {"和": "结果", "差": "结果", "均": "均"}.get(form, "率")
        if form == "均":
            result, first, second = _bare(made.result, 0), _bare(made.first, -made.power), _bare(made.second, 0)
        elif place == "率" and (figure := parse_figure(made.result.text)) and not figure.unit.symbol:
            unit = units[0]
            sign = unit.symbol if unit is not None and unit.dimension == "ratio" else "%"
            result = percent(made.result.span) if made.fraction else Said(f"{made.result.text}{sign}", made.result.span)
        if form == "商" and made.result.text.strip()[:1] in "-−－" and made.first.text.strip()[:1].isdecimal():
            return  # a fall is no share: its cells have moved into other columns
        self._told(table, {"名": called, "栏": header, "式": form, place: result, "甲": first, "乙": second})

    def _ranked(self, table: str, found: Ranked, columns: Sequence[TemplateColumn]) -> None:
        column = columns[found.column]
        said: dict[str, Value] = {"栏": column.header, "序": "降" if found.falls else "升"}
        for mark, (name, rank, figure) in (("前", found.before), ("", found.after)):
            said[f"{mark}名"] = name.span
            said[f"{mark}位次"] = rank.span
            said[f"{mark}数值"] = in_words(figure.span, column.unit)
        self._told(table, said)

    def _told(self, table: str, cells: Mapping[str, Value]) -> None:
        known = self._vocabulary.schema.tables.get(table)
        if known is not None:
            self._draft.row(table, {name: value for name, value in cells.items() if name in known.columns})


def _added(items: list[Item], columns: Sequence[TemplateColumn]) -> list[Item]:
    """The rows that add up: without those called rates, unless it is points that stand in them."""
    if any(column.kind is not None and column.kind.dim == SCORE for column in columns):
        return items
    added = [item for item in items if not is_rate(item.name.text)]
    for number, item in enumerate(added):
        item.number = number
    return added


def _named_alike(names: Sequence[str], marked: int) -> bool:
    """Whether half of the rows or more repeat a name, some of them right below it. The same rows under one heading after
    another do not; nor do those that ``marked`` ones of the same name explain."""
    counts = Counter(names)
    if 2 * len(counts) > len(names) or max(counts.values(), default=1) <= marked:
        return False
    return any(one == other for one, other in pairwise(names))


def _made_to_fit(share: Share) -> bool:
    """Whether a share misses by its last digit what it should be: one of a structure often does, to make a hundred."""
    part, whole, printed = (parse_figure(entry.text) for entry in (share.part[1], share.whole, share.share))
    if part is None or whole is None or printed is None or whole.base <= 0:
        return False
    scale = printed.unit.scale if printed.unit.dimension == "ratio" else Fraction(1, 100)
    ulp = Fraction(printed.ulp) * scale
    return ulp / 2 < abs(part.base / whole.base - Fraction(printed.value) * scale) <= ulp


def _follows(found: Sum, gaps: Mapping[tuple[int, int], Fraction]) -> bool:
    """Whether a sum of differences is off by as much as that of a column that they are differences from."""
    gap, items = _gap(found), (found.whole, *found.parts)
    for (whole, other), off in gaps.items() if gap else ():
        if whole != id(found.whole) or other == found.column or abs(off) != abs(gap):
            continue
        for third in found.whole.figures:
            if third not in (other, found.column) and all(
                {found.column, other, third} <= item.figures.keys()
                and abs(item.figures[third][0].base - item.figures[other][0].base)
                == abs(item.figures[found.column][0].base)
                for item in items
            ):
                return True
    return False


def _gap(found: Sum) -> Fraction:
    """By how much the parts of a sum are more than it."""
    told = [item.figures[found.column][0] for item in (found.whole, *found.parts) if found.column in item.figures]
    return sum((Fraction(figure.base) for figure in told[1:]), -Fraction(told[0].base))


def _of_changes(column: TemplateColumn, at: int, items: Sequence[Item]) -> bool:
    """Whether figures that no header names rise and fall with decimals: they are hardly amounts."""
    figures = [item.figures[at][0] for item in items if at in item.figures]
    return not column.header and any(f.value < 0 for f in figures) and any(f.ulp < 1 for f in figures)


def _numbers_lines(found: Sum) -> bool:
    """Whether the figures of a sum count the rows one by one: 行次."""
    told = [item.figures[found.column][0].value for item in (found.whole, *found.parts) if found.column in item.figures]
    return len(told) >= _NUMBERED and all(one + 1 == other for one, other in pairwise(told))


def _whole_numbers(found: Sum) -> bool:
    """Whether the figures of a sum are whole, some of them bare: nobody knows whether they were rounded."""
    told = [item.figures[found.column][0] for item in (found.whole, *found.parts) if found.column in item.figures]
    return any(not figure.unit.symbol for figure in told) and all(figure.ulp >= 1 for figure in told)


def _tells(found: Sum, unit: Unit | None) -> bool:
    """Whether a sum of a table that is none of the vocabulary's is told: what its figures prove, what its marks say, and a
    total below all other rows."""
    if found.basis == _PROVEN:
        return True
    if found.basis == _SAID:
        return not found.whole.code and len(found.parts) > 1  # rows of codes are often left out
    return _all_above(found) and unit != _POINTS  # of what has points some rows are often left out


def _all_above(found: Sum) -> bool:
    """Whether a total stands below all other rows of its table, of which none is marked, and is read to be their sum."""
    above = found.whole.number == len(found.parts) and found.parts[-1].number < found.whole.number
    return above and found.whole.total and not any(part.marked for part in found.parts)


def _outgrown(found: Sum) -> bool:
    """Whether one part alone is more than the whole: the rows are hardly its parts."""
    whole = found.whole.figures.get(found.column)
    parts = [part.figures[found.column][0].value for part in found.parts if found.column in part.figures]
    return whole is not None and all(value >= 0 for value in parts) and max(parts, default=0) > whole[0].value


def in_words(value: Value, unit: Unit | None) -> Value:
    """A bare number with the unit that its header gives, printed after it."""
    if unit is None or not isinstance(value, Span):
        return value
    figure = parse_figure(value.text)
    return value if figure is None or figure.unit.symbol else Said(f"{value.text}{unit.symbol}", value)


def _decimals(figures: Iterable[Figure]) -> int:
    """How many digits behind the point the finest of some figures has."""
    exponents = (figure.value.as_tuple().exponent for figure in figures if figure.value)
    return max((-at for at in exponents if isinstance(at, int)), default=0)


def nought(value: Value, digits: int) -> Value:
    """A bare 0 among figures with decimals with as many: it was not rounded to a whole number."""
    span, text = span_of(value), text_of(value)
    if span is None or text is None or digits <= 0 or _NOUGHT.match(text) is None:
        return value
    return Said(f"0.{'0' * digits}{text[1:]}", span)


def year_of(text: str) -> int | None:
    """The year that heads a column or a row."""
    found = _YEAR.fullmatch(text.replace(" ", ""))
    return int(found[1]) if found is not None else None


def _bare(entry: Entry, power: int) -> Value:
    """A figure times a power of ten, without its unit."""
    figure = parse_figure(entry.text)
    return entry.span if figure is None else Said(f"{figure.value.scaleb(power):f}", entry.span)


def percent(value: Value) -> Value:
    """A bare fraction as a percentage, with two digits less after the point."""
    if not isinstance(value, Span) or (figure := parse_figure(value.text)) is None or figure.unit.symbol:
        return value
    return Said(f"{figure.value.scaleb(2):f}%", value)


def _is_ratio(column: TemplateColumn) -> bool:
    return column.kind is not None and column.kind.ratio
