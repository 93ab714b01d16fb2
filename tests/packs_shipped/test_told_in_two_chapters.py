"""One fact told in two chapters of a paper, in other words or in its table, with figures that differ; and facts that are two."""

from __future__ import annotations

import pytest
from short_texts import judged

HEAD = "云溪县水利局2023年度山塘整治项目支出绩效自评报告\n\n一、项目概况\n{}\n二、项目完成情况\n{}\n"
TABLE = (
    "三、绩效指标\n三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "安装水位监测设备山塘数量\t≥31座\t30座\t10\t9.68\n"
    "选派技术指导员人数\t≥40名\t42名\t10\t10\n"
    "慢性病患者管理人数\t≥36000人\t37,420人\t10\t10\n"
    "健身器材安装数量\t≥55套\t50套\t10\t9.09\n"
)
RULES = {"cross-place-amount-read", "cross-place-count-read", "cross-place-amount", "cross-place-count"}


def told(text: str) -> list[str]:
    """What is said of places that differ, be it as a hint."""
    return [finding.message for finding in judged(text, "cn-performance").findings if finding.rule in RULES]


TEXTS = [
    # who does it, or what for, stands before the figure; what is counted behind it
    ("项目由26家基层供水单位具体承担。", "县级对{}家基层供水单位全部开展了年度考核。", "26", "27"),
    ("全县共有敬老服务中心34家、救助站3家。", "全县{}家敬老服务中心中，公办21家。", "34", "37"),
    ("工程惠及18个易地搬迁安置小区。", "我局向{}个易地搬迁安置小区派出了工作队。", "18", "19"),
    ("年末实有在职人员23人，退休人员8人。", "基本支出用于{}名在职人员的工资福利。", "23", "25"),
    # amounts of many digits, in the words of another chapter
    (
        "项目实际支出3,184.27万元，结余115.54万元。",
        "对照年初目标，资金使用规范，全年累计支付{}万元。",
        "3,184.27",
        "3,148.27",
    ),
    ("全年项目共支出1,057.36万元。", "对标年初方案，管理规范，资金拨付{}万元。", "1,057.36", "1,075.36"),
]


@pytest.mark.parametrize(("one", "other", "right", "wrong"), TEXTS)
def test_texts(one: str, other: str, right: str, wrong: str) -> None:
    assert not told(HEAD.format(one, other.format(right)))
    assert told(HEAD.format(one, other.format(wrong)))


ROWS = [
    # what was meant to be stands before it, or how much more it is than that
    ("全年向村组选派技术指导员{}名。", "42", "45"),
    ("预期选派技术指导员不少于40名，全年向村组选派技术指导员{}名。", "42", "47"),
    ("举办赛事14项，比年初计划多2项；同时完成健身器材安装{}套。", "50", "55"),
    # the row is told once as it is, and once more
    (
        "水位监测设备计划安装31座，实际安装30座。一是踏勘不细致，对道路估计不足，致使水位监测设备当年只装了{}座。",
        "30",
        "28",
    ),
    ("在管慢性病患者37,420人。截至年底，全县基层共管理慢性病患者{}万人。", "3.74", "3.47"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), ROWS)
def test_rows(text: str, right: str, wrong: str) -> None:
    assert not told(HEAD.format("略。", text.format(right)) + TABLE)
    assert told(HEAD.format("略。", text.format(wrong)) + TABLE)


@pytest.mark.parametrize(
    "text",
    [
        # of some of them, of another time, as a goal, approximately, by another level
        "其中女性技术指导员36名。",
        "上年选派技术指导员39名。",
        "2024年计划选派技术指导员45名。",
        "到上半年，选派技术指导员25名。",
        "选派技术指导员40余名。",
        "在东岭镇，安装水位监测设备6座。",
        "比上年新增慢性病患者管理人数1,420人。",
        "其中规范管理慢性病患者31,086人。",
        "全省管理慢性病患者612万人。",
        "还需补装健身器材6套。",
    ],
)
def test_other_things_are_silent(text: str) -> None:
    assert not told(HEAD.format("略。", text) + TABLE)


EVENTS = (
    "三、绩效指标\n三级指标\t年度指标值\t实际完成值\t分值\t得分\n举办就业招聘会\t≥5场\t6场\t10\t10\n技能培训班期数\t≥8期\t9期\t10\t10\n"
    "新建口袋公园数量\t≥12个\t12个\t10\t10\n受益群众\t≥3万人\t3.48万人\t10\t10\n"
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # in words
        ("全年举办就业招聘会{}场。", "六", "七"),
        ("面向农民工举办技能培训班{}期，参训320人。", "九", "八"),
        ("我局超额完成年度任务，新建口袋公园{}个，均已开放。", "十二", "十"),
        ("面向返乡人员组织各类招聘会{}场。", "六", "五"),
        # the only one of its measure word, and a slip of the only other one
        ("项目改善了沿河{}万人的用水条件。", "3.48", "3.84"),
    ],
)
def test_counts_in_words_and_of_one_measure(text: str, right: str, wrong: str) -> None:
    assert not told(HEAD.format("略。", text.format(right)) + EVENTS)
    assert told(HEAD.format("略。", text.format(wrong)) + EVENTS)


