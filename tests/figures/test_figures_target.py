"""Targets, and whether an actual reaches them."""

from __future__ import annotations

import operator
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.figures import Reached, parse_figure, parse_period, parse_target, reach

MET, MISSED, OPEN = Reached.MET, Reached.MISSED, Reached.OPEN


@pytest.mark.parametrize(
    ("text", "op", "figures", "quality"),
    [
        ("≥90%", ">=", ["90%"], ""),
        (">=90%", ">=", ["90%"], ""),
        ("≧90%", ">=", ["90%"], ""),
        ("≥ 90 %", ">=", ["90%"], ""),
        ("（≥90%）", ">=", ["90%"], ""),
        ("﹥90％", ">", ["90%"], ""),
        (">90%", ">", ["90%"], ""),
        ("不低于90%", ">=", ["90%"], ""),
        ("大于等于90%", ">=", ["90%"], ""),
        ("90%以上", ">=", ["90%"], ""),
        ("达到90%以上", ">=", ["90%"], ""),
        ("≥95%以上", ">=", ["95%"], ""),
        ("超过90%", ">", ["90%"], ""),
        ("不少于20人", ">=", ["20人"], ""),
        ("至少20人", ">=", ["20人"], ""),
        ("≥100百分比", ">=", ["100百分比"], ""),
        ("=100", "=", ["100"], ""),
        ("＝100%", "=", ["100%"], ""),
        ("100%", "", ["100%"], ""),
        ("达到90%", "", ["90%"], ""),
        ("90户", "", ["90户"], ""),
        ("≤188.4万元", "<=", ["188.4万元"], ""),
        ("不超过188.4万元", "<=", ["188.4万元"], ""),
        ("控制在188.4万元以内", "<=", ["188.4万元"], ""),
        ("控制在188.4万元", "<=", ["188.4万元"], ""),
        ("小于5%", "<", ["5%"], ""),
        ("2个工作日内", "<=", ["2个工作日"], ""),
        ("100%(3133人)", "", ["100%", "3133人"], ""),
        ("100%准确(3133人)", "", ["100%", "3133人"], ""),
        ("准确（3133人）", "", ["3133人"], "准确"),
        ("110人,19家企业", "", ["110人", "19家"], ""),
        (">=95%以上参与活动的残疾人认为有促进作用", ">=", ["95%"], "参与活动的残疾人认为有促进作用"),
        ("有95%的残疾人认为有提升", "", ["95%"], "的残疾人认为有提升"),
        ("及时（自申请之日起15个工作日内完成发放）", "<=", ["15个工作日"], "及时"),
        ("自申请之日起15个工作日内", "<=", ["15个工作日"], ""),
        ("完成90户家庭改造", "", ["90户"], ""),
        ("90%-95%", "between", ["90%"], ""),
        ("±5%以内", "between", ["-5%"], ""),
        ("≥80%且≤90%", ">=", ["80%", "90%"], ""),
    ],
)
def test_a_target_with_figures(text: str, op: str, figures: list[str], quality: str) -> None:
    target = parse_target(text)
    assert (target.text, target.op, target.quality) == (text, op, quality)
    assert [f"{figure.value}{figure.unit.symbol}" for figure in target.figures] == figures
    assert target.measurable and target.deadline is None


@pytest.mark.parametrize(
    ("text", "op", "kind", "quality"),
    [
        ("2023年9月底前完成", "<=", "by", ""),
        ("6月之前", "<=", "by", ""),
        ("及时（6月之前）", "<=", "by", "及时"),
        ("及时（10月）", "", "period", "及时"),
        ("2023年5-9月完成", "", "period", ""),
        ("2023年全年", "", "period", ""),
        ("每月25日", "", "recurring", ""),
        ("及时（每月25日，周末顺延）", "", "recurring", "及时"),
    ],
)
def test_a_target_with_a_deadline(text: str, op: str, kind: str, quality: str) -> None:
    target = parse_target(text, 2023)
    assert target.deadline is not None
    assert (target.op, target.deadline.kind, target.quality, target.figures) == (op, kind, quality, ())
    assert target.measurable


