"""How long something took, was early or was late, told beside both its dates: 2021年3月收到，至2022年9月底仍未分配，滞留18个月;
应于9月27日完工，实际9月7日完工，提前20天; 9月5日批复，按20日内公开的规定于9月20日公开.

Both ways of counting are allowed, with the first day and without it. The dates of one time are those that 至 joins, or the two
nearest of which the words say that one began it and the other ended it; what is held against others is a hint.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.dates import RANGE, Dated, Raw, dates_of, days_between, months_between, raw_of
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import DATE, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_NUMBER: Final = r"(?P<number>[0-9]{1,4}(?:\.5)?|[一二两三四五六七八九十百]{1,4})"
_UNIT: Final = (
    r"(?P<unit>个?日历天|个?自然日|个?日历日|个?工作日|天工作日|天|日|个月|周年|年|周|个?星期)(?P<half>半|多|余)?"
)
_MOOD: Final = (
    r"(?P<mood>(?:时间|期限?|天数|已经?|长达|达到?|仅用?|仅|共计?|合计|总计|约为?|大约|近|超过?|不到|为期|了|"
    r"[为是有:]|\()*)"
)
#: What is told to have taken a time, and what is told to have been early or late.
_TOOK: Final = (
    r"滞留|闲置|沉淀|搁置|结存|停留|积压|滞压|拖欠|占用|历时|为期|会期|工期|任期|任职|展期|学期|用时|耗时|费时|花费|持续|间隔|相隔|相距|"
    r"时隔|跨度|(?:服务|建设|实施|公示|执行|培训|合同|整治|活动|采购|运行|保修|质保|试用|租赁|公开|监测|调查|统计|评价|审计|施工|存续|供货)期限?|"
    r"(?:施工|建设|办理|驻点|培训|活动|审计|停工|公示|开展)?(?:时长|时间|周期|期间)"
)
_EARLY: Final = r"提前|早于|缩短"
_LATE: Final = r"逾期|滞后|延期|推迟|延迟|拖延|延后|超期|超时|迟延|延误|晚于|晚|迟|超过?"
_LASTED: Final = re.compile(
    rf"(?P<took>{_TOOK})(?:了|[^0-9,。;:、()一二两三四五六七八九十百]{{0,4}}?)?{_MOOD}{_NUMBER}{_UNIT}"
)
#: A number right behind the two dates of a time: 3月1日至3月5日（共5天）.
_BESIDE: Final = re.compile(
    rf"(?:日|号|月|年|底|末|初|旬)(?:止|结束|闭幕|举行|召开|举办|进行|进驻|期间|完成|完工|竣工)?[,(，（]*(?P<took>共计?|总计|合计|为期|历时|前后|整整)(?P<mood>约|近|达|为|有)*{_NUMBER}{_UNIT}"
)
_OFF: Final = re.compile(
    rf"(?P<way>{_EARLY}|{_LATE})(?:了|合同|计划|约定|工期|时间|交付|完成|完工|竣工)*{_MOOD}{_NUMBER}{_UNIT}"
)
#: So long may something take: 20日内, 在15个工作日以内.
_WITHIN: Final = re.compile(rf"(?<![第前每]){_NUMBER}{_UNIT}(?:之|以)?内")
_KEPT: Final = re.compile(
    r"(?<![不未])符合|(?:未|没有|并未|不)(?:超过?|超出|超时|逾期|超期|突破)|按时|按期|如期|在规定(?:的)?(?:时限|期限|时间)(?:之|以)?内|满足|合规|时限要求|达标"
)
_BROKEN: Final = re.compile(
    r"(?<![未不没有])(?:超过|超出|超时|逾期|超期)(?:了)?(?:规定|法定|时限|期限|要求|该)?|不符合|不满足|未(?:能)?(?:按|在|于|及时|符合|达到)|违反|不及时|晚于"
)
#: What says that a time is planned, and that another was meant to be kept.
_PLAN: Final = re.compile(
    r"合同|计划|约定|规定|要求|原定|预定|预计|拟|应[于当在该]?|最迟|截止|限[于期时]|不晚于|批准|期限"
)
_REAL: Final = re.compile(r"实际|才|已[于经]?|最终|直至|竣工验收|竣工|完工|交付|到货|公开|完成|验收")
_REALLY: Final = re.compile(r"实际")
#: Where each of several took so long, or the time is that of something else.
_EACH: Final = re.compile(
    r"[每各]|分别|平均|人均|累计|最[长短多少]|剩余|还有|尚有|再|另|其中|不少于|不超过|不得|以上|至少|最多"
)
#: What stands before the day on which something began, and behind it.
_SINCE: Final = re.compile("[自从]$|开工于?$")
_BEGUN: Final = re.compile("起|(?:正式|全面)?(?:开工|动工|进场|启动|开始)")
#: Words at the dates that begin a time and end it.
_BEGINS: Final = re.compile(
    r"起|开始|开幕|开工|启动|收到|到账|到位|下达|入驻|进驻|出发|受理|签订|动工|立项|批复|开班|进场|成立|购入|停工|上任|任命|支付|拨付|拨入|申请|申报|交办|接到|发布|发出|购置|安装"
)
_ENDS: Final = re.compile(
    r"截至|截止|[仍尚还]未?|才|结束|闭幕|竣工|完工|返回|撤离|结业|终止|验收|办结|卸任|复工|分配|拨付|支付|下达|交付|完成|投用|使用|公开|到期|投入|建成|办理|恢复|答复|启用|通车"
)
#: A number of days or months behind words that say so of something, whichever: 已履行8个月, 现场审计历时67天.
_ANY: Final = re.compile(
    rf"(?P<took>(?:共计?|总计|合计|历时|历经|为期|持续|已(?:经)?[\u4e00-\u9fff]{{0,4}}|实际[\u4e00-\u9fff]{{0,4}}|用时|耗时|[期限间时])){_MOOD}{_NUMBER}{_UNIT}"
)
_FAR: Final = 90
_BEHIND: Final = 8
_LEAD: Final = 25
#: Letters between the dates of a time and the words for it.
_NEAR: Final = 14
#: It is late up to a day on which it was still not done.
_UNTIL: Final = re.compile(r"截[至止]")
_BOTH: Final = re.compile(r"首尾(?:均|都)?(?:计入|计算|在内|两日)|含首尾|包括首尾|含(?:当日|起止)|首尾两[日天]")
#: What is held on its first day and its last: both are counted.
_MEETS: Final = re.compile(r"会期|展期|召开|闭幕|举行")
_HOLIDAYS: Final = 12
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class _Time:
    """What a time is said to be: a number, its unit, and how far off it may be."""

    number: Fraction
    unit: str
    loose: bool

    @property
    def printed(self) -> str:
        """As a figure."""
        return f"{Decimal(self.number.numerator) / self.number.denominator}{self.unit}"


def read_lasted(found: Iterable[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write the times to the table that takes them, and those that may be taken to that of comparisons."""
    lasted, compared = tables.get("时长"), tables.get("比较")
    before: Raw | None = None
    for sentence in found:
        if DATE not in sentence.signs:
            before = None
            continue
        raw = raw_of(sentence)
        dates = dates_of(raw.text)
        if lasted is not None and len(dates) >= _TWO:
            told = list(_took(raw, dates))
            for cells, doubt in (*told, *_off(raw, dates), *([] if told else _unmade(raw, dates))):
                draft.say(lasted, cells, doubt)
        if compared is not None:
            for cells, doubt in _within(raw, dates, before):
                draft.say(compared, cells, doubt)
        before = raw


