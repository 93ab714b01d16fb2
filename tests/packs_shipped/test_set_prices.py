"""Prices that were set, parts under parts, stages, levels, and points by a rule in words: told where they do not come out.

Each text is written for the test. What is told only in doubt accuses nobody.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused

judged = partial(short_texts.judged, pack="cn-performance")

TOLD = {
    "so-many-villages": ("按每村8万元的标准补助16个村，共安排资金118万元。", "average-recalc"),
    "so-many-households": ("对312户农户每户补助2000元，合计62.1万元。", "average-recalc"),
    "an-area": ("核定补贴面积35.8万亩，按每亩68.5元兑付，共兑付补贴资金2,425.3万元。", "average-recalc"),
    "pupils-and-days": (
        "受益学生7,250人，伙食补助标准为每生每天4元，全年按200天计算，共需资金508.00万元。",
        "average-recalc",
    ),
    "by-the-year": ("管护员86名，补助标准为1万元/人·年，全年兑付补助资金68万元。", "average-recalc"),
    "stages": ("今年共安排道路项目45个，其中已完工36个、在建9个、未开工3个。", "parts-exceed-whole"),
    "levels": (
        "共到位资金1,386.20万元，其中：中央补助986.20万元，省级补助310.00万元，市级补助90.00万元，县级配套125.00万元。",
        "parts-exceed-whole",
    ),
    "places": (
        "全年共拨付158.60万元，其中石桥镇62.30万元、青河镇51.30万元、柳林乡45.00万元、双塘乡26.00万元。",
        "parts-exceed-whole",
    ),
    "under-a-part": (
        "指标体系由投入（20分）、过程（30分）、产出（50分）三部分组成。其中产出下设数量20分、质量20分、时效15分。",
        "parts-nearly-whole",
    ),
    "a-base-told-before": (
        "项目年初预算500.00万元，年中追加120.00万元，调整后全年预算620.00万元。"
        "全年支出558.00万元，按全年预算计算的执行率为111.60%。",
        "share-percent",
    ),
    "counted-as-it-is-called": (
        "计划演出60场、惠及群众3.0万人次，实际演出66场、惠及群众3.3万人次，场次完成率101.0%。",
        "share-percent",
    ),
    "points-under-a-heading": (
        "（一）预算执行情况（满分10分）\n全年支出率93.60%，该指标按“分值×支出率”计分，得9.63分。",
        "share-percent",
    ),
    "the-first-of-a-list": (
        "全年监测365天，其中优118天、良201天、轻度污染40天、中度污染6天，优良天数比例为78.4%。",
        "share-of-several",
    ),
    "degrees-of-a-survey": ("调查对象150人，其中满意98人，基本满意41人，不满意11人，满意度94.7%。", "share-of-several"),
    "balanced": ("协会全年收入42.60万元、支出46.20万元，收支平衡。", "comparison-false"),
}

SILENT = {
    "villages": "按每村8万元的标准补助16个村，共安排资金128万元。",
    "a-limit": "每村最高补助8万元，支持16个村，共安排资金118万元。",
    "a-mean": "惠及农户2,310户，户均补助1,850元，共发放补助427.40万元。",
    "an-effect": "项目覆盖3.2万亩，每亩增收350元，带动农户增收共1,117万元。",
    "an-area-as-it-is": "核定补贴面积35.8万亩，按每亩68.5元兑付，共兑付补贴资金2,451.7万元。",
    "stages": "今年共安排道路项目45个，其中已完工36个、在建6个、未开工3个。",
    "given-by-some": (
        "上级资金1,386.20万元，其中：中央补助986.20万元，省级补助310.00万元，市级补助90.00万元，县级配套125.00万元。"
    ),
    "under-a-part": (
        "指标体系由投入（20分）、过程（30分）、产出（50分）三部分组成。其中产出下设数量20分、质量20分、时效10分。"
    ),
    "a-base-told-before": (
        "项目年初预算500.00万元，年中追加120.00万元，调整后全年预算620.00万元。"
        "全年支出558.00万元，按全年预算计算的执行率为90.00%。"
    ),
    "counted-as-it-is-called": ("计划演出60场、惠及群众3.0万人次，实际演出66场、惠及群众3.3万人次，场次完成率110.0%。"),
    "points-to-a-tenth": "（一）预算执行情况（满分10分）\n全年支出率93.60%，该指标按“分值×支出率”计分，得9.4分。",
    "the-first-of-a-list": "全年监测365天，其中优118天、良201天、轻度污染40天、中度污染6天，优良天数比例为87.4%。",
    "of-something-else": "全年受理信访48件，其中来信29件、来访16件、网上3件，信访办结率95.8%。",
    "balanced-with-transfers": "一般公共预算收入6.4亿元，一般公共预算支出25.3亿元，当年收支平衡。",
    "nothing-handed-out": (
        "年初结转和结余21.30万元，本年收入352.70万元，本年支出361.00万元，无结余分配，年末结转和结余13.00万元。"
    ),
}
#: What these texts are held against; what they leave out of a whole report is said as well.
RULES = frozenset(rule for _, rule in TOLD.values())


@pytest.mark.parametrize("name", TOLD)
def test_what_does_not_come_out_is_told(name: str) -> None:
    text, rule = TOLD[name]
    assert rule in {finding.rule for finding in judged(f"项目自评报告\n\n{text}\n").findings}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_sound_is_left_alone(name: str) -> None:
    result = judged(f"项目自评报告\n\n{SILENT[name]}\n")
    assert not RULES & {finding.rule for finding in result.findings}
    assert not RULES & set(accused(result))
