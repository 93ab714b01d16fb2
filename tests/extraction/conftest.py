from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from extraction_samples import NAMES

from gouji.packs.loader import load_pack
from gouji.packs.model import Pack

MakePack = Callable[..., Pack]


@pytest.fixture
def pack_of(tmp_path: Path) -> MakePack:
    """Loads templates (lines of YAML under ``模板:``) with the names of the samples, or other names."""

    def make(templates: str, names: str = NAMES) -> Pack:
        path = tmp_path / "pack.yaml"
        path.write_text(names + ("模板:\n" + templates if templates else ""), encoding="utf-8")
        return load_pack([path])

    return make
