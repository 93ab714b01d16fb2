from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from gouji.faults import CODES, Message
from gouji.faults.catalogue import testing as catalogue
from gouji.packs.loader import load_pack
from gouji.packs.model import Pack

NAMES = """
表:
  指标:
    别名: [指标表]
    名称列: 名称
    列:
      名称: 文本
      组: 文本
      目标: 目标
      完成: {类: 取值, 别名: [完成值]}
      分值: 分数
      得分: {类: 分数, 别名: [自评得分]}
      结论: 文本
      原因: 文本
  资金:
    名称列: 来源
    合计行: {来源: [合计]}
    列:
      来源: 文本
      预算: 金额
      执行: 金额
      率: 比率
字段:
  总分: 分数
  等级: 文本
词组:
  达标: [达到, 完成]
"""

MakePack = Callable[..., Pack]


@pytest.fixture(autouse=True)
def codes_of_rule_tests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for code, message in catalogue.MESSAGES.items():
        monkeypatch.setitem(cast("dict[str, Message]", CODES), code, message)
    yield


@pytest.fixture
def pack_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakePack:
    """Loads rules from their text; with the names above unless told otherwise. The file is ``rules.yaml``."""
    monkeypatch.chdir(tmp_path)

    def make(rules: str, names: str = NAMES) -> Pack:
        Path("rules.yaml").write_text("规则:\n" + rules + names, encoding="utf-8")
        return load_pack(["rules.yaml"])

    return make


@pytest.fixture
def rule_of(pack_of: MakePack) -> MakePack:
    """Loads one rule from the lines of its body and its tests."""

    def make(body: str, tests: list[str], names: str = NAMES) -> Pack:
        lines = ["  - 编号: r", *(f"    {line}" for line in body.strip().splitlines())]
        if tests:
            lines += ["    测试:", *(f"      - {test}" for test in tests)]
        return pack_of("\n".join(lines) + "\n", names)

    return make
