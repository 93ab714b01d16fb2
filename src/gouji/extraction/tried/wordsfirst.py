"""What the words of a sentence leave no choice in, although other figures make it by chance.

税收收入24276万元，税收占比65.0%; 扣0.8分，扣1.5分，扣0.5分，共扣2.3分: two of three make the sum, and a plan over what was done
makes 95% of 105%. Where a sentence tells no other figures of the kind than those that its words name, they are meant. What
does not hold then is a remark, for something of it may be told elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final
from unicodedata import normalize

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of
from gouji.extraction.drafting.wording import Wording, any_of, either
from gouji.extraction.prose.names import stripped
from gouji.extraction.text.sentences import FIGURES
from gouji.extraction.tried.near import within
from gouji.extraction.tried.outcomes import balance, makers
from gouji.extraction.tried.regions import share_name
from gouji.extraction.tried.spoken import Spoken, about, alike, between, makes, worth
from gouji.faults import regex as re
from gouji.language import Table

#: Signs between what a rate is of and the rate, and how far a share that is about so much may be off.
_BETWEEN: Final = 16
_ROUGH: Final = Fraction(1, 20)
_PAIR: Final = 2
_ROLES: Final = 4
_MOST: Final = 12
_REACHES: Final = r"(?:已|均|仅|只有|仅为|约|为|是|达到?|达|[:：])*"
_SHARE: Final = re.compile(rf"^(?P<who>[\u4e00-\u9fff]{{0,8}}?)所?(?:占比|占比重|比重|占){_REACHES}$")
_WORDED: Final = re.compile("[成半分]")
_AMONG: Final = re.compile("^其中")
_ABOUT: Final = re.compile("^(?:左右|上下)")
#: What is told of another time or scope, or by how much something changed.
_ASIDE: Final = re.compile(
    r"上年|去年|同期|上期|往年|[比较]|增加|增长|减少|下降|均|每|分别|累计|以上|以下|以内|其余|剩余|未|尚|超|差|短|缺|节约|结余"
)
#: Words of a plan that say no more of it.
_PLAIN: Final = re.compile(r"年度|全年|本年|当年|[的数额值量总]|指标|\d{4}年")
#: Which of several plans is meant.
_WHICH: Final = re.compile("年初|调整|变更|追加|序时|进度|季度|月|三年|五年|十四五|中期|修订")
_TOTAL: Final = re.compile(
    r"^(?:以上|上述|各项|全部|[0-9一二两三四五六七八九十]{1,3}[个项类种处方面]{1,2}[\u4e00-\u9fff]{0,2})?(?:合计|共计|总计|累计|总共|共)"
    r"(?P<verb>[\u4e00-\u9fff]{0,10})$"
)
#: A sum that is not of all that stands before it.
_OTHERWISE: Final = re.compile(r"[前后][两二三四]|(?<!扣)除|另|年|不含|至|目前|截至|满分|目标|计划|应|得分|抽|占")
_BROKEN: Final = re.compile(r"其中|包括|含|[(（)）;。]|分别|按|每")
_NOT_IN_A_ROW: Final = re.compile(r"其中|包括|含|[(（)）。]|分别|按|每")
#: What came in is of this time alone, so that what was there at first is not in it.
_OWN: Final = re.compile("本[年期月]|当[年期月]|新")
_TOGETHER: Final = re.compile("总计|合计|总量|含|共")
_RATE: Final = re.compile("率|比[例重]|占")
_REVERSED: Final = re.compile("不|劣|非|未|差")

#: The columns of those that make a share together.
_PARTS: Final = ("部分", "另一部分", "又一部分")

Rated = dict[tuple[int, int], set[tuple[tuple[int, int] | None, tuple[int, int] | None]]]
"""Of what parts and wholes rows say that a rate is."""


class WordsFirst:
    """Reads them. ``told``: the figures of the sentences of a document."""

    def __init__(self, told: Sequence[Spoken], wording: Wording) -> None:
        self._sentences = [list(group) for _, group in groupby(told, key=lambda one: id(one.mention.sentence))]
        plans = (*wording.goals, *wording.plans)
        self._plan = any_of(plans)
        self._of_plan = re.compile(
            rf"^(?:已经?|共|实际|仅|约|超额)*(?:完成|为|占|达到?)了?(?P<base>[\u4e00-\u9fff]{{0,8}}?(?:{either(plans)})[数额值]?)的$"
        )
        self._opened = any_of((*wording.opened, *wording.stock))
        self._closed = any_of((*wording.closed, *wording.pending))
        self._entered = any_of((*wording.entered, *wording.incoming))
        self._gone = any_of((*wording.gone, *wording.settled, *wording.spent))
        self._flows = any_of(wording.flows)
        self._classes = [found for found in map(_class_of, wording.classes) if found is not None]

    def read(self, by_source: Mapping[str, Table], draft: Draft) -> None:
        """Write what does not hold, and take back the shares in doubt of rates whose words say otherwise."""
        shares, done, sums = (by_source.get(source) for source in ("占比", "完成", "平衡"))
        rated = _pairs_told(by_source, draft)
        known = makers(by_source, draft)
        for sentence in self._sentences:
            for at, one in enumerate(sentence):
                if one.one.kind == "ratio":
                    if shares is not None:
                        self._graded_or_share(sentence, at, rated, shares, draft)
                    if done is not None and (pair := self._of_plan_told(sentence, at)) is not None:
                        if not _wrong(one, *pair) or _told(rated, one, pair):
                            continue
                        part, whole = pair
                        cells: dict[str, Value] = {"事项": part.one.name or one.one.name, "目标": whole.one.value}
                        draft.say(done, cells | {"完成": part.one.value, "完成率": one.one.value}, True)
                elif sums is not None and (terms := self._sum(sentence, at) or self._balance(sentence, at)):
                    places = {term.one.place for _, term in terms}
                    made = known.get(one.one.place)
                    if made is not None and places <= made:
                        continue
                    group = Said(
                        f"{one.name or one.one.figure.text}（{one.one.figure.text}，列项）", span_of(one.one.value)
                    )
                    lines = [(one.name or group, one.one.value, 0)]
                    lines += [(term.name or term.one.figure.text, term.one.value, sign) for sign, term in terms]
                    for row in balance(group, lines):
                        draft.say(sums, row, True)

    # -- rates

    def _graded_or_share(
        self,
        sentence: Sequence[Spoken],
        at: int,
        rated: Rated,
        shares: Table,
        draft: Draft,
    ) -> None:
        rate = sentence[at]
        graded = self._graded(sentence, at)
        if graded is not None:
            whole, good, holds = graded
            rows = draft.tables.get(shares.name, [])
            own = [row for row in rows if place_of(row.cells.get("占比")) == rate.one.place]
            kept = [row for row in own if not row.doubt]
            gone = {id(row) for row in own if row.doubt}
            draft.tables[shares.name] = [row for row in rows if id(row) not in gone]
            if not holds and len(good) <= len(_PARTS) and not any(row.cells.get(_PARTS[1]) for row in kept):
                cells: dict[str, Value] = {"项目": rate.one.name, "总额": whole.one.value, "占比": rate.one.value}
                cells |= {name: one.one.value for name, one in zip(_PARTS, good, strict=False)}
                draft.say(shares, cells, True)
            return
        pair = self._share(sentence, at)
        if pair is not None and _wrong(rate, *pair) and not _told(rated, rate, pair):
            part, whole = pair
            name = share_name(rate.one, part.one)
            cells = {"项目": name, "部分": part.one.value, "总额": whole.one.value, "占比": rate.one.value}
            draft.say(shares, cells, True)

    def _share(self, sentence: Sequence[Spoken], at: int) -> tuple[Spoken, Spoken] | None:
        """收入34680万元，其中税收收入24276万元，税收占比65.0%: the only two before a share, the second one named by it."""
        rate = sentence[at]
        found = _SHARE.search(rate.name)
        if _WORDED.search(rate.one.figure.text):
            return None  # 占近四成: read by its words
        if found is None or at != _PAIR or rate.one.base >= 1 or rate.mention.figure.bound not in ("", "about"):
            return None
        whole, part = sentence[:at]
        who = stripped(found["who"])
        named = len(who) >= _PAIR and who in part.name and who not in whole.name
        # 商品164亿元，餐饮22亿元，餐饮占比11.9%: of both, unless one is among the other
        if not ((named or not found["who"]) and _AMONG.search(part.name)) or not self._one_after(part, rate):
            return None
        plain = alike(part, whole) and alike(whole, part) and worth(part) <= worth(whole)
        if (
            not plain
            or _ASIDE.search(part.name)
            or _ASIDE.search(whole.name)
            or _BROKEN.search(between(whole, part)[: -len(part.name) or None])
        ):
            return None
        return part, whole

    def _of_plan_told(self, sentence: Sequence[Spoken], at: int) -> tuple[Spoken, Spoken] | None:
        """目标4500人，新增就业4725人，完成年度任务的95%: the only plan, before what was done or behind its rate."""
        rate = sentence[at]
        found = self._of_plan.search(rate.name)
        if found is None or not at or rate.mention.figure.bound not in ("", "about"):
            return None
        part = sentence[at - 1]
        same = [one for one in sentence if one.one.kind == part.one.kind]
        if part.one.kind in ("ratio", "score", "number") or len(same) != _PAIR or not self._one_after(part, rate):
            return None
        whole = same[0] if same[1] is part else same[1]
        behind = whole is not same[0]
        base = found["base"]
        if not (alike(part, whole) and alike(whole, part)) or (
            part.measure != whole.measure and part.one.kind.startswith("count:")
        ):
            return None
        if self._plan.search(whole.name) is None or self._plan.search(part.name) is not None:
            return None
        if behind and (sentence.index(whole) != at + 1 or not self._one_after(rate, whole)):
            return None
        if _ASIDE.search(part.name) or _ASIDE.search(whole.name) or _BROKEN.search(between(*same)):
            return None
        kinds = [set(_WHICH.findall(words)) for words in (base, whole.name)]
        rest = _PLAIN.sub("", self._plan.sub("", base))
        if (kinds[0] and kinds[0] != kinds[1]) or (rest and rest not in whole.name):
            return None
        return part, whole

    def _one_after(self, one: Spoken, other: Spoken) -> bool:
        """Whether no more than a pause stands between two figures."""
        words = between(one, other)
        pauses = words.count(",") + words.count("、")
        return pauses == 1 and len(words) <= _BETWEEN and not any(sign in FIGURES for sign in words)

    def _graded(self, sentence: Sequence[Spoken], at: int) -> tuple[Spoken, list[Spoken], bool] | None:
        """断面48个，Ⅱ类29个、Ⅲ类16个、Ⅳ类3个，优良比例95.8%: a whole told in full by its degrees, and those that are good."""
        rate = sentence[at]
        clause = rate.mention.before
        words = f"{clause[max(clause.rfind(','), clause.rfind(';')) + 1 :]}"
        found = next((good for name, good in self._classes if name.search(words) and _RATE.search(words)), None)
        amounts = [one for one in sentence[:at] if one.one.kind.startswith(("count", "days"))]
        if (
            found is None
            or rate.mention.figure.bound
            or rate.one.base >= 1
            or any(one.one.kind == "ratio" for one in sentence[:at])
        ):
            return None
        for first in range(len(amounts) - _PAIR):
            whole, parts = amounts[first], amounts[first + 1 :]
            if sum(map(worth, parts), Fraction(0)) != worth(whole) or not all(alike(one, whole) for one in parts):
                continue
            good = [
                found.search(normalize("NFKC", one.name)) is not None and _REVERSED.search(one.name) is None
                for one in parts
            ]
            if not good[0] or all(good) or any(later and not one for one, later in pairwise(good)):
                return None
            if any(abs(worth(one) / worth(whole) - rate.one.base) < rate.one.figure.step for one in parts):
                return None  # 基本满意占30%: of one of them alone
            own = [one for one, so in zip(parts, good, strict=True) if so]
            made = sum(map(worth, own), Fraction(0)) / worth(whole)
            holds = abs(made - rate.one.base) < rate.one.figure.step
            return (whole, own, holds) if about(made, rate.one.base) else None
        return None

    # -- sums

    def _sum(self, sentence: Sequence[Spoken], at: int) -> list[tuple[int, Spoken]]:
        """扣0.8分，扣1.5分，扣0.5分，共扣2.3分: all before it of its kind, in a row, done alike; nothing where they make it."""
        total = sentence[at]
        found = _TOTAL.search(total.name)
        if found is None or at < _PAIR or total.mention.figure.bound or _OTHERWISE.search(total.name):
            return []
        parts: list[Spoken] = []
        for one in reversed(sentence[max(0, at - _MOST) : at]):
            if one.one.kind != total.one.kind or one.mention.figure.bound or one.one.base <= 0:
                break
            parts.insert(0, one)
        if len(parts) < _PAIR or total.one.kind == "ratio":
            return []
        signs, start = total.mention.sentence.signs, parts[0].mention.at + 1
        if _NOT_IN_A_ROW.search(signs, start, total.mention.at) or any(_ASIDE.search(one.name) for one in parts):
            return []
        verb = found["verb"]
        ends = [one.name[-1:] for one in parts]
        each = bool(verb) and (all(end == verb[0] for end in ends) or all(verb[:_PAIR] in one.name for one in parts))
        listed = (
            len(verb) >= _PAIR
            and verb[:_PAIR] in parts[0].name
            and all("," not in between(one, other) for one, other in pairwise(parts))
        )
        come = sum(map(worth, parts), Fraction(0))
        if not (each or listed) or worth(total) >= come * _PAIR or come >= worth(total) * _PAIR:
            return []
        if any(worth(one) * _PAIR == come for one in parts[:1]) or worth(parts[0]) >= worth(total):
            return []
        half = total.one.half + sum((one.one.half for one in parts), Fraction(0))
        exact = total.one.kind == "score" or total.one.kind.startswith("count")
        if abs(come - worth(total)) <= (0 if exact else half):
            return []
        return [(1, one) for one in parts]

    def _balance(self, sentence: Sequence[Spoken], at: int) -> list[tuple[int, Spoken]]:
        """年初结转62万元，本年收入943万元，支出918万元，年末结转25万元: the four that make a balance, and no others."""
        left = sentence[at]
        terms = sentence[max(0, at - _ROLES + 1) : at]
        if len(terms) != _ROLES - 1 or any(not alike(left, one) for one in terms) or left.mention.figure.bound:
            return []
        if self._closed.search(left.name) is None:
            return []
        if sum(one.one.kind == left.one.kind for one in sentence) != _ROLES:
            return []
        roles: dict[str, Spoken] = {}
        for one in terms:
            name = self._opened.sub("", one.name)
            if name != one.name:
                role = "opened"
            elif self._entered.search(name):
                role = "entered"
            else:
                role = "gone" if self._gone.search(name) else ""
            if not role or role in roles:
                return []
            roles[role] = one
        if len(roles) != _ROLES - 1:
            return []
        came, went, first = (roles[role] for role in ("entered", "gone", "opened"))
        if re.search("其中|含", first.name) or self._flows.search(left.mention.sentence.signs):
            return []
        half = left.one.half + sum((one.one.half for one in terms), Fraction(0))
        room = Fraction(0) if left.one.kind.startswith("count") else half
        over = worth(came) - worth(went) - worth(left)
        if abs(over + worth(first)) <= room:
            return []
        own = _OWN.search(came.name) is not None and _TOGETHER.search(came.name) is None
        if not own and abs(over) <= room:
            return []  # what was there at first may be in what came in
        return [(1, first), (1, came), (-1, went)]


def read_words_first(told: Sequence[Spoken], by_source: Mapping[str, Table], wording: Wording, draft: Draft) -> None:
    """Write them, when all else is read."""
    WordsFirst(told, wording).read(by_source, draft)


def _class_of(written: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What a pack writes: 优良=优|良: what a rate is called, and the degrees that it is of."""
    name, _, good = written.partition("=")
    if not name or not good:
        return None
    return re.compile(name), re.compile(good)


def _wrong(rate: Spoken, part: Spoken, whole: Spoken) -> bool:
    """Whether a rate is not that of two figures, though no other than theirs could be meant."""
    made = worth(part) / worth(whole)
    if not about(made, rate.one.base):
        return False
    if rate.mention.figure.bound or _ABOUT.search(rate.tail):
        return abs(made - rate.one.base) > _ROUGH
    return not within(rate.one, made, made) and not makes(rate, worth(part), worth(whole))


def _told(rated: Rated, rate: Spoken, pair: tuple[Spoken, Spoken]) -> bool:
    part, whole = pair
    return (part.one.place, whole.one.place) in rated.get(rate.one.place, ())


def _pairs_told(by_source: Mapping[str, Table], draft: Draft) -> Rated:
    """The parts and wholes that rows say a rate is of."""
    out: Rated = {}
    for source, column, names in (("占比", "占比", ("部分", "总额")), ("完成", "完成率", ("完成", "目标"))):
        table = by_source.get(source)
        for row in draft.tables.get(table.name, ()) if table is not None else ():
            place = place_of(row.cells.get(column))
            if place is not None:
                part, whole = (place_of(row.cells.get(name)) for name in names)
                out.setdefault(place, set()).add((part, whole))
    return out
