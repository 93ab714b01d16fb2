"""The parser of rules, with its table worked out beforehand.

Making the table out of the grammar is most of what lark does in a short command. ``table.json`` beside this module is that
table as lark writes it down; ``python -m gouji.language.table`` makes it anew after the grammar has changed (a test sees
to it). It is used only by the very version of lark that wrote it, since its form is lark's own affair; with any other one,
and wherever it does not load, the table is made from the grammar as usual.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

import lark
from lark import Lark
from lark.exceptions import LarkError
from lark.grammar import Rule
from lark.lexer import TerminalDef

from gouji.language.lexer import RuleLexer

_HERE = files("gouji.language")


def grammar() -> str:
    """The grammar, for lark."""
    return _HERE.joinpath("grammar.lark").read_text(encoding="utf-8")


def made(text: str) -> Lark:
    """The parser of a grammar."""
    return Lark(text, parser="lalr", lexer=RuleLexer, propagate_positions=True, maybe_placeholders=True)


def kept(text: str) -> Lark | None:
    """The parser of a grammar from the table that was worked out beforehand; None where that is of another one."""
    try:
        known = json.loads(_HERE.joinpath("table.json").read_text(encoding="utf-8"))
        if known["of"] != _name(text):
            return None
        data, memo = known["data"], known["memo"]
        data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = RuleLexer
        table = data["parser"]["parser"]
        table["tokens"] = _numbered(table["tokens"])
        table["states"] = {int(state): _numbered(actions) for state, actions in table["states"].items()}
        parser: Lark = Lark._load_from_dict(data, _numbered(memo))  # type: ignore[no-untyped-call]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, LarkError):
        # whatever is the matter with the table, the grammar is there; a test sees to it that the shipped one loads
        return None
    return parser


def written(text: str) -> str:
    """The table of a grammar as it is kept."""
    data, memo = made(text).memo_serialize([TerminalDef, Rule])
    data["options"].pop("lexer")
    data["parser"]["lexer_conf"].pop("lexer_type")
    return json.dumps({"of": _name(text), "data": data, "memo": memo}, ensure_ascii=False, separators=(",", ":"))


def _name(text: str) -> list[str]:
    """What a table belongs to: a version of lark, and a grammar."""
    return [lark.__version__, hashlib.sha256(text.encode()).hexdigest()]


def _numbered(mapping: dict[str, Any]) -> dict[int, Any]:
    """JSON knows no numbers as names."""
    return {int(name): value for name, value in mapping.items()}


if __name__ == "__main__":
    with open(str(_HERE.joinpath("table.json")), "w", encoding="utf-8") as file:
        file.write(written(grammar()) + "\n")
