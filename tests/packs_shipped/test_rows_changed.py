"""What sentences say of the columns of a row of an account: against last year, against the budget, how much of it was done."""

from __future__ import annotations

import pytest
from short_texts import judged

ACCOUNT = """某某文化馆2023年度部门决算公开说明
收入支出决算总表（单位：万元）
项目\t上年决算数\t年初预算数\t本年决算数
财政拨款收入\t1,020.40\t1,080.00\t1,126.50
事业收入\t86.20\t80.00\t92.40
其他收入\t12.60\t10.00\t8.10
本年收入合计\t1,119.20\t1,170.00\t1,227.00
基本支出\t742.30\t760.00\t778.60
项目支出\t356.50\t400.00\t430.20
本年支出合计\t1,098.80\t1,160.00\t1,208.80
三公经费支出决算表（单位：万元）
项目\t上年决算数\t预算数\t决算数
公务用车运行维护费\t6.40\t6.80\t5.90
公务接待费\t2.10\t2.20\t1.60
三、有关说明
{}
"""
RULES = {
    "yoy-prior-amount",
    "yoy-prior-increase",
    "yoy-prior-decrease",
    "yoy-decrease-rate",
    "yoy-increase-rate",
    "completion-rate-recalc",
    "share-percent",
}


def told(sentence: str) -> set[str]:
    return {finding.rule for finding in judged(ACCOUNT.format(sentence), "cn-accounts").findings} & RULES


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("本年支出合计1,208.80万元，比年初预算增加{}万元。", ("48.80", "58.80")),
        ("本年支出比年初预算增加{}万元。", ("48.80", "58.80")),
        ("其他收入较上年减少{}万元。", ("4.50", "5.40")),
        ("其他收入较上年{}4.50万元。", ("减少", "增加")),
        ("事业收入比上年增长{}%。", ("7.19", "6.19")),
        ("公务用车运行维护费比上年减少0.50万元，下降{}%。", ("7.81", "8.81")),
        ("项目支出较年初预算增长{}%，主要是追加了免费开放资金。", ("7.55", "8.55")),
        ("事业收入超出年初预算{}万元。", ("12.40", "22.40")),
        ("事业收入完成年初预算的{}%。", ("115.5", "125.5")),
        ("公务接待费决算1.60万元，完成预算的{}%。", ("72.73", "82.73")),
        ("财政拨款收入占本年收入合计的{}%。", ("91.81", "93.81")),
        ("基本支出占本年支出合计的{}%。", ("64.41", "61.44")),
        ("公务接待费比预算节约{}万元。", ("0.60", "0.90")),
        ("基本支出比上年增加36.30万元，项目支出比上年增加{}万元。", ("73.70", "37.70")),
    ],
)
def test_what_is_said_of_the_columns_of_a_row(sentence: str, wrong: tuple[str, str]) -> None:
    assert not told(sentence.format(wrong[0]))
    assert told(sentence.format(wrong[1]))


@pytest.mark.parametrize(
    "sentence",
    [
        # another thing of a like name, a part, another scope or time
        "其他项目支出较上年增加5.60万元。",
        "项目支出中，其中设备购置较上年增加20.10万元。",
        "剔除一次性因素，项目支出较上年增加20.10万元。",
        "项目支出预计较上年增加50.00万元。",
        "事业收入中培训收入21.30万元，较上年增加3.10万元。",
        # what it was in another year stands between
        "2022年事业收入86.20万元，比上年增加3.10万元。",
        # so far off that it is another figure
        "项目支出较上年增加2.30万元。",
        "项目支出；较上年增加50.00万元。",
    ],
)
def test_what_is_said_of_something_else_is_left_alone(sentence: str) -> None:
    assert not told(sentence)
