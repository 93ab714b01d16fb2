"""Days of a thing that a row and a sentence tell otherwise: 筛查于12月18日全部结束 beside a row 筛查完成时间 11月28日, and what
is said to have been done by a day beside a row that tells a later one: 按期于10月底前竣工 and 竣工时间 11月18日.

The row and the sentence have to tell the same way of ending, the sentence has to name what the row names and no work of its
own besides, and no sentence may tell the day of the row. Both are remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from gouji.document.model import Span
from gouji.extraction.claimed.goallines import Line
from gouji.extraction.drafting.draft import Draft, Said, place_of
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.text.dates import Dated, dates_of
from gouji.faults import regex as re
from gouji.language import Table

#: Ways in which things end; a word of the one is none of the other.
_ENDS: Final = {
    "built": "竣工|完工|建成",
    "done": "完成|结束|完毕|办结",
    "taken": "验收",
    "paid": "发放|拨付|兑付|兑现",
    "used": "投入使用|投入运营|投用|投运|启用|上线|开通|通车|开放|运行|运营",
    "told": "上报|报送|公开|公示|公布|出版|印发",
}
_ANY: Final = "|".join(_ENDS.values())
_WAY: Final = {word: way for way, words in _ENDS.items() for word in words.split("|")}
#: A thing that was built or is ended is done; what is paid out, too.
_LIKE: Final = {"built": {"built", "done"}, "done": {"built", "done"}}
_ROW: Final = re.compile(
    rf"(?P<thing>[^|0-9]{{0,16}}?)(?:全部|全面|正式)?(?P<end>{_ANY})(?:的)?(?:及时)?(?:时间|日期|时限|时效|时点)(?:\([^|]*)?"
)
_BEHIND: Final = re.compile(rf"(?P<lead>[^0-9,;。|、()]{{0,10}}?)(?P<end>{_ANY})(?P<next>[^0-9,;。|、()]{{0,4}})")
_BY: Final = re.compile(r"(?:日|底|末)?[之以]?前")
#: What says that it was done, and in time.
_IN_TIME: Final = re.compile(
    r"(?:均|已|都)?(?:按期|如期|按时|准时|按计划|按照计划|提前)|已(?:经)?(?:全部|全面)?|均已|全部|均"
)
_NOT_SO: Final = re.compile(
    r"(?<!按)(?<!按照)计划|拟|预计|预期|原定|应|须|需|要求|规定|力争|确保|争取|目标|截[至止]|自|从|每|上年|去年|次年|明年|下年|合同|约定|期限|不晚于"
    r"|[一二三四五六七八九十]是|分别|标段|第?[一二三四五六七八九十]期|批|除|未|其中|部分|初[步验]|主体|阶段|陆续|率先|试(?!验|剂)(?<!测试)(?<!考试)(?<!调试)|停止|停用|关停|旧|上半年|[一二三]季度"
)
#: Works of their own on a thing, where the row is not of them.
_WORKS: Final = re.compile(
    r"招标|采购|设计|勘察|合同|签订|审[计批核定查]|结算|决算|评审|备案|报批|批复|立项|验收|开工|安装|调试|培训|调查|公示|附属|配套|绿化|基础|整改|移交|方案|登记|申报|评价|自评"
)
_VAGUE: Final = re.compile(
    r"项目|工作|任务|全部|各项|全面|年度|本年|全年|现场|目前|于|在|已|均|都|经|也|并|且|按期|如期|按时|准时|按计划|按照计划|提前|顺利|正式|的|至|到|[^\u4e00-\u9fff]"
)
#: When it was begun, told before the day on which it was ended.
_BEGUN: Final = re.compile("[0-9]{1,2}月(?:[0-9]{1,2}日)?|(?:启动|开始|开工|动工)$")
#: What is done once, so that one sentence that tells it is enough.
_ONCE: Final = frozenset(("built", "used"))
#: Lines, and signs, at the head of a paper in which it is named.
_TITLE, _TITLED = 4, 120
_STOPS: Final = ",;。|"
_BACK: Final = 60
_EXTRA: Final = 3
_MOST_LINES, _MOST_ROWS, _MOST_TOLD = 4000, 40, 400


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that says when a thing ended: its name, what it is of, how it ended, and the day."""

    name: str
    thing: str
    way: str
    day: Dated
    span: Span


