"""One self-evaluation report in six formats, written to ``examples/submissions/``.

    python examples/make_submissions.py [FOLDER]

The office and its figures are invented. Seven faults are planted (``submissions/README.md`` lists them), everything else
holds. The same script gives the same bytes: dates and identifiers are fixed. Needs python-docx, openpyxl, reportlab.
"""

from __future__ import annotations

import html
import re
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NAME = "文化馆自评"
#: What every file says of the time of its making.
MADE = datetime(2024, 3, 15, 9, 0, 0)

TITLE = "禾川县文化馆公共文化服务项目支出绩效自评报告"
SUBTITLE = "（2023年度）"


@dataclass(frozen=True)
class Printed:
    """A table as printed. None is a cell that the merged cell above it (or, in the header, before it) covers."""

    caption: str
    headers: tuple[tuple[str | None, ...], ...]
    rows: tuple[tuple[str | None, ...], ...]
    widths: tuple[float, ...]
    """In millimetres."""

    @property
    def cells(self) -> tuple[tuple[str | None, ...], ...]:
        return (*self.headers, *self.rows)

    def merged(self) -> list[tuple[int, int, int, int]]:
        """First row and column, last row and column of every merged cell."""
        found = []
        for r, row in enumerate(self.cells):
            for c, text in enumerate(row):
                if text is None:
                    continue
                bottom, right = r, c
                while right + 1 < len(row) and row[right + 1] is None and r < len(self.headers) - 1:
                    right += 1
                while bottom + 1 < len(self.cells) and self.cells[bottom + 1][c] is None:
                    bottom += 1
                if r < len(self.headers):
                    bottom = min(bottom, len(self.headers) - 1)
                if (bottom, right) != (r, c):
                    found.append((r, c, bottom, right))
        return found


ADDED = "年中追加设备购置资金20.00万元，尾款按合同次年支付"
FUNDS = Printed(
    "项目资金情况表",
    (
        ("资金来源", "预算安排", None, "全年执行数（万元）", "分值", "得分", "执行率", "偏差原因"),
        (None, "年初预算数（万元）", "全年预算数（万元）", None, None, None, None, None),
    ),
    (
        ("年度资金总额", "300.00", "320.00", "300.80", "10", "9.40", "94.00%", ADDED),
        ("财政拨款", "280.00", "300.00", "284.40", "", "", "94.80%", ADDED),
        ("其他资金", "20.00", "20.00", "16.40", "", "", "82.00%", "部分演出合并举办，节约场租"),
    ),
    (24, 20, 20, 20, 12, 12, 16, 46),
)

INDICATORS = Printed(
    "绩效指标完成情况表",
    (
        ("一级指标", "二级指标", "三级指标", "完成情况", None, "评分（分）", None, "结论", "偏差原因"),
        (None, None, None, "年度指标值", "实际完成值", "分值", "得分", None, None),
    ),
    (
        ("产出指标", "数量指标", "惠民演出场次", "≥60场", "62场", "8", "8", "达到预期值目标", ""),
        (None, None, "公益培训班次", "≥40期", "41期", "6", "6", "达到预期值目标", ""),
        (None, None, "流动展览场次", "≥25场", "20场", "6", "4.8", "达到预期值目标", "展厅维修，部分展览顺延"),
        (None, None, "窗口人员保障", "≥12人", "100%", "4", "4", "达到预期值目标", ""),
        (None, "质量指标", "演出验收合格率", "≥95%", "98%", "6", "6", "达到预期值目标", ""),
        (None, None, "培训考核通过率", ">90%", "90%", "6", "6", "达到预期值目标", ""),
        (None, "时效指标", "设备安装完成时间", "2023年10月底前", "2023年9月26日完成", "7", "7", "达到预期值目标", ""),
        (None, "成本指标", "每场演出平均成本", "≤1.50万元", "1.42万元", "7", "7", "达到预期值目标", ""),
        ("效益指标", "社会效益指标", "年到馆人次", "≥15.00万人次", "15.80万人次", "10", "10", "达到预期值目标", ""),
        (None, None, "基层文化辅导人次", "≥3000人次", "3120人次", "10", "9.5", "达到预期值目标", ""),
        (
            None,
            "可持续影响指标",
            "总分馆联动机制",
            "健全",
            "印发联动工作办法并落实到12个分馆",
            "10",
            "10",
            "达到预期值目标",
            "",
        ),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "93.6%", "10", "10", "达到预期值目标", ""),
    ),
    (18, 20, 28, 22, 26, 10, 10, 20, 22),
)

