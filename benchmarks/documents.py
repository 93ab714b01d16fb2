"""How long documents take: a ten-page docx, a 300-row xlsx, PDFs of 30 and of 500 pages, the text of a printed account of 40
pages and of one three times as long, made here.

    python benchmarks/documents.py [--only docx] [--repeat 3] [--pages 500]

Each measurement is a process of its own that has imported everything and judged a small document before: what is
timed is the work on the document itself, in processor time. The share of the library is what reading spends in the file
library and in unpacking and parsing XML, measured by running the reader once more under a profiler, which makes Python
look slower than C. (What lxml does when a reader asks it for a child counts as the reader's.)
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
#: Packages that count as the file library, by a part of the names of their files.
LIBRARIES = (
    "docx/", "openpyxl/", "lxml", "python_calamine", "calamine", "pdfminer", "pdfplumber", "pypdf", "zipfile", "zlib",
    "xml/", "pyexpat", "expat", "gouji/document/package.py",
)  # fmt: skip

HEADERS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "结论", "偏差原因")
PARAGRAPH = (
    "（{n}）第{n}项工作。全年支出{total}.00万元，包括设备费{a}.00万元、人员费{b}.00万元、会务费{c}.00万元；计划走访{plan}个村，"
    "实际走访{plan}个村，完成率100%。支出比上年增加{c}.00万元。有关部门按照年度工作安排推进各项任务，及时核对台账，按季度通报资金支付"
    "进度，并对发现的问题逐项整改。"
)


def paragraph(number: int) -> str:
    """A paragraph whose figures agree."""
    a, b, c = 100 + number, 60 + number % 7, 20 + number % 5
    return PARAGRAPH.format(n=number, a=a, b=b, c=c, total=a + b + c, plan=30 + number % 40)


def indicator(number: int) -> tuple[str, ...]:
    """A row of an indicator table that is in order."""
    target = 50 + number % 60
    return (
        "产出指标", "数量指标", f"第{number}类服务场次", f"≥{target}场", f"{target + 1}场", "2", "2", "达到预期值目标", "",
    )  # fmt: skip


def make_docx(path: Path) -> None:
    """About ten pages: seventy paragraphs and two tables of thirty rows."""
    import docx

    document = docx.Document()
    document.add_paragraph("某县公共服务项目支出绩效自评报告")
    for part in range(2):
        for number in range(35):
            document.add_paragraph(paragraph(part * 35 + number + 1))
        table = document.add_table(31, len(HEADERS))
        for row, texts in zip(table.rows, [HEADERS, *(indicator(part * 30 + n) for n in range(30))], strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(str(path))


def make_xlsx(path: Path) -> None:
    """A sheet of 300 indicator rows."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "绩效指标完成情况表"
    sheet.append(HEADERS)
    for number in range(300):
        sheet.append(indicator(number))
    book.save(path)


