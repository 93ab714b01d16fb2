"""``audit check``: judge submissions and write the finding list."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.command import Verb
from gouji.cli.options import color_option, lang_option, parse_settings, require, rules_option, set_option

if TYPE_CHECKING:
    from gouji.cli.judging import Done, Totals
    from gouji.cli.progress import Progress
    from gouji.cli.recipe import OpenRules
    from gouji.engine.outcome import Severity
    from gouji.engine.result import Result, RuleInfo, Run
    from gouji.faults import Diagnostic
    from gouji.output import OutputOptions
    from gouji.report import Report

#: Formats for programs: they hold a whole object even when nothing could be judged.
PROGRAM_FORMATS = ("json", "jsonl", "sarif")
#: Diagnostics that are no fault of rules or settings although their code is C: nothing was checked.
NOT_CHECKED = ("C520", "C521")


@click.command(
    cls=Verb,
    examples=(
        "audit check 送审材料/",
        "audit check 自评.yaml --rules cn-performance --set 参数=120% --fail-on 高",
        "audit check 送审材料/ --rules 规则.yaml -o 问题清单.xlsx -o 问题清单.md",
        "audit check 自评.docx --annotate 批注",
        "cat 批量.jsonl | audit check - --format jsonl --jobs 4 > 结果.jsonl",
    ),
    help="核查送审材料，给出问题清单。PATH 是文件、文件夹（逐层查找）或 -（标准输入）。\n"
    "Check submissions: files, folders, or - for standard input.",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@rules_option
@set_option
@click.option(
    "--format",
    "format_",
    default="terminal",
    metavar="格式",
    help="屏幕输出：terminal（默认）、json、jsonl、markdown、sarif、xlsx、html / what goes to standard output",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="文件",
    help="另写到文件，格式看结尾（.xlsx .html .md .json .jsonl .sarif .txt），可以重复 / also write files",
)
@click.option(
    "--annotate",
    metavar="文件夹",
    help="把问题批注在材料的副本上（docx、xlsx、pdf），一个问题一条，涉及的数只标底色；写成“<名称>.批注.docx”放进文件夹，"
    "原件不动 / annotated copies",
)
@click.option(
    "--fail-on",
    default="中",
    metavar="级别",
    help="有这个级别或更高的问题时退出码为 1：高、中（默认）、低、提示、never / high, medium, low, info, never",
)
@click.option("--with-passed", is_flag=True, help="连同核对相符的一并列出 / list the checks that hold, too")
@click.option(
    "--roots/--no-roots",
    default=None,
    help="是否分析问题的根源；不写时，除 JSON Lines 外都分析 / find the roots of findings (not for JSON Lines unless asked)",
)
@click.option("-v", "--verbose", is_flag=True, help="不折叠，全部列出 / fold nothing")
@click.option("--jobs", type=int, default=1, metavar="N", help="工作进程数，默认 1 / worker processes")
@lang_option
@color_option
def check(
    paths: tuple[str, ...],
    sources: tuple[str, ...],
    settings: tuple[str, ...],
    format_: str,
    outputs: tuple[str, ...],
    annotate: str | None,
    fail_on: str,
    with_passed: bool,
    roots: bool | None,
    verbose: bool,
    jobs: int,
    lang: str,
    no_color: bool,
) -> int:
    """The exit code: 0, 1 findings, 2 rules or settings, 3 unreadable or nothing judged."""
    from dataclasses import replace

    from gouji.cli.recipe import Recipe
    from gouji.faults import GoujiError, RuleError
    from gouji.output import OutputOptions, format_named, write_files, write_stream

    threshold, files, chosen = _settings(settings, format_, outputs, annotate, fail_on, jobs)
    options = OutputOptions.for_stream(sys.stdout, with_passed=with_passed, verbose=verbose)
    options = replace(options, color=options.color and not no_color)
    shown = any(format_named(name).shows_source for name in (format_, *(name for _, name in files)))
    recipe = Recipe(sources, tuple(chosen.items()), lang, with_passed, shown, roots)
    try:
        rules = _opened(recipe, paths)
    except GoujiError as fault:
        if format_ in PROGRAM_FORMATS:
            write_stream(_no_run(fault.diagnostics), sys.stdout, format_, lang, options)
        raise
    stream = format_ == "jsonl" and not files and annotate is None
    run, totals, diagnostics = _judge(rules, paths, jobs, lang, stream)
    faulty = [diagnostic for diagnostic in diagnostics if diagnostic.code.startswith("R")]
    if faulty and not stream:
        # names that no report has are faults of the rules: nothing is told from half a rule set
        if format_ in PROGRAM_FORMATS:
            write_stream(_no_run(diagnostics), sys.stdout, format_, lang, options)
        raise RuleError(diagnostics)
    failed = None
    if not stream:
        try:
            write_files(run, files, lang, options)
            if annotate is not None:
                diagnostics += _annotated(run, annotate, lang, no_color, shown=format_ == "terminal")
        except GoujiError as fault:
            failed = fault  # the finding list still goes to the screen
        _write(run, format_, lang, options)
    if format_ != "terminal" and diagnostics:
        _show(diagnostics, lang, no_color)
    if failed is not None:
        raise failed
    return exit_code(totals, diagnostics, threshold)


def _annotated(run: Run, folder: str, lang: str, no_color: bool, shown: bool) -> list[Diagnostic]:
    """Write annotated copies; warnings about those that could not be made, which the terminal's list no longer shows."""
    from gouji.output import write_annotated

    warnings = write_annotated(run, folder, lang)
    if shown and warnings:
        _show(warnings, lang, no_color)
    return warnings


