"""Templates applied to documents: which rows, from which places, and what a doubtful row may accuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from extraction_samples import NAMES, report_of, rows_of

from gouji.document.txt import read
from gouji.engine.outcome import Severity
from gouji.engine.ruleset import RuleSet
from gouji.extraction.assembling import extract
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.report import Anchor

MakePack = Callable[..., Pack]

PARTS = """\
  - 写入: 构成
    分组: 构成
    句式: "{构成:名}共{总:数}，其中：{分项:分项}"
    行:
      - {构成: "{构成}", 项: 合计, 数额: "{总}", 列示: "{分项.余}"}
      - {构成: "{构成}", 项: "{分项.名}", 数额: "{分项.数}"}
"""


def parts(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(row["构成"], row["项"], row["数额"]) for row in rows]


def test_without_rows_a_slot_goes_to_the_column_of_its_name(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 句式: "{项目}的{事由:培训|会议}共{本期}[，增长{变动率}]"}\n')
    assert rows_of(pack, "本级的培训共3万元。") == [{"项目": "本级", "本期": "3万元"}]


def test_columns_are_added_to_every_row(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 列: {方向: 增加, 项目: "{项目}费"}, 句式: "{项目}增加{变动额:金额}"}\n')
    assert rows_of(pack, "会议增加1万元。") == [{"项目": "会议费", "变动额": "1万元", "方向": "增加"}]


def test_rows_hold_what_they_name_and_nothing_else(pack_of: MakePack) -> None:
    template = '  - 写入: 变动\n    句式: "{项目}上年{旧:数}，今年{本期:数}"\n'
    template += '    行: [{项目: 上年, 本期: "{旧}"}, {本期: "{本期}"}]\n'
    assert rows_of(pack_of(template), "会议上年1场，今年2场。") == [{"项目": "上年", "本期": "1场"}, {"本期": "2场"}]


def test_the_parts_of_a_whole(pack_of: MakePack) -> None:
    rows = rows_of(pack_of(PARTS), "支出共10万元，其中：培训6万元、会议（含场租）3万元，差旅1万元等。")
    assert parts(rows) == [
        ("支出", "合计", "10万元"), ("支出", "培训", "6万元"), ("支出", "会议（含场租）", "3万元"), ("支出", "差旅", "1万元"),
    ]  # fmt: skip
    assert rows[0]["列示"] == "等"


def test_a_list_that_is_complete_says_so(pack_of: MakePack) -> None:
    assert "列示" not in rows_of(pack_of(PARTS), "支出共10万元，其中：培训6万元。")[0]


def test_what_is_counted_in_something_else_is_no_part(pack_of: MakePack) -> None:
    rows = rows_of(pack_of(PARTS), "支出共10万元，其中：培训6万元、参训80人、会议4万元。")
    assert parts(rows) == [("支出", "合计", "10万元"), ("支出", "培训", "6万元")]


def test_parts_in_another_unit_than_the_whole_are_none(pack_of: MakePack) -> None:
    assert rows_of(pack_of(PARTS), "支出共10万元，其中：参训80人。") == []


def test_a_bare_ten_thousand_may_be_money(pack_of: MakePack) -> None:
    assert parts(rows_of(pack_of(PARTS), "支出共10万元，其中：培训6万。"))[1] == ("支出", "培训", "6万")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训费、差旅费和会议费分别为6万元、3万元和1万元。", [("培训费", "6万元"), ("差旅费", "3万元"), ("会议费", "1万元")]),
        ("培训费、差旅费分别为6万元，3万元。", [("培训费", "6万元"), ("差旅费", "3万元")]),
        ("培训费、差旅费分别为6万元、3万元和1万元。", []),
        ("培训费、差旅费、会议费分别为6万元、3万元。", []),
        ("培训费分别为6万元。", []),
    ],
)  # fmt: skip
def test_lists_are_paired_by_position(pack_of: MakePack, text: str, expected: list[tuple[str, str]]) -> None:
    pack = pack_of('  - {写入: 构成, 句式: "{项:名列表}分别为{数额:金额列表}"}\n')
    assert [(row["项"], row["数额"]) for row in rows_of(pack, text)] == expected


def test_a_list_of_words_of_a_set(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 句式: "{方向:增减词列表}{变动额:金额列表}"}\n')
    assert [(row["方向"], row["变动额"]) for row in rows_of(pack, "增加、减少3万元、2万元。")] == [
        ("增加", "3万元"),
        ("减少", "2万元"),
    ]


def test_a_single_value_beside_a_list_stands_in_every_row(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 构成, 句式: "{构成:名}的{项:名列表}分别为{数额:金额列表}"}\n')
    rows = rows_of(pack, "本级的水费和电费分别为1万元和2万元。")
    assert parts(rows) == [("本级", "水费", "1万元"), ("本级", "电费", "2万元")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one of the lines has a name of its own
        ("水渠项目得分97分。\n综合得分98分。", ["98分"]),
        # the name stands at the head of the paragraph
        ("（一）水渠工程。如期完工，得分97分。\n（二）综合评价。得分98分。", ["98分"]),
        # two lines of the whole that differ are both read
        ("综合得分98分。\n项目得分97分。", ["98分", "97分"]),
        # nothing differs
        ("水渠项目得分98分。\n综合得分98分。", ["98分", "98分"]),
    ],
)
def test_what_is_told_of_something_else_is_not_read(pack_of: MakePack, text: str, expected: list[str]) -> None:
    pack = pack_of('  - {写入: 任务, 列: {名称: 总分}, 主语: [综合, 评价, 项目, 得分], 句式: "得分{完成:分数}"}\n')
    assert [row["完成"] for row in rows_of(pack, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a part's score stands beside the part's maximum
        ("堤防项目得分91.5分。\n产出情况：分值30分，得分29分。效益情况：分值30分，得分30分。", ["91.5分"]),
        # the whole's stands beside the largest maximum of all
        ("项目满分100分，得分95分。\n项目产出：分值50分，得分48分。", ["95分"]),
        # 90分以上 is no maximum of what follows, nor is a figure that is smaller
        ("90分以上为优，项目得分89分。\n扣3分，项目得分88分。项目满分100分。", ["89分", "88分"]),
    ],
)
def test_what_is_told_out_of_a_smaller_maximum_is_told_of_a_part(
    pack_of: MakePack, text: str, expected: list[str]
) -> None:
    words = "[综合, 项目, 得分, 产出, 效益, 情况, 分值, 满分, 以上为优, 扣]"
    pack = pack_of(f'  - {{写入: 任务, 列: {{名称: 总分}}, 主语: {words}, 句式: "得分{{完成:分数}}"}}\n')
    assert [row["完成"] for row in rows_of(pack, text)] == expected


def test_only_where_nothing_is_there(pack_of: MakePack) -> None:
    filling = '  - {写入: 变动, 补缺: 是, 句式: "{项目}计{本期}"}\n'
    text = "会议费共3万元。培训费计2万元。差旅费计1万元。"
    assert [row["项目"] for row in rows_of(pack_of(filling), text)] == ["培训费"]
    before = '  - {写入: 变动, 句式: "{项目}共{本期}"}\n'
    assert [row["项目"] for row in rows_of(pack_of(before + filling), text)] == ["会议费"]


def test_only_where_nothing_is_there_writes_all_rows_of_its_one_match(pack_of: MakePack) -> None:
    template = '  - 写入: 变动\n    补缺: 是\n    句式: "收{甲:金额}，支{乙:金额}"\n'
    template += '    行: [{项目: 收, 本期: "{甲}"}, {项目: 支, 本期: "{乙}"}]\n'
    rows = rows_of(pack_of(template), "收3万元，支2万元。收9万元，支9万元。")
    assert [(row["项目"], row["本期"]) for row in rows] == [("收", "3万元"), ("支", "2万元")]


def test_groups_of_one_name_are_told_apart(pack_of: MakePack) -> None:
    text = "支出共3万元，其中：甲1万元、乙2万元。\n收入共1万元，其中：丙1万元。\n"
    text += "支出共5万元，其中：丁5万元。\n支出共6万元，其中：戊6万元。"
    rows = parts(rows_of(pack_of(PARTS), text))
    assert [name for name, part, _ in rows if part == "合计"] == ["支出", "收入", "支出（2）", "支出（3）"]
    assert ("支出（3）", "戊", "6万元") in rows


def test_groups_are_told_apart_from_those_of_another_template(pack_of: MakePack) -> None:
    pack = pack_of(PARTS + PARTS.replace("共{总:数}，其中", "计{总:数}，包括"))
    rows = parts(rows_of(pack, "支出计3万元，包括：甲3万元。支出共4万元，其中：乙4万元。"))
    assert [name for name, _, _ in rows] == ["支出", "支出", "支出（2）", "支出（2）"]


def test_the_first_pattern_that_reads_a_figure_counts(pack_of: MakePack) -> None:
    pack = pack_of('  - 写入: 变动\n    句式: ["{项目}共{本期}，增长{变动率}", "{项目}共{本期}"]\n')
    assert rows_of(pack, "培训费共2万元，增长5%；会议费共3万元。") == [
        {"项目": "培训费", "本期": "2万元", "变动率": "5%"},
        {"项目": "会议费", "本期": "3万元"},
    ]


def test_words_that_must_not_be_there(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 不含: [计划, 拟], 句式: "{项目}(计划|实际)增加{变动额:金额}"}\n')
    assert [row["项目"] for row in rows_of(pack, "会议费计划增加1万元，培训费实际增加2万元，计划不变。")] == ["培训费"]


def test_only_under_headings(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 章节: [支出, 决算], 句式: "{项目}共{本期}"}\n')
    text = "开头共1万元。\n一、收入情况\n拨款共9万元。\n二、支出情况\n培训费共2万元。\n三、决算\n会议费共3万元。"
    assert [row["项目"] for row in rows_of(pack, text)] == ["培训费", "会议费"]


def test_the_first_that_is_said_of_a_field_counts(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 字段, 句式: "得分[为]{总分}"}\n')
    assert report_of(pack, "得分为98.5分。得分97分。").fields == {"总分": "98.5分"}


def test_a_template_in_english(pack_of: MakePack) -> None:
    english = (
        '  - {table: 变动, columns: {方向: 增加}, patterns: ["{项目}增加{变动额:金额}"], without: 计划, doubt: yes}\n'
    )
    chinese = '  - {写入: 变动, 列: {方向: 增加}, 句式: ["{项目}增加{变动额:金额}"], 不含: 计划, 存疑: 是}\n'
    text = "会议费增加1万元。"
    found, expected = (report_of(pack_of(lines), text) for lines in (english, chinese))
    assert found == expected and found.doubtful == expected.doubtful == {("变动", 0)}


# -- doubt -------------------------------------------------------------------------------------------------------------

RULES = """规则:
  - {编号: shrunk, 级别: 高, 要求: 本期 ≥ 变动额}
  - {编号: whole, 级别: 高, 范围: 报告, 要求: 总分 ≤ 100分}
