"""Claims that what was required was reached, and rows that end before they begin: a hint where they do not hold."""

from __future__ import annotations

import pytest
from short_texts import accused, held, judged

from gouji.engine.outcome import Severity

PACK = "cn-claims"
RULES = ("goal-missed-claimed", "comparison-false")


def hints(text: str, *rules: str) -> int:
    result = judged(text, PACK)
    assert accused(result) == []
    return sum(finding.rule in rules and finding.severity == Severity.INFO for finding in result.findings)


def sound(text: str) -> int:
    """How many claims hold."""
    result = judged(text, PACK)
    return sum(held(result, rule) for rule in RULES)


#: A sentence with the figure open, one that keeps what is claimed and one that does not.
CLAIMS = pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("截至年底支出8.67亿元，支出进度{}%，达到省定“年底前支出90%以上”的要求。", "92.0", "85.0"),
        ("灌溉水样抽检合格率{}%，符合省定95%以上的标准。", "96.2", "94.2"),
        ("按照年底前拨付率达到90%的要求，截至年末拨付2,310万元，拨付率{}%，顺利完成进度要求。", "92.4", "88.4"),
        ("渠道单位能耗下降{}%，完成了下降3.5%的年度目标。", "3.9", "3.1"),
    ],
)


@CLAIMS
def test_a_claim_is_held_against_the_figure_before_it(text: str, good: str, bad: str) -> None:
    title = "灌区改造情况\n"
    assert sound(title + text.format(good)) == 1
    assert hints(title + text.format(good), *RULES) == 0
    assert hints(title + text.format(bad), *RULES) == 1


def test_a_bound_that_is_quoted_as_the_requirement_is_certain() -> None:
    text = "灌区改造情况\n渠系改造已验收标段占{}%，达到市里“不低于85%”的要求。"
    assert sound(text.format("88.6")) == 1
    assert hints(text.format("88.6"), *RULES) == 0
    wrong = judged(text.format("83.6"), PACK)
    assert [finding.rule for finding in wrong.findings if finding.severity > Severity.LOW] == ["comparison-false"]


@pytest.mark.parametrize(
    "text",
    [
        "确保灌溉保证率达到88%，力争达到90%的目标。",
        "渠道完好率82%，未达到90%的要求。",
        "渠道完好率82%，水费收缴率达到90%以上，基本达到要求。",
        "渠道完好率82%；下一步达到90%的目标。",
        "群众满意度86.4%，达到考核优秀标准。",
    ],
)
def test_what_is_no_claim_is_not_held(text: str) -> None:
    assert hints("灌区改造情况\n" + text, *RULES) == 0


ALL = (
    "灌区改造情况\n一、目标\n到2023年底，干渠防渗衬砌率达到55%以上，灌溉供水保证率达到91%以上。\n二、进展\n"
    "干渠防渗衬砌率由43.8%提高到{}%，灌溉供水保证率由86.4%提高到91.7%。{}"
)


def test_all_goals_are_held_against_what_was_done() -> None:
    claim = "两项目标均如期实现。"
    assert hints(ALL.format("56.1", claim), *RULES) == 0
    assert sound(ALL.format("56.1", claim)) == 2
    assert hints(ALL.format("53.6", claim), *RULES) == 1
    assert hints(ALL.format("53.6", ""), *RULES) == 0
    assert hints(ALL.format("53.6", "两项目标未能全部实现。"), *RULES) == 0


AFAR = "灌区改造情况\n一、目标\n1.慰问渠管员≥30人次\n二、完成情况\n数量方面：慰问{}人次，完成目标。{}"


def test_a_claim_is_held_against_the_only_goal_of_its_unit() -> None:
    assert sound(AFAR.format(31, "")) == 1
    assert hints(AFAR.format(29, ""), *RULES) == 1
