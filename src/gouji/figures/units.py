"""Units and measure words: what a printed number counts, and in which scale.

Two figures can be compared or added exactly when their units have the same ``dimension``; ``scale`` takes a printed
number to the base of that dimension.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from gouji.faults.record import dataclass
from gouji.figures.rational import Rational


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed.

    ``symbol`` is the word in the cell (``"万元"``, ``"%"``, ``"名"``; ``""`` for a bare number). ``dimension`` is the
    canonical name of what is measured: ``money``, ``money:美元``, ``ratio``, ``score``, ``count:人``, ``area``,
    ``length``, ``mass``, ``volume``, ``energy``, ``power``, ``temperature``, ``hours``, ``days``, ``workdays``,
    ``months`` or ``number``. ``scale`` is the exact factor to the base of the dimension: 元, 人, 分, 平方米, 米, 千克,
    立方米, 千瓦时, 千瓦, 小时, 天, 工作日, 个月; a ratio's base is 1, so ``%`` has 1/100.
    """

    symbol: str
    dimension: str
    scale: Fraction


BARE: Final = Unit("", "number", Rational(1))
"""The unit of a number printed without any."""

PERCENT: Final = Unit("%", "ratio", Rational(1, 100))
PER_MILLE: Final = Unit("‰", "ratio", Rational(1, 1000))
PER_MYRIAD: Final = Unit("‱", "ratio", Rational(1, 10000))

LONGEST_UNIT: Final = 7
"""No known unit word has more characters (``个日历工作日`` has six; a scale may come before a shorter one)."""

_MULTIPLIERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "十": 10,
        "百": 100,
        "千": 1000,
        "万": 10**4,
        "十万": 10**5,
        "百万": 10**6,
        "千万": 10**7,
        "亿": 10**8,
        "十亿": 10**9,
        "百亿": 10**10,
        "千亿": 10**11,
        "万亿": 10**12,
    }
)

_CURRENCIES: Final = "美元 欧元 日元 英镑 港元 港币 澳元 加元 瑞士法郎 卢布 韩元 新台币 澳门元"

# Words in one group are the same thing counted; the first is the canonical name.
_MEASURES: Final[tuple[str, ...]] = (
    "人 名 位 个人 口人 人员",
    "人次 人次数",
    "户",
    "户次",
    "件",
    "件次",
    "场 场次 次 次数",
    "家次",
    "个 家",
    "项",
    "项次",
    "辆",
    "辆次",
    "车次",
    "架",
    "架次",
    "艘",
    "艘次",
    "套",
    "套次",
    "台",
    "台套",
    "台次",
    "台班",
    "例",
    "例次",
    "批 批次",
    "份",
    "份次",
    "本 册",
    "册次",
    "条",
    "张",
    "票",
    "张次",
    "篇",
    "篇次",
    "期",
    "版",
    "处",
    "所",
    "座",
    "栋 幢",
    "间",
    "株 棵",
    "头",
    "头份",
    "只",
    "只次",
    "匹",
    "羽",
    "尾",
    "双",
    "字",
    "课时 学时",
    "学分",
    "人天 人日",
    "人月",
    "起",
    "宗",
    "笔",
    "部",
    "支",
    "枚",
    "面",
    "块",
    "片",
    "幅",
    "副",
    "箱",
    "包",
    "袋",
    "瓶",
    "桶",
    "盒",
    "卷",
    "节",
    "门",
    "种",
    "类",
    "组",
    "组次",
    "队",
    "班",
    "班次",
    "班级",
    "层",
    "床 床位 张床位",
    "粒",
    "颗",
    "根",
    "把",
    "盏",
    "列",
    "列次",
    "趟",
    "趟次",
    "轮 轮次",
    "口",
    "眼",
    "孔",
    "段",
    "标段",
    "站",
    "路",
    "盘",
    "顶",
    "朵",
    "封",
    "首",
    "集",
    "章",
    "款",
    "对",
    "筐",
    "捆",
    "剂",
    "剂次",
    "针次",
    "岁 周岁",
    "标准箱",
    "页",
    "米次",
)

_NOT_SCALED: Final = frozenset(("分", "成", "倍", "岁", "周岁", "年"))


def _plain() -> Iterator[tuple[str, str, Fraction]]:
    """Every unit word that stands without a multiplier: word, dimension, scale."""
    yield from (("元", "money", Rational(1)), ("人民币", "money", Rational(1)), ("块钱", "money", Rational(1)))
    for word in _CURRENCIES.split():
        yield word, "money:" + ("港元" if word == "港币" else word), Rational(1)
    for words, scale in (
        ("% 个百分点 百分点 百分比", Rational(1, 100)),
        ("‰ 个千分点 千分点", Rational(1, 1000)),
        ("‱", Rational(1, 10000)),
        ("成", Rational(1, 10)),
        ("倍", Rational(1)),
    ):
        for word in words.split():
            yield word, "ratio", scale
    yield "分", "score", Rational(1)
    for dimension, table in _MEASURED.items():
        for words, scale in table:
            for word in words.split():
                yield word, dimension, scale
    for group in _MEASURES:
        words_of_class = group.split()
        for word in words_of_class:
            yield word, "count:" + words_of_class[0], Rational(1)


