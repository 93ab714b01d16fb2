"""Options that several verbs share, and what their texts mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from gouji.faults import Diagnostic, SettingError

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

lang_option: Callable[[Decorated], Decorated] = click.option(
    "--lang",
    envvar="GOUJI_LANG",
    type=click.Choice(["zh", "en"]),
    default="zh",
    metavar="zh|en",
    help="输出的语言，默认 zh；也可设环境变量 GOUJI_LANG / language of the output",
)
rules_option: Callable[[Decorated], Decorated] = click.option(
    "--rules",
    "sources",
    multiple=True,
    metavar="规则",
    help="规则文件、文件夹或自带规则包的编号，可以重复；不写则按材料的类型选自带的规则包 / rules to use",
)
set_option: Callable[[Decorated], Decorated] = click.option(
    "--set", "settings", multiple=True, metavar="参数=值", help="设置规则的参数，可以重复 / set a parameter"
)
color_option: Callable[[Decorated], Decorated] = click.option(
    "--no-color", is_flag=True, help="不用颜色；也可设环境变量 NO_COLOR / no colour"
)


def parse_settings(texts: Iterable[str]) -> tuple[dict[str, str], list[Diagnostic]]:
    """``参数=值`` pairs, and the faults of those that are none. A full-width equals sign will do."""
    found: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for text in texts:
        name, sign, value = text.replace("＝", "=", 1).partition("=")
        name, value = name.strip(), value.strip()
        if not sign or not name or not value:
            faults.append(Diagnostic("C517", {"text": text, "example": f"{name or '参数'}=120%"}))
        elif name in found:
            faults.append(Diagnostic("C518", {"name": name}))
        else:
            found[name] = value
    return found, faults


def require(faults: Sequence[Diagnostic]) -> None:
    """Raise :class:`SettingError` with all of them, if there are any."""
    if faults:
        raise SettingError(faults)
