"""What final accounts tell of their items in running text: plans, outturns, the three kinds of official spending.

Each text is written for the test. The first ones are sound and must not be accused; of the others one figure or word is
wrong.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused, held

judged = partial(short_texts.judged, pack="cn-accounts")

TITLE = "某县水利局部门决算情况说明\n"
VISITS = (
    "“三公”经费财政拨款支出年初预算为40.00万元，支出决算为{total}万元，完成预算的{rate}%，其中：因公出国（境）费决算为0.00万元，"
    "完成预算的0%；公务用车购置及运行维护费支出决算为26.40万元，完成预算的82.5%；公务接待费支出决算为{host}万元，完成预算的{hosted}%。"
)


def remarks(text: str) -> list[str]:
    """The rules of all findings, remarks among them."""
    return [finding.rule for finding in judged(TITLE + text).findings]


#: Sound as they stand: nothing is said of them, not even a remark.
SOUND = [
    # 完成预算的 is said of the item's own plan, which is not told: never of that of all
    VISITS.format(total="28.00", rate="70.00", host="1.60", hosted="20.00"),
    # what an item is for is no list; its plan and its outturn are no parts of it
    "1.文化支出（类）文化和旅游（款）群众文化（项）62.51万元，主要用于：图书借阅。年初预算为20.00万元，支出决算为62.51万元，"
    "完成年初预算的312.55%。决算数大于预算数的主要原因：追加了购书款。",
    # the plan of another year is not the one that is told before
    "2026年，支出预算4748.35万元，其中：财政拨款支出预算4748.35万元，比2025年预算减少19.79万元；"
    "政府性基金拨款支出预算0万元，与2025年预算持平。",
    # a year alone is no figure to be held against
    "“三公”经费支出决算为3.04万元，完成预算的26.46%，其中：因公出国（境）费支出决算与2024年持平。",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_holds_is_not_accused(text: str) -> None:
    assert remarks(text) == []


def test_the_three_kinds_are_all_there_is() -> None:
    """Although the first two make the total, the third is a part of it as well."""
    sound = judged(TITLE + VISITS.format(total="28.00", rate="70.00", host="1.60", hosted="20.00"))
    assert held(sound, "prose-parts-sum") == 1
    text = VISITS.format(total="26.40", rate="66.00", host="1.60", hosted="20.00")
    assert accused(judged(TITLE + text)) == ["prose-parts-sum"]


ITEM = (
    "“社会保障和就业支出（类）行政事业单位养老支出（款）职业年金缴费支出（项）”{head}万元，主要用于：职工年金。"
    "年初预算为{plan}万元，支出决算为{done}万元{rate}。决算数小于预算数的主要原因：人员调动。"
)
PROJECTS = (
    "编报绩效目标的项目36个，涉及预算金额{one}万元；绩效自评的项目36个，涉及预算金额{other}万元，平均得分98.10分"
    "（其中，绩效评级为“优”的项目{good}个；绩效评级为“良”的项目1个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个）。"
)
VEHICLES = (
    "本部门开支财政拨款的公务用车保有量为{kept}辆。\n截至年末，本部门共有车辆7辆，其中：机要通信用车2辆、其他用车5辆。"
)
SHARES = "教育支出12.00万元，占23.71%；农林水支出38.61万元，占76.29{sign}。"

#: A text, what is filled in where it is sound and where it is not, and the rule that tells it.
TOLD = [
    (ITEM, {"head": "88.20", "plan": "90.00", "done": "88.20", "rate": ""}, {"head": "82.90"}, "item-head-outturn"),
    (ITEM, {"head": "88.20", "plan": "90.00", "done": "88.20", "rate": ""}, {"head": "88.21"}, "item-head-last-digit"),
    (
        "年初预算为{plan}万元，支出决算为10.00万元，完成年初预算的80.00%。",
        {"plan": "12.50"},
        {"plan": "0"},
        "rate-of-no-budget",
    ),
    ("公务接待费支出决算为{done}万元，完成预算的0%。", {"done": "0.00"}, {"done": "1.60"}, "rate-zero-of-some"),
    (
        "公务接待费支出{now}万元，比上年增加0.30万元，增长100%。",
        {"now": "0.60"},
        {"now": "0.30"},
        "yoy-rate-of-nothing",
    ),
    ("决算数比上年{way}2.00万元。", {"way": "减少"}, {"way": "减增加"}, "way-doubled"),
    ("接待费支出决算{way}0.00万元，与上年持平。", {"way": "为"}, {"way": "减少为"}, "none-and-level"),
    (SHARES, {"sign": "%"}, {"sign": ""}, "percent-lost"),
    (PROJECTS, {"one": "820.00", "other": "820.00", "good": "35"}, {"good": "34"}, "accounts-grades-sum"),
    (PROJECTS, {"one": "820.00", "other": "820.00", "good": "35"}, {"one": "910.00"}, "accounts-projects-amounts"),
    (VEHICLES, {"kept": "7"}, {"kept": "6"}, "accounts-vehicles-told"),
]


@pytest.mark.parametrize(("text", "sound", "wrong", "rule"), TOLD, ids=[rule for *_, rule in TOLD])
def test_what_is_wrong_is_told(text: str, sound: dict[str, str], wrong: dict[str, str], rule: str) -> None:
    assert rule not in remarks(text.format(**sound))
    assert remarks(text.format(**(sound | wrong))).count(rule) == 1


def test_an_item_is_read_across_its_lines() -> None:
    """The name of the item begins a line of its own, and the page ends between its two figures."""
    text = (
        "“社会保障和就业支出（类）行政事业单位养老支出（款）\n职业年金缴费支出（项）”82.90万元，主要用于：职工年金。"
        "年初预算为90.00万元，支出决算为88.20万元。\n“卫生健康支出（类）行政事业单位医疗（款）\n行政单位医疗（项）”"
        "12.30万元，主要用于：医疗。年初预算为13.00万元，支出决算为12.30万元。"
    )
    assert remarks(text).count("item-head-outturn") == 1


def test_an_item_without_an_outturn_is_not_held_against_the_next_one() -> None:
    text = (
        "1.教育支出（类）普通教育（款）小学教育（项）82.90万元，主要用于：校舍。2.教育支出（类）普通教育（款）初中教育（项）"
        "12.30万元，主要用于：设备。年初预算为13.00万元，支出决算为12.30万元。"
    )
    assert not {"item-head-outturn", "item-head-last-digit"} & set(remarks(text))


def test_a_row_of_another_table_is_what_the_text_tells() -> None:
    """The text tells one kind of funds, row by row; the table of all funds has another figure in one row."""
    kinds = [
        ("教育支出", "1061.20"),
        ("公共安全支出", "1035.40"),
        ("农林水支出", "1088.10"),
        ("节能环保支出", "1092.70"),
    ]
    kinds += [("卫生健康支出", "1095.30"), ("城乡社区支出", "1071.80"), ("住房保障支出", "{housing}")]
    everything = "项目\t年初预算数\t决算数\n" + "\n".join(f"{name}\t900.00\t{figure}" for name, figure in kinds)
    text = "本年支出主要用于以下方面：" + "；".join(f"{name}{figure}万元" for name, figure in kinds) + "。"
    rows = "单位：万元\n" + everything.format(housing="1044.50")
    own = "单位：万元\n" + everything.format(housing="1045.40").replace("项目", "科目")
    told = text.format(housing="1045.40")
    rule = "cross-place-amount-read"
    assert rule in remarks(f"支出决算表\n{rows}\n{told}")
    assert rule not in remarks(f"支出决算表\n{rows}\n一般公共预算支出决算表\n{own}\n{told}")
