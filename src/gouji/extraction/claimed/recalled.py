"""Which way something went, told in a sentence of its own that begins with what it is compared with: 支出6.40万元，其中甲5.20万元
乙1.20万元。与上年的7.10万元相比，增长9.86%; or beside the row of a table that has both figures or the sign of the rate:
决算9.72万元，比上年增加0.54万元 and 10.26 9.72 in one row, 58.30亿元，比上年增长6.8% and 58.30 -6.8.

Of the figures that may be meant the one is that makes the change; only where it makes it the other way, and none the way that is
told, is the word denied. All of them are remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.overalltables import Placed
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.extraction.tried.regions import One, Row
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.language import Table

_UP: Final = "增加|增长|上升|提高|上涨|增"
_WAY: Final = rf"(?P<way>{_UP}|减少|下降|降低|压减|减)了?(?:约)?"
_LAST: Final = rf"上年度?|去年|上一年度?|{DATE}度?"
#: 与上年的7.10万元相比，增长9.86%: nothing says of what.
_ALONE: Final = re.compile(
    rf"(?:^|(?<=。))(?:[与较比同和]|相比于?)(?:{_LAST})(?:同期)?(?:[\u4e00-\u9fff]{{0,4}}?数)?的?(?P<prior>[{FIGURES}])(?:相比)?,?(?:同比|共|总体|[\u4e00-\u9fff]{{0,3}}支出)?"
    rf"{_WAY}(?P<by>[{FIGURES}])"
)
#: 9.72万元……比上年增加0.54万元: what it was before stands in a table.
_SINCE: Final = re.compile(rf"(?:[比较]|同比)(?:{_LAST})?(?:同期|末|底)?(?:有所)?{_WAY}(?P<by>[{FIGURES}])")
_PLAN: Final = re.compile("预算(?!支出|完成)|计划|目标|上年|去年|同期|年初|结余|结转|占|每|人均|均价")
_PARTS: Final = re.compile("其中|包括")
#: What is told of the growth of growth, of prices, or is counted otherwise.
_NOT_SO: Final = re.compile(
    "可比|不变价|扣除|剔除|口径|平均|累计|环比|[上下]半年|季度|增[幅速]|降幅|名义|实际增长|百分点"
)
_DIGITS, _BACK, _MOST = 3, 60, 4000


def read_recalled(
    found: Sequence[Sentence], placed: Iterable[Placed], tables: Mapping[str, Table], draft: Draft
) -> None:
    """Write them to the tables of changes and of comparisons, where nothing is written of the change."""
    changes, compared = tables.get("变动"), tables.get("比较")
    if changes is None or compared is None:
        return
    known = {
        place_of(row.cells.get(name))
        for row in draft.tables.get(changes.name, ())
        if row.cells.get("上期") is not None
        for name in ("变动额", "变动率")
    }
    rows: dict[Fraction, list[tuple[Row, One]]] | None = None
    before: Sentence | None = None
    for sentence in found:
        if "|" in sentence.signs:
            before = sentence
            continue
        alone = _ALONE.search(sentence.signs)
        cells = _recalled(before, sentence, alone) if alone is not None else None
        if cells is not None and not known & {
            place_of(cells[name]) for name in ("变动额", "变动率") if cells.get(name)
        }:
            draft.say(changes, cells, True)
        for since in _SINCE.finditer(sentence.signs) if alone is None else ():
            by = since.start("by")
            if place_of(value_in(sentence, by)) in known or sentence.figures[by].bound:
                continue
            at = _current(sentence, since, by)
            if at is None:
                continue
            if rows is None:
                rows = _by_value(placed)
            own = rows.get(_printed(sentence.figures[at]), ())
            for table, said in _beside(sentence, since, at, own, changes, compared):
                draft.say(table, said, True)
        before = sentence


def _recalled(near: Sentence | None, sentence: Sentence, claim: re.Match[str]) -> dict[str, Value] | None:
    """What a change is told of that is compared in a sentence of its own: ``near``, or the part of its own before it."""
    first, stop = 0, None
    before = near
    if claim.start():
        before, stop = sentence, claim.start()
        first = sentence.signs.rfind("。", 0, claim.start() - 1) + 1
    elif near is None or near.texts[-1] is not sentence.texts[0]:
        return None
    if before is None:
        return None
    prior, by = (sentence.figures[claim.start(name)] for name in ("prior", "by"))
    sign = sentence.signs[claim.start("by")]
    if prior.bound or by.bound or sign == POINTS or prior.base <= 0 or _NOT_SO.search(claim[0]):
        return None
    up = re.fullmatch(_UP, claim["way"]) is not None
    kind = kind_of_figure(prior)
    if sign != RATIO and kind_of_figure(by) != kind:
        return None
    own = {at: one for at, one in sorted(before.figures.items()) if at >= first and (stop is None or at < stop)}
    told = [at for at, one in own.items() if kind_of_figure(one) == kind and not one.bound]
    ways = {at: _way(Fraction(before.figures[at].base), Fraction(prior.base), by.base, by.step, sign) for at in told}
    if any(way == up for way in ways.values()):
        return None
    denied = [at for at, way in ways.items() if way == (not up)]
    main = _main(before, told)
    at = denied[0] if denied else main[0] if len(main) == 1 else None
    if at is None:
        return None
    name = words_before(before.signs, at).strip("的") or before.span(at, at + 1).text
    span = before.span(max(0, at - len(name)), at) if words_before(before.signs, at) else before.span(at, at + 1)
    word = sentence.span(*claim.span("way"))
    amount = sign != RATIO
    return {
        "项目": span,
        "本期": value_in(before, at),
        "上期": value_in(sentence, claim.start("prior")),
        "变动额" if amount else "变动率": value_in(sentence, claim.start("by")),
        "方向": word,
        **({} if amount else {"率方向": word}),
    }


def _way(now: Fraction, prior: Fraction, by: Fraction, step: Fraction, sign: str) -> bool | None:
    """Whether it went up by just so much, or down; None where it did neither."""
    gap = (now - prior) / prior if sign == RATIO else now - prior
    return gap > 0 if gap and abs(abs(gap) - Fraction(by)) <= Fraction(step) / 2 + Fraction(step) / 10 else None


def _main(sentence: Sentence, told: Sequence[int]) -> list[int]:
    """The figures of a sentence that are none of the parts of another, and not planned."""
    parts = _PARTS.search(sentence.signs)
    own = [at for at in told if parts is None or at < parts.start()]
    return [at for at in own if not _PLAN.search(words_before(sentence.signs, at))]


def _current(sentence: Sentence, since: re.Match[str], by: int) -> int | None:
    """The figure of which a change is told: the one before it, but for rates that stand between."""
    clause = re.split("[。]", sentence.signs[max(0, since.start() - _BACK) : since.start()])[-1]
    if _NOT_SO.search(clause + since[0]):
        return None
    places = range(since.start() - 1, since.start() - len(clause) - 1, -1)
    told = (at for at in places if at in sentence.figures)
    at = next((at for at in told if sentence.signs[at] not in RATIO + POINTS), None)
    if at is None:
        return None
    figure, change = sentence.figures[at], sentence.figures[by]
    same = sentence.signs[by] == RATIO or kind_of_figure(change) == kind_of_figure(figure)
    enough = len(re.sub("[^0-9]", "", figure.text).lstrip("0")) >= _DIGITS
    plain = _PLAN.search(words_before(sentence.signs, at)) is None
    return at if same and enough and plain and not figure.bound and sentence.signs[by] != POINTS else None


def _by_value(placed: Iterable[Placed]) -> dict[Fraction, list[tuple[Row, One]]]:
    out: dict[Fraction, list[tuple[Row, One]]] = {}
    for one in placed:
        for row in one.region[:_MOST]:
            for _, cell in row.ones:
                if cell.kind != "ratio":
                    out.setdefault(_printed(cell.figure), []).append((row, cell))
    return out


def _printed(figure: Figure) -> Fraction:
    return Fraction(figure.value)


def _beside(
    sentence: Sentence,
    since: re.Match[str],
    at: int,
    rows: Sequence[tuple[Row, One]],
    changes: Table,
    compared: Table,
) -> Iterator[tuple[Table, dict[str, Value]]]:
    """What the rows that have the very figure tell of before, where it denies the word."""
    by = sentence.figures[since.start("by")]
    up = re.fullmatch(_UP, since["way"]) is not None
    words = words_before(sentence.signs, at)
    label = sentence.span(at - len(words), at) if words else sentence.span(at, at + 1)
    rate, value = sentence.signs[since.start("by")] == RATIO, _printed(by)
    denied: list[tuple[Row, One, One]] = []
    for row, own in rows:
        for other in (one for _, one in row.ones if one is not own):
            printed = _printed(other.figure)
            if rate:
                if abs(printed) != value or not value:
                    continue
                if (printed > 0) == up:
                    return
                if up:
                    denied.append((row, own, other))
            elif abs(_printed(own.figure) - printed) == value and value:
                if (_printed(own.figure) > printed) == up:
                    return
                denied.append((row, own, other))
    if not denied:
        return
    _, own, other = denied[0]
    if rate:
        yield (
            compared,
            {
                "事项": Said(f"{label.text}{since[0][:2] if DATE not in since[0] else ''}增长", label),
                "数值": other.value,
                "所比": Said(f">0{'%' if other.kind == 'ratio' else ''}", sentence.span(*since.span("way"))),
            },
        )
        return
    unit = sentence.figures[at].unit.symbol
    yield (
        changes,
        {
            "项目": label,
            "本期": value_in(sentence, at),
            "上期": other.value
            if other.figure.unit.symbol
            else Said(f"{other.figure.text}{unit}", span_of(other.value)),
            "变动额": value_in(sentence, since.start("by")),
            "方向": sentence.span(*since.span("way")),
        },
    )


__all__ = ["read_recalled"]
