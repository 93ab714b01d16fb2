"""What a file is in truth, by its first bytes and, for a package, by the names inside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from gouji.faults import Diagnostic, Label, SubmissionError
from gouji.faults import regex as re

if TYPE_CHECKING:
    from gouji.document.model import Document

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a content is: a key, its name in both languages, and the ending that it should have."""

    key: str
    zh: str
    en: str
    ending: str


_KINDS: Final = {
    kind.key: kind
    for kind in (
        Kind("docx", " Word 文档（docx）", "a Word document (docx)", ".docx"),
        Kind("xlsx", " Excel 工作簿（xlsx）", "an Excel workbook (xlsx)", ".xlsx"),
        Kind("pptx", "演示文稿（pptx）", "a presentation (pptx)", ".pptx"),
        Kind("odt", " OpenDocument 文档（odt）", "an OpenDocument text (odt)", ".odt"),
        Kind("ods", " OpenDocument 表格（ods）", "an OpenDocument spreadsheet (ods)", ".ods"),
        Kind("ofd", " OFD 版式文件", "an OFD file", ".ofd"),
        Kind("zip", "压缩包（zip）", "an archive (zip)", ".zip"),
        Kind("doc", "旧格式 Word 文档（doc）", "an old Word document (doc)", ".doc"),
        Kind("xls", "旧格式 Excel 工作簿（xls）", "an old Excel workbook (xls)", ".xls"),
        Kind("ole", "旧格式办公文件", "an old office file", ".doc"),
        Kind("encrypted", "有密码的办公文件", "an office file with a password", ".docx"),
        Kind("pdf", " PDF 文件", "a PDF file", ".pdf"),
        Kind("rtf", " RTF 文档", "an RTF document", ".rtf"),
        Kind("html", "网页（html）", "a web page (html)", ".html"),
        Kind("xml", " XML 文件", "an XML file", ".xml"),
        Kind("rar", "压缩包（rar）", "an archive (rar)", ".rar"),
        Kind("7z", "压缩包（7z）", "an archive (7z)", ".7z"),
        Kind("image", "图片", "a picture", ".png"),
        Kind("text", "纯文本", "plain text", ".txt"),
        Kind("unknown", "不认识的内容", "of no known kind", ""),
    )
}
_STARTS: Final = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
)
_HTML: Final = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta)",
    re.IGNORECASE | re.DOTALL,
)


#: Contents that can be read whatever their ending says, and the module that does.
_READ: Final = {
    "docx": "docx",
    "xlsx": "xlsx",
    "xls": "xls",
    "ods": "ods",
    "doc": "convert",
    "rtf": "convert",
    "odt": "convert",
}


def opened(data: bytes, name: str, *expected: str) -> Callable[[bytes, str, Any], Document] | None:
    """None where the content is of one of the kinds expected, else the reader of what it is in truth.

    That reader adds a warning (D204). Raises SubmissionError: D236 for an empty file, D201 for one with a password, D202
    for a package cut off, D203 for a content that is read by nobody under such an ending.
    """
    if not data:
        raise SubmissionError([Diagnostic("D236", {}, Label(name))])
    kind = kind_of(data)
    if kind.key in expected:
        return None
    if kind.key == "encrypted":
        raise SubmissionError([Diagnostic("D201", {}, Label(name))])
    ending = PurePath(name).suffix
    args = {"ending": ending, "found": kind.zh, "found_en": kind.en, "better": kind.ending}
    if kind.key in _READ:
        warning = Diagnostic("D204", args, Label(name), severity="warning")
        return lambda data, name, watch: _with_note(_reader(_READ[kind.key])(data, name, watch), warning)
    if kind.key in ("unknown", "zip", "ole") or not kind.ending:
        # zeros where a package should begin, or a package without its parts
        reason = {"reason": "内容不是这种格式", "reason_en": "its content is not of this format"}
        raise SubmissionError([Diagnostic("D202", reason, Label(name))])
    raise SubmissionError([Diagnostic("D203", args, Label(name))])


def _reader(kind: str) -> Callable[[bytes, str, Any], Document]:
    from gouji.document.reading import reader

    return reader(kind)


def _with_note(document: Document, note: Diagnostic) -> Document:
    return replace(document, notes=(note, *document.notes))


def kind_of(data: bytes) -> Kind:
    """What the bytes of a file are."""
    return _KINDS[_key(data)]


def _key(data: bytes) -> str:
    if data.startswith((ZIP, _EMPTY_ZIP)):
        return _packed(data)
    if data.startswith(OLE):
        return _compound(data)
    for start, key in _STARTS:
        if data.startswith(start):
            return key
    head = data[:4096]
    if _HTML.match(head):
        return "html"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "html" if b"<html" in head.lower() else "xml"
    if b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    return "unknown"


def _packed(data: bytes) -> str:
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                declared = archive.open("mimetype").read(100)
                for sign, key in ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods")):
                    if sign in declared:
                        return key
    except Exception:
        # a broken package is told apart by the reader that its ending names
        names = set()
    for key, folder in (("docx", "word/"), ("xlsx", "xl/"), ("pptx", "ppt/")):
        if any(name.replace("\\", "/").lower().startswith(folder) for name in names):
            return key
    if "[Content_Types].xml" in names:
        return "docx" if any("document" in name for name in names) else "unknown"
    return "ofd" if "OFD.xml" in names else "zip"


def _compound(data: bytes) -> str:
    """What an OLE file holds, by the names in its directory, which are UTF-16 in sectors of their own."""
    for name, key in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
    ):
        if name.encode("utf-16-le") + b"\0\0" in data:
            return key
    return "ole"
