"""What is written beside a place of somebody's own document: the copy that goes back to the one who handed it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gouji.document import Place

#: Who the comments say they are from.
AUTHOR: Final = "gouji"
INITIALS: Final = "GJ"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a place: its text, and a word for how grave it is, which is put before it (none if empty)."""

    place: Place
    text: str
    severity: str = ""

    @property
    def shown(self) -> str:
        """What the comment says."""
        return f"【{self.severity}】{self.text}" if self.severity else self.text
