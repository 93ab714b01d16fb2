"""The verbs besides ``check``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

import jsonschema
import pytest
import yaml
from cli_samples import REPORT, RULES, Run

from gouji.faults import CODES, Message
from gouji.faults.catalogue import testing
from gouji.packs.shipped import shipped_folder

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"


@pytest.fixture(autouse=True)
def codes(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, message in testing.MESSAGES.items():
        monkeypatch.setitem(cast("dict[str, Message]", CODES), code, message)


# -- read ------------------------------------------------------------------------------------------------------------


def test_read_shows_tables_with_places(run: Run, work: Path) -> None:
    shown = run("read", "r.yaml")
    assert shown.exit_code == 0
    assert shown.stdout == (
        "r.yaml\n"
        "  单位      甲单位\n"
        "  年度      2023\n"
        "\n"
        "  字段（1 个）\n"
        "    名称  所印  位置\n"
        "    总数  90人  第5行第7列\n"
        "\n"
        "  班次（2 行）\n"
        "    #  名称  计划  实到  到课率  位置\n"
        "    1  甲班  50人  40人  80%     第8行\n"
        "    2  乙班  60人  50人  83.3%   第9行\n"
    )


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_what_read_writes_can_be_checked(run: Run, work: Path, format_: str) -> None:
    written = run("read", "bad.yaml", "--format", format_)
    assert written.exit_code == 0
    (work / f"again.{format_}").write_bytes(written.stdout_bytes)
    again = run("check", f"again.{format_}", "--rules", "rules.yaml", "--format", "json")
    first = run("check", "bad.yaml", "--rules", "rules.yaml", "--format", "json")
    ids = [[one["id"] for one in json.loads(shown.stdout)["submissions"][0]["findings"]] for shown in (again, first)]
    assert ids[0] == ids[1] != []


def test_read_many(run: Run, work: Path) -> None:
    lines = ['{"gouji": "report/1", "fields": {"甲": "1"}}', "{]", '{"gouji": "report/1", "fields": {"甲": "2"}}']
    (work / "a.jsonl").write_text("\n".join(lines), "utf-8")
    shown = run("read", "a.jsonl", "--format", "json")
    assert shown.exit_code == 3
    assert [json.loads(line)["fields"]["甲"] for line in shown.stdout.splitlines()] == ["1", "2"]
    assert "a.jsonl:2:" in shown.stderr
    refused = run("read", "a.jsonl", "--format", "yaml")
    assert refused.exit_code == 2
    assert "C533" in refused.stderr


def test_read_mistakes(run: Run, work: Path) -> None:
    assert run("read", "nowhere.yaml").exit_code == 3
    assert "D101" in run("read", "nowhere.yaml").stderr
    assert run("read", "rules.yaml").exit_code == 2
    assert "C516" in run("read", "r.yaml", "--format", "xml").stderr
    assert "C512" in run("read").stderr


# -- explain ---------------------------------------------------------------------------------------------------------


def test_explain_a_rule_alone(run: Run, work: Path) -> None:
    shown = run("explain", "rate", "--rules", "rules.yaml")
    assert shown.exit_code == 0
    assert shown.stdout == (
        "rate 到课率复算不符\n"
        "  级别      高\n"
        "  范围      由所用的名称推定\n"
        "  要求      到课率 = 实到 ÷ 计划\n"
        "  写在      rules.yaml:2:9（rules）\n"
        "  测试      没有\n"
    )


def test_explain_step_by_step(run: Run, work: Path) -> None:
    result = json.loads(run("check", "bad.yaml", "--rules", "rules.yaml", "--format", "json").stdout)
    (finding,) = result["submissions"][0]["findings"]
    evidence = finding["evidence"]
    shown = run("explain", "rate", "bad.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 0
    assert shown.stdout.split("\n\n", 1)[1] == (
        "在 bad.yaml 里共 2 处，这是第 2 处（乙班）\n"
        "  用到的内容\n"
        "    名称    所印   意味着            位置\n"
        "    到课率  88.3%  88.25% 到 88.35%  第9行第39列\n"
        "    实到    50人   恰为此数          第9行第29列\n"
        "    计划    60人   恰为此数          第9行第20列\n"
        "  要求\n"
        "    实到 ÷ 计划 → ≈83.3333%\n"
        "    到课率 = 实到 ÷ 计划 → 否\n"
        "  把舍入算在内，两边的值\n"
        "    左边      88.3%，可以是 [88.25%, 88.35%]\n"
        "    右边      ≈83.3333%\n"
        "  结果：不符合\n"
        f"    代入      {evidence['filled']}\n"
        f"    应为      {evidence['expected']}\n"
        f"    所列      {evidence['reported']}\n"
        f"    差额      {evidence['difference']}，扣除舍入后 {evidence['gap']}\n"
        f"    消息      {finding['message']}\n"
        "  根源\n"
        "    “乙班”的“到课率” 88.3% 应为 83.3%：写错一位数字\n"
        "    嫌疑      班次 · 乙班 · 到课率 “88.3%” → 83.3%（写错一位数字）\n"
        "    改法      班次 · 乙班 · 到课率 改为 83.3%\n"
        "    影响      更正后不影响其他判断，在可能的取值之内都是如此（表述性差错）\n"
        "    余地      班次 · 乙班 · 到课率 取什么值，其他判断都不变\n"
    )


def test_explain_in_english(run: Run, work: Path) -> None:
    shown = run("explain", "rate", "bad.yaml", "--rules", "rules.yaml", "--lang", "en").stdout.split("\n\n", 1)[1]
    assert shown.startswith("2 places in bad.yaml; this is number 2 (乙班)\n  What it reads\n")
    assert "到课率 = 实到 ÷ 计划 → no\n" in shown
    assert "  Outcome: fail\n" in shown


def test_explain_takes_the_row_it_is_told(run: Run, work: Path) -> None:
    shown = run("explain", "rate", "bad.yaml", "--rules", "rules.yaml", "--row", "1")
    assert "这是第 1 处（甲班）" in shown.stdout
    assert "结果：符合" in shown.stdout
    refused = run("explain", "rate", "bad.yaml", "--rules", "rules.yaml", "--row", "3")
    assert refused.exit_code == 2
    assert refused.stderr == "错误[C532] --row 3 超出范围：这条规则在这份材料里有 2 处\n  = 写 1 到 2 之间的数\n"


def test_explain_a_finding_by_its_id(run: Run, work: Path) -> None:
    result = json.loads(run("check", "bad.yaml", "--rules", "rules.yaml", "--format", "json").stdout)
    (finding,) = result["submissions"][0]["findings"]
    shown = run("explain", finding["id"], "bad.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 0
    assert "这是第 2 处（乙班）" in shown.stdout
    assert finding["message"] in shown.stdout
    lonely = run("explain", finding["id"], "--rules", "rules.yaml")
    assert lonely.exit_code == 2
    assert "C534" in lonely.stderr
    assert "C531" in run("explain", "0" * 16, "bad.yaml", "--rules", "rules.yaml").stderr


def test_explain_says_why_nothing_was_judged(run: Run, work: Path) -> None:
    (work / "other.yaml").write_text("gouji: report/1\nfields: {面积: 3亩}\n", "utf-8")
    shown = run("explain", "rate", "other.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 0
    assert "在 other.yaml 里：无法判定" in shown.stdout
    assert "到课率" in shown.stdout.rsplit("原因", 1)[1]


def test_explain_an_undecided_and_an_inapplicable_check(run: Run, work: Path) -> None:
    (work / "w.yaml").write_text("规则:\n  - {编号: w, 当: 计划 > 55人, 要求: 实到 ÷ 计划 ≥ 50%}\n", "utf-8")
    (work / "u.yaml").write_text(REPORT.replace("实到: 50人", '实到: ""'), "utf-8")
    undecided = run("explain", "w", "u.yaml", "--rules", "w.yaml", "--row", "2").stdout
    assert "结果：无法判定" in undecided
    assert "原因      “实到”没有填写" in undecided
    inapplicable = run("explain", "w", "u.yaml", "--rules", "w.yaml", "--row", "1").stdout
    assert "计划 > 55人 → 否，条件不成立，不适用" in inapplicable
    assert "结果：不适用" in inapplicable
    assert "\n  要求\n" not in inapplicable


def test_explain_names_the_nearest_rules(run: Run, work: Path) -> None:
    shown = run("explain", "rat", "--rules", "rules.yaml")
    assert shown.exit_code == 2
    assert shown.stderr == "错误[C530] 没有“rat”这条规则\n  = 最接近的编号：rate\n"


def test_explain_of_many_reports_takes_the_first_that_fails(run: Run, work: Path) -> None:
    good = json.loads(run("read", "r.yaml", "--format", "json").stdout)
    bad = json.loads(run("read", "bad.yaml", "--format", "json").stdout)
    (work / "a.jsonl").write_text("\n".join(json.dumps(one) for one in (good, bad, bad)), "utf-8")
    assert "在 a.jsonl:2 里" in run("explain", "rate", "a.jsonl", "--rules", "rules.yaml").stdout


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="no examples here")
def test_every_shipped_rule_can_be_explained_and_agrees_with_check(run: Run) -> None:
    from gouji.engine.explaining import Explainer
    from gouji.engine.outcome import Outcome
    from gouji.engine.ruleset import load_rules
    from gouji.report import read_report

    rules = load_rules("cn-performance")
    for path in sorted(EXAMPLES.glob("*.yaml")):
        report = read_report(path)
        result = rules.check(report)
        for rule in rules.rules:
            explainer = Explainer(rules, report, rule.id)
            explainer.trace(explainer.notable()[0])
            outcomes = [explainer.outcome(row)[0] for row in explainer.rows]
            if outcomes:
                assert {o: outcomes.count(o) for o in Outcome} == {o: result.rules[rule.id].of(o) for o in Outcome}, (
                    rule.id
                )
        for finding in result.findings:
            explainer = Explainer(rules, report, finding.rule)
            at = explainer.row_of(finding.id)
            assert at is not None
            assert explainer.trace(at).message == finding.message


# -- rules -----------------------------------------------------------------------------------------------------------


def test_rules_list(run: Run, work: Path) -> None:
    shown = run("rules", "list", "rules.yaml")
    assert shown.exit_code == 0
    assert shown.stdout == (
        "rules\n"
        "  编号  名称            级别  公式\n"
        "  rate  到课率复算不符  高    到课率 = 实到 ÷ 计划\n"
        "  sum                   低    合计(班次.实到) = 总数\n"
        "2 条规则\n"
    )
    assert "sum" not in run("rules", "list", "rules.yaml", "-k", "复算").stdout
    assert "C540" in run("rules", "list", "rules.yaml", "-k", "没有").stderr


def test_rules_list_without_a_source_lists_what_is_shipped(run: Run) -> None:
    shown = run("rules", "list", "--lang", "en")
    assert shown.exit_code == 0
    assert [line.split()[0] for line in shown.stdout.splitlines()[:3]] == ["cn-claims", "cn-accounts", "cn-performance"]


def test_rules_show(run: Run, work: Path) -> None:
    assert (
        run("rules", "show", "rate", "--rules", "rules.yaml").stdout
        == run("explain", "rate", "--rules", "rules.yaml").stdout
    )


def test_show_gives_parameters_their_values(run: Run, work: Path) -> None:
    (work / "p.yaml").write_text(
        "参数:\n  下限: {默认: 90%, 最小: 0%, 最大: 100%, 说明: 低于它要说明}\n  别的: 1\n"
        "规则:\n  - {编号: p, 要求: 到课率 ≥ 下限}\n",
        "utf-8",
    )
    shown = run("rules", "show", "p", "--rules", "p.yaml", "--set", "下限＝80%").stdout
    assert "  参数      下限 = 80%（0% 到 100%）；低于它要说明\n" in shown
    assert "别的" not in shown


TESTED = """\
规则:
  - 编号: bound
    要求: 得分 ≤ 分值
    测试:
      - 符合: {得分: 50分, 分值: 50分}
      - 不符合: {得分: 51分, 分值: 50分}
