"""A figure that the paper confirms and tells otherwise once; days that cannot follow each other as they are told."""

from __future__ import annotations

import pytest
from short_texts import judged

HEAD = "云溪县文化和旅游局2023年度公共文化服务项目支出绩效自评报告\n\n一、项目实施情况\n"
BODY = (
    "全年共组织惠民演出274场，比上年的251场增长9.16%，其中进乡镇118场、进学校64场、进社区92场。"
    "新建农家书屋36个，配送图书1862册，维修器材137件，培训文化骨干648人。\n"
    "项目惠及居民5.83万人，其中城区3.21万人、乡镇2.62万人。\n"
    "器材采购工程于4月6日开工，7月19日完工，8月3日通过竣工验收，早于8月31日的时限。\n"
    "三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "惠民演出场次\t≥260场\t274场\t10\t10\n"
    "惠及居民人数\t≥5.5万人\t5.83万人\t10\t10\n"
    "配送图书数量\t≥1800册\t1862册\t10\t10\n"
    "图书配送完成时间\t10月31日前\t9月24日\t10\t10\n"
    "流动设备维修数量\t≥130件\t137件\t10\t10\n"
    "二、自评结论\n"
)
TAIL = "\n三、存在的问题\n个别乡镇设备老化。\n云溪县文化和旅游局\n2024年3月18日\n"
RULES = {
    "cross-place-amount-read",
    "cross-place-count-read",
    "days-out-of-order",
    "event-dated-twice",
    "year-of-paper-otherwise",
}


def told(text: str) -> list[str]:
    """What is said of places and days that differ, be it as a hint."""
    return [finding.message for finding in judged(text, "cn-performance").findings if finding.rule in RULES]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("一年来，{}场次的付出换来群众的笑脸，{}场好戏送到了家门口。", "274", "247"),
        ("总的看，项目推进有序，{}场好戏送到了家门口。", "274", "247"),
        ("{}场的经验表明，小型节目更受欢迎。", "274", "247"),
        ("让{}万名群众在家门口看上了戏。", "5.83", "5.38"),
        ("城乡{}万名老百姓享受到了文化服务。", "5.83", "5.33"),
        ("修好的{}件流动设备重新投入使用。", "137", "173"),
        ("修器材{}件，只占登记数的八成。", "137", "127"),
        # days
        ("图书配送工作于{}结束，没有超出规定时限。", "9月24日", "11月24日"),
        ("各乡镇书屋的图书已于{}全部配送完毕。", "9月24日", "9月29日"),
        ("书架安装工程{}完工，11月12日通过县级验收，随后移交乡镇。", "10月20日", "11月20日"),
        ("书架安装工程11月10日完工，并于{}通过竣工验收。", "11月21日", "11月1日"),
        ("书架安装工程{}验收合格，11月25日移交乡镇。", "11月12日", "12月12日"),
        ("截至{}，项目资金已支付98%。", "2023年12月31日", "2024年12月31日"),
    ],
)
def test_told_otherwise(text: str, right: str, wrong: str) -> None:
    assert not told(f"{HEAD}{BODY}{text.replace('{}', right)}{TAIL}")
    assert told(f"{HEAD}{BODY}{text.replace('{}', wrong)}{TAIL}")


@pytest.mark.parametrize(
    "text",
    [
        # another year, a goal, a part, a change, about so many, of another place or another thing
        "上年组织演出247场。",
        "2024年计划组织演出247场。",
        "其中品牌演出247场。",
        "比上年多演173场。",
        "全市组织演出约2470场。",
        "受益群众中，老年人2.63万人。",
        "办理借阅证247个。",
        "全年发放宣传册1682份。",
        "力争2024年惠及群众8.53万人。",
        # each of both is confirmed by what it is made of
        "另有经营性演出247场，其中城区151场、景区96场。",
        # days of another thing, of a stage, of a part, of another year, by which it has to be, or up to which a contract runs
        "第一批书架11月20日完工，主体工程11月12日通过验收。",
        "书架安装工程11月20日完工，材料11月12日通过进场验收。",
        "书架安装工程12月20日完工，次年1月12日通过验收。",
        "图书配送工作计划于11月24日结束。",
        "上年图书配送工作于11月24日结束。",
        "图书配送合同于11月24日签订。",
        "截至2024年3月1日，质保金已退还。",
        "合同有效期截至2024年12月31日。",
        "流动图书车于11月24日起开展巡回服务。",
    ],
)
def test_told_rightly(text: str) -> None:
    assert not told(f"{HEAD}{BODY}{text}{TAIL}")


