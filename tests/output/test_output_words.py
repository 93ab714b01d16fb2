from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import gouji.output
from gouji.faults.catalogue.output import MESSAGES
from gouji.output.words import ONE, WORDS, word
from gouji.output.wrap import cell_len, cut, pad, wrap


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_say_the_same(key: str) -> None:
    zh, en = WORDS[key]
    assert zh and en
    assert fields(zh) == fields(en)
    assert not re.search(r"[\u4e00-\u9fff]", en)


@pytest.mark.parametrize("key", sorted(ONE))
def test_singulars_belong_to_a_count(key: str) -> None:
    assert "n" in fields(WORDS[key][1])
    assert fields(ONE[key]) == fields(WORDS[key][1]) - {"n"}


def test_a_count_of_one_is_singular_in_english() -> None:
    assert word("n_checks", "en", n=1) == "1 check"
    assert word("n_checks", "en", n=2) == "2 checks"
    assert word("n_checks", "zh", n=1) == "1 项"


def test_no_word_is_idle() -> None:
    """Every key is asked for somewhere: by its name, or as one of a family."""
    texts = {path.name: path.read_text("utf-8") for path in Path(gouji.output.__file__).parent.glob("*.py")}
    texts |= {path.name: path.read_text("utf-8") for path in Path(gouji.output.__file__).parent.glob("*.jinja")}
    texts["words.py"] = texts["words.py"].partition("\ndef ")[2]
    source = "".join(texts.values())
    idle = [key for key in WORDS if f'"{key}"' not in source and f"'{key}'" not in source]
    families = ("means_", "legend_", "error", "warning")
    assert [key for key in idle if not key.startswith(families)] == []


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_faults_are_told_in_both_languages(code: str) -> None:
    message = MESSAGES[code]
    assert fields(message.zh) == fields(message.en) and fields(message.help_zh) == fields(message.help_en)
    assert message.help_zh and message.help_en
    assert not re.search(r"[\u4e00-\u9fff]", message.en + message.help_en)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("甲乙丙丁", 4, ["甲乙", "丙丁"]),
        ("甲乙丙，丁", 6, ["甲乙", "丙，丁"]),
        ("甲乙（丙）", 6, ["甲乙", "（丙）"]),
        ("rate of 97.84% here", 10, ["rate of", "97.84%", "here"]),
        ("共10,986.90万元", 11, ["共10,986.90", "万元"]),
        ("aaaaaaaaaaaa", 5, ["aaaaa", "aaaaa", "aa"]),
        ("甲 aaaaaaaaaaaa", 5, ["甲", "aaaaa", "aaaaa", "aa"]),
    ],
)
def test_lines_break_where_chinese_and_latin_may_be_broken(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_cut_and_pad_count_cells() -> None:
    assert cut("甲乙丙", 6) == "甲乙丙"
    assert cut("甲乙丙", 5) == "甲乙…"
    assert cut("甲乙丙", 4) == "甲…"
    assert cell_len(pad("甲", 6)) == 6
