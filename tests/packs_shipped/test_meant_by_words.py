"""What the words of one sentence, or the head of a small table, say makes a figure: a hint where it does not come out."""

from __future__ import annotations

import pytest
from short_texts import judged

from gouji.engine.outcome import Severity

HEAD = "某某局工作情况报告\n\n"

#: Texts with a figure that does not come out (first), and the one that does.
CASES = {
    "parts are more than their whole": (
        "办公运行费28.40万元（其中水电费12.35万元、物业费{}万元）；差旅费3.10万元。",
        ("17.05", "16.05"),
    ),
    "made of": ("每份礼包成本150元，由米面费68元、食用油{}元、包装费20元组成。", ("56", "62")),
    "below": ("二级指标“过程管理”（20分）下设制度建设（6分）、过程记录（{}分）、监督检查（6分）。", ("9", "8")),
    "a year for each": (
        "2021—2023年共投入620万元，2021年投入180万元，2022年投入{}万元，2023年投入230万元。",
        ("240", "210"),
    ),
    "one is what the other is not": ("抽查的36个单位中，有27个建立台账，{}个未建立台账。", ("8", "9")),
    "so many of them": (
        "原因是设备降价12.60万元、活动未办{}万元、尾款未付5.15万元，三项形成结余26.05万元。",
        ("3.80", "8.30"),
    ),
    "due and there": ("会议应到委员45人，实到38人，请假{}人。", ("9", "7")),
    "below the time": ("上半年支出完成41.8%，低于50%的时间进度{}个百分点。", ("2.8", "8.2")),
    "in turn": (
        "我区产值增长8.6%，全市平均6.1%、全省平均5.3%，增速分别高于市、省平均2.5个和{}个百分点。",
        ("2.3", "3.3"),
    ),
    "from one to the other": ("管网由42公里增加到75公里，新增{}公里。", ("23", "33")),
    "less than before": ("全年用纸18.5吨，比上年的22.0吨少用{}吨。", ("5.3", "3.5")),
    "called by their names": ("科室自评96.4分，专班复评92.1分，复评较自评低{}分。", ("3.4", "4.3")),
    "structure": ("结构由20:30:50调整为18:33:49，其中第二产业比重{}3.0个百分点。", ("下降", "上升")),
    "how large a fall is": ("来访量下降6.2%，降幅比上半年（下降9.4%）{}3.2个百分点。", ("扩大", "收窄")),
    "named base": (
        "年初预算150.00万元，追加20.00万元，调整后预算170.00万元，支出160.00万元，按调整后预算计算的执行率为{}%。",
        ("106.67", "94.12"),
    ),
    "base behind": (
        "送审金额320.00万元，审定金额300.00万元，核减20.00万元，核减率{}%（以送审金额为基数）。",
        ("6.67", "6.25"),
    ),
    "formula of words": (
        "旧存案件80件，新收520件，办结480件，结案率为{}%（结案率＝办结数÷（旧存＋新收））。",
        ("92.3", "80.0"),
    ),
    "place of the point": ("年度计划投资16.0亿元，到位132,000万元，占年度计划的{}%。", ("8.25", "82.5")),
    "again in another unit": ("发放补助360,000元（即{}万元），共120户。", ("3.6", "36")),
    "weighted": ("教师满意度90%（权重60%），家长满意度95%（权重40%），综合满意度{}%。", ("92.5", "92.0")),
    "mean of a list": ("四次测评分别为82、88、94、96分，平均{}分。", ("91.5", "90.0")),
    "all that is paid": ("签约后付20%，交货后付{}%，验收后付25%，余款5%作为质保金。", ("45", "50")),
    "amounts in the order of shares": (
        "市级、县级、镇级分别占50%、30%、20%，对应金额为250万元、150万元和{}万元。",
        ("110", "100"),
    ),
    "products": ("采购物资折合3.00万元：毛毯200条×90元、面粉{}袋×80元。", ("105", "150")),
    "months": ("全年收取租金86,400元，月平均{}元。", ("7,020", "7,200")),
    "in proportion": ("指标分值8分，目标值≥200户，因报名不足实际完成150户，按比例得{}分。", ("7.2", "6")),
    "rule of a rate": ("执行得分＝执行率×10。本项目执行率86%，得{}分。", ("9.6", "8.6")),
    "so much for each point": ("评分规则：每低于100%一个百分点扣0.5分。实际进度95%，扣{}分。", ("0.5", "2.5")),
    "a list below its total": (
        "一、结论\n培训项目自评得分{}分。\n二、构成\n决策9.5分、过程18分、产出38分、效益28分。",
        ("95.3", "93.5"),
    ),
    "brackets behind a rate": ("支出率{}%（到位250.00万元，支出235.00万元）。", ("90.4", "94.0")),
    "of them": ("回访的80人中表示愿意75人，愿意率为{}%。", ("97.35", "93.75")),
    "what is left, in a table": (
        "路段|总长（米）|已修（米）|剩余（米）\n东线|1,260|905|355\n西线|1,480|1,120|{}",
        ("430", "360"),
    ),
    "what each got": ("镇|人数|支出（万元）|人均（元）\n东镇|250|40.00|1,600\n西镇|120|21.60|{}", ("1,600", "1,800")),
    "what has come": ("月份|当月|累计\n1月|1,120|1,120\n2月|860|{}\n3月|1,305|3,285", ("1,890", "1,980")),
    "by how much, in words": (
        "指标|2022年|2023年|变化\n参保率|81.2%|85.9%|提高{}个百分点\n建档率|70.5%|73.1%|提高2.6个百分点",
        ("5.7", "4.7"),
    ),
}


