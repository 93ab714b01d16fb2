"""Figures told in turn of several names, held against the rows of those names: 甲和乙的完成率分别为95.00%和80.00%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.document.model import Document
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_NAME: Final = rf"[^{FIGURES}{DATE},;:。()、和及与]"
_TOLD: Final = re.compile(
    rf"(?P<names>{_NAME}{{2,24}}(?:[、和及与]{_NAME}{{2,24}})+),?[^{FIGURES},;。]{{0,12}}?分别(?:为|是|达到?|占)?"
    rf"(?P<all>[{FIGURES}](?:[、,和及与][{FIGURES}])+)"
)
#: What leads to the first of the names, and what the last of them is said to have.
_LED: Final = re.compile(r"^.*(?:分别是|分别为|包括|有|其中|即|为|是)(?=..)")
_HAS: Final = re.compile(r"(?:的)?[^的]{0,2}(?:率|度|比例|金额|数量|人数|得分)$")
#: The word that says so, and signs before it in which the names stand.
_WORD: Final = "分别"
_BACK: Final = 160
#: Signs of a line that is a row; a name this long is of one row.
_LINE: Final = 80
_LONG: Final = 4
_DIGITS: Final = re.compile(r"[0-9０-９][0-9０-９.,，]*[%％]?")


def read_in_turn(document: Document, found: Sequence[Sentence], tables: Sequence[Table], draft: Draft) -> None:
    """Write each figure beside that of its row to the table of comparisons, where the rows have the same figures; in doubt
    where they have them in another order."""
    table = next((table for table in tables if table.source == "比较"), None)
    told = [(sentence, one) for sentence in found for one in _told(sentence)] if table else []
    if table is None or not told:
        return
    texts = [text for text in document.texts if len(text.text) <= _LINE]
    for sentence, one in told:
        own = {id(text) for text in sentence.texts}
        lines = [text.text for text in texts if id(text) not in own]
        rows = list(_rows(sentence, one, lines))
        for cells, holds in rows:
            draft.say(table, cells, not holds)


def _told(sentence: Sentence) -> Iterator[re.Match[str]]:
    """Where names and their figures are told in turn. Names are looked for no farther back than a few of them are long: a
    sentence may be one list of thousands."""
    signs, last = sentence.signs, 0
    while (word := signs.find(_WORD, last)) >= 0:
        found = _TOLD.search(signs, max(last, word - _BACK))
        last = word + len(_WORD)
        if found is not None and found.start("all") - word <= len(_WORD) + 2:
            yield found
            last = found.end()


def _rows(sentence: Sentence, one: re.Match[str], lines: Sequence[str]) -> Iterator[tuple[dict[str, Value], bool]]:
    places = [one.start("all") + at for at, sign in enumerate(one["all"]) if sign in FIGURES]
    names = re.split(r"[、和及与]", one["names"])
    names[0], names[-1] = _LED.sub("", names[0]), _HAS.sub("", names[-1])
    printed = [_plain(sentence.span(at, at + 1).text) for at in places]
    if len(names) != len(places) or len(set(printed)) < len(printed) or any(len(name) < _LONG for name in names):
        return
    shown = [_shown(name, printed, lines) for name in names]
    if None in shown or sorted(map(str, shown)) != sorted(printed):
        return
    for name, at, own, other in zip(names, places, printed, shown, strict=True):
        span = sentence.span(at, at + 1)
        yield {"事项": Said(name, span), "数值": span, "所比": Said(f"={other}", span)}, own == other


def _shown(name: str, printed: Sequence[str], lines: Sequence[str]) -> str | None:
    """The only one of the figures that stands in the rows of a name."""
    rows = [line for line in lines if name in line]
    figures = {_plain(figure) for line in rows for figure in _DIGITS.findall(line[line.index(name) + len(name) :])}
    # 8片80.00%: figures that have run together end as they were printed
    own = [one for one in printed if one in figures or any(figure.endswith(one) for figure in figures)]
    return own[0] if len(own) == 1 else None


def _plain(text: str) -> str:
    return text.replace(",", "").replace("，", "").replace("％", "%").strip()
