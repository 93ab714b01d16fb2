"""How much of something, or by how much more, in words without a figure of their own: 过半, 约三分之一, 七成以上, 翻一番, 略高于.

What they are said of is told by the figures near: the shares that are printed, what a part makes of a whole, what one figure is
to the one that it is compared with. Where the words name some of them, only those count. It is a hint where none of them bears
the words out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.document.model import Span
from gouji.extraction.claimed.gapsaid import GapsSaid, nearest, same, scopes
from gouji.extraction.claimed.terms import EARLIER, Term, in_turn, terms_of
from gouji.extraction.claimed.weighing import OWN
from gouji.extraction.drafting.draft import Draft, Said, Value, span_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.retold import digits
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_N: Final = rf"[^{FIGURES}{DATE},;:。()]"
_ONE: Final = Fraction(1)
_HALF: Final = Fraction(1, 2)
_TENTH: Final = Fraction(1, 10)
#: Shares without a number in them: the word, and between which shares it lies.
_SHARES: Final[tuple[tuple[str, Fraction | None, Fraction | None], ...]] = (
    (
        "(?:接近|将近|近|约|大约)(?:一半|半数|半壁江山|半)|(?:一半|半数|半)(?:左右|上下)",
        Fraction(42, 100),
        Fraction(56, 100),
    ),
    ("不[足到](?:一半|半数|半)|(?:一半|半数)以下|极?少数(?!民族|据|量)|(?<!减)[小少]部分", None, _HALF),
    (
        "(?:超过|超|逾|突破|过)(?:一半|半数|半)|(?:一半|半数)(?:以上|多)|大半|过半数?|绝?大多数?|绝?大部分|多半|多数",
        _HALF,
        None,
    ),
)
_SHARE: Final = re.compile("|".join(f"(?P<s{at}>{form})" for at, (form, _, _) in enumerate(_SHARES)))
#: 不足计划投资的一半, 超过全部项目的四分之三: the bound stands before what it is a share of.
_LED: Final = re.compile(
    rf"(?:(?P<over>(?<!不)(?:超过?|逾|突破|高于|大于))|(?P<under>不足|不到|不超过?|低于|未达到?|少于)|(?P<near>接近|将近|近)){_N}{{1,14}}的$"
)
_PLAIN_HALF: Final = re.compile("(?<=的)(?:一半|半数)(?!以|多|左右|上下)")
#: Of what it is said: 职工人数锐减一半.
_THING: Final = re.compile("[\u4e00-\u9fff]{2}(?:人数|户数|家数|数量|金额|面积|产量|产值|利润)")
_OF_ALL: Final = re.compile("总|全|共|合计|应|预算|计划|目标|任务|需|批复|核定|占")
_AGAINST: Final = ("于", "过", "出")
_GENERAL: Final = "收入|支出|资金|项目|金额|人数|达到|同比|增长"
_ENDS: Final = frozenset(",;。:")
_TENTHS: Final = re.compile("[成半]|分之")
_WORDED: Final = re.compile("[一二三四五六七八九十两]")
#: Changes: 翻一番; 两位数增长; 略高于, 大幅超出; 与…持平.
_WAY: Final = "增|升|涨|提|高|多|超|快|扩|减|降|跌|低|少|慢|缩|回落|下滑|压"
_TIMES: Final = re.compile("(?P<near>近|接近|将近|几乎)?(?:实现)?(?:翻了?(?P<n>[一两二三])?番|成倍(?:增长|增加)|倍增)")
_DIGITS: Final = re.compile("(?:两|双|二)位数")
_BY: Final = re.compile(
    rf"(?P<little>略微?有?|稍微?有?|小幅度?|微)(?:{_WAY})|(?P<much>大幅度?|显著|远远?|急剧|成倍)(?:{_WAY})"
)
_FLAT: Final = re.compile("(?:基本|大体|大致|总体)(?:上)?(?:持平|相当|一致|相同)|不相上下|相差无几")
_CHANGED: Final = re.compile(
    rf"(?:{_WAY}|[多少高低长加])[过出于了]*(?:(?:计划|目标|预算|任务|上年|去年|原定?|标准){_N}{{0,4}}?)?$"
)
_NOT_SO: Final = re.compile(
    "时间过半|任务过半|力争|确保|预计|有望|争取|如果|若|是否|拟|下年|明年|建议|不得|不应|应当?|须|规定|原则"
    "|的[^,;。:]{0,4}原因"
)
#: 参保率超过95%: a rate told by its bound.
_BOUNDS: Final = ("over", "above", "below")
_GOAL: Final = re.compile("目标|任务|要求|标准|指标|以上|扣|得分|得[0-9]")
_RATED: Final = re.compile(f"(?:^|[,;。:]){_N}{{2,10}}(?<![增长目])率$")
_NEVER: Final = re.compile("[未没]|不[是能够曾]|并非|闲置|剩余")
_GROWTH: Final = re.compile("增长|下降|增速|增幅|降幅|上升|提高|上涨|回落|减少|增加|增")
_LITTLE, _MUCH, _EVEN = Fraction(25, 100), Fraction(3, 100), Fraction(8, 100)
_WIDE, _PART, _SLACK = Fraction(6, 100), Fraction(12, 100), Fraction(2, 100)
_FAR: Final = 12
_TIMES_MOST: Final = 12
_LEAD: Final = 24
_SEVERAL: Final = 3
_SHORT: Final = 4
_WORD: Final = 2
_MARKS: Final = 6
#: What all of them come to beside the greatest, where that is none of the others' sum.
_CLEAR: Final = Fraction(205, 100)
#: 多数 before what it is of; signs of that and of what is said of it.
_MOST_OF: Final = re.compile("绝?大?(?:多数|部分)")
_ATTRIBUTED: Final = 4
_QUOTED: Final = re.compile('[“"]([^“”"]+)[”"]')


@dataclass(frozen=True, slots=True)
class _Size:
    """Words from ``start`` to ``end``: between what (None: anything) the share lies, or the change, or how many times as much it
    is (``sort``)."""

    sentence: Sentence
    start: int
    end: int
    low: Fraction | None
    high: Fraction | None
    sort: str

    @property
    def clause(self) -> tuple[int, int]:
        signs, start, end = self.sentence.signs, self.start, self.end
        while start > 0 and signs[start - 1] not in ",;。:(":
            start -= 1
        while end < len(signs) and signs[end] not in ",;。:)":
            end += 1
        return start, end

    def keeps(self, low: Fraction, high: Fraction) -> bool:
        """Whether something between two bounds bears the words out."""
        return (self.low is None or high >= self.low) and (self.high is None or low <= self.high)


#: A rate with its name, right before words of how much it is; signs of it by which others are known to be of it.
_CALLED_RATE: Final = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,10})率(?:一直|始终|长期|总体|均|都|已|稳定|保持|维持|达|为|在|到|超过?)*$"
)
_CALLED_BY, _RIGHT_BEFORE = 4, 2
#: 土坝占九成以上: who is a share of what was told.
_SUBJECT: Final = re.compile(
    r"(?![其前后这该此共合总两二三以上])(?P<who>[\u4e00-\u9fff]{2,6}?)[约已仅只就]?占(?:比|到|了)?(?:约|近|超|达)?"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What figures make: ``value``, which may be off by ``half``; of which ones."""

    value: Fraction
    half: Fraction
    of: tuple[Term, ...]


