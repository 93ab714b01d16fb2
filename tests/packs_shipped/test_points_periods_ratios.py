"""What was taken off points, goals in rows that stand alone, periods that make longer ones, and ratios behind figures: each is
told when it does not hold, and is silent when it does."""

from __future__ import annotations

import pytest
from short_texts import judged

from gouji.engine.result import Result

REPORT = "青河县水务局维修养护项目绩效自评报告\n\n一、基本情况\n"


def told(result: Result) -> set[str]:
    """The rules of all findings, hints among them."""
    return {finding.rule for finding in result.findings}


@pytest.mark.parametrize(
    ("text", "wrong", "right", "rule"),
    [
        (
            "扣分情况：目标不细化扣1分，台账不全扣1.5分，进度滞后扣3分，共扣5.5分，综合得分94.5分，评价等级“优”。",
            "得分94.5",
            "得分96.5",
            "score-less-deduction",
        ),
        (
            "综合评分93.5分，扣分6.5分，扣分原因：一是进度慢，扣4分；二是公开不及时，扣2.5分。",
            "93.5",
            "95.5",
            "score-less-deduction",
        ),
        (
            "自评得分为96分（满分100分），扣分项有两个：支出进度扣2.4分，社会效益扣1.6分。",
            "96分",
            "97分",
            "score-less-deduction",
        ),
        ("该指标分值6分，因有2个项目未按期完工，扣2分，得4分。", "得4分", "得5分", "score-less-deduction"),
        ("验收管理（10分）。抽查发现资料不完整，扣2分，得8分。", "得8分", "得9分", "score-less-deduction"),
        ("实际12月16日完工，延期16天，按“逾期扣2分”规则，5分得3分。", "得3分", "得5分", "score-less-deduction"),
        ("产出得分：数量20/20、质量10/10、时效9/9、成本10/10，四项均为满分。", "9/9", "8/9", "comparison-false"),
        ("数量指标20分得20分，质量指标15分得15分，两项指标均得满分。", "得15分", "得14分", "comparison-false"),
        ("质量指标\n闸门检修合格率\n≥98%\n98.5%\n10\n10\n无", "98.5%", "96.5%", "full-score-when-missed"),
        ("质量指标|闸门检修合格率|≥98%|98.5%|10|10|无", "98.5%", "96%", "full-score-when-missed"),
        ("数量指标清淤渠道≥60公里64公里10分10分；", "64公里", "54公里", "full-score-when-missed"),
        (
            "造林面积|目标值 5,000亩|完成值 5,000亩|得分 10/10",
            "完成值 5,000亩",
            "完成值 4,500亩",
            "full-score-when-missed",
        ),
        ("养护站房|目标 20 座|完成 21 座|105.0%", "105.0%", "107.0%", "completion-rate-recalc"),
        ("培训养护人员\n≥150人次\n实际完成值\n162人次\n完成率\n108%", "108%", "92.6%", "completion-rate-recalc"),
        (
            "年度目标：全年巡查渠道不少于300次。\n数量指标|巡查渠道次数|≥300次|312次|15|15",
            "不少于300",
            "不少于350",
            "comparison-false",
        ),
        ("一季度执行45万元，上半年累计执行108万元，前三季度累计执行171万元。", "108", "180", "running-total-falls"),
        ("截至二季度末累计支出610万元，截至三季度末累计支出780万元。", "780", "580", "running-total-falls"),
        ("月份|1月|2月|3月|一季度合计\n救助人次|46|38|51|135", "135", "125", "running-sum"),
        (
            "季度|计划|支出\n一季度|20|16\n二季度|30|31\n三季度|30|28\n四季度|20|22\n全年|100|97",
            "97",
            "95",
            "running-sum",
        ),
        ("城镇居民人均可支配收入39,600元，农村18,000元，城乡居民收入比为2.2∶1。", "2.2∶1", "2.4∶1", "average-recalc"),
        ("中央资金300万元，县级配套150万元，配套比例为2：1。", "2：1", "3：1", "average-recalc"),
        (
            "第一产业增加值30.0亿元，第二产业增加值60.0亿元，第三产业增加值110.0亿元，三次产业结构为15：30：55。",
            "15：30：55",
            "15：35：50",
            "share-percent",
        ),
    ],
)
def test_told_and_silent(text: str, wrong: str, right: str, rule: str) -> None:
    assert rule not in told(judged(REPORT + text, "cn-performance"))
    assert wrong in text
    assert rule in told(judged(REPORT + text.replace(wrong, right), "cn-performance"))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("产出指标扣3分，效益指标扣2分，自评得分93分，其余扣分详见附表。", "score-less-deduction"),
        ("评分标准：每发现一处问题扣2分，扣完为止。该项5分，得5分。", "score-less-deduction"),
        ("按照“未按期完成扣2分”的标准，项目均按期完工，该项5分得5分。", "score-less-deduction"),
        ("产出得分：数量20/20、质量10/10、时效8/9、成本10/10，三项为满分。", "comparison-false"),
        ("数量指标\n新建蓄水池\n≥30座\n28座\n15\n14\n用地调整", "full-score-when-missed"),
        ("养护站房|目标 20 座|完成 21 座|100%", "completion-rate-recalc"),
        ("总体目标：三年巡查渠道不少于900次。\n数量指标|巡查渠道次数|≥800次|812次|15|15", "comparison-false"),
        ("年度目标：每月巡查渠道不少于30次。\n数量指标|巡查渠道次数|≥36次|37次|15|15", "comparison-false"),
        ("上半年完成投资2.4亿元，三季度完成投资2.1亿元，全年完成6.2亿元。", "running-total-falls"),
        ("上半年财政收入完成5.2亿元，前三季度税收收入完成4.1亿元。", "running-total-falls"),
        ("季度|一季度|二季度|三季度|四季度|全年\n出勤率（%）|92|94|95|96|94", "running-sum"),
        ("指标|一季度|二季度|三季度|四季度|全年\n期末在册人数|320|322|325|331|331", "running-sum"),
        ("城镇居民收入39,600元，农村居民收入18,000元，城乡居民收入比由2.25∶1缩小到2.20∶1。", "average-recalc"),
    ],
)
def test_honest_neighbours_are_silent(text: str, rule: str) -> None:
    assert rule not in told(judged(REPORT + text, "cn-performance"))
