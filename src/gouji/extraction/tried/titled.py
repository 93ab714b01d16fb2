"""What figures of a row make of each other by what they are called: 完成率 of 目标值 and 实际完成值, 增减额 and
增减率 of two years, 结余 of what was planned and spent, a 合计 of the columns beside it.

Where the names leave no doubt, and the row stands below them, what does not hold accuses; otherwise it is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.tried.titledmade import TWO, grows, is_fraction, makes, off_by_sign
from gouji.extraction.tried.titledroles import CHANGE, GROWTH, Roles
from gouji.extraction.tried.titledrows import Record, Titled, records_of
from gouji.extraction.tried.titledscores import scores_by_rates
from gouji.extraction.tried.titledsums import totals_of
from gouji.faults import regex as re
from gouji.language import Table

_CARRIED: Final = re.compile(r"结转|结余|年初(?!预算|目标|计划|安排)")


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What a row of the table of reckonings says: how its figure is made, of which two, and whether it is."""

    way: str
    made: Titled
    one: Titled
    other: Titled
    holds: bool
    sure: bool
    turned: bool = False


def read_titled(document: Document, tables: Iterable[Table], wording: Wording, draft: Draft) -> None:
    """Write what is made of what to the table of reckonings, and totals with their columns to that of sums."""
    tables = list(tables)
    by_source = {table.source: table for table in tables if table.source}
    reckoned, summed = by_source.get("表内运算"), by_source.get("表内合计")
    roles = Roles(wording)
    known = _known(draft, tables)
    records = list(records_of(document, roles.title))
    if reckoned is not None:
        for record in records:
            for row in _reckonings(record, roles):
                if row.made.one.place not in known and (row.holds or not row.turned):
                    draft.say(reckoned, _row(record, row), not row.sure and not row.holds)
        for linear, doubt in scores_by_rates(document, known):
            draft.say(reckoned, linear, doubt)
    if summed is not None:
        for number, (cells, doubt) in enumerate(totals_of(records, roles, known), 1):
            for cell in cells:
                draft.say(summed, {"合计": f"列名{number}", **cell}, doubt)


def _known(draft: Draft, tables: Iterable[Table]) -> frozenset[tuple[int, int]]:
    """Where figures stand that something is already said to make. A rate beside a goal, in a table of goals, is not."""
    judged = ("完成率", "执行率", "率", "占比", "增减率", "变动率", "结果", "增减额", "得分", "均", "平均", "结余")
    goals = {
        table.name
        for table in tables
        if not table.source and any(c.kind.base == "target" for c in table.columns.values())
    }
    found: set[tuple[int, int]] = set()
    for table, rows in draft.tables.items():
        for row in rows:
            if table in goals or sum(value is not None for value in row.cells.values()) <= TWO:
                continue
            names = judged if row.cells.get("位") != "总额" else (*judged, "数额")
            found |= {place for name in names if (place := place_of(row.cells.get(name))) is not None}
    return frozenset(found)


def _row(record: Record, row: _Reckoned) -> dict[str, Value]:
    name = text_of(record.name) or ""
    label = f"{name.strip()} {row.made.label}".strip()
    cells: dict[str, Value] = {
        "名": Said(label, span_of(record.name) or span_of(row.made.one.value)),
        "栏": row.made.label,
        "式": row.way,
        "甲": row.one.one.value,
        "乙": row.other.one.value,
    }
    if row.way in ("差", "和"):
        cells["结果"] = row.made.one.value
    else:
        cells["率"] = _percent(row.made)
    return cells


def _percent(cell: Titled) -> Value:
    """A rate with its sign, where only the words over it have one."""
    if cell.one.kind == "ratio":
        return cell.one.value
    if is_fraction(cell):
        return Said(f"{cell.one.figure.value.scaleb(2):f}%", span_of(cell.one.value))
    return Said(f"{(text_of(cell.one.value) or '').strip()}%", span_of(cell.one.value))


def _reckonings(record: Record, roles: Roles) -> Iterator[_Reckoned]:
    by_role: dict[str, list[Titled]] = {}
    for cell in record.cells:
        by_role.setdefault(roles.of(cell.label), []).append(cell)
    rates, plans, dones = (by_role.get(role, []) for role in ("rate", "plan", "done"))
    if len(rates) == 1 and plans and dones:
        yield from _best(record, "商", rates[0], [(done, plan) for plan in reversed(plans) for done in dones])
    lefts = by_role.get("left", [])
    if (
        len(lefts) == 1
        and plans
        and dones
        and not any(
            _CARRIED.search(cell.label)
            for cell in (*plans, *dones, *by_role.get("name", []), *by_role.get("prior", []))
        )
    ):
        yield from _best(record, "差", lefts[0], [(plan, done) for plan in reversed(plans) for done in dones])
    now, prior = _two(by_role)
    if now is None or prior is None:
        return
    change, growth = by_role.get("change", []), by_role.get("growth", [])
    if len(change) == 1 and change[0].one.kind != "ratio":
        yield from _best(record, "差", change[0], [(now, prior)])
    if len(growth) == 1:
        yield from _best(record, "增", growth[0], [(now, prior)])
    elif len(change) == 1 and change[0].one.kind == "ratio":
        yield from _best(record, "增", change[0], [(now, prior)])


def _two(by_role: Mapping[str, Sequence[Titled]]) -> tuple[Titled | None, Titled | None]:
    """This year and the one before: two years that follow each other, or what is called so."""
    years = by_role.get("year", [])
    if len(years) == TWO:
        first, second = (int(cell.label[:4]) for cell in years)
        if abs(first - second) == 1:
            return (years[0], years[1]) if first > second else (years[1], years[0])
    now, prior = by_role.get("now", []), by_role.get("prior", [])
    return (now[0], prior[0]) if len(now) == 1 and len(prior) == 1 else (None, None)


def _best(record: Record, way: str, made: Titled, pairs: Sequence[tuple[Titled, Titled]]) -> Iterator[_Reckoned]:
    """The pair that makes a figure; where none does, the first of them, in doubt if there are several."""
    if way != "差" and made.one.kind != "ratio" and any(cell.one.kind == "ratio" for cell in record.cells):
        return  # the rate stands in another column than its name
    pairs = [(one, other) for one, other in pairs if one.one.kind == other.one.kind and _alike(way, made, one)]
    if not pairs:
        return
    for one, other in pairs:
        if makes(way, made, one, other, False):
            if makes(way, made, one, other, True):
                yield _Reckoned(way, made, one, other, True, True)
            return
    one, other = pairs[0]
    if way == "差" and CHANGE.search(made.label) and other.one.base != 0 and grows(made, one, other, 1):
        return  # the change of a rate may be one in percent as well
    if other.one.base == 0 or off_by_sign(way, made, one, other):
        turned = other.one.base == 0 or not _told_sign(record, made)
        yield _Reckoned(way, made, one, other, False, False, turned)
        return
    yield _Reckoned(way, made, one, other, False, record.sure and len(pairs) == 1)


def _alike(way: str, made: Titled, one: Titled) -> bool:
    if way in ("差", "和"):
        return made.one.kind == one.one.kind
    return made.one.kind in ("ratio", "number") and one.one.kind != "ratio"


def _told_sign(record: Record, made: Titled) -> bool:
    """Whether another change of the row has a sign that this one has not."""
    signs = [
        cell.one.base < 0
        for cell in record.cells
        if cell is not made and (CHANGE.search(cell.label) or GROWTH.search(cell.label)) and cell.one.base
    ]
    return any(sign != (made.one.base < 0) for sign in signs)
