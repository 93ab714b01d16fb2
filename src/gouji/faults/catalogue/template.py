"""One catalogued sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from gouji.faults.record import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence template with named fields, and the next step that goes with it.

    A help text whose fields are all empty is left out, so that "nearest name: {near}" vanishes when there is none.
    """

    zh: str
    en: str
    help_zh: str = ""
    help_en: str = ""

    def fill(self, lang: str, args: Mapping[str, object]) -> str:
        return (self.en if lang == "en" else self.zh).format_map(args)

    def fill_help(self, lang: str, args: Mapping[str, object]) -> str:
        template = self.help_en if lang == "en" else self.help_zh
        fields = [name for _, name, _, _ in Formatter().parse(template) if name]
        if fields and not any(str(args.get(name, "")) for name in fields):
            return ""
        return template.format_map(args)
