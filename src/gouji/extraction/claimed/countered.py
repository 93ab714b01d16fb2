"""What is said of all, where a figure told right before it says otherwise of one: 完成104.3%，……97.6%，……123.3%，三项均超额完成;
分别增长12.4%、8.6%、-3.1%，均实现增长; 78.2%、74.8%，均达到70%、75%的目标; 连续三年在65%以上（66.2%、64.1%）.

Nothing is asked of who is meant: what bears the words out and what does not stand in one sentence, or in those right before,
and most of it bears them out. Whether the one that does not is meant too is not said, so that it is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.waysaid import BUT
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_CLAIM: Final = re.compile(
    rf"(?P<who>{_OTHER}{{0,24}}?)(?P<all>[均都]|全部|双双|双(?=[增升降减超])|全面|一律|普遍|同步){_OTHER}{{0,6}}?"
    rf"(?:(?P<over>超额|超计划|超目标|超预算|超进度)|(?P<up>(?:增长|增加|上升|提高|上涨|攀升|升|增)(?![值量额率幅速加长]))|(?P<down>(?:下降|减少|降低|压减|回落|降|减)(?![值量额率幅速少低]))"
    rf"|(?P<done>完成|达标|达到|实现(?!了?正?{_OTHER}{{0,3}}(?:增|升|降|减))|达成|兑现))(?P<what>{_OTHER}{{0,16}})"
)
_REACHED: Final = re.compile(r"目标|任务|计划|预算|指标|预期|要求|进度|^$")
_NOT_SO: Final = re.compile(
    r"[未没不将拟应须需若请]|确保|力争|预计|争取|努力|推动|促进|保证|除|外|如果|是否|能否|原则|要求(?!的?(?:目标|任务))|上年|去年|计划(?=[增减])|"
    r"基本|大部|多数|部分|预期(?!目标|指标|值)|其余|其他|控制|力度|速度|幅度|情况"
)
#: A change: the verb before a rate, alone or of several in turn.
_CHANGE: Final = re.compile(
    rf"(?:(?P<up>增长|增加|上升|提高|上涨|增)|(?P<down>下降|减少|降低|回落|降|减))了?(?:率|幅度?|速)?(?:为|达|约|到)?(?:[{RATIO}][、和与及])*$"
)
#: How far something came: 完成率, 完成预算的, 为年度计划的.
_RATE: Final = re.compile(
    rf"(?:(?:完成|达成|实现)(?:率|比例|进度)|(?:完成|实现|占|为|达到?){_OTHER}{{0,10}}?(?:预算|计划|任务|目标|预期)数?的|完成了?)(?:为|达到?|约|仅|只)*$"
)
#: Goals in turn: 对照40%、67.5%、82.5%的序时目标, 达到省定70%、75%、75%的目标.
_GOALS: Final = re.compile(
    rf"(?:对照|达到了?|完成了?|高于|不低于|超过){_OTHER}{{0,8}}?(?P<goals>[{FIGURES}](?:[、和与及][{FIGURES}])+){_OTHER}{{0,10}}?(?:目标|要求|标准|任务|指标|进度)"
)
#: A bound for several that brackets tell: 稳定在65%以上（2021年66.2%、2022年64.1%）.
_BOUND: Final = re.compile(
    rf"(?:连续|均|都|全部|稳定|保持){_OTHER}{{0,12}}?(?P<bound>[{FIGURES}]){_OTHER}{{0,4}}\((?P<inside>[^()]{{3,80}})\)"
)
_EACH: Final = re.compile(r"[均都]|全部|全面")
#: 以上四项合计120万元，占八成，均实现增长.
_TOGETHER: Final = re.compile(r"(?:上述|以上|前述|这)[^,;:。()]{1,12}?(?:合计|共计|总计|共)")
#: Sentences before a summary of several among which figures are looked for, and signs before any words in which they stand.
_BEFORE: Final = 6
_BACK: Final = 240
#: Signs before words in which some may be left out.
_OUT: Final = 40
_ALL: Final = Fraction(9995, 10000)
_SEVERAL: Final = 2

_Told = tuple[Sentence, int, bool]
"""A figure, and whether it bears the words out."""


def read_countered(found: Sequence[Sentence], tables: dict[str, Table], draft: Draft) -> None:
    """Write them to the table of comparisons."""
    table = tables.get("比较")
    if table is None:
        return
    known = {
        place_of(row.cells.get(column))
        for row in draft.tables.get(table.name, ())
        for column in ("数值", "事项", "所比")
    }
    for number, sentence in enumerate(found):
        rows = [*_claims(found, number), *_in_turn(sentence), *_bounds(sentence)]
        for told, at, limit, said in rows:
            value = value_in(told, at)
            if place_of(value) in known:
                continue
            known.add(place_of(value))
            name = words_before(told.signs, at)
            span = sentence.span(*said)
            size = (text_of(value) or "").lstrip("-")
            signed = {">0%": f"-{size}", "<0%": size}.get(limit)  # 下降2.3%, of which an increase was said: -2.3%
            shown = value if signed is None else Said(signed, told.span(at, at + 1))
            cells: dict[str, Value] = {
                "事项": told.span(at - len(name), at) if name else span,
                "数值": shown,
                "所比": Said(limit, span),
            }
            draft.say(table, cells, True)


_Row = tuple[Sentence, int, str, tuple[int, int]]


def _claims(found: Sequence[Sentence], number: int) -> Iterator[_Row]:
    """What is said of all of them, with the one of which it is not so."""
    sentence = found[number]
    for claim in _CLAIM.finditer(sentence.signs):
        left_out = BUT.search(sentence.signs, max(0, claim.start() - _OUT), claim.start())
        if left_out or _NOT_SO.search(claim[0]) or (claim["done"] and not _goal_is_meant(claim)):
            continue
        told = list(_told(sentence, claim, claim.start()))
        if len(told) < _SEVERAL and _stands_alone(sentence, claim):
            summed = _TOGETHER.match(sentence.signs) is not None
            ends = (
                (other, len(other.signs.rstrip("。") if summed else other.signs)) for other in _before(found, number)
            )
            told = [one for other, end in ends for one in _told(other, claim, end)]
        wrong = [one for one in told if not one[2]]
        if wrong and len(told) - len(wrong) >= max(1, len(wrong)):
            limit = ">0%" if claim["up"] else "<0%" if claim["down"] else ">100%" if claim["over"] else "≥100%"
            for other, at, _ in wrong:
                yield other, at, limit, claim.span()


def _goal_is_meant(claim: re.Match[str]) -> bool:
    return claim["done"] == "达标" or _REACHED.search(claim["what"]) is not None


def _stands_alone(sentence: Sentence, claim: re.Match[str]) -> bool:
    """Whether no figure stands before a summary in its sentence, or only what all that was told before comes to."""
    first = min(sentence.figures, default=len(sentence.signs))
    return first >= claim.start() or _TOGETHER.match(sentence.signs) is not None


def _before(found: Sequence[Sentence], number: int) -> Sequence[Sentence]:
    """The sentences right before one, of its text."""
    text = found[number].texts[0]
    return [one for one in found[max(0, number - _BEFORE) : number] if one.texts[0] is text]


def _told(sentence: Sentence, claim: re.Match[str], end: int) -> Iterator[_Told]:
    """The rates before a claim of the kind that it is of, and whether they bear it out."""
    signs, figures = sentence.signs, sentence.figures
    start = max(0, end - _BACK)
    start = max(start, signs.rfind("。", start, end) + 1)
    for at in _figures(sentence, start, end):
        figure = figures[at]
        if signs[at] != RATIO or figure.bound:
            continue
        words = signs[max(start, at - 40) : at]
        if claim["up"] or claim["down"]:
            change = _CHANGE.search(words)
            if change is None or "其中" in words_before(signs, at):
                continue
            rising = figure.base > 0 if change["up"] else figure.base < 0
            if figure.base != 0:
                yield sentence, at, rising is bool(claim["up"])
        elif _RATE.search(words_before(signs, at)):
            yield sentence, at, figure.base > 1 if claim["over"] else figure.base >= _ALL


def _figures(sentence: Sentence, start: int, end: int) -> list[int]:
    """Where figures stand in a stretch of a sentence."""
    return [at for at in range(start, end) if at in sentence.figures]


def _in_turn(sentence: Sentence) -> Iterator[_Row]:
    """78.2%、74.8%，均达到70%、75%的目标: each figure against the goal in its place."""
    signs, figures = sentence.signs, sentence.figures
    for found in _GOALS.finditer(signs):
        goals = _figures(sentence, *found.span("goals"))
        rest = signs[found.end() : found.end() + 12]
        if not (_EACH.search(signs[max(0, found.start() - 4) : found.start()]) or _EACH.search(rest)):
            continue
        if _NOT_SO.search(rest.split("。")[0].replace("要求", "")):
            continue
        kind = figures[goals[0]].dimension
        before = _figures(sentence, max(0, found.start() - _BACK), found.start())
        told = [at for at in before if figures[at].dimension == kind][-len(goals) :]
        if len(told) != len(goals) or any(figures[at].bound for at in (*told, *goals)):
            continue
        wrong = [(at, goal) for at, goal in zip(told, goals, strict=True) if figures[at].base < figures[goal].base]
        if len(wrong) == 1 and len(goals) > 1:
            at, goal = wrong[0]
            yield sentence, at, f"≥{text_of(value_in(sentence, goal))}", found.span()


def _bounds(sentence: Sentence) -> Iterator[_Row]:
    """连续三年稳定在65%以上（2021年66.2%、2022年64.1%）: what brackets tell against the bound before them."""
    for found in _BOUND.finditer(sentence.signs):
        bound = sentence.figures[found.start("bound")]
        if bound.bound not in ("at_least", "above", "at_most", "below"):
            continue
        least = bound.bound in ("at_least", "above")
        told = _figures(sentence, *found.span("inside"))
        inside = [at for at in told if sentence.figures[at].dimension == bound.dimension]
        wrong = [
            at
            for at in inside
            if not sentence.figures[at].bound
            and (sentence.figures[at].base < bound.base if least else sentence.figures[at].base > bound.base)
        ]
        if wrong and len(wrong) < len(inside):
            sign = "≥" if least else "≤"
            for at in wrong:
                yield sentence, at, f"{sign}{bound.value}{bound.unit.symbol}", found.span()


__all__ = ["read_countered"]
