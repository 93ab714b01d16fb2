"""Counts told against the names, lines and rows that they count.

Each text is written for the test. A text of ``HELD`` is sound, and a wrong number in it is found; what only looks like a
list of what is counted is not accused.
"""

from __future__ import annotations

from functools import partial
from time import process_time

import pytest
import short_texts
from short_texts import accused, held

from gouji.engine.outcome import Severity

judged = partial(short_texts.judged, pack="cn-claims")

#: A sound text; a stretch of it and the same with a wrong number, that is found (None: nobody is accused of it).
HELD = {
    "called-what-is-counted": (
        "打造五大平台：政务平台、共享平台、指挥平台、便民平台、监管平台。",
        "五大",
        "六大",
    ),
    "colon": ("下设3个科室：办公室、规划科、水资源科。", "3个", "4个"),
    "being": ("涉及5个项目，分别为河道整治、水库除险、灌区改造、供水、水土保持。", "5个", "6个"),
    "that-is": ("内设机构6个，即：办公室、人事科、财务科、业务科、监察科、信息科。", "6个", "7个"),
    "titles-without-a-pause": ("出台了《考核办法》《奖惩规定》《值班制度》三项制度。", "三项", "四项"),
    "titles-in-brackets": ("获省级奖3项（《春江》《秋水》《冬雪》）。", "3项", "4项"),
    "titles-and": ("先后印发《考核办法》、《奖惩规定》和《值班制度》3个文件。", "3个", "4个"),
    "quotes-without-a-pause": ("获得“文明单位”“先进集体”“青年文明号”3项荣誉。", "3项", None),
    "quotes-around-all": ("围绕“水安全、水生态、水资源、水环境”四大任务推进。", "四大", "五大"),
    "kinds": ("从投入、过程、产出、效果四个维度评价。", "四个", "五个"),
    "towns": ("涉及甲镇、乙镇、丙乡、丁乡4个乡镇。", "4个", "5个"),
    "towns-and-villages": ("涉及东山镇、西河镇和南湖乡3个乡镇12个村。", "3个", None),
    "places-without-a-measure": ("在东山、西河、南湖3地新建泵站。", "3地", None),
    "two-and": ("实施甲项目和乙项目两个项目。", "两个", None),
    "together": ("设有一室三科：办公室、业务科、财务科、法规科。", "三科", "四科"),
    "towns-together": ("下辖3镇2乡：东山镇、西河镇、南湖镇、石城乡、北湖乡。", "2乡", "3乡"),
    "two-numbers-behind": ("涉及东山镇、西河镇、石城乡2个镇1个乡。", "2个", None),
    "two-numbers-before": ("共辖3个镇、2个乡，即东山镇、西河镇、南湖镇、石城乡、北湖乡。", "3个", None),
    "summed-behind-a-comma": ("内设机构：办公室、财务科、业务科，共3个科室。", "3个", "4个"),
    "summed-in-brackets": ("参加单位有甲公司、乙公司、丙公司（共3家）。", "3家", None),
    "letters": ("评价等级分为优、良、中、差四个等级。", "四个", None),
    "scores-in-brackets": ("由决策（20分）、过程（20分）、产出（30分）、效益（30分）4个一级指标构成。", "4个", None),
    "households-in-brackets": ("涉及甲乡（20户）、乙乡（30户）、丙乡（15户）3个乡镇。", "3个", "4个"),
    "a-bracket-in-a-name": ("包括因公出国（境）费、公务用车费、公务接待费3项内容。", "3项", None),
    "villages-by-town": ("涉及3个乡镇5个村，分别是甲镇的东村、西村，乙镇的南村、北村，丙镇的中村。", "5个村", None),
    "commas": ("内设4个机构：办公室，财务股，业务股，监察股。", "4个", None),
    "semicolons": ("中标单位3家：第一标段甲公司；第二标段乙公司；第三标段丙公司。", "3家", None),
    "leader-and-members": ("评价组成员5人：组长张三，成员李四、王五、赵六、钱七。", "5人", None),
    "an-aside-behind-the-noun": ("辖4个乡镇（街道）：甲镇、乙镇、丙乡、丁街道。", "4个", None),
    "where-they-stand": ("新建泵站3座，分别位于东山、西河、南湖。", "3座", None),
    "amounts-of-each": ("分3批下达：1月10.5万元、5月20.5万元、9月30.5万元。", "3批", None),
    "a-name-with-and": ("下设文化和旅游局、教育局、卫生健康委员会3个部门。", "3个", "5个"),
    "six-of-them": ("来源有六：甲、乙、丙、丁、戊、己。", "六", None),
    "numbered": ("重点抓好五件事：一是甲，二是乙，三是丙，四是丁，五是戊。", "五件", None),
    "numbered-behind-more-words": (
        "独立核算单位共3个，具体如下：\n1.甲局本级\n2.甲中心\n3.乙中心\n二、职责\n略。",
        "3个",
        "4个",
    ),
    "lines": ("下属单位3个：\n水库管理所\n灌区管理所\n水文站\n二、职责\n负责管理，按规定执行。", "3个", None),
    "lines-to-a-stop": ("任务有以下4项：\n河道整治；\n水库除险；\n灌区改造；\n农村供水。\n共同推进", "4项", None),
    "lines-with-bullets": ("包括3个子项目：\n- 土建工程\n- 设备采购\n- 监理服务\n其他情况正常。", "3个", None),
    "lines-of-names": (
        "设3个股室，其职责如下：\n办公室：负责文电，办理会务。\n财务股：负责财务。\n业务股：负责业务。\n三、人员\n略。",
        "3个",
        None,
    ),
    "lines-with-labels": ("绩效目标共3个：\n目标1：修路。\n目标2：架桥。\n目标3：通水。\n二、资金\n略。", "3个", None),
    "rows": ("涉及以下3个项目：\n序号\t项目\t金额\n1\t甲\t10\n2\t乙\t20\n3\t丙\t30\n合计\t\t60", "3个", None),
    "rows-without-numbers": ("安排3个项目，具体如下表：\n项目\t金额\n甲\t10\n乙\t20\n丙\t30\n合计\t60", "3个", None),
    "told-below": ("决算单位包括：\n1.甲局本级\n2.甲中心\n3.乙中心\n共3家。", "3家", None),
    "told-behind": ("一是健全制度；二是强化监管；三是加强培训。以上三项措施成效明显。", "三项", None),
}

