"""Words that say which of two named things is the greater, or which way several went, and give no figure themselves."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

PACK = "cn-claims"


def remarks(text: str) -> list[str]:
    """The rules that remark on a text, without those of other kinds; none of them accuses."""
    result = judged(text, PACK)
    assert accused(result) == []
    return [finding.rule for finding in result.findings]


RIVALS = [
    ("（一）募捐资金收入1362.7万元。\n1.现场210.5万元。\n（二）募捐资金支出1320.4万元，支出{}收入。", "小于", "大于"),
    ("基金总收入30922亿元，比上年增长7.6%；总支出24597亿元，比上年增长2.3%，支出增速{}收入增速。", "慢于", "快于"),
    ("第一产业就业人员占35.7%，第三产业占34.8%，第三产业就业人员{}第一产业。", "低于", "超过"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), RIVALS)
def test_which_of_two_is_the_greater(text: str, right: str, wrong: str) -> None:
    assert remarks(text.format(right)) == []
    assert held(judged(text.format(right), PACK), "comparison-false") == 1
    assert remarks(text.format(wrong)) == ["comparison-false"]


@pytest.mark.parametrize(
    "text",
    [
        # another place, another time, what was asked
        "全县收入1200万元，支出1300万元，支出增速高于全国平均水平。",
        "全年收入1200万元，支出1300万元，收入大于上年支出。",
        "全年收入1200万元，支出1300万元，力争收入大于支出。",
    ],
)
def test_words_that_are_said_of_something_else(text: str) -> None:
    assert remarks(text) == []


def test_several_that_a_paragraph_tells() -> None:
    text = (
        "完成客运量176.04万人，比上年{}1.9%；货运量462.2万吨，增长4.8%；港口吞吐量94.5万吨，增长3.4%。客运货运双增长。"
    )
    assert remarks(text.format("增长")) == []
    assert remarks(text.format("下降")) == ["change-said-otherwise"]


def test_several_that_are_called_alike() -> None:
    text = (
        "小学招生12967人，比去年减少850人。\n初中招生8267人，比去年减少135人。\n高中招生3701人，比去年{}367人。\n"
        "各学段招生均比去年减少。"
    )
    assert remarks(text.format("减少")) == []
    assert remarks(text.format("增加")) == ["change-said-otherwise"]


def test_most_that_contradict_words_were_not_meant() -> None:
    text = "客运量176.04万人，比上年下降1.9%；货运量462.2万吨，下降4.8%；港口吞吐量94.5万吨，增长3.4%。各项便民服务双提升。"
    assert remarks(text) == []


@pytest.mark.parametrize("words", ["决算数控制在预算数以内", "未超预算"])
def test_what_is_said_to_be_within_its_plan(words: str) -> None:
    text = f"接待费年初预算14.5万元，支出决算{{}}万元，完成年初预算的{{}}%，{words}。"
    assert accused(judged(text.format("13.9", "95.9"), PACK)) == []
    assert [f.rule for f in judged(text.format("15.8", "109"), PACK).findings] == ["comparison-false"]
