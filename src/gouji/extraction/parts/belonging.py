"""Which of the figures told after a whole are its parts: more may stand in the list than make it up, or fewer."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.parts.complements import Complements
from gouji.extraction.prose.amounts import TELLING, countable, digits, proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike, core, stripped
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.prose.slipped import one_slip
from gouji.extraction.text.clauses import SEMICOLON
from gouji.extraction.text.phrases import CLASSED
from gouji.faults import regex as re

#: Parts parted by ； that are this much more than their whole may still be its list, with a slip in it.
_ONE_LIST: Final = Fraction(11, 10)
#: So much more two parts may come to whose names end alike.
_TWO_OF_ONE: Final = Fraction(23, 20)
#: 其中 that begins a sentence of its own, right before a name.
_OWN_SENTENCE: Final = re.compile(r"(?:^|。)其中[:,]?$")
#: A name of all that came in, or of what is told once more.
_TOTAL: Final = re.compile(r"^(?:总|合计|共|累计)|(?:总额|总量|总数|总计|合计)$")
#: A score, told right behind how many there are to be had.
_SCORED: Final = re.compile(r"得分?$")
#: By so much parts may miss their whole of which 另外 tells the last one.
_LEFT: Final = Fraction(1, 5)
#: Facts after a list in which its last parts are looked for, and before a share in which its part is.
GOES_ON: Final = 16
#: Who gives, level by level; a whole that is by its name only what some of them give; and the names of places.
_BY_LEVEL: Final = re.compile(
    r"(?:其中)?[:,]?(中央|国家|省|市|县|区|乡|镇|街道)(?:级|本级|财政|资金|补助|配套|安排|专项|预算)"
)
_OF_SOME: Final = re.compile("上级|争取|(?:中央|省|市|县|区)(?:级|财政|本级|下达|专项|补助)")
_PLACE: Final = re.compile(r"^[一-鿿]{2,5}(?:[镇乡村县区]|街道|社区)$")
_PAIR: Final = 2
#: What is told besides the parts of a whole.
_BESIDES: Final = re.compile("另|还|此外")
#: The level of what stands behind a 、.
_LISTED: Final = 1


class Belonging:
    """Settles the parts of wholes. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, complements: Complements, write: Whole) -> None:
        self._facts = facts
        self._complements = complements
        self._result_name, self._sum_name = any_of(wording.totals), any_of(wording.sums)
        spent = any_of((*wording.spent, *wording.stems)).pattern
        self._paid = re.compile(f"已(?:全部|经|累计|实际|完成)*(?:{spent}){{1,2}}[^已]{{0,4}}$")
        self._done = re.compile(f"(?:已|{any_of((*wording.spent, *wording.apart)).pattern})[^已]{{0,4}}$")
        self._rest = any_of(wording.rest)
        self._whole = write

    def settle(self, whole: Fact, index: int) -> None:
        """Which of the figures told as parts of a whole are: those that make it up, where a few less or more do.

        职工62人，其中高级4人、初级58人，退休28人: the last one is none of them. 其中甲3万元。乙5万元: another goes on.
        """
        parts = whole.parts
        self._without_next_ones(whole, index)
        self._without_inner(whole)
        _one_of_two(whole)
        self._without_done(whole)
        self._without_total(whole)
        if proves(parts, whole):
            return
        if sum(map(worth, parts), Fraction(0)) > worth(whole):
            if self._complements.all_of(whole, parts):
                return  # the names leave nothing out: the last one is a part, although the others make the whole
            if told_alike(parts, whole) or (
                CLASSED.match(whole.opener) and all(part.level <= _LISTED for part in parts[1:])
            ):
                return  # 分为五类：甲类26个、……、戊类2个: all of them, though the first four alone make the whole
            for end in range(len(parts) - 1, 1, -1):
                if digits(whole) + end - 2 >= TELLING and proves(parts[:end], whole):
                    if proves(parts[end:], whole):
                        self._whole(whole, parts[end:], whole.opener)  # told in two ways: by purpose, by kind
                    del parts[end:]
                    return
            return
        if digits(whole) < TELLING or one_slip(parts, whole):
            return
        last = next((at for at, fact in enumerate(self._facts[index:], index) if fact is parts[-1]), index)
        more: list[Fact] = []
        begun = self._complements.begun(parts)
        for other in self._facts[last + 1 : last + 1 + GOES_ON]:
            if other.whole is not None or kind_of(other) != kind_of(whole) or not countable(other) or other.average:
                continue
            longer = [*parts, *more, other]
            left = _what_is_left(other, whole, longer)
            if not left and (other.grown is not None or other.before or self._result_name.search(other.name)):
                return
            more.append(other)
            if (
                left
                or proves(longer, whole)
                or _nearly(parts, more, whole)
                or (begun and self._complements.all_of(whole, longer))
            ):
                for one in more:
                    one.whole = whole
                parts.extend(more)
                return

    def _without_next_ones(self, whole: Fact, index: int) -> None:
        """甲类占45.5%，乙类占35.2%，其中一种占20.1%，丙类占19.3%: what is left beside a whole is one more."""
        parts = whole.parts
        if kind_of(whole) != "ratio" or sum(map(worth, parts), Fraction(0)) <= worth(whole):
            return
        before = self._facts[max(0, index - GOES_ON) : index]
        beside = [
            fact for fact in before if fact.sentence is whole.sentence and kind_of(fact) == "ratio" and not fact.whole
        ]
        told = sum(map(worth, beside), worth(whole))
        for at in range(1, len(parts)):
            if told + sum(map(worth, parts[at:]), Fraction(0)) == 1:
                for other in parts[at:]:
                    other.whole = None
                del parts[at:]
                return

    def _without_inner(self, whole: Fact) -> None:
        """17347万元，其中第一批9910万元，支持甲6000万元、乙3910万元；第二批……: what makes the part before it is told of that."""
        parts = whole.parts
        if sum(map(worth, parts), Fraction(0)) <= worth(whole):
            return
        at = 0
        while at < len(parts):
            part = parts[at]
            inner = _next_ones(parts[at + 1 :], part) if digits(part) >= TELLING else []
            if inner:
                del parts[at + 1 : at + 1 + len(inner)]
                for other in inner:
                    other.whole = part
                part.parts = part.parts or inner
                self._whole(part, inner, "分别为")
            at += 1

    def _without_done(self, whole: Fact) -> None:
        """资金107万元，其中管理费1万元，目前已拨付106万元: how much of the whole was paid is no part beside others.

        Where the first part is told so as well (甲县已拨付50万元，乙县已拨付40万元), or all of them make the whole, they are.
        实际支出106万元 and 合同金额106万元 may be parts; they are none where they would be too much.
        """
        parts = whole.parts
        if len(parts) < 2 or proves(parts, whole):
            return
        cut = _last_ones(self._paid, parts)
        if not cut and not self._done.search(whole.name) and not one_slip(parts, whole):
            too_much = sum(map(worth, parts), Fraction(0)) > worth(whole)
            end = len(parts)
            while end > 1 and self._rest.search(parts[end - 1].name) and not self._done.search(parts[end - 1].name):
                end -= 1  # 支出106万元，结余1万元
            cut = _last_ones(self._done, parts[:end]) if too_much else 0
        if cut:
            apart = parts[cut:]
            del parts[cut:]
            for other in apart:
                other.whole = None
                if other.level >= SEMICOLON and worth(other) > worth(whole) and not whole.colon:
                    continue  # 收入100万元，其中税收60万元；支出120万元
                self._whole(whole, [other], "其中")  # it may still not be more than there was

    def _without_total(self, whole: Fact) -> None:
        """其中甲30.9万元，乙30.9万元，共计下达61.8万元: the total told again ends the list of its parts."""
        for at, part in enumerate(whole.parts):
            if at > 1 and worth(part) == worth(whole) and self._sum_name.search(part.name):
                for other in whole.parts[at:]:
                    other.whole = None
                del whole.parts[at:]
                return


