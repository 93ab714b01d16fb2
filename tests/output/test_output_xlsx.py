from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from output_samples import clean_result, fifty_findings, finding, location, result_of, run_of, sample_run

from gouji.engine.outcome import Severity
from gouji.engine.result import Evidence, Run
from gouji.output import OutputOptions, xlsx_paper
from gouji.output.xlsx import write_xlsx
from gouji.output.xlsx_paper import cell_text


def raw(run: Run, lang: str = "zh", **options: bool) -> bytes:
    stream = io.BytesIO()
    write_xlsx(run, stream, lang, OutputOptions(**options))
    return stream.getvalue()


def workbook(run: Run, lang: str = "zh", **options: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw(run, lang, **options)))


def rows(sheet: Any) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_sheets_and_findings() -> None:
    book = workbook(sample_run())
    assert book.sheetnames == ["问题清单", "无法判定", "规则判定", "数字覆盖", "说明"]
    header, *findings = rows(book["问题清单"])
    assert header == (
        "序号", "单位", "文件", "位置", "级别", "问题", "公式", "代入",
        "应为", "所列", "差额", "依据", "建议", "规则", "复核意见", "编号",
    )  # fmt: skip
    assert [row[4] for row in findings] == ["高", "中", "提示"]
    assert findings[1] == (
        2,
        "某某区甲局",
        "送审材料/甲局.yaml",
        "预算执行 · 合计 · 执行率 第9行第71列\n"
        "预算执行 · 合计 · 全年执行数 第9行第40列\n"
        "预算执行 · 合计 · 全年预算数 第9行第17列",
        "中",
        "执行率印为 97.40%，按金额计算应为 94.56%",
        "执行率 = 全年执行数 / 全年预算数",
        "97.40% = 10,389.70万元 / 10,986.90万元",
        "94.56%",
        "97.40%",
        "2.835个百分点",
        None,
        "按全年执行数和全年预算数重算执行率；若金额有误，一并更正得分。",
        "rate-matches",
        None,
        "0f1e2d3c4b5a",
    )
    assert findings[2][5] == (
        "执行率 97.84% 是舍去尾数得到的，四舍五入应为 97.85%\n（只有把尾数舍去、不四舍五入时才相符）"
    )


def test_undecided_and_rule_counts() -> None:
    book = workbook(sample_run())
    assert rows(book["无法判定"])[1:] == [
        (1, "某某区甲局", "送审材料/甲局.yaml", "staff-sum", "编制人数合计", "缺少“合计人数”", 2, None),
        (
            2,
            "某某区甲局",
            "送审材料/甲局.yaml",
            "score-total",
            "得分合计",
            "缺少“总分”",
            1,
            "预算执行 · 第1行 · 得分 第9行第90列",
        ),
    ]
    assert [(row[0], *row[5:]) for row in rows(book["规则判定"])] == [
        ("规则", "已判", "符合", "舍入内符合", "不符合", "不适用", "无法判定"),
        ("status-overstated", 11, 10, 0, 1, 3, 0),
        ("rate-matches", 8, 4, 2, 2, 0, 0),
        ("score-total", 0, 0, 0, 0, 0, 1),
        ("staff-sum", 0, 0, 0, 0, 0, 2),
    ]


def test_share_is_a_formula_with_its_value() -> None:
    run = sample_run()
    assert [row[4:] for row in rows(workbook(run)["数字覆盖"])][1:4] == [
        (60, 42, '=IF(E2=0,"",F2/E2)'),
        (31, 31, '=IF(E3=0,"",F3/E3)'),
        ("=SUM(E2:E3)", "=SUM(F2:F3)", '=IF(E4=0,"",F4/E4)'),
    ]
    values = openpyxl.load_workbook(io.BytesIO(raw(run)), data_only=True)["数字覆盖"]
    assert [values.cell(row, 7).value for row in (2, 3)] == [0.7, 1]
    assert (values.cell(4, 5).value, values.cell(4, 6).value) == (91, 73)


def test_unjudged_figures_are_listed_where_known() -> None:
    run = sample_run()
    shown = rows(workbook(run)["数字覆盖"])
    assert shown[-1][:4] == ("送审材料/甲局.yaml", "某某区甲局", "3.5", "指标 · 第5行 · 分值")
    assert rows(workbook(run_of(clean_result()))["数字覆盖"])[-1][0] == "没有核到的数字需用 --with-passed 列出"
    assert rows(workbook(run_of(clean_result()), with_passed=True)["数字覆盖"])[-1][0] == "无"


