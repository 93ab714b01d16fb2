"""Roots: which cell, which slip, what goes with it, and what is not claimed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import gouji
from gouji.diagnosis import Limits, diagnose
from gouji.diagnosis.sentences import spot
from gouji.engine.roots import CAUSES, Root, Suspect
from gouji.report import Place

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"


def only(result: gouji.Result) -> Root:
    assert result.diagnosis is not None
    (root,) = result.diagnosis.roots
    return root


def suspects(root: Root) -> dict[str, Suspect]:
    return {suspect.location.role: suspect for suspect in root.suspects}


def test_any_addend_may_be_wrong_and_none_is_accused(diagnosed) -> None:
    root = only(diagnosed({"合计": "150.00万元", "甲": "61.00万元", "乙": "72.00万元"}, "合计 = 甲 + 乙"))
    assert {role: suspect.share for role, suspect in suspects(root).items()} == dict.fromkeys(
        ("合计", "甲", "乙"), Fraction(1, 3)
    )
    assert sorted(map(len, root.smallest_sets)) == [1, 1, 1]
    assert root.message[0].startswith("不能确定错在哪一格")
    assert not root.edit and root.consequence is None


def test_cells_of_one_name_are_told_apart_by_their_print_and_place(rules, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "gouji: report/1\n"
        "fields: {合计: 150.00万元}\n"
        "tables:\n"
        "  表:\n"
        "    - {名: 甲, 额: 61.00万元}\n"
        "    - {名: 甲, 额: 72.00万元}\n"
        "    - {名: 乙, 额: 7.00万元}\n",
        encoding="utf-8",
    )
    result = diagnose(
        rules("合计(表.额) = 合计", head="表:\n  表: {名称列: 名, 列: {名: 文本, 额: 金额}}\n字段: {合计: 金额}\n"),
        gouji.read(path),
    )
    zh, en = only(result).message
    assert zh.startswith("不能确定错在哪一格：")
    assert "“甲”的“额” 61.00万元（第5行）" in zh and "“甲”的“额” 72.00万元（第6行）" in zh
    assert "“额” of “甲” 61.00万元 (line 5)" in en
    assert "“合计”" in zh and "“合计” 150" not in zh, "what has its own name needs no more"
    assert "“乙”的“额” 7" not in zh


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(sheet="表", cell="H14"), ("H14", "H14")),
        (Place(table=2, cell="H3"), ("第2表 H3", "table 2 H3")),
        (Place(paragraph=5), ("第5段", "paragraph 5")),
        (Place(page=3, box=("1", "1", "2", "2")), ("第3页", "page 3")),
        (Place(pointer="/fields/甲"), ("", "")),
    ],
)
def test_a_place_in_a_few_words(place: Place, words: tuple[str, str]) -> None:
    assert spot(place) == words


def test_ten_echoes_of_one_wrong_cell_are_one_root(diagnosed) -> None:
    names = "子丑寅卯辰巳午未申酉"
    fields = {"基数": "50"} | {name: str(40 + at) for at, name in enumerate(names)}
    fields |= {f"{name}和": str(80 + at) for at, name in enumerate(names)}
    result = diagnosed(fields, *(f"{name}和 = 基数 + {name}" for name in names))
    root = only(result)
    assert len(result.findings) == len(root.findings) == 10
    assert root.suspects[0].location.role == "基数" and root.suspects[0].value == "40"
    assert root.smallest_sets == ((0,),)
    assert root.edit == ((0, "40"),)


def test_a_cell_is_determined_where_other_relations_hold_the_rest(diagnosed) -> None:
    fields = {"合计": "98.09", "甲": "50.00", "乙": "48.90", "丙": "48.90", "丁": "99"}
    fields |= {"别处合计": "98.90"}
    root = only(diagnosed(fields, "合计 = 甲 + 乙", "乙 = 丙", "别处合计 = 甲 + 丙"))
    assert root.suspects[0].location.role == "合计"


@pytest.mark.parametrize(
    ("printed", "right", "cause"),
    [
        ("1,324.56万元", "1,234.56万元", "digits-swapped"),
        ("134.56万元", "1,234.56万元", "digit-dropped"),
        ("12,234.56万元", "1,234.56万元", "digit-doubled"),
        ("1,274.56万元", "1,234.56万元", "digit-changed"),
        ("123.456万元", "1,234.56万元", "decimal-shifted"),
        ("1,234.56元", "1,234.56万元", "unit-scale"),
        ("1,234.56 元", "1,234.56 万元", "unit-scale"),
        ("-1,234.56万元", "1,234.56万元", "sign"),
    ],
)
def test_slips_of_writing(diagnosed, printed: str, right: str, cause: str) -> None:
    root = only(diagnosed({"甲": printed, "乙": "1,234.56万元", "丙": "1,234.56万元"}, "甲 = 乙", "甲 = 丙", "乙 = 丙"))
    first = root.suspects[0]
    assert (first.location.role, first.causes[0].code, first.causes[0].value) == ("甲", cause, right)
    assert set(first.causes[0].clears) == set(root.findings)
    assert root.edit == ((0, right),)


def test_a_part_that_is_too_much_is_no_figure_in_a_smaller_unit(diagnosed) -> None:
    """1.53万元 as 1.53元 would fit beside a sum in 万元 only because nothing is left of it; so would 0.00153万元."""
    fields = {"合计": "37.35万元", "甲": "0万元", "乙": "37.35万元", "丙": "1.53 万元"}
    root = only(diagnosed({**fields, "另处": "37.35万元"}, "合计 = 甲 + 乙 + 丙", "乙 = 另处", "合计 = 另处"))
    causes = {cause.code for suspect in root.suspects for cause in suspect.causes}
    assert not causes & {"unit-scale", "decimal-shifted"}


@pytest.mark.parametrize(
    ("printed", "right", "cause"),
    [
        ("2.71%", "2.72%", "truncated"),
        ("2.65%", "2.72%", "wrong-base"),
        ("97.28%", "2.72%", "complement"),
        ("0.0272%", "2.72%", "percent-fraction"),
    ],
)
def test_slips_of_rates(diagnosed, printed: str, right: str, cause: str) -> None:
    fields = {"项目": "甲", "本年": "471.36万元", "上年": "458.88万元", "增加": "12.48万元", "增长率": printed}
    other = {"项目": "乙", "本年": "210.00万元", "上年": "200.00万元", "增加": "10.00万元", "增长率": "5.00%"}
    report = {"tables": {"变动": [fields, other]}}
    root = only(diagnosed(report, "增加 = 本年 - 上年", "增长率 = 增加 / 上年"))
    found = suspects(root)["增长率"]
    assert (found.causes[0].code, found.causes[0].value) == (cause, right)


TABLE = [
    {"项目": "一", "上半年": "31.27", "下半年": "45.83", "全年": "77.10", "上年": "70.02"},
    {"项目": "二", "上半年": "52.19", "下半年": "48.66", "全年": "100.85", "上年": "91.44"},
    {"项目": "三", "上半年": "17.35", "下半年": "29.71", "全年": "47.06", "上年": "45.98"},
    {"项目": "合计", "上半年": "100.81", "下半年": "124.20", "全年": "225.01", "上年": "207.44"},
]
TABLE_RULES = (
    "表.全年 = 表.上半年 + 表.下半年",
    "合计(表.上半年 其中 项目 ≠ “合计”) = 表[项目 = “合计”].上半年",
    "合计(表.下半年 其中 项目 ≠ “合计”) = 表[项目 = “合计”].下半年",
    "合计(表.全年 其中 项目 ≠ “合计”) = 表[项目 = “合计”].全年",
)


def table_with(*changes: tuple[int, str, str]) -> dict[str, object]:
    rows = [dict(row) for row in TABLE]
    for row, column, text in changes:
        rows[row][column] = text
    return {"tables": {"表": rows}}


@pytest.mark.parametrize(
    ("row", "column", "text", "cause"),
    [
        (1, "上半年", "31.27", "copied-neighbour"),
        (1, "全年", "91.44", "copied-last-year"),
        (3, "上半年", "48.62", "addend-omitted"),
        (3, "上半年", "118.16", "addend-twice"),
    ],
)
def test_slips_of_tables(diagnosed, row: int, column: str, text: str, cause: str) -> None:
    root = only(diagnosed(table_with((row, column, text)), *TABLE_RULES))
    first = root.suspects[0]
    assert first.location.anchor == gouji.Anchor("表", row, column)
    assert (first.causes[0].code, first.causes[0].value) == (cause, TABLE[row][column])
    assert len(root.findings) == 2 and root.smallest_sets == ((0,),)


def test_two_cells_exchanged_are_one_root_with_both(diagnosed) -> None:
    result = diagnosed(table_with((0, "上半年", "52.19"), (1, "上半年", "31.27")), *TABLE_RULES)
    root = only(result)
    assert len(result.findings) == 2
    both = root.suspects[:2]
    assert {suspect.location.anchor.row for suspect in both} == {0, 1}
    assert {suspect.causes[0].code for suspect in both} == {"cells-swapped"}
    assert {root.suspects[at].location.anchor.row: text for at, text in root.edit} == {0: "31.27", 1: "52.19"}


def test_two_independent_faults_are_two_roots(diagnosed) -> None:
    result = diagnosed(table_with((0, "上半年", "13.27"), (2, "下半年", "29.17")), *TABLE_RULES)
    assert result.diagnosis is not None
    first = {(root.suspects[0].location.anchor.row, root.suspects[0].value) for root in result.diagnosis.roots}
    assert first == {(0, "31.27"), (2, "29.71")}


def test_nothing_is_said_of_a_clean_report(diagnosed) -> None:
    result = diagnosed(table_with(), *TABLE_RULES)
    assert result.diagnosis is not None and result.diagnosis.roots == () and result.diagnosis.left_out == ()


def test_a_failed_limit_accuses_no_figure(diagnosed) -> None:
    root = only(diagnosed({"支出": "120.00万元", "预算": "100.00万元"}, "支出 ≤ 预算"))
    assert root.suspects == () and root.edit == ()


def test_equal_stories_decide_nothing(diagnosed) -> None:
    """Either of two figures may be the other with two digits swapped."""
    root = only(diagnosed({"正文": "1,234人", "附表": "1,324人"}, "正文 = 附表"))
    assert {suspect.causes[0].code for suspect in root.suspects} == {"digits-swapped"}
    assert root.edit == () and root.message[0].startswith("不能确定")


def test_trust_decides_between_equals(diagnosed) -> None:
    head = "字段:\n  正文: {类: 数量, 信任: 低}\n  附表: {类: 数量}\n"
    root = only(diagnosed({"正文": "1,234人", "附表": "1,324人"}, "正文 = 附表", head=head))
    assert [suspect.location.role for suspect in root.suspects] == ["正文"]
    assert root.edit == ((0, "1,324人"),)


SHARES = [
    {"项目": "甲", "金额": "776.06万元", "占比": "54.0%"},
    {"项目": "乙", "金额": "112.71万元", "占比": "7.8%"},
    {"项目": "丙", "金额": "364.32万元", "占比": "25.3%"},
    {"项目": "丁", "金额": "184.55万元", "占比": "12.9%"},
]
SHARE_RULES = ("{范围: 结构, 要求: 占比 = 金额 / 总额}", "合计(结构.占比) = 100%", "合计(结构.金额) = 总额")


def shares_with(row: int, text: str) -> dict[str, object]:
    rows = [dict(one) for one in SHARES]
    rows[row]["占比"] = text
    return {"fields": {"总额": "1,437.64万元"}, "tables": {"结构": rows}}


def test_the_last_addend_may_carry_the_remainder_of_rounding(diagnosed) -> None:
    root = only(diagnosed(shares_with(3, "12.9%"), *SHARE_RULES))
    assert root.accepted
    assert root.suspects[0].causes[0].code == "rounding-plug"
    assert root.edit == ()


@pytest.mark.parametrize(("row", "text"), [(0, "54.1%"), (3, "13.4%"), (1, "7.9%")])
def test_nothing_else_passes_for_the_remainder_of_rounding(diagnosed, row: int, text: str) -> None:
    rows = shares_with(row, text)
    if row != 3:
        rows["tables"]["结构"][3]["占比"] = "12.8%"  # type: ignore[index]
    result = diagnosed(rows, *SHARE_RULES)
    assert result.diagnosis is not None and result.diagnosis.roots
    assert not any(root.accepted for root in result.diagnosis.roots)


def test_an_impossible_percentage_names_the_possible_ones(diagnosed) -> None:
    result = diagnosed({"就业率": "75%", "毕业生": "7人"}, "整数解(就业率, 毕业生)")
    root = only(result)
    assert "5 个是 71%，6 个是 86%" in root.message[0] and "基数若是 4、8" in root.message[0]
    assert {suspect.location.role for suspect in root.suspects} == {"就业率", "毕业生"}


def test_whether_it_matters(diagnosed) -> None:
    """Corrected, the score is below the line of its grade: another rule says so."""
    fields = {"总分": "93.50分", "甲": "40.20分", "乙": "45.30分", "等级": "优", "附表总分": "85.50分"}
    lines = ("总分 = 甲 + 乙", "附表总分 = 甲 + 乙", "总分 = 附表总分", "当 等级 = “优” 则 总分 ≥ 90分")
    root = only(diagnosed(fields, *lines))
    assert root.suspects[0].location.role == "总分" and root.edit == ((0, "85.50分"),)
    assert root.consequence is not None and root.consequence.changes
    assert [effect.raised for effect in root.consequence.effects] == [True]


def test_a_cosmetic_fault_is_said_to_be_one(diagnosed) -> None:
    fields = {"总分": "93.05分", "甲": "48.20分", "乙": "45.30分", "等级": "优", "附表总分": "93.50分"}
    lines = ("总分 = 甲 + 乙", "附表总分 = 甲 + 乙", "总分 = 附表总分", "当 等级 = “优” 则 总分 ≥ 90分")
    root = only(diagnosed(fields, *lines))
    assert root.consequence is not None and not root.consequence.changes


def test_a_limit_that_the_correction_clears_is_folded(diagnosed) -> None:
    fields = {"支出": "213.00万元", "预算": "130.00万元", "甲": "61.00万元", "乙": "62.00万元", "别处": "123.00万元"}
    result = diagnosed(fields, "支出 = 甲 + 乙", "支出 = 别处", "别处 = 甲 + 乙", "支出 ≤ 预算")
    root = only(result)
    assert len(root.findings) == len(result.findings) == 3
    assert root.edit == ((0, "123.00万元"),)


def test_a_search_that_stops_says_so(diagnosed) -> None:
    rows = [{"项目": f"项目{at}", "额": f"{100 + at}"} for at in range(30)]
    report = {"fields": {"总额": "9999"}, "tables": {"表": rows}}
    root = only(diagnosed(report, "合计(表.额) = 总额", limits=Limits(trials=5)))
    assert root.stopped[0] and root.to_dict()["stopped"]
    assert not root.edit


def test_every_root_of_the_examples_stands_at_its_planted_fault() -> None:
    """Nothing is claimed outside the commented lines, and no finding is lost or told twice."""
    path = EXAMPLES / "06-planted-faults.yaml"
    faulty = {at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "# 错" in line}
    rules = gouji.load_rules("cn-performance")
    result = diagnose(rules, gouji.read(path))
    assert result.diagnosis is not None
    main = {finding.id: finding.locations[0].place.line for finding in result.findings}
    assert faulty <= set(main.values()), "every commented line is reported"
    for root in result.diagnosis.roots:
        assert {main[finding] for finding in root.findings} & faulty, "and any other only as what follows from it"
    told = [finding for root in result.diagnosis.roots for finding in root.findings]
    assert sorted(told) == sorted(finding.id for finding in result.findings)
    for root in result.diagnosis.roots:
        if root.edit:
            assert {root.suspects[at].location.place.line for at, _ in root.edit} <= faulty, root.message
    causes = {(c.code, c.value) for root in result.diagnosis.roots if root.edit for c in root.suspects[0].causes[:1]}
    assert {("digits-swapped", "98.09分"), ("digits-swapped", "942.00万元"), ("digits-swapped", "95.00%")} <= causes
    assert {("truncated", "98.06%"), ("digits-swapped", "56.3%"), ("wrong-base", "8.4%")} <= causes


@pytest.mark.parametrize("name", ["07-clean.json", "05-district-prose.yaml"])
def test_examples_without_arithmetic_faults_have_no_suspects(name: str) -> None:
    result = diagnose(gouji.load_rules("cn-performance"), gouji.read(EXAMPLES / name))
    assert result.diagnosis is not None
    assert not [root.message for root in result.diagnosis.roots if root.edit]


def test_the_same_report_gives_the_same_diagnosis(rules) -> None:
    made = rules(*TABLE_RULES)
    report = gouji.report_from_dict(table_with((1, "上半年", "25.19"), (2, "全年", "47.60")))
    one, other = diagnose(made, report), diagnose(made, report)
    assert one.diagnosis is not None and other.diagnosis is not None
    assert one.diagnosis.to_dict() == other.diagnosis.to_dict()


def test_every_cause_has_words_in_both_languages() -> None:
    assert all(len(words) == 2 and all(words) for words in CAUSES.values())


def test_a_count_among_amounts_keeps_its_own_places(diagnosed) -> None:
    """One column holds what was counted and what was paid: heads have no hundredths because money has."""
    rows = [
        {"项": "人数", "数": "210人"},
        {"项": "甲", "数": "12.50万元"},
        {"项": "乙", "数": "8.20万元"},
        {"项": "丙", "数": "3.10万元"},
    ]
    fields = {"男": "100人", "女": "101人", "合计": "201人", "另计": "201人"}
    lines = ("{范围: 报告, 要求: '合计(表.数 其中 项 = “人数”) = 男 + 女'}", "合计 = 男 + 女", "另计 = 男 + 女")
    result = diagnosed({"fields": fields, "tables": {"表": rows}}, *lines)
    assert result.diagnosis is not None
    assert [(s.location.text, s.value) for s in result.diagnosis.roots[0].suspects] == [("210人", "201人")]


def test_what_only_asks_calls_no_figure_wrong(diagnosed) -> None:
    fields = {"甲": "50分", "乙": "30分", "丙": "10分", "总": "90分"}
    lines = ("总 = 甲 + 乙 + 丙", "{级别: 提示, 要求: '甲 = 40分'}", "{级别: 提示, 要求: '甲 = 丙 × 4'}")
    result = diagnosed(fields, *lines)
    assert result.diagnosis is not None
    assert [root.suspects for root in result.diagnosis.roots] == [(), ()]


def test_a_figure_that_is_no_cut_is_not_called_cut(diagnosed) -> None:
    """94.00% is never cut to 93%, although the amounts behind it might have been a little less."""
    fields = {"率": "93%", "执行": "112.80万元", "预算": "120.00万元"}
    result = diagnosed(fields, "率 = 执行 / 预算")
    assert result.diagnosis is not None
    causes = {s.location.role: [cause.code for cause in s.causes] for s in result.diagnosis.roots[0].suspects}
    assert "truncated" not in causes["率"]
