"""Every sentence that gouji itself says about a fault or an undecided check, by code and language.

Prefixes: D1 submissions · R2 rule syntax · R3 names, kinds and units · P4 packs · C5 settings and command line · U6 why
a check is undecided. A code is never given a second meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from gouji.faults.catalogue import cli, document, engine, language, output, packs, report, testing
from gouji.faults.catalogue.template import Message

CODES: Mapping[str, Message] = {
    **report.MESSAGES,
    **document.MESSAGES,
    **language.MESSAGES,
    **packs.MESSAGES,
    **engine.MESSAGES,
    **cli.MESSAGES,
    **output.MESSAGES,
    **testing.MESSAGES,
}


def message(code: str) -> Message:
    """The message of a code; raises KeyError for a code that is not in the catalogue."""
    return CODES[code]


__all__ = ["CODES", "Message", "message"]
