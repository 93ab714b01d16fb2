"""For which kinds of reports a rule is."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.faults import Note
from gouji.faults import regex as re

#: Marks a rule that is for other kinds of reports.
OTHER_KIND = Note("U600")

#: Between a word that a kind must contain and one that it must not.
_BUT_NOT = re.compile(r"(?:^|\s+)(?:而非|but_not)\s+")


def fits_kind(words: Sequence[str], kind: str | None) -> bool:
    """Whether a report's kind contains one of the words; a report without a kind fits every rule.

    ``甲 而非 乙`` (``but_not`` in English) is a word that counts only where the other one does not stand; ``而非 乙`` is every
    kind but those.
    """
    if kind is None:
        return True
    for word in words:
        wanted, *others = _BUT_NOT.split(word)
        if wanted in kind and not any(other in kind for other in others):
            return True
    return False