OPENING = (
    "云溪县文化和旅游局2023年度部门整体支出绩效自评报告\n{}\n"
    "一、收支情况\n2023年，全局收入820万元，支出810万元，执行率98.78%。\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "根据县财政局通知要求，我局成立自评小组，对{}年度部门整体支出进行了绩效自评，情况如下：",
        "我局组织各股室，对本单位{}年度整体支出的预算管理、履职效能等开展了自评，现报告如下。",
        "按照县财政局部署，现就{}年度部门整体支出开展绩效自评，情况如下。",
        "为提高资金效益，我局对{}年度整体支出情况进行绩效评价，形成本报告。",
    ],
)
def test_the_year_that_is_judged(text: str) -> None:
    assert not told(OPENING.format(text.format(2023)))
    assert told(OPENING.format(text.format(2022)))


@pytest.mark.parametrize(
    "text",
    [
        "我局对2022年度绩效自评发现的问题逐项进行了整改。",
        "县财政局对我局2022年度部门整体支出开展了绩效评价，等次为良。",
        "在对2022年度项目支出开展自评的基础上，我局完善了指标体系。",
        "2023年上半年，我局对2022年度项目支出进行了自评，12个项目均为优。",
        "根据《关于开展2024年度绩效自评工作的通知》，我局对2023年度部门整体支出进行了自评。",
    ],
)
def test_other_years_that_were_judged(text: str) -> None:
    assert not told(OPENING.format(text))


RELICS = (
    "云溪县文物局2023年度文物保护专项资金绩效自评报告\n一、实施情况\n"
    "为7处革命旧址装上安防设施。在7处旧址安装摄像机46个，8月投入试运行。\n"
    "项目涉及三个乡镇的9个行政村，改造4所敬老院。\n"
    "指标\t目标值\t完成值\t分值\t得分\n安防设施覆盖旧址数\t7处\t7处\t10\t10\n改造敬老院数量\t4所\t4所\t10\t10\n"
    "各乡镇任务见下表。\n乡镇\t行政村数（个）\t面积（亩）\t投资（万元）\n东镇\t4\t320.5\t12.6\n西镇\t3\t286.4\t11.8\n"
    "南镇\t2\t190.2\t8.3\n合计\t9\t797.1\t32.7\n二、结论\n{}\n三、存在的问题\n力量不足。\n"
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("一批险情得到抢救，{}处革命旧址结束了无安防设施的历史。", 7, 8),
        ("全市{}处旧址纳入平台管理。", 7, 8),
        ("装上设施的{}处革命旧址全部开放。", 7, 9),
        ("{}个行政村的面貌焕然一新。", 9, 10),
        ("项目在{}个行政村落地见效。", 9, 11),
        ("改造后的{}所敬老院达到二级标准。", 4, 5),
        ("{}所敬老院的老人住进了新房。", 4, 5),
    ],
)
def test_small_counts(text: str, right: int, wrong: int) -> None:
    assert not told(RELICS.format(text.format(right)))
    assert told(RELICS.format(text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "其中5处革命旧址对外开放。",
        "2024年计划为9处革命旧址装上设施。",
        "在5个行政村发放问卷。",
        "上年为8处革命旧址装上了设施。",
        "另有8处革命旧址待修缮。",
        "全县共辖10个行政村。",
        "新建5所敬老院。",
        "除8处革命旧址外，还修缮了古桥。",
        "近8处革命旧址提出了申请。",
        "第5所敬老院正在选址。",
    ],
)
def test_other_small_counts(text: str) -> None:
    assert not told(RELICS.format(text))
