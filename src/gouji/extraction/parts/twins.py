"""A list that is told twice: where all of it makes its total once, it should do so the other time as well (构成).

计划90万元，其中甲30万元、乙40万元、丙20万元。实际88万元，其中甲30万元、乙38万元、丙10万元。 Behind 其中 nobody knows whether all
parts are told, unless the same names made up another total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from gouji.extraction.prose.amounts import label_of, proves, words_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike
from gouji.extraction.text.phrases import AND_SO_ON
from gouji.faults import regex as re

#: Parts at least: two of one name are told together too often.
_LEAST: Final = 3
#: Lists that are told once more, and times that one is.
_MOST: Final = 50


def read_twins(
    facts: Sequence[Fact],
    proven: Sequence[tuple[Fact, Sequence[Fact]]],
    write: Callable[[Fact, Sequence[Fact]], None],
) -> None:
    """Write the totals of lists whose names, in their order, made up another total."""
    lists = [(whole, parts, _names(parts)) for whole, parts in proven[:_MOST] if len(parts) >= _LEAST]
    if not lists:
        return
    index_of = {id(fact): index for index, fact in enumerate(facts)}
    firsts = {names[0] for _, _, names in lists}
    named: defaultdict[str, list[int]] = defaultdict(list)
    called = _names(facts)
    for index, name in enumerate(called):
        if name in firsts:
            named[name].append(index)
    sound: dict[tuple[int, int], bool] = {}  # the same list is held against many others
    for whole, parts, names in lists:
        own = index_of.get(id(parts[0]))
        if len(set(names)) < len(names) or min(map(len, names)) < 2:
            continue
        for at in named[names[0]][:_MOST]:
            end = at + len(names)
            if at == own or at == 0 or called[at:end] != names:
                continue
            run, total = facts[at:end], facts[at - 1]
            if (at, end) not in sound:
                sound[at, end] = _goes_on(run[-1], facts[end : end + 1]) or proves(run, total)
            if not sound[at, end] and _total_of(total, run, whole):
                write(total, run)


def _names(parts: Sequence[Fact]) -> list[str]:
    return [words_of(label_of(part)) for part in parts]


def _total_of(total: Fact, run: Sequence[Fact], other: Fact) -> bool:
    """Whether a figure before a list is its total: told of the same thing as that of the other list, and near enough."""
    kinds = {kind_of(total), *map(kind_of, run)}
    if len(kinds) > 1 or total.sentence.figures[total.figure].bound or total.sentence is not run[0].sentence:
        return False
    alike_told = alike(total.name, other.name) or total.name[-2:] == other.name[-2:] != ""
    return alike_told and worth(total) > max(map(worth, run))


def _goes_on(last: Fact, rest: Sequence[Fact]) -> bool:
    """Whether more parts may follow: 等, or a further amount in the same clause after the last one."""
    if AND_SO_ON.match(last.tail):
        return True
    follows = rest[0] if rest else None
    if follows is None or follows.sentence is not last.sentence or kind_of(follows) != kind_of(last):
        return False
    return not re.search("[;。]", last.sentence.signs[last.figure : follows.figure])