@pytest.mark.parametrize(
    "text",
    [
        "有所改善",
        "有所改善、有所提高",
        "及时",
        "完善",
        "及时（与工作方案计划一致）",
        "完善（2018年）",
        "届时根据市级文件要求及时发放",
        "不低于预算的90%",
        "3年内完成率达到90%",
        "20人以上参加3次培训",
        "80%≤满意度≤90%",
        "每季度≥1次",
        "每人补助300元",
        "疫情控制100%",
        "不超过",
        "有",
        "",
    ],
)
def test_what_cannot_be_measured_is_a_quality(text: str) -> None:
    target = parse_target(text)
    assert not target.measurable
    assert (target.op, target.quality) == ("", text)


def test_a_target_may_have_a_figure_and_a_deadline() -> None:
    target = parse_target("≥90%，2023年12月底前完成")
    assert target.deadline is not None and len(target.figures) == 1
    assert reach("2023年11月30日", target) is MET
    assert reach("2024年1月", target) is MISSED
    assert reach("89%", target) is MISSED


def test_figures_of_a_target_keep_their_printed_width() -> None:
    figures = parse_target("１００％（３１３３人）").figures
    assert [figure.text for figure in figures] == ["１００％（３１３３人）", "３１３３人"]


@pytest.mark.parametrize(
    ("actual", "target", "answer"),
    [
        ("90%", ">90%", MISSED),
        ("90%", "≥90%", MET),
        ("90%", "90%", MET),
        ("89.99%", "90%", MISSED),
        ("80%", "100%", MISSED),
        ("74人", "80人", MISSED),
        ("32人", "≥20人", MET),
        ("178.8万元", "≤188.4万元", MET),
        ("1,788,000元", "≤188.4万元", MET),
        ("193万元", "≤188.4万元", MISSED),
        ("193万元", "控制在188.4万元以内", MISSED),
        ("5%", "小于5%", MISSED),
        ("99", "=100", MISSED),
        ("101", "=100", MISSED),
        ("92%", "90%-95%", MET),
        ("96%", "90%-95%", MISSED),
        ("92%-94%", "90%-95%", MET),
        ("92%-96%", "90%-95%", OPEN),
        ("-4%", "±5%以内", MET),
        ("85%", "≥80%且≤90%", MET),
        ("95%", "≥80%且≤90%", MISSED),
        ("75%", "≤90%且≥80%", MISSED),
        # Matched by dimension
        ("3037人", "100%(3133人)", MISSED),
        ("3133名", "100%(3133人)", MET),
        ("100%", "100%(3133人)", MET),
        ("100人、19家", "115人,20家企业", MISSED),
        ("120人、19家", "115人,20家企业", MISSED),
        ("120人、20家", "115人,20家企业", MET),
        ("12场", "100%(10场次)", MET),
        ("3人、5人", "3人、6人", MISSED),
        # Units
        ("100%", ">=9人", Reached.INCOMPARABLE_UNITS),
        ("20人次", "20人", Reached.INCOMPARABLE_UNITS),
        ("20", "≥20人", MET),
        ("95分", "≥90", MET),
        ("95", "≥90%", Reached.INCOMPARABLE_UNITS),
        ("120", "115人,20家企业", Reached.INCOMPARABLE_UNITS),
        ("1000万", "≤1000万元", MET),
        ("1000", "≤1000万元", Reached.INCOMPARABLE_UNITS),
        # Bounds of the actual
        ("约90%", "≥90%", OPEN),
        ("约90%", "≥80%", MET),
        ("约90%", "≥99.5%", MISSED),
        ("90%以上", "≥90%", MET),
        ("90%以上", "≥95%", OPEN),
        ("90%以上", "≤85%", MISSED),
        (">90%", ">90%", MET),
        ("<90%", "≥90%", MISSED),
        ("400余人", "≥400人", MET),
        ("400余人", "≥500人", MISSED),
        ("430人", "400余人", MET),
        ("92%", "约90%", OPEN),
        ("99%", "约90%", MET),
        # Words
        ("达成指标", "≥90%", Reached.NOT_A_FIGURE),
        ("90%", "有所改善", Reached.NOT_A_FIGURE),
        ("有所改善", "有所改善", Reached.NOT_A_FIGURE),
        ("", "", Reached.NOT_A_FIGURE),
    ],
)
def test_reach(actual: str, target: str, answer: Reached) -> None:
    assert reach(actual, parse_target(target)) is answer
    figure = parse_figure(actual)
    if figure is not None:
        assert reach(figure, parse_target(target)) is answer


