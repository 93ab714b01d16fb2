"""The ``audit`` command: one file per verb. Nothing heavy is imported before a verb needs it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Final

#: Objects made before the collector looks for garbage in circles: hardly anything here is, and looking takes long.
RARELY: Final = 50_000


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is that of the contract (0, 1, 2, 3; 130 interrupted, 141 output closed)."""
    gc.set_threshold(RARELY)
    try:
        from gouji.cli.app import audit

        code = audit.main(args=None if args is None else list(args), prog_name="audit", standalone_mode=False)
    except KeyboardInterrupt:  # so early that nothing else is there to catch it
        return 130
    return int(code or 0)


__all__ = ["main"]
