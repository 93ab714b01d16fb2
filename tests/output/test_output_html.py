"""The page with the submission itself: sound HTML, nothing from outside, findings and figures linked both ways."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from output_samples import finding, location, sample_run
from test_output_properties import LANGUAGES, OPTIONS, RUNS, many

from gouji.document.reading import reader
from gouji.engine.outcome import Severity
from gouji.engine.result import Counts, Coverage, Result, Run, Source
from gouji.engine.ruleset import load_rules
from gouji.extraction.drafting.origin import DocumentOrigin
from gouji.output import FORMATS, OutputOptions
from gouji.report import Anchor, Report, read_report

ROOT = Path(__file__).resolve().parents[2]
VOID = {"meta", "link", "br", "hr", "img", "input", "col"}


class Page(HTMLParser):
    """A page taken apart strictly: every element is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs)
        self.tags.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found["href"]))
        for name in found:
            assert not name.startswith("on") and name not in ("src", "srcset", "action", "data", "background")
        if tag == "mark":
            self.marks.append((str(found["class"]), ""))
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(tag == "style" for tag, _ in self.open):
            self.text += data
        if self.open and self.open[-1][0] == "mark":
            self.marks[-1] = self.marks[-1][0], self.marks[-1][1] + data


def written(run: Run, lang: str = "zh", options: OutputOptions | None = None) -> str:
    stream = io.StringIO()
    FORMATS["html"].write(run, stream, lang, options or OutputOptions())
    return stream.getvalue()


def checked(text: str) -> Page:
    """The page, after what must hold of every page."""
    page = Page(text)
    assert len(set(page.ids)) == len(page.ids)
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert not {"script", "iframe", "object", "embed", "link", "img", "form", "base"} & set(page.tags)
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style and "@import" not in style and "http" not in style
    assert text.startswith("<!DOCTYPE html>")
    return page


def audited(*results: Result) -> Run:
    return replace(sample_run(), results=results, diagnostics=(), submissions=len(results))


def of_document(text: str, *spans: tuple[Anchor, int, int], findings: object = (), judged: object = ()) -> Result:
    """A result on a text file whose cells are stretches of its first paragraph."""
    document = reader("txt")(text.encode(), "报告.txt", None)
    first = next(document.paragraphs).text
    origin = DocumentOrigin(
        document, {anchor: first.span(start, end) for anchor, start, end in spans}, frozenset({"段落"})
    )
    report = Report(path="报告.txt", fields={}, tables={}, origin=origin)
    return Result(
        "报告.txt",
        "a" * 64,
        None,
        2023,
        None,
        {"r": Counts(fail=1)},
        tuple(findings),  # type: ignore[arg-type]
        (),
        Coverage(3, 2),
        source=Source(report, frozenset(judged)),  # type: ignore[arg-type]
    )


TEXT = "全年预算100万元，支出98.5万元，执行率97%，培训30人。"
BUDGET, SPENT, RATE = (Anchor("项", 0, name) for name in ("预算", "支出", "执行率"))
SPANS = tuple(
    (anchor, TEXT.index(words), TEXT.index(words) + len(words))
    for anchor, words in ((BUDGET, "100万元"), (SPENT, "98.5万元"), (RATE, "97%"))
)


def accusing(*anchors: Anchor, severity: Severity = Severity.HIGH, id: str = "f00d") -> object:
    operands = tuple(
        replace_anchor(location(anchor.column, "97%", 1, 1, table=anchor.table, row=anchor.row), anchor)
        for anchor in anchors
    )
    return finding(id=id, severity=severity, locations=operands)


def replace_anchor(found: object, anchor: Anchor) -> object:
    found.anchor = anchor  # type: ignore[attr-defined]
    return found


def test_every_figure_of_a_document_has_its_state_and_links_lead_both_ways() -> None:
    result = of_document(TEXT, *SPANS, findings=[accusing(RATE, SPENT)], judged=[BUDGET, SPENT, RATE])
    text = written(audited(result))
    page = checked(text)
    figures = [mark for mark in page.marks if mark[1] not in ("核对相符", "与别处不符", "没有核到")]
    assert figures == [("good", "100万元"), ("bad", "98.5万元"), ("bad", "97%"), ("open", "30人")]
    spots = [id for id in page.ids if id.startswith("s1p")]
    assert len(spots) == 2
    assert {f"#{spot}" for spot in spots} <= set(page.links), "from the finding to its figures"
    assert page.links.count("#f1") == 2, "and from each figure back"


