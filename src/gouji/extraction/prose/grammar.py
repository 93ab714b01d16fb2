"""The grammar of figures in prose: reads sentences as facts.

The first words of a clause decide what it is: ``占…`` gives the fact before it a share,
``比上年增加…`` a change, ``完成…的`` a rate of completion, ``其中`` opens the parts of the fact before it, ``加上`` and ``减去``
continue a sum; any other clause with a figure is a fact of its own. These words are the grammar of Chinese reports of
every field; the words for more and less come from the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.facts import Change, Comparison, Fact, Gap, Limit, Ratios, Read, kind_of, kind_of_figure
from gouji.extraction.prose.names import stripped
from gouji.extraction.text import phrases
from gouji.extraction.text.clauses import SEMICOLON, Clause, merged
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence

#: What stands between figures told in a row: 11起、146人.
_JOINS: Final = "、和与及"
_LIMIT_FORMS: Final = (
    phrases.AGAINST,
    phrases.REACHES,
    phrases.KEPT,
    phrases.LIMIT,
    phrases.LIMIT_RATE,
    phrases.EACH_BEYOND,
)
_LIMITS: Final = ("at_least", "at_most", "above", "below")
#: Facts of one clause.
_MOST_TOLD: Final = 3
#: Shorter names are said of many things.
_SHORT_NAME: Final = 3
#: Signs of a name that goes over several clauses; what is longer is a list of words, and each further one would be read anew.
_LONGEST_NAME: Final = 400


#: What a change is told against, where its words say so; the year before where nothing does.
_LAST_YEAR: Final = "上年"
_SINCE: Final = (
    (re.compile(r"环比|上[个一]?(?:月|季|周|半年)"), "环比"),
    (re.compile(r"同比|[上去]年|同期|上期"), _LAST_YEAR),
    (re.compile(rf"[{DATE}年月季期届初末前]"), "以前"),
)


class Reader:
    """Reads sentences of one section. ``wording`` has the words for more and less, and for what is no part of a whole."""

    def __init__(self, wording: Wording) -> None:
        self._aside = re.compile(f"(?:{any_of(wording.asides).pattern})$")
        self._compared = frozenset(wording.compared)
        words = sorted({*wording.more, *wording.less}, key=len, reverse=True)
        self._ways = "|".join(map(re.escape, words)) or "(?!)"
        self._change = phrases.change(self._ways)
        self._counted_change = phrases.counted_change(self._ways)
        self._named_rate = phrases.named_rate(self._ways)
        strong = "|".join(map(re.escape, (word for word in words if word not in self._compared))) or "(?!)"
        self._grown = phrases.grown(strong)
        self._whole_rates = phrases.whole_rates(any_of(wording.whole_rates).pattern)
        self._moved: list[Fact] = []
        """The facts of the sentence whose changes were told last, in their order."""

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
            out.gaps += gaps_of(sentence, len(out.facts))
            out.paces += paces_of(sentence, len(out.facts))
        here: list[Fact] = []
        self._moved = []
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
                ghost = ghost or (unchanged is not None and phrases.LEAD.match(unchanged["name"]) is None)
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
                if self._modifies(text, start, told, [], clause):
                    continue
            elif last is not None and self._modifies(text, start, last, seen, clause):
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
            several = self._respectively(sentence, start, end, clause)
            if part is not None and part["word"].startswith("分别") and not several:
                several = self._unnamed(sentence, start, end, clause)
            if several:
                out.lists.append(several)
            own = several or self._told(sentence, start, end, clause)
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
                self._moved = []

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

    def _modifies(self, text: str, start: int, last: Fact, here: list[Fact], clause: Clause) -> bool:
        """Whether a clause says something of the fact before it; it is then noted there."""
        share = phrases.SHARE_NAMED.match(text) or phrases.SHARE.match(text)
        if share is not None:
            base = share.span("base") if "base" in share.re.groupindex else (0, 0)
            ratios = [start + at for at in range(share.start("ratio"), len(text)) if text[at] == RATIO]
            alike = [fact for fact in here if kind_of(fact) == kind_of(last) and fact.whole is last.whole]
            whom = alike[-len(ratios) :] if len(ratios) > 1 and len(alike) >= len(ratios) else [last]
            for fact, ratio in zip(whom, ratios, strict=False):
                fact.shares.append((ratio, (start + base[0], start + base[1])))
            return True
        prior = None if _by_year(last, text, start) else phrases.PRIOR.match(text)
        compared = bool(last.changes) and last.changes[-1].prior is not None and last.changes[-1].amount is not None
        if prior is not None and compared and text[:1] == DATE:
            return False  # 78万件，比去年90万件减少12万件；2023年总收案90万件，比上年: a year with a change of its own
        if prior is not None and not _same_year(last.sentence, start):
            if not last.changes and self._later(text, start, last):
                last.changes.append(Change(prior=last.figure))
                last.figure = start + prior.start("prior")
            elif last.changes:
                last.changes[-1].prior = start + prior.start("prior")
            else:
                last.changes.append(Change(prior=start + prior.start("prior")))
            return True
        if self._of_two(text, start, here) or self._rate_of_moved(text, start):
            return True
        change = self._change.match(text)
        moved = bool(last.changes) and last.changes[-1].prior is not None
        weak = change is not None and not moved and change["way"] in self._compared
        weak = weak and not phrases.COMPARES.search((change["lead"] or "") if change is not None else "")
        weak = weak or (change is not None and _named_anew(change["lead"] or "", last, here))
        # 2022年49.5%，2023年53.1%，两年提高6.9个百分点: since a year that only 与2010年相比 would name
        weak = weak or (change is not None and not last.before and bool(phrases.OVER_YEARS.match(change["lead"] or "")))
        if change is not None and not weak and phrases.LEAD.match(change["lead"] or ""):
            self._changed(change, text, start, last, here)
            return True
        limited = list(self._limited(text, start, last, here))
        if limited:
            for fact, limit in limited:
                fact.limits.append(limit)
            return True
        done = phrases.DONE.match(text) or phrases.DONE_BARE.match(text)
        if done is not None and last.asked:
            return True
        if done is not None:
            groups = done.groupdict()
            told = next((name for name in ("target", "bare") if groups.get(name)), None)
            target = start + done.start(told) if told is not None else None
            what = done.span("what")
            last.done_besides += [last.done] if last.done is not None else []
            last.done = target, (start + what[0], start + what[1]), start + done.start("ratio")
            return True
        return False

    def _limited(self, text: str, start: int, last: Fact, here: list[Fact]) -> Iterator[tuple[Fact, Limit]]:
        """What a clause says the fact before it is above or below; with 均, all facts that are told with it."""
        for form in _LIMIT_FORMS:
            found = form.match(text)
            if found is None:
                continue
            figure = start + found.start("figure")
            other = last.sentence.figures[figure]
            way, sure = "", True
            if form is phrases.AGAINST:
                printed = last.sentence.span(figure, figure + 1).text
                limit = other.bound in _LIMITS and not printed[:1].isdigit()
                met = found["word"] in phrases.REACHED and other.bound == "" and found["what"] is not None
                # 超过90% may be what is more than 90%, 低于5.5%左右 a figure of its own
                vague = phrases.VAGUE.match(printed) if other.bound in ("over", "about") else None
                if vague is not None and (found["what"] is not None or found["all"] is not None):
                    way, sure = vague["way"], other.bound == "over"
                elif not limit and not met:
                    continue
            elif form is phrases.REACHES:
                sure = False
                if other.bound not in _LIMITS:
                    continue
            elif other.bound not in (("", "at_most") if form is phrases.KEPT else ("",)):
                continue
            elif form is phrases.KEPT:
                way, sure = "" if other.bound else "不超过", other.bound != ""
            else:
                way, sure = found["way"], False
            each = form is phrases.EACH_BEYOND
            told = self._limits_of(last, here, figure, each or found["all"] is not None)
            if len(told) > each:
                # a limit with a name may be of another scope than the list
                beside = len(told) > 1 and last.level == 1 and form in _LIMIT_FORMS[:3]
                for fact, at in told:
                    yield fact, Limit(way, figure, at, sure if at == fact.figure and len(told) == 1 else beside)
                return

    @staticmethod
    def _limits_of(last: Fact, here: list[Fact], figure: int, every: bool) -> list[tuple[Fact, int]]:
        """The figures that may be held against a limit: of the last fact or, where it is counted otherwise, of the last rate

        that is told of it; with 均 those of the facts told with it."""
        kind = kind_of_figure(last.sentence.figures[figure])
        if last.sentence.signs[figure] == POINTS:
            return []
        if kind_of(last) != kind:
            rate = _last_rate(last) if kind == "ratio" else None
            return [(last, rate)] if rate is not None and not every else []
        told = [last]
        before = takewhile(lambda fact: fact is not last, here) if every else ()
        for fact in reversed(list(before)):
            if kind_of(fact) != kind or fact.depth != last.depth or told[-1].level > max(last.level, 1):
                break
            told.append(fact)
        return [(fact, fact.figure) for fact in reversed(told)]

    def _of_two(self, text: str, start: int, here: list[Fact]) -> bool:
        """What is said of two counts told together: 97件134人，去年同期为197件375人，件数下降50.8%."""
        both = _together(here)
        priors = phrases.PRIORS.match(text)
        if both and priors is not None and not _same_year(both[0].sentence, start):
            places = [start + priors.start(name) for name in ("prior", "second")]
            kinds = [kind_of_figure(both[0].sentence.figures[at]) for at in places]
            if kinds == [kind_of(fact) for fact in both]:
                for fact, at in zip(both, places, strict=True):
                    fact.changes.append(Change(prior=at))
                return True
        counted = self._counted_change.match(text)
        if counted is None or not both:
            return False
        meant = [fact for fact in both if fact.sentence.figures[fact.figure].unit.symbol == counted["word"]]
        for fact in meant:
            told = fact.changes[-1] if fact.changes and fact.changes[-1].ratio is None else Change()
            fact.changes += [told] if told not in fact.changes else []
            told.ratio, told.rate_way = start + counted.start("figure"), counted["way"]
        return bool(meant)

    def _rate_of_moved(self, text: str, start: int) -> bool:
        """举报3618件，比上年增加433件，举报量增长12%: the rate of the change told right before, with its name once more."""
        found = self._named_rate.match(text) if len(self._moved) == 1 and _awaits_rate(self._moved[0]) else None
        if found is None or found["name"] not in self._moved[0].name:
            return False
        told = self._moved[0].changes[-1]
        told.ratio, told.rate_way = start + found.start("ratio"), found["way"]
        return True

    @staticmethod
    def _later(text: str, start: int, last: Fact) -> bool:
        """Whether a clause begins with a later year than the one a fact begins with: 2022年12万小时，2023年为13万小时."""
        before = last.start - 1
        if text[:1] != DATE or before < 0 or last.sentence.signs[before] != DATE:
            return False
        years = [phrases.YEAR.match(last.sentence.span(at, at + 1).text) for at in (before, start)]
        return all(years) and str(years[0] and years[0][0]) < str(years[1] and years[1][0])

    def _changed(self, change: re.Match[str], text: str, start: int, last: Fact, here: list[Fact]) -> None:
        figure = start + change.start("figure")
        is_rate = text[change.start("figure")] == RATIO
        of_rate = text[change.start("figure")] == POINTS and kind_of(last) != "ratio"
        same = _in_a_row(last.sentence, figure, start + len(text), is_rate)
        if len(same) > 1 and not change["ratio"]:
            # 比上年分别增长5.2%、2.4%: one for each of the facts before, or for nobody
            meant = self._meant(same, is_rate, bool(phrases.IN_TURN.search(text)), last, here)
            for fact, at in zip(meant, same, strict=True) if meant else ():
                told = fact.changes[-1] if fact.changes and not fact.changes[-1].back else None
                if told is None or (told.ratio if is_rate else told.amount) is not None:
                    fact.changes.append(told := Change())
                if is_rate:
                    told.ratio, told.rate_way = at, change["way"]
                else:
                    told.amount, told.way = at, change["way"]
            self._moved = meant
            return
        if text[:1] == DATE and self._later(text, start, last):
            last.before = True  # 2023年439万元，2024年增加22万元
        facts = [last]
        if phrases.EACH.search(change["lead"] or ""):
            facts = [fact for fact in here if fact.whole is last.whole and fact.depth == last.depth][-2:] or [last]
        elif is_rate and len(self._moved) == 1 and _awaits_rate(self._moved[0]):
            facts = self._moved  # 投入5万元，惠及80人，比上年增加2万元，增长66.7%
        elif not is_rate and not of_rate and kind_of(last) != kind_of_figure(last.sentence.figures[figure]):
            kind = kind_of_figure(last.sentence.figures[figure])
            counted = [fact for fact in _run(here) if kind_of(fact) == kind]
            facts = counted if len(counted) == 1 else [last]
        for fact in facts:
            known = fact.changes[-1] if fact.changes else None
            # 比预算减少0.6万元，比上年下降25%: each against something else
            other = known is not None and known.back and phrases.COMPARES.search(change["lead"] or "") is not None
            # 增长1.0%，比上半年提高4.8个百分点: that is said of the rate
            again = known is not None and (of_rate or (known.ratio if is_rate else known.amount) is not None)
            # 同比增长8.2%，较全市平均低95元: the rate is not that of the amount
            against, before = _compared_with(change["lead"] or "", known, last)
            apart = known is not None and known.prior is None and against != before
            # 比例66.8%，上升3.5个百分点，某浓度51微克/立方米，下降3.8%: what fell is told without a figure that is read
            apart |= is_rate and known is not None and known.prior is None and _by_points(last.sentence, known)
            if known is None or other or again or apart:
                known = Change(lead=(start, start + change.end("lead")), back=apart and against != _LAST_YEAR)
                fact.changes.append(known)
            if phrases.ANAPHORA.search(text) is not None:
                known.back, known.lead = True, (start, start + change.end("lead"))
            if change["prior"]:
                known.prior = start + change.start("prior")
            if is_rate:
                known.ratio, known.rate_way = figure, change["way"]
            else:
                known.amount, known.way = figure, change["way"]
                if change["ratio"]:
                    known.ratio, known.rate_way = start + change.start("ratio"), change["way"]
        self._moved = facts

    def _meant(self, same: list[int], is_rate: bool, in_turn: bool, last: Fact, here: list[Fact]) -> list[Fact]:
        """The facts of which several changes are told in a row, one for each; none where nobody can tell.

        54起，死亡825人，同比减少11起、146人: amounts are told of what is counted alike. 分别下降16.9%和15.0%: rates are told
        of what the amounts before them were told of.
        """
        kinds = [kind_of_figure(last.sentence.figures[at]) for at in same]
        run, size = _run(here), len(same)
        if not is_rate and len(set(kinds)) > 1:
            windows = (run[at : at + size] for at in range(len(run) - size, -1, -1))
            return next((window for window in windows if list(map(kind_of, window)) == kinds), [])
        if is_rate and len(self._moved) > 1:
            return self._moved if size == len(self._moved) and all(map(_awaits_rate, self._moved)) else []
        if not is_rate and not in_turn:
            return []
        if size == len(both := _together(here)):
            return both  # 97件134人，同比分别下降50.8%、64.3%
        mixed = len({kind_of(fact) for fact in run}) > 1
        if is_rate and mixed and size == len(run):
            return run  # 事故301起、死亡279人、受伤110人，同比分别下降14.0%、6.4%、16.0%
        near = run if is_rate and mixed else here
        alike = [fact for fact in near if kind_of(fact) == kind_of(last) and fact.whole is last.whole]
        return alike[-size:] if len(alike) >= size else []

    @staticmethod
    def _unnamed(sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
        """三项支出27.91亿元，分别为12.46亿元、4.98亿元、10.47亿元: facts without names of their own."""
        signs = sentence.signs[start:end]
        if len(signs) < 3 or any(sign not in FIGURES and sign not in "、和与" for sign in signs):
            return []
        figures = [start + at for at, sign in enumerate(signs) if sign in FIGURES]
        return [Fact(sentence, at, at, at, clause.level if not n else 1, clause.depth) for n, at in enumerate(figures)]

    @staticmethod
    def _respectively(sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
        """一标段、二标段分别为82座、66座: as many facts as names and figures; none where their numbers differ."""
        signs = sentence.signs
        word = max(signs.find("分别", start, end), signs.find("依次", start, end))
        if word < 0:
            return []
        names = [found.span() for found in re.finditer(r"(?:[^、和与及]|及(?=以[上下]))+", signs[start:word])]
        figures = [at for at in range(word, end) if signs[at] in FIGURES]
        if len(names) != len(figures):
            # 卫生、教育、社会保障和就业支出分别为: 和 may be a part of a name
            names = [found.span() for found in re.finditer("[^、]+", signs[start:word])]
        if len(names) < 2 or len(names) != len(figures):
            return []
        made = []
        for number, ((first, last), figure) in enumerate(zip(names, figures, strict=True)):
            level = clause.level if not number else 1
            made.append(Fact(sentence, start + first, start + last, figure, level, clause.depth))
        return made

    def _told(self, sentence: Sentence, start: int, end: int, clause: Clause) -> list[Fact]:
        """The facts of a clause: mostly one; a whole and its part; or one after the other (24个小区投入5906万元)."""
        signs = sentence.signs
        among = phrases.AMONG.match(signs[start:end])
        if among is not None:
            at, other = start + among.start("whole"), start + among.start("part")
            whole = Fact(sentence, start, at, at, clause.level, clause.depth)
            part = Fact(sentence, at + 1, other, other, clause.level, clause.depth, tail=signs[other + 1 : end])
            if kind_of(whole) == kind_of(part):
                part.whole = whole
                return [whole, part]
        first = self._fact(sentence, start, end, clause)
        if first is None:
            return []
        made = [first]
        if first.changes and first.changes[0].prior is not None and first.changes[0].prior < first.figure:
            at = first.changes[0].prior
            made.insert(0, Fact(sentence, start, at, at, clause.level, clause.depth, before=True))
            return made
        if first.changes or first.shares or first.done:
            return made
        at = first.figure
        while (following := _counted(sentence, at + 1, end)) is not None and len(made) < _MOST_TOLD:
            if signs[following] in RATIO + POINTS + BARE:
                break
            if following == at + 1 and not _two_counts(sentence, at):
                break
            made.append(
                Fact(
                    sentence, at + 1, following, following, clause.level, clause.depth, tail=signs[following + 1 : end]
                )
            )
            at = following
        return made

    def _fact(self, sentence: Sentence, start: int, end: int, clause: Clause) -> Fact | None:
        signs = sentence.signs
        text = signs[start:end]
        moved = phrases.FROM_TO.match(text)
        if moved is not None:
            made = Fact(
                sentence, start, start + moved.end("name"), start + moved.start("now"), clause.level, clause.depth
            )
            made.changes.append(Change(prior=start + moved.start("prior"), rate_way=moved["word"], way=moved["word"]))
            return made
        figure = _counted(sentence, start, end)
        if figure is None:
            return None
        name_end = figure
        while start < name_end and signs[start] == DATE:
            start += 1
        made = Fact(sentence, start, name_end, figure, clause.level, clause.depth)
        made.tail = signs[figure + 1 : end]
        made.average = phrases.AVERAGE.match(text) is not None or phrases.BY_UNIT.match(made.tail) is not None
        grown = self._grown.match(made.name)
        if grown is not None:
            made.grown = (start + grown.start("name"), start + grown.end("name")), grown["way"]
        portion = None
        if signs[figure] == RATIO:
            portion = phrases.PORTION.match(made.name) or phrases.PORTION_IS.match(made.name)
        if portion is not None:
            (a, b), (c, d) = portion.span("part"), portion.span("base")
            made.portion = (start + a, start + b), (start + c, start + d)
        made.before = made.grown is None and self._of_before(made)
        made.asked = phrases.IS_BASE.search(made.name) is not None and made.tail[:1] == "的" and made.tail[1:2] == RATIO
        rest = signs[figure + 1 : end]
        # 教育支出11.26亿元增长4.1%, 占 … without a pause
        if rest and not made.before and any(character in FIGURES for character in rest):
            self._modifies(rest, figure + 1, made, [made], clause)
        return made

    @staticmethod
    def _of_before(fact: Fact) -> bool:
        """Whether a fact is only what others are compared with."""
        name = fact.sentence.span(fact.start, fact.end).text if fact.end > fact.start else ""
        if phrases.COMPARED.match(fact.tail) and (
            name[:1] in ("与", "同", "和", "较", "比") or phrases.WITH_DATE.search(fact.name)
        ):
            return True
        return phrases.OF_BEFORE.search(name) is not None

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


def gaps_of(sentence: Sentence, told: int) -> Iterator[Gap]:
    """The points by which a sentence says that two rates differ."""
    signs = sentence.signs
    for form in (phrases.GAP, phrases.GAP_AFTER, phrases.GAP_OF_TWO):
        for found in form.finditer(signs):
            begun = max(signs.rfind(sign, 0, found.start()) for sign in ",;:。()") + 1
            subject = (begun, found.start()) if form is not phrases.GAP_OF_TWO else found.span("one")
            other = found.start("other") if form is not phrases.GAP_OF_TWO else None
            yield Gap(sentence, found.start(), subject, found["way"], other, found.start("points"), told)
    for found in phrases.GAP_OF_SCOPE.finditer(signs):
        way = found["way"] or found["later"]
        if way:
            yield Gap(sentence, found.start(), found.span("name"), way, None, found.start("points"), told)
    for found in phrases.GAP_OF_LAST_TWO.finditer(signs):
        yield Gap(sentence, found.start(), (found.start(), found.start()), "高", None, found.start("points"), told)


def paces_of(sentence: Sentence, told: int) -> Iterator[Gap]:
    """By how many points a sentence says that something is ahead of time, or behind it."""
    signs = sentence.signs
    for found in phrases.PACE.finditer(signs):
        begun = max(signs.rfind(sign, 0, found.start()) for sign in ",;:。()") + 1
        way = found["way"] or found["later"]
        yield Gap(sentence, found.start(), (begun, found.start()), way, None, found.start("points"), told)


def _last_rate(fact: Fact) -> int | None:
    """Where the last rate that was told of a fact stands: a share, a completion. Growth may be of something else."""
    rates = [at for at, _ in fact.shares] + ([fact.done[2]] if fact.done is not None else [])
    return max(rates, default=None)


def _milestone(fact: Fact) -> bool:
    """Whether a fact only says what another has passed or is ahead of, so that nothing more is said of it: 首次突破2万亿元,

    超序时进度16个百分点."""
    beside = fact.sentence.signs[fact.figure] == POINTS and phrases.AHEAD.match(fact.name) is not None
    return beside or phrases.PASSED.search(fact.name) is not None


def _named_anew(lead: str, last: Fact, here: list[Fact]) -> bool:
    """Whether the words before a change name what was told before the last fact: 接待费同口径比2018年减少38万元."""
    names = (stripped(fact.name) for fact in here if fact is not last)
    return any(len(name) > _SHORT_NAME and lead.startswith(name) for name in names)


def _two_counts(sentence: Sentence, at: int) -> bool:
    """Whether a figure and the one right behind it count two kinds of things: 培训4期320人次; or money: 减免14户6.8万元."""
    kinds = [kind_of_figure(sentence.figures[place]) for place in (at, at + 1)]
    return kinds[0] != kinds[1] and kinds[0].startswith("count") and kinds[1].startswith(("count", "money"))


def _in_a_row(sentence: Sentence, first: int, end: int, rates: bool) -> list[int]:
    """The figures that are told in a row from one on: rates, or amounts of whatever is counted."""
    signs = sentence.signs
    if rates or signs[first] == POINTS:
        return [at for at in range(first, end) if signs[at] == signs[first]]
    told, at = [first], first + 1
    while at < end and signs[at] in _JOINS + FIGURES:
        if signs[at] in FIGURES:
            if signs[at] in RATIO + POINTS + BARE:
                break
            told.append(at)
        at += 1
    alike = [at for at in range(first, end) if signs[at] == signs[first]]
    return told if len(told) >= len(alike) else alike


def _run(here: list[Fact]) -> list[Fact]:
    """The facts told last, back to a stop or a ；, or to one of which something else was told already."""
    run: list[Fact] = []
    for fact in reversed(here):
        if run and fact.opener not in ("", "("):
            break
        run.insert(0, fact)
        if fact.level >= SEMICOLON:
            break
    return [fact for fact in run if not fact.before and not fact.asked]


def _awaits_rate(fact: Fact) -> bool:
    """Whether the change of a fact was told as an amount, and not yet as a rate; points have none."""
    told = fact.changes[-1] if fact.changes else Change()
    return told.amount is not None and told.ratio is None and not _by_points(fact.sentence, told)


def _by_points(sentence: Sentence, change: Change) -> bool:
    """Whether a change is told in points."""
    return change.amount is not None and sentence.signs[change.amount] == POINTS


def _together(here: list[Fact]) -> list[Fact]:
    """The last two facts where they are two counts told in one breath: 97件134人."""
    pair = here[-2:]
    beside = len(pair) > 1 and pair[0].sentence is pair[1].sentence and pair[1].figure == pair[0].figure + 1
    return pair if beside and _two_counts(pair[0].sentence, pair[0].figure) else []


def _by_year(last: Fact, text: str, start: int) -> bool:
    """Whether a date begins the first part of a whole, or goes on with parts by year: 其中2021年甲3万元，2022年甲5万元."""
    if text[:1] != DATE:
        return False
    before = last.sentence.signs[:start].rstrip(":,")
    first = last.whole.parts[0] if last.whole is not None else None
    return before.endswith("其中") or (
        first is not None and first.sentence.signs[first.start - 1 : first.start] == DATE
    )


def _same_year(sentence: Sentence, at: int) -> bool:
    """Whether a date names the year that was named before it in the sentence, or none: 9月1日拨160万元，9月7日拨100万元."""
    if sentence.signs[at] == DATE and phrases.YEARLESS.match(sentence.span(at, at + 1).text):
        return True
    dates = [place for place in range(at + 1) if sentence.signs[place] == DATE]
    years = [year[0] for place in dates if (year := phrases.YEAR.match(sentence.span(place, place + 1).text))]
    return sentence.signs[at] == DATE and len(years) > 1 and years[-1] == years[-2]


def _is_name(words: str) -> bool:
    """Whether words that end with a bracket are a name as a whole."""
    return words.count("(") == 1 and words.endswith(")") and not any(sign in FIGURES or sign in ";。" for sign in words)


def _counted(sentence: Sentence, start: int, end: int) -> int | None:
    """The figure that a clause is about: no time limit before another figure, and a bare number only with decimals."""
    signs = sentence.signs
    # 0.06次/10万公顷: what something is reckoned by is no figure of its own
    told = [at for at in range(start, end) if signs[at] in FIGURES and signs[at - 1 : at] not in ("/", "／")]
    figures = [at for at in told if signs[at] != BARE]
    if not figures:
        return next((at for at in told if signs[at] == BARE and sentence.figures[at].ulp < 1), None)
    first = sentence.figures[figures[0]]
    limit = len(figures) > 1 and first.unit.dimension in phrases.TIMES
    return (
        figures[1]
        if limit and (first.bound == "at_most" or phrases.WITHIN.match(signs, figures[0] + 1))
        else figures[0]
    )


def _compared_with(lead: str, known: Change | None, fact: Fact) -> tuple[str, str]:
    """What a change and the one known before it are told against; a change without words for it against the same."""
    before = _base_of(fact.sentence.signs[slice(*known.lead)]) if known is not None else ""
    return _base_of(lead) or before or _LAST_YEAR, before or _LAST_YEAR


def _base_of(lead: str) -> str:
    """What the words before a word for more or less compare with; empty where they compare with nothing."""
    compared = phrases.COMPARES.search(lead)
    if compared is None:
        return ""
    return next((name for words, name in _SINCE if words.search(lead)), lead[compared.start() :])
