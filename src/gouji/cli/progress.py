"""How far a long run has come: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from time import monotonic

#: Seconds before a run counts as long, and between two changes of the line.
PATIENCE = 2.0
STEP = 0.2


class Progress:
    """Counts submissions on standard error, if a person is looking and it takes long."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.count = 0
        self._visible = sys.stderr.isatty()
        self._next = monotonic() + PATIENCE
        self._shown = 0

    def step(self) -> None:
        """One more submission is done."""
        self.count += 1
        if not self._visible or (now := monotonic()) < self._next:
            return
        self._next = now + STEP
        text = f"已核查 {self.count} 份……" if self.lang != "en" else f"{self.count} submissions checked ..."
        sys.stderr.write("\r" + text)
        sys.stderr.flush()
        self._shown = len(text) * 2

    def done(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()
            self._shown = 0
