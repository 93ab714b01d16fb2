"""What words say of a series of like figures: which way it goes (逐年走低), between what bounds (在81.7%至99.2%之间), what is
said of each (均高于上年的3.1%和5.2%, 除肉类外都有增加).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gouji.extraction.claimed.series import when_of, words_of
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re

_N: Final = rf"[^{FIGURES},;:。()]"
#: 填埋量在2022年降至四年来最低; 创近三年新低.
_SINCE: Final = re.compile(
    rf"(?P<of>{_N}{{0,16}}?)(?:[在于](?P<who>{DATE}|{_N}{{2,6}}))?(?:[降升跌达回落涨攀]*[至到]|为|创下?|处于)(?P<span>(?:近|过去|这)?[两二三四五六七八九十0-9]+(?:年|个月|个季度)(?:来|以来|中|间|内)?的?|(?:近年|历年|统计期内|期间)来?的?)(?:最?(?P<low>新低|最低|低)|新高|最高|高)(?:点|值|水平|位)?$"
)
#: What is held against other places or times, or is asked for.
_NOT_SO: Final = re.compile(
    r"全[国省市区]|[省市]内|世界|历史|连续|标准|要求|力度|难度|应当|力争|确保|争取|不高于|上限|下限|限价|之一"
)
_BUT: Final = re.compile(rf"(?:^|[,;。:])(?:{_N}{{0,10}}?)?除(?:了)?(?P<but>{_N}{{2,20}}?)(?:之?外|以外)$")

_STEP: Final = (
    r"逐(?:年|季|月|期|级|日|周|步|渐)|连续(?P<times>[两二三四五六七八九十0-9]+)(?:个)?(?:年|季度|月|期)"
    r"|连年|年年|节节|持续|不断|一路"
)
_RISES: Final = "攀升|走高|上升|提高|增长|增加|递增|扩大|上涨|加快|提升|回升|增多|增大|升高|上扬|走强|上行"
_FALLS: Final = "走低|下降|降低|递减|减少|回落|下滑|放缓|收窄|缩小|下行|减缓|走弱|趋缓|压减|下跌"
_TREND: Final = re.compile(
    rf"(?P<who>{_N}{{0,30}}?)(?:均|都|呈现?|保持|实现|总体|整体|也|又|已)*(?P<step>{_STEP})(?:地|稳步|小幅|大幅|平稳|快速|均|呈现?|有所|保持|实现|出现)*"
    rf"(?:(?P<up>{_RISES})|(?P<down>{_FALLS}))(?:的?(?:态势|趋势|势头|走势|格局))?$"
)
_STEADY: Final = re.compile(
    rf"(?P<who>{_N}{{0,20}}?)(?:总体|整体|基本|大体|大致|相对)(?:上)?(?:保持|较为|比较|呈|趋于|处于)*(?:平稳|稳定|持平)(?:态势|状态|水平)?$|(?P<also>{_N}{{0,20}}?)(?:波动|起伏|变化)(?:不大|较小|很小)$"
)
_RANGE: Final = re.compile(
    rf"[在于](?P<low>[{FIGURES}])(?:(?:至|到|[-—~]+|和|与)(?P<high>[{FIGURES}]))?(?:之间|区间|范围)"
)
_BOTH: Final = re.compile(
    rf"(?P<who>{_N}{{0,30}}?)(?P<all>均|都|双双|全部|全线)(?:[是为]|有所|实现|保持|呈现?|同比|略?有|出现|继续|稳步|小幅)*(?:了)?(?:(?P<up>正增长|增长|增加|上升|上涨|提高|飘红|提升)|(?P<down>负增长|下降|减少|下滑|下跌|回落|降低))(?:态势|趋势)?$"
)
_ONLY: Final = re.compile(
    rf"(?:{_N}{{0,10}}?[中里内])?(?:只有|仅有?|唯有)(?P<who>{_N}{{2,16}}?)(?:投资|一项|一个|一家)?(?:是|为|出现|略有|有所|同比|呈)*(?:(?P<up>正增长|增长|增加|上升|上涨)|(?P<down>负增长|下降|减少|下滑|下跌|回落|减产))$"
)
_REST: Final = re.compile(
    rf"^其[余他]{_N}{{0,10}}?(?:均|都|全部)?(?:有所|实现|保持|呈|同比|略?有)*(?:(?P<up>正增长|增长|增加|上升|上涨|提高)|(?P<down>负增长|下降|减少|下滑|下跌))$"
)
_EACH: Final = re.compile(
    rf"(?P<who>{_N}{{0,24}}?)(?<![年人月日户亩平首生套件次单篇未没不户])(?:均|都|全部)(?![价值线衡等分])(?P<not>[未不没]有?)?(?P<way>高于|低于|快于|慢于|多于|少于|大于|小于|优于|超过|突破|达到?|过|在)?(?P<what>(?<=过)半数?|(?<=[于过破达到在])[^,;。]{{1,30}}|(?=[{FIGURES}])[^,;。]{{1,30}})$"
)
_AGAINST: Final = re.compile(
    rf"(?P<who>{_N}{{2,24}}?)(?:明显|均|都|仍|远|略|大幅|显著|已|要|又)*(?P<way>高于|低于|快于|慢于|多于|少于|大于|小于|超过)(?P<others>{_N}{{2,30}}?)$"
)
_LESS: Final = frozenset(("低于", "慢于", "少于", "小于"))
_COUNTED: Final = re.compile(
    rf"(?P<count>[{FIGURES}])[^{FIGURES},;:。()、]{{0,8}}?(?P<way>高于|低于|超过|多于|少于|达到)?(?P<bound>[{FIGURES}])[^{FIGURES},;。、]{{0,10}}?(?:及?以[上下])?,(?:分别|依次)?(?:为|是)(?P<names>[^{FIGURES};:。()的]{{2,120}})(?=[,;。]|$)"
)
#: 自给率过半的有3个县，分别是: each of them keeps the bound.
_KEEPING: Final = re.compile(
    rf"(?:(?P<half>过半)|(?P<way>高于|超过|低于|达到|不足|不到)?(?P<bound>[{FIGURES}])(?:及?以[上下])?)的[^{FIGURES},;:。()]{{0,8}}?(?P<count>[{FIGURES}])[^{FIGURES},;:。()]{{0,4}}[,:](?:分别|依次|即)?(?:为|是)?"
)
#: 出口仅在2022年出现过回落.
_DIP: Final = re.compile(
    rf"(?P<who>{_N}{{0,12}}?)(?:仅|只)(?:在|有)?(?P<when>{DATE}|{_N}{{2,5}}?)(?:出现过?|有过|略有|有所|是|为)*(?:(?P<up>增长|增加|上升|回升)|(?P<down>负增长|下降|减少|下滑|回落))$"
)
#: 其中两项突破年初预算; 有5个月高于35.
_SOME: Final = re.compile(
    rf"(?:的?[^{FIGURES},;:。()]{{0,6}}?)(?P<not>[未没不]有?)?(?P<way>突破|超过?|超额完成|完成|达到|高于|低于|不足|多于|少于)?了?"
    rf"(?:(?P<plan>(?:年初|年度|全年|调整)*(?:预算|计划|任务|目标))|(?P<bound>[{FIGURES}])[^{FIGURES},;。]{{0,10}}?)(?=[,;。]|$)"
)
#: 居第五位，跻身前三; 位居第一，较首位的甲低; 位居第二，排在其前的是甲和乙.
_RANKED: Final = re.compile(
    rf"(?:居|列|排名?|名列|位列)[^{FIGURES},;:。()]{{0,6}}?第(?P<number>[一二三四五六七八九十]+)[位名]?,"
    rf"(?:[^;。]{{0,20}}?(?:跻身|进入|位居|位列|列|挺进|稳居)[^{FIGURES},;:。()]{{0,6}}?前(?P<top>[二三四五六七八九十]+)"
    rf"|(?P<behind>[较比与距低]于?(?:首位|第一位?|榜首)的)"
    rf"|[^,;。]{{0,4}}?排在[^,;。]{{1,8}}?(?:之前|前面|前)的(?:依次|分别)?(?:是|有|为)(?P<ahead>[^,;。]{{2,80}}))"
)
#: Words that only say where one looks: 从增速看.
_LOOKED: Final = re.compile(rf"(?:从|按|就)(?P<of>{_N}{{2,12}}?)(?:来?看|而言|来说|计|排序)(?:$|,)")


@dataclass(frozen=True, slots=True)
class Claim:
    """``kind``: what is said (first, nth, trend, steady, order, range, both, only, each, against, counted);
    ``start`` and ``end``: where; ``who``: of whom; ``measure``: by what words. ``most``: the greatest and not the least, up
    and not down. ``number``: what rank, how many steps; ``names``: who else is told; ``places``: its own figures.
    ``strict``: whether each step is said to go that way. ``but``: who is left out."""

    kind: str
    sentence: Sentence
    start: int
    end: int
    who: str = ""
    measure: str = ""
    most: bool = True
    number: int = 0
    names: Sequence[str] = ()
    places: Sequence[int] = ()
    strict: bool = True
    but: str = ""
    way: str = ""


def claims_of(sentence: Sentence) -> Iterator[Claim]:
    """All that a sentence says of series."""
    signs = sentence.signs
    measure, but = "", ""
    start = 0
    for pause in [*(found.start() for found in re.finditer(r"[,;:。()“”]", signs)), len(signs)]:
        clause, first, before = signs[start:pause], start, signs[start - 1 : start]
        start = pause + 1
        if not clause:
            continue
        if before in (";", "。"):
            measure, but = "", ""
        if (looked := _LOOKED.match(clause)) is not None:
            measure = looked["of"]
        if (left := _BUT.search(clause)) is not None:
            but = left["but"]
        end = pause
        yield from _of_clause(sentence, clause, max(first, 0), end, measure, but)
    yield from _of_whole(sentence)


def _of_clause(sentence: Sentence, clause: str, start: int, end: int, looked: str, but: str) -> Iterator[Claim]:
    text = clause

    def claim(kind: str, who: str = "", measure: str = "", **more: Any) -> Claim:
        printed = _printed(sentence, clause, who, start)
        return Claim(kind, sentence, start, end, printed, f"{looked}{measure}", but=but, **more)

    if (found := _SINCE.fullmatch(text)) is not None and not _NOT_SO.search(text):
        yield claim("since", found["who"] or "", measure=found["of"], most=found["low"] is None, number=1)
    if (found := _TREND.fullmatch(text)) is not None:
        strict = re.match(r"逐[年季月期级日周]|连|年年|节节", found["step"]) is not None
        times = (
            number_of(found["times"]) if found["times"] and not found["times"].isdigit() else int(found["times"] or 0)
        )
        yield claim(
            "trend",
            measure=found["who"],
            most=found["up"] is not None,
            number=times,
            strict=strict,
            way=found["up"] or found["down"],
        )
    elif (found := _STEADY.fullmatch(text)) is not None:
        yield claim("steady", measure=found["who"] or found["also"] or "", strict=False)
    if (found := _DIP.fullmatch(text)) is not None and when_of(_printed(sentence, clause, found["when"], start))[0]:
        yield claim("dip", found["when"], measure=found["who"], most=found["up"] is not None)
    elif (found := _ONLY.fullmatch(text)) is not None:
        yield claim("only", found["who"], most=found["up"] is not None)
    elif but and (found := _REST.fullmatch(text)) is not None:
        yield claim("only", but, most=found["up"] is None)
    elif (found := _BOTH.fullmatch(text)) is not None and not re.search("除|[一-十]?半|不|未|没", found["who"]):
        yield claim("both", measure=found["who"], most=found["up"] is not None)
    if (found := _EACH.fullmatch(text)) is not None:
        places = [start + at for at, sign in enumerate(text) if sign in FIGURES and at >= found.start("what")]
        bound = "" if found["way"] or not places else sentence.figures[places[0]].bound
        most = ((found["way"] or "") not in _LESS and bound not in ("at_most", "below")) != (found["not"] is not None)
        if found["way"] or bound not in ("", "about"):  # 车均3.16万元 says nothing of each
            said = f"{found['not'] or ''}{found['way'] or bound}{found['what']}"
            yield claim("each", measure=found["who"], most=most, places=tuple(places), way=said)
    elif (found := _AGAINST.fullmatch(text)) is not None:
        others = [name for name in re.split(r"[、和与及]", found["others"]) if name]
        yield claim("against", found["who"], names=tuple(others), most=found["way"] not in _LESS, way=found["way"])


def _of_whole(sentence: Sentence) -> Iterator[Claim]:
    """What is said across clauses."""
    signs = sentence.signs
    for found in _RANGE.finditer(signs):
        ends = (found.start("low"), found.start("high") if found["high"] else found.start("low"))
        yield Claim("range", sentence, *found.span(), places=ends)
    for found in _COUNTED.finditer(signs):
        names = re.split(r"[、和与及]", words_of(sentence, *found.span("names")).rstrip(","))
        bounded = found["way"] or sentence.figures[found.start("bound")].bound
        if bounded and len(names) > 1 and not found["names"].endswith("等") and "," not in found["names"]:
            yield Claim("counted", sentence, *found.span(), names=tuple(names), places=(found.start("count"),))
    for found in _KEEPING.finditer(signs):
        places = tuple(found.start(name) for name in ("count", "bound") if found[name])
        yield Claim("keeping", sentence, *found.span(), places=places, way=found["way"] or "")
    for one in counts(sentence):
        some = _SOME.match(signs, one.end)
        if some is None or not (some["way"] or some["bound"]):
            continue
        way = some["way"] or ""
        figure = sentence.figures[some.start("bound")] if some["bound"] else None
        if figure is not None and not way:
            way = {"above": "高于", "over": "高于", "at_least": "达到", "below": "低于", "at_most": "不超过"}.get(
                figure.bound, ""
            )
        if way:
            places = tuple(some.start(name) for name in ("bound",) if some[name])
            yield Claim(
                "some",
                sentence,
                one.start,
                some.end(),
                number=one.number,
                places=places,
                way=f"{some['not'] or ''}{way}",
            )
    for found in _RANKED.finditer(signs) if "第" in signs else ():
        number, top = _number(found["number"]), _number(found["top"]) if found["top"] else 0
        ahead = re.split(r"[、和与及]", found["ahead"]) if found["ahead"] else ()
        yield Claim("ranked", sentence, *found.span(), number=number, names=tuple(ahead), places=(top,))


def _printed(sentence: Sentence, clause: str, who: str, start: int) -> str:
    at = clause.find(who) if who else -1
    return words_of(sentence, start + at, start + at + len(who)) if at >= 0 and DATE in who else who


def _number(text: str) -> int:
    if text == "零":
        return 0
    return int(text) if text.isdigit() else 2 if text == "两" else number_of(text)
