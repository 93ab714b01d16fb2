"""What is said in words and denied by figures around it: all of it done beside what is left of it, no more than there may be,
tasks done beside their rows."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

HEAD = "某某县城市管理局2023年度部门整体支出绩效自评报告\n\n一、基本情况\n"


def _told(text: str, rule: str) -> bool:
    return any(
        one.rule == rule for pack in ("cn-performance", "cn-claims") for one in judged(f"{HEAD}{text}\n", pack).findings
    )


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("旧案73件，已办结68件，办结率93.15%；剩余5件正在办理。", "旧案73件，已全部办结，办结率93.15%；剩余5件正在办理。"),
        ("全年受理来电214件，全部办结，办结率100%。", "全年受理来电214件，全部办结，办结率97.2%。"),
        ("违建线索已拆除，其余2处纳入明年计划。", "违建线索已全部拆除，其余2处纳入明年计划。"),
        ("欠薪已清偿大半，清偿率81.5%。", "欠薪已全部清偿，清偿率81.5%。"),
        ("全年受理提案28件，全部答复，满意率96.4%。", "全年受理提案28件，已全部答复，剩余3件正在沟通。"),
        ("老旧电梯已改造一批，截至12月底仍有4台在建。", "老旧电梯已全部完成改造，截至12月底仍有4台在建。"),
    ],
)  # fmt: skip
def test_all_is_held_against_what_is_told_behind_it(good: str, bad: str) -> None:
    assert not _told(good, "comparison-false")
    assert _told(bad, "comparison-false")
    assert "comparison-false" not in accused(judged(f"{HEAD}{bad}\n", "cn-claims"))


@pytest.mark.parametrize(
    "text",
    [
        # another thing, another way, a part of them, not due yet
        "挂牌隐患已全部销号，其他隐患销号率为96.8%，剩余4处纳入明年计划。",
        "全年受理来电214件，均已办结，按期办结率97.2%。",
        "排查隐患186处，其中重大隐患全部完成整改，一般隐患整改率93.5%。",
        "到期应整改的问题已全部整改完毕，剩余5件未到整改期限。",
        "受理86件，办结81件，均已回访，剩余5件正在办理。",
        "第一批项目已全部完工，剩余3个明年实施。",
        "案件全部进入审理程序，结案率96.2%。",
        "力争明年线路全部改造，改造率目前为91.7%。",
    ],
)
def test_what_is_of_something_else_denies_nothing(text: str) -> None:
    assert not _told(text, "comparison-false")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("核定事业编制24名，年末在岗23人，未超编。", False),
        ("核定事业编制24名，年末在岗26人，未超编。", True),
        ("核定领导职数4名，实配4名，未超职数配备。", False),
        ("核定领导职数4名，实配5名，未超职数配备。", True),
        ("核定编制24名，在职23人，退休人员31人，未超编。", False),
    ],
)
def test_posts_are_held_against_whoever_fills_them(text: str, told: bool) -> None:
    assert _told(text, "comparison-false") is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("核定编制24名，年末实有人员35人，其中在编22人、编外13人。", False),
        ("核定编制24名，年末实有人员35人，其中在编26人、编外9人。", True),
        ("核定编制24名，年末实有人员35人。", True),
    ],
)
def test_those_without_a_post_are_not_over_the_posts(text: str, told: bool) -> None:
    assert _told(text, "over-staffing") is told


ROWS = """三、绩效目标完成情况
| 三级指标 | 年度目标 | 实际完成 | 得分 |
| 免费孕前健康检查 | ≥1,950对 | 1,890对 | 4.85 |
| 抽检食品批次 | ≥800批次 | 812批次 | 5 |
四、具体做法
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年为1,890对计划怀孕夫妇提供了免费孕前健康检查，超额完成年度任务，并逐一随访。", True),
        ("全年为1,890对计划怀孕夫妇提供了免费孕前健康检查，为年度任务的96.92%，并逐一随访。", False),
        ("抽检食品812批次、药品320批次，抽检任务超额完成。", False),
    ],
)
def test_a_task_is_that_of_the_row_whose_figure_is_told(text: str, told: bool) -> None:
    assert _told(ROWS + text, "goal-missed-claimed") is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("部门预算执行率为99.6%，执行进度偏慢，主要受招标推迟影响。", True),
        ("部门预算执行率为78.3%，执行进度偏慢，主要受招标推迟影响。", False),
        ("全年支出1,306万元，执行率98.5%。存在的主要问题：一是预算执行严重滞后；二是指标不够量化。", True),
        ("全年支出1,306万元，执行率98.5%。存在的主要问题：一是部分项目预算执行滞后；二是指标不够量化。", False),
        ("全年支出1,306万元，执行率98.5%。存在的主要问题：一是上半年预算执行滞后。", False),
        ("年末专项资金支出进度仅为44.1%，支出进度较快。", True),
        ("截至6月底专项资金支出进度为44.1%，支出进度较快。", False),
        ("抽查卷宗合格率71.5%，卷宗质量总体很高。", True),
        ("抽查卷宗合格率71.5%，卷宗质量有待提高。", False),
        ("预算执行率99.1%。其中，信息化项目执行率62.3%，执行进度偏慢。", False),
    ],
)
def test_what_is_said_of_a_rate_is_held_against_it(text: str, told: bool) -> None:
    assert _told(text, "comparison-false") is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("监测户186户，已消除风险74户，未消除风险112户，多数监测户风险已经化解。", True),
        ("监测户186户，已消除风险133户，未消除风险53户，多数监测户风险已经化解。", False),
        ("登记企业86家，正常经营的39家，大多数企业正常经营。", True),
        ("全县132个行政村，建有卫生室的58个，多数村民就近看病问题得到解决。", False),
        ("现有干部46人，其中中共党员20人，多数干部具有大学本科以上学历。", False),
        ("登记企业86家，其中规上企业12家，多数企业反映用工紧张。", False),
    ],
)
def test_most_are_held_against_how_many_do_so(text: str, told: bool) -> None:
    assert _told(text, "comparison-false") is told


@pytest.mark.parametrize("worse", ["97.5", "99.1"])
def test_which_is_better_is_held_against_both_rates(worse: str) -> None:
    text = f"一车间合格率98.2%，二车间合格率{worse}%，二车间合格率优于一车间。"
    assert _told(text, "comparison-false") is (worse == "97.5")
