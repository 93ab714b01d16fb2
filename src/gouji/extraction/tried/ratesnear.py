"""Shares that no two figures near them make, held against the pair that the figures and the nouns leave (占比).

A share's part is what is called as it is (水电占40%, of 水电12亿), or the figure right before it where the shares beside it
are all of one whole; its whole is what those are of, what was planned, or the largest of the kind. Of two figures that are
all of their kind in a sentence both are meant. A remark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, place_of, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.tried.near import quotient, within
from gouji.extraction.tried.perunits import Term
from gouji.figures import parse_figure, rounded_text
from gouji.language import Table

Place = tuple[int, int]
Pair = tuple[Term, Fraction, Term]

_CHANGED: Final = re.compile(
    r"下降|减少|降低|压减|降幅|缩减|减幅|负增长|压缩|下跌|增长|增幅|增速|上升|提高|增加|上涨|涨幅"
)
_SHARE: Final = re.compile(
    r"占|率|比重|比例|完成|进度|[为至][\u4e00-\u9fff]{0,8}的$|达[\u4e00-\u9fff]{0,2}$|^的$|为[\u4e00-\u9fff]{2,8}$"
)
#: Rates that are goals, prices of money, of another time, or reckoned in their own way.
_ASIDE: Final = re.compile(
    r"目标|不低于|不少于|不超过|利率|税率|权重|要求|分别|依次|年均|平均|上年|去年|同期|高于|低于|同口径|可比|折扣|贡献|拉动|增加值率|结构|"
    r"百分点|得分|标准$|计划[^的]{0,4}$|扣|每|控制|附加|以[上下内](?!占)|提前|折|补[贴助]|偏差"
)
_AIM_TAIL: Final = re.compile(
    r"^[”\"]?(?:的要求|的目标|目标|以上|以下|以内|左右|的比例|的标准|比例|计|的进度|得|扣|及|\(含)"
)
_PLANNED: Final = re.compile(r"目标|任务|计划|预算(?!收|支|拨|财|资|内|外|单位|管理|部门)|应(?!急)|限额|核定")
_BARE: Final = re.compile(r"[,(]?(?:,?(?:所)?占(?:比|[\u4e00-\u9fff]{0,10}的?)?|比重)?(?:为|是|达)?")
_IN_TIME: Final = re.compile("按[时期]|及时|如期|准时|限时")
_REST: Final = re.compile(r"未|不|尚|其余|剩余|欠|逾")
_STEM: Final = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:的)?(?:占|率|比重|比例|进度|度)")
#: Degrees of what is told of all: 优秀率, 良好及以上占.
_DEGREE: Final = re.compile(r"优|良|及格|合格|以上占|以下占")
#: What stands between a rate and what it comes to: 的30%支付258万元.
_PAID: Final = re.compile(r"^,?(?:即|为|计|合|应|可|支付|拨付|发放|兑付|补[助贴]|给予|承担|预付)[\u4e00-\u9fff]{0,8}$")
_AIMED: Final = re.compile("目标|要求|指标值|≥")
#: What a share says that it is of: 占投诉举报总量的.
_OF: Final = re.compile(r"(?:占|付至|的)([\u4e00-\u9fff]{2,12}?)(?:总?[数量额值])?(?:的(?:比[重例])?|比[重例])为?$")
_NEAR: Final = 2
_MOST: Final = 10
_WIDE: Final = 12
_BACK: Final = 40
_SIGNS: Final = 60
_TAIL: Final = 4
_TWO: Final = 2
_LEAST: Final = 3
#: By what part a rate may be missed by figures that are rounded, and how far off it may be of those that are meant.
_OFF: Final = Fraction(1, 200)
_ABOUT: Final = Fraction(1, 20)
_FAR: Final = 2


class RatesNear:
    """Holds the rates of a document against the figures near them. ``terms``: all its figures; ``known``: where rates stand of

    which a row says what they are of, with where that stands.
    """

    def __init__(self, terms: Sequence[Term], known: Mapping[Place, set[Place]], wording: Wording) -> None:
        self._terms = terms
        self._orders = [term.order for term in terms]
        self._known = known
        self._other = any_of((*wording.adjusted, *wording.no_rates))
        self._funds = any_of((*wording.spending, *wording.funds, *wording.spent))

    def read(self, by_source: Mapping[str, Table], draft: Draft) -> None:
        """Write those that are missed."""
        shares = by_source.get("占比")
        if shares is None:
            return
        failing = {place_of(row.cells.get("占比")) for row in _rows(shares, draft) if not _proven(row.cells)}
        done = {
            (place_of(row.cells.get("完成率")), place_of(row.cells.get("完成")))
            for row in _rows(by_source.get("完成"), draft)
        }
        for at, rate in enumerate(self._terms):
            if rate.one.kind != "ratio" or rate.bound or rate.one.base <= 0 or rate.measure not in ("%", "‰"):
                continue
            if (
                _ASIDE.search(rate.name)
                or _AIM_TAIL.match(rate.tail)
                or rate.plain[rate.at - 1 : rate.at] in "、和:~-—"
            ):
                continue
            changed = _CHANGED.search(rate.name) is not None
            if not changed and rate.one.place not in failing and _SHARE.search(rate.name or "占"):
                found = self._share(at)
                if found is not None and self._told(rate, found) and (rate.one.place, found[0].one.place) not in done:
                    draft.say(shares, _row(rate, *found), True)

    def _told(self, rate: Term, pair: Pair) -> bool:
        """Whether nobody has told yet that a rate is of this pair."""
        over = pair[0].one.base > pair[1]
        return over or not {pair[0].one.place, pair[2].one.place} <= self._known.get(rate.one.place, set())

    def _amounts(self, at: int, far: int) -> list[Term]:
        """The amounts so many sentences before and behind a figure."""
        rate = self._terms[at]
        low, high = bisect_left(self._orders, rate.order - far), bisect_right(self._orders, rate.order + far)
        near = self._terms[max(low, at - _WIDE) : min(high, at + _WIDE)]
        plain = (one for one in near if one.one.kind not in ("ratio", "score", "months") and one.per is None)
        return [one for one in plain if one.one.base > 0 and one.bound in ("", "at_least", "over")]

    def _here(self, at: int) -> list[Term]:
        """The amounts of the sentence of a figure; those before it, where it has none."""
        here = self._amounts(at, 0)
        order = self._terms[at].order
        for far in range(1, _LEAST) if not here else ():
            here = [one for one in self._amounts(at, far) if one.order < order]
            if len(here) > 1:
                break
        lone = not any(
            one.order == order for one in self._terms[max(0, at - 1) : at + _TWO] if one is not self._terms[at]
        )
        behind = (one for one in self._amounts(at, _LEAST) if one.order > order)
        return here or (list(behind)[:_TWO] if lone else [])

    # -- shares

    def _share(self, at: int) -> Pair | None:
        rate, here, wide = self._terms[at], self._here(at), self._amounts(at, _NEAR)
        if len(here) > _MOST:
            return None
        named, planned = self._named(rate, here), _planned_of(rate, here)
        if _IN_TIME.search(rate.name) and (named is None or _IN_TIME.search(named.name) is None):
            return None
        aimed = (planned[0], _worth(planned[1]), planned[1]) if planned is not None else None
        if aimed is not None and aimed[0].one.base > aimed[1]:
            near = self._terms[max(0, at - _MOST) : at + _MOST]
            ratios = (one for one in near if one.one.kind == "ratio" and one is not rate)
            if any(_comes(one, aimed[0], aimed[2]) for one in ratios):
                return None  # told of these already
            return aimed if _missed(rate, aimed) else None  # 完成目标的95%, where 目标 is less than what was done
        largest = self._of_largest(rate, named, here) if named is not None else None
        like, closed = self._like(at), self._closed(rate, here)
        found = [one for one in (largest, like, aimed, self._only(at, here), closed) if one is not None]
        if not any(_missed(rate, one) for one in found):
            return None
        parts = {part.one.place: part for part, whole in _pairs(wide) if _comes(rate, part, whole)}
        together = any(_comes_to(rate, part, whole) for part, whole in _summed(here))
        others = not any(one is named or _shared(rate.name, one.name) for one in parts.values())
        wholes = self._terms[max(0, at - _BACK) : at]
        if named is not None and any(
            one.one.kind == named.one.kind and _comes(rate, named, one) for one in wholes if one.one.base
        ):
            return None
        if largest is not None and named is not None and others and not _named_sums(rate, named, here):
            return largest if _missed(rate, largest) else None
        alone = found[0] in (like, closed) or not together
        return None if parts or not alone or not _missed(rate, found[0]) else found[0]

    def _like(self, at: int) -> Pair | None:
        """The figure right before a share, of what the shares beside it are of."""
        rate = self._terms[at]
        part = self._before(at)
        others = range(max(0, at - _MOST), min(len(self._terms), at + _MOST))
        if part is None or sum(self._terms[one].one.kind == "ratio" for one in others) <= _TWO:
            return None
        wholes: Counter[Place] = Counter()
        found: dict[Place, Term] = {}
        proven: dict[Place, set[Place]] = {}
        wide = [one for one in self._amounts(at, _LEAST) if one.one.kind == part.one.kind]
        for other in others:
            own = self._before(other) if other != at and self._terms[other].one.kind == "ratio" else None
            if own is None and other != at and self._terms[other].order == rate.order:
                # 占税收收入7.5亿元的42.0%: the whole stands right before it
                whole, named = self._terms[other - 1], self._terms[other]
                earlier = [one for one in wide if one.key < whole.key]
                if named.one.kind == "ratio" and whole in wide and any(_comes(named, one, whole) for one in earlier):
                    wholes[whole.one.place] += 1
                    found[whole.one.place] = whole
            if own is not None and own.raw(self._terms[other]).strip(",") != part.raw(rate).strip(","):
                continue
            if own is None or own.one.kind != part.one.kind or abs(self._terms[other].order - rate.order) > _LEAST:
                continue
            for whole in wide:
                if whole is not own and whole.one.base > own.one.base and _comes(self._terms[other], own, whole):
                    wholes[whole.one.place] += 1
                    proven.setdefault(whole.one.place, set()).add(own.one.place)
                    found[whole.one.place] = whole
        best = wholes.most_common(1)
        if not best or best[0][1] < _TWO:
            return None
        whole = found[best[0][0]]
        between = [one for one in wide if whole.key < one.key < part.key and one.one.base > part.one.base]
        other = any(one.one.place not in proven.get(whole.one.place, ()) for one in between)
        return (
            None
            if whole is part or other or part.one.base > whole.one.base
            else (part, Fraction(whole.one.base), whole)
        )

    def _before(self, at: int) -> Term | None:
        """The amount that stands right before a share and nothing else between."""
        rate = self._terms[at]
        part = self._terms[at - 1] if at else rate
        beside = part.order == rate.order and part.one.kind != "ratio" and not part.bound and part.one.base > 0
        return part if beside and _BARE.fullmatch(part.raw(rate)) and rate.plain else None

    def _named(self, rate: Term, here: Sequence[Term]) -> Term | None:
        """The only amount that is called as a share is."""
        stem = _STEM.search(rate.name)
        if stem is None:
            return None
        noun = stem["noun"]
        if rate.measure != "%" or self._other.search(rate.name) or (rate.one.base == 1 and "完成" not in rate.name):
            return None
        if _AIMED.search(_near(rate)):
            return None
        for word in dict.fromkeys((noun, noun[:_TWO]) if "占" in rate.name else (noun, noun[-_TWO:])):
            called = [one for one in here if word in _words(one) and not _REST.search(one.name[-_LEAST:])]
            if called:
                lone = len(called) == 1 and _beside(
                    rate, [one for one in here if one.one.kind == called[0].one.kind], here
                )
                lone = lone and not _PLANNED.search(called[0].name) and not _told_of(called[0], rate)
                return called[0] if lone else None
        return None

    def _of_largest(self, rate: Term, part: Term, here: Sequence[Term]) -> Pair | None:
        """A part of the largest of its kind, or of all of them."""
        others = [one for one in here if one.one.kind == part.one.kind and one is not part]
        largest = max(others, key=_worth, default=None)
        said = _OF.search(rate.name)
        if largest is None or (said is not None and said[1] not in largest.name):
            return None
        total = Fraction(part.one.base) + sum((Fraction(one.one.base) for one in others), Fraction(0))
        if _comes_to(rate, Fraction(part.one.base), total):
            return None
        if largest.one.base >= part.one.base:
            return part, Fraction(largest.one.base), largest
        alike = len(others) == 1 and part.name[-_TWO:] == others[0].name[-_TWO:]
        return (part, total, largest) if alike else None  # 公办幼儿园42所、民办幼儿园28所

    def _only(self, at: int, here: Sequence[Term]) -> Pair | None:
        """Two amounts that are all of their kind, with one rate."""
        rate = self._terms[at]
        ratios = [
            one
            for one in self._terms[max(0, at - _MOST) : at + _MOST]
            if one.one.kind == "ratio" and one.order == rate.order
        ]
        if rate.one.base == 1 or len(ratios) > 1 or _PLANNED.search(rate.name) or _AIMED.search(_near(rate)):
            return None
        base = found[1] if (found := _OF.search(rate.name)) is not None else None
        for kind in dict.fromkeys(one.one.kind for one in here):
            ones = [one for one in here if one.one.kind == kind]
            if len(ones) != _TWO or not self._related(rate, ones) or _told_of(ones[-1], rate):
                continue
            if not _beside(rate, ones, here):
                continue
            part, whole = sorted(ones, key=_worth if base is None else lambda one: base in one.name)
            if base is not None and (base not in whole.name or base in part.name):
                continue
            if ones[0].key < rate.key < ones[1].key and _PAID.match(rate.raw(ones[1])):
                return ones[1], Fraction(ones[0].one.base), ones[0]
            called = all(_shared(rate.name, one.name) for one in ones)
            if (called or ones[1].key < rate.key) and not _scaled(rate, Fraction(part.one.base) / whole.one.base):
                return part, Fraction(whole.one.base), whole
            for one, other in ((part, whole), (whole, part)) if base is None else ((part, whole),):
                if _scaled(rate, Fraction(one.one.base) / other.one.base):
                    return one, Fraction(other.one.base), other
        return None

    def _related(self, rate: Term, ones: Sequence[Term]) -> bool:
        """Whether the words of a rate say that it may be of amounts."""
        words = "".join(map(_words, ones))
        if ones[0].one.kind == "money":
            return (
                any(word in rate.name for word in ("占", "付", "自给"))
                or rate.name in ("的", "")
                or all(_shared(rate.name, one.name) for one in ones)
                or self._funds.search(rate.name) is not None
            )
        stem = _STEM.search(rate.name)
        return stem is not None and (
            stem["noun"][-_TWO:] in words or ("占" in rate.name and stem["noun"][:_TWO] in words)
        )

    def _closed(self, rate: Term, here: Sequence[Term]) -> Pair | None:
        """23个：18个、4个、1个: all of a whole, of which a rate has to be some."""
        if not here or rate.key < here[-1].key or not _DEGREE.search(rate.name):
            return None
        for whole in (here[0], here[-1]):
            parts = [one for one in here if one is not whole]
            alike = len(parts) >= _TWO and all(one.one.kind == whole.one.kind and not one.bound for one in here)
            sums = [sum((_worth(one) for one in parts[:end]), Fraction(0)) for end in range(1, len(parts) + 1)]
            if alike and sums[-1] == whole.one.base and not any(_comes_to(rate, one, sums[-1]) for one in sums):
                return parts[0], Fraction(whole.one.base), whole
        return None


def _missed_by(rate: Term, made: Fraction, one: Term) -> bool:
    """Whether a rate is not what is made, but may have been meant to be."""
    printed = Fraction(rate.one.base)
    part = _ABOUT if one.bound else _OFF
    off = max(part * printed, Fraction(rate.one.figure.step), made * one.one.half / Fraction(one.one.base))
    return abs(made - printed) > off and made <= printed * _FAR and printed <= made * _FAR


def _rows(table: Table | None, draft: Draft) -> Sequence[DraftRow]:
    return draft.tables.get(table.name, ()) if table is not None else ()


def _proven(cells: Mapping[str, Value]) -> bool:
    """Whether a row of the table of shares comes out, as its figures are rounded."""
    part, whole, rate = (parse_figure(text_of(cells.get(name)) or "") for name in ("部分", "总额", "占比"))
    if part is None or whole is None or rate is None or whole.base <= 0 or cells.get("另一部分") is not None:
        return True
    made = Fraction(part.base) / whole.base
    slack = (rate.step + (part.step + made * whole.step) / whole.base) / 2
    return abs(made - rate.base) <= max(slack, _OFF * rate.base)


def _row(rate: Term, part: Term, whole: Fraction, said: Term) -> dict[str, Value]:
    base: Value = said.one.value
    if Fraction(said.one.base) != whole:
        unit = part.one.figure.unit
        base = Said(f"{rounded_text(whole / unit.scale)}{unit.symbol}", span_of(part.one.value))
    return {"项目": rate.name or part.name, "部分": part.one.value, "总额": base, "占比": rate.one.value}


def _near(rate: Term) -> str:
    return rate.plain[max(0, rate.at - _SIGNS) : rate.at + _SIGNS]


def _worth(one: Term) -> Fraction:
    return Fraction(one.one.base)


def _beside(rate: Term, ones: Sequence[Term], here: Sequence[Term]) -> bool:
    """Whether the last amount before a rate in its sentence, if there is one, is one of some."""
    before = [one for one in here if one.order == rate.order and one.key < rate.key]
    return not before or (before[-1].one.kind == "money") == (ones[0].one.kind == "money")


def _words(one: Term) -> str:
    """What a figure is called, before it and behind it."""
    return one.name + re.split("[、和及]", one.tail)[0][:_TAIL]


def _told_of(one: Term, rate: Term) -> bool:
    """4个覆盖率达到90%: what has such a rate."""
    return one.order == rate.order and re.fullmatch(r"[\u4e00-\u9fff]*率[\u4e00-\u9fff]*", one.raw(rate)) is not None


def _shared(words: str, others: str) -> bool:
    """Whether two names have two signs in a row in common."""
    return any(words[at : at + _TWO] in others for at in range(len(words) - 1))


def _planned_of(rate: Term, here: Sequence[Term]) -> tuple[Term, Term] | None:
    """What was done, and what was planned, where these are all that is told."""
    if "完成" not in rate.name and "执行" not in rate.name and "到位" not in rate.name:
        return None
    for kind in dict.fromkeys(one.one.kind for one in here):
        ones = [one for one in here if one.one.kind == kind]
        planned = [one for one in ones if _PLANNED.search(one.name) or one.bound == "at_least"]
        if len(ones) == _TWO and len(planned) == 1 and _beside(rate, ones, here):
            return next(one for one in ones if one is not planned[0]), planned[0]
    return None


def _pairs(ones: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    return ((one, other) for one in ones for other in ones if one is not other and one.one.kind == other.one.kind)


def _summed(ones: Sequence[Term]) -> Iterator[tuple[Fraction, Fraction]]:
    """Runs of amounts of one kind over another, and each over all of them."""
    for kind in dict.fromkeys(one.one.kind for one in ones):
        alike = [Fraction(one.one.base) for one in ones if one.one.kind == kind]
        for start in range(len(alike)):
            for end in range(start + _TWO, len(alike) + 1):
                run = sum(alike[start:end], Fraction(0))
                for other in alike:
                    yield run, other
                    yield other, run


def _named_sums(rate: Term, named: Term, here: Sequence[Term]) -> bool:
    """Whether a figure makes a rate with those beside it: 予以公开和部分公开占52.3%, or of two together."""
    alike = [one for one in here if one.one.kind == named.one.kind]
    at, told = alike.index(named), [_worth(one) for one in alike]
    runs = [(start, end) for start in range(len(told)) for end in range(start + _TWO, len(told) + 1)]
    for start, end in runs:
        run = sum(told[start:end], Fraction(0))
        if start <= at < end and any(_comes_to(rate, run, other) for other in told):
            return True
        if not start <= at < end and _comes_to(rate, told[at], run):
            return True
    return False


def _comes(rate: Term, part: Term, whole: Term) -> bool:
    made = Fraction(part.one.base) / whole.one.base
    return within(rate.one, *quotient(part.one, whole.one)) or abs(made - rate.one.base) <= _OFF * rate.one.base


def _comes_to(rate: Term, part: Fraction, whole: Fraction) -> bool:
    return abs(part / whole - rate.one.base) <= max(_OFF * rate.one.base, Fraction(rate.one.figure.step) / 2)


def _missed(rate: Term, pair: Pair) -> bool:
    """Whether a rate is not that of a pair, but not so far off that others must be meant, or so but for its point."""
    made = Fraction(pair[0].one.base) / pair[1]
    return _missed_by(rate, made, pair[0]) or _scaled(rate, made)


def _scaled(rate: Term, made: Fraction) -> bool:
    times = max(made, Fraction(rate.one.base)) / min(made, Fraction(rate.one.base))
    return any(abs(times - 10**power) <= _OFF * 10**power for power in (1, 2, 3, 4))


__all__ = ["RatesNear"]
