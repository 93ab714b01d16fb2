"""Messages of the engine room: U6, why a check is undecided."""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    "E701": Message("{formula} 不成立", "{formula} does not hold"),
    "E702": Message(
        "{formula} 不成立：应为 {expected}，所列 {reported}",
        "{formula} does not hold: expected {expected}, reported {reported}",
    ),
    "U600": Message("规则不用于这类报告", "the rule is not for this kind of report"),
    "U601": Message("报告没有“{names}”", "the report has no “{names}”"),
    "U602": Message("“{name}”没有填写", "“{name}” is empty"),
    "U603": Message("“{name}”不是数字：{text}", "“{name}” is no number: {text}"),
    "U604": Message("单位不同，不能相比：{left} 与 {right}", "the units differ: {left} and {right}"),
    "U605": Message("除数为零或可能为零：{text}", "the divisor is zero or may be: {text}"),
    "U606": Message("在舍入误差内，条件成立与否不能确定：{text}", "rounding leaves the condition open: {text}"),
    "U607": Message(
        "{table} 有 {count} 行符合，不知取哪一行", "{count} rows of {table} fit; which one is meant is unknown"
    ),
    "U608": Message("{table} 没有符合的行", "no row of {table} fits"),
    "U609": Message(
        "“{text}”没有百分号，不知是 {text}% 还是 {text} 倍", "“{text}” has no percent sign: {text}% or {text} times?"
    ),
    "U610": Message("不是可以相比的数：{left} 与 {right}", "not comparable as figures: {left} and {right}"),
    "U611": Message("不是日期：{text}", "not a date: {text}"),
    "U612": Message("报告没有“{table}”这张表", "the report has no table “{table}”"),
    "U613": Message("“{name}”在一组里有 {count} 个不同的值", "“{name}” has {count} different values in one group"),
    "U614": Message(
        "规则里的名称不在这份报告里：{names}",
        "names of the rule that this report lacks: {names}",
        "最接近的名称：{near}",
        "nearest names: {near}",
    ),
    "U615": Message("规则与这份报告的列不相配：{reason}", "the rule does not fit this report's columns: {reason}"),
    "U616": Message("核查出错，已跳过：{reason}", "the check failed and was skipped: {reason}"),
    "U617": Message(
        "表太大：这条规则每判一行都要看遍整张表，只判了前 {done} 行，其余没有判",
        "the table is too long: every check of this rule goes through all rows; the first {done} were judged, no more",
        "不靠外层行的合计可以先写成定义；或者把材料分成几份",
        "split the material, or compare each row with one total row instead of a sum over all rows",
    ),
}