def told_alike(parts: Sequence[Fact], whole: Fact) -> bool:
    """其中中央资金125万元，省级资金40万元，县级配套21万元: whether all parts are told by levels, or by places, in one row, the
    last of them as the others, although those alone make the whole; or counts with nothing but 、 between (幼儿园68所、
    小学54所、初中16所、高中4所、中职2所)."""
    if len(parts) <= _PAIR or len({part.level for part in parts[1:]}) > 1:
        return False
    names = [part.name for part in parts]
    if kind_of(whole).startswith("count"):
        listed = parts[-1].level <= _LISTED and len(parts) > _PAIR + 1 and len(set(names)) == len(names)
        return listed and all(part.sentence is parts[0].sentence for part in parts)
    if not kind_of(whole).startswith("money"):
        return False
    levels = [found[1] for name in names if (found := _BY_LEVEL.match(name)) is not None]
    one_sentence = all(part.sentence is parts[0].sentence for part in parts)
    by_level = len(set(levels)) == len(names) and not _OF_SOME.search(whole.name)
    return one_sentence and (by_level or (all(map(_PLACE.search, names)) and len(set(names)) == len(names)))


def _what_is_left(other: Fact, whole: Fact, parts: Sequence[Fact]) -> bool:
    """其中甲850万元，每座17万元；其余1468万元: what is left of a whole is told in its sentence.

    另外 may be told besides the whole, unless it comes about to what is left.
    """
    if other.sentence is not whole.sentence or other.depth != whole.depth:
        return False
    off = abs(sum(map(worth, parts), Fraction(0)) - worth(whole))
    return other.name.startswith("其余") or (other.name.startswith("另") and off <= worth(whole) * _LEFT)


