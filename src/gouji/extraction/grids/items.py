"""The rows of a printed table as items: their names, the marks before the names, and their figures by column.

Marks are numbers (一、（一）1.), codes of which the longer begins like the shorter, blanks, 其中, and words of totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.template import TemplateColumn
from gouji.extraction.text import outline
from gouji.faults import regex as re
from gouji.figures import Figure, Unit, find_unit, parse_figure
from gouji.language import fold_text

_HAN: Final = "一二三四五六七八九十"
_STYLES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[{_HAN}]{{1,3}}[、.．]",
        rf"[（(][{_HAN}]{{1,3}}[)）]",
        r"[0-9]{1,2}[、.．](?![0-9])",
        r"[（(][0-9]{1,2}[)）]",
        r"[①-⑳]",
    )
)
_OF: Final = re.compile(r"(?:[（(]?[0-9一二三四五六七八九十]{0,2}[)）、.．]?)?\s*(?:其中|#|＃)\s*[:：]?")
#: A heading in one cell with its first row: 1.资金来源：（1）财政性资金.
_LED: Final = re.compile(
    rf"^\s*(?P<heading>(?:[{_HAN}]{{1,3}}[、.．]|[0-9]{{1,2}}[、.．])?\s*[\u4e00-\u9fff]{{2,10}}[:：]\s*)(?=[（(](?:[{_HAN}]{{1,3}}|[0-9]{{1,2}})[)）])"
)
TOTAL: Final = re.compile(r"(?:合计|总计|小计|共计)(?:数|额)?$")
#: A rate, which adds up to nothing; and what else is no amount of its row: a mean, a price of one, 公斤/亩. The means of one
#: row add up, those of several rows do not.
_RATE: Final = r"[%％‰]|率(?:$|[（(])|[增减升降]幅|幅度|比例|比重|占比|同比|环比|指数|系数|性别比"
_RATES: Final = re.compile(_RATE)
#: Shares of parts, which add up to all of it.
_STRUCTURE: Final = re.compile(r"构成|结构")
RELATIVE: Final = re.compile(
    rf"{_RATE}|均值?(?:$|[（(])|平均|[人户亩]均|每[亩人户]|单价|单产|均价|密度|[一-龥a-zA-Z0-9]/[一-龥]{{1,4}}[)）]?$"
)
#: The unit at the end of a label: 客运量（万人）, 资源量/亿m3.
_IN_LABEL: Final = re.compile(
    r"[（(\[【](?:[^（）()]*[,，:：、\s])?([^（）(),，:：、\s]+)[)）\]】]$|[/／]([^/／（）()]{1,6})$"
)
_SCALED: Final = re.compile(r"([十百千]?万亿?|[十百千]?亿|[百千])[一-龥]{1,4}")
CODE: Final = re.compile(r"[0-9]{3}(?:[0-9]{2})*$")


@dataclass(slots=True, eq=False)
class Item:
    """A row: its name, its marks, its figures by the number of their column."""

    number: int
    name: Entry
    figures: Mapping[int, tuple[Figure, Entry]]
    blank: frozenset[int]
    """Columns in which nothing is printed."""
    style: int | None = None
    code: str = ""
    indent: int = 0
    of: bool = False
    total: bool = False
    unit: Unit | None = None
    """The unit that the name, or a cell of the row, gives to its bare figures."""
    parent: Item | None = None
    cut: int | None = None
    """The style of the highest numbered heading without figures that stands between it and the row before it."""
    worths: dict[int, tuple[Fraction, Fraction]] = field(default_factory=dict, init=False, repr=False)

    def worth(self, column: int) -> tuple[Fraction, Fraction]:
        """What a figure and its last digit are worth in base units: it is added up again and again."""
        found = self.worths.get(column)
        if found is None:
            figure = self.figures[column][0]
            found = self.worths[column] = figure.base, figure.step
        return found

    @property
    def marked(self) -> bool:
        return self.style is not None or self.of or bool(self.code)


def items_of(
    rows: Iterable[tuple[Entry, Mapping[int, Entry]]],
    columns: Sequence[TemplateColumn],
    totals: frozenset[str],
    code: int | None,
) -> list[Item]:
    """Rows as items. ``rows``: the entry that names each, and its entries by column (a numbered heading that has none is no
    item but parts those around it); ``code``: the column of codes."""
    out: list[Item] = []
    cut: int | None = None
    for name, cells in rows:
        if not cells:
            style = style_of(name.text)
            cut = cut if style is None else style if cut is None else min(cut, style)
            continue
        number = len(out)
        figures = {
            at: (figure, entry)
            for at, entry in cells.items()
            if columns[at].base in ("number", "value", "none")
            and (figure := parse_figure(entry.text)) is not None
            and figure.plain
        }
        blank = frozenset(at for at in range(len(columns)) if at not in cells)
        item = Item(number, name, figures, blank)
        text = name.text
        item.total = name.folded in totals or is_total(text)
        item.of = is_part(text) and not item.total
        item.style = style_of(text) if not item.of else None
        led = _LED.match(text)
        if led is not None and (heading := _style(led["heading"])) is not None:
            cut = heading if cut is None else min(cut, heading)
        item.cut, cut = cut, None
        found = cells.get(code) if code is not None else None
        if found is not None and CODE.match(found.text):
            item.code = found.text
        item.indent = _indent(name)
        item.unit = unit_of_row(name, cells.values())
        out.append(item)
    if any(item.total and item.code for item in out):
        codes = ["", *(item.code for item in out)]  # a total has no code: each is of the row behind it
        for item, own in zip(out, codes, strict=False):
            item.code = own
    least = min((item.indent for item in out), default=0)
    for item in out:
        item.indent -= least
    return out


def partitive(names: Iterable[str]) -> bool:
    """Whether the names of rows of one figure each say that some are parts of others: a total, 其中, or numbers of several
    kinds, or before some of them only."""
    styles: set[int | None] = set()
    for name in names:
        styles.add(style_of(name))
        if len(styles) > 1 or is_part(name) or is_total(name):
            return True
    return False


def style_of(text: str) -> int | None:
    """Which kind of number stands before a name, the highest first; None where there is none."""
    return _style(_LED.sub("", text, count=1))


def _style(text: str) -> int | None:
    return next((number for number, style in enumerate(_STYLES) if style.match(text)), None)


def number_of(text: str) -> int:
    """The number before a name, nought for none."""
    text = _LED.sub("", text, count=1)
    found = re.search(rf"[{_HAN}]{{1,3}}|[0-9]{{1,2}}|[①-⑳]", text)
    return outline.number_of(found[0]) if found is not None and _style(text) is not None else 0


def unit_of_row(name: Entry, cells: Iterable[Entry]) -> Unit | None:
    """The unit of the figures of a row: at the end of its name, or alone in a cell."""
    own = unit_of_label(name.text)
    if own is not None:
        return own
    units = (find_unit(entry.text) for entry in cells if entry is not name)
    return next((unit for unit in units if unit is not None and unit.symbol), None)


def unit_of_label(text: str) -> Unit | None:
    """The unit at the end of a label. One that is not known but says in how many ten thousands it counts is that scale:
    万人公里 are as rounded as 万人."""
    found = _IN_LABEL.search(text)
    if found is None:
        return None
    word = found[1] or found[2]
    unit = find_unit(word)
    if unit is not None:
        return unit if unit.symbol else None
    scaled = _SCALED.fullmatch(word)
    return find_unit(scaled[1]) if scaled is not None else None


def is_count(unit: Unit | None) -> bool:
    """Whether figures in a unit are exact: whole things, counted one by one, and scores."""
    return unit is not None and unit.dimension.startswith(("count", "score")) and unit.scale == 1


def is_rate(text: str) -> bool:
    """Whether a name is that of a rate, which is no part of anything."""
    plain = text.replace(" ", "")
    return _RATES.search(plain) is not None and _STRUCTURE.search(plain) is None


def is_relative(text: str) -> bool:
    """Whether a name is that of rates or means, which add up to nothing."""
    return RELATIVE.search(text.replace(" ", "")) is not None


def is_total(text: str) -> bool:
    """Whether a name is that of a total."""
    return TOTAL.search(fold_text(text).replace(" ", "")) is not None


def is_bare_total(text: str) -> bool:
    """Whether a name is nothing but a word of totals: 合计, not 支出合计."""
    return TOTAL.fullmatch(fold_text(text).replace(" ", "")) is not None


def is_part(text: str) -> bool:
    """Whether a name says that its row is a part of the one before: 其中：甲."""
    return _OF.match(text) is not None


def plain_name(text: str) -> str:
    """A name without the number or the 其中 before it."""
    for mark in (_LED, _OF, *_STYLES):
        found = mark.match(text)
        if found is not None and 0 < found.end() < len(text):
            return plain_name(text[found.end() :].strip())
    return text


def _indent(entry: Entry) -> int:
    """Blanks before a name; a wide one counts twice."""
    before = entry.span.source.text[: entry.span.start]
    width = 0
    for char in reversed(before):
        if char not in " \u3000\xa0":
            break
        width += 2 if char == "\u3000" else 1
    return width
