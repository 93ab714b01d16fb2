"""What people who do not program really type, and what to tell them.

A parser knows the token that it did not expect; the writer wants to know which word to mend. Each function here looks
for one slip, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gouji.figures import find_unit
from gouji.language.fault import RuleFault
from gouji.language.gluing import split_operator
from gouji.language.lexer import spelled_set
from gouji.language.words import AGGREGATES, FUNCTIONS

if TYPE_CHECKING:
    from lark import Token
    from lark.exceptions import UnexpectedToken

_OPEN = {"LPAR": ("(", ")", "RPAR"), "LBRACE": ("{", "}", "RBRACE"), "LSQB": ("[", "]", "RSQB")}
_CLOSE = {closer: (sign, left) for left, (_, sign, closer) in _OPEN.items()}

#: Token types in the words of the writer (Chinese, English).
KINDS = {
    "NAME": ("名称", "a name"),
    "QUOTED": ("名称", "a name"),
    "NUMBER": ("数字", "a number"),
    "DATE": ("日期", "a date"),
    "STRING": ("引号里的文字", "quoted text"),
    "LBRACE": ("{…}", "{…}"),
    "LPAR": ("“（”", "“(”"),
    "RPAR": ("“）”", "“)”"),
    "RBRACE": ("“}”", "“}”"),
    "RSQB": ("“]”", "“]”"),
    "LSQB": ("“[”", "“[”"),
    "COMPARE": ("= < > ≤ ≥ ≠", "= < > ≤ ≥ ≠"),
    "THEN": ("则", "then"),
    "AND": ("且", "and"),
    "OR": ("或", "or"),
    "MEMBER": ("属于", "in"),
    "RELATE": ("达到 未达", "meets misses"),
    "ASK": ("为空 已填 可比", "empty filled measurable"),
    "MATCH": ("匹配", "matches"),
    "REGEX": ("/正则/", "/regex/"),
    "PLUS": ("+ - × ÷", "+ - * /"),
    "COMMA": ("“，”", "“,”"),
    "COLON": ("“：”", "“:”"),
    "BY": ("按", "by"),
    "DOT": ("“.”", "“.”"),
    "$END": ("到此结束", "the end"),
}


def check_brackets(tokens: Sequence[Token]) -> None:
    """Raise for a bracket that does not close, or closes nothing, or closes another kind."""
    stack: list[Token] = []
    for token in tokens:
        if token.type in _OPEN:
            stack.append(token)
        elif token.type in _CLOSE:
            sign, left = _CLOSE[token.type]
            if not stack:
                raise RuleFault("R220", _span(token), sign=sign, right=_OPEN[left][0])
            opened = stack.pop()
            if opened.type != left:
                raise RuleFault(
                    "R221", _span(token), sign=sign, opened=_OPEN[opened.type][0], right=_OPEN[opened.type][1]
                )
    if stack:
        opened = stack[-1]
        raise RuleFault("R222", _span(opened), sign=_OPEN[opened.type][0], right=_OPEN[opened.type][1])


def depth(tokens: Sequence[Token], most: int) -> int | None:
    """The offset at which brackets (or signs before one operand) nest deeper than ``most``; None if they do not."""
    open_now = run = 0
    for token in tokens:
        if token.type in _OPEN:
            open_now += 1
        elif token.type in _CLOSE:
            open_now -= 1
        run = run + 1 if token.type in ("MINUS", "NOT") else 0
        if open_now > most or run > most:
            return token.start_pos
    return None


def explain(text: str, tokens: Sequence[Token], error: UnexpectedToken) -> RuleFault:
    """The fault for a token that does not fit, in the writer's terms."""
    token = error.token
    types = [t.type for t in tokens]
    at = _index(tokens, token)
    before = tokens[at - 1] if at > 0 else None
    words = [str(t) for t in tokens if t.type == "NAME"]
    if "在" in words and "之间" in words:
        first = next(t for t in tokens if t == "在")
        return RuleFault("R233", _span(first))
    if (listed := _listed(text, tokens, at)) is not None:
        return listed
    if foreign := _foreign(text, tokens, at):
        return foreign
    if token.type == "COLON" and types[:1] != ["EACH"] and _between_operands(tokens, at):
        pair = {"before": _shown(text, tokens[at - 1]), "after": _shown(text, tokens[at + 1])}
        return RuleFault("R240", _span(token), **pair)
    if glued := _glued(tokens, at):
        return glued
    if types[:1] == ["WHEN"] and "THEN" not in types:
        return RuleFault("R223", (len(text.rstrip()) - 1, len(text.rstrip())) if token.type == "$END" else _span(token))
    if token.type == "THEN" and "WHEN" not in types[:at]:
        return RuleFault("R224", _span(token))
    if token.type == "COMPARE" and before is not None and before.type == "COMPARE":
        return RuleFault("R225", (before.start_pos or 0, token.end_pos or 0), signs=f"{before}{token}")
    if token.type == "LPAR" and before is not None and before.type == "QUOTED":
        return RuleFault("R226", _span(token), name=str(before))
    if token.type == "STRING" and before is not None and before.type in ("NAME", "QUOTED", "STRING", "NUMBER"):
        return RuleFault("R227", _span(token), before=str(before), text=str(token))
    if token.type == "NAME" and before is not None and before.type == "NUMBER" and find_unit(str(token)) is not None:
        return RuleFault("R216", (before.start_pos or 0, token.end_pos or 0), number=str(before), unit=str(token))
    if (
        token.type in ("NAME", "QUOTED", "NUMBER")
        and before is not None
        and before.type in ("NAME", "QUOTED", "NUMBER")
    ):
        return RuleFault("R228", (before.start_pos or 0, token.end_pos or 0), before=str(before), name=str(token))
    if token.type == "RBRACE" and before is not None and before.type == "LBRACE":
        return RuleFault("R229", (before.start_pos or 0, token.end_pos or 0))
    if token.type == "COMMA" and not _open_bracket(tokens, at):
        return RuleFault("R235", _span(token))
    expected = sorted(error.accepts or error.expected or ())
    if token.type == "$END":
        end = len(text.rstrip())
        return RuleFault("R230", (max(0, end - 1), end), expected=_words(expected, 0), expected_en=_words(expected, 1))
    shown = text[token.start_pos : token.end_pos]
    return RuleFault("R231", _span(token), found=shown, expected=_words(expected, 0), expected_en=_words(expected, 1))


