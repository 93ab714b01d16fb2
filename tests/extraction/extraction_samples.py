"""Small packs and documents for the tests of extraction."""

from __future__ import annotations

from gouji.document.model import Text
from gouji.document.place import Place
from gouji.document.txt import read
from gouji.extraction.assembling import extract
from gouji.extraction.text.sentences import SIGNS, Piece, Sentence, sentences
from gouji.packs.model import Pack
from gouji.report import Report

NAMES = """表:
  变动: {名称列: 项目, 列: {项目: 文本, 本期: 取值, 方向: 文本, 变动额: 取值, 变动率: 比率}}
  构成: {名称列: 构成, 列: {构成: 文本, 项: 文本, 数额: 取值, 列示: 文本}}
  任务: {名称列: 名称, 列: {名称: 文本, 目标: 目标, 完成: 取值, 日期: 日期, 结论: 文本}}
字段: {总分: 分数, 人数: 数量}
词组:
  增减词: [增加, 减少, 增长, 下降]
"""
#: How a sign is written in the tests: one Chinese character in angle brackets.
LETTERS = dict(zip(SIGNS, "金率分量万他点数日", strict=True))


def shown(signs: str) -> str:
    """The signs of a sentence, readable."""
    return "".join(f"<{LETTERS[sign]}>" if sign in LETTERS else sign for sign in signs)


def sentences_of(*texts: str) -> list[Sentence]:
    """The sentences of one run of texts."""
    found = [Text.at(text, Place(line=line, column=1)) for line, text in enumerate(texts, 1)]
    return list(sentences([Piece(text, 0, len(text.text)) for text in found]))


def signs_of(*texts: str) -> list[str]:
    """The sentences of one run of texts as readable signs."""
    return [shown(sentence.signs) for sentence in sentences_of(*texts)]


def report_of(pack: Pack, text: str) -> Report:
    """What a text file states."""
    return extract(read(text.encode(), "sample.txt"), pack)


def rows_of(pack: Pack, text: str) -> list[dict[str, str]]:
    """The rows of all tables, without empty cells."""
    tables = report_of(pack, text).tables
    return [{column: cell for column, cell in row.items() if cell} for rows in tables.values() for row in rows]
