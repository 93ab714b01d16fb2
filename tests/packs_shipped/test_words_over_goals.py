"""Words over goals, held against every goal of a paper and against the figures right beside them, whatever the layout."""

from __future__ import annotations

import time

import pytest
from short_texts import accused, held, judged

from gouji.document.model import Document
from gouji.document.reading import read_bytes
from gouji.extraction.claimed.aims import aim_of
from gouji.extraction.claimed.goalclaims import GoalClaims
from gouji.extraction.claimed.goaldays import read_days
from gouji.extraction.claimed.goallines import figures_of
from gouji.extraction.claimed.goalpairs import GoalPairs
from gouji.extraction.drafting.draft import Draft
from gouji.extraction.drafting.wording import Wording
from gouji.language import Table

RULE, DENIED, DAYS = "goal-missed-claimed", "goal-met-denied", "deadline-claimed-met"
HEAD = "某某县项目绩效自评报告\n\n"
PAD = "\n\n二、资金情况\n预算安排50万元。\n\n"


def _told(text: str, rule: str) -> int:
    return sum(finding.rule == rule for finding in judged(HEAD + text, "cn-claims").findings)


#: A paper with one figure left open: it is kept with the first, missed with the second.
OVER_ALL = [
    ("修缮校舍（目标12间）实际{}间。" + PAD + "综上，各项绩效指标均达到预期。", "13", "11"),
    ("巡查河道≥90次——{}次" + PAD + "年度指标全部完成。", "96", "88"),
    ("抽检合格率{}，目标97%以上。" + PAD + "本项目圆满完成年度目标任务。", "98.1%", "95.2%"),
    ("三级指标|年度指标值|实际完成值\n整治塘坝|≥8座|{}座\n群众满意度|≥90%|93%" + PAD + "上述目标悉数实现。", "8", "7"),
    ("整治塘坝\n≥8座\n{}座\n10\n10" + PAD + "各项目标均已实现。", "9", "6"),
    ("全年采购书架计划60组，实际{}组。" + PAD + "所有任务均超额完成。", "66", "57"),
    ("目标1：新栽行道树400株以上——实际{}株；目标2：成活率95%——实际97%。" + PAD + "两项目标均已实现。", "420", "388"),
    ("序号 指标名称 目标值 完成值\n1 参赛队伍 20支 {}支\n2 观众 800人 815人" + PAD + "全部指标均达标。", "22", "17"),
    ("安全事故=0起——{}起" + PAD + "各项指标全部完成。", "0", "1"),
    ("品名|计划数量|采购数量\n雨衣|300|{}\n头灯|80|80" + PAD + "计划采购数量全部完成。", "300", "260"),
    ("年度计划新增路灯90盏，日均照明达到11小时。" + PAD + "日均照明{}小时，年度目标全面实现。", "12", "9"),
]


@pytest.mark.parametrize(("text", "kept", "missed"), OVER_ALL)
def test_words_over_all_goals_are_held_against_each(text: str, kept: str, missed: str) -> None:
    assert _told(text.format(kept), RULE) == 0
    assert accused(judged(HEAD + text.format(kept), "cn-claims")).count(RULE) == 0
    assert _told(text.format(missed), RULE) >= 1


#: What is said of one goal right beside it: the first word holds, the second does not.
BESIDE = [
    ("有责投诉≤5起。全年受理有责投诉3起，该指标{}。", "达到预期", "未达到预期", DENIED),
    ("有责投诉≤5起。全年受理有责投诉8起，该指标{}。", "未达到预期", "达到预期", RULE),
    ("年初确定的到位资金目标为40亿元。全年实际到位36.5亿元，{}年度目标。", "未能完成", "圆满完成", RULE),
    ("逾期率（目标≤1%）实际为2.4%，{}目标值。", "劣于", "优于", RULE),
    ("年度计划开展读书活动40场以上。共举办线上17场、线下29场，合计46场，{}6场。", "超出", "尚差", DENIED),
    ("单位造价标准不高于150元，实际总额186万元，面积1.2万亩，亩均155元，{}标准。", "高于", "低于", RULE),
    ("指标值\n≥60件\n完成值\n57件\n是否完成\n{}", "否", "是", RULE),
]


@pytest.mark.parametrize(("text", "right", "wrong", "rule"), BESIDE)
def test_words_beside_one_goal_are_held_against_it(text: str, right: str, wrong: str, rule: str) -> None:
    assert _told(text.format(right), RULE) + _told(text.format(right), DENIED) == 0
    assert _told(text.format(wrong), rule) == 1


