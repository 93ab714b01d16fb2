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
    from gouji.document.model import Span
    from gouji.report import Report

FORMATS = ("terminal", "yaml", "json")
#: Figures that no cell holds, and characters around each, that are shown on the terminal.
LEFT_OVER = 20
AROUND = 12


@click.command(
    cls=Verb,
    examples=(
        "audit read 自评.docx",
        "audit read 自评.docx --format yaml > 自评.yaml      # 改好后：audit check 自评.yaml",
        "audit read 批量.jsonl --format json",
    ),
    help="读一份材料，看读成了什么：每张表、每个字段和它们的位置，哪些拿不准，哪些数没有读进；或写成 report/1 格式，"
    "手工改正后再查，问题仍指到原来的文件。\n"
    "Show what was read, with places and what was left over, or write it in the report/1 form.",
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
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="每一格一行，连同提纲、段落和所有没有读进的数 / every cell, and all that was left over",
)
@rules_option
@lang_option
@color_option
def read(file: str, format_: str, verbose: bool, sources: tuple[str, ...], lang: str, no_color: bool) -> int:
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
            _show(page, report, verbose)
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


def _show(page: Page, report: Report, verbose: bool) -> None:
    """The fields, then every table with the places of its rows, then what was left over."""
    word = page.word
    record = word(f"（第{report.record}行）", f" (record {report.record})") if report.record is not None else ""
    page.line(report.path + record, "bold")
    page.field(word("类型", "Kind"), report.kind or "")
    page.field(word("单位", "Unit"), report.unit or "")
    page.field(word("年度", "Year"), "" if report.year is None else str(report.year))
    page.field(
        word("取自", "Taken from"), report.written and word(f"{report.written} 所记", f"as {report.written} says")
    )
    empty = word("（空）", "(empty)")
    place_head = word("位置", "Place")
    if report.fields:
        page.line()
        page.line(word(f"字段（{len(report.fields)} 个）", f"Fields ({len(report.fields)})"), "bold", indent=2)
        rows = [
            [
                _marked(report, name, None, name),
                empty if text is None else text,
                _place(page, report, None, None, name),
            ]
            for name, text in report.fields.items()
        ]
        page.table([word("名称", "Name"), word("所印", "Printed"), place_head], rows, 4)
    structural = report.source.structural if report.source is not None else frozenset()
    for name, content in report.tables.items():
        if name in structural and not verbose:
            continue
        page.line()
        page.line(word(f"{name}（{len(content)} 行）", f"{name} ({len(content)} rows)"), "bold", indent=2)
        columns = list(dict.fromkeys(column for row in content for column in row))
        if not columns:
            continue
        if verbose:
            cells = [
                [
                    _marked(report, str(number + 1), name, number),
                    column,
                    text or empty,
                    _place(page, report, name, number, column, whole=True),
                ]
                for number, row in enumerate(content)
                for column, text in row.items()
            ]
            page.table(["#", word("列", "Column"), word("所印", "Printed"), place_head], cells, 4)
            continue
        lines = [
            [
                _marked(report, str(number + 1), name, number),
                *(_cell(row, column, empty) for column in columns),
                _place(page, report, name, number, "" if report.source is not None else next(iter(row), columns[0])),
            ]
            for number, row in enumerate(content)
        ]
        page.table(["#", *columns, place_head], lines, 4)
    if not report.fields and not report.tables:
        page.line(word("没有字段，也没有表", "no fields and no tables"), "yellow", indent=2)
    if any(table not in structural for table, _ in report.doubtful):
        page.line()
        text = word(
            "带“？”的行和字段可能读错：由它们得出的问题一律只作提示",
            "what is marked ? may have been misread: findings on it are hints only",
        )
        page.line(text, "yellow", indent=2)
    _left_over(page, report, verbose)


def _left_over(page: Page, report: Report, verbose: bool) -> None:
    """The figures of a document that no cell holds."""
    from gouji.extraction.drafting.origin import DocumentOrigin
    from gouji.output.places import within

    origin = report.origin
    if not isinstance(origin, DocumentOrigin):
        return
    word = page.word
    held = origin.judged(anchor for anchor, _ in report.cells())
    left = [figure for figure, known in zip(origin.figures, held, strict=True) if not known]
    page.line()
    count, total = len(held) - len(left), len(held)
    page.line(word(f"数字：印出 {total} 个，读进 {count} 个", f"Figures: {count} of {total} read"), "bold", indent=2)
    if not left:
        return
    page.line(word("没有读进任何一格的：", "In no cell:"), indent=4)
    shown = left if verbose else left[:LEFT_OVER]
    rows = [[figure.text, _around(figure), within(figure.place, page.lang)] for figure in shown]
    page.table([word("数", "Figure"), word("上下文", "Around it"), word("位置", "Place")], rows, 4)
    if len(left) > len(shown):
        more = len(left) - len(shown)
        page.line(word(f"另有 {more} 个，--verbose 全部列出", f"{more} more, listed with --verbose"), "dim", indent=4)


def _around(figure: Span) -> str:
    """A figure with the words before and after it."""
    text = figure.source.text
    start, end = max(0, figure.start - AROUND), min(len(text), figure.end + AROUND)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _marked(report: Report, text: str, table: str | None, row: int | str) -> str:
    """A question mark behind what may have been misread."""
    return text + ("？" if (table, row) in report.doubtful else "")


def _cell(row: dict[str, str | None], column: str, empty: str) -> str:
    """A printed text; a dot where the row does not mention the column."""
    if column not in row:
        return "·"
    return empty if row[column] is None else row[column] or '""'


def _place(page: Page, report: Report, table: str | None, row: int | None, column: str, whole: bool = False) -> str:
    """The place of a field or a cell; of a row, unless ``whole``, only its line where it has one."""
    from gouji.output.places import within
    from gouji.report import Anchor, Place

    anchor: Anchor = Anchor(table, row, column)
    place = report.locate(anchor)
    if place.line is not None and row is not None and not whole:
        return within(Place(line=place.line), page.lang)
    return within(place, page.lang)
