from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import jiter
from output_samples import finding, result_of, run_of, sample_result, sample_run

from gouji.engine.result import Run
from gouji.output import OutputOptions, write_jsonl_end, write_jsonl_result
from gouji.output.json_form import write_json, write_jsonl

EXPECTED = Path(__file__).with_name("expected")


def as_json(run: Run, **options: bool) -> str:
    stream = io.StringIO()
    write_json(run, stream, "zh", OutputOptions(**options))
    return stream.getvalue()


def as_jsonl(run: Run, **options: bool) -> str:
    stream = io.StringIO()
    write_jsonl(run, stream, "zh", OutputOptions(**options))
    return stream.getvalue()


def test_whole_json() -> None:
    assert as_json(sample_run()) == (EXPECTED / "result.json").read_text("utf-8")


def test_whole_jsonl() -> None:
    assert as_jsonl(sample_run()) == (EXPECTED / "result.jsonl").read_text("utf-8")


def test_json_is_the_contract_unescaped() -> None:
    run = sample_run()
    text = as_json(run, with_passed=True)
    assert json.loads(text) == run.to_dict("zh")
    assert "“培训人数”目标 80人" in text and "\\u" not in text
    assert text.startswith('{\n  "gouji": "result/1",\n')


def test_tick_marks_only_when_asked_for() -> None:
    assert "passed" not in json.loads(as_json(sample_run()))["submissions"][1]
    assert len(json.loads(as_json(sample_run(), with_passed=True))["submissions"][1]["passed"]) == 1
    assert '"passed"' not in as_jsonl(sample_run())


def test_jsonl_has_a_submission_a_line_and_closes_with_the_rest_of_the_run() -> None:
    run = sample_run()
    *submissions, end = [json.loads(line) for line in as_jsonl(run, with_passed=True).splitlines()]
    whole = run.to_dict("zh")
    assert submissions == whole.pop("submissions")
    assert end == whole
    assert end["diagnostics"][0]["path"] == "送审材料/丙所.yaml"


def test_jsonl_is_written_result_by_result_without_holding_them() -> None:
    stream = io.StringIO()
    write_jsonl_result(sample_result(), stream)
    assert json.loads(stream.getvalue()) == sample_result().to_dict("zh")
    assert stream.getvalue().count("\n") == 1
    run = sample_run()
    write_jsonl_end(replace(run, results=()), stream, "zh", run.rule_counts())
    end = json.loads(stream.getvalue().splitlines()[-1])
    assert end["rules"] == run.to_dict()["rules"]


def test_what_acts_on_a_terminal_or_breaks_a_line_is_escaped_and_means_the_same() -> None:
    evil = "a\x1b[2J\x9b31m\u2028b\u2029c\x85d\u202ee\ufeff"
    run = run_of(result_of(finding(message=evil)))
    for text in (as_json(run), as_jsonl(run)):
        assert not any(char in text for char in "\x1b\x9b\u2028\u2029\x85\u202e\ufeff")
    assert json.loads(as_json(run))["submissions"][0]["findings"][0]["message"] == evil
    assert len(as_jsonl(run).splitlines()) == 2


def test_half_a_surrogate_pair_gives_json_that_strict_readers_take() -> None:
    text = as_json(run_of(result_of(finding(), path="\udcff.yaml")))
    assert jiter.from_json(text.encode("utf-8"))["submissions"][0]["path"] == "\ufffd.yaml"


def test_language_reaches_reasons_and_diagnostics() -> None:
    stream = io.StringIO()
    write_json(sample_run(), stream, "en", OutputOptions())
    data = json.loads(stream.getvalue())
    assert data["submissions"][1]["undecided"][0]["reason"] == "“合计人数” is missing"
    assert data["diagnostics"][0]["message"].startswith("this is not YAML")
