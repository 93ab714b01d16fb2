"""What words claim of what a row of a table, a sentence anywhere or a day says: that all was done, that nothing was bought, how
many there are, which way it went, in which year and order.

Each text is written for the test: with the first wording the rule tells of it, with the others nobody is told anything.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts

judged = partial(short_texts.judged, pack="cn-performance")

_GOALS = (
    "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
    "产出指标\t塘坝清淤数量\t12口\t10口\t10\t8.33\t水位偏高\n"
    "产出指标\t问题样品核查处置完成率\t100%\t96.93%\t10\t9.69\t尚未到期\n"
    "满意度指标\t村民满意度\t≥90%\t92.4%\t10\t10\t\n"
)
_SPENT = (
    "表1 “三公”经费决算表\n项目\t预算数\t决算数\n因公出国（境）费\t0.00\t0.00\n公务用车购置费\t18.50\t18.20\n"
    "公务接待费\t3.00\t1.31\n合计\t21.50\t19.51\n"
)
_LABS = (
    "承检机构\t承担批次\t金额（万元）\n甲质检院\t2,340\t182.00\n乙检测公司\t1,808\t140.40\n"
    "丙检验公司\t1,400\t108.60\n合计\t5,548\t431.00\n"
)

#: The rule; a text with a gap; what is wrong there, and what is right.
TOLD = {
    "the-number-of-a-goal-as-done": (
        "goal-missed-claimed",
        "云溪县塘坝清淤项目2024年度绩效自评报告\n一、完成情况\n{}。\n二、指标表\n" + _GOALS,
        (
            "12口塘坝的清淤均已按计划完成施工",
            "塘坝清淤完成10口，另有2口推迟",
            "计划对12口塘坝实施清淤",
            "10口塘坝的清淤均已完成",
        ),
    ),
    "so-many-all-done-in-another-word": (
        "comparison-false",
        "云溪县抽检项目2024年度绩效自评报告\n一、完成情况\n检出问题样品163批次，{}。\n二、指标表\n" + _GOALS,
        ("163批次已全部办结", "163批次已全部启动核查处置", "已办结158批次"),
    ),
    "nothing-bought": (
        "comparison-false",
        "云溪县农业农村局2024年度部门决算公开说明\n一、说明\n{}。\n" + _SPENT,
        (
            "增加的原因是2024年没有更新购置公务用车",
            "上年未购置公务用车",
            "未发生因公出国（境）支出",
            "没有超编制购置公务用车",
            "2023年没有购置公务用车",
        ),
    ),
    "nothing-spent": (
        "comparison-false",
        "云溪县农业农村局2024年度部门决算公开说明\n一、说明\n{}。\n" + _SPENT,
        ("公务接待费零支出", "无外事接待支出"),
    ),
    "rows-below": (
        "enumerated-count",
        "云溪县抽检项目2024年度绩效自评报告\n一、组织情况\n经公开招标，{}。各机构承担的任务如下：\n" + _LABS,
        (
            "确定四家检验机构承担任务",
            "确定三家检验机构承担任务",
            "共有4家机构投标，确定3家",
            "抽检覆盖4个乡镇",
            "检验机构出具报告4份",
        ),
    ),
    "in-a-row-by-one-word": (
        "enumerated-count",
        "工作由{}实施：水利局负责渠道整治，农业局负责土地平整，城建局负责测绘{}。",
        (("四个单位", ""), ("三个单位", ""), ("四个单位", "等"), ("四个单位", "，林业局负责绿化")),
    ),
    "an-end-before-its-time": (
        "days-out-of-order",
        "合同期为2023年3月1日至2023年11月30日。{}。",
        ("全部抽样于2022年11月24日结束", "全部抽样于2023年11月24日结束", "前期调研于2022年11月24日结束"),
    ),
    "handed-on-before-it-came": (
        "days-out-of-order",
        "第二批文件于2022年3月18日收到，{}。",
        ("县财政局于2022年2月25日分解下达到校", "县财政局于2022年4月6日分解下达到校", "其中提前批于2022年2月25日下达"),
    ),
    "against-last-year-in-its-own-sentence": (
        "yoy-prior-increase",
        "“三公”经费实际支出6.40万元，其中甲类5.20万元、乙类1.20万元，控制率80.00%。与上年的7.10万元相比，{}9.86%。",
        ("增长", "下降"),
    ),
    "against-the-row-of-both-years": (
        "yoy-prior-amount",
        "决算9.72万元，完成预算的77.14%；比上年{}0.54万元。\n项目\t2022年决算\t2023年预算\t2023年决算\n甲费\t7.50\t8.40\t7.20\n合计\t10.26\t12.60\t9.72\n",
        ("增加", "减少"),
    ),
    "against-the-sign-of-the-rate": (
        "comparison-false",
        "指标\t绝对数\t比上年增长（%）\n房地产开发投资\t58.30\t-6.8\n零售总额\t215.68\t7.4\n\n全年房地产开发投资58.30亿元，比上年{}6.8%。",
        ("增长", "下降"),
    ),
    "a-bound-told-far-away": (
        "comparison-false",
        "规模以上工业企业超过{}户。\n"
        + "绿化养护工作有序推进。\n" * 20
        + "全区规模以上工业企业142户，其中大型企业4户。",
        ("150", "140"),
    ),
    "the-year-of-an-amount": (
        "year-of-paper-otherwise",
        "宁江县融媒体中心2023年度自评报告\n一、预算情况\n我中心{}年年初预算1,846.20万元。\n项目\t年初预算\t支出数\n合计\t1,846.20\t1,968.43\n"
        "二、问题\n2023年设备维修不及时。",
        ("2022", "2023"),
    ),
    "how-many-were-missed-of-a-kind": (
        "enumerated-count",
        "云溪县监测项目2024年度绩效自评报告\n一、情况\n产出指标中有{}项指标未完成年度目标值。\n二、指标表\n"
        "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n预算执行\t预算执行率\t100%\t97.00%\t10\t9.70\n"
        "产出指标\t许可质量审核\t≥60件\t52件\t8\t6.93\n产出指标\t监测点位\t≥42个\t42个\t8\t8\n"
        "产出指标\t数据有效率\t≥95%\t98.2%\t8\t8\n效益指标\t优良天数比例\t≥85%\t89.62%\t8\t8\n",
        ("2", "1"),
    ),
}

#: Nobody is told anything.
SOUND = (
    "全年预算906.00万元，其中中央资金312.00万元、省级资金228.00万元、县级资金366.00万元，资金已全部到位。全年支出878.82万元，预算执行率为97.00%。",
    "总投资6,280.00万元。到2023年底，中央和省级资金已全部到位，县级配套到位1,500.00万元，合计到位5,780.00万元，资金到位率92.04%。",
    "“三公”经费预算12.50万元，实际支出10.50万元，全部为采访用车运行维护费。",
    "年初预算318.00万元，年中根据财政压减支出的要求调减21.50万元，全部为本级财政资金，调整后预算296.50万元。",
    "全县现有塘坝46口，其中甲型9口、乙型37口，土坝占九成以上。",
    "农药残留超标71批次，微生物污染38批次，质量不符8批次。微生物污染以餐饮具和散装糕点为主。",
    "全年完成培训4期。列入2023年养护计划的塘坝共42口，其中甲型9口、乙型33口。",
)


def _filled(text: str, words: str | tuple[str, ...]) -> str:
    return text.format(*((words,) if isinstance(words, str) else words))


@pytest.mark.parametrize("name", TOLD)
def test_what_words_claim_is_held_against_rows_and_days(name: str) -> None:
    rule, text, (wrong, *right) = TOLD[name]
    assert rule in {finding.rule for finding in judged(_filled(text, wrong)).findings}
    for words in right:
        assert rule not in {finding.rule for finding in judged(_filled(text, words)).findings}, words


@pytest.mark.parametrize("text", SOUND)
def test_words_of_part_of_it_are_held_against_nothing_else(text: str) -> None:
    told = {finding.rule for finding in judged(f"云溪县项目2023年度绩效自评报告\n一、情况\n{text}\n").findings}
    assert not told & {"comparison-false", "series-word-false", "goal-missed-claimed", "goal-missed-silent"}
