"""Stock and flow, as a paragraph tells it: 上年旧存12件，新收340件，审结338件，未结14件 (平衡).

What was there at first and what came in is what was done and what is left. The words of the four are words of the pack. All
four must be told, once each, of one thing; a figure that holds what was there at first already is told with brackets or
其中 (受理352件，其中旧存12件). Where the words do not say whether it does, both are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import NEAR_MISS, proves, worth
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.names import core
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import write_sum
from gouji.extraction.prose.slipped import one_slip
from gouji.extraction.text.sentences import DATE
from gouji.faults import regex as re

#: The four terms, in the order in which their words are looked for: 上年未结 is no 未结, 尚未办结 no 办结.
_FIRST, _LEFT, _DONE, _IN = "first", "left", "done", "in"
#: What is there at first is not in the figure before it, or is.
_WITHOUT: Final = re.compile(r"不含|不包括|不包含|不计|除|另|未含|未包括|加上")
_WITHIN: Final = re.compile(r"含|包括|其中")
#: What came in is said to be new.
_NEW: Final = re.compile(r"新")
#: Words of a name that say nothing of what is counted.
_GENERAL: Final = re.compile(
    rf"{DATE}|截至|截止|本年度?|当年|全年|年内|年度|期间|[年月期]?[末底]|[共总累合]计|各类|各种|已|还|尚|仍|有|共|总|计|的|数|量|为|至|到|件|等"
)
#: A figure of another scope: 审结80件（不含上年旧存）.
_SCOPED: Final = re.compile(r"^\((?:其中)?(?:不含|不包括|不包含|不计|未含)")
#: Facts of a paragraph among which the four terms are told.
_MOST_FACTS: Final = 16


def read_stocks(facts: Sequence[Fact], wording: Wording, write: Writer, group: Callable[[Fact], Value]) -> None:
    """Write what was there, came in, was done and is left, where a paragraph tells all of it."""
    roles = {
        role: any_of(words)
        for role, words in (
            (_FIRST, wording.stock),
            (_LEFT, wording.pending),
            (_DONE, wording.settled),
            (_IN, wording.incoming),
        )
    }
    flows = any_of(wording.flows)
    for _, told in groupby(facts, key=lambda fact: id(fact.sentence.texts[0])):
        for terms, alone in _told(list(told), roles):
            _write(terms, alone, roles, flows, write, group)


def _told(facts: Sequence[Fact], roles: dict[str, re.Pattern[str]]) -> Iterator[tuple[dict[str, Fact], bool]]:
    """The sets of four terms, and whether each of them is told only once.

    Where a term is told again before all four were, nobody knows which one belongs to the others: nothing is sure from there.
    """
    terms: dict[str, Fact] = {}
    alone, begun = True, 0
    seen: set[tuple[int, int]] = set()
    for at, fact in enumerate(facts):
        role = _role(fact, roles)
        if role is None or (id(fact.sentence), fact.figure) in seen:
            continue
        seen.add((id(fact.sentence), fact.figure))
        if role != _FIRST and fact.whole is not None:
            continue  # a part of what was told
        if role in terms or at - begun > _MOST_FACTS:
            if len(terms) == len(roles) or _held(terms):
                yield terms, alone
            else:
                alone = False
            terms = {}
        if not terms:
            begun = at
        terms[role] = fact
    if len(terms) == len(roles) or _held(terms):
        yield terms, alone


def _held(terms: dict[str, Fact]) -> bool:
    """Whether all but what was there at first is told, in one sentence: it may be held in what was taken in (受理)."""
    told = [terms.get(role) for role in (_IN, _DONE, _LEFT)]
    sentences = {id(fact.sentence) for fact in told if fact is not None}
    return len(terms) == len(told) and None not in told and len(sentences) == 1


def _role(fact: Fact, roles: dict[str, re.Pattern[str]]) -> str | None:
    """Which of the four terms a counted fact is; None where its name has the words of several, or of none."""
    figure = fact.sentence.figures[fact.figure]
    if figure.bound or fact.before or fact.average or not figure.unit.dimension.startswith("count"):
        return None
    name, found = fact.name, []
    for role, words in roles.items():
        if words.search(name):
            found.append(role)
            name = words.sub("", name)
    return found[0] if len(found) == 1 else None


def _write(
    terms: dict[str, Fact],
    alone: bool,
    roles: dict[str, re.Pattern[str]],
    flows: re.Pattern[str],
    write: Writer,
    group: Callable[[Fact], Value],
) -> None:
    """Write a set of terms that balance, and one that does not where the words leave no doubt that it should."""
    if _FIRST not in terms:
        _write_held(terms, alone, roles, flows, write, group)
        return
    first, left, done, came = (terms[role] for role in (_FIRST, _LEFT, _DONE, _IN))
    if len({fact.sentence.figures[fact.figure].unit.dimension for fact in terms.values()}) > 1:
        return
    within = not _WITHOUT.search(first.name) and (first.whole is came or _WITHIN.search(first.name) is not None)
    all_four, three = [(came, 1), (first, 1), (done, -1)], [(came, 1), (done, -1)]
    meant, other = (three, all_four) if within else (all_four, three)
    clear = within or _WITHOUT.search(first.name) is not None or _NEW.search(came.name) is not None
    doubt = False
    if not _made(meant, left):
        if not clear and _made(other, left):
            meant = other
        else:
            if not alone or not _of_one(terms, roles) or _others(terms, flows):
                return
            near = _misses(meant, left) <= NEAR_MISS * max(map(worth, terms.values()))
            doubt = not near or (not clear and _misses(other, left) <= NEAR_MISS * max(map(worth, terms.values())))
    write_sum(write, group(left), left, meant, doubt)


def _write_held(
    terms: dict[str, Fact],
    alone: bool,
    roles: dict[str, re.Pattern[str]],
    flows: re.Pattern[str],
    write: Writer,
    group: Callable[[Fact], Value],
) -> None:
    """受理9471件，审结7018件，未结2453件: what came in holds what was there, where the three say so but for one slip."""
    left, done, came = (terms[role] for role in (_LEFT, _DONE, _IN))
    if proves([done, left], came):
        return  # told as parts and a whole
    sure = alone and _of_one(terms, roles) and not _others(terms, flows)
    if sure and not _NEW.search(came.name) and one_slip([done, left], came):
        write_sum(write, group(left), left, [(came, 1), (done, -1)], False)


def _misses(terms: Sequence[tuple[Fact, int]], left: Fact) -> Fraction:
    return abs(sum((sign * worth(fact) for fact, sign in terms), Fraction(0)) - worth(left))


def _made(terms: Sequence[tuple[Fact, int]], left: Fact) -> bool:
    """Whether the terms leave what is said to be left, within their rounding: what came in is the left and the done."""
    plus = [fact for fact, sign in terms if sign > 0]
    minus = [fact for fact, sign in terms if sign < 0]
    if len(plus) == 1:
        return proves([*minus, left], plus[0])
    return _misses(terms, left) == 0


def _of_one(terms: dict[str, Fact], roles: dict[str, re.Pattern[str]]) -> bool:
    """Whether the terms are told of one thing: one of the first two names it, the others say no more."""
    names = []
    for role, fact in sorted(terms.items(), key=lambda term: _place(term[1])):
        name = core(_WITHIN.sub("", _WITHOUT.sub("", roles[role].sub("", fact.name))))
        names.append(_GENERAL.sub("", name))
    longest = max(names[:2], key=len)
    return all(name in longest for name in names)


def _place(fact: Fact) -> tuple[int, int]:
    return fact.sentence.starts[0], fact.figure


def _others(terms: dict[str, Fact], flows: re.Pattern[str]) -> bool:
    """Whether something else came in or went out, or a figure is of another scope than the others."""
    sentences = {id(fact.sentence): fact.sentence.signs for fact in terms.values()}
    if any(flows.search(signs) for signs in sentences.values()):
        return True
    return any(
        _SCOPED.match(fact.sentence.signs[fact.figure + 1 :]) is not None
        for role, fact in terms.items()
        if role in (_DONE, _LEFT)
    )
