"""How many there may be and how many there are: 核定编制25名。实有在编人员16名, as comparisons.

What is there may be counted with others that need no quota, so that one that is above it is doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, Value, text_of
from gouji.extraction.drafting.wording import Wording, any_of
from gouji.extraction.prose.amounts import far_apart, label_of, value_of, worth
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.names import share_signs
from gouji.extraction.prose.rates import Writer
from gouji.faults import regex as re

#: Facts behind a quota among which what is there is looked for.
_NEAR: Final = 6
#: What is free, missing, outside of the quota or of another time is neither.
_OVER: Final = re.compile(r"(?<![未不没])超")
_APART: Final = re.compile(r"空|缺|外|超|余|增|减|调|上年|去年|新")


def read_quotas(facts: Sequence[Fact], wording: Wording, write: Writer) -> None:
    """Write what is there beside the quota that it belongs to, if only one may be meant."""
    quota, held = any_of(wording.quotas), any_of(wording.held)
    quotas: list[tuple[int, Fact]] = []
    for at, fact in enumerate(facts):
        name = fact.name
        if not kind_of(fact).startswith("count") or _APART.search(name) or fact.average:
            continue
        if quota.search(name) and not held.search(name):
            quotas.append((at, fact))
            continue
        if not held.search(name) or fact.sentence.figures[fact.figure].bound:
            continue
        near = [(place, one) for place, one in quotas[-_NEAR:] if at - place <= _NEAR and kind_of(one) == kind_of(fact)]
        near = [(at, one) for at, one in near if one.sentence.texts[0] is fact.sentence.texts[0]] or near
        own = _meant(held.sub("", name), [one for _, one in near], quota, near[-1][0] == at - 1 if near else False)
        if own is None or (worth(fact) > worth(own) and (fact.parts or far_apart(worth(fact), worth(own)))):
            continue
        if worth(fact) > worth(own) and _owned_up(facts, at, worth(fact) - worth(own)):
            continue
        limit = value_of(own)
        span = own.sentence.span(own.figure, own.figure + 1)
        cells: dict[str, Value] = {
            "事项": label_of(fact),
            "数值": value_of(fact),
            "所比": Said(f"不超过{text_of(limit)}", span),
        }
        write("比较", cells, worth(fact) > worth(own))


def _owned_up(facts: Sequence[Fact], at: int, over: Fraction) -> bool:
    """Whether the paragraph says itself that there are so many more: 在编45人，超编3人."""
    text = facts[at].sentence.texts[0]
    behind = facts[at + 1 : at + 1 + _NEAR]
    return any(worth(one) == over and _OVER.search(one.name) and one.sentence.texts[0] is text for one in behind)


def _meant(name: str, quotas: Sequence[Fact], words: re.Pattern[str], beside: bool) -> Fact | None:
    """The quota that is meant: the one that is called alike, the one right before a figure without a name, or the only one."""
    named = [one for one in quotas if share_signs(name, words.sub("", one.name))]
    if named:
        return named[-1] if len({worth(one) for one in named}) == 1 else None
    if len(name) < 2 and beside:
        return quotas[-1]
    whole = [one for one in quotas if one.whole is None]
    return whole[0] if len(whole) == 1 else None
