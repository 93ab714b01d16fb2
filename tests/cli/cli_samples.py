"""A small report and two rules about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

REPORT = """\
gouji: report/1
unit: 甲单位
year: 2023
fields:
  总数: 90人
tables:
  班次:
    - {名称: 甲班, 计划: 50人, 实到: 40人, 到课率: 80%}
    - {名称: 乙班, 计划: 60人, 实到: 50人, 到课率: 83.3%}
"""
RULES = """\
规则:
  - 编号: rate
    名称: 到课率复算不符
    级别: 高
    要求: 到课率 = 实到 / 计划
  - 编号: sum
    级别: 低
    范围: 报告
    要求: 合计(班次.实到) = 总数
"""


def environment(**more: str) -> dict[str, str]:
    """What a process of its own needs to find the package."""
    paths = os.pathsep.join(
        filter(None, [str(Path(__file__).resolve().parents[2] / "src"), os.environ.get("PYTHONPATH", "")])
    )
    return {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **more}
