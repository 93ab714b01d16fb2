"""Whatever stands in a submission, every output stays what it is."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace

import jiter
import jsonschema
import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from output_samples import clean_result, run_of
from output_sarif_schema import SCHEMA
from rich.cells import cell_len

from gouji.engine.outcome import Outcome, Severity
from gouji.engine.result import (
    Counts,
    Coverage,
    Evidence,
    Finding,
    Location,
    PackInfo,
    Passed,
    Result,
    RuleInfo,
    Run,
    Undecided,
)
from gouji.faults import Diagnostic, Label, Note
from gouji.output import FORMATS, OutputOptions
from gouji.output.wrap import wrap
from gouji.report import Anchor, Place

EVIL = st.sampled_from(
    [
        "\x1b[2J\x1b]8;;http://a\x07",
        "\x9b31m",
        "a|b\\|c\n| x | y |",
        '=HYPERLINK("http://a")',
        "{0} }{ {{",
        "[链接](javascript:1)",
        "<img src=x onerror=1>",
        "[red]粗[/]",
        "\u202e\u2028\u2029\u0085\ufeff\u200b",
        "\ud800\udcff\uffff\U000e0041",
        "_x001B__x000D_",
        "\r\n\t  \x0b\x0c\x00",
        "`" * 7,
        "%s%n{lang}",
        "预算执行率" * 40,
        "",
    ]
)
TEXT = EVIL | st.text(st.characters(), max_size=24)
NUMBER = st.none() | st.integers(1, 10**6)
PLACES = st.builds(
    Place,
    line=NUMBER,
    column=NUMBER,
    end_line=NUMBER,
    end_column=NUMBER,
    paragraph=NUMBER,
    sheet=st.none() | TEXT,
    cell=st.none() | TEXT,
    page=NUMBER,
    pointer=st.none() | TEXT,
)
ANCHORS = st.builds(Anchor, st.none() | TEXT, st.none() | st.integers(0, 9), TEXT)
LOCATIONS = st.lists(st.builds(Location, TEXT, TEXT, ANCHORS, PLACES, TEXT), max_size=3).map(tuple)
EVIDENCE = st.builds(Evidence, TEXT, TEXT, TEXT, TEXT, TEXT, st.sampled_from(["", "truncated"]) | TEXT)
FINDINGS = st.builds(
    Finding,
    id=TEXT,
    rule=TEXT,
    name=TEXT,
    severity=st.sampled_from(Severity),
    message=TEXT,
    advice=TEXT,
    basis=st.lists(TEXT, max_size=2).map(tuple),
    locations=LOCATIONS,
    evidence=EVIDENCE,
    pack=TEXT,
)
NOTES = st.builds(lambda name: Note.of("U698", name=name), TEXT)
RESULTS = st.builds(
    Result,
    path=TEXT,
    sha256=st.just("a" * 64),
    unit=st.none() | TEXT,
    year=st.none() | st.integers(1900, 2100),
    kind=st.none() | TEXT,
    rules=st.dictionaries(TEXT, st.builds(Counts, *[st.integers(0, 9)] * 5), max_size=2),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    undecided=st.lists(st.builds(Undecided, TEXT, TEXT, NOTES, LOCATIONS, st.integers(1, 9)), max_size=2).map(tuple),
    figures=st.builds(Coverage, st.integers(0, 9), st.integers(0, 9)),
    passed=st.lists(st.builds(Passed, TEXT, st.sampled_from(Outcome), LOCATIONS, EVIDENCE), max_size=1).map(tuple),
    record=st.none() | st.integers(1, 9),
    uncovered=st.lists(st.tuples(ANCHORS, TEXT), max_size=1).map(tuple),
)
LABELS = st.builds(Label, TEXT, st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(1, 9), TEXT)
DIAGNOSTICS = st.builds(
    lambda code, text, label, severity: Diagnostic(
        code, dict.fromkeys(("reason", "name", "near"), text), label, severity
    ),
    st.sampled_from(["D198", "R398"]),
    TEXT,
    st.none() | LABELS,
    st.sampled_from(["error", "warning"]),
)
RUNS = st.builds(
    Run,
    engine=TEXT,
    packs=st.lists(st.builds(PackInfo, TEXT, TEXT, st.just("c" * 64), TEXT), max_size=1).map(tuple),
    rules=st.lists(
        st.builds(RuleInfo, TEXT, TEXT, st.sampled_from(Severity), TEXT, st.lists(TEXT, max_size=1).map(tuple), TEXT),
        max_size=2,
        unique_by=lambda rule: rule.id,
    ).map(tuple),
    results=st.lists(RESULTS, max_size=2).map(tuple),
    diagnostics=st.lists(DIAGNOSTICS, max_size=1).map(tuple),
    submissions=st.integers(0, 4),
    unread=st.lists(TEXT, max_size=3).map(tuple),
)
LANGUAGES = st.sampled_from(["zh", "en"])
OPTIONS = st.builds(
    OutputOptions,
    width=st.integers(20, 160),
    with_passed=st.booleans(),
    verbose=st.booleans(),
    max_places=st.integers(0, 3),
)
SARIF = jsonschema.Draft202012Validator(SCHEMA)
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def written(name: str, run: Run, lang: str, options: OutputOptions) -> str:
    stream = io.StringIO()
    FORMATS[name].write(run, stream, lang, options)
    text = stream.getvalue()
    text.encode("utf-8")
    return text


def hidden(text: str) -> set[str]:
    return {char for char in set(text) - {"\n"} if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


@many
@given(RUNS, LANGUAGES, OPTIONS)
def test_a_listing_holds_nothing_that_acts(run: Run, lang: str, options: OutputOptions) -> None:
    assert not hidden(written("terminal", run, lang, options))


@many
@given(RUNS, LANGUAGES, OPTIONS)
def test_markdown_tables_keep_their_columns(run: Run, lang: str, options: OutputOptions) -> None:
    text = written("markdown", run, lang, options)
    assert not hidden(text)
    columns = None
    for line in text.split("\n"):
        if not line.startswith("|"):
            columns = None
            continue
        # A pipe after an odd number of backslashes is text.
        found = sum(len(before) % 2 == 0 for before in re.findall(r"(\\*)\|", line))
        assert columns in (None, found), line
        columns = found
    headings = [line for line in text.split("\n") if line.startswith("#")]
    assert all(re.match(r"#{1,3} \S", line) for line in headings)
    assert len([line for line in headings if line.startswith("# ")]) == 1


@many
@given(RUNS, LANGUAGES, OPTIONS)
def test_json_is_valid_and_holds_nothing_that_acts(run: Run, lang: str, options: OutputOptions) -> None:
    for name in ("json", "jsonl"):
        text = written(name, run, lang, options)
        assert not {char for char in hidden(text) if char in "\x1b\x9b\u202e\u2028\u2029\x85\ufeff\u200b\x7f"}
        for line in [text] if name == "json" else text.splitlines():
            assert jiter.from_json(line.encode("utf-8")) == json.loads(line)
    assert len(written("jsonl", run, lang, options).splitlines()) == len(run.results) + 1


@many
@given(RUNS, LANGUAGES, OPTIONS)
def test_sarif_keeps_its_structure(run: Run, lang: str, options: OutputOptions) -> None:
    log = json.loads(written("sarif", run, lang, options))
    SARIF.validate(log)


@settings(many, max_examples=30)
@given(RUNS, LANGUAGES, OPTIONS)
def test_workbooks_open_and_hold_no_formula_from_a_submission(run: Run, lang: str, options: OutputOptions) -> None:
    stream = io.BytesIO()
    FORMATS["xlsx"].write(run, stream, lang, options)
    book = openpyxl.load_workbook(stream)
    formulas = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert all(re.fullmatch(r'=SUM\([EF]2:[EF]\d+\)|=IF\(E\d+=0,"",F\d+/E\d+\)', formula) for formula in formulas)
    findings = sum(len(result.findings) for result in run.results)
    assert book.worksheets[0].max_row == max(2, findings + 1)


@given(st.text(st.characters(exclude_categories=("Cs", "Mn", "Me", "Cf", "Cc")), max_size=80), st.integers(2, 60))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    text = " ".join(text.split())
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_the_order_of_submissions_does_not_change_the_totals() -> None:
    results = [replace(clean_result(f"{number}.yaml")) for number in range(5)]
    forward, backward = run_of(*results), run_of(*reversed(results))
    assert written("terminal", forward, "zh", OutputOptions()) == written("terminal", backward, "zh", OutputOptions())
