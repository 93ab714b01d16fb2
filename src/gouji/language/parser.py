"""A rule's text to its syntax tree (LALR, by lark)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken

from gouji.figures import parse_figure, parse_period
from gouji.language import slips, table
from gouji.language.fault import RuleFault
from gouji.language.lexer import tokens
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
    Rule,
    Span,
    Text,
    TextSet,
)
from gouji.language.words import AGGREGATES, FUNCTIONS

#: Bounds on one rule: they bound the depth of the tree and so the time of everything that walks it.
MOST_TOKENS = 300
DEEPEST = 40


@lru_cache(maxsize=1)
def _lark() -> Lark:
    text = table.grammar()
    return table.kept(text) or table.made(text)


def parse(text: str) -> Rule:
    """The tree of one rule.

    Raises :class:`RuleFault` with the place and the likeliest slip.
    """
    if not text.strip():
        raise RuleFault("R200", (0, max(1, len(text))))
    found = tokens(text)
    slips.check_brackets(found)
    if len(found) > MOST_TOKENS:
        raise RuleFault("R212", (found[MOST_TOKENS].start_pos or 0, len(text)), most=MOST_TOKENS)
    if (deep := slips.depth(found, DEEPEST)) is not None:
        raise RuleFault("R213", (deep, deep + 1), most=DEEPEST)
    try:
        tree = _lark().parse(text)
    except UnexpectedToken as error:
        raise slips.explain(text, found, error) from None
    except UnexpectedInput as error:  # the lexer never gives up without a fault of its own
        raise RuleFault(
            "R204", (error.pos_in_stream or 0, len(text)), sign=text[error.pos_in_stream or 0 :][:1]
        ) from None
    return _Builder(text).rule(tree)


def parse_expression(text: str) -> Node:
    """The tree of an expression with no ``当``, ``则`` or ``每组`` (a condition, a derived name)."""
    rule = parse(text)
    if rule.when is not None or rule.group_table is not None:
        raise RuleFault("R214", rule.span)
    return rule.require


class _Builder:
    """Lark's tree to ours. Each method is named after the alias in the grammar that it handles."""

    def __init__(self, text: str) -> None:
        self.source = text

    def rule(self, tree: Tree[Token]) -> Rule:
        if tree.data == "group":
            # EACH name BY name (COMMA name)* COLON clause
            parts = [part for part in tree.children if isinstance(part, Tree)]
            names = [self._word(part) for part in parts[:-1]]
            inner = self._clause(parts[-1])
            return Rule((0, len(self.source)), inner.require, inner.when, names[0], tuple(names[1:]))
        return self._clause(tree.children[0])

    def _clause(self, tree: Any) -> Rule:
        span = (0, len(self.source))
        if isinstance(tree, Tree) and tree.data == "implication":
            when, require = (part for part in tree.children if isinstance(part, Tree))
            return Rule(span, self.node(require), self.node(when))
        return Rule(span, self.node(tree))

    def node(self, tree: Any) -> Node:
        handler = getattr(self, tree.data)
        node: Node = handler(tree, _span(tree))
        return node

    def bracketed(self, tree: Tree[Token], span: Span) -> Node:
        return self.node(tree.children[1])

    def number(self, tree: Tree[Token], span: Span) -> Node:
        figure = parse_figure(str(tree.children[0]))
        assert figure is not None  # the lexer has seen to it
        return Number(span, figure)

    def date(self, tree: Tree[Token], span: Span) -> Node:
        period = parse_period(str(tree.children[0]))
        assert period is not None
        return DateLiteral(span, period)

    def text(self, tree: Tree[Token], span: Span) -> Node:
        return Text(span, str(tree.children[0]))

    def text_set(self, tree: Tree[Token], span: Span) -> Node:
        return TextSet(span, tuple(str(item.children[0]) for item in tree.children if isinstance(item, Tree)))

    def name_path(self, tree: Tree[Token], span: Span) -> Node:
        return Name(span, tuple(self._word(part) for part in tree.children if isinstance(part, Tree)))

    def lookup(self, tree: Tree[Token], span: Span) -> Node:
        table, where, column = (part for part in tree.children if isinstance(part, Tree))
        return Lookup(span, self._word(table), self.node(where), self._word(column))

    def call(self, tree: Tree[Token], span: Span) -> Node:
        word = str(tree.children[0])
        arguments = tuple(self._argument(part) for part in tree.children[1:] if isinstance(part, Tree))
        function = AGGREGATES.get(word) or FUNCTIONS.get(word) or word
        return Call(span, function, arguments)

    def _argument(self, tree: Tree[Token]) -> Argument:
        value, *rest = tree.children
        where = require = None
        for word, part in zip(rest[::2], rest[1::2], strict=True):
            if isinstance(word, Token) and word.type == "WHERE":
                where = self.node(part)
            elif isinstance(word, Token) and word.type == "SATISFY":
                require = self.node(part)
        return Argument(_span(tree), self.node(value), where, require)

    def negative(self, tree: Tree[Token], span: Span) -> Node:
        return Negative(span, self.node(tree.children[1]))

    def arithmetic(self, tree: Tree[Token], span: Span) -> Node:
        left, sign, right = tree.children
        return Arithmetic(span, str(sign), self.node(left), self.node(right))

    def comparison(self, tree: Tree[Token], span: Span) -> Node:
        sides = [self.node(side) for side in tree.children[::2]]
        signs = [str(sign) for sign in tree.children[1::2]]
        parts = tuple(
            Compare((left.span[0], right.span[1]), sign, left, right)
            for left, sign, right in zip(sides, signs, sides[1:], strict=False)
        )
        return parts[0] if len(parts) == 1 else Logic(span, "且", parts)

    def nearly(self, tree: Tree[Token], span: Span) -> Node:
        left, right, *tolerance = (self.node(part) for part in tree.children if isinstance(part, Tree))
        return Compare(span, "≈", left, right, tolerance[0] if tolerance else None)

    def relation(self, tree: Tree[Token], span: Span) -> Node:
        left, word, right = tree.children
        return Relate(span, str(word), self.node(left), self.node(right))

    def matching(self, tree: Tree[Token], span: Span) -> Node:
        left, word, regex = tree.children
        assert isinstance(regex, Token)
        pattern = Pattern((regex.start_pos or 0, regex.end_pos or 0), str(regex))
        return Relate(span, str(word), self.node(left), pattern)

    def question(self, tree: Tree[Token], span: Span) -> Node:
        return Ask(span, str(tree.children[1]), self.node(tree.children[0]))

    def negation(self, tree: Tree[Token], span: Span) -> Node:
        return Not(span, self.node(tree.children[1]))

    def conjunction(self, tree: Tree[Token], span: Span) -> Node:
        return Logic(span, "且", tuple(self.node(part) for part in tree.children if isinstance(part, Tree)))

    def disjunction(self, tree: Tree[Token], span: Span) -> Node:
        return Logic(span, "或", tuple(self.node(part) for part in tree.children if isinstance(part, Tree)))

    def _word(self, tree: Tree[Token]) -> str:
        return str(tree.children[0])


def _span(tree: Tree[Token]) -> Span:
    return (tree.meta.start_pos, tree.meta.end_pos)
