from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from output_samples import (
    clean_result,
    fifty_findings,
    finding,
    location,
    rate_finding,
    result_of,
    run_of,
    sample_result,
    sample_run,
)
from rich.cells import cell_len

from gouji.engine.outcome import Severity
from gouji.engine.result import Counts, Coverage, Result, Run, Undecided
from gouji.engine.roots import Diagnosis
from gouji.faults import Note
from gouji.output import OutputOptions
from gouji.output.terminal import write_terminal
from gouji.report import Place

PINNED = """\
送审材料/甲局.yaml  某某区甲局 · 2023年 · 项目支出绩效自评
  符合 7 · 舍入内符合 2 · 不符合 3 · 不适用 3 · 无法判定 3；数字：印出 60 个，核到 42 个（70.0%）

  高    送审材料/甲局.yaml:18:62  指标 · 培训人数 · 结论
        “培训人数”目标 80人，完成 74人，不得标记为“达到预期”
        公式  当 实际完成值 未达 年度指标值 则 结论 不属于 达标用语
        代入  74人 未达 80人，而 结论“达到预期” 属于 {达到预期, 完成}
        依据  《管理办法》第十二条
        建议  更正结论，或补充完成情况的佐证。
        规则  status-overstated

  中    送审材料/甲局.yaml:9:71  预算执行 · 合计 · 执行率
        执行率印为 97.40%，按金额计算应为 94.56%
        公式  执行率 = 全年执行数 / 全年预算数
        代入  97.40% = 10,389.70万元 / 10,986.90万元
        应为  94.56%
        所列  97.40%
        差额  2.835个百分点
        建议  按全年执行数和全年预算数重算执行率；若金额有误，一并更正得分。
        规则  rate-matches

  提示  送审材料/甲局.yaml:10:71  预算执行 · 其中：区级资金 · 执行率
        执行率 97.84% 是舍去尾数得到的，四舍五入应为 97.85%
        公式  执行率 = 全年执行数 / 全年预算数
        代入  97.84% = 1,957.00万元 / 2,000.00万元
        应为  97.85%
        所列  97.84%
        差额  0.01个百分点
        说明  只有把尾数舍去、不四舍五入时才相符
        规则  rate-matches

送审材料/乙中心.yaml  某某区乙中心 · 2023年 · 项目支出绩效自评
  符合 7 · 舍入内符合 0 · 不符合 0 · 不适用 0 · 无法判定 0；数字：印出 31 个，核到 31 个（100.0%）

没有读成的材料：
错误[D198] 不是 YAML：花括号没有合上
  ┌─ 送审材料/丙所.yaml:2:18
2 │ fields: {总分: 98, 等级：优
  │                    ^^^^^^^^
  = 检查这一行的缩进和冒号

  为什么没有判（3 项）
    2 项  缺少“合计人数”  规则：staff-sum
    1 项  缺少“总分”  规则：score-total

汇总
  问题      高 1 · 中 1 · 低 0 · 提示 1；合计 3
  核查结果  符合 14 · 舍入内符合 2 · 不符合 3 · 不适用 3 · 无法判定 3
  数字      印出 91 个，核到 73 个（80.2%）
  送审材料  3 份，读成 2 份，没有读成 1 份
  规则      2 条规则从未判过：score-total、staff-sum
结论：发现 3 个问题（高 1、中 1、提示 1）；另有 3 项无法判定，1 份材料没有读成，2 条规则从未判过。
"""


def shown(run: Run, lang: str = "zh", **options: object) -> str:
    stream = io.StringIO()
    write_terminal(run, stream, lang, OutputOptions(**options))  # type: ignore[arg-type]
    return stream.getvalue()


def verdict_of(run: Run, lang: str = "zh") -> str:
    return shown(run, lang).splitlines()[-1]


def test_whole_listing_without_colour() -> None:
    assert shown(sample_run(), width=100) == PINNED


def test_colour_adds_nothing_but_colour_codes() -> None:
    colored = shown(sample_run(), width=100, color=True)
    assert colored != PINNED
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == PINNED


