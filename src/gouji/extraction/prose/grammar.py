"""The grammar of figures in prose: reads sentences as facts.

The first words of a clause decide what it is: ``占…`` gives the fact before it a share,
``比上年增加…`` a change, ``完成…的`` a rate of completion, ``其中`` opens the parts of the fact before it, ``加上`` and ``减去``
continue a sum; any other clause with a figure is a fact of its own. These words are the grammar of Chinese reports of
every field; the words for more and less come from the pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of, longest_of
from gouji.extraction.prose.changing import Changing
from gouji.extraction.prose.facts import Comparison, Fact, Ratios, Read, kind_of
from gouji.extraction.prose.names import stripped
from gouji.extraction.prose.points import gaps_of, paces_of
from gouji.extraction.prose.predicates import Predicates
from gouji.extraction.prose.telling import Telling, in_turn, unnamed
from gouji.extraction.text import phrases
from gouji.extraction.text.clauses import SEMICOLON, Clause, merged
from gouji.extraction.text.sentences import BARE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re

#: Signs of a name that goes over several clauses; what is longer is a list of words, and each further one would be read anew.
_LONGEST_NAME: Final = 400


class Reader:
    """Reads sentences of one section. ``wording`` has the words for more and less, and for what is no part of a whole."""

    def __init__(self, wording: Wording) -> None:
        self._aside = re.compile(f"(?:{any_of(wording.asides).pattern})$")
        strong = (word for word in (*wording.more, *wording.less) if word not in wording.compared)
        self._lead = phrases.lead(any_of(wording.own).pattern)
        self._within_plan = phrases.within_plan(any_of(wording.plans).pattern)
        self._gaps = phrases.gaps(any_of(wording.plans).pattern)
        self._changing = Changing(wording, self._lead)
        self._predicates = Predicates(self._changing)
        self._telling = Telling(longest_of(strong), self._predicates)
        self._whole_rates = phrases.whole_rates(any_of(wording.whole_rates).pattern)

    def read(self, sentences: Iterable[Sentence]) -> Read:
        """The facts of the sentences of one section, in order."""
        out = Read([], [], [], [])
        for sentence in sentences:
            self._sentence(sentence, out)
        return out

    def _sentence(self, sentence: Sentence, out: Read) -> None:
        signs = sentence.signs
        for found in phrases.SHARES_IN_TURN.finditer(signs):
            positions = [at for at in range(*found.span("shares")) if signs[at] == RATIO]
            out.ratios.append(Ratios(sentence, positions, len(out.facts)))
        for found in phrases.SHARES_OF_ALL.finditer(signs):
            positions = [at for at in range(*found.span("shares")) if signs[at] == RATIO]
            if not any(told.figures == positions and told.sentence is sentence for told in out.ratios):
                out.ratios.append(Ratios(sentence, positions, len(out.facts), proven=True))
        for found in phrases.RATIOS.finditer(signs):
            positions = [at for at in range(*found.span()) if signs[at] in BARE + RATIO]
            out.ratios.append(Ratios(sentence, positions, len(out.facts)))
        for found in self._whole_rates.finditer(signs):
            positions = [at for at in range(*found.span("rates")) if signs[at] == RATIO]
            out.structures.append(Ratios(sentence, positions, len(out.facts)))
        if POINTS in signs:
            out.gaps += gaps_of(sentence, len(out.facts), self._gaps)
            out.paces += paces_of(sentence, len(out.facts))
        here: list[Fact] = []
        self._changing.forget()
        open_whole: Fact | None = None
        outer: list[tuple[int, Fact | None]] = []
        inside: tuple[str, list[Fact]] | None = None
        carried: tuple[int, int] | None = None
        opening: tuple[int, int] | None = None
        bracketed: dict[int, tuple[int, int]] = {}
        sign, depth, ghost = 0, 0, False
        for clause in merged(signs):
            start, end = clause.start, clause.end
            while outer and clause.depth < outer[-1][0]:
                open_whole = outer.pop()[1]
            if clause.depth > depth and clause.opened:
                outer.append((clause.depth, open_whole))
                open_whole = None
                opener = phrases.PARTS.match(signs[start:end])
                last = here[-1] if here else None
                if opener is not None and last is not None and last.figure < start:
                    open_whole = last
                    last.opener = opener["word"]
                elif last is not None and last.figure == start - 2:
                    open_whole = last  # 1617万元(工作经费83万元、专项经费1534万元)
                    last.opener = "("
            depth = clause.depth
            # what stands in brackets is said of the fact before them, not of what comes after
            seen = [fact for fact in here if fact.depth <= depth]
            if clause.level == 4:
                open_whole, inside, sign = None, None, 0
            if clause.level == SEMICOLON and open_whole is not None and _without_figures(open_whole, depth):
                open_whole = None
            text = signs[start:end]
            if carried is not None and clause.level == 1:
                start, text = carried[0], signs[carried[0] : end]
                clause = replace(clause, level=max(clause.level, carried[1]))
            carried = None
            part = phrases.PARTS.match(text)
            if part is not None and part["word"] in phrases.REASONS and not any(sign in FIGURES for sign in text):
                part = None  # 下降12.6%，主要是疫情防控支出减少
            if part is not None and part["word"] == "由" and not phrases.MADE_UP.search(signs, start):
                part = None  # 由财政收回35万元
            if part is not None and not clause.opened:
                whole = self._whole(seen, clause, out, sentence, part["word"])
                if whole is not None:
                    if whole.parts:
                        # a second list of the same whole: it has to add up by itself
                        whole = Fact(whole.sentence, whole.start, whole.end, whole.figure, whole.level, whole.depth)
                        out.facts.append(whole)
                    open_whole = whole
                    whole.opener = part["word"]
                    whole.colon = part[0].endswith(":") or (signs[end : end + 1] == ":" and part.end() == len(text))
                    whole.part_level = 0
                start += part.end()
                text = signs[start:end]
            elif part is not None:
                start += part.end()
                text = signs[start:end]
            if not text:
                continue
            last = next((fact for fact in reversed(seen) if not _milestone(fact)), None)
            if not any(character in FIGURES for character in text):
                compared = phrases.GREATER.match(text)
                if compared is not None:
                    one, other = compared.span("one"), compared.span("other")
                    said = ">" if compared["more"] else "<" if compared["less"] else "≤"
                    first, second = (start + one[0], start + one[1]), (start + other[0], start + other[1])
                    out.comparisons.append(Comparison(sentence, first, second, said, len(out.facts)))
                    continue
                within = self._within_plan.match(text)
                if within is not None and (within["one"] or last is not None):
                    (a, b), (c, d) = within.span("one"), within.span("other" if within["other"] else "beyond")
                    first = (start + a, start + b) if b or last is None else (last.start, last.end)
                    out.comparisons.append(Comparison(sentence, first, (start + c, start + d), "≤", len(out.facts)))
                    continue
                level = phrases.LEVEL.match(text)
                if level is not None and (level["one"] or last is not None):
                    (a, b), (c, d) = level.span("one"), level.span("other")
                    first = (start + a, start + b) if b or last is None else (last.start, last.end)
                    out.comparisons.append(Comparison(sentence, first, (start + c, start + d), "=", len(out.facts)))
                done = phrases.ALL_DONE.match(text)
                if done is not None:
                    said = ">" if done["beyond"] else "≥"
                    out.blankets.append(Comparison(sentence, (start, end), (start, end), said, len(out.facts)))
                    continue
                unchanged = phrases.UNCHANGED.match(text)
                if unchanged is not None and level is None and not unchanged["nearly"]:
                    one, other = unchanged.span("name"), unchanged.span("other")
                    first, second = (start + one[0], start + one[1]), (start + other[0], start + other[1])
                    out.comparisons.append(Comparison(sentence, first, second, "=", len(out.facts)))
                ghost = ghost or (unchanged is not None and self._lead.match(unchanged["name"]) is None)
                ghost = ghost or phrases.UNREAD.match(text) is not None
                leads = phrases.LISTS.search(text) is not None and signs[clause.end : clause.end + 1] == ":"
                if (leads or phrases.DIVIDED.match(text)) and (
                    whole := self._whole(seen, clause, out, sentence, "")
                ) is not None:
                    if whole.parts:
                        whole = Fact(whole.sentence, whole.start, whole.end, whole.figure, whole.level, whole.depth)
                        out.facts.append(whole)
                    open_whole, whole.opener, whole.part_level = whole, "分" if leads else "看", 0
                    continue
                within = phrases.INSIDE.match(text)
                if within is not None:
                    inside = within["name"], []
                    out.insides.append(inside)
                elif (clause.level <= 1 or signs[end : end + 1] == "、") and end - start < _LONGEST_NAME:
                    carried = start, clause.level
                opening = (start, end) if clause.level in (0, 3, 4) and not clause.depth else None
                if signs[end : end + 1] == "(":
                    bracketed[depth] = start, clause.level
                sign = 0 if clause.level >= 3 else sign
                continue
            taken = phrases.TAKEN.match(text) if sign else None
            if taken is not None:
                pass
            elif last is not None and ghost:
                # said of a thing whose own figure is not told here
                told = Fact(sentence, start, end, last.figure, clause.level, clause.depth)
                if self._predicates.read(text, start, told, []):
                    continue
            elif last is not None and self._predicates.read(text, start, last, seen):
                continue
            ghost = False
            held = bracketed.pop(depth, None) if signs[start - 1 : start] == ")" else None
            before = None
            if held is not None and not _is_name(signs[held[0] : start]):
                before = held[0], signs.index("(", held[0])  # 全国人口（含31个省）140967万人
            elif held is not None:
                # 演出（进乡村）162万元: the bracket is a part of the name
                start, text = held[0], signs[held[0] : end]
                clause = replace(clause, level=max(clause.level, held[1]))
            if opening is not None and signs[opening[1] : start] == ":" and start == clause.start:
                before = before or opening  # 收入：792.22万元
            signed, named = phrases.SIGNED.match(text), None
            if signed is not None:
                sign = 1 if signed["sign"][-1] in "加上增" else -1
                named = opening  # 预算收入，加上转移支付538.8亿元
                start += signed.end()
                text = signs[start:end]
            elif taken is not None:
                sign = -1
                start += taken.end()
                text = signs[start:end]
            elif (onto := phrases.ONTO.match(text)) is not None:
                named = start, start + onto.end("name")
                sign = 1 if onto["sign"] == "加上" else -1
                start += onto.end()
                text = signs[start:end]
            elif clause.level >= 2:
                sign = 0
            opening = None
            several = in_turn(sentence, start, end, clause)
            if part is not None and part["word"].startswith("分别") and not several:
                several = unnamed(sentence, start, end, clause)
            if several:
                out.lists.append(several)
            own = several or self._telling.facts(sentence, start, end, clause)
            if before is not None and own and not several and not stripped(own[0].name):
                own[0].start, own[0].end = before
            joins = open_whole is not None and any(kind_of(made) == kind_of(open_whole) for made in own)
            for made in own:
                made.sign = sign if made is own[0] else 0
                made.onto = named if made is own[0] else None
                joined = open_whole is None or kind_of(made) == kind_of(open_whole)
                if made.whole is None and not made.before and (not joins or joined):
                    self._joins(made, open_whole, clause)
                if inside is not None:
                    made.inside = inside[0]
                    inside[1].append(made)
                here.append(made)
                out.facts.append(made)
                self._changing.forget()
            if own and not several and _of_these(own[-1], end):
                open_whole = own[-1]  # 86家养老机构中，公办52家、民办34家
                open_whole.opener, open_whole.part_level = phrases.THESE, 0

    def _whole(self, here: list[Fact], clause: Clause, out: Read, sentence: Sentence, word: str) -> Fact | None:
        """The fact that 其中 speaks of: the one before it, or the whole of which that was a part."""
        aside = self._aside
        here = [fact for fact in here if not (aside.search(fact.name) or fact.average or _milestone(fact))]
        if not here:
            if clause.level not in (0, 4):
                return None
            found = next(
                (
                    fact
                    for fact in reversed(out.facts)
                    if fact.whole is None and kind_of(fact) != "ratio" and not _milestone(fact)
                ),
                None,
            )
            near = found is not None and found.sentence.texts[-1] is sentence.texts[0]
            # 含…… in a cell or a paragraph of its own speaks of something that stands elsewhere
            return found if near or word in ("", "其中") else None
        last = here[-1]
        if kind_of(last) == "ratio":
            last = next((fact for fact in reversed(here) if kind_of(fact) != "ratio"), last)
        if last.whole is not None and clause.level >= 3:
            return last.whole if last.whole.ended else last
        return last

    def _joins(self, made: Fact, whole: Fact | None, clause: Clause) -> None:
        """Put a fact among the parts of the whole that is open, if it is one of them."""
        if whole is None or whole.ended:
            return
        if kind_of(made) != kind_of(whole):
            # 预算977.58万元，包含项目9个: what is counted first is not counted in the same unit
            whole.ended = not whole.parts
            return
        if whole.parts:
            level = max(clause.level, 1)
            if whole.part_level == 0:
                whole.part_level = level
            elif level > whole.part_level:
                whole.ended = True
                return
        if (
            made.average
            or self._aside.search(made.name)
            or (kind_of(whole) == "ratio" and not phrases.SHARED.search(whole.name))
        ):
            return
        made.whole = whole
        whole.parts.append(made)


def _without_figures(whole: Fact, depth: int) -> bool:
    """人员经费658万元，主要包括基本工资、津贴补贴；公用经费84万元: what one is said to hold ends at ；, without figures."""
    holds = whole.opener.endswith(("包括", "包含")) and not whole.parts
    return holds and whole.whole is None and whole.depth == depth


def _milestone(fact: Fact) -> bool:
    """Whether a fact only says what another has passed or is ahead of, so that nothing more is said of it: 首次突破2万亿元,

    超序时进度16个百分点."""
    beside = fact.sentence.signs[fact.figure] == POINTS and phrases.AHEAD.match(fact.name) is not None
    return beside or phrases.PASSED.search(fact.name) is not None


def _of_these(fact: Fact, end: int) -> bool:
    """Whether the clause of a fact ends with words that say that what follows is of what it counts: 86家养老机构中，."""
    signs, figure = fact.sentence.signs, fact.sentence.figures[fact.figure]
    plain = kind_of(fact).startswith(("count", "money")) and not (figure.bound or fact.average or fact.before)
    return plain and signs[end : end + 1] == "," and phrases.OF_THESE.match(signs, fact.figure + 1, end) is not None


def _is_name(words: str) -> bool:
    """Whether words that end with a bracket are a name as a whole."""
    return words.count("(") == 1 and words.endswith(")") and not any(sign in FIGURES or sign in ";。" for sign in words)
