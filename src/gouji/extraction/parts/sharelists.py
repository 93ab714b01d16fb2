"""Shares of one whole that are told without what they are shares of: 噪音占52.3%，空气占31.3%，水体占12.7%，…… (构成).

They come to no more than all of it, and hardly to less where there are several. A list of which nobody says that its things
are apart from each other may be of overlapping ones; what it comes to is then a remark. It is more where their names show
that they are of one kind, and one wrong digit explains what is too much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import all_of_it, label_of, words_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import ending_of, stripped
from gouji.extraction.prose.rates import Writer
from gouji.extraction.prose.rows import named_values, write_whole
from gouji.extraction.prose.slipped import explained
from gouji.extraction.text.claims import heading_of
from gouji.extraction.text.clauses import SEMICOLON
from gouji.extraction.text.phrases import DIVIDED
from gouji.faults import regex as re

#: The name of a share that is told alone: 其他占, 甲乙合计所占比重为.
SHARE: Final = re.compile(r"^(?P<of>.{1,20}?)(?:合计|共)?(?:所)?占(?:比|比重|比例)?(?:为|是|达到?)?$")
_IN_TURN: Final = re.compile(r"占(?:[\u4e00-\u9fff]{1,16}的)?(?:比|比重|比例)?(?:为|是|达到?)?$")
_REST: Final = re.compile(r"^其[他它余]")
_TOGETHER: Final = re.compile(r"合计|共")
#: Names of what holds others of the list: 65岁以上, 高中及以下.
_BOUNDS: Final = re.compile(r"[以之][上下内外]|不满|超过")
#: Fewer shares than this prove little of what they are of.
_SEVERAL: Final = 3
#: Of so many, small ones may be left out.
_MANY: Final = 5
#: More than this they come to only if things are counted twice, and less if some are left out; where the last one is the
#: rest, nothing is.
_MOST: Final = Fraction(6, 5)
_LEAST: Final = Fraction(22, 25)
_WITH_REST: Final = Fraction(8, 5)
_LEAST_WITH_REST: Final = Fraction(1, 2)
#: Shares printed to full hundredths come to a round sum by chance.
_FINE: Final = Fraction(1, 100)
#: Signs that a kind is named by.
_WORD: Final = 2


def read_share_lists(
    facts: Sequence[Fact], start: int, lists: Sequence[Sequence[Fact]], wording: Wording, write: Writer
) -> None:
    """Write the lists of shares that come to all of something, or to more, among the facts from ``start`` on."""
    overlaps, marks = any_of(wording.overlaps), any_of((*wording.marks, *wording.parts))
    several_kinds = re.compile(f"(?:{any_of(wording.several).pattern})$")
    told = [several for several in lists if _told_in_turn(several)]
    for shares in [*(piece for run in _runs(facts, start) for piece in _pieces(run)), *told]:
        shares = _without_sums(shares)
        total = sum(map(worth, shares), Fraction(0))
        figures = [part.sentence.figures[part.figure] for part in shares]
        step = max(figure.step for figure in figures)
        names = [_called(part) for part in shares]
        rest = _REST.match(names[-1]) is not None
        if total > 1 and (total > (_WITH_REST if rest else _MOST) or overlaps.search(shares[0].sentence.signs)):
            continue
        if total < 1 - step:
            few = _SEVERAL <= len(shares) < _MANY
            if (few and total >= _LEAST) or (rest and total >= _LEAST_WITH_REST):
                _write(facts, shares, write, True, "穷举")
            continue
        apart = step < _FINE and _of_one_kind(names, shares[0])
        apart = apart and not any(word.search(name) for word in (marks, _BOUNDS, several_kinds) for name in names)
        slip = total <= _MOST and len(shares) >= _SEVERAL and apart and explained(figures, 1 - total, step)
        sure = total <= 1 + step or slip
        _write(facts, shares, write, not sure)


def _pieces(run: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """行政单位占26%，事业单位占74%；中央级占15%，……: a run that comes to more than all is one list up to each ；."""
    cuts = [at for at, part in enumerate(run) if at and part.level >= SEMICOLON]
    if sum(map(worth, run), Fraction(0)) <= _MOST or len(cuts) == len(run) - 1:
        cuts = []
    for start, end in pairwise((0, *cuts, len(run))):
        if end - start > 1:
            yield run[start:end]


def _without_sums(shares: Sequence[Fact]) -> Sequence[Fact]:
    """县级占28%，乡级占9%，县乡两级合计占37%: the shares of a list before one that some of them come to."""
    end = next((at for at, part in enumerate(shares) if at > 1 and _TOGETHER.search(part.name)), len(shares))
    return shares[:end]


def _write(facts: Sequence[Fact], shares: Sequence[Fact], write: Writer, doubt: bool, listed: str = "其中") -> None:
    first = shares[0]
    figure = first.sentence.figures[first.figure]
    span = first.sentence.span(first.figure, first.figure + 1)
    index = next((at for at, fact in enumerate(facts) if fact is first), 0)
    beside = facts[index - 1] if index else None
    of: Value = None
    if beside is not None and beside.sentence is first.sentence and kind_of(beside) != kind_of(first):
        of = label_of(beside)
    name = words_of(of) or words_of(heading_of(first.sentence)) or figure.text
    group = Said(f"{name}（各项占比，第{index + 1}处）", span)
    whole = Said(all_of_it(part.sentence.figures[part.figure] for part in shares), span)
    write_whole(write, group, whole, named_values(shares), listed, doubt)


def _runs(facts: Sequence[Fact], start: int) -> Iterator[list[Fact]]:
    """Shares told one after the other in one sentence, each by a name of its own."""
    run: list[Fact] = []
    for fact in facts[start:]:
        plain = kind_of(fact) == "ratio" and fact.portion is None and not fact.changes
        plain = plain and not fact.sentence.figures[fact.figure].bound
        share = plain and SHARE.match(fact.name) is not None
        share = share and (fact.whole is None or kind_of(fact.whole) != "ratio")
        goes_on = bool(run) and run[0].sentence is fact.sentence and run[0].depth == fact.depth
        # 男性占51%，女性占49%；儿童占15%，……: what has come to all of it is one list
        goes_on = goes_on and not (fact.level >= SEMICOLON and sum(map(worth, run), Fraction(0)) == 1)
        if run and not (share and goes_on):
            if len(run) > 1:
                yield run
            run = []
        if share:
            run.append(fact)
    if len(run) > 1:
        yield run


def _told_in_turn(several: Sequence[Fact]) -> bool:
    """甲类、乙类、丙类分别占52%、31%、18%."""
    first = several[0]
    before = first.sentence.signs[first.end : first.figure]
    plain = all(kind_of(fact) == "ratio" and not fact.sentence.figures[fact.figure].bound for fact in several)
    return plain and _IN_TURN.search(before) is not None


def _called(part: Fact) -> str:
    found = SHARE.match(part.name)
    return stripped(found["of"] if found is not None else part.name)


def _of_one_kind(names: Sequence[str], first: Fact) -> bool:
    """Whether the names of shares say that they are of one whole: they end alike, the last one is the rest, or 按……分."""
    ending = ending_of(names)
    before = first.sentence.signs[: first.start].rstrip(",:")
    led = DIVIDED.search(before[max(before.rfind(sign) for sign in ",;。") + 1 :]) is not None
    return len(set(names)) == len(names) and (len(ending) >= _WORD or _REST.match(names[-1]) is not None or led)
