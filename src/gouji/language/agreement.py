"""Whether kinds and units can meet: what a comparison, a sum or a function may be of, told before anything is judged."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gouji.figures import BARE
from gouji.language import bound as b
from gouji.language.fault import RuleFault
from gouji.language.kinds import COUNT, NUMBER, SCORE, TRUTH, priced, type_name
from gouji.language.printer import show
from gouji.language.syntax import Compare, Name, Span


def as_number(side: b.Bound) -> b.Bound:
    """Something that has a number. Raises :class:`RuleFault` R314."""
    if side.type.base in ("number", "value", "target"):
        return side
    raise RuleFault(
        "R314", side.node.span, text=show(side.node), kind=type_name(side.type), kind_en=type_name(side.type, "en")
    )


def as_truth(side: b.Bound) -> b.Bound:
    """A condition. Raises :class:`RuleFault` R313, with how the condition might have been meant."""
    if side.type == TRUTH:
        return side
    hint, hint_en = "", ""
    if isinstance(side, b.Cell):
        text = show(side.node)
        hint, hint_en = f"例如 {text} 已填，或 {text} = …", f"for example {text} filled, or {text} = …"
    raise RuleFault("R313", side.node.span, text=show(side.node), hint=hint, hint_en=hint_en)


def alike(left: b.Bound, right: b.Bound, verb: str, verb_en: str) -> tuple[b.Bound, b.Bound]:
    """Both sides, once it is sure that their kinds can meet; a bare number of the rule takes the other's kind."""
    if left.type.base != "number" or right.type.base != "number":
        return left, right
    one, other = left.type.dim, right.type.dim
    if one == other:
        _percent(left, right)
        _percent(right, left)
        return left, right
    if isinstance(right, b.Constant) and not other:
        return left, _adopt(right, left)
    if isinstance(left, b.Constant) and not one:
        return _adopt(left, right), right
    if {one, other} <= {NUMBER, SCORE} and not (left.type.ratio or right.type.ratio):
        return left, right
    counts = {dim for dim in (one, other) if dim != NUMBER}
    if counts == {(("count", 1),)} and not (left.type.ratio or right.type.ratio):
        return left, right
    if priced(one, other):
        return left, right
    names = [(type_name(side.type), type_name(side.type, "en")) for side in (left, right)]
    raise clash(_hull(left.node.span, right.node.span), names[0], names[1], verb, verb_en, "", "")


def _adopt(constant: b.Constant, other: b.Bound) -> b.Constant:
    number = constant.figure.text
    if constant.figure.unit != BARE or other.type.dim in (SCORE, COUNT) or not constant.value:
        if constant.figure.unit != BARE:
            names = [(type_name(side.type), type_name(side.type, "en")) for side in (other, constant)]
            raise clash(constant.node.span, names[0], names[1], "比较", "compared", "", "")
        # 人 and 户 are told apart only where figures meet: a number of the rule stays plain and fits every count
        return constant if other.type.dim == COUNT else replace(constant, dim=other.type.dim)
    if other.type.dim == (("money", 1),):
        raise RuleFault("R312", constant.node.span, text=show(other.node), number=number)
    return replace(constant, dim=other.type.dim)


def _percent(side: b.Bound, constant: b.Bound) -> None:
    """``完成率 ≥ 95`` means 95%: a ratio against a bare number of the rule that is too big to be a ratio."""
    if (
        side.type.ratio
        and isinstance(constant, b.Constant)
        and constant.figure.unit == BARE
        and not isinstance(constant.node, Name)
        and abs(constant.value) > Fraction(2)
    ):
        raise RuleFault("R311", constant.node.span, text=show(side.node), number=constant.figure.text)


def clash(
    span: Span,
    left: tuple[str, str],
    right: tuple[str, str],
    verb: str,
    verb_en: str,
    hint: str,
    hint_en: str,
) -> RuleFault:
    """The fault (R310) of two kinds that cannot meet; kinds, what was to be done with them and a hint in both languages."""
    args = {"left": left[0], "left_en": left[1], "right": right[0], "right_en": right[1]}
    return RuleFault("R310", span, **args, verb=verb, verb_en=verb_en, hint=hint, hint_en=hint_en)


def check_text(side: b.Bound) -> None:
    """Refuse what has no text. Raises :class:`RuleFault` R315."""
    if side.type.base in ("truth", "set") or isinstance(side, b.Arith | b.Constant | b.Aggregate | b.Minus):
        raise RuleFault("R315", side.node.span, text=show(side.node))


def refuse_vacuous(node: Compare, left: b.Bound, right: b.Bound) -> None:
    """Refuse a comparison that can come out one way only."""
    if isinstance(left, b.Constant) and isinstance(right, b.Constant):
        holds = {"=": left.value == right.value, "==": left.value == right.value, "≠": left.value != right.value}
        holds |= {"<": left.value < right.value, "≤": left.value <= right.value, "≈": left.value == right.value}
        holds |= {">": left.value > right.value, "≥": left.value >= right.value}
        raise RuleFault("R317" if holds[node.operator] else "R318", node.span, text=show(node))
    if show(left.node) == show(right.node) and not isinstance(left, b.Words):
        always = node.operator in ("=", "==", "≤", "≥", "≈")
        raise RuleFault("R317" if always else "R318", node.span, text=show(node))


def _hull(left: Span, right: Span) -> Span:
    return (min(left[0], right[0]), max(left[1], right[1]))
