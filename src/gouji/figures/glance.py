"""Whether a text prints a figure, as far as that can be said without reading it.

Coverage asks this of every cell of every report, so that reading them all would take longer than judging them.
"""

from __future__ import annotations

from typing import Final

from gouji.faults import regex as re
from gouji.figures.numerals import NUMERAL_CHARACTERS

#: Every figure has one of these in it: digits in either width, and Chinese numerals.
_NUMERALS: Final = re.compile(f"[0-9０-９{NUMERAL_CHARACTERS}萬億]")
#: The commonest figures and targets. Each of these unit words after a number makes it a figure whatever its digits are.
_WORDS: Final = "% 元 万元 亿元 千元 分 人 名 户 家 个 场 场次 次 件 项 人次 套 台 辆 份 例 条 批 平方米 工作日"
_PLAIN: Final = re.compile(rf"[≥>≤<]?[0-9]{{1,15}}(?:\.[0-9]{{1,30}})?(?:{_WORDS.replace(' ', '|')})?")


def prints_figure(text: str) -> bool | None:
    """Whether a cell is a figure, or a target with one; None where it must be read to know."""
    if _NUMERALS.search(text) is None:
        return False
    return True if _PLAIN.fullmatch(text) is not None else None


__all__ = ["prints_figure"]
