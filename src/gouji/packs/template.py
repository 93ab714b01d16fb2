"""Templates as authored: how a sentence becomes rows. What is here knows nothing of any document.

The pattern language, one line a pattern::

    {列}  {列:类}      a slot; 类 is a kind of figure, 名, 句, 分项, a word set, or words with | between them; 列表 at its end
                       makes it a list (金额列表)
    [ … ]              may be missing
    ( a | b )          one of these; half-width brackets, full-width ones stand for themselves
    …  ……              any words without a figure; any words
    ，：               a pause, whichever sign stands for it; 、 counts as one
"""

from __future__ import annotations

from dataclasses import field

from gouji.faults import Label
from gouji.faults.record import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that stand in the sentence as they are; widths of characters and blanks do not matter."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the sentence that is kept.

    ``kind`` is the word of a kind of figure (``金额``, ``比率``, ``数量``, ``分数``, ``数``), ``日期``, ``目标``, ``取值``,
    ``名``
    (a name: no punctuation, no figure), ``句`` (words up to a pause), ``分项`` (names each with its figure) or ``词`` (one
    of ``words``). ``many``: several of them, with 、 or 和 between.
    """

    name: str
    kind: str
    words: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that do not matter; ``figures`` says whether there may be figures among them."""

    figures: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; with an empty one among them, none at all."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple[Part, ...]


Part = Literal | Slot | Gap | Choice


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row of a template puts into a column: texts and the slots between them (``"{项目}"`` is one slot alone).

    A slot of several parts is named with the part: ``分项.名``, ``分项.数``.
    """

    parts: tuple[str | tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """Sentences of these patterns become rows of ``table`` (None: fields).

    ``rows``: what each match writes; a row that names a list slot or a part of ``分项`` is written once for each of its
    entries. ``only_first``: nothing is written into a table that has rows already. ``apart``: the column whose text is
    made different for every match, so that groups stay apart. ``doubt``: what it reads accuses nobody.
    ``sections``: words of which the heading above must contain one; empty: anywhere.
    """

    table: str | None
    patterns: tuple[Sequence, ...]
    rows: tuple[tuple[tuple[str, Cell], ...], ...]
    label: Label
    only_first: bool = False
    apart: str = ""
    doubt: bool = False
    sections: tuple[str, ...] = ()
    without: tuple[str, ...] = field(default=())
    """Words that must not stand in the matched stretch."""
    subject: tuple[str, ...] = field(default=())
    """Words of which the names before a match may be made where several matches tell different figures of one thing."""
    paragraph: bool = False
    """Whether it is matched against whole paragraphs, in which ``……`` goes across the ends of sentences."""


def slots_of(part: Part | Sequence) -> list[Slot]:
    """Every slot of a pattern, from left to right."""
    if isinstance(part, Slot):
        return [part]
    if isinstance(part, Sequence):
        return [slot for inner in part.parts for slot in slots_of(inner)]
    if isinstance(part, Choice):
        return [slot for option in part.options for slot in slots_of(option)]
    return []
