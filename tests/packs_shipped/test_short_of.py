"""Words that say that all was done (全部支出完毕, 圆满完成任务, 隐患全部清零), held against how much was, right before them."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

RULE = "comparison-false"


def hints(text: str) -> list[str]:
    result = judged(text, "cn-claims")
    assert accused(result) == []
    return [finding.message for finding in result.findings if finding.rule == RULE]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("债券已支出11.25亿元，支出进度{}，全部支出完毕。", "100%", "97.0%"),
        ("已发1228.09万元，发放率{}，已全部发放到位。", "100%", "99.9%"),
        ("投资27.36亿元，占年度计划的{}，同比增长11.2%，圆满完成年度投资任务。", "100.2%", "96.0%"),
        ("培训完成3.42万人次，完成率{}，同比增长3.1%，超额完成年度计划。", "102%", "95%"),
        ("应评1249个项目，自评率{}，实现自评全覆盖。", "100%", "98.56%"),
    ],
)
def test_all_is_done_where_the_rate_says_so(text: str, right: str, wrong: str) -> None:
    sound = judged(text.format(right), "cn-claims")
    assert accused(sound) == []
    assert held(sound, RULE) == 1
    assert not hints(text.format(right))
    (message,) = hints(text.format(wrong))
    assert wrong in message


def test_what_is_left_is_not_all() -> None:
    assert len(hints("汛前整改35处，余2处制定方案，隐患全部清零。")) == 1
    assert len(hints("到账80万元，未发0.82万元待核实，补贴已全部发放到位。")) == 1
    assert not hints("汛前整改35处，余2处制定方案，隐患逐步清零。")


@pytest.mark.parametrize(
    "text",
    [
        "支出进度97.0%，预计年底前全部支出完毕。",
        "支出进度97.0%，除质保金外已全部支付。",
        "支出进度97.0%，征地任务全部完成。",
        "支出进度97.0%。其他资金已全部支付。",
        "支出进度45.2%，前期款项全部支付到位。",
        "支出进度97.0%，同比提高2.1个百分点，其中工资已全部发放。",
        "完成率95%，较上年提高3个百分点，按期竣工验收。",
        "整改率88%，未整改3处，已全部纳入台账。",
        "预算执行率91.6%，全额拨付工资性支出。",
        "投资完成计划的96.0%，民生类实事全部完成，圆满完成省定目标。",
    ],
)
def test_words_of_other_things_are_left(text: str) -> None:
    assert not hints(text)


def test_the_task_may_stand_behind_what_was_done() -> None:
    text = "拆除违法建设67处{}，完成年度任务2万平方米，超额完成任务。"
    assert not hints(text.format("2.16万平方米"))
    (message,) = hints(text.format("1.86万平方米"))
    assert "拆除违法建设" in message


def test_a_rough_rate_may_bear_the_name_of_the_exact_one() -> None:
    text = "上半年支出9.4亿元，支出进度{}，支出进度超过九成。"
    assert not hints(text.format("91.3%"))
    assert len(hints(text.format("89.3%"))) == 1
    assert not hints("上半年支出9.4亿元，支出进度89.3%，时间进度超过五成。")


def test_a_word_with_the_sign_of_money_is_read() -> None:
    """圆 is money behind a number only."""
    result = judged("2023年完成市定8000户任务的81.11%，圆满完成全年任务。", "cn-claims")
    assert accused(result) == [RULE]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("截至6月底，项目支出进度{}，快于序时进度58.33%。", "63.3%", "53.3%"),
        ("截至6月底，项目支出进度{}，落后于58.33%的序时进度。", "53.3%", "63.3%"),
        ("其中一、二、三产业分别增长2.3%、{}和5.7%，三次产业均实现增长。", "0.3%", "-0.3%"),
        ("三项分别下降2.3%、{}和5.7%，三项均下降。", "0.3%", "-0.3%"),
        ("其中13个乡镇接种率均在90%以上（最低的为甲镇{}）。", "92.2%", "89.2%"),
        ("各县满意度均超过85%，最低的甲县为{}。", "85.3%", "84.3%"),
    ],
)
def test_words_beside_rates_are_held_against_them(text: str, right: str, wrong: str) -> None:
    assert not hints(text.format(right))
    (message,) = hints(text.format(wrong))
    assert wrong in message


def test_ahead_of_time_by_points_is_no_rate() -> None:
    assert not hints("执行进度53.30%，快于序时进度3.3个百分点。")
