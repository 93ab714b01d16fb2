"""The totals of a printed table that one paragraph tells by the names of its columns: 治理行政村86个，受益农户21360户，建设终端
126座 over a table of the places whose 合计 has 84 | 21360 | 126.

Two figures of the paragraph that are those of their columns show that it speaks of that row; a figure that is called as
another column of it is called, and is not its own, is a remark; so is one that is not called so, but would be that of the
column, were it not for a slip of the pen.

A figure alone may tell the total of a column by its name and words for how much it is (保费规模 over a column 保费合计); where it
is not that total, nor anything else that the paper prints, but has most of its digits, it is a remark as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.crossing.rowstold import Retelling, compared, read_like
from gouji.extraction.drafting.draft import PrintedRow
from gouji.extraction.prose.retold import Mention, core_of, digits, slip
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import fold_text, unit_of_header

_TOTAL: Final = re.compile(r"^(?:合计|总计|共计|小计|全[省市县区州]|总数)")
#: Columns that agree, and digits of their figures; signs of the name of a column.
_PROOFS: Final = 2
_TELLING: Final = 3
_NAMED: Final = 2
#: A figure of one column is no other thing's: it is no more, and no less, than the cell by this factor.
_FAR: Final = 2
#: Words for how much there is of a thing; figures that differ by less than this are near.
_SIZE: Final = re.compile(r"(?:的)?(?:总?规模|总?额|总量|合计|总计|总?金额|总数)+(?:达到?|为|是|共|约|[:,])*$")
_NEAR: Final = Fraction(6, 5)
#: Paragraphs of fewer figures tell no row.
_FEWEST: Final = 3


def totals_told(told: Sequence[Mention], tables: Sequence[Sequence[PrintedRow]]) -> Iterator[Retelling]:
    """The cells of totals that paragraphs tell again and that differ from what they tell."""
    paragraphs: dict[int, list[Mention]] = {}
    for mention in told:
        paragraphs.setdefault(id(mention.sentence.texts[mention.at]), []).append(mention)
    for rows in tables:
        totals = [row for row in rows if _TOTAL.match(fold_text(row.name.text))]
        if len(totals) != 1 or len(totals[0].cells) <= _PROOFS:
            continue
        own = {id(span.source) for row in rows for span in (row.name, *(span for span, _ in row.cells.values()))}
        names = _names(totals[0])
        for source, mentions in paragraphs.items():
            if source not in own and len(mentions) >= _FEWEST:
                missed = list(_missed(totals[0], names, mentions))
                yield from missed or _slipped(totals[0], mentions)


def totals_renamed(
    told: Sequence[Mention], tables: Sequence[Sequence[PrintedRow]], another: re.Pattern[str]
) -> Iterator[Retelling]:
    """The totals of columns that one figure of the text tells in words for how much it is, with other digits.
    ``another``: words that make a name that of another thing."""
    often: dict[Fraction, set[int]] = {}
    for mention in told:
        often.setdefault(mention.base, set()).add(id(mention.sentence))
    alone = [one for one in told if len(often[one.base]) == 1 and not one.figure.bound and not one.when and one.whole]
    alone = [one for one in alone if _SIZE.search(one.words.partition("\n")[0]) and digits(one.figure) > _TELLING]
    if not alone:
        return
    cells = (parse_figure(span.text) for rows in tables for row in rows for span, _ in row.cells.values())
    printed = {Fraction(figure.value) for figure in cells if figure is not None}
    for rows in tables:
        totals = [row for row in rows if _TOTAL.match(fold_text(row.name.text))]
        if len(totals) != 1 or len(rows) <= _PROOFS:
            continue
        for at, name in _names(totals[0]).items():
            core = _SIZE.sub("", name)
            for one in alone if len(core) >= _NAMED else ():
                rest = _SIZE.sub("", one.name)
                made = read_like(*totals[0].cells[at], one.figure)
                if made is None or not rest.endswith(core) or another.search(rest.removesuffix(core)):
                    continue
                if Fraction(one.figure.value) not in printed and _mostly_alike(one.figure, made[1]):
                    yield Retelling(name, made[0], one.value, False, False)


def _mostly_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are near each other and have most of their digits in common."""
    a, b = ("".join(map(str, figure.value.as_tuple().digits)) for figure in (one, other))
    low, high = sorted((one.base, other.base))
    near = low < high and one.unit == other.unit and one.ulp == other.ulp and high < _NEAR * low and a[0] == b[0]
    return near and (sorted(a) == sorted(b) or 2 * sum(map(str.__eq__, a, b)) >= len(a))


def _names(row: PrintedRow) -> Mapping[int, str]:
    """What the columns of a row are called, where it is enough and only one is called so."""
    cores = {at: core_of(fold_text(unit_of_header(row.headers.get(at, ""))[0])) for at in row.cells}
    called = list(cores.values())
    return {at: name for at, name in cores.items() if len(name) >= _NAMED and called.count(name) == 1}


def _missed(row: PrintedRow, names: Mapping[int, str], mentions: Sequence[Mention]) -> Iterator[Retelling]:
    proofs: set[int] = set()
    for at, name in names.items():
        for one in mentions:
            if digits(one.figure) >= _TELLING and _is_called(one, name):
                found = compared(row, at, one)
                if found is not None and found[1]:
                    proofs.add(at)
                    break
    if len(proofs) < _PROOFS:
        return
    for at, name in names.items():
        alike = [one for one in mentions if at not in proofs and _is_called(one, name)]
        made = [(one, found) for one in alike if (found := compared(row, at, one)) is not None]
        if len(made) != 1 or made[0][1][1] or made[0][0].figure.bound or made[0][0].when:
            continue
        one, (value, _) = made[0]
        figure = parse_figure(row.cells[at][0].text)
        if figure is not None and figure.value > 0 and one.figure.ulp == figure.ulp:
            near = figure.value <= _FAR * one.figure.value and one.figure.value <= _FAR * figure.value
            if near and not any(_tells(row, other, one) for other in row.cells):
                yield Retelling(name, value, one.value, False, False)


def _slipped(row: PrintedRow, mentions: Sequence[Mention]) -> Iterator[Retelling]:
    """The figures that would be those of the row but for a slip, in a paragraph that tells two others of it, however called."""
    told = {at for at in row.cells for one in mentions if digits(one.figure) >= _TELLING and _tells(row, at, one)}
    if len(told) < _PROOFS:
        return
    for at, (span, unit) in row.cells.items():
        for one in mentions if at not in told else ():
            made = read_like(span, unit, one.figure)
            plain = one.whole and not one.figure.bound and not any(_tells(row, other, one) for other in row.cells)
            if made is not None and plain and digits(one.figure) >= _TELLING and slip(made[1], one.figure):
                yield Retelling(row.headers.get(at, row.name.text), made[0], one.value, False, False)
                break


def _is_called(one: Mention, name: str) -> bool:
    """Whether a figure is called as a column is, perhaps with words before it: 治理行政村, 行政村."""
    return one.name.endswith(name) or (len(one.name) >= _NAMED and name.endswith(one.name))


def _tells(row: PrintedRow, at: int, one: Mention) -> bool:
    """Whether a figure is that of another column."""
    found = compared(row, at, one)
    return found is not None and found[1]
