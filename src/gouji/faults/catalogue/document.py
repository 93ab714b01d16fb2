"""Messages of the document room: D20x and D21x office files, archives and what converts old formats."""

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
}
