"""Dates and periods as printed: 2023年9月底前, 2023年5-9月, 每月25日, 6月之前.

Lenient where the words are: 6月之前 and 6月前 allow all of June, 底前 its last day; 初, 中 and 底 of a month are its
thirds, like 上旬, 中旬 and 下旬.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from gouji.faults import regex as re
from gouji.faults.record import dataclass
from gouji.figures.folding import fold
from gouji.figures.numerals import numeral_value

LONGEST_PERIOD: Final = 80
"""A longer text is prose, not a period."""

_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as printed; ``start`` and ``end`` are inclusive days.

    ``kind``: ``date`` one day; ``period`` from start to end; ``by`` up to the end (start None); ``from`` from the start
    on (end None); ``within`` some time inside start to end (9月内); ``recurring`` (每月25日; both None). ``has_year``
    says whether the year is known, printed or given; without it both ends are None and only the text is kept.
    """

    start: date | None
    end: date | None
    text: str
    has_year: bool
    kind: str


_TO: Final = r"(?:-|—{1,2}|~|至|到)"
_YEAR: Final = re.compile(
    rf"(?P<year>[12][0-9]{{3}})(?:年度?|(?={_TO}[12][0-9]{{3}}年))|(?P<named>(?:本|当|今|该|次|明|下|上|去)年度?)"
)
_MONTH: Final = re.compile(rf"(?P<month>[0-9]{{1,2}})(?:月份?|(?={_TO}[0-9]{{1,2}}月))")
_DAY: Final = re.compile(rf"(?P<day>[0-9]{{1,2}})(?:[日号]|(?={_TO}(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}[日号]))")
_NUMERIC: Final = re.compile(
    r"(?P<year>[12][0-9]{3})(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?![/.0-9])"
    r"|[-/](?P<only>[0-9]{1,2})(?![-/.0-9]))"
)
_THIRD: Final = re.compile(r"上旬|中旬|下旬|初|中(?!期)|底|末")
_QUARTER: Final = re.compile(r"第?([1-4])季度?(初|末|底)?")
_HALF: Final = re.compile(r"上半年|下半年")
_WHOLE_YEAR: Final = re.compile(r"全年度?")
_YEAR_PART: Final = re.compile(r"年?(初|中|底|末)")
_RANGE: Final = re.compile(_TO)

_CHINESE: Final = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日号季])")
_CHINESE_YEAR: Final = re.compile(r"[一二][零〇一二三四五六七八九]{3}(?=年)")
_CHINESE_DIGITS: Final = str.maketrans("零〇一二三四五六七八九", "00123456789")

_PREFIX: Final = re.compile(
    r"(?:预计|计划|力争|确保|应当?|须|拟|均|全部)?(?P<word>截止到|截止至|截至|截止|于|在|自|从|到|至)?"
)
_SUFFIX: Final = re.compile(
    r"(?:(?P<by>之前|以前|前|止|为止)|(?P<since>起|开始|以来)|(?P<after>之后|以后|后)|(?P<within>之内|以内|内|期间|间))?"
)
_DONE: Final = re.compile(
    r"(?:(?:\((?:按时|按期|如期|及时)\)|已|均|全部|全面|将|按时|按期|如期|及时|准时|提前|顺利|圆满|陆续|按计划)*"
    r"(?:完成|结束|办结|到位|实施|举办|开展|召开|发放|支付|拨付|验收|竣工|开工|交付|投入使用|印发|上线|启动|实现)?"
    r"(?:完毕|完成|工作|发放|支付|拨付|验收|到位|任务)?)?[。;]?"
)
_TIMELY: Final = re.compile(r"(?:(?:及时|按时|按期|如期|准时)(?:完成|发放|支付)?)?\((?P<inside>[^()]+)\)")
_RECURRING: Final = re.compile(
    r"(?:每个?(?:年度?|半年|季度?|月|周|星期|日|天|工作日|学期|学年)|按(?:年|季度?|月|周|日)|逐[年月日]|(?=月[初中底末]前))"
    r"(?:第?[1-4]季度?|[0-9]{1,2}月份?|月|首月|末月|首日|末日|首周|第[1-3]个月)?(?:[0-9]{1,2}[日号]|上旬|中旬|下旬|[初中底末])?"
    r"(?:之前|以前|前|之内|以内|内|起)?"
    r"(?:(?:按时|按期|及时)?(?:发放|支付|完成|拨付|报送|结算))?(?:[,;(][^0-9]{1,20})?"
)


@dataclass(frozen=True, slots=True)
class _Point:
    """What is printed of one end of a period; None is not printed. ``part`` is 上旬, 底, 上半年, 1季 …"""

    year: int | None = None
    shift: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


def parse_period(text: str, year: int | None = None) -> Period | None:
    """The date or period that the whole text is; None if it is none.

    ``year`` is the year of a date printed without one. A date that does not exist (2月30日) and a period that
    ends before it begins are None.
    """
    if len(text) > LONGEST_PERIOD:
        return None
    folded = re.sub(r"\s+", "", fold(text)).removesuffix("。")
    bracketed = _TIMELY.fullmatch(folded)
    if bracketed is not None:
        folded = bracketed["inside"]
    folded = _CHINESE.sub(_arabic, _CHINESE_YEAR.sub(lambda found: found.group().translate(_CHINESE_DIGITS), folded))
    if _RECURRING.fullmatch(folded):
        return Period(None, None, text, False, "recurring")
    return _read(folded, text, year)


def with_year(period: Period, year: int | None) -> Period:
    """The period in ``year``, where it was printed without one; as it is, where no year is given."""
    if period.has_year or year is None:
        return period
    return parse_period(period.text, year) or period