#: The report as people read it: (depth of a heading or 0, text), and the tables in their places.
BLOCKS: tuple[tuple[int, str] | Printed, ...] = (
    (1, "一、基本情况"),
    (2, "（一）单位和人员"),
    (
        0,
        "禾川县文化馆是县文化和旅游局所属的事业单位。"
        "人员编制小计18人，其中：行政编制2人、事业编制15人、工勤编制1人；年末实有人数17人。",
    ),
    (2, "（二）资金安排和使用"),
    (0, "全年预算数320.00万元，执行数300.80万元，执行率94.00%。"),
    (0, "全年支出300.80万元，包括免费开放经费126.50万元、惠民演出经费88.30万元、设备购置经费61.00万元。"),
    (0, "项目支出300.80万元，比上年增加20.80万元，增长6.9%。"),
    FUNDS,
    (1, "二、绩效目标完成情况"),
    (0, "流动文化服务计划走访80个村，实际走访86个村，完成率107.5%。全年接待研学团队48批，比上年增加8批，增长20%。"),
    INDICATORS,
    (1, "三、自评结论"),
    (0, "自评总分97.70分，评定等级为良。"),
    (1, "四、下一步打算"),
    (0, "展厅维修完工后，优先补办顺延的流动展览；按季度核对资金支付进度。"),
)

#: The report in the form report/1: what a person who types it in would write.
FIELDS = {
    "编制人数": "18人",
    "行政编制": "2人",
    "事业编制": "15人",
    "工勤编制": "1人",
    "实有人数": "17人",
    "项目支出": "300.80万元",
    "总分": "97.70分",
    "等级": "良",
}
CLAIMS: dict[str, list[dict[str, str | None]]] = {
    "构成": [
        {"构成": "人员编制", "项": "总额", "数额": "18人", "列示": "其中"},
        {"构成": "人员编制", "项": "行政编制", "数额": "2人"},
        {"构成": "人员编制", "项": "事业编制", "数额": "15人"},
        {"构成": "人员编制", "项": "工勤编制", "数额": "1人"},
        {"构成": "全年支出", "项": "总额", "数额": "300.80万元", "列示": "穷举"},
        {"构成": "全年支出", "项": "免费开放经费", "数额": "126.50万元"},
        {"构成": "全年支出", "项": "惠民演出经费", "数额": "88.30万元"},
        {"构成": "全年支出", "项": "设备购置经费", "数额": "61.00万元"},
    ],
    "完成": [{"事项": "流动文化服务走访村", "目标": "80个村", "完成": "86个村", "完成率": "107.5%"}],
    "变动": [
        {
            "项目": "项目支出",
            "本期": "300.80万元",
            "方向": "增加",
            "变动额": "20.80万元",
            "率方向": "增长",
            "变动率": "6.9%",
        },
        {"项目": "接待研学团队", "本期": "48批", "方向": "增加", "变动额": "8批", "率方向": "增长", "变动率": "20%"},
    ],
}


# -- Word ------------------------------------------------------------------------------------------------------------


def docx_bytes() -> bytes:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    properties = document.core_properties
    properties.created = properties.modified = MADE
    properties.author = properties.last_modified_by = "禾川县文化馆"
    properties.title = TITLE
    for text in (TITLE, SUBTITLE):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in BLOCKS:
        if isinstance(block, Printed):
            document.add_paragraph(block.caption)
            _docx_table(document, block)
        elif block[0]:
            document.add_heading(block[1], block[0])
        else:
            document.add_paragraph(block[1])
    stream = BytesIO()
    document.save(stream)
    return steady(stream.getvalue())


