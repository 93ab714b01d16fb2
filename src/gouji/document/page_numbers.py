"""How the number of a page is printed: — 3 —, 第3页, 第 3 页 共 8 页, 3/8, iv."""

from __future__ import annotations

from typing import Final

from gouji.faults import regex as re

#: The whole of a line; ``number`` is that of the page.
PAGE_NUMBER: Final = re.compile(
    r"[-—–－_·\s]*(?:第\s*)?(?P<number>[0-9０-９]{1,4}|[ivxlcIVXLC]{1,6})\s*(?:页)?\s*"
    r"(?:[,，/／共of\s]*[0-9０-９]{1,4}\s*页?)?[-—–－_·\s]*"
)
