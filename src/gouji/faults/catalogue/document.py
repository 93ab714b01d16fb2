"""Messages of the document room: files of other programs that cannot be read, or not wholly.

D22x, D23x PDF, HTML, Markdown and separated values.
"""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    "D220": Message(
        zh="读取{kind}需要 {library}，尚未安装",
        en="reading {kind} needs {library}, which is not installed",
        help_zh='请运行：pip install "gouji[{extra}]"',
        help_en='run: pip install "gouji[{extra}]"',
    ),
    "D221": Message(
        zh="这份 PDF 共 {pages} 页，没有文字层：它是扫描件或图片",
        en="this PDF ({pages} pages) has no text layer: it is scanned, or made of pictures",
        help_zh="请先做文字识别（OCR），存成带文字层的 PDF；或者向填报单位索取电子原件",
        help_en="recognise its text first (OCR) and save it as a PDF with a text layer; or ask for the original file",
    ),
    "D222": Message(
        zh="第 {pages} 页没有文字层（扫描件或图片），其中的内容没有核查",
        en="page {pages}: no text layer (scanned, or a picture); what stands there has not been checked",
        help_zh="请对这些页做文字识别（OCR）后重新核查，或人工核对",
        help_en="recognise their text (OCR) and check again, or check them by hand",
    ),
    "D223": Message(
        zh="这份 PDF 有打开密码，无法读取",
        en="this PDF can only be opened with a password",
        help_zh="请在阅读器中输入密码打开，另存为不带密码的副本后再核查",
        help_en="open it with its password, save a copy without one, and check the copy",
    ),
    "D224": Message(
        zh="文件不是完好的 PDF：{reason}",
        en="the file is not a sound PDF: {reason}",
        help_zh="请用阅读器打开核实；能打开的，另存或打印成新的 PDF；打不开的，请重新获取文件",
        help_en="try a PDF viewer; if it opens there, save or print it to a new PDF; if not, get the file again",
    ),
    "D225": Message(
        zh="文件有 {total} 页，只读取了前 {limit} 页，其余没有核查",
        en="the file has {total} pages; only the first {limit} have been read, the others have not been checked",
        help_zh="请把文件按章节拆开，分别核查",
        help_en="split the file and check the parts",
    ),
    "D226": Message(
        zh="第 {pages} 页的图形或文字多得异常，没有读取，其中的内容没有核查",
        en="page {pages}: far too many drawings or characters; it has not been read and not been checked",
        help_zh="请人工核对这些页；若是图纸或地图，可以忽略",
        help_en="check these pages by hand; drawings and maps need no check",
    ),
    "D227": Message(
        zh="前 {limit} 页都没有文字（全文 {total} 页），没有再往后读",
        en="none of the first {limit} pages (of {total}) has any text; reading stopped there",
        help_zh="请核实这是不是要核查的文件；若是扫描件，请先做文字识别（OCR）；若正文在后面，请把那些页另存为一个文件",
        help_en="make sure that this is the file meant; recognise its text (OCR) if it was scanned; "
        "save the pages with text as a file of their own if they come later",
    ),
    "D228": Message(
        zh="表格超过 {limit} 个单元格的上限",
        en="the table has more than the limit of {limit} cells",
        help_zh="请把表格拆成几个文件分别核查",
        help_en="split the table into several files",
    ),
    "D229": Message(
        zh="第 {pages} 页已损坏，无法读取（{reason}），其中的内容没有核查",
        en="page {pages} is damaged and cannot be read ({reason}); what stands there has not been checked",
        help_zh="请用阅读器打开，打印成新的 PDF 后重新核查，或人工核对这些页",
        help_en="print the file to a new PDF and check that, or check these pages by hand",
    ),
    "D230": Message(
        zh="文件里没有可见的文字",
        en="the file holds no visible text",
        help_zh="请用对应的程序打开核实内容；网页的正文若由脚本载入，请在浏览器中另存为 PDF",
        help_en="open it and look; if a web page loads its text by a script, save it as a PDF from the browser",
    ),
    "D231": Message(
        zh="第 {pages} 页的文字没有编码信息，取出来是乱码，其中的内容没有核查",
        en="page {pages}: the text carries no character codes and cannot be decoded; it has not been checked",
        help_zh="请对文件做文字识别（OCR），或向填报单位索取电子原件",
        help_en="recognise its text (OCR), or ask for the original file",
    ),
    "D232": Message(
        zh="这份 PDF 的文字没有编码信息，取出来是乱码（共 {pages} 页）",
        en="the text of this PDF ({pages} pages) carries no character codes and cannot be decoded",
        help_zh="请对文件做文字识别（OCR），或向填报单位索取电子原件",
        help_en="recognise its text (OCR), or ask for the original file",
    ),
    "D233": Message(
        zh="文件中有一段压缩数据展开后超过 {limit} MB，没有读取",
        en="the file holds packed data that unpacks to more than {limit} MB; it has not been read",
        help_zh="正常的报告不会这样；请核实文件来源，或在阅读器中打印成新的 PDF",
        help_en="a report does not look like this; ask where the file comes from, or print it to a new PDF",
    ),
    "D234": Message(
        zh="文件的内容不是 PDF，虽然扩展名是",
        en="the file is named like a PDF but its content is none",
        help_zh="请用正确的扩展名重新保存，或重新获取文件",
        help_en="save it with the right ending, or get the file again",
    ),
}
