"""Equal figures of running text: when they are one thing told twice, or all of what was planned, and no coincidence."""

from __future__ import annotations

from typing import Final

from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.retold import Mention, common, digits

#: Characters that two names share at their beginning, where the measure word is one that few things are counted with.
BEGINNING: Final = 2
#: Digits of two equal figures that are no coincidence beside a word that both share.
TELLING: Final = 3
#: So many digits are no coincidence whatever stands beside them.
_OWN: Final = 5
#: Measure words that count all kinds of things.
COMMON: Final = frozenset(("count:人", "count:个", "count:项", "count:次", "count:人次", "count:场", "count:件"))
#: Characters that two descriptions of things counted in common words have in a row.
_ALIKE: Final = 6
#: Characters of a name that say what is measured, where few things of a document are measured so.
_MEASURED: Final = 4
#: Words of another time: what was the same the year before is another fact.
_OTHER_TIMES: Final = frozenset(("上年", "去年", "前年", "同期", "上期", "往年", "明年", "次年", "下年"))


class Agreeing:
    """Tells of two equal figures of one kind whether they are told of the same thing."""

    def __init__(self, wording: Wording) -> None:
        self._planned = any_of((*wording.planned, *wording.funds))
        self._spent = any_of(wording.spent)

    def tells(self, one: Mention, other: Mention) -> bool:
        """Whether ``other``, which comes later, tells again what ``one`` tells."""
        if one.when & _OTHER_TIMES != other.when & _OTHER_TIMES:
            return False
        if one.sentence is other.sentence:
            return self._fulfilled(one, other) or (one.kind == "money" and digits(one.figure) >= _OWN)
        return _again(one, other) or (digits(one.figure) >= BEGINNING and self._fulfilled(one, other))

    def _fulfilled(self, one: Mention, other: Mention) -> bool:
        """下达资金500万元，实际到位500万元: what was planned was done in full. The names say which is which."""
        if one.kind != "money":
            return False
        planned = self._planned.search(one.words) and not self._spent.search(one.name)
        return bool(planned) and self._spent.search(other.words) is not None


def _again(one: Mention, other: Mention) -> bool:
    """Whether two sentences tell the same. Equal amounts often are two things: the fewer digits, the more of their names

    has to agree.
    """
    enough = digits(one.figure)
    if enough >= 2 and len(one.name) >= 4 and one.name == other.name:
        return True
    if one.kind.startswith("count"):
        return _counted(one, other, enough)
    shared = common(one.name, other.name)
    if enough >= TELLING and shared >= min(4, len(one.name), len(other.name)) >= 3:
        return True
    if one.kind == "ratio":
        return False
    if one.kind != "money" and enough >= BEGINNING and shared >= _MEASURED:
        return True
    return enough >= _OWN or (enough >= TELLING and common(one.words, other.words) >= (3 if enough == TELLING else 2))


def _counted(one: Mention, other: Mention, enough: int) -> bool:
    if enough > TELLING:
        return common(one.words, other.words) >= 2
    if enough >= TELLING or (enough >= BEGINNING and one.kind not in COMMON):
        return common(one.before + one.words, other.before + other.words) >= 2
    beside = enough >= BEGINNING and not _nouns(one).isdisjoint(_nouns(other))
    return beside or common(one.words, other.words) >= _ALIKE


def _nouns(mention: Mention) -> frozenset[str]:
    """What may be what is counted: the characters right before a count and right after it (发酵池12个、12个发酵池)."""
    name, _, tail = mention.words.partition("\n")
    return frozenset(noun for noun in (name[-3:], tail[:3], f"个{tail[:2]}") if len(noun) == 3)
