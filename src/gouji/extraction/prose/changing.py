"""What a clause says of how the fact before it has changed: 比上年增加12万元, 上年为6925万元.

Several changes told in a row are of several facts, one for each, or of nobody.
"""

from __future__ import annotations

from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of, longest_of
from gouji.extraction.prose.facts import Change, Fact, kind_of, kind_of_figure, two_counts
from gouji.extraction.prose.names import stripped
from gouji.extraction.text import phrases
from gouji.extraction.text.clauses import SEMICOLON
from gouji.extraction.text.sentences import BARE, DATE, FIGURES, POINTS, RATIO, Sentence
from gouji.faults import regex as re

#: What stands between figures told in a row: 11起、146人.
_JOINS: Final = "、和与及"
#: Shorter names are said of many things.
_SHORT_NAME: Final = 3
#: 而2022年为11个: a word that sets the figure of another period against what was told before.
_TURNS: Final = re.compile(rf"[而但](?=上年|去年|上期|同期|{DATE})")
#: What has changed within a year has changed since the period before.
_WITHIN_A_YEAR: Final = "一年"
#: What stands beside the name of a figure that a date leads.
_FILLERS: Final = re.compile(rf"[{DATE}{FIGURES}]|同期|全年|实际|[年末底度的为是达到约共计有]")
_OWN_NAME: Final = 2
#: A rate alone in brackets.
_BRACKETED: Final = re.compile(rf"\({RATIO}\)")
#: What a change is told against, where its words say so; the year before where nothing does.
_LAST_YEAR: Final = "上年"
_SINCE: Final = (
    (re.compile(r"环比|上[个一]?(?:月|季|周|半年)"), "环比"),
    (re.compile(r"同比|[上去]年|同期|上期"), _LAST_YEAR),
    (re.compile(rf"[{DATE}年月季期届初末前]"), "以前"),
)


class Changing:
    """Notes changes at the facts of one sentence after the other.

    ``lead`` is what may stand between a figure and a word for more or less.
    """

    def __init__(self, wording: Wording, lead: re.Pattern[str]) -> None:
        words = longest_of((*wording.more, *wording.less)).pattern
        self._compared = frozenset(wording.compared)
        self._lead = lead
        self._anaphora = phrases.anaphora(any_of(wording.plans).pattern)
        self._change = phrases.change(words)
        self._counted_change = phrases.counted_change(words)
        self._named_rate = phrases.named_rate(words)
        self._moved: list[Fact] = []
        """The facts of the sentence whose changes were told last, in their order."""

    def forget(self) -> None:
        """A new fact begins, or a sentence: what comes next is not said of the changes that were told last."""
        self._moved = []

    def read(self, text: str, start: int, last: Fact, here: list[Fact]) -> bool | None:
        """Whether a clause tells a change of the fact before it, which is then noted there; None where it tells none.

        False: it tells of a year with a change of its own.
        """
        if _TURNS.match(text):
            text, start = text[1:], start + 1
        prior = None if _by_year(last, text, start) or _of_its_own(last, text, start) else phrases.PRIOR.match(text)
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
        if change is not None and change["prior"] and _passed_over(last, start):
            return None
        if change is None or self._is_weak(change, last, here) or not self._lead.match(change["lead"] or ""):
            return None
        self._note(change, text, start, last, here)
        return True

    def _is_weak(self, change: re.Match[str], last: Fact, here: list[Fact]) -> bool:
        """Whether words for more or less tell no change of the fact before them: nothing is compared, or something else."""
        lead = change["lead"] or ""
        moved = bool(last.changes) and last.changes[-1].prior is not None
        if not moved and change["way"] in self._compared and not phrases.COMPARES.search(lead):
            return True
        # 2022年49.5%，2023年53.1%，两年提高6.9个百分点: since a year that only 与2010年相比 would name
        within = moved and lead.startswith(_WITHIN_A_YEAR)
        over = not (last.before or within) and phrases.OVER_YEARS.match(lead) is not None
        return over or _named_anew(lead, last, here)

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

    def _note(self, change: re.Match[str], text: str, start: int, last: Fact, here: list[Fact]) -> None:
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
            if self._anaphora.search(text) is not None:
                known.back, known.lead = True, (start, start + change.end("lead"))
            if change["prior"]:
                known.prior = start + change.start("prior")
            if is_rate:
                known.ratio, known.rate_way = figure, change["way"]
            else:
                known.amount, known.way = figure, change["way"]
                bracketed = _in_brackets(last.sentence, start + len(text))
                if change["ratio"]:
                    known.ratio, known.rate_way = start + change.start("ratio"), change["way"]
                elif bracketed is not None and not of_rate and figure == start + len(text) - 1:
                    known.ratio, known.rate_way = bracketed, change["way"]
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


