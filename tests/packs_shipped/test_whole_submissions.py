"""Whole self-evaluations, forms and narratives, written for the test: what is wrong in them is found, and nothing else."""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused

judged = partial(short_texts.judged, pack="cn-performance")

FORM = """\
项目支出绩效自评表
（2023年度）
项目名称 | 堤防管护
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 118.00 | 118.00 | {spent}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 管护长度 | ≥86公里 | 88公里 | 20 | 20 |
产出指标 | 质量指标 | 示范段数量（处） | 3 | {built} | 15 | {built_score} |
产出指标 | 时效指标 | 完成时间 | 2023年11月30日前 | {date} | 15 | 15 |
效益指标 | 生态效益指标 | 险情 | 比上年减少 | {trend} | 15 | 15 |
效益指标 | 可持续影响指标 | 管护制度 | 建立健全 | {system} | 15 | 15 |
满意度指标 | 服务对象满意度指标 | 沿堤群众满意度 | ≥90% | 93% | 10 | 10 |
总分 | 100 | {total}
"""
SOUND = {
    "spent": "117.41 | 10 | 99.5% | 9.95",
    "built": "3",
    "built_score": "15",
    "date": "2023年10月",
    "trend": "比上年减少2处",
    "system": "已建立并印发",
    "total": "99.95",
}


def test_a_sound_form_is_not_accused() -> None:
    assert accused(judged(FORM.format(**SOUND))) == []


def test_the_points_of_a_cell_that_is_printed_in_each_row_are_told_once() -> None:
    form = (
        FORM.format(**SOUND).replace("产出指标 |", "产出指标（50分） |").replace("\n效益指标 |", "\n效益指标（30分） |")
    )
    assert accused(judged(form.replace("满意度指标 | 服务", "满意度指标（10分） | 服务"))) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"system": "尚未建立"}, "missed-words-full-score"),
        ({"system": "尚未建立"}, "missed-words-unexplained"),
        ({"trend": "比上年增加2处"}, "direction-contradicted"),
        # the unit of a bare target stands in the name
        ({"built": "2"}, "full-score-when-missed"),
        # the whole month lies behind the day
        ({"date": "2024年2月"}, "full-score-when-missed"),
        ({"spent": "119.41 | 10 | 101.19% | 10", "total": "100"}, "exec-over-silent"),
    ],
)
def test_what_contradicts_itself_is_found(change: dict[str, str], rule: str) -> None:
    assert rule in accused(judged(FORM.format(**{**SOUND, **change})))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("一、基本情况\n甲县水务局核定编制35名，实有人数38人。", "over-staffing"),
        ("“三公”经费预算12万元，实际支出15.6万元。", "sangong-over-told"),
        ("“三公”经费预算12万元，实际支出9.6万元，控制率92%。", "sangong-control-rate"),
        ("培训计划300人，实际培训286人，超额完成任务。", "goal-missed-claimed"),
    ],
)
def test_what_a_narrative_says_is_found(text: str, rule: str) -> None:
    assert rule in accused(judged(f"甲县水务局2023年度部门整体支出绩效自评报告\n{text}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "一、基本情况\n甲县水务局核定编制38名，实有人数35人。",
        "“三公”经费预算12万元，实际支出9.6万元，控制率80%。",
        # the scores of parts are not the total
        "经自评，甲县水务局得分91.95分，等级为优。\n产出指标完成情况：分值30分，自评得分30分。\n效益指标：分值30分，自评得分29分。",
    ],
)
def test_what_a_narrative_says_rightly_is_not_accused(text: str) -> None:
    assert accused(judged(f"甲县水务局2023年度部门整体支出绩效自评报告\n{text}\n")) == []