def _docx_table(document: Any, printed: Printed) -> None:
    from docx.shared import Mm

    table = document.add_table(len(printed.cells), len(printed.headers[0]), "Table Grid")
    for row, texts in zip(table.rows, printed.cells, strict=True):
        for cell, text, width in zip(row.cells, texts, printed.widths, strict=True):
            cell.width = Mm(width)
            if text:
                cell.text = text
    for top, left, bottom, right in printed.merged():
        table.cell(top, left).merge(table.cell(bottom, right))
        # python-docx joins the empty paragraphs of the cells that are covered: one text is left
        cell = table.cell(top, left)
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)


# -- Excel -----------------------------------------------------------------------------------------------------------


def xlsx_bytes() -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment

    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "禾川县文化馆"
    text_sheet = book.active
    text_sheet.title = "自评报告"
    text_sheet.column_dimensions["A"].width = 100
    texts = (TITLE, SUBTITLE, *(block[1] for block in BLOCKS if isinstance(block, tuple)))
    for number, text in enumerate(texts, 1):
        text_sheet.cell(number, 1, text).alignment = Alignment(wrap_text=True)
    for printed in (FUNDS, INDICATORS):
        sheet = book.create_sheet(printed.caption)
        for r, row in enumerate(printed.cells, 1):
            for c, text in enumerate(row, 1):
                if text:
                    value, shape = stored(text)
                    sheet.cell(r, c, value).number_format = shape
        for c, width in enumerate(printed.widths, 1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(c)].width = width / 2
        for top, left, bottom, right in printed.merged():
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    stream = BytesIO()
    book.save(stream)
    return steady(stream.getvalue())


def stored(text: str) -> tuple[str | int | float, str]:
    """A cell as Excel keeps it: a bare number as a number with the format that prints it so, all else as text."""
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?%?", text):
        return text, "General"
    plain = text.rstrip("%")
    decimals = len(plain.partition(".")[2])
    shape = "0" + ("." + "0" * decimals if decimals else "")
    if text.endswith("%"):
        return round(float(plain) / 100, decimals + 2), shape + "%"
    return (float(plain) if decimals else int(plain)), shape


def steady(data: bytes) -> bytes:
    """An office file without the hour of its making: in the list of its parts, and in its properties."""
    stamp = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    fixed = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == "docProps/core.xml":
                content = stamp.sub(fixed, content)
            copy.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# -- PDF -------------------------------------------------------------------------------------------------------------


