"""Structures printed as 9.1:50.8:40.1: the shares of the parts of a whole, or what two figures are to each other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value
from gouji.extraction.prose.amounts import countable, far_apart, interval_of, label_of, makes, value_of, worth
from gouji.extraction.prose.averages import pairs
from gouji.extraction.prose.facts import Fact, Ratios, Read, kind_of, kind_of_figure
from gouji.extraction.prose.rates import Writer
from gouji.figures import Figure, Interval

#: What the figures of a structure add up to: 9.1:50.8:40.1, 2:5:3.
_TENTHS: Final = 10
_WHOLES: Final = (100, _TENTHS)
#: Figures looked at before two of which one is taken for one; facts of any kind among which they stand.
_NEAR: Final = 5
_AMONG: Final = 20
_ORDINALS: Final = ("第一", "第二", "第三")


class Proportions:
    """Writes what structures claim. ``facts`` holds all facts of the document so far."""

    def __init__(self, facts: Sequence[Fact], write: Writer) -> None:
        self._facts = facts
        self._write = write

    def read(self, ratios: Ratios, read: Read) -> None:
        """A structure: the parts of a whole that was told before it, or two figures of which one is taken for one."""
        sentence, positions = ratios.sentence, ratios.figures
        later = [other for other in read.ratios if other.sentence is sentence]
        if later[-1] is not ratios:
            return  # 由……调整为……: the second one is this year's
        told = sum((_hundredths(sentence.figures[at]) for at in positions), Fraction(0))
        shares = any(abs(told - whole) * 50 <= whole for whole in _WHOLES)
        start = len(self._facts) - len(read.facts) + ratios.told
        before = [*self._facts[:start], *(fact for fact in self._facts[start:] if fact.sentence is sentence)]
        wholes = [fact for fact in before if len(fact.parts) == len(positions)][-6:][::-1]
        printed = [sentence.figures[at] for at in positions]
        if (not shares or ratios.proven) and len(positions) > 2:
            # 25.8:38.8:38.4 of parts that are 22.8, 38.8 and 38.4 hundredths: one of them is a slip
            told = Fraction(_nearest(told))
            wholes = [fact for fact in wholes if _fitting(fact, printed, told) >= len(positions) - 1]
            shares = bool(wholes)
        wholes = wholes if shares else []
        # of two figures nobody knows what they are the structure of
        meant = bool(wholes) and len(positions) > 2 and not _of_another(ratios, wholes[0])
        nearest = wholes[0] if meant and _any_about(wholes[0], printed, told) else None
        whole = next((fact for fact in wholes if _shared(fact, printed)), None)
        if whole is None and self._in_order(ratios, before, printed):
            return
        whole = whole or nearest
        if whole is not None:
            rounded = told in _WHOLES
            for part, at in zip(whole.parts, positions, strict=True):
                figure = sentence.figures[at]
                if rounded and _made_to_fit(part, whole, figure, told):
                    continue  # one share is rounded the other way so that all of them make a hundred
                self._share(part, whole, ratios, at, False)
        elif len(positions) == 2:
            self._to_one(ratios)

    def _share(self, part: Fact, whole: Fact, ratios: Ratios, at: int, doubt: bool) -> None:
        figure = ratios.sentence.figures[at]
        told = sum((_hundredths(ratios.sentence.figures[one]) for one in ratios.figures), Fraction(0))
        tenths = not figure.unit.symbol and _nearest(told) == _TENTHS
        printed = f"{figure.value.scaleb(1):f}%" if tenths else figure.text if figure.unit.symbol else f"{figure.text}%"
        share = Said(printed, ratios.sentence.span(at, at + 1))
        cells: dict[str, Value] = {"项目": label_of(part), "部分": value_of(part), "总额": value_of(whole)}
        self._write("占比", {**cells, "占比": share}, doubt)

    def _in_order(self, ratios: Ratios, before: Sequence[Fact], printed: Sequence[Figure]) -> bool:
        """总值204.9亿元。第一产业26.2亿元，第二产业93亿元，第三产业85.7亿元。比例为12.8:45.4:41.8: parts in their order.

        Where all shares but one are those of the whole, that one, or its part, is wrong. Where all are those of what the parts
        come to, and that is not the whole, the whole is.
        """
        first = _first_of(before, len(printed))
        parts = before[first : first + len(printed)] if first is not None else []
        whole = next((one for one in reversed(before[:first]) if _holds(one, parts)), None) if parts else None
        if whole is None:
            return False
        told = Fraction(_WHOLES[0])
        spans = [Interval(*_over(share, told)) for share in printed]
        fitting = [makes(interval_of(part), interval_of(whole), span) for part, span in zip(parts, spans, strict=True)]
        if sum(fitting) == len(parts) - 1:
            at = fitting.index(False)
            off = abs(worth(parts[at]) / worth(whole) - _hundredths(printed[at]) / told)
            if off <= 2 * _hundredths_of(printed[at]) / told:
                return False  # rounded so that all of them make a hundred
            self._share(parts[at], whole, ratios, ratios.figures[at], False)
            return True
        come = sum(map(worth, parts), Fraction(0))
        made = Interval(come, come)
        of_all = [makes(interval_of(part), made, span) for part, span in zip(parts, spans, strict=True)]
        if sum(of_all) < len(parts) - 1 or far_apart(come, worth(whole)) or not any(share.ulp < 1 for share in printed):
            return False
        at = max(range(len(parts)), key=lambda at: worth(parts[at]))
        self._share(parts[at], whole, ratios, ratios.figures[at], True)
        return True

    def _to_one(self, ratios: Ratios) -> None:
        """生师比14.9∶1: the quotient of two figures before it in the sentence."""
        sentence = ratios.sentence
        one = next((at for at in ratios.figures if sentence.figures[at].text == "1"), None)
        if one is None:
            return
        at = next(at for at in ratios.figures if at != one)
        near = [
            fact
            for fact in self._facts[-_AMONG:]
            if fact.sentence is sentence and fact.figure < ratios.figures[0] and countable(fact)
        ][-_NEAR:]
        for total, count in pairs(near[::-1], None):
            if kind_of(total) == kind_of(count) and makes(
                interval_of(total), interval_of(count), sentence.figures[at].interval()
            ):
                name = sentence.span(max(0, ratios.figures[0] - 3), ratios.figures[0])
                printed = sentence.span(at, at + 1)
                self._write(
                    "平均",
                    {
                        "事项": name,
                        "总量": value_of(total),
                        "个数": value_of(count),
                        "平均": Said(f"{printed.text}倍", printed),
                    },
                    False,
                )
                return


def _nearest(told: Fraction) -> int:
    """To which of what shares add up to they come nearest."""
    return min(_WHOLES, key=lambda whole: abs(told - whole))


def _first_of(before: Sequence[Fact], number: int) -> int | None:
    """Where the last facts begin that are called the first, the second and the third of something."""
    if number != len(_ORDINALS):
        return None
    for at in range(len(before) - number, max(-1, len(before) - number - _AMONG), -1):
        several = before[at : at + number]
        called = all(ordinal in fact.name for ordinal, fact in zip(_ORDINALS, several, strict=True))
        if called and len({kind_of(fact) for fact in several}) == 1 and all(countable(fact) for fact in several):
            return at
    return None


def _holds(fact: Fact, parts: Sequence[Fact]) -> bool:
    """Whether a figure may be the whole of some parts, told in their paragraph."""
    one_text = fact.sentence.texts[0] is parts[0].sentence.texts[0]
    return one_text and kind_of(fact) == kind_of(parts[0]) and countable(fact) and worth(fact) > max(map(worth, parts))


def _hundredths(figure: Figure) -> Fraction:
    """A share of a structure in hundredths, or in tenths where it is printed so."""
    return figure.base * 100 if figure.unit.dimension == "ratio" else figure.base


def _made_to_fit(part: Fact, whole: Fact, share: Figure, told: Fraction) -> bool:
    """Whether a share that is not rounded as it should be misses that by no more than one of its last digit."""
    here = Interval(*_over(share, told))
    if makes(interval_of(part), interval_of(whole), here):
        return False
    return abs(worth(part) / worth(whole) - _hundredths(share) / told) <= _hundredths_of(share) / told


def _hundredths_of(figure: Figure) -> Fraction:
    """The last digit of a share of a structure, in hundredths."""
    return Fraction(figure.ulp) * (figure.unit.scale * 100 if figure.unit.dimension == "ratio" else 1)


def _of_another(ratios: Ratios, whole: Fact) -> bool:
    """Whether the sentence of a structure tells another figure of a whole that was told in a sentence before it."""
    sentence = ratios.sentence
    if whole.sentence is sentence or any(part.sentence is sentence for part in whole.parts):
        return False
    return any(
        kind_of_figure(figure) == kind_of(whole) and not figure.bound
        for at, figure in sentence.figures.items()
        if at < ratios.figures[0]
    )


def _shared(whole: Fact, shares: Sequence[Figure]) -> bool:
    """Whether the parts of a whole have just these shares of it, in hundredths or tenths."""
    told = sum(map(_hundredths, shares), Fraction(0))
    return _fitting(whole, shares, told) == len(shares)


def _fitting(whole: Fact, shares: Sequence[Figure], told: Fraction) -> int:
    """How many parts of a whole have just these shares of it, if so much is all of it."""
    return sum(
        makes(interval_of(part), interval_of(whole), Interval(*_over(share, told)))
        for part, share in zip(whole.parts, shares, strict=True)
    )


def _any_about(whole: Fact, shares: Sequence[Figure], told: Fraction) -> bool:
    """Whether any part of a whole has about the share of it that is printed; else the structure is of something else."""
    return any(
        abs(worth(part) / worth(whole) - _hundredths(share) / told) <= _hundredths_of(share) / told
        for part, share in zip(whole.parts, shares, strict=True)
    )


def _over(share: Figure, total: Fraction) -> tuple[Fraction, Fraction]:
    half, base = _hundredths_of(share) / 2, _hundredths(share)
    return (base - half) / total, (base + half) / total
