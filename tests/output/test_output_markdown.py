from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from output_samples import fifty_findings, finding, location, result_of, run_of, sample_run

from gouji.engine.result import Evidence, Run
from gouji.output import OutputOptions
from gouji.output.markdown import cell, escape, write_markdown

EXPECTED = Path(__file__).with_name("expected")


def markdown(run: Run, lang: str = "zh", **options: bool) -> str:
    stream = io.StringIO()
    write_markdown(run, stream, lang, OutputOptions(**options))
    return stream.getvalue()


def cells_of(row: str) -> list[str]:
    """The cells that a Markdown reader sees: a pipe after a backslash is text."""
    return re.split(r"(?<!\\)\|", row)[1:-1]


def test_whole_document() -> None:
    assert markdown(sample_run()) == (EXPECTED / "list.md").read_text("utf-8")


def test_tick_marks_only_when_asked_for() -> None:
    assert "核对相符" not in markdown(sample_run())
    text = markdown(sample_run(), with_passed=True)
    assert "| 舍入内符合 | 送审材料/甲局.yaml:11:71 | rate-matches | 50.0% = 1.00万元 / 2.00万元 |" in text
    assert "| 送审材料/甲局.yaml | 指标 · 第5行 · 分值 | 3.5 |" in text


def test_every_finding_is_in_the_list_and_many_of_one_rule_share_one_detail() -> None:
    text = markdown(run_of(fifty_findings()))
    assert [line.split("|")[1].strip() for line in text.splitlines() if "| status-overstated |" in line][:50] == [
        str(number) for number in range(1, 51)
    ]
    assert text.count("### ") == 1
    assert "### 1–50（高） 未完成却称达到预期：共 50 处" in text
    assert "| 50 | 指标 · 指标50 · 结论 第50行第20列 |" in text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("两行\n一格", "两行<br>一格"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("![x](http://a.b)", "!\\[x\\](http&#58;//a.b)"),
        ("`**_~$\\", "\\`\\*\\*\\_\\~\\$\\\\"),
        ("a&lt;b", "a&amp;lt;b"),
        ("www.a.cn @某人", "www&#46;a.cn &#64;某人"),
        ("\x1b[0m\r\n末", "\\\\x1b\\[0m<br>末"),
        ("", ""),
    ],
)
def test_text_stays_text(text: str, escaped: str) -> None:
    assert cell(text) == escaped


def test_line_ends_do_not_break_a_table_or_a_list() -> None:
    evil = "甲\n\n| 假 | 行 |\n# 标题\n- 项"
    entry = finding(
        message=evil,
        name=evil,
        advice=evil,
        rule=evil,
        basis=(evil,),
        locations=(location(evil, evil, 1, 1, name=evil), location(evil, evil, 2, 1)),
        evidence=Evidence(evil, evil, evil, evil, evil, evil),
    )
    result = replace(result_of(entry, path=evil), unit=evil, kind=evil)
    lines = markdown(run_of(result), with_passed=True).splitlines()
    assert [line for line in lines if line.startswith("# ")] == ["# 核查问题清单"]
    assert not [line for line in lines if line.startswith("- 项") or "| 假 |" in line.replace("\\|", "")]
    for number, line in enumerate(lines):
        if line.startswith("| ---"):
            header = len(cells_of(lines[number - 1]))
            row = number
            while row < len(lines) and lines[row].startswith("|"):
                assert len(cells_of(lines[row])) == header, lines[row]
                row += 1


def test_nothing_found_gives_a_verdict_and_no_empty_list() -> None:
    text = markdown(run_of())
    assert "**没有送审材料可查：这不是通过。**" in text
    assert "## 问题清单" not in text


def test_english() -> None:
    text = markdown(sample_run(), "en")
    assert "**3 findings (high 1, medium 1, info 1); 3 checks could not be decided" in text
    assert "| No. | Severity | Unit | Place | Finding | Rule |" in text
    assert "### 1 (high) " in text


def test_escape_keeps_what_needs_no_escape() -> None:
    plain = "执行率 97.84% = 1,957.00万元 / 2,000.00万元（{达标, 完成}）"
    assert escape(plain) == plain
