"""Arithmetic that long sentences tell: wholes with 中 and 分为, the year before behind 而, rounds, prices in turn, what is left.

Each text is written for the test. What holds accuses nobody and is no remark; what does not is told by the rule beside it.
"""

from __future__ import annotations

import pytest
from short_texts import grave, judged

HEAD = "青溪县某局2023年度项目支出绩效自评报告\n一、基本情况\n"
TAIL = "\n二、存在问题\n无。\n"
TERMS = "学段\t春季学期人数\t秋季学期人数\n小学\t6,210\t5,940\n初中\t2,350\t2,280\n合计\t8,560\t8,220\n"

TOLD = {
    "of-these": ("全县现有的74所学校中，小学51所、初中20所、高中9所，均已通网。", "parts-exceed-whole"),
    "of-these-by-words": ("年末全县在营的52家托育机构中，公办（含委托运营）31家、民办18家。", "prose-parts-sum"),
    "of-these-nearly": ("受理的518件诉求当中，咨询类302件、投诉类176件、建议类33件。", "parts-below-whole"),
    "divided-in-classes": (
        "全年立项47个，分为五类：道路类21个、水利类18个、供电类8个、通信类4个、环卫类3个。",
        "prose-parts-sum",
    ),
    "divided": ("全年处置隐患247处，按等级分为一般隐患150处、较大隐患72处、重大隐患31处。", "prose-parts-sum"),
    "each-at-a-price": (
        "全年奖补合作社68家，其中新评定35家，每家奖补6万元；续评36家，每家奖补3万元。",
        "parts-exceed-whole",
    ),
    "year-before-behind-a-word": ("2023年受理信访47批次，而2022年为65批次，同比下降37.7%。", "yoy-prior-decrease"),
    "rate-before-behind-a-word": (
        "2023年末自来水普及率为92.6%，而2022年末这一比例为89.4%，一年间提高了4.2个百分点。",
        "yoy-prior-amount",
    ),
    "rate-of-one-of-two": (
        "全县共有在册车辆2,480辆，其中新能源车620辆、燃油车1,860辆，新能源车率33.3%。",
        "share-percent",
    ),
    "spoken-of-and-planned": (
        "教育支出516.20万元，完成年初预算的96.4%，主要用于学校运转，决算数大于年初预算数的原因是据实结算。",
        "comparison-false",
    ),
    "rounds": ("资金分两批下达，其中第一批210万元，第二批160万元，第三批90万元。", "enumerated-count"),
    "times": ("工程款分三次支付，第一次付40万元，第二次付30万元，第三次付20万元，第四次付10万元。", "enumerated-count"),
    "stages": ("整治分两个阶段进行，第一阶段摸底，第二阶段整改，第三阶段验收。", "enumerated-count"),
    "names-of-what-is-counted-again": (
        "工程落实到柳河、青石、白塔、龙泉、双桥四个乡镇的11条线路。",
        "enumerated-count",
    ),
    "about-in-full": ("全年带动务工1,264人，发放劳务报酬417万元，人均约3,929元。", "average-recalc"),
    "list-at-one-rate": (
        "栽植松树1,250亩、柏树860亩、杨树740亩，每亩平均栽植90株，共使用苗木26.55万株。",
        "average-recalc",
    ),
    "prices-in-turn": (
        "新增省级基地4家、市级基地7家，分别按每家30万元和12万元的标准给予奖励，合计兑付240万元。",
        "running-sum",
    ),
    "prices-of-each": ("全年评出一等奖2名、二等奖6名，每人分别奖励3000元和1500元，共发放奖金1.8万元。", "running-sum"),
    "left-of-what-a-rate-tells": (
        "县里共投入专项资金3,640万元。\n全年实际支出3,458万元，支出进度95.00%；尚未支付的128万元为工程尾款。",
        "running-sum",
    ),
    "two-shares-of-two-things": (
        "项目全年预算820.00万元，截至年底实际到位资金760.00万元，到位率92.68%。\n"
        "项目实际支出722.00万元，占到位资金的88.05%，占全年预算的88.05%。",
        "share-percent",
    ),
    "two-columns": (f"{TERMS}秋季学期人数比春季学期减少340人，下降9.3%。", "yoy-prior-decrease"),
    "two-in-a-sentence": (
        "东院门诊12,640人次，西院门诊10,112人次，西院比东院减少2,528人次，下降25.0%。",
        "yoy-prior-decrease",
    ),
}

