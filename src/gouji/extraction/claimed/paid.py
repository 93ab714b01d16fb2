"""Amounts that are said to be paid in full, and told elsewhere with what was paid of them.

20万元已全部拨付。……共20万元，拨付18万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.document.model import Span
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.text.sentences import DATE, FIGURES, MONEY, Sentence
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_CLAIM: Final = re.compile(
    rf"(?P<all>{MONEY}){_OTHER}{{0,10}}?全[部额](?P<verb>拨付|支付|支出|发放|使用|兑付|兑现)(?!的|后|时)"
)
_NOT_SO: Final = re.compile(r"[未没拟将应须]|确保|力争|预计|计划")
#: What is told of an amount behind it: how much of it was paid.
_PART: Final = re.compile(
    rf"(?P<all>{MONEY})[^{FIGURES};:。()其]{{0,24}}?(?P<verb>拨付|支付|支出|发放|使用|兑付|兑现)了?(?P<part>{MONEY})"
)


def read_paid(found: Sequence[Sentence], tables: Sequence[Table], wording: Wording, draft: Draft) -> None:
    """Write both to the table of completion, as a doubtful row: more may have been paid when the other was told."""
    table = next((table for table in tables if table.source == "完成"), None)
    if table is None or not wording.reached:
        return
    for sentence, claim in _claims(found):
        whole = sentence.figures[claim.start("all")]
        for other, part in _parts(found):
            all_, paid = (other.figures[part.start(name)] for name in ("all", "part"))
            if other is sentence or all_.base != whole.base or part["verb"] != claim["verb"] or paid.base >= all_.base:
                continue
            said: Span = sentence.span(*claim.span())
            cells: dict[str, Value] = {
                "事项": Said(f"全部{claim['verb']}", said),
                "目标": other.span(*part.span("all")),
                "完成": other.span(*part.span("part")),
                "结论": Said(min(wording.reached, key=len), said),
            }
            draft.say(table, cells, True)


def _claims(found: Sequence[Sentence]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in found:
        for claim in _CLAIM.finditer(sentence.signs):
            if not _NOT_SO.search(claim[0]):
                yield sentence, claim


def _parts(found: Sequence[Sentence]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in found:
        for part in _PART.finditer(sentence.signs):
            if not _NOT_SO.search(part[0]):
                yield sentence, part
