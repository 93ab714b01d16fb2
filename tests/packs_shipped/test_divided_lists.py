"""Lists that words say divide what was counted before (按内容分, 从性别看), held against it wherever it stands."""

from __future__ import annotations

import pytest
from short_texts import accused, judged

RULES = ("parts-nearly-whole", "prose-parts-sum", "parts-exceed-whole", "parts-below-whole")


def told(text: str) -> list[str]:
    result = judged(text, "cn-claims")
    return [finding.message for finding in result.findings if finding.rule in RULES]


MOTIONS = """提案办理情况

政协会议以来交办提案共137件，其中集体提案38件，委员提案99件。分别交由64家单位承办，其中主办单位36家。已经解决的52件，占提案总数的37.96%。正在解决的71件，占提案总数的51.82%。列入规划的14件，占提案总数的10.22%。
{lead}：经济类42件、城建类35件、科教类31件、农业类17件、法治类{last}件。
"""


@pytest.mark.parametrize("lead", ["按内容分", "从内容看", "按类别划分"])
def test_a_list_divides_what_was_counted(lead: str) -> None:
    assert told(MOTIONS.format(lead=lead, last=12)) == []
    (message,) = told(MOTIONS.format(lead=lead, last=13))
    assert "137件" in message
    assert "138件" in message


@pytest.mark.parametrize(("lead", "last"), [("提得较多的有", 13), ("按内容分", 40)])
def test_other_lists_are_left(lead: str, last: object) -> None:
    assert accused(judged(MOTIONS.format(lead=lead, last=last), "cn-claims")) == []
    assert told(MOTIONS.format(lead=lead, last=last)) == []


PROJECTS = """衔接资金使用情况

今年安排资金4424万元，实施产业、基础设施等项目{all}个。截至10月底支出3853.77万元。
按投向分：产业类项目38个2875.6万元；基础设施类项目24个1327.4万元；其他类项目8个221万元。
"""


def test_another_column_of_the_list_says_of_what_it_is() -> None:
    assert told(PROJECTS.format(all=70)) == []
    (message,) = told(PROJECTS.format(all=69))
    assert "69个" in message


@pytest.mark.parametrize(
    "text",
    [
        "全年培训3批，分别为第一批120人、第二批135人、第三批98人，共计培训{}人。",
        "第一批培训120人，第二批135人，第三批98人，三批共培训{}人。",
    ],
)
def test_a_total_at_the_end_of_its_own_list(text: str) -> None:
    assert told(text.format(353)) == []
    (message,) = told(text.format(363))
    assert "353人" in message


@pytest.mark.parametrize(
    "text",
    [
        "一班培训120人（女性35人），共计培训230人。",
        "计划培训120人，实际培训135人，共计培训300人。",
        "第一批培训120人，上年110人，共计培训300人。",
    ],
)
def test_what_is_no_list_of_it_is_left(text: str) -> None:
    assert told(text) == []
