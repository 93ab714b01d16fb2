"""The diagnostic record and the errors that carry it.

GoujiError
├── RuleError         a rule, a vocabulary or a pack is faulty            exit 2
├── SettingError      an option, a parameter or an output is faulty        exit 2
└── SubmissionError   what was handed in cannot be read                    exit 3
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from gouji.faults.catalogue import message
from gouji.faults.record import dataclass
from gouji.faults.source import Label


@dataclass(frozen=True, slots=True)
class Note:
    """A catalogued sentence with its values, not yet in any language (a reason, a remark)."""

    code: str
    args: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **args: object) -> Note:
        return cls(code, tuple((name, str(value)) for name, value in args.items()))

    def text(self, lang: str = "zh") -> str:
        return message(self.code).fill(lang, dict(self.args))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: its code in the catalogue, the values for the sentence, and the place.

    ``severity`` is ``"error"`` or ``"warning"``. ``related`` are further places (the first of two equal keys, say).
    """

    code: str
    args: Mapping[str, object] = field(default_factory=dict)
    label: Label | None = None
    severity: str = "error"
    related: tuple[Label, ...] = ()

    def message(self, lang: str = "zh") -> str:
        """What is wrong and why, in one sentence."""
        return message(self.code).fill(lang, self.args)

    def help(self, lang: str = "zh") -> str:
        """The next step; empty when there is none to give."""
        return message(self.code).fill_help(lang, self.args)

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """The form it has in ``result/1``."""
        out: dict[str, Any] = {"code": self.code, "severity": self.severity, "message": self.message(lang)}
        if self.help(lang):
            out["help"] = self.help(lang)
        if self.label:
            out["path"] = self.label.file
            if self.label.line:
                out["line"], out["column"] = self.label.line, self.label.column
        return out


class GoujiError(Exception):
    """One or more diagnostics; all faults that were found in one go."""

    exit_code = 2

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(_line(d) for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[GoujiError], tuple[tuple[Diagnostic, ...]]]:
        """Errors travel between processes with their diagnostics, not with their text."""
        return type(self), (self.diagnostics,)


class RuleError(GoujiError):
    """A rule, a vocabulary or a pack cannot be used.

    ``partial`` is what could be made of the rules all the same: more faults can be looked for in it, nothing judged.
    """

    partial: object = None


class SettingError(GoujiError):
    """An option, a parameter or an output path cannot be used."""


class SubmissionError(GoujiError):
    """A submission cannot be read; the others go on."""

    exit_code = 3


def _line(diagnostic: Diagnostic) -> str:
    where = f"{diagnostic.label}: " if diagnostic.label else ""
    return f"{where}[{diagnostic.code}] {diagnostic.message()}"


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file and place, each once."""
    unique = {(d.code, d.label, tuple(map(str, d.args.items()))): d for d in diagnostics}
    return sorted(
        unique.values(), key=lambda d: (d.label.file, d.label.line, d.label.column) if d.label else ("", 0, 0)
    )
