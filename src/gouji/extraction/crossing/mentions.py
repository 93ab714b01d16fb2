"""The same thing told in two places: rows of the table that holds what is said twice.

Figures that agree may be paired by the words around them. Figures that differ are no more than a remark (their row is
in doubt), unless everything agrees: the name as a whole, the unit, the time, both told plainly as facts of their own, no
goal, and nothing else in the document of that name. An amount or a rate must besides look like a slip of the pen: totals
of different scopes bear the same name, but seldom almost the same digits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from gouji.document.model import Document, Span
from gouji.extraction.crossing.agreeing import BEGINNING, COMMON, TELLING, Agreeing
from gouji.extraction.crossing.besides import rows_beside
from gouji.extraction.crossing.inwords import in_words
from gouji.extraction.crossing.meant import meant_places
from gouji.extraction.crossing.miscopied import Miscopied
from gouji.extraction.crossing.paraphrased import Paraphrased
from gouji.extraction.crossing.rowstold import rows_told
from gouji.extraction.crossing.spelled import spelled
from gouji.extraction.crossing.totalstold import totals_told
from gouji.extraction.drafting.draft import Draft, DraftRow, Said, Value, span_of, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.names import likeness
from gouji.extraction.prose.retold import (
    Mention,
    common,
    core_of,
    differing,
    digits,
    mentions,
    rounded,
    says_a_change,
    slip,
    stretches,
)
from gouji.extraction.text.sentences import Sentence, dimension_of
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure
from gouji.figures.folding import fold
from gouji.language import Table, fold_text, unit_of_header
from gouji.packs.vocabulary import Vocabulary

#: Characters that two descriptions have in a row, where they speak of the same thing.
_ALIKE: Final = 5
#: How much of a row's name stands in the words of a figure that tells of the same thing.
_MOSTLY: Final = Fraction(3, 5)
#: A name this long is of one thing only; the second part of a name in two parts.
_LONG: Final = 5
_HALVES: Final = 4
#: What stands before a name and says nothing of what is counted.
_PLAIN_FRONT: Final = re.compile(r"^(?:年末|年底|期末|全年|单位|实有|现有|机关|所属|[全本该我各][市县区镇乡局校院])+")
#: Characters of a paragraph that are looked at on each side of a figure, and names in quotation marks there.
_AROUND: Final = 200
_QUOTES: Final = re.compile('["“”‘’《》]')
_QUOTED: Final = re.compile(r"(?<=“)[^“”]{3,20}(?=”)")
_MOST_NAMES: Final = 200
#: Counts below this are nearly equal to many others.
_COUNTLESS: Final = 100
#: Figures of one document that are compared with each other.
_MOST: Final = 1500
_BOUNDS: Final = frozenset(("at_least", "at_most", "above", "below"))
_COUNTED: Final = re.compile(r"(?:的)?(?:人数|人次|数量|次数|场次|件数|户数|个数|总数|数)+$")
#: What a name has before and behind it that names nothing: stars, and the form of its goal: ★人次数（≥**人次）.
_MARKED: Final = re.compile(r"^[★☆*＊▲△●◆※]+|[(（][^()（）]{0,4}[≥≤<>＜＞=＝≧≦][^()（）]{0,12}[)）]")
#: What was done by a goal is no goal: 按照年初设定目标，……
_BY_GOALS: Final = re.compile(r"^(?:按照?|根据|依据|依照|对照|围绕)[^,，;；]{1,20}[,，]")
#: That what was meant to be was done: 超额完成抽检任务, …
_FULFILLED: Final = re.compile(r"完成[^,;:。]{0,16},")
#: That something was done, in words that say nothing of what.
_DOING: Final = re.compile(r"^(?:实施|开展|组织|完成|进行|落实|推进|累计|共|已)+了?")
#: Counts of a part, or of more than a paper is about.
_ANOTHER_WHOLE: Final = re.compile("^(?:其中|全省|全国)")
#: The same, and what is done with others, in one of several ways, or is still to be done.
_SOME: Final = re.compile(
    "^(?:其中|全省|全国|[与同由]|还|另|再|又)|联合|会同|配合|协助|参与|专场|专项|线[上下]|拟|尚|未|剩余|其余|其他|新增|首批"
)
#: So many times as much is hardly told of the same thing.
_FAR_OFF: Final = 3
#: What sentences have and rows have not; cells of a row that is a line of text.
_PAUSED: Final = re.compile("[,，。;；:：]")
_CELLS: Final = 4
#: Figures that differ by less than one in so many are nearly equal.
_NEAR: Final = 100


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure that a row or a field tells. ``exact``: only these names are its own; ``others``: further figures of it."""

    name: str
    names: tuple[str, ...]
    value: Value
    figure: Figure
    kind: str
    others: frozenset[Fraction]
    exact: bool


