"""The ``report/1`` form as YAML and JSON text.

Written out by hand rather than by a YAML library so that the same report gives the same bytes everywhere, and so that
every text which another YAML reader would take for a number, a date or a truth value stands in quotes.
"""

from __future__ import annotations

import json
import re
from typing import Any

#: Texts that need no quotes in YAML: they begin with a Chinese character and hold nothing that YAML gives a meaning.
#: (Both patterns are compiled when they are first used: characters beyond Latin make that slow.)
_PLAIN = r"[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z%.()/_（）、，。；·《》—-]*"
#: What JSON leaves as it is in a text, but YAML refuses or folds.
_ESCAPED = "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"


def to_json(form: dict[str, Any], indent: int | None) -> str:
    """JSON, Chinese unescaped, with a line end where it is indented."""
    separators = (",", ":") if indent is None else None
    return json.dumps(form, ensure_ascii=False, indent=indent, separators=separators) + ("\n" if indent else "")


def to_yaml(form: dict[str, Any]) -> str:
    """YAML in block style: one cell a line, a dash for each row."""
    lines: list[str] = []
    for key, value in form.items():
        if key == "fields":
            lines += _opened("fields:", [line for name, text in value.items() for line in _cell(name, text)])
        elif key == "source":
            lines += ["source:", *(f"  {name}: {_flow(member)}" for name, member in value.items())]
        elif key == "doubtful":
            lines += ["doubtful:", *(f"  - {_scalar(pointer)}" for pointer in value)]
        elif key == "places":
            lines += ["places:", *(f"  {_scalar(pointer)}: {_flow(place)}" for pointer, place in value.items())]
        elif key == "tables":
            lines += _opened("tables:", [line for name, rows in value.items() for line in _table(name, rows)])
        else:
            lines.append(f"{key}: {value if key in ('gouji', 'year') else _scalar(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    """A text, a number, a list of texts or a place, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(member)}" for name, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(member) for member in value) + "]"
    return str(value) if isinstance(value, int) else _quoted(value)


def _opened(head: str, lines: list[str]) -> list[str]:
    return [head, *(f"  {line}" for line in lines)] if lines else [f"{head} {{}}"]


def _table(name: str, rows: list[dict[str, str | None]]) -> list[str]:
    if not rows:
        return _entry(name, "[]")
    lines = _entry(name, "")
    for row in rows:
        cells = [line for column, text in row.items() for line in _cell(column, text)] or ["{}"]
        lines += [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(cells)]
    return lines


def _cell(column: str, text: str | None) -> list[str]:
    return _entry(column, "" if text is None else _scalar(text))


def _entry(name: str, value: str) -> list[str]:
    written = _scalar(name)
    # YAML finds a name by its colon only within 1024 characters; a longer one has to be announced by a question mark.
    lines = [f"{written}:"] if len(written) <= 1000 else [f"? {written}", ":"]
    if value:
        lines[-1] += f" {value}"
    return lines


def _scalar(text: str) -> str:
    return text if re.fullmatch(_PLAIN, text) else _quoted(text)


def _quoted(text: str) -> str:
    return re.sub(_ESCAPED, lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
