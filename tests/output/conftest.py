from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import output_samples
import pytest

from gouji.faults import CODES, Message
from gouji.faults.catalogue import output as catalogue


@pytest.fixture(autouse=True)
def sample_codes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The codes that the samples use, which no other room needs to know."""
    for code, message in {**catalogue.MESSAGES, **output_samples.CODES}.items():
        monkeypatch.setitem(cast("dict[str, Message]", CODES), code, message)
    yield
