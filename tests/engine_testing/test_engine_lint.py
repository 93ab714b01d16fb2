"""Lint: every warning with its text and its place, and nothing said of a sound pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.engine.lint import lint
from gouji.faults import Diagnostic
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.packs.shipped import shipped_folder

MakePack = Callable[..., Pack]
TESTS = ["符合: {得分: 9, 分值: 10}", "不符合: {得分: 11, 分值: 10}"]
WHOLE = '依据: 某办法\n消息: "{得分}大于{分值}"\n建议: 改'
FORM = {"R450", "R451", "R452", "R453", "R454", "R455", "R469", "R460", "R461", "R462"}


def told(found: list[Diagnostic], *codes: str) -> list[tuple[str, str, str, str]]:
    return [(d.code, str(d.label), d.message(), d.help()) for d in found if not codes or d.code in codes]


def logic(pack: Pack) -> list[tuple[str, str, str, str]]:
    """What is said of the comparisons."""
    return told([d for d in lint(pack) if d.code not in FORM])


@pytest.mark.parametrize(
    "missing, expected",
    [
        ("", []),
        ("测试", [("R450", "rules.yaml:2:9", "规则“r”没有测试", "至少写一个符合、一个不符合")]),
        ("不符合", [("R451", "rules.yaml:2:9", "规则“r”没有不符合的测试：不知道它能不能查出问题", "")]),
        ("依据", [("R452", "rules.yaml:2:9", "规则“r”没有写依据", "")]),
        ("消息", [("R454", "rules.yaml:2:9", "规则“r”没有写消息", "")]),
        ("建议", [("R455", "rules.yaml:2:9", "规则“r”没有写建议", "")]),
    ],
)
def test_what_a_rule_lacks(rule_of: MakePack, missing: str, expected: list[tuple[str, str, str, str]]) -> None:
    body = "\n".join(line for line in WHOLE.splitlines() if not missing or not line.startswith(missing))
    tests = [] if missing == "测试" else TESTS[:1] if missing == "不符合" else TESTS
    found = lint(rule_of(f"要求: 得分 ≤ 分值\n{body}", tests))
    assert told(found, "R450", "R451", "R452", "R453", "R454", "R455") == expected
    assert all(d.severity in ("warning", "info") and d.label is not None and d.message("en") for d in found)


def test_high_severity_without_basis_is_said_once(rule_of: MakePack) -> None:
    found = lint(rule_of("级别: 高\n要求: 得分 ≤ 分值", TESTS))
    assert told(found, "R452", "R453") == [
        ("R453", "rules.yaml:2:9", "规则“r”级别为高，却没有写依据", "补上依据，或降低级别")
    ]


def test_rules_with_nothing_but_a_requirement_are_told_once_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("规则:\n" + "".join(f"  - 得分 ≤ {n}分\n" for n in range(9)), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("规则:\n  - {编号: b1, 要求: 分值 ≥ 0分}\n", encoding="utf-8")
    found = [d for d in lint(load_pack([tmp_path])) if d.code in ("R452", "R454", "R455", "R469")]
    assert [(d.code, d.label.file[-6:], d.label.line, d.args["count"]) for d in found if d.label] == [
        ("R469", "a.yaml", 2, 9),
        ("R469", "b.yaml", 2, 1),
    ]
    assert found[1].message() == "有 1 条规则没有写依据、消息和建议：b1"
    assert found[1].message("en") == "1 rules have no basis, no message and no advice: b1"


@pytest.mark.parametrize(
    "body, code, place, zh, help_zh",
    [
        ("要求: 绝对值(得分) ≥ 0分", "R456", "3:9", "“绝对值(得分) ≥ 0分”永远成立", "绝对值(得分) 不会小于 0"),
        ("要求: 绝对值(得分) < 0分", "R457", "3:9", "“绝对值(得分) < 0分”永远不成立", "绝对值(得分) 不会小于 0"),
        ("要求: 0 ≤ 字数(原因)", "R456", "3:9", "“0 ≤ 字数(原因)”永远成立", "字数(原因) 不会小于 0"),
        (
            "要求: 相似度(名称, 原因) ≤ 100%",
            "R456",
            "3:9",
            "“相似度(名称, 原因) ≤ 100%”永远成立",
            "相似度(名称, 原因) 的值只能在 0 到 1 之间",
        ),
        (
            "当: 得分 > 0分\n要求: 得分 > 0分 且 得分 ≤ 分值",
            "R456",
            "4:9",
            "“得分 > 0分”永远成立",
            "同一个条件里已经写了：得分 > 0分",
        ),
        ("当: 得分 > 5分\n要求: 得分 ≥ 3分", "R456", "4:9", "“得分 ≥ 3分”永远成立", "同一个条件里已经写了：得分 > 5分"),
        (
            "当: 得分 > 5分\n要求: 得分 < 3分",
            "R457",
            "4:9",
            "“得分 < 3分”永远不成立",
            "它与同一个条件里的这一部分冲突：得分 > 5分",
        ),
        (
            "当: 得分 > 5分\n要求: 得分 ≤ 5分",
            "R457",
            "4:9",
            "“得分 ≤ 5分”永远不成立",
            "它与同一个条件里的这一部分冲突：得分 > 5分",
        ),
        (
            "当: 原因 为空\n要求: 原因 已填",
            "R457",
            "4:9",
            "“原因 已填”永远不成立",
            "它与同一个条件里的这一部分冲突：原因 为空",
        ),
        (
            "要求: 得分 ≥ 分值 或 得分 < 分值",
            "R456",
            "3:9",
            "“得分 ≥ 分值 或 得分 < 分值”永远成立",
            "“得分 ≥ 分值”与“得分 < 分值”必有一个成立",
        ),
        (
            "定义:\n  高分: 得分 > 5分\n当: 高分\n要求: 得分 ≥ 3分",
            "R456",
            "6:9",
            "“得分 ≥ 3分”永远成立",
            "同一个条件里已经写了：得分 > 5分",
        ),
    ],
)
def test_a_comparison_that_can_come_out_one_way_only(
    rule_of: MakePack, body: str, code: str, place: str, zh: str, help_zh: str
) -> None:
    assert logic(rule_of(body, [])) == [(code, f"rules.yaml:{place}", zh, help_zh)]


@pytest.mark.parametrize(
    "body",
    [
        "要求: 绝对值(得分) > 0分",
        "要求: 绝对值(得分) ≥ 1分",
        "要求: 相似度(名称, 原因) < 100%",
        "当: 得分 > 5分\n要求: 得分 ≥ 6分",
        "当: 得分 ≥ 5分\n要求: 得分 ≤ 5分",
        "当: 得分 > 5分\n要求: 分值 > 5分",
        "当: 得分 已填\n要求: 分值 已填",
        "要求: 得分 > 分值 或 得分 < 分值",
        "要求: 得分 > 0分 且 得分 ≤ 分值",
    ],
)
def test_a_comparison_that_can_come_out_both_ways(rule_of: MakePack, body: str) -> None:
    assert logic(rule_of(body, [])) == []


def test_the_same_rule_twice_in_another_order(pack_of: MakePack) -> None:
    rules = """
  - {编号: a, 当: 得分 已填 且 分值 已填, 要求: 得分 ≤ 分值}
  - {编号: b, 当: [分值 已填, 得分 已填], 要求: 得分 ≤ 分值}
  - {编号: c, 当: 得分 已填, 要求: 得分 ≤ 分值}
  - {编号: d, 范围: 每组 指标 按 组, 要求: 合计(得分) ≤ 10分}
  - {编号: e, 范围: 每组 指标 按 名称, 要求: 合计(得分) ≤ 10分}
  - {编号: f, 适用: 整体, 当: 得分 已填, 要求: 得分 ≤ 分值}
