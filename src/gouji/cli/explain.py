"""``audit explain``: what a rule says, and how it comes out on a submission, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gouji.cli.command import Verb
from gouji.cli.options import color_option, lang_option, parse_settings, require, rules_option, set_option

if TYPE_CHECKING:
    from gouji.cli.page import Page
    from gouji.cli.recipe import Choice, OpenRules, Recipe
    from gouji.engine.explaining import Explainer, Operand, Side, Step, Trace
    from gouji.engine.ruleset import RuleSet
    from gouji.packs.model import AuthoredRule
    from gouji.report import Report

#: What a condition comes to, in English.
ENGLISH = {"是": "yes", "否": "no", "舍入内是": "yes within rounding", "仅在截断时是": "only if digits were cut off"}


@click.command(
    cls=Verb,
    examples=(
        "audit explain exec-rate-recalc",
        "audit explain exec-rate-recalc 自评.yaml",
        "audit explain exec-rate-recalc 自评.docx --row 3",
        "audit explain 5f0c1b2a3d4e5f60 自评.yaml        # 问题的编号 / the id of a finding",
    ),
    help="说明一条规则；给出材料时，逐步列出它在一处的判定经过：每个数、它所印的位数意味着从多少到多少、每一步的值、结果和原因。\n"
    "Explain a rule; with FILE, one evaluation step by step. RULE may be the id of a finding in FILE.",
)
@click.argument("rule", metavar="RULE")
@click.argument("file", required=False, metavar="[FILE]")
@rules_option
@set_option
@click.option("--row", type=int, metavar="N", help="第几处（从 1 起）；不写则取第一个不符合的 / which place, from 1")
@lang_option
@color_option
def explain(
    rule: str,
    file: str | None,
    sources: tuple[str, ...],
    settings: tuple[str, ...],
    row: int | None,
    lang: str,
    no_color: bool,
) -> int:
    """The exit code is 0 when there was something to explain."""
    from gouji.cli.describing import describe
    from gouji.cli.page import Page
    from gouji.cli.recipe import OpenRules, Recipe

    chosen, faults = parse_settings(settings)
    require(faults)
    recipe = Recipe(sources, tuple(chosen.items()), lang)
    page = Page(lang, not no_color)
    if file is None:
        rules = all_rules(recipe)
        describe(page, rules.pack, found(rules, rule, has_file=False))
        return 0
    opened = OpenRules(recipe)
    rules, report, authored, at = _place(opened, _reports(file, opened), rule)
    describe(page, rules.pack, authored, tests=False)
    page.line()
    _evaluation(page, rules, report, authored, row, at)
    return 0


def all_rules(recipe: Recipe) -> RuleSet:
    """The rules that were named, or all that come with gouji."""
    from gouji.engine.ruleset import load_rules
    from gouji.packs.shipped import shipped_packs

    return load_rules(*(recipe.sources or shipped_packs()), settings=dict(recipe.settings), lang=recipe.lang)


def found(rules: RuleSet, id_: str, has_file: bool) -> AuthoredRule:
    """The rule of an id; raises SettingError with the nearest ids."""
    from gouji.faults import Diagnostic, SettingError
    from gouji.language import nearest

    for rule in rules.pack.rules:
        if rule.id == id_:
            return rule
    if _is_finding(id_):
        raise SettingError([Diagnostic("C531" if has_file else "C534", {"id": id_})])
    names = {rule.name: rule.id for rule in rules.pack.rules}
    ids = [rule.id for rule in rules.pack.rules]
    near = dict.fromkeys([*nearest(id_, ids), *(names[name] for name in nearest(id_, names))])
    raise SettingError([Diagnostic("C530", {"id": id_, "near": "、".join(list(near)[:3] or ids[:3])})])


def _is_finding(id_: str) -> bool:
    """Whether a text has the form of a finding's id."""
    head = id_.partition("-")[0]
    return len(head) == 16 and all(char in "0123456789abcdef" for char in head)


def _reports(file: str, rules: OpenRules) -> list[tuple[Report, Choice | None]]:
    """The reports of a file with the rules for them; raises SubmissionError with everything that cannot be read."""
    from gouji.cli.mistakes import better
    from gouji.cli.understanding import every_report
    from gouji.faults import SubmissionError

    reports: list[tuple[Report, Choice | None]] = []
    for report in every_report(file, rules):
        if isinstance(report, SubmissionError):
            raise SubmissionError(better(report))
        reports.append(report)
    return reports


