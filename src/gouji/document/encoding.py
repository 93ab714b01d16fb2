"""From the bytes of a text file to characters, in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
from typing import Final

from gouji.faults import Diagnostic, Label, SubmissionError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How many of a hundred characters must be ones that Chinese texts are made of, for an encoding to be believed.
_ENOUGH: Final = 70


def characters(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 or GB18030 text; a byte order mark is dropped. Raises SubmissionError (D106, D107, D236, D237)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _not_empty(_decoded(data[len(mark) :], encoding, name), name)
            if encoding != "utf-8" and not _plausible(text):
                # any two bytes are a character of UTF-16: that they can be decoded says nothing
                raise SubmissionError([Diagnostic("D237", {}, Label(name))])
            return text
    if not data.strip():
        raise SubmissionError([Diagnostic("D236", {}, Label(name))])
    try:
        text = data.decode()
        if "\0" not in text:
            return text
    except UnicodeDecodeError:
        pass
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text):
            return text
    _decoded(data, "utf-8", name)  # names the first byte that does not fit
    raise SubmissionError([Diagnostic("D107", {"found": "U+0000"}, Label(name))])


def _not_empty(text: str, name: str) -> str:
    if not text.strip():
        raise SubmissionError([Diagnostic("D236", {}, Label(name))])
    return text


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        shown = {"offset": fault.start, "byte": f"{data[fault.start]:02X}", "encoding": encoding.upper()}
        raise SubmissionError([Diagnostic("D106", shown, Label(name))]) from None


def _plausible(text: str) -> bool:
    """Whether a decoding gave a Chinese text rather than noise."""
    sample = text[:20_000]
    good = sum(
        "\u4e00" <= sign <= "\u9fff"
        or "\u3000" <= sign <= "\u303f"
        or "\uff00" <= sign <= "\uffef"
        or " " <= sign <= "~"
        or sign in "\t\r\n“”‘’…—·×÷≥≤￥〔〕"
        for sign in sample
    )
    return good * 100 >= _ENOUGH * len(sample) and "\0" not in sample