"""
    found = [d for d in lint(pack_of(rules)) if d.code == "R458"]
    assert told(found) == [("R458", "rules.yaml:4:10", "规则“b”与“a”的条件和要求相同", "删去一条")]
    assert [str(label) for label in found[0].related] == ["rules.yaml:3:10"]


def test_names_that_no_rule_uses(pack_of: MakePack) -> None:
    names = """
表:
  指标:
    名称列: 名称
    列: {名称: 文本, 得分: 分数, 分值: 分数, 甲: 文本, 乙: 文本}
字段: {总分: 分数, 等级: 文本}
词组:
  用到: [好]
  没用: [坏]
参数:
  上限: 10分
  闲置: 20分
定义:
  不高: 得分 ≤ 上限
"""
    pack = pack_of("  - {编号: a, 要求: 不高}\n  - {编号: b, 要求: 甲 属于 用到, 消息: '{分值}'}\n", names)
    found = [d for d in lint(pack) if d.code in ("R459", "R460", "R461", "R462")]
    assert [(d.code, d.severity, str(d.label), d.message()) for d in found] == [
        ("R461", "info", "rules.yaml:6:3", "表“指标”有 1 列没有规则用到：乙"),
        ("R462", "info", "rules.yaml:9:6", "有 2 个字段没有规则用到：总分、等级"),
        ("R460", "warning", "rules.yaml:12:3", "词组“没用”没有规则用到"),
        ("R459", "warning", "rules.yaml:15:3", "参数“闲置”没有规则用到"),
    ]


def test_a_name_in_another_file_of_the_pack_is_found_there(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("编号: p\n", encoding="utf-8")
    (tmp_path / "vocabulary.yaml").write_text(
        "表:\n  指标:\n    列: {得分: 分数, 分值: 分数}\n词组:\n  没用: [坏]\n", encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text("规则:\n  - 得分 ≤ 分值\n", encoding="utf-8")
    (unused,) = [d for d in lint(load_pack([tmp_path])) if d.code == "R460"]
    assert str(unused.label) == f"{tmp_path / 'vocabulary.yaml'}:5:3"


@pytest.mark.parametrize(
    "message, expected",
    [
        ("{得分}不对", []),
        ("{原因}", [("R463", "rules.yaml:4:11", "规则“r”的消息没有带出规则里的任何一个名称", "例如加上 {得分}")]),
        ("不对", [("R463", "rules.yaml:2:9", "规则“r”的消息没有带出规则里的任何一个名称", "例如加上 {得分}")]),
        ("差 {分值 - 得分}", []),
    ],
)
def test_a_message_repeats_what_the_rule_is_about(
    rule_of: MakePack, message: str, expected: list[tuple[str, str, str, str]]
) -> None:
    pack = rule_of(f'要求: 得分 ≤ 分值\n消息: "{message}"', TESTS)
    assert told(lint(pack), "R463") == expected


def test_a_message_about_rows_that_are_not_there_has_nothing_to_repeat(rule_of: MakePack) -> None:
    pack = rule_of("范围: 报告\n要求: 存在(指标 其中 组 = “甲”)\n消息: 缺一组", [])
    assert told(lint(pack), "R463") == []


def test_rules_without_a_vocabulary(rule_of: MakePack) -> None:
    found = lint(rule_of("当: 得分 > 5\n要求: 得分 > 3", [], ""))
    assert {d.code for d in found} == {"R450", "R456", "R469"}


def test_the_shipped_pack_has_no_warning() -> None:
    if not (Path(shipped_folder()) / "cn-performance").is_dir():
        pytest.skip("the pack is not here")
    assert [(str(d.label), d.message()) for d in lint(load_pack(["cn-performance"])) if d.severity == "warning"] == []


def test_a_word_set_that_a_template_reads_is_used(pack_of: MakePack) -> None:
    names = """
