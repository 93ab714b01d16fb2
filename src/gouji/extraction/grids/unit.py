"""Who hands a document in: what stands beside the label of a form, or in the title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.document.model import Document, Grid
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.cells import lines_of
from gouji.extraction.text.title import YEAR, title_parts
from gouji.faults import regex as re
from gouji.language import fold_text

#: A longer text is no label, and a longer one no name.
_LONGEST_LABEL: Final = 24
_LONGEST_NAME: Final = 40
_SHORTEST_NAME: Final = 3
_COLON: Final = re.compile(r"\s*[:：]\s*")
#: A remark after a label: （盖章）.
_REMARK: Final = re.compile(r"[（(][^（()）]{1,8}[)）]$")
#: Where a name ends and something else begins in the same text: blanks and the next label.
_NEXT: Final = re.compile(r"\s{2,}|\t|[，,；;。（(]|\s\S{2,10}[:：]")
_ABOUT: Final = re.compile(r"^关于")


def unit_of(document: Document, wording: Wording) -> str | None:
    """The name beside the first label for it (word set 单位栏用语); failing that, the one that the title begins with.

    A name ends in a word for an office (word set 单位词尾); what does not is taken for none, so that the header of a table
    beside another is no name.
    """
    if not wording.offices:
        return None
    labels = frozenset(map(fold_text, wording.units))
    ending = re.compile(rf"(?:{'|'.join(map(re.escape, wording.offices))})$")
    for text in (*_labelled(document, labels), *_titled(document)):
        name = " ".join(text.split())
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and ending.search(name) and fold_text(name) not in labels:
            return name
    return None


def _labelled(document: Document, labels: frozenset[str]) -> Iterator[str]:
    """What stands beside the labels, in reading order."""
    for block in document.blocks:
        if not isinstance(block, Grid):
            yield from _glued(block.text.text, labels)
            continue
        printed = fold_text("".join([cell.text.text for cell in block.cells]))
        if not any(label in printed for label in labels):
            continue  # looking through all cells one by one takes longer
        for line in lines_of(block):
            own = line.own
            for at, entry in enumerate(own):
                yield from _glued(entry.text, labels)
                if at + 1 < len(own) and _is_label(entry.text, labels):
                    yield own[at + 1].text


def _glued(text: str, labels: frozenset[str]) -> Iterator[str]:
    """What stands after a label and a colon."""
    text = text.lstrip()
    found = _COLON.search(text[: _LONGEST_LABEL + 2])
    if found is not None and _is_label(text[: found.start()], labels):
        rest = text[found.end() :]
        stop = _NEXT.search(rest)
        yield rest[: stop.start()] if stop is not None else rest


def _is_label(text: str, labels: frozenset[str]) -> bool:
    if len(text) > _LONGEST_LABEL:
        return False
    text = text.rstrip(":： ")
    return fold_text(text) in labels or fold_text(_REMARK.sub("", text)) in labels


def _titled(document: Document) -> Iterator[str]:
    """The parts of the title, each as far as its year."""
    for part in title_parts(document):
        year = YEAR.search(part)
        yield _ABOUT.sub("", part[: year.start()] if year is not None else part)
