"""Parts of a whole that may be the same things counted more than once, so that they may come to more than it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import label_of, proves, words_of, worth
from gouji.extraction.prose.facts import Fact, kind_of_figure
from gouji.extraction.prose.slipped import one_slip
from gouji.extraction.text.sentences import FIGURES
from gouji.faults import regex as re

_ORDER: Final = "一二三四五"
_LEVEL: Final = re.compile(f"([{_ORDER}])级")
#: Signs behind a list in which the number of those counted twice is looked for.
_BEHIND: Final = 40
#: Signs behind a whole that say what is counted.
_TAIL: Final = 8
_PAUSE: Final = re.compile("[,;:。()、]")
#: Two parts, and what of them is counted twice or only once.
_LEAST: Final = 3
#: A part that is only what the others do not count twice, or what they do: 地下水与地表水资源不重复量, 重复计算量.
_ONLY_ONCE: Final = re.compile(r"不重复|非重复")
_COUNTED_TWICE: Final = re.compile(r"重复计算|重复量|重叠|重合|重复统计")
#: How far something has come: 已完工, 在建, 尚未开工. Nothing is at two stages at once.
_STAGE: Final = re.compile("^(?:其中|目前|现)*(?:(?P<done>已)|(?P<going>正?在|续建)|(?P<open>[尚还]?未|待|拟))")
#: Men and women are no two kinds of counting: where both are told, they make the whole.
_PAIRS: Final = (("男", "女"),)


class Overlapping:
    """Says which parts of a whole need not be apart from each other."""

    def __init__(self, wording: Wording) -> None:
        self._said = any_of(wording.overlaps)
        self._marks = re.compile(rf"(?:{any_of((*wording.marks, *wording.parts)).pattern})(?![度率])")
        self._inner = [pair for pair in map(inner_of, wording.inner) if pair is not None]

    def tells(self, whole: Fact, parts: Sequence[Fact]) -> bool:
        """Whether parts come to more than their whole and something says how they can."""
        excess = sum(map(worth, parts), Fraction(0)) - worth(whole)
        if excess <= 0 or len(parts) < 2 or proves(parts, whole):
            return False
        if max(map(worth, parts)) <= worth(whole) and (
            _twice(parts[-1], excess) or _all_in_one(whole, parts) or self._one_in_another(parts)
        ):
            return True
        return self._marked(whole, parts) and not one_slip(parts, whole)

    def said(self, parts: Sequence[Fact]) -> bool:
        """Whether the text says that what is counted belongs to several parts: 部分企业兼属两类."""
        return self._said.search(parts[-1].sentence.signs, parts[0].figure) is not None

    def _one_in_another(self, parts: Sequence[Fact]) -> bool:
        """总收入15亿元，其中预算收入12亿元、税收收入9亿元: whether a part is, by its name, in one told before it."""
        names = [words_of(label_of(part)) for part in parts]
        return any(
            outer in names[before] and worth(parts[before]) >= worth(part)
            for at, part in enumerate(parts)
            for inner, outer in self._inner
            if inner in names[at] and outer not in names[at]
            for before in range(at)
        )

    def _marked(self, whole: Fact, parts: Sequence[Fact]) -> bool:
        """其中女性700人、合格1180人: whether some parts, not all, are told by what those of every other part may be as well.

        Of 78名残疾儿童 all are so: 肢体残疾 and 智力残疾 are two kinds of them.
        """
        names = [words_of(label_of(part)) for part in parts]
        if _stages(names):
            return False
        begun = _PAUSE.split(whole.sentence.signs[whole.figure + 1 : whole.figure + 1 + _TAIL], maxsplit=1)[0]
        own = {found[0] for found in self._marks.finditer(f"{words_of(label_of(whole))}。{begun}")}
        marked = [name for name in names if (found := self._marks.search(name)) and found[0] not in own]
        if not marked or any(all(any(sex in name for name in names) for sex in pair) for pair in _PAIRS):
            return False
        return len(marked) < len(names) or len({found[0] for name in names if (found := self._marks.search(name))}) > 1


def inner_of(written: str) -> tuple[str, str] | None:
    """The two names of 税收<预算收入, as a pack writes it; None where it is not so written."""
    inner, sign, outer = written.partition("<")
    return (inner, outer) if inner and sign and outer else None


def counted_once(whole: Fact, parts: Sequence[Fact]) -> list[Fact] | None:
    """The parts that make a whole where two of them overlap and a third says by how much; none where nothing says so.

    What is counted twice is taken away, what is not counted twice is added to one of the others. Where neither makes the
    whole there is nothing to add up.
    """
    last = next((part for part in parts if _ONLY_ONCE.search(part.name) or _COUNTED_TWICE.search(part.name)), None)
    if last is None or len(parts) < _LEAST:
        return None
    others = [part for part in parts if part is not last]
    if _ONLY_ONCE.search(last.name) is None:
        terms = [*others, replace(last, sign=-1)]
        return terms if proves(terms, whole) else []
    return next(([one, last] for one in others if proves([one, last], whole)), [])


def nested(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether the parts are the levels of one tree, the last of which is all of the whole: 一级3个、二级9个、三级25个."""
    told = [_LEVEL.search(words_of(label_of(part))) for part in parts]
    levels = [_ORDER.index(level[1]) for level in told if level is not None]
    counts = [worth(part) for part in parts]
    rising = levels == sorted(set(levels)) and counts == sorted(counts)
    return len(parts) > 1 and len(levels) == len(parts) and rising and counts[-1] == worth(whole)


def _stages(names: Sequence[str]) -> bool:
    """已完工31个、在建5个、未开工2个: whether each name begins with another word for how far things have come."""
    told = [_STAGE.match(name) for name in names]
    stages = {found.lastgroup for found in told if found is not None}
    return None not in told and len(stages) == len(names)


def _all_in_one(whole: Fact, parts: Sequence[Fact]) -> bool:
    """年末实有69人，其中在职69人，退休21人: the first of several head counts is all of them; the others are told besides."""
    counted = kind_of_figure(whole.sentence.figures[whole.figure]).startswith("count")
    return counted and worth(parts[0]) == worth(whole)


def _twice(last: Fact, excess: Fraction) -> bool:
    """重点村18个、一般村20个（3个村有两个项目）: whether just as many are told behind the list as it comes to too much."""
    signs, figures = last.sentence.signs, last.sentence.figures
    kind = kind_of_figure(figures[last.figure])
    behind = (at for at in range(last.figure + 1, min(len(signs), last.figure + _BEHIND)) if signs[at] in FIGURES)
    return any(kind_of_figure(figures[at]) == kind and figures[at].base == excess for at in islice(behind, 3))
