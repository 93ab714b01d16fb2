"""Shipped packs, parsed and bound, remembered from one run to the next.

Parsing a pack takes longer than judging a report with it. So the parsed and bound rules of a shipped pack lie in a
folder of the user's own cache, as JSON; the name of the file tells the rule files, byte for byte, and the code that read them.
Whatever is not exactly as expected (no such folder, a file that others may write, a checksum that is not right) means
that the pack is loaded from its rule files, as if there were no cache. ``GOUJI_CACHE`` names another folder; ``off``
switches the cache off.

With a rule lies its code, as Python itself keeps the code of modules: whoever can write it can write the program as well.

Few of a pack's rules have anything to say of one report. So a file has a part that tells of every rule what it reads, and
then a part for each rule, for its tests and for the templates, each of which is read when it is asked for.
"""

from __future__ import annotations

import gc
import hashlib
import json
import marshal
import os
import stat
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from importlib.util import MAGIC_NUMBER
from itertools import accumulate
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

from gouji.engine.outcome import Severity
from gouji.engine.program import CompiledRule, Program, compile_pack
from gouji.engine.result import RuleInfo
from gouji.faults import Label, SourceText
from gouji.figures import Figure, Period, Unit
from gouji.language import Column, Kind, Schema, Scope, Slot, Table, bound, syntax
from gouji.language.kinds import Type
from gouji.packs.layout import TableLayout
from gouji.packs.model import AuthoredRule, Clause, Pack, PackId, Parameter, RuleTest, Written
from gouji.packs.notation import Later, Writer, read
from gouji.packs.shipped import rule_files, shipped_folder, shipped_packs
from gouji.packs.template import Cell, Choice, Gap, Literal, Sequence, Template
from gouji.packs.template import Slot as TemplateSlot
from gouji.packs.vocabulary import Vocabulary
from gouji.report.text import decode

#: Files kept; the ones that were written first go first.
KEPT = 16
#: A larger file is not read.
LARGEST = 32 << 20


def _of(module: Any, base: type) -> list[type]:
    """The record types of a module."""
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, base)]
    return sorted(kinds, key=lambda kind: kind.__name__)


_RECORDS: tuple[type, ...] = (
    *_of(syntax, syntax.Node),
    *_of(bound, bound.Bound),
    *(AuthoredRule, Clause, Column, Figure, Kind, Label, Pack, PackId, Parameter, Period, RuleInfo, RuleTest),
    *(Cell, Choice, Gap, Literal, Sequence, Template, TemplateSlot),
    *(Schema, Scope, Severity, Table, TableLayout, Type, Unit, Vocabulary, Written),
)


class Shelf:
    """The shipped packs as the cache has them. Made for one run: the rule files are read once."""

    def __init__(self) -> None:
        self._sources: dict[str, bytes] = {}
        self._path: Path | None = None
        if not _switched_off():
            # no home, no packs, no rights: no cache
            with suppress(OSError, ValueError, RuntimeError):
                folder = shipped_folder()
                self._sources = {str(path): path.read_bytes() for path in rule_files(folder)}
                self._path = _cache_folder() / _key(folder, self._sources)

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """For every shipped pack the words that the kind of a fitting report contains."""
        return self._head_words("kinds")

    def marks(self) -> dict[str, tuple[str, ...]]:
        """For every shipped pack the words of forms that bring it to a document of another kind."""
        return self._head_words("marks")

    def _head_words(self, name: str) -> dict[str, tuple[str, ...]]:
        path = self._named(name)
        known = _read(path)
        if known is not None:
            return {pack: tuple(words) for pack, words in json.loads(known).items()}
        from gouji.packs.loader import kinds_of, marks_of

        words_of = {"kinds": kinds_of, "marks": marks_of}[name]
        found = {pack: words_of(pack) for pack in shipped_packs()}
        _write(path, lambda: json.dumps(found).encode())
        return found

    def pack(self, packs: tuple[str, ...]) -> tuple[Pack, Program | None]:
        """Shipped packs together, and their program where it is known to have no fault."""
        # A file or a folder of that name in the working directory comes before the shipped pack.
        path = self._named("+".join(packs)) if not any(map(os.path.exists, packs)) else None
        known = self._remembered(path)
        if known is not None:
            return known
        from gouji.packs.loader import load_pack

        pack = load_pack(packs)
        if path is None or pack.vocabulary is None:
            return pack, None
        program, faults = compile_pack(pack, pack.vocabulary)
        if faults:
            return pack, None
        with suppress(TypeError, ValueError, RecursionError):  # a record that has no notation: nothing to remember
            _write(path, lambda: _written(pack, program))
        return pack, program

    def _named(self, name: str) -> Path | None:
        if self._path is None:
            return None
        return self._path.with_name(f"{self._path.name}-{hashlib.sha256(name.encode()).hexdigest()[:16]}.json")

    def _remembered(self, path: Path | None) -> tuple[Pack, Program] | None:
        data = _read(path)
        if data is None:
            return None
        try:
            texts = {name: SourceText(name, decode(content, name)) for name, content in self._sources.items()}
            return _Drawers(data, texts).pack()
        except (ValueError, LookupError, TypeError, RecursionError):
            return None