def _one_of_two(whole: Fact) -> None:
    """支付480万元，其中中央资金300万元支付295万元: without a pause, only one of two is a part: the one called like the whole."""
    parts = whole.parts
    pairs = [(a, b) for a, b in pairwise(parts) if a.sentence is b.sentence and b.start == a.figure + 1]
    for full, scored in pairs:
        if kind_of(full) == "score" and _SCORED.search(scored.name):
            full.whole = None
            parts.remove(full)  # 产出指标50分得48分
    pairs = [pair for pair in pairs if pair[0] in parts]
    if not pairs or sum(map(worth, parts), Fraction(0)) <= worth(whole) or proves(parts, whole):
        return
    later = all(alike(b.name, whole.name) for _, b in pairs)
    for pair in pairs:
        for other in pair[:1] if later else pair[1:]:
            if other.whole is whole:
                other.whole = None
                parts.remove(other)


def _next_ones(later: Sequence[Fact], part: Fact) -> list[Fact]:
    """The parts told right behind one that come to just as much."""
    total = Fraction(0)
    for at, other in enumerate(later):
        total += worth(other)
        if total >= worth(part):
            return list(later[: at + 1]) if at and total == worth(part) else []
    return []


def _last_ones(word: re.Pattern[str], parts: Sequence[Fact]) -> int:
    """From which part on all of them are called so; 0 if the first one is, or the last one is not."""
    cut = len(parts)
    while cut and word.search(parts[cut - 1].name):
        cut -= 1
    return cut if cut < len(parts) and not any(word.search(part.name) for part in parts[:cut]) else 0


def _nearly(parts: Sequence[Fact], more: Sequence[Fact], whole: Fact) -> bool:
    """Whether parts, and a few more of the same sentence, make a whole but for one slip of the pen."""
    alike = all(other.sentence is whole.sentence and other.depth == whole.depth for other in more)
    return alike and len(parts) >= len(more) and one_slip([*parts, *more], whole)


