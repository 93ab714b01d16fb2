"""Faults: what gouji says about a rule, a setting or a file that it cannot use.

A *finding* is about the submission and lives in :mod:`gouji.engine`; a *diagnostic* is about everything else and
lives here.
"""

from gouji.faults.catalogue import CODES, Message, message
from gouji.faults.diagnostic import Diagnostic, GoujiError, Note, RuleError, SettingError, SubmissionError, in_order
from gouji.faults.source import Label, SourceText

__all__ = [
    "CODES",
    "Diagnostic",
    "GoujiError",
    "Label",
    "Message",
    "Note",
    "RuleError",
    "SettingError",
    "SourceText",
    "SubmissionError",
    "in_order",
    "message",
]
