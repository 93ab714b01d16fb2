"""By how much, for how large a part: words that the figures beside them tell the other way."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

HEAD = "某某县工作情况报告\n\n"
#: A text, what is said in it wrongly, and what rightly.
WAYS = (
    ("下达经费364万元，为预算352万元的103.4%，{}12万元。", "短收", "超收"),
    ("全省农房改造率增长7.4%，本区增长6.2%，增速{}全省平均1.2个百分点。", "高于", "低于"),
    ("全年接访1,236批次。上年全年为1,418批次，接访量{}12.8%。", "上升", "下降"),
    ("计划采购640万元，实际采购588万元，{}52万元。", "超支", "节约"),
    ("绩效目标：等候时间不超过25分钟。\n实测等候时间21分钟，比目标{}4分钟。", "长", "短"),
    ("目标值：90%\n完成值：87.5%\n偏差：{}目标2.5个百分点", "高于", "低于"),
    ("年初结存疫苗3,200支，年末结存2,750支，库存{}450支。", "增加", "减少"),
    ("自评95分，复核91分，{}4分。", "复核分高出自评分", "自评分高出复核分"),
    ("核定车位由31个调整为28个，{}3个。", "新增", "减少"),
    ("办件时间由改革前的12天{}5天。", "延长到", "压缩到"),
    ("支出15.2万元，较上年{}，上年为14.7万元。", "下降", "上升"),
    ("年末人口52.36万人，比上年末减少0.41万人，人口总量{}。", "略有增加", "略有减少"),
    ("位次由第12位变为第9位，{}3位。", "后移", "前移"),
    ("与预算的7.0万元相比，水费支出6.3万元，{}0.7万元。", "超出预算", "低于预算"),
)
SIZES = (
    ("全县128个村，已通气的{}个，覆盖面过半。", "53", "71"),
    ("回收问卷320份，其中表示“非常满意”的{}份，占比超过四分之三。", "188", "248"),
    ("民间投资完成42.6亿元，全部投资96.8亿元，民间投资占比{}四成。", "不足", "超过"),
    ("2020年民宿86家，2023年达到{}家，三年翻了一番多。", "151", "189"),
    ("本年培训费8.62万元，上年8.58万元，{}。", "大幅增加", "基本持平"),
    ("服务业营业收入增长{}%，继续保持两位数增长。", "8.7", "13.4"),
    ("计划种植5,000亩，实际完成{}亩，超计划两成以上。", "5,150", "6,240"),
    ("目标值60场，完成值{}场，略超目标。", "118", "63"),
    ("评审专家15人，其中外聘专家{}人，外聘专家占多数。", "6", "9"),
    ("计划总投资2,400万元，累计完成投资{}万元，完成投资不足计划总投资的一半。", "1,320", "1,130"),
    ("投诉量{}件，较上年的2,406件减少一半以上。", "2,318", "1,043"),
    ("项目涉及8个街道，\n已完成的{}个，\n完成面达到四分之三。", "3", "6"),
)


@pytest.mark.parametrize(("text", "wrong", "right"), [*WAYS, *SIZES])
def test_a_word_the_other_way_is_a_hint(text: str, wrong: str, right: str) -> None:
    rules = {
        "yoy-prior-amount",
        "yoy-prior-direction",
        "yoy-prior-increase",
        "comparison-false",
        "change-said-otherwise",
    }
    told = {found.rule for found in judged(HEAD + text.format(wrong) + "\n", "cn-performance").findings}
    assert told & rules
    told = {found.rule for found in judged(HEAD + text.format(right) + "\n", "cn-performance").findings}
    assert not told & rules


#: What looks alike, and must not be told.
TRAPS = (
    "年初结余444.17万元，本年收支相抵213.24万元，年末结余657.41万元，较年初增加213.24万元。",  # 结余: none of the words for less
    "支出较上年增加143.28万元，其中基本支出增加51.16万元、项目支出增加92.12万元。",  # changes are no ends of a change
    "年末在册63人（年内退出5人、新增3人，年初65人）。",  # neither is the whole difference
    "任务3.6万亩，其中新建2.4万亩、改造提升1.2万亩。",  # a part
    "收入856.8亿元，下降15.2%；支出766.2亿元，增长11%。",  # of two things
    "专户余额4.01亿元，2022年末基金余额4.36亿元，较上年末有所增加。",
    "第三产业增加值增长5.2%，人均生产总值增长5.9%。城镇化率60.2%，提高0.7个百分点。",
    "固定资产4.18亿元，其中房屋占六成六，其次为车辆，占8.22%。",  # the share of another thing
    "已支出1.54亿元，债券资金4.62亿元，仍有三分之二未使用。",  # what is left
    "城镇化率为44.5%，乡村人口仍占多数。",  # the other part
    "上年占比超过四成，本年占比38.2%。",  # another time
    "未能实现“任务过半”，完成46.8%。",
    "少数民族发展资金176万元，总投资224万元。",
    "满意156人、一般62人、不满意10人，多数受访者满意。",  # all of them are the whole
    "结案率57.44%，受理案件同比增加105.5%，略低于全市平均水平。",
)


@pytest.mark.parametrize("text", TRAPS)
def test_what_looks_alike_is_left(text: str) -> None:
    told = [found for found in judged(f"{HEAD}{text}\n", "cn-performance").findings if "prior" in found.rule]
    told += [
        found for found in judged(f"{HEAD}{text}\n", "cn-performance").findings if found.rule == "comparison-false"
    ]
    assert not told
    assert not accused(judged(f"{HEAD}{text}\n", "cn-performance"))
