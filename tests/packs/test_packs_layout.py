"""The keys of a vocabulary that say how a table is printed in documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.engine.shelf import Shelf
from gouji.faults import RuleError
from gouji.packs.loader import load_pack

TABLE = """
词组:
  合计用语: [合计, 总 计]
表:
  产量:
    名称列: 产品
    合计行: {产品: [总计, 合计]}
    承上: [大类]
    类别列: 大类
    汇总行: [合计用语, 小计]
    汇总字段: {得分: 总得分}
    列:
      大类: {类: 文本, 常见值: [工业品, 合计用语]}
      产品: 文本
      目标: {类: 目标, 表头: [指标 值], 算符列: [性质], 单位列: [计量单位]}
      完成: {类: 取值, 单位列: [计量单位]}
      得分: 分数
字段:
  总得分: {类: 分数, 表头: [得分]}
规则: [得分 ≥ 0分]
"""


def loaded(tmp_path: Path, *texts: str) -> object:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    return load_pack([tmp_path / f"{number}.yaml" for number in range(len(texts))])


def test_words_are_folded_and_names_of_sets_stand_for_their_words(tmp_path: Path) -> None:
    vocabulary = loaded(tmp_path, TABLE).vocabulary  # type: ignore[attr-defined]
    layout = vocabulary.layouts["产量"]
    assert layout.carried == ("大类",) and layout.class_column == "大类"
    assert layout.total_name == "总计"
    assert layout.sum_texts == {"合计", "总计", "小计"}
    assert layout.sum_fields == {"得分": "总得分"}
    assert layout.headers == {"指标值": "目标"}
    assert layout.operators == {"性质": "目标"}
    assert layout.units == {"计量单位": ("目标", "完成")}
    assert layout.typical == {"大类": {"工业品", "合计", "总计"}}
    assert vocabulary.field_headers == {"得分": "总得分"}


def test_a_later_file_adds_to_the_words_of_an_earlier_one(tmp_path: Path) -> None:
    more = "表: {产量: {汇总行: [共计], 列: {大类: {类: 文本, 常见值: [农产品]}}}}\n"
    layout = loaded(tmp_path, TABLE, more).vocabulary.layouts["产量"]  # type: ignore[attr-defined]
    assert "共计" in layout.sum_texts and "小计" in layout.sum_texts
    assert layout.typical["大类"] == {"工业品", "合计", "总计", "农产品"}
    assert layout.carried == ("大类",)


@pytest.mark.parametrize("key", ["承上: [大累]", "类别列: 大累", "汇总字段: {大累: 总得分}"])
def test_a_column_that_the_table_does_not_have_is_a_fault(tmp_path: Path, key: str) -> None:
    with pytest.raises(RuleError) as fault:
        loaded(tmp_path, f"表: {{产量: {{{key}, 列: {{大类: 文本, 得分: 分数}}}}}}\n规则: [得分 ≥ 0分]\n")
    (found,) = fault.value.diagnostics
    assert found.code == "P410" and "大累" in found.message() and "大类" in found.help()


def test_the_cache_of_packs_keeps_the_layouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path))
    first, _ = Shelf().pack(("cn-performance",))
    second, program = Shelf().pack(("cn-performance",))
    assert program is not None and first.vocabulary is not None and second.vocabulary is not None
    assert first is not second and first.vocabulary.layouts == second.vocabulary.layouts
