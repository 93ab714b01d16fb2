"""Documents in which nothing is wrong, though much looks so: nobody is accused in them.

They are as unlike each other as those of different regions are: scopes, years and funds side by side, parts that overlap
or are only some, reasons told elsewhere, ceilings, other wholes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import score  # noqa: E402

SOUND = HERE / "sound"
#: What is still said of them wrongly: file and rule. A rule that a file is cleared of goes from this list.
WRONGLY = {
    ("219_产业扶持资金自评.md", "over-achievement-unexplained"),
}


@pytest.mark.parametrize("path", sorted(SOUND.iterdir()), ids=lambda path: path.name[:3])
def test_nobody_is_accused_of_what_is_right(path: Path) -> None:
    submission, note = score.run(path)
    assert submission, note
    accused = {
        (path.name, finding["rule"]) for finding in submission["findings"] if finding["severity"] in ("high", "medium")
    }
    assert accused == {entry for entry in WRONGLY if entry[0] == path.name}