def read_sizes_said(found: Sequence[Sentence], gaps: GapsSaid, wording: Wording, table: Table, draft: Draft) -> None:
    """Write what does not hold to the table of comparisons."""
    of_plan = any_of((*wording.spending, *wording.rates))
    known: dict[int, list[Span]] = {}
    for span in filter(None, (span_of(row.cells.get("所比")) for row in draft.tables.get(table.name, ()))):
        known.setdefault(id(span.source), []).append(span)
    for at, sentence in enumerate(found):
        for size in _sizes(sentence):
            first, last = size.clause
            words = sentence.span(size.start, size.end)
            if any(one.start < words.end and words.start < one.end for one in known.get(id(words.source), ())):
                continue
            negated = _NEVER.search(sentence.signs, first, size.start)
            if negated or _NOT_SO.search(sentence.signs, first, last):
                continue
            told = (_readings(size, scope, far, gaps) for scope, far in scopes(found, at))
            readings = _of_its_doing(_of_its_rate(next((one for one in told if one), []), size, of_plan), size)
            readings = _of_its_subject(readings, size)
            if not any(_tells(one, size) for one in readings):
                continue
            if not any(size.keeps(one.value - one.half, one.value + one.half) for one in readings):
                draft.say(table, _row(size, readings), True)


def _of_its_doing(readings: list[_Reading], size: _Size) -> list[_Reading]:
    """Those of what is said of most: 58 of 132 villages with a clinic tell nothing of 多数村民反映……."""
    signs, (_, last) = size.sentence.signs, size.clause
    if _MOST_OF.fullmatch(signs, size.start, size.end) is None or last - size.end < _ATTRIBUTED:
        return readings
    said = signs[size.end + 2 : last]
    pairs = {said[at : at + 2] for at in range(len(said) - 1)}
    return [one for one in readings if any(pair in term.words for term in one.of[:1] for pair in pairs)]


