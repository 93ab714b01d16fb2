"""What is said of all goals, or of all but a few, held against goals and results wherever a text tells them."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

from gouji.engine.outcome import Severity

RULE = "goal-missed-claimed"


def missed(text: str, pack: str = "cn-claims") -> list[str]:
    """The goals of which a remark says that they were missed; a text that is accused of it at 高 or 中 fails."""
    result = judged("图书馆开放资金使用情况\n" + text, pack)
    assert RULE not in accused(result)
    found = [finding for finding in result.findings if finding.rule == RULE]
    assert all(finding.severity == Severity.INFO for finding in found)
    return [finding.message for finding in found]


def reached(text: str, pack: str = "cn-claims") -> int:
    return held(judged("图书馆开放资金使用情况\n" + text, pack), RULE)


BESIDE = """一、指标完成
举办讲座 目标60场 完成61场；
藏书数字化 目标8万页 完成{}万页；
读者办证 计划2400人 实际2466人；
设备验收合格率 目标≥98% 实际{}%。
各项目标均已达到。
"""

APART = """一、年度目标
接待读者40万人次以上，新增藏书1.5万册，培训馆员12期，读者满意度不低于90%。
二、完成情况
全年共接待读者43.2万人次，比上年增长3.1%；新增藏书{}万册，培训馆员12期，读者满意度{}%。
三、结论
年初设定的各项指标全部完成。
"""

KINDS = """一、产出指标
举办讲座：目标60场，完成61场。
新增藏书：目标1.5万册，完成{}万册。
二、效益指标
读者满意度：目标不低于90%，实际达到{}%。
三、结论
产出指标全面完成。
"""

TABLES = """表1 各年任务
项目|2019年|2020年
书架更换（组）|120|150
阅览座位（个）|300|{0}

表2 完成情况
项目|2019年|2020年|合计
书架更换（组）|124|152|276
阅览座位（个）|306|{1}|640

两年各项任务均已完成。
"""

COUNTED = """共有5个指标，其中4个完成，1个（馆员培训）未完成。
举办讲座：目标60场，完成61场。
新增藏书：目标1.5万册，完成{}万册。
馆员培训：目标12期，完成10期。
设备验收合格率：目标100%，完成{}%。
读者满意度：目标不低于90%，实际达到94%。
"""

TIMED = """绩效目标：图书采购12批次，经费下达时限≤30日。
采购图书12批次；第二批经费{}日下达，其余在30日内下达。
时效指标全部完成。
"""


@pytest.mark.parametrize(
    ("text", "good", "bad", "name"),
    [
        (BESIDE, ("8.2", "98.6"), ("7.4", "98.6"), "藏书数字化"),
        (BESIDE, ("8.0", "98.0"), ("8.2", "97.1"), "设备验收合格率"),
        (APART, ("1.52", "92.4"), ("1.43", "92.4"), "新增藏书"),
        (APART, ("1.5", "90"), ("1.52", "89.3"), "读者满意度"),
        (KINDS, ("1.6", "94"), ("1.4", "94"), "新增藏书"),
        (TABLES, ("320", "334"), ("350", "334"), "阅览座位"),
        (COUNTED, ("1.6", "100"), ("1.6", "98.6"), "设备验收合格率"),
        (COUNTED, ("1.5", "100"), ("1.42", "100"), "新增藏书"),
        (TIMED, ("28",), ("34",), "经费"),
    ],
)
def test_what_is_said_of_all_goals_is_held_against_each(
    text: str, good: tuple[str, ...], bad: tuple[str, ...], name: str
) -> None:
    assert missed(text.format(*good)) == []
    (message,) = missed(text.format(*bad))
    assert name in message


@pytest.mark.parametrize("text", [BESIDE.format("8.2", "98.6"), APART.format("1.52", "92.4"), TABLES.format(320, 334)])
def test_goals_that_were_reached_count_as_judged(text: str) -> None:
    assert reached(text) >= 4


@pytest.mark.parametrize(
    "text",
    [
        # the missed one is of another kind
        KINDS.format("1.6", "84").replace("三、结论\n", "三、结论\n满意度因停电未达标。"),
        # it is excepted, in whatever words
        APART.format("1.43", "92.4").replace("年初设定的各项指标", "除新增藏书受采购影响外，其余指标"),
        APART.format("1.43", "92.4").replace("年初设定的各项指标", "四项指标中仅一项未完成，其余三项"),
        APART.format("1.43", "92.4").replace("年初设定的各项指标", "新增藏书未达目标，其余指标"),
        # no claim, or one of another year
        APART.format("1.43", "92.4").replace("年初设定的各项指标全部完成", "上年各项指标全部完成"),
        APART.format("1.43", "92.4").replace("年初设定的各项指标全部完成", "确保各项指标全部完成"),
        # a figure of last year under the same name is no result
        APART.format("1.52", "92.4").replace("新增藏书1.52万册", "上年新增藏书1.2万册"),
        # as many were missed as are said to be
        COUNTED.format("1.6", "98.6").replace("4个完成，1个（馆员培训）未完成", "3个完成，2个未完成"),
        # less is better
        TABLES.format(350, 334).replace("阅览座位（个）", "读者投诉（件）"),
        TIMED.format(34).replace("下达，其余", "拨付，其余"),
    ],
)
def test_what_is_excepted_or_not_claimed_is_not_held(text: str) -> None:
    assert missed(text) == []


WHOLE = """馆舍改造{0}处全部完成。
项目|目标值|实际值
馆舍改造处数|{0}处|{1}处
开放天数|300天|305天
"""


def test_a_task_said_to_be_done_is_held_against_its_row() -> None:
    text = "绩效指标完成情况\n" + WHOLE
    assert missed(text.format(6, 6), "cn-performance") == []
    (message,) = missed(text.format(6, 5), "cn-performance")
    assert "馆舍改造" in message
    other = text.format(6, 5).replace("馆舍改造6处全部", "书架更换6处全部")
    assert missed(other, "cn-performance") == []


ROWS = """项目|年度计划|实际完成
书架更换（组）|120|{}
阅览座位（个）|300|306
读者投诉（件）|8|5

