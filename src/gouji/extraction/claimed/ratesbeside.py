"""Rates that a row and a sentence tell otherwise: 知晓率为85.2%, and a row 知晓率 with a goal and 82% behind it.

A row with a goal and one rate behind it says what was reached. A sentence tells of it where it calls the rate by the whole
name of the row, or by its end where no other row ends so, and by no word more that could name a part. What is told of another
time, as a goal or of others is left alone, and so is a rate that the row itself holds. It is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Final

from gouji.document.model import Span
from gouji.extraction.claimed.goallines import Line
from gouji.extraction.drafting.draft import Draft, Said, place_of
from gouji.faults import regex as re
from gouji.language import Table

_NUMBER: Final = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_NAME: Final = re.compile(r"[\u4e00-\u9fff“”\"()、]{3,24}?(?:率|度|比例)(?:\(%\))?")
_CELL: Final = re.compile(rf"(?P<bound>[≥≤><=＝]*)(?P<number>{_NUMBER})%(?:以上|以下|及以上)?")
_TOLD: Final = re.compile(
    rf"(?P<name>[\u4e00-\u9fff“”\"]{{3,24}}?(?:率|度|比例))(?:均|已)?(?:为|达到?|达到了|是|提高到|提升到|提升至|提高至|保持在|稳定在)?(?P<number>{_NUMBER})%"
    r"(?!以上|以下|左右|上下|的?目标|的要求|、|[至到~—-])"
)
#: Another time, a goal, or others than the paper is of.
_ELSE: Final = re.compile(
    r"上年|去年|前年|同期|上期|年初|上半年|季度|[0-9]月|原来?[^则]|目标|计划|任务|要求|应|不[低高少]于|力争|确保|预[期计]|其中|平均|全国|全省|省级|首批|部分|个别|由|从|试点|考核线|标准"
    r"|[比较]|分别|以[上下]|超过|抽|样本中|[一二三四五六七八九]期|[甲乙丙丁A-Z][区县村镇]"
)
#: Words that no part is named by.
_VAGUE: Final = re.compile(
    r"项目|工作|全[县市区省镇]|全年|年度|本年|我[县市区局]|公众|群众|社会|对|的|“|”|\"|实际|总体|综合|各项|今年|同次调查中|受理|办理|实施|组织"
)
_OTHER_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年")
_STOPS: Final = ",;。:|"
_LEAST_NAME: Final = 3
#: By how much a rate that is told otherwise differs at most.
_FAR: Final = 12
_MOST_LINES, _MOST_ROWS, _MOST_TOLD = 4000, 120, 800


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a rate: its name, what it comes to, what it was to come to, and where."""

    name: str
    core: str
    done: Decimal
    goal: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate of a sentence."""

    core: str
    value: Decimal
    span: Span


def read_rates_beside(lines: Sequence[Line], year: int | None, table: Table, draft: Draft) -> None:
    """Write them to the table of what is told twice. ``year``: that of the title."""
    near = [line for line in lines[:_MOST_LINES] if "%" in line.text]
    rows = list(islice((row for line in near if (row := _row(line)) is not None), _MOST_ROWS))
    if not rows:
        return
    told = list(islice((one for line in near for one in _told(line, year)), _MOST_TOLD))
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    for row in rows:
        if sum(other.core == row.core for other in rows) > 1:
            continue  # of several things, or of several years
        ends = sum(other.core.endswith(row.core[-_LEAST_NAME:]) for other in rows) == 1
        found = [one for one in told if one.core == row.core or (ends and _is_short(one.core, row.core))]
        for one in found:
            if not _is_otherwise(row, one.value) or len({other.value for other in found} - {row.done}) != 1:
                continue
            here, there = (Said(f"{value}%", span) for value, span in ((row.done, row.span), (one.value, one.span)))
            if place_of(there) not in known:
                for value in (here, there):
                    draft.say(table, {"事项": f"{row.name}（与正文）", "数值": value, "出处": "推定"}, True)
                break


def _row(line: Line) -> _Row | None:
    """A row of a name, a goal and one rate behind it that was reached."""
    cells = line.text.split("|")
    at = next((at for at, cell in enumerate(cells) if _NAME.fullmatch(cell)), None)
    if at is None or len(cells) < at + 3:
        return None
    rates = [(here, found) for here, cell in enumerate(cells) if here > at and (found := _CELL.fullmatch(cell))]
    if len(rates) != 2 or rates[1][0] != rates[0][0] + 1 or rates[1][1]["bound"]:
        return None
    goal, done = (Decimal(found["number"]) for _, found in rates)
    if not (rates[0][1]["bound"] or goal == int(goal)):
        return None
    start = sum(len(cell) + 1 for cell in cells[: rates[1][0]])
    name = cells[at].removesuffix("(%)")
    core = _VAGUE.sub("", name)
    span = line.span(start, start + len(cells[rates[1][0]]))
    return _Row(name, core, done, goal, span) if len(core) >= _LEAST_NAME else None


def _told(line: Line, year: int | None) -> Iterator[_Rate]:
    if "|" in line.text:
        return
    text = line.text
    for found in _TOLD.finditer(text):
        start = max(text.rfind(stop, 0, found.start()) for stop in "。;") + 1
        lead = text[start : found.start()]
        clause = re.split(f"[{_STOPS}]", lead)[-1]
        if _VAGUE.sub("", clause):
            continue  # the name goes on before, with figures
        if _ELSE.search(f"{lead}{found['name']}") or any(one[0] != f"{year}年" for one in _OTHER_YEAR.finditer(lead)):
            continue
        yield _Rate(
            _VAGUE.sub("", found["name"]),
            Decimal(found["number"]),
            line.span(found.start("number"), found.end()),
        )


def _is_short(told: str, name: str) -> bool:
    """Whether a rate is called by the end of a longer name: 按期完工率 for 工程按期完工率."""
    return len(told) > _LEAST_NAME and name.endswith(told)


def _is_otherwise(row: _Row, value: Decimal) -> bool:
    """Whether a rate is none that the row holds, in as many digits, and not far from what was reached."""
    if value == row.goal or abs(value - row.done) > _FAR:
        return False
    low, high = sorted((value, row.done), key=lambda one: one.as_tuple().exponent, reverse=True)
    unit = Decimal(1).scaleb(int(low.as_tuple().exponent))
    return abs(high - low) > unit / 2


__all__ = ["read_rates_beside"]
