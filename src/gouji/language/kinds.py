"""Kinds of columns and types of expressions: what can be added to, compared with and filled in for what."""

from __future__ import annotations

from dataclasses import field

from gouji.faults.record import dataclass
from gouji.figures import BARE, Figure, Unit, find_unit

#: A physical dimension: base names with their powers, sorted. ``()`` is a plain number or a ratio.
Dim = tuple[tuple[str, int], ...]

NUMBER: Dim = ()
#: Dimensions whose units are told apart only when figures meet: 人 and 户 are both counts, yet never equal.
COUNT: Dim = (("count", 1),)
SCORE: Dim = (("score", 1),)
MONEY: Dim = (("money", 1),)


def dim_of(unit: Unit) -> Dim:
    """The static dimension of a unit: all measure words are counts here, bare numbers and ratios are plain."""
    name = unit.dimension
    if name in ("number", "ratio"):
        return NUMBER
    return ((name.split(":")[0] if name.startswith("count") else name, 1),)


def dim_met(unit: Unit) -> Dim:
    """The dimension in which a figure of this unit meets others while judging: 人 and 户 are told apart here."""
    return () if unit.dimension in ("number", "ratio") else ((unit.dimension, 1),)


def multiply(left: Dim, right: Dim, sign: int = 1) -> Dim:
    """The dimension of a product (``sign`` 1) or a quotient (-1)."""
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def priced(one: Dim, other: Dim) -> bool:
    """Whether two dimensions differ by what was counted only: 金额 and 数量 × 单价, where a price is printed as 800元.

    Heads and pieces have the scale 1, so that the numbers are the same; areas and weights have not, and stay apart.
    """
    rest = multiply(one, other, -1)
    counted = all(name.split(":")[0] == "count" for name, _ in rest)
    return bool(rest) and counted and any(name.split(":")[0] != "count" for name, _ in one)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column holds.

    ``base`` is ``number`` (a figure of ``dim``), ``value`` (a figure of any unit, a date or words: each cell tells),
    ``target``, ``date`` or ``text``. ``ratio`` marks numbers that are printed as percentages.
    """

    word: str
    english: str
    base: str
    dim: Dim = NUMBER
    ratio: bool = False
    width: str = "exact"

    def name(self, lang: str = "zh") -> str:
        return self.english if lang == "en" else self.word


#: The kinds a vocabulary can name. Widths are those of the numbers-as-printed semantics: counts and scores are exact,
#: rates are as wide as their printed digits, money is as wide as the finest digits of its column.
KINDS: tuple[Kind, ...] = (
    Kind("金额", "money", "number", MONEY, width="column"),
    Kind("比率", "ratio", "number", NUMBER, ratio=True, width="printed"),
    Kind("分数", "score", "number", SCORE),
    Kind("数量", "count", "number", COUNT),
    Kind("数", "number", "number", NUMBER, width="column"),
    Kind("面积", "area", "number", (("area", 1),), width="printed"),
    Kind("长度", "length", "number", (("length", 1),), width="printed"),
    Kind("重量", "mass", "number", (("mass", 1),), width="printed"),
    Kind("时长", "hours", "number", (("hours", 1),), width="printed"),
    Kind("天数", "days", "number", (("days", 1),)),
    Kind("日期", "date", "date"),
    Kind("目标", "target", "target"),
    Kind("取值", "value", "value", width="printed"),
    Kind("文本", "text", "text"),
)
BY_WORD = {word: kind for kind in KINDS for word in (kind.word, kind.english)}
WIDTHS = {
    "精确": "exact",
    "exact": "exact",
    "显示": "printed",
    "printed": "printed",
    "列": "column",
    "column": "column",
}

#: How far a column is trusted, as the weight of a change in it: two figures of little trust for one of the usual.
TRUSTS = {"低": 1, "low": 1, "中": 2, "medium": 2, "高": 4, "high": 4}


@dataclass(frozen=True, slots=True)
class Column:
    """A column or a field of the vocabulary."""

    name: str
    kind: Kind
    width: str
    unit: Unit | None = None
    """The unit of a bare number in this column, when the vocabulary or the header gives one."""
    empty: frozenset[str] = frozenset()
    """Texts that mean "nothing entered" in this column, besides the ones common to all."""
    trust: int = 2
    """How much it takes to doubt a figure of this column, where it is one of several that may be wrong."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the vocabulary: its columns, the column that names a row, and which row is the total."""

    name: str
    columns: dict[str, Column]
    label: str | None = None
    total_column: str | None = None
    total_texts: frozenset[str] = frozenset()
    source: str = ""
    """What of a document its rows are, where they are no rows of a printed table: its outline, its paragraphs, its years."""

    @property
    def holds_texts(self) -> bool:
        """Whether its rows are the paragraphs of a document."""
        return self.source == "段落"


