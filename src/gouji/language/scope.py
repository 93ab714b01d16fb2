"""On what a one-line rule is judged: each row of the table whose columns its names are, or the report as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.faults.record import dataclass
from gouji.language.fault import RuleFault
from gouji.language.kinds import Schema
from gouji.language.syntax import Argument, Call, Lookup, Name, Node, Span, children
from gouji.language.words import AGGREGATES, THIS

#: Nested definitions deeper than this are taken for a circle.
DEEPEST_DEFINITION = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """``table`` None: once for the report. With ``keys``: once for every group of rows that agree in the keys."""

    table: str | None = None
    keys: tuple[str, ...] = ()


def infer(rule: Node, schema: Schema, constants: frozenset[str], definitions: Mapping[str, Node]) -> Scope:
    """The scope of a rule that names none.

    ``constants`` are the names that need no row (parameters, word sets); ``definitions`` are taken apart. Raises
    :class:`RuleFault` when several tables have the names (R304) or no table has all of them (R305).
    """
    free = [
        name for name in _outside(rule, definitions, set()) if not (len(name.parts) == 1 and name.parts[0] in constants)
    ]
    bare = {name.parts[0]: name for name in free if len(name.parts) == 1}
    columns = {word: name for word, name in bare.items() if word not in schema.fields}
    unknown = [word for word in columns if not any(word in table.columns for table in schema.tables.values())]
    wanted = [word for word in columns if word not in unknown]
    if wanted:
        fitting = [name for name, table in schema.tables.items() if all(word in table.columns for word in wanted)]
        if not fitting:
            span = columns[wanted[-1]].span
            raise RuleFault("R305", span, names="、".join(wanted))
        if len(fitting) > 1:
            qualified = {name.parts[0] for name in free if len(name.parts) == 2}
            if len(preferred := [table for table in fitting if table in qualified]) == 1:
                return Scope(preferred[0])
            word = wanted[0]
            raise RuleFault(
                "R304",
                columns[word].span,
                tables="、".join(fitting),
                example=" 或 ".join(f"{t}.{word}" for t in fitting[:3]),
            )
        return Scope(fitting[0])
    if unknown:
        return Scope()
    tables = {name.parts[0] for name in free if len(name.parts) == 2}
    if not bare and not _runs_over_rows(rule) and len(tables) == 1 and (only := next(iter(tables))) in schema.tables:
        return Scope(only)
    return Scope()


def _runs_over_rows(node: Node) -> bool:
    """Whether an aggregate stands in the rule: then 表.列 beside it is the table's total, not each of its rows."""
    if isinstance(node, Call) and _aggregates(node.function, node.arguments):
        return True
    return any(_runs_over_rows(child) for child in children(node))


def _outside(node: Node, definitions: Mapping[str, Node], taken: set[str]) -> Iterator[Name]:
    """The names that stand outside every aggregate and lookup; those of a definition stand where it is used.

    A definition is taken apart once: used again it brings no new names. Walked without recursion, since definitions may
    hold definitions.
    """
    stack: list[tuple[Node, Span | None]] = [(node, None)]
    while stack:
        part, span = stack.pop()
        match part:
            case Name(own, parts):
                here = span if span is not None else own
                if len(parts) == 1 and parts[0] in definitions:
                    if parts[0] not in taken:
                        taken.add(parts[0])
                        stack.append((definitions[parts[0]], here))
                elif parts[0] not in THIS:
                    yield Name(here, parts)
            case Lookup():
                continue
            case Call(_, function, arguments) if _aggregates(function, arguments):
                continue
            case _:
                stack.extend((child, span) for child in reversed(children(part)))


def _aggregates(function: str, arguments: tuple[Argument, ...]) -> bool:
    return function in AGGREGATES.values() and len(arguments) == 1
