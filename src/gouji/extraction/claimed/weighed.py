"""Words that weigh a figure against the one it had before, or against one that stands in them: 比年初的71万平方米有所减少;
由46万元减为21万元，压减过半; 前三季度下降6.5%，全年增长1.2%，由负转正.

The two figures are found first (an earlier one and a later one of the same thing), then what the words say of them. What the
words leave open (of which figure they speak, which of two times is meant) makes a hint of what is not so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.claimed.moves import bare
from gouji.extraction.claimed.terms import EARLIER, Term, alike, before, in_turn, joined, terms_of
from gouji.extraction.claimed.waysaid import DOWN, MOOD, UP
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.text.outline import number_of
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.figures import rounded_text
from gouji.language import Table

_O: Final = rf"[^{FIGURES}{DATE},;:。()]"
_STOPS: Final = r"(?=了?(?:[,;。]|$))"
_MORE: Final = (
    rf"{UP}|加快|提速|回升|加大|加重|加深|走强|增大|变多|转强|好转|上行|见涨|偏[高多大]|更高|更多|更快|[增升涨高多快]"
    rf"{_STOPS}"
)
_FEWER: Final = (
    rf"{DOWN}|缩短|收窄|放缓|趋缓|减缓|减轻|缓解|锐减|走弱|变少|降温|变慢|下行|偏[低少小]|更低|更少|更慢|[减降跌低少慢]"
    rf"{_STOPS}"
)
_END: Final = r"(?=[,;。)]|$)"
_TAIL: Final = r"(?:了|一些|的?(?:态势|趋势|走势|势头|局面))*"
_LEAD: Final = rf"[^{FIGURES},;:。()]"
_HOW: Final = (
    r"(?:首次|再次|已经?|也|均|都|明显|远远?|大幅|仍然?|略微?|稍|反而|继续|实际|总体|整体|基本|大体|大致|历史性|[“”])*"
)
#: 比年初的71万平方米有所减少, 与上年的4万元持平.
_WITH: Final = re.compile(
    rf"(?:^|(?<=[,;:。(]))(?P<who>{_O}{{0,20}}?)(?:相)?[比较与同和](?P<lead>{_LEAD}{{1,16}}?)\(?(?P<ref>[{FIGURES}])\)?(?:的?(?:水平|规模|增速|增幅|涨幅|降幅|标准|数量))?(?:相比|比较)?,?"
    rf"(?P<mood>{MOOD})(?:(?P<up>{_MORE})|(?P<down>{_FEWER})|(?P<flat>基本持平|大体持平|持平|相当|相同|一致|不变))(?P<by>了?{POINTS})?{_TAIL}{_END}"
)
#: 高于上年5.1万元的水平, 控制在批准限额(62.5亿元)之内, 尚未恢复至前年18.5亿元.
_THAN: Final = re.compile(
    rf"(?:^|(?<=[,;:。(])|(?P<fig>[{FIGURES}]))(?P<who>{_O}{{0,20}}?)"
    rf"(?:(?P<nmore>未超过?|不超过?|未突破|未高于|未超出|没有超过|没有突破|控制在)|(?P<nless>不低于|未低于|不少于|未少于)|"
    rf"(?P<less>低于|少于|小于|慢于|不及|不如|逊于|(?:尚?未|没有|仍未)(?:达到?|恢复[到至]|完成|实现)|(?:尚)?不足)|"
    rf"(?P<more>高于|多于|大于|快于|超过|超出|突破|高出|反超|[已重新超]*恢复[到至]|超越))了?"
    rf"(?P<lead>{_LEAD}{{0,18}}?)(?P<open>\()?(?P<ref>[{FIGURES}])\)?"
    rf"(?P<tail>(?:的?(?:之内|以内|以下|范围内?|水平|标准|增速|增幅|涨幅|平均|要求|规模|数|目标|预算|限额|概算|计划|任务))*){_END}"
)
_ASKED: Final = re.compile("目标|预算|限额|概算|计划|任务|标准|要求")
#: What a clause without figures says of the two told before it.
_SAID: Final = re.compile(
    rf"^(?P<who>{_O}{{0,16}}?)(?P<since>(?:同比|[较比与](?:{EARLIER}|[^,;较比与]{{0,6}}?(?:前|初))(?:同期|水平)?(?:相比)?))?(?P<mood>{MOOD})"
    rf"(?:(?P<turn>(?:由负转正|由降转[升增]|扭负为正|止跌回升|止降转增|转正))|(?P<back>由正转负|由[升增]转降|转负)|"
    rf"(?P<unmet>(?:尚?未|仍未|还未|没有|还没)(?:完全)?恢复[到至]{_O}{{1,8}})|(?P<met>(?:已|已经|全面|基本)?恢复[到至]{_O}{{1,8}}|超过{_O}{{0,4}}(?:前|同期)水平)|"
    rf"(?P<flat>持平|保持不变|没有变化|无变化)|"
    rf"(?:(?:(?P<up>{_MORE})|(?P<down>{_FEWER}))|(?P<either>压减|减|增|压缩|精简))?"
    rf"了?(?:(?P<far>(?P<most>将?近|接近)?(?:(?P<half>过半|超半数?|一?半以上|逾半|超过一半|一半多|一半|半数)|(?P<rate>[R])))|"
    rf"(?:了|近|约)?(?P<times>翻了?(?P<n>[一两二三四])?番|(?P<m>[一两二三四五六七八九十])倍(?:以上|多)?))?)?{_TAIL}$".replace(
        "[R]", f"[{FIGURES}]"
    )
)
_NOT_SO: Final = re.compile(
    r"目标|力争|确保|预计|有望|预期|计划|争取|如果|若|是否|应当?|须|拟|将|努力|要求|下年|明年|建议|避免|防止"
)
#: Words for the figure itself, and for what is the heavier the greater it is.
_OWN: Final = re.compile(
    r"^(?:[,、“”]|增[速幅势]|[涨降]幅|虽然?|但|且|而|也|企业|单位|该|其|这一?|实际|本年|全年|当年|年末|期末|总体|整体|支出|收入|决算|余额|数量|规模|总量|总额|水平|份额|占比|比重|"
    r"位次|和|标准|金额|数|人数|户数|件数|户|人|资金|费用|待遇|在全[省国市].{2,8}的|五年|[两三四五六七八九十]年来?|[0-9]+年|累计|同口径|经费)*$"
)
#: What is asked for is no other thing: 低于低保标准的5户.
_GOAL: Final = re.compile("目标|任务|要求|标准|指标|限额|上限|下限|控制|警戒|预期|平均|线")
_LOAD: Final = re.compile(r"压力|负担|风险|困难")
_LOADS: Final = re.compile(r"负债|债务|缺口|赤字|欠|逾期|失业|不良|还本|付息|偿还")
_FALL: Final = re.compile(r"[降跌减][幅势速]")
_PACE: Final = re.compile(r"增[速幅势长]|涨[幅势]|升幅|增长速度")
_RATED: Final = re.compile(r"快于|慢于|加快|放缓|提速|趋缓|减缓|回升|增速|增幅|涨幅")
_GAP: Final = re.compile(r"差距|缺口|差额|收入比|倍差")
#: 受天气影响, 同比减少: what it is put down to.
_CAUSE: Final = re.compile(rf"^[受因]{_O}{{2,16}}?(?:影响|因素|拉动|带动)")
_FROM: Final = re.compile(r"(?:^|[^原缘来])[由从自][^由从自]*$")
_TO: Final = re.compile(r"[至到为成]了?[^至到为成]{0,8}$")
#: The word for more or less right before the later of two figures: 追加至945万元.
_CAME: Final = re.compile(
    r"(?P<way>(?P<up>追加|调增|增加|增长|提高|提升|上调|扩大|上升|增|升|涨|攀升|上浮)|(?P<down>调减|减少|压减|下调|下降|降低|缩减|缩小|压缩|核减|减|降|回落|下滑))(?P<to>[至到为])了?$"
)
#: What goes up where there is less of it: 时限由10日提升到5日, 排名由8位上升到5位.
_BETTER: Final = re.compile(r"时限|时间|排名|名次|位次|位|名$|日$|天$|小时|分钟|第")
_PLANNED: Final = re.compile(r"年初|预算|计划|原定|核定|批复|下达|安排")
_NEW: Final = re.compile(r"追加|调增|调减|核减|上调|下调")
#: How many figures before words those that are meant are looked for among; by what part rounding may be off.
_BACK: Final = 4
_FAR_OFF: Final = 3
_SAME, _NEARLY = Fraction(5, 1000), Fraction(5, 100)
_LONGEST: Final = 60
_TAIL_LONG: Final = 14
#: Signs of a sentence that the next one is read together with.
_LONG: Final = 400
_SHORT: Final = 2
_HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An earlier figure and a later one. ``firm``: the words join them; ``end``: where the later one of the text stands."""

    prior: Term
    now: Term
    firm: bool

    @property
    def end(self) -> int:
        return max(self.prior.at, self.now.at)

    @property
    def name(self) -> str:
        return self.now.name if self.now.own else self.prior.name or self.now.name


