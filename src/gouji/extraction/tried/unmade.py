"""Rates of sentences that no figures near them make, read by their words (占比).

审减0.29亿元，审减率8.01%: what a rate is called says of what it is, and what stands before that, of the same kind, is what it
was taken from. What is so read does not come out, or it would have been found by trying; it is a remark. Where some figure
of the document makes it after all, nobody knows, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, takewhile
from typing import Final

from gouji.extraction.drafting.draft import Draft, Value, place_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import far_apart
from gouji.extraction.prose.names import alike as named_alike
from gouji.extraction.prose.names import share_signs, stripped
from gouji.extraction.prose.retold import core_of
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.text.sentences import FIGURES
from gouji.extraction.tried.near import quotient, within
from gouji.extraction.tried.outcomes import makers, places_in
from gouji.extraction.tried.permany import per_many
from gouji.extraction.tried.regions import share_name
from gouji.extraction.tried.spoken import Spoken, about, alike, makes, over, worth
from gouji.extraction.tried.twosides import TwoSides
from gouji.extraction.tried.unmademeans import Means
from gouji.extraction.tried.unmadeprices import Prices
from gouji.extraction.tried.unmaderests import Rests
from gouji.faults import regex as re
from gouji.language import Table

#: Signs between what a rate is of and the rate; figures before that among which the base is looked for.
_BETWEEN: Final = 24
_BEFORE: Final = 10
_BEHIND: Final = 3
#: Signs of a name and of what stands behind a figure that say what it counts.
_TAIL: Final = 4
_WORD: Final = 2
_OWN: Final = 4
#: A whole and two degrees of one thing.
_DEGREES: Final = 3
#: The columns of those that make a share together.
_PARTS: Final = ("部分", "另一部分", "又一部分")
#: A rate missed by more than this is made of figures by their rounding alone.
_CHANCE: Final = Fraction(1, 20)
_LEADS: Final = r"(?:已|均|仅|只有|仅为|约|为|是|达到?|达|[:：])*"
_RATE: Final = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{2,12}})(?:率|进度|比例){_LEADS}$|(?P<other>满意)度{_LEADS}$")
_OF: Final = re.compile(
    rf"^(?:已|共|合计|实际|约)*(?:占|完成|为|是|达到?|相当于)(?P<base>[\u4e00-\u9fff“”\"]{{2,14}}?)的?(?:比[重例]{_LEADS})?$"
)
#: 完成1.8万人年度任务的103.3%: the base stands in the clause.
_IN_CLAUSE: Final = re.compile(r"(?:占|完成|为|是|达到?|相当于)[\u4e00-\u9fff]{0,8}$")
#: Of what was planned: 完成年初预算的48.8%.
_OF_PLAN: Final = re.compile(r"^(?:完成|为)[\u4e00-\u9fff]*(?:预算|计划|任务|目标)数?的$")
_IN_TAIL: Final = re.compile(r"^(?!占|为|是|完成|达|相当)[\u4e00-\u9fff]{0,10}的$")
_SHARE: Final = re.compile(r"^(?:所占|占|占比|比重|所占比重|占比重)(?:为|是|达|达到)?$")
#: Of what was done, or had to be done by then; and words in brackets that take something off of what it is of.
_IN_TIME: Final = re.compile(r"(?:按[时期]|及时|如期|准时|限时)[\u4e00-\u9fff]{0,4}率")
_OTHER_BASE: Final = re.compile(r"[^,;。()]{0,12}\([^()]*(?:扣除|剔除|不含|按[^()]*计)")
_STOP: Final = re.compile(r"[;。]")
_OF_BEFORE: Final = re.compile(r"上年|去年|同期|上期|上月|上周|往年|比[上去同]|增长|下降|提高")
_AIMED: Final = re.compile(r"不低于|不少于|不超过|要求|应达|力争|计划为|目标为|需达|目标")
_AIM_TAIL: Final = re.compile(r"^[”\"]?(?:的要求|的目标|目标|以上|以下|以内|左右)")
_REST: Final = re.compile(r"未|正在|尚|不满|不合格")
#: Of less than so many nobody prints a rate with decimals.
_FEW: Final = 5
#: By how much something has changed; a figure of several.
_CHANGE: Final = re.compile(r"(?:增|(?<![审核])减|超|差|降|多|少)[\u4e00-\u9fff]{0,3}$|比[\u4e00-\u9fff]{2,8}$")
_SEVERAL: Final = re.compile(r"分别|一般")
_NEARLY: Final = re.compile(r"^[^满]{0,4}(?:基本|比?较)")
_NTH: Final = re.compile(r"第[一二三四五六七八九十]+批")

#: The columns of claims that others make, and those of what makes it.
_RESULTS: Final[Mapping[str, tuple[str, ...]]] = {
    "占比": ("总额",),
    "完成率": ("目标",),
    "变动率": ("上期", "变动额"),
    "平均": ("总量",),
    "率": ("甲",),
}


def read_unmade(told: Sequence[Spoken], tables: Iterable[Table], wording: Wording, draft: Draft) -> None:
    """Write them. ``told``: the figures of the sentences of a document."""
    tables = list(tables)
    by_source = {table.source: table for table in tables if table.source}
    known: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for place, others in _known(tables, draft):
        known.setdefault(place, set()).update(others)
    coarse = _by_chance(told, by_source.get("占比"), draft)
    sides, means = TwoSides(told, wording), Means(told)
    reader = _Reader(told, wording, sides)
    rests = Rests(told, wording)
    balanced = makers(by_source, draft, ("平衡",))
    for at, rate in enumerate(told):
        if "平衡" in by_source and rate.one.place not in balanced:
            for row in rests.read(at):
                draft.say(by_source["平衡"], row, True)
        if rate.mention.figure.bound or rate.one.base <= 0 or _AIM_TAIL.match(rate.tail) or _own_way(rate):
            continue
        if rate.one.kind == "ratio" and (pair := sides.read(at)) is not None and "占比" in by_source:
            if not {one.one.place for one in pair} <= known.get(rate.one.place, set()):
                draft.say(by_source["占比"], _share(rate, *pair), True)
            continue
        if rate.one.place in known and rate.one.place not in coarse:
            continue
        if "占比" in by_source and (per := per_many(told, at)) is not None:
            draft.say(by_source["占比"], *per)
            continue
        if _OF_BEFORE.search(rate.name) or _AIMED.search(rate.name):
            continue
        source, found = ("占比", reader.rate(at)) if rate.one.kind == "ratio" else ("平均", means.read(at))
        if found is not None and source in by_source:
            draft.say(by_source[source], found, True)
    written = places_in(by_source, draft, {"平均": ("平均",)})
    for source, cells, doubt in Prices(wording).read(told):
        if source in by_source and place_of(cells.get("平均")) not in written:
            draft.say(by_source[source], cells, doubt)


class _Reader:
    def __init__(self, told: Sequence[Spoken], wording: Wording, sides: TwoSides) -> None:
        self._told = told
        self._sides = sides
        self._places = {id(one): place for place, one in enumerate(told)}
        self._other = any_of((*wording.adjusted, *wording.no_rates))
        self._saved = any_of(wording.saved)
        self._planned = any_of((*wording.planned, *wording.funds, *wording.wholes))
        self._asked = any_of(wording.asked)
        self._left = any_of((*wording.left, *wording.rest))
        self._wholes = any_of(tuple(word for word in wording.wholes if len(word) > 1))
        self._parts = any_of(tuple(word for word in wording.parts if len(word) > 1))
        self._spent = any_of(wording.spent)
        self._done_rates = any_of((*wording.spending, *wording.rates))
        self._scopes = any_of(tuple(word for word in wording.scopes if word != "平均"))

    # -- rates

    def rate(self, at: int) -> dict[str, Value] | None:
        """What a rate says that it is of, if that does not come out."""
        return self._of_pair(at) or self._of_list(at)

    def _of_pair(self, at: int) -> dict[str, Value] | None:
        rate = self._told[at]
        called = self._called(at) if self._in_clause(at) is None and self._of_named(at) is None else None
        pair = self._in_clause(at) or self._of_named(at) or called or self._beside(at)
        if pair is None:
            return self._of_two(at)
        if makes(rate, *map(worth, pair)) or _SEVERAL.search(rate.name) or rate.mention.before.endswith("、"):
            return None
        part, whole = pair
        if rate.one.base <= 1 < part.one.base / whole.one.base and not (
            _OF_PLAN.search(rate.name) or self._done_rates.search(rate.name)
        ):
            return None  # 计划800座，改造816座，合格率100%: no more can be so than there are
        if whole.one.kind.startswith("count") and whole.one.base < _FEW and rate.one.figure.ulp < 1:
            return None  # 自然保护区2个，森林公园1个，森林覆盖率45.23%: no one rounds a half to that
        done = part.beside(rate) and (
            _OF_PLAN.search(rate.name) if pair is not called else self._done_rates.search(rate.name)
        )
        if done and self._beside_of(self._places[id(part)], whole) and "其中" not in part.name:
            # the two right before it: others of the document do not make it theirs
            if self._sides.made_here(at, pair):
                return None
        elif self._otherwise(at, part):
            return None
        return _share(rate, part, whole)

    def _of_two(self, at: int) -> dict[str, Value] | None:
        """受访420人，满意252人、基本满意63人，满意度75%: two degrees of one thing, right behind all of them."""
        rate = self._told[at]
        if at < _DEGREES or _RATE.search(rate.name) is None:
            return None
        whole, part, other = self._told[at - _DEGREES : at]
        beside = all(one.beside(rate) for one in (whole, part, other))
        if not beside or not _NEARLY.search(other.name) or not alike(part, whole) or not alike(part, other):
            return None
        stem = _NEARLY.sub("", other.name)[:_WORD]
        if len(stem) < _WORD or stem not in part.name or stem not in rate.name or self._stopped(other, rate):
            return None
        both = Fraction(part.one.base) + other.one.base
        told = (both / whole.one.base, Fraction(part.one.base) / whole.one.base)
        if any(within(rate.one, made, made) for made in told):
            return None
        cells: dict[str, Value] = {"项目": rate.one.name, "部分": part.one.value, "另一部分": other.one.value}
        return cells | {"总额": whole.one.value, "占比": rate.one.value}

    def _of_list(self, at: int) -> dict[str, Value] | None:
        """断面48个，其中优29个、良16个、差3个，优良比例95.8%: the first ones of a list that is all of its whole, called like it.

        Where any of them, or any together, make it, it is read so; else the nearest are meant, if they are near.
        """
        rate = self._told[at]
        named = _RATE.search(rate.name)
        if named is None or self._done_rates.search(rate.name) or self._other.search(rate.name) or rate.one.base >= 1:
            return None
        amounts = [one for one in self._told[max(0, at - _BEFORE) : at] if one.one.kind != "ratio" and one.beside(rate)]
        whole, parts = _told_in_full(amounts)
        if whole is None or self._stopped_list(parts[-1], rate):
            return None
        stem = named["stem"] or named["other"]
        if (
            _SEVERAL.search(rate.name)
            or rate.mention.before.endswith("、")
            or any(not alike(one, whole) for one in parts)
        ):
            return None
        total = worth(whole)
        made = {
            sum(map(worth, some), Fraction(0)) for count in range(1, len(parts)) for some in combinations(parts, count)
        }
        counted = all(one.one.kind.startswith("count") and one.one.figure.step == 1 for one in (whole, *parts))
        step = rate.one.figure.step
        # nothing of what is counted was rounded, so that only the rate itself was, or was cut off
        if any(abs(one / total - rate.one.base) < step if counted else makes(rate, one, total) for one in made):
            return None
        # 满意296份、一般11份、不满意5份: those that are called like it, where they are the first ones
        like = len(list(takewhile(lambda one: stem in one.name and not _REST.search(one.name), parts)))
        firsts = [parts[:count] for count in range(1, (like if 0 < like < len(parts) else len(parts) - 1) + 1)]
        some = min(firsts, key=lambda told: abs(sum(map(worth, told), Fraction(0)) / total - rate.one.base))
        names = [one.name.removeprefix("其中").strip(":,") for one in some]
        called = share_signs(stem, parts[0].name) or all(name and name in stem for name in names)
        share = sum(map(worth, some), Fraction(0)) / total
        swapped = any(abs(rate.one.base + one - share) <= rate.one.half for one in swaps(rate.one.figure))
        if not called or (abs(share - rate.one.base) > _CHANCE and not swapped) or len(some) > len(_PARTS):
            return None
        cells: dict[str, Value] = {"项目": rate.one.name, "总额": whole.one.value, "占比": rate.one.value}
        return cells | {name: one.one.value for name, one in zip(_PARTS, some, strict=False)}

    def _stopped_list(self, last: Spoken, rate: Spoken) -> bool:
        """Whether more than a pause and a few words part the last of a list from a rate."""
        between = rate.mention.sentence.signs[last.mention.at + 1 : rate.mention.at]
        return self._scopes.search(between) is not None or ";" in between or len(between) > 2 * _BETWEEN

    def _in_clause(self, at: int) -> tuple[Spoken, Spoken] | None:
        """新增8.16万人，完成1.8万人年度任务的103.3%."""
        rate = self._told[at]
        if at < 2 or not _IN_TAIL.match(rate.name):
            return None
        part, whole = self._told[at - 2], self._told[at - 1]
        if (
            not (part.beside(whole) and whole.beside(rate))
            or part.mention.figure.bound
            or not alike(part, whole)
            or not _IN_CLAUSE.search(whole.name)
            or self._stopped(part, rate)
        ):
            return None
        return part, whole

    def _of_named(self, at: int) -> tuple[Spoken, Spoken] | None:
        """使用19078万元，使用率51.63%，占投资估算的28.28%: the last amount before it, and the one that is called so."""
        rate = self._told[at]
        found = _OF.search(rate.name)
        if found is None:
            return None
        part_at = self._amount_before(at)
        if part_at is None:
            return None
        part, words = self._told[part_at], re.sub('[“”"]', "", found["base"])
        near = self._near(part_at)
        named = [one for one in near if named_alike(words, one.name)]
        head = words.rstrip("数额量总")[-_WORD:]
        here = [one for one in named if self._beside_of(part_at, one)]
        if not named and (self._planned.search(head) or rate.one.figure.unit.symbol == "倍"):
            named = [one for one in near if stripped(one.name).endswith(head) or one.name.startswith(words)]
        if not here and len(words) >= _OWN and len({one.one.base for one in named}) == 1:
            here = [one for one in named if one.one.text == part.one.text and named_alike(words, one.name)]
        named = here or [one for one in named if not far_apart(over(part, one), rate.one.base)]
        if not here and _OF_PLAN.search(rate.name):
            # 经费预算54万元，支出决算37万元，其中某费决算2.6万元，完成预算的28%: its own plan, not that of all
            own = self._spent.sub("", core_of(part.name))
            named = [one for one in named if len(own) >= _OWN and own in one.name]
        return (part, named[-1]) if named and len({one.one.base for one in named}) == 1 else None

    def _near(self, part_at: int) -> list[Spoken]:
        """The amounts before the part of a rate that are no changes."""
        part = self._told[part_at]
        near = self._told[max(0, part_at - _BEFORE) : part_at]
        return [one for one in near if alike(part, one) and not _CHANGE.search(one.name)]

    def _beside_of(self, part_at: int, whole: Spoken) -> bool:
        """Whether an amount is the last of its kind before another, in its sentence."""
        part = self._told[part_at]
        before = next((one for one in reversed(self._told[:part_at]) if alike(part, one)), part)
        return before is whole and whole.beside(part)

    def _beside(self, at: int) -> tuple[Spoken, Spoken] | None:
        """业务支出40128万元，人员支出16894万元，占42.10%: the only amount before it in its sentence that is called like it."""
        if not _SHARE.search(self._told[at].name):
            return None
        part_at = self._amount_before(at)
        if part_at is None:
            return None
        part = self._told[part_at]
        near = self._near(part_at)
        here = [one for one in near if one.beside(part)]
        ending = stripped(part.name)[-_WORD:]
        called = [one for one in here or near if stripped(one.name).endswith(ending) and one.one.base > part.one.base]
        called = [one for one in called if not far_apart(over(part, one), self._told[at].one.base)]
        return (part, called[0]) if len(ending) == _WORD and len(called) == 1 else None

    def _called(self, at: int) -> tuple[Spoken, Spoken] | None:
        """送审3.62亿元，审减0.29亿元，审减率8.01%: the amount before it that is called like it, and the one before that."""
        rate = self._told[at]
        found = _RATE.search(rate.name)
        if found is None or (self._other.search(rate.name) and not self._saved.search(rate.name)):
            return None
        part_at = self._amount_before(at)
        if part_at is None:
            return None
        part, stem = self._told[part_at], found["stem"] or found["other"]
        if _NEARLY.search(part.name):
            return None
        words = part.name + part.tail[:_TAIL]
        done, saved = self._done_rates.search(rate.name) is not None, self._saved.search(rate.name) is not None
        if _NTH.search(words) or _REST.search(part.name[-_TAIL:]):
            return None
        named = share_signs(stem[-4:], words) or (done and self._spent.search(words))
        # 总监测366天，优良339天，达标率92.6%
        of_whole = self._wholes.search(part.name) is not None
        if not named and not (self._parts.search(words) and self._parts.search(rate.name) and not of_whole):
            return None
        whole = self._base(part_at, rate, self._asked if saved else self._planned, saved)
        return (part, whole) if whole is not None else None

    def _base(self, part_at: int, rate: Spoken, names: re.Pattern[str], only: bool) -> Spoken | None:
        """What the part of a rate was taken from; ``only``: nothing but what is called so."""
        part = self._told[part_at]
        near = self._near(part_at)
        own = self._spent.sub("", core_of(part.name))
        if len(own) >= _OWN:
            # 小流域治理700万元，……。其中小流域治理支出623万元，支付进度89%: told before by its own name
            same = [one for one in self._told[:part_at] if alike(part, one) and own in one.name]
            same = [one for one in same if not self._spent.search(one.name)]
            if same and len({one.one.base for one in same}) == 1:
                return same[-1]
        called = [one for one in near if names.search(one.name) and not self._spent.search(one.name)]
        if called and self._beside_of(part_at, called[-1]):
            return called[-1] if about(over(part, called[-1]), rate.one.base) else None
        called = [one for one in called if not far_apart(over(part, one), rate.one.base)]
        here = [one for one in called if one.beside(part)]
        if here:
            return here[-1]
        before = near[-1] if near else None
        if before is not None and before.beside(part) and not only and not self._spent.search(before.name):
            return before if not far_apart(over(part, before), rate.one.base) else None
        if rate.one.base == 1:
            return None
        return called[-1] if called and len({one.one.base for one in called}) == 1 else None

    def _amount_before(self, at: int) -> int | None:
        """The last amount before a rate, which nothing but rates stands between."""
        rate = self._told[at]
        for place in range(at - 1, max(-1, at - 4), -1):
            part = self._told[place]
            here = part.beside(rate)
            aside = _CHANGE.search(part.name) or self._left.search(part.name[-_TAIL:])
            if here and (part.one.kind == "ratio" or aside):
                continue
            if part.one.kind in ("ratio", "score", "number") or part.mention.figure.bound or part.one.base <= 0:
                return None
            return None if self._stopped(part, rate) or _SEVERAL.search(part.name) else place
        return None

    def _stopped(self, part: Spoken, rate: Spoken) -> bool:
        """Whether more than a pause parts a rate from what it is of."""
        sentence, at = rate.mention.sentence, rate.mention.at
        start = part.mention.at + 1 if part.beside(rate) else 0
        between = sentence.signs[start:at]
        if self._scopes.search(between) or _STOP.search(between) or (not re.search("[,(:]", between) and start):
            return True
        if part.beside(rate):
            return sum(sign not in FIGURES for sign in between) > _BETWEEN
        # 支出300.2万元。完成率为93.7%: a sentence that says nothing before the rate is of the one before it
        return any(sign in FIGURES for sign in between) or part.one.text != rate.one.text or len(between) > _BETWEEN

    def _otherwise(self, at: int, part: Spoken) -> bool:
        """Whether another figure makes the rate with the part, or two near it do; they may be its base together."""
        rate = self._told[at]
        if self._sides.made_anywhere(rate, part):
            return True
        near = [one for one in self._told[max(0, at - _BEFORE) : at + _BEHIND] if alike(part, one) or one is part]
        both = (Fraction(part.one.base) / (one.one.base + other.one.base) for one, other in combinations(near, 2))
        if any(within(rate.one, made, made) for made in both):
            return True
        return any(makes(rate, worth(one), worth(other)) for one in near for other in near if one is not other)


def _told_in_full(amounts: Sequence[Spoken]) -> tuple[Spoken | None, Sequence[Spoken]]:
    """The last of some amounts that come to the one before them."""
    for first in range(len(amounts) - _DEGREES, -1, -1):
        whole, parts = amounts[first], amounts[first + 1 :]
        if sum((one.one.base for one in parts), Fraction(0)) == whole.one.base > 0:
            return whole, parts
    return None, ()


def _own_way(rate: Spoken) -> bool:
    """Whether a rate says that it is of something else than what stands around it: 按时办结率, 80%（扣除林地1.25万亩）."""
    behind = _OTHER_BASE.match(rate.mention.sentence.signs, rate.mention.at + 1)
    return behind is not None or _IN_TIME.search(rate.name) is not None


def _share(rate: Spoken, part: Spoken, whole: Spoken) -> dict[str, Value]:
    return {
        "项目": share_name(rate.one, part.one),
        "部分": part.one.value,
        "总额": whole.one.value,
        "占比": rate.one.value,
    }


def _known(tables: Iterable[Table], draft: Draft) -> Iterator[tuple[tuple[int, int], Iterable[tuple[int, int]]]]:
    """Where the rates and means stand of which a row says what they are of, and where that stands: a claim, or a printed

    row with amounts.
    """
    for table in tables:
        made = _RESULTS if table.source else _rates_of(table)
        for row in draft.tables.get(table.name, []):
            for column, others in made.items():
                place = place_of(row.cells.get(column))
                if place is not None and any(row.cells.get(other) is not None for other in others):
                    yield place, {found for value in row.cells.values() if (found := place_of(value)) is not None}


def _by_chance(told: Sequence[Spoken], table: Table | None, draft: Draft) -> set[tuple[int, int]]:
    """Where rates stand that two short figures make only as far as they may be rounded: 8万元 of 24万元 is no 36.15%."""
    ones = {one.one.place: one.one for one in told}
    found: set[tuple[int, int]] = set()
    for row in draft.tables.get(table.name, []) if table is not None else []:
        rate, part, whole = (ones.get(place_of(row.cells.get(column)) or (0, 0)) for column in ("占比", "部分", "总额"))
        if rate is None or part is None or whole is None or whole.base <= 0:
            continue
        off = abs(Fraction(part.base) / whole.base - rate.base)
        if off > _CHANCE * rate.base and within(rate, *quotient(part, whole)):
            found.add(rate.place)
    return found


def _rates_of(table: Table) -> Mapping[str, tuple[str, ...]]:
    """The columns of rates of a printed table, and those of amounts."""
    amounts = tuple(name for name, column in table.columns.items() if column.kind.base == "number" and column.kind.dim)
    return {name: amounts for name, column in table.columns.items() if column.kind.ratio}
