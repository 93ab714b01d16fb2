"""Growth over what is told right before, nothing among parts, prices in parts of a sentence, answers by degree, full scores.

Each text is written for the test. What is told only in doubt accuses nobody.
"""

from __future__ import annotations

from functools import partial

import pytest
import short_texts
from short_texts import accused

judged = partial(short_texts.judged, pack="cn-performance")

TOLD = {
    "over-the-figure-now": (
        "2023年度支出900.00万元。与2022年度的750.00万元相比，支出增加150.00万元，增长16.67%。",
        "yoy-increase-rate",
    ),
    "over-the-figure-now-less": (
        "2023年度支出750.00万元。与上年的900.00万元相比，支出减少150.00万元，下降20.00%。",
        "yoy-decrease-rate",
    ),
    "before-alone": ("与上年的750.00万元相比，全年支出增加150.00万元，增长16.67%。", "yoy-rate-of-prior"),
    "nothing-among-parts": (
        "全年“三公”经费支出决算为8.46万元，完成预算的70.50%。其中：因公出国（境）费支出决算为0万元；"
        "公务用车购置及运行维护费支出决算为6.20万元；公务接待费支出决算为2.62万元。",
        "prose-parts-sum",
    ),
    "nothing-in-a-sum": ("培训费0万元，会议费6.20万元，接待费2.62万元，合计8.28万元。", "parts-nearly-whole"),
    "two-prices": (
        "采购水泵48台，按每台2,500元的中标价结算，支出14.00万元；采购水管95根，每根180元，支出1.71万元。",
        "average-recalc",
    ),
    "days-of-school": (
        "享受学生2,150人。按照每生每天4元、全年190个在校日的标准，全年应拨付补助资金136.40万元。",
        "average-recalc",
    ),
    "for-each-a-month": ("全年为特困人员325人发放供养金296.40万元，人均每月领取670元。", "average-recalc"),
    "degrees": ("收回有效问卷260份，其中满意的239份，一般的14份，不满意的7份，群众满意度93.46%。", "share-percent"),
    "full-scores": (
        "本次评价满分100分，设4个一级指标。其中：决策指标15分，过程指标25分，产出指标30分，效益指标25分。",
        "parts-nearly-whole",
    ),
}
SILENT = {
    "growth": "2023年度支出900.00万元。与2022年度的750.00万元相比，支出增加150.00万元，增长20.00%。",
    "growth-less": "2023年度支出750.00万元。与上年的900.00万元相比，支出减少150.00万元，下降16.67%。",
    "before-alone": "与上年的750.00万元相比，全年支出增加150.00万元，增长20.00%。",
    "from-to": "支出由750.00万元增加到900.00万元，增加150.00万元，增长20.00%。",
    "nothing-among-parts": (
        "全年“三公”经费支出决算为8.46万元。其中：因公出国（境）费支出决算为0万元；"
        "公务用车购置及运行维护费支出决算为6.20万元；公务接待费支出决算为2.26万元。"
    ),
    "nothing-among-rounded": "全年支出14万元，包括培训费0万元、会议费10万元和接待费3万元。",
    "two-prices": ("采购水泵48台，按每台2,500元的中标价结算，支出12.00万元；采购水管95根，每根180元，支出1.71万元。"),
    "days-of-school": "享受学生2,150人。按照每生每天4元、全年190个在校日的标准，全年应拨付补助资金163.40万元。",
    "some-of-those-before": "全县有学生2,150人。对困难学生按每生每年1,000元补助，全年发放64.00万元。",
    "for-each-a-month": "全年为特困人员325人发放供养金296.40万元，人均每月领取760元。",
    "degrees": "收回有效问卷260份，其中满意的239份，一般的14份，不满意的7份，群众满意度91.92%。",
    "degrees-together": "收回有效问卷260份，其中满意的239份，一般的14份，不满意的7份，群众满意度97.31%。",
    "full-scores": "本次评价满分100分。其中：决策指标15分，过程指标25分，产出指标35分，效益指标25分。",
    "scores-that-were-got": "本次评价满分100分，决策指标得14分，过程指标得23分，产出指标得33分，效益指标得24分。",
    "parts-of-two-wholes": (
        "项目共到位资金500万元，其中省级资金430万元、县级配套70万元。累计支付462.40万元，"
        "包括工程款418.25万元、设计费32.80万元、检测费11.35万元。结余资金37.60万元待验收后支付。"
    ),
    "an-addition-told-in-brackets": (
        "年度资金总额：530.00\n其中：中央补助 420.00\n县级配套 110.00（含年中追加25.00）\n年度资金总额：512.00\n"
    ),
}
RULES = frozenset(rule for _, rule in TOLD.values())


@pytest.mark.parametrize("name", TOLD)
def test_what_does_not_come_out_is_told(name: str) -> None:
    text, rule = TOLD[name]
    assert rule in {finding.rule for finding in judged(f"2023年度项目自评报告\n\n{text}\n").findings}


@pytest.mark.parametrize("name", sorted(SILENT))
def test_what_is_sound_is_left_alone(name: str) -> None:
    result = judged(f"2023年度项目自评报告\n\n{SILENT[name]}\n")
    assert not RULES & {finding.rule for finding in result.findings}
    assert not accused(result)