def _took(raw: Raw, dates: Sequence[Dated]) -> Iterator[tuple[dict[str, Value], bool]]:
    """The times that something took, beside their dates."""
    seen: set[int] = set()
    both = _BOTH.search(raw.text) is not None
    for form in (_LASTED, _BESIDE):
        for claim in form.finditer(raw.text):
            at = claim.start("number")
            if at in seen or _EACH.search(raw.text[max(0, claim.start("took") - 4) : at]):
                continue
            seen.add(at)
            time = _time(claim, raw.text)
            if time is None:
                continue
            for one, other, sure in _ends(raw.text, claim, dates):
                spread = _spread(one, other, time.unit, bool(RANGE.search(raw.text[one.end - 1 : other.start])))
                if spread is None or spread[1] <= 0:
                    continue
                counted = both
                if time.unit == "天" and (counted or _MEETS.search(raw.text[one.start : claim.end()])):
                    sure = sure and (counted or not spread[0] <= time.number <= spread[1])
                    spread = (spread[1], spread[1])
                yield _cells(raw, claim, time, one, other, spread), not sure
                break


def _unmade(raw: Raw, dates: Sequence[Dated]) -> Iterator[tuple[dict[str, Value], bool]]:
    """The times that no two dates of their sentence are apart, where it tells two or three of them."""
    days = [one for one in dates if one.day]
    if not _TWO <= len(days) <= _TWO + 1 or len(days) != len(dates) or ";" in raw.text[days[0].start : days[-1].end]:
        return
    for claim in _ANY.finditer(raw.text):
        time = _time(claim, raw.text)
        if time is None or time.unit in ("工作日", "年") or time.loose or claim.start() < days[0].end:
            continue
        if _EACH.search(raw.text[max(0, claim.start("took") - 4) : claim.start("number")]):
            continue
        spreads = [
            spread
            for one, other in combinations(days, _TWO)
            if (spread := _spread(one, other, time.unit, True)) is not None and spread[1] > 0
        ]
        if not spreads or any(low <= time.number <= high for low, high in spreads):
            continue
        before = [one for one in days if one.end <= claim.start() + _TWO]
        spread = _spread(before[0], before[-1], time.unit, True) if len(before) >= _TWO else None
        if spread is not None and spread[1] / 2 <= time.number <= spread[1] * 2:
            yield _cells(raw, claim, time, before[0], before[-1], spread), True