def _in_brackets(sentence: Sentence, at: int) -> int | None:
    """较上年减少18.50万元（65.37%）: the rate that stands alone in brackets behind the amount of a change."""
    return at + 1 if _BRACKETED.match(sentence.signs, at) else None


def _passed_over(last: Fact, start: int) -> bool:
    """Whether another rate was told since a rate, of another time: what comes next is said of that one.

    1-9月增长7.2%，回落0.5个百分点；9月当月增长3.4%，比8月的7.9%回落4.5个百分点.
    """
    if kind_of(last) != "ratio":
        return False
    told = {at for change in last.changes for at in (change.amount, change.prior)}
    told |= {ratio for ratio, _ in last.shares}
    return any(last.sentence.signs[at] == RATIO and at not in told for at in range(last.figure + 1, start))


def _named_anew(lead: str, last: Fact, here: list[Fact]) -> bool:
    """Whether the words before a change name what was told before the last fact: 接待费同口径比2018年减少38万元."""
    names = (stripped(fact.name) for fact in here if fact is not last)
    return any(len(name) > _SHORT_NAME and lead.startswith(name) for name in names)


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
    return pair if beside and two_counts(pair[0].sentence, pair[0].figure) else []


def _by_year(last: Fact, text: str, start: int) -> bool:
    """Whether a date begins the first part of a whole, or goes on with parts by year: 其中2021年甲3万元，2022年甲5万元."""
    if text[:1] != DATE:
        return False
    before = last.sentence.signs[:start].rstrip(":,")
    first = last.whole.parts[0] if last.whole is not None else None
    return before.endswith("其中") or (
        first is not None and first.sentence.signs[first.start - 1 : first.start] == DATE
    )


def _of_its_own(last: Fact, text: str, start: int) -> bool:
    """Whether a date begins what is told of another thing: 事业编制15名；2023年末实有在职人员22人，其中……

    It is called otherwise than the fact before it, and stands behind ； or has parts of its own.
    """
    if text[:1] != DATE:
        return False
    words = _FILLERS.sub("", text)
    signs = last.sentence.signs
    parted = signs.startswith(("其中", "包括"), start + len(text) + 1)
    if len(words) < _OWN_NAME or words in last.name:
        return False
    return parted or (signs[start - 1 : start] == ";" and not set(words) & set(last.name))


def _same_year(sentence: Sentence, at: int) -> bool:
    """Whether a date names the year that was named before it in the sentence, or none: 9月1日拨160万元，9月7日拨100万元."""
    ended = sentence.signs[at + 1 : at + 2] in ("底", "末")  # 11月底进度91.40%: as it stood then
    if sentence.signs[at] == DATE and not ended and phrases.YEARLESS.match(sentence.span(at, at + 1).text):
        return True
    dates = [place for place in range(at + 1) if sentence.signs[place] == DATE]
    years = [year[0] for place in dates if (year := phrases.YEAR.match(sentence.span(place, place + 1).text))]
    return sentence.signs[at] == DATE and len(years) > 1 and years[-1] == years[-2]


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
