"""Clauses: what stands between two pauses of a sentence."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from gouji.extraction.text.sentences import BARE, COUNT, DATE, FIGURES, MONEY, RATIO
from gouji.faults import regex as re

_F: Final = f"[{FIGURES}]"
#: What ends a clause for :func:`words_before`.
PAUSES: Final = frozenset(f",;:。(){FIGURES}{DATE}")


def words_before(signs: str, at: int, stops: Container[str] = PAUSES) -> str:
    """The words right before a place, from the last of the ``stops`` on. It is looked for backwards: a sentence may have
    thousands of clauses."""
    start = at
    while start > 0 and signs[start - 1] not in stops:
        start -= 1
    return signs[start:at]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the separator before it (``level``: 0 none, 1 、 2 ， 3 ； 4 。) and the depth of brackets around it."""

    start: int
    end: int
    level: int
    depth: int
    opened: bool
    """Whether a bracket opens right before it."""


#: What tells another amount right behind a rate of change, though nothing parts them.
_LOST: Final = re.compile(
    rf"(?!上[年期月涨升]|下[降滑跌]|同[比期]|环比|[的以左右和与及至到比较高低快慢提增减占其为是])[^{FIGURES}{DATE}(),;:。、的比占]{{2,16}}[{MONEY}{COUNT}]"
)
_CHANGED: Final = re.compile(rf"(?:增长|下降|上升|增加|减少|提高|降低)(?:了|为|约)?{RATIO}$")
#: A lone figure in brackets that something is compared with: 较上年末(292410户)净增20647户.
_COMPARED_WITH: Final = re.compile(
    rf"[比较与][^{FIGURES}(),;:。、]{{1,12}}(\({_F}\))(?=[^{FIGURES}(),;:。、]{{1,6}}{_F})"
)
#: A bracket inside a name: 因公出国(境)费; or right before its figure: 地区生产总值(GDP)439.19亿元.
_SHORT_BRACKET: Final = re.compile(
    rf"(?<=[\u4e00-\u9fff])\((?:[^(),;:。、{FIGURES}]{{1,6}}\)(?=[\u4e00-\u9fff])|[^(),;:。、{FIGURES}]{{1,12}}\)(?=[为是达]?到?{_F}))"
)
#: The levels of a clause behind a ； and behind a 。.
SEMICOLON: Final = 3
STOP: Final = 4
_LEVELS: Final = {"、": 1, ",": 2, ":": 2, ";": SEMICOLON, "。": STOP, "!": STOP, "?": STOP}


def clauses(signs: str) -> Iterator[Clause]:
    """The clauses of a sentence with the separator before each and the depth of brackets around it."""
    start, level, depth, opened = 0, 0, 0, False
    kept = {at for found in _SHORT_BRACKET.finditer(signs) for at in (found.start(), found.end() - 1)}
    kept |= {at for found in _COMPARED_WITH.finditer(signs) for at in (found.start(1), found.end(1) - 1)}
    for at, sign in enumerate(signs):
        if at in kept:
            continue
        if sign == ":" and 0 < at < len(signs) - 1 and signs[at - 1] == BARE and signs[at + 1] == BARE:
            continue
        # 其他资金860万元2023年支出2310万元: a pause was lost
        if sign == DATE and at > start and signs[at - 1] in FIGURES:
            yield Clause(start, at, level, depth, opened)
            start, level, opened = at, 2, False
            continue
        # 非税收入3万元，增长67.1%上级补助9万元: a pause was left out behind a change
        if at > start and signs[at - 1] == RATIO and _LOST.match(signs, at) and _CHANGED.search(signs, start, at):
            yield Clause(start, at, level, depth, opened)
            start, level, opened = at, 4, False
            continue
        # 资金17347万元其中第一批9910万元: a pause was left out
        if sign == "其" and at > start and signs[at - 1] in FIGURES and signs.startswith("其中", at):
            yield Clause(start, at, level, depth, opened)
            start, level, opened = at, 2, False
            continue
        # 培训费2万元和会议费3万元: after a figure these words part two facts
        joins = sign in "和与及以" and at > start and signs[at - 1] in FIGURES
        if joins and (sign != "以" or signs[at + 1 : at + 2] == "及"):
            yield Clause(start, at, level, depth, opened)
            start, level, opened = at + (2 if sign == "以" else 1), 1, False
            continue
        if sign in _LEVELS or sign in "()":
            if at > start:
                yield Clause(start, at, level, depth, opened)
                level, opened = 0, False
            if sign == "(":
                depth, opened = depth + 1, True
            elif sign == ")":
                depth, opened = max(0, depth - 1), False
            else:
                level = max(level, _LEVELS[sign])
            start = at + 1
    if start < len(signs):
        yield Clause(start, len(signs), level, depth, opened)


def merged(signs: str) -> Iterator[Clause]:
    """The clauses, a figure that stands alone after 、 with the clause before it: 分别为82座、66座."""
    held: Clause | None = None
    for clause in clauses(signs):
        alone = clause.end - clause.start == 1 and signs[clause.start] in FIGURES
        if alone and clause.level == 1 and held is not None and held.depth == clause.depth:
            held = Clause(held.start, clause.end, held.level, held.depth, held.opened)
            continue
        if held is not None:
            yield held
        held = clause
    if held is not None:
        yield held
