"""A rate, or a price of one, that is not printed but made of two figures, where words say that it keeps the bound set for it:
优良率不低于85%……评定240个，其中优良198个，优良率达到目标要求; 亩均投资不超过1,500元……8,000亩……共1,240万元，亩均投资在标准以内.

Which two figures make it is not said, so that it is told only where no two of those near keep the bound, and as a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.terms import Term, terms_of
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure, rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_HOW: Final = r"(?:[均都也已]|已经|全部|总体|整体|严格|有效|完全)*"
#: That a rate came up to what was asked, and that a price of one kept it.
_REACHED: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<name>{_OTHER}{{0,12}}?(?P<stem>[^{FIGURES}{DATE},;:。()的]{{2}})[率度]){_HOW}"
    rf"(?:达到|符合|满足|完成|实现|达成)了?{_OTHER}{{0,10}}?(?:目标|要求|标准|指标|任务|规定){_OTHER}{{0,4}}(?=[,;。]|$)"
)
_KEPT: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<name>{_OTHER}{{0,6}}?(?P<unit>[人户亩件生床村校台套次])均{_OTHER}{{0,12}}?){_HOW}"
    rf"(?:控制在|未超过?|没有超过?|不超过?|未突破|低于|符合|满足){_OTHER}{{0,10}}?(?:标准|目标|要求|规定|限额|上限|定额|指标)"
    rf"(?:[以之]?内|以下|范围内|要求|值)*(?=[,;。]|$)"
)
_NOT_SO: Final = re.compile(r"确保|力争|预计|争取|努力|基本|如果|是否|能否|应当?|须|拟|[未没]达")
#: What is no part, or no whole, of what is counted: another time, by how much something went.
_OTHERS: Final = re.compile(r"上年|去年|同期|目标|计划|任务|要求|(?<!高)标准|增加|减少|增长|下降|新增|分值|满分")
#: Sentences before the words among which the bound and the figures are told; figures that are tried.
_BACK: Final = 4
_MOST: Final = 8
#: By what factor a made figure may be off its bound and still be what is meant.
_FAR: Final = 2


@dataclass(frozen=True, slots=True)
class _Made:
    """Two figures and what they make."""

    one: Term
    other: Term
    worth: Fraction
    room: Fraction


def read_made_of(found: Sequence[Sentence], table: Table, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    for number, sentence in enumerate(found):
        if "率" not in sentence.signs and "均" not in sentence.signs and "度" not in sentence.signs:
            continue
        for claims, held in ((_REACHED, _rate), (_KEPT, _price)):
            for claim in claims.finditer(sentence.signs):
                if _NOT_SO.search(claim[0]):
                    continue
                terms = [term for one in found[max(0, number - _BACK) : number] for term in terms_of(one)]
                terms += [term for term in terms_of(sentence) if term.at < claim.start()]
                for cells in held(sentence, claim, terms):
                    draft.say(table, cells, True)


def _bound(terms: Sequence[Term], name: str, least: bool) -> int | None:
    """The last figure that is a bound and is called so."""
    signs = ("at_least", "above") if least else ("at_most", "below")
    for place in range(len(terms) - 1, -1, -1):
        term = terms[place]
        if term.sentence.figures[term.at].bound in signs and name in term.words:
            return place
    return None


def _rate(sentence: Sentence, claim: re.Match[str], terms: Sequence[Term]) -> Iterator[dict[str, Value]]:
    stem = claim["stem"]
    place = _bound(terms, f"{stem}{claim['name'][-1]}", True)
    if place is None or terms[place].kind != "ratio":
        return
    limit, told = terms[place], [term for term in terms[place + 1 :] if not _OTHERS.search(term.words)]
    if any(term.kind == "ratio" for term in terms[place + 1 :]) or len(told) > _MOST:
        return
    parts = [term for term in told if term.plain and set(stem) <= set(_around(term))]
    made = [
        _Made(part, whole, part.base / whole.base, part.half / whole.base)
        for part in parts
        for whole in told
        if whole.kind == part.kind and whole.plain and whole.base > part.base and whole not in parts
    ]
    yield from _told(sentence, claim, limit, made, False)


def _price(sentence: Sentence, claim: re.Match[str], terms: Sequence[Term]) -> Iterator[dict[str, Value]]:
    place = _bound(terms, f"{claim['unit']}均", False)
    if place is None or terms[place].kind != "money":
        return
    limit = terms[place]
    told = [term for term in terms[place + 1 :] if term.plain and not _OTHERS.search(term.words)]
    if any(f"{claim['unit']}均" in term.words for term in told) or len(told) > _MOST:
        return
    counts = [term for term in told if term.sentence.figures[term.at].unit.symbol.endswith(claim["unit"])]
    single = parse_figure(f"1{claim['unit']}")
    each = Fraction(single.base) if single is not None else Fraction(1)
    made = [
        _Made(money, count, money.base * each / count.base, money.half * each / count.base)
        for money in told
        for count in counts
        if money.kind == "money" and count.base > 0
    ]
    yield from _told(sentence, claim, limit, made, True)


def _around(term: Term) -> str:
    """The words before a figure and right behind it."""
    behind = re.match(rf"{_OTHER}{{0,6}}", term.sentence.signs[term.at + 1 : term.at + 8])
    return term.words + (behind[0] if behind is not None else "")


def _told(
    sentence: Sentence, claim: re.Match[str], limit: Term, made: Sequence[_Made], most: bool
) -> Iterator[dict[str, Value]]:
    if not made:
        return
    off = [
        one
        for one in made
        if (one.worth - one.room > limit.base if most else one.worth + one.room < limit.base)
        and one.worth <= _FAR * limit.base
        and limit.base <= _FAR * one.worth
    ]
    if len(off) < len(made):
        return
    best = min(off, key=lambda one: abs(one.worth - limit.base))
    figure = limit.sentence.figures[limit.at]
    scale = Fraction(figure.unit.scale)
    unit = figure.unit.symbol
    number, bound = (rounded_text(worth / scale) for worth in (best.worth, limit.base))
    yield {
        "事项": Said(claim["name"], sentence.span(*claim.span())),
        "数值": Said(f"{number}{unit}", best.one.sentence.span(best.one.at, best.one.at + 1)),
        "所比": Said(f"{'≤' if most else '≥'}{bound}{unit}", limit.sentence.span(limit.at, limit.at + 1)),
    }
