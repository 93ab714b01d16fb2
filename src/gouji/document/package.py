"""A file that is a zip of XML parts (OOXML, OpenDocument): opened within bounds, parsed without entities or network."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from gouji.faults import Diagnostic, Label, SubmissionError

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Bytes of a part that is read as a whole, and of all parts together.
MOST_PART: Final = 64 << 20
MOST_TOTAL: Final = 1 << 30
#: Tags of a part that is read as a whole: each takes some hundred bytes of memory.
MOST_TAGS: Final = 2_000_000
#: Parts of a package.
MOST_PARTS: Final = 20_000
_CHUNK: Final = 1 << 20
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a package by name, without a slash in front. Names are looked up in any case, as Office does."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises SubmissionError (D202, D205): no zip file, or one that unpacks to too much."""
        self.name = name
        try:
            self._zip = ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except Exception:  # zipfile raises a dozen kinds of errors for broken files
            raise self.damaged("不是完整的压缩格式", "it is no complete package") from None
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_TOTAL:
            raise too_large(name, MOST_TOTAL)
        self._infos = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._infos

    @property
    def parts(self) -> Iterator[str]:
        """The names of all parts, in lower case."""
        return iter(self._infos)

    def size(self, part: str) -> int:
        """Unpacked bytes of a part, as declared."""
        return self._infos[part.lower()].file_size

    def read(self, part: str) -> bytes:
        """A part as a whole. Raises SubmissionError (D201, D202, D205)."""
        if self.size(part) > MOST_PART:
            raise too_large(self.name, MOST_PART)
        return b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part piece by piece. Raises SubmissionError (D201, D202)."""
        info = self._infos[part.lower()]
        if info.flag_bits & 1:
            raise SubmissionError([Diagnostic("D201", {}, Label(self.name))])
        try:
            with self._zip.open(info) as stream:
                while chunk := _piece(stream):
                    yield chunk
        except Exception:
            raise self.damaged(f"其中的 {part} 读不出来", f"its part {part} cannot be unpacked") from None

    def xml(self, part: str) -> _Element:
        """The root of a part. Raises SubmissionError (D201, D202, D205, D206)."""
        return self.parsed(self.read(part), part)

    def optional(self, part: str) -> _Element | None:
        """The root of a part that a package need not have; a broken one counts as absent."""
        if part not in self:
            return None
        try:
            return self.xml(part)
        except SubmissionError as fault:
            if fault.diagnostics[0].code == "D202":
                return None
            raise

    def parsed(self, data: bytes, part: str) -> _Element:
        """XML without declarations of entities. Raises SubmissionError (D202, D206)."""
        from lxml import etree

        if declares(data):
            raise SubmissionError([Diagnostic("D206", {}, Label(self.name))])
        if data.count(b"<") > MOST_TAGS:
            limit = f"{MOST_TAGS:,}"
            shown = {"limit": f"{limit} 个 XML 标记", "limit_en": f"{limit} XML tags"}
            raise SubmissionError([Diagnostic("D205", shown, Label(self.name))])
        try:
            root = etree.fromstring(data, parser())
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is None:
            raise self.damaged(f"其中的 {part} 不是完整的 XML", f"its part {part} is no complete XML")
        return root

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """From the id of a relation of a part to its type (the last word of it) and the part it leads to.

        What leads outside of the package is left out: nothing is ever fetched.
        """
        folder, base = posixpath.split(part)
        root = self.optional(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root.iter(_RELATIONS):
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External" or not target:
                continue
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], whole)
        return found

    def main(self, fallback: str) -> str:
        """The name of the main part. Raises SubmissionError (D202) where there is none."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self:
                return target
        if fallback not in self:
            raise self.damaged("缺少正文", "its main part is missing")
        return fallback

    def damaged(self, reason: str, reason_en: str) -> SubmissionError:
        """The error for a package that cannot be understood."""
        return SubmissionError([Diagnostic("D202", {"reason": reason, "reason_en": reason_en}, Label(self.name))])


def parser(**options: Any) -> Any:
    """An XML parser that expands no entities, loads no declarations and opens no connection."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, **options
    )


def too_large(name: str, limit: int) -> SubmissionError:
    """The error for a file that unpacks to more than ``limit`` bytes."""
    shown = f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit} B"
    return SubmissionError([Diagnostic("D205", {"limit": shown, "limit_en": shown}, Label(name))])


def declares(data: bytes) -> bool:
    """Whether XML declares a document type, the place where entities are declared."""
    return any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def need(library: str, name: str) -> None:
    """Raises SubmissionError (D200) where a library for office files is missing."""
    from importlib import import_module

    try:
        import_module(library)
    except ImportError:
        raise SubmissionError([Diagnostic("D200", {"library": library, "extra": "office"}, Label(name))]) from None


def _piece(stream: IO[bytes]) -> bytes:
    return stream.read(_CHUNK)
