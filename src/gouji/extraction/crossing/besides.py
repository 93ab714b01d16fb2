"""One row of a printed table that a sentence tells again: 第三产业增加值240.54亿元，增长6.7%。/ 第三产业 | 240.54 | 6.7 |

Where the amount of a row is told by its name, the rate of change behind it is that of the row. And where a sentence tells
plainly what a row is called, with a figure that is one of the row but for a digit, one of the two is perhaps a slip.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.crossing.rowstold import LONGEST_TABLE, WAY, Retelling, compared, names_of
from gouji.extraction.drafting.draft import PrintedRow
from gouji.extraction.prose.retold import Mention, common, core_of, differing, digits, slip
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.language import fold_text, unit_of_header

#: Digits of an amount that is told again; signs that its name shares with that of the row.
_TELLING: Final = 3
_SHARED: Final = 4
#: Signs of a name that is of one thing only.
_LONG: Final = 5
#: How the names of averages begin; digits of a figure that is too short to be held otherwise: 12 for 21.
_MEAN: Final = re.compile("平均|[人户亩日月年]均")
_TWO: Final = 2
#: Of a part of what a table tells.
_PART: Final = re.compile("(?:^|[,;:。])(?:其中|在|针对|面向)|上年|去年")
#: A change against the year before, and nothing else: neither 名义增长 nor 贡献率提高.
_CHANGE: Final = re.compile(rf"^(?:[比较](?:上年|去年)(?:同期)?|同比|按?可比价格?(?:计算)?|[,:])*{WAY.pattern}")
#: What is said of a change over a column.
_OF_CHANGE: Final = re.compile(r"增长|增减|增幅|增速|同比|升降|变[化动]|(?:比|较)上年|涨跌")


def rows_beside(told: Sequence[Mention], tables: Sequence[Sequence[PrintedRow]]) -> Iterator[Retelling]:
    """The cells of rows that sentences tell again, one row at a time."""
    changed = [(one, after) for one, after in pairwise(told) if _is_changed(one, after)]
    named = [one for one in told if len(one.name) >= _LONG and _plainly(one) and not one.when and not one.scoped]
    whole = [
        one for one in told if len(one.name) > _LONG and _plainly(one) and not one.when and not _PART.search(one.before)
    ]
    for rows in tables:
        names = names_of(rows)
        if not 1 < len(names) <= LONGEST_TABLE:
            continue
        own = {id(span.source) for row in rows for span in (row.name, *(span for span, _ in row.cells.values()))}
        yield from _rates([pair for pair in changed if not _stands_in(own, pair[0])], names)
        yield from _slips([one for one in named if not _stands_in(own, one)], names)
        yield from _cells_named([one for one in whole if not _stands_in(own, one)], names)


def _plainly(one: Mention) -> bool:
    """Whether a figure is told as a fact of its own; an average is one where a row is called so in full."""
    return one.plain or (one.whole and not one.figure.bound and _MEAN.match(one.name) is not None)


def _stands_in(texts: Container[int], one: Mention) -> bool:
    return id(one.sentence.texts[one.at]) in texts


def _is_changed(one: Mention, after: Mention) -> bool:
    """Whether an amount is told, and by how much it has changed right behind it."""
    if after.kind != "ratio" or one.kind == "ratio" or one.sentence is not after.sentence:
        return False
    return digits(one.figure) >= _TELLING and not one.figure.bound and _CHANGE.search(after.name) is not None


def _rates(changed: Iterable[tuple[Mention, Mention]], names: Mapping[str, PrintedRow]) -> Iterator[Retelling]:
    """The rates of change behind the amounts of rows."""
    by_value: dict[Fraction, list[tuple[str, PrintedRow]]] = {}
    for name, row in names.items():
        for span, _ in row.cells.values():
            if (figure := parse_figure(span.text)) is not None:
                by_value.setdefault(Fraction(figure.value), []).append((name, row))
    for one, after in changed:
        for name, row in by_value.get(Fraction(one.figure.value), ()):
            if common(name, one.name) < min(_SHARED, len(name)) or not _tells(row, one):
                continue
            cells = [at for at in row.cells if _OF_CHANGE.search(row.headers.get(at, ""))]
            made = compared(row, cells[0], after) if len(cells) == 1 else None
            if made is not None and not made[1]:
                yield Retelling(row.name.text, made[0], after.value, False, False)
            break


def _tells(row: PrintedRow, one: Mention) -> bool:
    """Whether a figure is one of a row."""
    return any((made := compared(row, at, one)) is not None and made[1] for at in row.cells)


def _cells_named(whole: Iterable[Mention], names: Mapping[str, PrintedRow]) -> Iterator[Retelling]:
    """The figures that are called as a row and one of its columns are, and are that cell but for their digits:
    项目支出执行率97.44%, 项目支出 | 执行率 94.47%."""
    cells = {
        f"{name}{core_of(fold_text(unit_of_header(head)[0]))}": (name, row, at)
        for name, row in names.items()
        for at, head in row.headers.items()
        if at in row.cells and head
    }
    for one in whole:
        name, row, at = cells.get(one.name, ("", None, 0))
        if row is None or one.name == name or _tells(row, one):
            continue
        made, figure = compared(row, at, one), parse_figure(row.cells[at][0].text)
        if made is None or made[1] or figure is None or figure.ulp != one.figure.ulp:
            continue
        own, told = (sorted(each.value.as_tuple().digits) for each in (figure, one.figure))
        if own == told or slip(figure, one.figure) or len(differing(figure, one.figure)) == 1:
            yield Retelling(one.name, made[0], one.value, False, False)


def _slips(named: Iterable[Mention], names: Mapping[str, PrintedRow]) -> Iterator[Retelling]:
    """The figures that are told as a row is called, and are none of its own but for a digit."""
    for one in named:
        row = names.get(one.name)
        if row is None or _tells(row, one):
            continue
        for at, (span, _) in row.cells.items():
            figure, made = parse_figure(span.text), compared(row, at, one)
            if figure is None or made is None or figure.ulp != one.figure.ulp:
                continue
            own, told = (each.value.as_tuple().digits for each in (figure, one.figure))
            turned = len(own) == _TWO and own[::-1] == told
            if slip(figure, one.figure) or turned or len(differing(figure, one.figure)) == 1:
                yield Retelling(row.name.text, made[0], one.value, False, False)
                break
