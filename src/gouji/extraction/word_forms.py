"""Word sets whose words have a form of their own (结果=甲-乙), and which of their words do not have it.

Who reads such words passes over what it cannot read; an author should be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from gouji.extraction.balances.reckoned import is_formula
from gouji.extraction.crossing.scopes import bound_of, scope_of
from gouji.extraction.parts.overlapping import inner_of

#: Each set with what tells whether a word of it can be read, and how it is written.
_FORMS: Final[Mapping[str, tuple[Callable[[str], object], str]]] = {
    "名称算式": (is_formula, "结果=甲-乙、结果=甲/乙"),
    "名称隶属": (inner_of, "甲<乙"),
    "表间口径": (scope_of, "口径=表名:栏名、口径=表名:栏名:行名"),
    "文中口径": (scope_of, "口径=标题:名称"),
    "表间不大于": (bound_of, "甲≤乙"),
}


def misshapen(sets: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, str]]:
    """The name of a set, a word of it that cannot be read, and how it should be written."""
    for name, (read, form) in _FORMS.items():
        for word in sorted(sets.get(name, ())):
            if not read(word):
                yield name, word, form


__all__ = ["misshapen"]
