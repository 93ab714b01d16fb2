"""A command that click could not parse, as a diagnostic in the reader's language."""

from __future__ import annotations

import click

from gouji.faults import Diagnostic

#: What a value of an option looks like, for people who left it out.
EXAMPLES = {
    "--rules": "--rules 规则.yaml",
    "--set": "--set 参数=120%",
    "--format": "--format json",
    "-o": "-o 问题清单.xlsx",
    "--output": "-o 问题清单.xlsx",
    "--fail-on": "--fail-on 高",
    "--jobs": "--jobs 4",
    "--lang": "--lang en",
    "--row": "--row 1",
    "-k": "-k 合计",
}
#: What a missing argument is called, and an example of the command.
ARGUMENTS = {
    "paths": ("要核查的文件或文件夹 / PATH", "audit check 送审材料/"),
    "file": ("材料文件 / FILE", "audit read 材料.yaml"),
    "rule": ("规则的编号 / RULE", "audit explain 规则编号 材料.yaml"),
    "which": ("report、rules 或 result", "audit schema report"),
}


def diagnosed(fault: click.UsageError) -> Diagnostic:
    """What is wrong with the command line."""
    verb = fault.ctx.command_path.removeprefix("audit").strip() if fault.ctx is not None else ""
    if isinstance(fault, click.NoSuchOption):
        near = _near_options(fault)
        return Diagnostic("C510", {"verb": verb, "option": fault.option_name, "near": "、".join(near)})
    if isinstance(fault, click.MissingParameter) and fault.param is not None:
        what, example = ARGUMENTS.get(fault.param.name or "", (fault.param.name or "", f"audit {verb} --help"))
        return Diagnostic("C512", {"what": what, "example": example})
    if isinstance(fault, click.BadOptionUsage) and "argument" in fault.message:
        option = fault.option_name
        return Diagnostic("C513", {"option": option, "example": EXAMPLES.get(option, f"{option} 值")})
    if isinstance(fault, click.BadParameter) and fault.param is not None:
        known = getattr(fault.param.type, "choices", ())
        name = (fault.param.metavar if isinstance(fault.param, click.Argument) else None) or fault.param.opts[0]
        if known:
            value = fault.message.split("'")[1] if "'" in fault.message else ""
            return Diagnostic("C516", {"option": name, "value": value, "known": "、".join(map(str, known))})
        if fault.param.type.name == "integer":
            value = fault.message.split("'")[1] if "'" in fault.message else ""
            return Diagnostic("C516", {"option": name, "value": value, "known": "1、2、3……"})
        return Diagnostic("C515", {"reason": f"{name}: {fault.message}", "verb": verb})
    if fault.message.startswith("No such command"):
        return _unknown_verb(fault)
    if fault.message.startswith("Missing command") and fault.ctx is not None:
        known_verbs = "、".join(fault.ctx.command.list_commands(fault.ctx))  # type: ignore[attr-defined]
        what = f"命令 / a command（{known_verbs}）"
        return Diagnostic("C512", {"what": what, "example": f"audit {verb} list"})
    if "unexpected extra" in fault.message:
        words = fault.message[fault.message.find("(") + 1 : fault.message.rfind(")")]
        return Diagnostic("C514", {"words": words, "verb": verb})
    return Diagnostic("C515", {"reason": fault.format_message(), "verb": verb})


def _near_options(fault: click.NoSuchOption) -> list[str]:
    from difflib import get_close_matches

    known = []
    if fault.ctx is not None:
        for parameter in fault.ctx.command.get_params(fault.ctx):
            known += [name for name in parameter.opts if isinstance(parameter, click.Option) and name.startswith("--")]
    return get_close_matches(fault.option_name, known, n=2, cutoff=0.7) or known


def _unknown_verb(fault: click.UsageError) -> Diagnostic:
    from difflib import get_close_matches
    from pathlib import Path

    word = fault.message.split("'")[1] if "'" in fault.message else ""
    known: list[str] = []
    if fault.ctx is not None and isinstance(fault.ctx.command, click.Group):
        known = fault.ctx.command.list_commands(fault.ctx)
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    hint = hint_en = ""
    if near:
        hint, hint_en = f"；是不是 {near[0]}？", f"; did you mean {near[0]}?"
    elif Path(word).exists():
        hint, hint_en = f"；要核查它，写 audit check {word}", f"; to check it: audit check {word}"
    return Diagnostic("C511", {"word": word, "known": "、".join(known), "hint": hint, "hint_en": hint_en})
