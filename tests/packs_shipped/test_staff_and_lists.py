"""Posts of several kinds beside all staff, names that follow the counts of kinds, points in brackets behind a name with 与."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

HEAD = "某某县农机中心2023年度部门整体支出绩效自评报告\n\n一、基本情况\n"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("核定行政编制8名、事业编制21名，实有在编人员27人（行政8人、事业19人）。", []),
        ("核定行政编制8名、事业编制21名，实有在编人员31人。", ["over-quota-together"]),
        ("核定行政编制8名、事业编制21名、工勤编制2名，实有在编人员30人。", []),
        ("事业编制21名，实有在编人员23人。", ["over-quota"]),
    ],
)
def test_staff_is_held_against_all_kinds_of_posts_told(text: str, rules: list[str]) -> None:
    found = [rule for rule in accused(judged(HEAD + text, "cn-performance")) if rule.startswith("over-quota")]
    assert found == rules


NAMES = "县农机中心本级、县农机推广站、县农机监理所、县农机学校"


def test_names_behind_the_counts_of_kinds_are_those_of_all() -> None:
    result = judged(HEAD + f"预算单位共4个，其中行政单位1个、事业单位3个，分别为：{NAMES}。", "cn-claims")
    assert "enumerated-count" not in accused(result)
    assert held(result, "enumerated-count")
    result = judged(HEAD + f"预算单位共3个，其中行政单位1个、事业单位2个，分别为：{NAMES}。", "cn-claims")
    assert "enumerated-count" in [finding.rule for finding in result.findings]


@pytest.mark.parametrize(("total", "wrong"), [("95.6", False), ("96.5", True)])
def test_points_in_brackets_are_not_the_points_got(total: str, wrong: bool) -> None:
    scores = "投入与管理（20分）18.1分、产出（40分）38.5分、效益（30分）29分、满意度（10分）10分"
    result = judged(HEAD + f"自评得分{total}分。各项评分如下：{scores}。", "cn-claims")
    assert bool(result.findings) == wrong
