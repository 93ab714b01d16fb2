"""Small changes to a rule and to the figures of an example: tests that do not notice them prove little.

Mutation analysis after DeMillo, Lipton and Sayward, "Hints on Test Data Selection", Computer 11(4), 1978, with
operators for the slips that rule writers make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gouji.faults import Label
from gouji.faults import regex as re
from gouji.faults.record import dataclass
from gouji.figures import parse_figure, parse_target
from gouji.figures.parsing import parse_leading_figure
from gouji.language import Node, show
from gouji.language.syntax import (
    Argument,
    Arithmetic,
    Ask,
    Compare,
    Logic,
    Name,
    Negative,
    Not,
    Number,
    Relate,
    Span,
    TextSet,
    children,
)
from gouji.packs.model import AuthoredRule, Clause, joined

#: At most so many mutants of one rule are tried.
MOST = 60

#: Every kind of change, and the catalogued hint at the test that would notice it.
HINTS: Mapping[str, str] = {
    "boundary": "R430",
    "equality": "R431",
    "sign": "R432",
    "addend": "R432",
    "swap": "R432",
    "product": "R432",
    "junction": "R433",
    "conjunct": "R433",
    "disjunct": "R434",
    "condition": "R435",
    "opposite": "R436",
    "literal": "R437",
    "word": "R438",
    "filter": "R439",
}

_COMPARE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "≥": (("boundary", ">"),),
    ">": (("boundary", "≥"),),
    "≤": (("boundary", "<"),),
    "<": (("boundary", "≤"),),
    "=": (("equality", "≤"), ("equality", "≥"), ("opposite", "≠")),
    "==": (("equality", "≤"), ("equality", "≥"), ("opposite", "≠")),
    "≠": (("opposite", "="),),
    "≈": (("equality", "≤"), ("equality", "≥")),
}
_PAIRS = (
    ("达到", "未达"),
    ("属于", "不属于"),
    ("包含", "不包含"),
    ("匹配", "不匹配"),
    ("已填", "为空"),
    ("可比", "不可比"),
)
_OPPOSITES: Mapping[str, str] = {word: other for pair in _PAIRS for word, other in (pair, pair[::-1])}
_DIGITS = re.compile(r"\d[\d,，]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one small change.

    ``kind`` is a key of :data:`HINTS`; ``was`` and ``now`` are the changed part before and after; ``text`` is the whole
    rule as it would read.
    """

    kind: str
    was: str
    now: str
    text: str
    label: Label
    rule: AuthoredRule


@dataclass(frozen=True, slots=True)
class _Edit:
    kind: str
    was: str
    now: str
    span: Span
    node: Node


def mutants_of(rule: AuthoredRule, shared: Mapping[str, Node] | None = None, most: int = MOST) -> list[Mutant]:
    """The mutants of a rule, each different from the others, ``most`` at most and every kind of change among them.

    The rule's own definitions are changed too, those that it shares with the pack (``shared``) are not. Whether a
    mutant fits the vocabulary is not known here.
    """
    found = {mutant.text: mutant for mutant in _all(rule, shared or {})}
    found.pop(show(rule.tree), None)
    return _chosen(list(found.values()), most)


def _chosen(mutants: list[Mutant], most: int) -> list[Mutant]:
    """All, or so many of each kind in turn that the limit is kept; in the order of the rule."""
    if len(mutants) <= most:
        return mutants
    turns: dict[str, int] = {}
    order = []
    for at, mutant in enumerate(mutants):
        turns[mutant.kind] = turns.get(mutant.kind, 0) + 1
        order.append((turns[mutant.kind], at))
    return [mutants[at] for at in sorted(at for _, at in sorted(order)[:most])]


def _all(rule: AuthoredRule, shared: Mapping[str, Node]) -> Iterator[Mutant]:
    for when, clauses in ((True, rule.when), (False, rule.require)):
        for at, clause in enumerate(clauses):
            for edit in _edits(clause.node):
                changed = (*clauses[:at], Clause(edit.node, clause.written), *clauses[at + 1 :])
                yield _mutant(rule, edit, clause, _with(rule, when, changed))
        if len(clauses) > 1:
            for at, clause in enumerate(clauses):
                edit = _Edit("conjunct", show(clause.node), "", clause.node.span, clause.node)
                yield _mutant(rule, edit, clause, _with(rule, when, clauses[:at] + clauses[at + 1 :]))
            whole = joined(clauses)
            assert isinstance(whole, Logic)
            either = Logic(whole.span, "或", whole.operands)
            edit = _Edit("junction", show(whole), show(either), clauses[0].node.span, either)
            yield _mutant(rule, edit, clauses[0], _with(rule, when, (Clause(either, clauses[0].written),)))
    if rule.when:
        edit = _Edit("condition", f"当 {show(joined(rule.when))}", "", rule.when[0].node.span, rule.when[0].node)
        yield _mutant(rule, edit, rule.when[0], replace(rule, when=()))
    for name, node in rule.definitions.items():
        if shared.get(name) is node or name not in _used(rule):
            continue
        for edit in _edits(node):
            changed_rule = replace(rule, definitions={**rule.definitions, name: edit.node})
            text = f"{show(rule.tree)}（{name}：{show(edit.node)}）"
            yield Mutant(edit.kind, edit.was, edit.now, text, rule.label, changed_rule)


