"""One figure held against one bound by two readers of words: told once (比较).

Words that say that a goal was reached may be read for what they name, for how they are said, and for where they stand. Each
reader is right; the auditor is told once, by the first row that is sure, or else by the first.
"""

from __future__ import annotations

import re
from typing import Final

from gouji.extraction.drafting.draft import Draft, DraftRow, place_of, text_of
from gouji.language import Table

_BOUND: Final = re.compile(r"[0-9][0-9.,]*[^0-9]*$")


def say_once(table: Table, draft: Draft) -> None:
    """Take out the rows that hold the same figure against the same bound again."""
    rows = draft.tables.get(table.name)
    if not rows:
        return
    kept: dict[tuple[tuple[int, int], str], DraftRow] = {}
    out: list[DraftRow] = []
    for row in sorted(rows, key=lambda row: row.doubt):
        place, bound = place_of(row.cells.get("数值")), _BOUND.search(text_of(row.cells.get("所比")) or "")
        if place is None or bound is None:
            out.append(row)
            continue
        if (place, bound[0]) not in kept:
            kept[place, bound[0]] = row
            out.append(row)
        elif not row.doubt:
            out.append(row)
    left = set(map(id, out))
    draft.tables[table.name] = [row for row in rows if id(row) in left]


__all__ = ["say_once"]