def _arabic(found: re.Match[str]) -> str:
    value = numeral_value(found.group())
    return found.group() if value is None else str(value)


def _read(folded: str, text: str, year: int | None) -> Period | None:
    prefix = _PREFIX.match(folded)
    word = "" if prefix is None else prefix["word"] or ""
    first, at = _point(folded, 0 if prefix is None else prefix.end())
    if first is None:
        return None
    last, through = first, False
    to = _RANGE.match(folded, at)
    if to is not None:
        following, at = _point(folded, to.end(), inside=True)
        if following is None:
            return None
        last, through = _inherited(following, first), True
    suffix = _SUFFIX.match(folded, at)
    at = at if suffix is None else suffix.end()
    done = _DONE.match(folded, at)
    if (at if done is None else done.end()) != len(folded):
        return None
    kind = _kind(first, word, suffix, through)
    known = first.year is not None or year is not None
    # Without a year a leap year stands in, to see whether there is such a period at all.
    reference = year if known else _LEAP_YEAR
    began, ended = _days(first, reference), _days(last, reference)
    if began is None or ended is None or began[0] > ended[1]:
        return None
    if not known:
        return Period(None, None, text, False, kind)
    if kind == "by":
        return Period(None, ended[1], text, True, kind)
    if kind == "from":
        after = suffix is not None and suffix["after"]
        return Period(ended[1] + timedelta(days=1) if after else began[0], None, text, True, kind)
    return Period(began[0], ended[1], text, True, kind)


def _kind(first: _Point, word: str, suffix: re.Match[str] | None, through: bool) -> str:
    if suffix is not None and suffix["by"]:
        return "by"
    if suffix is not None and (suffix["since"] or suffix["after"]):
        return "from"
    if through:
        return "period"
    if word.startswith("截") or word in ("到", "至"):
        return "by"
    if word in ("自", "从"):
        return "from"
    if suffix is not None and suffix["within"]:
        return "within"
    return "date" if first.day is not None else "period"


def _point(text: str, start: int, *, inside: bool = False) -> tuple[_Point | None, int]:
    """One end of a period; ``inside`` a range its month or day may stand alone (9月12日—13日)."""
    numeric = _NUMERIC.match(text, start)
    if numeric is not None:
        of_year, of_month = int(numeric["month"] or numeric["only"]), numeric["day"]
        return _Point(int(numeric["year"]), None, of_year, int(of_month) if of_month else None), numeric.end()
    year = shift = None
    at = start
    printed = _YEAR.match(text, at)
    if printed is not None:
        at = printed.end()
        if printed["year"]:
            year = int(printed["year"])
        else:
            shift = {"次": 1, "明": 1, "下": 1, "上": -1, "去": -1}.get(printed["named"][0], 0)
    month = _MONTH.match(text, at)
    if month is not None:
        day = _DAY.match(text, month.end())
        if day is not None:
            return _Point(year, shift, int(month["month"]), int(day["day"])), day.end()
        third = _THIRD.match(text, month.end())
        end = month.end() if third is None else third.end()
        return _Point(year, shift, int(month["month"]), None, "" if third is None else third.group()), end
    for pattern, mark in ((_QUARTER, "季"), (_HALF, ""), (_WHOLE_YEAR, "全年")):
        part = pattern.match(text, at)
        if part is not None:
            # A third of a quarter is told as the quarter: its end is what deadlines are about.
            name = part.group(1) + mark if mark == "季" else mark or part.group()
            return _Point(year, shift, None, None, name), part.end()
    part = _YEAR_PART.match(text, at)
    if part is not None and (printed is not None or part.group().startswith("年")):
        return _Point(year, shift, None, None, "年" + part.group(1)), part.end()
    if text.startswith("年内", at):
        return _Point(year, shift, None, None, "全年"), at + 1
    alone = _DAY.match(text, at) if inside and printed is None else None
    if alone is not None:
        return _Point(day=int(alone["day"])), alone.end()
    if printed is None:
        return None, start
    return _Point(year, shift), at


def _inherited(last: _Point, first: _Point) -> _Point:
    """The later end of a range with what only the earlier one prints."""
    year, shift = last.year, last.shift
    if year is None and shift is None:
        year, shift = first.year, first.shift
    elif year is None and first.year is not None and shift is not None:
        year, shift = first.year + shift, None
    month = first.month if last.month is None and last.day is not None else last.month
    return _Point(year, shift, month, last.day, last.part)


_YEAR_MONTHS: Final = {
    "": (1, 12),
    "全年": (1, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "1季": (1, 3),
    "2季": (4, 6),
    "3季": (7, 9),
    "4季": (10, 12),
    "年初": (1, 1),
    "年中": (6, 7),
    "年底": (12, 12),
    "年末": (12, 12),
}
_THIRDS: Final = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}


def _days(point: _Point, given: int | None) -> tuple[date, date] | None:
    """First and last day of a point; None without a year or when there is no such day."""
    year = point.year if point.year is not None else given
    if year is None:
        return None
    if point.year is None and point.shift is not None:
        year += point.shift
    # The last year is left out: the day after its end is no date.
    if not date.min.year <= year < date.max.year:
        return None
    if point.month is None:
        first, last = _YEAR_MONTHS[point.part]
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if not 1 <= point.month <= 12:
        return None
    length = monthrange(year, point.month)[1]
    if point.day is not None:
        return (date(year, point.month, point.day),) * 2 if 1 <= point.day <= length else None
    low, high = _THIRDS.get(point.part, (1, 31))
    return date(year, point.month, low), date(year, point.month, min(high, length))
