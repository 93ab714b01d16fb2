"""``audit read``: what was understood of a submission."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.command import Verb
from gouji.cli.options import color_option, lang_option, rules_option

if TYPE_CHECKING:
    from gouji.cli.page import Page
    from gouji.report import Anchor, Report

FORMATS = ("terminal", "yaml", "json")


@click.command(
    cls=Verb,
    examples=(
        "audit read 自评.yaml",
        "audit read 自评.json --format yaml > 自评.yaml",
        "audit read 批量.jsonl --format json",
    ),
    help="读一份材料，看读成了什么：每张表、每个字段和它们的位置；或写成 report/1 格式。\n"
    "Show what was read, with places, or write it in the report/1 form.",
)
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="terminal",
    metavar="格式",
    help="terminal（默认，带位置的表）、yaml、json / how to show it",
)
@rules_option
@lang_option
@color_option
def read(file: str, format_: str, sources: tuple[str, ...], lang: str, no_color: bool) -> int:
    """The exit code is 3 when something could not be read, else 0."""
    from gouji.cli.mistakes import better
    from gouji.cli.page import Page
    from gouji.cli.speech import program_stream, show_diagnostics
    from gouji.document.endings import DOCUMENTS
    from gouji.faults import Diagnostic, SettingError, SubmissionError
    from gouji.report import read_reports

    reports: Iterator[Report | SubmissionError]
    if Path(file).suffix.lower() in DOCUMENTS:
        from gouji.cli.recipe import OpenRules, Recipe
        from gouji.cli.understanding import understood

        found = understood(Path(file), OpenRules(Recipe(sources, (), lang)))
        reports = (one if isinstance(one, SubmissionError) else one[0] for one in found)
    else:
        reports = read_reports(file)
    if format_ == "yaml":
        kept = []
        for report in reports:
            kept.append(report)
            if len(kept) > 1:
                raise SettingError([Diagnostic("C533", {"path": file})])
        reports = iter(kept)
    faults: list[Diagnostic] = []
    page = Page(lang, not no_color)
    for number, report in enumerate(reports):
        if isinstance(report, SubmissionError):
            faults.extend(better(report))
        elif format_ == "terminal":
            if number:
                page.line()
            _show(page, report)
        else:
            with program_stream() as stream:
                if format_ == "yaml":
                    stream.write(report.to_yaml())
                elif report.record is None:
                    stream.write(report.to_json())
                else:
                    stream.write(report.to_json(indent=None) + "\n")
    show_diagnostics(faults, lang, color=not no_color)
    if any(fault.code.startswith("C") for fault in faults):
        return 2
    return 3 if faults else 0


def _show(page: Page, report: Report) -> None:
    """The fields, then every table with the lines its rows stand on."""
    word = page.word
    record = word(f"（第{report.record}行）", f" (record {report.record})") if report.record is not None else ""
    page.line(report.path + record, "bold")
    page.field(word("类型", "Kind"), report.kind or "")
    page.field(word("单位", "Unit"), report.unit or "")
    page.field(word("年度", "Year"), "" if report.year is None else str(report.year))
    empty = word("（空）", "(empty)")
    if report.fields:
        page.line()
        page.line(word(f"字段（{len(report.fields)} 个）", f"Fields ({len(report.fields)})"), "bold", indent=2)
        rows = [
            [name, empty if text is None else text, _place(page, report, None, None, name)]
            for name, text in report.fields.items()
        ]
        page.table([word("名称", "Name"), word("所印", "Printed"), word("位置", "Place")], rows, 4)
    for name, content in report.tables.items():
        page.line()
        page.line(word(f"{name}（{len(content)} 行）", f"{name} ({len(content)} rows)"), "bold", indent=2)
        columns = list(dict.fromkeys(column for row in content for column in row))
        if not columns:
            continue
        lines = [
            [
                str(number + 1),
                *(_cell(row, column, empty) for column in columns),
                _place(page, report, name, number, next(iter(row), columns[0])),
            ]
            for number, row in enumerate(content)
        ]
        page.table(["#", *columns, word("位置", "Place")], lines, 4)
    if not report.fields and not report.tables:
        page.line(word("没有字段，也没有表", "no fields and no tables"), "yellow", indent=2)


def _cell(row: dict[str, str | None], column: str, empty: str) -> str:
    """A printed text; a dot where the row does not mention the column."""
    if column not in row:
        return "·"
    return empty if row[column] is None else row[column] or '""'


def _place(page: Page, report: Report, table: str | None, row: int | None, column: str) -> str:
    """The line that a field or the beginning of a row stands on."""
    from gouji.output.places import within
    from gouji.report import Anchor, Place

    anchor: Anchor = Anchor(table, row, column)
    place = report.locate(anchor)
    if place.line is not None:
        return within(Place(line=place.line), page.lang) if row is not None else within(place, page.lang)
    return within(place, page.lang)
