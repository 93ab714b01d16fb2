"""Chapters: how deep headings stand and whether anything stands under them; what a document says twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from extraction_samples import report_of
from hypothesis import given
from hypothesis import strategies as st

from gouji.document.md import read as read_md
from gouji.document.model import Document
from gouji.document.txt import read
from gouji.extraction.text.chapters import Chapter, chapters
from gouji.extraction.text.repeats import repeats
from gouji.packs.model import Pack

MakePack = Callable[..., Pack]

NAMES = """表:
  章节: {来自: 章节, 列: {文: 文本, 名: 文本, 层: 数, 空: 文本, 连空: 数}}
  重复: {来自: 重复, 列: {文: 文本, 首处: 文本, 类: 文本, 处: 文本}}
"""
LONG = "各股室密切配合，形成了上下联动的工作格局"


def document(text: str) -> Document:
    return read(text.encode(), "sample.txt")


def found(text: str) -> list[Chapter]:
    return chapters(document(text), set())


def bare(text: str) -> list[str]:
    """The names of headings that nothing stands under, those in runs left out."""
    return [chapter.name for chapter in found(text) if chapter.alike == 1]


def test_depth_is_that_of_the_headings_around() -> None:
    text = "一、概况\n1.职能\n管水。\n二、完成情况\n（一）产出\n1.数量\n完成了。\n（二）效益\n很好。"
    assert [(chapter.name, chapter.depth) for chapter in found(text)] == [
        ("概况", 1), ("职能", 2), ("完成情况", 1), ("产出", 2), ("数量", 3), ("效益", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一、概况\n二、完成情况\n完成了。\n三、问题\n没有。", ["概况"]),
        ("一、概况\n管水。\n二、完成情况\n完成了。\n三、问题", ["问题"]),
        ("一、概况\n管水。\n（一）职能\n二、问题\n有。", ["职能"]),
        ("一、概况\n（一）职能\n管水。\n二、问题\n有。", []),
        ("一、概况\n甲\t乙\n1\t2\n二、问题\n有。", []),
        ("一、概况：\n管水。\n二、其他情况：无\n三、问题\n有。", []),
        ("一、概况。\n管水。\n二、其他情况。无\n三、问题\n有。", []),
        ("管水。\n一、甲\n二、乙\n三、丙\n以上三条。", []),
        ("一、概况\n二、问题\n三、措施\n一、概况\n管水。\n二、问题\n有。\n三、措施\n加强。", []),
        ("一、概况……1\n二、问题……2\n三、措施……3\n一、概况\n管水。\n二、问题\n三、措施\n加强。", ["问题"]),
    ],
)
def test_a_heading_with_nothing_under_it(text: str, names: list[str]) -> None:
    assert bare(text) == names


def test_headings_of_the_format_and_numbered_lines_are_not_compared() -> None:
    text = "# 报告\n\n一、概况\n\n管水。\n\n## 问题\n\n## 措施\n\n加强。\n"
    chapters_of = chapters(read_md(text.encode(), "sample.md"), set())
    assert [(chapter.name, chapter.bare) for chapter in chapters_of if chapter.bare] == [("问题", True)]


def test_texts_that_are_used_are_left_out() -> None:
    sample = document("一、甲\n好。\n二、乙\n好。")
    first = next(sample.texts)
    assert [chapter.name for chapter in chapters(sample, {id(first)})] == ["乙"]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        (f"一、甲\n{LONG}。\n二、乙\n另外，完成了。{LONG}。", [LONG]),
        (f"一、甲\n1.{LONG}；\n二、乙\n一是 {LONG} 。", [LONG]),
        (f"{LONG}。{LONG}。", []),
        (f"{LONG}。\n{LONG}，效果好。", []),
        ("完成了。\n完成了。", []),
        ("从总体情况来看，从总体情况来看，完成较好。", ["从总体情况来看，"]),
        ("研究研究、讨论讨论，高高兴兴。", []),
    ],
)
def test_what_is_said_twice(text: str, again: list[str]) -> None:
    assert ["".join(repeat.again.text.split()) for repeat in repeats(document(text), set())] == again


def test_chapters_and_repeats_as_rows(pack_of: MakePack) -> None:
    report = report_of(pack_of("", NAMES), f"一、甲\n二、乙\n{LONG}。\n{LONG}。\n甲\t{LONG}")
    assert [tuple(row.values()) for row in report.tables["章节"]] == [
        ("一、甲", "甲", "1", "是", "1"),
        ("二、乙", "乙", "1", "否", "0"),
    ]
    assert [(row["文"], row["类"], row["处"]) for row in report.tables["重复"]] == [
        (LONG, "句", "正文"),
        (LONG, "句", "单元格"),
    ]


def test_a_document_without_any_has_empty_tables(pack_of: MakePack) -> None:
    report = report_of(pack_of("", NAMES), "完成了。")
    assert report.tables == {"章节": [], "重复": []}


@given(st.text("一二三、（）1.甲乙。：\n\t| #", max_size=80).filter(str.strip))
def test_any_text_has_chapters(text: str) -> None:
    sample = document(text)
    for chapter in chapters(sample, set()):
        assert chapter.depth >= 1
        assert (chapter.alike > 0) is chapter.bare
    assert all(repeat.first.text and repeat.again.text for repeat in repeats(sample, set()))