def pdf_bytes() -> bytes:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    font = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    body = ParagraphStyle("body", fontName=font, fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")
    title = ParagraphStyle("title", body, fontSize=16, leading=24, firstLineIndent=0, alignment=TA_CENTER)
    heading = ParagraphStyle("heading", body, fontSize=13, leading=22, firstLineIndent=0)
    caption = ParagraphStyle("caption", body, firstLineIndent=0, alignment=TA_CENTER)
    cell = ParagraphStyle("cell", body, fontSize=8, leading=11, firstLineIndent=0)

    def shown(text: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(html.escape(text), style)

    flow: list[Flowable] = [shown(TITLE, title), shown(SUBTITLE, title), Spacer(1, 4 * mm)]
    for block in BLOCKS:
        if isinstance(block, Printed):
            flow.append(shown(block.caption, caption))
            rows = [[shown(text, cell) if text else "" for text in row] for row in block.cells]
            table = Table(rows, [width * mm for width in block.widths], repeatRows=0)
            spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in block.merged()]
            grid = ("GRID", (0, 0), (-1, -1), 0.5, "black")
            middle = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
            table.setStyle(TableStyle([grid, middle, *spans]))
            flow += [table, Spacer(1, 4 * mm)]
        else:
            flow.append(shown(block[1], heading if block[0] else body))
    stream = BytesIO()
    margins = {"leftMargin": 16 * mm, "rightMargin": 16 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}
    SimpleDocTemplate(stream, pagesize=A4, title=TITLE, author="禾川县文化馆", invariant=1, **margins).build(flow)
    return stream.getvalue()


# -- HTML ------------------------------------------------------------------------------------------------------------


def html_text() -> str:
    lines = ["<!DOCTYPE html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">', f"<title>{TITLE}</title>"]
    lines += ["</head>", "<body>", f"<h1>{TITLE}</h1>", f"<p>{SUBTITLE}</p>"]
    for block in BLOCKS:
        if isinstance(block, Printed):
            lines += [f"<p>{block.caption}</p>", *_html_table(block)]
        elif block[0]:
            lines.append(f"<h{block[0] + 1}>{block[1]}</h{block[0] + 1}>")
        else:
            lines.append(f"<p>{block[1]}</p>")
    return "\n".join([*lines, "</body>", "</html>"]) + "\n"


def _html_table(printed: Printed) -> list[str]:
    merged = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in printed.merged()}
    lines = ["<table>"]
    for r, row in enumerate(printed.cells):
        lines.append("<tr>")
        for c, text in enumerate(row):
            if text is None:
                continue
            rows, columns = merged.get((r, c), (1, 1))
            spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
            tag = "th" if r < len(printed.headers) else "td"
            lines.append(f"<{tag}{spans}>{html.escape(text)}</{tag}>")
        lines.append("</tr>")
    return [*lines, "</table>"]


# -- plain text ------------------------------------------------------------------------------------------------------


def txt_text() -> str:
    """As programs dump a document: the cells of a row with bars between, the merged ones lost."""
    lines = [TITLE, SUBTITLE, ""]
    for block in BLOCKS:
        if isinstance(block, Printed):
            lines += [block.caption, *(" | ".join(text or "" for text in row) for row in block.cells), ""]
        else:
            lines.append(block[1])
    return "\n".join(lines) + "\n"


# -- report/1 --------------------------------------------------------------------------------------------------------


def yaml_text() -> str:
    tables = {"预算执行": [_row(FUNDS, row) for row in FUNDS.rows], "指标": [], **CLAIMS}
    above: dict[str, str | None] = {}
    for printed in INDICATORS.rows:
        row = _row(INDICATORS, printed)
        for name in ("一级指标", "二级指标"):
            row[name] = above[name] = row[name] if row[name] is not None else above[name]
        tables["指标"].append(row)
    lines = ["gouji: report/1", "kind: 项目支出绩效自评报告", "unit: 禾川县文化馆", "year: 2023", "fields:"]
    lines += [f"  {name}: {_quoted(text)}" for name, text in FIELDS.items()]
    lines.append("tables:")
    for name, rows in tables.items():
        lines.append(f"  {name}:")
        for row in rows:
            cells = [f"{_quoted(column)}: {_quoted(text)}" for column, text in row.items()]
            lines += [f"    {'-' if number == 0 else ' '} {cell}" for number, cell in enumerate(cells)]
    return "\n".join(lines) + "\n"


def _row(printed: Printed, row: tuple[str | None, ...]) -> dict[str, str | None]:
    names = [below or above for above, below in zip(*printed.headers, strict=True)]
    return {name or "": text for name, text in zip(names, row, strict=True)}


def _quoted(text: str | None) -> str:
    """Plain where YAML cannot mistake it, else in quotes."""
    if not text:
        return "null"
    return text if re.fullmatch(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z.%（）、，。；]*", text) else f'"{text}"'


def files() -> dict[str, bytes]:
    """The six files by their names."""
    return {
        f"{NAME}.docx": docx_bytes(),
        f"{NAME}.xlsx": xlsx_bytes(),
        f"{NAME}.pdf": pdf_bytes(),
        f"{NAME}.html": html_text().encode(),
        f"{NAME}.txt": txt_text().encode(),
        f"{NAME}.yaml": yaml_text().encode(),
    }


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "submissions"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
