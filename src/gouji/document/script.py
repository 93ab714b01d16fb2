"""How the signs of Chinese and of other scripts stand together."""

from __future__ import annotations


def wide(sign: str) -> bool:
    """Whether a character is Chinese or a full-width sign: such characters are written without blanks between them."""
    return (
        "\u2e80" <= sign <= "\u9fff"
        or "\uac00" <= sign <= "\ud7af"
        or "\uf900" <= sign <= "\ufaff"
        or "\uff00" <= sign <= "\uffef"
        or "\U00020000" <= sign <= "\U0003ffff"
        or sign in "“”‘’…—·"
    )


def written_closed(before: str, after: str) -> bool:
    """Whether a line end between two characters stands for nothing; between two Latin words it stands for a blank."""
    return wide(before) or wide(after) or before.isspace() or after.isspace()