def test_about_names_versions_packs_meanings_and_unreadable_files() -> None:
    about: dict[object, str] = {row[0]: str(row[1]) for row in rows(workbook(sample_run())["说明"])}
    assert about["结论"].startswith("发现 3 个问题")
    assert about["核查工具"] == "gouji 0.1.0"
    assert about["规则包"] == "示例规则包 cn-sample 2024.1\nSHA-256 " + "c" * 64
    assert about["无法判定"].endswith("不等于符合")
    assert about["没有读成的材料"] == (
        "送审材料/丙所.yaml:2:18\n[D198] 不是 YAML：花括号没有合上\n检查这一行的缩进和冒号"
    )


def test_tick_marks_only_when_asked_for() -> None:
    sheet = workbook(sample_run(), with_passed=True)["核对相符"]
    assert rows(sheet)[1] == (
        1,
        "某某区甲局",
        "送审材料/甲局.yaml",
        "预算执行 · 第3行 · 执行率 第11行第71列",
        "舍入内符合",
        "rate-matches",
        "执行率 = 全年执行数 / 全年预算数",
        "50.0% = 1.00万元 / 2.00万元",
    )


def test_it_prints_on_a4_landscape_one_page_wide_with_the_header_on_every_page() -> None:
    book = workbook(run_of(fifty_findings()))
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    findings = book["问题清单"]
    assert findings.freeze_panes == "B2"
    assert findings.auto_filter.ref == "A1:P51"
    assert findings.print_title_rows == "$1:$1"
    assert findings["F2"].alignment.wrap_text
    # Not every program makes a row as high as its text: two lines of message need more than one line's height.
    assert findings.row_dimensions[2].height >= 2 * 13


def test_gravity_is_said_in_words_and_the_fill_is_light() -> None:
    entries = tuple(replace(finding(id=str(level)), severity=level) for level in Severity)
    sheet = workbook(run_of(result_of(*entries)))["问题清单"]
    assert [sheet.cell(row, 5).value for row in range(2, 6)] == ["高", "中", "低", "提示"]
    for row in range(2, 6):
        color = sheet.cell(row, 5).fill.start_color.rgb[-6:]
        assert sum(int(color[at : at + 2], 16) for at in (0, 2, 4)) > 3 * 0xA0
    assert sheet["E2"].font.bold and not sheet["E3"].font.bold


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "{=1}", "http://a.b", "12.50", "#N/A"]
)
def test_texts_never_become_formulas_links_or_numbers(text: str) -> None:
    entry = finding(
        id=text,
        message=text,
        advice=text,
        rule=text,
        basis=(text,),
        locations=(location(text, text, 1, 1),),
        evidence=Evidence(text, text, text, text, text),
    )
    result = replace(result_of(entry, path=text), unit=text, kind=text)
    book = workbook(run_of(result))
    findings = book["问题清单"]
    for column in (2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16):
        assert findings.cell(2, column).value == text
        assert findings.cell(2, column).data_type == "s"
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "f" or cell.value.startswith(("=IF(", "=SUM("))


def test_long_text_is_cut_with_a_mark() -> None:
    text = cell_text("长" * 40_000, "zh")
    assert len(text) == 32_767
    assert text.endswith("长…（原文共 40000 字，此处截断）")
    assert cell_text("长" * 32_767, "zh") == "长" * 32_767
    astral = cell_text("😀" * 20_000, "zh")
    assert len(astral.encode("utf-16-le")) // 2 <= 32_767
    assert astral.startswith("😀😀") and astral.endswith("字，此处截断）")
    sheet = workbook(run_of(result_of(finding(message="长" * 40_000))))["问题清单"]
    assert sheet["F2"].value == text


def test_too_many_line_breaks_are_joined() -> None:
    assert cell_text("\n".join("行" * 400), "zh").count("\n") == 250


def test_hidden_characters_are_shown() -> None:
    sheet = workbook(run_of(result_of(finding(message="a\x1b[2J\u202eb\x00\ud800"))))["问题清单"]
    assert sheet["F2"].value == "a\\x1b[2J\\u202eb\\x00\\ud800"


def test_what_a_sheet_cannot_hold_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_paper.Paper, "most_rows", 12)
    sheet = workbook(run_of(fifty_findings()))["问题清单"]
    assert [row[0] for row in rows(sheet)][1:11] == list(range(1, 11))
    assert sheet["A12"].value == "表格装不下全部内容，另有 40 行没有列出，请用 JSON 输出查看"


def test_an_empty_list_says_why() -> None:
    assert workbook(run_of())["问题清单"]["F2"].value == "没有送审材料可查：这不是通过。"
    assert workbook(run_of(clean_result()))["问题清单"]["F2"].value == "未发现问题，但 2 条规则从未判过。"


def test_same_run_same_bytes() -> None:
    assert raw(sample_run()) == raw(sample_run())


def test_english() -> None:
    book = workbook(sample_run(), "en", with_passed=True)
    assert book.sheetnames == ["Findings", "Undecided", "Rule counts", "Coverage", "Checks that hold", "About"]
    assert book["Findings"]["E2"].value == "high"
