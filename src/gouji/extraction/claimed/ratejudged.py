"""What is said of how a rate stands, held against the rate: 执行率为99.8%，执行进度偏慢; 合格率74.2%，质量总体很高.

A rate of nearly all is not slow, and one far below it is not good; between, and for part of a year, words may say either. Which
rate is meant is told by what both are of, in one sentence; that all of the plan was carried out slowly is held against the rate
of all, wherever that is told. It is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Final

from gouji.extraction.claimed.saidonce import words_judged
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import FIGURES, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_CLAUSE: Final = re.compile(r"[^,;:。()]+")
_HOW: Final = (
    r"(?:总体|整体|较为|比较|相对|非常|明显|严重|仍|还|也|略|稍|均|都|十分|基本|做到|保持|处于|上|水平|[较很偏过])*"
)
#: Of some of them only, of a part of the year, or not yet so.
_NOT_SO: Final = re.compile(
    r"最|个别|部分|少数|有的|一些|[上下]半年|季度|前期|年初|均衡|上年|去年|往年|以往|如果|若|是否|避免|防止|防范|力争|确保|有待|需|应|不够|"
    r"[^不]不[^高理]|进一步|逐步|更|建设|因|由于|原因|[省市县区]级?财政"
)
_PART_OF_YEAR: Final = re.compile(r"[上下]半年|季度|截至[^,;。]{0,8}(?<![0-9])(?:[1-9]|1[01])月|[1-9]月底")
_NAME: Final = re.compile(r"(?:率|度|进度|比例)(?:仅|只有|已|均|约|为|是|达到?|至|有)*$")
_OTHER: Final = re.compile("上年|去年|目标|同期|要求|全[省市国]|平均|计划|应|[比较]")
_AMONG: Final = re.compile(r"其中|另|但")
_WHOLE: Final = re.compile(r"^(?:全年|年度|本年|当年|总体|整体|部门|单位|年末|总|综合|财政)*$")
#: What is nearly all of it, and what is far from it.
_HIGH, _LOW = Fraction(95, 100), Fraction(70, 100)
#: Signs before the words among which a rate is told; clauses of a sentence that are looked at; rates of all that are looked at.
_BACK, _CLAUSES, _MOST = 60, 400, 12


def read_rates_judged(found: Sequence[Sentence], tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    table = tables.get("比较")
    kinds = [tuple(part.split("|") for part in line.split("=")) for line in wording.rate_verdicts if "=" in line]
    if table is None or not kinds:
        return
    words = re.compile(
        rf"^(?P<who>[^{FIGURES}]{{0,20}}?){_HOW}(?:(?P<slow>{either(wording.sluggish)})|(?P<good>{either(wording.smooth)}))$"
    )
    of = [
        (
            re.compile(either(tuple(names))),
            re.compile(either(tuple(subjects))),
            Fraction(low[0][0]) / 100 if low else _LOW,
        )
        for names, subjects, *low in kinds
    ]
    plan = any_of(wording.plans)
    whole: dict[str, list[tuple[Sentence, int]]] = {}
    known = words_judged(tables, draft, ("比较",))
    for sentence in found:
        if "|" in sentence.signs:
            continue
        for clause in islice(_CLAUSE.finditer(sentence.signs), _CLAUSES):
            claim = words.match(clause[0].strip("“”\"'"))
            if claim is None or _NOT_SO.search(claim[0]):
                continue
            span = sentence.span(*clause.span())
            if any((id(span.source), at) in known for at in range(span.start, span.end)):
                continue
            slow = claim["slow"] is not None
            for names, subjects, low in of:
                if not subjects.search(claim["who"]):
                    continue
                told = list(_near(sentence, clause.start(), names))
                of_all = slow and any(_of_all(claim["who"], one, plan) for one in subjects.findall(claim["who"]))
                if not told and of_all:
                    if names.pattern not in whole:
                        whole[names.pattern] = list(islice(_elsewhere(found, names, plan), _MOST))
                    told = whole[names.pattern]
                bases = [one.figures[place].base for one, place in told]
                fits = any(not _HIGH <= base <= 1 for base in bases) if slow else any(base >= low for base in bases)
                for other, at in told[-1:] if not fits else ():
                    limit = "<95%" if slow else f"≥{low * 100}%"
                    cells: dict[str, Value] = {
                        "事项": Said(f"{words_before(other.signs, at)}（{span.text}）", span),
                        "数值": value_in(other, at),
                        "所比": Said(limit, span),
                    }
                    draft.say(table, cells, True)
                break


def _near(sentence: Sentence, start: int, names: re.Pattern[str]) -> Iterator[tuple[Sentence, int]]:
    """The last rate right before the words, where it is of what they are of and of the whole year."""
    signs = sentence.signs
    places = [at for at in sentence.figures if start - _BACK <= at < start and signs[at] == RATIO]
    if not places:
        return
    at = max(places)
    if _PART_OF_YEAR.search(sentence.span(0, at).text):
        return
    name = words_before(signs, at)
    between = signs[at + 1 : start]
    of_it = _NAME.search(name) and names.search(name) and not _OTHER.search(name)
    if of_it and not _AMONG.search(between) and not sentence.figures[at].bound:
        yield sentence, at


def _elsewhere(
    found: Sequence[Sentence], names: re.Pattern[str], plan: re.Pattern[str]
) -> Iterator[tuple[Sentence, int]]:
    """The rates of all of it that a document tells."""
    for sentence in found:
        for at in sorted(sentence.figures) if RATIO in sentence.signs and "|" not in sentence.signs else ():
            full = words_before(sentence.signs, at)
            named = names.search(full)
            if sentence.signs[at] != RATIO or named is None or _OTHER.search(full) or not _NAME.search(full):
                continue
            whole = _WHOLE.match(plan.sub("", full[: named.start()]))
            if whole is not None and not _PART_OF_YEAR.search(sentence.span(0, at + 1).text):
                yield sentence, at


def _of_all(who: str, subject: str, plan: re.Pattern[str]) -> bool:
    """Whether words are of all of it, and of no project: 预算执行."""
    return _WHOLE.match(plan.sub("", who[: who.find(subject)]).replace("的", "")) is not None


__all__ = ["read_rates_judged"]
