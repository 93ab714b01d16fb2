"""Words that weigh a figure against the one it had before, or against one that stands in them: 比年初的71万平方米有所减少;
由46万元减为21万元，压减过半; 前三季度下降6.5%，全年增长1.2%，由负转正.

The two figures are found first (an earlier one and a later one of the same thing, or a rate that is told elsewhere), then what
the words say of them. What the words leave open (of which figure they speak, which of two times is meant) makes a hint of what
is not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from gouji.extraction.claimed.moves import Moves
from gouji.extraction.claimed.terms import joined, terms_of
from gouji.extraction.claimed.weighedbehind import weighed_behind
from gouji.extraction.claimed.weighedin import paced, weighed_in
from gouji.extraction.claimed.weighedyears import came_to, weighed_years
from gouji.extraction.claimed.weighing import SHORT
from gouji.extraction.drafting.draft import Draft, place_of, text_of
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: Signs of a sentence that the next one is read together with.
_LONG: Final = 400


def read_weighed(found: Iterable[Sentence], moves: Moves, tables: Mapping[str, Table], draft: Draft) -> None:
    """Write them to the tables of comparisons and of changes."""
    compared, changes = tables.get("比较"), tables.get("变动")
    if compared is None or changes is None:
        return
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(compared.name, ())}
    told = {
        place_of(row.cells.get("本期"))
        for row in draft.tables.get(changes.name, ())
        if _WAY.search(text_of(row.cells.get("方向")) or "")
        or any(row.cells.get(name) for name in ("变动额", "变动率"))
    }
    last: Sentence | None = None
    for own in found:
        sentence, first = own, 0
        if (
            last is not None
            and last.figures
            and own.texts
            and last.texts[-1] is own.texts[0]
            and len(last.signs) < _LONG
        ):
            sentence, first = joined(last, own), len(last.signs)
        last = own
        rows = list(paced(own, moves))
        if len(sentence.figures) >= SHORT:
            terms = terms_of(sentence)
            rows += weighed_in(sentence, terms, first)
            rows += weighed_behind(sentence, terms, first)
            rows += weighed_years(sentence, terms, first)
            rows += came_to(sentence, terms, first)
        for table, cells, doubt in rows:
            if place_of(cells.get("数值") or cells.get("本期")) in (known if table == "比较" else told):
                continue
            draft.say(compared if table == "比较" else changes, cells, doubt)


#: A word that says which way: 调整 does not.
_WAY: Final = re.compile("[增减升降多少高低涨跌扩缩]")
