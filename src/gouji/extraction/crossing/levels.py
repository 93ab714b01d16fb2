"""Words that say that one figure of an account is as large as another (决算比预算无增减变化), held against a printed table.

The row is the one whose name is in the words, the two columns are those that the words call. Words and table may be of
different scopes, so that a row that belies them is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.facts import Level
from gouji.extraction.text.sentences import FIGURES
from gouji.faults import regex as re
from gouji.figures import parse_figure
from gouji.figures.folding import fold
from gouji.language import Table

_MARKS: Final = re.compile(rf"[\s“”‘’\"'{FIGURES}]|\([^()]*\)")
_LEAD: Final = re.compile(r"^(?:其中|[0-9一二三四五六七八九十]+[、.])[::]?|^[::]")
#: What the name of a row may lack in a sentence.
_TAIL: Final = re.compile(r"(?:费用|费|支出|收入|经费|合计|总计|小计|总额|情况)+$")
#: What joins two names: 购置 is not what 购置及运行 speaks of.
_JOINED: Final = re.compile(r"(?:费用|费|支出|经费)?[及和与、]")
_COUNT: Final = re.compile(r"[数额]$")
_BEFORE: Final = ("上年", "去年", "上期")
_SHORT: Final = 2


def read_levels(levels: Iterable[Level], tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write each claim whose row and columns are printed to the table of comparisons."""
    planned = any_of(wording.planned)
    target = next((table for table in tables.values() if table.source == "比较"), None)
    rows = list(_rows(tables, draft))
    if target is None or not rows:
        return
    for level in levels:
        words, other = _plain(level.words), _COUNT.sub("", _plain(level.other))
        named = [(len(name), row) for name, row in rows if _named(name, words)]
        longest = max((length for length, _ in named), default=0)
        row = [row for length, row in named if length == longest]
        if len(row) != 1 or not other:
            continue
        cells = {column: cell for column, cell in row[0].cells.items() if parse_figure(text_of(cell) or "") is not None}
        own = [column for column in cells if _COUNT.sub("", column) in words]
        bases = [column for column in cells if _called(column, other, planned) and column not in own]
        if len(own) == 1 and len(bases) == 1:
            value, base = cells[own[0]], text_of(cells[bases[0]]) or ""
            same = parse_figure(text_of(value) or "") == parse_figure(base)
            said: dict[str, Value] = {"事项": level.span, "数值": value, "所比": Said(f"={base}", level.span)}
            draft.say(target, said, not same)


def _rows(tables: Mapping[str, Table], draft: Draft) -> Iterator[tuple[str, DraftRow]]:
    """The printed rows that have a name, with what of it must be in a sentence."""
    for table, rows in draft.tables.items():
        known = tables.get(table)
        if known is None or known.source or known.label is None or table in draft.claimed:
            continue
        for row in rows:
            name = _TAIL.sub("", _LEAD.sub("", _plain(text_of(row.cells.get(known.label)) or "")))
            if len(name) >= _SHORT and not row.doubt:
                yield name, row


def _plain(words: str) -> str:
    return _MARKS.sub("", fold(words))


def _named(name: str, words: str) -> bool:
    at = words.find(name)
    return at >= 0 and _JOINED.match(words, at + len(name)) is None


def _called(column: str, other: str, planned: re.Pattern[str]) -> bool:
    """Whether a column is what words call: 计划 of 年初计划数, 去年 of 上年数, which is not 上年计划数."""
    if other[:2] in _BEFORE:
        return column.startswith("上年") and bool(planned.search(column)) == bool(planned.search(other))
    return not column.startswith("上年") and other in column
