"""Rates, means and growth that their words tell what they are of, though it does not come out; and what only looks so.

Each text is written for the test. A sound one is told nothing; with another figure it is told by the rule beside it, as a
remark, and nobody is accused; of the traps nothing is said.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused

from gouji.engine.outcome import Severity

judged = partial(short_texts.judged, pack="cn-performance")

#: A sound text, the rule that tells it, and what is printed wrongly: what stands there, and what is printed for it.
WRONG = {
    "a-rate-called-like-the-amount-before-it": (
        "结算审计方面，送审金额4.72亿元，审减金额0.39亿元，审减率8.26%。",
        "share-percent",
        ("4.72", "7.42"),
    ),
    "a-part-that-is-more-than-its-whole": (
        "商户满意度调查180份，满意164份，满意度91.11%。",
        "share-percent",
        ("164", "194"),
    ),
    "a-plan-a-clause-away": (
        "涉及预算3.15亿元，实际支出0.94亿元，平均执行率29.84%。",
        "share-percent",
        ("3.15", "5.13"),
    ),
    "a-rate-in-a-sentence-of-its-own": (
        "场馆维护费预算2.4万元，执行1.62万元。上半年完成率为67.5%。",
        "share-percent",
        ("1.62", "1.26"),
    ),
    "a-plan-inside-the-clause": (
        "新增停车泊位2.16万个，完成2.1万个年度任务的102.9%。",
        "share-percent",
        ("2.16", "6.12"),
    ),
    "a-whole-called-by-name": (
        "改造项目投资估算53176.42万元，下达资金30120万元。实际使用资金16204万元，资金结转13916万元，资金使用率53.8%，占投资估算的30.47%。",
        "share-percent",
        ("30.47%", "37.40%"),
    ),
    "a-plan-called-by-its-last-word": (
        "总投资6.24亿元，年度计划投资3.51亿元，完成投资3.38亿元，占年度计划的96.3%。",
        "share-percent",
        ("96.3%", "69.3%"),
    ),
    "two-amounts-called-alike": (
        "业务支出38204.10万元，人员支出15120.36万元，占39.58%。",
        "share-percent",
        ("39.58%", "35.89%"),
    ),
    "things-told-before-by-their-own-name": (
        "资金2163万元，其中：河道疏浚工程1335万元，堤防加固工程628万元，闸站改造工程200万元。\n截至年底，河道疏浚支出1187万元，支付进度88.91%，堤防加固支出552万元，支付进度87.90%。",
        "share-percent",
        ("87.90%", "78.90%"),
    ),
    "two-degrees-of-one-thing": (
        "受访360人，满意241人、基本满意56人，综合满意度82.5%。",
        "share-of-several",
        ("241", "421"),
    ),
    "a-mean-by-its-measure": (
        "科普活动36场，参与2880人次，场均80人次；征集标本94件，其中化石36件、岩矿58件。",
        "average-recalc",
        ("36场", "44场"),
    ),
    "a-mean-of-areas": (
        "出让建设用地63宗、2418亩，成交价款15.23亿元，亩均63.0万元。",
        "average-recalc",
        ("2418", "2841"),
    ),
    "a-mean-of-years-told-in-words": (
        "三年间共募集善款8214.36万元，年均2738.12万元。",
        "average-recalc",
        ("2738.12", "2378.12"),
    ),
    "a-mean-of-the-days-of-a-year": (
        "服务点全年服务28.5万人次，日均781人次。",
        "average-recalc",
        ("28.5", "25.8"),
    ),
    "a-mean-for-each-by-what-is-called-so": (
        "全年作出处罚21480宗，罚没金额386.64万元，平均每宗罚没180元。",
        "average-recalc",
        ("180元", "140元"),
    ),
    "a-whole-that-is-not-what-its-structure-is-of": (
        "地区生产总值214.88亿元。第一产业增加值27.50亿元，第二产业增加值97.56亿元，第三产业增加值89.82亿元。三次产业的比例为12.8：45.4：41.8。",
        "share-percent",
        ("214.88", "241.88"),
    ),
    "growth-that-the-parts-come-to": (
        "财政收入20348万元，增长8.2%。其中：地方收入13916万元，增长6.3%；上划收入6432万元，增长12.6%。",
        "whole-rate-of-parts",
        ("12.6%", "16.2%"),
    ),
    "done-as-the-parts-come-to": (
        "财政收入4348万元，完成年初预算的43.2%。其中：税收收入3511万元，完成年初预算的41.5%；非税收入837万元，完成年初预算的52.3%。",
        "whole-rate-of-parts",
        ("41.5%", "45.1%"),
    ),
    "what-came-back-of-what-was-handed-out": (
        "评价组发放问卷640份，收回有效问卷608份，有效回收率95%。",
        "share-percent",
        ("640", "840"),
    ),
    "a-part-right-behind-its-whole": (
        "乡镇层面，48件实事已完成36件，完成率75%。",
        "share-percent",
        ("36件", "63件"),
    ),
    "a-share-called-by-its-part": (
        "随机回访120户，满意114户，为95%。",
        "share-percent",
        ("120", "150"),
    ),
    "a-whole-beside-it-though-another-makes-it": (
        "下达改造资金640万元。\n项目资金共640万元，截至年底已完成拨付620.8万元，执行率97%。",
        "share-percent",
        ("共640", "共840"),
    ),
    "a-whole-in-the-paragraph-before": (
        "1.到位情况：市、县两级资金合计1190.56万元，全部到位。\n2.执行情况：全年共支出1165.31万元，执行率97.88%。",
        "share-percent",
        ("1190.56", "1570.56"),
    ),
    "what-is-left-of-what-came-in": (
        "养老保险基金收入2296万元，其中：保险费收入648万元；补贴收入1569万元。支出1554万元。本年收支结余742万元，年末滚存结余3790万元。",
        "running-sum",
        ("1554", "5154"),
    ),
    "what-is-left-with-what-was-left-before": (
        "本级公益金总收入266.98万元，上年结转171.6万元，公益金总支出405.43万元，结余33.15万元。",
        "running-sum",
        ("33.15", "53.15"),
    ),
    "against-the-budget-by-amount-and-rate": (
        "住房保障支出399.21万元，占3.6%，较年初预算数减少10.20万元，下降2.5%。",
        "yoy-decrease-rate",
        ("10.20", "14.20"),
    ),
    "a-mean-of-what-was-told-a-line-before": (
        "公务接待费2.12万元，较年初预算数减少0.88万元。\n国内公务接待24批次212人。人均接待费100元。",
        "average-recalc",
        ("100元", "125元"),
    ),
    "above-a-goal": (
        "合格率目标≥70%，实际完成86.4%，高于目标16.4个百分点。",
        "yoy-prior-amount",
        ("86.4", "84.6"),
    ),
    "more-than-the-budget": (
        "征收水资源费624万元，较预算600万元多24万元。",
        "yoy-prior-amount",
        ("24万元。", "42万元。"),
    ),
    "less-than-all-of-them": (
        "移民人均收入16710元，但仍比全县农村居民人均水平（18240元）低1530元。",
        "yoy-prior-amount",
        ("1530", "1930"),
    ),
    "below-the-mean-of-all": (
        "生产总值增长5.4%，增速比上半年提高0.3个百分点，低于全市平均水平（5.8%）0.4个百分点。",
        "yoy-prior-amount",
        ("5.8", "6.8"),
    ),
    "more-than-a-year-before": (
        "年末机构共计196个。与上年的189个相比增加7个。",
        "yoy-prior-amount",
        ("189", "219"),
    ),
    "a-change-of-the-sentence-before": (
        "全区三公经费总支出为1928.76万元。与上年相比，减少了1093.92万元，下降了36.2%。",
        "yoy-decrease-rate",
        ("1093.92", "1323.64"),
    ),
    "what-somebody-bears-of-it": (
        "全县种植20万亩，总保费74万元，中央财政补贴40%为29.6万元，省级补贴25%为18.5万元。",
        "share-percent",
        ("29.6", "26.9"),
    ),
    "what-was-found-behind-its-rate": (
        "全年免费婚检6148人，疾病检出率达11.25%，检出疾病692人。",
        "share-percent",
        ("11.25", "12.37"),
    ),
    "a-rate-with-its-figures-in-brackets": (
        "清洁能源车占比目标≥80%，实际92.5%（全年更换480辆，其中清洁能源444辆）。",
        "share-percent",
        ("444", "364"),
    ),
    "a-mean-of-groups": (
        "全年接待参观412批次、10536人次，批均25.6人次。",
        "average-recalc",
        ("25.6", "22.6"),
    ),
    "a-mean-of-courses": (
        "举办培训96班次、3168人次，平均每班33人，学员反映良好。",
        "average-recalc",
        ("3168", "3618"),
    ),
    "what-is-left-in-a-line-of-its-own": (
        "全年实际安排1217.63万元。\n截至年底，支出1158.44万元。\n尚未支出59.19万元，系质保金。",
        "running-sum",
        ("59.19", "51.99"),
    ),
    "what-is-not-done-of-a-goal-behind-it": (
        "已迁移系统186个，其中州级94个、县市92个；年初目标200个，完成率93%，未完成的14个顺延。",
        "running-sum",
        ("14个", "41个"),
    ),
    "what-is-left-of-what-could-be-spent": (
        "当年预算60万元，上年结余12.664万元，可用资金合计72.664万元。\n年底实际支付58.372万元，年末结余14.292万元。",
        "running-sum",
        ("14.292", "18.292"),
    ),
    "pupils-to-a-teacher": (
        "小学6所，招生587人，在校生4115人，专任教师241人；初中2所，招生705人，在校生2079人，专任教师178人。小学生师比17.07:1。",
        "average-recalc",
        ("241", "295"),
    ),
    "so-much-for-each-a-year": (
        "发放直补资金91.2万元，惠及移民1520人，每人每年补助600元。",
        "average-recalc",
        ("600", "660"),
    ),
}

#: What looks alike and is no such thing, with the rule that must say nothing.
TRAPS = {
    "the-base-is-told-elsewhere": (
        "规划整治点位6240个。\n投入运用点位4785个，其中竣工验收1641个，竣工验收率26.3%。",
        "share-percent",
    ),
    "what-is-saved-is-a-part-of-the-plan": (
        "采购规模3681.6亿元，节约资金440.6亿元，节约率10.7%。",
        "share-percent",
    ),
    "an-aim": ("在园幼儿15912人，公办园在园9388人，公办率50%的要求已达到。", "share-percent"),
    "a-plan-that-nobody-tells": (
        "地方收入34096万元，为年预算的32.3%。其中：税务部门21334万元，为年预算的28.9%；财政部门12762万元，为年预算的40.4%。",
        "share-percent",
    ),
    "paid-bit-by-bit": ("累计到位资金66185万元。第一批已支出21185.83万元，支出率42.02%。", "share-percent"),
    "both-are-the-whole": ("批准逮捕12.5万人；不捕11.5万人，不捕率47.9%。", "share-percent"),
    "a-mean-of-others": ("接待8.92万人次，年末总藏量14.36万册，人均藏书0.97册。", "average-recalc"),
    "a-price-of-another-thing": (
        "硬化村道2.35公里，平均每公里投入52.40万元；奖励惠及428户，户均2011元。",
        "average-recalc",
    ),
    "growth-at-other-prices": (
        "地区生产总值420.77亿元，增长4.1%。其中，第一产业增加值77.84亿元，增长3.5%；第二产业增加值154.35亿元，增长6.0%；第三产业增加值188.58亿元，增长5.4%。",
        "whole-rate-of-parts",
    ),
    "a-structure-of-another-year": (
        "地区生产总值214.88亿元。第一产业增加值27.50亿元，第二产业增加值97.56亿元，第三产业增加值89.82亿元。上年三次产业的比例为14.1：47.2：38.7。",
        "share-percent",
    ),
    "parts-that-are-not-all": (
        "财政收入20348万元，增长8.2%。其中：地方收入11916万元，增长6.3%；上划收入6432万元，增长12.6%。",
        "whole-rate-of-parts",
    ),
    "two-amounts-are-the-base": ("年初结转200万元，本年预算800万元，支出900万元，执行率90%。", "share-percent"),
    "a-mean-of-working-days": ("服务点全年服务25.8万人次，工作日日均1032人次。", "average-recalc"),
    "two-changes-of-two-things": (
        "公务接待费2.12万元，公务用车费4.5万元。与上年相比，减少了1.2万元，下降了15.3%。",
        "yoy-decrease-rate",
    ),
    "a-goal-of-another-rate": (
        "合格率目标≥70%，完成86.4%；覆盖率92%，高于目标2个百分点。",
        "yoy-prior-amount",
    ),
    "a-price-of-a-year-before": (
        "单价38元，比2020年每吨45元的控制价低约6元左右。",
        "yoy-prior-amount",
    ),
    "a-list-behind-a-rate": (
        "回收有效问卷1126份，满意度91.03%，“满意”644份、“比较满意”381份、“一般”76份、“不满意”25份。",
        "share-percent",
    ),
    "a-part-of-what-was-done": (
        "规划项目6240座。\n完工6049座，其中全面完工4764座，完工率96.9%。",
        "share-percent",
    ),
    "how-many-have-such-a-rate": ("5个镇街中有4个覆盖率达到90%，均已达标。", "share-percent"),
    "a-rate-of-another-base": (
        "项目资金到位334.67万元，实际支出334.67万元，其中：当年支出168.52万元，转列支出166.15万元。按调整预算数计算，预算执行率38.85%。",
        "share-percent",
    ),
    "a-rate-of-other-things": (
        "计划改造面积118.4万平方米，完成92.35万平方米，完成率78.00%。按期完成率60%，质量合格率100%。",
        "share-percent",
    ),
    "amounts-with-a-count-of-their-own": ("车辆8辆，运行费16万元；新购3辆，车均购置18万元。", "average-recalc"),
    "what-was-done-in-time": ("受理案件120件，办结110件，按时办结率100%。", "share-percent"),
    "of-less-than-the-whole": ("总保费74万元，中央补贴40%为28.8万元（按应补保费72万元计）。", "share-percent"),
    "what-was-paid-of-what-is-above": (
        "中央资金125万元。\n省级资金91万元。\n以上资金累计支付180万元。",
        "parts-nearly-whole",
    ),
    "what-is-owed-is-not-left": (
        "年末存款余额236.8亿元。一般公共预算支出29.85亿元，贷款余额171.2亿元。",
        "running-sum",
    ),
    "what-is-left-of-one-source": (
        "项目总投资9860万元。\n债券资金支出6942.5万元，结余875.5万元。",
        "running-sum",
    ),
    "some-of-it-was-taken-back": (
        "到位资金500万元，支出400万元，财政收回40万元，结余60万元。",
        "running-sum",
    ),
    "growth-counted-anew": (
        "财政收入20348万元，同口径增长10.2%。其中：地方收入13916万元，增长6.3%；上划收入6432万元，增长12.6%。",
        "whole-rate-of-parts",
    ),
}


#: A structure of parts told in their order, of which one share is a slip: that is no remark.
STRUCTURE = (
    "地区生产总值214.88亿元。第一产业增加值27.50亿元，第二产业增加值97.56亿元，第三产业增加值89.82亿元。"
    "三次产业的比例为12.8：45.4：41.8。"
)


def _told(text: str, rule: str) -> list[Severity]:
    return [finding.severity for finding in judged(text).findings if finding.rule == rule]


@pytest.mark.parametrize(("text", "rule", "slip"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_come_out_is_told(text: str, rule: str, slip: tuple[str, str]) -> None:
    sound = judged(text)
    assert not accused(sound)
    assert not _told(text, rule)
    assert text.count(slip[0]) == 1
    wrong = text.replace(*slip)
    assert _told(wrong, rule) == [Severity.INFO]
    assert rule not in accused(judged(wrong))


@pytest.mark.parametrize(("text", "rule"), TRAPS.values(), ids=TRAPS.keys())
def test_what_looks_alike_is_not_told(text: str, rule: str) -> None:
    assert not _told(text, rule)


def test_one_share_of_a_structure_is_accused() -> None:
    assert not accused(judged(STRUCTURE))
    assert "share-percent" in accused(judged(STRUCTURE.replace("41.8。", "48.1。")))


def test_a_rate_in_brackets_is_one_of_the_change_before_it() -> None:
    sound = "三公经费支出9.80万元，较上年减少18.50万元（65.37%），主要是车辆减少。"
    assert not accused(judged(sound))
    assert accused(judged(sound.replace("65.37", "68.37"))) == ["yoy-decrease-rate"]
    assert not accused(judged(sound.replace("（65.37%）", "（占20%）")))


def test_a_mean_is_told_by_what_it_comes_to() -> None:
    (found,) = [
        one for one in judged("科普活动44场，参与2880人次，场均80人次。").findings if one.rule == "average-recalc"
    ]
    assert "%" not in found.message
    assert "3520" in found.message


def test_nothing_is_divided_by_nought() -> None:
    assert not _told("参与2880人次，场均80人次，取消0场。", "average-recalc")
