"""Text of a rule to tokens: words, signs, figures and quotes, each with its place.

The lexer is our own because its faults are the ones people make most (a quote on one side, a unit that is none, an
operator of another language), and each of them has something better to say than "unexpected character".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lark import Token
from lark.lexer import Lexer

from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_period
from gouji.language.fault import RuleFault
from gouji.language.gluing import split_operator
from gouji.language.words import ENGLISH, NAME, OPERATORS, SPOKEN, fold

_TYPES = {
    "当": "WHEN",
    "则": "THEN",
    "且": "AND",
    "或": "OR",
    "非": "NOT",
    "属于": "MEMBER",
    "不属于": "MEMBER",
    "包含": "MEMBER",
    "不包含": "MEMBER",
    "匹配": "MATCH",
    "不匹配": "MATCH",
    "达到": "RELATE",
    "未达": "RELATE",
    "同单位": "RELATE",
    "为空": "ASK",
    "已填": "ASK",
    "可比": "ASK",
    "不可比": "ASK",
    "其中": "WHERE",
    "满足": "SATISFY",
    "每组": "EACH",
    "按": "BY",
}
_COMPARE = {"=": "=", "==": "==", "!=": "≠", "≠": "≠", "<": "<", "<=": "≤", "≤": "≤", ">": ">", ">=": "≥", "≥": "≥"}
_SINGLE = {
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "(": "LPAR",
    ")": "RPAR",
    "{": "LBRACE",
    "}": "RBRACE",
    "[": "LSQB",
    "]": "RSQB",
    ",": "COMMA",
    ":": "COLON",
    ".": "DOT",
    "≈": "NEARLY",
    "±": "PLUSMINUS",
}
#: Slips from other languages: what was typed, and what is meant.
WRONG_SIGNS = {
    "=<": "≤",
    "=>": "≥，或 当 … 则 …",
    "<>": "≠",
    "&&": "且",
    "||": "或",
    "!": "非",
    "&": "且",
    "|": "或",
    "><": "≠",
}
_QUOTES = {"“": "”", '"': '"', "'": "'", "‘": "’", "「": "」", "『": "』", "”": "”", "’": "’"}
#: People type either quotation mark on either side; any of a family closes it.
_CLOSERS = {"“": '”“"', "”": '”"', '"': '"”', "'": "'’", "‘": "’'", "’": "’'", "「": "」", "『": "』"}

#: A closing mark that nothing follows: its opening half is what is missing.
_LEFT = {"”": "“", "’": "‘"}

#: Brackets of prose that are none of a rule.
_BRACKETS = {"【": "】", "〖": "〗", "《": "》", "〈": "〉", "】": "】", "〗": "〗", "》": "》", "〉": "〉"}
_PARTED = re.compile("[,，、;；]")
#: What makes a whole requirement of names.
_JUDGING = frozenset({"COMPARE", "NEARLY", "RELATE", "MEMBER", "MATCH", "ASK"})

_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?!\w)|\d{4}-\d{1,2}-\d{1,2}(?![\w-])")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
_UNIT = re.compile(r"[%‰]|[^\W\d_]+")
_SIGN = re.compile(r"=<|=>|<>|><|&&|\|\||==|!=|<=|>=|[=≠<≤>≥≈±+\-*/(){}\[\],:.!&|]")

#: A rule longer than this is refused: it bounds the time that a hostile rule can take.
LONGEST_RULE = 20_000


class RuleLexer(Lexer):
    """The lexer in the form that lark takes; raises :class:`RuleFault` with the place of what it cannot read."""

    def __init__(self, conf: object) -> None:
        self.__future_interface__ = False

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # lark passes the text itself
        data = lexer_state
        return iter(tokens(data if isinstance(data, str) else data.text))


def tokens(text: str) -> list[Token]:
    """All tokens of a rule; ``start_pos``/``end_pos`` are offsets into ``text``."""
    if len(text) > LONGEST_RULE:
        raise RuleFault("R201", (0, 1), length=len(text), most=LONGEST_RULE)
    source = fold(text)
    out: list[Token] = []
    at, size = 0, len(source)
    while at < size:
        char = source[at]
        if char.isspace():
            at += 1
            continue
        if char == "%" and out and out[-1].type == "NAME" and (taken := split_operator(str(out[-1]))):
            # 完成率不低于90% : all of it up to the sign was taken for one name
            span = (out[-1].start_pos or 0, at + 1)
            raise RuleFault("R232", span, name=f"{out[-1]}%", word=taken[0], fixed=f"{taken[1]}%")
        if char == "。" and (right := _dotted(source, at, out)):
            raise RuleFault("R237", (at, at + 1), right=right)
        if char in _BRACKETS:
            raise _bracketed(text, at, out)
        kind, value, end = _next(text, source, at, out[-1].type if out else "")
        out.append(Token(kind, value, start_pos=at, end_pos=end, line=1, column=at + 1, end_line=1, end_column=end + 1))
        at = end
    return out


def _dotted(source: str, at: int, before: list[Token]) -> str:
    """``指标.得分`` where ``指标。得分`` stands; empty where the full stop ends a sentence."""
    after = NAME.match(source, at + 1)
    if not before or before[-1].type != "NAME" or before[-1].end_pos != at or after is None:
        return ""
    words = NAME.findall(source, at + 1)
    judged_before = any(token.type in _JUDGING for token in before)
    judged_after = any(char in "=≠<≤>≥≈" for char in source[at:]) or any(w in OPERATORS or w in SPOKEN for w in words)
    inside = sum((token.type == "LPAR") - (token.type == "RPAR") for token in before) > 0
    return "" if judged_before and judged_after and not inside else f"{before[-1]}.{after.group()}"


def _bracketed(text: str, at: int, before: list[Token]) -> RuleFault:
    """The fault of a bracket that prose has and this language has not, with what was most likely meant by it."""
    end = text.find(_BRACKETS[text[at]], at)
    inside = text[at + 1 : end].strip() if end > at else ""
    words = [word.strip() for word in _PARTED.split(inside) if word.strip()]
    if text[at] in "《〈" and inside:  # a title keeps its marks
        inside = text[at : end + 1]
        words = [inside]
    last = before[-1] if before else None
    if not words:
        right, right_en = "“…” 或 「…」", "“…” or 「…」"
    elif last is not None and last.type == "MEMBER":
        right, right_en = spelled_set(str(last), words)
    elif last is not None and (taken := split_operator(str(last))) and _TYPES.get(taken[0]) == "MEMBER":
        name = taken[1].removesuffix(taken[0])
        right, right_en = (name + spelled for spelled in spelled_set(taken[0], words))
    elif last is not None and last.type == "COMPARE":
        right = f"文字加引号 “{inside}”，名称用 「{inside}」"
        right_en = f"“{inside}” for text, 「{inside}」 for a name"
    else:
        right = right_en = f"「{inside}」"
    return RuleFault("R236", (at, end + 1 if end > at else at + 1), sign=text[at], right=right, right_en=right_en)


def spelled_set(word: str, words: Sequence[str]) -> tuple[str, str]:
    """``属于 {“优”, “良”}``: membership in a set as it is written, in Chinese and in English words."""
    listed = ", ".join(f"“{one}”" for one in words)
    return f"{word} {{{listed}}}", f"{ENGLISH[word]} {{{listed}}}"


def _next(text: str, source: str, at: int, before: str) -> tuple[str, str, int]:
    char = source[at]
    if before == "MATCH" and char == "/":
        return _regex(text, at)
    if text[at] in _QUOTES:
        return _quoted(text, at)
    if char.isdigit() and char.isascii():
        return _figure(source, at)
    if found := NAME.match(source, at):
        word = found.group()
        if sign := SPOKEN.get(word):
            return ("COMPARE" if sign in _COMPARE else _SINGLE[sign]), sign, found.end()
        canonical = OPERATORS.get(word) or OPERATORS.get(word.lower())
        return (_TYPES[canonical], canonical, found.end()) if canonical else ("NAME", word, found.end())
    if found := _SIGN.match(source, at):
        sign = found.group()
        if sign in WRONG_SIGNS:
            raise RuleFault("R202", (at, found.end()), sign=sign, right=WRONG_SIGNS[sign])
        if sign in _COMPARE:
            return "COMPARE", _COMPARE[sign], found.end()
        return _SINGLE[sign], sign, found.end()
    if char == "。" or char in ";；":
        raise RuleFault("R203", (at, at + 1), sign=text[at])
    raise RuleFault("R204", (at, at + 1), sign=text[at])


def _regex(text: str, at: int) -> tuple[str, str, int]:
    end = at + 1
    closers = "/／" if text[at] == "／" else "/"
    while end < len(text) and text[end] not in closers:
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise RuleFault("R205", (at, len(text)))
    return "REGEX", text[at + 1 : end].replace("\\/", "/"), end + 1


def _quoted(text: str, at: int) -> tuple[str, str, int]:
    closers = _CLOSERS[text[at]]
    end = next((i for i in range(at + 1, len(text)) if text[i] in closers), -1)
    if end < 0 and text[at] in _LEFT:
        raise RuleFault("R215", (at, at + 1), sign=text[at], left=_LEFT[text[at]])
    if end < 0:
        raise RuleFault("R206", (at, at + 1), sign=text[at], right=_QUOTES[text[at]])
    kind = "QUOTED" if text[at] in "「『" else "STRING"
    if kind == "QUOTED" and end == at + 1:
        raise RuleFault("R207", (at, end + 1))
    return kind, text[at + 1 : end], end + 1


def _figure(source: str, at: int) -> tuple[str, str, int]:
    if found := _DATE.match(source, at):
        if parse_period(found.group()) is None:
            raise RuleFault("R208", found.span(), text=found.group())
        return "DATE", found.group(), found.end()
    found = _NUMBER.match(source, at)
    assert found is not None  # the character is an ASCII digit
    end = found.end()
    gap = end
    while gap < len(source) and source[gap] == " ":
        gap += 1
    # "90 %" is written as often as "90%"; a word after a space is the next word, not a unit
    unit = _UNIT.match(source, end) or (_UNIT.match(source, gap) if source[gap : gap + 1] in ("%", "‰") else None)
    if unit is None:
        if end < len(source) and (source[end].isdigit() or source[end] == "_"):
            raise RuleFault("R209", (at, end + 1), text=source[at : end + 1])
        if parse_figure(found.group()) is None:  # longer than any figure
            raise RuleFault("R209", (at, end), text=f"{found.group()[:20]}…")
        return "NUMBER", found.group(), end
    literal = found.group() + unit.group()
    figure = parse_figure(literal)
    if len(unit.group()) > 1 and unit.group()[0] in "xX" and figure is None:
        raise RuleFault("R238", (end, end + 1), sign=unit.group()[0], right=f"{found.group()} × {unit.group()[1:]}")
    if unit.group() in OPERATORS:  # 则 is a measure word too, but not in rules
        raise RuleFault("R210", (at, unit.end()), word=unit.group(), fixed=f"{found.group()} {unit.group()}")
    if figure is None or not figure.plain:
        glued = next((w for w in sorted(OPERATORS, key=len, reverse=True) if w in unit.group() and not w.isascii()), "")
        if glued:
            fixed = found.group() + unit.group().replace(glued, f" {glued} ", 1)
            raise RuleFault("R210", (at, unit.end()), word=glued, fixed=" ".join(fixed.split()))
        raise RuleFault("R211", unit.span(), unit=unit.group(), text=literal)
    return "NUMBER", literal, unit.end()
