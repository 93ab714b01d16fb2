"""What is said of a task that is not, or only half, done, and how many of it are left, held against the figures before the words:
为全年任务120万株的105%，未达到年度任务; 完成17.3亿元，全年目标38亿元，时间过半任务过半; 20个已完工17个，剩余2个.

It is held against the rate of the task where one is told, else against what was done and what was to be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.drafting.wording import Wording, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, COUNT, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_TASK: Final = r"任务|目标|计划|指标"
_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<who>{_OTHER}{{0,12}}?)(?:(?P<missed>(?:尚未|未能|[未没]有?)(?:如期|按期|全面|全部)?(?:完成|达到|实现|达成)了?{_OTHER}{{0,6}}?(?:{_TASK})(?:要求|任务|值|数)*"
    rf"|[与距离]{_OTHER}{{0,6}}?(?:{_TASK})(?:要求|任务|值)*[尚仍还]?(?:有|存在|差){_OTHER}{{0,4}}(?:差距)?[{FIGURES}]?)"
    rf"|(?P<over>超[出过]{_OTHER}{{0,4}}(?:{_TASK})值?[{FIGURES}])"
    rf"|(?P<half>(?:实现|达到)?了?[“\"]?(?:时间过半[、,]?|时间)?(?:任务|进度|目标|指标)?双?(?:任务)?过半[”\"]?))(?:{_OTHER}{{0,6}}?(?:目标|要求))?(?=[,;。]|$)"
)
_NOT_SO: Final = re.compile(r"确保|力争|争取|预计|如果|是否|部分|个别|[一二三四五六七八九1-9]项|其中|上年|去年")
_DENIED: Final = re.compile(r"[未没不]")
_ASKED: Final = re.compile(rf"(?:{_TASK})[^{FIGURES},;。]{{0,8}}$")
#: What is left of what was told before it.
_LEFT: Final = re.compile(
    rf"(?:^|(?<=[,;。(]))(?:现|目前|仅)?(?:剩余|余下|其余|剩下|余|尚余)的?(?P<rest>{COUNT})(?={_OTHER})"
)
_DONE: Final = re.compile(r"已|完成|完工|竣工|建成|办结|合格|达标|整改|开工|通过|销号|化解|验收|落实|拆除|改造")
_WHOLE: Final = re.compile(r"共|应|的|检查|抽查|抽检|下达|任务|安排|收到|受理|承办|计划|实施|反映|发现|排查|梳理")
_STOPS: Final = frozenset(f",;:。(){FIGURES}{DATE}")
_LOOKED: Final = 6
_HALF: Final = Fraction(1, 2)
_PAIR: Final = 2


def read_progressed(found: Sequence[Sentence], table: Table, wording: Wording, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    # how much was done of a task
    rated = re.compile(
        rf"(?:完成|占|为|相当于)(?:了|到)?[^,;。()]{{0,24}}?(?:{_TASK}|{either(wording.plans)})[总数量值额]{{0,2}}[{FIGURES}]?的$"
        rf"|(?:{either((*wording.rates, *wording.spending))}|进度)(?:为|达到?|是)?$"
    )
    for sentence in found:
        if not sentence.figures:
            continue
        for claim in _CLAIM.finditer(sentence.signs):
            if not _NOT_SO.search(claim[0]) and not (claim["half"] and _DENIED.search(claim[0])):
                for cells, doubt in _held(sentence, claim, rated):
                    draft.say(table, cells, doubt)
        for rest in _LEFT.finditer(sentence.signs):
            for cells, doubt in _left(sentence, rest):
                draft.say(table, cells, doubt)


def _held(sentence: Sentence, claim: re.Match[str], rated: re.Pattern[str]) -> Iterator[tuple[dict[str, Value], bool]]:
    signs, figures = sentence.signs, sentence.figures
    stop = max((signs.rfind(mark, 0, claim.start()) for mark in "。;"), default=-1)
    places = [at for at in sorted(figures) if stop < at < claim.start() and signs[at] not in POINTS + BARE][-_LOOKED:]
    if not places:
        return
    span = sentence.span(*claim.span())
    sign, least = ("<", Fraction(1)) if claim["missed"] else (">", Fraction(1)) if claim["over"] else ("≥", _HALF)
    last = places[-1]
    if signs[last] == RATIO and rated.search(signs[max(0, last - 40) : last]) and not figures[last].bound:
        good = figures[last].base < least if claim["missed"] else figures[last].base >= least
        percent = f"{sign}{rounded_text(least * 100)}%"
        yield {"事项": span, "数值": value_in(sentence, last), "所比": Said(percent, span)}, not good
        return
    goals = [at for at in places if _ASKED.search(words_before(signs, at, _STOPS))]
    others = [at for at in places if at not in goals and not figures[at].bound]
    if len(goals) != 1 or not others or figures[goals[0]].bound:
        return
    goal = goals[0]
    alike = [at for at in others if kind_of_figure(figures[at]) == kind_of_figure(figures[goal])]
    if len(alike) != 1 or (signs[goal] == RATIO and claim["half"]):
        return
    done, most = Fraction(figures[alike[0]].base), Fraction(figures[goal].base) * least
    good = done < most if claim["missed"] else done > most if claim["over"] else done >= most
    unit = figures[goal].unit
    limit = Said(f"{sign}{rounded_text(most / unit.scale)}{unit.symbol}", span)
    yield {"事项": span, "数值": value_in(sentence, alike[0]), "所比": limit}, not good


def _left(sentence: Sentence, rest: re.Match[str]) -> Iterator[tuple[dict[str, Value], bool]]:
    """One figure of all and one of those that were done, right before the rest, in one unit: what is left is the difference."""
    signs, figures = sentence.signs, sentence.figures
    at = rest.start("rest")
    stop = max((signs.rfind(mark, 0, at) for mark in "。;"), default=-1)
    places = [place for place in sorted(figures) if stop < place < at]
    if len(places) != _PAIR:
        return
    whole, done = places
    units = {figures[place].unit.symbol for place in (whole, done, at)}
    told = words_before(signs, done, _STOPS) + signs[done + 1 : rest.start()]
    if len(units) != 1 or not _DONE.search(told) or figures[whole].bound or figures[done].bound:
        return
    between = signs[whole + 1 : done]
    if not _WHOLE.search(words_before(signs, whole, _STOPS) + between) and not _DONE.search(between):
        return
    left = figures[whole].base - figures[done].base
    if left <= 0 or figures[at].bound:
        return
    span = sentence.span(rest.start(), at + 1)
    label = Said(f"{span.text}（{sentence.span(whole, whole + 1).text}减{sentence.span(done, done + 1).text}）", span)
    unit = figures[at].unit
    limit = Said(f"={rounded_text(left / unit.scale)}{unit.symbol}", span)
    yield {"事项": label, "数值": value_in(sentence, at), "所比": limit}, figures[at].base != left


__all__ = ["read_progressed"]