def _of_its_rate(readings: list[_Reading], size: _Size, of_plan: re.Pattern[str]) -> list[_Reading]:
    """Those of the rate that stands before words by name: 在线传输率稳定在九成以上 is no share of whatever stands near."""
    first, _ = size.clause
    rate = _CALLED_RATE.search(size.sentence.signs, first, size.start)
    # 安排850万元，支出843.2万元，执行率不足七成: of the only two, whatever they are called
    few = len({id(term) for one in readings for term in one.of}) <= _RIGHT_BEFORE
    if rate is None or (few and of_plan.match(rate[0])):
        return readings
    what = rate["what"][-_CALLED_BY:]
    pairs = {what[at : at + 2] for at in range(len(what) - 1)}
    return [one for one in readings if any(pair in term.words for term in one.of for pair in pairs)]


def _of_its_subject(readings: list[_Reading], size: _Size) -> list[_Reading]:
    """None, where it is said of something that no figure is called by: 小型水库46座，其中小（2）型37座，土坝占九成以上."""
    first, _ = size.clause
    who = _SUBJECT.fullmatch(size.sentence.signs, first, size.start)
    if who is None or any(
        who["who"][0] in term.words or who["who"][-_WORD:] in term.words for one in readings for term in one.of
    ):
        return readings
    return []


def _sizes(sentence: Sentence) -> Iterator[_Size]:
    signs = sentence.signs
    for found in _SHARE.finditer(signs):
        _, low, high = _SHARES[int((found.lastgroup or "s0")[1:])]
        yield _Size(sentence, *found.span(), low, high, _sort(signs, found.start()))
    for found in _PLAIN_HALF.finditer(signs):
        led = _LED.search(signs, max(0, found.start() - _LEAD), found.start())
        yield _Size(sentence, *found.span(), *_between(led, _HALF, _HALF * _PART), "share")
    for at, figure in sentence.figures.items():
        printed = sentence.span(at, at + 1).text
        rate = figure.bound in _BOUNDS and digits(figure) <= _WORD and _RATED.search(signs[max(0, at - _FAR) : at])
        if rate and signs[at] == RATIO and not _GOAL.search(signs, max(0, at - _LEAD), at + _FAR):
            over, limit = figure.bound != "below", Fraction(figure.base)
            yield _Size(sentence, at, at + 1, limit if over else None, None if over else limit, "share")
        if signs[at] != RATIO or not _TENTHS.search(printed) or not _WORDED.search(printed):
            continue
        sort = _sort(signs, at)
        middle, end = Fraction(figure.base), at + 1
        room = _WIDE if "成" in printed else min(_WIDE, middle * _PART)
        low, high = _between(_LED.search(signs, max(0, at - _LEAD), at), middle, room)
        if figure.bound in ("over", "at_least", "above") or signs[end : end + 1] in ("强", "多"):
            low, high = middle, None
        elif figure.bound in ("below", "at_most"):
            low, high = None, middle
        elif re.match("接近|将近|近", printed):
            high = middle * (1 + _SLACK)
        yield _Size(sentence, at, end, low, high, sort)
    for found in _TIMES.finditer(signs):
        times = Fraction(2 ** {"两": 2, "二": 2, "三": 3}.get(found["n"] or "", 1))
        near = found["near"] is not None
        yield _Size(
            sentence,
            *found.span(),
            times * (1 - _PART) if near else times,
            times * (1 + _SLACK) if near else None,
            "times",
        )
    for found in _DIGITS.finditer(signs):
        yield _Size(sentence, *found.span(), _TENTH, None, "growth")
    for found in _BY.finditer(signs):
        little = found["little"] is not None
        yield _Size(sentence, *found.span(), None if little else _MUCH, _LITTLE if little else None, "change")
    for found in _FLAT.finditer(signs):
        yield _Size(sentence, *found.span(), None, _EVEN, "change")


def _sort(signs: str, at: int) -> str:
    """Whether words tell a share, or by what part something is more or less."""
    return "change" if _CHANGED.search(signs[max(0, at - _FAR) : at]) else "share"


