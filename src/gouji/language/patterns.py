"""Regular expressions in rules, by RE2: the time is linear in the text whatever the pattern says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

#: Memory that one pattern may take, in bytes; a pattern that needs more is refused by name.
MEMORY = 8 << 20
#: A longer pattern is refused.
LONGEST = 1_000
#: Steps that a pattern may come to with its repetitions written out; each character of a text may meet every one of them.
STEPS = 3_000
#: Answers remembered for one pattern, and the longest text of them: many rules ask about the same texts.
REMEMBERED = 1_000
SHORT = 200


def _compile(regex: str) -> object:
    import re2

    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    return re2.compile("".join(map(_as_compared, regex)), options)


def _as_compared(char: str) -> str:
    """A character that texts never hold once they are folded, as the one they hold: ``（`` is the bracket itself."""
    if char.isascii():
        return char
    folded = unicodedata.normalize("NFKC", char)
    return char if folded == char else re.escape(folded)


def check_regex(regex: str) -> str | None:
    """Why a pattern cannot be used; None when it can."""
    import re2

    if len(regex) > LONGEST:
        return f"超过 {LONGEST} 个字符"
    try:
        steps = _compile(regex).programsize  # type: ignore[attr-defined]
        if steps > STEPS:
            return f"重复写开后有 {steps} 步，超过 {STEPS} 步"
    except re2.error as error:
        reason = error.args[0] if error.args else error
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return None


@lru_cache(maxsize=512)
def searcher(regex: str) -> Callable[[str], bool]:
    """A function that says whether the pattern occurs in a text (as NFKC-folded by the caller)."""
    pattern = _compile(regex)
    search = pattern.search  # type: ignore[attr-defined]
    remembered = lru_cache(maxsize=REMEMBERED)(lambda text: search(text) is not None)
    return lambda text: remembered(text) if len(text) <= SHORT else search(text) is not None
