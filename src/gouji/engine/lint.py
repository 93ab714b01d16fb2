"""Rules that work and yet are not what an auditor can defend: lint of a pack. Everything here is a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gouji.engine.decided import conjuncts, decided
from gouji.engine.examples import examples_of, named_in
from gouji.engine.outcome import Severity
from gouji.engine.written import WrittenNames
from gouji.extraction.drafting.wording import SETS
from gouji.extraction.word_forms import misshapen
from gouji.faults import Diagnostic, Label, in_order
from gouji.language import Node, Scope, show
from gouji.language.syntax import Call, Lookup, Name, children
from gouji.packs.model import AuthoredRule, Clause, Pack
from gouji.packs.template import slots_of

#: Names of unused columns shown in one line.
SHOWN = 8


def lint(pack: Pack) -> list[Diagnostic]:
    """What is wanting in the rules and names of a pack, by place; unused columns and fields are only ``info``."""
    found = [warning for rule in pack.rules for warning in (*_form(rule), *_message(pack, rule), *_settled(pack, rule))]
    found += _plain(pack)
    found += _doubles(pack)
    found += _unused(pack)
    return in_order(found)


def _warning(code: str, label: Label | None, severity: str = "warning", **args: object) -> Diagnostic:
    return Diagnostic(code, args, label, severity)


def _form(rule: AuthoredRule) -> Iterator[Diagnostic]:
    """Tests, basis, message and advice."""
    if not rule.tests:
        yield _warning("R450", rule.label, rule=rule.id)
    elif not any(test.expect in ("fail", "truncated") for test in rule.tests):
        yield _warning("R451", rule.label, rule=rule.id)
    if _is_plain(rule):
        return
    if not rule.basis:
        high = Severity.parse(rule.severity) is Severity.HIGH
        yield _warning("R453" if high else "R452", rule.label, rule=rule.id)
    if not rule.message:
        yield _warning("R454", rule.label, rule=rule.id)
    if not rule.advice:
        yield _warning("R455", rule.label, rule=rule.id)


def _is_plain(rule: AuthoredRule) -> bool:
    """Whether a rule says what must hold and nothing else: no basis, no message, no advice, and not of high severity."""
    high = Severity.parse(rule.severity) is Severity.HIGH
    return not (high or rule.basis or rule.message or rule.advice)


def _plain(pack: Pack) -> Iterator[Diagnostic]:
    """One remark for each file that has rules with nothing besides what they require."""
    files: dict[str, list[AuthoredRule]] = {}
    for rule in pack.rules:
        if _is_plain(rule):
            files.setdefault(rule.label.file, []).append(rule)
    for rules in files.values():
        yield _warning("R469", rules[0].label, count=len(rules), rules=_listed([rule.id for rule in rules]))


def _message(pack: Pack, rule: AuthoredRule) -> Iterator[Diagnostic]:
    """A message that fills in nothing of what the rule is about.

    A rule about the document itself (a table with a ``source``) is exempt: the finding stands at the very text, which may
    be a page long.
    """
    if not rule.message or _about_the_document(pack, rule):
        return
    parts = [part for part in rule.message if isinstance(part, Clause)]
    # the condition counts too: of a cell that must be filled there is nothing to repeat
    about = named_in(_shown([clause.node for clause in (*rule.require, *rule.when)], rule.definitions), {})
    constants = {*rule.definitions, *pack.parameters, *pack.sets}
    # a column is the same whether its table stands before it or not
    names = list(dict.fromkeys(name[-1] for name in about if name[0] not in constants))
    said = {name[-1] for name in named_in([part.node for part in parts], rule.definitions)}
    if names and not said.intersection(names):
        label = parts[0].written.label(0, len(parts[0].written.text)) if parts else rule.label
        yield _warning("R463", label, rule=rule.id, example=f"{{{names[0]}}}")


def _about_the_document(pack: Pack, rule: AuthoredRule) -> bool:
    """Whether the rows of a rule are the document's own outline, paragraphs or years."""
    scope = _scope(pack, rule)
    if pack.vocabulary is None or scope is None or scope.table is None:
        return False
    table = pack.vocabulary.schema.tables.get(scope.table)
    return table is not None and bool(table.source)


def _shown(nodes: list[Node], definitions: Mapping[str, Node]) -> list[Node]:
    """The smallest parts that have something to show, in the definitions too: what only asks whether rows are there is left
    out."""
    found: list[Node] = []
    waiting = list(reversed(nodes))
    open_ = dict(definitions)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Call) and node.function in ("存在", "每个", "计数", "缺省", "有列"):
            continue
        if isinstance(node, Name) and len(node.parts) == 1 and node.parts[0] in open_:
            waiting.append(open_.pop(node.parts[0]))
        elif isinstance(node, Name | Lookup):
            found.append(node)
        else:
            waiting.extend(reversed(children(node)))
    return found