def _place(
    opened: OpenRules, reports: list[tuple[Report, Choice | None]], id_: str
) -> tuple[RuleSet, Report, AuthoredRule, int | None]:
    """The rules, the report and the rule meant; for the id of a finding also the row (from 0).

    Of several reports, the first in which the rule fails, else the first.
    """
    from gouji.engine.explaining import Explainer
    from gouji.engine.outcome import Outcome
    from gouji.faults import Diagnostic, SettingError

    first: tuple[RuleSet, Report, AuthoredRule, int | None] | None = None
    for report, choice in reports:
        if choice is None:
            raise SettingError([Diagnostic("C521", {"kind": report.kind or "", "example": "规则.yaml"})])
        rules = opened.rules(choice)
        if _is_finding(id_) and not any(rule.id == id_ for rule in rules.pack.rules):
            for finding in rules.check(report).findings:
                if finding.id == id_:
                    explainer = Explainer(rules, report, finding.rule)
                    return rules, report, found(rules, finding.rule, True), explainer.row_of(id_)
            continue
        authored = found(rules, id_, True)
        if len(reports) > 1 and Explainer(rules, report, id_).notable()[1] is Outcome.FAIL:
            return rules, report, authored, None
        first = first or (rules, report, authored, None)
    if first is None:
        raise SettingError([Diagnostic("C531", {"id": id_})])
    return first


def _evaluation(
    page: Page, rules: RuleSet, report: Report, authored: AuthoredRule, row: int | None, at: int | None
) -> None:
    from gouji.engine.explaining import Explainer
    from gouji.faults import Diagnostic, SettingError

    explainer = Explainer(rules, report, authored.id)
    if row is not None:
        if not 1 <= row <= len(explainer.rows):
            raise SettingError([Diagnostic("C532", {"row": row, "count": len(explainer.rows)})])
        at = row - 1
    if at is None:
        at = explainer.notable()[0]
    trace = explainer.trace(at)
    place = report.path + (f":{report.record}" if report.record is not None else "")
    if not trace.rows:
        outcome = trace.outcome.label(page.lang)
        page.line(page.word(f"在 {place} 里：{outcome}", f"In {place}: {outcome}"), "bold")
        _reasons(page, trace, explainer)
        return
    about = f"（{trace.about}）" if trace.about else ""
    about_en = f" ({trace.about})" if trace.about else ""
    page.line(
        page.word(
            f"在 {place} 里共 {trace.rows} 处，这是第 {trace.row} 处{about}",
            f"{trace.rows} places in {place}; this is number {trace.row}{about_en}",
        ),
        "bold",
    )
    _operands(page, trace.operands)
    _part(page, page.word("条件", "Condition"), trace.when, _when_text(page, trace.when_holds))
    _part(page, page.word("要求", "Requirement"), trace.require, "")
    _sides(page, trace)
    _outcome(page, trace, explainer)
    _root(page, rules, report, trace)


def _root(page: Page, rules: RuleSet, report: Report, trace: Trace) -> None:
    """The root of a check that fails: what else comes from it, and which cell is to blame."""
    from gouji.diagnosis import diagnose
    from gouji.engine.outcome import Outcome
    from gouji.output.roots import (
        consequence_words,
        echoes,
        edit_words,
        margins_words,
        root_of,
        suspects_words,
        telling,
    )

    if trace.outcome is not Outcome.FAIL:
        return
    result = diagnose(rules, report)
    anchors = {operand.location.anchor for operand in trace.operands}
    for finding in result.findings:
        if finding.rule != trace.rule or not {x.anchor for x in finding.locations} <= anchors:
            continue
        root = root_of(result).get(finding.id)
        if root is None or not telling(root):
            return
        page.line(page.word("根源", "Root"), indent=2)
        page.line(root.text(page.lang) + (f"；{root.stopped[page.lang == 'en']}" if root.stopped[0] else ""), indent=4)
        for text in suspects_words(root, page.lang, len(root.suspects)):
            page.field(page.word("嫌疑", "Suspect"), text, indent=4)
        page.field(page.word("改法", "Edit"), edit_words(root, page.lang), indent=4)
        for text in consequence_words(root, page.lang):
            page.field(page.word("影响", "Matters"), text, indent=4)
        for text in margins_words(root, page.lang):
            page.field(page.word("余地", "Margin"), text, indent=4)
        for other in echoes(root, finding, {one.id: one for one in result.findings}):
            page.field(page.word("同源", "Same root"), f"{other.message or other.name}  {other.rule}", indent=4)
        return


