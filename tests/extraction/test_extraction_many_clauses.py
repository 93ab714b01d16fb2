"""Claims in words in sentences of thousands of clauses, and in clauses whose words can be parted in many ways: read in bounded
time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import pytest
from extraction_samples import sentences_of

from gouji.extraction.claimed.countered import read_countered
from gouji.extraction.claimed.sayings import sayings
from gouji.extraction.claimed.waysaid import ways_said
from gouji.extraction.drafting.draft import Draft
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import MONEY, Sentence
from gouji.language import Table

_BOUND = 10.0


@pytest.mark.parametrize("read", [ways_said, sayings])
@pytest.mark.parametrize(
    "text",
    [
        "甲" + "连续" * 36 + "增加者",
        "甲" + "双" * 76 + "增加者",
        "各项均" + "按期全部" * 60 + "者",
        "各项均" + "按时均全部" * 60 + "者",
        "由于甲项有所增加，" * 3000 + "乙项均有所增加",
    ],
    ids=["连续", "双", "按期全部", "按时均全部", "由于"],
)
def test_no_clause_takes_long(read: Callable[[Sentence], Iterable[object]], text: str) -> None:
    sentence = sentences_of(text)[0]
    start = time.process_time()
    list(read(sentence))
    assert time.process_time() - start < _BOUND


@pytest.mark.parametrize(
    "clause",
    [
        "甲完成预算的101.3%，均超额完成预算，",
        "甲增长2.3%，均实现增长，",
        "均超额完成预算，",
        "甲率72.2%、乙率81.1%，均达到70%、80%的目标，",
    ],
)
def test_what_is_said_of_all_is_read_in_time(clause: str) -> None:
    (sentence,) = sentences_of("三项" + clause * 3000)
    table = Table("比较", {}, source="比较")
    start = time.process_time()
    list(sayings(sentence))
    read_countered([sentence], {"比较": table}, Draft())
    assert time.process_time() - start < _BOUND


def test_words_before_end_at_a_pause_or_a_figure() -> None:
    signs = f"甲、乙{MONEY}丙,丁为{MONEY}"
    assert words_before(signs, len(signs) - 1) == "丁为"
    assert words_before(signs, 3) == "甲、乙"
    assert words_before(signs, len(signs) - 1, frozenset("为")) == ""
    assert words_before("", 0) == ""
