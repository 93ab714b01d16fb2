"""``audit rules list``: the rules of packs and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gouji.cli.command import Verb
from gouji.cli.options import color_option, lang_option

if TYPE_CHECKING:
    from gouji.cli.page import Page
    from gouji.packs.model import Pack


@click.command(
    "list",
    cls=Verb,
    examples=("audit rules list", "audit rules list 规则.yaml"),
    help="列出规则：编号、名称、级别、公式。不写来源则列出自带的全部规则包。\n"
    "List rules by id, name, severity and formula; without a source, all packs that come with gouji.",
)
@click.argument("sources", nargs=-1, metavar="[规则]...")
@click.option(
    "-k", "only", default="", metavar="词", help="只列编号或名称含有它的 / only rules whose id or name has it"
)
@lang_option
@color_option
def list_rules(sources: tuple[str, ...], only: str, lang: str, no_color: bool) -> int:
    """Rules that cannot be loaded end in exit code 2."""
    from gouji.cli.describing import formula, severity_of
    from gouji.cli.page import Page
    from gouji.engine.ruleset import load_rules
    from gouji.faults import Diagnostic, SettingError
    from gouji.packs.shipped import shipped_packs

    loaded = load_rules(*(sources or shipped_packs()), lang=lang)
    page = Page(lang, not no_color)
    chosen = [rule for rule in loaded.pack.rules if only in rule.id or only in rule.name]
    if not chosen:
        raise SettingError([Diagnostic("C540", {"word": only})])
    for pack in loaded.packs:
        page.line(" ".join(part for part in (pack.id, pack.version, pack.title) if part), "bold")
    word = page.word
    rows = []
    for rule in chosen:
        written = formula(rule)
        rows.append([rule.id, rule.name if rule.name != written else "", severity_of(rule).label(lang), written])
    page.listing([word("编号", "Id"), word("名称", "Name"), word("级别", "Severity"), word("公式", "Formula")], rows)
    page.line(word(f"{len(rows)} 条规则", f"{len(rows)} rules"), "dim")
    if loaded.pack.parameters and not only:
        _parameters(page, loaded.pack)
    return 0


def _parameters(page: Page, pack: Pack) -> None:
    """The parameters that ``--set`` can change, with their defaults and bounds."""
    from gouji.language import show

    word = page.word
    page.line("")
    page.line(word("参数（audit check --set 名称=值）", "Parameters (audit check --set name=value)"), "bold")
    rows = []
    for parameter in pack.parameters.values():
        least, most = (show(bound.node) if bound is not None else "" for bound in (parameter.least, parameter.most))
        bounds = f"{least} – {most}" if least or most else ""
        rows.append([parameter.name, show(parameter.default.node), bounds, parameter.note])
    page.listing([word("名称", "Name"), word("默认", "Default"), word("范围", "Range"), word("说明", "Note")], rows)
