"""The hand-written program with its numbers remembered from report to report, which many would not think of."""

from __future__ import annotations

from functools import lru_cache

from benchmarks.peers.handwritten import Readers, judge, load, number, target, version

NAME = "handwritten-memo"
#: Texts remembered, so that memory stays bounded.
REMEMBERED = 1 << 16


def prepare() -> Readers:
    """What reads a number and a target, each text once."""
    return lru_cache(maxsize=REMEMBERED)(number), lru_cache(maxsize=REMEMBERED)(target)


__all__ = ["NAME", "judge", "load", "prepare", "version"]