@pytest.mark.parametrize(
    ("actual", "target", "answer"),
    [
        ("2023年12月31日前按时完成", "2023年12月31日前完成", MET),
        ("2023年9月12日—9月13日完成", "2023年9月底前完成", MET),
        ("2023年10月1日", "2023年9月底前完成", MISSED),
        ("2023年11月", "2023年9月底前完成", MISSED),
        ("2023年5月中旬—6月中旬完成", "2023年5-9月完成", MET),
        ("2023年4月—6月完成", "2023年5-9月完成", MISSED),
        ("2023年9月底前完成", "2023年5-9月完成", MET),
        ("2023年全年", "2023年全年", MET),
        ("2023年9月28日", "2023年9月30日完成", MET),
        ("2023年9月", "及时（2023年10月）", MET),
        ("2023年9月起", "2023年12月底前", Reached.NOT_A_FIGURE),
        ("2023年10月起", "2023年9月起", MET),
        ("每月25日", "每月25日", MET),
        ("每月20日", "每月25日", Reached.NOT_A_FIGURE),
        ("达成指标", "2023年9月底前完成", Reached.NOT_A_FIGURE),
        ("100%", "2023年9月底前完成", Reached.NOT_A_FIGURE),
        ("2023年9月", "≥90%", Reached.NOT_A_FIGURE),
        ("5月", "6月之前", Reached.NOT_A_FIGURE),
        ("2023年5月", "6月之前", Reached.NOT_A_FIGURE),
    ],
)
def test_reach_a_deadline(actual: str, target: str, answer: Reached) -> None:
    assert reach(actual, parse_target(target)) is answer
    period = parse_period(actual)
    if period is not None:
        assert reach(period, parse_target(target)) is answer


def test_the_year_of_a_report_decides_dates_without_one() -> None:
    early, late = parse_period("5月"), parse_period("7月")
    assert early is not None and late is not None
    for target in (parse_target("6月之前"), parse_target("6月之前", 2023)):
        assert reach(early, target, 2023) is MET
        assert reach(late, target, 2023) is MISSED
        assert reach("2023年7月", target, 2023) is MISSED


OPERATORS = {"≥": operator.ge, ">": operator.gt, "≤": operator.le, "<": operator.lt, "=": operator.eq, "": operator.ge}
NUMBERS = st.decimals(0, 10**6, places=2, allow_nan=False)


UNITS = st.sampled_from(["%", "人", "分", "", "万元"])


@given(NUMBERS, st.one_of(NUMBERS, st.none()), st.sampled_from(sorted(OPERATORS)), UNITS)
def test_reach_agrees_with_plain_comparison(actual: Decimal, target: Decimal | None, sign: str, unit: str) -> None:
    promised = actual if target is None else target
    met = OPERATORS[sign](actual, promised)
    assert reach(f"{actual}{unit}", parse_target(f"{sign}{promised}{unit}")) is (MET if met else MISSED)


@given(NUMBERS, NUMBERS, st.sampled_from(sorted(OPERATORS)))
def test_reach_is_the_same_in_another_scale(actual: Decimal, target: Decimal, sign: str) -> None:
    promised = parse_target(f"{sign}{target}万元")
    assert reach(f"{actual}万元", promised) is reach(f"{actual * 10000:.2f}元", promised)


_PRINTS = st.builds(
    lambda sign, whole, decimals, unit: f"{sign}{whole}{decimals}{unit}",
    st.sampled_from(["", "", "-", "约", "不低于", "超过"]),
    st.integers(0, 30),
    st.sampled_from(["", ".0", ".5", ".50"]),
    st.sampled_from(["%", "人", "万人", "元", "万元", "分", "", "天"]),
)


@given(_PRINTS, _PRINTS, st.sampled_from(["", "≥", ">", "≤", "<", "="]))
def test_printed_numbers_are_compared_as_their_intervals_would_be(actual: str, wanted: str, sign: str) -> None:
    """The short way of a comparison says what the intervals say."""
    from gouji.figures import target as module

    figure, target = parse_figure(actual), parse_target(f"{sign}{wanted}")
    assume(figure is not None and len(target.figures) == 1)
    assert figure is not None
    theirs = target.figures[0]
    assume(figure.dimension == theirs.dimension)
    operator = module._operator(theirs, target)
    assert module._compare(figure, theirs, operator) is module._compare_ranges(figure, theirs, operator)
