"""What words say of several things at once (all, none, most, so many of them, who is first) where their figures stand near, in
whatever layout.

Each text is written for the test: with the first of both wordings or figures it is found by the rule, with the second nobody is
told anything.
"""

from __future__ import annotations

import time
from functools import partial

import pytest
import short_texts
from short_texts import held

from gouji.engine.outcome import Severity
from gouji.engine.result import Result

judged = partial(short_texts.judged, pack="cn-claims")

_BOUND = 30.0

#: The rule; a text with a gap; what is wrong there and what is right.
TOLD = {
    "first-of-a-list": (
        "series-word-false",
        "教育支出12.6亿元，社会保障支出9.3亿元，农林水支出8.1亿元。{}支出居各项支出之首。",
        ("农林水", "教育"),
    ),
    "last-of-one-cell-a-line": (
        "series-word-false",
        "乡镇\n信访件数\n东山镇\n18\n西山镇\n31\n南山乡\n12\n信访量排在末位的是{}。",
        ("东山镇", "南山乡"),
    ),
    "a-peak": (
        "series-word-false",
        "一季度完成投资3.2亿元、二季度5.1亿元、三季度6.8亿元、四季度4.4亿元，投资高峰出现在{}季度。",
        ("二", "三"),
    ),
    "points-lost-in-the-list": (
        "series-word-false",
        "决策扣1分，过程扣2.5分，产出扣0.5分，效益扣3分，{}指标扣分最多。",
        ("过程", "效益"),
    ),
    "points-lost-of-the-most": (
        "series-word-false",
        "二级指标|权重|得分\n项目立项|10|10\n资金管理|12|9.5\n组织实施|8|7\n失分最多的二级指标是{}。",
        ("组织实施", "资金管理"),
    ),
    "mainly-from": (
        "series-word-false",
        "中央补助420万元，省级补助160万元，县级配套95万元，资金主要来源于{}。",
        ("县级配套", "中央补助"),
    ),
    "most-of-the-answers": (
        "series-word-false",
        "回答“知晓”的{}人、“不清楚”的62人、“不知晓”的10人，多数受访者知晓。",
        ("48", "148"),
    ),
    "second-of-a-list": (
        "series-word-false",
        "市场监管46件、城管执法88件、交通运输63件、生态环境29件。案件数量位列第二的是{}。",
        ("城管执法", "交通运输"),
    ),
    "fastest-among-changes": (
        "series-word-false",
        "水泥减产9.2%，钢材减产3.5%，发电量增长4.1%，饮料增长12.7%。降幅最大的是{}。",
        ("钢材", "水泥"),
    ),
    "an-order-behind-its-figures": (
        "series-word-false",
        "存款增速：北县13.6%、南县12.9%、东县{}，依次居第一、二、三位。",
        ("13.2%", "11.4%"),
    ),
    "an-order-of-names": (
        "comparison-false",
        "播种面积从大到小依次为：平县、临县、青区、安县、望县。安县居全市第{}位。",
        ("三", "四"),
    ),
    "the-figure-of-the-first": (
        "comparison-false",
        "扣分最多的指标为社会效益，扣4分。\n指标|满分|得分\n数量指标|20|19\n质量指标|15|15\n社会效益|20|{}",
        ("17", "16"),
    ),
    "more-of-two": (
        "series-word-false",
        "东村收入82万元，西村收入45万元，相比之下，{}收入更高。",
        ("西村", "东村"),
    ),
    "so-many-above-a-bound": (
        "enumerated-count",
        "东校93分，西校88分，南校95分，北校91分。得分在90分以上的有{}所。",
        ("4", "3"),
    ),
    "each-above-a-bound": (
        "series-word-false",
        "秸秆离田率：东风乡93%，向阳乡{}，前进镇95%，红旗镇91%，四个乡镇均超过90%。",
        ("88%", "92%"),
    ),
    "each-above-what-is-required": (
        "comparison-false",
        "要求每条河道每月巡查不少于4次。清河5.2次、沙河4.6次、北渠{}次，三条河道均达到要求。",
        ("3.1", "4.1"),
    ),
    "so-many-above-the-mean": (
        "enumerated-count",
        "全市人均收入31,250元。甲县33,480元、乙县30,960元、丙县31,870元、丁县28,640元，高于全市平均水平的县有{}个。",
        ("三", "两"),
    ),
    "full-points-but-for": (
        "comparison-false",
        "产出满分50分，得分47.6分；效益满分30分，得分30分；满意度满分10分，得分10分。除{}外，其他两项均得满分。",
        ("效益", "产出"),
    ),
    "grades-of-all": (
        "enumerated-count",
        "图书馆优、文化馆良、博物馆优、体育场良、少体校{}，五家全部为良好以上。",
        ("中", "优"),
    ),
    "grades-that-are-counted": (
        "enumerated-count",
        "28个项目中，评为优的21个、良的5个、中的2个，{}达到良好及以上。",
        ("项目全部", "有26个"),
    ),
    "all-done-and-some-left": (
        "comparison-false",
        "指出的26个问题中，23个已整改到位，3个正在整改，{}。",
        ("全部整改完毕", "尚未全部整改"),
    ),
    "every-village": (
        "comparison-false",
        "全镇23个行政村，{}个村通了公路，实现村村通公路。",
        ("20", "23"),
    ),
    "covered": (
        "comparison-false",
        "全县18个乡镇，已建成服务中心的{}个，实现乡镇全覆盖。",
        ("15", "18"),
    ),
    "used-by-another-word": (
        "comparison-false",
        "购置记录仪60台，已配发{}，设备已全部投入使用。",
        ("52台，库存8台", "60台"),
    ),
    "none-of-it": (
        "comparison-false",
        "全年发生火灾63起，受伤2人，死亡0人，{}。",
        ("无人员伤亡", "无人员死亡"),
    ),
    "few-of-them": (
        "comparison-false",
        "抽查15个乡镇，其中9个乡镇存在滞留问题，{}乡镇落实不到位。",
        ("个别", "多数"),
    ),
}


