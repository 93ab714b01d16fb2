"""A list that is told twice, and made up its total the other time."""

from __future__ import annotations

import pytest
from extraction_samples import report_of

from gouji.packs.loader import load_pack
from gouji.packs.model import Pack

NAMES = """\
表:
  构成: {来自: 构成, 名称列: 构成, 列: {构成: 文本, 项: 文本, 数额: 取值, 列示: 文本}}
"""
PLAN = "本项目共申请资金120.5万元，其中管护费60.2万元，修缮费40.1万元，巡查费20.2万元。\n"


@pytest.fixture
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    path = tmp_path_factory.mktemp("pack") / "pack.yaml"
    path.write_text(NAMES, encoding="utf-8")
    return load_pack([path])


def listed(pack: Pack, text: str) -> list[tuple[str, str]]:
    """The totals that are told to be made of all their parts."""
    rows = report_of(pack, text).tables.get("构成", [])
    return [(row["数额"], row["列示"]) for row in rows if row.get("列示") == "穷举"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the same names, the other total
        ("实际共使用资金118.5万元，其中管护费60.2万元，修缮费30.1万元，巡查费20.2万元。", ["118.5万元"]),
        # more may follow
        ("实际共使用资金118.5万元，其中管护费60.2万元，修缮费30.1万元，巡查费20.2万元，培训费8万元。", []),
        ("实际共使用资金118.5万元，其中管护费60.2万元，修缮费30.1万元，巡查费20.2万元等。", []),
        # other names
        ("实际共使用资金118.5万元，其中管护费60.2万元，修缮费30.1万元，设备费20.2万元。", []),
        # told of something else
        ("全镇共建成沟渠118.5万元，其中管护费60.2万元，修缮费30.1万元，巡查费20.2万元。", []),
    ],
)
def test_what_made_up_another_total_makes_up_this_one(pack: Pack, text: str, expected: list[str]) -> None:
    assert [total for total, _ in listed(pack, PLAN + text)] == expected


def test_a_list_that_makes_up_no_other_total_may_be_open(pack: Pack) -> None:
    text = "实际共使用资金118.5万元，其中管护费60.2万元，修缮费30.1万元，巡查费20.2万元。"
    assert listed(pack, text) == []
