"""The result contract as JSON (one object) and as JSON Lines (one submission a line).

Both are UTF-8 and unescaped; only characters that act on a terminal or would break a line are written as ``\\uXXXX``,
which means the same to every reader.

JSON Lines holds one submission a line, in the form that it has in ``submissions`` of ``result/1``. The last line is the
rest of ``result/1`` (``gouji``, ``engine``, ``packs``, ``unread``, ``rules``, ``diagnostics``): a reader that has seen it has the
whole run, and learns there which files could not be read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import IO, Any

from gouji.engine.result import Counts, Result, Run
from gouji.output.options import OutputOptions
from gouji.output.safe import json_text

_COMPACT = (",", ":")


def write_json(run: Run, stream: IO[str], lang: str, options: OutputOptions) -> None:
    """Writes ``result/1`` as one object, indented by two, with a line end."""
    if not options.with_passed:
        run = replace(run, results=tuple(_without_passed(result) for result in run.results))
    stream.write(json_text(json.dumps(run.to_dict(lang), ensure_ascii=False, indent=2, allow_nan=False)) + "\n")


def write_jsonl(run: Run, stream: IO[str], lang: str, options: OutputOptions) -> None:
    """Writes the submissions of a run, one a line, and the closing line."""
    for result in run.results:
        write_jsonl_result(result if options.with_passed else _without_passed(result), stream, lang)
    write_jsonl_end(run, stream, lang)


def write_jsonl_result(result: Result, stream: IO[str], lang: str = "zh") -> None:
    """Writes one submission as one line; a bulk run calls it for each result and keeps none."""
    _write_line(result.to_dict(lang), stream)


def write_jsonl_end(run: Run, stream: IO[str], lang: str = "zh", rules: Mapping[str, Counts] | None = None) -> None:
    """Writes the closing line: everything of ``result/1`` but the submissions.

    ``rules`` gives the counts of each rule where the run no longer holds its results.
    """
    end = replace(run, results=()).to_dict(lang)
    del end["submissions"]
    counted = run.rule_counts() if rules is None else rules
    end["rules"] = [{"id": rule, "judged": counts.judged, **counts.to_dict()} for rule, counts in counted.items()]
    _write_line(end, stream)


def _write_line(record: dict[str, Any], stream: IO[str]) -> None:
    stream.write(json_text(json.dumps(record, ensure_ascii=False, separators=_COMPACT, allow_nan=False)) + "\n")


def _without_passed(result: Result) -> Result:
    return replace(result, passed=()) if result.passed else result