@dataclass(frozen=True, slots=True)
class Schema:
    """All names a rule may use: tables, fields and word sets. ``closed`` is False for names inferred from a report."""

    tables: dict[str, Table] = field(default_factory=dict)
    fields: dict[str, Column] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Type:
    """The type of an expression: ``number``, ``value``, ``target``, ``date``, ``text``, ``set`` or ``truth``."""

    base: str
    dim: Dim = NUMBER
    ratio: bool = False

    @property
    def numeric(self) -> bool:
        return self.base in ("number", "value")


TRUTH = Type("truth")
TEXT = Type("text")
_NAMES = {
    "truth": ("是非判断", "a condition"),
    "text": ("文字", "text"),
    "set": ("一组词", "a set of words"),
    "date": ("日期", "a date"),
    "target": ("目标", "a target"),
    "value": ("取值", "a value"),
}
_DIMS = {
    "money": ("金额", "money"),
    "count": ("数量", "a count"),
    "score": ("分数", "a score"),
    "area": ("面积", "an area"),
    "length": ("长度", "a length"),
    "mass": ("重量", "a mass"),
    "hours": ("时长", "hours"),
    "days": ("天数", "days"),
}


def type_name(type_: Type, lang: str = "zh") -> str:
    """What people call a type."""
    at = int(lang == "en")
    if type_.base != "number":
        return _NAMES[type_.base][at]
    if type_.ratio:
        return ("比率", "a ratio")[at]
    if not type_.dim:
        return ("数", "a number")[at]
    if len(type_.dim) == 1 and type_.dim[0][1] == 1:
        return _DIMS.get(type_.dim[0][0], (type_.dim[0][0], type_.dim[0][0]))[at]
    over = "×".join(_DIMS.get(n, (n, n))[at] for n, p in type_.dim if p > 0)
    under = "×".join(_DIMS.get(n, (n, n))[at] for n, p in type_.dim if p < 0)
    return f"{over or '1'}÷{under}" if under else over


def column_type(column: Column) -> Type:
    """The type of a cell of this column."""
    return Type(column.kind.base, column.kind.dim, column.kind.ratio)


def unit_of_header(header: str) -> tuple[str, Unit | None]:
    """A header taken apart: ``金额（万元）`` is the column 金额 in 万元; of ``比率(B/A)`` the name stays."""
    for left, right in (("（", "）"), ("(", ")"), ("[", "]"), ("【", "】")):
        if header.endswith(right) and left in header:
            name, inside = header[:-1].rsplit(left, 1)
            unit = find_unit(inside.removeprefix("单位:").removeprefix("单位：").strip())
            if name.strip():
                return name.strip(), unit
    return header.strip(), None


def infer_column(name: str, figures: list[Figure | None], targets: int, periods: int, texts: int) -> Column:
    """The column that a report's own cells suggest, for rule files without a vocabulary.

    ``figures`` are the cells that parse as figures; the other numbers count the cells that are targets with an
    operator, dates, and words. All figures of one dimension and nothing else: that kind. Figures among other things:
    ``value``.
    """
    base, unit = unit_of_header(name)
    found = [f for f in figures if f is not None]
    dims = {f.unit.dimension for f in found}
    if targets:
        return Column(name, BY_WORD["目标"], "printed", unit)
    if periods and not found and not texts:
        return Column(name, BY_WORD["日期"], "exact")
    if not found:
        # a column with nothing in it may be meant for anything
        return Column(name, BY_WORD["文本" if texts else "取值"], "exact" if texts else "printed", unit)
    if texts or periods or len(dims) > 1:
        return Column(name, BY_WORD["取值"], "printed", unit)
    only = next(iter(dims))
    if only == "number" and unit is not None:
        only = unit.dimension
    if only == "ratio" or (only == "number" and base.endswith(("率", "占比", "比重"))):
        return Column(name, BY_WORD["比率"], "printed", unit)
    for kind in KINDS:
        if kind.base == "number" and kind.dim and kind.dim == ((only.split(":")[0], 1),):
            return Column(name, kind, kind.width, unit)
    if only == "number":
        return Column(name, BY_WORD["数"], "column", unit or BARE)
    return Column(name, BY_WORD["取值"], "printed", unit)