def _write(run: Run, format_: str, lang: str, options: OutputOptions) -> None:
    """The finding list to standard output. A binary one is made whole first: its library does not tell a full disk."""
    from io import BytesIO

    from gouji.output import format_named, write_stream

    raw = getattr(sys.stdout, "buffer", None)
    if raw is None or not format_named(format_).binary or sys.stdout.isatty():
        write_stream(run, sys.stdout, format_, lang, options)
        return
    made = BytesIO()
    write_stream(run, made, format_, lang, options)
    raw.write(made.getvalue())
    raw.flush()


def exit_code(totals: Totals, diagnostics: Iterable[Diagnostic], threshold: Severity | None) -> int:
    """The code of the contract: 2 wins over 3, 3 over 1."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    unread = {diagnostic.code for diagnostic in errors if diagnostic.code[0] == "D" or diagnostic.code in NOT_CHECKED}
    if any(diagnostic.code not in unread for diagnostic in errors):
        return 2
    if unread or not totals.judged:
        return 3
    return int(threshold is not None and totals.worst is not None and totals.worst >= threshold)


def _settings(
    settings: Iterable[str], format_: str, outputs: Iterable[str], annotate: str | None, fail_on: str, jobs: int
) -> tuple[Severity | None, list[tuple[str, str]], dict[str, str]]:
    """What the options mean; raises SettingError with all that are faulty."""
    from gouji.engine.outcome import Severity
    from gouji.faults import Diagnostic, SettingError
    from gouji.output import format_named, format_of

    chosen, faults = parse_settings(settings)
    threshold = Severity.parse(fail_on)
    if threshold is None and fail_on.strip().lower() not in ("never", "从不"):
        known = "高、中、低、提示、never（high、medium、low、info）"
        faults.append(Diagnostic("C516", {"option": "--fail-on", "value": fail_on, "known": known}))
    if jobs < 1:
        faults.append(Diagnostic("C516", {"option": "--jobs", "value": jobs, "known": "1、2、3……"}))
    files: list[tuple[str, str]] = []
    try:
        format_named(format_)
    except SettingError as fault:
        faults.extend(fault.diagnostics)
    for path in outputs:
        try:
            if Path(path).is_dir():
                faults.append(Diagnostic("C553", {"path": path, "example": str(Path(path, "问题清单.xlsx"))}))
                continue
            files.append((path, format_of(path)))
        except SettingError as fault:
            faults.extend(fault.diagnostics)
            continue
        except (OSError, ValueError) as fault:  # a name too long, or one that is no name
            reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
            faults.append(Diagnostic("C555", {"path": path, "reason": reason}))
            continue
        folder = Path(path).parent
        if not folder.is_dir():
            faults.append(Diagnostic("C552", {"path": path, "folder": str(folder)}))
    if annotate is not None:
        from gouji.output.annotated import check_place

        try:
            check_place(annotate)
        except SettingError as fault:
            faults.extend(fault.diagnostics)
    require(faults)
    return threshold, files, chosen


#: Submissions looked at for further faults in rules that are faulty anyway.
LOOKED_AT = 20


def _opened(recipe: Any, paths: tuple[str, ...]) -> OpenRules:
    """The rules; a submission given as rules is named as the mistake it is.

    Where the text of a rule is faulty, the names and kinds of the others are checked too: all faults in one run.
    """
    from gouji.cli.mistakes import reports_as_rules
    from gouji.cli.recipe import OpenRules
    from gouji.engine.binding import further_faults
    from gouji.faults import RuleError, SettingError, in_order

    try:
        return OpenRules(recipe)
    except RuleError as fault:
        mistaken = reports_as_rules(recipe.sources)
        if not mistaken:
            more = further_faults(fault, islice(_readable(paths), LOOKED_AT))
            if more:
                raise RuleError(in_order([*fault.diagnostics, *more])) from fault
            raise
        files = {diagnostic.label.file for diagnostic in mistaken if diagnostic.label}
        others = [one for one in fault.diagnostics if one.label is None or one.label.file not in files]
        raise SettingError([*mistaken, *others]) from fault


def _readable(paths: tuple[str, ...]) -> Iterator[Report]:
    """One report of every file that can be read; standard input is left alone."""
    from gouji.faults import SubmissionError
    from gouji.report import read_reports, walk

    for path in walk([path for path in paths if path != "-"]):
        if not isinstance(path, SubmissionError):
            first = next(read_reports(path), None)
            if first is not None and not isinstance(first, SubmissionError):
                yield first


def _judge(
    rules: OpenRules, paths: tuple[str, ...], jobs: int, lang: str, stream: bool
) -> tuple[Run, Totals, list[Diagnostic]]:
    """Judge everything, writing results as they come where they can be streamed."""
    from gouji import __version__
    from gouji.cli.mistakes import unread_files
    from gouji.cli.progress import Progress
    from gouji.engine.result import PackInfo, Run

    progress = Progress(lang)
    results: list[Result] = []
    totals, work = _work(rules, paths, jobs, stream, progress)
    try:
        if stream:
            _stream_lines(work, progress)
        else:
            for done in work:
                progress.step()
                if done.result is not None:
                    results.append(done.result)
    finally:
        progress.done()
    packs: dict[PackInfo, None] = {}
    infos: dict[RuleInfo, None] = {}
    for choice in sorted(totals.choices) if rules.named is None else [()]:
        used = rules.rules(choice)
        packs |= dict.fromkeys(used.packs)
        infos |= dict.fromkeys(used.rules)
    diagnostics = [*totals.diagnostics, *_afterwards(totals, lang)]
    run = Run(
        __version__,
        tuple(packs),
        tuple(infos),
        tuple(results),
        tuple(diagnostics),
        totals.submissions,
        rules.recipe.settings,
        unread_files(paths),
    )
    if stream:
        _end_lines(run, totals, lang)
    return run, totals, diagnostics


def _work(
    rules: OpenRules, paths: tuple[str, ...], jobs: int, as_lines: bool, progress: Progress
) -> tuple[Totals, Iterator[Done]]:
    from gouji.cli.judging import Auditor, Totals
    from gouji.report import SUBMISSIONS, walk

    if jobs == 1:
        auditor = Auditor(rules, as_lines, progress.page, progress.diagnosis)
        return auditor.totals, auditor.run(walk(paths, SUBMISSIONS))
    from gouji.cli.workers import run_in_processes

    totals = Totals()
    return totals, run_in_processes(rules.recipe, walk(paths, SUBMISSIONS), jobs, as_lines, totals)


def _stream_lines(work: Iterator[Done], progress: Any) -> None:
    """Results to standard output one by one: UTF-8 with plain line ends, whole lines only."""
    from gouji.cli.speech import program_stream

    with program_stream() as stream:
        for done in work:
            progress.step()
            if done.line:
                stream.write(done.line)


def _end_lines(run: Run, totals: Totals, lang: str) -> None:
    from gouji.cli.speech import program_stream
    from gouji.engine.result import Counts
    from gouji.output import write_jsonl_end

    counts = {rule.id: Counts() for rule in run.rules} | totals.rule_counts()
    with program_stream() as stream:
        write_jsonl_end(run, stream, lang, counts)


def _afterwards(totals: Totals, lang: str) -> list[Diagnostic]:
    """What can only be said when everything has been judged."""
    from gouji.engine.reportkinds import OTHER_KIND
    from gouji.faults import Diagnostic, in_order

    found: list[Diagnostic] = []
    if totals.unlisted:
        found.append(Diagnostic("C526", {"count": totals.unlisted}, severity="warning"))
    faults = in_order((totals.unbound or {}).values())
    found.extend(faults)
    chosen = any(diagnostic.code == "C521" for diagnostic in totals.diagnostics)
    if totals.read and not totals.judged and not faults and not (chosen and not totals.rules):
        reasons = sorted(totals.reasons.items(), key=lambda entry: -entry[1])
        args = {
            "reason": "规则的条件在材料里都不成立，或者没有规则所说的行",
            "reason_en": "the conditions of all rules are false, or the rows they speak of are missing",
            "next": "用 audit read 看材料读成了什么，用 audit rules list 看规则要哪些名称",
            "next_en": "audit read shows what was read, audit rules list what the rules need",
        }
        if reasons and reasons[0][0] != OTHER_KIND:
            args |= {"reason": reasons[0][0].text("zh"), "reason_en": reasons[0][0].text("en")}
        found.append(Diagnostic("C520", args))
    return found


def _no_run(diagnostics: Iterable[Diagnostic]) -> Run:
    from gouji import __version__
    from gouji.engine.result import Run

    return Run(__version__, (), (), (), tuple(diagnostics))


def _show(diagnostics: Iterable[Diagnostic], lang: str, no_color: bool) -> None:
    from gouji.cli.speech import show_diagnostics

    show_diagnostics(diagnostics, lang, color=not no_color)
