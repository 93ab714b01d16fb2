"""What is said to have kept what was set, or to have passed it, or what is told of all, in words alone beside both figures:
控制在批准限额之内; 高于全省平均水平; 受害率0.04‰（控制线0.9‰）、成灾率3.6‰（控制线3‰），两项都在控制线以下; 未发现超标准.

What was set is found by the word for it, among the figures of the sentence and of the one before it. Which figure is meant is
not said, so that what is not so is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.document.model import Span
from gouji.extraction.claimed.moves import bare
from gouji.extraction.claimed.terms import Term, alike, before, terms_of
from gouji.extraction.claimed.weighing import near_in_size
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either, longest_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_O: Final = rf"[^{FIGURES}{DATE},;:。()]"
_START: Final = r"(?:^|(?<=[,;:。(]))"
_HOW: Final = (
    r"(?:首次|再次|已经?|也|均|都|双双|分别|明显|显著|远远?|大幅|仍然?|略微?|稍|反而|始终|严格|继续|持续|实际|总体上?|整体|全部|"
    r"水平|历史性)*"
)
_WAY: Final = (
    r"(?:(?P<nmore>[未不没](?:有|曾)?(?:超[过出]?|突破|高于)|控制在|(?P<within>[均都]?在|处于|保持在))|"
    r"(?P<less>低于|少于|小于|慢于|不及|不如|逊于|落后于?|滞后于?|(?:尚?未|没有|仍未)(?:能)?(?:达到?|完成|实现))|"
    r"(?P<more>高于|多于|大于|快于|超过|超出|突破|高出|反超|超越|超额完成|领先于?|领先))了?"
)
_BEFORE: Final = "上年|去年|同期|年初"
#: Words before the word for what was set that do not say of what: 批准限额, 省级下达的计划.
_PLAIN: Final = (
    r"批准的?|核定的?|年度|全年|年初|本年|当年|调[控整]后?|控制|下达的?|既定的?|规定的?|原定的?|预期的?|法定的?|国家|[全本省市县区州国级]|的|总体|"
    r"批复的?|部门|实际|设定的?|上级|确定的?|所|各项|项目"
)
_NOT_SO: Final = re.compile(
    r"确保|力争|预计|有望|争取|如果|若|是否|应当?|须|拟|将[^近]|努力|避免|防止|不得|不能|严禁|原则|部分|个别|以往|规定|按照?|除|使|让|请"
)
#: What was set later than what is told: 未超过调整后合同价.
_REVISED: Final = re.compile("调整|变更|追加|修订")
_BELOW: Final = re.compile(r"^[以之]?[内下]|^范围")
_DONE: Final = re.compile("完成|执行|实际|支出")
_PART: Final = re.compile(r"[占增减]$|其中$")
_WHOLE: Final = re.compile("实际|总体|水平|执行|支出|决算|余额|完成")
_OF_SET: Final = re.compile(
    rf"(?:完成|占|为)了?[^,;{FIGURES}]{{0,14}}(?:目标|任务|预算|计划|概算)[数值]?[{FIGURES}]?的$"
)
#: Signs before a rate among which it is told what it is of.
_OF_BACK: Final = 28
#: That nothing beyond what is allowed was found, and what was allowed beside what it came to.
_UNFOUND: Final = re.compile(
    r"(?:[未没](?:有|曾)?(?:发现|出现|发生|查出)|不存在|无)(?:任何)?[^,;:。()]{0,12}?超(?:过)?(?:出)?(?:规定)?(?:标准|限额|定额|限价|范围标准)"
)
_ALLOWED: Final = re.compile(
    rf"(?P<name>{_O}{{0,12}}?)(?:标准|限额|定额|限价)(?:为|是|:)?(?P<most>[{FIGURES}])[^{FIGURES};。]{{0,12}}?实际[^{FIGURES},;。]{{0,8}}?(?P<real>[{FIGURES}])"
)
#: Sentences around such words in which that is told; terms that are looked at, at most.
_NEAR: Final = 3
_MOST: Final = 24
_SHORT: Final = 2

Cells = dict[str, Value]


class Ceilings:
    """The words of a pack for what was set."""

    def __init__(self, wording: Wording) -> None:
        self._ceiling, self._set = any_of(wording.ceilings), any_of((*wording.ceilings, *wording.fixed))
        keys = longest_of((*wording.ceilings, *wording.fixed, "平均", *_BEFORE.split("|"))).pattern
        self._claim = re.compile(
            rf"{_START}(?P<who>{_O}{{0,16}}?)(?P<how>{_HOW}){_WAY}(?P<limit>{_O}{{0,8}}?(?P<key>{keys}){_O}{{0,4}}?)"
            rf"(?P<tail>(?:[以之]?[内下]|范围内?|水平|总量|值|数|要求|线)*)(?=[,;。)]|$)"
        )
        self._plain = re.compile(f"{either(wording.goal_fronts)}|{_PLAIN}")
        self._other_plans = any_of(wording.other_plans)

    def read(self, found: Sequence[Sentence], tables: Mapping[str, Table], draft: Draft) -> None:
        """Write them to the table of comparisons, but for what is read as a goal and its result."""
        table, done = tables.get("比较"), tables.get("完成")
        if table is None:
            return
        rows = draft.tables.get(table.name, ())
        known = {place_of(row.cells.get(column)) for row in rows for column in ("事项", "所比")}
        values = {place_of(row.cells.get("数值")) for row in rows}
        goals = {place_of(row.cells.get("完成")) for row in draft.tables.get(done.name, ())} if done else set()
        last: Sentence | None = None
        earlier: list[Term] = []
        for sentence in found:
            if not sentence.texts:
                continue
            own = terms_of(sentence)
            near = earlier if last is not None and last.texts[-1] is sentence.texts[0] else []
            for cells, span in self._held(sentence, own, near):
                told = any((id(span.source), at) in known for at in range(span.start, span.end))
                passed = (text_of(cells["所比"]) or "").startswith(">")
                if not told and place_of(cells["数值"]) not in (values | goals if passed else values):
                    draft.say(table, cells, True)
            last, earlier = sentence, own[-_MOST:]
        for number, sentence in enumerate(found):
            for none in _UNFOUND.finditer(sentence.signs):
                for other in found[max(0, number - _NEAR) : number + _NEAR + 1]:
                    for cells in _beyond(sentence, none, other):
                        draft.say(table, cells, True)

    def _held(self, sentence: Sentence, own: Sequence[Term], near: Sequence[Term]) -> Iterator[tuple[Cells, Span]]:
        """A figure beside what was set, or what is told of all: by the word for it."""
        told_here: set[int] = {one.start for one in counts(sentence)}
        for claim in self._claim.finditer(sentence.signs):
            within = claim["within"] is not None
            if _NOT_SO.search(claim[0].replace("控制在", "")) or (within and not _BELOW.search(claim["tail"])):
                continue
            if within and not self._ceiling.search(claim["key"]):
                continue
            span = sentence.span(*claim.span())
            terms = before(own, claim.start(), _MOST)[::-1]
            rates = self._rates_of(terms or near, claim)
            for rate in rates:
                yield _of_all(rate, claim, span), span
            if rates:
                continue
            limits = self._limits(terms, claim["key"])
            if not limits:
                terms = [*near, *terms]
                limits = self._limits(terms, claim["key"])
            if len({limit.base for limit in limits}) == 1 and not told_here.intersection(range(*claim.span())):
                now = self._meant(claim, limits, terms) or self._told_before(claim, limits, terms, near)
                if now is not None:
                    yield _row(now, limits[-1], claim, span), span
            elif self._ceiling.search(claim["key"]):
                for now, limit in _bracketed(limits, terms):
                    yield _row(now, limit, claim, span), span

    def _told_before(
        self, claim: re.Match[str], limits: Sequence[Term], terms: Sequence[Term], near: Sequence[Term]
    ) -> Term | None:
        """支出21.35万元，主要用于……。年初预算18万元，全年支出控制在预算以内: what was spent is told in the sentence before, where
        nothing else of its kind is told in either."""
        told = [term for term in near if term.kind == limits[-1].kind and term.plain]
        own = [term for term in terms if term.kind == limits[-1].kind and term not in limits and term not in told]
        if len(told) != 1 or own or terms[: len(near)] == list(near) or not near_in_size(told[0], limits[-1]):
            return None
        return self._meant(claim, limits, [*told, *limits])

    def _rates_of(self, told: Sequence[Term], claim: re.Match[str]) -> Sequence[Term]:
        """The rates of what was set that are told last: 分别完成预算的98.6%和97.9%; 为年初预算9.20亿元的95%."""
        rates: list[Term] = []
        for term in reversed(told):
            if term.kind != "ratio":
                break
            rates.append(term)
            of = _OF_SET.search(term.sentence.signs, max(0, term.at - _OF_BACK), term.at)
            if of is not None:
                return rates if self._is_of(of[0], claim) else []
            if term.words.strip("、和与及"):
                break
        return []

    def _is_of(self, words: str, claim: re.Match[str]) -> bool:
        """Whether a rate is of what is claimed: 年初预算 is the plan, where no other one is told."""
        if claim["key"] in words:
            return True
        said = claim["limit"].partition(claim["key"])[2]
        return bool(said) and said in words and claim["key"] == "年初" and not self._other_plans.search(words)

    def _limits(self, terms: Sequence[Term], key: str) -> list[Term]:
        """The figures that are called so; a ceiling may be called by another word, or printed as a bound."""
        ceiling = self._ceiling.search(key) is not None
        told = [term for term in terms if not re.search(r"的$|占", term.words)]
        named = [
            term
            for term in told
            if key in term.words or (ceiling and (self._ceiling.search(term.words) or _is_bound(term)))
        ]
        # 最高限额20.16万元，列支21.50万元，未超标准: what was set is told by the word for a ceiling
        return named or [term for term in told if self._ceiling.search(term.words)]

    def _meant(self, claim: re.Match[str], limits: Sequence[Term], terms: Sequence[Term]) -> Term | None:
        """The figure that is held against what was set: of its kind, and of the same thing."""
        limit, key = limits[-1], claim["key"]
        others = [
            term
            for term in terms
            if term not in limits
            and term.kind == limit.kind
            and term.plain
            and (not term.ahead or key in _BEFORE.split("|"))
            and not _PART.search(term.words)
            and (not self._set.search(term.words) or _DONE.search(term.words))
        ]
        noun = self._plain.sub("", claim["limit"][: claim.start("key") - claim.start("limit")])[-_SHORT:]
        if not others or (len(noun) == _SHORT and noun not in limit.words):
            return None
        who = bare(re.sub(_HOW, "", claim["who"]))
        called = [term for term in others if len(who) >= _SHORT and alike(who, term.name) >= _SHORT]
        if len(who) > _SHORT and not called and not _WHOLE.search(claim["who"]):
            return None
        bound = limit.sentence.figures[limit.at].bound and key not in limit.words
        if bound and not self._ceiling.search(key) and "目标" not in key:
            return None
        if any(word not in limit.words for word in _REVISED.findall(claim["limit"])):
            return None
        return (called or others)[-1]


def _bracketed(limits: Sequence[Term], terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Limits in brackets, each with the figure right before it: 受害率0.04‰（控制线0.9‰）、成灾率3.6‰（控制线3‰）."""
    for limit in limits:
        at = terms.index(limit)
        signs = limit.sentence.signs
        if at and signs.rfind("(", 0, limit.at) > signs.rfind(")", 0, limit.at):
            one = terms[at - 1]
            if one not in limits and one.kind == limit.kind and one.plain:
                yield one, limit


