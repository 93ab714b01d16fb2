"""Papers in which nothing is wrong are accused of nothing; the same with a wrong figure are."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

PERFORMANCE = "cn-performance"
HEAD = "清溪县林业局2023年度部门整体支出绩效自评报告\n一、基本情况\n"


def paper(text: str) -> str:
    return f"{HEAD}{text}\n二、存在问题\n无。\n"


@pytest.mark.parametrize(
    "text",
    [
        "核定编制98名，其中行政编制24名、参照公务员法管理的事业编制14名、其他事业编制60名，年末实有在职人员92人。",
        "核定编制84名，其中行政24名、事业编制60名，实有在职人员80人。",
        "核定行政编制24名、事业编制60名、工勤编制3名，年末实有85人。",
        "行政编制24名，实有23人，事业编制60名，实有58人。",
    ],
)
def test_all_who_are_there_are_not_held_against_one_kind_of_posts(text: str) -> None:
    assert accused(judged(paper(text), PERFORMANCE)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("行政编制24名，实有23人，事业编制60名，实有63人。", "over-quota"),
        ("行政编制24名，实有26人；事业编制60名，实有58人。", "over-quota"),
        ("行政编制24名、参公编制14名、其他事业编制60名，年末实有在职人员101人。", "over-quota-together"),
    ],
)
def test_more_than_there_are_posts_is_found(text: str, rule: str) -> None:
    assert rule in accused(judged(paper(text), PERFORMANCE))


@pytest.mark.parametrize(
    "text",
    [
        "全年受理信访件760件，办结748件，办结率98.42%，其中以调解方式办结的512件，其余12件正在办理。",
        "收到申请540份，通过510份，其中线上通过312份，其余30份退回补正。",
        "计划抚育12,000亩。实际比年初计划少480亩，完成年初计划的96%。",
        "计划培训260人，退化林修复比计划多完成26人，为计划的110%。",
        "核定编制34名，其中行政编制12名、事业编制22名；2023年末实有在职人员31人，其中行政11人、事业20人，较上年末减少1人。",
        "辖区林场40个，其中国有28个、集体12个，2023年末在册护林站38个，其中国有27个、集体11个。",
    ],
)
def test_what_is_left_missed_or_of_the_end_of_the_year_is_no_part(text: str) -> None:
    assert accused(judged(paper(text), PERFORMANCE)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("收到申请540份，通过510份，其中线上通过312份，其余168份线下通过。", "prose-parts-sum"),
        ("计划抚育12,000亩，实际完成11,520亩，完成计划的99%。", "completion-rate-recalc"),
        (
            "核定编制34名，其中行政编制12名、事业编制22名；2023年末实有在职人员31人，其中行政12人、事业20人。",
            "parts-exceed-whole",
        ),
    ],
)
def test_what_does_not_come_out_is_found(text: str, rule: str) -> None:
    assert rule in accused(judged(paper(text), PERFORMANCE))


TABLE = """二、项目支出情况（单位：万元）
项目	调整后预算	实际支出	执行率
一、基本支出	300.00	298.00	99.33%
二、项目支出	250.00	240.00	96.00%
1.林木抚育	150.00	145.00	96.67%
2.病虫害防治	100.00	95.00	95.00%
合计	550.00	{spent}	97.82%
"""


@pytest.mark.parametrize(("spent", "wrong"), [("538.00", False), ("583.00", True)])
def test_lines_below_numbered_ones_are_not_added_again(spent: str, wrong: bool) -> None:
    found = accused(judged(HEAD + TABLE.format(spent=spent), PERFORMANCE))
    assert ("table-column-sum-spent" in found) == wrong


GOALS = """二、绩效指标完成情况
一级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因
产出指标	退化林修复面积	≥9,500亩	9,120亩	50	48.00	阴雨影响作业
产出指标	森林抚育面积	≥14,000亩	14,260亩	50	50.00	
三、自评结论
{said}
"""


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("除退化林修复因持续阴雨影响陡坡小班作业而只完成9,120亩外，其余各项产出指标均达到年初目标。", False),
        ("退化林修复受天气影响没有足额完成，其他各项产出指标均达到年初目标。", False),
        ("各项产出指标均达到年初目标。", True),
    ],
)
def test_what_is_excepted_is_not_said_to_be_done(said: str, wrong: bool) -> None:
    found = accused(judged(HEAD + GOALS.format(said=said), PERFORMANCE))
    assert ("all-done-but-missed" in found) == wrong


def hinted(text: str) -> set[str]:
    """The rules that say something of a paper, at whatever level."""
    return {finding.rule for finding in judged(paper(text), PERFORMANCE).findings}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "（二）绩效目标\n一是完成28座水闸维修；二是完成16座水闸监测设施安装，三是落实管护员，实现水闸日常巡查管护全覆盖。",
            "comparison-false",
        ),
        ("失业人员再就业0.62万人，就业困难人员实现就业0.24万人，零就业家庭始终保持动态清零。", "comparison-false"),
        (
            "各基金收入合计45.20亿元，支出41.10亿元，当年结余4.10亿元，各基金均实现了收支平衡、略有结余。",
            "comparison-false",
        ),
        ("对90家企业进行了回访，87家对办事效率表示满意，个别企业建议再减少申报材料。", "comparison-false"),
        (
            "监控设备按每台0.6万元补贴，补贴148.80万元，全年支出587.52万元，在线传输率稳定在九成以上。",
            "comparison-false",
        ),
        ("28座水闸维修均在11月底前完工，并于12月中旬通过县级验收。", "deadline-claimed-met"),
        ("共检出不合格产品58批次，不合格率1.83%。", "grim-percent-count"),
        ("完成28座水闸维修，聘请管护员47名，其中46名考核合格，合格率97.9%。", "grim-percent-count"),
        ("补助惠及52所中小学，学生体质健康合格率达到93.3%。", "grim-percent-count"),
        ("最低标准由每人每月148元提高到163元，每人每月增加15元，提高10.1%。", "yoy-increase-rate"),
    ],
)
def test_what_is_of_another_thing_is_not_even_hinted_at(text: str, rule: str) -> None:
    assert rule not in hinted(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("排查隐患26处，已整改23处，全部整改完毕。", "comparison-false"),
        ("28座水闸维修12月15日完工，均在11月30日前完工。", "deadline-claimed-met"),
        ("毕业生36人，就业27人，就业率76%。", "grim-percent-count"),
        ("最低标准由每人每月148元提高到163元，每人每月增加25元，提高10.1%。", "yoy-increase-rate"),
    ],
)
def test_what_is_of_the_same_thing_is(text: str, rule: str) -> None:
    assert rule in hinted(text)


@pytest.mark.parametrize(
    ("whole", "wrong"),
    [("一般公共预算项目支出总额的100%", False), ("项目支出总额的100%", True)],
)
def test_a_share_of_a_part_is_not_held_against_the_whole(whole: str, wrong: bool) -> None:
    text = (
        "本年支出合计4,000.00万元，其中：基本支出1,000.00万元，占25.00%；项目支出3,000.00万元，占75.00%。\n"
        f"对5个项目开展绩效自评，涉及资金2,900.00万元，占{whole}。"
    )
    assert (accused(judged(paper(text), PERFORMANCE)) != []) == wrong