@pytest.mark.parametrize(
    "text",
    [
        "上半年举办就业招聘会三场。",
        "计划举办就业招聘会五场。",
        "其中线上招聘会四场。",
        "与高校联合举办就业招聘会三场。",
        "举办专场招聘会四场。",
        "2024年拟新建口袋公园十五个。",
        "第七场招聘会推迟。",
        "举办就业招聘会五场以上。",
        "园区分三期建设。",
        "一至三季度举办技能培训班七期。",
        "项目改善了沿河2.16万人的用水条件。",
    ],
)
def test_other_counts_in_words_are_silent(text: str) -> None:
    assert not told(HEAD.format("略。", text) + EVENTS)


AID = (
    "云溪县民政局2024年度城乡医疗救助补助资金绩效自评报告\n一、基本情况\n2024年，全县救助8,612人次。"
    "全年预算安排1,864.50万元，支出1,820.36万元。\n二、完成情况\n{}\n"
)


def of_another_year(text: str) -> list[str]:
    """What is said of years that are not that of the paper."""
    found = judged(AID.format(text), "cn-performance").findings
    return [finding.message for finding in found if finding.rule == "year-of-paper-otherwise"]


@pytest.mark.parametrize(
    "text",
    [
        # the words of the title behind another year
        "{}年度城乡医疗救助补助资金使用规范，管理到位。",
        "截至年底，{}年度城乡医疗救助补助资金全部支付。",
        "综上，{}年城乡医疗救助补助资金项目达到预期目标。",
        # an amount of the paper's own year
        "{}年县财政安排救助资金1,864.50万元。",
        "{}年度县级安排资金1,864.50万元，没有上级补助，也没有上年结转。",
        "{}年，县财政实际支出1,820.36万元。",
    ],
)
def test_the_year_of_the_paper(text: str) -> None:
    assert not of_another_year(text.format(2024))
    assert of_another_year(text.format(2023))


@pytest.mark.parametrize(
    "text",
    [
        "2023年度城乡医疗救助补助资金结转12.50万元。",
        "与2023年相比，救助人次有所增加。",
        "2023年安排1,864.50万元，2024年安排1,864.50万元，持平。",
        "2023年救助资金支出1,702.11万元。",
        "2023年度城乡医疗救助补助资金绩效评价结果为优。",
        "2025年计划安排1,864.50万元。",
        "2023年12月，县财政下达1,864.50万元。",
        "根据《2023年度城乡医疗救助补助资金管理办法》，规范管理。",
        "2025年继续安排1,864.50万元。",
        "2023年末存量资金1,864.50万元。",
        "2023年县政府印发实施方案。",
    ],
)
def test_other_years_are_silent(text: str) -> None:
    assert not of_another_year(text)


SPENT = (
    "云溪县文化局2023年度部门整体支出绩效自评报告\n一、收支情况\n单位：万元\n支出类别\t预算数\t执行数\t执行率\n"
    "基本支出\t1,988.74\t1,986.74\t99.90%\n项目支出\t2,764.12\t2,611.38\t94.47%\n合计\t4,752.86\t4,598.12\t96.74%\n二、主要问题\n{}\n"
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # as a row and one of its columns are called
        ("一是支出进度不够均衡，全年项目支出执行率为{}，比基本支出低。", "94.47%", "97.44%"),
        ("全年基本支出执行率{}。", "99.90%", "99.09%"),
        ("项目支出执行率仅为{}，主要是招标周期长。", "94.47%", "94.74%"),
    ],
)
def test_a_cell_by_its_row_and_column(text: str, right: str, wrong: str) -> None:
    assert not told(SPENT.format(text.format(right)))
    assert told(SPENT.format(text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "上年项目支出执行率为97.44%。",
        "其中项目支出执行率为88.20%的有3家。",
        "局机关本级项目支出执行率为91.35%。",
        "项目支出执行率约94%。",
        "项目支出执行率应不低于97.44%。",
        "项目支出执行率为94.5%。",
    ],
)
def test_other_rates_are_silent(text: str) -> None:
    assert not told(SPENT.format(text))


EXAMINED = (
    "云溪县残联2023年度部门整体支出绩效自评报告\n一、主要工作\n组织了{}视障学员参加省里的盲人医疗按摩人员考试，通过率100%。\n"
    "二、指标完成情况\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t参加盲人医疗按摩人员考试人数\t≥30人\t32人\t10\t10\n"
    "\t数量指标\t发放轮椅数量\t≥100辆\t100辆\t10\t10\n"
)


def test_less_than_half_of_it_is_still_the_same_thing() -> None:
    assert not told(EXAMINED.format("32名"))
    assert told(EXAMINED.format("15名"))
