"""A grade that says from which score to which it is given, beside the score: 自评总分|92.40, 评价等级|良（80—89分）."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.tried.regions import One, one_of
from gouji.extraction.tried.titledrows import plain, texts_of
from gouji.faults import regex as re
from gouji.language import Table

_POINTS: Final = r"\s*分?(?:[（(]?含[)）]?)?"
_LINES: Final = (
    rf"[（(]\s*(?:(?P<low>[0-9]{{1,3}}){_POINTS}\s*[-—－~～至]+\s*(?P<high>[0-9]{{1,3}})"
    rf"|(?:≥|>=|不低于)?(?P<least>[0-9]{{1,3}}){_POINTS}(?:及?以上)?)"
)
_ALL: Final = 100
#: Cells from a score to its grade.
_FAR: Final = 8


def read_grade_lines(document: Document, tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write the score with both lines to the table of comparisons."""
    table = tables.get("比较")
    if table is None or not wording.grades:
        return
    graded, scored = (re.compile(rf"(?:{either(words)})$") for words in (wording.graded, wording.scored))
    grade = re.compile(rf"(?:{either(wording.grades)})\s*{_LINES}")
    for cells in texts_of(document):
        score: tuple[int, str, One] | None = None
        for at, (cell, value) in enumerate(pairwise(cells)):
            one = one_of(value, cell.text.strip())
            if (
                scored.search(plain(cell.text))
                and one is not None
                and 0 < one.base <= _ALL
                and one.kind in ("number", "score")
            ):
                score = (at, plain(cell.text), one)
            found = grade.match(value.text.strip())
            if found is None or score is None or not graded.search(plain(cell.text)) or at - score[0] > _FAR:
                continue
            low = int(found["low"] or found["least"])
            high = int(found["high"]) if found["high"] else _ALL
            for sign, limit in (("≥", low), ("<" if high < _ALL else "≤", high + (high < _ALL))):
                row: dict[str, Value] = {
                    "事项": score[1],
                    "数值": score[2].value,
                    "所比": Said(f"{sign}{limit}", value),
                }
                draft.say(table, row)
