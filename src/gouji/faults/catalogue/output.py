"""Messages of the output room: files that a finding list cannot be written to."""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    "C551": Message(
        zh="看不出“{path}”要写成什么格式",
        en="the format of “{path}” cannot be told from its ending",
        help_zh="认识的结尾：{endings}",
        help_en="known endings: {endings}",
    ),
    "C552": Message(
        zh="不能写“{path}”：没有文件夹“{folder}”",
        en="cannot write “{path}”: there is no folder “{folder}”",
        help_zh="先建立这个文件夹，或换一个位置",
        help_en="make the folder first, or choose another place",
    ),
    "C553": Message(
        zh="不能写“{path}”：这是一个文件夹",
        en="cannot write “{path}”: it is a folder",
        help_zh="写上文件名，例如 {example}",
        help_en="name a file, such as {example}",
    ),
    "C554": Message(
        zh="不能写“{path}”：没有写入权限，或文件正被别的程序打开",
        en="cannot write “{path}”: permission is denied, or another program holds the file open",
        help_zh="关闭打开它的程序，或换一个位置",
        help_en="close the program that has it open, or choose another place",
    ),
    "C555": Message(
        zh="不能写“{path}”：{reason}",
        en="cannot write “{path}”: {reason}",
        help_zh="原有的文件没有改动",
        help_en="a file that was there before is unchanged",
    ),
    "C556": Message(
        zh="“{path}”给了两次，后写的会盖掉先写的",
        en="“{path}” is given twice: the second would replace the first",
        help_zh="每个输出用不同的文件名",
        help_en="give each output its own name",
    ),
    "C557": Message(
        zh="“{path}”是送审材料，不能用核查结果盖掉它",
        en="“{path}” is a submission: the finding list must not replace it",
        help_zh="换一个输出文件名",
        help_en="choose another name for the output",
    ),
    "C558": Message(
        zh="{format} 格式不能显示在屏幕上",
        en="the format {format} cannot be shown on a screen",
        help_zh="用 -o 写到文件，例如 -o {example}",
        help_en="write it to a file with -o, such as -o {example}",
    ),
    "C559": Message(
        zh="没有“{format}”这种输出格式",
        en="there is no output format “{format}”",
        help_zh="可用的格式：{known}",
        help_en="formats: {known}",
    ),
    "C560": Message(
        zh="批注不能写到“{path}”：这是一个文件，要写文件夹",
        en="annotated copies cannot go to “{path}”: it is a file, and a folder is needed",
        help_zh="换一个文件夹的名字，例如 --annotate 批注",
        help_en="name a folder, such as --annotate annotated",
    ),
    "C561": Message(
        zh="“{path}”有问题，但这种文件不能加批注",
        en="“{path}” has findings, but files of this kind take no notes",
        help_zh="能加批注的：{endings}；别的文件用 -o 问题.html 看",
        help_en="files that do: {endings}; see the others with -o findings.html",
    ),
    "C562": Message(
        zh="没有给“{path}”写批注：它在压缩包里，或者已经不在原处",
        en="no annotated copy of “{path}”: it is inside an archive, or no longer there",
        help_zh="先解压，再核查解压出来的文件",
        help_en="unpack it, and check the file that comes out",
    ),
    "C563": Message(
        zh="没有给“{path}”写批注：读过以后它又改动了，位置可能不对",
        en="no annotated copy of “{path}”: it has changed since it was read, and the places may be wrong",
        help_zh="重新核查一次",
        help_en="check it again",
    ),
}
