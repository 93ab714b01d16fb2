"""The pack for accounts and bulletins on small documents: sound ones are not accused, and each planted fault is found.

The documents in ``accounts/`` are sound; a fault is one figure of theirs changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import short_texts
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rule_examples import run_example
from short_texts import grave, shipped

from gouji.document.model import Document
from gouji.document.reading import read_bytes
from gouji.engine.choosing import ShippedRules
from gouji.engine.outcome import Severity
from gouji.engine.result import Result
from gouji.engine.understanding import packs_for

HERE = Path(__file__).resolve().parent
PACK = HERE.parents[1] / "rules" / "cn-accounts"
DOCUMENTS = HERE / "accounts"

#: A sound document, and rules that must have held in it, lest it pass because nothing in it was understood.
SOUND = {
    "two-sides.md": {"table-two-sides", "table-sum"},
    "sangong-wide.html": {
        "accounts-sangong-wide-sum",
        "accounts-sangong-wide-actual-sum",
        "accounts-sangong-wide-over-budget",
    },
    "sangong.txt": {
        "accounts-sangong-sum",
        "accounts-sangong-vehicles",
        "accounts-sangong-over-budget",
        "table-completion-rate",
    },
    "codes.csv": {"table-sum", "table-row-expense"},
    "aligned.txt": {"table-sum", "table-completion-rate", "table-growth-rate"},
    "shares.md": {"table-share", "table-sum"},
    "bars.txt": {"table-sum", "table-parts-exceed", "table-change-amount", "table-growth-rate"},
    "staff.md": {"table-figure-change", "table-sum"},
    "next-year.md": {"table-growth-rate", "table-change-amount", "table-sum"},
    "billions.md": {"table-sum", "table-completion-rate", "table-growth-rate"},
    "traps.html": {"table-sum", "table-completion-rate", "table-growth-rate"},
    "cross.md": {"prose-table-amount", "prose-table-growth", "table-sum"},
    "nested.csv": {"table-sum"},
    "final-accounts.txt": {"yoy-increase-rate", "completion-rate-recalc", "comparison-false", "share-percent"},
    "one-a-line.txt": {
        "accounts-sangong-sum",
        "accounts-sangong-vehicles",
        "accounts-sangong-over-budget",
        "cross-place-amount-read",
    },
    "carried-over.txt": {"accounts-income-total", "accounts-expense-total", "accounts-income-expense"},
    "two-tiers.txt": {"accounts-sangong-wide-sum", "accounts-sangong-wide-vehicles"},
    "means.txt": {"table-sum"},
    "made-to-fit.md": {"table-sum", "table-share"},
    # its empty cells are lost, so that under eight headers for amounts nobody can tell two amounts apart
    "lost-cells.txt": set(),
    "bulletin.txt": {"share-percent", "running-sum", "table-sum", "prose-parts-sum"},
}

#: A document, a stretch of it, what is printed instead, the rule that finds it and at what severity.
FAULTS = [
    ("carried-over.txt", "收入总计720.38", "收入总计458.03", "accounts-income-total", Severity.HIGH),
    ("carried-over.txt", "结余208.12", "结余280.12", "accounts-expense-total", Severity.HIGH),
    ("one-a-line.txt", "5.15 |", "6.25 |", "accounts-sangong-over-budget", Severity.HIGH),
    ("one-a-line.txt", "24.85 |", "28.45 |", "accounts-sangong-sum", Severity.HIGH),
    ("two-tiers.txt", "75.8 |", "78.5 |", "accounts-sangong-wide-vehicles", Severity.HIGH),
    ("means.txt", "11400", "11040", "table-sum", Severity.HIGH),
    ("two-sides.md", "总计 | 3,665.77 |\n", "总计 | 3,656.77 |\n", "table-two-sides", Severity.HIGH),
    ("two-sides.md", "3,412.55", "3,421.55", "table-sum-marked", Severity.MEDIUM),
    ("sangong-wide.html", "<td>25.40", "<td>26.40", "accounts-sangong-wide-actual-sum", Severity.HIGH),
    (
        "sangong-wide.html",
        "<td>17.20</td><td>0.00",
        "<td>17.20</td><td>1.00",
        "accounts-sangong-wide-actual-vehicles",
        Severity.HIGH,
    ),
    ("sangong-wide.html", "<td>30.00", "<td>29.00", "accounts-sangong-wide-sum", Severity.HIGH),
    ("sangong.txt", "42.00\t35.24", "42.00\t36.24", "accounts-sangong-sum", Severity.HIGH),
    ("sangong.txt", "8.00\t7.79", "7.00\t7.79", "accounts-sangong-over-budget", Severity.HIGH),
    ("sangong.txt", "0.00\t0.00\t—\t0.00", "0.00\t1.00\t—\t0.00", "accounts-sangong-vehicles", Severity.HIGH),
    ("sangong.txt", "97.4", "79.4", "table-completion-rate", Severity.HIGH),
    ("codes.csv", "120.00,0.00,120.00", "120.00,0.00,130.00", "table-row-expense", Severity.HIGH),
    ("codes.csv", "21301,农业农村,200.00", "21301,农业农村,210.00", "table-sum", Severity.HIGH),
    ("aligned.txt", "12,500", "15,200", "table-sum", Severity.HIGH),
    ("aligned.txt", "-27.1", "-37.1", "table-growth-rate", Severity.HIGH),
    ("aligned.txt", "73,000", "73,100", "table-sum", Severity.HIGH),
    ("shares.md", "22.5", "25.2", "table-share", Severity.HIGH),
    ("shares.md", "299.3", "289.3", "table-sum-marked", Severity.MEDIUM),
    ("bars.txt", "|92.3|", "|93.2|", "table-completion-rate", Severity.HIGH),
    ("bars.txt", "1,414", "1,441", "table-change-amount", Severity.HIGH),
    ("bars.txt", "|40,000|39,800|", "|70,000|39,800|", "table-parts-exceed", Severity.MEDIUM),
    ("bars.txt", "|141,400|", "|141,300|", "table-sum", Severity.HIGH),
    ("staff.md", "| 18 | 21 | 3 |", "| 18 | 21 | 2 |", "table-figure-change", Severity.HIGH),
    ("next-year.md", "-16.67", "-20.00", "table-growth-rate", Severity.HIGH),
    ("next-year.md", "115.10", "151.10", "table-sum", Severity.HIGH),
    ("billions.md", "12.57", "12.75", "table-sum", Severity.HIGH),
    ("billions.md", "| 106.1 |", "| 101.6 |", "table-completion-rate", Severity.HIGH),
    ("traps.html", "<td>8.1</td>", "<td>7.5</td>", "table-growth-rate", Severity.HIGH),
    ("traps.html", "<td>8,140", "<td>8,410", "table-sum", Severity.HIGH),
    ("cross.md", "增长7.2%", "增长7.6%", "prose-table-growth", Severity.MEDIUM),
    ("cross.md", "全年契税13,306", "全年契税13,603", "prose-table-same-rate", Severity.MEDIUM),
    ("cross.md", "1,120万元，比上年下降3.4%", "1,102万元，比上年下降3.9%", "prose-table-amount", Severity.INFO),
    ("nested.csv", '"1,396.05"', '"1,369.05"', "table-sum", Severity.HIGH),
    ("nested.csv", "960.00,942.10", "960.00,924.10", "table-sum", Severity.HIGH),
    ("final-accounts.txt", "0.89%", "0.98%", "yoy-increase-rate", Severity.HIGH),
    ("final-accounts.txt", "103.80%", "108.30%", "completion-rate-recalc", Severity.HIGH),
    (
        "final-accounts.txt",
        "决算数小于预算数的主要原因是场次",
        "决算数大于预算数的主要原因是场次",
        "comparison-false",
        Severity.HIGH,
    ),
    ("final-accounts.txt", "74.28%", "72.48%", "completion-rate-recalc", Severity.HIGH),
    ("bulletin.txt", "64.5%", "65.4%", "share-percent", Severity.MEDIUM),
    ("bulletin.txt", "71.1:20.6", "71.7:20.0", "share-percent", Severity.MEDIUM),
    ("bulletin.txt", "-1.60‰", "-1.06‰", "running-sum", Severity.HIGH),
]


def judged(name: str, text: str) -> Result:
    return short_texts.judged(text, "cn-accounts", name)


def test_examples() -> None:
    rules = shipped("cn-accounts")
    wrong = [
        (rule.id, test.label.line, test.expect, found)
        for rule in rules.pack.rules
        for test in rule.tests
        if (found := run_example(rules, rule, test))
        not in ((test.expect, "within_rounding") if test.expect == "pass" else (test.expect,))
    ]
    assert not wrong


@pytest.mark.parametrize("name", SOUND)
def test_sound(name: str) -> None:
    result = judged(name, (DOCUMENTS / name).read_text("utf-8"))
    assert not grave(result)
    held = {rule for rule, counts in result.rules.items() if counts.passed or counts.within_rounding}
    assert SOUND[name] <= held


@pytest.mark.parametrize(("name", "was", "printed", "rule", "severity"), FAULTS)
def test_fault(name: str, was: str, printed: str, rule: str, severity: Severity) -> None:
    text = (DOCUMENTS / name).read_text("utf-8")
    assert was in text
    result = judged(name, text.replace(was, printed, 1))
    assert any(finding.rule == rule and finding.severity == severity for finding in result.findings)


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        ("某县2023年部门决算公开", True),
        ("2023年度部门决算暨整体支出绩效自评报告", True),
        ("2023年财政支出项目绩效自评表", False),
        ("项目经费预算绩效自评报告", False),
        ("某区2023年预算执行情况报告", True),
        ("某市国民经济和社会发展统计公报", True),
    ],
)
def test_kinds(kind: str, fits: bool) -> None:
    assert ("cn-accounts" in ShippedRules("cn-performance").packs_for(kind)) == fits


@pytest.mark.parametrize(
    ("text", "packs"),
    [
        ("一、一般公共预算收支情况\n全县完成财政总收入4,348万元。", ("cn-accounts",)),
        ("一、绩效目标完成情况\n完成全年预算。", ("cn-performance",)),
        ("一、概况\n组织培训12期。", ("cn-performance",)),
    ],
)
def test_without_a_title_a_document_is_read_for_what_it_speaks_of(text: str, packs: tuple[str, ...]) -> None:
    (document,) = read_bytes(text.encode(), "文.txt")
    assert isinstance(document, Document)
    assert packs_for(document, ShippedRules("cn-performance")) == packs


def _printed(groups: list[list[tuple[int, int]]], marks: bool, slip: tuple[int, int] | None = None) -> str:
    """A table of groups with their parts and a total in two columns; ``slip`` changes the figure of one part."""
    lines = ["# 2023年度财政决算表", "", "| 项目 | 决算数 | 上年决算数 |", "|---|---|---|"]
    han = "一二三四五六七八"
    total = [0, 0]
    for number, group in enumerate(groups):
        sums = [sum(pair[side] for pair in group) for side in (0, 1)]
        total = [total[side] + sums[side] for side in (0, 1)]
        lines.append(f"| {han[number] + '、' if marks else ''}大类{number} | {sums[0]:,} | {sums[1]:,} |")
        for place, pair in enumerate(group):
            first = pair[0] + (17 if slip == (number, place) else 0)
            lines.append(f"| 细目{number}{place} | {first:,} | {pair[1]:,} |")
    return "\n".join([*lines, f"| 合计 | {total[0]:,} | {total[1]:,} |", ""])


#: Figures of which few make another, and round ones that often do.
FIGURES = st.integers(100, 99_999) | st.sampled_from((100, 101, 200, 300, 400, 500, 600))
groups = st.lists(
    st.lists(st.tuples(FIGURES, FIGURES), min_size=2, max_size=5),
    min_size=2,
    max_size=5,
)


@settings(deadline=None, max_examples=40)
@given(groups, st.booleans())
def test_tables_that_add_up_are_not_accused(found: list[list[tuple[int, int]]], marks: bool) -> None:
    assert not grave(judged("表.md", _printed(found, marks)))


@settings(deadline=None, max_examples=60)
@given(groups, st.booleans(), st.data())
def test_a_slip_in_one_column_shows(found: list[list[tuple[int, int]]], marks: bool, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(found) - 1))
    place = data.draw(st.integers(0, len(found[number]) - 1))
    result = judged("表.md", _printed(found, marks, (number, place)))
    slipped = f"大类{number} "
    assert not [
        finding for finding in grave(result) if slipped not in finding.message and "合计 " not in finding.message
    ]
    found_at = [finding for finding in result.findings if slipped in finding.message]
    assert found_at or not marks
    assert not marks or all(finding.severity == Severity.HIGH for finding in found_at)
    if not marks and not _several(found):
        assert found_at


def _several(found: list[list[tuple[int, int]]]) -> bool:
    """Whether some row is the sum of more than its own parts or of other rows behind it, so that without marks two
    structures fit what is printed."""
    for side in (0, 1):
        rows = [row for group in found for row in (sum(pair[side] for pair in group), *(pair[side] for pair in group))]
        sizes = [size for group in found for size in (len(group), *(0 for _ in group))]
        for at, (size, row) in enumerate(zip(sizes, rows, strict=True)):
            ends = [count for count in range(2, len(rows) - at) if abs(sum(rows[at + 1 : at + 1 + count]) - row) <= 17]
            if any(count != size for count in ends):
                return True
    return False


def _plain_table(rows: list[list[int]]) -> str:
    """A table of rows without marks and without a total."""
    columns = ["年初预算数", "全年预算数", "全年执行数"][: len(rows[0])]
    lines = ["# 2023年度财政决算表", "", f"| 项目 | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| 事项{number} | {' | '.join(map(str, row))} |" for number, row in enumerate(rows)]
    return "\n".join([*lines, ""])


def _adds_up(rows: list[list[int]]) -> bool:
    """Whether in two columns that are not the same a row is the sum of the same rows behind it, but for rounding."""
    for at in range(len(rows)):
        for end in range(at + 3, len(rows) + 1):
            alike = {
                column
                for column in zip(*rows[at:end], strict=True)
                if 2 * abs(sum(column[1:]) - column[0]) <= len(column)
            }
            if len(alike) > 1:
                return True
    return False


#: Columns as they are beside each other: mostly the same figure, now and then another.
SMALL = st.integers(0, 30) | st.integers(0, 999)
plain_rows = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        SMALL.flatmap(
            lambda first: st.tuples(st.just(first), *(st.just(first) | SMALL for _ in range(width - 1))).map(list)
        ),
        min_size=3,
        max_size=9,
    )
)


@settings(deadline=None, max_examples=80)
@given(plain_rows)
def test_what_adds_up_by_chance_accuses_nobody(rows: list[list[int]]) -> None:
    assume(not _adds_up(rows))
    assert not [
        finding for finding in grave(judged("表.md", _plain_table(rows))) if finding.rule.startswith("table-sum")
    ]


def _sums_across(rows: list[list[int]]) -> bool:
    """Whether a column is the exact sum of others in at least two rows that are not the same."""
    columns = range(len(rows[0]))
    for whole in columns:
        for start in columns:
            for end in range(start + 2, len(rows[0]) + 1):
                others = [at for at in range(start, end) if at != whole]
                if len({tuple(row) for row in rows if row[whole] == sum(row[at] for at in others)}) > 1:
                    return True
    return False


@settings(deadline=None, max_examples=80)
@example([[0, 0, 0, 3, 0, 2], [0, 119, 0, 0, 60, 60], [0, 119, 0, 0, 60, 60], [0, 119, 0, 0, 60, 60]])
@given(st.integers(4, 6).flatmap(lambda width: st.lists(st.lists(SMALL, min_size=width, max_size=width), min_size=3)))
def test_columns_that_add_up_by_rounding_accuse_nobody(rows: list[list[int]]) -> None:
    assume(not _sums_across(rows) and not _adds_up(rows))
    head = [f"第{number}类" for number in range(len(rows[0]))]
    lines = ["# 2023年度情况表", "", f"| 项目 | {' | '.join(head)} |", "|---" * (len(head) + 1) + "|"]
    lines += [f"| 事项{number} | {' | '.join(map(str, row))} |" for number, row in enumerate(rows)]
    result = judged("表.md", "\n".join([*lines, ""]))
    assert not [finding for finding in grave(result) if finding.rule.startswith("table-")]


LOST = """某中心2023年部门决算
支出决算表
金额单位：万元
功能分类科目编码 科目名称 合计 基本支出 项目支出
合计 473.85 300.35 173.50
201 一般公共服务支出 423.20 249.70 173.50
20113 商贸事务 423.20 249.70 173.50
2011301 行政运行 249.70 249.70
2011308 招商引资 173.50 173.50
208 社会保障和就业支出 30.15 30.15
20805 行政事业单位养老支出 30.15 30.15
221 住房保障支出 20.50 20.50
22102 住房改革支出 20.50 20.50
"""


def test_rows_with_codes_that_have_lost_their_blanks_accuse_nobody() -> None:
    """Neither the code of the next row nor a figure that may stand under another header keeps a sum from holding."""
    result = judged("表.txt", LOST)
    assert not grave(result)
    assert result.rules["table-sum"].passed >= 3
    assert result.rules["table-row-expense"].passed >= 3


def test_what_is_left_of_the_year_alone_is_not_what_is_carried_over() -> None:
    # 60 were carried in
    text = "某局2023年部门决算\n支出总计1060万元，本年支出990万元，收支相抵后，{left}结余{amount}万元。\n"
    assert not grave(judged("文.txt", text.format(left="当年", amount=10)))
    assert not grave(judged("文.txt", text.format(left="年末", amount=70)))
    assert grave(judged("文.txt", text.format(left="年末", amount=90)))
