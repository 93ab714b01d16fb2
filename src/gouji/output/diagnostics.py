"""Diagnostics as pictures: the sentence, the line of the file, and an underline that is right for wide characters.

::

    错误[R302] 名称“合计书”不存在
      ┌─ rules/my.yaml:9:8
    9 │   比例 = 合计书 / 总数
      │          ^^^^^^
      = 最接近的名称：“合计数”
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.text import Text

from gouji.faults import Diagnostic, Label
from gouji.output.console import plain_console
from gouji.output.safe import one_line, source
from gouji.output.words import WORDS, word
from gouji.output.wrap import cell_len, wrap

_STYLES = {"error": "bold red", "warning": "bold yellow"}


def render_diagnostics(diagnostics: Iterable[Diagnostic], lang: str, color: bool, width: int) -> str:
    """All diagnostics, a blank line between two; empty where there are none.

    Each place is shown with its line: the first is underlined with ``^``, the related ones with ``-``. ``width`` is in
    display cells; a longer line is cut around the place.
    """
    width = max(40, width)
    out = StringIO()
    console = plain_console(out, color, width)
    for number, diagnostic in enumerate(diagnostics):
        if number:
            console.print()
        for line in _picture(diagnostic, lang, width):
            console.print(line, soft_wrap=True)
    return out.getvalue()


def _picture(diagnostic: Diagnostic, lang: str, width: int) -> Iterator[Text]:
    style = _STYLES.get(diagnostic.severity, "bold")
    severity = word(diagnostic.severity, lang) if diagnostic.severity in WORDS else one_line(diagnostic.severity)
    head = f"{severity}[{diagnostic.code}]"
    first, *rest = wrap(f"{head} {one_line(diagnostic.message(lang))}", width - 2)
    yield Text.assemble((first[: len(head)], style), (first[len(head) :], "bold"))
    yield from (Text("  " + line, "bold") for line in rest)

    blocks = _blocks(diagnostic)
    gutter = max((len(str(label.line)) for _, labels in blocks for label, _ in labels if label.source), default=1)
    for file, labels in blocks:
        yield Text.assemble((" " * gutter + " ┌─ ", "blue"), one_line(file))
        shown: tuple[int, str] | None = None
        for label, mark in labels:
            if label.source:
                line, start, length = _window(label, width - gutter - 3)
                if shown != (label.line, line):
                    yield Text.assemble((f"{label.line:>{gutter}} │ ", "blue"), line)
                shown = label.line, line
                yield Text.assemble(
                    (" " * gutter + " │ ", "blue"), " " * start, (mark * length, style if mark == "^" else "blue")
                )
    for remark in diagnostic.help(lang).splitlines():
        for number, line in enumerate(wrap(one_line(remark), width - gutter - 3)):
            yield Text.assemble((" " * gutter + (" = " if not number else "   "), "blue"), line)


def _blocks(diagnostic: Diagnostic) -> list[tuple[str, list[tuple[Label, str]]]]:
    """The places by file: the file's heading (with the position of its first place), then its lines."""
    if diagnostic.label is None:
        return [(str(label), [(label, "-")]) for label in diagnostic.related]
    blocks = [(str(diagnostic.label), [(diagnostic.label, "^")])]
    for label in diagnostic.related:
        if label.file == diagnostic.label.file and label.source:
            blocks[0][1].append((label, "-"))
        else:
            blocks.append((str(label), [(label, "-")]))
    blocks[0][1].sort(key=lambda entry: (entry[0].line, entry[0].column))
    return blocks


def _window(label: Label, width: int) -> tuple[str, int, int]:
    """The part of a line that fits ``width`` cells, and where its underline starts and how long it is, in cells."""
    start = min(max(0, label.column - 1 - label.shift), len(label.source))
    same_line = label.end_line in (0, label.line)
    end = label.end_column - 1 - label.shift if same_line else len(label.source)
    end = min(max(end, start + 1), max(len(label.source), start + 1))
    before, marked, after = (source(part) for part in _parts(label.source, start, end))
    lead = "…" if label.shift else ""
    room = max(8, width)
    marked = _left(marked, room - 2) if cell_len(marked) > room - 2 else marked
    length = max(1, cell_len(marked))
    spare = room - length
    if cell_len(lead + before) > spare:
        keep = max(0, min(cell_len(before), spare - min(spare // 2, cell_len(after) + 1) - 1))
        before, lead = _right(before, keep), "…"
    before = lead + before
    spare -= cell_len(before)
    if cell_len(after) > spare:
        after = _left(after, max(0, spare))
    return (before + marked + after).rstrip(" "), cell_len(before), length


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[:start], text[start:end], text[end:]


def _left(text: str, cells: int) -> str:
    """The beginning of a text in at most ``cells`` cells, its last one an ellipsis."""
    if cells < 1:
        return ""
    kept = text[: cells - 1]
    while cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept + "…"


def _right(text: str, cells: int) -> str:
    """The end of a text in at most ``cells`` cells."""
    kept = text[max(0, len(text) - cells) :]
    while cell_len(kept) > cells:
        kept = kept[1:]
    return kept
