"""What does not hold as it was read, but holds of figures no farther off, accuses nobody; what holds of none is accused."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

PACK = "cn-claims"


def rules(text: str) -> list[str]:
    return accused(judged(text, PACK))


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        # two figures and their changes in turn, one rate: it is of the first
        ("全县有隧道 1907 处、1896.66 公里，增加 133 处、173.05 公里，增长 7.5%。", "增长 9.4%"),
        # the whole is called otherwise in the sentence before
        (
            "上半年，全区完成公共财政预算支出 83885 万元。\n1—5 月，全区一般公共预算支出 98240 万元。其中，民生支出 80242 万元，"
            "占公共财政预算支出的 81.68%。",
            "占公共财政预算支出的 61.87%",
        ),
    ],
)
def test_a_rate_of_other_figures_as_near(text: str, slip: str) -> None:
    told = slip[: slip.rindex(" ")]
    start = text.index(told, text.index("增长" if told == "增长" else "占"))
    assert rules(text) == []
    assert len(rules(text[:start] + slip + "。")) == 1


def test_a_sum_that_is_missed_by_another_figure_of_its_paragraph() -> None:
    text = "全年公开信息 486 条，其中政策 37 条、计划 9 条、财政 28 条、动态 {} 条、其他 41 条。"
    assert rules(text.format("371")) == []
    assert rules(text.format("374")) == ["prose-parts-sum"]


def test_figures_farther_off_are_no_excuse() -> None:
    """The rate is of the figures of its own sentence, whatever another paragraph would make of it."""
    text = "全年收入 98240 万元，民生支出 80242 万元。\n甲类补助 5300 万元，占全部补助 9000 万元的 {}%。"
    assert len(rules(text.format("81.68"))) == 1
    assert rules(text.format("58.89")) == []


def test_a_share_of_the_row_that_the_others_are_shares_of() -> None:
    """其中：未成年 below 女 is a share of all people, as 男 and 女 are."""
    text = (
        "指标 | 人数（人） | 比重(%)\n全县总人口 | 832955 | 100\n其中：城镇 | 217319 | 26.09\n乡村 | 615636 | 73.91\n"
        "其中：男 | 441724 | 53.03\n女 | 391231 | 46.97\n其中：未成年 | 220968 | {}\n成年 | 611987 | 73.47"
    )
    assert rules(text.format("26.53")) == []
    assert rules(text.format("25.63")) == ["table-share"]
