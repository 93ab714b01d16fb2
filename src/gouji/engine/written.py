"""Where a pack writes its names: parameters, word sets, tables and fields, found again in its files."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from gouji.faults import Label, SourceText, SubmissionError
from gouji.packs.keys import FILE
from gouji.packs.model import Pack
from gouji.report.collecting import Faults
from gouji.report.nodes import Mapping
from gouji.report.text import Text, decode
from gouji.report.yaml_nodes import parse_yaml


class WrittenNames:
    """The places of a pack's names. Its files are read again, and only when a place is asked for.

    What has gone from disk since has no place.
    """

    def __init__(self, pack: Pack) -> None:
        self.files = tuple(dict.fromkeys(pack.files))

    @property
    def anywhere(self) -> Label | None:
        """The first file as a whole, for what is found nowhere."""
        return Label(self.files[0]) if self.files else None

    def label(self, section: str, name: str) -> Label | None:
        """Where a name of a section (``parameters``, ``sets``, ``tables``, ``fields``) is defined last."""
        return self._labels.get((section, name))

    @cached_property
    def _labels(self) -> dict[tuple[str, str], Label]:
        out: dict[tuple[str, str], Label] = {}
        for path in map(Path, self.files):
            try:
                text = decode(path.read_bytes(), str(path))
            except (OSError, SubmissionError):
                continue
            root = parse_yaml(text, Faults(str(path), Text(str(path), text)))
            source = SourceText(str(path), text)
            for key, value in root.pairs if isinstance(root, Mapping) else ():
                section = FILE.get(key.text or "")
                if section is None or not isinstance(value, Mapping):
                    continue
                for name, _ in value.pairs:
                    out[section, name.text or ""] = source.label(name.start, name.end)
        return out
