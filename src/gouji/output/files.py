"""Output files: the format read off the name, and a file that is either whole or not there."""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from gouji.engine.result import Run
from gouji.faults import Diagnostic, SettingError
from gouji.output.formats import FORMATS, Format
from gouji.output.options import OutputOptions

#: Width of a terminal listing that is written to a file.
FILE_WIDTH = 100


def format_of(path: str | os.PathLike[str]) -> str:
    """The name of the format that a file name ends with; raises :class:`SettingError` for any other ending."""
    name = Path(path).name.lower()
    fitting = [
        (len(ending), entry.name)
        for entry in FORMATS.values()
        for ending in entry.endings
        if name.endswith(ending) and name != ending
    ]
    if fitting:
        return max(fitting)[1]
    endings = " ".join(ending for entry in FORMATS.values() for ending in entry.endings)
    raise _fault("C551", path, endings=endings)


def format_named(name: str) -> Format:
    """The format of a name; raises :class:`SettingError` for any other name."""
    try:
        return FORMATS[name]
    except KeyError:
        known = " ".join(FORMATS)
        raise SettingError([Diagnostic("C559", {"format": name, "known": known})]) from None


def write_stream(run: Run, stream: IO[Any], format: str, lang: str, options: OutputOptions) -> None:
    """Writes a run to an open stream, standard output say.

    A format for programs is UTF-8 with plain line ends whatever the console's own character set is. A binary format
    is refused on a terminal (:class:`SettingError`).
    """
    entry = format_named(format)
    raw = getattr(stream, "buffer", None)
    if entry.binary:
        if stream.isatty():
            raise SettingError([Diagnostic("C558", {"format": entry.name, "example": "问题清单" + entry.endings[0]})])
        entry.write(run, stream if raw is None else raw, lang, options)
    elif raw is None or entry.name == "terminal":
        entry.write(run, stream, lang, options)
    else:
        stream.flush()
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=False)
        try:
            entry.write(run, text, lang, options)
        finally:
            text.detach()


def write_files(
    run: Run,
    outputs: Iterable[tuple[str | os.PathLike[str], str]],
    lang: str,
    options: OutputOptions,
) -> None:
    """Writes a run to files, each given with the name of its format.

    Every file is first written whole beside its place; only when all of them are there do they take their places. A
    fault before that (a full disk, an interruption) leaves what was there before. Raises :class:`SettingError` for a
    missing folder, a folder instead of a file, a file that may not be written, a file given twice, and for a
    submission of this run, which is never overwritten.
    """
    files = [(Path(path), format_named(name)) for path, name in outputs]
    _refuse(files, run)
    options = replace(options, color=False, width=FILE_WIDTH)
    ready: list[tuple[Path, Path, Path]] = []
    try:
        for path, entry in files:
            with located(path):
                target = Path(os.path.realpath(path))
                if path.exists() and not path.is_file():
                    # A device or a pipe (/dev/stdout) has no place to be moved to: it is written as it is.
                    _fill(path, "wb", entry, run, lang, options)
                    continue
                draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
                ready.append((path, draft, target))
                _fill(draft, "xb", entry, run, lang, options)
                if target.exists():
                    if not os.access(target, os.W_OK):
                        raise PermissionError
                    os.chmod(draft, target.stat().st_mode & 0o7777)
        while ready:
            path, draft, target = ready[0]
            with located(path):
                os.replace(draft, target)
            ready.pop(0)
    finally:
        for _, draft, _ in ready:
            with suppress(OSError):
                draft.unlink()


def _fill(path: Path, mode: str, entry: Format, run: Run, lang: str, options: OutputOptions) -> None:
    with open(path, mode) as raw:
        if entry.binary:
            entry.write(run, raw, lang, options)
        else:
            text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
            entry.write(run, text, lang, options)
            text.flush()
            text.detach()
        raw.flush()
        if mode == "xb":
            os.fsync(raw.fileno())


def _refuse(files: Sequence[tuple[Path, Format]], run: Run) -> None:
    """All the faults that can be seen before anything is written, in one go."""
    handed_in = {identity(path) for result in run.results for path in (result.path, result.written) if path}
    handed_in |= {identity(entry.label.file) for entry in run.diagnostics if entry.label and entry.code[:1] == "D"}
    handed_in.discard(None)
    faults: list[Diagnostic] = []
    seen: set[str] = set()
    for path, entry in files:
        with _collected(path, faults):
            place = os.path.realpath(path)
            folder = Path(place).parent
            if place in seen:
                faults.append(Diagnostic("C556", {"path": str(path)}))
            elif Path(place).is_dir():
                example = str(path / f"问题清单{entry.endings[0]}")
                faults.append(Diagnostic("C553", {"path": str(path), "example": example}))
            elif not folder.is_dir():
                faults.append(Diagnostic("C552", {"path": str(path), "folder": str(path.parent)}))
            elif Path(place).is_file() and identity(place) in handed_in:
                faults.append(Diagnostic("C557", {"path": str(path)}))
            seen.add(place)
    if faults:
        raise SettingError(faults)


def identity(path: str) -> tuple[int, int] | None:
    """The file behind a path, by device and number; None when there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


@contextmanager
def located(path: Path) -> Iterator[None]:
    """Turns what the file system refuses into a fault of the setting that named the file."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise SettingError([_diagnosed(path, error)]) from error


@contextmanager
def _collected(path: Path, faults: list[Diagnostic]) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        faults.append(_diagnosed(path, error))


def _diagnosed(path: Path, error: OSError | ValueError) -> Diagnostic:
    if isinstance(error, PermissionError):
        return Diagnostic("C554", {"path": str(path)})
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Diagnostic("C555", {"path": str(path), "reason": reason or type(error).__name__})


def _fault(code: str, path: str | os.PathLike[str], **args: str) -> SettingError:
    return SettingError([Diagnostic(code, {"path": str(path), **args})])