def test_a_hint_accuses_no_figure() -> None:
    result = of_document(TEXT, *SPANS, findings=[accusing(RATE, severity=Severity.INFO)], judged=[RATE])
    page = checked(written(audited(result)))
    assert ("good", "97%") in page.marks
    assert page.links.count("#f1") == 1


def test_a_finding_about_a_paragraph_accuses_none_of_its_figures() -> None:
    whole = Anchor("段落", 0, "文字")
    result = of_document(TEXT, *SPANS, (whole, 0, len(TEXT)), findings=[accusing(whole)], judged=[])
    page = checked(written(audited(result)))
    assert [state for state, _ in page.marks if state == "bad"] == ["bad"], "the legend alone"
    assert "#f1" in page.links


def test_a_sum_over_many_cells_accuses_its_result_alone() -> None:
    many_anchors = [Anchor("项", row, "数") for row in range(20)]
    words = "、".join(f"{n + 10}人" for n in range(20))
    spans = [(anchor, 4 * n, 4 * n + 3) for n, anchor in enumerate(many_anchors)]
    result = of_document(words, *spans, findings=[accusing(*many_anchors)], judged=many_anchors)
    page = checked(written(audited(result)))
    assert [mark[1] for mark in page.marks if mark[0] == "bad"] == ["与别处不符", "10人"]
    assert len([id for id in page.ids if id.startswith("s1p")]) == 20, "each operand can be found all the same"


def test_texts_from_submissions_stay_texts() -> None:
    evil = "<script>alert(1)</script><img src=http://e.invalid onerror=x>{{ 7*7 }}\u202e&lt;100万元&"
    result = of_document(evil, findings=[replace(accusing(RATE), message=evil, advice=evil, id=evil)])  # type: ignore[type-var]
    page = checked(written(audited(replace(result, unit=evil, kind=evil, path=evil))))
    assert page.text.count("<script>alert(1)</script>") >= 5
    assert "{{ 7*7 }}" in page.text and "&lt;" in page.text
    assert "\u202e" not in page.text and "\\u202e" in page.text


def test_a_structured_report_is_shown_with_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_text(
        "gouji: report/1\nfields:\n  合计: 30人\n  备注: 无\ntables:\n  名册:\n"
        "    - 部门: 甲\n      人数: 10人\n      经费: 5万元\n    - 部门: 乙\n      人数: 12人\n      经费:\n",
        "utf-8",
    )
    rules = tmp_path / "规则.yaml"
    rules.write_text("规则:\n  - 合计(名册.人数) = 合计\n", "utf-8")
    result = load_rules(rules).check(read_report(path))
    text = written(audited(result))
    page = checked(text)
    assert [mark for mark in page.marks if mark[1][-1] == "人"] == [("bad", "30人"), ("bad", "10人"), ("bad", "12人")]
    assert ("open", "5万元") in page.marks
    assert result.findings[0].id in page.text
    assert all(words in page.text for words in ("部门", "经费", "备注", "无"))


def test_a_result_without_its_submission_still_has_its_findings() -> None:
    page = checked(written(sample_run()))
    for result in sample_run().results:
        for found in result.findings:
            assert found.id in page.text
    assert "没有保留原文" in page.text


def test_verdict_first_and_what_was_not_judged_is_told() -> None:
    text = written(sample_run())
    assert text.index("发现 3 个问题") < text.index("<article")
    assert "另有 3 项无法判定，1 份材料没有读成，2 条规则从未判过。" in checked(text).text


@pytest.mark.parametrize("name", ["06-planted-faults"])
def test_the_example_with_planted_faults(name: str) -> None:
    result = load_rules("cn-performance").check(read_report(ROOT / "examples" / "reports" / f"{name}.yaml"))
    for lang in ("zh", "en"):
        page = checked(written(audited(result), lang))
        assert all(found.id in page.text for found in result.findings)
        assert result.source is not None


@settings(many, max_examples=40)
@given(RUNS, LANGUAGES, OPTIONS)
def test_whatever_was_handed_in_the_page_is_sound(run: Run, lang: str, options: OutputOptions) -> None:
    text = written(run, lang, options)
    text.encode("utf-8")
    page = checked(text)
    hidden = {char for char in set(text) - {"\n"} if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert not hidden - {"\t"}
    assert sum(tag == "article" for tag in page.tags) == sum(len(result.findings) for result in run.results)