@dataclass(slots=True)
class _Pairs:
    """Writes the pairs of one document; no figure is paired twice with the same one."""

    draft: Draft
    table: Table
    names: dict[str, int] = field(default_factory=dict)
    taken: set[frozenset[tuple[int, int]]] = field(default_factory=set)
    agreed: set[tuple[int, int]] = field(default_factory=set)
    differing: set[tuple[int, int]] = field(default_factory=set)
    meant: frozenset[tuple[int, int]] = frozenset()
    """Where goals are told: what was done is no contradiction to them."""

    def add(self, name: str, one: Value, other: Value, doubt: bool, agrees: bool) -> None:
        spots = frozenset(_spot(span) for value in (one, other) if (span := span_of(value)) is not None)
        if len(spots) < 2 or spots in self.taken or (not agrees and len(spots & self.meant) == 1):
            return
        self.taken.add(spots)
        if agrees:
            self.agreed |= spots
        else:
            self.differing |= spots
        self.names[name] = number = self.names.get(name, 0) + 1
        self.draft.claimed.add(self.table.name)
        label = f"{name}（{number}）" if number > 1 else name
        for value in (one, other):
            cells: dict[str, Value] = {"事项": label, "数值": value, "出处": "推定"}
            kept = {column: cell for column, cell in cells.items() if column in self.table.columns}
            self.draft.row(self.table.name, kept, doubt)


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
    pairs = _Pairs(draft, table)
    if document is not None:
        pairs.meant = meant_places(document, told, wording.goals)
    again = Paraphrased(wording, goals)
    cells = [*_rows(vocabulary, draft), *_fields(vocabulary, draft)]
    held = {(cell.kind, cell.figure.base) for cell in cells}
    late: list[tuple[_Cell, Mention]] = []
    for cell in cells:
        alike, known, wrong = kinds.get(cell.kind, []), len(pairs.taken), len(pairs.differing)
        _row_and_text(cell, of_year.get(cell.kind, []), goals, pairs)
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
    _alone(cells, [*told, *in_numerals], in_numerals, goals, pairs)
    for mention, words, same in in_words(told):
        pairs.add(_label(mention), mention.value, words, False, same)
    for retelling in rows_told(told, draft.printed):
        pairs.add(retelling.name, retelling.cell, retelling.told, not retelling.sure, retelling.agrees)
    for retelling in (*rows_beside(told, draft.printed), *totals_told(told, draft.printed)):
        pairs.add(retelling.name, retelling.cell, retelling.told, True, False)
    _reprinted(vocabulary, draft, kinds.get("money", []), pairs)
    for alike in kinds.values():
        _equal(alike, agreeing, pairs)
    columns = {core_of(fold(name)) for names in vocabulary.columns.values() for name in names}
    for alike in kinds.values():
        # 实际完成值 and 比上年增加 name what a figure is, and not of what; two of at least so many are no contradiction
        of_what = (one for one in alike if one.name not in columns and not says_a_change(one.name))
        _unequal([one for one in of_what if one.figure.bound not in _BOUNDS], goals, pairs)
    for cell, mention in late:
        # unless it has been held against another place of the text, which says more
        if not isinstance(mention.value, Span) or _spot(mention.value) not in pairs.differing:
            pairs.add(cell.name, cell.value, mention.value, True, False)
    for alike in kinds.values():
        for one, other in again.read(alike):
            pairs.add(_label(one), one.value, other.value, True, False)
    rows = {id(sentence): _in_a_row(sentence) for sentence in sentences}
    prose = [mention for mention in told if not rows.get(id(mention.sentence), False)]
    wrong_ones = frozenset(pairs.differing)
    for copy, other_copy in Miscopied(again.plain, goals, any_of(wording.another), year).read(prose, draft.printed):
        if not any(
            _spot(span) in wrong_ones for each in (copy, other_copy) if (span := span_of(each.value)) is not None
        ):
            pairs.add(copy.label, copy.value, other_copy.value, True, False)
    return told


def _in_a_row(sentence: Sentence) -> bool:
    """Whether a sentence is a row of a printed table that is a line of text: 走访独居老人数 ≥2600名 2748名 15 15."""
    texts = {id(text): text.text for text in sentence.texts}
    return sum(len(text.split()) for text in texts.values()) >= _CELLS and not any(map(_PAUSED.search, texts.values()))


# -- rows and text


def _rows(vocabulary: Vocabulary, draft: Draft) -> Iterator[_Cell]:
    """What named rows of printed tables tell: their one figure of what was done; amounts by the names of their columns."""
    for table, rows in list(draft.tables.items()):
        known = vocabulary.schema.tables.get(table)
        if known is None or known.source or known.label is None:
            continue
        labels = [fold(text_of(row.cells.get(known.label)) or "") for row in rows]
        for row, label in zip(rows, labels, strict=True):
            if label in known.total_texts and sum(other in known.total_texts for other in labels) == 1:
                yield from _totals(vocabulary, known, row, draft)
            elif len(label) > BEGINNING and labels.count(label) == 1:
                yield from _named(known, _MARKED.sub("", label), row, draft)


