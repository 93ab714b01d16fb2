"""How far a long run has come: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic

from gouji.output.safe import one_line

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
        self._show(f"已核查 {self.count} 份……", f"{self.count} submissions checked ...")

    def page(self, name: str, done: int, total: int) -> None:
        """A page of a long document has been read."""
        file = one_line(Path(name).name)[:40]
        self._show(f"正在读取 {file}：第 {done} 页，共 {total} 页……", f"reading {file}: page {done} of {total} ...")

    def diagnosis(self, stage: str, done: int, total: int) -> None:
        """The roots of a submission are being looked for; ``total`` 0: nobody knows of how many."""
        of, of_en = (f"，共 {total}", f" of {total}") if total else ("", "")
        if stage == "relations":
            self._show(f"正在分析根源：第 {done} 项关系{of}……", f"looking for roots: relation {done}{of_en} ...")
        else:
            self._show(f"正在分析根源：第 {done + 1} 个{of}……", f"looking for roots: {done + 1}{of_en} ...")

    def _show(self, zh: str, en: str) -> None:
        if not self._visible or (now := monotonic()) < self._next:
            return
        self._next = now + STEP
        text = en if self.lang == "en" else zh
        # a shorter line covers the one before it
        sys.stderr.write("\r" + text + " " * max(0, self._shown - len(text)))
        sys.stderr.flush()
        self._shown = len(text) * 2

    def done(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()
            self._shown = 0
