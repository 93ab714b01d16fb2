"""The words of a pack that the grammar of figures in prose is read with, by the names of its word sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: The word sets that extraction reads, besides those that templates name.
SETS: Final = (
    "增加用语",
    "减少用语",
    "目标达成用语",
    "目标未达用语",
    "目标名用语",
    "完成名用语",
    "结果名用语",
    "调后名用语",
    "非分项用语",
    "差额用语",
    "求和用语",
    "须比用语",
    "缘由用语",
    "部分用语",
    "整体用语",
    "重叠用语",
    "单位栏用语",
    "单位词尾",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for more and less; for a goal that was reached or missed; and what the names of goals (``goals``), of what was

    done (``done``), of the results of a sum (``totals``) and of what is left after a change of plan (``revised``) contain.
    """

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    """What names of figures contain that are told of a whole and are none of its parts (满分, 上年)."""
    rest: tuple[str, ...] = ()
    """What names of differences contain (尚余, 相差)."""
    sums: tuple[str, ...] = ()
    """What names of sums contain (合计, 加总)."""
    compared: tuple[str, ...] = ()
    """Words for more and less that tell a change only where something is compared (比……高)."""
    reasons: tuple[str, ...] = ()
    """Words that say why something was not reached, or how much is missing."""
    parts: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    """What a part and a whole are called beside the rate that they make (合格、抽检)."""
    overlaps: tuple[str, ...] = ()
    """Words that say that what is counted belongs to several parts (兼属、交叉)."""
    units: tuple[str, ...] = ()
    """What forms call the one who hands them in (填报单位)."""
    offices: tuple[str, ...] = ()
    """What the names of those who hand in end in (局, 委员会)."""

    @classmethod
    def of(cls, sets: Mapping[str, frozenset[str]]) -> Wording:
        """The words of a pack; the longer ones first."""
        return cls(*(tuple(sorted(sets.get(name, ()), key=lambda word: (-len(word), word))) for name in SETS))


def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words; nothing where there are none."""
    return re.compile("|".join(map(re.escape, words)) or "(?!)")