def _time(claim: re.Match[str], text: str) -> _Time | None:
    """What a claim says; nothing where its number is none."""
    number = _number(claim["number"])
    if not number or (claim.end() < len(text) and text[claim.end()] in "内前后左以之初末底度"):
        return None
    loose = bool(re.search(r"约|近|超|不到", claim["mood"] or "")) if "mood" in claim.re.groupindex else False
    loose = loose or claim["half"] in ("多", "余") or text[claim.end() : claim.end() + 1] in ("多", "余")
    if claim["half"] == "半":
        number += Fraction(1, 2)
    return _Time(number, _unit(claim["unit"]), loose)


def _unit(printed: str) -> str:
    """What a time is counted in: 个日历天 is 天, 星期 is 周."""
    unit = printed.removeprefix("个")
    if "工作日" in unit:
        return "工作日"
    if unit.startswith(("周年", "年")):
        return "年"
    if unit.startswith(("周", "星期")):
        return "周"
    return "个月" if unit == "月" else "天"


def _number(printed: str) -> Fraction:
    """The number of a time, nought where its words are none."""
    return Fraction(printed) if printed[0].isdigit() else Fraction(number_of(printed))


def _ends(text: str, claim: re.Match[str], dates: Sequence[Dated]) -> Iterator[tuple[Dated, Dated, bool]]:
    """The first and the last date of what took a time, and whether it is plain that they are."""
    at = claim.start("took")
    number = bisect_left(dates, claim.end(), key=lambda one: one.start)
    behind = [one for one in dates[number : number + 1] if one.start - claim.end() <= _TWO]
    if behind and text[claim.end()] == "(":
        last = dates[number + 1] if number + 1 < len(dates) else None
        led = "" if last is None else text[behind[0].end - 1 : last.start]
        if last is not None and ")" not in led and RANGE.search(led):
            yield behind[0], last, True
        return
    number = bisect_right(dates, at + _TWO, key=lambda one: one.end)
    before = [one for one in dates[max(0, number - _TWO - 1) : number] if at - one.start <= _FAR]
    if len(before) < _TWO:
        return
    one, other = before[-2:]
    joined = RANGE.search(text[one.end - 1 : other.start]) is not None
    between = text[other.end : at]
    if ";" in text[one.end : at] or text[one.end : other.start] == "、":
        return
    if joined:
        near = not re.search(r"[0-9]", between)
        planned = _PLAN.search(claim["took"] + text[max(0, at - 3) : at]) is not None and len(between) > _TWO
        if near and not (planned and _REAL.search(text[one.start : at])):
            yield one, other, len(between) <= _NEAR
        return
    if _PLAN.search(text[max(0, at - 4) : at]):
        return
    began = _BEGINS.search(text[max(0, one.start - 4) : other.start]) is not None
    ended = _ENDS.search(text[one.end : at]) is not None
    if began and ended:
        yield one, other, len(before) == _TWO and re.search(r"[0-9]", between) is None
    elif began or ended:
        yield one, other, False