@dataclass(frozen=True, slots=True)
class _Told:
    """A day of a sentence on which, or by which, something was ended."""

    words: str
    wide: str
    way: str
    day: Dated
    by: bool
    claimed: bool
    span: Span


def read_days_beside(lines: Sequence[Line], year: int | None, table: Table, draft: Draft) -> None:
    """Write them to the table of what is dated twice. ``year``: that of the title."""
    if year is None:
        return
    near = [line for line in lines[:_MOST_LINES] if "月" in line.text]
    rows = list(islice((row for line in near if (row := _row(line, year)) is not None), _MOST_ROWS))
    if not rows:
        return
    told = list(islice((one for line in near for one in _told(line, year)), _MOST_TOLD))
    title = "".join(line.text for line in lines[:_TITLE])[:_TITLED]
    exact = {_of_year(one) for line in near if "|" not in line.text for one in dates_of(line.text) if one.day}
    known = {place_of(row.cells.get("乙")) for row in draft.tables.get(table.name, ())}
    days = {_of_year(row.day) for row in rows}
    for row in rows:
        like = [one for one in told if one.way == row.way]
        only = len(like) == 1 and sum(other.way == row.way for other in rows) == 1
        found = [
            one
            for one in told
            if _is_otherwise(row.day, one)
            and not any(_shared(other, one) > _shared(row, one) for other in rows)
            and (_is_of(row, one, rows, "") or _is_of(row, one, rows, title) or (only and _is_used(row, one)))
        ]
        if _of_year(row.day) in exact:
            found = [one for one in found if not one.by and _is_of_all(row, one, rows, title)]
        if len({_of_year(one.day) for one in found}) != 1 or (not found[0].by and _of_year(found[0].day) in days):
            continue
        one = found[0]
        there = Said(_day(one.day, year), one.span)
        if place_of(there) not in known:
            here = Said(_day(row.day, year), row.span)
            draft.say(table, {"事项": Said(row.name, row.span), "甲": here, "乙": there}, True)


def _row(line: Line, year: int) -> _Row | None:
    """The day on which a row says that a thing ended: the only one of its cells that is a day, and none by which it had to be."""
    cells = line.text.split("|")
    at = next((at for at, cell in enumerate(cells[:-1]) if _ROW.fullmatch(cell)), None)
    found = _ROW.fullmatch(cells[at]) if at is not None else None
    if at is None or found is None:
        return None
    start = sum(len(cell) + 1 for cell in cells[: at + 1])
    done = [
        (start + one.start, start + one.end, one)
        for one in dates_of(line.text[start:])
        if one.day
        and not _BY.match(line.text[start + one.end :])
        and re.fullmatch("(?:于|已于)?", line.text[line.text.rfind("|", 0, start + one.start) + 1 : start + one.start])
        and re.match(r"[^0-9|、至到—~-]{0,8}(?:\||$)", line.text[start + one.end :])
    ]
    if len(done) != 1 or (done[0][2].known and done[0][2].first.year != year):
        return None
    first, last, day = done[0]
    return _Row(cells[at], _VAGUE.sub("", found["thing"]), _WAY[found["end"]], day, line.span(first, last))


