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