def _settled(pack: Pack, rule: AuthoredRule) -> Iterator[Diagnostic]:
    """Comparisons that can come out one way only."""
    parameters = {name: parameter.default.node for name, parameter in pack.parameters.items()}
    for part in decided(rule, parameters):
        why = part.why
        yield _warning(
            "R456" if part.holds else "R457",
            part.clause.written.label(*part.node.span),
            text=show(part.node),
            why=why.text(),
            why_en=why.text("en"),
        )


def _doubles(pack: Pack) -> Iterator[Diagnostic]:
    """Rules with the same condition and the same requirement."""
    first: dict[object, AuthoredRule] = {}
    for rule in pack.rules:
        own = {name: show(node) for name, node in rule.definitions.items() if pack.definitions.get(name) != node}
        key = (
            _scope(pack, rule),
            _parts(rule.when),
            _parts(rule.require),
            frozenset(rule.kinds),
            frozenset(own.items()),
        )
        if (before := first.setdefault(key, rule)) is not rule:
            yield replace(_warning("R458", rule.label, rule=rule.id, first=before.id), related=(before.label,))


def _scope(pack: Pack, rule: AuthoredRule) -> Scope | None:
    """The scope as written or, where a vocabulary tells, as the names have it."""
    if rule.scope is not None or pack.vocabulary is None:
        return rule.scope
    return examples_of(pack, replace(rule, tests=())).scope


def _parts(clauses: tuple[Clause, ...]) -> frozenset[str]:
    """The parts that must all hold, in whatever order they are written."""
    return frozenset(show(part) for clause in clauses for part in conjuncts(clause.node))


def _unused(pack: Pack) -> Iterator[Diagnostic]:
    """Parameters, word sets, columns and fields that no rule uses. A template uses a word set, too."""
    used: set[tuple[str, ...]] = set()
    columns: set[tuple[str | None, str]] = set()
    for rule in pack.rules:
        clauses = (*rule.when, *rule.require, *(part for part in rule.message if isinstance(part, Clause)))
        names = set(named_in([clause.node for clause in clauses], rule.definitions))
        if rule.scope is not None:
            names |= {(key,) for key in rule.scope.keys}
        used |= names
        columns |= _columns(pack, rule, names)
    words = {name[0] for name in used if len(name) == 1}
    places = WrittenNames(pack)
    for name, parameter in pack.parameters.items():
        if name not in words:
            yield _warning("R459", places.label("parameters", name) or parameter.default.written.whole, name=name)
    sets = {**(pack.vocabulary.schema.sets if pack.vocabulary is not None else {}), **pack.sets}
    read = {frozenset(slot.words) for template in pack.templates for one in template.patterns for slot in slots_of(one)}
    read |= {frozenset(template.subject) for template in pack.templates}
    for name in sets:
        if name not in words and name not in SETS and sets[name] not in read:
            yield _warning("R460", places.label("sets", name) or places.anywhere, name=name)
    for name, word, form in misshapen(sets):
        yield _warning("R470", places.label("sets", name) or places.anywhere, name=name, word=word, form=form)
    if pack.vocabulary is None:
        return
    for table in pack.vocabulary.schema.tables.values():
        left = [name for name in table.columns if (table.name, name) not in columns and name != table.label]
        if left:
            args = {"table": table.name, "count": len(left), "names": _listed(left)}
            yield _warning("R461", places.label("tables", table.name) or places.anywhere, "info", **args)
    left = [name for name in pack.vocabulary.schema.fields if (None, name) not in columns]
    if left:
        label = places.label("fields", left[0]) or places.anywhere
        yield _warning("R462", label, "info", count=len(left), names=_listed(left))


def _listed(names: list[str]) -> str:
    return "、".join(names[:SHOWN]) + ("……" if len(names) > SHOWN else "")


def _columns(pack: Pack, rule: AuthoredRule, names: set[tuple[str, ...]]) -> set[tuple[str | None, str]]:
    """The columns and fields that names of a rule can mean: a bare name is looked for in every table the rule names."""
    if pack.vocabulary is None:
        return set()
    schema = pack.vocabulary.schema
    scope = _scope(pack, rule)
    tables = {name[0] for name in names if name[0] in schema.tables}
    home = {scope.table} if scope is not None and scope.table is not None else set()
    found: set[tuple[str | None, str]] = set()
    for name in names:
        word = name[-1]
        if len(name) == 2:
            found |= {(table, word) for table in ({name[0]} if name[0] in schema.tables else home)}
            continue
        if word in schema.fields:
            found.add((None, word))
        within = {table for table in tables | home if word in schema.tables[table].columns}
        everywhere = {table.name for table in schema.tables.values() if word in table.columns}
        found |= {(table, word) for table in within or everywhere}
    return found


__all__ = ["lint"]
