"""Which money the columns of tables and the sentences below headings tell of: the scopes that the words of a pack name.

``支出=支出决算表|支出决算总表:本年支出合计|合计`` says that these columns of these tables tell the scope 支出, a row for each
account, the total by the usual words. A third part names the rows: ``收入=收入支出决算总表:收入/金额:本年收入合计`` is that row
alone, as the total of its scope; with ``*`` among the names, every other row is an account of its own; ``?`` is the only
row of figures that a table has. ``收入/金额`` is a header below another. ``支出=支出决算情况说明:本年支出合计`` names a figure of
the text below a heading; ``甲…乙`` is one called 乙 in a sentence that speaks of 甲 before, and with a third part ``类/款/项`` it
is of the account that stands before it: 教育支出（类）普通教育（款）. ``甲≤乙`` says that no account of
the one scope is more than the same of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.faults import regex as re
from gouji.language import fold_text

_Made = TypeVar("_Made")

#: Every other row is an account of its own.
EVERY: Final = "*"
#: The only row of figures.
ONLY: Final = "?"
#: Between what a sentence speaks of and the name of a figure: 甲…乙, as texts are compared.
_BEFORE_NAME: Final = fold_text("…")
#: What a row of a table is called that is all of it, where the words do not say otherwise.
_TOTALS: Final = ("合计", "总计")
_QUOTES: Final = re.compile(r"[\"“”'‘’《》<>]")
#: What may stand before the name of a table: whose it is and of when, its number.
_BEFORE: Final = re.compile(
    r"(?:.*(?:19|20)[0-9]{2}年?度?|.*[0-9一二三四五六七八九十][、.:]|[(][一二三四五六七八九十0-9]{1,3}[)]|附?表[0-9一二三四五六七八九十.-]*[:、.]?"
    r"|.*公开[0-9.-]+表?[:、]?|.*\s)?(?:部门|本?单位|本级|[A-Z]?[0-9]{1,3}[-_.、:]?)?"
)
#: What may stand behind it: its number, its unit, that it goes on.
_BEHIND: Final = re.compile(
    r"(?:[(\[](?:续表?|附?表?[0-9一二三四五六七八九十.-]+|公开.*|.*[万亿千百]?元|.*年度?|按?.{0,4}功能.*|分?科目|汇总|本级)[)\]]"
    r"|公开.*|(?:金额)?单位:.*|续表?|\s.*|-[0-9]{1,2})?"
)
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
#: The name of any table, but for a number by itself: 公开03表.
_NAME: Final = re.compile(r"(?!.*公开[0-9.-]*表$)[^,;。:]*[\u4e00-\u9fff]{3}表(?:[(\[][^()]*[)\]])?")
#: A heading without its number, and without what it says besides the name: 关于…的说明.
_NUMBER: Final = re.compile(r"(?:[(]?[一二三四五六七八九十0-9]{1,3}[)]?[、.:]?)")
#: A name of a table or a heading is no longer.
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class TableScope:
    """A scope that the columns of a table tell. ``columns`` are the words over one, from the top down; ``rows`` its totals."""

    scope: str
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[str, ...]
    every: bool

    @property
    def only(self) -> bool:
        """Whether the table has one row of figures and no names for it."""
        return self.rows == (ONLY,)


@dataclass(frozen=True, slots=True)
class TextScope:
    """A scope that a figure of the text tells. ``names``: what it is called, after what its sentence says before. ``levels``:
    what stands in brackets behind the names of the account that it is of, from the highest down; none for the total. ``verb``:
    what may stand between a name and its figure."""

    scope: str
    names: tuple[tuple[str, ...], ...]
    verb: re.Pattern[str]
    levels: tuple[str, ...] = ()


class Scopes:
    """The scopes that a pack knows, by the names of tables and headings."""

    def __init__(self, wording: Wording) -> None:
        self._tables: dict[str, list[TableScope]] = {}
        self._headings: dict[str, list[TextScope]] = {}
        for scope, names, columns, rows in _read(scope_of, wording.tabled):
            told = tuple(row for row in rows if row != EVERY)
            made = TableScope(
                scope, tuple(tuple(column.split("/")) for column in columns), told or _TOTALS, not rows or EVERY in rows
            )
            for name in names:
                self._tables.setdefault(name, []).append(made)
        amount = any_of(("总额", "金额", *wording.amounts)).pattern
        verb = re.compile(f"(?:(?:{amount}|均|共计?|达)?(?:为|是|共|达到?|:)|{amount})?$")
        for scope, names, said, levels in _read(scope_of, wording.worded):
            called = tuple(tuple(name.split(_BEFORE_NAME)) for name in said)
            spoken = TextScope(scope, called, verb, tuple(level for one in levels for level in one.split("/")))
            for name in names:
                self._headings.setdefault(name, []).append(spoken)
        self.bounds = sorted(_read(bound_of, wording.bounded))
        self._longest = sorted(self._tables, key=lambda name: (-len(name), name))

    def __bool__(self) -> bool:
        return bool(self._tables)

    def titled(self, text: str) -> str | None:
        """The name of the table that a line names, and nothing else."""
        if len(text) > LONGEST or "表" not in text:
            return None
        line = bare(text)
        for name in self._longest:
            at = line.rfind(name)
            if at >= 0 and _BEFORE.fullmatch(line[:at]) and _BEHIND.fullmatch(line[at + len(name) :]):
                return name
        return None

    def names(self, text: str) -> bool:
        """Whether a line is the name of a table, known or not."""
        if len(text) > LONGEST or "表" not in text:
            return False
        return self.titled(text) is not None or _NAME.fullmatch(bare(text)) is not None

    def of_table(self, name: str) -> Sequence[TableScope]:
        """What the columns of a table tell."""
        return self._tables.get(name, ())

    def of_heading(self, text: str) -> Sequence[TextScope]:
        """What the figures below a heading tell."""
        if not self._headings or len(text) > LONGEST:
            return ()
        line = _YEAR.sub("", bare(text)).removeprefix("年度").removeprefix("年")
        line = _NUMBER.sub("", line, count=1) if _NUMBER.match(line) else line
        line = line.removeprefix("关于").removeprefix("年度").removesuffix("的说明").removesuffix("说明").rstrip("。:")
        return self._headings.get(line, ())


def bare(text: str) -> str:
    """A text as names of tables and accounts are compared: half width, without quotation marks."""
    return _QUOTES.sub("", fold_text(text))


def year_in(text: str) -> str | None:
    """The year that the title of a table names."""
    found = _YEAR.search(fold_text(text))
    return found[0] if found is not None else None


def scope_of(written: str) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]] | None:
    """The scope that a pack writes, its tables or headings, its columns or names, its rows; None where one is missing."""
    scope, _, rest = bare(written).partition("=")
    names, columns, rows = (*map(_listed, rest.split(":")), (), ())[:3]
    return (scope.strip(), names, columns, rows) if scope and names and columns else None


def bound_of(written: str) -> tuple[str, str] | None:
    """The two scopes of 甲≤乙, as a pack writes it; None where it is not so written."""
    lower, sign, upper = written.replace("<=", "≤").partition("≤")
    return (lower, upper) if lower and sign and upper else None


def _read(form: Callable[[str], _Made | None], texts: Iterable[str]) -> Iterator[_Made]:
    """What can be read of some words, in the order of the words."""
    return (made for text in sorted(texts) if (made := form(text)) is not None)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for word in text.split("|") if (part := word.strip()))


__all__ = ["EVERY", "LONGEST", "ONLY", "Scopes", "TableScope", "TextScope", "bare", "bound_of", "scope_of", "year_in"]