def hints(text: str) -> set[str]:
    result = judged(HEAD + text + "\n", "cn-claims")
    return {f"{finding.rule} {finding.message}" for finding in result.findings}


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_come_out_is_told(name: str) -> None:
    text, (wrong, right) = CASES[name]
    assert hints(text.format(wrong)) - hints(text.format(right))


@pytest.mark.parametrize("name", CASES)
def test_what_comes_out_accuses_nobody(name: str) -> None:
    text, (_, right) = CASES[name]
    result = judged(HEAD + text.format(right) + "\n", "cn-claims")
    told = [finding for finding in result.findings if finding.severity is not Severity.LOW]
    assert not [finding for finding in told if not finding.rule.startswith("goal-missed")]


#: Texts that look alike, and say something else.
TRAPS = {
    "parts that overlap": "全年服务群众860人，其中女性520人，新增服务对象410人。",
    "another list behind a semicolon": "在编人员96人，其中教师90人；临聘人员12人。",
    "a mean of each year": "里程由40公里增加到70公里，平均每年增加6公里。",
    "a price": "补助标准≤30元/株，支出6.00万元，折合30元/株。",
    "weighted by something else": "三个项目得分分别为99分、97分、95分，按金额加权平均98.2分。",
    "a share and its change": "服务类采购增长20.5%，占总规模的12.4%，比上年提高1.6个百分点。",
    "two sources": "收到市级资金300.00万元、县级资金100.00万元，合计400.00万元，支出380.00万元，预算执行率95.00%。",
    "points with their full scores": "执行得9.5分(10分)，产出49分(50分)，效益30分，满意度10分，合计98.5分。",
    "a goal in brackets": "建成站点18个（目标15个），其中市级1个、县级12个、乡镇5个。",
    "what they come to is none of them": "审核的9个镇中有3个超支：甲镇12.5万元、乙镇8.2万元、丙镇6.3万元，涉及27.0万元。",
    "not all is told": "全年培训800人次，其中线上培训320人次、送教上门210人次。",
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_looks_alike_is_left_alone(name: str) -> None:
    result = judged(HEAD + TRAPS[name] + "\n", "cn-claims")
    assert not [finding for finding in result.findings if finding.severity is not Severity.LOW]
