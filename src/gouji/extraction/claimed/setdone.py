"""Words that say whether what was done came up to what was set, beside both figures: 应发12万元，实发11万元，足额发放;
到位365万元，支出365万元，尚有部分未支出; 审批时限15个工作日，平均用时17个工作日，在规定时限内办结.

What is set, what comes of it and by which doing is told by words of the pack, so that what is said of one doing is not held
against the figures of another. Which figures are meant is not said, so that what is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.claimed.terms import alike, terms_of
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either, longest_of
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_O: Final = rf"[^{FIGURES}{DATE},;:。()]"
_END: Final = r"(?=[,;:。()]|$)"
#: What was done, though the word for what was set stands with it: 实际支付合同价款.
_REAL: Final = re.compile(r"实[际有发付缴到拨支补]|已|用时|历时|完成|成交|审定|结算")
_OUGHT: Final = re.compile(r"应[^对急用]|需")
#: Figures of another time, of a part, or that only say by how much.
_ASIDE: Final = re.compile(
    r"上年|去年|同期|其中|节约|节余|结余|结转|剩余|缺口|追加|调整|变更|顺延|延长|扣除|缓|上半年|[一二三四]季度|一期|[0-9]月底|目前|[增减多少超差欠]$"
)
#: The first of the parts of something, and what leads to the next of them.
_AMONG: Final = re.compile(r"其中|包括")
_GOES_ON: Final = re.compile(r"[、和与及]")
#: What is to come or hoped for, and what is said of some of it.
_NOT_SO: Final = re.compile(
    r"确保|力争|预计|有望|争取|如果|若|是否|须|拟|将|努力|避免|防止|应当|要求各|下年|明年|除|为了?|部分(?!资金|款项|未)|个别|原则|当年|批准|调整|变更|首批|一期|余款|后$"
)
_DENIED: Final = re.compile(r"[未没不难无尚]|非")
#: Words behind both figures that tell why they differ, so that the words are of what is left.
_WHY: Final = re.compile(r"扣除|缓|调整|变更|顺延|追加|批准|收回|上缴|结转|退回|剩余|核减|[批获]准|单列|政策|另")
_TIMED: Final = frozenset(("workdays", "days", "months", "hours", "weeks", "years"))
#: Days that look like those of a month: 30日内拨付, 用时34日.
_LONE_DAYS: Final = re.compile(r"(?<![0-9月.年])(?P<days>[0-9]{1,3})日(?P<within>[之以]?内)?")
_LASTED: Final = re.compile("用时|历时|耗时")
_DAYS_END: Final = frozenset(f",;:。()、日{FIGURES}{DATE}")
#: Neither is many times the other.
_FAR: Final = 5
_SHORT: Final = 2
#: Words of one kind that are held in a sentence, at most.
_MOST: Final = 24
#: How far something may be beyond another by a bit, and how far it is at least that is so by much.
_A_BIT, _MUCH = Fraction(13, 10), Fraction(11, 10)


@dataclass(frozen=True, slots=True)
class _One:
    """A figure at ``at`` with the ``words`` before it; ``own``: whether they name it."""

    sentence: Sentence
    at: int
    words: str
    name: str
    own: bool
    kind: str
    base: Fraction
    half: Fraction
    bound: str
    value: Value


_Pair = tuple[_One, _One]


@dataclass(frozen=True, slots=True)
class _Doing:
    """What one doing is called, what was to be done and what was, and words that all or not all of it was."""

    due: re.Pattern[str]
    done: re.Pattern[str]
    fully: re.Pattern[str]
    short: re.Pattern[str]


class SetDone:
    """The words of a pack for what was set and what came of it."""

    def __init__(self, wording: Wording) -> None:
        self._doings = [_doing(*line.split("/")) for line in wording.in_full if line.count("/") == _SHORT]
        # 合同约定 is of what is called 合同价
        ceilings = (word for word in wording.ceilings if not any(other in word for other in wording.limiting))
        limits = tuple(sorted({*ceilings, *wording.fixed, *wording.limiting}, key=lambda word: -len(word)))
        noun = f"(?:{either(limits)})"
        self._limit = longest_of(limits)
        self._outlay = any_of(wording.plans)
        self._generic = any_of((*wording.funds, *wording.general, *wording.paid_out, *wording.planned, *wording.spent))
        self._within = re.compile(
            rf"(?:[未没](?:有|曾|能)?(?:超[出过]?|突破|逾)|不超过?){_O}{{0,8}}?(?P<limit>{noun}){_O}{{0,6}}{_END}"
            rf"|(?:控制)?在{_O}{{0,8}}?(?P<in>{noun})(?:范围|要求|标准|规定)?(?:之|以)?内{_O}{{0,6}}{_END}"
            rf"|(?<![不未])(?<!是否)符合{_O}{{0,8}}?(?P<meets>{noun})(?:要求|规定|标准)*{_END}"
            rf"|(?P<less>(?<![不未])低于{_O}{{0,8}}?(?P<below>{noun})(?:要求|水平)*{_END})"
            rf"|(?P<timely>(?:按(?:合同|计划|要求|约定|规定)?[期时]|如期|准时|及时){_O}{{0,10}}{_END}|未(?:逾期|超期){_O}{{0,4}}{_END})|(?P<spent>(?:未|无|没有|不存在)超支{_O}{{0,4}}{_END})"
        )
        self._over = re.compile(
            rf"(?:(?<![未没不有存未曾])(?:超[出过]|突破|高于|违反)|(?<![未没不有])超)了?{_O}{{0,8}}?(?P<limit>{noun}){_O}{{0,4}}{_END}"
            rf"|(?P<timely>(?<![未没不无])(?:逾期|超期|延期|拖期|滞后){_O}{{0,6}}{_END}|(?:工期|周期|时限|期限){_O}{{0,6}}(?:延长|拖延|滞后){_O}{{0,4}}{_END})"
            rf"|(?P<spent>(?<![未没不无在])超支{_O}{{0,4}}{_END})"
        )
        self._far = re.compile(
            rf"(?:超[出过]?|高[于出]|多[于出])了?{_O}{{0,4}}?{noun}{_O}{{0,4}}?(?P<by>[{RATIO}]){_END}"
            rf"|(?P<bit>略|稍|小幅|微)(?:微|有|为)?(?:超[出过额]?|高于|多于|好于)(?:完成)?{_O}{{0,4}}?{noun}{_O}{{0,4}}{_END}"
            rf"|(?P<much>大幅度?|远远?|显著|明显)(?:地)?(?:超[出过额]|高于|多于|好于)(?:完成)?{_O}{{0,4}}?{noun}{_O}{{0,4}}{_END}"
        )
        self._same = re.compile(rf"[与和同]{_O}{{0,8}}?(?P<limit>{noun}){_O}{{0,6}}?(?<!不)(?:一致|相符|相同|吻合)")

    def read(self, found: Sequence[Sentence], table: Table, draft: Draft) -> None:
        """Write them to the table of comparisons, but for figures that are held against something there."""
        known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
        before: Sentence | None = None
        for sentence in found:
            if not sentence.texts:
                continue
            for claim, sign, pairs in self._claims(sentence, before):
                clause = words_before(sentence.signs, claim.start())
                if _NOT_SO.search(clause) or not pairs:
                    continue
                due, done = min(pairs, key=lambda pair: _gap(pair, sign))
                span = sentence.span(claim.start() - len(clause), claim.end())
                if place_of(done.value) in known or any(_why(sentence, pair, claim) for pair in pairs):
                    continue
                known.add(place_of(done.value))
                label = Said(f"{done.name or done.words}（{span.text}）", span)
                limit = f"{sign}{_printed(due)}"
                cells: dict[str, Value] = {"事项": label, "数值": done.value, "所比": Said(limit, span)}
                draft.say(table, cells, True)
            self._how_far(sentence, before, table, draft)
            before = sentence

    def _how_far(self, sentence: Sentence, before: Sentence | None, table: Table, draft: Draft) -> None:
        """计划2,000户，实际2,100户，超出计划一成以上: how far what was done is said to be beyond what was set."""
        for claim in islice(self._far.finditer(sentence.signs), _MOST):
            clause = words_before(sentence.signs, claim.start())
            if _DENIED.search(clause) or _NOT_SO.search(clause):
                continue
            pairs = self._meant(self._pairs(sentence, before, claim.start(), self._limit, None), clause)
            for due, done in pairs[-1:]:
                if _why(sentence, (due, done), claim) or due.base <= 0:
                    continue
                if claim["by"]:
                    by = sentence.figures[claim.start("by")]
                    if by.bound not in ("at_least", "above"):
                        continue
                    times, sign = 1 + Fraction(by.base), "≥"
                    good = done.base >= times * due.base
                elif claim["bit"]:
                    times, sign = _A_BIT, "≤"
                    good = due.base < done.base <= times * due.base
                    if done.base <= due.base:
                        times, sign = Fraction(1), ">"
                else:
                    times, sign = _MUCH, "≥"
                    good = done.base >= times * due.base
                figure = due.sentence.figures.get(due.at)
                if figure is None or good:
                    continue
                span = sentence.span(claim.start() - len(clause), claim.end())
                number = f"{rounded_text(times * due.base / Fraction(figure.unit.scale))}{figure.unit.symbol}"
                cells: dict[str, Value] = {
                    "事项": Said(f"{done.name or done.words}（{span.text}）", span),
                    "数值": done.value,
                    "所比": Said(f"{sign}{number}", span),
                }
                draft.say(table, cells, True)

    def _claims(self, sentence: Sentence, before: Sentence | None) -> Iterator[tuple[re.Match[str], str, list[_Pair]]]:
        for doing in self._doings:
            for pattern, sign in ((doing.fully, "≥"), (doing.short, "<")):
                for claim in islice(pattern.finditer(sentence.signs), _MOST):
                    clause = words_before(sentence.signs, claim.start())
                    if _DENIED.search(clause) or (sign == "≥" and _DENIED.search(claim[0].rstrip("无缺口"))):
                        continue
                    pairs = self._pairs(sentence, before, claim.start(), doing.due, doing.done)
                    pairs = self._meant(pairs, clause)
                    if sign == "<" and any(done.base < due.base for due, done in pairs):
                        pairs = pairs[:1] if pairs[0][1].base < pairs[0][0].base else []
                    yield claim, sign, pairs
        for pattern, sign in ((self._within, "≤"), (self._over, ">"), (self._same, "=")):
            for claim in islice(pattern.finditer(sentence.signs), _MOST):
                clause = words_before(sentence.signs, claim.start())
                groups = claim.groupdict()
                if _DENIED.search(clause):
                    continue
                pairs = self._pairs(sentence, before, claim.start(), self._limit, None)
                if groups.get("timely"):
                    pairs = [pair for pair in pairs if pair[0].kind in _TIMED]
                elif groups.get("spent"):
                    pairs = [pair for pair in pairs if self._outlay.search(pair[0].words)]
                else:
                    nouns = set(self._limit.findall(claim[0]))
                    pairs = [pair for pair in pairs if nouns & set(self._limit.findall(pair[0].words + pair[0].bound))]
                pairs = self._meant(pairs, clause)
                every = re.search("均|都|全部|各|双双", clause + claim[0]) is not None
                sure = sign if not groups.get("less") else "<"
                yield claim, sure, pairs if every else pairs[-1:]

    def _meant(self, pairs: list[_Pair], clause: str) -> list[_Pair]:
        """Those whose figures are called as the words before the claim call them; all, where these name nothing."""
        who = re.sub(
            r"均|都|全部|各|已|实际|总体|整体|基本|并|且|也|仍|得到|年末|账上|项目|专项|[第一二三四五六]+[批期]",
            "",
            clause,
        )
        who = self._generic.sub("", who)
        if len(who) < _SHORT:
            return pairs
        called = [pair for pair in pairs if alike(who, pair[0].words + pair[1].words) >= _SHORT]
        return called

    def _pairs(
        self, sentence: Sentence, before: Sentence | None, end: int, due: re.Pattern[str], done: re.Pattern[str] | None
    ) -> list[_Pair]:
        own = list(_of_its_own([one for one in _ones(sentence) if one.at < end], due, done))
        if (
            own
            or before is None
            or before.texts[-1] is not sentence.texts[0]
            or any(at < end for at in sentence.figures)
        ):
            return own
        return list(_of_its_own(_ones(before), due, done))


def _doing(verbs: str, due: str, done: str) -> _Doing:
    verb = f"(?:{verbs})"
    fully = (
        rf"(?:足额|全额|悉数|如数|全数|已?全部(?![为是系属由])){_O}{{0,4}}?{verb}{_O}{{0,6}}{_END}|{verb}(?:完毕|殆尽|[完清](?!成)){_O}{{0,4}}{_END}"
        rf"|(?:充分|全部|完全|得到){verb}{_END}|{verb}{_O}{{0,3}}足额{_END}"
    )
    short = (
        rf"(?:[尚仍还]?有|存在){_O}{{0,8}}?未{verb}{_O}{{0,4}}{_END}"
        rf"|未(?:能)?(?:足额|全额|全部|完全){verb}{_O}{{0,4}}{_END}|{verb}不(?:足|到位|充分){_END}"
    )
    return _Doing(any_of(tuple(due.split("|"))), any_of(tuple(done.split("|"))), re.compile(fully), re.compile(short))


def _ones(sentence: Sentence) -> list[_One]:
    """The figures of a sentence, with days that only look like those of a month: 30日内拨付, 用时34日."""
    out: list[_One] = []
    for term in terms_of(sentence):
        figure = sentence.figures[term.at]
        if term.kind == "ratio":
            continue
        name = term.name
        out.append(
            _One(
                sentence, term.at, term.words, name, term.own, term.kind, term.base, term.half, figure.bound, term.value
            )
        )
    if _LASTED.search(sentence.signs):
        for days in _LONE_DAYS.finditer(sentence.signs):
            words = words_before(sentence.signs, days.start(), _DAYS_END)
            bound = "at_most" if days["within"] else ""
            value = Said(f"{days['days']}天", sentence.span(days.start(), days.end("days") + 1))
            own = words.strip("、和与及") != ""
            out.append(
                _One(sentence, days.start(), words, "", own, "days", Fraction(days["days"]), Fraction(0), bound, value)
            )
    return sorted(out, key=lambda one: one.at)


def _of_its_own(ones: Sequence[_One], due: re.Pattern[str], done: re.Pattern[str] | None) -> Iterator[_Pair]:
    """The pairs of some figures; of several limits each has its own: 一般债务限额、专项债务限额，……一般债务余额、专项债务余额."""
    several = sum(due.search(one.words) is not None for one in ones) > _SHORT
    for pair in _paired(ones, due, done):
        if not several or pair[0].name[:_SHORT] == pair[1].name[:_SHORT] != "":
            yield pair


def _paired(ones: Sequence[_One], due: re.Pattern[str], done: re.Pattern[str] | None) -> Iterator[_Pair]:
    """What was set with what came of it, told right behind it, or right before it in one part of the sentence."""
    limit: _One | None = None
    waiting: _One | None = None
    last: _One | None = None
    among: _One | None = None
    for one in ones:
        words = one.words
        upper = one.bound in ("at_most", "below")
        if among is not None and among.sentence is one.sentence and _GOES_ON.match(one.sentence.signs, among.at + 1):
            among = one
            continue  # 其中中央资金312万元、省级资金228万元、县级资金366万元: none of them is all that came
        among = one if _AMONG.search(one.words) is not None else None
        if one.bound and not upper:
            limit = waiting = last = None
            continue
        if _ASIDE.search(words):
            continue
        real = _REAL.search(words) is not None and _OUGHT.search(words) is None
        came = real or (done is not None and done.search(words) is not None)
        is_due = not real and (upper or due.search(words) is not None)
        if is_due and came and done is not None and limit is not None and limit.kind == one.kind:
            is_due = _OUGHT.search(words) is not None  # 应到位500万元，到位500万元: the same word of both
        if is_due:
            if waiting is not None and waiting.kind == one.kind and limit is None and _near(one, waiting):
                if ";" not in one.sentence.signs[waiting.at : one.at]:
                    yield one, waiting
                waiting, limit, last = None, None, None
            else:
                limit, waiting, last = one, None, None
        elif limit is not None and one.kind == limit.kind and (came or done is None) and _near(limit, one):
            if last is None or (not one.own and one.words.strip("、和与及") == ""):
                yield limit, one
                last = one
        elif limit is None and real:
            waiting = one


def _near(one: _One, other: _One) -> bool:
    return one.base <= _FAR * other.base and other.base <= _FAR * one.base


def _gap(pair: _Pair, sign: str) -> Fraction:
    """How far the figures bear the words out: below nought where they do not."""
    due, done = pair
    gap = done.base - due.base
    if sign == "=":
        return -abs(gap)
    return gap if sign in "≥>" else -gap


def _why(sentence: Sentence, pair: _Pair, claim: re.Match[str]) -> bool:
    """Whether something between the figures and the words tells why they differ."""
    due, done = pair
    start = min(due.at, done.at)
    lead = claim.start() - len(words_before(sentence.signs, claim.start()))
    if lead and sentence.signs[lead - 1] == DATE and DATE in done.sentence.signs[start : max(due.at, done.at)]:
        return True  # 6月底前到位90万元，11月资金全部到位: it is told of another day
    told = sentence.signs[: claim.start()]
    told = told[start:] if done.sentence is sentence else done.sentence.signs[start:] + told
    own = words_before(done.sentence.signs, done.at)
    return _WHY.search(told.replace(own, "", 1)) is not None


def _printed(one: _One) -> str:
    if one.bound:
        figure = one.sentence.figures.get(one.at)
        if figure is not None:
            return f"{rounded_text(one.base / Fraction(figure.unit.scale))}{figure.unit.symbol}"
    return text_of(one.value) or ""


__all__ = ["SetDone"]
