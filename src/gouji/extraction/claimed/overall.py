"""What is said of several things at once, held against the figures near it: those of a table before the words, or those
that sentences tell; where those are named, against what is told of each name anywhere.

Which figures are meant is never said. Of a table it is the column that mostly keeps what is said; what does not keep it is a
hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.document.model import Text
from gouji.extraction.claimed.aims import Aim
from gouji.extraction.claimed.completions import Completions
from gouji.extraction.claimed.overalltables import Placed, of_tables
from gouji.extraction.claimed.overalltext import by_name, just_told, of_text, utmost
from gouji.extraction.claimed.sayings import Saying, sayings
from gouji.extraction.claimed.shown import HOLDS, SEVERAL, Shown, bound_of
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.names import share_signs
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.figures import parse_figure, rounded_text
from gouji.language import Table

#: Words for goals, and those around them that say nothing of which.
_AIMS: Final = re.compile(r"目标|指标|任务|其[他余]")
_COMMON: Final = (
    r"[各全]?项|各|全部|所有|上述|以上|其[他余]|目标任务|目标值?|指标值?|任务|年度|全年|年初|设定|设置|预期|预定|既定|[该这几个的类三级二一两四五六七八九十]|"
    r"总体|工作|本年|当年|我[局市县区校院委部]|项目|完成情况|计划|量化|具体|重点|主要"
)
_OTHERS: Final = re.compile(r"其[余他]")
#: 效益指标中，除就业外，其余均完成: what kind of goals is meant.
_AMONG_KIND: Final = re.compile(
    r"(?:^|[;。])(?P<kind>[\u4e00-\u9fff、]{2,16})(?:指标|目标|任务)(?:方面|当中|之中|中|里|上)[,:][^;。]*$"
)
#: What is to be done, and not what goals there are.
_TASKS: Final = re.compile(r"(?<!目标)任务$")
#: Goals of time.
_TIMELY: Final = re.compile(r"时[限间]|期限|及时|按[期时]|工期|进度|天数")
_LASTS: Final = re.compile(r"[0-9](?:个?工作日|个月|小时|日|天|月)")
#: 各项甲类和乙类指标: several kinds of goals are meant, which are all of them.
_KINDS: Final = re.compile(r"(?:各|所有|全部|上述|以上)[^、和与及]{0,6}[、和与及].{2,8}(?:指标|目标|任务)$")
#: Goals that are as much as has gone by of the year; where that is told.
_PACE: Final = re.compile(r"序时|时间进度")
_PACE_TOLD: Final = re.compile(r"(?:序时|时间)进度[^0-9，。,;；高低快慢超]{0,6}([0-9]{1,2}(?:\.[0-9]+)?)[%％]")
_UNTIL: Final = re.compile(r"截[至止][^，。,;；]{0,10}?([0-9]{1,2})月(?:底|末|28日|29日|30日|31日)")
#: What parts the goals that are excepted: 除甲、乙和丙外.
_JOINED: Final = re.compile("[、,]|以及|[和及与]")
_MONTHS: Final = 12
#: Texts from one row of goals to the next one.
_BESIDE: Final = 8


def read_overall(
    texts: Sequence[Text],
    found: Iterable[Sentence],
    facts: Sequence[Fact],
    placed: Sequence[Placed],
    order: Mapping[int, int],
    aims: Sequence[Aim],
    completions: Completions,
    tables: Sequence[Table],
    wording: Wording,
    draft: Draft,
) -> None:
    """Write each figure that is held against what is said of several, to the table of comparisons. ``aims``: the goals of the
    document."""
    by_source = {table.source: table for table in tables if table.source}
    table = by_source.get("比较")
    if table is None:
        return
    known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}
    done = by_source.get("完成") if wording.reached else None
    if done is not None:
        judged = (row for row in draft.tables.get(done.name, ()) if row.cells.get("结论") is not None)
        known |= {place_of(row.cells.get("完成")) for row in judged}
    elapsed = _elapsed(texts)
    common = re.compile(f"{_COMMON}|{either(wording.goal_fronts)}")
    for sentence in found:
        for saying in sayings(sentence):
            at = order.get(id(sentence.texts[saying.start]), 0)
            if _PACE.search(saying.goal):
                if elapsed is None:
                    continue
                saying = replace(saying, bound=elapsed)
            shown = (
                [] if saying.but else of_tables(saying, at, placed, texts) or list(of_text(saying, at, facts, order))
            )
            good = [one for one in shown if HOLDS[saying.sign](one.base, bound_of(saying))]
            if not shown and not saying.but:
                shown = good = just_told(saying, facts)
            if not shown and not saying.but:
                shown = good = by_name(saying, completions)
            for one in (*(shown if len(shown) >= SEVERAL and good else ()), *utmost(saying)):
                if place_of(one.value) not in known:
                    known.add(place_of(one.value))
                    kept = HOLDS[saying.sign](one.base, bound_of(saying))
                    _say(saying, one, not kept, table, done, wording, draft)
            for aim in _meant_aims(saying, aims, at, common, wording):
                if done is not None and place_of(aim.done) not in known and (aim.rate is None or aim.rate not in known):
                    known |= {place_of(aim.done), aim.rate}
                    aims = [one for one in aims if one is not aim]
                    said = Said(_reached(wording, saying), sentence.span(saying.start, saying.end))
                    row: dict[str, Value] = {"事项": aim.label, "目标": aim.goal, "完成": aim.done, "结论": said}
                    draft.say(done, row, not aim.met)


def _say(
    saying: Saying, one: Shown, doubt: bool, table: Table, done: Table | None, wording: Wording, draft: Draft
) -> None:
    """Write one of them: as a goal and what was done where both are known, else as a figure and its bound."""
    span = saying.sentence.span(saying.start, saying.end)
    if one.plan is not None and done is not None and saying.bound is None:
        cells: dict[str, Value] = {
            "事项": Said(f"{one.name}（{text_of(one.value)}）", span_of(one.value)),
            "目标": one.plan,
            "完成": one.done,
            "结论": Said(_reached(wording, saying), span),
        }
        if one.value is not one.done:
            cells["完成率"] = one.value
        draft.say(done, cells, doubt)
        return
    limit = _number(saying.sentence, saying.figure) if saying.figure is not None else f"{_percent(bound_of(saying))}%"
    compared: dict[str, Value] = {
        "事项": one.name or span,
        "数值": one.value,
        "所比": Said(f"{saying.sign}{limit}", span),
    }
    # what two figures make may keep a bound that the rate, as it is rounded, does not: 8 of 12 months
    shown, bound = parse_figure(text_of(one.value) or ""), parse_figure(limit)
    kept = shown is not None and bound is not None and HOLDS[saying.sign](Fraction(shown.base), Fraction(bound.base))
    draft.say(table, compared, doubt or not kept)


def _percent(rate: Fraction) -> str:
    return rounded_text(rate * 100, 2)


def _elapsed(texts: Sequence[Text]) -> Fraction | None:
    """How much of the year has gone by, where a document tells it once: 截至9月底, 序时进度（75%）."""
    told: set[Fraction] = set()
    months: set[int] = set()
    for text in texts:
        if "序时" in text.text or "时间进度" in text.text:
            told |= {Fraction(Decimal(one[1])) / 100 for one in _PACE_TOLD.finditer(text.text)}
        if "截" in text.text:
            months |= {int(one[1]) for one in _UNTIL.finditer(text.text)}
    if len(told) == 1:
        return told.pop()
    return Fraction(months.pop(), _MONTHS) if len(months) == 1 and not told else None


def _reached(wording: Wording, saying: Saying) -> str:
    """The longest word for a goal that was reached that words contain."""
    text = saying.sentence.span(saying.start, saying.end).text
    return max((word for word in wording.reached if word in text), key=len, default=min(wording.reached, key=len))


def _meant_aims(
    saying: Saying, aims: Sequence[Aim], at: int, common: re.Pattern[str], wording: Wording
) -> Sequence[Aim]:
    """The goals of the document that are meant: all of them, those that are named, or as many as are said to be. ``common``:
    words that say nothing of which."""
    timed = wording.timed_kinds
    if saying.figure is not None or not _AIMS.search(saying.subject + saying.goal):
        return []
    if _TASKS.search(saying.subject) and wording.rates:
        # 其余任务均按期完成: what part of the money was spent is no task
        spent = any_of(wording.rates)
        aims = [aim for aim in aims if aim.met or not spent.search(aim.name)]
    front = _AMONG_KIND.search(saying.sentence.signs, 0, saying.start) if _OTHERS.search(saying.subject) else None
    fronts = _JOINED.split(front["kind"]) if front is not None else ()
    if of_kind := [aim for aim in aims if any(kind and kind in aim.context for kind in fronts)]:
        aims = of_kind  # 效益指标中，除就业外，其余均完成
    # 甲类、乙类各项指标: what is called are kinds of goals
    kinds = [common.sub("", name) for name in saying.names] if _AIMS.search(saying.subject) else []
    own = "" if _KINDS.match(saying.subject) else common.sub("", saying.subject)
    if saying.names:
        meant = [aim for aim in aims if any(len(kind) >= SEVERAL and kind in aim.context for kind in kinds)]
    else:
        meant = [aim for aim in aims if len(own) < SEVERAL or share_signs(own, aim.name)]
        # 甲类指标全面完成: those that stand among what is called so
        meant = meant or [aim for aim in aims if share_signs(own, aim.context) or (own in timed and _is_timed(aim))]
        if not meant and own in wording.goal_kinds:
            meant = list(_just_before(saying, aims, at))
    out = _left_out(saying, meant)
    meant = [aim for aim in meant if aim not in out]
    if saying.number and len(meant) > saying.number:
        reached = [aim for aim in meant if aim.met]
        if _OTHERS.search(saying.subject) and len(reached) >= saying.number:
            return reached  # 其余三项: those that were missed may be the ones that are not meant
        return [aim for aim in meant if aim.order[0] <= at][-saying.number :]
    return meant


def _just_before(saying: Saying, aims: Sequence[Aim], at: int) -> Sequence[Aim]:
    """两项数量指标均完成: as many as are said to be, where just so many are told in a row right before the words and nothing
    says of what kind they are."""
    run: list[Aim] = []
    since = at
    for aim in reversed(aims):
        if aim.order[0] > at or since - aim.order[0] > (_BESIDE if run else SEVERAL):
            continue
        run.append(aim)
        since = aim.order[0]
    return run[::-1] if len(run) == saying.number else []


def _is_timed(aim: Aim) -> bool:
    return _TIMELY.search(aim.name) is not None or _LASTS.search(text_of(aim.goal) or "") is not None


def _excepted(name: str, aims: Sequence[Aim]) -> Sequence[Aim]:
    """The goals that begin like a name, or else those that share words with it."""
    begun = [aim for aim in aims if any(name.startswith(word[:SEVERAL]) for word in aim.name.split())]
    return begun or [aim for aim in aims if share_signs(name, aim.name)]


def _left_out(saying: Saying, aims: Sequence[Aim]) -> Sequence[Aim]:
    """Those that words except: the ones that are called as they begin, or else those that share words with them; what is
    told before 其余指标均完成 may be any of them."""
    if saying.but:
        out = [aim for name in _JOINED.split(saying.but) if name for aim in _excepted(name, aims)]
        # the same goal is told in the text and in a table, in other words
        told = {(_digits(aim.goal), _digits(aim.done)) for aim in out if not aim.met}
        again = [aim for aim in aims if aim not in out and (_digits(aim.goal), _digits(aim.done)) in told]
        return [*out, *again]
    if not _OTHERS.search(saying.subject):
        return ()
    before = saying.sentence.signs[: saying.start]
    missed = [aim for aim in aims if not aim.met]
    named = [aim for aim in missed if share_signs(before, aim.name)]
    return named or (missed if len(missed) == 1 else ())


def _digits(value: Value) -> str:
    return re.sub("[^0-9.]", "", text_of(value) or "")


def _number(sentence: Sentence, at: int) -> str:
    printed = re.search(r"[0-9０-９.．]+\s*[%％‰]", sentence.span(at, at + 1).text)
    return printed[0] if printed is not None else sentence.span(at, at + 1).text
