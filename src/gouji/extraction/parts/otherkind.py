"""Parts told behind a figure of another kind: 项目128个，完成投资73.6亿元。其中新开工项目46个、续建项目57个、竣工项目25个.

What 其中 says is then of the last figure that is counted as the parts are, and called as they are. How they lie to each
other nobody says (what was finished may have gone on before), so that more than all of it is only a remark.

Several wholes may be told side by side, and the parts of each behind each other: 学校143所，学生7992人。其中小学43所，学生
3008人；中学23所，学生1581人. Each name is then a whole with parts of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Value
from gouji.extraction.prose.amounts import countable, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike, ending_of, stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import named_values, write_whole
from gouji.extraction.text.clauses import SEMICOLON

#: Facts before 其中 among which the whole is looked for.
_BACK: Final = 4
#: Signs that make a word.
_WORD: Final = 2
#: Parts of a whole, and wholes told side by side, at least.
_LEAST: Final = 2
#: Facts of which the wholes told side by side are at most, and what is read of their parts.
_MOST: Final = 8
_FAR: Final = 60


def read_other_kind(facts: Sequence[Fact], start: int, group: Callable[[Fact], Value], write: Writer) -> None:
    """Write the wholes whose parts 其中 tells behind a figure of another kind, among the facts from ``start`` on."""
    for index, last in enumerate(facts[start:], start):
        if last.opener != "其中" or last.parts:
            continue
        parts = _parts(facts, index)
        if len(parts) >= _LEAST and (whole := _whole(facts, index, parts)) is not None:
            _write(whole, parts, group, write)
        elif parts:
            _side_by_side(facts, index, group, write)


def _parts(facts: Sequence[Fact], index: int) -> list[Fact]:
    """The facts of one kind right behind the one that 其中 follows."""
    last, parts = facts[index], list[Fact]()
    for fact in facts[index + 1 : index + 1 + _MOST]:
        kind = kind_of(parts[0]) if parts else kind_of(fact)
        ended = fact.sentence is not last.sentence or (bool(parts) and fact.level >= SEMICOLON)
        if ended or kind_of(fact) != kind or kind == kind_of(last) or not _free(fact):
            break
        parts.append(fact)
    return parts


def _free(fact: Fact) -> bool:
    return countable(fact) and fact.whole is None and not fact.average and not fact.before and not fact.parts


def _whole(facts: Sequence[Fact], index: int, parts: Sequence[Fact]) -> Fact | None:
    for fact in reversed(facts[max(0, index - _BACK) : index]):
        if fact.sentence is not parts[0].sentence or kind_of(fact) != kind_of(parts[0]):
            continue
        named = len(ending_of([stripped(one.name) for one in (fact, *parts)])) >= _WORD
        return fact if named and _free(fact) else None
    return None


def _side_by_side(facts: Sequence[Fact], index: int, group: Callable[[Fact], Value], write: Writer) -> None:
    """Tell the parts of several wholes, which stand in the sentence before 其中, each by its name."""
    sentence = facts[index].sentence
    wholes = [fact for fact in facts[max(0, index - _MOST) : index + 1] if fact.sentence is sentence and _free(fact)]
    later = [fact for fact in facts[index + 1 : index + 1 + _FAR] if fact.sentence is sentence]
    if len(wholes) < _LEAST or any(not _free(fact) for fact in later):
        return
    if len({stripped(fact.name) for fact in wholes}) < len(wholes):
        return
    for whole in wholes:
        parts = [fact for fact in later if kind_of(fact) == kind_of(whole) and alike(fact.name, whole.name)]
        # each of them stands behind a ； of its own, so that none of them is told twice
        if len(parts) >= _LEAST and all(_apart(later, a, b) for a, b in pairwise(parts)):
            _write(whole, parts, group, write)


def _apart(later: Sequence[Fact], one: Fact, other: Fact) -> bool:
    between = (fact for fact in later if one.figure < fact.figure <= other.figure)
    return any(fact.level == SEMICOLON for fact in between)


def _write(whole: Fact, parts: Sequence[Fact], group: Callable[[Fact], Value], write: Writer) -> None:
    doubt = sum(map(worth, parts), Fraction(0)) > worth(whole)
    write_whole(write, group(whole), value_of(whole), named_values(parts), "其中", doubt)
