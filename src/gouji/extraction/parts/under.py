"""Parts whose first one says under what they stand: 产出指标（50分）…… 其中产出指标下设数量指标20分、质量指标30分.

What they stand under was told before them, by that name, mostly in brackets behind it. They are all of it; that they do not
make it is told as of any list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.parts.belonging import GOES_ON
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import TOLD, Whole
from gouji.extraction.text.clauses import SEMICOLON
from gouji.faults import regex as re

_UNDER: Final = re.compile(
    r"^(?:其中)?(?P<head>[\u4e00-\u9fff]{2,12}?)(?:下设|下分|下含|下辖|分设|细分为|又分为|(?<!得)分为)(?=[\u4e00-\u9fff]{2})"
)
#: The separator 、 before a fact.
_LISTED: Final = 1
#: Signs of a word: what 产出指标 is called may have been told as 产出.
_WORD: Final = 2
#: The words right before brackets.
_BEFORE_BRACKET: Final = re.compile(r"([\u4e00-\u9fff]{2,14})\([^()]{0,6}$")


def stands_under(fact: Fact) -> str:
    """What the name of a fact says that it stands under; empty if it does not."""
    found = _UNDER.match(fact.name)
    return found["head"] if found is not None else ""


def read_under(facts: Sequence[Fact], write: Whole) -> None:
    """Write what stands under what was told before."""
    for at, first in enumerate(facts):
        head = stands_under(first)
        if not head:
            continue
        parts = list(_run(facts, at))
        whole = next((one for one in reversed(facts[max(0, at - GOES_ON) : at]) if _is_called(one, head, first)), None)
        if whole is not None and len(parts) > 1 and not whole.parts:
            write(whole, parts, TOLD)


def _run(facts: Sequence[Fact], at: int) -> Iterator[Fact]:
    """The first of some facts and those told in a row with it."""
    first, level = facts[at], 0
    yield first
    for other in facts[at + 1 :]:
        apart = other.sentence is not first.sentence or other.level >= SEMICOLON or stands_under(other)
        if apart or (level == _LISTED and other.level != level):
            return
        if kind_of(other) != kind_of(first) or other.depth != first.depth:
            return
        level = level or other.level
        yield other


def _is_called(fact: Fact, head: str, first: Fact) -> bool:
    if (
        kind_of(fact) != kind_of(first)
        or fact.sentence.figures[fact.figure].unit != first.sentence.figures[first.figure].unit
    ):
        return False
    bracketed = _BEFORE_BRACKET.search(fact.sentence.signs, 0, fact.figure) if fact.depth else None
    name = bracketed[1] if bracketed is not None else fact.name
    short = head[:-_WORD]
    return name.endswith(head) or (len(short) >= _WORD and name.endswith(short))
