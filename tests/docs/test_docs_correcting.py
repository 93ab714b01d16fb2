"""The page on correcting what was read: its example is a report, and it names every key of a place."""

from __future__ import annotations

import re
from pathlib import Path

from gouji.report import Anchor, parse_report
from gouji.report.source import PLACE_KEYS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "correcting.md").read_text(encoding="utf-8")


def test_the_example_is_read_as_the_page_says() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    report = parse_report(text, "自评.yaml", "yaml")
    assert (report.path, report.written) == ("自评.docx", "自评.yaml")
    assert report.source is not None and report.source.packs == ("cn-claims", "cn-performance")
    assert report.doubtful == {("指标", 0)}
    assert report.locate(Anchor("指标", 0, "实际完成值")).to_dict() == {"table": 2, "cell": "E5"}
    # a cell without a place: its row's; a row without one: its table's; else the beginning
    assert report.locate(Anchor("指标", 0, "三级指标")).to_dict() == {"table": 2, "cell": "E5"}
    assert report.locate(Anchor("指标", 7, "三级指标")).to_dict() == {"table": 2, "cell": "E5"}
    assert report.locate(Anchor(None, None, "总分")).to_dict() == {"paragraph": 1}


def test_every_key_of_a_place_is_named() -> None:
    (keys,) = re.findall(r"位置里可以写 `([^`]+)`", PAGE)
    assert keys.split() == list(PLACE_KEYS)
