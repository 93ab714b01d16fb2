"""Messages of the language room: R2 syntax, R3 names, kinds and units."""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    "R200": Message(
        "规则是空的",
        "the rule is empty",
        "写一行，例如：执行数 ≤ 预算数",
        "write one line, for example: spent ≤ budget",
    ),
    "R201": Message("规则有 {length} 个字符，超过上限 {most}", "the rule has {length} characters, more than {most}"),
    "R202": Message(
        "“{sign}”不是本语言的符号", "“{sign}” is not a sign of this language", "写作：{right}", "write: {right}"
    ),
    "R203": Message(
        "一条规则到此为止，不能再有“{sign}”",
        "a rule is one sentence; “{sign}” cannot stand in it",
        "删去“{sign}”；另一个要求请另写一条规则",
        "delete “{sign}”; write a second rule for a second requirement",
    ),
    "R204": Message(
        "不认识的字符“{sign}”",
        "unknown character “{sign}”",
        "名称里有符号时用「」括起来",
        "put a name that holds signs in 「」",
    ),
    "R205": Message(
        "正则表达式缺少结尾的“/”",
        "the regular expression lacks its closing “/”",
        "写作：匹配 /…/",
        "write: matches /…/",
    ),
    "R206": Message(
        "引号“{sign}”没有配对的另一半",
        "the quotation mark “{sign}” has no partner",
        "在文字后面补上“{right}”",
        "add “{right}” after the text",
    ),
    "R207": Message("「」里没有名称", "there is no name in 「」"),
    "R208": Message("“{text}”不是有效的日期", "“{text}” is no valid date", "写作：2023年9月30日", "write: 2023-09-30"),
    "R209": Message(
        "“{text}”既不是数字也不是名称",
        "“{text}” is neither a number nor a name",
        "以数字开头的名称用「」括起来；千分位每三位一个逗号",
        "put a name that begins with a digit in 「」; group thousands by three digits",
    ),
    "R210": Message(
        "“{word}”与数字连在一起了",
        "“{word}” is stuck to a number",
        "前后留空格：{fixed}",
        "put spaces around it: {fixed}",
    ),
    "R211": Message(
        "“{unit}”不是认识的单位",
        "“{unit}” is no known unit",
        "以数字开头的名称用「」括起来：「{text}」",
        "put a name that begins with a digit in 「」: 「{text}」",
    ),
    "R212": Message(
        "规则太长：超过 {most} 个词",
        "the rule is too long: more than {most} words",
        "拆成几条，或用“定义”给一部分起名",
        "split it, or name a part with “define”",
    ),
    "R213": Message(
        "括号嵌套超过 {most} 层",
        "brackets nest deeper than {most}",
        "拆成几条，或用“定义”给一部分起名",
        "split it, or name a part with “define”",
    ),
    "R214": Message(
        "这里只能写一个式子，不能有 当…则… 或 每组",
        "only an expression can stand here, without when…then or each_group",
    ),
    "R215": Message(
        "引号“{sign}”前面没有开头的那一半",
        "the closing quotation mark “{sign}” was never opened",
        "在文字前面补上“{left}”",
        "add “{left}” before the text",
    ),
    "R216": Message(
        "数字与单位“{unit}”之间不能有空格",
        "no space can stand between a number and its unit “{unit}”",
        "写作：{number}{unit}",
        "write: {number}{unit}",
    ),
    "R217": Message(
        "把定义都写开以后太大：超过 {most} 个部分或 {deepest} 层",
        "too large with all definitions written out: more than {most} parts or {deepest} levels",
        "把定义写短，或拆成几条规则",
        "shorten the definitions, or split the rule",
    ),
    "R218": Message(
        "合计、存在之类一层套一层，超过 {most} 层",
        "aggregates nest deeper than {most}",
        "拆成几条规则",
        "split the rule",
    ),
    "R220": Message(
        "“{sign}”没有对应的“{right}”",
        "“{sign}” closes nothing",
        "删去它，或在前面补上“{right}”",
        "delete it, or add “{right}” before it",
    ),
    "R221": Message(
        "“{opened}”不能用“{sign}”来关",
        "“{opened}” cannot be closed by “{sign}”",
        "改为“{right}”",
        "change it to “{right}”",
    ),
    "R222": Message(
        "“{sign}”没有关上", "“{sign}” is never closed", "在合适的地方补上“{right}”", "add “{right}” where it ends"
    ),
    "R223": Message(
        "“当”后面缺少“则”", "“when” lacks its “then”", "写作：当 条件 则 要求", "write: when condition then requirement"
    ),
    "R224": Message(
        "“则”前面缺少“当”", "“then” lacks its “when”", "写作：当 条件 则 要求", "write: when condition then requirement"
    ),
    "R225": Message(
        "两个比较符连在一起：“{signs}”",
        "two comparison signs in a row: “{signs}”",
        "只留一个：= ≠ < ≤ > ≥",
        "keep one: = ≠ < ≤ > ≥",
    ),
    "R226": Message("“{name}”是名称，后面不能接括号", "“{name}” is a name; no bracket can follow it"),
    "R227": Message(
        "“{before}”与“{text}”之间缺少运算符",
        "an operator is missing between “{before}” and “{text}”",
        "例如：{before} = “{text}”",
        "for example: {before} = “{text}”",
    ),
    "R228": Message(
        "“{before}”与“{name}”之间缺少运算符",
        "an operator is missing between “{before}” and “{name}”",
        "如果是一个名称，用「」括起来：「{before} {name}」",
        "if it is one name, put it in 「」: 「{before} {name}」",
    ),
    "R229": Message("{{ }} 里没有内容", "there is nothing in {{ }}"),
    "R230": Message("规则没有写完，后面应为：{expected}", "the rule is unfinished; expected: {expected_en}"),
    "R231": Message(
        "“{found}”不能在这里；这里应为：{expected}", "“{found}” cannot stand here; expected: {expected_en}"
    ),
    "R232": Message(
        "“{word}”与名称连在一起了：“{name}”",
        "“{word}” is stuck to a name: “{name}”",
        "前后留空格：{fixed}",
        "put spaces around it: {fixed}",
    ),
    "R233": Message(
        "没有“在…之间”这种写法",
        "there is no “between”",
        "写作：80% ≤ 完成率 ≤ 100%",
        "write: 80% ≤ rate ≤ 100%",
    ),
    "R234": Message(
        "一组词要用花括号",
        "a set of words takes braces",
        "写作：{right}",
        "write: {right_en}",
    ),
    "R235": Message(
        "一条规则里不能用逗号隔开两个要求",
        "a comma cannot separate two requirements",
        "用“且”连起来，或写成两条规则",
        "join them with “and”, or write two rules",
    ),
    "R236": Message(
        "“{sign}”不是本语言的括号", "“{sign}” is no bracket of this language", "写作：{right}", "write: {right_en}"
    ),
    "R237": Message(
        "“。”是句号，表名与列名之间是点",
        "“。” is a full stop; a dot stands between a table and its column",
        "写作：{right}",
        "write: {right}",
    ),
    "R238": Message("“{sign}”是字母，不是乘号", "“{sign}” is a letter, not “times”", "写作：{right}", "write: {right}"),
    "R239": Message("“{word}”不是本语言的词", "“{word}” is no word of this language", "{right}", "{right_en}"),
    "R240": Message(
        "冒号在这里不表示相等",
        "a colon does not mean “equals” here",
        "相等写作：{before} = {after}；相除写作：{before} / {after}",
        "for “equals” write {before} = {after}; for “divided by” write {before} / {after}",
    ),
    "R301": Message(
        "没有“{name}”这个名称",
        "there is no name “{name}”",
        "可用的名称，最接近的在前：{near}",
        "names to choose from, nearest first: {near}",
    ),
    "R302": Message("没有“{name}”这张表", "there is no table “{name}”", "最接近的表：{near}", "nearest tables: {near}"),
    "R303": Message(
        "表“{table}”没有“{name}”这一列",
        "table “{table}” has no column “{name}”",
        "最接近的列：{near}",
        "nearest columns: {near}",
    ),
    "R304": Message(
        "这些名称在几张表里都有：{tables}",
        "several tables have these names: {tables}",
        "写明范围，例如 {example}",
        "say which, for example {example}",
    ),
    "R305": Message(
        "没有一张表同时有这些名称：{names}",
        "no table has all of these names: {names}",
        "别的表的列写成 表名.列名；要取一行，写成 表名[条件].列名",
        "write other tables' columns as table.column, one row of them as table[condition].column",
    ),
    "R306": Message(
        "没有“{name}”这个函数",
        "there is no function “{name}”",
        "可用的函数，最接近的在前：{near}",
        "functions to choose from, nearest first: {near}",
    ),
    "R307": Message(
        "“{function}”要 {want} 个参数，这里有 {got} 个", "“{function}” takes {want} arguments, here are {got}"
    ),
    "R308": Message(
        "“{function}”要写明对哪张表的哪一列，例如 {function}(表.列 其中 条件)",
        "“{function}” needs a column of a table, as in {function}(table.column where condition)",
    ),
    "R309": Message("“{function}”的括号里不能写 其中 或 满足", "“{function}” takes neither where nor satisfy"),
    "R310": Message("{left}与{right}不能{verb}", "{left_en} and {right_en} cannot be {verb_en}", "{hint}", "{hint_en}"),
    "R311": Message(
        "“{text}”是比率，右边的 {number} 没有百分号",
        "“{text}” is a ratio, and {number} has no percent sign",
        "是百分数就写 {number}%",
        "for a percentage write {number}%",
    ),
    "R312": Message(
        "“{text}”是金额，{number} 没有单位",
        "“{text}” is an amount of money, and {number} has no unit",
        "写明单位，例如 {number}万元",
        "give the unit, for example {number}万元",
    ),
    "R313": Message(
        "这里要一个是非判断，“{text}”不是", "a condition is needed here, and “{text}” is none", "{hint}", "{hint_en}"
    ),
    "R314": Message("这里要一个数，“{text}”是{kind}", "a number is needed here, and “{text}” is {kind_en}"),
    "R315": Message("这里要一个列名，“{text}”不是", "a column is needed here, and “{text}” is none"),
    "R316": Message("正则表达式有错：{reason}", "the regular expression is faulty: {reason}"),
    "R317": Message("“{text}”永远成立，等于没有核查", "“{text}” always holds: it checks nothing"),
    "R318": Message("“{text}”永远不成立", "“{text}” never holds"),
    "R319": Message(
        "“{name}”是一组词，只能用在 属于 / 不属于 / 包含 后面",
        "“{name}” is a set of words and can follow only in / not_in / contains",
    ),
    "R320": Message("“{name}”的定义里又用到了自己", "the definition of “{name}” uses itself"),
    "R321": Message("文字要加引号：“{name}”", "text needs quotation marks: “{name}”"),
    "R322": Message(
        "“本行”只能用在 合计、存在 等的括号里或查表的方括号里", "“this” can stand only inside an aggregate or a lookup"
    ),
    "R323": Message(
        "分组的键“{name}”不是表“{table}”的列",
        "the key “{name}” is no column of table “{table}”",
        "最接近的列：{near}",
        "nearest columns: {near}",
    ),
    "R325": Message(
        "位数要写成整数，“{text}”不是",
        "the places must be a whole number, and “{text}” is none",
        "例如：舍入(完成率, 2)",
        "for example: round(rate, 2)",
    ),
    "R326": Message("小数位数要在 0 到 {most} 之间", "the number of places must be between 0 and {most}"),
    "R327": Message(
        "“{text}”是比率，相比的另一边却又乘了 100：差一百倍",
        "“{text}” is a ratio, and what it is compared with is multiplied by 100: a hundred times too large",
        "删去乘以 100；比率本来就按百分数比较，0.95 就是 95%",
        "leave out the times 100: ratios are compared as percentages anyway, 0.95 is 95%",
    ),
}
