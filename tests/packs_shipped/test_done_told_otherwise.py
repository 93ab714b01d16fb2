"""What came of a goal, or the day on which a thing was ended, told in a row and otherwise in a sentence."""

from __future__ import annotations

import pytest
from short_texts import judged

RULES = {"cross-place-amount-read", "cross-place-count-read", "event-dated-twice"}
ROWS = (
    "三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
    "送戏下乡场次\t≥120场\t112场\t10\t9.33\t汛期道路中断\n"
    "惠民电影放映\t≥600场\t612场\t10\t10\t\n"
    "图书更新\t≥3000册\t2,860册\t10\t9.53\t书款结算推迟\n"
    "改造文化站数量\t≥28个\t28个\t10\t10\t\n"
    "惠及居民户数\t≥4,350户\t4,350户\t10\t10\t\n"
    "舞台面积\t≥1.2万平方米\t1.37万平方米\t10\t10\t\n"
    "举办培训班期数\t≥24期\t24期\t10\t10\t\n"
    "配套广播终端维护\t≥1,860组\t1,860组\t10\t10\t\n"
    "文化站改造完工时间\t2023年10月底前\t2023年10月22日\t5\t5\t\n"
    "新馆启用时间\t2023年10月1日前\t2023年9月26日\t5\t5\t\n"
)
PAPER = (
    "安岭县文化馆2023年度公共文化服务项目绩效自评报告\n\n一、目标完成表"
    "\n{}\n二、目标完成情况\n{}\n三、存在的问题\n个别站点设备老化。\n"
)


def told(line: str) -> list[str]:
    """What is said of places that differ, be it as a hint."""
    found = judged(PAPER.format(ROWS, line), "cn-performance").findings
    return [finding.message for finding in found if finding.rule in RULES]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # the figure of the goal, told as done
        ("全年送戏下乡{}场，放映惠民电影612场。", "112", "120"),
        ("{}场送戏下乡任务，丰富了群众生活。", "完成112", "圆满完成120"),
        ("剧团深入12个乡镇，演出{}场送戏下乡节目。", "112", "120"),
        ("放映惠民电影612场，更新图书{}册。", "2,860", "3,000"),
        # other figures than that of the row, though the goal is the same as the row's
        ("全年完成{}个文化站的改造，设施全部更新。", "28", "26"),
        ("围绕非遗传承，举办培训班{}期，学员全部建档。", "24", "22"),
        ("全县{}组终端按季度巡检，运行平稳。", "1,860", "1,680"),
        ("活动让{}户居民就近享受服务。", "4,350", "4,530"),
        ("各站点舞台整修一新，面积达{}万平方米。", "1.37", "1.73"),
        ("本县辖15个行政村、2个社区。\n活动走进全县{}个村（社区），村村有演出。", "17", "16"),
        # days
        ("文化站改造于4月6日开工，{}完工。", "10月22日", "11月22日"),
        ("新馆于{}正式启用，全年开放。", "9月26日", "10月26日"),
    ],
)
def test_what_came_of_it_otherwise(text: str, right: str, wrong: str) -> None:
    assert told(text.format(wrong))
    assert not told(text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "年初下达送戏下乡120场、放映600场的任务，实际完成112场和612场。",
        "年初制定方案，明确送戏下乡120场、图书更新3,000册等内容。",
        "2022年送戏下乡120场。",
        "送戏下乡120场的目标未能完成。",
        "2024年计划送戏下乡120场。",
        "剧团每年演出120场左右。",
        "通过项目实施，送戏下乡120场，更新图书3,000册，群众文化生活更加丰富。",
        "28个文化站中有26个在上半年完工。",
        "截至9月底完成改造26个，年底28个文化站全部改造完成。",
        "上年举办培训班22期。",
        "分两批举办，第一批举办培训班12期。",
        "获奖作品7件，其中省级作品2件、市级作品5件。",
        "文化站改造初步设计于6月12日完成，10月22日完工，12月5日通过竣工验收。",
        "旧馆已于10月31日停止运行。",
        "新馆食堂11月3日启用。",
    ],
)
def test_goals_parts_and_other_times_are_no_contradiction(text: str) -> None:
    assert not told(text)


def test_the_goal_in_a_form_is_a_goal() -> None:
    form = (
        "年度总体目标\t预期目标\t实际完成情况\n\t送戏下乡120场。\t送戏下乡112场。\n{}"
        "\n预期目标\t送戏下乡120场，更新图书3,000册。\n实际完成情况\t送戏下乡112场，更新图书2,860册。\n"
    )
    found = judged(PAPER.format(form.format(ROWS), "各项活动有序开展。"), "cn-performance").findings
    assert not [finding.message for finding in found if finding.rule in RULES]


def test_the_day_of_the_whole_project_by_its_name() -> None:
    rows = ROWS.replace("文化站改造完工时间", "工程完工时间")
    text = "工程于2月20日开工，10月22日完工。\n三、结论\n安岭县公共文化服务项目于2023年{}完工，效益初步显现。"
    for day, wrong in (("12月22日", True), ("10月22日", False)):
        found = judged(PAPER.format(rows, text.format(day)), "cn-performance").findings
        assert any(finding.rule == "event-dated-twice" for finding in found) == wrong
