"""How a rule is written: words, grammar, syntax tree, kinds and units, and the way to Python code."""

from gouji.language import bound
from gouji.language.binder import Binder, Names
from gouji.language.emitter import Code, Slot, compile_exact, compile_filter, compile_parts, function_of, number_slots
from gouji.language.fault import RuleFault
from gouji.language.kinds import (
    BY_WORD,
    KINDS,
    TRUSTS,
    WIDTHS,
    Column,
    Kind,
    Schema,
    Table,
    infer_column,
    priced,
    unit_of_header,
)
from gouji.language.parsing import parse, parse_expression
from gouji.language.patterns import searcher
from gouji.language.printer import quote, show
from gouji.language.scope import Scope, infer
from gouji.language.syntax import Node, Rule
from gouji.language.texts import fold_text, nearest, similarity

__all__ = [
    "BY_WORD",
    "KINDS",
    "TRUSTS",
    "WIDTHS",
    "Binder",
    "Code",
    "Column",
    "Kind",
    "Names",
    "Node",
    "Rule",
    "RuleFault",
    "Schema",
    "Scope",
    "Slot",
    "Table",
    "bound",
    "compile_exact",
    "compile_filter",
    "compile_parts",
    "fold_text",
    "function_of",
    "infer",
    "infer_column",
    "nearest",
    "number_slots",
    "parse",
    "parse_expression",
    "priced",
    "quote",
    "searcher",
    "show",
    "similarity",
    "unit_of_header",
]