_MEASURED: Final[Mapping[str, tuple[tuple[str, Fraction], ...]]] = MappingProxyType(
    {
        "area": (
            ("平方米 平米 m2 ㎡ m²", Rational(1)),
            ("平方千米 平方公里 km2", Rational(10**6)),
            ("平方厘米 cm2", Rational(1, 10**4)),
            ("公顷 ha hm2 hm² hm", Rational(10**4)),
            # One mu is a fifteenth of a hectare.
            ("亩", Rational(2000, 3)),
        ),
        "length": (
            ("米 m 延米 延长米", Rational(1)),
            ("公里 千米 km", Rational(1000)),
            ("厘米 cm", Rational(1, 100)),
            ("毫米 mm", Rational(1, 1000)),
        ),
        "mass": (
            ("千克 公斤 kg", Rational(1)),
            ("吨 t", Rational(1000)),
            ("克 g", Rational(1, 1000)),
            ("毫克 mg", Rational(1, 10**6)),
            ("斤", Rational(1, 2)),
        ),
        "volume": (
            ("立方米 立方 方 m3 m³", Rational(1)),
            ("升 L", Rational(1, 1000)),
            ("毫升 mL ml", Rational(1, 10**6)),
        ),
        "energy": (("千瓦时 kWh", Rational(1)),),
        "power": (("千瓦 kW", Rational(1)), ("兆瓦 MW", Rational(1000)), ("瓦 W", Rational(1, 1000))),
        "concentration": (
            ("微克/立方米 ug/m3 μg/m3 μg/m³ ug/m³", Rational(1)),
            ("毫克/立方米 mg/m3 mg/m³", Rational(1000)),
            ("毫克/升 mg/L", Rational(10**6)),
        ),
        "loudness": (("分贝 dB", Rational(1)),),
        "temperature": (("℃ °C 摄氏度", Rational(1)),),
        "hours": (
            ("小时 个小时 h", Rational(1)),
            ("分钟 min", Rational(1, 60)),
            ("秒 秒钟", Rational(1, 3600)),
        ),
        "days": (
            ("天 日 自然日 个自然日 日历日 个日历日 日历天", Rational(1)),
            ("周 星期 个星期", Rational(7)),
        ),
        "workdays": (("工作日 个工作日 天工作日", Rational(1)),),
        "months": (
            ("个月", Rational(1)),
            ("季度 个季度", Rational(3)),
            ("年 周年", Rational(12)),
        ),
    }
)


_OF_POWER: Final = "千瓦"
_NEVER_MANY: Final = frozenset(("concentration", "loudness"))
_LARGE: Final = frozenset(("area", "length", "mass", "volume", "power", "energy"))


def _known_units() -> Mapping[str, Unit]:
    units = {"": BARE}
    for word, dimension, scale in _plain():
        units[word] = Unit(word, dimension, scale)
    # No second multiplier before 万元 or 千克 (but 亿千瓦时 is what people say), none before a share, and 千克 stays a
    # thousand grams.
    scalable = [
        (word, unit.dimension, None if unit.scale == 1 else unit.scale)
        for word, unit in units.items()
        if (unit.scale == 1 or unit.dimension in _LARGE)
        and word not in _NOT_SCALED
        and unit.dimension not in _NEVER_MANY
        if word[:1] not in _MULTIPLIERS or word.startswith(_OF_POWER)
    ]
    for multiplier, factor in _MULTIPLIERS.items():
        plain = Rational(factor)
        for word, dimension, own in scalable:
            scaled = multiplier + word
            if scaled not in units:
                units[scaled] = Unit(scaled, dimension, plain if own is None else own * factor)
    return MappingProxyType(units)


KNOWN_UNITS: Final[Mapping[str, Unit]] = _known_units()
"""Every unit word the package knows, multiplied forms (``万人次``) included; spelled in half width."""

_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {word: group.split()[0] for group in _MEASURES for word in group.split()}
)


def find_unit(word: str) -> Unit | None:
    """The unit a word names, in any character width; ``BARE`` for the empty word, None for a word that is no unit."""
    known = KNOWN_UNITS.get(word)
    if known is not None:
        return known
    if len(word) > 4 * LONGEST_UNIT:
        return None
    spelled = unicodedata.normalize("NFKC", word).strip().replace("萬", "万").replace("億", "亿").replace("圆", "元")
    return KNOWN_UNITS.get(spelled)


def measure_classes() -> Mapping[str, str]:
    """Measure word to the canonical word of its class: 名 and 位 to 人, 场次 and 次 to 场; read-only."""
    return _CLASSES


def unit_of_class(word: str) -> Unit:
    """The unit of a measure word that nobody has listed: a class of its own, comparable only with itself."""
    return Unit(word, "count:" + word, Rational(1))
