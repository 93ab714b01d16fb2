"""How far a figure may lie before a judgement flips: exact, against every print tried one by one."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gouji
from gouji.diagnosis import Limits, diagnose
from gouji.diagnosis.retrial import changed
from gouji.engine.roots import Margin, Suspect
from gouji.output.roots import margins_words
from gouji.report import Anchor

SCORE = ("总分 = 甲 + 乙", "附表总分 = 甲 + 乙", "总分 = 附表总分")
GRADED = {"甲": "48.20分", "乙": "45.30分", "等级": "优", "附表总分": "93.50分"}


def first(result: gouji.Result) -> Suspect:
    assert result.diagnosis is not None
    return next(root.suspects[0] for root in result.diagnosis.roots if root.suspects)


def margin(result: gouji.Result) -> Margin:
    found = first(result).margin
    assert found is not None
    return found


def test_the_nearest_flips_on_both_sides_are_told(diagnosed) -> None:
    lines = (*SCORE, "当 等级 = “优” 则 总分 ≥ 90分", "总分 ≤ 100分")
    found = margin(diagnosed({"总分": "93.05分", **GRADED}, *lines))
    assert (found.value, found.low, found.high) == ("93.50分", "90.00分", "100.00分")
    assert found.below is not None and (found.below.value, found.below.fails) == ("89.99分", True)
    assert found.above is not None and (found.above.value, found.above.name) == ("100.01分", "总分 ≤ 100分")
    assert found.cosmetic and found.throughout and not found.stopped


def test_rules_that_look_at_the_text_are_named(diagnosed) -> None:
    lines = (*SCORE, "当 等级 = “优” 则 总分 ≥ 90分", "{编号: two-places, 要求: '总分 匹配 /[.][0-9]{2}/'}")
    result = diagnosed({"总分": "93.05分", **GRADED}, *lines)
    assert margin(result).apart == ("two-places",)
    assert result.diagnosis is not None
    (text,) = margins_words(result.diagnosis.roots[0], "zh")
    assert text.endswith("看文字的规则（two-places）不在其内")
    assert margins_words(result.diagnosis.roots[0], "en")[0].endswith("rules that look at the text (two-places) apart")


def test_a_fault_that_hides_a_flip_is_not_cosmetic(diagnosed) -> None:
    fields = {"总分": "93.50分", "甲": "40.20分", "乙": "45.30分", "等级": "优", "附表总分": "85.50分"}
    found = margin(diagnosed(fields, *SCORE, "当 等级 = “优” 则 总分 ≥ 90分"))
    assert not found.cosmetic
    assert (found.low, found.high) == ("", "89.99分")
    assert found.above is not None and (found.above.value, found.above.fails) == ("90.00分", False)


def test_nothing_flips_where_no_judgement_reads_the_figure(diagnosed) -> None:
    found = margin(diagnosed({"总分": "93.05分", **GRADED}, *SCORE, "等级 已填"))
    assert found == Margin("93.50分", cosmetic=True, throughout=True)


def test_figures_that_depend_on_it_follow(diagnosed) -> None:
    """The total follows the part, and the grade the total."""
    fields = {"甲": "40.20分", "附": "42.00分", "再": "42.00分", "乙": "48.00分", "总分": "90.00分", "等级": "优"}
    lines = ("甲 = 附", "甲 = 再", "附 = 再", "总分 = 甲 + 乙", "当 等级 = “优” 则 总分 ≥ 90分", "总分 < 95分")
    fields["另"] = "90.00分"
    found = margin(diagnosed(fields, *lines))
    assert (found.value, found.low, found.high) == ("42.00分", "42.00分", "46.99分")


def test_a_condition_that_begins_to_hold_is_a_flip(diagnosed) -> None:
    fields = {"执行率": "98.65%", "预算": "100.00万元", "执行": "96.85万元", "原因": ""}
    result = diagnosed(fields, "执行率 = 执行 / 预算", "当 执行率 < 95% 则 原因 已填", "执行率 ≤ 100%")
    assert result.diagnosis is not None
    ends = {s.location.role: (s.margin.low, s.margin.high) for s in result.diagnosis.roots[0].suspects if s.margin}
    assert ends == {
        "执行率": ("95.00%", "100.00%"),
        "执行": ("95.00万元", "100.00万元"),
        "预算": ("96.85万元", "101.95万元"),
    }


def test_what_the_relations_leave_may_reach_over_a_flip(diagnosed) -> None:
    """The rate is 94.9% to 95.1%: on which side of the line it lies nobody knows."""
    fields = {"率": "59.0%", "甲": "95.0万元", "丙": "95.0万元", "乙": "100.0万元", "丁": "100.0万元", "原因": ""}
    lines = ("率 = 甲 / 乙", "率 = 丙 / 丁", "甲 = 丙", "乙 = 丁", "当 率 < 95% 则 原因 已填")
    found = margin(diagnosed(fields, *lines))
    assert found.value == "95.0%" and found.low == "95.0%"
    assert not found.throughout and not found.cosmetic


def test_a_search_that_is_too_long_says_so(diagnosed) -> None:
    lines = (*SCORE, "当 等级 = “优” 则 总分 ≥ 90分", "总分 ≤ 100分")
    found = margin(diagnosed({"总分": "93.05分", **GRADED}, *lines, limits=Limits(margins=12)))
    assert found.stopped
    assert found.above is None or found.below is None


def test_margins_are_left_out_where_nobody_wants_them(diagnosed) -> None:
    lines = (*SCORE, "总分 ≤ 100分")
    assert first(diagnosed({"总分": "93.05分", **GRADED}, *lines, limits=Limits(margins=0))).margin is None


JUDGEMENTS = (
    "数 ≥ {a}分",
    "数 < {a}分",
    "{{当: 数 > {a}分, 要求: 甲 > {b}分}}",
    "{{当: 数 ≤ {a}分, 要求: 词 = “是”}}",
    "数 ≥ {a}分 或 甲 > {b}分",
    "数 - 甲 ≤ {a}分",
    "数 * 2 ≠ {a}分",
    "绝对值(数 - {a}分) ≥ 1分",
    "最大(数, 甲) ≥ {a}分",
    "{{当: 数 = {a}分, 要求: 词 = “否”}}",
    "数 / 甲 ≥ 50%",
)


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_it_is_where_the_first_print_flips(seed: int) -> None:
    """Against the engine on every print up to 60 last places away."""
    rng = random.Random(seed)
    lines = ["数 = 附", "数 = 再", "附 = 再"]
    for shape in rng.sample(JUDGEMENTS, rng.randrange(1, 4)):
        lines.append(shape.format(a=f"{rng.randrange(0, 200) / 10:.1f}", b=f"{rng.randrange(0, 200) / 10:.1f}"))
    right = f"{rng.randrange(20, 150) / 10:.1f}分"
    fields = {"附": right, "再": right, "数": "77.7分", "甲": f"{rng.randrange(10, 200) / 10:.1f}分", "词": "是"}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "r.yaml"
        path.write_text("规则:\n" + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
        rules = gouji.load_rules(path)
    report = gouji.report_from_dict({"fields": fields})
    found = margin(diagnose(rules, report))
    equations = {info.id for info in rules.rules[:3]}

    def failing(tenths: int) -> set[str]:
        texts = {Anchor(None, None, "数"): f"{tenths // 10}.{tenths % 10}分"}
        return {one.rule for one in rules.check(changed(report, texts)).findings} - equations

    start = int(Fraction(right.removesuffix("分")) * 10)
    base = failing(start)
    for sign, end, flip in ((-1, found.low, found.below), (1, found.high, found.above)):
        for away in range(1, 61):
            at = start + sign * away
            if at < 0:
                break
            shown = f"{at // 10}.{at % 10}分"
            if failing(at) != base:
                assert flip is not None and flip.value == shown, (lines, fields, sign)
                break
            assert flip is None or flip.value != shown
            assert end != shown or flip is not None
    assert not found.stopped


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_margin_is_told_in_json(diagnosed, lang: str) -> None:
    lines = (*SCORE, "当 等级 = “优” 则 总分 ≥ 90分", "总分 ≤ 100分")
    told = first(diagnosed({"总分": "93.05分", **GRADED}, *lines)).to_dict()["margin"]
    assert (told["low"], told["high"], told["cosmetic"]) == ("90.00分", "100.00分", True)
    assert told["below"]["fails"] and told["below"]["value"] == "89.99分"
