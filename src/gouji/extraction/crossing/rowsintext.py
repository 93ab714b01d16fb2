"""What a row or a field tells, told again in the text.

Figures that agree may be paired by the words around them. Figures that differ are a remark (their row is in doubt),
unless everything agrees: the name as a whole, the unit, the time, both told plainly, and no goal.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.extraction.crossing.agreeing import BEGINNING, COMMON, TELLING
from gouji.extraction.crossing.pairing import Pairs, are_close, is_certain
from gouji.extraction.crossing.rowcells import Cell, figure_of
from gouji.extraction.drafting.draft import Draft, span_of, text_of
from gouji.extraction.prose.names import likeness
from gouji.extraction.prose.retold import (
    Mention,
    common,
    core_of,
    differing,
    digits,
    rounded,
    says_a_change,
    slip,
    stretches,
)
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.language import fold_text
from gouji.packs.vocabulary import Vocabulary

#: Characters that two descriptions have in a row, where they speak of the same thing.
_ALIKE: Final = 5
#: How much of a row's name stands in the words of a figure that tells of the same thing.
_MOSTLY: Final = Fraction(3, 5)
#: A name this long is of one thing only.
_LONG: Final = 5
#: Rates that are no further apart are perhaps of one thing.
_POINTS: Final = Fraction(15, 100)
_QUOTES: Final = re.compile('["“”‘’《》]')
_COUNTED: Final = re.compile(r"(?:的)?(?:人数|人次|数量|次数|场次|件数|户数|个数|总数|数)+$")
#: What was done by a goal is no goal: 按照年初设定目标，……
_BY_GOALS: Final = re.compile(r"^(?:按照?|根据|依据|依照|对照|围绕)[^,，;；]{1,20}[,，]")
#: That what was meant to be was done: 超额完成抽检任务, …
_FULFILLED: Final = re.compile(r"完成[^,;:。]{0,16},")
#: That something was done, in words that say nothing of what.
_DOING: Final = re.compile(r"^(?:实施|开展|组织|完成|进行|落实|推进|累计|共|已)+了?")
#: Counts of a part, or of more than a paper is about.
_ANOTHER_WHOLE: Final = re.compile("^(?:其中|全省|全国(?![\u4e00-\u9fff]{1,6}[日周月])|第[一二三四五六七八九]批|首批)")
#: The same, and what is done with others, in one of several ways, or is still to be done.
_SOME: Final = re.compile(
    "^(?:其中|全省|全国(?![\u4e00-\u9fff]{1,6}[日周月])|[与同由]|还|另|再|又)|联合|会同|配合|协助|参与|专场|专项|线[上下]|拟|尚|未|剩余|其余|其他|新增|首批"
)
#: So many times as much is hardly told of the same thing.
_FAR_OFF: Final = 3
#: How a figure is told that may as well be another: 不少于60名.
BOUNDS: Final = frozenset(("at_least", "at_most", "above", "below"))


def pair_with_text(cell: Cell, told: Sequence[Mention], goals: re.Pattern[str], pairs: Pairs) -> None:
    """The figure of the text that is the cell's, or the one that should be. ``told``: figures of the cell's kind."""
    own = span_of(cell.value)
    core = _COUNTED.sub("", core_of(cell.name))
    near = [mention for mention in told if own is None or mention.sentence.texts[mention.at] is not own.source]
    if cell.exact:
        cores = {core_of(name) for name in cell.names} - {""}
        named = [mention for mention in near if mention.name in cores]
        if cell.kind == "ratio" and not named:
            _of_all(cell, near, cores, pairs)
            return
    else:
        cores = {core_of(cell.name)}
        fours = stretches(core, 4)
        named = [mention for mention in near if _told(core, fours, mention)]
    base = cell.figure.base
    same = next((mention for mention in named if mention.base == base), None)
    if same is None and not cell.exact and digits(cell.figure) >= BEGINNING:
        # 享受免费体检的残疾人数量 / 残疾人免费体检: the words in another order
        turned = (mention for mention in near if mention.base == base and len(core) > _ALIKE)
        same = next((mention for mention in turned if likeness(core, mention.words) >= _MOSTLY), None)
    if same is None and not cell.exact and digits(cell.figure) >= TELLING:
        wide = (mention for mention in near if mention.base == base)
        same = next((mention for mention in wide if common(cell.name, mention.words) >= BEGINNING), None)
    if same is None and (same := next((one for one in named if rounded(cell.figure, one.figure)), None)) is not None:
        # 98.8 for 98.75: amounts and rates are judged by their digits, counts and scores as they are printed
        if cell.kind in ("money", "ratio"):
            pairs.add(cell.name, cell.value, same.value, same.name not in cores, True)
        return
    if same is not None:
        pairs.add(cell.name, cell.value, same.value, False, True)
        return
    # a document has one score: a label before it (自评结论：…) does not make it another's
    whole = cell.exact and cell.kind == "score"
    certain = [mention for mention in named if mention.name in cores and is_certain(mention, goals, whole)]
    if certain and all(mention.base == certain[0].base for mention in certain):
        other = certain[0]
        counted = cell.kind.startswith("count")
        # less than half of it may be the count of a part
        half = 2 * min(base, other.base) >= max(base, other.base)
        long = whole or (counted and half and len(other.name) >= _LONG)
        if other.base not in cell.others and (long or slip(cell.figure, other.figure)):
            pairs.add(cell.name, cell.value, other.value, False, False)
            return
    if cell.kind.startswith("count"):
        # 职业能力测评 shares 残疾人职业 with 残疾人职业技能培训人数, and is another thing
        alike = [m for m in near if not cell.exact and likeness(core, m.words) >= _MOSTLY]
        counts = [m for m in alike if m.whole and not m.when and goals.search(m.words) is None]
        # 选派不少于60名 was meant to be, 其中女性36名 are a part of them, 全省 is more than is told of; so is far more or less
        counts = [m for m in counts if m.figure.bound not in BOUNDS and not _ANOTHER_WHOLE.search(m.words)]
        # 26个乡镇和32个品类: what stands before 和 is of another figure
        counts = [m for m in counts if not m.name.endswith(("和", "与", "及"))]
        counts = [m for m in counts if _may_be(cell.figure, m.figure) or likeness(core, m.words) == 1]
        if counts:
            other = max(counts, key=lambda mention: likeness(core, mention.words))
            swapped = _swapped(cell.figure, other.figure) and other.base not in cell.others
            # 农村危房改造 is none of 城镇危房改造: nothing else is said than what the row is called
            swapped = (
                swapped
                and set(_DOING.sub("", other.name)) <= set(cell.name)
                and is_certain(replace(other, before=_BY_GOALS.sub("", other.before)), goals)
            )
            pairs.add(cell.name, cell.value, other.value, not swapped, False)
    elif certain:
        other = certain[0]
        one_off = cell.exact and cell.kind == "ratio" and _one_off(cell.figure, other.figure)
        may_be = are_close(cell.figure.base, other.base) or slip(cell.figure, other.figure) or one_off
        if other.base not in cell.others and may_be:
            pairs.add(cell.name, cell.value, other.value, True, False)
    elif not cell.exact and cell.kind in ("money", "ratio") and digits(cell.figure) >= TELLING:
        # 其中第三产业增加值287.54亿元: a part in the text, and a row of that very name
        called = [one for one in named if one.name in cores and (not one.when or digits(cell.figure) > TELLING)]
        slipped = [mention for mention in called if slip(cell.figure, mention.figure)]
        if slipped and all(mention.base == slipped[0].base for mention in called):
            pairs.add(cell.name, cell.value, slipped[0].value, True, False)


def _one_off(one: Figure, other: Figure) -> bool:
    """Whether two rates differ by one digit, and by not much: those of all bear the same name in many scopes."""
    return len(differing(one, other)) == 1 and abs(one.base - other.base) <= _POINTS


def _of_all(cell: Cell, told: Sequence[Mention], names: AbstractSet[str], pairs: Pairs) -> None:
    """A rate of all that differs by one digit from one that is called so at its end, and like no row: 补贴资金执行率."""
    ends = tuple(name for name in names if len(name) >= BEGINNING)
    rows = {core_of(name) for name in pairs.called} - {""}
    for mention in told:
        if mention.figure.bound or mention.when or not (ends and mention.name.endswith(ends)):
            continue
        of_a_row = mention.base in cell.others or any(row in mention.name for row in rows)
        if _one_off(cell.figure, mention.figure) and not of_a_row:
            pairs.add(cell.name, cell.value, mention.value, True, False)
            return


def pair_alone(
    cells: Sequence[Cell],
    told: Sequence[Mention],
    in_numerals: Sequence[Mention],
    goals: re.Pattern[str],
    pairs: Pairs,
) -> None:
    """Counts in words that are called as a row is (培训三场); and where only one row and one place of the text tell counts of
    one measure word, those that are of one word or a slip of each other: 受益人口1.62万人, 下游1.26万人."""
    rows: dict[str, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.figure.unit.symbol, []).append(cell)
    texts: dict[str, list[Mention]] = {}
    for mention in told:
        if mention.figure.unit.symbol in rows and _plainly_done(mention, goals):
            texts.setdefault(mention.figure.unit.symbol, []).append(mention)
    worded = {id(mention) for mention in in_numerals}
    for symbol, own in rows.items():
        alone = len(own) == 1 and len({mention.base for mention in texts.get(symbol, ())}) == 1
        for cell in own if own[0].kind.startswith("count") else ():
            core, source = _COUNTED.sub("", core_of(cell.name)), span_of(cell.value)
            for mention in texts.get(symbol, ()):
                apart = source is not None and mention.sentence.texts[mention.at] is not source.source
                if not apart or mention.base == cell.figure.base or not _may_be(cell.figure, mention.figure):
                    continue
                words = _QUOTES.sub("", mention.words)
                named = id(mention) in worded and len(core) > BEGINNING and likeness(core, words) >= _MOSTLY
                of_a_word = len(core) > BEGINNING and core[-BEGINNING:] in mention.words
                slipped = slip(cell.figure, mention.figure) and digits(cell.figure) >= TELLING
                # 宣传活动 is another thing than 社会教育活动
                slipped = slipped and not (of_a_word and likeness(core, words) < _MOSTLY)
                if named or (alone and (slipped or (of_a_word and id(mention) in worded))):
                    pairs.add(cell.name, cell.value, mention.value, True, False)
                    break


def _plainly_done(mention: Mention, goals: re.Pattern[str]) -> bool:
    """Whether a count is told as what came of the year, and of all of it."""
    clause = re.split("[;。]", mention.before)[-1]
    free = not mention.figure.bound and not mention.when and _SOME.search(mention.words) is None
    return (
        free and not says_a_change(mention.name) and goals.search(_FULFILLED.sub("", _BY_GOALS.sub("", clause))) is None
    )


def _may_be(one: Figure, other: Figure) -> bool:
    """Whether two counts are near enough to be of one thing, or one is a slip of the other."""
    return _FAR_OFF * min(one.base, other.base) >= max(one.base, other.base) or slip(one, other)


def _swapped(one: Figure, other: Figure) -> bool:
    """Whether two digits have changed places between two counts that are alike otherwise: 906 and 960."""
    return len(differing(one, other)) > 1 and slip(one, other)


def _told(core: str, fours: frozenset[str], mention: Mention) -> bool:
    """Whether a figure of the text is of what a row is about. ``fours``: the stretches of four of its name."""
    if not fours.isdisjoint(mention.fours) and common(core, mention.words) >= min(_ALIKE, len(core)):
        return True
    uncommon = mention.kind.startswith("count") and mention.kind not in COMMON - {"count:场"}
    return uncommon and core[:BEGINNING] in mention.words


def pair_reprinted(vocabulary: Vocabulary, draft: Draft, told: Sequence[Mention], pairs: Pairs) -> None:
    """Amounts of a printed table that the text tells again in the same words. One that differs may be of another scope."""
    bases: dict[Fraction, list[Mention]] = {}
    for mention in told:
        bases.setdefault(mention.base, []).append(mention)
    for table, rows in list(draft.tables.items()):
        known = vocabulary.schema.tables.get(table)
        if known is None or known.source or known.label is None or not bases:
            continue
        for row in rows:
            label = fold_text(text_of(row.cells.get(known.label)) or "")
            total = label in known.total_texts
            for column in row.cells:
                made = figure_of(known, column, row, draft) if column in known.columns else None
                if made is None or made[1].base not in bases or digits(made[1]) < (TELLING if total else BEGINNING):
                    continue
                own, name = span_of(made[0]), column if total or not label else label
                for mention in bases[made[1].base]:
                    apart = own is None or mention.sentence.texts[mention.at] is not own.source
                    enough = BEGINNING if total else min(_ALIKE - 1, len(core_of(name)))
                    if apart and common(core_of(name), mention.words) >= max(enough, BEGINNING):
                        pairs.add(name, made[0], mention.value, False, True)
                        break
