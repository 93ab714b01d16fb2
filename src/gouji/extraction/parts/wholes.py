"""Which figures are told as the parts of which whole, as rows of the table of wholes and parts (构成)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.growth.shifts import Shifts
from gouji.extraction.parts.belonging import GOES_ON, Belonging, told_alike, until_it_is_made, up_to_semicolon
from gouji.extraction.parts.complements import Complements
from gouji.extraction.parts.innerparts import inner_parts
from gouji.extraction.parts.overlapping import Overlapping, counted_once, nested
from gouji.extraction.parts.sidebyside import all_of_several, told_of_each
from gouji.extraction.parts.strays import without_outcomes, without_strays
from gouji.extraction.parts.under import stands_under
from gouji.extraction.prose.amounts import (
    NEAR_MISS,
    TELLING,
    digits,
    far_apart,
    interval_of,
    label_of,
    makes,
    proves,
    term_of,
    value_of,
    words_of,
    worth,
)
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import alike, ending_of, stripped
from gouji.extraction.prose.proofs import TOLD
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import write_sum, write_whole
from gouji.extraction.prose.slipped import one_slip, swapped_among_round, wrong_unit
from gouji.extraction.text.clauses import SEMICOLON
from gouji.extraction.text.phrases import AND_SO_ON, CLASSED, THESE
from gouji.faults import regex as re

_REST: Final = re.compile(r"^其[他它余]")
#: What is left: of the whole of which parts are told, or of one that was told before it.
_LEFT: Final = re.compile(r"^(?:其[他它余]|剩余|余下|[尚仍还]有|[尚仍还]余|未|另有?)")
_MORE: Final = re.compile(r"[^。;]{0,20}[,;](?:另有|另外|此外|还有|尚有)")
_EACH: Final = re.compile(r"各[为是有]?$|(?:每[个人户家所处件]|人均|户均|平均)[为是]?$")
#: The openers of parts that a mere lead announces: 按级次分：; and of those that may be of another whole: 从项目看，.
LED: Final = ("分", "看")
_LOOSE: Final = "看"
#: Opens parts that stand so beside their whole that they are all of it, whatever each is told by.
LAID_OUT: Final = "列出"
#: Opens parts that are perhaps all of their whole; that they do not make it is a remark.
PERHAPS: Final = "或许"
#: Facts before a whole among which one is looked for that its parts are called like.
_BESIDE: Final = 4
#: Two parts that come to so much more than their whole are perhaps not told beside each other.
_PAIR: Final = 2
_MUCH: Final = Fraction(5, 4)
#: What stands before and behind a figure that something else is compared with: 与2022年的49.80万元相比.
_COMPARED: Final = re.compile("[与同跟和较比]")
_COMPARED_WITH: Final = re.compile("(?:相比|比较|相较|比起来)")
_TOTALLED: Final = re.compile("(?:两者|二者|以上)?(?:合计|共计|总计|共)")
#: Signs that make a word.
_WORD: Final = 2
#: What a survey comes to beyond its whole by more than this is of other things, too.
_RUNS_ON: Final = Fraction(1, 20)
#: A word of what opens parts that are where all of a whole comes from: 资金来源为.
_SOURCES: Final = "来源"
#: So many scores are those of all classes, but for one that is worth this much of the total.
_CLASSES: Final = 3
_A_CLASS: Final = Fraction(1, 20)


class Wholes:
    """Writes the wholes of one document with their parts. ``facts`` holds all its facts so far."""

    def __init__(self, facts: Sequence[Fact], wording: Wording, write: Writer, group: Callable[[Fact], Value]) -> None:
        self._facts = facts
        self._write = write
        self._group = group
        self.proven: list[tuple[Fact, Sequence[Fact]]] = []
        """Wholes with the parts that make them."""
        self._written: set[tuple[int, ...]] = set()
        self._overlapping = Overlapping(wording)
        self._spent = any_of(wording.spent)
        self._shifts = Shifts(facts, wording, write, group)
        self._complements = Complements(wording)
        self._belonging = Belonging(facts, wording, self._complements, self.write)

    def read(self, fact: Fact, index: int) -> None:
        """The parts that are told behind a fact."""
        self._part_with(fact, index)
        self._shifts.reasons(fact, index)
        if not fact.parts or self._shifts.parts(fact):
            return
        if _COMPARED.match(fact.name) and _COMPARED_WITH.match(fact.sentence.signs, fact.figure + 1):
            return  # 47.00万元，与2022年的49.80万元相比: what follows is no part of what it is compared with
        if all(one.name[-1:].isdecimal() for one in (fact, *fact.parts)):
            return  # 粮食总产量 8.16 0.40, 其中：秋粮 6.20 0.53: rows, of which this is another column
        of_these = fact.opener == THESE
        # 9个乡镇中，甲镇修建水池15个: as many of something else
        of_others = of_these and sum(map(worth, fact.parts), Fraction(0)) > worth(fact) * _MUCH
        fact.opener = "其中" if of_these else fact.opener
        if of_others or stands_under(fact.parts[0]):
            for part in fact.parts:
                part.whole = None
            fact.parts = []
        without_strays(fact)
        if not fact.parts:
            return
        if several := told_of_each(fact, self._facts, index):
            self._several(fact, several)
            return
        if nested(fact, fact.parts):
            self._each(fact, fact.parts)
            return
        _behind_contents(fact)
        if heads := all_of_several(fact, self._facts, index):
            terms = [*((head, 1) for head in heads), *((part, -1) for part in fact.parts[1:])]
            held = sum(map(worth, heads)) == sum(map(worth, fact.parts))
            write_sum(self._write, self._group(fact.parts[0]), fact.parts[0], terms, not held)
            return
        self._belonging.settle(fact, index)
        self._left_of_more(fact, index)
        without_outcomes(fact, self._spent)
        if not fact.parts:
            return
        parts = until_it_is_made(fact, fact.parts)
        opener = fact.opener if parts is fact.parts else "其中"
        fact.parts = list(parts)
        if (meant := self._meant(fact, index)) is not None and not self._totalled(meant, parts):
            self.write(meant, parts, opener)

    def _totalled(self, whole: Fact, parts: Sequence[Fact]) -> bool:
        """毕业生1150名中，升学460人、就业644人，合计1104人: what they come to is told behind them, and is not the whole."""
        come, last = sum(map(worth, parts), Fraction(0)), parts[-1]
        behind = (one for one in self._facts if one.sentence is last.sentence and one.figure > last.figure)
        after = next(behind, None)
        return after is not None and worth(after) == come != worth(whole) and _TOTALLED.match(after.name) is not None

    def _left_of_more(self, whole: Fact, index: int) -> None:
        """受理1528件，审结1467件，其中调解1012件，其余61件继续办理: what is left of a whole told before it."""
        rest = whole.parts[-1]
        if not _LEFT.match(rest.name) or proves(whole.parts, whole):
            return
        for other in self._facts[max(0, index - GOES_ON) : index]:
            if kind_of(other) == kind_of(whole) and worth(other) == worth(whole) + worth(rest):
                whole.parts.remove(rest)
                rest.whole = other if other.parts else None
                return

    def _several(self, whole: Fact, told: Sequence[tuple[Fact, Sequence[Fact]]]) -> None:
        """Parts told of several figures at once, each written as one of its own."""
        for part in whole.parts:
            part.whole = None
        whole.parts = []
        for head, parts in told:
            for part in parts:
                part.whole = head
            head.parts = head.parts or list(parts)
            self.write(head, parts, "其中")

    def _part_with(self, whole: Fact, index: int) -> None:
        """牛奶产量4500吨。其中猪肉产量5000吨，占肉类总产量的76.9%: the share names another whole, told before."""
        if proves(whole.parts, whole):
            return  # 总支出124万元，其中公益支出113万元，占上年净资产的11%；其他支出11万元: a part all the same
        for part in list(whole.parts):
            for ratio, (start, end) in part.shares:
                words, printed = part.sentence.signs[start:end], part.sentence.figures[ratio].interval("printed")
                if end - start < 2 or alike(words, whole.name):
                    continue
                near = (fact for fact in self._facts[max(0, index - GOES_ON) : index] if alike(words, fact.name))
                named = next((fact for fact in near if kind_of(fact) == kind_of(part)), None)
                if named is not None and makes(interval_of(part), interval_of(named), printed):
                    whole.parts.remove(part)
                    part.whole = named
                    break

    def write(self, whole: Fact, parts: Sequence[Fact], opener: str) -> None:
        """Write a whole with its parts, once."""
        told = (id(whole), *map(id, parts))
        if told in self._written:
            return
        self._written.add(told)
        if self._is_made_by_more(whole, parts):
            return  # 4、甲收入182万元，其他收入60万元 is two items: all of them make the whole, one a line does not
        if len(parts) < 2 and (opener == "(" or parts[0].name.startswith("其余")):
            return  # what is left (其余7个) is not all of anything
        once = counted_once(whole, parts)
        if once is not None:
            if once:
                write_sum(self._write, self._group(whole), whole, [(fact, fact.sign) for fact in once], False)
            return
        if self._overlapping.said(parts):
            return
        if any(_EACH.search(part.name) for part in parts):
            return  # 安排14万元，其中甲镇8万元，其余6镇各1万元: what each has is not what all have
        closed = not _more_said(parts) and self._complements.all_of(whole, parts)
        if opener == "其中" and not whole.colon and not closed:
            parts = up_to_semicolon(whole, parts)
        apart = opener == LAID_OUT or CLASSED.match(opener)  # each stands in one class, or in one place
        twice = not apart and not _all_shared(whole, parts) and self._overlapping.tells(whole, parts)
        if twice and opener not in (TOLD, PERHAPS):
            self._each(whole, parts)
            return
        if opener == "(" and abs(sum(map(worth, parts), Fraction(0)) - worth(whole)) > NEAR_MISS * worth(whole):
            opener = "其中"  # 4128人(医师1532人、护士1986人): not all of them
        last = parts[-1]
        if opener == "包括" and len(parts) == 1 and worth(last) > worth(whole):
            return  # 本级59.75万元，用于……，包括办公费、水电费等。全年支出87.06万元
        open_end = AND_SO_ON.match(last.tail) is not None
        complete = not open_end and (
            opener in ("分别为", "分别是", "由")
            or ((opener in ("包括", "包含") or _SOURCES in opener or CLASSED.match(opener)) and len(parts) > 1)
            or (opener == "(" and len(parts) > 1)
            or _REST.match(words_of(label_of(last))) is not None
            or _all_shared(whole, parts)
            or (closed and opener not in (TOLD, LAID_OUT, PERHAPS))
        )
        group = self._group(whole)
        total = sum((abs(worth(part)) for part in parts), Fraction(0))
        swapped = not open_end and swapped_among_round(parts, whole)
        slipped = swapped or (not open_end and (one_slip(parts, whole) or wrong_unit(parts, whole)))
        far = far_apart(total, worth(whole)) or _one_in_another(whole, parts, total)
        surveyed = opener == "其中" and _each_changed(parts)
        runs_on = surveyed and total > worth(whole) * (1 + _RUNS_ON)
        far = far or runs_on or (not closed and _nearly_all(whole, parts))
        doubt = far and total > worth(whole) and not slipped and not _outgrown(whole, parts)
        nearly = (
            opener in (TOLD, LAID_OUT, PERHAPS) or (slipped and total < worth(whole)) or _scored(whole, parts, total)
        )
        likely = not doubt and opener in ("其中", "(") and _likely(whole, parts)
        open_end = open_end or (surveyed and not slipped and not complete)
        listed = "穷举" if complete else "等" if open_end else "近全" if nearly else "似全" if likely else "其中"
        doubt = doubt or (not closed and not slipped and _made_before(whole, parts))
        doubt = doubt or (not slipped and (twice or opener == PERHAPS)) or (surveyed and nearly)
        shown = _to_the_last_digit if swapped else _alike_counted
        told_parts = ((label_of(part), shown(part, whole)) for part in parts)
        write_whole(self._write, group, value_of(whole), told_parts, listed, doubt)
        if proves(parts, whole):
            self.proven.append((whole, parts))
            self._shifts.behind(whole, parts)
            for inner in list(inner_parts(whole, parts)):
                self.write(*inner, "其中")

    def _is_made_by_more(self, whole: Fact, parts: Sequence[Fact]) -> bool:
        """Whether a whole is proven by parts of which these are only some."""
        some = set(map(id, parts))
        return any(one is whole and some < set(map(id, all_)) for one, all_ in self.proven)

    def write_all(self, whole: Fact, parts: Sequence[Fact]) -> None:
        """Write a whole with parts that are all of it, be it told as one with some parts already."""
        self._written.discard((id(whole), *map(id, parts)))
        self.write(whole, parts, "由")

    def _each(self, whole: Fact, parts: Sequence[Fact]) -> None:
        """Parts that are not added up: none of them may be more than the whole."""
        for part in parts:
            self.write(whole, [part], "其中")

    def _meant(self, whole: Fact, index: int) -> Fact | None:
        """The whole of which parts are told: the one that they stand after, or one before it that they just make up.

        After a mere lead (分区域看) it is none where the parts come to more than it; or to less, where nothing but a comma
        stands between.
        """
        total = sum(map(worth, whole.parts), Fraction(0))
        led, loose = whole.opener in LED, whole.opener == _LOOSE
        if (plain := self._unbound(whole, index)) is not None:
            plain.parts, whole.parts = whole.parts, []
            for part in plain.parts:
                part.whole = plain
            return plain
        if (named := self._named_alike(whole, index, total)) is not None:
            named.parts, whole.parts = whole.parts, []
            for part in named.parts:
                part.whole = named
            return named
        if (total > worth(whole) or loose) and not proves(whole.parts, whole):
            for other in reversed(self._facts[max(0, index - (GOES_ON if led else 3)) : index]):
                if kind_of(other) != kind_of(whole) or worth(other) == 0 or (other.parts and not led):
                    continue
                if worth(other) == total or (led and digits(other) > TELLING and proves(whole.parts, other)):
                    other.parts, whole.parts = other.parts or whole.parts, []
                    return other
            if led and (total > worth(whole) * (1 + NEAR_MISS) or (loose and total < worth(whole) * (1 - NEAR_MISS))):
                for part in whole.parts:
                    part.whole = None
                whole.parts = []
                return None
        return whole

    def _unbound(self, whole: Fact, index: int) -> Fact | None:
        """得分87.5分（80—90分为良）。其中……: the last plain figure before a mere bound, which has no parts."""
        if not whole.sentence.figures[whole.figure].bound or kind_of(whole) == "ratio":
            return None
        for other in reversed(self._facts[max(0, index - _BESIDE) : index]):
            if kind_of(other) == kind_of(whole) and not other.sentence.figures[other.figure].bound:
                near = not far_apart(sum(map(worth, whole.parts), Fraction(0)), worth(other))
                return other if near and not (other.parts or other.before or other.average) else None
        return None

    def _named_alike(self, whole: Fact, index: int, total: Fraction) -> Fact | None:
        """总产值69.93亿元，增加值37.90亿元。其中，甲产值9.18亿元，乙产值60.75亿元: the whole that the parts are called like.

        It stands before the last one in its sentence; that is called otherwise, and the parts do not make it.
        """
        if len(whole.parts) < _PAIR:
            return None
        ending = ending_of([stripped(part.name) for part in whole.parts])[-_WORD:]
        if len(ending) < _WORD or stripped(whole.name).endswith(ending):
            return None
        if proves(whole.parts, whole):
            return None
        for other in reversed(self._facts[max(0, index - _BESIDE) : index]):
            if other.sentence is not whole.sentence or kind_of(other) != kind_of(whole) or other.parts:
                continue
            if other.whole is whole.whole and other.depth == whole.depth and stripped(other.name).endswith(ending):
                return None if far_apart(total, worth(other)) else other
        return None


def _behind_contents(whole: Fact) -> None:
    """其中人员经费658万元，主要包括基本工资等；公用经费84万元: what follows the contents of a part behind ； stands beside it."""
    last = whole.parts[-1]
    if not last.opener.endswith(("包括", "包含")) or not last.parts or last.parts[0].level < SEMICOLON:
        return
    if kind_of(last.parts[0]) == kind_of(whole) and last.parts[0].sentence is last.sentence:
        for part in last.parts:
            part.whole = whole
        whole.parts.extend(last.parts)
        last.parts = []


def _more_said(parts: Sequence[Fact]) -> bool:
    """其中甲640万元，乙310万元，另有专项若干: whether the sentence goes on with more of a whole, however much it is."""
    return _MORE.match(parts[-1].sentence.signs, parts[-1].figure + 1) is not None


def _likely(whole: Fact, parts: Sequence[Fact]) -> bool:
    """到位300万元，其中中央200万元、省级100万元: bare amounts, each with its name, are mostly all that there is.

    What has grown or has a share of its own (其中粮食增长3%，油料增长4%) is told as an example of the whole as often.
    """
    names = {part.name for part in parts}
    plain = kind_of(whole).startswith(("money", "count", "score")) and not whole.average and not _more_said(parts)
    # behind the last one it may be the whole's
    bare = not any(part.changes or part.shares or part.done for part in parts[:-1])
    return plain and bare and len(parts) > 1 and len(names) == len(parts) and min(map(len, names)) >= _WORD


def _scored(whole: Fact, parts: Sequence[Fact], total: Fraction) -> bool:
    """综合得分97分，其中决策18分、过程19分、产出38分、效益20分: what is left is less than another class would have."""
    left = worth(whole) - total
    return kind_of(whole) == "score" and len(parts) >= _CLASSES and 0 < left < worth(whole) * _A_CLASS


def _one_in_another(whole: Fact, parts: Sequence[Fact], total: Fraction) -> bool:
    """Whether parts that come to too much need not stand beside each other.

    总收入15.02亿元，其中：地方预算收入12.16亿元；地方税收收入8.79亿元: the second of two may be told of the first.
    出口120亿元，其中对甲国20亿元，进口110亿元，其中自甲国30亿元: one that has parts of its own may stand beside the whole.
    """
    if len(parts) == _PAIR and worth(parts[1]) < worth(parts[0]) <= worth(whole):
        alike = len(ending_of([stripped(part.name) for part in parts])) >= _WORD
        if alike and total > worth(whole) * _MUCH:
            return True
    later = next((at for at, part in enumerate(parts) if at and part.opener == "其中"), None)
    return later is not None and sum(map(worth, parts[:later]), Fraction(0)) <= worth(whole) < total


def _made_before(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether parts before the last ones make a whole: those may be told besides, or have been left out of the sum."""
    ends = range(_PAIR, len(parts))
    return told_alike(parts, whole) and worth(parts[-1]) > 0 and any(proves(parts[:end], whole) for end in ends)


