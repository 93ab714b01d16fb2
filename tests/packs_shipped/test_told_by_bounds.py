"""How many are said to keep a bound (超预算的8项、低于85%的单位2家), held against the figures before the words."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

WORKS = """各区重点工程推进情况

单位|计划（万元）|完成（万元）|完成率
东城区|1200|1260|105.0%
西城区|800|720|90.0%
南城区|640|512|80.0%
北城区|900|918|102.0%
高新区|1500|1275|85.0%
合计|5040|4685|93.0%
"""

TAXES = """关于2023年税收情况的报告

一、主要税种
（1）增值税3200万元，完成预算的104.1%；
（2）企业所得税1100万元，完成预算的96.4%；
（3）个人所得税420万元，完成预算的91.0%；
（4）城市维护建设税310万元，完成预算的101.7%；
（5）房产税260万元，完成预算的88.9%。
"""


def remarks(text: str) -> list[str]:
    """What is remarked of numbers; a text that is accused for one at 高 or 中 fails."""
    result = judged(text, "cn-claims")
    assert not accused(result)
    return [finding.message for finding in result.findings if finding.rule == "enumerated-count"]


def kept(text: str) -> int:
    return held(judged(text, "cn-claims"), "enumerated-count")


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("超额完成计划的有2个区，未完成计划的有3个区。", "超额完成计划的有3个区，未完成计划的有2个区。"),
        ("5个区中，2个完成年度计划、3个未达到计划。", "5个区中，3个完成年度计划、2个未达到计划。"),
        ("五个区中，两个超计划，三个未完成计划。", "五个区中，三个超计划，两个未完成计划。"),
        ("完成率不足90%的2个。", "完成率不足90%的3个。"),
        ("完成率低于90%的有南城区、高新区2个区。", "完成率低于90%的有南城区、高新区等3个区。"),
        ("完成率在90%以上的有3个区，不到90%的2个区。", "完成率在90%以上的有4个区，不到90%的1个区。"),
    ],
)
def test_numbers_are_held_against_the_column_before_them(sound: str, wrong: str) -> None:
    assert not remarks(WORKS + sound + "\n")
    assert kept(WORKS + sound + "\n") > kept(WORKS)
    assert remarks(WORKS + wrong + "\n")


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("以上税种中，超预算的2项，未完成预算的3项。", "以上税种中，超预算的3项，未完成预算的2项。"),
        ("上述五个税种，两个完成预算，三个未完成预算。", "上述五个税种，三个完成预算，两个未完成预算。"),
    ],
)
def test_numbers_are_held_against_the_items_before_them(sound: str, wrong: str) -> None:
    assert not remarks(TAXES + sound + "\n")
    assert kept(TAXES + sound + "\n") > kept(TAXES)
    assert len(remarks(TAXES + wrong + "\n")) == 2


@pytest.mark.parametrize(
    "other",
    [
        "全市9个乡镇完成计划，2个乡镇未完成计划。",
        "去年超计划的4个，未完成计划的1个。",
        "预计年底超计划的4个区，未完成计划的1个区。",
        "要求完成率不低于90%的4个区做好收尾。",
        "连续三年完成计划。",
    ],
)
def test_numbers_of_others_accuse_nobody(other: str) -> None:
    assert not remarks(WORKS + other + "\n")


MOVED = """农业生产情况通报

粮食面积12万亩，增长1.2%；蔬菜产量8.6万吨，增长3.4%；水果产量2.2万吨，下降0.8%；肉类产量1.9万吨，下降2.6%；水产产量0.9万吨，增长5.5%。五项指标中，{0}项增长、{1}项下降。
"""


def test_how_many_grew_and_how_many_fell() -> None:
    assert not remarks(MOVED.format("三", "两"))
    assert len(remarks(MOVED.format("四", "一"))) == 2


GOALS = """绩效目标完成情况

| 序号 | 目标 | 目标值 | 完成值 | 是否达标 |
|--:|:--|:--|:--|:--|
| 1 | 抽检批次 | ≥1,200批次 | 1,245批次 | 是 |
| 2 | 设备受检率 | ≥95% | {0}% | 是 |
| 3 | 投诉办结率 | ≥98% | 98.7% | 是 |
| 4 | 开办时限 | ≤1个工作日 | 0.8个工作日 | 是 |

目标4项，达标4项。
"""


def test_goals_that_are_said_to_be_reached_are_counted() -> None:
    def found(text: str) -> list[str]:
        result = judged(text, "cn-performance", "文.md")
        return [finding.message for finding in result.findings if finding.rule == "enumerated-count"]

    assert not found(GOALS.format("96.1"))
    (message,) = found(GOALS.format("94.1"))
    assert "4项" in message and "3项" in message