class _Drawers:
    """What a file of the cache holds, part by part: a line tells how long each of them is."""

    def __init__(self, data: bytes, sources: Mapping[str, SourceText]) -> None:
        end = data.index(b"\n") + 1
        self._data = data
        self._starts = [*accumulate(json.loads(data[:end]), initial=end)]
        self._sources = sources
        self._common: list[Any] = []
        self._common, self._first = self._values(0)

    def _values(self, number: int) -> tuple[list[Any], Any]:
        """The values of a part after those of the first, which it refers to, and the one that it is about."""
        collecting = gc.isenabled()
        gc.disable()  # nothing made here is garbage, and looking for it would take half of the time
        try:
            entries, at = json.loads(self._data[self._starts[number] : self._starts[number + 1]])
            values = read(entries, _RECORDS, self._sources, self._common)
            return values, values[at]
        finally:
            if collecting:
                gc.enable()

    def open(self, number: int) -> Any:
        """What a part is about."""
        return self._values(number)[1]

    def pack(self) -> tuple[Pack, Program]:
        """All of it, as far as it has to be known at once."""
        ids, vocabulary, named, bound_to, slots, heads = self._first
        slots = list(slots)
        count = len(heads)
        rules = tuple(_ShelvedRule(head, slots, self, at + 1, count) for at, head in enumerate(heads))
        authored = Later(lambda: tuple(rule.authored for rule in rules))
        templates = Later(lambda: self.open(2 * count + 1))
        parameters, definitions, kinds, off, sets, files = named
        pack = Pack(ids, authored, vocabulary, parameters, definitions, kinds, off, sets, templates, files)
        return pack, Program(rules, bound_to, slots)


class _ShelvedRule(CompiledRule):
    """A compiled rule of which only is known what it is called and what it reads, until more is asked for."""

    def __init__(self, head: Any, slots: list[Slot], drawers: _Drawers, part: int, count: int) -> None:
        self.info, self.scope, self._keys, self.used, self.kinds = head
        self.slots = slots
        self._drawers, self._part = drawers, part
        self._tests: Later[RuleTest] = Later(lambda: drawers.open(part + count))

    def __getattr__(self, name: str) -> Any:
        if name not in ("authored", "when", "require", "message", "_code"):
            raise AttributeError(name)
        authored, self.when, self.require, self.message, self._code = self._drawers.open(self._part)
        self.authored = replace(authored, tests=self._tests)
        return getattr(self, name)

    @cached_property
    def codes(self) -> tuple[CodeType | None, CodeType]:
        """Condition and requirement, compiled when they were remembered."""
        if not self._code:
            return self.compiled()
        codes: tuple[CodeType | None, CodeType] = marshal.loads(b64decode(self._code))
        return codes


def _switched_off() -> bool:
    return os.environ.get("GOUJI_CACHE", "").strip().lower() in ("off", "0", "no")


def _cache_folder() -> Path:
    named = os.environ.get("GOUJI_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "gouji" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "gouji"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gouji"


def _key(folder: Path, sources: Mapping[str, bytes]) -> str:
    """Tells the rule files and the code that reads them."""
    digest = hashlib.sha256(repr((sys.implementation.cache_tag, MAGIC_NUMBER, str(folder))).encode())
    for path, data in sources.items():
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    package = Path(__file__).resolve().parent.parent
    for room in ("engine", "faults", "figures", "language", "packs", "report"):
        with os.scandir(package / room) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".py", ".lark")):
                    about = entry.stat()
                    digest.update(f"{room}/{entry.name}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:32]


def _read(path: Path | None) -> bytes | None:
    """The contents of a file of the cache; None where there is nothing that can be trusted."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if about.st_size > LARGEST or not _private(about) or not _private(path.parent.stat()):
                return None
            checksum, data = file.readline().strip(), file.read()
    except OSError:
        return None
    return data if _checksum(data) == checksum else None


def _checksum(data: bytes) -> bytes:
    """Tells whether a file came to harm. Who may write it may write the right checksum too, so a quick one will do."""
    return f"{crc32(data):08x}".encode()


def _private(about: os.stat_result) -> bool:
    """Whether nobody but the user can have written it. Windows keeps profiles apart by its own means."""
    if not hasattr(os, "getuid"):
        return True
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _written(pack: Pack, program: Program) -> bytes:
    common = Writer(_RECORDS, frozenset((Type, Unit, Kind, Column, Scope)))
    named = pack.parameters, pack.definitions, pack.kinds, pack.switched_off, pack.sets, pack.files
    heads = tuple((rule.info, rule.scope, rule.keys, rule.used, rule.kinds) for rule in program.rules)
    first = common.add((pack.ids, pack.vocabulary, named, program.vocabulary, tuple(program.slots), heads))
    bodies = [
        (replace(rule.authored, tests=()), rule.when, rule.require, rule.message, _code(rule)) for rule in program.rules
    ]
    tests = [tuple(rule.authored.tests) for rule in program.rules]
    parts = [(common.entries, first)]
    for content in (*bodies, *tests, tuple(pack.templates)):
        writer = common.apart()
        at = writer.add(content)
        parts.append((writer.entries, at))
    texts = [json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() for part in parts]
    return json.dumps([*map(len, texts)]).encode() + b"\n" + b"".join(texts)


def _code(rule: CompiledRule) -> str:
    """The code of a rule as Python keeps it with modules; empty where others might put theirs in its place."""
    return b64encode(marshal.dumps(rule.codes)).decode() if hasattr(os, "getuid") else ""


def _write(path: Path | None, make: Callable[[], bytes]) -> None:
    """Put a file into the cache; where that is not possible, which shows first, nothing is made to be put there."""
    if path is None:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(path.parent.stat()):
            return
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            data = make()
            file.write(_checksum(data) + b"\n" + data)
        os.replace(part, path)
        _tidy(path.parent)
    except OSError:
        pass
    finally:
        with suppress(OSError):
            part.unlink()


def _tidy(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink(missing_ok=True)


__all__ = ["Shelf"]