各项任务全面完成。
"""


def test_rows_of_a_table_with_any_names_are_goals() -> None:
    assert missed(ROWS.format(124)) == []
    (message,) = missed(ROWS.format(112))
    assert "书架更换" in message


DATED = "阅览室改造竣工时间目标2023年9月30日，实际竣工{}，质量合格。"


def test_a_day_of_completion_is_held_against_its_limit() -> None:
    def late(text: str) -> list[str]:
        result = judged("图书馆开放资金使用情况\n" + text, "cn-claims")
        assert accused(result) == []
        return [finding.rule for finding in result.findings if finding.rule.startswith("deadline-passed")]

    assert late(DATED.format("2023年9月18日")) == []
    assert late(DATED.format("2023年10月18日")) == ["deadline-passed-silent"]


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("抽检图书365批，合格率98.90%，实现全年100%合格。", "comparison-false", 1),
        ("抽检图书365批，合格率100%，实现全年100%合格。", "comparison-false", 0),
        ("抽检图书365批，到位率98.90%，实现全年100%合格。", "comparison-false", 0),
        ("一家书店补助2万元未到账。\n补助应于2020年12月31日前兑付，实际全部按时兑付。", "comparison-false", 1),
        ("一家书店补助2万元已到账。\n补助应于2020年12月31日前兑付，实际全部按时兑付。", "comparison-false", 0),
    ],
)
def test_all_of_it_is_held_against_what_was_not(text: str, rule: str, found: int) -> None:
    result = judged("图书馆开放资金使用情况\n" + text, "cn-claims")
    assert rule not in accused(result)
    assert sum(finding.rule == rule for finding in result.findings) == found


def test_a_word_inside_a_longer_one_is_no_verdict() -> None:
    text = "绩效目标完成情况\n1.书架更换：目标120组，完成108组，完成率90%。\n2.讲座：目标60场，完成61场。"
    assert "status-vs-actual" not in accused(judged(text, "cn-performance"))
    said = text.replace("完成率90%", "达到目标")
    rules = {finding.rule for finding in judged(said, "cn-performance").findings}
    assert rules & {"status-vs-actual", RULE}


def test_points_and_score_beside_each_other_are_no_thousands() -> None:
    text = "指标 分值 得分\n办证人数 60 60\n满意度 40 40\n总分 100 100分\n"
    assert "score-range" not in accused(judged(text, "cn-performance"))
