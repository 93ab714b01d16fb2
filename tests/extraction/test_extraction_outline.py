"""The outline of a document: headings and items, how they are numbered, what came before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.document.model import Document, Paragraph, Text
from gouji.document.place import Place
from gouji.document.txt import read
from gouji.extraction.text.entries import Entry, entries, enumerations
from gouji.extraction.text.outline import is_heading, number_of, numbered, sections


def document(text: str) -> Document:
    return read(text.encode(), "sample.txt")


def outline(text: str) -> list[Entry]:
    return entries(document(text), set())


def numbers(text: str) -> list[tuple[int, int]]:
    """Number and number before of every entry."""
    return [(entry.number, entry.before) for entry in outline(text)]


@pytest.mark.parametrize(
    ("text", "style", "number", "printed"),
    [
        ("第一章 总则", 0, 1, "第一章"),
        ("第十二部分、附件", 0, 12, "第十二部"),
        ("第三节 范围", 1, 3, "第三节"),
        ("二、完成情况", 2, 2, "二、"),
        ("二十一、其他", 2, 21, "二十一、"),
        ("（十）其他", 3, 10, "（十）"),
        ("(三)其他", 3, 3, "(三)"),
        ("4.其他", 4, 4, "4."),
        ("４、其他", 4, 4, "４、"),
        ("（5）其他", 5, 5, "（5）"),
        ("6)其他", 6, 6, "6)"),
        ("⑦其他", 7, 7, "⑦"),
    ],
)
def test_the_ways_to_number(text: str, style: int, number: int, printed: str) -> None:
    found = numbered(f"  {text}")
    assert found is not None
    assert found[:3] == (style, number, printed)
    assert text[found[3] - 2 :].strip() in text.removeprefix(printed)


@pytest.mark.parametrize(
    "text", ["4.5万元", "其他", "", "二〇二三年", "100、其他", "一是其他", "（甲）其他", "零、其他"]
)
def test_what_is_not_numbered(text: str) -> None:
    assert numbered(text) is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99), ("一百", 100), ("12", 12), ("⑳", 20)],
)
def test_numbers_as_printed(printed: str, number: int) -> None:
    assert number_of(printed) == number


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、基本情况", True),
        ("（二）收支情况：", True),
        ("3.存在的问题。", True),
        ("一、完成培训80人，效果良好", False),
        ("一、人手不足；", False),
        ("基本情况", False),
        ("一、" + "很" * 50, False),
    ],
)
def test_a_heading_is_a_short_numbered_line_that_is_no_sentence(text: str, heading: bool) -> None:
    assert is_heading(Paragraph(Text.at(text, Place(line=1, column=1)))) is heading


def test_what_the_format_calls_a_heading_is_one() -> None:
    text = Text.at("总的来说。我们完成了。", Place(line=1, column=1))
    assert is_heading(Paragraph(text, level=2))
    assert is_heading(Paragraph(Text.at("基本情况", Place(line=1, column=1)), number="一、"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n二、乙\n三、丙", [(1, 0), (2, 1), (3, 2)]),
        ("一、甲\n二、乙\n四、丁", [(1, 0), (2, 1), (4, 2)]),
        ("一、甲\n（一）子\n（二）丑\n二、乙\n（一）子\n（三）寅", [(1, 0), (1, 0), (2, 1), (2, 1), (1, 0), (3, 1)]),
        ("一、甲\n1.子\n（1）鼠\n（2）牛\n2.丑", [(1, 0), (1, 0), (1, 0), (2, 1), (2, 1)]),
        ("一、甲\n一、子\n二、丑\n二、乙", [(1, 0), (1, 0), (2, 1), (2, 1)]),
        ("二、甲\n三、乙", [(2, 0), (3, 2)]),
    ],
)
def test_the_number_before_is_that_of_the_same_list(text: str, expected: list[tuple[int, int]]) -> None:
    assert numbers(text) == expected


def test_a_list_that_begins_again_inside_one_numbered_alike() -> None:
    assert [entry.again for entry in outline("一、甲\n1.子\n2.丑\n1.寅\n2.卯")] == [False, False, False, True, False]
    assert not any(entry.again for entry in outline("一、甲\n1.子\n2.丑\n二、乙\n1.寅\n2.卯"))


def test_a_table_of_contents_is_no_outline() -> None:
    assert numbers("目录\n一、甲\n二、乙\n三、丙\n一、甲\n好。\n二、乙\n好。\n三、丙\n好。") == [(1, 0), (2, 1), (3, 2)]
    assert numbers("一、甲 1\n二、乙 2\n三、丙 3\n一、甲\n好。\n二、乙\n好。\n三、丙\n好。") == [(1, 0), (2, 1), (3, 2)]
    assert [entry.again for entry in outline("一、甲\n二、乙\n一、甲\n好。\n二、乙\n好。")] == [
        False,
        False,
        True,
        False,
    ]


def test_a_heading_that_may_have_lost_its_number() -> None:
    assert [entry.loose for entry in outline("一、甲\n存在的问题\n三、丙\n四、丁")] == [False, True, False]
    assert not any(entry.loose for entry in outline("一、甲\n我们做了一些工作，效果不错；还要努力。\n三、丙"))


def test_texts_that_are_used_are_left_out() -> None:
    found = document("一、甲\n二、乙")
    first = next(found.texts)
    assert [entry.number for entry in entries(found, {id(first)})] == [2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是人手不足；二是经费紧。三是制度不全。", [(1, 0), (2, 1), (3, 2)]),
        ("一是人手不足；三是经费紧。", [(1, 0), (3, 1)]),
        ("一是甲；二是乙。好。一是丙；二是丁。", [(1, 0), (2, 1), (1, 0), (2, 1)]),
        ("二是没有第一", []),
        ("一是否定；一是因为", []),
        ("唯一是他", []),
        ("（一是甲）", []),
    ],
)
def test_enumerations_inside_a_text(text: str, expected: list[tuple[int, int]]) -> None:
    found = enumerations(Text.at(text, Place(line=1, column=1)))
    assert [(entry.number, entry.before) for entry in found] == expected
    assert all(entry.span.text == entry.printed for entry in found)


def test_sections_keep_texts_under_their_headings() -> None:
    found = sections(document("开头。\n一、甲\n正文一。\n正文二。\n二、乙\n正文三。"), set())
    assert [(s.heading.text if s.heading else None, len(s.runs)) for s in found] == [
        (None, 1),
        ("一、甲", 2),
        ("二、乙", 1),
    ]


def test_a_line_that_ends_in_a_colon_leads_to_the_next() -> None:
    (section,) = sections(document("主要支出如下：\n培训费3万元。\n会议费2万元。"), set())
    assert [[piece.text.text for piece in run] for run in section.runs] == [
        ["主要支出如下：", "培训费3万元。"],
        ["会议费2万元。"],
    ]


@given(st.text("一二三十、.（）()0123456789第章节是①甲乙。：\n\t| ", max_size=60).filter(str.strip))
def test_any_text_has_an_outline(text: str) -> None:
    found = document(text)
    for entry in entries(found, set()):
        assert entry.number > 0 and entry.before >= 0 and entry.span.text
    for one in found.texts:
        enumerations(one)
    running = [piece for section in sections(found, set()) for run in section.runs for piece in run]
    assert all(piece.start == 0 and piece.end == len(piece.text.text) for piece in running)