def _operands(page: Page, operands: tuple[Operand, ...]) -> None:
    from gouji.output.places import within

    rows = []
    for operand in operands:
        location = operand.location
        values = _values(page, operand)
        text = location.text or page.word("（空）", "(empty)")
        rows.append([location.role, text, values, within(location.place, page.lang)])
    if rows:
        word = page.word
        page.line(word("用到的内容", "What it reads"), indent=2)
        heads = [word("名称", "Name"), word("所印", "Printed"), word("意味着", "Stands for"), word("位置", "Place")]
        page.table(heads, rows, 4)


def _values(page: Page, operand: Operand) -> str:
    if operand.problem is not None:
        return operand.problem.text(page.lang)
    if operand.values is None:
        return page.word("文字", "text")
    if operand.values.exact:
        return page.word("恰为此数", "exactly this")
    low, high = operand.values.low, operand.values.high
    if low is None or high is None:
        return str(operand.values)
    return page.word(f"{low} 到 {high}", f"{low} to {high}")


def _part(page: Page, title: str, steps: tuple[Step, ...], verdict: str) -> None:
    if not steps:
        return
    page.line(title, indent=2)
    for number, step in enumerate(steps):
        last = verdict and number == len(steps) - 1
        remark = page.word(f"，{verdict}", f"; {verdict}") if last else ""
        value = ENGLISH.get(step.value, step.value) if page.lang == "en" else step.value
        page.line(f"{step.text} → {value}{remark}", indent=4)


def _when_text(page: Page, state: str) -> str:
    words = {
        "holds": ("条件成立，要看要求", "the condition holds"),
        "fails": ("条件不成立，不适用", "the condition is false"),
        "open": ("条件不能确定", "the condition is open"),
    }
    return page.word(*words[state]) if state else ""


def _sides(page: Page, trace: Trace) -> None:
    """What both sides can be, once the figures stand for all the values that print like them."""
    if len(trace.sides) != 2 or all(side.values is None or side.values.exact for side in trace.sides):
        return
    page.line(page.word("把舍入算在内，两边的值", "Both sides with rounding allowed for"), indent=2)
    for label, side in zip((page.word("左边", "left"), page.word("右边", "right")), trace.sides, strict=True):
        page.field(label, _side(page, side), indent=4)


def _side(page: Page, side: Side) -> str:
    if side.values is None or side.values.exact:
        return side.value
    return page.word(f"{side.value}，可以是 {side.values}", f"{side.value}, may be {side.values}")


def _outcome(page: Page, trace: Trace, explainer: Explainer) -> None:
    from gouji.engine.outcome import Outcome
    from gouji.output.summary import gap_words

    style = {Outcome.FAIL: "red", Outcome.PASS: "green", Outcome.WITHIN_ROUNDING: "green"}.get(trace.outcome, "yellow")
    page.line(page.word(f"结果：{trace.outcome.label()}", f"Outcome: {trace.outcome.label('en')}"), style, indent=2)
    evidence = trace.evidence
    if evidence is not None and trace.outcome.judged:
        page.field(page.word("代入", "Filled in"), evidence.filled, indent=4)
        page.field(page.word("应为", "Expected"), evidence.expected, indent=4)
        page.field(page.word("所列", "Reported"), evidence.reported, indent=4)
        page.field(page.word("差额", "Gap"), gap_words(evidence, page.lang), indent=4)
        if evidence.kind == "truncated":
            text = page.word("只有把尾数舍去、不四舍五入时才相符", "the figures agree only if digits were cut off")
            page.field(page.word("说明", "Note"), text, indent=4)
    page.field(page.word("消息", "Message"), trace.message, indent=4)
    _reasons(page, trace, explainer)


def _reasons(page: Page, trace: Trace, explainer: Explainer) -> None:
    for reason in trace.reasons:
        page.field(page.word("原因", "Reason"), reason.text(page.lang), indent=4)
    if not trace.rows and not trace.reasons:
        text = page.word("材料里没有规则所说的行", "the submission has no rows that the rule speaks of")
        page.field(page.word("原因", "Reason"), text, indent=4)
