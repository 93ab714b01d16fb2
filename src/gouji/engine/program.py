"""Rules bound to a vocabulary and compiled: what is run on every report."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from types import CodeType
from typing import Any, Final

from gouji.engine import aggregates, operations, quantity, questions, truth
from gouji.engine.effort import Limits
from gouji.engine.outcome import Severity
from gouji.engine.result import RuleInfo
from gouji.engine.told import Told
from gouji.engine.truth import Truth
from gouji.faults import Diagnostic, Note
from gouji.faults.record import dataclass
from gouji.figures import parse_period
from gouji.language import (
    Binder,
    Code,
    Column,
    Names,
    RuleFault,
    Scope,
    Slot,
    compile_exact,
    compile_filter,
    function_of,
    infer,
    number_slots,
    show,
)
from gouji.language import bound as b
from gouji.language.syntax import Logic, Lookup, Name, Node, children
from gouji.packs.model import AuthoredRule, Clause, Pack
from gouji.packs.vocabulary import Vocabulary

Judge = Callable[[Any, Any], Truth]


#: What compiled code may call, by the module that it stands in.
_CALLED: Final = (
    (operations, "negative add subtract multiply divide absolute rounded extreme printed compare nearly"),
    (
        questions,
        "same_text member matches ask reaches same_unit leading whole_count days_between compare_dates alike default length "
        "has_column target_operator",
    ),
    (aggregates, "sum_of average_of extreme_of count_of quantified"),
)


def namespace() -> dict[str, Any]:
    """Everything that compiled code may call, and nothing else."""
    found: dict[str, Any] = {name: getattr(room, name) for room, names in _CALLED for name in names.split()}
    found |= {"conjunction": truth.conjunction, "disjunction": truth.disjunction, "negation": truth.negation}
    found |= {"lazy_conjunction": truth.lazy_conjunction, "lazy_disjunction": truth.lazy_disjunction}
    found |= {"number_of": quantity.number_of, "period_of": parse_period, "__builtins__": {}}
    return found


@dataclasses.dataclass
class CompiledRule:
    """One rule bound to one vocabulary.

    ``lacking`` is set instead of the rest where the rule cannot be bound to a vocabulary that a report suggested.
    """

    authored: AuthoredRule
    info: RuleInfo
    scope: Scope
    when: b.Bound | None
    require: b.Bound | None
    message: tuple[str | b.Bound, ...]
    slots: list[Slot] = field(default_factory=list)
    lacking: Note | None = None
    fault: Diagnostic | None = None

    @cached_property
    def id(self) -> str:
        """The rule's id."""
        return self.info.id

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The report takes part when its kind contains one of these words; empty: every report."""
        return self.authored.kinds

    @cached_property
    def codes(self) -> tuple[CodeType | None, CodeType]:
        """Condition and requirement compiled."""
        return self.compiled()

    def compiled(self) -> tuple[CodeType | None, CodeType]:
        """The codes, made anew."""
        assert self.require is not None
        when = None if self.when is None else compile_exact(self.when, self.slots).code
        return when, compile_exact(self.require, self.slots).code

    @cached_property
    def _when(self) -> Judge | None:
        code = self.codes[0]
        return None if code is None else function_of(code, namespace())

    @cached_property
    def _require(self) -> Judge:
        return function_of(self.codes[1], namespace())

    def holds_when(self, sheet: Any, row: Any) -> Truth:
        """The condition on a row; without one it holds."""
        return self._when(sheet, row) if self._when is not None else truth.HOLDS

    def holds(self, sheet: Any, row: Any) -> Truth:
        """The requirement on a row."""
        return self._require(sheet, row)

    @cached_property
    def traced(self) -> tuple[Code | None, Judge | None, Code, Judge]:
        """Condition and requirement compiled so that every part shows its value."""
        assert self.require is not None
        require = compile_exact(self.require, self.slots, traced=True)
        run = require.function(namespace())
        if self.when is None:
            return None, None, require, run
        when = compile_exact(self.when, self.slots, traced=True)
        return when, when.function(namespace()), require, run

    @cached_property
    def spoken(self) -> tuple[str | tuple[b.Bound, Judge], ...]:
        """The message template with its expressions compiled."""
        return tuple(
            part if isinstance(part, str) else (part, compile_exact(part, self.slots).function(namespace()))
            for part in self.message
        )

    @cached_property
    def said(self) -> str:
        """The requirement as text."""
        assert self.require is not None
        return show(self.require.node)

    @cached_property
    def told(self) -> Told:
        """What of the rule is shown with the figures filled in."""
        assert self.require is not None
        when = self.when.node if self.when is not None else None
        return Told(self.require.node, when, self.scope.table, tuple(key.name for key in self.keys))

    @cached_property
    def used(self) -> tuple[Slot, ...]:
        """Every column the condition and the requirement read, filters included; not those that the rule asks for with
        ``有列``: it says itself what holds without them."""
        found: dict[Slot, None] = {}
        for whole in (self.when, self.require):
            for part in _needed(whole):
                if isinstance(part, b.Cell | b.OneRow):
                    found[part.table, part.column] = None
        if self.scope.table is not None:
            found |= {(self.scope.table, key): None for key in self.keys}
        asked = {(cell.table, cell.column) for whole in (self.when, self.require) for cell in _asked(whole)}
        return tuple(slot for slot in found if slot not in asked)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The cells that are held to account by a check that was judged."""
        out: dict[tuple[str | None, str, int, int], Held] = {}
        for whole in (self.when, self.require):
            for cell, where in _held(whole, None):
                key = (cell.table, cell.column.name, cell.level, id(where))
                out.setdefault(key, Held(cell, where, self._filter(cell, where)))
        return tuple(out.values())

    def _filter(self, cell: b.Cell | b.OneRow, where: b.Bound | None) -> Judge | None:
        """The compiled filter; None where there is none, or where it depends on the row outside."""
        if where is None:
            return None
        parts = [part for part in b.walk(where) if isinstance(part, b.Cell)]
        if any(0 <= part.level < cell.level for part in parts):
            return None
        return compile_filter(where, cell.level, self.slots).function(namespace())

    @cached_property
    def limits(self) -> Limits:
        """How many checks there is time for."""
        return Limits(self.when, self.require)

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that group rows, for a rule on groups."""
        return self._keys

    _keys: tuple[Column, ...] = ()


@dataclasses.dataclass(frozen=True)
class Program:
    """All rules of a pack, compiled for one vocabulary."""

    rules: tuple[CompiledRule, ...]
    vocabulary: Vocabulary
    slots: list[Slot]


def compile_pack(pack: Pack, vocabulary: Vocabulary) -> tuple[Program, list[Diagnostic]]:
    """Bind and compile every rule.

    With a vocabulary of the pack's own, every fault is a diagnostic. With one that a report suggested (an open schema), a
    rule whose names the report lacks is kept with the reason instead, and carries its diagnostic for the case that no
    report has the names.
    """
    schema = replace(vocabulary.schema, sets={**vocabulary.schema.sets, **pack.sets})
    vocabulary = replace(vocabulary, schema=schema)
    parameters = {name: parameter.default.node for name, parameter in pack.parameters.items()}
    slots: list[Slot] = []
    rules: list[CompiledRule] = []
    faults: list[Diagnostic] = []
    for authored in pack.rules:
        compiled, found = _compile(authored, vocabulary, parameters, slots)
        rules.append(compiled)
        faults.extend(found)
    for rule in rules:  # the judges share one numbering of slots, which is complete only now
        rule.slots = slots
    return Program(tuple(rules), vocabulary, slots), faults


def _compile(
    authored: AuthoredRule, vocabulary: Vocabulary, parameters: Mapping[str, Any], slots: list[Slot]
) -> tuple[CompiledRule, list[Diagnostic]]:
    info = info_of(authored)
    names = Names(parameters, authored.definitions)
    binder = Binder(vocabulary.schema, names)
    faults: list[Diagnostic] = []
    try:
        scope = authored.scope if authored.scope is not None else _scope(authored, binder)
    except _Located as located:
        fault = located.diagnostic
        return _open(authored, info, slots, fault, vocabulary), [] if not vocabulary.schema.closed else [fault]

    def bind(clause: Clause) -> b.Bound | None:
        try:
            return binder.condition(clause.node, scope)
        except RuleFault as fault:
            faults.append(clause.written.fault(fault))
            return None

    whens = [bind(clause) for clause in authored.when]
    requires = [bind(clause) for clause in authored.require]
    message: list[str | b.Bound] = []
    for part in authored.message:
        if isinstance(part, str):
            message.append(part)
            continue
        try:
            message.append(_bind_value(binder, part, scope))
        except RuleFault as fault:
            faults.append(part.written.fault(fault))
    if faults:
        compiled = _open(authored, info, slots, faults[0], vocabulary)
        return compiled, faults if vocabulary.schema.closed else []
    compiled = CompiledRule(authored, info, scope, _all(whens), _all(requires), tuple(message), slots)
    for bound_ in (compiled.when, compiled.require, *message):
        if bound_ is not None and not isinstance(bound_, str):
            number_slots(bound_, slots)  # the code itself is made when the rule is first run
    if scope.table is not None and scope.keys:
        columns = vocabulary.schema.tables[scope.table].columns
        compiled._keys = tuple(columns[key] for key in scope.keys)
    return compiled, []


def _bind_value(binder: Binder, clause: Clause, scope: Scope) -> b.Bound:
    """An expression of a message: any value, not only a condition."""
    return binder.value(clause.node, scope)


class _Located(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def _scope(authored: AuthoredRule, binder: Binder) -> Scope:
    nodes = [clause.node for clause in (*authored.when, *authored.require)]
    try:
        return infer(Logic((0, 1), "且", tuple(nodes)), binder.schema, binder.constants, binder.names.definitions)
    except RuleFault as fault:
        for clause in (*authored.when, *authored.require):
            if any(node.span == fault.span and isinstance(node, Name | Lookup) for node in _parts(clause.node)):
                raise _Located(clause.written.fault(fault)) from None
        raise _Located(authored.require[0].written.fault(fault)) from None


def _parts(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _parts(child)


def _open(
    authored: AuthoredRule, info: RuleInfo, slots: list[Slot], fault: Diagnostic, vocabulary: Vocabulary
) -> CompiledRule:
    """A rule that the vocabulary of a report cannot be bound to."""
    if fault.code in ("R301", "R302", "R303", "R305"):
        name = str(fault.args.get("name") or fault.args.get("names") or "")
        if fault.code == "R303":
            name = f"{fault.args['table']}.{name}"
        lacking = Note.of("U614", names=name, near=fault.args.get("near", ""))
    else:
        lacking = Note.of("U615", reason=fault.message())
    return CompiledRule(authored, info, Scope(), None, None, (), slots, lacking, fault)


def _all(bounds: Sequence[b.Bound | None]) -> b.Bound | None:
    known = [bound_ for bound_ in bounds if bound_ is not None]
    if len(known) < 2:
        return known[0] if known else None
    from gouji.language.kinds import TRUTH

    node = Logic((0, 1), "且", tuple(bound_.node for bound_ in known))
    return b.Junction(node, TRUTH, "且", tuple(known))


def info_of(authored: AuthoredRule, lang: str = "zh") -> RuleInfo:
    """What the outputs say of a rule."""
    parsed = Severity.parse(authored.severity)
    severity = Severity.MEDIUM if parsed is None else parsed  # 提示 is 0 and no missing value
    return RuleInfo(authored.id, authored.name, severity, show(authored.tree, lang=lang), authored.basis, authored.pack)


def _asked(whole: b.Bound | None) -> Iterator[b.Cell]:
    """The cells of which the rule asks whether the report has them (``有列``)."""
    for part in () if whole is None else b.walk(whole):
        if isinstance(part, b.Function) and part.function == "有列":
            yield from (cell for cell in part.arguments if isinstance(cell, b.Cell))


def _needed(whole: b.Bound | None) -> Iterator[b.Bound]:
    """All parts, except a cell that the rule gives a value for when it is missing."""
    if whole is None:
        return
    yield whole
    parts = b.parts(whole)
    if isinstance(whole, b.Function) and whole.function == "缺省" and isinstance(parts[0], b.Cell | b.OneRow):
        parts = parts[1:]
    for part in parts:
        yield from _needed(part)


@dataclass(frozen=True, slots=True)
class Held:
    """A cell whose figures a rule holds to account, and the filter of the aggregate or lookup that it stands in.

    ``pick(sheet, None)`` gives the filter as a function of a row; None when it depends on the row outside.
    """

    cell: b.Cell | b.OneRow
    where: b.Bound | None
    pick: Judge | None


def _held(whole: b.Bound | None, where: b.Bound | None) -> Iterator[tuple[b.Cell | b.OneRow, b.Bound | None]]:
    """The cells of a condition with their filters; the cells in the filters themselves only say which rows."""
    if whole is None:
        return
    if isinstance(whole, b.OneRow):
        yield whole, whole.where
    elif isinstance(whole, b.Cell):
        yield whole, where
    elif isinstance(whole, b.Aggregate):
        for part in (whole.value, whole.require):
            yield from _held(part, whole.where)
        if whole.value is None and whole.require is None:
            yield from _held(whole.where, None)
    else:
        for part in b.parts(whole):
            yield from _held(part, where)


def cells_of(whole: b.Bound | None) -> Iterator[b.Cell | b.OneRow]:
    """The cells of a condition, filters of aggregates and lookups left out."""
    return (cell for cell, _ in _held(whole, None))


__all__ = ["CompiledRule", "Held", "Program", "cells_of", "compile_pack", "info_of", "namespace"]
