"""The JSON Schema of rule files: every key in Chinese and in English, with what it means, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gouji.engine.outcome import Severity
from gouji.language import KINDS, TRUSTS, WIDTHS
from gouji.packs.keys import BASIS, COLUMN, FILE, PARAMETER, RULE, TABLE, TEMPLATE, TEST, VERIFIED
from gouji.packs.template_form import FIELDS
from gouji.packs.vocabulary_form import SOURCES

Form = dict[str, Any]

#: A value of YAML that stands for a text, numbers included: they keep the digits that were written.
_SCALAR: Form = {"type": ["string", "number", "boolean", "null"]}
_TEXT: Form = {"type": "string"}
_WORDS: Form = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
_DATA: Form = {"type": "object"}
_YES_OR_NO: Form = {"enum": ["是", "否", "yes", "no", "true", "false", True, False]}


def _ref(name: str) -> Form:
    return {"$ref": f"#/$defs/{name}"}


def _named(form: Form) -> Form:
    """Names of the author's own choice with contents of one form."""
    return {"type": ["object", "null"], "additionalProperties": form}


def _either(*forms: Form) -> Form:
    return {"anyOf": list(forms)}


def _object(table: Mapping[str, str], described: Mapping[str, tuple[str, Form]], title: str) -> Form:
    """A mapping with the keys of a table, each key under all its names; two names of one key exclude each other."""
    properties: Form = {}
    names: dict[str, list[str]] = {}
    for word, key in table.items():
        text, form = described[key]
        properties[word] = {"description": text, **form}
        names.setdefault(key, []).append(word)
    pairs = [words for words in names.values() if len(words) > 1]
    form = {"type": "object", "description": title, "additionalProperties": False, "properties": properties}
    if pairs:
        form["allOf"] = [{"not": {"required": words}} for words in pairs]
    return form


