"""Parts of a whole that may be the same things counted more than once, so that they may come to more than it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.amounts import label_of, proves, words_of, worth
from gouji.extraction.facts import Fact, kind_of_figure
from gouji.extraction.sentences import FIGURES
from gouji.extraction.slipped import one_slip
from gouji.extraction.wording import Wording, any_of

_ORDER: Final = "一二三四五"
_LEVEL: Final = re.compile(f"([{_ORDER}])级")
#: Signs behind a list in which the number of those counted twice is looked for.
_BEHIND: Final = 40
#: Men and women are no two kinds of counting: where both are told, they make the whole.
_PAIRS: Final = (("男", "女"),)


class Overlapping:
    """Says which parts of a whole need not be apart from each other."""

    def __init__(self, wording: Wording) -> None:
        self._said = any_of(wording.overlaps)
        self._marks = any_of((*wording.marks, *wording.parts))

    def tells(self, whole: Fact, parts: Sequence[Fact]) -> bool:
        """Whether parts come to more than their whole and something says how they can."""
        excess = sum(map(worth, parts), Fraction(0)) - worth(whole)
        if excess <= 0 or len(parts) < 2 or proves(parts, whole):
            return False
        if max(map(worth, parts)) <= worth(whole) and _twice(parts[-1], excess):
            return True
        return self._marked(parts) and not one_slip(parts, whole)

    def said(self, parts: Sequence[Fact]) -> bool:
        """Whether the text says that what is counted belongs to several parts: 部分企业兼属两类."""
        return self._said.search(parts[-1].sentence.signs, parts[0].figure) is not None

    def _marked(self, parts: Sequence[Fact]) -> bool:
        """其中女性700人、合格1180人: whether some parts, not all, are told by what those of every other part may be as well."""
        names = [words_of(label_of(part)) for part in parts]
        marked = [name for name in names if self._marks.search(name)]
        if not marked or any(all(any(sex in name for name in names) for sex in pair) for pair in _PAIRS):
            return False
        return len(marked) < len(names) or len({found[0] for name in names if (found := self._marks.search(name))}) > 1


def nested(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether the parts are the levels of one tree, the last of which is all of the whole: 一级3个、二级9个、三级25个."""
    told = [_LEVEL.search(words_of(label_of(part))) for part in parts]
    levels = [_ORDER.index(level[1]) for level in told if level is not None]
    counts = [worth(part) for part in parts]
    rising = levels == sorted(set(levels)) and counts == sorted(counts)
    return len(parts) > 1 and len(levels) == len(parts) and rising and counts[-1] == worth(whole)


def _twice(last: Fact, excess: Fraction) -> bool:
    """重点村18个、一般村20个（3个村有两个项目）: whether just as many are told behind the list as it comes to too much."""
    signs, figures = last.sentence.signs, last.sentence.figures
    kind = kind_of_figure(figures[last.figure])
    behind = (at for at in range(last.figure + 1, min(len(signs), last.figure + _BEHIND)) if signs[at] in FIGURES)
    return any(kind_of_figure(figures[at]) == kind and figures[at].base == excess for at in islice(behind, 3))
