"""Which packs a paper is judged by: that of its title, and that of forms of another kind inside of it."""

from __future__ import annotations

import pytest

from gouji.document.model import Document
from gouji.document.reading import read_bytes
from gouji.engine.choosing import DEFAULT_PACK, ShippedRules
from gouji.engine.understanding import packs_for

SHIPPED = ShippedRules(DEFAULT_PACK)


def packs(text: str) -> tuple[str, ...]:
    (document,) = read_bytes(text.encode(), "文.txt")
    assert isinstance(document, Document)
    return packs_for(document, SHIPPED)


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("项目支出绩效自评表", True),
        ("各科室都填了绩效自评表，收在附件里。", False),
        ("绩效自评表的填报说明", False),
        ("收入支出决算总表", False),
    ],
)
def test_a_form_of_another_kind_brings_its_pack(line: str, both: bool) -> None:
    text = f"甲县湿地管理处2023年度部门决算\n一、部门概况\n湿地管理处负责巡护。\n{line}\n"
    assert packs(text) == (("cn-accounts", "cn-performance") if both else ("cn-accounts",))
