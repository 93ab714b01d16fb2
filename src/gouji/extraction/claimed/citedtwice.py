"""What a paper refers to by its number, its title or its day, and gives otherwise in a second place: （临政发〔2023〕6号） beside
（临政发〔2022〕6号）, 10月12日通过验收 beside 8月12日通过验收.

Papers of one body have like numbers, and much is done on several days: so the title has to be the same, or the second place
has to say that it means the first (上述), or the digits have to have changed places; of days, the month or the year alone may
differ, and nothing else in the paper may be told of what was done then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.document.model import Span, Text
from gouji.extraction.drafting.draft import Draft, Said
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.language import Table

_NUMBER: Final = re.compile(
    r"(?P<body>(?:(?!上述|前述|按照|根据|依据|[照据按述的了、和与])[\u4e00-\u9fff]){2,10})\s*[〔\[［【(（](?P<year>(?:19|20)[0-9]{2})[〕\]］】)）]\s*(?P<number>[0-9]{1,4})\s*号"
)
_TITLE: Final = re.compile(r"《(?P<title>[^《》]{4,80}(?:[〈《][^《》〈〉]{2,60}[〉》][^《》]{0,20})?)》")
#: Between a title and its number.
_NEXT: Final = re.compile(r"^\s*[(（]?\s*$")
#: That what follows was named before.
_SAID: Final = re.compile(r"(?:上述|前述|该)[^,，;；。]{0,6}$")
_NUMERALS: Final = "0123456789一二三四五六七八九十两"
_DAY: Final = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})\s*年\s*)?(?<![0-9])(?P<month>1[0-2]|[1-9])\s*月\s*(?:(?P<day>3[01]|[12][0-9]|[1-9])\s*[日号]|(?=[\u4e00-\u9fff])(?![底末初份]|[上中下]旬))(?![-—~至到前以之内])"
)
#: What is done to one thing once.
_DOING: Final = re.compile(
    r"开工|动工|竣工(?!验收)|完工|验收|通车|投入使用|投用|开标|中标(?![单候人供价通])|签订|签约|挂牌|揭牌|开园|开馆|移交|启动|举行|闭幕|开幕|印发|出台|批复|下达|到账"
)
#: Not when it was done: by when it had to be, or what it led to.
_NOT_SO: Final = re.compile(r"计划|拟|预计|预期|原定|应|须|需|要求|规定|力争|确保|争取|目标|截至|截止|前|自|从|起|每")
_SAME: Final = {"动工": "开工", "竣工": "完工", "投用": "投入使用", "签约": "签订", "揭牌": "挂牌", "出台": "印发"}
_CLAUSE: Final = re.compile(r"[,，;；。:：]")
_MANY, _LEAST, _LIKE = 60, 3, 4


@dataclass(frozen=True, slots=True)
class _Day:
    year: str
    month: str
    day: str
    span: Span
    text: Text


def read_cited_twice(found: Sequence[Sentence], papers: Table | None, days: Table | None, draft: Draft) -> None:
    """Write each that is given otherwise in a second place to the tables of papers and of times."""
    texts = list({id(text): text for sentence in found for text in sentence.texts}.values())
    for table, pairs in ((papers, _numbers(texts)), (papers, _titles(texts)), (days, _days(texts))):
        if table is None:
            continue
        for name, one, other in pairs:
            draft.say(table, {"事项": Said(name, other[1]), "甲": Said(*one), "乙": Said(*other)}, True)


_Given = tuple[str, Span]


def _numbers(texts: Sequence[Text]) -> Iterator[tuple[str, _Given, _Given]]:
    """Numbers of papers that are not the same in two places."""
    told: list[tuple[re.Match[str], Text, str]] = []
    for text in texts:
        if "号" not in text.text:
            continue
        titles = list(_TITLE.finditer(text.text))
        for number in _NUMBER.finditer(text.text):
            own = [one for one in titles if _NEXT.match(text.text[one.end() : number.start()])]
            told.append((number, text, own[-1]["title"] if own else ""))
    for at, (number, text, title) in enumerate(told[:_MANY]):
        printed = _plain(number)
        if any(_plain(other) == printed for other, _, _ in told[:at]):
            continue
        for other, before, named in told[:at]:
            meant = _SAID.search(text.text[: number.start()]) is not None
            body = other["body"][-_LEAST:] == number["body"][-_LEAST:]
            alike = bool(title and named) and (title in named or named in title)
            year = other["number"] == number["number"] and (alike or meant or _turned(other["year"], number["year"]))
            nth = other["year"] == number["year"] and _turned(other["number"], number["number"])
            if body and (year or nth):
                name = f"《{title or named}》" if title or named else "文号"
                span, place = before.span(*other.span()), text.span(*number.span())
                yield name, (_plain(other), span), (printed, place)
                break


def _plain(number: re.Match[str]) -> str:
    return f"{number['body'][-6:]}〔{number['year']}〕{number['number']}号"


def _turned(one: str, other: str) -> bool:
    """Whether two digits have changed places."""
    return len(one) == len(other) and one != other and sorted(one) == sorted(other)


def _titles(texts: Sequence[Text]) -> Iterator[tuple[str, _Given, _Given]]:
    """Titles that are said to be one named before, and differ from it by a numeral."""
    told: list[_Given] = []
    for text in texts:
        for cited in _TITLE.finditer(text.text):
            name, place = cited["title"], text.span(*cited.span("title"))
            if _SAID.search(text.text[: cited.start()]) and all(other != name for other, _ in told):
                like = [(other, before) for other, before in told if _but_for_numerals(other, name)]
                if len(like) == 1:
                    yield "上述文件", like[0], (name, place)
            if len(told) < _MANY:
                told.append((name, place))


def _but_for_numerals(one: str, other: str) -> bool:
    rest = ["".join(sign for sign in title if sign not in _NUMERALS) for title in (one, other)]
    return one != other and rest[0] == rest[1] and len(rest[0]) >= _LIKE


def _days(texts: Sequence[Text]) -> Iterator[tuple[str, _Given, _Given]]:
    """Days on which one thing was done, of which the month or the year is another in a second place."""
    told: dict[str, list[_Day]] = {}
    for text in texts:
        for clause in _clauses(text.text):
            days = list(_DAY.finditer(text.text, *clause))
            doings = list(_DOING.finditer(text.text, *clause))
            words = text.text[clause[0] : clause[1]]
            if len(days) != 1 or not doings or _NOT_SO.search(_DAY.sub("", words)):
                continue
            day = days[0]
            doing = next((one for one in doings if one.start() >= day.end()), doings[-1])
            place = text.span(*day.span())
            told.setdefault(_SAME.get(doing[0], doing[0]), []).append(
                _Day(day["year"] or "", day["month"], day["day"] or "", place, text)
            )
    for word, found in told.items():
        if len(found) > _LEAST:
            continue  # done to several things
        for at, one in enumerate(found):
            for before in found[:at]:
                years = {one.year, before.year} - {""}
                year = next(iter(years), "")
                if one.text is before.text or not year:
                    continue
                if _slipped(one, before, len(years)):
                    yield (
                        word,
                        (_told(before, year), before.span),
                        (_told(one, year), one.span),
                    )


def _told(day: _Day, year: str) -> str:
    return f"{day.year or year}年{day.month}月{f'{day.day}日' if day.day else ''}"


def _slipped(one: _Day, other: _Day, years: int) -> bool:
    """Whether one day is the other with another month, or year, or with one digit of the day gone or in the other place."""
    if one.month != other.month:
        return bool(one.day) and one.day == other.day and years == 1
    if one.day == other.day:
        return years > 1
    short, long = sorted((one.day, other.day), key=len)
    return years == 1 and (_turned(short, long) or (bool(short) and len(short) < len(long) and short in long))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    stops = [-1, *(stop.start() for stop in _CLAUSE.finditer(text)), len(text)]
    return ((start + 1, end) for start, end in pairwise(stops))


__all__ = ["read_cited_twice"]
