"""Words that say of how many of several something is so, held against every list of several near them: 均在90分以上,
有4项达到目标值, 除产出外均得满分, 高于平均水平的有四个, 全部为良好以上.

What has to be so is a bound (told in the words, beside them as what is required, or as the mean of all), the goal of each row,
or the most that each can have. Who is meant is not read: any list that has as many members as are said to be, or any list
where none is said, may be. What one list bears out is so; what all of them deny is a hint.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final

from gouji.extraction.claimed.aims import Aim
from gouji.extraction.claimed.rosters import HOMONYMS, Member, Roster, Rosters, named
from gouji.extraction.claimed.saidonce import words_judged
from gouji.extraction.claimed.states import States
from gouji.extraction.claimed.waysaid import DOWN, UP
from gouji.extraction.drafting.draft import Draft, Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.facts import kind_of_figure
from gouji.extraction.prose.names import much_alike
from gouji.extraction.prose.retold import base_of
from gouji.extraction.text.howmany import Told, counts
from gouji.extraction.text.sentences import COUNT, FIGURES, Sentence
from gouji.faults import regex as re
from gouji.language import Table

#: 未能全部实现: it is said that not all is so.
_DENIED: Final = re.compile(r"(?:[未没尚]|并[不非])[^,;:。]{0,3}$")
_CLAUSE: Final = re.compile(r"[^,;:。()]+")
_BUT: Final = re.compile(r"除(?:了)?(?P<but>[^。;]{1,30}?)(?:之?外|以外)")
_NONE: Final = re.compile(r"无一|没有一[个项家户]|未有一|均[未不无没]|都[未不没]|全部[未不]")
_NOT: Final = re.compile(r"[未没不]有?(?=能?(?:完成|达|实现|突破|超|高于|低于|少于|足|满|到|及格))")
_BELOW: Final = re.compile(r"低于|不足|少于|小于|不到|未满|以下|落后于|不及|以内")
_ABOVE: Final = re.compile(r"高于|超(?![市声级])|多于|大于|突破|以上|优于|快于|好于")
_REACH: Final = re.compile(
    r"达到|达标|达成|达(?=序时|目标|标准|要求|计划)|完成|实现|符合|满足|合格|兑现|及时|按时|按期|如期|控制在|[为是获评]“?[优良中]|[优高]于|迈[入上]|跻身|进入"
)
_GOAL: Final = re.compile(
    r"目标|任务|计划|指标|预期|要求|标准|规定|达标|完成|序时|合格|及时|按时|按期|频次|预算|迈[入上]|跻身|进入"
)
_MEAN: Final = re.compile(r"平均|全[国省市县区州][^,;。]{0,6}?(?:水平|均)")
_FULL: Final = re.compile(r"满分|不?扣分|失分|丢分|未得分")
_HOLDS: Final = {
    "≥": lambda one, other: one >= other,
    "≤": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    "<": lambda one, other: one < other,
}
#: What goals are called that are not called by name.
_PLAIN: Final = re.compile(
    r"绩效|年度|年初|[一二三]级|指标|目标|任务|工作|值|设定|预期|已经?|顺利|圆满|达到|完成|实现|了|以上|上述|项|的"
)
_DOING: Final = re.compile("完成了?(?P<what>[\u4e00-\u9fff]{2,8})$")
_TO_COME: Final = re.compile("[将拟须应]|力争|计划|确保|预计|争取")
#: That all has been built.
_BUILT: Final = re.compile(
    "完工|竣工|建成|按[期时]完成|如期完成|已[^,;。]{0,4}完成|全部完成|完成施工|交付|投用|投入使用"
)
#: What follows is what was meant to be.
_MEANT: Final = re.compile(r"(?:目标|任务|计划)[^,;:。完成实]{0,4}(?:[为是]|如下)?:")
#: How goals are reached.
_HOW: Final = re.compile("按[期时]|如期|及时|超额|较好|全面|基本|都|均|已|并|也|各类?|所有|全部|[。,]")
#: That what is counted are goals, or what has one each.
_AIMED: Final = re.compile("指标|目标|任务|计划|达标|项目|要求|标准|序时")
#: What may be said of each, and a figure that may be; those of whom it is not said which they are.
_SAID: Final = re.compile(f"{_BELOW.pattern}|{_ABOVE.pattern}|{_REACH.pattern}|{_FULL.pattern}|占")
#: Which way several went.
_WENT: Final = re.compile(rf"(?P<up>{UP})|(?P<down>{DOWN})")
#: How many there are, and no more: 5个区中, 上述五个税种, 目标4项.
_WHOLE: Final = re.compile(r"[中里内]$|^(?:上述|以上|这|该|目标|指标|任务)")
_FIGURED: Final = re.compile(f"[{FIGURES}]")
_OTHERS: Final = re.compile(r"其[余他它]")
_NOUN: Final = re.compile(r"^要求(?!的)|情况|原因|由于|公示|附表|如下|(?:完成|实际|指标)值[为是]?|占|/|位数")
#: One of them, which is no number of several elsewhere.
_LONE: Final = re.compile(r"(?<=[有仅只中])(?:一|1)(?=[个项家户所名条处门类期季])")
#: Grades that are said of several, told of each, and told with how many have them.
_GRADE: Final = r"(?P<grade>优秀|优良|优|良好|良|中等|中|不合格|合格|及格|较差|差)[”\"]?(?:等次|等级|档次?)?"
_GRADED: Final = re.compile(rf"(?:[为是获得达到评于在]|^){_GRADE}(?P<above>及?以上)?")
_GRADES: Final = re.compile(
    rf"(?:^|(?<=[、,;:。()]))[^{FIGURES},;:。()、]{{2,16}}?(?:[为是获得:]|评为|被评为)?[“\"]?{_GRADE}(?=[、,;。)]|$)"
)
_COUNTS: Final = re.compile(
    rf"(?:^|(?<=[、,;:。()为“\"]))(?:其中|评定?为|获评|得)*[“\"]?{_GRADE}的?(?:有|为|共)?(?P<count>[{COUNT}])"
)
_RANKS: Final = {"优": 4, "良": 3, "中": 2, "合": 1, "及": 1, "较": 0, "差": 0, "不": 0}
_TURNED: Final = {"≥": "<", "≤": ">", ">": "≤", "<": "≥"}
_SIGNS: Final = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<", "over": ">"}
#: By how many a number may be off; claims of a sentence, and figures around them, that are looked at.
_TWO, _OFF, _MANY, _MOST, _AROUND = 2, 2, 40, 60, 160
#: What a goal is called that is told by its figure alone.
_FIGURE_ONLY: Final = re.compile("[0-9.,]+[^0-9]{0,3}")
#: Signs at the end of words that say which goal is meant.
_GOAL_ENDS: Final = 4


@dataclass(frozen=True, slots=True)
class _Claim:
    """``group``: how many there are said to be of which it speaks (0: not told); ``number``: of how many it is said, -1 for
    all; ``but``: who is left out."""

    sentence: Sentence
    start: int
    end: int
    words: str
    group: int
    number: int
    but: str
    told: Told | None
    most: int = 0
    """The greatest number of things that its sentence tells."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One of several: what it is called, what it is worth, and what the words ask of it."""

    name: str
    value: Value
    limit: str
    holds: bool
    weight: int = 1
    """How many it stands for: 良的5个."""


