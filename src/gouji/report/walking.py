"""Which files a list of paths means: a folder stands for the submissions in it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from gouji.document.endings import DOCUMENTS
from gouji.faults import Diagnostic, Label, SubmissionError

#: The endings that hold a report, with the format they mean.
FORMATS: Final[Mapping[str, Literal["yaml", "json", "jsonl"]]] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
#: All endings of submissions: reports, and the documents that reports are taken from.
SUBMISSIONS: Final = (*FORMATS, *DOCUMENTS)
#: Files that a desktop leaves in folders (lower case).
LEFT_BEHIND: Final = frozenset({"thumbs.db", "desktop.ini"})
#: The path that means standard input.
STANDARD_INPUT: Final = "-"


def walk(paths: Iterable[str | Path], endings: Collection[str] = tuple(FORMATS)) -> Iterator[Path | SubmissionError]:
    """The files that ``paths`` name, each once, in the order of ``paths``.

    A folder is walked in the order of its names: hidden files and folders are skipped, and so is every file without one
    of the ``endings`` (lower case, with the dot); :func:`passed_over` gives those. A file named as such is always given.
    ``-`` is standard input. A path that does not exist (D101), a folder that cannot be read (D102) and a folder without
    any submission (D103) each give one SubmissionError, and the walk goes on.
    """
    seen: set[str] = set()
    for given in paths:
        for item in _meant(Path(given), endings):
            if isinstance(item, Path):
                key = os.path.realpath(item) if str(item) != STANDARD_INPUT else STANDARD_INPUT
                if key in seen:
                    continue
                seen.add(key)
            yield item


def _meant(path: Path, endings: Collection[str]) -> Iterator[Path | SubmissionError]:
    try:
        if path.is_dir():
            yield from _folder(path, endings)
        elif str(path) == STANDARD_INPUT or path.exists():
            yield path
        else:
            yield _fault("D101", path)
    except OSError as fault:
        # A name too long, or a folder above it that may not be entered.
        yield unreadable(path, fault)


def _folder(folder: Path, endings: Collection[str]) -> Iterator[Path | SubmissionError]:
    refused: list[OSError] = []
    empty = True
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            # "~$" begins the lock file of a document that is open in Word;
            # a pipe or a device would be waited for; one that is named by itself is opened all the same
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in endings and Path(root, name).is_file():
                empty = False
                yield Path(root, name)
    for fault in refused:
        yield unreadable(Path(fault.filename or folder), fault)
    if empty and not refused:
        yield _fault("D103", folder, endings=" ".join(endings))


def passed_over(paths: Iterable[str | Path], endings: Collection[str] = SUBMISSIONS) -> Iterator[Path]:
    """The files in the folders of ``paths`` that :func:`walk` leaves out for want of a reader, each once.

    Hidden files and folders, lock files (``~$``) and what a desktop leaves in every folder (:data:`LEFT_BEHIND`) are no
    submissions of anybody and are not given; nor are pipes and devices, nor a folder that cannot be read (walk tells of it).
    """
    seen: set[str] = set()
    for given in paths:
        try:
            if str(given) == STANDARD_INPUT or not Path(given).is_dir():
                continue
        except (OSError, ValueError):  # a name too long, or one that is no name
            continue
        for root, folders, names in os.walk(given):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.startswith((".", "~$")) or name.lower() in LEFT_BEHIND or Path(name).suffix.lower() in endings:
                    continue
                path = Path(root, name)
                if path.is_file() and (key := os.path.realpath(path)) not in seen:
                    seen.add(key)
                    yield path


def unreadable(path: Path | str, fault: OSError) -> SubmissionError:
    """The error for a file or folder that the operating system does not let us read."""
    return _fault("D102", path, reason=fault.strerror or type(fault).__name__)


def _fault(code: str, path: Path | str, **args: object) -> SubmissionError:
    return SubmissionError([Diagnostic(code, {"path": str(path), **args}, Label(str(path)))])
