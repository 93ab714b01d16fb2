"""Rule files and packs from disk: found, merged, inherited, overlaid, set, and identified."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gouji.engine.ruleset import RuleSet, load_rules
from gouji.faults import Diagnostic, GoujiError, RuleError, SettingError
from gouji.language import show
from gouji.packs import loader, shipped
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack
from gouji.report import Report

Write = Callable[[str, str], Path]

BASE = """编号: base
版本: 1.2.0
名称: 基础包
适用: [项目]
依据:
  办法: {名称: 管理办法, 文号: 财预〔2020〕1号, 条: 第五条, 核实: 已核, 内容: 数据真实}
  记忆: {名称: 通知, 核实: 未核}
参数:
  阈值: {默认: 130%, 最小: 100%, 最大: 200%, 说明: 超过就提示}
  期限: {默认: 2023年9月30日, 最大: 2023年12月31日}
  用语: '{优, 良}'
定义: {差额: 分值 - 得分}
表:
  指标: {别名: [指标表], 列: {名称: 文本, 分值: {类: 分数, 别名: [权重]}, 得分: 分数}}
规则:
  - {编号: score-bound, 名称: 得分不超过分值, 级别: 高, 依据: [办法, 记忆], 要求: 得分 ≤ 分值, 消息: 超}
  - {编号: score-positive, 要求: 得分 ≥ 0, 级别: low}
"""


ENGLISH = """id: base
version: 1.2.0
title: 基础包
kinds: [项目]
bases:
  办法: {title: 管理办法, number: 财预〔2020〕1号, article: 第五条, verified: verified, content: 数据真实}
  记忆: {title: 通知, verified: unverified}
parameters:
  阈值: {default: 130%, least: 100%, most: 200%, note: 超过就提示}
  期限: {default: 2023-09-30, most: 2023-12-31}
  用语: '{优, 良}'
definitions: {差额: 分值 - 得分}
tables:
  指标: {aliases: [指标表], columns: {名称: text, 分值: {kind: score, aliases: [权重]}, 得分: score}}
rules:
  - {id: score-bound, name: 得分不超过分值, severity: high, basis: [办法, 记忆], require: 得分 <= 分值, message: 超}
  - {id: score-positive, require: 得分 >= 0, severity: low}
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return make


def faults_of(*sources: Path, **settings: str) -> list[Diagnostic]:
    with pytest.raises(GoujiError) as caught:
        load_pack(sources, settings)
    return list(caught.value.diagnostics)


def codes_of(*sources: Path, **settings: str) -> list[str]:
    return [fault.code for fault in faults_of(*sources, **settings)]


def rule_ids(pack: Pack) -> list[str]:
    return [rule.id for rule in pack.rules]


# -- one file --------------------------------------------------------------------------------------


def test_a_pack_says_what_was_written(write: Write) -> None:
    pack = load_pack([write("base.yaml", BASE)])
    (identity,) = pack.ids
    assert (identity.id, identity.version, identity.title, pack.kinds) == ("base", "1.2.0", "基础包", ("项目",))
    bound, positive = pack.rules
    assert (bound.id, bound.name, bound.severity) == ("score-bound", "得分不超过分值", "高")
    assert bound.basis == ("《管理办法》（财预〔2020〕1号）第五条：数据真实", "《通知》（条号待核）")
    assert (positive.name, positive.severity) == ("得分 ≥ 0", "low")
    assert show(pack.parameters["用语"].default.node) == "{“优”, “良”}"
    assert pack.parameters["阈值"].note == "超过就提示"
    assert pack.vocabulary is not None
    assert pack.vocabulary.table("指标表") == "指标"
    assert pack.vocabulary.column("指标", "权重（分）") == ("分值", pack.vocabulary.column("指标", "分值（分）")[1])


def test_english_keys_give_the_same_pack(write: Write) -> None:
    one, other = load_pack([write("a/base.yaml", BASE)]), load_pack([write("b/base.yaml", ENGLISH)])
    assert rule_ids(one) == rule_ids(other)
    assert [(r.name, r.basis, r.kinds) for r in one.rules] == [(r.name, r.basis, r.kinds) for r in other.rules]
    assert one.vocabulary == other.vocabulary


def test_a_rule_keeps_its_id_when_others_come_and_go(write: Write) -> None:
    alone = load_pack([write("r.yaml", "规则:\n- 得分 ≤ 分值\n")])
    among = load_pack([write("x/r.yaml", "规则:\n- 得分 ≥ 0\n- 得分　<= 分值\n")])
    assert alone.rules[0].id == among.rules[1].id