ON_TIME = [
    ("项目应于2023年9月30日前完工。实际于{}通过竣工验收，按期完成。", "2023年9月12日", "2023年11月12日"),
    ("平台应于6月底前上线。{}系统正式上线，较计划时间提前。", "6月15日", "7月15日"),
    ("补助分别于4月8日、7月6日、{}打卡到人，全年均在2022年12月31日前发放完毕。", "10月5日", "次年1月5日"),
]


@pytest.mark.parametrize(("text", "kept", "late"), ON_TIME)
def test_days_are_held_against_the_day_that_was_set(text: str, kept: str, late: str) -> None:
    assert _told(text.format(kept), DAYS) == 0
    assert _told(text.format(late), DAYS) == 1


@pytest.mark.parametrize(
    "text",
    [
        # said of some of them, or of what is to come
        "修缮校舍（目标12间）实际11间。" + PAD + "15个项目完成年度目标，2个项目未完成。",
        "修缮校舍（目标12间）实际11间。" + PAD + "除修缮校舍外，各项目标均已完成。",
        "修缮校舍（目标12间）实际11间。" + PAD + "下一步确保各项目标全部完成。",
        # what a share is of, parts of what came, and figures in brackets behind a whole
        "累计造林72万亩（其中封山育林6万亩），为年度任务70万亩的102.9%。" + PAD + "各项任务均已完成。",
        "三年计划改造管网45公里，2021年完成15公里，2022年完成31公里，计划任务全部完成。",
        "培育团队14个（顶尖2个、创新12个），目标14个。" + PAD + "各项任务均已完成。",
        # goals of the next year
        "示范率72.4%。" + PAD + "全年圆满完成年度任务。\n\n三、明年计划\n主要目标：示范率达到80%以上。",
    ],
)
def test_what_is_no_missed_goal_is_left_alone(text: str) -> None:
    assert _told(text, RULE) == 0


def test_a_kept_goal_is_judged() -> None:
    text = HEAD + "年初目标为到位资金40亿元。全年实际到位41.5亿元，圆满完成年度目标。"
    assert held(judged(text, "cn-claims"), RULE) >= 1


@pytest.mark.parametrize(
    "unit",
    [
        "修缮校舍（目标12间）实际11间，圆满完成年度目标，",
        "完成率91%，各项指标全部完成，",
        "按期完成，应于3月1日前完工，",
    ],
)
def test_long_papers_are_read_in_time(unit: str) -> None:
    (document,) = read_bytes((HEAD + unit * 8000).encode(), "文.txt")
    assert isinstance(document, Document)
    wording = Wording(reached=("完成",), missed=("未完成",))
    start = time.process_time()
    pairs = GoalPairs(figures_of(document, wording), wording)
    order = {id(text): number for number, text in enumerate(document.texts)}
    aims = [aim for pair in pairs if (aim := aim_of(pair, pairs.figures.lines, order)) is not None]
    GoalClaims(pairs, aims, order, wording).read(Table("完成", {}, source="完成"), None, Draft())
    read_days(pairs.figures.lines, None, Table("期限", {}), Draft())
    assert time.process_time() - start < 20


@pytest.mark.parametrize(("kept", "told"), [("5", False), ("6", True)])
def test_a_goal_told_in_the_text_and_in_a_table_counts_once(kept: str, told: bool) -> None:
    text = (
        "每批次食品抽检费用约853元（目标为不超过900元）。\n\n"
        "| 序号 | 目标 | 目标值 | 完成值 |\n|--:|:--|:--|:--|\n"
        "| 1 | 食品抽检批次 | ≥600批次 | 645批次 |\n| 2 | 设备受检率 | ≥95% | 94.5% |\n"
        "| 3 | 投诉办结率 | ≥98% | 98.7% |\n| 4 | 开办时限 | ≤1个工作日 | 0.8个工作日 |\n"
        f"| 5 | 消费者满意度 | ≥85分 | 86.3分 |\n| 6 | 每批次抽检费用 | ≤900元 | 853元 |\n\n目标6项，达标{kept}项。"
    )
    rules = [
        finding.rule
        for finding in judged("# 某市市场监管局2023年工作情况报告\n\n" + text, "cn-claims", "文.md").findings
    ]
    assert ("enumerated-count" in rules) == told
