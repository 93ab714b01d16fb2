"""Words over goals, rates, days, flows and lists in more of the ways in which papers say them: each is told where the figures
deny it and left alone where they bear it out or are of something else."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

HEAD = "某某县项目绩效自评报告\n\n"
GOAL, COMPARED, SERIES, DAYS = "goal-missed-claimed", "comparison-false", "series-word-false", "deadline-claimed-met"
LISTED, CAUSE, SUMMED = "enumerated-count", "cause-against-change", "running-sum"


def _told(text: str) -> list[str]:
    return [finding.rule for finding in judged(HEAD + text, "cn-claims").findings]


#: What is denied, by the rule that tells it, and the same as it should be.
SAID = [
    (COMPARED, "城乡居民医保基金收入完成3.42亿元，为年初预算3.60亿元的95%，{}年初预算。", "超额完成", "未完成"),
    (COMPARED, "国有资本经营收入完成1,040万元，完成预算1,000万元的104%，{}预算。", "未完成", "超额完成"),
    (
        COMPARED,
        "本年收入812万元，其中拨款收入800万元、其他收入12万元；本年支出798万元，其中基本支出500万元、项目支出298万元。收支相抵，{}14万元。",
        "支大于收",
        "收大于支",
    ),
    (
        SERIES,
        "全年办理业务964件，其中一季度201件、二季度318件、三季度262件、四季度183件，{}办件最多。",
        "三季度",
        "二季度",
    ),
    (SERIES, "全年售票86万张，其中上半年37万张、下半年49万张，{}售票最多。", "上半年", "下半年"),
    (
        GOAL,
        "绿化覆盖占比，指标值≥40%。建成区面积共50平方公里，其中绿地18平方公里，占比36%，{}。",
        "达到指标值",
        "未达到指标值",
    ),
    (
        GOAL,
        "项目|年度指标值|实际完成值\n清理渠道|≥30公里|31公里\n安装闸门|≥20台|{}台\n以上两项数量指标全部达到年度指标值。",
        "16",
        "20",
    ),
    (
        GOAL,
        "年初计划种植油茶900亩、修剪果树1.4万株。全年种植油茶{}亩，修剪果树1.5万株，两项数量指标均完成年度目标。",
        "820",
        "905",
    ),
    (
        GOAL,
        "本项目共设三级指标9项，{}。未完成的为“驻村满意度”，指标值95%，实际91%，主要原因是走访偏少。",
        "已全部完成年度目标",
        "完成8项",
    ),
    (
        COMPARED,
        "核定全额事业编制30名，其中管理岗6名、技术岗24名。年末实有在编人员33人，{}。",
        "没有超编",
        "超编3人，系划转人员",
    ),
    (COMPARED, "县级配套应到位90万元，资金到位率94.4%，各级资金{}。", "均足额到位", "陆续到位"),
    (COMPARED, "预算安排260万元，实际到位{}万元，资金足额到位。", "234", "260"),
    (COMPARED, "保障性住房支出占总支出的66%，{}。", "尚不足六成", "尚不足七成"),
    (COMPARED, "抽检样品90件，合格率100%，其中{}。", "4件不合格", "4件为复检"),
    (COMPARED, "受理申请310件，按期办结率100%，其中{}。", "6件超期办结", "6件当场办结"),
    (COMPARED, "市民热线回访率100%，{}9件。", "未回访", "新受理"),
    (COMPARED, "反馈问题28个，整改完成率100%，其余{}。", "3个正在整改", "3个不再列入"),
    (
        DAYS,
        "泵站工程应于2023年8月31日前完工。工程于3月2日开工，{}完工并通过验收，在规定期限内完成建设任务。",
        "9月20日",
        "8月20日",
    ),
    (DAYS, "合同要求2023年10月31日前供货，实际{}完成供货，未超过规定期限。", "11月16日", "10月16日"),
    (
        DAYS,
        "2023年，按要求应于每月20日前将救助金发放到户。1至3月分别于1月18日、2月{}日、3月19日发放，均按时发放。",
        "26",
        "16",
    ),
    (
        LISTED,
        "全年组织评审{}，分别为2月的设计评审、6月的中期评审、9月的质量评审和12月的结题评审，累计评审82项。",
        "三次",
        "四次",
    ),
    (LISTED, "成立{}专班，分别为宣传组、排查组、督查组和后勤组。", "三个", "四个"),
    (
        CAUSE,
        "会议费支出3.6万元，较上年的2.9万元增加0.7万元，增长24.1%，主要原因是{}。",
        "会议大幅压缩，支出相应减少",
        "新增会议，支出相应增加",
    ),
    (SUMMED, "年初预算300.00万元，年中因任务变化，预算{}40.00万元，调整后全年预算数为260.00万元。", "调增", "调减"),
]


@pytest.mark.parametrize(("rule", "text", "wrong", "right"), SAID)
def test_words_are_held_against_the_figures(rule: str, text: str, wrong: str, right: str) -> None:
    assert rule in _told(text.format(wrong))
    assert rule not in _told(text.format(right))


#: What only looks like it: another plan, another time, some of several, or a thing that is told of itself.
HONEST = [
    "税收收入完成2.85亿元，为调整预算3.00亿元的95%，超额完成年初预算。",
    "本年收入500万元，其中上年结转120万元；本年支出480万元，其中项目支出300万元。收支相抵，结余20万元。",
    "全年接待游客90万人次，其中一季度18万人次、二季度30万人次、三季度26万人次、四季度16万人次，四季度游客最少。",
    "计划巡查60次、检查20次。全年巡查66次、检查21次，两项数量指标均完成目标。",
    "年度目标为覆盖人口3.10万人、整治河道12公里。全年整治河道12公里，覆盖人口3.26万人，两项指标均完成年度目标。",
    "资金分三批到位，首批到位120万元，其余资金按进度拨付，各级资金均足额到位，到位率100%。",
    "验收项目12个，验收合格率100%，其中2个被评为优良。",
    "办结率100%，尚有2件未到期正在办理。",
    "整改率100%，其中1个问题的整改措施长期坚持。",
    "应于每月20日前发放。1至3月分别于1月12日、2月9日、3月19日发放，均按时发放。",
    "成立三个专班，分别为宣传组、排查组和后勤组。",
    "设立两个机构，分别为教育科技局、文化和旅游局。",
    "下达改造计划800座，全年实际改造816座，超额完成改造计划，改造合格率100%。",
    "年初预算300万元，甲类资金调增40万元，乙类资金调减10万元，调整后预算330万元。",
]


@pytest.mark.parametrize("text", HONEST)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert accused(judged(HEAD + text, "cn-claims")) == []
    assert {GOAL, COMPARED, SERIES, DAYS, LISTED, SUMMED, "share-percent"}.isdisjoint(_told(text))


def test_a_goal_that_is_said_to_be_missed_behind_it_is_not_silent() -> None:
    missed = "宣传到位率指标值100%，实际100%；知晓率指标值≥85%，实际79%，分值20分，得18分。"
    assert "goal-missed-silent" not in _told(missed + "知晓率未达预期，主要是宣传偏少。")
    assert "goal-missed-unexplained" in _told(missed)
