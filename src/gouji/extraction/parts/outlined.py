"""Numbered items with an amount each, and the amount that they make: （一）安排产业项目14343.83万元 over 1、……2、…… (构成).

Each item is a paragraph that begins with its number, or a heading; more may be told in it, and below it. The amount of a
list stands in the item above it or right before it. A list that does not make it may not be all of it, unless one slip
is the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from gouji.extraction.parts.wholes import PERHAPS
from gouji.extraction.prose.amounts import TELLING, digits, proves, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import ending_of, stripped
from gouji.extraction.prose.proofs import TOLD, Whole
from gouji.extraction.prose.slipped import one_slip
from gouji.extraction.text.outline import numbered
from gouji.faults import regex as re

#: Items whose amounts stand below them, at least: chapters have amounts, too.
_BELOW: Final = 3
#: Amounts before a list among which its total is looked for.
_NEAR: Final = 8
#: A list that a colon leads to is one of what stands before it, if it comes this near to it.
_ABOUT: Final = Fraction(1, 10)
#: So far off from it, it may still have been meant to make it.
_LEAST: Final = Fraction(7, 10)
_MOST: Final = Fraction(8, 5)
_LEADS_ON: Final = re.compile(r"[:：]$|如下[。；;]?$")
#: A list of the greatest of them only, said in the last signs of the paragraph that leads to it.
_SOME: Final = re.compile("主要|重点|部分|典型|较大|例")
_LEAD: Final = 16
#: Signs that make a word.
_WORD: Final = 2


@dataclass(slots=True)
class _List:
    """Items that are numbered in one way, and the amounts right before the first of them."""

    style: int
    above: Sequence[Fact]
    items: list[Fact] = field(default_factory=list)
    last: int = 0
    own: bool = True
    """Whether the amounts stand in the numbered paragraphs themselves, and not below them."""


def read_outlined(facts: Sequence[Fact], write: Whole) -> None:
    """Write what the items of numbered lists make."""
    money = [fact for fact in facts if kind_of(fact) == "money" and not fact.sentence.figures[fact.figure].bound]
    place = {id(fact): at for at, fact in enumerate(money)}
    for listed in _lists(money):
        items = listed.items
        if len(items) < (2 if listed.own else _BELOW):
            continue
        for whole in reversed(listed.above):
            if digits(whole) >= TELLING and proves(items, whole):
                write(whole, items, "分别为")
                break
        else:
            led = _led_to(listed.above, items)
            come = sum(map(worth, items), Fraction(0))
            off = abs(come - worth(led)) if led is not None else 0
            far = led is not None and worth(led) * _ABOUT < off and worth(led) * _LEAST <= come <= worth(led) * _MOST
            some = led is not None and _SOME.search(led.sentence.texts[-1].text[-_LEAD:])
            if led is not None and far and not some and listed.own and len(items) >= _BELOW and not led.parts:
                write(led, items, PERHAPS)
                continue
            if led is not None and listed.own and off <= worth(led) * _ABOUT:
                at = place[id(items[-1])]
                # an item whose number was printed wrongly, or that has none: 11“. 应急支出98.23万元
                longer = ([*items, *money[at + 1 : at + 1 + more]] for more in (1, 2))
                made = next((parts for parts in longer if proves(parts, led)), None)
                write(led, made or items, "分别为" if made else TOLD)
                continue
            above = next((fact for fact in reversed(listed.above) if _leads(fact, listed)), None)
            if listed.own and above is not None and worth(above) > max(map(worth, items)) and one_slip(items, above):
                write(above, items, TOLD)


def _lists(money: Sequence[Fact]) -> Iterator[_List]:
    """The numbered lists of amounts, those inside others first."""
    open_lists: list[_List] = []
    before: object = None
    for at, fact in enumerate(money):
        text, heading = fact.sentence.texts[0], fact.sentence.heading
        found, own = numbered(text.text.lstrip()), True
        if found is not None and fact.sentence.starts[0] > len(text.text) - len(text.text.lstrip()) + len(found[2]):
            continue  # not the sentence that the item begins with
        if found is None and heading is not None:
            found, own = numbered(heading.text), False
        said: object = text if own else heading
        if found is None or said is before:
            continue
        before = said
        style, number = found[0], found[1]
        while open_lists and open_lists[-1].style > style:
            yield open_lists.pop()
        if open_lists and open_lists[-1].style == style and number == open_lists[-1].last + 1:
            open_lists[-1].items.append(fact)
            open_lists[-1].own &= own
        elif number == 1:
            open_lists.append(_List(style, money[max(0, at - _NEAR) : at], [fact], own=own))
        else:
            if open_lists and open_lists[-1].style == style:
                open_lists.pop()  # an item without an amount: nobody knows what it is
            continue
        open_lists[-1].last = number
    yield from reversed(open_lists)


def _leads(fact: Fact, listed: _List) -> bool:
    """Whether an amount is that of the item right above a list."""
    found = numbered(fact.sentence.texts[0].text.lstrip())
    return found is not None and found[0] < listed.style and not _in_brackets(fact)


def _led_to(above: Sequence[Fact], items: Sequence[Fact]) -> Fact | None:
    """The amount of the paragraph that leads to items: 支出总额1260万元，具体如下：

    It is the last one before them or, where the paragraph has several, the last one that is called as they are.
    """
    text = above[-1].sentence.texts[-1] if above else None
    if text is None or text is items[0].sentence.texts[0] or not _LEADS_ON.search(text.text.rstrip()):
        return None
    ending = ending_of([stripped(item.name) for item in items])[-_WORD:]
    here = [fact for fact in above if fact.sentence.texts[-1] is text and fact.whole is None]
    called = [fact for fact in here if len(ending) == _WORD and stripped(fact.name).endswith(ending)]
    led = (called or above)[-1]
    return led if worth(led) > max(map(worth, items)) else None


def _in_brackets(fact: Fact) -> bool:
    return fact.depth > 0
