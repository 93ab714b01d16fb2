"""Rules as authored: what a pack says, with the place of every word, before anything is bound to a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from gouji.faults import Diagnostic, Label, SourceText
from gouji.faults.record import dataclass
from gouji.language import Node, Rule, RuleFault, Scope
from gouji.language.syntax import Logic
from gouji.packs.template import Template
from gouji.packs.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a rule file and where it stands, so that a fault inside it can be pointed at.

    ``offset`` is None where the text is not in the file letter for letter (a folded or escaped YAML text); the label is
    then that of the whole value.
    """

    text: str
    source: SourceText
    start: int
    end: int
    offset: int | None

    def label(self, start: int, end: int) -> Label:
        """The label of the stretch ``start:end`` of the text."""
        if self.offset is None:
            return self.source.label(self.start, self.end)
        if part := self.text[start:end].strip():  # blanks around it are not what is meant
            start, end = (at := self.text.index(part, start)), at + len(part)
        return self.source.label(self.offset + start, self.offset + max(end, start + 1))

    def fault(self, fault: RuleFault) -> Diagnostic:
        """A fault of the language at its place in the file."""
        return Diagnostic(fault.code, fault.args_of_message, self.label(*fault.span))

    @property
    def whole(self) -> Label:
        return self.source.label(self.start, max(self.end, self.start + 1))


@dataclass(frozen=True, slots=True)
class Clause:
    """A parsed condition or requirement with its text."""

    node: Node
    written: Written


def joined(clauses: tuple[Clause, ...]) -> Node:
    """Clauses that must all hold, as one tree."""
    if len(clauses) == 1:
        return clauses[0].node
    return Logic((0, 1), "且", tuple(clause.node for clause in clauses))


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One example of a rule: what it says and what must come out (``pass``, ``fail`` …, ``truncated``)."""

    expect: str
    data: Mapping[str, Any]
    label: Label
    note: str = ""


@dataclass(frozen=True, slots=True)
class AuthoredRule:
    """One rule. ``scope`` None means: infer it from the names. ``severity`` is a word of either language."""

    id: str
    name: str
    severity: str
    basis: tuple[str, ...]
    scope: Scope | None
    when: tuple[Clause, ...]
    require: tuple[Clause, ...]
    """Each clause has its own text; all of them must hold."""
    message: tuple[str | Clause, ...]
    """The template taken apart: texts and the names or expressions to be filled in; empty: made by the engine."""
    advice: str
    tests: Sequence[RuleTest]
    kinds: tuple[str, ...]
    """The report takes part when its kind contains one of these words; empty: every report."""
    definitions: Mapping[str, Node]
    pack: str
    label: Label
    note: str = ""

    @property
    def tree(self) -> Rule:
        """Condition and requirement as one tree."""
        group = self.scope.table if self.scope and self.scope.keys else None
        keys = self.scope.keys if self.scope else ()
        return Rule((0, 0), joined(self.require), joined(self.when) if self.when else None, group, keys)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure, text or word set that a locality may set (``--set 名称=值``)."""

    name: str
    default: Clause
    note: str = ""
    least: Clause | None = None
    most: Clause | None = None
    pack: str = ""
    """The pack that gave the default."""
    before: Parameter | None = None
    """The parameter as the inherited pack had it: that pack's own tests run with it."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis: what is cited, and how far the article has been verified against the text itself."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class PackId:
    """Which pack, exactly: ``sha256`` is over its files in order of their names."""

    id: str
    version: str
    sha256: str
    title: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that was loaded, inherited packs included, ready to be bound."""

    ids: tuple[PackId, ...]
    rules: Sequence[AuthoredRule]
    vocabulary: Vocabulary | None
    """None: the vocabulary is the columns of the report that is met."""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    definitions: Mapping[str, Node] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    """Words that the kind of a fitting report contains."""
    switched_off: tuple[str, ...] = ()
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Word sets, which work without a vocabulary too."""
    templates: Sequence[Template] = ()
    """How sentences become rows."""
    files: tuple[str, ...] = ()
    """All files that were loaded, those of inherited packs first."""
