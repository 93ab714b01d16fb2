"""Messages of the command line: C5, settings and usage."""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    "C501": Message("找不到规则“{source}”", "the rules “{source}” are not found", "写规则文件、文件夹或自带规则包的编号：{near}", "give a rule file, a folder or the id of a pack: {near}"),
    "C502": Message("没有“{name}”这个参数", "there is no parameter “{name}”", "可用的参数：{near}", "known parameters: {near}"),
    "C503": Message("参数“{name}”不能设为“{text}”：{why}", "parameter “{name}” cannot be “{text}”: {why}", "默认值是 {default}", "the default is {default}"),
}
