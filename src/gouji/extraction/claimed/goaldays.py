"""What is said to have been done in time, or early, beside the day by which it had to be and the days on which it was:
应于9月30日前完工……11月12日竣工，按期完成; 于次年1月5日发放，均在12月31日前发放完毕.

The days themselves say which is meant: a word is held only against all of them, or against each where it is said of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from gouji.extraction.claimed.goallines import Line
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.dates import Dated, dates_of
from gouji.faults import regex as re
from gouji.language import Table

_CLAIM: Final = re.compile(
    r"按(?:约定|规定|合同|计划|要求|既定)?(?:的)?(?:时间|期限|工期|期|时)|如期|及时|提前|准时|早于|符合[^,;。|]{0,6}(?:时限|期限|工期)|未(?:逾期|超期|延期)"
    r"|(?:规定|约定|合同|计划|要求|承诺|法定)的?(?:建设|实施|办理|发放)?(?:时间|时限|期限|工期|日期)[要规]?[求定]?[之以]?[内前]|未超过?[^,;。|]{0,6}(?:工期|期限|时限|时间)"
)
#: A day of each month by which something has to be done each time: 每季度首月15日前.
_EACH_TIME: Final = re.compile(
    r"每(?:个|季度?(?:首|末|最后一?)?个?)?月[^0-9,;。|]{0,4}(?P<day>[0-9]{1,2})[日号](?:[以之]?前)|每(?:个)?季度?[末底](?:[以之]?前)"
)
#: A day by which all is said to have been done: 均在12月31日前发放完毕.
_ALL_BY: Final = re.compile(r"(?:[均都]|全部)[^,;。|]{0,6}(?:于|在)?$")
_ALL: Final = re.compile(r"[均都各]|全部|100%")
_NOT_SO: Final = re.compile(
    r"[未没](?!逾期|超期|延期|超过)|不[^变足]|延期|顺延|逾期|超期|推迟|确保|力争|除|应|须|要求|未能|为了|扣|率目标|(?:及时|按[时期])[^,;。|]{0,8}[率性](?:≥|目标|[0-9.]*(?!100)%)"
)
_DUE_BEHIND: Final = re.compile(r"^(?:日|底|末)?[以之]?前")
_DUE_BEFORE: Final = re.compile(
    r"(?:(?<![供相反适对回响])应当?|须|要求|约定|规定|计划|拟|目标|期限|时限|不晚于|定于|承诺)[^0-9,;。|]{0,12}$"
)
_DONE_BEHIND: Final = re.compile(
    r"^(?:前|才|方|正式|全部|均|已)?[^0-9,;。|、]{0,14}?(?:完成|竣工|完工|验收|交付|上线|拨付|发放|到位|支付|兑付|兑现|打卡|退付|建成|投用|投入使用|公开|报送|提交|办结|到货|交货|供货|送达|送交|签收|归还|缴纳|上缴|退还|结题|上报|召开|入账|到账|开园|运行|开通|通车)"
)
_DONE_BEFORE: Final = re.compile(
    r"(?:实际|直至|到了?)[^0-9;。|]{0,12}$|(?:日期|时间|[日期]?分别)(?:为|是|于|[:：])$|[、,]$"
)
#: What comes one after the other: the day of one is no day of another.
_STAGES: Final = (
    ("accepted", re.compile("验收|审[计定查核]|结算|决算|评审|备案|移交")),
    ("paid", re.compile("拨付|发放|支付|兑付|兑现|打卡|退付|到账|结清")),
    ("used", re.compile("投用|投入使用|投产|运行|开通|通车|上线|开园|启用")),
    ("told", re.compile("公开|公示|公布|报送|提交|印发")),
    ("built", re.compile("完成|竣工|完工|建成|交付|到货|交货|供货|安装|办结|整改")),
)
_OTHER: Final = re.compile(r"开工|开始|启动|签订|印发|下发|获批|批复|立项|招标|中标|[截到至]$|截止|截至|自$|从$|[(（]$")
#: The year of days that no year is told of.
_NO_YEAR: Final = 2001
_BACK: Final = 160
_SHORTEST_MONTH: Final = 28
_MOST: Final = 40
_QUARTERS: Final = 4


def read_days(lines: Sequence[Line], year: int | None, table: Table, draft: Draft) -> None:
    """Write them to the table of days. ``year``: that of the document, for days that are printed without one."""
    for line in lines:
        claims = [claim for claim in _CLAIM.finditer(line.text)] if "月" in line.text else []
        by = [] if "月" not in line.text else [found for found in re.finditer(r"[均都]|全部", line.text)]
        if not claims and not by:
            continue
        dates = _dates(line.text, year)
        if not 1 < len(dates) <= _MOST:
            continue
        done = False
        for claim in claims:
            for cells, late in _held(line, dates, claim.start(), claim.end(), None):
                draft.say(table, cells, late)
                done = True
            if done:
                break
        for due in () if done else dates:
            if _ALL_BY.search(line.text[max(0, due.start - 12) : due.start]) and _DUE_BEHIND.match(
                line.text[due.end :]
            ):
                for cells, late in _held(line, dates, due.start, due.end, due):
                    if late:
                        draft.say(table, cells, late)
                break


def _dates(text: str, of_document: int | None) -> list[Dated]:
    """The days of a line; one with no year before any year is told is of the first year that is, or of the document."""
    found = dates_of(text)
    year = next((one.first.year for one in found if one.known), of_document)
    if year is None:
        return found
    return [one if one.known else _in_year(one, year) for one in found]


def _in_year(one: Dated, year: int) -> Dated:
    try:
        first, last = (date(year + day.year - _NO_YEAR, day.month, day.day) for day in (one.first, one.last))
    except ValueError:
        return one
    return replace(one, first=first, last=last)


def _held(
    line: Line, dates: Sequence[Dated], start: int, end: int, by: Dated | None
) -> Iterator[tuple[dict[str, Value], bool]]:
    text = line.text
    clause = text[
        max((text.rfind(mark, max(0, start - _BACK), start) for mark in ",;。|"), default=-1) + 1 : end + _BACK
    ]
    clause = re.split("[,;。|]", clause)[0]
    if _NOT_SO.search(clause) or re.search(r"除[^。;]*$", text[max(0, start - 30) : start]):
        return
    back = max(0, start - _BACK)
    since = max(back, text.rfind("|", back, start), text.rfind("。", back, max(back, text.rfind("。", back, start))))
    near = [one for one in dates if since <= one.start and one.end <= max(end, start + len(clause))]
    dues = [by] if by is not None else [one for one in near if _is_due(text, one)]
    done = [one for one in near if one not in dues and one is not by and not _is_due(text, one) and _is_done(text, one)]
    if not dues and by is None and (len(done) == 1 or _ALL.search(clause) or "分别" in text[since:start]):
        yield from _each_time(line, done, since, start, end)
        return
    if by is not None and (stage := _stage(text, by)):
        # 均在11月底前完工，并于12月中旬通过验收: the day of what comes after it
        done = [one for one in done if _stage(text, one) in ("", stage)]
    if len(dues) != 1 or not done or any(one.last > dues[0].last and one.first <= dues[0].last for one in done):
        return
    due = dues[0]
    late = [one for one in done if one.first > due.last]
    said = by is not None or _ALL.search(clause) is not None
    if late and not said and len(late) < len(done):
        return
    worst = max(late or done, key=lambda one: one.first)
    if not late and (worst.last > due.last or len(done) > 1):
        return
    what = re.split(r"[,;。|0-9]", text[max(0, due.start - 24) : due.start])[-1]
    limit, printed = line.span(due.start, due.end), line.span(worst.start, worst.end)
    day = worst.first
    cells: dict[str, Value] = {
        "事项": Said(what.strip("应于在须:、 ") or clause[:12], limit),
        "期限": Said(f"{_day(due.last, due)}前", limit),
        "完成": Said(_day(day, worst), printed),
        "结论": Said("按期", line.span(start, end)),
    }
    yield cells, bool(late)


def _stage(text: str, one: Dated) -> str:
    """What was done on a day: built, accepted, paid or put to use; empty where nothing of it is told behind it."""
    words = re.split("[,;。|]", text[one.end : one.end + 24])[0]
    return next((stage for stage, told in _STAGES if told.search(words)), "")


def _each_time(
    line: Line, done: Sequence[Dated], since: int, start: int, end: int
) -> Iterator[tuple[dict[str, Value], bool]]:
    """每季度首月15日前……分别于1月12日、4月9日、7月21日发放，均按时发放: each day is held against that of its own month."""
    told = list(_EACH_TIME.finditer(line.text, since, start))
    # 1月至4月分别于1月12日……: a stretch of months is no day
    done = [one for one in done if not re.match("(?:份)?[-—~至到]", line.text[one.end :])]
    exact = [one for one in done if one.first == one.last]
    if len(told) != 1 or len(exact) < len(done) or not exact:
        return
    if told[0]["day"] is None:
        yield from _each_quarter(line, exact, told[0].span(), start, end)
        return
    most = int(told[0]["day"])
    worst = max(exact, key=lambda one: one.first.day)
    if not 0 < most <= _SHORTEST_MONTH:
        return
    cells: dict[str, Value] = {
        "事项": line.span(*told[0].span()),
        "期限": Said(f"{_day(worst.first.replace(day=most), worst)}前", line.span(*told[0].span())),
        "完成": Said(_day(worst.first, worst), line.span(worst.start, worst.end)),
        "结论": Said("按期", line.span(start, end)),
    }
    yield cells, worst.first.day > most


def _each_quarter(
    line: Line, done: Sequence[Dated], place: tuple[int, int], start: int, end: int
) -> Iterator[tuple[dict[str, Value], bool]]:
    """每季度末前……3月25日、6月28日、10月16日、12月20日，均按时发放: four days in turn, each in its own quarter."""
    if len(done) != _QUARTERS or len({one.first.year for one in done[:-1]}) > 1:
        return
    late = [(quarter, one) for quarter, one in enumerate(done) if _quarter_of(one, done[0]) > quarter]
    quarter, worst = late[0] if late else (_QUARTERS - 1, done[-1])
    last = _quarter_end(done[0].first.year, quarter)
    cells: dict[str, Value] = {
        "事项": line.span(*place),
        "期限": Said(f"{_day(last, worst)}前", line.span(*place)),
        "完成": Said(_day(worst.first, worst), line.span(worst.start, worst.end)),
        "结论": Said("按期", line.span(start, end)),
    }
    yield cells, bool(late)


def _quarter_of(one: Dated, first: Dated) -> int:
    return (one.first.year - first.first.year) * _QUARTERS + (one.first.month - 1) // 3


def _quarter_end(year: int, quarter: int) -> date:
    month = 3 * quarter + 3
    return date(year, month, 31 if month in (3, 12) else 30)


def _day(day: date, one: Dated) -> str:
    if one.day or one.first != one.last:
        exact = one.day or one.last == day
        return f"{day.year}年{day.month}月" + (f"{day.day}日" if exact else "")
    return f"{day.year}年{day.month}月{day.day}日"


def _is_due(text: str, one: Dated) -> bool:
    return _DUE_BEHIND.match(text[one.end :]) is not None or (
        _DUE_BEFORE.search(text[max(0, one.start - 20) : one.start]) is not None
    )


def _is_done(text: str, one: Dated) -> bool:
    before = text[max(0, one.start - 12) : one.start]
    behind = text[one.end : one.end + 24]
    if _OTHER.search(re.split("[,;。|]", before[-6:])[-1]) or re.match(
        r"[^0-9,;。|、]{0,8}?(?:开工|开始|启动|签订|印发|下达|批复)", behind
    ):
        return False
    return _DONE_BEHIND.match(behind) is not None or _DONE_BEFORE.search(before) is not None


__all__ = ["read_days"]
