"""Draws check.png: what `audit check` shows on a terminal for the report with planted faults.

python docs/pictures/make.py        (needs a Chromium for the last step; without one the page is left as check.html)
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WIDTH, SHOWN = 96, 41
COMMAND = ["check", "examples/reports/06-planted-faults.yaml", "--rules", "docs/pictures/rules.yaml"]
COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea"}
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #0d1117; }}
pre {{ margin: 18px 22px; color: #e6edf3; font: 15px/1.5 "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace; }}
b {{ font-weight: 700; }} .dim {{ color: #8b949e; }}
</style><pre>{text}</pre>"""


def captured() -> str:
    """The command's output on a terminal of the picture's width, colours included."""
    master, slave = pty.openpty()
    environment = {
        **os.environ,
        "COLUMNS": str(WIDTH),
        "LINES": "500",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "gouji", *COMMAND]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=slave, stderr=subprocess.DEVNULL)
    os.close(slave)
    out = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        out += chunk
    process.wait()
    return out.decode().replace("\r\n", "\n")


def as_html(text: str) -> str:
    """The text with its colours as spans."""
    out, opened = [], 0
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        if not part.startswith("\x1b"):
            out.append(escape(part))
            continue
        codes = part[2:-1].split(";")
        if codes in (["0"], [""]):
            out.append("</span>" * opened)
            opened = 0
            continue
        style = "".join(
            f"color:{COLORS[code.replace('9', '3', 1)]};" for code in codes if code.replace("9", "3", 1) in COLORS
        )
        style += "font-weight:700;" if "1" in codes else ""
        style += "opacity:.62;" if "2" in codes else ""
        out.append(f'<span style="{style}">')
        opened += 1
    return "".join(out) + "</span>" * opened


def main() -> None:
    lines = ["\x1b[2m$\x1b[0m audit " + " ".join(COMMAND), "", *captured().splitlines()]
    page = PAGE.format(text=as_html("\n".join(lines[:SHOWN])))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.html"
        path.write_text(page, encoding="utf-8")
        if chromium is None:
            shutil.copy(path, HERE / "check.html")
            print("no Chromium: wrote check.html")
            return
        size = f"{WIDTH * 9 + 10},{SHOWN * 23 + 20}"
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-background-networking",
        ]
        subprocess.run(
            [
                chromium,
                *options,
                f"--user-data-dir={folder}/profile",
                f"--window-size={size}",
                f"--screenshot={HERE / 'check.png'}",
                path.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    print("wrote check.png")


if __name__ == "__main__":
    main()
