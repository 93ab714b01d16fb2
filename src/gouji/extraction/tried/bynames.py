"""Shares that say what they are of and are of nothing that is told: held against the figure that is called so.

占我外贸总值的56.4%, where 进出口总值 was told: the name is not the same, but no other figure ends in it. A share that some
figure of the document makes is of that; one that is far from what the named figure would make it is of something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Draft, Said, Value, place_of
from gouji.extraction.parts.bases import is_share
from gouji.extraction.prose.amounts import countable, interval_of, label_of, quotient, value_at, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import begins_alike, core, share_signs
from gouji.extraction.prose.slipped import misprinted
from gouji.faults import regex as re
from gouji.figures import Figure
from gouji.language import Table

#: Facts before a share, and behind it, among which what it is of is looked for.
_BACK: Final = 120
_BEHIND: Final = 4
#: What is told about: 突破2000亿元.
_ABOUT: Final = re.compile(r"(?:突破|超过?|近|约|逾|达到?约)$")
#: Shares of what is called alike that leave room for one figure, at least; how many figures may make a share by chance.
_PROOF: Final = 3
_CHANCE: Final = Fraction(1, 12)
#: Words around what a share is of all of: 全镇行政村总数.
_ALL_OF: Final = re.compile("^(?:全[省市县区乡镇州旗]|[本该我])?(?:共|的)?|(?:总?数|总量)$")
#: Signs that two names end in alike.
_WORD: Final = 2
#: By what part of it a share may miss what it should be: of a figure called so, and of the only one of its paragraph.
_NEAR: Final = Fraction(3, 10)
_CLOSE: Final = Fraction(15, 100)


def read_by_names(facts: Sequence[Fact], tables: Iterable[Table], draft: Draft) -> None:
    """Write the shares of figures that are called so, in doubt."""
    table = next((table for table in tables if table.source == "占比"), None)
    if table is None:
        return
    _otherwise(facts, table, draft)
    known = {place_of(row.cells.get("占比")) for row in draft.tables.get(table.name, ())}
    for fact, ratio, whole in _of_one_base(facts):
        rate = value_at(fact, ratio)
        if place_of(rate) not in known:
            known.add(place_of(rate))
            cells = {"项目": label_of(fact), "部分": value_of(fact), "总额": whole, "占比": rate}
            draft.say(table, cells, True)
    for part, ratio, counted in _of_counted(facts):
        rate = value_at(part, ratio)
        if place_of(rate) not in known:
            known.add(place_of(rate))
            cells = {"项目": label_of(part), "部分": value_of(part), "总额": value_of(counted), "占比": rate}
            draft.say(table, cells, True)
    for index, fact in enumerate(facts):
        for ratio, (start, end) in fact.shares:
            printed = fact.sentence.figures[ratio]
            rate = value_at(fact, ratio)
            if printed.bound or place_of(rate) in known or not countable(fact) or worth(fact) <= 0:
                continue
            base = _whole(facts, index, fact.sentence.signs[start:end], printed)
            if base is not None:
                known.add(place_of(rate))
                cells = {"项目": label_of(fact), "部分": value_of(fact), "总额": value_of(base), "占比": rate}
                draft.say(table, cells, True)


def _of_counted(facts: Sequence[Fact]) -> Iterator[tuple[Fact, int, Fact]]:
    """辖14个行政村。…… 9个村年收入超过30万元，占全镇行政村的57.14%: the share of a count told before what all of them have.

    What it is of is counted by its words once, or as one number only. A share that the count makes of it is left alone, and
    one that no whole number of it makes is of something else.
    """
    counts = [one for one in facts if kind_of(one).startswith("count") and countable(one)]
    for index, fact in enumerate(facts):
        for ratio, (start, end) in fact.shares:
            printed, noun = fact.sentence.figures[ratio], _ALL_OF.sub("", fact.sentence.signs[start:end])
            part = next(
                (one for one in reversed(facts[max(0, index - 2) : index]) if one.sentence is fact.sentence), None
            )
            if part is None or kind_of(fact).startswith("count") or len(noun) < _WORD or printed.bound:
                continue
            between = part.sentence.signs[part.figure + 1 : fact.figure]
            if re.search("[,;。、]", between) or noun[-1] not in between[:_WORD] or part.whole is not None:
                continue
            wholes = [one for one in counts if one.tail.startswith(noun) or core(one.name).endswith(noun)]
            wholes = [one for one in wholes if worth(one) >= worth(part) > 0 and kind_of(one) == kind_of(part)]
            if len({worth(one) for one in wholes}) == 1 and not is_share(part, wholes[0], printed):
                made = Fraction(round(printed.base * worth(wholes[0]))) / worth(wholes[0])
                if abs(made - printed.base) <= printed.step:
                    yield part, ratio, wholes[0]


def _otherwise(facts: Sequence[Fact], table: Table, draft: Draft) -> None:
    """Take back the doubtful shares that are no shares of what they were taken for, but just those of another figure."""
    rows = draft.tables.get(table.name, [])
    doubtful = {place_of(row.cells.get("占比")): row for row in rows if row.doubt}
    if not doubtful:
        return
    by_place = {place_of(value_of(fact)): fact for fact in facts}
    for index, fact in enumerate(facts):
        for ratio, _ in fact.shares:
            row = doubtful.get(place_of(value_at(fact, ratio)))
            printed = fact.sentence.figures[ratio]
            if row is None or row.cells.get("另一部分") is not None or not countable(fact) or printed.value <= 0:
                continue
            taken = by_place.get(place_of(row.cells.get("总额")))
            if taken is None or is_share(fact, taken, printed):
                continue
            wholes = [one for one in _around(facts, index) if worth(one) > worth(fact)]
            likely = printed.step * len({worth(one) for one in wholes}) <= _CHANCE * printed.base
            if likely and any(is_share(fact, one, printed) for one in wholes):
                rows[:] = [one for one in rows if one is not row]


def _of_one_base(facts: Sequence[Fact]) -> Iterator[tuple[Fact, int, Value]]:
    """生活821.6亿立方米，占总量的13.6%；工业……；农业……: the shares of what is called alike that are not of what the others are.

    Nobody tells how much it is; the shares of most of them leave room for one figure.
    """
    groups: dict[tuple[int, str, str], list[tuple[Fact, int]]] = {}
    for fact in facts:
        for ratio, (start, end) in fact.shares:
            printed = fact.sentence.figures[ratio]
            if not printed.bound and printed.value > 0 and countable(fact) and worth(fact) > 0:
                words = core(fact.sentence.signs[start:end]) or fact.sentence.signs[start:end]
                key = (id(fact.sentence.texts[0]), kind_of(fact), words)
                groups.setdefault(key, []).append((fact, ratio))
    for (_, _, words), shares in groups.items():
        if len(shares) <= _PROOF or len(words) < _WORD:
            continue
        rooms = [_room(fact, ratio) for fact, ratio in shares]
        point = max((room[0] for room in rooms), key=lambda at: sum(low <= at <= high for low, high in rooms))
        right = [room for room in rooms if room[0] <= point <= room[1]]
        wrong = [share for share, room in zip(shares, rooms, strict=True) if not room[0] <= point <= room[1]]
        if len(right) < max(_PROOF, 2 * len(wrong)):
            continue
        middle = (point + min(room[1] for room in right)) / 2
        for fact, ratio in wrong:
            figure = fact.sentence.figures[fact.figure]
            text = f"{round(middle / figure.unit.scale)}{figure.unit.symbol}"
            yield fact, ratio, Said(text, fact.sentence.span(fact.figure, fact.figure + 1))


def _room(fact: Fact, ratio: int) -> tuple[Fraction, Fraction]:
    """What a share leaves room for as the whole; its last digit may be cut off."""
    printed, step = fact.sentence.figures[ratio], fact.sentence.figures[fact.figure].step / 2
    return (worth(fact) - step) / (printed.base + printed.step), (worth(fact) + step) / max(
        printed.base - printed.step / 2, printed.step / 2
    )


def _whole(facts: Sequence[Fact], index: int, words: str, printed: Figure) -> Fact | None:
    """What a share is said to be of, if only one figure can be meant and it does not make the share.

    占年初预算的102.77% is of no larger one.
    """
    fact = facts[index]
    larger = [one for one in _around(facts, index) if worth(one) > worth(fact)]
    if printed.base > 1 or not larger or any(is_share(fact, one, printed) for one in larger):
        return None
    asked = core(words)
    named = [(_called(asked, core(one.name)), one) for one in larger] if len(asked) >= _WORD else []
    best = max((score for score, _ in named), default=0)
    if best >= _WORD:
        return _only([one for score, one in named if score == best], fact, printed, _NEAR)
    own = fact.name + fact.sentence.signs[fact.figure + 1 : fact.figure + 3]
    alike = [one for one in larger if share_signs(own, one.name + one.sentence.signs[one.figure + 1 : one.figure + 3])]
    slipped = [one for one in alike if misprinted(printed, quotient(interval_of(fact), interval_of(one)))]
    if slipped:
        return _only(slipped, fact, printed, _NEAR)
    beside = [one for one in larger if one.sentence.texts[0] is fact.sentence.texts[0]]
    return _only(beside, fact, printed, _CLOSE) if words else None


def _around(facts: Sequence[Fact], index: int) -> Iterator[Fact]:
    """The figures of a kind around one, the nearest before it first."""
    kind = kind_of(facts[index])
    for one in (*reversed(facts[max(0, index - _BACK) : index]), *facts[index + 1 : index + 1 + _BEHIND]):
        about = one.sentence.figures[one.figure].bound or _ABOUT.search(one.name)
        if kind_of(one) == kind and countable(one) and not one.average and not about and worth(one) > 0:
            yield one


def _only(found: Sequence[Fact], fact: Fact, printed: Figure, within: Fraction) -> Fact | None:
    """The only figure of some, where the share of it is about what is printed."""
    if not found or len({worth(one) for one in found}) > 1:
        return None
    share = Fraction(worth(fact)) / worth(found[0])
    return found[0] if abs(share - printed.base) <= within * printed.base else None


def _called(asked: str, name: str) -> int:
    """In how many signs two names end alike; all of them where one stands in the other."""
    if len(name) > _WORD and (asked.endswith(name) or name.endswith(asked)):
        return min(len(asked), len(name)) + _WORD
    return begins_alike(asked[::-1], name[::-1])