def told(result: Result) -> list[tuple[str, Severity]]:
    return [(finding.rule, finding.severity) for finding in result.findings]


@pytest.mark.parametrize("case", TOLD)
def test_what_the_figures_deny_is_a_hint(case: str) -> None:
    rule, text, (wrong, right) = TOLD[case]
    found = told(judged(text.format(wrong)))
    assert found
    assert rule in dict(found)
    assert told(judged(text.format(right))) == []


def test_rows_that_reach_their_goals_are_counted() -> None:
    rows = "绩效自评表\n\n指标|目标值|完成值\n清扫|≥85万平方米|86.2万平方米\n清运率|≥98%|98.5%\n"
    rows += "达标率|≥95%|93%\n满意度|≥90%|91%\n"
    counted = partial(short_texts.judged, pack="cn-performance")
    assert ("enumerated-count", Severity.INFO) in told(counted(f"{rows}上述4项指标中有4项达到目标值。"))
    assert "enumerated-count" not in dict(told(counted(f"{rows}上述4项指标中有3项达到目标值。")))


JUDGED = {
    "first": ("series-word-false", "东村82万元、西村45万元、南村61万元，东村居首。"),
    "each": ("comparison-false", "要求每月不少于4次。清河5次、沙河6次、北渠4次，三条河道均达到要求。"),
    "so-many": ("enumerated-count", "甲县3.4%、乙县2.9%、丙县3.8%，高于3%的县有两个。"),
}


@pytest.mark.parametrize("case", JUDGED)
def test_what_they_bear_out_is_judged(case: str) -> None:
    rule, text = JUDGED[case]
    assert held(judged(text), rule)


TRAPS = {
    "among-others-elsewhere": "东村82万元、西村45万元、南村61万元，西村居全省首位。",
    "another-measure": "东村产值82万元、西村产值45万元、南村产值61万元，西村缺口最大。",
    "growth-among-levels": "东村82万元、西村45万元、南村61万元，西村增长最快。",
    "a-reason": "东项支出82万元，西项支出45万元，差额主要是西项延期。",
    "what-is-mainly-of-something": "种植以杉木为主的林地24亩，改造竹林85亩。",
    "before-is-the-whole": "支出486万元，其中人员312万元、公用74万元、项目100万元，以人员支出为主。",
    "an-order-that-is-none": "三县增速依次为3.4%、5.9%、4.7%。",
    "all-of-the-rest": "指出问题26个，立行立改20个，其余6个全部纳入台账整改。",
    "all-of-the-part": "检查企业86家，其中12家存在隐患，已全部整改到位。",
    "both-parts-are-done": "排查隐患86处，立行整改60处，限期整改26处，现已全部整改完毕。",
    "done-of-what-was-planned": "全市120个村，计划改造30个，改造完成30个，任务全部完成。",
    "not-yet-all": "购置60台，已配发52台，尚未全部投入使用。",
    "to-come": "申报72家，审核通过65家，确保全部通过。",
    "all-as-an-object": "甲项完成率93%，乙项完成率88%，完成了各项日常工作。",
    "none-inside-a-word": "建设无障碍家庭100户，推动沟通无障碍。",
    "none-of-another-year": "上年无出国经费，本年出国经费12万元。",
    "two-measures-of-each": "①甲镇：里程26，投资1520；\n②乙镇：里程31，投资2180；\n③丙镇：里程44，投资3340。\n丙镇里程最长。",
    "one-of-them-is-of-a-time": "月均立案最多的东州20.8件（全年249件），最少的西县1.1件（全年13件）。",
    "the-mean": "东校平均92分，西校平均88分，平均超过90分。",
}


@pytest.mark.parametrize("case", TRAPS)
def test_what_looks_alike_is_told_to_nobody(case: str) -> None:
    assert told(judged(TRAPS[case])) == []


@pytest.mark.parametrize(
    "clause",
    [
        "甲村82万元、乙村45万元，甲村最多，",
        "甲县3.4%、乙县2.9%，均超过2%，高于3%的县有一个，",
        "收到26件，办结23件，全部办结，无死亡，个别单位落实不力，",
        "从高到低依次为甲村、乙村、丙村，甲村居第二位，",
    ],
)
def test_a_sentence_of_hundreds_of_clauses_is_read_in_bounded_time(clause: str) -> None:
    start = time.process_time()
    judged(clause * 200 + "。")
    assert time.process_time() - start < _BOUND
