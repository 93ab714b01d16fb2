"""Lists that have to make a total by what stands around them: what holds accuses nobody, what does not is told."""

from __future__ import annotations

import pytest
from tests.packs_shipped.short_texts import accused, judged

from gouji.engine.outcome import Severity

CLAIMS, PERFORMANCE = "cn-claims", "cn-performance"

#: A text that holds, a figure of it and what it is changed to, the rule that tells it and how gravely.
CHANGED = {
    "scores in a paragraph of their own": (
        "项目综合评价得分88.4分，等级为良（90分及以上为优，80—90分为良）。\n\n其中立项18.2分、管理21.7分、产出27.5分、成效21分。\n",
        "27.5",
        "22.5",
        CLAIMS,
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "scores told of what they can be": (
        "预算执行10分，得9.2分；产出50分，得46.8分；效益30分，得28分；满意度10分，得10分，合计94分。\n",
        "46.8",
        "42.8",
        CLAIMS,
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "full scores": (
        "自评得分91.3分：履职效能37.5分（满分40分）、预算管理18.8分（满分20分）、财务管理16分（满分20分）、资产管理19分（满分20分）。\n",
        "满分40分",
        "满分45分",
        CLAIMS,
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "full scores in brackets": (
        "三、自评得分\n\n投入(15分)得14分；过程(30分)得28分；产出(35分)得33.6分；效果(20分)得19分(群众满意率略低)。\n",
        "过程(30分)",
        "过程(36分)",
        CLAIMS,
        "parts-nearly-whole",
        Severity.INFO,
    ),
    "a structure": (
        "三次产业结构由上年的13.4:35.1:51.5调整为12.9:34.7:52.4。\n",
        "34.7",
        "24.7",
        CLAIMS,
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "shares in turn of what they are told of": (
        "前三季度，同城、异地、国际快件分别占全部业务量的14.6%、83.1%和2.3%。\n",
        "83.1",
        "78.1",
        CLAIMS,
        "prose-parts-sum",
        Severity.INFO,
    ),
    "shares with the rest": (
        "缴存职工中，机关和事业单位占41.25%，国有企业占19.30%，民营企业占37.15%，其他占2.30%。\n",
        "19.30",
        "79.30",
        CLAIMS,
        "parts-exceed-whole",
        Severity.INFO,
    ),
    "numbered items below a lead": (
        "全年一般公共服务支出9684.35万元，为预算的98%。结余120.6万元。支出分项目如下：\n\n"
        "1.教育事业支出5127.4万元，为预算的97%。\n\n2.文化体育支出1846.25万元，为预算的99%。\n\n3.卫生健康支出2710.7万元，为预算的98%。\n",
        "1846.25",
        "2846.25",
        CLAIMS,
        "parts-nearly-whole",
        Severity.INFO,
    ),
    "what follows the contents of a part": (
        "基本支出932.46万元，其中：人员经费815.3万元，主要包括基本工资、津贴补贴等；公用经费117.16万元，主要包括办公费、差旅费等。\n",
        "815.3",
        "851.3",
        CLAIMS,
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "the state and the places": (
        "全国一般公共预算支出41527亿元，同比增长3.9%，其中中央本级5316亿元、增长6.6%，地方36211亿元、增长3.5%。\n",
        "5316",
        "5136",
        CLAIMS,
        "prose-parts-sum",
        Severity.HIGH,
    ),
    "ways that are counted": (
        "采购规模如下。公开招标2218.5万元，占66%；竞争性磋商680.2万元，占20%；单一来源345.1万元，占10%；其他107.2万元，占3%，"
        "四种方式合计3351万元。\n",
        "3351",
        "4051",
        CLAIMS,
        "prose-parts-sum",
        Severity.INFO,
    ),
    "lines that are counted": (
        "一、建设内容\n\n指标1：东村照料中心，设置床位20张，总投资216.42万元。\n\n指标2：西村照料中心，设置床位20张，总投资203.71万元。\n\n"
        "指标3：南村照料中心，设置床位25张，总投资187.05万元。\n\n三个项目合计总投资607.18万元，设置床位65张。\n",
        "203.71",
        "263.71",
        CLAIMS,
        "parts-nearly-whole",
        Severity.INFO,
    ),
    "lines above a total": (
        "一、资金来源\n\n中央资金118.6万元\n\n省级资金94.25万元\n\n市级资金31.4万元\n\n以上资金合计244.25万元。\n",
        "94.25",
        "84.25",
        CLAIMS,
        "parts-nearly-whole",
        Severity.INFO,
    ),
    "points of headings": (
        "一、投入（20分）\n\n（一）立项（8分）\n\n程序规范。\n\n（二）资金落实（12分）\n\n资金到位。\n\n二、过程（35分）\n\n"
        "（一）业务管理（15分）\n\n制度健全。\n\n（二）财务管理（20分）\n\n核算规范。\n\n三、产出（45分）\n\n按期完成。\n",
        "财务管理（20分）",
        "财务管理（26分）",
        CLAIMS,
        "parts-nearly-whole",
        Severity.MEDIUM,
    ),
    "bare amounts far below": (
        "下达天然林管护补助资金126.35万元，其中国有林管护78.6万元、社会保险补助47.75万元。\n",
        "126.35",
        "196.35",
        CLAIMS,
        "plain-parts-below-whole",
        Severity.INFO,
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_holds_accuses_nobody_and_what_does_not_is_told(name: str) -> None:
    text, was, now, pack, rule, severity = CHANGED[name]
    assert text.count(was) == 1
    sound, wrong = judged(text, pack), judged(text.replace(was, now), pack)
    assert accused(sound) == []
    assert [finding for finding in sound.findings if finding.rule == rule] == []
    assert [finding.severity for finding in wrong.findings if finding.rule == rule] == [severity]


#: Scores and lists of which nothing at all is said.
SOUND = {
    "a list of the greatest": (
        "全年支出9684.35万元，其中主要项目如下：\n1.教育支出5127.4万元。\n2.文化支出1846.25万元。\n3.卫生支出1710.7万元。\n"
    ),
    "by how much it rose": "评价得分92分，比上年提高10分。其中决策18分、过程18分、产出30分、效益26分。",
    "a scale of its own": "自评得分84分（满分90分）：履职38分（满分40分）、预算26分（满分30分）、财务20分（满分20分）。",
    "a class that is called a score": (
        "自评得分92分。一是决策18分；二是过程18分；三是产出30分；四是效益22分；五是满意度调查得分4分。"
    ),
    "points beside the hundred": "1.组织领导（20分）\n2.工作落实（50分）\n3.工作成效（30分）\n4.附加项（10分）\n",
}


@pytest.mark.parametrize("name", SOUND)
def test_of_sound_lists_nothing_is_said(name: str) -> None:
    result = judged(SOUND[name], CLAIMS)
    assert [finding.message for finding in result.findings if finding.rule == "parts-nearly-whole"] == []


#: Texts that look alike and claim nothing of the kind.
TRAPS = {
    "points taken off": "自评得分92分，其中进度扣3分、质量扣2分、档案扣3分。\n",
    "names as the class": "评价得分90分。其中甲项20分，乙项20分。\n",
    "a structure that leaves much out": "高、中、初级岗位的结构比例为12.5:28.4:29.1。\n",
    "a structure of no hundred": "人员、设备、场地的投入比为1.5:2.3:4.1。\n",
    "shares of people of several kinds": "受益对象中老年人占61.25%，残疾人占41.30%，低保户占35.15%，其他占2.30%。\n",
    "shares of other things": "机关中党员占62.5%，女性占41.3%，本科以上占88.4%。\n",
    "a bound that is no whole": "补贴面积达25万亩以上，其中水稻11.2万亩、玉米8.3万亩。\n",
    "a total of what is called otherwise": (
        "（一）当年收入187.4万元，当年支出308.86万元。\n\n（二）当年支出220.5万元。\n\n两项养老基金收入合计499.94万元。\n"
    ),
    "headings without points": (
        "一、投入（20分）\n\n（一）立项（8分）\n\n程序规范。\n\n（二）资金落实\n\n资金到位。\n\n二、过程（80分）\n\n尚可。\n"
    ),
    "contents of the part itself": "人员经费300万元，主要包括基本工资120万元、津贴补贴100万元、奖金80万元；另有公用经费。\n",
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_looks_alike_is_not_accused(name: str) -> None:
    assert accused(judged(TRAPS[name], CLAIMS)) == []


def test_scores_of_the_performance_pack_are_told_once() -> None:
    text = "自评总分93分。其中决策19分、过程18分、产出36分、效益25分。\n"
    found = [finding.rule for finding in judged(text, PERFORMANCE).findings if finding.severity >= Severity.MEDIUM]
    assert found.count("parts-nearly-whole") <= 1
