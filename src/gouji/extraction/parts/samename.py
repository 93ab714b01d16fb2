"""Parts that are told by the name of their whole: 全市完成通村公路136.9公里……其中，甲区完成通村公路58.6公里，……乙县…… (构成).

More is told between them, each with its own goal or rate. They are only taken for the parts where all of them make it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.extraction.prose.amounts import TELLING, digits, proves
from gouji.extraction.prose.facts import Fact, kind_of
from gouji.extraction.prose.proofs import Whole
from gouji.extraction.prose.retold import core_of

#: Characters at the end of a name that say what it is of.
_TAIL: Final = 4
#: Figures behind a whole in which its parts are looked for.
_FAR: Final = 60
#: Parts at least: two of one name may make a third by chance.
_LEAST: Final = 3


def read_same_name(facts: Sequence[Fact], write: Whole) -> None:
    """Write the wholes whose parts are called like them, behind 其中."""
    told = [fact for fact in facts if kind_of(fact) != "ratio" and not fact.sentence.figures[fact.figure].bound]
    for at, whole in enumerate(told):
        signs = whole.sentence.signs
        if digits(whole) < TELLING or (opened := signs.find("其中", whole.figure)) < 0:
            continue
        tail = core_of(whole.name)[-_TAIL:]
        if len(tail) < _TAIL:
            continue
        later = told[at + 1 : at + 1 + _FAR]
        text = whole.sentence.texts[-1]
        behind = (fact for fact in later if fact.sentence is not whole.sentence or fact.figure > opened)
        here = (fact for fact in behind if fact.sentence.texts[0] is text or fact.sentence is whole.sentence)
        parts = [fact for fact in here if kind_of(fact) == kind_of(whole) and core_of(fact.name).endswith(tail)]
        if len(parts) >= _LEAST and proves(parts, whole) and not proves(whole.parts, whole):
            write(whole, parts, "分别为")
