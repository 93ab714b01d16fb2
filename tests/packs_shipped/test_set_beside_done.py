"""What was set beside what came of it, and words that say whether it came up to it: wrong words are told, right ones and those of
something else are not."""

from __future__ import annotations

import pytest
from short_texts import judged

from gouji.engine.result import Finding

_RULES = ("comparison-false", "goal-missed-claimed", "deadline-claimed-met", "yoy-prior-direction")


def _told(text: str) -> list[Finding]:
    head = "某县农业农村局2023年度部门整体支出绩效自评报告\n一、基本情况\n"
    return [f for f in judged(f"{head}{text}\n", "cn-performance").findings if f.rule in _RULES]


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        # all of it, and not all of it
        (
            "市级资金应到位420万元，实际到位420万元；区级资金应到位180万元，实际到位{}万元，资金全部足额到位。",
            "180",
            "115",
        ),
        ("应发补助26.40万元，实发{}万元，补助足额发放。", "26.40", "25.85"),
        ("应缴税款31.6万元，已缴{}万元，尚有部分税款未缴。", "22.4", "31.6"),
        ("全年到位资金286万元，支出{}万元，资金尚有部分未支出。", "251", "286"),
        ("到位资金73.2万元，累计支出{}万元，年末有结余。", "66.9", "73.2"),
        # what has to be kept within
        ("业务用房面积标准为120平方米，实际面积{}平方米，未超过规定标准。", "112", "138"),
        ("设计合同价为46万元，实际支付设计费{}万元，超出合同约定。", "48.5", "45.2"),
        ("项目批复工期14个月，实际工期{}个月，工期有所延长。", "16", "14"),
        ("办理时限为12个工作日，实际平均用时{}个工作日，在规定时限内办结。", "9", "14"),
        ("制度要求20日内审核，三批材料分别用时16日、{}日、18日，均及时审核。", "19", "26"),
        # days
        (
            "补助应于每季度末前发放，一至四季度分别于3月18日、6月22日、{}、12月15日发放，均按时发放。",
            "9月25日",
            "10月9日",
        ),
        ("合同约定8月31日前交货，供应商于{}交货，按期履约。", "8月21日", "9月18日"),
        # part of the time that had gone by
        ("截至9月底，项目执行率为{}%，低于序时进度。", "63.5", "78.8"),
        ("5月末、10月末支付进度分别为{}%和70.2%，同期序时进度为41.7%和83.3%，均慢于序时进度。", "36.4", "44.9"),
        ("三季度末执行率为{}%，序时进度75%，滞后于序时进度。", "66", "82"),
        # several against one, and what came in and went out
        ("满意度目标91%，实测家长{}%、学生95.1%、教职工93.8%，均达到目标要求。", "92.4", "85.7"),
        ("年内新纳入低保{}户，退出172户，低保总户数较年初有所减少。", "118", "205"),
        ("平均住院日7.8天，上年{}天，平均住院日有所延长。", "7.2", "8.3"),
    ],
)
def test_a_verdict_beside_both_figures(text: str, good: str, bad: str) -> None:
    assert not _told(text.format(good))
    assert _told(text.format(bad))


@pytest.mark.parametrize(
    "text",
    [
        # what is said of something else
        "预算安排240万元，全年支出221万元，节余资金按规定上缴，各项补贴足额发放到位。",
        "合同金额156万元，已支付109.2万元，按合同进度款足额支付。",
        "中央资金应到位260万元，实际到位260万元，县级配套应到位70万元，实际到位40万元，中央资金足额到位。",
        "会议费支出5.1万元，预算7万元；培训费支出11.8万元，预算11万元，会议费未超出预算。",
        "截至9月底，基本支出执行率79.3%，项目支出执行率60.2%，项目支出低于序时进度。",
        "计划投资1,900万元，一期实际投资860万元，一期建设资金足额到位。",
        # why they differ
        "应发补贴318.60万元，扣除冒领6.40万元，实发312.20万元，补贴足额发放。",
        "批复预算190万元，实际支出188.3万元，剩余1.7万元由财政收回，资金已全部支付完毕。",
        "合同工期150天，因雨天顺延20天，实际工期168天，工程按期完工。",
        "应征税款720万元，入库706万元，按政策缓征14万元，应征税款全部征收。",
        # what is hoped for, and what was left before
        "专项资金下达160万元，支出131万元，为确保资金全部使用完毕，将加快支付进度。",
        "到位资金430万元，上年结转50万元，全年支出430万元，年末尚有结余50万元。",
        "每季度末前发放上季度补助，3月25日、6月28日、9月26日、12月20日发放，均按时发放。",
    ],
)
def test_what_is_said_of_something_else(text: str) -> None:
    assert not _told(text)
