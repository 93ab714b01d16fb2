"""What is told behind a whole like its parts and is none: other things counted, other items behind ；, all of the region again,
the reason for a change.
"""

from __future__ import annotations

from collections.abc import Container
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.amounts import worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.text.clauses import SEMICOLON
from gouji.faults import regex as re

#: Opens what explains a figure, and is no list of all of it.
_REASON: Final = "主要是"
_NOUN: Final = re.compile(r"[\u4e00-\u9fff]{2}")
_ALL_AGAIN: Final = re.compile(r"[全我](?:市|县|区|省|国|镇|乡|州|盟|旗|局|系统|部门|年)")


#: What may stand around the word for spending, and tells nothing more.
_ALL_SPENT: Final = re.compile("全年|本年|当年|累计|实际|已|共|总|[数额了]")


def without_strays(whole: Fact) -> None:
    """Take them out of the parts of a whole; none may be left."""
    _keep(whole, _counted_otherwise(whole))
    _keep(whole, _behind_the_list(whole))
    if whole.opener == _REASON and sum(map(worth, whole.parts), Fraction(0)) > worth(whole):
        _keep(whole, whole.parts)  # 下降68%，主要是上年注入3亿元: what made it less


def without_outcomes(whole: Fact, spent: re.Pattern[str]) -> None:
    """预算600万元，其中上年结转50万元，支出570万元，结余30万元: take out what was spent of all, and what is told behind that.

    ``spent``: what says that something was done with it.
    """
    if sum(map(worth, whole.parts), Fraction(0)) <= worth(whole) or spent.search(whole.name):
        return
    at = next((at for at, part in enumerate(whole.parts) if _ALL_SPENT.sub("", spent.sub("", part.name)) == ""), 0)
    if at and all(part.name and not spent.search(part.name) for part in whole.parts[:at]):
        _keep(whole, whole.parts[at:])


def _counted_otherwise(whole: Fact) -> Container[Fact]:
    """146个赛项，其中甲类45个赛项，乙类9个赛事34个赛项: another thing; 83个赛项中，符合条件的36个: of what the next is one."""
    noun = _noun_behind(whole)
    nouns = {id(part): _noun_behind(part) for part in whole.parts}
    if not noun or noun not in nouns.values():
        return ()
    return [part for part in whole.parts if nouns[id(part)] not in ("", noun) or _is_base(part, noun)]


def _behind_the_list(whole: Fact) -> Container[Fact]:
    """国防支出2567万元，主要是补助1278万元；公共安全支出38894万元: behind ； stands another item.

    限额121亿元，其中市级24亿元，2025年底，全市余额108亿元: and behind what is told of all of the city again, other parts.
    """
    for at, part in enumerate(whole.parts):
        anew = at and _ALL_AGAIN.match(part.name) is not None and part.depth == whole.depth
        if anew or (whole.opener == _REASON and part.level >= SEMICOLON):
            return whole.parts[at:]
    return ()


def _keep(whole: Fact, strays: Container[Fact]) -> None:
    for part in whole.parts:
        if part in strays:
            part.whole = None
    whole.parts = [part for part in whole.parts if part not in strays]


def _noun_behind(fact: Fact) -> str:
    """The word right behind a count: 146个赛项."""
    found = _NOUN.match(fact.sentence.signs, fact.figure + 1) if kind_of(fact).startswith("count") else None
    return found[0] if found is not None else ""


def _is_base(fact: Fact, noun: str) -> bool:
    """Whether a count is only what the next one is of: 83个赛项中，."""
    return fact.sentence.signs.startswith(f"{noun}中", fact.figure + 1)