def _named(known: Table, label: str, row: DraftRow, draft: Draft) -> Iterator[_Cell]:
    figures = {column: made for column in row.cells if (made := _read(known, column, row, draft)) is not None}
    kinds = {column: known.columns[column].kind.base for column in figures if column in known.columns}
    own = [column for column, base in kinds.items() if base == "value"]
    # 达成 in the column for the figure, 28次 in the one for words
    own = own or [column for column, base in kinds.items() if base == "text" and column != known.label]
    amounts = [column for column, (_, figure) in figures.items() if dimension_of(figure) == "money"]
    own = own or (amounts if len(amounts) == 1 else [])  # of several nobody knows which is meant
    for column in own:
        value, figure = figures[column]
        if not figure.bound:
            others = frozenset(other.base for name, (_, other) in figures.items() if name != column)
            yield _Cell(label, (label,), value, figure, dimension_of(figure), others, False)


def _totals(vocabulary: Vocabulary, known: Table, row: DraftRow, draft: Draft) -> Iterator[_Cell]:
    """The cells of the only total row, under every name of their column."""
    figures = {column: made for column in row.cells if (made := _read(known, column, row, draft)) is not None}
    for column, (value, figure) in figures.items():
        if column in known.columns and not figure.bound and dimension_of(figure) in ("money", "ratio"):
            names = tuple(name for name, own in vocabulary.columns.get(known.name, {}).items() if own == column)
            others = frozenset(other.base for name, (_, other) in figures.items() if name != column)
            yield _Cell(column, (fold(column), *names), value, figure, dimension_of(figure), others, True)


def _fields(vocabulary: Vocabulary, draft: Draft) -> Iterator[_Cell]:
    for name, value in draft.fields.items():
        text = text_of(value)
        figure = parse_figure(text) if text and span_of(value) is not None else None
        if figure is None or figure.bound or name not in vocabulary.schema.fields:
            continue
        kind = dimension_of(figure)
        dim = vocabulary.schema.fields[name].kind.dim
        if kind == "number" and dim and len(dim) == 1:
            kind = dim[0][0]  # a bare number counts in the unit of its field
        names = tuple(alias for alias, own in vocabulary.fields.items() if own == name)
        yield _Cell(name, (fold(name), *names), value, figure, kind, frozenset(), True)


def _read(known: Table, column: str, row: DraftRow, draft: Draft) -> tuple[Value, Figure] | None:
    """The figure of a cell with the unit that its header gives."""
    value = row.cells.get(column)
    text = text_of(value)
    span = span_of(value)
    figure = parse_figure(text) if text and span is not None else None
    if figure is None:
        return None
    unit = unit_of_header(draft.headers.get((known.name, column), column))[1]
    if figure.unit.dimension == "number" and not figure.unit.symbol and unit is not None:
        value = Said(f"{text}{unit.symbol}", span)
        figure = parse_figure(f"{text}{unit.symbol}") or figure
    return value, figure


def _row_and_text(cell: _Cell, told: Sequence[Mention], goals: re.Pattern[str], pairs: _Pairs) -> None:
    own = span_of(cell.value)
    core = _COUNTED.sub("", core_of(cell.name))
    near = [mention for mention in told if own is None or mention.sentence.texts[mention.at] is not own.source]
    if cell.exact:
        cores = {core_of(name) for name in cell.names} - {""}
        named = [mention for mention in near if mention.name in cores]
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
    certain = [mention for mention in named if mention.name in cores and _certain(mention, goals, whole)]
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
        counts = [m for m in counts if m.figure.bound not in _BOUNDS and not _ANOTHER_WHOLE.search(m.words)]
        counts = [m for m in counts if _may_be(cell.figure, m.figure) or likeness(core, m.words) == 1]
        if counts:
            other = max(counts, key=lambda mention: likeness(core, mention.words))
            swapped = _swapped(cell.figure, other.figure) and other.base not in cell.others
            # 农村危房改造 is none of 城镇危房改造: nothing else is said than what the row is called
            swapped = (
                swapped
                and set(_DOING.sub("", other.name)) <= set(cell.name)
                and _certain(replace(other, before=_BY_GOALS.sub("", other.before)), goals)
            )
            pairs.add(cell.name, cell.value, other.value, not swapped, False)
    elif certain:
        other = certain[0]
        if other.base not in cell.others and (_close(cell.figure.base, other.base) or slip(cell.figure, other.figure)):
            pairs.add(cell.name, cell.value, other.value, True, False)


