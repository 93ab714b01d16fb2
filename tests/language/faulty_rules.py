"""A rule file for every fault that a rule file can have, and the whole text that is shown for it.

``python tests/language/faulty_rules.py`` writes ``diagnostics.txt`` anew; read the difference before keeping it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from gouji.engine.ruleset import RuleSet
from gouji.faults import Diagnostic, GoujiError
from gouji.output import render_diagnostics
from gouji.packs.loader import load_pack

SNAPSHOT = Path(__file__).parent / "diagnostics.txt"
VOCABULARY = """表:
  指标:
    列: {三级指标: 文本, 一级指标: 文本, 年度指标值: 目标, 实际完成值: 取值, 分值: 分数, 得分: 分数, 结论: 文本}
  执行:
    合计行: {来源: 合计}
    列: {来源: 文本, 预算数: 金额, 执行数: 金额, 执行率: 比率, 得分: 分数, 日期: 日期}
字段: {总分: 分数, 等级: 文本}
词组: {达标用语: [达到预期]}
参数: {上限: 130%}
定义: {循环: 循环 + 1分}
依据: {办法: {名称: 管理办法}}
"""

#: Code → the rule lines that show it (under ``规则:``, with the vocabulary above).
RULES: dict[str, list[str]] = {
    "R200": ["- ' '"],
    "R201": ["- 得分 ≤ " + "1" * 20_000],
    "R202": ["- 执行数 =< 预算数", "- 得分 > 0 && 得分 < 9"],
    "R203": ["- 总分 ≤ 100分。", "- 总分 ≤ 100分；等级 = “优”"],
    "R204": ["- 总分 ≤ 100分 @"],
    "R205": ["- 结论 匹配 /优"],
    "R206": ["- 等级 = “优", "- 「全年 执行数 ≤ 预算数"],
    "R207": ["- 「」 = 1"],
    "R208": ["- 日期 ≤ 2023年13月"],
    "R209": ["- 总分 ≤ 1_000"],
    "R210": ["- 当 总分 ≥ 90则 等级 = “优”", "- 总分 ≥ 90分且 等级 = “优”"],
    "R211": ["- 总分 ≤ 100abc"],
    "R212": ["- " + " 且 ".join(["分值 ≤ 1"] * 1_250)],
    "R213": ["- " + "(" * 41 + "总分" + ")" * 41 + " = 1", "- " + "非 " * 41 + "等级 已填"],
    "R214": ["- 要求: 当 总分 > 0 则 等级 已填"],
    "R215": ["- 等级 = 优”"],
    "R216": ["- 总分 ≤ 100 分"],
    "R217": [
        "- {要求: 丙 = 1分, 定义: {甲: "
        + " + ".join(["总分"] * 60)
        + ", 乙: 甲 + 甲, 丙: "
        + " + ".join(["乙"] * 60)
        + "}}"
    ],
    "R218": ["- 存在(指标 其中 存在(指标 其中 存在(指标 其中 存在(指标 其中 存在(指标 其中 得分 > 1分)))))"],
    "R220": ["- 执行数 + 预算数) = 1万元"],
    "R221": ["- 合计(指标.得分] = 总分"],
    "R222": ["- （执行数 ＋ 预算数 = 1万元", "- " + "(" * 10_000],
    "R223": ["- 当 总分 > 0 等级 已填", "- 当 总分 > 0 且 等级 已填"],
    "R224": ["- 总分 > 0 则 等级 已填"],
    "R225": ["- 总分 = = 100"],
    "R226": ["- 「合计」(指标.得分) = 总分"],
    "R227": ["- 等级 “优”"],
    "R228": ["- 全年 执行数 ≤ 预算数"],
    "R229": ["- 等级 属于 {}"],
    "R230": ["- 总分 ≤"],
    "R231": ["- 总分 ≤ 且 100"],
    "R232": ["- 执行数不属于 达标用语", "- 当总分 > 0 则 等级 已填", "- 实际完成值未达 年度指标值"],
    "R233": ["- 完成率 在 80% 到 100% 之间"],
    "R234": ["- 等级 属于 (优, 良)"],
    "R235": ["- 总分 ≤ 100，总分 ≥ 0"],
    "R301": ["- 执行书 ≤ 预算数", "- 决算书 ≤ 预算数", "- 总计 ≤ 90"],
    "R302": ["- 合计(指标表.得分) = 总分"],
    "R303": ["- 合计(指标.得份) = 总分"],
    "R304": ["- 得分 ≥ 1", "- 合计(得分) = 总分"],
    "R305": ["- 三级指标 已填 且 执行数 > 0"],
    "R306": ["- 汇总(指标.得分) = 总分"],
    "R307": ["- 舍入(总分) = 1"],
    "R308": ["- 合计(1) = 总分", "- 每个(指标) 且 总分 > 0"],
    "R309": ["- 舍入(总分 其中 等级 已填, 1) = 1"],
    "R310": ["- 执行数 + 总分 ≤ 100万元", "- 总分 = “100”", "- 等级 > “良”", "- 日期 = 总分"],
    "R311": ["- 执行率 ≥ 95"],
    "R312": ["- 执行数 ≤ 100"],
    "R313": ["- 当 等级 则 总分 > 0"],
    "R314": ["- 等级 + 1 = 2"],
    "R326": ["- 舍入(总分, 31) = 1"],
    "R325": ["- 舍入(总分, 0.5) = 1", "- 舍入(总分, 总分) = 1"],
    "R315": ["- 总分 × 2 已填", "- 1 属于 达标用语"],
    "R316": [
        "- 结论 匹配 /(优/",
        "- 结论 匹配 /((优{1,900}){1,900}){1,900}/",
        f"- 结论 匹配 /{'优' * 1_001}/",
        "- 结论 匹配 /(\\w{900}){30}/",
    ],
    "R317": ["- 总分 = 总分", "- 1 < 2"],
    "R318": ["- 总分 < 总分"],
    "R319": ["- 结论 = 达标用语"],
    "R320": ["- 循环 = 总分"],
    "R321": ["- 等级 属于 优", "- 等级 = 优"],
    "R322": ["- 本行.得分 = 1"],
    "R323": ["- {范围: 每组 指标 按 一级, 要求: 合计(得分) ≤ 合计(分值)}"],
    "D122": ["- 编号：1", "- 编号：1\n  要求：总分 ≤ 100分"],
    "P403": ["- {要求: 总分 ≤ 100, require: 总分 ≤ 100}"],
    "P404": ["- {要求: 总分 ≤ 100, 名称: [一, 二]}"],
    "P405": ["- {要求: {总分: 1}}"],
    "P420": ["- [总分 ≤ 100]", "-"],
    "P421": ["- {规则: 总分 ≤ 100, 要求: 总分 ≤ 100}"],
    "P422": ["- {编号: a, 当: 总分 > 0}"],
    "P423": ["- {要求: 总分 ≤ 100, 级别: 严重}"],
    "P424": ["- {编号: 一/二, 要求: 总分 ≤ 100}"],
    "P425": ["- {要求: 总分 ≤ 100, 依据: 管理办法}"],
    "P426": ["- {要求: 总分 ≤ 100, 消息: '总分}'}"],
    "P427": ["- {要求: 总分 ≤ 100, 消息: '{总分'}"],
    "P428": ["- {要求: 总分 ≤ 100, 测试: [{符合: {总分: 1}, 不符合: {总分: 2}}]}"],
    "P440": ["- {编号: a, 要求: 总分 ≤ 100, 消息: 一}\n- {编号: a, 要求: 总分 ≤ 90, 消息: 二}"],
    "P441": ["- 总分 ≤ 100\n- 总分　≤　１００"],
}


def _templates(template: str) -> str:
    """A rule file with one template; its vocabulary is one table."""
    return f"表: {{变动: {{列: {{项目: 文本, 本期: 取值}}}}}}\n模板:\n- {template}\n"


#: Code → whole rule files that show it.
FILES: dict[str, list[str]] = {
    "P401": ["规测: [总分 ≤ 100]\n", "规则: [{要求: 总分 ≤ 100, 级別: 高}]\n"],
    "P402": ["表: [甲]\n"],
    "P410": ["表: {甲: {名称列: 名, 列: {名称: 文本}}}\n", "表: {甲: {合计行: {来原: 合计}, 列: {来源: 文本}}}\n"],
    "P411": ["表: {甲: {列: {名称: }}}\n"],
    "P412": ["表: {甲: {列: {名称: 金钱}}}\n"],
    "P413": ["表: {甲: {列: {额: {类: 金额, 宽度: 宽}}}}\n"],
    "P414": ["表: {甲: {列: {额: {类: 金额, 单位: xyz}}}}\n"],
    "P415": ["表: {甲: {列: {额: {类: 金额, 信任: 很高}}}}\n"],
    "P431": ["规则:\n"],
    "P434": ["- 总分 ≤ 100\n"],
    "P435": ["继承: 没有的包\n规则: [总分 ≤ 100]\n"],
    "P436": ["依据: {办法: {名称: 办法, 核实: 大概}}\n规则: [总分 ≤ 100]\n"],
    "P437": ["依据: {办法: {名称: 办法, 条: 第五条}}\n规则: [总分 ≤ 100]\n"],
    "P438": ["参数: {上限: {说明: 不能超过}}\n规则: [总分 ≤ 100]\n"],
    "P439": ["参数: {上限: 总分 × 2}\n规则: [总分 ≤ 100]\n"],
    "P442": ["规则: [{编号: a, 要求: 总分 ≤ 100}]\n停用: b\n级别: {c: 高}\n"],
    "P443": ["继承: r.yaml\n规则: [总分 ≤ 100]\n"],
    "P444": [
        "参数: {上限: {默认: 300%, 最大: 200%}}\n规则: [总分 ≤ 100]\n",
        "参数: {上限: {默认: 130%, 最小: 1万元}}\n规则: [总分 ≤ 100]\n",
    ],
    "P450": [_templates("{写入: 变动}"), _templates("{句式: '{项目}共{本期:数}'}")],
    "P451": [_templates("{写入: 变化, 句式: '{项目:名}比上年增加{本期:数}'}")],
    "P452": [_templates("{写入: 变动, 句式: '{项目}共{本期}', 列: {本其: '{本期}'}}")],
    "P453": [_templates("{写入: 变动, 句式: '{项目}共{本期}', 行: [{项目: '{事项}'}]}")],
    "P454": [_templates("{写入: 变动, 句式: '" + "共" * 1_001 + "'}")],
    "P455": [_templates("{写入: 变动, 句式: '{项目}共{本期}）(人)|'}")],
    "P456": [_templates("{写入: 变动, 句式: '，{项目}{本期}，……'}")],
    "P457": [_templates("{写入: 变动, 句式: '{项目}(共|计{本期}'}"), _templates("{写入: 变动, 句式: '{项目}共{本期'}")],
    "P458": [_templates("{写入: 变动, 句式: '{项目}共{本期:金颔}'}")],
    "P459": [_templates("{写入: 变动, 句式: '{项日}共{本期}'}")],
    "P460": ["表: {甲: {来自: 附件, 列: {名称: 文本}}}\n"],
    "P461": [_templates("{写入: 变动, 句式: '共" + "".join(f"{{n{n}:名}}、" for n in range(25)) + "'}")],
    "P462": [_templates("{写入: 变动, 句式: '共{项目}" + "[" * 12 + "计" + "]" * 12 + "{本期}'}")],
}


def samples() -> list[tuple[str, str]]:
    """Code and rule file, every one of them."""
    ruled = [(code, f"{VOCABULARY}规则:\n{rule}\n") for code, rules in RULES.items() for rule in rules]
    return ruled + [(code, text) for code, texts in FILES.items() for text in texts]


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    """What is said of a rule file; nothing when it is in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            RuleSet(load_pack([path]))
        except GoujiError as error:
            return error.diagnostics
    return ()


def shown(text: str, lang: str = "zh") -> str:
    """The diagnostics of a rule file as they are printed, without the folder that it lay in."""
    found = diagnostics_of(text)
    folders = {str(Path(d.label.file).parent) for d in found if d.label}
    out = render_diagnostics(found, lang, False, 100)
    for folder in folders:
        out = out.replace(f"{folder}/", "")
    return out


def snapshot() -> str:
    """All samples with what is shown for them, in Chinese and in English."""
    return "".join(f"==== {code}\n{shown(text)}{shown(text, 'en')}" for code, text in samples())


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
