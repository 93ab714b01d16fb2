"""The parser behind a door: it and lark are imported when the first text is parsed.

A run whose rules were parsed before (the shipped packs, remembered from the last run) needs neither.
"""

from __future__ import annotations

from gouji.language.syntax import Node, Rule


def parse(text: str) -> Rule:
    """The tree of one rule.

    Raises :class:`RuleFault` with the place and the likeliest slip.
    """
    from gouji.language import parser

    return parser.parse(text)


def parse_expression(text: str) -> Node:
    """The tree of an expression with no ``当``, ``则`` or ``每组`` (a condition, a derived name)."""
    from gouji.language import parser

    return parser.parse_expression(text)


__all__ = ["parse", "parse_expression"]
