"""What reports claim in words of figures that stand beside them, or in a table: all of them reach something, one is as large as
another, a limit is kept, a period is not exceeded.

Each text is written for the test: it holds and is judged; with one wrong figure it is found; what looks alike is not accused.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

from gouji.engine.outcome import Severity

judged = partial(short_texts.judged, pack="cn-claims")

_VILLAGES = (
    "村|应收（万元）|已收缴（万元）|参保率|\n甲村|12.50|12.50|97.2%|\n乙村|8.36|8.36|96.4%|\n丙村|9.14|9.14|98.0%|\n"
)
_BUDGET = "项目|年初预算数|决算数|\n培训费|6.20|6.20|\n会议费|3.40|3.40|\n差旅费|5.00|4.10|\n"

#: A text that is sound, the rule that judges it and how often, a figure of it, what is printed instead where it is wrong, and
#: how grave that is.
FOUND = {
    "all-of-a-list-above-a-named-rate": (
        "农业、水利、林业支出执行率分别为92.41%、88.52%、95.07%，均高于全部支出执行率86.36%。",
        ("comparison-false", 3),
        ("88.52", "84.52"),
        Severity.INFO,
    ),
    "all-of-a-list-reach-a-bound": (
        "甲片、乙片、丙片的参保率分别为98.2%、96.4%、97.7%，均达到95%以上。",
        ("comparison-false", 3),
        ("96.4", "94.4"),
        Severity.HIGH,
    ),
    "told-one-after-the-other": (
        "群众满意度96.2%，学员满意度97.5%，均超过95%的目标值。",
        ("comparison-false", 2),
        ("96.2", "93.2"),
        Severity.INFO,
    ),
    "a-share-and-what-it-must-be": (
        "救助支出430.50万元，占上年收入600.00万元的71.75%，高于章程关于“救助支出不得低于上年收入的70%”的比例要求。",
        ("comparison-false", 1),
        ("71.75", "69.75"),
        Severity.INFO,
    ),
    "a-share-below-a-rule": (
        "管理费用13.50万元，占全年支出450.00万元的3.00%，低于10%的规定。",
        ("comparison-false", 1),
        ("低于10%", "低于2%"),
        Severity.INFO,
    ),
    "below-about-so-much": (
        "失业率平均为5.2%，低于5.5%左右的预期目标。",
        ("comparison-false", 1),
        ("5.2%", "5.9%"),
        Severity.INFO,
    ),
    "a-bound-and-then-the-figure": (
        "重污染天数比例首次降到1.5%以内，达到1.2%。",
        ("comparison-false", 1),
        ("达到1.2", "达到1.8"),
        Severity.INFO,
    ),
    "a-bound-and-an-average": (
        "巡展平均成本控制在每场8万元以内：6场巡展支出46.2万元，平均7.7万元。",
        ("comparison-false", 1),
        ("7.7万元", "8.7万元"),
        Severity.INFO,
    ),
    "unchanged-beside-both-figures": (
        "接待费预算3.20万元，决算3.20万元，接待费决算比预算无增减变化。",
        ("comparison-false", 1),
        ("决算3.20", "决算2.90"),
        Severity.HIGH,
    ),
    "all-done-and-their-rates": (
        "公路完成投资131.8亿元，为年计划的101.6%；港口完成投资71.0亿元，为年计划的101.4%。各类项目均已超额完成全年任务。",
        ("comparison-false", 2),
        ("101.4", "97.4"),
        Severity.INFO,
    ),
    "posts-in-another-sentence": (
        "核定编制25名。现实有在编人员16名，劳务派遣人员5名，退休人员6名。",
        ("comparison-false", 1),
        ("16名", "27名"),
        Severity.INFO,
    ),
    "posts-of-each-kind": (
        "行政编制30名，事业编制12名。实有行政人员27名、实有事业人员11名。",
        ("comparison-false", 2),
        ("11名", "13名"),
        Severity.INFO,
    ),
    "a-column-above-a-bound": (
        f"各村情况\n\n{_VILLAGES}\n说明：各村参保率均在95%以上，缴费按期完成。",
        ("comparison-false", 3),
        ("96.4%", "93.4%"),
        Severity.INFO,
    ),
    "a-column-that-is-all-done": (
        f"各村情况\n\n{_VILLAGES}\n说明：上述各村欠款均已收缴到位。",
        ("comparison-false", 3),
        ("|8.36|8.36|", "|8.36|6.36|"),
        Severity.INFO,
    ),
    "a-row-that-is-level": (
        f"经费情况\n\n{_BUDGET}\n会议费决算比年初预算无增减变化。",
        ("comparison-false", 1),
        ("|3.40|3.40|", "|3.40|3.30|"),
        Severity.INFO,
    ),
    "periods-in-two-places": (
        "合同工期150日历天。\n工程进展顺利。\n实际工期148天，工程按合同工期完成。",
        ("duration-claimed-met", 1),
        ("148天", "163天"),
        Severity.MEDIUM,
    ),
}


def pack_of(name: str) -> str:
    return "cn-accounts" if name == "a-row-that-is-level" else "cn-claims"


@pytest.mark.parametrize("name", FOUND)
def test_what_holds_is_judged_and_accuses_nobody(name: str) -> None:
    text, (rule, times), _, _ = FOUND[name]
    result = judged(text, pack=pack_of(name))
    assert not accused(result)
    assert held(result, rule) == times
    assert not [finding for finding in result.findings if finding.rule == rule]


@pytest.mark.parametrize("name", FOUND)
def test_a_wrong_figure_is_found(name: str) -> None:
    text, (rule, _), (right, wrong), severity = FOUND[name]
    assert text.count(right) == 1
    result = judged(text.replace(right, wrong), pack=pack_of(name))
    found = [finding for finding in result.findings if finding.rule == rule]
    assert [finding.severity for finding in found] == [severity]


@pytest.mark.parametrize(
    "text",
    [
        # so far below, or of another period
        "发病率0.85‰，低于上年0.12‰。",
        "地方增速为5.8%，低于全国1.2%。",
        "登记失业率3.4%，低于去年同期3.1%。",
        # some of them, what is planned, what is left out
        "甲片、乙片、丙片的参保率分别为98.2%、94.4%、97.7%，其中两个片达到95%以上。",
        "甲片、乙片的参保率分别为93.2%、94.4%，下一步确保均达到95%以上。",
        "公路为年计划的96.6%；港口为年计划的101.4%。确保各类项目均完成全年任务。",
        "公路为年计划的96.6%；港口为年计划的101.4%。除公路外，各类项目均已完成全年任务。",
        # nearly level
        "会议费预算3.00万元，决算2.90万元，决算与预算基本持平。",
        # counted with those who need no post
        "核定编制45人，实有人数52人，其中在编43人、聘用9人。",
        "行政编制30名，空编3名；事业编制12名，超编1名。",
        # two stretches of works, and reasons
        "甲标段合同工期150天，乙标段合同工期190天。实际工期163天，工程按期完成。",
        "合同工期150天，因停电顺延20天，实际工期163天，工程按期完成。",
    ],
)
def test_what_looks_alike_is_not_accused(text: str) -> None:
    assert not judged(text).findings or not accused(judged(text))
    assert not [finding for finding in judged(text).findings if finding.rule.startswith(("comparison", "duration"))]


@pytest.mark.parametrize(
    ("table", "claim"),
    [
        (_VILLAGES, "力争明年各村参保率均在97%以上。"),
        (_VILLAGES, "除乙村外，各村参保率均在97%以上。"),
        (_VILLAGES, "上年各村参保率均在97%以上。"),
        (_VILLAGES, "4个村参保率均在97%以上。"),
        (_VILLAGES, "四个村参保率均在97%以上。"),
        (_VILLAGES, "甲村、丙村参保率均在97%以上。"),
        (_BUDGET, "差旅费决算与年初预算基本持平。"),
        (_BUDGET, "差旅费及其他费用决算比年初预算无增减变化。"),
    ],
)
def test_other_claims_beside_a_table_are_not_held_against_it(table: str, claim: str) -> None:
    result = judged(f"有关情况\n\n{table}\n{claim}", pack="cn-accounts")
    assert not [finding for finding in result.findings if finding.rule == "comparison-false"]