class Quantified:
    """The words of a pack for all, some and none."""

    def __init__(
        self, wording: Wording, order: Mapping[int, int], aims: Sequence[Aim], states: Sequence[States] = ()
    ) -> None:
        self._states = states
        self._all = re.compile(either(wording.every))
        self._not_so = re.compile(either(wording.not_every))
        self._rates = re.compile(either(wording.rates))
        self._order, self._aims = order, aims
        self._kinds = any_of(wording.goal_kinds)

    def read(self, found: Sequence[Sentence], rosters: Rosters, tables: Mapping[str, Table], draft: Draft) -> None:
        """Write them to the tables of comparisons and of lists."""
        compared, listed = tables.get("比较"), tables.get("列举")
        if compared is None or listed is None:
            return
        counted = words_judged(tables, draft, ("列举", "序列"))
        known = {False: counted, True: counted | words_judged(tables, draft, ("比较", "完成"))}
        for number, sentence in enumerate(found):
            if "|" in sentence.signs:
                continue
            meant = _MEANT.search(sentence.signs)
            for claim in islice(self._claims(sentence), _MANY):
                span = sentence.span(claim.start, claim.end)
                if meant is not None and meant.end() <= claim.start:
                    continue  # 绩效目标为：……，各工程验收合格: that is what was meant to be
                if any((id(span.source), at) in known[claim.number < 0] for at in range(span.start, span.end)):
                    continue
                groups = self._groups(claim, found[max(0, number - _TWO) : number + _TWO], rosters)
                cases = _meant(claim, groups)
                if cases is None:
                    continue
                if claim.number < 0 and cases[0].limit:
                    for case in cases:
                        cells: dict[str, Value] = {
                            "事项": Said(f"{case.name}（{span.text}）", span),
                            "数值": case.value,
                            "所比": Said(case.limit, span),
                        }
                        draft.say(compared, cells, not case.holds)
                else:
                    made = sum(case.weight for case in cases if case.holds)
                    said = claim.number if claim.number >= 0 else sum(case.weight for case in cases)
                    unit = claim.told.measure if claim.told is not None else "个"
                    listing: dict[str, Value] = {
                        "事项": span,
                        "个数": Said(f"{said}{unit}", span),
                        "所列": Said(f"{made}{unit}", span),
                    }
                    draft.say(listed, listing, made != said)

    def _claims(self, sentence: Sentence) -> Iterator[_Claim]:
        told = counts(sentence)
        starts = [one.start for one in told]
        most = max((one.number for one in told if one.number <= _MOST), default=0)
        out, group, ahead = "", 0, ""
        for start, end in _clauses(sentence, starts):
            words = sentence.signs[start:end]
            left = _BUT.search(words)
            out, ahead = (left["but"], left["but"]) if left is not None else (ahead, "")
            if sentence.signs[max(0, start - 1) : start] in (";", "。"):
                group = 0
            own = told[bisect_left(starts, start) : bisect_left(starts, end)]
            own = [one for one in own if one.number <= _MOST and not _bounded(sentence, one.start)]
            noun = _NOUN.search(words)
            if noun is not None and noun[0] == "占" and any(_bounded(sentence, at) for at in range(start, end)):
                noun = None  # 3个区占比超过80%: each has one
            if self._not_so.search(words) or noun is not None:
                continue
            every_one = _WHOLE.search(words) if len(own) == 1 else None
            if every_one is not None and (every_one.end() == len(words) or not _SAID.search(words, every_one.end())):
                group = own[0].number
                continue
            counted = {one.start for one in own}
            figured = any(at in sentence.figures and at not in counted for at in range(start, end))
            built = bool(self._states) and _BUILT.search(words) is not None
            if _SAID.search(words) is None and not figured and not built and not (own and _WENT.search(words)):
                continue
            plain = HOMONYMS.sub("", words)
            every = self._all.search(plain) or _NONE.search(plain)
            if every is not None and _DENIED.search(plain, 0, every.start()) is not None:
                continue
            if every is None and len(own) == 1 and (lone := _LONE.search(words)) is not None:
                place = Told(1, "个", "", start + lone.start(), start + lone.end())
                yield _Claim(sentence, start, end, words, own[0].number, 1, "", place)
            elif every is not None and len(own) <= 1:
                # 完成了各项工作: said of what was done, not of each; 其余均: who they are is not said
                figured = _FIGURED.search(plain, every.end()) is not None
                if _SAID.search(plain, every.start()) is None and not figured and not built:
                    continue
                if out or own or _OTHERS.search(plain) is None:
                    yield _Claim(sentence, start, end, words, own[0].number if own else 0, -1, out, None)
            elif len(own) == 1 and (own[0].number > 1 or group):
                yield _Claim(sentence, start, end, words, group, own[0].number, "", own[0], most)
            elif len(own) == _TWO:
                whole, part = own
                yield _Claim(sentence, start, end, words, whole.number, part.number, "", part)

    def _groups(self, claim: _Claim, beside: Sequence[Sentence], rosters: Rosters) -> Iterator[list[_Case]]:
        """The lists that may be meant, each with what is asked of its members."""
        sentence, words = claim.sentence, claim.words
        near = rosters.near(sentence, claim.start)
        if claim.number < 0 and _BUILT.search(words) and not _TO_COME.search(words):
            yield from self._come(claim)
        if _FULL.search(words):
            yield from _full(claim, near)
            return
        if (graded := _GRADED.search(words)) is not None:
            yield from _grades(graded, beside)
        inside = [at for at in range(claim.start, claim.end) if at in sentence.figures]
        inside = [at for at in inside if claim.told is None or at != claim.told.start]
        inside = [
            at
            for at in inside
            if claim.group == 0 or base_of(sentence.figures[at]) != claim.group or sentence.figures[at].bound
        ]
        goal = _GOAL.search(words) is not None
        if goal and claim.number < 0 and not claim.group and not inside and self._of_doing(words):
            return
        if goal and not inside:
            inside = _beside_goal(sentence, words)
        limits = [(sentence, at) for at in inside]
        if not limits and goal:
            yield from self._aimed(claim)
            limits = [(one, at) for one in beside for at, figure in one.figures.items() if figure.bound in _SIGNS]
        if not inside and goal:
            sign = "<" if _NOT.search(words) else ">" if _ABOVE.search(words) else "≥"
            for roster in near:
                labels = roster.role + "".join(name for member in roster.members for name in member.names)
                if roster.kind == "ratio" and roster.form == "level" and self._rates.search(labels):
                    yield _held(roster.members, sign, Fraction(1), "100%", "ratio")
        if not inside and not goal and claim.number >= 0 and (went := _WENT.search(words)) is not None:
            for roster in near:
                if roster.form == "change" or any(member.base < 0 for member in roster.members):
                    yield _held(roster.members, ">" if went["up"] else "<", Fraction(0), "0", roster.kind)
        for one, at in limits:
            figure = one.figures[at]
            sign = _sign(words, figure.bound, one is sentence and at in inside)
            if not sign:
                continue
            for other in beside:
                for place, ends in islice(other.figures.items(), _MANY):
                    if (
                        ends.bound in ("range", "span")
                        and ends.high is not None
                        and kind_of_figure(ends) == kind_of_figure(figure)
                    ):
                        tops = (Fraction(ends.value), Fraction(ends.high))
                        value = other.span(place, place + 1)
                        members = [
                            Member((name,), value, top * ends.unit.scale)
                            for name, top in zip(("最低", "最高"), tops, strict=True)
                        ]
                        yield _held(members, sign, Fraction(base_of(figure)), one.span(at, at + 1).text, "")
            for roster in near:
                if _alike(roster.kind, kind_of_figure(figure), roster) and roster.role not in (
                    "asked",
                    "prior",
                    "full",
                ):
                    members = [
                        member
                        for member in roster.members
                        if not (roster.sentence is sentence and claim.start <= member.at < claim.end)
                    ]
                    yield _held(members, sign, Fraction(base_of(figure)), one.span(at, at + 1).text, roster.kind)
        if not limits and _MEAN.search(words):
            yield from self._means(claim, beside, near)

    def _come(self, claim: _Claim) -> Iterator[list[_Case]]:
        """The rows of tables with how far each has come, where they are called what the words are about: 5个子项目均已完工."""
        for states in self._states:
            name = states.called.replace("名称", "")
            if any(name[at : at + _TWO] in claim.words for at in range(len(name) - 1)):
                yield [_Case(one.name, one.value, "", one.done) for one in states.rows]

    def _of_doing(self, words: str) -> bool:
        """全部完成入库: what was done to all of what stands before it, and no goals."""
        doing = _DOING.search(self._all.sub("", words))
        return doing is not None and _AIMED.search(words) is None and len(_HOW.sub("", doing["what"])) >= _TWO

    def _aimed(self, claim: _Claim) -> Iterator[list[_Case]]:
        """The goals near the words, where as many are said to be, or where it is said of how many goals it is so."""
        called = _AIMED.search(claim.words) is not None
        plain = _FIGURED.sub("", _PLAIN.sub("", self._all.sub("", claim.words)))
        if claim.number < 0 and len(plain) > _TWO and not (claim.group and called):
            return  # 9条路线验收均为合格: no nine goals
        if claim.told is not None and (
            claim.told.measure not in "项个条" or not re.search("[项个条]|指标|目标|任务|达标", claim.words)
        ):
            return
        here = self._order.get(id(claim.sentence.texts[claim.start]), 0)
        said = claim.sentence.span(claim.start, claim.end)
        # 产出指标中有2项未完成: those of another kind are not spoken of
        kind = self._kinds.search(claim.words) if claim.number >= 0 else None
        own = [aim for aim in self._aims if kind is not None and kind[0] in aim.context]
        near = [aim for aim in own or self._aims if abs(aim.order[0] - here) <= (_AROUND if own else _MANY)]
        # 目标4项，达标4项: what is said of goals is none of them
        near = [aim for aim in near if not (aim.order[0] == here and said.start <= aim.order[1] < said.end)]
        near = list(_once(near))
        missed = re.search(r"[未没]", claim.words) is not None and claim.number >= 0
        cases = [_Case(aim.name, aim.done, text_of(aim.goal) or "", aim.met != missed) for aim in near]
        if cases and len({aim.order[0] for aim in near}) > 1:
            yield cases

    def _means(self, claim: _Claim, beside: Sequence[Sentence], near: Sequence[Roster]) -> Iterator[list[_Case]]:
        sign = _sign(claim.words, "", False)
        for one in beside:
            for at, figure in islice(one.figures.items(), _MANY):
                ahead = re.split(r"[,;。:]", one.signs[max(0, at - 24) : at])[-1]
                if figure.bound or not re.search(r"平均|全[国省市县区州]", ahead):
                    continue
                for roster in near:
                    if sign and roster.kind == kind_of_figure(figure):
                        members = [
                            member for member in roster.members if not (roster.sentence is one and member.at == at)
                        ]
                        yield _held(members, sign, Fraction(base_of(figure)), one.span(at, at + 1).text, roster.kind)


