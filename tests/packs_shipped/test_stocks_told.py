"""Stock and flow of cases and applications, and how far above or below its plan something is told to be beside its rate.

Each text is written for the test: it holds and is judged; with one wrong figure it is found; what looks alike is not accused.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-claims")

#: A text that is sound, the rule that judges it, a figure of it, and what is printed instead where it is wrong.
FOUND = {
    "what-was-there-in-brackets": (
        "全县共收纠纷3412件（不含上年旧存286件，下同），增长1.3%。其中，东片收案2012件，西片收案1400件。"
        "审结3391件（含旧存），增长2.1%；年底未结案件307件。",
        "running-sum",
        "307件",
        "370件",
    ),
    "applications-carried-over": (
        "全年新收申请96件，上年结转5件；办结94件，结转下年度继续办理7件。",
        "running-sum",
        "96件",
        "95件",
    ),
    "what-was-there-comes-first": (
        "年初未结12件，本年新受理信访事项340件，办结338件，尚未办结14件。",
        "running-sum",
        "338件",
        "333件",
    ),
    "two-kinds-one-after-the-other": (
        "甲类旧存10件，新收甲类案件200件，审结190件，未结20件。乙类旧存30件，新收乙类案件400件，审结410件，未结20件。",
        "running-sum",
        "200件",
        "202件",
    ),
    "what-came-in-holds-what-was-there": (
        "全年受理申请352件（含上年结转12件）。办结338件，结转下年14件。",
        "running-sum",
        "338件",
        "333件",
    ),
    "all-of-the-plan-and-more": (
        "支出决算为206.00万元，完成年初预算的103%，决算数大于预算数6.00万元。",
        "rate-against-excess",
        "103%",
        "100%",
    ),
    "less-than-the-plan": (
        "支出总计194.00万元，比上年减少5.00万元，下降2.51%；完成年初预算97%，决算数小于预算数6.00万元。",
        "rate-against-excess",
        "97%",
        "100%",
    ),
    "above-the-plan": (
        "支出决算为412.00万元，完成预算的103%，超预算12.00万元。",
        "rate-against-excess",
        "103%",
        "105%",
    ),
    "against-the-plan-as-a-change": (
        "支出决算为412.00万元，完成年初预算的103%，比年初预算增加12.00万元。",
        "rate-against-excess",
        "增加12.00",
        "增加21.00",
    ),
}

#: Texts that look alike and accuse nobody.
FAIR = {
    "another-flow": "全年新收申请96件，上年结转5件；办结90件，撤回3件，结转下年度继续办理7件。",
    "no-stock": "全年新收申请96件，办结90件，结转下年度继续办理7件。",
    "another-kind": "全年新收申请96件，上年结转5件；办结复议案件90件，未结7件。",
    "done-without-the-stock": "新收申请96件，上年结转5件；办结90件（不含上年结转），未结7件。",
    "about-so-many": "新收申请约100件，上年结转5件；办结94件，结转下年7件。",
    "a-stock-told-of-a-part": "新收申请200件，新收复议90件，上年结转5件；办结290件，结转下年8件。",
    "in-another-paragraph": "新收申请96件，上年结转5件。\n办结90件，结转下年7件。",
    "the-stock-is-within-or-not": "受理申请352件，上年结转12件；办结338件，结转下年14件。",
    "of-one-kind-only": "新收申请96件，上年结转5件；未结7件，审结一审案件90件。",
    "all-told-and-then-a-part": "新收案件200件，旧存10件，审结190件，未结20件；民事新收案件90件，审结80件，未结9件。",
    "people-and-cases": "新收申请96件，上年结转5件；办结190人，结转下年7件。",
    "rounded-to-all": "支出决算为1741.75万元，完成年初预算的100%，决算数大于预算数1.93万元。",
    "against-last-year": "支出决算为206.00万元，完成年初预算的100%，比上年增加6.00万元。",
    "of-another-plan": "支出决算为206.00万元，完成调整预算的100%，比年初预算增加6.00万元。",
    "of-something-else": "支出决算为206.00万元，完成年初预算的100%，其中培训费决算数大于预算数6.00万元。",
}


@pytest.mark.parametrize(("text", "rule", "figure", "slip"), FOUND.values(), ids=FOUND)
def test_found_where_wrong(text: str, rule: str, figure: str, slip: str) -> None:
    sound, wrong = judged(text), judged(text.replace(figure, slip, 1))
    assert not accused(sound)
    assert held(sound, rule)
    assert accused(wrong) == [rule]


@pytest.mark.parametrize("text", FAIR.values(), ids=FAIR)
def test_fair(text: str) -> None:
    assert not accused(judged(text))


def test_a_wide_miss_is_a_remark() -> None:
    result = judged("新收申请96件，上年结转5件；办结54件，结转下年7件。")
    assert [finding.rule for finding in result.findings if finding.rule == "running-sum"] == ["running-sum"]
    assert not accused(result)


def test_a_name_with_a_word_for_plans_in_it_is_no_plan() -> None:
    text = "公共预算拨款收入197.00万元。\n公共预算拨款支出206.00万元，完成年初预算的100%，决算数大于预算数6.00万元。"
    assert accused(judged(text)) == ["rate-against-excess"]


def test_a_plan_that_is_told_is_what_the_rate_is_judged_by() -> None:
    text = "年初预算200.00万元，支出决算206.00万元，完成年初预算的100%，决算数大于年初预算数6.00万元。"
    assert accused(judged(text)) == ["completion-rate-recalc"]
