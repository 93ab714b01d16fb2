"""Archives: every document inside, with the name it was given, within bounds."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from office_samples import lines, refusal, results, sheet, word

from gouji.document import Document
from gouji.faults import SubmissionError

_TEXT = word("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")


def _archive(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _told(found: list[Document | SubmissionError]) -> list[tuple[str, str]]:
    return [
        (item.path, item.format)
        if isinstance(item, Document)
        else (item.diagnostics[0].label.file, item.diagnostics[0].code)  # type: ignore[union-attr]
        for item in found
    ]


def test_every_document_inside_with_its_name(tmp_path: Path) -> None:
    files = {
        "送审/报告.docx": _TEXT,
        "送审/坏.docx": _TEXT[:500],
        "送审/表.xlsx": sheet("<row><c><v>1</v></c></row>"),
        "说明.txt": "绩效目标".encode("gb18030"),
        "~$报告.docx": b"lock",
        "__MACOSX/._报告.docx": b"x",
        "图.png": b"x",
        "r.yaml": b"gouji: report/1",
        "内.zip": b"x",
    }
    found = results(tmp_path, "a.zip", _archive(files))
    name = str(tmp_path / "a.zip")
    assert _told(found) == [
        (f"{name}/r.yaml", "D216"),
        (f"{name}/内.zip", "D216"),
        (f"{name}/说明.txt", "txt"),
        (f"{name}/送审/坏.docx", "D202"),
        (f"{name}/送审/报告.docx", "docx"),
        (f"{name}/送审/表.xlsx", "xlsx"),
    ]
    assert isinstance(found[4], Document) and lines(found[4]) == ["甲"]
    assert found[0].diagnostics[0].message() == "压缩包里的这个文件不能直接核查（.yaml）"  # type: ignore[union-attr]
    assert found[0].diagnostics[0].help() == "请先解压，再核查解压后的文件夹"  # type: ignore[union-attr]


def test_names_in_gbk(tmp_path: Path) -> None:
    # what old Chinese programs write: the bytes of GBK, and no sign that says so
    placeholder = b"xxxxxxxx.docx"
    data = _archive({placeholder.decode(): _TEXT}).replace(placeholder, "自评报告".encode("gbk") + b".docx")
    (found,) = results(tmp_path, "a.zip", data)
    assert isinstance(found, Document) and found.path == str(tmp_path / "a.zip") + "/自评报告.docx"


def test_names_that_lead_elsewhere_are_only_names(tmp_path: Path) -> None:
    found = results(tmp_path, "a.zip", _archive({"../../x.docx": _TEXT, "C:\\y.docx": _TEXT, "/z.docx": _TEXT}))
    assert [path for path, _ in _told(found)] == [f"{tmp_path / 'a.zip'}/{name}.docx" for name in "yxz"] or [
        path for path, _ in _told(found)
    ] == [f"{tmp_path / 'a.zip'}/{name}.docx" for name in "xyz"]
    assert not (tmp_path.parent.parent / "x.docx").exists()


def test_an_archive_without_documents(tmp_path: Path) -> None:
    code, message, _ = refusal(tmp_path, "a.zip", _archive({"a.exe": b"x"}))
    assert (code, message) == ("D214", "压缩包里没有可以读取的文件")


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.document.archive.MOST_FILES", 2)
    found = results(tmp_path, "a.zip", _archive({f"{n}.txt": b"abc" for n in range(4)}))
    assert [code for _, code in _told(found)] == ["txt", "txt", "D215"]
    assert found[-1].diagnostics[0].message() == "压缩包里的文件超过 2 个，后面的没有核查"  # type: ignore[union-attr]


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.document.archive.MOST_TOTAL", 1000)
    assert refusal(tmp_path, "a.zip", _archive({"a.txt": b"0" * 2000}))[:2] == (
        "D205",
        "文件解压后太大，没有读取（上限 1000 B）",
    )


def test_a_file_inside_with_a_password(tmp_path: Path) -> None:
    data = bytearray(_archive({"a.docx": _TEXT}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(sign) + offset
        data[at : at + 2] = struct.pack("<H", struct.unpack_from("<H", data, at)[0] | 1)
    (found,) = results(tmp_path, "a.zip", bytes(data))
    assert _told([found]) == [(str(tmp_path / "a.zip") + "/a.docx", "D201")]


def test_no_archive_at_all(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.zip", b"PK\x03\x04 nothing more") == (
        "D202",
        "文件已损坏，无法读取：不是完整的压缩包",
        "请重新取得这个文件，或用原来的软件打开（会提示修复）后另存",
    )
