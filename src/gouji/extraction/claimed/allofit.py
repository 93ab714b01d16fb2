"""What all of something is said to be, to come from or to go to, where its parts are told: 27.6万元，其中购置8.2万元、
运行19.4万元，全部为运行支出; and what is said not to have happened at all beside money for it: 购置费18.9万元，本年未购置.

The part that is named has to be the whole; where it is less, and told in the same breath, that is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, MONEY, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_ALL: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?:(?:全部|均|全)(?:[是为系属由]|来[自源]于?|来源于|通过|用于|属于)(?P<part>{_OTHER}{{2,20}})"
    rf"|(?P<sole>{_OTHER}{{2,16}}?)[是为](?:本年|当年)?唯一(?:的)?{_OTHER}{{2,8}})(?=[,;。]|$)"
)
#: 未购置公务用车, 未安排出国团组: what did not happen.
_NONE: Final = re.compile(
    rf"(?:[未没]有?|无)(?P<verb>安排|发生|产生|购置|更新|开展|组织|举办|召开|参加|派出|列支|支出|(?<=无))(?:过|任何|{_OTHER}{{0,2}}?)"
    rf"(?P<what>(?:{_OTHER}|[(]境[)]){{2,14}}?)(?=[,;。]|$)"
)
_NO_VERB: Final = re.compile(r"安排|发生|产生|列支|支出|召开|举办|组织|开展|参加|派出")
_NOT_SO: Final = re.compile(r"[未没不]|确保|计划|预计|原则|要求|上年|去年|若|如")
_SEVERAL: Final = "及|和|与|、|合计|总"
_CHANGED: Final = re.compile("[调追压核][减增加缩]|增[加长]|减少|追加|调整|结余|结转|节约")
_LINKS: Final = "[()（）的及]"
_STOPS: Final = frozenset(f",;:。(){FIGURES}{DATE}、和与及")
_SHORT: Final = 2
#: Figures among which it is plain of which the words speak.
_MOST: Final = 24


@dataclass(frozen=True, slots=True)
class _Words:
    """What names of money have in common, in words of a pack."""

    vehicles: re.Pattern[str]
    general: re.Pattern[str]
    """What words for the use of money may have besides the name of it."""
    several: re.Pattern[str]
    """What several things are called together."""

    @classmethod
    def of(cls, wording: Wording) -> _Words:
        """Those of a pack, with the words of grammar."""
        return cls(
            any_of(wording.vehicles),
            re.compile(f"{either(wording.general)}|{_LINKS}"),
            re.compile(f"{_SEVERAL}|{either(wording.together)}"),
        )

    def core(self, name: str) -> str:
        """What is left of a name without what others have too; a vehicle is one by any name."""
        return self.general.sub("", self.vehicles.sub("车", name))


def read_all_of_it(found: Sequence[Sentence], tables: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write them to the table of comparisons."""
    compared = tables.get("比较")
    if compared is None:
        return
    words = _Words.of(wording)
    for number, sentence in enumerate(found):
        behind = found[number + 1] if number + 1 < len(found) else None
        claims = list(_ALL.finditer(sentence.signs))
        places = _told(sentence, behind) if claims else []
        for claim in claims if len(places) <= _MOST else ():
            for cells, doubt in _parted(sentence, places, claim, words):
                draft.say(compared, cells, doubt)
        for none in _NONE.finditer(sentence.signs) if MONEY in sentence.signs else ():
            for cells in _spent(sentence, none, words):
                draft.say(compared, cells, True)


def _told(sentence: Sentence, behind: Sentence | None) -> list[tuple[Sentence, int]]:
    """The amounts of a sentence, and of the next one where that goes on with what is among them."""
    places = [(sentence, at) for at in sorted(sentence.figures)]
    if behind is not None and behind.texts[0] is sentence.texts[-1] and "其中" in behind.signs[:_SHORT]:
        places.extend((behind, at) for at in sorted(behind.figures))
    return [(one, at) for one, at in places if one.signs[at] not in RATIO + POINTS + BARE and not one.figures[at].bound]


