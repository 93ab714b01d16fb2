"""``audit check``: exit codes, what goes where, and answers to the mistakes that people make."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import openpyxl
import pytest
from cli_samples import REPORT, Run

from gouji.cli import check as verb
from gouji.cli import judging
from gouji.faults import CODES

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"


# -- exit codes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "options", "code"),
    [
        ("r.yaml", (), 0),
        ("bad.yaml", (), 1),
        ("bad.yaml", ("--fail-on", "高"), 1),
        ("bad.yaml", ("--fail-on", "high"), 1),
        ("bad.yaml", ("--fail-on", "never"), 0),
        ("low.yaml", (), 0),
        ("low.yaml", ("--fail-on", "低"), 1),
        ("low.yaml", ("--fail-on", "提示"), 1),
        ("low.yaml", ("--fail-on", "medium"), 0),
        ("nowhere.yaml", (), 3),
    ],
)
def test_the_exit_code_tells_how_it_went(run: Run, work: Path, file: str, options: tuple[str, ...], code: int) -> None:
    assert run("check", file, "--rules", "rules.yaml", *options).exit_code == code


def test_unreadable_outweighs_findings_and_faulty_rules_outweigh_both(run: Run, work: Path) -> None:
    assert run("check", "bad.yaml", "nowhere.yaml", "--rules", "rules.yaml").exit_code == 3
    (work / "names.yaml").write_text("规则:\n  - 到课率 = 实到 / 计划\n  - 实到数 ≤ 计划\n", "utf-8")
    shown = run("check", "bad.yaml", "nowhere.yaml", "--rules", "names.yaml")
    assert shown.exit_code == 2
    assert "错误[R301] 没有“实到数”这个名称" in shown.stderr
    assert "names.yaml:3:5" in shown.stderr
    assert not shown.stdout  # nothing is told from half a rule set


def test_one_unreadable_submission_never_stops_the_others(run: Run, work: Path) -> None:
    (work / "half.json").write_text('{"gouji": "report/1", "fields": {', "utf-8")
    shown = run("check", "half.json", "bad.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 3
    assert "bad.yaml:9:" in shown.stdout
    assert "half.json:1:" in shown.stdout
    assert "2 份，读成 1 份，没有读成 1 份" in shown.stdout


def test_a_name_that_only_some_reports_lack_is_no_fault_of_the_rules(run: Run, work: Path) -> None:
    (work / "other.yaml").write_text("gouji: report/1\nfields: {面积: 3亩}\n", "utf-8")
    shown = run("check", "other.yaml", "r.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 0
    assert "R301" not in shown.output


def test_a_run_in_which_nothing_was_judged_is_no_success(run: Run, work: Path) -> None:
    (work / "never.yaml").write_text("规则:\n  - 当 计划 > 1000人 则 实到 ≤ 计划\n", "utf-8")
    shown = run("check", "r.yaml", "--rules", "never.yaml")
    assert shown.exit_code == 3
    assert "没有任何规则被判定，不等于通过：规则的条件在材料里都不成立，或者没有规则所说的行" in shown.stdout
    assert "audit read" in shown.stdout


def test_nothing_judged_gives_the_most_common_reason(run: Run, work: Path) -> None:
    (work / "empty.yaml").write_text(REPORT.replace("80%", '""').replace("83.3%", '""'), "utf-8")
    (work / "one.yaml").write_text("规则:\n  - 到课率 = 实到 / 计划\n", "utf-8")
    shown = run("check", "empty.yaml", "--rules", "one.yaml")
    assert shown.exit_code in (2, 3)
    assert "没有任何规则被判定" in shown.stdout


def test_a_kind_that_no_pack_is_for_is_said_and_not_passed_over(run: Run, work: Path) -> None:
    (work / "r.yaml").write_text(REPORT.replace("unit:", "kind: 气象月报\nunit:"), "utf-8")
    shown = run("check", "r.yaml")
    assert shown.exit_code == 3
    assert "错误[C521] 没有自带的规则包适用于“气象月报”这类材料，没有核查" in shown.stdout
    assert "C520" not in shown.stdout


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="no examples here")
def test_without_rules_the_pack_for_the_kind_is_used(run: Run) -> None:
    shown = run("check", EXAMPLES / "06-planted-faults.yaml", "--format", "json")
    result = json.loads(shown.stdout)
    assert shown.exit_code == 1
    assert [pack["id"] for pack in result["packs"]] == ["cn-claims", "cn-performance"]
    assert result["submissions"][0]["findings"]


def test_without_rules_and_without_a_kind_the_default_pack_is_used(run: Run, work: Path) -> None:
    result = json.loads(run("check", "r.yaml", "--format", "json").stdout)
    assert [pack["id"] for pack in result["packs"]] == ["cn-claims", "cn-performance"]


def test_a_crash_on_one_submission_is_told_and_the_others_go_on(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = judging.settled

    def failing(result: object, with_source: bool) -> object:
        if getattr(result, "path", "") == "r.yaml":
            raise ZeroDivisionError("by hand")
        return settled(result, with_source)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "settled", failing)
    shown = run("check", "r.yaml", "bad.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 2
    assert "错误[C525] 核查这份材料时程序出错，没有核查完：ZeroDivisionError: by hand" in shown.stdout
    assert "bad.yaml:9:" in shown.stdout


def test_an_unexpected_failure_is_one_sentence(run: Run, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LookupError("what nobody\nthought of")

    monkeypatch.setattr(verb, "_judge", fail)
    shown = run("check", "r.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 2
    assert "错误[C599] 程序出错：LookupError: what nobody thought of" in shown.stderr
    assert "Traceback" not in shown.output
    monkeypatch.setenv("GOUJI_DEBUG", "1")
    assert "Traceback" in run("check", "r.yaml", "--rules", "rules.yaml").stderr


# -- mistakes --------------------------------------------------------------------------------------------------------


def test_a_path_that_does_not_exist(run: Run, work: Path) -> None:
    shown = run("check", "nowhere.yaml", "--rules", "rules.yaml")
    assert "错误[D101] 没有这个文件或文件夹：nowhere.yaml" in shown.stdout
    assert "请核对路径；路径中有空格时要加引号" in shown.stdout


def test_rules_given_as_a_submission(run: Run, work: Path) -> None:
    shown = run("check", "rules.yaml", "--rules", "rules.yaml")
    assert shown.exit_code == 2
    assert "错误[C522] “rules.yaml”是规则文件，不是送审材料" in shown.stdout
    assert "audit check 送审材料 --rules rules.yaml" in shown.stdout


def test_a_submission_given_as_rules(run: Run, work: Path) -> None:
    shown = run("check", "r.yaml", "--rules", "bad.yaml")
    assert shown.exit_code == 2
    assert shown.stderr == (
        "错误[C523] “bad.yaml”是送审材料，不是规则\n  ┌─ bad.yaml\n  = 送审材料直接写在命令后面：audit check bad.yaml\n"
    )


def test_a_pack_given_as_a_submission(run: Run, work: Path) -> None:
    shown = run("check", "cn-performance")
    assert shown.exit_code == 2
    assert "错误[C524] “cn-performance”是自带规则包的编号，不是送审材料" in shown.stdout
    assert "--rules cn-performance" in shown.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--set", "x"), "错误[C517] --set 要写成 参数=值，“x”里没有“=”\n  = 例如：--set x=120%\n"),
        (("--set", "x=1", "--set", "x=2"), "错误[C518] --set 把“x”设了两次\n  = 只留一个\n"),
        (
            ("--format", "doc"),
            "错误[C559] 没有“doc”这种输出格式\n  = 可用的格式：terminal json jsonl markdown sarif xlsx html\n",
        ),
        (
            ("--fail-on", "严重"),
            "错误[C516] --fail-on 不能是“严重”\n  = 可以是：高、中、低、提示、never（high、medium、low、info）\n",
        ),
        (("--jobs", "0"), "错误[C516] --jobs 不能是“0”\n  = 可以是：1、2、3……\n"),
        (("--lang", "fr"), "错误[C516] --lang 不能是“fr”\n  = 可以是：zh、en\n"),
        (("-o", "list.doc"), "错误[C551] 看不出“list.doc”要写成什么格式\n"),
        (("-o", "no/where.md"), "错误[C552] 不能写“no/where.md”：没有文件夹“no”\n  = 先建立这个文件夹，或换一个位置\n"),
        (("--rule", "x"), "错误[C510] audit check 没有“--rule”这个选项\n  = 最接近的选项：--rules\n"),
        (("--jobs", "many"), "错误[C516] --jobs 不能是“many”\n  = 可以是：1、2、3……\n"),
        (("--rules",), "错误[C513] 选项 --rules 后面缺少内容\n  = 例如：--rules 规则.yaml\n"),
    ],
)
def test_options_that_mean_nothing(run: Run, work: Path, options: tuple[str, ...], message: str) -> None:
    shown = run("check", "r.yaml", *options)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(message)
    assert shown.stdout == ""


def test_all_faulty_options_are_told_at_once(run: Run, work: Path) -> None:
    shown = run("check", "r.yaml", "--set", "x", "--fail-on", "严重", "--format", "doc", "-o", "a.doc")
    assert [line[3:7] for line in shown.stderr.splitlines() if line.startswith("错误")] == [
        "C517",
        "C516",
        "C559",
        "C551",
    ]


def test_an_unknown_pack(run: Run, work: Path) -> None:
    shown = run("check", "r.yaml", "--rules", "cn-performence")
    assert shown.exit_code == 2
    assert shown.stderr == (
        "错误[C501] 找不到规则“cn-performence”\n  = 写规则文件、文件夹或自带规则包的编号：cn-performance\n"
    )


@pytest.mark.parametrize(
    ("source", "lang", "said"),
    [
        ("rule.yaml", "zh", "错误[C505] 没有“rule.yaml”这个文件\n  = 那里有：rules.yaml、r.yaml、low.yaml\n"),
        ("无/a.yaml", "zh", "错误[C505] 没有“无/a.yaml”这个文件\n  = 没有“无”这个文件夹\n"),
        ("空/a.yml", "zh", "错误[C505] 没有“空/a.yml”这个文件\n  = 那里没有一个规则文件；请核对路径\n"),
        ("空/a.yml", "en", "error[C505] there is no file “空/a.yml”\n  = no rule file is there; check the path\n"),
    ],
)
def test_a_rule_file_that_is_not_there(run: Run, work: Path, source: str, lang: str, said: str) -> None:
    (work / "空").mkdir()
    shown = run("check", "r.yaml", "--rules", source, "--lang", lang)
    assert (shown.exit_code, shown.stderr) == (2, said)


def test_a_setting_without_its_unit_is_told_how_to_write_it(run: Run, work: Path) -> None:
    shown = run("check", "r.yaml", "--rules", "cn-performance", "--set", "超额阈值=120")
    assert shown.exit_code == 2
    assert shown.stderr == "错误[C503] 参数“超额阈值”不能设为“120”：缺少单位，写成 120%\n  = 默认值是 130%\n"


def test_an_unknown_parameter(run: Run, work: Path) -> None:
    shown = run("check", "r.yaml", "--set", "没有的=1")
    assert shown.exit_code == 2
    assert shown.stderr.startswith("错误[C502] 没有“没有的”这个参数\n  = 可用的参数：")


def test_an_empty_folder(run: Run, work: Path) -> None:
    (work / "空").mkdir()
    shown = run("check", "空", "--rules", "rules.yaml")
    assert shown.exit_code == 3
    assert "错误[D103] 文件夹 空 中没有可读取的送审材料" in shown.stdout
    assert "可读取的文件以这些扩展名结尾：.yaml .yml .json .jsonl .ndjson" in shown.stdout


def test_a_format_that_comes_later(run: Run, work: Path) -> None:
    (work / "a.ofd").write_bytes(b"PK")
    shown = run("check", "a.ofd", "--rules", "rules.yaml")
    assert shown.exit_code == 3
    assert "错误[D191] 还不能读 .ofd 格式，这个格式以后会有" in shown.stdout
    assert "请另存为可读的格式再核查：.yaml .yml .json .jsonl .ndjson .txt" in shown.stdout
    assert " .docx " in shown.stdout and " .pdf " in shown.stdout


@pytest.fixture
def mixed(work: Path) -> Path:
    """A folder with one report, and beside it what no reader takes and what nobody handed in."""
    folder = work / "送审"
    (folder / "附件").mkdir(parents=True)
    (folder / "r.yaml").write_text(REPORT, "utf-8")
    for name in ("附件.ofd", "扫描件.png", "附件/扫描件.png", "~$lock.xlsx", ".隐藏.png", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    with ZipFile(folder / "包.zip", "w") as archive:
        archive.writestr("正文.txt", "说明。")
        archive.writestr("图/照片.jpg", b"x")
        archive.writestr("__MACOSX/._照片.jpg", b"x")
    return folder


UNREAD = ["送审/包.zip/图/照片.jpg", "送审/扫描件.png", "送审/附件.ofd", "送审/附件/扫描件.png"]


def test_files_that_no_reader_takes_do_not_look_checked(run: Run, mixed: Path) -> None:
    shown = run("check", "送审", "--rules", "rules.yaml", "-o", "o.md", "-o", "o.xlsx", "-o", "o.json", "-o", "o.sarif")
    assert shown.exit_code == 0
    said = "另有 4 个文件不是可读的格式：照片.jpg、扫描件.png、附件.ofd、扫描件.png"
    assert said in "".join(line.strip() for line in shown.stdout.splitlines())
    assert "4 个文件的格式不可读" in shown.stdout.replace("\n", "").split("结论：")[1]
    assert said in Path("o.md").read_text("utf-8")
    sheet = openpyxl.load_workbook("o.xlsx")["说明"]
    assert any(said in str(cell.value) for row in sheet.iter_rows() for cell in row)
    result, schema = json.loads(Path("o.json").read_text("utf-8")), json.loads(run("schema", "result").stdout)
    jsonschema.validate(result, schema)
    assert result["unread"] == UNREAD and schema["properties"]["unread"]["items"] == {"type": "string"}
    (invocation,) = json.loads(Path("o.sarif").read_text("utf-8"))["runs"][0]["invocations"]
    (told,) = [n for n in invocation["toolExecutionNotifications"] if said in n["message"]["text"]]
    assert (told["level"], len(told["locations"])) == ("warning", 4)


def test_an_archive_under_two_names_is_passed_over_once(run: Run, mixed: Path) -> None:
    inside = mixed / "包.zip"
    named = ("送审/包.zip", str(inside), str(inside.parent))
    shown = run("check", *named, "--rules", "rules.yaml", "--format", "json")
    beside = [str(mixed / name.removeprefix("送审/")) for name in UNREAD[1:]]
    assert json.loads(shown.stdout)["unread"] == [UNREAD[0], *beside]


def test_the_closing_line_of_json_lines_names_what_was_not_read(run: Run, mixed: Path) -> None:
    for jobs in ("1", "2"):
        shown = run("check", "送审", "--rules", "rules.yaml", "--format", "jsonl", "--jobs", jobs)
        assert json.loads(shown.stdout.splitlines()[-1])["unread"] == UNREAD


def test_a_clean_folder_says_nothing_of_other_files(run: Run, work: Path) -> None:
    shown = run("check", "r.yaml", "--rules", "rules.yaml", "--format", "json")
    assert "unread" not in json.loads(shown.stdout)
    assert "可读" not in run("check", "r.yaml", "--rules", "rules.yaml").stdout


def test_one_file_that_no_reader_takes_in_english(run: Run, mixed: Path) -> None:
    for name in ("附件.ofd", "附件/扫描件.png", "包.zip"):
        (mixed / name).unlink()
    shown = run("check", "送审", "--rules", "rules.yaml", "--lang", "en")
    assert "besides, 1 file of a format that cannot be read: 扫描件.png" in " ".join(shown.stdout.split())


def test_a_program_given_as_a_submission_is_told_every_ending(run: Run, work: Path) -> None:
    (work / "ls").write_bytes(b"\x7fELF" + bytes(100))
    (work / "ls.bin").write_bytes(b"\x7fELF" + bytes(100))
    bare, named = (run("check", name, "--rules", "rules.yaml") for name in ("ls", "ls.bin"))
    assert (bare.exit_code, named.exit_code) == (3, 3)
    assert "错误[D113] 文件名没有扩展名，认不出是什么格式" in bare.stdout
    assert "错误[D104] 不认识的文件格式：扩展名“.bin”" in named.stdout
    for shown in (bare, named):
        assert {".yaml", ".docx", ".xlsx", ".pdf"} <= set(re.split("[ ：；\\s]+", shown.stdout))


def test_an_empty_document_is_not_told_to_be_a_report_in_yaml(run: Run, work: Path) -> None:
    (work / "空.docx").write_bytes(b"")
    shown = run("check", "空.docx", "--rules", "rules.yaml")
    assert shown.exit_code == 3
    assert "错误[D236] 文件是空的，里面没有内容" in shown.stdout
    assert "重新获取文件" in shown.stdout and "gouji: report/1" not in shown.stdout


def test_garbled_bytes_are_not_a_submission(run: Run, work: Path) -> None:
    (work / "a.txt").write_bytes(b"\xff\xfe\x00\x01")
    shown = run("check", "a.txt", "--rules", "rules.yaml")
    assert shown.exit_code == 3
    assert "错误[D237] 文件里没有能认的文字，像是乱码" in shown.stdout
    assert "1 份，读成 0 份" in shown.stdout


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "错误[C560] 批注不能写到“r.yaml”：这是一个文件，要写文件夹\n  = 换一个文件夹的名字，例如 --annotate 批注\n",
        ),
        ("en", "error[C560] annotated copies cannot go to “r.yaml”: it is a file, and a folder is needed\n"),
    ],
)
def test_a_file_to_annotate_into_is_refused_before_anything_is_judged(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    monkeypatch.setattr("gouji.cli.check._judge", lambda *_: pytest.fail("judged"))
    shown = run("check", "r.yaml", "--rules", "rules.yaml", "--annotate", "r.yaml", "--lang", lang)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert said in shown.stderr


def test_a_finding_list_given_as_a_submission(run: Run, work: Path) -> None:
    run("check", "r.yaml", "--rules", "rules.yaml", "-o", "out.json")
    shown = run("check", "out.json", "--rules", "rules.yaml")
    assert shown.exit_code == 3
    assert "错误[D192] 这是核查结果（gouji: result/1），不是送审材料" in shown.stdout


def test_faults_in_two_rule_files_are_both_shown_and_nothing_is_judged(run: Run, work: Path) -> None:
    folder = work / "规则"
    folder.mkdir()
    (folder / "1.yaml").write_text("规则:\n  - 实到 =< 计划\n", "utf-8")
    (folder / "2.yaml").write_text("规则:\n  - (实到 = 计划\n", "utf-8")
    shown = run("check", "r.yaml", "--rules", "规则")
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert "规则/1.yaml:2:8" in shown.stderr
    assert "规则/2.yaml:2:5" in shown.stderr


def test_programs_get_a_whole_object_even_then(run: Run, work: Path) -> None:
    (work / "1.yaml").write_text("规则:\n  - 实到 =< 计划\n", "utf-8")
    shown = run("check", "r.yaml", "--rules", "1.yaml", "--format", "json")
    assert shown.exit_code == 2
    assert [fault["code"] for fault in json.loads(shown.stdout)["diagnostics"]] == ["R202"]


def test_no_path_at_all(run: Run, work: Path) -> None:
    shown = run("check")
    assert shown.exit_code == 2
    assert shown.stderr == "错误[C512] 缺少 要核查的文件或文件夹 / PATH\n  = 例如：audit check 送审材料/\n"


@pytest.mark.parametrize(
    ("word", "hint"), [("chek", "；是不是 check？"), ("bad.yaml", "；要核查它，写 audit check bad.yaml"), ("xyz", "")]
)
def test_an_unknown_verb(run: Run, work: Path, word: str, hint: str) -> None:
    shown = run(word)
    assert shown.exit_code == 2
    assert shown.stderr == (
        f"错误[C511] 没有“{word}”这个命令\n  = 可用的命令：check、read、explain、rules、schema、init{hint}\n"
    )


def test_mistakes_are_told_in_english_too(run: Run, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "r.yaml", "--set", "x", "--lang", "en").stderr.startswith(
        "error[C517] --set takes parameter=value"
    )
    monkeypatch.setenv("GOUJI_LANG", "en")
    assert run("chek").stderr.startswith("error[C511] there is no command “chek”")


# -- outputs ---------------------------------------------------------------------------------------------------------


def test_files_are_written_besides_the_screen(run: Run, work: Path) -> None:
    shown = run(
        "check", "bad.yaml", "--rules", "rules.yaml", "-o", "a.json", "-o", "a.md", "-o", "a.xlsx", "-o", "a.sarif"
    )
    assert shown.exit_code == 1
    assert "到课率复算不符" in (work / "a.md").read_text("utf-8")
    assert json.loads((work / "a.json").read_text("utf-8"))["gouji"] == "result/1"
    assert (work / "a.xlsx").read_bytes()[:2] == b"PK"
    assert json.loads((work / "a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "结论：发现 1 个问题（高 1）。" in shown.stdout


def test_a_submission_is_never_overwritten(run: Run, work: Path) -> None:
    (work / "a.json").write_text('{"gouji": "report/1", "fields": {"总数": "1人"}}', "utf-8")
    before = (work / "a.json").read_bytes()
    shown = run("check", "a.json", "r.yaml", "--rules", "rules.yaml", "-o", "a.json")
    assert shown.exit_code == 2
    assert "C557" in shown.stderr
    assert (work / "a.json").read_bytes() == before


def test_with_passed_lists_the_tick_marks(run: Run, work: Path) -> None:
    plain = json.loads(run("check", "r.yaml", "--rules", "rules.yaml", "--format", "json").stdout)
    full = json.loads(run("check", "r.yaml", "--rules", "rules.yaml", "--format", "json", "--with-passed").stdout)
    assert "passed" not in plain["submissions"][0]
    assert [one["rule"] for one in full["submissions"][0]["passed"]] == ["rate", "rate", "sum"]


def test_standard_input(run: Run, work: Path) -> None:
    shown = run("check", "-", "--rules", "rules.yaml", stdin=REPORT)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("-  甲单位 · 2023年")


def test_a_folder_is_walked_in_order(run: Run, work: Path) -> None:
    shown = run("check", ".", "--rules", "rules.yaml", "--format", "json")
    paths = [one["path"] for one in json.loads(shown.stdout)["submissions"]]
    assert paths == ["bad.yaml", "low.yaml", "r.yaml"]


def test_english_words_and_messages(run: Run, work: Path) -> None:
    shown = run("check", "bad.yaml", "--rules", "rules.yaml", "--lang", "en")
    assert "Verdict: 1 finding (high 1)." in shown.stdout


def test_diagnostics_go_to_standard_error_when_programs_read_the_output(run: Run, work: Path) -> None:
    shown = run("check", "nowhere.yaml", "r.yaml", "--rules", "rules.yaml", "--format", "json")
    assert "D101" in shown.stderr
    assert [fault["code"] for fault in json.loads(shown.stdout)["diagnostics"]] == ["D101"]


# -- bulk ------------------------------------------------------------------------------------------------------------


def batch(work: Path, count: int) -> Path:
    """A JSON Lines file in which every third report breaks a rule and the last line is no report."""
    lines = []
    for number in range(count):
        rate = "80%" if number % 3 else "81%"
        row = {"名称": f"第{number}班", "计划": "50人", "实到": "40人", "到课率": rate}
        lines.append(json.dumps({"gouji": "report/1", "fields": {"总数": "40人"}, "tables": {"班次": [row]}}))
    lines.append('{"gouji": ')
    path = work / "batch.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_json_lines_say_the_same_as_one_object(run: Run, work: Path) -> None:
    batch(work, 20)
    lines = [
        json.loads(line)
        for line in run("check", "batch.jsonl", "--rules", "rules.yaml", "--format", "jsonl").stdout.splitlines()
    ]
    whole = json.loads(run("check", "batch.jsonl", "--rules", "rules.yaml", "--format", "json").stdout)
    assert lines[:-1] == whole.pop("submissions")
    assert lines[-1] == whole
    assert lines[-1]["rules"][0] | {"id": ""} == {
        "id": "", "judged": 20, "pass": 13, "within_rounding": 0, "fail": 7, "not_applicable": 0, "undecided": 0,
    }  # fmt: skip


@pytest.mark.parametrize("format_", ["jsonl", "json"])
def test_worker_processes_change_nothing(run: Run, work: Path, format_: str) -> None:
    batch(work, 150)
    args = ("check", "batch.jsonl", "bad.yaml", "nowhere.yaml", "--rules", "rules.yaml", "--format", format_)
    alone, together = run(*args), run(*args, "--jobs", "2")
    assert together.stdout == alone.stdout
    assert together.stderr == alone.stderr
    assert together.exit_code == alone.exit_code == 3
    assert len(alone.stdout.splitlines()) > 150


def test_names_that_no_report_has_are_found_by_workers_together(run: Run, work: Path) -> None:
    (work / "names.yaml").write_text("规则:\n  - 到课率 = 实到 / 计划\n  - 面积 > 0亩\n  - 实到数 ≤ 计划\n", "utf-8")
    (work / "z.yaml").write_text("gouji: report/1\nfields: {面积: 3亩}\n", "utf-8")
    args = ("check", "bad.yaml", "r.yaml", "low.yaml", "z.yaml", "--rules", "names.yaml", "--format", "json")
    alone, together = run(*args), run(*args, "--jobs", "2")
    assert together.stdout == alone.stdout
    assert together.exit_code == alone.exit_code == 2
    assert [fault["code"] for fault in json.loads(alone.stdout)["diagnostics"]] == ["R301"]


def test_a_bulk_run_keeps_lines_and_no_results(work: Path) -> None:
    from gouji.cli.recipe import OpenRules, Recipe

    auditor = judging.Auditor(OpenRules(Recipe(("rules.yaml",))), as_lines=True)
    done = list(auditor.run([batch(work, 5)]))
    assert all(one.result is None for one in done)
    assert [json.loads(one.line)["record"] for one in done if one.line] == [1, 2, 3, 4, 5]
    assert auditor.totals.submissions == 6


def test_diagnostics_of_a_bulk_run_are_bounded(run: Run, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "MOST_DIAGNOSTICS", 3)
    (work / "junk.jsonl").write_text("{]\n" * 10, "utf-8")
    shown = run("check", "junk.jsonl", "--rules", "rules.yaml", "--format", "jsonl")
    assert shown.exit_code == 3
    assert "警告[C526] 另有 7 处没有列出" in shown.stderr


# -- the catalogue ---------------------------------------------------------------------------------------------------


def test_every_message_of_the_command_line_has_both_languages_and_a_next_step() -> None:
    from gouji.faults.catalogue.cli import MESSAGES

    for code, message in MESSAGES.items():
        assert message.zh and message.en and message.help_zh and message.help_en, code
        assert CODES[code] is message


def test_what_a_reader_left_out_is_told_and_the_page_shows_the_submission(run: Run, work: Path) -> None:
    pytest.importorskip("pdfminer")
    sheet = pytest.importorskip("reportlab.pdfgen.canvas").Canvas(str(work / "r.pdf"))
    sheet.drawString(72, 700, "Budget 120 yuan, spent 98 yuan, and 15 persons were trained.")
    sheet.showPage()
    for number in range(60):
        sheet.bezier(number, 1, number, 2, number, 3, number, 4)
    sheet.showPage()
    sheet.save()
    shown = run("check", "r.pdf", "-o", "r.html", "--rules", "cn-performance")
    assert "警告[D222] 第 2 页没有文字层（扫描件或图片），其中的内容没有核查" in shown.stdout
    page = (work / "r.html").read_text("utf-8")
    assert "and 15 persons" in re.sub(r"<[^>]*>", "", page)
    assert "D222" in page
