"""Indicators told one a line, as a form would have them: name, target, actual, weight, score."""

from __future__ import annotations

from gouji.document.txt import read
from gouji.extraction.assembling import extract
from gouji.packs.loader import load_pack

LINES = """绩效自评报告
1）主导制定的标准数量（项），目标值5，完成值6，分值8，得分8。
2）项目完成及时率（%），年度目标值为90，实际完成值为100，分值7，自评得分7。
3）受众满意度，目标值95，得分8。
"""


def test_an_indicator_told_in_one_line() -> None:
    found = extract(read(LINES.encode(), "文.txt"), load_pack(["cn-performance"])).tables["指标"]
    rows = [{name: cell for name, cell in row.items() if cell} for row in found]
    assert rows == [
        {"三级指标": "主导制定的标准数量", "年度指标值": "5", "实际完成值": "6", "分值": "8", "得分": "8"},
        {"三级指标": "项目完成及时率", "年度指标值": "90", "实际完成值": "100", "分值": "7", "得分": "7"},
    ]