表:
  变动: {列: {项目: 文本, 方向: 文本, 变动额: 金额}}
词组:
  增减词: [增加, 减少]
  没用: [增加]
模板:
  - {写入: 变动, 句式: "{项目}比上年{方向:增减词}{变动额}"}
"""
    found = [d.message() for d in lint(pack_of("  - 变动额 ≥ 0元\n", names)) if d.code == "R460"]
    assert found == ["词组“没用”没有规则用到"]


def test_a_message_about_the_document_itself_need_not_repeat_its_text(pack_of: MakePack) -> None:
    rule = '  - {编号: r, 要求: "文 不包含 “XX”", 消息: 没有填写}\n'
    for source, codes in (("来自: 段落, ", []), ("", ["R463"])):
        pack = pack_of(rule, f"表: {{段落: {{{source}列: {{文: 文本, 类: 文本}}}}}}\n")
        assert [d.code for d in lint(pack) if d.code == "R463"] == codes


def test_words_that_cannot_be_read_are_told(pack_of: MakePack) -> None:
    names = """
词组:
  名称算式: [顺差=出口-进口, 顺差等于出口减进口]
  名称隶属: [税收<预算收入, 税收在预算收入里]
  表间口径: ["本年支出=支出决算表:本年支出合计", 本年支出=支出决算表]
  文中口径: ["基本支出=支出决算情况:基本支出", "基本支出:支出决算情况"]
  表间不大于: [基本支出≤本年支出, 基本支出小于本年支出]
"""
    found = [d for d in lint(pack_of("  - 甲 ≥ 0\n", names)) if d.code == "R470"]
    assert [(str(d.label), d.message(), d.help()) for d in found] == [
        ("rules.yaml:5:3", "词组“名称算式”里的“顺差等于出口减进口”读不懂，不起作用", "写作：结果=甲-乙、结果=甲/乙"),
        ("rules.yaml:6:3", "词组“名称隶属”里的“税收在预算收入里”读不懂，不起作用", "写作：甲<乙"),
        (
            "rules.yaml:7:3",
            "词组“表间口径”里的“本年支出=支出决算表”读不懂，不起作用",
            "写作：口径=表名:栏名、口径=表名:栏名:行名",
        ),
        ("rules.yaml:8:3", "词组“文中口径”里的“基本支出:支出决算情况”读不懂，不起作用", "写作：口径=标题:名称"),
        ("rules.yaml:9:3", "词组“表间不大于”里的“基本支出小于本年支出”读不懂，不起作用", "写作：甲≤乙"),
    ]


def test_names_are_found_in_files_that_hold_no_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("words").mkdir()
    Path("words/pack.yaml").write_text("编号: words\n名称: 词\n表:\n  表一: {列: {甲: 数}}\n", encoding="utf-8")
    Path("words/sets.yaml").write_text("词组:\n  没用: [增加]\n  名称隶属: [甲在乙里]\n", encoding="utf-8")
    Path("rules.yaml").write_text("继承: words\n规则:\n  - 甲 ≥ 0\n", encoding="utf-8")
    found = [(d.code, str(d.label)) for d in lint(load_pack(["rules.yaml"])) if d.code in ("R460", "R470")]
    assert found == [("R460", "words/sets.yaml:2:3"), ("R470", "words/sets.yaml:3:3")]
