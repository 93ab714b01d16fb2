"""``audit init``: five rules with tests and a small report with one fault, to start from."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.cli.command import Verb
from gouji.cli.options import lang_option

RULES = """\
# 规则文件。一条规则一行字就够，例如  - 得分 ≤ 分值 ；要经得起复核，就用下面的完整写法。
# 名称用材料里印的列名。四舍五入的差别会自动算进去，不用写容差。
# 核查：audit check 送审材料 --rules 规则.yaml        测试规则：audit rules test 规则.yaml
依据:
  填报说明: {名称: 填报说明, 内容: 各栏的填法和相互关系}   # 换成你所依据的文件

规则:
  # 1 比率要能由两个数复算。
  - 编号: rate
    名称: 完成率复算不符
    级别: 高                # 高 中 低 提示
    依据: [填报说明]
    要求: 完成率 = 完成数 / 计划数
    消息: "“{项目}”完成率写作 {完成率}，按 {完成数} ÷ {计划数} 复算不符"
    建议: 核对完成数和计划数后更正完成率
    测试:                   # 每条规则至少有一个符合、一个不符合
      - 符合:   {项目: 甲, 计划数: 80人, 完成数: 74人, 完成率: 92.5%}
      - 不符合: {项目: 甲, 计划数: 80人, 完成数: 74人, 完成率: 95.2%}
      - 不符合: {项目: 甲, 计划数: 80人, 完成数: 74人, 完成率: 90.0%}

  # 2 得分不能超过分值。
  - 编号: score-bound
    名称: 得分超过分值
    级别: 高
    依据: [填报说明]
    要求: 得分 ≤ 分值
    消息: "“{项目}”分值 {分值}，得分 {得分}"
    建议: 得分最多等于分值
    测试:
      - 符合:   {项目: 甲, 分值: 50分, 得分: 50分}
      - 符合:   {项目: 甲, 分值: 50分, 得分: 46分}
      - 不符合: {项目: 甲, 分值: 50分, 得分: 50.5分}

  # 3 各行得分加起来等于总分。“总分”不在表里，是一个字段；表的列在表外要写表名。
  - 编号: total
    名称: 得分合计与总分不符
    级别: 高
    依据: [填报说明]
    范围: 报告
    要求: 合计(任务.得分) = 总分
    消息: "各行得分合计 {合计(任务.得分)}，总分写作 {总分}"
    建议: 核对各行得分后更正总分
    测试:
      - 符合:   {总分: 95分, 任务: [{项目: 甲, 得分: 45分}, {项目: 乙, 得分: 50分}]}
      - 不符合: {总分: 96分, 任务: [{项目: 甲, 得分: 45分}, {项目: 乙, 得分: 50分}]}
      - 不符合: {总分: 94分, 任务: [{项目: 甲, 得分: 45分}, {项目: 乙, 得分: 50分}]}

  # 4 条件写在“当”里：条件不成立的行不适用，不算符合。
  - 编号: reason
    名称: 没有完成而没有写原因
    级别: 中
    依据: [填报说明]
    当: 完成数 < 计划数
    要求: 原因 已填
    消息: "“{项目}”计划 {计划数}，完成 {完成数}，没有写原因"
    建议: 补写原因
    测试:
      - 符合:   {项目: 甲, 计划数: 80人, 完成数: 74人, 原因: 部分人员外出}
      - 不符合: {项目: 甲, 计划数: 80人, 完成数: 74人, 原因: ""}
      - 不适用: {项目: 甲, 计划数: 80人, 完成数: 80人, 原因: ""}

  # 5 文字只能取几种说法。
  - 编号: wording
    名称: 结论的说法不规范
    级别: 低
    依据: [填报说明]
    要求: 结论 属于 {完成, 部分完成, 未完成}
    消息: "“{项目}”的结论写作“{结论}”"
    建议: 写“完成”“部分完成”或“未完成”
    测试:
      - 符合:   {项目: 甲, 结论: 完成}
      - 符合:   {项目: 甲, 结论: 部分完成}
      - 符合:   {项目: 甲, 结论: 未完成}
      - 不符合: {项目: 甲, 结论: 基本上完成}
"""

REPORT = """\
# 一份小报告，里面有一处错：audit check 会指出来。
gouji: report/1
unit: 示例单位
year: 2023
fields:
  总分: 96.25分
tables:
  任务:
    - 项目: 技能培训
      计划数: 80人
      完成数: 74人
      完成率: 95.2%      # 应为 92.5%
      分值: 50分
      得分: 46.25分
      结论: 部分完成
      原因: 有人外出
    - 项目: 上门走访
      计划数: 120户
      完成数: 120户
      完成率: 100%
      分值: 50分
      得分: 50分
      结论: 完成
      原因: ""
"""

FILES = {"规则.yaml": RULES, "送审材料/示例.yaml": REPORT}


@click.command(
    cls=Verb,
    examples=("audit init", "audit init 我的核查"),
    help="写出一套起步的文件：五条带测试的规则，一份有一处错的样例。已有的文件不会改动。\n"
    "Write five rules with tests and a report with one fault; nothing that exists is touched.",
)
@click.argument("folder", default=".", metavar="[DIR]")
@lang_option
def init(folder: str, lang: str) -> int:
    """2 where a file is there already or cannot be written; then nothing is written."""
    from gouji.cli.speech import say
    from gouji.faults import Diagnostic, SettingError

    base = Path(folder)
    there = [Diagnostic("C545", {"path": str(base / name)}) for name in FILES if (base / name).exists()]
    if there:
        raise SettingError(there)
    written: list[Path] = []
    for name, text in FILES.items():
        path = base / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "x", encoding="utf-8", newline="\n") as stream:
                written.append(path)
                stream.write(text)
        except OSError as fault:
            for half in written:
                half.unlink(missing_ok=True)
            args = {"path": str(path), "reason": fault.strerror or str(fault)}
            raise SettingError([Diagnostic("C546", args)]) from None
    en = lang == "en"
    for path in written:
        say(("wrote " if en else "已写入 ") + str(path))
    say("next:" if en else "接着：")
    rules, report = (_quoted(str(base / name)) for name in FILES)
    say(f"  audit check {report} --rules {rules}")
    say(f"  audit rules test {rules}")
    return 0


def _quoted(path: str) -> str:
    """A path as a shell takes it."""
    return f'"{path}"' if " " in path else path
