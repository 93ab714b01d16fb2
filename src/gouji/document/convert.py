"""Old Word documents and their relatives (doc, wps, rtf, odt): converted by LibreOffice, then read as docx.

LibreOffice runs as a process of its own with a profile of its own that is thrown away: macros are off in a new profile,
no link is updated without a person to agree, and what it may have open elsewhere is not touched. Word and WPS write the
same format under .doc and .wps.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Final

from gouji.document.compound import stream
from gouji.document.model import Document
from gouji.document.reading import Watch
from gouji.document.sniffing import OLE, opened
from gouji.faults import Diagnostic, Label, SubmissionError

#: Seconds that a conversion may take.
PATIENCE: Final = 120
_NAMES: Final = ("soffice", "libreoffice")
_USUAL: Final = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
#: Settings of the profile: no macros at all, no updates of links, no crash reports.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse">
<value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse">
<value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse">
<value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse">
<value>9</value></prop></item>
</oor:items>
"""


def read(data: bytes, name: str, watch: Watch | None = None) -> Document:
    """An old document. Raises SubmissionError (D236, D201, D203, D207, D208, and those of docx)."""
    other = opened(data, name, "doc", "ole", "rtf", "odt")
    if other is not None:
        return other(data, name, watch)
    if _locked(data):
        raise SubmissionError([Diagnostic("D201", {}, Label(name))])
    from gouji.document.docx import read as read_docx

    document = read_docx(converted(data, name, "docx"), name, watch)
    return replace(document, format=PurePath(name).suffix.lower().lstrip("."), sha256=hashlib.sha256(data).hexdigest())


def _locked(data: bytes) -> bool:
    """Whether a Word file says at its beginning that it is encrypted ([MS-DOC], 2.5.1, fEncrypted)."""
    text = stream(data, "WordDocument") if data.startswith(OLE) else None
    return text is not None and len(text) > 11 and bool(text[11] & 1)


def converted(data: bytes, name: str, target: str) -> bytes:
    """The file in another format. Raises SubmissionError (D207, D208)."""
    program = office()
    if program is None:
        shown = {"ending": PurePath(name).suffix or name, "better": target}
        raise SubmissionError([Diagnostic("D207", shown, Label(name))])
    with _folder() as folder:
        # the name of the file is not ours: inside it has a plain one
        source = folder / ("source" + _safe(PurePath(name).suffix))
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        command = [
            *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
            *("--convert-to", target, "--outdir", str(folder / "out"), str(source)),
        ]
        if _run(command, folder) is None:
            raise _failed(name, target, f"超过 {PATIENCE} 秒没有结果", f"no result after {PATIENCE} seconds")
        result = folder / "out" / f"source.{target}"
        if not result.is_file():
            raise _failed(
                *(name, target, "文件可能已损坏或有密码，或者 LibreOffice 没有安装 Writer"),
                "the file may be damaged or have a password, or LibreOffice came without Writer",
            )
        return result.read_bytes()


def office() -> str | None:
    """The program of LibreOffice; None where it is not installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next((path for path in _USUAL if os.access(path, os.X_OK)), None)


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _run(command: list[str], folder: Path) -> int | None:
    """The exit code; None where the time ran out, in which case the processes it began are ended with it."""
    environment = {
        key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy") and key != "PYTHONPATH"
    }
    environment |= {"HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
    )
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    import signal

    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failed(name: str, target: str, reason: str, reason_en: str) -> SubmissionError:
    args = {"reason": reason, "reason_en": reason_en, "better": target}
    return SubmissionError([Diagnostic("D208", args, Label(name))])


def _safe(ending: str) -> str:
    return ending.lower() if ending[1:].isascii() and ending[1:].isalnum() else ""
