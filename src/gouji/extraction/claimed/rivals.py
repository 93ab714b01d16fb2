"""Words that say which of two named things is the greater and give no figure of them: 支出大于收入; 支出增速快于收入增速.

The figures are looked for by the names, in the sentence, its paragraph and those before it under the same heading; of a growth
it is the rates that are held against each other. Whether those are meant is not said, so that what is not so is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gouji.extraction.claimed.moves import Moves, bare
from gouji.extraction.drafting.draft import Draft, Said, Value, place_of, span_of, text_of
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.sentences import DATE, FIGURES, Sentence
from gouji.figures import parse_figure
from gouji.language import Table

_OTHER: Final = rf"[^{FIGURES}{DATE},;:。()]"
_CLAIM: Final = re.compile(
    rf"(?:^|(?<=[,;:。]))(?P<one>{_OTHER}{{2,20}}?)(?:首次|再次|已经?|也|均|都|明显|远远?|大幅|仍然?|略|反而|继续|历史性)*"
    rf"(?P<way>反超|超过|快于|高于|多于|大于|慢于|低于|少于|小于|不及)了?(?P<other>{_OTHER}{{2,20}}?)"
    rf"(?:[{FIGURES}]|的?(?:局面|现象|情况|态势))?(?=[,;。]|$)"
)
_LESS: Final = ("慢于", "低于", "少于", "小于", "不及")
#: What is held against what was asked or was before, is to come, or is of some other place.
_NOT_SO: Final = re.compile(
    r"目标|任务|要求|标准|指标|限额|上限|下限|警戒|预期|预算|计划|上年|去年|同期|往年|上月|上季|年初|平均|全[国省市]|序时|进度|水平|"
    r"[未没不拟应须需若请使让对]|是否|如果|确保|力争|除|部分|个别|以往|规定|比例|其中"
)
#: What is said of how something grew.
_GROWTH: Final = re.compile(r"(?:的?(?:同比|平均)?(?:增长速度|增长率|增速|增幅|涨幅|降幅|增长))$")
#: Of several at once; and words before what they are called.
_EACH: Final = re.compile(r"[均都]|全部")
_COUNTED: Final = re.compile(r"^(?:[各上述以所有全部主要其他这]|[0-9一二三四五六七八九十]+[大个项次类种]?)+")
_NUMBERS: Final = {sign: number for number, sign in enumerate("两三四五六七八九", 2)}
_JOINS: Final = re.compile(r"[、和与及]")
#: Paragraphs before the words in which the figures are looked for.
_BACK: Final = 15
#: What stands between a name and its share.
_SHARED: Final = re.compile(r"(?:所?占比?重?|比重)+$")
#: Figures that are looked at, at most.
_MOST: Final = 120
_SHORT: Final = 2


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure under a name; ``text``: the number of the paragraph."""

    name: str
    value: Value
    base: Fraction
    kind: str
    text: int


def read_rivals(
    found: Iterable[Sentence],
    mentions: Sequence[Mention],
    moves: Moves,
    order: Mapping[int, int],
    table: Table,
    draft: Draft,
) -> None:
    """Write them to the table of comparisons. ``order``: the number of each text (by ``id``)."""
    known = {place_of(row.cells.get("所比")) for row in draft.tables.get(table.name, ())}
    amounts: dict[int, list[_Figure]] = {}
    rates: dict[int, list[_Figure]] = {}
    for sentence in found:
        for claim in _CLAIM.finditer(sentence.signs):
            one, other = claim["one"], claim["other"]
            if _NOT_SO.search(claim[0]):
                continue
            at = order.get(id(sentence.texts[claim.start()]), 0)
            grown = claim["way"] in ("快于", "慢于") or any(_GROWTH.search(words) for words in (one, other))
            if grown and not rates:
                _gather(_rates(moves), rates)
            if not grown and not amounts:
                _gather(_amounts(mentions, order), amounts)
            told = [figure for far in range(_BACK) for figure in (rates if grown else amounts).get(at - far, ())]
            words = sentence.span(*claim.span())
            if any((id(words.source), at) in known for at in range(words.start, words.end)):
                continue
            names = _GROWTH.sub("", one), _GROWTH.sub("", other)
            each = _EACH.search(one + _between(claim)) is not None
            several = list(_several(*names, told[:_MOST], claim["way"])) if each else []
            pair = _pair(*names, told[:_MOST]) if not several else None
            if not several and pair is None:
                pair = _told_apart(*names, [figure for figure in told[:_MOST] if figure.text == at])
            for figure, limit in [*several, *([pair] if pair is not None else [])]:
                _say(sentence, claim, figure, limit, table, draft)


def _between(claim: re.Match[str]) -> str:
    """The words between the first name and the word for more or less."""
    return claim.string[claim.end("one") : claim.start("way")]


