"""The keys of rule files, in Chinese and in English: the only place where they are listed."""

from __future__ import annotations

from collections.abc import Mapping


def _table(*pairs: str) -> Mapping[str, str]:
    """``"规则 rules"`` makes both words mean ``rules``; the last word is the English one."""
    return {word: pair.split()[-1] for pair in pairs for word in pair.split()}


FILE = _table(
    "gouji",
    "编号 id",
    "版本 version",
    "名称 title",
    "说明 note",
    "适用 kinds",
    "标志 marks",
    "施行 effective",
    "继承 extends",
    "词汇 vocabulary",
    "停用 disable",
    "级别 severities",
    "依据 bases",
    "参数 parameters",
    "定义 definitions",
    "表 tables",
    "字段 fields",
    "词组 sets",
    "空值 empty",
    "模板 templates",
    "规则 rules",
)
RULE = _table(
    "编号 id",
    "名称 name",
    "级别 severity",
    "依据 basis",
    "适用 kinds",
    "范围 scope",
    "当 when",
    "要求 require",
    "规则 rule",
    "定义 definitions",
    "消息 message",
    "建议 advice",
    "测试 tests",
    "说明 note",
)
TEST = _table(
    "符合 pass",
    "舍入内符合 within_rounding",
    "不符合 fail",
    "不适用 not_applicable",
    "无法判定 undecided",
    "截断 truncated",
    "说明 note",
)
TEMPLATE = _table(
    "写入 table",
    "句式 patterns",
    "列 columns",
    "行 rows",
    "补缺 only_first",
    "分组 apart",
    "存疑 doubt",
    "章节 sections",
    "不含 without",
    "主语 subject",
    "整段 paragraph",
    "说明 note",
)
TABLE = _table(
    "来自 source",
    "别名 aliases",
    "名称列 label",
    "合计行 total",
    "列 columns",
    "承上 carried",
    "类别列 class",
    "汇总行 sum_rows",
    "汇总字段 sum_fields",
    "相加 adds",
    "分占 shares",
    "编码列 code",
    "满分 worth",
    "衬字 fillers",
    "说明 note",
)
COLUMN = _table(
    "类 kind",
    "别名 aliases",
    "单位 unit",
    "宽度 width",
    "空值 empty",
    "信任 trust",
    "表头 headers",
    "算符列 operator_headers",
    "单位列 unit_headers",
    "常见值 typical",
    "词根 roots",
    "词尾 endings",
    "不超过 at_most",
    "括注 points",
    "说明 note",
)
PARAMETER = _table("默认 default", "最小 least", "最大 most", "说明 note")
BASIS = _table("名称 title", "文号 number", "条 article", "内容 content", "核实 verified")
VERIFIED = _table("已核 verified", "未核 unverified")