def _open_bracket(tokens: Sequence[Token], at: int) -> bool:
    return sum((t.type in _OPEN) - (t.type in _CLOSE) for t in tokens[:at]) > 0


def _listed(text: str, tokens: Sequence[Token], at: int) -> RuleFault | None:
    """Words that are listed after 属于 without braces: ``属于 (优, 良)``, ``= [优, 良]``, ``属于 优, 良``."""
    if 0 < at < len(tokens) and tokens[at].type in _WORDS and tokens[at - 1].type == "COMMA":
        at -= 1  # a comma may stand before 则
    token = tokens[at] if at < len(tokens) else None
    if token is None or token.type not in ("LSQB", "COMMA"):
        return None
    begin = at
    if token.type == "COMMA":
        while begin and tokens[begin - 1].type in (*_WORDS, "COMMA"):
            begin -= 1
        if begin and tokens[begin - 1].type == "LPAR":
            begin -= 1
    operator = tokens[begin - 1] if begin else None
    if operator is None or operator.type not in ("MEMBER", "COMPARE"):
        return None
    words, end = [], begin + (tokens[begin].type in _OPEN)
    while end < len(tokens) and tokens[end].type in (*_WORDS, "COMMA"):
        words += [str(tokens[end])] if tokens[end].type != "COMMA" else []
        end += 1
    closed = end < len(tokens) and tokens[end].type in _CLOSE
    bare = tokens[begin].type not in _OPEN
    rest_is_another = end < len(tokens) and tokens[end].type not in ("THEN", "AND", "OR", "RPAR")
    if not words or (bare and (operator.type != "MEMBER" or rest_is_another)):
        return None
    word = str(operator) if operator.type == "MEMBER" else {"=": "属于", "==": "属于", "≠": "不属于"}.get(operator)
    if word is None:
        return None
    right, right_en = spelled_set(word, words)
    stop = tokens[end] if closed and not bare else tokens[end - 1]
    return RuleFault("R234", (tokens[begin].start_pos or 0, stop.end_pos or 0), right=right, right_en=right_en)


#: Tokens that can be words of a list.
_WORDS = ("NAME", "QUOTED", "STRING", "NUMBER", "DATE")