def rules_schema() -> Form:
    """The JSON Schema (2020-12) of a rule file, or of a file of a pack."""
    severities = [word for severity in Severity for word in (severity.label("zh"), severity.code)]
    kinds = [word for kind in KINDS for word in (kind.word, kind.english)]
    severity = {"enum": severities}
    column = _object(
        COLUMN,
        {
            "kind": ("列的类：决定能与什么相加、相比", {"enum": kinds}),
            "aliases": ("各地的其他叫法", _WORDS),
            "unit": ("只印数字时的单位", _TEXT),
            "width": ("所印的数意味着多宽：精确、显示（末位的一半）、列（全列最细的一位）", {"enum": list(WIDTHS)}),
            "empty": ("这一列里等于没有填的文字", _WORDS),
            "headers": ("只在文档的表头里认的叫法", _WORDS),
            "operator_headers": ("比较符单列一栏时那一栏的表头", _WORDS),
            "unit_headers": ("单位单列一栏时那一栏的表头", _WORDS),
            "typical": ("这一列里常见的内容，或词组的名称", _WORDS),
            "roots": ("词根：别名里没有的表头，由词根、词尾和衬字拼成的，就是这一列", _WORDS),
            "endings": ("词尾：可以跟在词根后面的字", _WORDS),
            "at_most": ("不超过：这一列的数从不大于哪一列；没有表头时靠它认", _TEXT),
            "points": ("括注：名称后面写着的分数（产出指标（50分））写进哪一列", _TEXT),
            "trust": ("几格之中有一格错时，这一列有多可信", {"enum": list(TRUSTS)}),
            "note": ("说明", _SCALAR),
        },
        "一列或一个字段",
    )
    columns = _named(_either({"enum": kinds}, _ref("column")))
    table = _object(
        TABLE,
        {
            "source": ("来自：表的行取自材料本身，如提纲、段落、年份", {"enum": list(SOURCES)}),
            "aliases": ("表的其他叫法", _WORDS),
            "label": ("说明一行是什么的那一列", _TEXT),
            "total": ("合计行：哪一列写着哪些字", _named(_WORDS)),
            "columns": ("各列：名称和类", columns),
            "carried": ("空着时沿用上一行的列，大类在前", _WORDS),
            "class": ("名称前有“类别：”时，类别写进哪一列", _TEXT),
            "sum_rows": ("以这些字开头的行是合计，不是表里的一行；也可以写词组的名称", _WORDS),
            "sum_fields": ("合计行里哪一列的数是哪个字段", _named(_TEXT)),
            "adds": ("哪张表写下这张表里哪些行相加得哪一行", _TEXT),
            "shares": ("占比列：哪张表写下各行占的是哪个数", _named(_TEXT)),
            "worth": ("满分：表头里写着的分数写进合计行的哪一列，或哪个字段", _TEXT),
            "code": ("编码列：编码多出两位的行是它的分项", _TEXT),
            "fillers": ("衬字：各列的表头里可有可无的字", _WORDS),
            "note": ("说明", _SCALAR),
        },
        "一张表",
    )
    cells = _named(_SCALAR)
    template = _object(
        TEMPLATE,
        {
            "table": (f"写入哪张表；不写表而写字段的，写“{FIELDS[0]}”", _TEXT),
            "patterns": ("句式：一个或几个；同一处数字只按先写的那个读", _WORDS),
            "columns": ("每一行都要写的列：列名和内容，内容里 {空} 是句式里取出的", cells),
            "rows": ("对上一次写哪几行；不写则一行，同名的空写进同名的列", {"type": "array", "items": cells}),
            "only_first": ("补缺：表里已有行就不写，只取第一处", _YES_OR_NO),
            "apart": ("分组：几处说的是同名的东西时，在这一列后面加（2）（3）分开", _TEXT),
            "doubt": ("存疑：可能读错，由它得出的问题一律降为提示", _YES_OR_NO),
            "sections": ("章节：上面的标题含有其中一个词才读", _WORDS),
            "without": ("不含：对上的那一段里不能有这些词", _WORDS),
            "subject": (
                "主语：几处说的数不同时，前面的名称除了这些词还有别的、又不在标题里的，说的是别的东西，不读",
                _WORDS,
            ),
            "paragraph": ("整段：句式对整段，“……”可以跨过句号和分号", _YES_OR_NO),
            "note": ("说明", _SCALAR),
        },
        "一个模板：这样的句子写成什么行",
    )
    parameter = _object(
        PARAMETER,
        {
            "default": ("默认值：数、日期、带引号的文字或 {词, 词}", _SCALAR),
            "least": ("最小可以设为", _SCALAR),
            "most": ("最大可以设为", _SCALAR),
            "note": ("说明", _SCALAR),
        },
        "一个参数，可用 --set 设置",
    )
    basis = _object(
        BASIS,
        {
            "title": ("文件名称", _SCALAR),
            "number": ("文号", _SCALAR),
            "article": ("条号：对照原文核实后才能写", _SCALAR),
            "content": ("要求的大意", _SCALAR),
            "verified": ("条号是否核对过原文", {"enum": list(VERIFIED)}),
        },
        "一个依据",
    )
    test = _object(
        TEST,
        {
            "pass": ("应当符合（舍入内符合也算）", _DATA),
            "within_rounding": ("应当是舍入内符合", _DATA),
            "fail": ("应当不符合", _DATA),
            "not_applicable": ("应当不适用", _DATA),
            "undecided": ("应当无法判定", _DATA),
            "truncated": ("应当只在截去尾数时才相符", _DATA),
            "note": ("说明", _SCALAR),
        },
        "一个测试：材料里这样写时，应当得到什么结果",
    )
    rule = _object(
        RULE,
        {
            "id": ("编号：一经使用不再改变", {"type": "string", "pattern": r"^[\w.-]{1,80}$"}),
            "name": ("名称", _SCALAR),
            "severity": ("级别", severity),
            "basis": ("依据：依据表里的键，或文字", _WORDS),
            "kinds": ("适用：材料的类型含有这些词之一才用", _WORDS),
            "scope": ("范围：报告、表名（每一行），或 每组 表 按 列", _TEXT),
            "when": ("条件：不成立则不适用；写成列表则都要成立", _WORDS),
            "require": ("要求；写成列表则都要成立", _WORDS),
            "rule": ("整条规则写成一行：当 条件 则 要求", _TEXT),
            "definitions": ("只在这条规则里用的名称", _named(_SCALAR)),
            "message": ("消息：{ } 里写名称或式子", _TEXT),
            "advice": ("建议", _SCALAR),
            "tests": ("测试：至少一个符合、一个不符合", {"type": "array", "items": _ref("test")}),
            "note": ("说明", _SCALAR),
        },
        "一条规则",
    )
    line = {"type": "string", "minLength": 1, "description": "一行规则，例如 得分 ≤ 分值"}
    group = {
        "type": "object",
        "description": "每组 表 按 列: 要求（冒号使它在 YAML 里成为一对）",
        "minProperties": 1,
        "maxProperties": 1,
        "patternProperties": {"^(每组|each_group)": _TEXT},
        "additionalProperties": False,
    }
    file = _object(
        FILE,
        {
            "gouji": ("格式的版本", _TEXT),
            "id": ("规则包的编号", _TEXT),
            "version": ("版本", _SCALAR),
            "title": ("名称", _SCALAR),
            "note": ("说明", _SCALAR),
            "kinds": ("适用：材料的类型含有这些词之一", _WORDS),
            "marks": ("标志：别类材料的短行或表格里有这些词之一，也用这个包（只对自带的包）", _WORDS),
            "effective": ("施行的起止日期", {}),
            "extends": ("继承：规则包的编号、文件或文件夹", _WORDS),
            "vocabulary": ("只取用别处的名称，不取规则", _WORDS),
            "disable": ("停用：规则的编号", _WORDS),
            "severities": ("改级别：编号和新的级别", _named(severity)),
            "bases": ("依据：规则里引用的键和内容", _named(_either(_SCALAR, _ref("basis")))),
            "parameters": ("参数：各地可以自定的数", _named(_either(_SCALAR, _ref("parameter")))),
            "definitions": ("定义：给式子起名", _named(_SCALAR)),
            "tables": ("表：名称、别名和列", _named(_ref("table"))),
            "fields": ("字段：表以外的单个值", columns),
            "sets": ("词组：意思相同的词", _named(_WORDS)),
            "empty": ("空值：等于没有填的文字", _WORDS),
            "templates": ("模板：句子怎样变成行", {"type": ["array", "null"], "items": _ref("template")}),
            "rules": ("规则：每行一条", {"type": ["array", "null"], "items": _either(line, _ref("rule"), group)}),
        },
        "规则文件",
    )
    definitions = {
        "rule": rule,
        "test": test,
        "table": table,
        "column": column,
        "template": template,
        "parameter": parameter,
        "basis": basis,
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "gouji 规则文件 / rule file"}
    return {**head, **file, "$defs": definitions}
