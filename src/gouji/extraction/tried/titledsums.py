"""Totals of a record with the columns beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Value, text_of
from gouji.extraction.tried.titledmade import TWO, adds
from gouji.extraction.tried.titledroles import YEAR, Roles
from gouji.extraction.tried.titledrows import Record, Titled
from gouji.faults import regex as re

_NO_PART: Final = re.compile(
    r"率|比|占|平均|人均|单价|增|减|序号|编码|分值|权重|得分|其中|%|％|年份|时间|备注|行次|排名|名次|同期|上年|备"
)
_NEAR: Final = Fraction(1, 4)


def totals_of(
    records: Iterable[Record], roles: Roles, known: frozenset[tuple[int, int]]
) -> Iterator[tuple[list[dict[str, Value]], bool]]:
    """Each total with the columns beside it: those behind it up to the next, or those before the last column."""
    by_table: dict[int, list[tuple[Titled, list[Titled], Record]]] = {}
    for record in records:
        at = [number for number, cell in enumerate(record.cells) if roles.of(cell.label) == "total"]
        if len(at) != 1:
            continue
        total = record.cells[at[0]]
        parts = record.cells[1:] if at[0] == 0 else record.cells[: at[0]] if at[0] == len(record.cells) - 1 else ()
        fit = len(parts) >= TWO and all(
            part.one.kind == total.one.kind
            and part.one.kind != "ratio"
            and not _NO_PART.search(part.label)
            and not YEAR.match(part.label)
            for part in parts
        )
        if fit:
            by_table.setdefault(record.table, []).append((total, list(parts), record))
    for rows in by_table.values():
        held = [adds(total, parts) for total, parts, _ in rows]
        if held.count(False) > max(1, held.count(True)):
            continue
        for (total, parts, record), holds in zip(rows, held, strict=True):
            off = abs(sum((Fraction(part.one.base) for part in parts), Fraction(0)) - total.one.base)
            if total.one.place in known or (not holds and off > abs(total.one.base) * _NEAR):
                continue
            sure = holds or (any(held) and record.sure)
            name = f"{(text_of(record.name) or '').strip()} {total.label}".strip()
            proof = "明示" if sure else "推测"
            cells: list[dict[str, Value]] = [
                {"名": name, "栏": total.label, "项": total.label, "数额": total.one.value, "位": "总额", "据": proof},
                *(
                    {"名": name, "栏": total.label, "项": part.label, "数额": part.one.value, "位": "分项", "据": proof}
                    for part in parts
                ),
            ]
            yield cells, not sure
