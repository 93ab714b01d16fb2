"""Figures whose dimensions say what they make of each other, and shares that no figures make: hints where they do not come out.

Each text is written for the test, with what is printed wrongly first and rightly second.
"""

from __future__ import annotations

import pytest
from short_texts import judged

from gouji.engine.outcome import Severity

HEAD = "某某局工作情况报告\n\n"

CASES = {
    "a price for heads and months": (
        "护林员38名，每人每月补助1,100元，按12个月计发，共支出{}万元。",
        ("51.06", "50.16"),
    ),
    "a price behind what it pays": (
        "共支出岗位补贴{}万元，涉及护林员38名，标准为1100元/人·月，全年发放。",
        ("51.06", "50.16"),
    ),
    "a month that is not a year": (
        "乡镇干事补助每人每月500元，全年（按9个月）发放{}万元，涉及64人。",
        ("38.4", "28.8"),
    ),
    "days of pupils": ("供餐学生2,340人，按每生每天6元、全年190天计算，共需资金{}万元。", ("276.66", "266.76")),
    "villages": ("项目惠及14个村，总投入420万元，村均{}万元。", ("35", "30")),
    "what is called so": ("改造老旧院落26个、惠及居民3,120户，新增车位180个，平均每个院落{}户。", ("140", "120")),
    "people to an area": ("全镇面积96平方公里，常住人口2.88万人，人口密度为每平方公里{}人。", ("3000", "300")),
    "a harvest": ("玉米播种面积12.4万亩，总产量6.82万吨，平均亩产{}公斤。", ("505", "550")),
    "hours for each visit": ("全年上门服务1,800人次，累计服务时长{}小时，次均80分钟。", ("2,040", "2,400")),
    "a cell above a cell": ("生均培训经费\n≤700元\n{}元\n参训学员160名，支出9.6万元", ("690", "600")),
    "two prices": ("甲档每户400元，共90户；乙档每户300元，共60户；两档合计发放{}万元。", ("4.5", "5.4")),
    "months from one to another": ("1—4月产值累计{}亿元，月均6.0亿元。", ("23.0", "24.0")),
    "about as many": ("举办讲座14期，每期参训50人左右，全年参训{}余人次。", ("1,700", "700")),
    "one amount in two units": ("发放补贴64人，共计{}元，财政列支32万元，人均5,000元。", ("32,000", "320,000")),
    "so much in other units": ("造林2.1万亩（{}公顷），成活率93%。", ("140", "1,400")),
    "weights behind figures": ("满意度：群众94%，占60%；干部84%，占40%，综合满意度{}%。", ("91.0", "90.0")),
    "a formula": ("综合得分=自评得分90分×30%+复核得分80分×70%={}分。", ("84", "83")),
    "a share called as its part is": (
        "发电量30.0亿千瓦时，其中火电12.0亿千瓦时、水电15.0亿千瓦时、风电3.0亿千瓦时，水电占{}%。",
        ("40", "50"),
    ),
    "of those that stand beside it": ("全县有公立诊所24家、民营诊所16家，公立诊所占比{}%。", ("65", "60")),
    "more than was planned": ("目标任务4000人，截至年底实现4,200人，完成年度任务的{}%。", ("95", "105")),
    "all of a whole": (
        "参评的25个项目中，90分以上的18个，80至90分的5个，80分以下的2个，优秀率为{}%。",
        ("78.3", "72.0"),
    ),
    "a point away": ("合同价为1,350,000元，已付至合同价的80%，即支付{}万元。", ("1,080", "108")),
    "two that are all": ("当年收入5.4亿元，支出21.6亿元，财政自给率{}%。", ("40.0", "25.0")),
    "one of a list": (
        "增值税完成2.10亿元，占税收收入6.0亿元的35.0%；个人所得税完成0.90亿元，占{}%；契税完成0.48亿元，占8.0%。",
        ("18.0", "15.0"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_come_out_is_told(name: str) -> None:
    text, (wrong, right) = CASES[name]
    assert _told(text.format(wrong)) - _told(text.format(right))


@pytest.mark.parametrize("name", CASES)
def test_what_comes_out_is_not(name: str) -> None:
    text, (_, right) = CASES[name]
    assert not {rule for rule, _ in _told(text.format(right))} & {"average-recalc", "share-percent", "running-sum"}


#: Texts that look alike, and say something else.
TRAPS = {
    "two kinds of one": "安排资金231.5万元，支持4个县级场馆和8个乡镇站开放，平均每个场馆（站）19.3万元。",
    "for each in two ways": "列支其他费用26.36万元。国内接待102批次、806人次，人均119.4元，批均943元。",
    "what is told of who lives there": "脱贫户712人，人均纯收入17,246元，资金1,864万元。",
    "who has such a rate": "抽查的30个专项中，有11个专项执行率低于50%，涉及预算4.36亿元，实际支出1.57亿元，执行率36.0%。",
    "together": "办结的128件中，予以公开46件，部分公开21件，不予公开14件。予以公开和部分公开占52.3%。",
    "each of its own plan": "收入合计124,386万元，完成预算的101.7%；支出合计117,952万元，完成预算的98.3%。",
    "nothing of something": "货物采购12,000元，占60.0%；工程采购0元，占0%；服务采购8,000元，占40.0%。",
    "months over a year": "11—2月供暖支出36万元，月均9万元。",
    "brackets behind different figures": "救助187.2万元（104人，人均1.8万元）、补贴14.85万元（每人500元）。",
    "a goal": "抽查样品50份，合格49份，合格率目标95%。",
    "a unit beside its formula": "治理1,500公顷，折2.25万亩（1公顷=15亩），为计划2.0万亩的112.5%。",
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_looks_alike_is_left_alone(name: str) -> None:
    assert not {rule for rule, _ in _told(TRAPS[name])} & {"average-recalc", "share-percent", "cross-place-amount-read"}


@pytest.mark.parametrize("name", CASES)
def test_nobody_is_accused_of_what_comes_out(name: str) -> None:
    text, (_, right) = CASES[name]
    found = judged(HEAD + text.format(right) + "\n", "cn-claims").findings
    assert not [one for one in found if one.severity in (Severity.HIGH, Severity.MEDIUM)]


def _told(text: str) -> set[tuple[str, str]]:
    return {(one.rule, one.message) for one in judged(HEAD + text + "\n", "cn-claims").findings}
