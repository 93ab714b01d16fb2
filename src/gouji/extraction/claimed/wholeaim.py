"""One task that is said to be done as it was set, and of which the document tells elsewhere that less was done:
水库加固3座全部完成 beside a row of 3座 and 2座.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure, parse_target
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_WHOLE: Final = re.compile(
    rf"(?P<name>{_OTHER}{{3,24}}?)(?P<figure>[{FIGURES}])(?P<what>{_OTHER}{{0,8}}?)(?:[已均都]|已经)*(?:全部|全面)"
    rf"(?:[已均都]|按[期时]|如期|顺利|圆满)*(?:完成|建成|完工|竣工|实施|落实|开工|发放|验收|交付|整改)"
)
_NOT_SO: Final = re.compile(r"[未拟将应须若]|计划|力争|确保|预计|争取|上年|去年|前")
#: Signs in a row that two names have in common when they are of one thing.
_SHARED: Final = 4


def read_whole_aims(
    found: Iterable[Sentence], aims: Sequence[Aim], table: Table, wording: Wording, draft: Draft
) -> None:
    """Write them to the table of completion, as hints."""
    missed = [aim for aim in aims if not aim.met]
    if not missed or not wording.reached:
        return
    for sentence in found:
        for claim in _WHOLE.finditer(sentence.signs):
            if _NOT_SO.search(claim[0]):
                continue
            at = claim.start("figure")
            figure = sentence.figures[at]
            meant = [
                aim
                for aim in missed
                if _shares(claim["name"], aim.name)
                and _base(aim.goal) == (kind_of_figure(figure), figure.base)
                and place_of(aim.done) != place_of(value_in(sentence, at))
            ]
            if len(meant) == 1:
                said = Said(min(wording.reached, key=len), sentence.span(*claim.span()))
                cells: dict[str, Value] = {
                    "事项": meant[0].label,
                    "目标": meant[0].goal,
                    "完成": meant[0].done,
                    "结论": said,
                }
                draft.say(table, cells, True)


def _base(goal: Value) -> tuple[str, object]:
    target = parse_target(text_of(goal) or "")
    figure = target.figures[0] if target.figures else parse_figure(text_of(goal) or "")
    return (kind_of_figure(figure), figure.base) if figure is not None else ("", None)


def _shares(one: str, other: str) -> bool:
    return any(one[at : at + _SHARED] in other for at in range(len(one) - _SHARED + 1))