def _parted(
    sentence: Sentence, places: Sequence[tuple[Sentence, int]], claim: re.Match[str], words: _Words
) -> Iterator[tuple[dict[str, Value], bool]]:
    if _NOT_SO.search(claim[0]):
        return
    said = claim["part"] or claim["sole"]
    first = _whole(places, sentence, claim.start())
    if first is None:
        return
    whole, top = places[first]
    others = places[first + 1 :] or places[:first]
    names = [_name(one, at) for one, at in others]
    if any(_CHANGED.search(name) for name in names):
        return  # 年初318万元，调减21.5万元，全部为本级资金: what was taken off is no part of it
    number = _meant(names, said, words)
    if number is None:
        return
    one, at = others[number]
    part, most = one.figures[at].base, whole.figures[top].base
    alike = kind_of_figure(whole.figures[top]) == kind_of_figure(one.figures[at])
    made = sum((Fraction(place.figures[here].base) for place, here in others), Fraction(0)) == most
    if not alike or part > most or (part < most and claim["part"] is not None and not made):
        return
    span, limit = sentence.span(*claim.span()), text_of(value_in(whole, top))
    label = Said(f"{names[number]}（{span.text}）", span)
    yield {"事项": label, "数值": value_in(one, at), "所比": Said(f"={limit}", span)}, part != most


def _name(sentence: Sentence, at: int) -> str:
    return (
        words_before(sentence.signs, at, _STOPS).replace("其中", "").removeprefix("包括").removeprefix("为").strip("的")
    )


def _meant(names: Sequence[str], said: str, words: _Words) -> int | None:
    """Which of several is named: by the most signs of its name that no other has."""
    stems = [set(words.general.sub("", re.sub(r"收入|为|是|共|其中", "", name))) for name in names]
    own = [
        stem.difference(*(other for place, other in enumerate(stems) if place != here))
        for here, stem in enumerate(stems)
    ]
    scores = [sum(sign in said for sign in stem) for stem in own]
    best = max(scores, default=0)
    if best == 0 or scores.count(best) > 1 or (len(names) == 1 and best < _SHORT):
        return None
    return scores.index(best)


def _whole(places: Sequence[tuple[Sentence, int]], sentence: Sentence, end: int) -> int | None:
    """Which figure is that of all: the first of the sentence, or one behind its parts that they make."""
    before = [number for number, (one, at) in enumerate(places) if one is sentence and at < end]
    if not before:
        return None
    values = [one.figures[at].base for one, at in places]
    last = before[-1]
    if last >= _SHORT and sum(values[before[0] : last]) == values[last]:
        return last
    return before[0]


def _spent(sentence: Sentence, none: re.Match[str], words: _Words) -> Iterator[dict[str, Value]]:
    """Money that is told by the very name of what is said not to have happened."""
    signs = sentence.signs
    places = [at for at in sorted(sentence.figures) if at < none.start() and signs[at] not in RATIO + POINTS]
    if not places or re.search(r"上年|去年|预算|计划", words_before(signs, none.start())):
        return
    stop = max(signs.rfind(mark, 0, none.start()) for mark in "。;")
    own = [at for at in places if at > stop]
    if not own or signs[own[0]] != MONEY:
        return
    at = own[0]
    start = max(signs.rfind(mark, 0, at) for mark in ",;:。") + 1
    name = "".join(sign for sign in signs[start:at] if sign not in FIGURES + DATE)
    if words.several.search(name) or re.search(r"上年|去年|预算|计划", name):
        return
    core = words.core(re.sub(r"全年|本年度?|今年|当年|完成|为|是|共|年", "", name))
    what = _NO_VERB.sub("", none["verb"]) + words.core(none["what"])
    if len(core) < _SHORT or set(core) != set(what) or not sentence.figures[at].base:
        return
    span = sentence.span(*none.span())
    unit = sentence.figures[at].unit.symbol
    yield {
        "事项": Said(f"{name}（{span.text}）", span),
        "数值": value_in(sentence, at),
        "所比": Said(f"≤0{unit}", span),
    }


__all__ = ["read_all_of_it"]
