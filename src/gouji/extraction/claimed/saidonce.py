"""One figure held against one bound by two readers of words: told once (比较).

Words that say that a goal was reached may be read for what they name, for how they are said, and for where they stand. Each
reader is right; where one is sure, those in doubt are left out, and of several in doubt the first is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from gouji.extraction.drafting.draft import Draft, place_of, span_of, text_of
from gouji.faults import regex as re
from gouji.language import Table

_BOUND: Final = re.compile(r"[0-9][0-9.,]*[^0-9]*$")
#: Not to be above a bound is another claim than not to be below it.
_AT_MOST: Final = ("≤", "<")
#: Where other readers put the words that they judge.
_WORDS: Final = {"比较": ("事项", "所比"), "列举": ("事项", "个数"), "序列": ("事项",), "完成": ("结论",)}


def say_once(table: Table, draft: Draft) -> None:
    """Take out the rows in doubt that hold the same figure against the same bound again."""
    rows = draft.tables.get(table.name)
    if not rows:
        return
    told: set[tuple[tuple[int, int], bool, str]] = set()
    again: set[int] = set()
    for row in sorted(rows, key=lambda row: row.doubt):
        limit = text_of(row.cells.get("所比")) or ""
        place, bound = place_of(row.cells.get("数值")), _BOUND.search(limit)
        if place is None or bound is None:
            continue
        one = (place, limit.startswith(_AT_MOST), bound[0])
        if row.doubt and one in told:
            again.add(id(row))
        told.add(one)
    draft.tables[table.name] = [row for row in rows if id(row) not in again]


def words_judged(tables: Mapping[str, Table], draft: Draft, sources: Iterable[str]) -> set[tuple[int, int]]:
    """The places of words that other readers have judged."""
    out: set[tuple[int, int]] = set()
    for source in sources:
        table = tables.get(source)
        for row in draft.tables.get(table.name, ()) if table is not None else ():
            # what a list of which not all is told names says nothing of how many there are
            for column in _WORDS[source] if row.cells.get("列示") != "等" else ():
                span = span_of(row.cells.get(column))
                if span is not None:
                    out.update((id(span.source), at) for at in range(span.start, span.end))
    return out


__all__ = ["say_once", "words_judged"]
