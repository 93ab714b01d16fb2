"""Numbers as printed: what a requirement between rounded figures can come to."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from engine_samples import bare, judge, outcome, pack_of_rules, program_of, reason, report_of, word_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gouji.engine import operations as ops
from gouji.engine import quantity as q
from gouji.engine import ranges
from gouji.engine.judge import Judge
from gouji.engine.truth import State
from gouji.figures import Interval, parse_figure
from gouji.report import Anchor, Report

FULL = ("passed", "within_rounding")
ROUNDED = (ROUND_HALF_UP, ROUND_HALF_EVEN)
PLACES = st.integers(0, 4)
AMOUNTS = st.fractions(min_value=Fraction(1, 100), max_value=10**6, max_denominator=10**6)


def printed(value: Fraction, places: int, how: str, unit: str = "") -> str:
    """A true value as somebody prints it."""
    # Decimal division is exact enough here: 60 digits against 10 places
    exact = Decimal(value.numerator * 10**40 // value.denominator).scaleb(-40)
    if Fraction(exact) != value:
        exact += Decimal(1).scaleb(-41)  # what lies beyond the digits still counts against a half
    return f"{exact.quantize(Decimal(1).scaleb(-places), rounding=how)}{unit}"


def leaf(text: str) -> q.Quantity:
    """A cell with the width of its printed digits."""
    figure = parse_figure(text)
    assert figure is not None
    return q.of_leaf(q.Leaf(Anchor(None, None, text), figure, "printed"), (), figure.base)


# -- a true relation is never accused --------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(AMOUNTS, AMOUNTS, PLACES, PLACES, st.sampled_from([*ROUNDED, ROUND_DOWN]))
def test_true_quotients_are_never_a_plain_fail(
    part: Fraction, whole: Fraction, money: int, rate: int, how: str
) -> None:
    row = {"额": printed(part, money, how, "万元"), "总": printed(whole, money, how, "万元")}
    assume(Fraction(row["总"].removesuffix("万元")) > 0)
    row["率"] = printed(part / whole * 100, rate, how, "%")
    for rule in ("率 = 额 ÷ 总", "额 ÷ 总 = 率", "额 = 总 × 率", "1 − 率 = (总 − 额) ÷ 总"):
        found = outcome(rule, row)
        assert found in FULL or (how == ROUND_DOWN and found == "truncated"), (rule, row, found)


@settings(deadline=None, max_examples=60)
@given(st.lists(AMOUNTS, min_size=1, max_size=6), PLACES, st.sampled_from([*ROUNDED, ROUND_DOWN]))
def test_true_sums_are_never_a_plain_fail(parts: list[Fraction], places: int, how: str) -> None:
    rows = [{"额": printed(part, places, how, "万元")} for part in parts]
    found = word_of(judge("合计(甲表.额) = 总额", rows, fields={"总额": printed(sum(parts), places, how, "万元")}))
    assert found in FULL or (how == ROUND_DOWN and found == "truncated")


@settings(deadline=None, max_examples=60)
@given(AMOUNTS, AMOUNTS, PLACES, st.sampled_from([*ROUNDED, ROUND_DOWN]))
def test_true_growth_is_never_a_plain_fail(now: Fraction, before: Fraction, places: int, how: str) -> None:
    """This year, the change and the rate of growth: one cell stands on both sides of the quotient."""
    assume(now > before)
    row = {"总": printed(now, places, how, "万元"), "额": printed(now - before, places, how, "万元")}
    row["率"] = printed((now - before) / before * 100, 1, how, "%")
    found = outcome("率 = 额 ÷ (总 − 额)", row)
    assert found in FULL or found == "undecided" or (how == ROUND_DOWN and found == "truncated"), (row, found)


@settings(deadline=None, max_examples=60)
@given(AMOUNTS, AMOUNTS, PLACES, PLACES, st.sampled_from(ROUNDED))
def test_a_rounded_rate_of_amounts_that_were_cut_off_is_no_plain_fail(
    part: Fraction, whole: Fraction, money: int, rate: int, how: str
) -> None:
    row = {"额": printed(part, money, ROUND_DOWN, "万元"), "总": printed(whole, money, ROUND_DOWN, "万元")}
    assume(Fraction(row["总"].removesuffix("万元")) > 0)
    row["率"] = printed(part / whole * 100, rate, how, "%")
    assert outcome("率 = 额 ÷ 总", row) in (*FULL, "truncated")


@settings(deadline=None, max_examples=80)
@given(st.lists(st.fractions(-100, 100, max_denominator=1000), min_size=4, max_size=4), st.integers(0, 2))
def test_the_span_of_an_expression_holds_every_true_value(true: list[Fraction], places: int) -> None:
    a, b, c, d = (leaf(printed(value, places, ROUND_HALF_UP)) for value in true)
    ta, tb, tc, td = true
    for made, value in (
        (ops.add(a, b), ta + tb),
        (ops.subtract(ops.multiply(a, b), c), ta * tb - tc),
        (ops.multiply(ops.add(a, b), ops.subtract(a, c)), (ta + tb) * (ta - tc)),
        (ops.absolute(ops.subtract(a, b)), abs(ta - tb)),
        (ops.extreme("最大", a, b, c), max(ta, tb, tc)),
        (ops.extreme("最小", a, ops.multiply(b, c)), min(ta, tb * tc)),
        (ops.rounded("舍入", ops.multiply(a, b), q.constant(Fraction(1), ())), ranges.rounded(ta * tb, 1)),
        (ops.rounded("截断", ops.add(a, b), q.constant(Fraction(0), ())), ranges.rounded(ta + tb, 0, "截断")),
    ):
        assert isinstance(made, q.Quantity)
        assert ranges.span(made).contains(value)
    for top, bottom, value in (
        (a, b, lambda: ta / tb),
        (a, ops.add(a, b), lambda: ta / (ta + tb)),
        (ops.subtract(a, b), ops.add(a, b), lambda: (ta - tb) / (ta + tb)),
        (ops.multiply(a, b), ops.add(ops.multiply(c, c), d), lambda: ta * tb / (tc * tc + td)),
    ):
        made = ops.divide(top, bottom)
        if isinstance(made, q.Quantity):
            assert ranges.span(made).contains(value())
        else:
            assert made.code == "U605"


# -- one cell is one unknown -----------------------------------------------------------------------


@given(st.sampled_from(["3.5", "0", "-2.25", "10.00"]), st.sampled_from(["7.1", "2", "-0.5"]))
def test_a_cell_used_twice_is_one_unknown(x: str, y: str) -> None:
    a, b = leaf(x), leaf(y)
    for zero in (
        ops.subtract(a, a),
        ops.subtract(ops.add(a, b), ops.add(b, a)),
        ops.subtract(ops.multiply(a, b), ops.multiply(b, a)),
    ):
        assert isinstance(zero, q.Quantity)
        assert ranges.span(zero) == Interval.exact(0)


def test_a_cell_on_both_sides_does_not_widen_the_tolerance() -> None:
    """10.0 − 3.0 against 7.2: off by 0.2, more than three roundings of 0.05 allow, with 总 on both sides or not."""
    row = {"总": "10.0万元", "额": "3.0万元", "定额": "7.2万元"}
    assert outcome("总 − 额 = 定额", row) == "fail"
    assert outcome("总 − 额 + 总 = 定额 + 总", row) == "fail"
    assert outcome("总 − 额 + 额 = 总", row) == "passed"
    wide = {"总": "10.0万元", "额": "3.0万元", "定额": "7.1万元"}
    assert outcome("总 − 额 = 定额", wide) == outcome("总 − 额 + 总 = 定额 + 总", wide) == "within_rounding"


# -- the four answers, and what remains ------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "found"), [("50.0%", "passed"), ("33.3%", "within_rounding"), ("66.6%", "truncated"), ("66.5%", "fail")]
)
def test_equality_has_four_answers(rate: str, found: str) -> None:
    part = {"50.0%": "5", "33.3%": "1", "66.6%": "2", "66.5%": "2"}[rate]
    whole = "10" if part == "5" else "3"
    row = {"定额": f"{part}00.00万元", "总": f"{whole}00.00万元", "率": rate}
    assert outcome("率 = 定额 ÷ 总", row) == found


def test_a_truncated_figure_is_a_low_finding_of_its_own_kind() -> None:
    (finding,) = judge("率 = 额 ÷ 总", [{"额": "200.00万元", "总": "300.00万元", "率": "66.6%"}]).findings
    assert (finding.severity.code, finding.evidence.kind) == ("low", "truncated")


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 999), st.integers(1, 999), st.integers(0, 3000))
def test_the_gap_is_what_remains_after_every_allowance(part: int, whole: int, rate: int) -> None:
    """Moving the printed rate towards the quotient by the gap makes it hold; by anything less does not."""
    a, b, r = leaf(str(part)), leaf(str(whole)), leaf(f"{rate / 10:.1f}%")
    truth = ops.compare("=", r, ops.divide(a, b))
    if truth.state is not State.FAILS:
        return
    assert truth.contrast is not None
    rest = truth.contrast.gap
    reached = ranges.span(ops.divide(a, b))  # type: ignore[arg-type]
    own = ranges.span(r)
    moved = Interval(own.lo - rest, own.hi - rest)  # type: ignore[operator]
    assert moved.intersects(reached)
    less = rest * Fraction(999, 1000)
    assert not Interval(own.lo - less, own.hi - less).intersects(reached)  # type: ignore[operator]


def test_the_evidence_says_gap_in_the_unit_of_the_reported_figure() -> None:
    (finding,) = judge(
        "合计(甲表.额) = 总额", [{"额": "3.0000万元"}, {"额": "4.0000万元"}], fields={"总额": "90000元"}
    ).findings
    assert (finding.evidence.expected, finding.evidence.reported) == ("70000元", "90000元")
    assert finding.evidence.gap == "19998.5元"  # 20000 less three roundings of half a yuan
    assert finding.evidence.filled == "(3.0000万元 + 4.0000万元) = 90000元"


# -- order, conditions, divisors -------------------------------------------------------------------


def test_order_between_printed_figures_goes_by_the_printed_values() -> None:
    assert outcome("率 < 比", {"率": "90%", "比": "90.0%"}) == "fail"
    assert outcome("率 ≤ 比", {"率": "90%", "比": "90.0%"}) == "passed"
    assert outcome("@甲表 额 > 10万元", {"额": "10万元"}) == "fail"


def test_a_computed_side_fails_only_if_no_true_values_could_do() -> None:
    row = {"额": "1万元", "总": "3万元", "率": "33.4%"}
    assert outcome("额 ÷ 总 ≥ 率", row) == "within_rounding"
    assert outcome("额 ÷ 总 ≥ 率", row | {"额": "1.000万元", "总": "3.000万元", "率": "33.5%"}) == "fail"


@pytest.mark.parametrize("condition", ["额 ÷ 总 ≥ 33.4%", "率 = 额 ÷ 总"])
def test_a_condition_that_rounding_leaves_open_is_undecided(condition: str) -> None:
    row = {"额": "1万元", "总": "3万元", "率": "33.4%", "分": "1", "权": "2"}
    result = judge(f"当 {condition} 则 分 ≤ 权", [row])
    assert (word_of(result), reason(result)) == ("undecided", "U606")


@pytest.mark.parametrize("whole", ["0万元", "0.00万元", "约0万元"])
def test_a_divisor_that_may_be_zero_is_undecided(whole: str) -> None:
    for rule in ("率 = 额 ÷ 总", "率 = 额 ÷ (总 − 额 + 额)", "率 ≤ 1 ÷ (总 ÷ 额)"):
        result = judge(rule, [{"额": "3万元", "总": whole, "率": "0%"}])
        assert word_of(result) == "undecided"
        assert reason(result) == "U605"


def test_a_difference_that_may_be_zero_is_no_divisor() -> None:
    result = judge("率 = 额 ÷ (总 − 定额)", [{"额": "3.00万元", "总": "5.00万元", "定额": "5万元", "率": "10%"}])
    assert reason(result) == "U605"


def test_exact_equality_and_tolerance() -> None:
    row = {"额": "1万元", "总": "3万元", "率": "33.3%", "分": "9.5", "权": "10"}
    assert outcome("率 == 额 ÷ 总", row) == "fail"
    assert outcome("@甲表 分 ≈ 权 ± 0.5分", row) == "passed"
    assert outcome("@甲表 分 ≈ 权 ± 0.4", row) == "fail"
    (finding,) = judge("@甲表 分 ≈ 权 ± 0.4", [row]).findings
    assert finding.evidence.gap == "0.1"
    assert outcome("率 ≈ 额 ÷ 总", row) == "within_rounding"


def test_a_tolerance_of_another_unit_is_undecided() -> None:
    assert outcome("@甲表 值 ≈ 况 ± 1万元", {"值": "5人", "况": "6人"}) == "undecided"
    assert outcome("@甲表 值 ≈ 况 ± 1人", {"值": "5人", "况": "6人"}) == "passed"


# -- reports that say the same ---------------------------------------------------------------------

RULES = [
    "率 = 额 ÷ 总", "额 ≤ 总", "当 率 ≥ 90% 则 分 = 权", "合计(甲表.额) = 总额",
    "每组 甲表 按 类: 合计(额) = 合计(总)", "@甲表 名 属于 {“甲”, “ab”}",
    "存在(甲表.额 > 10万元)", "@甲表 额 = 乙表[名].额", "注 包含 “完成”", "@甲表 分 ≈ 权 ± 1",
]  # fmt: skip


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        whole = draw(st.integers(1, 40)) * 10000
        part = draw(st.integers(0, whole // 100)) * 100
        rate = draw(st.sampled_from([Decimal(part) * 100 / whole, Decimal(95)]))
        rows.append({
            "名": draw(st.sampled_from("甲乙丙")), "类": draw(st.sampled_from("子丑")),
            "额": f"{part}元", "总": f"{whole}元", "率": f"{rate:.1f}%",
            "分": draw(st.sampled_from(["9", "10", "9.5"])), "权": "10",
            "注": draw(st.sampled_from(["完成", "未完成", "ab 1"])),
        })  # fmt: skip
    total = sum(int(row["额"][:-1]) for row in rows) + draw(st.sampled_from([0, 100]))
    second = [{"名": name, "额": "10000元"} for name in "甲乙"]
    return Report(fields={"总额": f"{total}元"}, tables={"甲表": rows, "乙表": second})


def _outcomes(report: Report) -> dict[str, tuple[int, ...]]:
    return {rule: tuple(counts) for rule, counts in Judge(_PROGRAM).judge(report).rules.items()}


def _mapped(report: Report, change: object) -> Report:
    assert callable(change)
    tables = {
        name: [{k: None if v is None else change(k, v) for k, v in row.items()} for row in rows]
        for name, rows in report.tables.items()
    }
    return Report(fields={k: change(k, v or "") for k, v in report.fields.items()}, tables=tables)


_PROGRAM = program_of(*RULES)


@settings(deadline=None, max_examples=40)
@given(_reports())
def test_yuan_and_ten_thousand_yuan_give_the_same_outcomes(report: Report) -> None:
    """The same digits in another unit: 12300元 and 1.2300万元 say the same to the same place."""

    def change(_: str, text: str) -> str:
        return f"{Decimal(text[:-1]).scaleb(-4):f}万元" if text.endswith("元") else text

    assert _outcomes(_mapped(report, change)) == _outcomes(report)


@settings(deadline=None, max_examples=40)
@given(_reports())
def test_a_unit_in_the_header_is_a_unit_in_every_cell(report: Report) -> None:
    tables = {
        name: [
            {f"{k}（元）" if k in ("额", "总") else k: (v or "").removesuffix("元") for k, v in row.items()}
            for row in rows
        ]
        for name, rows in report.tables.items()
    }
    assert _outcomes(Report(fields=report.fields, tables=tables)) == _outcomes(report)


@settings(deadline=None, max_examples=40)
@given(_reports(), st.randoms(use_true_random=False))
def test_order_of_rows_and_irrelevant_columns_change_nothing(report: Report, random: object) -> None:
    shuffled = {
        name: [dict(row) | {"闲列": "7", "又一列": "x"} for row in rows] for name, rows in report.tables.items()
    }
    for rows in shuffled.values():
        random.shuffle(rows)  # type: ignore[attr-defined]
    other = Report(fields=dict(report.fields), tables=dict(reversed(shuffled.items())) | {"闲表": [{"额": "1元"}]})
    before, after = Judge(_PROGRAM).judge(report), Judge(_PROGRAM).judge(other)
    assert {r: tuple(c) for r, c in before.rules.items()} == {r: tuple(c) for r, c in after.rules.items()}
    assert sorted(f.id for f in before.findings) == sorted(f.id for f in after.findings)


@settings(deadline=None, max_examples=40)
@given(_reports())
def test_the_width_of_characters_changes_nothing(report: Report) -> None:
    def wide(_: str, text: str) -> str:
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text).replace(" ", "\u3000")

    before, after = Judge(_PROGRAM).judge(report), Judge(_PROGRAM).judge(_mapped(report, wide))
    assert {r: tuple(c) for r, c in before.rules.items()} == {r: tuple(c) for r, c in after.rules.items()}
    assert sorted(f.id for f in before.findings) == sorted(f.id for f in after.findings)


def test_a_report_without_a_vocabulary_is_judged_the_same_in_yuan() -> None:
    rule = "规则: [率 = 支出 / 预算]"
    rows = [{"预算（万元）": "12.00", "支出（万元）": "10.00", "率": "83.33%"}]
    yuan = [{"预算（元）": "120000", "支出（元）": "100000", "率": "83.33%"}]
    counts = [bare(rule, Report(fields={}, tables={"表一": found})).counts for found in (rows, yuan)]
    assert counts[0] == counts[1]
    assert counts[0].judged == 1


def test_rules_of_this_module_bind() -> None:
    assert len(pack_of_rules(RULES).rules) == len(RULES)
    assert sum(Judge(_PROGRAM).judge(report_of()).counts) == len(RULES)
