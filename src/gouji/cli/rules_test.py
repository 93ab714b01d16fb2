"""``audit rules test``: the tests of rules, and whether they would notice a broken rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gouji.cli.command import Verb
from gouji.cli.options import color_option, lang_option

if TYPE_CHECKING:
    from gouji.cli.page import Page
    from gouji.engine.testing import TestReport


#: Warnings shown unless all are asked for; a pack of a hundred rules has some survivors in every corner.
SHOWN = 10


@click.command(
    "test",
    cls=Verb,
    examples=(
        "audit rules test 规则.yaml",
        "audit rules test cn-performance -k exec",
        "audit rules test 规则/ --strict",
    ),
    help="运行规则自带的测试，再把规则改坏（≥ 改成 >、去掉一个加数……），看测试能不能发现。\n"
    "不写来源则测试自带的全部规则包。\n"
    "Run the tests of rules, then break each rule on purpose and see whether its tests notice.",
    epilog="退出码：0 全部通过；1 有测试没有通过，或 --strict 时有改坏而没有被发现的；2 规则有误。",
)
@click.argument("sources", nargs=-1, metavar="[规则]...")
@click.option(
    "-k", "only", default="", metavar="词", help="只测编号或名称含有它的 / only rules whose id or name has it"
)
@click.option("--no-mutants", is_flag=True, help="不改坏规则，只运行测试 / do not break rules")
@click.option("-v", "--verbose", is_flag=True, help="没有发现的改坏全部列出 / list every survivor")
@click.option("--strict", is_flag=True, help="警告也算没有通过 / warnings fail, too")
@lang_option
@color_option
def test_rules(
    sources: tuple[str, ...], only: str, no_mutants: bool, verbose: bool, strict: bool, lang: str, no_color: bool
) -> int:
    """0 all pass, 1 a test fails (with ``--strict`` also: something is left unproved), 2 faulty rules."""
    from gouji.cli.page import Page
    from gouji.cli.speech import show_diagnostics
    from gouji.engine.testing import run_tests
    from gouji.faults import Diagnostic, SettingError
    from gouji.packs.loader import load_pack
    from gouji.packs.shipped import shipped_packs

    page = Page(lang, not no_color)
    faults = warnings = 0
    code = 0
    tested = 0
    for group in [sources] if sources else [(pack,) for pack in shipped_packs()]:
        report = run_tests(load_pack(group), not no_mutants, only, lang)
        tested += sum(len(rule.cases) for rule in report.rules)
        found = report.faults()
        left = report.warnings()
        shown = left if verbose or len(left) <= SHOWN else left[:SHOWN]
        show_diagnostics([*shown, *found], lang, color=not no_color)
        _totals(page, report, " ".join(group), not no_mutants)
        if len(shown) < len(left):
            rest = len(left) - len(shown)
            page.line(
                page.word(f"另有 {rest} 处警告，--verbose 全部列出", f"{rest} more warnings, list them with --verbose"),
                "",
                2,
            )
        faults += len(found)
        warnings += len(left)
        if any(fault.code != "R410" for fault in found):
            code = 2
    if not tested:
        raise SettingError([Diagnostic("C541")])
    return code or int(bool(faults) or (strict and bool(warnings)))


def _totals(page: Page, report: TestReport, name: str, mutants: bool) -> None:
    word, failed, passed = page.word, len(report.failed), report.passed
    page.line(
        word(
            f"{name}：{len(report.rules)} 条规则，{passed + failed} 个测试，通过 {passed}，没有通过 {failed}",
            f"{name}: {len(report.rules)} rules, {passed + failed} tests, {passed} pass, {failed} fail",
        ),
        "red" if failed else "green",
    )
    if mutants:
        killed, survived = report.killed, len(report.survivors)
        page.line(
            word(
                f"改坏规则 {killed + survived} 处，测试发现 {killed}，没有发现 {survived}",
                f"{killed + survived} ways to break the rules: {killed} noticed, {survived} not",
            ),
            "yellow" if survived else "",
            indent=2,
        )
    if report.untested:
        page.line(
            word(f"没有测试的规则 {len(report.untested)} 条", f"{len(report.untested)} rules without tests"),
            "yellow",
            2,
        )
    if report.never_fail:
        never = len(report.never_fail)
        page.line(word(f"测试从不让它不符合的规则 {never} 条", f"{never} rules that no test makes fail"), "yellow", 2)
