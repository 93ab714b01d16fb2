"""Every word that the outputs say, in Chinese and English; ``{fields}`` are filled in by name.

An English text with a count takes its singular from ``ONE`` where the count is 1.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    # titles and labels
    "title": ("核查问题清单", "Finding list"),
    "verdict": ("结论", "Verdict"),
    "summary": ("汇总", "Summary"),
    "findings": ("问题", "Findings"),
    "finding_list": ("问题清单", "Findings"),
    "details": ("问题明细", "Details"),
    "outcomes": ("核查结果", "Checks"),
    "figures": ("数字", "Figures"),
    "submissions": ("送审材料", "Submissions"),
    "rules": ("规则", "Rules"),
    "formula": ("公式", "Formula"),
    "filled": ("代入", "Filled in"),
    "expected": ("应为", "Expected"),
    "reported": ("所列", "Reported"),
    "gap": ("差额", "Gap"),
    "net_gap": ("{difference}，扣除舍入后 {gap}", "{difference}, {gap} after rounding"),
    "note": ("说明", "Note"),
    "basis": ("依据", "Basis"),
    "advice": ("建议", "Advice"),
    "operands": ("出处", "Operands"),
    "places": ("位置", "Places"),
    "rule": ("规则", "Rule"),
    "truncated": (
        "只有把尾数舍去、不四舍五入时才相符",
        "the figures agree only if digits were cut off instead of rounded",
    ),
    # roots
    "root": ("根源", "Root"),
    "roots": ("根源", "Roots"),
    "suspects": ("嫌疑", "Suspects"),
    "suggestion": ("改法", "Edit"),
    "edit_of": ("{cell} 改为 {value}", "{cell} becomes {value}"),
    "matters": ("影响", "Matters"),
    "echoes": ("牵连", "Echoes"),
    "cosmetic": ("更正后不影响其他判断", "no other rule comes out differently once it is corrected"),
    "cosmetic_throughout": (
        "更正后不影响其他判断，在可能的取值之内都是如此（表述性差错）",
        "no other rule comes out differently once it is corrected, whatever its possible value: cosmetic",
    ),
    "margin": ("余地", "Margin"),
    "margin_between": (
        "{cell} 在 {low} ~ {high} 之内，其他判断不变",
        "{cell} from {low} to {high}: no other judgement changes",
    ),
    "margin_least": ("{cell} 不低于 {low}，其他判断就不变", "{cell} from {low} up: no other judgement changes"),
    "margin_most": ("{cell} 不高于 {high}，其他判断就不变", "{cell} up to {high}: no other judgement changes"),
    "margin_any": ("{cell} 取什么值，其他判断都不变", "{cell}: no other judgement depends on it"),
    "margin_fails": ("到 {value} 时“{name}”不符合", "at {value} “{name}” fails"),
    "margin_holds": ("到 {value} 时“{name}”不再是问题", "at {value} “{name}” is no finding any more"),
    "margin_apart": (
        "看文字的规则（{rules}）不在其内",
        "rules that look at the text ({rules}) apart",
    ),
    "margin_stopped": ("再远没有查", "not looked at further"),
    "margin_unsure": (
        "可能的取值不都在这以内",
        "not every possible value lies there",
    ),
    "moves": (
        "{cell} 要随之由 {text} 改为 {value}（差 {difference}）",
        "{cell} would follow from {text} to {value} (difference {difference})",
    ),
    "rewords": (
        "{cell} 要随之由“{text}”改为“{value}”",
        "{cell} would follow from “{text}” to “{value}”",
    ),
    "would_raise": ("更正后会不符合：{message}（{rule}）", "would then fail: {message} ({rule})"),
    "would_clear": ("一并消除：{message}（{rule}）", "would be gone with it: {message} ({rule})"),
    "more_suspects": ("另有 {n} 格", "{n} more cells"),
    "roots_of": ("{n} 个", "{n}"),
    "roots_accepted": ("，其中 {n} 个可以接受", ", {n} of them acceptable"),
    "left_out": ("没有分析的", "Not analysed"),
    "verdict_roots": ("，归为 {n} 个根源", ", {n} roots"),
    "joint": (
        "各项关系单独都成立，放在一起没有真实值能满足",
        "every relation holds alone, and no true values satisfy them together",
    ),
    # columns
    "number": ("序号", "No."),
    "unit": ("单位", "Unit"),
    "year": ("年度", "Year"),
    "kind": ("类型", "Kind"),
    "file": ("文件", "File"),
    "place": ("位置", "Place"),
    "severity": ("级别", "Severity"),
    "message": ("问题", "Finding"),
    "review": ("复核意见", "Review"),
    "id": ("编号", "ID"),
    "name": ("名称", "Name"),
    "reason": ("原因", "Reason"),
    "count": ("项数", "Checks"),
    "judged": ("已判", "Judged"),
    "printed": ("印出的数字", "Printed"),
    "judged_figures": ("核到的数字", "Judged"),
    "share": ("核到的比例", "Share"),
    "text": ("原文", "Text"),
    "version": ("版本", "Version"),
    "pack": ("规则包", "Pack"),
    "setting": ("参数", "Setting"),
    "total": ("合计", "Total"),
    "outcome": ("结果", "Outcome"),
    # sheets and sections
    "undecided": ("无法判定", "Undecided"),
    "why_undecided": ("为什么没有判", "Why not judged"),
    "rule_counts": ("规则判定", "Rule counts"),
    "coverage": ("数字覆盖", "Coverage"),
    "about": ("说明", "About"),
    "tick_marks": ("核对相符", "Checks that hold"),
    "uncovered": ("没有核到的数字", "Figures that no check has judged"),
    "unread": ("没有读成的材料", "Submissions that could not be read"),
    "other_diagnostics": ("关于规则和设置", "On rules and settings"),
    "page": ("第 {at} 页，共 {all} 页", "Page {at} of {all}"),
    # places, for people
    "at_line": ("第{line}行第{column}列", "line {line}, column {column}"),
    "at_whole_line": ("第{line}行", "line {line}"),
    "at_page": ("第{page}页", "page {page}"),
    "annotated": ("批注", "annotated"),
    "at_table": ("第{table}表", "table {table}"),
    "at_paragraph": ("第{paragraph}段", "paragraph {paragraph}"),
    "at_row": ("第{row}行", "row {row}"),
    "record": ("第{record}行的报告", "record {record}"),
    "year_of": ("{year}年", "{year}"),
    "more_places": ("另有 {n} 处", "{n} more places"),
    "more_rules": ("{rules} 等 {n} 条", "{rules} and others, {n} in all"),
    "separator": ("、", ", "),
    "semicolon": ("；", "; "),
    "comma": ("，", ", "),
    "colon": ("：", ": "),
    "stop": ("。", "."),
    "open": ("（", " ("),
    "close": ("）", ")"),
    "quoted": ("“{text}”", "“{text}”"),
    # counted
    "n_checks": ("{n} 项", "{n} checks"),
    "n_submissions": ("{n} 份", "{n} submissions"),
    "more_notes": ("另有 {n} 条，--verbose 全部列出", "{n} more, listed with --verbose"),
    "group": ("{name}：共 {n} 处", "{name}: {n} places"),
    "more_in_group": (
        "另有 {n} 处，--verbose 全部列出",
        "{n} more, listed with --verbose",
    ),
    "more_reasons": (
        "另有 {n} 种原因，共 {checks} 项，--verbose 全部列出",
        "{n} more reasons, {checks} checks, listed with --verbose",
    ),
    "more_clean": (
        "另有 {n} 份材料没有发现问题，--verbose 全部列出",
        "{n} more submissions without findings, listed with --verbose",
    ),
    "coverage_of": ("印出 {printed} 个，核到 {judged} 个（{share}）", "{judged} of {printed} judged ({share})"),
    "coverage_none": ("没有印出的数字", "no printed figures"),
    "submissions_of": (
        "{all} 份，读成 {read} 份，没有读成 {unread} 份",
        "{all}: {read} read, {unread} could not be read",
    ),
    "submissions_all": ("{all} 份，全部读成", "{all}, all read"),
    "passed_over": (
        "另有 {n} 个文件不是可读的格式：{files}",
        "besides, {n} files of formats that cannot be read: {files}",
    ),
    "more_files": ("{files} 等", "{files} and others"),
    "never_judged": ("{n} 条规则从未判过：{rules}", "{n} rules were never judged: {rules}"),
    "all_judged": ("{n} 条，全部判过", "{n}, all judged"),
    "no_rules": ("没有规则", "no rules"),
    "none": ("无", "none"),
    # the verdict
    "verdict_findings": ("发现 {n} 个问题（{severities}）", "{n} findings ({severities})"),
    "verdict_clean": ("未发现问题，{n} 项核查都符合", "no findings: all {n} checks that were judged hold"),
    "verdict_clean_but": ("未发现问题，但 ", "no findings, but "),
    "verdict_undecided": ("{n} 项无法判定", "{n} checks could not be decided"),
    "verdict_unread": ("{n} 份材料没有读成", "{n} submissions could not be read"),
    "verdict_never": ("{n} 条规则从未判过", "{n} rules were never judged"),
    "verdict_passed_over": ("{n} 个文件的格式不可读", "{n} files are of formats that cannot be read"),
    "verdict_also": ("；另有 ", "; "),
    "verdict_nothing": ("没有任何规则被判定：这不是通过", "no rule was judged at all: this is not a pass"),
    "verdict_empty": ("没有送审材料可查：这不是通过", "there was no submission to check: this is not a pass"),
    # diagnostics
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    # what the outcomes mean
    "means_pass": ("规则的要求在这里成立", "the requirement of the rule holds here"),
    "means_within_rounding": (
        "按四舍五入的误差计算可以成立",
        "it holds once the rounding of the printed figures is allowed for",
    ),
    "means_fail": ("怎样四舍五入都不能成立，列为问题", "no rounding makes it hold: this is a finding"),
    "means_not_applicable": (
        "规则的条件在这里不成立，或没有可查的行",
        "the condition of the rule is false here, or there are no rows",
    ),
    "means_undecided": (
        "缺少所需的内容，没有判，不等于符合",
        "something that the rule needs is missing: not judged, which is not a pass",
    ),
    "about_tool": ("核查工具", "Checked with"),
    "sha256": ("SHA-256", "SHA-256"),
    "cut_mark": ("…（原文共 {n} 字，此处截断）", "… (cut here; {n} characters in all)"),
    "rows_cut": (
        "表格装不下全部内容，另有 {n} 行没有列出，请用 JSON 输出查看",
        "the sheet cannot hold every row: {n} are left out, see the JSON output",
    ),
    "covered_unknown": (
        "没有核到的数字需用 --with-passed 列出",
        "the figures that no check has judged are listed with --with-passed",
    ),
    # the page that shows the submission itself
    "document": ("送审原文", "The submission"),
    "legend_good": ("核对相符", "judged, holds"),
    "legend_bad": ("与别处不符", "contradicted"),
    "legend_open": ("没有核到", "not judged"),
    "figure_bad": ("涉及问题 {numbers}", "see finding {numbers}"),
    "no_source": ("没有保留原文", "the text of the submission was not kept"),
    "no_findings": ("这份材料没有发现问题。", "No findings in this submission."),
    "rows_hidden": ("另有 {n} 行没有问题，没有显示", "{n} more rows without findings are not shown"),
    "header": ("页眉", "header"),
    "footer": ("页脚", "footer"),
    "apart": ("附注", "note"),
    "fields": ("字段", "Fields"),
    "empty_cell": ("空", "empty"),
    "to_list": ("回到清单", "back to the list"),
    "undecided_of": ("无法判定：{reason}", "not decided: {reason}"),
    "passed_of": ("{outcome}：{filled}", "{outcome}: {filled}"),
}

#: English for a count of one.
ONE: Mapping[str, str] = {
    "more_places": "1 more place",
    "n_checks": "1 check",
    "n_submissions": "1 submission",
    "group": "{name}: 1 place",
    "more_clean": "1 more submission without findings, listed with --verbose",
    "never_judged": "1 rule was never judged: {rules}",
    "verdict_findings": "1 finding ({severities})",
    "verdict_clean": "no findings: the one check that was judged holds",
    "verdict_undecided": "1 check could not be decided",
    "verdict_unread": "1 submission could not be read",
    "verdict_never": "1 rule was never judged",
    "verdict_passed_over": "1 file is of a format that cannot be read",
    "passed_over": "besides, 1 file of a format that cannot be read: {files}",
}


def word(key: str, lang: str, **values: object) -> str:
    """The text of a key in a language (any other than ``en`` is Chinese), filled with values."""
    template = WORDS[key][lang == "en"]
    if lang == "en" and values.get("n") == 1:
        template = ONE.get(key, template)
    return template.format_map(values) if values else template


def joined(parts: list[str], lang: str) -> str:
    """The parts of a list as people write it."""
    return word("separator", lang).join(parts)
