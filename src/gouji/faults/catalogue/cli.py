"""Messages of the command line: C5, settings and usage; D19x, submissions that the command line can say more about."""

from __future__ import annotations

from gouji.faults.catalogue.template import Message

MESSAGES: dict[str, Message] = {
    # Rules and parameters
    "C501": Message(
        "找不到规则“{source}”",
        "the rules “{source}” are not found",
        "写规则文件、文件夹或自带规则包的编号：{near}",
        "give a rule file, a folder or the id of a pack: {near}",
    ),
    "C502": Message(
        "没有“{name}”这个参数", "there is no parameter “{name}”", "可用的参数：{near}", "known parameters: {near}"
    ),
    "C503": Message(
        "参数“{name}”不能设为“{text}”：{why}",
        "parameter “{name}” cannot be “{text}”: {why_en}",
        "默认值是 {default}",
        "the default is {default}",
    ),
    "C504": Message(
        "文件夹“{source}”里没有规则文件",
        "the folder “{source}” holds no rule files",
        "规则文件以 .yaml 或 .yml 结尾",
        "rule files end in .yaml or .yml",
    ),
    "C505": Message("没有“{source}”这个文件", "there is no file “{source}”", "{hint}", "{hint_en}"),
    "C506": Message(
        "参数“{name}”的值应当是文字，给的是 {type}",
        "the value of parameter “{name}” must be text, and {type} was given",
        '例如 "150%"、"2023年12月31日"、"{{优, 良}}"',
        'for example "150%", "2023年12月31日", "{{优, 良}}"',
    ),
    # How the command is written
    "C510": Message(
        "audit {verb} 没有“{option}”这个选项",
        "audit {verb} has no option “{option}”",
        "最接近的选项：{near}",
        "nearest options: {near}",
    ),
    "C511": Message(
        "没有“{word}”这个命令",
        "there is no command “{word}”",
        "可用的命令：{known}{hint}",
        "commands: {known}{hint_en}",
    ),
    "C512": Message("缺少 {what}", "{what} is missing", "例如：{example}", "for example: {example}"),
    "C513": Message(
        "选项 {option} 后面缺少内容", "option {option} lacks its value", "例如：{example}", "for example: {example}"
    ),
    "C514": Message(
        "多出了 {words}",
        "{words} is one too many",
        "路径中有空格时要加引号；用法见 audit {verb} --help",
        "quote a path that contains blanks; see audit {verb} --help",
    ),
    "C515": Message(
        "命令写法有误：{reason}",
        "the command is faulty: {reason}",
        "用法见 audit {verb} --help",
        "see audit {verb} --help",
    ),
    "C516": Message(
        "{option} 不能是“{value}”", "{option} cannot be “{value}”", "可以是：{known}", "it can be: {known}"
    ),
    "C517": Message(
        "--set 要写成 参数=值，“{text}”里没有“=”",
        "--set takes parameter=value; “{text}” has no “=”",
        "例如：--set {example}",
        "for example: --set {example}",
    ),
    "C518": Message("--set 把“{name}”设了两次", "--set gives “{name}” twice", "只留一个", "keep one of them"),
    "C519": Message(
        "有一个参数是空的",
        "an argument is empty",
        "多半是命令里的变量没有值；写明文件、规则或设置",
        "probably a variable without a value; name the file, the rules or the setting",
    ),
    "C529": Message(
        "另有 {count} 处错误没有显示，共 {total} 处",
        "{count} more faults are not shown; {total} in all",
        "改好上面的再运行一次；audit check … --format json 把它们全部列出",
        "mend those above and run again; audit check … --format json lists all of them",
    ),
    # What was asked for cannot be done
    "C520": Message(
        "没有任何规则被判定，不等于通过：{reason}",
        "no rule was judged, which is not a pass: {reason_en}",
        "{next}",
        "{next_en}",
    ),
    "C521": Message(
        "没有自带的规则包适用于“{kind}”这类材料，没有核查",
        "no pack that comes with gouji is for “{kind}”: nothing was checked",
        "用 --rules 指明规则，例如 --rules {example}",
        "name the rules with --rules, such as --rules {example}",
    ),
    "C522": Message(
        "“{path}”是规则文件，不是送审材料",
        "“{path}” is a rule file, not a submission",
        "规则写在 --rules 后面：audit check 送审材料 --rules {path}",
        "rules go after --rules: audit check SUBMISSIONS --rules {path}",
    ),
    "C523": Message(
        "“{path}”是送审材料，不是规则",
        "“{path}” is a submission, not rules",
        "送审材料直接写在命令后面：audit check {path}",
        "submissions follow the command: audit check {path}",
    ),
    "C524": Message(
        "“{path}”是自带规则包的编号，不是送审材料",
        "“{path}” is the id of a pack, not a submission",
        "写成：audit check 送审材料 --rules {path}",
        "write: audit check SUBMISSIONS --rules {path}",
    ),
    "C525": Message(
        "核查这份材料时程序出错，没有核查完：{type}: {text}",
        "the program failed on this submission: {type}: {text}",
        "请把这一行报告给开发者；设环境变量 GOUJI_DEBUG=1 可看详细经过",
        "please report this line; with GOUJI_DEBUG=1 in the environment the whole trace is shown",
    ),
    "C526": Message(
        "另有 {count} 处没有列出",
        "{count} more are not listed",
        "先改正以上各处，再核查一次",
        "mend those above, then check again",
    ),
    "C527": Message(
        "一个工作进程意外结束，核查没有做完",
        "a worker process ended unexpectedly; the check is unfinished",
        "可能是内存不足：减小 --jobs 再试",
        "memory may have run out: try a smaller --jobs",
    ),
    "C528": Message(
        "不能写到标准输出：{reason}",
        "cannot write to standard output: {reason}",
        "检查磁盘空间，或用 -o 写到别处",
        "check the space on the disk, or write elsewhere with -o",
    ),
    # explain, read
    "C530": Message("没有“{id}”这条规则", "there is no rule “{id}”", "最接近的编号：{near}", "nearest ids: {near}"),
    "C531": Message(
        "材料里没有编号为“{id}”的问题，也没有这条规则",
        "the submission has no finding “{id}”, and there is no such rule",
        "全部规则：audit rules list",
        "all rules: audit rules list",
    ),
    "C532": Message(
        "--row {row} 超出范围：这条规则在这份材料里有 {count} 处",
        "--row {row} is out of range: the rule has {count} places here",
        "写 1 到 {count} 之间的数",
        "give a number from 1 to {count}",
    ),
    "C533": Message(
        "“{path}”里有不止一份报告，YAML 只能写一份",
        "“{path}” holds several reports, and YAML can hold one",
        "改用 --format json，每行写一份",
        "use --format json: one report a line",
    ),
    "C535": Message(
        "“{path}”是文件夹，这里一次只读一份材料",
        "“{path}” is a folder; this reads one submission at a time",
        "写里面的一个文件；整个文件夹用 audit check {path}",
        "name one of its files; for the whole folder: audit check {path}",
    ),
    "C534": Message(
        "“{id}”看来是问题的编号，还要给出它所在的材料",
        "“{id}” looks like the id of a finding; name its submission too",
        "例如：audit explain {id} 材料.yaml",
        "for example: audit explain {id} report.yaml",
    ),
    # rules test
    "C540": Message(
        "没有名称或编号含有“{word}”的规则",
        "no rule has “{word}” in its id or name",
        "全部规则：audit rules list",
        "all rules: audit rules list",
    ),
    "C541": Message(
        "没有一条规则带测试，什么也没有验证",
        "no rule has a test: nothing was verified",
        "在规则下面加 测试:",
        "add tests: to the rules",
    ),
    # init
    "C545": Message(
        "“{path}”已经存在，没有改动",
        "“{path}” exists already and was left alone",
        "换一个文件夹，例如 audit init 新文件夹",
        "choose another folder, such as audit init NEW",
    ),
    "C546": Message(
        "不能写“{path}”：{reason}", "cannot write “{path}”: {reason}", "换一个位置", "choose another place"
    ),
    # Anything else
    "C599": Message(
        "程序出错：{type}: {text}",
        "the program failed: {type}: {text}",
        "请把这一行和所用的命令报告给开发者；设环境变量 GOUJI_DEBUG=1 可看详细经过",
        "please report this line and the command; with GOUJI_DEBUG=1 in the environment the whole trace is shown",
    ),
    # Submissions
    "D191": Message(
        "还不能读 {ending} 格式，这个格式以后会有",
        "the format {ending} cannot be read yet; it comes later",
        "请另存为可读的格式再核查：{endings}",
        "save it in a format that can be read: {endings}",
    ),
    "D192": Message(
        "这是核查结果（{found}），不是送审材料",
        "this is a finding list ({found}), not a submission",
        "把核查结果存到送审材料之外的文件夹",
        "keep finding lists outside the folder of the submissions",
    ),
}