"""


def test_rules_test_passes(run: Run, work: Path) -> None:
    (work / "t.yaml").write_text(TESTED, "utf-8")
    shown = run("rules", "test", "t.yaml", "--no-mutants")
    assert shown.exit_code == 0
    assert shown.stdout == "t.yaml：1 条规则，2 个测试，通过 2，没有通过 0\n"


def test_rules_test_fails_at_the_test(run: Run, work: Path) -> None:
    (work / "t.yaml").write_text(TESTED.replace("51分", "49分"), "utf-8")
    shown = run("rules", "test", "t.yaml", "--no-mutants")
    assert shown.exit_code == 1
    assert "t.yaml:6:9" in shown.stderr
    assert "没有通过 1" in shown.stdout


def test_rules_test_shows_what_survives(run: Run, work: Path) -> None:
    (work / "t.yaml").write_text(TESTED.replace("符合: {得分: 50分, ", "符合: {得分: 40分, ", 1), "utf-8")
    shown = run("rules", "test", "t.yaml")
    assert shown.exit_code == 0
    assert "得分 ≤ 分值 → 得分 < 分值" in shown.stderr
    assert run("rules", "test", "t.yaml", "--strict").exit_code == 1


def test_rules_test_of_faulty_rules(run: Run, work: Path) -> None:
    (work / "t.yaml").write_text("规则:\n  - 得分 =< 分值\n", "utf-8")
    assert run("rules", "test", "t.yaml").exit_code == 2
    shown = run("rules", "test", "rules.yaml")
    assert shown.exit_code == 2
    assert "C541" in shown.stderr


def test_rules_lint(run: Run, work: Path) -> None:
    shown = run("rules", "lint", "rules.yaml")
    assert shown.exit_code == 0
    assert "rules.yaml:2:9" in shown.stderr
    assert shown.stdout.startswith("警告 ")
    assert run("rules", "lint", "rules.yaml", "--strict").exit_code == 1
    assert run("rules", "lint", "nowhere").exit_code == 2


def test_rules_alone_shows_its_verbs(run: Run) -> None:
    assert "audit rules list" in run("rules").stderr
    assert "可用的命令：list、show、test、lint；是不是 test？" in run("rules", "tests").stderr


# -- schema ----------------------------------------------------------------------------------------------------------


def schema_of(run: Run, which: str) -> jsonschema.Draft202012Validator:
    shown = run("schema", which)
    assert shown.exit_code == 0
    form = json.loads(shown.stdout)
    jsonschema.Draft202012Validator.check_schema(form)
    return jsonschema.Draft202012Validator(form)


def test_the_schema_of_reports_takes_a_report(run: Run) -> None:
    schema_of(run, "report").validate(yaml.safe_load(REPORT))


def test_the_schema_of_rules_takes_every_shipped_file(run: Run) -> None:
    schema = schema_of(run, "rules")
    files = [*shipped_folder().rglob("*.yaml"), *(ROOT / "examples" / "rules").glob("*.yaml")]
    assert files
    for file in files:
        schema.validate(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
    schema.validate(yaml.load(RULES, yaml.BaseLoader))


@pytest.mark.parametrize(
    "text",
    [
        "规则:\n  - {编号: a, 要求式: 得分 ≤ 分值}",
        "规则:\n  - {编号: a, 级别: 严重, 要求: 得分 ≤ 分值}",
        "规则:\n  - {编号: a, id: b, 要求: 得分 ≤ 分值}",
        "规则: 得分 ≤ 分值",
        "表: {甲: {列: {乙: 钱}}}",
        "规矩: []",
        "表: {甲: {来自: 附件, 列: {乙: 文本}}}",
        "表: {甲: {列: {乙: 文本}}}\n模板: [{写入: 甲, 句子: '共{乙}'}]",
    ],
)
def test_the_schema_of_rules_refuses_what_the_loader_refuses(run: Run, work: Path, text: str) -> None:
    (work / "x.yaml").write_text(text, "utf-8")
    assert run("rules", "list", "x.yaml").exit_code == 2
    assert not schema_of(run, "rules").is_valid(yaml.load(text, yaml.BaseLoader))


def test_every_key_of_a_rule_file_is_explained(run: Run) -> None:
    form = json.loads(run("schema", "rules").stdout)
    for part in (form, *form["$defs"].values()):
        assert all(re.search("[一-鿿]", entry["description"]) for entry in part["properties"].values())


def test_the_schema_of_results_takes_a_result(run: Run, work: Path) -> None:
    schema = schema_of(run, "result")
    for options in ((), ("--with-passed",)):
        shown = run("check", ".", "nowhere.yaml", "--rules", "rules.yaml", "--format", "json", *options)
        schema.validate(json.loads(shown.stdout))
    assert not schema.is_valid({"gouji": "result/2"})


def test_schema_of_nothing(run: Run) -> None:
    assert run("schema", "rule").stderr == (
        "错误[C516] report|rules|result 不能是“rule”\n  = 可以是：report、rules、result\n"
    )


# -- init ------------------------------------------------------------------------------------------------------------


def test_init_then_the_commands_it_prints(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run("init", "起步")
    assert shown.exit_code == 0
    first, second = (line.split()[1:] for line in shown.stdout.splitlines() if line.startswith("  audit"))
    checked = run(*first)
    assert checked.exit_code == 1
    assert "发现 1 个问题（高 1）" in checked.stdout
    tested = run(*second)
    assert (tested.exit_code, tested.stderr) == (0, "")
    assert "没有发现 0" in tested.stdout
    assert run("rules", "lint", "起步/规则.yaml").stdout == "警告 0 处，提示 0 处\n"


def test_init_never_overwrites(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "规则.yaml").write_text("mine", "utf-8")
    shown = run("init")
    assert shown.exit_code == 2
    assert shown.stderr == ("错误[C545] “规则.yaml”已经存在，没有改动\n  = 换一个文件夹，例如 audit init 新文件夹\n")
    assert (tmp_path / "规则.yaml").read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["规则.yaml"]


def test_init_where_nothing_can_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    shown = run("init", tmp_path / "file" / "x")
    assert shown.exit_code == 2
    assert "C546" in shown.stderr


# -- help ------------------------------------------------------------------------------------------------------------

VERBS = [
    ("check",), ("read",), ("explain",), ("rules",), ("schema",), ("init",),
    ("rules", "list"), ("rules", "show"), ("rules", "test"), ("rules", "lint"),
]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_is_in_both_languages_and_fits_the_screen(run: Run, verb: tuple[str, ...]) -> None:
    from gouji.cli.command import cells

    shown = run(*verb, "--help")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"用法 / Usage: audit {' '.join(verb)} ")
    assert "显示这份说明 / show this help" in shown.stdout
    assert max(map(cells, shown.stdout.splitlines())) <= 100


def test_the_exit_codes_stand_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    for code in ("  0  ", "  1  ", "  2  ", "  3  "):
        assert code in shown
    assert run("--version").stdout == "gouji 0.1.0\n"