def test_the_checksum_changes_with_any_byte(write: Write) -> None:
    one = write("p/pack.yaml", BASE)
    write("p/more.yaml", "规则: [得分 = 分值]\n")
    before = load_pack([one.parent]).ids[0].sha256
    assert load_pack([one.parent]).ids[0].sha256 == before
    seen = {before}
    for name, text in (
        ("p/more.yaml", "规则: [得分 = 分值]\n\n"),
        ("p/pack.yaml", BASE + "# x\n"),
        ("p/pack.yaml", BASE + "# y\n"),
    ):
        write(name, text)
        seen.add(load_pack([one.parent]).ids[0].sha256)
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("规测: []\n", "规测", "规则"),
        ("规则: [{编号: a, 要求: 得分 ≤ 1, 级別: 高}]\n", "级別", "级别"),
        ("规则: [{编号: a, requires: 得分 ≤ 1}]\n", "requires", "require"),
        ("表: {甲: {列: {一: {类型: 文本}}}}\n", "类型", "类"),
        ("规则: [{要求: 得分 ≤ 1, 测试: [{符和: {得分: 1}}]}]\n", "符和", "符合"),
    ],
)
def test_unknown_keys_come_with_the_nearest(write: Write, text: str, key: str, near: str) -> None:
    fault = next(fault for fault in faults_of(write("r.yaml", text)) if fault.code == "P401")
    assert fault.args["key"] == key
    assert near in str(fault.args["near"])
    assert near in fault.help()


def test_double_ids_name_the_first_place(write: Write) -> None:
    folder = write("p/pack.yaml", BASE).parent
    write("p/scores.yaml", "规则: [{编号: score-bound, 要求: 得分 < 分值}]\n")
    (fault,) = faults_of(folder)
    assert fault.code == "P440"
    assert "pack.yaml:16" in str(fault.args["first"])
    assert fault.label is not None and fault.label.file.endswith("scores.yaml")


def test_an_article_stands_only_where_it_was_verified(write: Write) -> None:
    for verified in ("", ", 核实: 未核"):
        assert codes_of(write("r.yaml", f"依据: {{甲: {{名称: 办法, 条: 第五条{verified}}}}}\n规则: [得分 ≤ 1]\n")) == [
            "P437"
        ]
    pack = load_pack(
        [write("r.yaml", "依据: {甲: {名称: 办法, 条: 第五条, 核实: 已核}}\n规则: [{要求: 得分 ≤ 1, 依据: 甲}]\n")]
    )
    assert pack.rules[0].basis == ("《办法》第五条",)


# -- finding ---------------------------------------------------------------------------------------


