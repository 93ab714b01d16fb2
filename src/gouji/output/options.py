"""How a finding list is to be shown."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from typing import IO, Any

from gouji.faults.record import dataclass


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """What a reader may choose.

    ``width`` is in display cells. ``max_places`` is how many findings of one rule stand one by one in a submission, and
    how many places a group then lists.
    """

    color: bool = False
    width: int = 100
    with_passed: bool = False
    max_places: int = 10
    verbose: bool = False

    @classmethod
    def for_stream(
        cls,
        stream: IO[Any],
        environ: Mapping[str, str] | None = None,
        *,
        with_passed: bool = False,
        max_places: int = 10,
        verbose: bool = False,
    ) -> OutputOptions:
        """The options that suit a stream: colour only on a terminal that shows it, and never against ``NO_COLOR``.

        The width is the terminal's (at least 40 cells), or 100 where there is no terminal; ``COLUMNS`` overrides both.
        """
        environ = os.environ if environ is None else environ
        terminal = _is_terminal(stream)
        color = terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb" and _shows_color()
        columns = environ.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
            width = int(columns)
        else:
            width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
        return cls(color, max(40, width), with_passed, max_places, verbose)


def _is_terminal(stream: IO[Any]) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):  # no such method, or closed
        return False


def _shows_color() -> bool:
    """Whether the console understands colour codes: an old Windows console prints them as text."""
    if os.name != "nt":
        return True
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()
