"""Words that say which way a thing went, held against what the document tells of it by that name anywhere else.

A thing may be told of more than once, of other places and periods under one name, so that words are only told as wrong where
nothing that is known under the name bears them out, and then as a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gouji.extraction.claimed.moves import Move, Moves, bare, scope_of
from gouji.extraction.claimed.waysaid import WaySaid, ways_said
from gouji.extraction.drafting.draft import Draft, Said, Value
from gouji.extraction.prose.names import share_signs
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: Signs of a name that names one thing only.
_LONG: Final = 4
_SHORT: Final = 2
#: Paragraphs from words to the list in which what they leave out stands.
_FAR: Final = 8
#: A sentence with a figure that is told to be as it was the year before.
_Flat = tuple[Sentence, re.Match[str]]
#: Words for what a rate tells, and how its name ends.
_OF_RATE: Final = re.compile(r"(?:水平|压力|负担|程度|强度|力度|能力|风险)$")
_RATES: Final = ("率", "比", "比重", "占比", "度", "系数")
#: Words for all that a summary is of.
_MAIN: Final = re.compile(
    r"(?:主要|各项|各类|核心|重点|全部|多项|[两三四五六七八九十几]大?项)[^、和与及]{0,8}(?:指标|数据)|指标$"
)
#: Lines over which a sentence may run that is parted at its semicolons.
_AS_LINES: Final = 8
#: What is told to be as it was the year before.
_FLAT: Final = re.compile(
    rf"(?P<name>[^{FIGURES}{DATE},;:。()]{{2,24}}(?:[(][^{FIGURES}{DATE},;:。()]{{1,6}}[)][^{FIGURES}{DATE},;:。()]{{0,6}})?)(?P<figure>[{FIGURES}])[,(]?"
    rf"(?P<flat>[与和同较比](?:上年度?|去年)(?:同期|决算数?|预算数?|相比)*持平)"
)


def read_upheld(found: Sequence[Sentence], moves: Moves, order: Mapping[int, int], table: Table, draft: Draft) -> None:
    """Write each saying beside what is known, to the table of changes."""
    before: Sentence | None = None
    done: set[tuple[int, bool]] = set()
    # lists that are said of again and again are gone through once; each is kept, so that its id stays its own
    lists: dict[int, tuple[Sequence[Move], int]] = {}
    flats = [
        (sentence, flat) for sentence in found if "持平" in sentence.signs for flat in _FLAT.finditer(sentence.signs)
    ]
    for number, sentence in enumerate(found):
        told: Sequence[Told] | None = None
        for said in ways_said(sentence):
            at = order.get(id(sentence.texts[said.way[0]]), 0)
            if said.all:
                told = counts(sentence) if told is None else told
                several, named = moves.several(said.who, _number(said, told), at)
                several = _but(said, several)
                # those that are not named are believed to be meant where most of them bear the words out
                if not said.but and id(several) not in lists:
                    lists[id(several)] = several, sum(move.up for move in several)
                rose = lists[id(several)][1] if not said.but else sum(move.up for move in several)
                kept = (rose if said.up else len(several) - rose) * _SHORT >= len(several)
                if len(several) < _SHORT and not named:
                    several, kept = _around(said, moves, at), True
                if not named and not (kept and several) and (adjacent := _adjacent(said, moves, found, number)):
                    several, kept = adjacent, True
                listed = _listed(said, moves, at) if not kept else []
                if listed:
                    several, kept = listed, True
                if kept and _short_of(several, flats, _number(said, told), order) and (id(flats), said.up) not in done:
                    done.add((id(flats), said.up))
                    for cells in _unmoved(said, flats):
                        draft.say(table, cells, True)
                whole = id(several) in lists
                for move in several if (kept or named) and (not whole or (id(several), said.up) not in done) else ():
                    if (id(move), said.up) not in done:  # the same may be said of them in every paragraph
                        done.add((id(move), said.up))
                        draft.say(table, _cells(said, move), move.up != said.up)
                if whole and (kept or named):
                    done.add((id(several), said.up))
                if several:
                    continue
            known = _beside(said, before, moves) if said.alone else _named(said, moves)
            good = [move for move in known if move.up == said.up]
            # 减少的主要原因 of what is more than the year before and less than its plan
            other = said.alone and not said.since and any(said.up in move.also for move in known)
            if not known or (other and not good):
                continue
            meant = min(good or known, key=lambda move: abs(move.order - at))
            draft.say(table, _cells(said, meant), not good)
        before = sentence


def _around(said: WaySaid, moves: Moves, at: int) -> Sequence[Move]:
    """What is told around a summary that names nothing that is told: before it, or behind it where it leads; of neither
    unless nearly all of it bears the words out."""
    for near in moves.around(at):
        meant = _but(said, near)
        good = sum(move.up == said.up for move in meant)
        if len(meant) > _SHORT and 3 * good >= 2 * len(meant):
            return meant
    return []


def _adjacent(said: WaySaid, moves: Moves, found: Sequence[Sentence], number: int) -> Sequence[Move]:
    """What the sentence right behind a summary of all main figures tells, or the one right before it: 主要指标全面增长. Half of
    it bears the words out."""
    if not _MAIN.search(said.who):
        return []
    first, last = number, number + 1
    while first > max(0, number - _AS_LINES) and (first == number or not found[first - 1].signs.endswith("。")):
        first -= 1
    while last < min(len(found), number + 1 + _AS_LINES) and (
        last == number + 1 or not found[last - 1].signs.endswith("。")
    ):
        last += 1
    for others in (found[number + 1 : last], found[first:number]):
        told = [move for other in others for move in moves.by_sentence.get(id(other), ()) if move.since == "年"]
        meant = _but(said, told)
        good = sum(move.up == said.up for move in meant)
        if len(meant) > _SHORT and 2 * good >= len(meant):
            return meant
    return []


def _listed(said: WaySaid, moves: Moves, at: int) -> Sequence[Move]:
    """What one paragraph tells beside the one that words leave out: 除乙类外均增加……甲类减少7件；乙类减少12件."""
    if not said.but:
        return []
    near = [move for move in moves.all if move.table is None and abs(move.order - at) <= _FAR]
    places = {move.order for move in near if said.but in move.name}
    return _but(said, [move for move in near if move.order in places]) if len(places) == 1 else []


def _short_of(several: Sequence[Move], flats: Sequence[_Flat], number: int, order: Mapping[int, int]) -> bool:
    """Whether as many as are missing among those that all are said to have moved are told to be as they were, beside them:
    90万元，与上年持平. One more may be told among them: what all of them make."""
    if not number or not flats or len(flats) > number:
        return False
    place = order.get(id(flats[0][0].texts[0]))
    beside = {move.at for move in several if move.order == place}
    return bool(beside) and len(flats) + len(beside) in (number, number + 1)


def _unmoved(said: WaySaid, flats: Sequence[_Flat]) -> Iterator[dict[str, Value]]:
    """What is told to be as it was, beside the words that it has moved."""
    for sentence, flat in flats:
        yield {
            "项目": sentence.span(*flat.span("name")),
            "所记": sentence.span(*flat.span("figure")),
            "方向": sentence.span(*flat.span("flat")),
            "说法": Said("增加" if said.up else "减少", said.sentence.span(*said.way)),
        }


def _but(said: WaySaid, moves: Sequence[Move]) -> Sequence[Move]:
    """Those that the words do not leave out: what is called so, or what is called much like it where nothing is."""
    if not said.but:
        return moves
    called = {id(move) for move in moves if said.but in move.name or bare(move.name) in said.but}
    called = called or {id(move) for move in moves if share_signs(said.but, move.name)}
    return [move for move in moves if id(move) not in called]


def _number(said: WaySaid, told: Sequence[Told]) -> int:
    """How many the words say there are; 0 where they do not."""
    numbers = [one.number for one in told if said.start <= one.start < said.end]
    return numbers[0] if len(numbers) == 1 else 0


def _named(said: WaySaid, moves: Moves) -> Sequence[Move]:
    """The moves that are told of what words name."""
    name = bare(said.who)
    if len(name) >= _SHORT and _OF_RATE.search(said.who):
        # 资产负债率……上升0.7个百分点，负债水平稳步下降
        own = [move for move in moves.by_sentence.get(id(said.sentence), ()) if move.at < said.way[0]]
        if own and name[:_SHORT] in own[-1].name and own[-1].name.endswith(_RATES):
            return own[-1:]
    if len(name) < (_LONG if said.reason else _SHORT):
        return []
    told = moves.named(name) or moves.abbreviated(name)
    alike = [move for move in told if not said.since or move.since == said.since]
    return [move for move in alike if scope_of(move.name) == scope_of(said.who)] or alike


def _beside(said: WaySaid, before: Sentence | None, moves: Moves) -> Sequence[Move]:
    """What is told last before words that name nothing: 减少的主要原因是."""
    own = [move for move in moves.by_sentence.get(id(said.sentence), ()) if move.at < said.way[0]]
    if not own and before is not None and before.heading is said.sentence.heading:
        own = moves.by_sentence.get(id(before), [])
    last = max((move.at for move in own), default=0)
    return [move for move in own if move.at == last and (not said.since or move.since == said.since)]


def _cells(said: WaySaid, move: Move) -> dict[str, Value]:
    word = "增加" if said.up else "减少"
    way = Said(word, said.sentence.span(*said.way))
    if "上期" in move.cells:
        return {"项目": move.label, **move.cells, "方向": way}
    return {"项目": move.label, **move.cells, "说法": way}
