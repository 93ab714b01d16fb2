"""The canonical text of a rule, in Chinese or in English words: ``parse(show(tree))`` is the tree again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    Text,
    TextSet,
)
from gouji.language.words import ENGLISH, NAME, OPERATORS, SPOKEN, THIS, fold

_SIGNS = {"*": "×", "/": "÷", "+": "+", "-": "−"}
_RANK = {"或": 1, "且": 2, "非": 3, "比较": 4, "+": 5, "-": 5, "*": 6, "/": 6, "负": 7, "项": 9}

#: Replaces the text of a part: used to fill in figures for names. None keeps the part as it is.
Fill = Callable[[Node], str | None]


def show(node: Node, fill: Fill | None = None, lang: str = "zh") -> str:
    """The text of a tree; ``fill`` may replace the text of any part. Names stay as they are in every language."""
    return _Printer(fill or (lambda _: None), ENGLISH if lang == "en" else {}).text(node)


class _Printer:
    def __init__(self, fill: Fill, words: Mapping[str, str]) -> None:
        self.fill = fill
        self.words = words

    def word(self, word: str) -> str:
        """A word of the language as it is shown."""
        return self.words.get(word, word)

    def text(self, node: Node) -> str:
        filled = self.fill(node)
        return filled if filled is not None else self._plain(node)

    def _plain(self, node: Node) -> str:
        match node:
            case Number(_, figure):
                return figure.text
            case DateLiteral(_, period):
                return period.text
            case Text(_, value):
                return _quoted(value)
            case TextSet(_, items):
                return "{" + ", ".join(map(_quoted, items)) + "}"
            case Name(_, parts):
                return ".".join(self.word(part) if part in THIS else quote(part) for part in parts)
            case Lookup(_, table, where, column):
                return f"{quote(table)}[{self.text(where)}].{quote(column)}"
            case Call(_, function, arguments):
                return f"{self.word(function)}({', '.join(self.text(argument) for argument in arguments)})"
            case Argument(_, value, where, require):
                out = self.text(value)
                out += f" {self.word('其中')} {self.text(where)}" if where is not None else ""
                return out + (f" {self.word('满足')} {self.text(require)}" if require is not None else "")
            case Negative(_, operand):
                return f"−{self._inside(operand, _RANK['负'])}"
            case Arithmetic(_, operator, left, right):
                rank = _RANK[operator]
                after = self._inside(right, rank + 1)
                return f"{self._inside(left, rank)} {_SIGNS[operator]} {after}"
            case Compare(_, operator, left, right, tolerance):
                out = f"{self._inside(left, 5)} {operator} {self._inside(right, 5)}"
                return out + (f" ± {self._inside(tolerance, 5)}" if tolerance is not None else "")
            case Relate(_, operator, left, right):
                return f"{self._inside(left, 5)} {self.word(operator)} {self._inside(right, 5)}"
            case Pattern(_, regex):
                return "/" + regex.replace("/", "\\/") + "/"
            case Ask(_, operator, operand):
                return f"{self._inside(operand, 5)} {self.word(operator)}"
            case Not(_, operand):
                return f"{self.word('非')} {self._inside(operand, _RANK['非'])}"
            case Logic(_, operator, operands):
                return f" {self.word(operator)} ".join(self._inside(part, _RANK[operator] + 1) for part in operands)
            case Rule(_, require, when, table, keys):
                out = self.text(require)
                if when is not None:
                    out = f"{self.word('当')} {self.text(when)} {self.word('则')} {out}"
                if table is None:
                    return out
                return f"{self.word('每组')} {quote(table)} {self.word('按')} {', '.join(quote(key) for key in keys)}: {out}"
        raise TypeError(node)

    def _inside(self, node: Node, rank: int) -> str:
        text = self.text(node)
        return f"({text})" if _rank(node) < rank else text


def _rank(node: Node) -> int:
    match node:
        case Logic(_, operator):
            return _RANK[operator]
        case Not():
            return _RANK["非"]
        case Compare() | Relate() | Ask():
            return _RANK["比较"]
        case Arithmetic(_, operator):
            return _RANK[operator]
        case Negative():
            return _RANK["负"]
    return _RANK["项"]


def quote(name: str) -> str:
    """A name as it must be written: in 「」 when it holds signs, begins with a digit or is a word of the language."""
    taken = name in OPERATORS or name.lower() in OPERATORS or name in SPOKEN
    plain = NAME.fullmatch(name) and fold(name) == name and not taken
    return name if plain else f"「{name}」" if "」" not in name else f"『{name}』"


def _quoted(text: str) -> str:
    """A text in marks that do not occur in it; a word of a set may stand in those of names, and then hold any quote."""
    if not any(mark in text for mark in '”"'):
        return f"“{text}”"
    return f"'{text}'" if not any(mark in text for mark in "'’") else quote(text)
