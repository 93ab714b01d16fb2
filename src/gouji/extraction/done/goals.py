"""Goals that running text gives beside what was done, as rows of the table of completion (完成)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.amounts import far_apart, interval_of, label_of, makes, value_at, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.limits import BOUNDS, over_goal
from gouji.extraction.prose.names import share_signs
from gouji.extraction.prose.rates import Writer
from gouji.extraction.text.sentences import DATE, FIGURES, POINTS
from gouji.faults import regex as re
from gouji.figures.dates import parse_period

#: Kinds of which less may be better: without 不低于 or 不高于 nobody knows whether a goal is a ceiling.
_EITHER_WAY: Final = frozenset(("money", "days", "hours", "workdays", "months"))
#: A name of so few characters says little: 为, 实际为.
_SHORT: Final = 3
#: What is still to come when something was done: 1至10月新增3.2万人，预计全年将超过3.8万人.
_TO_COME: Final = re.compile(r"将|预计|预期(?!目标)|有望|下(?:半年|一?阶段|一?步|个?月|一?季度)|[明次]年|后续")
#: A goal of a whole year, of which a part may have gone by: 截至9月底完成3.2万亩，年度任务4万亩.
_OF_PLAN: Final = re.compile(r"(?:计划|目标|任务)数?的$")
_OF_YEAR: Final = re.compile(r"全年|年度|年内|[当本今]年|年末|年底|年终")
#: What a goal is of when it is called 年度目标: nothing.
_YEARS: Final = re.compile(r"^(?:全年|年度|年初|年内|[当本今]年|年末|年底|年终)+")
_ANY_YEAR, _LAST_MONTH = 2000, 12
#: What was set for somebody to reach.
_SET: Final = re.compile(r"下达(?:任务|指标|计划)?$")
#: What was done of what was set: 任务已竣工.
_ALREADY: Final = re.compile(r"^[已共]")
#: What is still wanting to a goal: 距全年目标还差600亩.
_WANTING: Final = re.compile(r"(?:[还尚仍仅只相]差|[还尚仍]缺|(?:目标|任务|计划)[差缺])(?:了|约)*$")
#: The highest or the lowest of several: every one is told by it.
_EXTREME: Final = re.compile(r"最[高低多少大小长](?:为|达到?)?\s*(?=[0-9０-９])")
#: What leads from a bound to what it is worth, or how it is graded.
_WORTH: Final = r"(?:\(不?含\))?的?,?(?:得|计|扣|加|记|评为|评定为|定为|为|属于?)[“\"]?"
#: Words behind a goal that say that it was reached, and of what.
_TO_GOAL: Final = r"(?:完成|达到|实现|达成|满足|符合)了?[^,;。]{0,6}?(?:目标|任务|要求|指标|计划)(?:任务|要求|值)?"
_VERDICT: Final = re.compile(rf"^(?P<name>[^,;。]{{2,12}}?)(?:[已均也都]|全部|圆满|超额|全面)*{_TO_GOAL}$")
_CLAIM: Final = re.compile(
    rf"^(?:[已均也都]|已经|全部|圆满|超额|全面|顺利|提前|按期|如期|较好|地)*(?:{_TO_GOAL}|全[面部]完成|超额完成)$"
)
_DENIED: Final = re.compile(r"[未没不尚将拟应]|确保|力争|预计|基本|除")
#: What a goal is of, before a colon: 草原改良：下达5.8万亩.
_CALLED: Final = re.compile(rf"(?:^|[,;。])(?P<name>[^,;:。(){FIGURES}{DATE}]{{2,12}}):$")
#: Goals told one after the other, each of another thing: 目标分别为……
_EACH: Final = re.compile(r"分别[^,;。]{0,4}$")
_EACH_NAME: Final = re.compile(r"分别[为是]?")
_AND: Final = re.compile(r"[、和及与]")
#: Facts before a goal among which what was done is told by name.
_BACK: Final = 8
_NAMED: Final = 2


#: What belongs to a plan is none: 列入计划的水库42座.
_BELONGS: Final = re.compile(r"[内中]?的(?!总?[数额值量])[\u4e00-\u9fff]{2}")


class Goals:
    """Writes the goals of one document."""

    def __init__(self, wording: Wording, write: Writer) -> None:
        self._goal_name, self._done_name = any_of(wording.goals), any_of(wording.done)
        self._done_rate = re.compile(rf"(?:{any_of(wording.rates).pattern})(?:为|是|达到?)?")
        self._over = over_goal(self._goal_name)
        self._reasons = any_of(wording.reasons)
        self._reached, self._missed = wording.reached, wording.missed
        self._reasons_of = wording.reasons
        # 未完成目标的原因是, 偏差原因：; 未完成培训任务 may be of another thing
        self._why_next = re.compile(
            rf"[。\s]*(?P<what>(?:[未没](?:有|能)?(?:{either(wording.goal_empty)}|标|值){{1,6}}"
            r"|(?:存在|产生|出现)?(?:偏差|差异|偏离))的?(?:主要)?原因)"
        )
        # 执行率≥95%得10分; 60分以下为差: what is told of such bands is no goal; but 为中央 is no grade
        grade = rf"(?:{either(wording.grades)})(?!(?<=中)[\u4e00-\u9fff])"
        self._band = re.compile(rf"{_WORTH}(?:[{FIGURES}]|{either(wording.fulls)}|{grade})")
        self._write = write

    def read(self, facts: Sequence[Fact]) -> None:
        """The goals of one section: each with what was done, told right after or right before it."""
        taken: set[int] = set()
        for at, fact in enumerate(facts):
            if at in taken or not self._is_goal(fact):
                continue
            if (pairs := self._respectively(facts, at)) is not None:
                for goal, own in pairs:
                    self._goal(goal, own, None)
                continue
            done = self._after(fact, facts[at + 1 : at + 3]) or self._before(fact, facts[max(0, at - 2) : at])
            done = done or self._said_of(fact, facts[max(0, at - _BACK) : at])
            if done is None or not _plain(done, fact):
                continue
            taken.add(at)
            self._goal(fact, done, self._rate(fact, done, facts[at : at + 4]))

    def _respectively(self, facts: Sequence[Fact], at: int) -> Sequence[tuple[Fact, Fact]] | None:
        """甲93%、乙88%、丙80%，目标分别为≥90%、≥85%、≥80%: each goal with the figure in its place; no pairs where they are
        not as many."""
        goal = facts[at]
        sentence, signs = goal.sentence, goal.sentence.signs
        if not _EACH.search(signs, 0, goal.figure):
            return None
        run = [goal.figure]
        while (place := run[-1] + 2) in sentence.figures and _AND.match(signs, place - 1):
            run.append(place)
        if len(run) < _NAMED:
            return None
        goals = [replace(goal, figure=place) for place in run]
        stop = max(signs.rfind(sign, 0, goal.figure) for sign in ";。")
        told = [one for one in facts[:at] if one.sentence is sentence and one.figure > stop]
        told = [one for one in told if kind_of(one) == kind_of(goal) and not self._is_goal(one)]
        fits = len(told) == len(run) and all(_plain(done, other) for other, done in zip(goals, told, strict=True))
        return list(zip(goals, told, strict=True)) if fits else []

    def _after(self, goal: Fact, facts: Sequence[Fact]) -> Fact | None:
        for other in facts:
            if ")" in other.sentence.signs[goal.figure : other.figure] and other.sentence is goal.sentence:
                return None  # 占65%（目标60%以上）；入住率45%: a goal in brackets is of what stands before them
            if self._is_goal(other) and ";" in other.sentence.signs[goal.figure : other.figure]:
                return None  # 运行率98%，目标≥95%；收缴率目标≥90%，实际91%: that is of the other goal
            if self._may_be(other, goal):
                named = self._done_name.search(other.name) or (kind_of(other) == "ratio" and _of_one(goal, other))
                return other if named else None
        return None

    def _before(self, goal: Fact, facts: Sequence[Fact]) -> Fact | None:
        if not self._goal_name.search(goal.name) or _TO_COME.search(goal.name):
            return None
        # what is planned may be of another thing than what was told before it: 合计5万元，预计收益7万元
        name = set(self._goal_name.sub("", goal.name))
        alike = kind_of(goal) not in _EITHER_WAY or not name
        return next(
            (other for other in reversed(facts) if self._may_be(other, goal) and (alike or name & set(other.name))),
            None,
        )

    def _said_of(self, goal: Fact, facts: Sequence[Fact]) -> Fact | None:
        """合格率88.33%。……目标值为95%，合格率达到目标要求: what the words behind the goal name was told before it."""
        signs = goal.sentence.signs
        stop = re.search(r"[;。]", signs[goal.figure + 1 :])
        rest = signs[goal.figure + 1 : goal.figure + 1 + stop.start() if stop is not None else None]
        if not self._goal_name.search(goal.name) or any(sign in FIGURES for sign in rest):
            return None
        for clause in rest.split(","):
            named = _VERDICT.match(clause)
            if named is None or len(named["name"]) < _NAMED or _DENIED.search(clause):
                continue
            own = [one for one in facts if kind_of(one) == kind_of(goal) and one.name.endswith(named["name"])]
            own = [one for one in own if one.sentence.texts[-1] is goal.sentence.texts[0] and not self._is_goal(one)]
            return own[-1] if len({worth(one) for one in own}) == 1 else None
        return None

    def _may_be(self, other: Fact, goal: Fact) -> bool:
        """Whether a fact may be what was done for a goal: told beside it, in the same unit, and no goal itself."""
        beside = other.sentence is goal.sentence and other.depth <= goal.depth
        points = other.sentence.signs[other.figure] == POINTS
        if beside and "其中" in other.sentence.signs[goal.figure : other.figure]:
            return False  # 列入计划的共42座，其中甲型9座、乙型33座: parts of it
        return beside and not points and kind_of(other) == kind_of(goal) and not self._is_goal(other)

    def _overdone(self, goal: Fact, done: Fact) -> bool:
        """任务数115户，实际完成264户: more was done than was planned, and the names say that it was planned and done."""
        named = self._goal_name.search(goal.name) and self._done_name.search(done.name)
        return named is not None and kind_of(goal) not in _EITHER_WAY and worth(done) > worth(goal)

    def _is_goal(self, fact: Fact) -> bool:
        if self._over.search(fact.name) or _WANTING.search(fact.name):
            return False
        behind = self._goal_name.split(fact.name)[-1]
        if _ALREADY.search(behind) or (behind != fact.name and _BELONGS.match(behind)):
            return False
        if self._goal_name.search(fact.name) is not None or fact.sentence.figures[fact.figure].bound in BOUNDS:
            if self._band.match(fact.sentence.signs, fact.figure + 1) and not self._goal_name.search(fact.name):
                return False
            return not _EXTREME.match(fact.sentence.span(fact.figure, fact.figure + 1).text)
        # 下达5.8万亩，完成5.1万亩: what was set; of money it is what was given
        return _SET.search(fact.name) is not None and kind_of(fact) not in _EITHER_WAY

    def _label(self, goal: Fact, done: Fact) -> Value:
        """What a goal is of: where it is only called a goal, what was done, or what a colon stands behind."""
        own = _YEARS.sub("", self._goal_name.sub("", goal.name))
        if len(_EACH_NAME.sub("", _SET.sub("", own))) >= _NAMED:
            return label_of(goal)
        called = _CALLED.search(goal.sentence.signs, 0, goal.start)
        if called is not None:
            return goal.sentence.span(*called.span("name"))
        plain = len(self._goal_name.sub("", self._done_name.sub("", done.name))) >= _NAMED
        return label_of(done) if plain else label_of(goal)

    def _rate(self, goal: Fact, done: Fact, facts: Sequence[Fact]) -> Value | None:
        """The rate that the two make, told right behind them (计划200户，完成190户，完工率95.0%), or before the goal

        (144座，完成年度任务119%（任务数112座）); one that says that it is theirs need not be made by them.
        """
        beside = done.sentence is goal.sentence
        last = max(goal.figure, done.figure) if beside else goal.figure
        if kind_of(goal) == "ratio":
            return None  # 目标5%，实际4.56%，合格率98%: another rate
        if beside and done.done is not None and done.done[0] is None and done.figure < done.done[2] < goal.figure:
            what = done.sentence.signs[slice(*done.done[1])]
            bracket = goal.depth > done.depth and goal.start <= done.done[2] + 2
            if bracket and self._goal_name.search(what) and self._goal_name.search(goal.name):
                return value_at(done, done.done[2])
        for fact in facts:
            if fact.sentence is goal.sentence and fact.figure > last and kind_of(fact) == "ratio":
                printed = fact.sentence.figures[fact.figure].interval("printed")
                if makes(interval_of(done), interval_of(goal), printed):
                    return value_of(fact)
                beside &= fact.start <= last + 2 and fact.depth == goal.depth == done.depth
                named = self._goal_name.search(goal.name) and self._done_rate.fullmatch(fact.name)
                return value_of(fact) if beside and named and not _bounded(fact) else None
        return None

    def _goal(self, goal: Fact, done: Fact, rate: Value | None) -> None:
        signs = goal.sentence.signs
        last = max(goal.figure, done.figure) if done.sentence is goal.sentence else goal.figure
        end = signs.find(";", last)
        rest = signs[last + 1 : end if end >= 0 else None]
        verdict = _said(rest, self._missed) or _said(rest, self._reached)
        claim = "" if verdict else _claimed(rest, done.name)
        if _SET.search(goal.name) and not (verdict or claim):
            return  # nobody says that it was to be reached
        if kind_of(goal) == "ratio" and _OF_PLAN.search(goal.name):
            return  # 改造长度为计划的106.5%: how much of it was done
        cells: dict[str, Value] = {"事项": self._label(goal, done), "目标": value_of(goal), "完成": _as_plain(done)}
        if rate is not None:
            cells["完成率"] = rate
        if verdict:
            start = signs.index(verdict, last + 1)
            cells["结论"] = goal.sentence.span(start, start + len(verdict))
        elif claim and self._reached:
            start = signs.index(claim, last + 1)
            word = max((word for word in self._reached if word in claim), key=len, default=min(self._reached, key=len))
            cells["结论"] = Said(word, goal.sentence.span(start, start + len(claim)))
        elif (reason := self._reasons.search(signs, last + 1)) is not None:
            cells["结论"] = goal.sentence.span(*reason.span())
        elif (why := self._said_next(goal, done)) is not None:
            cells["结论"] = why
        far = far_apart(worth(done), worth(goal)) and not self._beside(goal, done)
        bounded = goal.sentence.figures[goal.figure].bound in BOUNDS and self._done_name.search(done.name) is not None
        if far and not (verdict or claim or bounded) and not self._overdone(goal, done):
            return  # they are hardly the goal and the result of one thing
        plain = goal.sentence.figures[goal.figure].bound
        # 计划53.8万人，累计完成42.3万人，占总计划的84.6%: how far it has come is told, and nothing is kept silent
        on_the_way = not verdict and not claim and rate is None and (bool(done.shares) or done.done is not None)
        on_the_way |= not (verdict or claim) and _OF_YEAR.search(goal.name) is not None and _within_year(done)
        self._write("完成", cells, far or on_the_way or (not plain and kind_of(goal) in _EITHER_WAY))

    def _said_next(self, goal: Fact, done: Fact) -> Value | None:
        """What the next sentence is about to explain, where a sentence tells of nothing else: 未完成目标的原因是……."""
        sentence = goal.sentence
        told = {at for at in sentence.figures if kind_of(replace(goal, figure=at)) == kind_of(goal)}
        if done.sentence is not sentence or told - {goal.figure, done.figure} or len(sentence.figures) > _NAMED + 1:
            return None
        text, end = sentence.texts[-1], sentence.ends[-1]
        found = self._why_next.match(text.text, end)
        if found is None:
            return None
        word = next((word for word in (*self._missed, *self._reasons_of) if word in found["what"]), None)
        if word is None:
            return None
        start = found.start("what") + found["what"].index(word)
        return text.span(start, start + len(word))

    def _beside(self, goal: Fact, done: Fact) -> bool:
        """6家（目标10家）: a goal in brackets right behind what was done, that names nothing else."""
        inside = goal.sentence is done.sentence and goal.depth > done.depth and goal.start == done.figure + 2
        return inside and self._goal_name.fullmatch(goal.name.rstrip("为是:值数")) is not None


def _plain(done: Fact, goal: Fact) -> bool:
    """Whether a figure is one that was reached: a bare one, or the highest one where the goal is a ceiling."""
    bound = done.sentence.figures[done.figure].bound
    if bound in ("", "about"):
        return True
    printed = done.sentence.span(done.figure, done.figure + 1).text
    return bound == goal.sentence.figures[goal.figure].bound and _EXTREME.match(printed) is not None


def _as_plain(done: Fact) -> Value:
    """A figure without the word that says that it is the highest one."""
    printed = text_of(value_of(done)) or ""
    found = _EXTREME.match(printed)
    return value_of(done) if found is None else Said(printed[found.end() :], span_of(value_of(done)))


def _claimed(rest: str, name: str) -> str:
    """The clause that says that a goal was reached, in whatever words, or that what has that name reached it:
    全面完成年度工作任务, 合格率达到目标要求."""
    for clause in re.split(r"[,;。()]", rest):
        if any(sign in FIGURES for sign in clause) or _DENIED.search(clause):
            continue
        named = _VERDICT.match(clause)
        if _CLAIM.match(clause) or (named is not None and name.endswith(named["name"])):
            return clause
    return ""


def _within_year(done: Fact) -> bool:
    """Whether the last day told before what was done is before the end of its year."""
    signs = done.sentence.signs
    at = signs.rfind(DATE, 0, done.figure)
    period = parse_period(done.sentence.span(at, at + 1).text, _ANY_YEAR) if at >= 0 else None
    return period is not None and period.end is not None and period.end.month < _LAST_MONTH


def _bounded(fact: Fact) -> bool:
    """Whether a figure is no plain one: 约95%, 95%以上."""
    return bool(fact.sentence.figures[fact.figure].bound)


def _of_one(goal: Fact, other: Fact) -> bool:
    """Whether a rate beside a goal may be of the same thing: it has no name of its own, or shares words with the goal's."""
    return len(other.name) <= _SHORT or share_signs(other.name, goal.name)


def _said(rest: str, words: Sequence[str]) -> str:
    """The first of the words that is a clause of its own; the empty text where none is."""
    found = [
        (match.start(), word)
        for word in words
        if word in rest  # most are not, in a sentence that may be long
        and (match := re.search(rf"(?:^|[,;。(])[已均全部都]{{0,3}}(?={re.escape(word)}(?:$|[,;。)]))", rest))
    ]
    return min(found)[1] if found else ""
