"""A rule in words: everything its author wrote about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gouji.cli.page import Page
from gouji.engine.outcome import Severity
from gouji.language import Node, show
from gouji.language.syntax import Name, children
from gouji.packs.model import AuthoredRule, Clause, Pack, Parameter, joined

if TYPE_CHECKING:
    from gouji.packs.model import RuleTest

#: The outcomes that a test may ask for, as people read them.
EXPECTED = {
    "pass": ("符合", "pass"),
    "within_rounding": ("舍入内符合", "within rounding"),
    "fail": ("不符合", "fail"),
    "not_applicable": ("不适用", "not applicable"),
    "undecided": ("无法判定", "undecided"),
    "truncated": ("截断", "truncated"),
}


def formula(rule: AuthoredRule) -> str:
    """The rule in one line."""
    return show(rule.tree)


def severity_of(rule: AuthoredRule) -> Severity:
    """The severity as the outputs take it."""
    return Severity.parse(rule.severity) or Severity.MEDIUM


def describe(page: Page, pack: Pack, rule: AuthoredRule, tests: bool = True) -> None:
    """Name, severity, formula, condition, basis, message, advice, parameters, place and tests."""
    word, lang = page.word, page.lang
    severity = severity_of(rule)
    style = {Severity.HIGH: "red", Severity.MEDIUM: "yellow"}.get(severity, "bold")
    page.line(f"{rule.id}  {rule.name}" if rule.name != formula(rule) else rule.id, "bold")
    page.field(word("级别", "Severity"), severity.label(lang), style=style)
    page.field(word("范围", "Scope"), _scope(page, rule))
    page.field(word("当", "When"), show(joined(rule.when)) if rule.when else "")
    page.field(word("要求", "Require"), show(joined(rule.require)))
    for name, definition in _definitions(rule).items():
        page.field(word("定义", "Where"), f"{name} = {show(definition)}")
    for parameter in parameters_of(pack, rule):
        page.field(word("参数", "Parameter"), _parameter(page, parameter))
    page.field(word("消息", "Message"), _message(rule))
    page.field(word("建议", "Advice"), rule.advice)
    for basis in rule.basis:
        page.field(word("依据", "Basis"), basis)
    page.field(word("说明", "Note"), rule.note)
    page.field(word("适用", "For"), "、".join(rule.kinds))
    page.field(word("写在", "Written"), str(rule.label) + (f"（{rule.pack}）" if lang != "en" else f" ({rule.pack})"))
    if tests:
        _tests(page, rule)


def _scope(page: Page, rule: AuthoredRule) -> str:
    if rule.scope is None:
        return page.word("由所用的名称推定", "taken from the names")
    if rule.scope.table is None:
        return page.word("整份报告", "the whole report")
    if rule.scope.keys:
        keys = "、".join(rule.scope.keys)
        return page.word(f"每组 {rule.scope.table} 按 {keys}", f"each group of {rule.scope.table} by {keys}")
    return page.word(f"{rule.scope.table} 的每一行", f"each row of {rule.scope.table}")


def _message(rule: AuthoredRule) -> str:
    return "".join(f"{{{show(part.node)}}}" if isinstance(part, Clause) else part for part in rule.message)


def _names(nodes: Iterator[Node], definitions: Mapping[str, Node]) -> set[str]:
    """Every name used, through derived names as well."""
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        waiting.extend(children(node))
        if isinstance(node, Name):
            for part in node.parts:
                if part not in found:
                    found.add(part)
                    if part in definitions:
                        waiting.append(definitions[part])
    return found


def _nodes(rule: AuthoredRule) -> Iterator[Node]:
    yield from (clause.node for clause in (*rule.when, *rule.require))
    yield from (part.node for part in rule.message if isinstance(part, Clause))


def parameters_of(pack: Pack, rule: AuthoredRule) -> list[Parameter]:
    """The parameters that a rule uses, in the order of the pack."""
    used = _names(_nodes(rule), rule.definitions)
    return [parameter for name, parameter in pack.parameters.items() if name in used]


def _definitions(rule: AuthoredRule) -> dict[str, Node]:
    used = _names(_nodes(rule), rule.definitions)
    return {name: node for name, node in rule.definitions.items() if name in used}


def _parameter(page: Page, parameter: Parameter) -> str:
    text = f"{parameter.name} = {show(parameter.default.node)}"
    bounds = [show(clause.node) for clause in (parameter.least, parameter.most) if clause is not None]
    if len(bounds) == 2:
        text += page.word(f"（{bounds[0]} 到 {bounds[1]}）", f" ({bounds[0]} to {bounds[1]})")
    text += page.word(f"；{parameter.note}", f"; {parameter.note}") if parameter.note else ""
    return text


def _tests(page: Page, rule: AuthoredRule) -> None:
    if not rule.tests:
        page.field(page.word("测试", "Tests"), page.word("没有", "none"))
        return
    page.line(page.word(f"测试（{len(rule.tests)} 个）", f"Tests ({len(rule.tests)})"), indent=2)
    for test in rule.tests:
        page.field(_expected(test, page.lang), _plain(test.data), indent=4, column=12)


def _expected(test: RuleTest, lang: str) -> str:
    return EXPECTED.get(test.expect, (test.expect, test.expect))[lang == "en"]


def _plain(data: Any) -> str:
    """The data of a test on one line, as they were written."""
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{name}: {_plain(value)}" for name, value in data.items()) + "}"
    if isinstance(data, list | tuple):
        return "[" + ", ".join(map(_plain, data)) + "]"
    return '""' if data in (None, "") else str(data)