def _beside_goal(sentence: Sentence, words: str) -> list[int]:
    """Where the goal is told with which words end, in brackets behind it: 3个镇超过序时进度(75%)，2个镇未达序时进度."""
    told = re.compile(rf"{re.escape(words[-_GOAL_ENDS:])}\((?P<limit>[{FIGURES}])\)").search(sentence.signs)
    return [told.start("limit")] if told is not None and len(words) > _GOAL_ENDS else []


def _once(aims: Sequence[Aim]) -> Iterator[Aim]:
    """Goals, each once: one that is told in the text and in a table has the same figures and much the same name."""
    told: dict[tuple[str, str], list[Aim]] = {}
    for aim in aims:
        same = told.setdefault((_digits(aim.goal), _digits(aim.done)), [])
        bare = any(_FIGURE_ONLY.fullmatch(one.name) for one in (aim, *same))
        if not any(other.order[0] != aim.order[0] and (bare or much_alike(other.name, aim.name)) for other in same):
            yield aim
        same.append(aim)


def _digits(value: Value) -> str:
    return re.sub("[^0-9.]", "", text_of(value) or "")


def _clauses(sentence: Sentence, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, cut between those that say of several numbers what they are of: 2个完成计划、3个未达到计划."""
    signs = sentence.signs
    for clause in _CLAUSE.finditer(signs):
        first, end = clause.span()
        told = starts[bisect_left(starts, first) : bisect_left(starts, end)]
        for one, other in pairwise(told):
            cut = signs.rfind("、", one, other)
            if cut >= 0 and (_SAID.search(signs, one, cut) or _WENT.search(signs, one, cut)):
                yield first, cut
                first = cut + 1
        yield first, end


def _meant(claim: _Claim, groups: Iterable[list[_Case]]) -> list[_Case] | None:
    """The list that bears the words out, or else the first of those that deny them."""
    denied: list[_Case] | None = None
    for cases in groups:
        called = claim.but or (claim.words if claim.number < 0 and not claim.group else "")
        names = tuple(Member((case.name,), case.value, Fraction(0)) for case in cases)
        own = [one for _, _, one in named(called, Roster(names, "", "", "", 0, 0))] if called else []
        if claim.but and not own:
            continue
        if own:  # 甲村、丙村均: of those that are named
            cases = [case for case, one in zip(cases, names, strict=True) if (one in own) != bool(claim.but)]
        every = sum(case.weight for case in cases)
        if len(cases) < _TWO or (claim.group and every != claim.group) or every < claim.most:
            continue
        made = sum(case.weight for case in cases if case.holds)
        if claim.number < 0:
            if made == every:
                return cases
            if _TWO * made >= every:
                denied = denied or [case for case in cases if not (case.limit and case.holds)]
        elif every > max(claim.number - 1, _TWO):
            if made == claim.number:
                return cases
            if every == claim.number and not claim.group and "有" not in claim.words:
                continue
            if (made or claim.group) and abs(made - claim.number) <= _OFF:
                denied = denied or cases
    return denied


def _bounded(sentence: Sentence, at: int) -> bool:
    return at in sentence.figures and sentence.figures[at].bound != ""


def _sign(words: str, bound: str, inside: bool) -> str:
    """What is asked of each, as a sign."""
    sign = _SIGNS.get(bound, "")
    if not sign:
        if _BELOW.search(words):
            sign = "<"
        elif _ABOVE.search(words):
            sign = ">"
        elif inside and re.search(r"达到|达$|达(?=序时|目标|标准|要求|计划)|满|完成|迈[入上]|跻身", words):
            sign = "≥"
    if (sign and inside and _NOT.search(words)) or (sign and not bound and _NOT.search(words)):
        sign = _TURNED[sign]
    return sign


def _alike(kind: str, other: str, roster: Roster) -> bool:
    rated = re.search("[率度比%]", roster.role) is not None
    return kind == other or (kind == "number" and (other == "score" or (other == "ratio" and rated)))


def _held(members: Iterable[Member], sign: str, bound: Fraction, printed: str, kind: str) -> list[_Case]:
    limit = re.sub(r"[^0-9.,%]*(?P<number>[0-9][0-9.,]*\s*[^以及内上下]*).*", r"\g<number>", printed)
    percent = kind == "number" and "%" in printed
    bound = bound * 100 if percent else bound
    return [
        _Case(
            member.called,
            member.value,
            f"{sign}{limit.rstrip('%') if percent else limit}",
            _HOLDS[sign](member.base, bound),
        )
        for member in members
    ]


def _grades(said: re.Match[str], beside: Iterable[Sentence]) -> Iterator[list[_Case]]:
    """What each of several was graded, or how many were graded so, held against the least that is said."""
    least, above = _RANKS[said["grade"][0]], said["above"] is not None
    for one in beside:
        for form in (_GRADES, _COUNTS):
            cases: list[_Case] = []
            for found in form.finditer(one.signs):
                rank, weight = _RANKS[found["grade"][0]], 1
                if form is _COUNTS:
                    weight = int(one.figures[found.start("count")].base)
                span = one.span(*found.span())
                cases.append(_Case(span.text, span, "", rank >= least if above else rank == least, weight))
            if len(cases) > _TWO:
                yield cases


def _full(claim: _Claim, near: Sequence[Roster]) -> Iterator[list[_Case]]:
    lost = re.search(r"扣分|失分|丢分", claim.words) is not None and re.search(r"[未没无不]", claim.words) is None
    for roster in near:
        beside = claim.group or roster.sentence is claim.sentence
        if not roster.role.startswith("扣分失分") or not beside:
            continue
        yield [
            _Case(member.called, member.value, ">0分" if lost else "≤0分", (member.base > 0) == lost)
            for member in roster.members
        ]


__all__ = ["Quantified"]
