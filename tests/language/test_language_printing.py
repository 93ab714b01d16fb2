"""A rule and its text: printing and parsing undo each other; widths, languages and signs are a matter of taste."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.figures import parse_figure, parse_period
from gouji.language import Node, parse, parse_expression, show
from gouji.language import syntax as s
from gouji.language.words import AGGREGATES, FUNCTIONS, OPERATORS

AT = (0, 0)


def meaning(value: Any) -> Any:
    """A tree without its places; figures by text and number."""
    if isinstance(value, s.Number):
        return ("number", value.figure.text, value.figure.base, value.figure.unit.dimension)
    if isinstance(value, s.DateLiteral):
        return ("date", value.period.start, value.period.end)
    if is_dataclass(value):
        return (type(value).__name__, *(meaning(getattr(value, f.name)) for f in fields(value) if f.name != "span"))
    if isinstance(value, tuple):
        return tuple(map(meaning, value))
    return value


def _number(text: str) -> Node:
    figure = parse_figure(text)
    assert figure is not None
    return s.Number(AT, figure)


def _date(text: str) -> Node:
    period = parse_period(text)
    assert period is not None
    return s.DateLiteral(AT, period)


_LETTERS = st.characters(blacklist_categories=["Cs", "Cc"])
NAMES = st.one_of(
    st.sampled_from(
        [
            "得分",
            "分值",
            "其中：区级资金",
            "2023年预算",
            "且",
            "And",
            "sum",
            "合计",
            "ａ",
            "A B",
            "a」b",
            'x"y',
            "本行",
            "_",
            "执行率（B/A）",
        ]
    ),
    st.text(_LETTERS, min_size=1, max_size=6).filter(lambda name: not ("」" in name and "』" in name)),
)
_TEXT = st.text(_LETTERS, max_size=8)
TEXTS = _TEXT.filter(lambda text: not (set(text) & set('”"') and set(text) & set("'’")))
ITEMS = _TEXT.filter(lambda text: not ("」" in text and "』" in text))
ATOMS = st.one_of(
    st.sampled_from(["5", "0.5", "90%", "1,234.50万元", "188.4万元", "0.5分", "30人", "2‰", "12平方米"]).map(_number),
    st.sampled_from(["2023年", "2023年9月", "2023年9月30日", "2023-09-30"]).map(_date),
    TEXTS.map(lambda text: s.Text(AT, text)),
    st.lists(ITEMS, min_size=1, max_size=3).map(lambda items: s.TextSet(AT, tuple(items))),
    st.lists(NAMES, min_size=1, max_size=2).map(lambda parts: s.Name(AT, tuple(parts))),
)
CALLED = st.sampled_from([*AGGREGATES.values(), *FUNCTIONS.values(), "没有的函数"])


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    argument = st.builds(s.Argument, st.just(AT), inner, st.none() | inner, st.none() | inner)
    patterns = st.sampled_from([r"^甲", r"[0-9]+", r"a/b", r"\d\\", r"”"]).map(lambda regex: s.Pattern(AT, regex))
    return st.one_of(
        st.builds(s.Lookup, st.just(AT), NAMES, inner, NAMES),
        st.builds(s.Call, st.just(AT), CALLED, st.lists(argument, max_size=2).map(tuple)),
        st.builds(s.Negative, st.just(AT), inner),
        st.builds(s.Arithmetic, st.just(AT), st.sampled_from("+-*/"), inner, inner),
        st.builds(s.Compare, st.just(AT), st.sampled_from(["=", "==", "≠", "<", "≤", ">", "≥"]), inner, inner),
        st.builds(s.Compare, st.just(AT), st.just("≈"), inner, inner, st.none() | inner),
        st.builds(
            s.Relate,
            st.just(AT),
            st.sampled_from(["达到", "未达", "同单位", "属于", "不属于", "包含", "不包含"]),
            inner,
            inner,
        ),
        st.builds(s.Relate, st.just(AT), st.sampled_from(["匹配", "不匹配"]), inner, patterns),
        st.builds(s.Ask, st.just(AT), st.sampled_from(["为空", "已填", "可比", "不可比"]), inner),
        st.builds(s.Not, st.just(AT), inner),
        st.builds(s.Logic, st.just(AT), st.sampled_from("且或"), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    )


TREES = st.recursive(ATOMS, _grown, max_leaves=6)
RULES = st.builds(s.Rule, st.just(AT), TREES, st.none() | TREES) | st.builds(
    s.Rule, st.just(AT), TREES, st.none() | TREES, NAMES, st.lists(NAMES, min_size=1, max_size=2).map(tuple)
)


@settings(max_examples=300, deadline=None)
@given(RULES)
def test_parsing_the_text_of_a_tree_gives_the_tree(tree: s.Rule) -> None:
    again = parse(show(tree))
    assert meaning(again) == meaning(tree)
    assert show(again) == show(tree)


WRITTEN = [
    ("当 年度指标值 可比 且 实际完成值 未达 年度指标值 则 结论 不属于 {达到预期, “达成”}",
     "when 年度指标值 measurable and 实际完成值 misses 年度指标值 then 结论 not_in {达到预期, \"达成\"}"),
    ("如果 得分 ≥ 5 那么 分值 已填", "IF 得分 >= 5 THEN 分值 FILLED"),
    ("每组 指标 按 一级指标, 二级指标: 合计(得分 其中 分值 > 0) ≤ 最大(分值)",
     "each_group 指标 by 一级指标, 二级指标: sum(得分 where 分值 > 0) <= max(分值)"),
    ("存在(指标 其中 得分 为空 满足 非 (结论 包含 “优”))",
     "exists(指标 where 得分 empty satisfy not (结论 contains '优'))"),
    ("金额 × 率 ÷ 2 − 1万元 ≠ 0", "金额 * 率 / 2 - 1万元 != 0"),
    ("预算执行[来源 = “合计”].全年执行数 ≈ 总额 ± 0.5万元", "预算执行[来源=\"合计\"].全年执行数≈总额±0.5万元"),
    ("结论 匹配 /^优/ 或 结论 不匹配 /差$/", "结论 matches /^优/ or 结论 not_matches /差$/"),
]  # fmt: skip


@pytest.mark.parametrize(("chinese", "english"), WRITTEN)
def test_chinese_and_english_words_mean_the_same(chinese: str, english: str) -> None:
    assert meaning(parse(chinese)) == meaning(parse(english))


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c not in "\"'" else c for c in text).replace(
        " ", "\u3000"
    )


@pytest.mark.parametrize(("chinese", "english"), WRITTEN[:-1])  # inside a regex every character is what it is
def test_full_width_and_half_width_mean_the_same(chinese: str, english: str) -> None:
    assert meaning(parse(_wide(chinese))) == meaning(parse(chinese))
    assert meaning(parse(_wide(english))) == meaning(parse(english))


def test_a_regex_may_stand_between_full_width_slashes() -> None:
    assert meaning(parse("结论 匹配 ／^优／")) == meaning(parse("结论 匹配 /^优/"))


@pytest.mark.parametrize("word", sorted({*OPERATORS} | {*AGGREGATES} | {*FUNCTIONS}))
def test_every_word_can_be_a_quoted_name(word: str) -> None:
    tree = parse_expression(f"「{word}」 = 1")
    assert isinstance(tree, s.Compare)
    assert meaning(tree.left) == ("Name", (word,))
    assert meaning(parse(show(tree))) == meaning(parse(f"「{word}」 = 1"))


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("a + b × c = d", "(a + (b × c)) = d"),
        ("a − b − c = d", "((a − b) − c) = d"),
        ("a ÷ b × c = d", "((a ÷ b) × c) = d"),
        ("−a × b = c", "((−a) × b) = c"),
        ("a = 1 或 b = 2 且 c = 3", "(a = 1) 或 ((b = 2) 且 (c = 3))"),
        ("非 a = 1 且 b = 2", "(非 (a = 1)) 且 (b = 2)"),
        ("a < b ≤ c", "(a < b) 且 (b ≤ c)"),
    ],
)
def test_precedence(text: str, bracketed: str) -> None:
    assert meaning(parse(text)) == meaning(parse(bracketed))


def test_spans_point_at_what_was_written() -> None:
    text = "当 得分＞5分　则 （分值 − 得分） ≥ 合计(扣分)"
    rule = parse(text)
    assert isinstance(rule.when, s.Compare)
    assert isinstance(rule.require, s.Compare)
    cut = [text[slice(*node.span)] for node in (rule.when, rule.when.right, rule.require.left, rule.require.right)]
    assert cut == ["得分＞5分", "5分", "分值 − 得分", "合计(扣分)"]


@pytest.mark.parametrize("name", ["除以", "不超过", "则", "WHEN", "其中：区级", "2023年预算"])
def test_a_name_that_would_be_taken_for_something_else_is_quoted(name: str) -> None:
    assert show(s.Name((0, 0), (name,))) == f"「{name}」"
    assert show(parse(f"「{name}」 > 1").require) == f"「{name}」 > 1"
