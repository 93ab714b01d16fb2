"""A fault at a stretch of a rule's text, before it is known which file the rule stands in."""

from __future__ import annotations

from gouji.faults import Diagnostic, SourceText
from gouji.language.syntax import Span


class RuleFault(Exception):
    """One fault: code, span (offsets into the rule's text) and the values of the message."""

    def __init__(self, code: str, span: Span, **args: object) -> None:
        super().__init__(code, span, args)
        self.code = code
        self.span = span
        self.args_of_message = args

    def diagnostic(self, source: SourceText) -> Diagnostic:
        """The fault as a diagnostic in its file."""
        return Diagnostic(self.code, self.args_of_message, source.label(*self.span))