def _say(sentence: Sentence, claim: re.Match[str], one: _Figure, other: _Figure, table: Table, draft: Draft) -> None:
    words = sentence.span(claim.start("way"), claim.end("other"))
    label = sentence.span(*claim.span())
    cells: dict[str, Value] = {
        "事项": Said(one.name, label) if _EACH.search(claim[0]) and one.name else label,
        "数值": one.value,
        "所比": Said(f"{'<' if claim['way'] in _LESS else '>'}{text_of(other.value)}", words),
    }
    draft.say(table, cells, not _holds(claim["way"], one, other))


def _holds(way: str, one: _Figure, other: _Figure) -> bool:
    return one.base < other.base if way in _LESS else one.base > other.base


def _several(one: str, other: str, told: Sequence[_Figure], way: str) -> Iterator[tuple[_Figure, _Figure]]:
    """Each of several with what it is held against: 三次产业增速均快于地区生产总值增速.

    They are told beside it, by names with the end of the words in them, or by those that the words list; most of them bear
    the words out."""
    name = bare(other)
    limits = [figure for figure in told if len(name) >= _SHORT and _rest(name, figure.name) is not None]
    if not limits:
        return
    limit = limits[0]
    stems = [stem for stem in (bare(_COUNTED.sub("", part)) for part in _JOINS.split(one)) if len(stem) >= _SHORT]
    beside = [one for one in told if one.text == limit.text and one.kind == limit.kind and one is not limit]
    group = [figure for figure in beside if any(stem in figure.name or stem[-_SHORT:] in figure.name for stem in stems)]
    counted = _COUNTED.match(one)
    if len(group) < _SHORT and counted is not None:
        # 三大行业: they are not called so, but there are as many
        number = next((number for sign, number in _NUMBERS.items() if sign in counted[0]), 0)
        others = {figure.name for figure in beside}
        group = beside if len(others) == number or (not number and len(others) > _SHORT) else []
    names = {figure.name: figure for figure in reversed(group)}
    good = [figure for figure in names.values() if _holds(way, figure, limit)]
    if len(names) >= _SHORT and 2 * len(good) >= len(names):
        yield from ((figure, limit) for figure in names.values())


def _gather(figures: Iterable[_Figure], out: dict[int, list[_Figure]]) -> None:
    for figure in figures:
        out.setdefault(figure.text, []).append(figure)


def _amounts(mentions: Iterable[Mention], order: Mapping[int, int]) -> Iterator[_Figure]:
    for mention in mentions:
        if mention.figure.plain:
            text = order.get(id(mention.sentence.texts[mention.at]), -1)
            yield _Figure(bare(_SHARED.sub("", mention.name)), mention.value, mention.base, mention.kind, text)


def _rates(moves: Moves) -> Iterator[_Figure]:
    for move in moves.all:
        told = move.cells.get("所记")
        figure = parse_figure(text_of(told) or "")
        if figure is not None and figure.dimension == "ratio" and "百分点" not in figure.unit.symbol:
            falls = not move.up and figure.base > 0
            value = Said(f"-{text_of(told)}", span_of(told)) if falls else told
            yield _Figure(bare(move.name), value, -figure.base if falls else figure.base, "ratio", move.order)


def _pair(one: str, other: str, told: Sequence[_Figure]) -> tuple[_Figure, _Figure] | None:
    """The figures of two names, told in one place and named alike but for what tells them apart; none where two might be."""
    a, b = bare(one), bare(other)
    if len(a) < _SHORT or len(b) < _SHORT or a == b:
        return None
    found = []
    for first in told:
        rest = _rest(a, first.name)
        if rest is None:
            continue
        for second in told:
            if second is first or second.kind != first.kind or (also := _rest(b, second.name)) is None:
                continue
            if rest != also and first.text != second.text:
                continue
            found.append((rest != also, -first.text - second.text, len(rest) + len(also), first, second))
    if not found:
        return None
    found.sort(key=lambda each: each[:3])
    best = [each for each in found if each[:3] == found[0][:3]]
    values = {(each[3].base, each[4].base) for each in best}
    return best[0][3:] if len(values) == 1 else None


def _told_apart(one: str, other: str, told: Sequence[_Figure]) -> tuple[_Figure, _Figure] | None:
    """The figures of two names of which only the beginning is told: 农村居民收入快于城镇居民. Each names one figure only."""
    a, b = bare(one), bare(other)
    alike = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    names = a[alike:][:_SHORT], b[alike:][:_SHORT]
    if names[0] == names[1] or min(map(len, names)) < _SHORT:
        return None
    ones, others = (
        [figure for figure in told if name in figure.name and rest not in figure.name]
        for name, rest in (names, names[::-1])
    )
    kinds = {figure.kind for figure in ones} & {figure.kind for figure in others}
    ones, others = ([figure for figure in some if figure.kind in kinds] for some in (ones, others))
    if len(kinds) != 1 or any(len({figure.base for figure in some}) != 1 for some in (ones, others)):
        return None
    return ones[-1], others[-1]


def _rest(words: str, name: str) -> str | None:
    """What a name has more, or less, than words; None where it is not called so."""
    if words in name:
        return name.replace(words, "", 1)
    return "" if len(name) > _SHORT and words.startswith(name) else None
