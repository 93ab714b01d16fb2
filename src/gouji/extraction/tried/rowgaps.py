"""By how much two cells of a row differ, told behind them in words, where it does not come out (变动).

参与率 | 60% | 62% | 提高3个百分点. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Grid, GridCell
from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.tried.outcomes import places_in
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import Table

#: 提高2个百分点, in a cell behind two others.
_CELL: Final = re.compile(
    r"(?P<way>提高|上升|提升|增加|增长|多|高|下降|降低|减少|回落|少|低)了?(?P<amount>[0-9][0-9.,]*\s*[^\s0-9.,()（）]{1,5})"
)
_LOWER: Final = re.compile(r"[减降少低落]")


def read_row_gaps(document: Document, by_source: Mapping[str, Table], draft: Draft) -> None:
    """Write them."""
    table = by_source.get("变动")
    if table is None:
        return
    known = places_in(by_source, draft, {"变动": ("变动额",)})
    for block in document.blocks:
        rows: dict[int, list[GridCell]] = {}
        for cell in block.cells if isinstance(block, Grid) else ():
            rows.setdefault(cell.row, []).append(cell)
        for cells in rows.values():
            if (row := _row(cells)) is not None and place_of(row["变动额"]) not in known:
                draft.say(table, row, True)


def _row(cells: Sequence[GridCell]) -> dict[str, Value] | None:
    """What the cell of a change says, where the row has two figures of its kind, right before it, and no others."""
    told: list[tuple[GridCell, Figure]] = []
    for cell in cells:
        figure = parse_figure(cell.text.text)
        if figure is not None and figure.plain and figure.unit.symbol:
            told.append((cell, figure))
            continue
        found = _CELL.fullmatch(cell.text.text.strip())
        if found is None:
            continue
        amount = parse_figure(found["amount"])
        if amount is None or len(told) != 2 or amount.base <= 0:
            return None
        points = "百分点" in amount.unit.symbol
        (before, prior), (now, own) = told
        kinds = {figure.dimension for figure in (prior, own, *(() if points else (amount,)))}
        if len(kinds) > 1 or (points and kinds != {"ratio"}) or prior.base <= 0:
            return None
        worth = Fraction(amount.base) * (-1 if _LOWER.search(found["way"]) else 1)
        if abs(own.base - prior.base - worth) <= (amount.step + prior.step + own.step) / 2:
            return None
        text = cell.text
        start = text.text.index(found["amount"])
        return {
            "项目": cells[0].text.span(0, len(cells[0].text.text)),
            "本期": now.text.span(0, len(now.text.text)),
            "上期": before.text.span(0, len(before.text.text)),
            "变动额": text.span(start, start + len(found["amount"])),
            "方向": "低" if worth < 0 else "高",
        }
    return None
