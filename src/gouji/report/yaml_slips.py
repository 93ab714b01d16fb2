"""What a YAML loader's error most likely comes from, in words that help to mend it.

The loaders name what they were scanning; people want to know about the tab, the full-width colon or the ``>`` that they
typed. Both loaders, libyaml and pure Python, are understood; what neither explains is passed on in their own words.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from gouji.faults import regex as re
from gouji.report.collecting import Faults
from gouji.report.text import shown

_WIDE_COLON = re.compile(r"[\s-]*([^\s:：#\"'][^:：#\"'\n]*)：")
_FIRST_COLON = re.compile(r"\s*([^\s:：#\"'][^:：#\"'\n]*)([:：])")
_STUCK_DASH = re.compile(r"[-－–—]([^\s-][^\n]*)")
_NARROW_COLON = re.compile(r":(?:\s|$)")
_WORD = re.compile(r"\S*")
_AFTER_QUOTE = re.compile(r"[\"'][ \t]*$")

#: Parts of the loaders' own sentences. "not allowed in this context" is libyaml, "not allowed here" pure Python.
_NO_VALUE_HERE = "mapping values are not allowed"
_NO_COLON = "could not find expected ':'"
_RESERVED_HERE = (
    "cannot start any token",
    "sequence entries are not allowed",
    "mapping keys are not allowed",
    "node content",
)
_RESERVED_BEFORE = ("block scalar", "scanning an alias", "scanning an anchor")
_BAD_ESCAPE = ("escape", "hexdecimal", "hexadecimal")
_NOT_CLOSED = ("expected ',' or",)
_BAD_INDENT = ("expected key", "expected '-' indicator", "expected <block end>")


def explain(fault: Any, text: str, faults: Faults) -> None:
    """Record what a ``yaml.YAMLError`` means for the person who wrote the text."""
    problem = str(getattr(fault, "problem", None) or getattr(fault, "reason", None) or "")
    context = str(getattr(fault, "context", None) or "")
    at = _index(getattr(fault, "problem_mark", None))
    begin = _index(getattr(fault, "context_mark", None))
    if at is None:
        at = begin if begin is not None else 0
    if begin is None:
        begin = at
    char = text[at : at + 1]
    if char == "\t" or "tab character" in problem:
        faults.add("D121", at, at + 1)
    elif _NO_VALUE_HERE in problem:
        _misplaced_colon(text, at, faults)
    elif _NO_COLON in problem:
        _missing_colon(text, begin, faults)
    elif any(part in context for part in _RESERVED_BEFORE):
        faults.add("D124", begin, begin + 1, found=text[begin : begin + 1])
    elif "quoted scalar" in context or "double-quoted" in context:
        if any(part in problem for part in _BAD_ESCAPE):
            faults.add("D135", at, at + 1)
        else:
            faults.add("D125", begin, begin + 1, found=text[begin : begin + 1])
    elif "tag" in context or "tag handle" in problem:
        faults.add("D128", begin, begin + 1, tag=shown(_WORD.findall(text, begin, begin + 100)[0]))
    elif any(part in problem for part in _NOT_CLOSED):
        comma = text.find("，", begin, at)
        if comma >= 0:
            faults.add("D142", comma, comma + 1, found="，")
        else:
            faults.add("D126", begin, begin + 1, found=text[begin : begin + 1])
    elif any(part in problem for part in _RESERVED_HERE):
        if char:
            faults.add("D124", at, at + 1, found=char)
        else:
            bracket = max(text.rfind("[", 0, at), text.rfind("{", 0, at), 0)
            faults.add("D126", bracket, bracket + 1, found=text[bracket : bracket + 1])
    elif any(part in problem for part in _BAD_INDENT):
        quoted = _AFTER_QUOTE.search(text[text.rfind("\n", 0, at) + 1 : at])
        if quoted or not _dash_before(text, at, faults):
            faults.add("D136" if quoted else "D127", at, at + 1)
    else:
        faults.add("D120", at, at + 1, problem=problem or type(fault).__name__)


def _misplaced_colon(text: str, at: int, faults: Faults) -> None:
    """A colon where no name may stand: inside a value, or in a line that goes on from the one before."""
    begin = text.rfind("\n", 0, at) + 1
    if _NARROW_COLON.search(text, begin, at):
        faults.add("D123", at, at + 1)
        return
    before = text[:begin].rstrip()
    start = before.rfind("\n") + 1
    if not _wide_colon(text, start, faults) and not _dash_before(text, begin, faults):
        faults.add("D127", begin + _indent(text, begin), at)


def _missing_colon(text: str, begin: int, faults: Faults) -> None:
    start = text.rfind("\n", 0, begin) + 1
    if not _wide_colon(text, start, faults) and not stuck_dash(text, begin, faults):
        stop = text.find("\n", begin)
        stop = len(text) if stop < 0 else stop
        faults.add("D134", begin, stop, found=shown(text[begin:stop]))


def colon_of_one_name(text: str, start: int, names: Collection[str], faults: Faults) -> bool:
    """Record the colon that YAML does not take for one, where a text without any other begins with one of ``names``.

    It is the full-width one, or one that nothing separates from the value.
    """
    found = _FIRST_COLON.match(text, start)
    if found is None or found[1].strip() not in names:
        return False
    faults.add("D122" if found[2] == "：" else "D133", found.start(2), found.end(2), name=shown(found[1].strip()))
    return True


def stuck_dash(text: str, start: int, faults: Faults) -> bool:
    """Record the dash at ``start`` that should begin an item of a list, if what it begins is stuck to it."""
    found = _STUCK_DASH.match(text, start)
    if found is None:
        return False
    faults.add("D137", start, found.end(), right=f"- {shown(found[1])}")
    return True


def _dash_before(text: str, at: int, faults: Faults) -> bool:
    """Record the dash stuck to its item in the line before the one that holds ``at``, if it is what put that one out."""
    above = text[: text.rfind("\n", 0, at) + 1].rstrip()
    start = above.rfind("\n") + 1
    return stuck_dash(text, start + _indent(text, start) - 1, faults) if _indent(text, start) else False


def _wide_colon(text: str, start: int, faults: Faults) -> bool:
    """Record the full-width colon of the line at ``start``, if it has one in the place of a colon."""
    found = _WIDE_COLON.match(text, start)
    if found is None:
        return False
    faults.add("D122", found.end() - 1, found.end(), name=shown(found[1]))
    return True


def _indent(text: str, begin: int) -> int:
    line = re.compile(r"[ -]*").match(text, begin)
    return line.end() - begin if line else 0


def _index(mark: Any) -> int | None:
    return None if mark is None else int(mark.index)