"""
CLAIM = '  - {{写入: 变动, {}句式: "{{项目}}{}{{本期:金额}}，增加{{变动额:金额}}"}}\n'


def severities(pack: Pack, text: str) -> list[tuple[str, str]]:
    result = RuleSet(pack).check(report_of(pack, text))
    return [(finding.rule, finding.severity.code) for finding in result.findings]


def test_a_doubtful_row_accuses_nobody(pack_of: MakePack) -> None:
    templates = CLAIM.format("存疑: 是, ", "估算") + CLAIM.format("", "共")
    pack = pack_of(templates, NAMES + RULES)
    assert severities(pack, "培训费估算1万元，增加2万元。") == [("shrunk", "info")]
    assert severities(pack, "培训费共1万元，增加2万元。") == [("shrunk", "high")]
    assert sorted(severities(pack, "培训费估算1万元，增加2万元。会议费共1万元，增加2万元。")) == [
        ("shrunk", "high"),
        ("shrunk", "info"),
    ]
    assert severities(pack, "培训费估算3万元，增加2万元。") == []


def test_a_doubtful_field_accuses_nobody(pack_of: MakePack) -> None:
    template = '  - {{写入: 字段, 存疑: {}, 句式: "得分{{总分}}"}}\n'
    for doubt, severity in (("是", "info"), ("否", "high")):
        assert severities(pack_of(template.format(doubt), NAMES + RULES), "得分105分。") == [("whole", severity)]


# -- places ------------------------------------------------------------------------------------------------------------


def place(report: object, table: str | None, row: int | None, column: str) -> tuple[int | None, ...]:
    found = report.locate(Anchor(table, row, column))  # type: ignore[attr-defined]
    return (found.line, found.column, found.end_line, found.end_column)


def test_every_cell_knows_its_line_and_column(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 句式: "{项目}共{本期}，增长{变动率}"}\n')
    report = report_of(pack, "题目\n\n  今年，培训费共 3万元，增长5%。")
    assert place(report, "变动", 0, "项目") == (3, 6, 3, 9)
    assert place(report, "变动", 0, "本期") == (3, 11, 3, 14)
    assert place(report, "变动", 0, "变动率") == (3, 17, 3, 19)


def test_a_cell_on_joined_lines(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 句式: "{项目}共{本期}，增长{变动率}"}\n')
    text = "根据年初的安排，我单位认真组织了各项工作，培训\n  费共3万元，增长5%。"
    report = report_of(pack, text)
    assert report.tables["变动"][0]["项目"] == "培训费"
    assert place(report, "变动", 0, "项目") == (1, 22, 2, 4)
    assert place(report, "变动", 0, "本期") == (2, 5, 2, 8)


def test_what_was_not_printed_has_the_place_of_its_row(pack_of: MakePack) -> None:
    pack = pack_of('  - {写入: 变动, 列: {方向: 增加}, 句式: "共{本期}"}\n')
    report = report_of(pack, "甲。\n乙。共3万元。")
    assert place(report, "变动", 0, "方向") == place(report, "变动", 0, "本期")
    assert place(report, "变动", 0, "本期")[0] == 2


# -- coverage ----------------------------------------------------------------------------------------------------------


def test_coverage_counts_what_the_document_prints(pack_of: MakePack) -> None:
    names = NAMES.replace("字段:", "  段落: {来自: 段落, 列: {文: 文本, 类: 文本}}\n字段:")
    rules = '规则:\n  - 本期 ≥ 变动额\n  - 文 不包含 "XX"\n'
    pack = pack_of(CLAIM.format("", "共"), names + rules)
    report = extract(read("会议费共3万元，增加2万元。另有5人，占6%。2023年〔2023〕7号。".encode(), "a.txt"), pack)
    result = RuleSet(pack).check(report)
    assert result.figures.printed == 4
    assert result.figures.judged == 2


def test_the_shipped_pack_finds_a_wrong_sum() -> None:
    pack = load_pack(["cn-claims"])
    right = "全年支出合计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。"
    assert RuleSet(pack).check(report_of(pack, right)).findings == ()
    found = RuleSet(pack).check(report_of(pack, right.replace("40.00", "50.00"))).findings
    assert [finding.rule for finding in found if finding.severity >= Severity.MEDIUM] == ["prose-parts-sum"]
    assert found[0].locations[0].place.line == 1