#: With 等 the names may be fewer than was said, and not more.
OPEN = [
    ("完成《水资源规划》《节水方案》等2项制度。", "2项", None),
    ("完成《水资源规划》《节水方案》《防汛预案》等3项制度。", "3项", "2项"),
    ("内设办公室、财务科、业务科等科室，共计5个。", "5个", "2个"),
    ("下属单位5家：甲中心、乙中心、丙中心等。", "5家", None),
]

#: Nothing is wrong with these, as far as anybody can tell.
TRAPS = [
    # names that lead to an example, or to a part
    "下属单位5家，主要包括甲中心、乙中心、丙中心。",
    "下属单位5家，包括甲中心、乙中心、丙中心。",
    "下属单位5家，其中甲中心、乙中心、丙中心为全额拨款单位。",
    # villages are no towns
    "涉及2个乡镇，分别为甲镇东村、甲镇西村、乙镇南村。",
    "覆盖甲镇、乙镇、丙镇8所学校。",
    "涉及东山镇、西河镇、南湖镇6个村。",
    # a name with 和 may be one or two
    "下设4个科室：办公室、文化和旅游科、财务科。",
    "下设4个部门，分别为文化和旅游局、教育局、卫生局。",
    "4家单位，分别是甲局及所属乙中心、丙中心。",
    "安排4个项目：东渠和西渠50万元、南渠30万元、北渠20万元。",
    # 等 may be part of a name
    "内设4个科室：高等教育科、等级评定科、财务科、业务科。",
    # kinds of what is counted, and what was done in it
    "发表论文6篇（国家级、省级、市级）。",
    "举办培训8期：管理类、技术类、综合类。",
    "设备12台：水泵、电机、阀门。",
    "完成3个项目的可研、设计、施工、监理。",
    "完成4项工作，即将开展宣传、培训、考核。",
    "检查了学校、医院、企业15家。",
    "涵盖小学、初中、高中12个年级。",
    "涉及教育、卫生、农业5个项目。",
    "设立东山、西河、南湖站点5个。",
    "内设办公室、财务科、业务科，核定编制5名。",
    # some of them are told, and others before
    "全市有5个区县：东区、西区、南区3个区，北县、中县2个县。",
    # the list goes on, or is one of another thing
    "完成5项任务：制定方案、组织实施、检查验收，全面完成年度目标。",
    "存在2个问题：一是制度不健全、执行不到位、监督不得力。二是人员紧缺。",
    "涉及以下5个项目：\n项目\t金额\n甲\t10\n乙\t20\n丙\t30",
    "下属单位4个：\n水库管理所\n灌区管理所\n水文站\n二、职责\n负责管理，按规定执行。",
    "设2个包，分别为A包：电脑、打印机、扫描仪；",
    "分2个标段，分别为一标段道路、排水、照明。二标段为桥梁。",
    "出台《甲办法》《乙办法》《丙规定》两项办法和一项规定。",
    # 一等奖 counts nothing
    "获表彰2项：《甲》获一等奖，《乙》获二等奖。",
    # no numbers of names
    "三个月：完成设计、施工、验收、移交。",
    "内设侦查一处、侦查二处、技术三处、法警队等部门。",
]


