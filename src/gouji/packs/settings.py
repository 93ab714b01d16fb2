"""Parameters that a locality sets: ``--set 超额阈值=150%``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from gouji.faults import Diagnostic, SettingError
from gouji.faults import regex as re
from gouji.figures import BARE
from gouji.figures.rational import Rational
from gouji.language import Node, RuleFault, nearest, parse_expression, show
from gouji.language.kinds import dim_met
from gouji.language.syntax import DateLiteral, Number, Text, TextSet
from gouji.packs.model import Clause, Pack, Parameter

_FIGURES = re.compile(r"^[-+−\d.,，]+")
#: What is wrong with a value that is no constant.
NO_CONSTANT = ("应为一个数、日期、带引号的文字或一组词", "a figure, a date, quoted text or a set of words is needed")


def constant_node(text: str) -> Node | None:
    """A figure, a date, quoted text or a set of words; None for anything else."""
    try:
        node = parse_expression(text)
    except RuleFault:
        return None
    return node if isinstance(node, Number | DateLiteral | Text | TextSet) else None


#: The value of a parameter as a program gives it: the text of a constant, or a number that stands for its own text.
Setting = str | int | float | Decimal


def apply_settings(pack: Pack, settings: Mapping[str, Setting]) -> Pack:
    """The pack with parameters set. Raises :class:`SettingError` with every setting that does not fit."""
    if not settings:
        return pack
    parameters = dict(pack.parameters)
    faults: list[Diagnostic] = []
    for name, value in settings.items():
        if isinstance(value, bool) or not isinstance(value, Setting):
            faults.append(Diagnostic("C506", {"name": name, "type": type(value).__name__}))
            continue
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        parameter = parameters.get(name)
        if parameter is None:
            near = "、".join(nearest(name, parameters)) or "、".join(parameters)
            faults.append(Diagnostic("C502", {"name": name, "near": near}))
            continue
        node = constant_node(text.strip())
        wrong = NO_CONSTANT if node is None else misfit(parameter, node)
        if node is None or wrong is not None:
            assert wrong is not None
            args = {
                "name": name,
                "text": text,
                "default": show(parameter.default.node),
                "why": wrong[0],
                "why_en": wrong[1],
            }
            faults.append(Diagnostic("C503", args))
            continue
        parameters[name] = replace(parameter, default=Clause(node, parameter.default.written))
    if faults:
        raise SettingError(faults)
    return replace(pack, parameters=parameters)


def misfit(parameter: Parameter, node: Node, bounded: bool = True) -> tuple[str, str] | None:
    """Why a value does not fit a parameter, in Chinese and English; None when it does.

    ``bounded`` False leaves the parameter's bounds out (for the bounds themselves).
    """
    default = parameter.default.node
    shown = show(default)
    if type(node) is not type(default):
        return f"应为 {shown} 这样的值", f"a value like {shown} is needed"
    if isinstance(node, Number) and isinstance(default, Number):
        one, other = node.figure.unit, default.figure.unit
        if dim_met(one) != dim_met(other) or (one.dimension == "ratio") != (other.dimension == "ratio"):
            meant = _with_unit(node, default)
            if meant:
                return f"缺少单位，写成 {meant}", f"the unit is missing, write {meant}"
            return f"单位应与 {shown} 相同", f"its unit must be that of {shown}"
    value = _ordered(node)
    if value is None or not bounded:
        return None
    least, most = (None if bound is None else _ordered(bound.node) for bound in (parameter.least, parameter.most))
    if parameter.least is not None and least is not None and value < least:
        return f"不得小于 {show(parameter.least.node)}", f"it must not be below {show(parameter.least.node)}"
    if parameter.most is not None and most is not None and value > most:
        return f"不得大于 {show(parameter.most.node)}", f"it must not be above {show(parameter.most.node)}"
    return None


def _with_unit(node: Number, default: Number) -> str:
    """A bare number with the unit of the default, as it is printed there; empty where it has a unit of its own."""
    unit = _FIGURES.sub("", default.figure.text)
    if node.figure.unit != BARE or not unit:
        return ""
    return f"{node.figure.text}{unit}"


def _ordered(node: Node) -> Fraction | None:
    """Where a number or a date lies among its like; None for words."""
    if isinstance(node, Number):
        return node.figure.base
    if isinstance(node, DateLiteral) and node.period.end is not None:
        return Rational(node.period.end.toordinal())
    return None
