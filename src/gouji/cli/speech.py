"""What the command line says itself, in characters that the console can show."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO

from gouji.faults import Diagnostic

#: Diagnostics shown at once: nobody mends more faults in one go.
MOST_SHOWN = 40


def say(text: str, *, err: bool = False, end: str = "\n") -> None:
    """Write a text to standard output, or to standard error."""
    from gouji.output.safe import encodable

    stream: IO[str] = sys.stderr if err else sys.stdout
    stream.write(encodable(text + end, getattr(stream, "encoding", None)))


def show_diagnostics(
    diagnostics: Iterable[Diagnostic], lang: str, *, color: bool = True, most: int | None = MOST_SHOWN
) -> None:
    """Diagnostics on standard error, as pictures of the lines they point at; those past ``most`` are counted."""
    from gouji.output import OutputOptions, render_diagnostics

    diagnostics = list(diagnostics)
    if most is not None and len(diagnostics) > most:
        total = len(diagnostics)
        rest = Diagnostic("C529", {"count": total - most, "total": total}, severity=diagnostics[0].severity)
        diagnostics = [*diagnostics[:most], rest]
    options = OutputOptions.for_stream(sys.stderr)
    colored = options.color and color
    shown = render_diagnostics(diagnostics, lang, colored, options.width)
    if shown:
        say(shown, err=True, end="")
        sys.stderr.flush()


def write_program_text(text: str) -> None:
    """Text for programs on standard output."""
    with program_stream() as stream:
        stream.write(text)


@contextmanager
def program_stream() -> Iterator[IO[str]]:
    """Standard output as a text stream for programs: UTF-8 with plain line ends, flushed when left."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        yield sys.stdout
        return
    sys.stdout.flush()
    text = TextIOWrapper(raw, encoding="utf-8", newline="\n")
    try:
        yield text
    finally:
        text.detach()
    raw.flush()