def until_it_is_made(whole: Fact, parts: Sequence[Fact]) -> Sequence[Fact]:
    """The parts of a whole; where they are too much for it, the first ones that just make it; nothing added or taken off.

    下达111万元，其中甲100万元，乙11万元，调减40万元，实际下达71万元: what follows the parts is none of them.
    """
    total = Fraction(0)
    for at, part in enumerate(parts):
        if part.sign:
            return parts[:at] or parts
        total += worth(part)
        later = parts[at + 1 :]
        apart = bool(later) and later[0].level > max(other.level for other in parts[1 : at + 1] or parts)
        if at and total == worth(whole) and apart and any(worth(other) for other in later):
            return parts[: at + 1]
    return parts


def up_to_semicolon(whole: Fact, parts: Sequence[Fact]) -> Sequence[Fact]:
    """The parts of a whole; where they are too much for it, those before the first ；, if they are not.

    Where every part stands behind a ； of its own and they are not much too much, it is one list; of two parts, something
    more has to say so.
    """
    cut = next((at for at, part in enumerate(parts) if at and part.level >= SEMICOLON), len(parts))
    total = sum(map(worth, parts), Fraction(0))
    if 0 < cut < len(parts) and whole.level == SEMICOLON and not proves(parts, whole) and not one_slip(parts, whole):
        return parts[:cut]  # 甲25万元；乙40万元，其中一种6万元；丙30万元: what is behind it stands beside the whole
    too_much = total > worth(whole) and not proves(parts, whole)
    alike = len(parts) > 1 and all(part.level >= SEMICOLON for part in parts[1:])
    if alike and too_much and _shared_like(whole, parts[:cut], parts[cut:]):
        return parts[:cut]
    if alike and (total <= worth(whole) * _ONE_LIST if len(parts) > 2 else _two_of_one(whole, parts)):
        return parts
    return parts[:cut] if too_much and sum(map(worth, parts[:cut]), Fraction(0)) <= worth(whole) else parts


def _shared_like(whole: Fact, first: Sequence[Fact], later: Sequence[Fact]) -> bool:
    """甲935万元，占总量的56.2%，其中一种261万元；乙589万元，占总量的35.4%: with a share of the same, it stands beside it."""
    named = {whole.sentence.signs[slice(*words)] for _, words in whole.shares}
    told = [any(fact.sentence.signs[slice(*words)] in named for _, words in fact.shares) for fact in (*first, *later)]
    return bool(later) and not any(told[: len(first)]) and all(told[len(first) :])


def _two_of_one(whole: Fact, parts: Sequence[Fact]) -> bool:
    """进出口3.59亿元。其中，出口2.11亿元；进口1.84亿元: whether what stands behind a ； goes on with 其中, though it is too much.

    Two figures that a slip of the pen keeps from making their whole do; so do two whose names end alike, where 其中 begins
    a sentence of its own. Else the second may be told beside the whole: 收入100万元，其中税收60万元；支出90万元.
    """
    one, other = parts
    if max(map(worth, parts)) >= worth(whole) or _TOTAL.search(other.name) or core(other.name) == core(whole.name):
        return False
    apart = _OWN_SENTENCE.search(one.sentence.signs, 0, one.start) is not None
    names = [stripped(part.name) for part in parts]
    ends_alike = all(names) and names[0][-1] == names[1][-1] and names[0] != names[1]
    near = sum(map(worth, parts), Fraction(0)) <= worth(whole) * _TWO_OF_ONE
    # 46家，其中首次认定24家，每家20万元；重新认定24家，每家10万元: each of them with what it comes to for one
    priced = kind_of(whole).startswith("count") and all(map(_priced, parts)) and not _BESIDES.search(other.name)
    return one_slip(parts, whole) or (((apart and ends_alike) or priced) and near)


def _priced(fact: Fact) -> bool:
    """Whether what is told right behind a count is so much for each of it: 24家，每家20万元."""
    symbol = fact.sentence.figures[fact.figure].unit.symbol
    return fact.sentence.signs.startswith(f",每{symbol}", fact.figure + 1)