def make_pdf(path: Path, pages: int) -> None:
    """Pages of four paragraphs; a table of twelve rows on every fifth."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

    font = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    style = ParagraphStyle("body", fontName=font, fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")
    look = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), font, 7)])
    flow: list[Flowable] = [Paragraph("某县公共服务项目支出绩效自评报告", style)]
    for page in range(pages):
        flow += [Paragraph(paragraph(page * 4 + number + 1), style) for number in range(4)]
        if page % 5 == 0:
            flow.append(Table([HEADERS, *(indicator(page + n) for n in range(12))], style=look))
        flow.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(flow)


#: What the text of an account is made of: lines of a page, characters of a name in a table, and lines that break off in no
#: figure.
PAGE, NAME = 45, 9
BROKEN = re.compile(r".{1,28}(?<![0-9,.](?=[0-9,.%]))|.+")
CLASSES = (
    ("一般公共服务", "市场监督管理事务", "一般行政管理事务"),
    ("公共安全", "其他公共安全", "基层治安防控能力提升"),
    ("社会保障和就业", "行政事业单位养老", "机关事业单位基本养老保险缴费"),
    ("卫生健康", "行政事业单位医疗", "公务员医疗补助"),
    ("城乡社区", "城乡社区公共设施", "其他城乡社区公共设施建设与维护"),
    ("住房保障", "住房改革", "住房公积金和购房补贴"),
)


def yuan(hundredths: int) -> str:
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def wrapped(code: str, name: str, figures: list[str]) -> list[str]:
    """A row whose name is printed in several lines of its cell, beside the others that have one."""
    parts = [name[at : at + NAME] for at in range(0, len(name), NAME)]
    middle = (len(parts) - 1) // 2
    own = " ".join([code, *figures] if len(parts) % 2 == 0 else [code, parts[middle], *figures])
    above = parts[: middle + 1] if len(parts) % 2 == 0 else parts[:middle]
    return [*above, own, *parts[middle + 1 :]]


def chapter(number: int) -> list[str]:
    """The lines of about ten pages: tables with names over several lines, a form of one cell a line, and what is said of
    them. The figures agree."""
    year = 2001 + number
    basic = [100_00 * (at + 3) + 1234 * number + 57 * at for at in range(len(CLASSES))]
    special = [200_00 * (at + 1) + 4321 * number + 31 * at for at in range(len(CLASSES))]
    both = [one + other for one, other in zip(basic, special, strict=True)]
    lines = [f"第{number}部分 某市第{number}管理处{year}年度部门决算"]
    for title, last in (("收入决算表", "其他收入"), ("支出决算表", "经营支出"), ("一般公共预算财政拨款支出决算表", "")):
        lines += [
            title,
            "单位：万元",
            "项目",
            f"本年合计 基本支出 项目支出 {last}".rstrip(),
            "功能分类",
            "科目名称",
            "科目编码",
        ]
        total = [yuan(sum(both)), yuan(sum(basic)), yuan(sum(special))]
        lines.append(" ".join(["合计", *total]))
        for at, names in enumerate(CLASSES):
            figures = [yuan(both[at]), yuan(basic[at]), yuan(special[at])]
            for depth, name in enumerate(names):
                lines += wrapped(f"{201 + at}" + f"{at + 1:02d}" * depth, f"{name}支出", figures)
        lines.append("注：本表反映部门本年度各项收支情况。")
    lines += ["绩效指标完成情况表", *HEADERS[:-1]]
    for at in range(12):
        lines += [cell for cell in indicator(12 * number + at) if cell]
    lines.append(f"第{number}部分 {year}年度部门决算情况说明")
    total = (
        f"本年支出合计{yuan(sum(both))}万元，其中：基本支出{yuan(sum(basic))}万元，项目支出{yuan(sum(special))}万元。"
    )
    said = [f"一、支出决算情况说明。{total}"]
    for at, names in enumerate(CLASSES):
        before = both[at] - 100_00
        said.append(
            f"{at + 1}.{names[0]}支出（类）{names[1]}（款）{names[2]}（项）。{year - 1}年决算数为{yuan(before)}万元，"
            f"{year}年决算数为{yuan(both[at])}万元，比上年决算数增加{yuan(both[at] - before)}万元，"
            "主要用于保障日常运转、人员经费以及按规定开展的各项工作。"
        )
    said += [paragraph(12 * number + at) for at in range(30)]
    return lines + [line[0] for text in said for line in BROKEN.finditer(text)]


def make_text(path: Path, chapters: int) -> None:
    """The pages of an account as they come out of a PDF: their lines, each page with its number."""
    lines = ["某市公共服务管理局部门决算", *(line for number in range(chapters) for line in chapter(number + 1))]
    pages = [lines[at : at + PAGE] for at in range(0, len(lines), PAGE)]
    text = "\f".join("\n".join([*page, str(number)]) + "\n" for number, page in enumerate(pages, 1))
    path.write_text(text, encoding="utf-8")


def makers(long: int) -> dict[str, tuple[str, Callable[[Path], None]]]:
    """The documents by name: the ending, and what writes the file."""
    return {
        "docx": (".docx", make_docx),
        "xlsx": (".xlsx", make_xlsx),
        "pdf-30": (".pdf", lambda path: make_pdf(path, 30)),
        f"pdf-{long}": (".pdf", lambda path: make_pdf(path, long)),
        "txt-40": (".txt", lambda path: make_text(path, 4)),
        "txt-120": (".txt", lambda path: make_text(path, 12)),
    }


def measure(path: Path, small: Path) -> dict[str, float | int]:
    """Seconds of processor time by stage, the share of the file library in reading, peak memory in MiB."""
    from benchmarks.worker import peak_kib
    from gouji.document.model import Document
    from gouji.document.reading import read_documents
    from gouji.engine.choosing import DEFAULT_PACK, ShippedRules
    from gouji.engine.understanding import packs_for
    from gouji.extraction import extract

    def document(file: Path) -> Document:
        found = next(read_documents(file))
        assert isinstance(found, Document), found
        return found

    shipped = ShippedRules(DEFAULT_PACK)
    first = document(small)
    rules = shipped.rules_of(packs_for(first, shipped))
    rules.check(extract(first, rules.pack))

    start = process_time()
    read = document(path)
    reading = process_time() - start
    start = process_time()
    rules = shipped.rules_of(packs_for(read, shipped))
    report = extract(read, rules.pack)
    extracting = process_time() - start
    start = process_time()
    findings = len(rules.check(report).findings)
    judging = process_time() - start
    peak = peak_kib()

    profile = cProfile.Profile()
    profile.enable()
    document(path)
    profile.disable()
    total = inside = 0.0
    for (file, _, function), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        total += own
        if any(name in file.replace("\\", "/") or name in function for name in LIBRARIES):
            inside += own
    return {
        "reading": reading,
        "extracting": extracting,
        "judging": judging,
        "library": inside / total if total else 0.0,
        "peak": peak / 1024,
        "cells": sum(1 for _ in report.cells()),
        "findings": findings,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="one document: docx, xlsx, pdf-30, pdf-500, txt-40 or txt-120")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--pages", type=int, default=500, help="pages of the long PDF")
    parser.add_argument("--measure", nargs=2, metavar=("FILE", "SMALL"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(*map(Path, given.measure))))
        return
    print("| document | KB | work s | reading | extracting | judging | of all in the library | peak MiB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, (ending, make) in makers(given.pages).items():
            if given.only and name != given.only:
                continue
            path, small = Path(folder, f"{name}{ending}"), Path(folder, f"small{ending}")
            make(path)
            (make_pdf(small, 1) if ending == ".pdf" else make_text(small, 1) if ending == ".txt" else make(small))
            runs = [measured(path, small) for _ in range(given.repeat)]
            middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            work = middle["reading"] + middle["extracting"] + middle["judging"]
            share = middle["library"] * middle["reading"] / work
            stages = " | ".join(f"{middle[key]:.2f}" for key in ("reading", "extracting", "judging"))
            size = path.stat().st_size / 1024
            print(f"| {name} | {size:.0f} | {work:.2f} | {stages} | {share:.0%} | {middle['peak']:.0f} |", flush=True)


def measured(path: Path, small: Path) -> dict[str, float]:
    """One measurement, in a process of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), "--measure", str(path), str(small)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(shown.stdout)
    return result


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
