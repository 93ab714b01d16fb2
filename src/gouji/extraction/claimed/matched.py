"""Words that hold two things of one sentence against each other and give no figure of them: 控制在批准限额之内; 收大于支;
农村增速快于城镇; 净流出; 年末规模较年初扩大.

Either is found by what it is called, among the figures of the sentence and of the one before it. Which figure is meant is not
said, so that what is not so is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import bare
from gouji.extraction.claimed.terms import EARLIER, Term, alike, before, terms_of
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.figures import rounded_text
from gouji.language import Table

_O: Final = rf"[^{FIGURES}{DATE},;:。()]"
_START: Final = r"(?:^|(?<=[,;:。(]))"
_END: Final = r"(?=[,;。)]|$)"
_HOW: Final = (
    r"(?:首次|再次|已经?|也|均|都|双双|分别|明显|显著|远远?|大幅|仍然?|略微?|稍|反而|继续|持续|实际|总体|整体|全部|"
    r"水平|历史性)*"
)
_WAY: Final = (
    r"(?:(?P<nmore>未超过?|不超过?|未突破|未高于|未超出|没有超过|没有突破|控制在|严格控制在)|"
    r"(?P<less>低于|少于|小于|慢于|不及|不如|逊于|落后于?|滞后于?|(?:尚?未|没有|仍未)(?:能)?(?:达到?|完成|实现))|"
    r"(?P<more>高于|多于|大于|快于|超过|超出|突破|高出|反超|超越|超额完成|领先于?|领先))了?"
)
#: 控制在批准限额之内, 高于全市平均水平: what a thing is held against by a word for what was set, or is told of all.
_KEYS: Final = (
    r"限额|上限|下限|控制数|控制线|警戒线|红线|目标|任务|预算|计划|概算|标准|平均|定额|核定数|编制|上年|去年|同期|年初"
)
_LIMIT: Final = re.compile(
    rf"{_START}(?P<who>{_O}{{0,14}}?)(?P<how>{_HOW}){_WAY}(?P<limit>{_O}{{0,8}}?(?P<key>{_KEYS}){_O}{{0,3}}?)"
    rf"(?:之?内|以内|范围内?|水平|总量|值|数|要求|线)*{_END}"
)
#: Words before the word for what was set that do not say of what: 批准限额, 省级下达的计划.
_PLAIN: Final = re.compile(
    r"批准的?|核定的?|年度|全年|年初|本年|当年|调[控整]后?|控制|下达的?|既定的?|规定的?|原定的?|预期的?|法定的?|国家|[全本省市县区州国级]|的|总体|"
    r"批复的?|部门|实际|设定的?|考核|绩效|上级|确定的?|所|各项|项目"
)
_CEILING: Final = re.compile(r"上限|限额|红线|警戒线|控制线")
#: 农村居民收入增速快于城镇居民; 个体户约为企业的两倍.
_RIVAL: Final = re.compile(
    rf"{_START}(?P<one>{_O}{{1,18}}?)(?P<how>{_HOW})(?:(?P<more>反超|超过|快于|高于|多于|大于|好于|领先于?)|(?P<less>慢于|低于|少于|小于|不及|落后于?))了?"
    rf"(?P<other>{_O}{{1,18}}?)(?:的?(?:局面|现象|情况|态势|格局))?{_END}"
)
_TIMES: Final = re.compile(
    rf"{_START}(?P<one>{_O}{{2,16}}?)(?P<how>[约近超过逾将达到]*)[为是相当于]{{1,3}}(?P<how2>[约近超过逾将]*)(?P<other>{_O}{{2,16}}?)的(?P<near>[约近超过逾将]*)"
    rf"(?:(?P<n>[两二三四五六七八九十])倍(?P<over>以上|多)?|(?P<half>一半|半数))(?:左右)?{_END}"
)
_GROWN: Final = re.compile(r"(?:的?(?:同比|平均)?(?:增长速度|增长率|增速|增幅|涨幅|增长|增势))$")
_JOINS: Final = re.compile(r"[、和与及]")
_NOT_SO: Final = re.compile(
    r"确保|力争|预计|有望|争取|如果|若|是否|应当?|须|拟|将[^近]|努力|避免|防止|不得|不能|原则|部分|个别|以往|规定|按照?|除|使|让|请"
)
_ANY_KEY: Final = re.compile(rf"{_KEYS}|要求|指标|限|进度")
#: What was set, and what was done beside it: 完成预算的98.6%.
_SET: Final = re.compile("限额|上限|下限|目标|任务|预算|计划|概算|标准|编制")
_DONE: Final = re.compile("完成|执行|实际|支出")
_OF_SET: Final = re.compile(r"(?:完成|占|为)[^,;]{0,14}(?:目标|任务|预算|计划|概算)数?的$")
#: 收大于支: more came in than went out.
_BALANCE: Final = re.compile(
    rf"{_START}(?P<who>{_O}{{0,18}}?)(?:(?P<more>收大于支|略?有结余|尚有结余|尚有盈余|收支相抵[略尚]?有结余|净流入|净迁入|净增加?|净转入|净投放|实现净流入)|"
    rf"(?P<less>支大于收|收不抵支|入不敷出|收支倒挂|出现缺口|出现赤字|净流出|净迁出|净减少?|净转出|净回笼))(?:状态|态势|局面|格局|趋势)?{_END}"
)
_STOCK: Final = re.compile(
    rf"{_START}(?:年末|期末)?(?P<who>{_O}{{0,8}}?)(?:规模|余额|总量|存量|结余|库存|数量)?(?:总体|整体)?[较比](?:{EARLIER})(?:{_O}{{0,3}}?)?(?:相比)?(?:有所|略有|明显|稍有|进一步|大幅|有|继续)*"
    rf"(?:(?P<more>扩大|增加|增长|上升|壮大|增多)|(?P<less>缩小|减少|下降|收缩|降低|萎缩))了?{_END}"
)
_OPENING: Final = re.compile(r"年初|期初|上年末|上年结|上年底|年初余额")
_CLOSING: Final = re.compile(r"年末|期末|年底")
_SHORT: Final = 2
_DIGITS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
#: How many figures of a sentence are looked at, at most; by what part of them a rough multiple may be off.
_MOST: Final = 24
_ROOM: Final = Fraction(12, 100)
_HALF: Final = Fraction(1, 2)


def read_matched(found: Sequence[Sentence], tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    table = tables.get("比较")
    if table is None:
        return
    rows = draft.tables.get(table.name, ())
    known = {place_of(row.cells.get(column)) for row in rows for column in ("事项", "所比")}
    flows = [
        (into.split("|"), out.split("|")) for into, _, out in (pair.partition("/") for pair in wording.flowing) if out
    ]
    last: Sentence | None = None
    earlier: list[Term] = []
    for sentence in found:
        if not sentence.texts:
            continue
        own = terms_of(sentence)
        near = earlier if last is not None and last.texts[0] is sentence.texts[0] else []
        for cells, start, end in (
            *_limits(sentence, own, near),
            *_rivals(sentence, own, near),
            *_times(sentence, own, near),
            *_flows(sentence, own or near, flows),
        ):
            span = sentence.span(start, end)
            if not any((id(span.source), at) in known for at in range(span.start, span.end)):
                draft.say(table, cells, True)
        last, earlier = sentence, own[-_MOST:]


_Row = tuple[dict[str, Value], int, int]


def _limits(sentence: Sentence, own: Sequence[Term], near: Sequence[Term]) -> Iterator[_Row]:
    """A figure beside what was set, or what is told of all: by the word for it."""
    for claim in _LIMIT.finditer(sentence.signs):
        if _NOT_SO.search(claim[0].replace("控制在", "")):
            continue
        key, ceiling = claim["key"], _CEILING.search(claim["key"]) is not None
        told = before(own, claim.start(), _MOST)[::-1] or list(near)
        rates = _rates_of(told, key)
        if rates:
            for rate in rates:
                yield _of_all(rate, sentence, claim)
            continue
        limits = [
            term
            for term in told
            if (key in _words(term) or (ceiling and _bound(term))) and not re.search(r"的$|占", _words(term))
        ]
        if len({term.base for term in limits}) != 1:
            continue
        limit = limits[-1]
        others = [
            term
            for term in told
            if term not in limits
            and term.kind == limit.kind
            and term.plain
            and (not term.ahead or key in ("上年", "去年", "同期", "年初"))
            and not re.search(r"[占增减]$|其中$", _words(term))
        ]
        others = [term for term in others if not _SET.search(_words(term)) or _DONE.search(_words(term))]
        if not others:
            continue
        noun = _PLAIN.sub("", claim["limit"][: claim.start("key") - claim.start("limit")])[-_SHORT:]
        if len(noun) == _SHORT and noun not in _words(limit):
            continue
        who = bare(re.sub(_HOW, "", claim["who"]))
        called = [term for term in others if len(who) >= _SHORT and alike(who, term.name) >= _SHORT]
        if len(who) > _SHORT and not called and not re.search(r"实际|总体|水平|执行|支出|决算|余额|完成", claim["who"]):
            continue
        now = (called or others)[-1]
        if limit.sentence.figures[limit.at].bound and not ceiling and "目标" not in key:
            continue
        sign = "≤" if claim["nmore"] else "<" if claim["less"] else ">"
        yield _row(now, limit, sign, sentence, claim)


def _rates_of(told: Sequence[Term], key: str) -> Sequence[Term]:
    """The rates of what was set that are told last: 分别完成预算的98.6%和97.9%."""
    rates: list[Term] = []
    for term in reversed(told):
        if term.kind != "ratio":
            break
        rates.append(term)
        if _OF_SET.search(_words(term)):
            return rates if key in _words(term) else []
        if _words(term).strip("、和与及"):
            break
    return []


def _of_all(rate: Term, sentence: Sentence, claim: re.Match[str]) -> _Row:
    sign = "≤" if claim["nmore"] else "<" if claim["less"] else "≥" if "完成" in claim["more"] else ">"
    span = sentence.span(*claim.span())
    cells: dict[str, Value] = {"事项": span, "数值": rate.value, "所比": Said(f"{sign}100%", span)}
    return cells, claim.start(), claim.end()


def _bound(term: Term) -> bool:
    return term.sentence.figures[term.at].bound in ("at_most", "below") or "目标" in _words(term)


def _words(term: Term) -> str:
    return term.sentence.signs[term.start : term.at]


def _row(now: Term, other: Term, sign: str, sentence: Sentence, claim: re.Match[str], signed: bool = False) -> _Row:
    span = sentence.span(*claim.span())
    value, limit = (_signed(term) if signed else term.value for term in (now, other))
    number = (text_of(limit) or "").lstrip("≤≥<>")
    if other.sentence.figures[other.at].bound:
        figure = other.sentence.figures[other.at]
        number = f"{rounded_text(Fraction(figure.base) / Fraction(figure.unit.scale))}{figure.unit.symbol}"
    name = Said(f"{now.name}{span.text}" if now.name and now.name not in span.text else span.text, span)
    return {"事项": name, "数值": value, "所比": Said(f"{sign}{number}", span)}, claim.start(), claim.end()


def _signed(term: Term) -> Value:
    if term.went is False and term.base > 0:
        return Said(f"-{text_of(term.value)}", term.sentence.span(term.at, term.at + 1))
    return term.value


def _rivals(sentence: Sentence, own: Sequence[Term], near: Sequence[Term]) -> Iterator[_Row]:
    """Two things by their names."""
    for claim in _RIVAL.finditer(sentence.signs):
        if _NOT_SO.search(claim[0]) or _ANY_KEY.search(claim["other"]) or re.search(EARLIER, claim["other"]):
            continue
        ways = (claim["more"] or claim["less"]) in ("快于", "慢于")
        grown = ways or any(_GROWN.search(claim[name]) for name in ("one", "other"))
        told = before(own, claim.start(), _MOST)[::-1]
        for other in _JOINS.split(claim["other"]):
            names = _apart(_GROWN.sub("", claim["one"]), _GROWN.sub("", other))
            pair = _both(names, told, grown) or _both(names, [*near, *told], grown)
            if pair is not None:
                yield _row(*pair, ">" if claim["more"] else "<", sentence, claim, grown)


def _apart(one: str, other: str) -> tuple[str, str]:
    """What tells two names apart: what they have alike in front taken off."""
    a, b = bare(one), bare(other)
    front = 0
    while front < min(len(a), len(b)) and a[front] == b[front]:
        front += 1
    return a[front:][:_SHORT], b[front:][:_SHORT]


def _both(names: tuple[str, str], told: Sequence[Term], grown: bool) -> tuple[Term, Term] | None:
    """The figures of two names, where each names one figure only, of one kind."""
    if names[0] == names[1] or min(map(len, names)) < _SHORT:
        return None
    meant = [term for term in told if term.plain and not term.ahead and (term.went is not None) == grown]
    one, other = (
        [term for term in meant if name in term.name and rest not in term.name] for name, rest in (names, names[::-1])
    )
    kinds = {term.kind for term in one} & {term.kind for term in other}
    if len(kinds) != 1:
        return None
    one, other = ([term for term in some if term.kind in kinds] for some in (one, other))
    if len({term.base for term in one}) != 1 or len({term.base for term in other}) != 1:
        return None
    return one[-1], other[-1]


def _times(sentence: Sentence, own: Sequence[Term], near: Sequence[Term]) -> Iterator[_Row]:
    """个体户约为企业的两倍: how many times one is the other."""
    for claim in _TIMES.finditer(sentence.signs):
        if _NOT_SO.search(claim[0]):
            continue
        told = before(own, claim.start(), _MOST)[::-1]
        names = _apart(claim["one"], claim["other"])
        pair = _both(names, told, False) or _both(names, [*near, *told], False)
        if pair is None or pair[1].base <= 0:
            continue
        middle = _HALF if claim["half"] else Fraction(_DIGITS[claim["n"]])
        words = claim["how"] + claim["how2"] + claim["near"]
        over = claim["over"] is not None or re.search("超|逾|过", words) is not None
        low = middle if over else middle * (1 - _ROOM)
        high = None if over else middle * (1 + _ROOM) if "约" in words or not words else middle * Fraction(102, 100)
        made = pair[0].base / pair[1].base
        under = made < low
        limit = low if under or high is None else high
        span = sentence.span(*claim.span())
        cells: dict[str, Value] = {
            "事项": span,
            "数值": Said(f"{rounded_text(made * 100, 2)}%", pair[0].sentence.span(pair[0].at, pair[0].at + 1)),
            "所比": Said(f"{'≥' if under or high is None else '≤'}{rounded_text(limit * 100)}%", span),
        }
        yield cells, claim.start(), claim.end()


def _flows(sentence: Sentence, told: Sequence[Term], flows: Sequence[tuple[list[str], list[str]]]) -> Iterator[_Row]:
    """What came in beside what went out."""
    signs = sentence.signs
    for pattern in (_BALANCE, _STOCK):
        for claim in pattern.finditer(signs):
            if _NOT_SO.search(claim[0]) or (pattern is _STOCK and "净" in claim[0]):
                continue
            same = bool(told) and told[0].sentence is sentence
            terms = before(told, claim.start(), _MOST)[::-1] if same else told
            if pattern is _STOCK and (
                not any(_OPENING.search(_words(term)) for term in terms)
                or any(_CLOSING.search(_words(term)) for term in terms)
            ):
                continue
            pair = _flow(terms, flows, claim)
            if pair is not None:
                yield _row(*pair, ">" if claim["more"] else "<", sentence, claim)


def _flow(
    terms: Sequence[Term], flows: Sequence[tuple[list[str], list[str]]], claim: re.Match[str]
) -> tuple[Term, Term] | None:
    """The last figures of a pair of words for coming in and going out; of several pairs the one whose word the claim has."""
    budget = re.search(r"[收支]|结余|盈余|缺口|赤字", claim[0]) is not None
    best: tuple[int, int, Term, Term] | None = None
    for inward, outward in flows:
        if ("收入" in inward) != budget:
            continue
        one, other = (
            [term for term in terms if any(word in _words(term) for word in words) and term.plain and not term.ahead]
            for words in (inward, outward)
        )
        if len(one) != 1 or len(other) != 1 or one[0] is other[0] or one[0].kind != other[0].kind:
            continue
        shared = max(alike(word, claim[0]) for word in (*inward, *outward))
        entry = (shared, max(one[0].at, other[0].at), one[0], other[0])
        if best is None or entry[:2] > best[:2]:
            best = entry
    return best[2:] if best is not None else None
