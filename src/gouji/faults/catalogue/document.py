"""Messages of the document room: files of other programs that cannot be read, or not wholly.

D20x, D21x office files, archives and what converts old formats · D22x, D23x PDF, HTML, Markdown, separated values.
"""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    # What keeps a file from being read
    "D200": Message(
        zh="读取这种文件需要“{library}”，它没有安装",
        en="reading a file of this kind needs “{library}”, which is not installed",
        help_zh='安装：pip install "gouji[{extra}]"',
        help_en='install it: pip install "gouji[{extra}]"',
    ),
    "D201": Message(
        zh="文件有密码，无法读取",
        en="the file is protected by a password and cannot be read",
        help_zh="请用原来的软件打开，去掉打开密码后另存，再核查另存的文件",
        help_en="open it with its program, save a copy without the password, and check the copy",
    ),
    "D202": Message(
        zh="文件已损坏，无法读取：{reason}",
        en="the file is damaged and cannot be read: {reason_en}",
        help_zh="请重新取得这个文件，或用原来的软件打开（会提示修复）后另存",
        help_en="get the file again, or open it with its program (which offers to mend it) and save it",
    ),
    "D203": Message(
        zh="扩展名是 {ending}，内容却是{found}，没有读取",
        en="the ending is {ending}, but the content is {found_en}; it was not read",
        help_zh="请核对是不是传错了文件；如果没错，把扩展名改成 {better}",
        help_en="check whether it is the right file; if it is, change its ending to {better}",
    ),
    "D204": Message(
        zh="扩展名是 {ending}，内容却是{found}，已按内容读取",
        en="the ending is {ending}, but the content is {found_en}; it was read as such",
        help_zh="建议把扩展名改成 {better}",
        help_en="change its ending to {better}",
    ),
    "D205": Message(
        zh="文件解压后太大，没有读取（上限 {limit}）",
        en="unpacked, the file is too large and was not read (limit: {limit_en})",
        help_zh="正常的材料不会这么大：请核对来源；压缩包请拆成几个",
        help_en="no ordinary submission is as large: check where it comes from; split an archive",
    ),
    "D206": Message(
        zh="文件里有 XML 实体声明（DOCTYPE），办公软件存的文件没有这种内容，为安全起见没有读取",
        en="the file declares XML entities (DOCTYPE), which no office program writes; for safety it was not read",
        help_zh="请核对文件来源；确认可信的，用办公软件打开后另存",
        help_en="check where it comes from; if it can be trusted, open it with an office program and save it again",
    ),
    "D207": Message(
        zh="{ending} 是旧格式，要由 LibreOffice 转换，这台机器上没有找到它",
        en="{ending} is an old format that LibreOffice has to convert, and it was not found on this machine",
        help_zh="请用 Word 或 WPS 打开，另存为 .{better} 再核查；或者安装 LibreOffice",
        help_en="open it with Word or WPS and save it as .{better}; or install LibreOffice",
    ),
    "D208": Message(
        zh="LibreOffice 没能转换这个文件：{reason}",
        en="LibreOffice could not convert the file: {reason_en}",
        help_zh="请用 Word 或 WPS 打开，另存为 .{better} 再核查",
        help_en="open it with Word or WPS, save it as .{better} and check that",
    ),
    # What a person would see and the reader did not, or saw differently
    "D209": Message(
        zh="文件带有宏，没有运行",
        en="the file contains macros; they were not run",
        help_zh="由宏算出的数以文件里存下的为准",
        help_en="what a macro computes is read as it was stored",
    ),
    "D210": Message(
        zh="有隐藏的内容，也读取了：{what}",
        en="there is hidden content, which was read as well: {what_en}",
        help_zh="请取消隐藏后核对是否应当报送",
        help_en="unhide it and check whether it belongs to the submission",
    ),
    "D211": Message(
        zh="有 {count} 个公式没有存下结果，按空单元格处理：{cells}",
        en="{count} formulas have no stored result and count as empty cells: {cells}",
        help_zh="请用 Excel 或 WPS 打开，保存一次再核查",
        help_en="open the file with Excel or WPS, save it once, and check it again",
    ),
    "D212": Message(
        zh="内容太多，只读到 {where}，后面的没有核查（上限 {limit} 个单元格）",
        en="too much content: read as far as {where_en}; the rest was not checked (limit: {limit} cells)",
        help_zh="请把数据拆成几个文件，或改用 csv",
        help_en="split the data into several files, or use csv",
    ),
    "D213": Message(
        zh="文件里没有文字{images}",
        en="the file contains no text{images_en}",
        help_zh="如果内容是扫描图片，请报送由文字处理软件直接另存的文件",
        help_en="if it holds scanned pictures, hand in the file as the word processor saved it",
    ),
    # Archives
    "D214": Message(
        zh="压缩包里没有可以读取的文件",
        en="the archive holds no file that can be read",
        help_zh="可读取的文件以这些扩展名结尾：{endings}",
        help_en="files are recognised by these endings: {endings}",
    ),
    "D215": Message(
        zh="压缩包里的文件超过 {limit} 个，后面的没有核查",
        en="the archive holds more than {limit} files; the rest was not checked",
        help_zh="请拆成几个压缩包，或先解压，再核查文件夹",
        help_en="split the archive, or unpack it and check the folder",
    ),
    "D216": Message(
        zh="压缩包里的这个文件不能直接核查（{ending}）",
        en="this file cannot be checked inside an archive ({ending})",
        help_zh="请先解压，再核查解压后的文件夹",
        help_en="unpack the archive first, and check the folder",
    ),
    # Word
    "D217": Message(
        zh="文件里有没有接受的修订：插入 {inserted} 处、删除 {deleted} 处，按全部接受后的文字读取",
        en="the file holds tracked changes ({inserted} insertions, {deleted} deletions); it was read as if all "
        "were accepted",
        help_zh="请接受或拒绝全部修订，另存为定稿再核查",
        help_en="accept or reject all changes, save the final text, and check that",
    ),
    "D218": Message(
        zh="有 {count} 个单元格的数字格式不认识，按存下的数值读取：{cells}",
        en="{count} cells have a number format that is not known; their stored values were read: {cells}",
        help_zh="请核对这些单元格显示的是否就是它的值",
        help_en="check that what these cells show is their value",
    ),
    "D219": Message(
        zh="文件里嵌入了别的内容，没有读取：{what}",
        en="the file embeds other content, which was not read: {what_en}",
        help_zh="请把嵌入的内容另存为文件，一并核查",
        help_en="save the embedded content as files of their own and check them too",
    ),
    # PDF, web pages, Markdown, separated values
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
    "D235": Message(
        zh="第 {pages} 页的文字是侧放或斜放的，没有读入，其中的内容没有核查",
        en="page {pages}: the text lies on its side or at a slant; it has not been read and not been checked",
        help_zh="请在阅读器中把这些页转正，另存后重新核查",
        help_en="turn these pages upright in a PDF viewer, save the file, and check it again",
    ),
    "D236": Message(
        zh="文件是空的，里面没有内容",
        en="the file is empty: there is nothing in it",
        help_zh="多半是传输或保存时出了错：请重新获取文件，打开核实后再核查",
        help_en="it was probably not saved or transferred whole: get it again, open it and look, and check it then",
    ),
    "D237": Message(
        zh="文件里没有能认的文字，像是乱码",
        en="no text can be made out in the file: it looks garbled",
        help_zh="请核对是不是传错了文件；如果没错，用编辑器打开，另存为 UTF-8",
        help_en="check whether it is the right file; if it is, open it in an editor and save it as UTF-8",
    ),
}
