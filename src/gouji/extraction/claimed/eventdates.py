"""One event dated differently in two places: 预算指标分别于3月和6月下达 beside 第二批1286万元直至9月才下达; 甲项目于3月开工
beside 甲项目5月开工.

An event is a doing of one thing that is named by its own words, or is one of several instalments of one amount. What was planned,
a time from one date to another, and what is done again and again are left alone; years that are not printed are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Draft, Said
from gouji.extraction.text.dates import Dated, Raw, dates_of, raw_of
from gouji.extraction.text.sentences import DATE, MONEY, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: What happens to one thing once.
_DOING: Final = (
    r"下达|拨付|拨入|到账|到位|印发|出台|批复|立项|开工|动工|竣工|完工|交付|验收|通车|投入使用|投用|投运|启用|上线|开标|中标|签订|签约|"
    r"挂牌|成立|揭牌|开业|开园|开馆|移交|公示|备案|启动|召开|举办|发放|兑付|支付|竣工验收|建成|搬迁|入驻"
)
_BEHIND: Final = re.compile(
    rf"^(?:(?:份|底|末|初|上旬|中旬|下旬|才|方|已|就|正式|全部|全面|全额|足额|统一|顺利|通过|如期|按期|陆续|予以|完成|[一-龥]{{1,3}}(?=下达|印发|批复))|[以由经][\u4e00-\u9fff]{{2,12}}?)*(?P<doing>{_DOING})"
)
_NTH: Final = re.compile(r"第[一二三四五六七八九]批(?:次)?|首批|第[一二三四五六七八九]期|[一二三四]期工程")
_AMOUNT: Final = re.compile(
    r"(?:第[一二三四五六七八九]批(?:次)?|首批)(?:资金|补助|预算|指标|项目|为|共|共计|下达)*(?P<amount>[0-9][0-9.,]*(?:万|亿)?元)"
)
_LEAD: Final = re.compile(
    r"^(?:其中|目前|该|本|此|全部|[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十0-9]+[)）、.．]|上述|市|县|区|和|并|且|但|因|由于|为|经|由)+"
)
_TAIL: Final = re.compile(
    r"(?:[,，]|已经?|均|都|才|直至|直到|截至|迟至|于|在|自|到|至|是|的|正式|实际|分别|方|就|[0-9.,]+(?:万|亿)?元)+$"
)
_NOT_SO: Final = re.compile(
    r"计划|拟|预计|预期|原定|应|须|需|要求|合同|约定|规定|力争|确保|争取|目标|前|以来|起|每|陆续|多次|逐步|期间|截至|截止|累计|之后|后"
)
_AND: Final = re.compile(r"^(?:、|和|及|与|,)$")
_PLAIN: Final = re.compile(
    r"^(?:资金|项目|工程|文件|通知|会议|活动|方案|办法|预算|指标|资金指标|预算指标|合同|系统|平台|全部资金|项目资金|专项资金)$"
)
#: Up to which month something is told; what was spent by then, of what.
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_UNTIL: Final = re.compile(
    r"(?:截[至止]到?(?:(?P<year>20[0-9]{2})年)?(?P<one>[0-9]{1,2})月(?:[0-9]{1,2}日|底|末)止?|(?<![0-9])1[-—~－至](?P<other>[0-9]{1,2})月)"
)
_SPENT: Final = re.compile(r"(?:执行|支出|支付|拨付|使用|完成|到位)数?(?:为|了)?$")
_FINE: Final = re.compile(r"[0-9]+\.[0-9]{2}")
_NUMBER: Final = re.compile(r"\s")
_ITEM: Final = re.compile(r"([\u4e00-\u9fff]{4,12}?)(?:年初|全年)?(?:预算|安排|下达)数?(?:为|资金)?[0-9]")
_FIRST, _LONG, _MANY = 8, 400, 12
_SHORT, _FAR = 2, 40


@dataclass(frozen=True, slots=True)
class _Event:
    """``key``: of what, and what was done; ``amount``: of which instalment, as far as it is told."""

    key: tuple[str, str]
    amount: str
    date: Dated
    span: Span
    text: int


def read_event_dates(found: Sequence[Sentence], table: Table, draft: Draft) -> None:
    """Write each event that has another month, or day, where it is told again."""
    first: dict[tuple[str, str], list[_Event]] = {}
    for sentence in found:
        if DATE not in sentence.signs:
            continue
        for event in _events(raw_of(sentence)):
            for other in first.get(event.key, ()):
                if other.text != event.text and _differs(other, event):
                    name = "".join(event.key)
                    one, two = (Said(_told(each), each.span) for each in (other, event))
                    draft.say(table, {"事项": Said(name, event.span), "甲": one, "乙": two}, True)
                    break
            if len(own := first.setdefault(event.key, [])) < _MANY:
                own.append(event)


def read_as_of(found: Sequence[Sentence], table: Table, draft: Draft) -> None:
    """Write each amount that is told up to one month in one place and up to another in another: 1-7月……已执行1.80万元, and
    截至6月30日，已执行1.80万元."""
    year = next((one[1] for sentence in found[:_FIRST] for one in _YEAR.finditer(_text_of(sentence))), None)
    told: dict[tuple[str, str], list[tuple[str, Span, Sentence]]] = {}
    for sentence in found if year is not None else ():
        for at, figure in sentence.figures.items():
            if sentence.signs[at] != MONEY or figure.bound or not _FINE.search(figure.text):
                continue
            text, start = sentence.texts[at], sentence.starts[at]
            front = text.text[max(0, start - _LONG) : start]
            until = [one for one in _UNTIL.finditer(front) if not one["year"] or one["year"] == year]
            if not until or not _SPENT.search(front):
                continue
            month = f"{year}年{int(until[-1]['one'] or until[-1]['other'])}月"
            span = text.span(start - len(front) + until[-1].start(), start - len(front) + until[-1].end())
            words = _ITEM.findall(front)
            key = (_NUMBER.sub("", figure.text), words[-1] if words else "")
            for other, place, before in told.get(key, ()):
                if key[1] and other != month and before.texts[0] is not sentence.texts[0]:
                    name = Said(f"{key[1]}已有{figure.text}", sentence.span(at, at + 1))
                    draft.say(table, {"事项": name, "甲": Said(other, place), "乙": Said(month, span)}, True)
                    break
            if len(own := told.setdefault(key, [])) < _MANY:
                own.append((month, span, sentence))


def _text_of(sentence: Sentence) -> str:
    return sentence.texts[0].text[sentence.starts[0] : sentence.ends[-1]] if sentence.texts else ""


def _told(event: _Event) -> str:
    return f"{event.date.months // 12}年{event.date.months % 12 or 12}月"


def _differs(one: _Event, other: _Event) -> bool:
    if one.amount and other.amount and one.amount != other.amount:
        return False
    if not (one.date.known and other.date.known):
        return False
    return one.date.first > other.date.last or other.date.first > one.date.last


def _events(raw: Raw) -> Iterator[_Event]:
    text = raw.text
    dates = dates_of(text)
    for number, date in enumerate(dates):
        start = max(text.rfind(mark, 0, date.start) for mark in ",;:。(") + 1
        ahead, rest = text[start : date.start], text[date.end : date.end + _FAR]
        told = _BEHIND.match(rest)
        if (
            told is None
            or re.match(r"[-—~至到前以之]", rest)
            or (re.search(r"[-—~至到]$", ahead) and not re.search("直[至到]$|迟至$", ahead))
        ):
            continue
        words = ahead or text[max(0, start - _FAR) : date.start].rpartition("。")[2]
        if _NOT_SO.search(_PATIENT.sub("", words[-_FAR:])) or re.match(
            r"(?:的|前|后|以来|起|率|资金的|时)", rest[told.end() :]
        ):
            continue
        run = [date]
        while number >= len(run) and _AND.match(text[dates[number - len(run)].end : run[-1].start]):
            run.append(dates[number - len(run)])
        doing = _like(told["doing"])
        if len(run) > 1:
            yield from _in_turn(raw, run[::-1], doing)
            continue
        nth = _NTH.search(words)
        name = nth[0] if nth is not None else _TAIL.sub("", _LEAD.sub("", ahead))
        if nth is None and doing in _OFTEN:
            continue
        if nth is None and (len(name) < 2 * _SHORT or _PLAIN.match(name) or re.search("[0-9]", name)):
            continue
        amount = _AMOUNT.search(words)
        yield _event(raw, (name, doing), amount["amount"] if amount is not None else "", date)


def _in_turn(raw: Raw, run: Sequence[Dated], doing: str) -> Iterator[_Event]:
    """分别于3月和6月下达: of the instalments that the same text tells before, as many as there are dates."""
    sentence = raw.sentence
    at = raw.signs[run[0].start]
    text = sentence.texts[at].text
    before = "".join(text[: sentence.ends[at]].split())
    if "分别" not in raw.text[max(0, run[0].start - _FAR) : run[0].start]:
        return
    told = {one[0]: one for one in _NTH.finditer(before)}
    if len(told) != len(run):
        return
    for nth, date in zip(told, run, strict=True):
        amount = next((one["amount"] for one in _AMOUNT.finditer(before) if one[0].startswith(nth)), "")
        yield _event(raw, (nth, doing), amount, date)


def _event(raw: Raw, key: tuple[str, str], amount: str, date: Dated) -> _Event:
    return _Event(key, amount, date, raw.span(date.start, date.end), id(raw.sentence.texts[raw.signs[date.start]]))


def _like(doing: str) -> str:
    """One word for doings that are one."""
    return next((words[0] for words in _SAME if doing in words), doing)


_PATIENT: Final = re.compile("直至|直到|迟至|前期")
#: What may well be done of one thing again and again.
_OFTEN: Final = frozenset(
    ("召开", "举办", "发放", "支付", "兑付", "拨付", "公示", "备案", "验收", "到账", "到位", "移交")
)
_SAME: Final = (
    ("开工", "动工"),
    ("竣工", "完工", "建成"),
    ("投入使用", "投用", "投运", "启用"),
    ("成立", "挂牌", "揭牌"),
    ("签订", "签约"),
)


__all__ = ["read_as_of", "read_event_dates"]
