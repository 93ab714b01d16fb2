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
            hint, hint_en = _whole_unit(number, constant, other)
            raise clash(constant.node.span, names[0], names[1], "比较", "compared", hint, hint_en)
        # 人 and 户 are told apart only where figures meet: a number of the rule stays plain and fits every count
        return constant if other.type.dim == COUNT else replace(constant, dim=other.type.dim)
    if other.type.dim == (("money", 1),):
        raise RuleFault("R312", constant.node.span, text=show(other.node), number=number)
    return replace(constant, dim=other.type.dim)


def _whole_unit(number: str, constant: b.Constant, other: b.Bound) -> tuple[str, str]:
    """``预算数 ≤ 150万``: a number of ten thousands that lacks what it counts. The hint in both languages, or none."""
    meant = {(("money", 1),): "元", COUNT: "人"}.get(other.type.dim)
    if constant.figure.unit.dimension != "number" or meant is None or isinstance(constant.node, Name):
        return "", ""
    more, more_en = ("（或别的量词）", " (or another measure word)") if other.type.dim == COUNT else ("", "")
    return f"写明单位：{number}{meant}{more}", f"give the whole unit: {number}{meant}{more_en}"


def refuse_hundredfold(left: b.Bound, right: b.Bound) -> None:
    """Refuse ``合格率 = 合格数 / 抽检数 * 100``: a ratio met by one that is multiplied by the bare number 100.

    ``合格率 * 100 = 合格数 / 抽检数 * 100`` and ``合格率 * 100 ≥ 95`` compare like with like. Raises :class:`RuleFault` R327.
    """
    ones = _hundredfold(left), _hundredfold(right)
    for (side, mine), (_, other) in (((left, ones[0]), (right, ones[1])), ((right, ones[1]), (left, ones[0]))):
        if other is not None and mine is None and side.type.ratio:
            raise RuleFault("R327", other, text=show(side.node))


def _hundredfold(side: b.Bound) -> Span | None:
    """Where a ratio is multiplied by the bare number 100: the sign and the number; None where nothing is."""
    match side:
        case b.Arith(operator="+" | "-"):
            found = _hundredfold(side.left) or _hundredfold(side.right)
        case b.Minus():
            found = _hundredfold(side.operand)
        case b.Function(function="绝对值" | "舍入" | "截断" | "最大" | "最小"):
            found = next((one for part in side.arguments if (one := _hundredfold(part)) is not None), None)
        case b.Arith():
            found = _factor(side) if _ratio_in(side) else None
        case _:
            return None
    # what a definition says stands elsewhere: its name is what can be pointed at
    return side.node.span if found is not None and isinstance(side.node, Name) else found


def _factor(side: b.Bound) -> Span | None:
    """The stretch of ``* 100`` (or ``100 *``) among the factors of a product or of the numerator of a quotient."""
    if not isinstance(side, b.Arith) or side.operator not in "*/":
        return _hundredfold(side)
    left, right = side.left, side.right
    if side.operator == "*" and _is_hundred(right):
        found: Span | None = (left.node.span[1], right.node.span[1])
    elif side.operator == "*" and _is_hundred(left):
        found = (left.node.span[0], right.node.span[0])
    else:
        found = _factor(left) or (_factor(right) if side.operator == "*" else None)
    return side.node.span if found is not None and isinstance(side.node, Name) else found


def _ratio_in(side: b.Bound) -> bool:
    """Whether a quotient or a ratio is among the factors."""
    if isinstance(side, b.Arith) and side.operator in "*/":
        return side.operator == "/" or _ratio_in(side.left) or _ratio_in(side.right)
    return side.type.ratio


def _is_hundred(side: b.Bound) -> bool:
    bare = isinstance(side, b.Constant) and side.figure.unit == BARE and not isinstance(side.node, Name)
    return bare and isinstance(side, b.Constant) and side.value == 100


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