def _tells(one: _Reading, size: _Size) -> bool:
    """Whether a reading is enough to say that words are wrong: two figures make it, or words are said of no other thing."""
    first, _ = size.clause
    signs = size.sentence.signs
    own = re.sub("[占仅只已]|比重|比例", "", signs[first : size.start])
    if one.of[0].sentence is size.sentence and (len(one.of) > 1 or size.sort == "growth"):
        return True
    alone = len(one.of) == 1
    if alone and (one.of[0].sentence is not size.sentence or not one.of[0].own):
        return False
    if alone and signs[size.end : size.end + 1] in _AGAINST:
        return False
    called = re.sub(_GENERAL, "、", one.of[0].words)
    return any(called[at : at + 2] in own for at in range(len(called) - 1)) or OWN.match(own) is not None


def _between(led: re.Match[str] | None, middle: Fraction, room: Fraction) -> tuple[Fraction | None, Fraction | None]:
    if led is None or led["near"] is not None:
        return middle - room, middle + (room if led is None else middle * _SLACK)
    return (middle, None) if led["over"] is not None else (None, middle)


def _readings(size: _Size, scope: Sentence, far: int, gaps: GapsSaid) -> list[_Reading]:
    """What the figures near may come to."""
    near = nearest(terms_of(scope), size.start + far)
    terms = [one for one in near if one.at != size.start + far and _is_exact(one) and not gaps.is_change(one)]
    if any(one.at < size.start + far for one in terms) and size.sort == "share":
        before = [one for one in terms if one.at < size.start + far]
        terms = before if len(before) > 1 else terms
    first, last = size.clause
    words = size.sentence.signs[first:last]
    if size.sort == "share" and re.search(EARLIER, words):
        return []
    if size.sort == "share":
        signs = size.sentence.signs
        ahead = words_before(signs, max(first - 1, 0), _ENDS)
        for meant in (words, "" if any(sign in FIGURES for sign in ahead) else ahead):
            own, told, whole = meant.rpartition("占") if "占" in meant else (meant, "", "")
            told_before = [term for term in terms if term.kind != "ratio" and term.at < first + far]
            parts = told_before[-1:] if told and len(own) < _WORD else _meant(terms, own)
            noun = whole[: size.start - first - len(own) - 1].rstrip("的")
            if any(
                noun.endswith(_core(one)) and len(noun) > len(_core(one)) + 1 for one in terms if len(_core(one)) > 1
            ):
                return []  # 占甲类累计结存的三分之一: of another whole
            if parts:
                of_all = any(_is_whole(one, terms) for one in parts)
                return list(_shares(terms, [] if of_all else parts, words, whole))
        return list(_shares(terms, [], words, ""))
    out = [
        _Reading(abs(one.base), Fraction(0), (one,))
        for one in terms
        if one.kind == "ratio" and _GROWTH.search(one.words)
    ]
    if size.sort == "growth":
        return _named(out, words, terms)
    if RATIO in size.sentence.signs[max(0, size.start - _RIGHT_BEFORE) : size.start]:
        return out  # 执行率96.12%，略低于基本支出: said of the rate, and not of amounts
    for one, other in combinations(terms, 2):
        if one.kind != other.kind or one.kind == "ratio":
            continue
        turned = gaps.turned(words, False, one, other)
        if (
            turned is None
            or turned[1].base <= 0
            or not (in_turn(one, other) is None or same(*turned))
            or turned[0].base > _TIMES_MOST * turned[1].base
        ):
            continue
        now, ref = turned
        thing = _THING.search(words)
        if thing is not None and not any(thing[0][at : at + 2] in now.name for at in range(len(thing[0]) - 1)):
            continue
        made = now.base / ref.base
        half = (now.half + made * ref.half) / ref.base
        out.append(_Reading(made if size.sort == "times" else abs(made - 1), half, (now, ref)))
    return [one for one in out if len(one.of) > 1 or size.sort != "times"]


def _is_exact(term: Term) -> bool:
    """Whether a figure is no rough one itself."""
    figure = term.sentence.figures[term.at]
    behind = term.sentence.signs[term.at + 1 : term.at + 2]
    rough = term.kind == "ratio" and (_TENTHS.search(figure.text) is not None or behind in ("的", "至"))
    return figure.bound in ("", "at_least", "at_most") and not rough