def test_packs_are_found_by_id_path_and_folder(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write("shipped/base/pack.yaml", BASE).parent
    for room in (loader, shipped):
        monkeypatch.setattr(room, "shipped_folder", lambda: folder.parent)
    assert shipped.shipped_packs() == ["base"]
    for source in ("base", folder, folder / "pack.yaml", str(folder)):
        assert rule_ids(load_pack([source])) == ["score-bound", "score-positive"]


def test_an_unknown_source_names_the_nearest_pack(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write("shipped/cn-base/pack.yaml", BASE).parent
    for room in (loader, shipped):
        monkeypatch.setattr(room, "shipped_folder", lambda: folder.parent)
    with pytest.raises(SettingError) as caught:
        load_pack(["cn-bases", "nowhere/r.yaml"])
    first, second = caught.value.diagnostics
    assert second.code == "C505"
    assert (first.code, first.args["near"]) == ("C501", "cn-base")
    assert second.args["source"] == "nowhere/r.yaml"


def test_hidden_files_and_other_endings_are_no_rule_files(write: Write) -> None:
    folder = write("p/a.yml", "规则: [得分 ≤ 分值]\n").parent
    write("p/.hidden.yaml", "规测: 1\n")
    write("p/readme.md", "规测: 1\n")
    write("p/deep/b.yaml", "规则: [得分 ≥ 0]\n")
    assert len(load_pack([folder]).rules) == 2


def test_what_cannot_be_read_is_named(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("r.yaml", "规则: [得分 ≤ 分值]\n")
    monkeypatch.setattr(loader, "LARGEST", 5)
    assert codes_of(path) == ["P432"]
    monkeypatch.undo()

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (fault,) = faults_of(path)
    assert (fault.code, fault.args["reason"]) == ("P433", "Permission denied")


# -- inheritance -----------------------------------------------------------------------------------


def test_an_overlay_switches_off_regrades_and_resets(write: Write) -> None:
    write("base.yaml", BASE)
    local = write(
        "local.yaml", "继承: base.yaml\n停用: score-positive\n级别: {score-bound: 提示}\n参数: {阈值: 150%}\n"
    )
    pack = load_pack([local])
    assert rule_ids(pack) == ["score-bound"]
    assert pack.switched_off == ("score-positive",)
    assert (pack.rules[0].severity, pack.rules[0].pack) == ("提示", "base")
    threshold = pack.parameters["阈值"]
    assert (show(threshold.default.node), threshold.note) == ("150%", "超过就提示")
    assert threshold.most is not None and show(threshold.most.node) == "200%"
    assert [identity.id for identity in pack.ids] == ["base", "local"]
    (finding,) = RuleSet(pack).check(Report(fields={}, tables={"指标表": [{"权重": "5", "得分": "6"}]})).findings
    assert finding.severity.code == "info"


def test_an_overlay_may_add_rules_columns_and_synonyms(write: Write) -> None:
    write("base.yaml", BASE)
    local = write(
        "l.yaml",
        "继承: base.yaml\n表: {指标: {列: {扣分: 分数, 得分: {别名: [实得分]}}}}\n"
        "规则: [{编号: own, 要求: 扣分 = 差额}]\n",
    )
    report = Report(fields={}, tables={"指标": [{"权重": "5", "实得分": "3", "扣分": "1"}]})
    result = RuleSet(load_pack([local])).check(report)
    assert {rule: counts.judged for rule, counts in result.rules.items()} == {
        "score-bound": 1,
        "score-positive": 1,
        "own": 1,
    }
    assert [finding.rule for finding in result.findings] == ["own"]


def test_an_overlay_of_unknown_ids_is_faulty(write: Write) -> None:
    write("base.yaml", BASE)
    faults = faults_of(write("l.yaml", "继承: base.yaml\n停用: [score-bounds]\n级别: {score-bound: 严重, x: 高}\n"))
    assert [fault.code for fault in faults] == ["P442", "P423", "P442"]
    assert faults[0].args["near"] == "score-bound、score-positive"


def test_what_is_inherited_twice_is_there_once(write: Write) -> None:
    write("base.yaml", BASE)
    write("one.yaml", "继承: base.yaml\n级别: {score-bound: 低}\n")
    write("two.yaml", "继承: base.yaml\n停用: score-positive\n")
    pack = load_pack([write("both.yaml", "继承: [one.yaml, two.yaml]\n")])
    assert [(rule.id, rule.severity) for rule in pack.rules] == [("score-bound", "低")]


@pytest.mark.parametrize("key", ["继承", "词汇"])
def test_packs_that_inherit_from_each_other_are_refused(write: Write, key: str) -> None:
    write("b.yaml", f"{key}: c.yaml\n规则: [得分 ≥ 0]\n")
    write("c.yaml", f"{key}: a.yaml\n规则: [得分 ≥ 1]\n")
    (fault,) = faults_of(write("a.yaml", f"{key}: b.yaml\n规则: [得分 ≥ 2]\n"))
    assert fault.code == "P443"
    assert fault.label is not None and fault.label.file.endswith("c.yaml")
    assert codes_of(write("self.yaml", f"{key}: self.yaml\n规则: [得分 ≥ 2]\n")) == ["P443"]


def test_inheritance_is_only_so_deep(write: Write) -> None:
    for number in range(10):
        write(f"p{number}.yaml", f"继承: p{number + 1}.yaml\n规则: [得分 ≥ {number}]\n")
    write("p10.yaml", "规则: [得分 ≥ 10]\n")
    with pytest.raises(RuleError) as caught:
        load_rules(write("top.yaml", "继承: p0.yaml\n"))
    assert {diagnostic.code for diagnostic in caught.value.diagnostics} == {"P430"}


def test_the_names_of_another_pack_without_its_rules(write: Write) -> None:
    write("base.yaml", BASE)
    pack = load_pack([write("own.yaml", "词汇: base.yaml\n规则: [{编号: own, 要求: 差额 ≥ 0分, 依据: 办法}]\n")])
    assert rule_ids(pack) == ["own"]
    assert pack.rules[0].basis[0].startswith("《管理办法》")
    assert not RuleSet(pack).check(Report(fields={}, tables={"指标": [{"权重": "5", "得分": "3"}]})).findings


# -- parameters ------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["100%", "150%", " 200% ", "1500‰"])
def test_a_setting_replaces_a_default(write: Write, value: str) -> None:
    pack = load_pack([write("base.yaml", BASE)], {"阈值": value})
    assert show(pack.parameters["阈值"].default.node) == value.strip()


@pytest.mark.parametrize(
    ("name", "value", "code", "words"),
    [
        ("阈直", "150%", "C502", "阈值"),
        ("阈值", "", "C503", "应为一个数"),
        ("阈值", "得分 × 2", "C503", "应为一个数"),
        ("阈值", "150", "C503", "缺少单位，写成 150%"),
        ("阈值", "1万元", "C503", "单位应与 130% 相同"),
        ("阈值", "“高”", "C503", "应为 130% 这样的值"),
        ("阈值", "99%", "C503", "不得小于 100%"),
        ("阈值", "200.1%", "C503", "不得大于 200%"),
        ("期限", "2024年1月1日", "C503", "不得大于 2023年12月31日"),
        ("期限", "2023年13月", "C503", "应为一个数、日期"),
        ("用语", "优", "C503", "应为一个数"),
    ],
)
def test_settings_that_do_not_fit(write: Write, name: str, value: str, code: str, words: str) -> None:
    with pytest.raises(SettingError) as caught:
        load_pack([write("base.yaml", BASE)], {name: value})
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert words in fault.message() + fault.help()
    assert not any(said in fault.message("en") for said in ("应为", "不得", "单位"))


@pytest.mark.parametrize("value", [150, Decimal("150"), 150.5])
def test_a_number_given_by_a_program_stands_for_its_text(write: Write, value: int | float | Decimal) -> None:
    counted = BASE.replace("参数:", "参数:\n  上限: 100", 1)
    pack = load_pack([write("base.yaml", counted)], {"上限": value})
    assert show(pack.parameters["上限"].default.node) == str(value)
    with pytest.raises(SettingError) as caught:
        load_pack([write("base.yaml", counted)], {"阈值": value})
    assert f"缺少单位，写成 {value}%" in caught.value.diagnostics[0].message()


@pytest.mark.parametrize("value", [None, True, ["150%"], {"默认": "150%"}, b"150%"])
def test_a_setting_that_is_no_text_is_told(write: Write, value: Any) -> None:
    with pytest.raises(SettingError) as caught:
        load_pack([write("base.yaml", BASE)], {"阈值": value})
    (fault,) = caught.value.diagnostics
    assert fault.message() == f"参数“阈值”的值应当是文字，给的是 {type(value).__name__}"
    assert fault.message("en") == f"the value of parameter “阈值” must be text, and {type(value).__name__} was given"
    assert fault.help() == '例如 "150%"、"2023年12月31日"、"{优, 良}"'


def test_all_settings_that_do_not_fit_come_in_one_run(write: Write) -> None:
    with pytest.raises(SettingError) as caught:
        load_pack([write("base.yaml", BASE)], {"阈值": "1", "期限": "x", "没有": "1"})
    assert [fault.code for fault in caught.value.diagnostics] == ["C503", "C503", "C502"]


@pytest.mark.parametrize(
    ("value", "words"), [("300%", "不得大于 200%"), ("1万元", "单位应与 130% 相同"), ("“高”", "应为 130% 这样的值")]
)
def test_an_overlay_keeps_to_the_kind_and_the_bounds_of_a_parameter(write: Write, value: str, words: str) -> None:
    write("base.yaml", BASE)
    (fault,) = faults_of(write("l.yaml", f"继承: base.yaml\n参数: {{阈值: {value}}}\n"))
    assert fault.code == "P444"
    assert words in fault.message()


def test_two_packs_side_by_side_cannot_share_an_id(tmp_path: Path) -> None:
    one, other, heir = (tmp_path / name for name in ("one.yaml", "other.yaml", "heir.yaml"))
    one.write_text("规则:\n  - 编号: a\n    要求: 甲 = 1\n", encoding="utf-8")
    other.write_text("规则:\n  - 编号: a\n    要求: 乙 = 1\n", encoding="utf-8")
    heir.write_text("继承: one.yaml\n规则:\n  - 编号: a\n    要求: 乙 = 1\n", encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_pack([one, other])
    assert [diagnostic.code for diagnostic in error.value.diagnostics] == ["P440"]
    # a pack that inherits may give a rule anew, whether or not what it inherits is named as well
    for sources in ([heir], [one, heir]):
        (rule,) = load_pack(sources).rules
        assert rule.name == "乙 = 1"
