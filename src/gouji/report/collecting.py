"""The faults of one report, gathered while it is read so that all of them can be told in one run."""

from __future__ import annotations

from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.report.form import MAX_FAULTS
from gouji.report.text import Text


class Faults:
    """Collects diagnostics; beyond :data:`MAX_FAULTS` it only counts.

    ``text`` is what the labels point into, None for a report that has no text.
    """

    __slots__ = ("_found", "_more", "name", "text")

    def __init__(self, name: str, text: Text | None) -> None:
        self.name = name
        self.text = text
        self._found: list[Diagnostic] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(
        self, code: str, start: int = 0, end: int = 0, /, *, first: tuple[int, int] | None = None, **args: object
    ) -> None:
        """One more fault at the stretch ``start:end``; ``first`` is a further stretch that belongs to it.

        The line of ``first`` is the value ``first_line`` of the message; empty where there are no lines.
        """
        if len(self._found) >= MAX_FAULTS:
            self._more += 1
            return
        related: tuple[Label, ...] = ()
        if first:
            related = (self.text.label(*first),) if self.text else ()
            args["first_line"] = related[0].line if related else ""
        self._found.append(Diagnostic(code, args, self._label(start, end), related=related))

    def error(self) -> SubmissionError:
        """Everything that was found, in the order of the text."""
        found = sorted(self._found, key=lambda fault: (fault.label.line, fault.label.column) if fault.label else (0, 0))
        if self._more:
            whole = Label(self.name) if self.name else None
            found.append(Diagnostic("D199", {"count": self._more, "limit": MAX_FAULTS}, whole))
        return SubmissionError(found)

    def _label(self, start: int, end: int) -> Label | None:
        if self.text:
            return self.text.label(start, end)
        return Label(self.name) if self.name else None
