"""Rates in the cells of goals, of figures that sentences tell (占比): 培训合格率 97.96%, where 参训460人次，合格446人次.

What a rate is of bears its word (合格); what that is of stands before it, counted alike, in its sentence or in the one before.
The pack's formulas of rates say it of those that are called otherwise (运行费控制=支出/预算). What the row's name says
besides (培训) has to be told there, too. A pair that makes the rate bears it out; where none does, the only one is held
against it, as a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.drafting.draft import Draft, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.names import pairs_of
from gouji.extraction.tried.ratewords import bears
from gouji.extraction.tried.spoken import Spoken, alike, worth
from gouji.extraction.tried.twosides import Sides, sides_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.language import Table, fold_text

_NAME: Final = re.compile(r"(?P<own>[\u4e00-\u9fff“”\"（）()、]*?)(?P<word>[\u4e00-\u9fff]{2})(?:率|度|比例|占比)$")
#: Rates of change, of money lent, and of what is better the less there is.
_OTHER: Final = re.compile(r"增|减|降|升|涨|超|差|误|[利汇税费]率|平均|综合|下浮")
#: In which way something was done: what a name says of it the words have to say as well.
_WAY: Final = re.compile("按[期时]|及时|准时|限期|规定时|一次|首次|初[次检验]|当场|优[良秀]")
#: Words of names that are of no one in particular.
_PLAIN: Final = re.compile('项目|服务对象|受益|群众|社会公众|公众|对象|人员|全年|年度|情况|工作|[“”"（）()、的]')
#: What is told of another time or scope.
_ASIDE: Final = re.compile("上年|去年|同期|累计|目标|计划|不低于|年初|季度|上半年")
#: Figures before a part among which what it is of stands.
_BEFORE: Final = 4
#: What has grown, or fallen, by the name of a goal.
_CHANGE: Final = re.compile("(?:(?P<up>增长|提高|提升|上升|增加)|下降|减少|降低|压减)(?:率|比例|幅度|比率)?$")
_FAR: Final = Fraction(1, 2)
#: How far a rate may be from what its figures make, as a part of it.
_NEAR: Final = Fraction(3, 20)


@dataclass(frozen=True, slots=True)
class _Cell:
    """The rate of a row, and the words of its name."""

    aim: Aim
    figure: Figure
    own: frozenset[str]
    word: str
    formula: Sides | None


def read_cell_rates(
    aims: Iterable[Aim], told: Sequence[Spoken], by_source: Mapping[str, Table], wording: Wording, draft: Draft
) -> None:
    """Write them. ``aims``: what the document set itself; ``told``: the figures of its sentences."""
    aims = list(aims)
    if (shares := by_source.get("占比")) is not None:
        _read_shares(aims, told, shares, wording, draft)
    if (changes := by_source.get("变动")) is not None:
        for aim in aims:
            for change in _changed(aim, changes, draft):
                draft.say(changes, change, True)


def _read_shares(aims: Iterable[Aim], told: Sequence[Spoken], table: Table, wording: Wording, draft: Draft) -> None:
    formulas = [made for made in map(sides_of, wording.rate_formulas) if made is not None]
    known = {place_of(row.cells.get("占比")) for row in draft.tables.get(table.name, ())}
    cells = [cell for aim in aims if place_of(aim.done) not in known and (cell := _cell(aim, formulas)) is not None]
    if not cells:
        return
    goals = any_of((*wording.goals, *wording.plans))
    sentences = [list(group) for _, group in groupby(told, key=lambda one: id(one.mention.sentence))]
    for cell in cells:
        pairs = [pair for at in range(len(sentences)) for pair in _pairs(cell, sentences, at, goals)]
        made = [worth(part) / worth(whole) for part, whole in pairs]
        half = cell.figure.step / 2
        holds = [pair for pair, rate in zip(pairs, made, strict=True) if abs(rate - cell.figure.base) <= half]
        near = [rate for rate in made if abs(rate - cell.figure.base) <= _NEAR * rate]
        if holds or (pairs and len({worth(part) for part, _ in pairs}) == 1 and made[:1] == near[:1]):
            part, whole = (holds or pairs)[0]
            row: dict[str, Value] = {"项目": cell.aim.label, "部分": part.one.value, "总额": whole.one.value}
            draft.say(table, row | {"占比": cell.aim.done}, not holds)


def _changed(aim: Aim, changes: Table, draft: Draft) -> Iterator[dict[str, Value]]:
    """投诉下降率28%, and 投诉由50件下降到38件: the only change of that name, where the rate of the row is another."""
    name = re.sub(r"\s", "", fold_text(aim.name))
    figure, called = parse_figure(text_of(aim.done) or ""), _CHANGE.search(name)
    if called is None or figure is None or not figure.plain or figure.unit.dimension != "ratio":
        return
    own, up = pairs_of(_PLAIN.sub("", name[: called.start()])), called["up"] is not None
    told: dict[Fraction, tuple[Value, Value]] = {}
    for row in draft.tables.get(changes.name, ()):
        sides = [parse_figure(text_of(row.cells.get(column)) or "") for column in ("上期", "本期")]
        # a rate that has changed did so by points
        was, now = (None if side is None or side.unit.dimension == "ratio" else side.base for side in sides)
        if row.doubt or was is None or now is None or was <= 0 or (now > was) != up or place_of(aim.done) is None:
            continue
        if own & pairs_of(text_of(row.cells.get("项目")) or ""):
            told[abs(now - was) / was] = row.cells["上期"], row.cells["本期"]
    if len(told) == 1:
        (rate, (prior, later)), half = next(iter(told.items())), figure.step / 2
        if half < abs(rate - figure.base) <= _FAR * rate:
            way = "增长" if up else "下降"
            yield {"项目": aim.label, "本期": later, "上期": prior, "变动率": aim.done, "率方向": way}


def _cell(aim: Aim, formulas: Iterable[Sides]) -> _Cell | None:
    figure = parse_figure(text_of(aim.done) or "")
    name = re.sub(r"\s", "", fold_text(aim.name))
    if figure is None or not figure.plain or figure.unit.dimension != "ratio" or not 0 < figure.base < 2:
        return None
    formula = next((one for one in formulas if one.rate.search(_PLAIN.sub("", name))), None)
    if formula is not None:
        return _Cell(aim, figure, pairs_of(_PLAIN.sub("", name)[:-3]), "", formula)
    called = _NAME.search(name)
    if called is None or _OTHER.search(name) or figure.base >= 1:
        return None
    return _Cell(aim, figure, pairs_of(_PLAIN.sub("", called["own"])), called["word"], None)


def _pairs(
    cell: _Cell, sentences: Sequence[Sequence[Spoken]], at: int, goals: re.Pattern[str]
) -> Iterator[tuple[Spoken, Spoken]]:
    """The parts of a sentence that the rate of a row is of, each with what it is of, the nearest first."""
    sentence = sentences[at]
    signs = sentence[0].mention.sentence.signs
    if cell.formula is None and cell.word not in signs:
        return
    before = sentences[at - 1] if at and sentences[at - 1][0].one.text == sentence[0].one.text else []
    if cell.own and not cell.own & pairs_of(signs) and not (before and cell.own & pairs_of(_signs(before))):
        return
    way = _WAY.search(cell.aim.name)
    for place, part in enumerate(sentence):
        if part.one.kind in ("ratio", "score", "number") or part.mention.figure.bound or part.one.base <= 0:
            continue
        formula = cell.formula
        named = bears(part, cell.word) if formula is None else formula.part.search(part.name) is not None
        if not named or _ASIDE.search(part.name) or (way is not None and not _WAY.search(part.name)):
            continue
        for whole in [*reversed(sentence[:place]), *reversed(before)][:_BEFORE]:
            fits = alike(part, whole) and whole.measure == part.measure and not _ASIDE.search(whole.name)
            meant = worth(whole) >= worth(part) if formula is None else formula.whole.search(whole.name) is not None
            if fits and meant and (formula is not None or not goals.search(whole.name)):
                yield part, whole


def _signs(sentence: Sequence[Spoken]) -> str:
    return sentence[0].mention.sentence.signs


__all__ = ["read_cell_rates"]