@pytest.mark.parametrize("width", [40, 57, 80, 100, 160, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_screen(width: int, lang: str) -> None:
    run = sample_run()
    run = replace(run, results=(*run.results, fifty_findings()))
    for line in shown(run, lang, width=width, with_passed=True).splitlines():
        assert cell_len(line) <= width, line


@pytest.mark.parametrize(
    ("lang", "labels"),
    [
        ("zh", ("公式", "代入", "应为", "所列", "差额", "建议", "规则")),
        ("en", ("Formula", "Filled in", "Expected", "Reported", "Gap", "Advice", "Rule")),
    ],
)
def test_texts_of_the_evidence_begin_in_one_column(lang: str, labels: tuple[str, ...]) -> None:
    text = shown(run_of(result_of(rate_finding())), lang, width=100)
    listing = text[: text.index("\n\n", text.index("rate-matches"))].splitlines()
    starts = set()
    for label in labels:
        line = next(line for line in listing if line.strip().startswith(label + "  "))
        value = line.strip().removeprefix(label).lstrip()
        starts.add(cell_len(line) - cell_len(value))
    assert len(starts) == 1, text


def test_wrapped_text_hangs_under_its_own_beginning_and_no_line_begins_with_a_comma() -> None:
    long = "按全年执行数和全年预算数重算执行率，" * 12
    text = shown(run_of(result_of(replace(rate_finding(), advice=long))), width=80)
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip().startswith("建议"))
    following = []
    for line in lines[start + 1 :]:
        if not line.startswith(" " * 14):
            break
        following.append(line)
    assert len(following) >= 3
    assert all(not line.strip().startswith("，") for line in following)
    joined = lines[start].strip().removeprefix("建议").strip() + "".join(line.strip() for line in following)
    assert joined == long


def test_what_was_not_judged_is_told_once_for_all_submissions() -> None:
    note = ("有几个问题互相牵连", "some findings hang together")
    other = replace(sample_result(), path="丁.yaml", diagnosis=Diagnosis((), (note,)))
    run = run_of(
        replace(sample_result(), diagnosis=Diagnosis((), (note, ("只此一份", "only here")))), clean_result(), other
    )
    text = shown(run, width=100)
    assert text.count("为什么没有判") == 1
    assert "为什么没有判（6 项）\n    4 项  缺少“合计人数”  规则：staff-sum\n    2 项  缺少“总分”" in text
    assert "没有分析的\n    有几个问题互相牵连（2 份）\n    只此一份（1 份）\n" in text
    assert text.index("丁.yaml") < text.index("没有分析的") < text.index("为什么没有判") < text.index("汇总")
    # submission by submission where somebody wants to know
    assert shown(run, width=100, verbose=True).count("为什么没有判（3 项）") == 2
    assert "为什么没有判（3 项）" in shown(run_of(sample_result()), width=100)
    assert "Not analysed\n    some findings hang together (2 submissions)\n" in shown(run, "en", width=100)


def test_submissions_come_worst_first_then_by_number_then_by_path() -> None:
    low = replace(finding(id="l"), severity=Severity.LOW)
    high = finding(id="h")
    run = run_of(
        result_of(low, low, low, path="b.yaml"),
        result_of(path="z.yaml"),
        result_of(high, path="d.yaml"),
        result_of(high, path="c.yaml"),
        result_of(high, low, path="e.yaml"),
    )
    heads = [line for line in shown(run).splitlines() if re.fullmatch(r"[a-z]\.yaml", line)]
    assert heads == ["e.yaml", "c.yaml", "d.yaml", "b.yaml", "z.yaml"]


def test_findings_come_worst_first_then_by_place() -> None:
    entries = (
        finding(id="1", severity=Severity.LOW, message="甲", locations=(location("x", "1", 2, 1),)),
        finding(id="2", severity=Severity.HIGH, message="乙", locations=(location("x", "1", 9, 4),)),
        finding(id="3", severity=Severity.HIGH, message="丙", locations=(location("x", "1", 9, 3),)),
        finding(id="4", severity=Severity.MEDIUM, message="丁", locations=(location("x", "1", 1, 1),)),
    )
    lines = [line.strip() for line in shown(run_of(result_of(*entries))).splitlines()]
    assert [line for line in lines if line in ("甲", "乙", "丙", "丁")] == ["丙", "乙", "丁", "甲"]


def test_fifty_findings_of_a_rule_are_one_group_with_ten_places() -> None:
    text = shown(run_of(fifty_findings()), width=100)
    assert text.count("未完成却称达到预期") == 1
    assert "未完成却称达到预期：共 50 处" in text
    assert [line.split()[0] for line in text.splitlines() if "甲.yaml:" in line] == [
        f"甲.yaml:{number}:20" for number in range(1, 11)
    ]
    assert "另有 40 处，--verbose 全部列出" in text
    assert "发现 50 个问题（高 50）" in text


def test_ten_findings_of_a_rule_stand_one_by_one() -> None:
    ten = replace(fifty_findings(), findings=fifty_findings().findings[:10])
    text = shown(run_of(ten))
    assert "共" not in text.split("汇总")[0]
    assert text.count("更正结论，或补充完成情况的佐证。") == 10


def test_verbose_lists_every_finding_and_every_operand() -> None:
    assert shown(run_of(fifty_findings()), verbose=True).count("甲.yaml:") == 50
    text = shown(run_of(result_of(rate_finding())), verbose=True)
    assert "出处  执行率 “97.40%”  第9行第71列" in text
    assert "全年执行数 “10,389.70万元”  第9行第40列" in text


def test_many_clean_submissions_do_not_push_the_findings_off_the_screen() -> None:
    run = run_of(sample_result(), *(clean_result(f"{number:03}.yaml") for number in range(200)))
    text = shown(run)
    assert text.count("某某区乙中心") == 10
    assert "另有 190 份材料没有发现问题，--verbose 全部列出" in text
    assert shown(run, verbose=True).count("某某区乙中心") == 200


def test_a_submission_of_which_nothing_was_judged_is_never_hidden_among_the_clean_ones() -> None:
    unjudged = replace(clean_result("zz.yaml"), rules={"score-total": Counts(not_applicable=4)})
    text = shown(run_of(*(clean_result(f"{number:03}.yaml") for number in range(50)), unjudged))
    assert "zz.yaml" in text


def test_empty_run_is_not_a_pass() -> None:
    assert verdict_of(run_of()) == "结论：没有送审材料可查：这不是通过。"
    assert verdict_of(run_of(), "en") == "Verdict: There was no submission to check: this is not a pass."


def test_nothing_judged_is_not_a_pass() -> None:
    nothing = replace(clean_result(), rules={"score-total": Counts(undecided=2, not_applicable=1)})
    assert verdict_of(run_of(nothing)) == "结论：没有任何规则被判定：这不是通过。"
    assert "未发现问题" not in shown(run_of(nothing))
    unread = run_of(submissions=2)
    assert verdict_of(unread) == "结论：没有任何规则被判定：这不是通过；2 份材料没有读成。"


@pytest.mark.parametrize(
    ("counts", "submissions", "sentence"),
    [
        (Counts(passed=5, within_rounding=1), 1, "未发现问题，6 项核查都符合。"),
        (Counts(passed=5, undecided=3), 1, "未发现问题，但 3 项无法判定。"),
        (Counts(passed=5, undecided=3), 4, "未发现问题，但 3 项无法判定，3 份材料没有读成。"),
    ],
)
def test_verdict_without_findings(counts: Counts, submissions: int, sentence: str) -> None:
    result = replace(clean_result(), rules={"rate-matches": counts})
    run = replace(run_of(result, submissions=submissions), rules=())
    assert verdict_of(run) == "结论：" + sentence


def test_clean_verdict_still_says_which_rules_were_never_judged() -> None:
    assert verdict_of(run_of(clean_result())) == "结论：未发现问题，但 2 条规则从未判过。"
    assert "2 条规则从未判过：score-total、staff-sum" in shown(run_of(clean_result()))


def test_share_is_never_rounded_up_to_all() -> None:
    text = shown(run_of(replace(clean_result(), figures=Coverage(10_000, 9_999))))
    assert "印出 10000 个，核到 9999 个（99.9%）" in text
    assert "没有印出的数字" in shown(run_of(replace(clean_result(), figures=Coverage(0, 0))))


def test_undecided_checks_are_grouped_by_reason_the_commonest_first() -> None:
    entries = (
        *(Undecided(f"rule-{number}", "", Note.of("U698", name="总分"), (), 1) for number in range(7)),
        Undecided("other", "", Note.of("U699", name="预算"), (), 9),
    )
    text = shown(run_of(replace(clean_result(), undecided=entries)), width=160)
    reasons = [line.strip() for line in text.splitlines() if "规则：" in line]
    assert reasons == [
        "9 项  除数“预算”可能是 0  规则：other",
        "7 项  缺少“总分”  规则：rule-0、rule-1、rule-2、rule-3、rule-4 等 7 条",
    ]


def test_more_than_ten_reasons_are_counted() -> None:
    entries = tuple(Undecided("r", "", Note.of("U698", name=f"列{number}"), (), 2) for number in range(13))
    result = replace(clean_result(), undecided=entries)
    assert "另有 3 种原因，共 6 项，--verbose 全部列出" in shown(run_of(result))
    assert "列12" in shown(run_of(result), verbose=True)


def test_tick_marks_are_shown_only_when_asked_for() -> None:
    assert "50.0% = 1.00万元 / 2.00万元" not in shown(sample_run())
    text = shown(sample_run(), with_passed=True)
    assert "≈ 送审材料/甲局.yaml:11:71  rate-matches  50.0% = 1.00万元 / 2.00万元（舍入内符合）" in text
    assert "指标 · 第5行 · 分值 “3.5”" in text


@pytest.mark.parametrize(
    ("place", "shown_as"),
    [
        (Place(sheet="表2", cell="D7"), "甲.yaml 表2!D7"),
        (Place(page=3, paragraph=2), "甲.yaml 第3页 第2段"),
        (Place(pointer="/fields/总分"), "甲.yaml /fields/总分"),
        (Place(line=4), "甲.yaml:4"),
        (Place(), "甲.yaml"),
    ],
)
def test_places_of_formats_without_lines(place: Place, shown_as: str) -> None:
    entry = finding(locations=(location("总分", "98", None, None, table=None, row=None, place=place),))
    head = next(line for line in shown(run_of(result_of(entry))).splitlines() if line.startswith("  高"))
    assert head == f"  高    {shown_as}  总分"


def test_finding_without_a_place_is_still_shown() -> None:
    text = shown(run_of(result_of(finding(locations=()))))
    assert "  高    甲.yaml\n        “培训人数”目标" in text


def test_long_path_is_never_broken() -> None:
    path = "送审材料/" + "很长的文件夹名称" * 12 + "/甲.yaml"
    text = shown(run_of(result_of(finding(), path=path)), width=80)
    assert f"{path}:18:62" in text


def test_very_long_text_is_cut_on_the_screen() -> None:
    text = shown(run_of(result_of(replace(finding(), message="长" * 100_000))))
    assert len(text) < 3_000
    assert "长…" in text


def test_a_hostile_submission_cannot_drive_the_terminal() -> None:
    evil = "\x1b[2J\x1b]0;t\x07\r\x9b31m\u202e反\u200b[red]粗[/red]\n\t后"
    entry = finding(
        message=evil,
        name=evil,
        advice=evil,
        basis=(evil,),
        rule=evil,
        locations=(location(evil, evil, 1, 1, name=evil),),
    )
    result = replace(result_of(entry, path=evil), unit=evil, kind=evil)
    text = shown(run_of(result), verbose=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", text)
    assert "\\x1b[2J\\x1b]0;t\\x07" in text
    assert "\\u202e反\\u200b[red]粗[/red] 后" in text


class _Console(io.TextIOWrapper):
    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, write_through=True)


def test_a_gbk_console_shows_everything_and_an_ascii_one_does_not_fail() -> None:
    gbk = _Console("gbk")
    write_terminal(sample_run(), gbk, "zh", OutputOptions(with_passed=True))
    assert gbk.bytes.getvalue().decode("gbk").count("?") == 0
    gbk = _Console("gbk")
    write_terminal(run_of(result_of(replace(finding(), message="面积 5㎡ 😀"))), gbk, "zh", OutputOptions())
    assert "面积 5? ?" in gbk.bytes.getvalue().decode("gbk").replace("㎡", "?")
    plain = _Console("ascii")
    write_terminal(sample_run(), plain, "en", OutputOptions())
    assert "3 findings (high 1, medium 1, info 1)" in plain.bytes.getvalue().decode("ascii")


def test_english_is_complete() -> None:
    """With a submission in English nothing Chinese is left."""
    entry = finding(name="total", message="the total is wrong", advice="check it", basis=("Act 1",), rule="total")
    entry = replace(entry, evidence=replace(rate_finding().evidence, formula="a = b", filled="1 = 2", gap="1"))
    entry = replace(entry, locations=(location("a", "1", 1, 2, table="t", name=""),))
    result = Result(
        "a.yaml", "", "Unit", 2023, "kind", {"total": Counts(fail=1, undecided=1)}, (entry,), (), Coverage(2, 1)
    )
    result = replace(result, undecided=(Undecided("total", "", Note.of("U698", name="b"), entry.locations),))
    text = shown(Run("0", (), (), (result,), (), 2), "en", verbose=True, with_passed=True)
    assert not re.search(r"[\u4e00-\u9fff]", text)
    assert "  high    a.yaml:1:2  t · row 3 · a" in text
    assert text.endswith("Verdict: 1 finding (high 1); 1 check could not be decided, 1 submission could not be read.\n")


def test_options_for_a_stream() -> None:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert OutputOptions.for_stream(Tty(), {"COLUMNS": "132"}) == OutputOptions(color=True, width=132)
    assert not OutputOptions.for_stream(Tty(), {"NO_COLOR": "1"}).color
    assert OutputOptions.for_stream(Tty(), {"NO_COLOR": ""}).color
    assert not OutputOptions.for_stream(Tty(), {"TERM": "dumb"}).color
    assert OutputOptions.for_stream(io.StringIO(), {}) == OutputOptions(color=False, width=100)
    assert OutputOptions.for_stream(io.StringIO(), {"COLUMNS": "9"}).width == 40
