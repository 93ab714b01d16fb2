"""Parts of several figures at once: 受理879件，结案700件。其中：民事受理755件，结案600件 (构成).

What 其中 opens is told of every figure before it where a part has the very name of one of them: each part is one of the
figure that it is called like, not of the last one that was told. Of two figures the parts of the first may have names of
their own, each before one of the second: 满分20分，得16.5分。其中立项8分，得8分；目标12分，得8.5分.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.amounts import worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import called_like
from gouji.extraction.prose.retold import core_of

#: Figures before 其中 that it may speak of.
_HEADS: Final = 4
_LEAST: Final = 2
#: Parts come as near to the several figures they are of as one part in so many.
_NEAR: Final = 10
#: Facts behind 其中 that may be parts.
_FAR: Final = 40


def told_of_each(whole: Fact, facts: Sequence[Fact], index: int) -> list[tuple[Fact, list[Fact]]]:
    """The figures of which parts are told in turn, each with its own; none where the parts are those of one figure."""
    first = whole.parts[0]
    start = next((at for at, fact in enumerate(facts[index : index + _FAR], index) if fact is first), None)
    # 招生2169人，毕业2639人（其中技工学校招生905人，毕业1429人）: the brackets stand behind the last and are of both
    if start is None or first.sentence is not whole.sentence or first.depth not in (whole.depth, whole.depth + 1):
        return []
    before = facts[max(0, start - 2 * _HEADS) : start]
    heads = [fact for fact in before if _beside(fact, whole) and fact.whole is None][-_HEADS:]
    names = [core_of(head.name) for head in heads]
    if len(heads) < _LEAST or len(set(names)) < len(names):
        return []
    run = [fact for fact in facts[start : start + _FAR] if fact.sentence is first.sentence]
    told: list[list[Fact]] = [[] for _ in heads]
    run = [part for part in run if _beside(part, first)]
    if (turned := _by_turns(heads, names, run)) is not None:
        return turned
    for part in run:
        at = called_like(core_of(part.name), names)
        if at is not None and (worth(part) >= worth(heads[at]) or heads[at].figure > part.figure):
            return []
        if at is not None:
            told[at].append(part)
    again = [at for at, parts in enumerate(told) if any(_is_called(core_of(part.name), names[at]) for part in parts)]
    others = any(parts for at, parts in enumerate(told) if at not in again)
    return [(head, parts) for head, parts in zip(heads, told, strict=True) if parts] if again and others else []


def _by_turns(heads: Sequence[Fact], names: Sequence[str], run: Sequence[Fact]) -> list[tuple[Fact, list[Fact]]] | None:
    """The parts of two figures that are told by turns, where those of the second are called like it and those of the first,
    which are no less, are not."""
    (first, second), (own, again) = heads[-_LEAST:], names[-_LEAST:]
    ones, others = run[::2], run[1::2]
    if len(ones) != len(others) or len(ones) < _LEAST or worth(first) < worth(second):
        return None
    last = {core_of(part.name) for part in others}
    called = len(last) == 1 and any(sign in again for name in last for sign in name)
    called = called and not any(core_of(part.name) in (own, again, *last, "") for part in ones)
    less = all(worth(part) <= worth(one) < worth(first) for one, part in zip(ones, others, strict=True))
    return [(first, list(ones)), (second, list(others))] if called and less else None


def _is_called(part: str, name: str) -> bool:
    """Whether a part is called by the name of a figure, or by what that ends in: 支出, 总支出."""
    return part == name or (len(part) > 1 and name.endswith(part))


def all_of_several(whole: Fact, facts: Sequence[Fact], index: int) -> list[Fact]:
    """The figures of one list of which parts are told together: 建议86件、提案124件，其中解决157件、列入计划53件. None of them
    but all of them are about what the parts come to."""
    signs = whole.sentence.signs
    heads = [whole]
    for fact in reversed(facts[max(0, index - _HEADS) : index]):
        joined = signs[fact.figure + 1 : fact.figure + 2] in ("、", "和", "及") and heads[0].start <= fact.figure + 2
        if not joined or not _beside(fact, whole) or fact.whole is not None:
            break
        heads.insert(0, fact)
    come, both = (sum(map(worth, told), Fraction(0)) for told in (whole.parts, heads))
    one = max(map(worth, heads))
    many = len(heads) >= _LEAST and len(whole.parts) >= _LEAST
    return heads if many and come > one and abs(both - come) * _NEAR <= both else []


def _beside(fact: Fact, other: Fact) -> bool:
    """Whether a fact is told like another one: in its sentence, counted alike, not as a change."""
    alike = fact.sentence is other.sentence and fact.depth == other.depth and kind_of(fact) == kind_of(other)
    return alike and fact.grown is None and not fact.before
