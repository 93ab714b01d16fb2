"""Cells that call what they hold or stand below such words, and a goal that is told otherwise in a sentence (完成, 比较).

就业|目标 3000人|完成 3150人|107.0%; ≥150人次 / 实际完成值 / 162人次 / 完成率 / 92.6%; 婚检不少于3500对 beside
婚检对数|≥3000对. What is written is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.points.rated import Cell, cells_of
from gouji.extraction.prose.retold import base_of, common, core_of
from gouji.extraction.text.sentences import FIGURES, Sentence
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure, parse_target
from gouji.language import Table

_FIGURE: Final = r"[:：\s]*(?P<figure>{})"
#: A goal of more than a year, of another time, or that was changed.
_OTHER: Final = re.compile(
    r"三年|五年|十四五|累计|中期|长期|总投资|上年|去年|调整|每|平均|以内|不超过|≤|其中|分别|阶段|季度|月"
)
_BOUND: Final = re.compile(r"^[≥>＞]")
_COMMON: Final = 4
_NEAR: Final = Fraction(1, 4)
_AHEAD: Final = 6


def read_called_cells(
    document: Document, found: Sequence[Sentence], by_source: Mapping[str, Table], wording: Wording, draft: Draft
) -> None:
    """Write them. ``found``: the sentences of a document."""
    cells = list(cells_of(document))
    if (done := by_source.get("完成")) is not None and wording.goals and wording.goal_rates:
        known = {place_of(row.cells.get("完成率")) for row in draft.tables.get(done.name, ())}
        for row in _rated(cells, _Labels(wording)):
            if place_of(row["完成率"]) not in known:
                draft.say(done, row, True)
    if (compared := by_source.get("比较")) is not None and wording.goals:
        for row in _twice(cells, found, any_of(wording.goals)):
            draft.say(compared, row, True)


class _Labels:
    """What cells call goals, what was done of them and the rate of both, by the words of a pack."""

    def __init__(self, wording: Wording) -> None:
        goals, rates = either(wording.goals), either(wording.goal_rates)
        number, bound = "[0-9０-９].{0,16}", r"≥?\s*[0-9０-９].{0,16}"
        percent = r"[0-9]{1,3}(?:\.[0-9]{1,2})?\s*[%％]"
        self.goal = re.compile(rf"(?:年度)?(?:{goals})(?:值|数|任务)?{_FIGURE.format(bound)}")
        self.done = re.compile(rf"(?:实际)?完成(?:值|数)?{_FIGURE.format(number)}")
        self.rate = re.compile(rf"(?:{rates})?{_FIGURE.format(percent)}")
        self.called = re.compile(rf"(?:{rates})")
        self.alone = re.compile(rf"(?:年度)?(?:实际)?完成(?:值|数|情况)|{rates}")
        self.head = re.compile(rf"(?:年度)?(?:{goals})值?$")


def _rated(cells: Sequence[Cell], labels: _Labels) -> Iterator[dict[str, Value]]:
    """A goal, what was done of it and its rate, right behind each other, of which words say which is which."""
    for at in range(1, len(cells) - 2):
        goal = _figure(cells[at], labels.goal)
        if goal is None and cells[at].kind == "G" and _BOUND.match(cells[at].span.text.strip()):
            goal = cells[at].span
        if goal is None:
            continue
        called = cells[at].kind != "G"
        ahead = [cell for cell in cells[at + 1 : at + _AHEAD] if not labels.alone.fullmatch(cell.span.text.strip())]
        words = "".join(cell.span.text for cell in cells[at + 1 : at + _AHEAD - 1])
        if len(ahead) < 2:
            continue
        done = _figure(ahead[0], labels.done) or (ahead[0].span if ahead[0].kind == "F" else None)
        rate = _figure(ahead[1], labels.rate)
        if done is None or rate is None or not (called or labels.called.search(words)):
            continue
        aim, came = parse_target(goal.text), parse_figure(done.text)
        if len(aim.figures) != 1 or aim.deadline is not None or came is None or not came.plain:
            continue
        if not _wrong(aim.figures[0], came, rate.text):
            continue
        name = next(
            (
                cell.span
                for cell in reversed(cells[max(0, at - 2) : at])
                if labels.head.search(cell.span.text.strip()) is None
            ),
            cells[at - 1].span,
        )
        yield {"事项": name, "目标": goal, "完成": done, "完成率": rate}


def _figure(cell: Cell, form: re.Pattern[str]) -> Span | None:
    printed = cell.span.text.strip()
    said = form.fullmatch(printed)
    if said is None:
        return None
    start = cell.span.start + cell.span.text.index(printed) + said.start("figure")
    return Span(cell.span.source, start, start + len(said["figure"]))


def _wrong(goal: Figure, done: Figure, rate: str) -> bool:
    figure = parse_figure(rate)
    if figure is None or goal.unit.dimension != done.unit.dimension or goal.unit.dimension == "ratio":
        return False
    whole, part = Fraction(base_of(goal)), Fraction(base_of(done))
    told = Fraction(base_of(figure))
    if whole <= 0 or (told == 1 and part >= whole):
        return False  # capped
    made = part / whole
    return abs(made - told) > figure.step and abs(made - told) < max(made, told) / 2


def _twice(cells: Sequence[Cell], found: Sequence[Sentence], goals: re.Pattern[str]) -> Iterator[dict[str, Value]]:
    """A goal of a sentence and that of the row which is called alike, where no row has the one of the sentence."""
    rows = []
    for at in range(1, len(cells)):
        if cells[at].kind == "G" and cells[at - 1].kind == "W" and _BOUND.match(cells[at].span.text.strip()):
            target = parse_target(cells[at].span.text)
            rows.append((core_of(cells[at - 1].span.text.strip()), cells[at], target.figures[0]))
    if not rows:
        return
    for sentence in found:
        signs = sentence.signs
        if goals.search(signs) is None:
            continue
        for at, figure in sentence.figures.items():
            start = max(signs.rfind(stop, 0, at) for stop in ",;:。、") + 1
            words = signs[start:at]
            if figure.bound != "at_least" or _OTHER.search(signs) or any(sign in FIGURES for sign in words):
                continue
            called = core_of(words)
            alike = [
                (cell, other)
                for name, cell, other in rows
                if other.unit == figure.unit and len(name) >= _COMMON and common(name, called) >= _COMMON
            ]
            if len(alike) != 1:
                continue
            cell, other = alike[0]
            told, aim = Fraction(base_of(figure)), Fraction(base_of(other))
            if told != aim and abs(told - aim) <= max(told, aim) * _NEAR:
                span = sentence.span(at, at + 1)
                yield {
                    "事项": Said(called, span),
                    "数值": Said(re.sub(r"^[^0-9]+", "", span.text), span),
                    "所比": Said("=" + cell.span.text.strip().lstrip("≥>＞ "), cell.span),
                }