#: Words that people take for words of the language, with what to write for them (Chinese, English).
_TAKEN_FOR_WORDS = {
    **dict.fromkeys(("但是", "但", "而且", "并", "同时", "且同时"), ("写作：且", "write: and")),
    **dict.fromkeys(
        ("和", "与", "及", "以及"),
        ("连接两个要求写作“且”，两个数相加写作“+”", "write “and” between two requirements, “+” between two figures"),
    ),
    **dict.fromkeys(("要么", "或是", "抑或"), ("写作：或", "write: or")),
    **dict.fromkeys(("如", "假如", "倘若", "要是", "只要", "凡", "凡是"), ("写作：当 … 则 …", "write: when … then …")),
    **dict.fromkeys(("那", "那就", "便"), ("写作：当 … 则 …", "write: when … then …")),
    **dict.fromkeys(
        ("否则", "else", "otherwise"),
        ("另写一条规则：当 非 (…) 则 …", "write another rule: when not (…) then …"),
    ),
    **dict.fromkeys(("是", "为", "is", "equals"), ("写作：=", "write: =")),
    "but": ("写作：且", "write: and"),
    "unless": ("写作：当 非 (…) 则 …", "write: when not (…) then …"),
}


def _foreign(text: str, tokens: Sequence[Token], at: int) -> RuleFault | None:
    """A letter for a sign (``数量 x 单价``) or a word that sounds like one of the language (但是), next to the fault.

    What stands in braces or after a comparison is text that lacks its quotes (``{是 否}``).
    """
    for number in (at, at - 1):
        token = tokens[number] if 0 <= number < len(tokens) else None
        if token is None or token.type != "NAME" or _in_braces(tokens, number):
            continue
        if number and tokens[number - 1].type in ("COMPARE", "MEMBER"):
            continue
        if token in ("x", "X") and _between_operands(tokens, number):
            right = f"{_shown(text, tokens[number - 1])} × {_shown(text, tokens[number + 1])}"
            return RuleFault("R238", _span(token), sign=str(token), right=right)
        if taken := _TAKEN_FOR_WORDS.get(str(token)):
            return RuleFault("R239", _span(token), word=str(token), right=taken[0], right_en=taken[1])
    return None


def _in_braces(tokens: Sequence[Token], at: int) -> bool:
    return sum((token.type == "LBRACE") - (token.type == "RBRACE") for token in tokens[:at]) > 0


def _between_operands(tokens: Sequence[Token], at: int) -> bool:
    """Whether something with a value ends before the token and begins after it."""
    if not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1].type in (*_WORDS, "RPAR") and tokens[at + 1].type in (*_WORDS, "LPAR")


def _shown(text: str, token: Token) -> str:
    """An operand as it is written; a bracketed one as dots."""
    return "…" if token.type in ("LPAR", "RPAR") else text[token.start_pos : token.end_pos]


def _glued(tokens: Sequence[Token], at: int) -> RuleFault | None:
    """A word of the language stuck to a name: the commonest slip of those who write no spaces.

    What stands in braces or after a comparison is text that lacks its quotes (``= 达到预期``), and nothing is stuck to it.
    """
    depth = 0
    texts = set()
    for number, token in enumerate(tokens):
        depth += (token.type == "LBRACE") - (token.type == "RBRACE")
        if number > 1 and tokens[number - 1].type == "LPAR" and tokens[number - 2].type == "MEMBER":
            texts.add(token.start_pos)
        if depth or (number and tokens[number - 1].type in ("COMPARE", "MEMBER")):
            texts.add(token.start_pos)
    for token in (*reversed(tokens[:at]), *tokens[at:]):
        if token.type != "NAME" or token in AGGREGATES or token in FUNCTIONS or token.start_pos in texts:
            continue
        if fixed := split_operator(str(token)):
            word, spaced = fixed
            return RuleFault("R232", _span(token), name=str(token), word=word, fixed=spaced)
    return None


def _words(types: Sequence[str], lang: int) -> str:
    seen = dict.fromkeys(KINDS[t][lang] for t in types if t in KINDS)
    return " ".join(seen) if lang == 0 else ", ".join(seen)


def _index(tokens: Sequence[Token], token: Token) -> int:
    for index, candidate in enumerate(tokens):
        if token.type != "$END" and candidate.start_pos == token.start_pos:
            return index
    return len(tokens)


def _span(token: Token) -> tuple[int, int]:
    return (token.start_pos or 0, token.end_pos or 0)
