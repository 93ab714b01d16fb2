"""Those that do something in a row, each with the same word for it, and how many they are said to be: 由四家机构承保：甲公司承保
水稻保险，乙公司承保玉米保险，丙公司承保公益林保险.

Every clause up to the end of the sentence has the word once, behind a name of its own; what may leave some out (等, 主要, 其余)
is left. It is a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: What may stand between a number and the row.
_LEAD: Final = re.compile(rf"[^{FIGURES}{DATE},;:。、()]{{0,16}}(?:[(][^()]{{1,12}}[)])?[,]?(?:其中)?:")
_JOINS: Final = re.compile("[、和与及]")
_LEFT_OUT: Final = re.compile(
    r"等|主要|其[中余他它]|另|剩余|包括|分别|均|共同|联合|各[自家个]?|并|同时|还|也|以及|合计|一起"
)
_NAME: Final = re.compile(r"[\u4e00-\u9fff（）()A-Za-z·“”、和与及]{2,20}")
_FEWEST, _MOST, _OFF, _WORD, _LONGEST = 2, 12, 3, 2, 40


def read_verb_rows(found: Iterable[Sentence], tables: Iterable[Table], draft: Draft) -> None:
    """Write them to the table of lists, where nothing is written of the number."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    known = {place_of(row.cells.get("个数")) for row in draft.tables.get(table.name, ())}
    for sentence in found:
        if ":" not in sentence.signs or "|" in sentence.signs:
            continue
        for told in counts(sentence):
            lead = _LEAD.match(sentence.signs, told.end)
            if lead is None or not _FEWEST <= told.number <= _MOST:
                continue
            stop = sentence.signs.find("。", lead.end())
            end = stop if stop >= 0 else len(sentence.signs)
            number = _number(re.split("[,;]", sentence.signs[lead.end() : end].rstrip(",;")))
            span = sentence.span(told.start, told.end)
            if number is None or number == told.number or abs(number - told.number) > _OFF or place_of(span) in known:
                continue
            known.add(place_of(span))
            cells: dict[str, Value] = {
                "事项": sentence.span(told.start, lead.end()),
                "个数": Said(f"{told.number}{told.measure}", span),
                "所列": Said(f"{number}{told.measure}", sentence.span(lead.end(), end)),
            }
            draft.say(table, cells, True)


def _number(clauses: Sequence[str]) -> int | None:
    """How many do something in clauses, where every one says so by one word; None where that is not plain."""
    if not _FEWEST <= len(clauses) <= _MOST or any(len(clause) > _LONGEST for clause in clauses):
        return None
    if any(_LEFT_OUT.search(clause) for clause in clauses):
        return None
    first = clauses[0]
    for at in range(_WORD, len(first) - _WORD):
        verb = first[at : at + _WORD]
        if re.fullmatch("[\u4e00-\u9fff]{2}", verb) is None or any(clause.count(verb) != 1 for clause in clauses):
            continue
        names = [clause[: clause.index(verb)] for clause in clauses]
        behind = {clause[clause.index(verb) + _WORD :] for clause in clauses}
        plain = all(_NAME.fullmatch(name) for name in names) and len(set(names)) == len(names)
        # what all names end with is no doing
        if plain and len(behind) == len(clauses):
            return sum(len(_JOINS.findall(name)) + 1 for name in names)
    return None


__all__ = ["read_verb_rows"]
