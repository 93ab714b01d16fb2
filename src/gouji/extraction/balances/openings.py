"""What there was at first, what came in and went out, and what there is at last: 年初218人，调入9人，退休11人，年末216人 (平衡).

The words of the four are words of the pack. Between the first and the last of them every figure of their kind must have come
in or gone out, by its words; then they should balance; that they do not is a remark, for more may have come and gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import write_sum
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence, dimension_of

#: Figures between the first and the last, and by what part of the largest they may miss it: what they miss by more than this
#: is told of other things.
_MOST: Final = 10
_OFF: Final = Fraction(1, 2)
#: Figures of a comparison, a plan or a part.
_ASIDE: Final = re.compile(r"其中|比|较|占|计划|预算(?!稳定)|目标|限额|[净合共]增|平均")
_NET: Final = re.compile(rf"净(?P<way>[增减])[加少]?了?(?P<net>[{FIGURES}])\((?P<inside>[^()]{{2,80}})\)")

Term = tuple[Fact, int]


def read_openings(facts: Sequence[Fact], wording: Wording, write: Writer, group: Callable[[Fact], Value]) -> None:
    """Write what there was, came, went and is left, where one paragraph tells all of it in turn."""
    if not (wording.opened and wording.closed and wording.entered and wording.gone):
        return
    words = tuple(any_of(told) for told in (wording.opened, wording.closed, wording.entered, wording.gone))
    for _, told in groupby(facts, key=lambda fact: id(fact.sentence.texts[0])):
        here = list(told)
        for sentence in {id(fact.sentence): fact.sentence for fact in here}.values():
            for net in _nets(sentence, *words[2:]):
                _write_net(sentence, net, write)
        for terms, last in _balances(here, *words):
            made = sum((sign * worth(fact) for fact, sign in terms), Fraction(0))
            off, largest = abs(made - worth(last)), max(worth(fact) for fact, _ in (*terms, (last, 1)))
            if off <= largest * _OFF:
                write_sum(write, group(last), last, terms, off > 0)


def _write_net(sentence: Sentence, terms: Sequence[tuple[int, str]], write: Writer) -> None:
    made = sum(((1 if sign == "加" else -1) * sentence.figures[at].base for at, sign in terms[1:]), Fraction(0))
    start = max(sentence.signs.rfind(sign, 0, terms[0][0]) for sign in ",;:。()、") + 1
    group = Said(sentence.signs[start : terms[0][0]], sentence.span(start, terms[0][0]))
    for at, sign in terms:
        figure = sentence.span(at, at + 1)
        cells: dict[str, Value] = {"平衡": group, "项": group if sign == "得" else figure, "数额": figure, "号": sign}
        write("平衡", cells, made != sentence.figures[terms[0][0]].base)


def _balances(
    facts: Sequence[Fact],
    opened: re.Pattern[str],
    closed: re.Pattern[str],
    entered: re.Pattern[str],
    gone: re.Pattern[str],
) -> Iterator[tuple[Sequence[Term], Fact]]:
    terms: list[Term] = []
    for fact in facts:
        name = _name(fact)
        if _plain(fact) and opened.search(name) and not closed.search(name):
            terms = [(fact, 1)]
            continue
        if not terms or kind_of(fact) != kind_of(terms[0][0]):
            continue
        if not _plain(fact) or len(terms) > _MOST:
            terms = []
        elif closed.search(name) and not opened.search(name):
            if len(terms) > 1:
                yield terms, fact
            terms = []
        else:
            came, went = _last(entered, name), _last(gone, name)
            terms = [*terms, (fact, 1 if came > went else -1)] if came != went else []


def _name(fact: Fact) -> str:
    """The words before a figure, with the date among them: 2022年初在编218人."""
    signs, sentence = fact.name, fact.sentence
    at = sentence.signs.rfind(DATE, max(0, fact.start - 1), fact.figure)
    return f"{sentence.span(at, at + 1).text}{signs}" if at >= 0 else signs


def _last(words: re.Pattern[str], name: str) -> int:
    """Where the last of some words stands in a name: 拨入利息 came in, 收入中支付 went out."""
    return max((found.start() for found in words.finditer(name)), default=-1)


def _nets(sentence: Sentence, entered: re.Pattern[str], gone: re.Pattern[str]) -> Iterator[Sequence[tuple[int, str]]]:
    """净增7家（新入库16家，退库9家）: what came and went, in brackets right behind what remains of it."""
    for found in _NET.finditer(sentence.signs):
        kind = dimension_of(sentence.figures[found.start("net")])
        terms, start = [(found.start("net"), "得")], found.start("inside")
        for at in (place for place in range(*found.span("inside")) if place in sentence.figures):
            name = sentence.signs[start:at]
            came, went = _last(entered, name), _last(gone, name)
            if dimension_of(sentence.figures[at]) != kind or came == went or sentence.figures[at].bound:
                break
            terms.append((at, "加" if (came > went) == (found["way"] == "增") else "减"))
            start = at + 1
        else:
            if {"加", "减"} <= {sign for _, sign in terms}:
                yield terms


def _plain(fact: Fact) -> bool:
    bound = fact.sentence.figures[fact.figure].bound
    return not (bound or fact.average or fact.before or _ASIDE.search(fact.name)) and kind_of(fact) not in (
        "ratio",
        "number",
    )