_SHARE_OF: Final = re.compile(rf"[)）]?的?{_O}{{0,4}}[{RATIO}]")


def read_weighed(found: Iterable[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
    """Write them to the tables of comparisons and of changes."""
    compared, changes = tables.get("比较"), tables.get("变动")
    if compared is None or changes is None:
        return
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(compared.name, ())}
    told = {
        place_of(row.cells.get("本期"))
        for row in draft.tables.get(changes.name, ())
        if _WAY.search(text_of(row.cells.get("方向")) or "")
        or any(row.cells.get(name) for name in ("变动额", "变动率"))
    }
    last: Sentence | None = None
    for own in found:
        sentence, first = own, 0
        if (
            last is not None
            and last.figures
            and own.texts
            and last.texts[-1] is own.texts[0]
            and len(last.signs) < _LONG
        ):
            sentence, first = joined(last, own), len(last.signs)
        last = own
        if len(sentence.figures) < _SHORT:
            continue
        terms = terms_of(sentence)
        for table, cells, doubt in (
            *_embedded(sentence, terms, first),
            *_told_after(sentence, terms, first),
            *_recalled(sentence, terms, first),
            *_came(sentence, terms, first),
        ):
            if place_of(cells.get("数值") or cells.get("本期")) in (known if table == "比较" else told):
                continue
            draft.say(compared if table == "比较" else changes, cells, doubt)


#: A word that says which way: 调整 does not.
_WAY: Final = re.compile("[增减升降多少高低涨跌扩缩]")
_Row = tuple[str, dict[str, Value], bool]


def _embedded(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[_Row]:
    """What is weighed against a figure that stands in the words themselves."""
    signs = sentence.signs
    by_place = {term.at: term for term in terms}
    for claim in _WITH.finditer(signs, first):
        ref = by_place.get(claim.start("ref"))
        if ref is None or not ref.plain or _NOT_SO.search(claim["who"] + claim["lead"]):
            continue
        found = _subject(terms, claim.start(), claim["who"], ref)
        if found is None:
            continue
        now, firm = found
        if claim["by"] is not None:
            yield from _by_points(sentence, claim, ref, now)
            continue
        signed = _RATED.search(claim[0]) is not None and now.went is not None
        room = (_NEARLY if "基本" in claim[0] or "大体" in claim[0] else _SAME) if claim["flat"] else None
        sign = "=" if claim["flat"] else ">" if claim["up"] else "<"
        span = sentence.span(claim.start(), claim.end())
        yield from _held(now, ref, sign, span, signed, not firm, room)
    for claim in _THAN.finditer(signs, first):
        ref = by_place.get(claim.start("ref"))
        if ref is None or not ref.plain or _NOT_SO.search(claim["who"]):
            continue
        if claim["fig"] is not None:
            beside = by_place.get(claim.start("fig"))
            if beside is None or beside.kind != ref.kind or (claim["who"] and not re.fullmatch(_HOW, claim["who"])):
                continue
            now, firm = beside, False
        else:
            found = _subject(terms, claim.start(), claim["who"], ref)
            if found is None:
                continue
            now, firm = found
        meant = _meant(claim, ref, now)
        if meant is None:
            continue
        sign = "≤" if claim["nmore"] else "≥" if claim["nless"] else "<" if claim["less"] else ">"
        if claim["more"] is not None and "恢复" in claim["more"]:
            if ref.kind == "ratio" or _SHARE_OF.match(sentence.signs, ref.at + 1):
                continue  # 恢复至2019年（352.4万人次）的81.3%: how far it has come
            sign = "≥"
        signed = now.went is not None or ref.went is not None
        span = sentence.span(claim.start("lead") - _SHORT, claim.end())
        yield from _held(now, ref, sign, span, signed, not (firm and meant), None)


def _meant(claim: re.Match[str], ref: Term, now: Term) -> bool | None:
    """Whether the figure in the words is what something is held against: 低于上年的30万元 is, 低于预算30万元 may say by how much
    (None). It may be nothing of either that is counted: 低于平均的3个."""
    lead, tail = claim["lead"], claim["tail"]
    dated = re.search(rf"{EARLIER}|{DATE}", lead) is not None
    if not lead:
        return True if _ASKED.search(tail) else None
    if "完成" in (claim["less"] or "") or "实现" in (claim["less"] or ""):
        return None
    if claim["open"] is not None or tail:
        return True
    if lead.endswith("的"):
        if not ref.kind.startswith("count"):
            return True
        # 首次超过乙类的286套 names another thing, 低于平均的3个 some of them
        return dated or (
            False if len(lead) > _SHORT + 1 and not _GOAL.search(lead) and re.fullmatch(_HOW, claim["who"]) else None
        )
    # 低于上年预算数30万元: a figure of its own is named
    if claim["nmore"] is not None or claim["nless"] is not None:
        return False
    named = re.search(r"[数额量价值]$", lead) is not None or (dated and re.search(r"人均|平均", lead) is not None)
    near = ref.base <= 2 * now.base <= 4 * ref.base
    return False if named and near and ref.kind != "ratio" else None


def _subject(terms: Sequence[Term], at: int, who: str, ref: Term) -> tuple[Term, bool] | None:
    """What is weighed: the last figure of the kind before the words, or the one that they name. Second, whether that is sure."""
    near = [term for term in before(terms, at, _BACK * 2) if term.kind == ref.kind and term.plain]
    near = [term for term in near if not _changes(term) and (term.went is None or ref.kind == "ratio")]
    name = bare(re.sub(_HOW, "", who))
    if not near:
        return None
    if _OWN.match(who) or re.fullmatch(_HOW, who):
        own = [term for term in near if not term.ahead]
        # 人均4.1万元，比上年人均3.8万元: it is weighed against what is called alike
        lead = re.sub(rf"{EARLIER}|{DATE}|[的年末初底比较与同和相]", "", ref.sentence.signs[ref.start : ref.at])[
            -_SHORT:
        ]
        if not own or not _within(own[0], ref):
            return None
        first = own[0]
        close = first.sentence.signs[first.at + 1 : at].strip(",(") == "" and first.at + 2 >= at
        if len(own) > 1 and not close:
            return None
        return first, close and (len(own) == 1 or lead in first.name or not lead)
    called = [term for term in near if _called(name, term.name) and _within(term, ref)]
    return (called[0], False) if called and len({term.base for term in called}) == 1 else None


def _changes(term: Term) -> bool:
    """Whether a figure only says by how much something went."""
    return term.kind != "ratio" and re.search(rf"(?:{UP}|{DOWN}|[增减多少])了?$", term.words) is not None


def _called(who: str, name: str) -> bool:
    """Whether words name what a figure is called."""
    if len(who) < _SHORT or not name:
        return False
    shared = alike(who, name)
    return (
        shared >= min(len(who), 3) or (shared >= _SHORT and who[:_SHORT] in name) or set(who.rstrip("数")) <= set(name)
    )


def _within(one: Term, other: Term) -> bool:
    """Whether two figures may be of one thing: neither is many times the other."""
    a, b = abs(one.base), abs(other.base)
    return one.kind == "ratio" or (a <= _FAR_OFF * b and b <= _FAR_OFF * a)


def _by_points(sentence: Sentence, claim: re.Match[str], ref: Term, now: Term) -> Iterator[_Row]:
    """增长9.4%，比上年的7.2%加快2.2个百分点."""
    at = claim.end("by") - 1
    up = claim["up"] is not None
    word = claim["up"] or claim["down"]
    if now.went is None or now.went is False or re.fullmatch(f"{UP}|{DOWN}", word) is not None:
        return
    points = sentence.figures[at].base
    off = (now.base - ref.base if up else ref.base - now.base) - points
    step = sentence.figures[at].step + sentence.figures[now.at].step
    cells: dict[str, Value] = {
        "项目": _label(now),
        "上期": ref.value,
        "本期": now.value,
        "变动额": sentence.span(at, at + 1),
        "方向": Said("增加" if up else "减少", sentence.span(*claim.span("up" if up else "down"))),
    }
    yield "变动", cells, abs(off) > step


def _label(term: Term) -> Value:
    return Said(term.name, term.sentence.span(term.start, term.at + 1)) if term.name else term.value


def _held(
    now: Term, ref: Term, sign: str, span: Value, signed: bool, doubt: bool, room: Fraction | None
) -> Iterator[_Row]:
    """A figure beside what it is said to be above, below or at."""
    a, b = (now.growth, ref.growth) if signed else (now.base, ref.base)
    good = {">": a > b, "<": a < b, "≥": a >= b, "≤": a <= b, "=": a == b}[sign]
    if room is not None and abs(a - b) <= room * abs(b):
        good = True
    if good and room is not None and a != b:
        return
    words = text_of(span) or ""
    value, limit = (term.signed if signed else term.value for term in (now, ref))
    name = _label(now) if now.name else Said(words, now.sentence.span(now.at, now.at + 1))
    cells: dict[str, Value] = {"事项": name, "数值": value, "所比": Said(f"{sign}{text_of(limit)}", span_of(span))}
    yield "比较", cells, doubt and not good


def _pairs(terms: Sequence[Term]) -> Iterator[_Pair]:
    """The earlier and the later figures of one thing that a sentence tells one behind the other."""
    for number, now in enumerate(terms):
        for prior in reversed(terms[max(0, number - _BACK) : number]):
            if prior.kind != now.kind or not prior.plain or not now.plain or _changes(now) != _changes(prior):
                continue
            between = now.sentence.signs[prior.at + 1 : now.at]
            if _FROM.search(prior.words) and _TO.search(between) and not re.search(r"[;。]", between):
                yield _Pair(prior, now, True)
                break
            # 2018年末1.36万辆，2023年末达到2.83万辆
            ordered = in_turn(prior, now)
            names = bare(prior.name), bare(now.name)
            same = not now.own or names[0] in names[1] or names[1] in names[0]
            if ordered is not None and same and (prior.went is None) == (now.went is None):
                yield _Pair(*ordered, False)
                break


def _told_after(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[_Row]:
    """What the clauses behind two such figures say of them."""
    pairs, places = list(_pairs(terms)), [term.at for term in terms]
    signs = sentence.signs
    for number, pair in enumerate(pairs):
        behind = islice(terms, bisect_right(places, pair.end), None)
        stop = next((one.at for one in behind if one.kind == pair.now.kind and one.plain), len(signs))
        last = pairs[number + 1].end if number + 1 < len(pairs) else len(signs)
        start = next(
            (at for at in range(pair.end + 1, min(pair.end + _TAIL_LONG, len(signs))) if signs[at] in ",;。)("), 0
        )
        start = start or pair.end + 1
        for _ in range(_BACK):
            if start >= len(signs) or signs[start] not in ",;。)(":
                break
            end = next(
                (at for at in range(start + 1, min(len(signs), start + _LONGEST)) if signs[at] in ",;。()"), None
            )
            end = len(signs) if end is None and len(signs) - start < _LONGEST else end
            if end is None or end > stop or end > last:
                break
            clause = _CAUSE.sub("", signs[start + 1 : end]).lstrip(DATE)
            said = _SAID.match(clause)
            if start >= first and said is not None and said["who"] != clause and not _NOT_SO.search(clause):
                yield from _judged(sentence, pair, said, end - len(clause))
            start = end


#: 仍未恢复到2021年的水平, 已超过2019年.
_WHEN: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>{_O}{{0,14}}?)(?:(?P<less>(?:尚?未|仍未|还未|没有|还没有?)(?:能)?(?:恢复|回到|达|超过|回升)[到至]?|低于|少于|不及|小于|慢于)|"
    rf"(?P<more>高于|多于|大于|快于|超过|超越|好于)|(?P<met>恢复|回升|回到)[到至]?)了?(?P<when>{DATE})(?:的|同期|全年|时|末|年底)*(?:水平|规模|总量|数|峰值)?(?=[,;。]|$)"
)


def _recalled(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[_Row]:
    """A figure against that of the year that the words name."""
    for claim in _WHEN.finditer(sentence.signs, first):
        printed = sentence.span(*claim.span("when")).text
        year = next(iter(re.findall("[0-9]{4}", printed)), "")
        told = [term for term in before(terms, claim.start(), _BACK * 2) if term.plain and term.time[0]]
        refs = [term for term in told if str(term.time[0]) == year and not term.time[1]]
        if not refs or _NOT_SO.search(claim["who"]):
            continue
        ref = refs[0]
        name = bare(re.sub(_HOW, "", claim["who"]))
        now = next((term for term in told if term.time > ref.time and term.kind == ref.kind), None)
        if now is None or bare(now.name) != bare(ref.name) or not _within(now, ref):
            continue
        if len(name) > _SHORT and not _called(name, now.name) and not _OWN.match(claim["who"]):
            continue
        sign = "<" if claim["less"] else ">" if claim["more"] else "≥"
        yield from _held(now, ref, sign, sentence.span(*claim.span()), now.went is not None, True, None)


def _judged(sentence: Sentence, pair: _Pair, said: re.Match[str], start: int) -> Iterator[_Row]:
    who, prior, now = said["who"], pair.prior, pair.now
    span = sentence.span(start, start + said.end())
    rated = now.went is not None
    if said["turn"] or said["back"]:
        if rated or now.base < 0 or prior.base < 0:
            yield from _turned(pair, span, said["turn"] is not None)
        return
    own = _OWN.match(who) is not None or re.fullmatch(_HOW, who) is not None or _called(bare(who), pair.name)
    load = _LOAD.search(who) is not None and _LOADS.search(pair.name + who) is not None
    up = said["up"] is not None
    word = said["up"] or said["down"]
    if rated:
        fall, pace = _FALL.search(who) is not None, _PACE.search(who) is not None
        if not (fall or pace) or word is None or said["far"] or said["times"]:
            return
        if fall and (now.went or prior.went):
            return
        a, b = (prior.base, now.base) if fall else (prior.growth, now.growth)
        cells: dict[str, Value] = {
            "项目": _label(now),
            "上期": prior.value if fall else prior.signed,
            "本期": now.value if fall else now.signed,
            "方向": Said("增加" if up else "减少", span),
        }
        yield "变动", cells, (b > a) != up
        return
    if not (own or load or (_GAP.search(who) and _GAP.search(pair.name))):
        return
    if said["unmet"] or said["met"]:
        yield from _held(now, prior, "<" if said["unmet"] else "≥", span, False, True, None)
    elif said["flat"]:
        room = _NEARLY if re.search(r"基本|大体|总体", who + said["mood"]) else _SAME
        yield from _held(now, prior, "=", span, False, True, room)
    elif said["far"] or said["times"]:
        yield from _far(sentence, pair, said, span, start)
    elif (word is not None and now.base != prior.base) or (word is not None and own):
        firm = pair.firm and own and not who
        cells = {
            "项目": _label(now),
            "上期": prior.value,
            "本期": now.value,
            "方向": Said("增加" if up else "减少", span),
        }
        good = now.base > prior.base if up else now.base < prior.base
        if now.base == prior.base:
            yield from _held(now, prior, ">" if up else "<", span, False, not firm, None)
            return
        yield "变动", cells, not good and not firm


def _turned(pair: _Pair, span: Value, up: bool) -> Iterator[_Row]:
    """由负转正: the earlier one is below nought, the later one above."""
    for term, sign in ((pair.now, ">" if up else "<"), (pair.prior, "<" if up else ">")):
        good = term.growth > 0 if sign == ">" else term.growth < 0
        cells: dict[str, Value] = {
            "事项": _label(term),
            "数值": term.signed,
            "所比": Said(f"{sign}0%", span_of(span)),
        }
        if term is pair.now or not good:
            yield "比较", cells, not good and term is not pair.now


def _far(sentence: Sentence, pair: _Pair, said: re.Match[str], span: Value, start: int) -> Iterator[_Row]:
    """By how much it went: 压减过半, 增长近两倍, 翻一番."""
    prior, now = pair.prior.base, pair.now.base
    if prior <= 0 or now <= 0:
        return
    made = abs(now - prior) / prior
    least: Fraction | None = None
    most: Fraction | None = None
    down = said["down"] is not None or (said["either"] is not None and said["either"] != "增")
    if said["times"]:
        if down:
            return
        doubled = Fraction(2) ** number_of(said["n"] or "一") - 1
        least = doubled if "番" in said["times"] else Fraction(number_of(said["m"]))
        if "番" not in said["times"] and said["up"] is None and said["either"] is None:
            return
        near = "近" in said[0] or "约" in said[0]
        least = least * (Fraction(9, 10) if near else Fraction(97, 100))
    elif said["half"] is not None:
        least = _HALF if not said["most"] else _HALF * Fraction(9, 10)
        most = _HALF if said["most"] else None
        if said["half"] in ("一半", "半数") and not said["most"]:
            least, most = _HALF * Fraction(9, 10), _HALF * Fraction(11, 10)
        if not (said["up"] or down or said["either"]):
            return
    else:
        at = start + said.start("rate")
        figure = sentence.figures.get(at)
        if figure is None or sentence.signs[at] != RATIO or not (said["up"] or down):
            return
        middle = Fraction(figure.base)
        over = figure.bound in ("over", "at_least", "above")
        least = middle if over else middle * Fraction(88, 100)
        most = middle if figure.bound in ("below", "at_most") else None if over else middle * Fraction(112, 100)
        if figure.bound not in ("over", "at_least", "above", "below", "at_most", "about"):
            return
    if now == prior or (now > prior) == down:
        way = Said("减少" if down else "增加", span_of(span))
        yield "变动", {"项目": _label(pair.now), "上期": pair.prior.value, "本期": pair.now.value, "方向": way}, True
        return
    good = (least is None or made >= least) and (most is None or made <= most)
    low = least is not None and made < least
    limit = least if low or most is None else most
    if limit is None:
        return
    cells: dict[str, Value] = {
        "事项": Said(f"{pair.name}{text_of(span)}", span_of(span)),
        "数值": Said(f"{rounded_text(made * 100, 2)}%", pair.now.sentence.span(pair.now.at, pair.now.at + 1)),
        "所比": Said(f"{'≥' if low or most is None else '≤'}{rounded_text(limit * 100, 2)}%", span_of(span)),
    }
    yield "比较", cells, not good


def _came(sentence: Sentence, terms: Sequence[Term], first: int) -> Iterator[_Row]:
    """年初预算860万元，执行中追加至945万元: the word for more or less before what it came to, beside what it was."""
    for number, now in enumerate(terms):
        came = _CAME.search(now.words)
        if came is None or not now.plain or now.at < first:
            continue
        prior = next(
            (term for term in reversed(terms[max(0, number - _BACK) : number]) if term.kind == now.kind and term.plain),
            None,
        )
        if prior is None or prior.went is not None or _changes(prior):
            continue
        between = sentence.signs[prior.at + 1 : now.at]
        joined = _FROM.search(prior.words) is not None and ";" not in between
        planned = _NEW.search(came["way"]) and _PLANNED.search(prior.words) and "。" not in between
        if not (joined or planned) or (planned and not joined and not _within(prior, now)):
            continue
        up = came["up"] is not None
        cells: dict[str, Value] = {
            "项目": _label(prior),
            "上期": prior.value,
            "本期": now.value,
            "方向": Said("增加" if up else "减少", sentence.span(now.start, now.at)),
        }
        good = now.base >= prior.base if up else now.base <= prior.base
        if good or prior.kind == "money" or not _BETTER.search(sentence.signs[prior.start : now.at + 1] + _unit(now)):
            yield "变动", cells, not good and not (joined and prior.kind == "money")


def _unit(term: Term) -> str:
    return term.sentence.figures[term.at].unit.symbol
