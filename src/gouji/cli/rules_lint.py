"""``audit rules lint``: what is wanting or doubtful in rules."""

from __future__ import annotations

import click

from gouji.cli.command import Verb
from gouji.cli.options import color_option, lang_option


@click.command(
    "lint",
    cls=Verb,
    examples=("audit rules lint 规则.yaml", "audit rules lint 规则/ --strict"),
    help="找出规则里欠缺和可疑的地方：没有测试、没有依据、永远只有一种结果、两条相同……不写来源则检查自带的全部规则包。\n"
    "Find what is wanting or doubtful in rules.",
)
@click.argument("sources", nargs=-1, metavar="[规则]...")
@click.option("--strict", is_flag=True, help="有警告时退出码为 1 / exit 1 on warnings")
@lang_option
@color_option
def lint_rules(sources: tuple[str, ...], strict: bool, lang: str, no_color: bool) -> int:
    """0, or with ``--strict`` 1 where there are warnings; faulty rules end in 2."""
    from gouji.cli.page import Page
    from gouji.cli.speech import show_diagnostics
    from gouji.engine.lint import lint
    from gouji.engine.ruleset import RuleSet
    from gouji.packs.loader import load_pack
    from gouji.packs.shipped import shipped_packs

    page = Page(lang, not no_color)
    warnings = remarks = 0
    for group in [sources] if sources else [(pack,) for pack in shipped_packs()]:
        pack = load_pack(group)
        RuleSet(pack, lang)  # faults of names and kinds come first, and end the run
        found = lint(pack)
        show_diagnostics(found, lang, color=not no_color, most=None)
        serious = sum(diagnostic.severity != "info" for diagnostic in found)
        warnings += serious
        remarks += len(found) - serious
    page.line(
        page.word(f"警告 {warnings} 处，提示 {remarks} 处", f"{warnings} warnings, {remarks} remarks"),
        "yellow" if warnings else "green",
    )
    return int(strict and bool(warnings))
