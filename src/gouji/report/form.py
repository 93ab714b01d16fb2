"""The names and limits of the ``report/1`` form, in one place for every reader and writer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gouji.faults import regex as re

#: The version that a report names in its ``gouji`` key.
VERSION: Final = "report/1"

#: Every key that may stand at the top of a report, and the key of the form that it means.
KEYS: Final[Mapping[str, str]] = {
    "gouji": "gouji",
    "kind": "kind",
    "unit": "unit",
    "year": "year",
    "fields": "fields",
    "tables": "tables",
    "source": "source",
    "places": "places",
    "doubtful": "doubtful",
    "类型": "kind",
    "单位": "unit",
    "年度": "year",
    "字段": "fields",
    "表": "tables",
    "出处": "source",
    "位置": "places",
    "存疑": "doubtful",
}

#: Keys of ``source``.
SOURCE_KEYS: Final[Mapping[str, str]] = {
    "path": "path",
    "sha256": "sha256",
    "packs": "packs",
    "place": "place",
    "文件": "path",
    "规则包": "packs",
    "开头": "place",
}

#: The same for a table that is given as columns and rows.
COLUMN_KEYS: Final[Mapping[str, str]] = {"columns": "columns", "rows": "rows", "列": "columns", "行": "rows"}

#: Unquoted YAML texts that mean an empty value.
NULL_TEXTS: Final = frozenset({"", "~", "null", "Null", "NULL"})

#: A file larger than this (in bytes) is refused before it is read; JSON Lines has no limit of this kind.
MAX_FILE_BYTES: Final = 256 * 1024 * 1024
#: A line of a JSON Lines file that is longer than this (in bytes) is skipped.
MAX_LINE_BYTES: Final = 64 * 1024 * 1024
#: The longest text of one cell, in code points.
MAX_CELL_CHARACTERS: Final = 100_000
#: The deepest nesting. A report needs five levels.
MAX_DEPTH: Final = 64
#: The most values (names included) that a YAML report or a Python mapping may hold, aliases written out.
MAX_VALUES: Final = 1_000_000
#: The most values that are kept in order to explain what is wrong with a JSON report.
MAX_EXPLAINED_VALUES: Final = 4_000_000
#: The most characters that the aliases of a YAML report may stand for.
MAX_ALIAS_CHARACTERS: Final = 64 * 1024 * 1024
#: How many faults of one report are told one by one.
MAX_FAULTS: Final = 100

_YEAR = re.compile(r"[ \t]*([1-9][0-9]{3})[ \t]*(?:年度?)?[ \t]*")


def parse_year(text: str) -> int | None:
    """The year of ``2023``, ``2023年`` or ``2023年度``; None for any other text."""
    found = _YEAR.fullmatch(text)
    return int(found[1]) if found else None