@pytest.mark.parametrize("name", HELD)
def test_what_holds_is_judged(name: str) -> None:
    result = judged(HELD[name][0])
    assert held(result, "enumerated-count") >= 1
    assert accused(result) == []


@pytest.mark.parametrize("name", HELD)
def test_a_wrong_number_does_not_hold(name: str) -> None:
    text, was, printed = HELD[name]
    assert text.count(was) == 1
    wrong = judged(text.replace(was, printed or was.replace(was[0], "九" if not was[0].isdigit() else "9", 1)))
    if printed is not None:
        assert accused(wrong) == ["enumerated-count"]
    else:
        assert accused(wrong) == []
        assert held(wrong, "enumerated-count") < held(judged(text), "enumerated-count")


@pytest.mark.parametrize(("text", "was", "printed"), OPEN)
def test_an_open_list_may_be_shorter_than_was_said(text: str, was: str, printed: str | None) -> None:
    result = judged(text)
    assert held(result, "enumerated-more") == 1
    assert accused(result) == []
    if printed is not None:
        assert accused(judged(text.replace(was, printed))) == ["enumerated-more"]


@pytest.mark.parametrize("text", TRAPS)
def test_what_may_be_something_else_is_not_accused(text: str) -> None:
    assert accused(judged(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "涉及以下5个项目：\n序号\t项目\t金额\n1\t甲\t10\n2\t乙\t20\n3\t丙\t30\n合计\t\t60",
        "绩效目标共4个：\n目标1：修路。\n目标2：架桥。\n目标3：通水。\n二、资金\n略。",
        "补助对象分为四类：五保户、低保户、残疾户。",
    ],
)
def test_a_list_that_may_go_on_is_only_pointed_at(text: str) -> None:
    found = [finding for finding in judged(text).findings if finding.rule == "enumerated-count"]
    assert [finding.severity for finding in found] == [Severity.INFO]


def test_a_sentence_that_is_one_long_list_of_names_is_read_in_linear_time() -> None:
    began = process_time()
    judged("设立" + "甲乙、" * 10_000 + "等5个科室。\n")
    assert process_time() - began < 8  # each name read anew with all before it took 20 s and more


def test_the_number_of_a_heading_is_no_list() -> None:
    wrong = "{number}、下属单位\n共3个单位，分别为甲水库、乙中心、丙中学、丁公司、戊医院。\n"
    for number in ("三", "四"):
        assert accused(judged(wrong.format(number=number))) == ["enumerated-count"], number
    # nothing was counted
    assert held(judged("三、下属单位\n共3个单位，具体如下。\n"), "enumerated-count") == 0
    assert held(judged("1.甲水库\n2.乙中心\n3.丙中学\n共3个单位。\n"), "enumerated-count") == 1


def test_a_row_longer_than_what_is_read_accuses_nobody() -> None:
    titles = "".join(f"《某某市某某事项管理办法第{sign}》" for sign in "甲乙丙丁戊己庚辛壬癸" * 3)
    assert accused(judged(f"全年出台了{titles}30项制度。\n")) == []