def _alone(
    cells: Sequence[_Cell],
    told: Sequence[Mention],
    in_numerals: Sequence[Mention],
    goals: re.Pattern[str],
    pairs: _Pairs,
) -> None:
    """Counts in words that are called as a row is (培训三场); and where only one row and one place of the text tell counts of
    one measure word, those that are of one word or a slip of each other: 受益人口1.62万人, 下游1.26万人."""
    rows: dict[str, list[_Cell]] = {}
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


def _reprinted(vocabulary: Vocabulary, draft: Draft, told: Sequence[Mention], pairs: _Pairs) -> None:
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
                made = _read(known, column, row, draft) if column in known.columns else None
                if made is None or made[1].base not in bases or digits(made[1]) < (TELLING if total else BEGINNING):
                    continue
                own, name = span_of(made[0]), column if total or not label else label
                for mention in bases[made[1].base]:
                    apart = own is None or mention.sentence.texts[mention.at] is not own.source
                    enough = BEGINNING if total else min(_ALIKE - 1, len(core_of(name)))
                    if apart and common(core_of(name), mention.words) >= max(enough, BEGINNING):
                        pairs.add(name, made[0], mention.value, False, True)
                        break


# -- text and text


def _equal(told: Sequence[Mention], agreeing: Agreeing, pairs: _Pairs) -> None:
    """The same figure told in two places that share a word, or planned and then done."""
    groups: dict[Fraction, list[Mention]] = {}
    for mention in told:
        if mention.base > 0 and not mention.figure.bound:
            groups.setdefault(mention.base, []).append(mention)
    for group in groups.values():
        for at, mention in enumerate(group):
            for other in reversed(group[max(0, at - 4) : at]):
                if agreeing.tells(other, mention):
                    pairs.add(_label(other), other.value, mention.value, False, True)
                    break


def _unequal(told: Sequence[Mention], goals: re.Pattern[str], pairs: _Pairs) -> None:
    names: dict[str, list[Mention]] = {}
    for mention in told:
        if len(mention.name) >= 4 and _certain(mention, goals):
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
            if slipped or _close(other.base, mention.base):
                certain = slipped and len(figures) == 2 and other.when == mention.when and len(mention.name) >= _LONG
                pairs.add(_label(other), other.value, mention.value, not certain, False)
    _led(told, goals, pairs)
    if told and told[0].kind.startswith("count"):
        _perhaps(told, pairs)


def _led(told: Sequence[Mention], goals: re.Pattern[str], pairs: _Pairs) -> None:
    """A figure whose name is parted by another: 水库3座，总库容7.84亿立方米, then 水库总库容8.74亿立方米. A slip is a hint."""
    ends: dict[str, list[Mention]] = {}
    for mention in told:
        if len(mention.name) < _HALVES or digits(mention.figure) < TELLING or not mention.plain:
            continue
        alone = core_of(mention.before.rpartition(";")[2]) == mention.name
        if not (alone or _certain(mention, goals)) or goals.search(mention.before):
            continue
        group = ends.setdefault(mention.name[-_HALVES:], [])
        for other in group[-_HALVES:]:
            short, long = sorted((other, mention), key=lambda one: len(one.name))
            if short.sentence is long.sentence or short.name == long.name or not slip(short.figure, long.figure):
                continue
            one, two = (_PLAIN_FRONT.sub("", each.name) for each in (short, long))
            front = two.removesuffix(one)
            if front != two and front in short.before:
                pairs.add(_label(long), other.value, mention.value, True, False)
        group.append(mention)


def _perhaps(told: Sequence[Mention], pairs: _Pairs) -> None:
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
            if apart and other and (_close(other.base, mention.base) or slip(other.figure, mention.figure)):
                pairs.add(_label(other), other.value, mention.value, True, False)
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


def _certain(mention: Mention, goals: re.Pattern[str], labelled: bool = False) -> bool:
    """Whether a figure is told plainly, as a fact of the year and the whole of the document and not as a goal."""
    scoped = mention.scoped and not (labelled and mention.labelled)
    return mention.plain and not mention.when and not scoped and goals.search(mention.before) is None


def _close(one: Fraction, other: Fraction) -> bool:
    return one != other and abs(one - other) * _NEAR <= max(abs(one), abs(other))


def _is_agreed(mention: Mention, pairs: _Pairs) -> bool:
    span = span_of(mention.value)
    return span is not None and _spot(span) in pairs.agreed


def _spot(span: Span) -> tuple[int, int]:
    return id(span.source), span.start


def _label(mention: Mention) -> str:
    """What the pair is called: the name of the first; where that says little, its words."""
    if len(mention.name) > BEGINNING:
        return mention.name
    return mention.words.replace("\n", "") or text_of(mention.value) or ""
