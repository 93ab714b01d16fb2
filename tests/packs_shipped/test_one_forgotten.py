"""A long row of names or numbers that is one short of what is told, or one long, is a hint; what is open or far off is not."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

PACK = "cn-claims"


def told(text: str) -> list[str]:
    result = judged(f"概况\n{text}\n下一步继续做好各项工作。", PACK)
    assert accused(result) == []
    return [finding.rule for finding in result.findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("以{}宗（东坑、湖仔、新市、新坛、城盘）水库的批复作为依据。", "5", "6"),
        ("整治范围为大观、护国、龙翔、莲华、红云、普吉{}个街道的老旧小区。", "6", "7"),
        ("共提出建议{}条，一是加快下达；二是规范招标；三是严格结算；四是强化管护。", "4", "5"),
        (
            "二、支出情况（共{}个方面）\n（一）活动136元。\n（二）设施603元。\n（三）办赛191元。\n（四）宣传51元。\n三、其他\n本年没有其他支出，也没有结转。",
            "4",
            "5",
        ),
    ],
    ids=["bracket", "before", "numbered", "headings"],
)
def test_one_forgotten(text: str, right: str, wrong: str) -> None:
    assert told(text.format(right)) == []
    assert told(text.format(wrong)) == ["enumerated-count"]


@pytest.mark.parametrize(
    "text",
    [
        "以8宗（东坑、湖仔、新市、新坛、城盘）水库的批复作为依据。",
        "以6宗（东坑、湖仔、新市、新坛、城盘等）水库的批复作为依据。",
        "走访甲、乙、丙等9个街道的老旧小区。",
        "共提出建议9条，一是加快下达；二是规范招标；三是严格结算；四是强化管护。",
        "资助3个村（上坪、下坪），每村2万元。",
    ],
)
def test_what_is_open_or_far_off_is_none(text: str) -> None:
    assert told(text) == []