def _spread(one: Dated, other: Dated, unit: str, joined: bool) -> tuple[Fraction, Fraction] | None:
    """How long it is from one date to another, at least and at most; nothing where they do not tell that."""
    if unit in ("个月", "年"):
        low, high = months_between(one, other, joined)
        if unit == "个月":
            return Fraction(low), Fraction(high)
        return Fraction(low // 12), Fraction(-(-high // 12))
    days = days_between(one, other)
    if days is None or days[0] < 0:
        return None
    low, high = days[0], days[1] + 1
    if unit == "工作日":
        return Fraction(max(0, low * 5 // 7 - _HOLIDAYS)), Fraction(high)
    return (Fraction(low // 7), Fraction(-(-high // 7))) if unit == "周" else (Fraction(low), Fraction(high))


def _cells(
    raw: Raw,
    claim: re.Match[str],
    time: _Time,
    one: Dated,
    other: Dated,
    spread: tuple[Fraction, Fraction],
    ways: tuple[str, str] | None = None,
) -> dict[str, Value]:
    """A row of the table of times: what is said, and what the dates come to. ``ways``: early or late as said, and as it is."""
    low, high = spread
    if time.loose:
        room = max(Fraction(1), time.number / 10)
        low, high = low - room, high + room
    span = raw.span(claim.start("number"), claim.end())
    cells: dict[str, Value] = {
        "事项": raw.span(claim.start("took" if "took" in claim.re.groupindex else "way"), claim.end()),
        "起": raw.span(one.start, one.end),
        "止": raw.span(other.start, other.end),
        "所说": Said(time.printed, span),
        "最短": Said(f"{max(0, low.numerator // low.denominator)}{time.unit}", raw.span(one.start, one.end)),
        "最长": Said(f"{-(-high.numerator // high.denominator)}{time.unit}", raw.span(other.start, other.end)),
    }
    if ways is not None:
        cells["说法"] = Said(ways[0], raw.span(claim.start("way"), claim.end("way")))
        cells["先后"] = Said(ways[1], raw.span(other.start, other.end))
    return cells


def _off(raw: Raw, dates: Sequence[Dated]) -> Iterator[tuple[dict[str, Value], bool]]:
    """By how much something is said to have been early or late, beside the day it was to be done and the day it was."""
    text = raw.text
    for claim in _OFF.finditer(text):
        time = _time(claim, text)
        if time is None or time.unit == "工作日" or _EACH.search(text[max(0, claim.start() - 4) : claim.start()]):
            continue
        at = claim.start()
        number = bisect_right(dates, at + _BEHIND, key=lambda one: one.start)
        near = [one for one in dates[max(0, number - _TWO - 1) : number] if one.start - at >= -_FAR]
        near = [one for one in near if ";" not in text[min(one.end, at) : at]]
        if len(near) < _TWO:
            continue
        one, other = near[-2:]
        if _SINCE.search(text[max(0, one.start - 2) : one.start]) or _BEGUN.match(text, one.end):
            continue  # 自3月1日开工，8月20日完工，……提前8天: when it began, not when it was to end
        lead = near[-3].end if len(near) > _TWO else max(0, one.start - _LEAD)
        if RANGE.search(text[one.end - 1 : other.start]) and not _UNTIL.search(text[one.end : other.start]):
            continue
        first = text[lead : one.start] + text[one.end : one.end + 1]
        second = text[one.end : other.start]
        turned = _REALLY.search(first) is not None and _PLAN.search(second) is not None
        if len(near) > _TWO and RANGE.search(text[near[-3].end - 1 : one.start]):
            first = text[max(0, near[-3].start - _LEAD) : one.start]
        planned = _PLAN.search(second if turned else first) is not None or second.startswith("前")
        early = claim["way"] in _EARLY.split("|")
        planned = planned and not (early and _UNTIL.search(second))
        if not planned:
            continue
        plan, real = (other, one) if turned else (one, other)
        spread = _apart(plan, real, time.unit)
        if spread is None:
            continue
        late = (real.first, real.last) > (plan.first, plan.last)
        said = "提前" if early else "滞后"
        sure = (
            turned
            or _UNTIL.search(second) is not None
            or (_REAL.search(second) is not None and not claim["way"].startswith("超"))
        )
        yield _cells(raw, claim, time, plan, real, spread, (said, "滞后" if late else "提前")), not sure


def _apart(plan: Dated, real: Dated, unit: str) -> tuple[Fraction, Fraction] | None:
    """How far two dates are from each other, whichever is the earlier; a day more or less where both are counted."""
    first, last = (plan, real) if plan.first <= real.first else (real, plan)
    spread = _spread(first, last, unit, False)
    return None if spread is None else (max(Fraction(0), spread[0] - 1), spread[1])


def _within(raw: Raw, dates: Sequence[Dated], before: Raw | None) -> Iterator[tuple[dict[str, Value], bool]]:
    """How long something may take, with both its dates and the words that it was kept."""
    kept, broken = _KEPT.search(raw.text), _BROKEN.search(raw.text)
    if (kept is None) == (broken is None):
        return
    said = kept or broken
    ends = [one for one in dates if one.day]
    earlier = dates_of(before.text) if before is not None and len(ends) == 1 else []
    if said is None or not (len(ends) == _TWO or (len(ends) == 1 and len(earlier) == 1)):
        return
    one, other = (*earlier, *ends)
    place = other
    if earlier and one.known and not other.known:
        other = dates_of(f"{one.first.year}年{raw.text[other.start : other.end]}")[0]
    if not earlier and RANGE.search(raw.text[one.end - 1 : other.start]):
        return
    for claim in _WITHIN.finditer(raw.text):
        time = _time_within(claim)
        found = None if time is None else _limit(one, other, time)
        if time is None or found is None:
            continue
        taken, most, sure = found
        span = raw.span(claim.start(), claim.end())
        sign = "≤" if kept is not None else ">"
        holds = (taken <= most) == (kept is not None)
        unit = "个月" if time.unit == "个月" else "天"
        if not holds or kept is not None:
            cells: dict[str, Value] = {
                "事项": Said(f"{claim[0]}（{said[0]}）", raw.span(said.start(), said.end())),
                "数值": Said(f"{taken}{unit}", raw.span(place.start, place.end)),
                "所比": Said(f"{sign}{most}{unit}", span),
            }
            yield cells, not sure or len(ends) == 1


def _time_within(claim: re.Match[str]) -> _Time | None:
    number, unit = _number(claim["number"]), _unit(claim["unit"])
    return _Time(number, unit, False) if number and not claim["half"] and unit not in ("年", "周") else None


def _limit(one: Dated, other: Dated, time: _Time) -> tuple[int, int, bool] | None:
    """How long it took and how long it may take, in days or months, and whether that is plain."""
    if time.unit == "个月":
        low, _ = months_between(one, other)
        return (low, int(time.number), True) if low > 0 and one.day and other.day else None
    days = days_between(one, other)
    if days is None or days[0] <= 0:
        return None
    if time.unit == "工作日":
        most = int(time.number) * 7 // 5 + 3
        return days[0], most, days[0] <= most or days[0] > most + _HOLIDAYS
    return days[0], int(time.number), True
