"""``audit rules show``: one rule as its author wrote it."""

from __future__ import annotations

import click

from gouji.cli.command import Verb
from gouji.cli.options import color_option, lang_option, parse_settings, require, rules_option, set_option


@click.command(
    "show",
    cls=Verb,
    examples=("audit rules show exec-rate-recalc", "audit rules show 我的规则 --rules 规则.yaml"),
    help="查看一条规则：公式、条件、依据、消息、建议、参数、测试，以及写在哪里。\nShow a rule as its author wrote it.",
)
@click.argument("rule", metavar="RULE")
@rules_option
@set_option
@lang_option
@color_option
def show_rule(rule: str, sources: tuple[str, ...], settings: tuple[str, ...], lang: str, no_color: bool) -> int:
    """An unknown rule ends in exit code 2."""
    from gouji.cli.describing import describe
    from gouji.cli.explain import all_rules, found
    from gouji.cli.page import Page
    from gouji.cli.recipe import Recipe

    chosen, faults = parse_settings(settings)
    require(faults)
    rules = all_rules(Recipe(sources, tuple(chosen.items()), lang))
    describe(Page(lang, not no_color), rules.pack, found(rules, rule, has_file=False))
    return 0
