"""The words of the language, in Chinese and in English: the only place where they are listed."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.faults import regex as re

#: Operator words and what they are called in the tree. A word of the language stands between spaces.
OPERATORS: Mapping[str, str] = {
    "当": "当",
    "若": "当",
    "如果": "当",
    "when": "当",
    "if": "当",
    "则": "则",
    "就": "则",
    "那么": "则",
    "then": "则",
    "且": "且",
    "并且": "且",
    "and": "且",
    "或": "或",
    "或者": "或",
    "or": "或",
    "非": "非",
    "not": "非",
    "属于": "属于",
    "in": "属于",
    "不属于": "不属于",
    "not_in": "不属于",
    "包含": "包含",
    "contains": "包含",
    "不包含": "不包含",
    "not_contains": "不包含",
    "匹配": "匹配",
    "matches": "匹配",
    "不匹配": "不匹配",
    "not_matches": "不匹配",
    "达到": "达到",
    "meets": "达到",
    "未达": "未达",
    "未达到": "未达",
    "misses": "未达",
    "同单位": "同单位",
    "same_unit": "同单位",
    "为空": "为空",
    "未填": "为空",
    "empty": "为空",
    "已填": "已填",
    "不为空": "已填",
    "非空": "已填",
    "filled": "已填",
    "可比": "可比",
    "measurable": "可比",
    "不可比": "不可比",
    "not_measurable": "不可比",
    "其中": "其中",
    "where": "其中",
    "满足": "满足",
    "satisfy": "满足",
    "每组": "每组",
    "each_group": "每组",
    "按": "按",
    "by": "按",
}

#: What people say for a sign. They stand between spaces like every word, and are printed back as the sign.
SPOKEN: Mapping[str, str] = {
    "等于": "=",
    "不等于": "≠",
    "大于": ">",
    "高于": ">",
    "多于": ">",
    "超过": ">",
    "小于": "<",
    "低于": "<",
    "少于": "<",
    "大于等于": "≥",
    "不低于": "≥",
    "不少于": "≥",
    "不小于": "≥",
    "小于等于": "≤",
    "不超过": "≤",
    "不高于": "≤",
    "不大于": "≤",
    "不多于": "≤",
    "加上": "+",
    "减去": "-",
    "乘以": "*",
    "除以": "/",
}

#: Functions over the rows of a table (one argument that names a column or a table).
AGGREGATES: Mapping[str, str] = {
    "合计": "合计",
    "求和": "合计",
    "sum": "合计",
    "计数": "计数",
    "count": "计数",
    "平均": "平均",
    "average": "平均",
    "最大": "最大",
    "max": "最大",
    "最小": "最小",
    "min": "最小",
    "存在": "存在",
    "exists": "存在",
    "每个": "每个",
    "every": "每个",
}

#: Functions of values. 最大 and 最小 with two or more arguments are these, with one argument the aggregates above.
FUNCTIONS: Mapping[str, str] = {
    "绝对值": "绝对值",
    "abs": "绝对值",
    "舍入": "舍入",
    "round": "舍入",
    "截断": "截断",
    "trunc": "截断",
    "天数": "天数",
    "days": "天数",
    "相似度": "相似度",
    "similarity": "相似度",
    "整数解": "整数解",
    "whole_count": "整数解",
    "首数": "首数",
    "leading": "首数",
    "显示": "显示",
    "printed": "显示",
    "字数": "字数",
    "length": "字数",
    "缺省": "缺省",
    "default": "缺省",
    "有列": "有列",
    "has_column": "有列",
    "算符": "算符",
    "operator": "算符",
    "本行": "本行",
    "this": "本行",
}

#: The English word for each word of the tree, as formulas are shown in English.
ENGLISH: Mapping[str, str] = {
    word: spoken
    for words in (OPERATORS, AGGREGATES, FUNCTIONS)
    for spoken, word in reversed(list(words.items()))
    if spoken.isascii()
}

#: How many arguments a function takes (least, most).
ARITY: Mapping[str, tuple[int, int]] = {
    "绝对值": (1, 1),
    "舍入": (2, 2),
    "截断": (2, 2),
    "天数": (2, 2),
    "相似度": (2, 2),
    "整数解": (2, 2),
    "首数": (1, 1),
    "显示": (1, 1),
    "字数": (1, 1),
    "缺省": (2, 2),
    "有列": (1, 1),
    "算符": (1, 1),
    "最大": (1, 9),
    "最小": (1, 9),
    "合计": (1, 1),
    "计数": (1, 1),
    "平均": (1, 1),
    "存在": (1, 1),
    "每个": (1, 1),
}

#: The name that stands for the row outside an aggregate or a lookup.
THIS = ("本行", "this")

#: Full-width and typographic signs, each replaced by one sign of the same length so that places stay right.
SIGNS: Mapping[int, str] = {
    **{0xFF01 + i: chr(0x21 + i) for i in range(94)},
    0x3000: " ",
    0x00A0: " ",
    ord("×"): "*",
    ord("÷"): "/",
    ord("∕"): "/",
    ord("−"): "-",
    ord("–"): "-",
    ord("—"): "-",
    ord("≥"): "≥",
    ord("≧"): "≥",
    ord("≤"): "≤",
    ord("≦"): "≤",
    ord("﹥"): ">",
    ord("﹤"): "<",
    ord("、"): ",",
    ord("，"): ",",
    ord("﹪"): "%",
    ord("〔"): "(",
    ord("〕"): ")",
    ord("．"): ".",
    ord("·"): "·",
}

#: A name as it may stand without marks.
NAME = re.compile(r"[^\W\d]\w*")


def fold(text: str) -> str:
    """The text with full-width and typographic signs in one form, character for character, quotes left alone."""
    return text.translate(SIGNS)
