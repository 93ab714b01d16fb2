"""Days that cannot follow each other as they are told, by the doings beside them: 文件于3月18日收到，县财政局于2月25日分解下达;
and an end that is told of the year before the time that was agreed: 合同期为2023年3月1日至11月30日……于2022年11月24日结束.

What comes first of two doings does not depend on which is told first. Both have to be of one thing: nothing between them names
another. An end is only held where, a year later, it would lie in that time. All of them are remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice, pairwise
from typing import Final

from gouji.extraction.claimed.goallines import Line
from gouji.extraction.drafting.draft import Draft, Said
from gouji.extraction.text.dates import RANGE, Dated, dates_of
from gouji.faults import regex as re
from gouji.language import Table

_STOPS: Final = ",;。()"
#: Doings of which the first cannot come after the second; whether both days may be of different years that are not printed.
_BEFORE: Final = (
    (re.compile("收到|接到|收悉"), re.compile("转?下达|分解|分配|下发|转发|拨付"), True),
    (re.compile("(?<!转)下达"), re.compile("拨付|支付|发放"), True),
    (re.compile("开工|动工|进场施工|启动施工"), re.compile("完工|竣工|建成|投入使用"), False),
    (re.compile("招标|开标|中标|成交"), re.compile("签订|签约|开工|进场"), True),
    (re.compile("签订|签约"), re.compile("完工|竣工|验收"), False),
    (re.compile("到货|交货|供货"), re.compile("验收|安装"), True),
    (re.compile("竣工(?!验收)|完工"), re.compile("验收|移交|投入使用"), True),
)
#: What names another thing between the two, or one of several; what is no day on which it was done.
_ANOTHER: Final = re.compile(
    r"批|标段|[一二三四]期|其[中余他]|另|上年|去年|提前|此前|之前|已于|早在|再|补|续|预|初步|分[部项]|场地|首|逐|陆续|主体|材料|进场验|阶段|隐蔽|每|招标公告|公告|资金|款|垫"
)
_AGENT: Final = re.compile(
    r"(?:并|且|又|随后|随即|后|即|由|经|于|在|至|实际|同年|当年)*(?:[\u4e00-\u9fff]{0,8}(?:局|委|办|部|厅|府|中心|公司|单位|学校|院|镇|乡)(?:于|在|至)?)?"
)
_NOT_SO: Final = re.compile(
    r"计划|拟|预计|预期|原定|应|须|需要|要求|规定|力争|确保|争取|目标|截[至止]|从|每|上年|去年|次年|分别|期限|时限|提前|预|前期|质保"
)
_LATER: Final = re.compile(r"[-—~至前以起后]|到(?![货账位岗达])|之[前后]")
#: The time that was agreed for it, and what ends in it.
_AGREED: Final = re.compile(
    r"(?:合同期限?|合同工期|合同服务期|服务期限?|实施期限?|建设期限?|建设工期|项目期|项目周期|履约期限?|履行期限?|实施时间|实施周期|承包期|养护期限?|执行期限?|计划工期|工期)(?:限|间)?[为是:自从约定]*$"
)
_ENDED: Final = re.compile(r"^[^0-9,;。|()]{0,6}?(?:结束|完工|竣工|完成|完毕|终止|建成)")
_EARLIER: Final = re.compile(
    "招标|前期|调研|上一|上年|上期|去年|立项|批复|签订|采购|设计|可研|申报|公示|征求|摸底|启动|原|首期|一期|此前|以前|论证"
)
_BACK, _BEHIND, _MOST, _DATES = 40, 20, 4000, 40
_NEAR, _FAR, _LATE = timedelta(days=120), timedelta(days=400), timedelta(days=60)


def read_day_order(lines: Sequence[Line], year: int | None, order: Table | None, draft: Draft) -> None:
    """Write them to the table of days in their order. ``year``: that of the title."""
    if order is None:
        return
    known = {row.cells.get("先") for row in draft.tables.get(order.name, ())}
    for line in islice((line for line in lines if "月" in line.text), _MOST):
        start = 0
        for cell in line.text.split("|"):
            dates = [one for one in dates_of(cell) if one.start < len(cell)][:_DATES]
            for cells in (*_turned(line, start, cell, dates, year), *_before_it(line, start, cell, dates)):
                if cells["先"] not in known:
                    draft.say(order, cells, True)
            start += len(cell) + 1


def _turned(
    line: Line, start: int, text: str, dates: Sequence[Dated], year: int | None
) -> Iterator[Mapping[str, Said]]:
    for one, other in pairwise(dates):
        between = text[one.end : other.start]
        if not (one.day and other.day) or re.search("[。;]", between):
            continue
        said, also = (_clause(text, each, dates) for each in (one, other))
        lead = re.split(f"[{_STOPS}]", between)[-1] if re.search(f"[{_STOPS}]", between) else ""
        front = re.split("[。;]", text[max(0, one.start - _BACK) : one.start])[-1]
        if _ANOTHER.search(lead) or not _AGENT.fullmatch(lead) or _NOT_SO.search(f"{front}{said}{lead}{also}"):
            continue
        if _ANOTHER.search(also) or any(_LATER.match(text[each.end :]) for each in (one, other)):
            continue
        for first, second, any_year in _BEFORE:
            # the later doing is told first, or second: its day may not be the earlier one
            for early, late, at, then in ((one, other, said, also), (other, one, also, said)):
                before, after = first.search(at), second.search(then)
                if before is None or after is None or second.search(at) or first.search(then):
                    continue
                gap = early.first - late.last
                known = one.known and other.known
                if not timedelta(0) < gap < (_FAR if known else _NEAR) or not (known or any_year):
                    continue
                spans = [line.span(start + each.start, start + each.end) for each in (early, late)]
                yield {
                    "事项": Said(f"{before[0]}、{after[0]}", spans[0]),
                    "先事": Said(before[0], spans[0]),
                    "先": Said(_day(early, year), spans[0]),
                    "后事": Said(after[0], spans[1]),
                    "后": Said(_day(late, year), spans[1]),
                }
                return


def _before_it(line: Line, start: int, text: str, dates: Sequence[Dated]) -> Iterator[Mapping[str, Said]]:
    """What ended a year before the time that was agreed for it."""
    for at, (one, other) in enumerate(pairwise(dates)):
        if _AGREED.search(text[max(0, one.start - _BACK) : one.start]) is None or not one.known:
            continue
        if RANGE.search(text[one.end : other.start]) is None:
            continue
        for end in dates[at + 2 :]:
            clause = re.split("[。;]", text[max(0, end.start - _BACK) : end.start])[-1]
            if not end.day or not end.known or _ENDED.match(text[end.end :]) is None or _EARLIER.search(clause):
                continue
            later = end.first + timedelta(days=365)
            if end.first.year + 1 != one.first.year and end.first.year + 1 != other.last.year:
                continue
            if end.first < one.first and one.first <= later <= other.last + _LATE:
                spans = [line.span(start + each.start, start + each.end) for each in (one, end)]
                doing = _clause(text, end, dates)
                yield {
                    "事项": Said(f"期限起日、{doing}", spans[1]),
                    "先事": Said("期限起日", spans[0]),
                    "先": Said(_day(one, None), spans[0]),
                    "后事": Said(doing, spans[1]),
                    "后": Said(_day(end, None), spans[1]),
                }
        return


def _clause(text: str, one: Dated, dates: Sequence[Dated]) -> str:
    """What is said behind a day, up to a stop or the next day; where that is nothing, what is said right before it."""
    end = min((each.start for each in dates if each.start >= one.end), default=len(text))
    return re.split(f"[{_STOPS}]", text[one.end : min(end, one.end + _BEHIND)])[0]


def _day(one: Dated, year: int | None) -> str:
    of = one.first.year if one.known or year is None else year
    return f"{of}年{one.first.month}月{max(one.first.day, 1)}日"


__all__ = ["read_day_order"]
