"""The same thing told in two places: rows of the table that holds what is said twice.

Figures that agree may be paired by the words around them. Figures that differ are no more than a remark (their row is
in doubt), unless everything agrees: the name as a whole, the unit, the time, both told plainly as facts of their own, no
goal, and nothing else in the document of that name. An amount or a rate must besides look like a slip of the pen: totals
of different scopes bear the same name, but seldom almost the same digits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.crossing.agreeing import TELLING, Agreeing
from gouji.extraction.crossing.besides import rows_beside
from gouji.extraction.crossing.inwords import in_words
from gouji.extraction.crossing.meant import meant_places
from gouji.extraction.crossing.miscopied import Miscopied, goal_retold
from gouji.extraction.crossing.pairing import Pairs, are_close, is_certain, label_of, spot
from gouji.extraction.crossing.paraphrased import Paraphrased
from gouji.extraction.crossing.rowcells import Cell, cells_of_fields, cells_of_rows, goals_of_rows
from gouji.extraction.crossing.rowsintext import BOUNDS, pair_alone, pair_reprinted, pair_with_text
from gouji.extraction.crossing.rowstold import rows_told
from gouji.extraction.crossing.slips import PEOPLE
from gouji.extraction.crossing.spelled import spelled
from gouji.extraction.crossing.toldplaces import Told
from gouji.extraction.crossing.totalstold import totals_renamed, totals_told
from gouji.extraction.crossing.twokinds import two_kinds
from gouji.extraction.drafting.draft import Draft, span_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.retold import (
    Mention,
    core_of,
    digits,
    mentions,
    rounded,
    says_a_change,
    slip,
)
from gouji.extraction.text.sentences import Sentence
from gouji.faults import regex as re
from gouji.figures.folding import fold
from gouji.packs.vocabulary import Vocabulary

#: A name this long is of one thing only; the second part of a name in two parts.
_LONG: Final = 5
_HALVES: Final = 4
#: What stands before a name and says nothing of what is counted.
_PLAIN_FRONT: Final = re.compile(r"^(?:年末|年底|期末|全年|单位|实有|现有|机关|所属|[全本该我各][市县区镇乡局校院])+")
#: Characters of a paragraph that are looked at on each side of a figure, and names in quotation marks there.
_AROUND: Final = 200
_NO_FIGURE: Final = re.compile(r"(?<![0-9])(?<![0-9][\u4e00-\u9fff])(?<![0-9][\u4e00-\u9fff]{2})[\u4e00-\u9fff]$")
_QUOTED: Final = re.compile(r"(?<=“)[^“”]{3,20}(?=”)")
_MOST_NAMES: Final = 200
#: Counts below this are nearly equal to many others.
_COUNTLESS: Final = 100
#: Figures of one document that are compared with each other.
_MOST: Final = 1500
#: What sentences have and rows have not; cells of a row that is a line of text.
_PAUSED: Final = re.compile("[,，。;；:：]")
_CELLS: Final = 4


def read_mentions(
    sentences: Sequence[Sentence],
    facts: Sequence[Fact],
    vocabulary: Vocabulary,
    wording: Wording,
    year: int | None,
    draft: Draft,
    only: int | None = None,
    document: Document | None = None,
) -> Sequence[Mention]:
    """Figures that are told again, in the text or in a table; all figures of the text. ``year`` is that of the title.

    ``only``: the one year that a document without one in its title tells of; what its tables tell is of it as well.
    ``document``: in which goals are told in places of their own.
    """
    told = mentions(sentences, facts, year, _MOST)
    table = next((table for table in vocabulary.schema.tables.values() if table.source == "提法"), None)
    if table is None:
        return told
    draft.retold = table.name
    goals, agreeing = any_of(wording.goals), Agreeing(wording)
    kinds: dict[str, list[Mention]] = {}
    for mention in told:
        kinds.setdefault(mention.kind, []).append(mention)
    own_year = frozenset((f"{only}年",))
    of_year = {
        kind: [replace(one, when=frozenset()) if only is not None and one.when == own_year else one for one in alike]
        for kind, alike in kinds.items()
    }
    pairs = Pairs(draft, table)
    if document is not None:
        pairs.meant = meant_places(document, told, wording.goals)
    again = Paraphrased(wording, goals)
    cells = [*cells_of_rows(vocabulary, draft, wording.fronts), *cells_of_fields(vocabulary, draft)]
    pairs.called = frozenset(cell.name for cell in cells if not cell.exact) | frozenset(
        fold(row.name.text) for rows in draft.printed for row in rows
    )
    pairs.of_goals = frozenset(
        (kind.replace(*PEOPLE), asked, came) for kind, asked, came in goals_of_rows(vocabulary, draft)
    )
    held = {(cell.kind, cell.figure.base) for cell in cells}
    late: list[tuple[Cell, Mention]] = []
    for cell in cells:
        alike, known, wrong = kinds.get(cell.kind, []), len(pairs.taken), len(pairs.differing)
        pair_with_text(cell, of_year.get(cell.kind, []), goals, pairs)
        own = span_of(cell.value)
        told_so = len(pairs.taken) != known
        if len(pairs.differing) != wrong:
            continue
        for mention in again.retold(cell.name, cell.figure, alike, cell.others if told_so else ()):
            if told_so and (mention.kind, mention.base) in held:
                continue  # a row of its own
            if own is not None and mention.sentence.texts[mention.at] is not own.source:
                if told_so:
                    late.append((cell, mention))
                else:
                    pairs.add(cell.name, cell.value, mention.value, True, False)
                break
    in_numerals = spelled(sentences, {cell.figure.unit.symbol for cell in cells if cell.kind.startswith("count")}, year)
    pair_alone(cells, [*told, *in_numerals], in_numerals, goals, pairs)
    for mention, words, same in in_words(told):
        pairs.add(label_of(mention), mention.value, words, False, same)
    for name, made, both in two_kinds(told):
        pairs.add(name, made, both, True, False)
    for retelling in rows_told(told, draft.printed):
        pairs.add(retelling.name, retelling.cell, retelling.told, not retelling.sure, retelling.agrees)
    renamed = totals_renamed(told, draft.printed, any_of(wording.another))
    for retelling in (*rows_beside(told, draft.printed), *totals_told(told, draft.printed), *renamed):
        pairs.add(retelling.name, retelling.cell, retelling.told, True, False)
    pair_reprinted(vocabulary, draft, kinds.get("money", []), pairs)
    for alike in kinds.values():
        _equal(alike, agreeing, pairs)
    columns = {core_of(fold(name)) for names in vocabulary.columns.values() for name in names}
    for alike in kinds.values():
        # 实际完成值 and 比上年增加 name what a figure is, and not of what; two of at least so many are no contradiction
        of_what = (one for one in alike if one.name not in columns and not says_a_change(one.name))
        _unequal([one for one in of_what if one.figure.bound not in BOUNDS], goals, pairs)
    for cell, mention in late:
        # unless it has been held against another place of the text, which says more
        if not isinstance(mention.value, Span) or spot(mention.value) not in pairs.differing:
            pairs.add(cell.name, cell.value, mention.value, True, False)
    for alike in kinds.values():
        for one, other in again.read(alike):
            pairs.add(label_of(one), one.value, other.value, True, False)
    rows = {id(sentence): in_a_row(sentence) for sentence in sentences}
    prose = [mention for mention in told if not rows.get(id(mention.sentence), False)]
    wrong_ones = frozenset(pairs.differing)
    for copy, other_copy in Miscopied(again.plain, goals, any_of(wording.another), year).read(prose, draft.printed):
        # 省、市级奖项7件 is of more than 市级奖项 is
        if _is_joined(copy) != _is_joined(other_copy):
            continue
        if not any(
            spot(span) in wrong_ones for each in (copy, other_copy) if (span := span_of(each.value)) is not None
        ):
            pairs.add(copy.label, copy.value, other_copy.value, True, False, goal_retold(copy, other_copy))
    return told


def _is_joined(told: Told) -> bool:
    """Whether what a figure is called is only the end of it: 省、市级奖项7件."""
    span = span_of(told.value)
    before = span.source.text[max(0, span.start - _AROUND) : span.start] if span is not None else ""
    name = before.rpartition("、")
    return len(name[2]) > 1 and told.name.endswith(name[2]) and _NO_FIGURE.search(name[0]) is not None


def in_a_row(sentence: Sentence) -> bool:
    """Whether a sentence is a row of a printed table that is a line of text: 走访独居老人数 ≥2600名 2748名 15 15."""
    texts = {id(text): text.text for text in sentence.texts}
    return sum(len(text.split()) for text in texts.values()) >= _CELLS and not any(map(_PAUSED.search, texts.values()))


# -- text and text


def _equal(told: Sequence[Mention], agreeing: Agreeing, pairs: Pairs) -> None:
    """The same figure told in two places that share a word, or planned and then done."""
    groups: dict[Fraction, list[Mention]] = {}
    for mention in told:
        if mention.base > 0 and not mention.figure.bound:
            groups.setdefault(mention.base, []).append(mention)
    for group in groups.values():
        for at, mention in enumerate(group):
            for other in reversed(group[max(0, at - 4) : at]):
                if agreeing.tells(other, mention):
                    pairs.add(label_of(other), other.value, mention.value, False, True)
                    break


def _unequal(told: Sequence[Mention], goals: re.Pattern[str], pairs: Pairs) -> None:
    names: dict[str, list[Mention]] = {}
    for mention in told:
        if len(mention.name) >= 4 and is_certain(mention, goals):
            names.setdefault(mention.name, []).append(mention)
    for group in names.values():
        figures = {mention.base for mention in group}
        for at, mention in enumerate(group):
            other = group[at - 1] if at else None
            if other is None or other.sentence is mention.sentence or other.base == mention.base:
                continue
            if rounded(other.figure, mention.figure):
                continue
            slipped = slip(other.figure, mention.figure) and min(digits(other.figure), digits(mention.figure)) >= 3
            if slipped or are_close(other.base, mention.base):
                certain = slipped and len(figures) == 2 and other.when == mention.when and len(mention.name) >= _LONG
                pairs.add(label_of(other), other.value, mention.value, not certain, False)
    _led(told, goals, pairs)
    if told and told[0].kind.startswith("count"):
        _perhaps(told, pairs)


def _led(told: Sequence[Mention], goals: re.Pattern[str], pairs: Pairs) -> None:
    """A figure whose name is parted by another: 水库3座，总库容7.84亿立方米, then 水库总库容8.74亿立方米. A slip is a hint."""
    ends: dict[str, list[Mention]] = {}
    for mention in told:
        if len(mention.name) < _HALVES or digits(mention.figure) < TELLING or not mention.plain:
            continue
        own = mention.before.rpartition(";")[2]
        alone = len(own) < _AROUND and core_of(own) == mention.name
        if not (alone or is_certain(mention, goals)) or goals.search(mention.before):
            continue
        group = ends.setdefault(mention.name[-_HALVES:], [])
        for other in group[-_HALVES:]:
            short, long = sorted((other, mention), key=lambda one: len(one.name))
            if short.sentence is long.sentence or short.name == long.name or not slip(short.figure, long.figure):
                continue
            one, two = (_PLAIN_FRONT.sub("", each.name) for each in (short, long))
            front = two.removesuffix(one)
            if front != two and front in short.before:
                pairs.add(label_of(long), other.value, mention.value, True, False)
        group.append(mention)


def _perhaps(told: Sequence[Mention], pairs: Pairs) -> None:
    """Counts of different sentences that seem to be of one thing, each with the last one before it.

    They are nearly equal, and are named alike to the last character or stand beside the same name, one that the document
    has in quotation marks. What merely shares words with another is mostly another thing (受理案件 and 审结案件, the
    accidents of one trade and of all), and so is what is named alike but far from it.
    """
    texts = {id(text): text.text for mention in told for text in (mention.sentence.texts[mention.at],)}
    named = _called(texts)
    kept: dict[str, Mention] = {}
    for mention in told:
        if mention.base < _COUNTLESS or mention.figure.bound or _is_agreed(mention, pairs):
            continue
        own = {mention.name} if mention.whole and len(mention.name) >= _LONG else set()
        for name in own | _called_beside(mention, named):
            other = kept.get(name)
            apart = other is not None and other.sentence is not mention.sentence
            apart = apart and (name not in own or (other is not None and other.when == mention.when))
            if apart and other and (are_close(other.base, mention.base) or slip(other.figure, mention.figure)):
                pairs.add(label_of(other), other.value, mention.value, True, False)
            kept[name] = mention


def _called(texts: Mapping[int, str]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Where each text has the names that stand in quotation marks anywhere, with the marks or without them."""
    quoted = {name for text in texts.values() for name in _QUOTED.findall(text)}
    names = sorted(quoted, key=lambda name: (-len(name), name))[:_MOST_NAMES]
    return {key: sorted(place for name in names for place in _places(name, text)) for key, text in texts.items()}


def _places(name: str, text: str) -> Iterator[tuple[int, str]]:
    at = text.find(name)
    while at >= 0:
        yield at, name
        at = text.find(name, at + len(name))


def _called_beside(mention: Mention, named: Mapping[int, Sequence[tuple[int, str]]]) -> set[str]:
    """Those of the names around a figure, not only in its sentence: what a project is called is told once."""
    places, start = named[id(mention.sentence.texts[mention.at])], mention.sentence.starts[mention.at]
    first = bisect_left(places, (start - _AROUND, ""))
    last = bisect_left(places, (start + _AROUND, ""))
    return {name for _, name in places[first:last]}


def _is_agreed(mention: Mention, pairs: Pairs) -> bool:
    span = span_of(mention.value)
    return span is not None and spot(span) in pairs.agreed
