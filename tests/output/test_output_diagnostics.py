from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gouji.faults import Diagnostic, Label, SourceText
from gouji.output import render_diagnostics

RULES = SourceText(
    "rules/my.yaml",
    "a: 1\n规则:\n\n\n\n\n\n\n  执行率 = 决算书 / 预算数\n  \t得分 = 决算书\n",
)


def pointing(text: str, word: str, nth: int = 0) -> Label:
    source = SourceText("rules/my.yaml", text)
    at = -1
    for _ in range(nth + 1):
        at = text.index(word, at + 1)
    return source.label(at, at + len(word))


def test_picture() -> None:
    at = RULES.text.index("决算书")
    diagnostic = Diagnostic("R398", {"name": "决算书", "near": "决算数"}, RULES.label(at, at + 3))
    assert render_diagnostics([diagnostic], "zh", False, 100) == (
        "错误[R398] 名称“决算书”不存在\n"
        "  ┌─ rules/my.yaml:9:9\n"
        "9 │   执行率 = 决算书 / 预算数\n"
        "  │            ^^^^^^\n"
        "  = 最接近的名称：“决算数”\n"
    )


def test_several_labels_the_first_underlined_with_carets_the_others_with_dashes() -> None:
    first = RULES.text.index("决算书")
    second = RULES.text.index("决算书", first + 1)
    other = Label("rules/词汇.yaml", 3, 1, 3, 3, "决算书: 金额")
    diagnostic = Diagnostic(
        "R398",
        {"name": "决算书", "near": ""},
        RULES.label(second, second + 3),
        severity="warning",
        related=(RULES.label(first, first + 3), other),
    )
    assert render_diagnostics([diagnostic], "en", False, 100) == (
        "warning[R398] there is no name “决算书”\n"
        "   ┌─ rules/my.yaml:10:9\n"
        " 9 │   执行率 = 决算书 / 预算数\n"
        "   │            ------\n"
        "10 │       得分 = 决算书\n"
        "   │              ^^^^^^\n"
        "   ┌─ rules/词汇.yaml:3:1\n"
        " 3 │ 决算书: 金额\n"
        "   │ ----\n"
    )


def test_two_labels_on_one_line_show_the_line_once() -> None:
    text = "甲 = 乙 + 乙"
    diagnostic = Diagnostic(
        "R398", {"name": "乙", "near": ""}, pointing(text, "乙", 1), related=(pointing(text, "乙", 0),)
    )
    assert render_diagnostics([diagnostic], "zh", False, 80).splitlines()[2:] == [
        "1 │ 甲 = 乙 + 乙",
        "  │      --",
        "  │           ^^",
    ]


def test_a_fault_of_a_whole_file_and_a_fault_without_a_place() -> None:
    whole = Diagnostic("D198", {"reason": "空文件"}, Label("甲.yaml"))
    nowhere = Diagnostic("R398", {"name": "甲", "near": ""})
    assert render_diagnostics([whole, nowhere], "zh", False, 80) == (
        "错误[D198] 不是 YAML：空文件\n  ┌─ 甲.yaml\n  = 检查这一行的缩进和冒号\n\n错误[R398] 名称“甲”不存在\n"
    )


def test_none_is_empty() -> None:
    assert render_diagnostics([], "zh", False, 80) == ""


def test_colour_adds_nothing_but_colour_codes() -> None:
    at = RULES.text.index("决算书")
    diagnostic = Diagnostic("R398", {"name": "决算书", "near": "决算数"}, RULES.label(at, at + 3))
    colored = render_diagnostics([diagnostic], "zh", True, 100)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render_diagnostics([diagnostic], "zh", False, 100)


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    source = SourceText("a.yaml", "甲: {乙\n丙}")
    diagnostic = Diagnostic("R398", {"name": "x", "near": ""}, source.label(3, 8))
    assert render_diagnostics([diagnostic], "zh", False, 80).splitlines()[2:] == ["1 │ 甲: {乙", "  │     ^^^"]


def test_a_place_at_the_end_of_a_line_has_an_underline() -> None:
    source = SourceText("a.yaml", "甲 =\n")
    diagnostic = Diagnostic("R398", {"name": "x", "near": ""}, source.label(3, 3))
    assert render_diagnostics([diagnostic], "zh", False, 80).splitlines()[-1] == "  │     ^"
    past = Diagnostic("R398", {"name": "x", "near": ""}, Label("a.yaml", 1, 9, 1, 10, "甲 ="))
    assert render_diagnostics([past], "zh", False, 80).splitlines()[-1] == "  │     ^"


@pytest.mark.parametrize("offset", [0, 40, 79, 80, 81, 500, 996])
def test_a_long_line_is_cut_around_the_place(offset: int) -> None:
    text = "字" * offset + "决算书" + "尾" * (1000 - offset)
    diagnostic = Diagnostic("R398", {"name": "决算书", "near": ""}, pointing(text, "决算书"))
    lines = render_diagnostics([diagnostic], "zh", False, 60).splitlines()
    shown, underline = lines[2], lines[3]
    assert cell_len(shown) <= 60 and cell_len(underline) <= 60
    start = cell_len(underline) - len(underline.strip("│ "))
    before = shown[: shown.index("决算书")]
    assert cell_len(before) == start
    assert underline.endswith(" ^^^^^^")


def test_hidden_characters_in_a_line_are_shown_and_the_underline_still_fits() -> None:
    text = "甲\x1b[2J\u202e = 乙"
    diagnostic = Diagnostic("R398", {"name": "乙\x1b", "near": ""}, pointing(text, "乙"))
    lines = render_diagnostics([diagnostic], "zh", False, 80).splitlines()
    assert lines[0] == "错误[R398] 名称“乙\\x1b”不存在"
    assert lines[2] == "1 │ 甲\\x1b[2J\\u202e = 乙"
    assert lines[3] == "  │ " + " " * cell_len("甲\\x1b[2J\\u202e = ") + "^^"


def test_a_long_message_is_wrapped() -> None:
    diagnostic = Diagnostic("R398", {"name": "很长的名称" * 30, "near": "近似的名称" * 30})
    text = render_diagnostics([diagnostic], "zh", False, 60)
    assert all(cell_len(line) <= 60 for line in text.splitlines())


@given(
    source=st.text(st.characters(), max_size=220),
    start=st.integers(1, 260),
    length=st.integers(0, 300),
    shift=st.integers(0, 50),
    width=st.integers(1, 200),
)
def test_any_label_gives_lines_that_fit_and_an_underline(
    source: str, start: int, length: int, shift: int, width: int
) -> None:
    label = Label("a.yaml", 3, start, 3, start + length, source, shift)
    text = render_diagnostics([Diagnostic("R398", {"name": "x", "near": ""}, label)], "zh", False, width)
    lines = text.split("\n")
    assert all(cell_len(line) <= max(40, width) for line in lines)
    if source:
        assert re.fullmatch(r"  │ +\^+", lines[3])
