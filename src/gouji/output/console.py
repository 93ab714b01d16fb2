"""A console that only lays styles over text: no markup, no highlighting, no look at the environment."""

from __future__ import annotations

from typing import IO

from rich.console import Console


def plain_console(stream: IO[str], color: bool, width: int) -> Console:
    """A rich console on a stream; texts from submissions pass through it as they are."""
    return Console(
        file=stream,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
