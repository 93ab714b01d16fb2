"""Names with a word of the language stuck to them, taken apart."""

from __future__ import annotations

from gouji.language.words import OPERATORS, SPOKEN


def split_operator(name: str) -> tuple[str, str] | None:
    """The word of the language that a name holds at its beginning, its end or inside, and the name taken wholly apart.

    One-character words count at the beginning and the end only: many names hold 且 or 按.
    """
    taken = _split(name)
    if taken is None:
        return None
    word, parts = taken
    whole: list[str] = []
    for part in parts:
        inner = _split(part) if part != word else None
        whole += inner[1] if inner is not None else [part]
    return word, " ".join(whole)


def _split(name: str) -> tuple[str, list[str]] | None:
    words = sorted((w for w in (*OPERATORS, *SPOKEN) if not w.isascii()), key=len, reverse=True)
    for word in words:
        if len(name) <= len(word) or name in OPERATORS or name in SPOKEN:
            continue
        if name.startswith(word):
            return word, [word, name[len(word) :]]
        if name.endswith(word):
            return word, [name[: -len(word)], word]
        if len(word) > 1 and word in name:
            left, right = name.split(word, 1)
            return word, [left, word, right]
    return None