def _each_changed(parts: Sequence[Fact]) -> bool:
    """粮食面积42934公顷，其中小麦21400公顷，减少0.3%；玉米……；蔬菜……: whether it is a survey, item by item.

    It tells what is worth telling, and may run on to what is no part.
    """
    return len(parts) > _PAIR and all(part.changes for part in parts[:-1])


def _nearly_all(whole: Fact, parts: Sequence[Fact]) -> bool:
    """人员3.90万人，其中技术人员3.26万人、执业医师1.24万人: the second is perhaps one of the first, which is most of all."""
    if len(parts) != _PAIR or all(part.shares for part in parts):
        return False
    return worth(parts[1]) < worth(parts[0]) and worth(parts[0]) * _MUCH >= worth(whole)


def _outgrown(whole: Fact, parts: Sequence[Fact]) -> bool:
    """在岗17人，其中正式20人: what 其中 says of right after a number is more than it by itself. Money may be an average."""
    first = parts[0]
    beside = first.sentence is whole.sentence and whole.opener == "其中" and kind_of(first) == kind_of(whole)
    counted = kind_of(whole).startswith("count") and not whole.average
    return beside and counted and worth(first) > worth(whole) and not far_apart(worth(first), worth(whole))


def _alike_counted(part: Fact, whole: Fact) -> Value:
    """The figure of a part with the measure word of its whole, where both count the same things (个 and 项)."""
    figure, other = (fact.sentence.figures[fact.figure] for fact in (part, whole))
    own, meant = figure.unit.symbol, other.unit.symbol
    if own == meant or figure.unit.dimension == other.unit.dimension or not kind_of(part).startswith("count"):
        return term_of(part)
    span = part.sentence.span(part.figure, part.figure + 1)
    return Said(span.text.removesuffix(own).strip() + meant, span)


def _to_the_last_digit(part: Fact, whole: Fact) -> Value:
    """The figure of a part with as many decimals as its whole has, in the same unit: 30.00万元 for 30万元."""
    figure, other = (fact.sentence.figures[fact.figure] for fact in (part, whole))
    if figure.step == other.step:
        return value_of(part)
    decimals = len(str(other.value).partition(".")[2])
    return Said(
        f"{figure.value}.{'0' * decimals}{figure.unit.symbol}", part.sentence.span(part.figure, part.figure + 1)
    )


def _all_shared(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether every part has a share and the shares make a whole, or would if one were right.

    They do not where the figures miss the whole by as much as the shares miss a hundred, which rounding does not hide.
    """
    if len(parts) < _PAIR or not all(part.shares for part in parts):
        return False
    shares = [part.sentence.figures[part.shares[0][0]] for part in parts]
    told = sum((share.base for share in shares), Fraction(0))
    rounded = sum((share.step for share in shares), Fraction(0)) / 2
    made = sum(map(worth, parts), Fraction(0)) / worth(whole) if worth(whole) else told
    return abs(told - 1) <= rounded or (abs(told - 1) <= Fraction(len(parts), 100) and abs(told - made) > rounded)