def _used(rule: AuthoredRule) -> set[str]:
    """The definitions that a rule uses, itself or through others."""
    waiting = [clause.node for clause in (*rule.when, *rule.require)]
    used: set[str] = set()
    while waiting:
        node = waiting.pop()
        waiting.extend(children(node))
        if isinstance(node, Name) and (word := node.parts[0]) in rule.definitions and word not in used:
            used.add(word)
            waiting.append(rule.definitions[word])
    return used


def _with(rule: AuthoredRule, when: bool, clauses: tuple[Clause, ...]) -> AuthoredRule:
    return replace(rule, when=clauses) if when else replace(rule, require=clauses)


def _mutant(rule: AuthoredRule, edit: _Edit, clause: Clause, changed: AuthoredRule) -> Mutant:
    return Mutant(edit.kind, edit.was, edit.now, show(changed.tree), clause.written.label(*edit.span), changed)


def _edits(node: Node) -> Iterator[_Edit]:
    """Every small change of an expression: at its top, then inside."""
    for kind, changed in _replaced(node):
        yield _Edit(kind, show(node), show(changed), node.span, changed)
    for kind, dropped, rest in _shortened(node):
        yield _Edit(kind, show(dropped), "", dropped.span, rest)
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            for edit in _edits(value):
                yield replace(edit, node=_rebuilt(node, field.name, edit.node))
        elif isinstance(value, tuple):
            for at, item in enumerate(value):
                for edit in _edits(item) if isinstance(item, Node) else ():
                    parts = (*value[:at], edit.node, *value[at + 1 :])
                    yield replace(edit, node=_rebuilt(node, field.name, parts))


def _rebuilt(node: Node, name: str, value: object) -> Node:
    changes: dict[str, Any] = {name: value}
    return replace(node, **changes)


def _replaced(node: Node) -> Iterator[tuple[str, Node]]:
    """What may stand in place of a node."""
    match node:
        case Compare(_, operator, left, right):
            for kind, other in _COMPARE[operator]:
                yield kind, Compare(node.span, other, left, right)
        case Arithmetic(_, "+" | "-" as operator):
            yield "sign", replace(node, operator="-" if operator == "+" else "+")
        case Arithmetic(_, "*"):
            yield "product", replace(node, operator="/")
        case Arithmetic(_, "/", left, right):
            yield "swap", replace(node, left=right, right=left)
        case Negative(_, operand):
            yield "sign", operand
        case Not(_, operand):
            yield "opposite", operand
        case Relate(_, operator) | Ask(_, operator) if operator in _OPPOSITES:
            yield "opposite", replace(node, operator=_OPPOSITES[operator])
        case Logic(_, operator, operands):
            yield "junction", Logic(node.span, "或" if operator == "且" else "且", operands)
        case Number(_, figure):
            for text in _nearby(figure.text, Decimal(0)):
                if (other_figure := parse_figure(text)) is not None:
                    yield "literal", Number(node.span, other_figure)
        case TextSet(_, items) if len(items) > 1:
            for at in range(len(items)):
                yield "word", TextSet(node.span, items[:at] + items[at + 1 :])


def _shortened(node: Node) -> Iterator[tuple[str, Node, Node]]:
    """What may be dropped from a node, and what is left of it."""
    match node:
        case Arithmetic(_, "+" | "-" as operator, left, right):
            yield "addend", right, left
            # a + b + c is (a + b) + c: a and b are dropped one by one inside, not together here
            if operator == "+" and not (isinstance(left, Arithmetic) and left.operator in "+-"):
                yield "addend", left, right
        case Logic(_, operator, operands):
            for at, dropped in enumerate(operands):
                rest = operands[:at] + operands[at + 1 :]
                kept = rest[0] if len(rest) == 1 else Logic(node.span, operator, rest)
                yield "conjunct" if operator == "且" else "disjunct", dropped, kept
        case Argument(_, _, where) if where is not None:
            yield "filter", where, replace(node, where=None)


def nudged(text: str) -> Iterator[str]:
    """A printed figure changed a little, its digits and words kept: a unit of the last place and a tenth, up and down.

    Nothing for a text that is no figure, no target with a figure, and does not begin with a figure.
    """
    if parse_figure(text) is None and not parse_target(text).figures and parse_leading_figure(text) is None:
        return
    yield from _nearby(text, Decimal("0.1"))


def _nearby(text: str, share: Decimal) -> Iterator[str]:
    """The first number of a text moved by a unit of its last place and by a share of itself, up and down.

    Each once, none negative.
    """
    found = _DIGITS.search(text)
    if found is None:
        return
    digits = found.group().replace("，", ",").rstrip(",")
    value = Decimal(digits.replace(",", ""))
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # digits only
    unit = Decimal(1).scaleb(exponent)
    seen = {value}
    for moved in (value + unit, value - unit, value * (1 + share), value * (1 - share)):
        new = moved.quantize(unit, ROUND_HALF_UP)
        if new in seen or new < 0:
            continue
        seen.add(new)
        printed = f"{new:,f}" if "," in digits else f"{new:f}"
        yield text[: found.start()] + printed + text[found.start() + len(digits) :]


__all__ = ["HINTS", "MOST", "Mutant", "mutants_of", "nudged"]
