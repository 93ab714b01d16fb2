"""Messages of the packs room: P4, the form of rule files."""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    "P401": Message(
        "{what}里没有“{key}”这个键", "“{key}” is no key here ({what})", "最接近的键：{near}", "nearest keys: {near}"
    ),
    "P402": Message(
        "{what}应当是 名称: 内容 的形式",
        "{what} must be a mapping of names to contents",
        "每行一个“名称: 内容”，冒号用半角、后面空一格",
        "one “name: content” a line, with a space after the colon",
    ),
    "P403": Message("“{key}”写了两次", "“{key}” stands here twice"),
    "P404": Message("{what}应当是一段文字", "{what} must be text"),
    "P405": Message("{what}应当是列表，每行以“- ”开头", "{what} must be a list, each line beginning with “- ”"),
    "P410": Message(
        "表“{table}”没有“{name}”这一列",
        "table “{table}” has no column “{name}”",
        "最接近的列：{near}",
        "nearest columns: {near}",
    ),
    "P411": Message(
        "列“{name}”没有写类", "column “{name}” has no kind", "例如：{name}: 金额", "for example: {name}: money"
    ),
    "P412": Message("没有“{kind}”这个类", "there is no kind “{kind}”", "可用的类：{near}", "known kinds: {near}"),
    "P413": Message(
        "宽度不能是“{width}”",
        "the width cannot be “{width}”",
        "宽度有三种：精确、显示、列",
        "there are three: exact, printed, column",
    ),
    "P414": Message("“{unit}”不是认识的单位", "“{unit}” is no known unit"),
    "P415": Message(
        "信任不能是“{trust}”",
        "the trust cannot be “{trust}”",
        "信任有三种：高、中（不写时）、低",
        "there are three: high, medium (when left out), low",
    ),
    "P420": Message(
        "这里应当是一条规则",
        "a rule is expected here",
        "写一行式子，或写 编号、当、要求 等键",
        "write one line, or the keys id, when, require …",
    ),
    "P421": Message("写了“规则”就不能再写“当”和“要求”", "with “rule” there can be no “when” and “require”"),
    "P422": Message(
        "这条规则没有写“要求”",
        "this rule has no requirement",
        "加一行：要求: 得分 ≤ 分值",
        "add a line: require: score ≤ weight",
    ),
    "P423": Message(
        "级别不能是“{word}”",
        "the severity cannot be “{word}”",
        "级别有四种：高、中、低、提示",
        "there are four: high, medium, low, info",
    ),
    "P424": Message(
        "编号“{id}”只能用文字、数字、横线和点，至多 80 个字",
        "the id “{id}” may hold letters, digits, - _ . only, 80 at most",
    ),
    "P425": Message("没有“{key}”这个依据", "there is no basis “{key}”", "最接近的依据：{near}", "nearest: {near}"),
    "P426": Message(
        "消息里的“}}”没有对应的“{{”",
        "“}}” in the message closes nothing",
        "要写大括号本身，写两个",
        "write it twice for the sign itself",
    ),
    "P427": Message(
        "消息里的“{{”没有关上",
        "“{{” in the message is never closed",
        "要写大括号本身，写两个",
        "write it twice for the sign itself",
    ),
    "P428": Message(
        "每个测试要写一个结果：符合、舍入内符合、截断、不符合、不适用 或 无法判定",
        "a test needs one outcome: pass, within_rounding, truncated, fail, not_applicable or undecided",
    ),
    "P430": Message("继承超过 {depth} 层", "inheritance is deeper than {depth}"),
    "P431": Message(
        "没有规则",
        "there are no rules",
        "在“规则:”下面每行写一条，以“- ”开头",
        "write one rule a line under “rules:”, each beginning with “- ”",
    ),
    "P432": Message("规则文件超过 {limit} 字节", "the rule file is larger than {limit} bytes"),
    "P433": Message("打不开：{reason}", "cannot be opened: {reason}"),
    "P434": Message(
        "这不是规则文件",
        "this is no rule file",
        "规则文件以“规则:”开头，下面每行一条，以“- ”开头",
        "a rule file begins with “rules:”, then one rule a line beginning with “- ”",
    ),
    "P435": Message(
        "找不到要继承的“{source}”",
        "“{source}”, to be inherited, is not found",
        "自带的规则包：{near}",
        "packs that come with gouji: {near}",
    ),
    "P436": Message("核实只能是“已核”或“未核”，不能是“{word}”", "“{word}” is neither verified nor unverified"),
    "P437": Message(
        "依据“{key}”的条号没有核实，不能写条号",
        "the article of “{key}” is not verified and cannot be cited",
        "对照原文后写“核实: 已核”，或删去条号",
        "verify it against the text, or drop the article",
    ),
    "P438": Message(
        "参数“{name}”没有默认值", "parameter “{name}” has no default", "例如：{name}: 130%", "for example: {name}: 130%"
    ),
    "P439": Message(
        "参数只能是一个数、日期、带引号的文字或一组词，“{text}”不是",
        "a parameter is a figure, a date, quoted text or a set of words; “{text}” is none",
    ),
    "P440": Message("编号“{id}”已经用过：{first}", "the id “{id}” is taken: {first}"),
    "P441": Message("这条规则写了两次：{name}", "this rule stands here twice: {name}"),
    "P442": Message("没有编号为“{id}”的规则", "there is no rule “{id}”", "最接近的编号：{near}", "nearest ids: {near}"),
    "P443": Message(
        "“{source}”与本文件互相继承",
        "“{source}” and this file inherit from each other",
        "去掉其中一个“继承”",
        "drop one of the two",
    ),
    "P450": Message(
        "模板要写“写入”（哪张表，或“字段”）和“句式”",
        "a template needs “table” (a table, or “fields”) and “patterns”",
        '例如：- {{写入: 变动, 句式: "{{项目}}{{本期}}，比上年增加{{变动额}}"}}',
        'for example: - {{table: 变动, patterns: "{{项目}}{{本期}}，比上年增加{{变动额}}"}}',
    ),
    "P451": Message(
        "词汇表里没有“{table}”这张表", "the vocabulary has no table “{table}”", "可写入：{near}", "tables: {near}"
    ),
    "P452": Message(
        "没有“{name}”这一列", "there is no column “{name}”", "最接近的列：{near}", "nearest columns: {near}"
    ),
    "P453": Message(
        "句式里没有“{name}”这个空", "no pattern has a slot “{name}”", "句式里的空：{near}", "slots: {near}"
    ),
    "P454": Message("句式超过 {limit} 个字", "a pattern is longer than {limit} characters"),
    "P455": Message(
        "这里多了一个“{sign}”",
        "“{sign}” is one too many here",
        "句式里的半角 ( ) [ ] | 有专门的意思；文中的括号写全角（）",
        "half-width ( ) [ ] | have a meaning in patterns; brackets of the text are written （）",
    ),
    "P456": Message(
        "句式里没有一个固定的词，什么句子都会对上",
        "the pattern has no fixed word: any sentence would match",
        "写上句子里一定有的词，如“比上年”",
        "add a word that the sentence always has, such as “比上年”",
    ),
    "P457": Message("“{sign}”没有关上", "“{sign}” is never closed"),
    "P458": Message("不认识的类“{kind}”", "unknown kind “{kind}”", "可用：{near}", "known: {near}"),
    "P459": Message(
        "“{name}”不是这张表的列，也没有写类",
        "“{name}” is no column of the table and has no kind",
        "最接近的列：{near}；或写成 {{{name}:名}}",
        "nearest columns: {near}; or write {{{name}:名}}",
    ),
    "P460": Message(
        "“来自”不能是“{source}”", "the source of a table cannot be “{source}”", "可用：{known}", "known: {known}"
    ),
    "P461": Message(
        "一个句式最多 {slots} 个空，其中列表和分项最多 {lists} 个",
        "a pattern has at most {slots} slots, {lists} of them lists or parts",
        "拆成几个句式",
        "split it into several patterns",
    ),
    "P462": Message("括号套了 {depth} 层以上", "brackets are nested more than {depth} deep"),
    "P444": Message("参数“{name}”不能是 {text}：{why}", "parameter “{name}” cannot be {text}: {why_en}"),
}