def _shares(terms: Sequence[Term], parts: Sequence[Term], words: str, whole: str) -> Iterator[_Reading]:
    """The shares that are printed, and those that parts make of the whole: of the one that is named, of the greatest, or of all
    of them. ``parts``: those of which it is said; nothing where none is named, so that it may be several together. What is not
    named may also be what is left of a share."""
    for term in terms:
        named = not parts or term in parts or any(part.at < term.at and _next(part, term, terms) for part in parts)
        if term.kind == "ratio" and term.base <= 1 and not _GROWTH.search(term.words) and named:
            yield _Reading(term.base, term.half, (term,))
            if _core(term) not in words:
                yield _Reading(1 - term.base, term.half, (term,))
    left = _NEVER.search(words) is not None
    for kind in dict.fromkeys(term.kind for term in terms if term.kind != "ratio"):
        alike = [term for term in terms if term.kind == kind]
        greatest = max(alike, key=lambda term: term.base)
        total = sum((term.base for term in alike), Fraction(0))
        apart = len(alike) >= _SEVERAL and all(map(_is_listed, alike))
        bases = [term.base for term in _meant(alike, whole) if term not in parts]
        beside = len(alike) == _WORD and greatest is not alike[0] and not _OF_ALL.search(greatest.words)
        if not bases and apart and abs(total - 2 * greatest.base) > _SLACK * total:
            bases = [total]
        elif not bases:
            bases = [greatest.base] + ([total] if greatest.base * _CLEAR < total or beside else [])
        several = (
            [] if parts else [(one, other) for one, other in combinations(alike, 2) if greatest not in (one, other)]
        )
        for of in (*((one,) for one in alike if not parts or one in parts), *several):
            worth = sum((one.base for one in of), Fraction(0))
            for base in bases:
                if 0 < worth < base:
                    yield _Reading(worth / base, sum((one.half for one in of), Fraction(0)) / base, (*of, greatest))
                    if left:
                        yield _Reading(
                            1 - worth / base, sum((one.half for one in of), Fraction(0)) / base, (*of, greatest)
                        )


def _is_listed(term: Term) -> bool:
    """Whether nothing but its name stands before a figure."""
    core = _core(term)
    short = 1 < len(core) <= _SHORT and len(term.words) <= len(core) + _MARKS
    return short and core in term.words and "其中" not in term.words


def _is_whole(term: Term, terms: Sequence[Term]) -> bool:
    """Whether others of its kind make a figure, or it is the greatest of them and the first."""
    alike = [one for one in terms if one.kind == term.kind]
    rest = sum((one.base for one in alike), Fraction(0)) - term.base
    first = term.kind != "ratio" and term is alike[0] and len(alike) > 1
    return first and rest <= term.base * (_CLEAR - 1) and term.base >= max(one.base for one in alike)


def _next(part: Term, share: Term, terms: Sequence[Term]) -> bool:
    """Whether no other part stands between a part and a share."""
    return not any(part.at < one.at < share.at and one.kind == part.kind for one in terms)


def _meant(terms: Sequence[Term], words: str) -> list[Term]:
    """Those that words name: in full, or else by what no other is called."""
    named = [term for term in terms if len(_core(term)) > 1 and _core(term) in words]
    longest = [one for one in named if not any(_core(one) in _core(other) != _core(one) for other in named)]
    return longest or [term for term in terms if term.kind != "ratio" and _is_named(term, words, terms)]


def _core(term: Term) -> str:
    quoted = _QUOTED.search(term.name)
    return quoted[1] if quoted is not None else term.name.strip('“”"')


def _named(readings: list[_Reading], words: str, terms: Sequence[Term]) -> list[_Reading]:
    """Those of what the words name, if they name any."""
    meant = [one for one in readings if _is_named(one.of[0], words, terms)]
    return meant or readings


def _is_named(term: Term, words: str, terms: Sequence[Term]) -> bool:
    """Whether words name a figure and not just what others are called as well."""
    others = [one.name for one in terms if one.name != term.name and one.kind == term.kind]
    pairs = {term.name[at : at + 2] for at in range(len(term.name) - 1)}
    return any(pair in words and not any(pair in other for other in others) for pair in pairs)


def _row(size: _Size, readings: Sequence[_Reading]) -> Mapping[str, Value]:
    best = min(readings, key=lambda one: abs(one.value - (size.low if size.low is not None else size.high or _ONE)))
    sentence, (first, last) = size.sentence, size.clause
    low = size.low is not None and best.value < size.low
    limit = (size.low if low else size.high) or _ONE
    made = Said(f"{rounded_text(best.value * 100, 2)}%", span_of(best.of[0].value))
    told = f"{'≥' if low else '≤'}{rounded_text(limit * 100, 2)}%"
    return {"事项": sentence.span(first, last), "数值": made, "所比": Said(told, sentence.span(size.start, size.end))}


__all__ = ["read_sizes_said"]
