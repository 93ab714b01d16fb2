"""Parameters that a locality sets: ``--set 超额阈值=150%``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gouji.faults import Diagnostic, SettingError
from gouji.language import Node, RuleFault, nearest, parse_expression, show
from gouji.language.kinds import dim_of
from gouji.language.syntax import DateLiteral, Number, Text, TextSet
from gouji.packs.model import Clause, Pack, Parameter


def constant_node(text: str) -> Node | None:
    """A figure, a date, quoted text or a set of words; None for anything else."""
    try:
        node = parse_expression(text)
    except RuleFault:
        return None
    return node if isinstance(node, Number | DateLiteral | Text | TextSet) else None


def apply_settings(pack: Pack, settings: Mapping[str, str]) -> Pack:
    """The pack with parameters set. Raises :class:`SettingError` with every setting that does not fit."""
    if not settings:
        return pack
    parameters = dict(pack.parameters)
    faults: list[Diagnostic] = []
    for name, text in settings.items():
        parameter = parameters.get(name)
        if parameter is None:
            near = "、".join(nearest(name, parameters)) or "、".join(parameters)
            faults.append(Diagnostic("C502", {"name": name, "near": near}))
            continue
        node = constant_node(text.strip())
        wrong = "" if node is None else _wrong(parameter, node)
        if node is None or wrong:
            default = show(parameter.default.node)
            faults.append(Diagnostic("C503", {"name": name, "text": text, "default": default, "why": wrong}))
            continue
        parameters[name] = replace(parameter, default=Clause(node, parameter.default.written))
    if faults:
        raise SettingError(faults)
    return replace(pack, parameters=parameters)


def _wrong(parameter: Parameter, node: Node) -> str:
    """Why a value does not fit a parameter; empty when it does."""
    default = parameter.default.node
    if type(node) is not type(default):
        return f"应为 {show(default)} 这样的值"
    if not isinstance(node, Number) or not isinstance(default, Number):
        return ""
    if dim_of(node.figure.unit) != dim_of(default.figure.unit) or (
        (node.figure.unit.dimension == "ratio") != (default.figure.unit.dimension == "ratio")
    ):
        return f"单位应与 {show(default)} 相同"
    for bound, wrong in ((parameter.least, "不得小于"), (parameter.most, "不得大于")):
        if bound is not None and isinstance(bound.node, Number):
            limit = bound.node.figure.base
            if node.figure.base < limit if wrong == "不得小于" else node.figure.base > limit:
                return f"{wrong} {show(bound.node)}"
    return ""
