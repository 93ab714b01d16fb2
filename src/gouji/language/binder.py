"""Names to columns, and the check of kinds and units before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from gouji.faults import regex as re
from gouji.faults.record import dataclass
from gouji.language import bound as b
from gouji.language.agreement import (
    alike,
    as_number,
    as_truth,
    check_text,
    clash,
    refuse_hundredfold,
    refuse_vacuous,
)
from gouji.language.fault import RuleFault
from gouji.language.functions import bind_function
from gouji.language.gluing import split_operator
from gouji.language.kinds import (
    TEXT,
    TRUTH,
    Column,
    Schema,
    Table,
    Type,
    column_type,
    dim_met,
    dim_of,
    multiply,
    type_name,
)
from gouji.language.patterns import check_regex
from gouji.language.printer import show
from gouji.language.scope import DEEPEST_DEFINITION, Scope
from gouji.language.syntax import (
    Argument,
    Arithmetic,
    Ask,
    Call,
    Compare,
    DateLiteral,
    Logic,
    Lookup,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Pattern,
    Relate,
    Span,
    Text,
    TextSet,
)
from gouji.language.texts import by_likeness, fold_text, nearest
from gouji.language.words import AGGREGATES, ARITY, FUNCTIONS, THIS

_NUMBER = Type("number")
#: ``数量x单价``: the letter for the sign, without spaces.
_TIMES = re.compile(r"(.+)([xX])(.+)")
#: Parts of one condition with all definitions written out, and how deep they may nest.
LARGEST = 3_000
DEEPEST = 160
#: Aggregates inside aggregates: each level runs over all rows of its table for every row of the one outside.
MOST_AGGREGATES = 3
#: Names that are shown where none is near the one that was written.
SHOWN_NAMES = 8


@dataclass(frozen=True, slots=True)
class Names:
    """Everything besides columns that a name can stand for."""

    parameters: Mapping[str, Node] = field(default_factory=dict)
    definitions: Mapping[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    """What a level stands for: a row of a table, or a group of its rows."""

    table: Table
    group: tuple[str, ...] = ()


class Binder:
    """Binds one expression after the other against one schema. All methods raise :class:`RuleFault`."""

    def __init__(self, schema: Schema, names: Names | None = None) -> None:
        self.schema = schema
        self.names = names or Names()
        self._rows: list[_Row] = []
        self._defining: list[str] = []
        self._bound = 0
        self._depth = 0

    @property
    def constants(self) -> frozenset[str]:
        """The names that need no row."""
        return frozenset(self.names.parameters) | frozenset(self.schema.sets)

    def condition(self, node: Node, scope: Scope) -> b.Bound:
        """A condition or a requirement on the rows of a scope."""
        self._rows = []
        self._bound = self._depth = 0
        if scope.table is not None:
            table = self._table(scope.table, node.span)
            for key in scope.keys:
                if key not in table.columns:
                    near = "、".join(nearest(key, table.columns))
                    raise RuleFault("R323", node.span, name=key, table=table.name, near=near)
            self._rows = [_Row(table, scope.keys)]
        return as_truth(self.bind(node))

    def value(self, node: Node, scope: Scope) -> b.Bound:
        """Any expression on the rows of a scope (a part of a message)."""
        self._rows = [_Row(self._table(scope.table, node.span), scope.keys)] if scope.table is not None else []
        self._bound = self._depth = 0
        return self.bind(node)

    # -- dispatch -----------------------------------------------------------------------------------------------------

    def bind(self, node: Node) -> b.Bound:
        """A part of a rule; the definitions it uses are written out, within bounds."""
        self._bound += 1
        self._depth += 1
        try:
            if self._bound > LARGEST or self._depth > DEEPEST:
                raise RuleFault("R217", node.span, most=LARGEST, deepest=DEEPEST)
            return self._bind(node)
        finally:
            self._depth -= 1

    def _bind(self, node: Node) -> b.Bound:
        match node:
            case Number(_, figure):
                type_ = Type("number", dim_of(figure.unit), figure.unit.dimension == "ratio")
                return b.Constant(node, type_, figure.base, dim_met(figure.unit), figure)
            case DateLiteral(_, period):
                return b.Day(node, Type("date"), period)
            case Text(_, value):
                return b.Words(node, TEXT, frozenset({fold_text(value)}), (value,))
            case TextSet(_, items):
                return b.Words(node, Type("set"), frozenset(map(fold_text, items)), items)
            case Name():
                return self._name(node)
            case Lookup():
                return self._lookup(node)
            case Call():
                return self._call(node)
            case Negative(_, operand):
                inner = as_number(self.bind(operand))
                return b.Minus(node, inner.type, inner)
            case Arithmetic():
                return self._arithmetic(node)
            case Compare():
                return self._compare(node)
            case Relate():
                return self._relate(node)
            case Ask(_, operator, operand):
                inner = self.bind(operand)
                if not isinstance(inner, b.Cell | b.OneRow | b.Function) or inner.type == TRUTH:
                    raise RuleFault("R315", operand.span, text=show(operand))
                return b.Question(node, TRUTH, operator, inner)
            case Not(_, operand):
                return b.Negation(node, TRUTH, as_truth(self.bind(operand)))
            case Logic(_, operator, operands):
                return b.Junction(node, TRUTH, operator, tuple(as_truth(self.bind(part)) for part in operands))
        raise TypeError(node)

    # -- names --------------------------------------------------------------------------------------------------------

    def _name(self, node: Name) -> b.Bound:
        if len(node.parts) == 2:
            return self._qualified(node, *node.parts)
        word = node.parts[0]
        if word in self.names.parameters:
            bound = self.bind(self.names.parameters[word])
            return replace(bound, node=node)
        if word in self.names.definitions:
            if word in self._defining or len(self._defining) > DEEPEST_DEFINITION:
                raise RuleFault("R320", node.span, name=word)
            self._defining.append(word)
            try:
                return replace(self.bind(self.names.definitions[word]), node=node)
            except RuleFault as fault:
                raise RuleFault(fault.code, node.span, **fault.args_of_message) from None
            finally:
                self._defining.pop()
        if word in self.schema.sets:
            return b.Words(node, Type("set"), self.schema.sets[word], tuple(sorted(self.schema.sets[word])))
        for level in reversed(range(len(self._rows))):
            if (column := self._rows[level].table.columns.get(word)) is not None:
                return self._cell(node, column, level)
        if word in self.schema.fields:
            column = self.schema.fields[word]
            return b.Cell(node, column_type(column), None, column, -1)
        raise self._unknown(node.span, word)

    def _cell(self, node: Node, column: Column, level: int) -> b.Cell:
        row = self._rows[level]
        return b.Cell(node, column_type(column), row.table.name, column, level, bool(row.group))

    def _qualified(self, node: Name, first: str, second: str) -> b.Bound:
        if first in THIS:
            if len(self._rows) < 2:
                raise RuleFault("R322", node.span)
            column = self._rows[0].table.columns.get(second)
            if column is None:
                raise self._no_column(node.span, self._rows[0].table, second)
            return self._cell(node, column, 0)
        table = self._table(first, node.span)
        column = table.columns.get(second)
        if column is None:
            raise self._no_column(node.span, table, second)
        for level in reversed(range(len(self._rows))):
            if self._rows[level].table.name == table.name:
                return self._cell(node, column, level)
        return b.OneRow(node, column_type(column), table.name, column, len(self._rows), None)

    def _lookup(self, node: Lookup) -> b.Bound:
        table = self._table(node.table, node.span)
        column = table.columns.get(node.column)
        if column is None:
            raise self._no_column(node.span, table, node.column)
        level = len(self._rows)
        where = node.where
        if (
            isinstance(where, Name) and len(where.parts) == 1
        ):  # 权重表[一级指标] : equal to the column of that name here
            outer = self.bind(where)
            self._rows.append(_Row(table))
            try:
                inner = self.bind(where)
            finally:
                self._rows.pop()
            condition: b.Bound = b.Membership(where, TRUTH, "属于", inner, outer)
        else:
            self._rows.append(_Row(table))
            try:
                condition = as_truth(self.bind(where))
            finally:
                self._rows.pop()
        return b.OneRow(node, column_type(column), table.name, column, level, condition)

    def _table(self, name: str, span: Span) -> Table:
        table = self.schema.tables.get(name)
        if table is None:
            near = nearest(name, self.schema.tables) or by_likeness(name, self.schema.tables)[:SHOWN_NAMES]
            raise RuleFault("R302", span, name=name, near="、".join(near))
        return table

    def _no_column(self, span: Span, table: Table, name: str) -> RuleFault:
        near = "、".join(nearest(name, table.columns))
        return RuleFault("R303", span, table=table.name, name=name, near=near)

    def _known(self) -> list[str]:
        known = [name for row in reversed(self._rows) for name in row.table.columns]
        known += [*self.schema.fields, *self.names.parameters, *self.names.definitions, *self.schema.sets]
        return known or [name for table in self.schema.tables.values() for name in table.columns]

    def _unknown(self, span: Span, word: str) -> RuleFault:
        known = self._known()
        if (taken := split_operator(word)) and any(part in known or part in FUNCTIONS for part in taken[1].split()):
            return RuleFault("R232", span, name=word, word=taken[0], fixed=taken[1])
        if (parts := _TIMES.fullmatch(word)) and parts[1] in known and parts[3] in known:
            raise RuleFault("R238", span, sign=parts[2], right=f"{parts[1]} × {parts[3]}")
        everywhere = known + [name for table in self.schema.tables.values() for name in table.columns]
        near = nearest(word, everywhere) or by_likeness(word, known)[:SHOWN_NAMES]
        return RuleFault("R301", span, name=word, near="、".join(near))

    # -- calls --------------------------------------------------------------------------------------------------------

    def _call(self, node: Call) -> b.Bound:
        function, arguments = node.function, node.arguments
        if function not in ARITY:
            near = nearest(function, [*AGGREGATES, *FUNCTIONS]) or by_likeness(function, ARITY)
            raise RuleFault("R306", node.span, name=function, near="、".join(near))
        least, most = ARITY[function]
        if not least <= len(arguments) <= most:
            want = str(least) if least == most else f"{least}–{most}"
            raise RuleFault("R307", node.span, function=function, want=want, got=len(arguments))
        if function in AGGREGATES.values() and len(arguments) == 1:
            return self._aggregate(node, function, arguments[0])
        for argument in arguments:
            if argument.where is not None or argument.require is not None:
                raise RuleFault("R309", argument.span, function=function)
        return bind_function(node, function, tuple(self.bind(argument.value) for argument in arguments))

    def _aggregate(self, node: Call, function: str, argument: Argument) -> b.Bound:
        row, of_group, value_node = self._aggregated(node, function, argument)
        level = len(self._rows)
        if level > MOST_AGGREGATES:
            raise RuleFault("R218", node.span, most=MOST_AGGREGATES)
        self._rows.append(_Row(row))
        try:
            value = self.bind(value_node) if value_node is not None else None
            where = as_truth(self.bind(argument.where)) if argument.where is not None else None
            require = as_truth(self.bind(argument.require)) if argument.require is not None else None
        finally:
            self._rows.pop()
        match function:
            case "合计" | "平均" | "最大" | "最小":
                if value is None:
                    raise RuleFault("R308", argument.span, function=function)
                type_ = as_number(value).type
            case "计数":
                type_ = _NUMBER
            case _:
                type_ = TRUTH
                if value is not None:
                    # 每个(列 满足 …): the column says over which table, the rest says what is asked
                    if value.type != TRUTH and where is None and require is None:
                        raise RuleFault("R308", argument.span, function=function)
                    require, value = (value if value.type == TRUTH else require), None
                if function == "每个" and require is None:
                    raise RuleFault("R308", argument.span, function=function)
        return b.Aggregate(node, type_, function, row.name, level, value, where, require, of_group)

    def _aggregated(self, node: Call, function: str, argument: Argument) -> tuple[Table, bool, Node | None]:
        """The table that an aggregate runs over, whether over the group at hand, and the expression on its rows."""
        value = argument.value
        if isinstance(value, Name) and len(value.parts) == 1:
            word = value.parts[0]
            if word in self.schema.tables and not (self._rows and word in self._rows[0].table.columns):
                return self.schema.tables[word], False, None
        tables = [name.parts[0] for name in _names(value) if len(name.parts) == 2 and name.parts[0] not in THIS]
        if tables:
            return self._table(tables[0], value.span), False, value
        if self._rows:
            return self._rows[0].table, bool(self._rows[0].group), value
        words = [
            name.parts[0] for name in _names(value) if len(name.parts) == 1 and name.parts[0] not in self.constants
        ]
        words = [word for word in words if word not in self.names.definitions]
        fitting = [t for t in self.schema.tables.values() if words and all(word in t.columns for word in words)]
        if len(fitting) == 1:
            return fitting[0], False, value
        if not fitting:
            if words:
                raise self._unknown(value.span, words[0])
            raise RuleFault("R308", argument.span, function=function)
        example = " 或 ".join(f"{function}({table.name}.{words[0]})" for table in fitting[:3])
        raise RuleFault("R304", value.span, tables="、".join(t.name for t in fitting), example=example)

    # -- operators ----------------------------------------------------------------------------------------------------

    def _arithmetic(self, node: Arithmetic) -> b.Bound:
        left, right = as_number(self.bind(node.left)), as_number(self.bind(node.right))
        if node.operator in "+-":
            left, right = alike(left, right, "相加减", "added or subtracted")
            refuse_hundredfold(left, right)
            return b.Arith(node, left.type if left.type.base == "number" else right.type, node.operator, left, right)
        if "value" in (left.type.base, right.type.base):
            return b.Arith(node, Type("value"), node.operator, left, right)
        dim = multiply(left.type.dim, right.type.dim, 1 if node.operator == "*" else -1)
        ratio = not dim and (node.operator == "/" and bool(left.type.dim))
        return b.Arith(node, Type("number", dim, ratio), node.operator, left, right)

    def _compare(self, node: Compare) -> b.Bound:
        left = self.bind(node.left)
        right = self.bind(self._as_words(node, left) if left.type.base == "text" else node.right)
        for one, other in ((left, right), (right, left)):
            if one.type.base == "set":
                raise RuleFault("R319", one.node.span, name=show(one.node))
            if one.type == TRUTH:
                raise RuleFault("R314", one.node.span, text=show(one.node), kind="是非判断", kind_en="a condition")
            if one.type.base == "text" and other.type.numeric and isinstance(one, b.Words):
                other_name = type_name(other.type), type_name(other.type, "en")
                raise clash(
                    node.span,
                    ("文字", "text"),
                    other_name,
                    "比较",
                    "compared",
                    "数字不加引号",
                    "numbers take no quotes",
                )
        bases = {left.type.base, right.type.base}
        if bases <= {"number", "value", "target"}:
            left, right = alike(left, right, "比较", "compared")
            refuse_hundredfold(left, right)
        elif "text" in bases and bases <= {"text", "value", "target", "date"}:
            if node.operator not in ("=", "==", "≠"):
                raise clash(node.span, ("文字", "text"), ("文字", "text"), "比大小", "ordered", "", "")
            left, right = (replace(side, type=TEXT) if isinstance(side, b.Cell) else side for side in (left, right))
        elif not bases <= {"date", "value", "target"}:
            names = [(type_name(side.type), type_name(side.type, "en")) for side in (left, right)]
            raise clash(node.span, names[0], names[1], "比较", "compared", "", "")
        tolerance = as_number(self.bind(node.tolerance)) if node.tolerance is not None else None
        if tolerance is not None:
            left, tolerance = alike(left, tolerance, "比较", "compared")
        refuse_vacuous(node, left, right)
        return b.Comparison(node, TRUTH, node.operator, left, right, tolerance)

    def _relate(self, node: Relate) -> b.Bound:
        left = self.bind(node.left)
        if isinstance(node.right, Pattern):
            if (reason := check_regex(node.right.regex)) is not None:
                raise RuleFault("R316", node.right.span, reason=reason)
            check_text(left)
            return b.Match(node, TRUTH, node.operator, left, node.right.regex)
        right = self.bind(self._as_words(node, left))
        if node.operator in ("属于", "不属于", "包含", "不包含"):
            check_text(left)
            if isinstance(right, b.Constant):
                right = b.Words(right.node, TEXT, frozenset({fold_text(right.figure.text)}), (right.figure.text,))
            return b.Membership(node, TRUTH, node.operator, left, right)
        for side in (left, right):
            if side.type.base in ("truth", "set"):
                raise RuleFault("R315", side.node.span, text=show(side.node))
        return b.Relation(node, TRUTH, node.operator, left, right)

    def _as_words(self, node: Relate | Compare, left: b.Bound) -> Node:
        """``等级 属于 优``: a name that nothing has, after a text operator, is text without its quotes."""
        right = node.right
        takes_words = node.operator in ("属于", "不属于", "包含", "不包含", "=", "==", "≠")
        if takes_words and isinstance(right, Name) and len(right.parts) == 1:
            word = right.parts[0]
            known = {*self._known(), *self.schema.sets, *self.names.parameters, *self.names.definitions}
            meant = known if isinstance(node, Compare) else self.schema.sets
            if word not in known and not nearest(word, meant, 1):
                raise RuleFault("R321", right.span, name=word)
        return right


def _names(node: Node) -> list[Name]:
    match node:
        case Name():
            return [node]
        case Arithmetic(_, _, left, right) | Compare(_, _, left, right) | Relate(_, _, left, right):
            return _names(left) + _names(right)
        case Negative(_, operand) | Ask(_, _, operand) | Not(_, operand):
            return _names(operand)
        case Logic(_, _, operands):
            return [name for part in operands for name in _names(part)]
        case Call(_, _, arguments):
            return [name for argument in arguments for name in _names(argument.value)]
        case _:
            return []


__all__ = ["Binder", "Names"]
