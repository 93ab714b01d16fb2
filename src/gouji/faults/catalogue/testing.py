"""Messages of rule tests, mutants and lint: R4."""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    # the data of a test
    "R401": Message(
        "规则“{rule}”的测试里，“{name}”不是认识的列、字段或表",
        "in a test of rule “{rule}”, “{name}” is no known column, field or table",
        "最接近的名称：{near}",
        "nearest names: {near}",
    ),
    "R402": Message(
        "规则“{rule}”的测试数据应当是 {{名称: 值}} 的形式",
        "the data of a test of rule “{rule}” must be a mapping of names to values",
        "例如：符合: {{得分: 9, 分值: 10}}",
        "for example: pass: {{score: 9, weight: 10}}",
    ),
    "R403": Message(
        "规则“{rule}”的测试里，“{name}”的每一行应当是 {{列: 值}} 的形式",
        "in a test of rule “{rule}”, every row of “{name}” must be a mapping of columns to values",
    ),
    "R404": Message(
        "规则“{rule}”的测试里，“{name}”是表“{table}”的一列，而这张表又另外给了行",
        "in a test of rule “{rule}”, “{name}” is a column of table “{table}”, whose rows are given as well",
        "把它写进那些行里",
        "write it into those rows",
    ),
    "R405": Message(
        "规则“{rule}”的测试数据不能用：{reason}", "the data of a test of rule “{rule}” cannot be used: {reason}"
    ),
    # how a test came out
    "R410": Message(
        "规则“{rule}”的测试应为{expect}，得到{outcome}：{detail}",
        "a test of rule “{rule}” should be {expect_en} and came out {outcome_en}: {detail_en}",
    ),
    "R411": Message(
        "没有规则的编号或名称含有“{word}”",
        "no rule has “{word}” in its id or name",
        "最接近的编号：{near}",
        "nearest ids: {near}",
    ),
    "R412": Message("没有一行适用", "it applies to no row"),
    "R413": Message("条件不成立：{when}", "the condition is false: {when}"),
    # mutants
    "R420": Message(
        "规则“{rule}”的测试看不出这处改动：{was} → {now}",
        "the tests of rule “{rule}” do not notice this change: {was} → {now_en}",
        "{hint}",
        "{hint_en}",
    ),
    "R421": Message(
        "规则“{rule}”的符合例，任何一个数改动一个末位或一成，都还是符合",
        "rule “{rule}” passes its passing example with any figure changed by a last digit or a tenth",
        "检查要求是否太宽，或者符合例没有用到要求里的数",
        "see whether the requirement is too wide, or the example does not use its figures",
    ),
    "R430": Message("加一个恰在界上的测试", "add a test exactly on the boundary"),
    "R431": Message(
        "各加一个偏大和偏小的不符合测试", "add a failing test on either side, one too large and one too small"
    ),
    "R432": Message(
        "加一个各项都不为零、彼此不同的测试", "add a test whose terms all differ from zero and from each other"
    ),
    "R433": Message("加一个只有这一部分不成立的测试", "add a test in which only this part is false"),
    "R434": Message("加一个只有这一部分成立的测试", "add a test in which only this part is true"),
    "R435": Message("加一个条件不成立的“不适用”测试", "add a “not applicable” test in which the condition is false"),
    "R436": Message("加一个两边结果相反的测试", "add a test that comes out the other way"),
    "R437": Message("加一个紧挨着这个数的测试", "add a test right next to this figure"),
    "R438": Message("加一个用到这个词的测试", "add a test that uses this word"),
    "R439": Message("加一个有行不满足这个筛选的测试", "add a test with a row that the filter leaves out"),
    # lint
    "R450": Message(
        "规则“{rule}”没有测试",
        "rule “{rule}” has no test",
        "至少写一个符合、一个不符合",
        "write at least one that passes and one that fails",
    ),
    "R451": Message(
        "规则“{rule}”没有不符合的测试：不知道它能不能查出问题",
        "rule “{rule}” has no failing test: nobody knows whether it can find anything",
    ),
    "R452": Message("规则“{rule}”没有写依据", "rule “{rule}” has no basis"),
    "R453": Message(
        "规则“{rule}”级别为高，却没有写依据",
        "rule “{rule}” is of high severity and has no basis",
        "补上依据，或降低级别",
        "give the basis, or lower the severity",
    ),
    "R454": Message("规则“{rule}”没有写消息", "rule “{rule}” has no message"),
    "R455": Message("规则“{rule}”没有写建议", "rule “{rule}” has no advice"),
    "R456": Message("“{text}”永远成立", "“{text}” always holds", "{why}", "{why_en}"),
    "R457": Message("“{text}”永远不成立", "“{text}” never holds", "{why}", "{why_en}"),
    "R458": Message(
        "规则“{rule}”与“{first}”的条件和要求相同",
        "rule “{rule}” has the condition and the requirement of “{first}”",
        "删去一条",
        "delete one of them",
    ),
    "R459": Message("参数“{name}”没有规则用到", "no rule uses parameter “{name}”"),
    "R460": Message("词组“{name}”没有规则用到", "no rule uses word set “{name}”"),
    "R461": Message(
        "表“{table}”有 {count} 列没有规则用到：{names}", "no rule uses {count} columns of table “{table}”: {names}"
    ),
    "R462": Message("有 {count} 个字段没有规则用到：{names}", "no rule uses {count} fields: {names}"),
    "R463": Message(
        "规则“{rule}”的消息没有带出规则里的任何一个名称",
        "the message of rule “{rule}” repeats no name of the rule",
        "例如加上 {example}",
        "for example add {example}",
    ),
    "R464": Message("同一个条件里已经写了：{text}", "the same condition says so already: {text}"),
    "R465": Message("它与同一个条件里的这一部分冲突：{text}", "it contradicts this part of the same condition: {text}"),
    "R466": Message("{text} 的值只能在 {low} 到 {high} 之间", "{text} can only be between {low} and {high}"),
    "R467": Message("{text} 不会小于 {low}", "{text} is never less than {low}"),
    "R470": Message(
        "词组“{name}”里的“{word}”读不懂，不起作用",
        "“{word}” in word set “{name}” cannot be read and does nothing",
        "写作：{form}",
        "write it as: {form}",
    ),
    "R469": Message(
        "有 {count} 条规则没有写依据、消息和建议：{rules}",
        "{count} rules have no basis, no message and no advice: {rules}",
        "自己用可以不写；要拿给别人看的，写成完整的规则，见 docs/language.md 第 1 节",
        "leave them out for your own use; write whole rules for others, see docs/language.md, section 1",
    ),
    "R468": Message("“{text}”与“{other}”必有一个成立", "one of “{text}” and “{other}” always holds"),
}
