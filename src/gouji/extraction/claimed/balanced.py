"""Words for what came in and went out together, held against both figures: 收入3.86亿元，支出4.12亿元，收大于支; 迁入0.34万人，
迁出0.23万人，仍为净流出; 到位540万元，支付497.2万元，年末无结转结余. What is said of each of several (两项基金均收大于支) is held
against both of each, told elsewhere.

What comes in and goes out, and how it is said which is more, are words of the pack. More may have come in or gone out than is
told, so that what is not borne out is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.claimed.eachbalanced import Denial, EachBalanced, context_of, is_meant, label_of
from gouji.extraction.claimed.overalltables import Placed
from gouji.extraction.claimed.waysaid import DOWN, MOOD, UP
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.amounts import value_in
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.text.clauses import words_before
from gouji.extraction.text.howmany import counts
from gouji.extraction.text.sentences import BARE, COUNT, DATE, FIGURES, MONEY, POINTS, RATIO, Sentence
from gouji.faults import regex as re
from gouji.figures import rounded_text
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
#: What was before, is hoped for, or is told of some of it.
_NOT_SO: Final = re.compile(
    r"[不未](?!抵|敷|整改|办结|结)|没有(?!结|遗留|剩余)|并非|确保|力争|预计|预期|如果|是否|避免|防止|原则|规定|要求(?!限期)|上年同期|去年|连续|季度|重点|重大|上级|本级|省级|中央|部分|其中|个别"
)
_EACH: Final = re.compile("(?<![平人户亩日月])(?<!(?<![当全本])年)均|都(?!市)|双双|全部")
#: What was set, or told of another time.
_SET: Final = re.compile("预算|计划|目标|任务|上年|去年|同期|预计")
_REASON: Final = re.compile(r"主要|由于|原因|受")
#: What is left may go elsewhere, so that nothing is left.
_GONE: Final = re.compile(r"转入|收回|上缴|交回|缴回|划转|退回|统筹|调减|结转|调剂|上交|扣除|其余|剩余|余款")
#: Figures before a claim among which they are, and signs in which they stand.
_LOOKED: Final = 8
_PART: Final = re.compile(";")
_INSIDE: Final = re.compile(r"^[,:(]?(?:其中|包括)")
_PAIR: Final = 2
#: Words for nothing that is left; others say that both are alike, which they are not where one is so many times the other.
_KEPT: Final = re.compile("[尚略年末仍有]+[^相]{0,6}(?:结余|剩余|未支出)")
_NOTHING: Final = re.compile("[无没零完清]")
_ABOUT: Final = Fraction(11, 10)
_BACK: Final = 400
_STOPS: Final = frozenset(f",;:。(){FIGURES}{DATE}")
_BARE_WAY: Final = {True: rf"{UP}|增多|扩大|略增|增(?![强值])", False: rf"{DOWN}|缩小|略减|减(?![轻弱缓负税])"}


@dataclass(frozen=True, slots=True)
class _Pair:
    into: re.Pattern[str]
    out: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Flow:
    """A figure of what came in, or went out."""

    sentence: Sentence
    at: int
    into: bool
    carried: bool

    @property
    def base(self) -> Fraction:
        return Fraction(self.sentence.figures[self.at].base)

    @property
    def half(self) -> Fraction:
        """By how much it may be rounded."""
        return Fraction(self.sentence.figures[self.at].step) / 2


class Balances:
    """The words of a pack for what comes in and goes out."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._own = re.compile(
            rf"(?:本年|当年|全年|实际)?(?:{either((*wording.finals, *wording.own))}|实际)(?:数|额)?(?:为|是|达)?$"
        )
        self._pairs = [
            _Pair(any_of(tuple(one.split("|"))), any_of(tuple(other.split("|"))))
            for words in wording.flowing
            for one, sign, other in (words.partition("/"),)
            if sign
        ]
        lines = [line for line in wording.flowing if "/" in line]
        self._meant = [pair for line, pair in zip(lines, self._pairs, strict=True) if is_meant(line, wording)]
        self._claim = re.compile(
            rf"(?P<even>{either(wording.evened)})|(?P<more>{either(wording.gained)})|(?P<less>{either(wording.lost)})"
            rf"|(?:{either(wording.offset)})(?:后|,|{_OTHER}){{0,14}}?(?:[比较](?:上年|年初|去年)末?)?{MOOD}(?:(?P<up>{_BARE_WAY[True]})|(?P<down>{_BARE_WAY[False]}))"
        )
        self._told: dict[tuple[int, str], list[tuple[Fraction, Fraction, _Flow, _Flow]]] = {}
        self._carried = any_of((*wording.carried, *wording.stock))

    def read(self, found: Sequence[Sentence], placed: Sequence[Placed], table: Table, draft: Draft) -> None:
        """Write them to the table of comparisons."""
        self._each_said(found, placed, table, draft)
        before: Sentence | None = None
        for sentence in found:
            taken: set[int] = set()
            for claim in self._claim.finditer(sentence.signs):
                if _REASON.search(claim[0]):
                    continue
                clause = words_before(sentence.signs, claim.start()) + claim[0]
                if _NOT_SO.search(clause.replace(claim[0], "")) or self._is_name(sentence, claim.end()):
                    continue
                each = _EACH.search(clause) is not None
                several = list(self._of_several(found, sentence, before, claim)) if each else []
                for row, doubt in several:
                    draft.say(table, row, doubt)
                if several:
                    continue
                for cells, doubt, at in self._held(sentence, before, claim):
                    if at not in taken:
                        taken.add(at)
                        draft.say(table, cells, doubt)
            before = sentence

    def _each_said(self, found: Sequence[Sentence], placed: Sequence[Placed], table: Table, draft: Draft) -> None:
        """What is said of each of several, against each of which the opposite is told anywhere."""
        known = {place_of(row.cells.get("数值")) for row in draft.tables.get(table.name, ())}

        def flows() -> Iterator[Denial]:
            for pair in self._meant:
                for into, out, first, last in self._each(found, pair, "more"):
                    if into < out:
                        front = first.sentence.texts[first.at].text[: first.sentence.starts[first.at]]
                        name = label_of(first.sentence, words_before(first.sentence.signs, first.at))
                        years = re.findall("((?:19|20)[0-9]{2})年", front)
                        yield Denial(
                            context_of(first.sentence, front),
                            Said(name, first.sentence.span(first.at, first.at + 1)),
                            value_in(first.sentence, first.at),
                            f">{text_of(value_in(last.sentence, last.at))}",
                            years[-1] if years else "",
                        )

        for row in EachBalanced(found, placed, self._wording).read(flows):
            if place_of(row["数值"]) not in known:
                known.add(place_of(row["数值"]))
                draft.say(table, row, True)

    def _is_name(self, sentence: Sentence, end: int) -> bool:
        """Whether the words only name a figure that is compared itself: 逆差比上年缩小."""
        return (
            re.match(r"(?:规模|额|率)?(?:的?分配|弥补|同比|比上|较上|收窄|缩小|扩大)", sentence.signs[end : end + 8])
            is not None
        )

    def _held(
        self, sentence: Sentence, before: Sentence | None, claim: re.Match[str]
    ) -> Iterator[tuple[dict[str, Value], bool, int]]:
        way = claim.lastgroup
        for pair in self._pairs:
            flows = self._flows(sentence, claim.start(), pair)
            alone = not flows and not any(at < claim.start() for at in sentence.figures)
            if alone and before is not None and before.texts[-1] is sentence.texts[0]:
                flows = self._flows(before, len(before.signs), pair)
            told = self._made(flows, way, _KEPT.search(claim[0]) is not None)
            if told is None or (way == "even" and _elsewhere(told[3], sentence, claim.start())):
                continue
            into, out, first, last = told
            if way == "even" and not _NOTHING.search(claim[0]) and max(into, out) > _ABOUT * min(into, out):
                continue  # 预算收入6.4亿元，支出25.3亿元，收支平衡: more came in than is told
            span = sentence.span(*claim.span())
            good = into == out if way == "even" else into > out if way in ("more", "up") else into < out
            sign = "=" if way == "even" else ">" if way in ("more", "up") else "<"
            unit = last.sentence.figures[last.at].unit
            plain = out == last.base
            limit = (
                text_of(value_in(last.sentence, last.at)) if plain else f"{rounded_text(out / unit.scale)}{unit.symbol}"
            )
            value: Value = value_in(first.sentence, first.at)
            if into != first.base:
                value = Said(
                    f"{rounded_text(into / unit.scale)}{unit.symbol}", first.sentence.span(first.at, first.at + 1)
                )
            yield {"事项": span, "数值": value, "所比": Said(f"{sign}{limit}", span)}, not good, first.at
            return

    def _of_several(
        self, found: Sequence[Sentence], sentence: Sentence, before: Sentence | None, claim: re.Match[str]
    ) -> Iterator[tuple[dict[str, Value], bool]]:
        """两项基金均收大于支: what came in and went out of each, told elsewhere; they are meant where all make what stands
        beside the words, or where there are as many as are said to be."""
        way = claim.lastgroup or ""
        clause = len(words_before(sentence.signs, claim.start()))
        numbers = [one.number for one in counts(sentence) if claim.start() - clause <= one.start < claim.start()]
        for pair in self._pairs if way == "more" or way == "less" else ():
            own = self._flows(sentence, claim.start(), pair)
            if not own and before is not None and before.texts[-1] is sentence.texts[0]:
                own = self._flows(before, len(before.signs), pair)
            whole = self._made(own, way)
            if (id(pair), way) not in self._told:
                self._told[id(pair), way] = list(self._each(found, pair, way))
            each = [told for told in self._told[id(pair), way] if told[2].sentence not in (sentence, before)]
            gaps = (
                []
                if whole is None
                else [sum((one[0] for one in each), -whole[0]), sum((one[1] for one in each), -whole[1])]
            )
            room = sum((told[2].half + told[3].half for told in each), Fraction(0))
            makes = bool(gaps) and max(map(abs, gaps)) <= room
            if len(each) > 1 and (makes or numbers == [len(each)]):
                for into, out, first, last in each:
                    good = into > out if way == "more" else into < out
                    limit = f"{'>' if way == 'more' else '<'}{text_of(value_in(last.sentence, last.at))}"
                    span = sentence.span(*claim.span())
                    name = words_before(first.sentence.signs, first.at)
                    label = Said(f"{name}（{span.text}）", span)
                    yield (
                        {"事项": label, "数值": value_in(first.sentence, first.at), "所比": Said(limit, span)},
                        not good,
                    )
                return

    def _each(
        self, found: Sequence[Sentence], pair: _Pair, way: str
    ) -> Iterator[tuple[Fraction, Fraction, _Flow, _Flow]]:
        """What came in and what went out right behind it, in one sentence or in two of one paragraph."""
        last: list[_Flow] = []
        for sentence in found:
            flows = [
                flow
                for flow in self._flows(sentence, len(sentence.signs), pair)
                if not flow.carried and not _SET.search(words_before(sentence.signs, flow.at))
            ]
            near = last and last[0].sentence.texts[-1] is sentence.texts[0]
            flows = [*last, *flows] if near and [flow.into for flow in flows] == [False] else flows
            if (made := self._made(flows, way)) is not None:
                yield made
            elif len(flows) > _PAIR and ";" in sentence.signs:
                # 甲收入13.28亿元、支出8.96亿元；乙收入1.36亿元、支出1.58亿元
                stops = [-1, *(one.start() for one in _PART.finditer(sentence.signs)), len(sentence.signs)]
                for start, end in pairwise(stops):
                    own = [flow for flow in flows if start < flow.at < end]
                    if (made := self._made(own, way)) is not None:
                        yield made
            last = flows if [flow.into for flow in flows] == [True] else []

    def _flows(self, sentence: Sentence, end: int, pair: _Pair) -> list[_Flow]:
        signs = sentence.signs
        back = range(end - 1, max(-1, end - _BACK), -1)
        places = [at for at in back if at in sentence.figures and signs[at] not in RATIO + POINTS + BARE][:_LOOKED]
        out: list[_Flow] = []
        set_before: tuple[re.Match[str] | None, re.Match[str] | None] | None = None
        for at in reversed(places):
            words = words_before(signs, at, _STOPS)
            behind = re.match(rf"[^{FIGURES}{DATE},;。()]{{0,8}}", signs[at + 1 : at + 9])
            into, gone = pair.into.search(words), pair.out.search(words)
            if into is None and gone is None and not words.strip("的,") and behind is not None:
                into, gone = pair.into.search(behind[0]), pair.out.search(behind[0])
            if into is None and gone is None and set_before is not None and self._own.fullmatch(words.strip(",;的")):
                # 收入预算数1.40亿元，决算数1.36亿元: what came of the plan that was told right before
                into, gone = set_before
            set_before = (into, gone) if _SET.search(words) else None
            carried = self._carried.search(words) is not None
            if sentence.figures[at].bound or (into is None and gone is None and not carried):
                continue
            out.append(_Flow(sentence, at, into is not None or carried, carried))
        return _outer(out)

    def _made(
        self, flows: Sequence[_Flow], way: str | None, kept: bool = False
    ) -> tuple[Fraction, Fraction, _Flow, _Flow] | None:
        """What came in and went out in all: one figure of each, and what was there before."""
        ins = [flow for flow in flows if flow.into and not flow.carried]
        outs = [flow for flow in flows if not flow.into]
        kinds = {
            (kind_of_figure(flow.sentence.figures[flow.at]), flow.sentence.figures[flow.at].unit.dimension)
            for flow in flows
        }
        if len(ins) != 1 or not outs or len(kinds) != 1:
            return None
        if len(outs) > 1 and way != "even":
            return None
        carried = [flow for flow in flows if flow.carried]
        into = ins[0].base + (sum((flow.base for flow in carried), Fraction(0)) if way == "even" or kept else 0)
        return into, sum((flow.base for flow in outs), Fraction(0)), ins[0], outs[-1]


def _outer(flows: Sequence[_Flow]) -> list[_Flow]:
    """Those that are no parts of the one before them: 收入100万元，其中拨款收入90万元、其他收入10万元."""
    out: list[_Flow] = []
    inner = False
    for flow in flows:
        last = out[-1] if out else None
        if last is None or last.into != flow.into or last.carried or flow.carried:
            inner = False
        elif not inner:
            between = flow.sentence.signs[last.at + 1 : flow.at]
            inner = _INSIDE.search(between) is not None and ";" not in between
        if not inner or last is None or flow.base > last.base:
            inner = False
            out.append(flow)
    return out


def _elsewhere(last: _Flow, sentence: Sentence, end: int) -> bool:
    """Whether what is left is told to have gone elsewhere before nothing is left."""
    told = last.sentence.signs[last.at + 1 :] if last.sentence is not sentence else ""
    told += sentence.signs[last.at + 1 if not told and last.sentence is sentence else 0 : end]
    return _GONE.search(told) is not None or any(sign in MONEY + COUNT for sign in told)


__all__ = ["Balances"]
