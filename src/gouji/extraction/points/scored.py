"""What sentences tell of points: full scores and scores in two lists, points taken off and what they are made of.

投入18分、过程19分（满分依次为20分、20分）; 产出扣9分。甲扣4分，乙扣3分，丙扣2分; 每发现1处扣1分……发现2处，扣2分.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.document.model import Document, Text
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.text.sentences import DATE, FIGURES, SCORE, Sentence
from gouji.faults import regex as re
from gouji.figures.numerals import numeral_value
from gouji.language import Table

_NAME: Final = rf"[^{FIGURES}{DATE},;:。()、“”\"]"
#: Names with a score each, one after the other, and scores alone that are told of as many names.
_SCORES: Final = re.compile(rf"{_NAME}{{1,16}}{SCORE}(?:[,、和]{_NAME}{{1,16}}{SCORE})+")
_ALONE: Final = re.compile(
    rf"(?P<lead>[^{FIGURES}{DATE},;。]{{2,24}}?)(?:依次|分别|各)?[为是:]?(?P<all>{SCORE}(?:[、,和及]{SCORE})+)"
)
#: Signs from a list of scores to that of what they are out of.
_NEAR: Final = 24
#: As many scores as names stand before them: 投入、过程分别得18分、19分. The names are looked for backwards from there:
#: a name may have an 和 of its own, so that a pattern of names would try every way to part them.
_APART: Final = re.compile(
    rf"(?:的?得分)?(?:分别|依次|各)(?:[为是得]|得分为?|评为)*(?P<all>{SCORE}(?:[、,和及]{SCORE})+)"
)
_PAUSE: Final = re.compile(rf"[{FIGURES}{DATE},;:。()“”\"]")
_LONGEST: Final = 12
#: What stands before a name, and between it and its score.
_LED: Final = re.compile(r"^[、,和]?(?:其中:?)?")
_GOT: Final = re.compile(r"(?<=.)(?:(?:实际|自评)?(?:得分|得|为|是)+)$")
#: Points that are taken off, and words before them that say that they are for each of several.
_OFF: Final = re.compile(rf"(?P<name>[^,;:。(){FIGURES}]{{0,24}})扣(?:减|除|去|掉|分)?了?(?P<off>{SCORE})")
_EACH: Final = re.compile(r"每|各扣|应扣|可扣|酌情|最多|不超过|[即则]扣|至|扣完")
_LEAST: Final = 2
#: 每发现1处不到位扣1分, and how many of them were found.
_PER: Final = re.compile(
    r"每(?:发现|出现|有|存在|发生|缺少?|少|查出|检出|未)?[1一]?(?P<unit>处|项|个|次|起|例|件|人|户|份|条|笔|天|家)"
    r"[^,，;；。0-9扣]{0,16}[,，]?(?:倒)?扣(?:减|除)?(?P<each>[0-9]+(?:\.[0-9]+)?)分"
)
_FOUND: Final = re.compile(
    r"(?P<count>[0-9]+|[一二两三四五六七八九十])(?P<unit>处|项|个|次|起|例|件|人|户|份|条|笔|天|家)(?!工作日|%)"
    r"[^0-9;；。扣]{0,20}(?:共|合计|应|计|故|因此)?扣(?:减|除|分)?(?P<off>[0-9]+(?:\.[0-9]+)?)分"
)
_UNTIL: Final = "扣完"
#: Texts behind a rule of deduction among which what was found is told.
_BEHIND: Final = 4


def read_scored(
    document: Document, found: Sequence[Sentence], tables: Sequence[Table], wording: Wording, draft: Draft
) -> None:
    """Write each to the table that takes it: scores, what makes what, and means."""
    by_source = {table.source: table for table in tables if table.source}
    if (table := by_source.get("分项得分")) is not None and wording.fulls:
        known = {place_of(row.cells.get("得分")) for row in draft.tables.get(table.name, ())}
        for cells in _in_turn(found, any_of(wording.fulls)):
            if place_of(cells["得分"]) not in known:
                draft.say(table, cells)
    if (table := by_source.get("构成")) is not None:
        known = {place_of(row.cells.get("数额")) for row in draft.tables.get(table.name, ())}
        for rows, doubt in _taken_off(found):
            if place_of(rows[0]["数额"]) not in known:
                for cells in rows:
                    draft.say(table, cells, doubt)
    if (table := by_source.get("平均")) is not None:
        for cells in _by_count(list(document.texts)):
            draft.say(table, cells, True)


# -- scores in two lists


def _in_turn(found: Iterable[Sentence], fulls: re.Pattern[str]) -> Iterator[dict[str, Value]]:
    """决策18分、过程19分（满分依次为20分、20分）: each score with the full score in its place."""
    for sentence in found:
        signs = sentence.signs
        if signs.count(SCORE) < 2 * _LEAST or not fulls.search(signs):
            continue
        for alone in _ALONE.finditer(signs):
            if not fulls.search(alone["lead"]):
                continue
            full = _places(alone["all"], alone.start("all"))
            told = _scores_near(signs, alone.start(), alone.end(), len(full))
            for (start, stop), score, whole in zip(*told, full, strict=True) if told else ():
                yield {
                    "项": sentence.span(start, stop),
                    "分值": sentence.span(whole, whole + 1),
                    "得分": sentence.span(score, score + 1),
                }


def _places(text: str, start: int) -> list[int]:
    return [start + at for at, sign in enumerate(text) if sign == SCORE]


def _scores_near(
    signs: str, start: int, end: int, number: int
) -> tuple[Sequence[tuple[int, int]], Sequence[int]] | None:
    """The names and scores of a list of as many before the full scores, or right behind them."""
    for apart in _APART.finditer(signs, max(0, start - 40 * number), start):
        scores = _places(apart["all"], apart.start("all"))
        spans = _names_before(signs, apart.start(), number)
        if 0 <= start - apart.end() <= _NEAR and len(scores) == len(spans) == number:
            return spans, scores
    for run in _SCORES.finditer(signs, max(0, start - 40 * number), end + 40 * number):
        beside = 0 <= start - run.end() <= _NEAR or 0 <= run.start() - end <= _NEAR
        scores = _places(run[0], run.start())
        starts = [run.start(), *(score + 1 for score in scores)]
        parts = [at for at, score in enumerate(scores) if "其中" in signs[starts[at] : score]]
        first = parts[-1] if parts else 0
        if not beside or len(scores) - first != number:
            continue
        names: list[tuple[int, int]] = []
        for begins, score in zip(starts[first:], scores[first:], strict=False):
            name = _LED.sub("", signs[begins:score])
            names.append((score - len(name), score - len(name) + len(_GOT.sub("", name))))
        return names, scores[first:]
    return None


def _names_before(signs: str, end: int, number: int) -> list[tuple[int, int]]:
    """Where each of several names stands that end there, back to a pause."""
    start = next((at + 1 for at in range(end - 1, max(-1, end - 40 * number), -1) if _PAUSE.match(signs, at)), 0)
    spans = [found.span() for found in re.compile("[^、和]+").finditer(signs, start, end)]
    if not spans or any(stop - begin > _LONGEST for begin, stop in spans[1:]):
        return []
    begin, stop = spans[0]
    return [(max(begin, stop - _LONGEST), stop), *spans[1:]]


# -- points taken off


def _taken_off(found: Iterable[Sentence]) -> Iterator[tuple[list[dict[str, Value]], bool]]:
    """产出类扣9分。甲扣4分；乙扣3分；丙扣2分: what is taken off in a paragraph, and first how much in all."""
    told = (sentence for sentence in found if sentence.texts)
    for _, group in groupby(told, key=lambda sentence: id(sentence.texts[0])):
        hits = [(sentence, hit) for sentence in group for hit in _OFF.finditer(sentence.signs)]
        if len(hits) <= _LEAST or any(_EACH.search(hit["name"]) for _, hit in hits):
            continue
        (sentence, first), *items = hits
        behind = sentence.signs[first.end() : first.end() + 1]
        worth = [one.figures[hit.start("off")].base for one, hit in hits]
        if behind not in ("。", ":", "") or worth[0] <= max(worth[1:]):
            continue
        if behind == ":" and any(one.signs[hit.end() : hit.end() + 1] == ":" for one, hit in items):
            continue  # 决策扣1.5分：……。过程扣1分：……: the first is one of them
        named = sentence.span(first.start(), first.end())
        rows: list[dict[str, Value]] = [
            {"构成": named, "项": "总额", "数额": sentence.span(*first.span("off")), "列示": "穷举"}
        ]
        for one, hit in items:
            rows.append({"构成": named, "项": one.span(*hit.span()), "数额": one.span(*hit.span("off"))})
        yield rows, sum(worth[1:]) != worth[0]


def _by_count(texts: Sequence[Text]) -> Iterator[dict[str, Value]]:
    """每发现1处扣1分 | 3 | 发现2处，扣3分: how many were found, and the points taken off for them."""
    for at, text in enumerate(texts):
        if "每" not in text.text or "扣" not in text.text:
            continue
        for rule in _PER.finditer(text.text):
            told = _told(rule, texts[at : at + 1 + _BEHIND])
            if told is None:
                continue
            other, found = told
            count = int(found["count"]) if found["count"].isdecimal() else numeral_value(found["count"])
            # what is taken off until nothing is left is less than the rule makes
            each, off = Fraction(rule["each"]), Fraction(found["off"])
            if not each or off % each:
                continue  # something else was taken off as well
            if count and not (_UNTIL in text.text and off < each * count):
                yield {
                    "事项": text.span(*rule.span()),
                    "总量": other.span(found.start("off"), found.end("off") + 1),
                    "个数": Said(f"{count}", other.span(*found.span("count"))),
                    "平均": text.span(rule.start("each"), rule.end("each") + 1),
                }


def _told(rule: re.Match[str], texts: Sequence[Text]) -> tuple[Text, re.Match[str]] | None:
    """What was found and taken off by a rule, behind it in its text or in the next texts before another rule."""
    for at, text in enumerate(texts):
        start = 0 if at else rule.end()
        another = text.text.find("每", start)
        found = _FOUND.search(text.text, start, another if another >= 0 else len(text.text))
        if found is not None:
            return (text, found) if found["unit"] == rule["unit"] else None
        if at and another >= 0:
            return None
    return None
