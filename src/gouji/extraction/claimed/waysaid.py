"""Clauses that say which way something went and give no figure for it: 基金支出同比有所增加; 减少的主要原因是…….

Only the words are read here: of what it is said, as far as they say so, and which way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gouji.extraction.claimed.moves import SPELT, since
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, Sentence
from gouji.faults import regex as re

_OTHER: Final = rf"[^{FIGURES},;:。()]"
UP: Final = "增加|增长|上升|提高|提升|上涨|扩大|增多|攀升|走高|增收|增支"
DOWN: Final = "减少|下降|降低|回落|缩小|下滑|减小|下跌|走低|减收|减支|压减|缩减"
_SINCE: Final = (
    rf"(?:与|和|同|相)?(?:同比|环比|[比较与同](?:之)?"
    rf"(?:上年|去年|上期|同期|上一?年度?|上[个一]?[月季周]|(?:年初|全年|调整)?(?:预算|计划)|{DATE})"
    rf"{_OTHER}{{0,8}}?(?:[相对]比|比较|相较)?)"
)
#: No two of these begin alike or end in another, so that a run of them is read in one way only.
MOOD: Final = (
    rf"(?:[又也还已仍均都在]|总体|整体|全部|全面|普遍|继续|持续|连续[两二三四五六七八九十几多年个月季度{FIGURES}{DATE}]{{0,4}}|有所?|略|明显|大幅度?|小幅|稍|稳步|稳中|逐[年步月季]|"
    r"进一步|显著|实现|呈现?出?|保持|出现|双|较快|快速|同步|不同程度|了)*"
)
_CLAIM: Final = re.compile(
    rf"^(?P<who>{_OTHER}{{0,40}}?)(?P<all>[均都]|全部|普遍|双双)?(?:实现|保持|呈现)?(?P<since>{_SINCE})?[,]?(?P<mood>{MOOD})(?:正(?=增长))?(?P<way>{UP}|{DOWN})"
    rf"(?:了|的?(?:态势|趋势|走势|势头|局面))?(?P<why>的?(?:主要)?(?:原因|是因|是由于|系|主要是|主要因){_OTHER}*)?$"
)
#: The same without a word for more or less: 支出总量超过上年.
_BEYOND: Final = re.compile(
    rf"^(?P<who>{_OTHER}{{0,24}}?)(?P<all>[均都]|全部)?(?P<way>(?P<more>超过|高于|多于|好于)|低于|少于|不及)了?(?:上年|去年)(?:同期|全年|水平|总量|决算)*$"
)
#: Words that only point at what was told last.
_OWN: Final = re.compile(
    r"^(?:本年|全年|当年|实际|支出|收入|决算|执行|总量|总额|总计|合计|规模|数额?|金额|人数|件数|数量|其)*$"
)
_PAUSE: Final = re.compile(r"[,;:。()]|(?<=[^不非从因反进甚时])[但而](?![且言已])")
_ANY: Final = re.compile(rf"{UP}|{DOWN}")
_FIRM: Final = re.compile(
    r"有所|略|[仍还正]在|明显|幅|稍|稳步|逐|进一步|显著|均|都|全部|全面|普遍|双|连续|持续|继续|实现|呈|出现|同步|程度"
)
#: 第三产业比重上升: what is said of a share needs no more words.
_SHARE: Final = re.compile(r"(?:比重|占比|份额)$")
#: What is to come, hoped for, asked for, or only may be.
_NOT_SO: Final = re.compile(
    r"确保|力争|争取|推动|促进|保证|保障|要求|预计|预期|有望|如果|是否|能否|努力|按照|有助|有利|可以|能够|目标|"
    r"[未没不将拟应须需若请防]|避免|控制|为了|旨在|下年|明年|下一?步|以往|除|大部|多数|部分|个别|有的|有待|建议"
)
#: 除甲项外: some are left out, in the clause or right before it.
BUT: Final = re.compile(r"除了?(?P<but>[^,;:。]{2,24}?)以?之?外[,]?$")
#: What leads to a reason: it is said of what is named, not of what the sentence is about.
_REASON: Final = re.compile(r"^(?:[一二三四五六][是则])?(?:其?主要)?(?:原因)?(?:[是因系受]|由于|因为|为)+")
#: Signs of a clause that says so.
_LONGEST: Final = 80
#: Signs before a clause in which some may be left out.
_OUT: Final = 40
_ALL: Final = re.compile(r"[均都]|全部|全面|普遍|双|同步")


@dataclass(frozen=True, slots=True)
class WaySaid:
    """``who`` are the words for what it is said of, from ``start`` to ``end`` in the sentence, ``way`` where the word for it
    stands. ``reason``: it is told as the reason of something else; ``all``: it is said of several; ``alone``: the words name
    nothing, but something is explained with it."""

    sentence: Sentence
    who: str
    start: int
    end: int
    way: tuple[int, int]
    up: bool
    since: str
    all: bool
    reason: bool
    alone: bool
    but: str = ""
    """Words for those of which it is not said."""


def ways_said(sentence: Sentence) -> Iterator[WaySaid]:
    """What a sentence says so."""
    signs = sentence.signs
    if _ANY.search(signs) is None and "上年" not in signs and "去年" not in signs:
        return
    # 各县(市、区)均: what spells out a name ends no clause
    signs = SPELT.sub(lambda spelt: "·" * len(spelt[0]), signs)
    start = 0
    for pause in [*(found.start() for found in _PAUSE.finditer(signs)), len(signs)]:
        first, text = start, signs[start:pause]
        start = pause + 1
        if len(text) > _LONGEST:
            continue
        beyond = _BEYOND.match(text)
        if beyond is not None and not _NOT_SO.search(beyond["who"]):
            (a, b), (c, d) = beyond.span("who"), beyond.span("way")
            places = first + a, first + b, (first + c, first + d)
            alone = _OWN.match(beyond["who"]) is not None
            yield WaySaid(
                sentence,
                beyond["who"],
                *places,
                beyond["more"] is not None,
                "年",
                beyond["all"] is not None,
                False,
                alone,
            )
            continue
        if _ANY.search(text) is None:
            continue
        # 5个学段全部增长: how many there are is no figure of theirs
        found = _CLAIM.match(text.replace(COUNT, "几") if text.count(COUNT) == 1 else text)
        if found is None:
            continue
        who, against, mood = found["who"], found["since"] or "", found["mood"]
        but = BUT.search(who) or (
            BUT.search(signs, max(0, first - _OUT), first) if found["all"] or _ALL.search(mood) else None
        )
        if but is not None and but.string is who:
            who = who[: but.start()]
        lead = _REASON.match(who)
        reason = lead is not None or _reason_before(signs[:first])
        if lead is not None:
            who = who[lead.end() :]
        firm = (
            bool(against)
            or _SHARE.search(who) is not None
            or found["all"] is not None
            or _FIRM.search(mood) is not None
            or found["why"] is not None
            or reason
        )
        if not firm or _NOT_SO.search(who + mood):
            continue
        alone = _OWN.match(who) is not None
        if not who and found["why"] is None and but is None:
            continue
        named = first + found.end("who") - len(who)
        up = re.fullmatch(UP, found["way"]) is not None
        place = first + found.start("way"), first + found.end("way")
        yield WaySaid(
            sentence,
            who,
            named,
            first + found.end("who"),
            place,
            up,
            since(against) if against else "",
            found["all"] is not None or _ALL.search(mood) is not None,
            reason,
            alone,
            but["but"] if but is not None else "",
        )


def _reason_before(before: str) -> bool:
    """Whether a clause stands behind words that lead to reasons: 主要是：一是……."""
    start = max(before.rfind(mark) for mark in "。;") + 1
    return any(before.find(word, start) >= 0 for word in ("原因", "由于", "因为", "主要是"))
