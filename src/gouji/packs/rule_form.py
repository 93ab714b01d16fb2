"""One rule of a rule file: a line, or a mapping with condition, requirement, basis, message and tests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gouji.faults import regex as re
from gouji.language import Node, Rule, RuleFault, Scope, parse, parse_expression, show
from gouji.packs.keys import RULE, TEST
from gouji.packs.located import Located
from gouji.packs.model import AuthoredRule, Clause, RuleTest, Written, joined
from gouji.report.nodes import Mapping as MappingNode
from gouji.report.nodes import Node as YamlNode
from gouji.report.nodes import Scalar, Sequence

SEVERITIES = ("高", "中", "低", "提示", "high", "medium", "low", "info")
_GROUP = re.compile(r"\s*(?:每组|each_group)\s+(\S+)\s+(?:按|by)\s+(.+?)\s*$")
_EACH = re.compile(r"\s*(?:每行|each_row)\s+(\S+)\s*$")
#: ``编号：1``: to YAML a text, not a key.
_WIDE_COLON = re.compile(r"\s*(\w+)\s*：")
_ID = re.compile(r"[\w.-]{1,80}")


@dataclass(slots=True)
class RuleContext:
    """What the rules of a file share."""

    pack: str
    stem: str
    bases: Mapping[str, str] = field(default_factory=dict)
    bases_known: bool = True
    definitions: Mapping[str, Node] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()


def read_rule(file: Located, node: YamlNode, context: RuleContext) -> AuthoredRule | None:
    """A rule, or None after its faults were told."""
    if isinstance(node, Scalar):
        if node.text is None:
            file.add("P420", node)
            return None
        if (slip := _WIDE_COLON.match(node.text)) and slip[1] in RULE:
            file.add("D122", node, name=slip[1])
            return None
        return _one_line(file, node, context)
    if isinstance(node, MappingNode):
        if (line := _rejoined(file, node)) is not None:
            return _one_line(file, line, context)
        return _full(file, node, context)
    file.add("P420", node)
    return None


def _rejoined(file: Located, node: MappingNode) -> Scalar | None:
    """``每组 表 按 键: 合计(得分) = 小计``: YAML takes the colon for its own; the line was meant as one text."""
    if len(node.pairs) != 1:
        return None
    key, value = node.pairs[0]
    if not (key.text or "").startswith(("每组", "each_group")) or not isinstance(value, Scalar) or value.text is None:
        return None
    return Scalar(file.source.text[key.start : value.end], key.start, value.end)


def parsed(file: Located, node: Scalar, expression: bool = False) -> tuple[Node, Written] | None:
    """The tree of a text; None after its fault was told."""
    written = file.written(node)
    try:
        return (parse_expression(written.text) if expression else parse(written.text)), written
    except RuleFault as fault:
        file.faults.found.append(written.fault(fault))
        return None


def _one_line(file: Located, node: Scalar, context: RuleContext) -> AuthoredRule | None:
    found = parsed(file, node)
    if found is None:
        return None
    tree, written = found
    assert isinstance(tree, Rule)
    scope = Scope(tree.group_table, tree.group_keys) if tree.group_table is not None else None
    when = (Clause(tree.when, written),) if tree.when is not None else ()
    text = show(tree)
    return AuthoredRule(
        id=automatic_id(context.stem, text),
        name=text,
        severity="中",
        basis=(),
        scope=scope,
        when=when,
        require=(Clause(tree.require, written),),
        message=(),
        advice="",
        tests=(),
        kinds=context.kinds,
        definitions=context.definitions,
        pack=context.pack,
        label=written.whole,
    )


def automatic_id(stem: str, text: str, digits: int = 6) -> str:
    """The id of a rule that has none: it stays the same when other rules come and go."""
    return f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:digits]}"


def _full(file: Located, node: MappingNode, context: RuleContext) -> AuthoredRule | None:
    before = len(file.faults.found)
    keys = file.keyed(node, RULE, "规则")
    first = node.pairs[0][0] if node.pairs else Scalar("", node.start, node.end)
    when: tuple[Clause, ...] = ()
    require: tuple[Clause, ...] = ()
    scope = _scope(file, keys.get("scope"))
    line = keys.get("rule")
    if line is not None:
        if "require" in keys or "when" in keys:
            file.add("P421", line)
        if isinstance(line, Scalar) and (found := parsed(file, line)) is not None:
            tree, written = found
            assert isinstance(tree, Rule)
            require = (Clause(tree.require, written),)
            when = (Clause(tree.when, written),) if tree.when is not None else ()
            if tree.group_table is not None:
                scope = Scope(tree.group_table, tree.group_keys)
        elif not isinstance(line, Scalar):
            file.add("P404", line, what="规则")
    elif "require" not in keys:
        file.add("P422", first)
    else:
        require = _clauses(file, keys["require"], "要求")
        when = _clauses(file, keys["when"], "当") if "when" in keys else ()
    severity = file.text(keys.get("severity"), "级别", "中")
    if severity not in SEVERITIES:
        file.add("P423", keys["severity"], word=severity)
    basis = tuple(_basis(file, scalar, context) for scalar in file.texts(keys.get("basis"), "依据"))
    definitions = {**context.definitions, **read_definitions(file, keys.get("definitions"))}
    message = _message(file, keys.get("message"))
    tests = tuple(test for item in file.items(keys.get("tests"), "测试") if (test := _test(file, item)) is not None)
    kinds = file.words(keys.get("kinds"), "适用") or context.kinds
    id_ = file.text(keys.get("id"), "编号")
    if id_ and not _ID.fullmatch(id_):
        file.add("P424", keys["id"], id=id_)
    if not require or len(file.faults.found) > before:
        return None
    whole = show(Rule((0, 0), joined(require), joined(when) if when else None))
    id_ = id_ or automatic_id(context.stem, whole)
    label = file.label(keys["id"]) if "id" in keys else file.label(first)
    return AuthoredRule(
        id_,
        file.text(keys.get("name"), "名称") or whole,
        severity,
        basis,
        scope,
        when,
        require,
        message,
        file.text(keys.get("advice"), "建议"),
        tests,
        kinds,
        definitions,
        context.pack,
        label,
        file.text(keys.get("note"), "说明"),
    )


def _clauses(file: Located, node: YamlNode, what: str) -> tuple[Clause, ...]:
    """One text, or a list of texts that must all hold."""
    out = []
    for scalar in file.texts(node, what):
        if (found := parsed(file, scalar, expression=True)) is not None:
            out.append(Clause(*found))
    return tuple(out)


def _scope(file: Located, node: YamlNode | None) -> Scope | None:
    text = file.text(node, "范围")
    if not text:
        return None
    if text in ("报告", "report"):
        return Scope()
    if found := _GROUP.match(text):
        return Scope(found[1], tuple(re.split(r"\s*[、，,]\s*", found[2])))
    if found := _EACH.match(text):
        return Scope(found[1])
    return Scope(text)


def read_definitions(file: Located, node: YamlNode | None) -> dict[str, Node]:
    """``定义:`` — derived names."""
    out: dict[str, Node] = {}
    for name, value in file.entries(node, "定义"):
        if not isinstance(value, Scalar):
            file.add("P404", value, what="定义")
        elif (found := parsed(file, value, expression=True)) is not None:
            out[name.text or ""] = found[0]
    return out


def _basis(file: Located, scalar: Scalar, context: RuleContext) -> str:
    key = scalar.text or ""
    if key in context.bases:
        return context.bases[key]
    if context.bases_known and context.bases:
        from gouji.language import nearest

        file.add("P425", scalar, key=key, near="、".join(nearest(key, context.bases)))
    return key


def _message(file: Located, node: YamlNode | None) -> tuple[str | Clause, ...]:
    """The template taken apart at its braces; ``{{`` and ``}}`` are braces themselves."""
    if node is None:
        return ()
    if not isinstance(node, Scalar):
        file.add("P404", node, what="消息")
        return ()
    written = file.written(node)
    text, at, plain = written.text, 0, ""
    out: list[str | Clause] = []
    while at < len(text):
        if text.startswith(("{{", "}}"), at):
            plain += text[at]
            at += 2
        elif text[at] == "}":
            file.faults.add("P426", written.label(at, at + 1))
            return ()
        elif text[at] == "{":
            end = _closing(text, at)
            if end < 0:
                file.faults.add("P427", written.label(at, at + 1))
                return ()
            offset = written.offset + at + 1 if written.offset is not None else None
            inner = Written(text[at + 1 : end], written.source, written.start, written.end, offset)
            try:
                clause = Clause(parse_expression(inner.text), inner)
            except RuleFault as fault:
                file.faults.found.append(inner.fault(fault))
                return ()
            out += [plain, clause] if plain else [clause]
            plain, at = "", end + 1
        else:
            plain += text[at]
            at += 1
    return tuple([*out, plain] if plain else out)


def _closing(text: str, at: int) -> int:
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] == "{") - (text[i] == "}")
        if not depth:
            return i
    return -1


def _test(file: Located, node: YamlNode) -> RuleTest | None:
    keys = file.keyed(node, TEST, "测试")
    expects = [key for key in keys if key != "note"]
    if len(expects) != 1:
        file.add("P428", node)
        return None
    return RuleTest(expects[0], plain(keys[expects[0]]), file.label(node), file.text(keys.get("note"), "说明"))


def plain(node: YamlNode) -> Any:
    """A node as texts, lists and dictionaries: what was written, no YAML types."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name.text or "": plain(value) for name, value in node.pairs}
