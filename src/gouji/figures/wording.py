"""The words around a printed number that say how it is meant: at least, about, and a few more; and nouns after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from gouji.faults import regex as re
from gouji.figures.numerals import NUMERAL_CHARACTERS


def _bounds(*rows: tuple[str, str]) -> Mapping[str, str]:
    return MappingProxyType({word: bound for bound, words in rows for word in words.split()})


PREFIX_BOUNDS: Final = _bounds(
    ("about", "约 大约 约为 约计 接近 将近 近 大概 大致 ≈"),
    ("over", "逾 超 超过 超出"),
    ("at_least", "不少于 不低于 不小于 不下于 至少 最少 最低 大于等于 大于或等于 大于或者等于 ≥ >= => ≥="),
    ("at_most", "不超过 不超 不高于 不大于 不多于 至多 最多 最高 小于等于 小于或等于 小于或者等于 ≤ <= =< ≤="),
    ("above", "大于 高于 多于 >"),
    ("below", "小于 低于 少于 不足 不到 <"),
)
"""Word before a number to the bound it gives; see Figure.bound."""

SUFFIX_BOUNDS: Final = _bounds(
    ("about", "左右 上下"),
    ("over", "余 多"),
    ("at_least", "以上 及以上 (含)以上 或以上 之上"),
    ("at_most", "以内 以下 及以下 (含)以下 (含)以内 或以下 之内 之下 内"),
)
"""Word after a number to the bound it gives."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longer first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def combined_bound(bounds: set[str]) -> str | None:
    """The one bound that several words together mean; None when they contradict each other (≥5以下)."""
    bounds = bounds - {""}
    lower, upper = bounds & {"at_least", "above", "over"}, bounds & {"at_most", "below"}
    if not bounds:
        return ""
    if "about" in bounds:
        return "about"
    if lower and upper:
        return None
    # 逾20多万 is over twice; ≥400余人 promises no more than its sign does.
    return next(bound for bound in ("at_least", "above", "over", "at_most", "below") if bound in bounds)


_HAN: Final = r"\u4e00-\u9fff"
PREFIX: Final = re.compile(rf"({alternatives(PREFIX_BOUNDS)})\s*")
#: 较预算600万元多24万元, 较计划100次多完成10次 say by how much it is more.
SUFFIX: Final = re.compile(rf"\s*(?!内[容部设地外控审]|多[{_HAN}\s]{{0,4}}[0-9])({alternatives(SUFFIX_BOUNDS)})")
OVER: Final = re.compile(r"[余多]")


COUNTED: Final = re.compile(
    rf"(?!(?:规模|限额)以上)(?![前后内外中以之未已不无均全达完并按由被起底初旬至到为是与和及或且了的上下间增减占期余多月日号])"
    rf"((?:(?!的|了|未|已|不|完成|达到|通过|以上|以下|以内)[{_HAN}]){{1,6}})(?=\s*(?:$|[,、;()。]|以上|以下|以内))"
)
"""What was counted, after its measure word: 20家企业. A phrase is no noun, and 18家规模以上企业 are no less than 18."""

ACHIEVED: Final = re.compile(
    r"(?:全部|均)?(?:准确|完成|达标|合格|到位|覆盖|满意|及格|通过|发放|支付|落实|安全|正确|及时|有效|达到|实现|执行)"
    r"(?=\s*(?:$|[(。]))"
)
"""What a share was achieved in: 100%准确(5人)."""

UNLISTED_MEASURE: Final = re.compile(
    rf"(?!.{{0,4}}(?:完成|热线|合格|优秀|良好|满意))"
    rf"((?:(?![年月日时分号级等届第楼室档优良中差好前后内外上下以之至到为是与和及或并的了未已不无有均全达起底初旬"
    rf"左右约近余多几同比增减升降占超低高点成半大小少{NUMERAL_CHARACTERS}])[{_HAN}]){{1,4}})(?=\s*(?:$|[()]))"
)
"""A measure word nobody listed: nothing in it may suggest a date, an ordinal or a phrase."""

_PHRASES: Final = """
    十分 万分 一起 一道 一路 一手 一线 一面 一片 一代 一边 一同
    一家 一对 一口 一种 一类 一部 一班 一层 一段 一把 一门 一支
"""
SET_PHRASES: Final = frozenset(_PHRASES.split())
"""Numeral and measure word that together are a common word."""
