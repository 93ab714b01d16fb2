"""Roots on the page and in SARIF: findings under their root, suspects with their places."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from output_sarif_schema import SCHEMA

import gouji
from gouji.diagnosis import diagnose
from gouji.engine.result import Run
from gouji.output import OutputOptions, write_stream

RULES = """规则:
  - 合计 = 甲 + 乙
  - 别处合计 = 甲 + 乙
  - 别处合计 = 合计
  - 率 = 甲 / 乙
  - 总分 = 一 + 二
  - 附表总分 = 一 + 二
  - 总分 = 附表总分
  - 总分 ≥ 90分
"""
REPORT = """gouji: report/1
fields: {合计: 105.00万元, 别处合计: 150.00万元, 甲: 61.00万元, 乙: 89.00万元, 率: 86.54%,
  总分: 93.05分, 一: 48.20分, 二: 45.30分, 附表总分: 93.50分}
"""


@pytest.fixture
def scored(tmp_path: Path) -> Run:
    """A run with several roots, each with echoes, and the report itself."""
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "r.yaml").write_text(REPORT, encoding="utf-8")
    rules = gouji.load_rules(tmp_path / "rules.yaml")
    result = diagnose(rules, gouji.read(tmp_path / "r.yaml")).settled(with_source=True)
    return Run(gouji.__version__, rules.packs, rules.rules, (result,), (), 1)


def test_the_page_groups_findings_under_their_root_and_marks_the_suspects(scored: Run) -> None:
    stream = StringIO()
    write_stream(scored, stream, "html", "zh", OutputOptions())
    text = stream.getvalue()
    (result,) = scored.results
    assert result.diagnosis is not None
    telling = [root for root in result.diagnosis.roots if root.suspects]
    assert text.count('<div class="root') == len(telling)
    for root in result.diagnosis.roots:
        assert root.text() in text
    # every finding stands on the page once, those that go with another in the part of that one
    assert text.count('<article class="finding') == len(result.findings)
    folded = text.count('<details class="echoes">')
    assert folded == sum(len(root.findings) > 1 for root in telling) > 0
    ids = set(re.findall(r'id="(s1p\d+)"', text))
    for target in re.findall(r'<li><a href="#(s1p\d+)"><b>“', text):
        assert target in ids
    marked = set(re.findall(r'<span class="spot[^"]* suspect" id="(s1p\d+)"', text))
    assert len(marked) == len({s.location.anchor for root in telling for s in root.suspects})


def test_sarif_tells_the_root_with_its_suspects_as_related_places(scored: Run) -> None:
    stream = StringIO()
    write_stream(scored, stream, "sarif", "zh", OutputOptions())
    log = json.loads(stream.getvalue())
    Draft202012Validator(SCHEMA).validate(log)
    (result,) = scored.results
    assert result.diagnosis is not None
    told = {r["partialFingerprints"]["gouji/v1"]: r for r in log["runs"][0]["results"]}
    for root in result.diagnosis.roots:
        head = told[root.findings[0]]
        assert head["properties"]["root"] == root.to_dict()
        for id_ in root.findings[1:]:
            assert told[id_]["properties"]["root"] == {"findings": list(root.findings)}
        places = {
            place["logicalLocations"][0]["fullyQualifiedName"]
            for place in (*head["locations"], *head.get("relatedLocations", ()))
        }
        assert {suspect.location.anchor.pointer for suspect in root.suspects} <= places
        numbers = [place["id"] for place in head.get("relatedLocations", ())]
        assert len(numbers) == len(set(numbers))
