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


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("绩 效 指 标 | 一级指标 | 二级 指标 | 三级 指标 | 年度指标值 | 实际完成值 | 分值 | 得分", True),
        ("湿地管理处巡护经费自评表 发布时间：2024-05-06 发布机构：湿地管理处", True),
        ("项目 | 年初预算数 | 决算数 | 完成率", False),
        ("本年度组织三级指标体系培训两次，各股室逐条对照自查，形成台账，按要求报送主管部门备案。", False),
    ],
)
def test_words_of_a_header_bring_their_pack(line: str, both: bool) -> None:
    text = f"甲县湿地管理处2023年度部门决算\n一、部门概况\n湿地管理处负责巡护。\n{line}\n"
    assert packs(text) == (("cn-accounts", "cn-performance") if both else ("cn-accounts",))


def test_a_form_under_a_title_that_says_nothing_of_it_has_its_pack() -> None:
    header = "绩 效 指 标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分"
    assert "cn-performance" in packs(f"项目名称 | 湿地巡护 |\n主管部门 | 甲县湿地管理处 |\n{header}\n")
