"""Things in a row with an amount each and how many they are said to be: 项目3个，分别为甲50万元、乙30万元、丙20万元 (列举)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.lists.namerows import JOINS
from gouji.extraction.text.sentences import COUNT, DATE, FIGURES, MONEY, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_NAME: Final = rf"[^{FIGURES}、,;:。()]{{2,30}}"
_ITEM: Final = rf"{_NAME}{MONEY}"
_COUNTED: Final = rf"(?P<number>{COUNT})(?P<noun>[^{FIGURES}、,;:。()]{{0,10}})"
#: What all of them come to, between how many they are and the list: 3个项目，资金80万元，占预算的100%。分别是：…….
_BETWEEN: Final = rf"(?:,[^{COUNT}{DATE};:。、()]{{2,24}}){{1,2}}"
_SAID: Final = r"(?P<said>分别[为是]|即|具体[为是])[:,]?"
_ITEMS: Final = rf"(?P<items>{_ITEM}(?:[、,;和及]{_ITEM}){{1,40}})(?=。|;?$)"
#: 3个项目：甲50万元，乙30万元。 Nothing but names, each with its amount, up to the end of the sentence; and the same in two
#: sentences.
_LIST: Final = re.compile(rf"{_COUNTED}(?:(?:,|{_BETWEEN},)?{_SAID}|(?P<colon>:)){_ITEMS}")
_FIRST: Final = re.compile(rf"{_COUNTED}(?:{_BETWEEN})?。?$")
_SECOND: Final = re.compile(rf"^{_SAID}{_ITEMS}")
_PARTED: Final = re.compile(_ITEM)
#: What they come to, behind the last of them: 涉及300万元.
_TOGETHER: Final = re.compile("涉及|合计|共|总计|总额|金额|累计")
#: Measure words of what is listed. 3次, 3人 are no things with amounts.
_THINGS: Final = frozenset("个项类笔")
_LEAST: Final = 3


def read_amount_lists(sentences: Iterable[Sentence], wording: Wording, tables: Iterable[Table], draft: Draft) -> None:
    """Write how many things with amounts a list has beside how many there are said to be."""
    table = next((table for table in tables if table.source == "列举"), None)
    if table is None:
        return
    no_item = any_of(wording.no_items)
    last: Sentence | None = None
    for sentence in sentences:
        before, last = last, sentence
        found = counted = _LIST.search(sentence.signs)
        told = sentence
        if found is None and before is not None and before.texts[-1] is sentence.texts[0]:
            found, counted, told = _SECOND.search(sentence.signs), _FIRST.search(before.signs), before
        if found is None or counted is None or no_item.search(found["items"]):
            continue
        figure = told.figures[counted.start("number")]
        measure = figure.unit.symbol
        if figure.bound or measure not in _THINGS or figure.unit.scale != Fraction(1) or figure.base.denominator != 1:
            continue
        items = _PARTED.findall(found["items"])
        if _TOGETHER.match(items[-1].lstrip("、,;")):
            items.pop()
        count = len(items)
        together = sum(len(JOINS.findall(item.lstrip("和及"))) for item in items)  # 甲和乙50万元 may be two, or one
        if count != figure.base and (count < _LEAST or count < figure.base <= count + together):
            continue
        span = told.span(counted.start("number"), counted.start("number") + 1)
        listed = sentence.span(found.start("items"), found.end("items"))
        cells: dict[str, Value] = {
            "事项": listed,
            "个数": Said(f"{int(figure.base)}{measure}", span),
            "所列": Said(f"{count}{measure}", listed),
        }
        draft.say(table, cells)
