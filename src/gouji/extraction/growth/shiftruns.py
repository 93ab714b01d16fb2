"""By how much all parts of a whole have changed, told apart from it (平衡): 比上年，城镇人口增加20人，乡村人口减少7人.

The changes of all parts make the change of the whole, and those of all shares come to nought. That all parts are told is
known where the parts of a whole that was told before are called so, one by one; or where the changes just make the one of
the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.growth.shifts import Shift, makes_up, sum_of, told_change, write_shifts
from gouji.extraction.prose.amounts import NEAR_MISS, TELLING, digits_of
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import called_like
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.retold import core_of
from gouji.extraction.text.sentences import DATE, POINTS, RATIO
from gouji.faults import regex as re

_LEAST: Final = 2
#: Facts before a run in which the change of the whole is looked for.
_FAR_BACK: Final = 16
_SHARE: Final = re.compile(r"比重|占比|比例|份额")
#: Shares that have changed by more than this were hardly told of all parts.
_MOST_OFF: Final = Fraction(5, 100)


def read_shift_runs(
    facts: Sequence[Fact],
    proven: Sequence[tuple[Fact, Sequence[Fact]]],
    wording: Wording,
    write: Writer,
    group: Callable[[Fact], Value],
) -> None:
    """Write the changes told in a row that are those of all parts of a whole."""
    less = frozenset(wording.less)
    index_of = {id(fact): at for at, fact in enumerate(facts)}
    for start, run in _runs(facts, less):
        before = ((index_of.get(id(whole), start), parts) for whole, parts in proven)
        told = (
            at
            for at, parts in before
            if at < start and index_of.get(id(parts[-1]), start) < start and _all_of(run, parts)
        )
        named = max(told, default=None)
        if run[0].fact.sentence.signs[run[0].at] == POINTS:
            all_told = named is not None or _all_of(run, _shared(facts, start))
            if all_told and all(_SHARE.search(shift.fact.name) for shift in run):
                _shares(run, write, group)
            continue
        own = _own(facts, named, less) if named is not None else None
        if own is not None and _compared_with(own) == _compared_with(run[0]) is not None:
            off = abs(sum_of(own, run) - own.base)
            write_shifts(
                own, run, off > own.base * NEAR_MISS and not makes_up(own, run), write, group, facts[named or 0]
            )
            continue
        _proven(facts, start, run, less, write, group)


def _runs(facts: Sequence[Fact], less: frozenset[str]) -> Iterator[tuple[int, list[Shift]]]:
    """Changes of one kind told in a row in one sentence, of things that no word makes parts of another."""
    at = 0
    while at < len(facts):
        run: list[Shift] = []
        start = at
        while at < len(facts) and (shift := _grown(facts[at], less)) is not None:
            if run and (facts[at].sentence is not run[0].fact.sentence or not _counted_alike(run[0], shift)):
                break
            run.append(shift)
            at += 1
            while at < len(facts) and facts[at].whole is run[-1].fact:
                at += 1  # 60岁以上上升5个百分点，其中65岁以上上升4个百分点
        if len(run) >= _LEAST:
            yield start, run
        at = max(at, start + 1)


def _grown(fact: Fact, less: frozenset[str]) -> Shift | None:
    figure = fact.sentence.figures[fact.figure]
    if fact.grown is None or fact.whole is not None or figure.bound or fact.sentence.signs[fact.figure] == RATIO:
        return None
    return Shift(fact, fact.figure, fact.grown[1] in less)


def _counted_alike(one: Shift, other: Shift) -> bool:
    points = {shift.fact.sentence.signs[shift.at] == POINTS for shift in (one, other)}
    return kind_of(one.fact) == kind_of(other.fact) and len(points) == 1


def _all_of(run: Sequence[Shift], parts: Sequence[Fact]) -> bool:
    """Whether each change is that of another part, and all parts are there."""
    if len(run) != len(parts):
        return False
    names = [core_of(part.name) for part in parts]
    if len(set(names)) < len(names):
        return False
    called = []
    for shift in run:
        start, end = shift.fact.grown[0] if shift.fact.grown is not None else (0, 0)
        called.append(called_like(core_of(_SHARE.sub("", shift.fact.sentence.signs[start:end])), names))
    return None not in called and len(set(called)) == len(called)


def _shared(facts: Sequence[Fact], start: int) -> Sequence[Fact]:
    """The facts right before a run whose shares make a hundred, though nothing tells what they are shares of."""
    before = [(fact, share) for fact in facts[max(0, start - _FAR_BACK) : start] if (share := _share(fact)) is not None]
    inner = {id(part) for fact, _ in before for part in fact.parts}
    told = [(fact, share) for fact, share in before if id(fact) not in inner]
    for first in range(len(told) - _LEAST, -1, -1):
        off = sum((share for _, share in told[first:]), Fraction(0)) - 1
        if abs(off) <= Fraction(len(told) - first, 10_000):
            return [fact for fact, _ in told[first:]]
    return ()


def _share(fact: Fact) -> Fraction | None:
    """The share that is told of a fact."""
    at = fact.settled if fact.settled is not None else next((ratio for ratio, _ in fact.shares), None)
    return fact.sentence.figures[at].base if at is not None else None


def _own(facts: Sequence[Fact], at: int, less: frozenset[str]) -> Shift | None:
    """By how much a whole has changed, as it tells itself or the figure that it is compared with right behind it does."""
    for fact in facts[at : at + _LEAST]:
        change = told_change(fact)
        if change is not None and kind_of(fact) == kind_of(facts[at]) and (fact is facts[at] or fact.before):
            return Shift(fact, change.amount or 0, change.way in less)
    return None


def _compared_with(shift: Shift) -> str | None:
    """The day that a change is told against: 与2010年相比."""
    signs = shift.fact.sentence.signs
    at = signs.rfind(DATE, 0, shift.at)
    if at < 0 or signs[at - 1 : at] not in ("与", "比", "较", "同", "和"):
        return None
    return shift.fact.sentence.span(at, at + 1).text.replace(" ", "")


def _proven(
    facts: Sequence[Fact],
    start: int,
    run: Sequence[Shift],
    less: frozenset[str],
    write: Writer,
    group: Callable[[Fact], Value],
) -> None:
    """Changes that just make one that was told before them in the paragraph."""
    texts = run[0].fact.sentence.texts
    for at in range(start - 1, max(-1, start - 1 - _FAR_BACK), -1):
        fact = facts[at]
        if fact.sentence.texts[-1] is not texts[0]:
            return
        own = _grown(fact, less)
        if own is None or kind_of(fact) != kind_of(run[0].fact) or own.at == run[0].at:
            continue
        telling = digits_of(fact.sentence.figures[own.at]) >= TELLING
        if telling and len(run) > _LEAST and makes_up(own, run):
            write_shifts(own, run, False, write, group)
            return


def _shares(run: Sequence[Shift], write: Writer, group: Callable[[Fact], Value]) -> None:
    """Shares of all parts: what some have gained, the others have lost, but for the rounding of each of them."""
    up, down = ([shift for shift in run if shift.less is less] for less in (False, True))
    if not up or not down:
        return
    own = down[0]
    rest = [*up, *down[1:]]
    signed = [Shift(shift.fact, shift.at, not shift.less) for shift in rest]
    off = abs(sum_of(own, signed) - own.base)
    rounded = sum((shift.fact.sentence.figures[shift.at].step for shift in run), Fraction(0))
    if makes_up(own, signed) or rounded < off <= _MOST_OFF:
        write_shifts(own, signed, False, write, group)
