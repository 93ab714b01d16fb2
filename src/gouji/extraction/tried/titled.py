"""What figures of a row make of each other by what they are called: 完成率 of 目标值 and 实际完成值, 增减额 and
增减率 of two years, 结余 of what was planned and spent, a 合计 of the columns beside it.

Where the names leave no doubt, and the row stands below them, what does not hold accuses; otherwise it is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.tried.titledrows import Record, Titled, lines_of, records_of
from gouji.language import Table

_YEAR: Final = re.compile(
    r"^(?P<year>(?:19|20)[0-9]{2})年?(?:度)?(?:年?(?:决算|预算|执行|完成|实际|支出|收入)?(?:数|额|金额|值)?)$"
)
_PRIOR: Final = re.compile(
    r"^(?:上年|上期|去年|同期|上年度|上年同期|上年末|年初|期初)(?:实际|决算|执行|完成|支出|收入|预算)?(?:数|额|金额|值|余额)?$"
)
_NOW: Final = re.compile(
    r"^(?:本年|本期|当年|今年|本年度|年末|期末|报告期)(?:实际|决算|执行|完成|支出|收入|预算)?(?:数|额|金额|值|余额)?$"
)
_CHANGE: Final = re.compile(
    r"^(?:[较比](?:上年|上期|去年|同期)(?:同期)?)?(?:同比|净)?(?:增减|增加|变动|增减变动|增长|差异)(?:数|额|金额|值|量|情况)?$"
)
_GROWTH: Final = re.compile(
    r"^(?:[较比](?:上年|上期|去年|同期)(?:同期)?)?(?:同比|环比)?(?:增减|增加|变动|增长|升降)?(?:率|幅度?|速|比例|百分比|%|％)$|^增[减长]?[率幅速]?度?(?:%|％)$|^同比(?:增长|增减)$"
)
_RATE: Final = re.compile(
    r"(?:率|进度|比例|%|％|百分比)(?:%|％)?$|^占.{2,10}(?:比重|比例|%|％|的?百分比)$|占(?:计划|预算|目标|任务)"
)
_TOTAL: Final = re.compile(
    r"^(?:合计|总计|小计|总额|总量|总数|共计|总分|总产值|总收入|总支出|总人数|总户数|收入合计|支出合计)(?:数|金额)?$"
)
_NO_PART: Final = re.compile(
    r"率|比|占|平均|人均|单价|增|减|序号|编码|分值|权重|得分|其中|%|％|年份|时间|备注|行次|排名|名次|同期|上年|备"
)
_SUFFIX: Final = re.compile(r"(?:资金|金额|数量|数|值|额|总额|总数|资金额|面积|情况)+$")
_ASKED: Final = re.compile(r"^(?:应|计划|拟|目标|预计)")
_CARRIED: Final = re.compile(r"结转|结余|年初(?!预算|目标|计划|安排)")
_POINTS_MOST: Final = 30
_TINY: Final = Fraction(0)
_MOST_EXACT: Final = 10000
_TWO: Final = 2
_HUNDRED: Final = 100
_NEAR: Final = Fraction(1, 4)


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


class _Roles:
    """What the figures of a record are by what they are called."""

    def __init__(self, wording: Wording) -> None:
        rates = either(tuple(dict.fromkeys((*wording.rates, *wording.spending))))
        self._rate = re.compile(rf"(?:{rates})$")
        self._plan = re.compile(
            either(tuple(dict.fromkeys((*wording.goals, *wording.planned, *wording.quotas, "预算"))))
        )
        self._done = re.compile(
            either(tuple(dict.fromkeys((*(w for w in wording.done if len(w) > 1), *wording.spent, *wording.held))))
        )
        self._left = re.compile(
            rf"^(?:年末|期末|当年|本年|预算|资金|指标)*(?:{either(wording.left)}|空编|缺编|未完成|差额|缺口|尚缺)(?:数|额|资金|金额|余额)?$"
        )
        self._points = re.compile(rf"^(?:{either(wording.fulls)})(?:数|分)?$")
        self._score = re.compile(rf"^(?:自评|实际|考核)?(?:{either(wording.scored)})$")
        self.title = re.compile(
            "|".join(
                pattern.pattern
                for pattern in (
                    _PRIOR,
                    _NOW,
                    _CHANGE,
                    _GROWTH,
                    _RATE,
                    _TOTAL,
                    self._rate,
                    self._plan,
                    self._done,
                    self._left,
                    self._points,
                    self._score,
                )
            )
            + r"|^(?:19|20)[0-9]{2}年?度?(?:决算|预算|执行|完成)?(?:数|额|金额|值)?$"
        )

    def of(self, label: str) -> str:
        """The role of a label, or nothing."""
        for role, pattern in (
            ("points", self._points),
            ("score", self._score),
            ("total", _TOTAL),
            ("left", self._left),
        ):
            if pattern.search(label):
                return role
        if _GROWTH.search(label):
            return "growth"
        if _CHANGE.search(label):
            return "change"
        if _YEAR.match(label):
            return "year"
        if _PRIOR.match(label):
            return "prior"
        if _NOW.match(label):
            return "now"
        if self._rate.search(label) or _RATE.search(label):
            known = self._rate.search(label) is not None or re.search(
                r"完成|执行|支出|支付|占(?:计划|预算|目标|任务)", label
            )
            return "rate" if known and not re.search(r"增|减|降|变动|同比", label) else "other"
        return self._planned(label)

    def _planned(self, label: str) -> str:
        bare = _SUFFIX.sub("", label)
        plans = [found.end() for found in self._plan.finditer(bare)]
        dones = [found.end() for found in self._done.finditer(bare)]
        if not plans and not dones:
            return "name"
        if _ASKED.match(bare) and plans:
            return "plan"
        return "done" if dones and (not plans or dones[-1] > plans[-1]) else "plan"


def read_titled(document: Document, tables: Iterable[Table], wording: Wording, draft: Draft) -> None:
    """Write what is made of what to the table of reckonings, and totals with their columns to that of sums."""
    tables = list(tables)
    by_source = {table.source: table for table in tables if table.source}
    reckoned, summed = by_source.get("表内运算"), by_source.get("表内合计")
    roles = _Roles(wording)
    known = _known(draft, tables)
    records = list(records_of(document, roles.title))
    if reckoned is not None:
        for record in records:
            for row in _reckonings(record, roles):
                if row.made.one.place not in known and (row.holds or not row.turned):
                    draft.say(reckoned, _row(record, row), not row.sure and not row.holds)
        for linear, doubt in _linear(document, known):
            draft.say(reckoned, linear, doubt)
    if summed is not None:
        for number, (cells, doubt) in enumerate(_totals(records, roles, known), 1):
            for cell in cells:
                draft.say(summed, {"合计": f"列名{number}", **cell}, doubt)


def _linear(document: Document, known: frozenset[tuple[int, int]]) -> Iterator[tuple[dict[str, Value], bool]]:
    """A score that is its points times the rate beside them, which two figures before make: 150.00|141.30|10|94.20%|9.42.

    A full score says nothing: it may be given from some rate on.
    """
    for line in lines_of(document):
        ones = [one for one in line if one is not None]
        for at, rate in enumerate(ones):
            if rate.kind != "ratio" or not 0 < rate.base < 1:
                continue
            for points, score in ((at - 1, at + 1), (at + 1, at + 2)):
                first = min(points, at)
                if first < _TWO or score >= len(ones):
                    continue
                p, s, plan, done = ones[points], ones[score], ones[first - 2], ones[first - 1]
                bare = p.kind in ("number", "score") and s.kind == p.kind and plan.kind == done.kind != "ratio"
                if not bare or s.place in known or not 0 < s.base < p.base <= _POINTS_MOST or p.figure.ulp < 1:
                    continue
                if plan.base <= 0 or abs(Fraction(done.base) / plan.base - rate.base) > rate.figure.step:
                    continue
                off = abs(Fraction(p.base) * rate.base - s.base)
                if _TINY < off <= s.figure.step / _TWO + p.base * rate.figure.step / _TWO:
                    continue
                cells: dict[str, Value] = {
                    "名": rate.name.strip() or "得分",
                    "栏": "得分",
                    "式": "商",
                    "率": rate.value,
                    "甲": s.value,
                    "乙": p.value,
                }
                yield cells, off > 0
                break


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
            if table in goals or sum(value is not None for value in row.cells.values()) <= _TWO:
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
    return Said(f"{(text_of(cell.one.value) or '').strip()}%", span_of(cell.one.value))


def _reckonings(record: Record, roles: _Roles) -> Iterator[_Reckoned]:
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
    if len(years) == _TWO:
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
        if _makes(way, made, one, other, False):
            if _makes(way, made, one, other, True):
                yield _Reckoned(way, made, one, other, True, True)
            return
    one, other = pairs[0]
    if way == "差" and _CHANGE.search(made.label) and other.one.base != 0 and _grows(made, one, other, 1):
        return  # the change of a rate may be one in percent as well
    if other.one.base == 0 or _off_by_sign(way, made, one, other):
        turned = other.one.base == 0 or not _told_sign(record, made)
        yield _Reckoned(way, made, one, other, False, False, turned)
        return
    yield _Reckoned(way, made, one, other, False, record.sure and len(pairs) == 1)


def _alike(way: str, made: Titled, one: Titled) -> bool:
    if way in ("差", "和"):
        return made.one.kind == one.one.kind
    return made.one.kind in ("ratio", "number") and one.one.kind != "ratio"


def _off_by_sign(way: str, made: Titled, one: Titled, other: Titled) -> bool:
    """Whether a change is told without its sign."""
    if way == "商":
        return False
    return _makes(way, made, other, one, False) if way == "差" else _grows(made, one, other, -1)


def _told_sign(record: Record, made: Titled) -> bool:
    """Whether another change of the row has a sign that this one has not."""
    signs = [
        cell.one.base < 0
        for cell in record.cells
        if cell is not made and (_CHANGE.search(cell.label) or _GROWTH.search(cell.label)) and cell.one.base
    ]
    return any(sign != (made.one.base < 0) for sign in signs)


def _makes(way: str, made: Titled, one: Titled, other: Titled, exact: bool) -> bool:
    """Whether two figures make the third, as far as all are rounded; ``exact``: as they are printed."""
    if way == "增":
        return _grows(made, one, other, 1)
    a, b = Fraction(one.one.base), Fraction(other.one.base)
    x, y = (Fraction(0), Fraction(0)) if exact else (_half(one), _half(other))
    target = _rate(made) if way == "商" else Fraction(made.one.base)
    room = _step(made) / _TWO
    if way != "商":
        return abs(a - b - target) <= room + x + y
    if b - y <= 0:
        return True
    return (a - x) / (b + y) - room <= target <= (a + x) / (b - y) + room


def _grows(made: Titled, one: Titled, other: Titled, sign: int) -> bool:
    a, b = Fraction(one.one.base), Fraction(other.one.base)
    if b <= 0:
        return True
    x, y, room = _half(one), _half(other), _step(made) / _TWO
    target = sign * _rate(made)
    return (a - x) / (b + y) - 1 - room <= target <= (a + x) / max(b - y, b / _TWO) - 1 + room


def _rate(cell: Titled) -> Fraction:
    base = Fraction(cell.one.base)
    return base if cell.one.kind == "ratio" else base / _HUNDRED


def _step(cell: Titled) -> Fraction:
    """One place of a figure, as a part of one where it is a rate."""
    step = Fraction(cell.one.figure.step)
    return step / _HUNDRED if cell.one.kind == "number" and _RATE.search(cell.label + "") else step


def _half(cell: Titled) -> Fraction:
    """Half a place of what may be rounded: small whole numbers are counted."""
    figure = cell.one.figure
    counted = figure.ulp >= 1 and abs(figure.value) < _MOST_EXACT and cell.one.kind != "money"
    return Fraction(0) if counted else Fraction(figure.step) / _TWO


def _totals(
    records: Iterable[Record], roles: _Roles, known: frozenset[tuple[int, int]]
) -> Iterator[tuple[list[dict[str, Value]], bool]]:
    """Each total with the columns beside it: those behind it up to the next, or those before the last column."""
    by_table: dict[int, list[tuple[Titled, list[Titled], Record]]] = {}
    for record in records:
        at = [number for number, cell in enumerate(record.cells) if roles.of(cell.label) == "total"]
        if len(at) != 1:
            continue
        total = record.cells[at[0]]
        parts = record.cells[1:] if at[0] == 0 else record.cells[: at[0]] if at[0] == len(record.cells) - 1 else ()
        fit = len(parts) >= _TWO and all(
            part.one.kind == total.one.kind
            and part.one.kind != "ratio"
            and not _NO_PART.search(part.label)
            and not _YEAR.match(part.label)
            for part in parts
        )
        if fit:
            by_table.setdefault(record.table, []).append((total, list(parts), record))
    for rows in by_table.values():
        held = [_adds(total, parts) for total, parts, _ in rows]
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


def _adds(total: Titled, parts: Sequence[Titled]) -> bool:
    made = sum((Fraction(part.one.base) for part in parts), Fraction(0))
    room = sum((_half(part) for part in parts), _half(total))
    return abs(made - total.one.base) <= room
