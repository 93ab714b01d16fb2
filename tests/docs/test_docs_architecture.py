"""The map of the rooms names what is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXTRACTION = ROOT / "src" / "gouji" / "extraction"


def rooms() -> dict[str, set[str]]:
    """The modules that the page names, by room."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page.split("## The rooms of extraction\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (.+?) \|.+?\|(.*)\|$", table, re.M)
    return {room.strip("`/"): set(re.findall(r"`(\w+)`", modules)) for room, modules in rows if room.endswith("/`")}


def test_the_page_names_every_module_of_extraction_in_its_room() -> None:
    there = {
        folder.name: {file.stem for file in folder.glob("[a-z]*.py")}
        for folder in EXTRACTION.iterdir()
        if (folder / "__init__.py").exists()
    }
    assert rooms() == there
