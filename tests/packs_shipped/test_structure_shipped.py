"""What the shipped packs say of whole documents: their parts, what was left in them, deadlines, facts told twice."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from gouji.document.txt import read
from gouji.engine.outcome import Severity
from gouji.engine.ruleset import RuleSet, load_rules
from gouji.extraction.assembling import extract
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack

RULES = Path(__file__).resolve().parents[2] / "rules"
#: Rules about the document as a whole.
WHOLE = (
    "required-section",
    "section-",
    "duplicate",
    "template",
    "page-",
    "deadline",
    "done-after",
    "cross-place",
    "heading",
)

WATER = """清河区水利服务中心2023年度项目支出绩效自评报告
目录
一、项目概况
二、绩效完成情况
三、存在的问题
四、下一步措施
一、项目概况
2021年以来，中心累计改造泵站36座。2023年计划改造泵站12座，实际改造泵站11座。
2023年全年预算数512.40万元，全年执行数498.65万元，执行率97.32%。其中市级资金全年执行数300.00万元。上年全年执行数489.65万元。
二、绩效完成情况
（一）产出
全年改造泵站11座，其中城区改造泵站4座。上半年培训管护人员120人，全年培训管护人员255人。
（二）时效
泵站改造应于10月底前完工，因汛期影响，实际于11月20日完工。
{deadline}
三、存在的问题
一是管护经费不足；二是人员老化。
四、下一步措施
积极争取资金。计划2024年培训管护人员300人。
五、自评得分
自评得分98.5分，等级为优。
"""
DRAFT = """20××年度项目支出绩效自评报告
一、项目基本情况（可另附页）
由甲局实施。各股室密切配合，形成了上下联动、齐抓共管的良好局面，保障了各项工作有序推进。
二、项目绩效情况
（一）产出
（二）效益
有效改善了出行条件。各股室密切配合，形成了上下联动、齐抓共管的良好局面，保障了各项工作有序推进。
三、有关建议
从总体情况来看，从总体情况来看，应当继续实施。
【打印本页】【关闭窗口】
"""
FORM = """2023年度部门整体支出绩效自评表
一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t社会教育活动\t≥260场次\t285场次\t50\t48.75
时效指标\t采购完成时间\t10月底前\t{done}\t50\t50
总分\t\t\t\t100\t98.75

2023年，全馆举办临时展览14个、社会教育活动{told}。
自评结论：自评得分{score}，等级为优。
"""


@lru_cache(maxsize=1)
def shipped() -> tuple[Pack, RuleSet]:
    return load_pack([RULES / "cn-performance"]), load_rules(RULES / "cn-performance")


def found(text: str, least: Severity = Severity.INFO) -> set[str]:
    """The rules of this kind that a document broke."""
    pack, rules = shipped()
    result = rules.check(extract(read(text.encode(), "a.txt"), pack))
    return {
        finding.rule
        for finding in result.findings
        if finding.severity >= least and finding.rule.startswith((*WHOLE, "full-score"))
    }


def test_a_complete_report_with_a_table_of_contents_is_left_alone() -> None:
    assert found(WATER.format(deadline="设备采购应于6月30日前完成，实际于6月20日完成，按期完成。")) == {
        "deadline-passed-silent"
    }


@pytest.mark.parametrize(
    "deadline",
    [
        "设备采购应于6月30日前完成，实际于7月5日完成，按期完成。",
        "设备采购须于2023年二季度末前完成，实际于2023年7月5日完成，如期完成。",
        "设备采购要求上半年完成，实际于7月5日验收，达到预期。",
    ],
)
def test_a_deadline_that_was_missed_and_called_met(deadline: str) -> None:
    assert found(WATER.format(deadline=deadline), Severity.MEDIUM) == {"deadline-claimed-met"}


def test_a_draft_tells_what_is_missing_and_what_was_left_in() -> None:
    assert found(DRAFT) == {
        "required-section-conclusion",
        "required-section-problems",
        "section-empty",
        "duplicate-sentence",
        "duplicate-phrase",
        "template-residue",
        "template-instruction",
        "page-residue",
    }
    assert found(DRAFT, Severity.MEDIUM) == set()


@pytest.mark.parametrize(
    ("done", "told", "score", "rules"),
    [
        ("10月20日", "285场次", "98.75分", set()),
        ("10月20日", "285场次", "98.8分", set()),
        ("11月20日", "285场次", "98.75分", {"full-score-when-missed"}),
        ("10月20日", "258场次", "98.75分", {"cross-place-count-read"}),
        ("10月20日", "285场次", "97.85分", {"cross-place-amount-read"}),
    ],
)
def test_a_form_against_its_text(done: str, told: str, score: str, rules: set[str]) -> None:
    assert found(FORM.format(done=done, told=told, score=score), Severity.MEDIUM) == rules


def test_a_form_has_no_required_parts() -> None:
    assert not any(rule.startswith("required") for rule in found(FORM.format(done="/", told="285场次", score="98分")))


#: An account item by item, as final accounts tell it: what each item says of its reason is a formula.
ITEMS = """清河市水务管理中心2025年度部门决算
一、支出情况说明
1.农林水支出（类）水利（款）水利行业业务管理（项）105.65万元。{reason}。
2.农林水支出（类）水利（款）水利工程维护（项）22.64万元。{reason}。
二、其他情况说明
本年没有政府采购。
"""


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("决算数小于预算数的主要原因：厉行节约，严格控制各项成本和日常开支", set()),
        ("各科室密切配合，形成了上下联动、齐抓共管的良好局面，保障了各项工作有序推进", {"duplicate-sentence"}),
    ],
)
def test_reasons_told_item_by_item_are_no_copies(reason: str, told: set[str]) -> None:
    assert found(ITEMS.format(reason=reason)) & {"duplicate-sentence"} == told


@pytest.mark.parametrize(("year", "told"), [("2025", False), (" 2025 ", False), ("202", True), (" 202 ", True)])
def test_a_year_that_lost_a_digit_is_told(year: str, told: bool) -> None:
    pack, rules = shipped()
    listed = f"目录\n第一部分 概况\n第二部分 {year}年度决算说明\n第三部分 名词解释\n"
    text = f"清河市水务管理中心2025年度部门决算\n{listed}第一部分 概况\n管护河道。\n"
    result = rules.check(extract(read(text.encode(), "a.txt"), pack))
    assert [one.severity for one in result.findings if one.rule == "year-digits"] == [Severity.LOW] * told