def _told(line: Line, year: int) -> Iterator[_Told]:
    if "|" in line.text:
        return
    for one in dates_of(line.text):
        if one.known and one.first.year != year:
            continue
        by = _BY.match(line.text[one.end :])
        if by is None and not one.day:
            continue
        ended = _BEHIND.match(line.text[by.end() + one.end if by is not None else one.end :])
        start = max(line.text.rfind(stop, 0, one.start) for stop in "。;") + 1
        lead = line.text[max(start, one.start - _BACK) : one.start]
        if (
            ended is None
            or _NOT_SO.search(f"{lead[-_BACK:]}{ended['lead']}")
            or re.match(
                "[-—~至到、以后]" if _WAY[ended["end"]] == "used" else "[-—~至到、以起后]", line.text[one.end :]
            )
        ):
            continue
        *_, before, own = ["", *lead.split(",")]
        words = _VAGUE.sub("", own) or _VAGUE.sub("", _BEGUN.sub("", before))
        end = ended["end"]
        if (further := re.match(rf"(?:{_ANY})", ended["next"])) is not None:
            end = further[0]  # 完成验收
        elif end == "完成" and (worked := _WORKS.match(ended["next"])) is not None:
            words += worked[0]  # 完成招标
        claimed = _IN_TIME.search(f"{own}{ended['lead']}") is not None
        span = line.span(one.start, one.end)
        wide = line.text[start : one.start]
        yield _Told(f"{words}{_VAGUE.sub('', ended['lead'])}", wide, _WAY[end], one, by is not None, claimed, span)


def _is_used(row: _Row, one: _Told) -> bool:
    """Whether the only thing of a paper that was put to use on a day is what a row is of, by a word of its sentence."""
    named = any(pair in one.wide for pair in pairs_of(row.thing))
    named = named and not _is_behind(row, one, "")
    return row.way in _ONCE and named and not one.by and _WORKS.search(one.wide.rpartition(",")[2]) is None


def _is_behind(row: _Row, one: _Told, title: str) -> bool:
    """Whether what a row is of only leads to what a sentence tells of: 新馆食堂 is none of 新馆."""
    behind = one.words.rpartition(row.thing[-2:])[2] if row.thing[-2:] in one.words else ""
    return len(behind) > 1 and not re.search("后|[经由向]", behind) and behind not in title


def _is_of_all(row: _Row, one: _Told, rows: Sequence[_Row], title: str) -> bool:
    """Whether a sentence tells by the name of the paper itself what a row tells of all of it."""
    named = len(one.words) > _EXTRA and one.words.removesuffix("工程") in title
    return named and len(row.thing.replace("工程", "")) < 2 and _is_of(row, one, rows, title)


def _is_of(row: _Row, one: _Told, rows: Sequence[_Row], title: str) -> bool:
    """Whether a sentence tells of what a row is of, and of nothing of its own but what the ``title`` names."""
    if one.way not in _LIKE.get(row.way, {row.way}):
        return False
    extra = "".join(sign for sign in one.words if sign not in row.thing)
    works = _WORKS.search(one.words)
    if works is not None and works[0] not in row.name:
        return False
    if len(row.thing.replace("工程", "")) < 2:
        # 竣工时间: of all there is, where no other row is like it
        alone = sum(other.way in _LIKE.get(row.way, {row.way}) for other in rows) == 1
        whole = len(one.words) > _EXTRA and one.words.removesuffix("工程") in title
        return alone and one.way == row.way and (whole or len(one.words.replace("工程", "")) <= _EXTRA - 1)
    if _is_behind(row, one, title):
        return False
    named = 2 * _shared(row, one) >= len(pairs_of(row.thing)) or (len(one.words) > 1 and row.thing.endswith(one.words))
    return named and len(extra) <= _EXTRA


def _shared(row: _Row, one: _Told) -> int:
    """How many pairs of signs of what a row is of a sentence has."""
    return sum(pair in one.words for pair in pairs_of(row.thing))


def _is_otherwise(day: Dated, one: _Told) -> bool:
    """Whether a thing cannot have ended on the day of the row, as a sentence tells it."""
    if one.by:
        return one.claimed and _of_year(day) > (one.day.last.month, one.day.last.day)
    return _of_year(day) != _of_year(one.day)


def _of_year(one: Dated) -> tuple[int, int]:
    return one.first.month, one.first.day


def _day(one: Dated, year: int) -> str:
    of = one.first.year if one.known else year
    return f"{of}年{one.first.month}月" + (f"{one.first.day}日" if one.day else "")


__all__ = ["read_days_beside"]