def _of_all(rate: Term, claim: re.Match[str], span: Span) -> Cells:
    sign = "≤" if claim["nmore"] else "<" if claim["less"] else "≥" if "完成" in claim["more"] else ">"
    return {"事项": span, "数值": rate.value, "所比": Said(f"{sign}100%", span)}


def _is_bound(term: Term) -> bool:
    return term.sentence.figures[term.at].bound in ("at_most", "below") or "目标" in term.words


def _row(now: Term, other: Term, claim: re.Match[str], span: Span) -> Cells:
    sign = "≤" if claim["nmore"] else "<" if claim["less"] else ">"
    number = (text_of(other.value) or "").lstrip("≤≥<>")
    figure = other.sentence.figures[other.at]
    if figure.bound:
        number = f"{rounded_text(Fraction(figure.base) / Fraction(figure.unit.scale))}{figure.unit.symbol}"
    name = f"{now.name}（{span.text}）" if now.name and now.name not in span.text else span.text
    return {"事项": Said(name, span), "数值": now.value, "所比": Said(f"{sign}{number}", span)}


def _beyond(sentence: Sentence, none: re.Match[str], other: Sentence) -> Iterator[Cells]:
    """住宿费标准380元/天，实际报销460元/天 beside 未发现超标准."""
    for told in _ALLOWED.finditer(other.signs) if "实际" in other.signs else ():
        most, real = (other.figures[told.start(name)] for name in ("most", "real"))
        if kind_of_figure(most) != kind_of_figure(real) or real.base <= most.base or real.bound:
            continue
        span = sentence.span(*none.span())
        limit = text_of(value_in(other, told.start("most")))
        label = Said(f"{told['name']}（{span.text}）", span)
        yield {"事项": label, "数值": value_in(other, told.start("real")), "所比": Said(f"≤{limit}", span)}
