"""How many goals are said to have been missed: 7个指标中6个完成; 仅高效节水灌溉1个指标未完成.

Where more were missed than that, those that are not named are hints: which ones are meant is not always said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.model import Span
from gouji.extraction.claimed.aims import Aim
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.names import share_signs
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.figures.folding import fold
from gouji.language import Table

_DIGITS: Final[Mapping[str, int]] = {sign: at for at, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NUMBER: Final = r"[0-9]{1,2}|[一二两三四五六七八九十]"
_KIND: Final = r"(?:指标|目标|任务|工作)"
_DONE: Final = r"(?:完成|达标|达到|实现|达成)"
#: 仅1个指标未完成, 1项（移民培训）未达到目标.
_MISSED: Final = re.compile(
    rf"(?P<lead>(?:(?<=[,;:。中])|^)[^,;:。0-9]{{0,20}}?)(?P<number>{_NUMBER})[个项条](?P<what>[^,;:。0-9]{{0,24}}?)(?:尚|还|均|暂)?(?:未|没有)能?(?:按[期时]|如期|全[部面]|完全)*{_DONE}"
)
#: 7个三级指标中6个完成, 9项指标完成8项.
_OF: Final = re.compile(
    rf"(?P<all>{_NUMBER})[个项条][^,;:。0-9]{{0,12}}?{_KIND}[^;:。0-9]{{0,8}}?(?:(?P<some>{_NUMBER})[个项条][^,;:。0-9]{{0,6}}?(?<![未没])(?<![未没]能){_DONE}|{_DONE}了?(?P<other>{_NUMBER})[个项条](?=[,;。(]))"
)
_NOT_SO: Final = re.compile(r"[每拟将应若]|如果|项目|企业|单位|上年|去年|季度")
#: Words of a claim that call nothing, besides those around a goal.
_NOTHING: Final = rf"仅|只|有|其中|除|外|因|由于|[()、]|{_KIND}|[一二三]级|年度|共|设[置定立]|[的了]"
_SIGNS: Final = re.compile("[0-9.%]")
#: What says at a goal itself why it was missed.
_REASON: Final = re.compile(r"因|由于|受.{1,12}影响|未完成|未达|原因")


@dataclass(frozen=True, slots=True)
class _Claim:
    """How many were missed, the words that may name them, and where it stands."""

    left: int
    names: str
    span: Span


def read_all_but(found: Iterable[Sentence], aims: Sequence[Aim], table: Table, wording: Wording, draft: Draft) -> None:
    """Write the goals of a document that says how many of them were missed to the table of completion."""
    missed = [aim for aim in aims if not aim.met]
    if not missed or not wording.reached:
        return
    nothing = re.compile(f"{_NOTHING}|{either(wording.goal_kinds)}|{either(wording.goal_fronts)}")
    claim = next((claim for sentence in found for claim in _claims(sentence, nothing)), None)
    if claim is not None:
        # 8项产出指标中7项完成: those of another kind are not spoken of
        kind = re.search(either(wording.goal_kinds), fold(claim.span.text)) if wording.goal_kinds else None
        of_kind = [aim for aim in aims if kind is not None and kind[0] in aim.context]
        missed = list(_once([aim for aim in of_kind or aims if not aim.met]))
    if claim is None or claim.left >= len(missed):
        return
    rows = draft.tables.get(table.name, ())
    known = {place_of(row.cells.get("完成")) for row in rows if row.cells.get("结论") is not None}
    named = [aim for aim in missed if share_signs(claim.names, aim.name)]
    plain = [aim for aim in missed if aim not in named]
    if not named:
        plain = [aim for aim in missed if not _explained(aim)] or missed
    reached = min(wording.reached, key=len)
    for aim in plain:
        if place_of(aim.done) not in known:
            cells: dict[str, Value] = {
                "事项": aim.label,
                "目标": aim.goal,
                "完成": aim.done,
                "结论": Said(reached, claim.span),
            }
            draft.say(table, cells, True)


def _once(aims: Iterable[Aim]) -> Iterator[Aim]:
    """Each goal once, be it told in a sentence and in a row."""
    seen: set[tuple[str, str]] = set()
    for aim in aims:
        figures = ("".join(_SIGNS.findall(text_of(aim.goal) or "")), "".join(_SIGNS.findall(text_of(aim.done) or "")))
        if figures not in seen:
            seen.add(figures)
            yield aim


def _claims(sentence: Sentence, nothing: re.Pattern[str]) -> Iterator[_Claim]:
    for text in dict.fromkeys(sentence.texts):
        places = [at for at, one in enumerate(sentence.texts) if one is text]
        start, end = sentence.starts[places[0]], sentence.ends[places[-1]]
        words = fold(text.text[start:end])
        if len(words) != end - start:
            continue
        for found in _MISSED.finditer(words):
            whole = words[max(0, found.start() - 24) : found.end()]
            if not re.search(_KIND, whole) or _NOT_SO.search(found[0]):
                continue
            names = nothing.sub("", found["lead"] + found["what"])
            yield _Claim(_count(found["number"]), names, text.span(start + found.start(), start + found.end()))
        for found in _OF.finditer(words):
            left = _count(found["all"]) - _count(found["some"] or found["other"])
            if left > 0 and not _NOT_SO.search(found[0]):
                behind = words[found.end() : found.end() + 40]
                yield _Claim(left, behind, text.span(start + found.start(), start + found.end()))


def _count(number: str) -> int:
    return int(number) if number.isdigit() else _DIGITS[number]


def _explained(aim: Aim) -> bool:
    span = span_of(aim.done)
    return span is not None and _REASON.search(span.source.text) is not None