SILENT = [
    "全县现有的80所学校中，小学51所、初中20所、高中9所，均已通网。",
    "年末全县在营的49家托育机构中，公办（含委托运营）31家、民办18家。",
    "全县12个乡镇中，甲镇修建水窖18个、乙镇修建水窖9个。",
    "全年6次检查中，发现问题28个，整改28个。",
    "全年立项54个，分为五类：道路类21个、水利类18个、供电类8个、通信类4个、环卫类3个。",
    "全年培训6期，分为两类：技能类4期、管理类2期，共培训320人。",
    "全年检查320次，分为日常检查、专项检查和联合检查，其中专项检查42次。",
    "资金860万元，分为两批下达，首批300万元于3月下达，年末结余20万元。",
    "全年奖补合作社71家，其中新评定35家，每家奖补6万元；续评36家，每家奖补3万元。",
    "全年奖补合作社46家，其中省级24家，每家奖补6万元；对另外24家重点户，每家补助1万元。",
    "2023年受理信访47批次，而2022年为65批次，同比下降27.7%。",
    "全市事故3起，而全省平均为11起，同比下降40.0%。",
    "2023年末自来水普及率为92.6%，而2022年末这一比例为89.4%，一年间提高了3.2个百分点。",
    "全县共有在册车辆2,480辆，其中新能源车620辆、燃油车1,860辆，新能源车率25.0%。",
    "教育支出516.20万元，完成年初预算的96.4%，主要用于学校运转，决算数小于年初预算数的原因是据实结算。",
    "教育支出516.20万元，完成年初预算的96.4%，决算数大于上年决算数，主要是人员增加。",
    "资金分三批下达，其中第一批210万元，第二批160万元，第三批90万元。",
    "项目分两批实施，第一批已于6月完工，第二批于10月完工，第三批纳入下年计划。",
    "资金分三批下达，第一批210万元，第二批160万元。",
    "工程落实到柳河、青石、白塔、龙泉、双桥五个乡镇的11条线路。",
    "全年带动务工1,264人，发放劳务报酬417万元，人均约3,299元。",
    "为1,264人发放劳务报酬417万元，人均约3,500元。",
    "栽植松树1,250亩、柏树860亩、杨树740亩，每亩平均栽植90株，共使用苗木25.65万株。",
    "新增省级基地4家、市级基地7家，分别按每家30万元和12万元的标准给予奖励，合计兑付204万元。",
    "新增省级基地4家、市级基地7家，分别按每家最高30万元和12万元的标准给予奖励，合计兑付190万元。",
    "通过认定11家，其中新认定4家，每家奖励30万元；复核7家，每家奖励12万元，共兑现奖励204万元。",
    "县里共投入专项资金3,640万元。\n全年实际支出3,458万元，支出进度95.00%；尚未支付的182万元为工程尾款。",
    "项目全年预算820.00万元，截至年底实际到位资金760.00万元，到位率92.68%。\n"
    "项目实际支出722.00万元，占到位资金的95.00%，占全年预算的88.05%。",
    f"{TERMS}秋季学期人数比春季学期减少340人，下降4.0%。",
    "东院门诊12,640人次，西院门诊10,112人次，西院比东院减少2,528人次，下降20.0%。",
]

#: What a whole paper should have besides what a test tells.
_OF_PAPERS = frozenset(("qualitative-only",))


def _said(text: str) -> list[str]:
    result = judged(f"{HEAD}{text}{TAIL}", "cn-performance")
    return [found.rule for found in result.findings if found.rule not in _OF_PAPERS and "section" not in found.rule]


@pytest.mark.parametrize("name", TOLD)
def test_what_does_not_come_out_is_told(name: str) -> None:
    text, rule = TOLD[name]
    assert rule in _said(text)


@pytest.mark.parametrize("text", SILENT, ids=range(len(SILENT)))
def test_what_comes_out_is_not(text: str) -> None:
    assert _said(text) == []


def test_four_of_five_that_make_a_total_prove_nothing() -> None:
    """Where a list goes on behind parts that come to the whole by chance, they are not said to be all of it."""
    text = "全年立项47个，道路类21个、水利类18个、供电类8个、通信类4个、环卫类3个。"
    assert not grave(judged(f"{HEAD}{text}{TAIL}", "cn-performance"))
