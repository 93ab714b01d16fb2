"""What the operators, functions and aggregates mean."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from engine_samples import VOCABULARY, bare, judge, outcome, pack_of, program_of, reason, report_of, word_of
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.engine import ranges
from gouji.engine.judge import Judge
from gouji.engine.ruleset import RuleSet
from gouji.engine.truth import State, Truth, conjunction, disjunction, negation
from gouji.report import Report

# -- truth -----------------------------------------------------------------------------------------

STATES = list(State)
PAIRS = list(itertools.product(STATES, STATES))
ACCUSED = {State.CUT, State.FAILS}
#: What a state could turn out to be once the unknown parts are known.
BECOMES = {state: ({state} if state is not State.UNKNOWN else set(State) - {State.UNKNOWN}) for state in State}
#: As a condition: what may hold and what may fail. OPEN and CUT may do either.
KLEENE = {State.HOLDS: True, State.FAILS: False, State.OPEN: None, State.CUT: None, State.UNKNOWN: None}


def kleene_and(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_kleene_tables(left: State, right: State) -> None:
    both = conjunction([Truth(left), Truth(right)]).state
    either = disjunction([Truth(left), Truth(right)]).state
    assert KLEENE[both] == kleene_and([KLEENE[left], KLEENE[right]])
    none = kleene_and([None if KLEENE[s] is None else not KLEENE[s] for s in (left, right)])
    assert KLEENE[either] == (None if none is None else not none)
    assert both == conjunction([Truth(right), Truth(left)]).state
    assert either == disjunction([Truth(right), Truth(left)]).state


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_de_morgan(left: State, right: State) -> None:
    """As conditions, and in what is accused. (OPEN is its own negation, so with UNKNOWN it may differ otherwise.)"""
    a, b = Truth(left), Truth(right)
    for one, other in (
        (negation(conjunction([a, b])).state, disjunction([negation(a), negation(b)]).state),
        (negation(disjunction([a, b])).state, conjunction([negation(a), negation(b)]).state),
    ):
        assert KLEENE[one] == KLEENE[other]
        assert (one in ACCUSED) == (other in ACCUSED)


@pytest.mark.parametrize("other", STATES)
def test_an_unknown_part_never_makes_a_finding_that_knowing_it_would_take_back(other: State) -> None:
    """``仅截断成立 或 不知``: the unknown part may hold, so there is nothing to accuse yet."""
    for join in (conjunction, disjunction):
        found = join([Truth(State.UNKNOWN), Truth(other)]).state
        if found in ACCUSED:
            assert all(join([Truth(known), Truth(other)]).state in ACCUSED for known in BECOMES[State.UNKNOWN])


def test_reasons_of_all_unknown_parts_are_kept() -> None:
    result = judge("@甲表 分 ≤ 权 且 额 ≤ 总", [{"分": "五", "权": "1", "额": "", "总": "1元"}])
    assert word_of(result) == "undecided"
    assert reason(result) == "U603"


# -- missing, words, units -------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "/", "—", "--", "无", None, "  "])
def test_missing_is_not_zero(text: str | None) -> None:
    for rule in ("额 ≤ 总", "额 = 0", "总 − 额 = 总", "额 ≥ 0"):
        result = judge("@甲表 " + rule, [{"额": text, "总": "5万元"}])
        assert (word_of(result), reason(result)) == ("undecided", "U602")
    assert outcome("@甲表 额 为空", {"额": text, "总": "1"}) == "passed"
    assert outcome("@甲表 额 已填", {"额": text, "总": "1"}) == "fail"
    assert (
        word_of(judge("@报告 合计(甲表.额) = 总额", [{"额": text}, {"额": "5元"}], fields={"总额": "5元"}))
        == "undecided"
    )


def test_a_printed_zero_is_zero_in_every_unit() -> None:
    assert outcome("@甲表 额 ≤ 总", {"额": "0", "总": "5万元"}) == "passed"
    rows = [{"额": text} for text in ("0", "2万元", "3万元")]
    assert word_of(judge("@报告 合计(甲表.额) = 总额", rows, fields={"总额": "5万元"})) == "passed"


@pytest.mark.parametrize("bare", ["0", "0元", "5", "/"])
@pytest.mark.parametrize("quick", [False, True])
def test_a_bare_number_does_not_make_the_amounts_of_its_column_exact(bare: str, quick: bool) -> None:
    """Amounts are as wide as the finest place of their column; what has no unit says nothing about that."""
    true = {"额": "3.33万元", "总": "7.11万元", "率": "46.9%"}
    assert judge("率 = 额 ÷ 总", [true], quick=quick).counts.within_rounding == 1
    result = judge("率 = 额 ÷ 总", [true, {"额": bare, "总": bare, "率": "0%"}], quick=quick)
    assert (result.counts.within_rounding, result.counts.fail) == (1, 0)


def test_zero_is_filled_in() -> None:
    assert outcome("@甲表 额 已填 且 额 可比 且 非 (额 为空)", {"额": "0"}) == "passed"
    assert outcome("@甲表 额 ≥ 0", {"额": "0"}) == "passed"


@pytest.mark.parametrize(
    ("rule", "row", "code"),
    [
        ("人 = 户", {"人": "5人", "户": "5户"}, "U604"),
        ("额 ≤ 总", {"额": "5", "总": "5万元"}, "U604"),
        ("额 ≤ 总", {"额": "五千", "总": "很多"}, "U603"),
        ("率 ≤ 比", {"率": "0.95", "比": "95%"}, "U609"),
        ("值 ≥ 80%", {"值": "80人"}, "U604"),
        ("值 达到 标", {"值": "80人", "标": "≥90%"}, "U604"),
        ("值 达到 标", {"值": "80人", "标": "有所改善"}, "U610"),
        ("天数(日, 止) ≥ 5天", {"日": "九月底", "止": "2023年9月"}, "U611"),
    ],
)
def test_what_cannot_be_compared_is_undecided_with_its_reason(rule: str, row: dict[str, str], code: str) -> None:
    result = judge("@甲表 " + rule, [row])
    assert (word_of(result), reason(result)) == ("undecided", code)


def test_a_number_of_the_rule_meets_every_count_with_or_without_its_unit() -> None:
    for text in ("15人", "15", "15户"):
        assert outcome("@甲表 人 ≥ 10", {"人": text}) == "passed"
        assert outcome("@甲表 人 > 15", {"人": text}) == "fail"
    assert outcome("@甲表 人 ≥ 15人", {"人": "15人"}) == "passed"
    assert outcome("@甲表 人 ≥ 15人", {"人": "15"}) == "passed"
    assert outcome("@甲表 人 ≥ 15人", {"人": "15户"}) == "undecided"


def test_numbers_of_the_rule_divide_without_changing_the_unit() -> None:
    assert outcome("@甲表 分 = 权 × 80 ÷ 100", {"分": "8", "权": "10"}) == "passed"
    assert outcome("@甲表 人 ÷ 2 = 户", {"人": "10人", "户": "5人"}) == "passed"
    assert outcome("@甲表 人 ÷ 户 = 率", {"人": "10人", "户": "20", "率": "50%"}) == "passed"
    assert (
        word_of(judge("@报告 合计(甲表.分) ÷ 计数(甲表) = 总分", [{"分": "4"}, {"分": "6"}], fields={"总分": "5分"}))
        == "passed"
    )


def test_bare_numbers_of_a_ratio_column() -> None:
    """97.8 can only be a percentage; 0.978 may be one or a fraction."""
    assert outcome("@甲表 率 = 比", {"率": "97.8", "比": "97.8%"}) == "passed"
    assert outcome("@甲表 率 = 比", {"率": "0.978", "比": "97.8%"}) == "undecided"
    assert outcome("@甲表 率 ≥ 0", {"率": "0"}) == "passed"


# -- sums ------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.permutations(["5", "3人", "2户"]))
def test_a_sum_does_not_hide_a_clash_of_units_behind_a_bare_number(texts: list[str]) -> None:
    result = judge("@报告 合计(甲表.人) ≤ 100", [{"人": text} for text in texts])
    assert (word_of(result), reason(result)) == ("undecided", "U604")


@settings(max_examples=20, deadline=None)
@given(st.permutations(["100%(3133人)", "50人", "17人"]))
def test_a_sum_takes_the_figures_that_fit_each_other(texts: list[str]) -> None:
    rows = [{"值": text} for text in texts]
    assert word_of(judge("@报告 合计(甲表.值) = 3200人", rows)) == "passed"
    assert word_of(judge("@报告 最大(甲表.值) = 3133人", rows)) == "passed"


def test_percentages_and_bare_numbers_are_not_added() -> None:
    assert word_of(judge("@报告 合计(甲表.值) ≥ 1", [{"值": "80%"}, {"值": "5"}])) == "undecided"


SCORES = [{"名": "甲", "分": "3", "权": "5"}, {"名": "乙", "分": "4", "权": "4"}, {"名": "丙", "分": "", "权": "1"}]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("合计(甲表.权)", "10"),
        ("合计(甲表.分 其中 名 ≠ “丙”)", "7"),
        ("合计(甲表.权 其中 名 属于 {“甲”, “丙”})", "6"),
        ("合计(甲表.权 其中 名 = “丁”)", "0"),
        ("平均(甲表.分 其中 分 已填)", "3.5"),
        ("最大(甲表.权)", "5"),
        ("最小(甲表.权 其中 权 > 1)", "4"),
        ("计数(甲表)", "3"),
        ("计数(甲表.分)", "2"),
        ("计数(甲表 其中 权 ≥ 4)", "2"),
        ("合计(甲表.权 × 2)", "20"),
        ("合计(甲表.权 − 甲表.分 其中 分 已填)", "2"),
    ],
)
def test_aggregates(expression: str, value: str) -> None:
    assert word_of(judge(f"@报告 {expression} = {value}", SCORES)) == "passed"
    assert word_of(judge(f"@报告 {expression} = {value} + 1", SCORES)) == "fail"


def test_a_doubtful_row_makes_the_aggregate_undecided() -> None:
    for rule in (
        "合计(甲表.权 其中 分 > 3) = 9",
        "计数(甲表 其中 分 > 3) = 1",
        "平均(甲表.权 其中 分 > 3) = 4",
        "合计(甲表.分) = 7",
    ):
        assert word_of(judge("@报告 " + rule, SCORES)) == "undecided"
    for rule in ("平均(甲表.权 其中 名 = “丁”) = 1", "最大(甲表.权 其中 名 = “丁”) = 1"):
        assert reason(judge("@报告 " + rule, SCORES)) == "U608"


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("每个(甲表.权 > 0)", "passed"),
        ("每个(甲表.权 > 1)", "fail"),
        ("每个(甲表 其中 名 = “丁” 满足 权 > 99)", "passed"),
        ("存在(甲表 其中 名 = “丁”)", "fail"),
        ("存在(甲表.权 = 4)", "passed"),
        ("存在(甲表 其中 名 = “甲” 满足 权 = 4)", "fail"),
        ("每个(甲表.分 ≤ 甲表.权)", "undecided"),
        ("每个(甲表.分 ≤ 甲表.权 其中 分 已填)", "passed"),
        ("存在(甲表.分 > 99)", "undecided"),
        ("存在(甲表.分 = 4)", "passed"),
        ("每个(甲表.权 > 0 其中 分 > 3)", "passed"),
        ("存在(甲表.权 > 99 其中 分 > 3)", "fail"),
    ],
)
def test_every_and_exists(rule: str, found: str) -> None:
    assert word_of(judge("@报告 " + rule, SCORES)) == found


def test_no_rows_is_not_applicable_and_no_table_is_undecided() -> None:
    assert Judge(program_of("@甲表 分 ≤ 权")).judge(report_of([])).counts.not_applicable in (0, 1)
    empty = Report(fields={}, tables={"甲表": [], "乙表": []})
    missing = Report(fields={}, tables={"乙表": []})
    assert reason(Judge(program_of("@甲表 分 ≤ 权")).judge(missing)) == "U612"
    assert not Judge(program_of("@甲表 分 ≤ 权")).judge(empty).findings


# -- lookups and groups ----------------------------------------------------------------------------

SECOND = [
    {"名": "甲", "额": "1万元", "分": "1"},
    {"名": "乙", "额": "2万元", "分": "2"},
    {"名": "乙", "额": "3万元", "分": "3"},
]


@pytest.mark.parametrize(
    ("name", "found", "code"), [("甲", "passed", ""), ("丙", "undecided", "U608"), ("乙", "undecided", "U607")]
)
def test_a_lookup_takes_the_one_row(name: str, found: str, code: str) -> None:
    for rule in ("额 = 乙表[名].额", "额 = 乙表[名 = 本行.名].额"):
        result = judge("@甲表 " + rule, [{"名": name, "额": "1万元"}], 乙表=SECOND)
        assert word_of(result) == found
        assert not code or reason(result) == code


def test_a_lookup_by_words_and_by_condition() -> None:
    assert word_of(judge("@报告 乙表[名 = “甲”].额 = 总额", 乙表=SECOND, fields={"总额": "10000元"})) == "passed"
    assert word_of(judge("@报告 乙表[分 ≥ 3].额 = 总额", 乙表=SECOND, fields={"总额": "30000元"})) == "passed"
    assert reason(judge("@报告 乙表[分 ≥ 2].额 = 总额", 乙表=SECOND, fields={"总额": "1元"})) == "U607"


def test_a_bare_column_of_another_table_is_its_total_row() -> None:
    rows = [*SECOND, {"名": "合计", "额": "6万元", "分": "6"}]
    assert word_of(judge("@报告 乙表.额 = 总额", 乙表=rows, fields={"总额": "6万元"})) == "passed"
    assert word_of(judge("@报告 乙表.额 = 合计(乙表.额 其中 名 ≠ “合计”)", 乙表=rows)) == "passed"
    assert reason(judge("@报告 乙表.额 = 总额", 乙表=SECOND, fields={"总额": "6万元"})) == "U607"
    assert word_of(judge("@报告 乙表.额 = 总额", 乙表=SECOND[:1], fields={"总额": "1万元"})) == "passed"


def test_groups() -> None:
    rows = [
        {"类": "子", "分": "3", "总": "1万元"},
        {"类": "丑", "分": "4", "总": "2万元"},
        {"类": "子 ", "分": "2", "总": None},
        {"类": None, "分": "99", "总": "9万元"},
    ]
    rule = "每组 甲表 按 类: 合计(分) ≤ 4"
    result = judge(rule, rows)
    assert (result.counts.passed, result.counts.fail) == (1, 1)
    assert word_of(judge("每组 甲表 按 类: 总 = 1万元", rows[::2])) == "passed"
    differ = [{"类": "子", "总": "1万元"}, {"类": "子", "总": "2万元"}]
    assert reason(judge("每组 甲表 按 类: 总 = 1万元", differ)) == "U613"
    for blank in ("", " ", "/", "—"):
        assert word_of(judge("每组 甲表 按 类: 总 = 1万元", [rows[0], {"类": "子", "总": blank}])) == "passed"
    two = judge("每组 甲表 按 类, 名: 计数(分) = 1", [{"类": "子", "名": n, "分": "1"} for n in "甲乙甲"])
    assert (two.counts.passed, two.counts.fail) == (1, 1)


@pytest.mark.parametrize("quick", [False, True])
def test_a_group_whose_rows_differ_has_no_value_to_judge(quick: bool) -> None:
    rows = [{"类": "子", "注": "优", "权": "5"}, {"类": "子", "注": "良", "权": None}]
    for rule in ("注 ≠ “甲”", "注 = “甲”", "当 注 = “甲” 则 权 = 5", "注 属于 好词", "当 注 不包含 “差” 则 权 = 5"):
        result = judge(f"每组 甲表 按 类: {rule}", rows, quick=quick)
        assert (word_of(result), reason(result)) == ("undecided", "U613")


@pytest.mark.parametrize("quick", [False, True])
def test_rows_without_any_key_form_no_group(quick: bool) -> None:
    rows = [{"类": None, "注": "甲"}, {"类": None, "注": "乙"}]
    assert word_of(judge("每组 甲表 按 类: 注 = “甲”", rows, quick=quick)) == "not_applicable"


# -- functions -------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 200), st.integers(0, 3), st.integers(0, 100_000))
def test_whole_count_against_brute_force(people: int, places: int, scaled: int) -> None:
    """Is there a head count that prints as this rate: rounded either way at a half, or else cut off?"""
    shown = Decimal(scaled % (100 * 10**places + 1)).scaleb(-places)
    step = Fraction(1, 10**places)
    exact = [Fraction(count * 100, people) for count in range(people + 2)]
    target = Fraction(shown)
    if any(abs(rate - target) <= step / 2 for rate in exact):
        expected = "passed"
    elif any(target <= rate < target + step for rate in exact):
        expected = "truncated"
    else:
        expected = "fail"
    assert outcome("@甲表 整数解(率, 人)", {"率": f"{shown:f}%", "人": f"{people}人"}) == expected


@pytest.mark.parametrize(
    ("row", "outcome_"),
    [
        ({"率": "80%", "注": "因暴雨"}, "passed"),
        ({"率": "80%", "注": None}, "fail"),
        ({"率": "80%"}, "not_applicable"),
    ],
)
@pytest.mark.parametrize("quick", [False, True])
def test_a_column_is_there_when_it_is_empty_and_the_rule_goes_without_it(
    quick: bool, row: dict[str, str | None], outcome_: str
) -> None:
    assert outcome("@甲表 当 有列(注) 则 率 ≥ 90% 或 注 已填", row, quick=quick) == outcome_
    without = {"passed": "not_applicable", "fail": "not_applicable", "not_applicable": "fail"}[outcome_]
    assert outcome("@甲表 当 非 有列(注) 则 率 ≥ 90%", row, quick=quick) == without


def test_a_column_is_there_when_one_row_has_it() -> None:
    result = judge("@甲表 当 有列(注) 则 注 已填", [{"率": "80%", "注": "因暴雨"}, {"率": "70%"}])
    assert [result.counts.passed, result.counts.fail] == [1, 1]


def test_what_is_asked_for_must_be_a_column() -> None:
    with pytest.raises(AssertionError, match="这里要一个列名"):
        outcome("当 有列(甲表[名 = “甲”].率) 则 总额 > 0")


@settings(max_examples=100, deadline=None)
@given(st.decimals(-1000, 1000, places=4, allow_nan=False), st.integers(0, 3))
def test_rounding_functions_against_decimal(number: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    value = Fraction(number)
    assert ranges.rounded(value, places) == Fraction(number.quantize(step, rounding=ROUND_HALF_UP))
    assert ranges.rounded(value, places, "截断") == Fraction(number.quantize(step, rounding=ROUND_DOWN))


def test_rounding_a_ratio_counts_places_of_the_percentage() -> None:
    row = {"额": "2万元", "总": "3万元", "定额": "2万元", "率": "66.67%", "比": "66.66%"}
    assert outcome("@甲表 率 == 舍入(定额 ÷ 总, 2)", row) == "passed"
    assert outcome("@甲表 比 == 截断(定额 ÷ 总, 2)", row) == "passed"
    assert outcome("@甲表 分 == 舍入(权 ÷ 3, 2)", {"分": "3.33", "权": "10"}) == "passed"


@pytest.mark.parametrize(
    ("rule", "row", "found"),
    [
        ("绝对值(分 − 权) = 2", {"分": "3", "权": "5"}, "passed"),
        ("最小(分, 权, 4) = 3", {"分": "3", "权": "5"}, "passed"),
        ("最大(分, 权) = 5", {"分": "3", "权": "5"}, "passed"),
        ("天数(日, 止) = 31", {"日": "2023年9月30日", "止": "2023年10月31日"}, "passed"),
        ("天数(日, 止) = 31天", {"日": "2023年9月", "止": "2023年10月"}, "passed"),
        ("日 < 止", {"日": "2023年9月", "止": "2023年10月1日"}, "passed"),
        ("日 ≤ 2023年9月", {"日": "2023年10月1日"}, "fail"),
        ("字数(注) = 3", {"注": "未完 成"}, "passed"),
        ("首数(注) = 3人", {"注": "3人，其中1人请假"}, "passed"),
        ("首数(注) = 3人", {"注": "其中1人请假"}, "undecided"),
        ("相似度(名, 注) = 100%", {"名": "甲（一）", "注": "甲(一)"}, "passed"),
        ("相似度(名, 注) ≥ 50%", {"名": "甲乙丙丁", "注": "甲乙戊己"}, "passed"),
        ("算符(标) = “≥”", {"标": "不低于90%"}, "passed"),
        ("算符(标) = “>”", {"标": "＞90%"}, "passed"),
        ("显示(定额) = 额", {"定额": "1.3万元", "额": "1.26万元"}, "passed"),
        ("定额 = 额", {"定额": "1.3万元", "额": "1.26万元"}, "fail"),
        ("值 同单位 标", {"值": "80人", "标": "≥90人"}, "passed"),
        ("值 同单位 标", {"值": "80人", "标": "≥90%"}, "fail"),
        ("注 匹配 /^未完成[0-9]+/", {"注": "未完成３"}, "passed"),
        ("注 不匹配 /[0-9]/", {"注": "未完成"}, "passed"),
        ("注 匹配 /（草案）$/", {"注": "方案(草案)"}, "passed"),
        ("注 属于 好词", {"注": "达到 预期"}, "passed"),
        ("注 不属于 好词", {"注": "基本达到预期"}, "passed"),
        ("注 包含 好词", {"注": "基本达到预期"}, "passed"),
        ("注 不包含 “延期”", {"注": ""}, "passed"),
        ("标 不可比", {"标": "有所改善"}, "passed"),
        ("标 可比", {"标": "2023年9月底前"}, "passed"),
        ("−分 = −3", {"分": "3"}, "passed"),
        ("分 < 权 ≤ 5", {"分": "3", "权": "5"}, "passed"),
        ("分 < 权 < 5", {"分": "3", "权": "5"}, "fail"),
    ],
)
def test_operators_and_functions(rule: str, row: dict[str, str], found: str) -> None:
    for quick in (False, True):
        assert outcome("@甲表 " + rule, row, quick=quick).replace("within_rounding", "passed") == found


@pytest.mark.parametrize(
    ("actual", "target", "found"),
    [
        ("90%", "≥90%", "passed"),
        ("90%", ">90%", "fail"),
        ("90.0%", "90%", "passed"),
        ("188.5万元", "≤188.4万元", "fail"),
        ("3037人", "100%(3133人)", "fail"),
        ("3133人", "100%(3133人)", "passed"),
        ("100%(3133人)", "3133人", "passed"),
        ("20人", "不低于20人", "passed"),
        ("2023年8月", "2023年9月底前", "passed"),
        ("2023年10月", "2023年9月底前", "fail"),
    ],
)
def test_reaching_a_target_is_judged_as_printed(actual: str, target: str, found: str) -> None:
    assert outcome("@甲表 值 达到 标", {"值": actual, "标": target}) == found
    opposite = {"passed": "fail", "fail": "passed"}[found]
    assert outcome("@甲表 值 未达 标", {"值": actual, "标": target}) == opposite


@pytest.mark.parametrize(
    ("rule", "found"), [("天数(日, 止) = 31天", "passed"), ("日 > 止", "fail"), ("日 ≤ 止", "passed")]
)
def test_dates_without_a_year_are_those_of_the_year_of_the_report(rule: str, found: str) -> None:
    rows = [{"日": "9月30日", "止": "2023年10月底"}]
    judged = Judge(program_of("@甲表 " + rule)).judge(replace(report_of(rows), year=2023)).counts
    assert getattr(judged, found) == 1
    assert outcome("@甲表 " + rule, rows[0]) == "undecided"


# -- names, messages, kinds of report --------------------------------------------------------------


def test_definitions_parameters_and_word_sets() -> None:
    text = VOCABULARY + (
        "参数: {上限: 130%, 词: “优”, 几个: {默认: '{优, 良}'}}\n定义: {完成率: 额 ÷ 总}\n"
        "规则:\n- {编号: a, 范围: 甲表, 要求: 完成率 ≤ 上限}\n"
        "- {编号: b, 范围: 甲表, 要求: 注 属于 几个}\n- {编号: c, 范围: 甲表, 要求: 注 = 词}\n"
    )
    rules = RuleSet(pack_of(text))
    result = rules.check(report_of([{"额": "14.00万元", "总": "10.00万元", "注": "良"}]))
    assert {rule: counts.fail for rule, counts in result.rules.items()} == {"a": 1, "b": 0, "c": 1}
    assert any(finding.rule == "a" and "130%" in finding.evidence.filled for finding in result.findings)


def test_message_templates() -> None:
    text = VOCABULARY + (
        "规则:\n- 编号: a\n  范围: 甲表\n  要求: 分 ≤ 权\n"
        "  消息: '“{名}”得 {分}，超 {分 - 权}；{{原样}}{注}'\n  建议: 改\n"
    )
    (finding,) = (
        RuleSet(pack_of(text)).check(report_of([{"名": "甲  乙", "分": "6分", "权": "5", "注": None}])).findings
    )
    assert finding.message == "“甲 乙”得 6分，超 1分；{原样}（空）"
    assert finding.advice == "改"


def test_a_rule_for_other_kinds_of_reports_is_not_applicable() -> None:
    text = VOCABULARY + "规则:\n- {编号: a, 适用: 项目, 范围: 甲表, 要求: 分 ≤ 权}\n"
    rows = {"甲表": [{"分": "6", "权": "5"}]}
    for kind, fails in (("项目支出", 1), ("整体", 0), (None, 1)):
        result = RuleSet(pack_of(text)).check(Report(kind=kind, fields={}, tables=rows))
        assert result.counts.fail == fails
        assert result.counts.not_applicable == 1 - fails


@pytest.mark.parametrize("quick", [False, True])
def test_coverage_counts_the_figures_that_any_check_held_to_account(quick: bool) -> None:
    rows = [{"名": "甲", "分": "4", "权": "5", "额": "1元"}, {"名": "乙", "分": "6", "权": "5", "额": "2元"}]
    pieces = report_of(甲表=rows[:1], 甲附表=rows[1:], fields={"总分": "10"})
    for report in (report_of(rows, fields={"总分": "10"}), pieces):
        program = program_of("@报告 合计(甲表.分) = 总分")
        assert Judge(program, quick=quick).judge(report).figures.to_dict() == {"printed": 7, "judged": 3}
        result = Judge(program, quick=quick, with_passed=True).judge(report)
        assert sorted(text for _, text in result.uncovered) == ["1元", "2元", "5", "5"]


def test_findings_are_in_document_order_with_ids_of_their_own() -> None:
    rows = [{"名": "甲", "分": "6", "权": "5"}] * 2 + [{"名": "乙", "分": "7", "权": "5"}]
    findings = Judge(program_of("@甲表 分 ≤ 权", "@甲表 分 ≤ 5")).judge(report_of(rows)).findings
    assert len({finding.id for finding in findings}) == 6
    assert [(f.locations[0].anchor.row, f.rule) for f in findings] == [(n, r) for n in range(3) for r in ("r0", "r1")]


def test_without_a_vocabulary_a_rule_whose_names_are_missing_is_undecided() -> None:
    result = bare(
        "规则: [执行率 = 支出 / 预算]",
        Report(fields={}, tables={"表": [{"支出": "1", "预算数": "2", "执行率": "50%"}]}),
    )
    assert word_of(result) == "undecided"
    assert "预算" in result.undecided[0].reason.text()


def test_what_is_reckoned_of_figures_per_mille_is_said_per_mille() -> None:
    report = Report(fields={}, tables={"人口": [{"自然增长率": "1.85‰", "出生率": "6.13‰", "死亡率": "4.38‰"}]})
    (finding,) = bare("规则:\n- 范围: 人口\n  要求: 自然增长率 = 出生率 − 死亡率\n", report).findings
    assert (finding.evidence.expected, finding.evidence.reported, finding.evidence.difference) == (
        "1.75‰",
        "1.85‰",
        "0.1‰",
    )


@pytest.mark.parametrize(("whole", "found"), [("8", "passed"), ("18", "fail")])
def test_columns_that_differ_in_a_letter_are_columns_of_their_own(whole: str, found: str) -> None:
    report = Report(fields={}, tables={"比选": [{"方案A": "3", "方案B": "5", "合计": whole}]})
    assert word_of(bare("规则: [合计 = 方案A + 方案B]", report)) == found
